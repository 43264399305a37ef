# Answers to text messages that came in: one line, short. And the page where operators read messages.

sms-safe = Noted: you are safe ({ $what }). Your people can see it. If that changes, reply HELP.
sms-safe-and = Noted: you and { $who } are safe ({ $what }). Your people can see it. If that changes, reply HELP.
sms-safe-but = Noted: you are safe ({ $what }). But we do not know whom you mean by { $who }. Reply OK and the whole name, as in your circle.
sms-not_there = Noted: you are not in the area ({ $what }). Your people can see it. If that changes, reply HELP.
sms-need_help = Call first: { $numbers }. The operators have your request. Tell us here where you are and how many you are.
sms-help-stays = You asked for help: your request stays open. An operator reads your message. In danger, call: { $numbers }.
sms-help-place = The operators have your message, with your request for help. In danger, call: { $numbers }.
sms-declared = Noted: you say that { $who } is safe. The people of your circle can see it. This is not your own answer: for yourself, reply OK.
sms-which = Whom do you mean? { $names }. Reply OK and the whole name. Nothing is noted for { $who }.
sms-nobody = Nobody in your circle has this name: { $who }. Reply OK and the name as in your circle. Nothing is noted.
sms-no-incident = No alert concerns you at the moment. In danger, call: { $numbers }.
sms-unclear = Not understood. Reply OK (I am safe), HELP or OUT (not there), or OK and a name for somebody close. A person reads the rest.
sms-urgent = In danger, call: { $numbers }. A person reads your message first. If you need help, reply HELP.
sms-stopped = { $site } sends you no more text messages. To get them again: START.
sms-started = { $site } sends you text messages again. To get no more: STOP.
sms-who = We keep your answer, but we do not know this number. Reply with your first and last name.
sms-who-help = Call first: { $numbers }. The operators see your request. Reply with your first and last name, then say where you are.
sms-unknown = We do not know this number: what you say of somebody else does not count yet. Register: { $url }
sms-named = Thank you, { $who }. A code is on its way to this number: send it back here, and your answer counts.
sms-proven = Thank you. This number is yours, and your answer counts. If that changes, reply HELP or OK.
sms-code-wrong = That is not the code, or it is too old. Reply OK, HELP or OUT to get another one.
sms-code-elsewhere = Type this code on the page where you asked for it: { $url }

inbox-title = Messages to read
inbox-says = Text messages that no machine understood, or from unknown numbers. The urgent ones first, then the oldest.
inbox-care = What people write and their numbers serve to help them, and nothing else. Each look is written in the journal. The sender of a text message can be forged.
inbox-none = Everything is read.
inbox-urgent = Urgent
inbox-unknown = Unknown number
inbox-read = Read
inbox-help = Open a request for help
inbox-more = { $n ->
    [one] { $n } more message.
   *[other] { $n } more messages.
}
inbox-new = { $n ->
    [one] 1 new message. Show it
   *[other] { $n } new messages. Show them
}
inbox-export = Download for a spreadsheet (CSV)
inbox-cost = { $spent } of { $ceiling } text messages sent
inbox-cost-over = Ceiling reached
