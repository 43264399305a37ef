//! The command line. Exit codes: 0 done, 1 failed (the reason on the error stream), 2 wrong use.

mod authority;
mod backup;
mod cap;
mod doctor;
mod exchange;
mod files;
mod institution;
mod keys;
mod lists;
mod migrate;
mod papers;
mod pfif;

use std::{fmt, net::SocketAddr, path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

pub use keys::sign_in_link;

use crate::{
    demo::Demo,
    logs, serve,
    site::{self, Where},
};

/// Why a command failed, in one sentence.
#[derive(Clone, Debug)]
pub struct Failed(String);

impl Failed {
    /// A reason.
    #[must_use]
    pub fn new(why: impl Into<String>) -> Self {
        Self(why.into())
    }
}
impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl<E: std::error::Error> From<E> for Failed {
    fn from(e: E) -> Self {
        let mut text = e.to_string();
        let mut cause = e.source();
        while let Some(c) = cause {
            text = format!("{text}: {c}");
            cause = c.source();
        }
        Self(text)
    }
}

/// People in the zone are asked, answer in one tap, and everyone they know is told.
#[derive(Debug, Parser)]
#[command(name = "rhizome", version, about, max_term_width = 110)]
#[command(after_help = "Example: rhizome demo        then open the address that it prints")]
struct Line {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Serve pages and API. Migrates the database by itself.
    #[command(
        after_help = "Example: rhizome serve --data /srv/rhizome --listen 127.0.0.1:8080 --admin-listen 127.0.0.1:9090"
    )]
    Serve(Serve),
    /// Play the night of 13 November 2015 as a drill, with invented people, and hand you one of them.
    #[command(after_help = "Example: rhizome demo --speed 60 --people 1000")]
    Demo(Demo),
    /// Make, list and end keys of the API; rotate the keys that seal what is kept.
    #[command(after_help = "Example: rhizome key create --data /srv/rhizome --role operator --name \"Claire D.\"")]
    Key(keys::Key),
    /// Add operators, and list them.
    #[command(after_help = "Example: rhizome operator add --data /srv/rhizome \"Claire D.\"")]
    Operator(keys::Operators),
    /// Give domains of the exchange with other registers to members of staff, list them, take them back.
    #[command(
        after_help = "Example: rhizome exchange give --data /srv/rhizome --name \"Croix-Rouge\" --domain example.org --reads --writes"
    )]
    Exchange(exchange::Exchange),
    /// Say for which institution members of staff speak, list them, take it back.
    #[command(
        after_help = "Example: rhizome institution add --data /srv/rhizome --name \"Ana D.\" --institution \"Hôpital de l'Exemple\""
    )]
    Institution(institution::Institution),
    /// Add institutions by their domains, list them, look at their proofs, say their keys and feeds, take them away.
    #[command(after_help = "Example: rhizome authority --data /srv/rhizome list")]
    Authority(authority::Authorities),
    /// Import lists.
    #[command(after_help = "Example: rhizome import people people.csv --data /srv/rhizome")]
    Import(lists::Import),
    /// Export what the operators may have: the audit, or the counts of an incident.
    #[command(after_help = "Example: rhizome export audit --data /srv/rhizome > audit.jsonl")]
    Export(lists::Export),
    /// Copy the database to a file while the server runs. The copy holds no key.
    #[command(after_help = "Example: rhizome backup --data /srv/rhizome /backups/2026-01-31.rhizome")]
    Backup(backup::Backup),
    /// Put a backup into an empty folder or database, and erase again who was erased since.
    #[command(
        after_help = "Example: rhizome restore --data /srv/rhizome-new --erasures /srv/rhizome/erasures /backups/2026-01-31.rhizome"
    )]
    Restore(backup::Restore),
    /// Look at folder, keys, database and settings, and say what is wrong.
    #[command(after_help = "Example: rhizome doctor --data /srv/rhizome")]
    Doctor(doctor::Doctor),
    /// Migrate the database, or say what that would do.
    #[command(after_help = "Example: rhizome migrate --plan --data /srv/rhizome")]
    Migrate(migrate::Migrate),
    /// Check, compare and convert files of the People Finder Interchange Format. Needs no server.
    #[command(after_help = "Example: rhizome pfif validate people.xml")]
    Pfif(pfif::Pfif),
    /// Check, sign and verify alerts of the Common Alerting Protocol. Needs no server.
    #[command(after_help = "Example: rhizome cap validate alert.xml")]
    Cap(cap::Cap),
    /// Print every setting with what it is for, as rhizome.example.toml.
    #[command(after_help = "Example: rhizome config-example > rhizome.toml")]
    ConfigExample,
    /// Print the OpenAPI document.
    #[command(after_help = "Example: rhizome openapi > openapi.json")]
    Openapi,
}

/// `rhizome serve`
#[derive(Debug, clap::Args)]
struct Serve {
    #[command(flatten)]
    at: Where,
    /// The address of pages and API.
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The address of /healthz, /readyz and /metrics. Never let it be reached from outside.
    #[arg(long, value_name = "ADDR:PORT")]
    admin_listen: Option<SocketAddr>,
    /// The settings (see `rhizome config-example`).
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Reads the command line, does it, and says how it went.
pub fn main() -> ExitCode {
    let line = Line::parse();
    logs::start(if matches!(line.verb, Verb::Serve(_)) { "info" } else { "warn" });
    let done = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Failed::from)
        .and_then(|runtime| runtime.block_on(run(line.verb)));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("rhizome: {why}");
            ExitCode::FAILURE
        }
    }
}

async fn run(verb: Verb) -> Result<(), Failed> {
    match verb {
        Verb::Serve(serve) => serve.run().await,
        Verb::Demo(demo) => demo.run().await,
        Verb::Key(key) => key.run().await,
        Verb::Operator(operators) => operators.run().await,
        Verb::Exchange(exchange) => exchange.run().await,
        Verb::Institution(institution) => institution.run().await,
        Verb::Authority(authorities) => authorities.run().await,
        Verb::Import(import) => import.run().await,
        Verb::Export(export) => export.run().await,
        Verb::Backup(backup) => backup.run().await,
        Verb::Restore(restore) => restore.run().await,
        Verb::Doctor(doctor) => doctor.run().await,
        Verb::Migrate(migrate) => migrate.run().await,
        Verb::Pfif(pfif) => pfif.run(),
        Verb::Cap(cap) => cap.run(),
        Verb::ConfigExample => papers::config_example(),
        Verb::Openapi => papers::openapi(),
    }
}

impl Serve {
    async fn run(self) -> Result<(), Failed> {
        let mut config = site::config(self.config.as_deref())?;
        if self.config.is_none() {
            config.public_url = format!("http://{}", self.listen);
        }
        let site = self.at.open(config).await?;
        let again =
            site.register().replay_erasures(site.folder.erased().map_err(Failed::from)?, site.clock.now()).await?;
        if again > 0 {
            tracing::warn!(people = again, "erased again after a restore");
        }
        let signals = serve::Signals::listen().map_err(Failed::from)?;
        let running = serve::start(&site, self.listen, self.admin_listen).await?;
        // Commands beside it print links: they are to lead here.
        let here =
            if self.config.is_none() { format!("http://{}", running.address) } else { site.config.public_url.clone() };
        if let Err(error) = site.folder.remember_public_url(&here) {
            tracing::warn!(%error, "the address is not remembered for later commands");
        }
        println!("listening on http://{}", running.address);
        signals.wait().await;
        running.stop().await;
        Ok(())
    }
}
