# رسائل البحث: إلى من يُبحث عنه، وإلى من يبحث. بلا اسم وبلا مكان.
msg-search-sought-title = شخص يعرفك يبحث عنك
msg-search-sought-text = قل إنك بخير، أو ليس الآن، أو أبدا. جوابك يبقى بينك وبين { $who }: بلا موافقتك لا يعلم أحد شيئا.
msg-search-sought-button = أجب
msg-search-sought-short = { $who }: شخص يعرفك يبحث عنك. قل إنك بخير، أو ليس الآن، أو أبدا:
msg-search-found-title = عُثر على شخص تبحث عنه
msg-search-found-text = افتح { $who } لترى بحثك.
msg-search-found-button = اعرض
msg-search-found-short = { $who }: عُثر على شخص تبحث عنه:
msg-search-goes-on-title = البحث مستمر
msg-search-goes-on-text = الخبر الذي وصلك كان خطأ وقد سُحب. بحثك مستمر كما كان.
msg-search-goes-on-button = اعرض بحثي
msg-search-goes-on-short = { $who }: سُحب الخبر الذي وصلك، والبحث مستمر:

# رسائلي
messages-kind-sought = هناك من يبحث عنك
messages-kind-sought-says = عندما يبحث عنك شخص يعرفك، مرة في اليوم على الأكثر.
messages-kind-reunited = شخص تبحث عنه
messages-kind-reunited-says = عندما يُعثر عليه، أو يستمر البحث.
stop-kind-sought = رسائل تقول إن هناك من يبحث عنك
stop-kind-reunited = أخبار شخص تبحث عنه
