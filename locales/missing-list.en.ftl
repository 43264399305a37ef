# The list of an institution: whom it has with it, and who looks for them.
nav-listed = In our care
list-title = People who are with us
list-says = Your list is compared with searches, and nobody else hears of it. If somebody looks for a person on your list, you alone read it here. Their family sees nothing before you have called it.
list-kept = The list is kept
list-not-kept = { $n ->
    [one] One line does not fit: nothing was kept
   *[other] { $n } lines do not fit: nothing was kept
}
list-added = { $n ->
    [one] { $n } new person
   *[other] { $n } new people
}
list-changed = { $n ->
    [one] { $n } line corrected
   *[other] { $n } lines corrected
}
list-unchanged = { $n ->
    [one] { $n } line unchanged
   *[other] { $n } lines unchanged
}
list-bad-lines = What does not fit
list-line = Line
list-column = Column
list-why = Why
list-matched = Somebody looks for them
list-matched-says = A likeness is no proof. Open, compare, then call.
list-matched-none = Nobody for now.
list-open = Open
list-new = Bring a list
list-new-says = A line whose reference is known corrects the one before. A line that is not brought again is erased after thirty days. While one line does not fit, nothing is kept.
list-incident = For which incident
list-file = A CSV file
list-text = Or the lines themselves
list-text-hint = Columns: name, sex, age or birth year, document, phone, email, arrived, state (in_care, safe, unknown), reference. At most 1000 lines. A death is not written in a list.
list-bring = Bring the list
list-all = The whole list
list-nameless = Identity unknown
list-until = Kept until
list-withdraw = Withdraw
list-withdraw-says = Withdrawing a line undoes everything that it caused: a family’s search goes on, and whoever follows it hears that.
list-col-name = Name
list-col-sex = Sex
list-col-age = Age
list-col-born = Birth year
list-col-document = Document
list-col-phone = Phone
list-col-email = E-mail
list-col-arrived = Arrived
list-col-state = State
list-col-reference = Reference
list-sex-unknown = not said
list-sex-female = female
list-sex-male = male
list-sex-other = other
list-is-in_care = in care
list-is-safe = safe
list-is-unknown = identity unknown
list-back = Back to the list
list-ours = On your list
list-match-now = Somebody looks for a person like this
list-match-title = Compare, then call
list-why-match = Why
list-match-proposed = To look at.
list-match-proposed-says = You have not called yet. Who looks for them is not shown before.
list-match-called = You have called.
list-match-called-says = The family still sees nothing on its page. If it is the same person, let the search end; if not, say so.
list-match-released = The search has ended.
list-match-released-says = The family reads it on its page, and whoever followed the search was told once.
list-seeker-elsewhere = Another register
list-family = Who looks for them
list-about = They look for:
list-call-how = Say who you are and from where you call. First make sure, in your own words, that it is the same person; give nothing before. These contacts are shown only now.
list-call = We call
list-call-again = Show the contact again
list-call-says = The contact is shown in answer, and each call stands in the journal.
list-refuse = It is not the same person
list-take-back = It was a mistake
list-release = Let the search end
list-release-says = The family’s page will say how the person is, and whoever follows the search is told once. Ask the person first, if they can answer: they may not want to be found by whoever looks for them.
list-patient = The person themself
list-patient-agrees = agrees
list-patient-cannot_answer = cannot answer
list-release-do = End the search

# Deaths: two people, then the family.
death-title = Death
death-stated = Stated by one person: a second one has to confirm it.
death-confirmed = Confirmed by two people.
death-suspended = Suspended.
death-at = When: { $time }.
death-by = Stated by: { $name }
death-family-asked = The family has not said that it may be shown: nothing shows it.
death-family-given = The family has agreed: its page and the public appeal say it.
death-state = State a death
death-state-says = A second person of your institution will have to confirm it. Nothing is shown or sent to anybody; the family hears it by voice, from you.
death-when = At what time
death-state-do = I state this death
death-confirm-says = You are the second person. Confirm only what you have checked yourself.
death-told = The family has been told by voice
death-confirm = I confirm this death
death-suspend = Suspend
death-suspend-says = Either of the two can suspend it: everything that said so goes back at once to what it was.

refusal-list-not-accredited = This account speaks for no institution.
refusal-list-not-accredited-next = Ask an administrator of this server to say for which.
refusal-list-institution = This name of an institution does not fit.
refusal-list-institution-next = Write its name, in 120 characters at most.
refusal-list-file = This cannot be read as a list.
refusal-list-file-next = Send CSV in UTF-8 with a line of headings, or JSON.
refusal-list-heading = The headings of the columns do not fit.
refusal-list-heading-next = At least these stand there once: name, state, reference.
refusal-list-many-lines = That is too much at once. Nothing was kept.
refusal-list-many-lines-next = Send at most { $most } lines, and 1 MB, at once.
refusal-list-many-entries = Your list is full.
refusal-list-many-entries-next = Withdraw lines that are not needed any more, or turn to the administrator.
refusal-list-too-often = That is too often.
refusal-list-too-often-next = Wait an hour, or bring several lines at once.
refusal-list-empty = There is no line.
refusal-list-empty-next = Choose a file, or paste the lines.
refusal-list-name = The name is missing.
refusal-list-name-next = Write it, or put the state “unknown”.
refusal-list-name-unfit = This name does not fit.
refusal-list-name-unfit-next = Write a name alone, without a number or address, in 120 characters at most.
refusal-list-sex = This sex is not understood.
refusal-list-sex-next = Write F, M, X, or nothing.
refusal-list-age = This age is not understood.
refusal-list-age-next = Write 27, or 25-30, between 0 and 120.
refusal-list-born = This birth year is not possible.
refusal-list-born-next = Write four digits, such as 1988.
refusal-list-contact = This phone or e-mail is not understood.
refusal-list-contact-next = Write it like +33 6 12 34 56 78 or name@example.org, or leave it empty.
refusal-list-arrived = This time of arrival is not possible.
refusal-list-arrived-next = Write it like 2015-11-13T23:10:00+01:00, within the last sixty days, or leave it empty.
refusal-list-state = This state is not possible in a list.
refusal-list-state-next = Write in_care, safe or unknown. A death is stated by two people, on the page of a search.
refusal-list-reference = Your reference is missing, or too long.
refusal-list-reference-next = Give each line a reference of its own, in 120 characters at most.
refusal-list-twice = This reference stands in the list twice.
refusal-list-twice-next = Keep one line for each reference.
refusal-list-long = This text is too long.
refusal-list-long-next = Keep at most { $most } characters.
refusal-list-call-first = The family has not been called yet.
refusal-list-call-first-next = Call first: the contact is shown when you ask for it.
refusal-list-ask-first = What the person themself says is missing.
refusal-list-ask-first-next = Ask them; if they cannot answer, say so.
refusal-list-unnamed = It is not known yet who this person is.
refusal-list-unnamed-next = Correct the line first: their name, and “in_care” or “safe”.
refusal-list-same-person = Who confirms cannot be who states.
refusal-list-same-person-next = Ask another person of your institution to confirm.
refusal-list-told-first = The family is to be told by voice first.
refusal-list-told-first-next = Call it, then tick the box.
refusal-list-not-of-the-two = Only one of the two who state it can suspend it.
refusal-list-not-of-the-two-next = Turn to them.
refusal-list-died = This time is not possible.
refusal-list-died-next = Say when it was, within the last sixty days.
refusal-list-spoke = This person has answered themself after that moment.
refusal-list-spoke-next = Check who it is: they may have been taken for somebody else.
list-to-look-at = { $n ->
    [one] { $n } match to look at.
   *[other] { $n } matches to look at.
}
list-older = See the rest of the list
list-memory = Page in memory
list-memory-says = Nobody of their family is searching for them here. One person proposes the page, another one confirms it; then it is shown.
list-memory-do = Propose the page
list-memory-waits = Page in memory of { $name }: to be confirmed.
list-memory-mine = You proposed it: another person of your institution confirms it.
list-memory-second = Read it. If you confirm it, it is shown, and the death with it.
list-memory-look = Read and decide
list-memory-confirm = Confirm the page
list-memory-withdraw = Take the page away
list-memory-shown = See the page
