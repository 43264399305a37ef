//! Records expire: within a day they are hidden, what is left is a placeholder, within sixty days nothing is left anywhere.

use crate::{
    Time,
    record::{Note, Person, Record},
};

/// A record that has expired must be out of reach after so many days.
pub const HIDDEN_WITHIN_DAYS: u32 = 1;
/// And deleted everywhere, in backups too, after so many.
pub const PURGED_WITHIN_DAYS: u32 = 60;

/// The fields of a placeholder.
pub(crate) const KEPT: &[&str] = &["person_record_id", "entry_date", "expiry_date", "source_date"];

/// Where a record stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Life {
    /// It does not expire, or not yet.
    Current,
    /// It has expired, and is to be replaced by its placeholder; a day later it must be.
    Expired,
    /// It has expired more than a day ago: whoever still shows more than the placeholder breaks the rule.
    Overdue,
    /// It has expired sixty days ago: no copy of it may be left anywhere.
    Gone,
}

impl Person {
    /// Whether it holds nothing but what a placeholder has: its name and three dates, among them when it expires.
    #[must_use]
    pub fn is_placeholder(&self) -> bool {
        self.expiry_date.is_some()
            && Self::FIELDS.iter().all(|f| KEPT.contains(f) || self.field(f).is_none_or(|text| text.is_empty()))
    }
    /// Where it stands in its life. A record expires when `expiry_date` is reached.
    #[must_use]
    pub fn life(&self, now: Time) -> Life {
        match self.expiry_date {
            Some(at) if at.plus_days(PURGED_WITHIN_DAYS) <= now => Life::Gone,
            Some(at) if at.plus_days(HIDDEN_WITHIN_DAYS) <= now => Life::Overdue,
            Some(at) if at <= now => Life::Expired,
            _ => Life::Current,
        }
    }
    /// What is published in its place from now on, for it to be deleted everywhere: `expiry_date` as it was, or now if that is still to
    /// come; both other dates now, so that it supersedes every copy.
    #[must_use]
    pub fn placeholder(&self, now: Time) -> Self {
        let mut left = Self::new(self.person_record_id.clone(), now.max(self.source_date));
        left.entry_date = Some(now);
        left.expiry_date = Some(self.expiry_date.map_or(now, |at| at.min(now)));
        left
    }
}

/// The placeholder of a person that has expired; nothing when that is still to come, or when it is one already. Its notes go with it: see
/// [`expire_all`].
///
/// ```
/// use pfif::{Person, Time, expire};
/// let at = |text| Time::parse(text).unwrap();
/// let mut person = Person::new("example.org/1".parse().unwrap(), at("2015-11-13T22:00:00Z"));
/// (person.full_name, person.expiry_date) = ("Anouk Exemple".into(), Some(at("2015-12-13T22:00:00Z")));
/// assert_eq!(expire(&person, at("2015-12-13T21:59:59Z")), None);
/// let left = expire(&person, at("2015-12-13T22:00:00Z")).unwrap();
/// assert!(left.is_placeholder() && left.full_name.is_empty());
/// ```
#[must_use]
pub fn expire(person: &Person, now: Time) -> Option<Person> {
    (person.life(now) != Life::Current && !person.is_placeholder()).then(|| person.placeholder(now))
}

/// A person and what was said about them, as they may be shown: when the person has expired, the placeholder alone.
#[must_use]
pub fn expire_all(person: Person, notes: Vec<Note>, now: Time) -> Vec<Record> {
    if person.life(now) != Life::Current {
        let left = expire(&person, now).unwrap_or(person);
        return vec![left.into()];
    }
    std::iter::once(person.into()).chain(notes.into_iter().map(Record::from)).collect()
}
