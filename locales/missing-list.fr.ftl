# La liste d’une institution : qui elle a auprès d’elle, et qui les cherche.
nav-listed = Accueillis
list-title = Personnes auprès de nous
list-says = Votre liste est comparée avec les recherches, sans que personne d’autre ne l’apprenne. Si quelqu’un cherche une personne de votre liste, vous seul le lisez ici. Sa famille ne voit rien avant que vous l’ayez appelée.
list-kept = La liste est gardée
list-not-kept = { $n ->
    [one] Une ligne ne convient pas : rien n’a été gardé
   *[other] { $n } lignes ne conviennent pas : rien n’a été gardé
}
list-added = { $n ->
    [one] { $n } nouvelle personne
   *[other] { $n } nouvelles personnes
}
list-changed = { $n ->
    [one] { $n } ligne corrigée
   *[other] { $n } lignes corrigées
}
list-unchanged = { $n ->
    [one] { $n } ligne inchangée
   *[other] { $n } lignes inchangées
}
list-bad-lines = Ce qui ne convient pas
list-line = Ligne
list-column = Colonne
list-why = Pourquoi
list-matched = Quelqu’un les cherche
list-matched-says = Une ressemblance n’est pas une preuve. Ouvrez, comparez, puis appelez.
list-matched-none = Personne pour le moment.
list-open = Ouvrir
list-new = Apporter une liste
list-new-says = Une ligne dont la référence est connue corrige celle d’avant. Une ligne qui n’est pas rapportée s’efface après trente jours. Si une ligne ne convient pas, rien n’est gardé.
list-incident = Pour quel événement
list-file = Un fichier CSV
list-text = Ou les lignes elles-mêmes
list-text-hint = Colonnes : nom, sexe, âge ou année de naissance, document, téléphone, e-mail, arrivée, état (in_care, safe, unknown), référence. Au plus 1000 lignes. Un décès ne s’écrit pas dans une liste.
list-bring = Apporter la liste
list-all = Toute la liste
list-nameless = Identité inconnue
list-until = Gardé jusqu’au
list-withdraw = Retirer
list-withdraw-says = Retirer une ligne défait tout ce qu’elle a causé : la recherche d’une famille reprend, et qui la suit l’apprend.
list-col-name = Nom
list-col-sex = Sexe
list-col-age = Âge
list-col-born = Année de naissance
list-col-document = Document
list-col-phone = Téléphone
list-col-email = E-mail
list-col-arrived = Arrivée
list-col-state = État
list-col-reference = Référence
list-sex-unknown = non précisé
list-sex-female = femme
list-sex-male = homme
list-sex-other = autre
list-is-in_care = en soins
list-is-safe = en sécurité
list-is-unknown = identité inconnue
list-back = Retour à la liste
list-ours = Sur votre liste
list-match-now = Quelqu’un cherche une personne comme celle-ci
list-match-title = Comparer, puis appeler
list-why-match = Pourquoi
list-match-proposed = À regarder.
list-match-proposed-says = Vous n’avez pas encore appelé. Qui cherche n’est pas montré avant.
list-match-called = Vous avez appelé.
list-match-called-says = La famille ne voit toujours rien sur sa page. Si c’est la même personne, laissez la recherche se terminer ; sinon, dites-le.
list-match-released = La recherche est terminée.
list-match-released-says = La famille le lit sur sa page, et qui suivait la recherche a été prévenu une fois.
list-seeker-elsewhere = Un autre registre
list-family = Qui cherche
list-about = On cherche :
list-call-how = Dites qui vous êtes et d’où vous appelez. Vérifiez d’abord, avec vos mots, qu’il s’agit bien de la même personne ; ne donnez rien avant. Ces coordonnées ne sont montrées que maintenant.
list-call = Nous appelons
list-call-again = Revoir le contact
list-call-says = Le contact est montré en réponse, et chaque appel est écrit au journal.
list-refuse = Ce n’est pas la même personne
list-take-back = C’était une erreur
list-release = Laisser la recherche se terminer
list-release-says = La page de la famille dira où en est la personne, et qui suit la recherche sera prévenu une fois. Demandez d’abord à la personne, si elle peut répondre : elle peut ne pas vouloir être trouvée par qui la cherche.
list-patient = La personne elle-même
list-patient-agrees = est d’accord
list-patient-cannot_answer = ne peut pas répondre
list-release-do = Terminer la recherche

# Décès : deux personnes, puis la famille.
death-title = Décès
death-stated = Affirmé par une personne : une deuxième doit le confirmer.
death-confirmed = Confirmé par deux personnes.
death-suspended = Suspendu.
death-at = Survenu : { $time }.
death-by = Affirmé par : { $name }
death-family-asked = La famille n’a pas dit que cela peut être montré : rien ne le montre.
death-family-given = La famille a donné son accord : sa page et l’avis public le disent.
death-state = Affirmer un décès
death-state-says = Une deuxième personne de votre institution devra le confirmer. Rien n’est montré ni envoyé à personne ; la famille l’apprend de vive voix, par vous.
death-when = À quelle heure
death-state-do = J’affirme ce décès
death-confirm-says = Vous êtes la deuxième personne. Confirmez seulement ce que vous avez vérifié vous-même.
death-told = La famille l’a appris de vive voix
death-confirm = Je confirme ce décès
death-suspend = Suspendre
death-suspend-says = L’une des deux personnes peut suspendre : tout ce qui le disait revient aussitôt à ce qu’il était.

refusal-list-not-accredited = Ce compte ne parle au nom d’aucune institution.
refusal-list-not-accredited-next = Demandez à un administrateur de ce serveur de dire laquelle.
refusal-list-institution = Ce nom d’institution ne convient pas.
refusal-list-institution-next = Écrivez son nom, en 120 caractères au plus.
refusal-list-file = Ceci ne se lit pas comme une liste.
refusal-list-file-next = Envoyez du CSV en UTF-8, avec une ligne de titres, ou du JSON.
refusal-list-heading = Les titres des colonnes ne conviennent pas.
refusal-list-heading-next = Il faut au moins une fois : nom, état, référence.
refusal-list-many-lines = C’est trop à la fois. Rien n’a été gardé.
refusal-list-many-lines-next = Envoyez au plus { $most } lignes, et 1 Mo, à la fois.
refusal-list-many-entries = Votre liste est pleine.
refusal-list-many-entries-next = Retirez les lignes qui ne servent plus, ou adressez-vous à l’administrateur.
refusal-list-too-often = C’est trop souvent.
refusal-list-too-often-next = Attendez une heure, ou apportez plusieurs lignes à la fois.
refusal-list-empty = Il n’y a aucune ligne.
refusal-list-empty-next = Choisissez un fichier, ou collez les lignes.
refusal-list-name = Le nom manque.
refusal-list-name-next = Écrivez-le, ou mettez l’état « unknown ».
refusal-list-name-unfit = Ce nom ne convient pas.
refusal-list-name-unfit-next = Écrivez un nom seul, sans numéro ni adresse, en 120 caractères au plus.
refusal-list-sex = Ce sexe n’est pas compris.
refusal-list-sex-next = Écrivez F, M, X, ou rien.
refusal-list-age = Cet âge n’est pas compris.
refusal-list-age-next = Écrivez 27, ou 25-30, entre 0 et 120.
refusal-list-born = Cette année de naissance n’est pas possible.
refusal-list-born-next = Écrivez quatre chiffres, comme 1988.
refusal-list-contact = Ce téléphone ou cet e-mail n’est pas compris.
refusal-list-contact-next = Écrivez-le comme +33 6 12 34 56 78 ou nom@example.org, ou laissez vide.
refusal-list-arrived = Cette heure d’arrivée n’est pas possible.
refusal-list-arrived-next = Écrivez-la comme 2015-11-13T23:10:00+01:00, dans les soixante derniers jours, ou laissez vide.
refusal-list-state = Cet état n’est pas possible dans une liste.
refusal-list-state-next = Écrivez in_care, safe ou unknown. Un décès s’affirme à deux, sur la page d’une recherche.
refusal-list-reference = Votre référence manque, ou est trop longue.
refusal-list-reference-next = Donnez à chaque ligne une référence à elle, en 120 caractères au plus.
refusal-list-twice = Cette référence est deux fois dans la liste.
refusal-list-twice-next = Gardez une seule ligne pour chaque référence.
refusal-list-long = Ce texte est trop long.
refusal-list-long-next = Gardez au plus { $most } caractères.
refusal-list-call-first = La famille n’a pas encore été appelée.
refusal-list-call-first-next = Appelez d’abord : le contact est montré quand vous le demandez.
refusal-list-ask-first = Il manque ce que dit la personne elle-même.
refusal-list-ask-first-next = Demandez-lui ; si elle ne peut pas répondre, dites-le.
refusal-list-unnamed = On ne sait pas encore qui est cette personne.
refusal-list-unnamed-next = Corrigez d’abord la ligne : son nom, et « in_care » ou « safe ».
refusal-list-same-person = Qui confirme ne peut pas être qui affirme.
refusal-list-same-person-next = Demandez à une autre personne de votre institution de confirmer.
refusal-list-told-first = La famille doit l’apprendre de vive voix d’abord.
refusal-list-told-first-next = Appelez-la, puis cochez la case.
refusal-list-not-of-the-two = Seule l’une des deux personnes qui l’affirment peut suspendre.
refusal-list-not-of-the-two-next = Adressez-vous à elles.
refusal-list-died = Cette heure n’est pas possible.
refusal-list-died-next = Dites quand c’est arrivé, dans les soixante derniers jours.
refusal-list-spoke = Cette personne a répondu elle-même après ce moment.
refusal-list-spoke-next = Vérifiez de qui il s’agit : elle a peut-être été confondue avec une autre.
list-to-look-at = { $n ->
    [one] { $n } rapprochement à examiner.
   *[other] { $n } rapprochements à examiner.
}
list-older = Voir la suite de la liste
list-memory = Page en mémoire
list-memory-says = Personne de sa famille ne la cherche ici. Une personne propose la page, une autre la confirme ; alors elle est montrée.
list-memory-do = Proposer la page
list-memory-waits = Page en mémoire de { $name } : à confirmer.
list-memory-mine = Vous l’avez proposée : une autre personne de votre institution la confirme.
list-memory-second = Lisez-la. Si vous la confirmez, elle est montrée, et le décès avec elle.
list-memory-look = Lire et décider
list-memory-confirm = Confirmer la page
list-memory-withdraw = Retirer la page
list-memory-shown = Voir la page
