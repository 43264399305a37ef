//! `rhizome key …` and `rhizome operator …`

use std::io::Write as _;

use clap::{Args, Subcommand};
use kernel::{Role, Span};
use register::{Actor, AuditLine, SessionOf};
use serde_json::json;
use store::{Change, Seal};

use super::Failed;
use crate::site::{Site, Where, config};

/// `rhizome key`
#[derive(Debug, Args)]
pub struct Key {
    #[command(subcommand)]
    verb: KeyVerb,
}

#[derive(Debug, Subcommand)]
enum KeyVerb {
    /// Make a bearer key for the API and print it, alone: it is shown this once. Also while the server runs.
    #[command(
        after_help = "Example: TOKEN=$(rhizome key create --data /srv/rhizome --role operator --name \"Claire D.\")"
    )]
    Create {
        #[command(flatten)]
        at: Where,
        /// What its holder may do.
        #[arg(long, value_parser = role)]
        role: Role,
        /// Whose it is. Two keys of one name are one person: they cannot confirm each other.
        #[arg(long)]
        name: String,
    },
    /// End every key and session of somebody.
    #[command(after_help = "Example: rhizome key end --data /srv/rhizome --name \"Claire D.\"")]
    End {
        #[command(flatten)]
        at: Where,
        /// Whose.
        #[arg(long)]
        name: String,
    },
    /// Make a new key and seal everything anew with it, also while the server runs. The old keys go on opening what they sealed.
    #[command(after_help = "Example: rhizome key rotate --data /srv/rhizome")]
    Rotate {
        #[command(flatten)]
        at: Where,
        /// Make no new key: seal anew what is left of the old ones, and take them out of the file. Only when every server has
        /// been started again since the last rotation; backups of before no longer open.
        #[arg(long)]
        drop_old: bool,
    },
}

/// `rhizome operator`
#[derive(Debug, Args)]
pub struct Operators {
    #[command(subcommand)]
    verb: OperatorVerb,
}

#[derive(Debug, Subcommand)]
enum OperatorVerb {
    /// Print a link that signs an operator in, once, within an hour.
    #[command(after_help = "Example: rhizome operator add --data /srv/rhizome \"Claire D.\"")]
    Add {
        #[command(flatten)]
        at: Where,
        /// Their name, as the audit will show it.
        name: String,
        /// What they may do.
        #[arg(long, value_parser = role, default_value = "operator")]
        role: Role,
        /// The settings, for the server's public address. Without them it is the one that the server was last started with.
        #[arg(long, value_name = "FILE")]
        config: Option<std::path::PathBuf>,
        /// The server's public address, whatever the settings say.
        #[arg(long, value_name = "URL")]
        url: Option<String>,
    },
    /// List members of staff.
    #[command(after_help = "Example: rhizome operator list --data /srv/rhizome")]
    List {
        #[command(flatten)]
        at: Where,
    },
}

fn role(word: &str) -> Result<Role, String> {
    let words: Vec<_> = Role::ALL.iter().map(|r| r.word()).collect();
    Role::of_word(word).ok_or_else(|| format!("one of {}", words.join(", ")))
}

fn named(name: &str) -> Result<&str, Failed> {
    let name = name.trim();
    let fits = (1..=80).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if fits { Ok(name) } else { Err(Failed::new("a name has 1 to 80 characters")) }
}

/// A link that signs a member of staff (or a demo's person) in, once, within an hour.
pub async fn sign_in_link(site: &Site, whom: &SessionOf, base: &str) -> Result<String, Failed> {
    let now = site.clock.now();
    let token = site.dice.token();
    let register = site.register();
    let change = register.add_link(Change::new(), web::token_hash(&token.0), whom, now, now.plus(Span::hours(24)));
    site.store.apply(change).await?;
    Ok(format!("{}/in/{}", base.trim_end_matches('/'), token.0))
}

impl Key {
    /// Does it.
    pub async fn run(self) -> Result<(), Failed> {
        match self.verb {
            KeyVerb::Create { at, role, name } => {
                let name = named(&name)?.to_owned();
                let site = at.open(config(None)?).await?;
                let (register, now) = (site.register(), site.clock.now());
                let operator = register.staff_named(&name, now).await?;
                let token = format!("rz_{}", site.dice.token().0);
                let line =
                    AuditLine::new(now, Actor::Server, "key.create").with(json!({ "role": role.word(), "name": name }));
                let change = register.add_key(Change::new(), web::token_hash(&token), operator, role, now);
                site.store.apply(register.audit(change, &line)).await?;
                site.store.close().await;
                writeln!(std::io::stdout(), "{token}").map_err(Failed::from)
            }
            KeyVerb::End { at, name } => {
                let site = at.open(config(None)?).await?;
                let (register, now) = (site.register(), site.clock.now());
                let staff = register.staff().await?;
                let found = staff.iter().find(|s| s.name == name.trim());
                let Some(found) = found else { return Err(Failed::new("nobody of that name")) };
                let line = AuditLine::new(now, Actor::Server, "key.end").with(json!({ "name": found.name }));
                let change = register.end_staff(Change::new(), found.id, now);
                site.store.apply(register.audit(change, &line)).await?;
                site.store.close().await;
                Ok(())
            }
            KeyVerb::Rotate { at, drop_old } => {
                let mut site = at.open(config(None)?).await?;
                let keys = site.folder.keys();
                let broken = |e: store::SealError| Failed::new(e.to_string());
                if !drop_old {
                    site.seal = Seal::rotate(&keys, &*site.dice).map_err(broken)?;
                }
                let progress = |so_far: register::Resealed| {
                    if so_far.sealed > 0 && so_far.sealed.is_multiple_of(100_000) {
                        eprintln!("{} sealed anew", so_far.sealed);
                    }
                };
                let done = site.register().reseal(500, progress).await?;
                if drop_old {
                    Seal::drop_old_keys(&keys).map_err(broken)?;
                }
                let line =
                    AuditLine::new(site.clock.now(), Actor::Server, "key.rotate").with(json!({ "drop_old": drop_old }));
                site.store.apply(site.register().audit(Change::new(), &line)).await?;
                site.store.close().await;
                println!("{} sealed anew with key {}", done.sealed, site.seal.active());
                Ok(())
            }
        }
    }
}

impl Operators {
    /// Does it.
    pub async fn run(self) -> Result<(), Failed> {
        match self.verb {
            OperatorVerb::Add { at, name, role, config: file, url } => {
                let name = named(&name)?.to_owned();
                let site = at.open(config(file.as_deref())?).await?;
                let configured = file.map(|_| site.config.public_url.clone());
                let base = url.or(configured).or_else(|| site.folder.public_url());
                let (register, now) = (site.register(), site.clock.now());
                let operator = register.staff_named(&name, now).await?;
                let line = AuditLine::new(now, Actor::Server, "operator.add")
                    .with(json!({ "role": role.word(), "name": name }));
                site.store.apply(register.audit(Change::new(), &line)).await?;
                let link =
                    sign_in_link(&site, &SessionOf::Staff(operator, role), base.as_deref().unwrap_or("")).await?;
                site.store.close().await;
                println!("{link}");
                if base.is_none() {
                    eprintln!(
                        "rhizome: put the server's address in front of it, as in https://rhizome.example{link}; with --url or --config \
                         the whole link is printed, as it is once `rhizome serve` has run on this folder"
                    );
                }
                Ok(())
            }
            OperatorVerb::List { at } => {
                let site = at.open(config(None)?).await?;
                for line in site.register().staff().await? {
                    println!("{}", line.name);
                }
                site.store.close().await;
                Ok(())
            }
        }
    }
}
