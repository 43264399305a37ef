//! Requests for help: without an account, by a link, called off, and forgotten; whom one may speak of; whose roll is called.

use http::Method;
use kernel::{CaseId, IncidentId, PersonId, Role, Span};
use register::{Case, CaseState, Channel, Contact, Country, Place};
use serde_json::{Value, json};
use store::{Change, params, sql};
use web::harness::{Answer, Client, Harness};

use crate::scene::{active, friends, harness, whole, words};

sql! {
    WAITING = "SELECT COUNT(*) FROM pending_answer";
    PROMPTS = "SELECT person, open FROM prompt WHERE incident = $1 ORDER BY person";
}

/// An answer without an account; the rest of what is sent with it.
async fn kept(h: &Harness, i: IncidentId, body: Value) -> Answer {
    h.nobody().post(&format!("/api/v1/incidents/{i}/check-ins"), body).await.expect(202)
}

fn asks(contact: &str) -> Value {
    json!({"answer": "need_help", "name": "Alba R.", "contact": contact})
}

/// The code of an answer comes back: whose it is signed in from now on.
async fn proves(h: &Harness, kept: &Answer) -> Client {
    let id = kept.at("/proof");
    let code = h.house.register.proof(id.parse().unwrap()).await.unwrap().unwrap().code;
    let done = h.nobody().post(&format!("/api/v1/contacts/proofs/{id}"), json!({ "code": code })).await.expect(200);
    h.settle().await;
    h.bearer(&done.at("/token"))
}

async fn owns(h: &Harness, who: &Client, contact: &str) {
    let contact = Contact::parse(contact, &Country::FRANCE).unwrap();
    let now = h.house.clock.now();
    let change = h.house.register.prove_contact(Change::new(), who.id(), &contact, now);
    h.house.store.apply(change).await.unwrap();
}

async fn me(who: &Client) -> PersonId {
    who.get("/api/v1/me").await.expect(200).at("/id").parse().unwrap()
}

async fn queue(h: &Harness, i: IncidentId) -> Vec<Case> {
    h.house.register.cases(i, false, Place::start(), 5000).await.unwrap()
}

async fn case(h: &Harness, who: PersonId, i: IncidentId) -> Option<Case> {
    h.house.register.case_of(who, i).await.unwrap()
}

/// As many requests without an account as the queue holds.
async fn fill(h: &Harness, i: IncidentId) {
    let now = h.house.clock.now();
    let mut change = Change::new();
    for n in 0..safety::acts::MOST_UNPROVEN {
        let id: CaseId = h.house.dice.id(now);
        let pending = Some(u128::try_from(n).unwrap().to_be_bytes());
        let case = Case { pending, ..Case::asked(id, (i, false), Channel::Web, now) };
        change = h.house.register.open_case(change, &case);
    }
    h.house.store.apply(change).await.unwrap();
}

async fn prompted(h: &Harness, i: IncidentId) -> Vec<PersonId> {
    let rows = h.house.store.read(PROMPTS, params![i]).await.unwrap();
    rows.iter().filter(|r| r.flag(1).unwrap()).map(|r| r.id(0).unwrap()).collect()
}

store::testing::each_store! {
    async fn what_finds_no_room_in_the_queue_enters_it_when_its_contact_is_proven(store: Store) {
        let h = harness(store).await;
        let i = active(&h, false, "Les attaques à Paris").await;
        fill(&h, i).await;
        let outside = kept(&h, i, asks("alba@example.org")).await;
        assert_eq!(outside.json()["queued"], json!(false), "it is said that nobody reads it yet");
        let load = h.house.register.help_load(i).await.unwrap();
        assert_eq!((load.unproven, load.outside), (safety::acts::MOST_UNPROVEN, 1), "and counted");
        // A browser is led to its contact, as that is what brings its request before the others.
        let browser = h.browser();
        let page = browser.page(&format!("/i/{i}")).await.expect(200);
        let pressed = browser.submit(&page, &format!("/i/{i}/answer"), &[("is", "need_help")]).await.expect(303);
        assert_eq!(pressed.header("location"), format!("/i/{i}/who"));
        let who = whole(browser.page(&format!("/i/{i}/who")).await.expect(200));
        assert!(words(&who).contains("Votre demande est gardée.") && !words(&who).contains("déjà lue"));
        assert_eq!(browser.page(&format!("/i/{i}/help")).await.header("location"), format!("/i/{i}/who"));
        let done = whole(browser.page(&format!("/i/{i}/done")).await.expect(200));
        assert!(words(&done).contains("dès que son code revient") && !words(&done).contains("Une équipe lit chaque demande"));

        let alba = proves(&h, &outside).await;
        let first = queue(&h, i).await.into_iter().next().unwrap();
        assert_eq!((first.person, first.pending), (Some(me(&alba).await), None), "it stands before all that are not proven");
        let load = h.house.register.help_load(i).await.unwrap();
        assert_eq!((load.unproven, load.outside), (safety::acts::MOST_UNPROVEN, 1), "the browser's still waits");
    }

    async fn names_that_cost_nothing_stand_after_whoever_proved_a_contact(store: Store) {
        let h = harness(store).await;
        let i = active(&h, false, "Les attaques à Paris").await;
        for n in 0..5 {
            let fake = h.person(&format!("Personne {n}")).await;
            fake.post(&format!("/api/v1/incidents/{i}/check-ins"), json!({"answer": "need_help"})).await.is(201);
        }
        let alba = h.person("Alba").await;
        let contact = register::Contact::parse("alba@example.org", &register::Country::FRANCE).unwrap();
        let proven = h.house.register.prove_contact(Change::new(), alba.id(), &contact, h.house.clock.now());
        h.house.store.apply(proven).await.unwrap();
        h.pass(Span::minutes(5));
        alba.post(&format!("/api/v1/incidents/{i}/check-ins"), json!({"answer": "need_help"})).await.is(201);
        let queue = queue(&h, i).await;
        assert_eq!((queue.len(), queue[0].person, queue[0].proven), (6, Some(alba.id()), true), "though she came last");
        let start = register::Place::of(&queue[0]);
        let rest = h.house.register.cases(i, false, start, 10).await.unwrap();
        assert_eq!(rest.len(), 5, "the next page is the rest");
    }

    async fn where_they_are_is_kept_of_whoever_finds_no_room(store: Store) {
        let h = harness(store).await;
        let i = active(&h, false, "Les attaques à Paris").await;
        fill(&h, i).await;
        let mut asked = asks("alba@example.org");
        asked["message"] = json!("Nous sommes deux");
        asked["place"] = json!("12 rue Bichat");
        let outside = kept(&h, i, asked).await;
        assert_eq!(outside.json()["queued"], json!(false));
        let alba = proves(&h, &outside).await;
        let found = case(&h, me(&alba).await, i).await.unwrap();
        assert_eq!((found.place.as_deref(), found.words.as_deref()), (Some("12 rue Bichat"), Some("Nous sommes deux")));
        let said = format!("{:?}", h.house.register.words_of(&[me(&alba).await]).await.unwrap());
        assert!(said.contains("Nous sommes deux") && !said.contains("Bichat"), "the circle reads the words alone");
    }

    async fn a_flood_that_is_over_keeps_nobody_out(store: Store) {
        let h = harness(store).await;
        let i = active(&h, false, "Les attaques à Paris").await;
        fill(&h, i).await;
        assert_eq!(kept(&h, i, asks("alba@example.org")).await.json()["queued"], json!(false));
        h.pass(Span::hours(1));
        assert_eq!(kept(&h, i, asks("ines@example.org")).await.json()["queued"], json!(true), "though nobody has dealt with it");
        assert_eq!(queue(&h, i).await.len(), usize::try_from(safety::acts::MOST_UNPROVEN).unwrap() + 1);
    }

    async fn who_guesses_how_a_press_is_named_stands_in_nobodys_way(store: Store) {
        let h = harness(store).await;
        let i = active(&h, false, "Les attaques à Paris").await;
        let press = |answer: &str, name: &str, place: &str| {
            json!({"answer": answer, "name": name, "contact": "alba@example.org", "client_id": "1", "place": place})
        };
        // A stranger who knows her contact was there before her …
        kept(&h, i, press("not_there", "Alba R.", "nulle part")).await;
        let hers = kept(&h, i, press("need_help", "Alba R.", "12 rue Bichat")).await;
        kept(&h, i, press("need_help", "Alba R.", "12 rue Bichat")).await;
        assert_eq!(queue(&h, i).await.len(), 1, "sent again, it is kept once");
        // … and comes back after her.
        kept(&h, i, press("need_help", "A.", "ailleurs")).await;
        let alba = proves(&h, &hers).await;
        assert_eq!(case(&h, me(&alba).await, i).await.unwrap().place.as_deref(), Some("12 rue Bichat"));
    }

    async fn a_press_whose_place_was_lost_takes_it_when_it_is_sent_again(store: Store) {
        let h = harness(store).await;
        let (lea, path) = (h.person("Léa T.").await, format!("/api/v1/incidents/{}/check-ins", active(&h, false, "Paris").await));
        let i = h.house.incidents.open()[0].id;
        lea.post(&path, json!({"answer": "need_help", "client_id": "1"})).await.is(201);
        let whole = |place: &str| json!({"answer": "need_help", "client_id": "1", "place": place});
        lea.post(&path, whole("12 rue Bichat")).await.is(200);
        lea.post(&path, whole("ailleurs")).await.is(200);
        assert_eq!(case(&h, lea.id(), i).await.unwrap().place.as_deref(), Some("12 rue Bichat"));
    }

    async fn one_contact_and_one_browser_do_not_fill_the_queue(store: Store) {
        let h = harness(store).await;
        let i = active(&h, false, "Les attaques à Paris").await;
        let mut queued = Vec::new();
        for _ in 0..7 {
            queued.push(kept(&h, i, asks("alba@example.org")).await.json()["queued"].as_bool().unwrap());
        }
        let most = usize::try_from(safety::acts::HELP_PER_CONTACT).unwrap();
        assert_eq!(queued.iter().filter(|q| **q).count(), most);
        assert_eq!(queue(&h, i).await.len(), most);
        h.pass(Span::hours(1));
        assert_eq!(kept(&h, i, asks("alba@example.org")).await.json()["queued"], json!(true), "an hour later it is let in again");

        let browser = h.browser();
        for _ in 0..3 {
            let page = browser.page(&format!("/i/{i}")).await.expect(200);
            let pressed = browser.submit(&page, &format!("/i/{i}/answer"), &[("is", "need_help")]).await.expect(303);
            assert_eq!(pressed.header("location"), format!("/i/{i}/help"));
        }
        assert_eq!(queue(&h, i).await.len(), most + 2, "pressed three times, asked once");
    }

    async fn who_needs_no_help_any_more_says_so_without_an_account_too(store: Store) {
        let h = harness(store).await;
        let i = active(&h, false, "Les attaques à Paris").await;
        // Only the second answer is proven: the first named the same contact, and its request is marked, not closed.
        let asked = kept(&h, i, asks("alba@example.org")).await;
        h.pass(Span::minutes(1));
        kept(&h, i, asks("bea@example.org")).await;
        h.pass(Span::minutes(5));
        let safe = kept(&h, i, json!({"answer": "safe", "name": "Alba R.", "contact": "alba@example.org"})).await;
        h.settle().await;
        assert!(queue(&h, i).await.iter().all(|c| !c.better), "unproven, it says nothing");
        let alba = proves(&h, &safe).await;
        let now: Vec<_> = queue(&h, i).await.iter().map(|c| (c.better, c.state)).collect();
        assert_eq!(now, [(true, CaseState::Open), (false, CaseState::Open)], "hers, and nobody else's");
        // Proven afterwards, the request is hers, and stays called off: she said so later.
        proves(&h, &asked).await;
        let hers = case(&h, me(&alba).await, i).await.unwrap();
        assert!(hers.better && hers.state == CaseState::Open);
        // She asks again, later: it is open again, once.
        h.pass(Span::minutes(5));
        let again = kept(&h, i, json!({
            "answer": "need_help", "name": "Alba R.", "contact": "alba@example.org", "place": "12 rue Bichat"
        })).await;
        proves(&h, &again).await;
        let hers = case(&h, me(&alba).await, i).await.unwrap();
        assert_eq!((hers.better, hers.place.as_deref()), (false, Some("12 rue Bichat")));
        assert_eq!(queue(&h, i).await.len(), 2, "nobody's request is shown twice");
    }

    async fn a_link_that_asks_for_help_takes_its_details(store: Store) {
        let h = harness(store).await;
        let (ines, lea) = (h.person("Inès M.").await, h.person("Léa T.").await);
        let i = active(&h, false, "Les attaques à Paris").await;
        let road = |who: &Client| {
            let link = safety::acts::link(&h.house, who.id(), i);
            link.strip_prefix("http://127.0.0.1:8080").unwrap().to_owned()
        };
        let (link, other) = (road(&ines), road(&lea));
        let phone = h.browser();
        let help = format!("{link}/help");
        assert_eq!(phone.page(&help).await.header("location"), link, "nothing is asked before help is");
        let page = phone.page(&link).await.expect(200);
        let pressed = phone.submit(&page, &link, &[("is", "need_help")]).await.expect(303);
        assert_eq!(pressed.header("location"), help);
        let page = whole(phone.page(&help).await.expect(200));
        assert_eq!(page.header("cache-control"), "private, no-store");
        assert!(page.header("referrer-policy") == "no-referrer" && !page.says("Inès"));
        let place = phone.submit(&page, &help, &[("step", "need"), ("need", "hurt")]).await.expect(303);
        let page = whole(phone.page(place.header("location")).await.expect(200));
        let here = [("step", "place"), ("place", "Rue Oberkampf"), ("lat", "48.8674"), ("lon", "2.3636")];
        let people = phone.submit(&page, &help, &here).await.expect(303);
        let page = whole(phone.page(people.header("location")).await.expect(200));
        let told = [("step", "people"), ("people", "2"), ("words", "Porte bleue")];
        let done = phone.submit(&page, &help, &told).await.expect(303);
        assert_eq!(done.header("location"), format!("{link}?done=yes"));
        let page = whole(phone.page(done.header("location")).await.expect(200));
        assert!(page.says(&help) && !page.says("Oberkampf") && !page.says("Porte bleue"), "what was told is not shown");
        let mine = case(&h, ines.id(), i).await.unwrap();
        assert_eq!((mine.need.as_deref(), mine.people), (Some("hurt"), Some(2)));
        assert_eq!((mine.place.as_deref(), mine.words.as_deref()), (Some("Rue Oberkampf"), Some("Porte bleue")));
        assert!(mine.cell.is_some() && phone.cookie("rz").is_none(), "the cell, and nobody is signed in");
        // Another's link reaches another's request, and a broken one nobody's.
        let elsewhere = phone.submit(&page, &format!("{other}/help"), &[("step", "need"), ("need", "stuck")]).await;
        assert_eq!(elsewhere.expect(303).header("location"), other);
        assert!(case(&h, lea.id(), i).await.is_none());
        let end = if link.ends_with('x') { 'y' } else { 'x' };
        phone.page(&format!("{}{end}/help", &link[..link.len() - 1])).await.is(404);
        // Called off, nothing is added any more.
        h.pass(Span::minutes(1));
        let page = phone.page(&link).await;
        phone.submit(&page, &link, &[("is", "safe")]).await.is(303);
        assert_eq!(phone.page(&help).await.header("location"), link);
    }

    async fn an_unproven_request_and_its_answer_end_together(store: Store) {
        let h = harness(store).await;
        let i = active(&h, false, "Les attaques à Paris").await;
        let (asked, closed) = (kept(&h, i, asks("alba@example.org")).await, kept(&h, i, asks("bea@example.org")).await);
        let of_closed = queue(&h, i).await.remove(1);
        let now = h.house.clock.now();
        h.house.store.apply(h.house.register.handle_case(Change::new(), &of_closed, CaseState::Closed, None, now)).await.unwrap();
        let waiting = async || h.house.store.one(WAITING, params![]).await.unwrap().unwrap().int(0).unwrap();
        safety::acts::forget_waiting(&h.house).await.unwrap();
        assert_eq!(waiting().await, 2);
        h.pass(Span::days(3));
        safety::acts::forget_waiting(&h.house).await.unwrap();
        assert_eq!(waiting().await, 1, "what was dealt with is over; what operators still see is not");
        // The code of three days ago is not good any more. Who asks again with the same contact finds her request.
        let again = kept(&h, i, asks("alba@example.org")).await;
        assert_ne!(again.at("/proof"), asked.at("/proof"));
        let alba = proves(&h, &again).await;
        assert!(case(&h, me(&alba).await, i).await.is_some());
        assert!(closed.json()["queued"].as_bool().unwrap());
        // It ends with the incident's requests at the latest.
        let over = register::Incident {
            state: register::IncidentState::Closed, ended: Some(h.house.clock.now()), ..(*h.house.incidents.get(i).unwrap()).clone()
        };
        h.house.store.apply(register::incidents::moved(Change::new(), &over)).await.unwrap();
        h.pass(Span::days(i64::from(h.house.config.help_days) + 1));
        safety::acts::forget_help(&h.house).await.unwrap();
        safety::acts::forget_waiting(&h.house).await.unwrap();
        assert_eq!((waiting().await, queue(&h, i).await.len()), (0, 0));
    }

    async fn what_was_dealt_with_is_erased_after_its_time(store: Store) {
        let h = harness(store).await;
        let (ines, lea) = (h.person("Inès M.").await, h.person("Léa T.").await);
        let i = active(&h, false, "Les attaques à Paris").await;
        for who in [&ines, &lea] {
            let body = json!({"answer": "need_help", "place": "12 rue Bichat"});
            who.post(&format!("/api/v1/incidents/{i}/check-ins"), body).await.is(201);
        }
        let closed = case(&h, ines.id(), i).await.unwrap();
        let now = h.house.clock.now();
        let change = h.house.register.handle_case(Change::new(), &closed, CaseState::Closed, None, now);
        h.house.store.apply(change).await.unwrap();
        let days = Span::days(i64::from(h.house.config.help_days));
        let there = async |who: &Client| case(&h, who.id(), i).await.is_some();
        h.pass(days);
        safety::acts::forget_help(&h.house).await.unwrap();
        assert!(there(&ines).await && there(&lea).await, "until then it is kept");
        h.pass(Span::seconds(1));
        safety::acts::forget_help(&h.house).await.unwrap();
        assert!(!there(&ines).await && there(&lea).await, "what nobody has dealt with is not forgotten");
        let anne = h.staff(Role::Operator, "Anne").await;
        anne.post(&format!("/api/v1/incidents/{i}/close"), json!({})).await.is(200);
        h.pass(days);
        h.pass(Span::seconds(1));
        safety::acts::forget_help(&h.house).await.unwrap();
        assert!(!there(&lea).await, "the incident is over: all of it is");
    }

    async fn what_waited_of_somebody_blocked_since_does_not_arrive(store: Store) {
        let h = harness(store).await;
        let (ines, karim, lea) = (h.person("Inès M.").await, h.person("Karim B.").await, h.person("Léa T.").await);
        friends(&lea, &[&ines, &karim]).await;
        let i = active(&h, false, "Les attaques à Paris").await;
        for (who, note) in [(&ines, "Je sais où tu es"), (&karim, "Vue au café")] {
            let about = json!({"name": "Léa", "contact": "lea@example.org"});
            let body = json!({"about": about, "how": "saw", "note": note});
            who.post(&format!("/api/v1/incidents/{i}/declarations"), body).await.is(202);
        }
        let page = lea.page("/me/circle").await;
        lea.submit(&page, "/me/circle", &[("act", &format!("block:{}", ines.id()))]).await.is(303);
        let asked = lea.put("/api/v1/me/contact", json!({"contact": "lea@example.org"})).await.expect(202).at("/id");
        let code = h.house.register.proof(asked.parse().unwrap()).await.unwrap().unwrap().code;
        lea.post(&format!("/api/v1/contacts/proofs/{asked}"), json!({ "code": code })).await.is(200);
        h.settle().await;
        let status = lea.get("/api/v1/me/status").await.expect(200);
        assert!(!status.says("Je sais") && status.says("Vue au café"));
        assert_eq!(h.house.register.facts_of(lea.id()).await.unwrap().len(), 1);
    }

    async fn one_author_speaks_of_so_many_a_day(store: Store) {
        let h = harness(store).await;
        let (ines, lea, omar) = (h.person("Inès M.").await, h.person("Léa T.").await, h.person("Omar D.").await);
        friends(&ines, &[&lea, &omar]).await;
        let page = omar.page("/me/circle").await;
        omar.submit(&page, "/me/circle", &[("act", &format!("block:{}", ines.id()))]).await.is(303);
        let i = active(&h, false, "Les attaques à Paris").await;
        h.pass(Span::hours(2)); // days begin at midnight, universal time
        let path = format!("/api/v1/incidents/{i}/declarations");
        let about = |n: u32| match n {
            0 => json!({"person": lea.id()}),
            1 => json!({"person": omar.id()}),
            n => json!({"name": format!("Personne {n}"), "contact": format!("p{n}@example.org")}),
        };
        let say = |n: u32| json!({"about": about(n), "how": "heard", "client_id": n.to_string()});
        for n in 0..safety::rules::DECLARATIONS_A_DAY {
            ines.post(&path, say(n)).await.is(202);
        }
        let refused = ines.post(&path, say(99)).await;
        refused.refuses(429, "too-many-declarations");
        for n in 0..3 {
            ines.post(&path, say(n)).await.is(202);
        }
        lea.post(&path, json!({"about": {"person": ines.id()}, "how": "saw"})).await.is(202);
        // What is tidied in between gives nothing back.
        h.pass(Span::hours(2));
        h.house.register.forget_proofs(h.house.clock.now().minus(Span::hours(1))).await.unwrap();
        ines.post(&path, say(98)).await.refuses(429, "too-many-declarations");
        h.pass(Span::hours(24));
        ines.post(&path, say(99)).await.is(202);
        assert!(h.house.register.facts_of(omar.id()).await.unwrap().is_empty(), "whom omar blocked does not reach him");
    }

    async fn whose_roll_is_called_is_asked_wherever_they_are(store: Store) {
        let h = harness(store).await;
        let (near, far) = (h.person("Léa T.").await, h.person("Karim B.").await);
        owns(&h, &near, "lea@example.org").await;
        owns(&h, &far, "karim@example.org").await;
        near.put("/api/v1/me/position", json!({"lat": 48.87, "lon": 2.365})).await.is(200);
        let i = active(&h, false, "Les attaques à Paris").await;
        assert_eq!(prompted(&h, i).await, [near.id()]);
        let manager = h.staff(Role::RosterManager, "Lycée").await;
        let roster = manager.post("/api/v1/rosters", json!({"name": "Lycée"})).await.expect(201).at("/id");
        let list = "name,email\nLéa,lea@example.org\nKarim,karim@example.org\n";
        let members = format!("/api/v1/rosters/{roster}/members?commit=true");
        manager.send(Method::POST, &members, Some("text/csv"), list.to_owned()).await.is(200);
        let rolls = format!("/api/v1/rosters/{roster}/roll-calls");
        let before = h.house.store.position().await.unwrap();
        manager.post(&rolls, json!({ "incident": i })).await.is(201);
        h.settle().await;
        let mut both = [near.id(), far.id()];
        both.sort();
        assert_eq!(prompted(&h, i).await, both);
        let asked = async |after: i64| {
            let events = h.house.store.events_after(after, 1000).await.unwrap().0;
            let people = |e: &kernel::Recorded| match &e.event {
                kernel::Event::Asked { people, .. } => people.clone(),
                _ => Vec::new(),
            };
            events.iter().flat_map(people).collect::<Vec<_>>()
        };
        assert_eq!(asked(before).await, [far.id()], "who was asked already is not asked twice");
        // The roll is called again: nobody is asked again.
        let before = h.house.store.position().await.unwrap();
        manager.post(&format!("{rolls}/{i}/end"), json!({})).await.is(200);
        manager.post(&rolls, json!({ "incident": i })).await.is(201);
        h.settle().await;
        assert!(asked(before).await.is_empty());
        // A zone that moves away from everybody leaves those whose roll is called.
        let zone = json!({"type": "Polygon", "coordinates": [[[2.25, 48.80], [2.27, 48.80], [2.27, 48.82], [2.25, 48.82], [2.25, 48.80]]]});
        let anne = h.staff(Role::Operator, "Anne").await;
        anne.put(&format!("/api/v1/incidents/{i}/zone"), json!({ "zone": zone })).await.is(200);
        h.settle().await;
        assert_eq!(prompted(&h, i).await, both);
        // The incident ends, and the roll with it.
        anne.post(&format!("/api/v1/incidents/{i}/close"), json!({})).await.is(200);
        h.settle().await;
        assert!(prompted(&h, i).await.is_empty());
        let over = manager.get(&format!("{rolls}/{i}")).await.expect(200).json();
        assert_eq!((&over["open"], &over["members"]), (&json!(false), &json!([])));
    }

    async fn whose_contact_many_asked_codes_for_is_let_in_all_the_same(store: Store) {
        let h = harness(store).await;
        let i = active(&h, false, "Les attaques à Paris").await;
        for _ in 0..5 {
            kept(&h, i, json!({"answer": "safe", "name": "X", "contact": "alba@example.org"})).await;
        }
        let alba = h.browser();
        let page = alba.page(&format!("/i/{i}")).await.expect(200);
        alba.submit(&page, &format!("/i/{i}/answer"), &[("is", "safe")]).await.is(303);
        let who = format!("/i/{i}/who");
        let page = alba.page(&who).await.expect(200);
        let named = alba.submit(&page, &who, &[("name", "Alba R."), ("contact", "alba@example.org")]).await.expect(303);
        let prove = named.header("location").to_owned();
        let page = whole(alba.page(&prove).await.expect(200));
        assert!(words(&page).contains("Le bon a douze chiffres"), "it is said which of the codes it is");
        let path = prove.split('?').next().unwrap();
        let id = path.rsplit('/').next().unwrap();
        let code = h.house.register.proof(id.parse().unwrap()).await.unwrap().unwrap().spelt();
        let done = alba.submit(&page, path, &[("code", &code)]).await.expect(303);
        assert!(!done.header("location").is_empty() && alba.cookie("rz").is_some(), "and she is in");
    }

    async fn a_drill_is_soon_out_of_the_way_and_what_is_closed_is_remembered(store: Store) {
        let h = harness(store).await;
        let anne = h.staff(Role::Operator, "Anne").await;
        let (drill, real) = (active(&h, true, "l’exercice").await, active(&h, false, "Les attaques à Paris").await);
        let seen = |id: IncidentId| safety::acts::sight(&h.house).incidents.iter().any(|i| i.id == id);
        let act = |id: IncidentId| format!("/console/i/{id}/remember");
        anne.page(&act(drill)).await.is(409);
        for id in [drill, real] {
            anne.post(&format!("/api/v1/incidents/{id}/close"), json!({})).await.is(200);
        }
        h.settle().await;
        h.pass(Span::minutes(59));
        assert!(seen(drill) && seen(real));
        h.pass(Span::minutes(1));
        assert!(!seen(drill) && seen(real));
        let page = whole(anne.page(&act(real)).await.expect(200));
        assert!(words(&page).contains("Garder en mémoire"));
        anne.submit(&page, &act(real), &[]).await.is(303);
        assert_eq!(anne.get(&format!("/api/v1/incidents/{real}")).await.at("/state"), "remembered");
        h.pass(Span::hours(23));
        assert!(!seen(real));
    }
}
