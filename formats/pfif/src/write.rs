//! Writing: PFIF 1.4, as a document or inside an Atom feed.

use std::{
    fmt,
    io::{self, Write},
};

use crate::{
    Version,
    feed::{ATOM_NAMESPACE, Feed},
    id::RecordId,
    record::{Kind, Note, Person, Record},
    xml::{is_white, may_stand},
};

/// Why something is not written.
#[derive(Debug)]
pub enum WriteError {
    /// It cannot be stored or sent.
    Io(io::Error),
    /// A field has a character that XML cannot carry (U+0000 for instance). Nothing of the record was written, and others still can be.
    Character(&'static str),
    /// A person in a feed of notes, or a note in a feed of persons that does not follow its person. Nothing was written.
    Misplaced,
}
impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(e) => e.fmt(f),
            Self::Character(field) => write!(f, "{field} has a character that XML cannot carry"),
            Self::Misplaced => f.write_str("a feed of notes holds no persons, a feed of persons no notes of others"),
        }
    }
}
impl std::error::Error for WriteError {}
impl From<io::Error> for WriteError {
    fn from(e: io::Error) -> Self {
        Self::Io(e)
    }
}

enum Shape {
    Document,
    Persons(Feed),
    Notes(Feed),
}

/// Writes records of PFIF 1.4, one after the other, without holding them.
///
/// A note that follows the person that it is about is written inside that person; others stand alone. What [`Reader`](crate::Reader)
/// makes of it are the same records in the same order. White space at the ends of a field is written as character references, so that it
/// comes back.
///
/// ```
/// use pfif::{Person, Time, Writer};
/// let mut person = Person::new("example.org/1".parse().unwrap(), Time::parse("2015-11-13T22:00:00Z").unwrap());
/// person.full_name = "Anouk Exemple".into();
/// let mut writer = Writer::document(Vec::new());
/// writer.person(&person).unwrap();
/// let text = String::from_utf8(writer.finish().unwrap()).unwrap();
/// assert!(text.contains("<pfif:full_name>Anouk Exemple</pfif:full_name>"));
/// ```
pub struct Writer<W> {
    out: W,
    shape: Shape,
    begun: bool,
    replacing: bool,
    /// The person that is still open, and how it ends.
    open: Option<(RecordId, String)>,
}

impl<W: Write> Writer<W> {
    /// A document.
    pub const fn document(out: W) -> Self {
        Self::of(out, Shape::Document)
    }
    /// A feed of persons, an entry each, with the notes about them.
    pub const fn person_feed(out: W, feed: Feed) -> Self {
        Self::of(out, Shape::Persons(feed))
    }
    /// A feed of notes, an entry each.
    pub const fn note_feed(out: W, feed: Feed) -> Self {
        Self::of(out, Shape::Notes(feed))
    }
    const fn of(out: W, shape: Shape) -> Self {
        Self { out, shape, begun: false, replacing: false, open: None }
    }
    /// Writes U+FFFD in the place of each character that XML cannot carry, rather than refuse the record.
    #[must_use]
    pub fn replacing(mut self) -> Self {
        self.replacing = true;
        self
    }

    /// Writes a record.
    ///
    /// # Errors
    /// See [`WriteError`].
    pub fn record(&mut self, record: &Record) -> Result<(), WriteError> {
        match record {
            Record::Person(person) => self.person(person),
            Record::Note(note) => self.note(note),
        }
    }
    /// Writes a person. The notes about it may follow.
    ///
    /// # Errors
    /// See [`WriteError`].
    pub fn person(&mut self, person: &Person) -> Result<(), WriteError> {
        let (indent, ends) = match &self.shape {
            Shape::Document => ("  ", String::new()),
            Shape::Persons(feed) => ("    ", self.entry_of_person(person, feed)?),
            Shape::Notes(_) => return Err(WriteError::Misplaced),
        };
        let named = !person.is_placeholder();
        let body = self.fields(Kind::Person, indent, |name| {
            (person.field(name).unwrap_or_default().into_owned(), named && name == "full_name")
        })?;
        self.begin()?;
        self.close()?;
        if let Shape::Persons(_) = self.shape {
            self.out.write_all(b"  <entry>\n")?;
        }
        write!(self.out, "{indent}<pfif:person>\n{body}")?;
        self.open = Some((person.person_record_id.clone(), format!("{indent}</pfif:person>\n{ends}")));
        Ok(())
    }
    /// Writes a note.
    ///
    /// # Errors
    /// See [`WriteError`].
    pub fn note(&mut self, note: &Note) -> Result<(), WriteError> {
        let inside = self.open.as_ref().is_some_and(|(id, _)| *id == note.person_record_id);
        let (indent, before, after) = match &self.shape {
            Shape::Document => (if inside { "    " } else { "  " }, "", String::new()),
            Shape::Persons(_) if inside => ("      ", "", String::new()),
            Shape::Persons(_) => return Err(WriteError::Misplaced),
            Shape::Notes(feed) => ("    ", "  <entry>\n", self.entry_of_note(note, feed)?),
        };
        let body = self.fields(Kind::Note, indent, |name| {
            (note.field(name).unwrap_or_default().into_owned(), matches!(name, "author_name" | "text"))
        })?;
        self.begin()?;
        if !inside {
            self.close()?;
        }
        write!(self.out, "{before}{indent}<pfif:note>\n{body}{indent}</pfif:note>\n{after}")?;
        Ok(())
    }
    /// Ends the document, and gives back what it was written to.
    ///
    /// # Errors
    /// See [`WriteError`].
    pub fn finish(mut self) -> Result<W, WriteError> {
        self.begin()?;
        self.close()?;
        self.out.write_all(if matches!(self.shape, Shape::Document) { b"</pfif:pfif>\n" } else { b"</feed>\n" })?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn begin(&mut self) -> Result<(), WriteError> {
        if self.begun {
            return Ok(());
        }
        let space = Version::V1_4.namespace();
        let head = match &self.shape {
            Shape::Document => format!("<pfif:pfif xmlns:pfif=\"{space}\">\n"),
            Shape::Persons(feed) | Shape::Notes(feed) => {
                let mut head = format!("<feed xmlns=\"{ATOM_NAMESPACE}\" xmlns:pfif=\"{space}\">\n");
                for (name, text) in [("id", &feed.id), ("title", &feed.title), ("subtitle", &feed.subtitle)] {
                    if name != "subtitle" || !text.is_empty() {
                        head.push_str(&format!("  <{name}>{}</{name}>\n", self.escape("title", text)?));
                    }
                }
                if let Some(updated) = feed.updated {
                    head.push_str(&format!("  <updated>{updated}</updated>\n"));
                }
                if !feed.url.is_empty() {
                    let url = self.escape("url", &feed.url)?.replace('"', "&quot;");
                    let url = url.replace('\n', "&#10;").replace('\t', "&#9;");
                    head.push_str(&format!("  <link rel=\"self\" href=\"{url}\"/>\n"));
                }
                head
            }
        };
        write!(self.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{head}")?;
        self.begun = true;
        Ok(())
    }
    /// Ends the person that is open.
    fn close(&mut self) -> Result<(), WriteError> {
        if let Some((_, ends)) = self.open.take() {
            self.out.write_all(ends.as_bytes())?;
        }
        Ok(())
    }

    fn fields(&self, kind: Kind, indent: &str, field: impl Fn(&str) -> (String, bool)) -> Result<String, WriteError> {
        let mut body = String::new();
        for name in kind.fields() {
            let (text, always) = field(name);
            if always || !text.is_empty() {
                body.push_str(&format!("{indent}  <pfif:{name}>{}</pfif:{name}>\n", self.escape(name, &text)?));
            }
        }
        Ok(body)
    }

    /// What an entry of a person says after the person. The author's contact is in the record alone, not where every reader of feeds
    /// shows it.
    fn entry_of_person(&self, person: &Person, feed: &Feed) -> Result<String, WriteError> {
        let title = person.full_name.lines().next().unwrap_or_default();
        let id = &person.person_record_id;
        self.entry(id, title, title, &person.author_name, person.source_date.to_string(), feed)
    }
    fn entry_of_note(&self, note: &Note, feed: &Feed) -> Result<String, WriteError> {
        let title: String = note.text.chars().take(140).collect();
        let updated = note.entry_date.unwrap_or(note.source_date).to_string();
        self.entry(&note.note_record_id, title.trim(), &note.text, &note.author_name, updated, feed)
    }
    fn entry(
        &self,
        id: &RecordId,
        title: &str,
        content: &str,
        author: &str,
        updated: String,
        feed: &Feed,
    ) -> Result<String, WriteError> {
        let (title, content) = (self.escape("title", title)?, self.escape("text", content)?);
        let (author, source) = (self.escape("author_name", author)?, self.escape("title", &feed.title)?);
        let id = self.escape("id", id.as_str())?;
        Ok(format!(
            "    <id>pfif:{id}</id>\n    <title>{title}</title>\n    <author>\n      <name>{author}</name>\n    </author>\n    \
             <updated>{updated}</updated>\n    <source>\n      <title>{source}</title>\n    </source>\n    \
             <content>{content}</content>\n  </entry>\n"
        ))
    }

    /// Text as XML carries it.
    fn escape(&self, field: &'static str, text: &str) -> Result<String, WriteError> {
        let begins = text.len() - text.trim_start_matches(is_white).len();
        let ends = text.trim_end_matches(is_white).len();
        let mut out = String::with_capacity(text.len() + 16);
        for (at, c) in text.char_indices() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                // A carriage return would be read as the end of a line.
                '\r' => out.push_str("&#13;"),
                _ if is_white(c) && (at < begins || at >= ends) => out.push_str(&format!("&#{};", u32::from(c))),
                _ if may_stand(c) => out.push(c),
                _ if self.replacing => out.push('\u{fffd}'),
                _ => return Err(WriteError::Character(field)),
            }
        }
        Ok(out)
    }
}
