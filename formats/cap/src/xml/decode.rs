//! Bytes to text.

use crate::{
    Rule,
    rule::{Place, Problem},
};

/// The text of a document, without a mark at its beginning, and whether it was UTF-8.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<(String, bool), Problem> {
    let refused = |line| Problem::at(Rule::Encoding, Place { line, column: 1 }, None);
    let wide: Option<fn([u8; 2]) -> u16> = match bytes.as_slice() {
        [0xfe, 0xff, ..] => Some(u16::from_be_bytes),
        [0xff, 0xfe, ..] => Some(u16::from_le_bytes),
        _ => None,
    };
    if let Some(unit) = wide {
        let pairs = bytes.get(2..).unwrap_or_default().chunks(2);
        let units: Option<Vec<u16>> = pairs.map(|pair| pair.try_into().ok().map(unit)).collect();
        let text = units.and_then(|units| String::from_utf16(&units).ok()).ok_or_else(|| refused(1))?;
        return match declared(text.as_bytes()).as_deref() {
            None | Some("utf-16") => Ok((text, false)),
            Some(_) => Err(refused(1)),
        };
    }
    let marked = bytes.starts_with(&[0xef, 0xbb, 0xbf]);
    let bytes = if marked { bytes.get(3..).unwrap_or_default().to_vec() } else { bytes };
    match declared(&bytes).as_deref() {
        None | Some("utf-8" | "us-ascii") => {}
        // Each byte is the character of that number.
        Some("iso-8859-1") if !marked => return Ok((bytes.into_iter().map(char::from).collect(), false)),
        Some(_) => return Err(refused(1)),
    }
    String::from_utf8(bytes).map(|text| (text, true)).map_err(|e| {
        let until = e.as_bytes().get(..e.utf8_error().valid_up_to()).unwrap_or_default();
        refused(u64::try_from(until.split(|b| *b == b'\n').count()).unwrap_or(1))
    })
}

/// The encoding that a document says it is in, in lower case.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(200)).unwrap_or_default();
    let declaration = head.strip_prefix(b"<?xml")?.split(|b| *b == b'>').next()?;
    let text: String = declaration.iter().map(|b| char::from(b.to_ascii_lowercase())).collect();
    let value = text.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value.get(1..)?.split(quote).next().map(str::to_owned)
}
