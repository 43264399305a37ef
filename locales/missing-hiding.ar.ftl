# من يُبحث عنه، ولا يقال عنه شيء دون موافقته.
sought-in-circle = هذا الشخص في دائرتك.
sought-not-in-circle = هذا الشخص ليس في دائرتك. الاسم الظاهر هو الذي اختاره.
sought-did-tell-reviewed = يقارن أحد المشرفين أولًا، ثم يعلم هذا الشخص. يمكنك تغيير ذلك.
refusal-missing-news-gone = لم تعد هذه الأخبار تُحتسب.
refusal-missing-news-gone-next = سُحبت أو انتهت مدتها. أعد تحميل القائمة.
