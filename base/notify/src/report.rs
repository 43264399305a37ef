//! What became of a campaign: how many were sent, arrived, were opened, failed, through what, and how long it took.

use kernel::{Span, Time};
use serde::Serialize;
use store::{Change, StoreError, Value, params, sql};
use utoipa::ToSchema;

use crate::{Channel, Queue};

sql! {
    /// Notes a campaign.
    pub ADD_CAMPAIGN = "INSERT INTO campaign (id, incident, drill, kind, round, at) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (id) DO NOTHING";
    /// The campaigns of an incident, the newest first.
    pub CAMPAIGNS = "SELECT id, kind, round, at FROM campaign WHERE incident = $1 ORDER BY at DESC, id";
    /// Its deliveries by channel.
    pub CAMPAIGN_BY_CHANNEL = "SELECT channel, COUNT(*), COUNT(sent), COUNT(delivered), COUNT(opened), \
        SUM(CASE WHEN state = 4 THEN 1 ELSE 0 END), SUM(CASE WHEN state = 5 THEN 1 ELSE 0 END), \
        SUM(CASE WHEN state = 0 THEN 1 ELSE 0 END), SUM(parts) FROM delivery WHERE campaign = $1 GROUP BY channel ORDER BY channel";
    /// How long the one at this place took to be sent, in microseconds.
    pub CAMPAIGN_SENT_AT = "SELECT sent - made FROM delivery WHERE campaign = $1 AND channel = $2 AND sent IS NOT NULL \
        ORDER BY 1 LIMIT 1 OFFSET $3";
    /// Spends parts of an incident's ceiling; the first spend is always let through.
    pub SPEND = "INSERT INTO spent (incident, channel, parts) VALUES ($1, $2, $3) ON CONFLICT (incident, channel) DO UPDATE \
        SET parts = spent.parts + excluded.parts WHERE spent.parts + excluded.parts <= $4";
    /// What was spent.
    pub SPENT = "SELECT parts FROM spent WHERE incident = $1 AND channel = $2";
}

/// What became of a campaign in one channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ReportLine)]
pub struct Line {
    /// `push`, `sms`, `email`.
    pub channel: &'static str,
    /// How many messages were made for it, those held for later included.
    pub made: i64,
    /// The provider took them.
    pub sent: i64,
    /// Device or provider said that they arrived. Not every provider says so.
    pub delivered: i64,
    /// A person pressed the link. Looking is never counted.
    pub opened: i64,
    /// They never will.
    pub failed: i64,
    /// Nobody needed them any more: the person had answered.
    pub spared: i64,
    /// They wait.
    pub waiting: i64,
    /// Parts of text messages.
    pub parts: i64,
    /// Seconds from the question until half of those sent were sent.
    pub p50_seconds: Option<i64>,
    /// Until 99 in 100 were.
    pub p99_seconds: Option<i64>,
}

/// One question to many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// Its id.
    pub id: [u8; 16],
    /// The number of its kind.
    pub kind: i64,
    /// Which round of the incident: 1 is the first.
    pub round: i64,
    /// When it began.
    pub at: Time,
}

/// The place (from 0) of the `percent`th percentile among `n` (nearest rank), when there is one.
#[must_use]
pub const fn rank(n: i64, percent: i64) -> Option<i64> {
    if n <= 0 {
        return None;
    }
    Some(n.saturating_mul(percent).saturating_add(99).div_euclid(100).saturating_sub(1))
}

impl Queue {
    /// Notes a campaign; the same one stays as it is.
    pub fn add_campaign(
        &self,
        change: Change,
        campaign: &Campaign,
        incident: kernel::IncidentId,
        drill: bool,
    ) -> Change {
        let params = params![Value::Id(campaign.id), incident, drill, campaign.kind, campaign.round, campaign.at];
        change.run(ADD_CAMPAIGN, params)
    }
    /// The campaigns of an incident, the newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn campaigns(&self, incident: kernel::IncidentId) -> Result<Vec<Campaign>, StoreError> {
        let rows = self.store().read(CAMPAIGNS, params![incident]).await?;
        rows.iter()
            .map(|r| {
                let id = r.blob(0)?.first_chunk::<16>().copied().unwrap_or_default();
                Ok(Campaign { id, kind: r.int(1)?, round: r.int(2)?, at: r.time(3)? })
            })
            .collect()
    }
    /// What became of a campaign, by channel.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn report(&self, campaign: [u8; 16]) -> Result<Vec<Line>, StoreError> {
        let mut lines = Vec::new();
        for row in self.store().read(CAMPAIGN_BY_CHANNEL, params![Value::Id(campaign)]).await? {
            let Some(channel) = Channel::of_number(row.int(0)?) else { continue };
            let sent = row.int(2)?;
            let mut line = Line {
                channel: channel.word(),
                made: row.int(1)?,
                sent,
                delivered: row.int(3)?,
                opened: row.int(4)?,
                failed: row.int(5)?,
                spared: row.int(6)?,
                waiting: row.int(7)?,
                parts: row.int(8)?,
                p50_seconds: None,
                p99_seconds: None,
            };
            line.p50_seconds = self.took(campaign, channel, rank(sent, 50)).await?;
            line.p99_seconds = self.took(campaign, channel, rank(sent, 99)).await?;
            lines.push(line);
        }
        Ok(lines)
    }
    async fn took(&self, campaign: [u8; 16], channel: Channel, place: Option<i64>) -> Result<Option<i64>, StoreError> {
        let Some(place) = place else { return Ok(None) };
        let row = self.store().one(CAMPAIGN_SENT_AT, params![Value::Id(campaign), channel.number(), place]).await?;
        row.map(|r| Ok(Span(r.int(0)?).whole_seconds())).transpose()
    }
    /// What an incident has cost in a channel, in parts.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn spent(&self, incident: kernel::IncidentId, channel: Channel) -> Result<i64, StoreError> {
        self.store().one(SPENT, params![incident, channel.number()]).await?.map_or(Ok(0), |r| r.int(0))
    }
    /// Spends parts of the ceiling of an incident (fewer than none give some back). Gives whether there was enough left.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn spend(
        &self,
        incident: kernel::IncidentId,
        channel: Channel,
        parts: i64,
        ceiling: i64,
    ) -> Result<bool, StoreError> {
        match self.store().apply(Change::new().must(SPEND, params![incident, channel.number(), parts, ceiling])).await {
            Ok(_) => Ok(true),
            Err(e) if e.missed() => Ok(false),
            Err(e) => Err(e),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_by_nearest_rank() {
        assert_eq!(rank(0, 50), None);
        assert_eq!((rank(1, 50), rank(1, 99)), (Some(0), Some(0)));
        assert_eq!((rank(100, 50), rank(100, 99)), (Some(49), Some(98)));
        assert_eq!(rank(3, 50), Some(1));
    }
}
