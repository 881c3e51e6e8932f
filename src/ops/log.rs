//! Where the log goes, and what is in it.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

use crate::config::{Config, LogFormat};

/// What libraries log below this is about their insides.
fn filter(config: &Config) -> EnvFilter {
    let level = config.log.level;
    let quiet = [
        // Logs harmless 404s as errors.
        "matrix_sdk::http_client=off",
        // Warns at every request where there is no backup.
        "matrix_sdk_crypto::backups=error",
        // Warns that the own device might have been deleted when the server does not know its keys yet, which is so at
        // every first start. A device that is deleted indeed is told by its token.
        "matrix_sdk_crypto::identities::manager=error",
        // Logs every certificate that it refuses, of which our own message tells with a hint.
        "rustls_platform_verifier=off",
    ];
    EnvFilter::new(format!("warn,lotse={level},{}", quiet.join(",")))
}

/// The log goes to standard error: for reading on a terminal, for collecting elsewhere, unless the configuration decides.
pub fn to_stderr(config: &Config) {
    let human = match config.log.format {
        LogFormat::Human => true,
        LogFormat::Json => false,
        LogFormat::Auto => std::io::stderr().is_terminal(),
    };
    let log = tracing_subscriber::fmt().with_env_filter(filter(config)).with_writer(std::io::stderr);
    if human {
        log.with_ansi(std::io::stderr().is_terminal()).with_target(false).init();
    } else {
        log.json().flatten_event(true).init();
    }
}

/// The terminal belongs to the conversation, so the log goes into a file of the data folder. Where that cannot be written
/// there is none; whatever uses the folder next will say what is wrong with it.
pub fn to_file(config: &Config, name: &str) {
    let open = || {
        std::fs::create_dir_all(&config.data_dir)?;
        std::fs::File::create(config.data_dir.join(name))
    };
    if let Ok(file) = open() {
        tracing_subscriber::fmt().with_env_filter(filter(config)).with_ansi(false).with_writer(file).init();
    }
}
