//! An entry is withdrawn or corrected: what it caused is undone.

use std::collections::HashSet;

use ::store::{Change, params};
use kernel::{Event, Staff, Time};
use register::{Author, How, Proof};
use web::{Failure, House};

use crate::{
    acts::{
        answer::{KEPT, lost_again, on_again, tell},
        links::carry_back,
    },
    model::{
        Note, Notice, NoticeState,
        list::{Entry, EntryState, Match, MatchState},
    },
    store::{deaths, lists, notes, notices},
};

/// What the family reads of an entry. Whoever lists somebody and whoever lets their search end are two, or one and the same.
pub(super) fn note(
    house: &House,
    e: &Entry,
    state: EntryState,
    notice: &Notice,
    by: &Staff,
    now: Time,
) -> notes::Whole {
    let at = e.arrived.unwrap_or(e.added).min(now);
    let of = (notice.incident, notice.drill);
    let note = Note {
        notice: Some(notice.id),
        author: Author::Staff(by.id),
        proof: if e.staff == by.id { Proof::Accredited } else { Proof::AccreditedPair },
        ..Note::new(house.dice.id(now), of, (How::Saw, state.as_state()), (at, now, notice.expires))
    };
    notes::Whole { note, name: None, words: None }
}

fn forgotten(change: Change, m: &Match) -> Change {
    match m.note {
        Some(note) => change.run(lists::DROP_NOTE_OF_LIST, params![note]).event(Event::News {
            note,
            incident: m.incident,
            drill: m.drill,
        }),
        None => change,
    }
}

/// Everything that a match caused is taken back: a death that was stated of it, a search that it ended, what the family read. Whoever was
/// told that somebody is found hears that the search goes on.
pub(super) async fn undone(house: &House, change: Change, m: &Match, now: Time) -> Result<Change, Failure> {
    let death = deaths::one(&house.store, m.notice).await?.filter(|d| d.of == m.id);
    let mut change = forgotten(change, m);
    if death.is_some() {
        change = change.run(deaths::DROP_DEATH_OF_LIST, params![m.notice]);
        change = death.iter().fold(change, |change, d| deaths::stated_no_more(change, d, now));
    }
    let Some(notice) = notices::one(&house.store, m.notice).await? else { return Ok(change) };
    let released = m.state == MatchState::Released;
    match death {
        Some(death) if notice.state == NoticeState::Dead => {
            if !released {
                return Ok(deaths::shown_no_more(change, &death, &notice, now));
            }
            // It was found before it was said that they are dead: what ended with that goes on too, each follower told once.
            let mut told = HashSet::new();
            let change = tell(house, on_again(change, &notice, now), &notice, false, &mut told).await?;
            match m.note {
                Some(note) => carry_back(house, change, &m.as_reunion(note), &mut told, now).await,
                None => Ok(change),
            }
        }
        // What describes whoever was found is gone after a day: there is nothing left to search with.
        _ if released && notice.found.is_some_and(|t| now < t.plus(KEPT)) => match m.note {
            Some(note) => lost_again(house, change, &m.as_reunion(note), now).await,
            None => Ok(change),
        },
        _ => Ok(change),
    }
}

/// The family reads the entry as it is now.
pub(super) async fn restated(
    house: &House,
    change: Change,
    m: &Match,
    (entry, state): (&Entry, EntryState),
    by: &Staff,
    now: Time,
) -> Result<Change, Failure> {
    let notice = notices::one(&house.store, m.notice).await?;
    let (Some(notice), Some(_)) = (notice, m.note) else { return Ok(change) };
    let whole = note(house, entry, state, &notice, by, now);
    let change = lists::moved(forgotten(change, m), m, m.state, Some(whole.note.id), now);
    let change = change.event(notices::changed(&notice, notice.state));
    Ok(notes::add(change, &house.register, &whole))
}
