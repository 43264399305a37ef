//! Opening a server's folder: its keys, its database, its house.

use std::{path::Path, sync::Arc};

use kernel::{Clock, Dice, OsDice, SystemClock};
use register::Register;
use store::{Folder, Seal, Store};
use tokio::{sync::watch, task::JoinHandle};
use web::{Config, House, Parts};

use crate::{cli::Failed, rooms};

/// A folder with its keys and its database.
pub struct Site {
    /// The folder.
    pub folder: Folder,
    /// The database, migrated.
    pub store: Store,
    /// The keys.
    pub seal: Seal,
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where chance comes from.
    pub dice: Arc<dyn Dice>,
    /// The settings.
    pub config: Config,
}

/// Where a site is.
#[derive(Clone, Debug, clap::Args)]
pub struct Where {
    /// The folder of this server: database, keys. Made when it is not there.
    #[arg(long, value_name = "DIR", default_value = "rhizome-data", env = "RHIZOME_DATA")]
    pub data: std::path::PathBuf,
    /// A PostgreSQL database instead of the file in the folder; the folder remembers it.
    #[arg(long, value_name = "URL", env = "RHIZOME_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
}

impl Where {
    /// The folder.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn folder(&self) -> Result<Folder, Failed> {
        Folder::open(&self.data).map_err(|e| Failed::new(format!("{}: {e}", self.data.display())))
    }
    /// The database without migrating it.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub async fn unmigrated(&self, clock: Arc<dyn Clock>) -> Result<(Folder, Store), Failed> {
        let folder = self.folder()?;
        let url = self.database_url.clone().or_else(|| folder.database_url());
        let store = match &url {
            Some(url) => {
                folder.remember_database_url(url).map_err(Failed::from)?;
                Store::postgres_unmigrated(url, clock).await?
            }
            None => Store::sqlite_unmigrated(&folder.database(), clock)?,
        };
        Ok((folder, store))
    }
    /// The whole site, migrated.
    ///
    /// # Errors
    /// When something of it cannot be opened.
    pub async fn open(&self, config: Config) -> Result<Site, Failed> {
        self.open_at(config, Arc::new(SystemClock)).await
    }
    /// The same, with another clock.
    ///
    /// # Errors
    /// When something of it cannot be opened.
    pub async fn open_at(&self, config: Config, clock: Arc<dyn Clock>) -> Result<Site, Failed> {
        let (folder, store) = self.unmigrated(Arc::clone(&clock)).await?;
        store.migrate().await?;
        let dice: Arc<dyn Dice> = Arc::new(OsDice);
        let seal = Seal::open_or_make(&folder.keys(), &*dice).map_err(|e| Failed::new(e.to_string()))?;
        Ok(Site { folder, store, seal, clock, dice, config })
    }
}

impl Site {
    /// People, with what every room keeps of them.
    #[must_use]
    pub fn register(&self) -> Register {
        let belongings = rooms().iter().filter_map(|r| r.belongings).chain([&web::idempotency::BELONGINGS]).collect();
        let folder = Some(self.folder.clone());
        Register::with_rooms(self.store.clone(), self.seal.clone(), Arc::clone(&self.dice), belongings, folder)
    }
    /// The house, with its relay running until `stop` turns true.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn house(&self, stop: watch::Receiver<bool>) -> Result<(House, JoinHandle<()>), Failed> {
        let parts = Parts {
            store: self.store.clone(),
            seal: self.seal.clone(),
            clock: Arc::clone(&self.clock),
            dice: Arc::clone(&self.dice),
            config: self.config.clone(),
            folder: Some(self.folder.clone()),
        };
        Ok(web::open(parts, &rooms(), |register| people::sessions(register, Arc::clone(&self.clock)), stop).await?)
    }
}

/// Reads the settings of a file, or the usual ones.
///
/// # Errors
/// When the file cannot be read, or has a field that is not one: with its line.
pub fn config(path: Option<&Path>) -> Result<Config, Failed> {
    let Some(path) = path else { return Ok(Config::default()) };
    let name = path.display();
    let text = std::fs::read_to_string(path).map_err(|e| Failed::new(format!("{name}: {e}")))?;
    toml::from_str(&text).map_err(|e| Failed::new(format!("{name}: {e}")))
}
