use kernel::Span;
use register::State;
use serde_json::json;

use crate::support::{friends, harness, incident, says, state_of};

store::testing::each_store! {
    async fn an_invitation_joins_two_circles_once(store: Store) {
        let h = harness(store).await;
        let (lea, karim, ines) = (h.person("Léa").await, h.person("Karim").await, h.person("Inès").await);
        let made = lea.post("/api/v1/circle/invitations", json!({})).await.expect(201);
        let (token, url) = (made.at("/token"), made.at("/url"));
        assert_eq!(url, format!("http://127.0.0.1:8080/join/{token}"));
        let join = format!("/api/v1/circle/join/{token}");
        lea.post(&join, json!({})).await.refuses(409, "invitation-own");
        let joined = karim.post(&join, json!({})).await.expect(200);
        assert_eq!(joined.at("/person/name"), "Léa");
        for (me, other) in [(&lea, "Karim"), (&karim, "Léa")] {
            assert_eq!(me.get("/api/v1/circle").await.expect(200).at("/people/0/name"), other);
        }
        karim.post(&join, json!({})).await.refuses(409, "in-circle");
        ines.post(&join, json!({})).await.refuses(410, "invitation-used");
        let told = lea.get("/api/v1/circle/invitations").await.expect(200);
        assert_eq!(told.at("/invitations/0/used_by/name"), "Karim", "who invites is told");
        let again = lea.post("/api/v1/circle/invitations", json!({})).await.expect(201).at("/token");
        h.pass(Span::days(7));
        ines.post(&format!("/api/v1/circle/join/{again}"), json!({})).await.refuses(410, "invitation-old");
        ines.post("/api/v1/circle/join/nothing", json!({})).await.refuses(404, "invitation-unknown");
        h.nobody().post(&join, json!({})).await.refuses(401, "sign-in-first");
    }

    async fn who_is_blocked_sees_no_news(store: Store) {
        let h = harness(store).await;
        let (lea, karim) = (h.person("Léa").await, h.person("Karim").await);
        friends(&lea, &karim).await;
        let night = incident(&h, false).await;
        says(&h, lea.id(), night, false, State::Safe).await;
        assert_eq!(state_of(&karim, lea.id()).await, "safe");
        lea.post(&format!("/api/v1/circle/{}/block", karim.id()), json!({})).await.is(204);
        assert_eq!(state_of(&karim, lea.id()).await, "none", "her name is there, with no news");
        let seen = karim.get("/api/v1/circle").await.expect(200);
        assert!(!seen.says("tout va bien") && !seen.says("blocked_by"));
        let hers = lea.get("/api/v1/circle").await.expect(200).json();
        assert_eq!((hers["people"].as_array().unwrap().len(), &hers["blocked"][0]["name"]), (0, &json!("Karim")));
        lea.post(&format!("/api/v1/circle/{}/unblock", karim.id()), json!({})).await.is(204);
        assert_eq!(state_of(&karim, lea.id()).await, "safe");
        lea.post(&format!("/api/v1/circle/{}/block", h.person("X").await.id()), json!({})).await.refuses(404, "not-in-circle");
    }

    async fn who_leaves_is_gone_from_both(store: Store) {
        let h = harness(store).await;
        let (lea, karim) = (h.person("Léa").await, h.person("Karim").await);
        friends(&lea, &karim).await;
        karim.delete(&format!("/api/v1/circle/{}", lea.id())).await.is(204);
        for me in [&lea, &karim] {
            assert_eq!(me.get("/api/v1/circle").await.expect(200).json()["people"], json!([]));
        }
        karim.delete(&format!("/api/v1/circle/{}", lea.id())).await.refuses(404, "not-in-circle");
        friends(&lea, &karim).await;
        assert_eq!(state_of(&karim, lea.id()).await, json!(null), "no incident is on");
    }

    async fn a_drill_and_the_real_thing_stand_apart(store: Store) {
        let h = harness(store).await;
        let (lea, karim) = (h.person("Léa").await, h.person("Karim").await);
        friends(&lea, &karim).await;
        let (drill, real) = (incident(&h, true).await, incident(&h, false).await);
        says(&h, lea.id(), drill, true, State::NeedHelp).await;
        let circle = karim.get("/api/v1/circle").await.expect(200).json();
        let statuses = circle["people"][0]["statuses"].as_array().unwrap();
        let of = |id, drill| statuses.iter().find(|s| s["incident"] == json!(id) && s["drill"] == json!(drill)).unwrap();
        assert_eq!(of(drill, true)["state"], "need_help");
        assert_eq!(of(real, false)["state"], "none");
        assert_eq!(of(drill, true)["source"]["kind"], "check_in");
    }
}
