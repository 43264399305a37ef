//! `rhizome pfif …`: files in the format of registers of missing people. Nothing of a server is touched.

use std::{
    io::{self, BufRead, BufWriter, Write},
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};
use kernel::{Clock as _, SystemClock};
use pfif::{Diff, Limits, Problem, Reader, Record, Report, Settings, Time, convert, diff, validate};
use serde_json::{Value, json};

use super::{
    Failed,
    files::{Checked, is_pipe, name, open, replace},
};

/// `rhizome pfif`
#[derive(Debug, Args)]
pub struct Pfif {
    #[command(subcommand)]
    verb: PfifVerb,
}

#[derive(Debug, Subcommand)]
enum PfifVerb {
    /// Check documents or Atom feeds of PFIF 1.1 to 1.4 against every rule. A line for each rule that is broken:
    /// FILE:LINE:COLUMN: SEVERITY RULE: what holds. Exit codes: 0 nothing worse than warnings, 1 errors, 2 wrong use.
    #[command(
        after_help = "Example: rhizome pfif validate people.xml\n         curl https://example.org/feed | rhizome pfif validate -"
    )]
    Validate {
        #[command(flatten)]
        checked: Checked,
        /// The time by which records have expired, as 2015-11-13T21:20:00Z; now, when it is left out.
        #[arg(long, value_parser = time)]
        at: Option<Time>,
    },
    /// Compare two documents, record by record and field by field, whatever their versions. Of records with one name the newest counts.
    /// Exit codes: 0 the same, 1 different or not readable, 2 wrong use.
    #[command(after_help = "Example: rhizome pfif diff monday.xml tuesday.xml --without entry_date")]
    Diff {
        /// The first; - for what is piped in.
        a: PathBuf,
        /// The second.
        b: PathBuf,
        /// One JSON object a line: each record that differs, then the counts.
        #[arg(long)]
        json: bool,
        /// Leave a field out. May be said several times.
        #[arg(long, value_name = "FIELD", value_parser = field)]
        without: Vec<String>,
    },
    /// Convert a document of any version, or a feed, to a document of PFIF 1.4. What is wrong with it is told on the error stream.
    /// Exit codes: 0 all of it, 1 something was left out or it could not be read, 2 wrong use.
    #[command(after_help = "Example: rhizome pfif convert old.xml -o new.xml")]
    Convert {
        /// The document; - for what is piped in.
        file: PathBuf,
        /// Where to; by itself it is printed. The file is replaced once all is written.
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

fn time(text: &str) -> Result<Time, String> {
    Time::parse(text).ok_or_else(|| "a time in UTC is like 2015-11-13T21:20:00Z".to_owned())
}
fn field(name: &str) -> Result<String, String> {
    let known = [pfif::Kind::Person, pfif::Kind::Note].iter().any(|kind| kind.fields().contains(&name));
    if known { Ok(name.to_owned()) } else { Err("PFIF 1.4 has no such field".to_owned()) }
}

impl Pfif {
    /// Does it.
    pub fn run(self) -> Result<(), Failed> {
        match self.verb {
            PfifVerb::Validate { checked, at } => check(&checked, at.or_else(now)),
            PfifVerb::Diff { a, b, json, without } => compare(&a, &b, json, &without),
            PfifVerb::Convert { file, output } => renew(&file, output.as_deref()),
        }
    }
}

fn now() -> Option<Time> {
    Time::of_unix(SystemClock.now().0.div_euclid(1_000_000))
}

fn problem_json(file: &str, p: &Problem) -> Value {
    json!({
        "file": file, "line": p.line, "column": p.column, "severity": p.severity().as_str(), "rule": p.rule.code(),
        "field": p.field, "record": p.record, "says": p.rule.says(),
    })
}
fn report_json(file: &str, r: &Report) -> Value {
    json!({
        "file": file, "version": r.version.map(pfif::Version::as_str), "persons": r.persons, "notes": r.notes, "refused": r.refused,
        "errors": r.errors, "warnings": r.warnings, "whole": r.whole,
    })
}

fn check(checked: &Checked, now: Option<Time>) -> Result<(), Failed> {
    let Checked { files, json, strict } = checked;
    let mut out = BufWriter::new(io::stdout().lock());
    let settings = Settings { now, ..Settings::default() };
    let mut bad = Vec::new();
    for file in files {
        let input = open(file)?;
        let file = name(file);
        // A pipe that is closed on the other side ends the printing; the checking goes on to its exit code.
        let mut printed = Ok(());
        let report = validate(input, &settings, |problem| {
            if printed.is_ok() {
                printed = if *json {
                    writeln!(out, "{}", problem_json(&file, problem))
                } else {
                    writeln!(out, "{file}:{problem}")
                };
            }
        });
        let report = report.map_err(|e| Failed::new(format!("{file}: {e}")))?;
        printed.map_err(Failed::from)?;
        let (errors, warnings) = (report.errors, report.warnings);
        if *json {
            writeln!(out, "{}", report_json(&file, &report)).map_err(Failed::from)?;
        } else {
            let version = report.version.map_or("no PFIF".to_owned(), |v| format!("PFIF {v}"));
            let (persons, notes, refused) = (report.persons, report.notes, report.refused);
            writeln!(
                out,
                "{file}: {version}, {persons} persons, {notes} notes, {refused} left out, {errors} errors, {warnings} warnings"
            )
            .map_err(Failed::from)?;
        }
        if !report.is_fine() || (*strict && warnings > 0) {
            bad.push(file);
        }
    }
    out.flush().map_err(Failed::from)?;
    Checked::ends(&bad)
}

/// The records of a document that can be used.
fn records(file: &Path) -> Result<Vec<Record>, Failed> {
    let (mut found, mut left_out) = (Vec::new(), 0_u64);
    for item in Reader::new(open(file)?) {
        let item = item.map_err(|stop| Failed::new(format!("{}:{stop}", name(file))))?;
        let error = item.problems.iter().any(|p| p.severity() > pfif::Severity::Warning);
        left_out += u64::from(item.record.is_none() && error);
        found.extend(item.record);
    }
    if left_out > 0 {
        eprintln!("{}: {left_out} records cannot be read and are not compared (see rhizome pfif validate)", name(file));
    }
    Ok(found)
}

fn compare(a: &Path, b: &Path, json: bool, without: &[String]) -> Result<(), Failed> {
    if is_pipe(a) && is_pipe(b) {
        return Err(Failed::new("only one of the two can be piped in"));
    }
    let without: Vec<&str> = without.iter().map(String::as_str).collect();
    let found = diff(records(a)?, records(b)?, &without);
    let mut out = BufWriter::new(io::stdout().lock());
    let printed = if json { print_json(&found, &mut out) } else { print(&found, &mut out) };
    printed.and_then(|()| out.flush()).map_err(Failed::from)?;
    if found.is_empty() { Ok(()) } else { Err(Failed::new("they differ")) }
}

fn print(found: &Diff, out: &mut impl Write) -> io::Result<()> {
    for (sign, list) in [("-", &found.removed), ("+", &found.added)] {
        for (kind, id) in list {
            writeln!(out, "{sign} {} {}", kind.as_str(), id.as_str().escape_debug())?;
        }
    }
    for changed in &found.changed {
        writeln!(out, "~ {} {}", changed.kind.as_str(), changed.id.as_str().escape_debug())?;
        for field in &changed.fields {
            writeln!(out, "    {}: {:?} -> {:?}", field.field, field.before, field.after)?;
        }
    }
    let (removed, added, changed) = (found.removed.len(), found.added.len(), found.changed.len());
    writeln!(out, "{removed} removed, {added} added, {changed} changed, {} the same", found.same)
}

fn print_json(found: &Diff, out: &mut impl Write) -> io::Result<()> {
    for (change, list) in [("removed", &found.removed), ("added", &found.added)] {
        for (kind, id) in list {
            writeln!(out, "{}", json!({ "change": change, "kind": kind.as_str(), "id": id.as_str() }))?;
        }
    }
    for changed in &found.changed {
        let fields: Vec<_> =
            changed.fields.iter().map(|f| json!({ "field": f.field, "before": f.before, "after": f.after })).collect();
        let (kind, id) = (changed.kind.as_str(), changed.id.as_str());
        writeln!(out, "{}", json!({ "change": "changed", "kind": kind, "id": id, "fields": fields }))?;
    }
    let (removed, added, changed) = (found.removed.len(), found.added.len(), found.changed.len());
    writeln!(out, "{}", json!({ "removed": removed, "added": added, "changed": changed, "same": found.same }))
}

fn renew(file: &Path, output: Option<&Path>) -> Result<(), Failed> {
    let input = open(file)?;
    let shown = name(file);
    let tell = |problem: &Problem| eprintln!("{shown}:{problem}");
    let report = match output {
        None => written(input, BufWriter::new(io::stdout().lock()), &shown, tell)?.0,
        Some(to) => replace(to, |begun| written(input, begun, &shown, tell))?,
    };
    if report.is_fine() {
        return Ok(());
    }
    Err(Failed::new(format!("{shown}: converted, without what is told as an error ({} records)", report.refused)))
}

fn written<W: Write>(
    input: impl BufRead,
    output: W,
    shown: &str,
    tell: impl FnMut(&Problem),
) -> Result<(Report, W), Failed> {
    convert(input, output, Limits::default(), tell).map_err(|e| Failed::new(format!("{shown}:{e}")))
}
