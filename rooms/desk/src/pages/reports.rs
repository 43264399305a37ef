//! `/console/moderation`: what waits for moderators in any room, who handles it, what was decided, what is handed over.

use std::collections::HashMap;

use askama::Template;
use axum::{extract::State, response::Response};
use http::{HeaderValue, header};
use kernel::{ReportId, Role, Staff};
use register::{DecisionKind, Ground, ReportKind, waiting::WaitingKind};
use serde_json::Value;
use web::{Access, Failure, FieldError, Form, Front, House, Path, Route, WhoStaff, see, status_of};

use super::you;
use crate::{
    acts::{reports as acts, waiting},
    model::reports::{Doing, ReportView, Seal, Verdict, WaitingView},
    routes::{reports::MODERATORS, waiting::named},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/console/moderation", MODERATORS, list)
            .says("What waits for moderators in any room, and what they hand over"),
        Route::post("/console/waiting/{kind}/{id}", MODERATORS, hold).says("I handle this, or give it back"),
        Route::post("/console/handover", MODERATORS, hand_over).says("Tells whoever comes after one"),
        Route::get("/console/moderation/{id}", MODERATORS, show).says("A report, and how it is decided"),
        Route::post("/console/moderation/{id}/take", MODERATORS, take).says("I handle this report"),
        Route::post("/console/moderation/{id}/give-back", MODERATORS, give_back).says("I give it back"),
        Route::post("/console/moderation/{id}/decide", MODERATORS, decide)
            .says("It is right, or there is nothing in it"),
        Route::post("/console/moderation/{id}/undo", MODERATORS, undo).says("Takes the decision back"),
        Route::post("/console/moderation/{id}/open", MODERATORS, open)
            .says("Asks to open what it is about, or agrees that it is opened"),
        Route::get("/console/moderation/{id}/evidence", MODERATORS, evidence)
            .says("What it is about, for the two who opened it"),
        Route::post("/console/moderation/{id}/lift", Access::Operator, lift).says("Whom it is about is barred no more"),
    ]
}

/// A report, ready to be drawn.
struct Row {
    r: ReportView,
    /// Its colour and icon.
    look: (&'static str, &'static str),
    /// What is said to be wrong.
    why: String,
    /// Who says so.
    by: String,
    /// How long it waits.
    since: String,
    /// Who has it, or what was decided by whom.
    holder: String,
    /// Whether whoever looks may decide it: it is theirs, or they are an admin.
    may: bool,
    /// The incident.
    incident: String,
}

impl Row {
    fn of(house: &House, f: &Front, staff: &Staff, r: ReportView) -> Self {
        let told = |what: &str, word: &str| {
            let word = word.replace('_', "-");
            f.t(&format!("report-{}-{what}-{word}", r.kind)).into_owned()
        };
        let mine = r.taken_by.as_deref() == Some(&*staff.name);
        let decided = r.decided_by.as_deref().unwrap_or_default();
        let holder = match (r.state, r.taken_by.as_deref()) {
            ("upheld" | "dismissed", _) => f.one(&format!("desk-report-{}", r.state), "who", decided),
            (_, Some(_)) if mine => f.t("desk-report-mine").into_owned(),
            (_, Some(who)) => who.to_owned(),
            _ => f.t("desk-report-nobody").into_owned(),
        };
        Self {
            look: look(r.risk),
            why: told("why", &r.reason),
            by: told("by", &r.by),
            since: f.lasts(f.now.since(r.at)),
            holder,
            may: r.state == "taken" && (mine || staff.role == Role::Admin),
            incident: house.incidents.get(r.incident).map(|i| i.name(f.lang).to_owned()).unwrap_or_default(),
            r,
        }
    }
    /// What it is about, for the name of its buttons.
    fn about(&self, f: &Front) -> String {
        f.with("desk-report-about", &[("why", self.why.as_str().into()), ("since", self.since.as_str().into())])
    }
}

/// Something that waits in another room, ready to be drawn.
struct Item {
    w: WaitingView,
    look: (&'static str, &'static str),
    what: String,
    since: String,
    holder: String,
    /// Whether whoever looks has it.
    mine: bool,
    incident: String,
    /// How often it was reported since it waits.
    reported: Option<String>,
}

impl Item {
    fn of(house: &House, f: &Front, staff: &Staff, w: WaitingView) -> Self {
        let mine = w.taken_by.as_deref() == Some(&*staff.name);
        Self {
            look: look(w.risk),
            what: f.t(&format!("waiting-{}", w.kind.word())).into_owned(),
            since: f.lasts(f.now.since(w.at)),
            holder: match w.taken_by.as_deref() {
                Some(_) if mine => f.t("desk-report-mine").into_owned(),
                Some(who) => who.to_owned(),
                None => f.t("desk-report-nobody").into_owned(),
            },
            mine,
            incident: house.incidents.get(w.incident).map(|i| i.name(f.lang).to_owned()).unwrap_or_default(),
            reported: (w.reports > 0).then(|| f.one("waiting-reported", "n", w.reports)),
            w,
        }
    }
}

/// Its colour and icon.
const fn look(risk: i64) -> (&'static str, &'static str) {
    match risk {
        1 | 2 => ("help", "alert"),
        3 | 4 => ("lamp", "eye"),
        _ => ("wait", "eye"),
    }
}

/// What stands at one place of the queue.
enum Place {
    Report(Box<Row>),
    Other(Box<Item>),
}

/// What waits of real incidents, or of exercises.
struct Group {
    drill: bool,
    waiting: Vec<Place>,
    decided: Vec<Row>,
}

#[derive(Template)]
#[template(path = "reports.html")]
struct ListPage<'a> {
    f: &'a Front,
    form: &'a Form,
    you: String,
    groups: Vec<Group>,
    /// Whether whoever looks compares searches with signs of life, too.
    reviews: bool,
    /// What was handed over: when, by whom, what.
    notes: Vec<(String, String, String)>,
    longest: usize,
}

async fn list(State(house): State<House>, front: Front, WhoStaff(staff): WhoStaff) -> Result<Response, Failure> {
    draw(&house, &front, &staff, &Form::default()).await
}

async fn draw(house: &House, front: &Front, staff: &Staff, form: &Form) -> Result<Response, Failure> {
    let mut groups = Vec::new();
    for drill in [false, true] {
        let (reports, decided) = acts::list(house, staff, drill).await?;
        let mut reports: HashMap<String, ReportView> = reports.into_iter().map(|r| (r.id.to_string(), r)).collect();
        let mut waiting = Vec::new();
        for w in waiting::list(house, staff, drill).await? {
            let report = if w.kind == WaitingKind::Report { reports.remove(&w.name()) } else { None };
            waiting.push(match report {
                Some(r) => Place::Report(Box::new(Row::of(house, front, staff, r))),
                // Also a report that stands here higher than among reports alone.
                None => Place::Other(Box::new(Item::of(house, front, staff, WaitingView::from(&w)))),
            });
        }
        let rows = |all: Vec<ReportView>| all.into_iter().map(|r| Row::of(house, front, staff, r)).collect();
        groups.push(Group { drill, waiting, decided: rows(decided) });
    }
    let title = front.t("desk-moderation").into_owned();
    let page = front.page(&title).nav(under(staff)).live().status(status_of(form));
    let reviews = matches!(staff.role, Role::Moderator | Role::Admin);
    let notes = waiting::notes(house).await?.into_iter().map(|n| (front.moment(front.now, n.at), n.by, n.words));
    let drawn = ListPage {
        f: front,
        form,
        you: you(front, staff),
        groups,
        reviews,
        notes: notes.collect(),
        longest: waiting::LONGEST,
    };
    let mut response = page.show(&drawn)?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}

async fn hold(
    State(house): State<House>,
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path((kind, id)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Failure> {
    let what = named((&kind, &id))?;
    let take = form.is("do", "take");
    match waiting::hold(&house, &staff, what, take).await {
        Ok(there) if take => return Ok(see(&there.page)),
        Ok(_) => return Ok(see("/console/moderation")),
        Err(Failure::Refused(r)) if r.status == 409 => {
            form.add([FieldError { field: String::new(), ..FieldError::from(&r) }]);
        }
        Err(other) => return Err(other),
    }
    draw(&house, &front, &staff, &form).await
}

async fn hand_over(
    State(house): State<House>,
    front: Front,
    WhoStaff(staff): WhoStaff,
    mut form: Form,
) -> Result<Response, Failure> {
    let words = form.value("words").to_owned();
    match waiting::note(&house, &staff, &words).await {
        Ok(()) => return Ok(see("/console/moderation#handover")),
        Err(failure) => form.blame(failure)?,
    }
    draw(&house, &front, &staff, &form).await
}

/// Under which entry of the navigation this stands for whom.
fn under(staff: &Staff) -> &'static str {
    if staff.role.operates() { "desk" } else { "moderation" }
}

#[derive(Template)]
#[template(path = "report_case.html")]
struct CasePage<'a> {
    f: &'a Front,
    form: &'a Form,
    row: Row,
    me: &'a str,
    /// Whether a decision may be taken back by whoever looks.
    undoes: bool,
    lifts: bool,
    /// What it is about, when it is read.
    read: Option<Read>,
}

impl CasePage<'_> {
    fn verdicts(&self) -> Vec<(&'static str, String)> {
        let says = |v: &'static str| (v, self.f.t(&format!("report-{}-{v}", self.sort())).into_owned());
        ["uphold", "dismiss"].map(says).into()
    }
    fn looks_at(&self) -> DecisionKind {
        let r = &self.row.r;
        ReportKind::of_word(r.kind).map_or(DecisionKind::Post, |kind| kind.looks_at(&r.reason))
    }
    /// What it is about, as the words of its page are called: of pictures that are hard to bear one decides something else than of a post.
    fn sort(&self) -> &'static str {
        match (self.row.r.kind, self.looks_at()) {
            ("post", DecisionKind::Cover) => "graphic",
            (kind, _) => kind,
        }
    }
    /// Why one decides so, as the form offers it: what can be said of such a thing, first what speaks against it.
    fn grounds(&self) -> Vec<(&'static str, String)> {
        let of = self.looks_at();
        let all = [true, false].into_iter().flat_map(|against| Ground::list(of, against));
        all.map(|g| (g.word(), self.f.t(&format!("ground-{}", g.word())).into_owned())).collect()
    }
    /// What either decision means.
    fn means(&self) -> String {
        self.f.t(&format!("report-{}-means", self.sort())).into_owned()
    }
    /// Where what it is about stands, in words.
    fn seal(&self) -> String {
        let (f, r) = (self.f, &self.row.r);
        let time = |at: Option<kernel::Time>| at.map(|t| f.moment(f.now, t)).unwrap_or_default();
        if !self.takes_two() && r.evidence == Seal::Open {
            return f.t("desk-seal-public").into_owned();
        }
        let key = format!("desk-seal-{}", r.evidence.word());
        let until = if r.evidence == Seal::Open { time(r.open_until) } else { time(Some(r.expires_at)) };
        let who = r.asked_by.clone().unwrap_or_default();
        let second = r.opened_by.clone().unwrap_or_default();
        f.with(&key, &[("who", who.into()), ("second", second.into()), ("time", until.into())])
    }
    fn takes_two(&self) -> bool {
        ReportKind::of_word(self.row.r.kind).is_none_or(ReportKind::takes_two)
    }
    fn is(&self, seal: &str) -> bool {
        self.row.r.evidence.word() == seal
    }
    /// Whether whoever looks is the one who asked first.
    fn asked(&self) -> bool {
        self.row.r.asked_by.as_deref() == Some(self.me)
    }
    /// Whether they are one of the two.
    fn reads(&self) -> bool {
        self.is("open") && (!self.takes_two() || self.asked() || self.row.r.opened_by.as_deref() == Some(self.me))
    }
}

/// What a report is about, in lines.
struct Read {
    lines: Vec<(String, String)>,
    chat: Vec<(String, String, String)>,
}

impl Read {
    fn of(f: &Front, kind: &str, evidence: &Value) -> Self {
        let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
        let named = |what: &str| f.t(&format!("report-{kind}-was-{what}")).into_owned();
        let order = ["words", "ground", "address", "entry", "host", "guest", "asked", "post", "share", "decision"];
        let said = |what: &str, word: &str| match what {
            "ground" => f.t(&format!("ground-{word}")).into_owned(),
            _ => word.to_owned(),
        };
        let line = |what: &str| Some((named(what), said(what, evidence.get(what)?.as_str()?)));
        let later = evidence.get("later").and_then(Value::as_array).into_iter().flatten();
        let lines = order.into_iter().filter_map(line).chain(later.map(|one| (named("later"), text(one))));
        let said = evidence.get("chat").and_then(Value::as_array).into_iter().flatten().map(|one| {
            let of = |what: &str| one.get(what).map(text).unwrap_or_default();
            let at = kernel::Time::parse(&of("at")).map(|t| f.moment(f.now, t)).unwrap_or_default();
            (named(&of("by")), at, of("words"))
        });
        Self { lines: lines.collect(), chat: said.collect() }
    }
}

async fn alone(
    house: &House,
    f: &Front,
    staff: &Staff,
    id: ReportId,
    form: &Form,
    read: Option<&Value>,
) -> Result<Response, Failure> {
    let row = Row::of(house, f, staff, acts::see(house, staff, id).await?);
    let title = row.why.clone();
    let me = &*staff.name;
    let undoes = !row.r.for_another
        && row.r.undo_until.is_some()
        && (staff.role.operates() || row.r.decided_by.as_deref() == Some(me));
    let lifts = !row.r.for_another && row.r.bars && staff.role.operates();
    let read = read.map(|evidence| Read::of(f, row.r.kind, evidence));
    let page = f.page(&title).nav(under(staff)).drill(row.r.drill).status(status_of(form));
    let mut response = page.show(&CasePage { f, form, row, me, undoes, lifts, read })?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}

async fn show(
    State(house): State<House>,
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<ReportId>,
) -> Result<Response, Failure> {
    alone(&house, &front, &staff, id, &Form::default(), None).await
}

async fn moved(
    house: &House,
    f: &Front,
    staff: &Staff,
    id: ReportId,
    what: Doing,
    mut form: Form,
) -> Result<Response, Failure> {
    // What one decides must be what one saw.
    let version = form.value("version").parse().ok();
    match acts::handle(house, staff, id, what, version).await {
        Ok(_) => return Ok(see(&format!("/console/moderation/{id}"))),
        Err(Failure::Changed) => form.wrong("", "desk-changed"),
        Err(failure) => form.blame(failure)?,
    }
    alone(house, f, staff, id, &form, None).await
}

macro_rules! doings {
    ($($name:ident = $what:ident;)+) => {
        $(async fn $name(
            State(house): State<House>,
            front: Front,
            WhoStaff(staff): WhoStaff,
            Path(id): Path<ReportId>,
            form: Form,
        ) -> Result<Response, Failure> {
            moved(&house, &front, &staff, id, Doing::$what, form).await
        })+
    };
}

doings! {
    take = Take;
    give_back = GiveBack;
    undo = Undo;
    open = Open;
    lift = Lift;
}

async fn decide(
    State(house): State<House>,
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<ReportId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let verdicts = [("uphold", Verdict::Uphold), ("dismiss", Verdict::Dismiss)];
    let ground = Ground::of_word(form.value("ground"));
    match form.choice("decision", &verdicts) {
        Some(verdict) => moved(&house, &front, &staff, id, Doing::Decide(verdict, ground), form).await,
        None => alone(&house, &front, &staff, id, &form, None).await,
    }
}

async fn evidence(
    State(house): State<House>,
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<ReportId>,
) -> Result<Response, Failure> {
    let (_, evidence) = acts::evidence(&house, &staff, id).await?;
    alone(&house, &front, &staff, id, &Form::default(), Some(&evidence)).await
}
