//! The same for the flow and the official voice: what is held back, reported, taken back, handed over, or not said yet.

use std::collections::BTreeSet;

use kernel::{Clock, Span, SystemClock};
use serde_json::{Value, json};

use super::{Canaries, Cast, LAT, LON, NOBODY, kept_nowhere, missing::taken_at, proven};
use crate::{
    scene::{HERE, zone},
    served::{Engine, Place, Served, Somebody},
    wire::{Sse, soon, until},
};

/// What everybody may read, so that it is seen that there was something to read.
const SAID: &str = "canari-mot-de-tous";
const WARNED: &str = "canari-consigne-de-tous";

struct Flow {
    incident: String,
    /// An incident that is not on.
    draft: String,
    /// What everybody reads; then what is held because it accuses, because of an embargo, and what its author deleted.
    posts: [String; 4],
    picture: String,
    rumour: String,
    embargo: String,
    /// What was said, and what waits for a second person.
    alerts: [String; 2],
    report: String,
    cast: Cast,
    /// What is nobody's business outside the rows that keep it sealed.
    all: Canaries,
    /// What staff know before anybody else does: it is kept as it is.
    desk: Canaries,
}

impl Flow {
    /// Whether this one may be shown that there.
    fn may(&self, who: &str, path: &str, what: &str) -> bool {
        let export = path.ends_with("/me/export");
        let own = path.contains("/me/posts") || export;
        let operates = ["operator", "admin"].contains(&who);
        let moderates = operates || who == "moderator";
        let held = self.posts[1..3].iter().any(|id| path.contains(id.as_str()));
        match what {
            // Whoever asks for a number is told by that number that there is nothing.
            "the number of what is held" if held => true,
            // Who put it into a rumour is told to those who read what is held anyway.
            "the number of what is held" if path.contains("/timeline") || path.contains("/journal") => operates,
            "the number of what is held" if path.contains("/audit") => who == "admin",
            "what is held" | "what a held picture shows" | "the number of what is held" => {
                who == "author" && (own || held)
                    || moderates && path.contains("/holds")
                    || (moderates || who == "verifier") && (held || path.contains("/rumours/"))
                    || moderates && (path.contains("/waiting") || path.contains("/moderation"))
            }
            // What was public is decided by one moderator, also when its author deletes it meanwhile.
            "what was taken back" => moderates && path.ends_with("/evidence"),
            "what a reporter says" => who == "reporter" && export || moderates && path.ends_with("/evidence"),
            "what is handed over" => moderates && (path.contains("/handover") || path.contains("/moderation")),
            "where an embargo holds" => {
                (operates || who == "institution")
                    && path.contains("/embargoes")
                    && !path.ends_with("/api/v1/embargoes")
                    || who == "admin" && (path.contains("/audit") || path.contains("/journal"))
                    || operates && (path.contains("/journal") || path.contains("/timeline"))
            }
            "what is not said yet" => {
                (operates || who == "institution") && (path.contains("/official") || path.contains("/alerts/"))
            }
            "an incident that is not on" => {
                operates && ["/console", "/incidents", "/v1/stream"].iter().any(|part| path.contains(part))
                    || who == "admin" && path.contains("/audit")
            }
            "the name of author" => who == "author" && (path.contains("/me") || path.contains("/people")),
            _ => what.strip_prefix("the contact of ") == Some(who) && path.contains("/me"),
        }
    }
}

/// Somebody who has proven a contact.
async fn person(served: &Served, operator: &str, name: &str, mail: &str) -> Somebody {
    let new =
        served.ask(None, "POST", "/api/v1/people", Some(json!({ "name": name, "contact": mail }))).await.expect(201);
    proven(served, operator, &new.at("/proof"), Some(&new.at("/token"))).await;
    Somebody { id: new.at("/id"), token: new.at("/token") }
}

fn ring() -> Value {
    json!([[2.3581234567, 48.865], [2.369, 48.865], [2.369, 48.870], [2.3581234567, 48.870], [2.3581234567, 48.865]])
}

fn message(incident: &str, headline: &str) -> Value {
    let ring = json!([[2.35, 48.86], [2.38, 48.86], [2.38, 48.88], [2.35, 48.88], [2.35, 48.86]]);
    json!({
        "what": "attack", "grade": "severe", "place": "10e arrondissement", "hours": 4, "incident": incident,
        "shape": { "type": "Polygon", "coordinates": [ring] },
        "words": { "fr": { "headline": headline, "instruction": format!("{headline}, restez à l’abri") } },
    })
}

/// A night on which everything happens of which only few may know.
async fn flow(place: &Place, served: &Served) -> Flow {
    let (mut all, mut desk) = (Canaries::default(), Canaries::default());
    let operator = place.key("operator", "Anne V.").await;
    let second = place.key("operator", "Bruno K.").await;
    let mut staff = vec![("operator", operator.clone())];
    for role in ["roster-manager", "moderator", "verifier", "institution", "admin"] {
        staff.push((role, all.put("a key", place.key(role, role).await)));
    }
    let opens =
        |name: &str| json!({ "kind": "attack", "names": { "fr": name }, "zone": zone(HERE, 1.5), "drill": false });
    let new = opens("Les attaques");
    let incident = served.post(&operator, "/api/v1/incidents", new).await.expect(201).at("/id");
    let at = format!("/api/v1/incidents/{incident}");
    served.post(&operator, &format!("{at}/activate"), json!({})).await.expect(200);
    served.post(&second, &format!("{at}/confirm"), json!({})).await.expect(200);
    let new = opens(&desk.put("an incident that is not on", "canari-pas-encore-ouvert"));
    let draft = served.post(&operator, "/api/v1/incidents", new).await.expect(201).at("/id");
    let mut people = Vec::new();
    for (who, name, contact) in [
        ("author", all.put("the name of author", "Canarauteur"), "the contact of author"),
        ("reporter", "Rose Durand".to_owned(), "the contact of reporter"),
        ("stranger", "Sacha Lenoir".to_owned(), "the contact of stranger"),
    ] {
        let mail = all.put(contact, format!("canari.{who}@secret-canari.example"));
        let one = person(served, &operator, &format!("Alba {name}"), &mail).await;
        all.put("a token", one.token.clone());
        people.push((who, one));
    }
    let mut town = Flow {
        incident,
        draft,
        cast: Cast { people, staff },
        posts: Default::default(),
        picture: String::new(),
        rumour: String::new(),
        embargo: String::new(),
        alerts: Default::default(),
        report: String::new(),
        all: Canaries::default(),
        desk: Canaries::default(),
    };
    let (author, reporter) = (town.cast.token("author").to_owned(), town.cast.token("reporter").to_owned());
    let (moderator, city) = (town.cast.key("moderator").to_owned(), town.cast.key("institution").to_owned());
    // Where she is, exactly; it makes her a witness and is told to nobody.
    all.put("a latitude", LAT);
    all.put("a longitude", LON);
    let spot: Value = serde_json::from_str(&format!("{{\"lat\": {LAT}, \"lon\": {LON}}}")).unwrap();
    served.ask(Some(&author), "PUT", "/api/v1/me/position", Some(spot)).await.expect(200);
    // What forces do is not to be read there, says whoever is proven by a domain.
    place.institution("prefecture.example", "Préfecture", &["institution"]).await;
    let name = desk.put("where an embargo holds", "canari-rue-amelot");
    desk.put("where an embargo holds", "2.3581234567");
    let ends = SystemClock.now().plus(Span::hours(2));
    let shape = json!({ "type": "Polygon", "coordinates": [ring()] });
    let body = json!({ "name": name, "shape": shape, "names": [name], "ends": ends });
    town.embargo = served.post(&city, &format!("{at}/embargoes"), body).await.expect(201).at("/id");
    // Posts: what everybody reads, what waits, what was taken back.
    let hidden =
        [all.put("a number that was masked", "39 98 76 54"), all.put("a mail that was masked", "canari.note@secret")];
    let press = all.put("the key of a press", "canari-pression-7f3a");
    let writes = async |body: Value| served.post(&author, "/api/v1/posts", body).await.expect(201);
    let text = format!("{SAID}, 06 {} ou {}.example #Paris", hidden[0], hidden[1]);
    let cell = json!(kernel::Cell::at(48.8725, 2.3745, 9).unwrap());
    let read = json!({ "text": text, "cell": cell, "witness": true, "client_id": press });
    town.posts[0] = writes(read).await.at("/id");
    let text = format!("Le tueur est Armel Vantroux, {} #Paris", all.put("what is held", "canari-mot-retenu"));
    let held = writes(json!({ "text": text, "cell": cell, "client_id": press.clone() + "2" })).await;
    assert_eq!(held.at("/state"), "held", "{}", held.body);
    town.posts[1] = held.at("/id");
    let picture = taken_at(&all.put("where a picture was taken", "canari-48.86531-2.37472"));
    assert!(String::from_utf8_lossy(&picture).contains("canari-48.86531"));
    let sent = served.send(&author, "/api/v1/posts/pictures", "image/png", &picture).await.expect(201);
    town.picture = sent.at("/id");
    let text = format!("La police est sur le toit, {} #Paris", all.put("what is held", "canari-sur-le-toit"));
    let alt = all.put("what a held picture shows", "canari-une-colonne");
    let there = json!(kernel::Cell::at(48.8674, 2.3636, 9).unwrap());
    let held = writes(json!({ "text": text, "cell": there, "pictures": [{ "id": town.picture, "alt": alt }] })).await;
    assert_eq!(held.at("/state"), "held", "{}", held.body);
    town.posts[2] = held.at("/id");
    for id in &town.posts[1..3] {
        desk.put("the number of what is held", id.clone());
    }
    // What another one writes is reported, and then taken back.
    let text = format!("{} #Paris", all.put("what was taken back", "canari-mot-efface"));
    let gone = served.post(town.cast.token("stranger"), "/api/v1/posts", json!({ "text": text })).await.expect(201);
    town.posts[3] = gone.at("/id");
    let words = all.put("what a reporter says", "canari-il-ment");
    for id in [&town.posts[3], &town.posts[0]] {
        let form = format!("reason=privacy&words={words}+06+{}", hidden[0].replace(' ', "+"));
        let path = format!("/post/{id}/report");
        served.send(&reporter, &path, "application/x-www-form-urlencoded", form.as_bytes()).await.expect(303);
    }
    let path = format!("/api/v1/posts/{}", town.posts[3]);
    served.ask(Some(town.cast.token("stranger")), "DELETE", &path, None).await.expect(204);
    town.report = served.get(&moderator, "/api/v1/moderation").await.expect(200).at("/reports/0/id");
    assert!(!town.report.is_empty(), "moderators see that something was reported");
    let note =
        json!({ "words": format!("{}, 06 {}", all.put("what is handed over", "canari-a-la-releve"), hidden[0]) });
    served.post(&moderator, "/api/v1/handover", note).await.expect(204);
    let begun = served.post(&moderator, "/api/v1/rumours", json!({ "post": town.posts[0] })).await.expect(200);
    town.rumour = begun.at("/id");
    // What is held stands in it too, for those who moderate.
    let into = format!("/api/v1/rumours/{}/posts", town.rumour);
    served.post(&moderator, &into, json!({ "post": town.posts[1] })).await.expect(204);
    // One message is said, another waits.
    for (n, headline) in
        [WARNED.to_owned(), desk.put("what is not said yet", "canari-pas-encore-dit")].iter().enumerate()
    {
        let new = message(&town.incident, headline);
        town.alerts[n] = served.post(&operator, "/api/v1/alerts", new).await.expect(201).at("/id");
    }
    served.post(&second, &format!("/api/v1/alerts/{}/confirm", town.alerts[0]), json!({})).await.expect(200);
    // What goes wrong says things too.
    for (who, path, body) in [
        (&author, "/api/v1/posts".to_owned(), json!({ "text": ["canari-mot-retenu"] })),
        (&author, "/api/v1/posts".to_owned(), json!({ "text": "x", "cell": "canari-sur-le-toit" })),
        (&author, format!("/api/v1/posts/{}/appeal", town.posts[1]), json!({ "words": "canari-mot-retenu" })),
        (&city, format!("{at}/embargoes"), json!({ "name": "canari-rue-amelot" })),
        (&moderator, "/api/v1/handover".to_owned(), json!({ "words": ["canari-a-la-releve"] })),
        (&reporter, format!("/api/v1/rumours/{}/posts", town.rumour), json!({ "post": "canari-il-ment" })),
        (&operator, "/api/v1/alerts".to_owned(), json!({ "what": "canari-pas-encore-dit" })),
    ] {
        let status = served.ask(Some(who), "POST", &path, Some(body)).await.status;
        assert!((400..500).contains(&status), "{path}: {status}");
    }
    until("everybody reads what was said", async || {
        served.ask(None, "GET", "/live/feed.atom", None).await.body.contains(SAID)
            && served.ask(None, "GET", "/alerts.atom", None).await.body.contains(WARNED)
    })
    .await;
    (town.all, town.desk) = (all, desk);
    town
}

/// Every address that can be read, with what is there in it.
fn addresses(town: &Flow) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for line in web::access_table(&server::rooms()) {
        if line.method != "GET" || line.path.ends_with("/stream") {
            continue;
        }
        let path = line.path.replace("{key}", "paris").replace("{incident}", &town.incident);
        let path = path.replace("{person}", &town.cast.people[0].1.id).replace("{kind}", "hold");
        let nobody = [NOBODY.to_owned()];
        let ids: &[String] = match line.path {
            p if p.contains("incidents/{id}") || p.contains("/i/{id}") => &[town.incident.clone(), town.draft.clone()],
            p if p.contains("/post/") || p.contains("/posts/{id}") => &town.posts,
            p if p.contains("rumours") => std::slice::from_ref(&town.rumour),
            p if p.contains("embargoes") => std::slice::from_ref(&town.embargo),
            p if p.contains("alerts") || p.contains("official") => &town.alerts,
            p if p.contains("moderation") => std::slice::from_ref(&town.report),
            p if p.starts_with("/p/") || p.contains("pictures") => std::slice::from_ref(&town.picture),
            _ => &nobody,
        };
        for id in ids {
            let mut path = path.replace("{id}", id);
            while let Some((before, rest)) = path.split_once('{') {
                let (_, after) = rest.split_once('}').unwrap();
                path = format!("{before}{NOBODY}{after}");
            }
            if line.path == "/alerts/{id}" {
                all.insert(format!("{path}.xml"));
            }
            all.insert(path);
        }
        if line.path.contains("feed") || line.path.contains("live") || line.path.contains("/tag/") {
            let path = path.replace("{id}", &town.incident);
            all.extend(
                ["lane=official", "lane=talk", "any=paris,x", "drill=true", "limit=80"].map(|q| format!("{path}?{q}")),
            );
        }
    }
    all
}

/// What a stream tells until this stands in it, heads of frames and all.
async fn told(mut stream: Sse, last: &str) -> String {
    let mut all = String::new();
    while !all.contains(last) {
        let message = stream.must().await;
        all.push_str(&format!("{message:?}\n"));
    }
    all
}

/// The same outputs, whole: all of them have what everybody may read, or nothing would be seen if it leaked.
async fn outputs_are_read(served: &Served, town: &Flow) {
    let incident = &town.incident;
    for path in [
        "/api/v1/feed",
        "/live",
        "/tag/paris",
        "/live/feed.atom",
        "/live/feed.json",
        "/live/feed.geojson",
        "/tag/paris/feed.atom",
        "/tag/paris/feed.json",
        "/tag/paris/feed.geojson",
        "/api/v1/feed?lane=talk",
    ] {
        let body = served.ask(None, "GET", path, None).await.expect(200).body;
        assert!(body.contains(SAID), "{path} shows what everybody may read");
    }
    for path in [
        "/alerts",
        "/alerts.atom",
        "/alerts.rss",
        "/alerts.geojson",
        "/alerts/band",
        "/api/v1/alerts",
        "/",
        &format!("/i/{incident}/official"),
        &format!("/alerts/{}.xml", town.alerts[0]),
        "/live",
    ] {
        let body = served.ask(None, "GET", path, None).await.expect(200).body;
        assert!(body.contains(WARNED), "{path} says what was said");
    }
}

async fn nobody_reads_of_the_flow_what_is_not_theirs(engine: Engine) {
    let place = Place::new(engine).await;
    let served = place.serve_with(&[("RHIZOME_LOG", "trace")]).await;
    let town = flow(&place, &served).await;
    outputs_are_read(&served, &town).await;
    let (mut seen, mut shown, mut leaks) = (0, BTreeSet::new(), BTreeSet::new());
    for address in addresses(&town) {
        for (who, token) in town.cast.everyone() {
            let reply = served.ask(token, "GET", &address, None).await;
            seen += usize::from(reply.status == 200);
            assert!(reply.status < 500, "{address}: {}", reply.body);
            let path = address.split('?').next().unwrap();
            let whole = [reply.head.as_bytes(), reply.body.as_bytes()].concat();
            for what in [town.all.found_in(&whole), town.desk.found_in(&whole)].concat() {
                if !town.may(who, path, what) {
                    leaks.insert(format!("{who} reads {what} at {address}"));
                }
                shown.insert((who, what));
            }
            // Its picture is seen by whom the post is seen by.
            if address.starts_with("/p/") {
                assert_eq!(
                    reply.status == 200,
                    ["author", "moderator", "verifier", "operator", "admin"].contains(&who),
                    "{who}"
                );
            }
        }
    }
    assert!(leaks.is_empty(), "{leaks:#?}");
    assert!(seen > 500, "there was something to read: {seen}");
    for (who, what) in [
        ("author", "what is held"),
        ("moderator", "what is held"),
        ("author", "what a held picture shows"),
        ("operator", "the number of what is held"),
        ("author", "the name of author"),
        ("reporter", "the contact of reporter"),
        ("institution", "where an embargo holds"),
        ("operator", "what is not said yet"),
        ("operator", "an incident that is not on"),
        ("moderator", "what is handed over"),
    ] {
        assert!(shown.contains(&(who, what)), "{who} is to read {what}");
    }

    // What is told live, from the beginning on: what everybody may read, and nothing else.
    let last = "canari-dernier-mot";
    served
        .post(town.cast.key("institution"), "/api/v1/posts", json!({ "text": format!("{last} #Paris") }))
        .await
        .expect(201);
    let at = format!("/api/v1/incidents/{}", town.incident);
    served.post(town.cast.key("operator"), &format!("{at}/stand-down"), json!({})).await.expect(200);
    for (who, token) in town.cast.everyone() {
        for (path, last) in [
            ("/api/v1/feed/stream", last),
            ("/api/v1/feed/stream?tag=Paris", last),
            ("/api/v1/stream", "standing_down"),
        ] {
            let stream = soon(path, served.wire(token).await.stream_of(path, Some(0))).await.unwrap();
            let heard = told(stream, last).await;
            for what in [town.all.found_in(heard.as_bytes()), town.desk.found_in(heard.as_bytes())].concat() {
                assert!(town.may(who, path, what), "{who} hears {what} in {path}");
            }
            assert!(path.ends_with("/v1/stream") || heard.contains(SAID), "{path} tells {who} what was said");
        }
    }

    let metrics = served.metrics().await;
    town.all.absent("/metrics", metrics.as_bytes());
    town.desk.absent("/metrics", metrics.as_bytes());
    for thing in town.posts.iter().chain([&town.embargo, &town.rumour, &town.report]).chain(&town.alerts) {
        assert!(!metrics.contains(thing.as_str()), "counted by route, not by thing");
    }
    let log = kept_nowhere(&place, served, &town.incident, &town.all).await;
    let mut words = town.desk.clone();
    words.0.retain(|(what, _)| *what != "the number of what is held");
    words.absent("the log at its most talkative", log.as_bytes());
    for said in [SAID, WARNED] {
        assert!(!log.contains(said), "a log has no words of anybody");
    }
}

#[tokio::test]
async fn nobody_reads_of_the_flow_what_is_not_theirs_with_sqlite() {
    nobody_reads_of_the_flow_what_is_not_theirs(Engine::Sqlite).await;
}

#[tokio::test]
async fn nobody_reads_of_the_flow_what_is_not_theirs_with_postgres() {
    nobody_reads_of_the_flow_what_is_not_theirs(Engine::Postgres).await;
}
