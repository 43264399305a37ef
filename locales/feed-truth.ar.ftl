ruling-now = تحقّق
ruling-is-true = مؤكَّد
ruling-is-false = منفيّ
ruling-is-misleading = مضلِّل
ruling-as-institution = مؤسسة
ruling-as-verifier = تحقّق
ruling-as-moderator = إشراف
ruling-as-operator = إدارة الحدث
ruling-as-admin = إدارة
ruling-as-roster-manager = منظمة
ruling-by = قاله { $who } ({ $role })، { $time }.
ruling-sources = المصادر
ruling-said = ما يُقال: { $what }
ruling-copies = كل رسالة تكرّر هذا، قديمة أو جديدة، تحمل هذه الملاحظة.
ruling-before = { $n ->
    [one] قرار سابق واحد
   *[other] { $n } قرارات سابقة
}
ruling-live = ما يقال الآن مباشرة
embargo-log-title = رسائل محجوزة للسلامة
embargo-log-says = أثناء تدخّل أمني، يمكن لسلطة أن تجعل صور القوات ومواقعها في منطقة ما تنتظر، ست ساعات على الأكثر. لا يُحذف شيء. يقول هذا السجل بعد ذلك أين ومتى ومن.
embargo-log-holding = هناك رسائل تنتظر الآن. سيقال المكان لاحقًا.
embargo-log-none = لم يُحجز شيء.
embargo-from-until = من { $from } إلى { $until }.
embargo-km2 = { $km2 } كم².
embargo-counts = { $held ->
    [one] انتظرت رسالة واحدة
   *[other] انتظرت { $held } رسائل
}، { $released ->
    [one] وظهرت واحدة من جديد
   *[other] وظهرت { $released } من جديد
}.
embargo-did-opened = فتحه { $who } ({ $role })، { $time }، حتى { $until }.
embargo-did-renewed = مدّده { $who } ({ $role })، { $time }، حتى { $until }.
embargo-did-ended = رفعه { $who } ({ $role })، { $time }.
appeal-title = طلب مراجعة جديدة
appeal-says = تحمل رسالتك نفيًا تعترض عليه. قل لماذا: سيقرؤها شخص من الإشراف مرة أخرى.
appeal-words = لماذا؟
appeal-words-hint = ما رأيته بنفسك، أو مصدر.
appeal-do = طلب مراجعة جديدة
appeal-done = وصل الطلب
appeal-done-says = سيقرأ شخص ذلك من جديد. يبقى النفي ظاهرًا حتى ذلك الحين.
