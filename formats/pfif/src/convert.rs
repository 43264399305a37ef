//! From any version, or a feed, to a document of 1.4.

use std::{
    fmt,
    io::{BufRead, Write},
};

use crate::{
    read::{Limits, Reader},
    rule::{Problem, Stop},
    validate::Report,
    write::{WriteError, Writer},
};

/// Why a document is not converted to its end. What was converted before is written.
#[derive(Debug)]
pub enum ConvertError {
    /// It cannot be read on.
    Read(Stop),
    /// It cannot be written.
    Write(WriteError),
}
impl fmt::Display for ConvertError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(e) => e.fmt(f),
            Self::Write(e) => e.fmt(f),
        }
    }
}
impl std::error::Error for ConvertError {}
impl From<Stop> for ConvertError {
    fn from(e: Stop) -> Self {
        Self::Read(e)
    }
}
impl From<WriteError> for ConvertError {
    fn from(e: WriteError) -> Self {
        Self::Write(e)
    }
}

/// Converts a document or a feed to a document of PFIF 1.4, record by record, and tells what is wrong with it on the way. What is left out
/// is told as an error. Memory is bounded by the limits.
///
/// # Errors
/// See [`ConvertError`].
pub fn convert<W: Write>(
    input: impl BufRead,
    output: W,
    limits: Limits,
    mut tell: impl FnMut(&Problem),
) -> Result<(Report, W), ConvertError> {
    let mut reader = Reader::with(input, limits);
    let mut writer = Writer::document(output);
    let mut report = Report::default();
    for item in reader.by_ref() {
        let item = item?;
        report.count_item(&item);
        for problem in &item.problems {
            report.count(problem);
            tell(problem);
        }
        if let Some(record) = &item.record {
            writer.record(record)?;
        }
    }
    (report.version, report.whole) = (reader.version(), true);
    Ok((report, writer.finish()?))
}
