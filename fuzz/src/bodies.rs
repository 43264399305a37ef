//! JSON bodies: one with something of everything that bodies of ours hold.

use kernel::{Cell, Lang, PersonId, Time};
use serde::{Deserialize, Serialize};
use web::{Failure, Json};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Sent {
    name: String,
    people: Vec<PersonId>,
    at: Option<Time>,
    lang: Option<Lang>,
    #[serde(default)]
    places: Vec<Place>,
    words: Option<String>,
    rest: Option<serde_json::Value>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Place {
    lat: Option<f64>,
    lon: Option<f64>,
    cell: Option<Cell>,
}

/// Every word that may stand in the place of a fault.
const WORDS: [&str; 10] = ["name", "people", "at", "lang", "places", "words", "rest", "lat", "lon", "cell"];

/// Reads the bytes as a body. What is refused says where it is wrong, and quotes nothing of what was sent.
pub fn run(data: &[u8]) {
    match Json::<Sent>::read(data) {
        Ok(Json(sent)) => {
            let written = serde_json::to_vec(&sent).expect("JSON");
            let Json(again) = Json::<Sent>::read(&written).expect("what it writes, it reads");
            assert!(again.name == sent.name && again.people == sent.people && again.places.len() == sent.places.len());
        }
        Err(Failure::Bad(errors)) => {
            assert_eq!(errors.len(), 1);
            for error in errors {
                assert!(error.key == "field-missing" || error.key == "field-unfit");
                let known = |part: &str| WORDS.contains(&part) || part.parse::<usize>().is_ok();
                // The place of a fault in a body that is a list begins with a slash too many.
                let place = error.field.strip_prefix('/').unwrap_or(&error.field);
                assert!(place.is_empty() || place.split('/').all(known), "{:?}", error.field);
            }
        }
        Err(refused) => assert_eq!((refused.status().as_u16(), refused.code()), (400, "unreadable")),
    }
}
