//! Messages that refer to one another.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use cap::{
    Alert, Area, Category, Certainty, Composer, Info, Level, Link, MessageType, Reference, ResponseType, Rule, Scope,
    Severity, Status, Time, Urgency, check_references, in_force,
};
use proptest::{collection::vec, prelude::*, sample::select};

/// So many minutes after 22:00.
fn at(minutes: i64) -> Time {
    Time::new(1_447_448_400 + minutes * 60, 60).unwrap()
}
fn info(language: &str) -> Info {
    let mut info =
        Info::new(language, Category::Security, "Attack", Urgency::Immediate, Severity::Extreme, Certainty::Observed);
    info.headline = "Stay inside".into();
    info.areas.push(Area::new("Exempleville").with_circle("48.86,2.35 2".parse().unwrap()));
    info
}
fn first(identifier: &str, status: Status) -> Alert {
    let note = if status == Status::Exercise { "Exercise Bluebell" } else { "" };
    let composer = Composer::alert(identifier, "alerts@example.org", at(0), status).note(note);
    composer.info(info("fr-FR")).info(info("en-GB")).finish().unwrap()
}
fn update(of: &Alert, identifier: &str, minutes: i64) -> Alert {
    Composer::update(of, identifier, at(minutes)).finish().unwrap()
}
fn cancel(of: &Alert, identifier: &str, minutes: i64) -> Alert {
    Composer::cancel(of, identifier, at(minutes)).finish().unwrap()
}
fn links(alert: &Alert, known: &[&Alert]) -> Vec<Link> {
    check_references(alert, known).into_iter().map(|fault| fault.link).collect()
}

#[test]
fn corrections_and_cancellations_carry_all_that_came_before() {
    let one = first("1", Status::Actual);
    let two = update(&one, "2", 1);
    let three = cancel(&two, "3", 2);
    assert_eq!(two.references, [one.reference()]);
    assert_eq!(three.references, [one.reference(), two.reference()]);
    assert_eq!((two.message_type, three.message_type), (MessageType::Update, MessageType::Cancel));
    assert_eq!(two.infos, one.infos, "a correction says the same until it is told otherwise");
    for info in &three.infos {
        assert_eq!((info.urgency, &info.response_types[..]), (Urgency::Past, &[ResponseType::AllClear][..]));
        assert!(info.headline.is_empty() && info.areas == one.infos[0].areas);
    }
    let known = [&one, &two, &three];
    assert!(known.iter().all(|alert| links(alert, &known).is_empty()));
    let force = |minutes| in_force(&known, at(minutes)).iter().map(|a| a.identifier.as_str()).collect::<Vec<_>>();
    assert_eq!([force(-1), force(0), force(1), force(2)], [vec![], vec!["1"], vec!["2"], vec![]]);
}

#[test]
fn a_cancellation_goes_to_the_same_recipients() {
    let mut one = first("1", Status::Actual);
    (one.scope, one.addresses) = (Scope::Private, vec!["desk@example.org".into(), "north desk".into()]);
    let mut two = cancel(&one, "2", 1);
    assert_eq!((two.scope, &two.addresses), (one.scope, &one.addresses));
    assert!(links(&two, &[&one]).is_empty());
    two.addresses.pop();
    assert_eq!(links(&two, &[&one]), [Link::OtherRecipients]);
    two.scope = Scope::Public;
    assert_eq!(links(&two, &[&one]), [Link::OtherRecipients]);
}

#[test]
fn an_exercise_has_nothing_to_do_with_what_is_actual() {
    for status in Status::ALL.iter().copied().filter(|s| *s != Status::Actual) {
        let (real, drill) = (first("1", Status::Actual), first("2", status));
        for (mut wrong, of) in [(cancel(&real, "3", 1), status), (cancel(&drill, "3", 1), Status::Actual)] {
            wrong.status = of;
            assert_eq!(links(&wrong, &[&real, &drill]), [Link::OtherStatus], "{status}");
            assert_eq!(Link::OtherStatus.level(), Level::Error);
            assert_eq!(in_force(&[&real, &drill, &wrong], at(1)).len(), 2, "it takes nothing back");
        }
        // Whoever cancels an exercise cancels it as one.
        assert_eq!(cancel(&drill, "3", 1).status, status);
    }
}

#[test]
fn every_fault_of_a_chain_has_its_name() {
    let one = first("1", Status::Actual);
    let two = update(&one, "2", 1);
    let over = cancel(&two, "3", 2);
    let change = |of: &Alert, change: fn(&mut Alert)| {
        let mut alert = update(of, "9", 5);
        change(&mut alert);
        alert
    };
    let cases = [
        (Link::NameTaken, change(&one, |a| a.identifier = "1".into()), vec![&one]),
        (Link::Unknown, change(&one, |_| ()), vec![]),
        (Link::OtherSender, change(&one, |a| a.sender = "mallory@example.org".into()), vec![&one]),
        (Link::OtherStatus, change(&one, |a| a.status = Status::Test), vec![&one]),
        (Link::Later, change(&one, |a| a.sent = at(-5)), vec![&one]),
        (Link::Cancelled, change(&two, |_| ()), vec![&one, &two, &over]),
        (Link::Superseded, change(&one, |_| ()), vec![&one, &two]),
        (
            Link::OtherRecipients,
            change(&one, |a| (a.scope, a.restriction) = (Scope::Restricted, "Police".into())),
            vec![&one],
        ),
    ];
    for (link, alert, known) in cases {
        assert!(links(&alert, &known).contains(&link), "{link}: {:?}", links(&alert, &known));
    }
    // Two that refer to each other.
    let mut round = first("4", Status::Actual);
    let back = update(&round, "5", 0);
    (round.message_type, round.references) = (MessageType::Update, vec![back.reference()]);
    assert!(links(&round, &[&round, &back]).contains(&Link::Circle));
    let names: std::collections::BTreeSet<_> = Link::ALL.iter().map(|link| link.code()).collect();
    assert_eq!(names.len(), 9);
}

#[test]
fn an_instant_may_be_written_with_another_offset() {
    let one = first("1", Status::Actual);
    let mut two = update(&one, "2", 1);
    two.references = vec![Reference { sent: one.sent.in_utc(), ..one.reference() }];
    assert_ne!(two.references[0], one.reference());
    assert!(links(&two, &[&one]).is_empty());
}

#[test]
fn another_sender_takes_nothing_back() {
    let one = first("1", Status::Actual);
    let mut forged = cancel(&one, "2", 1);
    forged.sender = "mallory@example.org".into();
    assert!(links(&forged, &[&one]).contains(&Link::OtherSender));
    assert_eq!(in_force(&[&one, &forged], at(2)), [&one]);
}

#[test]
fn what_is_composed_is_held_to_more_than_what_is_read() {
    let compose = || Composer::alert("1", "alerts@example.org", at(0), Status::Actual);
    let rules = |composer: Composer| composer.finish().unwrap_err().iter().map(|f| f.rule).collect::<Vec<_>>();
    assert_eq!(rules(compose()), [Rule::NoInfo]);
    let with = |change: fn(&mut Info)| {
        let mut other = info("en-GB");
        change(&mut other);
        compose().info(info("fr-FR")).info(other)
    };
    assert!(with(|_| ()).finish().is_ok());
    assert_eq!(rules(with(|i| i.categories = vec![Category::Safety])), [Rule::OtherCategories]);
    assert_eq!(rules(with(|i| i.event_codes.push(cap::NamedValue::new("a", "b")))), [Rule::OtherEventCodes]);
    assert_eq!(rules(with(|i| i.areas.clear())), [Rule::NoArea]);
    assert_eq!(rules(with(|i| i.expires = Some(at(0)))), [Rule::ExpiresFirst]);
    assert_eq!(rules(with(|i| i.language.clear())), [Rule::Language]);
    assert_eq!(with(|i| i.language = "FR-fr".into()).preview().infos.len(), 1, "one in each language");
    let exercise = Composer::alert("1", "alerts@example.org", at(0), Status::Exercise).info(info("fr-FR"));
    assert_eq!(rules(exercise), [Rule::ExerciseNote]);
    assert_eq!(rules(compose().info(info("fr-FR")).private_to([])), [Rule::NoAddresses]);
    assert_eq!(rules(compose().info(info("fr-FR")).restricted_to("")), [Rule::NoRestriction]);
    let late = Composer::update(&first("2", Status::Actual), "3", at(-1));
    assert_eq!(rules(late), [Rule::LaterReference]);
    let again = Composer::update(&first("2", Status::Actual), "2", at(1));
    assert_eq!(rules(again), [Rule::SelfReference]);
}

#[test]
fn texts_are_for_who_reads_the_language() {
    let mut alert = first("1", Status::Actual);
    alert.infos[0].headline = "Restez à l'abri".into();
    alert.infos[1].instruction = "Lock the doors, and keep away from windows.".into();
    let headline = |languages: &[&str]| alert.texts(languages).unwrap().headline.to_owned();
    assert_eq!(headline(&["fr-FR"]), "Restez à l'abri");
    assert_eq!(headline(&["EN-gb", "fr"]), "Stay inside");
    assert_eq!(headline(&["de", "en-US"]), "Stay inside");
    assert_eq!(headline(&["ar"]), "Restez à l'abri", "the first, when there is none that is read");
    let english = alert.texts(&["en"]).unwrap();
    assert_eq!((english.from, english.language), ("alerts@example.org", "en-GB"));
    assert_eq!(english.within(90), "Stay inside. Lock the doors, and keep away from windows. alerts@example.org");
    assert_eq!(english.within(40), "Stay inside. Lock the doors, and keep…");
    assert_eq!((english.within(3), english.within(0)), ("St…".to_owned(), String::new()));
    alert.infos[1].headline = " ".into();
    assert_eq!(alert.texts(&["en"]).unwrap().headline, "Attack", "the event, when there is no headline");
    assert_eq!(alert.all_texts().count(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    /// However corrections and cancellations follow each other, the last one counts, and nobody finds fault with any.
    #[test]
    fn of_a_chain_the_last_one_holds(steps in vec(any::<bool>(), 0..8), status in select(Status::ALL), order in any::<u64>()) {
        let mut chain = vec![first("0", status)];
        for (step, updated) in steps.iter().enumerate() {
            let last = chain.last().unwrap();
            if last.message_type == MessageType::Cancel {
                break;
            }
            let (identifier, minutes) = (format!("{}", step + 1), step as i64 + 1);
            chain.push(if *updated { update(last, &identifier, minutes) } else { cancel(last, &identifier, minutes) });
        }
        let mut known: Vec<&Alert> = chain.iter().collect();
        known.rotate_left(order as usize % chain.len());
        for alert in &chain {
            prop_assert_eq!(check_references(alert, &known), []);
            prop_assert!(alert.is_sound());
            prop_assert_eq!(alert.references.len(), alert.identifier.parse::<usize>().unwrap());
        }
        let last = chain.last().unwrap();
        let expected = if last.message_type == MessageType::Cancel { vec![] } else { vec![last] };
        prop_assert_eq!(in_force(&known, at(100)), expected);
        // One of another status that refers to any of them is told of, and changes nothing.
        let other = if status == Status::Actual { Status::Exercise } else { Status::Actual };
        for alert in chain.iter().filter(|a| a.message_type != MessageType::Cancel) {
            let mut wrong = cancel(alert, "x", 50);
            wrong.status = other;
            prop_assert!(links(&wrong, &known).contains(&Link::OtherStatus));
            let mut with = known.clone();
            with.push(&wrong);
            prop_assert_eq!(in_force(&with, at(100)), in_force(&known, at(100)));
        }
    }
}
