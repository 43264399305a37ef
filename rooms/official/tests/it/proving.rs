//! Institutions: proven by a record or a file, looked at again, lost, vouched for, taken away.

use kernel::{Role, Span};
use official::acts::authorities::check_all;
use serde_json::{Value, json};
use store::each_store;
use web::harness::Harness;

use crate::{
    hearing::Voice,
    scene::{World, harness, message, proven, speaker},
};

async fn standing(h: &Harness, domain: &str) -> Value {
    let all = h.nobody().get("/api/v1/authorities").await.expect(200).json();
    all["authorities"].as_array().unwrap().iter().find(|a| a["domain"] == domain).cloned().unwrap_or(Value::Null)
}

each_store! {
    async fn a_domain_is_proven_by_a_record_or_a_file_and_a_lost_proof_is_shown(store: Store) {
        let h = harness(store).await;
        let world = World::of(&h);
        let admin = h.staff(Role::Admin, "Odile").await;
        let made = admin.post("/api/v1/authorities", json!({"domain": "Mairie.Example.", "name": "Mairie"})).await.expect(201);
        assert_eq!((made.at("/record"), made.at("/file")), ("_rhizome.mairie.example".into(), "https://mairie.example/.well-known/rhizome".into()));
        assert!(made.at("/token").len() > 20);
        admin.post("/api/v1/authorities", json!({"domain": "mairie.example", "name": "X"})).await.refuses(409, "official-domain-taken");
        admin.post("/api/v1/authorities", json!({"domain": "10.0.0.1", "name": "X"})).await.refuses(422, "official-domain");
        let check = format!("/api/v1/authorities/{}/check", made.at("/id"));
        world.file(&made.at("/file"), "something else\n");
        assert_eq!(admin.post(&check, json!({})).await.at("/standing"), "unproven");
        world.file(&made.at("/file"), &format!("# ours\n{}\n", made.at("/token")));
        let proven = admin.post(&check, json!({})).await;
        assert_eq!((proven.at("/standing"), proven.at("/means")), ("proven".into(), "file".into()));
        // A network that is away for a while proves nothing; a proof that is gone is lost at the daily look.
        world.away(true);
        h.pass(Span::days(1));
        check_all(&h.house).await.unwrap();
        assert_eq!(standing(&h, "mairie.example").await["standing"], "proven");
        world.away(false);
        world.forget();
        h.pass(Span::days(1));
        check_all(&h.house).await.unwrap();
        assert_eq!(standing(&h, "mairie.example").await["standing"], "lost");
        let page = admin.page("/console/institutions").await;
        assert!(page.says("Preuve perdue") && page.says("mairie.example"));
        world.record("_rhizome.mairie.example", &made.at("/token"));
        check_all(&h.house).await.unwrap();
        assert_eq!(standing(&h, "mairie.example").await["means"], "record");
    }

    async fn a_domain_that_was_taken_away_comes_back_as_if_it_were_new(store: Store) {
        let h = harness(store).await;
        let prefecture = proven(&h, "prefecture.example", "Préfecture").await;
        let (admin, paul) = (h.staff(Role::Admin, "Odile").await, speaker(&h, "Paul", "Préfecture").await);
        // Somebody vouches for a domain that is not theirs to vouch for: it is in the way of nobody for good.
        let mairie = json!({"domain": "mairie.example", "name": "Mairie", "delegator": prefecture});
        let vouched = paul.post("/api/v1/authorities", mairie.clone()).await.expect(201).at("/id");
        let ecole = json!({"domain": "ecole.example", "name": "École", "delegator": vouched});
        speaker(&h, "Véra", "Mairie").await.post("/api/v1/authorities", ecole).await.is(201);
        let alone = json!({"domain": "mairie.example", "name": "Ville"});
        admin.post("/api/v1/authorities", alone.clone()).await.refuses(409, "official-domain-taken");
        let old = Voice::new(1);
        let keys = json!({"pins": old.certificate, "senders": ["alerts@mairie.example"], "url": "https://mairie.example/feed"});
        admin.put(&format!("/api/v1/authorities/{vouched}/keys"), keys).await.is(204);
        admin.delete(&format!("/api/v1/authorities/{vouched}")).await.is(204);
        // What an admin took away nobody who vouches brings back.
        paul.post("/api/v1/authorities", mairie).await.refuses(409, "official-domain-taken");
        assert_eq!(standing(&h, "mairie.example").await, Value::Null);
        let back = admin.post("/api/v1/authorities", alone.clone()).await.expect(201);
        let known = standing(&h, "mairie.example").await;
        assert_eq!((&known["standing"], &known["name"], &known["means"]), (&json!("unproven"), &json!("Ville"), &Value::Null));
        assert!(!admin.page(&format!("/console/institutions/{}", back.at("/id"))).await.expect(200).says("BEGIN CERTIFICATE"));
        admin.post("/api/v1/authorities", alone).await.refuses(409, "official-domain-taken");
        // It is proven by what is asked for now, and whom it vouched for before does not come back with it.
        World::of(&h).record("_rhizome.mairie.example", &back.at("/token"));
        let checked = admin.post(&format!("/api/v1/authorities/{}/check", back.at("/id")), json!({})).await.expect(200);
        assert_eq!(checked.at("/standing"), "proven");
        assert_eq!(standing(&h, "ecole.example").await, Value::Null);
    }

    async fn who_vouches_is_named_and_whoever_falls_takes_those_behind_along(store: Store) {
        let h = harness(store).await;
        let world = World::of(&h);
        let prefecture = proven(&h, "prefecture.example", "Préfecture").await;
        let paul = speaker(&h, "Paul", "Préfecture").await;
        let pompiers = json!({"domain": "pompiers.example", "name": "Pompiers", "delegator": prefecture});
        speaker(&h, "Véra", "Mairie").await.post("/api/v1/authorities", pompiers.clone()).await.refuses(403, "official-not-accredited");
        paul.post("/api/v1/authorities", json!({"domain": "x.example", "name": "X"})).await.refuses(403, "official-not-accredited");
        let second = paul.post("/api/v1/authorities", pompiers).await.expect(201).at("/id");
        assert_eq!(standing(&h, "pompiers.example").await["through"], json!(["prefecture.example"]));
        // Nobody vouches for a second domain under a name for which somebody speaks already: those would speak for it.
        for name in ["préfecture", "Pompiers"] {
            let own = json!({"domain": "ministere.example", "name": name, "delegator": prefecture});
            paul.post("/api/v1/authorities", own).await.refuses(409, "official-name-taken");
        }
        let samu = json!({"domain": "samu.example", "name": "Samu", "delegator": second});
        let lea = speaker(&h, "Léa", "Pompiers").await;
        lea.post("/api/v1/authorities", samu).await.is(201);
        assert_eq!(standing(&h, "samu.example").await["through"], json!(["pompiers.example", "prefecture.example"]));
        // Its record is gone: nobody behind it is believed any more, and nobody behind it may speak.
        world.forget();
        check_all(&h.house).await.unwrap();
        for domain in ["prefecture.example", "pompiers.example", "samu.example"] {
            assert_eq!(standing(&h, domain).await["standing"], "lost", "{domain}");
        }
        let mut body = message();
        body["authority"] = json!(second);
        lea.post("/api/v1/alerts", body).await.refuses(403, "official-not-proven");
        // Whoever vouched takes it back; others do not.
        lea.delete(&format!("/api/v1/authorities/{prefecture}")).await.refuses(403, "official-not-accredited");
        paul.delete(&format!("/api/v1/authorities/{second}")).await.is(204);
        assert_eq!(standing(&h, "pompiers.example").await, Value::Null);
        assert_eq!(standing(&h, "samu.example").await["standing"], "lost");
    }
}
