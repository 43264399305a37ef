//! What a message says beyond those whose place it takes.

use std::fmt;

use crate::{Alert, Area, Info, ResponseType};

/// How a message goes beyond earlier ones. What does not go beyond them corrects words, says it in other languages, draws the area closer, calms
/// down or ends sooner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Beyond {
    /// Another event, or none.
    Event,
    /// Another category, or another code of an event.
    Category,
    /// Graver, sooner or surer.
    Raised,
    /// Something is to be done that was not.
    Response,
    /// Somewhere where nothing was said before.
    Area,
    /// For longer.
    Longer,
}
impl Beyond {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Event, Self::Category, Self::Raised, Self::Response, Self::Area, Self::Longer];
    /// Its name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Category => "category",
            Self::Raised => "raised",
            Self::Response => "response",
            Self::Area => "area",
            Self::Longer => "longer",
        }
    }
}
impl fmt::Display for Beyond {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// How a message goes beyond those whose place it takes, each kind once; nothing when all that it says was said by them, in other words
/// perhaps. What cannot be told counts as beyond. Whatever goes nowhere beyond a message goes nowhere beyond what that one did not go beyond.
///
/// ```
/// use cap::{Area, Beyond, Category, Certainty, Composer, Info, Severity, Status, Time, Urgency, beyond};
///
/// let at = |text| Time::parse(text).unwrap();
/// let mut info = Info::new("fr-FR", Category::Fire, "Incendie", Urgency::Immediate, Severity::Severe, Certainty::Likely);
/// info.areas.push(Area::new("Paris 11e"));
/// let first = Composer::alert("1", "alerts@example.org", at("2015-11-13T22:20:00+01:00"), Status::Actual).info(info).finish().unwrap();
/// let mut next = first.clone();
/// next.infos[0].headline = "Restez à l'abri.".into();
/// assert_eq!(beyond(&[&first], &next), []);
/// next.infos[0].severity = Severity::Extreme;
/// assert_eq!(beyond(&[&first], &next), [Beyond::Raised]);
/// ```
#[must_use]
pub fn beyond(earlier: &[&Alert], next: &Alert) -> Vec<Beyond> {
    let said: Vec<&Info> = earlier.iter().flat_map(|alert| &alert.infos).collect();
    let areas: Vec<&Area> = said.iter().flat_map(|info| &info.areas).collect();
    let goes = |how: Beyond| {
        let of = |info: &Info| match how {
            Beyond::Event => !said.iter().any(|s| s.event == info.event),
            Beyond::Category => {
                !info.categories.iter().all(|c| said.iter().any(|s| s.categories.contains(c)))
                    || !info.event_codes.iter().all(|c| said.iter().any(|s| s.event_codes.contains(c)))
            }
            // Lists begin with the worst.
            Beyond::Raised => {
                said.iter().all(|s| info.severity < s.severity)
                    || said.iter().all(|s| info.urgency < s.urgency)
                    || said.iter().all(|s| info.certainty < s.certainty)
            }
            Beyond::Response => {
                !info.response_types.iter().all(|r| calms(*r) || said.iter().any(|s| s.response_types.contains(r)))
            }
            // Whoever says no place any more says it of every place.
            Beyond::Area if info.areas.is_empty() => !said.iter().any(|s| s.areas.is_empty()),
            Beyond::Area => !info.areas.iter().all(|area| area.is_within(&areas)),
            Beyond::Longer => said.iter().all(|s| match (s.expires, info.expires) {
                (None, _) => false,
                (Some(_), None) => true,
                (Some(before), Some(now)) => now.unix() > before.unix(),
            }),
        };
        next.infos.iter().any(of)
    };
    if next.infos.is_empty() {
        return vec![Beyond::Event];
    }
    Beyond::ALL.iter().copied().filter(|how| goes(*how)).collect()
}

/// Nothing is asked of anybody.
const fn calms(response: ResponseType) -> bool {
    matches!(response, ResponseType::AllClear | ResponseType::Monitor | ResponseType::None)
}
