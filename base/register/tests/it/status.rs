use kernel::{Span, Time};
use proptest::prelude::*;
use register::{
    Aging, Author, Fact, FactKind, How, Proof, Source, State, Status, Strength, by_story, own_answer, press_time,
    resolve,
};

use crate::facts::{answer, declared, facts, incident, minute, official, person};

const AGING: Aging = Aging { safe_ages: Span::hours(6), asked_again_at: None, death_shown: true };

fn at(facts: &[Fact], now: i64) -> Status {
    resolve(facts, minute(now), &AGING)
}
fn now(facts: &[Fact]) -> Status {
    at(facts, 120)
}
fn and(facts: &[Fact], more: Fact) -> Vec<Fact> {
    facts.iter().copied().chain([more]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_arrival_does_not_matter((facts, mixed) in facts().prop_flat_map(|f| (Just(f.clone()), Just(f).prop_shuffle()))) {
        prop_assert_eq!(now(&facts), now(&mixed));
    }

    #[test]
    fn hearing_it_twice_changes_nothing(facts in facts(), which in any::<prop::sample::Index>()) {
        prop_assume!(!facts.is_empty());
        prop_assert_eq!(now(&and(&facts, *which.get(&facts))), now(&facts));
    }

    #[test]
    fn a_weaker_fact_never_overwrites_a_stronger_one(facts in facts(), more in facts()) {
        let before = now(&facts);
        for (i, f) in more.iter().enumerate().filter(|(_, f)| f.strength() < before.certainty) {
            // The one exception: a word of one's own suspends one's death.
            if before.state == State::Dead && f.strength() == Strength::Own { continue; }
            let f = Fact { id: crate::facts::fact_id(100 + u8::try_from(i).unwrap()), ..*f };
            prop_assert_eq!(now(&and(&facts, f)), before);
        }
    }

    #[test]
    fn what_counts_for_nothing_never_changes_anything(facts in facts(), more in facts()) {
        for f in more.iter().filter(|f| !f.counts()) {
            prop_assert_eq!(now(&and(&facts, *f)), now(&facts));
        }
    }

    #[test]
    fn the_certainty_is_that_of_the_strongest_fact_that_may_be_shown(facts in facts()) {
        let strongest = facts.iter().filter(|f| f.state != State::Dead).map(Fact::strength).max().unwrap_or(Strength::Nothing);
        let status = now(&facts);
        prop_assert!(status.certainty >= strongest);
        prop_assert_eq!(status.state == State::None, status.certainty == Strength::Nothing);
        prop_assert_eq!(status.at.is_none(), status.source.is_none());
    }

    #[test]
    fn ones_own_word_beats_declarations_whatever_the_times(
        mine in 0..100i64, proof in prop::sample::select(&[Proof::Device, Proof::Contact][..]),
        said in prop::collection::vec((0..200i64, prop::sample::select(How::ALL), prop::sample::select(State::ALL)), 0..8),
    ) {
        let own = Fact { proof, ..answer(1, State::NeedHelp, mine) };
        let mut all: Vec<_> = (2u8..).zip(&said).map(|(id, (t, how, state))| declared(id, *how, *state, *t)).collect();
        all.push(own);
        let status = at(&all, 500);
        prop_assert_eq!((status.state, status.at, status.certainty), (State::NeedHelp, Some(minute(mine)), Strength::Own));
    }

    #[test]
    fn read_online_changes_nothing(facts in facts(), t in 0..100i64, state in prop::sample::select(State::ALL), confirmed: bool) {
        let read = Fact { confirmed, proof: Proof::Contact, ..declared(200, How::Read, state, t) };
        prop_assert_eq!(now(&and(&facts, read)), now(&facts));
    }

    #[test]
    fn a_disputed_fact_counts_for_nothing_and_counts_again_when_it_is_not(facts in facts(), which in any::<prop::sample::Index>()) {
        prop_assume!(!facts.is_empty());
        let i = which.index(facts.len());
        let with = |disputed| { let mut f = facts.clone(); f[i].disputed = disputed; f };
        let mut without = facts.clone();
        without.remove(i);
        prop_assert_eq!(now(&with(true)), now(&without));
        let mut again = with(true);
        again[i].disputed = facts[i].disputed;
        prop_assert_eq!(now(&again), now(&facts));
    }

    #[test]
    fn an_unproven_fact_counts_for_nothing(facts in facts(), more in facts()) {
        for f in more {
            prop_assert_eq!(now(&and(&facts, Fact { proof: Proof::None, ..f })), now(&facts));
        }
    }

    #[test]
    fn an_older_press_never_overwrites_a_newer_one(facts in facts(), state in prop::sample::select(State::ALL), back in 1..90i64) {
        let before = now(&facts);
        prop_assume!(before.certainty == Strength::Own && before.state != State::Dead);
        let older = Fact { at: before.at.unwrap().minus(Span::minutes(back)), received: minute(119), ..answer(200, state, 0) };
        prop_assert_eq!(now(&and(&facts, older)), before);
    }

    #[test]
    fn a_later_own_answer_replaces_an_earlier_one(facts in facts(), state in prop::sample::select(&[State::NotThere, State::Safe, State::NeedHelp][..])) {
        prop_assume!(now(&facts).certainty <= Strength::Own);
        prop_assert_eq!(now(&and(&facts, answer(200, state, 100))).state, state);
    }

    #[test]
    fn death_is_said_by_an_accredited_pair_alone(facts in facts()) {
        let status = now(&facts);
        if status.state == State::Dead {
            let said = facts.iter().find(|f| Some(f.id) == status.source.map(|s| s.fact)).unwrap();
            prop_assert_eq!((said.proof, said.disputed), (Proof::AccreditedPair, false));
            prop_assert!(!facts.iter().any(|f| f.strength() == Strength::Own && f.pressed() >= said.pressed()));
        }
        prop_assert_ne!(resolve(&facts, minute(120), &Aging::default()).state, State::Dead);
    }

    #[test]
    fn a_hidden_death_leaves_no_trace(facts in facts()) {
        let alive: Vec<_> = facts.iter().copied().filter(|f| f.state != State::Dead).collect();
        prop_assert_eq!(resolve(&facts, minute(120), &Aging::default()), resolve(&alive, minute(120), &Aging::default()));
    }

    #[test]
    fn age_never_changes_a_state(facts in facts(), later in 0..5000i64, asked in prop::option::of(0..5000i64)) {
        let aged = resolve(&facts, minute(120 + later), &Aging { asked_again_at: asked.map(minute), ..AGING });
        let fresh = now(&facts);
        prop_assert_eq!((aged.state, aged.at, aged.source, aged.certainty), (fresh.state, fresh.at, fresh.source, fresh.certainty));
        prop_assert!(!aged.stale || matches!(aged.state, State::Safe | State::NotThere));
    }

    #[test]
    fn a_drill_and_a_real_incident_are_two_stories(facts in facts(), drills in facts()) {
        let drills = drills.into_iter().map(|f| Fact { drill: true, ..f });
        let stories = by_story(facts.iter().copied().chain(drills));
        let real = stories.iter().find(|(a, _)| !a.drill).map_or(Status::NONE, |(_, f)| now(f));
        prop_assert_eq!(real, now(&facts));
    }
}

#[test]
fn safety_ages_and_is_asked_again() {
    let safe = [answer(1, State::Safe, 0)];
    assert!(!at(&safe, 359).stale);
    let old = at(&safe, 360);
    assert_eq!((old.state, old.stale, old.at, old.ages_at), (State::Safe, true, Some(minute(0)), Some(minute(360))));
    // The zone moved at minute 30: an answer before it is asked again, one after it is fresh, one to come is not yet.
    let asked =
        |facts: &[Fact], now| resolve(facts, minute(now), &Aging { asked_again_at: Some(minute(30)), ..AGING }).stale;
    assert!(asked(&safe, 31) && !asked(&safe, 29));
    assert!(asked(&[answer(1, State::NotThere, 0)], 31) && !asked(&[answer(1, State::NotThere, 30)], 31));
    assert!(!asked(&[answer(1, State::NeedHelp, 0)], 5000));
    assert!(!at(&[answer(1, State::NotThere, 0)], 5000).stale);
}

#[test]
fn a_friend_who_saw_them_safe_does_not_end_a_call_for_help() {
    assert_eq!(now(&[answer(1, State::NeedHelp, 0), declared(2, How::Saw, State::Safe, 50)]).state, State::NeedHelp);
    // Unless the person confirms it: it is then their own later word.
    let confirmed = Fact { confirmed: true, ..declared(2, How::Saw, State::Safe, 50) };
    let status = now(&[answer(1, State::NeedHelp, 0), confirmed]);
    assert_eq!((status.state, status.certainty), (State::Safe, Strength::Own));
    assert_eq!(now(&[answer(1, State::NeedHelp, 60), confirmed]).state, State::NeedHelp);
}

#[test]
fn saw_spoke_and_heard_weigh_the_same_and_the_latest_is_taken() {
    let all = [
        declared(1, How::Saw, State::Safe, 0),
        declared(2, How::Heard, State::NeedHelp, 5),
        declared(3, How::Read, State::Safe, 9),
    ];
    assert_eq!(now(&all).state, State::NeedHelp);
}

#[test]
fn at_the_same_instant_the_more_worrying_answer_is_shown() {
    let orders = [[State::Safe, State::NeedHelp], [State::NeedHelp, State::Safe]];
    for [a, b] in orders {
        assert_eq!(now(&[answer(1, a, 5), answer(2, b, 5)]).state, State::NeedHelp);
    }
}

#[test]
fn a_death_is_suspended_by_the_persons_own_word_or_by_either_of_the_two() {
    let dead = official(1, State::Dead, 50);
    assert_eq!(now(&[dead]).state, State::Dead);
    assert_eq!(now(&[answer(2, State::Safe, 49), dead]).state, State::Dead);
    assert_eq!(now(&[answer(2, State::Safe, 50), dead]).state, State::Safe);
    assert_eq!(now(&[Fact { proof: Proof::None, ..answer(2, State::Safe, 60) }, dead]).state, State::Dead);
    assert_eq!(now(&[declared(2, How::Saw, State::Safe, 60), dead]).state, State::Dead);
    assert_eq!(now(&[Fact { disputed: true, ..dead }]), Status::NONE);
    for proof in Proof::ALL.iter().copied().filter(|p| *p != Proof::AccreditedPair) {
        assert_eq!(now(&[Fact { proof, ..dead }]), Status::NONE);
    }
    assert_eq!(now(&[Fact { kind: FactKind::Declaration, ..dead }]), Status::NONE);
}

#[test]
fn one_institution_alone_changes_nothing_and_two_outweigh_ones_own_word() {
    let own = answer(1, State::Safe, 60);
    let listed = Fact { kind: FactKind::ListEntry, proof: Proof::Accredited, ..official(2, State::InCare, 70) };
    assert_eq!(now(&[own, listed]).state, State::Safe);
    assert_eq!(now(&[listed]), Status::NONE);
    assert_eq!(now(&[own, official(2, State::InCare, 10)]).state, State::InCare);
}

#[test]
fn nobody_answers_for_another_and_nobody_declares_themself() {
    let by_another = Fact { author: Author::Person(person(2)), ..answer(1, State::Safe, 0) };
    let of_self = Fact { author: Author::Person(person(1)), ..declared(2, How::Saw, State::Safe, 0) };
    let by_nobody = Fact { author: Author::Nobody, ..answer(3, State::Safe, 0) };
    assert_eq!(now(&[by_another, of_self, by_nobody]), Status::NONE);
}

#[test]
fn a_witness_needs_a_proven_contact() {
    let seen = Fact { kind: FactKind::Sighting, ..declared(1, How::Saw, State::Safe, 0) };
    assert_eq!(now(&[seen]), Status::NONE);
    assert_eq!(now(&[Fact { proof: Proof::Contact, ..seen }]).certainty, Strength::Said);
}

#[test]
fn the_source_says_who_and_how() {
    let fact = declared(4, How::Spoke, State::Safe, 3);
    let source = Source {
        fact: fact.id,
        kind: FactKind::Declaration,
        how: How::Spoke,
        author: Author::Person(person(2)),
        channel: fact.channel,
        confirmed: false,
    };
    assert_eq!(now(&[fact]).source, Some(source));
}

#[test]
fn ones_own_answer_is_found_below_what_others_say() {
    let all = [
        answer(1, State::Safe, 5),
        answer(2, State::NotThere, 3),
        official(3, State::InCare, 9),
        declared(4, How::Saw, State::Safe, 9),
    ];
    assert_eq!(own_answer(&all).map(|f| f.id), Some(all[0].id));
    assert_eq!(own_answer(&all[2..]), None);
}

#[test]
fn a_press_time_stays_between_the_activation_and_now() {
    let clamp = |said: Option<i64>| press_time(said.map(minute), minute(0), minute(60));
    assert_eq!([None, Some(-5), Some(30), Some(90)].map(clamp), [60, 0, 30, 60].map(minute));
    // And a fact that came in with a later one counts from its arrival: it cannot outlive every later answer.
    let ahead = Fact { at: Time(i64::MAX), ..answer(1, State::Safe, 0) };
    assert_eq!(now(&[ahead, answer(2, State::NeedHelp, 30)]).state, State::NeedHelp);
}

#[test]
#[should_panic(expected = "several stories")]
fn a_drill_fact_among_real_ones_is_a_mistake_that_is_seen() {
    let _ = now(&[answer(1, State::Safe, 0), Fact { drill: true, ..answer(2, State::NeedHelp, 5) }]);
}

#[test]
fn numbers_and_words_lead_back() {
    macro_rules! back { ($($t:ty),+) => { $(for x in <$t>::ALL {
        assert_eq!(<$t>::of_number(x.number()), Some(*x));
        assert_eq!(<$t>::of_word(x.word()), Some(*x));
        assert_eq!(serde_json::to_value(x).unwrap(), x.word());
    })+ } }
    back!(FactKind, State, How, Proof, register::Channel, Strength);
    for a in [Author::Nobody, Author::Person(person(3)), official(1, State::Safe, 0).author] {
        assert_eq!(Author::of_number(a.number(), a.bytes()), Some(a));
    }
    assert_eq!(answer(1, State::Safe, 0).about().incident, incident(9));
}
