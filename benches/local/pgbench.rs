//! What PostgreSQL does with the statements of a turn when nobody thinks in between: `pgbench` runs them.
//!
//! The script is not written by hand, since it would soon tell of another turn than the program's: a real turn is run
//! while the server logs its statements, and what differs from turn to turn (the event, the rows that were made) becomes
//! a variable of the script. All other values are passed as they were.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use sqlx::PgPool;

/// The statements of one transaction, each with its parameters as the server understood them.
pub(super) struct Recorded(Vec<Statement>);

struct Statement {
    text: String,
    /// None: null.
    parameters: Vec<Option<String>>,
}

/// Rows that the recorded turn has used or made.
pub(super) struct Rows {
    pub(super) inbox: i64,
    pub(super) event: String,
    /// In the order in which they were made.
    pub(super) outbox: Vec<i64>,
    pub(super) ticket: i64,
}

/// A script, and the values that it is to be started with.
pub(super) struct Script {
    pub(super) text: String,
    pub(super) values: Vec<(String, String)>,
}

impl Recorded {
    /// The last transaction of this server process in the server's log.
    pub(super) fn read(log: &str, process: i32) -> Self {
        let mut statements: Vec<Statement> = Vec::new();
        let mut ours = false;
        let mut parameters: Option<String> = None;
        for line in log.lines() {
            if let Some(more) = line.strip_prefix('\t') {
                if ours && let Some(parameters) = &mut parameters {
                    let _ = write!(parameters, "\n{more}");
                } else if ours && let Some(last) = statements.last_mut() {
                    let _ = write!(last.text, "\n{more}");
                }
                continue;
            }
            if let (Some(parameters), Some(last)) = (parameters.take(), statements.last_mut()) {
                last.parameters = read_parameters(&parameters);
            }
            ours = line.contains(&format!("[{process}]"));
            if !ours {
                continue;
            }
            if let Some((_, text)) = line.split_once("DETAIL:  ") {
                parameters = text.split_once(": ").map(|(_, list)| list.to_owned());
            } else if let Some((_, text)) = line.split_once("LOG:  statement: ") {
                if text.to_lowercase().starts_with("begin") {
                    statements.clear();
                }
                statements.push(Statement { text: text.to_owned(), parameters: Vec::new() });
            } else if let Some((_, text)) = line.split_once("LOG:  execute ") {
                let (_, text) = text.split_once(": ").expect("the name of a statement, and the statement");
                statements.push(Statement { text: text.to_owned(), parameters: Vec::new() });
            }
        }
        let end = statements.iter().position(|it| it.text.to_lowercase().starts_with("commit")).expect("a commit");
        statements.truncate(end + 1);
        Self(statements)
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// The script that does the same with other rows each time.
    pub(super) fn script(&self, rows: &Rows) -> Script {
        let mut names = HashMap::from([
            (rows.inbox.to_string(), "c_id".to_owned()),
            (rows.event.clone(), "c_event".to_owned()),
            (rows.ticket.to_string(), "t_last".to_owned()),
        ]);
        for (number, id) in rows.outbox.iter().enumerate() {
            names.insert(id.to_string(), format!("o{number}_id"));
        }
        let mut script = Script { text: String::new(), values: Vec::new() };
        let mut posts = 0;
        for statement in &self.0 {
            let claims = statement.text.contains("for update skip locked");
            let posting = statement.text.starts_with("insert into outbox");
            let mut values = Vec::new();
            for parameter in &statement.parameters {
                values.push(match parameter {
                    None => "null".to_owned(),
                    // pgbench takes no empty variables.
                    Some(empty) if empty.is_empty() => "''".to_owned(),
                    // Every turn sends under keys of its own.
                    Some(key) if posting && is_key(key) => format!("md5(:c_event || 'post {posts}')"),
                    Some(value) => match names.get(value) {
                        Some(name) => format!(":{name}"),
                        None => {
                            let name = format!("v{}", script.values.len());
                            script.values.push((name.clone(), value.clone()));
                            format!(":{name}")
                        }
                    },
                });
            }
            // The names that tell the compiler what cannot be null are none for a variable.
            let text = filled(&statement.text, &values).replace("!\"", "\"");
            let keep = if claims {
                " \\gset c_".to_owned()
            } else if statement.text.starts_with("update counter") {
                " \\gset t_".to_owned()
            } else if posting {
                posts += 1;
                format!(" \\gset o{}_", posts - 1)
            } else {
                ";".to_owned()
            };
            let _ = writeln!(script.text, "{}{keep}", text.trim_end_matches(';'));
        }
        assert_eq!(posts, rows.outbox.len(), "every row that is to be sent is found in the log");
        script
    }
}

/// Reads `$1 = 'it''s', $2 = NULL`.
fn read_parameters(list: &str) -> Vec<Option<String>> {
    let mut values = Vec::new();
    let mut rest = list;
    while let Some((_, value)) = rest.split_once(" = ") {
        let Some(quoted) = value.strip_prefix('\'') else {
            values.push(None);
            rest = value.strip_prefix("NULL").expect("NULL or a quoted value");
            continue;
        };
        let mut text = String::new();
        let mut chars = quoted.char_indices().peekable();
        rest = "";
        while let Some((at, c)) = chars.next() {
            if c != '\'' {
                text.push(c);
            } else if chars.peek().is_some_and(|(_, next)| *next == '\'') {
                text.push('\'');
                chars.next();
            } else {
                rest = &quoted[at + 1..];
                break;
            }
        }
        values.push(Some(text));
    }
    values
}

fn is_key(value: &str) -> bool {
    value.len() == 32 && value.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The text with `$1`, `$2` … replaced.
fn filled(text: &str, values: &[String]) -> String {
    let mut out = String::new();
    let mut parts = text.split('$');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        match part[..digits].parse::<usize>().ok().and_then(|number| values.get(number.checked_sub(1)?)) {
            Some(value) => {
                out.push_str(value);
                out.push_str(&part[digits..]);
            }
            None => {
                out.push('$');
                out.push_str(part);
            }
        }
    }
    out
}

/// The program beside the running server's others, where it is installed.
pub(super) async fn program(pool: &PgPool) -> Option<PathBuf> {
    let folder: String =
        sqlx::query_scalar("select setting from pg_config where name = 'BINDIR'").fetch_one(pool).await.unwrap();
    Some(Path::new(&folder).join("pgbench")).filter(|program| program.exists())
}

/// What pgbench has measured.
pub(super) struct Run {
    /// Transactions a second.
    pub(super) rate: f64,
    /// The statements that took longest, each with its milliseconds.
    pub(super) slowest: Vec<(f64, String)>,
}

/// Runs the script so many times in all, with so many clients.
pub(super) fn run(program: &Path, url: &str, script: &Script, clients: usize, times: usize) -> Run {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), &script.text).unwrap();
    let mut command = Command::new(program);
    // Prepared once, as the bot does; no vacuuming of tables that only pgbench's own scenario has.
    command.args(["-n", "-r", "-M", "prepared", "-c", &clients.to_string(), "-j", "2"]);
    command.args(["-t", &(times / clients).to_string(), "-f"]).arg(file.path());
    for (name, value) in &script.values {
        command.arg("-D").arg(format!("{name}={value}"));
    }
    let output = command.arg(url).output().expect("pgbench runs");
    let said = String::from_utf8_lossy(&output.stdout);
    let failed = || panic!("pgbench: {}\n{}\n{said}", script.text, String::from_utf8_lossy(&output.stderr));
    let rate = said.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
    let (Some(rate), true) = (rate, output.status.success()) else { failed() };
    // Of each statement: its mean time in milliseconds, how often it failed, and its first line.
    let (_, statements) = said.split_once("statement latencies").unwrap_or_default();
    let mut slowest: Vec<(f64, String)> = statements
        .lines()
        .filter_map(|line| {
            let (time, rest) = line.trim().split_once(' ')?;
            let text = rest.trim().trim_start_matches(|c: char| c.is_ascii_digit()).trim();
            Some((time.parse().ok()?, text.to_owned()))
        })
        .collect();
    slowest.sort_by(|one, other| other.0.total_cmp(&one.0));
    Run { rate, slowest }
}
