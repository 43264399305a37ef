//! `/console/institutions`: who is an institution, and how that is proven; and of each its proof, its keys, and where its messages come from.

use askama::Template;
use axum::{extract::State, response::Response};
use kernel::{AuthorityId, Role};
use web::{Access, Failure, Form, Front, House, Path, Route, WhoStaff, see, status_of};

use super::desk::nav;
use crate::{
    acts::{self, authorities as act},
    model::{Authority, Standing},
    routes::SPEAKERS,
    rules::LONGEST_NAME,
    store::sources::{self, Noted, Source},
};

/// Refused documents that are listed.
const REFUSED: i64 = 20;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/console/institutions", SPEAKERS, list).says("The institutions of this server"),
        Route::post("/console/institutions", SPEAKERS, add).says("Adds one"),
        Route::get("/console/institutions/{id}", SPEAKERS, one)
            .says("One institution: its proof, its keys, where its messages come from, what was refused"),
        Route::post("/console/institutions/{id}/check", SPEAKERS, check).says("Looks for its proof now"),
        Route::post("/console/institutions/{id}/keys", Access::Admin, say)
            .says("Says its keys, and where its messages are fetched"),
        Route::post("/console/institutions/{id}/end", SPEAKERS, end).says("Takes it away"),
    ]
}

/// An institution, in words.
struct Row {
    id: AuthorityId,
    domain: String,
    name: String,
    /// Colour, icon, word.
    stands: (&'static str, &'static str, String),
    says: String,
}

impl Row {
    fn of(f: &Front, (a, standing): &(Authority, Standing)) -> Self {
        let (colour, icon) = match standing {
            Standing::Proven { .. } => ("safe", "check"),
            Standing::Lost { .. } => ("help", "alert"),
            Standing::Unproven => ("lamp", "clock"),
            Standing::Ended => ("wait", "x"),
        };
        let word = f.t(&format!("official-standing-{}", standing.word())).into_owned();
        let says = match standing {
            Standing::Proven { through } if !through.is_empty() => f.one("official-through", "who", through.join(", ")),
            Standing::Proven { .. } => {
                let means = a.means.map_or("record", crate::model::Means::word);
                let at = a.checked.or(a.proven).unwrap_or(f.now);
                f.one(&format!("official-by-{means}"), "time", f.moment(f.now, at))
            }
            Standing::Lost { since } => f.one("official-lost-since", "time", f.moment(f.now, *since)),
            Standing::Unproven => f.t("official-unproven-says").into_owned(),
            Standing::Ended => f.t("official-ended-says").into_owned(),
        };
        Self { id: a.id, domain: a.domain.clone(), name: a.name.clone(), stands: (colour, icon, word), says }
    }
}

#[derive(Template)]
#[template(path = "institutions.html")]
struct List<'a> {
    f: &'a Front,
    form: &'a Form,
    rows: Vec<Row>,
    /// Who may vouch: value and label.
    vouchers: Vec<(String, String)>,
    longest: usize,
}

#[derive(Template)]
#[template(path = "institution.html")]
struct One<'a> {
    f: &'a Front,
    form: &'a Form,
    row: Row,
    /// Where programs bring its messages.
    hook: String,
    token: Option<String>,
    admin: bool,
    ends: bool,
    keys: Vec<String>,
    source: Option<(String, String)>,
    count: i64,
    refused: Vec<(String, Noted)>,
}

async fn list(front: Front, WhoStaff(staff): WhoStaff) -> Result<Response, Failure> {
    draw_list(&front, &staff, &Form::default()).await
}

async fn draw_list(front: &Front, staff: &kernel::Staff, form: &Form) -> Result<Response, Failure> {
    let all = act::all(&front.house).await?;
    let speaker = acts::speaker(&front.house, staff).await?;
    let admin = staff.role == Role::Admin;
    let mut vouchers = Vec::new();
    if admin {
        vouchers.push((String::new(), front.t("official-by-itself").into_owned()));
    }
    let may = all.iter().filter(|(a, s)| s.is_proven() && (admin || speaker.speaks_for(Some(a))));
    vouchers.extend(may.map(|(a, _)| (a.id.to_string(), a.domain.clone())));
    let rows = all.iter().map(|one| Row::of(front, one)).collect();
    let body = List { f: front, form, rows, vouchers, longest: LONGEST_NAME };
    let title = front.t("official-institutions");
    front.page(&title).nav(nav(staff)).status(status_of(form)).show(&body)
}

async fn add(
    State(house): State<House>,
    front: Front,
    WhoStaff(staff): WhoStaff,
    mut form: Form,
) -> Result<Response, Failure> {
    let (domain, name) = (form.text("domain", 200), form.text("name", LONGEST_NAME));
    let delegator = form.value("delegator").parse().ok();
    if !form.has_errors() {
        match act::add(&house, &staff, &domain, &name, delegator).await {
            Ok(made) => return Ok(see(&format!("/console/institutions/{}", made.id))),
            Err(failure) => form.blame(failure)?,
        }
    }
    draw_list(&front, &staff, &form).await
}

async fn one(front: Front, WhoStaff(staff): WhoStaff, Path(id): Path<AuthorityId>) -> Result<Response, Failure> {
    let (a, _) = act::one(&front.house, id).await?;
    let source = sources::one(&front.house.store, id).await?;
    let mut form = Form::of([("pins", a.pins.clone()), ("senders", a.senders.join("\n"))]);
    form.put("url", source.map(|s| s.url).unwrap_or_default());
    draw(&front, &staff, id, &form).await
}

/// How a source does, as a status of the design.
fn source_says(f: &Front, s: &Source) -> (String, String) {
    let asked = s.polled.map(|at| f.moment(f.now, at));
    match (&s.why, asked) {
        (Some(why), Some(at)) => {
            let why = f.t(&format!("official-why-{why}")).into_owned();
            (String::from("help"), f.two("official-source-fails", "why", why, "time", at))
        }
        (None, Some(at)) => (String::from("safe"), f.one("official-source-fine", "time", at)),
        (_, None) => (String::from("wait"), f.t("official-source-new").into_owned()),
    }
}

async fn draw(front: &Front, staff: &kernel::Staff, id: AuthorityId, form: &Form) -> Result<Response, Failure> {
    let house = &front.house;
    let found = act::one(house, id).await?;
    let (a, standing) = &found;
    let admin = staff.role == Role::Admin;
    let voucher = act::whom(house, a.delegator).await?;
    let speaker = acts::speaker(house, staff).await?;
    let (count, refused) = sources::refused(&house.store, id, REFUSED).await?;
    let source = sources::one(&house.store, id).await?;
    let pins = cap::Pin::read(a.pins.as_bytes()).unwrap_or_default();
    let body = One {
        f: front,
        form,
        row: Row::of(front, &found),
        hook: format!("/api/v1/authorities/{id}/alerts"),
        token: (a.delegator.is_none() && a.ended.is_none()).then(|| a.token.clone()),
        admin,
        ends: *standing != Standing::Ended && (admin || voucher.is_some_and(|(v, _)| speaker.speaks_for(Some(&v)))),
        keys: pins.iter().map(cap::Pin::fingerprint).collect(),
        source: source.map(|s| source_says(front, &s)),
        count,
        refused: refused.into_iter().map(|n| (front.moment(front.now, n.at), n)).collect(),
    };
    front.page(&a.domain).nav(nav(staff)).status(status_of(form)).show(&body)
}

async fn check(
    State(house): State<House>,
    WhoStaff(_): WhoStaff,
    Path(id): Path<AuthorityId>,
) -> Result<Response, Failure> {
    act::check(&house, id).await?;
    Ok(see(&format!("/console/institutions/{id}")))
}

async fn say(
    State(house): State<House>,
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<AuthorityId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let said = act::Said {
        pins: form.value("pins").to_owned(),
        senders: form.value("senders").to_owned(),
        url: form.value("url").to_owned(),
        seconds: None,
    };
    match act::say(&house, &staff, id, &said).await {
        Ok(()) => Ok(see(&format!("/console/institutions/{id}"))),
        Err(failure) => {
            form.blame(failure)?;
            draw(&front, &staff, id, &form).await
        }
    }
}

async fn end(
    State(house): State<House>,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<AuthorityId>,
) -> Result<Response, Failure> {
    act::end(&house, &staff, id).await?;
    Ok(see("/console/institutions"))
}
