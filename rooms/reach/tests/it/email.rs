//! By mail, through a server that is not ours: codes, questions and their links, the end of a kind of mail, mails that came back.

use std::sync::Arc;

use axum::http::Method;
use kernel::Span;
use notify::{
    Carrier, Channel, Post,
    email::{
        EmailCarrier,
        testing::{Arrived, How, MailServer},
    },
};
use serde_json::{Value, json};
use store::{Store, testing::each_store};
use web::{
    Config,
    harness::{Answer, Client, Harness},
};

use crate::scene::{Provider, Town, answers};

const FORM: Option<&str> = Some("application/x-www-form-urlencoded");
const SECRET: (&str, &str) = ("rhizome-secret", "a secret of the tests");

/// A town whose mails go through this server.
pub(crate) async fn town(store: Store, server: &MailServer) -> Town {
    let config = Config {
        public_url: "https://rhizome.example".to_owned(),
        sms: Some(notify::sms::Settings::default()),
        email: Some(server.settings()),
        ..Config::default()
    };
    let rooms = vec![people::room(), safety::room(), official::room(), reach::room()];
    let h = Harness::with(rooms, store, people::sessions, config).await;
    let [push, sms, email] = Channel::PEOPLE.map(Provider::of);
    let mail = EmailCarrier::new(&server.settings(), "Rhizome", h.house.queue.clone(), h.clock.clone()).unwrap();
    let carriers: Vec<Arc<dyn Carrier>> = vec![push.clone(), sms.clone(), Arc::new(mail)];
    let post = Post::new(h.house.queue.clone(), h.clock.clone(), reach::compose::composer(&h.house), carriers);
    Town { h, push, sms, email, post }
}

/// The path of the first address of this kind in a text.
fn path(text: &str, kind: &str) -> String {
    let (_, rest) = text.split_once(&format!("https://rhizome.example{kind}")).unwrap();
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len());
    format!("{kind}{}", &rest[..end])
}

async fn came_back(who: &Client, mail: &str, status: &str, secret: (&str, &str)) -> Answer {
    let body = json!({ "recipient": mail, "status": status }).to_string();
    who.send_with(Method::POST, "/hooks/bounces", Some("application/json"), body, &[secret]).await
}

fn mail_of(messages: &Answer) -> Value {
    let channels = messages.json()["channels"].as_array().unwrap().clone();
    channels.into_iter().find(|c| c["channel"] == "email").unwrap()
}

async fn wants_mail(who: &Client, kind: &str) -> bool {
    let choices = who.get("/api/v1/me/messages").await.expect(200).json()["choices"].as_array().unwrap().clone();
    choices.iter().find(|c| c["kind"] == kind && c["channel"] == "email").unwrap()["wanted"] == true
}

/// A mail of the question, to somebody in the square.
async fn asked(town: &Town, server: &MailServer) -> (Client, Arrived) {
    let lea = town.inside("Léa").await;
    town.has(&lea, "lea@example.net").await;
    town.incident(false, "Fusillades à Paris").await;
    town.deliver().await;
    (lea, server.next())
}

each_store! {
    async fn a_code_by_mail_signs_in_and_says_nothing_of_who_is_known(store: Store) {
        let server = MailServer::start(How::StartTls);
        let town = town(store, &server).await;
        let known = town.h.person("Max").await;
        town.has(&known, "max@example.net").await;
        let nobody = town.h.nobody();
        for contact in ["max@example.net", "lea@example.net"] {
            let reply = nobody.post("/api/v1/contacts/proofs", json!({ "contact": contact })).await.expect(202);
            let names: Vec<String> = reply.json().as_object().unwrap().keys().cloned().collect();
            assert_eq!(names, ["expires_at", "id"], "the same for both");
            town.deliver().await;
            let mail = server.next();
            assert_eq!(mail.to, [contact]);
            let code: String = mail.header("subject")[0].chars().filter(char::is_ascii_digit).collect();
            assert_eq!(code.len(), 6);
            assert!(mail.text.contains(&code) && mail.html.contains(&code));
            assert!(mail.header("list-unsubscribe").is_empty());
            let prove = format!("/api/v1/contacts/proofs/{}", reply.at("/id"));
            let done = nobody.post(&prove, json!({ "code": code, "name": "Léa" })).await.expect(200);
            let me = town.h.bearer(&done.at("/token")).get("/api/v1/me").await.expect(200);
            assert_eq!(me.at("/id") == known.id().to_string(), contact == "max@example.net");
        }
        assert!(server.nothing_more());
    }
    async fn a_question_comes_by_mail_and_its_link_answers(store: Store) {
        let server = MailServer::start(How::Tls);
        let town = town(store, &server).await;
        let lea = town.inside("Léa").await;
        town.has(&lea, "lea@example.net").await;
        let incident = town.incident(true, "Fusillades à Paris").await;
        town.deliver().await;
        let mail = server.next();
        assert_eq!(mail.header("subject"), ["EXERCICE Allez-vous bien ?"]);
        assert!(mail.text.contains("Fusillades à Paris") && mail.html.contains("Fusillades à Paris"));
        assert!(mail.size < 10 * 1024, "{} bytes", mail.size);
        let link = path(&mail.text, "/r/");
        assert!(mail.html.contains(&link));
        let browser = town.h.browser();
        let page = browser.page(&link).await.expect(200);
        let state = async || lea.get("/api/v1/me/status").await.expect(200).text;
        assert!(!state().await.contains("\"safe\""), "looking answers nothing");
        let done = browser.submit(&page, &link, &[("is", "safe")]).await;
        assert_eq!(done.status, 303, "{}", done.text);
        assert!(state().await.contains("\"safe\""), "{}", state().await);
        let _ = incident;
        town.later(Span::minutes(30)).await;
        assert!(server.nothing_more() && town.sms.got().is_empty());
    }
    async fn one_press_in_a_program_for_mail_ends_a_kind_of_mail_and_nothing_else(store: Store) {
        let server = MailServer::start(How::Plain);
        let town = town(store, &server).await;
        let (lea, mail) = asked(&town, &server).await;
        let stop = path(mail.header("list-unsubscribe")[0], "/u/");
        assert_eq!(mail.header("list-unsubscribe-post"), ["List-Unsubscribe=One-Click"]);
        // Looking does nothing, nor does anything else than that press.
        let nobody = town.h.nobody();
        let page = nobody.page(&stop).await.expect(200);
        assert!(page.says("Ne plus recevoir par courriel") && !page.says("Léa") && !page.says("example.net"));
        assert_eq!(page.header("cache-control"), "private, no-store");
        nobody.send(Method::POST, &stop, FORM, "is=safe").await.is(200);
        assert!(wants_mail(&lea, "ask").await);
        // Another question is on its way when it is pressed.
        town.incident(false, "Incendie à Belleville").await;
        town.h.settle().await;
        let elsewhere = [("origin", "https://mail.example.net"), ("sec-fetch-site", "cross-site")];
        let pressed = nobody.send_with(Method::POST, &stop, FORM, "List-Unsubscribe=One-Click", &elsewhere).await;
        assert!(pressed.expect(200).says("C’est fait"));
        assert!(!wants_mail(&lea, "ask").await && wants_mail(&lea, "over").await);
        town.deliver().await;
        assert!(server.nothing_more());
        assert!(lea.page(&stop).await.expect(200).says("Ne plus recevoir"));
        let again = lea.send(Method::POST, &stop, FORM, "List-Unsubscribe=One-Click").await.expect(200);
        assert!(again.says("href=\"/me/messages\""), "who is signed in can take it back");
        for (lang, word) in [("en", "Done"), ("es", "Hecho"), ("ar", "تم")] {
            let said = town.h.nobody().reading(lang).send(Method::POST, &stop, FORM, "List-Unsubscribe=One-Click").await;
            assert!(said.expect(200).says(word), "{lang}");
        }
        nobody.page("/u/AAAAAAAAAAAA").await.is(404);
        nobody.send(Method::POST, "/u/AAAAAAAAAAAA", FORM, "List-Unsubscribe=One-Click").await.is(404);
        // The next question does not come by mail; the link of the last one still answers.
        town.incident(false, "Crue de la Seine").await;
        town.deliver().await;
        assert!(server.nothing_more());
        nobody.page(&path(&mail.text, "/r/")).await.is(200);
    }
    async fn a_mail_that_came_back_ends_mails_to_that_address(store: Store) {
        let server = MailServer::start(How::Plain);
        let town = town(store, &server).await;
        let (lea, mail) = asked(&town, &server).await;
        let nobody = town.h.nobody();
        let stopped = async || mail_of(&lea.get("/api/v1/me/messages").await.expect(200))["stopped"] == true;
        // Without the secret, with a mark that is not ours, and while there is hope.
        came_back(&nobody, &mail.from, "5.1.1", ("rhizome-secret", "a guess")).await.is(404);
        came_back(&nobody, &mail.from, "5.1.1", ("x-other", "a secret of the tests")).await.is(404);
        let forged = mail.from.replace("+a", "+b").replace("+c", "+a");
        let forged = if forged == mail.from { mail.from.replacen('+', "+a", 1) } else { forged };
        came_back(&nobody, &forged, "5.1.1", SECRET).await.is(404);
        came_back(&nobody, "lea@example.net", "5.1.1", SECRET).await.is(404);
        came_back(&nobody, &mail.from, "4.2.2", SECRET).await.is(202);
        nobody.send_with(Method::POST, "/hooks/bounces", None, "Je suis absente.", &[SECRET]).await.is(202);
        assert!(!stopped().await);
        // A full mailbox is no missing one.
        came_back(&nobody, &mail.from, "5.2.2", SECRET).await.is(202);
        assert!(!stopped().await);
        came_back(&nobody, &mail.from.to_uppercase(), "5.1.1", SECRET).await.is(202);
        assert!(stopped().await);
        town.incident(false, "Crue de la Seine").await;
        town.deliver().await;
        assert!(server.nothing_more());
        // Whoever mended the mailbox signs in by a code, and says that mails may come again.
        nobody.post("/api/v1/contacts/proofs", json!({ "contact": "lea@example.net" })).await.is(202);
        town.deliver().await;
        assert!(server.next().header("subject")[0].starts_with("Votre code"));
    }
    async fn a_report_of_a_mail_server_is_read_as_it_is(store: Store) {
        let server = MailServer::start(How::Plain);
        let town = town(store, &server).await;
        let (lea, mail) = asked(&town, &server).await;
        // The person has another address by now: it is not that one which is gone.
        town.has(&lea, "lea@example.com").await;
        let report = format!(
            "From: MAILER-DAEMON@mail.example.net\r\nTo: {}\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/report; report-type=delivery-status; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n\
             --x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example.net\r\n\r\n\
             Final-Recipient: rfc822; lea@example.net\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--x--\r\n",
            mail.from
        );
        let kind = Some("message/rfc822");
        let nobody = town.h.nobody();
        nobody.send_with(Method::POST, "/hooks/bounces", kind, report, &[SECRET]).await.is(202);
        town.incident(false, "Crue de la Seine").await;
        town.deliver().await;
        assert_eq!(server.next().to, ["lea@example.com"]);
        let large = "x".repeat(200 * 1024);
        nobody.send_with(Method::POST, "/hooks/bounces", kind, large, &[SECRET]).await.is(413);
    }
    async fn one_who_must_wait_keeps_nobody_else_waiting(store: Store) {
        let server = MailServer::start(How::StartTls);
        let town = town(store, &server).await;
        let mut all = Vec::new();
        for n in 0..6 {
            let who = town.inside("Léa").await;
            town.has(&who, &format!("grey{n}@example.net")).await;
            all.push(who);
        }
        for (name, to) in [("Max", "max@example.net"), ("Zoé", "gone@example.net")] {
            let who = town.inside(name).await;
            town.has(&who, to).await;
        }
        let incident = town.incident(false, "Fusillades à Paris").await;
        town.deliver().await;
        assert_eq!(server.next().to, ["max@example.net"]);
        assert!(server.nothing_more());
        assert_eq!(town.post.spared_until(Channel::Email), None, "six who must wait are no server that fails");
        answers(&all[0], incident, "safe").await;
        town.later(Span::minutes(2)).await;
        let mut late: Vec<String> = (1..6).map(|_| server.next().to[0].clone()).collect();
        late.sort();
        assert_eq!(late, (1..6).map(|n| format!("grey{n}@example.net")).collect::<Vec<_>>());
        assert!(server.nothing_more(), "who answered meanwhile is written to no more");
    }
}
