//! What a text message means here: for which incident, about whom. Pure.

use std::sync::Arc;

use kernel::{PersonId, Time};
use register::Incident;

use crate::model::bare;

/// The incident that a message is about: the newest real one that the person is asked about, else the newest drill, else the only real one
/// that is on.
#[must_use]
pub fn meant(asked: &[(Arc<Incident>, Time)], open: &[Arc<Incident>]) -> Option<Arc<Incident>> {
    let newest = |drill: bool| {
        let of = asked.iter().filter(|(i, _)| i.drill == drill && i.state.takes_answers());
        of.max_by_key(|(i, at)| (*at, i.id)).map(|(i, _)| i.clone())
    };
    let only = || {
        let mut real = open.iter().filter(|i| !i.drill && i.state.takes_answers());
        let first = real.next()?;
        real.next().is_none().then(|| first.clone())
    };
    newest(false).or_else(|| newest(true)).or_else(only)
}

/// The incident that a number which nobody has proven writes about: the newest real one, else the newest drill.
#[must_use]
pub fn meant_by_unknown(open: &[Arc<Incident>]) -> Option<Arc<Incident>> {
    let newest = |drill: bool| {
        let of = open.iter().filter(|i| i.drill == drill && i.state.takes_answers());
        of.max_by_key(|i| (i.since(), i.id)).cloned()
    };
    newest(false).or_else(|| newest(true))
}

/// Who of a circle a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// This one, and nobody else.
    One(PersonId),
    /// Several: their names, as they stand in the circle.
    Several(Vec<String>),
    /// Nobody.
    Nobody,
}

/// Looks for a name among the people of a circle: the whole name first, then its first words or one of its words. Case and accents do not
/// count; a name that means two people means nobody yet.
#[must_use]
pub fn who(typed: &str, circle: &[(PersonId, String)]) -> Found {
    let typed = folded(typed);
    if typed.is_empty() {
        return Found::Nobody;
    }
    let folds: Vec<(&(PersonId, String), Vec<String>)> = circle.iter().map(|p| (p, folded(&p.1))).collect();
    let whole: Vec<_> = folds.iter().filter(|(_, name)| *name == typed).collect();
    let part = || folds.iter().filter(|(_, name)| name.windows(typed.len()).any(|w| w == typed)).collect();
    let found: Vec<_> = if whole.is_empty() { part() } else { whole };
    match found.as_slice() {
        [] => Found::Nobody,
        [(one, _)] => Found::One(one.0),
        several => Found::Several(several.iter().map(|((_, name), _)| name.clone()).collect()),
    }
}

/// The words of a name, for comparison alone.
fn folded(name: &str) -> Vec<String> {
    let plain = bare(name);
    plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Id;

    #[test]
    fn a_name_means_one_person_or_nobody_yet() {
        let id = |n: u8| PersonId::from_bytes([n; 16]);
        let circle: Vec<(PersonId, String)> =
            [(1, "Marie Dupré"), (2, "Karim B."), (3, "Marie-Ève Roy"), (4, "Jean Marie"), (5, "ماري حداد")]
                .map(|(n, name)| (id(n), name.to_owned()))
                .into();
        assert_eq!(who("karim", &circle), Found::One(id(2)));
        assert_eq!(who("MARIE DUPRE", &circle), Found::One(id(1)));
        assert_eq!(who("marie eve", &circle), Found::One(id(3)));
        assert_eq!(who("ماري", &circle), Found::One(id(5)));
        let Found::Several(names) = who("Marie", &circle) else { unreachable!() };
        assert_eq!(names, ["Marie Dupré", "Marie-Ève Roy", "Jean Marie"]);
        for nobody in ["Mar", "", "...", "Alba", "arie"] {
            assert_eq!(who(nobody, &circle), Found::Nobody, "{nobody}");
        }
        // A whole name goes before a part of another.
        let two = [(id(1), "Marie".to_owned()), (id(2), "Marie Dupré".to_owned())];
        assert_eq!(who("Marie", &two), Found::One(id(1)));
    }
}
