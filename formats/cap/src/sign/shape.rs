//! What a signature says of itself (XML Signature 1.1, 4). One shape is taken, all others are refused by name.

use super::{
    DSIG, ECDSA_SHA256, ENVELOPED, EXCLUSIVE, KeyKind, RSA_SHA256, SHA256,
    der::base64,
    signatures,
    unverified::{Piece, Unverified},
};
use crate::xml::{Document, Element, Node, is_white};

/// A signature that can be looked at.
pub(super) struct Shape<'a> {
    pub(super) element: &'a Element,
    pub(super) info: &'a Element,
    /// The prefixes that are written though they are not used, for what is signed of the signature.
    pub(super) info_prefixes: Vec<String>,
    /// The same for the document; nothing when it is made canonical as a whole, by Canonical XML 1.0 (XML Signature 1.1, 4.4.3.2).
    pub(super) document_prefixes: Option<Vec<String>>,
    pub(super) kind: KeyKind,
    pub(super) digest: Vec<u8>,
    pub(super) value: Vec<u8>,
}

/// The signature of a document, if it is one that is taken.
pub(super) fn of(document: &Document) -> Result<Shape<'_>, Unverified> {
    let root = &document.root;
    match signatures(root) {
        0 => return Err(Unverified::None),
        1 => {}
        _ => return Err(Unverified::Several),
    }
    let element = root.elements().find(|e| e.is(DSIG, "Signature")).ok_or(Unverified::Misplaced)?;
    let mut parts = children(element)?.into_iter();
    let info = parts.next().filter(|e| e.name == "SignedInfo").ok_or(Unverified::Shape)?;
    let value = parts.next().filter(|e| e.name == "SignatureValue").ok_or(Unverified::Shape)?;
    // Keys that a document brings, and objects that nothing refers to, are not looked at.
    if !parts.all(|e| e.name == "KeyInfo" || e.name == "Object") {
        return Err(Unverified::Shape);
    }
    let [canonicalization, method, reference] =
        exactly(info, ["CanonicalizationMethod", "SignatureMethod", "Reference"])?;
    let info_prefixes = exclusive(canonicalization, Piece::Canonicalization)?;
    let kind = match algorithm(method)? {
        RSA_SHA256 => KeyKind::Rsa,
        ECDSA_SHA256 => KeyKind::Ecdsa,
        other => return Err(Unverified::algorithm(Piece::Signature, other)),
    };
    if reference.attribute("URI") != Some("") {
        return Err(Unverified::Part);
    }
    let [transforms, digest_method, digest] = exactly(reference, ["Transforms", "DigestMethod", "DigestValue"])?;
    match algorithm(digest_method)? {
        SHA256 => {}
        other => return Err(Unverified::algorithm(Piece::Digest, other)),
    }
    let document_prefixes = transformed(transforms)?;
    if !children(method)?.is_empty() || !children(digest_method)?.is_empty() {
        return Err(Unverified::Shape);
    }
    let (digest, value) = (bytes(digest)?, bytes(value)?);
    Ok(Shape { element, info, info_prefixes, document_prefixes, kind, digest, value })
}

/// The signature is taken out of the document, which is then made canonical.
fn transformed(transforms: &Element) -> Result<Option<Vec<String>>, Unverified> {
    let list = children(transforms)?;
    if list.iter().any(|transform| transform.name != "Transform") {
        return Err(Unverified::Shape);
    }
    for transform in &list {
        let address = algorithm(transform)?;
        if address != ENVELOPED && address != EXCLUSIVE {
            return Err(Unverified::algorithm(Piece::Transform, address));
        }
    }
    match list.as_slice() {
        [first] if algorithm(first)? == ENVELOPED && children(first)?.is_empty() => Ok(None),
        [first, then]
            if algorithm(first)? == ENVELOPED && algorithm(then)? == EXCLUSIVE && children(first)?.is_empty() =>
        {
            exclusive(then, Piece::Transform).map(Some)
        }
        _ => Err(Unverified::Shape),
    }
}

/// Exclusive canonicalization, with its list of prefixes (Exclusive XML Canonicalization 1.0, 4).
fn exclusive(element: &Element, piece: Piece) -> Result<Vec<String>, Unverified> {
    match algorithm(element)? {
        EXCLUSIVE => {}
        other => return Err(Unverified::algorithm(piece, other)),
    }
    let inside: Vec<&Element> = elements(element)?;
    match inside.as_slice() {
        [] => Ok(Vec::new()),
        [list] if list.is(EXCLUSIVE, "InclusiveNamespaces") && elements(list)?.is_empty() => {
            let prefixes = list.attribute("PrefixList").unwrap_or_default();
            Ok(prefixes.split(is_white).filter(|prefix| !prefix.is_empty()).map(str::to_owned).collect())
        }
        _ => Err(Unverified::Shape),
    }
}

fn algorithm(element: &Element) -> Result<&str, Unverified> {
    element.attribute("Algorithm").ok_or(Unverified::Shape)
}

/// The elements in an element that holds no text.
fn elements(element: &Element) -> Result<Vec<&Element>, Unverified> {
    let stray = |node: &Node| matches!(node, Node::Text(text) if !text.chars().all(is_white));
    if element.children.iter().any(stray) { Err(Unverified::Shape) } else { Ok(element.elements().collect()) }
}
/// The same, where all are of the namespace of signatures.
fn children(element: &Element) -> Result<Vec<&Element>, Unverified> {
    let found = elements(element)?;
    if found.iter().all(|e| *e.space == *DSIG) { Ok(found) } else { Err(Unverified::Shape) }
}
/// The same, where they are these and no others.
fn exactly<'a>(element: &'a Element, names: [&str; 3]) -> Result<[&'a Element; 3], Unverified> {
    let found: [&Element; 3] = children(element)?.try_into().map_err(|_| Unverified::Shape)?;
    if found.iter().zip(names).all(|(e, name)| e.name == name) { Ok(found) } else { Err(Unverified::Shape) }
}

fn bytes(element: &Element) -> Result<Vec<u8>, Unverified> {
    let alone = element.elements().next().is_none();
    base64(&element.text()).filter(|_| alone).ok_or(Unverified::Shape)
}
