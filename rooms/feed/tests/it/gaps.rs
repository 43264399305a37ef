//! What whoever looks for a gap between two promises finds closed.

use std::time::Duration;

use futures_util::StreamExt as _;
use kernel::{AuthorityId, Event, Id as _, Role, Span};
use serde_json::json;
use store::{Change, params};
use web::harness::{Client, Harness};

use crate::{
    outputs::picture,
    scene::{night, opens as opens_a_door, posts},
    truth::post,
    truth_scene::{house, says},
};

/// An embargo around the Place de la République, for an hour.
async fn holds(h: &Harness, of: kernel::IncidentId) -> String {
    let city = crate::truth_scene::city(h).await;
    let ring = json!([[2.358, 48.865], [2.369, 48.865], [2.369, 48.870], [2.358, 48.870], [2.358, 48.865]]);
    let shape = json!({ "type": "Polygon", "coordinates": [ring] });
    let ends = h.house.clock.now().plus(Span::hours(1));
    let body = json!({ "name": "Théâtre", "shape": shape, "names": ["rue Amelot"], "ends": ends });
    let id = city.post(&format!("/api/v1/incidents/{of}/embargoes"), body).await.expect(201).at("/id");
    h.settle().await;
    id
}

/// People who are in the zone, and have been known here for two days.
pub(crate) async fn witnesses(h: &Harness, many: usize) -> Vec<Client> {
    let mut all = Vec::new();
    for n in 0..many {
        let who = h.proven_ago(&format!("Témoin {n}"), &format!("t{n}@example.org"), Span::days(2)).await;
        stands_there(&who).await;
        all.push(who);
    }
    h.settle().await;
    all
}

async fn stands_there(who: &Client) {
    who.put("/api/v1/me/position", json!({ "lat": 48.8690, "lon": 2.3650 })).await;
}

async fn count(h: &Harness, sql: store::Sql) -> i64 {
    h.house.store.one(sql, params![]).await.unwrap().unwrap().int(0).unwrap()
}

const STREET: &str = "La rue de la Folie est barrée, les gens sortent calmement";

store::testing::each_store! {
    async fn five_fresh_telephones_corroborate_nothing_and_two_neighbours_do(store: Store) {
        let (h, _) = house(store).await;
        // They were all proven well before the post, and since the incident is on.
        let mut socks = Vec::new();
        for n in 0..6 {
            socks.push(h.proven(&format!("Carte {n}"), &format!("c{n}@example.org")).await);
        }
        h.pass(Span::hours(3));
        for who in &socks {
            stands_there(who).await;
        }
        h.settle().await;
        let id = says(&h, &socks[0], json!({ "text": STREET, "witness": true })).await.at("/id");
        for who in &socks[1..] {
            who.post(&format!("/api/v1/posts/{id}/seen"), json!({})).await.is(204);
        }
        h.settle().await;
        let seen = post(&h, &id).await;
        assert_eq!((&seen["truth"], &seen["people"]), (&json!("witness"), &json!(0)), "however many they are");
        for who in witnesses(&h, 1).await {
            who.post(&format!("/api/v1/posts/{id}/seen"), json!({})).await.is(204);
        }
        h.settle().await;
        let seen = post(&h, &id).await;
        assert_eq!((&seen["truth"], &seen["people"]), (&json!("corroborated"), &json!(2)));
    }

    async fn whoever_shares_a_device_or_was_invited_is_no_other_voice(store: Store) {
        let (h, _) = house(store).await;
        let author = h.proven("Nora Kessler", "nora@example.org").await;
        let id: kernel::PostId = says(&h, &author, json!({ "text": STREET })).await.at("/id").parse().unwrap();
        let all = witnesses(&h, 4).await;
        let sees = |n: usize, device: u8, line: u8| {
            let visitor = kernel::Visitor::Person { id: all[n].id(), session: kernel::Id::from_bytes([device; 16]) };
            let from = feed::acts::Whence { device: Some([device; 16]), line: Some([line; 9]) };
            let house = h.house.clone();
            async move { feed::acts::truth::see(&house, &visitor, id, &from).await.unwrap() }
        };
        let truth = async || post(&h, &id.to_string()).await["truth"].clone();
        for (n, device, line) in [(0, 1, 1), (1, 1, 2), (2, 3, 1)] {
            sees(n, device, line).await;
            h.pass(Span::seconds(1));
        }
        h.settle().await;
        assert_eq!(truth().await, json!("unverified"), "one device, and one line");
        // Whoever was invited by one of them knows of them, in a circle still or not.
        let now = h.house.clock.now();
        let invited = params![vec![7_u8; 32], vec![7_u8; 16], all[0].id(), now, now.plus(Span::days(7)), all[3].id(), now];
        h.house.store.apply(Change::new().run(INVITED, invited)).await.unwrap();
        sees(3, 4, 4).await;
        h.settle().await;
        assert_eq!(truth().await, json!("unverified"));
        // Somebody else who is there is another voice.
        let other = h.proven_ago("Autre témoin", "autre@example.org", Span::days(2)).await;
        stands_there(&other).await;
        h.settle().await;
        other.post(&format!("/api/v1/posts/{id}/seen"), json!({})).await.is(204);
        h.settle().await;
        assert_eq!(truth().await, json!("corroborated"));
        // What is kept of a device at one post is nothing at another.
        let from = feed::acts::Whence { device: Some([1; 16]), line: Some([1; 9]) };
        let next = kernel::PostId::of_number(id.number() + 1);
        let [one, other] = [id, next].map(|p| feed::acts::truth::signs(&h.house, p, &from));
        assert!(one.len() == 32 && one.chunks(16).all(|sign| !other.chunks(16).any(|o| o == sign)));
    }

    async fn many_who_see_it_at_once_are_all_counted(store: Store) {
        let (h, _) = house(store).await;
        let author = h.proven("Nora Kessler", "nora@example.org").await;
        let id = says(&h, &author, json!({ "text": STREET })).await.at("/id");
        let all = witnesses(&h, 8).await;
        let path = format!("/api/v1/posts/{id}/seen");
        let pressed = futures_util::future::join_all(all.iter().map(|who| who.post(&path, json!({})))).await;
        pressed.iter().for_each(|answer| answer.is(204));
        h.settle().await;
        let seen = post(&h, &id).await;
        assert_eq!((&seen["truth"], &seen["people"]), (&json!("corroborated"), &json!(8)));
        // Whoever counted before somebody went writes nothing of it.
        let number = id.parse().unwrap();
        let counted = feed::acts::truth::counted(&h.house, number).await.unwrap().unwrap();
        for who in &all[1..] {
            who.send(http::Method::DELETE, &path, None, "").await.is(204);
        }
        assert!(h.house.store.apply(counted).await.unwrap_err().missed());
        h.settle().await;
        let seen = post(&h, &id).await;
        assert_eq!((&seen["truth"], &seen["people"]), (&json!("unverified"), &json!(0)));
    }

    async fn how_many_have_seen_it_goes_with_who_wrote_it(store: Store) {
        let (h, _) = house(store).await;
        let author = h.proven("Nora Kessler", "nora@example.org").await;
        let id = says(&h, &author, json!({ "text": STREET })).await.at("/id");
        for who in witnesses(&h, 2).await {
            who.post(&format!("/api/v1/posts/{id}/seen"), json!({})).await.is(204);
        }
        assert_eq!((count(&h, KNOWN_ROWS).await, count(&h, SEEN_ROWS).await), (1, 2));
        author.send(http::Method::DELETE, "/api/v1/me", None, "").await.is(204);
        h.settle().await;
        assert_eq!((count(&h, KNOWN_ROWS).await, count(&h, SEEN_ROWS).await), (0, 0));
    }

    async fn an_embargo_looks_at_what_is_passed_on_and_at_pictures_too(store: Store) {
        let (h, night, karim) = night(store).await;
        let door = opens_a_door(&h, &karim).await;
        h.settle().await;
        let beside = json!({ "text": "La police entre rue Amelot canari-1", "boost": { "kind": "door", "of": door } });
        let beside = posts(&h, &karim, beside).await;
        let sent = karim.send(http::Method::POST, "/api/v1/posts/pictures", Some("image/png"), picture()).await;
        let shown = json!({ "text": "Vu rue Amelot canari-2", "pictures": [{ "id": sent.expect(201).at("/id") }] });
        let shown = posts(&h, &karim, shown).await;
        let calm = posts(&h, &karim, json!({ "text": "Tout est calme rue Amelot" })).await;
        let answer = posts(&h, &karim, json!({ "text": "Merci", "reply": beside })).await;
        for id in [&beside, &shown, &calm] {
            h.nobody().get(&format!("/api/v1/posts/{id}")).await.is(200);
        }
        holds(&h, night).await;
        for id in [&beside, &shown] {
            h.nobody().get(&format!("/api/v1/posts/{id}")).await.refuses(404, "post-unknown");
            // Nor does its conversation say that there is something.
            h.nobody().get(&format!("/api/v1/posts/{id}/thread")).await.refuses(404, "post-unknown");
            karim.get(&format!("/api/v1/posts/{id}/thread")).await.is(200);
        }
        assert!(!h.nobody().page("/live").await.says("canari"));
        h.nobody().get(&format!("/api/v1/posts/{calm}")).await.is(200);
        h.nobody().get(&format!("/api/v1/posts/{answer}/thread")).await.is(200);
    }

    async fn what_is_proposed_opens_with_its_text_and_stands_in_no_address(store: Store) {
        let (h, _, karim) = night(store).await;
        for (text, kind, shows) in [
            ("J’ouvre ma porte, 2 places métro Parmentier #PorteOuverte", "offer", "Parmentier"),
            ("Je cherche une place pour deux vers Goncourt #OpenDoor", "request", "value=\"Goncourt\""),
            ("Sans nouvelles de Camille, manteau vert #RechercheParis", "search", "name=\"description\""),
        ] {
            let said = karim.post("/api/v1/posts", json!({ "text": text })).await.expect(201).json();
            assert_eq!((&said["suggests"]["kind"], &said["suggests"]["takes_text"]), (&json!(kind), &json!(true)), "{text}");
            let href = said["suggests"]["href"].as_str().unwrap();
            assert!(href.starts_with('/') && !href.contains('?'), "no text in an address");
            let browser = h.browser();
            let page = browser.page("/post/new").await;
            let form = browser.submit(&page, href, &[("text", text)]).await.expect(200);
            assert!(form.says(text) && form.says(shows), "{kind}");
            assert!(form.header("cache-control").contains("no-store"), "{kind}: nobody between keeps it");
            h.pass(Span::minutes(2));
        }
        // And nothing of it is kept: no search is on, no request counted, no door open.
        let doors = h.nobody().page("/doors?near=Parmentier").await.expect(200);
        assert!(!doors.says("J’ouvre ma porte"));
    }

    async fn the_same_press_says_one_thing(store: Store) {
        let (h, _, karim) = night(store).await;
        let press = |text: &str| json!({ "text": text, "client_id": "0190b2f0-aaaa-7000-8000-000000000001" });
        let first = karim.post("/api/v1/posts", press("Tout va bien")).await.expect(201).at("/id");
        assert_eq!(karim.post("/api/v1/posts", press("Tout va bien")).await.expect(201).at("/id"), first);
        karim.post("/api/v1/posts", press("Tout va mal")).await.refuses(422, "post-key-reused");
        let more = json!({ "text": "Tout va bien", "witness": true, "client_id": "0190b2f0-aaaa-7000-8000-000000000001" });
        karim.post("/api/v1/posts", more).await.refuses(422, "post-key-reused");
        h.settle().await;
        assert_eq!(crate::scene::flow(&h, "").await, [first], "nothing of it was published");
    }

    async fn one_network_does_not_make_the_server_read_the_past_over_and_over(store: Store) {
        let (h, _, karim) = night(store).await;
        let much = (0..600).fold(Change::new(), |c, _| c.event(Event::Authority { authority: AuthorityId::from_bytes([1; 16]) }));
        h.house.store.apply(much).await.unwrap();
        h.settle().await;
        // How a stream begins, and what goes on.
        let resumes = async |from: &str, after: i64| {
            let after = format!("/api/v1/feed/stream?last_event_id={after}");
            let answer = h.nobody().calling_from(from).begin(http::Method::GET, &after, None, "", &[]).await;
            assert_eq!(answer.status(), http::StatusCode::OK);
            let mut stream = answer.into_body().into_data_stream();
            let first = stream.next().await.unwrap().unwrap();
            (String::from_utf8(first.to_vec()).unwrap(), stream)
        };
        let begins = async |from: &str, after: i64| {
            let (first, _) = resumes(from, after).await;
            let part = |name: &str| first.lines().find_map(|l| l.strip_prefix(name)).map(str::to_owned);
            (part("event: ").unwrap(), part("id: ").map(|id| id.parse::<i64>().unwrap()))
        };
        let now: i64 = h.nobody().get("/api/v1/feed").await.at("/position").parse().unwrap();
        let past = || ("ready".to_owned(), None);
        for n in 0..30 {
            assert_eq!(begins(&format!("203.0.113.{n}"), 1).await, past());
        }
        // Who comes beyond that hears what happens from now on, once their page was read again, and is never sent away.
        assert_eq!(begins("203.0.113.99", 1).await, ("reset".to_owned(), Some(now)));
        let (_, mut live) = resumes("203.0.113.99", 1).await;
        let id = posts(&h, &karim, json!({ "text": "La rue est calme" })).await;
        let next = tokio::time::timeout(Duration::from_secs(20), live.next()).await.unwrap().unwrap().unwrap();
        assert!(String::from_utf8(next.to_vec()).unwrap().contains(&id));
        // From there, or after a moment away, one resumes, whoever else is there; so does another network, and this one a minute later.
        assert_eq!(begins("203.0.113.99", now).await, past());
        assert_eq!(begins("198.51.100.7", 1).await, past());
        h.pass(Span::minutes(1));
        assert_eq!(begins("203.0.113.99", 1).await, past());
    }

    async fn two_on_one_line_are_one_voice_over_the_net_too(store: Store) {
        let (h, _) = house(store).await;
        let author = h.proven("Nora Kessler", "nora@example.org").await.calling_from("203.0.113.9");
        let id = says(&h, &author, json!({ "text": STREET })).await.at("/id");
        let all = witnesses(&h, 3).await;
        // On the author’s line, then two on one other; at last one on their own.
        for (who, line, truth) in [(0, "203.0.113.9", "unverified"), (1, "203.0.113.77", "unverified"), (2, "203.0.113.77", "unverified")] {
            all[who].clone().calling_from(line).post(&format!("/api/v1/posts/{id}/seen"), json!({})).await.is(204);
            h.pass(Span::seconds(1));
            h.settle().await;
            assert_eq!(post(&h, &id).await["truth"], json!(truth), "{line}");
        }
        let other = h.proven_ago("Autre témoin", "autre@example.org", Span::days(2)).await;
        stands_there(&other).await;
        h.settle().await;
        other.calling_from("198.51.100.7").post(&format!("/api/v1/posts/{id}/seen"), json!({})).await.is(204);
        h.settle().await;
        assert_eq!(post(&h, &id).await["truth"], json!("corroborated"));
    }

    async fn staff_report_a_post_each_once(store: Store) {
        let (h, _) = house(store).await;
        let author = h.proven("Nora Kessler", "nora@example.org").await;
        let id = says(&h, &author, json!({ "text": STREET })).await.at("/id");
        let (anne, desk) = (h.staff(Role::Operator, "Anne").await, h.staff(Role::Moderator, "Sonia").await);
        for _ in 0..2 {
            let page = anne.page(&format!("/post/{id}/report")).await.expect(200);
            anne.submit(&page, &format!("/post/{id}/report"), &[("reason", "danger")]).await.is(303);
        }
        let queue = desk.get("/api/v1/moderation").await.expect(200);
        assert_eq!(queue.json()["reports"].as_array().unwrap().len(), 1);
        assert_eq!((queue.at("/reports/0/kind"), queue.at("/reports/0/reason")), ("post".into(), "danger".into()));
    }
}

/// What a stream says by now.
async fn heard(stream: &mut relay::LiveStream) -> String {
    let mut all = String::new();
    while let Ok(Some(Ok(bytes))) = tokio::time::timeout(Duration::from_millis(300), stream.next()).await {
        all += std::str::from_utf8(&bytes).unwrap();
    }
    all
}

store::testing::each_store! {
    async fn nothing_of_an_incident_that_is_only_drafted_is_told(store: Store) {
        let (h, _, _) = night(store).await;
        let anne = h.staff(Role::Operator, "Anne").await;
        let square = json!([[[2.25, 48.86], [2.28, 48.86], [2.28, 48.88], [2.25, 48.88], [2.25, 48.86]]]);
        let body = json!({"kind": "attack", "names": {"fr": "Un brouillon", "en": "A draft"},
            "zone": {"type": "Polygon", "coordinates": square}, "drill": false});
        let draft: kernel::IncidentId = anne.post("/api/v1/incidents", body).await.expect(201).at("/id").parse().unwrap();
        h.settle().await;
        let tags = feed::acts::known_tags(&h.house).await.unwrap();
        let mut flow = h.house.feed(feed::acts::want(&tags, &feed::model::Query::default()), None).await.unwrap();
        let alert = kernel::Id::from_bytes([5; 16]);
        let event = Event::Alert { alert, incident: Some(draft), drill: false, state: "published".to_owned() };
        h.house.store.apply(Change::new().event(event)).await.unwrap();
        h.settle().await;
        let said = heard(&mut flow).await;
        assert!(!said.contains(&draft.to_string()) && !said.contains("event: card"), "{said}");
    }
}

store::sql! {
    /// Who saw what.
    SEEN_ROWS = "SELECT COUNT(*) FROM post_seen";
    /// How many that were.
    KNOWN_ROWS = "SELECT COUNT(*) FROM post_known";
    /// Somebody took an invitation.
    INVITED = "INSERT INTO invitation (hash, id, inviter, created, expires, used_by, used_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
}
