//! What neighbours see of a search: the projection of [`super::view`] for another register, in PFIF.
//!
//! Of an approved appeal, and of what another register brought, while it is on: names, age, sex, what describes them, two dates. Never a
//! seeker, a contact, a place, a photo, or what was said. Of whoever was found, for a day: that they are believed alive, as the person
//! agreed to. Of everything else the four fields that tell others to delete what they have.
//!
//! What somebody answered in confidence changes nothing here: a search that is "never" answered goes on as searching until its time is over.

use kernel::{Span, Time};
use pfif::{Note, Person, RecordId, Status};

use super::{Appeal, Notice, NoticeState, Profile, Sex, is_of_age, link::Link, list::Death};

/// Who was found is described to others no longer than here.
const FOUND_FOR: Span = Span::days(1);

/// What is known of a record, before a neighbour looks.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// Its name.
    pub record_id: &'a str,
    /// Whether it was made here.
    pub own: bool,
    /// When it was made or changed where it comes from.
    pub source: Time,
    /// When it was kept here.
    pub entry: Time,
    /// Until when.
    pub expiry: Time,
    /// The search and who is sought; nothing when that is gone.
    pub search: Option<(&'a Notice, &'a Profile)>,
    /// What an institution states of them, whatever has become of it.
    pub death: Option<&'a Death>,
    /// Whether others have read that they were found.
    pub told: bool,
    /// What this register is called.
    pub site: &'a str,
    /// Its domain.
    pub domain: &'a str,
}

/// What a neighbour sees of a record: the person, and whether they are found. Nothing when its name cannot be one.
#[must_use]
pub fn neighbour(now: Time, s: &Shown<'_>) -> Option<(Person, Option<Note>)> {
    let id: RecordId = s.record_id.parse().ok()?;
    let known = s.death.is_some_and(is_agreed);
    let whole = s.search.filter(|(n, profile)| {
        is_shown(now, s.own, n) && !profile.name().is_empty() && (known || n.state != NoticeState::Dead)
    });
    // Found records of others are theirs to describe; here it is only said that they are found.
    let note = s.search.filter(|(n, _)| is_told(now, s, n)).and_then(|(n, _)| told(s, n, &id));
    let Some((n, profile)) = whole else {
        let gone = s.expiry.min(now);
        let since = written(s.entry.max(gone));
        let mut left = Person::new(id, since.max(written(s.source)));
        left.entry_date = Some(written(s.entry));
        left.expiry_date = Some(written(gone));
        return Some((left, note.filter(|_| !s.own)));
    };
    let mut p = Person::new(id, written(if s.own { s.entry } else { s.source }));
    p.entry_date = Some(written(s.entry));
    p.expiry_date = Some(written(n.expires));
    p.source_name = s.site.to_owned();
    p.author_name = s.site.to_owned();
    p.full_name = profile.name().to_owned();
    p.alternate_names = profile.names.iter().skip(1).cloned().collect::<Vec<_>>().join("\n");
    p.sex = match n.sex {
        Sex::Unknown => None,
        Sex::Female => Some(pfif::Sex::Female),
        Sex::Male => Some(pfif::Sex::Male),
        Sex::Other => Some(pfif::Sex::Other),
    };
    let year = |y: i64| u16::try_from(y).ok();
    p.age = n.ages.and_then(|a| pfif::Age::new(year(a.low)?, year(a.high)?));
    let said = [&profile.description, &profile.wearing, &profile.sign];
    p.description = said.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join("\n");
    Some((p, note))
}

/// What a neighbour reads of two records that are about one person; of each of them there is one.
#[must_use]
pub fn same_person(s: &Shown<'_>, link: &Link, other: &str) -> Option<Note> {
    let (n, _) = s.search?;
    let id = format!("{}/link.{}.{}", s.domain, link.id, n.id);
    let mut note = Note::new(id.parse().ok()?, s.record_id.parse().ok()?, written(link.changed));
    note.linked_person_record_id = Some(other.parse().ok()?);
    note.entry_date = Some(written(s.entry));
    note.author_name = s.site.to_owned();
    note.text = link.reason?.written().to_owned();
    Some(note)
}

/// Whether others may read who is sought.
pub(crate) fn is_shown(now: Time, own: bool, n: &Notice) -> bool {
    let public = if own { n.appeal == Appeal::Approved } else { is_of_age(n.ages) };
    let on = match n.state {
        NoticeState::Searching => true,
        NoticeState::Found => own && n.found.is_some_and(|at| now < at.plus(FOUND_FOR)),
        // A search says so only while it is known, and changes when that is taken back.
        NoticeState::Dead => own && now < n.changed.plus(FOUND_FOR),
        _ => false,
    };
    public && on && !n.drill && now < n.expires
}

/// Whether a family agreed that a death is shown: what two of an institution decided where there is none is for here alone.
fn is_agreed(d: &Death) -> bool {
    d.is_known() && d.consent_by.is_some()
}

/// Whether others may read what became of a search: who was sought was found, and wanted it known; they are dead, and the family agreed
/// that it is shown; or that is taken back.
fn is_told(now: Time, s: &Shown<'_>, n: &Notice) -> bool {
    let public = if s.own { n.appeal == Appeal::Approved } else { is_of_age(n.ages) };
    let so = match n.state {
        NoticeState::Found => true,
        NoticeState::Dead => s.death.is_some_and(is_agreed),
        NoticeState::Searching => s.told || s.death.is_some_and(|d| d.shown.is_some()),
        _ => false,
    };
    public && so && !n.drill && now < n.expires
}

/// The name of the note that says what became of a search.
#[must_use]
pub fn note_id(domain: &str, n: &Notice) -> String {
    format!("{domain}/note.{}", n.id)
}

/// What became of a search, in one note: a newer one takes the place of the one before.
fn told(s: &Shown<'_>, n: &Notice, person: &RecordId) -> Option<Note> {
    // What was read elsewhere as a death is taken back by a later word.
    let back = s.told || s.death.is_some_and(|d| d.shown.is_some());
    let (at, status, text) = match n.state {
        NoticeState::Found => {
            let at = if back { n.found?.max(n.changed) } else { n.found? };
            (at, Status::BelievedAlive, "Found: this search is over.")
        }
        NoticeState::Dead => (n.changed, Status::BelievedDead, "The family let it be known."),
        _ => (n.changed, Status::InformationSought, "Taken back: this search goes on."),
    };
    let at = written(at);
    let mut note = Note::new(note_id(s.domain, n).parse().ok()?, person.clone(), at);
    note.entry_date = Some(written(s.entry));
    note.author_name = s.site.to_owned();
    note.author_made_contact = (status == Status::BelievedAlive && n.person.is_some()).then_some(true);
    note.status = Some(status);
    note.text = text.to_owned();
    Some(note)
}

/// A time as PFIF writes it.
#[must_use]
pub fn written(t: Time) -> pfif::Time {
    pfif::Time::of_unix(t.0.div_euclid(1_000_000)).unwrap_or(pfif::Time::FIRST)
}
