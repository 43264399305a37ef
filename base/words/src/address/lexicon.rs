//! Words of addresses, folded.

/// Kinds of streets that stand before their name.
pub const KIND: &[&str] = &[
    "rue", "r", "bd", "boulevard", "bld", "bvd", "boul", "blvd", "av", "ave", "avenue", "quai", "impasse", "imp",
    "allee", "allees", "chemin", "chem", "che", "passage", "pass", "square", "sq", "route", "rte", "sentier",
    "faubourg", "fbg", "fg", "esplanade", "venelle", "ruelle", "chaussee", "clos", "drève", "dreve", "sente",
    "traverse", "mail", "parvis", "galerie", "calle", "avenida", "avda", "avd", "plaza", "pza", "plz", "plza", "paseo",
    "ronda", "carretera", "ctra", "camino", "travesia", "carrera", "corredera", "cava", "callejon", "glorieta", "via",
    "rambla", "carrer", "passeig", "placa", "avinguda", "costanilla", "cuesta", "urbanizacion", "pasaje", "strasse",
    "str", "laan", "straat", "gracht", "kade", "شارع", "نهج", "زنقه", "جاده", "طريق", "درب", "ساحه", "ميدان", "زقاق",
    "حاره",
];
/// The same, which are also words of every day.
pub const KIND_WEAK: &[&str] = &[
    "place", "pl", "cour", "cours", "cite", "villa", "residence", "voie", "montee", "platz", "promenade", "hameau",
    "lotissement", "plein", "po",
];
/// Words of names that are small and take another behind them.
pub const CONNECTORS: &[&str] = &[
    "de", "du", "des", "la", "le", "les", "l", "d", "et", "aux", "au", "en", "sur", "sous", "del", "los", "las", "el",
    "van", "het", "der", "den", "ter", "ten", "von", "zum", "zur", "dem", "of", "the", "t",
];
/// Words that begin a name of several words, in small letters too.
pub const TITLES: &[&str] = &[
    "saint", "sainte", "st", "ste", "san", "santa", "general", "gal", "gen", "marechal", "mal", "docteur", "dr", "pere",
    "abbe", "colonel", "capitaine", "president", "pdt", "jean", "pierre", "jacques", "paul", "victor", "emile", "jules",
    "louis", "charles", "henri", "leon", "anatole", "georges", "marie", "notre", "faubourg", "fbg", "fg", "vieille",
    "vieux", "petit", "petite", "grand", "grande", "folie", "porte", "pont", "champ", "champs", "moulin", "cardinal",
    "amiral", "professeur", "maurice", "alexandre", "claude", "edouard", "eugene", "doctor", "don", "reina", "rey",
    "virgen", "ramon", "jose", "juan", "garcia", "martin", "gran", "rosa", "friedrich", "albert",
];
/// Months, as names of streets hold them.
pub const MONTHS: &[&str] = &[
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
    "decembre", "mayo", "octubre", "يناير", "فبراير", "مارس", "ابريل", "مايو", "يونيو", "يوليو", "اغسطس", "سبتمبر",
    "اكتوبر", "نوفمبر", "ديسمبر", "تموز", "ايلول", "marzo", "abril", "julio", "juni", "mei",
];
/// Kinds of English streets, behind their name.
pub const ENGLISH: &[&str] = &[
    "street", "st", "str", "road", "rd", "avenue", "ave", "lane", "ln", "terrace", "crescent", "cres", "boulevard",
    "blvd", "mews", "highway", "alley", "gardens", "gdns", "grove", "square", "sq", "embankment", "quay", "wharf",
    "drive", "strasse", "straat",
];
/// The same, which are also words of every day.
pub const ENGLISH_WEAK: &[&str] = &[
    "place", "pl", "way", "row", "hill", "walk", "parade", "rise", "view", "park", "close", "court", "ct", "dr", "yard",
    "green", "avenue", "passage", "gate", "bridge", "circus", "broadway", "heights", "cl", "rue",
];
/// Ends of German and Dutch street names.
pub const COMPOUND: &[&str] = &[
    "strasse", "str", "weg", "platz", "allee", "gasse", "ufer", "damm", "ring", "chaussee", "steig", "pfad", "graben",
    "stieg", "twiete", "straat", "laan", "gracht", "kade", "plein", "singel", "dijk", "steeg", "dreef", "burgwal",
    "vest", "markt", "haven", "promenade", "stedenweg", "baan", "kai", "hain", "zeile", "winkel", "brucke", "brug",
    "plantsoen", "hofje", "lei", "einde",
];
/// The same, as words of their own behind a name: "Berliner Straße".
pub const STANDALONE: &[&str] = &[
    "strasse", "str", "weg", "platz", "allee", "gasse", "ufer", "damm", "ring", "chaussee", "steig", "pfad", "graben",
    "tor", "markt", "straat", "laan", "gracht", "kade", "plein", "singel", "dijk", "steeg", "dreef", "burgwal", "kai",
    "promenade", "stieg", "via",
];
/// Words with such ends that are no streets.
pub const NOT_STREETS: &[&str] = &[
    "unterwegs", "onderweg", "supermarkt", "parkplatz", "sitzplatz", "schlafplatz", "stellplatz", "arbeitsplatz",
    "spielplatz", "stehplatz", "bettplatz", "liegeplatz", "treffpunkt", "flughafen", "luchthaven", "weihnachtsmarkt",
    "kerstmarkt", "flohmarkt", "zeltplatz", "campingplatz", "notschlafplatz", "hering", "campingplein", "schlafplatze",
    "einzelplatz", "fahrweg", "fussweg", "heimweg", "umweg", "during", "bring", "spring", "string", "offering",
    "sharing", "ausweg", "rettungsweg", "vloerplein", "ontvangst", "gering", "opvang", "vliegveld", "invest",
    "rommelmarkt",
];
/// Words behind "am", "an der", "unter den" that name streets.
pub const GERMAN_AT: &[&str] = &[
    "markt", "marktplatz", "anger", "ring", "graben", "hang", "berg", "see", "wall", "tor", "linden", "alster", "hof",
    "brunnen", "kirchplatz", "bach", "rain", "feld", "wald", "muhle", "kirche", "weiher", "ufer", "sportplatz",
    "stadtpark", "schloss", "dom", "deich", "hafen", "rathaus", "kirchberg", "bruhl", "spree", "elbe", "main", "rhein",
    "wiesen", "kanal", "strand", "winkel", "grund", "krogel", "volkspark", "turm", "mauer", "brucke", "burg",
    "schlossberg", "weinberg", "park", "teich", "stein", "kupfergraben",
];
/// What is inside a building, or names one, and has a number or a letter.
pub const DWELLING: &[&str] = &[
    "appt", "apt", "appartement", "apartment", "flat", "bat", "batiment", "escalier", "wohnung", "whg", "hinterhaus",
    "puerta", "بنايه", "عماره", "شقه", "فيلا", "مبني", "بلوك", "منزل",
];
/// What follows the number of a house.
pub const FLOORS: &[&str] = &[
    "etage", "etg", "floor", "fl", "stock", "stockwerk", "og", "eg", "piso", "planta", "verdieping", "puerta", "pta",
    "escalera", "esc", "escalier", "apt", "appt", "appartement", "apartment", "flat", "app", "bat", "batiment", "bt",
    "porte", "bus", "hs", "hinterhaus", "vorderhaus", "wohnung", "whg", "unit", "suite", "hoog", "huis", "portal",
    "bloque", "interfono", "شقه", "طابق", "بنايه", "عماره", "دور", "مبني",
];
/// Which side of the landing.
pub const SIDES: &[&str] = &[
    "gauche", "droite", "dcha", "izda", "izq", "izquierda", "derecha", "links", "rechts", "left", "right", "hs", "huis",
    "rdc", "hinterhaus", "vorderhaus", "hoog", "bajo", "الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس",
    "الارضي",
];
/// What has a number of its own.
pub const LINES: &[&str] = &[
    "ligne", "metro", "bus", "tram", "tramway", "rer", "line", "linie", "u", "s", "m", "t", "linea", "lijn", "gleis",
    "quai", "train", "ubahn", "sbahn", "خط", "المترو", "مترو", "الخط", "hall", "salle", "gate", "sortie", "exit",
    "ausgang", "salida", "uitgang", "paris", "arrondissement", "tag", "page", "episode",
];
/// What a number counts.
pub const UNITS: &[&str] = &[
    "places", "place", "personnes", "personne", "pers", "p", "gens", "adultes", "adulte", "enfants", "enfant", "lits",
    "lit", "matelas", "canapes", "canape", "couchages", "couchage", "chambres", "chambre", "h", "heures", "heure",
    "min", "mins", "minutes", "minute", "mn", "m", "km", "metres", "metre", "pieces", "euros", "euro", "eur", "ans",
    "jours", "nuits", "nuit", "chats", "chat", "chien", "chiens", "amis", "familles", "famille", "fois", "stations",
    "bebes", "bebe", "dispo", "disponibles", "dodo", "etudiants", "filles", "garcons", "femmes", "hommes", "blesses",
    "morts", "refugies", "people", "persons", "person", "adults", "adult", "kids", "kid", "children", "child", "beds",
    "bed", "spots", "spot", "spaces", "space", "sofas", "sofa", "couches", "couch", "mattress", "mattresses", "rooms",
    "room", "hours", "hour", "hrs", "hr", "am", "pm", "blocks", "mile", "miles", "friends", "guests", "guest", "nights",
    "night", "cats", "dogs", "families", "dead", "wounded", "seats", "metro", "platze", "plaetze", "platz", "personen",
    "leute", "menschen", "betten", "bett", "schlafplatze", "schlafplaetze", "uhr", "stunden", "stunde", "std",
    "minuten", "kinder", "kind", "erwachsene", "zimmer", "nachte", "meter", "gaste", "matratzen", "familien", "tage",
    "mal", "hunde", "plazas", "plaza", "personas", "persona", "ninos", "adultos", "camas", "cama", "horas", "hora",
    "minutos", "metros", "habitaciones", "noches", "sitios", "sitio", "colchones", "huecos", "hueco", "familias",
    "dias", "veces", "de", "plaatsen", "plekken", "plek", "plaats", "mensen", "volwassenen", "kinderen", "bedden",
    "slaapplaatsen", "slaapplekken", "uur", "kamers", "nachten", "gasten", "matrassen", "keer", "dagen", "gezinnen",
    "اماكن", "مكان", "اشخاص", "شخص", "اسره", "اطفال", "بالغين", "دقائق", "دقيقه", "ساعات", "ساعه", "متر", "غرف", "غرفه",
    "فرش", "عائلات", "امكنه", "ليالي", "افراد", "كيلو", "صباحا", "مساء", "كم",
];
/// What is in no name of a street: it ends one, or says that there was none.
pub const STOP: &[&str] = &[
    "bloquee", "bloquees", "fermee", "fermees", "barree", "barrees", "bouclee", "bouclees", "coupee", "evacuee",
    "gesperrt", "cortada", "cerrada", "afgesloten", "dicht", "closed", "blocked", "مغلق", "jusqu", "jusque", "jusqua",
    "a", "pour", "pres", "proche", "cote", "metro", "station", "places", "libre", "dispo", "disponible", "code",
    "digicode", "interphone", "merci", "svp", "appelez", "tel", "chez", "est", "sont", "on", "je", "il", "nous", "vous",
    "avec", "sans", "dans", "ou", "qui", "que", "si", "car", "mais", "contactez", "dm", "mp", "venez", "accueil",
    "accueille", "peux", "ouvert", "ouverte", "portes", "entre", "vers", "face", "angle", "fond", "etage", "near",
    "until", "till", "from", "for", "with", "and", "or", "at", "in", "is", "are", "by", "off", "to", "we", "i", "my",
    "our", "have", "has", "open", "available", "free", "safe", "please", "call", "come", "can", "people", "beds",
    "adults", "kids", "children", "min", "mins", "minutes", "minute", "walk", "persons", "rooms", "spots", "sofa",
    "couch", "stops", "blocks", "hours", "hour", "pm", "am", "next", "close", "shots", "dead", "bis", "fur", "bei",
    "mit", "und", "oder", "im", "ist", "sind", "wir", "ich", "frei", "offen", "bitte", "nahe", "platze", "personen",
    "leute", "uhr", "habe", "haben", "kommt", "an", "auf", "von", "nach", "noch", "zwischen", "ecke", "gibt", "hasta",
    "para", "con", "cerca", "hay", "tengo", "tenemos", "libres", "abierta", "abierto", "junto", "y", "o", "esquina",
    "plazas", "personas", "frente", "tot", "voor", "met", "bij", "nabij", "heb", "hebben", "plekken", "plaatsen",
    "mensen", "naast", "hoek", "welkom", "vrij", "tussen", "richting", "حتي", "قرب", "بالقرب", "عندي", "عندنا", "مكان",
    "اماكن", "لدينا", "لدي", "مع", "من", "الي", "في", "امام", "جنب", "بجانب", "مفتوح", "كود", "رمز", "اتصل", "لمده",
    "يوجد", "الان", "متاح", "مترو", "خلف", "هاتف", "الطابق", "طابق", "شقه", "h", "heures", "euros", "lits", "matelas",
    "arr", "arrondissement", "pers", "personnes", "adultes", "enfants", "tous", "tout", "toute", "ce", "cette",
    "besoin", "cherche", "cherchons", "vient", "va", "sonnez", "sonner",
];
