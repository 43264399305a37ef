//! Forms, addresses, cookies and bodies against the seeds of their fuzz targets, and against texts that have broken other programs.

use super::*;

#[path = "../../../../fuzz/src/addresses.rs"]
mod addresses;
#[path = "../../../../fuzz/src/bodies.rs"]
mod bodies;
#[path = "../../../../fuzz/src/forms.rs"]
mod forms;
#[path = "../../../../fuzz/src/multipart.rs"]
mod multipart;
#[path = "../../../../fuzz/src/seeds.rs"]
mod seeds;

#[test]
fn every_seed_is_taken_calmly() {
    for of in ["addresses", "bodies", "forms", "names", "events"] {
        for (_, seed) in seeds::of(of) {
            forms::run(&seed);
            addresses::run(&seed);
            bodies::run(&seed);
        }
    }
    seeds::replay("multipart", multipart::run);
}

#[test]
fn naughty_strings_come_out_as_they_were_typed_or_harmless() {
    for text in seeds::naughty() {
        let sent = serde_json::json!({ "name": text, "people": [], "words": text, "rest": { text.as_str(): text } })
            .to_string();
        for bytes in [&text, &format!("/{text}"), &format!("rz={text}"), &format!("name={text}&note={text}"), &sent] {
            forms::run(bytes.as_bytes());
            addresses::run(bytes.as_bytes());
            bodies::run(bytes.as_bytes());
        }
    }
}

/// A naughty string typed into a field stands on the page again as text: it opens no element and ends no attribute.
#[tokio::test]
async fn naughty_strings_are_drawn_as_text() {
    let (site, _dir) = Site::lite().await;
    let form = ("content-type", "application/x-www-form-urlencoded");
    let marks = |got: &Got| (got.text().matches('<').count(), got.text().matches('"').count());
    // A field that is filled runs in its own direction: an empty one has no mark of that.
    let mut usual = Vec::new();
    for more in ["x", ""] {
        usual.push(marks(&site.post("/ask", &[form], &format!("word=x&more={more}")).await));
    }
    for text in seeds::naughty() {
        let short: String = text.chars().filter(|c| !c.is_control()).take(18).collect();
        let word = if short.trim().is_empty() { "x" } else { &short };
        let body = format!("word={}&more={}", crate::encode(word), crate::encode(&text));
        let got = site.post("/ask", &[form], &body).await;
        assert_eq!(got.status, 422, "{text:?}");
        assert!(usual.contains(&marks(&got)), "{text:?}: {:?}, {usual:?}", marks(&got));
    }
}
