//! What a browser's service worker is told: JSON, cut to fit.

use serde::Serialize;

use crate::{Delivery, Kind, Letter};

/// A message as the service worker reads it.
#[derive(Serialize)]
struct Payload<'a> {
    title: &'a str,
    text: &'a str,
    /// Where a press leads.
    url: &'a str,
    /// What it takes the place of among the notifications of the device.
    tag: &'a str,
    /// Without sound and vibration.
    silent: bool,
    lang: &'a str,
    dir: &'a str,
    /// Where the service worker says that it arrived.
    ack: &'a str,
}

/// What stands where something was left out.
const CUT: &str = "…";
/// The fewest characters of a title that is still one.
const LEAST_TITLE: usize = 24;

/// The JSON of a letter in at most `most` bytes: the end of the text gives way first, then the end of the title. Nothing when even that
/// does not fit.
#[must_use]
pub fn payload(d: &Delivery, letter: &Letter, receipt: &str, most: usize) -> Option<Vec<u8>> {
    let (mut title, mut text) = (letter.title.clone(), letter.text.clone());
    let (tag, ack) = (tag(d), format!("/api/v1/push/received/{receipt}"));
    loop {
        let json = serde_json::to_vec(&Payload {
            title: &title,
            text: &text,
            url: &letter.message.link,
            tag: &tag,
            silent: letter.message.silent,
            lang: letter.message.lang.code(),
            dir: letter.message.lang.dir(),
            ack: &ack,
        })
        .ok()?;
        let over = json.len().saturating_sub(most);
        if over == 0 {
            return Some(json);
        }
        if !text.is_empty() {
            text = shorter(&text, over, 0);
        } else if title.trim_end_matches(CUT).chars().count() > LEAST_TITLE {
            title = shorter(&title, over, LEAST_TITLE);
        } else {
            return None;
        }
    }
}

/// The text without `bytes` or somewhat more at its end, but with at least `least` of its characters.
fn shorter(text: &str, bytes: usize, least: usize) -> String {
    let whole = text.trim_end_matches(CUT);
    let keep = whole.len().saturating_sub(bytes.saturating_add(CUT.len()));
    let mut cut: String =
        whole.char_indices().take_while(|(at, c)| at.saturating_add(c.len_utf8()) <= keep).map(|(_, c)| c).collect();
    if cut.chars().count() < least {
        cut = whole.chars().take(least).collect();
    }
    let cut = cut.trim_end();
    if cut.is_empty() { String::new() } else { format!("{cut}{CUT}") }
}

/// Which message takes whose place on the device: the end of an alert that of its question, one word of a friend that of another.
fn tag(d: &Delivery) -> String {
    let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
    match (d.kind, d.incident, d.about) {
        (Kind::Ask | Kind::Remind | Kind::Over, Some(incident), _) => format!("q-{incident}"),
        (Kind::Told, Some(incident), Some(about)) => format!("t-{incident}-{}", hex(&about)),
        (Kind::Trial, ..) => "trial".to_owned(),
        // How a stay stands now takes the place of how it stood; what was written stands beside it.
        (Kind::StayAsked | Kind::StayPut | Kind::Stay | Kind::Guest, _, Some(stay)) => format!("s-{}", hex(&stay)),
        (Kind::Word, _, Some(stay)) => format!("w-{}", hex(&stay)),
        (Kind::DoorEnds, _, Some(door)) => format!("d-{}", hex(&door)),
        (Kind::Companion, _, Some(stay)) => format!("c-{}", hex(&stay)),
        // One line for all who seek one; how a search stands now takes the place of how it stood.
        (Kind::Sought, Some(incident), _) => format!("f-{incident}"),
        (Kind::Reunited, _, Some(notice)) => format!("n-{}", hex(&notice)),
        // How it stands now takes the place of how it stood.
        (Kind::Alert, _, Some(root)) => format!("a-{}", hex(&root)),
        (Kind::Ruled, _, Some(rumour)) => format!("u-{}", hex(&rumour)),
        _ => d.name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_cut_text_says_so_and_gives_way_whole() {
        assert_eq!(shorter("abcdefghij", 2, 0), "abcde…");
        assert_eq!(shorter("abcde…", 1, 0), "a…");
        assert_eq!(shorter("a…", 1, 0), "");
        assert_eq!(shorter("abcdefghij", 9, 4), "abcd…");
    }

    proptest! {
        #[test]
        fn a_cut_text_is_a_beginning_and_short_enough(text in "\\PC{0,60}", bytes in 1_usize..80) {
            let cut = shorter(&text, bytes, 0);
            prop_assert!(text.starts_with(cut.trim_end_matches(CUT)));
            prop_assert!(cut.is_empty() || cut.len() <= text.len().saturating_sub(bytes));
        }
    }
}
