# The people of one's circle. Silence is "no news yet": it is never counted, and never means danger.

board-title = أقرباؤك
board-at = في الساعة { $time }
board-on = { $name }. ما زال مستمرًا.
board-over = { $name }. انتهى { $at }.
board-of = { $incident }: { $says }
board-drill = تمرين. هذا اختبار. لم يحدث شيء.
board-calm = لا شيء يحدث الآن. يظهر أقرباؤك هنا.
board-empty = لا أحد في قائمتك. أضف أقرباءك لتعرف أحوالهم.
board-invite = دعوة شخص
board-manage = إدارة أقربائي
board-back = العودة إلى أقربائك
board-quote = «{ $words }»

board-group-help = بحاجة إلى مساعدة
board-group-none = لا أخبار بعد
board-group-safe = بأمان
board-silence = عدم الرد لا يعني الخطر.

board-is-none = لا أخبار بعد
board-is-dead = لا أخبار بعد
board-is-not_there = خارج المنطقة
board-is-safe = بأمان
board-is-need_help = بحاجة إلى مساعدة
board-is-in_care = تحت الرعاية
board-was-safe = بأمان { $at }
board-was-not_there = خارج المنطقة { $at }
board-was-need_help = طلب مساعدة { $at }
board-was-in_care = تحت الرعاية { $at }
board-asked-again = أُعيد السؤال.
board-say-none = لا أخبار بعد عن { $name }
board-say-dead = لا أخبار بعد عن { $name }
board-say-not_there = { $name }: خارج المنطقة
board-say-safe = { $name }: بأمان
board-say-need_help = { $name }: بحاجة إلى مساعدة
board-say-in_care = { $name }: تحت الرعاية

board-own = رد شخصي، { $at }.
board-own-sms = رد شخصي برسالة SMS، { $at }.
board-official = بحسب مستشفى أو جهة رسمية، { $at }.
board-somebody = أحد المقربين
board-somebody-you = أحدهم
board-by-confirmed = بحسب { $who }، وبتأكيد من الشخص نفسه، { $at }.
board-by-saw = بحسب { $who }، بعد رؤية هذا الشخص، { $at }.
board-by-spoke = بحسب { $who }، بعد الحديث مع هذا الشخص، { $at }.
board-by-heard = بحسب { $who }، بعد تلقي خبر من هذا الشخص، { $at }.
board-by-read = بحسب { $who }، قراءةً على الإنترنت، { $at }.
board-by-saw-sms = بحسب { $who }، برسالة SMS، بعد رؤية هذا الشخص، { $at }.
board-by-spoke-sms = بحسب { $who }، برسالة SMS، بعد الحديث مع هذا الشخص، { $at }.
board-by-heard-sms = بحسب { $who }، برسالة SMS، بعد تلقي خبر من هذا الشخص، { $at }.
board-by-read-sms = بحسب { $who }، برسالة SMS، قراءةً على الإنترنت، { $at }.

board-you = أنت: { $word }، { $at }.
board-you-none = لم تُجب بعد.
board-you-dead = لم تُجب بعد.
board-you-not_there = خارج المنطقة
board-you-safe = بأمان
board-you-need_help = بحاجة إلى مساعدة
board-you-in_care = تحت الرعاية
board-answer = الإجابة
board-change = تغيير

board-of-you = يقال إنك بأمان
board-of-you-saw = قول { $who }: رأيتك، { $at }.
board-of-you-spoke = قول { $who }: تحدثت معك، { $at }.
board-of-you-heard = قول { $who }: وصلني خبر منك، { $at }.
board-of-you-read = قول { $who }: قرأت ذلك على الإنترنت، { $at }.
board-of-you-own = قول { $who }، { $at }.
board-of-you-says = إجابتك أهم مما يقوله الآخرون.
board-confirm = هذا صحيح
board-dispute = هذا غير صحيح

board-remind = السؤال من جديد
board-remind-whom = السؤال من جديد: { $name }
board-reminded = أُرسلت رسالة إلى { $name }. رسالة واحدة كل 30 دقيقة، كي لا نزعج أحدًا.
board-reminded-already = وصلت رسالة إلى { $name } قبل قليل. رسالة واحدة فقط كل 30 دقيقة.
board-answered-already = وصل رد { $name }. تجده أدناه.

board-well = بخير
board-well-whom = بخير: { $name }
board-well-title = هل { $name } بخير؟
board-well-says = سيرى أقرباؤكما المشتركون أن الخبر منك. ويمكن لهذا الشخص أن يؤكده أو يصححه.
board-well-where = عمّ تتحدث؟
board-how = كيف عرفت؟
board-how-saw = رأيته بعيني
board-how-spoke = تحدثنا معًا
board-how-heard = وصلني خبر منه
board-how-read = قرأته على الإنترنت: لا يغيّر شيئًا
board-well-note = كلمة
board-well-note-hint = اختياري. 140 حرفًا على الأكثر.
board-well-do = القول إن { $name } بخير
board-said = سُجّل ذلك. يمكن لـ { $name } التأكيد أو التصحيح.
