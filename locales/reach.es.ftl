# Lo que se envía a las personas: notificación, SMS, correo.

msg-drill = SIMULACRO
msg-ask-title = ¿Está usted bien?
msg-ask-text = Parece que está en la zona afectada por { $what }. Avise a los suyos de que está a salvo.
msg-ask-facts = { $what }. En curso desde { $time }. Alerta dada por { $who }.
msg-ask-button = Responder
msg-ask-short = { $who }: { $what }. ¿Está bien? Responda OK, AYUDA o FUERA, o toque:
msg-over-title = La alerta ha terminado
msg-over-text = { $what }: la alerta ha terminado. No tiene que hacer nada más.
msg-over-button = Ver
msg-over-short = { $who }: { $what }, la alerta ha terminado.
msg-false-title = Era una falsa alarma
msg-false-text = { $what }: era una falsa alarma. No ha pasado nada. No tiene que hacer nada.
msg-false-short = { $who }: { $what }, era una falsa alarma. No tiene que hacer nada.
msg-told-safe = { $who } está a salvo ({ $time })
msg-told-not_there = { $who } no está en la zona ({ $time })
msg-told-need_help = { $who } pide ayuda ({ $time })
msg-told-in_care = { $who } está siendo atendido ({ $time })
msg-told-text = { $what }. Las peticiones de ayuda llegan a los operadores; no hace falta llamar, una línea libre puede salvar.
msg-told-button = Ver a los míos
msg-code-title = Su código: { $code }
msg-code-text = Su código es { $code }. Vale diez minutos. No se lo dé a nadie. Si no lo ha pedido, no haga nada.
msg-code-button = Abrir la página
msg-code-short = Su código Rhizome: { $code } (10 minutos). No se lo dé a nadie.
msg-trial-title = Prueba
msg-trial-text = Esto es una prueba: los mensajes le llegan.
msg-trial-button = Abrir
msg-trial-short = Prueba: los mensajes le llegan.
msg-footer = Recibe este mensaje porque lo pidió a { $site }.
msg-stop = No recibir más este tipo de correo

# La dirección que pone fin a un tipo de correo.
stop-title = No recibir más estos correos
stop-asks = ¿No recibir más por correo: { $kind }?
stop-others = Los demás correos, las notificaciones y los SMS no cambian.
stop-do = No recibir más
stop-done = Hecho
stop-done-says = Ya no recibirá por correo: { $kind }.
stop-undo = Cambiar de opinión
stop-undo-says = Inicie sesión y elija en «Mis mensajes».
stop-kind-ask = la pregunta «¿Está usted bien?»
stop-kind-remind = los recordatorios de la pregunta
stop-kind-over = el fin de las alertas
stop-kind-told = las noticias de los suyos
