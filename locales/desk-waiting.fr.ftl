# Ce qui attend la modération, toutes salles confondues, et ce que l’on se transmet.

waiting-appeal = Avis public à décider
waiting-reunion = Rapprochement à comparer
waiting-twins = Deux recherches à comparer
waiting-condolence = Mot pour une famille à lire
waiting-hold = Message retenu à regarder
waiting-report = Signalement
waiting-look = Ouvrir la page
waiting-reported = { $n ->
    [one] Signalé { $n } fois.
   *[other] Signalé { $n } fois.
}
handover-title = Pour la relève
handover-says = Lu par la modération seule, chiffré, effacé au bout d’une semaine. Les adresses et les contacts sont masqués.
handover-words = Ce que la suivante doit savoir
handover-hint = Ce qui attend, ce qui revient, qui a été prévenu. Pas de nom de victime.
handover-do = Transmettre
ground-why = Pourquoi
ground-danger = Quelqu’un est en danger
ground-deceit = Tromperie ou faux
ground-privacy = Quelqu’un est montré ou nommé contre son gré
ground-hatred = Haine, menace ou harcèlement
ground-money = Argent demandé, ou vente
ground-rule = Autre règle de ce serveur
ground-unfounded = Rien de tel n’a été trouvé
ground-settled = C’est réparé
ground-elsewhere = Traité sous un autre signalement
desk-report-ground = Motif
refusal-waiting-taken = { $who } s’en occupe.
refusal-waiting-taken-next = Prenez autre chose, ou attendez un quart d’heure : cela revient seul.
refusal-report-ground = Ce motif ne va pas avec cette décision.
refusal-report-ground-next = Choisissez un motif qui la soutient.
refusal-handover-no-words = Rien n’est écrit.
refusal-handover-no-words-next = Écrivez une phrase ou deux.
refusal-handover-long = Ce mot est trop long.
refusal-handover-long-next = Gardez 600 caractères au plus.
refusal-handover-many = Beaucoup de mots en une heure.
refusal-handover-many-next = Réunissez ce qui reste en un seul, plus tard.
desk-seal-public = Ce qui est public se lit sans seconde personne. La décision efface le récit.
waiting-unveil = Voir la photo
