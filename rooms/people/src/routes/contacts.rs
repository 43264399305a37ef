//! Proving contacts.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::StatusCode;
use kernel::ProofId;
use web::{Access, Failure, Front, House, Json, Path, Route, Who, WhoOperator, WhoPerson, idempotency::about};

use crate::{
    acts::{self, Asked, no},
    model::{AskProof, Code, NewContact, ProofAsked, ProofDone, WaitingProofs},
    rules::No,
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::put("/api/v1/me/contact", Access::Person, contact)
            .says("Sends a code to another contact of one's own; once proven it takes the place of the old one")
            .takes::<NewContact>()
            .gives::<ProofAsked>(202),
        Route::post("/api/v1/contacts/proofs", Access::Anyone, ask)
            .says("Sends a code to a contact; the same answer whether anybody is known by it or not")
            .takes::<AskProof>()
            .gives::<ProofAsked>(202),
        Route::post("/api/v1/contacts/proofs/{id}", Access::Anyone, prove)
            .says("Sends a code back: proves the contact, and signs in who was not; five tries in ten minutes")
            .takes::<Code>()
            .gives::<ProofDone>(200),
        Route::get("/api/v1/proofs", Access::Operator, waiting)
            .says("Codes that wait, for an operator to tell while no channel does; audited")
            .gives::<WaitingProofs>(200),
    ]
}

fn accepted(asked: Asked) -> Response {
    (StatusCode::ACCEPTED, Json(ProofAsked { id: asked.id, expires_at: asked.expires_at })).into_response()
}

async fn contact(
    State(house): State<House>,
    front: Front,
    WhoPerson(me, _): WhoPerson,
    Json(new): Json<NewContact>,
) -> Result<Response, Failure> {
    acts::replace_contact(&house, me, &new.contact, front.lang).await.map(accepted)
}

async fn ask(
    State(house): State<House>,
    front: Front,
    Who(visitor): Who,
    Json(asked): Json<AskProof>,
) -> Result<Response, Failure> {
    let me = visitor.person();
    match (&asked.contact, asked.id) {
        (Some(contact), _) => acts::ask(&house, contact, me, asked.name.as_deref(), front.lang).await.map(accepted),
        (None, Some(id)) => acts::ask_again(&house, id, me).await.map(accepted),
        (None, None) => Err(no(No::ContactMissing)),
    }
}

async fn prove(
    State(house): State<House>,
    Who(visitor): Who,
    Path(id): Path<ProofId>,
    Json(code): Json<Code>,
) -> Result<Response, Failure> {
    let done = acts::prove(&house, id, &code.code, visitor.person(), code.name.as_deref(), code.sign_in).await?;
    let token = done.token.map(|t| t.0);
    let shown = ProofDone { person: done.person, proven: true, created: done.created, token };
    Ok(about(Json(shown).into_response(), done.person))
}

async fn waiting(State(house): State<House>, WhoOperator(staff): WhoOperator) -> Result<Json<WaitingProofs>, Failure> {
    Ok(Json(WaitingProofs { proofs: acts::waiting(&house, (&staff).into()).await? }))
}
