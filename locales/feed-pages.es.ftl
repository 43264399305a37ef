# En directo: leer, escribir, responder, difundir.

feed-title = En directo
feed-now = { $what }. En curso desde las { $time }.
feed-calm = No ocurre nada en este momento
feed-variants = Aquí se lee también { $tags }.
feed-pinned = Mensaje oficial, fijado
feed-official-go = Ver este mensaje y las respuestas
feed-officials = { $n ->
    [one] 1 mensaje oficial más
   *[other] { $n } mensajes oficiales más
}
feed-consignes = Todas las consignas oficiales
feed-act = Dónde actuar ahora
feed-tabs = Hilos
feed-all = Todo
feed-tags-or = { $one } o { $other }
feed-tags-and = { $one } y { $other }
feed-tags-without = { $some }, sin { $others }
feed-newest = Ver los mensajes recientes
feed-fresh = { $n ->
    [one] 1 mensaje nuevo
   *[other] { $n } mensajes nuevos
}
feed-none = Todavía no hay mensajes.
feed-older = Mensajes anteriores
feed-elsewhere = Seguir este hilo en otro sitio
feed-nameless = Sin nombre
feed-edited = modificado
feed-changed = Mensaje de { $name }, { $time }: modificado
feed-answers = En respuesta a un mensaje
feed-relayed = Difundido
feed-passed-gone = Lo que se difundía ya no está.
feed-reply = Responder
feed-relay = Difundir
feed-report = Denunciar
feed-gone = Este mensaje ya no está.
feed-not-relayed = Este mensaje ya no se puede difundir.
feed-ruling-more = Leer las fuentes
feed-ruled-true = Confirmado por { $who } a las { $time }.
feed-ruled-false = Desmentido por { $who } a las { $time }.
feed-ruled-misleading = Aclarado por { $who } a las { $time }.
feed-ruled-link-false = Comparte un enlace desmentido por { $who } a las { $time }.
feed-ruled-link-misleading = Comparte un enlace aclarado por { $who } a las { $time }.
feed-held-until = Retenido por seguridad hasta las { $time }. Solo usted lo ve.
feed-held-decided = Retenido por seguridad. Un moderador lo leerá. Solo usted lo ve.
feed-removed = Retirado por la moderación. Solo usted lo ve.
feed-covered = { $n ->
    [one] Imagen dura, cubierta. Mostrarla
   *[other] Imágenes duras, cubiertas. Mostrarlas
}
feed-no-alt = Imagen sin descripción
feed-masked-address = (dirección oculta)
feed-masked-code = (código oculto)
feed-masked-phone = (teléfono oculto)
feed-masked-email = (correo oculto)
feed-masked-link = (enlace oculto)
feed-was-address = una dirección
feed-was-code = un código
feed-was-phone = un teléfono
feed-was-email = un correo
feed-was-link = un enlace
feed-words = Qué significan las menciones
feed-official = Oficial
feed-official-means = Institución cuya identidad hemos comprobado.
feed-official-lost = Institución cuya prueba se ha perdido
feed-institution-unproven = Institución no verificada
feed-organisation = Organización
feed-witness = Testigo en la zona
feed-witness-means = La persona está en la zona. Su relato no está verificado.
feed-unverified = Sin verificar
feed-unverified-means = Nadie lo ha confirmado aún. Espere antes de difundirlo.
feed-corroborated = { $n ->
    [one] Visto por 1 persona más
   *[other] Visto por { $n } personas más
}
feed-confirmed = Confirmado
feed-confirmed-means = Alguien que puede saberlo lo ha confirmado.
feed-false = Desmentido
feed-false-means = Una fuente oficial dice que es falso.
feed-misleading = Engañoso

feed-exercise = Hay un simulacro en curso: seguirlo
thing-door = Puerta abierta
thing-need = Faltan plazas
thing-need-wanted = Se busca sitio
thing-notice = Aviso de búsqueda
thing-alert = Mensaje oficial
thing-near = Cerca de { $place }.
thing-until = Hasta las { $time }.
thing-open = { $n ->
    [one] 1 plaza libre
   *[other] { $n } plazas libres
}
thing-door-full = Completo
thing-door-paused = En pausa
thing-notice-searching = Búsqueda en curso
thing-notice-found = Hay noticias
thing-notice-closed = Búsqueda terminada
thing-on = En curso
thing-over = Ha terminado

write-title = Escribir un mensaje
write-reply-title = Responder
write-relay-title = Difundir
write-answers = El mensaje
write-passed = Lo que usted difunde
write-back = Volver sin publicar
write-label = Su mensaje
write-own-word = Unas palabras suyas, si quiere
write-hint = Diga lo que ve usted. No dé nunca la posición de la policía ni la de personas escondidas.
write-do = Publicar
write-reply-do = Publicar la respuesta
write-relay-do = Difundir
write-more = Imágenes, lugar, idioma
write-picture = Imagen { $n }
write-more-pictures = Añadir más imágenes
write-picture-kept = Imagen guardada
write-picture-drop = Quitar esta imagen
write-alt = Qué muestra la imagen { $n }
write-alt-hint = Para quien no ve la imagen. Basta una frase.
write-graphic = Imágenes duras: cubrirlas
write-near = Lugar, si quiere
write-near-hint = Una estación o una plaza. Solo se muestra el barrio.
write-witness = Estoy en la zona y lo veo con mis ojos
write-witness-says = Su mensaje lleva entonces «Testigo en la zona».
write-lang = Idioma del mensaje
write-kept = Contacto comprobado. Su mensaje sigue aquí.
write-prove-first = Su mensaje está guardado. Compruebe antes un contacto.
write-prove = Comprobar un contacto
write-prove-why = Recibe un código. Nadie más ve este contacto.
write-my-name = Su nombre
write-my-name-hint = Se leerán su nombre de pila y una inicial.
write-my-name-missing = Escriba su nombre.
write-contact = Teléfono o correo
write-contact-hint = Para recibir el código.
write-send-code = Enviar el código
write-sure = Este mensaje no está verificado. ¿Difundirlo de todos modos?
write-sure-says = Nadie lo ha confirmado aún. Un rumor puede poner a gente en peligro.
write-sure-do = Difundir de todos modos
write-sure-not = No difundir
write-toll = Mucha gente escribe en este momento
write-toll-says = Su mensaje está guardado. Para que las cuentas falsas no ahoguen el hilo, cada persona nueva da un poco de cálculo de su aparato, o un poco de tiempo.
write-toll-doing = Su aparato calcula unos segundos. El mensaje sale solo.
write-toll-half = La mitad está hecha.
write-toll-done = Está listo. Pulse Publicar.
write-toll-wait = { $seconds ->
    [one] Sin cálculo: espere { $seconds } segundo y pulse Publicar.
   *[other] Sin cálculo: espere { $seconds } segundos y pulse Publicar.
}
write-key-reused = Este mensaje ya está publicado, tal como estaba. Para publicar este texto como otro mensaje, pulse de nuevo.
write-offer = ¿Abre usted su puerta?
write-offer-says = Una puerta abierta se encuentra antes que un mensaje. Su dirección queda oculta.
write-offer-go = Abrir mi puerta a alguien
write-request = ¿Busca un techo?
write-request-says = Las puertas abiertas cerca de usted ya están aquí.
write-request-go = Pedir una plaza
write-search = ¿Busca a alguien?
write-search-says = Una búsqueda es privada y se compara con las noticias recibidas.
write-search-go = Iniciar una búsqueda
write-as-post = Publicar como mensaje

post-title = Mensaje de { $name }
post-back = Volver al directo
post-return = Volver al mensaje
post-first = Leer el primer mensaje
post-sent = Mensaje publicado
post-relayed = Mensaje difundido
post-edited = Mensaje modificado
post-before = Lo que decía antes
post-own = Su mensaje
post-see-too = Estoy allí y también lo veo
post-appeal = Pedir que se revise esta aclaración
post-masked = Por su seguridad, hemos ocultado: { $what }.
post-edit = Modificar el mensaje
post-edit-says = Lo que decía antes se puede leer.
post-edit-do = Guardar
post-cover = Cubrir las imágenes
post-uncover = Descubrir las imágenes
post-delete = Borrar este mensaje
post-delete-says = El texto y las imágenes desaparecen para todos.
post-delete-do = Borrar
post-answers = { $n ->
    [0] Ninguna respuesta
    [one] 1 respuesta
   *[other] { $n } respuestas
}
posts-mine = Mis mensajes
posts-none = No ha escrito nada.
posts-name = Su nombre público
posts-name-says = Todos leen este nombre junto a sus mensajes.
posts-name-label = Nombre público
posts-name-hint = Déjelo vacío para su nombre de pila y una inicial.
posts-name-do = Guardar este nombre
posts-name-done = Nombre guardado

flag-title = Denunciar este mensaje
flag-says = Los moderadores lo leen. El autor no sabe quién denuncia.
flag-why = Por qué
report-post-why-danger = Pone a alguien en peligro
report-post-why-hatred = Amenaza u odio
report-post-why-privacy = Muestra o nombra a alguien contra su voluntad
report-post-why-false = Es falso
report-post-why-graphic = Imágenes duras
report-post-why-other = Otra cosa
flag-words = Unas palabras para los moderadores, si quiere
flag-words-hint = Lo que deben saber.
flag-do = Denunciar
flag-done = Denuncia recibida
flag-done-title = Gracias
flag-done-says = Los moderadores leen primero lo más grave.
refusal-post-reported = Ya ha denunciado este mensaje.
refusal-post-reported-next = Los moderadores lo leen. No tiene que hacer nada más.
