# Puertas abiertas: lo que lee quien busca un lugar.

refusal-door-unknown = Esta puerta no está.
refusal-door-unknown-next = Quizá se ha cerrado. Busque la puerta más cercana.
refusal-door-no-incident = No hay ninguna alerta en curso.
refusal-door-no-incident-next = Las puertas se abren cuando se da una alerta. En peligro, llame al 112.
refusal-door-prove-to-stay = Para ir a casa de alguien hay que probar un teléfono o un correo.
refusal-door-prove-to-stay-next = Dé un contacto y copie el código. Los lugares públicos le acogen sin eso.
refusal-door-places = Este número de plazas no es posible.
refusal-door-places-next = Elija entre 1 y { $most }.
refusal-door-too-long = Este texto es demasiado largo.
refusal-door-too-long-next = Deje como máximo { $most } caracteres.
refusal-door-shut = Esta puerta ya no acoge.
refusal-door-shut-next = Pregunte en la puerta siguiente.
refusal-door-no-room = { $left ->
        [0] Ya no queda lugar aquí.
        [one] Queda un solo lugar aquí.
       *[other] Quedan { $left } lugares aquí.
    }
refusal-door-no-room-next = Pregunte en la puerta siguiente, o vengan menos personas.
refusal-door-newcomers = Las plazas que se guardan sin contacto confirmado están ocupadas.
refusal-door-newcomers-next = Vaya allí: en la puerta le dejarán entrar si hay sitio. O confirme un teléfono o un correo y vuelva a pedirlo.
refusal-door-adults-only = Las casas acogen solo a adultos.
refusal-door-adults-only-next = Con un niño, vaya a un lugar público: ayuntamiento, gimnasio, hospital. Un menor solo llama al 112.
refusal-door-own = Es su propia puerta.
refusal-door-own-next = Busque la de otra persona.
refusal-door-staying = Ya tiene un lugar.
refusal-door-staying-next = Anúlelo primero si quiere ir a otra parte.
refusal-door-many-addresses = Ha recibido tres direcciones en 24 horas.
refusal-door-many-addresses-next = Vaya a un lugar público, o llame al 112 si está en peligro.
refusal-door-way-crosses = El camino cruza una zona que hay que evitar.
refusal-door-way-crosses-next = Elija una puerta de su lado, o quédese a cubierto.
refusal-door-stay-put = Está en una zona que hay que evitar.
refusal-door-stay-put-next = Quédese a cubierto y siga las instrucciones. En peligro: 17, 112, o 114 por SMS.
refusal-door-moved-on = Ya no es posible: la situación ha cambiado.
refusal-door-moved-on-next = Actualice la página para ver dónde está.
refusal-door-many-words = Ya hay muchos mensajes.
refusal-door-many-words-next = Hablen en la puerta. En peligro, llame al 17.
refusal-door-no-words = El mensaje está vacío.
refusal-door-no-words-next = Escriba una frase.
refusal-door-place-missing = Falta el lugar.
refusal-door-place-missing-next = Dé una estación o una plaza, o pulse « Donde estoy ».
refusal-door-place-coarse = Esta zona es demasiado amplia.
refusal-door-place-coarse-next = Dé una estación o una plaza, o pulse « Donde estoy ».
refusal-door-landmark-unknown = No conocemos este lugar.
refusal-door-landmark-unknown-next = Elija una estación o una plaza de la lista.
refusal-door-too-many = Ha habido demasiadas peticiones desde aquí.
refusal-door-too-many-next = Espere unos minutos y vuelva a intentarlo.
refusal-door-reported = Esta estancia ya está señalada.
refusal-door-reported-next = Una persona la está mirando. En peligro, llame al 17.
