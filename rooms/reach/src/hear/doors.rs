//! What happened at doors, and who is written to because of it. Every letter says what happened in our own words: no name, no address, no
//! place and no text of anybody.

use std::collections::{HashMap, HashSet};

use ::store::{Change, StoreError};
use kernel::{Event, Id, IncidentId, PersonId, Recorded, StayId, Time};
use notify::Kind;

use super::{About, Ears};
use crate::{
    rules::{
        self,
        doors::{Says, of_companion, of_stay},
    },
    store,
};

/// Whether it is about doors.
pub(super) const fn cares(event: &Event) -> bool {
    matches!(
        event,
        Event::Stay { .. }
            | Event::StayWord { .. }
            | Event::DoorEnds { .. }
            | Event::Room { .. }
            | Event::RoomNeeded { .. }
            | Event::Suspended { .. }
            | Event::Unvouched { .. }
            | Event::Companion { .. }
    )
}

/// What is known beforehand, read at once: a perimeter tells thousands.
#[derive(Default)]
pub(super) struct Behind {
    reachable: HashMap<PersonId, rules::Reachable>,
    /// The stays whose host was asked.
    asked: HashSet<StayId>,
}

/// Who is written to because of this.
fn people(event: &Event) -> Vec<PersonId> {
    match event {
        Event::Stay { guest, host, .. } => vec![*guest, *host],
        Event::StayWord { to, .. } => vec![*to],
        Event::DoorEnds { host, .. } | Event::Unvouched { host, .. } => vec![*host],
        Event::Room { people, .. } => people.clone(),
        Event::RoomNeeded { hosts, .. } => hosts.clone(),
        Event::Suspended { doors, .. } => doors.iter().map(|(_, host)| *host).collect(),
        Event::Companion { companion, .. } => vec![*companion],
        _ => Vec::new(),
    }
}

impl Ears {
    pub(super) async fn behind_doors(&self, events: &[Recorded]) -> Result<Behind, StoreError> {
        let lists: Vec<Vec<PersonId>> = events.iter().map(|e| people(&e.event)).collect();
        let all = rules::each_once(lists.iter().map(Vec::as_slice));
        if all.is_empty() {
            return Ok(Behind::default());
        }
        let mut behind = Behind { reachable: store::reachable(&self.0.register, &all).await?, ..Behind::default() };
        for recorded in events {
            if let Event::Stay { stay, host, state, .. } = &recorded.event
                && state == "accepted"
                && self.0.queue.was_told_about(*host, stay.bytes(), Kind::StayAsked).await?
            {
                behind.asked.insert(*stay);
            }
        }
        Ok(behind)
    }

    /// What is put on its way because of this.
    pub(super) fn of_doors(
        &self,
        mut change: Change,
        event: &Event,
        (once, at): (&[u8], Time),
        behind: &mut Behind,
    ) -> Change {
        let tell = |change: Change, to: &[PersonId], says: Says, about: Option<[u8; 16]>, of: (IncidentId, bool)| {
            let (kind, word) = says;
            let about = About { once, kind, incident: Some(of), campaign: None, about, says: Some(word), made: at };
            self.write_to_reachable(change, &rules::each_once([to]), &behind.reachable, &about)
        };
        match event {
            Event::Stay { stay, guest, host, incident, drill, state, .. } => {
                let told = of_stay(state, behind.asked.contains(stay));
                // How it stood is said to nobody any more, whether or not there is something new to say.
                change = self.0.queue.drop_about(change, *guest, stay.bytes());
                if told.settles_host {
                    change = self.0.queue.drop_about(change, *host, stay.bytes());
                }
                for (to, says) in [(host, told.host), (guest, told.guest)] {
                    if let Some(says) = says {
                        change = tell(change, &[*to], says, Some(stay.bytes()), (*incident, *drill));
                    }
                }
                if state == "held" {
                    behind.asked.insert(*stay);
                }
                change
            }
            Event::StayWord { stay, to, incident, drill } => {
                tell(change, &[*to], (Kind::Word, "word"), Some(stay.bytes()), (*incident, *drill))
            }
            Event::DoorEnds { door, host, incident, drill } => {
                tell(change, &[*host], (Kind::DoorEnds, "ends"), Some(door.bytes()), (*incident, *drill))
            }
            Event::Room { door, incident, drill, people } => {
                tell(change, people, (Kind::Stay, "room"), Some(door.bytes()), (*incident, *drill))
            }
            Event::RoomNeeded { incident, drill, hosts } => {
                tell(change, hosts, (Kind::RoomNeeded, "needed"), None, (*incident, *drill))
            }
            Event::Suspended { incident, drill, on, doors } => {
                let says = (Kind::Guest, if *on { "suspended" } else { "goes-on" });
                doors.iter().fold(change, |change, (door, host)| {
                    tell(change, &[*host], says, Some(door.bytes()), (*incident, *drill))
                })
            }
            Event::Unvouched { door, host, incident, drill } => {
                tell(change, &[*host], (Kind::Guest, "unvouched"), Some(door.bytes()), (*incident, *drill))
            }
            Event::Companion { stay, companion, incident, drill, state, .. } => match of_companion(state) {
                Some(says) => tell(change, &[*companion], says, Some(stay.bytes()), (*incident, *drill)),
                None => change,
            },
            _ => change,
        }
    }
}
