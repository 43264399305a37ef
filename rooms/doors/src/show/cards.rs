//! Doors as other rooms show them: what anybody may see of a door, in its present state; and where room is looked for.

use async_trait::async_trait;
use kernel::{Cell, DoorId, Event, IncidentId, Lang};
use web::{Card, Cards, Failure, House, landmarks};

use crate::{
    acts,
    model::{Door, DoorState, view},
    store,
};

/// Doors that are looked through at once: whoever looks for room asks from where they are.
const MOST: usize = 500;

/// Answers for `door`.
#[derive(Debug)]
pub struct Doors;

async fn card(house: &House, door: &Door) -> Result<Card, Failure> {
    let seen = view::of_door(door, house.clock.now());
    Ok(Card {
        kind: "door",
        of: seen.id.to_string(),
        incident: Some(door.incident),
        drill: door.drill,
        over: !matches!(seen.state, "open" | "full"),
        state: seen.state.to_owned(),
        href: format!("/doors/{}/ask", seen.id),
        title: seen.label,
        near: landmarks::near(house, seen.cell).await?,
        cell: Some(seen.cell),
        room: Some(seen.room),
        until: Some(seen.until),
        at: door.opened,
    })
}

#[async_trait]
impl Cards for Doors {
    fn kind(&self) -> &'static str {
        "door"
    }
    async fn card(&self, house: &House, of: &str, _: Lang) -> Result<Option<Card>, Failure> {
        let Ok(id) = of.parse::<DoorId>() else { return Ok(None) };
        match store::one_door(&house.store, id).await?.filter(|d| d.state != DoorState::Draft) {
            Some(door) => card(house, &door).await.map(Some),
            None => Ok(None),
        }
    }
    async fn to_act_on(
        &self,
        house: &House,
        incident: IncidentId,
        _: Lang,
        limit: usize,
    ) -> Result<Vec<Card>, Failure> {
        let now = house.clock.now();
        let mut doors = acts::memory(house).await?.of_incident(incident);
        doors.retain(|d| view::of_door(d, now).state == "open");
        doors.sort_by_key(|d| std::cmp::Reverse(d.id));
        let mut cards = Vec::new();
        for door in doors.iter().take(limit.min(MOST)) {
            cards.push(card(house, door).await?);
        }
        Ok(cards)
    }
    async fn moved(&self, house: &House, event: &Event) -> Result<Option<String>, Failure> {
        let Event::Door { door, .. } = event else { return Ok(None) };
        let kept = store::one_door(&house.store, *door).await?;
        Ok(kept.is_none_or(|d| d.state != DoorState::Draft).then(|| door.to_string()))
    }
}

/// Areas in which room is looked for that are named: the call goes to whoever is near, and stops where there is enough.
const MOST_AREAS: usize = 3;

/// Answers for `need`: in which areas more people look for room than there is. Neither how many, nor who, nor where in the area: fewer than
/// [`crate::rules::need::FEWEST`] are told of by themselves nowhere.
#[derive(Debug)]
pub struct Needs;

impl Needs {
    async fn all(house: &House, incident: IncidentId) -> Result<Vec<Card>, Failure> {
        let Some(on) = house.incidents.get(incident).filter(|i| i.state.takes_answers()) else {
            return Ok(Vec::new());
        };
        let mut cards = Vec::new();
        for area in acts::need::wanting(house, incident).await?.iter().take(MOST_AREAS) {
            let Some(cell) = area.cells.first().copied() else { continue };
            cards.push(Card {
                kind: "need",
                of: format!("{incident}.{cell}"),
                incident: Some(incident),
                drill: on.drill,
                state: "wanted".to_owned(),
                over: false,
                href: "/doors/offer".to_owned(),
                title: None,
                near: landmarks::near(house, cell).await?,
                cell: Some(cell),
                room: None,
                until: None,
                at: on.since(),
            });
        }
        Ok(cards)
    }
}

#[async_trait]
impl Cards for Needs {
    fn kind(&self) -> &'static str {
        "need"
    }
    async fn card(&self, house: &House, of: &str, _: Lang) -> Result<Option<Card>, Failure> {
        let named =
            of.split_once('.').and_then(|(i, cell)| i.parse::<IncidentId>().ok().zip(cell.parse::<Cell>().ok()));
        let Some((incident, cell)) = named else { return Ok(None) };
        Ok(Self::all(house, incident).await?.into_iter().find(|card| card.cell == Some(cell)))
    }
    async fn to_act_on(
        &self,
        house: &House,
        incident: IncidentId,
        _: Lang,
        limit: usize,
    ) -> Result<Vec<Card>, Failure> {
        let mut all = Self::all(house, incident).await?;
        all.truncate(limit);
        Ok(all)
    }
    async fn moved(&self, _: &House, event: &Event) -> Result<Option<String>, Failure> {
        // Where exactly, no event says: who shows these asks for all of the incident anew.
        let Event::RoomNeeded { incident, .. } = event else { return Ok(None) };
        Ok(Some(incident.to_string()))
    }
}
