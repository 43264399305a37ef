# La carte à relayer et son affiche.
missing-card-searching = Personne recherchée
missing-card-found = Personne retrouvée
missing-card-closed = Recherche terminée
missing-card-age = { $n ->
    [one] { $n } an
   *[other] { $n } ans
}
missing-card-ages = { $low } à { $high } ans
missing-card-seen = Dernière fois : { $near }, { $at }
missing-card-seen-near = Dernière fois : { $near }
missing-card-seen-at = Dernière fois : { $at }
missing-card-ask = Une information ?
missing-card-look = Vérifier en ligne
missing-card-over = Merci à celles et ceux qui ont relayé. Ne relayez plus cette image.
missing-card-valid = Avis valable { $at }. Vérifiez en ligne s’il est encore actif avant de relayer.
appeal-report = Signaler un problème
appeal-report-says = Une personne de la modération lit ce signalement. Personne d’autre n’apprend qui l’a fait.
appeal-report-back = Revenir à l’avis
appeal-wrong = Que se passe-t-il ?
appeal-wrong-danger = Cette personne serait en danger si on la trouvait
appeal-wrong-privacy = C’est moi ou un proche : pas d’avis public
appeal-wrong-hoax = C’est un faux
appeal-wrong-other = Autre chose
appeal-report-words = Ce qui s’est passé
appeal-report-do = Signaler
appeal-reported = Signalé
appeal-reported-title = Merci
appeal-reported-says = Une personne de la modération regarde cet avis. Il peut être retiré.
