# What is sent to people: notification, text message, e-mail.

msg-drill = DRILL
msg-ask-title = Are you all right?
msg-ask-text = You seem to be in the area affected by { $what }. Let the people close to you know that you are safe.
msg-ask-facts = { $what }. Ongoing since { $time }. Alert given by { $who }.
msg-ask-button = Answer
msg-ask-short = { $who }: { $what }. Are you all right? Reply OK, HELP or OUT, or tap:
msg-over-title = The alert is over
msg-over-text = { $what }: the alert is over. There is nothing more for you to do.
msg-over-button = See
msg-over-short = { $who }: { $what }, the alert is over.
msg-false-title = It was a false alarm
msg-false-text = { $what }: it was a false alarm. Nothing has happened. There is nothing for you to do.
msg-false-short = { $who }: { $what }, it was a false alarm. There is nothing for you to do.
msg-told-safe = { $who } is safe ({ $time })
msg-told-not_there = { $who } is not in the area ({ $time })
msg-told-need_help = { $who } asks for help ({ $time })
msg-told-in_care = { $who } is being cared for ({ $time })
msg-told-text = { $what }. Requests for help go to the emergency operators; there is no need to call, a free line can save them.
msg-told-button = See my people
msg-code-title = Your code: { $code }
msg-code-text = Your code is { $code }. It is good for ten minutes. Give it to nobody. If you did not ask for it, do nothing.
msg-code-button = Open the page
msg-code-short = Your Rhizome code: { $code } (10 minutes). Give it to nobody.
msg-trial-title = Trial
msg-trial-text = This is a trial: messages do reach you.
msg-trial-button = Open
msg-trial-short = Trial: messages do reach you.
msg-footer = You get this message because you asked { $site } for it.
msg-stop = Stop this kind of e-mail

# The address that ends a kind of e-mail.
stop-title = Stop these e-mails
stop-asks = Stop by e-mail: { $kind }?
stop-others = Other e-mails, notifications and text messages stay as they are.
stop-do = Stop
stop-done = Done
stop-done-says = You get no more by e-mail: { $kind }.
stop-undo = Change my mind
stop-undo-says = Sign in, then choose in “My messages”.
stop-kind-ask = the question “Are you all right?”
stop-kind-remind = reminders of the question
stop-kind-over = the end of alerts
stop-kind-told = news of your people
