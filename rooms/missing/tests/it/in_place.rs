//! What is asked where it is needed: roughly where a witness saw somebody, how old somebody is; what moderators take back on their page.

use std::collections::HashSet;

use kernel::{Cell, Event, Id, NoteId, Role, Span};
use serde_json::json;
use store::{Change, params, sql};

use crate::{
    exchange::{persons_feed, register},
    pages::signed_in,
    photos::{picture, sends},
    scene::{active, appeal, harness, one, proven, seeks, sought, sought_at},
    tribute::{listed, staff_of, stated},
};

const HERS: &str = "06 39 98 00 17";

sql! {
    CELLS = "SELECT cell FROM notice_note WHERE cell IS NOT NULL ORDER BY received, id";
    REUNIONS = "SELECT COUNT(*) FROM reunion";
}

store::testing::each_store! {
    async fn a_witness_says_roughly_where_and_the_family_alone_reads_it(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought("Camille Roussel")).await;
        let share = appeal(&h, &karim, &id).await.unwrap();
        let path = format!("/s/{share}");
        let nadia = signed_in(&h, "Nadia", "nadia@example.org").await;
        let page = nadia.page(&path).await.expect(200);
        assert!(page.says("id=\"f-near\"") && page.says("<option>Voltaire<"), "{}", page.text);
        let saw = [("how", "saw"), ("state", "none"), ("near", "Voltaire"), ("lat", "48.8712345"), ("lon", "2.3698765")];
        nadia.submit(&page, &path, &saw).await.is(303);
        h.settle().await;
        assert_eq!(one(&karim, &id).await["notes"][0]["near"], "Voltaire");
        let public = h.nobody().get(&format!("/api/v1/appeals/{share}")).await.expect(200).json();
        assert!(public["notes"][0].get("near").is_none(), "{public}");
        let lost = nadia.submit(&page, &path, &[("state", "none"), ("near", "Voltaire"), ("words", "Au café")]).await.expect(422);
        assert!(lost.says("value=\"Voltaire\"") && lost.says("Au café"), "{}", lost.text);
        // Where no landmark is called so, it is a word for the family; a position is made coarse whoever sends it.
        nadia.submit(&page, &path, &[("how", "saw"), ("state", "none"), ("near", "chez mon oncle Bob"), ("words", "À 22 h")]).await.is(303);
        let fine = Cell::at(48.8712, 2.3698, 12).unwrap();
        let notes = format!("/api/v1/appeals/{share}/notes");
        let paul = proven(&h, "Paul", "paul@example.org").await;
        paul.post(&notes, json!({ "how": "saw", "state": "none", "cell": fine.to_string() })).await.is(201);
        h.settle().await;
        let seen = one(&karim, &id).await.to_string();
        assert!(seen.contains("chez mon oncle Bob. À 22 h"), "{seen}");
        let rows = h.house.store.read(CELLS, params![]).await.unwrap();
        let cells: Vec<u8> = rows.iter().map(|r| Cell::of_number(r.int(0).unwrap()).unwrap().resolution()).collect();
        assert_eq!(cells, [h.house.config.cell_resolution; 2]);
    }

    async fn what_an_appeal_needs_is_asked_where_it_is_asked_for(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = signed_in(&h, "Karim Belaïd", "karim@example.org").await;
        let begins = async |key| {
            let page = karim.page("/missing/new").await.expect(200);
            let typed = [("key", key), ("name", "Tom Perrin"), ("relation", "family"), ("police", "yes"), ("do", "send")];
            karim.submit(&page, "/missing/new", &typed).await.expect(303).header("location").to_owned()
        };
        let mine = begins("3f1b8a90c2d4e5f60718293a4b5c6d70").await;
        let page = karim.page(&mine).await.expect(200);
        let asks = async |fields: &[(&str, &str)]| karim.submit(&page, &format!("{mine}/move"), fields).await;
        let none = asks(&[("do", "appeal")]).await.expect(422);
        assert!(none.says("id=\"m-age\"") && none.says("id=\"ask\" open"), "{}", none.text);
        let wrong = asks(&[("do", "appeal"), ("age", "vieux")]).await.expect(422);
        assert!(wrong.says("id=\"m-age\"") && wrong.says("value=\"vieux\""), "{}", wrong.text);
        let alone = asks(&[("do", "appeal"), ("age", "9")]).await.expect(422);
        assert!(alone.says("id=\"m-age\"") && alone.says("value=\"9\""), "{}", alone.text);
        asks(&[("do", "appeal"), ("age", "9"), ("guardian", "guardian")]).await.is(303);
        let page = karim.page(&mine).await.expect(200);
        assert!(page.says("Avis public demandé") && page.says("9 ans"), "{}", page.text);
        h.pass(Span::days(8));
        h.settle().await;
        let id = mine.trim_start_matches("/missing/");
        assert_eq!(one(&karim, id).await["state"], "over", "a search for a minor ends sooner");
        // What was said is not said anew with it.
        let zoe = proven(&h, "Zoé", "zoe@example.org").await;
        let mut body = sought("Luc Petit");
        body["ages"] = json!({ "low": 15, "high": 15 });
        let id = seeks(&h, &zoe, body).await;
        let path = format!("/api/v1/notices/{id}/appeal");
        zoe.post(&path, json!({ "ages": { "low": 30, "high": 30 } })).await.refuses(403, "missing-minor");
        let mut body = sought("Anna Petit");
        body.as_object_mut().unwrap().remove("ages");
        let id = seeks(&h, &zoe, body).await;
        let path = format!("/api/v1/notices/{id}/appeal");
        zoe.post(&path, json!({})).await.refuses(409, "missing-age-missing");
        zoe.post(&path, json!({ "ages": { "low": 300, "high": 300 } })).await.refuses(422, "missing-ages");
        let authority = json!({ "ages": { "low": 9, "high": 9 }, "guardian": "authority" });
        zoe.post(&path, authority).await.refuses(403, "missing-not-authority");
        zoe.post(&path, json!({ "ages": { "low": 30, "high": 32 } })).await.is(200);
        assert_eq!(one(&zoe, &id).await["ages"], json!({ "low": 30, "high": 32 }));
    }

    async fn moderators_take_back_on_their_page_that_an_appeal_was_refused_or_a_photo_a_hoax(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let maud = h.staff(Role::Moderator, "Maud").await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought("Camille Roussel")).await;
        sends(&karim, &id, picture(1)).await.is(204);
        karim.post(&format!("/api/v1/notices/{id}/appeal"), json!({})).await.is(200);
        let path = format!("/console/appeals/{id}");
        let page = maud.page("/console/appeals").await.expect(200);
        maud.submit(&page, &path, &[("do", "refuse"), ("ground", "unclear")]).await.is(303);
        let page = maud.page("/console/appeals").await.expect(200);
        assert!(page.says("Non approuvé") && page.says("name=\"do\" value=\"again\""), "{}", page.text);
        maud.submit(&page, &path, &[("do", "again")]).await.is(303);
        assert_eq!(one(&karim, &id).await["appeal"], "asked");
        let page = maud.page("/console/appeals").await.expect(200);
        assert!(page.says("value=\"hoax\"") && !page.says("name=\"do\" value=\"again\""), "{}", page.text);
        maud.submit(&page, &path, &[("do", "hoax")]).await.is(422);
        let hoax = [("do", "hoax"), ("ground", "deceit")];
        maud.submit(&page, &path, &hoax).await.is(303);
        maud.submit(&page, &path, &hoax).await.is(422);
        let nino = h.staff(Role::Moderator, "Nino").await;
        let page = nino.page("/console/appeals").await.expect(200);
        assert!(page.says("Maud y voit un faux") && page.says("Confirmer"), "{}", page.text);
        nino.submit(&page, &path, &hoax).await.is(303);
        h.settle().await;
        assert_eq!(one(&karim, &id).await["state"], "taken_down");
        let page = maud.page("/console/appeals").await.expect(200);
        assert!(page.says("value=\"no-hoax\""), "{}", page.text);
        maud.submit(&page, &path, &[("do", "no-hoax")]).await.is(303);
        h.settle().await;
        assert_eq!(one(&karim, &id).await["state"], "searching");
        maud.submit(&page, &path, &[("do", "refuse"), ("ground", "unclear")]).await.is(303);
        h.pass(Span::days(1));
        let page = maud.page("/console/appeals").await.expect(200);
        assert!(!page.says("name=\"do\" value=\"again\""), "after a day it stands: {}", page.text);
    }

    async fn two_of_an_institution_make_a_page_in_memory_on_the_console(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        h.pass(Span::hours(1));
        let (nora, paul) = (staff_of(&h, "Nora", "Hôpital de Paris").await, staff_of(&h, "Paul", "Hôpital de Paris").await);
        let body = json!({ "name": "Camille Roussel", "phone": HERS, "ages": { "low": 27, "high": 27 }, "sex": "female" });
        nora.post("/api/v1/notices", body).await.is(201);
        h.settle().await;
        let case = listed(&h, &nora, "Camille Roussel", HERS).await;
        let list = nora.page("/console/lists").await.expect(200);
        assert!(list.says("1 rapprochement à examiner"), "{}", list.text);
        let path = case.replace("/api/v1/", "/console/");
        assert!(!nora.page(&path).await.expect(200).says("value=\"memory\""), "nobody has stated a death");
        stated(&h, (&nora, &paul), &case).await;
        assert!(!nora.page("/console/lists").await.says("à examiner"), "somebody has called");
        let page = nora.page(&path).await.expect(200);
        let nameless = nora.submit(&page, &path, &[("do", "memory"), ("words", "Elle chantait.")]).await.expect(422);
        assert!(nameless.says("id=\"m-name\"") && nameless.says("Elle chantait."), "{}", nameless.text);
        let chosen = [("do", "memory"), ("name", "Camille R."), ("words", "Elle chantait."), ("wall", "apart")];
        nora.submit(&page, &path, &chosen).await.is(303);
        let mine = nora.page(&path).await.expect(200);
        assert!(mine.says("Vous l’avez proposée") && !mine.says("memory-confirm"), "{}", mine.text);
        let refused = nora.submit(&mine, &path, &[("do", "memory-confirm")]).await.expect(422);
        assert!(refused.says("id=\"errors\""), "one alone shows nothing: {}", refused.text);
        let list = paul.page("/console/lists").await.expect(200);
        assert!(list.says("Page en mémoire de Camille R.") && list.says(&path), "{}", list.text);
        let page = paul.page(&path).await.expect(200);
        assert!(page.says("Elle chantait.") && page.says("memory-confirm"), "{}", page.text);
        paul.submit(&page, &path, &[("do", "memory-confirm")]).await.is(303);
        h.settle().await;
        let shown = paul.page(&path).await.expect(200);
        let share = shown.text.split("href=\"/t/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        assert!(h.browser().page(&format!("/t/{share}")).await.expect(200).says("Elle chantait."));
        let other = staff_of(&h, "Luc", "Mairie").await;
        other.page(&path).await.is(404);
        other.submit(&shown, &path, &[("do", "memory-withdraw")]).await.is(404);
        nora.submit(&shown, &path, &[("do", "memory-withdraw")]).await.is(303);
        h.settle().await;
        h.browser().page(&format!("/t/{share}")).await.is(404);
    }

    async fn a_long_list_is_read_page_by_page_and_what_is_heard_of_comes_first(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let nora = staff_of(&h, "Nora", "Hôpital de Paris").await;
        let entry = |n: usize, name: &str| json!({ "name": name, "state": "in_care", "reference": format!("dossier {n}") });
        let mut hers = entry(0, "Camille Roussel");
        hers["phone"] = json!(HERS);
        nora.post("/api/v1/lists", json!({ "entries": [hers] })).await.is(200);
        h.pass(Span::minutes(1));
        let many: Vec<_> = (1..=250).map(|n| entry(n, "Inconnu Inconnu")).collect();
        nora.post("/api/v1/lists", json!({ "entries": many })).await.is(200);
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        let mut seen = HashSet::new();
        let (mut page, mut heard) = (Some(1), 0);
        while let Some(n) = page {
            let part = nora.get(&format!("/api/v1/lists?page={n}")).await.expect(200).json();
            let entries = part["entries"].as_array().unwrap();
            assert!(entries.len() <= 201 && n < 9, "{}", entries.len());
            if n == 1 {
                heard = entries.iter().filter(|e| e["reference"] == "dossier 0" && e["matches"][0]["state"] == "proposed").count();
            }
            seen.extend(entries.iter().map(|e| e["reference"].as_str().unwrap().to_owned()));
            page = part["next"].as_i64();
        }
        assert_eq!((seen.len(), heard), (251, 1));
        let first = nora.page("/console/lists").await.expect(200);
        assert!(first.says("/console/lists?page=2") && first.says("1 rapprochement à examiner"));
        let second = nora.page("/console/lists?page=2").await.expect(200);
        assert!(second.says("dossier 1") && !second.says("?page=3"));
    }

    async fn neighbours_read_until_when_a_renewed_search_is_on(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought("Camille Roussel")).await;
        appeal(&h, &karim, &id).await.unwrap();
        let paris = register(&h, "paris", "paris.example.org", [true, false, false]).await;
        let before = persons_feed(&paris).await[0].expiry_date;
        h.pass(Span::days(20));
        karim.post(&format!("/api/v1/notices/{id}/renew"), json!({})).await.is(200);
        h.settle().await;
        let after = persons_feed(&paris).await[0].expiry_date;
        let until = missing::model::exchange::written(h.house.clock.now().plus(Span::days(30)));
        assert!(after > before && after == Some(until), "{before:?} {after:?}");
    }

    async fn news_that_is_heard_twice_proposes_once(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let nadia = proven(&h, "Nadia", "nadia@example.org").await;
        seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        let news = json!({ "name": "Camille Roussel", "contact": HERS, "note": { "how": "saw", "state": "safe" } });
        let note: NoteId = nadia.post("/api/v1/news", news).await.expect(201).at("/id").parse().unwrap();
        for _ in 0..2 {
            h.house.store.apply(Change::new().event(Event::News { note, incident: night, drill: false })).await.unwrap();
            h.settle().await;
        }
        assert_eq!(h.house.store.one(REUNIONS, params![]).await.unwrap().unwrap().int(0).unwrap(), 1, "{:?}", note.bytes());
    }
}
