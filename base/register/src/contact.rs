//! E-mail addresses and telephone numbers, in the one form in which they are compared, sealed and blindly indexed.

use std::fmt;

use kernel::{Refusal, Refuse};

use crate::names::unwanted;

/// What a contact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContactKind {
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
}

impl ContactKind {
    /// Its number in the store.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Email => 1,
            Self::Phone => 2,
        }
    }
    /// The kind of a number in the store.
    #[must_use]
    pub const fn of_number(n: i64) -> Option<Self> {
        match n {
            1 => Some(Self::Email),
            2 => Some(Self::Phone),
            _ => None,
        }
    }
    /// Its word: in the API, and as the kind of the blind index.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }
}

/// A contact that cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContactRefused {
    /// Neither an e-mail address nor a telephone number.
    #[error("neither an e-mail address nor a telephone number")]
    NotUnderstood,
    /// An e-mail address with a fault.
    #[error("not an e-mail address that can be written to")]
    Email,
    /// A telephone number with too few or too many digits, or without a country.
    #[error("not a telephone number that can be called")]
    Phone,
}

impl Refuse for ContactRefused {
    fn refusal(&self) -> Refusal {
        let code = match self {
            Self::NotUnderstood => "contact-not-understood",
            Self::Email => "contact-email-not-understood",
            Self::Phone => "contact-phone-not-understood",
        };
        Refusal::new(422, code).at("contact")
    }
}

/// How numbers are written at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country {
    /// The code after the plus sign.
    pub code: &'static str,
    /// What is dialled before a number inside the country, and dropped from abroad.
    pub trunk: &'static str,
    /// How many digits follow the code.
    pub digits: usize,
}

impl Country {
    /// France: `06 12 34 56 78` is `+33612345678`.
    pub const FRANCE: Self = Self { code: "33", trunk: "0", digits: 9 };
}

/// The value of a contact. It can only be read by [`Contact::normalized`].
#[derive(Clone, PartialEq, Eq)]
pub struct Value(String);

/// A contact in its normal form. Neither `Debug` nor `Display` tells the value.
#[derive(Clone, PartialEq, Eq)]
pub enum Contact {
    /// An e-mail address, in lower case.
    Email(Value),
    /// A telephone number in E.164: a plus sign and 8 to 15 digits.
    Phone(Value),
}

impl fmt::Debug for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Contact({})", self.kind().word())
    }
}

impl Contact {
    /// Reads what somebody typed, pasted or imported; a number without a country is one of `home`.
    ///
    /// # Errors
    /// [`ContactRefused`].
    pub fn parse(typed: &str, home: &Country) -> Result<Self, ContactRefused> {
        if typed.len() > 1024 {
            return Err(ContactRefused::NotUnderstood);
        }
        let typed = typed.trim_matches(|c: char| c.is_whitespace() || unwanted(c));
        let bare = ["mailto:", "tel:", "sms:"].into_iter().find_map(|p| after(typed, p)).unwrap_or(typed);
        if bare.contains(['@', '＠']) {
            return email(bare).map(|v| Self::Email(Value(v))).ok_or(ContactRefused::Email);
        }
        let number = digits(bare).ok_or(ContactRefused::NotUnderstood)?;
        international(&number, home).map(|v| Self::Phone(Value(v))).ok_or(ContactRefused::Phone)
    }
    /// What it is.
    #[must_use]
    pub const fn kind(&self) -> ContactKind {
        match self {
            Self::Email(_) => ContactKind::Email,
            Self::Phone(_) => ContactKind::Phone,
        }
    }
    /// The one form of it: for the seal, the blind index and delivery, and for nothing else.
    #[must_use]
    pub fn normalized(&self) -> &str {
        match self {
            Self::Email(Value(v)) | Self::Phone(Value(v)) => v,
        }
    }
}

fn after<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    text.split_at_checked(prefix.len())
        .filter(|(head, _)| head.eq_ignore_ascii_case(prefix))
        .map(|(_, rest)| rest.trim())
}

/// RFC 5321 lengths; of RFC 5322's local parts only what mail providers give out (no quotes, no comments), so that nothing in it can
/// end a header or name a second recipient. International names stay as typed (RFC 6531), in lower case.
fn email(typed: &str) -> Option<String> {
    let lower = typed.replace('＠', "@").replace(['。', '．', '｡'], ".").to_lowercase();
    let (local, domain) = lower.split_once('@')?;
    let letter = |c: char| !c.is_ascii() && !c.is_whitespace() && !unwanted(c);
    let local_fits = (1..=64).contains(&local.len())
        && local.split('.').all(|part| {
            !part.is_empty()
                && part.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c) || letter(c))
        });
    let label = |l: &str| {
        (1..=63).contains(&l.len())
            && !l.starts_with('-')
            && !l.ends_with('-')
            && l.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || letter(c))
    };
    let (_, top) = domain.rsplit_once('.')?;
    let domain_fits = domain.split('.').all(label) && !top.chars().all(|c| c.is_ascii_digit());
    (local_fits && domain_fits && lower.len() <= 254).then_some(lower)
}

/// The digits of a number in ASCII, with a plus sign in front if there is one; nothing when anything else than digits and the usual
/// separators is in it.
fn digits(typed: &str) -> Option<String> {
    let mut out = String::with_capacity(16);
    // "+33 (0)6 …": the zero in brackets is for callers inside the country.
    for c in typed.replace("(0)", "").chars() {
        match c {
            '+' | '＋' if out.is_empty() => out.push('+'),
            ' ' | '.' | '-' | '/' | '(' | ')' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '·' => {}
            _ if c.is_whitespace() || unwanted(c) => {}
            _ => out.push(digit(c)?),
        }
    }
    Some(out)
}

/// The ASCII digit of a decimal digit of a script that people type numbers in.
fn digit(c: char) -> Option<char> {
    // The zeros of ASCII, Arabic, Persian and Urdu, Devanagari, Bengali, Gurmukhi, Gujarati, Tamil, Telugu, Thai, Lao, Burmese, Khmer, full width.
    const ZEROS: [char; 14] = ['0', '٠', '۰', '०', '০', '੦', '૦', '௦', '౦', '๐', '໐', '၀', '០', '０'];
    ZEROS
        .iter()
        .find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|n| *n < 10))
        .and_then(|n| char::from_digit(n, 10))
}

/// E.164 (ITU-T): a country code that does not begin with zero, 15 digits at most. Fewer than 8 are no number that an SMS reaches.
fn international(number: &str, home: &Country) -> Option<String> {
    let abroad = number.strip_prefix('+').or_else(|| number.strip_prefix("00"));
    let all = match abroad {
        Some(all) => all.to_owned(),
        None => format!("{}{}", home.code, number.strip_prefix(home.trunk)?),
    };
    let all = match all.strip_prefix(home.code) {
        Some(rest) => {
            let rest = if rest.len() > home.digits { rest.strip_prefix(home.trunk).unwrap_or(rest) } else { rest };
            let fits = rest.len() == home.digits && (home.trunk.is_empty() || !rest.starts_with(home.trunk));
            fits.then(|| format!("{}{rest}", home.code))?
        }
        None => all,
    };
    let fits = (8..=15).contains(&all.len()) && all.bytes().all(|b| b.is_ascii_digit()) && !all.starts_with('0');
    fits.then(|| format!("+{all}"))
}
