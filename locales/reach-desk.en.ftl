# What operators see of messages, and other systems.

channel-hook = Other system
kind-ask = Question
kind-remind = Reminder
kind-over = End of the alert
kind-told = News of somebody
kind-code = Code
kind-reply = Reply to a message
kind-trial = Trial
kind-hook = Call of another system
span-seconds = { $n } s
span-minutes = { $n } min
span-hours = { $n } h

# Report
reports-title = Messages of the incident
reports-says = Numbers by channel, never people.
reports-none = No question was sent for this incident.
reports-ask = Question, round { $n }
reports-remind = Reminder
reports-at = On { $day } at { $time }
reports-nobody = Nobody could be reached by a message.
reports-silent = { $channel }: the provider does not answer. It is left alone until { $time }, then tried again. Messages wait.
reports-spent = Text messages: { $parts } parts sent for this incident.
reports-spent-of = Text messages: { $parts } of { $ceiling } parts for this incident.
reports-ceiling = Ceiling reached
reports-channel = Channel
reports-made = Made
reports-made-says = Messages written for this channel, those held for later included.
reports-sent = Sent
reports-sent-says = The provider took them.
reports-delivered = Arrived
reports-delivered-says = The device or the provider said so. Not all of them do.
reports-opened = Opened
reports-opened-says = A person pressed the link. Looking is not counted.
reports-failed = Lost
reports-failed-says = They will not arrive, after every try.
reports-spared = Spared
reports-spared-says = Needed no more: the person had answered.
reports-waiting = Waiting
reports-waiting-says = Not sent yet: for later, or for another try.
reports-parts = Parts
reports-parts-says = Parts of text messages, as they are charged.
reports-p50 = Half in
reports-p50-says = Time from the question until half were sent, then until 99 in 100 were.
reports-p99 = 99% in
reports-words = What the columns say

# What never arrived
letters-title = Messages that did not arrive
letters-says = No names, no contacts, no texts: only what, how, when and why.
letters-waiting = Waiting
letters-waiting-none = Nothing waits.
letters-waiting-line = { $n } waiting, the first due { $time }
letters-dead = Did not arrive
letters-dead-says = Mend the cause first, then try all that comes from it again.
letters-none = Everything arrived, or still may.
letters-kind = Message
letters-channel = Channel
letters-incident = Incident
letters-no-incident = None
letters-when = When
letters-why = Why
letters-do = What to do
letters-again = Try again
letters-again-all = Try all again
letters-again-which = Try all again: { $channel }, { $why }
letters-again-done = { $n ->
    [0] Nothing was tried again.
    [one] 1 message is on its way again.
   *[other] { $n } messages are on their way again.
}
letters-again-old = { $n ->
    [one] 1 was too old.
   *[other] { $n } were too old.
}
letters-too-old = Too old
letters-reached = Reached another way
letters-older = Older

# Why
why-unknown = Cause unknown.
why-no-address = No address any more, or stopped by the person.
why-gone = The address is gone.
why-refused = The provider refused the message.
why-no-answer = The provider did not answer.
why-asked-to-wait = The provider asked to wait, for too long.
why-not-taken = The other system did not take the call.
why-busy = The provider was too busy.
why-ceiling = The ceiling of the incident is reached.
why-too-long = The message was too long.
why-unfit = The message could not be sent as it was.
why-not-sealed = The message could not be sealed.
why-sign-in = The provider refuses our sign-in.
why-sender = The provider refuses our sender address.
why-not-now = The provider does not take it now.
why-store = The database did not answer.
why-bounced = The message came back.
why-undeliverable = The person's server does not take the message.
why-address = The address is none.
why-not-us = The service refuses our key.
why-not-allowed = This address is not public: it is not called.
why-unwritable = The message could not be written.
why-gateway-busy = The SMS gateway was too busy.
why-gateway-down = The SMS gateway does not work.
why-gateway-password = The SMS gateway refuses our sign-in.
why-gateway-not-allowed = The SMS gateway is not an address that can be called.
why-gateway-late = The SMS gateway did not answer in time.
why-gateway-unreachable = The SMS gateway cannot be reached.

# Other systems
hooks-title = Other systems
hooks-says = An organisation's system can be called when an incident begins, changes or ends, or hear the answers of a list while its roll is called.
hooks-none = No system is called.
hooks-did-paused = It is called no more.
hooks-did-resumed = It is called again.
hooks-did-tried = The trial is on its way.
hooks-did-deleted = It is forgotten.
hooks-added = { $name } is added.
hooks-secret = Secret to check signatures with
hooks-secret-says = Copy it now: it will not be shown again.
hooks-on = Called
hooks-gone = It answered that it is gone
hooks-paused = Paused
hooks-hears = What it hears
hooks-hears-hint = A list: only name, group and answer of its members, only while the roll is called.
hooks-hears-incidents = Incidents, as the public sees them
hooks-hears-roll = The answers of the list "{ $name }"
hooks-hears-a-roll = The answers of a list
hooks-calls = { $sent } calls taken, { $waiting } waiting, { $failed } lost.
hooks-try = Try
hooks-try-which = Try: { $name }
hooks-pause = Pause
hooks-pause-which = Pause: { $name }
hooks-resume = Call again
hooks-resume-which = Call again: { $name }
hooks-delete = Forget
hooks-delete-which = Forget: { $name }
hooks-new = Add a system
hooks-name = Name
hooks-name-hint = To know it by here: "Town hall, 11th", for example.
hooks-url = Address
hooks-url-hint = It begins with https:// and leads to a public address.
hooks-add = Add
hooks-how = How it checks calls
hooks-how-signed = Each call is signed as Standard Webhooks says: webhook-id, webhook-timestamp and webhook-signature (v1, HMAC-SHA256). Refuse what is older than five minutes.
hooks-how-again = Answer 2xx to say yes. Otherwise the call comes back, eight times in 28 hours, with the same webhook-id. Answer 410 to be called no more.
reach-console = Messages
reach-console-hooks = Other systems

# Journal
desk-did-messages-again = tried { $count } messages again that had not arrived.
desk-did-hook-add = added the system { $name }.
desk-did-hook-pause = paused the system { $name }.
desk-did-hook-resume = had the system { $name } called again.
desk-did-hook-delete = forgot the system { $name }.
desk-did-hook-trial = tried the system { $name }.
desk-did-hook-gone = calls the system { $name } no more: it answered that it is gone.

# Refusals
refusal-letter-old = This message is too old to be of use.
refusal-letter-old-next = The person can ask for a new one.
refusal-letter-reached = This person was reached with this message another way.
refusal-letter-reached-next = There is nothing to do: it is not sent twice.
refusal-hook-address = This is not an address that can be called.
refusal-hook-address-next = Write a whole address that begins with https://.
refusal-hook-address-private = This address leads into a private network, or to an unusual port.
refusal-hook-address-private-next = Give a public address, on port 443 or 8443.
refusal-many-hooks = There are as many systems as there may be.
refusal-many-hooks-next = Forget one that is of no use any more.
refusal-hook-paused = This system is paused.
refusal-hook-paused-next = Have it called again first.
