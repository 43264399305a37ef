# L’hôte : proposer sa porte, la tenir, accueillir.

offer-title = Ouvrir ma porte à quelqu’un
offer-lead = Vingt secondes. Personne ne voit votre adresse avant que vous n’acceptiez.
offer-mine = Voir ma porte ouverte
offer-waits = Une offre vous attend sur cet appareil.
offer-waits-go = La terminer
offer-read = Ce que nous avons compris
offer-read-says = Le formulaire est rempli. Relisez-le : rien n’est envoyé avant votre accord.
offer-read-nothing = Nous n’avons pas compris ce message. Remplissez le formulaire.
offer-read-request = Ce message semble demander une place. Pour en chercher une, allez aux portes ouvertes.
offer-sure = compris
offer-unsure = à vérifier
offer-is-places = Places
offer-is-until = Jusqu’à
offer-is-near = Près de
offer-is-address = Adresse
offer-is-entry = Entrée
offer-is-suits = Convient
offer-is-langs = Langue
offer-paste = Collez votre message
offer-paste-label = Votre message
offer-paste-hint = « #PorteOuverte 2 places rue Oberkampf, métro Parmentier, jusqu’à 2h »
offer-paste-do = Remplir le formulaire
offer-places = Combien de places ?
offer-places-most = { $n } au plus.
offer-hours-label = Pendant combien de temps ?
offer-hours = { $n } h
offer-until = Ou jusqu’à une heure précise
offer-until-hint = Par exemple 2 h, ou 02:30.
offer-near = Près de quelle station ou place ?
offer-near-hint = Seul le quartier est montré, jamais un point précis.
offer-address = Votre adresse
offer-address-hint = Seule la personne que vous acceptez la voit.
offer-entry = Comment entrer
offer-entry-hint = Code, étage, nom sur la sonnette. Caché comme l’adresse.
offer-name = Votre prénom
offer-name-hint = Pour que l’on sache qui demander.
offer-more = Plus : animaux, langues, un mot
offer-suits = Ma porte convient
offer-suits-wheelchair = fauteuil roulant
offer-suits-children = enfants
offer-suits-animals = animaux
offer-suits-first_aid = premiers soins
offer-suits-night = toute la nuit
offer-langs = Langues parlées
offer-note = Un mot pour les gens
offer-note-hint = Public, 140 caractères. Adresses, codes et numéros y sont masqués.
offer-kind = Quel lieu ?
offer-kind-home = Un logement
offer-kind-public = Un lieu public
offer-label = Nom du lieu public
offer-label-hint = Celui que l’on voit sur place. Il est public.
offer-rule = Qui peut venir ?
offer-rule-ask = Demandez-moi à chaque fois
offer-rule-vouched = Accepter qui est recommandé par une organisation
offer-rule-anyone = Tout le monde peut entrer
offer-sees = Les gens voient le quartier, le nombre de places et vos langues. Jamais votre nom ni votre adresse.
offer-adults = Un logement accueille des adultes. Les enfants et leurs familles vont dans les lieux publics.
offer-do = Ouvrir ma porte

draft-kept = Votre offre est gardée
draft-title = Il reste à prouver un téléphone ou un e-mail
draft-ready = Votre porte est prête
draft-offer = Votre offre
draft-says = { $n ->
    [one] Une place, jusqu’à { $time }
   *[other] { $n } places, jusqu’à { $time }
}
draft-waits = Elle vous attend ici jusqu’à { $time }.
draft-edit = Changer
draft-prove = Un code arrive, vous le recopiez
draft-prove-why = Une porte s’ouvre avec un contact vérifié : c’est ce qui protège les gens qui viennent.
draft-contact = Votre téléphone ou e-mail
draft-contact-hint = 06 12 34 56 78, ou vous@exemple.fr
draft-contact-who = Il n’est montré à personne.
draft-send = Recevoir un code

host-doors = Vos portes
host-none = Vous n’avez pas de porte ouverte.
host-another = Ouvrir une autre porte
host-aside = Conseils
host-is-open = Votre porte est ouverte
host-is-full = Votre porte est complète
host-is-paused = Votre porte est en pause
host-is-suspended = Votre porte est suspendue
host-is-frozen = Votre porte est arrêtée un moment
host-is-ended = Votre porte n’est plus visible
host-is-closed = Votre porte est fermée
host-is-draft = Votre porte est prête
host-since = Visible depuis { $time }
host-now-paused = Cachée par vous
host-now-suspended = Secteur à éviter
host-now-frozen = Un signalement est examiné
host-now-ended = Terminée à { $time }
host-now-closed = Fermée à { $time }
host-says-full = Personne d’autre ne peut demander. Ajoutez une place si vous en avez.
host-says-paused = Personne ne la trouve. Les venues déjà acceptées restent valables.
host-says-suspended = Les secours demandent d’éviter votre secteur. Elle redevient visible d’elle-même.
host-says-frozen = Quelqu’un a signalé une difficulté. Une personne regarde ; vous n’avez rien à faire. En cas de danger, appelez le 17.
host-says-ended = Son heure est passée. Rouvrez-la en un geste si vous pouvez encore accueillir.
host-says-closed = Votre adresse est effacée 24 heures après. Merci d’avoir ouvert.
host-perimeter = { $name }, jusqu’à { $time }.
host-ends-soon = { $n ->
    [one] Elle se termine dans une minute.
   *[other] Elle se termine dans { $n } min.
}
host-need-wanted = Des places sont demandées près de chez vous.
host-need-enough = Il y a assez de places ici pour le moment.
host-room = { $n ->
    [one] place libre
   *[other] places libres
}
host-fewer = Une place de moins
host-more = Une place de plus
host-taken = { $n ->
    [one] Une personne attendue ou déjà là.
   *[other] { $n } personnes attendues ou déjà là.
}
host-hosted = { $n ->
    [one] Une personne accueillie. Merci.
   *[other] { $n } personnes accueillies. Merci.
}
host-until = Ouverte jusqu’à { $time }
host-renew = Prolonger de 3 h
host-renew-ended = Rouvrir pour 3 h
host-pause = Mettre en pause
host-reopen = Rendre visible
host-close = Fermer ma porte
host-close-says = Les demandes sans réponse sont annulées. Qui est accepté peut encore venir. Une porte fermée ne se rouvre pas.
host-close-do = Fermer pour de bon
host-nobody-yet = Personne n’a encore demandé. Cette page se met à jour d’elle-même.
host-asking = { $n ->
    [one] Une demande attend votre réponse
   *[other] { $n } demandes attendent votre réponse
}
host-somebody = Quelqu’un
host-new = Nouvelle demande, { $ago }
host-accepted = Accepté à { $time }. En route.
host-arrived = Arrivé à { $time }
host-who-adults = { $n ->
    [one] une personne
   *[other] { $n } adultes
}
host-who-children = { $n } personnes, avec enfants
host-who-minor = { $n ->
    [one] un mineur seul
   *[other] { $n } mineurs
}
host-far = à { $n } min à pied
host-far-here = tout près
host-guest-vouched = recommandé par une organisation
host-guest-proven = contact vérifié
host-guest-unproven = contact non vérifié
host-needs-wheelchair = en fauteuil roulant
host-needs-children = avec des enfants
host-needs-animals = avec un animal
host-needs-first_aid = premiers soins
host-needs-night = pour la nuit
host-held-until = La place est gardée jusqu’à { $time }.
host-expected = Attendu avant { $time }. Ensuite la place se libère.
host-stay-put = Le chemin traverse un secteur à éviter : cette personne doit rester à l’abri.
host-adults-only = Les enfants vont dans un lieu public.
host-quote = « { $words } »
host-say = Mots de passe, à dire à la porte :
host-accept = Accepter et donner l’adresse
host-accept-whom = Accepter et donner l’adresse à { $name }
host-refuse = Refuser
host-refuse-whom = Refuser { $name }
host-arrive = Arrivé
host-arrive-whom = Arrivé : { $name }
host-leave = Reparti
host-leave-whom = Reparti : { $name }
host-write = Écrire
host-write-whom = Écrire à { $name }
host-cancel = Annuler
host-cancel-whom = Annuler la venue de { $name }
host-protect = Pour vous protéger
host-protect-words = Demandez les deux mots avant d’ouvrir.
host-protect-address = Ne donnez pas votre adresse ailleurs que dans Rhizome.
host-protect-refuse = Vous pouvez refuser sans donner de raison.
host-protect-doubt = Un doute ? Appelez le 17.
host-seen = Ce que les gens voient
host-seen-area = Votre quartier
host-seen-room = { $n ->
    [0] complet
    [one] une place
   *[other] { $n } places
}
host-seen-never = Jamais votre nom ni votre adresse avant que vous n’acceptiez.
host-edit = Modifier mon annonce
host-edit-place = Quartier montré : { $place }. Il ne change pas : pour un autre lieu, ouvrez une autre porte.
host-edit-do = Enregistrer
host-edit-back = Revenir à ma porte
