//! Text messages through the whole program, at its most talkative: what they say, and to and from whom, is in no log, no figure and on no
//! page but the one where operators read them.

use serde_json::{Value, json};

use super::gateway::{Gateway, Taken};
use crate::{
    leak::Canaries,
    scene::HERE,
    served::{Engine, Place, Served},
    wire::until,
};

const SECRET: &str = "canari-secret-de-la-passerelle";
const PASSWORD: &str = "canari-mot-de-passe";

struct Phones {
    gateway: Gateway,
    /// What came, and nobody has looked at yet.
    came: Vec<Taken>,
    all: Canaries,
}

impl Phones {
    /// What came to a number since one last looked, once there is something.
    async fn got(&mut self, number: &str) -> Taken {
        until("a text message", async || {
            self.came.extend(self.gateway.taken());
            self.came.iter().any(|t| t.to == number)
        })
        .await;
        let at = self.came.iter().position(|t| t.to == number).unwrap();
        let taken = self.came.remove(at);
        self.all.put("what was sent", taken.text.clone());
        self.all.put("the address of its report", taken.report.split(['?', '/']).nth(4).unwrap());
        if let Some((_, link)) = taken.text.split_once("/r/") {
            self.all.put("a one-tap link", link.split_whitespace().next().unwrap());
        }
        taken
    }
}

/// The gateway brings a message, under this secret.
async fn brings(served: &Served, secret: &str, id: &str, from: &str, text: &str) -> u16 {
    let enc = web::encode;
    let query = format!("secret={}&id={}&from={}&text={}", enc(secret), enc(id), enc(from), enc(text));
    served.ask(None, "GET", &format!("/hooks/sms/inbound?{query}"), None).await.status
}

async fn proven(served: &Served, phones: &mut Phones, new: Value, number: &str) -> (String, String) {
    let made = served.ask(None, "POST", "/api/v1/people", Some(new)).await.expect(201);
    let code: String = phones.got(number).await.text.chars().filter(char::is_ascii_digit).take(6).collect();
    let path = format!("/api/v1/contacts/proofs/{}", made.at("/proof"));
    served.post(&made.at("/token"), &path, json!({ "code": code })).await.expect(200);
    (made.at("/id"), made.at("/token"))
}

async fn says_nothing(engine: Engine, preset: &str) {
    let place = Place::new(engine).await;
    let mut phones = Phones { gateway: Gateway::new().await, came: Vec::new(), all: Canaries::default() };
    let file = |name: &str, text: &str| {
        std::fs::write(place.file(name), text).unwrap();
        place.file(name).display().to_string()
    };
    phones.all.put("the gateway's password", PASSWORD);
    phones.all.put("the secret of the hook", SECRET);
    let settings = format!(
        "[sms]\npreset = \"{preset}\"\nurl = \"{}\"\nuser = \"rhizome\"\npassword_file = \"{}\"\nfrom = \"38100\"\n\
         [sms.inbound]\nsecret_file = \"{}\"\n",
        phones.gateway.url,
        file("password", PASSWORD),
        file("secret", SECRET),
    );
    let settings = file("rhizome.toml", &settings);
    let served = place.serve_as(&["--config", &settings], &[("RHIZOME_LOG", "trace")]).await;
    let operator = phones.all.put("an operator's key", place.key("operator", "Anne V.").await);
    let admin = phones.all.put("an admin's key", place.key("admin", "Chef").await);

    let (lea, karim, unknown) = ("+33639987761", "+33639987762", "+33639987763");
    for number in [lea, karim, unknown] {
        // With a plus, without, escaped, as it is typed: all of them end so.
        phones.all.put("a number", &number[3..]);
    }
    let name = phones.all.put("a name", "Canarine Leonide");
    let mail = phones.all.put("an address", "canarine.leonide@secret-canari.example");
    // The first try of her code fails.
    phones.gateway.will(&[503]);
    let (id, token) = proven(&served, &mut phones, json!({ "name": name, "contact": lea }), lea).await;
    phones.all.put("a token", token.clone());
    let added = served.post(&token, "/api/v1/contacts/proofs", json!({ "contact": mail })).await;
    added.expect(202);
    let other = phones.all.put("another's name", "Karimoun Canarimoun");
    let (_, karims) = proven(&served, &mut phones, json!({ "name": other, "contact": karim }), karim).await;
    phones.all.put("another's token", karims.clone());
    for token in [&token, &karims] {
        let here = json!({ "lat": HERE.0, "lon": HERE.1 });
        served.ask(Some(token), "PUT", "/api/v1/me/position", Some(here)).await.expect(200);
    }

    // A question to each of them: one arrives, one is refused for ever.
    phones.gateway.will(&[400]);
    let incident = served.drill(&operator).await;
    until("a question", async || {
        phones.came.extend(phones.gateway.taken());
        !phones.came.is_empty()
    })
    .await;
    let asked = phones.came.remove(0);
    phones.all.put("a question", asked.text.clone());
    let report = phones.all.put("the address of its report", asked.report.split(['?', '/']).nth(4).unwrap());
    until("the one that is refused", async || {
        let all = served.get(&operator, "/api/v1/messages").await.expect(200).json();
        all["letters"].as_array().is_some_and(|l| l.len() == 1)
    })
    .await;
    let hook = |code: &str, d: &str| format!("/hooks/sms/reports/{code}?d={d}");
    assert_eq!(served.ask(None, "GET", &hook(&report, "1"), None).await.status, 200);
    assert_eq!(served.ask(None, "GET", &hook(&report.to_uppercase(), "1"), None).await.status, 404);

    // What comes in: understood, not understood, of nobody known; twice; and what is no message at all.
    let words = phones.all.put("what she writes", "canari-derriere-la-porte-verte");
    let strange = phones.all.put("what somebody writes", "canari-aidez-marie-au-sous-sol");
    for (from, text, status) in [
        (lea, format!("AIDE {words}"), 200),
        (lea, words.clone(), 200),
        (karim, "OK".to_owned(), 200),
        (unknown, "OK".to_owned(), 200),
        (unknown, strange.clone(), 200),
        ("", words.clone(), 400),
    ] {
        let id = format!("canari-{from}-{}", text.len());
        for _ in 0..2 {
            assert_eq!(brings(&served, SECRET, &id, from, &text).await, status, "{from} {text}");
        }
    }
    assert_eq!(brings(&served, "canari-pas-le-secret", "x", lea, &words).await, 404);
    let body = json!({ "id": "x", "from": lea, "text": words });
    assert_eq!(served.ask(None, "POST", "/hooks/sms/inbound", Some(body)).await.status, 404);
    phones.got(karim).await;
    phones.got(unknown).await;

    let inbox = served.get(&operator, "/console/inbox").await.expect(200).body;
    assert!(inbox.contains(&strange) && inbox.contains(unknown), "operators read it, and nobody else");
    for (who, path) in [
        (&operator, "/console".to_owned()),
        (&operator, "/console/messages".to_owned()),
        (&operator, "/console/hooks".to_owned()),
        (&operator, format!("/console/i/{incident}/messages")),
        (&operator, format!("/console/i/{incident}/journal")),
        (&admin, "/console/journal".to_owned()),
        (&operator, "/api/v1/messages".to_owned()),
        (&operator, format!("/api/v1/incidents/{incident}/messages")),
        (&admin, "/api/v1/audit".to_owned()),
    ] {
        phones.all.absent(&path, served.get(who, &path).await.expect(200).body.as_bytes());
    }
    for path in ["/", "/sign-in", "/api/v1/incidents?drill=true", &format!("/i/{incident}")] {
        phones.all.absent(path, served.ask(None, "GET", path, None).await.expect(200).body.as_bytes());
    }
    let metrics = served.metrics().await;
    phones.all.absent("/metrics", metrics.as_bytes());
    assert!(metrics.contains("/hooks/sms/inbound") && !metrics.contains(&id));
    phones.all.absent("the audit", place.must(&["export", "audit"]).await.as_bytes());
    let log = served.stop_and_tell().await;
    assert!(log.contains("a message did not arrive"), "what failed is told, by channel and kind");
    phones.all.absent("the log at its most talkative", log.as_bytes());
}

#[tokio::test]
async fn a_json_provider_with_sqlite() {
    says_nothing(Engine::Sqlite, "json").await;
}

#[tokio::test]
async fn a_kannel_with_sqlite() {
    says_nothing(Engine::Sqlite, "kannel").await;
}

#[tokio::test]
async fn a_kannel_with_postgres() {
    says_nothing(Engine::Postgres, "kannel").await;
}
