//! Alerts of authorities: CAP documents, their signatures, and the keys that are pinned.

use cap::{Level, Limits, Message, Pin, Point, Settings, SigningKey, Stop, Time, check_references};

/// Reads the bytes as a document, and as a key. Whatever was accepted is written and read as it was; nobody's signature is believed.
pub fn run(data: &[u8]) {
    let now = Time::parse("2015-11-13T22:20:00+01:00");
    let lines = data.split(|b| *b == b'\n').count() as u64;
    match Message::read(data, &Settings { now, ..Settings::default() }) {
        Ok(message) => {
            for problem in message.problems() {
                assert!((1..=lines).contains(&problem.line) && problem.column >= 1, "{problem:?} of {lines} lines");
                assert!(problem.rule.level() < Level::Fatal);
            }
            assert!(message.verify(&[], now).is_err());
            if let Some(alert) = message.alert() {
                accepted(alert, message.is_fine());
            }
        }
        Err(Stop::Document(problem)) => assert_eq!(problem.rule.level(), Level::Fatal),
        Err(Stop::Io(error)) => panic!("memory: {error}"),
    }
    // The same within small limits: less of it, and no more.
    let limits = Limits { depth: 4, nodes: 30, document_bytes: 4096, comparisons: 10 };
    let _ = Message::read(data, &Settings { limits, now: None });
    let _ = (Pin::read(data), SigningKey::read(data));
}

fn accepted(alert: &cap::Alert, fine: bool) {
    assert!(!fine || alert.is_sound());
    let _ = check_references(alert, &[alert]);
    let middle = Point::new(0.0, 0.0).expect("a point");
    for info in &alert.infos {
        let _ = info.contains(middle);
    }
    for texts in alert.all_texts() {
        assert!(texts.within(90).chars().count() <= 90);
    }
    match alert.to_xml() {
        Ok(written) => {
            let again = Message::read(written.as_bytes(), &Settings::default()).expect("what is written");
            assert!(again.is_fine(), "{:?}", again.problems());
            assert_eq!(again.alert(), Some(alert), "{written}");
        }
        Err(faults) => assert!(!fine && !faults.is_empty()),
    }
}
