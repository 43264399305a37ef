# Official messages, by push, text message and e-mail.
msg-alert-title = Mensaje oficial de { $who }
msg-alert-button = Leer
msg-alert-short = { $who }: { $says }
messages-kind-alert = Mensajes oficiales
messages-kind-alert-says = Cuando una institución dice algo del lugar donde está. Por SMS si es grave y cercano.
stop-kind-alert = los mensajes oficiales
