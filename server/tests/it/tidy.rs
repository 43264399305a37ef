//! What has expired is forgotten, each sort by itself.

use register::CaseState;
use serde_json::json;
use store::{Change, params, sql};

use crate::scene::{HERE, Scene};

sql! {
    BREAK = "DROP TABLE invitation";
    POSITIONS = "SELECT COUNT(*) FROM presence WHERE slot = 0";
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
