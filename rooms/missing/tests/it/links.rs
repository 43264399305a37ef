//! Two searches for one person: moderators compare and link them; what ends one ends the other, as far as the person wishes it.

use http::Method;
use kernel::{Event, PersonId, Role, Span};
use missing::{
    model::{
        Reunion, ReunionState, Sign,
        link::{Link, LinkReason, LinkState},
    },
    rules::{
        join::{Common, Evidence, Fit},
        link::{Carried, carried, decide, undo, weigh},
    },
};
use names::Strength;
use pfif::{Note, Reader, Record};
use proptest::prelude::*;
use serde_json::{Value, json};
use web::harness::{Client, Harness};

use crate::{
    exchange::register,
    photos::{picture, sends},
    scene::{active, answers, appeal, harness, one, proven, questions, safe, seeks, sought, sought_at},
};

const HERS: &str = "06 39 98 00 17";

async fn pairs(maud: &Client) -> Value {
    maud.get("/api/v1/links").await.expect(200).json()
}

/// The one pair that waits.
async fn pair(maud: &Client) -> Value {
    let all = pairs(maud).await;
    assert_eq!(all["waiting"].as_array().unwrap().len(), 1, "{all}");
    all["waiting"][0].clone()
}

async fn linked(h: &Harness, maud: &Client) -> String {
    let path = format!("/api/v1/links/{}", pair(maud).await["id"].as_str().unwrap());
    maud.post(&path, json!({ "same": true, "reason": "contact" })).await.is(204);
    h.settle().await;
    path
}

/// Who was told that somebody is found, or is not, in the order of it.
async fn heard_of(h: &Harness) -> Vec<(bool, Vec<PersonId>)> {
    let (events, _) = h.house.store.events_after(0, 10_000).await.unwrap();
    let of = |e: &Event| match e {
        Event::Found { people, found, .. } => Some((*found, people.clone())),
        _ => None,
    };
    events.iter().filter_map(|e| of(&e.event)).collect()
}

/// A witness tells of her by name and telephone, and a reviewer is sure.
async fn news_confirmed(h: &Harness, maud: &Client) -> String {
    let nadia = proven(h, "Nadia", "nadia@example.org").await;
    let news = json!({ "name": "Camille Roussel", "contact": HERS, "note": { "how": "spoke", "state": "safe" } });
    nadia.post("/api/v1/news", news).await.is(201);
    h.settle().await;
    let queue = maud.get("/api/v1/reunions").await.expect(200).json();
    let path = format!("/api/v1/reunions/{}", queue["reunions"][0]["id"].as_str().unwrap());
    maud.post(&path, json!({ "same": true })).await.is(204);
    h.settle().await;
    path
}

async fn state(who: &Client, id: &str) -> String {
    one(who, id).await["state"].as_str().unwrap().to_owned()
}

struct Two {
    h: Harness,
    maud: Client,
    karim: Client,
    bruno: Client,
    ids: [String; 2],
}

/// Two people seek her, neither knowing of the other.
async fn two(store: store::Store) -> Two {
    let h = harness(store).await;
    active(&h, false).await;
    let maud = h.staff(Role::Moderator, "Maud").await;
    let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
    let bruno = proven(&h, "Bruno Vasseur", "bruno@example.org").await;
    let mut other = sought_at("Camille ROUSSEL", HERS);
    other["wearing"] = json!("Un anorak rouge");
    let ids = [seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await, seeks(&h, &bruno, other).await];
    Two { h, maud, karim, bruno, ids }
}

store::testing::each_store! {
    async fn two_searches_for_one_person_are_compared_by_moderators_and_nobody_else_hears_of_it(store: Store) {
        let Two { h, maud, karim, bruno, ids } = two(store).await;
        let before = [one(&karim, &ids[0]).await, one(&bruno, &ids[1]).await];
        let pair = pair(&maud).await;
        assert_eq!(pair["reasons"], json!(["name-likely", "contact-said", "ages-agree", "sex-agrees", "near"]));
        assert_eq!((&pair["agree"], &pair["differ"]), (&json!(["names", "ages", "sex", "description", "near"]), &json!(["wearing"])));
        let text = pair.to_string();
        for secret in ["0017", "00 17", "karim", "Bruno", "Karim"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        let path = format!("/api/v1/links/{}", pair["id"].as_str().unwrap());
        karim.post(&path, json!({ "same": true })).await.is(403);
        maud.post(&path, json!({ "same": true })).await.refuses(422, "missing-reason");
        maud.post(&path, json!({ "same": true, "reason": "family" })).await.is(204);
        maud.post(&path, json!({ "same": false })).await.refuses(409, "missing-answered");
        h.settle().await;
        assert_eq!([one(&karim, &ids[0]).await, one(&bruno, &ids[1]).await], before, "nothing of it is theirs to see");
        let all = pairs(&maud).await;
        assert_eq!((&all["waiting"], &all["decided"][0]["reason"]), (&json!([]), &json!("family")));
        maud.delete(&path).await.is(204);
        assert_eq!(pairs(&maud).await["waiting"][0]["id"], pair["id"], "as before");
        maud.post(&path, json!({ "same": false })).await.is(204);
        // What is two is not proposed again, whatever is said of it.
        karim.post(&format!("/api/v1/notices/{}/appeal", ids[0]), json!({})).await.is(200);
        h.settle().await;
        assert_eq!(pairs(&maud).await["waiting"], json!([]));
        let audit: Vec<String> = h.house.register.audit_before(None, 100).await.unwrap().into_iter().map(|l| l.act).collect();
        for act in ["link.same", "link.undo", "link.two"] {
            assert!(audit.iter().any(|a| a == act), "{act} in {audit:?}");
        }
    }

    async fn what_ends_one_is_told_to_the_followers_of_both_once_and_taking_the_link_back_restores_it(store: Store) {
        let Two { h, maud, karim, bruno, ids } = two(store).await;
        let link = linked(&h, &maud).await;
        // One who follows both hears it once.
        let again = seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        for waits in pairs(&maud).await["waiting"].as_array().unwrap() {
            let path = format!("/api/v1/links/{}", waits["id"].as_str().unwrap());
            maud.post(&path, json!({ "same": true, "reason": "details" })).await.is(204);
        }
        let reunion = news_confirmed(&h, &maud).await;
        assert_eq!([state(&karim, &ids[0]).await, state(&karim, &again).await, state(&bruno, &ids[1]).await], ["found"; 3]);
        let heard = heard_of(&h).await;
        let mut people: Vec<PersonId> = heard.iter().flat_map(|(_, people)| people.clone()).collect();
        people.sort_unstable();
        let mut both = vec![karim.id(), bruno.id()];
        both.sort_unstable();
        assert_eq!(people, both, "each of them once");
        // It was somebody else: all go on, and each hears that once too.
        maud.delete(&reunion).await.is(204);
        h.settle().await;
        assert_eq!([state(&karim, &ids[0]).await, state(&karim, &again).await, state(&bruno, &ids[1]).await], ["searching"; 3]);
        let withdrawn: usize = heard_of(&h).await.iter().filter(|(found, _)| !found).map(|(_, people)| people.len()).sum();
        assert_eq!(withdrawn, 2);
        maud.delete(&link).await.is(204);
    }

    async fn taking_a_link_back_lets_the_other_search_go_on(store: Store) {
        let Two { h, maud, karim, bruno, ids } = two(store).await;
        let link = linked(&h, &maud).await;
        news_confirmed(&h, &maud).await;
        let ended = [state(&karim, &ids[0]).await, state(&bruno, &ids[1]).await];
        assert_eq!(ended, ["found"; 2]);
        maud.delete(&link).await.is(204);
        h.settle().await;
        let mut after = [state(&karim, &ids[0]).await, state(&bruno, &ids[1]).await];
        after.sort_unstable();
        assert_eq!(after, ["found", "searching"], "the one that the news was confirmed of is over");
        let withdrawn: Vec<_> = heard_of(&h).await.into_iter().filter(|(found, _)| !found).collect();
        assert_eq!(withdrawn.len(), 1, "who was told of the other hears that it goes on: {withdrawn:?}");
        maud.delete(&link).await.refuses(409, "missing-answered");
        h.settle().await;
        let all: Vec<_> = heard_of(&h).await.into_iter().filter(|(found, _)| !found).collect();
        let theirs = if state(&karim, &ids[0]).await == "searching" { karim.id() } else { bruno.id() };
        assert_eq!(all, [(false, vec![theirs])], "once, and nobody else");
    }

    async fn a_link_tells_nobody_whom_the_person_does_not_wish_to_know(store: Store) {
        let Two { h, maud, karim, bruno, ids } = two(store).await;
        linked(&h, &maud).await;
        let night = h.house.incidents.open()[0].id;
        let camille = proven(&h, "Camille Roussel", HERS).await;
        safe(&h, &camille, night).await;
        let asked = questions(&camille).await;
        assert_eq!(asked.len(), 2, "for each who seeks her");
        let of = |name: &str| {
            let one = asked.iter().find(|q| q["seeker"] == name).unwrap();
            format!("/api/v1/sought/{}", one["id"].as_str().unwrap())
        };
        camille.post(&of("Bruno Vasseur"), json!({ "answer": "never" })).await.is(204);
        camille.post(&of("Karim Belaïd"), json!({ "answer": "tell" })).await.is(204);
        h.settle().await;
        assert_eq!([state(&karim, &ids[0]).await, state(&bruno, &ids[1]).await], ["found", "searching"]);
        assert_eq!(heard_of(&h).await, [(true, vec![karim.id()])]);
    }

    async fn who_is_found_for_one_is_asked_about_the_other(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let maud = h.staff(Role::Moderator, "Maud").await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let ines = proven(&h, "Inès Moreau", "ines@example.org").await;
        seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        // Without a contact nothing but a link leads from this one to her.
        let mut body = sought("Camille Roussel");
        body["others"] = json!(["Camille Roussel Dufour"]);
        let bare = seeks(&h, &ines, body).await;
        let camille = proven(&h, "Camille Roussel", HERS).await;
        linked(&h, &maud).await;
        safe(&h, &camille, night).await;
        answers(&h, &camille, "tell").await.is(204);
        assert_eq!(state(&ines, &bare).await, "searching", "nobody is told before she agreed");
        let asked = questions(&camille).await;
        let open = asked.iter().find(|q| q.get("answered").is_none()).unwrap();
        assert_eq!(open["seeker"], "Inès Moreau");
        let path = format!("/api/v1/sought/{}", open["id"].as_str().unwrap());
        camille.post(&path, json!({ "answer": "tell" })).await.is(204);
        h.settle().await;
        assert_eq!(state(&ines, &bare).await, "searching", "a link is a moderator's, and a name anybody's: it is compared once more");
        let review = maud.get("/api/v1/reunions").await.expect(200).at("/reunions/0/id");
        maud.post(&format!("/api/v1/reunions/{review}"), json!({ "same": true })).await.is(204);
        h.settle().await;
        assert_eq!(state(&ines, &bare).await, "found");
    }

    async fn an_exercise_and_a_namesake_are_no_duplicates(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let drill = active(&h, true).await;
        let maud = h.staff(Role::Moderator, "Maud").await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        let mut exercise = sought_at("Camille Roussel", HERS);
        exercise["incident"] = json!(drill.to_string());
        seeks(&h, &karim, exercise).await;
        let mut older = sought_at("Camille Roussel", "06 39 98 44 44");
        older["ages"] = json!({ "low": 61, "high": 61 });
        seeks(&h, &karim, older).await;
        let mut said_less = json!({ "name": "Camille Roussel", "relation": "friend", "police": true });
        said_less["near"] = json!("Voltaire");
        seeks(&h, &karim, said_less).await;
        for path in ["/api/v1/links", "/api/v1/links?drill=true"] {
            assert_eq!(maud.get(path).await.expect(200).json()["waiting"], json!([]), "{path}");
        }
    }

    async fn one_photo_in_two_searches_is_a_reason_to_compare(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let maud = h.staff(Role::Moderator, "Maud").await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let ines = proven(&h, "Inès Moreau", "ines@example.org").await;
        let a = seeks(&h, &karim, sought("Camille Roussel")).await;
        let b = seeks(&h, &ines, sought("Camille Durand")).await;
        assert_eq!(pairs(&maud).await["waiting"], json!([]));
        sends(&karim, &a, picture(1)).await.is(204);
        sends(&ines, &b, picture(1)).await.is(204);
        h.settle().await;
        let all = pairs(&maud).await;
        for waits in all["waiting"].as_array().unwrap() {
            assert!(waits["reasons"].as_array().unwrap().contains(&json!("photo-same")), "{all}");
        }
        let page = maud.page("/console/duplicates").await.expect(200);
        assert!(page.says("Recherches en double"), "{}", page.text);
    }

    async fn linked_searches_are_notes_for_other_registers_as_long_as_both_are_shown(store: Store) {
        let Two { h, maud, karim, bruno, ids } = two(store).await;
        let key = register(&h, "Croix-Rouge", "registre.example", [true, false, false]).await;
        for (who, id) in [(&karim, &ids[0]), (&bruno, &ids[1])] {
            appeal(&h, who, id).await.unwrap();
        }
        let feed = async |what: &str| {
            let path = format!("/api/v1/pfif/feeds/{what}?min_entry_date=2015-11-01T00:00:00Z&max_results=200");
            let text = key.send(Method::GET, &path, None, "").await.expect(200).text;
            let links = Reader::new(text.as_bytes()).filter_map(|i| i.unwrap().record).filter_map(|r| match r {
                Record::Note(n) => n.linked_person_record_id.is_some().then_some(*n),
                Record::Person(_) => None,
            });
            links.collect::<Vec<Note>>()
        };
        assert!(feed("person").await.is_empty());
        let link = linked(&h, &maud).await;
        for what in ["person", "note"] {
            let notes = feed(what).await;
            assert_eq!(notes.len(), 2, "one on each: {notes:?}");
            assert_eq!(notes[0].linked_person_record_id.as_ref(), Some(&notes[1].person_record_id));
            assert_eq!(notes[1].linked_person_record_id.as_ref(), Some(&notes[0].person_record_id));
            assert!(notes.iter().all(|n| n.text == "Same person: the same contact." && n.status.is_none()));
        }
        maud.delete(&link).await.is(204);
        assert!(feed("person").await.is_empty());
        maud.post(&link, json!({ "same": true, "reason": "contact" })).await.is(204);
        bruno.post(&format!("/api/v1/notices/{}/close", ids[1]), json!({})).await.is(200);
        h.settle().await;
        assert!(feed("person").await.is_empty(), "what is over is linked with nothing");
    }

    async fn who_is_erased_is_in_no_pair_and_what_is_over_neither(store: Store) {
        let Two { h, maud, karim, .. } = two(store).await;
        karim.delete("/api/v1/me").await.is(204);
        h.settle().await;
        let all = pairs(&maud).await;
        assert_eq!((&all["waiting"], &all["decided"]), (&json!([]), &json!([])));
        let other = proven(&h, "Inès Moreau", "ines@example.org").await;
        seeks(&h, &other, sought_at("Camille Roussel", HERS)).await;
        pair(&maud).await;
        h.pass(Span::days(31));
        h.settle().await;
        assert_eq!(pairs(&maud).await["waiting"], json!([]));
    }

    async fn the_page_of_duplicates_compares_and_takes_back(store: Store) {
        let Two { h, maud, .. } = two(store).await;
        let page = maud.page("/console/duplicates").await.expect(200);
        for text in ["Camille Roussel", "Camille ROUSSEL", "Un anorak rouge", "Manteau vert", "les vêtements", "un contact en commun"] {
            assert!(page.says(text), "{text} in {}", page.text);
        }
        let start = page.text.find("/console/duplicates/").unwrap() + 20;
        let path = format!("/console/duplicates/{}", page.text[start..].split('"').next().unwrap());
        assert!(maud.submit(&page, &path, &[("do", "same")]).await.expect(422).says("Il manque la raison"));
        maud.submit(&page, &path, &[("do", "same"), ("reason", "photo")]).await.is(303);
        let page = maud.page("/console/duplicates").await.expect(200);
        assert!(page.says("La même photo") && page.says("Reprendre la décision"), "{}", page.text);
        maud.submit(&page, &path, &[("do", "undo")]).await.is(303);
        assert!(maud.page("/console/duplicates").await.expect(200).says("C’est la même personne"));
        h.staff(Role::Operator, "Anne").await.page("/console/duplicates").await.is(403);
        assert!(maud.page("/console/moderation").await.expect(200).says("/console/duplicates"));
    }
}

fn pair_of(state: LinkState) -> Link {
    let id = |n| kernel::Id::from_bytes([n; 16]);
    Link {
        id: kernel::Id::from_bytes([1; 16]),
        a: id(2),
        b: id(3),
        incident: kernel::Id::from_bytes([4; 16]),
        drill: false,
        version: 1,
        score: 800,
        reasons: String::new(),
        state,
        reason: None,
        made: kernel::Time(0),
        changed: kernel::Time(0),
    }
}

fn fits() -> impl Strategy<Value = Fit> {
    prop_oneof![Just(Fit::Unknown), Just(Fit::Agrees), Just(Fit::Contradicts)]
}

proptest! {
    #[test]
    fn a_name_alone_and_what_contradicts_is_never_compared(
        name in prop_oneof![Just(Strength::No), Just(Strength::Possible), Just(Strength::Likely), Just(Strength::Same)],
        said: bool, a in fits(), s in fits(), near: bool, photo: bool,
    ) {
        let contact = if said { Common::Said } else { Common::Nothing };
        let e = Evidence { name, contact, knows: false, ages: a, sex: s, near };
        let weighed = weigh(&e, photo);
        prop_assert!(weigh(&Evidence::of_names(name), false).is_none());
        if a == Fit::Contradicts || s == Fit::Contradicts {
            prop_assert!(weighed.is_none());
        }
        if name == Strength::No {
            prop_assert!(weighed.is_none() || photo && said);
        }
        if let Some((score, _)) = weighed {
            prop_assert!(weigh(&e, true).unwrap().0 >= score);
        }
    }

    #[test]
    fn what_is_decided_is_taken_back_to_what_was_before(
        open: bool, same: bool, why in prop::option::of(prop::sample::select(LinkReason::ALL)),
    ) {
        let proposed = pair_of(LinkState::Proposed);
        prop_assert!(undo(&proposed).is_err());
        if let Ok((state, reason)) = decide(&proposed, open, same, why) {
            prop_assert!(open && (!same || reason.is_some()));
            prop_assert!(decide(&pair_of(state), open, same, why).is_err(), "once");
            prop_assert_eq!(undo(&pair_of(state)).unwrap(), LinkState::Proposed);
        }
    }

    #[test]
    fn whoever_hides_is_carried_nowhere(
        sign in prop::sample::select(Sign::ALL), states in prop::collection::vec(prop::sample::select(ReunionState::ALL), 0..4),
        same: bool, hushed: bool,
    ) {
        let confirmed = Reunion {
            id: kernel::Id::from_bytes([1; 16]), notice: kernel::Id::from_bytes([2; 16]), incident: kernel::Id::from_bytes([3; 16]),
            drill: false, version: 1, sign, subject: [4; 16], seeker: None, score: 0, reasons: String::new(),
            state: ReunionState::Confirmed, made: kernel::Time(0), changed: kernel::Time(0),
        };
        let theirs: Vec<Reunion> = states.iter().map(|state| Reunion {
            state: *state, sign: Sign::Person, subject: if same { [4; 16] } else { [5; 16] }, ..confirmed.clone()
        }).collect();
        let what = carried(&confirmed, &theirs, hushed);
        let any = |of: &[ReunionState]| states.iter().any(|s| of.contains(s));
        if hushed || any(&[ReunionState::Never, ReunionState::NotNow, ReunionState::Hidden]) {
            prop_assert_eq!(what, Carried::Nothing);
        }
        if sign == Sign::News && any(&[ReunionState::Asked, ReunionState::Agreed]) {
            prop_assert_eq!(what, Carried::Nothing, "whoever is asked says so themself");
        }
        if sign == Sign::Person {
            prop_assert!(what != Carried::Found, "nobody who is known here is told of without their own yes");
        }
    }
}
