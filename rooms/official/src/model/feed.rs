//! Feeds of messages: Atom (RFC 4287) and RSS 2.0, with messages inside or with links to them; or one message by itself.
//!
//! No document types, no entities; of a feed with more entries than the limit, the newest. A message inside is taken out byte for byte, with the namespaces that
//! it stands in, so that its signature still fits.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::UNIX_EPOCH,
};

use kernel::{Span, Time};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

/// Entries that are looked at.
const MOST: usize = 200;
/// Elements inside one another.
const DEEPEST: usize = 32;

/// A piece of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A message.
    Document(String),
    /// Where one is.
    Link(Link),
}

/// Where a message is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address.
    pub to: String,
    /// The entry as it stands, when it says when it changed: as long as it stays the same, so does what is there.
    pub entry: Option<String>,
}

/// Why it is no feed, with the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAFeed {
    /// The line, from 1.
    pub line: u64,
    /// The rule.
    pub rule: &'static str,
}

/// What stands in a feed, the newest first: by what its entries say of when they changed, or as they stand.
///
/// # Errors
/// Where and why it cannot be read.
pub fn unpack(text: &str) -> Result<Vec<Piece>, NotAFeed> {
    let mut reader = Reader::from_str(text);
    let mut feed = Feed { text, pieces: Vec::new(), open: Vec::new(), entry: None, alert: None };
    loop {
        let from = position(&reader);
        let event = reader.read_event().map_err(|_| fault(text, position(&reader), "xml"))?;
        let to = position(&reader);
        let done = match &event {
            Event::DocType(_) => return Err(fault(text, from, "dtd")),
            Event::GeneralRef(name) if !is_known(name) => return Err(fault(text, from, "entity")),
            Event::Start(tag) => feed.start(tag, from),
            Event::Empty(tag) => feed.start(tag, from).and_then(|()| feed.end(to)),
            Event::End(_) => feed.end(to),
            Event::Text(words) => {
                feed.words(words);
                Ok(())
            }
            Event::GeneralRef(name) => {
                feed.words(entity(name));
                Ok(())
            }
            Event::CData(words) => {
                feed.words(words);
                Ok(())
            }
            Event::Eof => break,
            _ => Ok(()),
        };
        done.map_err(|rule| fault(text, from, rule))?;
    }
    if !feed.open.is_empty() {
        return Err(fault(text, text.len(), "xml"));
    }
    Ok(newest(feed.pieces))
}

/// The newest of what was found, each link once. The order in which entries stand counts where one does not say when it changed.
fn newest(mut found: Vec<(Option<Time>, Piece)>) -> Vec<Piece> {
    if found.iter().all(|(at, _)| at.is_some()) {
        found.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    }
    let mut linked = BTreeSet::new();
    let pieces = found.into_iter().map(|(_, piece)| piece);
    let once = pieces.filter(|piece| match piece {
        Piece::Document(_) => true,
        Piece::Link(link) => linked.insert(link.to.clone()),
    });
    once.take(MOST).collect()
}

/// A point in time as Atom says it (RFC 3339), or RSS (RFC 822).
fn moment(text: &str) -> Option<Time> {
    let text = text.trim();
    if let Ok(at) = Time::parse(text) {
        return Some(at);
    }
    let (head, zone) = text.rsplit_once(' ')?;
    let since = httpdate::parse_http_date(&format!("{head} GMT")).ok()?.duration_since(UNIX_EPOCH).ok()?;
    let at = Time(i64::try_from(since.as_micros()).ok()?);
    if matches!(zone, "GMT" | "UT" | "UTC" | "Z") {
        return Some(at);
    }
    let (hours, minutes) = zone.split_at_checked(3)?;
    let east = !hours.starts_with('-');
    let number = |text: &str| text.trim_start_matches(['+', '-']).parse::<i64>().ok().filter(|n| *n < 60);
    let off = Span::minutes(number(hours)?.saturating_mul(60).saturating_add(number(minutes)?));
    Some(if east { at.minus(off) } else { at.plus(off) })
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}
fn fault(text: &str, at: usize, rule: &'static str) -> NotAFeed {
    let before = text.as_bytes().get(..at.min(text.len())).unwrap_or_default();
    let lines = before.iter().filter(|b| **b == b'\n').count();
    NotAFeed { line: u64::try_from(lines).unwrap_or(0).saturating_add(1), rule }
}
/// The five of XML, and characters by their number.
fn is_known(name: &str) -> bool {
    matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") || name.starts_with('#')
}
fn entity(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
}

struct Open {
    name: String,
    /// The declarations of namespaces on it: the prefix, and the declaration as it stands.
    spaces: BTreeMap<String, String>,
    words: String,
}

/// A message that is being read: where it begins, where its first tag ends, how deep it stands.
struct Inside {
    from: usize,
    depth: usize,
    spaces: String,
}

#[derive(Default)]
struct Entry {
    /// Where it begins, and how many pieces there were before it.
    from: usize,
    before: usize,
    depth: usize,
    has_document: bool,
    /// When it changed, or was written.
    changed: Option<Time>,
    written: Option<Time>,
    /// A link that says that a message is there, and one that does not.
    cap: Option<String>,
    other: Option<String>,
}

struct Feed<'a> {
    text: &'a str,
    pieces: Vec<(Option<Time>, Piece)>,
    open: Vec<Open>,
    entry: Option<Entry>,
    alert: Option<Inside>,
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

impl Feed<'_> {
    fn start(&mut self, tag: &BytesStart<'_>, from: usize) -> Result<(), &'static str> {
        if self.open.len() >= DEEPEST {
            return Err("depth");
        }
        let name = tag.name().into_inner().to_owned();
        let mut spaces = BTreeMap::new();
        let mut values: BTreeMap<String, String> = BTreeMap::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|_| "xml")?;
            let key = attribute.key.into_inner().to_owned();
            let raw = attribute.value.into_owned();
            if key == "xmlns" || key.starts_with("xmlns:") {
                spaces.insert(key.clone(), format!("{key}=\"{}\"", raw.replace('"', "&quot;")));
            }
            let plain = quick_xml::escape::unescape(&raw).map(std::borrow::Cow::into_owned);
            values.insert(key, plain.map_err(|_| "entity")?);
        }
        let depth = self.open.len();
        match local(&name) {
            "alert" if self.alert.is_none() => {
                // What is declared around it, the nearest first, unless it says it itself.
                let mut around: BTreeMap<&String, &String> = BTreeMap::new();
                for (key, declared) in self.open.iter().rev().flat_map(|o| &o.spaces) {
                    if !spaces.contains_key(key) {
                        around.entry(key).or_insert(declared);
                    }
                }
                let declared: String = around.values().map(|d| format!(" {d}")).collect();
                self.alert = Some(Inside { from, depth, spaces: declared });
            }
            "entry" | "item" if self.alert.is_none() && self.entry.is_none() => {
                self.entry = Some(Entry { from, before: self.pieces.len(), depth, ..Entry::default() });
            }
            "link" | "content" | "enclosure" if self.alert.is_none() => {
                let kind = values.get("type").map(String::as_str).unwrap_or_default();
                let to = values.get("href").or_else(|| values.get("src")).or_else(|| values.get("url"));
                if let (Some(entry), Some(to)) = (&mut self.entry, to) {
                    let alternate = values.get("rel").is_none_or(|rel| rel == "alternate" || rel == "enclosure");
                    match kind {
                        "application/cap+xml" | "application/common-alerting-protocol+xml" => {
                            entry.cap = Some(to.clone())
                        }
                        "" | "text/xml" | "application/xml" if alternate => {
                            entry.other.get_or_insert_with(|| to.clone());
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        self.open.push(Open { name, spaces, words: String::new() });
        Ok(())
    }
    fn words(&mut self, words: &str) {
        if let Some(open) = self.open.last_mut()
            && matches!(local(&open.name), "link" | "updated" | "pubDate" | "date" | "published")
            && open.words.len() < 4096
        {
            open.words.push_str(words);
        }
    }
    fn end(&mut self, end: usize) -> Result<(), &'static str> {
        let closed = self.open.pop().ok_or("xml")?;
        let depth = self.open.len();
        if let Some(inside) = self.alert.take_if(|inside| inside.depth == depth) {
            let whole = self.text.get(inside.from..end).ok_or("xml")?;
            let at = whole.find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/').ok_or("xml")?;
            let (name, rest) = whole.split_at(at);
            // A message by itself keeps what stands before it: that may be signed too.
            let alone = depth == 0;
            let document = if alone { self.text.to_owned() } else { format!("{name}{}{rest}", inside.spaces) };
            self.pieces.push((None, Piece::Document(document)));
            if let Some(entry) = &mut self.entry {
                entry.has_document = true;
            }
        }
        if let Some(entry) = &mut self.entry
            && depth == entry.depth.saturating_add(1)
        {
            let words = closed.words.trim();
            match local(&closed.name) {
                // RSS says a link as a text.
                "link" if words.starts_with("http") => {
                    entry.other.get_or_insert_with(|| words.to_owned());
                }
                "updated" | "pubDate" | "date" => entry.changed = entry.changed.max(moment(words)),
                "published" => entry.written = moment(words),
                _ => {}
            }
        }
        if let Some(entry) = self.entry.take_if(|entry| entry.depth == depth) {
            if !entry.has_document
                && let Some(to) = entry.cap.or(entry.other)
            {
                let whole = self.text.get(entry.from..end).ok_or("xml")?;
                let entry = entry.changed.map(|_| whole.to_owned());
                self.pieces.push((None, Piece::Link(Link { to, entry })));
            }
            for (at, _) in self.pieces.iter_mut().skip(entry.before) {
                *at = entry.changed.or(entry.written);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALERT: &str = "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>1</identifier></alert>";

    /// A link in an entry that does not say when it changed.
    fn link(to: &str) -> Piece {
        Piece::Link(Link { to: to.to_owned(), entry: None })
    }
    /// Where the links lead, in their order.
    fn order(feed: &str) -> Vec<String> {
        let number = |piece: Piece| match piece {
            Piece::Link(link) => link.to.rsplit('/').next().unwrap_or_default().to_owned(),
            Piece::Document(_) => "document".to_owned(),
        };
        unpack(feed).unwrap().into_iter().map(number).collect()
    }

    #[test]
    fn the_newest_is_the_first_by_what_entries_say_of_themselves() {
        let item = |n: u32, at: &str| {
            format!("<item><link>https://a.example/{n}</link><pubDate>Fri, 13 Nov 2015 {at}</pubDate></item>")
        };
        let feed =
            [item(1, "20:00:00 GMT"), item(2, "22:30:00 +0200"), item(3, "17:00:00 -0400"), item(1, "19:00:00 Z")];
        assert_eq!(order(&format!("<rss>{}</rss>", feed.concat())), ["3", "2", "1"]);
        // One that says nothing of when: then they count as they stand.
        let silent = "<item><link>https://a.example/9</link></item>";
        assert_eq!(order(&format!("<rss>{}{silent}</rss>", feed.concat())), ["1", "2", "3", "9"]);
        let entry = |n: u32, at: &str| {
            format!(
                "<entry><link href=\"https://a.example/{n}\"/><published>2015-11-13T20:00:00Z</published>{at}</entry>"
            )
        };
        let atom = [entry(1, ""), entry(2, "<updated>2015-11-13T22:30:00+01:00</updated>")].concat();
        assert_eq!(order(&format!("<feed>{atom}</feed>")), ["2", "1"]);
        let kept = |piece: &Piece| matches!(piece, Piece::Link(Link { entry: Some(_), .. }));
        let pieces = unpack(&format!("<feed>{atom}</feed>")).unwrap();
        assert_eq!(
            pieces.iter().map(kept).collect::<Vec<_>>(),
            [true, false],
            "only a change says that it is the same"
        );
    }

    #[test]
    fn of_a_long_feed_the_newest_are_read() {
        let items = |numbers: Vec<u32>, at: &dyn Fn(u32) -> String| -> String {
            numbers.into_iter().map(|n| format!("<item><link>https://a.example/{n}</link>{}</item>", at(n))).collect()
        };
        let as_they_stand = order(&format!("<rss>{}</rss>", items((0..300).collect(), &|_| String::new())));
        assert_eq!((as_they_stand.len(), as_they_stand[0].as_str(), as_they_stand[199].as_str()), (200, "0", "199"));
        let minute = |n: u32| format!("<pubDate>Fri, 13 Nov 2015 {:02}:{:02}:00 GMT</pubDate>", n / 60, n % 60);
        let dated = order(&format!("<rss>{}</rss>", items((0..300).collect(), &minute)));
        assert_eq!((dated.len(), dated[0].as_str(), dated[199].as_str()), (200, "299", "100"));
    }

    #[test]
    fn a_message_by_itself_is_one() {
        let alone = format!("<?xml version=\"1.0\"?>\n{ALERT}\n");
        assert_eq!(unpack(&alone), Ok(vec![Piece::Document(alone.clone())]));
    }

    #[test]
    fn atom_has_links_and_messages() {
        let feed = format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:cap=\"urn:oasis:names:tc:emergency:cap:1.2\">\
             <link href=\"https://a.example/feed\"/>\
             <entry><link href=\"https://a.example/page\"/><link type=\"application/cap+xml\" href=\"https://a.example/1.xml?a=1&amp;b=2\"/></entry>\
             <entry><content type=\"text/xml\"><cap:alert><cap:identifier>7</cap:identifier></cap:alert></content></entry>\
             <entry><content type=\"text/xml\">{ALERT}</content></entry></feed>"
        );
        let inside = "<cap:alert xmlns=\"http://www.w3.org/2005/Atom\" xmlns:cap=\"urn:oasis:names:tc:emergency:cap:1.2\">\
                      <cap:identifier>7</cap:identifier></cap:alert>";
        assert_eq!(
            unpack(&feed),
            Ok(vec![
                link("https://a.example/1.xml?a=1&b=2"),
                Piece::Document(inside.to_owned()),
                Piece::Document(ALERT.replace("<alert", "<alert xmlns:cap=\"urn:oasis:names:tc:emergency:cap:1.2\"")),
            ])
        );
    }

    #[test]
    fn rss_says_its_links_as_texts() {
        let feed = "<rss version=\"2.0\"><channel><link>https://a.example/</link>\
            <item><title>x</title><link>https://a.example/2.xml?a=1&amp;b=2</link></item></channel></rss>";
        assert_eq!(unpack(feed), Ok(vec![link("https://a.example/2.xml?a=1&b=2")]));
    }

    #[test]
    fn what_is_hostile_is_refused_with_its_line() {
        let doctype =
            "<?xml version=\"1.0\"?>\n<!DOCTYPE feed [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<feed>&x;</feed>";
        assert_eq!(unpack(doctype), Err(NotAFeed { line: 2, rule: "dtd" }));
        assert_eq!(unpack("<feed>\n&x;</feed>"), Err(NotAFeed { line: 2, rule: "entity" }));
        assert_eq!(unpack("<feed><entry>").map_err(|e| e.rule), Err("xml"));
        assert_eq!(unpack(&"<a>".repeat(100)).map_err(|e| e.rule), Err("depth"));
    }

    proptest! {
        #[test]
        fn nothing_breaks_it(text in "(<[a-z:/!]{0,8}[ a-z=\"]{0,12}>|&[a-z]{0,3};|[a-zé \\n]{0,5}){0,20}") {
            let _ = unpack(&text);
        }
    }
}
