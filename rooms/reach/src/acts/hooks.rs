//! Web hooks: other systems that are told what happens.

use ::store::Change;
use kernel::{Id, Role, RosterId, Span, Staff};
use notify::{Channel, Kind, NewDelivery, Owner, hook::Secret};
use outbound::Refused;
use register::{Actor, AuditLine, Name};
use serde_json::json;
use web::{Failure, Fault, FieldError, House};

use super::{id_of, missed_as, name_of, no};
use crate::{
    model::{Hears, HookShown, NewHook, Standing},
    rules::no::No,
    store::hooks::{self, Calls, Hook},
};

/// How many there may be.
const MOST: usize = 50;
/// The longest address.
const LONGEST: usize = 2000;
/// How many trials a member of staff may send in an hour.
const TRIALS: i64 = 30;
/// The name of what a trial tells.
pub const TRIAL: &str = "trial";

/// Whether somebody may see and change a hook: those of incidents are every operator's; one that hears a list's roll is whoever manages
/// that list's, and the admins'.
async fn may(house: &House, staff: &Staff, hears: Hears) -> Result<bool, Failure> {
    Ok(match hears {
        Hears::Incidents => true,
        Hears::Roll(_) if staff.role == Role::Admin => true,
        Hears::Roll(roster) => hooks::owner_of(&house.register, roster).await? == Some(staff.id),
    })
}

/// The hooks that somebody may see, the oldest first.
///
/// # Errors
/// When the store fails.
pub async fn list(house: &House, staff: &Staff) -> Result<Vec<HookShown>, Failure> {
    let mut mine = Vec::new();
    for hook in hooks::all(&house.register).await? {
        if may(house, staff, hook.hears).await? {
            mine.push(hook);
        }
    }
    let ids: Vec<[u8; 16]> = mine.iter().map(|h| h.id).collect();
    let calls = hooks::calls(&house.register, &ids).await?;
    Ok(mine.iter().map(|h| shown(h, calls.get(&h.id).copied().unwrap_or_default())).collect())
}

/// The lists whose roll somebody may let a system hear.
///
/// # Errors
/// When the store fails.
pub async fn rosters(house: &House, staff: &Staff) -> Result<Vec<(RosterId, String)>, Failure> {
    let all = hooks::rosters(&house.register).await?;
    let mine = all.into_iter().filter(|(_, owner, _)| *owner == staff.id || staff.role == Role::Admin);
    Ok(mine.map(|(id, _, name)| (id, name)).collect())
}

fn shown(hook: &Hook, calls: Calls) -> HookShown {
    let (hears, roster) = match hook.hears {
        Hears::Incidents => ("incidents", None),
        Hears::Roll(roster) => ("roll", Some(roster)),
    };
    HookShown {
        id: name_of(&hook.id),
        name: hook.name.clone(),
        host: host(&hook.url),
        hears,
        roster,
        state: hook.standing.word(),
        added_at: hook.added,
        sent: calls.sent,
        waiting: calls.waiting,
        failed: calls.failed,
        secret: None,
    }
}

/// The host of an address: its path may be a secret.
fn host(url: &str) -> String {
    let uri: Option<http::Uri> = url.parse().ok();
    uri.and_then(|u| u.host().map(str::to_owned)).unwrap_or_default()
}

async fn find(house: &House, staff: &Staff, name: &str) -> Result<Hook, Failure> {
    let hook = hooks::find(&house.register, id_of(name)?).await?.ok_or_else(Failure::not_found)?;
    if may(house, staff, hook.hears).await? { Ok(hook) } else { Err(Failure::not_found()) }
}

/// Adds a hook. Its secret is said here and never again.
///
/// # Errors
/// [`No::HookAddress`], [`No::HookPrivate`], [`No::NoRoster`], [`No::ManyHooks`], or a name that cannot be shown.
pub async fn add(house: &House, staff: &Staff, new: &NewHook) -> Result<HookShown, Failure> {
    let name = Name::clean(&new.name).map_err(|_| FieldError::new("name", "field-missing"))?;
    let settings = house.config.calls().map_err(Fault::new)?;
    let url = new.url.trim();
    if url.len() > LONGEST {
        return Err(no(No::HookAddress));
    }
    settings.allows(url).map_err(|why| match why {
        Refused::Private | Refused::Port => no(No::HookPrivate),
        _ => no(No::HookAddress),
    })?;
    let hears = new.roster.map_or(Hears::Incidents, Hears::Roll);
    if !may(house, staff, hears).await? {
        return Err(no(No::NoRoster));
    }
    if hooks::all(&house.register).await?.len() >= MOST {
        return Err(no(No::ManyHooks));
    }
    let now = house.clock.now();
    let secret = Secret::new(&*house.dice);
    let mut id = [0; 16];
    house.dice.fill(&mut id);
    let hook = Hook {
        id,
        name: name.as_str().to_owned(),
        url: url.to_owned(),
        secret: Some(secret.clone()),
        hears,
        added: now,
        standing: Standing::On,
    };
    let change = hooks::add(Change::new(), &house.register, &hook, staff.id);
    house.store.apply(house.register.audit(change, &line(house, staff, "hook.add", &hook))).await?;
    Ok(HookShown { secret: Some(secret.to_text()), ..shown(&hook, Calls::default()) })
}

fn line(house: &House, staff: &Staff, act: &str, hook: &Hook) -> AuditLine {
    let roster = match hook.hears {
        Hears::Incidents => None,
        Hears::Roll(roster) => Some(roster),
    };
    let details = json!({ "hook": name_of(&hook.id), "name": hook.name, "roster": roster });
    AuditLine::new(house.clock.now(), staff, act).with(details)
}

/// Pauses a hook, or lets it be called again.
///
/// # Errors
/// 404.
pub async fn pause(house: &House, staff: &Staff, name: &str, paused: bool) -> Result<HookShown, Failure> {
    let hook = find(house, staff, name).await?;
    let standing = if paused { Standing::Paused } else { Standing::On };
    let act = if paused { "hook.pause" } else { "hook.resume" };
    let change = hooks::stand(Change::new(), hook.id, standing);
    house.store.apply(house.register.audit(change, &line(house, staff, act, &hook))).await?;
    let calls = hooks::calls(&house.register, &[hook.id]).await?.remove(&hook.id).unwrap_or_default();
    Ok(shown(&Hook { standing, ..hook }, calls))
}

/// Forgets a hook, and what was on its way to it.
///
/// # Errors
/// 404.
pub async fn remove(house: &House, staff: &Staff, name: &str) -> Result<(), Failure> {
    let hook = find(house, staff, name).await?;
    let change = hooks::remove(Change::new(), hook.id);
    house.store.apply(house.register.audit(change, &line(house, staff, "hook.delete", &hook))).await?;
    Ok(())
}

/// Sends a trial to a hook.
///
/// # Errors
/// 404, [`No::HookPaused`], [`No::ManyTrials`].
pub async fn try_out(house: &House, staff: &Staff, name: &str) -> Result<(), Failure> {
    let hook = find(house, staff, name).await?;
    if hook.standing != Standing::On {
        return Err(no(No::HookPaused));
    }
    let now = house.clock.now();
    let change =
        house.register.take_allowance(Change::new(), "hook trial", &staff.id.bytes(), now, Span::hours(1), TRIALS);
    let once = house.dice.token().0;
    let new = NewDelivery {
        text: Some((TRIAL, "{}")),
        ..NewDelivery::new(once.as_bytes(), Owner::Hook(hook.id), Kind::Hook, Channel::Hook, now)
    };
    let change = house.queue.add(change, &new);
    let change = house.register.audit(change, &line(house, staff, "hook.trial", &hook));
    house.store.apply(change).await.map_err(|e| missed_as(e, No::ManyTrials))?;
    Ok(())
}

/// A hook said that it is gone (410): it is called no more until somebody says so.
///
/// # Errors
/// When the store fails.
pub async fn gone(house: &House, id: [u8; 16]) -> Result<(), ::store::StoreError> {
    let Some(hook) = hooks::find(&house.register, id).await? else { return Ok(()) };
    if hook.standing != Standing::On {
        return Ok(());
    }
    let details = json!({ "hook": name_of(&hook.id), "name": hook.name });
    let line = AuditLine::new(house.clock.now(), Actor::Server, "hook.gone").with(details);
    let change = hooks::stand(Change::new(), id, Standing::Gone);
    house.store.apply(house.register.audit(change, &line)).await.map(drop)
}
