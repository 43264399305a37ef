//! What has expired is forgotten, each sort by itself.

use register::CaseState;
use serde_json::json;
use store::{Change, params, sql};

use crate::scene::{HERE, Scene};

sql! {
    BREAK = "DROP TABLE invitation";
    POSITIONS = "SELECT COUNT(*) FROM presence WHERE slot = 0";
    CAMPAIGNS = "SELECT COUNT(*) FROM campaign";
    DELIVERIES = "SELECT COUNT(*) FROM delivery";
    TOLD = "SELECT COUNT(*) FROM told";
    SPENT = "SELECT COUNT(*) FROM spent";
}

store::testing::each_store! {
    async fn one_sweep_that_fails_holds_up_none_of_the_others(store: Store) {
        let s = Scene::new(store).await;
        let house = &s.h.house;
        let lea = s.person_at("Léa T.", HERE).await;
        let night = s.night(true).await;
        lea.post(&format!("/api/v1/incidents/{night}/check-ins"), json!({ "answer": "need_help", "place": "12 rue Bichat" })).await.is(201);
        let incident = night.parse().unwrap();
        let case = house.register.case_of(lea.id(), incident).await.unwrap().unwrap();
        let now = house.clock.now();
        let closed = house.register.handle_case(Change::new(), &case, CaseState::Closed, None, now);
        house.store.apply(closed).await.unwrap();
        let positions = async || house.store.one(POSITIONS, params![]).await.unwrap().unwrap().int(0).unwrap();
        assert_eq!(server::serve::tidy_once(house).await, Vec::<&str>::new());
        assert_eq!(positions().await, 1);
        assert!(house.register.case_of(lea.id(), incident).await.unwrap().is_some());

        s.h.pass(kernel::Span::days(i64::from(house.config.help_days) + 1));
        house.store.apply(Change::new().run(BREAK, params![])).await.unwrap();
        assert_eq!(server::serve::tidy_once(house).await, ["invitations"], "it is said which");
        assert_eq!(positions().await, 0);
        assert!(house.register.case_of(lea.id(), incident).await.unwrap().is_none(), "what comes after it is done all the same");
    }
}

store::testing::each_store! {
    async fn who_was_written_to_is_forgotten_after_its_time_and_not_before(store: Store) {
        let s = Scene::new(store).await;
        let house = &s.h.house;
        let (lea, max) = (s.person_at("Léa T.", HERE).await, s.h.person("Max").await);
        let token = lea.post("/api/v1/circle/invitations", json!({})).await.expect(201).at("/token");
        max.post(&format!("/api/v1/circle/join/{token}"), json!({})).await.is(200);
        for who in [&lea, &max] {
            let p256dh = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
            let keys = json!({ "p256dh": p256dh, "auth": "BTBZMqHH6r4Tts7J_aSIgg" });
            let browser = json!({ "endpoint": format!("https://push.example.net/v1/{}", who.id()), "keys": keys });
            who.post("/api/v1/me/push", browser).await.is(201);
        }
        let night = s.night(false).await;
        s.h.settle().await;
        lea.post(&format!("/api/v1/incidents/{night}/check-ins"), json!({ "answer": "safe" })).await.is(201);
        s.h.settle().await;
        house.queue.spend(night.parse().unwrap(), notify::Channel::Sms, 3, 100).await.unwrap();
        let count = async |sql| house.store.one(sql, params![]).await.unwrap().unwrap().int(0).unwrap();
        let all = async || [count(CAMPAIGNS).await, count(DELIVERIES).await, count(TOLD).await, count(SPENT).await];
        assert_eq!(all().await, [1, 2, 1, 1], "a question, and news of it to her circle");
        s.h.pass(kernel::Span::days(i64::from(house.config.deliveries_days) - 1));
        assert!(server::serve::tidy_once(house).await.is_empty());
        assert_eq!(all().await, [1, 2, 1, 1]);
        s.h.pass(kernel::Span::days(2));
        server::serve::tidy_once(house).await;
        assert_eq!(all().await, [0, 0, 1, 1], "while it is on, nobody is told the same twice, and the ceiling holds");
        let close = format!("/api/v1/incidents/{night}/close");
        s.anne.post(&close, json!({})).await.is(200);
        server::serve::tidy_once(house).await;
        assert_eq!(all().await, [0, 0, 0, 0]);
    }
}
