//! What a host does in the pages, as a browser without script does it.

use doors::store as kept;
use kernel::{DoorId, Role, Span};
use serde_json::json;
use store::{Change, each_store, params};
use web::harness::{Answer, Client, Harness};

use crate::scene::{active, asks, harness, near, proven};

const STREET: &str = "12 rue des Tilleuls";
/// A key as a page makes it: nobody guesses it.
const KEY: &str = "3f1b8a90c2d4e5f60718293a4b5c6d7e";

/// What somebody types in twenty seconds.
fn typed() -> Vec<(&'static str, &'static str)> {
    vec![
        ("key", KEY),
        ("places", "2"),
        ("hours", "3"),
        ("near", "métro Parmentier"),
        ("address", "12 rue des Tilleuls, Paris 11e"),
        ("entry", "code 4711B"),
        ("name", "Inès"),
        ("suits", "animals"),
        ("suits", "night"),
        ("langs", "fr"),
        ("note", "Sonnez au 12 rue des Tilleuls, il y a du thé"),
    ]
}

fn change(fields: &mut [(&'static str, &'static str)], name: &str, value: &'static str) {
    fields.iter_mut().filter(|(n, _)| *n == name).for_each(|(_, v)| *v = value);
}

/// The code of a proof, as operators read it out.
async fn code(h: &Harness, proof: &str) -> String {
    let waiting = h.staff(Role::Operator, "Anne").await.get("/api/v1/proofs").await.expect(200).json();
    let found = waiting["proofs"].as_array().unwrap().iter().find(|p| p["id"] == proof).cloned().unwrap();
    found["code"].as_str().unwrap().to_owned()
}

/// A browser in which somebody with a proven contact is signed in.
async fn signed_in(h: &Harness, name: &str, contact: &str) -> Client {
    let browser = h.browser();
    let page = browser.page("/sign-in").await;
    let asked = browser.submit(&page, "/sign-in", &[("contact", contact), ("next", "/doors/mine")]).await.expect(303);
    let path = asked.header("location").split('?').next().unwrap().to_owned();
    let code = code(h, path.rsplit('/').next().unwrap()).await;
    let done = browser.submit(&asked, &path, &[("code", &code), ("name", name), ("next", "/doors/mine")]).await;
    assert_eq!(done.expect(303).header("location"), "/doors/mine");
    browser
}

/// The browser of a host whose door is open, and where they find it.
async fn hosting(h: &Harness) -> (Client, String) {
    let host = signed_in(h, "Inès M.", "ines@example.org").await;
    let page = host.page("/doors/offer").await.expect(200);
    let opened = host.submit(&page, "/doors/offer", &typed()).await.expect(303);
    h.settle().await;
    (host, opened.header("location").to_owned())
}

fn id_of(mine: &str) -> DoorId {
    mine.rsplit('/').next().unwrap().parse().unwrap()
}

async fn press(host: &Client, mine: &str, action: &str, field: (&str, &str)) -> Answer {
    let page = host.page(mine).await.expect(200);
    host.submit(&page, &format!("{mine}/{action}"), &[field]).await
}

each_store! {
    async fn an_offer_without_an_account_waits_for_a_proof_and_nothing_typed_is_lost(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let browser = h.browser();
        let page = browser.page("/doors/offer").await.expect(200);
        assert!(page.says("Ouvrir ma porte à quelqu’un") && page.says("<option>Parmentier<"), "{}", page.text);
        assert_eq!(page.header("rz-keep"), "1", "it can be opened without network");
        let kept = browser.submit(&page, "/doors/offer", &typed()).await.expect(303);
        assert_eq!(kept.header("location"), "/doors/draft", "no token in an address");
        let token = browser.cookie("door").unwrap();
        let line = kept.header("set-cookie");
        assert!(line.contains("Path=/doors;") && line.contains("HttpOnly"), "{line}");

        let draft = browser.page("/doors/draft").await.expect(200);
        assert!(draft.says("Il reste à prouver un téléphone ou un e-mail") && !draft.says(&token), "{}", draft.text);
        assert_eq!((draft.header("cache-control"), draft.header("rz-keep")), ("private, no-store", ""));
        assert!(!draft.says("Tilleuls"), "the address is on no page but the form");
        h.settle().await;
        assert!(near(&h).await.is_empty(), "nobody finds a draft");
        assert!(browser.page("/doors/offer").await.says("/doors/draft"), "who comes back is told that it waits");

        let wrong = browser.submit(&draft, "/doors/draft/contact", &[("contact", "nobody")]).await.expect(422);
        assert!(wrong.says("Il reste à prouver") && wrong.says("value=\"nobody\""), "{}", wrong.text);
        let asked = browser.submit(&draft, "/doors/draft/contact", &[("contact", "ines@example.org")]).await.expect(303);
        let (prove, next) = asked.header("location").split_once('?').unwrap();
        assert_eq!(next, "next=/doors/draft");
        let code = code(&h, prove.rsplit('/').next().unwrap()).await;
        let proved = browser.submit(&draft, prove, &[("code", &code), ("next", "/doors/draft")]).await.expect(303);
        assert_eq!(proved.header("location"), "/doors/draft");

        let ready = browser.page("/doors/draft").await.expect(200);
        assert!(ready.says("Votre porte est prête") && ready.says("Ouvrir ma porte"), "{}", ready.text);
        let again = browser.page("/doors/draft/edit").await.expect(200);
        for text in ["12 rue des Tilleuls, Paris 11e", "code 4711B", "value=\"animals\" checked", "value=\"night\" checked"] {
            assert!(again.says(text), "{text} is in the form again");
        }
        assert_eq!(again.header("rz-keep"), "", "a form with an address in it is kept on no device");
        let opened = browser.submit(&ready, "/doors/draft", &[]).await.expect(303);
        let mine = opened.header("location").to_owned();
        assert!(browser.cookie("door").is_none(), "the token has done its work");
        h.settle().await;
        let found = near(&h).await;
        assert_eq!((found.len(), found[0]["room"].as_i64()), (1, Some(2)));
        assert!(!found[0].to_string().contains("Tilleuls"), "{}", found[0]);
        assert!(browser.page("/doors").await.says("Voir ma porte") && !h.browser().page("/doors").await.says("Voir ma porte"));
        let page = browser.page(&mine).await.expect(200);
        assert!(page.says("Votre porte est ouverte") && page.says("Visible depuis"), "{}", page.text);
        assert!(page.says("(masqué)") && page.says("il y a du thé"), "the word is masked on the way in");
        assert_eq!(browser.submit(&ready, "/doors/draft", &[]).await.expect(303).header("location"), "/doors/mine");
    }

    async fn a_press_that_is_sent_twice_opens_one_door(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let host = signed_in(&h, "Inès M.", "ines@example.org").await;
        let page = host.page("/doors/offer").await.expect(200);
        let late = [typed(), vec![("at", "2015-11-13T22:31:00Z")]].concat();
        let first = host.submit(&page, "/doors/offer", &late).await.expect(303).header("location").to_owned();
        h.pass(Span::minutes(5));
        assert_eq!(host.submit(&page, "/doors/offer", &late).await.expect(303).header("location"), first);
        h.settle().await;
        let found = near(&h).await;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0]["until"], "2015-11-14T01:31:00.000Z", "three hours from the press");
        let mut other = typed();
        change(&mut other, "places", "3");
        assert_ne!(host.submit(&page, "/doors/offer", &other).await.expect(303).header("location"), first, "another offer");
        // Whoever has no account is known by what they alone have.
        let (one, two) = (h.browser(), h.browser());
        for phone in [&one, &one, &two] {
            phone.submit(&page, "/doors/offer", &typed()).await.is(303);
        }
        assert_eq!(one.cookie("door"), two.cookie("door"), "sent again by the worker of the same phone");
        // A key that a stranger may guess hands nobody another's draft.
        let mut guessed = typed();
        change(&mut guessed, "key", "1");
        let (three, four) = (h.browser(), h.browser());
        for phone in [&three, &four] {
            phone.submit(&page, "/doors/offer", &guessed).await.is(303);
        }
        assert_ne!(three.cookie("door"), four.cookie("door"));
        // What waited too long opens nothing by itself.
        let old = [typed(), vec![("at", "2015-11-13T18:00:00Z")]].concat();
        let refused = host.submit(&page, "/doors/offer", &old).await.expect(422);
        assert!(refused.says("Cette fin n’est pas possible."), "{}", refused.text);
    }

    async fn what_is_wrong_stands_at_its_field_and_nothing_finer_than_a_cell_comes_back(store: Store) {
        let h = harness(store).await;
        assert_eq!(h.browser().page("/doors/offer").await.status, 409, "no door opens without an incident");
        active(&h, false).await;
        let browser = h.browser();
        let page = browser.page("/doors/offer").await.expect(200);
        let mut fields = typed();
        change(&mut fields, "near", "");
        change(&mut fields, "address", "");
        fields.extend([("lat", "48.86741"), ("lon", "2.36361"), ("until", "midi")]);
        let wrong = browser.submit(&page, "/doors/offer", &fields).await.expect(422);
        for text in ["Il manque l’adresse.", "value=\"Inès\"", "value=\"code 4711B\"", "value=\"midi\"", "name=\"cell\" value=\"89"] {
            assert!(wrong.says(text), "{text}: {}", wrong.text);
        }
        assert!(!wrong.says("48.867") && !wrong.says("2.3636"), "only the cell comes back");
        assert!(browser.cookie("door").is_none());
        let mut fields = typed();
        change(&mut fields, "near", "Nulle Part sur Mer");
        let wrong = browser.submit(&page, "/doors/offer", &fields).await.expect(422);
        assert!(wrong.says("Nous ne connaissons pas ce lieu."), "{}", wrong.text);
        let mut fields = typed();
        change(&mut fields, "places", "9");
        let wrong = browser.submit(&page, "/doors/offer", &fields).await.expect(422);
        assert!(wrong.says("Ce nombre de places n’est pas possible."), "new hosts offer four at most");
        let mut fields = typed();
        fields.push(("until", "02:00"));
        browser.submit(&page, "/doors/offer", &fields).await.is(303);
        assert!(browser.page("/doors/draft").await.says("jusqu’à 2\u{a0}h\u{a0}00"));
    }

    async fn a_host_accepts_says_who_arrived_and_counts_places(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let (host, mine) = hosting(&h).await;
        let empty = host.page(&mine).await.expect(200);
        assert!(empty.says("Personne n’a encore demandé.") && empty.says("vers "), "{}", empty.text);
        let guest = proven(&h, "Nadia B.", "nadia@example.org").await;
        let stay = asks(&guest, id_of(&mine), 2).await.expect(201).at("/id");
        let page = host.page(&mine).await.expect(200);
        for text in ["Nadia", "2 adultes", "min à pied", "contact vérifié", "Accepter et donner l’adresse", "Votre porte est complète"] {
            assert!(page.says(text), "{text}: {}", page.text);
        }
        let asked = guest.get(&format!("/api/v1/stays/{stay}")).await.expect(200);
        assert!(!asked.text.contains("Tilleuls"));
        let accept = format!("stays/{stay}");
        assert_eq!(press(&host, &mine, &accept, ("do", "accept")).await.expect(303).header("location"), mine);
        press(&host, &mine, &accept, ("do", "accept")).await.is(303);
        let told = guest.get(&format!("/api/v1/stays/{stay}")).await.expect(200);
        assert!(told.at("/address").contains(STREET));
        let page = host.page(&mine).await.expect(200);
        let say = told.at("/say");
        let (word, number) = say.split_once(' ').unwrap();
        assert!(page.says(&format!("<span>{word}</span> <span>{number}</span>")), "{say}: {}", page.text);
        assert!(page.says("En route.") && page.says(&format!("/stays/{stay}\"")), "{}", page.text);

        let fewer = press(&host, &mine, "places", ("places", "1")).await.expect(422);
        assert!(fewer.says("2 places sont déjà prises."), "{}", fewer.text);
        press(&host, &mine, "places", ("places", "3")).await.is(303);
        assert!(host.page(&mine).await.says("<output>1</output>"), "one more is free");
        press(&host, &mine, &accept, ("do", "arrive")).await.is(303);
        assert!(host.page(&mine).await.says("2 personnes accueillies."));
        press(&host, &mine, &accept, ("do", "leave")).await.is(303);
        let over = host.page(&mine).await.expect(200);
        assert!(!over.says("Nadia") && over.says("<output>3</output>"), "{}", over.text);
        let moved = press(&host, &mine, &accept, ("do", "accept")).await.expect(422);
        assert!(moved.says("la situation a changé"), "{}", moved.text);

        let other = signed_in(&h, "Paul D.", "paul@example.org").await;
        other.page(&mine).await.is(404);
        let own = other.page("/doors/mine").await.expect(200);
        assert!(own.says("Vous n’avez pas de porte ouverte."));
        other.submit(&own, &format!("{mine}/move"), &[("do", "close")]).await.is(404);
        other.submit(&own, &format!("{mine}/{accept}"), &[("do", "cancel")]).await.is(404);
        other.page(&format!("{mine}/edit")).await.is(404);
        assert!(h.browser().page(&mine).await.expect(303).header("location").starts_with("/sign-in?next="));
    }

    async fn a_door_is_renewed_paused_opened_again_and_closed(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let (host, mine) = hosting(&h).await;
        let says = async |text: &str| {
            let page = host.page(&mine).await.expect(200);
            assert!(page.says(text), "{text}: {}", page.text);
        };
        press(&host, &mine, "move", ("do", "pause")).await.is(303);
        h.settle().await;
        says("Votre porte est en pause").await;
        assert!(near(&h).await.iter().all(|d| d["room"] == 0), "nobody asks it");
        press(&host, &mine, "move", ("do", "reopen")).await.is(303);
        says("Votre porte est ouverte").await;
        h.pass(Span::minutes(170));
        says("Elle se termine dans 10").await;
        h.pass(Span::minutes(20));
        h.settle().await;
        says("Votre porte n’est plus visible").await;
        press(&host, &mine, "move", ("do", "renew")).await.is(303);
        h.settle().await;
        says("Votre porte est ouverte").await;
        assert_eq!(near(&h).await[0]["state"], "open");

        let door = id_of(&mine);
        let now = h.house.clock.now();
        h.house.store.apply(Change::new().must(kept::SUSPEND, params![door, 1_i64, now])).await.unwrap();
        says("Votre porte est suspendue").await;
        h.house.store.apply(Change::new().must(kept::SUSPEND, params![door, 0_i64, now])).await.unwrap();
        h.house.store.apply(Change::new().must(kept::FREEZE, params![door, now])).await.unwrap();
        says("Quelqu’un a signalé une difficulté.").await;
        let frozen = host.page(&mine).await;
        assert!(!frozen.says("/edit\"") && !frozen.says("value=\"renew\""), "nothing changes while somebody looks");
        let thaw = Change::new().must(kept::THAW, params![door, 1_i64, now]);
        h.house.store.apply(thaw).await.unwrap();

        press(&host, &mine, "move", ("do", "close")).await.is(303);
        says("Votre porte est fermée").await;
        let all = host.page("/doors/mine").await.expect(200);
        assert!(all.says("Vous n’avez pas de porte ouverte.") && all.says("href=\"/doors/offer\""), "{}", all.text);
        press(&host, &mine, "move", ("do", "reopen")).await.is(422);
    }

    async fn an_offer_is_changed_but_never_its_cell_nor_the_address_of_who_is_on_the_way(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let (host, mine) = hosting(&h).await;
        let door = id_of(&mine);
        let cell = near(&h).await[0]["cell"].clone();
        let edit = format!("{mine}/edit");
        let page = host.page(&edit).await.expect(200);
        assert!(page.says(STREET) && page.says("value=\"animals\" checked"), "{}", page.text);
        let fields = [("address", "3 place Voltaire"), ("entry", "2e étage"), ("note", "Appelez le 06 12 34 56 78"), ("langs", "ar")];
        assert_eq!(host.submit(&page, &edit, &fields).await.expect(303).header("location"), mine);
        h.settle().await;
        let found = near(&h).await[0].clone();
        assert_eq!((&found["cell"], &found["langs"], &found["suits"]), (&cell, &json!(["ar"]), &json!([])));
        assert!(!found.to_string().contains("06 12") && !found.to_string().contains("Voltaire"), "{found}");
        let own = host.get("/api/v1/doors/mine").await.expect(200);
        assert_eq!((own.at("/doors/0/address"), own.at("/doors/0/entry")), ("3 place Voltaire".into(), "2e étage".into()));
        let missing = host.submit(&page, &edit, &[("address", ""), ("name", "Inès")]).await.expect(422);
        assert!(missing.says("Il manque l’adresse.") && missing.says("value=\"Inès\""), "{}", missing.text);

        let guest = proven(&h, "Nadia B.", "nadia@example.org").await;
        let stay = asks(&guest, door, 1).await.expect(201).at("/id");
        press(&host, &mine, &format!("stays/{stay}"), ("do", "accept")).await.is(303);
        let moved = host.submit(&page, &edit, &[("address", "8 rue Ailleurs")]).await.expect(422);
        assert!(moved.says("Quelqu’un est déjà en route vers cette adresse."), "{}", moved.text);
        host.submit(&page, &edit, &[("address", "3 place Voltaire"), ("entry", "code B2")]).await.is(303);
        assert_eq!(guest.get(&format!("/api/v1/stays/{stay}")).await.expect(200).at("/entry"), "code B2");
        let now = h.house.clock.now();
        h.house.store.apply(Change::new().must(kept::FREEZE, params![door, now])).await.unwrap();
        let frozen = host.submit(&page, &edit, &[("address", "3 place Voltaire")]).await.expect(422);
        assert!(frozen.says("Cette porte n’accueille plus."), "what a report is about stays as it was");
    }

    async fn a_message_fills_the_form_and_says_what_was_understood(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let browser = h.browser();
        let page = browser.page("/doors/offer").await.expect(200);
        let text = "#PorteOuverte 2 places 41 rue Oberkampf, métro Parmentier, code 45B12, jusqu'à 2h";
        let filled = browser.submit(&page, "/doors/offer/read", &[("text", text)]).await.expect(200);
        for said in
            ["name=\"near\" type=\"text\" list=\"marks\" maxlength=\"80\" autocomplete=\"off\" value=\"Parmentier\"", "value=\"02:00\"", "value=\"2\" checked", "41 rue Oberkampf", "45B12", "compris", "à vérifier"]
        {
            assert!(filled.says(said), "{said}: {}", filled.text);
        }
        assert_eq!(filled.header("rz-keep"), "", "it is kept on no device");
        let nothing = browser.submit(&page, "/doors/offer/read", &[("text", "Courage à tous")]).await.expect(422);
        assert!(nothing.says("Nous n’avons pas compris ce message."), "{}", nothing.text);
        let read = browser.post("/api/v1/doors/parse", json!({"text": text})).await.expect(200);
        assert_eq!((read.at("/intent"), read.at("/places/value"), read.at("/places/sure")), ("offer".into(), "2".into(), "high".into()));
        assert_eq!(read.at("/until/value"), "2015-11-14T01:00:00.000Z");
        assert!(read.json()["wheres"].as_array().unwrap().iter().any(|w| w["value"] == "Parmentier" && w["kind"] == "landmark"));
        assert!(!read.at("/masked").contains("41 rue"), "{}", read.text);
    }

    async fn a_script_hears_where_an_offer_leads_and_why_not(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let phone = h.browser();
        let body = |fields: &[(&str, &str)]| {
            let all: Vec<_> = fields.iter().map(|(n, v)| format!("{n}={}", web::encode(v).replace('/', "%2F"))).collect();
            all.join("&")
        };
        let send = async |fields: &[(&'static str, &'static str)]| {
            let kind = Some("application/x-www-form-urlencoded");
            let from = [("origin", "http://127.0.0.1:8080"), ("sec-fetch-site", "same-origin"), ("rz-whose", "-")];
            phone.send_with(axum::http::Method::POST, "/doors/offer", kind, body(fields), &from).await
        };
        let fields = [typed(), vec![("at", "2015-11-13T22:30:00Z")]].concat();
        let kept = send(&fields).await.expect(204);
        assert_eq!(kept.header("rz-next"), "/doors/draft");
        let token = phone.cookie("door").unwrap();
        send(&fields).await.is(204);
        assert_eq!(phone.cookie("door").unwrap(), token, "the same draft");
        assert!(phone.page("/doors/draft").await.expect(200).says("2 places, jusqu’à 2\u{a0}h\u{a0}30"));
    }
}
