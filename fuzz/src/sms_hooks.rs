//! What the gateway for text messages calls us with: messages that came in, by address and by body, and reports.

use http::HeaderMap;
use kernel::Time;
use notify::sms::{
    Inbound,
    inbound::{LONGEST, pairs, sign},
    report::Report,
};

const SECRET: &[u8] = b"a secret that the fuzzer does not have";

/// Takes the bytes as the query of a GET, as the body of a POST, as the signature of one, and as a report.
pub fn run(data: &[u8]) {
    let set = Inbound { secret_file: "there".into(), allow: Vec::new(), ..Inbound::default() };
    let deep = Inbound { sender: "/m/0/from".into(), text: "/m/0/text".into(), ..set.clone() };
    for set in [&set, &deep] {
        for message in [set.of_query(data), set.of_json(data)].into_iter().flatten() {
            assert!(message.text.chars().count() <= LONGEST && !message.from.is_empty() && message.from.len() <= 64);
            assert!(message.id.as_ref().is_none_or(|id| !id.is_empty() && id.len() <= 200));
            // PostgreSQL keeps no U+0000.
            assert!(![&message.text, &message.from].iter().any(|t| t.contains('\0')));
            assert_eq!(format!("{message:?}"), "Incoming", "nothing of it reaches a log");
        }
    }
    let query = pairs(data);
    assert!(query.len() <= 64);
    assert!(!set.lets_get(Some(SECRET), &query, Some([127, 0, 0, 1].into()), &HeaderMap::new()));
    assert!(!set.lets_get(None, &query, None, &HeaderMap::new()));
    let now = Time(1_447_454_460_000_000);
    let mut headers = HeaderMap::new();
    headers.insert("rhizome-timestamp", "1447454460".parse().unwrap());
    assert!(!set.lets_post(Some(SECRET), &headers, data, now));
    if let Ok(value) = data.try_into() {
        headers.insert("rhizome-signature", value);
        assert!(!set.lets_post(Some(SECRET), &headers, b"{}", now), "nobody guesses a signature");
    }
    let right = format!("sha256={}", sign(SECRET, "1447454460", data));
    headers.insert("rhizome-signature", right.parse().unwrap());
    assert!(set.lets_post(Some(SECRET), &headers, data, now));
    let text = String::from_utf8_lossy(data);
    assert_eq!(Report::of(&text, b""), Report::of(&text, b""));
    let _ = (Report::read(&text), Report::of("", data));
}
