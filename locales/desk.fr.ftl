# The operator's console.

desk-title = Incidents
desk-you-are = Vous êtes { $name }, { $role }.
desk-role-operator = coordination
desk-role-admin = administration
desk-new = Nouvel incident
desk-real = En cours
desk-drills = Exercices
desk-none = Rien en cours.
desk-drafts = Brouillons
desk-over = { $n ->
    [one] Terminé · 1
   *[other] Terminés · { $n }
}
desk-codes = { $n ->
    [one] 1 code à remettre
   *[other] { $n } codes à remettre
}
desk-sign-out = Se déconnecter
desk-home-counts = { $help ->
    [0] Personne ne demande d’aide,
    [one] 1 personne demande de l’aide,
   *[other] { $help } personnes demandent de l’aide,
} { $safe } en sécurité.

# States and what may be done
desk-state-draft = Brouillon
desk-state-awaiting_second = À confirmer
desk-state-active = En cours
desk-state-standing_down = Levée en cours
desk-state-closed = Clos
desk-state-remembered = En mémoire
desk-state-cancelled = Annulé
desk-state-at = { $state }, { $time }.
desk-state-since = { $state }, depuis { $time }.
desk-on-since = En cours depuis { $time }.
desk-waits = { $who } demande l’activation. Une autre personne confirme : vous, si c’est bien ce qu’il faut envoyer.
desk-waits-you = Vous avez demandé l’activation. Une autre personne doit confirmer.
desk-act-zone = Modifier la zone
desk-act-activate = Activer
desk-act-alone = Activer sans second
desk-act-confirm = Confirmer
desk-act-cancel = Annuler
desk-act-stand-down = Lever l’alerte
desk-act-close = Clore
desk-act-remember = Garder en mémoire

# Numbers
desk-numbers = Chiffres
desk-kpi-help = Besoin d’aide
desk-kpi-none = Sans réponse
desk-kpi-safe = En sécurité
desk-kpi-away = Pas dans la zone
desk-kpi-asked = Prévenus
desk-kpi-care = Pris en charge
desk-moved = { $n } en 5 min
desk-moved-help = { $n } en 5 min, { $open } à prendre
desk-of-asked = { $percent } % des { $asked } prévenus
desk-asked-says = dans la zone
desk-thousands = { $n } k

# The zone
desk-zone = Zone
desk-map-says = Zone dessinée : { $points } points, { $km2 } km². { $bounds }
desk-map-cases = { $n ->
    [0] Aucune demande d’aide en cours.
    [one] 1 demande d’aide en cours.
   *[other] { $n } demandes d’aide en cours.
}
desk-legend-zone = Zone, { $points } points, { $km2 } km²
desk-legend-help = Demandes d’aide en cours
desk-elsewhere = { $n ->
    [one] 1 demande sans position ou hors de la carte
   *[other] { $n } demandes sans position ou hors de la carte
}
desk-draw = Dessiner sans la carte

# The curve
desk-curve = Réponses reçues
desk-curve-says = Courbe des réponses : { $safe } personnes en sécurité, { $help } qui demandent de l’aide.
desk-curve-none = Pas encore de réponse.
desk-help-line = Aide
desk-help-times = Aide, × { $n }
desk-no-answer = { $n ->
    [0] Tous les prévenus ont répondu.
    [one] 1 personne n’a pas répondu. Cela ne veut pas dire danger.
   *[other] { $n } personnes n’ont pas répondu. Cela ne veut pas dire danger.
}
desk-figures = Les mêmes en chiffres
desk-col-time = Heure

# Requests for help
desk-queue = Demandes d’aide, les plus graves d’abord
desk-queue-none = Aucune demande d’aide en attente.
desk-queue-unproven = { $n ->
    [one] 1 demande sans compte, dont le contact n’est pas vérifié
   *[other] { $n } demandes sans compte, dont le contact n’est pas vérifié
}
desk-queue-outside = { $n ->
    [one] 1 autre demande sans compte attend hors de cette file. Elle y entre dès que son contact est vérifié.
   *[other] { $n } autres demandes sans compte attendent hors de cette file. Chacune y entre dès que son contact est vérifié.
}
desk-queue-outside-many = Plus de { $n } autres demandes sans compte attendent hors de cette file. Chacune y entre dès que son contact est vérifié.
desk-map-first = { $n ->
    [one] 1 demande, la moins grave, n’est pas sur la carte
   *[other] { $n } demandes, les moins graves, ne sont pas sur la carte
}
desk-fresh = { $n ->
    [one] 1 nouvelle demande. L’afficher
   *[other] { $n } nouvelles demandes. Les afficher
}
desk-next-page = Demandes suivantes
desk-col-need = Priorité
desk-col-what = Demande
desk-col-where = Lieu
desk-col-since = Depuis
desk-col-who = Personne
desk-col-next = Suite
desk-need-hurt = Blessé
desk-need-child = Enfant seul
desk-need-stuck = Bloqué
desk-need-unknown = À préciser
desk-need-shelter = Abri
desk-need-person = Cherche quelqu’un
desk-proven = contact vérifié
desk-unproven = contact non vérifié
desk-anonymous = Sans compte, contact pas encore vérifié
desk-by-sms = par SMS
desk-people = { $n } personnes
desk-no-place = Lieu non dit
desk-near = Autour de { $lat } N, { $lon } E
desk-quote = « { $words } »
desk-better = Dit être en sécurité
desk-better-since = Dit être en sécurité depuis { $time }
desk-about = { $need }, { $place }, { $who }
desk-take = Prendre
desk-release = Rendre
desk-close = Clore
desk-close-why = Pourquoi ?
desk-close-do = Clore la demande
desk-nobody = Personne ne l’a prise
desk-case = Demande d’aide : { $need }
desk-mine = Vous
desk-closed-by = Close par { $who }
desk-reason-helped = Aide arrivée sur place
desk-reason-passed_on = Transmise aux secours
desk-reason-safe = En sécurité, vérifié avec la personne
desk-reason-twice = Demande en double
desk-reason-mistake = Appui par erreur
desk-say-taken = { $who } s’occupe de la demande : { $need }
desk-say-closed = { $who } a clos la demande : { $need }
desk-say-open = Demande à prendre : { $need }
desk-changed = Cette demande a changé depuis que vous l’avez lue. Relisez-la, puis recommencez.

# The journal
desk-journal = Journal
desk-journal-says = Chaque action est inscrite au journal, avec votre nom.
desk-journal-none = Rien pour l’instant.
desk-journal-all = Tout le journal
desk-older = Plus ancien
desk-see = Voir l’incident
desk-who-server = Le serveur
desk-who-person = Une personne
desk-did = a fait : { $act }
desk-did-incident-draft = a préparé l’incident.
desk-did-incident-dry-run = a compté qui serait prévenu : { $people } personnes, { $km2 } km².
desk-did-incident-activate = a demandé l’activation.
desk-did-incident-activate-alone = a activé sans second.
desk-did-incident-confirm = a confirmé : les personnes dans la zone sont prévenues.
desk-did-incident-cancel = a annulé l’incident.
desk-did-incident-stand-down = a levé l’alerte : plus personne de nouveau n’est prévenu.
desk-did-incident-close = a clos l’incident.
desk-did-incident-remember = a mis l’incident en mémoire.
desk-did-incident-redraw = a modifié la zone.
desk-did-help-take = a pris une demande d’aide.
desk-did-help-release = a rendu une demande d’aide.
desk-did-help-close = a clos une demande d’aide.
desk-did-perimeter-dry-run = a consulté l’effet d’un périmètre : { $name }, { $km2 } km².
desk-did-perimeter-draw = a tracé le périmètre { $name } ({ $km2 } km²).
desk-did-perimeter-change = a modifié le périmètre { $name }.
desk-did-perimeter-lift = a levé le périmètre { $name }.
desk-did-proofs-read = a consulté les codes à remettre ({ $count }).
desk-did-key-create = a créé une clé pour { $name }.
desk-did-key-end = a retiré les clés de { $name }.
desk-did-key-rotate = a changé la clé de scellement.
desk-did-operator-add = a ajouté { $name } à l’équipe.
desk-did-roster-begin = a créé une liste.
desk-did-roster-import = a importé une liste.
desk-did-roster-export = a exporté une liste.
desk-did-roll-call-begin = a commencé un appel.
desk-did-roll-call-end = a terminé un appel.
desk-did-roll-call-remind = a relancé ceux qui n’ont pas répondu à l’appel.
desk-did-me-export = a exporté ses données.
desk-did-me-erase = a effacé ses données.

# Codes to tell
desk-proofs = Codes à remettre
desk-proofs-says = Ces personnes ont demandé un code et aucun canal ne le leur envoie encore. Quand l’une d’elles vous appelle ou vous écrit, dites-lui le sien.
desk-proofs-care = Un code ne se dit qu’à qui vous joint par ce contact. Votre lecture est inscrite au journal.
desk-proofs-none = Aucun code n’attend.
desk-email = E-mail
desk-phone = Téléphone
desk-newcomer = nouvelle personne
desk-good-for = { $n ->
    [0] Valable moins d’une minute.
   *[other] Valable encore { $n } min.
}

# Refusals
refusal-case-taken = { $who } s’occupe déjà de cette demande.
refusal-case-taken-next = Voyez avec { $who }. L’administration peut la rendre à la file.
refusal-case-closed = Cette demande est close.
refusal-case-closed-next = Elle revient d’elle-même si la personne demande encore de l’aide.
refusal-case-not-taken = Personne n’a pris cette demande.
refusal-case-not-taken-next = Prenez-la d’abord, ou laissez-la dans la file.
desk-inbox = { $n ->
    [one] { $n } SMS à lire
   *[other] { $n } SMS à lire
}
desk-inbox-urgent = SMS à lire : { $n }, dont { $urgent ->
    [one] { $urgent } urgent
   *[other] { $urgent } urgents
}
