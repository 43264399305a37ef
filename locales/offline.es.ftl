# Words of a device without network: what waits, what was refused, what is read from a copy.

kept-title = Respuesta guardada en este teléfono
kept-says = «{ $what }» ({ $time }) saldrá en cuanto vuelva la red. Puede cerrar esta página.
kept-again = Probar ahora
refused-title = Esta respuesta no ha salido
refused-says = «{ $what }» ({ $time }) le espera. Nada se ha perdido: «Probar otra vez» muestra lo que falta.
refused-again = Probar otra vez
refused-drop = Quitar
left-late = «{ $what }»: respuesta enviada ({ $time }).
left-next = Ver lo que sigue
as-of = Sin red. Esta es la página tal como estaba: { $time }.
offline-title = Sin red
offline-lead = Esta página no está en este teléfono
offline-says = Lo que abrió antes se puede leer todavía. Las respuestas guardadas salen en cuanto vuelva la red.
offline-home = La pregunta, o la página de inicio
sign-out-waits = Una respuesta no ha salido todavía. Si cierra la sesión ahora, se borra.
refusal-pressed-by-another = Otra persona dio esta respuesta en este dispositivo.
refusal-pressed-by-another-next = No se envía en su nombre. Quítela, o inicie sesión como antes.
