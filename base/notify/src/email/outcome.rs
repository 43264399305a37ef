//! What a server's answer means for one mail, and for all of them (RFC 5321, 4.2; RFC 3463). Pure.

use kernel::Span;

use super::server::{Stage, Trouble};
use crate::{Outcome, back_off};

/// What becomes of a mail that was not taken, at its try `attempts` (from 1); `chance` (0 … 999) spreads the next tries.
///
/// Only what concerns the server itself counts against it (`after: None`): no answer, no encryption, no signing in, a sender that it does not
/// know, 421. What it says of one recipient or one mail is about that one: "not now" (greylisting, a full mailbox) waits a while,
/// and a no is a no.
pub(super) fn outcome(trouble: Trouble, attempts: i64, chance: u64) -> Outcome {
    let server = |why| Outcome::Later { after: None, why };
    match (trouble.stage, trouble.code) {
        (Stage::Connect, _) if trouble.tls => server("tls"),
        (Stage::Connect, _) => server("no-answer"),
        (Stage::Encrypt, _) => server("tls"),
        (Stage::SignIn, _) => server("sign-in"),
        (_, Some(421 | 521)) => server("busy"),
        // An address in a script that the server cannot write to.
        (Stage::From | Stage::To, None) if trouble.missing => Outcome::Dead("address"),
        (_, None) => server("no-answer"),
        // It wants a password first, or does not take commands: nothing that another mail would change.
        (_, Some(454 | 500..=504 | 530 | 534 | 535 | 538)) => server("sign-in"),
        (Stage::From, Some(_)) => server("sender"),
        (Stage::To | Stage::Body, Some(500..)) => Outcome::Dead("refused"),
        (Stage::To | Stage::Body, Some(_)) => {
            Outcome::Later { after: Some(patience(attempts, chance)), why: "not-now" }
        }
    }
}

/// Greylisting lets in whoever comes again after some minutes: 40, 80, 160 … seconds, by chance up to half as long again.
fn patience(attempts: i64, chance: u64) -> Span {
    back_off(attempts.clamp(1, 20).saturating_add(3), chance)
}

/// What is wrong, in a sentence for whoever runs the server.
pub(super) fn sentence(trouble: Trouble, place: &str) -> String {
    let code = trouble.code.map(|c| format!(" ({c})")).unwrap_or_default();
    match trouble.stage {
        Stage::Connect if trouble.tls => {
            format!("{place}: no encrypted connection: is its certificate trusted and for this name? See roots_file")
        }
        Stage::Connect if trouble.code.is_some() => format!("{place}: turns us away{code}"),
        Stage::Connect => format!("{place}: no mail server answers there"),
        Stage::Encrypt if trouble.missing => format!("{place}: does not offer STARTTLS; smtps:// may be meant"),
        Stage::Encrypt => {
            format!("{place}: STARTTLS fails{code}: is its certificate trusted and for this name? See roots_file")
        }
        Stage::SignIn if trouble.missing => format!("{place}: offers no way to sign in with a password"),
        Stage::SignIn => format!("{place}: does not take this user and password{code}"),
        Stage::From => format!("{place}: takes no mail from the address in `from`{code}"),
        Stage::To | Stage::Body => format!("{place}: does not take mail{code}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STAGES: [Stage; 6] = [Stage::Connect, Stage::Encrypt, Stage::SignIn, Stage::From, Stage::To, Stage::Body];

    fn trouble(stage: Stage, code: Option<u16>) -> Trouble {
        Trouble { stage, code, tls: false, missing: false }
    }

    #[test]
    fn what_concerns_one_recipient_spares_the_others() {
        for code in [450, 451, 452] {
            let outcome = outcome(trouble(Stage::To, Some(code)), 1, 0);
            assert_eq!(outcome, Outcome::Later { after: Some(Span::seconds(40)), why: "not-now" }, "{code}");
        }
        for code in [550, 551, 552, 553, 554] {
            assert_eq!(outcome(trouble(Stage::To, Some(code)), 1, 0), Outcome::Dead("refused"), "{code}");
        }
        assert_eq!(outcome(trouble(Stage::Body, Some(554)), 1, 0), Outcome::Dead("refused"));
    }
    #[test]
    fn what_concerns_the_server_kills_no_mail() {
        let said = |stage, code| outcome(trouble(stage, code), 1, 0);
        assert_eq!(said(Stage::Connect, Some(554)), Outcome::Later { after: None, why: "no-answer" });
        assert_eq!(said(Stage::SignIn, Some(535)), Outcome::Later { after: None, why: "sign-in" });
        assert_eq!(said(Stage::From, Some(550)), Outcome::Later { after: None, why: "sender" });
        assert_eq!(said(Stage::To, Some(421)), Outcome::Later { after: None, why: "busy" });
        assert_eq!(said(Stage::Body, None), Outcome::Later { after: None, why: "no-answer" });
        assert_eq!(said(Stage::From, Some(530)), Outcome::Later { after: None, why: "sign-in" });
    }
    proptest! {
        #[test]
        fn a_mail_dies_only_by_a_no_to_itself(stage in 0_usize..6, code in proptest::option::of(400_u16..600), n in 0_i64..30, chance in 0_u64..1000) {
            let stage = STAGES[stage];
            match outcome(trouble(stage, code), n, chance) {
                Outcome::Dead(why) => {
                    prop_assert!(why == "refused" && matches!(stage, Stage::To | Stage::Body) && code >= Some(500));
                }
                Outcome::Later { after: Some(wait), .. } => {
                    prop_assert!(wait >= Span::seconds(40) && wait <= Span::minutes(90));
                    prop_assert!(matches!(code, Some(400..500)));
                }
                Outcome::Later { after: None, .. } => {}
                other => prop_assert!(false, "{:?}", other),
            }
        }
        #[test]
        fn every_trouble_is_a_sentence(stage in 0_usize..6, code in proptest::option::of(400_u16..600), tls: bool, missing: bool) {
            let text = sentence(Trouble { stage: STAGES[stage], code, tls, missing }, "mail.example.org:587");
            prop_assert!(text.starts_with("mail.example.org:587: ") && text.len() < 160);
        }
    }
}
