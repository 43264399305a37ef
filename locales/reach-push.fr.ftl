# Les notifications d’un navigateur : la page, et ce qui est refusé.

push-title = Être prévenu sur cet appareil
push-lead = Si vous êtes dans la zone d’une alerte, la question s’affiche ici, et vous répondez d’un geste. Les nouvelles de vos proches aussi.
push-quiet = Toujours sans bruit et sans vibration : un bruit peut trahir qui se cache. Le texte est chiffré pour cet appareil seul.
push-script = Ce bouton a besoin de JavaScript. Sans lui, les SMS et les courriels vous parviennent quand même.
push-here = Me prévenir sur cet appareil
push-end = Ne plus me prévenir ici
push-wait = Un instant…
push-on = Cet appareil est prévenu.
push-off = Cet appareil n’est pas prévenu.
push-denied = Votre navigateur refuse les notifications de ce site. Pour les permettre : touchez le cadenas à côté de l’adresse, puis « Notifications ».
push-none = Ce navigateur ne sait pas recevoir de notifications. Les SMS et les courriels vous parviennent quand même.
push-home = Sur iPhone et iPad : touchez « Partager », puis « Sur l’écran d’accueil », et ouvrez le site depuis là.
push-failed = Cela n’a pas marché. Vérifiez le réseau, puis essayez encore.
push-all = Vos appareils
push-count = { $n ->
    [0] Aucun appareil n’est prévenu.
    [one] Un appareil est prévenu.
   *[other] { $n } appareils sont prévenus.
 }
push-try = Envoyer un essai
push-tried = Un essai est parti vers vos appareils.
push-stop-all = Ne plus prévenir aucun appareil
push-back = Revenir à mon profil
refusal-push-off = Ce serveur n’envoie pas de notifications.
refusal-push-off-next = Prouvez un téléphone ou une adresse : les messages y arrivent.
refusal-push-endpoint = L’adresse de ce navigateur n’est pas celle d’un service public de notifications.
refusal-push-endpoint-next = Essayez avec un autre navigateur, ou prouvez un téléphone.
refusal-push-keys = Les clés de ce navigateur ne sont pas valables.
refusal-push-keys-next = Arrêtez les notifications sur cet appareil, puis demandez-les à nouveau.
