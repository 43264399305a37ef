//! Institutions: proven by a record or a file, looked at again, lost, vouched for, taken away.

use kernel::{Role, Span};
use official::acts::authorities::check_all;
use serde_json::{Value, json};
use store::each_store;
use web::harness::Harness;

use crate::scene::{World, harness, message, proven, speaker};

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
