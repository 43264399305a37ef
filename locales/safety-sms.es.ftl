# Respuestas a los SMS recibidos: una línea.

sms-safe = Anotado: usted se encuentra bien ({ $what }). Sus allegados lo ven. Si esto cambia, responda AYUDA.
sms-safe-and = Anotado: usted y { $who } se encuentran bien ({ $what }). Sus allegados lo ven. Si esto cambia, responda AYUDA.
sms-safe-but = Anotado: usted se encuentra bien ({ $what }). Pero no sabemos a quién se refiere: { $who }. Responda OK y el nombre completo, como en su grupo.
sms-not_there = Anotado: usted no se encuentra en la zona ({ $what }). Sus allegados lo ven. Si esto cambia, responda AYUDA.
sms-need_help = Llame primero: { $numbers }. Los operadores tienen su solicitud. Diga donde se encuentra y cuantas personas son.
sms-help-stays = Usted ha solicitado ayuda: su solicitud sigue abierta. Un operador lee su mensaje. En peligro, llame: { $numbers }.
sms-help-place = Los operadores tienen su mensaje, con su solicitud de ayuda. En peligro, llame: { $numbers }.
sms-declared = Anotado: dice usted que { $who } se encuentra bien. Su grupo lo ve. No es su propia respuesta: por usted, responda OK.
sms-which = ¿A quién se refiere? { $names }. Responda OK y el nombre completo. Nada se anota para { $who }.
sms-nobody = Nadie lleva este nombre en su grupo: { $who }. Responda OK y el nombre como en su grupo. Nada se anota.
sms-no-incident = Ninguna alerta le concierne en este momento. En peligro, llame: { $numbers }.
sms-unclear = No se ha entendido. Responda OK (estoy bien), AYUDA u OUT (no estoy en la zona), o OK y un nombre. Una persona lee el resto.
sms-urgent = En peligro, llame: { $numbers }. Una persona lee su mensaje primero. Si necesita ayuda, responda AYUDA.
sms-stopped = { $site } no le escribe por SMS. Para recibirlos de nuevo: START.
sms-started = { $site } le escribe de nuevo por SMS. Para no recibir nada: STOP.
sms-who = Guardamos su respuesta, pero no conocemos este número. Responda con su nombre y apellido.
sms-who-help = Llame primero: { $numbers }. Los operadores ven su solicitud. Responda con su nombre y apellido, y diga donde se encuentra.
sms-unknown = No conocemos este número: lo que dice de otra persona no cuenta aún. Regístrese: { $url }
sms-named = Gracias, { $who }. Un código llega a este número: devuélvalo aquí, y su respuesta cuenta.
sms-proven = Gracias. Este número es suyo, y su respuesta cuenta. Si esto cambia, responda AYUDA u OK.
sms-code-wrong = Ese código no es correcto, o ha caducado. Responda OK, AYUDA u OUT para recibir otro.
sms-code-elsewhere = Escriba este código en la página donde lo ha pedido: { $url }
