//! Inviting, leaving, blocking.

use askama::Template;
use axum::response::Response;
use kernel::{PersonId, Time};
use qrcode::{QrCode, render::svg};
use web::{Access, Failure, Fault, Form, Front, Route, WhoPerson, see};

use crate::{
    acts,
    model::MyCircle,
    rules::{self, No},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/me/invitations", Access::Person, invite)
            .says("Makes an invitation, as a link and a code to scan"),
        Route::get("/me/circle", Access::Person, manage).says("Leave, block, unblock"),
        Route::post("/me/circle", Access::Person, act).says("Leaves, blocks or unblocks somebody"),
    ]
}

#[derive(Template)]
#[template(path = "invite.html")]
struct InvitePage<'a> {
    f: &'a Front,
    url: String,
    qr: String,
    until: Time,
}

/// The QR code (ISO/IEC 18004) of an address, dark on light whatever the theme: cameras want it so.
fn qr(url: &str, label: &str) -> Result<String, Failure> {
    let code = QrCode::new(url).map_err(|e| Fault::new(format!("a QR code: {e}")))?;
    let drawn = code
        .render::<svg::Color<'_>>()
        .min_dimensions(240, 240)
        .dark_color(svg::Color("#000"))
        .light_color(svg::Color("#fff"))
        .build();
    let body = drawn.split_once("<svg ").map(|(_, rest)| rest).unwrap_or_default();
    let label = label.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    Ok(format!("<svg role=\"img\" aria-label=\"{label}\" {body}"))
}

async fn invite(front: Front, WhoPerson(me, _): WhoPerson) -> Result<Response, Failure> {
    let (_, token, until) = acts::invite(&front.house, me).await?;
    let url = front.house.config.url(&format!("/join/{}", token.0));
    let qr = qr(&url, &front.t("invite-qr-alt"))?;
    front.page(&front.t("invite-title")).nav("me").show(&InvitePage { f: &front, url, qr, until })
}

#[derive(Template)]
#[template(path = "circle.html")]
struct CirclePage<'a> {
    f: &'a Front,
    circle: MyCircle,
}

async fn manage(front: Front, WhoPerson(me, _): WhoPerson) -> Result<Response, Failure> {
    let circle = acts::my_circle(&front.house, me).await?;
    front.page(&front.t("circle-title")).nav("people").show(&CirclePage { f: &front, circle })
}

async fn act(front: Front, WhoPerson(me, _): WhoPerson, form: Form) -> Result<Response, Failure> {
    let rules: [(&str, acts::Rule); 3] =
        [("leave", rules::leave), ("block", rules::block), ("unblock", rules::unblock)];
    // One button says both what and whom: `leave:ID`.
    let (what, whom) = form.value("act").split_once(':').unwrap_or_default();
    let rule = rules.into_iter().find(|(word, _)| *word == what).map(|(_, rule)| rule);
    let whom: Option<PersonId> = whom.parse().ok();
    let (Some(rule), Some(whom)) = (rule, whom) else { return Err(acts::no(No::NotInCircle)) };
    acts::act_on(&front.house, me, whom, rule).await?;
    Ok(see("/me/circle"))
}
