# What waits for moderators in any room, and what they hand over.

waiting-appeal = Public appeal to decide
waiting-reunion = Match to compare
waiting-twins = Two searches to compare
waiting-condolence = Words for a family to read
waiting-hold = Post held back, to look at
waiting-report = Report
waiting-look = Open the page
waiting-reported = { $n ->
    [one] Reported { $n } time.
   *[other] Reported { $n } times.
}
handover-title = For whoever comes next
handover-says = Read by moderators alone, encrypted, erased after a week. Addresses and contacts are masked.
handover-words = What the next one should know
handover-hint = What waits, what comes again, who was told. No name of a victim.
handover-do = Hand over
ground-why = Why
ground-danger = Somebody is in danger
ground-deceit = Deceit or a hoax
ground-privacy = Somebody is shown or named against their will
ground-hatred = Hatred, threats or harassment
ground-money = Money asked for, or a sale
ground-rule = Another rule of this server
ground-unfounded = Nothing of it was found
ground-settled = It was put right
ground-elsewhere = Handled under another report
desk-report-ground = Reason
refusal-waiting-taken = { $who } handles this.
refusal-waiting-taken-next = Take something else, or wait a quarter of an hour: it returns by itself.
refusal-report-ground = That reason does not fit this decision.
refusal-report-ground-next = Choose one that supports it.
refusal-handover-no-words = Nothing is written.
refusal-handover-no-words-next = Write a sentence or two.
refusal-handover-long = This note is too long.
refusal-handover-long-next = Keep to 600 characters.
refusal-handover-many = Many notes within an hour.
refusal-handover-many-next = Put what is left into one, later.
desk-seal-public = What is public is read without a second person. The decision erases what was told.
waiting-unveil = See the photo
