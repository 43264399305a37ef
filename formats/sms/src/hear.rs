//! What one sentence says.

use crate::{
    Sure,
    lexicon::Class::{self, *},
    people::people,
    tag::Item,
};

/// What one sentence says, before it is weighed against the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// The sender is safe, and how clearly that is said.
    pub own: Option<Sure>,
    /// It is said in words that could belong to something else: "safe", without "I am".
    pub bare: bool,
    /// These are safe.
    pub names: Vec<String>,
    /// The sender is not there.
    pub away: bool,
    /// The sender needs help.
    pub help: bool,
    /// A person shall read it soon.
    pub urgent: bool,
    /// It denies, doubts, wishes or tells of danger: nobody is safe by this message.
    pub blocked: bool,
    /// How many of its words were not read.
    pub unread: usize,
}

/// Keys that also only agree.
const OKAYS: &[&str] = &["ok", "okay", "okey", "okk", "oki", "o", "0k", "ок", "k", "اوكي", "اوك", "اوكيه"];

/// Whether somebody who is not the sender is spoken of.
const fn other(class: Class) -> bool {
    matches!(class, Word | Kin | Them | Mine | The | Number)
}
/// Whether it changes nothing.
const fn soft(class: Class) -> bool {
    matches!(class, Soft | Adv | Greet | Yes)
}
const fn positive(class: Class) -> bool {
    matches!(class, Safe | Fine | Fares | Key | Well)
}

/// Hears a sentence.
pub fn hear(text: &str, items: &[Item], mark: bool) -> Heard {
    let tagged = items.iter().any(|i| i.class == Tag);
    let items: Vec<Item> = items.iter().filter(|i| i.class != Tag).cloned().collect();
    let has = |class: Class| items.iter().any(|i| i.class == class);
    // "Bien, et vous ?" asks back, and says.
    let asks = (mark && !tagged) || has(Ask) || items.iter().find(|i| !soft(i.class)).is_some_and(|i| i.class == Is);
    let mut heard = Heard::default();
    trouble(&items, asks, &mut heard);
    if asks {
        heard.unread += items.len();
    } else if !heard.blocked && !heard.help {
        good_news(text, &items, &mut heard);
    }
    heard
}

/// Help, danger, denial and doubt.
fn trouble(items: &[Item], asks: bool, heard: &mut Heard) {
    let has = |class: Class| items.iter().any(|i| i.class == class);
    let bare = has(AwayBare) && !items.iter().all(|i| matches!(i.class, AwayBare | Greet | Yes));
    let (not, doubt) = (has(Not) || bare, has(If));
    let good = items.iter().any(|i| positive(i.class));
    let mine = has(Me) || has(First) || has(Safe);
    for (at, item) in items.iter().enumerate() {
        let before = items.get(..at).unwrap_or_default();
        let after = items.get(at + 1..).unwrap_or_default();
        match item.class {
            HelpMe => {
                let mut near = before.iter().rev().take(3).take_while(|i| !i.after_comma);
                let denied = !item.after_comma && near.any(|i| matches!(i.class, Not | If));
                if denied { heard.urgent = true } else { heard.help = true }
            }
            Help => {
                let another = before.iter().any(|i| other(i.class))
                    || after.iter().find(|i| !soft(i.class)).is_some_and(|i| other(i.class) && !i.after_comma);
                if asks || not || doubt || (another && !mine) { heard.urgent = true } else { heard.help = true }
            }
            Hurt => {
                let near = before.iter().rev().find(|i| !soft(i.class) && i.class != Common);
                let own =
                    near.map_or(!after.iter().any(|i| other(i.class)), |i| matches!(i.class, First | Me | Hurt | And));
                let sure = own && !asks && !not && !doubt && !before.iter().any(|i| other(i.class));
                if sure { heard.help = true } else { heard.urgent = true }
            }
            Danger => heard.urgent = true,
            _ => {}
        }
    }
    if not {
        let clear = !asks && !doubt && !items.iter().any(|i| other(i.class) || (i.class == Common && !mine));
        // "Non, je vais bien": denied, and said again.
        let denied = items.iter().rposition(|i| matches!(i.class, Not | AwayBare)).unwrap_or_default();
        let again = items.iter().skip(denied + 1).any(|i| i.after_comma);
        let alone = items.iter().all(|i| i.class == Not || soft(i.class));
        if good && clear && !again && !has(But) {
            heard.help = true;
        } else if (good || alone) && !asks {
            heard.urgent = true;
        }
    }
    let other_safety = good || has(Away) || has(Fares);
    heard.urgent |= has(But) && other_safety;
    heard.blocked = not || doubt || has(But) || has(Danger) || has(Hurt) || has(Help) || has(HelpMe);
}

/// Who is safe or not there.
fn good_news(text: &str, items: &[Item], heard: &mut Heard) {
    let plain = items.iter().all(|i| soft(i.class) || matches!(i.class, Key | Well | Fine));
    let mut at = 0;
    // Whether a statement can begin here: at the beginning, after a comma, after what says nothing.
    let mut start = true;
    while let Some(item) = items.get(at) {
        start |= item.after_comma;
        let next = items.get(at + 1);
        match item.class {
            Safe if start => said(heard, Sure::High),
            Fine if start => said(heard, Sure::Low),
            Away if start => heard.away = true,
            // "… pas là …" in the middle of something else: whatever it denies, nobody is safe by it.
            Away => heard.blocked = true,
            AwayBare => heard.away = true,
            Out if items.iter().all(|i| i.class == Out || soft(i.class) || i.class == Key) => heard.away = true,
            First | Me | Word | Kin | Mine | The if start || item.class == First => {
                if let Some(end) = first_person(items, at) {
                    said(heard, Sure::High);
                    (at, start) = (end, true);
                    continue;
                }
                if let Some(end) = subject(text, items, at, heard) {
                    (at, start) = (end, true);
                    continue;
                }
                start = matches!(item.class, Me | First);
                heard.unread += usize::from(!start);
            }
            Key if start => {
                if let Some(found) = named(text, items, at) {
                    heard.names.extend(found.names);
                    at = found.end;
                    continue;
                }
                let strong = !OKAYS.contains(&item.fold.as_str());
                let stands = next.is_none_or(|n| {
                    matches!(n.class, Soft | Adv | Greet | Yes | Key | Well | Fine | At) || (strong && n.after_comma)
                });
                if stands && subject_follows(text, items, at + 1).is_none() {
                    said(heard, Sure::High);
                    heard.bare |= strong;
                }
            }
            Well if plain => {
                said(heard, Sure::Fair);
                heard.bare = true;
            }
            Yes if items.iter().all(|i| soft(i.class)) => said(heard, Sure::Fair),
            Soft | Greet | Yes | Adv | And | At | Key => start |= !matches!(item.class, At),
            _ => {
                heard.unread += 1;
                start = false;
            }
        }
        if item.class == At {
            start = false;
        }
        at += 1;
    }
}

fn said(heard: &mut Heard, sure: Sure) {
    heard.own = heard.own.max(Some(sure));
}

/// "I am", and what one is: where it ends.
fn first_person(items: &[Item], at: usize) -> Option<usize> {
    if !matches!(items.get(at)?.class, First | Me) {
        return None;
    }
    let mut next = at + 1;
    while items.get(next).is_some_and(|i| soft(i.class) || matches!(i.class, First | Me)) {
        next += 1;
    }
    let good = |at: usize| items.get(at).is_some_and(|i| matches!(i.class, Key | Well | Fine | Safe));
    if !good(next) {
        return None;
    }
    while good(next) {
        next += 1;
    }
    Some(next)
}

/// Names, and that they are safe: where it ends.
fn subject(text: &str, items: &[Item], at: usize, heard: &mut Heard) -> Option<usize> {
    let (found, end) = subject_follows(text, items, at)?;
    if found.me {
        said(heard, Sure::High);
    }
    heard.names.extend(found.names);
    Some(end)
}

fn subject_follows(text: &str, items: &[Item], at: usize) -> Option<(crate::people::People, usize)> {
    // In Portuguese a name has its article: "a Maria está bem".
    let article = items.get(at).is_some_and(|i| i.class == The && matches!(i.fold.as_str(), "a" | "o"));
    let begin = at + usize::from(article);
    let capital = items.get(begin).and_then(|i| text.get(i.span.clone())).is_some_and(|typed| {
        let mut letters = typed.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    });
    if article && !capital {
        return None;
    }
    let found = people(text, items, begin)?;
    if found.names.is_empty() && !found.me {
        return None;
    }
    let mut next = found.end;
    while items.get(next).is_some_and(|i| matches!(i.class, Is | Adv) || (found.me && i.class == First)) {
        next += 1;
    }
    let verb = items.get(next)?;
    let safe = match verb.class {
        Fares | Key | Well => true,
        Safe | Fine => found.me || next > found.end,
        _ => false,
    };
    // "Marie, en sécurité ?" is asked elsewhere; "Marie, ok je rentre" is said to Marie.
    let last = items.iter().skip(next + 1).all(|i| soft(i.class));
    let apart = verb.after_comma && next == found.end && !(verb.class == Key && last);
    safe.then_some(())?;
    (!apart).then_some((found, next + 1))
}

/// "OK Marie": the names behind it, when nothing else is said of them.
fn named(text: &str, items: &[Item], at: usize) -> Option<crate::people::People> {
    let first = items.get(at + 1)?;
    if !matches!(first.class, Word | Kin | Mine | At | Adv) && !crate::people::begins(first) {
        return None;
    }
    // "OK pour Marie", "safe for Marie": what is said of a name, not of a place.
    let skip = usize::from(matches!(first.fold.as_str(), "pour" | "for" | "para" | "fur" | "fuer" | "pra"));
    if first.class == At && skip == 0 || first.class == Adv {
        return None;
    }
    if subject_follows(text, items, at + 1).is_some() {
        return None;
    }
    let found = people(text, items, at + 1 + skip)?;
    let ends = items.get(found.end).is_none_or(|i| {
        matches!(i.class, Soft | Greet | At | Adv) || (i.after_comma && !matches!(i.class, Is | Common | Word))
    });
    (ends && !found.names.is_empty()).then_some(found)
}
