//! What somebody says of somebody who is missing.

use kernel::{PersonId, Span, Time};
use register::{How, State};

use super::No;
use crate::model::{NewNote, Notice};

/// News of a name that fits no search is kept for so long.
pub const NOTE_LASTS: Span = Span::days(30);
/// How many messages a seeker and one witness write to each other.
pub const MOST_WORDS: i64 = 40;

/// Whether this may be said, and of when it is: since the incident began, and not later than now. Nobody says here of somebody else that they
/// are dead, or answers for themself; whoever searches is no witness of their own search.
///
/// # Errors
/// [`No::Over`], [`No::State`], [`No::AboutOneself`], [`No::OwnSearch`], [`No::TooLong`].
pub fn note(
    now: Time,
    began: Option<Time>,
    notice: Option<&Notice>,
    author: Option<PersonId>,
    new: &NewNote,
) -> Result<Time, No> {
    if let Some(notice) = notice {
        if !notice.is_open(now) {
            return Err(No::Over);
        }
        if author.is_some() && notice.person == author {
            return Err(No::AboutOneself);
        }
        if author.is_some() && notice.seeker == author {
            return Err(No::OwnSearch);
        }
    }
    if new.how == How::Own {
        return Err(No::AboutOneself);
    }
    if !matches!(new.state, State::None | State::Safe | State::NeedHelp | State::NotThere | State::InCare) {
        return Err(No::State);
    }
    if new.words.as_deref().is_some_and(|w| w.chars().count() > super::LONGEST) {
        return Err(No::TooLong { most: super::LONGEST });
    }
    Ok(new.at.map_or(now, |t| began.map_or(t, |b| t.max(b)).min(now)))
}
