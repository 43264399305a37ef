//! The first page of the console: the incidents, drills apart.

use askama::Template;
use axum::{extract::State, response::Response};
use kernel::Role;
use register::{Incident, IncidentState};
use web::{Failure, Front, House, WhoOperator};

use super::{state_word, you};

/// Those that are over, at most so many.
const MOST_OVER: usize = 20;

/// An incident, ready to be drawn.
struct Entry {
    href: String,
    name: String,
    kind: &'static str,
    icon: &'static str,
    says: String,
}

/// Incidents of one sort: real ones, or drills.
struct Group {
    drill: bool,
    now: Vec<Entry>,
    drafts: Vec<Entry>,
    over: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    f: &'a Front,
    you: String,
    groups: Vec<Group>,
    codes: usize,
    /// Text messages that wait for a person to read them: the urgent ones, and all.
    urgent: i64,
    unread: i64,
    /// Reports that moderators have not decided.
    reports: i64,
    /// Official messages that nobody has confirmed or passed on.
    alerts: i64,
    /// Whether they may read who did what on the whole server.
    all: bool,
}

/// The incidents, codes to tell, and who one is.
pub async fn home(
    State(house): State<House>,
    front: Front,
    WhoOperator(staff): WhoOperator,
) -> Result<Response, Failure> {
    let codes = house.register.proofs_waiting(front.now, &house.config.told_by_hand(), 100).await?.len();
    let (urgent, unread) = house.queue.unread().await?;
    let groups = [false, true].map(|drill| group(&house, &front, drill)).into();
    let title = front.nav_name("desk");
    front.page(&title).nav("desk").live().show(&Home {
        f: &front,
        you: you(&front, &staff),
        groups,
        codes,
        urgent,
        unread,
        reports: house.register.reports_waiting(false).await?,
        alerts: house.register.alarms_waiting(front.now).await?,
        all: staff.role == Role::Admin,
    })
}

fn group(house: &House, f: &Front, drill: bool) -> Group {
    let mut group = Group { drill, now: Vec::new(), drafts: Vec::new(), over: Vec::new() };
    for incident in house.incidents.all().into_iter().filter(|i| i.drill == drill) {
        let (list, most) = match incident.state {
            IncidentState::Active | IncidentState::StandingDown | IncidentState::AwaitingSecond => {
                (&mut group.now, usize::MAX)
            }
            IncidentState::Draft => (&mut group.drafts, usize::MAX),
            _ => (&mut group.over, MOST_OVER),
        };
        if list.len() < most {
            list.push(entry(house, f, &incident));
        }
    }
    group
}

fn entry(house: &House, f: &Front, incident: &Incident) -> Entry {
    let (kind, icon) = match incident.state {
        IncidentState::Active => ("help", "bell"),
        IncidentState::AwaitingSecond => ("lamp", "people"),
        IncidentState::StandingDown => ("", "clock"),
        IncidentState::Draft => ("", "edit"),
        _ => ("", "check"),
    };
    let state = state_word(f, incident.state);
    let at = f.moment(f.now, incident.ended.unwrap_or(incident.since()));
    let mut says = f.two("desk-state-at", "state", state, "time", at);
    if incident.state.takes_answers() {
        let counts = house.tally.counts(incident.id);
        let numbers = f.two("desk-home-counts", "help", counts.need_help, "safe", counts.safe);
        says = format!("{says} {numbers}");
    }
    Entry { href: format!("/console/i/{}", incident.id), name: incident.name(f.lang).to_owned(), kind, icon, says }
}
