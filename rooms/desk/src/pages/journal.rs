//! Who did what, in words.

use askama::Template;
use axum::{extract::State, response::Response};
use kernel::{Arg, AuditId, IncidentId, Time};
use register::{Actor, AuditLine};
use serde::Deserialize;
use serde_json::Value;
use web::{Failure, Front, House, Path, Query, WhoOperator};

use crate::acts;

/// Lines on a page.
const PAGE: i64 = 50;

/// A line, ready to be drawn.
pub struct Line {
    /// When.
    pub at: Time,
    /// Who.
    pub who: String,
    /// What they did.
    pub what: String,
    /// Why, as they typed it.
    pub why: Option<String>,
    /// The class of its node: official for what moves an incident, safe for what ends a request.
    pub node: &'static str,
    /// The incident that it belongs to.
    pub incident: Option<IncidentId>,
}

/// Lines of the audit in the reader's language. The ids of people stay where they are.
pub fn lines_of(f: &Front, lines: impl Iterator<Item = AuditLine>) -> Vec<Line> {
    lines.map(|l| line_of(f, l)).collect()
}

fn line_of(f: &Front, line: AuditLine) -> Line {
    let key = format!("desk-did-{}", line.act.replace(['.', '_'], "-"));
    let mut args: Vec<(&str, Arg)> = vec![("act", line.act.as_str().into())];
    for name in ["people", "km2", "count", "name", "role"] {
        let value = line.details.get(name);
        let number = value.and_then(Value::as_f64).map(Arg::Number);
        args.extend(number.or_else(|| value.and_then(Value::as_str).map(Arg::from)).map(|a| (name, a)));
    }
    let reason = line.details.get("reason").and_then(Value::as_str).filter(|r| !r.is_empty());
    let coded = reason.map(|r| format!("desk-reason-{r}")).filter(|k| line.act == "help.close" && f.has(k));
    Line {
        at: line.at,
        who: match line.actor {
            Actor::Staff(_, name) => name,
            Actor::Server => f.t("desk-who-server").into_owned(),
            Actor::Person(_) => f.t("desk-who-person").into_owned(),
        },
        what: f.with(if f.has(&key) { &key } else { "desk-did" }, &args),
        why: coded.map(|k| f.t(&k).into_owned()).or_else(|| reason.map(str::to_owned)),
        node: match line.act.split_once('.') {
            Some(("incident", "dry_run")) => "",
            Some(("incident", _)) => "off",
            Some(("help", "close")) => "ok",
            _ => "",
        },
        incident: line.incident,
    }
}

#[derive(Template)]
#[template(path = "journal.html")]
struct Journal<'a> {
    f: &'a Front,
    of: Option<(IncidentId, &'a str)>,
    lines: Vec<Line>,
    older: Option<AuditId>,
}

/// Who did what in an incident.
pub async fn of_incident(
    State(house): State<House>,
    front: Front,
    WhoOperator(_): WhoOperator,
    Path(id): Path<IncidentId>,
) -> Result<Response, Failure> {
    let incident = acts::find(&house, id)?;
    let lines = lines_of(&front, acts::timeline(&house, id).await?.into_iter());
    let title = front.t("desk-journal").into_owned();
    let page = front.page(&title).nav("desk").drill(incident.drill);
    page.show(&Journal { f: &front, of: Some((id, incident.name(front.lang))), lines, older: None })
}

/// Where the page begins.
#[derive(Debug, Deserialize)]
pub struct From {
    before: Option<AuditId>,
}

/// Who did what on this server.
pub async fn of_all(State(house): State<House>, front: Front, Query(from): Query<From>) -> Result<Response, Failure> {
    let lines = acts::journal(&house, from.before, PAGE).await?;
    let full = i64::try_from(lines.len()).unwrap_or(0) == PAGE;
    let older = lines.last().map(|l| l.id).filter(|_| full);
    let title = front.t("desk-journal").into_owned();
    let lines = lines_of(&front, lines.into_iter());
    front.page(&title).nav("desk").show(&Journal { f: &front, of: None, lines, older })
}
