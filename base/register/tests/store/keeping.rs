use std::collections::BTreeSet;

use kernel::{Cell, Event, Id, IncidentId, Lang, PersonId, Role, Span, Time, Visitor};
use register::{Actor, Aging, Asking, AuditLine, Listed, Name, PlaceKind, Presence, Proof, Register, SessionOf};
use store::{Change, StoreError, params};

use crate::{at, befriend, contact, fact, night, person, register};

store::sql! {
    /// How many allowances are kept.
    ALLOWANCES = "SELECT COUNT(*) FROM allowance";
}

store::testing::each_store! {
    async fn every_sql_text_is_understood(store: Store) {
        for sql in Register::SQL.iter().copied().flatten() {
            store.prepare(*sql).await.unwrap_or_else(|e| panic!("{}: {e}", sql.name));
        }
    }

    async fn people_come_back_as_they_were_written(store: Store) {
        let r = register(&store);
        let lea = person(&r, "Léa  T.").await;
        let seen = r.card(lea).await.unwrap().unwrap();
        assert_eq!((seen.name.as_str(), seen.lang, seen.contact_proven), ("Léa T.", Lang::Fr, false));
        let mut everybody = vec![lea];
        for i in 0..70 {
            everybody.push(person(&r, &format!("Nº {i}")).await);
        }
        assert_eq!(r.cards(&everybody).await.unwrap().len(), 71, "more than one question can name");
        let other = Name::clean("Léa Tran").unwrap();
        store.apply(r.rename(Change::new(), lea, &other)).await.unwrap();
        assert_eq!(r.card(lea).await.unwrap().unwrap().name, "Léa Tran");
        assert!(r.card(PersonId::from_bytes([9; 16])).await.unwrap().is_none());
    }

    async fn a_proven_contact_is_one_persons(store: Store) {
        let r = register(&store);
        let (lea, karim) = (person(&r, "Léa").await, person(&r, "Karim").await);
        let phone = contact("06 12 34 56 78");
        store.apply(r.add_contact(Change::new(), karim, &phone, night())).await.unwrap();
        store.apply(r.prove_contact(Change::new(), lea, &phone, night())).await.unwrap();
        assert!(store.apply(r.prove_contact(Change::new(), karim, &phone, night())).await.unwrap_err().missed());
        assert_eq!(r.owner_of_contact(r.blind(&phone)).await.unwrap(), Some(lea));
        assert_eq!(r.contacts(lea).await.unwrap()[0].value, "+33612345678");
        assert_eq!(r.contacts(lea).await.unwrap()[0].proven, Some(night()));
        assert!(r.card(lea).await.unwrap().unwrap().contact_proven);
        assert!(!r.card(karim).await.unwrap().unwrap().contact_proven);
        store.apply(r.forget_contact(Change::new(), lea, r.blind(&phone))).await.unwrap();
        assert!(!r.card(lea).await.unwrap().unwrap().contact_proven);
        store.apply(r.prove_contact(Change::new(), karim, &phone, night())).await.unwrap();
    }

    async fn a_position_expires_and_a_place_stays(store: Store) {
        let r = register(&store);
        let lea = person(&r, "Léa").await;
        let cell = Cell::at(48.8674, 2.3636, 9).unwrap();
        let set = |slot, expires| Presence { person: lea, slot, cell, expires };
        let soon = night().plus(Span::hours(1));
        let change = r.set_presence(Change::new(), &set(PlaceKind::Position, Some(soon)));
        store.apply(r.set_presence(change, &set(PlaceKind::Home, None))).await.unwrap();
        assert_eq!(r.presence(lea, night()).await.unwrap().len(), 2);
        assert_eq!(r.presence(lea, soon).await.unwrap().len(), 1);
        assert_eq!(r.load_cells().await.unwrap(), 1);
        assert_eq!(r.forget_expired(soon, 100).await.unwrap(), 1);
        assert_eq!(r.forget_expired(soon, 100).await.unwrap(), 0);
        store.apply(r.clear_presence(Change::new(), lea, PlaceKind::Home)).await.unwrap();
        r.refresh_cells(&[lea]).await.unwrap();
        assert_eq!(r.cells().read().unwrap().people(), 0);
        let stranger = Presence { person: PersonId::from_bytes([9; 16]), ..set(PlaceKind::Home, None) };
        assert!(store.apply(r.set_presence(Change::new(), &stranger)).await.is_err(), "nobody by that id");
    }

    async fn a_circle_changes_under_its_version(store: Store) {
        let r = register(&store);
        let (lea, karim, ines) = (person(&r, "Léa").await, person(&r, "Karim").await, person(&r, "Inès").await);
        befriend(&r, lea, karim).await;
        let (circle, version) = r.circle(lea).await.unwrap();
        befriend(&r, lea, ines).await;
        let late = store.apply(r.with_circle(Change::new(), lea, &circle, version)).await;
        assert!(matches!(late, Err(StoreError::Missed { step: 0 })));
        let both: Vec<PersonId> = r.circle(lea).await.unwrap().0.links().iter().map(|l| l.person).collect();
        assert_eq!(both, [karim, ines]);
        assert_eq!(r.circles(&[lea, karim, ines]).await.unwrap().len(), 3);
    }

    async fn facts_come_back_as_they_were_said(store: Store) {
        let r = register(&store);
        let (lea, karim) = (person(&r, "Léa").await, person(&r, "Karim").await);
        let incident = IncidentId::from_bytes([5; 16]);
        let (own, said) = (fact(&r, lea, lea, incident), fact(&r, lea, karim, incident));
        let change = r.with_fact(Change::new(), &own, Some("je rentre à pied"));
        let applied = store.apply(r.with_fact(change, &said, None)).await.unwrap();
        assert_eq!(r.facts(lea, incident).await.unwrap(), [own, said]);
        assert_eq!(r.facts_of(lea).await.unwrap().len(), 2);
        assert_eq!(r.facts_of_many(&[karim, lea]).await.unwrap().len(), 2);
        assert_eq!(r.words_of(&[lea]).await.unwrap(), [(own.id, "je rentre à pied".to_owned())]);
        assert_eq!(r.words_of(&[lea, karim]).await.unwrap().len(), 1);
        assert!(store.apply(r.with_fact(Change::new(), &own, None)).await.unwrap_err().missed(), "once");
        store.apply(r.confirm_fact(Change::new(), &said)).await.unwrap();
        assert!(r.facts(lea, incident).await.unwrap()[1].confirmed);
        store.apply(r.dispute_fact(Change::new(), &said)).await.unwrap();
        assert!(r.facts(lea, incident).await.unwrap()[1].disputed);
        store.apply(r.prove_fact(Change::new(), &own, Proof::Contact)).await.unwrap();
        assert!(store.apply(r.prove_fact(Change::new(), &own, Proof::Device)).await.is_err(), "never back");
        let (events, _) = store.events_after(applied.pos.unwrap() - 2, 10).await.unwrap();
        assert!(matches!(events[0].event, Event::Fact { fact, .. } if fact == own.id));
    }

    async fn a_token_is_somebodys_until_it_ends(store: Store) {
        let r = register(&store);
        let lea = person(&r, "Léa").await;
        let (hash, until) = ([1; 32], night().plus(Span::days(1)));
        let (session, change) = r.open_session(Change::new(), hash, &SessionOf::Person(lea), night(), until);
        store.apply(change).await.unwrap();
        assert_eq!(r.visitor(hash, night()).await.unwrap(), Visitor::Person { id: lea, session });
        assert_eq!(r.visitor(hash, until).await.unwrap(), Visitor::Nobody);
        assert_eq!(r.visitor([2; 32], night()).await.unwrap(), Visitor::Nobody);
        assert!(r.visitor_seen(&hash, night()).is_none());
        r.visitor_of(hash, night()).await.unwrap();
        assert!(r.visitor_seen(&hash, night()).is_some());
        assert!(r.visitor_seen(&hash, night().plus(Span::seconds(31))).is_none());
        r.forget_visitors(&[session], &[], &[]);
        assert!(r.visitor_seen(&hash, night()).is_none());
        store.apply(r.end_session(Change::new(), hash, night()).await.unwrap()).await.unwrap();
        assert_eq!(r.visitor(hash, night()).await.unwrap(), Visitor::Nobody);
    }

    async fn two_keys_of_one_name_are_one_member_of_staff(store: Store) {
        let r = register(&store);
        let anne = r.staff_named("Anne", night()).await.unwrap();
        assert_eq!(r.staff_named("Anne", night()).await.unwrap(), anne);
        store.apply(r.add_key(Change::new(), [1; 32], anne, Role::Operator, night())).await.unwrap();
        store.apply(r.add_key(Change::new(), [2; 32], anne, Role::Admin, night())).await.unwrap();
        let (one, two) = (r.visitor([1; 32], night()).await.unwrap(), r.visitor([2; 32], night()).await.unwrap());
        assert_eq!(one.staff().unwrap().id, two.staff().unwrap().id);
        assert_eq!((one.staff().unwrap().role, two.staff().unwrap().role), (Role::Operator, Role::Admin));
        let good = night().plus(Span::hours(1));
        store.apply(r.add_link(Change::new(), [3; 32], &SessionOf::Staff(anne, Role::Operator), night(), good)).await.unwrap();
        assert_eq!(r.link([3; 32], night()).await.unwrap().unwrap().staff_name.as_deref(), Some("Anne"));
        store.apply(r.use_link(Change::new(), [3; 32], night())).await.unwrap();
        assert!(store.apply(r.use_link(Change::new(), [3; 32], night())).await.unwrap_err().missed());
        assert!(r.link([3; 32], night()).await.unwrap().is_none());
        store.apply(r.end_staff(Change::new(), anne, night())).await.unwrap();
        assert_eq!(r.visitor([1; 32], night()).await.unwrap(), Visitor::Nobody);
        assert!(r.keys_of(anne).await.unwrap().iter().all(|k| k.ended.is_some()));
        assert_eq!(r.staff().await.unwrap().len(), 1);
    }

    async fn codes_are_few_per_contact_and_hour(store: Store) {
        let r = register(&store);
        let mail = contact("Lea@Example.org");
        let ask = |when| Asking {
            contact: &mail, person: None, name: None, lang: Lang::Fr, at: when, good_for: Span::minutes(10), per_hour: 3,
        };
        let mut ids = BTreeSet::new();
        for _ in 0..3 {
            let (id, change) = r.ask_proof(Change::new(), &ask(night()));
            store.apply(change).await.unwrap();
            ids.insert(id);
        }
        assert!(store.apply(r.ask_proof(Change::new(), &ask(night())).1).await.unwrap_err().missed());
        let later = at("2015-11-13T23:00:00+01:00");
        store.apply(r.ask_proof(Change::new(), &ask(later)).1).await.unwrap();
        let id = *ids.iter().next().unwrap();
        let proof = r.proof(id).await.unwrap().unwrap();
        assert_eq!((proof.contact.as_str(), proof.code.len()), ("lea@example.org", 6));
        assert_eq!(proof.as_contact(), Some(mail.clone()));
        assert_eq!(r.proofs_waiting(night(), &[register::ContactKind::Email, register::ContactKind::Phone], 10).await.unwrap().len(), 4);
        for _ in 0..5 {
            store.apply(r.count_try(Change::new(), id, night(), 5)).await.unwrap();
        }
        assert!(store.apply(r.count_try(Change::new(), id, night(), 5)).await.is_err());
        store.apply(r.finish_proof(Change::new(), id, night())).await.unwrap();
        assert!(store.apply(r.finish_proof(Change::new(), id, night())).await.is_err());
    }

    async fn an_invitation_is_used_once(store: Store) {
        let r = register(&store);
        let (lea, karim) = (person(&r, "Léa").await, person(&r, "Karim").await);
        let until = night().plus(Span::days(7));
        store.apply(r.invite(Change::new(), [1; 32], lea, night(), until).1).await.unwrap();
        assert_eq!(r.invitation([1; 32]).await.unwrap().unwrap().inviter, lea);
        assert!(store.apply(r.use_invitation(Change::new(), [1; 32], karim, until)).await.is_err(), "too late");
        store.apply(r.use_invitation(Change::new(), [1; 32], karim, night())).await.unwrap();
        assert!(store.apply(r.use_invitation(Change::new(), [1; 32], karim, night())).await.is_err());
        assert_eq!(r.invitations_of(lea, 10).await.unwrap()[0].used_by, Some(karim));
    }

    async fn the_same_list_twice_is_the_same_people(store: Store) {
        let r = register(&store);
        let cell = Cell::at(48.8674, 2.3636, 9).unwrap();
        let line = Listed {
            name: Name::clean("Léa").unwrap(),
            contacts: vec![contact("lea@example.org"), contact("0612345678")],
            lang: Lang::Fr,
            places: vec![(PlaceKind::Home, cell)],
        };
        let mut ids = BTreeSet::new();
        for _ in 0..2 {
            let (id, change) = r.import(Change::new(), &line, night());
            store.apply(change).await.unwrap();
            ids.insert(id.unwrap());
        }
        assert_eq!(ids.len(), 1);
        assert_eq!(r.people_count().await.unwrap(), 1);
        let lea = *ids.iter().next().unwrap();
        assert_eq!(r.contacts(lea).await.unwrap().len(), 2);
        assert_eq!(r.known_of(&[lea, PersonId::from_bytes([9; 16])]).await.unwrap(), [lea]);
        r.erase_now(lea, night()).await.unwrap();
        store.apply(r.import(Change::new(), &line, night()).1).await.unwrap();
        assert_eq!(r.people_count().await.unwrap(), 0, "a list does not bring the erased back");
    }

    async fn the_audit_says_who_did_what(store: Store) {
        let r = register(&store);
        let lea = person(&r, "Léa").await;
        let anne = r.staff_named("Anne", night()).await.unwrap();
        let incident = IncidentId::from_bytes([5; 16]);
        let line = AuditLine::new(night(), Actor::Staff(anne, "Anne".into()), "help.take").of(incident).about(lea);
        store.apply(r.audit(Change::new(), &line)).await.unwrap();
        let kept = r.audit_of(incident, 10).await.unwrap();
        assert_eq!((&kept[0].actor, kept[0].subject, kept[0].act.as_str()), (&line.actor, Some(lea), "help.take"));
        assert_eq!(r.audit_before(None, 10).await.unwrap().len(), 1);
    }

    async fn the_export_is_complete(store: Store) {
        let r = register(&store);
        let (lea, karim) = (person(&r, "Léa").await, person(&r, "Karim").await);
        befriend(&r, lea, karim).await;
        let incident = IncidentId::from_bytes([5; 16]);
        let change = r.with_fact(Change::new(), &fact(&r, lea, lea, incident), Some("à la maison"));
        let change = r.with_fact(change, &fact(&r, karim, lea, incident), Some("vu au café"));
        let change = r.prove_contact(change, lea, &contact("lea@example.org"), night());
        let cell = Cell::at(48.8674, 2.3636, 9).unwrap();
        let home = Presence { person: lea, slot: PlaceKind::Home, cell, expires: None };
        store.apply(r.set_presence(change, &home)).await.unwrap();
        let out = r.export(lea, night(), &Aging::default()).await.unwrap().unwrap();
        assert_eq!(out["person"]["name"], "Léa");
        assert_eq!(out["contacts"][0]["value"], "lea@example.org");
        assert_eq!(out["circle"][0]["name"], "Karim");
        assert_eq!(out["places"][0]["cell"], cell.to_string());
        assert_eq!(out["said_of_others"][0]["words"], "vu au café");
        assert_eq!(out["statuses"][0]["state"], "safe");
        assert_eq!(out["statuses"][0]["message"], "à la maison");
        assert!(r.export(PersonId::from_bytes([9; 16]), night(), &Aging::default()).await.unwrap().is_none());
    }

    async fn what_is_allowed_once_in_long_is_not_forgotten_sooner_and_nothing_later(store: Store) {
        let r = register(&store);
        let long = Span::days(30);
        let begins = Time(night().0 - night().0.rem_euclid(long.0));
        let takes = async |what: &str, span: Span, at: Time| {
            store.apply(r.take_allowance(Change::new(), what, b"lea", at, span, 1)).await.is_ok()
        };
        assert!(takes("report", long, begins).await && takes("letter", Span::days(1), begins).await);
        let kept = async |at: Time| {
            r.forget_proofs(at.minus(Span::hours(1))).await.unwrap();
            store.one(ALLOWANCES, params![]).await.unwrap().unwrap().int(0).unwrap()
        };
        assert_eq!(kept(begins.plus(Span::hours(24))).await, 2);
        assert_eq!(kept(begins.plus(Span::hours(26))).await, 1, "what is of a day goes after it");
        let last = begins.plus(long).minus(Span::minutes(1));
        assert_eq!(kept(last).await, 1);
        assert!(!takes("report", long, last).await, "once in so long");
        assert_eq!(kept(begins.plus(long).plus(Span::hours(2))).await, 0);
        assert!(takes("report", long, begins.plus(long)).await);
    }
}
