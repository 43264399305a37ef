# What moderators see of reports.

nav-moderation = Reports
desk-role-moderator = moderation
desk-moderation = Reports
desk-reports = { $n ->
    [one] 1 report to handle
   *[other] { $n } reports to handle
}
desk-alerts = { $n ->
    [one] 1 official message to read
   *[other] { $n } official messages to read
}
desk-reports-waiting = To handle, the gravest first
desk-reports-none = No report is waiting.
desk-reports-decided = Decided less than 24 hours ago
desk-report-since = For { $time }.
desk-report-holder = Handled by: { $who }
desk-report-about = { $why }, { $since }
desk-report-look = Open the report
desk-report-nobody = nobody
desk-report-mine = you
desk-report-incident = Incident
desk-report-upheld = Upheld by { $who }
desk-report-dismissed = Dismissed by { $who }
desk-report-decide = Decision
desk-report-decide-do = Decide
desk-report-decide-says = Deciding erases the sealed evidence. It can be undone for 24 hours, without it.
desk-report-undo = Undo the decision
desk-report-undo-says = Everything stops again until the next decision. The evidence is erased already.
desk-report-lift = Lift the bar
desk-report-lift-says = The person reported can open no door, nor stay in anybody’s home. The door that closed stays closed.
desk-report-evidence = Evidence
desk-report-chat = Messages between the two
desk-report-ask = Ask to open it
desk-report-agree = Open it together
desk-report-read = Read the evidence
desk-seal-sealed = Sealed until { $time } at the latest. Two people open it together, for one hour.
desk-seal-asked = { $who } asks to open it. Another person confirms.
desk-seal-open = Opened by { $who } and { $second }, until { $time }. Each reading is in the journal.
desk-seal-gone = Erased.
report-stay-why-unsafe = Not safe
report-stay-why-not-them = Not who they said
report-stay-why-money = Asked for money
report-stay-why-other = Another problem
report-stay-by-guest = The guest reports the host.
report-stay-by-host = The host reports the guest.
report-stay-uphold = Uphold
report-stay-dismiss = Dismiss
report-stay-means = Upheld, the person reported opens no door and stays in no home any more; if it is the host, their doors close. Dismissed, the door goes on as before.
report-stay-was-words = Account
report-stay-was-address = Address
report-stay-was-entry = Way in
report-stay-was-host = Host
report-stay-was-guest = Guest
report-stay-was-asked = Word with the request
desk-did-report-take = takes a report.
desk-did-report-give-back = gives a report back.
desk-did-report-uphold = upholds a report.
desk-did-report-dismiss = dismisses a report.
desk-did-report-undo = undoes the decision on a report.
desk-did-report-open = asks to open the evidence of a report.
desk-did-report-open-second = opens, as the second, the evidence of a report.
desk-did-report-read = reads the evidence of a report.
desk-did-report-lift = lifts the bar of a report.
refusal-report-undecided = This report is not decided.
refusal-report-undecided-next = Decide it first.
refusal-report-undo-late = The decision is more than 24 hours old.
refusal-report-undo-late-next = Operators can still lift the bar.
refusal-report-gone = The evidence is erased.
refusal-report-gone-next = Decide from the report, or ask the person who made it.
refusal-report-own = This report concerns you.
refusal-report-own-next = Leave it to another moderator.

# What came of the doors, in the console
outcome-title = Open doors: what came of them
outcome-says = The measure that counts: how many people each door hosted. In Paris in 2015 about one offer in ten hosted anybody.
outcome-per-offer = People per door
outcome-hosted = { $n ->
    [one] { $n } person hosted
   *[other] { $n } people hosted
} by { $doors ->
    [one] { $doors } door
   *[other] { $doors } doors
}
outcome-number = { $n }
outcome-hosting = Doors that hosted
outcome-of = { $n } of { $all }
outcome-address = From request to address
outcome-minutes = { $n } min
outcome-most = nine of ten within { $time }
outcome-room = Free places
outcome-looking = Still looking
outcome-stays = Requests for places
outcome-asked = Asked for
outcome-accepted = Accepted
outcome-refused = Refused by the host
outcome-ran-out = Without an answer or an arrival in time
outcome-export = Nobody is in these figures. The command “rhizome export counts” gives them as JSON, also after the incident.
