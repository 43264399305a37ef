# الإبلاغ عن إقامة.

refusal-door-barred = لا يمكنك فتح باب ولا الإقامة عند أحد.
refusal-door-barred-next = تم تأكيد بلاغ. الأماكن العامة تستقبلك. للاعتراض، اكتب إلى فريق هذه الخدمة.
report-title = الإبلاغ عن مشكلة
report-why = ماذا يحدث؟
report-why-unsafe = لا أشعر بالأمان
report-why-not-them = ليس الشخص المعلن عنه
report-why-money = يُطلب مني مال
report-why-other = شيء آخر
report-words = ما الذي حدث (اختياري)
report-words-hint = لا يقرؤه إلا مشرفان معًا.
report-means = يتوقف الباب فورًا وتنتهي كل إقامة جارية. يرى الشخص الآخر أن الباب توقف، ولا يرى كلماتك أبدًا.
report-do = الإبلاغ وإيقاف الباب
report-back = العودة دون إبلاغ
report-done = تم الإبلاغ
report-done-title = تم إيقاف الباب
report-means-read = يقرأ أحد المشرفين بلاغك ويمكنه إيقاف الباب. لا يرى الشخص الآخر كلماتك أبدا.
report-do-read = إبلاغ
report-done-title-read = سيُقرأ بلاغك
report-done-says = ينظر أحد المشرفين في الأمر. يبقى العنوان والرسائل مختومين حتى قراره، 30 يومًا على الأكثر.
report-elsewhere = البحث عن باب آخر
