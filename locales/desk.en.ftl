# The operator's console.

desk-title = Incidents
desk-you-are = You are { $name }, { $role }.
desk-role-operator = coordination
desk-role-admin = administration
desk-new = New incident
desk-real = Under way
desk-drills = Exercises
desk-none = Nothing under way.
desk-drafts = Drafts
desk-over = { $n ->
    [one] Over · 1
   *[other] Over · { $n }
}
desk-codes = { $n ->
    [one] 1 code to hand over
   *[other] { $n } codes to hand over
}
desk-sign-out = Sign out
desk-home-counts = { $help ->
    [0] Nobody asks for help,
    [one] 1 person asks for help,
   *[other] { $help } people ask for help,
} { $safe } safe.

# States and what may be done
desk-state-draft = Draft
desk-state-awaiting_second = To be confirmed
desk-state-active = Under way
desk-state-standing_down = Standing down
desk-state-closed = Closed
desk-state-remembered = Remembered
desk-state-cancelled = Cancelled
desk-state-at = { $state }, { $time }.
desk-state-since = { $state }, since { $time }.
desk-on-since = Under way since { $time }.
desk-waits = { $who } asks for activation. Another person confirms: you, if this is what must be sent.
desk-waits-you = You asked for activation. Another person has to confirm.
desk-act-zone = Change the zone
desk-act-activate = Activate
desk-act-alone = Activate without a second
desk-act-confirm = Confirm
desk-act-cancel = Cancel
desk-act-stand-down = Stand down
desk-act-close = Close
desk-act-remember = Keep for memory

# Numbers
desk-numbers = Numbers
desk-kpi-help = Needs help
desk-kpi-none = No answer yet
desk-kpi-safe = Safe
desk-kpi-away = Not in the area
desk-kpi-asked = Asked
desk-kpi-care = In care
desk-moved = { $n } in 5 min
desk-moved-help = { $n } in 5 min, { $open } to take
desk-of-asked = { $percent }% of { $asked } asked
desk-asked-says = in the area
desk-thousands = { $n } k

# The zone
desk-zone = Zone
desk-map-says = Zone as drawn: { $points } points, { $km2 } km². { $bounds }
desk-map-cases = { $n ->
    [0] No request for help under way.
    [one] 1 request for help under way.
   *[other] { $n } requests for help under way.
}
desk-legend-zone = Zone, { $points } points, { $km2 } km²
desk-legend-help = Requests for help under way
desk-elsewhere = { $n ->
    [one] 1 request without a position, or outside the map
   *[other] { $n } requests without a position, or outside the map
}
desk-draw = Draw without the map

# The curve
desk-curve = Answers received
desk-curve-says = Curve of the answers: { $safe } people safe, { $help } who ask for help.
desk-curve-none = No answer yet.
desk-help-line = Help
desk-help-times = Help, × { $n }
desk-no-answer = { $n ->
    [0] Everyone who was asked has answered.
    [one] 1 person has not answered. That does not mean danger.
   *[other] { $n } people have not answered. That does not mean danger.
}
desk-figures = The same in figures
desk-col-time = Time

# Requests for help
desk-queue = Requests for help, the gravest first
desk-queue-none = No request for help is waiting.
desk-queue-unproven = { $n ->
    [one] 1 request without an account, its contact not proven
   *[other] { $n } requests without an account, their contacts not proven
}
desk-queue-outside = { $n ->
    [one] 1 more request without an account waits outside of this queue. It enters as soon as its contact is proven.
   *[other] { $n } more requests without an account wait outside of this queue. Each enters as soon as its contact is proven.
}
desk-queue-outside-many = More than { $n } other requests without an account wait outside of this queue. Each enters as soon as its contact is proven.
desk-map-first = { $n ->
    [one] 1 request, the least grave, is not on the map
   *[other] { $n } requests, the least grave, are not on the map
}
desk-fresh = { $n ->
    [one] 1 new request. Show it
   *[other] { $n } new requests. Show them
}
desk-next-page = Next requests
desk-col-need = Priority
desk-col-what = Request
desk-col-where = Place
desk-col-since = For
desk-col-who = Person
desk-col-next = Handling
desk-need-hurt = Hurt
desk-need-child = Child alone
desk-need-stuck = Stuck
desk-need-unknown = To be clarified
desk-need-shelter = Shelter
desk-need-person = Looks for somebody
desk-proven = contact verified
desk-unproven = contact not verified
desk-anonymous = No account, contact not verified yet
desk-by-sms = by SMS
desk-people = { $n } people
desk-no-place = Place not said
desk-near = Around { $lat } N, { $lon } E
desk-quote = “{ $words }”
desk-better = Says they are safe
desk-better-since = Says they are safe since { $time }
desk-about = { $need }, { $place }, { $who }
desk-take = Take
desk-release = Give back
desk-close = Close
desk-close-why = Why?
desk-close-do = Close the request
desk-nobody = Nobody has taken it
desk-case = Request for help: { $need }
desk-mine = You
desk-closed-by = Closed by { $who }
desk-reason-helped = Help has arrived
desk-reason-passed_on = Passed on to the rescue services
desk-reason-safe = Safe, checked with the person
desk-reason-twice = The same request twice
desk-reason-mistake = Pressed by mistake
desk-say-taken = { $who } handles the request: { $need }
desk-say-closed = { $who } closed the request: { $need }
desk-say-open = A request to take: { $need }
desk-changed = This request has changed since you read it. Read it again, then start over.

# The journal
desk-journal = Journal
desk-journal-says = Each action is written in the journal, with your name.
desk-journal-none = Nothing so far.
desk-journal-all = The whole journal
desk-older = Older
desk-see = See the incident
desk-who-server = The server
desk-who-person = A person
desk-did = did: { $act }
desk-did-incident-draft = drafted the incident.
desk-did-incident-dry-run = counted who would be asked: { $people } people, { $km2 } km².
desk-did-incident-activate = asked for activation.
desk-did-incident-activate-alone = activated without a second.
desk-did-incident-confirm = confirmed: people in the zone are asked.
desk-did-incident-cancel = cancelled the incident.
desk-did-incident-stand-down = stood down: nobody new is asked.
desk-did-incident-close = closed the incident.
desk-did-incident-remember = kept the incident for memory.
desk-did-incident-redraw = changed the zone.
desk-did-help-take = took a request for help.
desk-did-help-release = gave a request for help back.
desk-did-help-close = closed a request for help.
desk-did-perimeter-dry-run = looked at what a perimeter would do: { $name }, { $km2 } km².
desk-did-perimeter-draw = drew the perimeter { $name } ({ $km2 } km²).
desk-did-perimeter-change = changed the perimeter { $name }.
desk-did-perimeter-lift = lifted the perimeter { $name }.
desk-did-proofs-read = looked at the codes to hand over ({ $count }).
desk-did-key-create = made a key for { $name }.
desk-did-key-end = ended the keys of { $name }.
desk-did-key-rotate = changed the sealing key.
desk-did-operator-add = added { $name } to the team.
desk-did-roster-begin = began a list.
desk-did-roster-import = imported a list.
desk-did-roster-export = exported a list.
desk-did-roll-call-begin = began a roll-call.
desk-did-roll-call-end = ended a roll-call.
desk-did-roll-call-remind = reminded those who have not answered the roll-call.
desk-did-me-export = exported their data.
desk-did-me-erase = erased their data.

# Codes to tell
desk-proofs = Codes to hand over
desk-proofs-says = These people asked for a code, and no channel sends it yet. When one of them calls or writes to you, tell them theirs.
desk-proofs-care = Tell a code only to whoever reaches you from this contact. That you looked is written in the journal.
desk-proofs-none = No code is waiting.
desk-email = E-mail
desk-phone = Telephone
desk-newcomer = new person
desk-good-for = { $n ->
    [0] Good for less than a minute.
   *[other] Good for { $n } more min.
}

# Refusals
refusal-case-taken = { $who } is already handling this request.
refusal-case-taken-next = Talk to { $who }. An administrator can put it back in the queue.
refusal-case-closed = This request is closed.
refusal-case-closed-next = It comes back by itself if the person asks for help again.
refusal-case-not-taken = Nobody has taken this request.
refusal-case-not-taken-next = Take it first, or leave it in the queue.
desk-inbox = { $n ->
    [one] { $n } text message to read
   *[other] { $n } text messages to read
}
desk-inbox-urgent = Text messages to read: { $urgent } urgent, { $n } in all
