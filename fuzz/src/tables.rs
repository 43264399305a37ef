//! Lists of people as CSV.

use kernel::{Cell, Lang};
use people::acts::table::{Good, Table};
use register::PlaceKind;

use super::tame::disturbs;

/// The finest that a place is kept.
const RESOLUTION: u8 = 9;

/// Reads the bytes as a list. What is wrong has its line; what is right is bounded, harmless, and the same when it is written and read again.
pub fn run(data: &[u8]) {
    let Ok(mut table) = Table::open(data) else { return };
    let most = data.iter().filter(|b| matches!(b, b'\n' | b'\r')).count() + 1;
    let (mut last, mut rows) = (1, 0);
    while let Ok(Some((line, record))) = table.next_line() {
        rows += 1;
        assert!(last < line && line <= most as u64, "line {line} after {last} of {most}");
        last = line;
        assert!(record.as_slice().len() <= data.len(), "a line is no longer than its file");
        match table.columns().read(&record, line, RESOLUTION, Lang::Fr) {
            Ok(good) => sound(&good),
            Err(bad) => {
                assert_eq!(bad.line, line);
                assert!(!bad.refusal.code.is_empty());
            }
        }
    }
    assert!(rows < most, "a heading and {rows} lines out of {most}");
}

fn sound(good: &Good) {
    let who = &good.who;
    assert!((1..=2).contains(&who.contacts.len()) && who.places.len() <= 3);
    assert!(!who.name.as_str().chars().any(disturbs));
    if let Some(group) = &good.group {
        assert!(!group.is_empty() && group.chars().count() <= 80 && group.trim() == group, "{group:?}");
        assert!(!group.chars().any(disturbs), "{group:?}");
    }
    assert!(who.places.iter().all(|(_, cell)| cell.resolution() <= RESOLUTION));

    let again = read_one(&written(good));
    assert_eq!((&again.who.name, &again.who.contacts, &again.group), (&who.name, &who.contacts, &good.group));
    assert_eq!((again.who.lang, &again.who.places), (who.lang, &who.places));
}

/// One line as a spreadsheet of ours has it: an apostrophe before what a spreadsheet might reckon with.
fn written(good: &Good) -> Vec<u8> {
    let contact = |at: usize| good.who.contacts.get(at).map(|c| format!("'{}", c.normalized())).unwrap_or_default();
    let email_first = good.who.contacts.first().is_some_and(|c| c.kind() == register::ContactKind::Email);
    let (email, phone) = if email_first { (contact(0), contact(1)) } else { (String::new(), contact(0)) };
    let cell = |kind: PlaceKind| {
        let found: Option<Cell> = good.who.places.iter().find(|(k, _)| *k == kind).map(|(_, c)| *c);
        found.map(|c| c.to_string()).unwrap_or_default()
    };
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["name", "email", "phone", "group", "lang", "home_cell", "work_cell", "school_cell"])
        .expect("memory");
    csv.write_record([
        good.who.name.as_str(),
        &email,
        &phone,
        good.group.as_deref().unwrap_or_default(),
        good.who.lang.code(),
        &cell(PlaceKind::Home),
        &cell(PlaceKind::Work),
        &cell(PlaceKind::School),
    ])
    .expect("memory");
    csv.into_inner().expect("memory")
}

fn read_one(list: &[u8]) -> Good {
    let mut table = Table::open(list).expect("a list");
    let (line, record) = table.next_line().expect("a list").expect("a line");
    let good = table.columns().read(&record, line, RESOLUTION, Lang::Fr).expect("as good as before");
    assert!(matches!(table.next_line(), Ok(None)));
    good
}
