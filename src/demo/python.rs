//! A Python with Synapse in it: somebody's own, or a virtual environment that is made once.

use std::collections::hash_map::DefaultHasher;
use std::fs::{self, File};
use std::hash::{Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use super::kept::Kept;

/// What a homeserver needs, each package with its version.
pub const SYNAPSE: &str = include_str!("requirements.txt");

/// The oldest Python (3.x) for which the packages exist.
const OLDEST: u32 = 10;
/// Under which names to look for one: what the person's PATH calls Python first.
const PROGRAMS: [&str; 7] = ["python3", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10", "python"];
/// How often to look how far the installation is.
const GLANCE: Duration = Duration::from_millis(100);

/// How far an installation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// It begins; this is how many packages there are.
    Begins(usize),
    /// So many packages have been fetched.
    Fetched(usize),
    /// All are fetched and are put in their places.
    Unpacks,
}

/// Why there is no Python with Synapse in it, and what to do.
#[derive(Debug, thiserror::Error)]
#[error("{reason}")]
pub struct PythonError {
    /// What is wrong.
    pub reason: String,
    /// What to do.
    pub hint: String,
}

fn trouble(reason: impl Into<String>, hint: impl Into<String>) -> PythonError {
    PythonError { reason: reason.into(), hint: hint.into() }
}

/// The Python of a virtual environment below `root` that has these packages (lines of a requirements file). One that is
/// there already is used; whoever else installs the same at this moment is waited for.
pub fn prepare(root: &Path, requirements: &str, tell: &dyn Fn(Progress)) -> Result<PathBuf, PythonError> {
    let system = system_python()?;
    let mut hasher = DefaultHasher::new();
    (requirements, &system.version).hash(&mut hasher);
    let folder = root.join(format!("synapse-{:016x}", hasher.finish()));
    let unusable = |error: std::io::Error| trouble(format!("{}: {error}", root.display()), "choose another folder");
    fs::create_dir_all(root).map_err(unusable)?;
    let lock = File::create(folder.with_extension("lock")).map_err(unusable)?;
    lock.lock().map_err(unusable)?;
    let python = folder.join("bin/python");
    let complete = folder.join("complete");
    if complete.exists() && runs(&python) {
        return Ok(python);
    }
    // What an interrupted run has left cannot be trusted.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir(&folder).map_err(unusable)?;
    let list = folder.join("requirements.txt");
    fs::write(&list, requirements).map_err(unusable)?;
    let count = requirements.lines().filter(|line| line.contains("==")).count();
    tell(Progress::Begins(count));
    let log = folder.join("install.log");
    let mut venv = Kept::command(system.program, None);
    run(venv.args(["-m", "venv"]).arg(&folder), &log, &|_| {}).map_err(|said| {
        trouble(
            format!("Python {} cannot make a virtual environment: {}", system.version, last_words(&said)),
            "install its venv module (Debian, Ubuntu: apt install python3-venv)",
        )
    })?;
    let mut pip = Kept::command(&python, None);
    pip.args(["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar=off", "-r"])
        .arg(&list);
    run(&mut pip, &log, &|said| tell(how_far(said))).map_err(|said| {
        let hint = match is_cut_off(&said) {
            true => "check the way to PyPI; a proxy is set by HTTPS_PROXY, a mirror by PIP_INDEX_URL".to_owned(),
            false => format!(
                "there may be no ready-made packages for Python {} on this kind of machine; put another Python first on PATH",
                system.version
            ),
        };
        trouble(format!("PyPI gives no Synapse: {}", last_words(&said)), format!("{hint} (all of it: {})", log.display()))
    })?;
    fs::write(&complete, "").map_err(unusable)?;
    Ok(python)
}

/// Whether this Python has Synapse in it; where not, what it says.
pub fn has_synapse(python: &Path) -> Result<(), PythonError> {
    let hint = "name a Python into which `pip install matrix-synapse` has been done, or none";
    let output = Command::new(python).args(["-c", "import synapse.app.homeserver"]).output();
    match output {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            Err(trouble(format!("{} has no Synapse: {}", python.display(), last_words(&said)), hint))
        }
        Err(error) => Err(trouble(format!("{}: {error}", python.display()), hint)),
    }
}

struct SystemPython {
    program: &'static str,
    version: String,
}

fn system_python() -> Result<SystemPython, PythonError> {
    let hint = "install one (Debian, Ubuntu: apt install python3 python3-venv; Fedora: dnf install python3; macOS: brew \
                install python)";
    let mut too_old = None;
    for program in PROGRAMS {
        let Some(version) = version(program) else { continue };
        let minor = version.strip_prefix("3.").and_then(|minor| minor.parse::<u32>().ok());
        if minor.is_some_and(|minor| minor >= OLDEST) {
            return Ok(SystemPython { program, version });
        }
        too_old.get_or_insert(version);
    }
    Err(match too_old {
        Some(version) => trouble(format!("Python 3.{OLDEST} or later is needed, and here is only {version}"), hint),
        None => trouble(format!("Python 3.{OLDEST} or later is needed, and here is none"), hint),
    })
}

/// `3.11`
fn version(program: &str) -> Option<String> {
    let ask = "import sys; print('%d.%d' % sys.version_info[:2])";
    let output = Command::new(program).args(["-c", ask]).output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn runs(python: &Path) -> bool {
    Command::new(python).args(["-c", ""]).output().is_ok_and(|output| output.status.success())
}

/// Runs a command to its end and hands out what it has said so far, now and then; Err: all that it said.
fn run(command: &mut Command, log: &Path, tell: &dyn Fn(&str)) -> Result<(), String> {
    let io = |error: std::io::Error| format!("{}: {error}", log.display());
    let file = File::create(log).map_err(io)?;
    command.stdout(file.try_clone().map_err(io)?).stderr(file);
    let mut kept = Kept::start(command).map_err(|error| format!("/bin/sh: {error}"))?;
    let said = || fs::read(log).map_or_else(|_| String::new(), |bytes| String::from_utf8_lossy(&bytes).into_owned());
    loop {
        match kept.ended().map_err(io)? {
            Some(status) if status.success() => return Ok(()),
            Some(_) => return Err(said()),
            None => tell(&said()),
        }
        sleep(GLANCE);
    }
}

fn how_far(said: &str) -> Progress {
    match said.contains("Installing collected packages") {
        true => Progress::Unpacks,
        false => Progress::Fetched(said.lines().filter(|line| line.starts_with("Collecting ")).count()),
    }
}

/// Whether pip could not ask anybody: it then ends with the same words as when there is no such package.
fn is_cut_off(said: &str) -> bool {
    ["Retrying (", "Connection", "connection"].iter().any(|sign| said.contains(sign))
}

/// The line that says why: the last one that is an error, or else the last one.
fn last_words(said: &str) -> String {
    let lines = || said.lines().map(str::trim).filter(|line| !line.is_empty());
    let error = lines().rfind(|line| line.starts_with("ERROR:"));
    let line = error.or_else(|| lines().next_back()).unwrap_or("it ended without a word");
    line.trim_start_matches("ERROR:").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_words_are_those_that_say_why() {
        let said = "Collecting attrs\nERROR: Could not find a version\nERROR: No matching distribution found for x==1\n\n\
                    [notice] pip can be upgraded\n";
        assert_eq!(last_words(said), "No matching distribution found for x==1");
        assert_eq!(last_words("a\nModuleNotFoundError: no\n"), "ModuleNotFoundError: no");
        assert_eq!(last_words(""), "it ended without a word");
    }

    #[test]
    fn packages_are_counted_as_they_come() {
        assert_eq!(how_far("Collecting a==1 (from -r …)\n  Downloading a\nCollecting b==2\n"), Progress::Fetched(2));
        assert_eq!(how_far("Collecting a\nInstalling collected packages: a\n"), Progress::Unpacks);
    }

    #[test]
    fn every_requirement_is_pinned() {
        let lines = || SYNAPSE.lines().filter(|line| !line.starts_with(['#', '-']));
        assert!(lines().all(|line| line.split_once("==").is_some_and(|(_, version)| !version.is_empty())));
        assert!(lines().any(|line| line.starts_with("matrix-synapse==")));
    }
}
