# Ce que la modération voit des signalements.

nav-moderation = Signalements
desk-role-moderator = modération
desk-moderation = Signalements
desk-reports = { $n ->
    [one] 1 signalement à traiter
   *[other] { $n } signalements à traiter
}
desk-alerts = { $n ->
    [one] 1 message officiel à relire
   *[other] { $n } messages officiels à relire
}
desk-reports-waiting = À traiter, les plus graves d’abord
desk-reports-none = Aucun signalement en attente.
desk-reports-decided = Décidés depuis moins de 24 heures
desk-report-since = Depuis { $time }.
desk-report-holder = Suivi : { $who }
desk-report-about = { $why }, { $since }
desk-report-look = Ouvrir le signalement
desk-report-nobody = personne
desk-report-mine = vous
desk-report-incident = Incident
desk-report-upheld = Retenu par { $who }
desk-report-dismissed = Écarté par { $who }
desk-report-decide = Décision
desk-report-decide-do = Décider
desk-report-decide-says = La décision efface les pièces scellées. Elle peut être annulée pendant 24 heures, sans elles.
desk-report-undo = Annuler la décision
desk-report-undo-says = Tout s’arrête à nouveau jusqu’à la décision suivante. Les pièces sont déjà effacées.
desk-report-lift = Lever l’interdiction
desk-report-lift-says = La personne signalée ne peut plus ouvrir de porte ni aller chez quelqu’un. La porte fermée le reste.
desk-report-evidence = Pièces
desk-report-chat = Messages entre les deux
desk-report-ask = Demander l’ouverture
desk-report-agree = Ouvrir à deux
desk-report-read = Lire les pièces
desk-seal-sealed = Scellées, effacées au plus tard { $time }. Deux personnes les ouvrent ensemble, pour une heure.
desk-seal-asked = { $who } demande l’ouverture. Une autre personne confirme.
desk-seal-open = Ouvertes par { $who } et { $second }, jusqu’à { $time }. Chaque lecture est au journal.
desk-seal-gone = Effacées.
report-stay-why-unsafe = Pas en sécurité
report-stay-why-not-them = Pas la personne annoncée
report-stay-why-money = Demande d’argent
report-stay-why-other = Autre problème
report-stay-by-guest = La personne accueillie signale l’hôte.
report-stay-by-host = L’hôte signale la personne accueillie.
report-stay-uphold = Retenir
report-stay-dismiss = Écarter
report-stay-means = Retenu, la personne signalée n’ouvre plus de porte et ne va plus chez personne ; si c’est l’hôte, ses portes ferment. Écarté, la porte reprend comme avant.
report-stay-was-words = Récit
report-stay-was-address = Adresse
report-stay-was-entry = Accès
report-stay-was-host = Hôte
report-stay-was-guest = Accueilli
report-stay-was-asked = Mot de la demande
desk-did-report-take = prend un signalement.
desk-did-report-give-back = rend un signalement.
desk-did-report-uphold = retient un signalement.
desk-did-report-dismiss = écarte un signalement.
desk-did-report-undo = annule la décision sur un signalement.
desk-did-report-open = demande l’ouverture des pièces d’un signalement.
desk-did-report-open-second = ouvre, en second, les pièces d’un signalement.
desk-did-report-read = lit les pièces d’un signalement.
desk-did-report-lift = lève l’interdiction née d’un signalement.
refusal-report-undecided = Ce signalement n’est pas décidé.
refusal-report-undecided-next = Décidez d’abord.
refusal-report-undo-late = La décision date de plus de 24 heures.
refusal-report-undo-late-next = La coordination peut encore lever l’interdiction.
refusal-report-gone = Les pièces sont effacées.
refusal-report-gone-next = Décidez d’après le signalement, ou demandez à la personne qui l’a fait.
refusal-report-own = Ce signalement vous concerne.
refusal-report-own-next = Laissez-le à une autre personne de la modération.

# Le bilan des portes, dans la console
outcome-title = Portes ouvertes : le bilan
outcome-says = La mesure qui compte : combien de personnes chaque porte a abritées. À Paris, en 2015, environ une offre sur dix a abrité quelqu’un.
outcome-per-offer = Personnes par porte
outcome-hosted = { $n ->
    [one] { $n } personne abritée
   *[other] { $n } personnes abritées
} pour { $doors ->
    [one] { $doors } porte
   *[other] { $doors } portes
}
outcome-number = { $n }
outcome-hosting = Portes qui ont abrité
outcome-of = { $n } sur { $all }
outcome-address = De la demande à l’adresse
outcome-minutes = { $n } min
outcome-most = neuf sur dix en { $time } au plus
outcome-room = Places libres
outcome-looking = Cherchent encore
outcome-stays = Les demandes de place
outcome-asked = Demandées
outcome-accepted = Acceptées
outcome-refused = Refusées par l’hôte
outcome-ran-out = Restées sans réponse ou sans arrivée
outcome-export = Personne n’est dans ces chiffres. La commande « rhizome export counts » les donne en JSON, après l’incident aussi.
