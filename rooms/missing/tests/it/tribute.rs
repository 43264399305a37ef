//! Pages in memory: made by a family after a death that two have stated, quiet, and gone at once when the person speaks.

use http::Method;
use kernel::{OperatorId, Role, Span, Time};
use missing::{
    model::{
        Guardian, Notice, NoticeState, Relation, Sex,
        list::{Death, DeathState},
        tribute::{Condolence, CondolenceState, Tribute, TributeState, Wall},
    },
    rules::tribute::{TRIBUTE_CODES, let_show, make, propose, review, stands, write},
};
use proptest::prelude::*;
use serde_json::{Value, json};
use store::{params, sql};
use web::{
    Words,
    harness::{Client, Harness},
};

use crate::{
    exchange::register,
    photos::{picture, sends},
    scene::{active, appeal, harness, one, proven, safe, seeks, sought_at},
};

pub(crate) const HERS: &str = "06 39 98 00 17";

sql! {
    pub(crate) TRIBUTES = "SELECT COUNT(*) FROM tribute";
    pub(crate) CONDOLENCES = "SELECT COUNT(*) FROM condolence";
}

pub(crate) async fn count(h: &Harness, sql: store::Sql) -> i64 {
    h.house.store.one(sql, params![]).await.unwrap().unwrap().int(0).unwrap()
}

/// A search, and what an institution knows.
pub(crate) struct Night {
    pub(crate) h: Harness,
    pub(crate) incident: kernel::IncidentId,
    pub(crate) karim: Client,
    /// The search, and what its appeal is found by.
    pub(crate) id: String,
    pub(crate) share: String,
    pub(crate) maud: Client,
    /// Two of one institution, and where they speak of her.
    pub(crate) nora: Client,
    pub(crate) paul: Client,
    pub(crate) case: String,
}

pub(crate) async fn staff_of(h: &Harness, name: &str, institution: &str) -> Client {
    let key = h.staff(Role::Institution, name).await;
    let id: OperatorId = h.house.register.staff_named(name, h.house.clock.now()).await.unwrap();
    let admin = h.staff(Role::Admin, "Ada").await;
    admin.put(&format!("/api/v1/institutions/{id}"), json!({ "institution": institution })).await.is(204);
    key
}

/// On the list of a hospital: two of it say that she died.
pub(crate) async fn listed(h: &Harness, nora: &Client, name: &str, phone: &str) -> String {
    let entry = json!({ "name": name, "sex": "female", "ages": { "low": 27, "high": 27 }, "phone": phone,
        "state": "in_care", "reference": format!("dossier {phone}") });
    nora.post("/api/v1/lists", json!({ "entries": [entry] })).await.is(200);
    h.settle().await;
    let list = nora.get("/api/v1/lists").await.expect(200).json();
    let text = list.to_string();
    let all = list["entries"].as_array().unwrap();
    let of =
        all.iter().find_map(|e| e["matches"].as_array().and_then(|m| m.first())).unwrap_or_else(|| panic!("{text}"));
    format!("/api/v1/lists/matches/{}", of["id"].as_str().unwrap())
}

pub(crate) async fn stated(h: &Harness, (nora, paul): (&Client, &Client), case: &str) {
    nora.post(&format!("{case}/call"), json!({})).await.is(200);
    let died = h.house.clock.now().minus(Span::minutes(40)).to_string();
    nora.post(&format!("{case}/death"), json!({ "died": died })).await.is(204);
    paul.post(&format!("{case}/death/confirm"), json!({ "told": true })).await.is(204);
    h.settle().await;
}

/// Her brother seeks her; she died, and he agreed that it is shown.
pub(crate) async fn night(store: store::Store) -> Night {
    let h = harness(store).await;
    let incident = active(&h, false).await;
    h.pass(Span::hours(1));
    let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
    let id = seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
    let share = appeal(&h, &karim, &id).await.unwrap();
    let maud = h.staff(Role::Moderator, "Maud").await;
    let nora = staff_of(&h, "Nora", "Hôpital de Paris").await;
    let paul = staff_of(&h, "Paul", "Hôpital de Paris").await;
    let case = listed(&h, &nora, "Camille Roussel", HERS).await;
    stated(&h, (&nora, &paul), &case).await;
    Night { h, incident, karim, id, share, maud, nora, paul, case }
}

pub(crate) fn chosen() -> Value {
    json!({ "name": "Camille R.", "line": "27 ans. Canari-violon.", "words": "Canari-fenetre : elle chantait. 06 39 98 77 77",
        "by": "Ses frères", "wall": "named", "leads": true })
}

impl Night {
    pub(crate) fn at(&self) -> String {
        format!("/api/v1/notices/{}/tribute", self.id)
    }
    pub(crate) async fn agrees(&self) {
        self.karim.put(&format!("/api/v1/notices/{}/consent", self.id), json!({ "shown": true })).await.is(204);
        self.h.settle().await;
    }
    /// Her page, and where it is.
    pub(crate) async fn made(&self) -> (Value, String) {
        self.agrees().await;
        let page = self.karim.post(&self.at(), chosen()).await.expect(200).json();
        self.h.settle().await;
        let share = page["share"].as_str().unwrap().to_owned();
        (page, format!("/api/v1/tributes/{share}"))
    }
    pub(crate) async fn reviewed(&self, id: &str, show: bool) {
        self.maud.post(&format!("/api/v1/condolences/{id}/review"), json!({ "show": show })).await.is(204);
        self.h.settle().await;
    }
}

pub(crate) async fn writes(who: &Client, page: &str, words: &str) -> String {
    who.post(&format!("{page}/condolences"), json!({ "words": words })).await.expect(201).at("/id")
}

pub(crate) async fn said(who: &Client, page: &str) -> Vec<String> {
    let page = who.get(page).await.expect(200).json();
    page["condolences"].as_array().unwrap().iter().map(|c| c["words"].as_str().unwrap().to_owned()).collect()
}

store::testing::each_store! {
    async fn a_family_makes_a_page_once_two_have_stated_a_death_and_it_agreed(store: Store) {
        let n = night(store).await;
        let other = proven(&n.h, "Bruno Vasseur", "bruno@example.org").await;
        n.karim.post(&n.at(), chosen()).await.refuses(409, "tribute-not-known");
        let (page, path) = n.made().await;
        assert_eq!((page["name"].as_str(), page["by"].as_str()), (Some("Camille R."), Some("Ses frères")));
        assert!(!page["words"].as_str().unwrap().contains("77 77"), "masked: {page}");
        n.karim.post(&n.at(), chosen()).await.refuses(409, "tribute-there");
        other.post(&n.at(), chosen()).await.refuses(404, "missing-unknown");
        other.put(&n.at(), chosen()).await.refuses(404, "tribute-unknown");
        other.delete(&n.at()).await.refuses(404, "tribute-unknown");
        let seen = n.h.nobody().get(&path).await.expect(200);
        let public = seen.json();
        assert!(public.get("family").is_none() && public["words"].as_str().unwrap().starts_with("Canari-fenetre"), "{public}");
        assert!(!public.to_string().contains("Roussel"), "the name that was sought by is not shown: {public}");
        assert_eq!(seen.header("x-robots-tag"), "noindex, nofollow, noarchive, noimageindex");
        let mut longer = chosen();
        longer["words"] = json!("a".repeat(700));
        n.karim.put(&n.at(), longer).await.refuses(422, "tribute-long");
        let mut silence = chosen();
        silence["words"] = Value::Null;
        silence["wall"] = json!("window");
        n.karim.put(&n.at(), silence).await.is(200);
        assert!(n.h.nobody().get(&path).await.json().get("words").is_none());
        let walls = format!("/api/v1/incidents/{}/windows", n.incident);
        assert_eq!(n.h.nobody().get(&walls).await.expect(200).json(), json!({ "windows": [{}] }), "a window without a name");
        n.karim.delete(&n.at()).await.is(204);
        n.h.nobody().get(&path).await.refuses(404, "tribute-unknown");
        assert_eq!(count(&n.h, TRIBUTES).await, 0);
    }

    async fn what_people_write_is_read_by_moderators_and_the_family_before_anybody(store: Store) {
        let n = night(store).await;
        let (_, path) = n.made().await;
        let ines = proven(&n.h, "Inès Moreau", "ines@example.org").await;
        let condolences = format!("{path}/condolences");
        n.h.person("Zoé").await.post(&condolences, json!({ "words": "Courage" })).await.refuses(403, "tribute-prove");
        ines.post(&condolences, json!({ "words": " " })).await.refuses(422, "tribute-no-words");
        let id = writes(&ines, &path, "Elle riait fort. Appelez-moi au 06 39 98 66 66").await;
        let queue = n.maud.get("/api/v1/condolences").await.expect(200).json();
        let waits = &queue["waiting"][0];
        assert_eq!((waits["page"].as_str(), waits["by"].as_str()), (Some("Camille R."), Some("Inès M.")));
        assert!(!waits.to_string().contains("66 66") && !waits.to_string().contains("Moreau"), "{waits}");
        let nobody = n.h.nobody();
        assert!(said(&nobody, &path).await.is_empty() && said(&n.karim, &n.at()).await.is_empty());
        assert_eq!(said(&ines, &path).await.len(), 1, "who wrote it sees that it waits");
        n.karim.post(&format!("/api/v1/condolences/{id}/show"), json!({})).await.refuses(404, "tribute-unknown");
        n.reviewed(&id, true).await;
        assert!(said(&nobody, &path).await.is_empty());
        assert_eq!(said(&n.karim, &n.at()).await.len(), 1);
        ines.post(&format!("/api/v1/condolences/{id}/show"), json!({})).await.refuses(404, "tribute-unknown");
        n.karim.post(&format!("/api/v1/condolences/{id}/show"), json!({})).await.is(204);
        assert_eq!(said(&nobody, &path).await.len(), 1);
        // A moderator takes it back, gives it again; the family takes it away.
        n.reviewed(&id, false).await;
        assert!(said(&nobody, &path).await.is_empty() && said(&n.karim, &n.at()).await.is_empty());
        n.reviewed(&id, true).await;
        n.karim.delete(&format!("/api/v1/condolences/{id}")).await.is(204);
        assert_eq!(count(&n.h, CONDOLENCES).await, 0);
        // Who wrote takes their own back; what is refused is forgotten.
        let own = writes(&ines, &path, "Un mot").await;
        nobody.delete(&format!("/api/v1/condolences/{own}")).await.is(401);
        n.h.person("Zoé").await.delete(&format!("/api/v1/condolences/{own}")).await.refuses(404, "tribute-unknown");
        ines.delete(&format!("/api/v1/condolences/{own}")).await.is(204);
        let bad = writes(&ines, &path, "Une injure").await;
        n.reviewed(&bad, false).await;
        n.h.pass(Span::days(1));
        n.h.settle().await;
        assert_eq!(count(&n.h, CONDOLENCES).await, 0);
        for words in ["a", "b", "c"] {
            writes(&ines, &path, words).await;
        }
        ines.post(&condolences, json!({ "words": "d" })).await.refuses(429, "tribute-too-many");
        let mut locked = chosen();
        locked["locked"] = json!(true);
        n.karim.put(&n.at(), locked).await.is(200);
        let bruno = proven(&n.h, "Bruno Vasseur", "bruno@example.org").await;
        bruno.post(&condolences, json!({ "words": "Un mot" })).await.refuses(409, "tribute-locked");
    }

    async fn a_page_in_memory_is_in_no_list_search_or_export_with_the_missing(store: Store) {
        let n = night(store).await;
        let key = register(&n.h, "Croix-Rouge", "registre.example", [true, false, true]).await;
        let (page, path) = n.made().await;
        let ines = proven(&n.h, "Inès Moreau", "ines@example.org").await;
        let id = writes(&ines, &path, "Canari-condoleance").await;
        n.reviewed(&id, true).await;
        n.karim.post(&format!("/api/v1/condolences/{id}/show"), json!({})).await.is(204);
        let nobody = n.h.nobody();
        let found = nobody.post("/api/v1/notices/search", json!({ "name": "Camille Roussel", "tail": "0017" })).await;
        assert_eq!(found.expect(200).json(), json!({ "known": false }), "the search");
        let feeds = "?min_entry_date=2015-11-01T00:00:00Z&max_results=200";
        let record = format!("/api/v1/pfif/read?id=localhost/person.{}", n.id);
        let texts = [
            ("the search page", nobody.page("/missing").await.text),
            ("the appeal", nobody.get(&format!("/api/v1/appeals/{}", n.share)).await.text),
            ("who is sought", ines.page("/sought").await.text),
            ("the sought API", ines.get("/api/v1/sought").await.text),
            ("one's searches", ines.page("/missing/mine").await.text),
            ("reunions", n.maud.page("/console/reunions").await.text),
            ("appeals", n.maud.page("/console/appeals").await.text),
            ("duplicates", n.maud.page("/console/duplicates").await.text),
            ("the feed of people", key.send(Method::GET, &format!("/api/v1/pfif/feeds/person{feeds}"), None, "").await.text),
            ("the feed of notes", key.send(Method::GET, &format!("/api/v1/pfif/feeds/note{feeds}"), None, "").await.text),
            ("the search of registers", key.send(Method::GET, "/api/v1/pfif/search?q=Camille+Roussel", None, "").await.text),
            ("one record", key.send(Method::GET, &record, None, "").await.text),
        ];
        let share = page["share"].as_str().unwrap();
        for (what, text) in &texts {
            for canary in ["Canari-", "violon", "Ses frères", share] {
                assert!(!text.contains(canary), "{canary} in {what}: {text}");
            }
        }
        for (what, text) in texts.iter().skip(8).filter(|(what, _)| *what != "one record") {
            assert!(!text.contains("<pfif:description>") && !text.contains("Manteau vert"), "{what}: {text}");
        }
    }

    async fn the_address_of_the_appeal_leads_there_only_when_the_family_wishes_it(store: Store) {
        let n = night(store).await;
        let (page, path) = n.made().await;
        let share = page["share"].as_str().unwrap();
        let led = n.h.browser().page(&format!("/s/{}", n.share)).await.expect(303);
        assert_eq!(led.header("location"), format!("/t/{share}"));
        let mut apart = chosen();
        (apart["leads"], apart["wall"]) = (json!(false), json!("apart"));
        n.karim.put(&n.at(), apart).await.is(200);
        let over = n.h.browser().page(&format!("/s/{}", n.share)).await.expect(200);
        for canary in ["Canari-", share, "Manteau vert", "og:image"] {
            assert!(canary == "og:image" || !over.says(canary), "{canary} in {}", over.text);
        }
        n.h.nobody().get(&format!("/s/{}/card.png", n.share)).await.is(200);
        let walls = n.h.nobody().get(&format!("/api/v1/incidents/{}/windows", n.incident)).await.expect(200).json();
        assert_eq!(walls, json!({ "windows": [] }));
        n.h.nobody().get(&path).await.is(200);
    }

    async fn a_later_word_of_the_person_ends_the_page_at_once(store: Store) {
        let n = night(store).await;
        let (_, path) = n.made().await;
        let ines = proven(&n.h, "Inès Moreau", "ines@example.org").await;
        writes(&ines, &path, "Un mot").await;
        let camille = proven(&n.h, "Camille Roussel", HERS).await;
        safe(&n.h, &camille, n.incident).await;
        n.h.nobody().get(&path).await.refuses(404, "tribute-unknown");
        assert_eq!((count(&n.h, TRIBUTES).await, count(&n.h, CONDOLENCES).await), (0, 0), "and nothing of it is kept");
    }

    async fn a_word_of_the_person_ends_the_page_also_when_the_search_is_long_over(store: Store) {
        let n = night(store).await;
        let (_, path) = n.made().await;
        n.h.pass(Span::days(70));
        n.h.settle().await;
        n.h.nobody().get(&path).await.is(200);
        // Somebody of the same number and another name is not her.
        let namesake = proven(&n.h, "Paul Durand", "paul@example.org").await;
        let later = active(&n.h, false).await;
        safe(&n.h, &namesake, later).await;
        n.h.nobody().get(&path).await.is(200);
        let camille = proven(&n.h, "Camille Roussel", HERS).await;
        safe(&n.h, &camille, later).await;
        n.h.nobody().get(&path).await.refuses(404, "tribute-unknown");
        assert_eq!(count(&n.h, TRIBUTES).await, 0);
    }

    async fn either_of_the_two_and_the_family_end_what_is_shown(store: Store) {
        let n = night(store).await;
        let (page, path) = n.made().await;
        let consent = format!("/api/v1/notices/{}/consent", n.id);
        n.karim.put(&consent, json!({ "shown": false })).await.is(204);
        n.h.settle().await;
        n.h.nobody().get(&path).await.refuses(404, "tribute-unknown");
        n.karim.put(&consent, json!({ "shown": true })).await.is(204);
        n.h.settle().await;
        n.h.nobody().get(&path).await.is(200);
        n.paul.delete(&format!("{}/death", n.case)).await.is(204);
        n.h.settle().await;
        n.h.nobody().get(&path).await.refuses(404, "tribute-unknown");
        let browser = n.h.browser().page(&format!("/t/{}", page["share"].as_str().unwrap())).await.expect(404);
        assert!(browser.says("Il n’y a rien ici") && !browser.says("Canari"), "{}", browser.text);
        assert_eq!(one(&n.karim, &n.id).await["state"], "searching");
        let walls = n.h.nobody().get(&format!("/api/v1/incidents/{}/windows", n.incident)).await.expect(200).json();
        assert_eq!(walls, json!({ "windows": [] }));
        n.karim.get(&n.at()).await.is(200);
        drop(n.nora);
    }

    async fn where_no_family_seeks_two_of_the_institution_make_a_page(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        h.pass(Span::hours(1));
        let (nora, paul) = (staff_of(&h, "Nora", "Hôpital de Paris").await, staff_of(&h, "Paul", "Hôpital de Paris").await);
        let other = staff_of(&h, "Luc", "Mairie").await;
        let body = json!({ "name": "Camille Roussel", "phone": HERS, "ages": { "low": 27, "high": 27 }, "sex": "female" });
        let id = nora.post("/api/v1/notices", body).await.expect(201).at("/id");
        h.settle().await;
        let case = listed(&h, &nora, "Camille Roussel", HERS).await;
        let at = format!("/api/v1/notices/{id}/tribute/propose");
        nora.post(&at, chosen()).await.refuses(403, "tribute-not-accredited");
        stated(&h, (&nora, &paul), &case).await;
        other.post(&at, chosen()).await.refuses(403, "tribute-not-accredited");
        let page = nora.post(&at, chosen()).await.expect(201).at("/id");
        nora.post(&at, chosen()).await.refuses(409, "tribute-there");
        let windows = format!("/api/v1/incidents/{night}/windows");
        assert_eq!(h.nobody().get(&windows).await.json(), json!({ "windows": [] }), "one alone shows nothing");
        let confirm = format!("/api/v1/notices/{id}/tribute/confirm");
        nora.post(&confirm, json!({})).await.refuses(403, "tribute-same-person");
        other.post(&confirm, json!({})).await.refuses(403, "tribute-not-accredited");
        assert_eq!(paul.get("/api/v1/tributes").await.expect(200).at("/tributes/0/id"), page);
        paul.post(&confirm, json!({})).await.is(204);
        h.settle().await;
        paul.post(&confirm, json!({})).await.refuses(409, "tribute-decided");
        let shown = h.nobody().get(&windows).await.json();
        assert_eq!(shown["windows"][0]["name"], "Camille R.");
        let path = format!("/api/v1/tributes/{}", shown["windows"][0]["share"].as_str().unwrap());
        // Without a family a moderator's yes shows it.
        let ines = proven(&h, "Inès Moreau", "ines@example.org").await;
        let word = writes(&ines, &path, "Un mot").await;
        let maud = h.staff(Role::Moderator, "Maud").await;
        maud.post(&format!("/api/v1/condolences/{word}/review"), json!({ "show": true })).await.is(204);
        assert_eq!(said(&h.nobody(), &path).await, ["Un mot"]);
        other.delete(&at).await.refuses(404, "tribute-unknown");
        paul.delete(&at).await.is(204);
        h.nobody().get(&path).await.refuses(404, "tribute-unknown");
    }

    async fn pages_and_words_are_their_owners_to_export_erase_and_let_end(store: Store) {
        let n = night(store).await;
        let (_, path) = n.made().await;
        let ines = proven(&n.h, "Inès Moreau", "ines@example.org").await;
        let bruno = proven(&n.h, "Bruno Vasseur", "bruno@example.org").await;
        writes(&ines, &path, "Canari-ines").await;
        writes(&bruno, &path, "Canari-bruno").await;
        assert!(n.karim.get("/api/v1/me/export").await.expect(200).text.contains("Canari-fenetre"));
        assert!(ines.get("/api/v1/me/export").await.expect(200).text.contains("Canari-ines"));
        ines.delete("/api/v1/me").await.is(204);
        n.h.settle().await;
        assert_eq!(count(&n.h, CONDOLENCES).await, 1);
        n.h.pass(Span::days(10));
        n.h.settle().await;
        n.karim.put(&n.at(), chosen()).await.is(200);
        n.h.pass(Span::days(364));
        n.h.settle().await;
        n.h.nobody().get(&path).await.is(200);
        n.h.pass(Span::days(2));
        n.h.settle().await;
        assert_eq!((count(&n.h, TRIBUTES).await, count(&n.h, CONDOLENCES).await), (0, 0), "a year after it was last looked after");
        drop(bruno);
    }

    async fn erasing_oneself_erases_the_pages_that_one_made(store: Store) {
        let n = night(store).await;
        let (_, path) = n.made().await;
        let ines = proven(&n.h, "Inès Moreau", "ines@example.org").await;
        writes(&ines, &path, "Un mot").await;
        n.karim.delete("/api/v1/me").await.is(204);
        n.h.settle().await;
        n.h.nobody().get(&path).await.refuses(404, "tribute-unknown");
        assert_eq!((count(&n.h, TRIBUTES).await, count(&n.h, CONDOLENCES).await), (0, 0));
    }

    async fn a_photo_is_the_familys_to_choose(store: Store) {
        let n = night(store).await;
        let (_, path) = n.made().await;
        let photo = format!("{path}/photo");
        n.h.nobody().get(&photo).await.refuses(404, "tribute-unknown");
        let at = format!("{}/photo", n.at());
        n.karim.send(Method::PUT, &at, Some("image/png"), picture(1)).await.is(204);
        let seen = n.h.nobody().send(Method::GET, &photo, None, "").await.expect(200);
        assert_eq!((seen.header("content-type"), seen.header("cache-control")), ("image/jpeg", "private, no-store"));
        assert!(!seen.text.contains("Tilleuls"));
        n.h.person("Zoé").await.send(Method::PUT, &at, Some("image/png"), picture(2)).await.refuses(404, "tribute-unknown");
        n.karim.delete(&at).await.is(204);
        n.h.nobody().get(&photo).await.refuses(404, "tribute-unknown");
        sends(&n.karim, &n.id, picture(1)).await.refuses(409, "missing-over");
    }

    async fn the_pages_work_from_the_search_to_the_light_that_is_left(store: Store) {
        let n = night(store).await;
        n.agrees().await;
        let mine = format!("/missing/{}", n.id);
        assert!(n.karim.page(&mine).await.expect(200).says(&format!("{mine}/tribute")));
        let form = n.karim.page(&format!("{mine}/tribute")).await.expect(200);
        assert!(form.says("Camille R.") && form.says("Ouvrir cette page"), "{}", form.text);
        let fields = [("name", "Camille R."), ("line", "27 ans. Elle chantait."), ("words", "Canari-fenetre"), ("by", "Ses frères"), ("wall", "named")];
        assert!(n.karim.submit(&form, &format!("{mine}/tribute"), &[("name", ""), ("wall", "apart")]).await.expect(422).says("id=\"errors\""));
        n.karim.submit(&form, &format!("{mine}/tribute"), &fields).await.is(303);
        n.h.settle().await;
        let own = n.karim.page(&format!("{mine}/tribute")).await.expect(200);
        let start = own.text.find("href=\"/t/").unwrap() + 6;
        let path = own.text[start..].split('"').next().unwrap().to_owned();
        let ines = proven(&n.h, "Inès Moreau", "ines@example.org").await;
        let page = ines.page(&path).await.expect(200);
        for text in ["Camille R.", "27 ans. Elle chantait.", "Canari-fenetre", "Ses frères", "Laisser une lumière", "Aucun compteur, aucun partage"] {
            assert!(page.says(text), "{text} in {}", page.text);
        }
        for not in ["og:", "twitter:", "share", "Roussel"] {
            assert!(!page.text.contains(not), "{not} in {}", page.text);
        }
        assert_eq!(page.header("x-robots-tag"), "noindex, nofollow, noarchive, noimageindex");
        let lit = n.h.browser().page(&path).await;
        assert!(n.h.browser().submit(&lit, &format!("{path}/light"), &[]).await.expect(200).says("Votre lumière est là"));
        ines.submit(&page, &format!("{path}/words"), &[("words", "Un mot pour elle")]).await.is(303);
        assert!(ines.page(&path).await.says("un modérateur va le lire"));
        let queue = n.maud.page("/console/condolences").await.expect(200);
        assert!(queue.says("Un mot pour elle") && queue.says("Camille R."), "{}", queue.text);
        let start = queue.text.find("/console/condolences/").unwrap();
        let decide = queue.text[start..].split('"').next().unwrap().to_owned();
        n.maud.submit(&queue, &decide, &[("do", "show")]).await.is(303);
        n.h.staff(Role::Operator, "Anne").await.page("/console/condolences").await.is(403);
        let own = n.karim.page(&format!("{mine}/tribute")).await.expect(200);
        assert!(own.says("Un mot pour elle") && own.says("Quelqu’un a laissé une lumière"), "{}", own.text);
        let start = own.text.find("name=\"word\" value=\"").unwrap() + 19;
        let word = own.text[start..].split('"').next().unwrap().to_owned();
        n.karim.submit(&own, &format!("{mine}/tribute/words"), &[("word", word.as_str()), ("do", "show")]).await.is(303);
        assert!(n.h.browser().page(&path).await.says("Un mot pour elle"));
        let wall = n.h.browser().page(&format!("/memory/{}", n.incident)).await.expect(200);
        assert!(wall.says("Nous pensons à eux") && wall.says("Camille R.") && wall.says(&path), "{}", wall.text);
        n.karim.submit(&own, &format!("{mine}/tribute/remove"), &[]).await.is(303);
        assert!(n.h.browser().page(&path).await.expect(404).says("Il n’y a rien ici"));
    }
}

#[test]
fn every_refusal_of_pages_in_memory_says_what_to_do_next() {
    for lang in kernel::Lang::ALL {
        let there = Words::keys(lang);
        for code in TRIBUTE_CODES {
            for key in [format!("refusal-{code}"), format!("refusal-{code}-next")] {
                assert!(there.contains(&key), "{key} in {lang:?}");
            }
        }
    }
}

pub(crate) fn id<T: kernel::Id>(n: u8) -> T {
    T::from_bytes([n; 16])
}

pub(crate) fn death(state: DeathState, agreed: bool) -> Death {
    Death {
        notice: id(1),
        of: id(2),
        institution: "Hôpital".into(),
        incident: id(3),
        drill: false,
        version: 1,
        state,
        died: Time(0),
        stated: Time(0),
        stated_by: id(4),
        stated_name: "Nora".into(),
        confirmed: None,
        confirmed_by: Some(id(5)),
        consent: agreed.then_some(Time(0)),
        consent_by: None,
        was: None,
        suspended: None,
        suspended_by: None,
        shown: None,
    }
}

pub(crate) fn notice(state: NoticeState, relation: Relation) -> Notice {
    Notice {
        id: id(1),
        seeker: Some(id(6)),
        incident: id(3),
        drill: false,
        version: 1,
        state,
        appeal: missing::model::Appeal::None,
        share: None,
        phone: None,
        email: None,
        tail: None,
        ages: None,
        sex: Sex::Unknown,
        relation: Some(relation),
        guardian: Guardian::None,
        cell: None,
        seen: None,
        person: None,
        found: None,
        opened: Time(0),
        changed: Time(0),
        expires: Time(1_000),
        approved: None,
    }
}

fn page(state: TributeState) -> Tribute {
    Tribute {
        id: id(7),
        share: "ABC".into(),
        notice: id(1),
        incident: id(3),
        drill: false,
        version: 1,
        state,
        owner: Some(id(6)),
        institution: None,
        proposed_by: None,
        wall: Wall::Apart,
        leads: false,
        locked: false,
        person: None,
        phone: None,
        email: None,
        died: Time(0),
        photo: false,
        made: Time(0),
        changed: Time(0),
        expires: Time(1_000),
        lit: None,
    }
}

fn deaths() -> impl Strategy<Value = Option<Death>> {
    prop::option::of((prop::sample::select(DeathState::ALL), any::<bool>()).prop_map(|(s, agreed)| death(s, agreed)))
}

proptest! {
    #[test]
    fn no_page_without_a_death_that_two_stated_and_the_family_agreed_to(
        d in deaths(), relation in prop::sample::select(Relation::ALL), proven: bool, state in prop::sample::select(NoticeState::ALL),
    ) {
        let n = notice(state, relation);
        let known = d.as_ref().is_some_and(Death::is_known);
        if make(&n, d.as_ref(), proven, None).is_ok() {
            prop_assert!(known && proven && matches!(relation, Relation::Family | Relation::Partner));
        }
        prop_assert!(propose(Time(500), &n, d.as_ref(), Some("Hôpital"), None).is_err(), "where a family seeks, it decides");
        let alone = Notice { seeker: None, ..n.clone() };
        if propose(Time(500), &alone, d.as_ref(), Some("Hôpital"), None).is_ok() {
            let on = matches!(state, NoticeState::Searching | NoticeState::Found | NoticeState::Dead);
            prop_assert!(on && d.as_ref().is_some_and(|d| d.state == DeathState::Confirmed));
        }
        if stands(Time(1), &page(TributeState::Shown), Some(&n), d.as_ref()) {
            prop_assert!(known && matches!(state, NoticeState::Over | NoticeState::Dead));
        }
        prop_assert!(!stands(Time(1), &page(TributeState::Proposed), Some(&n), d.as_ref()));
        prop_assert!(!stands(Time(1_000), &page(TributeState::Shown), None, d.as_ref()));
        prop_assert_eq!(stands(Time(1), &page(TributeState::Shown), None, d.as_ref()), known);
        prop_assert!(propose(alone.expires, &alone, d.as_ref(), Some("Hôpital"), None).is_err());
    }

    #[test]
    fn nothing_is_shown_that_a_moderator_and_the_family_did_not_both_read(
        steps in prop::collection::vec((any::<bool>(), any::<bool>()), 0..12),
    ) {
        let mut c = Condolence {
            id: id(1), tribute: id(7), author: id(8), incident: id(3), drill: false, version: 1,
            state: CondolenceState::Waiting, at: Time(0), changed: Time(0),
        };
        let (mut moderator, mut family) = (false, false);
        for (staff, yes) in steps {
            let next = if staff { review(&c, yes, true) } else { let_show(&c) };
            if let Ok(next) = next {
                if staff { (moderator, family) = (yes, false) } else { family = true }
                c.state = next;
            }
            prop_assert_eq!(c.state == CondolenceState::Shown, moderator && family);
        }
    }

    #[test]
    fn who_has_proven_nothing_writes_nothing(proven: bool, locked: bool, words in prop::option::of("[a-z]{0,400}")) {
        let t = Tribute { locked, ..page(TributeState::Shown) };
        if write(&t, proven, words.as_deref()).is_ok() {
            prop_assert!(proven && !locked && words.is_some_and(|w| w.len() <= 300));
        }
    }
}
