# Las notificaciones de un navegador: la página, y lo que se rechaza.

push-title = Recibir avisos en este dispositivo
push-lead = Si está en la zona de una alerta, la pregunta aparece aquí y responde con un toque. También las noticias de los suyos.
push-quiet = Siempre sin ruido y sin vibración: un ruido puede delatar a quien se esconde. El texto va cifrado solo para este dispositivo.
push-script = Este botón necesita JavaScript. Sin él, los SMS y los correos le llegan igualmente.
push-here = Avisarme en este dispositivo
push-end = No avisarme más aquí
push-wait = Un momento…
push-on = Este dispositivo recibe avisos.
push-off = Este dispositivo no recibe avisos.
push-denied = Su navegador rechaza las notificaciones de este sitio. Para permitirlas: toque el candado junto a la dirección y luego «Notificaciones».
push-none = Este navegador no puede recibir notificaciones. Los SMS y los correos le llegan igualmente.
push-home = En iPhone y iPad: toque «Compartir», luego «Añadir a pantalla de inicio», y abra el sitio desde allí.
push-failed = No ha funcionado. Compruebe la red e inténtelo de nuevo.
push-all = Sus dispositivos
push-count = { $n ->
    [0] Ningún dispositivo recibe avisos.
    [one] Un dispositivo recibe avisos.
   *[other] { $n } dispositivos reciben avisos.
 }
push-try = Enviar una prueba
push-tried = Una prueba va de camino a sus dispositivos.
push-stop-all = No avisar más a ningún dispositivo
push-back = Volver a mi perfil
refusal-push-off = Este servidor no envía notificaciones.
refusal-push-off-next = Confirme un teléfono o una dirección: los mensajes llegan allí.
refusal-push-endpoint = La dirección de este navegador no es la de un servicio público de notificaciones.
refusal-push-endpoint-next = Pruebe con otro navegador, o confirme un teléfono.
refusal-push-keys = Las claves de este navegador no son válidas.
refusal-push-keys-next = Detenga las notificaciones en este dispositivo y pídalas de nuevo.
