//! A door and its stays as their host sees them, in words.

use kernel::{DoorId, StayId};
use places::{Figures, Landmarks};
use web::{Failure, Front};

use super::card;
use crate::{
    acts::{self, DoorWithStays},
    model::{Company, Stay, StayState, view},
    rules,
};

/// A door.
pub(super) struct DoorCard {
    pub(super) id: DoorId,
    pub(super) drill: bool,
    /// `open`, `full`, `paused`, `suspended`, `frozen`, `ended` or `closed`: the end of keys.
    pub(super) state: &'static str,
    pub(super) title: String,
    /// Colour, icon and words of the line above the title.
    pub(super) now: (&'static str, &'static str, String),
    /// What its host should know first.
    pub(super) says: Vec<String>,
    /// Whether room is needed around.
    pub(super) need: Option<&'static str>,
    /// Whether somebody is found by it now.
    pub(super) lit: bool,
    pub(super) closed: bool,
    /// Whether its places can be changed, it can be paused, renewed, edited.
    pub(super) can: Can,
    /// How many more people it takes.
    pub(super) room: i64,
    /// What plus and minus make of its places.
    pub(super) more: Option<i64>,
    pub(super) fewer: Option<i64>,
    /// Who is expected or there.
    pub(super) taken: i64,
    pub(super) hosted: i64,
    /// The end of its time.
    pub(super) until: String,
    /// What others see: whereabouts, what else.
    pub(super) seen: String,
    pub(super) note: Option<String>,
    pub(super) stays: Vec<StayCard>,
    /// How many ask, for a voice to tell when there is one more.
    pub(super) asking: usize,
}

/// What its host may do with a door now.
#[derive(Default)]
pub(super) struct Can {
    pub(super) count: bool,
    pub(super) renew: bool,
    pub(super) pause: bool,
    pub(super) reopen: bool,
    pub(super) close: bool,
    pub(super) edit: bool,
}

impl Can {
    fn of(state: &str) -> Self {
        let (lives, stopped) = (!matches!(state, "closed"), matches!(state, "closed" | "frozen"));
        Self {
            count: matches!(state, "open" | "full" | "paused" | "suspended"),
            renew: matches!(state, "open" | "full" | "suspended" | "ended"),
            pause: matches!(state, "open" | "full" | "suspended"),
            reopen: state == "paused",
            close: lives,
            edit: !stopped,
        }
    }
}

/// Somebody who asks, is on the way, or is there.
pub(super) struct StayCard {
    pub(super) id: StayId,
    pub(super) door: DoorId,
    pub(super) name: String,
    /// Colour, icon and words of where it stands.
    pub(super) now: (&'static str, &'static str, String),
    pub(super) facts: Vec<(&'static str, String)>,
    pub(super) words: Option<String>,
    /// The two words to say at the door.
    pub(super) say: Vec<String>,
    /// What else there is to know.
    pub(super) notes: Vec<String>,
    pub(super) held: bool,
    pub(super) accepted: bool,
    pub(super) arrived: bool,
    pub(super) state: &'static str,
}

impl DoorCard {
    pub(super) async fn of(front: &Front, known: &Landmarks, d: &DoorWithStays) -> Result<Self, Failure> {
        let (door, own) = (&d.door, &d.own);
        let state = if own.frozen { "frozen" } else { own.public.state };
        let mut stays = Vec::new();
        for (stay, seen) in d.stays.iter().filter(|(s, _)| s.state.lives()) {
            stays.push(StayCard::of(front, d, stay, seen).await?);
        }
        let can = Can::of(state);
        let most = rules::most_places(door.tier).max(door.places);
        Ok(Self {
            id: door.id,
            drill: door.drill,
            state,
            title: front.t(&format!("host-is-{state}")).into_owned(),
            now: now(front, d, state),
            says: says(front, d, state),
            need: acts::need::near_door(&front.house, door).await?.map(need),
            lit: matches!(state, "open" | "full"),
            closed: state == "closed",
            room: door.places.saturating_sub(door.taken),
            more: (can.count && door.places < most).then(|| door.places.saturating_add(1)),
            fewer: (can.count && door.places > door.taken.max(1)).then(|| door.places.saturating_sub(1)),
            taken: door.taken,
            hosted: door.hosted,
            until: front.time(door.until),
            seen: seen(front, known, own),
            note: own.public.note.as_deref().map(|n| card::shown(front, n)),
            asking: stays.iter().filter(|s| s.held).count(),
            stays,
            can,
        })
    }
}

/// The key of what is said of the need around a door.
const fn need(wanted: bool) -> &'static str {
    if wanted { "host-need-wanted" } else { "host-need-enough" }
}

fn now(front: &Front, d: &DoorWithStays, state: &str) -> (&'static str, &'static str, String) {
    let (door, since) = (&d.door, front.moment(front.now, d.door.opened));
    match state {
        "open" | "full" => ("lamp", "door", front.one("host-since", "time", since)),
        "paused" => ("wait", "wait", front.t("host-now-paused").into_owned()),
        "suspended" => ("help", "alert", front.t("host-now-suspended").into_owned()),
        "frozen" => ("wait", "lock", front.t("host-now-frozen").into_owned()),
        "ended" => ("wait", "clock", front.one("host-now-ended", "time", front.moment(front.now, door.until))),
        _ => ("wait", "lock", front.one("host-now-closed", "time", front.moment(front.now, door.changed))),
    }
}

fn says(front: &Front, d: &DoorWithStays, state: &str) -> Vec<String> {
    let mut says = Vec::new();
    if !matches!(state, "open") {
        says.push(front.t(&format!("host-says-{state}")).into_owned());
    }
    says.extend(
        d.own
            .perimeters
            .iter()
            .map(|p| front.two("host-perimeter", "name", p.name.as_str(), "time", front.moment(front.now, p.ends))),
    );
    let ends = d.door.until.since(front.now);
    if matches!(state, "open" | "full") && ends <= rules::WARN_BEFORE {
        says.push(front.one("host-ends-soon", "n", ends.whole_minutes().max(1)));
    }
    says
}

/// "Paris 10e, vers Goncourt", places, what it suits, languages: nothing that others do not see too.
fn seen(front: &Front, known: &Landmarks, own: &view::OwnDoor) -> String {
    let place = match own.public.label.as_deref() {
        Some(label) => label.to_owned(),
        None => card::whereabouts(front, known, own.public.cell).trim_end_matches('.').to_owned(),
    };
    let mut parts = vec![if place.is_empty() { front.t("host-seen-area").into_owned() } else { place }];
    parts.push(front.one("host-seen-room", "n", own.places.saturating_sub(own.taken)));
    parts.extend(own.public.suits.iter().map(|s| front.t(&format!("offer-suits-{}", s.word())).into_owned()));
    let tongue = |code: &String| {
        let key = format!("tongue-{code}");
        if front.has(&key) { front.t(&key).into_owned() } else { code.clone() }
    };
    parts.extend(own.public.langs.iter().map(tongue));
    parts.join(" · ")
}

impl StayCard {
    async fn of(front: &Front, d: &DoorWithStays, stay: &Stay, seen: &view::StayView) -> Result<Self, Failure> {
        let state = stay.state;
        let mut facts = vec![("people", front.one(&format!("host-who-{}", stay.who.word()), "n", stay.places))];
        let far = Figures::of(places::area::between(stay.cell, d.door.cell));
        if state == StayState::Held {
            facts.push(match far.here() {
                true => ("walk", front.t("host-far-here").into_owned()),
                false => ("walk", front.one("host-far", "n", far.minutes)),
            });
            facts.push(trust(front, stay).await?);
        }
        facts.extend(
            stay.needs.iter().map(|s| (card::suit_icon(s), front.t(&format!("host-needs-{}", s.word())).into_owned())),
        );
        let mut notes = Vec::new();
        if stay.stay_put {
            notes.push(front.t("host-stay-put").into_owned());
        }
        match state {
            StayState::Held => notes.push(front.one("host-held-until", "time", front.time(stay.until))),
            StayState::Accepted => notes.push(front.one("host-expected", "time", front.time(stay.until))),
            _ => {}
        }
        if stay.who != Company::Adults && d.door.kind == crate::model::Kind::Home {
            notes.push(front.t("host-adults-only").into_owned());
        }
        Ok(Self {
            id: stay.id,
            door: stay.door,
            name: seen.name.clone().unwrap_or_else(|| front.t("host-somebody").into_owned()),
            now: Self::now(front, stay),
            facts,
            words: seen.words.as_deref().map(|w| card::shown(front, w)),
            say: seen.say.as_deref().map(|s| s.split(' ').map(str::to_owned).collect()).unwrap_or_default(),
            notes,
            held: state == StayState::Held,
            accepted: state == StayState::Accepted,
            arrived: state == StayState::Arrived,
            state: state.word(),
        })
    }

    fn now(front: &Front, stay: &Stay) -> (&'static str, &'static str, String) {
        match stay.state {
            StayState::Held => ("help", "bell", front.one("host-new", "ago", front.ago(front.now, stay.asked))),
            StayState::Accepted => {
                ("safe", "check", front.one("host-accepted", "time", front.time(stay.given.unwrap_or(stay.asked))))
            }
            _ => ("safe", "door", front.one("host-arrived", "time", front.time(stay.arrived.unwrap_or(stay.asked)))),
        }
    }
}

/// Why a guest may be trusted.
async fn trust(front: &Front, stay: &Stay) -> Result<(&'static str, String), Failure> {
    let vouched = acts::vouched(&front.house, stay.guest).await?;
    let proven = acts::proven_since(&front.house, stay.guest).await?.is_some();
    let (icon, key) = match (vouched, proven) {
        (true, _) => ("shield", "host-guest-vouched"),
        (_, true) => ("phone", "host-guest-proven"),
        _ => ("user", "host-guest-unproven"),
    };
    Ok((icon, front.t(key).into_owned()))
}
