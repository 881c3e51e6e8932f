//! The configuration as people write it, with their mistakes.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::*;

struct Written {
    folder: tempfile::TempDir,
    file: PathBuf,
}

fn written(text: &str) -> Written {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("my.toml");
    std::fs::write(&file, text).unwrap();
    Written { folder, file }
}

impl Written {
    fn load(&self, environment: &[(&str, &str)]) -> Result<Config, Mistakes> {
        Config::load(Some(&self.file), variables(environment))
    }

    /// The mistakes with the temporary folder's name cut off.
    fn mistakes(&self, environment: &[(&str, &str)]) -> String {
        let text = self.load(environment).unwrap_err().to_string();
        text.replace(&format!("{}/", self.folder.path().display()), "")
    }
}

/// Reads a text with nothing in the environment but a home; the mistakes with the temporary folder's name cut off.
pub(super) fn load(text: &str) -> Result<Config, String> {
    let written = written(text);
    written.load(&[]).map_err(|_| written.mistakes(&[]))
}

fn variables(environment: &[(&str, &str)]) -> Vec<(String, String)> {
    let home = [("HOME", "/home/anna")];
    home.iter().chain(environment).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn from_environment(environment: &[(&str, &str)]) -> Result<Config, Mistakes> {
    Config::load(None, variables(environment))
}

#[test]
fn the_shipped_file_is_the_default_and_has_exactly_the_keys_that_the_code_asks_for() {
    let mut mistakes = Vec::new();
    let layers = Layers::gather(None, [], &mut mistakes);
    let (config, asked) = layers.read(&mut mistakes);
    assert_eq!(mistakes, []);
    assert_eq!(config, Config::default());
    let shipped: BTreeSet<_> = layers.layers[0].entries.keys().cloned().collect();
    assert_eq!(asked, shipped);
    let shipped_again = written(SHIPPED).load(&[]).unwrap();
    assert_eq!(shipped_again, from_environment(&[]).unwrap());
}

#[test]
fn every_key_of_the_shipped_file_is_explained() {
    let mut explained = false;
    for line in SHIPPED.lines() {
        match line {
            _ if line.starts_with('#') => explained = true,
            _ if line.trim().is_empty() => explained = false,
            _ if line.starts_with('[') => {}
            _ => assert!(explained, "{line}"),
        }
    }
}

#[test]
fn the_environment_wins_over_the_file_and_the_file_over_the_default() {
    let file = written("language = \"de\"\nprefix = \"?\"\n[flow]\nworkers = 2\n[roles]\nagents = [\"anna\"]\n");
    let config = file.load(&[("LOTSE__PREFIX", "."), ("LOTSE__ROLES__OPERATORS", "@a:x.org, @b:x.org,")]).unwrap();
    assert_eq!((config.language, config.prefix.as_str(), config.flow.workers), (Language::De, ".", 2));
    assert_eq!(config.roles.operators, ["@a:x.org", "@b:x.org"]);
    assert_eq!(config.roles.agents, ["anna"]);
    assert_eq!(config.flow.attempts, 5);
    let config =
        from_environment(&[("LOTSE__ROLES__OPERATORS", r#"["@a:x.org"]"#), ("LOTSE__DESK__GREETING", "false")]);
    let config = config.unwrap();
    assert_eq!(config.roles.operators, ["@a:x.org"]);
    assert!(!config.desk.greeting);
}

#[test]
fn all_mistakes_are_told_at_once_with_line_and_hint() {
    let file = written(
        r#"data_dir = 7
langauge = "de"
timezone = "Berlin"
prefix = "lotse "

[databse]
url = "x"

[database]
url = "mysql://db/lotse"
max_connections = "many"

[matrix]
homeserver = "localhost:8008"
user = "lotse@example.org"
password = 12345678
allow_users = ["@anna:example.org",
  "bob",
  3]
workers = 2

[desk]
unread_wait = "2h"
solution_wait = "1 day"
greeting = "yes"
offer_reactions = 1

[flow.poll]
every = 3

[log]
level = "inof"
"#,
    );
    let told = file.mistakes(&[
        ("LOTSE__FLOW__WORKERS", "five"),
        ("LOTSE__MATRIX__PASSWRD", "hunter2"),
        ("LOTSE_MATRIX_PASSWORD", "hunter2"),
        ("LOTSE_CONFIG", "is not ours"),
    ]);
    assert_eq!(
        told,
        r#"22 mistakes in the configuration

my.toml:1: data_dir
  must be text in quotes, but is 7

my.toml:2: langauge
  is not a known key
  hint: did you mean language at the top, before the first section?

my.toml:3: timezone
  must be a time zone like "Europe/Berlin", but is "Berlin"
  hint: did you mean "Europe/Berlin"?

my.toml:4: prefix
  must be one to three signs that are neither letters, digits nor spaces, but is "lotse "

my.toml:6: databse
  is not a known section
  hint: did you mean [database]?

my.toml:10: database.url
  is not a PostgreSQL URL; Lotse keeps its data in PostgreSQL only
  hint: write postgres://user:password@host/database; in a password, write @ as %40, / as %2F, : as %3A

my.toml:11: database.max_connections
  must be a whole number from 4 to 500, but is "many"

my.toml:14: matrix.homeserver
  must be the address of a homeserver, but is "localhost:8008"
  hint: write http://localhost:8008

my.toml:15: matrix.user
  must be an account like @lotse:example.org, or only lotse, but is "lotse@example.org"
  hint: did you mean @lotse:example.org?

my.toml:16: matrix.password
  must be text in quotes, but is a whole number

my.toml:18: matrix.allow_users
  must be an account like @anna:example.org, but is "bob"

my.toml:19: matrix.allow_users
  must be text in quotes, but is 3

my.toml:20: matrix.workers
  is not a known key
  hint: did you mean workers in [flow]?

my.toml:23: desk.unread_wait
  must be a duration from "1s" to "1h", but is "2h"

my.toml:24: desk.solution_wait
  must be a duration, but is "1 day"
  hint: write "500ms", "30s", "15m", "24h" or "14d"

my.toml:25: desk.greeting
  must be true or false, without quotes, but is "yes"

my.toml:26: desk.offer_reactions
  must be true or false, without quotes, but is 1

my.toml:28: flow.poll
  must be a duration, but is a section
  hint: write "500ms", "30s", "15m", "24h" or "14d"

my.toml:32: log.level
  must be "error", "warn", "info", "debug", "trace", but is "inof"
  hint: did you mean "info"?

environment variable LOTSE_MATRIX_PASSWORD
  is not a known key
  hint: did you mean LOTSE__MATRIX__PASSWORD?

environment variable LOTSE__FLOW__WORKERS: flow.workers
  must be a whole number from 1 to 100, but is "five"

environment variable LOTSE__MATRIX__PASSWRD
  is not a known key
  hint: did you mean LOTSE__MATRIX__PASSWORD?"#
    );
}

#[test]
fn broken_toml_is_told_with_its_line_and_without_the_secret_that_stands_there() {
    let told = written("[matrix]\npassword = \"hunter2\nuser = lotse\n").mistakes(&[("LOTSE__PREFIX", "x")]);
    assert!(told.contains("my.toml:2\n  is not valid TOML: "), "{told}");
    assert!(told.contains("LOTSE__PREFIX"), "{told}");
    assert!(!told.contains("hunter2"), "{told}");
    let told = written("[log]\nlevel = \"info\"\nlevel = \"warn\"\n").mistakes(&[]);
    assert!(told.contains("my.toml:3\n  is not valid TOML: duplicate key"), "{told}");
}

#[test]
fn a_file_that_is_not_there_is_a_mistake() {
    let told = Config::load(Some(Path::new("/nowhere/my.toml")), variables(&[])).unwrap_err().to_string();
    let text = "1 mistake in the configuration\n\n/nowhere/my.toml\n  cannot be read: No such file or directory (os error 2)\
        \n  hint: check the name after --config";
    assert_eq!(told, text);
}

#[test]
fn a_secret_comes_by_value_or_by_file_and_is_never_shown() {
    let file = written("[matrix]\npassword_file = \"pass\"\nuser = \"lotse\"\nhomeserver = \"https://example.org\"\n");
    std::fs::write(file.folder.path().join("pass"), "hunter2 \r\n").unwrap();
    let config = file.load(&[]).unwrap();
    assert_eq!(config.matrix.password.as_ref().map(Secret::reveal), Some("hunter2 "));
    assert!(!format!("{config:?}").contains("hunter2"));

    let config =
        file.load(&[("LOTSE__MATRIX__PASSWORD", "other"), ("LOTSE__DATABASE__URL", "postgres://u:hunter2@h/d")]);
    let config = config.unwrap();
    assert_eq!(config.matrix.password.as_ref().map(Secret::reveal), Some("other"));
    assert!(!format!("{config:?}").contains("hunter2"));

    let report = check_report(Some(&file.file), variables(&[("LOTSE__MATRIX__PASSWORD", "other")])).unwrap();
    assert!(
        report.contains("\nmatrix.password = (secret)\n  from environment variable LOTSE__MATRIX__PASSWORD"),
        "{report}"
    );
    assert!(report.contains("\nmatrix.user = \"lotse\"\n  from "), "{report}");
    assert!(report.ends_with("\nmatrix: https://example.org/"), "{report}");
}

#[test]
fn a_secret_by_value_and_by_file_at_once_is_a_mistake() {
    let both = [("LOTSE__MATRIX__PASSWORD", "a"), ("LOTSE__MATRIX__PASSWORD_FILE", "/b")];
    let text = "1 mistake in the configuration\n\nenvironment variable LOTSE__MATRIX__PASSWORD: matrix.password\
        \n  is given together with matrix.password_file\n  hint: remove one of the two";
    assert_eq!(from_environment(&both).unwrap_err().to_string(), text);

    let told = from_environment(&[("LOTSE__MATRIX__PASSWORD_FILE", "/nowhere/b")]).unwrap_err().to_string();
    assert!(told.contains("matrix.password_file\n  names a file that cannot be read: /nowhere/b"), "{told}");
}

#[test]
fn what_is_missing_for_matrix_is_told_at_once_and_only_when_asked() {
    let told = from_environment(&[]).unwrap().matrix.ready().unwrap_err().to_string();
    assert_eq!(
        told,
        "3 mistakes in the configuration

not configured: matrix.homeserver
  is needed: the address of the homeserver
  hint: set it in a file given by --config, or by LOTSE__MATRIX__HOMESERVER

not configured: matrix.user
  is needed: the bot's account
  hint: set it in a file given by --config, or by LOTSE__MATRIX__USER; an access_token does as well

not configured: matrix.password
  is needed: the account's password
  hint: set it in a file given by --config, or by LOTSE__MATRIX__PASSWORD; an access_token does as well"
    );
    let token = [("LOTSE__MATRIX__HOMESERVER", "http://localhost:8008"), ("LOTSE__MATRIX__ACCESS_TOKEN", "syt_x")];
    let access = from_environment(&token).unwrap().matrix.ready().unwrap();
    assert_eq!(access.login, MatrixLogin::Token(Secret::new("syt_x")));
}

#[test]
fn workers_must_leave_connections_for_the_rest() {
    let told = from_environment(&[("LOTSE__FLOW__WORKERS", "9")]).unwrap_err().to_string();
    assert!(told.contains("is 9, but database.max_connections = 10 allows 8 at most"), "{told}");
}

#[test]
fn the_data_folder_is_relative_to_the_file_that_names_it() {
    let file = written("data_dir = \"data\"\n");
    assert_eq!(file.load(&[]).unwrap().data_dir, file.folder.path().join("data"));
    assert_eq!(from_environment(&[("LOTSE__DATA_DIR", "/srv/lotse")]).unwrap().data_dir, Path::new("/srv/lotse"));
}
