//! Whose stream it is.

use std::sync::Arc;

use crate::{Frame, Marks, Scope, Want, Who};

/// What is read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Reads {
    /// What concerns somebody.
    Account(Who),
    /// What is wanted of the flow.
    Feed(Arc<Want>),
}

impl Reads {
    /// Whether a frame goes there.
    pub(crate) fn takes(&self, frame: &Frame) -> bool {
        match self {
            Self::Account(who) => frame.concerns(*who),
            Self::Feed(want) => frame.wanted(want),
        }
    }
    /// Whether a frame of the flow with these marks goes there.
    pub(super) fn wants(&self, marks: &Marks) -> bool {
        matches!(self, Self::Feed(want) if want.takes(marks))
    }
    /// Them alone, who resume.
    pub(crate) fn scope(&self) -> Scope<'_> {
        match self {
            Self::Account(who) => Scope::One(*who),
            Self::Feed(want) => Scope::Feed(want),
        }
    }
}
