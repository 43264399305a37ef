//! What is written here, and what is found to be good, is valid by the schemas: `xmllint`, of Debian's `libxml2-utils`, which
//! `cargo x test` installs.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

#[path = "scene/any.rs"]
mod any;
mod scene;

use std::{collections::BTreeMap, fs, path::Path};

use cap::{Message, Settings, Version};
use proptest::{
    prelude::*,
    strategy::ValueTree as _,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use scene::{Folder, corpus, told};

const PLAIN: &str = "CAP-v1.2.xsd";
const STRICT: &str = "CAP-v1.2-google-strict.xsd";
const OLD: &str = "CAP-v1.1.xsd";

/// Which files are valid by a schema.
fn valid(folder: &Folder, schema: &str, files: &[String]) -> BTreeMap<String, bool> {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema").join(schema);
    let mut words = vec!["--nonet", "--noout", "--schema", schema.to_str().unwrap()];
    words.extend(files.iter().map(String::as_str));
    let said = folder.run("xmllint", "libxml2-utils", &words).stderr;
    let said = String::from_utf8_lossy(&said);
    let is_valid = |file: &String| said.lines().any(|line| line == format!("{file} validates"));
    files.iter().map(|file| (file.clone(), is_valid(file))).collect()
}

/// The documents of the corpus and the samples, by where they stand.
fn documents() -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for folder in ["corpus/good", "corpus/bad", "samples"] {
        for file in fs::read_dir(corpus().join("..").join(folder)).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|kind| kind != "md") {
                let name = format!("{}-{}", folder.replace('/', "-"), path.file_name().unwrap().to_str().unwrap());
                found.push((name, fs::read(path).unwrap()));
            }
        }
    }
    found
}

#[test]
fn what_is_found_to_be_good_is_valid_by_the_schema_of_its_version() {
    let folder = Folder::new("found");
    let mut of_version: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (name, document) in documents() {
        folder.put(&name, &document);
        let Ok(message) = Message::read(&document[..], &Settings::default()) else { continue };
        if message.is_fine() && message.version() != Version::V1_0 {
            // An older document with newer words is understood, and says so.
            let schema = if message.version() == Version::V1_2 { PLAIN } else { OLD };
            of_version.entry(schema).or_default().push(name);
        }
    }
    assert!(of_version[PLAIN].len() > 40 && of_version[OLD].len() > 3);
    for (schema, files) in of_version {
        for (file, valid) in valid(&folder, schema, &files) {
            let old = file.contains("older-ways");
            assert!(valid || old, "{file} by {schema}");
        }
    }
}

#[test]
fn what_the_strict_schema_refuses_is_refused_here_too() {
    let folder = Folder::new("refused");
    let all = documents();
    let files: Vec<String> = all
        .iter()
        .map(|(name, document)| {
            folder.put(name, document);
            name.clone()
        })
        .collect();
    let strict = valid(&folder, STRICT, &files);
    let refused = all.iter().filter(|(name, _)| !strict[name]);
    let mut count = 0;
    for (name, document) in refused {
        count += 1;
        let taken = Message::read(&document[..], &Settings::default())
            .is_ok_and(|m| m.is_fine() && m.version() == Version::V1_2);
        assert!(!taken, "{name}: {:?}", told(document).1);
    }
    assert!(count > 100, "{count}");
}

#[test]
fn every_message_that_can_be_written_is_valid() {
    let folder = Folder::new("written");
    // Always the same ones.
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut files = Vec::new();
    for at in 0..300 {
        let alert = any::alert().new_tree(&mut runner).unwrap().current();
        let name = format!("{at}.xml");
        folder.put(&name, alert.to_xml().unwrap());
        files.push(name);
    }
    for (file, valid) in valid(&folder, PLAIN, &files) {
        assert!(valid, "{}", String::from_utf8_lossy(&folder.get(&file)));
    }
}
