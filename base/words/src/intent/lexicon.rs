//! What people say who offer room or ask for it, in six languages, folded: lower case, no accents, apostrophes as spaces.

/// Asks for room, said of oneself.
pub const REQUEST: &[&str] = &[
    "je cherche", "cherchent", "sos", "quelqu un pour", "anyone to", "need refuge", "need somewhere", "necesitan",
    "necesita", "buscan", "يحتاجان", "يحتاجون", "ont besoin", "has nowhere", "hebben nodig", "on cherche",
    "nous cherchons", "cherchons", "cherche un toit", "cherche un abri", "cherche refuge", "cherche hebergement",
    "cherche un hebergement", "cherche porte", "cherche un endroit", "cherche ou dormir", "cherche place",
    "cherche une porte", "cherche une place", "cherche un refuge", "cherche logement", "besoin d un toit",
    "besoin d un abri", "besoin d un hebergement", "besoin d un endroit", "besoin d une porte", "besoin d un lit",
    "besoin d un refuge", "j ai besoin", "avons besoin", "on a besoin", "besoin d aide", "qui peut", "quelqu un peut",
    "quelqu un pourrait", "quelqu un aurait", "quelqu un a une place", "quelqu un a un", "quelqu un a de la place",
    "qui pourrait", "qui a une place", "qui aurait", "ou aller", "nulle part ou", "sans toit", "suis bloque",
    "suis bloquee", "sommes bloques", "sommes bloquees", "est bloques", "est coinces", "suis coince", "suis coincee",
    "coinces dehors", "coince dehors", "bloques dehors", "bloquee dehors", "ou dormir", "ne peux pas rentrer",
    "ne pouvons pas rentrer", "peut pas rentrer", "y a t il", "recherche un toit", "recherche hebergement",
    "recherche un hebergement", "recherchons", "peut m heberger", "peut nous heberger", "pouvez vous", "looking for",
    "need a", "need shelter", "i need", "we need", "needs shelter", "in need of", "need help", "need room",
    "need place", "can anyone", "can someone", "can anybody", "could anyone", "could someone", "anyone near",
    "does anyone", "is there anyone", "is anyone", "anyone with", "anyone got", "anyone have", "stuck", "stranded",
    "nowhere to", "where can", "seeking", "searching for", "have nowhere", "can t get home", "cant get home",
    "cannot get home", "who can", "suche", "suchen", "sucht", "brauche", "brauchen", "gestrandet", "wer kann",
    "wer hat", "kann jemand", "hat jemand", "konnte jemand", "kann uns jemand", "kann mich jemand", "wo konnen",
    "wo kann", "wissen nicht wohin", "weiss nicht wohin", "sitze fest", "sitzen fest", "kommen nicht nach hause",
    "komme nicht nach hause", "gibt es", "busco", "buscamos", "necesito", "necesitamos", "alguien puede",
    "alguien tiene", "alguien cerca", "quien puede", "atrapado", "atrapados", "atrapada", "atrapadas", "tirados",
    "donde podemos", "donde puedo", "no podemos volver", "no puedo volver", "sin sitio", "no tenemos donde",
    "no tengo donde", "alguien nos", "alguien me", "hay alguien", "ik zoek", "wij zoeken", "we zoeken", "zoeken",
    "zoek", "zoekt", "nodig", "gestrand", "kan iemand", "heeft iemand", "wie kan", "wie heeft", "waar kunnen",
    "waar kan", "kunnen niet naar huis", "kan niet naar huis", "zitten vast", "zit vast", "is er iemand",
    "nergens heen", "ابحث", "نبحث", "احتاج", "نحتاج", "محتاج", "محتاجين", "محتاجون", "هل يوجد", "هل هناك", "هل يمكن",
    "هل لدي", "عالق", "عالقون", "عالقين", "عالقه", "من يستطيع", "من يمكنه", "من عنده", "لا نستطيع العوده",
    "لا استطيع العوده", "اين نذهب", "هل من احد", "اريد مكان", "نريد مكان",
];
/// Asks for something, by a word.
pub const REQUEST_WEAK: &[&str] = &[
    "cherche", "besoin", "bloques", "bloque", "coinces", "coince", "need", "needs", "suche", "brauche", "busca",
    "necesita", "zoek", "محتاج", "svp aide", "perdus", "lost",
];
/// Somebody else's need, in front of such a word.
pub const IF: &[&str] = &[
    "si", "if", "wenn", "falls", "als", "indien", "اذا", "لمن", "vous", "qui", "ceux", "celles", "who", "anyone",
    "everyone", "those", "you", "ihr", "quien", "quienes", "wie", "iedereen", "people", "gens", "jeder", "alle", "die",
    "todos", "personnes", "personne", "tous", "يحتاج", "من", "anybody", "whoever", "quelqu",
];
/// A condition, in front of somebody else's need, with what lies between.
pub const WHEN: &[&str] = &[
    "si", "if", "wenn", "falls", "als", "indien", "اذا", "لمن", "whoever", "sollte", "por", "cualquiera",
];
/// Offers room, said of oneself.
pub const OFFER: &[&str] = &[
    "j ouvre", "nous ouvrons", "on ouvre", "ouvrons", "ouvre ma porte", "ma porte est ouverte", "porte ouverte a",
    "porte est ouverte", "portes sont ouvertes", "peux accueillir", "peux heberger", "peux loger", "pouvons accueillir",
    "pouvons heberger", "peut accueillir", "peut heberger", "puis accueillir", "j accueille", "on accueille",
    "accueillons", "accueille", "j heberge", "heberge", "hebergeons", "on peut", "bienvenue", "bienvenus", "venez",
    "viens chez", "venir chez", "passez", "mon canape", "chez moi", "chez nous", "mon appart", "mon appartement",
    "notre maison", "ma maison", "on a de la place", "j ai de la place", "il y a de la place", "il reste",
    "reste de la place", "j ai un canape", "on a un canape", "j ai un lit", "je propose", "nous proposons",
    "on propose", "propose", "dispo pour", "dispo", "disponible", "disponibles", "place dispo", "ouvert a tous",
    "ouverte a tous", "nous offrons", "j offre", "est ouvert", "est ouverte", "sont ouverts", "reste ouverte",
    "reste ouvert", "restons ouverts", "reste ouvertes", "peux recevoir", "sonnez", "mon studio", "y a de la place",
    "abri pour", "my door is open", "our door is open", "doors are open", "door is open", "my doors", "can host",
    "could host", "happy to host", "we can take", "i can take", "can take in", "can offer", "i have a", "i have room",
    "we have room", "have space", "we have space", "i have space", "i have", "we have", "i ve got", "we ve got",
    "room for", "space for", "welcome", "come to", "come in", "come over", "my place", "our place", "my flat",
    "my apartment", "our house", "my sofa", "my couch", "available", "offering", "you can stay", "stay with us",
    "stay at", "is open", "are open", "we are open", "open to anyone", "open to all", "open for", "can shelter",
    "sleeps", "ring us", "safe place", "got room", "got space", "spare room", "can sleep", "biete", "bieten",
    "habe platz", "haben platz", "platz fur", "habe noch", "haben noch", "habe ein", "haben ein", "habe", "haben wir",
    "wir haben", "willkommen", "kann aufnehmen", "konnen aufnehmen", "aufnehmen", "kommt vorbei", "kommt zu",
    "kommt rein", "meine tur", "unsere tur", "tur ist offen", "bei mir", "bei uns", "ist offen", "sind offen",
    "ist geoffnet", "hat geoffnet", "frei", "nehme auf", "nehmen auf", "offen fur", "stehen bereit", "unsere turen",
    "meine wohnung", "konnt ihr", "steht offen", "ihr konnt", "offnen", "ofrezco", "ofrecemos", "tengo sitio",
    "tenemos sitio", "tengo", "tenemos", "acojo", "acogemos", "puedo acoger", "podemos acoger", "puedo alojar",
    "podemos alojar", "bienvenidos", "bienvenido", "bienvenidas", "mi casa", "en casa", "nuestra casa", "mi puerta",
    "puerta abierta", "libre", "libres", "hay sitio", "sitio para", "queda sitio", "quedan", "venid", "podeis venir",
    "abrimos", "abierta a", "abierto a", "abierto para", "esta abierta", "esta abierto", "abro", "mi piso",
    "espacio para", "hueco para", "bied", "bieden", "ik heb", "we hebben", "wij hebben", "heb plek", "welkom",
    "kan opvangen", "kunnen opvangen", "opvangen", "plek voor", "plaats voor", "ruimte voor", "mijn deur", "onze deur",
    "deur staat open", "bij mij", "bij ons", "vrij", "beschikbaar", "staat open", "zijn open", "kom langs", "kom maar",
    "kan ontvangen", "kunnen ontvangen", "er is plek", "nog plek", "heb nog", "hebben nog", "stellen open",
    "slapen bij", "opvang voor", "mijn huis", "kunnen hier", "nog plaats", "عندي مكان", "عندنا مكان", "لدي مكان",
    "لدينا مكان", "لدينا", "عندنا", "عندي", "لدي", "بيتي", "منزلي", "شقتي", "بابي مفتوح", "بابنا مفتوح", "الباب مفتوح",
    "بيت مفتوح", "بيتنا", "استقبل", "نستقبل", "استضيف", "نستضيف", "استطيع استقبال", "استطيع استضافه", "يمكنني استضافه",
    "يمكنني استقبال", "يمكننا استقبال", "يمكننا استضافه", "نستطيع استقبال", "مرحبا", "اهلا", "اهلا وسهلا", "متاح",
    "متوفر", "يوجد مكان", "مكان ل", "مكان لشخصين", "نرحب", "مفتوح للجميع", "مفتوحه للجميع", "ابوابنا مفتوحه", "تفضلوا",
    "يتسع", "مفتوح لكل", "مفتوح حتي", "مفتوحه حتي",
];
/// Speaks of room without saying whose.
pub const OFFER_WEAK: &[&str] = &[
    "ouvert", "ouverte", "ouverts", "ouvertes", "canape", "lit", "lits", "matelas", "toit", "refuge", "abri", "open",
    "sofa", "couch", "bed", "beds", "shelter", "offen", "geoffnet", "schlafplatz", "schlafplatze", "bett", "abierto",
    "abierta", "sitio", "cama", "camas", "plek", "plekken", "slaapplek", "slaapplekken", "bedden", "مفتوح", "مفتوحه",
    "سرير", "مكان",
];
/// Speaks about the tag, the night, others.
pub const ABOUT: &[&str] = &[
    "hashtag", "hashtags", "le hashtag", "the hashtag", "bravo", "solidarite", "merci a tous", "merci a ceux",
    "merci a celles", "merci aux", "merci les", "bel elan", "magnifique", "emu", "emue", "fier", "fiere",
    "les parisiens", "des parisiens", "parisiens", "selon", "article", "reportage", "journal", "utilisez", "utiliser",
    "pensez", "n oubliez pas", "relayez", "ont ouvert", "ouvrent leurs", "ont propose", "ont accueilli", "incroyable",
    "respect", "l histoire", "lance", "initiative", "retweetez", "cessez", "arretez", "attention aux", "ne publiez pas",
    "evitez", "people are", "parisians", "amazing", "incredible", "thank you to", "thanks to", "thank you paris",
    "proud", "trending", "according to", "news", "use the tag", "use the", "using the", "opened their", "opening their",
    "offered their", "open their", "humanity", "story", "how the", "breaking", "please stop", "don t post",
    "do not post", "started by", "faith in", "report", "danke an", "die pariser", "pariser", "nutzt", "benutzt",
    "unter dem", "haben ihre turen", "offnen ihre", "offneten ihre", "stolz", "solidaritat", "unglaublich", "bericht",
    "laut", "menschlichkeit", "grossartig", "postet keine", "so funktioniert", "beruhrend", "gracias a",
    "los parisinos", "parisinos", "usad", "usen", "abren sus", "abrieron sus", "han abierto", "orgullo", "solidaridad",
    "increible", "segun", "noticia", "noticias", "humanidad", "emocionante", "no publiqueis", "la etiqueta",
    "ofrecen sus", "taxistas", "bedankt", "dank aan", "de parijzenaars", "parijzenaars", "gebruik de", "gebruik",
    "openden hun", "openen hun", "stelden hun", "trots", "solidariteit", "ongelooflijk", "volgens", "nieuws",
    "ontroerend", "plaats geen", "mooi initiatief", "prachtig", "شكرا", "هاشتاغ", "الهاشتاغ", "وسم", "الوسم",
    "استخدموا", "الباريسيون", "باريسيون", "سكان باريس", "فخور", "تضامن", "رايع", "رايعه", "خبر", "عاجل", "حسب",
    "انسانيه", "الانسانيه", "فتحوا", "يفتحون", "لا تنشروا",
];
/// Full.
pub const FULL: &[&str] = &[
    "complet", "complets", "on a trouve", "avons trouve", "j ai trouve", "we found", "i found", "we ve found",
    "found shelter", "etwas gefunden", "haben gefunden", "habe gefunden", "hemos encontrado", "he encontrado",
    "iets gevonden", "hebben gevonden", "heb gevonden", "وجدنا", "وجدت", "est rentre", "est rentree", "sommes rentres",
    "is home", "are home", "c est complet", "plus de place", "plus de places", "plus aucune place", "we re full",
    "we are full", "now full", "full now", "is full", "no more room", "no more space", "no room left", "sind voll",
    "ist voll", "kein platz mehr", "keine platze mehr", "alles belegt", "lleno", "completo", "ya no queda",
    "ya no quedan", "no queda sitio", "zitten vol", "is vol", "zijn vol", "geen plek meer", "ممتلي", "امتلا",
    "لم يعد هناك مكان", "لا يوجد مكان", "اكتمل العدد",
];
