//! Cyrillic and Arabic names in the Latin letters of several standards.

/// A standard of romanisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    English,
    French,
    German,
    Passport,
}

/// A Russian or Ukrainian name in Latin letters.
pub fn romanised(name: &str, standard: Standard) -> String {
    use Standard::{English, French, German, Passport};
    let mut out = String::new();
    let mut before = ' ';
    for c in name.chars() {
        let small = c.to_lowercase().next().unwrap_or(c);
        let start = before == ' ' || before == '-';
        let soft = start || matches!(before, 'а' | 'е' | 'ё' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'ь' | 'ъ');
        let latin: &str = match (small, standard) {
            ('а', _) => "a",
            ('б', _) => "b",
            ('в', German) => "w",
            ('в', _) => "v",
            ('г', _) => "g",
            ('д', _) => "d",
            ('е', English) if soft => "ye",
            ('е', French) if start => "e",
            ('е', German) if soft => "je",
            ('е', _) => "e",
            ('ё', English | French) => "yo",
            ('ё', German) => "jo",
            ('ё', Passport) => "e",
            ('ж', French) => "j",
            ('ж', German) => "sch",
            ('ж', _) => "zh",
            ('з', German) => "s",
            ('з', _) => "z",
            ('и', _) => "i",
            ('й', French) => "ï",
            ('й', German) => "i",
            ('й', Passport) => "i",
            ('й', English) => "y",
            ('к', _) => "k",
            ('л', _) => "l",
            ('м', _) => "m",
            ('н', _) => "n",
            ('о', _) => "o",
            ('п', _) => "p",
            ('р', _) => "r",
            ('с', _) => "s",
            ('т', _) => "t",
            ('у', French) => "ou",
            ('у', _) => "u",
            ('ф', _) => "f",
            ('х', German) => "ch",
            ('х', _) => "kh",
            ('ц', German) => "z",
            ('ц', _) => "ts",
            ('ч', French) => "tch",
            ('ч', German) => "tsch",
            ('ч', _) => "ch",
            ('ш', French) => "ch",
            ('ш', German) => "sch",
            ('ш', _) => "sh",
            ('щ', French) => "chtch",
            ('щ', German) => "schtsch",
            ('щ', _) => "shch",
            ('ы', English | French | German) => "y",
            ('ы', Passport) => "y",
            ('э', _) => "e",
            ('ю', French) => "iou",
            ('ю', German) => "ju",
            ('ю', Passport) => "iu",
            ('ю', English) => "yu",
            ('я', French | Passport) => "ia",
            ('я', German) => "ja",
            ('я', English) => "ya",
            (' ', _) => " ",
            ('-', _) => "-",
            _ => "",
        };
        let mut letters = latin.chars();
        match letters.next() {
            Some(first) if c.is_uppercase() => out.extend(first.to_uppercase().chain(letters)),
            _ => out.push_str(latin),
        }
        before = small;
    }
    out
}

/// What others write for the same Arabic sounds. Each is done or left by chance.
pub const ARABIC: &[(&str, &str)] = &[
    ("ou", "u"),
    ("ch", "sh"),
    ("dj", "j"),
    ("ss", "s"),
    ("rr", "r"),
    ("ï", "i"),
    ("ine", "in"),
    ("med", "mad"),
    ("moh", "muh"),
    ("kh", "kh"),
    ("q", "k"),
    ("ph", "f"),
    ("ei", "ay"),
    ("ai", "ay"),
    ("ie", "ya"),
    ("k", "q"),
    ("aoui", "awi"),
    ("oua", "wa"),
    ("el ", "al-"),
    ("i", "y"),
    ("u", "ou"),
    ("sh", "ch"),
    ("e", "a"),
    ("th", "t"),
    ("nn", "n"),
    ("dd", "d"),
];

/// What the older English spelling of Chinese writes.
pub const CHINESE: &[(&str, &str)] = &[
    ("xiao", "hsiao"),
    ("xiu", "hsiu"),
    ("xu", "hsu"),
    ("xia", "hsia"),
    ("xie", "hsieh"),
    ("zh", "ch"),
    ("qiang", "chiang"),
    ("jian", "chien"),
    ("guo", "kuo"),
    ("gui", "kuei"),
];
