# The question and its answers.

ask-title = هل أنت بخير؟
ask-now = { $what }. مستمرة منذ { $time }. صدر التنبيه عن { $who }.
ask-lead = يبدو أنك في المنطقة المتضررة من { $what }. أخبر أقاربك أنك في أمان.
ask-choose = اختر واحدة من الإجابات الثلاث.
ask-told = { $n ->
    [one] يُبلَّغ قريبك فورًا.
   *[other] يُبلَّغ أقاربك الـ{ $n } فورًا.
}
ask-told-link = يُبلَّغ أقاربك فورًا.
ask-anonymous = قل من أنت في الخطوة التالية، أو ابقَ مجهول الاسم.
ask-other = أعلن أن قريبًا في أمان
ask-who-sees = من سيرى إجابتي؟
ask-who-sees-says = أقاربك فقط. لا يظهر موقعك أبدًا. يمكنك تغيير إجابتك في أي وقت.
ask-no-network = لا توجد شبكة؟ أجب رغم ذلك. تُرسل إجابتك فور عودة الشبكة.
ask-staff = أنت داخل بصفتك من الفريق: لا تكون الإجابة هنا بهذه الصفة.
ask-staff-go = افتح لوحة التنسيق
answer-safe = أنا في أمان
answer-need_help = أحتاج إلى مساعدة
answer-need_help-says = إسعاف، مأوى، علاج، البحث عن شخص.
answer-not_there = لست في المنطقة
answer-not_there-says = لا داعي لقلق أقاربك.
said = أجبت: { $what }، الساعة { $time }.
said-then = أجبت: { $what }، { $time }.
said-safe = في أمان
said-need_help = أحتاج إلى مساعدة
said-not_there = لست في المنطقة

over-title = انتهى التنبيه
over-says = شكرًا. تُمحى الإجابات بعد { $days } يومًا. يمكنك محو إجاباتك قبل ذلك مع بياناتك في صفحة «أنا».
over-cancelled = كان التنبيه خاطئًا
over-cancelled-says = لم يحدث شيء. ليس عليك فعل شيء. يُبلَّغ أيضًا كل من سُئل.
to-people = رؤية أقاربي
home-others = تنبيهات أخرى مستمرة

home-title = Rhizome
home-lead = سؤال واحد وإجابة واحدة: يعرف أقاربك أنك بخير.
home-on = تنبيهات مستمرة
home-drills = تمارين مستمرة
home-since = مستمر منذ { $time }.
home-calm = لا يوجد تنبيه الآن
home-calm-says = لا يُطلب منك شيء. عندما يحدث أمر ما، يظهر السؤال هنا.
home-me = إعداد قائمة أقاربي
home-me-says = اسمك وأماكنك ومن يجب إبلاغهم.

who-title = من أنت؟
who-lead = إجابتك محفوظة. قل من أنت ليراها أقاربك.
who-help = يستطيع الفريق قراءة طلبك الآن. قل من أنت ليتمكن من الوصول إليك.
who-help-waits = طلبك محفوظ. طلبات كثيرة من دون وسيلة اتصال مؤكدة تنتظر: اكتب وسيلة اتصال، وحالما يعود رمزها يقرأ الفريق طلبك قبلها. عند الخطر اتصل بالرقم 112.
who-name = اسمك الأول
who-name-hint = كما يعرفك أقاربك.
who-contact = البريد الإلكتروني أو الهاتف
who-contact-hint = يُرسل إليه رمز. لا يُعرض هذا العنوان على أحد.
who-do = أرسل الرمز
who-anonymous = البقاء مجهول الاسم
who-anonymous-says = لن يُبلَّغ أحد.
who-account = لدي حساب

done-recorded = سُجِّلت الإجابة الساعة { $time }
done-recorded-then = سُجِّلت الإجابة { $time }
done-safe = يعرف أقاربك أنك في أمان.
done-not_there = يعرف أقاربك أنك لست في المنطقة.
done-need_help = أُرسل طلب المساعدة.
done-alone = سُجِّلت إجابتك.
done-told = { $n ->
    [one] أُبلغ شخص واحد.
    [two] أُبلغ شخصان.
    [few] أُبلغ { $n } أشخاص.
   *[other] أُبلغ { $n } شخصًا.
}
done-nobody = لا أحد في قائمة أقاربك بعد. أضف بعضهم ليعرفوا.
done-help-says = يقرأ فريق كل طلب. يعرف أقاربك أنك طلبت المساعدة، ولا يعرفون أين أبدًا.
done-anonymous = إجابتك محفوظة دون اسمك.
done-anonymous-says = لا تُبلغ أحدًا. قل من أنت عندما تستطيع.
done-anonymous-help = يقرأ فريق كل طلب، حتى دون اسم.
done-unproven = لا تُبلغ أحدًا قبل عودة الرمز. افتح الرسالة التي وصلتك، أو قل من أنت مرة أخرى.
done-who = قول من أنا
done-who-says = ليعرف أقاربي.
done-word = أضف كلمة
done-word-hint = اختياري، 140 حرفًا. لا يقرؤها إلا أقاربك.
done-word-send = أرسل هذه الكلمة
done-word-sent = أُرسلت كلمتك.
done-next = والآن؟
done-people-says = من أجاب ومن لم يجب بعد.
done-invite = أضف قريبًا
done-detail = إكمال طلبي
done-detail-says = ما تحتاج إليه، وأين، وكم عددكم.
done-other-says = شخص رأيته أو سمعت منه.
done-change = تغيير إجابتي

# What help is needed
help-sent = أُرسل طلب المساعدة
help-need-title = ماذا تحتاج؟
help-place-title = أين أنت؟
help-people-title = كم عددكم؟
help-lead = يقرأ فريق كل طلب. أجب إن استطعت. وإلا فابقَ مختبئًا وصامتًا.
help-place = المكان
help-place-hint = الشارع، الطابق، المدخل، ما تراه.
help-locate = أضف موقعي
help-located = أُضيف الموقع بدقة 350 مترًا
help-not-located = تعذر تحديد الموقع. اكتب المكان.
help-place-who = لا يرى هذا المكان إلا فريق النجدة. لا أقاربك ولا العموم.
help-place-do = أضف هذا المكان
help-place-later = لا يُرسل موقعك إلا إذا أضفته في الخطوة التالية. لا يراه إلا فريق النجدة.
help-people = عدد الأشخاص
help-people-hint = وأنت منهم. من 1 إلى 500.
help-words = شيء آخر لمن يساعدونك (اختياري)
help-words-hint = 140 حرفًا على الأكثر. لا يقرؤه إلا فريق الإنقاذ.
help-people-do = أضف هذا العدد
help-skip = تخطي هذا السؤال
help-over = لم أعد بحاجة إلى مساعدة
need-hurt = يوجد جريح
need-child = يوجد طفل وحده
need-stuck = أنا محاصر أو مختبئ
need-shelter = أبحث عن مأوى
need-person = أبحث عن شخص

# Somebody else is safe
other-lead = قل من تعرف أنه في أمان، وكيف عرفت. يستطيع الشخص التأكيد أو التصحيح.
other-who = من؟
other-someone = شخص آخر
other-name = اسمه
other-contact = بريده الإلكتروني أو هاتفه
other-contact-hint = اختياري. هكذا يعرف أقاربه إن بحثوا عنه هنا.
other-how = كيف عرفت؟
how-saw = رأيته
how-spoke = تحدثت معه
how-heard = وصلتني رسالة
how-read = قرأت ذلك على الإنترنت
other-read-says = ما قُرئ على الإنترنت فقط يُسجَّل، ولا يغيّر ما يُعرض عن الشخص.
other-note = أضف كلمة
other-note-hint = اختياري، 140 حرفًا.
other-do = أعلن أنه في أمان
other-done = سُجِّل الإعلان
other-thanks = شكرًا، سُجِّل ذلك.
other-done-says = يظهر باسمك، على أنه من قريب.
other-again = أعلن عن شخص آخر

# The one-tap link
link-safe = أنت في أمان. يعرف أقاربك ذلك.
link-not_there = لست في المنطقة. يعرف أقاربك ذلك.
link-need_help = أُرسل طلب المساعدة.
link-done-says = يمكنك إغلاق هذه الصفحة، أو تغيير إجابتك بالرابط نفسه.
link-done-help = يقرأ فريق كل طلب. اتصل إن استطعت. وإلا فابقَ مختبئًا وصامتًا.

refusal-no-incident = لا يوجد تنبيه في هذا العنوان.
refusal-no-incident-next = عد إلى الصفحة الأولى لترى ما هو مستمر.
refusal-bad-link = هذا الرابط غير صالح أو قديم جدًا.
refusal-bad-link-next = افتح رابط آخر رسالة وصلتك، أو أجب من الصفحة الأولى.
refusal-nobody-named = قل من هو: اختر شخصًا أو اكتب اسمًا.
refusal-message-too-long = هذا النص طويل جدًا.
refusal-message-too-long-next = اكتب { $longest } حرفًا على الأكثر.
refusal-bad-number = هذا العدد غير مقبول.
refusal-bad-number-next = اكتب عددًا من 1 إلى 500.
refusal-too-many-pending = تصل إجابات كثيرة من دون حساب في الوقت نفسه. لم يمكن حفظ هذه الإجابة.
refusal-too-many-pending-next = حاول مرة أخرى بعد دقيقة، أو سجّل الدخول: الإجابة بحساب تُحفظ دائمًا. عند الخطر اتصل بالرقم 112.
refusal-too-many-declarations = أعطيت اليوم أخبارًا عن { $most } شخصًا: هذا أكثر ما يمكن لشخص واحد في يوم.
refusal-too-many-declarations-next = حاول غدًا. يمكن لكل شخص أيضًا أن يجيب بنفسه من دون حساب.
