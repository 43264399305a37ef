//! Tags: born with an incident, read together, taken apart again.

use kernel::Role;
use serde_json::json;

use crate::scene::{flow, harness, night, says};

store::testing::each_store! {
    async fn tags_of_the_night_are_born_with_the_incident_with_their_variants(store: Store) {
        let (h, _, karim) = night(store).await;
        let tags = h.nobody().get("/api/v1/tags").await.expect(200).json();
        let names: Vec<&str> = tags["tags"].as_array().unwrap().iter().map(|t| t["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["PorteOuverte", "RechercheParis", "AvisDeRecherche", "Paris"]);
        let mut all = Vec::new();
        for text in ["#OpenDoor here", "#PORTESOUVERTES ici", "#باب_مفتوح", "#OffeneTür", "# porteouverte"] {
            all.push(says(&h, &karim, text).await);
        }
        all.pop();
        all.reverse();
        assert_eq!(flow(&h, "tag=PorteOuverte").await, all);
        // Who asks for a variant is shown the same.
        assert_eq!(flow(&h, "tag=OpenDoor").await, all);
        let tag = h.nobody().get("/api/v1/tags/opendoor").await.expect(200);
        assert_eq!(tag.at("/led_to"), "porteouverte");
    }

    async fn tags_are_asked_for_together(store: Store) {
        let (h, _, karim) = night(store).await;
        let both = says(&h, &karim, "#Paris #OpenDoor").await;
        let paris = says(&h, &karim, "#paris").await;
        let door = says(&h, &karim, "#PorteOuverte").await;
        says(&h, &karim, "rien").await;
        assert_eq!(flow(&h, "all=Paris,PorteOuverte").await, [both.as_str()]);
        assert_eq!(flow(&h, "any=Paris,PorteOuverte").await, [door.as_str(), paris.as_str(), both.as_str()]);
        assert_eq!(flow(&h, "tag=Paris&none=PorteOuverte").await, [paris.as_str()]);
        assert_eq!(flow(&h, "any=Paris,PorteOuverte&limit=1").await, [door.as_str()]);
        assert_eq!(flow(&h, &format!("any=Paris,PorteOuverte&before={door}")).await, [paris.as_str(), both.as_str()]);
        assert_eq!(flow(&h, &format!("any=Paris,PorteOuverte&after={both}")).await, [door.as_str(), paris.as_str()]);
        assert_eq!(flow(&h, "none=Paris,PorteOuverte").await.len(), 1);
        let many = ["a"; 11].join(",");
        h.nobody().get(&format!("/api/v1/feed?any={many}")).await.refuses(422, "feed-asks-too-much");
        h.nobody().get("/api/v1/feed?tag=16").await.refuses(422, "post-no-tag");
        // The page says which of all it shows, and where it leads is read in the same way.
        let page = h.nobody().page("/live?any=paris,opendoor&none=calme").await.expect(200);
        assert!(page.says("<h1 class=\"mb3 as-is\"><bdi>#Paris ou #PorteOuverte, sans #calme</bdi></h1>"));
        let feed = page.text.split("href=\"").filter_map(|link| link.split('"').next()).find(|l| l.contains("feed.json"));
        let feed = h.nobody().page(&web::harness::plain(feed.unwrap())).await.expect(200);
        assert_eq!(feed.json()["items"].as_array().unwrap().len(), 3);
    }

    async fn operators_merge_split_rename_lead_and_lock(store: Store) {
        let (h, _, karim) = night(store).await;
        let anne = h.staff(Role::Operator, "Claire").await;
        let moderator = h.staff(Role::Moderator, "Malik").await;
        let typo = says(&h, &karim, "#PorteOuvrete vers Nation").await;
        let path = |act: &str| format!("/api/v1/tags/PorteOuvrete/{act}");
        moderator.post(&path("merge"), json!({ "target": "PorteOuverte" })).await.is(403);
        anne.post(&path("merge"), json!({ "target": "PorteOuvrete" })).await.refuses(409, "tag-circle");
        anne.post(&path("merge"), json!({ "target": "PorteOuverte" })).await.is(200);
        anne.post("/api/v1/tags/PorteOuverte/merge", json!({ "target": "PorteOuvrete" })).await.refuses(409, "tag-circle");
        h.settle().await;
        assert_eq!(flow(&h, "tag=PorteOuverte").await, [typo.as_str()]);
        anne.post(&path("split"), json!({})).await.is(200);
        anne.post(&path("split"), json!({})).await.refuses(409, "tag-alone");
        h.settle().await;
        assert_eq!((flow(&h, "tag=PorteOuverte").await.len(), flow(&h, "tag=PorteOuvrete").await.len()), (0, 1));
        anne.post(&path("redirect"), json!({ "target": "PorteOuverte" })).await.is(200);
        assert_eq!(h.nobody().get("/api/v1/tags/porteouvrete").await.at("/led_to"), "porteouverte");
        assert_eq!(flow(&h, "tag=PorteOuverte").await.len(), 0, "who is led elsewhere takes nothing along");
        anne.post("/api/v1/tags/paris/rename", json!({ "target": "PARIS" })).await.is(200);
        assert_eq!(h.nobody().get("/api/v1/tags/Paris").await.at("/name"), "PARIS");
        anne.put("/api/v1/tags/paris/lock", json!({ "locked": true })).await.is(204);
        h.settle().await;
        karim.post("/api/v1/posts", json!({ "text": "#Paris encore" })).await.refuses(403, "post-tag-locked");
        says(&h, &anne, "#Paris, dit la ville").await;
        let admin = h.staff(Role::Admin, "Anouk").await;
        let audit = admin.get("/api/v1/audit").await.expect(200);
        for act in ["tag.merge", "tag.split", "tag.redirect", "tag.rename", "tag.lock"] {
            assert!(audit.says(act), "{act} stands in the audit");
        }
    }

    async fn of_two_tags_that_are_led_to_each_other_at_once_one_stays(store: Store) {
        let (h, ..) = night(store).await;
        let (anne, bruno) = (h.staff(Role::Operator, "Claire").await, h.staff(Role::Operator, "Bruno").await);
        for n in ["un", "deux", "trois", "quatre", "cinq"] {
            let (one, other) = (format!("ici{n}"), format!("là{n}"));
            let paths = [&one, &other].map(|of| format!("/api/v1/tags/{of}/merge"));
            let there = anne.post(&paths[0], json!({ "target": other }));
            let back = bruno.post(&paths[1], json!({ "target": one }));
            let (there, back) = tokio::join!(there, back);
            let mut answers = [there.status, back.status];
            answers.sort();
            assert_eq!(answers, [200, 409]);
        }
    }

    async fn a_tag_that_was_split_before_an_incident_stays_apart(store: Store) {
        let h = harness(store).await;
        let anne = h.staff(Role::Operator, "Claire").await;
        anne.put("/api/v1/tags/OpenDoor/lock", json!({ "locked": false })).await.is(204);
        h.active(false).await;
        let karim = h.proven("Karim Belaïd", "karim@example.org").await;
        let open = says(&h, &karim, "#OpenDoor here").await;
        assert_eq!(flow(&h, "tag=OpenDoor").await, [open.as_str()]);
        assert_eq!(flow(&h, "tag=PorteOuverte").await.len(), 0, "an operator has used it, and nobody merged it");
    }
}
