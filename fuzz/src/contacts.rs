//! E-mail addresses and telephone numbers as people type and paste them, and as files hold them.

use kernel::Refuse;
use register::{Contact, ContactKind, Country};

use super::tame::disturbs;

const HOMES: [Country; 3] = [
    Country::FRANCE,
    Country { code: "1", trunk: "1", digits: 10 },
    // Italy dials the zero from abroad too.
    Country { code: "39", trunk: "", digits: 10 },
];

/// Reads the bytes as a contact, at home in several countries. Whatever is accepted is in its one form, and can be sent to.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for home in &HOMES {
        let contact = match Contact::parse(&text, home) {
            Ok(contact) => contact,
            Err(refused) => {
                let no = refused.refusal();
                assert!(no.status == 422 && no.code.starts_with("contact-") && no.field == "contact");
                continue;
            }
        };
        let form = contact.normalized();
        match contact.kind() {
            ContactKind::Phone => {
                let digits = form.strip_prefix('+').expect("a plus sign");
                assert!((8..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()), "{form}");
            }
            ContactKind::Email => {
                assert!((3..=254).contains(&form.len()) && form.matches('@').count() == 1, "{form:?}");
                // Nothing that ends a header, or names a second recipient.
                let ends = |c: char| c.is_whitespace() || disturbs(c) || "\"(),:;<>[\\]".contains(c);
                assert!(!form.contains(ends), "{form:?}");
            }
        }
        assert!(!format!("{contact:?}").contains(form));
        assert_eq!(Contact::parse(form, home), Ok(contact.clone()), "{form:?}");
    }
}
