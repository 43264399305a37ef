# رسائلي: كيف يمكن الوصول إليّ وماذا أريد أن أتلقى.

channel-push = إشعار
channel-sms = رسالة قصيرة
channel-email = بريد إلكتروني
messages-title = رسائلي
messages-did-saved = تم حفظ اختياراتك.
messages-did-again = سنكتب إليك من جديد بهذه الطريقة.
messages-did-tried-push = أُرسلت التجربة إلى أجهزتك.
messages-did-tried-sms = أُرسلت التجربة برسالة قصيرة.
messages-did-tried-email = أُرسلت التجربة بالبريد الإلكتروني.
messages-lead = عندما يحدث شيء بالقرب منك، يُرسل إليك سؤال: هل أنت بخير؟
messages-order = أولاً إشعار. إن لم تصل أي إشارة منك بعد { $push } دقيقة، رسالة قصيرة. وإن لم تصل بعد { $sms } دقيقة أخرى، بريد إلكتروني. بمجرد أن تجيب، لا يُرسل شيء آخر.
messages-quiet = في المنطقة، لا شيء يرن ولا شيء يهتز.
messages-channels = كيف يمكن الوصول إليك
messages-usable = جاهز
messages-missing = يجب إضافته
messages-not-here = غير متاح على هذا الخادم
messages-stopped = متوقف
messages-stopped-says = طلبتَ ألا يُرسل إليك شيء بهذه الطريقة.
messages-again = اكتبوا إليّ من جديد
messages-devices = { $n ->
    [0] لا يوجد جهاز يتلقى الإشعارات.
    [one] جهاز واحد يتلقى الإشعارات.
   *[other] عدد الأجهزة التي تتلقى الإشعارات: { $n }.
}
messages-this-device = الإشعارات على هذا الجهاز
messages-no-sms = ليس لديك رقم مؤكد.
messages-no-email = ليس لديك عنوان مؤكد.
messages-prove = إضافة وتأكيد
messages-try-push = أرسلوا إليّ تجربة (إشعار)
messages-try-sms = أرسلوا إليّ تجربة (رسالة قصيرة)
messages-try-email = أرسلوا إليّ تجربة (بريد إلكتروني)
messages-choices = ما تريد أن تتلقاه
messages-choices-says = لكل نوع من الرسائل، اختر كيف يمكن أن تصل.
messages-kind-ask = سؤال «هل أنت بخير؟»
messages-kind-ask-says = عندما تكون في منطقة متضررة، أو في قائمة يُنادى عليها.
messages-kind-remind = التذكيرات
messages-kind-remind-says = عندما ينتظر أحد أقاربك، أو قائمة، جوابك.
messages-kind-over = انتهاء التنبيه
messages-kind-over-says = إذا كان السؤال قد أُرسل إليك.
messages-kind-told = أخبار أقاربك
messages-kind-told-says = عندما يقول أحد أقاربك كيف حاله، أو تصل أخبار عنه.
messages-none = لن يُرسل إليك شيء؛ سترى كل شيء على الموقع.
messages-code = الرموز التي تطلبها تصل دائماً.
messages-save = حفظ اختياراتي
messages-devices-title = أجهزتك
messages-device = أُضيف يوم { $day } الساعة { $time }
messages-device-this = هذا الجهاز
messages-forget = نسيان
messages-forget-which = نسيان الجهاز الذي أُضيف يوم { $day } الساعة { $time }

# الرفض
refusal-not-reachable = لا توجد طريقة للوصول إليك هكذا في الوقت الحالي.
refusal-not-reachable-next = أضف جهة اتصال وأكّدها، أو فعّل الإشعارات على هذا الجهاز.
refusal-many-trials = لقد أرسلت عدة تجارب بالفعل.
refusal-many-trials-next = أعد المحاولة بعد ساعة.
