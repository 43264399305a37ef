# Perimeters: where nobody shall walk.

refusal-door-perimeter-name = This perimeter needs a name.
refusal-door-perimeter-name-next = Write what people call the place, in at most { $most } characters.
refusal-door-perimeter-over = This perimeter is over or was lifted.
refusal-door-perimeter-over-next = Draw a new one.
refusal-door-many-perimeters = Too many perimeters hold at once.
refusal-door-many-perimeters-next = Lift one, or draw one in place of several.
