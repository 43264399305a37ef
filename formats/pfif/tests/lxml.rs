//! What is written here, as another reader reads it: Python's lxml, with a schema in RELAX NG.
//! It needs Debian's `python3-lxml`, which `cargo x test` installs.
#![allow(clippy::as_conversions, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use pfif::{Feed, Limits, Note, Person, Reader, Record, Status, Time, Writer, convert, expire};

/// A folder of this test's own.
struct Folder(PathBuf);
impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("lxml-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
    fn put(&self, name: &str, text: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, text).unwrap();
        path
    }
}
impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What the other reader makes of each file.
fn theirs(files: &[PathBuf]) -> Vec<serde_json::Value> {
    // The Python of Debian's packages, or else the first there is.
    let python = if Path::new("/usr/bin/python3").is_file() { "/usr/bin/python3" } else { "python3" };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/relaxng/read.py");
    let done = Command::new(python).arg(script).args(files).output().expect("python3");
    let error = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "the other reader (apt-get install python3-lxml): {error}");
    String::from_utf8(done.stdout).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

/// The same, of ours: the fields that are there or must be.
fn ours(records: &[Record]) -> serde_json::Value {
    let one = |record: &Record| {
        let named = matches!(record, Record::Person(p) if !p.is_placeholder());
        let must = |f: &str| {
            (named && f == "full_name") || (matches!(record, Record::Note(_)) && (f == "author_name" || f == "text"))
        };
        let fields = record.kind().fields().iter().filter_map(|f| {
            let text = record.field(f).unwrap().into_owned();
            (must(f) || !text.is_empty()).then(|| ((*f).to_owned(), serde_json::Value::from(text)))
        });
        serde_json::json!([record.kind().as_str(), fields.collect::<serde_json::Map<_, _>>()])
    };
    records.iter().map(one).collect()
}

fn compare(documents: Vec<(String, Vec<Record>, Vec<u8>)>, folder: &Folder) {
    let files: Vec<_> =
        documents.iter().enumerate().map(|(at, (.., text))| folder.put(&format!("{at}.xml"), text)).collect();
    let read = theirs(&files);
    assert_eq!(read.len(), documents.len());
    for ((name, records, _), theirs) in documents.iter().zip(read) {
        assert_eq!(theirs["valid"], true, "{name}: {}", theirs["error"]);
        assert_eq!(theirs["records"], ours(records), "{name}");
    }
}

fn read(text: &[u8]) -> Vec<Record> {
    Reader::new(text).filter_map(|item| item.unwrap().record).collect()
}

#[test]
fn what_is_converted_from_the_corpus_is_valid_and_says_the_same_to_another_reader() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut documents = Vec::new();
    for folder in ["tests/corpus/good", "tests/samples"] {
        for file in fs::read_dir(here.join(folder)).unwrap().map(|f| f.unwrap().path()) {
            if file.extension().is_some_and(|e| e == "xml") {
                let text = convert(&fs::read(&file).unwrap()[..], Vec::new(), Limits::default(), |_| ()).unwrap().1;
                documents.push((file.display().to_string(), read(&text), text));
            }
        }
    }
    assert!(documents.len() > 60);
    compare(documents, &Folder::new("corpus"));
}

#[test]
fn hostile_text_and_feeds_are_valid_and_say_the_same_to_another_reader() {
    let at = |text: &str| Time::parse(text).unwrap();
    let texts = [
        "]]>",
        "<![CDATA[ x ]]>",
        " \t\r\n ",
        "a\r\nb\rc\nd",
        "&amp;&#0;",
        "<!-- -- -->",
        "\u{feff}\u{85}\u{2028}\u{202e}",
        "👩‍👧 آنوك 例",
    ];
    let (mut persons, mut notes) = (Vec::new(), Vec::new());
    for (n, text) in texts.iter().enumerate() {
        let mut person = Person::new(format!("example.org/p{n}").parse().unwrap(), at("2015-11-13T22:00:00Z"));
        (person.full_name, person.description) = ((*text).to_owned(), format!("{text}{text}"));
        person.expiry_date = Some(at("2015-12-13T22:00:00Z"));
        let mut note = Note::new(
            format!("example.org/n{n}").parse().unwrap(),
            person.person_record_id.clone(),
            at("2015-11-13T23:00:00Z"),
        );
        (note.text, note.author_name, note.status) =
            ((*text).to_owned(), (*text).to_owned(), Some(Status::BelievedAlive));
        persons.push(person);
        notes.push(note);
    }
    let feed = Feed {
        id: "https://example.org/feed".into(),
        title: texts.concat(),
        subtitle: String::new(),
        updated: Some(at("2015-11-13T23:00:00Z")),
        url: "https://example.org/feed?min_entry_date=2015-11-13T22:00:00Z&skip=10".into(),
    };
    let mut document = Writer::document(Vec::new());
    let mut of_persons = Writer::person_feed(Vec::new(), feed.clone());
    let mut of_notes = Writer::note_feed(Vec::new(), feed);
    let mut all: Vec<Record> = Vec::new();
    for (person, note) in persons.iter().zip(&notes) {
        for writer in [&mut document, &mut of_persons] {
            writer.person(person).unwrap();
            writer.note(note).unwrap();
        }
        of_notes.note(note).unwrap();
        all.extend([person.clone().into(), note.clone().into()]);
    }
    let left = expire(&persons[0], at("2016-01-01T00:00:00Z")).unwrap();
    for writer in [&mut document, &mut of_persons] {
        writer.person(&left).unwrap();
    }
    all.push(left.into());
    let notes: Vec<Record> = notes.into_iter().map(Record::from).collect();
    let documents = vec![
        ("a document".to_owned(), all.clone(), document.finish().unwrap()),
        ("a feed of persons".to_owned(), all, of_persons.finish().unwrap()),
        ("a feed of notes".to_owned(), notes, of_notes.finish().unwrap()),
    ];
    compare(documents, &Folder::new("hostile"));
}

#[test]
fn the_other_reader_refuses_what_is_wrong() {
    let folder = Folder::new("wrong");
    let head = "<pfif xmlns=\"http://zesty.ca/pfif/1.4\"><note><note_record_id>example.org/1</note_record_id>\
        <person_record_id>example.org/2</person_record_id><author_name/><text/>";
    let wrong = [
        "<source_date>2015-11-13</source_date>",
        "<source_date>2015-11-13T22:00:00Z</source_date><status>fine</status>",
        "",
    ];
    let files: Vec<_> = wrong
        .iter()
        .enumerate()
        .map(|(at, end)| folder.put(&format!("{at}.xml"), format!("{head}{end}</note></pfif>").as_bytes()))
        .collect();
    assert!(theirs(&files).iter().all(|said| said["valid"] == false));
}
