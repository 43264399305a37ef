//! Words and phrases in six languages, folded: lower case, no accents, apostrophes as spaces.

use words::Tokens;

/// Words for numbers.
const NUMBERS: &[(&str, u32)] = &[
    ("un", 1), ("une", 1), ("deux", 2), ("trois", 3), ("quatre", 4), ("cinq", 5), ("six", 6), ("sept", 7), ("huit", 8),
    ("neuf", 9), ("dix", 10), ("onze", 11), ("douze", 12), ("quinze", 15), ("vingt", 20), ("trente", 30),
    ("cinquante", 50), ("cent", 100), ("dizaine", 10), ("vingtaine", 20), ("one", 1), ("a", 1), ("two", 2),
    ("three", 3), ("four", 4), ("five", 5), ("seven", 7), ("eight", 8), ("nine", 9), ("ten", 10), ("eleven", 11),
    ("twelve", 12), ("fifteen", 15), ("twenty", 20), ("thirty", 30), ("fifty", 50), ("hundred", 100), ("ein", 1),
    ("eine", 1), ("einen", 1), ("einer", 1), ("eins", 1), ("zwei", 2), ("drei", 3), ("vier", 4), ("funf", 5),
    ("fuenf", 5), ("sechs", 6), ("sieben", 7), ("acht", 8), ("neun", 9), ("zehn", 10), ("elf", 11), ("zwolf", 12),
    ("zwanzig", 20), ("dreissig", 30), ("hundert", 100), ("zweit", 2), ("dritt", 3), ("viert", 4), ("uno", 1),
    ("una", 1), ("dos", 2), ("tres", 3), ("cuatro", 4), ("cinco", 5), ("seis", 6), ("siete", 7), ("ocho", 8),
    ("nueve", 9), ("diez", 10), ("once", 11), ("doce", 12), ("quince", 15), ("veinte", 20), ("treinta", 30),
    ("cien", 100), ("een", 1), ("twee", 2), ("drie", 3), ("vijf", 5), ("zes", 6), ("zeven", 7), ("negen", 9),
    ("tien", 10), ("twaalf", 12), ("twintig", 20), ("dertig", 30), ("tweeen", 2), ("drieen", 3), ("vieren", 4),
    ("واحد", 1), ("واحده", 1), ("اثنان", 2), ("اثنين", 2), ("ثلاثه", 3), ("ثلاث", 3), ("لثلاثه", 3), ("اربعه", 4),
    ("لاربعه", 4), ("اربع", 4), ("خمسه", 5), ("لخمسه", 5), ("خمس", 5), ("سته", 6), ("لسته", 6), ("ست", 6), ("سبعه", 7),
    ("سبع", 7), ("ثمانيه", 8), ("ثماني", 8), ("تسعه", 9), ("عشره", 10), ("لعشره", 10), ("عشر", 10), ("عشرين", 20),
    ("عشرون", 20), ("الواحده", 1), ("الثانيه", 2), ("الثالثه", 3), ("الرابعه", 4), ("الخامسه", 5), ("السادسه", 6),
    ("السابعه", 7), ("الثامنه", 8), ("التاسعه", 9), ("العاشره", 10),
];

/// The number at a place, in digits or as a word.
pub fn number(tokens: &Tokens, at: usize) -> Option<u32> {
    let token = tokens.get(at)?;
    if token.number {
        return token.value();
    }
    NUMBERS.iter().find(|(word, _)| *word == token.text).map(|(_, n)| *n)
}

/// Places for people.
pub const PLACES: &[&str] = &[
    "place", "places", "pers", "personne", "personnes", "couchage", "couchages", "gens", "invites", "place(s)", "ami",
    "amis", "rescapes", "people", "person", "persons", "spot", "spots", "space", "spaces", "guest", "guests", "folks",
    "platz", "platze", "plaetze", "schlafplatz", "schlafplatze", "schlafplaetze", "personen", "leute", "menschen",
    "gaste", "gaesten", "notschlafplatze", "leuten", "plaza", "plazas", "sitio", "sitios", "persona", "personas",
    "hueco", "huecos", "huespedes", "gente", "plek", "plekken", "plaats", "plaatsen", "slaapplek", "slaapplekken",
    "slaapplaats", "slaapplaatsen", "persoon", "mensen", "man", "gasten", "مكان", "اماكن", "امكنه", "شخص", "اشخاص",
    "فرد", "افراد", "ضيوف",
];
/// People, as they are counted one sort after another.
pub const PEOPLE: &[&str] = &[
    "adulte", "adultes", "enfant", "enfants", "bebe", "bebes", "femme", "femmes", "homme", "hommes", "ado", "ados",
    "filles", "garcons", "copines", "copains", "etudiants", "touristes", "etudiantes", "adult", "adults", "kid", "kids",
    "child", "children", "baby", "babies", "women", "men", "woman", "friends", "girls", "students", "tourists", "teens",
    "erwachsene", "erwachsenen", "kind", "kinder", "kindern", "babys", "frauen", "manner", "freunde", "touristen",
    "studenten", "freunden", "jugendliche", "adulto", "adultos", "nino", "ninos", "nina", "ninas", "mujeres", "hombres",
    "amigos", "amigas", "estudiantes", "turistas", "chicas", "volwassene", "volwassenen", "kinderen", "vrouwen",
    "mannen", "vrienden", "vriendinnen", "toeristen", "بالغ", "بالغين", "بالغان", "طفل", "اطفال", "نساء", "رجال",
    "طلاب", "سياح", "كبار",
];
/// What one sleeps on.
pub const BEDS: &[&str] = &[
    "lit", "lits", "matelas", "canape", "canapes", "clic", "futon", "futons", "hamac", "bed", "beds", "sofa", "sofas",
    "couch", "couches", "mattress", "mattresses", "airbed", "bett", "betten", "matratze", "matratzen", "doppelbett",
    "doppelbetten", "feldbetten", "schlafsofa", "schlafcouch", "luftmatratze", "luftmatratzen", "cama", "camas",
    "colchon", "colchones", "bedden", "bank", "matras", "matrassen", "slaapbank", "tweepersoonsbed",
    "tweepersoonsbedden", "logeerbed", "bankbed", "veldbedden", "سرير", "اسره", "سريرا", "فرشات", "فرشه", "فراش",
    "كنبه",
];
/// Everything that a number may count.
pub const COUNTED: &[&str] = &[
    "places", "personnes", "pers", "lits", "matelas", "adultes", "enfants", "gens", "canapes", "people", "persons",
    "beds", "adults", "kids", "guests", "spots", "sofas", "children", "personen", "leute", "menschen", "platze",
    "betten", "kinder", "erwachsene", "schlafplatze", "gaste", "personas", "plazas", "camas", "adultos", "ninos",
    "mensen", "plekken", "bedden", "volwassenen", "kinderen", "plaatsen", "slaapplekken", "gasten", "اشخاص", "شخص",
    "مكان", "اماكن", "اطفال", "اسره", "فرد", "افراد", "vues", "euros", "euro", "morts", "blesses", "km", "metres", "m",
    "dead", "wounded",
];
/// What, in front of a number, says that it is room.
pub const ROOM_FOR: &[&str] = &[
    "accueillir", "heberger", "loger", "accueille", "heberge", "accueillons", "hebergeons", "place pour",
    "de la place pour", "toit pour", "recevoir", "accueillir jusqu a", "accueillir encore", "heberger jusqu a",
    "place encore pour", "logement pour", "abri pour", "dormir a", "accueil pour", "lit pour", "refuge pour",
    "hebergement pour", "host", "room for", "space for", "take in", "can take", "take", "can fit", "shelter for",
    "can host up to", "host up to", "take up to", "room for up to", "beds for", "place for", "can sleep", "sleeps",
    "a roof for", "somewhere for", "sofa for", "aufnehmen", "platz fur", "platz fuer", "raum fur", "unterkunft fur",
    "schlafplatz fur", "schlafplatze fur", "zimmer fur", "platz noch fur", "bett fur", "unterschlupf fur", "dach fur",
    "acoger", "acoger a", "acojo a", "acogemos a", "acoger hasta", "acoger a hasta", "sitio para", "espacio para",
    "lugar para", "alojar a", "alojar", "hueco para", "alojamiento para", "refugio para", "techo para", "cama para",
    "plek voor", "plaats voor", "ruimte voor", "opvangen", "opvang voor", "onderdak voor", "slaapplek voor",
    "slaapplaats voor", "bed voor", "ontvangen", "dak voor", "مكان ل", "استضافه", "استقبال", "مكان يتسع ل", "يتسع ل",
    "استقبل", "نستقبل", "استضيف", "نستضيف", "ماوي ل", "ايواء", "مكان", "يكفي", "تكفي",
];
/// "Nous sommes", "we are".
pub const WE_ARE: &[&str] = &[
    "nous sommes", "on est", "nous sommes a", "on est a", "sommes", "famille de", "groupe de", "we are", "we re",
    "family of", "group of", "there are", "party of", "wir sind zu", "wir sind", "sind zu", "familie mit", "gruppe von",
    "familie von", "gruppe mit", "somos", "familia de", "grupo de", "estamos", "we zijn met", "wij zijn met",
    "zijn met", "gezin van", "groep van", "we zijn", "met z n", "met ons", "نحن", "عائله من", "مجموعه من", "اسره من",
    "عددنا", "pour nous",
];
/// Two.
pub const COUPLE: &[&str] = &[
    "un couple", "a couple needs", "ein paar sucht", "ein parchen", "ein paerchen", "una pareja", "een stel",
    "een koppel", "my wife and i", "my husband and i", "ma femme et moi", "mon mari et moi", "mon copain et moi",
    "ma copine et moi", "meine frau und ich", "mein mann und ich", "mi mujer y yo", "mi marido y yo",
    "mijn vrouw en ik", "mijn man en ik", "انا وزوجتي", "انا وزوجي", "my friend and i", "mon ami et moi",
    "une amie et moi", "mi amiga y yo",
];
/// Two, as Arabic says it in one word.
pub const DUAL: &[&str] = &["شخصين", "لشخصين", "مكانان", "مكانين", "سريران", "سريرين", "ضيفين", "لضيفين", "شخصان"];
/// Some, more than one.
pub const SOME: &[&str] = &[
    "quelques", "plusieurs", "some", "several", "a few", "a couple of", "couple of", "ein paar", "einige", "mehrere",
    "algunas", "algunos", "varias", "varios", "unas", "un par de", "een paar", "enkele", "بعض", "عده",
];

/// "Until".
pub const UNTIL: &[&str] = &[
    "jusqu a", "jusqua", "jusque", "jusqu au", "jusqu", "until", "till", "til", "untill", "bis", "bis um", "bis zum",
    "bis etwa", "hasta", "hasta las", "hasta la", "tot", "tot aan", "حتي", "الي غايه", "لغايه", "لحد", "open to",
    "fermeture a", "ferme a", "closing at", "closes at", "schliesst um", "cierra a las", "sluit om",
];
/// "From", in front of a range.
pub const FROM: &[&str] = &["de", "from", "von", "ab", "van", "من", "des", "desde", "between", "entre"];
/// "To", between the ends of a range.
pub const CONTINUE: &[&str] = &[
    "a", "to", "bis", "tot", "hasta", "الي", "حتي", "jusqu a", "until", "till", "et", "and", "y", "hasta las", "a las",
];
/// Small words in front of an hour.
pub const SMALL: &[&str] = &[
    "les", "las", "la", "the", "um", "a", "circa", "ca", "vers", "around", "about", "environ", "etwa", "gegen",
    "ongeveer", "sobre", "at least", "at", "au moins", "mindestens", "الساعه", "ساعه", "a las", "au", "so", "om", "zum",
    "le", "الي", "hasta", "de", "من", "in",
];
/// "Tomorrow", with an hour.
pub const TOMORROW: &[&str] = &["demain", "tomorrow", "morgen", "manana", "غدا", "الغد", "غد"];
/// "The morning", without an hour.
pub const MORNING_WORDS: &[&str] = &[
    "matin", "demain matin", "l aube", "aube", "petit matin", "morning", "tomorrow morning", "dawn", "sunrise",
    "morgen fruh", "morgens", "fruh", "fruhen morgen", "amanecer", "manana por la manana", "morgenochtend", "ochtend",
    "de ochtend", "الصباح", "صباح الغد", "الفجر", "lever du jour", "madrugada", "alba", "manana temprano",
    "premier metro", "first metro", "ersten ubahn", "primer metro", "eerste metro", "اول مترو",
];
/// Behind an hour: before noon.
pub const MORNING: &[&str] = &[
    "du matin", "am", "a m", "in the morning", "morgens", "fruh", "uhr morgens", "uhr fruh", "de la manana",
    "de la madrugada", "s ochtends", "s nachts", "nachts", "uur s ochtends", "صباحا", "فجرا", "الصباح", "ليلا",
    "du mat", "demain matin", "morgen fruh", "in der fruh", "in der nacht", "vormittags",
];
/// Behind an hour: after noon.
pub const EVENING: &[&str] = &[
    "du soir", "pm", "p m", "in the evening", "abends", "de la noche", "de la tarde", "s avonds", "مساء", "at night",
];
/// Behind an hour: after noon.
pub const AFTERNOON: &[&str] = &["de l apres midi", "in the afternoon", "nachmittags", "s middags"];
/// Midnight.
pub const MIDNIGHT: &[&str] = &[
    "minuit", "midnight", "mitternacht", "medianoche", "la medianoche", "middernacht", "منتصف الليل",
];
/// Noon.
pub const NOON: &[&str] = &[
    "midi", "noon", "midday", "mittag", "mittags", "mediodia", "el mediodia", "الظهر", "twaalf uur s middags",
];
/// All night.
pub const NIGHT_LONG: &[&str] = &[
    "toute la nuit", "pour la nuit", "passer la nuit", "la nuit entiere", "all night", "all night long",
    "for the night", "overnight", "spend the night", "the whole night", "die ganze nacht", "ganze nacht",
    "fur die nacht", "fur diese nacht", "fur heute nacht", "uber nacht", "ubernachten", "toda la noche",
    "pasar la noche", "para la noche", "para esta noche", "esta noche entera", "de hele nacht", "hele nacht",
    "voor de nacht", "voor vannacht", "de nacht doorbrengen", "طوال الليل", "طول الليل", "كل الليل", "لليله كامله",
    "للمبيت", "لليله واحده", "لقضاء الليل", "pour cette nuit", "for tonight", "la noche entera", "nuit complete",
    "por esta noche", "por la noche entera", "voor een nacht", "fur eine nacht", "pour une nuit", "for one night",
    "para una noche", "por una noche",
];
/// In front of a while.
pub const FOR: &[&str] = &[
    "pour", "pendant", "encore", "for", "fur", "fuer", "noch", "durante", "por", "para", "voor", "gedurende", "nog",
    "لمده", "ل", "during", "les prochaines", "for the next", "next", "die nachsten", "las proximas", "proximas",
    "de komende", "komende", "خلال", "for another", "dans les",
];
/// Small words in front of a while's number.
pub const QUARTER_HOURS: &[&str] = &[
    "encore", "environ", "about", "around", "etwa", "ca", "unas", "ongeveer", "at least", "au moins", "mindestens",
    "noch", "nog", "another", "les", "las", "die", "de", "the", "next", "nachsten", "proximas", "komende", "prochaines",
    "حوالي", "max", "maximum",
];
/// Hours of a while.
pub const HOURS: &[&str] = &[
    "h", "heure", "heures", "hour", "hours", "hrs", "hr", "stunde", "stunden", "std", "hora", "horas", "uur", "uren",
    "ساعه", "ساعات",
];
/// Minutes of a while.
pub const MINUTES: &[&str] = &[
    "min", "mins", "minutes", "minute", "minuten", "minutos", "دقيقه", "دقائق", "دقايق", "minuut", "mn",
];
/// What, behind a while, says that it is a way or the past.
pub const NOT_LATER: &[&str] = &[
    "walk", "away", "ago", "pied", "marche", "fuss", "lopen", "pie", "andando", "voiture", "metro", "entfernt", "du",
    "مشيا",
];
/// Hours as they are counted, behind a number.
pub const TIMES: &[&str] = &[
    "h", "heures", "heure", "hours", "hour", "hrs", "stunden", "stunde", "horas", "hora", "uur", "uhr", "nuits", "nuit",
    "nights", "night", "nachte", "noches", "nachten", "minutes", "min", "jours", "days", "dias", "ساعات", "ساعه", "am",
    "pm", "euros", "euro", "nacht", "noche",
];

/// No.
pub const NO: &[&str] = &[
    "pas", "sans", "aucun", "aucune", "no", "not", "without", "kein", "keine", "keinen", "nicht", "ohne", "sin", "ni",
    "geen", "zonder", "niet", "لا", "بدون", "ليس", "غير", "non", "allergique", "allergie", "allergic",
];
/// Wheelchairs.
pub const WHEELCHAIR: &[&str] = &[
    "fauteuil roulant", "fauteuils roulants", "fauteuil", "pmr", "handicape", "handicapes", "accessible",
    "mobilite reduite", "wheelchair", "wheelchairs", "step free", "disabled", "rollstuhl", "rollstuhlgerecht",
    "rollstuhlfahrer", "barrierefrei", "silla de ruedas", "sillas de ruedas", "accesible", "adaptado",
    "movilidad reducida", "rolstoel", "rolstoelvriendelijk", "rolstoeltoegankelijk", "rolstoelen", "كرسي متحرك",
    "الكراسي المتحركه", "كراسي متحركه", "لكرسي متحرك", "للكراسي المتحركه",
];
/// Children.
pub const CHILDREN: &[&str] = &[
    "enfant", "enfants", "bebe", "bebes", "famille", "familles", "fils", "fille de", "kid", "kids", "child", "children",
    "baby", "babies", "family", "families", "toddler", "kind", "kinder", "kindern", "familie", "familien", "babys",
    "nino", "ninos", "nina", "ninas", "familia", "familias", "kinderen", "gezin", "gezinnen", "اطفال", "الاطفال", "طفل",
    "طفلي", "طفله", "عائله", "عائلات", "العائلات", "عايله", "عايلات", "العايلات", "رضيع", "للعائلات", "للعايلات",
    "للاطفال", "اطفالي", "طفلين", "بالاطفال", "بالعايلات",
];
/// Whose family it is that is no guest.
pub const CHILDREN_NOT: &[&str] = &[
    "ma", "my", "our", "notre", "meine", "meiner", "unsere", "mi", "nuestra", "mijn", "onze", "mes", "nos", "mis",
    "nuestros",
];
/// Animals of whatever kind.
pub const ANIMALS_ANY: &[&str] = &[
    "animaux", "animal", "animaux acceptes", "pets", "pet", "pet friendly", "animals", "haustiere", "haustier", "tiere",
    "mascotas", "mascota", "animales", "huisdieren", "huisdier", "dieren", "حيوانات", "الحيوانات", "بالحيوانات",
    "حيوان",
];
/// Animals of one kind.
pub const ANIMALS: &[&str] = &[
    "chien", "chiens", "chat", "chats", "chienne", "dog", "dogs", "cat", "cats", "puppy", "hund", "hunde", "hunden",
    "katze", "katzen", "perro", "perros", "perra", "gato", "gatos", "hond", "honden", "kat", "katten", "hondje", "كلب",
    "كلبي", "كلاب", "قطه", "قطتي", "قطط",
];
/// Says that they may come.
pub const ACCEPTED: &[&str] = &[
    "acceptes", "accepte", "acceptons", "acceptee", "bienvenus", "bienvenu", "bienvenues", "admis", "ok", "okay",
    "welcome", "allowed", "friendly", "fine", "willkommen", "erlaubt", "bienvenidos", "bienvenidas", "bienvenido",
    "admito", "admitimos", "aceptamos", "acepto", "permitidos", "welkom", "toegestaan", "mogen", "مسموح", "نقبل",
    "مقبوله", "مرحب", "autorises", "possible", "your", "votre", "vos", "problem", "probleme", "auch",
];
/// In front of animals that are the host's own.
pub const OWN: &[&str] = &["mon", "mes", "nos", "my", "our", "mein", "meine", "mi", "mis", "mijn", "onze"];
/// Somebody who helps.
pub const FIRST_AID: &[&str] = &[
    "medecin", "infirmier", "infirmiere", "premiers secours", "premiers soins", "secouriste", "doctor", "nurse",
    "first aid", "paramedic", "medic", "arzt", "arztin", "krankenpfleger", "krankenpflegerin", "krankenschwester",
    "erste hilfe", "sanitater", "sanitaterin", "medico", "medica", "enfermera", "enfermero", "primeros auxilios",
    "dokter", "verpleegkundige", "verpleger", "ehbo", "eerste hulp", "طبيب", "طبيبه", "ممرض", "ممرضه", "اسعافات",
    "اسعافات اوليه", "الاسعافات الاوليه",
];

/// Languages, by code and by their names.
pub const LANGUAGES: &[(&str, &[&str])] = &[
    ("fr", &["francais", "french", "franzosisch", "frances", "frans", "الفرنسيه", "فرنسي", "فرنسيه"]),
    ("en", &["anglais", "english", "englisch", "ingles", "engels", "الانجليزيه", "الانكليزيه", "انجليزي", "انجليزيه"]),
    ("de", &["allemand", "german", "deutsch", "aleman", "duits", "الالمانيه", "الماني", "المانيه"]),
    ("es", &["espagnol", "spanish", "spanisch", "espanol", "castellano", "spaans", "الاسبانيه", "اسباني", "اسبانيه"]),
    ("nl", &["neerlandais", "hollandais", "dutch", "niederlandisch", "hollandisch", "holandes", "neerlandes", "nederlands", "vlaams", "flamand", "الهولنديه"]),
    ("ar", &["arabe", "arabic", "arabisch", "العربيه", "عربي", "عربيه"]),
    ("it", &["italien", "italian", "italienisch", "italiano", "italiaans", "الايطاليه"]),
    ("pt", &["portugais", "portuguese", "portugiesisch", "portugues", "portugees", "البرتغاليه"]),
    ("ru", &["russe", "russian", "russisch", "ruso", "الروسيه"]),
    ("tr", &["turc", "turkish", "turkisch", "turco", "turks", "التركيه"]),
    ("zh", &["chinois", "chinese", "mandarin", "chinesisch", "chino", "chinees", "الصينيه"]),
    ("ja", &["japonais", "japanese", "japanisch", "japones", "japans"]),
    ("pl", &["polonais", "polish", "polnisch", "polaco", "pools"]),
    ("uk", &["ukrainien", "ukrainian", "ukrainisch", "ucraniano", "oekraiens"]),
    ("fa", &["persan", "farsi", "persian", "persisch", "persa", "perzisch", "dari"]),
];
/// In front of languages that are spoken.
pub const SPEAK: &[&str] = &[
    "parle", "parlons", "parlent", "speak", "speaks", "speaking", "spreche", "sprechen", "spricht", "hablo", "hablamos",
    "habla", "hablan", "spreek", "spreken", "spreekt", "نتكلم", "نتحدث", "اتكلم", "اتحدث", "يتكلم", "langues",
    "languages", "sprachen", "idiomas", "talen", "لغات",
];
/// Behind languages that are spoken.
pub const SPOKEN: &[&str] = &[
    "spoken", "parle", "parles", "speaking", "speakers", "gesprochen", "ok", "okay", "gesproken", "hablado", "هنا",
];

/// Public places.
pub const PUBLIC: &[&str] = &[
    "mairie", "eglise", "mosquee", "synagogue", "gymnase", "cafe", "bar", "restaurant", "resto", "restau", "brasserie",
    "bistrot", "hotel", "ecole", "college", "lycee", "universite", "fac", "bibliotheque", "mediatheque",
    "salle des fetes", "theatre", "cinema", "librairie", "centre social", "centre culturel", "maison de quartier",
    "ambassade", "foyer", "paroisse", "cathedrale", "basilique", "temple", "stade", "salle de sport",
    "centre d animation", "espace public", "hall de gare", "notre hotel", "centre sportif", "auberge",
    "auberge de jeunesse", "conservatoire", "salle paroissiale", "musee", "town hall", "city hall", "church", "mosque",
    "gym", "gymnasium", "school", "hostel", "university", "library", "community centre", "community center", "pub",
    "bookshop", "theater", "sports hall", "embassy", "parish hall", "coffee shop", "museum", "rathaus", "kirche",
    "moschee", "synagoge", "turnhalle", "sporthalle", "schule", "universitat", "bibliothek", "bucherei", "gemeindehaus",
    "gemeindezentrum", "jugendherberge", "kneipe", "botschaft", "burgerhaus", "gemeindesaal", "gasthaus", "pfarrheim",
    "stadthalle", "ayuntamiento", "iglesia", "mezquita", "sinagoga", "gimnasio", "polideportivo", "escuela", "colegio",
    "instituto", "universidad", "biblioteca", "centro civico", "centro cultural", "albergue", "restaurante",
    "parroquia", "embajada", "cafeteria", "hostal", "museo", "libreria", "gemeentehuis", "stadhuis", "kerk", "moskee",
    "sporthal", "gymzaal", "buurthuis", "bibliotheek", "universiteit", "herberg", "kroeg", "wijkcentrum",
    "cultuurcentrum", "jeugdherberg", "parochiezaal", "gemeenschapscentrum", "البلديه", "بلديه", "كنيسه", "الكنيسه",
    "كنيستنا", "مسجد", "المسجد", "مسجدنا", "جامع", "الجامع", "مدرسه", "المدرسه", "مدرستنا", "فندق", "الفندق", "فندقنا",
    "مقهي", "المقهي", "مقهانا", "قاعه", "القاعه", "جامعه", "مكتبه", "المكتبه", "مطعم", "المطعم", "مطعمنا",
    "الصاله الرياضيه", "صاله رياضيه", "مركز ثقافي", "المركز الثقافي", "دار البلديه",
];
/// Somebody's home, in so many words.
pub const HOME: &[&str] = &[
    "chez moi", "chez nous", "mon appart", "mon appartement", "notre appart", "notre appartement", "mon studio",
    "ma maison", "notre maison", "mon salon", "notre salon", "a la maison", "mon canape", "ma coloc", "notre coloc",
    "ma chambre", "mon deux pieces", "mon t2", "ma chambre d amis", "coloc", "my place", "our place", "my flat",
    "our flat", "my apartment", "our apartment", "my house", "our house", "my home", "our home", "my sofa", "my couch",
    "our sofa", "our couch", "my living room", "our living room", "flatshare", "my studio", "spare room", "guest room",
    "my spare room", "bei mir", "bei uns", "bei uns zuhause", "meine wohnung", "meiner wohnung", "unsere wohnung",
    "unserer wohnung", "mein haus", "unser haus", "meinem wohnzimmer", "unserem wohnzimmer", "meine wg", "unsere wg",
    "unserer wg", "meiner wg", "zuhause", "mein sofa", "meinem sofa", "gastezimmer", "unserem haus", "mi casa",
    "mi piso", "nuestra casa", "nuestro piso", "mi apartamento", "mi sofa", "mi salon", "mi estudio", "en casa",
    "nuestro salon", "habitacion de invitados", "mi hogar", "bij mij", "bij ons", "bij mij thuis", "bij ons thuis",
    "mijn huis", "ons huis", "mijn flat", "mijn appartement", "ons appartement", "mijn woonkamer", "onze woonkamer",
    "mijn bank", "logeerkamer", "studentenhuis", "mijn studio", "thuis", "بيتي", "منزلي", "شقتي", "بيتنا", "منزلنا",
    "شقتنا", "غرفه الضيوف",
];
/// Somebody's home, most likely.
pub const HOME_WEAK: &[&str] = &[
    "appart", "appartement", "studio", "canape", "clic clac", "sofa", "couch", "flat", "apartment", "wohnung", "wg",
    "schlafsofa", "piso", "apartamento", "slaapbank", "شقه", "بيت", "منزل", "maison", "woonkamer", "wohnzimmer",
    "salon",
];
/// In front of a public place that is only a landmark.
pub const NEAR: &[&str] = &[
    "pres", "proche", "face", "derriere", "devant", "cote", "angle", "metro", "station", "rue", "place", "arret",
    "avenue", "a100m", "quartier", "entre", "depuis", "m", "near", "opposite", "behind", "next", "beside", "by",
    "across", "around", "from", "between", "nahe", "neben", "gegenuber", "hinter", "vor", "bei", "an", "zwischen",
    "cerca", "frente", "junto", "detras", "lado", "naast", "tegenover", "achter", "nabij", "buurt", "bij", "tussen",
    "قرب", "امام", "خلف", "بجانب", "جانب", "بالقرب", "محطه", "مقابل", "وراء", "مترو", "hoek", "ecke", "esquina",
];
