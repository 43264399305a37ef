//! A row that was read.

use kernel::{Id, Time};

use crate::{StoreError, Value};

/// One row. Each getter says what it expects; another type, or a missing column, is a fault of ours.
#[derive(Clone, Debug, PartialEq)]
pub struct Row(pub(crate) Vec<Value>);

impl Row {
    /// The values, in the order of the columns.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        &self.0
    }
    /// A row of these values (for tests and restores).
    #[must_use]
    pub const fn of(values: Vec<Value>) -> Self {
        Self(values)
    }
    fn at(&self, i: usize) -> Result<&Value, StoreError> {
        self.0.get(i).ok_or(StoreError::Shape { column: i, wanted: "a column" })
    }
    /// A number.
    ///
    /// # Errors
    /// [`StoreError::Shape`], as for every getter here.
    pub fn int(&self, i: usize) -> Result<i64, StoreError> {
        self.opt_int(i)?.ok_or(StoreError::Shape { column: i, wanted: "a number" })
    }
    /// A number or nothing.
    ///
    /// # Errors
    /// [`StoreError::Shape`].
    pub fn opt_int(&self, i: usize) -> Result<Option<i64>, StoreError> {
        match self.at(i)? {
            Value::Int(n) => Ok(Some(*n)),
            Value::Null => Ok(None),
            _ => Err(StoreError::Shape { column: i, wanted: "a number" }),
        }
    }
    /// A real number.
    ///
    /// # Errors
    /// [`StoreError::Shape`].
    pub fn real(&self, i: usize) -> Result<f64, StoreError> {
        match self.at(i)? {
            Value::Real(n) => Ok(*n),
            _ => Err(StoreError::Shape { column: i, wanted: "a real number" }),
        }
    }
    /// A flag.
    ///
    /// # Errors
    /// [`StoreError::Shape`].
    pub fn flag(&self, i: usize) -> Result<bool, StoreError> {
        Ok(self.int(i)? != 0)
    }
    /// A time.
    ///
    /// # Errors
    /// [`StoreError::Shape`].
    pub fn time(&self, i: usize) -> Result<Time, StoreError> {
        self.int(i).map(Time)
    }
    /// A time or nothing.
    ///
    /// # Errors
    /// [`StoreError::Shape`].
    pub fn opt_time(&self, i: usize) -> Result<Option<Time>, StoreError> {
        Ok(self.opt_int(i)?.map(Time))
    }
    /// A text.
    ///
    /// # Errors
    /// [`StoreError::Shape`].
    pub fn text(&self, i: usize) -> Result<&str, StoreError> {
        self.opt_text(i)?.ok_or(StoreError::Shape { column: i, wanted: "a text" })
    }
    /// A text or nothing.
    ///
    /// # Errors
    /// [`StoreError::Shape`].
    pub fn opt_text(&self, i: usize) -> Result<Option<&str>, StoreError> {
        match self.at(i)? {
            Value::Text(t) => Ok(Some(t)),
            Value::Null => Ok(None),
            _ => Err(StoreError::Shape { column: i, wanted: "a text" }),
        }
    }
    /// Bytes.
    ///
    /// # Errors
    /// [`StoreError::Shape`].
    pub fn blob(&self, i: usize) -> Result<&[u8], StoreError> {
        self.opt_blob(i)?.ok_or(StoreError::Shape { column: i, wanted: "bytes" })
    }
    /// Bytes or nothing.
    ///
    /// # Errors
    /// [`StoreError::Shape`].
    pub fn opt_blob(&self, i: usize) -> Result<Option<&[u8]>, StoreError> {
        match self.at(i)? {
            Value::Blob(b) => Ok(Some(b)),
            Value::Id(b) => Ok(Some(b)),
            Value::Null => Ok(None),
            _ => Err(StoreError::Shape { column: i, wanted: "bytes" }),
        }
    }
    /// An identifier.
    ///
    /// # Errors
    /// [`StoreError::Shape`].
    pub fn id<T: Id>(&self, i: usize) -> Result<T, StoreError> {
        self.opt_id(i)?.ok_or(StoreError::Shape { column: i, wanted: "an identifier" })
    }
    /// An identifier or nothing.
    ///
    /// # Errors
    /// [`StoreError::Shape`].
    pub fn opt_id<T: Id>(&self, i: usize) -> Result<Option<T>, StoreError> {
        match self.opt_blob(i)? {
            None => Ok(None),
            Some(b) => T::from_slice(b).map(Some).ok_or(StoreError::Shape { column: i, wanted: "an identifier" }),
        }
    }
}
