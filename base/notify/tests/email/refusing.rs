//! What is refused, delayed or lost, and what is wrong with a server.

use kernel::{Lang, Span};
use notify::{
    Carrier, Outcome, Still, Target,
    email::{
        EmailCarrier, Settings,
        testing::{How, MailServer},
    },
};

use crate::scene::{SENT, Scene, letter};

/// What was decided about it: what it tells of has moved on, or not.
struct Says(bool);

#[async_trait::async_trait]
impl Still for Says {
    async fn still(&self) -> bool {
        self.0
    }
}

#[tokio::test]
async fn what_does_not_stand_any_more_is_handed_to_no_server_and_keeps_nothing_else_from_it() {
    let server = MailServer::start(How::Plain);
    let scene = Scene::new(&server.settings()).await;
    let (letter, to) = (letter(Lang::Fr), Target::Email("lea@example.net".to_owned()));
    for (once, stands, became) in [("a", true, SENT), ("b", false, Outcome::Untried), ("c", true, SENT)] {
        let delivery = scene.delivery(once).await;
        assert_eq!(scene.carrier.carry_if(&delivery, &letter, &to, &Says(stands)).await, became);
    }
    assert_eq!([server.next().to, server.next().to], [["lea@example.net"], ["lea@example.net"]]);
    assert!(server.nothing_more());
}

#[tokio::test]
async fn what_a_server_says_of_one_recipient_is_about_that_one() {
    let server = MailServer::start(How::StartTls);
    let scene = Scene::new(&server.settings()).await;
    let letter = letter(Lang::Fr);
    let soon =
        |o: &Outcome| matches!(o, Outcome::Later { after: Some(wait), why: "not-now" } if *wait >= Span::seconds(40));
    assert!(soon(&scene.carry(&letter, "grey@example.net").await));
    assert_eq!(scene.carry(&letter, "grey@example.net").await, SENT, "the second time it is let in");
    assert!(soon(&scene.carry(&letter, "full@example.net").await));
    assert_eq!(scene.carry(&letter, "gone@example.net").await, Outcome::Dead("refused"));
    assert_eq!(scene.carry(&letter, "lea@example.net").await, SENT, "over the same connection");
    assert_eq!(server.next().to, ["grey@example.net"]);
    assert_eq!(server.next().to, ["lea@example.net"]);
    for odd in ["", "lea", "lea@", "lea@example.net\r\nRCPT TO:<max@example.net>", "a b@example.net"] {
        assert_eq!(scene.carry(&letter, odd).await, Outcome::Dead("address"), "{odd:?}");
    }
}

#[tokio::test]
async fn what_is_the_servers_own_trouble_counts_against_it_and_kills_no_mail() {
    let server = MailServer::start(How::StartTls);
    let scene = Scene::new(&server.settings()).await;
    let letter = letter(Lang::Fr);
    assert_eq!(scene.carry(&letter, "busy@example.net").await, Outcome::Later { after: None, why: "busy" });
    assert_eq!(scene.carry(&letter, "drop@example.net").await, Outcome::Later { after: None, why: "no-answer" });
    assert_eq!(scene.carry(&letter, "drop@example.net").await, SENT, "over a new connection");
    let from = |from: &str, bounces: Option<&str>| Settings {
        from: from.to_owned(),
        bounces: bounces.map(str::to_owned),
        bounce_secret_file: None,
        ..server.settings()
    };
    let unknown = Scene::new(&from("alert@refused.example", None)).await;
    assert_eq!(unknown.carry(&letter, "lea@example.net").await, Outcome::Later { after: None, why: "sender" });
    assert!(unknown.carrier.check().await.unwrap_err().ends_with("takes no mail from the address in `from` (550)"));
}

#[tokio::test]
async fn doctor_says_what_is_wrong() {
    let server = MailServer::start(How::StartTls);
    let plain = MailServer::start(How::Plain);
    let said = async |change: &dyn Fn(&mut Settings)| {
        let mut settings = server.settings();
        change(&mut settings);
        let scene = Scene::new(&settings).await;
        let outcome = scene.carry(&letter(Lang::Fr), "lea@example.net").await;
        (scene.carrier.check().await.unwrap_err(), outcome)
    };
    let later = |why| Outcome::Later { after: None, why };
    let wrong = server.file("wrong", "wrong horse\n");
    let (text, outcome) = said(&|s| s.password_file = Some(wrong.clone())).await;
    assert!(text.ends_with("does not take this user and password (535)"), "{text}");
    assert!(!text.contains("horse"));
    assert_eq!(outcome, later("sign-in"));
    let (text, outcome) = said(&|s| s.roots_file = None).await;
    assert!(text.contains("is its certificate trusted"), "{text}");
    assert_eq!(outcome, later("tls"));
    let (text, _) = said(&|s| s.url = s.url.replace("localhost", "127.0.0.1")).await;
    assert!(text.contains("for this name"), "{text}");
    let (text, outcome) = said(&|s| s.url = s.url.replace("smtp+starttls", "smtps")).await;
    assert!(text.contains("no encrypted connection") || text.contains("no mail server answers"), "{text}");
    assert!(matches!(outcome, Outcome::Later { after: None, .. }));
    let (text, _) = said(&|s| s.url = plain.settings().url.replace("smtp:", "smtp+starttls:")).await;
    assert!(text.ends_with("does not offer STARTTLS; smtps:// may be meant"), "{text}");
    let (text, outcome) = said(&|s| s.url = "smtp+starttls://127.0.0.1:1".to_owned()).await;
    assert_eq!(text, "127.0.0.1:1: no mail server answers there");
    assert_eq!(outcome, later("no-answer"));
}

#[tokio::test]
async fn settings_that_cannot_work_are_named_at_the_start() {
    let server = MailServer::start(How::Plain);
    let scene = Scene::new(&server.settings()).await;
    let fault = |change: &dyn Fn(&mut Settings)| {
        let mut settings = server.settings();
        change(&mut settings);
        EmailCarrier::new(&settings, "Rhizome", scene.queue.clone(), scene.clock.clone()).unwrap_err().field
    };
    assert_eq!(fault(&|s| s.url = "mail.example.org".to_owned()), "url");
    assert_eq!(fault(&|s| s.url = "https://mail.example.org".to_owned()), "url");
    assert_eq!(fault(&|s| s.url = "smtps://me:secret@mail.example.org".to_owned()), "url");
    assert_eq!(fault(&|s| s.from = "nobody".to_owned()), "from");
    assert_eq!(fault(&|s| s.reply_to = Some("a\r\nb@c".to_owned())), "reply_to");
    assert_eq!(fault(&|s| s.user = "me".to_owned()), "password_file");
    assert_eq!(fault(&|s| s.bounces = Some(format!("{}@example.org", "b".repeat(19)))), "bounces");
    assert_eq!(fault(&|s| s.bounces = None), "bounces");
    let short = server.file("short", "short");
    assert_eq!(fault(&|s| s.bounce_secret_file = Some(short.clone())), "bounce_secret_file");
    assert_eq!(fault(&|s| s.bounce_secret_file = Some("/nowhere/secret".into())), "bounce_secret_file");
    let password = server.file("given", "correct horse");
    let away = |s: &mut Settings| {
        s.url = "smtp://mail.example.org".to_owned();
        s.user = "me".to_owned();
        s.password_file = Some(password.clone());
    };
    assert_eq!(fault(&away), "url", "no password in plain to another machine");
}
