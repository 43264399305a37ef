//! What institutions say, and who is written to because of it: whoever is where it holds; and, of what becomes of it, whoever was told before.
//! A letter holds the headline alone.

use ::store::{Change, StoreError};
use kernel::{AlertId, Event, Id, Recorded, Time};
use notify::{Channel, Kind};

use super::{About, Ears};
use crate::{rules, store};

/// Whether somebody is told of it. What only came in is told to nobody.
pub(super) fn cares(event: &Event) -> bool {
    matches!(event, Event::Alert { state, .. } if matches!(state.as_str(), "published" | "corrected" | "cancelled"))
}

impl Ears {
    /// What is put on its way because of this.
    pub(super) async fn alert(&self, change: Change, of: &Recorded, at: Time) -> Result<Change, StoreError> {
        let Event::Alert { alert, incident, drill, state } = &of.event else { return Ok(change) };
        // An exercise reaches those of an exercise alone.
        let (Some(alarm), true) = (self.0.register.alarm(*alert).await?, incident.is_some() || !*drill) else {
            return Ok(change);
        };
        let now = self.0.clock.now();
        let before = self.0.register.told_of_alarm(alarm.root).await?;
        let here = if state == "cancelled" { Vec::new() } else { self.0.register.people_of_alarm(&alarm, now) };
        let everybody = rules::each_once([before.as_slice(), here.as_slice()]);
        let mut change = change;
        for person in &before {
            // How it stood is said to nobody any more.
            change = self.0.queue.drop_about(change, *person, alarm.root.bytes());
        }
        let loud = alarm.loud || (alarm.root != alarm.id && self.was_loud(alarm.root).await?);
        let mut reachable = store::reachable(&self.0.register, &everybody).await?;
        if !loud {
            for reach in reachable.values_mut() {
                reach.chosen.entry((Kind::Alert, Channel::Sms)).or_insert(false);
            }
        }
        let once = of.pos.to_be_bytes();
        let about = About {
            once: &once,
            kind: Kind::Alert,
            incident: incident.map(|i| (i, *drill)),
            campaign: None,
            about: Some(alarm.root.bytes()),
            says: None,
            made: at,
        };
        Ok(self.write_to_reachable(change, &everybody, &reachable, &about))
    }
    /// Whoever was told by text message hears by text message what became of it.
    async fn was_loud(&self, root: AlertId) -> Result<bool, StoreError> {
        Ok(self.0.register.alarm(root).await?.is_some_and(|first| first.loud))
    }
}
