# Ce que l’on a écrit ou relayé est jugé. Sans un mot du message.
msg-ruled-false-title = Ce que vous avez écrit ou relayé est démenti
msg-ruled-false-text = Une source le dit faux. Chaque copie le montre maintenant. Lisez qui le dit et pourquoi avant d’en reparler.
msg-ruled-misleading-title = Ce que vous avez écrit ou relayé est trompeur
msg-ruled-misleading-text = Une source le précise. Chaque copie le montre maintenant. Lisez qui le dit et pourquoi.
msg-ruled-true-title = Ce que vous avez écrit ou relayé est confirmé
msg-ruled-true-text = Une source le confirme. Lisez qui le dit et depuis quand.
msg-ruled-button = Lire qui le dit
messages-kind-ruled = Ce que vous avez relayé
messages-kind-ruled-says = Quand c’est démenti ou confirmé, une fois.
stop-kind-ruled = les messages sur ce que vous avez relayé
