//! `rhizome cap …`: alerts of authorities. Nothing of a server is touched.

use std::{
    fs,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use cap::{
    Alert, Level, LinkFault, Message, Pin, Problem, Settings, SigningKey, Stop, Time, Unverified, check_references,
    sign,
};
use clap::{Args, Subcommand};
use kernel::{Clock as _, SystemClock};
use serde_json::{Value, json};

use super::{
    Failed,
    files::{Checked, name, open, replace},
};

/// `rhizome cap`
#[derive(Debug, Args)]
pub struct Cap {
    #[command(subcommand)]
    verb: CapVerb,
}

#[derive(Debug, Subcommand)]
enum CapVerb {
    /// Check alerts of CAP 1.0, 1.1 or 1.2 against every rule. A line for each rule that is broken:
    /// FILE:LINE:COLUMN: LEVEL RULE: ELEMENT: what holds. Exit codes: 0 nothing worse than warnings, 1 errors, 2 wrong use.
    #[command(
        after_help = "Example: rhizome cap validate alert.xml\n         rhizome cap validate cancel.xml --known alert.xml"
    )]
    Validate {
        #[command(flatten)]
        checked: Checked,
        /// An earlier message: with these, what the documents refer to is checked too. May be said several times.
        #[arg(long, value_name = "FILE")]
        known: Vec<PathBuf>,
        /// The time by which messages come from the future, as 2015-11-13T22:20:00+01:00; now, when it is left out.
        #[arg(long, value_parser = time)]
        at: Option<Time>,
    },
    /// Sign an alert that breaks no rule, over all of it (exclusive canonicalization, SHA-256; RSA or ECDSA on P-256 as the key is).
    /// Exit codes: 0 signed, 1 not signed, 2 wrong use.
    #[command(after_help = "Example: rhizome cap sign alert.xml --key key.pem --certificate cert.pem -o signed.xml")]
    Sign {
        /// The document; - for what is piped in.
        file: PathBuf,
        /// The private key, in PEM or DER, not encrypted.
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        /// A certificate of that key, to be sent along.
        #[arg(long, value_name = "FILE")]
        certificate: Option<PathBuf>,
        /// Where to; by itself it is printed. The file is replaced once all is written.
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Verify that an alert is signed with a key that is pinned for its authority. Keys found in the document are never believed.
    /// Exit codes: 0 verified, 1 not verified (with the reason), 2 wrong use.
    #[command(after_help = "Example: rhizome cap verify signed.xml --pin authority.pem")]
    Verify {
        /// The document; - for what is piped in.
        file: PathBuf,
        /// A certificate or a public key of the authority, in PEM or DER, got by another way than the document. May be said several times.
        #[arg(long, value_name = "FILE", required = true)]
        pin: Vec<PathBuf>,
        /// One JSON object.
        #[arg(long)]
        json: bool,
        /// The time at which the certificate must be valid, as 2015-11-13T22:20:00+01:00; now, when it is left out.
        #[arg(long, value_parser = time)]
        at: Option<Time>,
    },
}

fn time(text: &str) -> Result<Time, String> {
    Time::parse(text).ok_or_else(|| "a time is like 2015-11-13T22:20:00+01:00".to_owned())
}
fn now() -> Option<Time> {
    Time::new(SystemClock.now().0.div_euclid(1_000_000), 0)
}

impl Cap {
    /// Does it.
    pub fn run(self) -> Result<(), Failed> {
        match self.verb {
            CapVerb::Validate { checked, known, at } => {
                let settings = Settings { now: at.or_else(now), ..Settings::default() };
                validate(&checked, &known, &settings)
            }
            CapVerb::Sign { file, key, certificate, output } => {
                signed(&file, &key, certificate.as_deref(), output.as_deref())
            }
            CapVerb::Verify { file, pin, json, at } => verify(&file, &pin, json, at.or_else(now)),
        }
    }
}

/// A document, or what ends its reading.
fn read(file: &Path, settings: &Settings) -> Result<Result<Message, Problem>, Failed> {
    match Message::read(open(file)?, settings) {
        Ok(message) => Ok(Ok(message)),
        Err(Stop::Document(problem)) => Ok(Err(problem)),
        Err(Stop::Io(e)) => Err(Failed::new(format!("{}: {e}", name(file)))),
    }
}
/// One that can be understood.
fn understood(file: &Path, settings: &Settings) -> Result<Message, Failed> {
    read(file, settings)?.map_err(|problem| Failed::new(format!("{}:{problem}", name(file))))
}

/// What a document is found to be.
#[derive(Default)]
struct Found {
    problems: Vec<Problem>,
    links: Vec<LinkFault>,
    version: Option<String>,
    signed: bool,
    errors: usize,
    warnings: usize,
}
impl Found {
    fn of(read: Result<Message, Problem>, known: &[Alert]) -> Self {
        let mut found = Self::default();
        match read {
            Ok(message) => {
                found.problems = message.problems().to_vec();
                (found.version, found.signed) = (Some(message.version().to_string()), message.is_signed());
                let known: Vec<&Alert> = known.iter().collect();
                if let (Some(alert), false) = (message.alert(), known.is_empty()) {
                    found.links = check_references(alert, &known);
                }
            }
            Err(problem) => found.problems = vec![problem],
        }
        let levels = found.problems.iter().map(|p| p.rule.level()).chain(found.links.iter().map(|l| l.link.level()));
        let (warnings, errors): (Vec<_>, Vec<_>) = levels.partition(|level| *level == Level::Warning);
        (found.errors, found.warnings) = (errors.len(), warnings.len());
        found
    }
    fn print(&self, file: &str, out: &mut impl Write) -> io::Result<()> {
        for problem in &self.problems {
            writeln!(out, "{file}:{problem}")?;
        }
        for LinkFault { link, about } in &self.links {
            writeln!(out, "{file}: {} {link}: references: {}", link.level(), about.to_string().escape_debug())?;
        }
        let version = self.version.as_ref().map_or("no CAP".to_owned(), |v| format!("CAP {v}"));
        let signed = if self.signed { "signed" } else { "not signed" };
        writeln!(out, "{file}: {version}, {signed}, {} errors, {} warnings", self.errors, self.warnings)
    }
    fn print_json(&self, file: &str, out: &mut impl Write) -> io::Result<()> {
        for p in &self.problems {
            let line = json!({
                "file": file, "line": p.line, "column": p.column, "level": p.rule.level().to_string(), "rule": p.rule.code(),
                "element": p.element, "says": p.rule.says(), "source": p.rule.source(),
            });
            writeln!(out, "{line}")?;
        }
        for LinkFault { link, about } in &self.links {
            let line = json!({
                "file": file, "level": link.level().to_string(), "rule": link.code(), "element": "references", "about": about.to_string(),
            });
            writeln!(out, "{line}")?;
        }
        let (errors, warnings) = (self.errors, self.warnings);
        let line = json!({ "file": file, "version": self.version, "signed": self.signed, "errors": errors, "warnings": warnings });
        writeln!(out, "{line}")
    }
}

fn validate(checked: &Checked, known: &[PathBuf], settings: &Settings) -> Result<(), Failed> {
    let Checked { files, json, strict } = checked;
    let mut earlier = Vec::new();
    for file in known {
        let alert = understood(file, settings)?.into_alert();
        earlier.push(alert.ok_or_else(|| Failed::new(format!("{}: no alert that can be understood", name(file))))?);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let mut bad = Vec::new();
    for file in files {
        let found = Found::of(read(file, settings)?, &earlier);
        let file = name(file);
        if *json { found.print_json(&file, &mut out) } else { found.print(&file, &mut out) }.map_err(Failed::from)?;
        if found.errors > 0 || (*strict && found.warnings > 0) {
            bad.push(file);
        }
    }
    out.flush().map_err(Failed::from)?;
    Checked::ends(&bad)
}

/// A file of keys. They are small.
fn keys<T>(file: &Path, read: impl FnOnce(&[u8]) -> Result<T, cap::KeyError>) -> Result<T, Failed> {
    let bytes = fs::read(file).map_err(|e| Failed::new(format!("{}: {e}", file.display())))?;
    read(&bytes).map_err(|e| Failed::new(format!("{}: {e}", file.display())))
}

fn signed(file: &Path, key: &Path, certificate: Option<&Path>, output: Option<&Path>) -> Result<(), Failed> {
    let key = keys(key, SigningKey::read)?;
    let pins = certificate.map(|file| keys(file, Pin::read)).transpose()?.unwrap_or_default();
    let message = understood(file, &Settings::default())?;
    for problem in message.problems().iter().filter(|p| p.is_error()) {
        eprintln!("{}:{problem}", name(file));
    }
    let text = sign(&message, &key, pins.first()).map_err(|e| Failed::new(format!("{}: {e}", name(file))))?;
    let Some(to) = output else {
        return io::stdout().lock().write_all(text.as_bytes()).map_err(Failed::from);
    };
    replace(to, |mut out| {
        out.write_all(text.as_bytes()).map_err(Failed::from)?;
        Ok(((), out))
    })
}

fn verify(file: &Path, pins: &[PathBuf], json: bool, at: Option<Time>) -> Result<(), Failed> {
    let mut keys_of = Vec::new();
    for file in pins {
        keys_of.extend(keys(file, Pin::read)?);
    }
    let message = understood(file, &Settings::default())?;
    let found = message.verify(&keys_of, at);
    let key = found.as_ref().ok().and_then(|found| keys_of.get(found.pin)).map(Pin::fingerprint);
    let shown = name(file);
    if json {
        let why = found.as_ref().err().map(Unverified::code);
        let says = found.as_ref().err().map(ToString::to_string);
        let line: Value = json!({ "file": shown, "verified": found.is_ok(), "key": key, "why": why, "says": says });
        println!("{line}");
    } else if let Some(key) = &key {
        println!("{shown}: signed with the pinned key {key}");
    }
    found.map(drop).map_err(|why| Failed::new(format!("{shown}: not verified: {}: {why}", why.code())))
}
