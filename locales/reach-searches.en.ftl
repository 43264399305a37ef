# The messages of searches: to who is sought, to who seeks. No name, no place.
msg-search-sought-title = Somebody who knows you is looking for you
msg-search-sought-text = Say that you are well, or not now, or never. Your answer stays between you and { $who }: without your yes, nobody learns anything.
msg-search-sought-button = Answer
msg-search-sought-short = { $who }: somebody who knows you is looking for you. Say that you are well, not now, or never:
msg-search-found-title = Somebody you are looking for is found
msg-search-found-text = Open { $who } to see your search.
msg-search-found-button = See
msg-search-found-short = { $who }: somebody you are looking for is found:
msg-search-goes-on-title = The search goes on
msg-search-goes-on-text = The news that you had received was a mistake and is withdrawn. Your search goes on as before.
msg-search-goes-on-button = See my search
msg-search-goes-on-short = { $who }: the news you received is withdrawn, the search goes on:

# My messages
messages-kind-sought = Somebody looks for you
messages-kind-sought-says = When somebody who knows you looks for you, once a day at most.
messages-kind-reunited = Somebody you are looking for
messages-kind-reunited-says = When they are found, or the search goes on.
stop-kind-sought = messages that say that you are looked for
stop-kind-reunited = news of somebody you are looking for
