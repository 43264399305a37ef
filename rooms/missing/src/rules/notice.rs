//! Beginning a search, and what becomes of it.

use kernel::{Span, Time};

use super::No;
use crate::model::{Ages, Appeal, Guardian, NewNotice, Notice, NoticeState, Seeker, is_minor};

/// How long a search is on unless whoever searches says less, or renews it.
pub const LASTS: Span = Span::days(30);
/// … and one for a minor.
pub const LASTS_FOR_MINORS: Span = Span::days(7);
/// A draft that nobody proves a contact for is forgotten after so long.
pub const DRAFT_LASTS: Span = Span::hours(2);
/// How many searches one seeker has on at a time.
pub const MOST_NOTICES: i64 = 10;
/// Whoever is sought, and can be reached, has so long to answer before an approved appeal is shown.
pub const ASKED_FOR: Span = Span::hours(2);
/// "Not now" counts for every search of a seeker for so long.
pub const NOT_NOW_LASTS: Span = Span::days(60);
/// The most characters of a name.
pub const LONGEST_NAME: usize = 120;
/// How many names one person has here: the full one, married, maiden, nicknames, other scripts.
pub const MOST_NAMES: usize = 6;
/// The most characters of what describes somebody.
pub const LONGEST: usize = 300;
/// A refusal can be taken back for so long.
const TAKEN_BACK: Span = Span::days(1);
/// Nobody is older.
const OLDEST: i64 = 120;
/// Who was last seen longer ago than this is not missing since the incident.
const SEEN_WITHIN: Span = Span::days(30);

/// On what terms a search begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// A draft, or on at once.
    pub state: NoticeState,
    /// Until when.
    pub expires: Time,
}

/// Begins a search: at once for who has a proven contact, else as a draft.
///
/// # Errors
/// What is wrong with it; [`No::ManyNotices`].
pub fn notice(now: Time, seeker: &Seeker, new: &NewNotice) -> Result<Terms, No> {
    if new.profile.name().is_empty() {
        return Err(No::NameMissing);
    }
    names(&new.profile.names)?;
    let said = [&new.profile.description, &new.profile.wearing, &new.profile.sign, &new.profile.near];
    if said.into_iter().flatten().any(|t| t.chars().count() > LONGEST) {
        return Err(No::TooLong { most: LONGEST });
    }
    new.ages.map_or(Ok(()), aged)?;
    if new.seen.is_some_and(|t| t > now || t < now.minus(SEEN_WITHIN)) {
        return Err(No::Seen);
    }
    if new.guardian == Guardian::Authority && !seeker.institution {
        return Err(No::NotAuthority);
    }
    if !seeker.institution {
        if new.relation.is_none() {
            return Err(No::RelationMissing);
        }
        // An adult may have left of their own will, and a child cannot wait: for both the police come first.
        if !new.told_police {
            return Err(No::PoliceFirst);
        }
        if seeker.open >= MOST_NOTICES {
            return Err(No::ManyNotices);
        }
    }
    let expires = ends(now, is_minor(new.ages), new.expires)?;
    let state = if seeker.proven || seeker.institution { NoticeState::Searching } else { NoticeState::Draft };
    Ok(Terms { state, expires })
}

/// Whether somebody may be so old.
const fn aged(a: Ages) -> Result<(), No> {
    if a.low < 0 || a.high > OLDEST || a.low > a.high { Err(No::Ages) } else { Ok(()) }
}

/// What a search says, with what was asked when it was to be shown in public: how old somebody is, of whom that was not said, and who answers
/// for them. What was said stays. A search for a minor ends sooner.
///
/// # Errors
/// [`No::Ages`], [`No::NotAuthority`].
pub fn told_later(now: Time, was: &Notice, ages: Option<Ages>, guardian: Guardian) -> Result<Notice, No> {
    let Some(ages) = ages.filter(|_| was.ages.is_none()) else { return Ok(was.clone()) };
    aged(ages)?;
    if guardian == Guardian::Authority {
        return Err(No::NotAuthority);
    }
    let guardian = if was.guardian == Guardian::None { guardian } else { was.guardian };
    let latest = ends(now, is_minor(Some(ages)), None)?;
    Ok(Notice { ages: Some(ages), guardian, expires: was.expires.min(latest), ..was.clone() })
}

/// Whether somebody may have so many names, and so long ones.
///
/// # Errors
/// [`No::ManyNames`], [`No::TooLong`].
pub fn names(names: &[String]) -> Result<(), No> {
    if names.len() > MOST_NAMES {
        return Err(No::ManyNames);
    }
    if names.iter().any(|n| n.chars().count() > LONGEST_NAME) {
        return Err(No::TooLong { most: LONGEST_NAME });
    }
    Ok(())
}

/// Until when: every search ends by itself.
fn ends(now: Time, minor: bool, wanted: Option<Time>) -> Result<Time, No> {
    let latest = now.plus(if minor { LASTS_FOR_MINORS } else { LASTS });
    match wanted {
        None => Ok(latest),
        Some(t) if t > now && t <= latest => Ok(t),
        Some(_) => Err(No::Until),
    }
}

/// Whoever searches keeps it on.
///
/// # Errors
/// [`No::Over`].
pub fn renew(now: Time, notice: &Notice) -> Result<Time, No> {
    if !notice.is_open(now) {
        return Err(No::Over);
    }
    ends(now, notice.is_minor(), None)
}

/// Whoever searches ends it: found by other ways, or given up.
///
/// # Errors
/// [`No::Over`].
pub fn close(notice: &Notice) -> Result<NoticeState, No> {
    match notice.state {
        NoticeState::Searching | NoticeState::Draft => Ok(NoticeState::Closed),
        _ => Err(No::Over),
    }
}

/// Whether somebody may be shown in public: a minor with a guardian or an authority alone, and whoever is of no known age may be a minor.
fn may_be_shown(notice: &Notice) -> Result<(), No> {
    match notice.ages {
        _ if notice.guardian != Guardian::None => Ok(()),
        None => Err(No::AgeMissing),
        Some(_) if notice.is_minor() => Err(No::MinorNeedsGuardian),
        Some(_) => Ok(()),
    }
}

/// Whoever searches asks for a public appeal.
///
/// # Errors
/// [`No::Over`], [`No::AppealDecided`], [`No::MinorNeedsGuardian`].
pub fn appeal(now: Time, notice: &Notice) -> Result<Appeal, No> {
    if !notice.is_open(now) {
        return Err(No::Over);
    }
    may_be_shown(notice)?;
    match notice.appeal {
        Appeal::None | Appeal::Asked => Ok(Appeal::Asked),
        Appeal::Approved | Appeal::Refused => Err(No::AppealDecided),
    }
}

/// A moderator, or a relay who is accredited, decides on a public appeal. An approval may be taken back.
///
/// # Errors
/// [`No::Over`]; [`No::AppealDecided`] when none is asked for; [`No::MinorNeedsGuardian`].
pub fn approve(now: Time, notice: &Notice, yes: bool) -> Result<Appeal, No> {
    if !notice.is_open(now) {
        return Err(No::Over);
    }
    if yes {
        may_be_shown(notice)?;
    }
    match (notice.appeal, yes) {
        (Appeal::Asked | Appeal::Approved, true) => Ok(Appeal::Approved),
        (Appeal::Asked | Appeal::Approved, false) => Ok(Appeal::Refused),
        (Appeal::None | Appeal::Refused, _) => Err(No::AppealDecided),
    }
}

/// A refusal is taken back, as long as what was decided can be.
///
/// # Errors
/// [`No::Over`]; [`No::AppealDecided`] when none was refused lately.
pub fn ask_again(now: Time, notice: &Notice) -> Result<Appeal, No> {
    match notice.appeal {
        _ if !notice.is_open(now) => Err(No::Over),
        Appeal::Refused if now < notice.changed.plus(TAKEN_BACK) => Ok(Appeal::Asked),
        _ => Err(No::AppealDecided),
    }
}
