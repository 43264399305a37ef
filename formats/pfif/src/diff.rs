//! How two documents differ: record by record, field by field.

use std::collections::BTreeMap;

use crate::{
    current::newest,
    id::RecordId,
    record::{Kind, Record},
};

/// What differs. Records are in the order of their kinds and names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// Records that are in the first alone.
    pub removed: Vec<(Kind, RecordId)>,
    /// Records that are in the second alone.
    pub added: Vec<(Kind, RecordId)>,
    /// Records that are in both and not the same.
    pub changed: Vec<Changed>,
    /// How many are the same in both.
    pub same: usize,
}
impl Diff {
    /// Whether nothing does.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.added.is_empty() && self.changed.is_empty()
    }
}

/// A record that is not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Person or note.
    pub kind: Kind,
    /// Its name.
    pub id: RecordId,
    /// Its fields that are not the same, in the order of the format.
    pub fields: Vec<ChangedField>,
}

/// A field that is not the same, as PFIF writes it; empty when there is nothing in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedField {
    /// Its name in 1.4.
    pub field: &'static str,
    /// What the first has.
    pub before: String,
    /// What the second has.
    pub after: String,
}

/// Compares records by their names, of doubles those that count, leaving out fields by name. Where a note stands (inside its person or
/// not), in which order, and in which version it was written makes no difference. Both are held in memory.
pub fn diff(
    before: impl IntoIterator<Item = Record>,
    after: impl IntoIterator<Item = Record>,
    without: &[&str],
) -> Diff {
    let index = |records: Vec<Record>| -> BTreeMap<(Kind, RecordId), Record> {
        records.into_iter().map(|r| ((r.kind(), r.id().clone()), r)).collect()
    };
    let (before, mut after) = (index(newest(before)), index(newest(after)));
    let mut found = Diff::default();
    for ((kind, id), old) in before {
        let Some(new) = after.remove(&(kind, id.clone())) else {
            found.removed.push((kind, id));
            continue;
        };
        let text = |record: &Record, field| record.field(field).unwrap_or_default().into_owned();
        let fields: Vec<_> = kind
            .fields()
            .iter()
            .filter(|field| !without.contains(field))
            .map(|field| ChangedField { field, before: text(&old, field), after: text(&new, field) })
            .filter(|field| field.before != field.after)
            .collect();
        if fields.is_empty() { found.same += 1 } else { found.changed.push(Changed { kind, id, fields }) }
    }
    found.added = after.into_keys().collect();
    found
}
