# Lists of organisations, for those who keep them.
lists-title = Lists
lists-says = Your lists are for calling the roll during an incident.
lists-none = You have no list yet.
lists-back = All lists
lists-new = New list
lists-name = Name of the list
lists-name-hint = Its members see it on their page.
lists-begin = Create the list
roster-members = { $n ->
    [0] No members
    [one] 1 member
   *[other] { $n } members
}
roster-import = Add members
roster-import-says = A CSV table in UTF-8. Its first line names the columns: name, e-mail or phone, group if you like. Nothing is written if a line is wrong.
roster-file = A CSV file
roster-text = Or the text of the table
roster-text-hint = For example: name,email,group
roster-good-only = Only the good lines
roster-check = Check
roster-write = Add to the list
roster-list-missing = Choose a file or paste a table.
roster-written = The members are added.
roster-read = All lines are good.
roster-bad = { $n ->
    [one] One line cannot be read.
   *[other] { $n } lines cannot be read.
}
roster-rows = { $n ->
    [one] 1 line read
   *[other] { $n } lines read
}
roster-new = { $n ->
    [0] Nobody new
    [one] 1 new person
   *[other] { $n } new people
}
roster-known = { $n ->
    [0] Nobody who is on it already
    [one] 1 person on the list already
   *[other] { $n } people on the list already
}
roster-left = { $n ->
    [one] 1 person left the list: they do not come back.
   *[other] { $n } people left the list: they do not come back.
}
roster-nothing = Nothing is written.
roster-bad-lines = Lines to mend
roster-line = Line
roster-column = Column
roster-why = Why
roster-col-name = Name
roster-col-email = E-mail
roster-col-phone = Phone
roster-names = See the names
roster-names-more = The other names are in the file to download.
roster-export = Download the list
roster-export-says = A CSV file without formulas. Each download is written in the log.
rolls-title = Roll-call
rolls-says = During a roll-call you see the answer of each member. Afterwards, nothing.
rolls-begin = Call the roll
rolls-on = Roll-call under way since { $time }.
rolls-on-drill = Exercise. Roll-call under way since { $time }.
rolls-nothing = No incident is under way.
rolls-nobody = Add members first.
rolls-over = { $n ->
    [one] 1 roll-call that is over
   *[other] { $n } roll-calls that are over
}
rolls-was = Ended { $day } at { $time }.
roll-title = Roll-call
roll-answered = { $n ->
    [0] No answer yet, of { $of }.
    [one] 1 answer of { $of }.
   *[other] { $n } answers of { $of }.
}
roll-since = Under way since { $time }.
roll-reminded-at = Last reminder at { $time }.
roll-silence = No answer does not mean danger.
roll-remind = Remind
roll-remind-says = The reminder goes to those who have not answered, at most every { $n } minutes.
roll-reminded = { $n ->
    [0] Everybody has answered: nobody is reminded.
    [one] 1 person is reminded.
   *[other] { $n } people are reminded.
}
roll-end = End the roll-call
roll-end-says = Ending it hides the answers.
roll-ended = This roll-call ended { $day } at { $time }.
roll-ended-says = The answers are not shown any more.
roll-members = Members
roll-more = Next members
roll-export = Download with the answers
roll-state-none = No answer yet
roll-state-safe = Safe
roll-state-need_help = Needs help
roll-state-not_there = Not in the area
roll-state-in_care = In care
roll-state-dead = Answer not shown
