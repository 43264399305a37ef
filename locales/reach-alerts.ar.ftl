# Official messages, by push, text message and e-mail.
msg-alert-title = رسالة رسمية من { $who }
msg-alert-button = قراءة
msg-alert-short = { $who }: { $says }
messages-kind-alert = الرسائل الرسمية
messages-kind-alert-says = عندما تقول مؤسسة شيئًا عن مكانك. برسالة نصية إذا كان الأمر خطيرًا وقريبًا.
stop-kind-alert = الرسائل الرسمية
