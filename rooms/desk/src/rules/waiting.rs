//! Who handles what of the one queue. Pure.

use kernel::{Refuse, Role};
use register::waiting::WaitingKind;

/// The most characters of what is handed over.
pub const LONGEST_NOTE: usize = 600;

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum No {
    /// Nothing was written.
    NoWords,
    /// Too much was.
    Long,
    /// So many notes in an hour.
    Many {
        /// The most.
        most: i64,
    },
}

impl Refuse for No {
    fn refusal(&self) -> kernel::Refusal {
        let new = kernel::Refusal::new;
        match self {
            Self::NoWords => new(422, "handover-no-words").at("words"),
            Self::Long => new(422, "handover-long").at("words"),
            Self::Many { .. } => new(429, "handover-many"),
        }
    }
}

/// Whether somebody of this role handles something of this kind, which is decided on this page: reports are everybody's who moderates; what
/// is compared, shown or let through is the moderators' and the admins', on whose pages it is decided; what takes two people is for those who
/// may do it.
#[must_use]
pub fn handles(role: Role, kind: WaitingKind, page: &str) -> bool {
    match (role, kind) {
        (Role::Admin, _) => true,
        (Role::Moderator, WaitingKind::Second) => !page.starts_with("/console/i/"),
        (Role::Moderator, _) => true,
        (Role::Operator, WaitingKind::Second) => !page.starts_with("/console/appeals"),
        (Role::Operator, kind) => matches!(kind, WaitingKind::Report | WaitingKind::Hold),
        _ => false,
    }
}

/// Whether something may be handed over.
///
/// # Errors
/// [`No`].
pub fn note(words: &str) -> Result<(), No> {
    match words.chars().count() {
        0 => Err(No::NoWords),
        n if n > LONGEST_NOTE => Err(No::Long),
        _ => Ok(()),
    }
}
