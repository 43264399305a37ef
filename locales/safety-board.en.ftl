# The people of one's circle. Silence is "no news yet": it is never counted, and never means danger.

board-title = Your people
board-at = at { $time }
board-on = { $name }. Still going on.
board-over = { $name }. Over { $at }.
board-of = { $incident }: { $says }
board-drill = EXERCISE. This is a test. Nothing has happened.
board-calm = Nothing is going on. Your people appear here.
board-empty = Nobody in your list. Add people to know how they are.
board-invite = Invite somebody
board-manage = Manage my people
board-back = Back to your people
board-quote = “{ $words }”

board-group-help = Need help
board-group-none = No news yet
board-group-safe = Safe
board-silence = No answer does not mean danger.

board-is-none = No news yet
board-is-dead = No news yet
board-is-not_there = Not in the area
board-is-safe = Safe
board-is-need_help = Needs help
board-is-in_care = In care
board-was-safe = Safe { $at }
board-was-not_there = Not in the area { $at }
board-was-need_help = Needed help { $at }
board-was-in_care = In care { $at }
board-asked-again = Asked again.
board-say-none = No news yet from { $name }
board-say-dead = No news yet from { $name }
board-say-not_there = { $name } is not in the area
board-say-safe = { $name } is safe
board-say-need_help = { $name } needs help
board-say-in_care = { $name } is in care

board-own = Their own answer, { $at }.
board-own-sms = Their own answer, by SMS, { $at }.
board-official = According to a hospital or an authority, { $at }.
board-somebody = somebody close to them
board-somebody-you = Somebody
board-by-confirmed = According to { $who }, and confirmed by them, { $at }.
board-by-saw = According to { $who }, who saw them, { $at }.
board-by-spoke = According to { $who }, who spoke with them, { $at }.
board-by-heard = According to { $who }, who heard from them, { $at }.
board-by-read = According to { $who }, who read it online, { $at }.
board-by-saw-sms = According to { $who }, by SMS, who saw them, { $at }.
board-by-spoke-sms = According to { $who }, by SMS, who spoke with them, { $at }.
board-by-heard-sms = According to { $who }, by SMS, who heard from them, { $at }.
board-by-read-sms = According to { $who }, by SMS, who read it online, { $at }.

board-you = You: { $word }, { $at }.
board-you-none = You have not answered yet.
board-you-dead = You have not answered yet.
board-you-not_there = not in the area
board-you-safe = safe
board-you-need_help = need help
board-you-in_care = in care
board-answer = Answer
board-change = Change

board-of-you = Others say that you are safe
board-of-you-saw = { $who } says they saw you, { $at }.
board-of-you-spoke = { $who } says they spoke with you, { $at }.
board-of-you-heard = { $who } says they heard from you, { $at }.
board-of-you-read = { $who } read it online, { $at }.
board-of-you-own = { $who } says so, { $at }.
board-of-you-says = Your own answer counts more than what others say.
board-confirm = That is right
board-dispute = That is not right

board-remind = Ask again
board-remind-whom = Ask again: { $name }
board-reminded = Message sent to { $name }. Only one every 30 minutes, so as not to disturb.
board-reminded-already = { $name } got a message a short while ago. Only one goes out every 30 minutes.
board-answered-already = { $name } has answered. Their answer is below.

board-well = Is well
board-well-whom = Is well: { $name }
board-well-title = Is { $name } well?
board-well-says = People you both know will see that this comes from you. They can confirm or correct it.
board-well-where = What is this about?
board-how = How do you know?
board-how-saw = I saw them
board-how-spoke = I spoke with them
board-how-heard = I heard from them
board-how-read = Read online: changes nothing
board-well-note = A word
board-well-note-hint = Optional. 140 characters at most.
board-well-do = Say that { $name } is well
board-said = Noted. { $name } can confirm or correct it.
