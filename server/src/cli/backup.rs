//! `rhizome backup` and `rhizome restore`

use std::path::PathBuf;

use clap::Args;
use kernel::{OsDice, PersonId};
use store::Seal;

use super::Failed;
use crate::site::{Where, config};

/// `rhizome backup`
#[derive(Debug, Args)]
pub struct Backup {
    #[command(flatten)]
    at: Where,
    /// The file to make. It must not be there.
    file: PathBuf,
}

/// `rhizome restore`
#[derive(Debug, Args)]
pub struct Restore {
    #[command(flatten)]
    at: Where,
    /// The backup.
    file: PathBuf,
    /// The list of the erased of the server that the backup is of (the file `erasures` of its folder), when it is another folder.
    #[arg(long, value_name = "FILE")]
    erasures: Option<PathBuf>,
    /// The key file of that server, when this folder has none yet: without it nothing sealed opens.
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,
}

impl Backup {
    /// Does it.
    pub async fn run(self) -> Result<(), Failed> {
        if self.file.exists() {
            return Err(Failed::new(format!("{} is there already", self.file.display())));
        }
        let site = self.at.open(config(None)?).await?;
        site.store.backup_to(&self.file).await?;
        site.store.close().await;
        println!("{}", self.file.display());
        Ok(())
    }
}

impl Restore {
    /// Does it.
    pub async fn run(self) -> Result<(), Failed> {
        let folder = self.at.folder()?;
        if let Some(keys) = &self.keys {
            if folder.keys().exists() {
                return Err(Failed::new(format!("{} is there already", folder.keys().display())));
            }
            std::fs::copy(keys, folder.keys()).map_err(Failed::from)?;
            Seal::open_or_make(&folder.keys(), &OsDice).map_err(|e| Failed::new(e.to_string()))?;
        }
        if !folder.keys().exists() {
            return Err(Failed::new("no key file: give the one of the server that was backed up with --keys"));
        }
        let site = self.at.open(config(None)?).await?;
        site.store.restore_from(&self.file).await?;
        let mut erased: Vec<PersonId> = folder.erased().map_err(Failed::from)?;
        if let Some(list) = &self.erasures {
            let text = std::fs::read_to_string(list).map_err(Failed::from)?;
            erased.extend(text.lines().filter_map(|l| l.trim().parse::<PersonId>().ok()));
        }
        let again = site.register().replay_erasures(erased, site.clock.now()).await?;
        let sealed = super::doctor::sealed(&site).await;
        site.store.close().await;
        println!("restored; {again} people erased again");
        sealed.map(drop).map_err(Failed::new)
    }
}
