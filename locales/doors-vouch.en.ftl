# Vouching.
vouch-title = Vouch for somebody
vouch-says = A host for whom you vouch may open a public place. A guest for whom you vouch comes in without waiting, if the host chose so. We never say whether a contact is known here.
vouch-contact = The person’s telephone number or e-mail address
vouch-contact-hint = The one that they have proven here.
vouch-give = Vouch for them
vouch-end = Vouch no more
