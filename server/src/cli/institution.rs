//! `rhizome institution …`: for which institution a member of staff speaks.

use clap::{Args, Subcommand};
use missing::acts::list::{accredited, accrediting, unaccrediting};
use register::Actor;

use super::{Failed, exchange::named};
use crate::site::{Where, config};

/// `rhizome institution`
#[derive(Debug, Args)]
pub struct Institution {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Say for which institution somebody speaks. Make their key or link itself with `--role institution`.
    #[command(
        after_help = "Example: rhizome institution add --data /srv/rhizome --name \"Ana D.\" --institution \"Hôpital de l'Exemple\""
    )]
    Add {
        #[command(flatten)]
        at: Where,
        /// Who.
        #[arg(long)]
        name: String,
        /// Its name: all who speak for the same name share one list.
        #[arg(long)]
        institution: String,
    },
    /// List who speaks for which.
    #[command(after_help = "Example: rhizome institution list --data /srv/rhizome")]
    List {
        #[command(flatten)]
        at: Where,
    },
    /// They do not any more. What they brought stays the institution's.
    #[command(after_help = "Example: rhizome institution revoke --data /srv/rhizome --name \"Ana D.\"")]
    Revoke {
        #[command(flatten)]
        at: Where,
        /// Who.
        #[arg(long)]
        name: String,
    },
}

impl Institution {
    /// Does it.
    pub async fn run(self) -> Result<(), Failed> {
        match self.verb {
            Verb::Add { at, name, institution } => {
                let site = at.open(config(None)?).await?;
                let to = named(&site, &name).await?;
                let change = accrediting(&site.register(), Actor::Server, site.clock.now(), to.id, &institution);
                let change = change.map_err(|_| Failed::new("not the name of an institution"))?;
                site.store.apply(change).await?;
                site.store.close().await;
            }
            Verb::List { at } => {
                let site = at.open(config(None)?).await?;
                for (institution, name) in accredited(&site.store).await? {
                    println!("{institution}\t{name}");
                }
                site.store.close().await;
            }
            Verb::Revoke { at, name } => {
                let site = at.open(config(None)?).await?;
                let from = named(&site, &name).await?;
                site.store.apply(unaccrediting(&site.register(), Actor::Server, site.clock.now(), from.id)).await?;
                site.store.close().await;
            }
        }
        Ok(())
    }
}
