//! What the board shows, in words: people in groups, real incidents and exercises apart.

use kernel::{FactId, IncidentId, PersonId, Time};
use register::{Channel, FactKind, How, Incident, Said, Shown, Sight, State, View, initials};
use web::Front;

use super::super::begins;

/// What is shown of the incidents that are real, or of the exercises: never of both together.
pub(super) struct Part {
    pub(super) drill: bool,
    pub(super) incidents: Vec<String>,
    pub(super) groups: Vec<Group>,
}

/// People who are alike.
pub(super) struct Group {
    pub(super) key: &'static str,
    pub(super) kind: &'static str,
    pub(super) icon: &'static str,
    pub(super) rows: Vec<Row>,
}

/// A person.
pub(super) struct Row {
    pub(super) id: PersonId,
    pub(super) name: String,
    pub(super) initials: String,
    pub(super) ring: &'static str,
    /// How they are in every incident of this part: when it changes, `say` is announced.
    pub(super) state: String,
    pub(super) say: String,
    pub(super) lines: Vec<Line>,
    latest: Option<Time>,
}

/// How somebody is in one incident.
pub(super) struct Line {
    pub(super) incident: IncidentId,
    /// Named only when there are several.
    pub(super) of: Option<String>,
    pub(super) kind: &'static str,
    pub(super) icon: &'static str,
    pub(super) word: String,
    pub(super) says: String,
    pub(super) message: Option<String>,
    pub(super) ask: bool,
}

/// What somebody said of the reader, who confirms or disputes it.
pub(super) struct ToAnswer {
    pub(super) incident: IncidentId,
    pub(super) fact: FactId,
    pub(super) says: String,
    pub(super) text: Option<String>,
    pub(super) drill: bool,
}

/// How the reader is in an incident that is on.
pub(super) struct Mine {
    pub(super) incident: IncidentId,
    pub(super) drill: bool,
    pub(super) says: String,
    pub(super) answered: bool,
}

/// `à 23 h 41`, or with the day when that is another.
pub(super) fn when(f: &Front, at: Time) -> String {
    let (moment, time) = (f.moment(f.now, at), f.time(at));
    if moment == time { f.one("board-at", "time", time) } else { moment }
}

/// The parts of the board: what is real first.
pub(super) fn parts(f: &Front, sight: &Sight, views: &[View]) -> Vec<Part> {
    [false, true].into_iter().filter_map(|drill| part(f, sight, views, drill)).collect()
}

fn part(f: &Front, sight: &Sight, views: &[View], drill: bool) -> Option<Part> {
    let on: Vec<&Incident> = sight.incidents.iter().map(|i| &**i).filter(|i| i.drill == drill).collect();
    if on.is_empty() {
        return None;
    }
    let mut groups = [("help", "help", "alert"), ("none", "wait", "wait"), ("safe", "safe", "check")]
        .map(|(key, kind, icon)| Group { key, kind, icon, rows: Vec::new() });
    for view in views {
        let (place, row) = row(f, &on, view);
        if let Some(group) = groups.get_mut(place) {
            group.rows.push(row);
        }
    }
    for group in &mut groups {
        // People come in the order of their names, which stays where nobody has said anything.
        group.rows.sort_by_key(|r| std::cmp::Reverse(r.latest));
    }
    let groups = groups.into_iter().filter(|g| !g.rows.is_empty()).collect();
    Some(Part { drill, incidents: on.iter().map(|i| headline(f, i)).collect(), groups })
}

fn headline(f: &Front, incident: &Incident) -> String {
    let name = begins(incident, f);
    match incident.ended {
        Some(at) => f.two("board-over", "name", name, "at", when(f, at)),
        None => f.one("board-on", "name", name),
    }
}

/// Which group shows a state: asking for help comes before silence, and silence before safety.
const fn place(state: State) -> usize {
    match state {
        State::NeedHelp | State::InCare => 0,
        State::None | State::Dead => 1,
        State::Safe | State::NotThere => 2,
    }
}

fn row(f: &Front, on: &[&Incident], view: &View) -> (usize, Row) {
    let name = view.name.clone().unwrap_or_default();
    let mut shown: Vec<(&Incident, &Shown)> =
        on.iter().filter_map(|i| Some((*i, view.statuses.iter().find(|s| s.incident == i.id)?))).collect();
    shown.sort_by_key(|(_, s)| place(s.state));
    let first = shown.first().map_or(State::None, |(_, s)| s.state);
    let several = on.len() > 1;
    let states: Vec<_> = shown.iter().map(|(_, s)| if s.stale { "stale" } else { s.state.word() }).collect();
    let row = Row {
        id: view.person,
        initials: initials(&name),
        ring: ["h", "w", "s"].get(place(first)).copied().unwrap_or("w"),
        state: states.join(" "),
        say: f.one(&format!("board-say-{}", first.word()), "name", name.as_str()),
        lines: shown.iter().map(|(i, s)| line(f, i, s, several)).collect(),
        latest: shown.iter().filter_map(|(_, s)| s.at).max(),
        name,
    };
    (place(first), row)
}

fn line(f: &Front, incident: &Incident, shown: &Shown, several: bool) -> Line {
    let (kind, icon) = match shown.state {
        State::NeedHelp => ("help", "alert"),
        State::InCare => ("official", "med"),
        State::Safe => ("safe", "check"),
        State::NotThere => ("safe", "away"),
        State::None | State::Dead => ("wait", "wait"),
    };
    let mut says = match (shown.at, &shown.source) {
        (Some(at), Some(said)) => source(f, said, at),
        _ => String::new(),
    };
    let mut word = f.t(&format!("board-is-{}", shown.state.word())).into_owned();
    if let (true, Some(at)) = (shown.stale, shown.at) {
        word = f.one(&format!("board-was-{}", shown.state.word()), "at", when(f, at));
        says = format!("{} {says}", f.t("board-asked-again"));
    }
    Line {
        incident: incident.id,
        of: several.then(|| begins(incident, f)),
        kind,
        icon,
        word,
        says,
        message: shown.message.clone(),
        ask: incident.state.takes_answers() && (shown.state == State::None || shown.stale),
    }
}

fn source(f: &Front, said: &Said, at: Time) -> String {
    let at = when(f, at);
    let sms = if said.channel == Channel::Sms { "-sms" } else { "" };
    match (said.kind, said.how) {
        (FactKind::CheckIn, _) | (_, How::Own) => {
            f.one(if sms.is_empty() { "board-own" } else { "board-own-sms" }, "at", at)
        }
        (FactKind::ListEntry | FactKind::Official, _) => f.one("board-official", "at", at),
        (FactKind::Declaration | FactKind::Sighting, how) => {
            let who = said.by.clone().unwrap_or_else(|| f.t("board-somebody").into_owned());
            let key =
                if said.confirmed { "board-by-confirmed".to_owned() } else { format!("board-by-{}{sms}", how.word()) };
            f.two(&key, "who", who, "at", at)
        }
    }
}

/// What others said of the reader that waits for their word.
pub(super) fn to_answer(f: &Front, sight: &Sight, me: &View) -> Vec<ToAnswer> {
    let mut all = Vec::new();
    for status in &me.statuses {
        if !sight.incidents.iter().any(|i| i.id == status.incident && i.state.takes_answers()) {
            continue;
        }
        for entry in status.facts.iter().filter(|e| e.to_answer) {
            let who = entry.source.by.clone().unwrap_or_else(|| f.t("board-somebody-you").into_owned());
            let key = format!("board-of-you-{}", entry.source.how.word());
            all.push(ToAnswer {
                incident: status.incident,
                fact: entry.fact,
                says: f.two(&key, "who", who, "at", when(f, entry.at)),
                text: entry.text.clone(),
                drill: status.drill,
            });
        }
    }
    all
}

/// The reader's own line in each incident that takes answers.
pub(super) fn mine(f: &Front, sight: &Sight, me: Option<&View>) -> Vec<Mine> {
    let open = sight.incidents.iter().filter(|i| i.state.takes_answers());
    let several = open.clone().count() > 1;
    open.map(|i| {
        let status = me.and_then(|v| v.statuses.iter().find(|s| s.incident == i.id));
        let (state, at) = status.map_or((State::None, None), |s| (s.state, s.at));
        let says = match at {
            Some(at) => f.two("board-you", "word", f.t(&format!("board-you-{}", state.word())), "at", when(f, at)),
            None => f.t("board-you-none").into_owned(),
        };
        let says = if several { f.two("board-of", "incident", begins(i, f), "says", says) } else { says };
        Mine { incident: i.id, drill: i.drill, says, answered: at.is_some() }
    })
    .collect()
}
