//! Spanish.

use super::{Class, Class::*};

pub const WORDS: &[(Class, &str)] = &[
    (
        Safe,
        "(/yo/nosotros/todos/si) (estoy/estamos) (/todos/todas/muy/perfectamente) (bien/perfecto/perfecta)|me encuentro (/muy) bien|nos encontramos bien",
    ),
    (
        Safe,
        "(/ya) (estoy/estamos) en casa|(todos/todas) (/estan/estamos) (bien/a salvo)|llegue bien|llegamos bien|estoy (vivo/viva)|estamos vivos",
    ),
    (Fine, "todo (/esta/va/muy) bien|todo en orden|todo ok|sin novedad"),
    (Fares, "se (encuentra/encuentran) (/muy) bien"),
    (
        Well,
        "(a salvo/sano y salvo/sana y salva/sanos y salvos/sanas y salvas/bien/seguro/segura/seguros/seguras/fuera de peligro/ileso/ilesa/ilesos)",
    ),
    (Well, "(en (un/) lugar seguro/en un sitio seguro/fuera de riesgo/a buen recaudo/salvo/salva)"),
    (Key, "a salvo"),
    (Yes, "claro|vale|sip"),
    (First, "estoy|estamos|yo estoy|me encuentro|nos encontramos|toy"),
    (Is, "esta|estan"),
    (Me, "yo|nosotros|nosotras|nos|conmigo"),
    (Them, "el mismo|ella|ellos|ellas|usted|ustedes|tu|vosotros|os|le|les|se|quien|alguien"),
    (
        HelpMe,
        "(ayudame/ayudenme/ayudeme/ayudadme/ayudanos/ayudennos/socorranme/auxilienme/salvame/salvenme/rescatenme)|sacame de aqui|saquenme de aqui",
    ),
    (
        HelpMe,
        "(/yo) (necesito/necesitamos/quiero/pido) (/urgente/mucha/urgentemente/vuestra/su) (ayuda/auxilio/socorro)|(necesito/necesitamos) (un medico/una ambulancia)",
    ),
    (Help, "ayuda|ayudar|ayuden|ayudad|socorro|auxilio|necesita ayuda|necesitan ayuda|emergencia|urgente|urgencia"),
    (
        Soft,
        "(/yo) no (necesito/necesitamos/hace falta) (ayuda/ninguna ayuda)|(puedo/quiero/como puedo/podemos/para) ayudar (/os/les/a otros)|gracias por (la/su/tu/vuestra) ayuda",
    ),
    (
        Soft,
        "(no hay/sin/ningun) (problema/problemas)|no (te/se/os) (preocupes/preocupe/preocupen/preocupeis)|(/no estoy/no estamos) (no/ni) (herido/herida/heridos)|no estoy (herido/herida/en peligro)",
    ),
    (Soft, "no estamos (heridos/en peligro)|nada grave|no (me/nos) (ha pasado/paso) nada|sin heridas"),
    (
        Hurt,
        "(herido/herida/heridos/heridas/atrapado/atrapada/atrapados/encerrado/encerrada/encerrados/bloqueado/bloqueada/perdido/perdida)",
    ),
    (
        Hurt,
        "(estoy mal/estamos mal/me siento mal/tengo miedo/asustado/asustada/sangrando/escondido/escondida/escondidos/en peligro/inseguro/insegura)",
    ),
    (
        Hurt,
        "(me muero/no puedo (salir/moverme/respirar)/enfermo/enferma/esta mal/rehen/rehenes/inconsciente/me duele/muy mal)",
    ),
    (
        Danger,
        "(disparos/disparan/disparando/tiroteo/tiros/bomba/explosion/explosiones/atentado/ataque/terrorista/terroristas/fuego/incendio/humo)",
    ),
    (
        Danger,
        "(pistola/arma/armas/cuchillo/sangre/hospital/ambulancia/policia/muerto/muerta/muertos/murio/fallecio/desaparecido/desaparecida/peligro)",
    ),
    (
        Danger,
        "(peligroso/grave/gravemente/amenaza/panico/apunalado/morir/matar/mataron/suicidio/secuestrado/secuestrada/herir)",
    ),
    (Not, "(no/nunca/jamas/nada/ni/sin/tampoco/ningun/ninguna/ninguno/nadie/apenas/imposible/ya no/lejos de)"),
    (But, "pero|excepto|salvo que|aunque|sino|menos|sin embargo"),
    (
        If,
        "(cuando/pronto/quiza/quizas/tal vez/espero/esperamos/ojala/creo/creemos/pienso/casi/hasta que/a lo mejor/estaba/estabamos/estaban)",
    ),
    (
        If,
        "(estare/estara/estaremos/este/esten/este bien/quiero/quisiera/queremos/dice/dicen/dijo/parece/estar/seria/antes/dudo/mentira/falso)",
    ),
    (
        Ask,
        "(como/donde/que/quien) (esta/estan/estas/estais/es/tal)|(estas/estais/usted esta/ustedes estan) (/tu/todos/ustedes) (bien/ok/a salvo/seguro/segura)|por que|hay noticias",
    ),
    (Tag, "y (tu/usted/ustedes/vosotros/tu familia)"),
    (
        Away,
        "(/yo) no (estoy/estamos/estaba/estabamos) (ahi/alli/alla/aca/aqui/cerca/presente/presentes/por ahi/por alli/afectado/afectada)",
    ),
    (
        Away,
        "(/yo) no (estoy/estamos) en (la zona/el lugar/el sitio/la ciudad/el area/paris/madrid/el barrio)|(/estoy/estamos) fuera de (la zona/la ciudad/paris/el area)",
    ),
    (Away, "(estoy/estamos) (lejos/fuera/de viaje/de vacaciones)|lejos de (ahi/alli/la zona)|fuera|ausente"),
    (AwayBare, "(/yo/nosotros) no (estoy/estamos)"),
    (Stop, "baja|dar de baja|darme de baja|parar|alto|detener|cancelar|para ya|no mas mensajes"),
    (Start, "alta|iniciar|empezar|reanudar|comenzar"),
    (Greet, "hola|buenas|buenos dias|buenas (noches/tardes)|gracias|muchas gracias|mil gracias|adios|saludos"),
    (
        Kin,
        "(mama/papa/madre/padre/hermano/hermana/hijo/hija/marido/mujer/esposo/esposa/amigo/amiga/novio/novia/primo/prima/tio/tia)",
    ),
    (Kin, "(abuelo/abuela/companero/companera/vecino/vecina/sobrino/sobrina/pareja)"),
    (Mine, "(mi/mis/tu/tus/su/sus/nuestro/nuestra/nuestros/nuestras/vuestro/vuestra)"),
    (The, "(el/la/los/las/un/una/unos/unas/ese/esa/este/estos/estas/al/del)"),
    (And, "y|e"),
    (At, "(en/de/con/cerca/calle/plaza/avenida/desde/hacia/por/para/junto/a/estacion)"),
    (
        Adv,
        "(todos/todas/muy/ya/ahora/totalmente/completamente/realmente/tambien/perfectamente/gracias a dios/bastante/los dos/juntos/siempre)",
    ),
    (
        Soft,
        "(/estoy/estamos) en (casa/el hotel/el trabajo)|(vamos/voy/volvemos/vuelvo) a casa|(voy/vamos) (para/hacia) casa|de camino a casa",
    ),
    (
        Soft,
        "(por favor/porfa/besos/un beso/abrazos/un abrazo/te quiero/os quiero/tranquilo/tranquila/tranquilos/soy yo/mi codigo es/codigo/el codigo es/me llamo/aqui)",
    ),
    (
        Common,
        "(he/ha/hemos/han/hay/era/fue/ser/son/soy/somos/hace/hacer/voy/va/vamos/van/ir/ver/visto/vi/se que/saber/sabe/sabes/tengo/tiene)",
    ),
    (
        Common,
        "(lo/me/te/nosotros/que/como/donde/cual/porque/pues/entonces/luego/despues/mas/mucho/mucha/poco/otro/otra/otros/mismo/solo)",
    ),
    (Common, "(hoy/ayer/manana/noche/tarde/hora/horas/minuto/minutos/dia/momento/todavia/aun/alli/ahi/aqui/aca/alla)"),
    (
        Common,
        "(gente/ninos/padres/amigos/familia/hijos/personas/todo el mundo/hermanos/vecinos/barrio/ciudad/zona/lugar/sitio/metro/tren/coche)",
    ),
    (
        Common,
        "(perfecto/genial/bueno/buena/jefe/amor/carino/tio/guapa/senor/senora/mensaje/telefono/llamada/llama/llamame/noticias/numero/perdon/disculpa)",
    ),
];
