# البطاقة التي تُشارك وملصقها.
missing-card-searching = شخص مفقود
missing-card-found = تم العثور عليه
missing-card-closed = انتهى البحث
missing-card-age = { $n ->
    [zero] أقل من سنة
    [one] سنة واحدة
    [two] سنتان
    [few] { $n } سنوات
   *[other] { $n } سنة
}
missing-card-ages = بين { $low } و{ $high } سنة
missing-card-seen = آخر مرة: { $near }، { $at }
missing-card-seen-near = آخر مرة: { $near }
missing-card-seen-at = آخر مرة: { $at }
missing-card-ask = هل لديك معلومة؟
missing-card-look = تحقق على الإنترنت
missing-card-over = شكرًا لمن شاركوا. رجاءً لا تشاركوا هذه الصورة بعد الآن.
missing-card-valid = الإشعار ساري { $at }. تحقق على الإنترنت من أنه ما زال قائمًا قبل مشاركته.
appeal-report = الإبلاغ عن مشكلة
appeal-report-says = يقرأ هذا البلاغ أحد المشرفين. لا يعرف أحد غيره من أرسله.
appeal-report-back = العودة إلى النداء
appeal-wrong = ما المشكلة؟
appeal-wrong-danger = قد يكون هذا الشخص في خطر إذا عُثر عليه
appeal-wrong-privacy = أنا المعني أو قريب لي: لا أريد نداء عامًا
appeal-wrong-hoax = هذا نداء كاذب
appeal-wrong-other = شيء آخر
appeal-report-words = ماذا حدث
appeal-report-do = إبلاغ
appeal-reported = تم الإبلاغ
appeal-reported-title = شكرًا
appeal-reported-says = ينظر أحد المشرفين في هذا النداء. قد يُسحب.
