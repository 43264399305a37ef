//! Lists as CSV (RFC 4180; comma, semicolon or tab; UTF-8): which column is what.

use csv::{ReaderBuilder, StringRecord};

use crate::{
    model::list::NewEntry,
    rules::list::{MOST_BYTES, MOST_LINES, NoList},
};

/// The columns that are known, with the words that head them.
const COLUMNS: &[(&str, &[&str])] = &[
    ("name", &["name", "nom", "full name", "nom complet"]),
    ("sex", &["sex", "sexe"]),
    ("age", &["age", "âge"]),
    ("born", &["born", "birth year", "year of birth", "année de naissance", "né en", "née en"]),
    ("document", &["document", "pièce", "pièce d'identité", "pièce d’identité"]),
    ("phone", &["phone", "telephone", "téléphone", "mobile", "portable"]),
    ("email", &["email", "e-mail", "courriel"]),
    ("arrived", &["arrived", "arrived at", "arrivé", "arrivée", "arrivé à", "arrivée à"]),
    ("state", &["state", "état"]),
    ("reference", &["reference", "own reference", "référence", "dossier"]),
];

/// The lines of a list, each with its number as an editor counts them (the heading is 1). Nothing is decided on yet.
///
/// # Errors
/// [`NoList::File`], [`NoList::Heading`], [`NoList::ManyLines`], [`NoList::Empty`].
pub fn read(bytes: &[u8]) -> Result<Vec<(u64, NewEntry)>, NoList> {
    if bytes.len() > MOST_BYTES {
        return Err(NoList::ManyLines);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| NoList::File)?;
    // The end of a line is one, whatever system wrote it, so that lines are counted alike.
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    if text.contains('\0') {
        return Err(NoList::File);
    }
    let rows: Vec<&str> = text.split('\n').collect();
    let first = rows.first().copied().unwrap_or_default();
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|c| first.bytes().filter(|b| b == c).count());
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter.unwrap_or(b',')).flexible(true).from_reader(text.as_bytes());
    let columns = columns(reader.headers().map_err(|_| NoList::File)?)?;
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| NoList::File)?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if lines.len() >= MOST_LINES {
            return Err(NoList::ManyLines);
        }
        // More cells than columns: a mark of separation stands in a text, and what follows would be read as something else.
        if record.len() > columns.len() {
            return Err(NoList::File);
        }
        // The reader says where it began to look: lines with nothing on them come before.
        let from = record.position().map_or(0, csv::Position::line);
        let before = usize::try_from(from.saturating_sub(1)).unwrap_or(usize::MAX);
        let blank = rows.get(before..).into_iter().flatten().take_while(|row| row.is_empty()).count();
        let line = from.saturating_add(u64::try_from(blank).unwrap_or(0));
        lines.push((line, entry(&columns, &record)));
    }
    if lines.is_empty() { Err(NoList::Empty) } else { Ok(lines) }
}

fn columns(heading: &StringRecord) -> Result<Vec<Option<&'static str>>, NoList> {
    let find = |cell: &str| {
        let cell = cell.trim().to_lowercase();
        COLUMNS.iter().find(|(_, words)| words.contains(&cell.as_str())).map(|(column, _)| *column)
    };
    let columns: Vec<_> = heading.iter().map(find).collect();
    let once = |c| columns.iter().filter(|known| **known == Some(c)).count() == 1;
    if once("name") && once("state") && once("reference") { Ok(columns) } else { Err(NoList::Heading) }
}

fn entry(columns: &[Option<&'static str>], record: &StringRecord) -> NewEntry {
    let get = |column: &str| {
        let at = columns.iter().position(|c| *c == Some(column));
        let cell = at.and_then(|at| record.get(at)).map(str::trim).unwrap_or_default();
        // Spreadsheets put an apostrophe before what is not to be a formula.
        cell.strip_prefix('\'').unwrap_or(cell).to_owned()
    };
    NewEntry {
        name: get("name"),
        sex: get("sex"),
        age: get("age"),
        born: get("born"),
        document: get("document"),
        phone: get("phone"),
        email: get("email"),
        arrived: get("arrived"),
        state: get("state"),
        reference: get("reference"),
    }
}

#[cfg(test)]
mod tests {
    use kernel::Time;
    use proptest::prelude::*;

    use super::*;
    use crate::rules::list::entry as taken;

    /// Whatever comes in is a list or none; its lines have the numbers of lines of the file, and what is taken of one is bounded.
    fn sound(bytes: &[u8]) -> Result<(), TestCaseError> {
        let Ok(lines) = read(bytes) else { return Ok(()) };
        let most = bytes.iter().filter(|b| matches!(b, b'\n' | b'\r')).count() + 1;
        prop_assert!(lines.len() < most && lines.windows(2).all(|w| w[0].0 < w[1].0));
        for (line, new) in lines {
            prop_assert!(line >= 2 && usize::try_from(line).unwrap() <= most, "line {line} of {most}");
            if let Ok(taken) = taken(Time(1_447_450_000_000_000), &new) {
                let name = taken.who.name.unwrap_or_default();
                prop_assert!(name.chars().count() <= 120 && !name.chars().any(char::is_control), "{name:?}");
                prop_assert!(taken.who.reference.chars().count() <= 120 && !taken.who.reference.is_empty());
                prop_assert!(taken.ages.is_none_or(|a| 0 <= a.low && a.low <= a.high && a.high <= 120));
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn whatever_comes_in_is_a_list_or_none(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            sound(&bytes)?;
        }

        #[test]
        fn whatever_stands_under_a_heading_is_bounded(
            rows in prop::collection::vec("[A-Za-zé0-9 ,;\"'=\u{202e}\u{0}-]{0,40}(\r\n|\n|\r)", 0..8),
            age in "[0-9/ –-]{0,6}",
            name in "\\PC{0,140}",
        ) {
            let cell = name.replace('"', "\"\"");
            sound(("name,state,reference,age\n".to_owned() + &rows.concat()).as_bytes())?;
            sound(format!("name,state,reference,age\n\"{cell}\",safe,r,{age}\n\"{cell}\",unknown,\"{cell}\",\n").as_bytes())?;
        }
    }

    #[test]
    fn a_list_is_read_whatever_its_separator_language_and_ends_of_lines() {
        for end in ["\n", "\r\n", "\r"] {
            for text in [
                ["name,state,reference,age", "", "\"A\nB\",safe,r1,27", " ,,, ", "C,unknown,r2,"],
                ["\u{feff}Nom;État;Dossier;Âge", "", "\"A\nB\";safe;r1;27", " ;;; ", "C;unknown;r2;"],
            ] {
                let read = read(text.join(end).as_bytes()).unwrap();
                let seen: Vec<_> = read.iter().map(|(l, e)| (*l, e.name.as_str(), e.reference.as_str())).collect();
                assert_eq!(seen, [(3, "A\nB", "r1"), (6, "C", "r2")], "{end:?}");
                assert_eq!(read[0].1.age, "27");
            }
        }
    }

    #[test]
    fn what_is_no_list_is_refused_whole() {
        for (text, why) in [
            (&b"name,state\nA,safe\n"[..], NoList::Heading),
            (b"name,name,state,reference\nA,B,safe,r\n", NoList::Heading),
            (b"name,state,reference\n", NoList::Empty),
            (b"", NoList::Heading),
            (b"name,state,reference\nA,safe,r,x\n", NoList::File),
            (b"name,state,reference\nA\xff,safe,r\n", NoList::File),
            (b"name,state,reference\nA\0,safe,r\n", NoList::File),
        ] {
            assert_eq!(read(text).unwrap_err(), why);
        }
        let many = "name,state,reference\n".to_owned() + &"A,safe,r\n".repeat(MOST_LINES + 1);
        assert_eq!(read(many.as_bytes()).unwrap_err(), NoList::ManyLines);
    }
}
