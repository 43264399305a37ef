//! Whom a decision concerns reads it, and asks once that another person looks again; what becomes of it when they have.

use ::store::{Change, StoreError};
use kernel::{DecisionId, Id, PersonId, ReportId, Span, Visitor};
use register::{
    Decision, DecisionKind, DecisionState, NewReport, Report, ReportKind, ReportState,
    decisions::{self, NotAgain},
};
use serde_json::json;
use web::{Failure, House, OrRefuse, thrice};

use crate::{model::decisions::DecisionView, rules::decisions as rules};

/// Decisions that are shown at once.
const MOST: i64 = 100;
/// What one person asks to look at again in a day.
const A_DAY: i64 = 10;

fn me(visitor: &Visitor) -> Result<PersonId, Failure> {
    visitor.person().ok_or_else(Failure::sign_in_first)
}

/// What was decided about whoever asks, the last first.
///
/// # Errors
/// When the store fails.
pub async fn mine(house: &House, visitor: &Visitor) -> Result<Vec<DecisionView>, Failure> {
    let all = house.register.decisions_of(me(visitor)?, MOST).await?;
    Ok(all.iter().map(|d| DecisionView::of(house.clock.now(), d)).collect())
}

async fn own(house: &House, visitor: &Visitor, id: DecisionId) -> Result<Decision, Failure> {
    let me = me(visitor)?;
    house.register.decision(id).await?.filter(|d| d.person == me).ok_or(NotAgain::Unknown).or_refuse()
}

/// One of them.
///
/// # Errors
/// [`NotAgain::Unknown`], also when it is others'.
pub async fn one(house: &House, visitor: &Visitor, id: DecisionId) -> Result<DecisionView, Failure> {
    Ok(DecisionView::of(house.clock.now(), &own(house, visitor, id).await?))
}

/// Whom it concerns asks that another person looks again: once.
///
/// # Errors
/// [`NotAgain`], and the rules' refusals.
pub async fn appeal(house: &House, visitor: &Visitor, id: DecisionId, words: &str) -> Result<(), Failure> {
    let words = words.trim();
    rules::words(words).or_refuse()?;
    thrice(|| async move {
        let now = house.clock.now();
        let of = own(house, visitor, id).await?;
        of.may_ask(now).or_refuse()?;
        let person = of.person;
        let report: ReportId = house.dice.id(now);
        let evidence = evidence(&of, words).to_string();
        let new = NewReport {
            id: report,
            kind: ReportKind::Again,
            incident: of.incident,
            drill: of.drill,
            reason: of.kind.word(),
            teller: "concerned",
            risk: rules::risk(of.kind),
            said_by: Some(person),
            about: Some(person),
            evidence: &evidence,
            href: None,
            first: Some(of.by.id),
        };
        let what = if of.drill { "asked again in an exercise" } else { "asked again" };
        let change = house.register.take_allowance(Change::new(), what, &person.bytes(), now, Span::days(1), A_DAY);
        let change = house.register.report(decisions::ask(change, &of, report), &new, now).await?;
        match house.store.apply(change).await {
            Ok(_) => Ok(()),
            Err(StoreError::Missed { step: 0 }) => Err(rules::No::Many).or_refuse(),
            Err(e) => Err(e.into()),
        }
    })
    .await
}

/// What moderators read when they look again: what whoever asks says, what was decided and why, and where it stands.
fn evidence(of: &Decision, words: &str) -> serde_json::Value {
    let decided = of.by_report().then(|| format!("/console/moderation/{}", of.id));
    let stands = match of.kind {
        DecisionKind::Post | DecisionKind::Hold | DecisionKind::Cover => of.href.clone(),
        DecisionKind::Appeal | DecisionKind::Hoax => Some("/console/appeals".to_owned()),
        DecisionKind::Stay | DecisionKind::Search => None,
    };
    let words = Some(words::mask(words).text).filter(|w| !w.is_empty());
    json!({ "words": words, "ground": of.ground, "share": stands, "decision": decided })
}

/// Another person has looked again, or takes back that they did: the decision that was asked about follows in the same change.
///
/// # Errors
/// When the store fails.
pub(super) async fn looked(house: &House, change: Change, was: &Report, next: &Report) -> Result<Change, Failure> {
    let Some(state) = rules::follows(was.state, next.state) else { return Ok(change) };
    let Some(of) = house.register.decision_asked(was.id).await? else { return Ok(change) };
    let change = decisions::looked(change, &of, state);
    if state != DecisionState::Reversed || !of.by_report() {
        return Ok(change);
    }
    // What a report led to is as if nothing had been found in it.
    let Some(first) = house.register.one_report(ReportId::from_bytes(of.id.bytes())).await? else { return Ok(change) };
    if first.state != ReportState::Upheld {
        return Ok(change);
    }
    let (ground, decided) = (next.ground, next.decided.clone());
    // Who decided first is written with it: what stands so is not taken back.
    let settled = Report { state: ReportState::Dismissed, ground, decided, first: Some(of.by.id), ..first.clone() };
    Ok(house.register.move_report(change, &first, &settled))
}
