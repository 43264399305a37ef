# The question, its answers, the board, and opening an incident.

ask-title = Allez-vous bien ?
ask-now = { $what }. En cours depuis { $time }. Alerte donnée par { $who }.
ask-lead = Il semble que vous soyez dans la zone touchée par { $what }. Informez vos proches que vous êtes en sécurité.
ask-choose = Choisissez une des trois réponses.
ask-told = { $n ->
    [one] Votre proche est prévenu tout de suite.
   *[other] Vos { $n } proches sont prévenus tout de suite.
}
ask-told-link = Vos proches sont prévenus tout de suite.
ask-anonymous = Dites qui vous êtes à l’étape suivante, ou restez anonyme.
ask-other = Déclarer un proche en sécurité
ask-who-sees = Qui verra ma réponse ?
ask-who-sees-says = Vos proches seulement. Votre position n’est jamais montrée. Vous pouvez changer de réponse à tout moment.
ask-no-network = Pas de réseau ? Répondez quand même. Votre réponse part dès que le réseau revient.
ask-staff = Vous êtes connecté comme membre de l’équipe : on ne répond pas ici à ce titre.
ask-staff-go = Ouvrir la console
answer-safe = Je suis en sécurité
answer-need_help = J’ai besoin d’aide
answer-need_help-says = Secours, abri, soins, quelqu’un à retrouver.
answer-not_there = Je ne suis pas dans la zone
answer-not_there-says = Vos proches n’ont pas à s’inquiéter.
said = Vous avez répondu : { $what }, à { $time }.
said-then = Vous avez répondu : { $what }, { $time }.
said-safe = en sécurité
said-need_help = besoin d’aide
said-not_there = pas dans la zone

over-title = L’alerte est levée
over-says = Merci. Les réponses seront effacées dans { $days } jours. Vous pouvez les effacer plus tôt, avec vos données, dans « Moi ».
over-cancelled = C’était une fausse alerte
over-cancelled-says = Rien ne s’est passé. Vous n’avez rien à faire. Les personnes prévenues le sont aussi.
to-people = Voir mes proches
home-others = Autres alertes en cours

home-title = Rhizome
home-lead = Une question, une réponse : vos proches savent que vous allez bien.
home-on = Alertes en cours
home-drills = Exercices en cours
home-since = En cours depuis { $time }.
home-calm = Aucune alerte en cours
home-calm-says = Rien ne vous est demandé. Quand quelque chose se passe, la question s’affiche ici.
home-me = Préparer mes proches
home-me-says = Votre nom, vos lieux, et les personnes à prévenir.

who-title = Qui êtes-vous ?
who-lead = Votre réponse est gardée. Dites qui vous êtes pour que vos proches la voient.
who-help = Votre demande est déjà lue par l’équipe. Dites qui vous êtes pour qu’elle puisse vous joindre.
who-help-waits = Votre demande est gardée. Beaucoup de demandes sans contact vérifié attendent : donnez un contact, et dès que son code revient, l’équipe la lit avant elles. Pour un danger, appelez le 112.
who-name = Votre prénom
who-name-hint = Comme vos proches vous connaissent.
who-contact = E-mail ou téléphone
who-contact-hint = Un code y est envoyé. Le contact n’est montré à personne.
who-do = Envoyer le code
who-anonymous = Rester anonyme
who-anonymous-says = Personne ne sera prévenu.
who-account = J’ai déjà un compte

done-recorded = Réponse enregistrée à { $time }
done-recorded-then = Réponse enregistrée { $time }
done-safe = Vos proches savent que vous êtes en sécurité.
done-not_there = Vos proches savent que vous n’êtes pas dans la zone.
done-need_help = Votre demande d’aide est partie.
done-alone = Votre réponse est enregistrée.
done-told = { $n ->
    [one] 1 personne est prévenue.
   *[other] { $n } personnes sont prévenues.
}
done-nobody = Personne n’est encore dans la liste de vos proches. Ajoutez-en pour qu’ils sachent.
done-help-says = Une équipe lit chaque demande. Vos proches savent que vous avez demandé de l’aide, jamais où.
done-anonymous = Votre réponse est gardée, sans votre nom.
done-anonymous-says = Elle ne prévient personne. Dites qui vous êtes quand vous le pouvez.
done-anonymous-help = Une équipe lit chaque demande, même sans nom.
done-unproven = Elle ne prévient personne tant que le code n’est pas revenu. Ouvrez le message reçu, ou dites de nouveau qui vous êtes.
done-who = Dire qui je suis
done-who-says = Pour que vos proches le sachent.
done-word = Ajouter un mot
done-word-hint = Facultatif, 140 caractères. Seuls vos proches le lisent.
done-word-send = Envoyer ce mot
done-word-sent = Votre mot est envoyé.
done-next = Et maintenant ?
done-people-says = Qui a répondu, qui n’a pas encore répondu.
done-invite = Ajouter un proche
done-detail = Compléter ma demande
done-detail-says = Ce qu’il vous faut, où, combien vous êtes.
done-other-says = Quelqu’un que vous avez vu ou entendu.
done-change = Changer ma réponse

# What help is needed
help-sent = Votre demande d’aide est partie
help-need-title = De quoi avez-vous besoin ?
help-place-title = Où êtes-vous ?
help-people-title = Combien êtes-vous ?
help-lead = Une équipe lit chaque demande. Répondez si vous pouvez. Sinon, restez caché et silencieux.
help-place = Lieu
help-place-hint = Rue, étage, entrée, ce que vous voyez.
help-locate = Ajouter ma position
help-located = Position ajoutée, à 350 m près
help-not-located = Position introuvable. Écrivez le lieu.
help-place-who = Seule l’équipe de secours voit ce lieu. Jamais vos proches, jamais le public.
help-place-do = Ajouter ce lieu
help-place-later = Votre position n’est envoyée que si vous l’ajoutez à l’étape suivante. Seule l’équipe de secours la voit.
help-people = Nombre de personnes
help-people-hint = Vous compris. De 1 à 500.
help-words = Autre chose pour ceux qui vous aident (facultatif)
help-words-hint = 140 caractères au plus. Seule l’équipe de secours le lit.
help-people-do = Ajouter ce nombre
help-skip = Passer cette question
help-over = Je n’ai plus besoin d’aide
need-hurt = Quelqu’un est blessé
need-child = Un enfant est seul
need-stuck = Je suis bloqué ou caché
need-shelter = Je cherche un abri
need-person = Je cherche quelqu’un

# Somebody else is safe
other-lead = Dites qui vous savez en sécurité, et comment. La personne peut confirmer ou corriger.
other-who = Qui ?
other-someone = Quelqu’un d’autre
other-name = Son nom
other-contact = Son e-mail ou son téléphone
other-contact-hint = Facultatif. Ainsi, ses proches le sauront s’ils la cherchent ici.
other-how = Comment le savez-vous ?
how-saw = Je l’ai vue
how-spoke = Je lui ai parlé
how-heard = J’ai reçu un message
how-read = Je l’ai lu en ligne
other-read-says = Ce que l’on a seulement lu en ligne est noté, et ne change pas l’état d’une personne.
other-note = Ajouter un mot
other-note-hint = Facultatif, 140 caractères.
other-do = Déclarer en sécurité
other-done = Déclaration enregistrée
other-thanks = Merci, c’est noté.
other-done-says = Elle est montrée avec votre nom, comme venant d’un proche.
other-again = Déclarer une autre personne

# The one-tap link
link-safe = Vous êtes en sécurité. Vos proches le savent.
link-not_there = Vous n’êtes pas dans la zone. Vos proches le savent.
link-need_help = Votre demande d’aide est partie.
link-done-says = Vous pouvez fermer cette page, ou changer de réponse avec le même lien.
link-done-help = Une équipe lit chaque demande. Si vous le pouvez, appelez. Sinon, restez caché et silencieux.

# Refusals
refusal-no-incident = Il n’y a pas d’alerte à cette adresse.
refusal-no-incident-next = Revenez à l’accueil pour voir ce qui est en cours.
refusal-incident-wrong-state = Cet incident n’en est plus là.
refusal-incident-wrong-state-next = Rechargez la page pour voir où il en est.
refusal-same-operator = Vous avez demandé l’activation : une autre personne doit la confirmer.
refusal-same-operator-next = Demandez à un autre membre de l’équipe, ou activez sans second en disant pourquoi.
refusal-alone-needs-reason = Activer sans second demande une raison.
refusal-alone-needs-reason-next = Écrivez en quelques mots pourquoi personne d’autre ne peut confirmer.
refusal-bad-kind = Ce type d’événement ne convient pas.
refusal-bad-kind-next = Écrivez un mot de 1 à 40 lettres, par exemple « attack » ou « flood ».
refusal-incident-not-open = L’alerte est levée : elle ne prend plus de réponses.
refusal-incident-not-open-next = Revenez à l’accueil pour voir ce qui est en cours.
refusal-message-too-long = Ce mot est trop long.
refusal-message-too-long-next = Écrivez { $longest } caractères au plus.
refusal-place-too-long = Ce lieu est trop long.
refusal-place-too-long-next = Écrivez { $longest } caractères au plus.
refusal-oneself-is-another = C’est de vous qu’il s’agit.
refusal-oneself-is-another-next = Répondez pour vous-même sur la page de l’alerte.
refusal-nobody-named = Dites de qui il s’agit : choisissez une personne, ou écrivez un nom.
refusal-nobody-named-next = Choisissez un proche, ou écrivez un nom.
refusal-no-fact = Il n’y a pas, ou plus, de telle réponse.
refusal-no-fact-next = Répondez à la question, puis revenez ici.
refusal-reminded-already = Un rappel vient d’être envoyé.
refusal-reminded-already-next = Attendez une demi-heure avant le suivant.
refusal-answered-already = Cette personne a déjà répondu.
refusal-answered-already-next = Regardez sa réponse dans vos proches.
refusal-unknown-need = Ce besoin n’est pas dans la liste.
refusal-unknown-need-next = Choisissez un des besoins proposés.
refusal-bad-number = Ce nombre de personnes ne convient pas.
refusal-bad-number-next = Écrivez un nombre de 1 à 500.
refusal-no-case = Vous n’avez pas de demande d’aide en cours.
refusal-no-case-next = Répondez d’abord « J’ai besoin d’aide ».
refusal-bad-link = Ce lien n’est pas valable, ou il est trop ancien.
refusal-bad-link-next = Ouvrez le lien du dernier message reçu, ou répondez depuis l’accueil.
refusal-needs-contact = Sans compte, il faut un nom et un e-mail ou un téléphone.
refusal-needs-contact-next = Donnez les deux ; un code y est envoyé.
refusal-busy = Quelque chose a changé en même temps. Rien n’a été écrit.
refusal-busy-next = Recommencez.
refusal-bad-client-id = Le nom donné à cet envoi est vide ou trop long.
refusal-bad-client-id-next = Envoyez un client_id de 1 à 80 caractères.
refusal-bad-place = Ce lieu n’existe pas.
refusal-bad-place-next = Donnez une latitude de −90 à 90 et une longitude de −180 à 180, ou écrivez le lieu.
refusal-too-many-pending = Beaucoup de réponses sans compte arrivent en même temps. Celle-ci n’a pas pu être gardée.
refusal-too-many-pending-next = Réessayez dans une minute, ou connectez-vous : une réponse avec un compte est toujours gardée. Pour un danger, appelez le 112.
refusal-too-many-declarations = Vous avez donné des nouvelles de { $most } personnes aujourd’hui : c’est le plus qu’une personne peut faire en un jour.
refusal-too-many-declarations-next = Réessayez demain. Chaque personne peut aussi répondre elle-même, sans compte.
refusal-texts-none = Il faut un nom dans au moins une langue.
refusal-texts-none-next = Écrivez-le en français ou en anglais.
refusal-texts-bad = Un texte est vide, trop long ou illisible.
refusal-texts-bad-next = Écrivez de 1 à 300 caractères par langue, sur une ligne.
refusal-texts-language = Une langue n’est pas écrite en deux lettres.
refusal-texts-language-next = Écrivez par exemple fr, en, es ou ar.
