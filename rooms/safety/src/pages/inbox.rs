//! `/console/inbox`: messages that no machine understood. Operators read them, the urgent ones first.

use askama::Template;
use axum::{extract::State, response::Response};
use kernel::Time;
use serde::Deserialize;
use web::{Access, Failure, Form, Front, House, Path, Query, Route, WhoOperator, see};

use crate::{
    acts::sms::{self, Seen},
    store::sms::Message,
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/console/inbox", Access::Operator, show).says("Messages that wait for a person to read them"),
        Route::get("/console/inbox/new", Access::Operator, news)
            .says("How many messages came in since the page was drawn"),
        Route::post("/console/inbox/{id}/read", Access::Operator, read).says("Somebody has read it"),
        Route::post("/console/inbox/{id}/help", Access::Operator, help).says("Opens a request for help out of it"),
    ]
}

/// A message as it is drawn.
struct Entry {
    id: String,
    at: Time,
    name: Option<String>,
    sender: String,
    /// What dials the sender, when it is a number.
    call: Option<String>,
    words: String,
    what: Option<String>,
    drill: bool,
    urgent: bool,
}

/// What text messages have cost an incident.
struct Cost {
    name: String,
    spent: i64,
    ceiling: i64,
    over: bool,
}

#[derive(Template)]
#[template(path = "inbox.html")]
struct Inbox<'a> {
    f: &'a Front,
    entries: Vec<Entry>,
    more: i64,
    costs: Vec<Cost>,
    /// Where it is read what came in since.
    news: String,
}

/// What came in since a page was drawn.
#[derive(Template)]
#[template(path = "inbox_new.html")]
struct News<'a> {
    f: &'a Front,
    n: i64,
}

/// What the page had when it was drawn.
#[derive(Deserialize)]
struct Since {
    #[serde(default)]
    after: i64,
    #[serde(default)]
    had: i64,
}

/// The page. That somebody looked is written in the audit; it does not look again by itself, and only says that there is more.
async fn show(State(house): State<House>, front: Front, WhoOperator(staff): WhoOperator) -> Result<Response, Failure> {
    let inbox = sms::inbox(&house, &staff).await?;
    let more = inbox.waiting.saturating_sub(i64::try_from(inbox.messages.len()).unwrap_or(0));
    let mut entries = Vec::new();
    for (message, name) in inbox.messages {
        let incident = message.incident.and_then(|i| house.incidents.get(i));
        entries.push(Entry {
            id: message.name(),
            at: message.at,
            name,
            call: message.sender.starts_with('+').then(|| format!("tel:{}", message.sender)),
            sender: message.sender,
            words: message.words,
            drill: incident.as_ref().is_some_and(|i| i.drill),
            what: incident.map(|i| i.name(front.lang).to_owned()),
            urgent: message.urgent,
        });
    }
    let ceiling = house.config.sms.as_ref().map_or(0, |s| s.ceiling_parts);
    let mut costs = Vec::new();
    for incident in house.incidents.open() {
        let spent = house.queue.spent(incident.id, notify::Channel::Sms).await?;
        if spent > 0 && ceiling > 0 {
            // A message of several parts finds no room before the very last part is spent.
            let over = spent.saturating_add(3) > ceiling;
            costs.push(Cost { name: incident.name(front.lang).to_owned(), spent, ceiling, over });
        }
    }
    let title = front.t("inbox-title").into_owned();
    let news = format!("/console/inbox/new?after={}&had={}", inbox.seen.after.0, inbox.seen.had);
    front.page(&title).nav("desk").live().show(&Inbox { f: &front, entries, more, costs, news })
}

/// How many came in since, and no word of them: not a look, so the audit says nothing of it.
async fn news(
    State(house): State<House>,
    front: Front,
    WhoOperator(_): WhoOperator,
    Query(since): Query<Since>,
) -> Result<Response, Failure> {
    let n = sms::news(&house, Seen { after: Time(since.after), had: since.had }).await?;
    let title = front.t("inbox-title").into_owned();
    front.page(&title).nav("desk").show(&News { f: &front, n })
}

fn id_of(text: &str) -> Result<[u8; 16], Failure> {
    Message::id_of(text).ok_or_else(Failure::not_found)
}

async fn read(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<String>,
    _: Form,
) -> Result<Response, Failure> {
    sms::read(&house, &staff, id_of(&id)?).await?;
    Ok(see("/console/inbox"))
}

async fn help(
    State(house): State<House>,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<String>,
    _: Form,
) -> Result<Response, Failure> {
    let incident = sms::help(&house, &staff, id_of(&id)?).await?;
    Ok(see(&format!("/console/i/{incident}")))
}
