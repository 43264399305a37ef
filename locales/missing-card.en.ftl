# The card that is relayed, and its poster.
missing-card-searching = Missing person
missing-card-found = Found
missing-card-closed = Search ended
missing-card-age = { $n ->
    [one] { $n } year old
   *[other] { $n } years old
}
missing-card-ages = { $low } to { $high } years old
missing-card-seen = Last seen: { $near }, { $at }
missing-card-seen-near = Last seen: { $near }
missing-card-seen-at = Last seen: { $at }
missing-card-ask = Do you know something?
missing-card-look = Check online
missing-card-over = Thank you to everyone who shared this. Please do not share this picture any more.
missing-card-valid = As of { $at }. Check online that it still stands before you share it.
appeal-report = Report a problem
appeal-report-says = A moderator reads this report. Nobody else learns who made it.
appeal-report-back = Back to the appeal
appeal-wrong = What is wrong?
appeal-wrong-danger = This person would be in danger if found
appeal-wrong-privacy = It is me or somebody close: no public appeal
appeal-wrong-hoax = It is a hoax
appeal-wrong-other = Something else
appeal-report-words = What happened
appeal-report-do = Report
appeal-reported = Reported
appeal-reported-title = Thank you
appeal-reported-says = A moderator looks at this appeal. It may be taken down.
