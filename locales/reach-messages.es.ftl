# Mis mensajes: por dónde se llega a uno y qué quiere recibir.

channel-push = Notificación
channel-sms = SMS
channel-email = Correo
messages-title = Mis mensajes
messages-did-saved = Sus preferencias están guardadas.
messages-did-again = Volveremos a escribirle por ahí.
messages-did-tried-push = La prueba va hacia sus dispositivos.
messages-did-tried-sms = La prueba va por SMS.
messages-did-tried-email = La prueba va por correo.
messages-lead = Cuando pasa algo cerca de usted, se le envía una pregunta: ¿está bien?
messages-order = Primero una notificación. Sin señal de vida a los { $push } min, un SMS. Sin señal de vida { $sms } min después, un correo. En cuanto responde, no se envía nada más.
messages-quiet = En la zona, nada suena y nada vibra.
messages-channels = Cómo se le puede localizar
messages-usable = Listo
messages-missing = Por añadir
messages-not-here = No en este servidor
messages-stopped = Detenido
messages-stopped-says = Usted pidió que no se enviara nada más por ahí.
messages-again = Escríbanme de nuevo
messages-devices = { $n ->
    [0] Ningún dispositivo recibe notificaciones.
    [one] 1 dispositivo recibe notificaciones.
   *[other] { $n } dispositivos reciben notificaciones.
}
messages-this-device = Notificaciones en este dispositivo
messages-no-sms = No tiene ningún número verificado.
messages-no-email = No tiene ninguna dirección verificada.
messages-prove = Añadir y verificar
messages-try-push = Enviarme una prueba (notificación)
messages-try-sms = Enviarme una prueba (SMS)
messages-try-email = Enviarme una prueba (correo)
messages-choices = Lo que quiere recibir
messages-choices-says = Para cada tipo de mensaje, elija por dónde puede llegar.
messages-kind-ask = La pregunta «¿Está bien?»
messages-kind-ask-says = Cuando está en una zona afectada o en una lista que se llama.
messages-kind-remind = Los recordatorios
messages-kind-remind-says = Cuando un allegado, o una lista, espera su respuesta.
messages-kind-over = El fin de la alerta
messages-kind-over-says = Si se le había enviado la pregunta.
messages-kind-told = Las noticias de sus allegados
messages-kind-told-says = Cuando un allegado dice cómo está, o hay noticias suyas.
messages-none = No se le enviará nada; lo verá todo en el sitio.
messages-code = Los códigos que pide llegan siempre.
messages-save = Guardar mis preferencias
messages-devices-title = Sus dispositivos
messages-device = Añadido el { $day } a las { $time }
messages-device-this = Este dispositivo
messages-forget = Olvidar
messages-forget-which = Olvidar el dispositivo añadido el { $day } a las { $time }

# Rechazos
refusal-not-reachable = Por ahora no hay forma de localizarle por ahí.
refusal-not-reachable-next = Añada y verifique un contacto, o active las notificaciones en este dispositivo.
refusal-many-trials = Ya ha enviado varias pruebas.
refusal-many-trials-next = Inténtelo de nuevo dentro de una hora.
