//! Putting a message on its way to people, through what each of them has and wants.

use std::collections::HashMap;

use ::store::Change;
use kernel::{IncidentId, PersonId, Time};
use notify::{Channel, Kind, NewDelivery, Owner, Patience, Step, plan};
use web::House;

use crate::rules::Reachable;

/// What a message is about, the same for everyone who gets it.
pub(crate) struct About<'a> {
    pub(crate) once: &'a [u8],
    pub(crate) kind: Kind,
    pub(crate) incident: Option<(IncidentId, bool)>,
    pub(crate) campaign: Option<[u8; 16]>,
    pub(crate) about: Option<[u8; 16]>,
    /// The word of its texts, where a kind has several.
    pub(crate) says: Option<&'static str>,
    pub(crate) made: Time,
}

/// Puts it on its way to these people.
pub(crate) fn on_its_way(
    house: &House,
    mut change: Change,
    people: &[PersonId],
    reachable: &HashMap<PersonId, Reachable>,
    about: &About<'_>,
) -> Change {
    let patience = patience(house);
    for person in people {
        let Some(reach) = reachable.get(person) else { continue };
        let channels: Vec<Channel> = reach.channels(about.kind).into_iter().filter(|c| house.config.has(*c)).collect();
        let steps = plan(about.kind, &channels, about.made, &patience);
        for (number, step) in (0_i64..).zip(steps) {
            // A push goes to each of their browsers: which one is at hand, nobody knows.
            let devices: Vec<Option<[u8; 16]>> = match step.channel {
                Channel::Push => reach.devices.iter().copied().map(Some).collect(),
                _ => vec![None],
            };
            for device in devices {
                change = house.queue.add(change, &new(about, Owner::Person(*person), step, number, device));
            }
        }
    }
    change
}

fn patience(house: &House) -> Patience {
    let minutes = |n: u32| kernel::Span::minutes(i64::from(n));
    Patience {
        after_push: minutes(house.config.after_push_minutes),
        after_sms: minutes(house.config.after_sms_minutes),
    }
}

fn new<'a>(about: &About<'a>, owner: Owner, step: Step, number: i64, device: Option<[u8; 16]>) -> NewDelivery<'a> {
    NewDelivery {
        once: about.once,
        owner,
        kind: about.kind,
        incident: about.incident,
        campaign: about.campaign,
        about: about.about,
        contact: None,
        device,
        text: about.says.map(|word| (word, "{}")),
        step,
        number,
        made: about.made,
    }
}
