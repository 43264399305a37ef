//! `/console/official`: what waits, what holds, what came in; and one message, with what may be done with it.

use std::sync::Arc;

use askama::Template;
use axum::{extract::State, response::Response};
use kernel::{AlertId, IncidentId, zone::Zone};
use register::Incident;
use web::{
    Access, Failure, Form, Front, House, Path, Route, WhoOperator, WhoStaff,
    drawing::{ZoneMap, zone_map, zone_text},
    see, status_of,
};

use super::{
    compose::{self, Previewed},
    row::Row,
};
use crate::{
    acts::{self, alerts as act},
    model::{Authority, Kept, Speaker, Stage, Standing, Trust, Turn, together},
    routes::SPEAKERS,
    rules,
    store::{alerts as kept, sources},
};

/// Messages on one page.
const MOST: i64 = 60;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/console/official", SPEAKERS, list)
            .says("Official messages: those that wait, hold, came in, are over"),
        Route::get("/console/official/{id}", SPEAKERS, one).says("One message, with what may be done with it"),
        Route::post("/console/official/{id}/confirm", SPEAKERS, confirm).says("Confirms it: it goes out"),
        Route::post("/console/official/{id}/drop", SPEAKERS, drop_it).says("Drops what was proposed"),
        Route::post("/console/official/{id}/cancel", SPEAKERS, cancel).says("Takes it back and tells the same people"),
        Route::post("/console/official/{id}/pass-on", Access::Operator, pass_on).says("Passes on what came in"),
        Route::post("/console/official/{id}/incident", Access::Operator, put)
            .says("Puts it in an incident, or in none"),
    ]
}

#[derive(Template)]
#[template(path = "desk_alerts.html")]
struct List<'a> {
    f: &'a Front,
    waiting: Vec<Row>,
    holding: Vec<Row>,
    heard: Vec<Row>,
    past: Vec<Row>,
    /// Sources that fail, and since when: name of the institution, why.
    failing: Vec<(String, String)>,
    /// The incidents that are on, where positions of forces can be held back: an address, a name, whether it is an exercise.
    on: Vec<(String, String, bool)>,
    operates: bool,
}

async fn list(State(house): State<House>, front: Front, WhoStaff(staff): WhoStaff) -> Result<Response, Failure> {
    let all = kept::every(&house.store, front.now, MOST).await?;
    let waiting = kept::waiting(&house.store).await?;
    let authorities = acts::authorities::all(&house).await?;
    let speaker = acts::speaker(&house, &staff).await?;
    let sees = |k: &&Kept| sees(&speaker, &authorities, k);
    let rows = |pick: &dyn Fn(&&Kept) -> bool| {
        all.iter().filter(sees).filter(pick).map(|k| Row::of(&front, k, &authorities)).collect::<Vec<_>>()
    };
    let failing = sources::all(&house.store).await?.into_iter().filter(|s| s.fails > 0).filter_map(|s| {
        let (a, _) = authorities.iter().find(|(a, _)| a.id == s.authority)?;
        let what = s.why.as_deref().unwrap_or("no-answer");
        let why = front.t(&format!("official-why-{what}")).into_owned();
        Some((a.domain.clone(), why))
    });
    let body = List {
        f: &front,
        waiting: waiting.iter().filter(sees).map(|k| Row::of(&front, k, &authorities)).collect(),
        holding: rows(&|k| k.stage == Stage::Published && k.holds(front.now)),
        heard: rows(&|k| k.stage == Stage::Heard && k.holds(front.now)),
        past: rows(&|k| k.stage != Stage::Proposed && !k.holds(front.now)),
        failing: failing.collect(),
        // Who speaks for nobody who is proven holds nothing back.
        on: if speaker.operates || house.register.proven_voice(staff.id).await?.is_some() {
            on(&front)
        } else {
            Vec::new()
        },
        operates: staff.role.operates(),
    };
    front.page(&front.t("official-title")).nav(nav(&staff)).live().show(&body)
}

/// The incidents that are on, real ones before exercises.
fn on(f: &Front) -> Vec<(String, String, bool)> {
    let public = f.house.incidents.open().into_iter().filter(|i| i.is_public());
    public.map(|i| (format!("/console/i/{}/embargoes", i.id), i.name(f.lang).to_owned(), i.drill)).collect()
}

/// Whether a member of staff sees a message: what nobody has read yet is seen by those who may say it.
fn sees(speaker: &Speaker, authorities: &[(Authority, Standing)], k: &Kept) -> bool {
    let whom = k.authority.and_then(|id| authorities.iter().find(|(a, _)| a.id == id)).map(|(a, _)| a);
    matches!(k.stage, Stage::Published | Stage::Heard) || speaker.answers_for(whom)
}

pub(super) const fn nav(staff: &kernel::Staff) -> &'static str {
    if staff.role.operates() { "desk" } else { "official" }
}

/// What may be done with a message.
#[derive(Default)]
struct May {
    confirm: bool,
    /// It waits for another than the reader.
    waits: bool,
    drop: bool,
    change: bool,
    cancel: bool,
    /// The reader said the keys, or brought it: it waits for another to pass it on.
    own_keys: bool,
    pass_on: bool,
    put: bool,
}

/// What a message proposes: a form of another page, filled in. Whoever reads it presses there, or does not.
struct Proposes {
    /// The form of a new incident.
    incident: Option<Vec<(&'static str, String)>>,
    /// The forms of perimeters.
    perimeters: Vec<Vec<(&'static str, String)>>,
}

#[derive(Template)]
#[template(path = "desk_alert.html")]
struct One<'a> {
    f: &'a Front,
    form: &'a Form,
    row: Row,
    previews: Vec<Previewed>,
    may: May,
    /// How it goes beyond what everybody reads.
    further: Vec<String>,
    /// Where it would hold, of what waits for somebody to say yes.
    map: Option<ZoneMap>,
    by: String,
    second: Option<String>,
    incident: Option<(IncidentId, String)>,
    incidents: Vec<(String, String)>,
    proposes: Proposes,
    chain: Vec<Row>,
    public: bool,
}

async fn one(
    State(house): State<House>,
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<AlertId>,
) -> Result<Response, Failure> {
    draw(&house, &front, &staff, id, &Form::default()).await
}

async fn draw(
    house: &House,
    front: &Front,
    staff: &kernel::Staff,
    id: AlertId,
    form: &Form,
) -> Result<Response, Failure> {
    let k = act::one(house, id).await?;
    let authorities = acts::authorities::all(house).await?;
    let speaker = acts::speaker(house, staff).await?;
    if !sees(&speaker, &authorities, &k) {
        return Err(acts::no(&rules::No::Unknown));
    }
    let whom = k.authority.and_then(|id| authorities.iter().find(|(a, _)| a.id == id));
    let stands = whom.map(|(a, s)| (a, s));
    let answers = speaker.answers_for(whom.map(|(a, _)| a));
    let key = act::verified_with(whom.map(|(a, _)| a), &k, front.now);
    let passes = rules::pass_on(&speaker, stands, &k, key.as_deref(), front.now);
    let may = May {
        confirm: rules::confirm(&speaker, stands, &k).is_ok(),
        waits: k.stage == Stage::Proposed && k.made_by == Some(staff.id),
        drop: answers && k.stage == Stage::Proposed,
        change: answers && rules::may_still_change(&k, front.now),
        cancel: rules::cancel(&speaker, whom.map(|(a, _)| a), &k, front.now).is_ok(),
        own_keys: passes == Err(rules::No::OwnKeys),
        pass_on: passes.is_ok(),
        put: rules::put(&speaker, &k, k.incident).is_ok() && !(k.drill && k.stage == Stage::Published),
    };
    // One that is only drafted is named to those who open it.
    let incident = k.incident.and_then(|i| house.incidents.get(i)).filter(|i| i.is_public() || speaker.operates);
    let proposes = if speaker.operates { proposes(front, &k, incident.as_ref()) } else { Proposes::none() };
    let chain = kept::chain(&house.store, k.root).await?;
    let chain = chain
        .iter()
        .filter(|c| c.id != k.id && sees(&speaker, &authorities, c))
        .map(|c| Row::of(front, c, &authorities))
        .collect();
    let further = act::further(house, &k).await?;
    let further = further.iter().map(|b| front.t(&format!("official-further-{b}")).into_owned()).collect();
    // Whoever says yes sees where.
    let waits = matches!(k.stage, Stage::Proposed | Stage::Heard) && k.holds(front.now);
    let zone = together(&k.area).filter(|_| waits);
    let map =
        zone.map(|zone| zone_map(front, &Form::of([("zone", zone_text(&zone).as_str())]), None, &super::limits()));
    let mut form = form.clone();
    if form.value("incident").is_empty() {
        form.put("incident", k.incident.map(|i| i.to_string()).unwrap_or_default());
    }
    let body = One {
        f: front,
        form: &form,
        row: Row::of(front, &k, &authorities),
        previews: compose::previews(front, &k),
        may,
        further,
        map,
        by: k.made_name.clone(),
        second: k.confirmed_name.clone(),
        incident: incident.as_ref().map(|i| (i.id, i.name(front.lang).to_owned())),
        incidents: compose::incidents(front, Some(k.drill)),
        proposes,
        chain,
        public: matches!(k.stage, Stage::Published | Stage::Heard),
    };
    let title = front.t("official-one");
    front.page(&title).nav(nav(staff)).drill(k.drill).status(status_of(&form)).show(&body)
}

impl Proposes {
    const fn none() -> Self {
        Self { incident: None, perimeters: Vec::new() }
    }
}

/// A real message that came in proposes an incident; and any that keeps people away from somewhere, or inside, proposes perimeters in the
/// incident that it is in.
fn proposes(f: &Front, k: &Kept, incident: Option<&Arc<Incident>>) -> Proposes {
    if k.turn == Turn::Cancel || !k.holds(f.now) || k.area.is_empty() || k.stage == Stage::Dropped {
        return Proposes::none();
    }
    let Some(first) = k.alert.infos.first() else { return Proposes::none() };
    let name = |lang: &str| k.alert.texts(&[lang]).map(|t| t.headline.chars().take(120).collect::<String>());
    let outline = |zone: &Zone| ("zone", zone_text(zone));
    let open = (incident.is_none() && !k.drill && k.trust != Trust::Ours).then(|| {
        let mut fields = vec![
            ("do", "edit".to_owned()),
            ("kind", "other".to_owned()),
            ("kind_other", first.event.chars().take(40).collect()),
        ];
        fields.extend(name("fr").map(|n| ("name_fr", n)));
        fields.extend(name("en").map(|n| ("name_en", n)));
        fields.extend(k.area.first().map(outline));
        fields
    });
    let keeps =
        first.response_types.iter().map(|r| r.as_str()).find(|r| matches!(*r, "Avoid" | "Evacuate" | "Shelter"));
    let perimeters = match (keeps, incident) {
        (Some(word), Some(_)) => k.area.iter().take(10).map(|zone| {
            let place = super::row::short_place(k);
            let key = format!("official-perimeter-{}", word.to_ascii_lowercase());
            let name: String = f.one(&key, "place", place).chars().take(80).collect();
            // What is drawn because of a message is not over before it is.
            let left = k.expires.map_or(4, |until| until.since(f.now).whole_minutes().div_euclid(60).saturating_add(1));
            let hours = [1, 2, 4, 8, 12, 24, 48, 72].into_iter().find(|h| *h >= left).unwrap_or(72);
            vec![("do", "edit".to_owned()), ("name", name), ("hours", hours.to_string()), outline(zone)]
        }),
        _ => return Proposes { incident: open, perimeters: Vec::new() },
    };
    Proposes { incident: open, perimeters: perimeters.collect() }
}

/// After an act the message is shown again, with what the rules said.
async fn after<T>(
    house: &House,
    front: &Front,
    staff: &kernel::Staff,
    id: AlertId,
    done: Result<T, Failure>,
    to: impl Fn(T) -> AlertId,
) -> Result<Response, Failure> {
    match done {
        Ok(done) => Ok(see(&format!("/console/official/{}", to(done)))),
        Err(Failure::Refused(refusal)) if refusal.status != 404 => {
            let mut form = Form::default();
            form.add([web::FieldError::from(&refusal.clone().at(""))]);
            let mut answer = draw(house, front, staff, id, &form).await?;
            *answer.status_mut() = http::StatusCode::from_u16(refusal.status).unwrap_or(http::StatusCode::CONFLICT);
            Ok(answer)
        }
        Err(failure) => Err(failure),
    }
}

async fn confirm(
    State(house): State<House>,
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<AlertId>,
) -> Result<Response, Failure> {
    let done = act::confirm(&house, &staff, id).await;
    after(&house, &front, &staff, id, done, |k| k.id).await
}

async fn drop_it(
    State(house): State<House>,
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<AlertId>,
) -> Result<Response, Failure> {
    let done = act::drop_it(&house, &staff, id).await;
    after(&house, &front, &staff, id, done, |()| id).await
}

async fn cancel(
    State(house): State<House>,
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<AlertId>,
) -> Result<Response, Failure> {
    let done = act::cancel(&house, &staff, id).await;
    after(&house, &front, &staff, id, done, |k| k.id).await
}

async fn pass_on(
    State(house): State<House>,
    front: Front,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<AlertId>,
) -> Result<Response, Failure> {
    let done = act::pass_on(&house, &staff, id).await;
    after(&house, &front, &staff, id, done, |k| k.id).await
}

async fn put(
    State(house): State<House>,
    front: Front,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<AlertId>,
    form: Form,
) -> Result<Response, Failure> {
    let to = form.value("incident").parse().ok();
    let done = act::put(&house, &staff, id, to).await;
    after(&house, &front, &staff, id, done, |()| id).await
}
