//! What became of the messages of an incident.

use kernel::{IncidentId, Time};
use notify::{Channel, Kind, Queue};
use web::{Failure, House};

use super::name_of;
use crate::model::{Report, Reports, SparedProvider, Spent};

/// The campaigns of an incident and what became of them: numbers by channel, never people.
///
/// # Errors
/// 404.
pub async fn of_incident(house: &House, id: IncidentId) -> Result<Reports, Failure> {
    let incident = house.incidents.get(id).ok_or_else(Failure::not_found)?;
    let mut campaigns = Vec::new();
    for campaign in house.queue.campaigns(incident.id).await? {
        let kind = Kind::of_number(campaign.kind).unwrap_or(Kind::Ask);
        let lines = house.queue.report(campaign.id).await?;
        campaigns.push(Report {
            id: name_of(&campaign.id),
            kind: kind.word(),
            round: (kind == Kind::Ask).then_some(campaign.round),
            at: campaign.at,
            channels: lines,
        });
    }
    let mut spent = Vec::new();
    let (parts, ceiling) = (
        house.queue.spent(incident.id, Channel::Sms).await?,
        house.config.sms.as_ref().map(|s| s.ceiling_parts).filter(|c| *c > 0),
    );
    if parts > 0 || ceiling.is_some() {
        spent.push(Spent { channel: Channel::Sms.word(), parts, ceiling });
    }
    Ok(Reports { campaigns, spent, spared: spared(&house.queue, house.clock.now()) })
}

/// The providers that are left alone now.
#[must_use]
pub fn spared(queue: &Queue, now: Time) -> Vec<SparedProvider> {
    let all = queue.spared().into_iter().filter(|(_, until)| *until > now);
    all.map(|(channel, until)| SparedProvider { channel: channel.word(), until }).collect()
}
