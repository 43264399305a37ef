//! Texts that have broken other programs, as the words of official messages: every document stays well formed, valid and signed, and says what
//! was written.

use kernel::Role;
use serde_json::{Value, json};
use store::each_store;
use web::harness::plain;

use crate::{
    documents::run,
    scene::{document, harness, message},
};

#[path = "../../../../fuzz/src/seeds.rs"]
mod seeds;

/// As many texts in one as fit.
fn packed(most: usize, glue: &str) -> Vec<String> {
    let mut all: Vec<String> = vec![String::new()];
    for text in seeds::naughty() {
        let short: String = text.chars().take(most).collect();
        let last = all.last_mut().unwrap();
        if last.chars().count() + glue.len() + short.chars().count() > most {
            all.push(short);
        } else {
            *last += glue;
            *last += &short;
        }
    }
    all
}

each_store! {
    async fn naughty_strings_are_said_as_what_they_are_in_every_document(store: Store) {
        let h = harness(store).await;
        let anne = h.staff(Role::Operator, "Anne").await;
        let (lines, texts) = (packed(160, " "), packed(1200, "\n"));
        let folder = tempfile::tempdir().unwrap();
        let mut said = 0;
        for (n, line) in lines.iter().enumerate() {
            let mut body = message();
            body["drill"] = json!(true);
            body["place"] = json!(format!("{} ", line.chars().take(150).collect::<String>()));
            let words = json!({ "headline": format!("x {line}").chars().take(160).collect::<String>(),
                "instruction": texts[n % texts.len()], "description": texts[(n + 1) % texts.len()] });
            body["words"] = json!({ "fr": words, "ar": words });
            let made = anne.post("/api/v1/alerts", body).await;
            assert!(made.status.as_u16() == 201 || made.status.is_client_error(), "{line:?}: {}", made.text);
            if !made.status.is_success() {
                continue;
            }
            said += 1;
            let id = made.at("/id");
            let text = document(&h, &id).await.text;
            let file = folder.path().join(format!("{id}.xml"));
            std::fs::write(&file, &text).unwrap();
            let schema = format!("{}/CAP-v1.2.xsd", crate::documents::SCHEMA);
            let (fine, says) = run("xmllint", &["--noout", "--nonet", "--schema", &schema, file.to_str().unwrap()]);
            assert!(fine, "{line:?}: {says}");
            // What is read is what was written, in all its forms.
            let read = cap::Message::read(text.as_bytes(), &cap::Settings::default()).unwrap();
            assert!(read.is_fine(), "{line:?}: {:?}", read.problems());
            let view = h.nobody().get(&format!("/api/v1/alerts/{id}")).await.expect(200).json();
            for info in read.into_alert().unwrap().infos {
                let written = &view["words"][info.language.split('-').next().unwrap()];
                for (name, read) in [("headline", &info.headline), ("instruction", &info.instruction), ("description", &info.description)] {
                    assert_eq!(read, written[name].as_str().unwrap(), "{name} of {id}");
                }
            }
            let page = h.browser().page(&format!("/alerts/{id}")).await.expect(200);
            let headline = view["words"]["fr"]["headline"].as_str().unwrap();
            let drawn = page.text.split("<p class=\"says\">").nth(1).and_then(|rest| rest.split_once("</p>")).unwrap().0;
            assert!(!drawn.contains('<'), "{drawn} opens something");
            assert_eq!(plain(drawn), headline);
        }
        assert!(said > 60, "{said} of {}", lines.len());
        h.settle().await;
        for path in ["/alerts.atom?drill=true", "/alerts.rss?drill=true"] {
            let file = folder.path().join("feed.xml");
            std::fs::write(&file, h.nobody().get(path).await.expect(200).text).unwrap();
            let (fine, says) = run("xmllint", &["--noout", "--nonet", file.to_str().unwrap()]);
            assert!(fine, "{path}: {says}");
        }
        let geo: Value = h.nobody().get("/alerts.geojson?drill=true").await.expect(200).json();
        assert!(!geo["features"].as_array().unwrap().is_empty());
    }
}
