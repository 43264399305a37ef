//! What a message was understood to say.

/// What a person's message says, and what the caller may do with it.
///
/// The sender of an SMS can be forged, and a reader of words can be wrong. Whatever stands in here:
///
/// * **it never closes a case of somebody who asked for help**, and never weakens what is known about one;
/// * **it creates no person**. A [`name`](Meaning::Declaration) is looked for among the people that the sender may speak for; where nobody
///   fits, or more than one, the sender is asked or a person reads;
/// * where [`more`](Self::more) is set or the meaning is [`Unclear`](Meaning::Unclear), the message is kept for a person to read, in
///   addition to whatever else is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What was understood.
    pub meaning: Meaning,
    /// How sure that is. [`Sure::Low`] is worth a sentence that says what was understood and how to correct it.
    pub sure: Sure,
    /// The message holds more than the meaning: words that were not read. Always set for [`Meaning::Unclear`].
    pub more: bool,
    /// The language that the message seems to be in, to answer in it; nothing when its words belong to no language or to several.
    pub lang: Option<Lang>,
    /// How sure that is. Below [`Sure::Fair`] a language that the sender once chose goes first.
    pub lang_sure: Sure,
}

/// The meanings that a message can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The sender's own answer to the question. "We" is the sender's own too: nobody else is meant who is not named.
    Answer {
        /// Which.
        answer: Answer,
        /// Others that the same message declares safe by name ("Marie et moi allons bien"): as in [`Self::Declaration`]. Empty
        /// unless the answer is [`Answer::Safe`].
        and: Vec<String>,
    },
    /// The sender says that these people are safe; never empty. Each name is what was typed, without the spaces around it and without
    /// characters that are not drawn. It says nothing about the sender.
    Declaration {
        /// The names as typed.
        names: Vec<String>,
    },
    /// Six digits, or twelve, and nothing else, as ASCII: a code that was sent to the sender. Not to be logged.
    Code(String),
    /// The sender's name, as typed. Only where a name was expected ([`Expect::Name`]).
    Name(String),
    /// The sender wants no more messages. Obeyed at once, with one last message that says so. It changes no status.
    Stop,
    /// The sender wants messages again.
    Start,
    /// A greeting or thanks, and nothing else. Answered with the line that says which words are understood.
    Greeting,
    /// Not understood: kept for a person to read, and answered with one helpful line. It changes no status.
    Unclear {
        /// Something in it speaks of danger, of help for another, or denies that somebody is safe: a person reads it first, and the
        /// answering line begins with the emergency numbers.
        urgent: bool,
    },
}

/// The three answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// I am safe.
    Safe,
    /// I need help. A case is opened for the sender; emergency numbers go first in the answer.
    NeedHelp,
    /// I am not there.
    NotThere,
}

/// How sure the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sure {
    /// The most likely reading, and others are possible.
    Low,
    /// Clear, with a word misspelt or with words around it that were not read.
    Fair,
    /// The words say this and nothing else.
    High,
}

/// What the sender was asked last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Expect {
    /// Nothing, or whether they are safe.
    #[default]
    Anything,
    /// "What is your name?" An answer, a call for help or STOP is still read as that.
    Name,
    /// "Which code did you receive?" A code is then also found inside a sentence.
    Code,
}

/// The languages that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// French.
    Fr,
    /// English.
    En,
    /// Spanish.
    Es,
    /// Arabic.
    Ar,
    /// German.
    De,
    /// Portuguese.
    Pt,
}

impl Lang {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Fr, Self::En, Self::Es, Self::Ar, Self::De, Self::Pt];

    /// Its code in ISO 639-1.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
            Self::Es => "es",
            Self::Ar => "ar",
            Self::De => "de",
            Self::Pt => "pt",
        }
    }
}
