# The operator's forms: opening an incident, drawing its zone, moving it on.

operate-back = All incidents
operate-return = Change nothing
operate-new = New incident
operate-new-says = This is a draft: nothing goes out before it is activated.
operate-which = Is it real?
operate-real = Real incident
operate-drill = Exercise
operate-which-says = This choice never changes. An exercise never tells people as a real one does.
operate-kind = Kind of event
operate-kind-choose = Choose
operate-kind-attack = Attack
operate-kind-fire = Fire
operate-kind-flood = Flood
operate-kind-storm = Storm
operate-kind-earthquake = Earthquake
operate-kind-industrial = Industrial accident
operate-kind-other = Other
operate-kind-word = Other kind
operate-kind-word-hint = Only if you chose “Other”.
operate-words = The words
operate-name-fr = Name in French
operate-name-hint = As in “the area affected by the attacks in Paris”. One language is enough.
operate-name-en = Name in English
operate-name-missing = Give a name, in one language at least.
operate-prompt-fr = Question in French
operate-prompt-hint = Optional: without it, the usual question is asked.
operate-prompt-en = Question in English
operate-asked-fr = The question in French
operate-asked-en = The question in English

operate-zone-where = The zone
operate-zone-limits = From { $least } to { $most } km²: in a smaller one people could be located.
operate-centre = A centre and a radius
operate-centre-hint = A known place, or degrees such as 48.8674 and 2.3636.
operate-lat = Latitude
operate-lon = Longitude
operate-radius = Radius in kilometres
operate-geojson = Or an outline as GeoJSON
operate-geojson-hint = A geometry of type Polygon or MultiPolygon.
operate-zone-missing = Give a centre and a radius, or an outline.
operate-zone-both = Keep the centre or the outline, not both.
operate-do-new = Create the draft
operate-do-new-says = Next you will see how many people are in the zone.

operate-zone = Change the zone
operate-zone-now = Current zone: { $points } points, { $km2 } km².
operate-zone-draft-says = Nothing has gone out yet: nobody has been told.
operate-zone-active-says = Those who are newly in the zone are asked. Those who are not in it any more are told that they need not answer. Answers already given are asked for again.
operate-count = Count
operate-count-says = Counting changes nothing. Each count is written in the log.
operate-keep = Keep this zone
operate-in-zone = { $n ->
    [0] Nobody known in this zone
    [one] 1 person in this zone
   *[other] { $n } people in this zone
} of { $km2 } km².

operate-map = Map of the zone
operate-map-none = No zone is drawn yet.
operate-map-zone = Zone: { $points } points, { $km2 } km².
operate-map-how = Tap the map to add a point, drag a point to move it, drag the map to move the map. With the keyboard: arrows move the point or the map (more finely with Shift), Delete removes the point.
operate-point = Point { $n }, latitude { $lat }, longitude { $lon }
operate-map-few = At least three points are needed.
operate-map-cross = The outline crosses itself. Move a point so that no two sides meet.
operate-map-small = { $km2 } km²: at least { $least } are needed.
operate-map-large = { $km2 } km²: at most { $most } are allowed.
operate-map-fixed = This outline has several parts, or too many points to be moved here. Change it as GeoJSON, or start over.
operate-map-add = Add a point
operate-map-remove = Remove the point
operate-map-anew = Start over
operate-map-in = Zoom in
operate-map-out = Zoom out
operate-map-west = To the west
operate-map-east = To the east
operate-map-north = To the north
operate-map-south = To the south
operate-map-tools = Tools of the map
operate-map-legend = Zone of the form
operate-map-stands = Current zone
operate-points = The points of the zone
operate-points-more = { $n ->
    [one] 1 more point is in the GeoJSON.
   *[other] { $n } more points are in the GeoJSON.
}
operate-without = Without the map
operate-place = Around a known place
operate-place-none = None: latitude and longitude
operate-place-both = Keep the place or the degrees, not both.
operate-who = How many people
operate-who-none = Count before you keep it.

operate-activate = Activate
operate-activate-drill = Begin the exercise
operate-activate-says = Nothing goes out yet. A second person confirms, then the question goes out.
operate-activate-drill-says = The question goes out at once, marked EXERCISE. One person is enough.
operate-alone-says = The activation waits for a second person. Without one, the question goes out as soon as you press.
operate-alone-explains = In an emergency you can do without a second person. The reason stays in the log.
operate-alone = I activate alone, the question goes out at once
operate-alone-tick = Tick this box to activate without a second person.
operate-alone-reason = Why without a second person
operate-reason-hint = Kept in the log. Name nobody.
operate-confirm = Confirm
operate-confirm-drill = Confirm the exercise
operate-confirm-says = Somebody of the team asks for activation. Check the name, the zone and the question. As soon as you confirm, the question goes out to these people and cannot be taken back.
operate-same = You asked for the activation. Another person has to confirm it.
operate-cancel = Cancel this incident
operate-cancel-drill = Cancel this exercise
operate-cancel-draft-says = Nobody was told. There is nothing to deny.
operate-cancel-says = { $n ->
    [0] Nobody waits for a question.
    [one] 1 person was asked: they are told that it was a false alarm.
   *[other] { $n } people were asked: all are told that it was a false alarm.
} Cancelling is for good.
operate-cancel-reason = Why
operate-stand-down = Stand down
operate-stand-down-drill = Stand the exercise down
operate-stand-down-says = Nobody new is asked. Answers are still taken.
operate-close = Close this incident
operate-close-drill = Close this exercise
operate-close-says = { $n ->
    [0] No answer is taken any more.
    [one] No answer is taken any more. The person who was asked is told that it is over.
   *[other] No answer is taken any more. The { $n } people who were asked are told that it is over.
} Closing is for good.
operate-remember = Keep this incident for memory
operate-remember-drill = Keep this exercise for memory
operate-remember-says = It is closed. Its page and its timeline stay; nothing changes there any more. Nobody is told.
operate-do-activate = Ask for activation
operate-do-activate-drill = Begin the exercise
operate-do-alone = Activate without a second person
operate-do-confirm = Confirm and ask people
operate-do-cancel = Cancel and tell people
operate-do-stand-down = Stand down
operate-do-close = Close
operate-do-remember = Keep for memory
