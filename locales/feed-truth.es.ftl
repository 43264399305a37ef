ruling-now = Verificación
ruling-is-true = Confirmado
ruling-is-false = Desmentido
ruling-is-misleading = Engañoso
ruling-as-institution = institución
ruling-as-verifier = verificación
ruling-as-moderator = moderación
ruling-as-operator = dirección
ruling-as-admin = administración
ruling-as-roster-manager = organización
ruling-by = Lo dice { $who } ({ $role }), { $time }.
ruling-sources = Fuentes
ruling-said = Lo que se dice: { $what }
ruling-copies = Cada mensaje que lo repite, antiguo o nuevo, lleva esta nota.
ruling-before = { $n ->
    [one] Una decisión anterior
   *[other] { $n } decisiones anteriores
}
ruling-live = Ver lo que se dice en directo
embargo-log-title = Mensajes retenidos por seguridad
embargo-log-says = Durante una intervención, una autoridad puede hacer esperar las imágenes y las posiciones de las fuerzas en una zona, seis horas como máximo. No se borra nada. Este registro dice después dónde, cuándo y quién.
embargo-log-holding = Hay mensajes que esperan en este momento. El lugar se dirá después.
embargo-log-none = No se ha retenido nada.
embargo-from-until = De { $from } a { $until }.
embargo-km2 = { $km2 } km².
embargo-counts = { $held ->
    [one] Un mensaje esperó
   *[other] { $held } mensajes esperaron
}, { $released ->
    [one] uno se muestra de nuevo
   *[other] { $released } se muestran de nuevo
}.
embargo-did-opened = Abierto por { $who } ({ $role }), { $time }, hasta { $until }.
embargo-did-renewed = Prolongado por { $who } ({ $role }), { $time }, hasta { $until }.
embargo-did-ended = Levantado por { $who } ({ $role }), { $time }.
appeal-title = Pedir una nueva revisión
appeal-says = Su mensaje lleva un desmentido que usted discute. Diga por qué: una persona de la moderación lo lee de nuevo.
appeal-words = ¿Por qué?
appeal-words-hint = Lo que usted mismo vio, o una fuente.
appeal-do = Pedir una nueva revisión
appeal-done = Petición recibida
appeal-done-says = Alguien lo leerá de nuevo. El desmentido sigue hasta entonces.
