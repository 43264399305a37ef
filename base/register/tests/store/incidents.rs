//! The incidents in memory stay those of the store.

use kernel::{Event, Id, IncidentId, OperatorId, Recorded, Zone, ZoneLimits};
use register::{Incident, IncidentState, Incidents, Texts, incidents};
use store::{Change, params, sql};

use crate::night;

sql! {
    AWAY = "ALTER TABLE incident RENAME TO incident_away";
    BACK = "ALTER TABLE incident_away RENAME TO incident";
}

fn draft() -> Incident {
    Incident {
        id: IncidentId::from_bytes([7; 16]),
        version: 1,
        kind: "fire".into(),
        drill: true,
        state: IncidentState::Active,
        names: Texts([("fr".to_owned(), "Feu".to_owned())].into()),
        prompts: Texts::default(),
        zone: Zone::from_circle(48.8674, 2.3636, 1.5, &ZoneLimits::default()).unwrap(),
        round: 1,
        created: night(),
        opened_by: OperatorId::from_bytes([3; 16]),
        opened_by_name: "Anne".into(),
        activated_by: None,
        activated: Some(night()),
        asked_again: None,
        ended: None,
    }
}

store::testing::each_store! {
    async fn one_that_could_not_be_read_is_read_again_until_it_is(store: Store) {
        let was = draft();
        store.apply(incidents::drafted(Change::new(), &was)).await.unwrap();
        let all = Incidents::load(store.clone()).await.unwrap();
        let cancelled = Incident { state: IncidentState::Cancelled, ended: Some(night()), ..was.clone() };
        store.apply(incidents::moved(Change::new(), &cancelled)).await.unwrap();
        // The engine fails just then, and for longer than a moment.
        store.apply(Change::new().run(AWAY, params![])).await.unwrap();
        let event = Event::Incident { incident: was.id, drill: true, state: "cancelled".into() };
        let told = [Recorded { pos: 1, at: night(), event }];
        all.watch(&told).await;
        all.watch(&told).await;
        assert_eq!(all.get(was.id).unwrap().state, IncidentState::Active);
        store.apply(Change::new().run(BACK, params![])).await.unwrap();
        while all.get(was.id).unwrap().state != IncidentState::Cancelled {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        assert!(all.open().is_empty());
    }

    async fn one_that_has_not_moved_is_not_understood_anew(store: Store) {
        let was = draft();
        store.apply(incidents::drafted(Change::new(), &was)).await.unwrap();
        let all = Incidents::load(store.clone()).await.unwrap();
        let first = all.fresh(was.id).await.unwrap().unwrap();
        assert!(std::sync::Arc::ptr_eq(&first, &all.fresh(was.id).await.unwrap().unwrap()), "its zone is the one in memory");
        let cancelled = Incident { state: IncidentState::Cancelled, ended: Some(night()), ..was.clone() };
        store.apply(incidents::moved(Change::new(), &cancelled)).await.unwrap();
        assert_eq!(all.fresh(was.id).await.unwrap().unwrap().state, IncidentState::Cancelled);
        assert!(all.fresh(IncidentId::from_bytes([8; 16])).await.unwrap().is_none());
    }
}
