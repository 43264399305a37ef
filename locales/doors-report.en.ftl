# Reporting a stay.

refusal-door-barred = You cannot open a door, nor stay in somebody’s home.
refusal-door-barred-next = A report was upheld. Public places welcome you. To contest it, write to the team of this service.
report-title = Report a problem
report-why = What is wrong?
report-why-unsafe = I do not feel safe
report-why-not-them = They are not who they said
report-why-money = Money was asked for
report-why-other = Something else
report-words = What happened (optional)
report-words-hint = Only two moderators together can read it.
report-means = The door stops at once, and every stay in progress ends. The other person sees that it stopped, never your words.
report-do = Report and stop the door
report-back = Go back without reporting
report-done = Reported
report-done-title = The door is stopped
report-means-read = A moderator reads your report and may stop the door. The other person never sees your words.
report-do-read = Report
report-done-title-read = Your report will be read
report-done-says = A moderator is looking. The address and your messages stay sealed until they decide, 30 days at most.
report-elsewhere = Find another door
