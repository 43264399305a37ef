//! Requests for help on the page of an incident: the rows, and the forms in them.

use axum::{extract::State, response::Response};
use kernel::{CaseId, Staff, Time};
use register::Channel;
use web::{Failure, Form, Front, House, Path, WhoOperator, see};

use super::{incident, map::degrees_of};
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
        Self {
            mine: case.state == "taken" && taken_by == Some(&*staff.name),
            grave: (kind, icon, word),
            who: who(f, &case),
            place: place(f, &case),
            since: f.lasts(f.now.since(case.opened_at)),
            say,
            case,
        }
    }
    /// What it is about, for the name of its buttons: two rows never have the same.
    pub fn about(&self, f: &Front) -> String {
        f.with("desk-about", &[("need", self.grave.2.as_str().into()), ("place", self.place.as_str().into()), ("who", self.who.as_str().into())])
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
    f.two("desk-near", "lat", degrees_of(f.lang, lat), "lon", degrees_of(f.lang, lon))
}

/// I handle it.
pub async fn take(
    state: State<House>,
    front: Front,
    who: WhoOperator,
    case: Path<CaseId>,
    _: Form,
) -> Result<Response, Failure> {
    handle(state, front, who, case, Handling::Take, Form::default()).await
}

/// I give it back.
pub async fn release(
    state: State<House>,
    front: Front,
    who: WhoOperator,
    case: Path<CaseId>,
    _: Form,
) -> Result<Response, Failure> {
    handle(state, front, who, case, Handling::Release, Form::default()).await
}

/// It is dealt with.
pub async fn close(
    state: State<House>,
    front: Front,
    who: WhoOperator,
    case: Path<CaseId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let reasons = CloseReason::ALL.map(|r| (r.word(), r));
    match form.choice("reason", &reasons) {
        Some(reason) => handle(state, front, who, case, Handling::Close(reason), form).await,
        None => again(&state.0, &front, &who.0, case.0, form).await,
    }
}

async fn handle(
    State(house): State<House>,
    front: Front,
    WhoOperator(staff): WhoOperator,
    Path(id): Path<CaseId>,
    what: Handling,
    mut form: Form,
) -> Result<Response, Failure> {
    // What one closes must be what one saw; to take what has more details now is no mistake.
    let version = form.value("version").parse().ok();
    match acts::handle(&house, &staff, id, what, version).await {
        Ok((incident, case)) if case.state == "closed" => Ok(see(&format!("/console/i/{}#queue", incident.id))),
        Ok((incident, _)) => Ok(see(&format!("/console/i/{}#c-{id}", incident.id))),
        Err(Failure::Changed) => {
            form.wrong("", "desk-changed");
            again(&house, &front, &staff, id, form).await
        }
        Err(failure) => {
            form.blame(failure)?;
            again(&house, &front, &staff, id, form).await
        }
    }
}

/// The page again, with what was wrong.
async fn again(house: &House, front: &Front, staff: &Staff, id: CaseId, form: Form) -> Result<Response, Failure> {
    let case = house.register.case(id).await?.ok_or_else(Failure::not_found)?;
    let incident = acts::find(house, case.incident)?;
    incident::show(house, front, staff, &incident, &incident::Looking::default(), &form).await
}
