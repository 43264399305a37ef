//! Checking a whole document against every rule.

use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, BufRead},
};

use crate::{
    Time,
    life::Life,
    read::{Item, Limits, Reader},
    record::{Kind, Record},
    rule::{Place, Problem, Rule, Severity, Stop},
    version::Version,
};

/// How a document is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How much is read.
    pub limits: Limits,
    /// For the rules about what has expired and what is in the future; without it they are not asked.
    pub now: Option<Time>,
    /// How many names of records, and how many links, are remembered to find doubles and links of one way (about 100 bytes each).
    pub most_ids: usize,
}
impl Default for Settings {
    /// The usual limits, no time, two million names.
    fn default() -> Self {
        Self { limits: Limits::default(), now: None, most_ids: 2_000_000 }
    }
}

/// What a document holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Its version.
    pub version: Option<Version>,
    /// Persons that can be used.
    pub persons: u64,
    /// Notes that can be used.
    pub notes: u64,
    /// Records that cannot.
    pub refused: u64,
    /// Rules broken that leave something out, or end the reading.
    pub errors: u64,
    /// Rules broken that do not matter much.
    pub warnings: u64,
    /// Whether it was read to its end.
    pub whole: bool,
}
impl Report {
    /// Whether nothing worse than warnings was found.
    #[must_use]
    pub const fn is_fine(&self) -> bool {
        self.errors == 0 && self.whole
    }
    pub(crate) fn count(&mut self, problem: &Problem) {
        match problem.severity() {
            Severity::Warning => self.warnings += 1,
            Severity::Error | Severity::Fatal => self.errors += 1,
        }
    }
    pub(crate) fn count_item(&mut self, item: &Item) {
        match item.record.as_ref().map(Record::kind) {
            Some(Kind::Person) => self.persons += 1,
            Some(Kind::Note) => self.notes += 1,
            None if item.problems.iter().any(|p| p.severity() == Severity::Error) => self.refused += 1,
            None => {}
        }
    }
}

/// What is remembered of records, however long their names are.
type Print = u128;

fn print(what: impl Hash) -> Print {
    let half = |salt: u64| {
        let mut hasher = DefaultHasher::new();
        (salt, &what).hash(&mut hasher);
        u128::from(hasher.finish())
    };
    half(0) << 64 | half(1)
}

/// Checks a document against every rule, and tells each rule that is broken as it is found. Memory is bounded by the limits and by
/// `most_ids`, not by the document.
///
/// # Errors
/// When the document cannot be had. What cannot be understood is told as a problem.
///
/// ```
/// let text = br#"<pfif xmlns="http://zesty.ca/pfif/1.4/"></pfif>"#;
/// let mut rules = Vec::new();
/// let report = pfif::validate(&text[..], &pfif::Settings::default(), |p| rules.push(p.rule.code())).unwrap();
/// assert!(report.is_fine());
/// assert_eq!(rules, ["namespace-slash", "empty"]);
/// ```
pub fn validate(input: impl BufRead, settings: &Settings, mut tell: impl FnMut(&Problem)) -> io::Result<Report> {
    let mut reader = Reader::with(input, settings.limits);
    let mut report = Report::default();
    let mut known = Known { most: settings.most_ids, ..Known::default() };
    let mut hidden: Option<String> = None;
    let mut last = Place { line: 1, column: 1 };
    for item in reader.by_ref() {
        let item = match item {
            Ok(item) => item,
            Err(Stop::Io(e)) => return Err(e),
            Err(Stop::Document(problem)) => {
                report.count(&problem);
                tell(&problem);
                report.version = reader.version();
                return Ok(report);
            }
        };
        last = Place { line: item.line, column: item.column };
        let mut more = Vec::new();
        if let Some(record) = &item.record {
            let mut add =
                |rule| more.push(Problem { record: Some(record.id().to_string()), ..Problem::at(rule, last) });
            if let Some(now) = settings.now {
                if record.source_date() > now {
                    add(Rule::Future);
                }
                if expired(record, now, item.inside, &mut hidden) {
                    add(Rule::Expired);
                }
            }
            known.take(record, last, add);
        }
        report.count_item(&item);
        for problem in item.problems.iter().chain(&more) {
            report.count(problem);
            tell(problem);
        }
    }
    report.version = reader.version();
    report.whole = true;
    let empty = (report.persons + report.notes + report.refused == 0).then(|| Problem::at(Rule::Empty, last));
    for problem in known.one_way().chain(empty) {
        report.count(&problem);
        tell(&problem);
    }
    Ok(report)
}

/// Whether a record should be gone. The person that came last is kept in mind for the notes inside it.
fn expired(record: &Record, now: Time, inside: bool, hidden: &mut Option<String>) -> bool {
    match record {
        Record::Person(person) => {
            let overdue = person.life(now) >= Life::Overdue;
            *hidden = overdue.then(|| person.person_record_id.to_string());
            overdue && !person.is_placeholder()
        }
        Record::Note(note) => inside && hidden.as_deref() == Some(note.person_record_id.as_str()),
    }
}

/// The names and links of a document, as far as they are remembered.
#[derive(Default)]
struct Known {
    most: usize,
    full: bool,
    names: HashSet<Print>,
    links: HashMap<(Print, Print), Place>,
}
impl Known {
    fn take(&mut self, record: &Record, at: Place, mut add: impl FnMut(Rule)) {
        let link = match record {
            Record::Note(note) => note.linked_person_record_id.as_ref().map(|to| (&note.person_record_id, to)),
            Record::Person(_) => None,
        };
        if self.names.len() + self.links.len() + 2 > self.most {
            if !self.full {
                add(Rule::Unchecked);
            }
            self.full = true;
            return;
        }
        if !self.names.insert(print((record.kind(), record.id()))) {
            add(Rule::Duplicate);
        }
        if let Some((from, to)) = link {
            self.links.entry((print((Kind::Person, from)), print((Kind::Person, to)))).or_insert(at);
        }
    }
    /// The links that are not answered, though the person is in the document.
    fn one_way(&self) -> impl Iterator<Item = Problem> {
        let lonely = |((from, to), _): &(&(Print, Print), &Place)| {
            !self.full && self.names.contains(to) && !self.links.contains_key(&(*to, *from))
        };
        let mut places: Vec<_> = self.links.iter().filter(lonely).map(|(_, at)| *at).collect();
        places.sort_by_key(|at| (at.line, at.column));
        places.into_iter().map(|at| Problem::of(Rule::OneWayLink, at, "linked_person_record_id"))
    }
}
