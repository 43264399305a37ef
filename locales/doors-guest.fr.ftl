# Portes ouvertes : qui cherche une place.

masked = (masqué)

to-doors = Trouver ou ouvrir une porte
to-doors-says = Un abri proche, ou de la place chez vous.

near-title = Portes ouvertes près de vous
near-station = Près de quelle station ?
near-go = Chercher
near-again = Chercher ainsi
near-locate = Là où je suis
near-locating = Recherche autour de vous…
near-not-located = Position introuvable. Écrivez une station.
near-who = Qui êtes-vous, combien, quels besoins ?
near-ask = Écrivez une station, une place ou une mairie. Les portes les plus proches s’affichent ici.
near-calm = Aucune alerte en cours.
near-calm-says = Les portes s’ouvrent quand une alerte est donnée. En danger, appelez le 112.
near-written = Ce que vous avez écrit
near-written-says = Ce qui en est compris remplit le formulaire. Rien n’est publié ni gardé.
near-own-stay = Vous avez une place.
near-own-stay-go = Voir ma place
near-own-door = Vous avez ouvert une porte.
near-own-door-go = Voir ma porte
near-public = Les lieux publics d’abord.
near-children = Les logements accueillent des adultes seulement. Avec des enfants : mairie, gymnase, école, hôpital. En danger, appelez le 112 ou le 17, ou écrivez au 114.
near-minor = Si vous avez moins de 18 ans et êtes sans adulte : allez vers un lieu public ou des policiers, ou appelez le 112. Sans pouvoir parler : SMS au 114.
near-count = { $n ->
    [0] Aucune porte avec de la place.
    [one] 1 porte, la plus proche.
   *[other] { $n } portes, les plus proches d’abord.
}
near-count-says = L’adresse exacte vous est donnée quand l’hôte accepte.
near-door = Porte { $n }
near-minutes = { $n ->
    [one] À 1 minute à pied
   *[other] À { $n } minutes à pied
}
near-here = À moins de 5 minutes à pied
near-here-place = Dans votre quartier.
near-way-around = Le chemin contourne une zone à éviter.
near-where = { $area }, vers { $name }.
near-area = { $area }.
near-towards = Vers { $name }.
near-room = { $n ->
    [one] 1 place
   *[other] { $n } places
}, jusqu’à { $until }
near-full = Complet pour l’instant
near-note = « { $note } »
near-comma = { ", " }
near-say-full = La porte { $n } est complète
near-say-open = La porte { $n } a de la place
near-wait = Me prévenir si une place se libère
near-waits = Nous vous prévenons si une place se libère.
near-wait-over = Ne plus me prévenir
near-wait-sign-in = Se connecter pour être prévenu si une place se libère
near-none = Pas de porte ouverte près d’ici
near-all-full = Les portes proches sont complètes
near-none-says = Restez à l’abri. En attendant :
near-none-public = Allez vers un lieu public ouvert : mairie, hôpital, gare, caserne de pompiers.
near-none-stay = Si sortir est dangereux, restez où vous êtes.
near-none-wait = Demandez à être prévenu : une place se libère souvent en quelques minutes.
near-wider = Chercher sans ces conditions, pour une personne
near-nothing-fits = Rien ne convient ?
near-look = Je cherche une place
near-look-says = Votre besoin est compté ici, sans votre nom : des hôtes proches sont appelés à ouvrir.
near-looking = Vous cherchez une place depuis { $time }.
near-looking-says = Votre besoin est compté ici. Revenez voir : la liste change vite.
near-looking-over = Je ne cherche plus
near-open-mine = Ouvrir ma porte à quelqu’un
near-map = { $n ->
    [one] Carte : 1 porte. La liste dit la même chose.
   *[other] Carte : { $n } portes. La liste dit la même chose.
}
near-key-door = Porte ouverte
near-key-zone = Zone à éviter
near-key-you = Vous (lieu choisi)
near-key-scale = Barre : { $n } m
near-pan = Bouger la carte
near-pan-in = Agrandir
near-pan-out = Réduire
near-pan-west = Vers l’ouest
near-pan-east = Vers l’est
near-pan-north = Vers le nord
near-pan-south = Vers le sud

suits-wheelchair = Sans marche
suits-children = Enfants bienvenus
suits-animals = Animaux acceptés
suits-first_aid = Secouriste sur place
suits-night = Pour la nuit
needs-wheelchair = Fauteuil
needs-children = Un enfant
needs-animals = Un animal
needs-first_aid = Blessé léger
needs-night = Pour la nuit
who-is-adults = Adultes
who-is-children = Avec des enfants
who-is-minor = Mineur sans adulte
tier-institution = Lieu d’une institution
tier-vouched-public = Lieu public, une organisation s’en porte garante
tier-vouched = Une organisation se porte garante de l’hôte
tier-proven = Hôte connu, contact vérifié
tier-new = Nouvel hôte, contact vérifié

tongue-fr = français
tongue-en = anglais
tongue-ar = arabe
tongue-es = espagnol
tongue-de = allemand
tongue-it = italien
tongue-pt = portugais
tongue-nl = néerlandais
tongue-pl = polonais
tongue-ro = roumain
tongue-ru = russe
tongue-uk = ukrainien
tongue-tr = turc
tongue-fa = persan
tongue-zh = chinois
tongue-ja = japonais
tongue-hi = hindi
tongue-ta = tamoul
tongue-wo = wolof
tongue-he = hébreu

ask-door-title = Demander une place
ask-back = Toutes les portes
ask-places = Vous êtes combien ?
ask-name = Votre prénom
ask-name-hint = L’hôte vous reconnaît à ce prénom.
ask-name-missing = Écrivez votre prénom, pour que l’hôte vous reconnaisse.
ask-who = Qui êtes-vous ?
ask-needs = À savoir
ask-words = Un mot à l’hôte, si vous voulez
ask-words-hint = Sans adresse ni numéro : ils seraient masqués.
ask-do = Envoyer la demande
ask-who-sees-places = L’hôte voit votre prénom, votre nombre et ces précisions. Rien d’autre.
ask-held = Vos places sont gardées 20 minutes, le temps que l’hôte réponde.
ask-held-public = Vos places sont gardées dès l’envoi.
ask-prove = Pour aller chez quelqu’un, il faut prouver un téléphone ou un e-mail. Un code arrive, vous le recopiez, et votre demande est encore là.
ask-contact = Votre téléphone ou votre e-mail
ask-contact-hint = L’hôte ne le voit jamais.
ask-send-code = Recevoir le code
ask-prove-else = Les lieux publics vous accueillent sans cela.
ask-proven = Contact vérifié. Il ne reste qu’à envoyer.
ask-public-go = Voir les lieux publics
ask-next = { $n ->
    [one] Demander à la porte suivante, à 1 minute
   *[other] Demander à la porte suivante, à { $n } minutes
}
ask-next-here = Demander à la porte suivante, tout près
ask-door-staff = Vous êtes ici avec un compte d’équipe. Une place se demande avec un compte personnel.

stay-is-held = Demande envoyée
stay-is-accepted = Acceptée
stay-is-arrived = À l’abri
stay-is-left = Terminée
stay-is-home = Rentré
stay-is-refused = Refusée
stay-is-ran_out = Délai passé
stay-is-guest_cancelled = Annulée
stay-is-host_cancelled = Annulée
stay-is-door_closed = Porte fermée
stay-is-frozen = Signalée

stay-guest-held = L’hôte va vous répondre
stay-guest-held-says = Vos places sont gardées jusqu’à { $time }.
stay-guest-accepted = Une porte vous attend
stay-guest-accepted-says = On vous attend jusqu’à { $time }.
stay-guest-stay_put = Restez où vous êtes
stay-guest-stay_put-says = Une zone à éviter est sur votre chemin. Restez à l’abri, loin des fenêtres. Cette page change dès que la voie est libre.
stay-guest-arrived = Vous êtes à l’abri
stay-guest-arrived-says = L’adresse reste ici tant que vous êtes là. Puis elle est effacée.
stay-guest-left = Vous êtes parti
stay-guest-left-says = Merci de l’avoir dit : vos places servent à d’autres. Rentrez bien.
stay-guest-home = Vous êtes rentré
stay-guest-home-says = Vos places servent à d’autres. L’adresse n’est plus ici.
stay-guest-refused = Cet hôte ne peut pas vous accueillir
stay-guest-refused-says = Cela arrive et ne dit rien de vous. Demandez à la porte suivante.
stay-guest-ran_out = Le délai est passé
stay-guest-ran_out-says = Personne n’a répondu, ou vous n’êtes pas arrivé à temps. Demandez à la porte suivante.
stay-guest-guest_cancelled = Vous avez annulé
stay-guest-guest_cancelled-says = Vos places servent à d’autres. Vous pouvez demander ailleurs.
stay-guest-host_cancelled = L’hôte a annulé
stay-guest-host_cancelled-says = N’y allez pas. Demandez à la porte suivante.
stay-guest-door_closed = Cette porte s’est fermée
stay-guest-door_closed-says = N’y allez pas. Demandez à la porte suivante.
stay-guest-frozen = Cette place est suspendue
stay-guest-frozen-says = Un signalement est examiné par une personne. N’y allez pas. En danger, appelez le 17 ou le 112.

stay-host-held = Quelqu’un demande une place
stay-host-held-says = Répondez avant { $time }. Ensuite, les places se libèrent seules.
stay-host-accepted = Vous attendez quelqu’un
stay-host-accepted-says = Arrivée prévue avant { $time }. Ensuite, les places se libèrent seules.
stay-host-arrived = Votre invité est là
stay-host-arrived-says = Dites ici quand cette personne repart.
stay-host-left = Votre invité est reparti
stay-host-left-says = Merci. Les places sont libres.
stay-host-home = Votre invité est rentré
stay-host-home-says = Merci. Les places sont libres.
stay-host-refused = Vous avez dit non
stay-host-refused-says = La personne cherche ailleurs. Vous n’avez pas à dire pourquoi.
stay-host-ran_out = Le délai est passé
stay-host-ran_out-says = Les places sont libres.
stay-host-guest_cancelled = La personne a annulé
stay-host-guest_cancelled-says = Les places sont libres.
stay-host-host_cancelled = Vous avez annulé
stay-host-host_cancelled-says = La personne est prévenue et cherche ailleurs.
stay-host-door_closed = Votre porte est fermée
stay-host-door_closed-says = La personne est prévenue et cherche ailleurs.
stay-host-frozen = Cette place est suspendue
stay-host-frozen-says = Un signalement est examiné par une personne. En danger, appelez le 17 ou le 112.

stay-say = À dire à la porte
stay-say-says = L’hôte a les mêmes mots. S’il ne les dit pas, n’entrez pas.
stay-say-host = À entendre à la porte
stay-say-host-says = Votre invité a les mêmes mots. S’il ne les dit pas, n’ouvrez pas.
stay-where = Où aller
stay-where-says = Ne partagez pas cette adresse. Elle disparaît à la fin.
stay-around = Cette porte est ici : { $place }
stay-host-name = Votre hôte : { $name }
stay-guest = La personne
stay-host = L’hôte
stay-me = Vous
stay-people = { $n ->
    [one] 1 personne
   *[other] { $n } personnes
}
stay-do-accept = Accepter
stay-do-refuse = Je ne peux pas
stay-do-arrive = Je suis arrivé
stay-do-arrive-host = Mon invité est arrivé
stay-do-leave = Je quitte cette place
stay-do-leave-host = Mon invité est reparti
stay-do-home = Je suis en sécurité chez moi
stay-do-cancel = Annuler
stay-no-answer = Sans réponse, demandez à la porte suivante. Votre demande ici sera annulée.
stay-do-next = Annuler et voir les autres portes
stay-other = Voir les autres portes
stay-write = Écrire à l’hôte
stay-write-guest = Écrire à votre invité
stay-word = Votre message
stay-word-hint = Sans adresse ni numéro : ils seraient masqués. Effacé après la fin.
stay-word-do = Envoyer le message
stay-safe = Pour votre sécurité
stay-safe-way = Prenez les rues éclairées, à deux si possible. Évitez la zone.
stay-safe-words = À la porte, échangez les mots avant d’entrer.
stay-safe-leave = Un doute ? N’entrez pas, ou repartez. Vous n’avez rien à expliquer.
stay-safe-money = Tout est gratuit. Si on vous demande de l’argent, partez et signalez-le.
stay-door = Voir ma porte
