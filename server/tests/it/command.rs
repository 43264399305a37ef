//! The command line, as outside programs use it.

use std::os::unix::fs::PermissionsExt;

use serde_json::json;

use crate::{
    served::{Engine, Place, run},
    wire::until,
};

async fn says(words: &[&str]) -> (Option<i32>, String, String) {
    let done = run(words).await;
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (done.status.code(), text(done.stdout), text(done.stderr))
}

/// The commands that a help page names.
fn commands(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|l| *l != "Commands:").skip(1).take_while(|l| l.starts_with("  "));
    // Long descriptions go on in deeper lines.
    let names = lines.filter(|l| !l.starts_with("   ")).filter_map(|l| l.split_whitespace().next());
    names.filter(|n| *n != "help").map(str::to_owned).collect()
}

#[tokio::test]
async fn every_command_has_help_with_an_example() {
    let mut waiting: Vec<Vec<String>> = vec![Vec::new()];
    let mut seen = 0;
    while let Some(verb) = waiting.pop() {
        let words: Vec<&str> = verb.iter().map(String::as_str).chain(["--help"]).collect();
        let (code, help, _) = says(&words).await;
        assert_eq!(code, Some(0), "{words:?}");
        assert!(help.contains("Example: "), "{words:?} has no example:\n{help}");
        seen += 1;
        waiting.extend(commands(&help).into_iter().map(|c| [verb.clone(), vec![c]].concat()));
    }
    assert!(seen > 15, "only {seen} were found");
}

#[tokio::test]
async fn exit_codes_say_how_it_went() {
    for wrong in [
        &["nonsense"][..],
        &[],
        &["key", "create", "--role", "operator"],
        &["key", "create", "--role", "king", "--name", "x"],
        &["serve", "--listen", "here"],
        &["demo", "--speed", "0"],
    ] {
        let (code, out, err) = says(wrong).await;
        assert_eq!(code, Some(2), "{wrong:?}");
        assert!(out.is_empty() && !err.is_empty(), "{wrong:?}: {out}");
    }
    for failed in [
        &["serve", "--data", "/proc/nothing/here"][..],
        &["backup", "--data", "/proc/nothing/here", "x"],
        &["import", "people", "/nowhere.csv"],
        &["serve", "--config", "/nowhere.toml"],
    ] {
        let (code, out, err) = says(failed).await;
        assert_eq!(code, Some(1), "{failed:?}: {err}");
        assert!(out.is_empty() && err.starts_with("rhizome: ") && err.lines().count() == 1, "{failed:?}: {err}");
    }
    assert_eq!(says(&["--version"]).await.0, Some(0));
}

#[tokio::test]
async fn a_setting_that_is_none_is_named_with_its_line() {
    let place = Place::new(Engine::Sqlite).await;
    let file = place.file("rhizome.toml");
    std::fs::write(&file, "site_name = \"x\"\nbody_size = 3\n").unwrap();
    let done = place.run(&["serve", "--config", file.to_str().unwrap()]).await;
    assert_eq!(done.status.code(), Some(1));
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(said.contains("line 2") && said.contains("body_size"), "{said}");
}

#[tokio::test]
async fn a_key_is_printed_alone_while_the_server_runs() {
    let place = Place::new(Engine::Sqlite).await;
    let served = place.serve().await;
    let said = place.must(&["key", "create", "--role", "operator", "--name", "Anne V."]).await;
    let key = said.strip_suffix('\n').unwrap();
    assert!(key.starts_with("rz_") && key.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c)), "{said:?}");
    served.get(key, "/api/v1/proofs").await.expect(200);
    served.get(key, "/api/v1/audit").await.expect(403);
    let second = place.key("operator", "Anne V.").await;
    assert_ne!(key, second);
    let body = json!({ "kind": "flood", "names": { "fr": "Crue" }, "zone": crate::scene::zone((48.0, 2.0), 2.0), "drill": false });
    let id = served.post(key, "/api/v1/incidents", body).await.expect(201).at("/id");
    served.post(key, &format!("/api/v1/incidents/{id}/activate"), json!({})).await.expect(200);
    let confirm = format!("/api/v1/incidents/{id}/confirm");
    let refused = served.post(&second, &confirm, json!({})).await.expect(403);
    assert_eq!(refused.at("/code"), "same-operator", "two keys of one name are one person");
    place.must(&["key", "end", "--name", "Anne V."]).await;
    until("the end of the key", async || served.get(key, "/api/v1/proofs").await.status == 401).await;
    let link = place.must(&["operator", "add", "Bruno K."]).await;
    assert!(link.starts_with(&format!("http://{}/in/", served.address)) && link.lines().count() == 1, "{link}");
    let elsewhere = place.must(&["operator", "add", "Bruno K.", "--url", "https://rhizome.example/"]).await;
    assert!(elsewhere.starts_with("https://rhizome.example/in/"), "{elsewhere}");
    assert_eq!(place.must(&["operator", "list"]).await, "Anne V.\nBruno K.\n");
    served.stop().await;
}

#[tokio::test]
async fn a_link_leads_to_the_server_or_says_what_is_missing() {
    let place = Place::new(Engine::Sqlite).await;
    let done = place.run(&["operator", "add", "Anne V."]).await;
    let (link, said) = (String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap());
    assert!(done.status.success() && link.starts_with("/in/") && link.lines().count() == 1, "{link}");
    assert!(said.contains("--url") && said.lines().count() == 1, "{said}");
    let file = place.file("rhizome.toml");
    std::fs::write(&file, "public_url = \"https://rhizome.example\"\n").unwrap();
    let link = place.must(&["operator", "add", "Anne V.", "--config", file.to_str().unwrap()]).await;
    assert!(link.starts_with("https://rhizome.example/in/"), "{link}");
}

#[tokio::test]
async fn institutions_are_added_listed_looked_at_and_taken_away_without_a_browser() {
    let place = Place::new(Engine::Sqlite).await;
    let served = place.serve().await;
    let admin = place.key("admin", "Ada").await;
    let asked = place.must(&["authority", "add", "Prefecture.Example.", "--name", "Préfecture"]).await;
    assert!(asked.starts_with("_rhizome.prefecture.example. TXT \"rhizome="), "{asked}");
    assert!(asked.contains("https://prefecture.example/.well-known/rhizome\trhizome="), "{asked}");
    // The server that runs knows of it at once.
    let all = served.get(&admin, "/api/v1/authorities").await.expect(200);
    assert_eq!(
        (all.at("/authorities/0/domain"), all.at("/authorities/0/standing")),
        ("prefecture.example".into(), "unproven".into())
    );
    let file = place.file("cert.pem");
    let key = served.get(&admin, "/alerts/key.pem").await.expect(200).body;
    std::fs::write(&file, &key).unwrap();
    let cert = file.to_str().unwrap();
    let keys = ["authority", "keys", "prefecture.example", "--pin", cert, "--sender", "alerts@prefecture.example"];
    place.must(&[&keys[..], &["--feed", "https://prefecture.example/alerts.atom", "--seconds", "30"]].concat()).await;
    let listed = place.must(&["authority", "list"]).await;
    assert!(listed.starts_with("prefecture.example\tPréfecture\tunproven\t\t"), "{listed}");
    for wrong in [
        &["authority", "add", "localhost", "--name", "X"][..],
        &["authority", "add", "prefecture.example", "--name", "X"],
        // Nobody vouches who is not proven.
        &["authority", "add", "pompiers.example", "--name", "Pompiers", "--through", "prefecture.example"],
        &["authority", "keys", "nobody.example"],
        &["authority", "keys", "prefecture.example", "--pin", "no-such-file.pem"],
        &["authority", "keys", "prefecture.example", "--feed", "http://127.0.0.1/feed"],
        &["authority", "revoke", "nobody.example"],
    ] {
        let done = place.run(wrong).await;
        assert_eq!(done.status.code(), Some(1), "{wrong:?}");
        assert!(!done.stderr.is_empty(), "{wrong:?}");
    }
    place.must(&["authority", "revoke", "prefecture.example"]).await;
    assert!(place.must(&["authority", "list"]).await.starts_with("prefecture.example\tPréfecture\tended"));
    assert!(!served.get(&admin, "/api/v1/authorities").await.expect(200).body.contains("prefecture.example"));
    let acts = served.get(&admin, "/api/v1/audit").await.expect(200);
    for act in ["authority.add", "authority.say", "authority.end"] {
        assert!(acts.body.contains(act), "{act}: {}", acts.body);
    }
    served.stop().await;
}

#[tokio::test]
async fn domains_are_given_listed_and_taken_back_while_the_server_runs() {
    let place = Place::new(Engine::Sqlite).await;
    let served = place.serve().await;
    let key = place.key("institution", "Croix-Rouge").await;
    let admin = place.key("admin", "Ada").await;
    let feed = "/api/v1/pfif/feeds/person";
    served.get(&key, feed).await.expect(403);
    let give = ["exchange", "give", "--name", "Croix-Rouge", "--domain", "CROIX-ROUGE.example"];
    place.must(&[&give[..], &["--reads", "--writes"]].concat()).await;
    served.get(&key, feed).await.expect(200);
    assert_eq!(place.must(&["exchange", "list"]).await, "croix-rouge.example\tCroix-Rouge\treads,writes\n");
    let all = served.get(&admin, "/api/v1/exchange").await.expect(200);
    assert_eq!(
        (all.at("/keys/0/domain"), all.at("/keys/0/name")),
        ("croix-rouge.example".into(), "Croix-Rouge".into())
    );
    assert!(!all.body.contains(&key), "never the key");
    for wrong in [
        &give[..],
        &["exchange", "give", "--name", "Nobody", "--domain", "example.org", "--reads"],
        &["exchange", "give", "--name", "Croix-Rouge", "--domain", "127.0.0.1", "--reads"],
        &["exchange", "give", "--name", "Croix-Rouge", "--domain", "no domain", "--reads"],
        &["exchange", "revoke", "--name", "Nobody"],
    ] {
        assert_eq!(place.run(wrong).await.status.code(), Some(1), "{wrong:?}");
    }
    place.must(&["exchange", "revoke", "--name", "Croix-Rouge"]).await;
    assert_eq!(place.must(&["exchange", "list"]).await, "");
    served.get(&key, feed).await.expect(403);
    let acts = served.get(&admin, "/api/v1/audit").await.expect(200);
    assert!(acts.body.contains("exchange.give") && acts.body.contains("exchange.withdraw"), "{}", acts.body);
    served.stop().await;
}

#[tokio::test]
async fn the_doctor_says_what_is_wrong() {
    let place = Place::new(Engine::Sqlite).await;
    let fresh = place.run(&["doctor"]).await;
    assert_eq!(fresh.status.code(), Some(1));
    assert!(String::from_utf8(fresh.stdout).unwrap().contains("WRONG  keys"));
    place.serve().await.stop().await;
    let well = place.must(&["doctor"]).await;
    assert!(!well.contains("WRONG"), "{well}");
    let keys = place.data().join("keys.json");
    assert_eq!(std::fs::metadata(&keys).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::metadata(place.data()).unwrap().permissions().mode() & 0o777, 0o700);
    std::fs::set_permissions(&keys, std::fs::Permissions::from_mode(0o644)).unwrap();
    let open = place.run(&["doctor"]).await;
    assert_eq!(open.status.code(), Some(1));
    assert!(String::from_utf8(open.stdout).unwrap().contains("chmod 600"));
}

#[tokio::test]
async fn the_doctor_looks_at_who_we_are_to_push_services() {
    let place = Place::new(Engine::Sqlite).await;
    place.serve().await.stop().await;
    let key = place.data().join("vapid.key");
    assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(place.must(&["doctor"]).await.contains("ok     notifications"));
    let kept = std::fs::read(&key).unwrap();
    std::fs::write(&key, "nothing").unwrap();
    let spoilt = String::from_utf8(place.run(&["doctor"]).await.stdout).unwrap();
    assert!(spoilt.contains("WRONG  notifications") && spoilt.contains("no key"), "{spoilt}");
    std::fs::remove_file(&key).unwrap();
    let gone = String::from_utf8(place.run(&["doctor"]).await.stdout).unwrap();
    assert!(gone.contains("WRONG  notifications") && gone.contains("subscribe anew"), "{gone}");
    assert!(!key.exists(), "the doctor makes none");
    std::fs::write(&key, &kept).unwrap();
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o640)).unwrap();
    let open = String::from_utf8(place.run(&["doctor"]).await.stdout).unwrap();
    assert!(open.contains("chmod 600"), "{open}");
    place.serve().await.stop().await;
    assert_eq!(std::fs::read(&key).unwrap(), kept, "the same server stays the same");
}

#[tokio::test]
async fn the_doctor_asks_each_channel() {
    let place = Place::new(Engine::Sqlite).await;
    place.serve().await.stop().await;
    let well = place.must(&["doctor"]).await;
    assert!(well.contains("ok     messages by hook"), "{well}");
    assert!(!well.contains("messages by sms") && !well.contains("messages by email"), "what is not set is not asked");
    // Ports where nobody listens: taken, and let go again.
    let nobody = || std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let file = place.file("rhizome.toml");
    let settings = format!(
        "[sms]\npreset = \"json\"\nurl = \"http://127.0.0.1:{}/send\"\n[email]\nurl = \"smtp://127.0.0.1:{}\"\n\
         from = \"alerte@rhizome.example\"\n",
        nobody(),
        nobody()
    );
    std::fs::write(&file, settings).unwrap();
    let done = place.run(&["doctor", "--config", file.to_str().unwrap()]).await;
    let said = String::from_utf8(done.stdout).unwrap();
    assert_eq!(done.status.code(), Some(1), "{said}");
    assert!(said.contains("WRONG  messages by sms") && said.contains("WRONG  messages by email"), "{said}");
}

#[tokio::test]
async fn a_plan_changes_nothing() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut place = Place::new(engine).await;
        if engine == Engine::Postgres {
            place.url = Some(store::testing::Cluster::shared().empty_database().await.unwrap());
        }
        for _ in 0..2 {
            let plan = place.must(&["migrate", "--plan"]).await;
            assert!(plan.starts_with("0 applied already\nto apply: ") && plan.lines().count() > 4, "{plan}");
        }
        assert!(place.must(&["migrate"]).await.contains("applied: "));
        let plan = place.must(&["migrate", "--plan"]).await;
        assert!(!plan.contains("to apply") && !plan.starts_with('0'), "{plan}");
    }
}

#[tokio::test]
async fn bad_lines_of_a_list_are_named() {
    let place = Place::new(Engine::Sqlite).await;
    let file = place.file("people.csv");
    let list = "name,email,phone,home_lat,home_lon\n\
        Léa Martin,lea@example.org,,48.86,2.36\n\
        ,nobody@example.org,,,\n\
        Karim B.,not-an-address,,,\n\
        Inès D.,,+33612345678,99.0,2.36\n\
        \"Jean\nPaul\",jp@example.org,,,\n\
        Zoé,zoe@example.org,,,\n";
    std::fs::write(&file, list).unwrap();
    let name = file.to_str().unwrap();
    let said = place.must(&["import", "people", name]).await;
    for line in [3, 4, 5] {
        assert!(said.contains(&format!("{name}:{line}: ")), "line {line} is not named:\n{said}");
    }
    assert!(
        !said.contains("nobody@example.org") && !said.contains("Karim"),
        "a report names lines, not people: {said}"
    );
    assert!(said.contains(", 0 known already,"), "{said}");
    let again = place.must(&["import", "people", name]).await;
    assert!(again.contains("0 people imported"), "{again}");
    std::fs::write(&file, "first,second\n1,2\n").unwrap();
    assert_eq!(place.run(&["import", "people", name]).await.status.code(), Some(1));
}
