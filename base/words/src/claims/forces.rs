//! Where forces stand or move.

use super::{among, near, places_of};
use crate::Tokens;

/// Who: police, soldiers, intervention teams.
const FORCES: &[&str] = &[
    // French
    "police", "policier*", "flic", "flics", "keuf", "keufs", "crs", "raid", "bri", "gign", "gipn", "gendarm*", "militaire*",
    "soldat*", "sniper*", "tireur", "tireurs", "commando*", "intervention", "blinde", "blindes", "colonne", "brigade*",
    "effectifs", "renforts", "helicoptere*",
    // English
    "cop", "cops", "officer", "officers", "swat", "soldier*", "troop*", "army", "marksm*", "armored", "armoured", "gunship",
    "helicopter*", "constabl*",
    // German
    "polizei*", "polizist*", "sek", "mek", "gsg", "bundeswehr", "scharfschutz*", "einsatzkraft*", "spezialkraft*",
    "sondereinsatz*", "hubschrauber*",
    // Spanish
    "policia*", "geo", "geos", "soldado*", "ejercito", "francotirador*", "antidisturbios", "mossos", "ertzaintza", "guardia",
    "guardias", "militares", "agentes",
    // Dutch
    "politie*", "agenten", "marechaussee", "militair*", "soldaten", "leger", "scherpschutter*", "arrestatieteam*", "dsi",
    "helikopter*",
    // Arabic
    "شرطه", "شرطي", "جيش", "قناص*", "قوات", "قوه", "امن", "جنود", "جندي", "درك", "عسكر*", "كوماندوس",
];

/// Where, or on which way.
const WHERE: &[&str] = &[
    // French
    "devant", "derriere", "toit", "toits", "angle", "coin", "entrent", "entrer", "rentrent", "rentrer", "entre", "avance",
    "avancent", "avancer", "progresse*", "approche*", "arrive", "arrivent", "positio*", "poste", "postes", "encercl*", "boucl*",
    "bloqu*", "assaut", "intervien*", "prepare", "preparent", "prets", "cache", "caches", "cachent", "planqu*", "deplo*",
    "quadrill*", "investi*", "immeuble*", "fenetre*", "etage", "balcon*", "cour", "face", "cote", "hauteur", "niveau", "place",
    "longe*", "passent", "contourn*", "monte", "montent", "descend*", "garee*", "gares", "camion*", "fourgon*",
    // English
    "behind", "front", "roof*", "rooftop*", "corner", "entering", "enter", "moving", "move", "advanc*", "approach*", "arriv*",
    "surround*", "storm*", "assault", "raiding", "breach*", "standing", "hiding", "waiting", "outside", "inside", "across", "next",
    "window*", "upstairs", "heading", "blocking", "sealed", "cordon*", "lined", "trucks", "vans", "deploy*",
    // German
    "vor", "hinter", "dach", "dacher", "dachern", "ecke", "sturm*", "ruck*", "nahert", "nahern", "umstell*", "stehen", "steht",
    "wartet", "warten", "zugriff", "eingang", "hinterhof", "fenster*", "sperr*", "riegel*", "richtung", "gegenuber", "stellung",
    // Spanish
    "delante", "detras", "tejado*", "azotea*", "esquina", "entrando", "entran", "avanza*", "acerca*", "rodea*", "asalt*",
    "posicion*", "apostad*", "despleg*", "esperando", "escondid*", "frente", "junto", "ventana*", "portal", "camino", "llegan",
    "llega", "llegando", "cort*",
    // Dutch
    "voor", "achter", "dak", "daken", "hoek", "binnen", "bestorm*", "omsingel*", "staan", "staat", "wacht*", "nadert",
    "naderen", "inval", "raam", "ramen", "opgesteld", "afgezet", "tegenover", "richting", "klaar",
    // Arabic
    "امام", "خلف", "وراء", "سطح", "اسطح", "سطوح", "زاويه", "تدخل", "يدخل*", "دخل*", "يقترب*", "تقترب", "تقدم", "يتقدم*", "تتقدم",
    "محاصر*", "يحاصر*", "تحاصر", "اقتحام", "تقتحم", "متمركز*", "تمركز*", "تتمركز", "انتشر*", "تنتشر", "تستعد", "مختبئ*", "نافذه",
    "قرب", "مدخل", "يقف*", "تقف", "واقف*",
];

/// Said to forces or of what they want, not of where they are.
const SPOKEN_TO: &[&str] = &[
    "appelez", "appeler", "appelle", "appelons", "prevenez", "prevenir", "contactez", "contacter", "merci", "bravo", "respect",
    "remercie*", "call", "calling", "phone", "contact", "thank", "thanks", "ruft", "rufen", "anrufen", "danke", "dank", "llama",
    "llame", "llamad", "llamen", "avisad", "avise", "gracias", "bel", "bellen", "bedankt", "اتصل", "اتصلوا", "ابلغوا", "شكرا",
];

/// Words before and after the name of a force among which its place is looked for.
const BEFORE: usize = 6;
const AFTER: usize = 8;
/// Words before it that speak to it; and how many of a number: "thirty of them", "3 trucks of".
const SPEAKS: usize = 4;
const COUNTS: usize = 3;

/// Whether a text reads like the place or the movement of police, soldiers or other forces.
///
/// To be asked only of what is placed where such a thing can cost lives, and for a bounded time: it finds more than it should.
///
/// ```
/// use words::tells_of_forces;
/// assert!(tells_of_forces("Le RAID est sur le toit d'en face"));
/// assert!(tells_of_forces("القناصة على سطح الفندق"));
/// assert!(!tells_of_forces("Appelez la police si vous êtes blessé"));
/// ```
#[must_use]
pub fn tells_of_forces(text: &str) -> bool {
    let tokens = Tokens::of(text);
    places_of(&tokens, FORCES).any(|at| {
        let (from, to) = (at.saturating_sub(BEFORE), at.saturating_add(AFTER).saturating_add(1));
        if near(&tokens, at.saturating_sub(SPEAKS), at, SPOKEN_TO) {
            return false;
        }
        let counted = tokens.all.iter().take(at).skip(at.saturating_sub(COUNTS)).any(|t| t.number && t.text.len() <= 4);
        // The name of a force is no place: "intervention" alone says nothing.
        let placed = |n: usize| n != at && tokens.get(n).is_some_and(|t| among(t, WHERE));
        counted || (from..to.min(tokens.all.len())).any(placed)
    })
}
