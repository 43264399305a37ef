//! Messages: proposed by one, confirmed by another, corrected and cancelled by whoever sees the mistake.

use std::{collections::BTreeMap, sync::Arc};

use ::store::{Change, params};
use kernel::{AlertId, IncidentId, Lang, Staff, Time, zone::Zone};
use register::AuditLine;
use serde_json::json;
use web::{Failure, House, OrRefuse, thrice};

use super::{authorities::whom, key, no, speaker};
use crate::{
    model::{Authority, Correction, Draft, Kept, Stage, Standing, Trust, Turn, What, outlines},
    rules::{self, LANGUAGES, Naming, No},
    store::alerts as kept,
};

/// A message that this member of staff may see.
///
/// # Errors
/// That there is none.
pub async fn one(house: &House, id: AlertId) -> Result<Kept, Failure> {
    kept::one(&house.store, id).await?.ok_or_else(|| no(&No::Unknown))
}

/// A message that everybody may read.
///
/// # Errors
/// That there is none.
pub async fn shown(house: &House, id: AlertId) -> Result<Kept, Failure> {
    let found = one(house, id).await?;
    if matches!(found.stage, Stage::Published | Stage::Heard) { Ok(found) } else { Err(no(&No::Unknown)) }
}

/// The time as CAP says it here.
fn clock(house: &House, at: Time) -> Result<cap::Time, Failure> {
    let zone = &house.config.time_zone;
    let minutes = |zone: &str| {
        let (hour, minute) = at.hour_minute(zone);
        i16::from(hour).saturating_mul(60).saturating_add(i16::from(minute))
    };
    let day = match at.year_month_day(zone).cmp(&at.year_month_day("UTC")) {
        std::cmp::Ordering::Less => -1440,
        std::cmp::Ordering::Equal => 0,
        std::cmp::Ordering::Greater => 1440,
    };
    let offset = minutes(zone).saturating_sub(minutes("UTC")).saturating_add(day);
    rules::clock_of(at, offset).ok_or_else(|| no(&No::Time))
}

fn expires(alert: &cap::Alert) -> Option<Time> {
    let last = alert.infos.iter().filter_map(|info| info.expires).map(cap::Time::unix).max();
    last.map(|seconds| Time(seconds.saturating_mul(1_000_000)))
}

/// Whoever speaks, as far as the rules ask.
pub(super) fn stands(whom: Option<&(Authority, Standing)>) -> Option<(&Authority, &Standing)> {
    whom.map(|(authority, standing)| (authority, standing))
}

/// The incident that a message may be put in: an exercise is put in an exercise.
fn incident(house: &House, id: Option<IncidentId>, drill: bool) -> Result<(), Failure> {
    let Some(id) = id else { return Ok(()) };
    let found = house.incidents.get(id).ok_or_else(|| no(&No::Mixed))?;
    if found.drill != drill || found.state.is_over() { Err(no(&No::Mixed)) } else { Ok(()) }
}

fn naming(house: &House, id: AlertId, whom: Option<&Authority>, what: What) -> Naming {
    let own = key::own_name(house);
    let event = |short: &str| {
        let lang = Lang::of(short).unwrap_or_default();
        house.words.in_lang(lang).t(&format!("official-what-{}", what.word())).into_owned()
    };
    Naming {
        identifier: id.to_string(),
        sender_name: whom.map_or_else(|| house.config.site_name.clone(), |a| a.name.clone()),
        source: whom.map_or_else(|| own.clone(), |a| a.domain.clone()),
        sender: own,
        events: LANGUAGES.iter().map(|(short, _)| ((*short).to_owned(), event(short))).collect(),
        web: house.config.url(&format!("/alerts/{id}")),
    }
}

fn audited(house: &House, staff: &Staff, act: &str, of: &Kept, now: Time, change: Change) -> Change {
    let details = json!({ "alert": of.id, "name": of.who });
    let line = AuditLine::new(now, staff, act).with(details);
    let line = if let Some(incident) = of.incident { line.of(incident) } else { line };
    house.register.audit(change, &line)
}

/// A message as it would be, for who composes it: nothing is written.
///
/// # Errors
/// The rules' refusals.
pub async fn preview(house: &House, staff: &Staff, draft: &Draft) -> Result<Kept, Failure> {
    composed(house, staff, draft, house.clock.now()).await
}

/// How many people are where it would hold, for operators; nothing of an area that is smaller than any in which somebody is looked for: a
/// count of one house says who is at home. Who asks is written down: whoever asks often enough learns where people are.
///
/// # Errors
/// When the store fails.
pub async fn reaches(house: &House, staff: &Staff, draft: &Draft) -> Result<Option<usize>, Failure> {
    let km2 = draft.zone.area_km2();
    if !staff.role.operates() || km2 < house.config.zone_min_km2 {
        return Ok(None);
    }
    let now = house.clock.now();
    let details = json!({ "km2": (km2 * 1000.0).round() / 1000.0 });
    let line = AuditLine::new(now, staff, "alert.dry_run").with(details);
    let line = if let Some(incident) = draft.incident { line.of(incident) } else { line };
    house.store.apply(house.register.audit(Change::new(), &line)).await?;
    Ok(Some(house.register.count_around(&draft.zone, now)))
}

async fn composed(house: &House, staff: &Staff, draft: &Draft, now: Time) -> Result<Kept, Failure> {
    let whom = whom(house, draft.authority).await?;
    rules::propose(&speaker(house, staff).await?, stands(whom.as_ref())).or_refuse()?;
    incident(house, draft.incident, draft.drill)?;
    let id: AlertId = house.dice.id(now);
    let naming = naming(house, id, whom.as_ref().map(|(a, _)| a), draft.what);
    let alert = rules::compose(draft, &naming, clock(house, now)?).or_refuse()?;
    let area = outlines(&alert);
    // What is real is a proposal, whoever makes it; an exercise too when it would reach many.
    let at_once = rules::goes_at_once(draft.drill, true, false, told(house, draft.incident, &area, now));
    let (stage, document) = written(house, &alert, at_once)?;
    Ok(Kept {
        id,
        root: id,
        version: 1,
        stage,
        turn: Turn::Alert,
        drill: draft.drill,
        incident: draft.incident,
        authority: draft.authority,
        trust: Trust::Ours,
        doubt: None,
        who: naming.source,
        area,
        document,
        made: now,
        made_by: Some(staff.id),
        made_name: staff.name.to_string(),
        confirmed_name: None,
        published: at_once.then_some(now),
        expires: expires(&alert),
        replaced: None,
        alert: Arc::new(alert),
    })
}

/// How many people are told of a message there. An exercise that is in no incident reaches nobody.
fn told(house: &House, incident: Option<IncidentId>, area: &[Zone], now: Time) -> usize {
    let count = |zone: &Zone| house.register.count_around(zone, now);
    if incident.is_some() { area.iter().map(count).fold(0, usize::saturating_add) } else { 0 }
}

/// A message as it goes out, or as it waits.
fn written(house: &House, alert: &cap::Alert, at_once: bool) -> Result<(Stage, Arc<str>), Failure> {
    let document = if at_once { key::signed(house, alert)? } else { alert.to_xml().map_err(|_| no(&No::Unwritten))? };
    Ok((if at_once { Stage::Published } else { Stage::Proposed }, Arc::from(document)))
}

/// Proposes a message; an exercise that reaches few is published at once.
///
/// # Errors
/// The rules' refusals.
pub async fn propose(house: &House, staff: &Staff, draft: &Draft) -> Result<Kept, Failure> {
    let now = house.clock.now();
    let new = composed(house, staff, draft, now).await?;
    let change = kept::add(Change::new(), &new).event(kept::told(&new, new.stage.word()));
    let act = if new.stage == Stage::Published { "alert.exercise" } else { "alert.propose" };
    house.store.apply(audited(house, staff, act, &new, now, change)).await?;
    house.metrics.count("rhizome_alerts_total");
    Ok(new)
}

/// A second person says yes: it goes out, as of now.
///
/// # Errors
/// The rules' refusals.
pub async fn confirm(house: &House, staff: &Staff, id: AlertId) -> Result<Kept, Failure> {
    thrice(|| async move {
        let of = one(house, id).await?;
        let now = house.clock.now();
        let whom = whom(house, of.authority).await?;
        rules::confirm(&speaker(house, staff).await?, stands(whom.as_ref()), &of).or_refuse()?;
        incident(house, of.incident, of.drill)?;
        let before = kept::replaced_by(&house.store, &of).await?;
        // What it was to take the place of is over, or says something else by now: whoever proposed it did not see that.
        let stands = |k: &Kept| k.holds(now) && of.alert.references.iter().any(|r| r.is_same(&k.alert.reference()));
        if of.turn == Turn::Update && !before.iter().any(stands) {
            return Err(no(&No::MovedOn));
        }
        let waited = now.since(of.made);
        let mut alert = (*of.alert).clone();
        alert.sent = clock(house, now)?;
        for info in &mut alert.infos {
            // It lasts as long as was said, from when people read it.
            let lasts = |until: cap::Time| {
                let later = until.unix().saturating_add(waited.whole_seconds());
                cap::Time::new(later, until.offset()).unwrap_or(until)
            };
            info.expires = info.expires.map(lasts);
        }
        let document = key::signed(house, &alert)?;
        let next = Kept {
            stage: Stage::Published,
            published: Some(now),
            expires: expires(&alert),
            confirmed_name: Some(staff.name.to_string()),
            document: Arc::from(document.as_str()),
            alert: Arc::new(alert),
            ..of
        };
        let change = kept::publish(&next, &document, next.alert.sent.unix(), staff, now);
        let change = before.iter().fold(change, |change, older| kept::replace(change, older, now));
        let word = if next.turn == Turn::Update { "corrected" } else { "published" };
        let change = change.event(kept::told(&next, word));
        house.store.apply(audited(house, staff, "alert.confirm", &next, now, change)).await?;
        Ok(next)
    })
    .await
}

/// A proposal is dropped: nobody has read it.
///
/// # Errors
/// The rules' refusals.
pub async fn drop_it(house: &House, staff: &Staff, id: AlertId) -> Result<(), Failure> {
    thrice(|| async move {
        let of = one(house, id).await?;
        let whom = whom(house, of.authority).await?;
        rules::drops(&speaker(house, staff).await?, whom.as_ref().map(|(a, _)| a), &of).or_refuse()?;
        let now = house.clock.now();
        let change = Change::new().must(kept::DROP_ALERT, params![of.id, of.version]).event(kept::told(&of, "dropped"));
        house.store.apply(audited(house, staff, "alert.drop", &of, now, change)).await?;
        Ok(())
    })
    .await
}

/// What takes the place of a message.
enum Next<'a> {
    Correction(&'a Correction),
    AllClear,
}

async fn follow(house: &House, staff: &Staff, id: AlertId, next: &Next<'_>) -> Result<Kept, Failure> {
    thrice(|| async move {
        let of = one(house, id).await?;
        let now = house.clock.now();
        let whom = whom(house, of.authority).await?;
        let speaker = speaker(house, staff).await?;
        let authority = whom.as_ref().map(|(a, _)| a);
        match next {
            Next::Correction(_) => rules::correct(&speaker, authority, &of, now).or_refuse()?,
            Next::AllClear => rules::cancel(&speaker, authority, &of, now).or_refuse()?,
        }
        let new: AlertId = house.dice.id(now);
        let sent = clock(house, now.max(of.sent()))?;
        let name = new.to_string();
        let (alert, turn, word, act) = match next {
            Next::Correction(said) => {
                let alert = rules::corrected(&of.alert, &name, sent, said).or_refuse()?;
                (alert, Turn::Update, "corrected", "alert.correct")
            }
            Next::AllClear => {
                let says = clears(house, &of);
                let alert = match of.trust {
                    Trust::Ours => rules::all_clear(&of.alert, &name, sent, &says).or_refuse()?,
                    // The words of another are theirs: that they are passed on no more is said by this server.
                    _ => {
                        rules::taken_back(&of.alert, &naming(house, new, None, What::Other), sent, &says).or_refuse()?
                    }
                };
                (alert, Turn::Cancel, "cancelled", "alert.cancel")
            }
        };
        let area = outlines(&alert);
        // What goes beyond what was said is news: it is proposed, by whoever may say news, and waits like any other.
        let beyond = !rules::further(&[&of.alert], &alert).is_empty();
        if beyond {
            rules::propose(&speaker, stands(whom.as_ref())).or_refuse()?;
        }
        let of_two = of.drill && rules::two_said(&kept::chain(&house.store, of.root).await?);
        let at_once =
            turn == Turn::Cancel || rules::goes_at_once(of.drill, beyond, of_two, told(house, of.incident, &area, now));
        if let (false, Some((_, standing))) = (at_once, &whom)
            && !standing.is_proven()
        {
            return Err(no(&No::NotProven));
        }
        let (word, act) = if at_once { (word, act) } else { ("proposed", "alert.propose") };
        let (stage, document) = written(house, &alert, at_once)?;
        let next = Kept {
            id: new,
            version: 1,
            stage,
            turn,
            area,
            made: now,
            made_by: Some(staff.id),
            made_name: staff.name.to_string(),
            confirmed_name: None,
            published: at_once.then_some(now),
            expires: if turn == Turn::Cancel { None } else { expires(&alert) },
            document,
            alert: Arc::new(alert),
            replaced: None,
            ..of.clone()
        };
        let next = if of.trust == Trust::Ours {
            next
        } else {
            Kept { authority: None, trust: Trust::Ours, doubt: None, who: key::own_name(house), ..next }
        };
        let change = if at_once { kept::replace(Change::new(), &of, now) } else { Change::new() };
        let change = kept::add(change, &next).event(kept::told(&next, word));
        house.store.apply(audited(house, staff, act, &next, now, change)).await?;
        Ok(next)
    })
    .await
}

/// What is said when a message is over, by the two letters of a language.
fn clears(house: &House, of: &Kept) -> BTreeMap<String, String> {
    let say = |(short, headline): (String, String)| {
        let lang = Lang::of(&short).unwrap_or(Lang::En);
        let text = house.words.in_lang(lang).one("official-over-headline", "what", headline);
        (short, text.chars().take(rules::LONGEST_HEADLINE).collect())
    };
    rules::says(&of.alert).into_iter().map(say).collect()
}

/// Corrects a message: told at once to all who were told before. What goes beyond it is proposed, and takes another person.
///
/// # Errors
/// The rules' refusals.
pub async fn correct(house: &House, staff: &Staff, id: AlertId, said: &Correction) -> Result<Kept, Failure> {
    follow(house, staff, id, &Next::Correction(said)).await
}

/// How a message that waits goes beyond what everybody reads of it.
///
/// # Errors
/// When the store fails.
pub async fn further(house: &House, of: &Kept) -> Result<Vec<cap::Beyond>, Failure> {
    if of.turn == Turn::Cancel || of.replaced.is_some() || !matches!(of.stage, Stage::Proposed | Stage::Heard) {
        return Ok(Vec::new());
    }
    let before = kept::replaced_by(&house.store, of).await?;
    let before: Vec<&cap::Alert> = before.iter().map(|k| &*k.alert).collect();
    Ok(rules::further(&before, &of.alert))
}

/// Cancels a message, whoever's it is that was published here, and tells all who were told before.
///
/// # Errors
/// The rules' refusals.
pub async fn cancel(house: &House, staff: &Staff, id: AlertId) -> Result<Kept, Failure> {
    follow(house, staff, id, &Next::AllClear).await
}

/// With which key of today what came in is verified.
#[must_use]
pub fn verified_with(whom: Option<&Authority>, of: &Kept, now: Time) -> Option<String> {
    let a = whom.filter(|_| of.stage == Stage::Heard)?;
    let pins = cap::Pin::read(a.pins.as_bytes()).unwrap_or_default();
    rules::verified_with(of.document.as_bytes(), &pins, &a.senders, rules::clock_of(now, 0)?)
}

/// Passes on what came in and is verified: from then on it stands on every page, and people are told.
///
/// # Errors
/// The rules' refusals.
pub async fn pass_on(house: &House, staff: &Staff, id: AlertId) -> Result<Kept, Failure> {
    thrice(|| async move {
        let of = one(house, id).await?;
        let now = house.clock.now();
        let whom = whom(house, of.authority).await?;
        let key = verified_with(whom.as_ref().map(|(a, _)| a), &of, now);
        rules::pass_on(&speaker(house, staff).await?, stands(whom.as_ref()), &of, key.as_deref(), now).or_refuse()?;
        let before = kept::replaced_by(&house.store, &of).await?;
        let params = params![of.id, of.version, now, staff.id, &*staff.name];
        let change = Change::new().must(kept::PASS_ALERT_ON, params).event(kept::told(&of, "published"));
        let change = before.iter().fold(change, |change, older| kept::replace(change, older, now));
        house.store.apply(audited(house, staff, "alert.pass_on", &of, now, change)).await?;
        one(house, id).await
    })
    .await
}

/// Puts a message in an incident, or in none.
///
/// # Errors
/// The rules' refusals.
pub async fn put(house: &House, staff: &Staff, id: AlertId, to: Option<IncidentId>) -> Result<(), Failure> {
    thrice(|| async move {
        let of = one(house, id).await?;
        rules::put(&speaker(house, staff).await?, &of, to).or_refuse()?;
        incident(house, to, of.drill)?;
        let now = house.clock.now();
        let next = Kept { incident: to, ..of };
        // What nobody has read yet is nobody's to hear of but those who look at what waits.
        let word = if matches!(next.stage, Stage::Published | Stage::Heard) { "put" } else { next.stage.word() };
        let change = Change::new().must(kept::PUT_ALERT, params![id, next.version, to]);
        let change = change.event(kept::told(&next, word));
        house.store.apply(audited(house, staff, "alert.put", &next, now, change)).await?;
        Ok(())
    })
    .await
}
