//! Writing, changing, deleting, passing on.

use kernel::{Role, Span};
use serde_json::json;

use crate::scene::{flow, harness, night, official, posts, says};

store::testing::each_store! {
    async fn whoever_has_proven_a_contact_writes_and_everybody_reads(store: Store) {
        let (h, night, karim) = night(store).await;
        let lea = h.person("Léa Petit").await;
        lea.post("/api/v1/posts", json!({ "text": "Bonsoir" })).await.refuses(403, "post-prove");
        h.nobody().post("/api/v1/posts", json!({ "text": "Bonsoir" })).await.is(401);
        let body = json!({ "text": "Les rues sont calmes ici. #Paris", "lang": "fr-FR", "cell": "8a1fb466a0c7fff" });
        let id = posts(&h, &karim, body).await;
        let read = h.nobody().get(&format!("/api/v1/posts/{id}")).await.expect(200);
        assert_eq!(read.at("/post/text"), "Les rues sont calmes ici. #Paris");
        assert_eq!((read.at("/post/author/name"), read.at("/post/author/kind")), ("Karim B.".into(), "person".into()));
        assert_eq!((read.at("/post/lane"), read.at("/post/truth")), ("talk".into(), "unverified".into()));
        assert_eq!((read.at("/post/lang"), read.at("/post/tags/0/key")), ("fr".into(), "paris".into()));
        assert_eq!(read.at("/post/place/cell").len(), 15);
        assert!(!read.says("8a1fb466a0c7fff"), "no finer than the cells of people");
        assert_eq!(read.at("/mine"), "false");
        assert_eq!(karim.get(&format!("/api/v1/posts/{id}")).await.at("/mine"), "true");
        assert!(!read.says(&karim.id().to_string()), "nobody's posts can be gathered");
        assert_eq!(flow(&h, &format!("incident={night}")).await, [id]);
    }

    async fn what_nobody_else_may_read_is_masked_as_it_comes_in(store: Store) {
        let (h, _, karim) = night(store).await;
        let text = "#PorteOuverte 12 bis rue de la Roquette, code 45B12, 06 12 34 56 78. https://www.paris.fr/infos";
        let id = says(&h, &karim, text).await;
        let read = h.nobody().get(&format!("/api/v1/posts/{id}")).await.expect(200);
        let said = "#PorteOuverte ⟦address⟧, ⟦code⟧, ⟦phone⟧. https://www.paris.fr/infos";
        assert_eq!(read.at("/post/text"), said);
        let tags = json!({ "text": "Bonsoir", "tags": ["#0612345678a"] });
        karim.post("/api/v1/posts", tags).await.refuses(422, "post-no-tag");
        karim.put("/api/v1/me/writes-as", json!({ "name": "Karim 06 12 34 56 78" })).await.refuses(422, "post-name");
    }

    async fn a_post_is_as_long_as_people_count(store: Store) {
        let (h, _, karim) = night(store).await;
        let family = "👨‍👩‍👧";
        says(&h, &karim, &family.repeat(500)).await;
        let too_long = json!({ "text": format!("{}é", family.repeat(500)) });
        karim.post("/api/v1/posts", too_long).await.refuses(422, "post-too-long");
        karim.post("/api/v1/posts", json!({ "text": " \u{200b} " })).await.refuses(422, "post-empty");
    }

    async fn the_same_press_makes_one_post(store: Store) {
        let (h, _, karim) = night(store).await;
        let body = json!({ "text": "Tout va bien", "client_id": "0190b2f0-aaaa-7000-8000-000000000001" });
        let first = karim.post("/api/v1/posts", body.clone()).await.expect(201).at("/id");
        let again = karim.post("/api/v1/posts", body.clone()).await.expect(201).at("/id");
        assert_eq!(first, again);
        let other = h.proven("Nadia Roux", "nadia@example.org").await;
        assert_ne!(other.post("/api/v1/posts", body).await.expect(201).at("/id"), first, "a press is of its author");
        h.settle().await;
        assert_eq!(flow(&h, "").await.len(), 2);
    }

    async fn what_was_said_before_is_kept_and_shown_and_goes_with_the_post(store: Store) {
        let (h, _, karim) = night(store).await;
        let id = says(&h, &karim, "La rue est ouverte #Paris").await;
        let path = format!("/api/v1/posts/{id}");
        let other = h.proven("Nadia Roux", "nadia@example.org").await;
        other.put(&path, json!({ "text": "autre" })).await.refuses(404, "post-unknown");
        h.pass(Span::minutes(3));
        karim.put(&path, json!({ "text": "La rue est fermée #Oberkampf" })).await.is(200);
        h.settle().await;
        let read = h.nobody().get(&path).await.expect(200);
        assert_eq!(read.at("/post/text"), "La rue est fermée #Oberkampf");
        assert_eq!(read.at("/before/0/text"), "La rue est ouverte #Paris");
        assert!(!read.at("/post/edited_at").is_empty());
        assert_eq!((flow(&h, "tag=Paris").await.len(), flow(&h, "tag=oberkampf").await.len()), (0, 1));
        other.delete(&path).await.refuses(404, "post-unknown");
        karim.delete(&path).await.is(204);
        h.settle().await;
        h.nobody().get(&path).await.refuses(404, "post-unknown");
        karim.get(&path).await.refuses(404, "post-unknown");
        karim.put(&path, json!({ "text": "encore" })).await.refuses(409, "post-over");
        for query in ["", "tag=oberkampf"] {
            assert_eq!(flow(&h, query).await.len(), 0);
        }
    }

    async fn an_answer_belongs_to_a_conversation(store: Store) {
        let (h, _, karim) = night(store).await;
        let nadia = h.proven("Nadia Roux", "nadia@example.org").await;
        let first = says(&h, &karim, "Quelqu'un vers Parmentier ?").await;
        let second = posts(&h, &nadia, json!({ "text": "Oui, c'est calme", "reply": first })).await;
        let third = posts(&h, &karim, json!({ "text": "Merci", "reply": second })).await;
        let thread = h.nobody().get(&format!("/api/v1/posts/{second}/thread")).await.expect(200);
        assert_eq!(crate::scene::ids(&thread), [first.clone(), second.clone(), third]);
        nadia.delete(&format!("/api/v1/posts/{second}")).await.is(204);
        let gone = json!({ "text": "Et là ?", "reply": second });
        karim.post("/api/v1/posts", gone).await.refuses(409, "post-gone");
    }

    async fn what_is_passed_on_shows_how_it_stands_now(store: Store) {
        let (h, _, karim) = night(store).await;
        let nadia = h.proven("Nadia Roux", "nadia@example.org").await;
        let id = says(&h, &karim, "Le métro est fermé").await;
        let boost = |confirm: bool| json!({ "boost": { "kind": "post", "of": id }, "confirm": confirm });
        nadia.post("/api/v1/posts", boost(false)).await.refuses(409, "post-unverified");
        let passed = posts(&h, &nadia, boost(true)).await;
        nadia.post("/api/v1/posts", boost(true)).await.refuses(409, "post-boosted");
        let feed = h.nobody().get("/api/v1/feed").await.expect(200);
        assert_eq!(feed.at("/posts/0/boost/of"), id);
        assert_eq!(feed.at("/passed_on/0/text"), "Le métro est fermé");
        // Who passes on what only passes something on passes that on.
        let lea = h.proven("Léa Petit", "lea@example.org").await;
        let again = posts(&h, &lea, json!({ "boost": { "kind": "post", "of": passed }, "confirm": true })).await;
        assert_eq!(h.nobody().get(&format!("/api/v1/posts/{again}")).await.at("/post/boost/of"), id);
        karim.delete(&format!("/api/v1/posts/{id}")).await.is(204);
        h.settle().await;
        let feed = h.nobody().get("/api/v1/feed").await.expect(200);
        assert_eq!(feed.json()["passed_on"].as_array().unwrap().len(), 0, "{}", feed.text);
        assert!(!feed.says("métro"));
        lea.post("/api/v1/posts", boost(true)).await.refuses(409, "post-gone");
    }

    async fn institutions_speak_in_their_own_lane(store: Store) {
        let (h, night, karim) = night(store).await;
        let prefecture = official(&h, "prefecture.example", "Préfecture").await;
        says(&h, &karim, "Je confirme").await;
        let id = says(&h, &prefecture, "Restez à l'abri").await;
        assert_eq!(flow(&h, &format!("incident={night}&lane=official")).await, [id.as_str()]);
        assert_eq!(flow(&h, "lane=talk").await.len(), 1);
        let read = h.nobody().get(&format!("/api/v1/posts/{id}")).await.expect(200);
        assert_eq!(read.at("/post/author/kind"), "institution");
        // What an institution says stands for itself.
        posts(&h, &karim, json!({ "boost": { "kind": "post", "of": id } })).await;
    }

    async fn nobody_writes_more_than_people_do(store: Store) {
        let (h, _, karim) = night(store).await;
        for n in 0..3 {
            karim.post("/api/v1/posts", json!({ "text": format!("{n}") })).await.is(201);
        }
        karim.post("/api/v1/posts", json!({ "text": "3" })).await.refuses(429, "post-too-many");
        h.pass(Span::minutes(1));
        karim.post("/api/v1/posts", json!({ "text": "4" })).await.is(201);
    }

    async fn what_reads_like_an_offer_a_request_or_a_search_is_proposed_as_one(store: Store) {
        let (h, _, karim) = night(store).await;
        let of = async |text: &str| {
            h.pass(Span::minutes(1));
            karim.post("/api/v1/posts", json!({ "text": text })).await.expect(201).at("/suggests/kind")
        };
        assert_eq!(of("J'ouvre ma porte, 2 places rue Oberkampf #PorteOuverte").await, "offer");
        assert_eq!(of("Nous cherchons un toit pour la nuit #PorteOuverte").await, "request");
        assert_eq!(of("Je cherche mon frère, il était au concert").await, "search");
        assert_eq!(of("Courage à tous").await, "");
    }

    async fn whoever_is_erased_leaves_no_word(store: Store) {
        let (h, _, karim) = night(store).await;
        karim.put("/api/v1/me/writes-as", json!({ "name": "KarimDuDixième" })).await.is(200);
        let id = says(&h, &karim, "Un mot de moi #Paris").await;
        let export = h.house.register.export(karim.id(), h.house.clock.now(), &Default::default()).await.unwrap();
        let export = export.unwrap().to_string();
        assert!(export.contains("Un mot de moi") && export.contains("KarimDuDixième"), "{export}");
        h.house.register.erase_now(karim.id(), h.house.clock.now()).await.unwrap();
        h.settle().await;
        h.nobody().get(&format!("/api/v1/posts/{id}")).await.refuses(404, "post-unknown");
        for query in ["", "tag=paris"] {
            assert_eq!(flow(&h, query).await.len(), 0);
        }
    }

    async fn posts_are_forgotten_a_month_after_their_incident(store: Store) {
        let (h, night, karim) = night(store).await;
        let id = says(&h, &karim, "Un mot #Paris").await;
        let anne = h.staff(Role::Operator, "Anne").await;
        for step in ["stand-down", "close"] {
            let body = json!({ "reason": "Fini" });
            anne.post(&format!("/api/v1/incidents/{night}/{step}"), body).await.is(200);
        }
        h.settle().await;
        karim.post("/api/v1/posts", json!({ "text": "Encore" })).await.refuses(409, "post-no-incident");
        h.nobody().get(&format!("/api/v1/posts/{id}")).await.is(200);
        h.pass(Span::days(31));
        h.settle().await;
        assert!(feed::store::posts::one(&h.house.register, id.parse().unwrap()).await.unwrap().is_none());
    }

    async fn exercises_are_apart(store: Store) {
        let h = harness(store).await;
        let drill = h.active(true).await;
        let karim = h.proven("Karim Belaïd", "karim@example.org").await;
        let id = posts(&h, &karim, json!({ "text": "Ceci est un exercice #PorteOuverte", "incident": drill })).await;
        assert_eq!(flow(&h, "tag=PorteOuverte").await.len(), 0);
        assert_eq!(flow(&h, "tag=PorteOuverte&drill=true").await, [id.as_str()]);
        assert_eq!(flow(&h, &format!("incident={drill}")).await, [id]);
    }
}
