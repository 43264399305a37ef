# Words of a device without network: what waits, what was refused, what is read from a copy.

kept-title = Answer kept on this phone
kept-says = “{ $what }” ({ $time }) leaves as soon as the network is back. You can close this page.
kept-again = Try now
refused-title = This answer was not sent
refused-says = “{ $what }” ({ $time }) waits for you. Nothing is lost: “Try again” shows what is missing.
refused-again = Try again
refused-drop = Remove
left-late = “{ $what }”: answer sent ({ $time }).
left-next = See what comes next
as-of = No network. This is the page as it was: { $time }.
offline-title = No network
offline-lead = This page is not on this phone
offline-says = What you opened before can still be read. Answers that were kept leave as soon as the network is back.
offline-home = The question, or the home page
sign-out-waits = An answer has not left yet. If you sign out now, it is deleted.
refusal-pressed-by-another = Somebody else gave this answer on this device.
refusal-pressed-by-another-next = It is not sent in your name. Remove it, or sign in as before.
