# Ce qui est envoyé aux gens : notification, SMS, courriel.

msg-drill = EXERCICE
msg-ask-title = Allez-vous bien ?
msg-ask-text = Il semble que vous soyez dans la zone touchée par { $what }. Informez vos proches que vous êtes en sécurité.
msg-ask-facts = { $what }. En cours depuis { $time }. Alerte donnée par { $who }.
msg-ask-button = Répondre
msg-ask-short = { $who } : { $what }. Allez-vous bien ? Répondez OK, AIDE ou OUT, ou touchez :
msg-over-title = L’alerte est levée
msg-over-text = { $what } : l’alerte est levée. Vous n’avez plus rien à faire.
msg-over-button = Voir
msg-over-short = { $who } : { $what }, l’alerte est levée.
msg-false-title = C’était une fausse alerte
msg-false-text = { $what } : c’était une fausse alerte. Rien ne s’est passé. Vous n’avez rien à faire.
msg-false-short = { $who } : { $what }, c’était une fausse alerte. Vous n’avez rien à faire.
msg-told-safe = { $who } est en sécurité ({ $time })
msg-told-not_there = { $who } n’est pas dans la zone ({ $time })
msg-told-need_help = { $who } demande de l’aide ({ $time })
msg-told-in_care = { $who } est pris en charge ({ $time })
msg-told-text = { $what }. Les secours reçoivent les demandes d’aide ; inutile d’appeler la personne, une ligne libre peut la sauver.
msg-told-button = Voir mes proches
msg-code-title = Votre code : { $code }
msg-code-text = Votre code est { $code }. Il est bon dix minutes. Ne le donnez à personne. Si vous n’avez rien demandé, ne faites rien.
msg-code-button = Ouvrir la page
msg-code-short = Votre code Rhizome : { $code } (10 minutes). Ne le donnez a personne.
msg-trial-title = Essai
msg-trial-text = Ceci est un essai : les messages arrivent bien jusqu’à vous.
msg-trial-button = Ouvrir
msg-trial-short = Essai : les messages arrivent bien jusqu’à vous.
msg-footer = Vous recevez ce message parce que vous l’avez demandé à { $site }.
msg-stop = Ne plus recevoir ce genre de courriel

# L’adresse qui met fin à un genre de courriel.
stop-title = Ne plus recevoir ces courriels
stop-asks = Ne plus recevoir par courriel : { $kind } ?
stop-others = Les autres courriels, les notifications et les SMS ne changent pas.
stop-do = Ne plus recevoir
stop-done = C’est fait
stop-done-says = Vous ne recevrez plus par courriel : { $kind }.
stop-undo = Changer d’avis
stop-undo-says = Connectez-vous, puis choisissez dans « Mes messages ».
stop-kind-ask = la question « Allez-vous bien ? »
stop-kind-remind = les rappels de la question
stop-kind-over = la fin des alertes
stop-kind-told = les nouvelles de vos proches
