//! What institutions do by mistake, and what takes it back: deaths that are none, lines that are completed, releases that come too late.

use kernel::{Event, OperatorId, Role, Span, Time};
use missing::{model::list::DeathState, store::deaths};
use serde_json::{Value, json};
use store::{Change, params, sql};
use web::harness::{Client, Harness};

use crate::{
    deaths::{DIED, HERS, Story},
    lists::{brings, calls, hears, listed, matched, path, patient, releases, speaks},
    scene::{active, followers_told, harness, one, proven, safe, seeks, sought, sought_at},
};

sql! {
    /// Nobody here seeks by it any more, as when another register had brought it.
    SEEKERLESS = "UPDATE notice SET seeker = NULL WHERE id = $1";
    DIED_AT = "UPDATE death SET died = $2 WHERE notice = $1";
    SET_STATE = "UPDATE notice SET state = $2 WHERE id = $1";
}

impl Story {
    async fn state(&self) -> DeathState {
        deaths::one(&self.h.house.store, self.notice()).await.unwrap().unwrap().state
    }
    /// She says that she is safe, and nobody has listened yet.
    async fn whispers(&self, camille: &Client) {
        let path = format!("/api/v1/incidents/{}/check-ins", self.night);
        camille.post(&path, json!({ "answer": "safe" })).await.is(201);
    }
    async fn suspends(&self, who: &Client) -> web::harness::Answer {
        let done = who.delete(&format!("{}/death", self.at)).await;
        self.h.settle().await;
        done
    }
}

async fn speaks_for(h: &Harness, name: &str, institution: Option<&str>) {
    let id: OperatorId = h.house.register.staff_named(name, h.house.clock.now()).await.unwrap();
    let admin = h.staff(Role::Admin, "Ada").await;
    let at = format!("/api/v1/institutions/{id}");
    match institution {
        Some(institution) => admin.put(&at, json!({ "institution": institution })).await.is(204),
        None => admin.delete(&at).await.is(204),
    };
}

/// How many matches the journal says that acts of this name let go uncalled.
async fn uncalled(h: &Harness, act: &str) -> Vec<i64> {
    let lines = h.house.register.audit_before(None, 200).await.unwrap();
    let mut all: Vec<i64> =
        lines.iter().filter(|l| l.act == act).map(|l| l.details["uncalled"].as_i64().unwrap()).collect();
    all.sort_unstable();
    all
}

store::testing::each_store! {
    async fn either_of_the_two_suspends_a_death_whatever_has_become_of_the_search_or_the_institution(store: Store) {
        let s = Story::new(store).await;
        let omar = speaks(&s.h, "Omar", "Croix d’Ailleurs").await;
        s.two().await;
        s.agrees(true).await.is(204);
        s.suspends(&omar).await.refuses(404, "list-unknown");
        speaks_for(&s.h, "Béla", Some("Croix d’Ailleurs")).await;
        s.suspends(&s.bela).await.is(204);
        assert_eq!(one(&s.karim, &s.id).await["state"], "searching", "by whoever speaks for another one now");
        speaks_for(&s.h, "Béla", Some("Hôpital de l’Exemple")).await;
        s.two().await;
        s.agrees(true).await.is(204);
        speaks_for(&s.h, "Ana", None).await;
        s.suspends(&s.ana).await.is(204);
        assert_eq!(one(&s.karim, &s.id).await["state"], "searching", "by whoever speaks for none any more");
        speaks_for(&s.h, "Ana", Some("Hôpital de l’Exemple")).await;
        s.two().await;
        s.agrees(true).await.is(204);
        let chosen = json!({ "name": "Camille R.", "wall": "apart" });
        let page = s.karim.post(&format!("/api/v1/notices/{}/tribute", s.id), chosen).await.expect(200).at("/share");
        let page = format!("/api/v1/tributes/{page}");
        // The time of the search is over, and the match is gone with it; the page in memory stands by itself.
        s.h.pass(Span::days(31));
        s.h.settle().await;
        assert_eq!(one(&s.karim, &s.id).await["state"], "over");
        s.h.nobody().get(&page).await.is(200);
        let list = s.bela.page("/console/lists").await.expect(200);
        let console = s.at.replace("/api/v1/lists", "/console/lists");
        assert!(list.says(&console) && list.says("value=\"suspend\""), "{}", list.text);
        let done = s.bela.submit(&list, &console, &[("do", "suspend")]).await.expect(303);
        assert_eq!(done.header("location"), "/console/lists");
        s.h.settle().await;
        assert_eq!(s.state().await, DeathState::Suspended);
        assert!(!s.bela.page("/console/lists").await.expect(200).says("value=\"suspend\""));
        s.h.nobody().get(&page).await.is(404);
        s.suspends(&s.bela).await.refuses(409, "list-over");
    }

    async fn a_word_that_was_said_already_is_weighed_by_whoever_states_confirms_or_agrees(store: Store) {
        let s = Story::new(store).await;
        let camille = proven(&s.h, "Camille Roussel", HERS).await;
        safe(&s.h, &camille, s.night).await;
        s.states(&s.ana).await.refuses(409, "list-spoke");
        // An entry that is withdrawn and brought again forgets nothing of it.
        let entry = listed(&s.ana).await[0]["id"].as_str().unwrap().to_owned();
        s.ana.delete(&format!("/api/v1/lists/{entry}")).await.is(204);
        brings(&s.h, &s.ana, json!([patient("Camille Roussel", "p-17")])).await.is(200);
        calls(&s.ana).await;
        let at = path(&s.ana).await;
        let stated = s.ana.post(&format!("{at}/death"), json!({ "died": DIED })).await;
        stated.refuses(409, "list-spoke");
        // What is later than her word is another thing.
        s.h.pass(Span::hours(2));
        let late = json!({ "died": "2015-11-14T01:00:00+01:00" });
        s.ana.post(&format!("{at}/death"), late).await.is(204);
        s.whispers(&camille).await;
        // Whoever listens may be faster.
        s.bela.post(&format!("{at}/death/confirm"), json!({ "told": true })).await.is(409);
        assert_eq!(s.state().await, DeathState::Suspended);
        assert_eq!(one(&s.karim, &s.id).await["state"], "searching");
    }

    async fn a_word_before_the_familys_yes_leaves_nothing_to_be_shown_or_remembered(store: Store) {
        let s = Story::new(store).await;
        let camille = proven(&s.h, "Camille Roussel", HERS).await;
        s.two().await;
        s.whispers(&camille).await;
        let consent = format!("/api/v1/notices/{}/consent", s.id);
        let status = s.karim.put(&consent, json!({ "shown": true })).await.status.as_u16();
        assert!([204, 404].contains(&status), "whoever listens may be faster: {status}");
        let own = one(&s.karim, &s.id).await;
        assert_eq!((&own["state"], own.get("died"), s.state().await), (&json!("searching"), None, DeathState::Suspended));
        // After its yes: no page in memory is made of her. What was said before has been heard by then.
        s.h.settle().await;
        s.h.pass(Span::hours(2));
        s.ana.post(&format!("{}/death", s.at), json!({ "died": "2015-11-14T01:00:00+01:00" })).await.is(204);
        s.confirms(&s.bela).await.is(204);
        s.agrees(true).await.is(204);
        s.whispers(&camille).await;
        let chosen = json!({ "name": "Camille R.", "wall": "apart" });
        let at = format!("/api/v1/notices/{}/tribute", s.id);
        s.karim.post(&at, chosen).await.refuses(409, "tribute-not-known");
        assert_eq!((one(&s.karim, &s.id).await["state"].clone(), s.state().await), (json!("searching"), DeathState::Suspended));
    }

    async fn a_word_of_whom_no_appeal_shows_is_heard_before_anybody_agrees(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        let ana = speaks(&h, "Ana", "Hôpital de l’Exemple").await;
        brings(&h, &ana, json!([patient("Camille Roussel", "p-17")])).await.is(200);
        calls(&ana).await;
        releases(&h, &ana).await;
        ana.post(&format!("{}/death", path(&ana).await), json!({ "died": DIED })).await.is(204);
        h.settle().await;
        let camille = proven(&h, "Camille Roussel", HERS).await;
        safe(&h, &camille, night).await;
        assert_eq!(matched(&ana).await["death"]["state"], "suspended");
        assert_eq!(one(&karim, &id).await["state"], "found");
    }

    async fn a_word_counts_whoever_seeks(store: Store) {
        let s = Story::new(store).await;
        let camille = proven(&s.h, "Camille Roussel", HERS).await;
        s.two().await;
        s.agrees(true).await.is(204);
        let seekerless = Change::new().run(SEEKERLESS, params![s.notice()]);
        let told = Event::Notice { notice: s.notice(), incident: s.night, drill: false, state: "closed".into() };
        s.h.house.store.apply(seekerless.event(told)).await.unwrap();
        s.h.settle().await;
        assert_eq!(s.state().await, DeathState::Confirmed);
        safe(&s.h, &camille, s.night).await;
        assert_eq!(s.state().await, DeathState::Suspended);
    }

    async fn a_word_that_is_heard_of_twice_at_once_suspends_once(store: Store) {
        let s = Story::new(store).await;
        let camille = proven(&s.h, "Camille Roussel", HERS).await;
        safe(&s.h, &camille, s.night).await;
        s.h.pass(Span::hours(2));
        s.ana.post(&format!("{}/death", s.at), json!({ "died": "2015-11-14T01:00:00+01:00" })).await.is(204);
        s.confirms(&s.bela).await.is(204);
        s.agrees(true).await.is(204);
        assert_eq!(s.state().await, DeathState::Confirmed);
        let died = Time::parse(DIED).unwrap();
        let notice = Event::Notice { notice: s.notice(), incident: s.night, drill: false, state: "closed".into() };
        let earlier = Change::new().run(DIED_AT, params![s.notice(), died]);
        s.h.house.store.apply(earlier.event(Event::Proven { person: camille.id() }).event(notice)).await.unwrap();
        s.h.settle().await;
        assert_eq!((s.state().await, one(&s.karim, &s.id).await["state"].clone()), (DeathState::Suspended, json!("searching")));
    }

    async fn a_line_that_is_completed_undoes_nothing(store: Store) {
        let s = Story::new(store).await;
        s.ana.delete(&format!("/api/v1/lists/{}", listed(&s.ana).await[0]["id"].as_str().unwrap())).await.is(204);
        let mut hers = patient("Camille Roussel", "p-17");
        hers.as_object_mut().unwrap().remove("ages");
        hers["born"] = json!(1988);
        brings(&s.h, &s.ana, json!([hers.clone()])).await.is(200);
        calls(&s.ana).await;
        releases(&s.h, &s.ana).await;
        let at = path(&s.ana).await;
        s.ana.post(&format!("{at}/death"), json!({ "died": DIED })).await.is(204);
        let again = async |entry: &Value| brings(&s.h, &s.ana, json!([entry])).await.expect(200).json();
        // Her telephone is found, her name is spelt out, her document is read.
        hers["phone"] = json!(HERS);
        hers["name"] = json!("Camille Anne Roussel");
        hers["document"] = json!("12AB34567");
        assert_eq!(again(&hers).await["changed"], 1);
        assert_eq!((one(&s.karim, &s.id).await["state"].clone(), s.state().await), (json!("found"), DeathState::Stated));
        assert_eq!(matched(&s.ana).await["state"], "released");
        assert_eq!(hears(&s.h).await, [(true, 1)], "nobody hears anything");
        // She is another one after all.
        hers["sex"] = json!("male");
        again(&hers).await;
        assert_eq!(one(&s.karim, &s.id).await["state"], "searching");
        assert!(deaths::one(&s.h.house.store, s.notice()).await.unwrap().is_none());
        assert_eq!(hears(&s.h).await, [(true, 1), (false, 1)]);
    }

    async fn a_new_year_makes_nobody_another_one(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought("Camille Roussel")).await;
        let ana = speaks(&h, "Ana", "Hôpital de l’Exemple").await;
        h.pass(Span::days(25));
        h.settle().await;
        karim.post(&format!("/api/v1/notices/{id}/renew"), json!({})).await;
        h.settle().await;
        let hers = json!({ "name": "Camille Roussel", "sex": "female", "born": 1988, "state": "in_care", "reference": "p-17" });
        brings(&h, &ana, json!([hers.clone()])).await.is(200);
        let ages = listed(&ana).await[0]["ages"].clone();
        assert_eq!(ages, json!({ "low": 26, "high": 27 }));
        h.pass(Span::days(25));
        h.settle().await;
        assert!(h.house.clock.now() > Time::parse("2016-01-02T00:00:00Z").unwrap());
        let again = brings(&h, &ana, json!([hers])).await.expect(200).json();
        assert_eq!((&again["unchanged"], &again["changed"]), (&json!(1), &json!(0)), "{again}");
    }

    async fn what_is_taken_down_shows_no_death(store: Store) {
        let s = Story::new(store).await;
        s.states(&s.ana).await.is(204);
        let down = async |state: i64| {
            s.h.house.store.apply(Change::new().run(SET_STATE, params![s.notice(), state])).await.unwrap();
        };
        down(5).await;
        s.confirms(&s.bela).await.refuses(409, "list-over");
        down(1).await;
        s.confirms(&s.bela).await.is(204);
        for over in [3, 5] {
            down(over).await;
            s.agrees(true).await.refuses(409, "list-over");
        }
        down(1).await;
        s.agrees(true).await.is(204);
        assert_eq!(one(&s.karim, &s.id).await["state"], "dead");
    }

    async fn what_ended_with_a_release_goes_on_with_it_also_after_a_death(store: Store) {
        let s = Story::new(store).await;
        let bruno = proven(&s.h, "Bruno Vasseur", "bruno@example.org").await;
        let mut body = sought_at("Camille ROUSSEL", HERS);
        body["relation"] = json!("friend");
        let other = seeks(&s.h, &bruno, body).await;
        let maud = s.h.staff(Role::Moderator, "Maud").await;
        for waits in maud.get("/api/v1/links").await.expect(200).json()["waiting"].as_array().unwrap() {
            let path = format!("/api/v1/links/{}", waits["id"].as_str().unwrap());
            maud.post(&path, json!({ "same": true, "reason": "contact" })).await.is(204);
        }
        s.h.settle().await;
        s.ana.post(&format!("{}/release", s.at), json!({ "patient": "agrees" })).await.is(204);
        s.h.settle().await;
        assert_eq!(one(&bruno, &other).await["state"], "found", "linked");
        s.two().await;
        s.agrees(true).await.is(204);
        s.ana.delete(&s.at).await.is(204);
        s.h.settle().await;
        assert_eq!([one(&s.karim, &s.id).await["state"].clone(), one(&bruno, &other).await["state"].clone()], ["searching"; 2]);
        let told = followers_told(&s.h).await;
        let mut back: Vec<_> = told.into_iter().filter(|(found, _)| !found).flat_map(|(_, people)| people).collect();
        back.sort_unstable();
        let mut both = vec![s.karim.id(), bruno.id()];
        both.sort_unstable();
        assert_eq!(back, both, "each of them once");
    }

    async fn a_release_that_is_a_day_old_is_not_taken_back(store: Store) {
        let s = Story::new(store).await;
        releases(&s.h, &s.ana).await;
        s.h.pass(Span::hours(25));
        s.h.settle().await;
        s.ana.delete(&s.at).await.refuses(409, "list-over");
        assert_eq!((one(&s.karim, &s.id).await["state"].clone(), matched(&s.ana).await["state"].clone()), (json!("found"), json!("released")));
    }

    async fn an_old_entry_of_which_somebody_is_heard_is_seen_behind_a_thousand_new_ones(store: Store) {
        let s = Story::new(store).await;
        s.h.pass(Span::hours(1));
        let many: Vec<Value> = (0..1000).map(|n| json!({ "state": "unknown", "reference": format!("n-{n}") })).collect();
        s.ana.post("/api/v1/lists", json!({ "entries": many })).await.is(200);
        let all = listed(&s.ana).await;
        let hers = all.as_array().unwrap().iter().find(|e| e["reference"] == "p-17").unwrap();
        assert_eq!(hers["matches"].as_array().unwrap().len(), 1);
        let console = s.at.replace("/api/v1/lists", "/console/lists");
        assert!(s.ana.page(&console).await.expect(200).says("Camille Roussel"));
    }

    async fn calls_of_an_exercise_use_up_no_real_one(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let drill = active(&h, true).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let ana = speaks(&h, "Ana", "Hôpital de l’Exemple").await;
        let mut played = sought("Camille Roussel");
        played["incident"] = json!(drill);
        seeks(&h, &karim, played).await;
        ana.post("/api/v1/lists", json!({ "incident": drill, "entries": [patient("Camille Roussel", "p-1")] })).await.is(200);
        h.settle().await;
        let at = path(&ana).await;
        for _ in 0..120 {
            ana.post(&format!("{at}/call"), json!({})).await.is(200);
        }
        ana.post(&format!("{at}/call"), json!({})).await.refuses(429, "list-too-often");
        seeks(&h, &karim, sought("Zoé Blanc")).await;
        brings(&h, &ana, json!([patient("Zoé Blanc", "p-2")])).await.is(200);
        let real = listed(&ana).await.as_array().unwrap().iter().find(|e| e["reference"] == "p-2").unwrap().clone();
        let at = format!("/api/v1/lists/matches/{}", real["matches"][0]["id"].as_str().unwrap());
        ana.post(&format!("{at}/call"), json!({})).await.is(200);
    }

    async fn names_are_counted_for_the_institution_however_often_a_line_is_renamed(store: Store) {
        let s = Story::new(store).await;
        let entries = |round: usize, n: usize| -> Vec<Value> {
            (0..n).map(|n| json!({ "state": "unknown", "document": "x", "reference": format!("n-{n}"), "email": format!("{round}-{n}@example.org") })).collect()
        };
        // The one that is there counts too: 1 and 1000 and 999 are all of them.
        s.ana.post("/api/v1/lists", json!({ "entries": entries(0, 1000) })).await.is(200);
        s.bela.post("/api/v1/lists", json!({ "entries": entries(1, 999) })).await.is(200);
        s.ana.post("/api/v1/lists", json!({ "entries": entries(2, 1) })).await.refuses(429, "list-too-often");
        // What is only completed asks nothing new.
        let hers = patient("Camille Roussel", "p-17");
        let mut more = hers.clone();
        more["document"] = json!("12AB34567");
        s.bela.post("/api/v1/lists", json!({ "entries": [more] })).await.is(200);
        let omar = speaks(&s.h, "Omar", "Croix d’Ailleurs").await;
        brings(&s.h, &omar, json!([hers])).await.is(200);
        s.h.pass(Span::days(1));
        s.ana.post("/api/v1/lists", json!({ "entries": entries(2, 1) })).await.is(200);
    }

    async fn the_journal_says_how_many_matches_went_that_nobody_called_about(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        for name in ["Camille Roussel", "Zoé Blanc"] {
            seeks(&h, &karim, sought(name)).await;
        }
        let ana = speaks(&h, "Ana", "Hôpital de l’Exemple").await;
        brings(&h, &ana, json!([patient("Camille Roussel", "p-17")])).await.is(200);
        assert_eq!(uncalled(&h, "list.bring").await, [0]);
        brings(&h, &ana, json!([patient("Zoé Blanc", "p-17")])).await.is(200);
        assert_eq!(uncalled(&h, "list.bring").await, [0, 1]);
        let entry = format!("/api/v1/lists/{}", listed(&ana).await[0]["id"].as_str().unwrap());
        ana.put(&entry, patient("Tom Perrin", "p-17")).await.is(204);
        h.settle().await;
        assert_eq!(uncalled(&h, "list.correct").await, [1]);
        ana.delete(&entry).await.is(204);
        assert_eq!(uncalled(&h, "list.withdraw").await, [0]);
    }
}
