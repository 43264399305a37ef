//! The shape of the tables, one numbered file after the other, the same text for both engines.

use crate::{Store, StoreError, params, sql};

/// One file of `migrations/`.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Its number: each is applied once, in order.
    pub number: i64,
    /// Its file name.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// All of them, in order.
pub const MIGRATIONS: &[Migration] = include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

sql! {
    /// Which were applied.
    pub APPLIED = "SELECT number FROM migration ORDER BY number";
    /// Notes that one was applied.
    pub NOTE_APPLIED = "INSERT INTO migration (number, name, applied_at) VALUES ($1, $2, $3)";
}

/// What a migration would do.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Applied already.
    pub applied: Vec<i64>,
    /// Still to apply, in order.
    pub pending: Vec<Migration>,
    /// Applied by a newer version of the program: this one must not run.
    pub unknown: Vec<i64>,
}

impl Migration {
    /// Its text as SQLite reads it: what stands in `/*+sqlite … */` counts.
    #[must_use]
    pub fn lite(&self) -> String {
        let mut out = String::with_capacity(self.text.len());
        let mut rest = self.text;
        while let Some((before, after)) = rest.split_once("/*+sqlite ") {
            out.push_str(before);
            let (hint, after) = after.split_once("*/").unwrap_or((after, ""));
            out.push_str(hint);
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

impl Store {
    /// What migrating would do.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn plan(&self) -> Result<Plan, StoreError> {
        let applied: Vec<i64> = match self.read(APPLIED, params![]).await {
            Ok(rows) => rows.iter().map(|r| r.int(0)).collect::<Result<_, _>>()?,
            Err(_) => Vec::new(), // the table comes with the first migration
        };
        let pending = MIGRATIONS.iter().filter(|m| !applied.contains(&m.number)).copied().collect();
        let unknown = applied.iter().filter(|n| !MIGRATIONS.iter().any(|m| m.number == **n)).copied().collect();
        Ok(Plan { applied, pending, unknown })
    }
    /// Brings the tables to the shape that this version of the program needs. Safe to call by several processes at once.
    ///
    /// # Errors
    /// When the tables belong to a newer version, or the engine fails; a file that fails leaves nothing half done.
    pub async fn migrate(&self) -> Result<Plan, StoreError> {
        let plan = self.plan().await?;
        if let Some(n) = plan.unknown.first() {
            return Err(StoreError::Fault(format!("migration {n} is of a newer version of Rhizome")));
        }
        for migration in &plan.pending {
            self.run_migration(*migration).await?;
        }
        Ok(plan)
    }
}
