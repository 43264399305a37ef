# Official messages, by push, text message and e-mail.
msg-alert-title = Official message of { $who }
msg-alert-button = Read it
msg-alert-short = { $who }: { $says }
messages-kind-alert = Official messages
messages-kind-alert-says = When an institution says something of where you are. By text message when it is grave and near.
stop-kind-alert = official messages
