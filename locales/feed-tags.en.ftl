# Hashtags, for operators.

tags-title = Hashtags
tags-says = What you change here is read everywhere at once, and in the journal.
tags-all = Hashtags in use
tags-tag = Hashtag
tags-tag-hint = For example #PortesOuvertes
tags-how = Reading
tags-who = Writing
tags-alone = By itself
tags-merged = Merged into { $tag }
tags-redirected = Leads to { $tag }
tags-open = Open to everybody
tags-locked = Staff only
tags-change = Change a hashtag
tags-act = What to do
tags-act-merge = Merge into another
tags-act-split = Split
tags-act-rename = Rename
tags-act-lock = Lock
tags-act-unlock = Unlock
tags-act-redirect = Lead to another
tags-to = The other hashtag, or the new name
tags-to-hint = To merge, rename or lead to another.
tags-reason = Reason
tags-reason-hint = It is read in the journal.
tags-do = Change the hashtag
tags-done-merge = Hashtags merged
tags-done-split = Hashtag split
tags-done-rename = Hashtag renamed
tags-done-lock = Hashtag locked
tags-done-unlock = Hashtag unlocked
tags-done-redirect = Hashtag led to another

report-post-by-reader = Somebody who read it
report-post-by-staff = A member of staff
