# Ce que l’on sait des messages, ce qui a été jugé, ce qui est retenu : lu par tout le monde.
ruling-now = Vérification
ruling-is-true = Confirmé
ruling-is-false = Démenti
ruling-is-misleading = Trompeur
ruling-as-institution = institution
ruling-as-verifier = vérification
ruling-as-moderator = modération
ruling-as-operator = conduite
ruling-as-admin = administration
ruling-as-roster-manager = organisation
ruling-by = Dit par { $who } ({ $role }), { $time }.
ruling-sources = Sources
ruling-said = Ce qui se dit : { $what }
ruling-copies = Chaque message qui le répète, ancien ou nouveau, porte cette mention.
ruling-before = { $n ->
    [one] Une décision plus ancienne
   *[other] { $n } décisions plus anciennes
}
ruling-live = Voir ce qui se dit en direct
embargo-log-title = Publications retenues par sécurité
embargo-log-says = Pendant une intervention, une autorité peut faire attendre les images et les positions des forces dans un périmètre, six heures au plus. Rien n’est supprimé. Ce registre dit après coup où, quand, par qui.
embargo-log-holding = Des messages attendent en ce moment. Le lieu sera dit après.
embargo-log-none = Rien n’a été retenu.
embargo-from-until = De { $from } à { $until }.
embargo-km2 = { $km2 } km².
embargo-counts = { $held ->
    [0] Aucun message n’a attendu
    [one] Un message a attendu
   *[other] { $held } messages ont attendu
}, { $released ->
    [0] aucun n’est montré de nouveau
    [one] un est montré de nouveau
   *[other] { $released } sont montrés de nouveau
}.
embargo-did-opened = Ouvert par { $who } ({ $role }), { $time }, jusqu’à { $until }.
embargo-did-renewed = Prolongé par { $who } ({ $role }), { $time }, jusqu’à { $until }.
embargo-did-ended = Levé par { $who } ({ $role }), { $time }.
appeal-title = Demander un nouvel examen
appeal-says = Votre message porte un démenti que vous contestez. Dites pourquoi : une personne de la modération le relit.
appeal-words = Pourquoi ?
appeal-words-hint = Ce que vous avez vu vous-même, ou une source.
appeal-do = Demander un nouvel examen
appeal-done = Demande reçue
appeal-done-says = Une personne va relire. Le démenti reste affiché d’ici là.
refusal-truth-unknown = Introuvable.
refusal-truth-unknown-next = Revenez à la liste.
refusal-appeal-not-ruled = Rien n’a été jugé sur ce message.
refusal-appeal-not-ruled-next = Il n’y a rien à contester.
refusal-appeal-twice = Vous avez déjà demandé un nouvel examen.
refusal-appeal-twice-next = Attendez la réponse de la modération.
refusal-seen-own = C’est votre propre message.
refusal-seen-own-next = Laissez d’autres personnes le confirmer.
refusal-seen-prove = Il faut un contact vérifié.
refusal-seen-prove-next = Vérifiez votre téléphone ou votre adresse, puis recommencez.
refusal-seen-elsewhere = Vous n’êtes pas dans la zone, à notre connaissance.
refusal-seen-elsewhere-next = Indiquez votre position approximative si vous y êtes.
refusal-truth-long = C’est trop long : { $most } caractères au plus.
refusal-truth-long-next = Raccourcissez le texte.
refusal-truth-many = Vous l’avez fait très souvent en peu de temps.
refusal-truth-many-next = Réessayez plus tard.
refusal-hold-changed = Ce message a changé pendant que vous le regardiez.
refusal-hold-changed-next = Relisez-le tel qu’il est maintenant, puis décidez.
refusal-hold-over = Ce message n’est plus retenu.
refusal-hold-over-next = Actualisez la page.
