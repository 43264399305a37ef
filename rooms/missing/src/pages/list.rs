//! `/console/lists`: an institution's list, and what may come of it. `/missing/{id}/consent`: what its family says to it.

use askama::Template;
use axum::response::Response;
use http::StatusCode;
use kernel::{NoteId, NoticeId, ReunionId, Staff};
use web::{Access, Failure, FieldError, Form, Front, OrRefuse, Path, Query, Route, Who, WhoStaff, see, status_of};

use super::{
    say::{self, Card},
    tribute_own,
};
use crate::{
    acts::{
        OfInstitution,
        list::{self as acts, DeathShown, EntryShown, ListReport, MatchShown},
    },
    model::list::{Consent, DeathState, MatchState, Patient},
    routes::{INSTITUTIONS, OnPage},
    rules::{
        list::{MOST_BYTES, NoList},
        tribute::{LONGEST_LINE, LONGEST_WORDS},
    },
};

const HERE: &str = "/console/lists";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(HERE, INSTITUTIONS, show)
            .says("One's institution's list, and searches that may be for somebody on it"),
        Route::post(HERE, INSTITUTIONS, bring)
            .says("Brings a list from CSV, in a file or a text: all of it is kept, or nothing")
            .limit(MOST_BYTES + (64 << 10)),
        Route::post("/console/lists/{entry}", INSTITUTIONS, withdraw).says("Withdraws an entry, and what it caused"),
        Route::get("/console/lists/matches/{id}", INSTITUTIONS, one)
            .says("An entry, and somebody who looks for a person like this"),
        Route::post("/console/lists/matches/{id}", INSTITUTIONS, act)
            .says("Calls the family, lets its search end, takes that back; states a death, confirms it, suspends it"),
        Route::get("/missing/{id}/consent", Access::Person, consent)
            .says("What an institution told the family may be shown, or not"),
        Route::post("/missing/{id}/consent", Access::Person, decide).says("The family agrees, or takes it back"),
    ]
}

/// Somebody on the list, in words.
struct Row {
    id: NoteId,
    drill: bool,
    name: String,
    /// What and what.
    facts: Vec<(String, String)>,
    state: String,
    /// Address, where it stands, why.
    matches: Vec<(String, String, String)>,
}

fn reasons(f: &Front, m: &MatchShown) -> Vec<String> {
    m.reasons.iter().map(|why| f.t(&format!("missing-why-{why}")).into_owned()).collect()
}

impl Row {
    fn of(f: &Front, e: &EntryShown) -> Self {
        let facts = [
            ("list-col-reference", Some(e.reference.clone())),
            ("list-col-age", e.ages.map(|a| say::ages(f, a))),
            ("list-col-sex", Some(f.t(&format!("list-sex-{}", e.sex.word())).into_owned())),
            ("list-col-document", e.document.clone()),
            ("list-col-phone", e.phone.clone()),
            ("list-col-email", e.email.clone()),
            ("list-col-arrived", e.arrived.map(|t| f.moment(f.now, t))),
            ("list-until", Some(f.moment(f.now, e.expires))),
        ];
        let of = |m: &MatchShown| {
            let state = f.t(&format!("list-match-{}", m.state.word())).into_owned();
            (format!("{HERE}/matches/{}", m.id), state, reasons(f, m).join(", "))
        };
        Self {
            id: e.id,
            drill: e.drill,
            name: e.name.clone().unwrap_or_else(|| f.t("list-nameless").into_owned()),
            facts: facts.into_iter().filter_map(|(key, says)| Some((f.t(key).into_owned(), says?))).collect(),
            state: f.t(&format!("list-is-{}", e.state.word())).into_owned(),
            matches: e.matches.iter().map(of).collect(),
        }
    }
}

#[derive(Template)]
#[template(path = "lists.html")]
struct ListPage<'a> {
    f: &'a Front,
    form: &'a Form,
    institution: String,
    report: Option<&'a ListReport>,
    /// Incidents in which a list can be brought: id, name.
    incidents: Vec<(String, String)>,
    /// First those of whom somebody is heard.
    matched: Vec<Row>,
    others: Vec<Row>,
    /// Deaths of which nothing else is left here: where it is suspended, where it stands, when they died, who stated it.
    left: Vec<(String, String, String, String)>,
    /// Pages in memory that wait for a second person: where, of whom, whether one proposed it oneself.
    waits: Vec<(String, String, bool)>,
    /// How many matches nobody has called about.
    to_look_at: usize,
    next: Option<i64>,
}

impl ListPage<'_> {
    /// The heading of a column.
    fn column(&self, name: Option<&String>) -> String {
        name.map_or_else(|| "—".to_owned(), |n| self.f.t(&format!("list-col-{n}")).into_owned())
    }
}

/// Where a death stands, when they died, who stated it.
fn said_of(front: &Front, d: &DeathShown) -> (String, String, String) {
    let died = front.one("death-at", "time", front.moment(front.now, d.died));
    let by = front.one("death-by", "name", d.stated_by.as_str());
    (front.t(&format!("death-{}", d.state.word())).into_owned(), died.to_string(), by.to_string())
}

async fn draw(
    front: &Front,
    staff: &Staff,
    form: &Form,
    report: Option<&ListReport>,
    (status, page): (StatusCode, i64),
) -> Result<Response, Failure> {
    let listed = acts::listed(&front.house, staff, page).await?;
    let to_look_at = listed.to_look_at();
    let waits = crate::acts::tributes_to_confirm(&front.house, staff).await?;
    let drill = |i: &register::Incident| if i.drill { format!("{} · ", front.t("drill-word")) } else { String::new() };
    let mut incidents = front.house.incidents.open();
    incidents.retain(|i| i.state.takes_answers());
    incidents.sort_by_key(|i| (i.drill, std::cmp::Reverse(i.activated)));
    let incidents: Vec<(String, String)> =
        incidents.iter().map(|i| (i.id.to_string(), drill(i) + i.name(front.lang))).collect();
    let (matched, others) = listed.entries.iter().map(|e| Row::of(front, e)).partition(|r| !r.matches.is_empty());
    let left = acts::deaths_left(&front.house, staff).await?;
    let left = left.iter().map(|(id, d)| {
        let (state, died, by) = said_of(front, d);
        (there(*id), state, died, by)
    });
    let left = left.collect();
    let page = ListPage {
        f: front,
        form,
        institution: listed.institution,
        report,
        incidents,
        matched,
        others,
        left,
        waits: waits.into_iter().map(|(id, p)| (there(id), p.name, p.mine)).collect(),
        to_look_at,
        next: listed.next,
    };
    let title = front.t("list-title");
    front.page(&title).nav("listed").class("wide op").status(status).show(&page).map(super::own_page)
}

async fn show(front: Front, WhoStaff(staff): WhoStaff, Query(on): Query<OnPage>) -> Result<Response, Failure> {
    draw(&front, &staff, &Form::default(), None, (StatusCode::OK, on.page)).await
}

async fn bring(front: Front, WhoStaff(staff): WhoStaff, mut form: Form) -> Result<Response, Failure> {
    let bytes = form.file("file").map_or_else(|| form.value("list").as_bytes().to_vec(), |file| file.to_vec());
    let incident = form.value("incident").parse().ok();
    let brought = match acts::read_file(&bytes).or_refuse() {
        Ok(lines) => acts::bring(&front.house, &staff, incident, &lines, front.say()).await,
        Err(failure) => Err(failure),
    };
    match brought {
        Ok(report) => {
            let status = if report.committed { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
            if report.committed {
                form.put("list", "");
            }
            draw(&front, &staff, &form, Some(&report), (status, 1)).await
        }
        Err(failure) => {
            blame(&mut form, failure)?;
            draw(&front, &staff, &form, None, (status_of(&form), 1)).await
        }
    }
}

/// A refusal stands above the page as it is now.
fn blame(form: &mut Form, failure: Failure) -> Result<(), Failure> {
    match failure {
        Failure::Refused(r)
            if matches!(r.status, 409 | 422 | 429) || matches!(r.code, "list-same-person" | "tribute-same-person") =>
        {
            form.add([FieldError::from(&r)]);
            Ok(())
        }
        other => form.blame(other),
    }
}

async fn withdraw(
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(entry): Path<NoteId>,
    form: Form,
) -> Result<Response, Failure> {
    if form.is("do", "withdraw") {
        acts::withdraw(&front.house, &staff, entry).await?;
    }
    Ok(see(HERE))
}

/// Whom one calls, in words.
struct CallCard {
    card: Card,
    seeker: String,
    contacts: Vec<String>,
}

#[derive(Template)]
#[template(path = "list_match.html")]
struct MatchPage<'a> {
    f: &'a Front,
    form: &'a Form,
    id: ReunionId,
    row: Row,
    reasons: Vec<String>,
    state: MatchState,
    says: String,
    called: Option<CallCard>,
    /// A death: where it stands, when they died, who stated it; what the family says; what one may do.
    death: Option<(String, String, String, String)>,
    may_release: bool,
    may_state: bool,
    may_confirm: bool,
    may_suspend: bool,
    patients: Vec<(&'static str, String)>,
    days: Vec<(&'static str, String)>,
    /// A page in memory, where no family seeks.
    memory: OfInstitution,
    walls: Vec<(&'static str, String)>,
    longest_line: usize,
    longest: usize,
}

async fn draw_match(
    front: &Front,
    staff: &Staff,
    id: ReunionId,
    form: &Form,
    called: Option<acts::Called>,
) -> Result<Response, Failure> {
    let (e, m) = acts::one_listed(&front.house, staff, id).await?;
    let (e, m) = (&e, &m);
    let t = |key: &str| front.t(key).into_owned();
    let stated = m.death.as_ref();
    let is = |state: DeathState| stated.is_some_and(|d| d.state == state);
    let on = matches!(m.state, MatchState::Called | MatchState::Released);
    let death = stated.map(|d| {
        let family = match d.consent {
            Some(Consent::Given) => t("death-family-given"),
            Some(Consent::Asked) => t("death-family-asked"),
            None => String::new(),
        };
        let (state, died, by) = said_of(front, d);
        (state, died, by, family)
    });
    let called = called.map(|c| CallCard {
        card: Card::of(front, &c.notice),
        seeker: c.seeker.unwrap_or_else(|| t("list-seeker-elsewhere")),
        contacts: c.contacts,
    });
    let page = MatchPage {
        f: front,
        form,
        id,
        row: Row::of(front, e),
        reasons: reasons(front, m),
        state: m.state,
        says: t(&format!("list-match-{}-says", m.state.word())),
        called,
        death,
        may_release: m.state == MatchState::Called && (stated.is_none() || is(DeathState::Suspended)),
        may_state: on && (stated.is_none() || is(DeathState::Suspended)),
        may_confirm: is(DeathState::Stated) && stated.is_some_and(|d| !d.mine),
        may_suspend: stated.is_some_and(|d| d.of_the_two) && !is(DeathState::Suspended),
        patients: Patient::ALL.iter().map(|p| (p.word(), t(&format!("list-patient-{}", p.word())))).collect(),
        days: say::days(front),
        memory: crate::acts::tribute_of_match(&front.house, staff, id).await.map(|(_, memory)| memory)?,
        walls: tribute_own::walls(front),
        longest_line: LONGEST_LINE,
        longest: LONGEST_WORDS,
    };
    let title = t("list-match-title");
    let shown = front.page(&title).nav("listed").class("wide op").drill(e.drill).status(status_of(form));
    shown.show(&page).map(super::own_page)
}

async fn one(front: Front, WhoStaff(staff): WhoStaff, Path(id): Path<ReunionId>) -> Result<Response, Failure> {
    draw_match(&front, &staff, id, &Form::default(), None).await
}

async fn act(
    front: Front,
    WhoStaff(staff): WhoStaff,
    Path(id): Path<ReunionId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let house = &front.house;
    let done = match form.value("do") {
        // Whom one calls is shown in answer to the press alone, and at no address.
        "call" => match acts::call(house, &staff, id).await {
            Ok(called) => return draw_match(&front, &staff, id, &form, Some(called)).await,
            Err(failure) => Err(failure),
        },
        "refuse" => acts::refuse(house, &staff, id).await.map(|()| HERE.to_owned()),
        "release" => {
            let patient = Patient::of_word(form.value("patient"));
            acts::release(house, &staff, id, patient).await.map(|()| there(id))
        }
        "back" => acts::take_back(house, &staff, id).await.map(|()| there(id)),
        "state" => match say::moment(&front, &mut form, "died") {
            Some(died) => acts::state_death(house, &staff, id, died).await.map(|()| there(id)),
            None if form.has_errors() => Err(Failure::Bad(Vec::new())),
            None => Err(acts::refused(&NoList::Died)),
        },
        "confirm" => acts::confirm_death(house, &staff, id, form.ticked("told")).await.map(|()| there(id)),
        "suspend" => match acts::suspend_death(house, &staff, id).await {
            // Nothing but the death may be left of the match.
            Ok(()) if acts::one_listed(house, &staff, id).await.is_err() => Ok(HERE.to_owned()),
            other => other.map(|()| there(id)),
        },
        "memory" => {
            let chosen = tribute_own::chosen(&mut form);
            match form.has_errors() {
                true => Err(Failure::Bad(Vec::new())),
                false => {
                    let notice = search_of(&front, &staff, id).await?;
                    crate::acts::propose_tribute(house, &staff, notice, chosen).await.map(|_| there(id))
                }
            }
        }
        "memory-confirm" => {
            let notice = search_of(&front, &staff, id).await?;
            let seen = form.value("page").parse().ok();
            crate::acts::confirm_tribute(house, &staff, notice, seen).await.map(|()| there(id))
        }
        "memory-withdraw" => {
            let notice = search_of(&front, &staff, id).await?;
            crate::acts::withdraw_tribute(house, &staff, notice).await.map(|()| there(id))
        }
        _ => Ok(there(id)),
    };
    match done {
        Ok(next) => Ok(see(&next)),
        Err(failure) => {
            blame(&mut form, failure)?;
            draw_match(&front, &staff, id, &form, None).await
        }
    }
}

/// The search of a match.
async fn search_of(front: &Front, staff: &Staff, id: ReunionId) -> Result<NoticeId, Failure> {
    crate::acts::tribute_of_match(&front.house, staff, id).await.map(|(notice, _)| notice)
}

fn there(id: ReunionId) -> String {
    format!("{HERE}/matches/{id}")
}

#[derive(Template)]
#[template(path = "missing_consent.html")]
struct ConsentPage<'a> {
    f: &'a Front,
    form: &'a Form,
    id: NoticeId,
    name: String,
    given: bool,
}

async fn draw_consent(front: &Front, id: NoticeId, form: &Form) -> Result<Response, Failure> {
    let view = acts::consent_asked(&front.house, &front.visitor, id).await?;
    let name = view.name.clone().unwrap_or_else(|| front.t("seek-nameless").into_owned());
    let given = view.consent == Some(Consent::Given);
    let title = front.t("consent-title");
    let shown = front.page(&title).nav("missing").drill(view.drill).status(status_of(form));
    shown.show(&ConsentPage { f: front, form, id, name, given }).map(super::own_page)
}

async fn consent(front: Front, Path(id): Path<NoticeId>) -> Result<Response, Failure> {
    draw_consent(&front, id, &Form::default()).await
}

async fn decide(
    front: Front,
    Who(visitor): Who,
    Path(id): Path<NoticeId>,
    mut form: Form,
) -> Result<Response, Failure> {
    let agrees = match form.value("do") {
        "agree" => true,
        "disagree" => false,
        _ => return Ok(see(&format!("/missing/{id}/consent"))),
    };
    match acts::consent(&front.house, &visitor, id, agrees).await {
        Ok(()) => Ok(see(&format!("/missing/{id}/consent"))),
        Err(Failure::Refused(r)) if matches!(r.status, 403 | 409) => {
            form.add([FieldError { field: String::new(), ..FieldError::from(&r) }]);
            draw_consent(&front, id, &form).await
        }
        Err(other) => Err(other),
    }
}
