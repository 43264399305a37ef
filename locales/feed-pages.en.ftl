# Live: reading, writing, answering, passing on.

feed-title = Live
feed-now = { $what }. Ongoing since { $time }.
feed-calm = Nothing is happening now
feed-variants = Also shown here: { $tags }.
feed-pinned = Official message, pinned
feed-official-go = See this message and its replies
feed-officials = { $n ->
    [one] 1 other official message
   *[other] { $n } other official messages
}
feed-consignes = All official instructions
feed-act = Where you can act now
feed-tabs = Feeds
feed-all = All
feed-tags-or = { $one } or { $other }
feed-tags-and = { $one } and { $other }
feed-tags-without = { $some }, without { $others }
feed-newest = See recent messages
feed-fresh = { $n ->
    [one] 1 new message
   *[other] { $n } new messages
}
feed-none = No messages yet.
feed-older = Older messages
feed-elsewhere = Follow this feed elsewhere
feed-nameless = No name
feed-edited = edited
feed-changed = Message from { $name }, { $time }: changed
feed-answers = In reply to a message
feed-relayed = Passed on
feed-passed-gone = What was passed on is no longer there.
feed-reply = Reply
feed-relay = Pass on
feed-report = Report
feed-gone = This message is no longer there.
feed-not-relayed = This message can no longer be passed on.
feed-ruling-more = Read the sources
feed-ruled-true = Confirmed by { $who } at { $time }.
feed-ruled-false = Denied by { $who } at { $time }.
feed-ruled-misleading = Clarified by { $who } at { $time }.
feed-ruled-link-false = Shares a link denied by { $who } at { $time }.
feed-ruled-link-misleading = Shares a link clarified by { $who } at { $time }.
feed-held-until = Held for safety until { $time }. Only you see it.
feed-held-decided = Held for safety. A moderator will read it. Only you see it.
feed-removed = Taken down by moderators. Only you see it.
feed-covered = { $n ->
    [one] Distressing picture, covered. Show it
   *[other] Distressing pictures, covered. Show them
}
feed-no-alt = Picture without a description
feed-masked-address = (address hidden)
feed-masked-code = (code hidden)
feed-masked-phone = (phone hidden)
feed-masked-email = (e-mail hidden)
feed-masked-link = (link hidden)
feed-was-address = an address
feed-was-code = a code
feed-was-phone = a phone number
feed-was-email = an e-mail address
feed-was-link = a link
feed-words = What the words mean
feed-official = Official
feed-official-means = An institution whose identity we have checked.
feed-official-lost = Institution whose proof is gone
feed-institution-unproven = Institution not verified
feed-organisation = Organisation
feed-witness = Witness in the area
feed-witness-means = This person is in the area. Their account is not verified.
feed-unverified = Not verified
feed-unverified-means = Nobody has confirmed it yet. Wait before you pass it on.
feed-corroborated = { $n ->
    [one] Seen by 1 other person
   *[other] Seen by { $n } other people
}
feed-confirmed = Confirmed
feed-confirmed-means = Somebody who can know has confirmed it.
feed-false = Denied
feed-false-means = An official source says that it is false.
feed-misleading = Misleading

feed-exercise = An exercise is going on: follow it
thing-door = Open door
thing-need = More room is needed
thing-need-wanted = Room is looked for
thing-notice = Missing person notice
thing-alert = Official message
thing-near = Near { $place }.
thing-until = Until { $time }.
thing-open = { $n ->
    [one] 1 place free
   *[other] { $n } places free
}
thing-door-full = Full
thing-door-paused = Paused
thing-notice-searching = Search ongoing
thing-notice-found = There is news
thing-notice-closed = Search over
thing-on = Ongoing
thing-over = It is over

write-title = Write a message
write-reply-title = Reply
write-relay-title = Pass on
write-answers = The message
write-passed = What you pass on
write-back = Go back without publishing
write-label = Your message
write-own-word = A word of your own, optional
write-hint = Say what you see yourself. Never give the position of police or of people who hide.
write-do = Publish
write-reply-do = Publish the reply
write-relay-do = Pass on
write-more = Pictures, place, language
write-picture = Picture { $n }
write-more-pictures = Add more pictures
write-picture-kept = Picture kept
write-picture-drop = Remove this picture
write-alt = What picture { $n } shows
write-alt-hint = For who does not see the picture. One sentence is enough.
write-graphic = Distressing pictures: cover them
write-near = Place, optional
write-near-hint = A station or a square. Only the neighbourhood is shown.
write-witness = I am in the area and see it myself
write-witness-says = Your message then says “Witness in the area”.
write-lang = Language of the message
write-kept = Contact proven. Your message is still here.
write-prove-first = Your message is kept. Prove a contact first.
write-prove = Prove a contact
write-prove-why = You receive a code. Nobody else sees this contact.
write-my-name = Your name
write-my-name-hint = Readers see your first name and an initial.
write-my-name-missing = Write your name.
write-contact = Phone or e-mail
write-contact-hint = To receive the code.
write-send-code = Send the code
write-sure = This message is not verified. Pass it on anyway?
write-sure-says = Nobody has confirmed it yet. A rumour can put people in danger.
write-sure-do = Pass on anyway
write-sure-not = Do not pass on
write-toll = Many people are writing at this moment
write-toll-says = Your message is kept. So that false accounts do not drown the feed, everybody new gives a little work of their device, or a little time.
write-toll-doing = Your device is calculating for a few seconds. The message leaves by itself.
write-toll-half = Half of it is done.
write-toll-done = It is ready. Press Publish.
write-toll-wait = { $seconds ->
    [one] Without the calculation: wait { $seconds } second, then press Publish.
   *[other] Without the calculation: wait { $seconds } seconds, then press Publish.
}
write-key-reused = This message is published already, as it was. To publish this text as another message, press again.
write-offer = Are you opening your door?
write-offer-says = An open door is found faster than a message. Your address stays hidden.
write-offer-go = Open my door to someone
write-request = Are you looking for shelter?
write-request-says = The open doors near you are already here.
write-request-go = Ask for a place
write-search = Are you looking for someone?
write-search-says = A search stays private and is compared with the news received.
write-search-go = Start a search
write-as-post = Publish as a message

post-title = Message from { $name }
post-back = Back to live
post-return = Back to the message
post-first = Read the first message
post-sent = Message published
post-relayed = Message passed on
post-edited = Message changed
post-before = What it said before
post-own = Your message
post-see-too = I am there and see it too
post-appeal = Ask to look at this ruling again
post-masked = For your safety, we have hidden: { $what }.
post-edit = Edit the message
post-edit-says = What it said before can still be read.
post-edit-do = Save
post-cover = Cover the pictures
post-uncover = Uncover the pictures
post-delete = Delete this message
post-delete-says = Its text and pictures disappear for everybody.
post-delete-do = Delete
post-answers = { $n ->
    [0] No replies
    [one] 1 reply
   *[other] { $n } replies
}
posts-mine = My messages
posts-none = You have written nothing.
posts-name = Your public name
posts-name-says = Everybody reads this name beside your messages.
posts-name-label = Public name
posts-name-hint = Leave it empty for your first name and an initial.
posts-name-do = Keep this name
posts-name-done = Name kept

flag-title = Report this message
flag-says = Moderators read it. The author does not learn who reports.
flag-why = Why
report-post-why-danger = Puts somebody in danger
report-post-why-hatred = Threat or hatred
report-post-why-privacy = Shows or names somebody against their will
report-post-why-false = It is false
report-post-why-graphic = Distressing pictures
report-post-why-other = Something else
flag-words = A word for the moderators, optional
flag-words-hint = What they should know.
flag-do = Report
flag-done = Report received
flag-done-title = Thank you
flag-done-says = Moderators read the gravest first.
refusal-post-reported = You have already reported this message.
refusal-post-reported-next = Moderators are reading it. There is nothing else to do.
