//! The real program and a real mail server: a code goes by mail, a mail comes back, and the log says nothing of either.

use notify::email::testing::{How, MailServer};
use serde_json::json;

use crate::served::{Engine, Place};

#[tokio::test]
async fn a_code_goes_by_mail_and_the_log_holds_neither_address_nor_code() {
    let server = MailServer::start(How::StartTls);
    let place = Place::new(Engine::Sqlite).await;
    let (file, set) = (place.file("rhizome.toml"), server.settings());
    let path = |p: Option<std::path::PathBuf>| p.unwrap().display().to_string();
    let (password, roots, secret) = (path(set.password_file), path(set.roots_file), path(set.bounce_secret_file));
    let text = format!(
        "[email]\nurl = {:?}\nuser = \"rhizome\"\npassword_file = {password:?}\nfrom = {:?}\nroots_file = {roots:?}\n\
         bounces = \"bounce@rhizome.example\"\nbounce_secret_file = {secret:?}\n",
        set.url, set.from
    );
    std::fs::write(&file, &text).unwrap();
    let words = ["--config", file.to_str().unwrap()];
    let served = place.serve_as(&words, &[("RHIZOME_LOG", "debug")]).await;
    let asked = json!({ "contact": "lea@example.net" });
    served.ask(None, "POST", "/api/v1/contacts/proofs", Some(asked)).await.expect(202);
    let mail = tokio::task::spawn_blocking(move || (server.next(), server)).await.unwrap();
    let (mail, server) = mail;
    assert!(mail.safe && mail.user && mail.to == ["lea@example.net"]);
    let code: String = mail.header("subject")[0].chars().filter(char::is_ascii_digit).collect();
    let gone = json!({ "recipient": mail.from, "status": "5.1.1" });
    served.ask(None, "POST", "/hooks/bounces", Some(gone)).await.expect(404);
    let well = place.must(&["doctor", "--config", file.to_str().unwrap()]).await;
    assert!(well.contains("ok     messages by email") && well.contains("(encrypted, signed in)"), "{well}");
    let log = served.stop_and_tell().await;
    let mark = mail.from.split(['+', '@']).nth(1).unwrap();
    for secret in ["lea@example", "example.net", code.as_str(), "correct horse", "a secret of the tests", mark] {
        assert!(!log.contains(secret), "{secret} is in the log:\n{log}");
    }
    // A file that is not there is said at the start, and stops it.
    std::fs::write(&file, text.replace(&password, "/nowhere/password")).unwrap();
    let failed = place.run(&["serve", "--config", file.to_str().unwrap(), "--listen", "127.0.0.1:0"]).await;
    let said = String::from_utf8(failed.stderr).unwrap();
    assert!(!failed.status.success() && said.contains("[email] password_file: /nowhere/password"), "{said}");
    drop(server);
}
