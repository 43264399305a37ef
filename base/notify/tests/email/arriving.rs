//! What arrives, and how.

use kernel::Lang;
use notify::{
    Carrier, Kind, Target,
    email::testing::{How, MailServer},
};

use crate::scene::{SENT, Scene, letter};

#[tokio::test]
async fn a_letter_arrives_encrypted_and_signed_in_in_both_ways() {
    for how in [How::StartTls, How::Tls] {
        let server = MailServer::start(how);
        let scene = Scene::new(&server.settings()).await;
        assert_eq!(scene.carry(&letter(Lang::Fr), "lea@example.net").await, SENT);
        let mail = server.next();
        assert!(mail.safe && mail.user, "{how:?}");
        assert_eq!((mail.to.as_slice(), mail.hello.as_str()), (&["lea@example.net".to_owned()][..], "rhizome.example"));
        assert_eq!(scene.carrier.check().await.unwrap(), {
            let place = server.settings().url.split_once("://").unwrap().1.to_owned();
            format!("{place} takes mail from alert@rhizome.example (encrypted, signed in)")
        });
        assert!(server.nothing_more(), "a check sends nothing");
    }
}

#[tokio::test]
async fn it_says_what_programs_for_mail_need_to_know() {
    let server = MailServer::start(How::Plain);
    let scene = Scene::new(&server.settings()).await;
    let delivery = scene.delivery("one").await;
    let to = Target::Email("lea@example.net".to_owned());
    assert_eq!(scene.carrier.carry(&delivery, &letter(Lang::Fr), &to).await, SENT);
    let mail = server.next();
    assert_eq!(mail.defects, Vec::<String>::new());
    let one = |name: &str| {
        let all = mail.header(name);
        assert_eq!(all.len(), 1, "{name}");
        all[0].to_owned()
    };
    assert_eq!(one("message-id"), format!("<{}@rhizome.example>", delivery.name()));
    assert_eq!(one("subject"), "Allez-vous bien ?");
    assert_eq!(one("from"), "Rhizome <alert@rhizome.example>");
    assert_eq!(one("to"), "lea@example.net");
    assert_eq!(one("date"), "Fri, 13 Nov 2015 22:41:00 +0000");
    assert_eq!(one("auto-submitted"), "auto-generated");
    assert_eq!(one("list-unsubscribe"), "<https://rhizome.example/u/AbCdEfGhIjKl>");
    assert_eq!(one("list-unsubscribe-post"), "List-Unsubscribe=One-Click");
    assert_eq!(one("mime-version"), "1.0");
    assert_eq!(mail.kind, "multipart/alternative");
    assert!(mail.size < 10 * 1024, "{} bytes", mail.size);
    for part in [&mail.text, &mail.html] {
        assert!(part.contains("https://rhizome.example/r/AbCdEfGhIjKl") && part.contains("Répondre"), "{part}");
        assert!(part.contains("https://rhizome.example/u/AbCdEfGhIjKl") && part.contains("zone touchée"));
    }
    // It comes back to an address that only we can write.
    let mark = scene.queue.read_bounce_mark(&mail.from).unwrap();
    assert_eq!(mark.delivery, delivery.id);
    assert!(scene.queue.went_to(&mark, "LEA@example.net") && !scene.queue.went_to(&mark, "max@example.net"));
    assert!(scene.queue.read_bounce_mark(&mail.from.to_uppercase()).is_some());
    let (start, end) = (mail.from.find('+').unwrap() + 1, mail.from.find('@').unwrap());
    for at in start..end {
        let other = if &mail.from[at..=at] == "c" { "d" } else { "c" };
        let forged = format!("{}{other}{}", &mail.from[..at], &mail.from[at + 1..]);
        assert!(scene.queue.read_bounce_mark(&forged).is_none(), "{forged}");
    }
    // The same again is the same mail.
    assert_eq!(scene.carrier.carry(&delivery, &letter(Lang::Fr), &to).await, SENT);
    let again = server.next();
    assert_eq!((again.header("message-id"), &again.html), (mail.header("message-id"), &mail.html));
}

#[tokio::test]
async fn a_code_cannot_be_ended_and_arabic_is_read_from_the_right() {
    let server = MailServer::start(How::Plain);
    let scene = Scene::new(&server.settings()).await;
    let mut code = letter(Lang::Ar);
    code.message.kind = Kind::Code;
    assert_eq!(scene.carry(&code, "lea@example.net").await, SENT);
    let mail = server.next();
    assert!(mail.header("list-unsubscribe").is_empty() && mail.header("list-unsubscribe-post").is_empty());
    assert_eq!(mail.header("subject"), ["هل أنت بخير؟"]);
    assert!(mail.html.contains("<html lang=\"ar\" dir=\"rtl\">") && mail.html.contains("text-align:right"));
    assert!(mail.text.contains("أجب: https://rhizome.example/r/AbCdEfGhIjKl"));
    assert!(mail.size < 10 * 1024, "{} bytes", mail.size);
}

#[tokio::test]
async fn a_hostile_name_is_read_as_a_name() {
    let server = MailServer::start(How::Plain);
    let scene = Scene::new(&server.settings()).await;
    let name =
        "Léa\r\nBcc: all@example.org\r\n\r\n<script>alert(1)</script>\"><img src=https://evil.example/x>\u{202e}";
    let mut hostile = letter(Lang::Fr);
    hostile.title = format!("{name} est en sécurité");
    hostile.text = format!("{name}\n.\nQUIT");
    hostile.button = name.to_owned();
    hostile.stop = Some("https://rhizome.example/u/x>\r\nX-Evil: yes".to_owned());
    assert_eq!(scene.carry(&hostile, "lea@example.net").await, SENT);
    let mail = server.next();
    assert!(mail.header("bcc").is_empty() && mail.header("x-evil").is_empty());
    assert_eq!(mail.to, ["lea@example.net"]);
    assert!(mail.header("subject")[0].starts_with("Léa Bcc: all@example.org <script>"));
    for bad in ["<script", "<img", "\u{202e}"] {
        assert!(!mail.html.contains(bad), "{bad}");
    }
    assert!(mail.text.contains("\n.\n") || mail.text.contains("\r\n.\r\n"), "a dot alone ends nothing");
    assert_eq!(mail.html.matches("<a ").count(), 2);
    assert!(server.nothing_more());
}
