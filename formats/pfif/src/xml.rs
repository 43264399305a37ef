//! Pieces of XML, within bounds: no document type, no entities, nothing deeper or longer than the limits say.

use std::io::{self, BufRead, Read};

use quick_xml::{
    Error, NsReader,
    events::{BytesStart, Event},
    name::ResolveResult,
};

use crate::{
    Limits,
    rule::{Place, Problem, Rule, Stop},
    version::Space,
};

/// Whether XML 1.0 can carry a character (section 2.2).
pub(crate) const fn may_stand(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
/// White space of XML, which has fewer kinds than Unicode.
pub(crate) const fn is_white(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Counts lines, and stops reading when a piece or the whole gets too long.
struct Gauge<R> {
    inner: R,
    piece: u64,
    rest: u64,
    at: Place,
    tripped: Option<Rule>,
}

impl<R: BufRead> BufRead for Gauge<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let got = self.inner.fill_buf()?;
        let most = usize::try_from(self.piece.min(self.rest)).unwrap_or(usize::MAX);
        if most == 0 && !got.is_empty() {
            self.tripped = Some(if self.rest == 0 { Rule::LongDocument } else { Rule::LongPiece });
            return Err(io::Error::other("too long"));
        }
        Ok(got.get(..most).unwrap_or(got))
    }
    fn consume(&mut self, amount: usize) {
        // What was just given out is still there: this reads nothing.
        if let Ok(got) = self.inner.fill_buf() {
            let got = got.get(..amount).unwrap_or(got);
            let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
            let lines = got.split(|b| *b == b'\n').count() - 1;
            let last = got.rsplit(|b| *b == b'\n').next().unwrap_or_default();
            let columns = count(last.iter().filter(|b| **b & 0xc0 != 0x80).count());
            let before = if lines == 0 { self.at.column } else { 1 };
            self.at = Place { line: self.at.line + count(lines), column: before + columns };
        }
        let taken = u64::try_from(amount).unwrap_or(u64::MAX);
        self.piece = self.piece.saturating_sub(taken);
        self.rest = self.rest.saturating_sub(taken);
        self.inner.consume(amount);
    }
}
impl<R: BufRead> Read for Gauge<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(to)?;
        self.consume(count);
        Ok(count)
    }
}

/// A piece.
#[derive(Debug)]
pub(crate) enum Piece {
    /// An element begins. One without content ends at once.
    Open { space: Space, name: String, attributes: bool, href: Option<String> },
    /// The last one that began ends.
    Close,
    /// Text inside an element: as it stands there, or what a reference stands for; and where it begins to be more than white space.
    Text { text: String, referred: bool, solid: Option<Place> },
    /// The document ends.
    End,
}

/// A document as pieces.
pub(crate) struct Xml<R> {
    reader: NsReader<Gauge<R>>,
    buffer: Vec<u8>,
    at: Place,
    depth: usize,
    rooted: bool,
    limits: Limits,
}

impl<R: BufRead> Xml<R> {
    pub(crate) fn new(input: R, limits: Limits) -> Self {
        let at = Place { line: 1, column: 1 };
        let gauge = Gauge { inner: input, piece: 0, rest: limits.document_bytes, at, tripped: None };
        let mut reader = NsReader::from_reader(gauge);
        let config = reader.config_mut();
        config.enable_all_checks(true);
        config.expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), at, depth: 0, rooted: false, limits }
    }
    /// Where the last piece began.
    pub(crate) const fn at(&self) -> Place {
        self.at
    }
    fn stop(&self, rule: Rule) -> Stop {
        Stop::Document(Problem::at(rule, self.at))
    }

    /// The next piece.
    pub(crate) fn next(&mut self) -> Result<Piece, Stop> {
        loop {
            self.at = self.reader.get_ref().at;
            self.reader.get_mut().piece = self.limits.piece_bytes;
            // Room for one long text is not kept for all that follow.
            if self.buffer.capacity() > 64 * 1024 {
                self.buffer = Vec::new();
            }
            self.buffer.clear();
            match self.piece()? {
                Some(Piece::Open { .. }) if self.depth == 0 && self.rooted => return Err(self.stop(Rule::Xml)),
                Some(Piece::Open { .. }) if self.depth >= self.limits.depth => return Err(self.stop(Rule::Depth)),
                Some(piece @ Piece::Open { .. }) => {
                    (self.depth, self.rooted) = (self.depth + 1, true);
                    return Ok(piece);
                }
                Some(Piece::Close) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Piece::Close);
                }
                Some(Piece::Text { text, referred, .. }) if self.depth == 0 => {
                    let first = self.at == Place { line: 1, column: 1 };
                    let text = if first { text.trim_start_matches('\u{feff}') } else { &text };
                    if referred || !text.chars().all(is_white) {
                        return Err(self.stop(Rule::Xml));
                    }
                }
                Some(Piece::End) if self.depth > 0 || !self.rooted => return Err(self.stop(Rule::Xml)),
                Some(piece) => return Ok(piece),
                None => {}
            }
        }
    }

    /// The next piece, if the next event is one.
    fn piece(&mut self) -> Result<Option<Piece>, Stop> {
        let at = self.at;
        let stop = |rule| Stop::Document(Problem::at(rule, at));
        let read = self.reader.read_resolved_event_into(&mut self.buffer);
        let (space, event) = match read {
            Ok(read) => read,
            Err(error) => {
                let rule = match &error {
                    Error::Io(_) => self.reader.get_ref().tripped,
                    Error::Encoding(_) => Some(Rule::Encoding),
                    _ => Some(Rule::Xml),
                };
                return Err(match (rule, error) {
                    (Some(rule), _) => stop(rule),
                    (None, Error::Io(e)) => Stop::Io(io::Error::new(e.kind(), e.to_string())),
                    (None, e) => Stop::Io(io::Error::other(e.to_string())),
                });
            }
        };
        Ok(Some(match event {
            Event::Start(start) => {
                let space = match space {
                    ResolveResult::Bound(uri) => Space::of(uri.0),
                    ResolveResult::Unbound => Space::None,
                    ResolveResult::Unknown(_) => return Err(stop(Rule::Xml)),
                };
                open(space, &start).map_err(stop)?
            }
            // Empty elements come as a beginning and an end.
            Event::Empty(_) => return Err(stop(Rule::Xml)),
            Event::End(_) => Piece::Close,
            Event::Text(text) => {
                let text = text.into_inner();
                if text.contains("]]>") {
                    return Err(stop(Rule::Xml));
                }
                plain(&text, at)?
            }
            Event::CData(text) => plain(&text.into_inner(), at)?,
            Event::GeneralRef(reference) => {
                let name: &str = &reference;
                let c = match name {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    "apos" => '\'',
                    _ if !name.starts_with('#') => return Err(stop(Rule::Entity)),
                    _ => match reference.resolve_char_ref() {
                        Ok(Some(c)) if may_stand(c) => c,
                        _ => return Err(stop(Rule::Character)),
                    },
                };
                Piece::Text { text: c.to_string(), referred: true, solid: Some(at) }
            }
            Event::Decl(decl) => {
                if self.rooted || at.line != 1 || at.column > 2 || decl.version().ok().as_deref() != Some("1.0") {
                    return Err(stop(Rule::Xml));
                }
                match decl.encoding() {
                    Some(Ok(name)) if !["utf-8", "utf8", "us-ascii"].contains(&name.to_ascii_lowercase().as_str()) => {
                        return Err(stop(Rule::Encoding));
                    }
                    Some(Err(_)) => return Err(stop(Rule::Xml)),
                    _ => return Ok(None),
                }
            }
            Event::DocType(_) => return Err(stop(Rule::Dtd)),
            Event::Comment(text) => {
                plain(&text.into_inner(), at)?;
                return Ok(None);
            }
            Event::PI(text) => {
                if text.target().eq_ignore_ascii_case("xml") {
                    return Err(stop(Rule::Xml));
                }
                plain(&text.into_inner(), at)?;
                return Ok(None);
            }
            Event::Eof => Piece::End,
        }))
    }
}

/// An element that begins.
fn open(space: Space, start: &BytesStart<'_>) -> Result<Piece, Rule> {
    let name = start.local_name().into_inner();
    if !is_name(name) || start.name().as_ref().matches(':').count() > 1 {
        return Err(Rule::Xml);
    }
    let (mut attributes, mut rel, mut href) = (false, None, None);
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| Rule::Xml)?;
        let key: &str = attribute.key.as_ref();
        if attribute.value.contains('<') || !is_name(key.rsplit(':').next().unwrap_or_default()) {
            return Err(Rule::Xml);
        }
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).map_err(|_| Rule::Entity)?;
        if !value.chars().all(may_stand) {
            return Err(Rule::Character);
        }
        match key {
            "rel" => rel = Some(value.into_owned()),
            "href" => href = Some(value.into_owned()),
            _ => {}
        }
        attributes |= key != "xmlns" && !key.starts_with("xmlns:") && !key.starts_with("xml:");
    }
    let href = href.filter(|_| rel.as_deref() == Some("self"));
    Ok(Piece::Open { space, name: name.to_owned(), attributes, href })
}

/// Whether it can be the name of something; which letters are letters is not asked.
fn is_name(name: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '\u{b7}') || !c.is_ascii();
    !name.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '.')
        && !name.is_empty()
        && name.chars().all(inside)
}

/// Text as it stands in the document, with the ends of lines as XML reads them (section 2.11).
fn plain(text: &str, at: Place) -> Result<Piece, Stop> {
    if let Some(bad) = text.find(|c| !may_stand(c)) {
        return Err(Stop::Document(Problem::at(Rule::Character, within(text, bad, at))));
    }
    let solid = text.find(|c| !is_white(c)).map(|i| within(text, i, at));
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() };
    Ok(Piece::Text { text, referred: false, solid })
}

/// The place of a byte of a text that begins at a place.
fn within(text: &str, byte: usize, at: Place) -> Place {
    let before = text.get(..byte).unwrap_or_default();
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let lines = count(before.matches('\n').count());
    let last = count(before.rsplit('\n').next().unwrap_or_default().chars().count());
    Place { line: at.line + lines, column: if lines == 0 { at.column + last } else { last + 1 } }
}
