//! Rule 1: who may depend on whom.

use crate::{
    crates::{Floor, Member},
    tree::Fault,
};

/// The crates of `base/`, each of which may use those before it.
const BASE: &[&str] =
    &["kernel", "words", "outbound", "store", "register", "relay", "notify", "media", "places", "web"];

/// `formats → nothing of ours`; `base → formats, base below it`; `rooms → base, formats`; never room → room; `server` and
/// `night → everything`; nothing → `xtask`.
pub fn check(members: &[Member]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for member in members {
        let Some(floor) = member.floor() else {
            faults.push(Fault::of(&member.folder, "crates live in formats/, base/, rooms/, server, night or xtask"));
            continue;
        };
        if floor == Floor::Base && height(&member.name).is_none() {
            faults.push(Fault::of(
                &member.folder,
                "has no place in the order of base crates (xtask/src/rules/layers.rs)",
            ));
        }
        for used in members.iter().filter(|m| member.deps.contains(&m.name) && m.name != member.name) {
            let allowed = match (&floor, used.floor()) {
                (Floor::Formats | Floor::Verbs, _) | (_, Some(Floor::Verbs) | None) => false,
                (_, Some(Floor::Formats)) | (Floor::Top, _) | (Floor::Room, Some(Floor::Base)) => true,
                (Floor::Base, Some(Floor::Base)) => height(&used.name) < height(&member.name),
                (Floor::Base | Floor::Room, Some(Floor::Room | Floor::Top)) => false,
            };
            if !allowed {
                faults.push(Fault::of(&member.folder, format!("may not depend on {}", used.folder)));
            }
        }
    }
    faults
}

fn height(name: &str) -> Option<usize> {
    BASE.iter().position(|b| *b == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(members: &[Member]) -> Vec<String> {
        check(members).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_house_as_it_is_drawn_passes() {
        assert_eq!(
            faults(&[
                Member::of("formats/pfif", &["serde"]),
                Member::of("base/kernel", &["pfif"]),
                Member::of("base/store", &["kernel"]),
                Member::of("rooms/safety", &["kernel", "store", "pfif"]),
                Member::of("night", &["safety", "store"]),
                Member::of("server", &["safety", "night"]),
                Member::of("xtask", &["toml"]),
            ]),
            [""; 0]
        );
    }
    #[test]
    fn a_room_never_stands_on_a_room() {
        let found = faults(&[Member::of("rooms/safety", &[]), Member::of("rooms/desk", &["safety"])]);
        assert_eq!(found, ["rooms/desk: may not depend on rooms/safety"]);
    }
    #[test]
    fn a_base_crate_stands_only_on_those_below() {
        let found = faults(&[Member::of("base/store", &["register"]), Member::of("base/register", &["kernel"])]);
        assert_eq!(found, ["base/store: may not depend on base/register"]);
    }
    #[test]
    fn formats_know_nothing_of_ours_and_nothing_stands_on_the_server() {
        let found = faults(&[
            Member::of("formats/cap", &["kernel"]),
            Member::of("base/kernel", &[]),
            Member::of("rooms/safety", &["server"]),
            Member::of("server", &[]),
        ]);
        assert_eq!(found, ["formats/cap: may not depend on base/kernel", "rooms/safety: may not depend on server"]);
    }
    #[test]
    fn a_crate_without_a_place_is_told_so() {
        assert_eq!(faults(&[Member::of("misc/x", &[]), Member::of("base/odd", &[])]).len(), 2);
    }
}
