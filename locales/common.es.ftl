# What a person in danger reads. All else falls back to English.

skip = Ir al contenido
home = inicio
to-home = Volver al inicio
sign-in = Entrar
nav-label = Principal
nav-foot = Secciones
nav-me = Yo
nav-people = Mi gente
nav-doors = Puertas
nav-missing = Búsquedas
nav-live = Directo
lang = Idioma
lang-change = idioma
not-rescue = Rhizome no sustituye a los servicios de emergencia. Llame al { $first } o al { $second }.
refresh = Actualizar
made-at = Actualizado a las { $time }.

theme = Pantalla
theme-night = Noche
theme-day = Día
theme-auto = Como mi dispositivo

sos = Emergencia
sos-now = Peligro inmediato
sos-police = Policía
sos-police-short = Policía
sos-ambulance = Ambulancia, médico
sos-ambulance-short = Ambulancia
sos-fire = Bomberos
sos-fire-short = Bomberos
sos-all = Número europeo
sos-all-short = Socorro
sos-text = Por SMS, sin hablar
sos-text-short = SMS, sin hablar

drill-word = SIMULACRO
drill-says = Esto es una prueba. No ha pasado nada.

net-off = Sin red. Su respuesta sale en cuanto vuelva la red.

ago-now = ahora mismo
ago-minutes = hace { $n } min
ago-hours = hace { $n } h
ago-at = { $when }
lasts-minutes = { $n } min
lasts-hours = { $n } h
day-month = { $day } de { $month }
day-time = { $day } a las { $time }
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre

form-wrong = { $n ->
    [one] Falta una cosa
   *[other] Hay { $n } cosas que revisar
}
field-missing = Rellene este campo.
field-long = Escriba { $most } caracteres como máximo.
field-number = Escriba un número entre { $least } y { $most }.
field-choose = Elija una respuesta.
field-nul = Este texto contiene un carácter (U+0000) que no se puede guardar. Quítelo.
field-unfit = No se puede leer así. Revise lo que ha escrito.

reference = Si continúa, dé este número al equipo: { $number }
status-401 = Diga primero quién es
status-403 = Esta página no es para usted
status-404 = Página no encontrada
status-409 = Alguien fue más rápido
status-422 = Por revisar
status-500 = Rhizome no responde
status-503 = Rhizome no responde
status-4xx = No es posible
status-4xx-next = Vuelva a la página anterior e inténtelo de nuevo.
status-5xx = Rhizome no responde
status-5xx-next = Inténtelo dentro de un momento. En caso de peligro, llame al 112.

refusal-changed-meanwhile = Algo cambió mientras usted escribía.
refusal-changed-meanwhile-next = Mire la página otra vez y vuelva a empezar.
refusal-fault = El problema es nuestro, no suyo.
refusal-fault-next = Inténtelo dentro de un momento. En caso de peligro, llame al 112.
refusal-no-room = Ahora no se puede guardar nada. Esto no se ha guardado.
refusal-no-room-next = Inténtelo dentro de un momento, o avise a los suyos por SMS. En caso de peligro, llame al 112.
refusal-form-stale = Esta página estuvo abierta demasiado tiempo. No se ha enviado nada.
refusal-form-stale-next = Vuelva atrás, recargue la página y empiece de nuevo.
refusal-not-allowed = No tiene acceso a esta página.
refusal-not-allowed-next = Si debería tenerlo, pregunte a quien gestiona este servidor.
refusal-not-found = No hay nada en esta dirección, o ya no está.
refusal-not-found-next = Revise la dirección o vuelva al inicio.
refusal-sign-in-first = Para ver esto, diga quién es.
refusal-sign-in-first-next = Entre y vuelva aquí.
place-locate = Donde estoy
place-located = Lugar encontrado. Solo se guarda el barrio.
place-not-located = No se encontró el lugar. Escriba una estación.

band-word = Mensaje oficial
band-by = { $who }, { $time }
band-more = { $n ->
    [one] un mensaje más
   *[other] { $n } mensajes más
 }
