//! As much of DER as it takes to find the key in a certificate (RFC 5280, 4.1), and of PEM to find either (RFC 7468).

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::Time;

const SEQUENCE: u8 = 0x30;

/// A value, and what stands after it.
struct Tlv<'a> {
    tag: u8,
    /// With tag and length.
    whole: &'a [u8],
    content: &'a [u8],
    rest: &'a [u8],
}

fn read(bytes: &[u8]) -> Option<Tlv<'_>> {
    let (tag, short) = (*bytes.first()?, *bytes.get(1)?);
    let (length, head) = if short < 0x80 {
        (usize::from(short), 2)
    } else {
        let count = usize::from(short & 0x7f);
        let digits = bytes.get(2..count.checked_add(2)?).filter(|d| (1..=4).contains(&d.len()))?;
        (digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit)), count + 2)
    };
    let end = head.checked_add(length)?;
    Some(Tlv { tag, whole: bytes.get(..end)?, content: bytes.get(head..end)?, rest: bytes.get(end..)? })
}
fn of_tag(bytes: &[u8], tag: u8) -> Option<Tlv<'_>> {
    read(bytes).filter(|value| value.tag == tag)
}

/// What is needed of a certificate.
pub(super) struct Certificate<'a> {
    /// The SubjectPublicKeyInfo.
    pub(super) key: &'a [u8],
    /// From when to when it is valid, in seconds of 1970.
    pub(super) valid: (i64, i64),
}

/// The key of a certificate. Nothing else in it is checked: it was pinned as it is.
pub(super) fn certificate(bytes: &[u8]) -> Option<Certificate<'_>> {
    let outer = of_tag(bytes, SEQUENCE).filter(|value| value.rest.is_empty())?;
    let mut rest = of_tag(outer.content, SEQUENCE)?.content;
    // The version, if it is said; serial number, algorithm, issuer.
    if let Some(version) = of_tag(rest, 0xa0) {
        rest = version.rest;
    }
    for _ in 0..3 {
        rest = read(rest)?.rest;
    }
    let validity = of_tag(rest, SEQUENCE)?;
    let first = read(validity.content)?;
    let last = read(first.rest)?;
    let subject = read(validity.rest)?;
    let key = of_tag(subject.rest, SEQUENCE)?.whole;
    Some(Certificate { key, valid: (time(&first)?, time(&last)?) })
}

/// UTCTime or GeneralizedTime (RFC 5280, 4.1.2.5).
fn time(value: &Tlv<'_>) -> Option<i64> {
    let text = std::str::from_utf8(value.content).ok()?;
    let text = match value.tag {
        0x17 => format!("{}{text}", if *text.as_bytes().first()? < b'5' { "20" } else { "19" }),
        0x18 => text.to_owned(),
        _ => return None,
    };
    let part = |from: usize, to: usize| text.get(from..to);
    let (date, clock) = ((part(0, 4)?, part(4, 6)?, part(6, 8)?), (part(8, 10)?, part(10, 12)?, part(12, 14)?));
    let written = format!("{}-{}-{}T{}:{}:{}-00:00", date.0, date.1, date.2, clock.0, clock.1, clock.2);
    (text.get(14..)? == "Z").then(|| Time::parse(&written)).flatten().map(Time::unix)
}

/// The blocks of a PEM file, each with its label.
pub(super) fn pem(text: &str) -> Vec<(String, Vec<u8>)> {
    let mut blocks = Vec::new();
    for block in text.split("-----BEGIN ").skip(1) {
        let Some((label, rest)) = block.split_once("-----") else { continue };
        let Some((body, _)) = rest.split_once(&format!("-----END {label}-----")) else { continue };
        blocks.extend(base64(body).map(|bytes| (label.to_owned(), bytes)));
    }
    blocks
}

/// Base64 with white space in it.
pub(super) fn base64(text: &str) -> Option<Vec<u8>> {
    let letters: String = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    STANDARD.decode(letters).ok()
}

/// Base64 in lines.
pub(super) fn lines(bytes: &[u8]) -> String {
    let text = STANDARD.encode(bytes);
    let mut lines = String::with_capacity(text.len() + text.len() / 64);
    for (at, c) in text.chars().enumerate() {
        if at > 0 && at % 64 == 0 {
            lines.push('\n');
        }
        lines.push(c);
    }
    lines
}
