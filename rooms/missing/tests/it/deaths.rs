//! Deaths: two people of an institution state one, the family agrees that it is shown, and a word of the person suspends it.

use std::time::Duration;

use futures_util::StreamExt as _;
use http::Method;
use kernel::{Event, IncidentId, NoticeId, OperatorId, PersonId, Span, Time};
use missing::{
    model::{
        NoticeState, Relation,
        list::{Death, DeathState},
    },
    rules::list::{NoList, confirm_death, still_dead, suspend_death},
    store::deaths,
};
use proptest::prelude::*;
use register::{Author, Channel, Fact, FactKind, How, Proof, State};
use serde_json::json;
use web::harness::{Client, Harness};

use crate::{
    exchange::register,
    lists::{brings, calls, hears, matched, outside, path, patient, releases, speaks},
    scene::{active, appeal, harness, one, proven, safe, seeks, sought, sought_at},
};

pub(crate) const HERS: &str = "06 39 98 00 17";
/// Some forty minutes before the stories begin.
pub(crate) const DIED: &str = "2015-11-13T23:00:00+01:00";

/// Whom somebody seeks, at whom a hospital has somebody who may be them; it has called.
pub(crate) struct Story {
    pub(crate) h: Harness,
    pub(crate) night: IncidentId,
    pub(crate) karim: Client,
    pub(crate) ana: Client,
    pub(crate) bela: Client,
    pub(crate) neighbour: Client,
    pub(crate) id: String,
    pub(crate) share: String,
    /// The match.
    pub(crate) at: String,
}

impl Story {
    pub(crate) async fn new(store: store::Store) -> Self {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let neighbour = register(&h, "Genève", "example.org", [true, true, true]).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        let share = appeal(&h, &karim, &id).await.unwrap();
        let ana = speaks(&h, "Ana", "Hôpital de l’Exemple").await;
        let bela = speaks(&h, "Béla", "Hôpital de l’Exemple").await;
        brings(&h, &ana, json!([patient("Camille Roussel", "p-17")])).await.is(200);
        let at = path(&ana).await;
        calls(&ana).await;
        Self { h, night, karim, ana, bela, neighbour, id, share, at }
    }
    pub(crate) async fn states(&self, who: &Client) -> web::harness::Answer {
        who.post(&format!("{}/death", self.at), json!({ "died": DIED })).await
    }
    pub(crate) async fn confirms(&self, who: &Client) -> web::harness::Answer {
        who.post(&format!("{}/death/confirm", self.at), json!({ "told": true })).await
    }
    pub(crate) async fn two(&self) {
        self.states(&self.ana).await.is(204);
        self.confirms(&self.bela).await.is(204);
        self.h.settle().await;
    }
    pub(crate) async fn agrees(&self, shown: bool) -> web::harness::Answer {
        let path = format!("/api/v1/notices/{}/consent", self.id);
        let done = self.karim.put(&path, json!({ "shown": shown })).await;
        self.h.settle().await;
        done
    }
    async fn outside(&self) -> Vec<String> {
        outside(&self.karim, &self.id, &self.share, &self.neighbour, &self.h).await
    }
    /// What anybody but the seeker reads.
    async fn public(&self) -> Vec<String> {
        let ours =
            |t: &String| t.starts_with("/api/v1/appeals") || t.starts_with("/s/") || t.starts_with("/api/v1/pfif");
        self.outside().await.into_iter().filter(ours).collect()
    }
    pub(crate) fn notice(&self) -> NoticeId {
        self.id.parse().unwrap()
    }
    /// Every frame of everybody's stream, and every event.
    async fn heard(&self) -> String {
        let mut all = String::new();
        for who in
            [relay::Who::Person(self.karim.id()), relay::Who::Public, relay::Who::Moderator, relay::Who::Operator]
        {
            let mut stream = self.h.house.live.open(who, None, Some(0)).await.unwrap();
            while let Ok(Some(Ok(bytes))) = tokio::time::timeout(Duration::from_millis(200), stream.next()).await {
                all += std::str::from_utf8(&bytes).unwrap();
            }
        }
        let (events, _) = self.h.house.store.events_after(0, 10_000).await.unwrap();
        all + &events.iter().map(|e| serde_json::to_string(&e.event).unwrap()).collect::<String>()
    }
}

/// Whether a text tells of a death, in any of the languages that things are said in here.
fn tells(text: &str) -> bool {
    let text = text.to_lowercase();
    ["dead", "death", "décès", "décéd", " mort", "died", "deceased"].iter().any(|w| text.contains(w))
}

store::testing::each_store! {
    async fn a_death_takes_two_people_and_the_familys_yes_and_is_in_no_message(store: Store) {
        let s = Story::new(store).await;
        let before = s.outside().await;
        s.confirms(&s.bela).await.refuses(409, "list-over");
        s.states(&s.ana).await.is(204);
        s.states(&s.bela).await.refuses(409, "list-over");
        s.confirms(&s.ana).await.refuses(403, "list-same-person");
        s.bela.post(&format!("{}/death/confirm", s.at), json!({})).await.refuses(422, "list-told-first");
        s.agrees(true).await.refuses(404, "list-unknown");
        assert_eq!(s.outside().await, before, "one alone changes nothing");
        let public = s.public().await;
        s.confirms(&s.bela).await.is(204);
        s.confirms(&s.bela).await.refuses(409, "list-over");
        s.h.settle().await;
        assert_eq!(s.public().await, public, "two change nothing either, as long as the family has not agreed");
        assert!(deaths::known(&s.h.house.store, s.notice()).await.unwrap().is_none());
        // The family reads on its own page that it may decide; no more.
        let own = one(&s.karim, &s.id).await;
        assert_eq!((&own["consent"], &own["state"]), (&json!("asked"), &json!("searching")));
        assert!(own.get("died").is_none() && !tells(&own.to_string()), "{own}");
        let page = s.karim.page(&format!("/missing/{}", s.id)).await.expect(200);
        assert!(page.says("Une institution vous a appelé") && !tells(&page.text.replace("data-death", "")), "{}", page.text);
        // Nobody else decides.
        let stranger = proven(&s.h, "Nadia", "nadia@example.org").await;
        let path = format!("/api/v1/notices/{}/consent", s.id);
        stranger.put(&path, json!({ "shown": true })).await.refuses(404, "missing-unknown");
        s.ana.put(&path, json!({ "shown": true })).await.is(403);

        s.agrees(true).await.is(204);
        let own = one(&s.karim, &s.id).await;
        assert_eq!((&own["state"], &own["consent"]), (&json!("dead"), &json!("given")));
        assert!(own["died"].as_str().unwrap().starts_with("2015-11-13T"), "{own}");
        let share = s.h.nobody().get(&format!("/s/{}", s.share)).await.expect(200);
        assert!(share.says("Décès de Camille R.") && !share.says("Manteau"), "{}", share.text);
        let record = s.neighbour.get(&format!("/api/v1/pfif/read?id=127.0.0.1/person.{}", s.id)).await.expect(200);
        assert!(record.says("believed_dead"), "{}", record.text);
        let known = deaths::known(&s.h.house.store, s.notice()).await.unwrap().unwrap();
        assert_eq!((known.consent_by, known.died), (Some(s.karim.id()), Time::parse(DIED).unwrap()));
        let search = json!({ "name": "Camille Roussel", "tail": "0017" });
        let found = s.h.nobody().post("/api/v1/notices/search", search).await.expect(200).json();
        assert_eq!(found, json!({ "known": false }), "who is dead is not among the missing");
        assert_eq!(hears(&s.h).await, [], "nobody is written to");
        let heard = s.heard().await;
        assert!(!tells(&heard), "{heard}");

        // The family takes it back: everything goes back to what it was.
        s.agrees(false).await.is(204);
        let own = one(&s.karim, &s.id).await;
        assert_eq!((&own["state"], &own["consent"], own.get("died")), (&json!("searching"), &json!("asked"), None));
        let share = s.h.nobody().get(&format!("/s/{}", s.share)).await.expect(200);
        assert!(share.says("Manteau vert") && !tells(&share.text), "{}", share.text);
        let record = s.neighbour.get(&format!("/api/v1/pfif/read?id=127.0.0.1/person.{}", s.id)).await.expect(200);
        assert!(record.says("information_sought") && !record.says("believed_dead"), "what was read elsewhere is taken back: {}", record.text);
        assert!(!tells(&s.heard().await));
        let acts = s.h.house.register.audit_before(None, 100).await.unwrap();
        let mut acts: Vec<&str> = acts.iter().map(|l| l.act.as_str()).filter(|a| a.starts_with("death.")).collect();
        acts.sort_unstable();
        assert_eq!(acts, ["death.agree", "death.confirm", "death.disagree", "death.state"]);
    }

    async fn either_of_the_two_suspends_it_at_once_and_nobody_else(store: Store) {
        let s = Story::new(store).await;
        let cleo = speaks(&s.h, "Cléo", "Hôpital de l’Exemple").await;
        let died = format!("{}/death", s.at);
        let before = s.public().await;
        for who in [&s.ana, &s.bela] {
            s.two().await;
            s.agrees(true).await.is(204);
            assert_ne!(s.public().await, before);
            cleo.delete(&died).await.refuses(403, "list-not-of-the-two");
            who.delete(&died).await.is(204);
            s.h.settle().await;
            let own = one(&s.karim, &s.id).await;
            assert_eq!((&own["state"], own.get("consent"), own.get("died")), (&json!("searching"), None, None), "{own}");
            assert!(deaths::known(&s.h.house.store, s.notice()).await.unwrap().is_none());
            let share = s.h.nobody().get(&format!("/s/{}", s.share)).await.expect(200);
            assert!(share.says("Manteau vert") && !tells(&share.text), "{}", share.text);
            who.delete(&died).await.refuses(409, "list-over");
            s.agrees(true).await.refuses(404, "list-unknown");
            assert_eq!(matched(&s.ana).await["death"]["state"], "suspended");
        }
        assert!(!tells(&s.heard().await));
        // A withdrawn entry takes it away whole.
        s.two().await;
        s.agrees(true).await.is(204);
        let entry = s.ana.get("/api/v1/lists").await.at("/entries/0/id");
        s.ana.delete(&format!("/api/v1/lists/{entry}")).await.is(204);
        s.h.settle().await;
        assert_eq!(one(&s.karim, &s.id).await["state"], "searching");
        assert!(deaths::one(&s.h.house.store, s.notice()).await.unwrap().is_none());
    }

    async fn a_later_word_of_the_person_suspends_it_at_once(store: Store) {
        let s = Story::new(store).await;
        let camille = proven(&s.h, "Camille Roussel", HERS).await;
        let other = proven(&s.h, "Camille Roussel", "06 39 98 44 44").await;
        s.two().await;
        s.agrees(true).await.is(204);
        safe(&s.h, &other, s.night).await;
        assert_eq!(one(&s.karim, &s.id).await["state"], "dead", "a namesake is somebody else");
        safe(&s.h, &camille, s.night).await;
        let own = one(&s.karim, &s.id).await;
        assert_eq!((&own["state"], own.get("died")), (&json!("searching"), None), "{own}");
        let stated = deaths::one(&s.h.house.store, s.notice()).await.unwrap().unwrap();
        assert_eq!((stated.state, stated.suspended_by), (DeathState::Suspended, None));
        assert!(!tells(&s.h.nobody().get(&format!("/s/{}", s.share)).await.expect(200).text));
        // She is asked as everybody is, and answers for herself.
        let asked = camille.get("/api/v1/sought").await.expect(200).json();
        assert_eq!(asked["sought"].as_array().unwrap().len(), 1, "{asked}");
        s.states(&s.ana).await.refuses(409, "list-spoke");
        let question = format!("/api/v1/sought/{}", asked["sought"][0]["id"].as_str().unwrap());
        camille.post(&question, json!({ "answer": "tell" })).await.is(204);
        s.h.settle().await;
        assert_eq!(one(&s.karim, &s.id).await["state"], "found");
        assert!(!tells(&s.heard().await));
    }

    async fn a_word_that_came_before_the_family_agreed_leaves_nothing_to_agree_to(store: Store) {
        let h = harness(store).await;
        let night = active(&h, false).await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let id = seeks(&h, &karim, sought_at("Camille Roussel", HERS)).await;
        let ana = speaks(&h, "Ana", "Hôpital de l’Exemple").await;
        let bela = speaks(&h, "Béla", "Hôpital de l’Exemple").await;
        brings(&h, &ana, json!([patient("Camille Roussel", "p-17")])).await.is(200);
        let at = path(&ana).await;
        calls(&ana).await;
        releases(&h, &ana).await;
        ana.post(&format!("{at}/death"), json!({ "died": DIED })).await.is(204);
        bela.post(&format!("{at}/death/confirm"), json!({ "told": true })).await.is(204);
        // Nobody looks for her any more when she speaks.
        let camille = proven(&h, "Camille Roussel", HERS).await;
        safe(&h, &camille, night).await;
        karim.put(&format!("/api/v1/notices/{id}/consent"), json!({ "shown": true })).await.refuses(404, "list-unknown");
        h.settle().await;
        let own = one(&karim, &id).await;
        assert_eq!((&own["state"], own.get("died")), (&json!("found"), None), "{own}");
    }

    async fn an_earlier_word_does_not_and_one_alone_is_suspended_too(store: Store) {
        let s = Story::new(store).await;
        let camille = proven(&s.h, "Camille Roussel", HERS).await;
        safe(&s.h, &camille, s.night).await;
        s.h.pass(Span::hours(2));
        let late = json!({ "died": "2015-11-14T01:00:00+01:00" });
        s.ana.post(&format!("{}/death", s.at), late.clone()).await.is(204);
        s.confirms(&s.bela).await.is(204);
        s.agrees(true).await.is(204);
        assert_eq!(one(&s.karim, &s.id).await["state"], "dead");
        s.bela.delete(&format!("{}/death", s.at)).await.is(204);
        s.states(&s.bela).await.refuses(409, "list-spoke");
        s.bela.post(&format!("{}/death", s.at), late).await.is(204);
        // Whatever one person alone has stated is nothing any more once she has spoken.
        safe(&s.h, &camille, s.night).await;
        s.confirms(&s.ana).await.refuses(409, "list-over");
    }

    async fn who_was_in_care_and_dies_is_found_no_more_and_mistakes_are_taken_back(store: Store) {
        let s = Story::new(store).await;
        releases(&s.h, &s.ana).await;
        assert_eq!(one(&s.karim, &s.id).await["state"], "found");
        s.h.pass(Span::hours(20));
        s.two().await;
        s.h.pass(Span::days(2));
        s.h.settle().await;
        let own = one(&s.karim, &s.id).await;
        assert_eq!((&own["state"], &own["name"]), (&json!("found"), &json!("Camille Roussel")), "not forgotten before it is over");
        s.agrees(true).await.is(204);
        assert_eq!(one(&s.karim, &s.id).await["state"], "dead");
        s.agrees(false).await.is(204);
        assert_eq!(one(&s.karim, &s.id).await["state"], "found");
        s.h.pass(Span::days(29));
        s.h.settle().await;
        let own = one(&s.karim, &s.id).await;
        assert_eq!((&own["state"], own.get("name"), own.get("died")), (&json!("over"), None, None), "until the search would have ended");
        s.agrees(true).await.refuses(409, "list-over");
    }

    async fn only_the_family_decides_and_only_after_a_call(store: Store) {
        let h = harness(store).await;
        active(&h, false).await;
        let ana = speaks(&h, "Ana", "Hôpital de l’Exemple").await;
        let bela = speaks(&h, "Béla", "Hôpital de l’Exemple").await;
        let karim = proven(&h, "Karim Belaïd", "karim@example.org").await;
        let mut body = sought("Camille Roussel");
        body["relation"] = json!("colleague");
        let id = seeks(&h, &karim, body).await;
        brings(&h, &ana, json!([patient("Camille Roussel", "p-17")])).await.is(200);
        let at = path(&ana).await;
        let died = json!({ "died": DIED });
        ana.post(&format!("{at}/death"), died.clone()).await.refuses(409, "list-call-first");
        calls(&ana).await;
        let late = json!({ "died": "2015-11-14T03:00:00+01:00" });
        ana.post(&format!("{at}/death"), late).await.refuses(422, "list-died");
        ana.post(&format!("{at}/death"), died).await.is(204);
        ana.post(&format!("{at}/release"), json!({ "patient": "cannot_answer" })).await.refuses(409, "list-over");
        bela.post(&format!("{at}/death/confirm"), json!({ "told": true })).await.is(204);
        let path = format!("/api/v1/notices/{id}/consent");
        karim.put(&path, json!({ "shown": true })).await.refuses(403, "list-family-only");
        assert_eq!(one(&karim, &id).await["state"], "searching");
    }

    async fn the_family_agrees_on_its_page_in_its_language(store: Store) {
        let s = Story::new(store).await;
        let here = format!("/missing/{}/consent", s.id);
        s.karim.page(&here).await.is(404);
        let console = s.at.replace("/api/v1/lists", "/console/lists");
        let page = s.ana.page(&console).await.expect(200);
        let stated = s.ana.submit(&page, &console, &[("do", "state"), ("died", "23:00"), ("day", "0")]).await.expect(303);
        assert_eq!(stated.header("location"), console);
        let mine = s.ana.page(&console).await.expect(200);
        assert!(!mine.says("value=\"confirm\"") && mine.says("value=\"suspend\""), "{}", mine.text);
        let theirs = s.bela.page(&console).await.expect(200);
        assert!(theirs.says("value=\"confirm\"") && !theirs.says("value=\"suspend\""), "{}", theirs.text);
        s.bela.submit(&theirs, &console, &[("do", "confirm")]).await.is(422);
        s.bela.submit(&theirs, &console, &[("do", "confirm"), ("told", "yes")]).await.is(303);
        let own = s.karim.page(&format!("/missing/{}", s.id)).await.expect(200);
        assert!(own.says(&here), "{}", own.text);
        for (lang, word) in [("fr", "le décès de"), ("en", "is dead"), ("es", "ha muerto"), ("ar", "بوفاة")] {
            let page = s.karim.clone().reading(lang).page(&here).await.expect(200);
            assert!(page.says(word) && page.says("Camille Roussel"), "{lang}: {}", page.text);
        }
        let page = s.karim.page(&here).await.expect(200);
        s.karim.submit(&page, &here, &[("do", "agree")]).await.is(303);
        s.h.settle().await;
        assert_eq!(one(&s.karim, &s.id).await["state"], "dead");
        assert!(s.karim.page(&format!("/missing/{}", s.id)).await.expect(200).says("Décès annoncé par la famille"));
        let page = s.karim.page(&here).await.expect(200);
        assert!(page.says("Vous avez donné votre accord"), "{}", page.text);
        s.karim.submit(&page, &here, &[("do", "disagree")]).await.is(303);
        s.h.settle().await;
        assert_eq!(one(&s.karim, &s.id).await["state"], "searching");
        let stranger = proven(&s.h, "Nadia", "nadia@example.org").await;
        stranger.page(&here).await.is(404);
    }

    async fn nobody_else_says_that_somebody_is_dead_by_any_way(store: Store) {
        let s = Story::new(store).await;
        let camille = proven(&s.h, "Camille Roussel", HERS).await;
        let nadia = proven(&s.h, "Nadia", "nadia@example.org").await;
        let before = s.public().await;
        let news = json!({ "name": "Camille Roussel", "contact": HERS, "note": { "how": "saw", "state": "dead" } });
        nadia.post("/api/v1/news", news).await.refuses(422, "missing-state");
        let note = json!({ "how": "saw", "state": "dead" });
        nadia.post(&format!("/api/v1/appeals/{}/notes", s.share), note).await.refuses(422, "missing-state");
        let page = nadia.page("/missing/news").await.expect(200);
        let typed = [("who", "Camille Roussel"), ("how", "saw"), ("state", "dead")];
        nadia.submit(&page, "/missing/news", &typed).await.is(422);
        let answer = json!({ "answer": "dead" });
        camille.post(&format!("/api/v1/incidents/{}/check-ins", s.night), answer).await.is(422);
        let said = json!({ "person": camille.id(), "state": "dead", "how": "saw" });
        let status = nadia.post(&format!("/api/v1/incidents/{}/declarations", s.night), said).await.status.as_u16();
        assert!((400..500).contains(&status), "{status}");
        let named = json!({ "name": "Camille Roussel", "contact": HERS, "state": "dead", "how": "saw" });
        let status = nadia.post(&format!("/api/v1/incidents/{}/declarations", s.night), named).await.status.as_u16();
        assert!((400..500).contains(&status), "{status}");
        for line in ["dead", "décédée", "mort", "deceased"] {
            let table = format!("name,state,reference\nCamille Roussel,{line},p-17\n");
            s.ana.send(Method::POST, "/api/v1/lists", Some("text/csv"), table).await.is(422);
        }
        s.h.settle().await;
        assert_eq!(s.public().await, before);
        // What another register believes is kept as it came, and changes nothing.
        let geneva = register(&s.h, "Lyon", "example.net", [true, true, true]).await;
        let note = format!(
            "<pfif:pfif xmlns:pfif=\"http://zesty.ca/pfif/1.4\"><pfif:note><pfif:note_record_id>example.net/n1</pfif:note_record_id>\
             <pfif:person_record_id>127.0.0.1/person.{}</pfif:person_record_id><pfif:source_date>2015-11-13T22:30:00Z</pfif:source_date>\
             <pfif:author_name>X</pfif:author_name><pfif:status>believed_dead</pfif:status><pfif:text>x</pfif:text></pfif:note></pfif:pfif>",
            s.id
        );
        let kept = geneva.send(Method::POST, "/api/v1/pfif/write", Some("application/pfif+xml"), note).await.expect(200).json();
        assert_eq!(kept["note"]["written"], 1, "{kept}");
        s.h.settle().await;
        assert_eq!(s.public().await, before);
        let own = one(&s.karim, &s.id).await;
        assert!(own["state"] == "searching" && !tells(&own.to_string()), "{own}");
        assert!(deaths::one(&s.h.house.store, s.notice()).await.unwrap().is_none());
        let (events, _) = s.h.house.store.events_after(0, 10_000).await.unwrap();
        assert!(!events.iter().any(|e| matches!(&e.event, Event::Fact { says: Some(says), .. } if says.state == State::Dead.number())));
    }
}

fn id<T: kernel::Id>(n: u8) -> T {
    T::from_bytes([n; 16])
}

fn death(state: DeathState, died: i64) -> Death {
    let confirmed = (state != DeathState::Stated).then_some(Time(10_000));
    Death {
        notice: id(1),
        of: id(2),
        institution: "Hôpital de l’Exemple".into(),
        incident: id(3),
        drill: false,
        version: 1,
        state,
        died: Time(died),
        stated: Time(9_000),
        stated_by: id(4),
        stated_name: "Ana".into(),
        confirmed,
        confirmed_by: confirmed.map(|_| id(5)),
        consent: None,
        consent_by: None,
        was: None,
        suspended: None,
        suspended_by: None,
        shown: None,
    }
}

fn word(at: i64, proof: Proof, how: How, author: PersonId) -> Fact {
    let camille: PersonId = id(7);
    Fact {
        id: id(8),
        person: camille,
        incident: id(3),
        drill: false,
        kind: FactKind::CheckIn,
        state: State::Safe,
        how,
        author: Author::Person(author),
        at: Time(at),
        received: Time(at),
        proof,
        disputed: false,
        confirmed: false,
        channel: Channel::Web,
    }
}

proptest! {
    #[test]
    fn a_death_stands_exactly_until_an_own_word_of_the_same_time_or_later(died in 0_i64..5_000, at in 0_i64..5_000, own: bool, proven: bool) {
        let camille: PersonId = id(7);
        let author = if own { camille } else { id(9) };
        let how = if own { How::Own } else { How::Saw };
        let proof = if proven { Proof::Contact } else { Proof::None };
        let fact = word(at, proof, how, author);
        let stands = still_dead(Time(20_000), &death(DeathState::Confirmed, died), &[fact]);
        prop_assert_eq!(stands, !(own && proven && at >= died));
        prop_assert!(!still_dead(Time(20_000), &death(DeathState::Suspended, died), &[]));
    }

    #[test]
    fn two_different_people_state_it_and_only_they_suspend_it(by in 0_u8..9, told: bool, state in 0_usize..3, search in 0_usize..7, at in 0_i64..2_000) {
        let search = NoticeState::ALL[search];
        let on = at < 1_000 && matches!(search, NoticeState::Searching | NoticeState::Found | NoticeState::Dead);
        let notice = crate::tribute::notice(search, Relation::Family);
        let state = DeathState::ALL[state];
        let d = death(state, 0);
        let who: OperatorId = id(by);
        let confirmed = confirm_death(Time(at), &notice, &d, who, told);
        prop_assert_eq!(confirmed.is_ok(), state == DeathState::Stated && on && by != 4 && told);
        if state == DeathState::Stated && on && by == 4 {
            prop_assert_eq!(confirmed, Err(NoList::SamePerson));
        }
        let of_the_two = by == 4 || by == 5 && state != DeathState::Stated;
        prop_assert_eq!(suspend_death(&d, who).is_ok(), state != DeathState::Suspended && of_the_two);
        prop_assert!(!d.is_known(), "nobody has agreed");
        let agreed = Death { consent: Some(Time(1)), ..d };
        prop_assert_eq!(agreed.is_known(), state == DeathState::Confirmed);
    }
}
