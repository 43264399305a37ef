//! The night of 13 November 2015 as data and as load: a scenario, invented people, a player, a load client, the ratio benches.
//!
//! Everything up to the player is pure and repeatable: one scenario and one seed give the same people, the same circles and the
//! same answers at the same times. The player carries them onto a [`Stage`], which the server implements over its real path.
//!
//! ```
//! use night::{People, Scenario, script};
//! let scenario = Scenario::paris().unwrap();
//! let people = People::of(&scenario, 200, 34.0, 2015).unwrap();
//! let acts = script(&scenario, &people, 2015).unwrap();
//! assert!(acts.is_sorted_by_key(|act| act.at));
//! println!("{} is to be played by the visitor", people.visitor(&scenario).unwrap().name());
//! ```

pub mod bench;
mod curve;
pub mod doors;
pub mod flow;
pub mod load;
mod numbers;
pub mod people;
mod player;
pub mod scenario;
mod script;
pub mod stopwatch;

pub use curve::{Reply, reply};
pub use people::{Circles, People, Person};
pub use player::{
    CheckIn, Declaration, DoorOffer, Failed, Happened, Played, Player, Seeker, Stage, StageError, Stop, Stopper,
    Written,
};
pub use scenario::{Scenario, ScenarioError};
pub use script::{Act, Deed, script};
