//! The pages of this room. Each works without scripts; with them its parts follow the stream, and nothing that is being read moves.

mod chart;
mod decisions;
mod home;
mod incident;
mod journal;
mod map;
mod proofs;
mod queue;
mod reports;

use kernel::Staff;
use register::IncidentState;
use web::{Access, Front, Route, Say};

/// The routes of the pages.
pub fn all() -> Vec<Route> {
    [own(), decisions::routes(), reports::routes()].concat()
}

fn own() -> Vec<Route> {
    vec![
        Route::get("/console", Access::Operator, home::home).says("The incidents, and who one is"),
        Route::get("/console/i/{id}", Access::Operator, incident::board).says("An incident as operators see it"),
        Route::get("/console/i/{id}/journal", Access::Operator, journal::of_incident)
            .says("Who did what in an incident"),
        Route::get("/console/help/{case}", Access::Operator, queue::one)
            .says("A request for help, and how it is closed"),
        Route::post("/console/help/{case}/take", Access::Operator, queue::take).says("I handle this request for help"),
        Route::post("/console/help/{case}/release", Access::Operator, queue::release).says("I give it back"),
        Route::post("/console/help/{case}/close", Access::Operator, queue::close).says("It is dealt with"),
        Route::get("/console/proofs", Access::Operator, proofs::waiting).says("Codes to be told where no channel does"),
        Route::get("/console/journal", Access::Admin, journal::of_all).says("Who did what on this server"),
    ]
}

/// The word of a state.
fn state_word(say: &Say, state: IncidentState) -> String {
    say.t(&format!("desk-state-{}", state.word())).into_owned()
}

/// Who one is, and in which role.
fn you(f: &Front, staff: &Staff) -> String {
    let role = f.t(&format!("desk-role-{}", staff.role.word())).into_owned();
    f.two("desk-you-are", "name", &*staff.name, "role", role)
}
