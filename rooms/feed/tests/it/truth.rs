//! Rumours: gathered, ruled, known on every copy, told to each once, revised.

use feed::store::rumours as known;
use kernel::{Event, Id as _, PersonId, PostId, Role, RulingId, RumourId, Span};
use serde_json::{Value, json};
use store::{Change, params};
use web::harness::{Client, Harness};

use crate::{
    moderation::ACCUSES,
    scene::{speaker, stands},
    truth_scene::{decides, house, says},
};

const HALLES: [&str; 3] = [
    "Il se passe quelque chose aux Halles, n'y allez pas",
    "URGENT !! il se passe quelque chose aux halles ny allez pas #Paris",
    "Il se passe quelquechose aux Halles... n’y allez surtout pas",
];

/// Three people say it, each in their spelling: who they are, and what they wrote.
pub(crate) async fn three_say_it(h: &Harness) -> (Vec<Client>, Vec<String>) {
    let (mut people, mut posts) = (Vec::new(), Vec::new());
    for (n, text) in HALLES.iter().enumerate() {
        let who =
            h.proven(&format!("Vincent {}", ["Tardieu", "Ollier", "Massot"][n]), &format!("v{n}@example.org")).await;
        posts.push(says(h, &who, json!({ "text": text })).await.at("/id"));
        people.push(who);
    }
    (people, posts)
}

/// The rumours of a state, as staff see them.
pub(crate) async fn rumours(staff: &Client, state: &str) -> Vec<Value> {
    let all = staff.get(&format!("/api/v1/rumours?state={state}")).await.expect(200).json();
    all["rumours"].as_array().unwrap().clone()
}

pub(crate) fn ruling(verdict: &str, version: &Value) -> Value {
    json!({
        "verdict": verdict,
        "what": "Un incident aux Halles",
        "says": "Aucun incident aux Halles.",
        "sources": ["Préfecture de l’Exemple", "https://prefecture.example.org/point"],
        "version": version,
    })
}

pub(crate) async fn rules(h: &Harness, who: &Client, id: &str, body: Value) -> web::harness::Answer {
    let answer = who.post(&format!("/api/v1/rumours/{id}/rulings"), body).await;
    h.settle().await;
    answer
}

pub(crate) async fn version(staff: &Client, id: &str) -> Value {
    for state in ["gathered", "looked", "ruled"] {
        if let Some(found) = rumours(staff, state).await.into_iter().find(|r| r["id"] == json!(id)) {
            return found["version"].clone();
        }
    }
    panic!("no such rumour")
}

pub(crate) async fn post(h: &Harness, id: &str) -> Value {
    h.nobody().get(&format!("/api/v1/posts/{id}")).await.expect(200).json()["post"].clone()
}

/// Who was told of rulings on a rumour so far, in order, all events together.
pub(crate) async fn who_heard(h: &Harness, id: &str) -> Vec<PersonId> {
    let id: RumourId = id.parse().unwrap();
    let (mut at, mut all) = (0, Vec::new());
    loop {
        let (events, last) = h.house.store.events_after(at, 1000).await.unwrap();
        for e in events {
            if let Event::Ruled { rumour, people, .. } = e.event
                && rumour == id
            {
                all.extend(people);
            }
        }
        if last == at {
            return all;
        }
        at = last;
    }
}

fn sorted(mut people: Vec<PersonId>) -> Vec<PersonId> {
    people.sort_unstable();
    people
}

store::testing::each_store! {
    async fn what_is_taken_down_and_comes_back_is_where_it_was_in_its_rumour_or_out_of_it(store: Store) {
        let (h, _) = house(store).await;
        let (desk, city) = (h.staff(Role::Moderator, "Sonia").await, crate::truth_scene::city(&h).await);
        let mut copies = Vec::new();
        for who in ["Nora Kessler", "Paul Ravel", "Inès Morel"] {
            let who = h.proven(who, &format!("{}@example.org", &who[..2].to_lowercase())).await;
            let id = says(&h, &who, json!({ "text": ACCUSES })).await.at("/id");
            decides(&h, &desk, &id, (true, "public")).await.is(204);
            h.settle().await;
            copies.push(id);
        }
        let id = rumours(&desk, "gathered").await[0]["id"].as_str().unwrap().to_owned();
        desk.delete(&format!("/api/v1/rumours/{id}/posts/{}", copies[2])).await.is(204);
        rules(&h, &city, &id, ruling("false", &version(&desk, &id).await)).await.is(200);
        let count = async || rumours(&desk, "ruled").await[0]["posts"].clone();
        assert_eq!(count().await, json!(2));
        let truth = async |n: usize| post(&h, &copies[n]).await["truth"].clone();
        // Taken back before anybody has heard of it, and afterwards.
        for later in [false, true] {
            for copy in &copies[1..] {
                desk.delete(&format!("/api/v1/holds/{copy}")).await.is(204);
                decides(&h, &desk, copy, (false, "accuses")).await.is(204);
                if later {
                    h.settle().await;
                }
            }
            assert!(!later || count().await == json!(1), "what is taken down is no copy");
            for copy in &copies[1..] {
                desk.delete(&format!("/api/v1/holds/{copy}")).await.is(204);
                decides(&h, &desk, copy, (true, "public")).await.is(204);
            }
            h.settle().await;
            assert_eq!((truth(0).await, truth(1).await, truth(2).await), (json!("false"), json!("false"), json!("unverified")));
            assert_eq!(count().await, json!(2), "a machine puts nothing back that a person took out");
        }
    }

    async fn nothing_of_who_is_erased_is_kept_by_a_press_that_was_on_its_way(store: Store) {
        let (h, _) = house(store).await;
        let (nora, paul) = (h.proven("Nora Kessler", "nora@example.org").await, h.proven("Paul Ravel", "paul@example.org").await);
        let id: PostId = says(&h, &paul, json!({ "text": "Il y a du bruit" })).await.at("/id").parse().unwrap();
        let now = h.house.clock.now();
        let press = |who: PersonId| {
            let seen = Change::new().run(known::SEE, params![id, who, now, Vec::<u8>::new()]).run(known::TURN, params![id, now]);
            seen.run(known::TELL, params![who, RulingId::from_bytes([7; 16])])
        };
        let kept = async |who: PersonId| {
            let told = known::told_of(&h.house.register, &[who], RulingId::from_bytes([7; 16])).await.unwrap();
            let seen = h.house.store.read(known::EXPORT_SEEN, params![who]).await.unwrap();
            (seen.len(), told.len(), known::turned(&h.house.store, id).await.unwrap().is_some())
        };
        h.house.register.erase_now(nora.id(), now).await.unwrap();
        h.house.store.apply(press(nora.id())).await.unwrap();
        assert_eq!((kept(nora.id()).await.0, kept(nora.id()).await.1), (0, 0));
        let ines = h.proven("Inès Morel", "ines@example.org").await;
        h.house.store.apply(press(ines.id())).await.unwrap();
        assert_eq!(kept(ines.id()).await, (1, 1, true));
        // The author goes, and with them what others saw of what they wrote.
        h.house.register.erase_now(paul.id(), now).await.unwrap();
        let other = h.proven("Zoé Petit", "zoe@example.org").await;
        h.house.store.apply(press(other.id())).await.unwrap();
        assert_eq!(kept(other.id()).await, (0, 1, false));
    }

    async fn a_rumour_is_gathered_from_three_spellings_denied_on_every_copy_and_confirmed_later(store: Store) {
        let (h, _) = house(store).await;
        let desk = h.staff(Role::Moderator, "Sonia").await;
        let city = crate::truth_scene::city(&h).await;
        let (people, posts) = three_say_it(&h).await;
        let other = h.proven("Nora Kessler", "nora@example.org").await;
        says(&h, &other, json!({ "text": "Il se passe quelque chose à République, n'y allez pas" })).await;
        let relay = h.proven("Paul Ravel", "paul@example.org").await;
        let boost = json!({ "boost": { "kind": "post", "of": posts[0] }, "confirm": true });
        relay.post("/api/v1/posts", boost.clone()).await.is(201);
        h.settle().await;
        let found = rumours(&desk, "gathered").await;
        assert_eq!((found.len(), &found[0]["posts"], &found[0]["lately"]), (1, &json!(3), &json!(3)));
        let id = found[0]["id"].as_str().unwrap().to_owned();
        // Nobody but staff knows of what is not ruled.
        h.nobody().get(&format!("/api/v1/rumours/{id}")).await.refuses(404, "truth-unknown");
        h.nobody().page(&format!("/rumours/{id}")).await.is(404);
        rules(&h, &city, &id, ruling("false", &found[0]["version"])).await.is(200);
        for copy in &posts {
            let seen = post(&h, copy).await;
            assert_eq!((&seen["truth"], &seen["ruling"]["by"]), (&json!("false"), &json!("Préfecture de l’Exemple")));
            assert_eq!(seen["ruling"]["rumour"], json!(id));
        }
        // Each author and each who passed it on is told once, and nobody else.
        let everybody = sorted(people.iter().map(Client::id).chain([relay.id()]).collect());
        assert_eq!(sorted(who_heard(&h, &id).await), everybody);
        // It is passed on no more, and stays where it is.
        let late = h.proven("Inès Morel", "ines@example.org").await;
        let refused = late.post("/api/v1/posts", boost).await;
        refused.refuses(409, "post-false");
        let page = h.nobody().page(&format!("/post/{}", posts[0])).await.expect(200);
        assert!(page.says("Démenti par Préfecture de l’Exemple") && page.says(&format!("/rumours/{id}")));
        // A future copy shows it at once, before anything was heard of it; its author is told too.
        let copy = late.post("/api/v1/posts", json!({ "text": "il se passe quelque chose aux Halles n y allez pas !!!" })).await.expect(201);
        assert_eq!(post(&h, &copy.at("/id")).await["truth"], json!("false"));
        h.settle().await;
        assert_eq!(rumours(&desk, "ruled").await[0]["posts"], json!(4));
        let with_late = sorted(everybody.iter().copied().chain([late.id()]).collect());
        assert_eq!(sorted(who_heard(&h, &id).await), with_late);
        // The page and the JSON for everybody: what is said, what is so, who says so, by what they know; no post and no number.
        let told_to_all = h.nobody().get(&format!("/api/v1/rumours/{id}")).await.expect(200);
        assert_eq!((told_to_all.at("/holds/verdict"), told_to_all.at("/holds/role")), ("false".into(), "institution".into()));
        let public = h.nobody().page(&format!("/rumours/{id}")).await.expect(200);
        assert!(public.says("Aucun incident aux Halles.") && public.says("https://prefecture.example.org/point"));
        for text in [&told_to_all.text, &public.text] {
            assert!(!text.contains("n'y allez pas") && !text.contains("Tardieu") && !text.contains(&posts[0]));
        }
        assert!(public.text.len() < 14 * 1024 * 3, "{}", public.text.len());
        // It is revised: every copy turns, everybody hears once more, and what was said before stays to be read.
        let now = version(&desk, &id).await;
        rules(&h, &city, &id, ruling("true", &now)).await.is(200);
        for copy in posts.iter().chain([&copy.at("/id")]) {
            assert_eq!(post(&h, copy).await["truth"], json!("confirmed"));
        }
        assert_eq!(who_heard(&h, &id).await.len(), 2 * with_late.len());
        let history = h.nobody().get(&format!("/api/v1/rumours/{id}")).await.json();
        assert_eq!((&history["holds"]["verdict"], &history["before"][0]["verdict"]), (&json!("true"), &json!("false")));
        let passed = json!({ "boost": { "kind": "post", "of": posts[0] } });
        late.post("/api/v1/posts", passed).await.is(201);
    }

    async fn a_moderator_begins_puts_and_parts_by_hand_and_what_is_like_it_follows(store: Store) {
        let (h, _) = house(store).await;
        let desk = h.staff(Role::Moderator, "Sonia").await;
        let one = h.proven("Vincent Tardieu", "v@example.org").await;
        let two = h.proven("Paul Ravel", "p@example.org").await;
        let first = says(&h, &one, json!({ "text": HALLES[0] })).await.at("/id");
        let second = says(&h, &two, json!({ "text": HALLES[1] })).await.at("/id");
        let far = says(&h, &two, json!({ "text": "On dit la même chose d’un centre commercial, prudence" })).await.at("/id");
        assert!(rumours(&desk, "gathered").await.is_empty(), "two are not many");
        let begun = desk.post("/api/v1/rumours", json!({ "post": first })).await.expect(200);
        h.settle().await;
        let id = begun.at("/id");
        assert_eq!(desk.post("/api/v1/rumours", json!({ "post": second })).await.expect(200).at("/id"), id, "what was written before follows");
        desk.post(&format!("/api/v1/rumours/{id}/posts"), json!({ "post": far })).await.is(204);
        h.settle().await;
        let v = version(&desk, &id).await;
        rules(&h, &desk, &id, ruling("misleading", &v)).await.is(200);
        for copy in [&first, &second, &far] {
            assert_eq!(post(&h, copy).await["truth"], json!("misleading"));
        }
        desk.delete(&format!("/api/v1/rumours/{id}/posts/{far}")).await.is(204);
        h.settle().await;
        let parted = post(&h, &far).await;
        assert_eq!((&parted["truth"], &parted["ruling"]), (&json!("unverified"), &Value::Null));
        // Its author changes it: no machine puts it back.
        let text = json!({ "text": "On dit la même chose d’un centre commercial, prudence !" });
        two.put(&format!("/api/v1/posts/{far}"), text).await.is(200);
        h.settle().await;
        assert_eq!(post(&h, &far).await["truth"], json!("unverified"));
        // The page says the same as the API.
        let page = desk.page(&format!("/console/rumours/{id}")).await.expect(200);
        assert!(page.says("Retiré par une personne.") && page.says("Presque le même texte."));
        assert!(desk.page("/console/rumours?state=ruled").await.expect(200).says("Un incident aux Halles"));
    }

    async fn whoever_may_not_rule_is_refused_and_of_two_at_once_one_holds(store: Store) {
        let (h, _) = house(store).await;
        let desk = h.staff(Role::Moderator, "Sonia").await;
        let (a, b) = (h.staff(Role::Verifier, "Agence A").await, h.staff(Role::Verifier, "Agence B").await);
        let (people, _) = three_say_it(&h).await;
        let id = rumours(&desk, "gathered").await[0]["id"].as_str().unwrap().to_owned();
        let v = version(&desk, &id).await;
        let path = format!("/api/v1/rumours/{id}/rulings");
        h.nobody().post(&path, ruling("false", &v)).await.is(401);
        people[0].post(&path, ruling("false", &v)).await.is(403);
        for role in [Role::RosterManager, Role::Operator] {
            h.staff(role, "Autre").await.post(&path, ruling("false", &v)).await.is(403);
        }
        for (wrong, code) in [("verdict", "ruling-verdict"), ("what", "ruling-what"), ("says", "ruling-says"), ("sources", "ruling-sources")] {
            let mut body = ruling("false", &v);
            body[wrong] = if wrong == "sources" { json!([]) } else if wrong == "verdict" { Value::Null } else { json!("") };
            a.post(&path, body).await.refuses(422, code);
        }
        let (mine, theirs) = tokio::join!(a.post(&path, ruling("false", &v)), b.post(&path, ruling("true", &v)));
        let mut both = [mine.status.as_u16(), theirs.status.as_u16()];
        both.sort_unstable();
        assert_eq!(both, [200, 409], "{} {}", mine.text, theirs.text);
        h.settle().await;
        let public = h.nobody().get(&format!("/api/v1/rumours/{id}")).await.json();
        assert_eq!(public["before"], json!([]), "one of them was ruled");
        assert_eq!(who_heard(&h, &id).await.len(), 3);
        // A moderator does not revise what a verifier ruled; an institution does.
        let v = version(&desk, &id).await;
        desk.post(&path, ruling("misleading", &v)).await.refuses(409, "ruling-outranked");
        desk.post(&format!("/api/v1/rumours/{id}/aside"), json!({ "aside": true })).await.refuses(409, "rumour-ruled");
        crate::truth_scene::city(&h).await.post(&path, ruling("false", &v)).await.is(200);
    }

    async fn a_rumour_that_is_not_ruled_is_named_by_what_everybody_reads_of_its_first_post(store: Store) {
        let (h, _) = house(store).await;
        let (desk, press) = (h.staff(Role::Moderator, "Sonia").await, h.staff(Role::Verifier, "Agence").await);
        let nora = h.proven("Nora Kessler", "nora@example.org").await;
        let text = "On entend crier au 06 39 98 55 55, et puis plus rien du tout depuis un quart d'heure environ aux Halles";
        let first = says(&h, &nora, json!({ "text": text })).await.at("/id");
        let id = desk.post("/api/v1/rumours", json!({ "post": first })).await.expect(200).at("/id");
        let hidden = says(&h, &nora, json!({ "text": ACCUSES })).await.at("/id");
        let other = desk.post("/api/v1/rumours", json!({ "post": hidden })).await.expect(200).at("/id");
        let named = |who: Client| {
            let (id, other) = (id.clone(), other.clone());
            async move {
                let list = who.page("/console/rumours?state=looked").await.expect(200);
                let pages = [who.page(&format!("/console/rumours/{id}")).await, who.page(&format!("/console/rumours/{other}")).await];
                let heads = pages.map(|p| p.expect(200).text.split("<h1").nth(1).unwrap().split("</h1>").next().unwrap().to_owned());
                (list.text, heads.concat())
            }
        };
        for who in [&desk, &press] {
            let (list, heads) = named(who.clone()).await;
            for text in [&list, &heads] {
                assert!(text.contains("On entend crier au") && text.contains('…') && !text.contains("98 55"), "{heads}");
                assert!(text.contains("Rumeur de") && !text.contains("Vantroux"), "what is held names nothing");
            }
            assert!(!heads.contains("environ"), "the first words alone");
        }
        assert!(!press.page("/console/rumours?state=looked").await.text.contains("canari"));
        // What is let through names it; what is taken down does not any more.
        decides(&h, &desk, &hidden, (true, "public")).await.is(204);
        h.settle().await;
        assert!(named(press.clone()).await.0.contains("Le tueur est Armel Vantroux"));
        desk.delete(&format!("/api/v1/holds/{hidden}")).await.is(204);
        nora.delete(&format!("/api/v1/posts/{first}")).await.is(204);
        h.settle().await;
        let (list, heads) = named(press).await;
        assert!(!list.contains("Vantroux") && !list.contains("crier") && !heads.contains("crier") && list.matches("Rumeur de").count() >= 2);
        h.nobody().page(&format!("/rumours/{other}")).await.is(404);
    }

    async fn the_word_of_an_institution_weighs_once_its_domain_is_proven(store: Store) {
        let (h, _) = house(store).await;
        let desk = h.staff(Role::Moderator, "Sonia").await;
        let (people, posts) = three_say_it(&h).await;
        let calm = says(&h, &people[0], json!({ "text": "Le quai est calme, les gens rentrent à pied" })).await.at("/id");
        let id = rumours(&desk, "gathered").await[0]["id"].as_str().unwrap().to_owned();
        let v = version(&desk, &id).await;
        let (path, page) = (format!("/api/v1/rumours/{id}/rulings"), format!("/console/rumours/{id}"));
        let of = crate::scene::found(&h, "mairie.example", "Mairie", None).await;
        let lost = Some(h.house.clock.now());
        for (names, gone) in [(None, None), (Some("Ailleurs"), None), (Some("Mairie"), lost)] {
            let city = speaker(&h, "Ana D.", names).await;
            stands(&h, ("mairie.example", of), gone, None).await;
            city.post(&path, ruling("false", &v)).await.refuses(403, "ruling-unproven");
            city.delete(&format!("/api/v1/rumours/{id}/posts/{}", posts[2])).await.refuses(403, "ruling-unproven");
            // Nor do they begin one, set it aside, or put a post where it is known as what others ruled.
            city.post("/api/v1/rumours", json!({ "post": calm })).await.refuses(403, "ruling-unproven");
            for (to, body) in [("aside", json!({ "aside": true })), ("posts", json!({ "post": calm }))] {
                city.post(&format!("/api/v1/rumours/{id}/{to}"), body).await.refuses(403, "ruling-unproven");
            }
            let read = city.page(&page).await.expect(200);
            assert!(read.says("n’est pas vérifiée") && read.says("Demandez à l’administration"));
            assert!(["rule", "part", "put", "aside"].iter().all(|act| !read.says(&format!("value=\"{act}\""))));
            let form = desk.page(&page).await.expect(200);
            assert!(form.says("value=\"rule\"") && !form.says("n’est pas vérifiée"));
        }
        assert_eq!(version(&desk, &id).await, v, "nothing was ruled, nothing taken out");
        let city = speaker(&h, "Ana D.", Some("Mairie")).await;
        stands(&h, ("mairie.example", of), None, None).await;
        assert!(city.page(&page).await.expect(200).says("value=\"rule\""));
        city.post(&path, ruling("false", &v)).await.is(200);
        // Its proof is gone: what it ruled stands, and it revises nothing.
        stands(&h, ("mairie.example", of), lost, None).await;
        let v = version(&desk, &id).await;
        city.post(&path, ruling("true", &v)).await.refuses(403, "ruling-unproven");
        desk.post(&path, ruling("true", &v)).await.refuses(409, "ruling-outranked");
        city.post(&format!("/api/v1/rumours/{id}/posts"), json!({ "post": calm })).await.refuses(403, "ruling-unproven");
        h.settle().await;
        assert_eq!(post(&h, &posts[0]).await["truth"], json!("false"));
        assert_eq!(post(&h, &calm).await["truth"], json!("unverified"), "nobody makes a post false by putting it there");
    }

    async fn what_is_masked_in_a_ruling_is_said_in_words_and_is_no_source(store: Store) {
        let (h, _) = house(store).await;
        let city = crate::truth_scene::city(&h).await;
        let (_, posts) = three_say_it(&h).await;
        let id = rumours(&city, "gathered").await[0]["id"].as_str().unwrap().to_owned();
        let v = version(&city, &id).await;
        let mut body = ruling("false", &v);
        body["sources"] = json!(["Préfecture", "06 39 98 55 55"]);
        rules(&h, &city, &id, body.clone()).await.refuses(422, "ruling-source-masked");
        body["sources"] = json!(["Préfecture, 06 39 98 55 55", "https://prefecture.example.org/point#halles"]);
        body["what"] = json!("Un incident, dit le 06 39 98 55 55");
        body["says"] = json!("Le 06 39 98 55 55 n’est pas le nôtre.");
        rules(&h, &city, &id, body).await.is(200);
        let console = format!("/console/rumours/{id}");
        let form = city.page(&console).await.expect(200);
        let (public, post) = (format!("/rumours/{id}"), format!("/post/{}", posts[0]));
        for read in [&form, &h.nobody().page(&public).await.expect(200), &h.nobody().page(&post).await.expect(200)] {
            assert!(read.says("Le (téléphone masqué) n’est pas le nôtre.") && !read.says("⟦") && !read.says("98 55"));
        }
        let public = h.nobody().page(&public).await;
        assert!(public.says("Préfecture, (téléphone masqué)") && public.says("dit le (téléphone masqué)"));
        assert!(public.says("href=\"https://prefecture.example.org/point#halles\""));
        assert!(city.page("/console/rumours?state=ruled").await.says("Un incident, dit le (téléphone masqué)"));
        // Whoever revises finds it as they read it, and what they leave stays as it was.
        assert!(form.says("Le (téléphone masqué) n’est pas le nôtre.</textarea>"));
        let fields = [
            ("do", "rule"),
            ("version", &*version(&city, &id).await.to_string()),
            ("verdict", "misleading"),
            ("what", "Un incident, dit le (téléphone masqué)"),
            ("says", "Le (téléphone masqué) n’est pas le nôtre."),
            ("sources", "Préfecture, (téléphone masqué)"),
        ];
        city.submit(&form, &console, &fields).await.is(303);
        let kept = h.nobody().get(&format!("/api/v1/rumours/{id}")).await.expect(200).json();
        assert_eq!(kept["holds"]["says"], json!("Le ⟦phone⟧ n’est pas le nôtre."), "{kept}");
        assert_eq!(kept["holds"]["sources"], json!(["Préfecture, ⟦phone⟧"]));
    }

    async fn a_ruling_that_was_cut_off_goes_on_and_tells_nobody_twice(store: Store) {
        let (h, _) = house(store).await;
        let city = crate::truth_scene::city(&h).await;
        let (people, posts) = three_say_it(&h).await;
        let id = rumours(&city, "gathered").await[0]["id"].as_str().unwrap().to_owned();
        let v = version(&city, &id).await;
        // The ruling is on disk, and nobody has made it known yet.
        city.post(&format!("/api/v1/rumours/{id}/rulings"), ruling("false", &v)).await.is(200);
        assert!(who_heard(&h, &id).await.is_empty());
        let claimed = h.jobs().claim("feed.ruled", 8).await.unwrap();
        assert_eq!(claimed.len(), 1, "it waits");
        // Two who both believe that the job is theirs do it at once; and whatever of it is left when they die is done by the next.
        let (one, two) = tokio::join!(
            feed::acts::truth::spread(&h.house, &claimed[0]),
            feed::acts::truth::spread(&h.house, &claimed[0])
        );
        assert!(one.is_err() || two.is_err(), "not both of them write: {one:?} {two:?}");
        h.pass(Span::minutes(3));
        h.settle().await;
        assert_eq!(sorted(who_heard(&h, &id).await), sorted(people.iter().map(Client::id).collect()));
        for copy in &posts {
            assert_eq!(post(&h, copy).await["truth"], json!("false"));
        }
    }

    async fn whoever_proves_a_contact_after_something_was_said_is_no_witness_of_it(store: Store) {
        let (h, _) = house(store).await;
        let author = h.proven("Nora Kessler", "nora@example.org").await;
        let mut known = Vec::new();
        for n in 0..2 {
            known.push(h.proven_ago(&format!("Témoin {n}"), &format!("avant{n}@example.org"), Span::days(2)).await);
        }
        let id = says(&h, &author, json!({ "text": "La rue de la Folie est barrée, les gens sortent calmement" })).await.at("/id");
        h.pass(kernel::Span::minutes(1));
        let mut made = Vec::new();
        for n in 0..4 {
            made.push(h.proven(&format!("Faux témoin {n}"), &format!("apres{n}@example.org")).await);
        }
        for (all, truth, people) in [(&made, "unverified", 0), (&known, "corroborated", 2)] {
            for who in all {
                who.put("/api/v1/me/position", json!({ "lat": 48.8690, "lon": 2.3650 })).await;
                h.settle().await;
                who.post(&format!("/api/v1/posts/{id}/seen"), json!({})).await.is(204);
            }
            h.settle().await;
            let seen = post(&h, &id).await;
            assert_eq!((&seen["truth"], &seen["people"]), (&json!(truth), &json!(people)), "{seen}");
        }
    }

    async fn who_is_there_sees_it_too_and_who_knows_the_author_does_not_count(store: Store) {
        let (h, _) = house(store).await;
        let at = |lat: f64, lon: f64| json!({ "lat": lat, "lon": lon });
        let author = h.proven("Nora Kessler", "nora@example.org").await;
        let body = json!({ "text": "La rue de la Folie est barrée, les gens sortent calmement", "witness": true });
        let far = says(&h, &author, body.clone()).await.at("/id");
        assert_eq!(post(&h, &far).await["witness"], json!(false), "whoever may be anywhere is no witness");
        author.put("/api/v1/me/position", at(48.8674, 2.3636)).await;
        h.settle().await;
        let id = says(&h, &author, body).await.at("/id");
        let seen = post(&h, &id).await;
        assert_eq!((&seen["truth"], &seen["place"]), (&json!("witness"), &Value::Null), "and nothing says where");
        let path = format!("/api/v1/posts/{id}/seen");
        author.post(&path, json!({})).await.refuses(403, "seen-own");
        h.person("Sans contact").await.post(&path, json!({})).await.refuses(403, "seen-prove");
        let mut others = Vec::new();
        for n in 0..3 {
            let who = h.proven_ago(&format!("Témoin {n}"), &format!("t{n}@example.org"), Span::days(2)).await;
            if n == 0 {
                who.post(&path, json!({})).await.refuses(409, "seen-elsewhere");
            }
            who.put("/api/v1/me/position", at(48.8690, 2.3650)).await;
            others.push(who);
        }
        h.settle().await;
        for who in &others[..2] {
            who.post(&path, json!({})).await.is(204);
            who.post(&path, json!({})).await.is(204);
        }
        h.settle().await;
        let seen = post(&h, &id).await;
        assert_eq!((&seen["truth"], &seen["people"]), (&json!("corroborated"), &json!(2)));
        // One of them is of the author's circle: that is one voice.
        let mut circle = h.house.register.circle(others[0].id()).await.unwrap();
        circle.0.insert(author.id(), 10).unwrap();
        let change = h.house.register.with_circle(store::Change::new(), others[0].id(), &circle.0, circle.1);
        h.house.store.apply(change).await.unwrap();
        others[1].send(http::Method::DELETE, &path, None, "").await.is(204);
        others[1].post(&path, json!({})).await.is(204);
        h.settle().await;
        assert_eq!(post(&h, &id).await["truth"], json!("witness"));
        // Whoever passes it on says nothing of their own.
        let boost = json!({ "boost": { "kind": "post", "of": id }, "confirm": true });
        others[2].post("/api/v1/posts", boost).await.is(201);
        others[2].post(&path, json!({})).await.is(204);
        h.settle().await;
        assert_eq!(post(&h, &id).await["truth"], json!("witness"));
    }

    async fn whoever_is_denied_asks_once_to_look_again(store: Store) {
        let (h, _) = house(store).await;
        let city = crate::truth_scene::city(&h).await;
        let desk = h.staff(Role::Moderator, "Sonia").await;
        let (people, posts) = three_say_it(&h).await;
        let path = format!("/api/v1/posts/{}/appeal", posts[0]);
        let words = json!({ "words": "J’y étais, j’ai entendu trois coups" });
        people[0].post(&path, words.clone()).await.refuses(409, "appeal-not-ruled");
        let id = rumours(&desk, "gathered").await[0]["id"].as_str().unwrap().to_owned();
        let v = version(&desk, &id).await;
        rules(&h, &city, &id, ruling("false", &v)).await.is(200);
        people[1].post(&path, words.clone()).await.refuses(404, "truth-unknown");
        people[0].post(&path, words.clone()).await.is(202);
        people[0].post(&path, words).await.refuses(409, "appeal-twice");
        let queue = desk.get("/api/v1/moderation").await.expect(200);
        assert_eq!((queue.at("/reports/0/kind"), queue.at("/reports/0/reason")), ("appeal".into(), "false".into()));
        assert!(!queue.text.contains("trois coups"), "what is written is sealed");
        // Whoever appeals is barred from nothing, whatever comes of it.
        let report = queue.at("/reports/0/id");
        desk.post(&format!("/api/v1/moderation/{report}/take"), json!({})).await.is(200);
        desk.post(&format!("/api/v1/moderation/{report}/decide"), json!({ "decision": "uphold", "ground": "unfounded" })).await.is(200);
        assert_eq!(desk.get("/api/v1/moderation").await.at("/decided/0/bars"), "false");
    }
}
