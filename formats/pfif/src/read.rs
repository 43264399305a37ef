//! Reading: documents and feeds, one record after the other.

mod build;
mod lint;
mod other;

use std::{collections::VecDeque, io::BufRead, mem};

use crate::{
    feed::Feed,
    record::{Kind, Record},
    rule::{Place, Problem, Rule, Stop},
    version::{Space, Version, called},
    xml::{Piece, Xml, is_white},
};

/// How much is read at most. Memory never holds more than a record with its notes, which is some times `record_bytes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Elements inside of one another.
    pub depth: usize,
    /// The longest tag, comment or text, in bytes.
    pub piece_bytes: u64,
    /// The longest record with the notes inside it, in bytes; each element counts for 64 besides its text. A longer one is passed over.
    pub record_bytes: usize,
    /// The longest document, in bytes.
    pub document_bytes: u64,
}
impl Default for Limits {
    /// 16 levels, a MiB, 4 MiB, 16 GiB.
    fn default() -> Self {
        Self { depth: 16, piece_bytes: 1 << 20, record_bytes: 4 << 20, document_bytes: 16 << 30 }
    }
}

/// What was found at a place of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The record, in the words of 1.4. Nothing when there is none, or when it cannot be one: it has no name, no date or no person, or is
    /// too long.
    pub record: Option<Record>,
    /// Whether it is a note that stands inside the person that came last.
    pub inside: bool,
    /// The line where it begins.
    pub line: u64,
    /// The character of that line.
    pub column: u64,
    /// What is wrong with it and what stands before it; not more than a hundred.
    pub problems: Vec<Problem>,
}

/// How many problems one item has at most.
const MOST_PROBLEMS: usize = 100;
/// What an element costs besides its text.
const ELEMENT: usize = 64;

/// What holds records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holder {
    Document(Version),
    Feed,
    Entry,
    Content,
}

/// A record as it stands in the document.
struct Raw {
    kind: Kind,
    version: Version,
    at: Place,
    fields: Vec<RawField>,
    notes: Vec<Raw>,
    problems: Vec<Problem>,
}
struct RawField {
    /// As the document calls it.
    name: &'static str,
    /// As 1.4 calls it.
    now: &'static str,
    at: Place,
    text: String,
}
impl Raw {
    fn add(&mut self, problem: Problem) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(problem);
        }
    }
}

/// The room that is left for a record.
struct Room {
    left: usize,
    over: bool,
}
impl Room {
    fn take(&mut self, bytes: usize) {
        self.over |= self.left < bytes;
        self.left = self.left.saturating_sub(bytes);
    }
}

/// Reads a document or an Atom feed, record by record: an iterator of [`Item`]s that ends with the document or with the first [`Stop`].
///
/// A person comes before the notes inside it. Words of older versions come out as those of 1.4. White space at both ends of a field is
/// not part of it, unless it is written as a character reference.
///
/// ```
/// let text = r#"<pfif xmlns="http://zesty.ca/pfif/1.2"><person>
///   <person_record_id>example.org/1</person_record_id><entry_date>2010-01-13T08:00:00Z</entry_date>
///   <first_name>Anouk</first_name><last_name>Exemple</last_name></person></pfif>"#;
/// let item = pfif::Reader::new(text.as_bytes()).next().unwrap().unwrap();
/// assert_eq!(item.record.unwrap().field("full_name").unwrap(), "Anouk Exemple");
/// ```
pub struct Reader<R> {
    xml: Xml<R>,
    limits: Limits,
    holders: Vec<Holder>,
    queue: VecDeque<Item>,
    loose: Vec<Problem>,
    version: Option<Version>,
    feed: Option<Feed>,
    done: bool,
}

impl<R: BufRead> Reader<R> {
    /// With the usual limits.
    pub fn new(input: R) -> Self {
        Self::with(input, Limits::default())
    }
    /// With limits of one's own.
    pub fn with(input: R, limits: Limits) -> Self {
        Self {
            xml: Xml::new(input, limits),
            limits,
            holders: Vec::new(),
            queue: VecDeque::new(),
            loose: Vec::new(),
            version: None,
            feed: None,
            done: false,
        }
    }
    /// The version of the document, once its beginning is read; of a feed, that of the first record.
    pub const fn version(&self) -> Option<Version> {
        self.version
    }
    /// What a feed says of itself, as far as it is read; nothing of another document. An entry alone is a feed that says nothing.
    pub const fn feed(&self) -> Option<&Feed> {
        self.feed.as_ref()
    }

    fn loose(&mut self, rule: Rule, at: Place) {
        if self.loose.len() < MOST_PROBLEMS {
            self.loose.push(Problem::at(rule, at));
        } else if self.queue.is_empty() {
            let problems = mem::take(&mut self.loose);
            self.queue.push_back(Item { record: None, inside: false, line: at.line, column: at.column, problems });
        }
    }

    /// Reads on until there is an item, or the document ends.
    fn step(&mut self) -> Result<(), Stop> {
        while self.queue.is_empty() && !self.done {
            match self.xml.next()? {
                Piece::Open { space, name, attributes, href } => self.open(space, &name, attributes, href)?,
                Piece::Close => drop(self.holders.pop()),
                Piece::Text { solid, .. } => {
                    let document = matches!(self.holders.last(), Some(Holder::Document(_)));
                    if let (true, Some(at)) = (document, solid) {
                        self.loose(Rule::StrayText, at);
                    }
                }
                Piece::End => {
                    self.done = true;
                    if !self.loose.is_empty() {
                        let (problems, at) = (mem::take(&mut self.loose), self.xml.at());
                        let (line, column) = (at.line, at.column);
                        self.queue.push_back(Item { record: None, inside: false, line, column, problems });
                    }
                }
            }
        }
        Ok(())
    }

    fn open(&mut self, space: Space, name: &str, attributes: bool, href: Option<String>) -> Result<(), Stop> {
        let at = self.xml.at();
        let Some(holder) = self.holders.last().copied() else {
            return self.root(space, name, attributes, at);
        };
        if let (Space::Pfif { version, slash }, Some(kind)) = (space, kind_of(name)) {
            if slash && !matches!(holder, Holder::Document(_)) {
                self.loose(Rule::Slash, at);
            }
            if matches!(holder, Holder::Document(document) if document != version) {
                self.loose(Rule::Mixed, at);
            }
            if kind == Kind::Note && holder == Holder::Document(Version::V1_1) {
                self.loose(Rule::Misplaced, at);
            }
            self.version.get_or_insert(version);
            let mut room = Room { left: self.limits.record_bytes, over: false };
            let raw = self.record(kind, version, attributes, at, &mut room)?;
            if room.over {
                let mut problems = mem::take(&mut self.loose);
                problems.push(Problem::at(Rule::LongRecord, at));
                let (line, column) = (at.line, at.column);
                self.queue.push_back(Item { record: None, inside: false, line, column, problems });
            } else {
                let loose = mem::take(&mut self.loose);
                build::items(raw, loose, &mut self.queue);
            }
            return Ok(());
        }
        match (holder, space, name) {
            (Holder::Feed, Space::Atom, "entry") => self.holders.push(Holder::Entry),
            (Holder::Entry, Space::Atom, "content") => self.holders.push(Holder::Content),
            (Holder::Feed, Space::Atom, _) => {
                let mut room = Room { left: 64 * 1024, over: false };
                let (text, _) = self.text(&mut room)?;
                if let (Some(feed), false) = (&mut self.feed, room.over) {
                    feed.take(name, text, href);
                }
            }
            (Holder::Document(_), Space::Pfif { .. } | Space::OtherPfif, _) => {
                self.loose(Rule::UnknownField, at);
                self.skip()?;
            }
            (Holder::Document(_), ..) => {
                self.loose(Rule::Foreign, at);
                self.skip()?;
            }
            _ => self.skip()?,
        }
        Ok(())
    }

    fn root(&mut self, space: Space, name: &str, attributes: bool, at: Place) -> Result<(), Stop> {
        let stop = |rule| Err(Stop::Document(Problem::at(rule, at)));
        match (space, name) {
            (Space::Pfif { version, slash }, "pfif") => {
                self.version = Some(version);
                self.holders.push(Holder::Document(version));
                if slash {
                    self.loose(Rule::Slash, at);
                }
                if attributes {
                    self.loose(Rule::Attribute, at);
                }
                Ok(())
            }
            (Space::Atom, "feed" | "entry") => {
                self.feed = Some(Feed::default());
                self.holders.push(if name == "feed" { Holder::Feed } else { Holder::Entry });
                Ok(())
            }
            (Space::OtherPfif, "pfif") => stop(Rule::Version),
            (_, "pfif") => stop(Rule::Namespace),
            _ => stop(Rule::Root),
        }
    }

    /// What stands in a person or a note, up to its end.
    fn record(
        &mut self,
        kind: Kind,
        version: Version,
        attributes: bool,
        at: Place,
        room: &mut Room,
    ) -> Result<Raw, Stop> {
        let mut raw = Raw { kind, version, at, fields: Vec::new(), notes: Vec::new(), problems: Vec::new() };
        if attributes {
            raw.add(Problem::at(Rule::Attribute, at));
        }
        let mut order = lint::Order::default();
        loop {
            if room.over {
                raw.fields = Vec::new();
                raw.notes = Vec::new();
            }
            let piece = self.xml.next()?;
            let at = self.xml.at();
            let (space, name, attributes) = match piece {
                Piece::Open { space, name, attributes, .. } => (space, name, attributes),
                Piece::Close | Piece::End => return Ok(raw),
                Piece::Text { solid, .. } => {
                    if let Some(at) = solid {
                        raw.add(Problem::at(Rule::StrayText, at));
                    }
                    continue;
                }
            };
            room.take(ELEMENT);
            if room.over {
                self.skip()?;
                continue;
            }
            let Space::Pfif { version: own, .. } = space else {
                raw.add(Problem::at(if space == Space::OtherPfif { Rule::UnknownField } else { Rule::Foreign }, at));
                self.skip()?;
                continue;
            };
            if own != version {
                raw.add(Problem::at(Rule::Mixed, at));
            }
            match (kind_of(&name), called(kind, &name)) {
                (Some(Kind::Note), _) if kind == Kind::Person => {
                    order.note();
                    let note = self.record(Kind::Note, own, attributes, at, room)?;
                    raw.notes.push(note);
                }
                (Some(_), _) => {
                    raw.add(Problem::at(Rule::Misplaced, at));
                    self.skip()?;
                }
                (None, None) => {
                    raw.add(Problem::at(Rule::UnknownField, at));
                    self.skip()?;
                }
                (None, Some((rank, called))) => {
                    if attributes {
                        raw.add(Problem::of(Rule::Attribute, at, called.name));
                    }
                    if !called.is_of(version) {
                        raw.add(Problem::of(Rule::OtherVersion, at, called.name));
                    }
                    if !order.follows(version, rank) {
                        raw.add(Problem::of(Rule::Order, at, called.name));
                    }
                    let (text, markup) = self.text(room)?;
                    if markup {
                        raw.add(Problem::of(Rule::Markup, at, called.name));
                    }
                    raw.fields.push(RawField { name: called.name, now: called.now, at, text });
                }
            }
        }
    }

    /// The text of an element, up to its end, and whether there were elements in it, whose text is left out.
    fn text(&mut self, room: &mut Room) -> Result<(String, bool), Stop> {
        let (mut text, mut solid, mut markup) = (String::new(), 0, false);
        loop {
            match self.xml.next()? {
                Piece::Open { .. } => {
                    markup = true;
                    self.skip()?;
                }
                Piece::Text { text: more, referred, .. } => {
                    let more = if text.is_empty() && !referred { more.trim_start_matches(is_white) } else { &more };
                    room.take(more.len());
                    if room.over {
                        (text, solid) = (String::new(), 0);
                        continue;
                    }
                    let kept = if referred { more } else { more.trim_end_matches(is_white) };
                    if !kept.is_empty() {
                        solid = text.len() + kept.len();
                    }
                    text.push_str(more);
                }
                Piece::Close | Piece::End => {
                    text.truncate(solid);
                    text.shrink_to_fit();
                    return Ok((text, markup));
                }
            }
        }
    }

    /// Passes over the rest of an element.
    fn skip(&mut self) -> Result<(), Stop> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.xml.next()? {
                Piece::Open { .. } => depth += 1,
                Piece::Close => depth -= 1,
                Piece::Text { .. } => {}
                Piece::End => return Ok(()),
            }
        }
        Ok(())
    }
}

fn kind_of(name: &str) -> Option<Kind> {
    [Kind::Person, Kind::Note].into_iter().find(|k| k.as_str() == name)
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Item, Stop>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Err(stop) = self.step() {
            self.done = true;
            return Some(Err(stop));
        }
        self.queue.pop_front().map(Ok)
    }
}
