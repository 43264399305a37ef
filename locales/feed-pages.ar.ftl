# البث المباشر: القراءة والكتابة والرد والنقل.

feed-title = مباشر
feed-now = { $what }. مستمر منذ { $time }.
feed-calm = لا يجري شيء الآن
feed-variants = تُقرأ هنا أيضاً { $tags }.
feed-pinned = رسالة رسمية مثبتة
feed-official-go = اقرأ هذه الرسالة والردود
feed-officials = { $n ->
    [one] رسالة رسمية أخرى
    [two] رسالتان رسميتان أخريان
    [few] { $n } رسائل رسمية أخرى
    [many] { $n } رسالة رسمية أخرى
   *[other] { $n } رسالة رسمية أخرى
}
feed-consignes = كل التعليمات الرسمية
feed-act = أين يمكنك أن تساعد الآن
feed-tabs = المواضيع
feed-all = الكل
feed-tags-or = { $one } أو { $other }
feed-tags-and = { $one } و{ $other }
feed-tags-without = { $some } دون { $others }
feed-newest = اقرأ أحدث الرسائل
feed-fresh = { $n ->
    [zero] { $n } رسالة جديدة
    [one] رسالة جديدة
    [two] رسالتان جديدتان
    [few] { $n } رسائل جديدة
    [many] { $n } رسالة جديدة
   *[other] { $n } رسالة جديدة
}
feed-none = لا رسائل بعد.
feed-older = رسائل أقدم
feed-elsewhere = متابعة هذا الموضوع في مكان آخر
feed-nameless = بلا اسم
feed-edited = عُدّلت
feed-changed = رسالة من { $name }، { $time }: تغيّرت
feed-answers = رداً على رسالة
feed-relayed = نُقلت
feed-passed-gone = ما نُقل لم يعد موجوداً.
feed-reply = رد
feed-relay = انقل
feed-report = أبلغ
feed-gone = لم تعد هذه الرسالة موجودة.
feed-not-relayed = لم يعد نقل هذه الرسالة ممكناً.
feed-ruling-more = اقرأ المصادر
feed-ruled-true = أكدها { $who } في { $time }.
feed-ruled-false = نفاها { $who } في { $time }.
feed-ruled-misleading = أوضحها { $who } في { $time }.
feed-ruled-link-false = يشارك رابطًا نفته { $who } في { $time }.
feed-ruled-link-misleading = يشارك رابطًا أوضحته { $who } في { $time }.
feed-held-until = محجوبة للسلامة حتى { $time }. أنت وحدك تراها.
feed-held-decided = محجوبة للسلامة. سيقرؤها مشرف. أنت وحدك تراها.
feed-removed = أزاله الإشراف. أنت وحدك تراه.
feed-covered = { $n ->
    [one] صورة قاسية مغطاة. اعرضها
   *[other] صور قاسية مغطاة. اعرضها
}
feed-no-alt = صورة بلا وصف
feed-masked-address = (عنوان محجوب)
feed-masked-code = (رمز محجوب)
feed-masked-phone = (هاتف محجوب)
feed-masked-email = (بريد محجوب)
feed-masked-link = (رابط محجوب)
feed-was-address = عنواناً
feed-was-code = رمزاً
feed-was-phone = رقم هاتف
feed-was-email = بريداً
feed-was-link = رابطاً
feed-words = معنى العلامات
feed-official = رسمي
feed-official-means = مؤسسة تحققنا من هويتها.
feed-official-lost = مؤسسة فُقد إثبات هويتها
feed-institution-unproven = مؤسسة لم يتم التحقق منها
feed-organisation = منظمة
feed-witness = شاهد في المنطقة
feed-witness-means = هذا الشخص في المنطقة. لم نتحقق من روايته.
feed-unverified = غير مؤكد
feed-unverified-means = لم يؤكده أحد بعد. انتظر قبل نقله.
feed-corroborated = { $n ->
    [one] رآه شخص آخر
    [two] رآه شخصان آخران
    [few] رآه { $n } أشخاص آخرون
    [many] رآه { $n } شخصاً آخر
   *[other] رآه { $n } شخص آخر
}
feed-confirmed = مؤكد
feed-confirmed-means = أكده من يستطيع أن يعرف.
feed-false = منفي
feed-false-means = يقول مصدر رسمي إنه غير صحيح.
feed-misleading = مضلل

feed-exercise = هناك تمرين جارٍ: تابعه
thing-door = باب مفتوح
thing-need = الأماكن غير كافية
thing-need-wanted = مطلوب أماكن إيواء
thing-notice = إعلان بحث
thing-alert = رسالة رسمية
thing-near = قرب { $place }.
thing-until = حتى { $time }.
thing-open = { $n ->
    [zero] لا مكان شاغر
    [one] مكان شاغر
    [two] مكانان شاغران
    [few] { $n } أماكن شاغرة
    [many] { $n } مكاناً شاغراً
   *[other] { $n } مكان شاغر
}
thing-door-full = ممتلئ
thing-door-paused = متوقف مؤقتاً
thing-notice-searching = البحث مستمر
thing-notice-found = وصلت أخبار
thing-notice-closed = انتهى البحث
thing-on = مستمر
thing-over = انتهى

write-title = اكتب رسالة
write-reply-title = رد
write-relay-title = انقل
write-answers = الرسالة
write-passed = ما تنقله
write-back = عودة بلا نشر
write-label = رسالتك
write-own-word = كلمة منك، إن أردت
write-hint = قل ما تراه بنفسك. لا تذكر أبداً مواقع قوات الأمن ولا مواقع المختبئين.
write-do = انشر
write-reply-do = انشر الرد
write-relay-do = انقل
write-more = صور، مكان، لغة
write-picture = الصورة { $n }
write-more-pictures = أضف صوراً أخرى
write-picture-kept = حُفظت الصورة
write-picture-drop = أزل هذه الصورة
write-alt = ما تظهره الصورة { $n }
write-alt-hint = لمن لا يرى الصورة. جملة واحدة تكفي.
write-graphic = صور قاسية: غطّها
write-near = المكان، إن أردت
write-near-hint = محطة أو ساحة. لا يظهر إلا الحي.
write-witness = أنا في المنطقة وأراه بنفسي
write-witness-says = تحمل رسالتك عندئذ «شاهد في المنطقة».
write-lang = لغة الرسالة
write-kept = تم إثبات وسيلة الاتصال. رسالتك ما زالت هنا.
write-prove-first = حُفظت رسالتك. أثبت أولاً وسيلة اتصال.
write-prove = إثبات وسيلة اتصال
write-prove-why = تتلقى رمزاً. لا يرى أحد غيرك وسيلة الاتصال.
write-my-name = اسمك
write-my-name-hint = يُقرأ اسمك الأول وحرف واحد.
write-my-name-missing = اكتب اسمك.
write-contact = هاتف أو بريد إلكتروني
write-contact-hint = لتلقي الرمز.
write-send-code = أرسل الرمز
write-sure = هذه الرسالة غير مؤكدة. هل تنقلها رغم ذلك؟
write-sure-says = لم يؤكدها أحد بعد. قد تعرّض الشائعة الناس للخطر.
write-sure-do = انقل رغم ذلك
write-sure-not = لا تنقل
write-toll = كثيرون يكتبون في هذه اللحظة
write-toll-says = رسالتك محفوظة. حتى لا تُغرق الحسابات المزيفة الصفحة، يقدّم كل شخص جديد قليلاً من حساب جهازه، أو قليلاً من الوقت.
write-toll-doing = جهازك يحسب بضع ثوانٍ. ستُرسل الرسالة وحدها.
write-toll-half = تم النصف.
write-toll-done = جاهز. اضغط على «انشر».
write-toll-wait = من دون حساب: انتظر { $seconds } ثانية ثم اضغط على «انشر».
write-key-reused = هذه الرسالة منشورة كما كانت. لنشر هذا النص رسالةً أخرى، اضغط مرة أخرى.
write-offer = هل تفتح بابك؟
write-offer-says = يُعثر على الباب المفتوح أسرع من الرسالة. يبقى عنوانك مخفياً.
write-offer-go = أفتح بابي لأحد
write-request = هل تبحث عن مأوى؟
write-request-says = الأبواب المفتوحة قربك موجودة هنا.
write-request-go = اطلب مكاناً
write-search = هل تبحث عن أحد؟
write-search-says = يبقى البحث خاصاً ويُقارن بالأخبار الواردة.
write-search-go = ابدأ بحثاً
write-as-post = انشر كرسالة

post-title = رسالة من { $name }
post-back = عودة إلى المباشر
post-return = عودة إلى الرسالة
post-first = اقرأ الرسالة الأولى
post-sent = نُشرت الرسالة
post-relayed = نُقلت الرسالة
post-edited = عُدّلت الرسالة
post-before = ما كانت تقوله
post-own = رسالتك
post-see-too = أنا هناك وأراه أيضاً
post-appeal = اطلب مراجعة هذا التوضيح
post-masked = حفاظاً على سلامتك حجبنا: { $what }.
post-edit = عدّل الرسالة
post-edit-says = يبقى ما كانت تقوله مقروءاً.
post-edit-do = احفظ
post-cover = غطّ الصور
post-uncover = اكشف الصور
post-delete = احذف هذه الرسالة
post-delete-says = يختفي النص والصور لدى الجميع.
post-delete-do = احذف
post-answers = { $n ->
    [0] لا ردود
    [one] رد واحد
    [two] ردان
    [few] { $n } ردود
    [many] { $n } رداً
   *[other] { $n } رد
}
posts-mine = رسائلي
posts-none = لم تكتب شيئاً.
posts-name = اسمك العلني
posts-name-says = يقرأ الجميع هذا الاسم بجانب رسائلك.
posts-name-label = الاسم العلني
posts-name-hint = اتركه فارغاً ليظهر اسمك الأول وحرف واحد.
posts-name-do = احفظ هذا الاسم
posts-name-done = حُفظ الاسم

flag-title = أبلغ عن هذه الرسالة
flag-says = يقرؤها مشرفون. لا يعرف الكاتب من أبلغ.
flag-why = لماذا
report-post-why-danger = تعرّض أحداً للخطر
report-post-why-hatred = تهديد أو كراهية
report-post-why-privacy = تُظهر أحداً أو تسميه رغماً عنه
report-post-why-false = غير صحيحة
report-post-why-graphic = صور قاسية
report-post-why-other = شيء آخر
flag-words = كلمة للمشرفين، إن أردت
flag-words-hint = ما ينبغي أن يعرفوه.
flag-do = أبلغ
flag-done = وصل البلاغ
flag-done-title = شكراً
flag-done-says = يقرأ المشرفون الأخطر أولاً.
refusal-post-reported = سبق أن أبلغت عن هذه الرسالة.
refusal-post-reported-next = يقرؤها المشرفون. لا يلزم شيء آخر.
