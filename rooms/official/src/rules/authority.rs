//! Institutions: their domains, and who vouches for whom.

use kernel::{AuthorityId, OperatorId};

use super::No;
use crate::model::{Authority, Standing};

/// The most characters of an institution's name, as accreditations have it.
pub const LONGEST_NAME: usize = 120;
/// The longest file of keys, in bytes.
const LONGEST_PINS: usize = 32 * 1024;

/// A domain in the one form in which it is kept: small letters, two labels or more, no address.
///
/// # Errors
/// [`No::Domain`].
pub fn domain_of(text: &str) -> Result<String, No> {
    let domain = text.trim().trim_end_matches('.').to_ascii_lowercase();
    let good = |label: &str| {
        let letters = label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        letters && (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    let labels: Vec<&str> = domain.split('.').collect();
    let last = labels.last().copied().unwrap_or_default();
    let number = last.bytes().all(|b| b.is_ascii_digit());
    if labels.len() < 2 || domain.len() > 200 || number || !labels.iter().all(|l| good(l)) {
        return Err(No::Domain);
    }
    Ok(domain)
}

/// The name of an institution on one line.
///
/// # Errors
/// [`No::Name`].
pub fn name_of(text: &str) -> Result<String, No> {
    let name = register::names::line(text);
    if name.is_empty() || name.chars().count() > LONGEST_NAME { Err(No::Name) } else { Ok(name) }
}

/// Whether what was found on a domain is the proof.
#[must_use]
pub fn is_proof(found: &str, token: &str) -> bool {
    !token.is_empty() && found.lines().any(|line| line.trim() == token)
}

/// Keys that can be used.
///
/// # Errors
/// [`No::Pins`].
pub fn pins_of(text: &str) -> Result<String, No> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(String::new());
    }
    if text.len() > LONGEST_PINS || cap::Pin::read(text.as_bytes()).is_err() {
        return Err(No::Pins);
    }
    Ok(text.to_owned())
}

/// The senders that keys speak for: a key without one would speak for everybody.
///
/// # Errors
/// [`No::Senders`].
pub fn senders_of(text: &str, pins: &str) -> Result<Vec<String>, No> {
    let senders: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    let odd = |s: &String| s.len() > 200 || s.contains([',', '<', '&']);
    if senders.len() > 50 || senders.iter().any(odd) || (senders.is_empty() && !pins.is_empty()) {
        return Err(No::Senders);
    }
    Ok(senders)
}

/// Who said which key of an institution once somebody says these: whoever said one that stays is still who said it.
#[must_use]
pub fn pinned_by(was: &Authority, pins: &str, by: Option<OperatorId>) -> Vec<(String, OperatorId)> {
    let prints = |text: &str| -> Vec<String> {
        cap::Pin::read(text.as_bytes()).unwrap_or_default().iter().map(cap::Pin::fingerprint).collect()
    };
    let before = prints(&was.pins);
    let said = |key: &String| was.pinned_by.iter().find(|(known, _)| known == key).map(|(_, by)| *by);
    let who = |key: String| {
        let by = if before.contains(&key) { said(&key) } else { by };
        by.map(|by| (key, by))
    };
    prints(pins).into_iter().filter_map(who).collect()
}

/// Where an institution stands among all of them.
#[must_use]
pub fn standing(all: &[Authority], id: AuthorityId) -> Standing {
    let links: Vec<_> = all.iter().map(Authority::link).collect();
    register::institutions::standing(&links, id)
}

#[cfg(test)]
mod tests {
    use kernel::{Id, Time};
    use proptest::prelude::*;

    use super::*;
    use crate::model::Means;

    fn authority(n: u8, delegator: Option<u8>) -> Authority {
        let id = |n: u8| AuthorityId::from_bytes([n; 16]);
        Authority {
            id: id(n),
            version: 1,
            domain: format!("d{n}.example"),
            name: format!("D{n}"),
            token: "t".into(),
            means: Some(if delegator.is_some() { Means::Delegated } else { Means::Record }),
            delegator: delegator.map(id),
            proven: Some(Time(1)),
            checked: None,
            lost: None,
            ended: None,
            pins: String::new(),
            senders: Vec::new(),
            pinned_by: Vec::new(),
        }
    }

    #[test]
    fn domains_have_one_form() {
        assert_eq!(domain_of(" Prefecture.Example. "), Ok("prefecture.example".to_owned()));
        for bad in ["", "localhost", "127.0.0.1", "a..b", "-a.fr", "é.fr", "a.fr/x", "a.fr:443", "a b.fr"] {
            assert_eq!(domain_of(bad), Err(No::Domain), "{bad}");
        }
    }

    #[test]
    fn who_vouches_is_named_and_whoever_falls_takes_those_behind_along() {
        let mut all = vec![authority(1, None), authority(2, Some(1)), authority(3, Some(2))];
        let id = all[2].id;
        let through = vec!["d2.example".to_owned(), "d1.example".to_owned()];
        assert_eq!(standing(&all, id), Standing::Proven { through });
        all[0].lost = Some(Time(5));
        assert_eq!(standing(&all, id), Standing::Lost { since: Time(5) });
        all[0].lost = None;
        all[1].ended = Some(Time(6));
        assert_eq!(standing(&all, id), Standing::Lost { since: Time(6) });
        assert_eq!(standing(&all, all[1].id), Standing::Ended);
        assert!(standing(&all, all[0].id).is_proven());
    }

    #[test]
    fn keys_speak_for_somebody() {
        assert_eq!(senders_of("", "-----BEGIN"), Err(No::Senders));
        assert_eq!(senders_of("a@b.example c", ""), Ok(vec!["a@b.example".to_owned(), "c".to_owned()]));
        assert_eq!(pins_of("not a key"), Err(No::Pins));
    }

    proptest! {
        /// Whatever vouches for whatever, nobody is proven without somebody at the end of the chain who is, by themself, now.
        #[test]
        fn nobody_is_proven_by_a_circle(
            links in proptest::collection::vec((proptest::option::of(0_u8..6), any::<bool>(), any::<bool>()), 6),
        ) {
            let all: Vec<Authority> = (0_u8..6).zip(&links).map(|(n, (delegator, lost, ended))| Authority {
                lost: lost.then_some(Time(2)),
                ended: ended.then_some(Time(3)),
                ..authority(n, *delegator)
            }).collect();
            for one in &all {
                let mut at = one;
                let mut good = one.ended.is_none();
                for _ in 0..10 {
                    let Some(next) = at.delegator else { break };
                    at = all.iter().find(|a| a.id == next).unwrap();
                    good &= at.ended.is_none();
                }
                good &= at.delegator.is_none() && at.lost.is_none();
                prop_assert_eq!(standing(&all, one.id).is_proven(), good);
            }
        }
    }
}
