//! What is to be said to somebody, before any channel is chosen.

use kernel::{IncidentId, Lang, PersonId};

/// What a message is for. Preferences are by kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The question: are you all right?
    Ask,
    /// The question again, by somebody who waits or by a roll-call.
    Remind,
    /// It is over, or it was a false alarm: nothing to answer any more.
    Over,
    /// Somebody of the circle said how they are.
    Told,
    /// A code that proves a contact or signs in.
    Code,
    /// The answer to a message that came in.
    Reply,
    /// A trial that the person or an operator asked for.
    Trial,
    /// What happened, for other systems (web hooks).
    Hook,
    /// Somebody asks for room at one's door.
    StayAsked,
    /// A perimeter lies in one's way: one is to stay where one is, or may go again.
    StayPut,
    /// What became of the places that one asked for.
    Stay,
    /// One's guest has arrived, or comes no more.
    Guest,
    /// One's guest or host has written.
    Word,
    /// One's door ends soon.
    DoorEnds,
    /// Room is needed near one.
    RoomNeeded,
    /// Somebody of the circle stays with somebody tonight, and wanted one to know.
    Companion,
    /// Somebody seeks one, and one says whether they may know.
    Sought,
    /// Whom one seeks is found; or is not, after all.
    Reunited,
    /// An institution says something official of where one is.
    Alert,
    /// What one wrote or passed on was denied, or confirmed.
    Ruled,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 20] = [
        Self::Ask,
        Self::Remind,
        Self::Over,
        Self::Told,
        Self::Code,
        Self::Reply,
        Self::Trial,
        Self::Hook,
        Self::StayAsked,
        Self::StayPut,
        Self::Stay,
        Self::Guest,
        Self::Word,
        Self::DoorEnds,
        Self::RoomNeeded,
        Self::Companion,
        Self::Sought,
        Self::Reunited,
        Self::Alert,
        Self::Ruled,
    ];

    /// Its number in the store.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Ask => 1,
            Self::Remind => 2,
            Self::Over => 3,
            Self::Told => 4,
            Self::Code => 5,
            Self::Reply => 6,
            Self::Trial => 7,
            Self::Hook => 8,
            Self::StayAsked => 9,
            Self::StayPut => 10,
            Self::Stay => 11,
            Self::Guest => 12,
            Self::Word => 13,
            Self::DoorEnds => 14,
            Self::RoomNeeded => 15,
            Self::Companion => 16,
            Self::Sought => 17,
            Self::Reunited => 18,
            Self::Alert => 19,
            Self::Ruled => 20,
        }
    }
    /// The kind of a number.
    #[must_use]
    pub fn of_number(n: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.number() == n)
    }
    /// Its word, in keys of texts, in the API and in reports.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Remind => "remind",
            Self::Over => "over",
            Self::Told => "told",
            Self::Code => "code",
            Self::Reply => "reply",
            Self::Trial => "trial",
            Self::Hook => "hook",
            Self::StayAsked => "stay_asked",
            Self::StayPut => "stay_put",
            Self::Stay => "stay",
            Self::Guest => "guest",
            Self::Word => "word",
            Self::DoorEnds => "door_ends",
            Self::RoomNeeded => "room_needed",
            Self::Companion => "companion",
            Self::Sought => "sought",
            Self::Reunited => "reunited",
            Self::Alert => "alert",
            Self::Ruled => "ruled",
        }
    }
    /// Whether somebody who answers, or is no longer asked, needs it no more.
    #[must_use]
    pub const fn is_question(self) -> bool {
        matches!(self, Self::Ask | Self::Remind)
    }
    /// Whether it goes on to the next channel as long as there is no sign of life.
    #[must_use]
    pub const fn goes_on(self) -> bool {
        self.is_question() || matches!(self, Self::StayAsked | Self::StayPut | Self::Alert)
    }
    /// Whether it tells of a door or of a stay: its link is `/d/`, and it names nobody and no place.
    #[must_use]
    pub const fn is_of_doors(self) -> bool {
        matches!(
            self,
            Self::StayAsked
                | Self::StayPut
                | Self::Stay
                | Self::Guest
                | Self::Word
                | Self::DoorEnds
                | Self::RoomNeeded
                | Self::Companion
        )
    }
    /// Whether it tells of a search: it names nobody, and its link leads to a page of one's own.
    #[must_use]
    pub const fn is_of_searches(self) -> bool {
        matches!(self, Self::Sought | Self::Reunited)
    }
    /// Whether one chooses for it, and may end it by mail. Codes and answers were asked for; whoever is told to stay put hears it anyway.
    #[must_use]
    pub const fn is_chosen(self) -> bool {
        !matches!(self, Self::Code | Self::Reply | Self::Trial | Self::Hook | Self::StayPut)
    }
    /// How much it presses: Urgency of RFC 8030.
    #[must_use]
    pub const fn urgency(self) -> Urgency {
        match self {
            Self::Ask | Self::Remind | Self::Over | Self::Code | Self::Reply => Urgency::High,
            Self::StayAsked | Self::StayPut | Self::Stay | Self::DoorEnds | Self::Alert => Urgency::High,
            Self::Told | Self::Trial | Self::Hook => Urgency::Normal,
            Self::Guest | Self::Word | Self::RoomNeeded | Self::Companion => Urgency::Normal,
            Self::Sought | Self::Reunited | Self::Ruled => Urgency::Normal,
        }
    }
}

/// How much a message presses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// It can wait until the phone wakes.
    Normal,
    /// It wakes the phone, silently.
    High,
}

/// Through what somebody is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Channel {
    /// Web push, to a browser.
    Push,
    /// A text message.
    Sms,
    /// An e-mail.
    Email,
    /// A web hook, to another system.
    Hook,
}

impl Channel {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Push, Self::Sms, Self::Email, Self::Hook];
    /// Those that reach people, in the usual order.
    pub const PEOPLE: [Self; 3] = [Self::Push, Self::Sms, Self::Email];

    /// Its number in the store.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Push => 1,
            Self::Sms => 2,
            Self::Email => 3,
            Self::Hook => 4,
        }
    }
    /// The channel of a number.
    #[must_use]
    pub fn of_number(n: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.number() == n)
    }
    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Push => "push",
            Self::Sms => "sms",
            Self::Email => "email",
            Self::Hook => "hook",
        }
    }
}

/// What is to be said to somebody: rendered for each channel from the same texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What for.
    pub kind: Kind,
    /// To whom; nobody yet when it goes to a contact that is nobody's.
    pub person: Option<PersonId>,
    /// In which incident.
    pub incident: Option<IncidentId>,
    /// Whether that is an exercise: then its first word says so.
    pub drill: bool,
    /// In which language.
    pub lang: Lang,
    /// Whether it makes a noise. In a zone nothing does: a noise can kill who hides.
    pub silent: bool,
    /// The address of its one-tap link.
    pub link: String,
}

/// A message as it is read: plain texts of one language.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// What it is.
    pub message: Message,
    /// Its title, or subject; a drill's begins with the word for it.
    pub title: String,
    /// What it says, without the link.
    pub text: String,
    /// What the link's button says.
    pub button: String,
    /// The whole in the fewest words, for a text message; the link is put after it.
    pub short: String,
    /// Why one gets this, and how to get it no more.
    pub footer: String,
    /// The address that ends this kind of message by one click (RFC 8058), where there is one.
    pub stop: Option<String>,
    /// What the link there says.
    pub stop_label: String,
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Never a text: what is debugged can end in a log.
        write!(f, "Letter({}, {})", self.message.kind.word(), self.message.lang.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_words_come_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::of_number(kind.number()), Some(kind));
        }
        for channel in Channel::ALL {
            assert_eq!(Channel::of_number(channel.number()), Some(channel));
        }
        assert_eq!(Kind::of_number(0), None);
        assert_eq!(Channel::of_number(9), None);
    }
}
