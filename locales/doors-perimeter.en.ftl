# Perimeters: where nobody shall walk.

refusal-door-perimeter-name = This perimeter needs a name.
refusal-door-perimeter-name-next = Write what people call the place, in at most { $most } characters.
refusal-door-perimeter-over = This perimeter is over or was lifted.
refusal-door-perimeter-over-next = Draw a new one.
refusal-door-many-perimeters = Too many perimeters hold at once.
refusal-door-many-perimeters-next = Lift one, or draw one in place of several.

# The console's pages.
perimeter-title = Perimeters
perimeter-says = Where nobody shall walk, for a time. Open doors inside are suspended, ways lead around, and guests whose way is cut are told to stay where they are.
perimeter-living = Holding, and to come
perimeter-none = No perimeter holds.
perimeter-over = { $n ->
    [one] 1 perimeter that is over
   *[other] { $n } perimeters that are over
}
perimeter-is-on = Holds
perimeter-is-ahead = To come
perimeter-is-over = Over
perimeter-is-lifted = Lifted
perimeter-from-until = Begins: { $from }. Ends: { $until }.
perimeter-lifted-before = Lifted before it began ({ $time }).
perimeter-km2 = { $km2 } km².
perimeter-change = Change the end
perimeter-change-which = Change the end: { $name }
perimeter-lift = Lift
perimeter-lift-which = Lift: { $name }

perimeter-new = New perimeter
perimeter-new-says = Its name and outline are public while it holds. Draw where people must not be, never where somebody hides or where the police are.
perimeter-name = Name
perimeter-name-hint = What people call the place, such as “Place de la République”.
perimeter-when = When
perimeter-starts = From
perimeter-starts-hint = A time such as 22:30. Empty: at once.
perimeter-lasts = For
perimeter-hours = { $n ->
    [one] 1 hour
   *[other] { $n } hours
}
perimeter-until = Or until
perimeter-until-hint = A time such as 06:00, instead of the hours.
perimeter-clock = Write a time of day, such as 22:30.
perimeter-limits = From { $least } to { $most } km².
perimeter-where = Where
perimeter-look = See what it will do
perimeter-look-says = Nothing changes yet. Each look is written in the log.
perimeter-sure = Draw this perimeter?
perimeter-suspends = { $n ->
    [0] No open door is inside.
    [one] 1 open door is suspended: its host is told why.
   *[other] { $n } open doors are suspended: their hosts are told why.
}
perimeter-stay-put = { $n ->
    [0] No guest has to be told to stay where they are.
    [one] 1 guest is told to stay where they are.
   *[other] { $n } guests are told to stay where they are.
}
perimeter-do-draw = Draw it
perimeter-do-edit = Change something

perimeter-change-title = Change the end of a perimeter
perimeter-when-over = When it is over:
perimeter-do-change = Change the end
perimeter-lift-title = Lift this perimeter?
perimeter-resumes = { $n ->
    [0] No door was suspended by it alone.
    [one] 1 suspended door goes on.
   *[other] { $n } suspended doors go on.
}
perimeter-may-go = { $n ->
    [0] No guest waits because of it alone.
    [one] 1 guest is told that they may go.
   *[other] { $n } guests are told that they may go.
}
perimeter-do-lift = Lift it and tell them
