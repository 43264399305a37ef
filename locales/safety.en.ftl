# The question, its answers, the board, and opening an incident.

ask-title = Are you OK?
ask-now = { $what }. Ongoing since { $time }. Alert given by { $who }.
ask-lead = It looks like you are in the area affected by { $what }. Let your close contacts know that you are safe.
ask-choose = Choose one of the three answers.
ask-told = { $n ->
    [one] Your close contact is told right away.
   *[other] Your { $n } close contacts are told right away.
}
ask-told-link = Your close contacts are told right away.
ask-anonymous = Say who you are in the next step, or stay anonymous.
ask-other = Mark someone else safe
ask-who-sees = Who will see my answer?
ask-who-sees-says = Only your close contacts. Your position is never shown. You can change your answer at any time.
ask-no-network = No signal? Answer anyway. Your answer leaves as soon as the network is back.
ask-staff = You are signed in as a member of the team: one does not answer here as such.
ask-staff-go = Open the console
answer-safe = I’m safe
answer-need_help = I need help
answer-need_help-says = Rescue, shelter, care, someone to find.
answer-not_there = I’m not in the area
answer-not_there-says = Nobody needs to worry about you.
said = You answered: { $what }, at { $time }.
said-then = You answered: { $what }, { $time }.
said-safe = safe
said-need_help = need help
said-not_there = not in the area

over-title = The alert is over
over-says = Thank you. Answers are erased in { $days } days. You can erase yours earlier, with your data, under “Me”.
over-cancelled = It was a false alert
over-cancelled-says = Nothing has happened. There is nothing to do. Everyone who was asked is told.
to-people = See my close contacts
home-others = Other alerts under way

home-title = Rhizome
home-lead = One question, one answer: your close contacts know that you are well.
home-on = Alerts under way
home-drills = Exercises under way
home-since = Ongoing since { $time }.
home-calm = No alert under way
home-calm-says = You are asked nothing. When something happens, the question appears here.
home-me = Prepare my close contacts
home-me-says = Your name, your places, and the people to tell.

who-title = Who are you?
who-lead = Your answer is kept. Say who you are, so that your close contacts see it.
who-help = The team can read your request already. Say who you are, so that they can reach you.
who-help-waits = Your request is kept. Many requests without a proven contact are waiting: give a contact, and as soon as its code comes back the team reads yours before them. In danger, call 112.
who-name = Your first name
who-name-hint = As your close contacts know you.
who-contact = E-mail or telephone
who-contact-hint = A code is sent there. The contact is shown to nobody.
who-do = Send the code
who-anonymous = Stay anonymous
who-anonymous-says = Nobody will be told.
who-account = I have an account

done-recorded = Answer recorded at { $time }
done-recorded-then = Answer recorded, { $time }
done-safe = Your close contacts know that you are safe.
done-not_there = Your close contacts know that you are not in the area.
done-need_help = Your request for help has been sent.
done-alone = Your answer is recorded.
done-told = { $n ->
    [one] 1 person is told.
   *[other] { $n } people are told.
}
done-nobody = Nobody is in the list of your close contacts yet. Add some, so that they know.
done-help-says = A team reads each request. Your close contacts know that you asked for help, never where.
done-anonymous = Your answer is kept, without your name.
done-anonymous-says = It tells nobody. Say who you are when you can.
done-anonymous-help = A team reads each request, even without a name.
done-unproven = It tells nobody until the code is back. Open the message you received, or say again who you are.
done-who = Say who I am
done-who-says = So that my close contacts know.
done-word = Add a word
done-word-hint = Optional, 140 characters. Only your close contacts read it.
done-word-send = Send this word
done-word-sent = Your word is sent.
done-next = What now?
done-people-says = Who has answered, who has not answered yet.
done-invite = Add a close contact
done-detail = Complete my request
done-detail-says = What you need, where, how many you are.
done-other-says = Somebody you have seen or heard from.
done-change = Change my answer

# What help is needed
help-sent = Your request for help has been sent
help-need-title = What do you need?
help-place-title = Where are you?
help-people-title = How many are you?
help-lead = A team reads each request. Answer if you can. Otherwise, stay hidden and silent.
help-place = Place
help-place-hint = Street, floor, entrance, what you see.
help-locate = Add my position
help-located = Position added, within 350 m
help-not-located = Position not found. Write the place.
help-place-who = Only the rescue team sees this place. Never your close contacts, never the public.
help-place-do = Add this place
help-place-later = Your position is sent only if you add it in the next step. Only the rescue team sees it.
help-people = Number of people
help-people-hint = Counting you. From 1 to 500.
help-words = Anything else for those who help you (optional)
help-words-hint = 140 characters at most. Only the rescue team reads it.
help-people-do = Add this number
help-skip = Skip this question
help-over = I no longer need help
need-hurt = Someone is hurt
need-child = A child is alone
need-stuck = I am stuck or hiding
need-shelter = I need shelter
need-person = I am looking for someone

# Somebody else is safe
other-lead = Say whom you know to be safe, and how you know. They can confirm or correct it.
other-who = Who?
other-someone = Somebody else
other-name = Their name
other-contact = Their e-mail or telephone
other-contact-hint = Optional. Their close contacts then know, if they look for them here.
other-how = How do you know?
how-saw = I saw them
how-spoke = I spoke with them
how-heard = I had a message
how-read = I read it online
other-read-says = What was only read online is noted, and does not change how a person is shown.
other-note = Add a word
other-note-hint = Optional, 140 characters.
other-do = Mark as safe
other-done = Declaration recorded
other-thanks = Thank you, it is noted.
other-done-says = It is shown with your name, as said by somebody close.
other-again = Mark another person safe

# The one-tap link
link-safe = You are safe. Your close contacts know.
link-not_there = You are not in the area. Your close contacts know.
link-need_help = Your request for help has been sent.
link-done-says = You can close this page, or change your answer with the same link.
link-done-help = A team reads each request. If you can, call. Otherwise, stay hidden and silent.

# Refusals
refusal-no-incident = There is no alert at this address.
refusal-no-incident-next = Go to the home page to see what is under way.
refusal-incident-wrong-state = This incident is not at that point any more.
refusal-incident-wrong-state-next = Reload the page to see where it stands.
refusal-same-operator = You asked for the activation: another person has to confirm it.
refusal-same-operator-next = Ask another member of the team, or activate without a second and say why.
refusal-alone-needs-reason = Activating without a second needs a reason.
refusal-alone-needs-reason-next = Write in a few words why nobody else can confirm.
refusal-bad-kind = This kind of event does not fit.
refusal-bad-kind-next = Write a word of 1 to 40 letters, such as “attack” or “flood”.
refusal-incident-not-open = The alert is over: it takes no more answers.
refusal-incident-not-open-next = Go to the home page to see what is under way.
refusal-message-too-long = This word is too long.
refusal-message-too-long-next = Write { $longest } characters at most.
refusal-place-too-long = This place is too long.
refusal-place-too-long-next = Write { $longest } characters at most.
refusal-oneself-is-another = This is about yourself.
refusal-oneself-is-another-next = Answer for yourself on the page of the alert.
refusal-nobody-named = Say who it is: choose a person, or write a name.
refusal-nobody-named-next = Choose a close contact, or write a name.
refusal-no-fact = There is no such answer, or not any more.
refusal-no-fact-next = Answer the question, then come back here.
refusal-reminded-already = A reminder has just been sent.
refusal-reminded-already-next = Wait half an hour before the next one.
refusal-answered-already = This person has answered already.
refusal-answered-already-next = See their answer among your close contacts.
refusal-unknown-need = This need is not in the list.
refusal-unknown-need-next = Choose one of the needs that are offered.
refusal-bad-number = This number of people does not fit.
refusal-bad-number-next = Write a number from 1 to 500.
refusal-no-case = You have no request for help under way.
refusal-no-case-next = First answer “I need help”.
refusal-bad-link = This link is not valid, or it is too old.
refusal-bad-link-next = Open the link of the last message you received, or answer from the home page.
refusal-needs-contact = Without an account, a name and an e-mail or telephone are needed.
refusal-needs-contact-next = Give both; a code is sent there.
refusal-busy = Something changed at the same time. Nothing was written.
refusal-busy-next = Start over.
refusal-bad-client-id = What names this request is empty or too long.
refusal-bad-client-id-next = Send a client_id of 1 to 80 characters.
refusal-bad-place = This place does not exist.
refusal-bad-place-next = Give a latitude of −90 to 90 and a longitude of −180 to 180, or write the place.
refusal-too-many-pending = Many answers without an account come in at once. This one could not be kept.
refusal-too-many-pending-next = Try again in a minute, or sign in: an answer with an account is always kept. In danger, call 112.
refusal-too-many-declarations = You have given news of { $most } people today: that is the most that one person can in a day.
refusal-too-many-declarations-next = Try again tomorrow. Each of them can also answer for themself, without an account.
refusal-texts-none = A name in at least one language is needed.
refusal-texts-none-next = Write it in French or English.
refusal-texts-bad = A text is empty, too long or unreadable.
refusal-texts-bad-next = Write 1 to 300 characters per language, on one line.
refusal-texts-language = A language is not written in two letters.
refusal-texts-language-next = Write, for example, fr, en, es or ar.
