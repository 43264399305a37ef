# Words that every page shares.

skip = Skip to content
home = home
to-home = Back to the home page
sign-in = Sign in
nav-label = Main
nav-foot = Sections
nav-me = Me
nav-people = Close contacts
nav-doors = Doors
nav-missing = Searches
nav-live = Live
nav-desk = Console
nav-rosters = Lists
lang = Language
lang-change = language
not-rescue = Rhizome does not replace the emergency services. Call { $first } or { $second }.
refresh = Refresh
made-at = Updated at { $time }.

theme = Display
theme-night = Night
theme-day = Day
theme-auto = Same as my device

# Emergency numbers
sos = Emergency
sos-now = In immediate danger
sos-police = Police
sos-police-short = Police
sos-ambulance = Ambulance, doctor
sos-ambulance-short = Ambulance
sos-fire = Fire service
sos-fire-short = Fire service
sos-all = European number
sos-all-short = Rescue
sos-text = By text, no need to speak
sos-text-short = Text, no voice

# An exercise
drill-word = EXERCISE
drill-says = This is a test. Nothing has happened.

# Network
net-off = No network. Your answer leaves as soon as the network is back.

# Times
ago-now = just now
ago-minutes = { $n } min ago
ago-hours = { $n } h ago
ago-at = { $when }
lasts-minutes = { $n } min
lasts-hours = { $n } h
day-month = { $day } { $month }
day-time = { $day } at { $time }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

# Forms
form-wrong = { $n ->
    [one] One thing is missing
   *[other] { $n } things need another look
}
field-missing = Fill in this field.
field-long = Write { $most } characters at most.
field-number = Write a number between { $least } and { $most }.
field-choose = Choose an answer.
field-nul = This text holds a character (U+0000) that cannot be kept. Take it out.
field-unfit = This cannot be read. Check what you wrote.

# Trouble
reference = If it goes on, give this number to the team: { $number }
status-400 = Request not readable
status-401 = Say first who you are
status-403 = This page is not for you
status-404 = Page not found
status-405 = It is not done this way
status-409 = Somebody was faster
status-413 = Too large
status-415 = Unexpected format
status-422 = Please check
status-429 = One moment
status-500 = Rhizome is not answering
status-503 = Rhizome is not answering
status-4xx = That is not possible
status-4xx-next = Go back to the page before and try again.
status-5xx = Rhizome is not answering
status-5xx-next = Try again in a moment. In danger, call 112.

refusal-bad-field = A part of what you sent does not fit.
refusal-bad-field-next = Correct what is shown and send it again.
refusal-changed-meanwhile = Something changed while you were writing.
refusal-changed-meanwhile-next = Look at the page again, then start over.
refusal-fault = The problem is ours, not yours.
refusal-fault-next = Try again in a moment. In danger, call 112.
refusal-no-room = Nothing can be kept just now. This was not.
refusal-no-room-next = Try again in a moment, or tell your people by SMS. In danger, call 112.
refusal-form-stale = This page was open for too long. Nothing was sent.
refusal-form-stale-next = Go back, reload the page and start over.
refusal-key-busy = The same request is being answered already.
refusal-key-busy-next = Wait a second and send the same request again.
refusal-key-reused = This Idempotency-Key was used for another request.
refusal-key-reused-next = Take a new key for a new request.
refusal-key-unfit = The Idempotency-Key must have 1 to 255 characters.
refusal-key-unfit-next = Send a shorter key, such as a UUID.
refusal-no-such-method = This address does not take that action.
refusal-no-such-method-next = Go back to the home page and follow the links.
refusal-not-a-form = This form came in an unexpected format.
refusal-not-a-form-next = Go back and send it again.
refusal-not-allowed = You have no access to this page.
refusal-not-allowed-next = If you should have it, ask whoever runs this server.
refusal-not-found = There is nothing at this address, or it is gone.
refusal-not-found-next = Check the address, or go back to the home page.
refusal-not-json = The body of the request must be JSON.
refusal-not-json-next = Send the header Content-Type: application/json.
refusal-sign-in-first = You need to say who you are to see this.
refusal-sign-in-first-next = Sign in, then come back here.
refusal-token-unknown = This token is not known, or it has ended.
refusal-token-unknown-next = Ask for a new token, or drop the Authorization header.
refusal-too-large = This is too large to be sent.
refusal-too-large-next = Send less at a time.
refusal-unreadable = The request cannot be read.
refusal-unreadable-next = Check it and send it again.
refusal-wrong-origin = This request comes from another site. Nothing was done.
refusal-wrong-origin-next = Open Rhizome itself and start over.

# Maps
map-bounds = Latitude { $south } to { $north }, longitude { $west } to { $east }.
map-metres = { $n } m
map-km = { $n } km
place-locate = Where I am
place-located = Place found. Only the area is kept.
place-not-located = Place not found. Type a station.

band-word = Official message
band-by = { $who }, { $time }
band-more = { $n ->
    [one] one more message
   *[other] { $n } more messages
 }
nav-official = Official messages
