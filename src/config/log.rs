//! `[log]`

use tracing::Level;

use super::keys::Keys;

/// What is logged, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogConfig {
    /// The least important level that is logged.
    pub level: Level,
    /// How lines are written.
    pub format: LogFormat,
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// Human on a terminal, JSON elsewhere.
    Auto,
    /// For reading.
    Human,
    /// For collecting.
    Json,
}

impl LogConfig {
    pub(super) fn read(keys: &mut Keys<'_>) -> Self {
        let levels = [
            ("error", Level::ERROR),
            ("warn", Level::WARN),
            ("info", Level::INFO),
            ("debug", Level::DEBUG),
            ("trace", Level::TRACE),
        ];
        let formats = [("auto", LogFormat::Auto), ("human", LogFormat::Human), ("json", LogFormat::Json)];
        Self {
            level: keys.choice("log.level", &levels).unwrap_or(Level::INFO),
            format: keys.choice("log.format", &formats).unwrap_or(LogFormat::Auto),
        }
    }
}
