//! Text to a tree.

use std::sync::Arc;

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use super::{
    Attribute, Document, Element, Instruction, Node,
    chars::{is_name, is_white, may_stand},
};
use crate::{
    Limits, Rule,
    rule::{Place, Problem},
};

const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// How many attributes an element has, with the namespaces that are in scope.
const MOST: usize = 64;

/// What is parsed so far.
struct Parser<'a> {
    text: &'a str,
    limits: &'a Limits,
    /// How many elements, attributes and instructions may still come.
    left: usize,
    /// Up to where lines are counted, and the place there.
    counted: usize,
    at: Place,
    /// The elements that are open, and how many namespaces were in scope before each.
    open: Vec<(Element, usize)>,
    scope: Vec<(String, Arc<str>)>,
    before: Vec<Instruction>,
    after: Vec<Instruction>,
    root: Option<Element>,
    end_tag: Option<usize>,
}

/// A document as a tree.
pub(crate) fn parse(text: &str, limits: &Limits) -> Result<Document, Problem> {
    let mut parser = Parser {
        text,
        limits,
        left: limits.nodes,
        counted: 0,
        at: Place { line: 1, column: 1 },
        open: Vec::new(),
        scope: vec![("xml".to_owned(), Arc::from(XML))],
        before: Vec::new(),
        after: Vec::new(),
        root: None,
        end_tag: None,
    };
    let mut reader = Reader::from_str(text);
    reader.config_mut().enable_all_checks(true);
    loop {
        let from = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        parser.count(from);
        let event = reader.read_event().map_err(|_| parser.problem(Rule::Xml))?;
        if matches!(event, Event::Eof) {
            break;
        }
        parser.take(event, from).map_err(|rule| parser.problem(rule))?;
    }
    match (parser.root.take(), parser.open.is_empty()) {
        (Some(root), true) => {
            let (before, after, end_tag) = (parser.before, parser.after, parser.end_tag);
            Ok(Document { before, after, root, end_tag })
        }
        _ => Err(parser.problem(Rule::Xml)),
    }
}

impl Parser<'_> {
    const fn problem(&self, rule: Rule) -> Problem {
        Problem::at(rule, self.at, None)
    }
    /// Counts lines up to a byte.
    fn count(&mut self, to: usize) {
        for c in self.text.get(self.counted..to).unwrap_or_default().chars() {
            if c == '\n' {
                self.at = Place { line: self.at.line + 1, column: 1 };
            } else {
                self.at.column += 1;
            }
        }
        self.counted = self.counted.max(to);
    }
    fn spend(&mut self, nodes: usize) -> Result<(), Rule> {
        self.left = self.left.checked_sub(nodes).ok_or(Rule::Many)?;
        Ok(())
    }

    fn take(&mut self, event: Event<'_>, from: usize) -> Result<(), Rule> {
        match event {
            Event::Start(start) => self.begin(&start),
            Event::Empty(start) => {
                self.begin(&start)?;
                self.end(None)
            }
            Event::End(_) => self.end(Some(from)),
            Event::Text(text) => {
                let text = text.into_inner();
                if text.contains("]]>") { Err(Rule::Xml) } else { self.text(&line_ends(&text)?) }
            }
            Event::CData(_) if self.open.is_empty() => Err(Rule::Xml),
            Event::CData(text) => self.text(&line_ends(&text.into_inner())?),
            Event::GeneralRef(_) if self.open.is_empty() => Err(Rule::Xml),
            Event::GeneralRef(reference) => {
                let c = match &*reference {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    "apos" => '\'',
                    other if !other.starts_with('#') => return Err(Rule::Entity),
                    _ => {
                        reference.resolve_char_ref().ok().flatten().filter(|c| may_stand(*c)).ok_or(Rule::Character)?
                    }
                };
                self.text(c.encode_utf8(&mut [0; 4]))
            }
            Event::Decl(decl) => {
                let one = decl.version().is_ok_and(|version| version == "1.0");
                if from == 0 && one && !matches!(decl.encoding(), Some(Err(_))) { Ok(()) } else { Err(Rule::Xml) }
            }
            Event::DocType(_) => Err(Rule::Dtd),
            Event::Comment(text) => line_ends(&text.into_inner()).map(drop),
            Event::PI(instruction) => {
                self.spend(1)?;
                let target = instruction.target().to_owned();
                if !is_name(&target) || target.eq_ignore_ascii_case("xml") {
                    return Err(Rule::Xml);
                }
                let data = line_ends(instruction.content())?.trim_start_matches(is_white).to_owned();
                let instruction = Instruction { target, data };
                match (self.open.last_mut(), &self.root) {
                    (Some((element, _)), _) => element.children.push(Node::Instruction(instruction)),
                    (None, None) => self.before.push(instruction),
                    (None, Some(_)) => self.after.push(instruction),
                }
                Ok(())
            }
            Event::Eof => Ok(()),
        }
    }

    fn text(&mut self, more: &str) -> Result<(), Rule> {
        let Some((element, _)) = self.open.last_mut() else {
            return if more.chars().all(is_white) { Ok(()) } else { Err(Rule::Xml) };
        };
        match element.children.last_mut() {
            Some(Node::Text(text)) => text.push_str(more),
            _ => element.children.push(Node::Text(more.to_owned())),
        }
        Ok(())
    }

    fn end(&mut self, tag: Option<usize>) -> Result<(), Rule> {
        let (element, scope) = self.open.pop().ok_or(Rule::Xml)?;
        self.scope.truncate(scope);
        match self.open.last_mut() {
            Some((parent, _)) => parent.children.push(Node::Element(element)),
            None => (self.root, self.end_tag) = (Some(element), tag),
        }
        Ok(())
    }

    fn begin(&mut self, start: &BytesStart<'_>) -> Result<(), Rule> {
        if self.root.is_some() {
            return Err(Rule::Xml);
        }
        if self.open.len() >= self.limits.depth {
            return Err(Rule::Depth);
        }
        let before = self.scope.len();
        let mut declared: Vec<(String, Arc<str>)> = Vec::new();
        let mut plain = Vec::new();
        for attribute in start.attributes() {
            // Each is compared with those before it, and each element of what is signed looks through all that are in scope.
            if declared.len() + plain.len() + self.scope.len() > MOST {
                return Err(Rule::Many);
            }
            let attribute = attribute.map_err(|_| Rule::Xml)?;
            if attribute.value.contains('<') {
                return Err(Rule::Xml);
            }
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Rule::Entity)?.into_owned();
            if !value.chars().all(may_stand) {
                return Err(Rule::Character);
            }
            match qualified(attribute.key.as_ref())? {
                ("", "xmlns") => declared.push((String::new(), Arc::from(value))),
                ("xmlns", prefix) => declared.push((prefix.to_owned(), Arc::from(value))),
                (prefix, name) => plain.push((prefix.to_owned(), name.to_owned(), value)),
            }
        }
        self.spend(1 + declared.len() + plain.len())?;
        for (prefix, space) in &declared {
            let reserved = prefix == "xml" || prefix == "xmlns" || **space == *XML || **space == *XMLNS;
            if reserved || (space.is_empty() && !prefix.is_empty()) {
                return Err(Rule::Xml);
            }
        }
        self.scope.extend(declared.iter().cloned());
        let (prefix, name) = qualified(start.name().into_inner())?;
        let space = self.space(prefix)?;
        let mut attributes: Vec<Attribute> = Vec::new();
        for (prefix, name, value) in plain {
            let space = if prefix.is_empty() { Arc::from("") } else { self.space(&prefix)? };
            if attributes.iter().any(|a| a.name == name && a.space == space) {
                return Err(Rule::Xml);
            }
            attributes.push(Attribute { prefix, name, space, value });
        }
        let (prefix, name) = (prefix.to_owned(), name.to_owned());
        let element = Element { prefix, name, space, declared, attributes, children: Vec::new(), at: self.at };
        self.open.push((element, before));
        Ok(())
    }

    /// The namespace of a prefix.
    fn space(&self, prefix: &str) -> Result<Arc<str>, Rule> {
        match self.scope.iter().rev().find(|(p, _)| p == prefix) {
            Some((_, space)) => Ok(Arc::clone(space)),
            None if prefix.is_empty() => Ok(Arc::from("")),
            None => Err(Rule::Xml),
        }
    }
}

/// A prefix, which may be empty, and a name.
fn qualified(name: &str) -> Result<(&str, &str), Rule> {
    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
    let sound = is_name(local) && (is_name(prefix) || (prefix.is_empty() && local.len() == name.len()));
    if sound { Ok((prefix, local)) } else { Err(Rule::Xml) }
}

/// Text as XML reads it (2.11).
fn line_ends(text: &str) -> Result<String, Rule> {
    if !text.chars().all(may_stand) {
        return Err(Rule::Character);
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}
