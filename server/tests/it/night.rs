//! The night, played fast onto the real path: doors open, fill and close, and never hold more guests than places; what is not so is
//! written by many, ruled on once, and shown as such on every copy.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use doors::model::{DoorState, StayState, view};
use feed::model::{
    Lane, Truth,
    query::{Page, Query},
};
use kernel::{Clock, FixedClock, Id, IncidentId, Role, SessionId, Span, Staff, Time, Visitor};
use night::{Act, People, Played, Player, Scenario, Stop, scenario::Step, script};
use server::stage::{Floor, populate, prove};
use store::{each_store, params, sql, testing::Stores};
use web::harness::Harness;

sql! {
    BOOKS = "SELECT places, taken, (SELECT CAST(COALESCE(SUM(s.places), 0) AS BIGINT) FROM stay s WHERE s.door = door.id \
        AND s.state IN (1, 2, 3)) FROM door";
    NOT_CLOSED = "SELECT COUNT(*) FROM door WHERE state <> 4";
}

/// A clock that jumps over every wait, with the house's and the store's.
#[derive(Debug)]
struct Jumping(Arc<FixedClock>, Arc<FixedClock>);

impl Clock for Jumping {
    fn now(&self) -> Time {
        self.0.now()
    }
    fn wait(&self, span: Span) -> Duration {
        self.0.advance(span);
        self.1.advance(span);
        Duration::ZERO
    }
}

/// A house and its night.
struct Rehearsal {
    h: Harness,
    /// The clock by which the store says when something happened.
    books: Arc<FixedClock>,
    floor: Arc<Floor>,
    player: Player,
    acts: Vec<Act>,
    you: night::Person,
    played: Played,
    next: usize,
}

impl Rehearsal {
    async fn of(stores: Stores, count: u32) -> Self {
        let scenario = Arc::new(Scenario::paris().unwrap());
        let books = Arc::new(FixedClock::at(scenario.starts));
        let h = Harness::new(server::rooms(), stores.open_at(books.clone()).await, people::sessions).await;
        h.clock.set(scenario.starts);
        let people = Arc::new(People::of(&scenario, count, 10.0, 2015).unwrap());
        let you = people.visitor(&scenario).unwrap();
        let number = people.number_of(you.id).unwrap();
        let mut acts = script(&scenario, &people, 2015).unwrap();
        // What people answer is played elsewhere: here doors are.
        let answers = |a: &Act| matches!(a.deed, night::Deed::CheckIn { .. } | night::Deed::Declare { .. });
        acts.retain(|a| !answers(a) && a.deed.person() != Some(number));
        acts.push(night::doors::door_of_visitor(&scenario, number).unwrap());
        acts.sort_by_key(|a| a.at);
        populate(&h.house, &people).await.unwrap();
        let (hosts, guests) = (night::doors::hosts(&scenario, &people), night::doors::guests(&scenario, &people));
        let mut proven = [hosts, guests, night::flow::writers(&scenario, &people), vec![number]].concat();
        proven.sort_unstable();
        proven.dedup();
        prove(&h.house, &people, &proven).await.unwrap();
        let name = "Salle de crise";
        let id = h.house.register.staff_named(name, scenario.starts).await.unwrap();
        let staff = Staff { id, name: name.into(), role: Role::Operator };
        let floor = Arc::new(Floor::new(h.house.clone(), staff, |_| {}));
        let player = Player { scenario, people, clock: Arc::new(Jumping(h.clock.clone(), books.clone())), at_once: 1 };
        Self { h, books, floor, player, acts, you, played: Played::default(), next: 0 }
    }
    /// Plays on until then.
    async fn until(&mut self, then: Time) {
        let end = self.acts.partition_point(|a| a.at < then);
        let (_stopper, stop) = Stop::pair();
        let played = self.player.play(&self.floor, &self.acts[self.next..end], stop).await.unwrap();
        self.played.steps += played.steps;
        self.played.done += played.done;
        self.played.failed += played.failed;
        self.next = end;
        self.h.clock.set(then);
        self.books.set(then);
        self.h.settle().await;
    }
    fn incident(&self) -> IncidentId {
        self.floor.incident().unwrap()
    }
    /// Every place that is taken is somebody's, and no door has more guests than places.
    async fn look(&self) -> usize {
        let rows = self.h.house.store.read(BOOKS, params![]).await.unwrap();
        for row in &rows {
            let (places, taken, living) = (row.int(0).unwrap(), row.int(1).unwrap(), row.int(2).unwrap());
            assert_eq!(taken, living, "taken is the sum of living stays");
            assert!(taken <= places, "{taken} of {places}");
        }
        rows.len()
    }
    /// What is written of places where nothing happened, and what is known of it, as anybody reads it.
    async fn copies(&self) -> Vec<(String, Truth)> {
        let query = Query { incident: Some(self.incident()), drill: true, lane: Some(Lane::Talk), ..Query::default() };
        let mut page = Page::newest(Page::MOST);
        let mut posts = Vec::new();
        loop {
            let found = feed::acts::flow(&self.h.house, &query, page).await.unwrap();
            posts.extend(found.posts);
            let Some(next) = found.next else { break };
            page.before = Some(next);
        }
        let wanted = |text: &str| text.to_lowercase().contains("aux halles") || text.contains("de la République");
        let copies = posts.into_iter().filter_map(|p| p.text.map(|text| (text, p.truth)));
        copies.filter(|(text, _)| wanted(text)).collect()
    }
    /// How the doors that are not closed stand, as anybody sees them.
    async fn states(&self) -> Vec<&'static str> {
        let now = self.h.clock.now();
        let all = doors::acts::memory(&self.h.house).await.unwrap().of_incident(self.incident());
        all.iter().map(|d| view::of_door(d, now).state).collect()
    }
}

fn at(hour: &str) -> Time {
    Time::parse(&format!("2015-11-{hour}:00+01:00")).unwrap()
}

each_store! {
    async fn doors_open_fill_and_close_and_nobody_is_overbooked(stores: Stores) {
        let mut night = Rehearsal::of(stores, 500).await;
        night.until(at("13T22:30")).await;
        assert_eq!(night.look().await, 0, "no door before the first message");
        let around = doors::acts::perimeters::around(&night.h.house, night.incident(), night.h.clock.now()).await.unwrap();
        assert!(!around.walks.is_empty(), "the perimeters are drawn");

        let mut seen = BTreeSet::new();
        let mut now = at("13T22:40");
        while now <= at("14T00:40") {
            night.until(now).await;
            night.look().await;
            seen.extend(night.states().await);
            now = now.plus(Span::minutes(10));
        }
        assert!(seen.contains("open") && seen.contains("full"), "{seen:?}");
        assert!(night.look().await >= 18, "hosts, the visitor, and three town halls");
        let figures = doors::acts::figures::measure(&night.h.house, night.incident()).await.unwrap();
        assert!(figures.people_hosted > 20 && figures.offers_that_hosted * 10 > figures.offers, "{figures:?}");
        assert!(night.played.done > 300 && night.played.failed * 10 < night.played.done, "{:?}", night.played);

        // Whom the visitor lets in is theirs to say.
        let you = Visitor::Person { id: night.you.id, session: SessionId::from_bytes([1; 16]) };
        let mine = doors::acts::my_doors(&night.h.house, &you).await.unwrap();
        assert_eq!(mine.len(), 1);
        assert!(mine[0].door.drill && mine[0].door.state == DoorState::Open && !mine[0].door.suspended);
        assert!(mine[0].stays.iter().all(|(s, _)| matches!(s.state, StayState::Held | StayState::RanOut)));

        // Nobody is let in any more once the operators have stood down.
        let stood_down = night.player.scenario.steps.iter().find(|s| matches!(s, Step::StandDown { .. })).unwrap().at();
        while now < stood_down {
            now = now.plus(Span::minutes(30));
            night.until(now.min(stood_down)).await;
            night.look().await;
        }
        night.until(stood_down.plus(Span::minutes(5))).await;
        let open = night.h.house.store.one(NOT_CLOSED, params![]).await.unwrap().unwrap().int(0).unwrap();
        assert_eq!(open, 0, "doors close when the operators stand down");
        let lifted = doors::acts::perimeters::around(&night.h.house, night.incident(), night.h.clock.now()).await.unwrap();
        assert!(lifted.walks.is_empty(), "the perimeters are lifted");
    }

    async fn what_is_not_so_is_shown_as_such_on_every_copy_before_and_after(stores: Stores) {
        let mut night = Rehearsal::of(stores, 500).await;
        let scenario = Arc::clone(&night.player.scenario);
        let ruled = |id: &str| {
            let of = |s: &&Step| matches!(s, Step::Ruling { rumour, .. } if rumour == id);
            scenario.steps.iter().find(of).unwrap().at()
        };
        let (halles, republique) = (ruled("halles"), ruled("republique"));
        night.until(halles.minus(Span::minutes(1))).await;
        let before = night.copies().await;
        assert!(before.len() > 5 && before.iter().all(|(_, truth)| *truth != Truth::False), "{before:?}");
        night.until(halles.plus(Span::minutes(1))).await;
        let after = night.copies().await;
        let of = |all: &[(String, Truth)], place: &str| -> Vec<Truth> {
            all.iter().filter(|(text, _)| text.to_lowercase().contains(place)).map(|(_, truth)| *truth).collect()
        };
        assert!(of(&after, "aux halles").iter().all(|t| *t == Truth::False), "{after:?}");
        assert!(of(&after, "de la république").iter().all(|t| *t != Truth::False), "another place");
        // Copies that come later are shown as what they are, and nobody passes them on.
        night.until(republique.plus(Span::hours(2))).await;
        let last = night.copies().await;
        assert!(of(&last, "aux halles").len() > of(&after, "aux halles").len(), "{last:?}");
        assert!(last.iter().all(|(_, truth)| *truth == Truth::False), "{last:?}");
        let told: BTreeSet<_> = night.h.house.store.events_after(0, 1_000_000).await.unwrap().0.into_iter()
            .filter_map(|e| match e.event { kernel::Event::Ruled { people, .. } => Some(people), _ => None })
            .flatten().collect();
        assert!(told.len() >= last.len(), "who wrote it, and who passed it on: {} of {}", told.len(), last.len());
        assert_eq!(night.played.failed, 0, "{:?}", night.played);
    }
}
