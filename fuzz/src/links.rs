//! What only the server can have written: one-tap links (`/r/…`), and whatever else is signed in that way.

use kernel::{Id, IncidentId, PersonId, SeededDice, Time};
use safety::acts::Link;
use std::sync::LazyLock;
use store::Seal;

static OURS: LazyLock<Seal> = LazyLock::new(|| Seal::in_memory(&SeededDice::new(2015)).expect("keys"));
/// Keys that sign nothing here: the fuzzer sees what is compared, and would send a signature that it has seen.
static UNSEEN: LazyLock<Seal> = LazyLock::new(|| Seal::in_memory(&SeededDice::new(2017)).expect("keys"));
static OTHERS: LazyLock<Seal> = LazyLock::new(|| Seal::in_memory(&SeededDice::new(2016)).expect("keys"));

const MINUTE: i64 = 60_000_000;
const NOW: Time = Time(24_124_000 * MINUTE);

/// Reads the bytes as a token, which is never one of ours; then makes tokens of them, which are, until one character is another.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for token in text.lines().chain([&*text]) {
        assert_eq!(Link::read(&UNSEEN, token, Time(0)), None, "nobody guesses a signature");
        assert_eq!(UNSEEN.read_signed::<16>("links", b"", token), None);
    }

    let bytes: [u8; 36] = std::array::from_fn(|at| data.get(at).copied().unwrap_or_default());
    let (person, rest) = bytes.split_at(16);
    let (incident, minutes) = rest.split_at(16);
    let person = PersonId::from_slice(person).expect("16 bytes");
    let incident = IncidentId::from_slice(incident).expect("16 bytes");
    let minutes = u32::from_be_bytes(minutes.try_into().expect("4 bytes"));
    let expires = Time(i64::from(minutes) * MINUTE);

    let token = Link::token(&OURS, person, incident, expires);
    assert_eq!(token.len(), 64);
    let link = Link::read(&OURS, &token, expires).expect("ours, and good to the last");
    assert_eq!((link.person, link.incident, link.expires, link.delivery), (person, incident, expires, None));
    assert_eq!(Link::read(&OURS, &token, NOW).is_some(), expires >= NOW);
    assert_eq!(Link::read(&OURS, &token, Time(expires.0 + 1)), None, "it has ended");
    assert_eq!(Link::read(&OTHERS, &token, expires), None, "another server's");

    let at = usize::from(data.get(36).copied().unwrap_or_default()) % token.len();
    let by = data.get(37).copied().unwrap_or_default();
    let wrong: String = token.chars().enumerate().map(|(n, c)| if n == at { char::from(by) } else { c }).collect();
    assert_eq!(Link::read(&OURS, &wrong, Time(0)).is_some(), wrong == token, "{wrong}");
    for wrong in [&token[1..], &token[..63], &format!("{token}A"), &format!("{token}="), &format!(" {token}")] {
        assert_eq!(Link::read(&OURS, wrong, Time(0)), None);
    }

    // What is signed for one purpose, and in one place, is good for no other.
    let signed = OURS.signed("a cookie", b"here", &bytes);
    assert_eq!(OURS.read_signed("a cookie", b"here", &signed), Some(bytes));
    assert_eq!(OURS.read_signed::<36>("a cookie", b"there", &signed), None);
    assert_eq!(Link::read(&OURS, &signed, Time(0)), None);
    assert_eq!(OURS.read_signed::<36>("a cookie", b"", &token), None);
}
