# My messages: through what one is reached, and what one wants.

channel-push = Notification
channel-sms = Text message
channel-email = E-mail
messages-title = My messages
messages-did-saved = Your choices are saved.
messages-did-again = We will write to you there again.
messages-did-tried-push = The trial is on its way to your devices.
messages-did-tried-sms = The trial is on its way as a text message.
messages-did-tried-email = The trial is on its way by e-mail.
messages-lead = When something happens near you, you are sent a question: are you OK?
messages-order = First a notification. Without a sign of life after { $push } min, a text message. Without one after { $sms } min more, an e-mail. As soon as you answer, nothing more is sent.
messages-quiet = In the area, nothing rings and nothing vibrates.
messages-channels = How you can be reached
messages-usable = Ready
messages-missing = To be added
messages-not-here = Not on this server
messages-stopped = Stopped
messages-stopped-says = You asked that nothing more be sent there.
messages-again = Write to me again
messages-devices = { $n ->
    [0] No device gets notifications.
    [one] 1 device gets notifications.
   *[other] { $n } devices get notifications.
}
messages-this-device = Notifications on this device
messages-no-sms = You have no verified number.
messages-no-email = You have no verified address.
messages-prove = Add and verify
messages-try-push = Send me a trial (notification)
messages-try-sms = Send me a trial (text message)
messages-try-email = Send me a trial (e-mail)
messages-choices = What you want to get
messages-choices-says = For each sort of message, choose how it may come.
messages-kind-ask = The question "Are you OK?"
messages-kind-ask-says = When you are in an affected area, or on a list that is called.
messages-kind-remind = Reminders
messages-kind-remind-says = When somebody close to you, or a list, waits for your answer.
messages-kind-over = The end of the alert
messages-kind-over-says = If the question was sent to you.
messages-kind-told = News of your people
messages-kind-told-says = When somebody close to you says how they are, or there is news of them.
messages-none = Nothing will be sent to you; you will see it all on the site.
messages-code = Codes that you ask for always come.
messages-save = Save my choices
messages-devices-title = Your devices
messages-device = Added on { $day } at { $time }
messages-device-this = This device
messages-forget = Forget
messages-forget-which = Forget the device added on { $day } at { $time }

# Refusals
refusal-not-reachable = There is no way to reach you like this at the moment.
refusal-not-reachable-next = Add and verify a contact, or turn on notifications on this device.
refusal-many-trials = You have sent several trials already.
refusal-many-trials-next = Try again in an hour.
