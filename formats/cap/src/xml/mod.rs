//! XML as a small tree, within bounds: no document type, no entities, nothing deeper or more than the limits say.
//!
//! What is read as an alert and what is verified is the same tree: nobody can show one to the reader and another to the signature.

mod chars;
mod decode;
mod parse;

use std::sync::Arc;

pub(crate) use chars::{is_white, may_stand};
pub(crate) use decode::decode;
pub(crate) use parse::parse;

use crate::rule::Place;

/// A document.
#[derive(Debug)]
pub(crate) struct Document {
    /// The instructions before the root, and after it.
    pub(crate) before: Vec<Instruction>,
    pub(crate) after: Vec<Instruction>,
    pub(crate) root: Element,
    /// The byte of the text where the end tag of the root begins, if it has one.
    pub(crate) end_tag: Option<usize>,
}

/// `<?target data?>`.
#[derive(Debug)]
pub(crate) struct Instruction {
    pub(crate) target: String,
    pub(crate) data: String,
}

/// An element.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) prefix: String,
    pub(crate) name: String,
    /// The namespace; empty for none.
    pub(crate) space: Arc<str>,
    /// The namespaces that are declared here, by prefix.
    pub(crate) declared: Vec<(String, Arc<str>)>,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) children: Vec<Node>,
    pub(crate) at: Place,
}

/// An attribute that declares no namespace.
#[derive(Debug)]
pub(crate) struct Attribute {
    pub(crate) prefix: String,
    pub(crate) name: String,
    pub(crate) space: Arc<str>,
    pub(crate) value: String,
}

/// What stands in an element. Comments are dropped: they are part of no text, and of nothing that is signed.
#[derive(Debug)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
    Instruction(Instruction),
}

impl Element {
    /// The elements in it.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| if let Node::Element(element) = node { Some(element) } else { None })
    }
    /// The text in it, without that of elements in it.
    pub(crate) fn text(&self) -> String {
        self.children
            .iter()
            .filter_map(|node| if let Node::Text(text) = node { Some(text.as_str()) } else { None })
            .collect()
    }
    /// The value of an attribute without prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|a| a.prefix.is_empty() && a.name == name).map(|a| a.value.as_str())
    }
    pub(crate) fn is(&self, space: &str, name: &str) -> bool {
        *self.space == *space && self.name == name
    }
}
