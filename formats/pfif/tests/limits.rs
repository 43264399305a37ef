//! However long a document is, memory is bounded: measured, as the system counts it.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::{
    fs,
    io::{self, BufRead, Read},
    sync::Mutex,
};

use pfif::{Limits, Reader, Rule, Settings, Stop, convert, validate};

/// One test at a time: memory is the whole process's.
static ALONE: Mutex<()> = Mutex::new(());

/// A line of `/proc/self/status`, in bytes.
fn status(name: &str) -> usize {
    let text = fs::read_to_string("/proc/self/status").unwrap();
    let line = text.lines().find_map(|l| l.strip_prefix(name)).unwrap();
    line.split_whitespace().next().unwrap().parse::<usize>().unwrap() * 1024
}

/// The bytes that something holds at its peak, above what was held before.
fn peak(what: impl FnOnce()) -> usize {
    // Forgets the peak so far (proc(5)). Where that is not allowed, earlier peaks count too, which are as small.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let before = status("VmRSS:");
    what();
    status("VmHWM:").saturating_sub(before)
}

/// Far below the documents here, far above what reading takes.
const LITTLE: usize = 3 << 20;

/// A document that is made as it is read, in small pieces, as a pipe brings it: a beginning, the same piece many times with its number in
/// place of `#`, an end.
struct Pipe<'a> {
    piece: &'a str,
    left: u32,
    ended: bool,
    buffer: Vec<u8>,
    at: usize,
}
const BEGIN: &str = "<pfif xmlns=\"http://zesty.ca/pfif/1.4\">";
const PERSON: &str = "<person><person_record_id>example.org/#</person_record_id><source_date>2015-11-13T22:00:00Z</source_date>\
    <full_name>Anouk # Exemple</full_name><note><note_record_id>example.org/n#</note_record_id><author_name>B</author_name>\
    <source_date>2015-11-13T23:00:00Z</source_date><text>Seen.</text></note></person>\n";
impl<'a> Pipe<'a> {
    fn new(piece: &'a str, times: u32) -> Self {
        Self::from(BEGIN, piece, times)
    }
    fn from(begin: &str, piece: &'a str, times: u32) -> Self {
        Self { piece, left: times, ended: false, buffer: begin.as_bytes().to_vec(), at: 0 }
    }
}
impl BufRead for Pipe<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.buffer.len() && !self.ended {
            self.buffer.clear();
            self.at = 0;
            if self.left == 0 {
                self.ended = true;
                self.buffer.extend_from_slice(b"</pfif>");
            } else {
                self.left -= 1;
                self.buffer.extend_from_slice(self.piece.replace('#', &self.left.to_string()).as_bytes());
            }
        }
        let end = self.buffer.len().min(self.at + 997);
        Ok(&self.buffer[self.at..end])
    }
    fn consume(&mut self, amount: usize) {
        self.at += amount;
    }
}
impl Read for Pipe<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(to)?;
        self.consume(count);
        Ok(count)
    }
}

#[test]
fn a_million_records_are_read_in_little_memory() {
    let _alone = ALONE.lock();
    let mut records = 0;
    let held = peak(|| {
        let twenty = PERSON.repeat(20);
        let items = Reader::new(Pipe::new(&twenty, 25_000)).map(Result::unwrap);
        records = items.filter(|item| item.record.is_some() && item.problems.is_empty()).count();
    });
    assert_eq!(records, 1_000_000);
    assert!(held < LITTLE, "{held} bytes");
}

#[test]
fn what_is_converted_is_not_held() {
    let _alone = ALONE.lock();
    let held = peak(|| {
        let (report, _) =
            convert(Pipe::new(PERSON, 50_000), io::sink(), Limits::default(), |_| panic!("all is well")).unwrap();
        assert_eq!((report.persons, report.notes), (50_000, 50_000));
    });
    assert!(held < LITTLE, "{held} bytes");
}

#[test]
fn validating_remembers_names_up_to_the_limit_and_says_so() {
    let _alone = ALONE.lock();
    let settings = Settings { most_ids: 10_000, ..Settings::default() };
    let mut rules = Vec::new();
    let held = peak(|| {
        let report = validate(Pipe::new(PERSON, 50_000), &settings, |p| rules.push(p.rule)).unwrap();
        assert!(report.is_fine());
    });
    assert_eq!(rules, [Rule::Unchecked]);
    assert!(held < LITTLE, "{held} bytes");
}

/// Limits that are soon reached.
const SMALL: Limits = Limits { depth: 8, piece_bytes: 10_000, record_bytes: 20_000, document_bytes: 100_000_000 };

/// The rules that are told, and the most that was held meanwhile.
fn told(begin: &str, piece: &str, times: u32, limits: Limits) -> (Vec<Rule>, usize) {
    let mut rules = Vec::with_capacity(1000);
    let held = peak(|| {
        for item in Reader::with(Pipe::from(&format!("{BEGIN}{begin}"), piece, times), limits) {
            match item {
                Ok(item) => rules.extend(item.problems.iter().map(|p| p.rule).take(1000 - rules.len())),
                Err(Stop::Document(p)) => rules.push(p.rule),
                Err(Stop::Io(e)) => panic!("{e}"),
            }
        }
    });
    (rules, held)
}

#[test]
fn nothing_that_is_too_long_is_held() {
    let _alone = ALONE.lock();
    let times = 20_000;
    for (what, begin, piece, rule) in [
        ("a text", "<person><full_name>", "Anouk ", Rule::LongPiece),
        ("a text of references", "<person><full_name>", "&amp;", Rule::Xml),
        ("a tag", "<person ", "a#=\"b\" ", Rule::LongPiece),
        ("a name", "<", "a", Rule::LongPiece),
        ("a comment", "<!--", "a", Rule::LongPiece),
        ("an instruction", "<?a ", "a", Rule::LongPiece),
        ("CDATA", "<person><full_name><![CDATA[", "a", Rule::LongPiece),
        ("a document type", "<!DOCTYPE a [", "<!ENTITY a# 'b'>", Rule::LongPiece),
        ("white space", "", " ", Rule::LongPiece),
        ("fields", "<person>", "<full_name>Anouk</full_name>", Rule::Xml),
        ("empty fields", "<person>", "<sex/>", Rule::Xml),
        ("notes", "<person>", "<note><text>Seen.</text></note>", Rule::Xml),
        ("unknown fields", "<person>", "<size>38</size>", Rule::Xml),
        ("stray text", "", "a<b/>", Rule::StrayText),
        ("depth", "", "<a>", Rule::Depth),
        ("depth of a person", "<person>", "<full_name>", Rule::Depth),
    ] {
        let (rules, held) = told(begin, &piece.repeat(16), times, SMALL);
        assert!(held < LITTLE, "{what}: {held} bytes");
        assert_eq!(rules.last(), Some(&rule), "{what}");
    }
}

#[test]
fn a_record_that_is_too_long_is_passed_over_and_the_next_is_read() {
    let _alone = ALONE.lock();
    let long = format!(
        "<person><person_record_id>example.org/1</person_record_id>{}</person>",
        "<note><text>Seen.</text></note>".repeat(2_000)
    );
    let text = format!("{BEGIN}{long}{}</pfif>", PERSON.replace('#', "7"));
    let items: Vec<_> = Reader::with(text.as_bytes(), SMALL).map(Result::unwrap).collect();
    assert_eq!(items[0].problems[0].rule, Rule::LongRecord);
    assert!(items[0].record.is_none());
    assert_eq!(items[1].record.as_ref().unwrap().id().as_str(), "example.org/7");
    assert_eq!(items.len(), 3);
}

#[test]
fn a_document_ends_where_the_limit_says() {
    let _alone = ALONE.lock();
    let (rules, _) = told("", PERSON, 1_000, Limits { document_bytes: 100_000, ..SMALL });
    assert_eq!(rules, [Rule::LongDocument]);
    assert!(told("", PERSON, 100, Limits { document_bytes: 100_000, ..SMALL }).0.is_empty());
}
