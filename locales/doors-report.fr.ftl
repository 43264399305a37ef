# Signaler un séjour.

refusal-door-barred = Vous ne pouvez pas ouvrir de porte ni aller chez quelqu’un.
refusal-door-barred-next = Un signalement a été retenu. Les lieux publics vous accueillent. Pour contester, écrivez à l’équipe de ce service.
report-title = Signaler un problème
report-why = Que se passe-t-il ?
report-why-unsafe = Je ne me sens pas en sécurité
report-why-not-them = Ce n’est pas la personne annoncée
report-why-money = On demande de l’argent
report-why-other = Autre chose
report-words = Ce qui s’est passé (facultatif)
report-words-hint = Seules deux personnes de la modération, ensemble, peuvent le lire.
report-means = La porte s’arrête tout de suite et chaque venue en cours se termine. L’autre personne voit l’arrêt, jamais vos mots.
report-do = Signaler et arrêter la porte
report-back = Revenir sans signaler
report-done = Signalé
report-done-title = La porte est arrêtée
report-means-read = Une personne de la modération lit votre signalement et peut arrêter la porte. L’autre personne ne voit jamais vos mots.
report-do-read = Signaler
report-done-title-read = Votre signalement sera lu
report-done-says = Une personne de la modération regarde. L’adresse et vos messages restent scellés jusqu’à sa décision, 30 jours au plus.
report-elsewhere = Trouver une autre porte
