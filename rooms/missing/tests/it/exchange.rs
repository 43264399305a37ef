//! What is exchanged with other registers, and what is not.

use http::Method;
use kernel::{Lang, OperatorId, Role, Span, Time};
use missing::{
    model::{
        Ages, Appeal, Guardian, Notice, NoticeState, Profile, Sex,
        exchange::{Shown, neighbour},
    },
    rules::exchange::EXCHANGE_CODES,
};
use pfif::{Note, Person, Reader, Record, Status, Writer};
use serde_json::{Value, json};
use store::{params, sql};
use web::{
    Words,
    harness::{Answer, Client, Harness},
};

use crate::scene::{active, answers, appeal, harness, one, proven, questions, safe, seeks, sought, sought_at};

const HERS: &str = "06 39 98 00 17";
const PFIF: Option<&str> = Some("application/pfif+xml");

sql! {
    pub(crate) RECORDS = "SELECT COUNT(*) FROM record";
    pub(crate) ORIGINALS = "SELECT COUNT(*) FROM record WHERE original IS NOT NULL";
    pub(crate) NOTICES = "SELECT COUNT(*) FROM notice";
    pub(crate) PROFILES = "SELECT COUNT(*) FROM notice WHERE profile IS NOT NULL";
    pub(crate) NOTES = "SELECT COUNT(*) FROM notice_note";
    DEAD = "SELECT COUNT(*) FROM record WHERE dead = 1 AND original IS NOT NULL";
}

pub(crate) async fn count(store: &store::Store, sql: store::Sql) -> i64 {
    store.one(sql, params![]).await.unwrap().unwrap().int(0).unwrap()
}

/// A register whose key was given a domain.
pub(crate) async fn register(h: &Harness, name: &str, domain: &str, may: [bool; 3]) -> Client {
    let key = h.staff(Role::Institution, name).await;
    let id: OperatorId = h.house.register.staff_named(name, h.house.clock.now()).await.unwrap();
    let admin = h.staff(Role::Admin, "Ada").await;
    let body = json!({ "domain": domain, "reads": may[0], "writes": may[1], "searches": may[2] });
    admin.put(&format!("/api/v1/exchange/{id}"), body).await.is(204);
    key
}

pub(crate) fn at(h: &Harness, ago: Span) -> pfif::Time {
    missing::model::exchange::written(h.house.clock.now().minus(ago))
}

pub(crate) fn someone(h: &Harness, id: &str, name: &str) -> Person {
    let mut person = Person::new(id.parse().unwrap(), at(h, Span::minutes(30)));
    person.full_name = name.into();
    person.author_name = "Denise Exemple".into();
    person.age = pfif::Age::new(27, 27);
    person.author_phone = "+33639980099".into();
    person.description = "Manteau vert. Appelez le 06 39 98 00 99".into();
    person
}

pub(crate) fn said(h: &Harness, id: &str, about: &str, status: Status) -> Note {
    let mut note = Note::new(id.parse().unwrap(), about.parse().unwrap(), at(h, Span::minutes(5)));
    note.author_name = "Denise Exemple".into();
    note.text = "Vue au stade".into();
    note.status = Some(status);
    note
}

fn file(records: &[Record]) -> Vec<u8> {
    let mut writer = Writer::document(Vec::new());
    for record in records {
        writer.record(record).unwrap();
    }
    writer.finish().unwrap()
}

pub(crate) async fn brings(h: &Harness, key: &Client, records: &[Record]) -> Value {
    let answer = key.send(Method::POST, "/api/v1/pfif/write", PFIF, file(records)).await.expect(200).json();
    h.settle().await;
    answer
}

/// A reviewer is sure of the one proposal that waits.
pub(crate) async fn same(h: &Harness, maud: &Client) -> String {
    let queue = maud.get("/api/v1/reunions").await.expect(200).json();
    let review = queue["reunions"][0]["id"].as_str().unwrap_or_else(|| panic!("{queue}")).to_owned();
    maud.post(&format!("/api/v1/reunions/{review}"), json!({ "same": true })).await.is(204);
    h.settle().await;
    review
}

pub(crate) fn reasons(report: &Value) -> Vec<&str> {
    report["skipped"].as_array().unwrap().iter().map(|s| s["reason"].as_str().unwrap()).collect()
}

fn records(answer: &Answer) -> Vec<Record> {
    Reader::new(answer.text.as_bytes()).filter_map(|i| i.unwrap().record).collect()
}

fn people(answer: &Answer) -> Vec<Person> {
    let person = |r| if let Record::Person(p) = r { Some(*p) } else { None };
    records(answer).into_iter().filter_map(person).collect()
}

fn notes(answer: &Answer) -> Vec<Note> {
    let note = |r| if let Record::Note(n) = r { Some(*n) } else { None };
    records(answer).into_iter().filter_map(note).collect()
}

pub(crate) async fn persons_feed(key: &Client) -> Vec<Person> {
    people(&key.get("/api/v1/pfif/feeds/person?min_entry_date=2015-11-01T00:00:00Z&max_results=200").await.expect(200))
}

#[test]
fn every_refusal_of_the_exchange_says_what_to_do_next() {
    for lang in Lang::ALL {
        let there = Words::keys(lang);
        for code in EXCHANGE_CODES {
            for key in [format!("refusal-{code}"), format!("refusal-{code}-next")] {
                assert!(there.contains(&key), "{key} in {lang:?}");
            }
        }
    }
}

/// Whatever a search is, others read no more of it than they may.
#[test]
fn neighbours_read_approved_appeals_alone_and_four_fields_of_all_else() {
    let now = Time::parse("2015-11-14T12:00:00Z").unwrap();
    let ids = (kernel::Id::from_bytes([7; 16]), kernel::Id::from_bytes([8; 16]));
    let profile = Profile {
        names: vec!["Camille Roussel".into(), "Camille Petit".into()],
        description: Some("Cheveux bruns".into()),
        near: Some("Voltaire".into()),
        phone: Some("0639980017".into()),
        email: Some("camille@example.org".into()),
        ..Profile::default()
    };
    for state in NoticeState::ALL {
        for appeal in Appeal::ALL {
            for (own, drill, minor, hours) in [
                (true, false, false, 5),
                (true, true, false, 5),
                (true, false, true, 5),
                (true, false, false, -5),
                (false, false, false, 5),
                (false, false, true, 5),
            ] {
                let n = Notice {
                    id: ids.0,
                    seeker: own.then(|| kernel::Id::from_bytes([9; 16])),
                    incident: ids.1,
                    drill,
                    version: 1,
                    state: *state,
                    appeal: *appeal,
                    share: None,
                    phone: Some([1; 16]),
                    email: None,
                    tail: None,
                    ages: Some(if minor { Ages { low: 9, high: 9 } } else { Ages { low: 27, high: 29 } }),
                    sex: Sex::Female,
                    relation: None,
                    guardian: Guardian::None,
                    cell: None,
                    seen: None,
                    person: None,
                    found: (*state == NoticeState::Found).then(|| now.minus(Span::hours(2))),
                    opened: now.minus(Span::days(1)),
                    changed: now.minus(Span::days(1)),
                    expires: now.plus(Span::hours(hours)),
                    approved: None,
                };
                let shown = Shown {
                    told: false,
                    record_id: "example.net/person.1",
                    own,
                    source: n.opened,
                    entry: n.opened,
                    expiry: n.expires,
                    death: None,
                    search: Some((&n, &profile)),
                    site: "Ici",
                    domain: "example.net",
                };
                let (person, note) = neighbour(now, &shown).unwrap();
                let on = !drill && hours > 0;
                let public = if own { *appeal == Appeal::Approved } else { !minor };
                let open = on && public && (*state == NoticeState::Searching || own && *state == NoticeState::Found);
                assert_eq!(!person.is_placeholder(), open, "{n:?}");
                assert_eq!(note.is_some(), on && public && *state == NoticeState::Found, "{n:?}");
                let text = format!("{person:?} {note:?}");
                for secret in ["0639980017", "camille@", "Voltaire"] {
                    assert!(!text.contains(secret), "{text}");
                }
                if open {
                    assert_eq!(
                        (person.full_name.as_str(), person.alternate_names.as_str()),
                        ("Camille Roussel", "Camille Petit")
                    );
                }
                // A minute later it says the same: nothing but its time changes it.
                let gone = neighbour(now, &Shown { search: None, ..shown }).unwrap();
                assert!(gone.0.is_placeholder() && gone.1.is_none());
            }
        }
    }
}

store::testing::each_store! {
    async fn without_permission_nothing_is_read_searched_or_brought(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let hopital = h.staff(Role::Institution, "Hôpital").await;
        let id: OperatorId = h.house.register.staff_named("Hôpital", h.house.clock.now()).await.unwrap();
        let paths = ["read?id=example.net/person.1", "search?q=Camille", "feeds/person", "feeds/note"];
        let body = file(&[someone(&h, "example.org/1", "Camille Roussel").into()]);
        let write = "/api/v1/pfif/write";
        for path in paths.map(|p| format!("/api/v1/pfif/{p}")) {
            h.nobody().get(&path).await.is(401);
            karim.get(&path).await.is(403);
            h.staff(Role::Moderator, "Maud").await.get(&path).await.is(403);
            hopital.get(&path).await.refuses(403, "exchange-no-domain");
            // Never in the address.
            h.nobody().get(&format!("{path}{}key=x", if path.contains('?') { '&' } else { '?' })).await.is(401);
        }
        hopital.send(Method::POST, write, PFIF, body.clone()).await.refuses(403, "exchange-no-domain");
        let admin = h.staff(Role::Admin, "Ada").await;
        let give = format!("/api/v1/exchange/{id}");
        hopital.put(&give, json!({ "domain": "example.org" })).await.is(403);
        for domain in ["", "a b", "example.org/x", "127.0.0.1"] {
            admin.put(&give, json!({ "domain": domain })).await.refuses(422, "exchange-domain");
        }
        admin.put("/api/v1/exchange/00000000-0000-7000-8000-000000000000", json!({ "domain": "example.org" })).await.is(404);
        admin.put(&give, json!({ "domain": "example.org", "reads": true })).await.is(204);
        hopital.get("/api/v1/pfif/feeds/person").await.is(200);
        hopital.get("/api/v1/pfif/search?q=Camille").await.refuses(403, "exchange-no-domain");
        hopital.send(Method::POST, write, PFIF, body.clone()).await.refuses(403, "exchange-no-domain");
        admin.put(&give, json!({ "domain": "example.org", "writes": true })).await.is(204);
        hopital.send(Method::POST, write, Some("application/json"), body.clone()).await.refuses(415, "exchange-kind");
        hopital.send(Method::POST, write, PFIF, body.clone()).await.is(200);
        admin.delete(&give).await.is(204);
        hopital.send(Method::POST, write, PFIF, body).await.refuses(403, "exchange-no-domain");
        let audit = admin.get("/api/v1/audit").await.expect(200).text;
        for act in ["exchange.give", "exchange.withdraw", "exchange.write"] {
            assert!(audit.contains(act), "{act}");
        }
    }

    async fn a_bad_file_is_refused_with_its_line_and_nothing_of_it_is_kept(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let paris = register(&h, "Paris", "example.org", [true, true, true]).await;
        let good: Record = someone(&h, "example.org/1", "Camille Roussel").into();
        let mut bytes = file(std::slice::from_ref(&good));
        let cut = bytes.len() - 20;
        bytes.truncate(cut);
        let write = "/api/v1/pfif/write";
        let refused = paris.send(Method::POST, write, PFIF, bytes).await;
        refused.refuses(422, "exchange-file");
        assert!(refused.text.contains("Ligne"), "{}", refused.text);
        let entity = "<?xml version=\"1.0\"?>\n<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n<x>&e;</x>";
        paris.send(Method::POST, write, PFIF, entity).await.refuses(422, "exchange-file");
        let many: Vec<Record> =
            (0..501).map(|n| someone(&h, &format!("example.org/{n}"), "Camille Roussel").into()).collect();
        paris.send(Method::POST, write, PFIF, file(&many)).await.refuses(422, "exchange-many");
        assert_eq!(count(&h.house.store, RECORDS).await, 0);
        assert_eq!(count(&h.house.store, NOTICES).await, 0);
        // One bad record among good ones is skipped, and it is said where.
        let text = String::from_utf8(file(&[good, someone(&h, "example.org/2", "Nadia Exemple").into()])).unwrap();
        let text = text.replace("<pfif:full_name>Nadia Exemple</pfif:full_name>", "<pfif:age>old</pfif:age>");
        let report = paris.send(Method::POST, write, PFIF, text).await.expect(200).json();
        assert_eq!((&report["person"]["written"], report["skipped"].as_array().unwrap().len()), (&json!(1), 1), "{report}");
        assert_eq!(report["skipped"][0]["record"], "example.org/2");
        assert!(report["skipped"][0]["line"].as_u64().unwrap() > 10, "{report}");
    }

    async fn what_another_register_brings_is_taken_once_and_only_of_its_own_domain(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let paris = register(&h, "Paris", "example.org", [true, true, true]).await;
        let first = someone(&h, "example.org/1", "Camille Roussel");
        let mut older = first.clone();
        older.source_date = at(&h, Span::hours(5));
        let mut future = someone(&h, "example.org/3", "Nadia Exemple");
        future.source_date = at(&h, Span::days(-3));
        let mut over = someone(&h, "example.org/4", "Nadia Exemple");
        over.expiry_date = Some(at(&h, Span::minutes(1)));
        let phone = someone(&h, "example.org/5", "Nadia 06 39 98 00 99");
        let all: Vec<Record> = [first.clone(), older, someone(&h, "example.com/2", "Tom Perrin"), future, over, phone]
            .map(Record::from).into();
        let report = brings(&h, &paris, &all).await;
        assert_eq!((&report["person"]["parsed"], &report["person"]["written"]), (&json!(6), &json!(1)), "{report}");
        assert_eq!(reasons(&report), ["not-newer", "other-domain", "future", "expired", "name"], "{report}");
        assert_eq!(reasons(&brings(&h, &paris, &[first.clone().into()]).await), ["not-newer"]);
        assert_eq!((count(&h.house.store, RECORDS).await, count(&h.house.store, NOTICES).await), (1, 1));
        // It is read again without contacts, with the date of this server.
        let seen = &persons_feed(&paris).await[0];
        assert_eq!(seen.person_record_id.as_str(), "example.org/1");
        assert_eq!(seen.source_date, first.source_date);
        assert_eq!(seen.entry_date, Some(at(&h, Span::hours(0))));
        assert!(seen.description.starts_with("Manteau vert") && !seen.description.contains("99"), "{seen:?}");
        assert!(seen.author_phone.is_empty() && seen.expiry_date.is_some());
        // A newer one wins; one that its register deletes goes.
        h.pass(Span::minutes(5));
        let mut newer = first.clone();
        newer.source_date = at(&h, Span::minutes(1));
        newer.full_name = "Camille Roussel-Petit".into();
        assert_eq!(brings(&h, &paris, &[newer.clone().into()]).await["person"]["written"], 1);
        let found = people(&paris.get("/api/v1/pfif/search?q=Camille%20Roussel-Petit").await.expect(200));
        assert_eq!(found[0].full_name, "Camille Roussel-Petit");
        h.pass(Span::minutes(5));
        let mut deleted = Person::new(newer.person_record_id.clone(), at(&h, Span::hours(0)));
        deleted.expiry_date = Some(at(&h, Span::hours(0)));
        assert_eq!(brings(&h, &paris, &[deleted.into()]).await["person"]["written"], 1);
        assert!(persons_feed(&paris).await[0].is_placeholder());
        assert_eq!((count(&h.house.store, ORIGINALS).await, count(&h.house.store, PROFILES).await), (0, 0));
        assert!(people(&paris.get("/api/v1/pfif/search?q=Camille%20Roussel-Petit").await.expect(200)).is_empty());
    }

    async fn only_approved_appeals_are_read_by_neighbours_and_nothing_of_their_seekers(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let paris = register(&h, "Paris", "example.org", [true, true, true]).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        assert!(persons_feed(&paris).await.is_empty(), "a private search is nobody's");
        assert!(people(&paris.get("/api/v1/pfif/search?q=Camille%20Roussel").await.expect(200)).is_empty());
        appeal(&h, &karim, &id).await.unwrap();
        let answer = paris.get("/api/v1/pfif/feeds/person").await.expect(200);
        assert_eq!((answer.header("content-type"), answer.header("cache-control")), ("application/atom+xml", "private, no-store"));
        let seen = &people(&answer)[0];
        assert_eq!((seen.full_name.as_str(), seen.person_record_id.domain()), ("Camille Roussel", "127.0.0.1"));
        assert!(seen.description.contains("Cheveux bruns") && seen.expiry_date.is_some());
        for secret in ["Karim", "karim", "39980017", "06 39", "Voltaire"] {
            assert!(!answer.text.contains(secret), "{secret} in {}", answer.text);
        }
        let read = format!("/api/v1/pfif/read?id={}", seen.person_record_id.as_str());
        assert_eq!(people(&paris.get(&read).await.expect(200))[0].full_name, "Camille Roussel");
        let hits = people(&paris.get("/api/v1/pfif/search?q=camile%20roussel").await.expect(200));
        assert_eq!(hits.len(), 1);
        // Nothing before its time, nothing beyond its end.
        assert!(people(&paris.get("/api/v1/pfif/feeds/person?min_entry_date=2015-12-01T00:00:00Z").await.expect(200)).is_empty());
        assert!(people(&paris.get("/api/v1/pfif/feeds/person?skip=1").await.expect(200)).is_empty());
        paris.get("/api/v1/pfif/feeds/person?min_entry_date=yesterday").await.refuses(422, "exchange-since");
        paris.get("/api/v1/pfif/read?id=example.org/none").await.is(404);
        // The seeker is erased: others are told to delete what they have.
        h.pass(Span::minutes(5));
        karim.delete("/api/v1/me").await.is(204);
        h.settle().await;
        let left = &people(&paris.get("/api/v1/pfif/feeds/person").await.expect(200))[0];
        assert!(left.is_placeholder() && left.entry_date == Some(at(&h, Span::hours(0))), "{left:?}");
    }

    async fn who_is_found_is_told_to_neighbours_and_who_does_not_wish_it_goes_on_as_searched(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let paris = register(&h, "Paris", "example.org", [true, true, true]).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let camille = proven(&h, "Camille Roussel", HERS).await;
        let id = seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        appeal(&h, &karim, &id).await.unwrap();
        let feeds = async || {
            let notes = paris.get("/api/v1/pfif/feeds/note?min_entry_date=2015-11-01T00:00:00Z").await.expect(200).text;
            // An empty feed says when it was asked.
            (paris.get("/api/v1/pfif/feeds/person").await.expect(200).text, notes)
        };
        let before = feeds().await;
        safe(&h, &camille, night).await;
        assert_eq!(feeds().await, before);
        answers(&h, &camille, "never").await.is(204);
        assert_eq!(feeds().await, before, "nobody tells “never” from no news");
        let all = questions(&camille).await;
        camille.delete(&format!("/api/v1/sought/{}", all[0]["id"].as_str().unwrap())).await.is(204);
        h.settle().await;
        answers(&h, &camille, "tell").await.is(204);
        let told = notes(&paris.get("/api/v1/pfif/feeds/note").await.expect(200));
        assert_eq!((told.len(), told[0].status, told[0].author_made_contact), (1, Some(Status::BelievedAlive), Some(true)));
        h.pass(Span::days(2));
        h.settle().await;
        assert!(persons_feed(&paris).await[0].is_placeholder(), "a day later others delete what describes her");
    }

    async fn a_wrong_join_is_taken_back_at_neighbours_too(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let paris = register(&h, "Paris", "example.org", [true, true, true]).await;
        let maud = h.staff(Role::Moderator, "Maud").await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let nadia = proven(&h, "Nadia", "nadia@example.org").await;
        let id = seeks(&h, &karim, sought("Apolline Vandenbroucke")).await;
        appeal(&h, &karim, &id).await.unwrap();
        let news = json!({ "name": "Apolline Vandenbroucke", "ages": {"low": 27, "high": 27}, "sex": "female",
            "note": { "how": "spoke", "state": "safe" } });
        nadia.post("/api/v1/news", news).await.is(201);
        h.settle().await;
        let review = same(&h, &maud).await;
        let feed = async || notes(&paris.get("/api/v1/pfif/feeds/note").await.expect(200));
        let found = feed().await;
        assert_eq!((found.len(), found[0].status), (1, Some(Status::BelievedAlive)));
        assert_eq!(found[0].author_made_contact, None, "they have told nothing themself");
        h.pass(Span::hours(1));
        maud.delete(&format!("/api/v1/reunions/{review}")).await.is(204);
        h.settle().await;
        let back = feed().await;
        assert_eq!((back.len(), back[0].status), (1, Some(Status::InformationSought)));
        assert!(back[0].note_record_id == found[0].note_record_id && back[0].source_date > found[0].source_date);
    }

    async fn what_is_real_falls_into_no_exercise_by_itself(store: Store) {
        let h = harness(store).await;
        active(&h, true).await;
        let paris = register(&h, "Paris", "example.org", [true, true, true]).await;
        let records = file(&[Record::Person(Box::new(someone(&h, "example.org/p1", "Camille Roussel")))]);
        paris.send(Method::POST, "/api/v1/pfif/write", PFIF, records).await.refuses(409, "missing-no-incident");
    }

    async fn what_others_bring_joins_with_who_is_here_and_they_are_asked_first(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let paris = register(&h, "Paris", "example.org", [true, true, true]).await;
        let camille = proven(&h, "Apolline Vandenbroucke", HERS).await;
        safe(&h, &camille, night).await;
        brings(&h, &paris, &[someone(&h, "example.org/1", "Apolline Vandenbroucke").into()]).await;
        assert!(questions(&camille).await.is_empty(), "a name alone asks nobody");
        let maud = h.staff(Role::Moderator, "Maud").await;
        let review = same(&h, &maud).await;
        let before = paris.get("/api/v1/pfif/feeds/note").await.expect(200);
        assert!(notes(&before).is_empty(), "nothing is told before she agrees");
        let asked = questions(&camille).await;
        assert!(asked[0].get("seeker").is_none(), "{asked:?}");
        answers(&h, &camille, "tell").await.is(204);
        assert!(notes(&paris.get("/api/v1/pfif/feeds/note").await.expect(200)).is_empty(), "a name can be taken by anyone");
        assert_eq!(same(&h, &maud).await, review);
        let told = notes(&paris.get("/api/v1/pfif/feeds/note").await.expect(200));
        assert_eq!((told.len(), told[0].person_record_id.as_str()), (1, "example.org/1"));
        assert_eq!(told[0].status, Some(Status::BelievedAlive));
    }

    async fn what_others_say_changes_no_status_and_no_death_is_told(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let paris = register(&h, "Paris", "example.org", [true, true, true]).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let private = seeks(&h, &karim, sought("Tom Perrin")).await;
        let id = seeks(&h, &karim, sought("Camille Roussel")).await;
        appeal(&h, &karim, &id).await.unwrap();
        let hers = persons_feed(&paris).await[0].person_record_id.as_str().to_owned();
        let mut not_public = said(&h, "example.org/n4", &format!("127.0.0.1/person.{private}"), Status::BelievedAlive);
        not_public.text = "x".into();
        let all: Vec<Record> = [
            said(&h, "example.org/n1", &hers, Status::BelievedAlive),
            said(&h, "example.org/n2", &hers, Status::BelievedDead),
            said(&h, "example.com/n3", &hers, Status::BelievedAlive),
            not_public,
            said(&h, "example.org/n5", "example.org/nobody", Status::BelievedAlive),
        ].map(Record::from).into();
        let report = brings(&h, &paris, &all).await;
        assert_eq!(report["note"]["written"], 2, "{report}");
        assert_eq!(reasons(&report), ["other-domain", "person-unknown", "person-unknown"], "{report}");
        let seen = one(&karim, &id).await;
        assert_eq!(seen["state"], "searching");
        let said = seen["notes"].as_array().unwrap();
        assert_eq!((said.len(), &said[0]["counts"], &said[0]["proven"]), (1, &json!(false), &json!(false)), "{seen}");
        assert!(!seen.to_string().contains("dead"), "{seen}");
        assert_eq!(count(&h.house.store, DEAD).await, 1, "it is kept as it was received");
        let out = paris.get(&format!("/api/v1/pfif/read?id={hers}")).await.expect(200);
        assert!(notes(&out).is_empty() && !out.text.contains("believed_dead"), "{}", out.text);
    }
}
