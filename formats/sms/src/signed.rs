//! Who signs a message: the name before or behind an answer.

use crate::{Answer, Expect, Meaning, clean::own_words, read::read_expecting, words::sentences};

/// The most words of a name, with what introduces it ("c'est", "my name is").
const MOST: usize = 8;

/// The full name with which an answer is signed ("je suis en sécurité, Amina Benali", "Ici Paul Roy, je vais bien", "OK Amina Benali"): two
/// words at least, as typed, and nothing else beside the answer. It may as well be somebody whom the answer is about: what a name and a number
/// lead to is for the caller to weigh.
///
/// ```
/// assert_eq!(sms::signed("je suis en sécurité, Amina Benali").as_deref(), Some("Amina Benali"));
/// assert_eq!(sms::signed("OK Amina Benali").as_deref(), Some("Amina Benali"));
/// assert_eq!(sms::signed("je suis en sécurité").as_deref(), None);
/// assert_eq!(sms::signed("Amina Benali").as_deref(), None);
/// ```
#[must_use]
pub fn signed(text: &str) -> Option<String> {
    let own = own_words(text);
    let starts: Vec<usize> = sentences(&own).iter().flat_map(|s| s.words.iter().map(|w| w.span.start)).collect();
    let behind = starts.iter().skip(1).rev().take(MOST).rev().map(|at| own.split_at(*at)).map(|(a, n)| (n, a));
    let before = starts.iter().skip(2).take(MOST).rev().map(|at| own.split_at(*at));
    behind.chain(before).find_map(|(name, answer)| full(name).filter(|_| answers(answer)))
}

/// A full name and nothing else.
fn full(text: &str) -> Option<String> {
    let Meaning::Name(name) = read_expecting(text, Expect::Name).meaning else { return None };
    // "OK bisous à tous": where there are capitals, names have them.
    let capital = |w: &&str| w.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    (name.split_whitespace().filter(capital).count() >= 2).then_some(name)
}

/// That the sender is safe or not there, and nothing else. "Help Amina Benali" asks for somebody else.
fn answers(text: &str) -> bool {
    let said = read_expecting(text, Expect::Anything);
    let calm =
        matches!(said.meaning, Meaning::Answer { answer: Answer::Safe | Answer::NotThere, and } if and.is_empty());
    calm && !said.more
}
