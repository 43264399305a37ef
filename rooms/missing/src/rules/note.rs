//! What somebody says of somebody who is missing.

use kernel::{PersonId, Span, Time};
use register::{How, State};

use super::No;
use crate::model::{NewNote, Notice};

/// News of a name that fits no search is kept for so long.
pub const NOTE_LASTS: Span = Span::days(30);
/// How many messages a seeker and one witness write to each other.
pub const MOST_WORDS: i64 = 40;

/// Whether this may be said, and of when it is. Nobody says here of somebody else that they are dead, or answers for themself.
///
/// # Errors
/// [`No::Over`], [`No::State`], [`No::AboutOneself`], [`No::TooLong`].
pub fn note(now: Time, notice: Option<&Notice>, author: Option<PersonId>, new: &NewNote) -> Result<Time, No> {
    if let Some(notice) = notice {
        if !notice.is_open(now) {
            return Err(No::Over);
        }
        if author.is_some() && notice.person == author {
            return Err(No::AboutOneself);
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
    Ok(new.at.map_or(now, |t| t.min(now)))
}
