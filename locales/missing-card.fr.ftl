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
