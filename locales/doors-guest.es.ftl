# Puertas abiertas: quien busca un sitio.

masked = (oculto)

to-doors = Encontrar o abrir una puerta
to-doors-says = Refugio cercano, o sitio en su casa.

near-title = Puertas abiertas cerca de usted
near-station = ¿Cerca de qué estación?
near-go = Buscar
near-again = Buscar así
near-locate = Donde estoy
near-locating = Buscando a su alrededor…
near-not-located = No se encontró su posición. Escriba una estación.
near-who = ¿Quiénes son, cuántos, qué necesitan?
near-ask = Escriba una estación, una plaza o un ayuntamiento. Las puertas más cercanas aparecen aquí.
near-calm = No hay ninguna alerta.
near-calm-says = Las puertas se abren cuando se da una alerta. En peligro, llame al 112.
near-written = Lo que ha escrito
near-written-says = Lo que se entiende de ello rellena el formulario. No se publica ni se guarda nada.
near-own-stay = Usted tiene un sitio.
near-own-stay-go = Ver mi sitio
near-own-door = Usted ha abierto una puerta.
near-own-door-go = Ver mi puerta
near-public = Los lugares públicos primero.
near-children = Las viviendas acogen solo a adultos. Con niños: ayuntamiento, gimnasio, escuela, hospital. En peligro, llame al 112 o al 17, o escriba al 114.
near-minor = Si tiene menos de 18 años y no está con un adulto: vaya a un lugar público o a la policía, o llame al 112. Si no puede hablar: SMS al 114.
near-count = { $n ->
    [0] Ninguna puerta tiene sitio.
    [one] 1 puerta, la más cercana.
   *[other] { $n } puertas, las más cercanas primero.
}
near-count-says = La dirección exacta se le da cuando el anfitrión acepta.
near-door = Puerta { $n }
near-minutes = { $n ->
    [one] A 1 minuto a pie
   *[other] A { $n } minutos a pie
}
near-here = A menos de 5 minutos a pie
near-here-place = En su barrio.
near-way-around = El camino rodea una zona que hay que evitar.
near-where = { $area }, hacia { $name }.
near-area = { $area }.
near-towards = Hacia { $name }.
near-room = { $n ->
    [one] 1 sitio
   *[other] { $n } sitios
}, hasta las { $until }
near-full = Completo por ahora
near-note = «{ $note }»
near-comma = { ", " }
near-say-full = La puerta { $n } está completa
near-say-open = La puerta { $n } tiene sitio
near-wait = Avíseme si se libera un sitio
near-waits = Le avisaremos si se libera un sitio.
near-wait-over = No avisarme más
near-wait-sign-in = Entrar para recibir un aviso si se libera un sitio
near-none = No hay puertas abiertas cerca de aquí
near-all-full = Las puertas cercanas están completas
near-none-says = Quédese a cubierto. Mientras tanto:
near-none-public = Vaya a un lugar público abierto: ayuntamiento, hospital, estación, parque de bomberos.
near-none-stay = Si salir es peligroso, quédese donde está.
near-none-wait = Pida un aviso: a menudo se libera un sitio en pocos minutos.
near-wider = Buscar sin estas condiciones, para una persona
near-nothing-fits = ¿Nada le conviene?
near-look = Busco un sitio
near-look-says = Su necesidad se cuenta aquí, sin su nombre: se pide a anfitriones cercanos que abran.
near-looking = Busca un sitio desde las { $time }.
near-looking-says = Su necesidad se cuenta aquí. Vuelva a mirar: la lista cambia deprisa.
near-looking-over = Ya no busco
near-open-mine = Abrir mi puerta a alguien
near-map = { $n ->
    [one] Mapa: 1 puerta. La lista dice lo mismo.
   *[other] Mapa: { $n } puertas. La lista dice lo mismo.
}
near-key-door = Puerta abierta
near-key-zone = Zona que hay que evitar
near-key-you = Usted (lugar elegido)
near-key-scale = Barra: { $n } m
near-pan = Mover el mapa
near-pan-in = Acercar
near-pan-out = Alejar
near-pan-west = Hacia el oeste
near-pan-east = Hacia el este
near-pan-north = Hacia el norte
near-pan-south = Hacia el sur

suits-wheelchair = Sin escalones
suits-children = Niños bienvenidos
suits-animals = Se aceptan animales
suits-first_aid = Socorrista en el lugar
suits-night = Para la noche
needs-wheelchair = Silla de ruedas
needs-children = Un niño
needs-animals = Un animal
needs-first_aid = Herido leve
needs-night = Para la noche
who-is-adults = Adultos
who-is-children = Con niños
who-is-minor = Menor sin adulto
tier-institution = Lugar de una institución
tier-vouched-public = Lugar público, una organización responde por él
tier-vouched = Una organización responde por el anfitrión
tier-proven = Anfitrión conocido, contacto verificado
tier-new = Anfitrión nuevo, contacto verificado

tongue-fr = francés
tongue-en = inglés
tongue-ar = árabe
tongue-es = español
tongue-de = alemán
tongue-it = italiano
tongue-pt = portugués
tongue-nl = neerlandés
tongue-pl = polaco
tongue-ro = rumano
tongue-ru = ruso
tongue-uk = ucraniano
tongue-tr = turco
tongue-fa = persa
tongue-zh = chino
tongue-ja = japonés
tongue-hi = hindi
tongue-ta = tamil
tongue-wo = wolof
tongue-he = hebreo

ask-door-title = Pedir un sitio
ask-back = Todas las puertas
ask-places = ¿Cuántos son?
ask-name = Su nombre
ask-name-hint = El anfitrión le reconoce por este nombre.
ask-name-missing = Escriba su nombre, para que el anfitrión le reconozca.
ask-who = ¿Quiénes son?
ask-needs = A tener en cuenta
ask-words = Unas palabras al anfitrión, si quiere
ask-words-hint = Sin dirección ni número: se ocultarían.
ask-do = Enviar la petición
ask-who-sees-places = El anfitrión ve su nombre, cuántos son y estos datos. Nada más.
ask-held = Sus sitios se guardan 20 minutos, mientras el anfitrión responde.
ask-held-public = Sus sitios se guardan en cuanto envía.
ask-prove = Para ir a casa de alguien hay que probar un teléfono o un correo. Llega un código, usted lo copia, y su petición sigue ahí.
ask-contact = Su teléfono o su correo
ask-contact-hint = El anfitrión nunca lo ve.
ask-send-code = Recibir el código
ask-prove-else = Los lugares públicos le acogen sin eso.
ask-proven = Contacto verificado. Solo queda enviar.
ask-public-go = Ver los lugares públicos
ask-next = { $n ->
    [one] Pedir en la puerta siguiente, a 1 minuto
   *[other] Pedir en la puerta siguiente, a { $n } minutos
}
ask-next-here = Pedir en la puerta siguiente, muy cerca
ask-door-staff = Está aquí con una cuenta del equipo. Un sitio se pide con una cuenta personal.

stay-is-held = Petición enviada
stay-is-accepted = Aceptada
stay-is-arrived = A cubierto
stay-is-left = Terminada
stay-is-home = En casa
stay-is-refused = Rechazada
stay-is-ran_out = Plazo terminado
stay-is-guest_cancelled = Anulada
stay-is-host_cancelled = Anulada
stay-is-door_closed = Puerta cerrada
stay-is-frozen = Denunciada

stay-guest-held = El anfitrión va a responderle
stay-guest-held-says = Sus sitios se guardan hasta las { $time }.
stay-guest-accepted = Una puerta le espera
stay-guest-accepted-says = Le esperan hasta las { $time }.
stay-guest-stay_put = Quédese donde está
stay-guest-stay_put-says = Hay una zona que evitar en su camino. Quédese a cubierto, lejos de las ventanas. Esta página cambia en cuanto el camino esté libre.
stay-guest-arrived = Está a cubierto
stay-guest-arrived-says = La dirección sigue aquí mientras usted esté allí. Después se borra.
stay-guest-left = Se ha marchado
stay-guest-left-says = Gracias por decirlo: sus sitios sirven a otros. Vuelva bien a casa.
stay-guest-home = Está en casa
stay-guest-home-says = Sus sitios sirven a otros. La dirección ya no está aquí.
stay-guest-refused = Este anfitrión no puede acogerle
stay-guest-refused-says = Ocurre y no dice nada de usted. Pida en la puerta siguiente.
stay-guest-ran_out = El plazo ha terminado
stay-guest-ran_out-says = Nadie respondió, o usted no llegó a tiempo. Pida en la puerta siguiente.
stay-guest-guest_cancelled = Ha anulado
stay-guest-guest_cancelled-says = Sus sitios sirven a otros. Puede pedir en otra parte.
stay-guest-host_cancelled = El anfitrión ha anulado
stay-guest-host_cancelled-says = No vaya. Pida en la puerta siguiente.
stay-guest-door_closed = Esta puerta se ha cerrado
stay-guest-door_closed-says = No vaya. Pida en la puerta siguiente.
stay-guest-frozen = Este sitio está suspendido
stay-guest-frozen-says = Una persona examina una denuncia. No vaya. En peligro, llame al 17 o al 112.

stay-host-held = Alguien pide un sitio
stay-host-held-says = Responda antes de las { $time }. Después, los sitios se liberan solos.
stay-host-accepted = Espera a alguien
stay-host-accepted-says = Llega antes de las { $time }. Después, los sitios se liberan solos.
stay-host-arrived = Su huésped está ahí
stay-host-arrived-says = Diga aquí cuándo se marcha.
stay-host-left = Su huésped se ha marchado
stay-host-left-says = Gracias. Los sitios están libres.
stay-host-home = Su huésped está en casa
stay-host-home-says = Gracias. Los sitios están libres.
stay-host-refused = Ha dicho que no
stay-host-refused-says = La persona busca en otra parte. No tiene que decir por qué.
stay-host-ran_out = El plazo ha terminado
stay-host-ran_out-says = Los sitios están libres.
stay-host-guest_cancelled = La persona ha anulado
stay-host-guest_cancelled-says = Los sitios están libres.
stay-host-host_cancelled = Ha anulado
stay-host-host_cancelled-says = La persona está avisada y busca en otra parte.
stay-host-door_closed = Su puerta está cerrada
stay-host-door_closed-says = La persona está avisada y busca en otra parte.
stay-host-frozen = Este sitio está suspendido
stay-host-frozen-says = Una persona examina una denuncia. En peligro, llame al 17 o al 112.

stay-say = Para decir en la puerta
stay-say-says = El anfitrión tiene las mismas palabras. Si no las dice, no entre.
stay-say-host = Para oír en la puerta
stay-say-host-says = Su huésped tiene las mismas palabras. Si no las dice, no abra.
stay-where = Adónde ir
stay-where-says = No comparta esta dirección. Desaparece al final.
stay-around = Esta puerta está aquí: { $place }
stay-host-name = Su anfitrión: { $name }
stay-guest = La persona
stay-host = El anfitrión
stay-me = Usted
stay-people = { $n ->
    [one] 1 persona
   *[other] { $n } personas
}
stay-do-accept = Aceptar
stay-do-refuse = No puedo
stay-do-arrive = He llegado
stay-do-arrive-host = Mi huésped ha llegado
stay-do-leave = Dejo este sitio
stay-do-leave-host = Mi huésped se ha marchado
stay-do-home = Estoy a salvo en casa
stay-do-cancel = Anular
stay-no-answer = Si no hay respuesta, pida en la puerta siguiente. Su petición aquí se anulará.
stay-do-next = Anular y ver las otras puertas
stay-other = Ver las otras puertas
stay-write = Escribir al anfitrión
stay-write-guest = Escribir a su huésped
stay-word = Su mensaje
stay-word-hint = Sin dirección ni número: se ocultarían. Se borra después del final.
stay-word-do = Enviar el mensaje
stay-safe = Para su seguridad
stay-safe-way = Vaya por calles iluminadas, de dos en dos si es posible. Evite la zona.
stay-safe-words = En la puerta, intercambien las palabras antes de entrar.
stay-safe-leave = ¿Una duda? No entre, o márchese. No tiene que explicar nada.
stay-safe-money = Todo es gratis. Si le piden dinero, márchese y denúncielo.
stay-door = Ver mi puerta
