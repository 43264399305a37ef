# The people of one's circle. Silence is "no news yet": it is never counted, and never means danger.

board-title = Vos proches
board-at = à { $time }
board-on = { $name }. En cours.
board-over = { $name }. Terminé { $at }.
board-of = { $incident } : { $says }
board-drill = EXERCICE. Ceci est un test. Rien ne s’est passé.
board-calm = Rien en cours. Vos proches apparaissent ici.
board-empty = Personne dans votre liste. Ajoutez des proches pour savoir.
board-invite = Inviter un proche
board-manage = Gérer mes proches
board-back = Revenir à vos proches
board-quote = « { $words } »

board-group-help = Besoin d’aide
board-group-none = Pas encore de nouvelles
board-group-safe = En sécurité
board-silence = Pas de réponse ne veut pas dire danger.

board-is-none = Pas de nouvelles
board-is-dead = Pas de nouvelles
board-is-not_there = Pas dans la zone
board-is-safe = En sécurité
board-is-need_help = Besoin d’aide
board-is-in_care = En soins
board-was-safe = En sécurité { $at }
board-was-not_there = Pas dans la zone { $at }
board-was-need_help = Besoin d’aide { $at }
board-was-in_care = En soins { $at }
board-asked-again = Demandé de nouveau.
board-say-none = Pas encore de nouvelles de { $name }
board-say-dead = Pas encore de nouvelles de { $name }
board-say-not_there = { $name } n’est pas dans la zone
board-say-safe = { $name } est en sécurité
board-say-need_help = { $name } a besoin d’aide
board-say-in_care = { $name } est en soins

board-own = Sa propre réponse, { $at }.
board-own-sms = Sa propre réponse, par SMS, { $at }.
board-official = Selon un hôpital ou une autorité, { $at }.
board-somebody = un de ses proches
board-somebody-you = Quelqu’un
board-by-confirmed = Selon { $who }, et confirmé par cette personne, { $at }.
board-by-saw = Selon { $who }, qui a vu cette personne, { $at }.
board-by-spoke = Selon { $who }, qui lui a parlé, { $at }.
board-by-heard = Selon { $who }, qui a eu de ses nouvelles, { $at }.
board-by-read = Selon { $who }, qui l’a lu en ligne, { $at }.
board-by-saw-sms = Selon { $who }, par SMS, qui a vu cette personne, { $at }.
board-by-spoke-sms = Selon { $who }, par SMS, qui lui a parlé, { $at }.
board-by-heard-sms = Selon { $who }, par SMS, qui a eu de ses nouvelles, { $at }.
board-by-read-sms = Selon { $who }, par SMS, qui l’a lu en ligne, { $at }.

board-you = Vous : { $word }, { $at }.
board-you-none = Vous n’avez pas encore répondu.
board-you-dead = Vous n’avez pas encore répondu.
board-you-not_there = pas dans la zone
board-you-safe = en sécurité
board-you-need_help = besoin d’aide
board-you-in_care = en soins
board-answer = Répondre
board-change = Changer

board-of-you = On dit que vous êtes en sécurité
board-of-you-saw = { $who } dit vous avoir vu, { $at }.
board-of-you-spoke = { $who } dit vous avoir parlé, { $at }.
board-of-you-heard = { $who } dit avoir eu de vos nouvelles, { $at }.
board-of-you-read = { $who } l’a lu en ligne, { $at }.
board-of-you-own = { $who } le dit, { $at }.
board-of-you-says = Votre réponse compte plus que celle des autres.
board-confirm = C’est exact
board-dispute = Ce n’est pas exact

board-remind = Relancer
board-remind-whom = Relancer { $name }
board-reminded = Message envoyé à { $name }. Un seul toutes les 30 minutes, pour ne pas déranger.
board-reminded-already = { $name } a déjà reçu un message il y a peu. Un seul part toutes les 30 minutes.
board-answered-already = { $name } a répondu. Sa réponse est ci-dessous.

board-well = Va bien
board-well-whom = Va bien : { $name }
board-well-title = { $name } va bien ?
board-well-says = Vos proches communs verront que cela vient de vous. Cette personne pourra confirmer ou corriger.
board-well-where = De quoi parlez-vous ?
board-how = Comment le savez-vous ?
board-how-saw = Vu de mes yeux
board-how-spoke = Nous nous sommes parlé
board-how-heard = J’ai eu de ses nouvelles
board-how-read = Lu en ligne : ne change rien
board-well-note = Un mot
board-well-note-hint = Facultatif. 140 caractères au plus.
board-well-do = Dire que { $name } va bien
board-said = C’est noté. { $name } pourra confirmer ou corriger.
