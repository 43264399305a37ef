//! Canonical XML: the bytes that are signed.
//!
//! Exclusive (Exclusive XML Canonicalization 1.0, 3) and, for a whole document, inclusive (Canonical XML 1.0, 2), both without comments.

use crate::xml::{Attribute, Document, Element, Instruction, Node};

/// Which namespaces are written.
pub(super) enum Mode<'a> {
    /// All that are declared.
    Inclusive,
    /// Those that an element or its attributes use, and those in a list of prefixes (`#default` for none).
    Exclusive(&'a [String]),
}

/// Prefixes with their namespaces, the innermost last.
type Scope<'a> = Vec<(&'a str, &'a str)>;

struct Canon<'a> {
    out: String,
    mode: &'a Mode<'a>,
    /// What is left out.
    without: Option<&'a Element>,
    declared: Scope<'a>,
    written: Scope<'a>,
}

/// The whole document, without one element.
pub(super) fn document<'a>(document: &'a Document, without: Option<&'a Element>, mode: &'a Mode<'a>) -> String {
    let mut canon = Canon { out: String::new(), mode, without, declared: Vec::new(), written: Vec::new() };
    for before in &document.before {
        canon.instruction(before);
        canon.out.push('\n');
    }
    canon.element(&document.root);
    for after in &document.after {
        canon.out.push('\n');
        canon.instruction(after);
    }
    canon.out
}

/// An element with all that is in it. `around` are the elements that it stands in, the outermost first.
pub(super) fn element<'a>(element: &'a Element, around: &[&'a Element], mode: &'a Mode<'a>) -> String {
    let mut canon = Canon { out: String::new(), mode, without: None, declared: Vec::new(), written: Vec::new() };
    for outer in around {
        canon.declare(outer);
    }
    canon.element(element);
    canon.out
}

fn find<'a>(scope: &Scope<'a>, prefix: &str) -> Option<&'a str> {
    scope.iter().rev().find(|(p, _)| *p == prefix).map(|(_, space)| *space)
}

impl<'a> Canon<'a> {
    fn declare(&mut self, element: &'a Element) {
        self.declared.extend(element.declared.iter().map(|(prefix, space)| (prefix.as_str(), &**space)));
    }

    fn element(&mut self, element: &'a Element) {
        let (declared, written) = (self.declared.len(), self.written.len());
        self.declare(element);
        let name = qualified(&element.prefix, &element.name);
        self.out.push('<');
        self.out.push_str(&name);
        for (prefix, space) in self.namespaces(element) {
            let name = if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{prefix}") };
            self.attribute(&name, space);
            self.written.push((prefix, space));
        }
        let mut attributes: Vec<&Attribute> = element.attributes.iter().collect();
        attributes.sort_by_key(|a| (a.space.to_string(), &a.name));
        for attribute in attributes {
            self.attribute(&qualified(&attribute.prefix, &attribute.name), &attribute.value);
        }
        self.out.push('>');
        for node in &element.children {
            match node {
                Node::Element(inside) if self.without.is_some_and(|out| std::ptr::eq(out, inside)) => {}
                Node::Element(inside) => self.element(inside),
                Node::Text(text) => self.text(text),
                Node::Instruction(instruction) => self.instruction(instruction),
            }
        }
        self.out.push_str("</");
        self.out.push_str(&name);
        self.out.push('>');
        self.declared.truncate(declared);
        self.written.truncate(written);
    }

    /// The namespaces to be written at an element, in the order of their prefixes: those that what was written around it does not say.
    fn namespaces(&self, element: &'a Element) -> Vec<(&'a str, &'a str)> {
        let mut prefixes: Vec<&str> = match self.mode {
            Mode::Inclusive => self.declared.iter().map(|(prefix, _)| *prefix).collect(),
            Mode::Exclusive(listed) => {
                let used = element.attributes.iter().map(|a| a.prefix.as_str()).filter(|p| !p.is_empty());
                let listed = listed.iter().map(|p| if p == "#default" { "" } else { p.as_str() });
                let listed = listed.filter(|prefix| find(&self.declared, prefix).is_some());
                used.chain([element.prefix.as_str()]).chain(listed).collect()
            }
        };
        prefixes.sort_unstable();
        prefixes.dedup();
        prefixes.retain(|prefix| *prefix != "xml");
        let said = |prefix: &str| find(&self.written, prefix).unwrap_or("");
        let all = prefixes.into_iter().map(|prefix| (prefix, find(&self.declared, prefix).unwrap_or("")));
        all.filter(|(prefix, space)| said(prefix) != *space).collect()
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        for c in value.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '"' => self.out.push_str("&quot;"),
                '\t' => self.out.push_str("&#x9;"),
                '\n' => self.out.push_str("&#xA;"),
                '\r' => self.out.push_str("&#xD;"),
                _ => self.out.push(c),
            }
        }
        self.out.push('"');
    }
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '\r' => self.out.push_str("&#xD;"),
                _ => self.out.push(c),
            }
        }
    }
    fn instruction(&mut self, instruction: &Instruction) {
        let between = if instruction.data.is_empty() { "" } else { " " };
        self.out.push_str(&format!("<?{}{between}{}?>", instruction.target, instruction.data));
    }
}

fn qualified(prefix: &str, name: &str) -> String {
    if prefix.is_empty() { name.to_owned() } else { format!("{prefix}:{name}") }
}
