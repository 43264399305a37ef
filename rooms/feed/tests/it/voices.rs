//! Who stands in the official lane: whoever speaks for an institution that is proven in this moment, by its domain.

use kernel::Span;
use serde_json::json;
use store::each_store;
use web::harness::{Client, Harness};

use crate::{
    outputs::picture,
    scene::{flow, found, night, posts, says, speaker, stands},
};

/// The lane of a post, and the standing of the institution whose word it is.
async fn of(h: &Harness, id: &str) -> (String, String, String) {
    let read = h.nobody().get(&format!("/api/v1/posts/{id}")).await.expect(200);
    (read.at("/post/lane"), read.at("/post/author/institution/domain"), read.at("/post/author/institution/standing"))
}

fn is(lane: &str, domain: &str, standing: &str) -> (String, String, String) {
    (lane.to_owned(), domain.to_owned(), standing.to_owned())
}

async fn edits(who: &Client, id: &str, text: &str) -> u16 {
    who.put(&format!("/api/v1/posts/{id}"), json!({ "text": text })).await.status.as_u16()
}

each_store! {
    async fn what_is_seen_on_a_picture_of_an_institution_is_its_word_too(store: Store) {
        let (h, _, _) = night(store).await;
        let city = found(&h, "mairie.example", "Mairie", None).await;
        let paul = speaker(&h, "Paul", Some("Mairie")).await;
        let sent = paul.send(http::Method::POST, "/api/v1/posts/pictures", Some("image/png"), picture()).await;
        let picture = sent.expect(201).at("/id");
        let id = posts(&h, &paul, json!({ "text": "Le plan", "pictures": [{ "id": picture, "alt": "Un plan" }] })).await;
        let path = format!("/api/v1/posts/{id}/pictures/{picture}");
        let alt = async || h.nobody().get(&format!("/api/v1/posts/{id}")).await.expect(200).at("/post/pictures/0/alt");
        paul.put(&path, json!({ "alt": "Le plan de la ville" })).await.is(204);
        stands(&h, ("mairie.example", city), Some(h.house.clock.now()), None).await;
        paul.put(&path, json!({ "alt": "Sortez tous" })).await.refuses(403, "post-not-proven");
        assert_eq!(alt().await, "Le plan de la ville");
    }

    async fn a_role_alone_is_no_official_voice(store: Store) {
        let (h, _, karim) = night(store).await;
        let nobody = speaker(&h, "Paul", None).await;
        let unknown = speaker(&h, "Jeanne", Some("Mairie de Nulle-Part")).await;
        let city = found(&h, "mairie.example", "Mairie", None).await;
        stands(&h, ("mairie.example", city), Some(h.house.clock.now()), None).await;
        let lapsed = speaker(&h, "Véra", Some("Mairie")).await;
        for who in [&nobody, &unknown, &lapsed] {
            let id = says(&h, who, "Restez à l’abri.").await;
            assert_eq!(of(&h, &id).await, is("talk", "", ""));
            // It is passed on as what anybody says is.
            let boost = json!({ "boost": { "kind": "post", "of": id } });
            karim.post("/api/v1/posts", boost).await.refuses(409, "post-unverified");
        }
        assert!(flow(&h, "lane=official").await.is_empty());
        let page = h.nobody().page("/live").await.expect(200);
        assert!(!page.says("Message officiel, épinglé") && page.says("Institution non vérifiée"));
    }

    async fn what_stands_as_an_institution_s_word_says_how_that_one_stands_now(store: Store) {
        let (h, _, karim) = night(store).await;
        let prefecture = found(&h, "prefecture.example", "Préfecture", None).await;
        let brigade = found(&h, "pompiers.example", "Pompiers", Some(prefecture)).await;
        let (paul, lea) = (speaker(&h, "Paul", Some("Préfecture")).await, speaker(&h, "Léa", Some("Pompiers")).await);
        let first = says(&h, &paul, "Restez à l’abri. Les secours sont là.").await;
        let second = says(&h, &lea, "Évitez le quai.").await;
        assert_eq!(of(&h, &first).await, is("official", "prefecture.example", "proven"));
        assert_eq!(of(&h, &second).await, is("official", "pompiers.example", "proven"));
        let page = h.nobody().page("/live").await.expect(200);
        assert!(page.says("Message officiel, épinglé") && page.says("pompiers.example") && !page.says(">Léa<"), "shown as the domain");
        let atom = h.nobody().get("/live/feed.atom?lane=official").await.expect(200);
        assert!(atom.says("<name>prefecture.example</name>"));
        // The proof is gone: with it that of those for whom it vouches. What is written from now on is talk, and what was written says so.
        let now = h.house.clock.now();
        stands(&h, ("prefecture.example", prefecture), Some(now), None).await;
        for (who, id, domain) in [(&paul, &first, "prefecture.example"), (&lea, &second, "pompiers.example")] {
            assert_eq!(of(&h, id).await, is("official", domain, "lost"));
            assert_eq!(edits(who, id, "Sortez tous.").await, 403, "its word is not changed any more");
            let new = says(&h, who, "Sortez tous.").await;
            assert_eq!(of(&h, &new).await, is("talk", "", ""));
        }
        let page = h.nobody().page("/live").await.expect(200);
        assert!(!page.says("Message officiel, épinglé") && page.says("Institution dont la preuve a été perdue"));
        // It is back: so is its word.
        stands(&h, ("prefecture.example", prefecture), None, None).await;
        assert_eq!(of(&h, &first).await, is("official", "prefecture.example", "proven"));
        assert_eq!(edits(&paul, &first, "Restez à l’abri.").await, 200);
        // Whoever speaks for it no more, or for another one, changes nothing of it.
        speaker(&h, "Léa", Some("Préfecture")).await;
        assert_eq!(edits(&lea, &second, "Sortez tous.").await, 403);
        // Taken away.
        stands(&h, ("pompiers.example", brigade), None, Some(h.house.clock.now())).await;
        assert_eq!(of(&h, &second).await, is("official", "pompiers.example", "ended"));
        h.pass(Span::minutes(1));
        assert!(posts(&h, &karim, json!({ "text": "Merci" })).await.len() > 5);
    }
}
