//! What this room shows live: to whoever reads along, without account, what anybody may read.
//!
//! | frame | says |
//! |---|---|
//! | `post` | a post as it is now: one that is new, was changed, is released, or of which more is known |
//! | `gone` | posts that are shown no more: deleted, taken down, held back, of somebody who was erased |
//! | `card` | a door, a search or an official message that is passed on, as it is now |

use ::store::{StoreError, params};
use async_trait::async_trait;
use kernel::{Event, IncidentId, Lang, PostId, Recorded};
use relay::{Frame, Marks, Project, Scope, To};
use serde_json::json;
use web::{Card, Cards, Failure, Home, House};

use crate::{
    acts,
    model::{BoostKind, Lane, Post, view::Look},
    rules::born::{self, About},
    store::{newest::Newest, posts as kept, tags::Tags},
};

/// Posts by which a card is passed on: the streams of their tags hear of it.
const PASSED_ON: i64 = 20;

/// The room's projection.
pub struct Shown(pub Home);

#[async_trait]
impl Project for Shown {
    async fn frames(&self, event: &Recorded, scope: &Scope<'_>) -> Result<Vec<Frame>, StoreError> {
        let Some(house) = self.0.house() else { return Ok(Vec::new()) };
        let shown = match &event.event {
            Event::Post { post, incident, drill, state } if scope.has_feed(*incident) => {
                of_post(&house, *post, (*incident, *drill), state).await
            }
            Event::Erased { person } => Ok(gone_with(&house.shelf.get::<Newest>().gone_with(*person))),
            other => match incident_of(other) {
                // What belongs to an incident that is only drafted is told to nobody.
                Some(incident)
                    if scope.has_feed(incident) && house.incidents.get(incident).is_some_and(|i| i.is_public()) =>
                {
                    of_cards(&house, other).await
                }
                _ => Ok(Vec::new()),
            },
        };
        shown.map_err(|failure| match failure {
            Failure::Fault(fault) => StoreError::Fault(fault.chain()),
            refused => StoreError::Fault(refused.code().to_owned()),
        })
    }
}

/// The incident of what has a card.
const fn incident_of(event: &Event) -> Option<IncidentId> {
    match event {
        Event::Door { incident, .. }
        | Event::RoomNeeded { incident, .. }
        | Event::Notice { incident, .. }
        | Event::Found { incident, .. } => Some(*incident),
        Event::Alert { incident, .. } => *incident,
        _ => None,
    }
}

fn gone(posts: &[PostId]) -> String {
    json!({ "posts": posts }).to_string()
}

fn gone_with(posts: &[PostId]) -> Vec<Frame> {
    if posts.is_empty() {
        return Vec::new();
    }
    let frame = |drill| Frame::new(To::Flow { incident: None, drill }, "gone", gone(posts));
    vec![frame(false), frame(true)]
}

async fn of_post(
    house: &House,
    id: PostId,
    (incident, drill): (IncidentId, bool),
    state: &str,
) -> Result<Vec<Frame>, Failure> {
    let found = acts::several(house, &[id]).await?.remove(&id);
    if let Some((post, pics)) = &found
        && let Some(seen) = acts::seen(house, post, pics, Look::Public).await?
    {
        let tags = acts::known_tags(house).await?;
        let to = To::Feed(acts::marks(&tags, post));
        return Ok(vec![Frame::new(to, "post", serde_json::to_string(&seen)?)]);
    }
    // What was never shown is not gone.
    if state == "held" && found.is_some_and(|(post, _)| never_shown(&post)) {
        return Ok(Vec::new());
    }
    Ok(vec![Frame::new(To::Flow { incident: Some(incident), drill }, "gone", gone(&[id]))])
}

const fn never_shown(post: &Post) -> bool {
    post.version == 1
}

/// A card that an event is about, to the streams where somebody may see it.
async fn of_cards(house: &House, event: &Event) -> Result<Vec<Frame>, Failure> {
    for cards in &house.cards {
        let Some(of) = cards.moved(house, event).await? else { continue };
        return of_card(house, *cards, &of, event).await;
    }
    Ok(Vec::new())
}

async fn of_card(house: &House, cards: &dyn Cards, of: &str, event: &Event) -> Result<Vec<Frame>, Failure> {
    // Where room is looked for stands where doors stand.
    let kind = BoostKind::of_word(cards.kind()).or((cards.kind() == acts::cards::NEED).then_some(BoostKind::Door));
    let (Some(kind), Some(incident)) = (kind, incident_of(event)) else { return Ok(Vec::new()) };
    let card = cards.card(house, of, Lang::default()).await?;
    let drill = card.as_ref().map_or_else(|| of_drill(event), |c| c.drill);
    let tags = acts::known_tags(house).await?;
    let marks = Marks {
        incident,
        drill,
        lane: lane(kind),
        tags: under(house, &tags, (kind, of), (incident, drill)).await?,
        cells: card.as_ref().and_then(|c| c.cell).into_iter().collect(),
    };
    Ok(vec![Frame::new(To::Feed(marks), "card", told(cards.kind(), of, card.as_ref()))])
}

const fn of_drill(event: &Event) -> bool {
    matches!(
        event,
        Event::Door { drill: true, .. }
            | Event::RoomNeeded { drill: true, .. }
            | Event::Notice { drill: true, .. }
            | Event::Found { drill: true, .. }
            | Event::Alert { drill: true, .. }
    )
}

fn lane(kind: BoostKind) -> u8 {
    let lane = if kind == BoostKind::Alert { Lane::Official } else { Lane::Act };
    u8::try_from(lane.number()).unwrap_or_default()
}

fn told(kind: &str, of: &str, card: Option<&Card>) -> String {
    json!({ "kind": kind, "of": of, "card": card }).to_string()
}

/// The tags under which a card may stand on a page: those of its incident that are for such things, and those of the posts that pass it on.
async fn under(
    house: &House,
    tags: &Tags,
    (kind, of): (BoostKind, &str),
    (incident, drill): (IncidentId, bool),
) -> Result<Vec<kernel::TagId>, Failure> {
    let about = match kind {
        BoostKind::Door => Some(About::Doors),
        BoostKind::Notice => Some(About::Searches),
        BoostKind::Post | BoostKind::Alert => None,
    };
    let born = tags.of_incident(incident).into_iter().filter(|t| Some(born::about(&t.key)) == about);
    let mut keys: Vec<String> = born.map(|t| t.key.clone()).collect();
    let rows = house.store.read(kept::BOOSTS_OF, params![of, kind.number(), PostId::LAST, PASSED_ON]).await?;
    for row in &rows {
        keys.extend(kept::post(&house.register, row)?.keys());
    }
    Ok(tags.marks(keys.into_iter(), drill))
}
