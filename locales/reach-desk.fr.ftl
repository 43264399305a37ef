# Ce que les opérateurs voient des messages, et les autres systèmes.

channel-hook = Autre système
kind-ask = Question
kind-remind = Rappel
kind-over = Fin de l’alerte
kind-told = Nouvelles d’un proche
kind-code = Code
kind-reply = Réponse à un message
kind-trial = Essai
kind-hook = Appel d’un autre système
span-seconds = { $n } s
span-minutes = { $n } min
span-hours = { $n } h

# Rapport
reports-title = Messages de l’incident
reports-says = Des nombres par canal, jamais des personnes.
reports-none = Aucune question n’est partie pour cet incident.
reports-ask = Question, tour { $n }
reports-remind = Rappel
reports-at = Le { $day } à { $time }
reports-nobody = Personne n’était joignable par message.
reports-silent = { $channel } : le fournisseur ne répond pas. Il est laissé tranquille jusqu’à { $time }, puis essayé de nouveau. Les messages attendent.
reports-spent = SMS : { $parts } parties envoyées pour cet incident.
reports-spent-of = SMS : { $parts } parties sur { $ceiling } pour cet incident.
reports-ceiling = Plafond atteint
reports-channel = Canal
reports-made = Préparés
reports-made-says = Messages écrits pour ce canal, ceux gardés pour plus tard compris.
reports-sent = Envoyés
reports-sent-says = Le fournisseur les a pris.
reports-delivered = Arrivés
reports-delivered-says = L’appareil ou le fournisseur l’a dit. Tous ne le disent pas.
reports-opened = Ouverts
reports-opened-says = Une personne a appuyé sur le lien. Regarder ne compte pas.
reports-failed = Perdus
reports-failed-says = Ils n’arriveront pas, après tous les essais.
reports-spared = Épargnés
reports-spared-says = Plus nécessaires : la personne avait répondu.
reports-waiting = En attente
reports-waiting-says = Pas encore envoyés : plus tard, ou un nouvel essai.
reports-parts = Parties
reports-parts-says = Parties de SMS, telles que facturées.
reports-p50 = Moitié en
reports-p50-says = Temps de la question jusqu’à la moitié des envois, puis jusqu’à 99 sur 100.
reports-p99 = 99 % en
reports-words = Ce que disent les colonnes

# Ce qui n’est jamais arrivé
letters-title = Messages non arrivés
letters-says = Ni noms, ni contacts, ni textes : seulement quoi, par où, quand et pourquoi.
letters-waiting = En attente
letters-waiting-none = Rien n’attend.
letters-waiting-line = { $n } en attente, le premier depuis ou pour { $time }
letters-dead = Non arrivés
letters-dead-says = Réparez d’abord la cause, puis réessayez tout ce qui en vient.
letters-none = Tout est arrivé, ou peut encore arriver.
letters-kind = Message
letters-channel = Canal
letters-incident = Incident
letters-no-incident = Aucun
letters-when = Quand
letters-why = Pourquoi
letters-do = Que faire
letters-again = Réessayer
letters-again-all = Tout réessayer
letters-again-which = Tout réessayer : { $channel }, { $why }
letters-again-done = { $n ->
    [0] Rien n’a été réessayé.
    [one] 1 message repart.
   *[other] { $n } messages repartent.
}
letters-again-old = { $n ->
    [one] 1 était trop ancien.
   *[other] { $n } étaient trop anciens.
}
letters-too-old = Trop ancien
letters-reached = Reçu par une autre voie
letters-older = Plus anciens

# Pourquoi
why-unknown = Cause inconnue.
why-no-address = Plus d’adresse, ou arrêtée par la personne.
why-gone = L’adresse n’existe plus.
why-refused = Le fournisseur a refusé le message.
why-no-answer = Le fournisseur n’a pas répondu.
why-asked-to-wait = Le fournisseur a demandé d’attendre, trop longtemps.
why-not-taken = L’autre système n’a pas pris l’appel.
why-busy = Le fournisseur était trop occupé.
why-ceiling = Le plafond de l’incident est atteint.
why-too-long = Le message était trop long.
why-unfit = Le message ne pouvait pas être envoyé tel quel.
why-not-sealed = Le message n’a pas pu être chiffré.
why-sign-in = Le fournisseur refuse nos identifiants.
why-sender = Le fournisseur refuse notre adresse d’envoi.
why-not-now = Le fournisseur ne le prend pas maintenant.
why-store = La base de données n’a pas répondu.
why-bounced = Le message est revenu.
why-undeliverable = Le serveur de la personne ne prend pas le message.
why-address = L’adresse n’en est pas une.
why-not-us = Le service refuse notre clé.
why-not-allowed = Cette adresse n’est pas publique : elle n’est pas appelée.
why-unwritable = Le message n’a pas pu être écrit.
why-gateway-busy = La passerelle SMS était trop occupée.
why-gateway-down = La passerelle SMS ne fonctionne pas.
why-gateway-password = La passerelle SMS refuse nos identifiants.
why-gateway-not-allowed = La passerelle SMS n’est pas une adresse que l’on peut appeler.
why-gateway-late = La passerelle SMS n’a pas répondu à temps.
why-gateway-unreachable = La passerelle SMS est injoignable.

# Autres systèmes
hooks-title = Autres systèmes
hooks-says = Le système d’une organisation peut être appelé quand un incident commence, change ou finit, ou recevoir les réponses d’une liste pendant son appel.
hooks-none = Aucun système n’est appelé.
hooks-did-paused = Il n’est plus appelé.
hooks-did-resumed = Il est appelé de nouveau.
hooks-did-tried = L’essai est parti.
hooks-did-deleted = Il est oublié.
hooks-added = { $name } est ajouté.
hooks-secret = Secret pour vérifier les signatures
hooks-secret-says = Copiez-le maintenant : il ne sera plus montré.
hooks-on = Appelé
hooks-gone = Il a répondu qu’il n’existe plus
hooks-paused = En pause
hooks-hears = Ce qu’il entend
hooks-hears-hint = Une liste : seulement le nom, le groupe et la réponse de ses membres, seulement pendant l’appel.
hooks-hears-incidents = Les incidents, comme le public les voit
hooks-hears-roll = Les réponses de la liste « { $name } »
hooks-hears-a-roll = Les réponses d’une liste
hooks-calls = { $sent } appels pris, { $waiting } en attente, { $failed } perdus.
hooks-try = Essayer
hooks-try-which = Essayer : { $name }
hooks-pause = Mettre en pause
hooks-pause-which = Mettre en pause : { $name }
hooks-resume = Appeler de nouveau
hooks-resume-which = Appeler de nouveau : { $name }
hooks-delete = Oublier
hooks-delete-which = Oublier : { $name }
hooks-new = Ajouter un système
hooks-name = Nom
hooks-name-hint = Pour le reconnaître ici : « Mairie du 11e », par exemple.
hooks-url = Adresse
hooks-url-hint = Elle commence par https:// et mène à une adresse publique.
hooks-add = Ajouter
hooks-how = Comment il vérifie les appels
hooks-how-signed = Chaque appel est signé comme le dit Standard Webhooks : webhook-id, webhook-timestamp et webhook-signature (v1, HMAC-SHA256). Refusez ce qui a plus de cinq minutes.
hooks-how-again = Répondez 2xx pour dire oui. Sinon l’appel revient, huit fois en 28 heures, avec le même webhook-id. Répondez 410 pour ne plus être appelé.
reach-console = Messages
reach-console-hooks = Autres systèmes

# Journal
desk-did-messages-again = a réessayé { $count } messages non arrivés.
desk-did-hook-add = a ajouté le système { $name }.
desk-did-hook-pause = a mis en pause le système { $name }.
desk-did-hook-resume = fait appeler de nouveau le système { $name }.
desk-did-hook-delete = a oublié le système { $name }.
desk-did-hook-trial = a essayé le système { $name }.
desk-did-hook-gone = n’appelle plus le système { $name } : il a répondu qu’il n’existe plus.

# Refus
refusal-letter-old = Ce message est trop ancien pour servir encore.
refusal-letter-old-next = La personne peut en demander un nouveau.
refusal-letter-reached = Cette personne a reçu ce message par une autre voie.
refusal-letter-reached-next = Rien à faire : il n’est pas envoyé deux fois.
refusal-hook-address = Ce n’est pas une adresse que l’on peut appeler.
refusal-hook-address-next = Écrivez une adresse entière qui commence par https://.
refusal-hook-address-private = Cette adresse mène dans un réseau privé, ou vers un port inhabituel.
refusal-hook-address-private-next = Donnez une adresse publique, sur le port 443 ou 8443.
refusal-many-hooks = Il y a déjà autant de systèmes que possible.
refusal-many-hooks-next = Oubliez-en un qui ne sert plus.
refusal-hook-paused = Ce système est en pause.
refusal-hook-paused-next = Faites-le d’abord appeler de nouveau.
