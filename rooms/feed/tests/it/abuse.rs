//! Whoever tries to get round what is known, held and ruled.

use kernel::{IncidentId, Role, Span};
use serde_json::{Value, json};
use web::harness::{Client, Harness};

use crate::{
    outputs::picture,
    truth::{post, rules, ruling, rumours, three_say_it, version, who_heard},
    truth_scene::{decides, house, says},
};

/// A rumour that three people spread, ruled by a prefecture: its id, who says it, and where.
pub(crate) async fn ruled(h: &Harness, city: &Client, verdict: &str) -> (String, Vec<Client>, Vec<String>) {
    let (people, posts) = three_say_it(h).await;
    let id = rumours(city, "gathered").await[0]["id"].as_str().unwrap().to_owned();
    let v = version(city, &id).await;
    rules(h, city, &id, ruling(verdict, &v)).await.is(200);
    (id, people, posts)
}

pub(crate) async fn changes(h: &Harness, who: &Client, id: &str, text: &str) {
    who.put(&format!("/api/v1/posts/{id}"), json!({ "text": text })).await.is(200);
    h.settle().await;
}

/// An embargo around the Place de la République, or what is said against it.
async fn opens(h: &Harness, who: &Client, of: IncidentId, hours: i64) -> web::harness::Answer {
    let ring = json!([[2.358, 48.865], [2.369, 48.865], [2.369, 48.870], [2.358, 48.870], [2.358, 48.865]]);
    let ends = h.house.clock.now().plus(Span::hours(hours));
    let shape = json!({ "type": "Polygon", "coordinates": [ring] });
    let body = json!({ "name": "Théâtre", "shape": shape, "names": ["rue Amelot"], "ends": ends });
    let answer = who.post(&format!("/api/v1/incidents/{of}/embargoes"), body).await;
    h.settle().await;
    answer
}

async fn later(h: &Harness, by: Span) {
    h.pass(by);
    h.settle().await;
    h.pass(Span::seconds(10));
    h.settle().await;
}

store::testing::each_store! {
    async fn what_is_known_of_a_text_is_not_known_of_another_that_takes_its_place(store: Store) {
        let (h, _) = house(store).await;
        let city = crate::truth_scene::city(&h).await;
        let (_, people, posts) = ruled(&h, &city, "true").await;
        assert_eq!(post(&h, &posts[0]).await["truth"], json!("confirmed"));
        changes(&h, &people[0], &posts[0], "Du gaz dans le métro, sortez tous des stations et courez").await;
        let other = post(&h, &posts[0]).await;
        assert_eq!((&other["truth"], &other["ruling"]), (&json!("unverified"), &Value::Null), "nobody has confirmed that");
        // What still says the same is known as it was.
        changes(&h, &people[1], &posts[1], "Il se passe quelque chose aux Halles !! n'y allez pas").await;
        assert_eq!(post(&h, &posts[1]).await["truth"], json!("confirmed"));
        // Nor have those seen it who saw something else.
        let at = json!({ "lat": 48.8690, "lon": 2.3650 });
        let author = h.proven("Nora Kessler", "nora@example.org").await;
        let seen = says(&h, &author, json!({ "text": "La rue de la Folie est barrée, les gens sortent calmement" })).await.at("/id");
        for n in 0..2 {
            let who = h.proven_ago(&format!("Témoin {n}"), &format!("t{n}@example.org"), Span::days(2)).await;
            who.put("/api/v1/me/position", at.clone()).await;
            h.settle().await;
            who.post(&format!("/api/v1/posts/{seen}/seen"), json!({})).await.is(204);
        }
        h.settle().await;
        assert_eq!(post(&h, &seen).await["truth"], json!("corroborated"));
        changes(&h, &author, &seen, "Du gaz partout dans le quartier, sortez et courez").await;
        let other = post(&h, &seen).await;
        assert_eq!((&other["truth"], &other["people"]), (&json!("unverified"), &json!(0)));
    }

    async fn what_a_link_shares_with_something_confirmed_is_not_confirmed_by_it(store: Store) {
        let (h, _) = house(store).await;
        let city = crate::truth_scene::city(&h).await;
        let link = "https://journal.example.org/halles";
        let mut posts = Vec::new();
        for (n, text) in ["Lisez donc cela", "Voilà ce qui arrive", "Le journal en parle"].iter().enumerate() {
            let who = h.proven(&format!("Lecteur {n}"), &format!("l{n}@example.org")).await;
            posts.push(says(&h, &who, json!({ "text": format!("{text} {link}") })).await.at("/id"));
        }
        let id = rumours(&city, "gathered").await[0]["id"].as_str().unwrap().to_owned();
        let v = version(&city, &id).await;
        rules(&h, &city, &id, ruling("true", &v)).await.is(200);
        let liar = h.proven("Paul Ravel", "paul@example.org").await;
        let lie = json!({ "text": format!("Du gaz dans le métro, sortez tous des stations et courez {link}") });
        let lie = says(&h, &liar, lie).await.at("/id");
        assert_eq!(post(&h, &lie).await["truth"], json!("unverified"), "a link is not a sentence");
        // What is denied is denied wherever it is linked to; what is said beside the link is another's word, which may deny it too.
        let v = version(&city, &id).await;
        rules(&h, &city, &id, ruling("false", &v)).await.is(200);
        for copy in &posts {
            let read = post(&h, copy).await;
            assert_eq!((&read["truth"], &read["ruling"]["link"]), (&json!("false"), &json!(false)));
        }
        let nora = h.proven("Nora Kessler", "nora@example.org").await;
        let denies = format!("Ce que ce journal raconte des Halles est inventé, je suis devant et tout y est calme {link}");
        let denies = nora.post("/api/v1/posts", json!({ "text": denies })).await.expect(201).at("/id");
        for later in [false, true] {
            for copy in [&lie, &denies] {
                let read = post(&h, copy).await;
                assert_eq!((&read["truth"], &read["ruling"]["link"]), (&json!("unverified"), &json!(true)), "{later}: {read}");
            }
            h.settle().await;
        }
        let page = h.nobody().page(&format!("/post/{denies}")).await.expect(200);
        assert!(page.says("Partage un lien démenti par Préfecture de l’Exemple") && page.says("Aucun incident aux Halles."));
        assert!(!page.says("Démenti par") && !page.says("Faux"));
        let passed = json!({ "boost": { "kind": "post", "of": denies }, "confirm": true });
        let zoe = h.proven("Zoé Petit", "zoe@example.org").await;
        let ines = h.proven("Inès Morel", "ines@example.org").await;
        ines.post("/api/v1/posts", passed).await.is(201);
        let bare = says(&h, &zoe, json!({ "text": link })).await.at("/id");
        assert_eq!(post(&h, &bare).await["ruling"]["link"], json!(false));
        h.settle().await;
        // Neither who denied it nor who passed that on is told that what they wrote is denied, however often it is ruled.
        for verdict in ["misleading", "false"] {
            rules(&h, &city, &id, ruling(verdict, &version(&city, &id).await)).await.is(200);
        }
        let heard = who_heard(&h, &id).await;
        let told = [&nora, &liar, &ines, &zoe].map(|who| heard.contains(&who.id()));
        assert_eq!(told, [false, false, false, true], "who shares it alone is told");
    }

    async fn who_repeats_a_denial_beside_a_link_is_not_denied_with_it(store: Store) {
        let (h, _) = house(store).await;
        let city = crate::truth_scene::city(&h).await;
        let (lie, denial) = ("On tire aux Halles depuis une heure, fuyez tous le quartier", "Ce que dit cette page est inventé, je suis devant");
        let mut posts = Vec::new();
        for (n, text) in [lie, denial, denial].iter().enumerate() {
            let who = h.proven(&format!("Lecteur {n}"), &format!("l{n}@example.org")).await;
            posts.push(says(&h, &who, json!({ "text": format!("{text} https://journal.example.org/a/12") })).await.at("/id"));
        }
        let id = rumours(&city, "gathered").await[0]["id"].as_str().unwrap().to_owned();
        rules(&h, &city, &id, ruling("false", &version(&city, &id).await)).await.is(200);
        for (copy, (truth, link)) in posts.iter().zip([("false", false), ("unverified", true), ("unverified", true)]) {
            let read = post(&h, copy).await;
            assert_eq!((&read["truth"], &read["ruling"]["link"]), (&json!(truth), &json!(link)), "{read}");
        }
    }

    async fn what_is_denied_is_hidden_behind_no_link_of_another_rumour(store: Store) {
        let (h, _) = house(store).await;
        let city = crate::truth_scene::city(&h).await;
        let link = "https://journal.example.org/a/12";
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let other = says(&h, &paul, json!({ "text": format!("Le pont du nord est fermé depuis midi {link}") })).await.at("/id");
        let other = city.post("/api/v1/rumours", json!({ "post": other })).await.expect(200).at("/id");
        h.settle().await;
        ruled(&h, &city, "false").await;
        let lie = "Il se passe quelque chose aux Halles, n'y allez pas";
        let nora = h.proven("Nora Kessler", "nora@example.org").await;
        let copy = says(&h, &nora, json!({ "text": format!("{lie} {link}") })).await.at("/id");
        assert_eq!(post(&h, &copy).await["truth"], json!("false"));
        // Nor behind what stands beside it: a link that is denied is said to be, whatever it is put with.
        rules(&h, &city, &other, ruling("false", &version(&city, &other).await)).await.is(200);
        let calm = says(&h, &nora, json!({ "text": "Des gens courent rue du Temple sans savoir pourquoi" })).await.at("/id");
        city.post("/api/v1/rumours", json!({ "post": calm })).await.is(200);
        h.settle().await;
        let both = json!({ "text": format!("Des gens courent rue du Temple sans savoir pourquoi {link}") });
        let both = says(&h, &paul, both).await.at("/id");
        let read = post(&h, &both).await;
        assert_eq!((&read["truth"], &read["ruling"]["link"]), (&json!("unverified"), &json!(true)), "{read}");
    }

    async fn whoever_denies_officially_is_not_denied(store: Store) {
        let (h, _) = house(store).await;
        let city = crate::truth_scene::city(&h).await;
        ruled(&h, &city, "false").await;
        let denial = json!({ "text": "Non, il ne se passe pas quelque chose aux Halles, n'y allez pas pour voir" });
        let copy = json!({ "text": "Il se passe quelque chose aux Halles, n'y allez pas" });
        for body in [denial, copy] {
            let id = says(&h, &city, body).await.at("/id");
            assert_eq!(post(&h, &id).await["truth"], json!("unverified"));
        }
    }

    async fn what_an_institution_ruled_on_is_not_taken_out_by_a_moderator(store: Store) {
        let (h, _) = house(store).await;
        let city = crate::truth_scene::city(&h).await;
        let desk = h.staff(Role::Moderator, "Sonia").await;
        let (id, _, posts) = ruled(&h, &city, "false").await;
        let path = format!("/api/v1/rumours/{id}/posts");
        desk.delete(&format!("{path}/{}", posts[0])).await.refuses(409, "ruling-outranked");
        let other = h.proven("Nora Kessler", "nora@example.org").await;
        let elsewhere = says(&h, &other, json!({ "text": "Toute autre chose, ailleurs, et longuement racontée" })).await.at("/id");
        let theirs = desk.post("/api/v1/rumours", json!({ "post": elsewhere })).await.expect(200).at("/id");
        let moved = desk.post(&format!("/api/v1/rumours/{theirs}/posts"), json!({ "post": posts[0] })).await;
        moved.refuses(409, "ruling-outranked");
        assert_eq!(post(&h, &posts[0]).await["truth"], json!("false"));
        // What a machine has put there since was seen by nobody: whoever is there looks.
        h.pass(Span::minutes(1));
        let late = says(&h, &other, json!({ "text": "il se passe quelque chose aux Halles n y allez pas !!!" })).await.at("/id");
        assert_eq!(post(&h, &late).await["truth"], json!("false"));
        desk.delete(&format!("{path}/{late}")).await.is(204);
        city.delete(&format!("{path}/{}", posts[0])).await.is(204);
    }

    async fn what_was_never_shown_is_not_shown_as_what_was_said_before(store: Store) {
        let (h, _) = house(store).await;
        let desk = h.staff(Role::Moderator, "Sonia").await;
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let id = says(&h, &paul, json!({ "text": "Quelqu’un court dans la rue" })).await.at("/id");
        changes(&h, &paul, &id, "Le tueur est Armel Vantroux canari-9, partagez").await;
        h.nobody().get(&format!("/api/v1/posts/{id}")).await.is(404);
        changes(&h, &paul, &id, "Quelqu’un court dans la rue, restez calmes").await;
        decides(&h, &desk, &id, (true, "unfounded")).await.is(204);
        h.settle().await;
        let read = h.nobody().get(&format!("/api/v1/posts/{id}")).await.expect(200);
        assert_eq!((read.json()["before"].as_array().unwrap().len(), read.at("/before/0/text")), (1, "Quelqu’un court dans la rue".into()));
        let page = h.nobody().page(&format!("/post/{id}")).await.expect(200);
        assert!(!page.says("canari-9") && !page.says("Vantroux"));
    }

    async fn what_is_seen_on_a_picture_accuses_nobody_afterwards(store: Store) {
        let (h, _) = house(store).await;
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let sent = paul.send(http::Method::POST, "/api/v1/posts/pictures", Some("image/png"), picture()).await;
        let picture = sent.expect(201).at("/id");
        let body = json!({ "text": "Vu tout à l’heure", "pictures": [{ "id": picture, "alt": "Une rue" }] });
        let id = says(&h, &paul, body).await.at("/id");
        let alt = json!({ "alt": "Le tueur est Armel Vantroux canari-9, partagez" });
        paul.put(&format!("/api/v1/posts/{id}/pictures/{picture}"), alt).await.is(204);
        h.settle().await;
        h.nobody().get(&format!("/api/v1/posts/{id}")).await.is(404);
        h.nobody().get(&format!("/p/{picture}")).await.is(404);
        assert!(!h.nobody().page("/live").await.says("canari-9"));
    }

    async fn one_person_alone_holds_nothing_for_longer_than_six_hours(store: Store) {
        let (h, night) = house(store).await;
        let (anne, bruno) = (h.staff(Role::Operator, "Anne").await, h.staff(Role::Operator, "Bruno").await);
        opens(&h, &anne, night, 5).await.is(201);
        // A mistake is mended: the same, within the same hours.
        opens(&h, &anne, night, 6).await.is(201);
        later(&h, Span::minutes(350)).await;
        opens(&h, &anne, night, 6).await.refuses(403, "embargo-second-person");
        later(&h, Span::minutes(20)).await;
        opens(&h, &anne, night, 1).await.refuses(403, "embargo-second-person");
        opens(&h, &bruno, night, 6).await.is(201);
        later(&h, Span::hours(7)).await;
        opens(&h, &anne, night, 6).await.is(201);
    }

    async fn what_is_held_because_of_an_address_stays_held_when_it_is_looked_at_again(store: Store) {
        let (h, night) = house(store).await;
        let (anne, bruno) = (h.staff(Role::Operator, "Anne").await, h.staff(Role::Operator, "Bruno").await);
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let of = opens(&h, &anne, night, 2).await.expect(201).at("/id");
        let held = says(&h, &paul, json!({ "text": "Le RAID entre au 12 rue Amelot, canari-4" })).await;
        assert_eq!(held.at("/state"), "held");
        let path = format!("/api/v1/posts/{}", held.at("/id"));
        later(&h, Span::minutes(1)).await;
        h.nobody().get(&path).await.is(404);
        let ends = h.house.clock.now().plus(Span::hours(4));
        bruno.post(&format!("/api/v1/embargoes/{of}/renew"), json!({ "ends": ends })).await.is(200);
        later(&h, Span::minutes(150)).await;
        h.nobody().get(&path).await.is(404);
        later(&h, Span::hours(3)).await;
        h.nobody().get(&path).await.is(200);
    }

    async fn what_was_said_before_tells_of_no_position_either(store: Store) {
        let (h, night) = house(store).await;
        let anne = h.staff(Role::Operator, "Anne").await;
        let paul = h.proven("Paul Ravel", "paul@example.org").await;
        let id = says(&h, &paul, json!({ "text": "La police entre rue Amelot canari-5" })).await.at("/id");
        changes(&h, &paul, &id, "Tout est calme").await;
        h.pass(Span::minutes(1));
        opens(&h, &anne, night, 1).await.is(201);
        let read = h.nobody().get(&format!("/api/v1/posts/{id}")).await;
        assert!(!read.says("canari-5"), "{}", read.text);
    }

    async fn who_was_there_is_forgotten_with_what_they_saw(store: Store) {
        let (h, night) = house(store).await;
        let city = crate::truth_scene::city(&h).await;
        let (_, _, posts) = ruled(&h, &city, "false").await;
        let who = h.proven("Nora Kessler", "nora@example.org").await;
        who.put("/api/v1/me/position", json!({ "lat": 48.8690, "lon": 2.3650 })).await;
        h.settle().await;
        who.post(&format!("/api/v1/posts/{}/seen", posts[0]), json!({})).await.is(204);
        for (sql, many) in [(SEEN_ROWS, 1), (TOLD_ROWS, 3)] {
            assert_eq!(count(&h, sql).await, many);
        }
        while feed::store::forget::posts(&h.house.store, night).await.unwrap() {}
        for sql in [SEEN_ROWS, TOLD_ROWS, COPY_ROWS] {
            assert_eq!(count(&h, sql).await, 0, "{sql:?}");
        }
    }

    async fn what_misleads_is_passed_on_only_by_whoever_read_that_it_does(store: Store) {
        let (h, _) = house(store).await;
        let city = crate::truth_scene::city(&h).await;
        let (_, _, posts) = ruled(&h, &city, "misleading").await;
        let who = h.proven("Nora Kessler", "nora@example.org").await;
        let boost = json!({ "boost": { "kind": "post", "of": posts[0] } });
        who.post("/api/v1/posts", boost).await.refuses(409, "post-unverified");
    }

    async fn the_page_of_a_rumour_says_first_what_is_so(store: Store) {
        let (h, _) = house(store).await;
        let city = crate::truth_scene::city(&h).await;
        let (id, ..) = ruled(&h, &city, "false").await;
        for lang in ["fr", "en", "es", "ar"] {
            let page = h.nobody().page(&format!("/rumours/{id}?lang={lang}")).await.expect(200);
            let at = |text: &str| page.text.find(text).unwrap_or_else(|| panic!("{lang}: {text}"));
            assert!(at("<title>Aucun incident aux Halles.") < at("Un incident aux Halles"), "{lang}: not even in its title");
            let head = page.text.split("<h1").nth(1).unwrap().split("</h1>").next().unwrap();
            assert!(head.contains("Aucun incident") && !head.contains("Un incident"), "{lang}: {head}");
        }
    }

    async fn readers_of_feeds_are_told_when_something_is_held_or_denied(store: Store) {
        let (h, _) = house(store).await;
        let city = crate::truth_scene::city(&h).await;
        let first = three_say_it(&h).await.1[0].clone();
        let read = h.nobody().get("/live/feed.atom").await.expect(200);
        let since = read.header("last-modified").to_owned();
        h.pass(Span::minutes(5));
        let id = rumours(&city, "gathered").await[0]["id"].as_str().unwrap().to_owned();
        let v = version(&city, &id).await;
        rules(&h, &city, &id, ruling("misleading", &v)).await.is(200);
        let again = h.nobody().send_with(http::Method::GET, "/live/feed.atom", None, "", &[("if-modified-since", &since)]).await;
        again.is(200);
        assert!(again.says("Trompeur") && again.says(&first));
        let updated = |text: &str| text.split("<updated>").nth(2).unwrap().split('<').next().unwrap().to_owned();
        assert!(updated(&again.text) > updated(&read.text), "a reader that knows an entry reads it again");
    }
}

async fn count(h: &Harness, sql: store::Sql) -> i64 {
    h.house.store.one(sql, store::params![]).await.unwrap().unwrap().int(0).unwrap()
}

store::sql! {
    /// Who saw what.
    SEEN_ROWS = "SELECT COUNT(*) FROM post_seen";
    /// Who was told.
    TOLD_ROWS = "SELECT COUNT(*) FROM ruling_told";
    /// What stood in a rumour.
    COPY_ROWS = "SELECT COUNT(*) FROM rumour_post";
}
