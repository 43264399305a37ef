//! What comes in: from feeds of a server beside this one and by hand; signed, not signed, with another key, again, broken, hostile.

use std::{
    fs,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use cap::{Message, Pin, Settings, SigningKey};
use kernel::{Role, Span};
use notify::push::VapidKey;
use official::acts::ingest::{poll, poll_alone};
use serde_json::{Value, json};
use store::{Store, each_store};
use web::{
    Config,
    harness::{Client, Harness},
};

use crate::scene::{active, frames, listed, prove, rooms, speaker};

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../formats/cap/tests/samples");

/// A document of the corpus, by the end of its name.
fn sample(name: &str) -> Vec<u8> {
    fn find(folder: &std::path::Path, name: &str) -> Option<std::path::PathBuf> {
        fs::read_dir(folder)
            .ok()?
            .filter_map(Result::ok)
            .map(|f| f.path())
            .find_map(|p| if p.is_dir() { find(&p, name) } else { p.ends_with(name).then_some(p) })
    }
    let tests = std::path::Path::new(SAMPLES).parent().unwrap();
    fs::read(find(tests, name).unwrap_or_else(|| panic!("{name}"))).unwrap()
}

/// The institution that speaks, with its key.
pub(crate) struct Voice {
    key: SigningKey,
    pub(crate) certificate: String,
}

impl Voice {
    pub(crate) fn new(seed: u64) -> Self {
        let key = VapidKey::generate(&kernel::SeededDice::new(seed)).unwrap().to_pkcs8().unwrap();
        let key = SigningKey::read(&key).unwrap();
        let at = |text| cap::Time::parse(text).unwrap();
        let certificate =
            key.certificate("x", at("2010-01-01T00:00:00-00:00"), at("2030-01-01T00:00:00-00:00")).unwrap();
        Self { key, certificate }
    }
    /// A real message, signed; what it is, and what it refers to.
    pub(crate) fn says(&self, name: &str, kind: &str, references: &str) -> String {
        self.signs(&Self::writes(name, kind, references))
    }
    pub(crate) fn writes(name: &str, kind: &str, references: &str) -> String {
        let refers =
            if references.is_empty() { String::new() } else { format!("<references>{references}</references>") };
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>{name}</identifier>\
             <sender>alerts@prefecture.example</sender><sent>2015-11-13T23:30:00+01:00</sent><status>Actual</status><msgType>{kind}</msgType>\
             <scope>Public</scope>{refers}<info><language>fr-FR</language><category>Fire</category><event>Incendie</event>\
             <responseType>Avoid</responseType><urgency>Immediate</urgency><severity>Severe</severity><certainty>Observed</certainty>\
             <expires>2015-11-14T04:00:00+01:00</expires><headline>Incendie au dépôt {name}</headline><instruction>Éloignez-vous.</instruction>\
             <area><areaDesc>Le port, quai nord</areaDesc><polygon>48.86,2.35 48.86,2.38 48.88,2.38 48.88,2.35 48.86,2.35</polygon></area>\
             </info></alert>"
        )
    }
    pub(crate) fn signs(&self, text: &str) -> String {
        let message = Message::read(text.as_bytes(), &Settings::default()).unwrap();
        let pin = Pin::read(self.certificate.as_bytes()).unwrap().remove(0);
        cap::sign(&message, &self.key, Some(&pin)).unwrap()
    }
}

/// How another message names one of these.
pub(crate) fn reference(name: &str) -> String {
    format!("alerts@prefecture.example,{name},2015-11-13T23:30:00+01:00")
}

#[derive(Clone, Default)]
pub(crate) struct Site(Arc<Mutex<Served>>);

#[derive(Default)]
struct Served {
    body: Vec<u8>,
    etag: u32,
    /// How often it answered with a body, and that nothing is new.
    whole: usize,
    same: usize,
    down: bool,
}

impl Site {
    pub(crate) fn puts(&self, body: impl Into<Vec<u8>>) {
        let mut served = self.0.lock().unwrap();
        served.body = body.into();
        served.etag += 1;
    }
    /// How often it was asked.
    fn asked(&self) -> usize {
        let served = self.0.lock().unwrap();
        served.whole + served.same
    }
}

async fn feed(State(site): State<Site>, headers: HeaderMap) -> Response {
    let mut served = site.0.lock().unwrap();
    let tag = format!("\"v{}\"", served.etag);
    if served.down {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    if headers.get(header::IF_NONE_MATCH).is_some_and(|v| v == tag.as_str()) {
        served.same += 1;
        return StatusCode::NOT_MODIFIED.into_response();
    }
    served.whole += 1;
    ([(header::ETAG, tag)], served.body.clone()).into_response()
}

/// A house with an institution whose feed is on a server beside it.
pub(crate) struct Town {
    pub(crate) h: Harness,
    pub(crate) site: Site,
    base: String,
    pub(crate) id: kernel::AuthorityId,
    pub(crate) admin: Client,
}

impl Town {
    pub(crate) async fn new(store: Store, pins: &str) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let site = Site::default();
        let router = Router::new().route("/{*path}", get(feed)).with_state(site.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let mut config = Config::default();
        config.outbound.allow_private.push(base.clone());
        let h = Harness::with(rooms(), store, people::sessions, config).await;
        let admin = h.staff(Role::Admin, "Odile").await;
        let made =
            admin.post("/api/v1/authorities", json!({"domain": "prefecture.example", "name": "Préfecture"})).await;
        let id = made.expect(201).at("/id");
        let said = json!({"pins": pins, "senders": if pins.is_empty() { json!([]) } else { json!(["alerts@prefecture.example"]) }, "url": format!("{base}/feed")});
        admin.put(&format!("/api/v1/authorities/{id}/keys"), said).await.is(204);
        let id = id.parse().unwrap();
        prove(&h, id, true).await;
        Self { h, site, base, id, admin }
    }
    pub(crate) async fn polls(&self) {
        poll(&self.h.house, self.id).await.unwrap();
        self.h.settle().await;
    }
    /// Does the work that is due, until the feed was asked for so many times; how often it was.
    async fn reads(&self, times: usize) -> usize {
        self.h.settle().await;
        while self.site.asked() < times {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        self.h.settle().await;
        self.site.asked()
    }
    pub(crate) async fn all(&self) -> Vec<Value> {
        listed(&self.h, "/api/v1/alerts").await
    }
    /// The message with this headline.
    pub(crate) async fn named(&self, headline: &str) -> String {
        let all = self.all().await;
        let found = all.iter().find(|a| a["words"]["fr"]["headline"] == headline);
        found.unwrap_or_else(|| panic!("{headline}"))["id"].as_str().unwrap().to_owned()
    }
    async fn page(&self) -> web::harness::Answer {
        self.admin.page(&format!("/console/institutions/{}", self.id)).await.expect(200)
    }
}

each_store! {
    async fn a_signed_message_is_verified_against_the_pin_and_nothing_is_sent_by_itself(store: Store) {
        let voice = Voice::new(1);
        let town = Town::new(store, &voice.certificate).await;
        town.site.puts(voice.says("1", "Alert", ""));
        town.polls().await;
        let all = town.all().await;
        assert_eq!((all.len(), &all[0]["trust"], &all[0]["state"], &all[0]["who"]), (1, &json!("verified"), &json!("heard"), &json!("prefecture.example")));
        assert_eq!(all[0]["shapes"].as_array().unwrap().len(), 1);
        assert_eq!(frames(&town.h, relay::Who::Public).await, ["heard"]);
        assert!(!town.h.browser().page("/").await.says("class=\"band note"), "an operator has not passed it on");
        assert!(!town.h.browser().get("/alerts.atom").await.says("Incendie"));
        // The same again is the same; and a server that says that nothing is new is not read again.
        town.polls().await;
        assert!(town.site.0.lock().unwrap().same > 0);
        let asked = town.site.0.lock().unwrap().whole;
        assert_eq!((asked, town.all().await.len()), (1, 1));
        town.site.puts(voice.says("1", "Alert", ""));
        town.polls().await;
        let asked = town.site.0.lock().unwrap().whole;
        assert_eq!((asked, town.all().await.len()), (2, 1));
        // It proposes an incident, and once it is in one, a perimeter: forms that a person presses.
        let id = all[0]["id"].as_str().unwrap().to_owned();
        let anne = town.h.staff(Role::Operator, "Anne").await;
        let page = anne.page(&format!("/console/official/{id}")).await.expect(200);
        assert!(page.says("action=\"/console/new\"") && page.says("name=\"name_fr\" value=\"Incendie au dépôt 1\""));
        let incident = active(&town.h, false).await;
        anne.put(&format!("/api/v1/alerts/{id}/incident"), json!({"incident": incident})).await.is(204);
        let page = anne.page(&format!("/console/official/{id}")).await.expect(200);
        assert!(page.says(&format!("action=\"/console/i/{incident}/perimeters/new\"")) && page.says("À éviter\u{a0}: Le port"));
        // Passed on by an operator it is everywhere; its correction takes its place there, and its end ends it.
        anne.post(&format!("/api/v1/alerts/{id}/pass-on"), json!({})).await.is(200);
        town.h.settle().await;
        assert!(town.h.browser().page("/").await.says("Incendie au dépôt 1"));
        town.site.puts(voice.says("2", "Update", &reference("1")));
        town.polls().await;
        assert!(town.h.browser().page("/").await.says("Incendie au dépôt 2"));
        town.site.puts(voice.says("3", "Cancel", &format!("{} {}", reference("1"), reference("2"))));
        town.polls().await;
        assert!(!town.h.browser().page("/").await.says("class=\"band note"));
        assert_eq!(frames(&town.h, relay::Who::Public).await, ["heard", "put", "published", "heard", "cancelled"]);
    }

    async fn a_feed_is_read_by_itself_once_a_minute_at_least(store: Store) {
        let voice = Voice::new(1);
        let town = Town::new(store, &voice.certificate).await;
        town.site.puts(voice.says("1", "Alert", ""));
        // Nobody asks for it: the work that waits its turn does. Other servers are waited for beside it.
        let h = &town.h;
        assert_eq!((town.reads(1).await, town.all().await.len()), (1, 1));
        for n in 2..4 {
            h.pass(Span::seconds(59));
            assert_eq!(town.reads(n - 1).await, n - 1, "not before it is due");
            h.pass(Span::seconds(1));
            assert_eq!(town.reads(n).await, n);
        }
        // Whoever wants it more rarely has it each minute all the same.
        let said = json!({"pins": voice.certificate, "senders": ["alerts@prefecture.example"], "url": format!("{}/feed", town.base), "seconds": 3600});
        town.admin.put(&format!("/api/v1/authorities/{}/keys", town.id), said).await.is(204);
        h.pass(Span::seconds(60));
        assert_eq!(town.reads(4).await, 4);
        h.pass(Span::seconds(60));
        assert_eq!(town.reads(5).await, 5);
    }

    async fn what_goes_beyond_what_was_passed_on_waits_for_a_person_and_what_stands_goes_on_standing(store: Store) {
        let voice = Voice::new(1);
        let town = Town::new(store, &voice.certificate).await;
        let anne = town.h.staff(Role::Operator, "Anne").await;
        let holding = async || town.h.browser().page("/").await;
        town.site.puts(voice.says("1", "Alert", ""));
        town.polls().await;
        let first = town.named("Incendie au dépôt 1").await;
        anne.post(&format!("/api/v1/alerts/{first}/pass-on"), json!({})).await.is(200);
        // Wider, graver, longer, of something else: the key is right, and nobody here has said so.
        let refers = reference("1");
        let steps = [
            ("2", "48.88,2.35 48.86", "48.98,2.35 48.86", "un autre secteur"),
            ("3", "<severity>Severe", "<severity>Extreme", "plus grave"),
            ("4", "2015-11-14T04:00", "2015-11-14T05:00", "plus longtemps"),
            ("5", "<event>Incendie", "<event>Attentat", "un autre événement"),
            ("6", "<category>Fire", "<category>Security", "une autre catégorie"),
        ];
        for (name, from, to, says) in steps {
            town.site.puts(voice.signs(&Voice::writes(name, "Update", &refers).replace(from, to)));
            town.polls().await;
            assert!(holding().await.says("Incendie au dépôt 1"), "{says}");
            let id = town.named(&format!("Incendie au dépôt {name}")).await;
            assert_eq!(town.h.nobody().get(&format!("/api/v1/alerts/{id}")).await.at("/state"), "heard");
            assert!(anne.page(&format!("/console/official/{id}")).await.says(says), "{says}");
        }
        // A first message that names another is no way round, nor is one without a place.
        for (name, kind) in [("7", "Alert"), ("8", "Update")] {
            let text = Voice::writes(name, kind, &refers);
            let (head, rest) = text.split_once("<area>").unwrap();
            town.site.puts(voice.signs(&format!("{head}{}", rest.split_once("</area>").unwrap().1)));
            town.polls().await;
            assert!(holding().await.says("Incendie au dépôt 1"), "{kind}");
        }
        // A person looks and presses: then it stands in the place of the other, and nothing of the rest does.
        let wider = town.named("Incendie au dépôt 2").await;
        anne.post(&format!("/api/v1/alerts/{wider}/pass-on"), json!({})).await.is(200);
        town.h.settle().await;
        let page = holding().await;
        assert!(page.says("Incendie au dépôt 2") && !page.says("Incendie au dépôt 1"));
        // What narrows goes through by itself.
        town.site.puts(voice.says("9", "Update", &format!("{refers} {}", reference("2"))));
        town.polls().await;
        assert!(holding().await.says("Incendie au dépôt 9"));
    }

    async fn a_name_is_taken_for_one_institution_alone(store: Store) {
        let (voice, other) = (Voice::new(1), Voice::new(2));
        let town = Town::new(store, &voice.certificate).await;
        // Another institution brings, unsigned and then signed with a key of its own, what has the very name of the prefecture's message.
        let mayor = town.admin.post("/api/v1/authorities", json!({"domain": "mairie.example", "name": "Mairie"})).await.expect(201).at("/id");
        let keys = json!({"pins": other.certificate, "senders": ["alerts@prefecture.example"], "url": ""});
        town.admin.put(&format!("/api/v1/authorities/{mayor}/keys"), keys).await.is(204);
        let vera = speaker(&town.h, "Véra", "Mairie").await;
        let path = format!("/api/v1/authorities/{mayor}/alerts");
        let bring = async |text: String| vera.send(http::Method::POST, &path, Some("application/cap+xml"), text).await.expect(200).at("/became");
        assert_eq!(bring(Voice::writes("1", "Alert", "").replace("au dépôt", "nulle part")).await, "new");
        assert_eq!(bring(other.signs(&Voice::writes("1", "Alert", "").replace("au dépôt", "ailleurs"))).await, "new");
        // The real one comes in all the same, twice: unsigned through its feed, then signed.
        for text in [Voice::writes("1", "Alert", ""), voice.says("1", "Alert", "")] {
            town.site.puts(text);
            town.polls().await;
        }
        let of = |all: &[Value], who: &str| -> Vec<(String, bool)> {
            let own = all.iter().filter(|a| a["who"] == who);
            own.map(|a| (a["trust"].as_str().unwrap().to_owned(), a["replaced"].is_null())).collect()
        };
        let all = town.all().await;
        let seen = of(&all, "prefecture.example");
        assert!(seen.contains(&("verified".into(), true)) && seen.contains(&("unsigned".into(), false)), "{seen:?}");
        // What is verified makes way for nobody, and takes the place of no other institution's.
        assert!(of(&all, "mairie.example").contains(&("verified".into(), true)));
        let real = all.iter().find(|a| a["who"] == "prefecture.example" && a["trust"] == "verified").unwrap();
        let anne = town.h.staff(Role::Operator, "Anne").await;
        anne.post(&format!("/api/v1/alerts/{}/pass-on", real["id"].as_str().unwrap()), json!({})).await.is(200);
        let end = Voice::writes("2", "Cancel", &reference("1"));
        assert_eq!(bring(other.signs(&end)).await, "new");
        town.h.settle().await;
        assert!(town.h.browser().page("/").await.says("Incendie au dépôt 1"));
        // Signed with an unknown key it does not keep out the same name unsigned, nor the other way round.
        let thief = Voice::new(3);
        for (text, became) in [(thief.says("5", "Alert", ""), "new"), (Voice::writes("5", "Alert", ""), "new"), (thief.says("5", "Alert", ""), "known"), (other.says("5", "Alert", ""), "new"), (Voice::writes("5", "Alert", ""), "known")] {
            assert_eq!(bring(text).await, became);
        }
    }

    async fn what_was_signed_long_ago_is_no_news_when_it_comes_again(store: Store) {
        let voice = Voice::new(1);
        let town = Town::new(store, &voice.certificate).await;
        let text = Voice::writes("1", "Alert", "").replace("2015-11-13T23:30:00+01:00", "2015-09-01T10:00:00+02:00");
        let (head, rest) = text.split_once("<expires>").unwrap();
        let endless = format!("{head}{}", rest.split_once("</expires>").unwrap().1);
        town.site.puts(voice.signs(&endless));
        town.polls().await;
        assert!(town.all().await.is_empty(), "it said no end, and was said months ago");
    }

    async fn nothing_is_passed_on_of_an_institution_that_was_taken_away(store: Store) {
        let voice = Voice::new(1);
        let town = Town::new(store, &voice.certificate).await;
        town.site.puts(voice.says("1", "Alert", ""));
        town.polls().await;
        let id = town.all().await[0]["id"].as_str().unwrap().to_owned();
        town.admin.delete(&format!("/api/v1/authorities/{}", town.id)).await.is(204);
        let anne = town.h.staff(Role::Operator, "Anne").await;
        anne.post(&format!("/api/v1/alerts/{id}/pass-on"), json!({})).await.refuses(403, "official-not-proven");
        assert!(!town.h.browser().page("/").await.says("class=\"band note"));
    }

    async fn a_source_is_read_once_at_a_time(store: Store) {
        let town = Town::new(store, "").await;
        town.site.puts("<rss><channel></channel></rss>");
        let (one, two) = tokio::join!(poll_alone(&town.h.house, town.id), poll_alone(&town.h.house, town.id));
        assert!(one.is_ok() && two.is_ok());
        assert_eq!(town.site.0.lock().unwrap().whole, 1);
    }

    async fn what_is_not_verified_is_shown_as_such_and_changes_nothing_that_is(store: Store) {
        let (voice, thief) = (Voice::new(1), Voice::new(2));
        let town = Town::new(store, &voice.certificate).await;
        town.site.puts(thief.says("1", "Alert", ""));
        town.polls().await;
        let all = town.all().await;
        assert_eq!((&all[0]["trust"], &all[0]["doubt"]), (&json!("unverified"), &json!("other-key")));
        let id = all[0]["id"].as_str().unwrap().to_owned();
        let anne = town.h.staff(Role::Operator, "Anne").await;
        anne.post(&format!("/api/v1/alerts/{id}/pass-on"), json!({})).await.refuses(409, "official-not-verified");
        assert!(town.h.browser().page(&format!("/alerts/{id}")).await.says("Signature non vérifiée"));
        // The real one of the same name comes after it, and is taken.
        town.site.puts(voice.says("1", "Alert", ""));
        town.polls().await;
        let verified = town.all().await.into_iter().find(|a| a["trust"] == "verified").unwrap();
        let id = verified["id"].as_str().unwrap().to_owned();
        anne.post(&format!("/api/v1/alerts/{id}/pass-on"), json!({})).await.is(200);
        // Nobody else ends it.
        for forged in [thief.says("9", "Cancel", &reference("1")), voice.says("8", "Cancel", &reference("1")).replace("Incendie", "Rien")] {
            town.site.puts(forged);
            town.polls().await;
        }
        assert!(town.h.browser().page("/").await.says("Incendie au dépôt 1"));
        // An exercise does not either, even with the right key.
        let changed = voice.says("1", "Alert", "").replace("Éloignez", "Approchez");
        town.site.puts(changed);
        town.polls().await;
        assert!(!town.all().await.iter().any(|a| a["trust"] == "verified" && a.to_string().contains("Approchez")));
    }

    async fn feeds_have_messages_inside_and_links_to_them(store: Store) {
        let voice = Voice::new(1);
        let town = Town::new(store, &voice.certificate).await;
        let inside = voice.says("1", "Alert", "");
        let inside = inside.split_once("?>\n").unwrap().1;
        let entry = format!("<entry><content type=\"text/xml\">{inside}</content></entry>");
        town.site.puts(format!("<feed xmlns=\"http://www.w3.org/2005/Atom\">{entry}</feed>"));
        town.polls().await;
        assert_eq!(town.all().await[0]["trust"], "verified", "a signature fits inside of a feed");
        // Every path of that server says the same: a feed that links to itself is no message, and is said to be none.
        town.site.puts(format!("<rss><channel><item><link>{}/other</link></item></channel></rss>", town.base));
        town.polls().await;
        assert_eq!(town.all().await.len(), 1);
        assert!(town.page().await.says("<code>root</code>"));
    }

    async fn what_cannot_be_read_is_refused_with_line_and_reason_and_the_source_is_shown(store: Store) {
        let town = Town::new(store, "").await;
        for (name, rule) in [("xee.cap", "dtd"), ("invalid.cap", "required"), ("noaa_errors.cap", "")] {
            town.site.puts(sample(name));
            town.polls().await;
            let page = town.page().await;
            assert!(page.says(&format!("<code>{rule}")), "{name}: {}", page.text);
        }
        assert!(town.page().await.says("3 documents refusés"));
        town.polls().await;
        assert!(town.page().await.says("3 documents refusés"), "the same document is refused once");
        assert!(town.all().await.is_empty());
        // Too long, and a server in trouble.
        town.site.puts(vec![b' '; 2 << 20]);
        town.polls().await;
        assert!(town.page().await.says("pas de réponse"));
        town.site.0.lock().unwrap().down = true;
        town.polls().await;
        assert!(town.page().await.says("une erreur"));
        assert!(town.admin.page("/console/official").await.says("prefecture.example ne répond pas"));
    }

    async fn real_messages_of_other_countries_are_read(store: Store) {
        let town = Town::new(store, "").await;
        // Their time is long over, or they are no news for people: nothing of it is shown.
        for name in ["canada_signed.cap", "earthquake-iso8859-1.cap", "v1dot2_appendix_adot1.xml"] {
            town.site.puts(sample(name));
            town.polls().await;
        }
        assert!(!town.page().await.says("pas de réponse"));
        // At their time they are shown: signed, and not verified, since nobody pinned that key.
        town.h.clock.set(kernel::Time::parse("2011-05-30T17:00:00Z").unwrap());
        town.site.puts(sample("canada_signed.cap"));
        town.polls().await;
        for alert in town.all().await {
            assert_ne!(alert["trust"], "verified");
        }
    }

    async fn whoever_speaks_for_an_institution_brings_its_messages(store: Store) {
        let voice = Voice::new(1);
        let town = Town::new(store, &voice.certificate).await;
        let path = format!("/api/v1/authorities/{}/alerts", town.id);
        let (paul, vera) = (speaker(&town.h, "Paul", "Préfecture").await, speaker(&town.h, "Véra", "Mairie").await);
        let bring = async |who: &Client, text: String| who.send(http::Method::POST, &path, Some("application/cap+xml"), text).await;
        bring(&vera, voice.says("1", "Alert", "")).await.refuses(403, "official-not-accredited");
        assert_eq!(bring(&paul, voice.says("1", "Alert", "")).await.expect(200).at("/became"), "new");
        assert_eq!(bring(&paul, voice.says("1", "Alert", "")).await.expect(200).at("/became"), "known");
        bring(&paul, "<alert".to_owned()).await.refuses(422, "official-document");
        let restricted = voice.says("2", "Alert", "").replace("<scope>Public</scope>", "<scope>Restricted</scope><restriction>x</restriction>");
        bring(&paul, restricted).await.refuses(422, "official-document");
        let own = voice.says("3", "Alert", "").replace("alerts@prefecture.example", "127.0.0.1:8080");
        bring(&paul, own).await.refuses(422, "official-document");
        let mut tested = voice.says("4", "Alert", "").replace("Actual", "Test");
        assert_eq!(bring(&paul, tested.clone()).await.expect(200).at("/became"), "skipped");
        tested.truncate(200);
        bring(&paul, tested).await.refuses(422, "official-document");
        town.h.pass(Span::hours(10));
        assert_eq!(bring(&paul, voice.says("5", "Alert", "")).await.expect(200).at("/became"), "skipped", "it is over");
    }
}
