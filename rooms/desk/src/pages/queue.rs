//! Requests for help on the page of an incident: the rows, and the forms in them.

use askama::Template;
use axum::{extract::State, response::Response};
use kernel::{CaseId, IncidentId, Role, Staff, Time};
use register::Channel;
use web::{Failure, Form, Front, House, Path, WhoOperator, see};

use super::incident;
use crate::{
    acts,
    model::{CloseReason, Gravity, Handling, HelpCase},
};

/// A request, ready to be drawn.
pub struct Row {
    /// The request.
    pub case: HelpCase,
    /// The colour, icon and word of its gravity.
    pub grave: (&'static str, &'static str, String),
    /// Who asks, how proven, through what, how many they are.
    pub who: String,
    /// Where.
    pub place: String,
    /// How long.
    pub since: String,
    /// What is said aloud when it changes hands.
    pub say: String,
    /// Whether whoever looks handles it.
    pub mine: bool,
    /// Whether they may give it back and close it: an admin may for others.
    pub may: bool,
    /// What is said before it, when a group of requests begins with it.
    pub group: Option<String>,
}

impl Row {
    /// A row for an operator.
    pub fn of(f: &Front, staff: &Staff, case: HelpCase) -> Self {
        let gravity = case.gravity();
        let (kind, icon) = look(gravity);
        let word = f.t(&format!("desk-need-{}", gravity.word())).into_owned();
        let taken_by = case.taken_by.as_deref();
        let say = match (case.state, taken_by) {
            ("taken", Some(who)) => f.two("desk-say-taken", "who", who, "need", word.as_str()),
            ("closed", Some(who)) => f.two("desk-say-closed", "who", who, "need", word.as_str()),
            _ => f.one("desk-say-open", "need", word.as_str()),
        };
        let mine = case.state == "taken" && taken_by == Some(&*staff.name);
        Self {
            mine,
            may: mine || (case.state == "taken" && staff.role == Role::Admin),
            grave: (kind, icon, word),
            who: who(f, &case),
            place: place(f, &case),
            since: f.lasts(f.now.since(case.opened_at)),
            say,
            group: None,
            case,
        }
    }
    /// What it is about, for the name of its buttons: two rows never have the same.
    pub fn about(&self, f: &Front) -> String {
        f.with(
            "desk-about",
            &[
                ("need", self.grave.2.as_str().into()),
                ("place", self.place.as_str().into()),
                ("who", self.who.as_str().into()),
            ],
        )
    }
    /// Since when the person says that they are safe.
    pub fn better(&self, f: &Front) -> Option<String> {
        let since = |at: Time| f.one("desk-better-since", "time", f.moment(f.now, at));
        self.case.better.then(|| self.case.better_at.map_or_else(|| f.t("desk-better").into_owned(), since))
    }
    /// Who has it.
    pub fn holder(&self, f: &Front) -> String {
        let who = self.case.taken_by.clone().unwrap_or_default();
        match self.case.state {
            "closed" => f.one("desk-closed-by", "who", who),
            _ if self.mine => f.t("desk-mine").into_owned(),
            _ => who,
        }
    }
    /// The reasons for closing it.
    pub fn reasons(&self, f: &Front) -> Vec<(&'static str, String)> {
        let says = |r: CloseReason| (r.word(), f.t(&format!("desk-reason-{}", r.word())).into_owned());
        CloseReason::ALL.into_iter().map(says).collect()
    }
}

const fn look(gravity: Gravity) -> (&'static str, &'static str) {
    match gravity {
        Gravity::Hurt => ("help", "med"),
        Gravity::Child => ("help", "child"),
        Gravity::Stuck => ("help", "lock"),
        Gravity::Unknown => ("help", "alert"),
        Gravity::Shelter => ("lamp", "door"),
        Gravity::Person => ("lost", "lens"),
    }
}

fn who(f: &Front, case: &HelpCase) -> String {
    let proven = f.t(if case.contact_proven { "desk-proven" } else { "desk-unproven" }).into_owned();
    let mut parts = match &case.name {
        Some(name) => vec![name.clone(), proven],
        None => vec![f.t("desk-anonymous").into_owned()],
    };
    if case.channel == Channel::Sms {
        parts.push(f.t("desk-by-sms").into_owned());
    }
    if let Some(people) = case.people.filter(|n| *n > 1) {
        parts.push(f.one("desk-people", "n", people));
    }
    parts.join(", ")
}

fn place(f: &Front, case: &HelpCase) -> String {
    if let Some(place) = &case.place {
        return place.clone();
    }
    let Some(cell) = case.cell else { return f.t("desk-no-place").into_owned() };
    let (lat, lon) = cell.centre();
    f.two("desk-near", "lat", web::map::degrees_of(f.lang, lat), "lon", web::map::degrees_of(f.lang, lon))
}

#[derive(Template)]
#[template(path = "case.html")]
struct CasePage<'a> {
    f: &'a Front,
    form: &'a Form,
    incident: IncidentId,
    name: &'a str,
    r: Row,
}

/// A request on a page of its own, where it is closed.
pub async fn one(
    State(house): State<House>,
    front: Front,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<CaseId>,
) -> Result<Response, Failure> {
    alone(&house, &front, &staff, id, &Form::default()).await
}

async fn alone(house: &House, f: &Front, staff: &Staff, id: CaseId, form: &Form) -> Result<Response, Failure> {
    let case = house.register.case(id).await?.ok_or_else(Failure::not_found)?;
    let i = acts::find(house, case.incident)?;
    let seen = acts::seen(house, &i, &[case]).await?.pop().ok_or_else(Failure::not_found)?;
    let r = Row::of(f, staff, seen);
    let title = f.one("desk-case", "need", r.grave.2.as_str());
    let page = f.page(&title).nav("desk").drill(i.drill).status(web::status_of(form));
    page.show(&CasePage { f, form, incident: i.id, name: i.name(f.lang), r })
}

/// I handle it.
pub async fn take(
    State(house): State<House>,
    front: Front,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<CaseId>,
) -> Result<Response, Failure> {
    moved(&house, &front, &staff, id, Handling::Take).await
}

/// I give it back.
pub async fn release(
    State(house): State<House>,
    front: Front,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<CaseId>,
) -> Result<Response, Failure> {
    moved(&house, &front, &staff, id, Handling::Release).await
}

async fn moved(house: &House, f: &Front, staff: &Staff, id: CaseId, what: Handling) -> Result<Response, Failure> {
    let failure = match acts::handle(house, staff, id, what, None).await {
        Ok((incident, _)) => return Ok(see(&format!("/console/i/{}#c-{id}", incident.id))),
        Err(failure) => failure,
    };
    // The board again, with what was wrong: the rows below say who has it now.
    let mut form = Form::default();
    form.blame(failure)?;
    let case = house.register.case(id).await?.ok_or_else(Failure::not_found)?;
    let i = acts::find(house, case.incident)?;
    incident::show(house, f, staff, &i, &incident::Looking::default(), &form).await
}

/// It is dealt with.
pub async fn close(
    State(house): State<House>,
    front: Front,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<CaseId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let reasons = CloseReason::ALL.map(|r| (r.word(), r));
    if let Some(reason) = form.choice("reason", &reasons) {
        // What one closes must be what one saw.
        let version = form.value("version").parse().ok();
        match acts::handle(&house, &staff, id, Handling::Close(reason), version).await {
            Ok((incident, _)) => return Ok(see(&format!("/console/i/{}#queue", incident.id))),
            Err(Failure::Changed) => form.wrong("", "desk-changed"),
            Err(failure) => form.blame(failure)?,
        }
    }
    alone(&house, &front, &staff, id, &form).await
}
