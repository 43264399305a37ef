//! What an audience sees of a search: the one projection of this room. Pages, JSON, cards and feeds all take it from here.
//!
//! | audience | sees |
//! |---|---|
//! | seeker | what they wrote, notes, how public it is, until when |
//! | public | of an approved appeal: first name and initial, age, what describes them, coarsely where and when; once found, only that |
//! | matched (who is sought, asked first) | who searches, who they say they are to them, since when |
//! | moderator | what the seeker sees, without how anybody is reached |
//! | institution, that calls about somebody on its list | who is sought and what describes them; never what others said |
//! | log | the id |
//! | all others | nothing |
//!
//! Nobody sees whether somebody answered that a seeker is never to know: a search that is "never" answered is a search without news.

use kernel::{Audience, IncidentId, NoteId, NoticeId, Time};
use register::{How, Proof, State};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    Ages, Appeal, Guardian, Note, Notice, NoticeState, PhotoFlag, Profile, Relation, Sex,
    list::{Consent, Death},
};

/// A search as its audience sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct NoticeView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: NoticeId,
    /// In which incident.
    #[schema(value_type = String)]
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// `searching`, `found`, `closed`, `over`; for its seeker also `draft`, `taken_down`.
    pub state: NoticeState,
    /// Who is sought: whole for seeker and moderators, first name and initial for the public.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Other names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<String>,
    /// How old.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ages: Option<Ages>,
    /// Sex.
    pub sex: Sex,
    /// What they look like.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What they wore.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wearing: Option<String>,
    /// What tells them apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sign: Option<String>,
    /// Where they were last seen, as a landmark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near: Option<String>,
    /// When that was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date-time")]
    pub seen: Option<Time>,
    /// Who the seeker is to them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
    /// For a minor: who stands behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guardian: Option<Guardian>,
    /// How public it is; for its seeker and moderators.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appeal: Option<Appeal>,
    /// Of an approved appeal: what its page `/s/…` is found by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<String>,
    /// Since when.
    #[schema(value_type = String, format = "date-time")]
    pub opened: Time,
    /// When they were found.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date-time")]
    pub found: Option<Time>,
    /// When they died: an institution's pair states it, and the family agreed that it is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date-time")]
    pub died: Option<Time>,
    /// For its seeker: whether they agree that it is shown what an institution has told them by voice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consent: Option<Consent>,
    /// Until when it is on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "date-time")]
    pub expires: Option<Time>,
    /// Whether there is a photo.
    pub photo: bool,
    /// What was noticed of it; for moderators.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo_flag: Option<PhotoFlag>,
    /// For moderators: what the photo is told by. Whoever approves an appeal says which one they looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo_seen: Option<String>,
    /// What is said of them, the newest first.
    pub notes: Vec<NoteView>,
}

/// A note as its audience sees it. Where it was stays coarse, and with the seeker and moderators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct NoteView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: NoteId,
    /// What is said.
    pub state: State,
    /// How the author knows.
    pub how: How,
    /// When it was.
    #[schema(value_type = String, format = "date-time")]
    pub at: Time,
    /// Whether the author has proven a contact.
    pub proven: bool,
    /// Whether it weighs anything.
    pub counts: bool,
    /// Whether an institution says it, which has called the family.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub institution: bool,
    /// A word, masked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Where: the landmark by which its cell is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near: Option<String>,
}

/// What is said of a search, with what is sealed.
#[derive(Clone, Debug)]
pub struct Told {
    /// The note.
    pub note: Note,
    /// Its words, masked.
    pub words: Option<String>,
    /// Where it was, by a landmark.
    pub near: Option<String>,
}

/// What is known of a search, before anybody looks.
#[derive(Clone, Copy, Debug)]
pub struct Card<'a> {
    /// The search.
    pub notice: &'a Notice,
    /// Who is sought.
    pub profile: &'a Profile,
    /// What is said of them, with its words.
    pub notes: &'a [Told],
    /// Its photo, if it has one: what was noticed of it.
    pub photo: Option<PhotoFlag>,
    /// What an institution states of them, whatever has become of it.
    pub death: Option<&'a Death>,
}

/// What may be seen of a search by who is looking; nothing when there is nothing to see for them.
#[must_use]
pub fn view(card: &Card<'_>, audience: Audience) -> Option<NoticeView> {
    let n = card.notice;
    let known = card.death.filter(|d| d.is_known());
    let bare = NoticeView {
        id: n.id,
        incident: n.incident,
        drill: n.drill,
        // A death that is suspended, or was never agreed to, is shown nowhere, whatever else has been written.
        state: if n.state == NoticeState::Dead && known.is_none() { NoticeState::Closed } else { n.state },
        name: None,
        others: Vec::new(),
        ages: None,
        sex: Sex::Unknown,
        description: None,
        wearing: None,
        sign: None,
        near: None,
        seen: None,
        relation: None,
        guardian: None,
        appeal: None,
        share: None,
        opened: n.opened,
        found: n.found.filter(|_| n.state != NoticeState::Dead),
        died: None,
        consent: None,
        expires: None,
        photo: false,
        photo_flag: None,
        photo_seen: None,
        notes: Vec::new(),
    };
    let described = |v: NoticeView| NoticeView {
        ages: n.ages,
        sex: n.sex,
        description: card.profile.description.clone(),
        wearing: card.profile.wearing.clone(),
        sign: card.profile.sign.clone(),
        near: card.profile.near.clone(),
        seen: n.seen,
        photo: card.photo.is_some(),
        ..v
    };
    match audience {
        Audience::Seeker | Audience::Moderator => Some(described(NoticeView {
            name: Some(card.profile.name().to_owned()).filter(|t| !t.is_empty()),
            others: card.profile.names.iter().skip(1).cloned().collect(),
            relation: n.relation,
            guardian: n.is_minor().then_some(n.guardian),
            // Moderators see that it was approved, and not whether it waits; its seeker sees it when it is shown.
            appeal: Some(match audience {
                Audience::Moderator if n.approved.is_some() => Appeal::Approved,
                _ => n.appeal,
            }),
            share: n.share.clone().filter(|_| audience == Audience::Seeker),
            expires: Some(n.expires),
            died: known.map(|d| d.died),
            consent: card.death.and_then(Death::consent).filter(|_| audience == Audience::Seeker),
            photo_flag: card.photo.filter(|_| audience == Audience::Moderator),
            notes: notes(card, true),
            ..bare
        })),
        Audience::Public => {
            if n.appeal != Appeal::Approved || n.state == NoticeState::Draft {
                return None;
            }
            let name = Some(card.profile.short_name()).filter(|t| !t.is_empty());
            Some(match n.state {
                NoticeState::Searching => {
                    described(NoticeView { name, share: n.share.clone(), notes: notes(card, false), ..bare })
                }
                // Whoever is found is nobody's business any more.
                NoticeState::Found => NoticeView { name, share: n.share.clone(), ..bare },
                NoticeState::Dead if known.is_some() => {
                    NoticeView { name, share: n.share.clone(), died: known.map(|d| d.died), ..bare }
                }
                // That moderators took it down is its seeker's to know.
                NoticeState::TakenDown => NoticeView { state: NoticeState::Closed, found: None, ..bare },
                _ => NoticeView { found: None, ..bare },
            })
        }
        Audience::Matched => {
            Some(NoticeView { relation: n.relation, state: NoticeState::Searching, found: None, ..bare })
        }
        // Whom an institution calls about somebody on its list: what tells whether it is the same person.
        Audience::Institution => Some(NoticeView {
            photo: false,
            ..described(NoticeView {
                name: Some(card.profile.name().to_owned()).filter(|t| !t.is_empty()),
                others: card.profile.names.iter().skip(1).cloned().collect(),
                relation: n.relation,
                state: NoticeState::Searching,
                found: None,
                ..bare
            })
        }),
        Audience::Log => Some(bare),
        Audience::Own | Audience::Circle | Audience::Roster | Audience::Operator | Audience::Neighbour => None,
    }
}

/// The notes, the newest first. The public reads those of proven witnesses alone, and never a word: words go to the family.
fn notes(card: &Card<'_>, whole: bool) -> Vec<NoteView> {
    let subject = kernel::Id::from_bytes(kernel::Id::bytes(card.notice.id));
    let mut all: Vec<NoteView> = card
        .notes
        .iter()
        .filter(|t| !t.note.hidden && t.note.state != State::Dead)
        .map(|Told { note, words, near }| {
            let fact = note.as_fact(subject);
            NoteView {
                id: note.id,
                state: note.state,
                how: note.how,
                at: note.at,
                proven: fact.proof.closes_a_search() || fact.proof == Proof::Accredited,
                counts: fact.counts(),
                institution: matches!(fact.proof, Proof::Accredited | Proof::AccreditedPair),
                words: words.clone().filter(|_| whole),
                near: near.clone().filter(|_| whole),
            }
        })
        // That somebody was seen, or is well; how else they are is for the family.
        .filter(|seen| whole || (seen.proven && matches!(seen.state, State::None | State::Safe)))
        .collect();
    all.sort_by_key(|n| std::cmp::Reverse((n.at, n.id)));
    all
}
