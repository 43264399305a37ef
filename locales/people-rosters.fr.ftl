# Lists of organisations, for those who keep them.
lists-title = Listes
lists-says = Vos listes servent à faire l’appel pendant un incident.
lists-none = Vous n’avez pas encore de liste.
lists-back = Toutes les listes
lists-new = Nouvelle liste
lists-name = Nom de la liste
lists-name-hint = Ses membres le voient sur leur page.
lists-begin = Créer la liste
roster-members = { $n ->
    [0] Aucun membre
    [one] 1 membre
   *[other] { $n } membres
}
roster-import = Ajouter des membres
roster-import-says = Un tableau CSV en UTF-8. La première ligne nomme les colonnes : nom, e-mail ou téléphone, groupe si vous voulez. Rien n’est écrit si une ligne est fausse.
roster-file = Un fichier CSV
roster-text = Ou le texte du tableau
roster-text-hint = Par exemple : nom;e-mail;groupe
roster-good-only = Seulement les bonnes lignes
roster-check = Vérifier
roster-write = Ajouter à la liste
roster-list-missing = Choisissez un fichier ou collez un tableau.
roster-written = Les membres sont ajoutés.
roster-read = Toutes les lignes sont bonnes.
roster-bad = { $n ->
    [one] Une ligne ne peut pas être lue.
   *[other] { $n } lignes ne peuvent pas être lues.
}
roster-rows = { $n ->
    [one] 1 ligne lue
   *[other] { $n } lignes lues
}
roster-new = { $n ->
    [0] Personne de nouveau
    [one] 1 personne nouvelle
   *[other] { $n } personnes nouvelles
}
roster-known = { $n ->
    [0] Personne qui y soit déjà
    [one] 1 personne déjà sur la liste
   *[other] { $n } personnes déjà sur la liste
}
roster-left = { $n ->
    [one] 1 personne a quitté la liste : elle n’y revient pas.
   *[other] { $n } personnes ont quitté la liste : elles n’y reviennent pas.
}
roster-nothing = Rien n’est écrit.
roster-bad-lines = Lignes à corriger
roster-line = Ligne
roster-column = Colonne
roster-why = Pourquoi
roster-col-name = Nom
roster-col-email = E-mail
roster-col-phone = Téléphone
roster-names = Voir les noms
roster-names-more = Les autres noms sont dans le fichier à télécharger.
roster-export = Télécharger la liste
roster-export-says = Un fichier CSV sans formule. Chaque téléchargement est écrit dans le journal.
rolls-title = Appel
rolls-says = Pendant un appel, vous voyez la réponse de chaque membre. Après, plus rien.
rolls-begin = Faire l’appel
rolls-on = Appel en cours depuis { $time }.
rolls-on-drill = Exercice. Appel en cours depuis { $time }.
rolls-nothing = Aucun incident n’est en cours.
rolls-nobody = Ajoutez d’abord des membres.
rolls-over = { $n ->
    [one] 1 appel terminé
   *[other] { $n } appels terminés
}
rolls-was = Terminé { $day } à { $time }.
roll-title = Appel
roll-answered = { $n ->
    [0] Aucune réponse pour l’instant, sur { $of }.
    [one] 1 réponse sur { $of }.
   *[other] { $n } réponses sur { $of }.
}
roll-since = En cours depuis { $time }.
roll-reminded-at = Dernier rappel à { $time }.
roll-silence = Pas de réponse ne veut pas dire danger.
roll-remind = Rappeler
roll-remind-says = Le rappel va à qui n’a pas répondu, au plus toutes les { $n } minutes.
roll-reminded = { $n ->
    [0] Tout le monde a répondu : personne n’est rappelé.
    [one] 1 personne est rappelée.
   *[other] { $n } personnes sont rappelées.
}
roll-end = Terminer l’appel
roll-end-says = Terminer cache les réponses.
roll-ended = Cet appel s’est terminé { $day } à { $time }.
roll-ended-says = Les réponses ne se voient plus.
roll-members = Membres
roll-more = Membres suivants
roll-export = Télécharger avec les réponses
roll-state-none = Pas de réponse
roll-state-safe = En sécurité
roll-state-need_help = Demande de l’aide
roll-state-not_there = Pas dans la zone
roll-state-in_care = Soigné·e
roll-state-dead = Réponse non montrée
