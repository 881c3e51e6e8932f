//! The virtual environment, made once for all checkouts and test runs.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use lotse::demo::python::{self, Progress, SYNAPSE};

/// What the people need beside the homeserver.
const PEOPLE: &str = include_str!("requirements.txt");

/// The environment's Python.
pub(crate) fn python() -> &'static Path {
    static PYTHON: OnceLock<PathBuf> = OnceLock::new();
    PYTHON.get_or_init(|| {
        let folder = cache_folder();
        let tell = |progress| {
            if let Progress::Begins(_) = progress {
                eprintln!("installing a homeserver for the tests into {} (once, about a minute)", folder.display());
            }
        };
        python::prepare(&folder, &format!("{SYNAPSE}{PEOPLE}"), &tell)
            .unwrap_or_else(|why| panic!("these tests need a real homeserver: {why} ({})", why.hint))
    })
}

fn cache_folder() -> PathBuf {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("LOTSE_TEST_CACHE")
        .or_else(|| Some(set("XDG_CACHE_HOME")?.join("lotse-test")))
        .or_else(|| Some(set("HOME")?.join(".cache/lotse-test")))
        .expect("a folder to keep a homeserver in; set LOTSE_TEST_CACHE")
}
