//! Whoever has not said yes is told of by nothing else, and nobody can see that something was held back because of them.

use kernel::{Event, IncidentId, PersonId, Role, Span};
use missing::{
    model::{Reunion, ReunionState, Sign, Tell},
    rules::{
        Standing,
        reunion::{answer, review, standing, take_back, undo},
    },
};
use proptest::prelude::*;
use register::{Contact, Country};
use serde_json::{Value, json};
use store::Change;
use web::harness::{Client, Harness};

use crate::{
    model::reunion,
    scene::{
        active, answers, followers_told, harness, one, proven, question, questions, refused, safe, seeks, sought,
        sought_at,
    },
};

const HERS: &str = "06 39 98 00 17";
/// A name so rare that an age beside it is enough to compare.
const NAME: &str = "Apolline Vandenbroucke";

struct Night {
    h: Harness,
    on: IncidentId,
    maud: Client,
    karim: Client,
    bruno: Client,
}

async fn night(store: store::Store) -> Night {
    let h = harness(store).await;
    let on = active(&h, false).await;
    let maud = h.staff(Role::Moderator, "Maud").await;
    let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
    let bruno = proven(&h, "Bruno Vasseur", "bruno@example.org").await;
    Night { h, on, maud, karim, bruno }
}

impl Night {
    /// A witness tells of somebody by name.
    async fn told_of(&self, name: &str) -> String {
        let nadia = proven(&self.h, "Nadia", &format!("{}@example.org", name.len())).await;
        let news = json!({ "name": name, "ages": {"low": 27, "high": 27}, "sex": "female",
            "note": { "how": "spoke", "state": "safe", "at": "2015-11-13T22:10:00+01:00" } });
        let id = nadia.post("/api/v1/news", news).await.expect(201).at("/id");
        self.h.settle().await;
        id
    }
    async fn queue(&self) -> Vec<Value> {
        self.maud.get("/api/v1/reunions").await.expect(200).json()["reunions"].as_array().unwrap().clone()
    }
    /// A reviewer is sure of the proposal for a search.
    async fn same(&self, notice: &str) -> String {
        let queue = self.queue().await;
        let of = queue.iter().find(|r| r["notice"]["id"] == notice).unwrap_or_else(|| panic!("{queue:?}"));
        let path = format!("/api/v1/reunions/{}", of["id"].as_str().unwrap());
        self.maud.post(&path, json!({ "same": true })).await.is(204);
        self.h.settle().await;
        path
    }
    async fn approves(&self, who: &Client, id: &str) {
        who.post(&format!("/api/v1/notices/{id}/appeal"), json!({})).await.is(200);
        self.maud.post(&format!("/api/v1/notices/{id}/approve"), json!({ "approve": true })).await.is(204);
        self.h.settle().await;
        let waits = self.maud.get("/api/v1/appeals").await.expect(200).json();
        assert_eq!(waits["notices"], json!([]), "what was decided is in the queue no more, whatever becomes of it");
    }
    async fn later(&self, hours: i64) {
        self.h.pass(Span::hours(hours));
        self.h.settle().await;
    }
    async fn acts(&self) -> Vec<String> {
        self.h.house.register.audit_before(None, 100).await.unwrap().into_iter().map(|l| l.act).collect()
    }
}

/// How often somebody was asked.
async fn asked(h: &Harness, who: PersonId) -> usize {
    let (events, _) = h.house.store.events_after(0, 10_000).await.unwrap();
    events.iter().filter(|e| matches!(&e.event, Event::Reunion { person: Some(p), .. } if *p == who)).count()
}

/// The answer to the question of one seeker.
async fn says(h: &Harness, who: &Client, seeker: &str, tell: &str) {
    let all = questions(who).await;
    let of = all.iter().find(|q| q["seeker"] == seeker).unwrap_or_else(|| panic!("{all:?}"));
    who.post(&format!("/api/v1/sought/{}", of["id"].as_str().unwrap()), json!({ "answer": tell })).await.is(204);
    h.settle().await;
}

async fn befriend(a: &Client, b: &Client) {
    let token = a.post("/api/v1/circle/invitations", json!({})).await.expect(201).at("/token");
    b.post(&format!("/api/v1/circle/join/{token}"), json!({})).await.is(200);
}

async fn state(who: &Client, id: &str) -> String {
    one(who, id).await["state"].as_str().unwrap().to_owned()
}

store::testing::each_store! {
    async fn the_news_of_others_tells_nobody_before_who_is_sought_said_yes(store: Store) {
        let n = night(store).await;
        let ines = proven(&n.h, "Inès Moreau", "ines@example.org").await;
        let apolline = proven(&n.h, NAME, HERS).await;
        let seekers = [&n.bruno, &n.karim, &ines];
        let mut ids = Vec::new();
        for who in seekers {
            ids.push(seeks(&n.h, who, sought_at(NAME, HERS)).await);
        }
        safe(&n.h, &apolline, n.on).await;
        says(&n.h, &apolline, "Bruno Vasseur", "never").await;
        says(&n.h, &apolline, "Karim Belaïd", "not_now").await;
        let mut before = Vec::new();
        for (who, id) in seekers.into_iter().zip(&ids) {
            before.push(one(who, id).await);
        }
        n.told_of(NAME).await;
        let mut paths = Vec::new();
        for id in &ids {
            paths.push(n.same(id).await);
        }
        for ((who, id), before) in seekers.into_iter().zip(&ids).zip(&before) {
            assert_eq!(one(who, id).await, *before, "neither the search nor a note of it");
        }
        assert_eq!(followers_told(&n.h).await, []);
        assert!(n.queue().await.is_empty(), "the reviewer sees what is always seen");
        assert_eq!(n.acts().await.iter().filter(|a| *a == "reunion.same").count(), 3);
        n.maud.delete(&paths[0]).await.is(204);
        // It is not her whom one of them seeks: what a reviewer was sure of is told now.
        says(&n.h, &apolline, "Inès Moreau", "not_me").await;
        assert_eq!([state(&n.bruno, &ids[0]).await, state(&n.karim, &ids[1]).await, state(&ines, &ids[2]).await],
            ["searching", "searching", "found"]);
        assert_eq!(followers_told(&n.h).await, [(true, vec![ines.id()])]);
    }

    async fn a_link_carries_no_news_to_a_search_whose_person_has_not_said_yes(store: Store) {
        let n = night(store).await;
        let apolline = proven(&n.h, NAME, HERS).await;
        let bare = seeks(&n.h, &n.karim, sought(NAME)).await;
        let theirs = seeks(&n.h, &n.bruno, sought_at(NAME, HERS)).await;
        let pair = n.maud.get("/api/v1/links").await.expect(200).at("/waiting/0/id");
        n.maud.post(&format!("/api/v1/links/{pair}"), json!({ "same": true, "reason": "details" })).await.is(204);
        safe(&n.h, &apolline, n.on).await;
        assert_eq!(questions(&apolline).await.len(), 1);
        n.told_of(NAME).await;
        n.same(&bare).await;
        assert_eq!([state(&n.karim, &bare).await, state(&n.bruno, &theirs).await], ["found", "searching"]);
        assert_eq!(followers_told(&n.h).await, [(true, vec![n.karim.id()])]);
    }

    async fn who_hides_is_published_by_no_later_search_and_not_when_they_are_gone_either(store: Store) {
        let n = night(store).await;
        let apolline = proven(&n.h, NAME, HERS).await;
        let first = seeks(&n.h, &n.bruno, sought_at(NAME, HERS)).await;
        safe(&n.h, &apolline, n.on).await;
        answers(&n.h, &apolline, "never").await.is(204);
        let again = seeks(&n.h, &n.bruno, sought_at(NAME, HERS)).await;
        let by_name = seeks(&n.h, &n.bruno, sought("Apoline Vandenbrouck")).await;
        assert_eq!(questions(&apolline).await.len(), 1, "nothing of the others is shown, or asked");
        for id in [&first, &again, &by_name] {
            n.approves(&n.bruno, id).await;
        }
        let unshown = async || {
            for id in [&first, &again, &by_name] {
                let seen = one(&n.bruno, id).await;
                assert_eq!((&seen["appeal"], seen.get("share")), (&json!("asked"), None), "{seen}");
            }
        };
        unshown().await;
        n.later(5).await;
        unshown().await;
        assert_eq!(asked(&n.h, apolline.id()).await, 1);
        apolline.delete("/api/v1/me").await.is(204);
        n.h.settle().await;
        n.later(5).await;
        for id in [&first, &again, &by_name] {
            assert_eq!(one(&n.bruno, id).await["appeal"], "asked", "who it was is forgotten, and that somebody hides is not");
        }
        n.maud.post(&format!("/api/v1/notices/{again}/approve"), json!({ "approve": true })).await.is(204);
        n.later(24 * 31).await;
        assert_eq!(state(&n.bruno, &first).await, "over");
    }

    async fn who_is_blocked_publishes_nobody(store: Store) {
        let n = night(store).await;
        let apolline = proven(&n.h, NAME, HERS).await;
        befriend(&n.bruno, &apolline).await;
        apolline.post(&format!("/api/v1/circle/{}/block", n.bruno.id()), json!({})).await.is(204);
        let with_number = seeks(&n.h, &n.bruno, sought_at(NAME, HERS)).await;
        let by_name = seeks(&n.h, &n.bruno, sought(NAME)).await;
        safe(&n.h, &apolline, n.on).await;
        for id in [&with_number, &by_name] {
            n.approves(&n.bruno, id).await;
        }
        n.told_of(NAME).await;
        n.same(&with_number).await;
        n.later(5).await;
        for id in [&with_number, &by_name] {
            let seen = one(&n.bruno, id).await;
            assert_eq!((&seen["appeal"], &seen["state"]), (&json!("asked"), &json!("searching")));
        }
        assert!(questions(&apolline).await.is_empty() && asked(&n.h, apolline.id()).await == 0);
        // Who is blocked no more is answered as everybody is.
        apolline.post(&format!("/api/v1/circle/{}/unblock", n.bruno.id()), json!({})).await.is(204);
        safe(&n.h, &apolline, n.on).await;
        assert!(!questions(&apolline).await.is_empty());
    }

    async fn who_can_be_reached_is_asked_before_an_appeal_is_shown(store: Store) {
        let n = night(store).await;
        let apolline = proven(&n.h, NAME, HERS).await;
        let id = seeks(&n.h, &n.karim, sought_at(NAME, HERS)).await;
        let hunted = seeks(&n.h, &n.bruno, sought_at(NAME, HERS)).await;
        let unknown = seeks(&n.h, &n.karim, sought_at("Hana Sato", "06 39 98 33 33")).await;
        for (who, id) in [(&n.karim, &id), (&n.bruno, &hunted), (&n.karim, &unknown)] {
            n.approves(who, id).await;
        }
        assert!(one(&n.karim, &unknown).await["share"].is_string(), "nobody is to be asked");
        let unheard = questions(&apolline).await;
        assert_eq!((unheard.len(), asked(&n.h, apolline.id()).await), (2, 2), "heard of or not");
        says(&n.h, &apolline, "Bruno Vasseur", "never").await;
        n.later(1).await;
        for (who, id) in [(&n.karim, &id), (&n.bruno, &hunted)] {
            let seen = one(who, id).await;
            assert_eq!((&seen["appeal"], seen.get("share")), (&json!("asked"), None));
        }
        // A moderator sees that both were approved, and neither where, nor whether, they are shown.
        let pair = n.maud.get("/api/v1/links").await.expect(200).json();
        for side in pair["waiting"][0]["notices"].as_array().unwrap() {
            assert_eq!((&side["appeal"], side.get("share")), (&json!("approved"), None), "{side}");
        }
        // Approved twice is approved once, and a yes can be taken back.
        n.maud.post(&format!("/api/v1/notices/{id}/approve"), json!({ "approve": true })).await.is(204);
        n.later(1).await;
        assert_eq!(one(&n.karim, &id).await["appeal"], "approved");
        n.later(24).await;
        assert_eq!(one(&n.bruno, &hunted).await["appeal"], "asked", "never is never");
        assert_eq!(n.acts().await.iter().filter(|a| *a == "notice.approve").count(), 3);
        n.maud.post(&format!("/api/v1/notices/{hunted}/approve"), refused()).await.is(204);
        assert_eq!(one(&n.bruno, &hunted).await["appeal"], "refused");
    }

    async fn every_answer_can_be_taken_back(store: Store) {
        let n = night(store).await;
        // She has proven nothing: whoever is in her circle seeks her.
        let apolline = n.h.person(NAME).await;
        befriend(&n.karim, &apolline).await;
        let id = seeks(&n.h, &n.karim, sought(NAME)).await;
        safe(&n.h, &apolline, n.on).await;
        let path = format!("/api/v1/sought/{}", question(&apolline).await);
        let says = async |tell: &str| {
            apolline.post(&path, json!({ "answer": tell })).await.is(204);
            n.h.settle().await;
        };
        let answered = async || questions(&apolline).await[0].get("answered").cloned().unwrap_or_default();
        says("tell").await;
        assert_eq!((answered().await, questions(&apolline).await[0]["reviewed"].clone()), (json!("tell"), json!(true)));
        for tell in ["tell", "never", "not_me"] {
            if answered().await != tell {
                says(tell).await;
            }
            apolline.delete(&path).await.is(204);
            assert_eq!(answered().await, "not_now", "{tell}");
        }
        apolline.delete(&path).await.refuses(409, "missing-answered");
        says("tell").await;
        says("never").await;
        assert!(n.queue().await.is_empty(), "what was taken back is nobody's to confirm");
        says("never").await;
        apolline.delete(&path).await.is(204);
        says("tell").await;
        n.same(&id).await;
        assert_eq!(state(&n.karim, &id).await, "found");
        apolline.delete(&path).await.is(204);
        n.h.settle().await;
        assert_eq!((state(&n.karim, &id).await, answered().await), ("searching".into(), json!("not_now")));
        says("tell").await;
        assert_eq!(n.queue().await.len(), 1, "it can be answered again");
    }

    async fn one_piece_of_news_helps_every_family_and_is_taken_from_none(store: Store) {
        let n = night(store).await;
        let ids = [seeks(&n.h, &n.karim, sought(NAME)).await, seeks(&n.h, &n.bruno, sought(NAME)).await];
        n.told_of(NAME).await;
        let first = n.same(&ids[0]).await;
        let later = proven(&n.h, "Inès Moreau", "ines@example.org").await;
        let third = seeks(&n.h, &later, sought(NAME)).await;
        n.same(&ids[1]).await;
        n.same(&third).await;
        let all = [(&n.karim, &ids[0]), (&n.bruno, &ids[1]), (&later, &third)];
        for (who, id) in all {
            let seen = one(who, id).await;
            assert_eq!((&seen["state"], &seen["notes"][0]["state"]), (&json!("found"), &json!("safe")), "{seen}");
        }
        n.maud.delete(&first).await.is(204);
        n.h.settle().await;
        assert_eq!((state(&n.karim, &ids[0]).await.as_str(), one(&n.karim, &ids[0]).await["notes"].clone()), ("searching", json!([])));
        n.bruno.delete("/api/v1/me").await.is(204);
        n.h.settle().await;
        let seen = one(&later, &third).await;
        assert_eq!((&seen["state"], seen["notes"].as_array().unwrap().len()), (&json!("found"), 1), "it is theirs still");
    }

    async fn a_number_that_somebody_only_typed_leads_to_nobody(store: Store) {
        let n = night(store).await;
        let impostor = proven(&n.h, NAME, "impostor@example.org").await;
        let hers = Contact::parse(HERS, &Country::FRANCE).unwrap();
        let typed = n.h.house.register.add_contact(Change::new(), impostor.id(), &hers, n.h.house.clock.now());
        n.h.house.store.apply(typed).await.unwrap();
        let id = seeks(&n.h, &n.karim, sought_at(NAME, HERS)).await;
        safe(&n.h, &impostor, n.on).await;
        assert!(questions(&impostor).await.is_empty() && n.queue().await.is_empty());
        assert_eq!(state(&n.karim, &id).await, "searching");
    }

    async fn not_now_is_not_asked_again_by_whoever_closes_and_begins_anew(store: Store) {
        let n = night(store).await;
        let apolline = proven(&n.h, NAME, HERS).await;
        let id = seeks(&n.h, &n.karim, sought_at(NAME, HERS)).await;
        safe(&n.h, &apolline, n.on).await;
        assert_eq!(questions(&apolline).await[0]["in_circle"], json!(false));
        let page = apolline.page("/sought").await.expect(200);
        assert!(page.says("Cette personne n’est pas dans votre cercle"), "{}", page.text);
        answers(&n.h, &apolline, "not_now").await.is(204);
        n.karim.post(&format!("/api/v1/notices/{id}/close"), json!({})).await.is(200);
        n.later(30).await;
        seeks(&n.h, &n.karim, sought_at(NAME, HERS)).await;
        assert_eq!(asked(&n.h, apolline.id()).await, 1, "once");
        let all = questions(&apolline).await;
        assert_eq!((all.len(), &all[0]["answered"]), (1, &json!("not_now")), "it can be changed: {all:?}");
        seeks(&n.h, &n.bruno, sought_at(NAME, HERS)).await;
        assert_eq!(asked(&n.h, apolline.id()).await, 2, "another seeker is another question");
        befriend(&n.bruno, &apolline).await;
        let all = questions(&apolline).await;
        assert!(all.iter().all(|q| q["in_circle"] == (q["seeker"] == "Bruno Vasseur")), "{all:?}");
    }

    async fn a_reviewer_reads_how_it_is_known_and_confirms_nothing_that_was_taken_away(store: Store) {
        let n = night(store).await;
        seeks(&n.h, &n.karim, sought(NAME)).await;
        let note = n.told_of(NAME).await;
        let queue = n.queue().await;
        assert_eq!((&queue[0]["how"], &queue[0]["says"]), (&json!("spoke"), &json!("safe")));
        assert_eq!(queue[0]["at"], queue[0]["made"], "no earlier than what it is about");
        let page = n.maud.page("/console/reunions").await.expect(200);
        assert!(page.says("Lui a parlé") && page.says("en sécurité."), "{}", page.text);
        let hidden = async |hidden: bool| {
            n.maud.post(&format!("/api/v1/notes/{note}/hide"), json!({ "hidden": hidden })).await.is(204);
            n.h.settle().await;
        };
        hidden(true).await;
        let path = format!("/api/v1/reunions/{}", queue[0]["id"].as_str().unwrap());
        n.maud.post(&path, json!({ "same": true })).await.refuses(409, "missing-news-gone");
        assert!(n.queue().await.is_empty());
        hidden(false).await;
        n.maud.post(&path, json!({ "same": true })).await.is(204);
    }

    async fn an_appeal_of_somebody_who_answers_is_shown_no_more(store: Store) {
        let n = night(store).await;
        let apolline = proven(&n.h, NAME, HERS).await;
        let id = seeks(&n.h, &n.karim, sought_at(NAME, HERS)).await;
        n.approves(&n.karim, &id).await;
        answers(&n.h, &apolline, "tell").await.is(204);
        let path = format!("/api/v1/sought/{}", question(&apolline).await);
        n.later(3).await;
        assert_eq!((state(&n.karim, &id).await.as_str(), one(&n.karim, &id).await.get("share")), ("found", None));
        apolline.delete(&path).await.is(204);
        n.later(3).await;
        assert_eq!(one(&n.karim, &id).await["appeal"], "approved", "she has been asked, and the search goes on");
        assert!(one(&n.karim, &id).await["share"].is_string());
    }
}

fn of(state: ReunionState, reasons: &str) -> Reunion {
    Reunion { reasons: reasons.to_owned(), ..reunion(state, Sign::Person) }
}

#[test]
fn a_name_alone_closes_no_search_at_once() {
    for (why, sure) in [("name-same", false), ("name-same,contact-said", false), ("linked", false), ("", false)] {
        let next = answer(&of(ReunionState::Asked, why), true, Tell::Tell).unwrap();
        assert_eq!(next == ReunionState::Confirmed, sure, "{why}");
    }
    for why in ["name-likely,contact-proven", "name-likely,knows"] {
        assert_eq!(answer(&of(ReunionState::NotNow, why), true, Tell::Tell), Ok(ReunionState::Confirmed), "{why}");
        assert_eq!(answer(&of(ReunionState::NotNow, why), false, Tell::Tell), Ok(ReunionState::Agreed), "{why}");
    }
}

proptest! {
    #[test]
    fn whoever_has_answered_may_take_it_back_and_answer_anew(
        state in prop::sample::select(ReunionState::ALL), tell in prop::sample::select(Tell::ALL), yes: bool,
    ) {
        let r = of(state, "contact-proven");
        if let Ok(next) = answer(&r, yes, tell) {
            let answered = of(next, "contact-proven");
            if next != ReunionState::NotNow {
                prop_assert_eq!(take_back(&answered), Ok(ReunionState::NotNow));
            }
        }
        if let Ok(next) = take_back(&r) {
            for tell in Tell::ALL {
                prop_assert!(answer(&of(next, ""), yes, *tell).is_ok(), "{:?}", tell);
            }
        }
    }

    #[test]
    fn a_search_is_free_only_when_nobody_is_asked_or_hides(
        states in prop::collection::vec(prop::sample::select(ReunionState::ALL), 0..5), hides: bool,
    ) {
        use ReunionState::{Agreed, Asked, Hidden, Never, NotNow};
        let all: Vec<Reunion> = states.iter().map(|s| of(*s, "")).collect();
        let any = |of: &[ReunionState]| states.iter().any(|s| of.contains(s));
        let stands = standing(&all, hides);
        prop_assert_eq!(stands == Standing::Hidden, hides || any(&[Never, Hidden]));
        prop_assert_eq!(stands == Standing::Free, !hides && !any(&[Never, Hidden, Asked, NotNow, Agreed]));
        // News of others is nobody who is asked.
        let news: Vec<Reunion> = states.iter().map(|s| reunion(*s, Sign::News)).collect();
        prop_assert_eq!(standing(&news, false), Standing::Free);
    }

    #[test]
    fn what_hides_is_nobodys_to_decide(yes: bool, tell in prop::sample::select(Tell::ALL)) {
        let r = of(ReunionState::Hidden, "contact-proven");
        prop_assert!(review(&r, yes).is_err() && undo(&r).is_err() && take_back(&r).is_err());
        prop_assert!(answer(&r, yes, tell).is_err());
        // What is held is taken back as what is confirmed, and nothing else.
        let held = reunion(ReunionState::Held, Sign::News);
        prop_assert_eq!(undo(&held), Ok(ReunionState::Undone));
        prop_assert!(review(&held, yes).is_err());
    }
}
