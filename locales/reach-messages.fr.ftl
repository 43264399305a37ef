# Mes messages : par quoi on est joint, et ce que l’on veut recevoir.

channel-push = Notification
channel-sms = SMS
channel-email = Courriel
messages-title = Mes messages
messages-did-saved = Vos choix sont enregistrés.
messages-did-again = Nous vous écrirons de nouveau par là.
messages-did-tried-push = L’essai est parti vers vos appareils.
messages-did-tried-sms = L’essai est parti par SMS.
messages-did-tried-email = L’essai est parti par courriel.
messages-lead = Quand il se passe quelque chose près de vous, une question vous est envoyée : allez-vous bien ?
messages-order = D’abord une notification. Sans signe de vie après { $push } min, un SMS. Sans signe de vie après { $sms } min de plus, un courriel. Dès que vous répondez, plus rien ne part.
messages-quiet = Dans la zone, rien ne sonne et rien ne vibre.
messages-channels = Par quoi l’on peut vous joindre
messages-usable = Prêt
messages-missing = À ajouter
messages-not-here = Pas sur ce serveur
messages-stopped = Arrêté
messages-stopped-says = Vous avez demandé que plus rien ne soit envoyé par là.
messages-again = Écrivez-moi de nouveau
messages-devices = { $n ->
    [0] Aucun appareil ne reçoit de notifications.
    [one] 1 appareil reçoit des notifications.
   *[other] { $n } appareils reçoivent des notifications.
}
messages-this-device = Notifications sur cet appareil
messages-no-sms = Vous n’avez pas de numéro vérifié.
messages-no-email = Vous n’avez pas d’adresse vérifiée.
messages-prove = Ajouter et vérifier
messages-try-push = M’envoyer un essai (notification)
messages-try-sms = M’envoyer un essai (SMS)
messages-try-email = M’envoyer un essai (courriel)
messages-choices = Ce que vous voulez recevoir
messages-choices-says = Pour chaque sorte de message, choisissez par où il peut venir.
messages-kind-ask = La question « Allez-vous bien ? »
messages-kind-ask-says = Quand vous êtes dans une zone touchée, ou sur une liste que l’on appelle.
messages-kind-remind = Les rappels
messages-kind-remind-says = Quand un proche, ou une liste, attend votre réponse.
messages-kind-over = La fin de l’alerte
messages-kind-over-says = Si la question vous avait été envoyée.
messages-kind-told = Les nouvelles de vos proches
messages-kind-told-says = Quand un proche dit comment il va, ou que l’on a de ses nouvelles.
messages-none = Rien ne vous sera envoyé ; vous verrez tout sur le site.
messages-code = Les codes que vous demandez viennent toujours.
messages-save = Enregistrer mes choix
messages-devices-title = Vos appareils
messages-device = Ajouté le { $day } à { $time }
messages-device-this = Cet appareil
messages-forget = Oublier
messages-forget-which = Oublier l’appareil ajouté le { $day } à { $time }

# Refus
refusal-not-reachable = Rien ne permet de vous joindre par là pour le moment.
refusal-not-reachable-next = Ajoutez et vérifiez un contact, ou activez les notifications sur cet appareil.
refusal-many-trials = Vous avez déjà envoyé plusieurs essais.
refusal-many-trials-next = Recommencez dans une heure.
