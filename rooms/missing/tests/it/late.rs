//! What comes too late, twice at once, or after something changed.

use futures_util::future::join_all;
use kernel::{Role, Span};
use missing::{
    jobs,
    store::{
        memory::{Changed, Memory},
        notices, photos,
    },
};
use serde_json::json;
use store::{Change, params, sql};
use web::harness::{Answer, Client, Harness};

use crate::{
    photos::{picture, sends},
    scene::{
        active, appeal, found_a_hoax, harness, looked_at, one, proven, questions, refused, safe, seeks, sought,
        sought_at,
    },
};

const HERS: &str = "06 39 98 00 17";

sql! {
    BREAK_PROFILE = "UPDATE notice SET profile = $2 WHERE id = $1";
    PROFILE_OF = "SELECT profile FROM notice WHERE id = $1";
}

async fn count(answers: impl IntoIterator<Item = impl Future<Output = Answer>>, status: u16) -> usize {
    join_all(answers).await.iter().filter(|a| a.status.as_u16() == status).count()
}

/// A search with a public appeal, its link, and somebody who has said something of it.
async fn witnessed(h: &Harness, karim: &Client) -> (String, String, Client) {
    let id = seeks(h, karim, sought("Camille Roussel")).await;
    let share = appeal(h, karim, &id).await.unwrap();
    let nadia = proven(h, "Nadia", "nadia@example.org").await;
    let said = json!({ "how": "saw", "state": "none" });
    nadia.post(&format!("/api/v1/appeals/{share}/notes"), said).await.is(201);
    h.settle().await;
    (id, share, nadia)
}

async fn of(h: &Harness, id: &str) -> missing::model::Notice {
    notices::one(&h.house.store, id.parse().unwrap()).await.unwrap().unwrap()
}

store::testing::each_store! {
    async fn another_photo_takes_an_appeal_back_to_the_moderators_who_say_yes_to_what_they_saw(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let maud = h.staff(Role::Moderator, "Maud").await;
        let id = seeks(&h, &karim, sought("Camille Roussel")).await;
        sends(&karim, &id, picture(1)).await.is(204);
        let share = appeal(&h, &karim, &id).await.unwrap();
        let shared = format!("/api/v1/appeals/{share}");
        h.nobody().get(&shared).await.is(200);
        sends(&karim, &id, picture(2)).await.is(204);
        h.settle().await;
        h.nobody().get(&shared).await.refuses(404, "missing-unknown");
        h.nobody().get(&format!("{shared}/photo")).await.refuses(404, "missing-unknown");
        let approve = format!("/api/v1/notices/{id}/approve");
        maud.post(&approve, json!({ "approve": true })).await.refuses(409, "missing-changed");
        let saw = looked_at(&maud, &id).await;
        sends(&karim, &id, picture(3)).await.is(204);
        maud.post(&approve, saw).await.refuses(409, "missing-changed");
        maud.post(&approve, looked_at(&maud, &id).await).await.is(204);
        h.settle().await;
        assert_eq!(h.nobody().get(&shared).await.expect(200).at("/name"), "Camille R.", "under the link that was relayed");
    }

    async fn what_is_written_after_the_end_is_kept_nowhere(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let (id, _, nadia) = witnessed(&h, &karim).await;
        sends(&karim, &id, picture(1)).await.is(204);
        let notice = of(&h, &id).await;
        karim.delete("/api/v1/me").await.is(204);
        h.settle().await;
        let (register, now) = (&h.house.register, h.house.clock.now());
        let photo = media::Photo::take(&picture(1), &media::Limits::default()).unwrap();
        let flag = missing::model::PhotoFlag::Nothing;
        let late = [
            photos::set(Change::new(), register, notice.id, &photo, flag, now),
            Change::new().must(notices::STILL_ON, params![notice.id, now]),
            Change::new().must(notices::STILL_THERE, params![notice.id]),
        ];
        for change in late {
            assert!(h.house.store.apply(change).await.is_err_and(|e| e.missed()));
        }
        let messages = format!("/api/v1/notices/{id}/messages");
        nadia.post(&messages, json!({ "words": "Bonjour" })).await.refuses(404, "missing-unknown");
        // Whoever was erased a moment ago begins nothing.
        let names = vec!["Camille Roussel".to_owned()];
        let new = missing::model::NewNotice {
            incident: notice.incident,
            ages: None,
            sex: missing::model::Sex::Unknown,
            relation: None,
            guardian: missing::model::Guardian::None,
            cell: None,
            seen: None,
            expires: None,
            told_police: true,
            profile: missing::model::Profile { names, ..Default::default() },
        };
        let state = missing::model::NoticeState::Searching;
        let adding = notices::Adding {
            id: h.house.dice.id(now),
            seeker: Some(karim.id()),
            token: None,
            drill: false,
            terms: missing::rules::Terms { state, expires: now.plus(Span::days(1)) },
            blinds: notices::Blinds::default(),
            new: &new,
        };
        let change = notices::add(Change::new(), register, &adding, now);
        assert!(h.house.store.apply(change).await.is_err_and(|e| e.missed()));
    }

    async fn a_job_that_read_something_older_changes_nothing(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let opened = h.nobody().post("/api/v1/notices", sought("Camille Roussel")).await.expect(201);
        let draft = of(&h, &opened.at("/id")).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        karim.post("/api/v1/notices/publish", json!({ "token": opened.at("/token") })).await.is(200);
        assert!(h.house.store.apply(jobs::dropped(Change::new(), &draft)).await.is_err_and(|e| e.missed()));
        let id = opened.at("/id");
        karim.post(&format!("/api/v1/notices/{id}/close"), json!({})).await.is(200);
        let closed = of(&h, &id).await;
        // It goes on, a moment before the job writes.
        let change = notices::moved(Change::new(), &closed, missing::model::NoticeState::Searching, h.house.clock.now());
        h.house.store.apply(change).await.unwrap();
        assert!(h.house.store.apply(jobs::forgotten(Change::new(), &closed)).await.is_err_and(|e| e.missed()));
        assert_eq!(one(&karim, &id).await["name"], "Camille Roussel");
    }

    async fn a_search_that_is_kept_on_goes_on_finding(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let camille = proven(&h, "Camille Roussel", HERS).await;
        let id = seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        h.pass(Span::days(20));
        karim.post(&format!("/api/v1/notices/{id}/renew"), json!({})).await.is(200);
        h.settle().await;
        h.pass(Span::days(15));
        h.settle().await;
        safe(&h, &camille, night).await;
        assert_eq!(questions(&camille).await.len(), 1);
    }

    async fn what_could_not_be_read_is_read_with_what_comes_next(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought("Camille Roussel")).await;
        let (register, notice) = (&h.house.register, of(&h, &id).await.id);
        let memory = h.house.shelf.get::<Memory>();
        memory.load(register).await.unwrap();
        let sealed = h.house.store.one(PROFILE_OF, params![notice]).await.unwrap().unwrap().blob(0).unwrap().to_vec();
        let set = |bytes: Vec<u8>| h.house.store.apply(Change::new().run(BREAK_PROFILE, params![notice, bytes]));
        set(vec![1, 2, 3]).await.unwrap();
        let last = h.house.store.position().await.unwrap();
        memory.heard(Changed { notices: [notice].into(), ..Changed::default() }, last + 1);
        assert!(memory.catch_up(register).await.is_err());
        assert!(!memory.knows(last + 1), "it says that it is older");
        set(sealed).await.unwrap();
        memory.heard(Changed::default(), last + 2);
        memory.catch_up(register).await.unwrap();
        assert!(memory.knows(last + 2) && memory.notice(notice).is_some());
    }

    async fn what_is_sent_at_once_passes_no_bound(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let (id, _, nadia) = witnessed(&h, &karim).await;
        let path = format!("/api/v1/notices/{id}/messages");
        assert_eq!(count((0..50).map(|n| nadia.post(&path, json!({ "words": format!("Mot {n}") }))), 204).await, 40);
        let mut tokens = Vec::new();
        for _ in 0..14 {
            tokens.push(h.nobody().post("/api/v1/notices", sought("Paul Durand")).await.expect(201).at("/token"));
        }
        let publish = |token: &String| {
            let (who, token) = (karim.clone(), token.clone());
            async move { who.post("/api/v1/notices/publish", json!({ "token": token })).await }
        };
        assert_eq!(count(tokens.iter().map(publish), 200).await, 9, "ten are on, with the one before");
    }

    async fn what_a_moderator_took_for_a_hoax_or_refused_can_be_taken_back_for_a_day(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let maud = h.staff(Role::Moderator, "Maud").await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let (id, share, nadia) = witnessed(&h, &karim).await;
        let (hoax, approve) = (format!("/api/v1/notices/{id}/hoax"), format!("/api/v1/notices/{id}/approve"));
        maud.delete(&hoax).await.refuses(409, "missing-over");
        sends(&karim, &id, picture(1)).await.is(204);
        maud.post(&approve, looked_at(&maud, &id).await).await.is(204);
        found_a_hoax(&h, &maud, &id).await;
        h.settle().await;
        assert_eq!(one(&karim, &id).await["state"], "taken_down");
        let public = h.nobody().get(&format!("/api/v1/appeals/{share}")).await.expect(200);
        assert_eq!(public.at("/state"), "closed", "why is its seeker's to know");
        h.nobody().get(&format!("/api/v1/appeals/{share}/photo")).await.refuses(404, "missing-unknown");
        let messages = format!("/api/v1/notices/{id}/messages");
        let with = format!("{messages}?witness={}", nadia.id());
        karim.get(&with).await.refuses(409, "missing-over");
        karim.post(&messages, json!({ "witness": nadia.id().to_string(), "words": "Où ?" })).await.refuses(409, "missing-over");
        maud.delete(&hoax).await.is(204);
        h.settle().await;
        assert_eq!(one(&karim, &id).await["photo"], true, "what was looked at is still there");
        karim.get(&with).await.is(200);
        let other = seeks(&h, &karim, sought("Luc Inconnu")).await;
        sends(&karim, &other, picture(1)).await.is(204);
        karim.post(&format!("/api/v1/notices/{other}/appeal"), json!({})).await.is(200);
        let waiting = maud.get("/api/v1/appeals").await.expect(200).json();
        assert_eq!(waiting["notices"][0]["photo_flag"], "elsewhere", "it is known as no hoax");
        let approve = format!("/api/v1/notices/{other}/approve");
        maud.post(&approve, refused()).await.is(204);
        karim.post(&format!("/api/v1/notices/{other}/appeal"), json!({})).await.refuses(409, "missing-appeal-decided");
        maud.delete(&approve).await.is(204);
        maud.delete(&approve).await.refuses(409, "missing-appeal-decided");
        maud.post(&approve, looked_at(&maud, &other).await).await.is(204);
        maud.post(&approve, refused()).await.is(204);
        h.pass(Span::days(1));
        maud.delete(&approve).await.refuses(409, "missing-appeal-decided");
    }

    async fn whoever_may_be_a_minor_is_not_shown_and_an_authority_says_so_itself(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let mut body = sought("Tom Perrin");
        body.as_object_mut().unwrap().remove("ages");
        let id = seeks(&h, &karim, body.clone()).await;
        karim.post(&format!("/api/v1/notices/{id}/appeal"), json!({})).await.refuses(409, "missing-age-missing");
        body["guardian"] = json!("authority");
        karim.post("/api/v1/notices", body.clone()).await.refuses(403, "missing-not-authority");
        h.staff(Role::Institution, "Police").await.post("/api/v1/notices", body).await.is(201);
    }

    async fn whoever_seeks_is_no_witness_and_how_somebody_is_stays_with_the_family(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let (id, share, nadia) = witnessed(&h, &karim).await;
        let path = format!("/api/v1/appeals/{share}");
        let notes = format!("{path}/notes");
        karim.post(&notes, json!({ "how": "saw", "state": "safe" })).await.refuses(409, "missing-own-search");
        let long_ago = "2015-11-01T00:00:00Z";
        for state in ["need_help", "in_care", "safe"] {
            nadia.post(&notes, json!({ "how": "saw", "state": state, "at": long_ago })).await.is(201);
        }
        h.settle().await;
        let states = |v: serde_json::Value| {
            v["notes"].as_array().unwrap().iter().map(|n| n["state"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let mut public = states(h.nobody().get(&path).await.expect(200).json());
        public.sort_unstable();
        assert_eq!(public, ["none", "safe"]);
        let mine = one(&karim, &id).await;
        assert_eq!(states(mine.clone()).len(), 4);
        assert!(mine["notes"].as_array().unwrap().iter().all(|n| n["at"].as_str().unwrap() > "2015-11-13"), "{mine}");
    }

    async fn whoever_takes_their_own_name_is_found(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let camille = proven(&h, "Zzz", HERS).await;
        seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        safe(&h, &camille, night).await;
        assert!(questions(&camille).await.is_empty());
        camille.put("/api/v1/me", json!({ "name": "Camille Roussel" })).await.is(200);
        h.settle().await;
        assert_eq!(questions(&camille).await.len(), 1);
        karim.post(&format!("/api/v1/notices/{}/close", one_of(&karim).await), json!({})).await.is(200);
        assert!(questions(&camille).await.is_empty(), "nobody seeks any more");
    }

    async fn what_ran_out_is_shown_no_more_before_that_is_written_down(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let (_, share, _) = witnessed(&h, &karim).await;
        h.pass(Span::days(31));
        let seen = h.nobody().get(&format!("/api/v1/appeals/{share}")).await.expect(200).json();
        assert_eq!((seen["state"].as_str(), seen.get("name")), (Some("over"), None));
    }
}

async fn one_of(who: &Client) -> String {
    who.get("/api/v1/notices").await.expect(200).at("/notices/0/id")
}
