//! Sealing anew: after a key was added, what older keys sealed is sealed with it, so that they can be dropped.

use store::{Change, Row, Seal, StoreError, Value};

use super::{Register, Sealed, belongings::OWN, broken};

/// Rows looked at together.
const LOOKED_AT: i64 = 1000;

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Resealed {
    /// Values that were looked at.
    pub seen: u64,
    /// Values that were sealed anew.
    pub sealed: u64,
}

impl Register {
    /// Seals everything that an older key sealed with the active key, `batch` rows at a time; `on_progress` hears after each batch.
    /// What changes meanwhile is sealed by whoever changes it, so a second run finds nothing when all processes have the new key.
    ///
    /// # Errors
    /// When the store fails, or a value cannot be opened with any key: the key it names must not be dropped.
    pub async fn reseal(&self, batch: i64, mut on_progress: impl FnMut(Resealed)) -> Result<Resealed, StoreError> {
        let mut done = Resealed::default();
        let columns = self.0.rooms.iter().flat_map(|r| r.sealed).chain(OWN.sealed);
        for column in columns {
            let mut after = column.start();
            loop {
                let mut params = after.clone();
                params.push(Value::Int(batch.max(1)));
                let rows = self.store().read(column.read, params).await?;
                let Some(last) = rows.last() else { break };
                after = last.values().iter().take(column.columns()).cloned().collect();
                let mut change = Change::new();
                for row in &rows {
                    done.seen += 1;
                    if let Some(params) = self.anew(column, row)? {
                        done.sealed += 1;
                        change = change.run(column.write, params);
                    }
                }
                if !change.is_empty() {
                    self.store().apply(change).await?;
                }
                on_progress(done);
            }
        }
        Ok(done)
    }
    /// How many sealed values no key of the key file opens, by column; only columns that have some. To be told by whoever looks after the
    /// server, before people meet it: after a restore with the keys of another time, say.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn unopened(&self) -> Result<Vec<(&'static str, u64)>, StoreError> {
        let mut found = Vec::new();
        for column in self.0.rooms.iter().flat_map(|r| r.sealed).chain(OWN.sealed) {
            let mut after = column.start();
            let mut shut = 0_u64;
            loop {
                let mut params = after.clone();
                params.push(Value::Int(LOOKED_AT));
                let rows = self.store().read(column.read, params).await?;
                let Some(last) = rows.last() else { break };
                after = last.values().iter().take(column.columns()).cloned().collect();
                for row in &rows {
                    shut += u64::from(self.seal().open(column.column, row.blob(column.columns())?).is_err());
                }
            }
            if shut > 0 {
                found.push((column.column, shut));
            }
        }
        Ok(found)
    }
    fn anew(&self, column: &Sealed, row: &Row) -> Result<Option<Vec<Value>>, StoreError> {
        let old = row.blob(column.columns())?;
        if Seal::key_of(old) == Some(self.seal().active()) {
            return Ok(None);
        }
        let plain = self.seal().open(column.column, old).map_err(|e| broken(column.column, &e))?;
        let new = self.seal().seal(self.dice(), column.column, &plain);
        let mut params: Vec<Value> = row.values().iter().take(column.columns()).cloned().collect();
        params.push(Value::Blob(old.to_vec()));
        params.push(Value::Blob(new));
        Ok(Some(params))
    }
}
