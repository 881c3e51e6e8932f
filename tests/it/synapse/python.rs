//! The virtual environment, made once for all checkouts and test runs.

use std::collections::hash_map::DefaultHasher;
use std::fs::{self, File};
use std::hash::{Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use nix::fcntl::{Flock, FlockArg};

const REQUIREMENTS: &str = include_str!("requirements.txt");

/// The environment's Python.
pub(crate) fn python() -> &'static Path {
    static PYTHON: OnceLock<PathBuf> = OnceLock::new();
    PYTHON.get_or_init(|| prepared().unwrap_or_else(|why| panic!("these tests need a real homeserver: {why}")))
}

fn prepared() -> Result<PathBuf, String> {
    let system = system_python()?;
    let mut hasher = DefaultHasher::new();
    (REQUIREMENTS, &system.version).hash(&mut hasher);
    let root = cache_folder()?;
    let folder = root.join(format!("synapse-{:016x}", hasher.finish()));
    let text = |error: std::io::Error| format!("{}: {error}", root.display());
    fs::create_dir_all(&root).map_err(text)?;
    // Several test processes may start at once; the first one installs.
    let lock = File::create(folder.with_extension("lock")).map_err(text)?;
    let _lock = Flock::lock(lock, FlockArg::LockExclusive).map_err(|(_, error)| format!("no lock: {error}"))?;
    let python = folder.join("bin/python");
    let complete = folder.join("complete");
    if complete.exists() && python.exists() {
        return Ok(python);
    }
    eprintln!("installing a homeserver for the tests into {} (once, about a minute)", folder.display());
    // What an interrupted run has left cannot be trusted.
    let _ = fs::remove_dir_all(&folder);
    run(Command::new(system.program).args(["-m", "venv"]).arg(&folder))
        .map_err(|why| format!("no virtual environment (on Debian: apt install python3-venv): {why}"))?;
    let list = folder.join("requirements.txt");
    fs::write(&list, REQUIREMENTS).map_err(text)?;
    run(Command::new(&python)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"])
        .arg(&list))
    .map_err(|why| format!("PyPI gives no Synapse: {why}"))?;
    fs::write(&complete, "").map_err(text)?;
    Ok(python)
}

struct SystemPython {
    program: &'static str,
    version: String,
}

fn system_python() -> Result<SystemPython, String> {
    for program in ["python3", "python3.13", "python3.12", "python3.11"] {
        let answer = Command::new(program).args(["-c", "import sys; print('%d.%d' % sys.version_info[:2])"]).output();
        let Ok(answer) = answer else { continue };
        let version = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
        let minor = version.strip_prefix("3.").and_then(|minor| minor.parse::<u32>().ok());
        if answer.status.success() && minor.is_some_and(|minor| minor >= 10) {
            return Ok(SystemPython { program, version });
        }
    }
    Err("Python 3.10 or later is missing (python3)".to_owned())
}

fn cache_folder() -> Result<PathBuf, String> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("LOTSE_TEST_CACHE")
        .or_else(|| Some(set("XDG_CACHE_HOME")?.join("lotse-test")))
        .or_else(|| Some(set("HOME")?.join(".cache/lotse-test")))
        .ok_or_else(|| "no folder to keep it in; set LOTSE_TEST_CACHE".to_owned())
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| format!("{:?}: {error}", command.get_program()))?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    let lines: Vec<&str> = said.lines().collect();
    Err(lines[lines.len().saturating_sub(15)..].join("\n"))
}
