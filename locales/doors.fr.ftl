# Portes ouvertes.

refusal-door-unknown = Cette porte n’est pas là.
refusal-door-unknown-next = Elle s’est peut-être fermée. Cherchez la porte la plus proche.
refusal-door-no-incident = Aucune alerte n’est en cours.
refusal-door-no-incident-next = Les portes s’ouvrent quand une alerte est donnée. En danger, appelez le 112.
refusal-door-prove-to-open = Il manque la preuve d’un téléphone ou d’un e-mail.
refusal-door-prove-to-open-next = Donnez un contact : un code arrive, vous le recopiez, votre porte s’ouvre.
refusal-door-prove-to-stay = Pour aller chez quelqu’un, il faut prouver un téléphone ou un e-mail.
refusal-door-prove-to-stay-next = Donnez un contact et recopiez le code. Les lieux publics vous accueillent sans cela.
refusal-door-places = Ce nombre de places n’est pas possible.
refusal-door-places-next = Choisissez entre 1 et { $most }.
refusal-door-fewer-than-taken = { $taken ->
        [one] Une place est déjà prise.
       *[other] { $taken } places sont déjà prises.
    }
refusal-door-fewer-than-taken-next = Gardez au moins ce nombre, ou annulez d’abord une venue.
refusal-door-until = Cette fin n’est pas possible.
refusal-door-until-next = Choisissez une heure entre dans dix minutes et dans 24 heures.
refusal-door-address-missing = Il manque l’adresse.
refusal-door-address-missing-next = Écrivez-la : seule la personne que vous acceptez la voit.
refusal-door-too-long = Ce texte est trop long.
refusal-door-too-long-next = Gardez au plus { $most } caractères.
refusal-door-tells-too-much = Ce texte public contient une adresse, un code ou un contact.
refusal-door-tells-too-much-next = Retirez-le : la personne que vous acceptez reçoit l’adresse.
refusal-door-public-needs-voucher = Un lieu public s’ouvre avec une organisation qui s’en porte garante.
refusal-door-public-needs-voucher-next = Proposez votre porte comme un logement, ou demandez à une organisation.
refusal-door-label-missing = Il manque le nom du lieu.
refusal-door-label-missing-next = Écrivez le nom que l’on voit sur place.
refusal-door-on-the-way = Quelqu’un est déjà en route vers cette adresse.
refusal-door-on-the-way-next = Écrivez-lui, ou annulez sa venue d’abord.
refusal-door-rule-for-public = Cette règle est pour les lieux publics.
refusal-door-rule-for-public-next = Choisissez d’être interrogé à chaque demande.
refusal-door-many = Vous avez déjà plusieurs portes ouvertes.
refusal-door-many-next = Fermez-en une, ou ajoutez des places à l’une d’elles.
refusal-door-shut = Cette porte n’accueille plus.
refusal-door-shut-next = Demandez à la porte suivante.
refusal-door-stopped = Votre porte n’accueille personne de nouveau pour le moment.
refusal-door-stopped-next = Sa page dit pourquoi : un périmètre la touche, ou un signalement est examiné.
refusal-door-no-room = { $left ->
        [0] Il n’y a plus de place ici.
        [one] Il reste une seule place ici.
       *[other] Il reste { $left } places ici.
    }
refusal-door-no-room-next = Demandez à la porte suivante, ou venez à moins.
refusal-door-newcomers = Les places que l’on peut garder sans contact confirmé sont prises.
refusal-door-newcomers-next = Allez-y : à la porte on vous fera entrer s’il y a de la place. Ou confirmez un numéro ou une adresse e-mail, puis redemandez.
refusal-door-adults-only = Les logements accueillent des adultes seulement.
refusal-door-adults-only-next = Avec un enfant, allez dans un lieu public : mairie, gymnase, hôpital. Un mineur seul appelle le 112.
refusal-door-own = C’est votre porte.
refusal-door-own-next = Cherchez celle de quelqu’un d’autre.
refusal-door-staying = Vous avez déjà une place.
refusal-door-staying-next = Annulez-la d’abord si vous voulez aller ailleurs.
refusal-door-many-addresses = Vous avez reçu trois adresses en 24 heures.
refusal-door-many-addresses-next = Allez dans un lieu public, ou appelez le 112 si vous êtes en danger.
refusal-door-way-crosses = Le chemin traverse une zone à éviter.
refusal-door-way-crosses-next = Choisissez une porte de votre côté, ou restez à l’abri.
refusal-door-stay-put = Vous êtes dans une zone à éviter.
refusal-door-stay-put-next = Restez à l’abri et suivez les consignes. En danger : 17, 112, ou 114 par SMS.
refusal-door-moved-on = Cela ne se peut plus : la situation a changé.
refusal-door-moved-on-next = Actualisez la page pour voir où vous en êtes.
refusal-door-many-words = Il y a déjà beaucoup de messages.
refusal-door-many-words-next = Parlez-vous à la porte. En danger, appelez le 17.
refusal-door-no-words = Le message est vide.
refusal-door-no-words-next = Écrivez une phrase.
refusal-door-place-missing = Il manque le lieu.
refusal-door-place-missing-next = Donnez une station ou une place, ou appuyez sur « Là où je suis ».
refusal-door-place-coarse = Cette zone est trop vaste.
refusal-door-place-coarse-next = Donnez une station ou une place, ou appuyez sur « Là où je suis ».
refusal-door-landmark-unknown = Nous ne connaissons pas ce lieu.
refusal-door-landmark-unknown-next = Choisissez une station ou une place de la liste.
refusal-door-draft-over = Cette offre a déjà servi, ou a trop attendu.
refusal-door-draft-over-next = Ouvrez votre porte à nouveau : cela prend vingt secondes.
refusal-door-too-many = Il y a eu trop de demandes d’ici.
refusal-door-too-many-next = Attendez quelques minutes, puis réessayez.
refusal-door-reported = Ce séjour est déjà signalé.
refusal-door-reported-next = Une personne le regarde. En danger, appelez le 17.
refusal-door-perimeter-time = La durée du périmètre n’est pas possible.
refusal-door-perimeter-time-next = La fin vient après le début, dans les 72 heures.
refusal-door-second-person = Il faut une deuxième personne.
refusal-door-second-person-next = Demandez à une autre personne de la modération.
refusal-door-decided = C’est déjà décidé.
refusal-door-decided-next = Actualisez la page.
refusal-door-taken-by-other = Quelqu’un d’autre s’en occupe.
refusal-door-taken-by-other-next = Prenez un autre signalement.
