# أبواب مفتوحة: ما يقرؤه من يبحث عن مكان.

refusal-door-unknown = هذا الباب غير موجود.
refusal-door-unknown-next = ربما أُغلق. ابحث عن أقرب باب.
refusal-door-no-incident = لا يوجد إنذار الآن.
refusal-door-no-incident-next = تُفتح الأبواب عند إعلان إنذار. في حالة الخطر اتصل بالرقم 112.
refusal-door-prove-to-stay = للذهاب إلى بيت شخص ما يجب إثبات رقم هاتف أو بريد إلكتروني.
refusal-door-prove-to-stay-next = أعط وسيلة اتصال وانسخ الرمز. الأماكن العامة تستقبلك دون ذلك.
refusal-door-places = هذا العدد من الأماكن غير ممكن.
refusal-door-places-next = اختر بين 1 و { $most }.
refusal-door-too-long = هذا النص طويل جدا.
refusal-door-too-long-next = اكتب { $most } حرفا على الأكثر.
refusal-door-shut = هذا الباب لم يعد يستقبل أحدا.
refusal-door-shut-next = اسأل الباب التالي.
refusal-door-no-room = { $left ->
        [0] لم يبق مكان هنا.
        [one] بقي مكان واحد هنا.
       *[other] الأماكن الباقية هنا: { $left }.
    }
refusal-door-no-room-next = اسأل الباب التالي، أو تعالوا بعدد أقل.
refusal-door-newcomers = الأماكن المحجوزة دون وسيلة اتصال مؤكدة مشغولة.
refusal-door-newcomers-next = اذهب إلى هناك: سيُدخلونك عند الباب إن وُجد مكان. أو أكّد رقم هاتف أو بريدا إلكترونيا ثم اطلب من جديد.
refusal-door-adults-only = البيوت تستقبل البالغين فقط.
refusal-door-adults-only-next = مع طفل، اذهب إلى مكان عام: بلدية أو قاعة رياضية أو مستشفى. القاصر الوحيد يتصل بالرقم 112.
refusal-door-own = هذا بابك أنت.
refusal-door-own-next = ابحث عن باب شخص آخر.
refusal-door-staying = لديك مكان بالفعل.
refusal-door-staying-next = ألغه أولا إذا أردت الذهاب إلى مكان آخر.
refusal-door-many-addresses = حصلت على ثلاثة عناوين خلال 24 ساعة.
refusal-door-many-addresses-next = اذهب إلى مكان عام، أو اتصل بالرقم 112 إذا كنت في خطر.
refusal-door-way-crosses = الطريق يعبر منطقة يجب تجنبها.
refusal-door-way-crosses-next = اختر بابا في جهتك، أو ابق في مكان آمن.
refusal-door-stay-put = أنت في منطقة يجب تجنبها.
refusal-door-stay-put-next = ابق محتميا واتبع التعليمات. في حالة الخطر: 17 أو 112، أو 114 برسالة نصية.
refusal-door-moved-on = لم يعد هذا ممكنا: تغير الوضع.
refusal-door-moved-on-next = حدّث الصفحة لترى أين أصبحت.
refusal-door-many-words = هناك رسائل كثيرة بالفعل.
refusal-door-many-words-next = تحدثا عند الباب. في حالة الخطر اتصل بالرقم 17.
refusal-door-no-words = الرسالة فارغة.
refusal-door-no-words-next = اكتب جملة.
refusal-door-place-missing = المكان ناقص.
refusal-door-place-missing-next = اذكر محطة أو ساحة، أو اضغط «حيث أنا».
refusal-door-place-coarse = هذه المنطقة واسعة جدا.
refusal-door-place-coarse-next = اذكر محطة أو ساحة، أو اضغط «حيث أنا».
refusal-door-landmark-unknown = لا نعرف هذا المكان.
refusal-door-landmark-unknown-next = اختر محطة أو ساحة من القائمة.
refusal-door-too-many = جاءت طلبات كثيرة من هنا.
refusal-door-too-many-next = انتظر بضع دقائق ثم حاول مرة أخرى.
refusal-door-reported = أُبلغ عن هذه الإقامة بالفعل.
refusal-door-reported-next = ينظر فيها شخص. في حالة الخطر اتصل بالرقم 17.
