//! Tables of people as CSV (RFC 4180; comma, semicolon or tab; UTF-8): which column is what, and what a line says.

use csv::{ReaderBuilder, StringRecord};
use kernel::{Lang, Refusal, Refuse};
use register::{Contact, ContactKind, Listed, Name, PlaceKind, names::line as one_line};
use std::io::{Cursor, Read};

use super::{HOME, lines::Lines};
use crate::{
    model::{BadLine, Spot},
    rules::{self, No},
};

/// What is wrong with a line.
#[derive(Clone, Debug)]
pub struct Bad {
    /// The line of the file.
    pub line: u64,
    /// The column.
    pub column: Option<&'static str>,
    /// The refusal that the same value would meet in a form.
    pub refusal: Refusal,
}

impl Bad {
    /// In words.
    pub fn shown(&self, say: &web::Say) -> BadLine {
        let reason = say.with(&format!("refusal-{}", self.refusal.code), &self.refusal.args);
        BadLine { line: self.line, column: self.column, code: self.refusal.code, reason }
    }
}

/// A line that can be taken.
#[derive(Clone, Debug)]
pub struct Good {
    /// Who it names.
    pub who: Listed,
    /// Their group.
    pub group: Option<String>,
}

/// The longest name of a group, in characters.
const LONGEST_GROUP: usize = 80;

/// The columns that are known, with the words that head them.
const COLUMNS: &[(&str, &[&str])] = &[
    ("name", &["name", "nom", "full name", "nom complet", "nombre", "الاسم"]),
    ("email", &["email", "e-mail", "mail", "courriel", "adresse e-mail", "adresse électronique", "correo"]),
    ("phone", &["phone", "telephone", "téléphone", "tel", "tél", "mobile", "portable", "teléfono"]),
    ("group", &["group", "groupe", "service", "class", "classe", "team", "équipe", "grupo"]),
    ("lang", &["lang", "language", "langue", "idioma"]),
    ("home_lat", &["home_lat"]),
    ("home_lon", &["home_lon"]),
    ("home_cell", &["home_cell"]),
    ("work_lat", &["work_lat"]),
    ("work_lon", &["work_lon"]),
    ("work_cell", &["work_cell"]),
    ("school_lat", &["school_lat"]),
    ("school_lon", &["school_lon"]),
    ("school_cell", &["school_cell"]),
];

/// Which column stands where.
#[derive(Clone, Debug, Default)]
pub struct Columns(Vec<Option<&'static str>>);

impl Columns {
    /// Reads the heading.
    ///
    /// # Errors
    /// [`No::NoHeading`] when it names nobody, or has no contact.
    pub fn of(heading: &StringRecord) -> Result<Self, No> {
        let find = |cell: &str| {
            let cell = cell.trim().trim_start_matches('\u{feff}').to_lowercase();
            COLUMNS.iter().find(|(_, words)| words.contains(&cell.as_str())).map(|(column, _)| *column)
        };
        let columns: Vec<_> = heading.iter().map(find).collect();
        let has = |c| columns.contains(&Some(c));
        if has("name") && (has("email") || has("phone")) { Ok(Self(columns)) } else { Err(No::NoHeading) }
    }
    fn get<'r>(&self, record: &'r StringRecord, column: &str) -> Option<&'r str> {
        let at = self.0.iter().position(|c| *c == Some(column))?;
        record.get(at).map(str::trim).filter(|v| !v.is_empty())
    }
    /// What a line says.
    ///
    /// # Errors
    /// What is wrong with it: the first fault.
    pub fn read(&self, record: &StringRecord, line: u64, resolution: u8, lang: Lang) -> Result<Good, Bad> {
        let bad = |column: Option<&'static str>, refusal: Refusal| Bad { line, column, refusal };
        let name = Name::clean(self.get(record, "name").unwrap_or_default());
        let name = name.map_err(|r| bad(Some("name"), r.refusal()))?;
        let mut contacts = Vec::new();
        for (column, kind, code) in [
            ("email", ContactKind::Email, "contact-email-not-understood"),
            ("phone", ContactKind::Phone, "contact-phone-not-understood"),
        ] {
            let Some(typed) = self.get(record, column) else { continue };
            // Spreadsheets of ours put an apostrophe before a number with a plus sign; those of others drop the zero, which is a fault.
            let typed = typed.strip_prefix('\'').unwrap_or(typed);
            let contact = Contact::parse(typed, &HOME).map_err(|r| bad(Some(column), r.refusal()))?;
            if contact.kind() != kind {
                return Err(bad(Some(column), Refusal::new(422, code)));
            }
            contacts.push(contact);
        }
        if contacts.is_empty() {
            return Err(bad(None, No::ContactMissing.refusal()));
        }
        let lang = match self.get(record, "lang") {
            Some(code) => Lang::of(code).unwrap_or(lang),
            None => lang,
        };
        let mut places = Vec::new();
        for (kind, lat, lon, cell) in [
            (PlaceKind::Home, "home_lat", "home_lon", "home_cell"),
            (PlaceKind::Work, "work_lat", "work_lon", "work_cell"),
            (PlaceKind::School, "school_lat", "school_lon", "school_cell"),
        ] {
            let (Some(spot), column) =
                self.spot(record, lat, lon, cell).map_err(|c| bad(Some(c), No::PlaceUnclear.refusal()))?
            else {
                continue;
            };
            places.push((kind, rules::reduce(&spot, resolution).map_err(|r| bad(Some(column), r.refusal()))?));
        }
        let group = self.get(record, "group").map(|g| one_line(g).chars().take(LONGEST_GROUP).collect::<String>());
        let group = group.map(|g| g.trim_end().to_owned()).filter(|g| !g.is_empty());
        Ok(Good { who: Listed { name, contacts, lang, places }, group })
    }
    /// The place in three columns; the name of the column that is not a number.
    fn spot(
        &self,
        record: &StringRecord,
        lat: &'static str,
        lon: &'static str,
        cell: &'static str,
    ) -> Result<(Option<Spot>, &'static str), &'static str> {
        if let Some(cell_text) = self.get(record, cell) {
            return Ok((Some(Spot { lat: None, lon: None, cell: Some(cell_text.to_owned()) }), cell));
        }
        let number = |column| match self.get(record, column) {
            None => Ok(None),
            Some(text) => text.replace(',', ".").parse::<f64>().map(Some).map_err(|_| column),
        };
        match (number(lat)?, number(lon)?) {
            (None, None) => Ok((None, lat)),
            (lat_value, lon_value) => Ok((Some(Spot { lat: lat_value, lon: lon_value, cell: None }), lat)),
        }
    }
}

/// A table being read, line by line. Nothing of it is kept but the line that is read.
pub struct Table<R: Read> {
    reader: csv::Reader<Lines<Input<R>>>,
    columns: Columns,
}

/// What was looked at to know the table, and the rest of it.
type Input<R> = std::io::Chain<Cursor<Vec<u8>>, R>;

impl<R: Read> Table<R> {
    /// Looks at the beginning of a table: what separates its cells, what its columns are.
    ///
    /// # Errors
    /// [`No::NotCsv`], [`No::NoHeading`].
    pub fn open(mut input: R) -> Result<Self, No> {
        let mut head = Vec::new();
        input.by_ref().take(4096).read_to_end(&mut head).map_err(|_| No::NotCsv)?;
        let delimiter = delimiter(&head);
        let lines = Lines::of(Cursor::new(head).chain(input));
        let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(lines);
        let columns = Columns::of(reader.headers().map_err(|_| No::NotCsv)?)?;
        Ok(Self { reader, columns })
    }
    /// What its columns are.
    #[must_use]
    pub const fn columns(&self) -> &Columns {
        &self.columns
    }
    /// The next line with something on it, and its number in the file as an editor counts (the first is 1).
    ///
    /// # Errors
    /// [`No::NotCsv`].
    pub fn next_line(&mut self) -> Result<Option<(u64, StringRecord)>, No> {
        let mut record = StringRecord::new();
        while self.reader.read_record(&mut record).map_err(|_| No::NotCsv)? {
            if record.iter().any(|cell| !cell.trim().is_empty()) {
                // The reader knows where a record ends. A quotation mark that is never closed takes the end of the last line with it.
                let inside = record.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
                let after = usize::from(!self.reader.get_ref().over).saturating_add(inside);
                let end = self.reader.position().line();
                return Ok(Some((end.saturating_sub(u64::try_from(after).unwrap_or(0)), record)));
            }
        }
        Ok(None)
    }
}

/// What separates the cells of a table, by its first line.
fn delimiter(first_line: &[u8]) -> u8 {
    let count = |c: u8| first_line.iter().take_while(|b| !matches!(**b, b'\n' | b'\r')).filter(|b| **b == c).count();
    [b',', b';', b'\t'].into_iter().max_by_key(|c| (count(*c), *c == b',')).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(table: &str) -> Vec<Result<Good, Bad>> {
        let mut table = Table::open(table.as_bytes()).unwrap();
        let mut lines = Vec::new();
        while let Some((line, record)) = table.next_line().unwrap() {
            lines.push(table.columns().read(&record, line, 9, Lang::Fr));
        }
        lines
    }

    #[test]
    fn headings_are_found_whatever_their_order_language_and_separator() {
        for table in [
            "name,email,phone\nLéa,lea@example.org,0612345678\n",
            "\u{feff}Téléphone;E-mail;Nom\n0612345678;Lea@Example.org;Léa\n",
            "Nom\tMobile\tcourriel\nLéa\t+33 6 12 34 56 78\tlea@example.org\n",
        ] {
            let good = read(table).remove(0).unwrap();
            assert_eq!(good.who.name.as_str(), "Léa");
            assert_eq!(good.who.contacts[0].normalized(), "lea@example.org");
            assert_eq!(good.who.contacts[1].normalized(), "+33612345678");
        }
        let none = StringRecord::from(vec!["prénom", "âge"]);
        assert_eq!(Columns::of(&none).unwrap_err(), No::NoHeading);
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        for end in ["\n", "\r\n", "\r"] {
            for last in ["", end] {
                let text = ["name,email", "A,", "", "\"B", "b\",", " , ", "C,"].join(end) + last;
                let numbers: Vec<u64> = read(&text).into_iter().map(|l| l.unwrap_err().line).collect();
                assert_eq!(numbers, [2, 4, 7], "{text:?}");
            }
        }
        let open = read("name,email\n\n\"A,\nB,\n").remove(0).unwrap_err();
        assert_eq!(open.line, 3, "whose quotation mark is never closed");
    }

    #[test]
    fn what_is_cut_off_or_unseen_is_no_group() {
        let long = format!("{} yz", "x".repeat(79));
        for (typed, group) in [(" L3 ", Some("L3")), ("\u{200b}", None), (&long, Some(&long[..79]))] {
            let good = read(&format!("name,email,group\nLéa,lea@example.org,{typed}\n")).remove(0).unwrap();
            assert_eq!(good.group.as_deref(), group, "{typed:?}");
        }
    }

    #[test]
    fn a_bad_line_says_its_number_its_column_and_why() {
        let lines = read(
            "name,email,home_lat,home_lon\n\
             Léa,lea@example.org,48.8674,2.3636\n\
             ,x@example.org,,\n\
             Karim,karim(at)example.org,,\n\
             Inès,,,\n\
             Tom,tom@example.org,north,2\n\
             \"Ana\nMaría\",ana@example.org,99,2\n",
        );
        assert_eq!(lines[0].as_ref().unwrap().who.places.len(), 1);
        let bad: Vec<_> = lines[1..]
            .iter()
            .map(|l| {
                let bad = l.as_ref().unwrap_err();
                (bad.line, bad.column, bad.refusal.code)
            })
            .collect();
        assert_eq!(
            bad,
            [
                (3, Some("name"), "name-empty"),
                (4, Some("email"), "contact-not-understood"),
                (5, None, "contact-missing"),
                (6, Some("home_lat"), "place-unclear"),
                (7, Some("home_lat"), "place-out-of-range"),
            ]
        );
    }
}
