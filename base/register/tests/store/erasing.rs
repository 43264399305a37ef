use kernel::{Cell, Event, IncidentId, Lang, Span};
use register::{Actor, Asking, AuditLine, Author, PlaceKind, Presence, SessionOf};
use store::{Change, params, sql};

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

    async fn a_restored_backup_is_told_who_was_erased(store: Store) {
        let r = register(&store);
        let (lea, karim) = (person(&r, "Léa").await, person(&r, "Karim").await);
        assert_eq!(r.replay_erasures([lea], night()).await.unwrap(), 1);
        assert!(r.card(lea).await.unwrap().is_none() && r.card(karim).await.unwrap().is_some());
        assert_eq!(r.replay_erasures([], night()).await.unwrap(), 0);
    }
}
