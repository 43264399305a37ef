//! What we seal and sign, read by programs that are not ours.

use kernel::SeededDice;
use notify::push::{
    MOST, USUAL, encrypt,
    testing::{Browser, b64, read_by_others, text64},
};
use serde_json::json;

use crate::tokens::{now, us};

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
