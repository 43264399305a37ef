# Le direct : lire, écrire, répondre, relayer.

feed-title = En direct
feed-now = { $what }. En cours depuis { $time }.
feed-calm = Aucun événement en cours
feed-variants = On y lit aussi { $tags }.
feed-pinned = Message officiel, épinglé
feed-official-go = Voir ce message et les réponses
feed-officials = { $n ->
    [one] 1 autre message officiel
   *[other] { $n } autres messages officiels
}
feed-consignes = Toutes les consignes officielles
feed-act = Où agir maintenant
feed-tabs = Fils
feed-all = Tout
feed-tags-or = { $one } ou { $other }
feed-tags-and = { $one } et { $other }
feed-tags-without = { $some }, sans { $others }
feed-newest = Voir les messages récents
feed-fresh = { $n ->
    [one] 1 nouveau message
   *[other] { $n } nouveaux messages
}
feed-none = Aucun message pour le moment.
feed-older = Messages plus anciens
feed-elsewhere = Suivre ce fil ailleurs
feed-nameless = Sans nom
feed-edited = modifié
feed-changed = Message de { $name }, { $time } : modifié
feed-answers = En réponse à un message
feed-relayed = Relayé
feed-passed-gone = Ce qui était relayé n’est plus là.
feed-reply = Répondre
feed-relay = Relayer
feed-report = Signaler
feed-gone = Ce message n’est plus là.
feed-not-relayed = Ce message ne peut plus être relayé.
feed-ruling-more = Lire les sources
feed-ruled-true = Confirmé par { $who } à { $time }.
feed-ruled-false = Démenti par { $who } à { $time }.
feed-ruled-misleading = Mise au point de { $who } à { $time }.
feed-ruled-link-false = Partage un lien démenti par { $who } à { $time }.
feed-ruled-link-misleading = Partage un lien sur lequel { $who } a fait une mise au point à { $time }.
feed-held-until = Retenu par sécurité jusqu’à { $time }. Vous seul le voyez.
feed-held-decided = Retenu par sécurité. Un modérateur va le lire. Vous seul le voyez.
feed-removed = Retiré par la modération. Vous seul le voyez.
feed-covered = { $n ->
    [one] Image difficile, couverte. L’afficher
   *[other] Images difficiles, couvertes. Les afficher
}
feed-no-alt = Image sans description
feed-masked-address = (adresse masquée)
feed-masked-code = (code masqué)
feed-masked-phone = (téléphone masqué)
feed-masked-email = (e-mail masqué)
feed-masked-link = (lien masqué)
feed-was-address = une adresse
feed-was-code = un code
feed-was-phone = un téléphone
feed-was-email = un e-mail
feed-was-link = un lien
feed-words = Comprendre les mentions
feed-official = Officiel
feed-official-means = Institution dont nous avons vérifié l’identité.
feed-official-lost = Institution dont la preuve a été perdue
feed-institution-unproven = Institution non vérifiée
feed-organisation = Organisation
feed-witness = Témoin dans la zone
feed-witness-means = La personne est dans la zone. Son récit n’est pas vérifié.
feed-unverified = Non vérifié
feed-unverified-means = Personne ne l’a encore confirmé. Attendez avant de relayer.
feed-corroborated = { $n ->
    [one] Vu par 1 autre personne
   *[other] Vu par { $n } autres personnes
}
feed-confirmed = Confirmé
feed-confirmed-means = Quelqu’un qui peut le savoir l’a confirmé.
feed-false = Démenti
feed-false-means = Une source officielle dit que c’est faux.
feed-misleading = Trompeur

feed-exercise = Un exercice est en cours : le suivre
thing-door = Porte ouverte
thing-need = Des places manquent
thing-need-wanted = On cherche de la place
thing-notice = Avis de recherche
thing-alert = Message officiel
thing-near = Vers { $place }.
thing-until = Jusqu’à { $time }.
thing-open = { $n ->
    [one] 1 place libre
   *[other] { $n } places libres
}
thing-door-full = Complet
thing-door-paused = En pause
thing-notice-searching = Recherche en cours
thing-notice-found = On a des nouvelles
thing-notice-closed = Recherche terminée
thing-on = En cours
thing-over = C’est terminé

write-title = Écrire un message
write-reply-title = Répondre
write-relay-title = Relayer
write-answers = Le message
write-passed = Ce que vous relayez
write-back = Revenir sans publier
write-label = Votre message
write-own-word = Un mot de vous, facultatif
write-hint = Dites ce que vous voyez vous-même. Ne donnez jamais la position des forces de l’ordre ni celle de personnes cachées.
write-do = Publier
write-reply-do = Publier la réponse
write-relay-do = Relayer
write-more = Images, lieu, langue
write-picture = Image { $n }
write-more-pictures = Ajouter d’autres images
write-picture-kept = Image gardée
write-picture-drop = Retirer cette image
write-alt = Ce que montre l’image { $n }
write-alt-hint = Pour qui ne voit pas l’image. Une phrase suffit.
write-graphic = Images difficiles : les couvrir
write-near = Lieu, facultatif
write-near-hint = Une station ou une place. Seul le quartier est montré.
write-witness = Je suis dans la zone et je le vois moi-même
write-witness-says = Votre message porte alors « Témoin dans la zone ».
write-lang = Langue du message
write-kept = Contact prouvé. Votre message est encore là.
write-prove-first = Votre message est gardé. Prouvez d’abord un contact.
write-prove = Prouver un contact
write-prove-why = Vous recevez un code. Personne d’autre ne voit ce contact.
write-my-name = Votre nom
write-my-name-hint = On lira votre prénom et une initiale.
write-my-name-missing = Écrivez votre nom.
write-contact = Téléphone ou e-mail
write-contact-hint = Pour recevoir le code.
write-send-code = Envoyer le code
write-sure = Ce message n’est pas vérifié. Relayer quand même ?
write-sure-says = Personne ne l’a encore confirmé. Une rumeur peut mettre des gens en danger.
write-sure-do = Relayer quand même
write-sure-not = Ne pas relayer
write-toll = Beaucoup de personnes écrivent en ce moment
write-toll-says = Votre message est gardé. Pour que les faux comptes ne noient pas le fil, chaque nouvelle personne donne un peu de calcul de son appareil, ou un peu de temps.
write-toll-doing = Votre appareil calcule quelques secondes. Le message part tout seul.
write-toll-half = La moitié est faite.
write-toll-done = C’est prêt. Appuyez sur Publier.
write-toll-wait = { $seconds ->
    [one] Sans calcul : attendez { $seconds } seconde, puis appuyez sur Publier.
   *[other] Sans calcul : attendez { $seconds } secondes, puis appuyez sur Publier.
}
write-key-reused = Ce message est déjà publié, tel qu’il était. Pour publier ce texte-ci comme un autre message, appuyez encore.
write-offer = Vous ouvrez votre porte ?
write-offer-says = Une porte ouverte se trouve plus vite qu’un message. Votre adresse reste cachée.
write-offer-go = Ouvrir ma porte à quelqu’un
write-request = Vous cherchez un toit ?
write-request-says = Les portes ouvertes près de vous sont déjà là.
write-request-go = Demander une place
write-search = Vous cherchez quelqu’un ?
write-search-says = Une recherche reste privée et se compare aux nouvelles reçues.
write-search-go = Lancer une recherche
write-as-post = Publier comme message

post-title = Message de { $name }
post-back = Retour au direct
post-return = Retour au message
post-first = Lire le premier message
post-sent = Message publié
post-relayed = Message relayé
post-edited = Message modifié
post-before = Ce qu’il disait avant
post-own = Votre message
post-see-too = Je suis là, je le vois aussi
post-appeal = Demander de revoir cette mise au point
post-masked = Pour votre sécurité, nous avons masqué : { $what }.
post-edit = Modifier le message
post-edit-says = Ce qu’il disait avant reste lisible.
post-edit-do = Enregistrer
post-cover = Couvrir les images
post-uncover = Découvrir les images
post-delete = Supprimer ce message
post-delete-says = Le texte et les images disparaissent pour tous.
post-delete-do = Supprimer
post-answers = { $n ->
    [0] Aucune réponse
    [one] 1 réponse
   *[other] { $n } réponses
}
posts-mine = Mes messages
posts-none = Vous n’avez rien écrit.
posts-name = Votre nom public
posts-name-says = C’est le nom que tous lisent près de vos messages.
posts-name-label = Nom public
posts-name-hint = Laissez vide pour votre prénom et une initiale.
posts-name-do = Garder ce nom
posts-name-done = Nom gardé

flag-title = Signaler ce message
flag-says = Des modérateurs le lisent. L’auteur ne sait pas qui signale.
flag-why = Pourquoi
report-post-why-danger = Met quelqu’un en danger
report-post-why-hatred = Menace ou haine
report-post-why-privacy = Montre ou nomme quelqu’un contre son gré
report-post-why-false = C’est faux
report-post-why-graphic = Images difficiles
report-post-why-other = Autre chose
flag-words = Un mot pour les modérateurs, facultatif
flag-words-hint = Ce qu’ils doivent savoir.
flag-do = Signaler
flag-done = Signalement reçu
flag-done-title = Merci
flag-done-says = Les modérateurs lisent d’abord ce qui est le plus grave.
refusal-post-reported = Vous avez déjà signalé ce message.
refusal-post-reported-next = Les modérateurs le lisent. Vous n’avez rien d’autre à faire.
