//! What is known of a post, who counts, what is held: properties of the rules.

use std::collections::BTreeSet;

use feed::{
    model::{
        Truth,
        embargo::{Embargo, NewEmbargo},
        hold::{Draft, Hold, Ward, Why},
        rumour::{Known, NewRuling, Ruling, Rumour, RumourState, Said, Seen, Verdict},
    },
    rules::{
        self, Not,
        copies::{Index, Lately, Marks},
        hold::{again, decide, ward},
        rumour::{independent, link, links, truth},
    },
};
use kernel::{
    Cell, EmbargoId, Id, IncidentId, OperatorId, Role, RulingId, RumourId, Span, Staff, Time, Zone, ZoneLimits,
};
use places::Landmarks;
use proptest::prelude::*;

const NOW: Time = Time(1_447_452_060_000_000);

fn verdict() -> impl Strategy<Value = Verdict> {
    prop::sample::select(Verdict::ALL)
}

fn known() -> impl Strategy<Value = Known> {
    (any::<bool>(), 0_i64..6, prop::option::of((1_i64..5, verdict()))).prop_map(|(witness, people, ruled)| Known {
        witness,
        people,
        ruled,
    })
}

fn rank(truth: Truth) -> u8 {
    match truth {
        Truth::Unverified => 0,
        Truth::Witness => 1,
        Truth::Corroborated => 2,
        Truth::Confirmed | Truth::False | Truth::Misleading => 3,
    }
}

proptest! {
    #[test]
    fn the_weaker_never_overwrites_and_what_was_ruled_last_holds(a in known(), more in 0_i64..6, next in verdict()) {
        // One who is there, and more who have seen it, never take anything away.
        let louder = Known { witness: true, people: a.people + more, ..a };
        prop_assert!(rank(truth(louder)) >= rank(truth(a)));
        // Whatever people say, what was ruled holds; and the next ruling overwrites it.
        if let Some((n, before)) = a.ruled {
            prop_assert_eq!(truth(louder), before.truth());
            prop_assert_eq!(truth(Known { ruled: Some((n + 1, next)), ..louder }), next.truth());
        }
    }

    #[test]
    fn who_knows_of_each_other_counts_once(
        people in prop::collection::vec((1_u8..20, 0_i64..100), 0..20),
        circles in prop::collection::btree_set((0_u8..20, 0_u8..20), 0..30),
        more in (1_u8..20, 0_i64..100),
    ) {
        let seen: Vec<Seen<u8>> = people.iter().map(|(person, at)| known_for_days(*person, Time(*at))).collect();
        let linked = |a: u8, b: u8| circles.contains(&(a, b));
        let independent = |seen: &[Seen<u8>], linked: &dyn Fn(u8, u8) -> bool| independent(&of_nobody(), seen, linked);
        let n = independent(&seen, &linked);
        let different: BTreeSet<u8> = people.iter().map(|(p, _)| *p).collect();
        prop_assert!(n <= i64::try_from(different.len()).unwrap());
        prop_assert_eq!(n == 0, different.iter().all(|p| linked(0, *p) || linked(*p, 0)));
        prop_assert_eq!(independent(&seen, &|_, _| true), 0);
        prop_assert_eq!(independent(&seen, &|_, _| false), i64::try_from(different.len()).unwrap());
        // In whatever order they are read, the same are counted; and saying it twice adds nothing.
        let mut turned = seen.clone();
        turned.reverse();
        prop_assert_eq!(independent(&turned, &linked), n);
        turned.extend(seen.iter().map(|s| Seen { at: s.at.plus(Span(1)), ..s.clone() }));
        prop_assert_eq!(independent(&turned, &linked), n);
        let author = known_for_days(0, Time(more.1));
        prop_assert_eq!(independent(&[seen, vec![author]].concat(), &linked), n, "an author does not count for themself");
    }

    #[test]
    fn witnesses_who_were_made_are_one_voice_at_most_however_many_there_are(
        made in prop::collection::vec((1_u8..100, 0_i64..2_000, 0_u8..4), 0..40),
        known in prop::collection::vec((100_u8..120, 0_u8..8), 0..6),
    ) {
        // The incident began a day and a half before the post; whoever was made was made since.
        let of = Said { incident: NOW.minus(Span::hours(36)), signs: vec![[9; 16]], ..of_nobody() };
        let socks = made.iter().map(|(person, minutes, sign)| Seen {
            proven: NOW.minus(Span::minutes((*minutes).min(23 * 60))),
            signs: vec![[*sign; 16]],
            ..known_for_days(*person, NOW)
        });
        let socks: Vec<Seen<u8>> = socks.collect();
        let n = independent(&of, &socks, |_, _| false);
        let known_of = Known { people: n, ..Known::default() };
        prop_assert!(n <= 1 && truth(known_of) != Truth::Corroborated);
        // Who was there before counts beside them, once for each device; those on the author's own add nothing.
        let others: Vec<Seen<u8>> =
            known.iter().map(|(person, sign)| Seen { signs: vec![[sign + 4; 16]], ..known_for_days(*person, NOW) }).collect();
        let devices: BTreeSet<u8> = known.iter().map(|(_, sign)| sign + 4).filter(|sign| *sign != 9).collect();
        let both = independent(&of, &[socks, others.clone()].concat(), |_, _| false);
        prop_assert!(both >= independent(&of, &others, |_, _| false));
        prop_assert!(both <= n + i64::try_from(devices.len()).unwrap());
    }
}

/// A post of 0, of which nothing is known.
fn of_nobody() -> Said<u8> {
    Said { author: 0, at: NOW, incident: NOW.minus(Span::hours(1)), signs: Vec::new() }
}

/// Somebody who has seen it, and is known for days.
fn known_for_days(person: u8, at: Time) -> Seen<u8> {
    Seen { person, at, proven: NOW.minus(Span::days(3)), signs: Vec::new() }
}

#[test]
fn whoever_was_reached_just_before_is_no_witness_and_a_day_makes_one() {
    let of = of_nobody();
    let count = |proven: &[Time]| {
        let seen = (1..).zip(proven).map(|(person, at)| Seen { proven: *at, ..known_for_days(person, NOW) });
        independent(&of, &seen.collect::<Vec<_>>(), |_, _| false)
    };
    let (hour, minute) = (NOW.minus(Span::hours(1)), NOW.minus(Span::minutes(59)));
    assert_eq!((count(&[minute; 5]), count(&[hour; 5])), (0, 1));
    // Before the incident, or a day before the post, however short that is for the other.
    assert_eq!((count(&[NOW.minus(Span::minutes(61)); 5]), count(&[hour, NOW.minus(Span::days(1))])), (5, 2));
}

#[test]
fn a_link_is_the_same_however_one_came_there() {
    let same = link("https://www.exemple.org/a/12").unwrap();
    for typed in [
        "http://exemple.org/a/12/",
        "https://exemple.org/a/12?utm_source=x&fbclid=3#top",
        "https://m.exemple.org/a/12.",
        "https://EXEMPLE.org:443/a/12)",
        "www.exemple.org/a/12",
    ] {
        assert_eq!(link(typed).as_deref(), Some(same.as_str()), "{typed}");
    }
    for other in ["https://exemple.org/a/13", "https://exemple.org/a/12?page=2", "https://autre.org/a/12"] {
        assert_ne!(link(other).unwrap(), same, "{other}");
    }
    assert_eq!(link("https://exemple.org/"), None, "the front page of a site is no statement");
    assert_eq!(links("voir (https://a.org/1) et https://a.org/1?utm_medium=z, merci"), ["a.org/1"]);
}

fn staff(role: Role, n: u8) -> Staff {
    Staff { id: OperatorId::from_bytes([n; 16]), name: format!("{role:?}").into(), role }
}

fn rumour(version: i64) -> Rumour {
    Rumour {
        id: RumourId::from_bytes([7; 16]),
        incident: IncidentId::from_bytes([9; 16]),
        drill: false,
        version,
        state: RumourState::Looked,
        what: String::new(),
        posts: 3,
        made: NOW,
        newest: NOW,
        verdict: None,
        ruled: None,
    }
}

fn new(verdict: Verdict, version: i64) -> NewRuling {
    NewRuling {
        verdict: Some(verdict),
        what: "Un incident aux Halles".into(),
        says: "Il n’y a pas d’incident.".into(),
        sources: vec!["Préfecture".into()],
        version,
    }
}

fn rules_on(who: &Staff, version: i64, last: Option<&Ruling>, asked: &NewRuling) -> Result<Option<Ruling>, Not> {
    rules::rumour::rule((NOW, RulingId::from_bytes([3; 16])), who, &rumour(version), last, asked)
}

#[test]
fn a_ruling_says_what_and_why_and_the_lighter_word_does_not_revise_the_weightier() {
    let (city, press, desk) = (staff(Role::Institution, 1), staff(Role::Verifier, 2), staff(Role::Moderator, 3));
    let good = new(Verdict::False, 4);
    for bad in [
        NewRuling { verdict: None, ..good.clone() },
        NewRuling { what: " ".into(), ..good.clone() },
        NewRuling { says: "x".repeat(501), ..good.clone() },
        NewRuling { sources: vec![" ".into()], ..good.clone() },
        NewRuling { sources: vec!["a".into(); 6], ..good.clone() },
        // What is masked says nothing, and is no source.
        NewRuling { what: "06 39 98 55 55".into(), ..good.clone() },
        NewRuling { says: "06 39 98 55 55 !".into(), ..good.clone() },
        NewRuling { sources: vec!["Préfecture".into(), "06 39 98 55 55".into()], ..good.clone() },
        NewRuling { version: 3, ..good.clone() },
    ] {
        assert!(rules_on(&desk, 4, None, &bad).is_err(), "{bad:?}");
    }
    let first = rules_on(&press, 4, None, &good).unwrap().unwrap();
    assert_eq!((first.n, first.verdict, first.by_name.as_str()), (1, Verdict::False, "Verifier"));
    // The same press again rules nothing more, whatever the version.
    assert_eq!(rules_on(&press, 5, Some(&first), &good), Ok(None));
    assert_eq!(rules_on(&desk, 5, Some(&first), &new(Verdict::True, 5)), Err(Not::Outranked));
    let revised = rules_on(&city, 5, Some(&first), &new(Verdict::True, 5)).unwrap().unwrap();
    assert_eq!((revised.n, revised.verdict), (2, Verdict::True));
    assert_eq!(rules_on(&press, 6, Some(&revised), &new(Verdict::False, 6)), Err(Not::Outranked));
    // What is public names no address.
    let told = NewRuling { says: "Appelez le 06 39 98 00 17, 12 rue de la Roquette".into(), ..good };
    let told = rules_on(&city, 4, None, &told).unwrap().unwrap();
    assert!(!told.says.contains("06 39") && !told.says.contains("12 rue"), "{}", told.says);
}

#[test]
fn a_page_that_everybody_may_read_stays_in_a_ruling_and_what_stands_beside_it_is_masked() {
    let good = new(Verdict::False, 4);
    let page = "https://prefecture.example.org/point";
    let beside = "Jean, 06 39 98 00 17, 12 rue de la Roquette";
    let (told, hidden) = (format!("{page} {beside}"), ["06 39", "12 rue", "06398"]);
    let asked = NewRuling {
        what: told.clone(),
        says: format!("Voir {told}"),
        sources: vec![told.clone(), page.into()],
        ..good
    };
    let ruled = rules_on(&staff(Role::Verifier, 2), 4, None, &asked).unwrap().unwrap();
    let all = [&ruled.what, &ruled.says, &ruled.sources[0]];
    assert!(all.iter().all(|text| text.contains(page) && !hidden.iter().any(|h| text.contains(h))), "{all:?}");
    assert_eq!(ruled.sources[1], page);
    let asked = NewRuling { sources: vec![page.into(), "https://wa.me/33639980017".into()], ..asked };
    let refused = rules_on(&staff(Role::Verifier, 2), 4, None, &asked);
    assert_eq!(refused.unwrap_err(), Not::SourceMasked, "what leads to somebody is no source that everybody may read");
}

const LIMITS: ZoneLimits = rules::embargo::EMBARGO_LIMITS;

/// Around the Place de la République.
fn square() -> Zone {
    Zone::from_circle(48.8674, 2.3636, 0.4, &LIMITS).unwrap()
}

fn wards(starts: Time, ends: Time) -> Vec<Ward> {
    let names = ["rue Amelot".to_owned()];
    vec![ward(EmbargoId::from_bytes([1; 16]), false, square(), (starts, ends), &names, &Landmarks::paris())]
}

fn draft(text: &str) -> Draft<'_> {
    Draft { text, alts: &[], pictures: 0, cell: None, drill: false, official: false }
}

#[test]
fn positions_of_forces_wait_where_an_embargo_holds_and_nothing_else_does() {
    let (known, ends) = (Landmarks::paris(), NOW.plus(Span::hours(2)));
    let wards = wards(NOW, ends);
    let held = |d: &Draft<'_>, at| decide(at, d, &wards, &known);
    let here = Cell::at(48.8674, 2.3636, 9).unwrap();
    let far = Cell::at(48.8400, 2.3200, 9).unwrap();
    let says = |text| draft(text);
    let forces = "Le RAID est sur le toit d'en face";
    let placed = Draft { cell: Some(here), ..says(forces) };
    let hold = held(&placed, NOW).unwrap();
    assert_eq!((hold.why, hold.until, hold.embargo), (Why::Forces, Some(ends), Some(wards[0].embargo)));
    // By its cell or by a name in the area, with or without its accents, in one word or several.
    for text in [
        "Le RAID est sur le toit, place de la République",
        "le raid est sur le toit a republique",
        "La police entre rue Amelot",
        "Police derrière la porte #RueAmelot",
    ] {
        assert_eq!(held(&says(text), NOW).map(|h| h.why), Some(Why::Forces), "{text}");
    }
    let calm = Draft { cell: Some(here), ..says("Tout est calme, nous sommes quatre") };
    let picture = Draft { pictures: 1, ..calm };
    assert_eq!(held(&picture, NOW).map(|h| h.why), Some(Why::Picture), "whatever it says");
    for d in [
        says(forces),
        calm,
        Draft { cell: Some(far), ..says(forces) },
        Draft { cell: Some(far), pictures: 1, ..calm },
        Draft { drill: true, ..placed },
        Draft { official: true, ..placed },
        Draft { pictures: 1, ..says("Tout est calme à Denfert-Rochereau") },
    ] {
        assert_eq!(held(&d, NOW), None, "{d:?}");
    }
    assert_eq!(held(&placed, ends), None, "it is over");
    assert_eq!(held(&placed, NOW.minus(Span(1))), None, "it has not begun");
    // An accusation waits wherever it is, without an end.
    let accuses = held(&says("Le terroriste est Armel Vantroux, partagez"), NOW).unwrap();
    assert_eq!((accuses.why, accuses.until, accuses.embargo), (Why::Accusation, None, None));
    assert_eq!(held(&says("Un tueur au Père Lachaise, dit-on"), NOW), None, "a place is no person");
}

proptest! {
    #[test]
    fn no_hold_outlives_its_embargo(
        starts in 0_i64..600, lasts in 1_i64..360, asked in 0_i64..1200, later in 0_i64..1200, pictures in 0_usize..2,
    ) {
        let at = |minutes| NOW.plus(Span::minutes(minutes));
        let known = Landmarks::paris();
        let wards = wards(at(starts), at(starts + lasts));
        let text = "La police entre place de la République";
        let d = Draft { pictures, ..draft(text) };
        let hold = decide(at(asked), &d, &wards, &known);
        prop_assert_eq!(hold.is_some(), asked >= starts && asked < starts + lasts);
        if let Some(hold) = hold {
            prop_assert_eq!(hold.until, Some(at(starts + lasts)));
            prop_assert_eq!(hold.holds(at(later)), later < starts + lasts);
            let next = again(at(later), &hold, &d, &wards);
            prop_assert!(next.is_none_or(|n| n.holds(at(later))), "what is looked at again is not held beyond its end");
            prop_assert!(later < starts + lasts || next.is_none());
        }
        // What a person is asked about waits for them.
        let asked_of = Hold { why: Why::Accusation, until: None, embargo: None };
        prop_assert_eq!(again(at(later), &asked_of, &d, &wards), Some(asked_of));
    }

    #[test]
    fn an_embargo_never_holds_for_longer_than_somebody_looked(hours in -2_i64..10, by in 0_u8..3, passed in 0_i64..400) {
        let ends = NOW.plus(Span::hours(hours));
        let asked = NewEmbargo { name: "Place".into(), zone: square(), names: Vec::new(), ends };
        let other = staff(Role::Institution, 9).id;
        prop_assert_eq!(rules::embargo::open(NOW, &asked, other, &[]).is_ok(), hours > 0 && hours <= 6);
        let was = Embargo {
            id: EmbargoId::from_bytes([1; 16]), incident: IncidentId::from_bytes([2; 16]), drill: false, version: 1,
            name: "Place".into(), zone: square(), names: Vec::new(), starts: NOW, ends: NOW.plus(Span::hours(3)), lifted: None,
            holder: OperatorId::from_bytes([0; 16]),
        };
        let at = NOW.plus(Span::minutes(passed));
        let who = staff(Role::Institution, by);
        let renewed = rules::embargo::renew(at, &was, &who, at.plus(Span::hours(hours)));
        if let Ok(next) = &renewed {
            prop_assert!(was.holds(at) && by != 0, "only what holds, and another person");
            prop_assert!(next.ends <= at.plus(Span::hours(6)) && next.ends > was.ends);
            prop_assert_eq!(next.holder, who.id);
        }
        if by == 0 { prop_assert!(renewed.is_err()); }
        // Nor by another one over the same place, which whoever holds it opens: theirs together last six hours.
        let again = NewEmbargo { ends: at.plus(Span::hours(hours)), ..asked };
        let opened = rules::embargo::open(at, &again, who.id, std::slice::from_ref(&was));
        if opened.is_ok() && by == 0 && passed < 6 * 60 { prop_assert!(again.ends <= NOW.plus(Span::hours(6))); }
        match rules::embargo::end(at, &was) {
            Ok(ended) => prop_assert!(!ended.holds(at) && was.holds(at)),
            Err(no) => prop_assert_eq!((no, was.holds(at)), (Not::EmbargoOver, false)),
        }
    }
}

fn marks(text: &str) -> Marks {
    Marks::of(text, Vec::new(), |word| word == "halles" || word == "republique")
}

#[test]
fn the_same_link_or_text_is_found_and_what_many_say_is_remembered() {
    let mut index = Index::default();
    index.add(marks("Il se passe quelque chose aux Halles, n'y allez pas https://exemple.org/a"), 1);
    let by = |text: &str| index.find(&marks(text)).map(|(of, how)| (of, how.word()));
    assert_eq!(by("regardez https://www.exemple.org/a/?utm_source=z"), Some((1, "link")));
    assert_eq!(by("Il se passe quelque chose aux Halles, n’y allez pas https://exemple.org/a"), Some((1, "text")));
    assert_eq!(by("Ce que dit cette page est inventé, je suis devant https://exemple.org/a"), Some((1, "beside")));
    assert_eq!(by("URGENT il se passe quelque chose aux halles n y allez pas !!"), Some((1, "text")));
    assert_eq!(by("Il se passe quelque chose à République, n'y allez pas"), None);
    // Halves are forgotten, and what is said again stays.
    let mut lately = Lately::new(4);
    let says = ["rouge", "blanche", "verte", "jaune", "bleue", "noire", "grise", "rose", "brune", "violette"];
    for (n, colour) in says.iter().enumerate() {
        let text = format!("La voiture {colour} du marchand de {colour} est garée {colour} depuis {n}{n}{n} jours");
        lately.came(n, n, &marks(&text));
        let group =
            lately.came(100 + n, 100 + n, &marks("On entend dire que le pont du nord est coupé par les eaux")).unwrap();
        assert_eq!(group.authors(), (n + 1).min(64), "however much else is said");
        assert!(lately.len() <= 8);
    }
    let twice = lately.came(109, 109, &marks("On entend dire que le pont du nord est coupé par les eaux")).unwrap();
    assert_eq!(twice.authors(), 10, "the same post is one");
}

#[test]
fn who_repeats_what_was_said_against_a_link_says_what_stands_beside_it() {
    let mut lately = Lately::new(4);
    let says = [
        ("On tire aux Halles depuis une heure, fuyez tous le quartier https://exemple.org/a", "first"),
        ("Ce que dit cette page est inventé, je suis devant https://exemple.org/a", "beside"),
        ("Ce que dit cette page est inventé, je suis devant ! https://exemple.org/a", "beside"),
        ("À voir https://exemple.org/a", "link"),
    ];
    for (n, (text, _)) in says.iter().enumerate() {
        lately.came(n, n, &marks(text));
    }
    let group = lately.came(0, 0, &marks(says[0].0)).unwrap();
    let came: Vec<&str> = group.posts.iter().map(|(.., how)| how.word()).collect();
    assert_eq!(came, says.map(|(_, how)| how));
    let alone = lately.came(9, 9, &marks("Ce que dit cette page est inventé, je suis devant")).unwrap();
    assert_eq!(alone.authors(), 1, "without the link it is of no group");
}

#[test]
fn a_link_of_something_else_hides_neither_a_text_nor_a_picture_that_is_known() {
    let print = |n: u8| media::Print::from_bytes(&[n; media::Print::BYTES]).unwrap();
    let mut index = Index::default();
    let said = "On tire aux Halles depuis une heure, fuyez tous le quartier";
    index.add(Marks { prints: vec![print(0)], ..marks(said) }, 1);
    index.add(marks("Le pont du nord est fermé depuis midi https://exemple.org/b"), 2);
    let by = |text: &str, prints: Vec<media::Print>| {
        let found = index.all(&Marks { prints, ..marks(text) });
        found.into_iter().map(|(of, how)| (of, how.word())).collect::<Vec<_>>()
    };
    assert_eq!(by(&format!("{said} https://exemple.org/b"), vec![]), [(1, "text"), (2, "beside")]);
    let other = "Voilà ce que l’on voit de chez nous depuis ce matin, regardez bien https://exemple.org/b";
    assert_eq!(by(other, vec![print(0)]), [(1, "picture"), (2, "beside")]);
    assert_eq!(by("https://exemple.org/b", vec![print(0)]), [(2, "link"), (1, "picture")]);
    assert_eq!(by("À voir https://exemple.org/b https://exemple.org/c", vec![]), [(2, "link")]);
    assert_eq!(by(other, vec![]), [(2, "beside")]);
}
