//! `rhizome migrate`

use std::sync::Arc;

use clap::Args;
use kernel::SystemClock;

use super::Failed;
use crate::site::Where;

/// `rhizome migrate`
#[derive(Debug, Args)]
pub struct Migrate {
    #[command(flatten)]
    at: Where,
    /// Only say what would be done.
    #[arg(long)]
    plan: bool,
}

impl Migrate {
    /// Does it.
    pub async fn run(self) -> Result<(), Failed> {
        let (_, store) = self.at.unmigrated(Arc::new(SystemClock)).await?;
        let plan = if self.plan { store.plan().await? } else { store.migrate().await? };
        println!("{} applied already", plan.applied.len());
        for migration in &plan.pending {
            println!("{} {}", if self.plan { "to apply:" } else { "applied:" }, migration.name);
        }
        store.close().await;
        match plan.unknown.first() {
            Some(n) => Err(Failed::new(format!("migration {n} is of a newer version of Rhizome"))),
            None => Ok(()),
        }
    }
}
