# Les messages des recherches : à qui est cherché, à qui cherche. Sans nom, sans lieu.
msg-search-sought-title = Quelqu’un qui vous connaît vous cherche
msg-search-sought-text = Dites que vous allez bien, ou pas maintenant, ou jamais. Votre réponse reste entre vous et { $who } : sans votre accord, personne n’apprend rien.
msg-search-sought-button = Répondre
msg-search-sought-short = { $who } : quelqu’un vous cherche. Dites que vous allez bien, pas maintenant, ou jamais :
msg-search-found-title = Une personne que vous cherchez est retrouvée
msg-search-found-text = Ouvrez { $who } pour voir votre recherche.
msg-search-found-button = Voir
msg-search-found-short = { $who } : une personne que vous cherchez est retrouvée :
msg-search-goes-on-title = La recherche continue
msg-search-goes-on-text = La nouvelle que vous aviez reçue était une erreur, elle est retirée. Votre recherche continue comme avant.
msg-search-goes-on-button = Voir ma recherche
msg-search-goes-on-short = { $who } : la nouvelle est retirée, la recherche continue :

# Mes messages
messages-kind-sought = Quelqu’un vous cherche
messages-kind-sought-says = Quand une personne qui vous connaît vous cherche, une fois par jour au plus.
messages-kind-reunited = Une personne que vous cherchez
messages-kind-reunited-says = Quand elle est retrouvée, ou que la recherche continue.
stop-kind-sought = les messages qui disent que l’on vous cherche
stop-kind-reunited = les nouvelles d’une personne que vous cherchez
