//! Every refusal of this room says what is wrong and what to do next, and every reason of a proposal can be read.

use kernel::Lang;
use missing::rules::{CODES, join::Reason};
use web::Words;

#[test]
fn every_refusal_says_what_to_do_next_in_every_language() {
    for lang in Lang::ALL {
        let there = Words::keys(lang);
        for code in CODES {
            for key in [format!("refusal-{code}"), format!("refusal-{code}-next")] {
                assert!(there.contains(&key), "{key} in {lang:?}");
            }
        }
    }
}

#[test]
fn every_reason_is_said_to_reviewers() {
    let words = Words::default();
    for lang in [Lang::Fr, Lang::En] {
        for reason in Reason::ALL {
            let key = format!("missing-why-{}", reason.word());
            assert_ne!(words.in_lang(lang).t(&key), key, "{lang:?}");
        }
    }
}
