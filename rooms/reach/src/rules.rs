//! Who is written to, through what: pure.

pub mod doors;
pub mod no;
pub mod rulings;
pub mod searches;

use std::collections::{BTreeMap, BTreeSet};

use kernel::PersonId;

use crate::model::{Channel, Kind, usual};

/// Through what a person can be reached: what they have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reachable {
    /// Their browsers that take pushes.
    pub devices: Vec<[u8; 16]>,
    /// Whether they proved a phone that has not said STOP.
    pub sms: bool,
    /// Whether they proved an e-mail address that has not ended our mails.
    pub email: bool,
    /// What they chose where it is not the usual: kind, channel, whether wanted.
    pub chosen: BTreeMap<(Kind, Channel), bool>,
}

impl Reachable {
    /// The channels that a message of this kind may take to them.
    #[must_use]
    pub fn channels(&self, kind: Kind) -> Vec<Channel> {
        let have = |c: &Channel| match c {
            Channel::Push => !self.devices.is_empty(),
            Channel::Sms => self.sms,
            Channel::Email => self.email,
            Channel::Hook => false,
        };
        let wants = |c: &Channel| self.chosen.get(&(kind, *c)).copied().unwrap_or_else(|| usual(kind, *c));
        Channel::PEOPLE.into_iter().filter(|c| have(c) && wants(c)).collect()
    }
}

/// What a circle is told of somebody: only what is news. `before` is what it was told last.
#[must_use]
pub fn is_news(before: Option<i64>, now: i64) -> bool {
    // 0 is "no news": nobody is written to in order to hear that.
    now != 0 && before != Some(now)
}

/// The people of several lists, each once, in order.
#[must_use]
pub fn each_once<'a>(lists: impl IntoIterator<Item = &'a [PersonId]>) -> Vec<PersonId> {
    lists.into_iter().flatten().copied().collect::<BTreeSet<_>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_of_friends_comes_by_push_alone_unless_one_wants_more() {
        let mut me = Reachable { devices: vec![[1; 16]], sms: true, email: true, ..Reachable::default() };
        assert_eq!(me.channels(Kind::Told), [Channel::Push]);
        assert_eq!(me.channels(Kind::Ask), [Channel::Push, Channel::Sms, Channel::Email]);
        me.chosen.insert((Kind::Told, Channel::Email), true);
        me.chosen.insert((Kind::Ask, Channel::Sms), false);
        assert_eq!(me.channels(Kind::Told), [Channel::Push, Channel::Email]);
        assert_eq!(me.channels(Kind::Ask), [Channel::Push, Channel::Email]);
        me.devices.clear();
        assert_eq!(me.channels(Kind::Told), [Channel::Email]);
    }

    #[test]
    fn the_same_is_not_told_twice() {
        assert!(is_news(None, 2));
        assert!(!is_news(Some(2), 2));
        assert!(is_news(Some(2), 3));
        assert!(!is_news(None, 0));
    }
}
