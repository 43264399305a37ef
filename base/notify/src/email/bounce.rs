//! Mails that came back: what a report says (RFC 3464), or a provider in its place. Pure; whatever comes in, it only reads.

use serde::Deserialize;

/// What was said of a mail that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounce {
    /// The addresses that the report came to: one of them carries the mark of the delivery.
    pub came_to: Vec<String>,
    /// What became of the mail.
    pub verdict: Verdict,
}

/// What became of a mail that came back (RFC 3463).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It never arrives, as there is no such address, or not any more: nothing more is sent there.
    NoAddress,
    /// It never arrives, for a reason that is not the address: a full mailbox, a rule, too large.
    Never,
    /// It may arrive later, or has arrived.
    NotYet,
}

impl Verdict {
    /// The verdict of an enhanced status code (`5.1.1`), or of a plain one (`550`).
    #[must_use]
    pub fn of(status: &str) -> Option<Self> {
        let status = status.split([' ', '(', ';']).find(|s| !s.is_empty())?;
        let mut parts = status.split('.').map(|p| p.parse::<u16>().ok());
        let (class, subject, detail) = match (parts.next()??, parts.next(), parts.next()) {
            (class @ 2..=5, Some(subject), Some(detail)) => (class, subject?, detail?),
            (plain @ 200..600, None, None) => (plain / 100, 0, 0),
            _ => return None,
        };
        if parts.next().is_some() {
            return None;
        }
        Some(match (class, subject, detail) {
            (2 | 4, ..) => Self::NotYet,
            // No such mailbox or domain; disabled; nothing said beyond "never".
            (5, 1, 0..=6 | 9 | 10) | (5, 2, 1) | (5, 0, 0) | (5, 4, 4) => Self::NoAddress,
            (5, ..) => Self::Never,
            _ => return None,
        })
    }
}

/// The largest report that is read, in bytes: a report may quote the mail, ours are small.
pub const LONGEST: usize = 128 * 1024;

#[derive(Deserialize)]
struct Said {
    /// The address that the mail came back to.
    recipient: String,
    /// `5.1.1` or `550`.
    #[serde(default)]
    status: Option<String>,
    /// The report itself, where the provider hands it on.
    #[serde(default)]
    message: Option<String>,
}

/// Reads what was handed over: JSON (`{"recipient": "bounce+…@…", "status": "5.1.1"}`, or with the report as `message`), or the report
/// as it is. Nothing when it is neither, or says of no mail what became of it.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Bounce> {
    let bytes = bytes.get(..bytes.len().min(LONGEST))?;
    if bytes.trim_ascii_start().starts_with(b"{") {
        let said: Said = serde_json::from_slice(bytes).ok()?;
        let verdict = match (said.status.as_deref().map(Verdict::of), said.message) {
            (Some(verdict), _) => verdict?,
            (None, Some(report)) => report_of(&report)?.verdict,
            (None, None) => return None,
        };
        return Some(Bounce { came_to: vec![said.recipient], verdict });
    }
    report_of(&String::from_utf8_lossy(bytes))
}

/// Reads a report: a mail of the kind `multipart/report` with a part `message/delivery-status` (RFC 3464).
fn report_of(mail: &str) -> Option<Bounce> {
    let (head, body) = head_and_body(mail);
    // What a pipe of the mail server puts in front, then what the report itself is sent to.
    let names = ["x-original-to", "delivered-to", "envelope-to", "x-envelope-to", "to"];
    let came_to = names.iter().flat_map(|n| values(&head, n)).flat_map(addresses).take(16).collect::<Vec<_>>();
    let kind = values(&head, "content-type").next()?;
    let boundary = boundary(kind)?;
    let part = body.split(&format!("--{boundary}")).skip(1).map(head_and_body).find(|(head, _)| {
        let is = |v: &str| v.trim().to_ascii_lowercase().starts_with("message/delivery-status");
        values(head, "content-type").any(is)
    })?;
    // The first group is of the report; each other one of a recipient. Ours have one.
    let mut groups = part.1.split("\n\n").map(fields).filter(|g| values(g, "action").next().is_some());
    let group = groups.next()?;
    let action = values(&group, "action").next()?.trim().to_ascii_lowercase();
    let verdict = match action.as_str() {
        "failed" => Verdict::of(values(&group, "status").next()?.trim())?,
        // Relayed to a place that reports no more, expanded, delayed, delivered.
        "delayed" | "delivered" | "relayed" | "expanded" => Verdict::NotYet,
        _ => return None,
    };
    Some(Bounce { came_to, verdict })
}

type Fields = Vec<(String, String)>;

fn head_and_body(text: &str) -> (Fields, String) {
    // As it came through a pipe: lines end in either way.
    let text = text.replace("\r\n", "\n");
    let text = text.trim_start_matches('\n');
    match text.split_once("\n\n") {
        Some((head, body)) => (fields(head), body.to_owned()),
        None => (fields(text), String::new()),
    }
}

/// The fields of a header, unfolded; names in lower case.
fn fields(text: &str) -> Fields {
    let mut all: Fields = Vec::new();
    for line in text.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = all.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            all.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    all
}

fn values<'a>(fields: &'a Fields, name: &'a str) -> impl Iterator<Item = &'a str> {
    fields.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.as_str())
}

/// What looks like an address in the value of a field.
fn addresses(value: &str) -> impl Iterator<Item = String> {
    value
        .split([',', ' ', '<', '>', ';', '"', '(', ')'])
        .filter(|word| word.len() <= 320 && word.split_once('@').is_some_and(|(l, d)| !l.is_empty() && !d.is_empty()))
        .map(str::to_owned)
}

/// The `boundary` of a content type.
fn boundary(kind: &str) -> Option<String> {
    let at = kind.to_ascii_lowercase().find("boundary=")?;
    let rest = kind.get(at..)?.split_once('=')?.1.trim_start();
    let found = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split([';', ' ']).next(),
    };
    found.filter(|b| (1..=70).contains(&b.len())).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// As Postfix writes it, with invented people.
    const REPORT: &str = "Return-Path: <>\r\nDelivered-To: bounce+abc@example.org\r\nFrom: MAILER-DAEMON@mail.example.org (Mail Delivery System)\r\n\
        To: bounce+abc@example.org\r\nSubject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"4C1F9/mail.example.org\"\r\n\r\n\
        This is a MIME-encapsulated message.\r\n\r\n--4C1F9/mail.example.org\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n\
        I'm sorry to have to inform you. Status: 2.0.0\r\n\r\n--4C1F9/mail.example.org\r\nContent-Description: Delivery report\r\n\
        Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example.org\r\nArrival-Date: Fri, 13 Nov 2015 23:41:00 +0100\r\n\r\n\
        Final-Recipient: rfc822; lea@example.net\r\nAction: failed\r\nStatus: 5.1.1\r\n\
        Diagnostic-Code: smtp; 550 5.1.1 <lea@example.net>: Recipient address\r\n    rejected\r\n\r\n\
        --4C1F9/mail.example.org\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: x\r\n\r\n--4C1F9/mail.example.org--\r\n";

    #[test]
    fn a_report_is_read() {
        let both = ["bounce+abc@example.org".to_owned(), "bounce+abc@example.org".to_owned()];
        let expected = |verdict| Some(Bounce { came_to: both.to_vec(), verdict });
        assert_eq!(read(REPORT.as_bytes()), expected(Verdict::NoAddress));
        assert_eq!(read(REPORT.replace("\r\n", "\n").as_bytes()), expected(Verdict::NoAddress));
        let with = |from: &str, to: &str| read(REPORT.replacen(from, to, 1).as_bytes());
        assert_eq!(with("Status: 5.1.1", "Status: 5.2.2 (mailbox full)"), expected(Verdict::Never));
        assert_eq!(with("Status: 5.1.1", "Status: 4.4.1"), expected(Verdict::NotYet));
        assert_eq!(with("Action: failed", "Action: delayed"), expected(Verdict::NotYet));
        assert_eq!(with("Action: failed", "Action: eaten"), None);
        assert_eq!(with("message/delivery-status", "text/plain"), None);
    }
    #[test]
    fn a_provider_says_it_in_json() {
        let said = |json: &str| read(json.as_bytes()).map(|b| b.verdict);
        assert_eq!(said(r#"{"recipient":"bounce+abc@example.org","status":"5.1.1"}"#), Some(Verdict::NoAddress));
        assert_eq!(said(r#"{"recipient":"a@b","status":"550","more":[1]}"#), Some(Verdict::NoAddress));
        assert_eq!(said(r#"{"recipient":"a@b","status":"4.2.2"}"#), Some(Verdict::NotYet));
        assert_eq!(said(r#"{"recipient":"a@b"}"#), None);
        assert_eq!(said(r#"{"recipient":"a@b","status":"soon"}"#), None);
        let within = serde_json::json!({ "recipient": "a@b", "message": REPORT }).to_string();
        assert_eq!(said(&within), Some(Verdict::NoAddress));
    }
    #[test]
    fn only_a_missing_address_ends_it_for_good() {
        for (status, verdict) in [
            ("5.1.1", Verdict::NoAddress),
            ("5.1.10", Verdict::NoAddress),
            ("5.2.1", Verdict::NoAddress),
            ("5.0.0", Verdict::NoAddress),
            ("5.2.2", Verdict::Never),
            ("5.7.1", Verdict::Never),
            ("5.1.7", Verdict::Never),
            ("4.7.1", Verdict::NotYet),
            ("2.0.0", Verdict::NotYet),
        ] {
            assert_eq!(Verdict::of(status), Some(verdict), "{status}");
        }
        for odd in ["", "5", "5.1", "5.1.1.1", "9.1.1", "abc", "1000", "-5.1.1"] {
            assert_eq!(Verdict::of(odd), None, "{odd}");
        }
    }
    proptest! {
        #[test]
        fn anything_is_read_without_harm(text in "\\PC{0,300}", cut in 0_usize..2000, at in 0_usize..2000) {
            let _ = read(text.as_bytes());
            let damaged: String = REPORT.chars().take(cut).chain(text.chars()).chain(REPORT.chars().skip(at)).collect();
            if let Some(bounce) = read(damaged.as_bytes()) {
                prop_assert!(bounce.came_to.len() <= 16);
            }
        }
    }
}
