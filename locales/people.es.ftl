# What a person in danger reads. All else falls back to English.

me-title = Yo
me-invite = Invitar a alguien
invite-title = Su invitación
invite-lead = Envíe este enlace a una sola persona.
invite-link = El enlace
invite-qr = O deje que escanee este código.
join-title = Unirse a alguien
join-invites = { $name } le invita.
join-lead = Cada uno verá si el otro está bien. Nadie más lo ve.
join-name = Su nombre
join-name-hint = El que { $name } conoce. No se pide nada más.
join-do = Unirme a { $name }
joined-title = Hecho
joined-both = Ahora cada uno está en la lista del otro.
sign-in-title = Entrar
sign-in-lead = Dé su correo o su teléfono. Se envía un código.
sign-in-send = Enviar un código
sign-in-new = ¿Primera vez aquí?
sign-in-new-lead = Basta un nombre.
sign-in-register = Empezar con este nombre
me-contact = Correo o teléfono
me-contact-hint = Se envía allí un código de seis cifras.
me-name = Su nombre
prove-title = Su código
prove-lead = Escriba el código recibido.
prove-minutes = El código vale { $minutes } minutos.
prove-code = Código
prove-long = Se han pedido muchos códigos para este contacto. El bueno tiene doce cifras; quizá llegó hace un rato.
prove-do = Soy yo
prove-name = Su nombre
prove-again = Enviar otro código
sign-out = Cerrar sesión
refusal-invitation-unknown = Esta invitación no existe o ya no existe.
refusal-invitation-unknown-next = Pida un enlace nuevo a quien le invita.
refusal-invitation-used = Esta invitación ya se usó.
refusal-invitation-used-next = Cada enlace vale para una persona: pida otro.
refusal-invitation-old = Esta invitación es demasiado antigua.
refusal-invitation-old-next = Pida un enlace nuevo a quien le invita.
refusal-code-wrong = { $left ->
    [0] No es el código correcto. Era el último intento.
    [one] No es el código correcto. Queda un intento.
   *[other] No es el código correcto. Quedan { $left } intentos.
}
refusal-code-wrong-next = Lea otra vez el mensaje, o pida otro código.
refusal-proof-over = Este código ya no vale.
refusal-proof-over-next = Pida otro código.
refusal-name-empty = Escriba un nombre.
refusal-name-empty-next = Basta el nombre de pila.
refusal-contact-not-understood = No es ni un correo ni un teléfono.
refusal-contact-not-understood-next = Escriba por ejemplo lea@example.org o +33 6 12 34 56 78.
