# Les mots-dièse, pour les opérateurs.

tags-title = Mots-dièse
tags-says = Ce que vous changez ici se lit aussitôt partout, et dans le journal.
tags-all = Les mots-dièse en usage
tags-tag = Mot-dièse
tags-tag-hint = Par exemple #PortesOuvertes
tags-how = Lecture
tags-who = Écriture
tags-alone = À part
tags-merged = Réuni à { $tag }
tags-redirected = Mène à { $tag }
tags-open = Ouverte à tous
tags-locked = Réservée à l’équipe
tags-change = Changer un mot-dièse
tags-act = Ce qu’il faut faire
tags-act-merge = Réunir à un autre
tags-act-split = Séparer
tags-act-rename = Renommer
tags-act-lock = Verrouiller
tags-act-unlock = Déverrouiller
tags-act-redirect = Mener à un autre
tags-to = L’autre mot-dièse, ou le nouveau nom
tags-to-hint = Pour réunir, renommer ou mener à un autre.
tags-reason = Raison
tags-reason-hint = Elle se lit dans le journal.
tags-do = Changer le mot-dièse
tags-done-merge = Mots-dièse réunis
tags-done-split = Mot-dièse séparé
tags-done-rename = Mot-dièse renommé
tags-done-lock = Mot-dièse verrouillé
tags-done-unlock = Mot-dièse déverrouillé
tags-done-redirect = Mot-dièse dirigé vers un autre

report-post-by-reader = Une personne qui l’a lu
report-post-by-staff = Un membre de l’équipe
