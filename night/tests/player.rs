//! The night played onto a list.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use kernel::{Clock, Span, Time};
use night::{
    Act, CheckIn, Declaration, DoorOffer, Happened, People, Person, Player, Scenario, Seeker, Stage, StageError, Stop,
    Written,
    doors::Keep,
    scenario::{Incident, Perimeter, PublicPlace, Rumour, Zone},
    script,
};

/// A clock that jumps over every wait.
#[derive(Debug)]
struct Jumping(AtomicI64);

impl Clock for Jumping {
    fn now(&self) -> Time {
        Time(self.0.load(Ordering::SeqCst))
    }
    fn wait(&self, span: Span) -> Duration {
        self.0.fetch_add(span.0, Ordering::SeqCst);
        Duration::ZERO
    }
}

/// What was played, as lines, and how many acts were under way at once.
#[derive(Default)]
struct Lines {
    lines: Mutex<Vec<String>>,
    now: AtomicUsize,
    most: AtomicUsize,
    breaks_at: Option<&'static str>,
    stopper: Mutex<Option<night::Stopper>>,
}

impl Lines {
    fn line(&self, line: &str) -> Result<(), StageError> {
        self.lines.lock().unwrap().push(line.to_owned());
        if self.breaks_at == Some(line) { Err("broken".into()) } else { Ok(()) }
    }
    async fn person(&self, line: &str) -> Result<(), StageError> {
        let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(now, Ordering::SeqCst);
        tokio::task::yield_now().await;
        self.now.fetch_sub(1, Ordering::SeqCst);
        self.line(line)
    }
    fn count(&self, line: &str) -> usize {
        self.lines.lock().unwrap().iter().filter(|l| *l == line).count()
    }
}

impl Stage for Lines {
    async fn tell(&self, happened: Happened<'_>) {
        assert!(happened.hour.contains(':') && !happened.fr.is_empty());
        self.line("tell").unwrap();
        if let Some(stopper) = self.stopper.lock().unwrap().as_ref() {
            stopper.stop();
        }
    }
    async fn open_incident(&self, incident: &Incident, zone: &Zone) -> Result<(), StageError> {
        assert!(incident.drill && zone.area().is_ok());
        self.line("open")
    }
    async fn activate(&self) -> Result<(), StageError> {
        self.line("activate")
    }
    async fn change_zone(&self, _: &Zone) -> Result<(), StageError> {
        assert_eq!(self.now.load(Ordering::SeqCst), 0, "people are still busy");
        self.line("zone")
    }
    async fn stand_down(&self) -> Result<(), StageError> {
        self.line("stand down")
    }
    async fn close(&self) -> Result<(), StageError> {
        self.line("close")
    }
    async fn check_in(&self, check_in: CheckIn<'_>) -> Result<(), StageError> {
        self.person(check_in.answer.word()).await
    }
    async fn declare(&self, _: Declaration<'_>) -> Result<(), StageError> {
        self.person("declare").await
    }
    async fn open_place(&self, place: &PublicPlace, _: Time) -> Result<(), StageError> {
        assert!(place.places > 0);
        self.line("public place")
    }
    async fn draw_perimeter(&self, drawn: &Perimeter, _: Time) -> Result<(), StageError> {
        assert_eq!(self.now.load(Ordering::SeqCst), 0, "people are still busy");
        assert!(drawn.area().is_ok());
        self.line("perimeter")
    }
    async fn lift_perimeter(&self, _: &Perimeter) -> Result<(), StageError> {
        self.line("lift")
    }
    async fn open_door(&self, _: DoorOffer<'_>) -> Result<(), StageError> {
        self.person("open door").await
    }
    async fn answer_guests(&self, _: &Person, refuses: bool) -> Result<(), StageError> {
        self.person(if refuses { "refuse" } else { "let in" }).await
    }
    async fn keep_door(&self, _: &Person, what: Keep) -> Result<(), StageError> {
        self.person(&format!("{what:?}")).await
    }
    async fn set_places(&self, _: &Person, places: u8) -> Result<(), StageError> {
        assert!(places > 0);
        self.person("places").await
    }
    async fn ask_to_stay(&self, _: Seeker<'_>) -> Result<(), StageError> {
        self.person("ask").await
    }
    async fn arrive(&self, _: &Person) -> Result<(), StageError> {
        self.person("arrive").await
    }
    async fn leave(&self, _: &Person, _: bool) -> Result<(), StageError> {
        self.person("leave").await
    }
    async fn write(&self, written: Written<'_>) -> Result<(), StageError> {
        assert!(!written.text.is_empty());
        self.person(if written.rumour.is_some() { "copy" } else { "write" }).await
    }
    async fn relay(&self, _: &Person, _: &Rumour) -> Result<(), StageError> {
        self.person("relay").await
    }
    async fn rule(&self, rumour: &Rumour) -> Result<(), StageError> {
        assert!(!rumour.says.is_empty());
        self.line("rule")
    }
}

fn night() -> (Player, Vec<Act>) {
    let scenario = Arc::new(Scenario::paris().unwrap());
    let people = Arc::new(People::of(&scenario, 500, 20.0, 2015).unwrap());
    let acts = script(&scenario, &people, 2015).unwrap();
    let clock = Arc::new(Jumping(AtomicI64::new(scenario.starts.0)));
    (Player { scenario, people, clock, at_once: 8 }, acts)
}

#[tokio::test]
async fn the_whole_night_is_played_in_order() {
    let (player, acts) = night();
    let stage = Arc::new(Lines::default());
    let (_stopper, stop) = Stop::pair();
    let played = player.play(&stage, &acts, stop).await.unwrap();
    assert_eq!(played.steps + played.done, acts.len());
    assert_eq!((played.failed, played.stopped), (0, false));
    assert_eq!(player.clock.now(), player.scenario.ends);
    let lines = stage.lines.lock().unwrap().clone();
    let place = |line: &str| lines.iter().position(|l| l == line).unwrap();
    assert!(place("open") < place("activate") && place("activate") < place("safe") && place("safe") < place("zone"));
    assert!(place("perimeter") < place("open door") && place("open door") < place("public place"));
    assert!(place("ask") < place("arrive") && place("arrive") < place("leave"));
    assert_eq!((stage.count("perimeter"), stage.count("lift"), stage.count("public place")), (2, 2, 3));
    for line in ["let in", "refuse", "Renew", "Close", "places"] {
        assert!(lines.iter().any(|l| l == line), "{line}");
    }
    assert_eq!(lines.last().unwrap(), "close");
}

#[tokio::test]
async fn a_night_that_is_late_is_played_many_acts_at_once_and_none_is_left_out() {
    let (mut player, acts) = night();
    player.clock = Arc::new(kernel::FixedClock::at(player.scenario.ends));
    let stage = Arc::new(Lines::default());
    let (_stopper, stop) = Stop::pair();
    let played = player.play(&stage, &acts, stop).await.unwrap();
    assert_eq!(played.steps + played.done, acts.len());
    assert_eq!(stage.most.load(Ordering::SeqCst), 8);
}

#[tokio::test]
async fn a_stopped_night_starts_nothing_more() {
    let (player, acts) = night();
    let (stopper, stop) = Stop::pair();
    let stage = Arc::new(Lines { stopper: Mutex::new(Some(stopper)), ..Lines::default() });
    let played = player.play(&stage, &acts, stop).await.unwrap();
    assert!(played.stopped);
    assert_eq!(stage.count("tell"), 1);
    assert_eq!(stage.lines.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_dropped_stopper_stops_a_long_wait() {
    let (mut player, acts) = night();
    player.clock = Arc::new(kernel::FixedClock::at(player.scenario.starts));
    let (stopper, stop) = Stop::pair();
    drop(stopper);
    let played = player.play(&Arc::new(Lines::default()), &acts, stop).await.unwrap();
    assert!(played.stopped && played.steps == 0);
}

#[tokio::test]
async fn a_step_that_fails_ends_the_night_and_a_person_does_not() {
    let (player, acts) = night();
    let (_stopper, stop) = Stop::pair();
    let stage = Arc::new(Lines { breaks_at: Some("activate"), ..Lines::default() });
    let failed = player.play(&stage, &acts, stop).await.unwrap_err();
    assert_eq!(failed.to_string(), "the step at 21:44 failed: broken");
    let (player, acts) = night();
    let (_stopper, stop) = Stop::pair();
    let stage = Arc::new(Lines { breaks_at: Some("declare"), ..Lines::default() });
    let played = player.play(&stage, &acts, stop).await.unwrap();
    assert!(played.failed > 0 && played.failed == stage.count("declare"));
    assert_eq!(stage.count("close"), 1);
}
