//! Our documents as readers that are not ours take them: the schema of the standard by `xmllint`, the signature by `xmlsec1` with the
//! certificate that this server publishes.

use std::{fs, process::Command};

use kernel::Role;
use serde_json::json;
use store::each_store;

use crate::scene::{document, harness, message, said};

pub(crate) const SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../formats/cap/tests/schema");

/// Runs a program of Debian's packages.
pub(crate) fn run(program: &str, words: &[&str]) -> (bool, String) {
    let out =
        Command::new(program).args(words).output().unwrap_or_else(|e| panic!("{program}: {e}: apt-get install it"));
    (out.status.success(), String::from_utf8_lossy(&out.stderr).into_owned())
}

each_store! {
    async fn readers_that_are_not_ours_take_our_documents(store: Store) {
        let h = harness(store).await;
        let id = said(&h, message()).await;
        let anne = h.staff(Role::Operator, "Anne").await;
        let words = json!({"fr": {"headline": "Restez à l’abri <& co>"}, "ar": {"headline": "ابقوا في الداخل"}});
        let next = anne.post(&format!("/api/v1/alerts/{id}/correct"), json!({"words": words})).await.expect(201).at("/id");
        let over = anne.post(&format!("/api/v1/alerts/{next}/cancel"), json!({})).await.expect(201).at("/id");
        let folder = tempfile::tempdir().unwrap();
        let pem = folder.path().join("key.pem");
        fs::write(&pem, h.nobody().get("/alerts/key.pem").await.expect(200).text).unwrap();
        for id in [id, next, over] {
            let file = folder.path().join(format!("{id}.xml"));
            let text = document(&h, &id).await.text;
            fs::write(&file, &text).unwrap();
            let path = file.to_str().unwrap();
            for schema in ["CAP-v1.2.xsd", "CAP-v1.2-google-strict.xsd"] {
                let schema = format!("{SCHEMA}/{schema}");
                let (fine, says) = run("xmllint", &["--noout", "--nonet", "--schema", &schema, path]);
                assert!(fine, "{says}\n{text}");
            }
            let words = ["--verify", "--enabled-key-data", "key-name", "--pubkey-cert-pem", pem.to_str().unwrap(), path];
            let (fine, says) = run("xmlsec1", &words);
            assert!(fine, "{says}\n{text}");
            fs::write(&file, text.replace("Restez", "Sortez")).unwrap();
            if text.contains("Restez") {
                assert!(!run("xmlsec1", &words).0, "what was changed is believed");
            }
        }
    }
}
