//! `rhizome exchange …`: who exchanges records of missing people with this server, and under which domain.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use missing::{
    acts::exchange::{all_given, domain_of, giving, sound, withdrawing},
    store::exchange::Given,
};
use register::{Actor, StaffLine};

use super::Failed;
use crate::site::{Site, Where, config};

/// `rhizome exchange`
#[derive(Debug, Args)]
pub struct Exchange {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Give a domain to a member of staff, or change what their key may do. Make the key itself with `rhizome key create`.
    #[command(
        after_help = "Example: rhizome exchange give --data /srv/rhizome --name \"Croix-Rouge\" --domain example.org --reads --writes"
    )]
    Give {
        #[command(flatten)]
        at: Where,
        /// To whom.
        #[arg(long)]
        name: String,
        /// What the names of their records begin with. Not this server's own.
        #[arg(long)]
        domain: String,
        /// Their key may read records and feeds.
        #[arg(long)]
        reads: bool,
        /// It may bring records of this domain.
        #[arg(long)]
        writes: bool,
        /// It may search by name.
        #[arg(long)]
        searches: bool,
        /// The settings, for the server's public address. Without them it is the one that the server was last started with.
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
    /// List whose key may do what, by domain. Keys themselves are shown to nobody.
    #[command(after_help = "Example: rhizome exchange list --data /srv/rhizome")]
    List {
        #[command(flatten)]
        at: Where,
    },
    /// Take the domain of a member of staff back. What they brought stays until its time is over.
    #[command(after_help = "Example: rhizome exchange revoke --data /srv/rhizome --name \"Croix-Rouge\"")]
    Revoke {
        #[command(flatten)]
        at: Where,
        /// Whose.
        #[arg(long)]
        name: String,
    },
}

pub(super) async fn named(site: &Site, name: &str) -> Result<StaffLine, Failed> {
    let staff = site.register().staff().await?;
    staff.into_iter().find(|s| s.name == name.trim()).ok_or_else(|| Failed::new("nobody of that name"))
}

impl Exchange {
    /// Does it.
    pub async fn run(self) -> Result<(), Failed> {
        match self.verb {
            Verb::Give { at, name, domain, reads, writes, searches, config: file } => {
                if !(reads || writes || searches) {
                    return Err(Failed::new("say what the key may do: --reads, --writes, --searches"));
                }
                let site = at.open(config(file.as_deref())?).await?;
                let configured = file.map(|_| site.config.public_url.clone());
                let own = configured.or_else(|| site.folder.public_url()).unwrap_or_default();
                let domain = sound(&domain, &domain_of(&own));
                let domain = domain.map_err(|_| Failed::new("not a domain, or this server's own"))?;
                let to = named(&site, &name).await?;
                let given = Given { domain, reads, writes, searches };
                site.store.apply(giving(&site.register(), Actor::Server, site.clock.now(), to.id, &given)).await?;
                site.store.close().await;
            }
            Verb::List { at } => {
                let site = at.open(config(None)?).await?;
                for key in all_given(&site.store).await? {
                    let Given { domain, reads, writes, searches } = key.given;
                    let may = [(reads, "reads"), (writes, "writes"), (searches, "searches")];
                    let may: Vec<&str> = may.into_iter().filter_map(|(may, word)| may.then_some(word)).collect();
                    println!("{domain}\t{}\t{}", key.name, may.join(","));
                }
                site.store.close().await;
            }
            Verb::Revoke { at, name } => {
                let site = at.open(config(None)?).await?;
                let from = named(&site, &name).await?;
                site.store.apply(withdrawing(&site.register(), Actor::Server, site.clock.now(), from.id)).await?;
                site.store.close().await;
            }
        }
        Ok(())
    }
}
