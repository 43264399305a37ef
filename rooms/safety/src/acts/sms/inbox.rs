//! What operators do with messages that no machine understood.

use ::store::Change;
use kernel::{IncidentId, Span, Staff, Time};
use register::{Actor, AuditLine, Case, CaseState, Channel};
use serde_json::json;
use web::{Failure, House, OrRefuse, thrice};

use crate::{
    acts::unproven::{answer_unproven, detail_unproven},
    model::{Answer, HelpWords, Press},
    rules::{self, LONGEST_MESSAGE, Refusal},
    store::sms::{self, Message},
};

/// How many messages the page shows, and how many are counted.
const SHOWN: i64 = 100;
const COUNTED: i64 = 10_000;
/// How many are read at a time for a table.
const PAGE: i64 = 500;
/// How long before a look a message may have come in that was not on disk yet.
const MARGIN: Span = Span::minutes(1);

/// What waits to be read.
pub struct Inbox {
    /// The first messages, with the names of those whose numbers they came from.
    pub messages: Vec<(Message, Option<String>)>,
    /// How many wait in all.
    pub waiting: i64,
    /// What the look had before it.
    pub seen: Seen,
}

/// What had come in when somebody looked: that `had` messages were there which are younger than `after`. Both are needed: a message bears the
/// time at which its reading began, and may be on disk only after a younger one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Since when messages are counted.
    pub after: Time,
    /// How many there were.
    pub had: i64,
}

/// How many messages came in since a look. It says nothing of what they say, so it is no look itself.
///
/// # Errors
/// When the store fails.
pub async fn news(house: &House, seen: Seen) -> Result<i64, Failure> {
    let there = sms::count_since(&house.register, seen.after, COUNTED).await?;
    Ok(there.saturating_sub(seen.had).max(0))
}

/// The messages that nobody has read. That somebody looked is audited: they are people's own words and numbers.
///
/// # Errors
/// When the store fails.
pub async fn inbox(house: &House, staff: &Staff) -> Result<Inbox, Failure> {
    // Counted before they are read: what comes in between is announced once too often, and never missed.
    let after = house.clock.now().minus(MARGIN);
    let seen = Seen { after, had: sms::count_since(&house.register, after, COUNTED).await? };
    let messages = sms::waiting(&house.register, SHOWN).await?;
    let people: Vec<_> = messages.iter().filter_map(|m| m.person).collect();
    let cards = house.register.cards(&people).await?;
    let named = |m: Message| {
        let name = m.person.and_then(|p| cards.get(&p)).map(|c| c.name.clone());
        (m, name)
    };
    let messages: Vec<_> = messages.into_iter().map(named).collect();
    if !messages.is_empty() {
        let line =
            AuditLine::new(house.clock.now(), actor(staff), "inbox.look").with(json!({ "count": messages.len() }));
        house.store.apply(house.register.audit(Change::new(), &line)).await?;
    }
    Ok(Inbox { messages, waiting: sms::count(&house.register, COUNTED).await?, seen })
}

/// All messages that are kept, read or not, as a table. That it was taken is in the audit before it is given.
///
/// # Errors
/// When the store fails.
pub async fn export(house: &House, staff: &Staff) -> Result<web::Table, Failure> {
    let titles = ["id", "at", "state", "urgent", "drill", "incident", "incident_name", "name", "sender", "words"];
    let (mut table, mut count) = (web::Table::new(&titles), 0_usize);
    let mut after = (Time(0), [0; 16]);
    loop {
        let page = sms::page(&house.register, after, PAGE).await?;
        let Some((last, _)) = page.last() else { break };
        after = (last.at, last.id);
        let people: Vec<_> = page.iter().filter_map(|(m, _)| m.person).collect();
        let cards = house.register.cards(&people).await?;
        for (m, was_read) in &page {
            let incident = m.incident.and_then(|i| house.incidents.get(i));
            let truth = |yes: bool| if yes { "true" } else { "false" };
            let named = m.person.and_then(|p| cards.get(&p)).map(|c| c.name.as_str());
            table.row(&[
                &m.name(),
                &m.at.to_string(),
                if *was_read { "read" } else { "waits" },
                truth(m.urgent),
                truth(incident.as_ref().is_some_and(|i| i.drill)),
                &m.incident.map(|i| i.to_string()).unwrap_or_default(),
                incident.as_ref().map(|i| i.name(kernel::Lang::default())).unwrap_or_default(),
                named.unwrap_or_default(),
                &m.sender,
                &m.words,
            ]);
        }
        count = count.saturating_add(page.len());
    }
    let line = AuditLine::new(house.clock.now(), actor(staff), "inbox.export").with(json!({ "count": count }));
    house.store.apply(house.register.audit(Change::new(), &line)).await?;
    Ok(table)
}

fn actor(staff: &Staff) -> Actor {
    Actor::Staff(staff.id, staff.name.to_string())
}

/// Somebody has read a message. Reading it twice does it once.
///
/// # Errors
/// 404 when there is no such message.
pub async fn read(house: &House, staff: &Staff, id: [u8; 16]) -> Result<(), Failure> {
    let message = sms::find(&house.register, id).await?.ok_or_else(Failure::not_found)?;
    let mut line = AuditLine::new(house.clock.now(), actor(staff), "inbox.read");
    line.subject = message.person;
    line.incident = message.incident;
    let change = house.register.audit(sms::read(Change::new(), id, staff.id), &line);
    super::super::unproven::applied(house, change).await.map(drop)
}

/// Opens a request for help out of a message, in the incident that it is about or the newest one that is on; and marks it as read. Gives the
/// incident. It says nothing in the person's name: their own answer stays what it was.
///
/// # Errors
/// 404 when there is no such message; [`Refusal::NotOpen`] when no incident takes requests.
pub async fn help(house: &House, staff: &Staff, id: [u8; 16]) -> Result<IncidentId, Failure> {
    let message = sms::find(&house.register, id).await?.ok_or_else(Failure::not_found)?;
    let about = message.incident.and_then(|i| house.incidents.get(i)).filter(|i| i.state.takes_answers());
    let incident = about.or_else(|| rules::sms::meant_by_unknown(&house.incidents.open()));
    let incident = incident.ok_or(Refusal::NotOpen).or_refuse()?;
    let words: String = register::names::line(&message.words).chars().take(LONGEST_MESSAGE).collect();
    let now = house.clock.now();
    let audited = |change| {
        let mut line = AuditLine::new(now, actor(staff), "inbox.help").of(incident.id);
        line.subject = message.person;
        house.register.audit(change, &line)
    };
    let read = |change: Change| change.run(sms::READ_MESSAGE, ::store::params![::store::Value::Id(id), staff.id]);
    let Some(person) = message.person else {
        let press = Press { answer: Answer::NeedHelp, at: None, message: None };
        let name: String = id.iter().map(|b| format!("{b:02x}")).collect();
        let lang = kernel::Lang::default();
        let kept = answer_unproven(house, incident.id, &press, None, Some(&name), Channel::Sms, lang).await?;
        if kept.queued {
            let told = HelpWords { words: Some(words), ..HelpWords::default() };
            detail_unproven(house, kept.id, &told).await?;
        }
        house.store.apply(audited(read(Change::new()))).await?;
        return Ok(incident.id);
    };
    thrice(|| async {
        let open = house.register.case_of(person, incident.id).await?.filter(|c| c.state != CaseState::Closed);
        let mut change = Change::new();
        if open.is_none() {
            let asked = Case::asked(house.dice.id(now), (incident.id, incident.drill), Channel::Sms, now);
            let case = Case { person: Some(person), words: Some(words.clone()), ..asked };
            change = house.register.open_case(change, &case);
        }
        house.store.apply(audited(read(change))).await?;
        Ok(())
    })
    .await?;
    Ok(incident.id)
}
