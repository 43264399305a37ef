//! What we seal and sign, read by programs that are not ours.

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use kernel::SeededDice;
use notify::push::{MOST, USUAL, encrypt};
use serde_json::{Value, json};

use crate::{
    browser::{Browser, b64, text64},
    tokens::{now, us},
};

const HOW_TO_INSTALL: &str =
    "this test needs Node.js and the modules of e2e/: `cargo x test` installs them; by hand: cd e2e && npm ci";

/// What the peer says of a line of JSON.
///
/// # Panics
/// When it is not installed: the test does not pass because nobody read what we wrote.
fn read_by_others(what: &Value) -> Value {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let modules = here.join("../../e2e");
    assert!(modules.join("node_modules/http_ece").is_dir(), "{HOW_TO_INSTALL}");
    let mut node = Command::new("node");
    node.arg(here.join("tests/push/open.mjs")).arg(modules).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = node.spawn().unwrap_or_else(|e| panic!("{HOW_TO_INSTALL} ({e})"));
    child.stdin.take().unwrap().write_all(what.to_string().as_bytes()).unwrap();
    let out = child.wait_with_output().unwrap();
    assert!(out.status.success(), "the peer could not read it");
    serde_json::from_slice(&out.stdout).unwrap()
}

#[test]
fn others_open_our_messages_believe_our_token_and_are_opened_by_our_test() {
    let texts: Vec<Vec<u8>> = [0, 1, 41, USUAL, USUAL + 1, MOST].iter().map(|n| vec![b'x'; *n]).collect();
    for seed in 1..=4 {
        let (browser, dice) = (Browser::of(seed), SeededDice::new(seed + 100));
        let bodies = texts.iter().map(|text| text64(encrypt(&dice, &browser.subscription(), text).unwrap()));
        let header = us().authorization(now(), &browser.subscription()).unwrap();
        let (token, key) = header.to_str().unwrap().strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
        let said = read_by_others(&json!({
            "number": text64(browser.number),
            "secret": text64(browser.secret),
            "bodies": bodies.collect::<Vec<_>>(),
            "token": token,
            "key": key,
            "say": "from elsewhere",
        }));
        let opened: Vec<Vec<u8>> = said["texts"].as_array().unwrap().iter().map(|t| b64(t.as_str().unwrap())).collect();
        assert_eq!(opened, texts);
        assert_eq!(said["claims"]["aud"], "https://push.example.net");
        // The decryptor of the other tests is right when it also opens what others seal.
        assert_eq!(browser.open(&b64(said["sealed"].as_str().unwrap())).unwrap(), b"from elsewhere");
    }
}
