//! Plays the acts of a night at the speed of a clock, onto a stage.

use std::{error::Error, fmt, future::Future, sync::Arc};

use kernel::{Clock, Time};
use register::{How, State};
use tokio::{sync::watch, task::JoinSet};

use crate::{
    doors::{Keep, Party, Room},
    people::{People, Person},
    scenario::{Incident, Perimeter, Place, PublicPlace, Rumour, Scenario, Step, Zone},
    script::{Act, Deed},
};

/// Why the stage could not do something.
pub type StageError = Box<dyn Error + Send + Sync>;

/// A fact, for the terminal.
#[derive(Clone, Copy, Debug)]
pub struct Happened<'a> {
    /// When.
    pub at: Time,
    /// The hour as told there: `21:44`.
    pub hour: &'a str,
    /// Whether the hour is known to a few minutes only.
    pub about: bool,
    /// Where.
    pub place: Option<&'a Place>,
    /// In French.
    pub fr: &'a str,
    /// In English.
    pub en: &'a str,
}

/// A person's own answer.
#[derive(Clone, Copy, Debug)]
pub struct CheckIn<'a> {
    /// Who.
    pub person: &'a Person,
    /// `Safe`, `NeedHelp` or `NotThere`.
    pub answer: State,
    /// When they pressed the button.
    pub at: Time,
    /// A few words.
    pub message: Option<&'a str>,
}

/// What somebody says of a friend.
#[derive(Clone, Copy, Debug)]
pub struct Declaration<'a> {
    /// Who says it.
    pub by: &'a Person,
    /// Of whom: somebody in their circle.
    pub about: &'a Person,
    /// How they know.
    pub how: How,
    /// When they pressed the button.
    pub at: Time,
}

/// A door that somebody opens.
#[derive(Clone, Copy, Debug)]
pub struct DoorOffer<'a> {
    /// Whose.
    pub host: &'a Person,
    /// What they offer.
    pub room: Room,
    /// When they pressed the button.
    pub at: Time,
}

/// Somebody who looks for room.
#[derive(Clone, Copy, Debug)]
pub struct Seeker<'a> {
    /// Who.
    pub guest: &'a Person,
    /// Who is with them.
    pub party: Party,
    /// When they looked.
    pub at: Time,
}

/// What somebody writes.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// Who.
    pub by: &'a Person,
    /// The words.
    pub text: &'a str,
    /// The rumour that it is a copy of.
    pub rumour: Option<&'a Rumour>,
}

/// Where a night is played: the server, over its real path; or a list, in tests.
///
/// The operators' acts come one after the other, each when everything before it is done; one that fails ends the night. The
/// people's acts come many at once; one that fails is counted, and the night goes on. Implementors may write `async fn`.
pub trait Stage: Send + Sync + 'static {
    /// Something happened.
    fn tell(&self, happened: Happened<'_>) -> impl Future<Output = ()> + Send;
    /// The operators open the incident; the stage remembers which it is.
    fn open_incident(&self, incident: &Incident, zone: &Zone) -> impl Future<Output = Result<(), StageError>> + Send;
    /// The operators activate it.
    fn activate(&self) -> impl Future<Output = Result<(), StageError>> + Send;
    /// The operators change its zone.
    fn change_zone(&self, zone: &Zone) -> impl Future<Output = Result<(), StageError>> + Send;
    /// The operators stand down.
    fn stand_down(&self) -> impl Future<Output = Result<(), StageError>> + Send;
    /// The operators close it.
    fn close(&self) -> impl Future<Output = Result<(), StageError>> + Send;
    /// A person answers.
    fn check_in(&self, check_in: CheckIn<'_>) -> impl Future<Output = Result<(), StageError>> + Send;
    /// A person says something of a friend.
    fn declare(&self, declaration: Declaration<'_>) -> impl Future<Output = Result<(), StageError>> + Send;
    /// An institution opens a public place until then.
    fn open_place(&self, place: &PublicPlace, until: Time) -> impl Future<Output = Result<(), StageError>> + Send;
    /// The operators draw a perimeter that holds until then, unless they lift it before.
    fn draw_perimeter(&self, drawn: &Perimeter, until: Time) -> impl Future<Output = Result<(), StageError>> + Send;
    /// The operators lift a perimeter.
    fn lift_perimeter(&self, drawn: &Perimeter) -> impl Future<Output = Result<(), StageError>> + Send;
    /// A host opens their door; the stage remembers which it is.
    fn open_door(&self, offer: DoorOffer<'_>) -> impl Future<Output = Result<(), StageError>> + Send;
    /// A host looks who asks at their door and answers: lets them in, or refuses.
    fn answer_guests(&self, host: &Person, refuses: bool) -> impl Future<Output = Result<(), StageError>> + Send;
    /// A host keeps their door open for longer, takes it out of sight, shows it again or closes it.
    fn keep_door(&self, host: &Person, what: Keep) -> impl Future<Output = Result<(), StageError>> + Send;
    /// A host has more places, or fewer.
    fn set_places(&self, host: &Person, places: u8) -> impl Future<Output = Result<(), StageError>> + Send;
    /// A guest looks for the nearest door with room and asks it. That none was found, or that they have one, is no failure.
    fn ask_to_stay(&self, seeker: Seeker<'_>) -> impl Future<Output = Result<(), StageError>> + Send;
    /// A guest is inside, if a door let them in.
    fn arrive(&self, guest: &Person) -> impl Future<Output = Result<(), StageError>> + Send;
    /// A guest leaves, if they are inside; `home`: they say that they are safe at home.
    fn leave(&self, guest: &Person, home: bool) -> impl Future<Output = Result<(), StageError>> + Send;
    /// Somebody writes.
    fn write(&self, written: Written<'_>) -> impl Future<Output = Result<(), StageError>> + Send;
    /// Somebody passes on the last copy of a rumour. That there is none, or that it cannot be passed on any more, is no failure.
    fn relay(&self, by: &Person, rumour: &Rumour) -> impl Future<Output = Result<(), StageError>> + Send;
    /// An institution rules that a rumour is false.
    fn rule(&self, rumour: &Rumour) -> impl Future<Output = Result<(), StageError>> + Send;
}

/// Stops a player; dropping it does so too.
#[derive(Debug)]
pub struct Stopper(watch::Sender<bool>);

/// What a player watches to know whether it is stopped.
#[derive(Clone, Debug)]
pub struct Stop(watch::Receiver<bool>);

impl Stop {
    /// A pair: one to stop, one to watch.
    #[must_use]
    pub fn pair() -> (Stopper, Self) {
        let (sender, receiver) = watch::channel(false);
        (Stopper(sender), Self(receiver))
    }
    /// Returns once the player is to stop.
    pub async fn stopped(&mut self) {
        // An error says that the stopper is gone, which stops as well.
        let _gone = self.0.wait_for(|stop| *stop).await;
    }
}

impl Stopper {
    /// Stops the player: it starts nothing more, and ends what it has begun.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}

/// How far a night was played.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Played {
    /// Steps of the scenario that were done.
    pub steps: usize,
    /// Acts of people that were done.
    pub done: usize,
    /// Acts of people that failed.
    pub failed: usize,
    /// Whether it was stopped before its end.
    pub stopped: bool,
}

/// A step that failed: the night cannot go on.
#[derive(Debug)]
pub struct Failed {
    /// The hour of the step.
    pub hour: String,
    /// Why.
    pub cause: StageError,
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the step at {} failed: {}", self.hour, self.cause)
    }
}

impl Error for Failed {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.cause)
    }
}

/// Plays a night.
#[derive(Clone, Debug)]
pub struct Player {
    /// What is played.
    pub scenario: Arc<Scenario>,
    /// By whom.
    pub people: Arc<People>,
    /// At whose speed.
    pub clock: Arc<dyn Clock>,
    /// How many acts of people may be under way at once; at least one.
    pub at_once: usize,
}

impl Player {
    /// Plays these acts, in their order, each when its time has come. It never leaves one out: when the stage is slower than
    /// the clock, the night runs late, and the acts keep the times at which people pressed.
    ///
    /// # Errors
    /// When a step of the scenario failed.
    pub async fn play<S: Stage>(&self, stage: &Arc<S>, acts: &[Act], mut stop: Stop) -> Result<Played, Failed> {
        let mut under_way = UnderWay { tasks: JoinSet::new(), at_once: self.at_once.max(1), played: Played::default() };
        for act in acts {
            let early = act.at.since(self.clock.now());
            tokio::select! {
                biased;
                () = stop.stopped() => { under_way.played.stopped = true; break; }
                () = async {
                    if early.0 > 0 {
                        tokio::time::sleep(self.clock.wait(early)).await;
                    }
                } => {}
            }
            match act.deed {
                Deed::Step(n) => {
                    let Some(step) = self.scenario.steps.get(n) else { continue };
                    if !matches!(step, Step::Event { .. }) {
                        under_way.settle().await;
                    }
                    let done = self.step(stage.as_ref(), step).await;
                    done.map_err(|cause| Failed { hour: self.scenario.hour(act.at), cause })?;
                    under_way.played.steps = under_way.played.steps.saturating_add(1);
                }
                Deed::CheckIn { person, answer, message } => {
                    let (stage, people, scenario, at) =
                        (stage.clone(), self.people.clone(), self.scenario.clone(), act.at);
                    under_way.start(async move {
                        let message = message.and_then(|m| scenario.messages.get(m)).map(|m| m.text.as_str());
                        let Some(person) = people.get(person) else { return Err("no such person".into()) };
                        stage.check_in(CheckIn { person, answer, at, message }).await
                    });
                    under_way.make_room().await;
                }
                Deed::Declare { by, about, how } => {
                    let (stage, people, at) = (stage.clone(), self.people.clone(), act.at);
                    under_way.start(async move {
                        let (Some(by), Some(about)) = (people.get(by), people.get(about)) else {
                            return Err("no such person".into());
                        };
                        stage.declare(Declaration { by, about, how, at }).await
                    });
                    under_way.make_room().await;
                }
                Deed::Write { by, text } => {
                    let (stage, people, scenario) = (stage.clone(), self.people.clone(), self.scenario.clone());
                    under_way.start(async move {
                        let (Some(by), Some(words)) = (people.get(by), text.of(&scenario)) else {
                            return Err("nobody, or nothing".into());
                        };
                        stage.write(Written { by, text: words, rumour: text.rumour(&scenario) }).await
                    });
                    under_way.make_room().await;
                }
                Deed::Relay { by, rumour } => {
                    let (stage, people, scenario) = (stage.clone(), self.people.clone(), self.scenario.clone());
                    under_way.start(async move {
                        let (Some(by), Some(rumour)) = (people.get(by), scenario.rumours.get(rumour)) else {
                            return Err("nobody, or nothing".into());
                        };
                        stage.relay(by, rumour).await
                    });
                    under_way.make_room().await;
                }
                deed => {
                    let (stage, people, at) = (stage.clone(), self.people.clone(), act.at);
                    under_way.start(async move { at_a_door(&*stage, &people, deed, at).await });
                    under_way.make_room().await;
                }
            }
        }
        under_way.settle().await;
        Ok(under_way.played)
    }

    async fn step<S: Stage>(&self, stage: &S, step: &Step) -> Result<(), StageError> {
        let zone = |id: &str| self.scenario.zone(id).ok_or_else(|| StageError::from(format!("no zone is named {id}")));
        match step {
            Step::Event { at, about, place, fr, en, .. } => {
                let place = place.as_deref().and_then(|id| self.scenario.place(id));
                let hour = self.scenario.hour(*at);
                stage.tell(Happened { at: *at, hour: &hour, about: *about, place, fr, en }).await;
                Ok(())
            }
            Step::OpenIncident { zone: id, .. } => stage.open_incident(&self.scenario.incident, zone(id)?).await,
            Step::Activate { .. } => stage.activate().await,
            Step::Zone { zone: id, .. } => stage.change_zone(zone(id)?).await,
            Step::PublicPlace { place: id, .. } => {
                let place = self.scenario.public_place(id);
                stage.open_place(place.ok_or("no such public place")?, self.scenario.ends).await
            }
            Step::Perimeter { perimeter: id, .. } => {
                let drawn = self.scenario.perimeter(id);
                stage.draw_perimeter(drawn.ok_or("no such perimeter")?, self.scenario.ends).await
            }
            Step::LiftPerimeter { perimeter: id, .. } => {
                let drawn = self.scenario.perimeter(id);
                stage.lift_perimeter(drawn.ok_or("no such perimeter")?).await
            }
            Step::Ruling { rumour: id, .. } => {
                let rumour = self.scenario.rumour(id);
                stage.rule(rumour.ok_or("no such rumour")?).await
            }
            Step::StandDown { .. } => stage.stand_down().await,
            Step::Close { .. } => stage.close().await,
        }
    }
}

/// What hosts and guests do.
async fn at_a_door<S: Stage>(stage: &S, people: &People, deed: Deed, at: Time) -> Result<(), StageError> {
    let who = deed.person().and_then(|n| people.get(n)).ok_or("no such person")?;
    match deed {
        Deed::OpenDoor { room, .. } => stage.open_door(DoorOffer { host: who, room, at }).await,
        Deed::AnswerGuests { refuses, .. } => stage.answer_guests(who, refuses).await,
        Deed::Keep { what, .. } => stage.keep_door(who, what).await,
        Deed::SetPlaces { places, .. } => stage.set_places(who, places).await,
        Deed::AskToStay { party, .. } => stage.ask_to_stay(Seeker { guest: who, party, at }).await,
        Deed::Arrive { .. } => stage.arrive(who).await,
        Deed::Leave { home, .. } => stage.leave(who, home).await,
        Deed::Step(_) | Deed::CheckIn { .. } | Deed::Declare { .. } | Deed::Write { .. } | Deed::Relay { .. } => {
            Err("not at a door".into())
        }
    }
}

/// The acts of people that have begun and not ended.
struct UnderWay {
    tasks: JoinSet<Result<(), StageError>>,
    at_once: usize,
    played: Played,
}

impl UnderWay {
    fn start(&mut self, act: impl Future<Output = Result<(), StageError>> + Send + 'static) {
        self.tasks.spawn(act);
    }
    async fn make_room(&mut self) {
        while self.tasks.len() >= self.at_once {
            self.one_less().await;
        }
        // What has ended meanwhile is counted now, so that nothing piles up.
        while let Some(ended) = self.tasks.try_join_next() {
            self.count(ended);
        }
    }
    async fn settle(&mut self) {
        while !self.tasks.is_empty() {
            self.one_less().await;
        }
    }
    async fn one_less(&mut self) {
        if let Some(ended) = self.tasks.join_next().await {
            self.count(ended);
        }
    }
    fn count(&mut self, ended: Result<Result<(), StageError>, tokio::task::JoinError>) {
        let fault = match ended {
            Ok(Ok(())) => None,
            Ok(Err(fault)) => Some(fault),
            Err(panicked) => Some(panicked.into()),
        };
        if let Some(fault) = fault {
            self.played.failed = self.played.failed.saturating_add(1);
            tracing::debug!(%fault, "an act of the night failed");
        } else {
            self.played.done = self.played.done.saturating_add(1);
        }
    }
}
