//! The priority of an impact and an urgency.

use serde_json::{Map, Value};

/// The cell of the matrix in the row of the impact and the column of the urgency.
pub(super) fn decide(case: &Map<String, Value>) -> Result<(&'static str, Value), String> {
    let matrix = field(case, "matrix")?.as_object().ok_or("matrix is not an object")?;
    let (impacts, urgencies) = (list(matrix, "impact")?, list(matrix, "urgency")?);
    let rows = list(matrix, "priority")?;
    let fits = |row: &Value| row.as_array().is_some_and(|row| row.len() == urgencies.len());
    if rows.len() != impacts.len() || !rows.iter().all(fits) {
        return Err(format!("priority must have {} rows of {}", impacts.len(), urgencies.len()));
    }
    let (row, column) = (place(case, "impact", impacts)?, place(case, "urgency", urgencies)?);
    let cell = rows.get(row).and_then(|row| row.get(column)).cloned().unwrap_or_default();
    Ok(("priority", cell))
}

fn field<'c>(of: &'c Map<String, Value>, name: &str) -> Result<&'c Value, String> {
    of.get(name).ok_or_else(|| format!("{name} is missing"))
}

fn list<'c>(matrix: &'c Map<String, Value>, name: &str) -> Result<&'c Vec<Value>, String> {
    field(matrix, name)?.as_array().ok_or_else(|| format!("{name} in matrix is not a list"))
}

fn place(case: &Map<String, Value>, name: &str, levels: &[Value]) -> Result<usize, String> {
    let level = field(case, name)?;
    levels.iter().position(|known| known == level).ok_or_else(|| format!("{name} {level} is not in the matrix"))
}
