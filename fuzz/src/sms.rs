//! Text messages as they come in, and any text as it would go out.

use sms::{Answer, Encoding, Expect, Meaning, fit, measure, read, read_expecting, split};

/// Reads the bytes as a message, measures and cuts them.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for expect in [Expect::Anything, Expect::Name, Expect::Code] {
        let said = read_expecting(&text, expect);
        assert_eq!(said, read_expecting(&text, expect), "the same text has one reading");
        let names: &[String] = match &said.meaning {
            Meaning::Answer { answer, and } => {
                assert!(and.is_empty() || *answer == Answer::Safe);
                and
            }
            Meaning::Declaration { names } => {
                assert!(!names.is_empty());
                names
            }
            Meaning::Name(name) => {
                assert_eq!(expect, Expect::Name);
                std::slice::from_ref(name)
            }
            Meaning::Code(code) => {
                assert!(matches!(code.len(), 6 | 12) && code.bytes().all(|b| b.is_ascii_digit()));
                &[]
            }
            Meaning::Unclear { .. } => {
                assert!(said.more, "what is not understood is kept");
                &[]
            }
            Meaning::Stop | Meaning::Start | Meaning::Greeting => &[],
        };
        for name in names {
            assert!(
                name.trim() == name && name.chars().any(char::is_alphabetic) && name.chars().count() <= 60,
                "{name:?}"
            );
            assert!(!name.chars().any(|c| c.is_control() || hides(c)), "{name:?}");
            let plain = squashed(&text);
            assert!(plain.contains(&squashed(name)), "{name:?} was not typed");
        }
    }
    // Beside a denial nobody is safe.
    let denied = read(&format!("pas. {text}")).meaning;
    let safe = matches!(denied, Meaning::Declaration { .. } | Meaning::Answer { answer: Answer::Safe, .. });
    assert!(!safe, "{denied:?}");
    lengths(&text);
}

/// What is not drawn, or turns the text around it: written down apart from the program's own list.
fn hides(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Letters and digits alone: lines and characters that are not drawn lie between those of a name.
fn squashed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn lengths(text: &str) {
    let whole = measure(text);
    let parts = split(text);
    assert_eq!(parts.iter().map(|p| p.text.as_str()).collect::<String>(), text);
    assert_eq!((parts.len(), parts.iter().map(|p| p.units).sum::<usize>()), (whole.parts, whole.units));
    let limit = if whole.parts == 1 { whole.encoding.alone() } else { whole.encoding.in_each() };
    assert!(parts.iter().all(|p| p.units <= limit));
    assert!(whole.encoding == Encoding::Ucs2 || text.chars().all(|c| (c as u32) < 0x2100));
    for wanted in [0, 1, 2, 5] {
        let cut = fit(text, wanted);
        assert!(wanted == 0 || measure(&cut).parts <= wanted);
        assert!(whole.parts > wanted || cut == text);
    }
}
