//! What open pages hear, without account: the same as what they read, without gap and without double.

use serde_json::json;
use web::harness::{Client, Harness};

use crate::scene::{flow, heard, night, opens, posts, says};

/// A stream of what is asked, from a position on.
async fn stream(h: &Harness, query: &feed::model::Query, after: Option<i64>) -> relay::LiveStream {
    let tags = feed::acts::known_tags(&h.house).await.unwrap();
    h.house.feed(feed::acts::want(&tags, query), after).await.unwrap()
}

fn of_tag(key: &str) -> feed::model::Query {
    feed::model::Query { all: vec![key.to_owned()], ..feed::model::Query::default() }
}

fn names(all: &[crate::scene::Heard]) -> Vec<(&str, String)> {
    let of = |v: &serde_json::Value| match (&v["id"], &v["posts"][0]) {
        (serde_json::Value::String(id), _) | (_, serde_json::Value::String(id)) => id.clone(),
        _ => v["state"].as_str().or(v["card"]["state"].as_str()).unwrap_or_default().to_owned(),
    };
    all.iter().map(|(_, name, data)| (name.as_str(), of(data))).collect()
}

store::testing::each_store! {
    async fn whoever_reads_along_hears_what_the_page_would_show(store: Store) {
        let (h, _, karim) = night(store).await;
        let mut doors = stream(&h, &of_tag("porteouverte"), None).await;
        let mut paris = stream(&h, &of_tag("paris"), None).await;
        let mut all = stream(&h, &feed::model::Query::default(), None).await;
        let one = says(&h, &karim, "#OpenDoor here").await;
        let two = says(&h, &karim, "#Paris").await;
        karim.put(&format!("/api/v1/posts/{two}"), json!({ "text": "#Paris, corrigé" })).await.is(200);
        karim.delete(&format!("/api/v1/posts/{one}")).await.is(204);
        h.settle().await;
        let gone = ("gone", one.clone());
        assert_eq!(names(&heard(&mut doors).await), [("post", one.clone()), gone.clone()]);
        let two = ("post", two);
        assert_eq!(names(&heard(&mut paris).await), [two.clone(), two.clone(), gone.clone()]);
        assert_eq!(names(&heard(&mut all).await), [("post", one), two.clone(), two, gone]);
    }

    async fn a_page_and_its_stream_join_without_gap_and_without_double(store: Store) {
        let (h, _, karim) = night(store).await;
        let mut written = Vec::new();
        for n in 0..4 {
            written.push(says(&h, &karim, &format!("{n} #Paris")).await);
        }
        let page = h.nobody().get("/api/v1/feed?tag=paris&limit=3").await.expect(200);
        let position: i64 = page.at("/position").parse().unwrap();
        for n in 4..7 {
            written.push(says(&h, &karim, &format!("{n} #Paris")).await);
        }
        let mut after = stream(&h, &of_tag("paris"), Some(position)).await;
        let all = heard(&mut after).await;
        let streamed: Vec<String> = names(&all).into_iter().map(|(_, id)| id).collect();
        let mut joined: Vec<String> = crate::scene::ids(&page).into_iter().rev().collect();
        joined.extend(streamed);
        assert_eq!(joined, written[1..], "what was written, in order, once each");
        // Cut off after any frame, it goes on with the next.
        for (cut, (at, ..)) in all.iter().enumerate() {
            let mut again = stream(&h, &of_tag("paris"), Some(*at)).await;
            assert_eq!(names(&heard(&mut again).await), names(&all[cut + 1..]));
        }
    }

    async fn what_is_gone_with_somebody_is_told_to_who_reads_along(store: Store) {
        let (h, _, karim) = night(store).await;
        let id = says(&h, &karim, "#Paris").await;
        let mut paris = stream(&h, &of_tag("paris"), None).await;
        h.house.register.erase_now(karim.id(), h.house.clock.now()).await.unwrap();
        h.settle().await;
        assert_eq!(names(&heard(&mut paris).await), [("gone", id)]);
    }

    async fn the_stream_needs_no_account_and_no_exercise_reaches_it(store: Store) {
        let (h, _, _) = night(store).await;
        let drill = h.active(true).await;
        let karim = h.proven("Nadia Roux", "nadia@example.org").await;
        let mut real = stream(&h, &feed::model::Query::default(), None).await;
        let of = feed::model::Query { drill: true, ..feed::model::Query::default() };
        let mut exercise = stream(&h, &of, None).await;
        let id = posts(&h, &karim, json!({ "text": "Exercice", "incident": drill })).await;
        assert_eq!(names(&heard(&mut real).await), []);
        assert_eq!(names(&heard(&mut exercise).await), [("post", id)]);
        let answer = h.nobody().begin(axum::http::Method::GET, "/api/v1/feed/stream?tag=Paris", None, "", &[]).await;
        assert_eq!((answer.status().as_u16(), &answer.headers()["content-type"]), (200, &"text/event-stream".parse().unwrap()));
        let large = "/api/v1/feed/stream?cell=861fb4677ffffff";
        h.nobody().get(large).await.refuses(422, "feed-area-too-large");
    }

    async fn a_door_that_is_passed_on_shows_how_it_stands_now(store: Store) {
        let (h, night, karim) = night(store).await;
        let host = h.proven("Awa Keita", "awa@example.org").await;
        let door = opens(&h, &host).await;
        let act = h.nobody().get("/api/v1/feed/act").await.expect(200);
        assert_eq!((act.at("/cards/0/of"), act.at("/cards/0/room")), (door.clone(), "2".into()));
        let passed = json!({ "text": "Ici #PorteOuverte", "boost": { "kind": "door", "of": door } });
        let id = posts(&h, &karim, passed).await;
        assert_eq!(flow(&h, &format!("incident={night}&lane=act")).await, [id.as_str()]);
        let of = |answer: web::harness::Answer| (answer.at("/card/state"), answer.at("/card/over"));
        let path = format!("/api/v1/posts/{id}");
        assert_eq!(of(h.nobody().get(&path).await), ("open".into(), "false".into()));
        let mut doors = stream(&h, &of_tag("porteouverte"), None).await;
        host.post(&format!("/api/v1/doors/{door}/close"), json!({})).await.is(200);
        h.settle().await;
        assert_eq!(names(&heard(&mut doors).await), [("card", "closed".into())]);
        assert_eq!(of(h.nobody().get(&path).await), ("closed".into(), "true".into()));
        assert_eq!(h.nobody().get("/api/v1/feed/act").await.json()["cards"].as_array().unwrap().len(), 0);
        let again = json!({ "boost": { "kind": "door", "of": door } });
        karim.post("/api/v1/posts", again).await.refuses(409, "post-gone");
        assert!(!h.nobody().get("/api/v1/feed").await.says("Roquette"), "no address, in no copy");
    }

    async fn where_room_is_looked_for_is_acted_on_and_says_neither_who_nor_how_many(store: Store) {
        let (h, night, _) = night(store).await;
        let seek = async |name: &str, people: i64| {
            let body = json!({"people": people, "place": {"lat": 48.869, "lon": 2.366}});
            h.person(name).await.post("/api/v1/requests", body).await.is(201);
            // Counted anew.
            h.pass(kernel::Span::seconds(10));
        };
        seek("Alba Rey", 4).await;
        let act = h.nobody().get("/api/v1/feed/act").await.expect(200);
        assert_eq!(act.json()["cards"], json!([]), "four are too few to be told of");
        seek("Gaël Esnault", 3).await;
        let act = h.nobody().get("/api/v1/feed/act").await.expect(200).json();
        let card = &act["cards"][0];
        assert_eq!((&card["kind"], &card["state"], &card["room"], &card["title"]), (&json!("need"), &json!("wanted"), &json!(null), &json!(null)));
        for path in ["/live", "/tag/porteouverte"] {
            assert!(h.browser().page(path).await.expect(200).says("On cherche de la place"), "{path}");
        }
        assert!(!h.browser().page("/tag/rechercheparis").await.expect(200).says("On cherche de la place"));
        for path in ["/live/feed.atom", "/live/feed.json", "/live/feed.geojson", "/tag/porteouverte/feed.atom"] {
            let feed = h.browser().get(path).await.expect(200);
            assert!(feed.says("On cherche de la place") && feed.says("/doors/offer"), "{path}");
            assert!(!feed.says("Alba") && !feed.says("Gaël"), "{path}");
        }
        // Whoever reads along is told that it is to be read anew when hosts are asked for room, and not who they are.
        let mut doors = stream(&h, &of_tag("porteouverte"), None).await;
        let host = h.person("Awa Keita").await.id();
        let needed = kernel::Event::RoomNeeded { incident: night, drill: false, hosts: vec![host] };
        h.house.store.apply(store::Change::new().event(needed)).await.unwrap();
        h.settle().await;
        let told = heard(&mut doors).await;
        assert_eq!((told.len(), told[0].1.as_str(), &told[0].2), (1, "card", &json!({"kind": "need", "of": night, "card": null})));
    }

    async fn a_search_is_in_no_list_and_its_card_has_no_name(store: Store) {
        let (h, _, karim) = night(store).await;
        let seeker = h.proven("Nadia Roux", "nadia@example.org").await;
        let share = appeal(&h, &seeker).await;
        let act = h.nobody().get("/api/v1/feed/act").await.expect(200);
        assert_eq!(act.json()["cards"].as_array().unwrap().len(), 0, "searches are in no list");
        let id = posts(&h, &karim, json!({ "boost": { "kind": "notice", "of": share } })).await;
        let feed = h.nobody().get("/api/v1/feed?lane=act").await.expect(200);
        assert_eq!((feed.at("/posts/0/id"), feed.at("/cards/0/state")), (id, "searching".into()));
        assert!(!feed.says("Camille") && !feed.says("Roussel"), "{}", feed.text);
    }
}

/// A search whose public appeal a moderator approved.
async fn appeal(h: &Harness, seeker: &Client) -> String {
    let body = json!({ "name": "Camille Roussel", "relation": "family", "police": true, "ages": {"low": 27, "high": 27},
        "sex": "female", "description": "Cheveux bruns", "near": "Voltaire" });
    let id = seeker.post("/api/v1/notices", body).await.expect(201).at("/id");
    seeker.post(&format!("/api/v1/notices/{id}/appeal"), json!({})).await.is(200);
    let malik = h.staff(kernel::Role::Moderator, "Malik").await;
    malik.post(&format!("/api/v1/notices/{id}/approve"), json!({ "approve": true })).await.is(204);
    h.settle().await;
    seeker.get(&format!("/api/v1/notices/{id}")).await.at("/share")
}
