# The operator's forms: opening an incident, drawing its zone, moving it on.

operate-back = Tous les incidents
operate-return = Ne rien changer
operate-new = Nouvel incident
operate-new-says = C’est un brouillon : rien ne part avant l’activation.
operate-which = Est-ce réel ?
operate-real = Incident réel
operate-drill = Exercice
operate-which-says = Ce choix ne change plus. Un exercice ne prévient jamais comme un vrai.
operate-kind = Nature de l’événement
operate-kind-choose = Choisissez
operate-kind-attack = Attaque
operate-kind-fire = Incendie
operate-kind-flood = Inondation
operate-kind-storm = Tempête
operate-kind-earthquake = Séisme
operate-kind-industrial = Accident industriel
operate-kind-other = Autre
operate-kind-word = Autre nature
operate-kind-word-hint = Seulement si vous avez choisi « Autre ».
operate-words = Les mots
operate-name-fr = Nom en français
operate-name-hint = Comme dans « la zone touchée par les attaques à Paris ». Une langue suffit.
operate-name-en = Nom en anglais
operate-name-missing = Donnez un nom, dans une langue au moins.
operate-prompt-fr = Question en français
operate-prompt-hint = Facultatif : sans elle, la question habituelle est posée.
operate-prompt-en = Question en anglais
operate-asked-fr = La question en français
operate-asked-en = La question en anglais

operate-zone-where = La zone
operate-zone-limits = De { $least } à { $most } km² : dans une plus petite, quelqu’un pourrait être localisé.
operate-centre = Un centre et un rayon
operate-centre-hint = Un lieu connu, ou des degrés comme 48,8674 et 2,3636.
operate-lat = Latitude
operate-lon = Longitude
operate-radius = Rayon en kilomètres
operate-geojson = Ou un contour en GeoJSON
operate-geojson-hint = Une géométrie Polygon ou MultiPolygon.
operate-zone-missing = Donnez un centre et un rayon, ou un contour.
operate-zone-both = Gardez le centre ou le contour, pas les deux.
operate-do-new = Créer le brouillon
operate-do-new-says = Vous verrez ensuite combien de personnes sont dans la zone.

operate-zone = Modifier la zone
operate-zone-now = Zone actuelle : { $points } points, { $km2 } km².
operate-zone-draft-says = Rien n’est encore parti : personne n’est prévenu.
operate-zone-active-says = Qui entre dans la zone reçoit la question. Qui en sort est prévenu qu’il n’a plus à répondre. Les réponses déjà données sont demandées de nouveau.
operate-count = Compter
operate-count-says = Compter ne change rien. Chaque compte est écrit dans le journal.
operate-keep = Garder cette zone
operate-in-zone = { $n ->
    [0] Personne de connu dans cette zone
    [one] 1 personne dans cette zone
   *[other] { $n } personnes dans cette zone
} de { $km2 } km².

operate-map = Carte de la zone
operate-map-none = Aucune zone n’est encore dessinée.
operate-map-zone = Zone : { $points } points, { $km2 } km².
operate-map-how = Touchez la carte pour ajouter un point, glissez un point pour le déplacer, glissez la carte pour la bouger. Au clavier : les flèches déplacent le point ou la carte (plus finement avec Majuscule), Suppr retire le point.
operate-point = Point { $n }, latitude { $lat }, longitude { $lon }
operate-map-few = Il faut au moins trois points.
operate-map-cross = Le contour se croise. Déplacez un point pour que les côtés ne se touchent plus.
operate-map-small = { $km2 } km² : il en faut au moins { $least }.
operate-map-large = { $km2 } km² : il en faut au plus { $most }.
operate-map-fixed = Ce contour a plusieurs parties ou trop de points pour être déplacé ici. Changez-le en GeoJSON, ou recommencez.
operate-map-add = Ajouter un point
operate-map-remove = Retirer le point
operate-map-anew = Recommencer
operate-map-in = Agrandir
operate-map-out = Réduire
operate-map-west = Vers l’ouest
operate-map-east = Vers l’est
operate-map-north = Vers le nord
operate-map-south = Vers le sud
operate-map-tools = Outils de la carte
operate-map-legend = Zone du formulaire
operate-map-stands = Zone actuelle
operate-points = Les points de la zone
operate-points-more = { $n ->
    [one] 1 autre point est dans le GeoJSON.
   *[other] { $n } autres points sont dans le GeoJSON.
}
operate-without = Sans la carte
operate-place = Autour d’un lieu connu
operate-place-none = Aucun : latitude et longitude
operate-place-both = Gardez le lieu ou les degrés, pas les deux.
operate-who = Combien de personnes
operate-who-none = Comptez avant de garder.

operate-activate = Activer
operate-activate-drill = Commencer l’exercice
operate-activate-says = Rien ne part encore. Une deuxième personne confirme, puis la question part.
operate-activate-drill-says = La question part aussitôt, marquée EXERCICE. Une seule personne suffit.
operate-alone-says = L’activation attend une deuxième personne. Sans elle, la question part dès que vous appuyez.
operate-alone-explains = En cas d’urgence, vous pouvez vous passer de second. La raison reste dans le journal.
operate-alone = J’active seul·e, la question part aussitôt
operate-alone-tick = Cochez cette case pour activer sans second.
operate-alone-reason = Pourquoi sans second
operate-reason-hint = Gardé dans le journal. Ne nommez personne.
operate-confirm = Confirmer
operate-confirm-drill = Confirmer l’exercice
operate-confirm-says = Quelqu’un de l’équipe demande l’activation. Vérifiez le nom, la zone et la question. Dès que vous confirmez, la question part à ces personnes et ne peut plus être retirée.
operate-same = Vous avez demandé l’activation. Une autre personne doit confirmer.
operate-cancel = Annuler cet incident
operate-cancel-drill = Annuler cet exercice
operate-cancel-draft-says = Personne n’a été prévenu. Il n’y a rien à démentir.
operate-cancel-says = { $n ->
    [0] Personne n’attend de question.
    [one] 1 personne a été prévenue : elle apprend que c’était une fausse alerte.
   *[other] { $n } personnes ont été prévenues : toutes apprennent que c’était une fausse alerte.
} Une annulation est définitive.
operate-cancel-reason = Pourquoi
operate-stand-down = Lever l’alerte
operate-stand-down-drill = Lever l’exercice
operate-stand-down-says = Plus personne de nouveau n’est prévenu. Les réponses sont encore prises.
operate-close = Clore cet incident
operate-close-drill = Clore cet exercice
operate-close-says = { $n ->
    [0] Plus aucune réponse n’est prise.
    [one] Plus aucune réponse n’est prise. La personne prévenue apprend que c’est fini.
   *[other] Plus aucune réponse n’est prise. Les { $n } personnes prévenues apprennent que c’est fini.
} Une clôture est définitive.
operate-remember = Garder cet incident en mémoire
operate-remember-drill = Garder cet exercice en mémoire
operate-remember-says = Il est clos. Sa page et sa chronologie restent ; plus rien n’y change. Personne n’est prévenu.
operate-do-activate = Demander l’activation
operate-do-activate-drill = Commencer l’exercice
operate-do-alone = Activer sans second
operate-do-confirm = Confirmer et prévenir
operate-do-cancel = Annuler et démentir
operate-do-stand-down = Lever l’alerte
operate-do-close = Clore
operate-do-remember = Garder en mémoire
