# Se porter garant.
vouch-title = Se porter garant
vouch-says = Un hôte dont vous êtes garant peut ouvrir un lieu public. Un invité dont vous êtes garant entre sans attendre, si l’hôte l’a choisi. Nous ne disons jamais si un contact est connu ici.
vouch-contact = Téléphone ou e-mail de la personne
vouch-contact-hint = Celui qu’elle a prouvé ici.
vouch-give = Me porter garant
vouch-end = Ne plus être garant
