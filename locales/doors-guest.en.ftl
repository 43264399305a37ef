# Open doors: who looks for room.

masked = (masked)

to-doors = Find or open a door
to-doors-says = Shelter nearby, or room at your place.

near-title = Open doors near you
near-station = Near which station?
near-go = Search
near-again = Search like this
near-locate = Where I am
near-locating = Looking around you…
near-not-located = Your position was not found. Write a station.
near-who = Who are you, how many, what do you need?
near-ask = Write a station, a square or a town hall. The nearest doors show here.
near-calm = No alert is on.
near-calm-says = Doors open when an alert is given. In danger, call 112.
near-written = What you wrote
near-written-says = What is understood of it fills the form. Nothing is published or kept.
near-own-stay = You have a place.
near-own-stay-go = See my place
near-own-door = You have opened a door.
near-own-door-go = See my door
near-public = Public places first.
near-children = Homes take in adults only. With children: a town hall, a gymnasium, a school, a hospital. In danger, call 112 or 17, or text 114.
near-minor = If you are under 18 and without an adult: go to a public place or to police officers, or call 112. If you cannot speak: text 114.
near-count = { $n ->
    [0] No door has room.
    [one] 1 door, the nearest.
   *[other] { $n } doors, the nearest first.
}
near-count-says = You get the exact address when the host accepts.
near-door = Door { $n }
near-minutes = { $n ->
    [one] 1 minute on foot
   *[other] { $n } minutes on foot
}
near-here = Less than 5 minutes on foot
near-here-place = In your neighbourhood.
near-way-around = The way leads around an area to avoid.
near-where = { $area }, towards { $name }.
near-area = { $area }.
near-towards = Towards { $name }.
near-room = { $n ->
    [one] 1 place
   *[other] { $n } places
}, until { $until }
near-full = Full for now
near-note = “{ $note }”
near-comma = { ", " }
near-say-full = Door { $n } is full
near-say-open = Door { $n } has room
near-wait = Tell me if a place becomes free
near-waits = We tell you if a place becomes free.
near-wait-over = Do not tell me any more
near-wait-sign-in = Sign in to be told if a place becomes free
near-none = No open door near here
near-all-full = The doors near here are full
near-none-says = Stay under cover. Meanwhile:
near-none-public = Go to a public place that is open: a town hall, a hospital, a station, a fire station.
near-none-stay = If going out is dangerous, stay where you are.
near-none-wait = Ask to be told: a place often becomes free within minutes.
near-wider = Search without these conditions, for one person
near-nothing-fits = Nothing fits?
near-look = I am looking for a place
near-look-says = Your need is counted here, without your name: hosts nearby are asked to open.
near-looking = You have been looking for a place since { $time }.
near-looking-says = Your need is counted here. Come back: the list changes fast.
near-looking-over = I am not looking any more
near-open-mine = Open my door to someone
near-map = { $n ->
    [one] Map: 1 door. The list says the same.
   *[other] Map: { $n } doors. The list says the same.
}
near-key-door = Open door
near-key-zone = Area to avoid
near-key-you = You (the place you chose)
near-key-scale = Bar: { $n } m
near-pan = Move the map
near-pan-in = Zoom in
near-pan-out = Zoom out
near-pan-west = West
near-pan-east = East
near-pan-north = North
near-pan-south = South

suits-wheelchair = Step-free
suits-children = Children welcome
suits-animals = Animals accepted
suits-first_aid = First aider there
suits-night = For the night
needs-wheelchair = Wheelchair
needs-children = A child
needs-animals = An animal
needs-first_aid = Lightly hurt
needs-night = For the night
who-is-adults = Adults
who-is-children = With children
who-is-minor = Under 18, without an adult
tier-institution = A place of an institution
tier-vouched-public = Public place, an organisation vouches for it
tier-vouched = An organisation vouches for the host
tier-proven = Known host, contact checked
tier-new = New host, contact checked

tongue-fr = French
tongue-en = English
tongue-ar = Arabic
tongue-es = Spanish
tongue-de = German
tongue-it = Italian
tongue-pt = Portuguese
tongue-nl = Dutch
tongue-pl = Polish
tongue-ro = Romanian
tongue-ru = Russian
tongue-uk = Ukrainian
tongue-tr = Turkish
tongue-fa = Persian
tongue-zh = Chinese
tongue-ja = Japanese
tongue-hi = Hindi
tongue-ta = Tamil
tongue-wo = Wolof
tongue-he = Hebrew

ask-door-title = Ask for a place
ask-back = All doors
ask-places = How many are you?
ask-name = Your first name
ask-name-hint = The host knows you by this name.
ask-name-missing = Write your first name, so that the host knows you.
ask-who = Who are you?
ask-needs = Good to know
ask-words = A word to the host, if you like
ask-words-hint = Without address or number: they would be masked.
ask-do = Send the request
ask-who-sees-places = The host sees your first name, your number and these details. Nothing else.
ask-held = Your places are held for 20 minutes while the host answers.
ask-held-public = Your places are held as soon as you send this.
ask-prove = To go to someone’s home, a phone or an e-mail has to be proven. A code arrives, you copy it, and your request is still there.
ask-contact = Your phone or your e-mail
ask-contact-hint = The host never sees it.
ask-send-code = Get the code
ask-prove-else = Public places take you in without that.
ask-proven = Contact checked. All that is left is to send.
ask-public-go = See public places
ask-next = { $n ->
    [one] Ask the next door, 1 minute away
   *[other] Ask the next door, { $n } minutes away
}
ask-next-here = Ask the next door, very near
ask-door-staff = You are here with a staff account. A place is asked for with a personal account.

stay-is-held = Request sent
stay-is-accepted = Accepted
stay-is-arrived = Under cover
stay-is-left = Over
stay-is-home = Home
stay-is-refused = Refused
stay-is-ran_out = Time ran out
stay-is-guest_cancelled = Cancelled
stay-is-host_cancelled = Cancelled
stay-is-door_closed = Door closed
stay-is-frozen = Reported

stay-guest-held = The host is about to answer
stay-guest-held-says = Your places are held until { $time }.
stay-guest-accepted = A door is waiting for you
stay-guest-accepted-says = You are expected until { $time }.
stay-guest-stay_put = Stay where you are
stay-guest-stay_put-says = An area to avoid is in your way. Stay under cover, away from windows. This page changes as soon as the way is free.
stay-guest-arrived = You are under cover
stay-guest-arrived-says = The address stays here as long as you are there. Then it is erased.
stay-guest-left = You have left
stay-guest-left-says = Thank you for saying so: your places help others. Get home safely.
stay-guest-home = You are home
stay-guest-home-says = Your places help others. The address is gone from here.
stay-guest-refused = This host cannot take you in
stay-guest-refused-says = That happens and says nothing about you. Ask the next door.
stay-guest-ran_out = Time ran out
stay-guest-ran_out-says = Nobody answered, or you did not arrive in time. Ask the next door.
stay-guest-guest_cancelled = You have cancelled
stay-guest-guest_cancelled-says = Your places help others. You can ask elsewhere.
stay-guest-host_cancelled = The host has cancelled
stay-guest-host_cancelled-says = Do not go there. Ask the next door.
stay-guest-door_closed = This door has closed
stay-guest-door_closed-says = Do not go there. Ask the next door.
stay-guest-frozen = This place is suspended
stay-guest-frozen-says = A person is looking at a report. Do not go there. In danger, call 17 or 112.

stay-host-held = Someone asks for a place
stay-host-held-says = Answer before { $time }. Then the places become free by themselves.
stay-host-accepted = You are expecting someone
stay-host-accepted-says = They arrive before { $time }. Then the places become free by themselves.
stay-host-arrived = Your guest is there
stay-host-arrived-says = Say here when they leave.
stay-host-left = Your guest has left
stay-host-left-says = Thank you. The places are free.
stay-host-home = Your guest is home
stay-host-home-says = Thank you. The places are free.
stay-host-refused = You said no
stay-host-refused-says = They are looking elsewhere. You do not have to say why.
stay-host-ran_out = Time ran out
stay-host-ran_out-says = The places are free.
stay-host-guest_cancelled = They have cancelled
stay-host-guest_cancelled-says = The places are free.
stay-host-host_cancelled = You have cancelled
stay-host-host_cancelled-says = They have been told and are looking elsewhere.
stay-host-door_closed = Your door is closed
stay-host-door_closed-says = They have been told and are looking elsewhere.
stay-host-frozen = This place is suspended
stay-host-frozen-says = A person is looking at a report. In danger, call 17 or 112.

stay-say = To say at the door
stay-say-says = The host has the same words. If they do not say them, do not go in.
stay-say-host = To hear at the door
stay-say-host-says = Your guest has the same words. If they do not say them, do not open.
stay-where = Where to go
stay-where-says = Do not share this address. It disappears at the end.
stay-around = This door is here: { $place }
stay-host-name = Your host: { $name }
stay-guest = The guest
stay-host = The host
stay-me = You
stay-people = { $n ->
    [one] 1 person
   *[other] { $n } people
}
stay-do-accept = Accept
stay-do-refuse = I cannot
stay-do-arrive = I have arrived
stay-do-arrive-host = My guest has arrived
stay-do-leave = I am leaving this place
stay-do-leave-host = My guest has left
stay-do-home = I am safe at home
stay-do-cancel = Cancel
stay-no-answer = Without an answer, ask the next door. Your request here will be cancelled.
stay-do-next = Cancel and see the other doors
stay-other = See the other doors
stay-write = Write to the host
stay-write-guest = Write to your guest
stay-word = Your message
stay-word-hint = Without address or number: they would be masked. Erased after the end.
stay-word-do = Send the message
stay-safe = For your safety
stay-safe-way = Take lit streets, in pairs if you can. Avoid the area.
stay-safe-words = At the door, exchange the words before you go in.
stay-safe-leave = A doubt? Do not go in, or leave. You have nothing to explain.
stay-safe-money = Everything is free. If someone asks you for money, leave and report it.
stay-door = See my door
