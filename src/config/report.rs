//! What `lotse check` says about a configuration.

use std::fmt::Write;
use std::path::Path;

use super::layer::Given;
use super::mistake::{Mistakes, Origin};
use super::{Config, Layers};

/// Keys of sections in a list that are not shown.
const SECRETS: [&str; 4] = ["headers", "password", "signing_key", "token"];

/// Checks a configuration without starting anything: every value that differs from the shipped file, with its origin
/// and with secrets hidden, and what is still missing for a connection to Matrix; or all mistakes.
pub fn check_report(
    file: Option<&Path>,
    environment: impl IntoIterator<Item = (String, String)>,
) -> Result<String, Mistakes> {
    let mut mistakes = Vec::new();
    let layers = Layers::gather(file, environment, &mut mistakes);
    let (config, asked) = layers.read(&mut mistakes);
    let config: Config = Mistakes::none_of(mistakes, config)?;
    let mut report = String::from("The configuration has no mistakes.\n");
    let is_secret = |key: &str| asked.contains(&format!("{key}_file"));
    for key in &asked {
        let entries = || layers.layers.iter().filter_map(|layer| layer.entries.get(key));
        let Some(entry) = entries().next_back().filter(|entry| !matches!(entry.origin, Origin::Shipped(_))) else {
            continue;
        };
        let shown = if is_secret(key) { "(secret)".to_owned() } else { show(&entry.given) };
        // Writing to a String cannot fail.
        let _ = write!(report, "\n{key} = {shown}\n  from {}", entry.origin);
    }
    let _ = write!(report, "\ndata folder: {}", config.data_dir.display());
    let database = if config.database.url.is_some() { "the server in database.url" } else { "embedded" };
    let _ = write!(report, "\ndatabase: {database}");
    match config.matrix.ready() {
        Ok(access) => {
            let _ = write!(report, "\nmatrix: {}", access.homeserver);
        }
        Err(missing) => {
            let keys: Vec<_> = missing.iter().map(|mistake| mistake.key.as_str()).collect();
            let _ = write!(report, "\nmatrix: `lotse run` still needs {}", keys.join(", "));
        }
    }
    Ok(report)
}

fn show(given: &Given) -> String {
    match given {
        Given::Text(text) => format!("{text:?}"),
        Given::Number(number) => number.to_string(),
        Given::Flag(flag) => flag.to_string(),
        Given::List(items) => {
            let items: Vec<_> = items.iter().map(|(item, _)| show(item)).collect();
            format!("[{}]", items.join(", "))
        }
        Given::Table(keys) => {
            let shown = |name: &str, given| if SECRETS.contains(&name) { "(secret)".to_owned() } else { show(given) };
            let keys: Vec<_> = keys.iter().map(|(name, given, _)| format!("{name} = {}", shown(name, given))).collect();
            format!("{{ {} }}", keys.join(", "))
        }
        Given::Other(kind) => (*kind).to_owned(),
    }
}
