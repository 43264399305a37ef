//! Positions of forces wait, and are shown by themselves; accusations wait for a person. What waits is nowhere.

use kernel::{Event, PostId, Role, Span};
use serde_json::{Value, json};
use web::harness::{Client, Harness};

use crate::{
    moderation::is_shown,
    scene::speaker,
    truth_scene::{city, decides, house, says},
};

/// Around the Place de la République.
pub(crate) fn shape() -> Value {
    json!({"type": "Polygon", "coordinates": [[[2.358, 48.865], [2.369, 48.865], [2.369, 48.870], [2.358, 48.870], [2.358, 48.865]]]})
}

pub(crate) async fn opens(h: &Harness, who: &Client, incident: kernel::IncidentId, hours: i64) -> String {
    let ends = h.house.clock.now().plus(Span::hours(hours));
    let body = json!({ "name": "Théâtre", "shape": shape(), "names": ["rue Amelot"], "ends": ends });
    let id = who.post(&format!("/api/v1/incidents/{incident}/embargoes"), body).await.expect(201).at("/id");
    h.settle().await;
    id
}

/// How often it was told that a post is released.
async fn releases(h: &Harness, post: &str) -> usize {
    let id: PostId = post.parse().unwrap();
    let (events, _) = h.house.store.events_after(0, 10_000).await.unwrap();
    events
        .iter()
        .filter(|e| matches!(&e.event, Event::Post { post, state, .. } if *post == id && state == "released"))
        .count()
}

/// Everything that anybody may read of the flow.
async fn public(h: &Harness) -> String {
    let mut all = String::new();
    for path in [
        "/api/v1/feed",
        "/live",
        "/live/feed.atom",
        "/live/feed.json",
        "/live/feed.geojson",
        "/tag/paris",
        "/tag/paris/feed.atom",
        "/api/v1/embargoes",
        "/embargoes",
        "/api/v1/tags/paris",
    ] {
        all += &h.nobody().page(path).await.text;
    }
    all
}

pub(crate) const SECRET: &str = "Le RAID monte sur le toit, place de la République canari-7 #Paris";

store::testing::each_store! {
    async fn an_embargo_holds_what_is_placed_there_and_releases_it_once_by_itself(store: Store) {
        let (h, night) = house(store).await;
        let prefecture = city(&h).await;
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let before = says(&h, &paul, json!({ "text": "La police entre rue Amelot canari-0" })).await.at("/id");
        h.pass(Span::minutes(2));
        let of = opens(&h, &prefecture, night, 2).await;
        // What was written there within the hour before waits too.
        h.nobody().get(&format!("/api/v1/posts/{before}")).await.is(404);
        let ends = h.house.clock.now().plus(Span::hours(2));
        let mut stream = h.house.live.open(relay::Who::Public, None, None).await.unwrap();
        let held = says(&h, &paul, json!({ "text": SECRET })).await;
        assert_eq!((held.at("/state"), held.at("/held_until")), ("held".into(), ends.to_string()));
        let id = held.at("/id");
        let calm = says(&h, &paul, json!({ "text": "Place de la République : tout est calme #Paris" })).await;
        assert_eq!(calm.at("/state"), "shown");
        // Nobody else sees it, in no output; its author reads until when.
        h.nobody().get(&format!("/api/v1/posts/{id}")).await.is(404);
        h.nobody().page(&format!("/post/{id}")).await.is(404);
        let all = public(&h).await;
        assert!(!all.contains("canari") && !all.contains("Théâtre") && !all.contains("48.86"), "nor where");
        let log = h.nobody().get("/api/v1/embargoes").await.expect(200).json();
        assert_eq!((&log["holding"], &log["embargoes"]), (&json!(true), &json!([])));
        let mine = paul.get("/api/v1/me/posts").await.expect(200);
        assert!(mine.says("canari-7") && mine.says(&ends.to_string()));
        use futures_util::StreamExt as _;
        let mut heard = String::new();
        while let Ok(Some(Ok(bytes))) = tokio::time::timeout(std::time::Duration::from_millis(300), stream.next()).await {
            heard += std::str::from_utf8(&bytes).unwrap();
        }
        assert!(!heard.contains("canari"), "{heard}");
        // It is neither answered nor passed on.
        let boost = json!({ "boost": { "kind": "post", "of": id }, "confirm": true });
        h.proven("Inès Morel", "ines@example.org").await.post("/api/v1/posts", boost).await.refuses(409, "post-gone");
        // Another person renews it; the same does not.
        let later = json!({ "ends": ends.plus(Span::hours(1)) });
        let renew = format!("/api/v1/embargoes/{of}/renew");
        prefecture.post(&renew, later.clone()).await.refuses(403, "embargo-second-person");
        let too_long = json!({ "ends": ends.plus(Span::hours(9)) });
        let second = speaker(&h, "Préfecture, relève", Some("Préfecture de l’Exemple")).await;
        second.post(&renew, too_long).await.refuses(422, "embargo-time");
        second.post(&renew, later).await.is(200);
        h.settle().await;
        h.pass(Span::minutes(121));
        h.settle().await;
        h.nobody().get(&format!("/api/v1/posts/{id}")).await.is(404);
        h.pass(Span::hours(1));
        h.settle().await;
        h.pass(Span::seconds(10));
        h.settle().await;
        for (post, word) in [(&id, "canari-7"), (&before, "canari-0")] {
            assert!(h.nobody().get(&format!("/api/v1/posts/{post}")).await.expect(200).says(word));
            assert_eq!(releases(&h, post).await, 1);
        }
        // The log is everybody's now.
        let log = h.nobody().get("/api/v1/embargoes").await.expect(200).json();
        assert_eq!((&log["holding"], &log["embargoes"][0]["name"]), (&json!(false), &json!("Théâtre")));
        assert_eq!((&log["embargoes"][0]["held"], &log["embargoes"][0]["released"]), (&json!(2), &json!(2)));
        let did: Vec<&str> = log["embargoes"][0]["log"].as_array().unwrap().iter().map(|s| s["did"].as_str().unwrap()).collect();
        assert_eq!(did, ["opened", "renewed"]);
        let page = h.nobody().page("/embargoes").await.expect(200);
        assert!(page.says("Théâtre") && page.says("Prolongé par Préfecture, relève"));
        assert!(says(&h, &paul, json!({ "text": SECRET })).await.says("shown"), "it is over");
    }

    async fn an_embargo_looks_back_at_whichever_incident_is_written_of_and_at_no_exercise(store: Store) {
        let (h, night) = house(store).await;
        let (other, drill) = (h.active(false).await, h.active(true).await);
        let (anne, paul) = (h.staff(Role::Operator, "Claire").await, h.proven("Paul Ravel", "paul@example.org").await);
        let mut all = Vec::new();
        for incident in [night, other, drill] {
            all.push(says(&h, &paul, json!({ "text": SECRET, "incident": incident })).await.at("/id"));
            h.pass(Span::minutes(2));
        }
        opens(&h, &anne, night, 1).await;
        let mut shown = Vec::new();
        for id in &all {
            shown.push(is_shown(&h, id).await);
        }
        assert_eq!(shown, [false, false, true]);
        // What is written from then on of another incident waits as well.
        let next = json!({ "text": SECRET, "incident": other });
        assert_eq!(says(&h, &paul, next).await.at("/state"), "held");
    }

    async fn an_embargo_is_ended_early_and_an_author_takes_back_what_waits(store: Store) {
        let (h, night) = house(store).await;
        let (anne, desk) = (h.staff(Role::Operator, "Claire").await, h.staff(Role::Moderator, "Sonia").await);
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let path = format!("/api/v1/incidents/{night}/embargoes");
        for (who, status) in [(h.nobody(), 401), (paul.clone(), 403), (desk.clone(), 403)] {
            who.post(&path, json!({ "name": "x", "shape": shape(), "ends": h.house.clock.now() })).await.is(status);
        }
        let large = json!({"type": "Polygon", "coordinates": [[[2.0, 48.0], [3.0, 48.0], [3.0, 49.0], [2.0, 49.0], [2.0, 48.0]]]});
        let ends = h.house.clock.now().plus(Span::hours(1));
        anne.post(&path, json!({ "name": "x", "shape": large, "ends": ends })).await.is(422);
        let of = opens(&h, &anne, night, 6).await;
        let one = says(&h, &paul, json!({ "text": SECRET })).await.at("/id");
        let two = says(&h, &paul, json!({ "text": "20 policiers rue Amelot" })).await.at("/id");
        // A moderator sees it, keeps or releases accusations, and leaves what an embargo holds to whoever may end it.
        let queue = desk.get("/api/v1/holds").await.expect(200).json();
        assert_eq!(queue["holds"].as_array().unwrap().len(), 2);
        decides(&h, &desk, &one, (true, "harmless")).await.refuses(409, "hold-embargoed");
        decides(&h, &desk, &one, (true, "because")).await.refuses(422, "report-ground");
        desk.page("/console/holds").await.is(200);
        h.proven("Inès Morel", "ines@example.org").await.post(&format!("/api/v1/posts/{two}/withdraw"), json!({})).await.is(404);
        paul.post(&format!("/api/v1/posts/{two}/withdraw"), json!({})).await.is(204);
        paul.post(&format!("/api/v1/posts/{two}/withdraw"), json!({})).await.refuses(409, "hold-over");
        h.settle().await;
        // What everybody has read is hidden from nobody again: it takes two.
        let bruno = h.staff(Role::Operator, "Bruno").await;
        let end = format!("/api/v1/embargoes/{of}/end");
        assert_eq!(anne.post(&end, json!({})).await.expect(200).at("/end_asked_by"), "Claire");
        anne.post(&end, json!({})).await.refuses(403, "second-same-person");
        h.settle().await;
        h.nobody().get(&format!("/api/v1/posts/{one}")).await.is(404);
        bruno.post(&end, json!({})).await.is(200);
        anne.post(&end, json!({})).await.refuses(409, "embargo-over");
        h.settle().await;
        h.pass(Span::seconds(10));
        h.settle().await;
        assert!(h.nobody().get(&format!("/api/v1/posts/{one}")).await.expect(200).says("canari-7"));
        h.nobody().get(&format!("/api/v1/posts/{two}")).await.is(404);
        assert_eq!((releases(&h, &one).await, releases(&h, &two).await), (1, 0));
        // Its end, when it comes, releases nothing twice.
        h.pass(Span::hours(7));
        h.settle().await;
        assert_eq!(releases(&h, &one).await, 1);
    }

    async fn an_accusation_waits_for_a_person_and_a_drill_holds_nothing_real(store: Store) {
        let (h, _) = house(store).await;
        let drill = h.active(true).await;
        let (desk, anne) = (h.staff(Role::Moderator, "Sonia").await, h.staff(Role::Operator, "Claire").await);
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        opens(&h, &anne, drill, 1).await;
        assert_eq!(says(&h, &paul, json!({ "text": SECRET })).await.at("/state"), "shown");
        let accuses = json!({ "text": "Le tueur est Armel Vantroux canari-9 #Paris, partagez" });
        let one = says(&h, &paul, accuses.clone()).await;
        assert_eq!((one.at("/state"), one.at("/held_until")), ("held".into(), "null".into()));
        h.pass(Span::minutes(2));
        let two = says(&h, &paul, accuses).await;
        assert!(!public(&h).await.contains("canari-9"));
        decides(&h, &paul, &one.at("/id"), (true, "unfounded")).await.is(403);
        decides(&h, &desk, &one.at("/id"), (true, "unfounded")).await.is(204);
        decides(&h, &desk, &two.at("/id"), (false, "accuses")).await.is(204);
        decides(&h, &desk, &two.at("/id"), (false, "accuses")).await.refuses(409, "hold-over");
        h.settle().await;
        h.nobody().get(&format!("/api/v1/posts/{}", one.at("/id"))).await.is(200);
        h.nobody().get(&format!("/api/v1/posts/{}", two.at("/id"))).await.is(404);
        // An institution answers for what it says.
        let city = city(&h).await;
        let says_so = json!({ "text": "Le suspect Armel Vantroux est recherché" });
        assert_eq!(says(&h, &city, says_so).await.at("/state"), "shown");
    }

    async fn an_embargo_is_opened_on_a_page_that_shows_first_what_it_holds(store: Store) {
        let (h, night) = house(store).await;
        let prefecture = city(&h).await;
        let path = format!("/console/i/{night}/embargoes");
        let page = prefecture.page(&format!("{path}/new")).await.expect(200);
        let zone = shape().to_string();
        let fields = [("name", "Théâtre"), ("hours", "2"), ("names", "rue Amelot\nsalle des fêtes"), ("zone", zone.as_str()), ("do", "look")];
        let sure = prefecture.submit(&page, &format!("{path}/new"), &fields).await.expect(200);
        assert!(sure.says("République") && sure.says("rue Amelot") && sure.says("salle des fêtes"));
        assert!(!h.nobody().get("/api/v1/embargoes").await.says("true"), "nothing holds yet");
        let fields = [("name", "Théâtre"), ("hours", "2"), ("names", "rue Amelot"), ("zone", zone.as_str()), ("do", "open")];
        prefecture.submit(&sure, &format!("{path}/new"), &fields).await.is(303);
        h.settle().await;
        let list = prefecture.page(&path).await.expect(200);
        assert!(list.says("Théâtre") && list.says("Une autre personne peut prolonger."));
        h.staff(Role::Moderator, "Sonia").await.page(&path).await.is(403);
        let second = h.staff(Role::Operator, "Claire").await;
        let list = second.page(&path).await.expect(200);
        let of = list.text.split("/console/embargoes/").nth(1).unwrap()[..36].to_owned();
        prefecture.submit(&list, &format!("/console/embargoes/{of}"), &[("do", "end")]).await.is(303);
        let list = second.page(&path).await.expect(200);
        assert!(list.says("Préfecture de l’Exemple demande d’y mettre fin") && list.says("Confirmer la fin"));
        second.submit(&list, &format!("/console/embargoes/{of}"), &[("do", "end")]).await.is(303);
        h.settle().await;
        assert!(h.nobody().page("/embargoes").await.expect(200).says("Levé par Claire"));
    }
}

#[test]
fn every_refusal_has_its_sentences() {
    for lang in ["fr", "en"] {
        let all = ["feed-truth", "feed-truth-desk"].map(|f| {
            std::fs::read_to_string(format!("{}/../../locales/{f}.{lang}.ftl", env!("CARGO_MANIFEST_DIR"))).unwrap()
        });
        for code in feed::rules::TRUTH_CODES {
            for key in [format!("\nrefusal-{code} ="), format!("\nrefusal-{code}-next =")] {
                assert!(all.iter().any(|f| f.contains(&key)), "{lang}: {key}");
            }
        }
    }
}
