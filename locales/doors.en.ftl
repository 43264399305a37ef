# Open doors.

refusal-door-unknown = This door is not there.
refusal-door-unknown-next = It may have closed. Look for the nearest door.
refusal-door-no-incident = No alert is on.
refusal-door-no-incident-next = Doors open when an alert is given. In danger, call 112.
refusal-door-prove-to-open = A phone number or an e-mail address has to be proven first.
refusal-door-prove-to-open-next = Give a contact: a code arrives, you copy it, your door opens.
refusal-door-prove-to-stay = To go to somebody’s home you have to prove a phone number or an e-mail address.
refusal-door-prove-to-stay-next = Give a contact and copy the code. Public places take you in without.
refusal-door-places = This number of places is not possible.
refusal-door-places-next = Choose between 1 and { $most }.
refusal-door-fewer-than-taken = { $taken ->
        [one] One place is taken already.
       *[other] { $taken } places are taken already.
    }
refusal-door-fewer-than-taken-next = Keep at least as many, or call a stay off first.
refusal-door-until = This end is not possible.
refusal-door-until-next = Choose a time between ten minutes and 24 hours from now.
refusal-door-address-missing = The address is missing.
refusal-door-address-missing-next = Write it: only the person you accept sees it.
refusal-door-too-long = This text is too long.
refusal-door-too-long-next = Keep at most { $most } characters.
refusal-door-tells-too-much = This public text holds an address, a code or a contact.
refusal-door-tells-too-much-next = Take it out: the person you accept is given the address.
refusal-door-public-needs-voucher = A public place opens with an organisation that vouches for it.
refusal-door-public-needs-voucher-next = Offer your door as a home, or ask an organisation.
refusal-door-label-missing = The name of the place is missing.
refusal-door-label-missing-next = Write the name that one sees there.
refusal-door-on-the-way = Somebody is already on the way to this address.
refusal-door-on-the-way-next = Write to them, or cancel their visit first.
refusal-door-rule-for-public = This rule is for public places.
refusal-door-rule-for-public-next = Choose to be asked each time.
refusal-door-many = You have several doors open already.
refusal-door-many-next = Close one, or add places to one of them.
refusal-door-shut = This door takes nobody in any more.
refusal-door-shut-next = Ask the next door.
refusal-door-stopped = Your door takes nobody new for now.
refusal-door-stopped-next = Its page says why: a perimeter touches it, or a report is looked at.
refusal-door-no-room = { $left ->
        [0] There is no room left here.
        [one] There is one place left here.
       *[other] There are { $left } places left here.
    }
refusal-door-no-room-next = Ask the next door, or come with fewer people.
refusal-door-newcomers = The places that are held without a confirmed contact are taken.
refusal-door-newcomers-next = Go there: at the door you are let in if there is room. Or confirm a phone number or an e-mail address and ask again.
refusal-door-adults-only = Homes take in adults only.
refusal-door-adults-only-next = With a child, go to a public place: town hall, gymnasium, hospital. A minor alone calls 112.
refusal-door-own = This is your own door.
refusal-door-own-next = Look for somebody else’s.
refusal-door-staying = You have a place already.
refusal-door-staying-next = Call it off first if you want to go elsewhere.
refusal-door-many-addresses = You were given three addresses in 24 hours.
refusal-door-many-addresses-next = Go to a public place, or call 112 if you are in danger.
refusal-door-way-crosses = The way crosses an area to avoid.
refusal-door-way-crosses-next = Choose a door on your side, or stay where you are safe.
refusal-door-stay-put = You are in an area to avoid.
refusal-door-stay-put-next = Stay sheltered and follow instructions. In danger: 17, 112, or 114 by SMS.
refusal-door-moved-on = This is not possible any more: things have changed.
refusal-door-moved-on-next = Refresh the page to see where you are.
refusal-door-many-words = There are many messages already.
refusal-door-many-words-next = Talk at the door. In danger, call 17.
refusal-door-no-words = The message is empty.
refusal-door-no-words-next = Write a sentence.
refusal-door-place-missing = The place is missing.
refusal-door-place-missing-next = Give a station or a square, or press “Where I am”.
refusal-door-place-coarse = This area is too large.
refusal-door-place-coarse-next = Give a station or a square, or press “Where I am”.
refusal-door-landmark-unknown = We do not know this place.
refusal-door-landmark-unknown-next = Choose a station or a square from the list.
refusal-door-draft-over = This offer was used already, or has waited too long.
refusal-door-draft-over-next = Open your door again: it takes twenty seconds.
refusal-door-too-many = There were too many requests from here.
refusal-door-too-many-next = Wait some minutes, then try again.
refusal-door-reported = This stay is reported already.
refusal-door-reported-next = Somebody is looking at it. In danger, call 17.
refusal-door-perimeter-time = This time is not possible for a perimeter.
refusal-door-perimeter-time-next = It ends after it begins, within 72 hours.
refusal-door-second-person = A second person is needed.
refusal-door-second-person-next = Ask another moderator.
refusal-door-decided = This is decided already.
refusal-door-decided-next = Refresh the page.
refusal-door-taken-by-other = Somebody else handles it.
refusal-door-taken-by-other-next = Take another report.
