# The question and its answers.

ask-title = ¿Está bien?
ask-now = { $what }. En curso desde las { $time }. Alerta dada por { $who }.
ask-lead = Parece que está en la zona afectada por { $what }. Avise a sus allegados de que está a salvo.
ask-choose = Elija una de las tres respuestas.
ask-told = { $n ->
    [one] Su allegado recibe el aviso enseguida.
   *[other] Sus { $n } allegados reciben el aviso enseguida.
}
ask-told-link = Sus allegados reciben el aviso enseguida.
ask-anonymous = Diga quién es en el paso siguiente, o siga en el anonimato.
ask-other = Declarar a salvo a otra persona
ask-who-sees = ¿Quién verá mi respuesta?
ask-who-sees-says = Solo sus allegados. Su posición no se muestra nunca. Puede cambiar de respuesta en cualquier momento.
ask-no-network = ¿Sin red? Responda igual. Su respuesta sale en cuanto vuelve la red.
ask-staff = Ha entrado como miembro del equipo: aquí no se responde como tal.
ask-staff-go = Abrir la consola
answer-safe = Estoy a salvo
answer-need_help = Necesito ayuda
answer-need_help-says = Rescate, refugio, cuidados, alguien a quien encontrar.
answer-not_there = No estoy en la zona
answer-not_there-says = Sus allegados no tienen que preocuparse.
said = Ha respondido: { $what }, a las { $time }.
said-then = Ha respondido: { $what }, { $time }.
said-safe = a salvo
said-need_help = necesito ayuda
said-not_there = no estoy en la zona

over-title = La alerta ha terminado
over-says = Gracias. Las respuestas se borran en { $days } días. Puede borrar las suyas antes, con sus datos, en «Yo».
over-cancelled = Era una falsa alarma
over-cancelled-says = No ha pasado nada. No tiene que hacer nada. Se avisa también a quienes recibieron la pregunta.
to-people = Ver a mis allegados
home-others = Otras alertas en curso

home-title = Rhizome
home-lead = Una pregunta, una respuesta: sus allegados saben que está bien.
home-on = Alertas en curso
home-drills = Simulacros en curso
home-since = En curso desde las { $time }.
home-calm = Ninguna alerta en curso
home-calm-says = No se le pregunta nada. Cuando ocurra algo, la pregunta aparecerá aquí.
home-me = Preparar a mis allegados
home-me-says = Su nombre, sus lugares y las personas a las que avisar.

who-title = ¿Quién es usted?
who-lead = Su respuesta está guardada. Diga quién es para que sus allegados la vean.
who-help = El equipo ya puede leer su petición. Diga quién es para que pueda contactarle.
who-help-waits = Su petición está guardada. Esperan muchas peticiones sin contacto verificado: dé un contacto y, en cuanto vuelva su código, el equipo leerá la suya antes que esas. En caso de peligro, llame al 112.
who-name = Su nombre
who-name-hint = Como le conocen sus allegados.
who-contact = Correo o teléfono
who-contact-hint = Ahí se envía un código. El contacto no se muestra a nadie.
who-do = Enviar el código
who-anonymous = Seguir en el anonimato
who-anonymous-says = No se avisará a nadie.
who-account = Ya tengo una cuenta

done-recorded = Respuesta registrada a las { $time }
done-recorded-then = Respuesta registrada { $time }
done-safe = Sus allegados saben que está a salvo.
done-not_there = Sus allegados saben que no está en la zona.
done-need_help = Su petición de ayuda ha salido.
done-alone = Su respuesta está registrada.
done-told = { $n ->
    [one] 1 persona recibe el aviso.
   *[other] { $n } personas reciben el aviso.
}
done-nobody = Aún no hay nadie en la lista de sus allegados. Añada a alguien para que lo sepa.
done-help-says = Un equipo lee cada petición. Sus allegados saben que ha pedido ayuda, nunca dónde.
done-anonymous = Su respuesta está guardada, sin su nombre.
done-anonymous-says = No avisa a nadie. Diga quién es cuando pueda.
done-anonymous-help = Un equipo lee cada petición, también sin nombre.
done-unproven = No avisa a nadie hasta que vuelva el código. Abra el mensaje recibido, o diga otra vez quién es.
done-who = Decir quién soy
done-who-says = Para que mis allegados lo sepan.
done-word = Añadir unas palabras
done-word-hint = Opcional, 140 caracteres. Solo las leen sus allegados.
done-word-send = Enviar estas palabras
done-word-sent = Sus palabras se han enviado.
done-next = ¿Y ahora?
done-people-says = Quién ha respondido y quién todavía no.
done-invite = Añadir a alguien
done-detail = Completar mi petición
done-detail-says = Qué necesita, dónde, cuántos son.
done-other-says = Alguien a quien ha visto u oído.
done-change = Cambiar mi respuesta

# What help is needed
help-sent = Su petición de ayuda ha salido
help-need-title = ¿Qué necesita?
help-place-title = ¿Dónde está?
help-people-title = ¿Cuántos son?
help-lead = Un equipo lee cada petición. Responda si puede. Si no, siga escondido y en silencio.
help-place = Lugar
help-place-hint = Calle, piso, entrada, lo que ve.
help-locate = Añadir mi posición
help-located = Posición añadida, con 350 m de margen
help-not-located = No se encuentra la posición. Escriba el lugar.
help-place-who = Solo el equipo de rescate ve este lugar. Nunca sus allegados, nunca el público.
help-place-do = Añadir este lugar
help-place-later = Su posición solo se envía si la añade en el paso siguiente. Solo la ve el equipo de rescate.
help-people = Número de personas
help-people-hint = Contándose usted. De 1 a 500.
help-words = Algo más para quienes le ayudan (opcional)
help-words-hint = 140 caracteres como máximo. Solo lo lee el equipo de rescate.
help-people-do = Añadir este número
help-skip = Saltar esta pregunta
help-over = Ya no necesito ayuda
need-hurt = Hay una persona herida
need-child = Hay un niño solo
need-stuck = No puedo salir o me escondo
need-shelter = Busco refugio
need-person = Busco a alguien

# Somebody else is safe
other-lead = Diga quién sabe que está a salvo, y cómo lo sabe. La persona puede confirmarlo o corregirlo.
other-who = ¿Quién?
other-someone = Otra persona
other-name = Su nombre
other-contact = Su correo o su teléfono
other-contact-hint = Opcional. Así lo sabrán sus allegados si la buscan aquí.
other-how = ¿Cómo lo sabe?
how-saw = La he visto
how-spoke = He hablado con ella
how-heard = He recibido un mensaje
how-read = Lo he leído en línea
other-read-says = Lo que solo se ha leído en línea se anota, y no cambia cómo se muestra a una persona.
other-note = Añadir unas palabras
other-note-hint = Opcional, 140 caracteres.
other-do = Declarar a salvo
other-done = Declaración registrada
other-thanks = Gracias, queda anotado.
other-done-says = Se muestra con su nombre, como dicha por alguien cercano.
other-again = Declarar a otra persona

# The one-tap link
link-safe = Está a salvo. Sus allegados lo saben.
link-not_there = No está en la zona. Sus allegados lo saben.
link-need_help = Su petición de ayuda ha salido.
link-done-says = Puede cerrar esta página, o cambiar de respuesta con el mismo enlace.
link-done-help = Un equipo lee cada petición. Si puede, llame. Si no, siga escondido y en silencio.

refusal-no-incident = No hay ninguna alerta en esta dirección.
refusal-no-incident-next = Vuelva al inicio para ver qué está en curso.
refusal-bad-link = Este enlace no es válido, o es demasiado antiguo.
refusal-bad-link-next = Abra el enlace del último mensaje recibido, o responda desde el inicio.
refusal-nobody-named = Diga de quién se trata: elija a una persona, o escriba un nombre.
refusal-message-too-long = Este texto es demasiado largo.
refusal-message-too-long-next = Escriba { $longest } caracteres como máximo.
refusal-bad-number = Este número de personas no es válido.
refusal-bad-number-next = Escriba un número del 1 al 500.
refusal-too-many-pending = Llegan muchas respuestas sin cuenta a la vez. Esta no se ha podido guardar.
refusal-too-many-pending-next = Inténtelo de nuevo en un minuto o inicie sesión: una respuesta con cuenta siempre se guarda. En caso de peligro, llame al 112.
refusal-too-many-declarations = Hoy ha dado noticias de { $most } personas: es lo máximo que una persona puede hacer en un día.
refusal-too-many-declarations-next = Inténtelo mañana. Cada persona también puede responder por sí misma, sin cuenta.
