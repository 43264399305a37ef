//! Codes that wait: operators tell them where no channel does.

use askama::Template;
use axum::{extract::State, response::Response};
use web::{Failure, Front, House, WhoOperator};

use crate::{acts, rules};

struct Waiting {
    kind: &'static str,
    contact: String,
    code: String,
    name: bool,
    left: i64,
}

#[derive(Template)]
#[template(path = "proofs.html")]
struct Proofs<'a> {
    f: &'a Front,
    proofs: Vec<Waiting>,
}

/// The codes. That somebody looked is written in the audit; the page does not look again by itself.
pub async fn waiting(
    State(house): State<House>,
    front: Front,
    WhoOperator(staff): WhoOperator,
) -> Result<Response, Failure> {
    let proofs = acts::proofs(&house, &staff).await?;
    let proofs = proofs.into_iter().map(|p| Waiting {
        kind: p.kind.word(),
        contact: rules::masked(&p.contact),
        // Three and three are read out more easily.
        code: p.code.split_at_checked(3).map_or_else(|| p.code.clone(), |(a, b)| format!("{a}\u{a0}{b}")),
        name: p.name.is_some(),
        left: p.expires.since(front.now).whole_minutes(),
    });
    let proofs = proofs.collect();
    let title = front.t("desk-proofs").into_owned();
    front.page(&title).nav("desk").show(&Proofs { f: &front, proofs })
}
