# Notifications of a browser: the page, and what is refused.

push-title = Be notified on this device
push-lead = When you are in the area of an alert, the question shows here, and you answer in one tap. News of the people close to you as well.
push-quiet = Always without sound and vibration: a noise can give away who hides. The text is encrypted for this device alone.
push-script = This button needs JavaScript. Without it, text messages and e-mails still reach you.
push-here = Notify me on this device
push-end = No longer notify me here
push-wait = One moment…
push-on = This device is notified.
push-off = This device is not notified.
push-denied = Your browser refuses notifications of this site. To allow them: tap the padlock beside the address, then “Notifications”.
push-none = This browser cannot receive notifications. Text messages and e-mails still reach you.
push-home = On iPhone and iPad: tap “Share”, then “Add to Home Screen”, and open the site from there.
push-failed = That did not work. Check the network, then try again.
push-all = Your devices
push-count = { $n ->
    [0] No device is notified.
    [one] One device is notified.
   *[other] { $n } devices are notified.
 }
push-try = Send a trial
push-tried = A trial is on its way to your devices.
push-stop-all = Notify none of my devices any more
push-back = Back to my profile
refusal-push-off = This server sends no notifications.
refusal-push-off-next = Prove a telephone or an address: messages arrive there.
refusal-push-endpoint = The address of this browser is not that of a public push service.
refusal-push-endpoint-next = Try another browser, or prove a telephone.
refusal-push-keys = The keys of this browser are not valid.
refusal-push-keys-next = End notifications on this device, then ask for them again.
