//! What is known about names: tables of the folder `data`, read once.

mod small;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

pub use small::{
    SERVANT, abbreviated, at_birth, family_first, hangul_family, kanji_family, otherwise, particle, prefix_of_two,
    suffix, title,
};

use crate::{fold::fold, latin::latin, script::Script};

/// How two names belong together in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kin {
    /// Spellings of one name.
    Spelling,
    /// A full name and a short form of it.
    Short,
    /// Two short forms of one name.
    BothShort,
    /// One name in two languages.
    Language,
}

/// What the tables say about one name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Groups that it stands in, in order.
    pub groups: Vec<Group>,
    /// It is a well-known given name.
    pub given: bool,
    /// How much it says that somebody bears it, in tenths of a bit; nothing for a name that the tables of commonness do not hold.
    pub bits: Option<u16>,
}

/// One line of a table, and how the name stands on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    /// The line.
    pub line: u16,
    /// In which table, and for short forms whether it is the full name.
    pub place: Place,
}

/// Where a name stands on its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Spelling,
    Full,
    Short,
    Language,
}

static TABLE: LazyLock<FxHashMap<String, Entry>> = LazyLock::new(read);
static LINES: LazyLock<FxHashMap<u16, Vec<String>>> = LazyLock::new(|| {
    let mut lines: FxHashMap<_, Vec<String>> = FxHashMap::default();
    for (name, entry) in TABLE.iter() {
        for group in &entry.groups {
            lines.entry(group.line).or_default().push(name.clone());
        }
    }
    lines.values_mut().for_each(|names| names.sort());
    lines
});

/// What is known about `name`, in a to z.
pub fn entry(name: &str) -> Option<&'static Entry> {
    TABLE.get(name)
}

/// The names of one line, in a to z.
pub fn line(line: u16) -> &'static [String] {
    LINES.get(&line).map_or(&[], Vec::as_slice)
}

/// How two names stand to each other, the closest way.
pub fn kin(a: &[Group], b: &[Group]) -> Option<Kin> {
    let mut best: Option<Kin> = None;
    for x in a {
        for y in b.iter().filter(|y| y.line == x.line) {
            let kin = match (x.place, y.place) {
                (Place::Spelling, Place::Spelling) => Kin::Spelling,
                (Place::Full, Place::Short) | (Place::Short, Place::Full) => Kin::Short,
                (Place::Language, Place::Language) => Kin::Language,
                _ => Kin::BothShort,
            };
            best = Some(best.map_or(kin, |b| b.min(kin)));
        }
    }
    best
}

fn words(line: &str) -> impl Iterator<Item = String> {
    line.split_whitespace().map(|w| latin(&fold(w.trim_end_matches(':')), Script::of(w))).filter(|w| !w.is_empty())
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'))
}

fn read() -> FxHashMap<String, Entry> {
    let mut table: FxHashMap<String, Entry> = FxHashMap::default();
    let mut number = 0_u16;
    let mut group = |table: &mut FxHashMap<String, Entry>, names: Vec<(String, Place)>| {
        number += 1;
        for (name, place) in names {
            let groups = &mut table.entry(name).or_default().groups;
            if !groups.iter().any(|g| g.line == number) {
                groups.push(Group { line: number, place });
            }
        }
    };
    for line in lines(include_str!("../../data/spellings.txt")) {
        group(&mut table, words(line).map(|w| (w, Place::Spelling)).collect());
    }
    for line in lines(include_str!("../../data/nicknames.txt")) {
        let places = std::iter::once(Place::Full).chain(std::iter::repeat(Place::Short));
        group(&mut table, words(line).zip(places).collect());
    }
    for line in lines(include_str!("../../data/languages.txt")) {
        group(&mut table, words(line).map(|w| (w, Place::Language)).collect());
    }
    let common = [
        (include_str!("../../data/given.txt"), true, [66, 82, 100, 117]),
        (include_str!("../../data/families.txt"), false, [82, 100, 117, 130]),
    ];
    for (text, given, steps) in common {
        for line in lines(text) {
            let (class, names) = line.split_at(1);
            let step = match class {
                "a" => steps[0],
                "b" => steps[1],
                "c" => steps[2],
                _ => steps[3],
            };
            for name in words(names) {
                let entry = table.entry(name).or_default();
                entry.given |= given;
                entry.bits = Some(entry.bits.map_or(step, |b| b.min(step)));
            }
        }
    }
    table
}
