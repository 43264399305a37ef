# Words of a device without network: what waits, what was refused, what is read from a copy.

kept-title = الإجابة محفوظة على هذا الهاتف
kept-says = «{ $what }» ({ $time }) ستُرسل فور عودة الشبكة. يمكنك إغلاق هذه الصفحة.
kept-again = حاول الآن
refused-title = لم تُرسل هذه الإجابة
refused-says = «{ $what }» ({ $time }) بانتظارك. لم يضع شيء: «حاول مرة أخرى» يبيّن ما ينقص.
refused-again = حاول مرة أخرى
refused-drop = إزالة
left-late = «{ $what }»: أُرسلت الإجابة ({ $time }).
left-next = عرض ما يلي
as-of = لا توجد شبكة. هذه الصفحة كما كانت: { $time }.
offline-title = لا توجد شبكة
offline-lead = هذه الصفحة ليست على هذا الهاتف
offline-says = ما فتحته من قبل ما زال يُقرأ. الإجابات المحفوظة تُرسل فور عودة الشبكة.
offline-home = السؤال أو الصفحة الرئيسية
sign-out-waits = هناك إجابة لم تُرسل بعد. إذا خرجت الآن فستُحذف.
refusal-pressed-by-another = شخص آخر أعطى هذه الإجابة على هذا الجهاز.
refusal-pressed-by-another-next = لا تُرسل باسمك. أزلها، أو سجّل الدخول كما من قبل.
