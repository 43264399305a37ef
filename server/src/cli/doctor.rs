//! `rhizome doctor`

use std::{os::unix::fs::PermissionsExt, path::PathBuf, sync::Arc};

use clap::Args;
use kernel::{Clock, OsDice, SystemClock};
use store::{Folder, Seal};
use web::Config;

use super::Failed;
use crate::site::{self, Site, Where};

/// `rhizome doctor`
#[derive(Debug, Args)]
pub struct Doctor {
    #[command(flatten)]
    at: Where,
    /// The settings to look at.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

struct Report {
    wrong: usize,
}

impl Report {
    fn say(&mut self, what: &str, found: Result<String, String>) {
        match found {
            Ok(text) => println!("ok     {what}: {text}"),
            Err(text) => {
                self.wrong += 1;
                println!("WRONG  {what}: {text}");
            }
        }
    }
}

impl Doctor {
    /// Looks, and says.
    pub async fn run(self) -> Result<(), Failed> {
        let mut report = Report { wrong: 0 };
        let config = site::config(self.config.as_deref());
        report.say("settings", config.as_ref().map(|_| "read".to_owned()).map_err(ToString::to_string));
        if let Ok(config) = &config {
            let url = &config.public_url;
            let local = url.contains("127.0.0.1") || url.contains("localhost");
            let found = if config.secure() || local { Ok(url.clone()) } else { Err(format!("{url} is not https")) };
            report.say("public address", found);
        }
        let folder = self.at.folder()?;
        let mode = |path: &std::path::Path| std::fs::metadata(path).map(|m| m.permissions().mode() & 0o777);
        let keys = match mode(&folder.keys()) {
            Err(_) => Err("no key file: the first `rhizome serve` makes it".to_owned()),
            Ok(m) if m & 0o077 != 0 => Err(format!("{m:o}: others can read it; chmod 600 {}", folder.keys().display())),
            Ok(_) => Seal::open_or_make(&folder.keys(), &OsDice)
                .and_then(|s| {
                    let sealed = s.seal(&OsDice, "doctor", b"well");
                    s.open("doctor", &sealed).map(|_| format!("key {} seals and opens", s.active()))
                })
                .map_err(|e| e.to_string()),
        };
        report.say("keys", keys);
        if let Ok(config) = config.as_ref().map_err(drop)
            && config.push
        {
            report.say("notifications", push(config, &folder));
        }
        match self.at.unmigrated(Arc::new(SystemClock)).await {
            Err(e) => report.say("database", Err(e.to_string())),
            Ok((_, store)) => {
                let safety = store.safety().map(|s| format!(", {s} (sslmode)")).unwrap_or_default();
                report.say("database", Ok(format!("{}{safety}", store.engine())));
                let plan = store.plan().await?;
                let tables = match (plan.pending.len(), plan.unknown.len()) {
                    (0, 0) => Ok("up to date".to_owned()),
                    (n, 0) => Err(format!("{n} migrations to apply: `rhizome migrate`")),
                    _ => Err("of a newer version of Rhizome".to_owned()),
                };
                report.say("tables", tables);
                if plan.pending.is_empty() && plan.unknown.is_empty() {
                    report.say(
                        "events",
                        store.position().await.map(|p| format!("{p} so far")).map_err(|e| e.to_string()),
                    );
                }
                store.close().await;
                let ready = plan.pending.is_empty() && plan.unknown.is_empty() && folder.keys().exists();
                if let (true, Ok(config)) = (ready, config) {
                    let site = self.at.open(config).await?;
                    report.say("sealed values", sealed(&site).await);
                    channels(&mut report, &site).await;
                    sources(&mut report, &site).await?;
                    site.store.close().await;
                }
            }
        }
        if report.wrong == 0 { Ok(()) } else { Err(Failed::new(format!("{} things are wrong", report.wrong))) }
    }
}

/// Whether push services would take our messages, as far as one can tell without a browser.
fn push(config: &Config, folder: &Folder) -> Result<String, String> {
    config.calls()?;
    let contact = config.contact();
    if !contact.starts_with("mailto:") && !contact.starts_with("https://") {
        return Err(format!("push_contact: {contact} is neither mailto: nor https:"));
    }
    notify::push::check_key(&folder.vapid(), SystemClock.now())
}

/// Asks the provider of each channel whether it would take our messages.
async fn channels(report: &mut Report, site: &Site) {
    let queue = notify::Queue::new(site.store.clone(), site.seal.clone(), Arc::clone(&site.dice));
    match crate::post::others(site, &queue) {
        Err(e) => report.say("messages", Err(e.to_string())),
        Ok(carriers) => {
            for carrier in carriers {
                let word = carrier.channel().word();
                report.say(&format!("messages by {word}"), carrier.check().await);
            }
        }
    }
}

/// Whether institutions are proven, and their messages arrive.
async fn sources(report: &mut Report, site: &Site) -> Result<(), Failed> {
    let all = official::store::authorities::all(&site.store).await?;
    for a in all.iter().filter(|a| a.ended.is_none()) {
        let standing = official::rules::standing(&all, a.id);
        let found = match standing.word() {
            word @ "proven" => Ok(word.to_owned()),
            word => Err(word.to_owned()),
        };
        report.say(&format!("institution {}", a.domain), found);
        if let Some(source) = official::store::sources::one(&site.store, a.id).await? {
            let found = source
                .why
                .map_or(Ok("answers".to_owned()), |why| Err(format!("{why}, {} times in a row", source.fails)));
            report.say(&format!("messages of {}", a.domain), found);
        }
    }
    Ok(())
}

/// Whether the keys open everything that is sealed.
pub async fn sealed(site: &Site) -> Result<String, String> {
    match site.register().unopened().await {
        Err(e) => Err(e.to_string()),
        Ok(none) if none.is_empty() => Ok("all of them open".to_owned()),
        Ok(some) => {
            let columns: Vec<_> = some.iter().map(|(column, n)| format!("{n} in {column}")).collect();
            Err(format!("no key opens {}: give this folder the key file of that time", columns.join(", ")))
        }
    }
}
