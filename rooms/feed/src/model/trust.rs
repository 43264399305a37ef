//! What is known of whoever writes, as far as it bounds how much and how fast.

use kernel::Time;

/// What somebody has written here lately, and how long they can be reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Since when a contact of theirs is proven.
    pub proven: Option<Time>,
    /// Posts that have stood for a while, and stand still.
    pub stood: i64,
    /// Posts that were ruled false, or misleading.
    pub denied: i64,
    /// Posts that moderators took down.
    pub removed: i64,
}

/// How much somebody may write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trust {
    /// What they wrote was taken down, or denied again and again.
    Doubted,
    /// Nobody knows them for long.
    New,
    /// Their contact is proven for a day, or what they wrote has stood.
    Known,
    /// Staff of this server, and institutions: they answer for what they say.
    Staff,
}

impl Trust {
    /// Whether they are slowed when many write at once.
    #[must_use]
    pub fn is_new(self) -> bool {
        self < Self::Known
    }
}

/// How many posts of new people there were lately: in this house, around the place of a post, and under its tag of which there were most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// In the last minute, in the whole house.
    pub house: u32,
    /// In the last ten minutes, in the small area in which this one is placed.
    pub here: u32,
    /// In the last ten minutes, under one of its tags; those of the incident, under which everybody writes, are not counted.
    pub tag: u32,
}

/// What somebody new gives for a post while many write at once: work of their device, or time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Toll {
    /// Bits that are zero at the head of each hash.
    pub bits: u8,
    /// How long to wait in its place, in seconds.
    pub wait: u16,
}
