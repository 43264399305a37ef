# La tarjeta que se comparte y su cartel.
missing-card-searching = Persona desaparecida
missing-card-found = Persona encontrada
missing-card-closed = Búsqueda terminada
missing-card-age = { $n ->
    [one] { $n } año
   *[other] { $n } años
}
missing-card-ages = De { $low } a { $high } años
missing-card-seen = Última vez: { $near }, { $at }
missing-card-seen-near = Última vez: { $near }
missing-card-seen-at = Última vez: { $at }
missing-card-ask = ¿Sabe algo?
missing-card-look = Compruébelo en línea
missing-card-over = Gracias a quienes lo compartieron. No comparta más esta imagen.
missing-card-valid = Aviso válido { $at }. Compruebe en línea que sigue activo antes de compartirlo.
appeal-report = Señalar un problema
appeal-report-says = Una persona de moderación lee este aviso. Nadie más sabe quién lo hizo.
appeal-report-back = Volver al aviso
appeal-wrong = ¿Qué ocurre?
appeal-wrong-danger = Esta persona estaría en peligro si la encuentran
appeal-wrong-privacy = Soy yo o alguien cercano: sin aviso público
appeal-wrong-hoax = Es falso
appeal-wrong-other = Otra cosa
appeal-report-words = Qué ocurrió
appeal-report-do = Señalar
appeal-reported = Señalado
appeal-reported-title = Gracias
appeal-reported-says = Una persona de moderación mira este aviso. Puede retirarse.
