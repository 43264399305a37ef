use std::collections::BTreeMap;

use kernel::{Audience, CaseId, Cell, FactId, Id, IncidentId, PersonId};
use proptest::prelude::*;
use register::{
    Aging, Card, Entry, Fact, Help, HelpShown, How, Look, Proof, Said, Shown, State, Status, Told, View, resolve, view,
};

use crate::facts::{answer, declared, fact_id, facts, incident, minute, official, person};

const AUDIENCES: [Audience; 11] = [
    Audience::Public,
    Audience::Own,
    Audience::Circle,
    Audience::Roster,
    Audience::Seeker,
    Audience::Matched,
    Audience::Moderator,
    Audience::Operator,
    Audience::Institution,
    Audience::Neighbour,
    Audience::Log,
];
const CARD: fn() -> Card<'static> = || Card { id: person(1), name: "Léa T.", contact_proven: true };
const NIGHT: fn() -> [(IncidentId, bool); 1] = || [(incident(9), false)];

fn karim(who: PersonId) -> Option<String> {
    (who == person(2)).then(|| "Karim".to_owned())
}
fn texts() -> Vec<(FactId, String)> {
    vec![(fact_id(1), "au chaud chez Zoé".to_owned()), (fact_id(2), "vue au métro".to_owned())]
}
fn help() -> Help<'static> {
    let cell = Cell::at(48.8674, 2.3636, 9).ok();
    Help { case: CaseId::from_bytes([5; 16]), need: Some("blessée"), people: Some(2), place: Some("cour du 12"), cell }
}
fn status(facts: &[Fact]) -> Status {
    resolve(facts, minute(600), &Aging { death_shown: true, ..Aging::default() })
}
/// What `look` sees of person 1 with these facts, whose request for help is open.
fn seen(facts: &[Fact], look: &Look<'_>) -> Option<View> {
    let texts = texts();
    view(
        &CARD(),
        &[Told {
            incident: incident(9),
            drill: false,
            status: status(facts),
            facts,
            texts: &texts,
            help: Some(help()),
        }],
        look,
    )
}

/// Every field that somebody sees something in, by its path. Each struct is taken apart whole: a new field does not compile before it has
/// a line in the matrix below.
fn fields(view: Option<View>) -> Vec<&'static str> {
    fn said(
        Said { kind: _, how: _, channel: _, confirmed: _, by }: Said,
        out: &mut Vec<(&'static str, bool)>,
        names: [&'static str; 2],
    ) {
        out.extend([(names[0], true), (names[1], by.is_some())]);
    }
    let Some(View { person: _, name, contact_proven, statuses }) = view else { return Vec::new() };
    let mut out = vec![("person", true), ("name", name.is_some()), ("contact_proven", contact_proven.is_some())];
    for Shown { incident: _, drill: _, state, at, source, stale, message, facts, help } in statuses {
        out.extend([
            ("state", state != State::None),
            ("at", at.is_some()),
            ("stale", stale),
            ("message", message.is_some()),
        ]);
        if let Some(source) = source {
            said(source, &mut out, ["source", "source.by"]);
        }
        for Entry { fact: _, state: _, at: _, source, text, counts: _, disputed: _, to_answer: _ } in facts {
            out.extend([("facts", true), ("facts.text", text.is_some())]);
            said(source, &mut out, ["facts.source", "facts.by"]);
        }
        if let Some(HelpShown { case: _, need, people, place, cell }) = help {
            let help = [need.is_some(), people.is_some(), place.is_some(), cell.is_some()];
            out.extend(["help.need", "help.people", "help.place", "help.cell"].into_iter().zip(help));
        }
    }
    let mut seen: Vec<_> = out.into_iter().filter(|(_, shown)| *shown).map(|(field, _)| field).collect();
    seen.sort_unstable();
    seen.dedup();
    seen
}

/// One line per field, and who sees it: O own, C circle, R roster, D desk (operator), L log.
const MATRIX: &str = "
    person          O C R D L
    name            O C R D
    contact_proven  O     D
    state           O C R D
    at              O C   D
    stale           O C   D
    message         O C
    source          O C   D
    source.by       O C
    facts           O
    facts.text      O
    facts.source    O
    facts.by        O
    help.need             D
    help.people           D
    help.place            D
    help.cell             D
";

#[test]
fn each_audience_sees_its_fields_and_no_other() {
    let mut expected = BTreeMap::<char, Vec<&str>>::new();
    for mut words in MATRIX.lines().map(str::split_whitespace) {
        let Some(field) = words.next() else { continue };
        for letter in words {
            expected.entry(letter.chars().next().unwrap()).or_default().push(field);
        }
    }
    // Everything that there can be: an own stale answer with a word, and in another telling a friend's declaration that decides.
    let tellings = [
        vec![answer(1, State::Safe, 0), declared(2, How::Saw, State::Safe, 5)],
        vec![declared(2, How::Saw, State::Safe, 5)],
    ];
    for audience in AUDIENCES {
        let night = NIGHT();
        let look = Look::by(audience).at(&night).knowing(&karim).during_roll_call(true);
        let mut all: Vec<_> = tellings.iter().flat_map(|facts| fields(seen(facts, &look))).collect();
        all.sort_unstable();
        all.dedup();
        let letter = match audience {
            Audience::Own => 'O',
            Audience::Circle => 'C',
            Audience::Roster => 'R',
            Audience::Operator => 'D',
            Audience::Log => 'L',
            _ => '-',
        };
        let mut expected = expected.get(&letter).cloned().unwrap_or_default();
        expected.sort_unstable();
        assert_eq!(all, expected, "{audience:?}");
        if letter == '-' {
            assert_eq!(seen(&tellings[0], &look), None, "{audience:?} must not even learn that the person exists");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn who_is_blocked_sees_what_silence_looks_like(facts in facts(), drill: bool) {
        let incidents = [(incident(9), drill), (incident(8), false)];
        let look = Look::by(Audience::Circle).at(&incidents).knowing(&karim);
        prop_assert_eq!(seen(&facts, &look.blocked(true)), view(&CARD(), &[], &look));
    }

    #[test]
    fn an_unanswered_question_looks_like_no_question(facts in facts()) {
        let night = NIGHT();
        let look = Look::by(Audience::Circle).at(&night).knowing(&karim);
        let silent: Vec<_> = facts.into_iter().filter(|f| !f.counts()).collect();
        prop_assert_eq!(seen(&silent, &look), view(&CARD(), &[], &look));
    }

    #[test]
    fn no_audience_sees_a_death(facts in facts()) {
        for audience in AUDIENCES {
            let night = NIGHT();
            let look = Look::by(audience).at(&night).during_roll_call(true);
            let json = serde_json::to_string(&seen(&facts, &look)).unwrap();
            prop_assert!(!json.contains("\"dead\""), "{audience:?}: {json}");
        }
    }

    #[test]
    fn nobody_but_the_desk_ever_learns_where(facts in facts()) {
        for audience in AUDIENCES.into_iter().filter(|a| *a != Audience::Operator) {
            let night = NIGHT();
            let json = serde_json::to_string(&seen(&facts, &Look::by(audience).at(&night).during_roll_call(true))).unwrap();
            prop_assert!(!json.contains("cour du 12") && !json.contains("blessée") && !json.contains("cell"));
        }
    }
}

#[test]
fn a_drill_is_never_taken_for_the_real_thing() {
    let facts = [answer(1, State::Safe, 0)];
    let drill = [(incident(9), true)];
    let view = seen(&facts, &Look::by(Audience::Circle).at(&drill)).unwrap();
    assert_eq!((view.statuses[0].state, view.statuses[0].drill), (State::None, true));
}

#[test]
fn the_json_is_the_one_of_the_api() {
    let night = NIGHT();
    let look = Look::by(Audience::Circle).at(&night).knowing(&karim);
    let json = serde_json::to_value(seen(&[declared(2, How::Saw, State::Safe, 5)], &look).unwrap()).unwrap();
    let expected = serde_json::json!({
        "person": person(1), "name": "Léa T.",
        "statuses": [{ "incident": incident(9), "drill": false, "state": "safe", "at": "2015-11-13T20:25:00.000Z", "stale": true,
            "source": { "kind": "declaration", "how": "saw", "channel": "web", "confirmed": false, "by": "Karim" } }],
    });
    assert_eq!(json, expected);
    let silence = serde_json::to_value(view(&CARD(), &[], &look).unwrap()).unwrap();
    let expected = serde_json::json!([{ "incident": incident(9), "drill": false, "state": "none", "at": null, "source": null, "stale": false }]);
    assert_eq!(silence["statuses"], expected);
}

#[test]
fn the_shapes_are_named_apart_from_those_of_other_rooms() {
    use utoipa::{PartialSchema, ToSchema};
    assert_eq!([View::name(), Shown::name(), State::name()], ["PersonView", "PersonStatus", "PersonState"]);
    let json = serde_json::to_string(&Shown::schema()).unwrap();
    assert!(json.contains("#/components/schemas/StatusSource") && json.contains("date-time"), "{json}");
}

#[test]
fn a_declarer_whom_the_reader_does_not_know_is_not_named() {
    let night = NIGHT();
    let view = seen(&[declared(2, How::Saw, State::Safe, 5)], &Look::by(Audience::Circle).at(&night)).unwrap();
    assert_eq!(view.statuses[0].source.as_ref().map(|s| s.by.clone()), Some(None));
}

#[test]
fn a_roster_sees_own_answers_and_only_during_a_roll_call() {
    let night = NIGHT();
    let look = Look::by(Audience::Roster).at(&night);
    let facts = [answer(1, State::NeedHelp, 0), official(3, State::InCare, 9)];
    assert_eq!(seen(&facts, &look), None);
    let state = |facts: &[Fact]| seen(facts, &look.during_roll_call(true)).unwrap().statuses[0].state;
    assert_eq!((state(&facts), state(&[declared(2, How::Saw, State::Safe, 0)])), (State::NeedHelp, State::None));
}

#[test]
fn operators_see_only_people_who_asked_for_help() {
    let facts = [answer(1, State::Safe, 0)];
    let told =
        [Told { incident: incident(9), drill: false, status: status(&facts), facts: &facts, texts: &[], help: None }];
    assert_eq!(view(&CARD(), &told, &Look::by(Audience::Operator)), None);
}

#[test]
fn i_see_what_waits_for_my_answer_and_what_institutions_said_blindly_stays_hidden() {
    let facts = [
        declared(2, How::Read, State::Safe, 5),
        Fact { disputed: true, ..declared(3, How::Saw, State::Safe, 6) },
        Fact { proof: Proof::Accredited, ..official(4, State::InCare, 7) },
        official(5, State::Dead, 8),
        Fact { confirmed: true, ..declared(6, How::Spoke, State::Safe, 4) },
    ];
    let mine = seen(&facts, &Look::by(Audience::Own)).unwrap().statuses.remove(0).facts;
    let got: Vec<_> = mine.iter().map(|e| (e.fact, e.to_answer, e.counts, e.disputed)).collect();
    assert_eq!(
        got,
        [(fact_id(3), false, false, true), (fact_id(2), true, false, false), (fact_id(6), false, true, false)]
    );
}
