//! Files that commands read and write; `-` is what is piped in.

use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, BufWriter},
    path::{Path, PathBuf},
};

use super::Failed;

/// The documents that are checked, and how that is told.
#[derive(Debug, clap::Args)]
pub struct Checked {
    /// The documents; - for what is piped in.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// One JSON object a line: each rule that is broken, then each document.
    #[arg(long)]
    pub json: bool,
    /// Warnings count as errors.
    #[arg(long)]
    pub strict: bool,
}
impl Checked {
    /// How it went, with the documents that are not as they should be.
    pub fn ends(bad: &[String]) -> Result<(), Failed> {
        if bad.is_empty() { Ok(()) } else { Err(Failed::new(format!("not as it should be: {}", bad.join(", ")))) }
    }
}

pub fn is_pipe(file: &Path) -> bool {
    file == Path::new("-")
}
/// How a file is called in what is printed.
pub fn name(file: &Path) -> String {
    if is_pipe(file) { "<stdin>".to_owned() } else { file.display().to_string() }
}
pub fn open(file: &Path) -> Result<Box<dyn BufRead>, Failed> {
    if is_pipe(file) {
        return Ok(Box::new(io::stdin().lock()));
    }
    let opened = File::open(file).map_err(|e| Failed::new(format!("{}: {e}", file.display())))?;
    Ok(Box::new(BufReader::with_capacity(1 << 16, opened)))
}
/// Replaces a file once all is written, and leaves it alone otherwise.
pub fn replace<T>(
    to: &Path,
    write: impl FnOnce(BufWriter<File>) -> Result<(T, BufWriter<File>), Failed>,
) -> Result<T, Failed> {
    let mut part = to.as_os_str().to_owned();
    part.push(".part");
    let failed = |e: io::Error| Failed::new(format!("{}: {e}", to.display()));
    let begun = BufWriter::new(File::create(&part).map_err(failed)?);
    let done = write(begun).and_then(|(found, whole)| {
        whole.into_inner().map_err(|e| failed(e.into_error()))?.sync_all().map_err(failed)?;
        fs::rename(&part, to).map_err(failed)?;
        Ok(found)
    });
    if done.is_err() {
        // It may not be there; what went wrong is said already.
        let _ = fs::remove_file(&part);
    }
    done
}
