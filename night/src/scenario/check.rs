//! What makes a scenario playable, beyond its shape.

use std::collections::BTreeSet;

use kernel::{Cell, Lang};
use register::State;

use super::{Scenario, ScenarioError, Step};

/// Says the first thing that does not fit.
pub(super) fn check(s: &Scenario) -> Result<(), ScenarioError> {
    must(s.incident.drill, || "a scenario is only played as a drill: incident.drill must be true".to_owned())?;
    for lang in [Lang::Fr, Lang::En] {
        must(s.incident.names.contains_key(&lang), || format!("incident.names.{} is missing", lang.code()))?;
    }
    must(s.starts < s.ends, || "it ends before it starts".to_owned())?;
    unique("source", s.sources.iter().map(|x| &x.id))?;
    unique("place", s.places.iter().map(|x| &x.id))?;
    unique("zone", s.zones.iter().map(|x| &x.id))?;
    for zone in &s.zones {
        zone.area()?;
    }
    for place in &s.places {
        must(coarse(place.lat) && coarse(place.lon), || format!("place {}: three decimals are enough", place.id))?;
        on_earth(&place.id, place.lat, place.lon)?;
    }
    quarters(s)?;
    shares(s)?;
    for m in &s.messages {
        must(matches!(m.answer, State::Safe | State::NeedHelp | State::NotThere), || {
            format!("message {:?}: {} is not an answer", m.text, m.answer.word())
        })?;
        must(!m.text.trim().is_empty() && m.text.chars().count() <= 140, || {
            format!("message {:?}: 1 to 140 characters", m.text)
        })?;
    }
    steps(s)?;
    doors(s)?;
    flow(s)
}

fn must(fits: bool, fault: impl FnOnce() -> String) -> Result<(), ScenarioError> {
    if fits { Ok(()) } else { Err(ScenarioError::Unfit(fault())) }
}

fn unique<'a>(what: &str, ids: impl Iterator<Item = &'a String>) -> Result<(), ScenarioError> {
    let mut seen = BTreeSet::new();
    for id in ids {
        must(seen.insert(id), || format!("two {what}s are named {id}"))?;
    }
    Ok(())
}

/// Whether a coordinate says no more than about a hundred metres.
fn coarse(degrees: f64) -> bool {
    let thousandths = degrees * 1000.0;
    (thousandths - thousandths.round()).abs() < 1e-6
}

fn on_earth(what: &str, lat: f64, lon: f64) -> Result<(), ScenarioError> {
    Cell::at(lat, lon, Cell::RESOLUTION).map(drop).map_err(|e| ScenarioError::Unfit(format!("{what}: {e}")))
}

fn quarters(s: &Scenario) -> Result<(), ScenarioError> {
    for q in &s.quarters {
        on_earth(&q.name, q.lat, q.lon)?;
        must((1.0..=20_000.0).contains(&q.radius_m), || format!("quarter {}: radius of 1 to 20000 m", q.name))?;
    }
    let some = |weight: fn(&super::Quarter) -> u32| s.quarters.iter().any(|q| weight(q) > 0);
    must(some(|q| q.homes) && some(|q| q.works) && some(|q| q.outings), || {
        "quarters need a home, a work and an outing with some weight".to_owned()
    })
}

fn shares(s: &Scenario) -> Result<(), ScenarioError> {
    let a = &s.answers;
    for (name, share) in [
        ("people.out", s.people.out),
        ("people.shared_homes", s.people.shared_homes),
        ("answers.never", a.never),
        ("answers.away_says_not_there", a.away_says_not_there),
        ("answers.need_help", a.need_help),
        ("answers.writes", a.writes),
        ("answers.declared", a.declared),
    ] {
        must((0.0..=1.0).contains(&share), || format!("{name} is a share between 0 and 1"))?;
    }
    for (name, positive) in [
        ("people.mean_circle", s.people.mean_circle),
        ("answers.median_minutes", a.median_minutes),
        ("answers.spread", a.spread),
        ("answers.helped_after_minutes", a.helped_after_minutes),
    ] {
        must(positive.is_finite() && positive > 0.0, || format!("{name} is a positive number"))?;
    }
    must(s.people.count >= 10, || "people.count: ten at least".to_owned())
}

/// Doors open once people were asked; what the sources do not say of public places is marked as added.
fn doors(s: &Scenario) -> Result<(), ScenarioError> {
    unique("public place", s.public_places.iter().map(|x| &x.id))?;
    unique("perimeter", s.perimeters.iter().map(|x| &x.id))?;
    for p in &s.public_places {
        let id = &p.id;
        must(coarse(p.lat) && coarse(p.lon), || format!("public place {id}: three decimals are enough"))?;
        on_earth(id, p.lat, p.lon)?;
        must((1..=5000).contains(&p.places), || format!("public place {id}: 1 to 5000 places"))?;
        must(p.added == p.source.is_empty(), || {
            format!("public place {id}: either a source says that it was open, or the drill adds it: added = true")
        })?;
        for source in &p.source {
            must(s.sources.iter().any(|x| x.id == *source), || {
                format!("public place {id}: no source is named {source}")
            })?;
        }
    }
    for perimeter in &s.perimeters {
        perimeter.area()?;
    }
    let Some(d) = &s.doors else { return Ok(()) };
    let activated = s.steps.iter().find(|step| matches!(step, Step::Activate { .. })).map(Step::at);
    must(activated.is_some_and(|at| at < d.first && d.first < s.ends), || {
        "doors.first: after the incident is activated, and within the night".to_owned()
    })?;
    for (name, share) in [
        ("hosts", d.hosts),
        ("guests", d.guests),
        ("refuses", d.refuses),
        ("renews", d.renews),
        ("pauses", d.pauses),
        ("closes", d.closes),
        ("changes", d.changes),
        ("children", d.children),
    ] {
        must((0.0..=1.0).contains(&share), || format!("doors.{name} is a share between 0 and 1"))?;
    }
    for (name, positive) in [
        ("median_minutes", d.median_minutes),
        ("sought_minutes", d.sought_minutes),
        ("spread", d.spread),
        ("walk_minutes", d.walk_minutes),
        ("stay_minutes", d.stay_minutes),
    ] {
        must(positive.is_finite() && positive > 0.0, || format!("doors.{name} is a positive number"))?;
    }
    must((1.0..=60.0).contains(&d.looks_minutes), || "doors.looks_minutes: 1 to 60".to_owned())
}

/// People write once they were asked; a rumour has a source that says so, and several wordings.
fn flow(s: &Scenario) -> Result<(), ScenarioError> {
    unique("rumour", s.rumours.iter().map(|x| &x.id))?;
    let written = |text: &str| {
        let fits = !text.trim().is_empty() && text.chars().count() <= 500;
        must(fits, || format!("post {text:?}: 1 to 500 characters"))
    };
    for post in &s.posts {
        written(&post.text)?;
    }
    for r in &s.rumours {
        let id = &r.id;
        must(r.texts.len() >= 2, || format!("rumour {id}: two wordings at least"))?;
        must((2..=500).contains(&r.copies), || format!("rumour {id}: 2 to 500 copies"))?;
        must(r.median_minutes.is_finite() && r.median_minutes > 0.0, || {
            format!("rumour {id}: median_minutes is a positive number")
        })?;
        must(!r.source.is_empty(), || format!("rumour {id}: a source says that it went about"))?;
        for source in &r.source {
            must(s.sources.iter().any(|x| x.id == *source), || format!("rumour {id}: no source is named {source}"))?;
        }
        for text in r.texts.iter().chain([&r.what, &r.says]) {
            written(text)?;
        }
    }
    let Some(f) = &s.flow else {
        return must(s.rumours.is_empty(), || "rumours: nobody writes, as there is no flow".to_owned());
    };
    let activated = s.steps.iter().find(|step| matches!(step, Step::Activate { .. })).map(Step::at);
    let begin = s.rumours.iter().map(|r| r.at).chain([f.first]);
    for at in begin {
        must(activated.is_some_and(|a| a < at && at < s.ends), || {
            "flow.first and rumours: after the incident is activated, and within the night".to_owned()
        })?;
    }
    must(!s.posts.is_empty(), || "flow: there is nothing to write".to_owned())?;
    must((0.0..=1.0).contains(&f.writers), || "flow.writers is a share between 0 and 1".to_owned())?;
    must((0.0..=10.0).contains(&f.relays), || "flow.relays: 0 to 10".to_owned())?;
    for (name, positive) in [("median_minutes", f.median_minutes), ("spread", f.spread)] {
        must(positive.is_finite() && positive > 0.0, || format!("flow.{name} is a positive number"))?;
    }
    Ok(())
}

/// Steps come in order of time, refer to what exists, and the incident moves forward only.
fn steps(s: &Scenario) -> Result<(), ScenarioError> {
    let (mut before, mut state) = (s.starts, 0);
    let mut drawn: BTreeSet<&str> = BTreeSet::new();
    for step in &s.steps {
        let hour = s.hour(step.at());
        must(before <= step.at() && step.at() <= s.ends, || {
            format!("step at {hour}: out of order, or outside the night")
        })?;
        before = step.at();
        let mut moves = |from: &[u8], to: u8| {
            let fits = from.contains(&state);
            state = to;
            must(fits, || format!("step at {hour}: the incident is not in a state for it"))
        };
        match step {
            Step::Event { place, source, fr, en, .. } => {
                must(!fr.is_empty() && !en.is_empty(), || format!("step at {hour}: French and English text"))?;
                must(!source.is_empty(), || format!("step at {hour}: a fact needs a source"))?;
                for id in source {
                    must(s.sources.iter().any(|x| x.id == *id), || format!("step at {hour}: no source is named {id}"))?;
                }
                if let Some(id) = place {
                    must(s.place(id).is_some(), || format!("step at {hour}: no place is named {id}"))?;
                }
            }
            Step::OpenIncident { zone, .. } => {
                moves(&[0], 1)?;
                must(s.zone(zone).is_some(), || format!("step at {hour}: no zone is named {zone}"))?;
            }
            Step::Activate { .. } => moves(&[1], 2)?,
            Step::Zone { zone, .. } => {
                moves(&[2], 2)?;
                must(s.zone(zone).is_some(), || format!("step at {hour}: no zone is named {zone}"))?;
            }
            Step::PublicPlace { place, .. } => {
                moves(&[2], 2)?;
                must(s.public_place(place).is_some(), || format!("step at {hour}: no public place is named {place}"))?;
            }
            Step::Perimeter { perimeter, .. } | Step::LiftPerimeter { perimeter, .. } => {
                moves(&[2], 2)?;
                must(s.perimeter(perimeter).is_some(), || {
                    format!("step at {hour}: no perimeter is named {perimeter}")
                })?;
                let draws = matches!(step, Step::Perimeter { .. });
                must(drawn.contains(perimeter.as_str()) != draws, || {
                    format!("step at {hour}: a perimeter is drawn once, then lifted")
                })?;
                drawn.insert(perimeter);
            }
            Step::Ruling { at, rumour } => {
                moves(&[2], 2)?;
                let begun = s.rumour(rumour).is_some_and(|r| r.at < *at);
                must(begun, || format!("step at {hour}: no rumour named {rumour} has begun"))?;
            }
            Step::StandDown { .. } => moves(&[2], 3)?,
            Step::Close { .. } => moves(&[3], 4)?,
        }
    }
    must(state >= 2, || "nobody is asked: the incident is never opened and activated".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(from: &str, to: &str) -> String {
        assert!(Scenario::PARIS.contains(from), "the scenario does not contain {from}");
        Scenario::parse(&Scenario::PARIS.replacen(from, to, 1)).expect_err("must be refused").to_string()
    }

    #[test]
    fn the_night_is_playable() {
        let s = Scenario::paris().unwrap();
        assert_eq!(s.hour(s.starts), "21:14");
        assert!(s.steps.iter().filter(|step| matches!(step, Step::Event { .. })).count() >= 15);
        assert!(s.first_zone().is_some());
    }

    #[test]
    fn every_source_and_place_is_used() {
        let s = Scenario::paris().unwrap();
        let used: BTreeSet<&str> = s
            .steps
            .iter()
            .flat_map(|step| match step {
                Step::Event { source, place, .. } => source.iter().chain(place.iter()).map(String::as_str).collect(),
                _ => Vec::new(),
            })
            .collect();
        for id in s.sources.iter().map(|x| &x.id).chain(s.places.iter().map(|x| &x.id)) {
            assert!(used.contains(id.as_str()), "{id} is never used");
        }
    }

    #[test]
    fn a_scenario_is_never_played_as_real() {
        assert!(fault("drill = true", "drill = false").contains("only played as a drill"));
    }

    #[test]
    fn a_typing_mistake_is_named() {
        assert!(fault("mean_circle", "mean_cirle").contains("mean_cirle"));
        assert!(fault("kind = \"activate\"", "kind = \"activat\"").contains("activat"));
    }

    #[test]
    fn steps_out_of_order_are_refused() {
        assert!(fault("2015-11-13T21:16:00+01:00", "2015-11-13T21:26:00+01:00").contains("21:20"));
        assert!(fault("kind = \"activate\"", "kind = \"close\"").contains("21:44"));
    }

    #[test]
    fn what_does_not_exist_is_not_referred_to() {
        assert!(fault("place = \"bataclan\"", "place = \"bataclam\"").contains("bataclam"));
        assert!(fault("source = [\"lancet\"]", "source = [\"lance\"]").contains("lance"));
        assert!(fault("kind = \"zone\"\nzone = \"wider\"", "kind = \"zone\"\nzone = \"widest\"").contains("widest"));
    }

    #[test]
    fn places_stay_coarse() {
        assert!(fault("lat = 48.863\n", "lat = 48.86312\n").contains("three decimals"));
    }

    #[test]
    fn shares_are_shares() {
        assert!(fault("never = 0.11", "never = 11.0").contains("answers.never"));
        assert!(fault("spread = 1.1", "spread = 0.0").contains("answers.spread"));
    }

    #[test]
    fn doors_open_after_the_question_and_what_no_source_says_is_marked() {
        assert!(fault("first = \"2015-11-13T22:34:30", "first = \"2015-11-13T21:34:30").contains("doors.first"));
        assert!(fault("added = true", "added = false").contains("added = true"));
        assert!(fault("hosts = 0.04", "hosts = 4").contains("doors.hosts"));
        assert!(
            fault(
                "kind = \"lift_perimeter\"\nperimeter = \"bataclan\"",
                "kind = \"perimeter\"\nperimeter = \"bataclan\""
            )
            .contains("drawn once")
        );
        assert!(fault("place = \"mairie-11\"", "place = \"mairie-12\"").contains("mairie-12"));
        let s = Scenario::paris().unwrap();
        assert_eq!(s.hour(s.doors.unwrap().first), "22:34");
        assert!(s.public_places.iter().all(|p| p.label.contains("exercice")), "nobody takes them for open today");
        let used = |id: &str| s.steps.iter().any(|step| matches!(step, Step::PublicPlace { place, .. } if place == id));
        assert!(s.public_places.iter().all(|p| used(&p.id)));
    }

    #[test]
    fn a_rumour_has_a_source_and_is_ruled_on_once_it_has_begun() {
        assert!(
            fault("id = \"halles\"\nsource = [\"cnews\"]", "id = \"halles\"\nsource = []").contains("a source says")
        );
        assert!(fault("rumour = \"halles\"", "rumour = \"hales\"").contains("hales"));
        assert!(fault("writers = 0.06", "writers = 6.0").contains("flow.writers"));
        let s = Scenario::paris().unwrap();
        let ruled = |id: &str| s.steps.iter().any(|step| matches!(step, Step::Ruling { rumour, .. } if rumour == id));
        assert!(s.rumours.len() >= 2 && s.rumours.iter().all(|r| ruled(&r.id)));
    }

    #[test]
    fn a_broken_zone_names_itself() {
        assert!(fault("[2.345,48.915]]]", "[2.346,48.915]]]").contains("zone first"));
    }
}
