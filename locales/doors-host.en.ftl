# The host: offering a door, keeping it, taking people in.

offer-title = Open my door to someone
offer-lead = Twenty seconds. Nobody sees your address before you accept them.
offer-mine = See my open door
offer-waits = An offer is waiting for you on this device.
offer-waits-go = Finish it
offer-read = What we understood
offer-read-says = The form is filled in. Read it again: nothing is sent before you say so.
offer-read-nothing = We did not understand this message. Fill in the form.
offer-read-request = This message seems to ask for a place. To find one, go to open doors.
offer-sure = understood
offer-unsure = to check
offer-is-places = Places
offer-is-until = Until
offer-is-near = Near
offer-is-address = Address
offer-is-entry = Way in
offer-is-suits = Suits
offer-is-langs = Language
offer-paste = Paste your message
offer-paste-label = Your message
offer-paste-hint = “#OpenDoor 2 places rue Oberkampf, metro Parmentier, until 2am”
offer-paste-do = Fill in the form
offer-places = How many places?
offer-places-most = { $n } at most.
offer-hours-label = For how long?
offer-hours = { $n } h
offer-until = Or until a time of day
offer-until-hint = For example 2:00, or 23:30.
offer-near = Near which station or square?
offer-near-hint = Only the area is shown, never an exact point.
offer-address = Your address
offer-address-hint = Only the person you accept sees it.
offer-entry = How to get in
offer-entry-hint = Code, floor, name at the bell. Hidden like the address.
offer-name = Your first name
offer-name-hint = So that people know whom to ask for.
offer-more = More: animals, languages, a word
offer-suits = My door suits
offer-suits-wheelchair = wheelchair
offer-suits-children = children
offer-suits-animals = animals
offer-suits-first_aid = first aid
offer-suits-night = all night
offer-langs = Languages spoken
offer-note = A word for people
offer-note-hint = Public, 140 characters. Addresses, codes and numbers in it are masked.
offer-kind = What kind of place?
offer-kind-home = A home
offer-kind-public = A public place
offer-label = Name of the public place
offer-label-hint = As it is written there. It is public.
offer-rule = Who may come?
offer-rule-ask = Ask me each time
offer-rule-vouched = Accept guests vouched for by an organisation
offer-rule-anyone = Anybody may come in
offer-sees = People see the area, the number of places and your languages. Never your name or your address.
offer-adults = A home takes adults. Children and their families go to public places.
offer-do = Open my door

draft-kept = Your offer is kept
draft-title = What is left: a proven phone or e-mail
draft-ready = Your door is ready
draft-offer = Your offer
draft-says = { $n ->
    [one] One place, until { $time }
   *[other] { $n } places, until { $time }
}
draft-waits = It waits for you here until { $time }.
draft-edit = Change it
draft-prove = A code arrives, you copy it
draft-prove-why = A door opens with a verified contact: it protects the people who come.
draft-contact = Your phone or e-mail
draft-contact-hint = 06 12 34 56 78, or you@example.org
draft-contact-who = It is shown to nobody.
draft-send = Get a code

host-doors = Your doors
host-none = You have no open door.
host-another = Open another door
host-aside = Advice
host-is-open = Your door is open
host-is-full = Your door is full
host-is-paused = Your door is paused
host-is-suspended = Your door is suspended
host-is-frozen = Your door is stopped for a while
host-is-ended = Your door is no longer visible
host-is-closed = Your door is closed
host-is-draft = Your door is ready
host-since = Visible since { $time }
host-now-paused = Hidden by you
host-now-suspended = Area to avoid
host-now-frozen = A report is being looked at
host-now-ended = Ended at { $time }
host-now-closed = Closed at { $time }
host-says-full = Nobody else can ask. Add a place if you have one.
host-says-paused = Nobody finds it. Visits that you accepted still hold.
host-says-suspended = The emergency services ask people to avoid your area. It becomes visible again by itself.
host-says-frozen = Somebody reported a difficulty. A person is looking at it; there is nothing for you to do. In danger, call 17.
host-says-ended = Its time is over. Open it again with one tap if you can still take people in.
host-says-closed = Your address is erased after 24 hours. Thank you for opening.
host-perimeter = { $name }, until { $time }.
host-ends-soon = { $n ->
    [one] It ends in one minute.
   *[other] It ends in { $n } min.
}
host-need-wanted = Places are asked for near you.
host-need-enough = There are enough places here for now.
host-room = { $n ->
    [one] place free
   *[other] places free
}
host-fewer = One place fewer
host-more = One place more
host-taken = { $n ->
    [one] One person expected or already there.
   *[other] { $n } people expected or already there.
}
host-hosted = { $n ->
    [one] One person taken in. Thank you.
   *[other] { $n } people taken in. Thank you.
}
host-until = Open until { $time }
host-renew = Keep open 3 h more
host-renew-ended = Open again for 3 h
host-pause = Pause
host-reopen = Make it visible
host-close = Close my door
host-close-says = Requests without an answer are cancelled. Whoever you accepted may still come. A closed door does not open again.
host-close-do = Close it for good
host-nobody-yet = Nobody has asked yet. This page updates by itself.
host-asking = { $n ->
    [one] One request waits for your answer
   *[other] { $n } requests wait for your answer
}
host-somebody = Somebody
host-new = New request, { $ago }
host-accepted = Accepted at { $time }. On the way.
host-arrived = Arrived at { $time }
host-who-adults = { $n ->
    [one] one person
   *[other] { $n } adults
}
host-who-children = { $n } people, with children
host-who-minor = { $n ->
    [one] a minor alone
   *[other] { $n } minors
}
host-far = { $n } min on foot
host-far-here = very near
host-guest-vouched = vouched for by an organisation
host-guest-proven = contact verified
host-guest-unproven = contact not verified
host-needs-wheelchair = in a wheelchair
host-needs-children = with children
host-needs-animals = with an animal
host-needs-first_aid = first aid
host-needs-night = for the night
host-held-until = The place is held until { $time }.
host-expected = Expected before { $time }. After that the place is free again.
host-stay-put = The way crosses an area to avoid: this person must stay sheltered.
host-adults-only = Children go to a public place.
host-quote = “{ $words }”
host-say = Passwords, to say at the door:
host-accept = Accept and give the address
host-accept-whom = Accept and give the address to { $name }
host-refuse = Refuse
host-refuse-whom = Refuse { $name }
host-arrive = Arrived
host-arrive-whom = Arrived: { $name }
host-leave = Left
host-leave-whom = Left: { $name }
host-write = Write
host-write-whom = Write to { $name }
host-cancel = Cancel
host-cancel-whom = Cancel the visit of { $name }
host-protect = To protect yourself
host-protect-words = Ask for the two words before you open.
host-protect-address = Give your address nowhere but in Rhizome.
host-protect-refuse = You may refuse without giving a reason.
host-protect-doubt = In doubt? Call 17.
host-seen = What people see
host-seen-area = Your area
host-seen-room = { $n ->
    [0] full
    [one] one place
   *[other] { $n } places
}
host-seen-never = Never your name or your address before you accept.
host-edit = Change my offer
host-edit-place = Area shown: { $place }. It does not change: for another place, open another door.
host-edit-do = Save
host-edit-back = Back to my door
