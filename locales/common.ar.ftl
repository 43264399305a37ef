# What a person in danger reads. All else falls back to English.

skip = انتقل إلى المحتوى
home = الصفحة الرئيسية
to-home = العودة إلى الصفحة الرئيسية
sign-in = تسجيل الدخول
nav-label = القائمة الرئيسية
nav-foot = الأقسام
nav-me = أنا
nav-people = أقاربي
nav-doors = الأبواب
nav-missing = البحث
nav-live = مباشر
lang = اللغة
lang-change = اللغة
not-rescue = لا يحل Rhizome محل خدمات الطوارئ. اتصل بالرقم { $first } أو { $second }.
refresh = تحديث
made-at = حُدّثت في { $time }.

theme = العرض
theme-night = ليل
theme-day = نهار
theme-auto = مثل جهازي

sos = طوارئ
sos-now = خطر مباشر
sos-police = الشرطة
sos-police-short = الشرطة
sos-ambulance = الإسعاف
sos-ambulance-short = الإسعاف
sos-fire = الإطفاء
sos-fire-short = الإطفاء
sos-all = الرقم الأوروبي
sos-all-short = النجدة
sos-text = برسالة نصية، دون كلام
sos-text-short = رسالة دون كلام

drill-word = تمرين
drill-says = هذا اختبار. لم يحدث شيء.

net-off = لا توجد شبكة. تُرسل إجابتك فور عودة الشبكة.

ago-now = الآن
ago-minutes = قبل { $n } د
ago-hours = قبل { $n } س
ago-at = { $when }
lasts-minutes = { $n } د
lasts-hours = { $n } س
# What stands inside another sentence goes from right to left there too: a number alone does not say so.
day-month = {"\u200F"}{ $day } { $month }
day-time = {"\u200F"}{ $day }، { $time }
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر

form-wrong = { $n ->
    [one] ينقص شيء واحد
   *[other] أمور تحتاج إلى مراجعة: { $n }
}
field-missing = املأ هذا الحقل.
field-long = اكتب { $most } حرفًا على الأكثر.
field-number = اكتب عددًا بين { $least } و{ $most }.
field-choose = اختر إجابة.
field-nul = يحتوي هذا النص على رمز (U+0000) لا يمكن حفظه. احذفه.
field-unfit = لا يمكن قراءة هذا. راجع ما كتبت.

reference = إذا استمر ذلك، أعطِ هذا الرقم للفريق: { $number }
status-401 = قل أولًا من أنت
status-403 = هذه الصفحة ليست لك
status-404 = الصفحة غير موجودة
status-409 = سبقك شخص آخر
status-422 = تحتاج إلى مراجعة
status-500 = لا يجيب Rhizome
status-503 = لا يجيب Rhizome
status-4xx = هذا غير ممكن
status-4xx-next = عد إلى الصفحة السابقة وحاول مرة أخرى.
status-5xx = لا يجيب Rhizome
status-5xx-next = حاول بعد لحظة. عند الخطر، اتصل بالرقم 112.

refusal-changed-meanwhile = تغيّر شيء وأنت تكتب.
refusal-changed-meanwhile-next = انظر إلى الصفحة مرة أخرى ثم ابدأ من جديد.
refusal-fault = المشكلة منّا وليست منك.
refusal-fault-next = حاول بعد لحظة. عند الخطر، اتصل بالرقم 112.
refusal-no-room = لا يمكن حفظ شيء الآن. لم يُحفظ هذا.
refusal-no-room-next = حاول بعد لحظة، أو أخبر أهلك برسالة نصية. عند الخطر، اتصل بالرقم 112.
refusal-form-stale = بقيت هذه الصفحة مفتوحة طويلًا. لم يُرسل شيء.
refusal-form-stale-next = عد إلى الوراء وأعد تحميل الصفحة ثم ابدأ من جديد.
refusal-not-allowed = لا يمكنك دخول هذه الصفحة.
refusal-not-allowed-next = إذا كان ينبغي لك ذلك، فاسأل من يدير هذا الخادم.
refusal-not-found = لا يوجد شيء في هذا العنوان، أو لم يعد موجودًا.
refusal-not-found-next = تحقق من العنوان، أو عد إلى الصفحة الرئيسية.
refusal-sign-in-first = لرؤية هذا، قل من أنت.
refusal-sign-in-first-next = سجّل الدخول ثم عد إلى هنا.
map-metres = { $n } م
map-km = { $n } كم
place-locate = حيث أنا
place-located = عُثر على المكان. لا نحفظ سوى الحي.
place-not-located = لم نعثر على المكان. اكتب اسم محطة.

band-word = رسالة رسمية
band-by = { $who }، { $time }
band-more = { $n ->
    [one] رسالة أخرى
    [two] رسالتان أخريان
    [few] { $n } رسائل أخرى
   *[other] { $n } رسالة أخرى
 }
