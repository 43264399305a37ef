use kernel::{Cell, Event, IncidentId, Lang, Span};
use register::{Actor, Asking, AuditLine, Author, PlaceKind, Presence, SessionOf};
use store::{Change, Store, params, sql, testing::Stores};

use crate::{befriend, contact, fact, night, person, register};
use kernel::Id;

sql! {
    PERSON_ROWS = "SELECT id, name FROM person";
    CONTACT_ROWS = "SELECT person, blind, value FROM contact";
    PROVEN_ROWS = "SELECT blind, person FROM proven_contact";
    PRESENCE_ROWS = "SELECT person FROM presence";
    CIRCLE_ROWS = "SELECT person, links FROM circle";
    FACT_ROWS = "SELECT person, author, words FROM fact";
    SESSION_ROWS = "SELECT hash, person FROM session";
    LINK_ROWS = "SELECT hash, person FROM operator_link";
    PROOF_ROWS = "SELECT id, person, blind, contact FROM proof";
    INVITATION_ROWS = "SELECT inviter, used_by FROM invitation";
    AUDIT_ROWS = "SELECT actor, subject, actor_name, details FROM audit";
    OUTBOX_ROWS = "SELECT body FROM outbox";
    JOB_ROWS = "SELECT key, body FROM job";
}

/// What the measurement writes.
mod many {
    store::sql! {
        pub MILLION = "INSERT INTO outbox (pos, at, body) WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) \
            SELECT i, $2, '{\"fact\":{\"person\":\"' || CASE WHEN i % 20000 = 0 THEN CAST($1 AS TEXT) ELSE '0190e3a8-0000-7000-8000-000000000001' END \
            || '\",\"incident\":\"0190e3a8-0000-7000-8000-000000000002\",\"drill\":false,\"fact\":\"0190e3a8-0000-7000-8000-000000000003\"}}' FROM n";
        pub MILLIONTH = "UPDATE counter SET value = 1000000 WHERE name = 'outbox'";
        pub WRITE_NOTE = "INSERT INTO note (name, value) VALUES ($1, '1')";
    }
}

#[allow(clippy::disallowed_methods, reason = "a measurement")]
fn instant() -> std::time::Instant {
    std::time::Instant::now()
}

/// Others write one small change after the other: how long each waits.
async fn others(store: Store, erase: bool, stopped: tokio::sync::watch::Receiver<bool>) -> Vec<std::time::Duration> {
    let mut waits = Vec::new();
    while !*stopped.borrow() {
        let began = instant();
        store.apply(Change::new().run(many::WRITE_NOTE, params![format!("{erase}{}", waits.len())])).await.unwrap();
        waits.push(began.elapsed());
    }
    waits
}

store::testing::each_store! {
    async fn erasing_really_erases(store: Store) {
        let r = register(&store);
        let (lea, karim) = (person(&r, "Léa").await, person(&r, "Karim").await);
        let incident = IncidentId::from_bytes([5; 16]);
        befriend(&r, lea, karim).await;
        let mail = contact("lea@example.org");
        let until = night().plus(Span::days(1));
        let cell = Cell::at(48.8674, 2.3636, 9).unwrap();
        let ask = Asking {
            contact: &mail, person: None, name: None, lang: Lang::Fr, at: night(), good_for: Span::minutes(10), per_hour: 9,
        };
        let mut change = r.prove_contact(Change::new(), lea, &mail, night());
        change = r.ask_proof(change, &Asking { person: Some(lea), ..ask }).1;
        change = r.ask_proof(change, &ask).1;
        change = r.set_presence(change, &Presence { person: lea, slot: PlaceKind::Home, cell, expires: None });
        let of_karim = fact(&r, karim, lea, incident);
        change = r.with_fact(change, &fact(&r, lea, lea, incident), Some("mot"));
        change = r.with_fact(change, &of_karim, Some("je l’ai vu"));
        change = r.open_session(change, [1; 32], &SessionOf::Person(lea), night(), until).1;
        change = r.add_link(change, [2; 32], &SessionOf::Person(lea), night(), until);
        change = r.invite(change, [3; 32], lea, night(), until).1;
        change = r.invite(change, [4; 32], karim, night(), until).1;
        change = r.use_invitation(change, [4; 32], lea, night());
        change = r.audit(change, &AuditLine::new(night(), Actor::Server, "help.take").of(incident).about(lea));
        change = r.audit(change, &AuditLine::new(night(), Actor::Person(lea), "me.export"));
        change = change
            .event(Event::Asked { incident, drill: false, round: 1, people: vec![lea, karim] })
            .job(store::NewJob { kind: "told", key: format!("7:{lea}"), body: "{}".into(), run_at: night() })
            .job(store::NewJob { kind: "ask", key: "7".into(), body: format!("[\"{lea}\"]"), run_at: night() });
        store.apply(change).await.unwrap();

        r.erase_now(lea, night()).await.unwrap();

        let mut left = 0;
        for sql in ALL {
            for row in store.read(*sql, params![]).await.unwrap() {
                left += 1;
                let text = format!("{:?}", row.values());
                let erased_event = text.contains("erased") && sql.name == "OUTBOX_ROWS";
                assert!(erased_event || !text.contains(&lea.to_string()), "{}: {text}", sql.name);
                for value in row.values() {
                    let bytes: &[u8] = match value {
                        store::Value::Blob(b) => b,
                        store::Value::Id(b) => b,
                        _ => &[],
                    };
                    assert!(!bytes.windows(16).any(|w| w == lea.bytes()), "{}: the id in bytes", sql.name);
                    assert!(!bytes.windows(16).any(|w| w == r.blind(&mail)), "{}: the contact", sql.name);
                }
            }
        }
        assert!(left > 5, "others keep what is theirs");
        let kept = r.audit_before(None, 10).await.unwrap();
        assert_eq!(kept.len(), 2, "the audit loses no line");
        assert!(kept.iter().all(|l| l.erased && l.subject.is_none() && l.actor == Actor::Server));
        let about_karim = r.facts(karim, incident).await.unwrap();
        assert_eq!((about_karim.len(), about_karim[0].author), (1, Author::Nobody));
        assert!(r.words_of(&[karim]).await.unwrap().is_empty());
        assert!(store.apply(r.with_fact(Change::new(), &fact(&r, lea, lea, incident), None)).await.is_err(), "late facts");
        r.erase_now(lea, night()).await.unwrap();
    }

    async fn whoever_is_erased_amid_events_leaves_no_trace_in_them(store: Store) {
        let r = register(&store);
        let (lea, karim) = (person(&r, "Léa").await, person(&r, "Karim").await);
        let (incident, talk) = (IncidentId::from_bytes([5; 16]), store.clone());
        let asked = move |n: i64| Event::Asked { incident, drill: false, round: n, people: vec![lea, karim] };
        for n in 0..30 {
            store.apply(Change::new().event(asked(n))).await.unwrap();
        }
        let talking = tokio::spawn(async move {
            for n in 30..200 {
                talk.apply(Change::new().event(asked(n))).await.unwrap();
            }
        });
        r.erase_now(lea, night()).await.unwrap();
        talking.await.unwrap();
        let (events, _) = store.events_after(0, 1000).await.unwrap();
        let erased = events.iter().find(|e| matches!(e.event, Event::Erased { .. })).map(|e| e.pos).unwrap();
        for event in events.iter().filter(|e| e.pos <= erased) {
            let of_her = matches!(&event.event, Event::Asked { people, .. } if people.contains(&lea));
            assert!(!of_her, "event {} of {erased}", event.pos);
        }
    }

    async fn a_restored_backup_is_told_who_was_erased(store: Store) {
        let r = register(&store);
        let (lea, karim) = (person(&r, "Léa").await, person(&r, "Karim").await);
        assert_eq!(r.replay_erasures([lea], night()).await.unwrap(), 1);
        assert!(r.card(lea).await.unwrap().is_none() && r.card(karim).await.unwrap().is_some());
        assert_eq!(r.replay_erasures([], night()).await.unwrap(), 0);
    }
}

/// `cargo test -p register --test store -- --ignored --nocapture million`
#[test]
#[ignore = "a measurement: a million events, and how long others wait while somebody is erased"]
fn a_million_events() {
    store::testing::run(million, async || Stores::sqlite());
    store::testing::run(million, async || Stores::postgres().await);
}

async fn million(stores: Stores) {
    let store = stores.open().await;
    let r = register(&store);
    let lea = person(&r, "Léa").await;
    let (id, at) = (lea.to_string(), night());
    store
        .apply(Change::new().run(many::MILLION, params![id.as_str(), at]).run(many::MILLIONTH, params![]))
        .await
        .unwrap();
    // First alone: what the machine itself makes them wait.
    for erase in [false, true] {
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let writer = tokio::spawn(others(store.clone(), erase, stopped));
        let began = instant();
        if erase {
            r.erase_now(lea, night()).await.unwrap();
        } else {
            tokio::time::sleep(std::time::Duration::from_secs(2)).await;
        }
        let took = began.elapsed();
        stop.send(true).unwrap();
        let mut waits = writer.await.unwrap();
        waits.sort();
        let at = |share: f64| waits[((waits.len() - 1) as f64 * share) as usize];
        let (engine, n, half, most) = (store.engine(), waits.len(), at(0.5), at(0.99));
        println!(
            "{engine}: erased {erase}, {took:?}; {n} others: median {half:?}, 99 % {most:?}, longest {:?}",
            at(1.0)
        );
    }
}
