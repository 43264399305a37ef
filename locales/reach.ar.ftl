# ما يُرسل إلى الناس: إشعار، رسالة قصيرة، بريد.

msg-drill = تمرين
msg-ask-title = هل أنت بخير؟
msg-ask-text = يبدو أنك في المنطقة المتأثرة بـ { $what }. أخبر أقاربك أنك في أمان.
msg-ask-facts = { $what }. مستمر منذ { $time }. أطلق الإنذار { $who }.
msg-ask-button = أجب
msg-ask-short = { $who }: { $what }. هل أنت بخير؟ أجب OK أو HELP أو OUT أو المس:
msg-over-title = انتهى الإنذار
msg-over-text = { $what }: انتهى الإنذار. لم يعد عليك أن تفعل شيئا.
msg-over-button = اعرض
msg-over-short = { $who }: { $what }، انتهى الإنذار.
msg-false-title = كان إنذارا كاذبا
msg-false-text = { $what }: كان إنذارا كاذبا. لم يحدث شيء. ليس عليك أن تفعل شيئا.
msg-false-short = { $who }: { $what }، كان إنذارا كاذبا. ليس عليك أن تفعل شيئا.
msg-told-safe = { $who } في أمان ({ $time })
msg-told-not_there = { $who } ليس في المنطقة ({ $time })
msg-told-need_help = { $who } يطلب المساعدة ({ $time })
msg-told-in_care = { $who } يتلقى الرعاية ({ $time })
msg-told-text = { $what }. طلبات المساعدة تصل إلى المشغلين؛ لا حاجة للاتصال، فخط شاغر قد ينقذ.
msg-told-button = اعرض أقاربي
msg-code-title = رمزك: { $code }
msg-code-text = رمزك هو { $code }. صالح لعشر دقائق. لا تعطه لأحد. إن لم تطلبه فلا تفعل شيئا.
msg-code-button = افتح الصفحة
msg-code-short = رمز Rhizome: { $code } (10 دقائق). لا تعطه لأحد.
msg-trial-title = تجربة
msg-trial-text = هذه تجربة: الرسائل تصل إليك.
msg-trial-button = افتح
msg-trial-short = تجربة: الرسائل تصل إليك.
msg-footer = تصلك هذه الرسالة لأنك طلبتها من { $site }.
msg-stop = إيقاف هذا النوع من الرسائل

# العنوان الذي يوقف نوعا من الرسائل.
stop-title = إيقاف هذه الرسائل
stop-asks = هل توقف بالبريد: { $kind }؟
stop-others = لا تتغير الرسائل الأخرى ولا الإشعارات ولا الرسائل القصيرة.
stop-do = إيقاف
stop-done = تم
stop-done-says = لن تصلك بعد الآن بالبريد: { $kind }.
stop-undo = غيرت رأيي
stop-undo-says = سجل الدخول ثم اختر في «رسائلي».
stop-kind-ask = سؤال «هل أنت بخير؟»
stop-kind-remind = التذكير بالسؤال
stop-kind-over = انتهاء الإنذارات
stop-kind-told = أخبار أقاربك
