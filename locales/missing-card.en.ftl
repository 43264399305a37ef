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
