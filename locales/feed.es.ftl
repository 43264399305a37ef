# Lo que responde el hilo cuando algo no va bien, y lo que leen otros programas.

refusal-post-unknown = Este mensaje o esta imagen no existe, o ya no.
refusal-post-unknown-next = Vuelva al hilo.
refusal-post-no-incident = No hay ningún suceso en curso.
refusal-post-no-incident-next = Podrá escribir cuando se abra uno. En una emergencia, llame al 112.
refusal-post-prove = Para escribir hay que confirmar un número o un correo.
refusal-post-prove-next = Confirme uno: se le envía un código. Leer no requiere nada.
refusal-post-empty = El mensaje está vacío.
refusal-post-empty-next = Escriba algo o añada una imagen.
refusal-post-too-long = El mensaje tiene más de { $most } caracteres.
refusal-post-too-long-next = Acórtelo o haga dos mensajes.
refusal-post-many-pictures = Un mensaje lleva cuatro imágenes como máximo.
refusal-post-many-pictures-next = Deje las que ayudan y ponga las demás en otro mensaje.
refusal-post-long-alt = La descripción de una imagen tiene más de { $most } caracteres.
refusal-post-long-alt-next = Diga lo esencial de lo que se ve.
refusal-post-picture-gone = Una imagen ya no está.
refusal-post-picture-gone-next = Elíjala de nuevo.
refusal-post-many-tags = El mensaje tiene más de diez etiquetas.
refusal-post-many-tags-next = Deje las que ayudan a encontrarlo.
refusal-post-no-tag = Esto no es una etiqueta.
refusal-post-no-tag-next = Escriba letras y cifras, sin espacios.
refusal-post-tag-locked = Por ahora solo los equipos escriben con esta etiqueta.
refusal-post-tag-locked-next = Quítela de su mensaje o elija otra.
refusal-post-not-proven = Esta institución ya no está verificada, o usted ya no habla en su nombre.
refusal-post-not-proven-next = Escriba un mensaje nuevo: aparecerá con los demás.
refusal-post-name = Este nombre no se puede mostrar.
refusal-post-name-next = Elija un nombre corto, sin dirección ni número.
refusal-post-gone = Lo que quiere difundir ya no está o ya no es actual.
refusal-post-gone-next = Mire el hilo: muestra lo que vale ahora.
refusal-post-boosted = Ya lo ha difundido.
refusal-post-boosted-next = Una vez basta: cada copia muestra el estado actual.
refusal-post-false = Este mensaje ha sido desmentido. No se puede difundir.
refusal-post-false-next = Difunda mejor el desmentido.
refusal-post-unverified = Este mensaje no está verificado. ¿Difundirlo de todos modos?
refusal-post-unverified-next = Confirme si lo desea, o espere una fuente oficial.
refusal-post-place = Este lugar no se conoce aquí, o es demasiado grande.
refusal-post-place-next = Elija una estación o una plaza cercana.
refusal-post-too-many = Se acaban de enviar muchos mensajes con esta cuenta.
refusal-post-too-many-next = Espere un minuto y vuelva a intentarlo.
refusal-post-toll = Mucha gente nueva escribe en este momento.
refusal-post-toll-next = { $seconds ->
    [one] Añada lo que pide «toll», o espere { $seconds } segundo y envíe de nuevo con el mismo tique.
   *[other] Añada lo que pide «toll», o espere { $seconds } segundos y envíe de nuevo con el mismo tique.
}
refusal-post-toll-used = Este tique ya se usó.
refusal-post-toll-used-next = Hay uno nuevo en «toll»: cada tique sirve una vez.
refusal-post-key-reused = Este envío ya publicó otro texto.
refusal-post-key-reused-next = Envíe este texto con un nuevo nombre de envío (client_id o Idempotency-Key).
refusal-post-many-edits = Este mensaje se ha modificado demasiadas veces.
refusal-post-many-edits-next = Escriba uno nuevo.
refusal-post-over = Este mensaje ya no se puede modificar.
refusal-post-over-next = Escriba uno nuevo.
refusal-feed-area-too-large = Esta zona es demasiado grande para seguirla de una vez.
refusal-feed-area-too-large-next = Elija celdas de resolución 7 o más finas.
refusal-feed-asks-too-much = Demasiadas etiquetas o lugares a la vez.
refusal-feed-asks-too-much-next = Deje diez como máximo.

feed-output-title = Rhizome, en directo
feed-output-false = Desmentido:
feed-output-misleading = Engañoso:
feed-output-gone = Lo que se difundió ya no está.
feed-output-door-on = Puerta abierta
feed-output-door-over = Puerta cerrada
feed-output-notice-on = Aviso de búsqueda
feed-output-notice-over = Búsqueda terminada
feed-output-alert-on = Mensaje oficial
feed-output-alert-over = Mensaje oficial, finalizado
