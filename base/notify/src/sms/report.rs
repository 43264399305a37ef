//! What a provider says of a message that it took. Pure.

/// What became of a message on its way to a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Report {
    /// It is on the phone.
    Arrived,
    /// It never will be.
    Failed,
    /// It is on its way.
    Waiting,
}

impl Report {
    /// Reads a word or number of a provider: Kannel's `%d` (1 arrived, 2 failed, 4 and 8 on its way, 16 refused), the words of SMPP
    /// (`DELIVRD`, `UNDELIV` …) and those of usual providers. What is not known says nothing.
    #[must_use]
    pub fn read(said: &str) -> Self {
        let word: String = said.trim().chars().take(40).flat_map(char::to_lowercase).collect();
        match word.as_str() {
            "1" | "delivered" | "delivrd" | "delivery_success" | "success" | "read" => Self::Arrived,
            "2" | "16" | "failed" | "failure" | "undelivered" | "undeliverable" | "undeliv" | "rejected"
            | "rejectd" | "expired" | "deleted" | "delivery_failed" | "permanent_failure" | "error" => Self::Failed,
            _ => Self::Waiting,
        }
    }
    /// Reads a report as it comes in: `d` or `status` of the address, of a form, or of a JSON body.
    #[must_use]
    pub fn of(query: &str, body: &[u8]) -> Self {
        let word = |query: &[u8]| {
            let pairs = super::inbound::pairs(query);
            let found = pairs.into_iter().find(|(name, _)| matches!(name.as_str(), "d" | "status"));
            found.map(|(_, value)| value)
        };
        let json = || {
            let body: serde_json::Value = serde_json::from_slice(body).ok()?;
            let status = body.get("status").or_else(|| body.get("d"))?;
            Some(status.as_str().map_or_else(|| status.to_string(), str::to_owned))
        };
        let said = word(query.as_bytes()).or_else(json).or_else(|| word(body));
        said.map_or(Self::Waiting, |said| Self::read(&said))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_of_kannel_and_of_others_are_read() {
        assert_eq!(Report::of("d=1", b""), Report::Arrived);
        assert_eq!(Report::of("x=2&d=16", b""), Report::Failed);
        assert_eq!(Report::of("d=8", b""), Report::Waiting);
        assert_eq!(Report::of("", br#"{"status":"DELIVRD"}"#), Report::Arrived);
        assert_eq!(Report::of("", br#"{"status":2}"#), Report::Failed);
        assert_eq!(Report::of("", b"status=undelivered"), Report::Failed);
        assert_eq!(Report::of("", b"\xff\xfe"), Report::Waiting);
    }
}
