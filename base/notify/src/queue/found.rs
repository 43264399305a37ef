//! The delivery that a link, a receipt or a report is of.

use store::{StoreError, Value, params};

use super::{Delivery, Queue, sql::*};

/// What receipts are signed as, and how long their signature is.
const RECEIPT: &str = "delivery received";
const REPORT: &str = "delivery report";

impl Queue {
    /// The delivery whose one-tap link has this secret.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn of_link(&self, code: &str) -> Result<Option<Delivery>, StoreError> {
        let row = self.store.one(DELIVERY_OF_LINK, params![Value::Id(self.link_index(code))]).await?;
        row.map(|r| self.delivery(&r, 0)).transpose()
    }
    /// What a browser says to tell that a message has arrived: good for that alone, and says nothing of whose it is.
    #[must_use]
    pub fn receipt(&self, id: &[u8; 16]) -> String {
        self.seal.signed(RECEIPT, &[], id)
    }
    /// The delivery that a receipt is of; nothing when we did not write it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn of_receipt(&self, receipt: &str) -> Result<Option<Delivery>, StoreError> {
        match self.seal.read_signed(RECEIPT, &[], receipt) {
            Some(id) => self.of_link(&self.link_code(&id)).await,
            None => Ok(None),
        }
    }
    /// The name of a delivery in the address that a provider reports to: its index and a signature, made of nothing that a reader of the
    /// address could use.
    #[must_use]
    pub fn report_code(&self, id: &[u8; 16]) -> String {
        self.seal.signed(REPORT, &[], &self.link_index(&self.link_code(id)))
    }
    /// The delivery that a report is about; none when the address was not made here.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn of_report(&self, code: &str) -> Result<Option<Delivery>, StoreError> {
        let Some(index) = self.seal.read_signed(REPORT, &[], code) else { return Ok(None) };
        let row = self.store.one(DELIVERY_OF_LINK, params![Value::Id(index)]).await?;
        row.map(|r| self.delivery(&r, 0)).transpose()
    }
    /// The delivery that a provider calls so.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn of_reference(&self, reference: &str) -> Result<Option<Delivery>, StoreError> {
        let row = self.store.one(DELIVERY_OF_REFERENCE, params![reference]).await?;
        row.map(|r| self.delivery(&r, 0)).transpose()
    }
}
