//! Signing.

use std::fmt;

use aws_lc_rs::digest;

use super::{
    DSIG, ENVELOPED, EXCLUSIVE, SHA256,
    c14n::{self, Mode},
    der::lines,
    keys::{Pin, SigningKey},
};
use crate::{
    Message,
    xml::{Element, Node, parse},
};

/// Why a document is not signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignError {
    /// It breaks rules: what an authority signs is in order.
    NotFine,
    /// It is not in UTF-8.
    NotUtf8,
    /// It is signed already.
    Signed,
    /// The certificate is not that of the key.
    OtherCertificate,
    /// The key refused.
    Key,
}
impl fmt::Display for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotFine => "the document breaks rules",
            Self::NotUtf8 => "the document is not in UTF-8",
            Self::Signed => "the document is signed already",
            Self::OtherCertificate => "the certificate is not that of the key",
            Self::Key => "the key cannot sign",
        })
    }
}
impl std::error::Error for SignError {}

/// The document with a signature at its end, over all of it: exclusive canonicalization, SHA-256. Not a byte of it changes. With a
/// certificate, that is sent along for those who keep several; nobody should believe it for being there.
///
/// # Errors
/// See [`SignError`].
///
/// ```no_run
/// let key = cap::SigningKey::read(&std::fs::read("key.pem")?)?;
/// let message = cap::Message::read(std::fs::File::open("alert.xml")?, &cap::Settings::default())?;
/// std::fs::write("signed.xml", cap::sign(&message, &key, None)?)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn sign(message: &Message, key: &SigningKey, certificate: Option<&Pin>) -> Result<String, SignError> {
    let (text, utf8, document) = message.parts();
    if !message.is_fine() {
        return Err(SignError::NotFine);
    }
    if !utf8 {
        return Err(SignError::NotUtf8);
    }
    if message.is_signed() {
        return Err(SignError::Signed);
    }
    if certificate.is_some_and(|pin| !key.belongs_to(pin)) {
        return Err(SignError::OtherCertificate);
    }
    let (before, after) = document.end_tag.and_then(|at| text.split_at_checked(at)).ok_or(SignError::NotFine)?;
    let canonical = c14n::document(document, None, &Mode::Exclusive(&[]));
    let digest = lines(digest::digest(&digest::SHA256, canonical.as_bytes()).as_ref());
    let info = format!(
        "<SignedInfo>\n<CanonicalizationMethod Algorithm=\"{EXCLUSIVE}\"/>\n<SignatureMethod Algorithm=\"{}\"/>\n\
         <Reference URI=\"\">\n<Transforms>\n<Transform Algorithm=\"{ENVELOPED}\"/>\n<Transform Algorithm=\"{EXCLUSIVE}\"/>\n\
         </Transforms>\n<DigestMethod Algorithm=\"{SHA256}\"/>\n<DigestValue>{digest}</DigestValue>\n</Reference>\n</SignedInfo>",
        key.kind().algorithm()
    );
    let value = lines(&key.sign(canonical_info(&info)?.as_bytes()).ok_or(SignError::Key)?);
    let bytes = certificate.and_then(Pin::certificate).map(lines);
    let keys = bytes.map_or_else(String::new, |certificate| {
        format!("<KeyInfo>\n<X509Data>\n<X509Certificate>{certificate}</X509Certificate>\n</X509Data>\n</KeyInfo>\n")
    });
    Ok(format!(
        "{before}<Signature xmlns=\"{DSIG}\">\n{info}\n<SignatureValue>{value}</SignatureValue>\n{keys}</Signature>{after}"
    ))
}

/// What is signed of a signature: the bytes that whoever verifies it will see.
fn canonical_info(info: &str) -> Result<String, SignError> {
    let alone = format!("<Signature xmlns=\"{DSIG}\">{info}</Signature>");
    let signature = parse(&alone, &crate::Limits::default()).map_err(|_| SignError::Key)?.root;
    let info = signature.children.iter().find_map(|node| if let Node::Element(e) = node { Some(e) } else { None });
    let around: [&Element; 1] = [&signature];
    Ok(c14n::element(info.ok_or(SignError::Key)?, &around, &Mode::Exclusive(&[])))
}
