//! Reading the flow: page by page, and live.

use axum::{extract::State, response::Response};
use http::HeaderMap;
use kernel::{Cell, IncidentId, PostId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Access, Address, Card, Failure, Front, House, Json, Query, Route};

use crate::{
    acts::{self, Found, no},
    model::{self, Lane, Page, view::PostView},
    rules::No,
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        asked(Route::get("/api/v1/feed", Access::Anyone, flow))
            .says("Posts, the newest first. `position` is where a stream goes on without gap and without double")
            .query("before", "only posts before this one: older")
            .query("after", "only posts after this one: newer")
            .query("limit", "at most so many, 20 by default, 80 at most")
            .gives::<FeedOut>(200),
        Route::get("/api/v1/feed/act", Access::Anyone, to_act_on)
            .says("What is to be acted on in an incident now: doors with room, and whatever other rooms list; by `lane=official` what holds")
            .query("incident", "which; by default the newest real one that is on")
            .query("lane", "`act` or `official`")
            .query("drill", "`true` for the newest exercise that is on, when no incident is named")
            .gives::<CardsOut>(200),
        asked(Route::get("/api/v1/feed/stream", Access::Anyone, stream))
            .says("The same live, without account: `post` is a post as it is now, `gone` says which are shown no more, `card` is something that is passed on as it is now")
            .query("last_event_id", "resume after this position; the header Last-Event-ID weighs more")
            .streams(),
    ]
}

/// The parameters that say which posts.
pub(super) fn asked(route: Route) -> Route {
    route
        .query("tag", "only under this tag; the same as one of `all`")
        .query("any", "only under at least one of these tags, with commas")
        .query("all", "only under all of these tags, with commas")
        .query("none", "only under none of these tags, with commas")
        .query("incident", "only of this incident")
        .query("lane", "only in this lane: `act`, `official` or `talk`")
        .query("cell", "only in these H3 cells, with commas; none larger than resolution 7")
        .query("drill", "`true` for exercises, and for nothing else")
}

/// Which posts, as it is asked.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Asked {
    tag: Option<String>,
    any: Option<String>,
    all: Option<String>,
    none: Option<String>,
    incident: Option<IncidentId>,
    lane: Option<Lane>,
    cell: Option<String>,
    drill: Option<bool>,
    before: Option<PostId>,
    after: Option<PostId>,
    limit: Option<usize>,
    last_event_id: Option<i64>,
}

fn keys(typed: Option<&str>) -> Result<Vec<String>, Failure> {
    let each = typed.unwrap_or_default().split(',').map(str::trim).filter(|t| !t.is_empty());
    each.map(|t| words::tag_key(t).ok_or_else(|| no(&No::NoTag))).collect()
}

impl Asked {
    /// Which posts.
    pub(super) fn query(&self, house: &House) -> Result<model::Query, Failure> {
        let mut all = keys(self.all.as_deref())?;
        all.extend(keys(self.tag.as_deref())?);
        let cells = self.cell.as_deref().unwrap_or_default().split(',').filter(|c| !c.is_empty());
        let cells = cells.map(|c| c.parse::<Cell>().map_err(|_| no(&No::Place))).collect::<Result<_, _>>()?;
        // Whoever names an exercise asks for it.
        let of = self.incident.and_then(|id| house.incidents.get(id));
        if self.incident.is_some() && !of.as_ref().is_some_and(|i| i.is_public()) {
            return Err(Failure::not_found());
        }
        Ok(model::Query {
            incident: self.incident,
            any: keys(self.any.as_deref())?,
            all,
            none: keys(self.none.as_deref())?,
            lane: self.lane,
            cells,
            drill: of.map_or_else(|| self.drill.unwrap_or_default(), |i| i.drill),
        })
    }
    /// The same under one tag.
    pub(super) fn under(self, key: String) -> Self {
        Self { tag: Some(key), ..self }
    }
    /// Which part of them.
    pub(super) fn page(&self) -> Page {
        Page { before: self.before, after: self.after, ..Page::newest(self.limit.unwrap_or(Page::USUAL)) }
    }
}

/// A part of the flow.
#[derive(Serialize, ToSchema)]
pub(super) struct FeedOut {
    /// The newest first.
    posts: Vec<PostView>,
    /// Posts that some of them pass on, as they are now.
    passed_on: Vec<PostView>,
    /// Doors, searches, official messages that they pass on, as they are now.
    cards: Vec<Card>,
    /// Where older ones begin (`before`), when there may be some.
    #[schema(value_type = Option<String>)]
    next: Option<PostId>,
    /// Where a stream goes on (`last_event_id`), without gap and without double.
    position: Option<i64>,
}

impl FeedOut {
    pub(super) async fn of(front: &Front, found: Found) -> Result<Self, Failure> {
        let cards = acts::cards::cards(&front.house, &found.refers, front.lang).await?;
        let mut passed_on: Vec<PostView> = found.passed_on.into_values().collect();
        passed_on.sort_by_key(|p| std::cmp::Reverse(p.id));
        Ok(Self { posts: found.posts, passed_on, cards, next: found.next, position: found.position })
    }
}

async fn flow(front: Front, Query(asked): Query<Asked>) -> Result<Json<FeedOut>, Failure> {
    let found = acts::flow(&front.house, &asked.query(&front.house)?, asked.page()).await?;
    Ok(Json(FeedOut::of(&front, found).await?))
}

/// Cards, each kind with the latest first.
#[derive(Serialize, ToSchema)]
struct CardsOut {
    /// The cards.
    cards: Vec<Card>,
}

async fn to_act_on(front: Front, Query(asked): Query<Asked>) -> Result<Json<CardsOut>, Failure> {
    let incident = acts::incident_or_drill(&front.house, asked.incident, asked.drill == Some(true))?;
    let lane = asked.lane.unwrap_or(Lane::Act);
    let cards = acts::cards::to_act_on(&front.house, incident.id, lane, front.lang).await?;
    Ok(Json(CardsOut { cards }))
}

async fn stream(
    State(house): State<House>,
    from: Address,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let query = asked.query(&house)?;
    acts::askable(&query).map_err(|e| no(&e))?;
    let tags = acts::known_tags(&house).await?;
    let after = house.resumes(from, web::last_heard(&headers).or(asked.last_event_id));
    Ok(web::streamed(house.feed(acts::want(&tags, &query), after).await?))
}
