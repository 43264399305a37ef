# What is known of posts, what was ruled, what is held back: everybody reads it.
ruling-now = Verification
ruling-is-true = Confirmed
ruling-is-false = Denied
ruling-is-misleading = Misleading
ruling-as-institution = institution
ruling-as-verifier = verification
ruling-as-moderator = moderation
ruling-as-operator = operations
ruling-as-admin = administration
ruling-as-roster-manager = organisation
ruling-by = Said by { $who } ({ $role }), { $time }.
ruling-sources = Sources
ruling-said = What is being said: { $what }
ruling-copies = Every message that repeats it, old or new, carries this note.
ruling-before = { $n ->
    [one] One earlier decision
   *[other] { $n } earlier decisions
}
ruling-live = See what is being said live
embargo-log-title = Messages held for safety
embargo-log-says = During an intervention an authority can make images and positions of forces in an area wait, for six hours at most. Nothing is deleted. This log says afterwards where, when and by whom.
embargo-log-holding = Some messages are waiting at this moment. Where will be said afterwards.
embargo-log-none = Nothing was held.
embargo-from-until = From { $from } to { $until }.
embargo-km2 = { $km2 } km².
embargo-counts = { $held ->
    [one] One message waited
   *[other] { $held } messages waited
}, { $released ->
    [one] one is shown again
   *[other] { $released } are shown again
}.
embargo-did-opened = Opened by { $who } ({ $role }), { $time }, until { $until }.
embargo-did-renewed = Renewed by { $who } ({ $role }), { $time }, until { $until }.
embargo-did-ended = Ended by { $who } ({ $role }), { $time }.
appeal-title = Ask to look again
appeal-says = Your message carries a denial that you contest. Say why: a moderator reads it again.
appeal-words = Why?
appeal-words-hint = What you saw yourself, or a source.
appeal-do = Ask to look again
appeal-done = Request received
appeal-done-says = Somebody will read it again. The denial stays until then.
refusal-truth-unknown = Not found.
refusal-truth-unknown-next = Go back to the list.
refusal-appeal-not-ruled = Nothing was decided on this message.
refusal-appeal-not-ruled-next = There is nothing to contest.
refusal-appeal-twice = You have asked already.
refusal-appeal-twice-next = Wait for the moderators to answer.
refusal-seen-own = This is your own message.
refusal-seen-own-next = Let other people confirm it.
refusal-seen-prove = A verified contact is needed.
refusal-seen-prove-next = Verify your phone or your address, then try again.
refusal-seen-elsewhere = You are not in the area, as far as we know.
refusal-seen-elsewhere-next = Give your rough position if you are there.
refusal-truth-long = This is too long: { $most } characters at most.
refusal-truth-long-next = Shorten the text.
refusal-truth-many = You did this very often in a short time.
refusal-truth-many-next = Try again later.
refusal-hold-changed = This message changed while you looked at it.
refusal-hold-changed-next = Read it as it is now, then decide.
refusal-hold-over = This message is not held any more.
refusal-hold-over-next = Refresh the page.
