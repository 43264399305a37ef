//! What several report of one thing is one report until that is decided: it stands the higher for each of them, and hides nothing. Only what
//! staff report stands beside it.

use kernel::{Id, ReportId, Span, Time, Visitor};
use serde_json::Value;
use store::{Change, StoreError, params};

use super::WAITS_STILL;
use crate::{
    store::Register,
    waiting::{self, WaitingKind},
};

/// How often one thing is reported anew, after moderators found nothing in it, before it is once an hour, or once a minute.
const ANEW: i64 = 8;
/// The most characters of what several say.
const MOST_SAID: usize = 12_000;

impl Register {
    /// Under which id one thing (`of`, among those of its sort) is reported now, and whether somebody has said so who waits for an answer.
    /// What a member of staff reports is a report of its own: nobody decides on theirs, whoever said the same before them. Nothing
    /// when it was decided so often that it is not asked again within this minute.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn report_of_several(
        &self,
        sort: &str,
        of: &[u8],
        by: &Visitor,
        now: Time,
    ) -> Result<Option<(ReportId, bool)>, StoreError> {
        let (whose, own) = match by.staff() {
            Some(staff) => (format!("report of {sort} by staff"), staff.id.bytes().to_vec()),
            None => (format!("report of {sort}"), Vec::new()),
        };
        // However often it was found to be nothing, it may be true the next time.
        let later = [Span::hours(1), Span::minutes(1)].map(|span| ANEW.saturating_add(now.0 / span.0));
        for n in (0..ANEW).chain(later) {
            let mac = self.seal().mac(&whose, &[&own[..], of, &n.to_be_bytes()].concat());
            let id = ReportId::from_bytes(mac.first_chunk::<16>().copied().unwrap_or_default());
            match self.one_report(id).await? {
                Some(report) if report.state.is_decided() => {}
                known => return Ok(Some((id, known.is_some()))),
            }
        }
        Ok(None)
    }
    /// One more reports it: it stands the higher, and what they say is read with what others said; so is what it says `now`, where that is kept
    /// and may change. Missed when somebody says something at
    /// once with them, or has decided: then it is asked anew under which id it is reported.
    ///
    /// # Errors
    /// When the store fails, or a key is gone.
    pub async fn reported_again(
        &self,
        change: Change,
        id: ReportId,
        words: Option<&str>,
        now: Option<&str>,
    ) -> Result<Change, StoreError> {
        let change = change.must(WAITS_STILL, params![id]);
        let change = waiting::raise(change, WaitingKind::Report, id.bytes());
        self.tell_more(change, id, |was| with(was, words, now)).await
    }
}

/// What a report is about, with what one more says of it, and what it says now when that is not what was kept of it the last; nothing when
/// that is nothing new. What was kept first stays, and as much of what came later as there is room for, the last of it.
fn with(was: &str, words: Option<&str>, now: Option<&str>) -> Option<String> {
    let mut all: Value = serde_json::from_str(was).ok()?;
    let text = |key: &str| all.get(key).and_then(Value::as_str).unwrap_or_default();
    let said = words.filter(|w| !w.is_empty()).map(|words| match text("words") {
        "" => words.to_owned(),
        before => format!("{before} · {words}"),
    });
    let said = said.filter(|said| said.chars().count() <= MOST_SAID);
    let mut later: Vec<&str> =
        all.get("later").and_then(Value::as_array).into_iter().flatten().flat_map(Value::as_str).collect();
    let last = later.last().copied().unwrap_or_else(|| text("post"));
    let seen = now.filter(|now| *now != last).map(|now| {
        later.push(now);
        let mut room = MOST_SAID;
        let fits = |text: &&&str| {
            let left = room.checked_sub(text.chars().count());
            room = left.unwrap_or_default();
            left.is_some()
        };
        let mut kept: Vec<String> = later.iter().rev().take_while(fits).map(|text| (*text).to_owned()).collect();
        kept.reverse();
        kept
    });
    if said.is_none() && seen.is_none() {
        return None;
    }
    let object = all.as_object_mut()?;
    object.extend(said.map(|said| ("words".to_owned(), said.into())));
    object.extend(seen.map(|seen| ("later".to_owned(), seen.into())));
    Some(all.to_string())
}
