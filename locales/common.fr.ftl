# Words that every page shares. Plain spaces before ? ! ; : and inside « » become no-break ones by themselves.

skip = Aller au contenu
home = accueil
to-home = Retour à l’accueil
sign-in = Se connecter
nav-label = Principal
nav-foot = Sections
nav-me = Moi
nav-people = Proches
nav-doors = Portes
nav-missing = Recherches
nav-live = Direct
nav-desk = Console
nav-rosters = Listes
lang = Langue
lang-change = langue
not-rescue = Rhizome ne remplace pas les secours. Appelez le { $first } ou le { $second }.
refresh = Actualiser
made-at = Mis à jour à { $time }.

theme = Affichage
theme-night = Nuit
theme-day = Jour
theme-auto = Comme mon appareil

# Emergency numbers
sos = Urgence
sos-now = Danger immédiat
sos-police = Police
sos-police-short = Police
sos-ambulance = Samu, médecin
sos-ambulance-short = Samu
sos-fire = Pompiers
sos-fire-short = Pompiers
sos-all = Numéro européen
sos-all-short = Secours
sos-text = Par SMS, sans parler
sos-text-short = SMS, sans parler

# An exercise
drill-word = EXERCICE
drill-says = Ceci est un test. Rien ne s’est passé.

# Network
net-off = Pas de réseau. Votre réponse part dès que le réseau revient.

# Times
ago-now = à l’instant
ago-minutes = il y a { $n } min
ago-hours = il y a { $n } h
ago-at = { $when }
lasts-minutes = { $n } min
lasts-hours = { $n } h
day-month = { $day } { $month }
day-time = le { $day } à { $time }
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre

# Forms
form-wrong = { $n ->
    [one] Il manque une chose
   *[other] { $n } choses sont à revoir
}
field-missing = Remplissez ce champ.
field-long = Écrivez { $most } caractères au plus.
field-number = Écrivez un nombre entre { $least } et { $most }.
field-choose = Choisissez une réponse.
field-nul = Ce texte contient un caractère (U+0000) qui ne peut pas être gardé. Retirez-le.
field-unfit = Ce n’est pas lisible ainsi. Vérifiez ce que vous avez écrit.

# Trouble
reference = Si cela continue, donnez ce numéro à l’équipe : { $number }
status-400 = Demande illisible
status-401 = Dites d’abord qui vous êtes
status-403 = Cette page n’est pas pour vous
status-404 = Page introuvable
status-405 = Cela ne se fait pas ainsi
status-409 = Quelqu’un a été plus rapide
status-413 = C’est trop lourd
status-415 = Format inattendu
status-422 = À revoir
status-429 = Un instant
status-500 = Rhizome ne répond pas
status-503 = Rhizome ne répond pas
status-4xx = Ce n’est pas possible
status-4xx-next = Revenez à la page précédente et réessayez.
status-5xx = Rhizome ne répond pas
status-5xx-next = Réessayez dans un instant. Pour un danger, appelez le 112.

refusal-bad-field = Une partie de ce que vous avez envoyé ne convient pas.
refusal-bad-field-next = Corrigez ce qui est indiqué et envoyez de nouveau.
refusal-changed-meanwhile = Quelque chose a changé pendant que vous écriviez.
refusal-changed-meanwhile-next = Revoyez la page, puis recommencez.
refusal-fault = Le problème vient de nous, pas de vous.
refusal-fault-next = Réessayez dans un instant. Pour un danger, appelez le 112.
refusal-no-room = Rien ne peut être gardé en ce moment. Cet envoi ne l’a pas été.
refusal-no-room-next = Réessayez dans un instant, ou prévenez vos proches par SMS. Pour un danger, appelez le 112.
refusal-form-stale = Cette page est restée ouverte trop longtemps. Rien n’a été envoyé.
refusal-form-stale-next = Revenez en arrière, rechargez la page et recommencez.
refusal-key-busy = La même demande est déjà en cours.
refusal-key-busy-next = Attendez une seconde et renvoyez la même demande.
refusal-key-reused = Cette clé Idempotency-Key a déjà servi pour une autre demande.
refusal-key-reused-next = Prenez une nouvelle clé pour une nouvelle demande.
refusal-key-unfit = La clé Idempotency-Key doit avoir de 1 à 255 caractères.
refusal-key-unfit-next = Envoyez une clé plus courte, par exemple un UUID.
refusal-no-such-method = Cette adresse n’accepte pas cette action.
refusal-no-such-method-next = Revenez à l’accueil et suivez les liens.
refusal-not-a-form = Ce formulaire est arrivé dans un format inattendu.
refusal-not-a-form-next = Revenez en arrière et envoyez-le de nouveau.
refusal-not-allowed = Vous n’avez pas accès à cette page.
refusal-not-allowed-next = Si vous devriez l’avoir, demandez à qui gère ce serveur.
refusal-not-found = Il n’y a rien à cette adresse, ou ce n’est plus là.
refusal-not-found-next = Vérifiez l’adresse, ou revenez à l’accueil.
refusal-not-json = Le corps de la demande doit être du JSON.
refusal-not-json-next = Envoyez l’en-tête Content-Type: application/json.
refusal-sign-in-first = Il faut dire qui vous êtes pour voir cela.
refusal-sign-in-first-next = Connectez-vous, puis revenez ici.
refusal-token-unknown = Ce jeton n’est pas connu, ou il est terminé.
refusal-token-unknown-next = Demandez un nouveau jeton, ou retirez l’en-tête Authorization.
refusal-too-large = C’est trop lourd pour être envoyé.
refusal-too-large-next = Envoyez-en moins à la fois.
refusal-unreadable = La demande n’est pas lisible.
refusal-unreadable-next = Vérifiez-la et envoyez-la de nouveau.
refusal-wrong-origin = Cette demande vient d’un autre site. Rien n’a été fait.
refusal-wrong-origin-next = Ouvrez Rhizome directement et recommencez.

# Maps
map-bounds = De { $south } à { $north } de latitude, de { $west } à { $east } de longitude.
map-metres = { $n } m
map-km = { $n } km
place-locate = Là où je suis
place-located = Lieu trouvé. Seul le quartier est gardé.
place-not-located = Lieu introuvable. Écrivez une station.

band-word = Message officiel
band-by = { $who }, { $time }
band-more = { $n ->
    [one] un autre message
   *[other] { $n } autres messages
 }
nav-official = Messages officiels
