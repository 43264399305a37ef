//! Lists of institutions: who is with them, matched blindly with those whom somebody seeks.

use http::Method;
use kernel::{Event, Lang, OperatorId, Role, Span};
use missing::rules::list::{LIST_CODES, MOST_LINES};
use serde_json::{Value, json};
use store::{params, sql};
use web::{
    Words,
    harness::{Answer, Client, Harness},
};

use crate::{
    exchange::register,
    scene::{active, answers, appeal, harness, one, proven, safe, seeks, sought, sought_at},
};

const HERS: &str = "06 39 98 00 17";
const CSV: Option<&str> = Some("text/csv; charset=utf-8");

sql! {
    ENTRIES = "SELECT COUNT(*) FROM list_entry";
    MATCHES = "SELECT COUNT(*) FROM list_match";
    SEALED = "SELECT who FROM list_entry";
}

async fn count(h: &Harness, sql: store::Sql) -> i64 {
    h.house.store.one(sql, params![]).await.unwrap().unwrap().int(0).unwrap()
}

/// Somebody who speaks for an institution.
pub(crate) async fn speaks(h: &Harness, name: &str, institution: &str) -> Client {
    let who = h.staff(Role::Institution, name).await;
    let id: OperatorId = h.house.register.staff_named(name, h.house.clock.now()).await.unwrap();
    let admin = h.staff(Role::Admin, "Ada").await;
    admin.put(&format!("/api/v1/institutions/{id}"), json!({ "institution": institution })).await.is(204);
    who
}

/// Somebody of 27 who is in care, under this reference.
pub(crate) fn patient(name: &str, reference: &str) -> Value {
    json!({ "name": name, "sex": "female", "ages": {"low": 27, "high": 27}, "state": "in_care", "reference": reference,
        "arrived": "2015-11-13T22:50:00+01:00" })
}

pub(crate) async fn brings(h: &Harness, who: &Client, entries: Value) -> Answer {
    let answer = who.post("/api/v1/lists", json!({ "entries": entries })).await;
    h.settle().await;
    answer
}

async fn table(h: &Harness, who: &Client, text: impl Into<Vec<u8>>) -> Answer {
    let answer = who.send(Method::POST, "/api/v1/lists", CSV, text.into()).await;
    h.settle().await;
    answer
}

pub(crate) async fn listed(who: &Client) -> Value {
    who.get("/api/v1/lists").await.expect(200).json()["entries"].clone()
}

/// The one match of the one entry of a list.
pub(crate) async fn matched(who: &Client) -> Value {
    let all = listed(who).await;
    assert_eq!(all.as_array().map(Vec::len), Some(1), "{all}");
    let matches = all[0]["matches"].as_array().unwrap().clone();
    assert_eq!(matches.len(), 1, "{all}");
    matches[0].clone()
}

/// The path of the one match.
pub(crate) async fn path(who: &Client) -> String {
    format!("/api/v1/lists/matches/{}", matched(who).await["id"].as_str().unwrap())
}

/// Calls the family, and gives what is shown then.
pub(crate) async fn calls(who: &Client) -> Value {
    let at = path(who).await;
    who.post(&format!("{at}/call"), json!({})).await.expect(200).json()
}

pub(crate) async fn releases(h: &Harness, who: &Client) {
    let at = path(who).await;
    who.post(&format!("{at}/release"), json!({ "patient": "agrees" })).await.is(204);
    h.settle().await;
}

/// Whatever is not drawn by chance for a page.
fn steady(answer: &Answer) -> String {
    let mut text = format!("{}\n", answer.status);
    for line in answer.text.split_inclusive(['\n', '>']) {
        // Where the stream of everything stands is no word of this search.
        if !["nonce", "name=\"key\"", "data-stream="].iter().any(|mark| line.contains(mark)) {
            text += line;
        }
    }
    text
}

/// Everything that the family, anybody with the link, and a neighbour read of a search.
pub(crate) async fn outside(seeker: &Client, id: &str, share: &str, neighbour: &Client, h: &Harness) -> Vec<String> {
    let nobody = h.nobody();
    let record = format!("127.0.0.1/person.{id}");
    let mut all = Vec::new();
    for (who, path) in [
        (seeker, format!("/api/v1/notices/{id}")),
        (seeker, "/api/v1/notices".to_owned()),
        (seeker, format!("/missing/{id}")),
        (seeker, "/missing/mine".to_owned()),
        (seeker, "/api/v1/me/export".to_owned()),
        (seeker, format!("/missing/{id}/consent")),
        (&nobody, format!("/api/v1/appeals/{share}")),
        (&nobody, format!("/s/{share}")),
        (&nobody, format!("/s/{share}/card.png")),
        (neighbour, format!("/api/v1/pfif/read?id={record}")),
        (neighbour, "/api/v1/pfif/feeds/person?min_entry_date=2015-11-01T00:00:00Z".to_owned()),
        (neighbour, "/api/v1/pfif/feeds/note?min_entry_date=2015-11-01T00:00:00Z".to_owned()),
    ] {
        let seen = who.get(&path).await;
        // An erring page names its own reference.
        all.push(if seen.status == 200 {
            format!("{path}\n{}", steady(&seen))
        } else {
            format!("{path}\n{}", seen.status)
        });
    }
    all
}

/// Whoever was told that somebody is found, or that the search goes on.
pub(crate) async fn hears(h: &Harness) -> Vec<(bool, usize)> {
    let (events, _) = h.house.store.events_after(0, 10_000).await.unwrap();
    let found = |e: &Event| match e {
        Event::Found { found, people, .. } => Some((*found, people.len())),
        _ => None,
    };
    events.iter().filter_map(|e| found(&e.event)).collect()
}

#[test]
fn every_refusal_of_lists_says_what_to_do_next() {
    const FAMILYS: [&str; 4] = ["list-unknown", "list-over", "list-family-only", "list-prove"];
    for lang in Lang::ALL {
        let there = Words::keys(lang);
        for code in LIST_CODES {
            if matches!(lang, Lang::Fr | Lang::En) || FAMILYS.contains(code) {
                for key in [format!("refusal-{code}"), format!("refusal-{code}-next")] {
                    assert!(there.contains(&key), "{key} in {lang:?}");
                }
            }
        }
    }
}

store::testing::each_store! {
    async fn an_institution_alone_hears_of_it_and_no_byte_changes_until_it_lets_the_search_end(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let neighbour = register(&h, "Genève", "example.org", [true, true, true]).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        let share = appeal(&h, &karim, &id).await.unwrap();
        let ana = speaks(&h, "Ana", "Hôpital de l’Exemple").await;
        let before = outside(&karim, &id, &share, &neighbour, &h).await;
        let same = async |when: &str| {
            for (seen, then) in outside(&karim, &id, &share, &neighbour, &h).await.iter().zip(&before) {
                assert_eq!(seen, then, "{when}");
            }
        };
        same("the same twice").await;

        let kept = brings(&h, &ana, json!([patient("ROUSSEL Camille", "p-17")])).await.expect(200).json();
        assert_eq!((&kept["committed"], &kept["added"]), (&json!(true), &json!(1)));
        let seen = matched(&ana).await;
        assert_eq!(seen["state"], "proposed");
        assert!(seen["reasons"].as_array().unwrap().contains(&json!("ages-agree")), "{seen}");
        for secret in ["Karim", "karim@", &id, "Manteau"] {
            assert!(!listed(&ana).await.to_string().contains(secret), "{secret} before one calls");
        }
        same("matched").await;
        let at = path(&ana).await;
        ana.post(&format!("{at}/release"), json!({ "patient": "agrees" })).await.refuses(409, "list-call-first");

        let call = calls(&ana).await;
        assert_eq!((&call["seeker"], &call["contacts"]), (&json!("Karim Belaïd"), &json!(["karim@example.org"])));
        assert_eq!(call["notice"]["wearing"], "Manteau vert, sac noir");
        h.settle().await;
        same("called").await;
        assert_eq!(hears(&h).await, []);

        ana.post(&format!("{at}/release"), json!({})).await.refuses(422, "list-ask-first");
        releases(&h, &ana).await;
        let found = one(&karim, &id).await;
        assert_eq!((&found["state"], &found["notes"][0]["state"]), (&json!("found"), &json!("in_care")), "{found}");
        assert_eq!((&found["notes"][0]["institution"], &found["notes"][0]["counts"]), (&json!(true), &json!(true)));
        assert!(karim.page(&format!("/missing/{id}")).await.expect(200).says("Institution"));
        assert_eq!(hears(&h).await, [(true, 1)], "once");
        ana.post(&format!("{at}/release"), json!({ "patient": "agrees" })).await.refuses(409, "list-over");
        h.settle().await;
        assert_eq!(hears(&h).await, [(true, 1)]);
        let acts = h.house.register.audit_before(None, 100).await.unwrap();
        let mut acts: Vec<&str> = acts.iter().map(|l| l.act.as_str()).filter(|a| a.starts_with("list.")).collect();
        acts.sort_unstable();
        assert_eq!(acts, ["list.bring", "list.call", "list.release"]);
    }

    async fn a_search_that_begins_after_the_list_finds_it_and_a_namesake_does_not(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let ana = speaks(&h, "Ana", "Hôpital de l’Exemple").await;
        let mut unknown = json!({ "state": "unknown", "sex": "female", "phone": "06 39 98 00 33", "reference": "x" });
        brings(&h, &ana, json!([patient("Camille Roussel", "p-17"), unknown.clone()])).await.is(200);
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let heard = async || -> Vec<(String, usize)> {
            let all = listed(&ana).await;
            let each = |e: &Value| (e["reference"].as_str().unwrap().to_owned(), e["matches"].as_array().unwrap().len());
            let mut all: Vec<_> = all.as_array().unwrap().iter().map(each).collect();
            all.sort();
            all
        };
        let counts = |p: usize, x: usize| vec![("p-17".to_owned(), p), ("x".to_owned(), x)];
        let mut other = sought("Camille Roussel");
        other["ages"] = json!({"low": 60, "high": 65});
        seeks(&h, &karim, other).await;
        let mut other = sought("Camille Roussel");
        other["sex"] = json!("male");
        seeks(&h, &karim, other).await;
        seeks(&h, &karim, sought("Mélanie Durand")).await;
        assert_eq!(heard().await, counts(0, 0), "what contradicts is never heard of");
        seeks(&h, &karim, sought("Camile Roussel")).await;
        assert_eq!(heard().await, counts(1, 0));
        // Somebody without a name is found by what they carry.
        let mut hers = sought_at("Hana Sato", "06 39 98 00 33");
        hers["ages"] = Value::Null;
        seeks(&h, &karim, hers).await;
        assert_eq!(heard().await, counts(1, 1));
        let carried = listed(&ana).await.as_array().unwrap().iter().find(|e| e["reference"] == "x").unwrap().clone();
        let at = format!("/api/v1/lists/matches/{}", carried["matches"][0]["id"].as_str().unwrap());
        ana.post(&format!("{at}/call"), json!({})).await.is(200);
        ana.post(&format!("{at}/release"), json!({ "patient": "cannot_answer" })).await.refuses(409, "list-unnamed");
        unknown["state"] = json!("safe");
        let entry = format!("/api/v1/lists/{}", carried["id"].as_str().unwrap());
        ana.put(&entry, unknown).await.refuses(422, "list-name");
    }

    async fn a_list_is_its_institutions_alone(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        seeks(&h, &karim, sought("Camille Roussel")).await;
        let stray = h.staff(Role::Institution, "Personne").await;
        stray.get("/api/v1/lists").await.refuses(403, "list-not-accredited");
        brings(&h, &stray, json!([patient("Camille Roussel", "p-17")])).await.refuses(403, "list-not-accredited");
        let ana = speaks(&h, "Ana", "Hôpital de l’Exemple").await;
        let bela = speaks(&h, "Béla", "Hôpital de l’Exemple").await;
        let other = speaks(&h, "Omar", "Croix d’Ailleurs").await;
        brings(&h, &ana, json!([patient("Camille Roussel", "p-17")])).await.is(200);
        let (at, entry) = (path(&ana).await, format!("/api/v1/lists/{}", listed(&ana).await[0]["id"].as_str().unwrap()));
        assert_eq!(path(&bela).await, at, "colleagues share it");
        assert_eq!(listed(&other).await, json!([]));
        // The same reference is another one elsewhere.
        brings(&h, &other, json!([patient("Zoé Blanc", "p-17")])).await.is(200);
        assert_eq!(listed(&ana).await[0]["name"], "Camille Roussel");
        for (act, body) in [
            ("call", json!({})),
            ("refuse", json!({})),
            ("release", json!({ "patient": "agrees" })),
            ("death", json!({ "died": "2015-11-13T23:00:00+01:00" })),
            ("death/confirm", json!({ "told": true })),
        ] {
            other.post(&format!("{at}/{act}"), body.clone()).await.refuses(404, "list-unknown");
            for role in [Role::Moderator, Role::Operator, Role::Admin, Role::RosterManager, Role::Verifier] {
                h.staff(role, role.word()).await.post(&format!("{at}/{act}"), body.clone()).await.is(403);
            }
            karim.post(&format!("{at}/{act}"), body).await.is(403);
        }
        other.delete(&at).await.refuses(404, "list-unknown");
        other.delete(&entry).await.refuses(404, "list-unknown");
        other.put(&entry, patient("Camille Roussel", "p-17")).await.refuses(404, "list-unknown");
        assert_eq!(matched(&ana).await["state"], "proposed", "nothing has moved");
        // Whoever speaks for it no more sees nothing more.
        let id: OperatorId = h.house.register.staff_named("Ana", h.house.clock.now()).await.unwrap();
        h.staff(Role::Admin, "Ada").await.delete(&format!("/api/v1/institutions/{id}")).await.is(204);
        ana.get("/api/v1/lists").await.refuses(403, "list-not-accredited");
    }

    async fn what_is_withdrawn_or_corrected_undoes_what_it_caused(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought("Camille Roussel")).await;
        let ana = speaks(&h, "Ana", "Hôpital de l’Exemple").await;
        let bela = speaks(&h, "Béla", "Hôpital de l’Exemple").await;
        let again = async |entry: Value| brings(&h, &ana, json!([entry])).await.expect(200).json();
        let mut hers = patient("Camille Roussel", "p-17");
        again(hers.clone()).await;
        calls(&ana).await;
        // Whom one lists and another one releases, two of them vouch for.
        releases(&h, &bela).await;
        assert_eq!(again(hers.clone()).await["unchanged"], 1);
        // How she is changes: the family reads it, and is not told anew.
        hers["state"] = json!("safe");
        assert_eq!(again(hers.clone()).await["changed"], 1);
        let seen = one(&karim, &id).await;
        let notes = seen["notes"].as_array().unwrap();
        assert_eq!((notes.len(), &notes[0]["state"], &seen["state"]), (1, &json!("safe"), &json!("found")));
        assert_eq!(hears(&h).await, [(true, 1)]);
        // It was somebody else.
        hers["name"] = json!("Zoé Blanc");
        again(hers.clone()).await;
        let seen = one(&karim, &id).await;
        assert_eq!((&seen["state"], &seen["notes"]), (&json!("searching"), &json!([])), "{seen}");
        assert_eq!(hears(&h).await, [(true, 1), (false, 1)]);
        assert_eq!((count(&h, MATCHES).await, listed(&ana).await[0]["matches"].clone()), (0, json!([])));
        // And was her after all: she is matched anew, released, taken back, released, withdrawn.
        hers["name"] = json!("Camille Roussel");
        again(hers.clone()).await;
        calls(&ana).await;
        releases(&h, &ana).await;
        let at = path(&ana).await;
        ana.delete(&at).await.is(204);
        h.settle().await;
        assert_eq!((one(&karim, &id).await["state"].clone(), matched(&ana).await["state"].clone()), (json!("searching"), json!("called")));
        ana.delete(&at).await.refuses(409, "list-over");
        releases(&h, &ana).await;
        ana.delete(&format!("/api/v1/lists/{}", listed(&ana).await[0]["id"].as_str().unwrap())).await.is(204);
        h.settle().await;
        let seen = one(&karim, &id).await;
        assert_eq!((&seen["state"], &seen["notes"]), (&json!("searching"), &json!([])));
        let all = hears(&h).await;
        assert_eq!(all.iter().map(|(found, _)| *found).collect::<Vec<_>>(), [true, false, true, false, true, false]);
        assert_eq!((count(&h, ENTRIES).await, count(&h, MATCHES).await), (0, 0));
        // What is not the same person is heard of no more.
        again(hers).await;
        let at = path(&ana).await;
        ana.post(&format!("{at}/refuse"), json!({})).await.is(204);
        assert_eq!(listed(&ana).await[0]["matches"], json!([]));
        ana.post(&format!("{at}/call"), json!({})).await.refuses(409, "list-over");
    }

    async fn who_does_not_wish_to_be_found_is_not_given_away_by_a_list(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let bruno = proven(&h, "Bruno Vasseur", "bruno@example.org").await;
        let camille = proven(&h, "Camille Roussel", HERS).await;
        let id = seeks(&h, &bruno, sought_at("Camille Roussel", HERS)).await;
        let ana = speaks(&h, "Ana", "Hôpital de l’Exemple").await;
        brings(&h, &ana, json!([patient("Camille Roussel", "p-17")])).await.is(200);
        let at = path(&ana).await;
        safe(&h, &camille, night).await;
        answers(&h, &camille, "not_now").await.is(204);
        assert_eq!(listed(&ana).await[0]["matches"], json!([]), "not for now either");
        answers(&h, &camille, "never").await.is(204);
        assert_eq!(listed(&ana).await[0]["matches"], json!([]), "nobody calls whom she hides from");
        ana.post(&format!("{at}/call"), json!({})).await.refuses(404, "list-unknown");
        // Nor by another search of his, whichever comes first.
        seeks(&h, &bruno, sought("Camille Roussel")).await;
        brings(&h, &ana, json!([patient("Camille ROUSSEL", "p-18")])).await.is(200);
        assert!(listed(&ana).await.as_array().unwrap().iter().all(|e| e["matches"] == json!([])));
        assert_eq!(one(&bruno, &id).await["state"], "searching");
        // Others may look for her.
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        seeks(&h, &karim, sought("Camille Roussel")).await;
        assert!(listed(&ana).await.as_array().unwrap().iter().all(|e| e["matches"].as_array().unwrap().len() == 1));
    }

    async fn an_exercise_touches_no_real_search_and_no_real_list_an_exercise(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let drill = active(&h, true).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let ana = speaks(&h, "Ana", "Hôpital de l’Exemple").await;
        let real = seeks(&h, &karim, sought("Camille Roussel")).await;
        let hers = |incident| json!({ "incident": incident, "entries": [patient("Camille Roussel", "p-17")] });
        ana.post("/api/v1/lists", hers(drill)).await.is(200);
        h.settle().await;
        assert_eq!(count(&h, MATCHES).await, 0);
        let mut played = sought("Camille Roussel");
        played["incident"] = json!(drill);
        let played = seeks(&h, &karim, played).await;
        assert_eq!(count(&h, MATCHES).await, 1);
        calls(&ana).await;
        releases(&h, &ana).await;
        assert_eq!(one(&karim, &played).await["state"], "found");
        assert_eq!(one(&karim, &real).await["state"], "searching");
        // The same reference in the real one is another entry.
        ana.post("/api/v1/lists", hers(night)).await.is(200);
        h.settle().await;
        assert_eq!((count(&h, ENTRIES).await, count(&h, MATCHES).await), (2, 2));
        assert_eq!(one(&karim, &real).await["state"], "searching");
    }

    async fn a_file_is_kept_whole_or_not_at_all(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let ana = speaks(&h, "Ana", "Hôpital de l’Exemple").await;
        let bad = table(&h, &ana, "nom;état;référence;sexe;âge;arrivée;téléphone\n\
            Camille Roussel;in_care;p-1;F;27;2015-11-13T22:50:00+01:00;\n\
            ;in_care;p-2;F;27;;\n\
            Tom Perrin;décédé;p-3;H;30;;\n\
            Léa 06 39 98 00 17;safe;p-4;;;;\n\
            Hana Sato;safe;p-1;;;;\n\
            Inès Moreau;safe;p-6;Z;;;\n\
            Paul Durand;safe;p-7;;200;;\n\
            Zoé Blanc;safe;p-8;;;2035-01-01T00:00:00Z;\n\
            Anne Petit;safe;;;;;\n\
            Karim Petit;safe;p-10;;;;12\n").await.expect(422).json();
        assert_eq!(bad["committed"], false);
        let said: Vec<(u64, &str)> =
            bad["bad"].as_array().unwrap().iter().map(|b| (b["line"].as_u64().unwrap(), b["code"].as_str().unwrap())).collect();
        assert_eq!(said, [
            (3, "list-name"), (4, "list-state"), (5, "list-name-unfit"), (6, "list-twice"), (7, "list-sex"), (8, "list-age"),
            (9, "list-arrived"), (10, "list-reference"), (11, "list-contact"),
        ], "{bad}");
        for b in bad["bad"].as_array().unwrap() {
            assert!(!b["reason"].as_str().unwrap().starts_with("refusal-"), "{b}");
        }
        assert_eq!(count(&h, ENTRIES).await, 0, "nothing half written");
        table(&h, &ana, "name,state\nA,safe\n").await.refuses(422, "list-heading");
        table(&h, &ana, "\u{0}").await.refuses(422, "list-file");
        let many = "name,state,reference\n".to_owned() + &"A,safe,r\n".repeat(MOST_LINES + 1);
        table(&h, &ana, many).await.refuses(422, "list-many-lines");
        table(&h, &ana, vec![b'x'; (1 << 20) + 1]).await.is(413);
        brings(&h, &ana, json!([])).await.refuses(422, "list-empty");
        brings(&h, &ana, json!([{ "name": "A", "state": "dead", "reference": "r" }])).await.refuses(422, "list-file");
        assert_eq!(count(&h, ENTRIES).await, 0);
        // The same press twice is one list.
        let body = json!({ "entries": [patient("Camille Roussel", "p-1")] });
        for _ in 0..2 {
            ana.post_once("/api/v1/lists", "3f1b8a90c2d4e5f6", body.clone()).await.is(200);
        }
        let other = json!({ "entries": [patient("Zoé Blanc", "p-1")] });
        ana.post_once("/api/v1/lists", "3f1b8a90c2d4e5f6", other).await.is(422);
        assert_eq!(listed(&ana).await[0]["name"], "Camille Roussel");
    }

    async fn whatever_is_typed_into_a_list_stays_text(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let ana = speaks(&h, "Ana", "Hôpital de l’Exemple").await;
        let hostile = [
            "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'; DROP TABLE list_entry; --", "=HYPERLINK(\"x\")",
            "{{7*7}}", "%s%s%n", "\u{202e}abc", "ÅÍÎÏ˝ÓÔÒÚÆ☃", "田中さんにあげて下さい", "الكل في المجمو عة", "../../etc/passwd%00", "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮",
        ];
        for (n, text) in hostile.iter().enumerate() {
            let entry = json!({ "name": text, "document": text, "state": "safe", "reference": format!("{n} {text}") });
            let status = brings(&h, &ana, json!([entry])).await.status.as_u16();
            assert!([200, 422].contains(&status), "{text}: {status}");
            let line = format!("name,state,reference,document\n\"{0}\",safe,\"c{n}\",\"{0}\"\n", text.replace('"', "\"\""));
            let status = table(&h, &ana, line).await.status.as_u16();
            assert!([200, 422].contains(&status), "{text}: {status}");
        }
        assert!(count(&h, ENTRIES).await >= 12);
        let page = ana.page("/console/lists").await.expect(200);
        assert!(!page.says("<script>alert") && !page.says("<img src=x"), "{}", page.text);
        for row in h.house.store.read(SEALED, params![]).await.unwrap() {
            let sealed = row.blob(0).unwrap();
            assert!(!sealed.windows(6).any(|w| w == b"script"), "names are sealed");
        }
    }

    async fn a_list_is_forgotten_erased_exported_and_sealed_anew(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        seeks(&h, &karim, sought("Camille Roussel")).await;
        let ana = speaks(&h, "Ana", "Hôpital de l’Exemple").await;
        let mut hers = patient("Camille Roussel", "p-17");
        hers["phone"] = json!(HERS);
        brings(&h, &ana, json!([hers, patient("Tom Perrin", "p-18")])).await.is(200);
        // Who is named by a contact of theirs reads it, and takes it away with them.
        let camille = proven(&h, "Camille Roussel", HERS).await;
        let export = camille.get("/api/v1/me/export").await.expect(200).text;
        assert!(export.contains("p-17") && export.contains("Hôpital de l’Exemple"), "{export}");
        assert!(!karim.get("/api/v1/me/export").await.expect(200).text.contains("p-17"));
        let done = h.house.register.reseal(10, |_| {}).await.unwrap();
        assert!(format!("{done:?}").len() > 2 && h.house.register.unopened().await.unwrap().is_empty());
        assert_eq!(listed(&ana).await.as_array().unwrap().len(), 2, "still read");
        camille.delete("/api/v1/me").await.is(204);
        h.settle().await;
        assert_eq!((count(&h, ENTRIES).await, count(&h, MATCHES).await), (1, 0));
        // What a search may have belonged to goes with whoever searched.
        brings(&h, &ana, json!([patient("Camille Roussel", "p-17")])).await.is(200);
        assert_eq!(count(&h, MATCHES).await, 1);
        karim.delete("/api/v1/me").await.is(204);
        h.settle().await;
        assert_eq!(count(&h, MATCHES).await, 0);
        // What is not brought again is gone after thirty days, in memory too.
        h.pass(Span::days(20));
        h.settle().await;
        brings(&h, &ana, json!([patient("Tom Perrin", "p-18")])).await.is(200);
        h.pass(Span::days(11));
        h.settle().await;
        let left = listed(&ana).await;
        assert_eq!((left.as_array().unwrap().len(), &left[0]["reference"]), (1, &json!("p-18")));
        h.pass(Span::days(20));
        h.settle().await;
        assert_eq!(count(&h, ENTRIES).await, 0);
    }

    async fn an_institution_does_it_all_in_pages_without_script(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought("Camille Roussel")).await;
        let ana = speaks(&h, "Ana", "Hôpital de l’Exemple").await;
        let page = ana.page("/console/lists").await.expect(200);
        assert!(page.says("Hôpital de l’Exemple") && page.says("/console/lists"), "{}", page.text);
        let bad = ana.submit(&page, "/console/lists", &[("list", "nom;état;référence\n;safe;p-1\n")]).await.expect(422);
        assert!(bad.says("rien n’a été gardé") && bad.says("Le nom manque") && bad.says("p-1"), "{}", bad.text);
        let none = ana.submit(&page, "/console/lists", &[("list", "x")]).await.expect(422);
        assert!(none.says("id=\"m-list\""), "{}", none.text);
        let good = "nom;état;référence;sexe;âge\nCamille Roussel;in_care;p-17;F;27\n";
        let kept = ana.submit(&page, "/console/lists", &[("list", good)]).await.expect(200);
        assert!(kept.says("La liste est gardée"), "{}", kept.text);
        h.settle().await;
        let at = path(&ana).await.replace("/api/v1/lists", "/console/lists");
        let list = ana.page("/console/lists").await.expect(200);
        assert!(list.says(&at) && list.says("les âges concordent") && !list.says("Karim"), "{}", list.text);
        let shown = ana.page(&at).await.expect(200);
        assert!(!shown.says("Karim") && !shown.says("karim@"), "a look calls nobody: {}", shown.text);
        let early = ana.submit(&shown, &at, &[("do", "release"), ("patient", "agrees")]).await.expect(422);
        assert!(early.says("n’a pas encore été appelée"), "{}", early.text);
        let called = ana.submit(&shown, &at, &[("do", "call")]).await.expect(200);
        assert!(called.says("Karim Belaïd") && called.says("karim@example.org"), "{}", called.text);
        assert_eq!(called.header("cache-control"), "private, no-store");
        assert!(!ana.page(&at).await.expect(200).says("karim@"), "shown in answer to the press alone");
        ana.submit(&called, &at, &[("do", "release"), ("patient", "agrees")]).await.is(303);
        h.settle().await;
        assert_eq!(one(&karim, &id).await["state"], "found");
        let entry = listed(&ana).await[0]["id"].as_str().unwrap().to_owned();
        ana.submit(&list, &format!("/console/lists/{entry}"), &[("do", "withdraw")]).await.is(303);
        h.settle().await;
        assert_eq!(one(&karim, &id).await["state"], "searching");
        ana.page(&at).await.is(404);
        h.staff(Role::Moderator, "Maud").await.page("/console/lists").await.is(403);
    }
}
