# ما يقوله التبادل مع السجلات الأخرى عند الرفض.
refusal-exchange-no-domain = هذا المفتاح لا يسمح بذلك في التبادل.
refusal-exchange-no-domain-next = اطلبوا من مدير هذا الخادم أن يمنحه نطاقًا، وأرسلوه في الترويسة Authorization.
refusal-exchange-kind = لم يُرسَل هذا بصيغة PFIF.
refusal-exchange-kind-next = أرسلوا XML بالنوع application/pfif+xml.
refusal-exchange-file = السطر { $line }: لا يمكن قراءة الملف ({ $rule }). لم يُحفَظ منه شيء.
refusal-exchange-file-next = صحّحوا هذا السطر؛ الأمر rhizome pfif validate يبيّن كل ما يجب تصحيحه.
refusal-exchange-many = هذه سجلات كثيرة جدًا دفعة واحدة. لم يُحفَظ منها شيء.
refusal-exchange-many-next = أرسلوا { $most } على الأكثر في كل مرة.
refusal-exchange-domain = لا يمكن منح هذا النطاق.
refusal-exchange-domain-next = اكتبوا نطاقًا مثل example.org غير نطاق هذا الخادم.
refusal-exchange-since = هذا ليس وقتًا.
refusal-exchange-since-next = اكتبوه بالتوقيت العالمي، مثل 2015-11-13T22:00:00Z.
