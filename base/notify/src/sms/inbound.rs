//! Messages that come in: who may bring them, and how they are read. Pure but for the secret, which is read from its file.
//!
//! A GET (as Kannel's smsbox calls) carries the secret as `secret`, or comes straight from an address that the settings allow. A POST of
//! JSON is signed: `rhizome-timestamp` (seconds since 1970, not more than five minutes off) and `rhizome-signature`, which is `sha256=` and
//! the HMAC-SHA-256, in hexadecimal, of the timestamp, a full stop and the body.

use std::net::IpAddr;

use aws_lc_rs::{constant_time::verify_slices_are_equal, hmac};
use http::HeaderMap;
use kernel::{Time, percent_decoded};

use super::Inbound;

/// The longest text that is kept, in characters: ten parts.
pub const LONGEST: usize = 1600;
/// How far the clock of a provider may be off, in seconds.
const OFF: i64 = 300;

/// A message that came in.
#[derive(Clone, PartialEq, Eq)]
pub struct Incoming {
    /// How the provider calls it, when it says so.
    pub id: Option<String>,
    /// The sender, as the provider writes it.
    pub from: String,
    /// The text.
    pub text: String,
}

impl std::fmt::Debug for Incoming {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Incoming")
    }
}

/// The signature of a body at a time, in hexadecimal: what a provider, or the adapter before it, writes after `sha256=`.
#[must_use]
pub fn sign(secret: &[u8], stamp: &str, body: &[u8]) -> String {
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), &[stamp.as_bytes(), b".", body].concat());
    tag.as_ref().iter().map(|b| format!("{b:02x}")).collect()
}

/// The names and values of a query or a form. What is not UTF-8 is shown as such; U+0000 is left out.
#[must_use]
pub fn pairs(text: &[u8]) -> Vec<(String, String)> {
    raw_pairs(text).map(|(name, value)| (name, utf8(&value))).collect()
}

fn raw_pairs(text: &[u8]) -> impl Iterator<Item = (String, Vec<u8>)> {
    let pair = |part: &[u8]| {
        let mut halves = part.splitn(2, |b| *b == b'=');
        let (name, value) = (halves.next().unwrap_or_default(), halves.next().unwrap_or_default());
        (utf8(&percent_decoded(name, true)), percent_decoded(value, true))
    };
    text.split(|b| *b == b'&').filter(|p| !p.is_empty()).take(64).map(pair)
}

fn utf8(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace('\0', "")
}

/// A text in the character set that the provider names. Kannel hands messages on as they came over the air: those that GSM-7 cannot hold
/// as UTF-16.
fn text_in(charset: &str, bytes: &[u8]) -> String {
    let name = charset.trim().to_ascii_uppercase();
    match name.as_str() {
        "UTF-16BE" | "UTF-16" | "UCS-2" | "UCS2" | "ISO-10646-UCS-2" => {
            let units =
                bytes.chunks_exact(2).map(|two| two.iter().fold(0_u16, |unit, b| unit.wrapping_shl(8) | u16::from(*b)));
            let text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
            text.replace(['\0', '\u{feff}'], "")
        }
        "ISO-8859-1" | "LATIN1" | "WINDOWS-1252" => {
            bytes.iter().map(|b| char::from(*b)).filter(|c| *c != '\0').collect()
        }
        _ => utf8(bytes),
    }
}

impl Inbound {
    /// The secret, from its file; nothing when none is named or it cannot be read, and then nobody is let in by it.
    pub async fn secret(&self) -> Option<Vec<u8>> {
        if self.secret_file.is_empty() {
            return None;
        }
        let text = tokio::fs::read_to_string(&self.secret_file).await.ok()?;
        let secret = text.trim_end_matches(['\r', '\n']);
        (!secret.is_empty()).then(|| secret.as_bytes().to_vec())
    }
    /// Whether a GET may come in. Everything that the settings name must hold, and they must name something.
    #[must_use]
    pub fn lets_get(
        &self,
        secret: Option<&[u8]>,
        query: &[(String, String)],
        peer: Option<IpAddr>,
        headers: &HeaderMap,
    ) -> bool {
        let wants_secret = !self.secret_file.is_empty();
        let wants_address = !self.allow.is_empty();
        let knows = || {
            let given = query.iter().find(|(name, _)| name == "secret").map_or("", |(_, v)| v.as_str());
            secret.is_some_and(|s| verify_slices_are_equal(given.as_bytes(), s).is_ok())
        };
        // What came through a proxy has the proxy's address, whoever sent it.
        let straight =
            || !["forwarded", "x-forwarded-for", "x-real-ip", "via"].iter().any(|h| headers.contains_key(*h));
        let near = || peer.is_some_and(|p| self.allow.iter().any(|a| within(a, p)));
        (wants_secret || wants_address) && (!wants_secret || knows()) && (!wants_address || (straight() && near()))
    }
    /// Whether a POST is signed, and lately.
    #[must_use]
    pub fn lets_post(&self, secret: Option<&[u8]>, headers: &HeaderMap, body: &[u8], now: Time) -> bool {
        let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let stamp = text("rhizome-timestamp");
        let (Some(secret), Ok(at)) = (secret, stamp.parse::<i64>()) else { return false };
        if now.0.div_euclid(1_000_000).saturating_sub(at).saturating_abs() > OFF {
            return false;
        }
        let Some(tag) = text("rhizome-signature").strip_prefix("sha256=").and_then(unhex) else { return false };
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
        let signed = [stamp.as_bytes(), b".", body].concat();
        hmac::verify(&key, &signed, &tag).is_ok()
    }
    /// Reads the parameters of a GET. The text is in UTF-8, or in what a parameter `charset` says.
    #[must_use]
    pub fn of_query(&self, query: &[u8]) -> Option<Incoming> {
        let value = |name: &str| raw_pairs(query).find(|(n, _)| n == name).map(|(_, v)| v);
        let said = |name: &str| value(name).map(|v| utf8(&v));
        let charset = said("charset").unwrap_or_default();
        message(said(&self.id), said(&self.sender), value(&self.text).map(|v| text_in(&charset, &v)))
    }
    /// Reads the body of a POST. A name with a slash is a JSON pointer.
    #[must_use]
    pub fn of_json(&self, body: &[u8]) -> Option<Incoming> {
        let body: serde_json::Value = serde_json::from_slice(body).ok()?;
        let value = |name: &str| {
            let found = if name.starts_with('/') { body.pointer(name) } else { body.get(name) }?;
            match found {
                serde_json::Value::String(text) => Some(text.replace('\0', "")),
                serde_json::Value::Number(n) => Some(n.to_string()),
                _ => None,
            }
        };
        message(value(&self.id), value(&self.sender), value(&self.text))
    }
}

fn message(id: Option<String>, from: Option<String>, text: Option<String>) -> Option<Incoming> {
    let (from, text) = (from?, text?);
    let from = from.trim();
    if from.is_empty() || from.len() > 64 {
        return None;
    }
    let text = text.chars().take(LONGEST).collect();
    let id = id.filter(|i| !i.is_empty() && i.len() <= 200);
    Some(Incoming { id, from: from.to_owned(), text })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let digits: Option<Vec<u8>> = text.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
    Some(digits?.chunks_exact(2).map(|two| two.iter().fold(0_u8, |byte, d| byte.wrapping_shl(4) | d)).collect())
}

/// Whether an address is this one, or within this network (`10.0.0.0/24`, `fd00::/8`).
fn within(allowed: &str, peer: IpAddr) -> bool {
    let (network, length) = allowed.split_once('/').map_or((allowed, None), |(n, l)| (n, Some(l)));
    let Ok(network) = network.trim().parse::<IpAddr>() else { return false };
    let bits = |address: IpAddr| match address.to_canonical() {
        IpAddr::V4(a) => (u128::from(a.to_bits()), 32_u32),
        IpAddr::V6(a) => (a.to_bits(), 128),
    };
    let ((ours, width), (theirs, other)) = (bits(network), bits(peer));
    let length = match length {
        Some(text) => text.trim().parse::<u32>().ok().filter(|l| *l <= width),
        None => Some(width),
    };
    let Some(length) = length else { return false };
    width == other && (length == 0 || (ours ^ theirs).checked_shr(width.saturating_sub(length)) == Some(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"a secret of the tests";

    fn set(secret: bool, allow: &[&str]) -> Inbound {
        Inbound {
            secret_file: if secret { "somewhere".into() } else { String::new() },
            allow: allow.iter().map(|a| (*a).to_owned()).collect(),
            ..Inbound::default()
        }
    }

    #[test]
    fn nobody_comes_in_unless_everything_that_is_set_holds() {
        let none = HeaderMap::new();
        let home = Some("127.0.0.1".parse().unwrap());
        let right = pairs(b"secret=a+secret%20of+the+tests");
        let wrong = pairs(b"secret=x");
        assert!(!set(false, &[]).lets_get(None, &right, home, &none), "nothing is set: closed");
        assert!(set(true, &[]).lets_get(Some(SECRET), &right, None, &none));
        assert!(!set(true, &[]).lets_get(Some(SECRET), &wrong, home, &none));
        assert!(!set(true, &[]).lets_get(None, &pairs(b"secret="), home, &none), "no file, no door");
        assert!(set(false, &["127.0.0.1"]).lets_get(None, &[], home, &none));
        assert!(!set(false, &["127.0.0.1"]).lets_get(None, &[], None, &none));
        assert!(!set(false, &["10.0.0.0/8"]).lets_get(None, &[], home, &none));
        assert!(!set(true, &["127.0.0.1"]).lets_get(Some(SECRET), &wrong, home, &none));
        let mut through = HeaderMap::new();
        through.insert("x-forwarded-for", "203.0.113.9".parse().unwrap());
        assert!(!set(false, &["127.0.0.1"]).lets_get(None, &[], home, &through), "a proxy's address is nobody's");
    }
    #[test]
    fn networks_hold_their_addresses() {
        for (allowed, peer, is) in [
            ("10.1.0.0/16", "10.1.200.3", true),
            ("10.1.0.0/16", "10.2.0.1", false),
            ("0.0.0.0/0", "10.2.0.1", true),
            ("127.0.0.1", "::ffff:127.0.0.1", true),
            ("fd00::/8", "fd12::1", true),
            ("fd00::/8", "10.0.0.1", false),
            ("10.0.0.0/33", "10.0.0.1", false),
            ("home", "10.0.0.1", false),
        ] {
            assert_eq!(within(allowed, peer.parse().unwrap()), is, "{allowed} {peer}");
        }
    }
    #[test]
    fn a_post_is_signed_lately_and_as_it_is() {
        let (set, body) = (set(true, &[]), br#"{"id":"1","from":"+33612345678","text":"OK"}"#);
        let now = Time::parse("2015-11-13T23:41:00+01:00").unwrap();
        let stamp = now.0.div_euclid(1_000_000).to_string();
        let hex = sign(SECRET, &stamp, body);
        let mut headers = HeaderMap::new();
        headers.insert("rhizome-timestamp", stamp.parse().unwrap());
        headers.insert("rhizome-signature", format!("sha256={hex}").parse().unwrap());
        assert!(set.lets_post(Some(SECRET), &headers, body, now));
        assert!(!set.lets_post(Some(SECRET), &headers, b"{}", now));
        assert!(!set.lets_post(Some(b"another"), &headers, body, now));
        assert!(!set.lets_post(None, &headers, body, now));
        assert!(!set.lets_post(Some(SECRET), &headers, body, now.plus(kernel::Span::minutes(6))), "too old");
        assert!(!set.lets_post(Some(SECRET), &HeaderMap::new(), body, now));
    }
    #[test]
    fn messages_are_read_from_both() {
        let set = Inbound::default();
        let got = set.of_query(b"id=7&from=%2B33612345678&text=je+suis+en+s%C3%A9curit%C3%A9%00").unwrap();
        assert_eq!((got.from.as_str(), got.text.as_str()), ("+33612345678", "je suis en sécurité"));
        assert_eq!(got.id.as_deref(), Some("7"));
        // As Kannel hands on what came as UCS-2.
        let arabic = set
            .of_query(b"from=1&charset=UTF-16BE&text=%06%23%06F%06%27%00+%06%28%06%2E%06J%061%D8%3D%DEO%D8")
            .unwrap();
        assert_eq!(arabic.text, "أنا بخير🙏");
        assert_eq!(set.of_query(b"from=1&charset=ISO-8859-1&text=s%E9curit%E9").unwrap().text, "sécurité");
        assert!(set.of_query(b"text=OK").is_none());
        assert_eq!(set.of_json(br#"{"id":9,"from":"33612345678","text":"OK"}"#).unwrap().id.as_deref(), Some("9"));
        let deep = Inbound { text: "/m/0/body".into(), sender: "/m/0/msisdn".into(), ..Inbound::default() };
        assert_eq!(deep.of_json(br#"{"m":[{"msisdn":"1","body":"x"}]}"#).unwrap().text, "x");
        assert_eq!(set.of_query(format!("from=1&text={}", "x".repeat(9000)).as_bytes()).unwrap().text.len(), LONGEST);
    }
}
