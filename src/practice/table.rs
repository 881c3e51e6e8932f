//! Tables for other programs, as CSV (RFC 4180).

use serde::Serialize;

use crate::error::Fault;

/// A table of these rows. Of structs the names of their fields stand above it.
pub(super) fn csv(rows: impl IntoIterator<Item = impl Serialize>) -> Result<Vec<u8>, Fault> {
    let failed = |error: &dyn std::error::Error| Fault::Other(format!("the table cannot be written: {error}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.serialize(row).map_err(|error| failed(&error))?;
    }
    writer.into_inner().map_err(|error| failed(&error))
}
