# Los mensajes de las búsquedas: a quien se busca, a quien busca. Sin nombre, sin lugar.
msg-search-sought-title = Alguien que le conoce le busca
msg-search-sought-text = Diga que está bien, o ahora no, o nunca. Su respuesta queda entre usted y { $who }: sin su acuerdo, nadie se entera de nada.
msg-search-sought-button = Responder
msg-search-sought-short = { $who }: alguien que le conoce le busca. Diga que se encuentra bien, ahora no, o nunca:
msg-search-found-title = Ha aparecido una persona que usted busca
msg-search-found-text = Abra { $who } para ver su búsqueda.
msg-search-found-button = Ver
msg-search-found-short = { $who }: ha aparecido una persona que usted busca:
msg-search-goes-on-title = La búsqueda sigue
msg-search-goes-on-text = La noticia que recibió era un error y queda retirada. Su búsqueda sigue como antes.
msg-search-goes-on-button = Ver mi búsqueda
msg-search-goes-on-short = { $who }: la noticia recibida queda retirada. Todo sigue como antes:

# Mis mensajes
messages-kind-sought = Alguien le busca
messages-kind-sought-says = Cuando le busca alguien que le conoce, una vez al día como máximo.
messages-kind-reunited = Una persona que usted busca
messages-kind-reunited-says = Cuando aparece, o la búsqueda sigue.
stop-kind-sought = los mensajes de que alguien le busca
stop-kind-reunited = las noticias de una persona que usted busca
