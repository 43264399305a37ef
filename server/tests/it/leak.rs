//! Canaries: texts that would be known again anywhere go through the whole server; then they are nowhere that they have no right to be.

mod confidence;
mod doors;
mod flow;
mod missing;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::{
    scene::{HERE, zone},
    served::{Engine, Place, Served, Somebody},
    wire::{Sse, until},
};

/// A thing that is nobody's.
const NOBODY: &str = "0199a000-0000-7000-8000-000000000000";

/// What would betray somebody, and what it is.
#[derive(Clone, Default)]
pub(crate) struct Canaries(Vec<(&'static str, String)>);

impl Canaries {
    pub(crate) fn put(&mut self, what: &'static str, text: impl Into<String>) -> String {
        let text = text.into();
        self.0.push((what, text.clone()));
        text
    }
    /// Which of them are in these bytes.
    fn found_in(&self, bytes: &[u8]) -> Vec<&'static str> {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        let there = |canary: &str| text.contains(&canary.to_lowercase());
        self.0.iter().filter(|(_, canary)| there(canary)).map(|(what, _)| *what).collect()
    }
    #[track_caller]
    pub(crate) fn absent(&self, place: &str, bytes: &[u8]) {
        let found = self.found_in(bytes);
        assert!(found.is_empty(), "in {place}: {found:?}");
    }
}

/// Finer than any cell's centre.
const LAT: &str = "48.86741234567";
const LON: &str = "2.36361234567";

struct Night {
    incident: String,
    operator: String,
    admin: String,
    lea: Somebody,
    karim: Somebody,
    blocked: Somebody,
    stranger: Somebody,
    zoe: String,
    /// What is nobody's business outside the rows that keep it sealed.
    all: Canaries,
}

async fn proven(served: &Served, operator: &str, proof: &str, token: Option<&str>) -> String {
    let waiting = served.get(operator, "/api/v1/proofs").await.expect(200).json();
    let found = waiting["proofs"].as_array().unwrap().iter().find(|p| p["id"] == proof).cloned().unwrap();
    let body = json!({ "code": found["code"] });
    let done = served.ask(token, "POST", &format!("/api/v1/contacts/proofs/{proof}"), Some(body)).await;
    done.expect(200).at("/token")
}

/// Everything that somebody may do, with texts that would be known again.
async fn night(place: &Place, served: &Served) -> Night {
    let mut all = Canaries::default();
    let operator = all.put("an operator's key", place.key("operator", "Anne V.").await);
    let admin = all.put("an admin's key", place.key("admin", "Chef").await);
    let body = json!({ "kind": "attack", "names": { "fr": "Exercice" }, "zone": zone(HERE, 1.5), "drill": true });
    let incident = served.post(&operator, "/api/v1/incidents", body).await.expect(201).at("/id");
    let at = format!("/api/v1/incidents/{incident}");
    served.post(&operator, &format!("{at}/activate"), json!({})).await.expect(200);
    let name = all.put("a name", "Canarine Leonide");
    let mail = all.put("an address", "canarine.leonide@secret-canari.example");
    let new = json!({ "name": name, "contact": mail });
    let new = served.ask(None, "POST", "/api/v1/people", Some(new)).await.expect(201);
    let lea = Somebody { id: new.at("/id"), token: all.put("a person's token", new.at("/token")) };
    proven(served, &operator, &new.at("/proof"), Some(&lea.token)).await;
    let mut others = Vec::new();
    for name in ["Karimoun Canarimoun", "Boriska Canariska", "Samuelino Canarino"] {
        let person = served.register(&all.put("another's name", name)).await;
        all.put("another's token", person.token.clone());
        others.push(person);
    }
    let [karim, blocked, stranger] = others.try_into().unwrap();
    for friend in [&karim, &blocked] {
        let made = served.post(&lea.token, "/api/v1/circle/invitations", json!({})).await.expect(201);
        let token = all.put("an invitation", made.at("/token"));
        served.post(&friend.token, &format!("/api/v1/circle/join/{token}"), json!({})).await.expect(200);
    }
    served.post(&lea.token, &format!("/api/v1/circle/{}/block", blocked.id), json!({})).await.expect(204);
    all.put("a latitude", LAT);
    all.put("a longitude", LON);
    let spot: Value = serde_json::from_str(&format!("{{\"lat\": {LAT}, \"lon\": {LON}}}")).unwrap();
    let put = |token: String, path: &'static str, body: Value| async move {
        served.ask(Some(&token), "PUT", path, Some(body)).await.expect(200);
    };
    put(lea.token.clone(), "/api/v1/me/position", spot.clone()).await;
    put(lea.token.clone(), "/api/v1/me/places", json!({ "home": spot, "work": spot })).await;
    // A browser whose push service is nowhere: what is sent there fails, and says nothing.
    let endpoint = all.put("an endpoint", "https://push.canari.example/v1/canari-endpoint-5x2");
    all.put("a browser's secret", "BTBZMqHH6r4Tts7J_aSIgg");
    let p256dh = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    let browser = json!({ "endpoint": endpoint, "keys": { "p256dh": p256dh, "auth": "BTBZMqHH6r4Tts7J_aSIgg" } });
    served.post(&lea.token, "/api/v1/me/push", browser).await.expect(201);
    served.post(&lea.token, "/api/v1/me/push/trial", json!({})).await.expect(202);
    let message = all.put("a message", "canari-message-porte-bleue");
    let typed = all.put("a place", "canari-lieu-derriere-le-bar");
    let help = json!({ "answer": "need_help", "message": message, "place": typed, "client_id": "canari-client" });
    served.post(&lea.token, &format!("{at}/check-ins"), help).await.expect(201);
    let told = json!({ "need": "hurt", "people": 2, "place": spot, "message": message });
    served.ask(Some(&lea.token), "PUT", &format!("{at}/help"), Some(told)).await.expect(200);
    let note = all.put("a note", "canari-note-entendue");
    let about = json!({ "about": { "person": lea.id }, "how": "saw", "note": note });
    served.post(&karim.token, &format!("{at}/declarations"), about).await.expect(202);
    let (named, reached) = (all.put("a sought name", "Zoulikha Canarikha"), all.put("a number", "0677889911"));
    all.put("a number in full", "+33677889911");
    let about = json!({ "about": { "name": named, "contact": reached }, "how": "spoke", "note": note });
    served.post(&karim.token, &format!("{at}/declarations"), about).await.expect(202);
    let unproven = json!({ "answer": "safe", "name": named, "contact": reached, "message": message });
    let kept = served.ask(None, "POST", &format!("{at}/check-ins"), Some(unproven)).await.expect(202);
    let zoe = all.put("a token by proof", proven(served, &operator, &kept.at("/proof"), None).await);
    let prompts = served.get(&stranger.token, "/api/v1/me/prompts").await.expect(200);
    assert_eq!(prompts.json()["prompts"], json!([]));
    // A list, under an Idempotency-Key, with bad lines; and an operator's look at everything.
    let manager = all.put("a manager's key", place.key("roster-manager", "Lycée").await);
    let roster = served.post(&manager, "/api/v1/rosters", json!({ "name": "Lycee" })).await.expect(201).at("/id");
    let pupil = all.put("a pupil", "Canarette Pupille");
    let list = format!("name,email\n{pupil},{}\n,x\n", all.put("a pupil's address", "pupille@secret-canari.example"));
    let mut wire = served.wire(Some(&manager)).await;
    let path = format!("/api/v1/rosters/{roster}/members?commit=true&good_only=true");
    let head = wire.head(
        "POST",
        &path,
        &format!("content-type: text/csv\r\nidempotency-key: k\r\ncontent-length: {}\r\n", list.len()),
    );
    wire.write(&(head + &list)).await.unwrap();
    wire.read().await.unwrap().expect(200);
    for (who, path) in [
        (&operator, format!("{at}/help-queue")),
        (&operator, format!("{at}/counts")),
        (&operator, format!("{at}/timeline")),
        (&admin, "/api/v1/audit".to_owned()),
        (&manager, format!("/api/v1/rosters/{roster}/export")),
        (&lea.token, "/api/v1/me/export".to_owned()),
    ] {
        served.get(who, &path).await.expect(200);
    }
    // What goes wrong says things too.
    for (method, path, body) in [
        (
            "POST",
            "/api/v1/people".to_owned(),
            json!({ "name": format!("{name}\u{0}"), "contact": format!("{mail}@@") }),
        ),
        ("POST", "/api/v1/people".to_owned(), json!({ "name": name, "contact": [mail] })),
        ("PUT", "/api/v1/me/position".to_owned(), json!({ "lat": LAT, "lon": message })),
        ("POST", format!("{at}/check-ins"), json!({ "answer": message })),
        ("POST", format!("{at}/declarations"), json!({ "about": { "name": "", "contact": mail }, "how": note })),
        ("GET", format!("/api/v1/circle/join/{}", lea.token), json!({})),
        ("GET", format!("/join/{}", lea.token), json!({})),
        ("GET", format!("/{}?q={}", message, typed), json!({})),
    ] {
        let status = served.ask(Some(&lea.token), method, &path, Some(body)).await.status;
        assert!((400..500).contains(&status), "{method} {path}: {status}");
    }
    Night { incident, operator, admin, lea, karim, blocked, stranger, zoe, all }
}

/// Whom anybody may be who looks, by what each is to what is looked at.
struct Cast {
    people: Vec<(&'static str, Somebody)>,
    /// The keys of staff.
    staff: Vec<(&'static str, String)>,
}

impl Cast {
    fn token(&self, who: &str) -> &str {
        &of(&self.people, who).token
    }
    fn key(&self, who: &str) -> &str {
        of::<String>(&self.staff, who)
    }
    /// Nobody, people, staff.
    fn everyone(&self) -> Vec<(&'static str, Option<&str>)> {
        let people = self.people.iter().map(|(who, one)| (*who, Some(one.token.as_str())));
        let staff = self.staff.iter().map(|(who, key)| (*who, Some(key.as_str())));
        [("nobody", None)].into_iter().chain(people).chain(staff).collect()
    }
}

/// Which of them this one is.
fn of<'a, T>(all: &'a [(&'static str, T)], who: &str) -> &'a T {
    &all.iter().find(|(w, _)| *w == who).unwrap().1
}

/// Every file of a folder, the keys apart.
fn files(folder: &Path) -> Vec<PathBuf> {
    let list = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    list.filter(|p| p.is_file() && !p.ends_with("database-url")).collect()
}

/// What a server keeps and tells of itself has none of these: its backup, its audit, its files, its log at its most talkative.
async fn kept_nowhere(place: &Place, served: Served, incident: &str, all: &Canaries) -> String {
    let file = place.file("copy.rhizome");
    place.must(&["backup", file.to_str().unwrap()]).await;
    all.absent("the backup", &std::fs::read(&file).unwrap());
    for words in [vec!["export", "audit"], vec!["export", "counts", incident]] {
        all.absent(&words.join(" "), place.must(&words).await.as_bytes());
    }
    if place.url.is_none() {
        for file in files(&place.data()) {
            all.absent(&file.display().to_string(), &std::fs::read(&file).unwrap());
        }
    }
    let log = served.stop_and_tell().await;
    assert!(log.contains("admin listener"));
    all.absent("the log at its most talkative", log.as_bytes());
    log
}

async fn read_of(stream: &mut Sse, last: &str) -> String {
    let mut all = String::new();
    loop {
        let message = stream.must().await;
        all.push_str(&format!("{message:?}\n"));
        if message.name == last {
            return all;
        }
    }
}

async fn nothing_leaks(engine: Engine) {
    let place = Place::new(engine).await;
    let served = place.serve_with(&[("RHIZOME_LOG", "trace")]).await;
    let mut public = served.stream(None, None).await;
    let night = night(&place, &served).await;
    let all = &night.all;
    let at = format!("/api/v1/incidents/{}", night.incident);

    // Who may see what.
    let hers = served.get(&night.karim.token, "/api/v1/circle").await.expect(200).body;
    assert!(
        hers.contains("Canarine Leonide") && hers.contains("canari-message"),
        "the circle sees name and word: {hers}"
    );
    let mut rest = all.clone();
    rest.0.retain(|(what, _)| !matches!(*what, "a name" | "a message" | "another's name"));
    rest.absent("what her circle sees", hers.as_bytes());
    let board = served.get(&night.blocked.token, "/api/v1/circle").await.expect(200).body;
    let mut rest = all.clone();
    rest.0.retain(|(what, _)| *what != "a name" && *what != "another's name");
    rest.absent("what somebody blocked sees", board.as_bytes());
    assert!(!board.contains("need_help"));
    for path in ["/api/v1/circle", "/api/v1/me/status", "/api/v1/me/prompts", "/api/v1/me/export"] {
        let seen = served.get(&night.stranger.token, path).await.expect(200).body;
        let mut rest = all.clone();
        rest.0.retain(|(what, _)| *what != "another's name");
        rest.absent(path, seen.as_bytes());
    }
    let page = format!("/i/{}", night.incident);
    for path in
        ["/", "/api/v1/incidents?drill=true", &at, &page, "/api/v1/openapi.json", "/sign-in", "/people", "/nowhere"]
    {
        all.absent(path, served.ask(None, "GET", path, None).await.body.as_bytes());
    }
    for path in ["/me", "/people", "/me/circle", &page, &format!("{page}/other")] {
        let seen = served.get(&night.stranger.token, path).await.expect(200).body;
        let mut rest = all.clone();
        rest.0.retain(|(what, _)| *what != "another's name");
        rest.absent(path, seen.as_bytes());
    }
    let hers = served.get(&night.karim.token, "/people").await.expect(200).body;
    assert!(hers.contains("Canarine Leonide") && hers.contains("canari-message"), "the board shows name and word");
    let mut rest = all.clone();
    rest.0.retain(|(what, _)| !matches!(*what, "a name" | "a message" | "another's name"));
    rest.absent("her friend's board", hers.as_bytes());
    let board = served.get(&night.blocked.token, "/people").await.expect(200).body;
    assert!(!board.contains("canari-message"), "who is blocked reads no word of hers");
    for (who, path) in [
        (&night.operator, "/console".to_owned()),
        (&night.admin, "/console/journal".to_owned()),
        (&night.operator, format!("/console{page}/journal")),
    ] {
        all.absent(&path, served.get(who, &path).await.expect(200).body.as_bytes());
    }
    let queue = served.get(&night.operator, &format!("{at}/help-queue")).await.expect(200).body;
    assert!(queue.contains("canari-lieu"), "operators see where, as typed: {queue}");
    for (who, path) in [(&night.operator, format!("{at}/timeline")), (&night.operator, format!("{at}/counts"))] {
        all.absent(&path, served.get(who, &path).await.expect(200).body.as_bytes());
    }
    let own = served.get(&night.zoe, "/api/v1/me/status").await.expect(200).body;
    assert!(own.contains("canari-note-entendue"), "who it is about reads the note: {own}");

    // What everyone hears.
    served.post(&night.operator, &format!("{at}/stand-down"), json!({})).await.expect(200);
    let mut heard = String::new();
    while !heard.contains("standing_down") {
        heard += &read_of(&mut public, "incident").await;
    }
    all.absent("the public stream", heard.as_bytes());
    for id in [&night.lea.id, &night.karim.id] {
        assert!(!heard.contains(id.as_str()), "not even who somebody is");
    }

    // What is counted and logged.
    let metrics = served.metrics().await;
    all.absent("/metrics", metrics.as_bytes());
    assert!(!metrics.contains(&night.lea.id) && !metrics.contains(&night.incident), "counted by route, not by thing");
    let log = kept_nowhere(&place, served, &night.incident, all).await;
    for line in log.lines() {
        assert!(serde_json::from_str::<Value>(line).is_ok(), "a line of the log is JSON: {line}");
    }
}

#[tokio::test]
async fn nothing_leaks_with_sqlite() {
    nothing_leaks(Engine::Sqlite).await;
}

#[tokio::test]
async fn nothing_leaks_with_postgres() {
    nothing_leaks(Engine::Postgres).await;
}

/// After erasing, not even the sealed bytes are left in the file.
#[tokio::test]
async fn who_is_erased_is_in_no_file() {
    let place = Place::new(Engine::Sqlite).await;
    let served = place.serve().await;
    let night = night(&place, &served).await;
    let me = served.get(&night.lea.token, "/api/v1/me").await.expect(200);
    let before: Vec<u8> = files(&place.data()).iter().flat_map(|f| std::fs::read(f).unwrap()).collect();
    let id = uuid(&night.lea.id);
    assert!(before.windows(16).any(|w| w == id), "she is there before");
    served.ask(Some(&night.lea.token), "DELETE", "/api/v1/me", None).await.expect(204);
    until("the end of her session", async || served.get(&night.lea.token, "/api/v1/me").await.status == 401).await;
    served.stop().await;
    // The list of the erased is what keeps a restored backup from bringing her back; it has her id and nothing else.
    let erasures = std::fs::read_to_string(place.data().join("erasures")).unwrap();
    assert_eq!(erasures.trim(), night.lea.id);
    let rest: Vec<PathBuf> = files(&place.data()).into_iter().filter(|f| !f.ends_with("erasures")).collect();
    for file in rest {
        let bytes = std::fs::read(&file).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let told = text.matches(&night.lea.id).count();
        // The event that she is erased names her once, until streams and listeners have forgotten it.
        assert!(told <= 1, "{}: {told}", file.display());
        let kept = bytes.windows(16).filter(|w| *w == id).count();
        assert!(kept <= 2, "{}: beside the list of the erased and its index: {kept}", file.display());
    }
    assert!(me.body.contains("Canarine"));
}

fn uuid(text: &str) -> Vec<u8> {
    let hex: String = text.chars().filter(|c| *c != '-').collect();
    (0..16).map(|n| u8::from_str_radix(&hex[2 * n..2 * n + 2], 16).unwrap()).collect()
}

/// Addresses name things, never people: no route takes a name, a contact or a place in its path or query.
#[test]
fn addresses_carry_no_person() {
    for line in web::access_table(&server::rooms()) {
        for part in line.path.split('/').filter_map(|p| p.strip_prefix('{')) {
            let part = part.trim_end_matches('}');
            assert!(
                [
                    "id",
                    "person",
                    "fact",
                    "incident",
                    "case",
                    "letter",
                    "hook",
                    "token",
                    "name",
                    "stay",
                    "perimeter",
                    "code",
                    "door",
                    "share",
                    "kind",
                    "note",
                    "operator",
                    "entry",
                    "key",
                    "post",
                    "file"
                ]
                .contains(&part),
                "{} carries {part}",
                line.path
            );
        }
        assert!(!line.path.contains("{name}") || line.path.starts_with("/assets/"), "{}", line.path);
    }
}
