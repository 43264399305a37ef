//! Enveloped XML signatures (CAP 1.2, 3.3.4.1; XML Signature Syntax and Processing 1.1).
//!
//! One form alone is made and believed: a Signature in the alert, over the whole document without it, by RSA or ECDSA with SHA-256. Whose
//! it is, is never learnt from the document.

mod c14n;
mod certificate;
mod der;
mod keys;
mod make;
mod shape;
mod unverified;
mod verify;

pub use keys::{KeyError, KeyKind, Pin, SigningKey};
pub use make::{SignError, sign};
pub use unverified::{Piece, Unverified};
pub use verify::Verified;
pub(crate) use verify::verify;

use crate::xml::{Element, Node};

/// The namespace of signatures.
pub(crate) const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";

/// Exclusive canonicalization without comments (Exclusive XML Canonicalization 1.0).
pub(crate) const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
/// The signature itself is no part of what is signed (XML Signature 1.1, 6.6.4).
const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
/// SHA-256 (XML Encryption 1.1, 5.8.2).
const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";
/// RSA PKCS#1 1.5 with SHA-256 (RFC 6931, 2.3.2).
const RSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
/// ECDSA with SHA-256 (RFC 6931, 2.3.6).
const ECDSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";

/// How many signatures there are, wherever they stand.
pub(crate) fn signatures(element: &Element) -> usize {
    let inside = |node: &Node| if let Node::Element(inside) = node { signatures(inside) } else { 0 };
    usize::from(element.is(DSIG, "Signature")) + element.children.iter().map(inside).sum::<usize>()
}
