//! What one does here: read a snapshot, let the rules decide, write the change. The API and the pages both come through these.

mod circle;
mod contacts;
mod import;
mod lines;
mod me;
mod rosters;
pub mod table;

pub use circle::{
    Rule, act_on, find_invitation, invite, join, join_as_newcomer, my_circle, my_invitations, read_invitation,
};
pub use contacts::{Asked, Done, ask, ask_again, prove, replace_contact, waiting};
pub use import::{Importing, Report, import_csv};
pub use me::{
    Newcoming, erase, export, forget_place, leave_roster, me, move_to, new_session, register_person, set_places,
    sign_in_by_link, sign_out, update,
};
pub use rosters::{
    OpenRoster, begin_roll_call, end_roll_call, export_roster, import_roster, managed, my_roster, new_roster,
    open_roster, remind, roll_call,
};

use kernel::{PersonId, Refuse, Time, Token};
use register::Country;
use store::Change;
use web::{Failure, House, newcomer};

use crate::rules::No;

/// The country whose numbers need no code in front.
pub const HOME: Country = Country::FRANCE;

/// How many people a circle holds.
pub const CIRCLE_CAP: usize = register::Circle::CAP;

/// A refusal as a failure.
pub(crate) fn no(refused: impl Refuse) -> Failure {
    Failure::Refused(refused.refusal())
}

/// Opens a session for a person: the token is seen only here and by who gets it.
pub(crate) fn session_for(house: &House, change: Change, person: PersonId, now: Time) -> (Token, Change) {
    let (token, _, change) = newcomer::session_for(house, change, person, now);
    (token, change)
}

/// What is refused when the step of this index missed.
pub(crate) fn missed_as(error: store::StoreError, refused: No) -> Failure {
    if error.missed() { no(refused) } else { Failure::from(error) }
}
