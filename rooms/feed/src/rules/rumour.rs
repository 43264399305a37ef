//! What is known of a post, and ruling on what many say.

use kernel::{Role, RulingId, Span, Staff, Time};
use words::Kind;

use super::Not;
use crate::model::{
    Truth,
    rumour::{Known, NewRuling, Ruling, Rumour, RumourState, Said, Seen, Sign},
};

/// The most characters of what is said, and of what is so.
pub const LONGEST_WHAT: usize = 200;
/// The most characters of what is so.
pub const LONGEST_SAYS: usize = 500;
/// Sources of a ruling.
pub const MOST_SOURCES: usize = 5;
/// The most characters of one.
pub const LONGEST_SOURCE: usize = 300;
/// So many different people say the same before the server makes a rumour of it.
pub const GATHERS: usize = 3;
/// Two who have seen it, beside the author, who know nothing of each other.
pub const CORROBORATES: i64 = 2;
/// A contact that was proven so long before a post is not there because of it.
pub const OLDER: Span = Span::hours(1);
/// … and so long before it, is known.
pub const KNOWN_FOR: Span = Span::days(1);
/// The most characters of why somebody appeals.
pub const LONGEST_APPEAL: usize = 500;

/// What a post is shown as. A ruling weighs more than people, people more than one, and each more than nothing; among rulings the last holds.
#[must_use]
pub const fn truth(known: Known) -> Truth {
    match known {
        Known { ruled: Some((_, verdict)), .. } => verdict.truth(),
        Known { people, .. } if people >= CORROBORATES => Truth::Corroborated,
        Known { witness: true, .. } => Truth::Witness,
        Known { .. } => Truth::Unverified,
    }
}

/// How much the word of a role weighs on a rumour: whoever weighs less does not revise.
const fn weight(role: Role) -> u8 {
    match role {
        Role::Institution => 3,
        Role::Verifier => 2,
        _ => 1,
    }
}

/// The next ruling on a rumour; nothing when it says what holds already.
///
/// # Errors
/// What is missing or too long; [`Not::Overtaken`] when the rumour has changed since it was looked at; [`Not::Outranked`].
pub fn rule(
    (now, id): (Time, RulingId),
    staff: &Staff,
    rumour: &Rumour,
    last: Option<&Ruling>,
    new: &NewRuling,
) -> Result<Option<Ruling>, Not> {
    let verdict = new.verdict.ok_or(Not::Verdict)?;
    let (what, says) = (line(&new.what), line(&new.says));
    written(&what, LONGEST_WHAT).ok_or(Not::What { most: LONGEST_WHAT })?;
    written(&says, LONGEST_SAYS).ok_or(Not::Says { most: LONGEST_SAYS })?;
    let sources: Vec<String> = new.sources.iter().map(|s| line(s)).filter(|s| !s.is_empty()).collect();
    let long = |s: &String| words::characters(s) > LONGEST_SOURCE;
    if sources.is_empty() || sources.len() > MOST_SOURCES || sources.iter().any(long) {
        return Err(Not::Sources { most: MOST_SOURCES });
    }
    if sources.iter().any(|s| !names(s)) {
        return Err(Not::SourceMasked);
    }
    let ruling = Ruling {
        id,
        rumour: rumour.id,
        n: last.map_or(1, |l| l.n.saturating_add(1)),
        verdict,
        what,
        says,
        sources,
        at: now,
        by: staff.id,
        by_name: staff.name.to_string(),
        role: staff.role,
    };
    // The same press that comes twice rules once.
    let says = |r: &Ruling| (r.verdict, r.what.clone(), r.says.clone(), r.sources.clone(), r.by);
    if last.is_some_and(|last| says(last) == says(&ruling)) {
        return Ok(None);
    }
    if rumour.version != new.version {
        return Err(Not::Overtaken);
    }
    if last.is_some_and(|last| weight(last.role) > weight(staff.role)) {
        return Err(Not::Outranked);
    }
    Ok(Some(ruling))
}

/// Whether a post may be taken out of a rumour: what whoever weighs more has ruled on is theirs; what came there `at` a later time was put
/// there by nobody who looked.
///
/// # Errors
/// [`Not::Outranked`].
pub fn leave(staff: &Staff, last: Option<&Ruling>, at: Time) -> Result<(), Not> {
    let theirs = |last: &Ruling| weight(last.role) > weight(staff.role) && at <= last.at;
    if last.is_some_and(theirs) { Err(Not::Outranked) } else { Ok(()) }
}

/// A text on one line, masked: a ruling is public, and names nobody's address. A page in the net that everybody may read stays what it is,
/// wherever it stands; what stands beside it does not.
fn line(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words::mask_but(&text, |kind, link| kind == Kind::Link && words::is_public_link(link)).text
}

fn written(text: &str, most: usize) -> Option<()> {
    let many = words::characters(text);
    (many > 0 && many <= most && names(text)).then_some(())
}

/// Whether anything is left of a masked text for a reader: a sign that something was masked is no word, and no source.
fn names(text: &str) -> bool {
    words::pieces(text).any(|piece| matches!(piece, words::Piece::Text(t) if t.contains(char::is_alphanumeric)))
}

/// Whether a source is an address, and may be a link.
#[must_use]
pub fn is_link(source: &str) -> bool {
    let rest = source.strip_prefix("https://").or_else(|| source.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

/// A rumour set aside: there is nothing to rule on; or looked at again.
///
/// # Errors
/// [`Not::RuledAlready`].
pub const fn aside(rumour: &Rumour, aside: bool) -> Result<RumourState, Not> {
    match (rumour.state, aside) {
        (RumourState::Ruled, _) => Err(Not::RuledAlready),
        (_, true) => Ok(RumourState::Aside),
        (_, false) => Ok(RumourState::Looked),
    }
}

/// How many voices those are who have seen it, who know nothing of each other, nor of the author. `linked` says of two whether they do: one is in
/// the other's circle, or invited the other. Whoever came first counts; what others add to them does not.
///
/// Whoever makes witnesses for what they write has telephones, and no time:
///
/// - whose contact was proven less than [`OLDER`] before the post does not count;
/// - those whose contact was proven since the incident is on, and less than a day before the post, are **one voice together**, however many
///   they are: somebody who was reached before has to say it too;
/// - whoever comes from a device or a line of the author, or of one who counts already, adds nothing.
#[must_use]
pub fn independent<P: Copy + Ord>(of: &Said<P>, seen: &[Seen<P>], linked: impl Fn(P, P) -> bool) -> i64 {
    let mut by_time: Vec<&Seen<P>> =
        seen.iter().filter(|s| s.person != of.author && s.proven.plus(OLDER) <= of.at).collect();
    by_time.sort_by_key(|s| (s.at, s.person));
    let fresh = |s: &Seen<P>| s.proven >= of.incident && s.proven.plus(KNOWN_FOR) > of.at;
    let apart = |a: P, b: P| !linked(a, b) && !linked(b, a);
    let shares = |s: &Seen<P>, signs: &[Sign]| s.signs.iter().any(|sign| signs.contains(sign));
    let mut counted: Vec<&Seen<P>> = Vec::new();
    for one in by_time {
        let of_author = !apart(of.author, one.person) || shares(one, &of.signs);
        let known = |c: &&Seen<P>| c.person == one.person || !apart(c.person, one.person) || shares(one, &c.signs);
        let second = fresh(one) && counted.iter().any(|c| fresh(c));
        if !of_author && !second && !counted.iter().any(known) {
            counted.push(one);
        }
    }
    i64::try_from(counted.len()).unwrap_or(i64::MAX)
}

/// A link as it is compared: without what only says how one came there, nor how it was written.
#[must_use]
pub fn link(typed: &str) -> Option<String> {
    let typed = typed.trim_end_matches(['.', ',', ')', '!', '?', ';', ':', '»', '"', '…']);
    let rest = typed.strip_prefix("https://").or_else(|| typed.strip_prefix("http://")).or_else(|| {
        let bare = typed.starts_with("www.");
        bare.then_some(typed)
    })?;
    let rest = rest.split('#').next().unwrap_or_default();
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let host = host.rsplit('@').next().unwrap_or_default().to_lowercase();
    let host = host.strip_prefix("www.").or_else(|| host.strip_prefix("m.")).unwrap_or(&host);
    let host = host.strip_suffix(":443").or_else(|| host.strip_suffix(":80")).unwrap_or(host);
    if !host.contains('.') {
        return None;
    }
    let mut kept: Vec<&str> = query.split('&').filter(|part| !part.is_empty() && !tracks(part)).collect();
    kept.sort_unstable();
    let path = path.trim_end_matches('/');
    // The front page of a site is no statement.
    if path.is_empty() && kept.is_empty() {
        return None;
    }
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    Some(format!("{host}/{path}{query}"))
}

/// What only says how one came there.
fn tracks(part: &str) -> bool {
    let name = part.split('=').next().unwrap_or_default().to_lowercase();
    name.starts_with("utm_")
        || matches!(
            name.as_str(),
            "fbclid" | "gclid" | "igshid" | "mc_cid" | "mc_eid" | "ref" | "s" | "si" | "xtor" | "feature"
        )
}

/// The links of a text, as they are compared.
#[must_use]
pub fn links(text: &str) -> Vec<String> {
    let mut found: Vec<String> =
        text.split_whitespace().map(|w| w.trim_start_matches(['(', '«', '"', '<'])).filter_map(link).collect();
    found.sort_unstable();
    found.dedup();
    found
}
