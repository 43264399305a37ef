# Words of a device without network: what waits, what was refused, what is read from a copy.

kept-title = Réponse gardée sur ce téléphone
kept-says = « { $what } » ({ $time }) partira dès que le réseau revient. Vous pouvez fermer cette page.
kept-again = Essayer maintenant
refused-title = Cette réponse n’est pas partie
refused-says = « { $what } » ({ $time }) vous attend. Rien n’est perdu : « Réessayer » montre ce qui manque.
refused-again = Réessayer
refused-drop = Retirer
left-late = « { $what } » : réponse envoyée ({ $time }).
left-next = Voir la suite
as-of = Pas de réseau. Voici cette page telle qu’elle était : { $time }.
offline-title = Pas de réseau
offline-lead = Cette page n’est pas sur ce téléphone
offline-says = Ce que vous avez ouvert avant reste lisible. Vos réponses gardées partent dès que le réseau revient.
offline-home = La question, ou l’accueil
sign-out-waits = Une réponse n’est pas encore partie. Si vous vous déconnectez maintenant, elle est effacée.
refusal-pressed-by-another = Cette réponse a été donnée par quelqu’un d’autre sur cet appareil.
refusal-pressed-by-another-next = Elle n’est pas envoyée en votre nom. Retirez-la, ou reconnectez-vous comme avant.
