//! PostgreSQL over TLS, with certificates made here.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::{path::Path, process::Command, sync::Arc};

use kernel::SystemClock;
use store::{
    Change, Store, params, sql,
    testing::{Cluster, Disk},
};

sql! {
    pub WRITE = "INSERT INTO note (name, value) VALUES ($1, $2)";
    pub HOW = "SELECT CAST(ssl AS TEXT) FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    pub ALL_OF_US = "SELECT CAST(s.ssl AS TEXT) FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid) WHERE a.application_name = 'rhizome' \
        AND a.datname = current_database()";
}

fn openssl(folder: &Path, line: &str) {
    let done =
        Command::new("openssl").args(line.split(' ')).current_dir(folder).output().expect("openssl is installed");
    assert!(done.status.success(), "{line}: {}", String::from_utf8_lossy(&done.stderr));
}

/// `ca.pem`, and `server.crt` for `localhost` signed by it; `own.crt` for `localhost`, signed by itself.
fn certificates(folder: &Path) {
    let new = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2";
    openssl(folder, &format!("{new} -keyout ca.key -out ca.pem -subj /CN=rhizome-test"));
    let named = "-subj /CN=localhost -addext subjectAltName=DNS:localhost";
    openssl(
        folder,
        &format!(
            "{new} -keyout server.key -out server.crt -CA ca.pem -CAkey ca.key {named} -addext basicConstraints=critical,CA:FALSE"
        ),
    );
    openssl(folder, &format!("{new} -keyout own.key -out own.crt {named}"));
}

async fn open(url: &str) -> Result<Store, String> {
    Store::postgres(url, Arc::new(SystemClock)).await.map_err(|e| e.to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_connection_is_as_safe_as_its_sslmode_says() {
    let folder = tempfile::tempdir().unwrap();
    certificates(folder.path());
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let cluster = Cluster::start_on(Disk::Careless, Some(port)).unwrap();
    let socket = cluster.database().await.unwrap();
    let name = socket.rsplit('/').next().unwrap().to_owned();
    let url = |host: &str, more: &str| format!("postgres://postgres@{host}:{port}/{name}?{more}");
    let file =
        |name: &str| format!("sslrootcert={}", folder.path().join(name).display().to_string().replace('/', "%2F"));

    // Without TLS at the server.
    for (more, works) in [("", true), ("sslmode=prefer", true), ("sslmode=disable", true), ("sslmode=require", false)] {
        let store = open(&url("localhost", more)).await;
        assert_eq!(store.is_ok(), works, "{more}");
        if let Ok(store) = store {
            assert_eq!(store.one(HOW, params![]).await.unwrap().unwrap().text(0).unwrap(), "false");
            store.close().await;
        }
    }
    let serve = async |which: &str| {
        for (kind, end) in [("server.crt", "crt"), ("server.key", "key")] {
            cluster.give(kind, &std::fs::read(folder.path().join(format!("{which}.{end}"))).unwrap()).unwrap();
        }
        cluster.run("ALTER SYSTEM SET ssl = on").await.unwrap();
        cluster.crash().unwrap();
        cluster.start_again().unwrap();
    };
    serve("server").await;
    let (signed, own) = (file("ca.pem"), file("own.crt"));
    let table = [
        ("localhost", "sslmode=disable".to_owned(), Some("false")),
        ("localhost", "sslmode=prefer".to_owned(), Some("true")),
        ("127.0.0.1", "sslmode=require".to_owned(), Some("true")),
        ("localhost", format!("sslmode=verify-full&{signed}"), Some("true")),
        ("127.0.0.1", format!("sslmode=verify-ca&{signed}"), Some("true")),
        ("127.0.0.1", format!("sslmode=verify-full&{signed}"), None),
        ("127.0.0.1", format!("sslmode=require&{own}"), None),
        ("localhost", format!("sslmode=verify-full&{own}"), None),
        ("localhost", "sslmode=verify-full".to_owned(), None),
        ("localhost", "sslmode=verify-full&sslrootcert=nowhere.pem".to_owned(), None),
    ];
    for (host, more, encrypted) in table {
        let store = open(&url(host, &more)).await;
        assert_eq!(store.is_ok(), encrypted.is_some(), "{host} {more}: {:?}", store.err());
        if let (Ok(store), Some(encrypted)) = (store, encrypted) {
            // Readers, writer and ear alike.
            let change = Change::new().run(WRITE, params![format!("{host} {more}"), "1"]);
            store.apply(change).await.unwrap();
            let lines = store.read(ALL_OF_US, params![]).await.unwrap();
            assert!(lines.len() >= 2 && lines.iter().all(|l| l.text(0).unwrap() == encrypted), "{host} {more}");
            store.close().await;
        }
    }
    let over_socket = open(&format!("{socket}?sslmode=prefer")).await.unwrap();
    assert_eq!(over_socket.one(HOW, params![]).await.unwrap().unwrap().text(0).unwrap(), "false");
    over_socket.close().await;

    // A certificate that nobody else has signed is trusted when it is the one that was given.
    serve("own").await;
    for (host, more, works) in [
        ("localhost", format!("sslmode=verify-full&{own}"), true),
        ("127.0.0.1", format!("sslmode=verify-full&{own}"), false),
        ("localhost", format!("sslmode=verify-full&{signed}"), false),
    ] {
        let store = open(&url(host, &more)).await;
        assert_eq!(store.is_ok(), works, "{host} {more}: {:?}", store.err());
    }
}
