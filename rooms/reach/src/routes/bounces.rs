//! `/hooks/bounces`: mails that came back, handed over by the mail server or its provider under a secret of the settings.

use ::store::{Change, StoreError};
use axum::extract::State;
use http::{HeaderMap, StatusCode};
use notify::{
    Delivery,
    email::{
        Mark,
        bounce::{self, Verdict},
    },
};
use register::ContactKind;
use web::{Access, Failure, Fault, House, Raw, Route};

/// The header with the secret.
const SECRET: &str = "rhizome-secret";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/hooks/bounces", Access::Anyone, take)
            .says("Takes a mail that came back, from whoever knows the secret of the settings")
            .from_anywhere()
            .limit(bounce::LONGEST),
    ]
}

async fn take(State(house): State<House>, headers: HeaderMap, Raw(body): Raw) -> Result<StatusCode, Failure> {
    let Some(settings) = &house.config.email else { return Err(Failure::not_found()) };
    let given = headers.get(SECRET).map(http::HeaderValue::as_bytes).unwrap_or_default();
    // Whoever does not know the secret is told what they would be told without such a hook: nothing is here.
    if settings.is_bounce_secret(given).map_err(|e| Fault::new(e.to_string()))? != Some(true) {
        return Err(Failure::not_found());
    }
    // People answer there too, and their programs do: what is no report is taken, so that nothing sends it again, and left.
    let Some(report) = bounce::read(&body) else { return Ok(StatusCode::ACCEPTED) };
    // A mark that is not ours, and one of a delivery that is kept no more, are refused alike.
    let mark = report.came_to.iter().find_map(|to| house.queue.read_bounce_mark(to)).ok_or_else(Failure::not_found)?;
    let delivery = house.queue.of_bounce_mark(&mark).await?.ok_or_else(Failure::not_found)?;
    let why = match report.verdict {
        Verdict::NotYet => return Ok(StatusCode::ACCEPTED),
        Verdict::Never => "bounced",
        Verdict::NoAddress => "no-mailbox",
    };
    let now = house.clock.now();
    let mut change = house.queue.bounced(Change::new(), &delivery, why, now);
    if report.verdict == Verdict::NoAddress
        && let Some(blind) = contact(&house, &delivery, &mark).await?
    {
        change = house.queue.stop(change, blind, true, now);
    }
    house.store.apply(change).await?;
    tracing::info!(kind = delivery.kind.word(), why, "a mail came back");
    Ok(StatusCode::ACCEPTED)
}

/// The contact that the mail went to: not the one that somebody has put in its place since.
async fn contact(house: &House, delivery: &Delivery, mark: &Mark) -> Result<Option<[u8; 16]>, StoreError> {
    let Some(person) = delivery.person() else { return Ok(delivery.contact_index()) };
    let contacts = house.register.contacts(person).await?;
    let there = |c: &&register::KnownContact| c.kind == ContactKind::Email && house.queue.went_to(mark, &c.value);
    Ok(contacts.iter().find(there).map(|c| c.blind))
}
