//! How one is reached: seen, chosen, tried.

use ::store::Change;
use kernel::{Id, PersonId, SessionId, Span};
use notify::{Channel, Kind, NewDelivery, Owner, usual};
use register::ContactKind;
use web::{Failure, FieldError, House};

use super::{id_of, missed_as, name_of, no};
use crate::{
    model::{CHOSEN, Choice, Device, MyChannel, MyMessages, NewChoices, people_channel},
    rules::no::No,
    store,
};

/// How many trials somebody may send themself in an hour.
const TRIALS: i64 = 5;

/// How somebody is reached.
///
/// # Errors
/// When the store fails.
pub async fn mine(house: &House, me: PersonId, session: Option<SessionId>) -> Result<MyMessages, Failure> {
    let reach = store::reachable(&house.register, &[me]).await?.remove(&me).unwrap_or_default();
    // What was chosen by somebody who has no channel yet stands all the same.
    let chosen = store::choices_of(&house.register, me).await?;
    let contacts = house.register.contacts(me).await?;
    let browsers = store::choices::devices(house, me).await?;
    let mut channels = Vec::new();
    for channel in Channel::PEOPLE {
        let kind = contact_kind(channel);
        let own: Vec<_> = contacts.iter().filter(|c| Some(c.kind) == kind && c.proven.is_some()).collect();
        let mut stopped = false;
        for contact in &own {
            stopped = stopped || house.queue.has_stopped(contact.blind).await?;
        }
        let has = match channel {
            Channel::Push => !browsers.is_empty(),
            Channel::Sms => reach.sms,
            _ => reach.email,
        };
        let offered = house.config.has(channel);
        channels.push(MyChannel {
            channel: channel.word(),
            offered,
            usable: offered && has,
            contacts: own.iter().map(|c| c.value.clone()).collect(),
            stopped,
        });
    }
    let wants = |kind, channel| chosen.get(&(kind, channel)).copied().unwrap_or_else(|| usual(kind, channel));
    let choices = CHOSEN
        .into_iter()
        .flat_map(|kind| Channel::PEOPLE.into_iter().map(move |channel| (kind, channel)))
        .map(|(kind, channel)| Choice { kind: kind.word(), channel: channel.word(), wanted: wants(kind, channel) })
        .collect();
    let device = |b: &store::choices::Browser| Device {
        id: name_of(&b.id),
        added_at: b.added,
        this: session.is_some() && b.session == session,
    };
    Ok(MyMessages {
        channels,
        choices,
        devices: browsers.iter().map(device).collect(),
        after_push_minutes: house.config.after_push_minutes,
        after_sms_minutes: house.config.after_sms_minutes,
    })
}

const fn contact_kind(channel: Channel) -> Option<ContactKind> {
    match channel {
        Channel::Sms => Some(ContactKind::Phone),
        Channel::Email => Some(ContactKind::Email),
        Channel::Push | Channel::Hook => None,
    }
}

/// Chooses.
///
/// # Errors
/// When a kind or a channel is none that one chooses for.
pub async fn choose(house: &House, me: PersonId, new: &NewChoices) -> Result<(), Failure> {
    let mut change = Change::new();
    let mut wrong = Vec::new();
    for (n, choice) in new.choices.iter().enumerate() {
        let kind = CHOSEN.into_iter().find(|k| k.word() == choice.kind);
        let channel = people_channel(&choice.channel);
        if kind.is_none() {
            wrong.push(FieldError::new(format!("choices/{n}/kind"), "field-choose"));
        }
        if channel.is_none() {
            wrong.push(FieldError::new(format!("choices/{n}/channel"), "field-choose"));
        }
        if let (Some(kind), Some(channel)) = (kind, channel) {
            change = store::choose(change, me, kind, channel, choice.wanted);
        }
    }
    for (n, word) in new.again.iter().enumerate() {
        let kind = people_channel(word).and_then(contact_kind);
        let Some(kind) = kind else {
            wrong.push(FieldError::new(format!("again/{n}"), "field-choose"));
            continue;
        };
        let now = house.clock.now();
        for contact in house.register.contacts(me).await?.iter().filter(|c| c.kind == kind && c.proven.is_some()) {
            change = house.queue.stop(change, contact.blind, false, now);
        }
    }
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    house.store.apply(change).await?;
    Ok(())
}

/// Sends somebody a trial through a channel, or the first that there is.
///
/// # Errors
/// [`No::NotReachable`], [`No::ManyTrials`].
pub async fn try_out(house: &House, me: PersonId, channel: Option<Channel>) -> Result<Channel, Failure> {
    let reach = store::reachable(&house.register, &[me]).await?.remove(&me).unwrap_or_default();
    // A trial asks through what there is, also where nothing else is wanted.
    let have = |c: &Channel| match c {
        Channel::Push => !reach.devices.is_empty(),
        Channel::Sms => reach.sms,
        Channel::Email => reach.email,
        Channel::Hook => false,
    };
    let mut there = Channel::PEOPLE.into_iter().filter(|c| house.config.has(*c) && have(c));
    let found = match channel {
        Some(wanted) => there.find(|c| *c == wanted),
        None => there.next(),
    };
    let channel = found.ok_or_else(|| no(No::NotReachable))?;
    let now = house.clock.now();
    let once = house.dice.token().0;
    let mut change = house.register.take_allowance(Change::new(), "trial", &me.bytes(), now, Span::hours(1), TRIALS);
    let devices: Vec<Option<[u8; 16]>> = match channel {
        Channel::Push => reach.devices.iter().copied().map(Some).collect(),
        _ => vec![None],
    };
    for device in devices {
        let new =
            NewDelivery { device, ..NewDelivery::new(once.as_bytes(), Owner::Person(me), Kind::Trial, channel, now) };
        change = house.queue.add(change, &new);
    }
    house.store.apply(change).await.map_err(|e| missed_as(e, No::ManyTrials))?;
    Ok(channel)
}

/// Forgets a browser.
///
/// # Errors
/// 404 when it is not theirs.
pub async fn forget_device(house: &House, me: PersonId, name: &str) -> Result<(), Failure> {
    let id = id_of(name)?;
    if !store::choices::has_device(house, me, id).await? {
        return Err(Failure::not_found());
    }
    house.store.apply(store::devices::remove(Change::new(), me, id)).await?;
    Ok(())
}
