//! What is written here, as another reader reads it: Python's lxml, of Debian's `python3-lxml`, which `cargo x test` installs.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

#[path = "scene/any.rs"]
mod any;
mod scene;

use std::path::Path;

use cap::{Alert, Area, Info, NamedValue, Resource};
use proptest::{
    prelude::*,
    strategy::ValueTree as _,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use scene::Folder;

/// The elements that hold text, with their paths, as they should be found.
#[derive(Default)]
struct Leaves(Vec<(String, String)>);
impl Leaves {
    fn all<T: ToString>(&mut self, path: &str, values: impl IntoIterator<Item = T>) {
        self.0.extend(values.into_iter().map(|value| (path.to_owned(), value.to_string())));
    }
    /// What is left out when it says nothing.
    fn text(&mut self, path: &str, text: &str) {
        self.all(path, Some(text).filter(|text| !text.is_empty()));
    }
    fn named(&mut self, path: &str, values: &[NamedValue]) {
        for value in values {
            self.all(&format!("{path}/valueName"), [&value.name]);
            self.all(&format!("{path}/value"), [&value.value]);
        }
    }
    fn info(&mut self, i: &Info) {
        self.all("info/language", [&i.language]);
        self.all("info/category", &i.categories);
        self.all("info/event", [&i.event]);
        self.all("info/responseType", &i.response_types);
        self.all("info/urgency", [i.urgency]);
        self.all("info/severity", [i.severity]);
        self.all("info/certainty", [i.certainty]);
        self.text("info/audience", &i.audience);
        self.named("info/eventCode", &i.event_codes);
        for (path, time) in [("effective", i.effective), ("onset", i.onset), ("expires", i.expires)] {
            self.all(&format!("info/{path}"), time);
        }
        let texts = [&i.sender_name, &i.headline, &i.description, &i.instruction, &i.web, &i.contact];
        for (path, text) in ["senderName", "headline", "description", "instruction", "web", "contact"].iter().zip(texts)
        {
            self.text(&format!("info/{path}"), text);
        }
        self.named("info/parameter", &i.parameters);
        i.resources.iter().for_each(|resource| self.resource(resource));
        i.areas.iter().for_each(|area| self.area(area));
    }
    fn resource(&mut self, r: &Resource) {
        self.all("info/resource/resourceDesc", [&r.description]);
        self.all("info/resource/mimeType", [&r.mime_type]);
        self.all("info/resource/size", r.size);
        for (path, text) in [("uri", &r.uri), ("derefUri", &r.deref_uri), ("digest", &r.digest)] {
            self.text(&format!("info/resource/{path}"), text);
        }
    }
    fn area(&mut self, a: &Area) {
        self.all("info/area/areaDesc", [&a.description]);
        self.all("info/area/polygon", &a.polygons);
        self.all("info/area/circle", &a.circles);
        self.named("info/area/geocode", &a.geocodes);
        self.all("info/area/altitude", a.altitude);
        self.all("info/area/ceiling", a.ceiling);
    }
    fn of(a: &Alert) -> Self {
        let mut leaves = Self::default();
        leaves.all("identifier", [&a.identifier]);
        leaves.all("sender", [&a.sender]);
        leaves.all("sent", [a.sent]);
        leaves.all("status", [a.status]);
        leaves.all("msgType", [a.message_type]);
        leaves.text("source", &a.source);
        leaves.all("scope", [a.scope]);
        leaves.text("restriction", &a.restriction);
        // Words with white space in them stand between quotation marks.
        let quoted =
            |word: &String| if word.contains([' ', '\t', '\n', '\r']) { format!("\"{word}\"") } else { word.clone() };
        let list = |words: &[String]| words.iter().map(quoted).collect::<Vec<_>>().join(" ");
        leaves.text("addresses", &list(&a.addresses));
        leaves.all("code", &a.codes);
        leaves.text("note", &a.note);
        let references: Vec<_> = a.references.iter().map(ToString::to_string).collect();
        leaves.text("references", &references.join(" "));
        leaves.text("incidents", &list(&a.incidents));
        a.infos.iter().for_each(|info| leaves.info(info));
        leaves
    }
}

#[test]
fn another_reader_reads_every_text_as_it_is_meant() {
    let folder = Folder::new("lxml");
    // Always the same ones.
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &[9; 32]));
    let alerts: Vec<Alert> = (0..200).map(|_| any::alert().new_tree(&mut runner).unwrap().current()).collect();
    let files: Vec<String> = (0..alerts.len()).map(|at| format!("{at}.xml")).collect();
    for (alert, file) in alerts.iter().zip(&files) {
        folder.put(file, alert.to_xml().unwrap());
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lxml/read.py");
    let words: Vec<&str> = [script.to_str().unwrap()].into_iter().chain(files.iter().map(String::as_str)).collect();
    // The Python of Debian's packages, or else the first there is.
    let python = if Path::new("/usr/bin/python3").is_file() { "/usr/bin/python3" } else { "python3" };
    let done = folder.run(python, "python3-lxml", &words);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let said = String::from_utf8(done.stdout).unwrap();
    assert_eq!(said.lines().count(), alerts.len());
    for (line, alert) in said.lines().zip(&alerts) {
        let found: Vec<(String, String)> = serde_json::from_str(line).unwrap();
        assert_eq!(found, Leaves::of(alert).0);
    }
}
