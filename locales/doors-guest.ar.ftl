# الأبواب المفتوحة: من يبحث عن مكان.

masked = (محجوب)

to-doors = إيجاد باب أو فتحه
to-doors-says = مأوى قريب، أو مكان عندك.

near-title = أبواب مفتوحة بالقرب منك
near-station = بالقرب من أي محطة؟
near-go = ابحث
near-again = ابحث هكذا
near-locate = حيث أنا
near-locating = نبحث حولك…
near-not-located = لم نجد موقعك. اكتب اسم محطة.
near-who = من أنتم، كم عددكم، ما حاجاتكم؟
near-ask = اكتب محطة أو ساحة أو دار بلدية. تظهر أقرب الأبواب هنا.
near-calm = لا يوجد إنذار الآن.
near-calm-says = تُفتح الأبواب عند إطلاق إنذار. في الخطر اتصل بالرقم 112.
near-written = ما كتبته
near-written-says = ما فُهم منه يملأ الاستمارة. لا يُنشر شيء ولا يُحفظ.
near-own-stay = لديك مكان.
near-own-stay-go = عرض مكاني
near-own-door = لديك باب مفتوح.
near-own-door-go = عرض بابي
near-public = الأماكن العامة أولاً.
near-children = البيوت تستقبل البالغين فقط. مع أطفال: دار البلدية، صالة رياضية، مدرسة، مستشفى. في الخطر اتصل بالرقم 112 أو 17، أو أرسل رسالة إلى 114.
near-minor = إن كان عمرك أقل من 18 سنة وليس معك بالغ: اذهب إلى مكان عام أو إلى الشرطة، أو اتصل بالرقم 112. إن لم تستطع الكلام: رسالة إلى 114.
near-count = { $n ->
    [0] لا يوجد باب فيه مكان.
    [one] باب واحد، هو الأقرب.
   *[other] { $n } أبواب، الأقرب أولاً.
}
near-count-says = يُعطى لك العنوان الدقيق عندما يقبل المضيف.
near-door = الباب { $n }
near-minutes = { $n ->
    [one] على بعد دقيقة سيراً
    [two] على بعد دقيقتين سيراً
    [few] على بعد { $n } دقائق سيراً
   *[other] على بعد { $n } دقيقة سيراً
}
near-here = على بعد أقل من 5 دقائق سيراً
near-here-place = في حيّك.
near-way-around = الطريق يلتف حول منطقة يجب تجنبها.
near-where = { $area }، باتجاه { $name }.
near-area = { $area }.
near-towards = باتجاه { $name }.
near-room = { $n ->
    [one] مكان واحد
    [two] مكانان
    [few] { $n } أماكن
   *[other] { $n } مكاناً
}، حتى { $until }
near-full = ممتلئ الآن
near-note = «{ $note }»
near-comma = { "، " }
near-say-full = الباب { $n } ممتلئ
near-say-open = في الباب { $n } مكان
near-wait = أخبروني إن توفر مكان
near-waits = نخبرك إن توفر مكان.
near-wait-over = لا تخبروني بعد الآن
near-wait-sign-in = سجّل الدخول لنخبرك إن توفر مكان
near-none = لا يوجد باب مفتوح قريب من هنا
near-all-full = الأبواب القريبة ممتلئة
near-none-says = ابق في مكان آمن. في هذه الأثناء:
near-none-public = اذهب إلى مكان عام مفتوح: دار البلدية، مستشفى، محطة قطار، مركز إطفاء.
near-none-stay = إن كان الخروج خطراً، ابق حيث أنت.
near-none-wait = اطلب أن نخبرك: كثيراً ما يتوفر مكان خلال دقائق.
near-wider = ابحث دون هذه الشروط، لشخص واحد
near-nothing-fits = لا شيء يناسبك؟
near-look = أبحث عن مكان
near-look-says = تُحسب حاجتك هنا دون اسمك: يُطلب من مضيفين قريبين أن يفتحوا أبوابهم.
near-looking = تبحث عن مكان منذ { $time }.
near-looking-says = حاجتك محسوبة هنا. عد وانظر: القائمة تتغير بسرعة.
near-looking-over = لم أعد أبحث
near-open-mine = أفتح بابي لشخص ما
near-map = { $n ->
    [one] خريطة: باب واحد. القائمة تقول الشيء نفسه.
    [two] خريطة: بابان. القائمة تقول الشيء نفسه.
    [few] خريطة: { $n } أبواب. القائمة تقول الشيء نفسه.
   *[other] خريطة: { $n } باباً. القائمة تقول الشيء نفسه.
}
near-key-door = باب مفتوح
near-key-zone = منطقة يجب تجنبها
near-key-you = أنت (المكان المختار)
near-key-scale = المقياس: { $n } م
near-pan = تحريك الخريطة
near-pan-in = تكبير
near-pan-out = تصغير
near-pan-west = نحو الغرب
near-pan-east = نحو الشرق
near-pan-north = نحو الشمال
near-pan-south = نحو الجنوب

suits-wheelchair = بلا درج
suits-children = الأطفال مرحب بهم
suits-animals = الحيوانات مقبولة
suits-first_aid = مسعف في المكان
suits-night = لقضاء الليل
needs-wheelchair = كرسي متحرك
needs-children = طفل
needs-animals = حيوان
needs-first_aid = جرح خفيف
needs-night = لقضاء الليل
who-is-adults = بالغون
who-is-children = مع أطفال
who-is-minor = قاصر بلا بالغ
tier-institution = مكان تابع لمؤسسة
tier-vouched-public = مكان عام تضمنه منظمة
tier-vouched = منظمة تضمن المضيف
tier-proven = مضيف معروف، وسيلة اتصال مؤكدة
tier-new = مضيف جديد، وسيلة اتصال مؤكدة

tongue-fr = الفرنسية
tongue-en = الإنجليزية
tongue-ar = العربية
tongue-es = الإسبانية
tongue-de = الألمانية
tongue-it = الإيطالية
tongue-pt = البرتغالية
tongue-nl = الهولندية
tongue-pl = البولندية
tongue-ro = الرومانية
tongue-ru = الروسية
tongue-uk = الأوكرانية
tongue-tr = التركية
tongue-fa = الفارسية
tongue-zh = الصينية
tongue-ja = اليابانية
tongue-hi = الهندية
tongue-ta = التاميلية
tongue-wo = الولوفية
tongue-he = العبرية

ask-door-title = طلب مكان
ask-back = كل الأبواب
ask-places = كم عددكم؟
ask-name = اسمك الأول
ask-name-hint = يعرفك المضيف بهذا الاسم.
ask-name-missing = اكتب اسمك الأول ليعرفك المضيف.
ask-who = من أنتم؟
ask-needs = للعلم
ask-words = كلمة إلى المضيف، إن شئت
ask-words-hint = دون عنوان ولا رقم: فهي تُحجب.
ask-do = إرسال الطلب
ask-who-sees-places = يرى المضيف اسمك الأول وعددكم وهذه التفاصيل. لا شيء غيرها.
ask-held = تُحجز أماكنكم 20 دقيقة ريثما يجيب المضيف.
ask-held-public = تُحجز أماكنكم فور الإرسال.
ask-prove = للذهاب إلى بيت أحد يجب تأكيد هاتف أو بريد إلكتروني. يصل رمز، تنسخه، ويبقى طلبك كما هو.
ask-contact = هاتفك أو بريدك الإلكتروني
ask-contact-hint = لا يراه المضيف أبداً.
ask-send-code = استلام الرمز
ask-prove-else = الأماكن العامة تستقبلكم دون ذلك.
ask-proven = تم تأكيد وسيلة الاتصال. لم يبق إلا الإرسال.
ask-public-go = عرض الأماكن العامة
ask-next = { $n ->
    [one] اطلب من الباب التالي، على بعد دقيقة
    [two] اطلب من الباب التالي، على بعد دقيقتين
    [few] اطلب من الباب التالي، على بعد { $n } دقائق
   *[other] اطلب من الباب التالي، على بعد { $n } دقيقة
}
ask-next-here = اطلب من الباب التالي، قريب جداً
ask-door-staff = أنت هنا بحساب الفريق. يُطلب المكان بحساب شخصي.

stay-is-held = أُرسل الطلب
stay-is-accepted = مقبول
stay-is-arrived = في أمان
stay-is-left = انتهى
stay-is-home = في البيت
stay-is-refused = مرفوض
stay-is-ran_out = انتهت المهلة
stay-is-guest_cancelled = ملغى
stay-is-host_cancelled = ملغى
stay-is-door_closed = الباب مغلق
stay-is-frozen = تم الإبلاغ

stay-guest-held = المضيف سيجيبك
stay-guest-held-says = أماكنكم محجوزة حتى { $time }.
stay-guest-accepted = باب ينتظرك
stay-guest-accepted-says = ينتظرونك حتى { $time }.
stay-guest-stay_put = ابق حيث أنت
stay-guest-stay_put-says = في طريقك منطقة يجب تجنبها. ابق في مكان آمن بعيداً عن النوافذ. تتغير هذه الصفحة حالما يصبح الطريق سالكاً.
stay-guest-arrived = أنت في أمان
stay-guest-arrived-says = يبقى العنوان هنا ما دمت هناك. ثم يُمحى.
stay-guest-left = لقد غادرت
stay-guest-left-says = شكراً لأنك أخبرتنا: أماكنكم تفيد غيركم. عودة آمنة.
stay-guest-home = أنت في البيت
stay-guest-home-says = أماكنكم تفيد غيركم. لم يعد العنوان هنا.
stay-guest-refused = هذا المضيف لا يستطيع استقبالكم
stay-guest-refused-says = هذا يحدث ولا يعني شيئاً عنك. اطلب من الباب التالي.
stay-guest-ran_out = انتهت المهلة
stay-guest-ran_out-says = لم يجب أحد، أو لم تصل في الوقت. اطلب من الباب التالي.
stay-guest-guest_cancelled = لقد ألغيت
stay-guest-guest_cancelled-says = أماكنكم تفيد غيركم. يمكنك أن تطلب في مكان آخر.
stay-guest-host_cancelled = ألغى المضيف
stay-guest-host_cancelled-says = لا تذهب إلى هناك. اطلب من الباب التالي.
stay-guest-door_closed = أُغلق هذا الباب
stay-guest-door_closed-says = لا تذهب إلى هناك. اطلب من الباب التالي.
stay-guest-frozen = هذا المكان معلّق
stay-guest-frozen-says = شخص ينظر في بلاغ. لا تذهب إلى هناك. في الخطر اتصل بالرقم 17 أو 112.

stay-host-held = شخص يطلب مكاناً
stay-host-held-says = أجب قبل { $time }. بعدها تُحرر الأماكن وحدها.
stay-host-accepted = أنت تنتظر شخصاً
stay-host-accepted-says = يصل قبل { $time }. بعدها تُحرر الأماكن وحدها.
stay-host-arrived = ضيفك عندك
stay-host-arrived-says = أخبرنا هنا حين يغادر.
stay-host-left = غادر ضيفك
stay-host-left-says = شكراً. الأماكن شاغرة.
stay-host-home = ضيفك في بيته
stay-host-home-says = شكراً. الأماكن شاغرة.
stay-host-refused = قلت لا
stay-host-refused-says = الشخص يبحث في مكان آخر. لست مضطراً لقول السبب.
stay-host-ran_out = انتهت المهلة
stay-host-ran_out-says = الأماكن شاغرة.
stay-host-guest_cancelled = ألغى الشخص
stay-host-guest_cancelled-says = الأماكن شاغرة.
stay-host-host_cancelled = لقد ألغيت
stay-host-host_cancelled-says = أُخبر الشخص وهو يبحث في مكان آخر.
stay-host-door_closed = بابك مغلق
stay-host-door_closed-says = أُخبر الشخص وهو يبحث في مكان آخر.
stay-host-frozen = هذا المكان معلّق
stay-host-frozen-says = شخص ينظر في بلاغ. في الخطر اتصل بالرقم 17 أو 112.

stay-say = ما يُقال عند الباب
stay-say-says = لدى المضيف الكلمات نفسها. إن لم يقلها فلا تدخل.
stay-say-host = ما يُسمع عند الباب
stay-say-host-says = لدى ضيفك الكلمات نفسها. إن لم يقلها فلا تفتح.
stay-where = إلى أين تذهب
stay-where-says = لا تشارك هذا العنوان. يختفي في النهاية.
stay-around = هذا الباب هنا: { $place }
stay-host-name = مضيفك: { $name }
stay-guest = الضيف
stay-host = المضيف
stay-me = أنت
stay-people = { $n ->
    [one] شخص واحد
    [two] شخصان
    [few] { $n } أشخاص
   *[other] { $n } شخصاً
}
stay-do-accept = أقبل
stay-do-refuse = لا أستطيع
stay-do-arrive = وصلت
stay-do-arrive-host = وصل ضيفي
stay-do-leave = أغادر هذا المكان
stay-do-leave-host = غادر ضيفي
stay-do-home = أنا في أمان في بيتي
stay-do-cancel = إلغاء
stay-no-answer = إن لم يأت جواب، اطلب من الباب التالي. سيُلغى طلبك هنا.
stay-do-next = إلغاء وعرض الأبواب الأخرى
stay-other = عرض الأبواب الأخرى
stay-write = الكتابة إلى المضيف
stay-write-guest = الكتابة إلى ضيفك
stay-word = رسالتك
stay-word-hint = دون عنوان ولا رقم: فهي تُحجب. تُمحى بعد النهاية.
stay-word-do = إرسال الرسالة
stay-safe = من أجل سلامتك
stay-safe-way = اسلك الشوارع المضاءة، واثنين معاً إن أمكن. تجنب المنطقة.
stay-safe-words = عند الباب تبادلا الكلمات قبل الدخول.
stay-safe-leave = شك؟ لا تدخل، أو غادر. لست مضطراً للتفسير.
stay-safe-money = كل شيء مجاني. إن طُلب منك مال فغادر وأبلغ عن ذلك.
stay-door = عرض بابي
