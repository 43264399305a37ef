//! What somebody says of somebody who is missing, and what seekers and witnesses write to each other.

use ::store::{Change, params};
use kernel::{Id, IncidentId, NoteId, NoticeId, PersonId, Span, Time, Visitor};
use register::{Author, Proof};
use web::{Failure, House, OrRefuse};

use super::{
    actor, incident, limited, line, masked_short, no, notice::drills, place::whereabouts, pressed, proven, reached,
};
use crate::{
    model::{Appeal, Meant, NewNote, Note, NoticeState, Sex},
    rules::{self, MOST_WORDS, NOTE_LASTS, No},
    store::{
        notes::{self, MESSAGE, Whole},
        notices,
    },
};

/// Notes of one person in an hour.
const AN_HOUR: i64 = 20;
/// Messages that are shown.
const MOST: i64 = 200;

/// A note that was kept.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    /// Its id.
    pub id: NoteId,
}

/// Says something of whom a public appeal seeks.
///
/// # Errors
/// 404 for what is no appeal; [`No::Prove`]; the rules' refusals.
pub async fn note(house: &House, visitor: &Visitor, share: &str, new: NewNote) -> Result<Said, Failure> {
    note_once(house, visitor, share, new, "").await
}

/// The same, by a press that may arrive twice.
///
/// # Errors
/// As [`note`].
pub async fn note_once(
    house: &House,
    visitor: &Visitor,
    share: &str,
    new: NewNote,
    key: &str,
) -> Result<Said, Failure> {
    let me = actor(visitor)?;
    let row = house.store.one(notices::NOTICE_OF_SHARE, params![share]).await?;
    let notice = row.as_ref().map(notices::notice).transpose()?.filter(|n| n.appeal == Appeal::Approved);
    let notice = notice.ok_or_else(|| no(&No::Unknown))?;
    if !proven(house, me).await? {
        return Err(no(&No::Prove));
    }
    let now = house.clock.now();
    let at = rules::note(now, began(house, notice.incident), Some(&notice), Some(me), &new).or_refuse()?;
    let (note, words) = blank(house, me, (notice.incident, notice.drill), at, &new).await?;
    let note = Note { notice: Some(notice.id), expires: notice.expires, ..note };
    keep(house, me, Whole { note: named(house, me, note, key), name: None, words }).await
}

/// Says something of somebody by name: it is matched with searches, and nobody hears whether one fits.
///
/// # Errors
/// [`No::Prove`]; [`No::NameMissing`]; the rules' refusals.
pub async fn news(
    house: &House,
    visitor: &Visitor,
    wanted: Option<IncidentId>,
    meant: &Meant,
    new: NewNote,
) -> Result<Said, Failure> {
    news_once(house, visitor, wanted, meant, new, "").await
}

/// The same, by a press that may arrive twice.
///
/// # Errors
/// As [`news`].
pub async fn news_once(
    house: &House,
    visitor: &Visitor,
    wanted: Option<IncidentId>,
    meant: &Meant,
    new: NewNote,
    key: &str,
) -> Result<Said, Failure> {
    let me = actor(visitor)?;
    let incident = incident(house, wanted)?;
    if !proven(house, me).await? {
        return Err(no(&No::Prove));
    }
    let now = house.clock.now();
    let name = line(Some(&meant.name)).ok_or_else(|| no(&No::NameMissing))?;
    if name.chars().count() > rules::LONGEST_NAME {
        return Err(no(&No::TooLong { most: rules::LONGEST_NAME }));
    }
    let at = rules::note(now, incident.activated, None, Some(me), &new).or_refuse()?;
    let contact = line(meant.contact.as_deref());
    let blinds = reached(house, contact.as_deref(), None)?;
    let (note, words) = blank(house, me, (incident.id, incident.drill), at, &new).await?;
    let sex = meant.sex.unwrap_or(Sex::Unknown);
    let note = Note { phone: blinds.phone, email: blinds.email, ages: meant.ages, sex, ..note };
    keep(house, me, Whole { note: named(house, me, note, key), name: Some(name), words }).await
}

/// What somebody says who has proven a contact. A place that no landmark is called by is told in words.
async fn blank(
    house: &House,
    me: PersonId,
    of: (IncidentId, bool),
    at: Time,
    new: &NewNote,
) -> Result<(Note, Option<String>), Failure> {
    let now = house.clock.now();
    let (near, cell) = whereabouts(house, new.near.as_deref(), new.cell).await?;
    let words = masked_short(new.words.as_deref(), rules::LONGEST)?;
    let words = match (near.filter(|_| cell.is_none()), words) {
        (Some(near), Some(words)) => Some(format!("{near}. {words}")),
        (near, words) => near.or(words),
    };
    let note = Note {
        author: Author::Person(me),
        proof: Proof::Contact,
        cell,
        ..Note::new(house.dice.id(now), of, (new.how, new.state), (at, now, now.plus(NOTE_LASTS)))
    };
    Ok((note, words))
}

/// A note that is known by the press that sends it.
fn named(house: &House, me: PersonId, note: Note, key: &str) -> Note {
    Note { id: pressed(house, me, key).unwrap_or(note.id), ..note }
}

async fn keep(house: &House, me: PersonId, whole: Whole) -> Result<Said, Failure> {
    let id = whole.note.id;
    let mine = Author::Person(me);
    let before = |told: Option<Whole>| told.is_some_and(|t| t.note.author == mine);
    if before(notes::one(&house.register, id).await?) {
        return Ok(Said { id });
    }
    let change = limited(house, drills(whole.note.drill, "note"), &me.bytes(), Span::hours(1), AN_HOUR);
    let of = whole.note.notice;
    let now = house.clock.now();
    let change = match of {
        Some(of) => change.must(notices::STILL_ON, params![of, now]),
        None => change,
    };
    match house.store.apply(notes::add(change, &house.register, &whole)).await {
        Ok(_) => Ok(Said { id }),
        // The same press, on two ways at once.
        Err(_) if before(notes::one(&house.register, id).await?) => Ok(Said { id }),
        Err(e) if e.missed() && is_over(house, of).await? => Err(no(&No::Over)),
        Err(e) if e.missed() => Err(no(&No::TooMany)),
        Err(e) => Err(e.into()),
    }
}

/// Whether a search has ended since it was looked at.
async fn is_over(house: &House, id: Option<NoticeId>) -> Result<bool, Failure> {
    let Some(id) = id else { return Ok(false) };
    let now = house.clock.now();
    Ok(notices::one(&house.store, id).await?.is_none_or(|n| !n.is_open(now)))
}

/// When an incident began: nobody saw anything of it before.
fn began(house: &House, incident: IncidentId) -> Option<Time> {
    house.incidents.open().into_iter().find(|i| i.id == incident).and_then(|i| i.activated)
}

/// Whether two may still write to each other about a search: not once it was ended, ran out or was taken down.
const fn may_write(state: NoticeState) -> bool {
    matches!(state, NoticeState::Searching | NoticeState::Found | NoticeState::Dead)
}

/// Who writes with whom about a search: the witness, and whether the seeker is the one who acts.
async fn sides(
    house: &House,
    me: PersonId,
    id: NoticeId,
    witness: Option<PersonId>,
) -> Result<(PersonId, bool), Failure> {
    let notice = notices::one(&house.store, id).await?.ok_or_else(|| no(&No::Unknown))?;
    let seeker = notice.seeker.ok_or_else(|| no(&No::Unknown))?;
    let notes = notes::of_notice(&house.register, id).await?;
    let told = |who: PersonId| notes.iter().any(|n| n.note.author == Author::Person(who) && !n.note.hidden);
    let sides = match witness {
        // The seeker writes to somebody who said something of this search.
        Some(witness) if seeker == me && told(witness) => (witness, true),
        None if told(me) => (me, false),
        _ => return Err(no(&No::Unknown)),
    };
    if may_write(notice.state) { Ok(sides) } else { Err(no(&No::Over)) }
}

/// A note of a search, for one of the two who may write to each other about it.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    /// Of which incident's exercise, or not.
    pub drill: bool,
    /// Whom the seeker writes to; nothing for the witness, who writes to the seeker.
    pub witness: Option<PersonId>,
}

/// Whether this is a note of a search of mine, or a note of mine.
///
/// # Errors
/// 404.
pub async fn sides_of(house: &House, visitor: &Visitor, id: NoticeId, note: NoteId) -> Result<Told, Failure> {
    let me = actor(visitor)?;
    let notice = notices::one(&house.store, id).await?.ok_or_else(|| no(&No::Unknown))?;
    let told = notes::of_notice(&house.register, id).await?.into_iter().find(|t| t.note.id == note && !t.note.hidden);
    let Some(Author::Person(author)) = told.map(|t| t.note.author) else { return Err(no(&No::Unknown)) };
    let witness = if author == me { None } else { Some(author) };
    if notice.seeker == Some(me) || author == me {
        return Ok(Told { drill: notice.drill, witness });
    }
    Err(no(&No::Unknown))
}

/// A note of one's own about whom an appeal seeks: by it one writes to the family.
///
/// # Errors
/// When the store fails.
pub async fn told_by_me(house: &House, visitor: &Visitor, id: NoticeId) -> Result<Option<NoteId>, Failure> {
    let Some(me) = visitor.person() else { return Ok(None) };
    let notes = notes::of_notice(&house.register, id).await?;
    Ok(notes.iter().find(|n| n.note.author == Author::Person(me) && !n.note.hidden).map(|n| n.note.id))
}

/// Writes to the other, through the server: contacts in it are masked.
///
/// # Errors
/// 404; [`No::NoWords`]; [`No::TooMany`].
pub async fn write(
    house: &House,
    visitor: &Visitor,
    id: NoticeId,
    witness: Option<PersonId>,
    words: &str,
) -> Result<(), Failure> {
    let me = actor(visitor)?;
    let (witness, by_seeker) = sides(house, me, id, witness).await?;
    let words = masked_short(Some(words), rules::LONGEST)?.ok_or_else(|| no(&No::NoWords))?;
    if words.chars().count() > rules::LONGEST {
        return Err(no(&No::TooLong { most: rules::LONGEST }));
    }
    let now = house.clock.now();
    let word: NoteId = house.dice.id(now);
    let sealed = house.register.seal_or_null(MESSAGE, Some(&words));
    let change = Change::new()
        .must(notices::STILL_THERE, params![id])
        .must(notes::ADD_MESSAGE, params![id, witness, word, by_seeker, now, sealed, MOST_WORDS]);
    match house.store.apply(change).await {
        Ok(_) => Ok(()),
        // It ended meanwhile, or so many were written.
        Err(e) if e.missed() => sides(house, me, id, by_seeker.then_some(witness)).await.and(Err(no(&No::TooMany))),
        Err(e) => Err(e.into()),
    }
}

/// What a seeker and a witness wrote to each other, the oldest first: who of the two, when, what.
///
/// # Errors
/// 404.
pub async fn messages(
    house: &House,
    visitor: &Visitor,
    id: NoticeId,
    witness: Option<PersonId>,
) -> Result<Vec<(bool, Time, String)>, Failure> {
    let me = actor(visitor)?;
    let (witness, _) = sides(house, me, id, witness).await?;
    let rows = house.store.read(notes::MESSAGES, params![id, witness, MOST]).await?;
    let one = |row: &::store::Row| {
        let words = house.register.open_or_none(MESSAGE, row.opt_blob(2)?)?.unwrap_or_default();
        Ok::<_, ::store::StoreError>((row.flag(0)?, row.time(1)?, words))
    };
    Ok(rows.iter().map(one).collect::<Result<_, _>>()?)
}
