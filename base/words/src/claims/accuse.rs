//! That somebody is guilty, said of one who can be known again.

use std::ops::Range;

use super::{among, near, places_of};
use crate::Tokens;

/// What somebody is called, or is said to have done.
const GUILT: &[&str] = &[
    // French
    "terroriste*",
    "tueur*",
    "assassin*",
    "complice*",
    "suspect",
    "suspecte",
    "coupable*",
    "kamikaze*",
    "meurtrier*",
    "criminel*",
    "djihadiste*",
    "jihadiste*",
    "poseur",
    "assaillant*",
    "violeur*",
    "pedophile*",
    "voleur*",
    "pilleur*",
    "tireur",
    "fusille",
    "tue",
    "abattu",
    "poignarde",
    "denoncez",
    "traitre*",
    "collabo*",
    // English
    "terrorist*",
    "killer*",
    "murder*",
    "shooter*",
    "gunm*",
    "attacker*",
    "accomplice*",
    "guilty",
    "bomber*",
    "criminal*",
    "rapist*",
    "thief",
    "looter*",
    "jihadi*",
    "suspected",
    "culprit*",
    "killed",
    "shot",
    "stabbed",
    // German
    "tater*",
    "morder*",
    "attentater*",
    "schutze",
    "verdachtig*",
    "schuldig*",
    "komplize*",
    "verbrecher*",
    "vergewaltiger*",
    "dieb",
    // Spanish
    "terrorista*",
    "asesin*",
    "culpable*",
    "sospechos*",
    "tirador*",
    "atacante*",
    "criminales",
    "yihadista*",
    "violador*",
    "ladron*",
    // Dutch
    "dader*",
    "moordenaar*",
    "schutter*",
    "verdacht*",
    "schuldig*",
    "medeplichtig*",
    "misdadiger*",
    "verkrachter*",
    "dief",
    // Arabic
    "ارهابي*",
    "قاتل*",
    "مجرم*",
    "مشتبه",
    "منفذ*",
    "مذنب*",
    "انتحاري*",
    "متواطئ*",
    "سفاح",
];

/// Who points at a picture: "this is", "here is", "he".
const POINTS: &[&str] = &[
    "voici", "voila", "lui", "celui", "celle", "cet", "cette", "ce", "elle", "il", "photo", "image", "visage", "tete",
    "this", "he", "she", "him", "her", "that", "face", "picture", "man", "woman", "guy", "das", "dieser", "diese",
    "er", "sie", "foto", "mann", "frau", "este", "esta", "ese", "esa", "el", "ella", "hombre", "mujer", "dit", "deze",
    "hij", "zij", "man", "vrouw", "هذا", "هذه", "هو", "هي", "صوره", "وجه", "رجل",
];

/// "By the name of".
const CALLED: &[&str] = &[
    "appelle",
    "nomme",
    "nom",
    "prenom",
    "name",
    "named",
    "called",
    "heisst",
    "namens",
    "llama",
    "llamado",
    "nombre",
    "heet",
    "genaamd",
    "naam",
    "اسمه",
    "اسمها",
    "يدعي",
    "تدعي",
    "اسم",
];

/// What people are for all: who holds an office is no private person.
const OFFICE: &[&str] = &[
    "president*",
    "ministre*",
    "prefet*",
    "prefecture",
    "maire",
    "maires",
    "mairie",
    "procureur*",
    "commissaire*",
    "depute*",
    "senateur*",
    "general",
    "colonel",
    "porte-parole",
    "roi",
    "reine",
    "minister*",
    "mayor",
    "prefect",
    "prosecutor*",
    "chief",
    "senator",
    "sheriff",
    "king",
    "queen",
    "burgermeister*",
    "kanzler*",
    "staatsanwalt*",
    "prasident*",
    "alcalde*",
    "fiscal",
    "ministro*",
    "rey",
    "burgemeester*",
    "koning",
    "رئيس",
    "وزير",
    "محافظ",
    "نائب",
    "ملك",
    "عمده",
];

/// Written with a capital, and no name of a person: what begins a sentence, and places, groups, days.
const NO_NAME: &[&str] = &[
    "le",
    "la",
    "les",
    "l",
    "un",
    "une",
    "des",
    "du",
    "de",
    "d",
    "au",
    "aux",
    "ce",
    "cet",
    "cette",
    "ces",
    "il",
    "elle",
    "ils",
    "je",
    "j",
    "on",
    "nous",
    "vous",
    "et",
    "ou",
    "mais",
    "si",
    "en",
    "a",
    "dans",
    "sur",
    "pour",
    "par",
    "plus",
    "pas",
    "ne",
    "c",
    "qui",
    "que",
    "urgent",
    "alerte",
    "attention",
    "info",
    "breaking",
    "news",
    "rt",
    "the",
    "a",
    "an",
    "this",
    "that",
    "in",
    "at",
    "on",
    "is",
    "it",
    "he",
    "she",
    "they",
    "we",
    "i",
    "you",
    "and",
    "or",
    "to",
    "of",
    "from",
    "der",
    "die",
    "das",
    "ein",
    "eine",
    "in",
    "im",
    "am",
    "und",
    "el",
    "los",
    "las",
    "una",
    "uno",
    "y",
    "en",
    "het",
    "een",
    "de",
    "dit",
    "rue",
    "boulevard",
    "bd",
    "avenue",
    "av",
    "place",
    "pl",
    "quai",
    "gare",
    "porte",
    "pont",
    "metro",
    "station",
    "hotel",
    "hopital",
    "theatre",
    "stade",
    "cafe",
    "restaurant",
    "bar",
    "salle",
    "saint",
    "sainte",
    "square",
    "street",
    "road",
    "paris",
    "france",
    "belgique",
    "bruxelles",
    "londres",
    "london",
    "berlin",
    "madrid",
    "etat",
    "islamique",
    "islamic",
    "state",
    "daech",
    "daesh",
    "isis",
    "al",
    "qaida",
    "charlie",
    "hebdo",
    "union",
    "front",
    "police",
    "nationale",
    "national",
    "municipale",
    "new",
    "york",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "stadt",
    "strasse",
    "calle",
    "plaza",
    "halles",
];

/// Words between a name and what somebody is called.
const REACH: usize = 9;

/// Whether a text says of a person who can be known again (two words of a name, a handle, "his name is", or a picture that it points at) that
/// they are guilty of something. `is_place` says whether a folded pair of words, such as "pere lachaise", names a place.
///
/// Who holds an office is no private person. Nothing is recognised in a picture: `pictured` only says that there is one.
///
/// ```
/// use words::accuses;
/// let nowhere = |_: &str| false;
/// assert!(accuses("Le tueur est Armel Vantroux, partagez", false, nowhere));
/// assert!(accuses("Voici le terroriste", true, nowhere));
/// assert!(!accuses("Un terroriste est en fuite, restez chez vous", false, nowhere));
/// assert!(!accuses("Le préfet Armel Vantroux : « le tueur est en fuite »", false, nowhere));
/// ```
#[must_use]
pub fn accuses(text: &str, pictured: bool, is_place: impl Fn(&str) -> bool) -> bool {
    let tokens = Tokens::of(text);
    let guilty: Vec<usize> = places_of(&tokens, GUILT).collect();
    if guilty.is_empty() {
        return false;
    }
    if pictured && guilty.iter().any(|at| near(&tokens, at.saturating_sub(REACH), at + REACH, POINTS)) {
        return true;
    }
    let known: Vec<Range<usize>> = people(&tokens, is_place);
    guilty.iter().any(|at| known.iter().any(|name| at.abs_diff(name.start).min(at.abs_diff(name.end)) <= REACH))
}

/// Where people are named: pairs of capitals, handles, and what follows "by the name of".
fn people(tokens: &Tokens, is_place: impl Fn(&str) -> bool) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    for (at, token) in tokens.all.iter().enumerate() {
        let handle = token.gap.ends_with('@');
        // "His name is": the name may stand one word on.
        let after =
            if tokens.get(at + 1).is_some_and(|t| t.is(&["is", "was", "est", "ist", "es"])) { at + 2 } else { at + 1 };
        let called = among(token, CALLED) && tokens.get(after).is_some_and(|t| !t.number && t.gap.trim().len() <= 1);
        if handle || (called && (tokens.named(after) || has_no_case(tokens, after))) {
            all.push(at..at + 1);
            continue;
        }
        let Some(next) = tokens.get(at + 1) else { continue };
        let pair = tokens.named(at) && tokens.named(at + 1) && matches!(next.gap.as_str(), " " | "-" | " - " | "  ");
        let plain =
            |t: &crate::Token| t.text.chars().count() > 1 && !among(t, NO_NAME) && !among(t, GUILT) && !hashtag(t);
        if pair && plain(token) && plain(next) && !is_place(&format!("{} {}", token.text, next.text)) {
            // An office stands before the name, and perhaps a word between.
            if !near(tokens, at.saturating_sub(3), at + 1, OFFICE) {
                all.push(at..at + 1);
            }
        }
    }
    all
}

fn hashtag(token: &crate::Token) -> bool {
    token.gap.ends_with('#')
}

/// Arabic marks no name with a capital.
fn has_no_case(tokens: &Tokens, at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.text.chars().all(|c| !c.is_lowercase() && !c.is_uppercase()))
}
