# Official messages, by push, text message and e-mail.
msg-alert-title = Message officiel de { $who }
msg-alert-button = Lire
msg-alert-short = { $who } : { $says }
messages-kind-alert = Messages officiels
messages-kind-alert-says = Quand une institution dit quelque chose du lieu où vous êtes. Par SMS si c’est grave et proche.
stop-kind-alert = les messages officiels
