//! Forms as browsers send them, and whatever else comes in their place.

use kernel::{Id, PersonId};
use web::{Form, encode};

/// The names that the seeds use.
const NAMES: [&str; 4] = ["name", "note", "how", "places"];
const LONGEST: usize = 80;

/// Reads the bytes as a form, and every field of it in every way.
pub fn run(data: &[u8]) {
    let read = Form::parse(data);
    for name in NAMES {
        let value = read.value(name);
        // A broken byte becomes U+FFFD, which is three.
        assert!(value.len() <= data.len() * 3 && value.trim() == value);
        assert!(value.is_empty() || read.is(name, value));
        assert_eq!(read.ticked(name), !value.is_empty());
        assert!(read.values(name).all(|v| v.len() <= data.len() * 3));

        let mut form = read.clone();
        let text = form.text(name, LONGEST);
        assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
        assert!(text.len() <= value.len());
        assert_eq!(form.has_errors(), text.is_empty() || text.chars().count() > LONGEST);

        let mut form = read.clone();
        let number = form.number(name, -3, 20);
        assert!(number.is_none_or(|n| (-3..=20).contains(&n)) && number.is_none() == form.has_errors());
        let mut form = read.clone();
        let real = form.real(name);
        assert!(real.is_none_or(f64::is_finite) && real.is_none() == form.has_errors());
        let mut form = read.clone();
        let choice = form.choice(name, &[("saw", 1), ("spoke", 2)]);
        assert!(choice.is_none() == form.has_errors() && form.errors().len() <= 1);
        let mut form = read.clone();
        let id = form.read::<PersonId>(name);
        assert!(id.is_none_or(|id| PersonId::from_slice(&id.bytes()) == Some(id)) && id.is_none() == form.has_errors());

        let body = format!("x=&{name}={}&{name}=2", encode(value));
        assert!(body.is_ascii());
        assert_eq!(Form::parse(body.as_bytes()).value(name), value);
    }
    // The bytes as what somebody typed into a field.
    let typed = String::from_utf8_lossy(data);
    let body = format!("note={}", encode(&typed));
    // All of it but U+0000, which no store keeps.
    assert_eq!(Form::parse(body.as_bytes()).value("note"), typed.replace('\0', "").trim());
}
