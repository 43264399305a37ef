# The people of one's circle. Silence is "no news yet": it is never counted, and never means danger.

board-title = Su gente
board-at = a las { $time }
board-on = { $name }. En curso.
board-over = { $name }. Terminado { $at }.
board-of = { $incident }: { $says }
board-drill = SIMULACRO. Esto es una prueba. No ha pasado nada.
board-calm = No hay nada en curso. Su gente aparece aquí.
board-empty = No hay nadie en su lista. Añada a su gente para saber cómo está.
board-invite = Invitar a alguien
board-manage = Gestionar mi gente
board-back = Volver a su gente
board-quote = «{ $words }»

board-group-help = Necesita ayuda
board-group-none = Aún sin noticias
board-group-safe = A salvo
board-silence = No responder no significa peligro.

board-is-none = Sin noticias
board-is-dead = Sin noticias
board-is-not_there = No está en la zona
board-is-safe = A salvo
board-is-need_help = Necesita ayuda
board-is-in_care = Recibe atención
board-was-safe = A salvo { $at }
board-was-not_there = Fuera de la zona { $at }
board-was-need_help = Pidió ayuda { $at }
board-was-in_care = Recibía atención { $at }
board-asked-again = Se le ha vuelto a preguntar.
board-say-none = Aún sin noticias de { $name }
board-say-dead = Aún sin noticias de { $name }
board-say-not_there = { $name } no está en la zona
board-say-safe = { $name } está a salvo
board-say-need_help = { $name } necesita ayuda
board-say-in_care = { $name } recibe atención

board-own = Su propia respuesta, { $at }.
board-own-sms = Su propia respuesta, por SMS, { $at }.
board-official = Según un hospital o una autoridad, { $at }.
board-somebody = alguien cercano
board-somebody-you = Alguien
board-by-confirmed = Según { $who }, y confirmado por esta persona, { $at }.
board-by-saw = Según { $who }, que vio a esta persona, { $at }.
board-by-spoke = Según { $who }, que le habló, { $at }.
board-by-heard = Según { $who }, que tuvo noticias suyas, { $at }.
board-by-read = Según { $who }, que lo leyó en línea, { $at }.
board-by-saw-sms = Según { $who }, por SMS, que vio a esta persona, { $at }.
board-by-spoke-sms = Según { $who }, por SMS, que le habló, { $at }.
board-by-heard-sms = Según { $who }, por SMS, que tuvo noticias suyas, { $at }.
board-by-read-sms = Según { $who }, por SMS, que lo leyó en línea, { $at }.

board-you = Usted: { $word }, { $at }.
board-you-none = Aún no ha respondido.
board-you-dead = Aún no ha respondido.
board-you-not_there = fuera de la zona
board-you-safe = a salvo
board-you-need_help = necesita ayuda
board-you-in_care = recibe atención
board-answer = Responder
board-change = Cambiar

board-of-you = Dicen que está a salvo
board-of-you-saw = { $who } dice que le vio, { $at }.
board-of-you-spoke = { $who } dice que habló con usted, { $at }.
board-of-you-heard = { $who } dice que tuvo noticias suyas, { $at }.
board-of-you-read = { $who } lo leyó en línea, { $at }.
board-of-you-own = { $who } lo dice, { $at }.
board-of-you-says = Su respuesta cuenta más que la de los demás.
board-confirm = Es cierto
board-dispute = No es cierto

board-remind = Volver a preguntar
board-remind-whom = Volver a preguntar a { $name }
board-reminded = Mensaje enviado a { $name }. Solo uno cada 30 minutos, para no molestar.
board-reminded-already = { $name } recibió un mensaje hace poco. Solo sale uno cada 30 minutos.
board-answered-already = { $name } ha respondido. Su respuesta está abajo.

board-well = Está bien
board-well-whom = Está bien: { $name }
board-well-title = ¿{ $name } está bien?
board-well-says = La gente que tienen en común verá que lo dice usted. Esta persona podrá confirmarlo o corregirlo.
board-well-where = ¿De qué habla?
board-how = ¿Cómo lo sabe?
board-how-saw = Le he visto
board-how-spoke = Hemos hablado
board-how-heard = He tenido noticias suyas
board-how-read = Leído en línea: no cambia nada
board-well-note = Unas palabras
board-well-note-hint = Opcional. 140 caracteres como máximo.
board-well-do = Decir que { $name } está bien
board-said = Anotado. { $name } podrá confirmarlo o corregirlo.
