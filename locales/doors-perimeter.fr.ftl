# Les périmètres : là où personne ne doit passer.

refusal-door-perimeter-name = Ce périmètre a besoin d’un nom.
refusal-door-perimeter-name-next = Écrivez comment on appelle l’endroit, en { $most } caractères au plus.
refusal-door-perimeter-over = Ce périmètre est terminé ou a été levé.
refusal-door-perimeter-over-next = Tracez-en un nouveau.
refusal-door-many-perimeters = Trop de périmètres sont en vigueur à la fois.
refusal-door-many-perimeters-next = Levez-en un, ou tracez-en un à la place de plusieurs.

# Les pages de la console.
perimeter-title = Périmètres
perimeter-says = Là où personne ne doit passer, pour un temps. Les portes ouvertes à l’intérieur sont suspendues, les trajets les contournent, et les invités dont le chemin est coupé sont prévenus de rester où ils sont.
perimeter-living = En vigueur, et à venir
perimeter-none = Aucun périmètre n’est en vigueur.
perimeter-over = { $n ->
    [one] 1 périmètre terminé
   *[other] { $n } périmètres terminés
}
perimeter-is-on = En vigueur
perimeter-is-ahead = À venir
perimeter-is-over = Terminé
perimeter-is-lifted = Levé
perimeter-from-until = Début : { $from }. Fin : { $until }.
perimeter-lifted-before = Levé avant de commencer ({ $time }).
perimeter-km2 = { $km2 } km².
perimeter-change = Changer la fin
perimeter-change-which = Changer la fin : { $name }
perimeter-lift = Lever
perimeter-lift-which = Lever : { $name }

perimeter-new = Nouveau périmètre
perimeter-new-says = Son nom et son tracé sont publics tant qu’il est en vigueur. Tracez là où il ne faut pas être, jamais là où quelqu’un se cache ni où se trouve la police.
perimeter-name = Nom
perimeter-name-hint = Comment on appelle l’endroit, par exemple « Place de la République ».
perimeter-when = Quand
perimeter-starts = À partir de
perimeter-starts-hint = Une heure comme 22 h 30. Vide : tout de suite.
perimeter-lasts = Pendant
perimeter-hours = { $n ->
    [one] 1 heure
   *[other] { $n } heures
}
perimeter-until = Ou jusqu’à
perimeter-until-hint = Une heure comme 6 h 00, à la place de la durée.
perimeter-clock = Écrivez une heure, par exemple 22 h 30.
perimeter-limits = De { $least } à { $most } km².
perimeter-where = Où
perimeter-look = Voir ce que cela fera
perimeter-look-says = Rien ne change encore. Chaque consultation est inscrite au journal.
perimeter-sure = Tracer ce périmètre ?
perimeter-suspends = { $n ->
    [0] Aucune porte ouverte n’est à l’intérieur.
    [one] 1 porte ouverte est suspendue : son hôte est prévenu de la raison.
   *[other] { $n } portes ouvertes sont suspendues : leurs hôtes sont prévenus de la raison.
}
perimeter-stay-put = { $n ->
    [0] Aucun invité n’a besoin d’être prévenu de rester où il est.
    [one] 1 invité est prévenu de rester où il est.
   *[other] { $n } invités sont prévenus de rester où ils sont.
}
perimeter-do-draw = Tracer
perimeter-do-edit = Changer quelque chose

perimeter-change-title = Changer la fin d’un périmètre
perimeter-when-over = Quand il sera terminé :
perimeter-do-change = Changer la fin
perimeter-lift-title = Lever ce périmètre ?
perimeter-resumes = { $n ->
    [0] Aucune porte n’était suspendue par lui seul.
    [one] 1 porte suspendue reprend.
   *[other] { $n } portes suspendues reprennent.
}
perimeter-may-go = { $n ->
    [0] Aucun invité n’attend à cause de lui seul.
    [one] 1 invité est prévenu qu’il peut y aller.
   *[other] { $n } invités sont prévenus qu’ils peuvent y aller.
}
perimeter-do-lift = Lever et prévenir
