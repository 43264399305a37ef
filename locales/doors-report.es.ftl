# Denunciar una estancia.

refusal-door-barred = No puede abrir una puerta ni alojarse en casa de nadie.
refusal-door-barred-next = Se ha confirmado una denuncia. Los lugares públicos le acogen. Para impugnarla, escriba al equipo de este servicio.
report-title = Avisar de un problema
report-why = ¿Qué ocurre?
report-why-unsafe = No me siento a salvo
report-why-not-them = No es la persona anunciada
report-why-money = Piden dinero
report-why-other = Otra cosa
report-words = Qué ha pasado (opcional)
report-words-hint = Solo dos personas de moderación, juntas, pueden leerlo.
report-means = La puerta se detiene enseguida y termina cada estancia en curso. La otra persona ve que se ha detenido, nunca sus palabras.
report-do = Avisar y detener la puerta
report-back = Volver sin avisar
report-done = Avisado
report-done-title = La puerta está detenida
report-means-read = Una persona de moderación lee su aviso y puede detener la puerta. La otra persona nunca ve sus palabras.
report-do-read = Avisar
report-done-title-read = Se leerá su aviso
report-done-says = Una persona de moderación lo examina. La dirección y los mensajes quedan sellados hasta su decisión, 30 días como máximo.
report-elsewhere = Buscar otra puerta
