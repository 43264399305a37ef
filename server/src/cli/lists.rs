//! `rhizome import …` and `rhizome export …`

use std::{io::Write as _, path::PathBuf};

use clap::{Args, Subcommand};
use kernel::IncidentId;

use super::Failed;
use crate::site::{Where, config};

/// `rhizome import`
#[derive(Debug, Args)]
pub struct Import {
    #[command(subcommand)]
    verb: ImportVerb,
}

#[derive(Debug, Subcommand)]
enum ImportVerb {
    /// People with their contacts and places, from a CSV file with a line of titles:
    /// name, email, phone, lang, home_lat, home_lon, home_cell, work_lat …, school_lat …
    #[command(after_help = "Example: rhizome import people people.csv --data /srv/rhizome")]
    People {
        /// The file.
        file: PathBuf,
        #[command(flatten)]
        at: Where,
    },
    /// Stations, squares, town halls, from a GeoJSON FeatureCollection of points with a `name` each; `kind` (station, square, town-hall,
    /// hospital, sight) and `area` if they like. They take the place of those that come with the program.
    #[command(after_help = "Example: rhizome import landmarks lyon.geojson --data /srv/rhizome")]
    Landmarks {
        /// The file.
        file: PathBuf,
        /// Forget those that were imported before.
        #[arg(long)]
        instead: bool,
        #[command(flatten)]
        at: Where,
    },
}

/// `rhizome export`
#[derive(Debug, Args)]
pub struct Export {
    #[command(subcommand)]
    verb: ExportVerb,
}

#[derive(Debug, Subcommand)]
enum ExportVerb {
    /// Who did what, one JSON object a line, the oldest first.
    #[command(after_help = "Example: rhizome export audit --data /srv/rhizome > audit.jsonl")]
    Audit {
        #[command(flatten)]
        at: Where,
    },
    /// The counts and the curve of an incident, and what came of its doors (people hosted per offer, time from request to address), as JSON.
    /// Nobody is named.
    #[command(after_help = "Example: rhizome export counts --data /srv/rhizome 0199a3b2-…")]
    Counts {
        /// The incident.
        incident: IncidentId,
        #[command(flatten)]
        at: Where,
    },
}

impl Import {
    /// Does it.
    pub async fn run(self) -> Result<(), Failed> {
        match self.verb {
            ImportVerb::People { file, at } => people(file, at).await,
            ImportVerb::Landmarks { file, instead, at } => landmarks(file, instead, at).await,
        }
    }
}

async fn people(file: PathBuf, at: Where) -> Result<(), Failed> {
    let name = file.display().to_string();
    let input = std::fs::File::open(&file).map_err(|e| Failed::new(format!("{name}: {e}")))?;
    let site = at.open(config(None)?).await?;
    let importing = people::Importing {
        register: site.register(),
        clock: site.clock.clone(),
        resolution: site.config.cell_resolution,
        lang: kernel::Lang::Fr,
    };
    let progress = |report: &people::Report| {
        if report.rows.is_multiple_of(100_000) {
            eprintln!("{} lines", report.rows);
        }
    };
    let report = people::import_csv(input, &importing, progress).await.map_err(|e| Failed::new(words(&e)))?;
    site.store.close().await;
    for bad in &report.bad {
        println!("{name}:{}: {}", bad.line, bad.reason);
    }
    println!("{} people imported, {} known already, {} lines refused", report.new, report.known, report.bad_count);
    Ok(())
}

async fn landmarks(file: PathBuf, instead: bool, at: Where) -> Result<(), Failed> {
    let name = file.display().to_string();
    let text = std::fs::read_to_string(&file).map_err(|e| Failed::new(format!("{name}: {e}")))?;
    let all = places::landmark::parse_geojson(&text).map_err(|bad| {
        let lines: Vec<String> = bad.iter().map(|b| format!("{name}: {b}")).collect();
        Failed::new(format!("nothing was imported\n{}", lines.join("\n")))
    })?;
    let site = at.open(config(None)?).await?;
    web::landmarks::import(&site.store, &all, instead).await?;
    site.store.close().await;
    println!("{} landmarks imported", all.len());
    Ok(())
}

impl Export {
    /// Does it.
    pub async fn run(self) -> Result<(), Failed> {
        let mut out = std::io::BufWriter::new(std::io::stdout());
        match self.verb {
            ExportVerb::Audit { at } => {
                let site = at.open(config(None)?).await?;
                let register = site.register();
                let mut lines = Vec::new();
                let mut before = None;
                loop {
                    let page = register.audit_before(before, 1000).await?;
                    let Some(last) = page.last() else { break };
                    before = Some(last.id);
                    lines.extend(page);
                }
                for line in lines.iter().rev() {
                    writeln!(out, "{}", line.to_json()).map_err(Failed::from)?;
                }
                site.store.close().await;
            }
            ExportVerb::Counts { incident, at } => {
                let site = at.open(config(None)?).await?;
                let tally = register::Tally::load(site.register()).await?;
                let doors = doors::store::measure::count(&site.store, incident).await?;
                let mut after = serde_json::to_value(tally.counts(incident)).map_err(Failed::from)?;
                if let Some(all) = after.as_object_mut() {
                    let doors = doors::acts::figures::measured(&doors);
                    all.insert("doors".to_owned(), serde_json::to_value(doors).map_err(Failed::from)?);
                }
                let text = serde_json::to_string_pretty(&after).map_err(Failed::from)?;
                writeln!(out, "{text}").map_err(Failed::from)?;
                site.store.close().await;
            }
        }
        out.flush().map_err(Failed::from)
    }
}

/// A failure in words, for the terminal.
pub fn words(failure: &web::Failure) -> String {
    let say = web::Words::default().in_lang(kernel::Lang::En);
    let problem = failure.problem(&say, None);
    let text = |name: &str| problem.get(name).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    [text("title"), text("detail"), text("next")].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" ")
}
