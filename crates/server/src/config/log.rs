//! What is logged, and how.

use serde::{Deserialize, Deserializer};
use tracing::level_filters::LevelFilter;

use super::values::read;

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One object a line, for programs.
    Json,
}

impl<'de> Deserialize<'de> for LogFormat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, "text or json", |text| match text {
            "text" => Some(Self::Text),
            "json" => Some(Self::Json),
            _ => None,
        })
    }
}

/// The least important lines that are still logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogLevel(pub LevelFilter);

impl Default for LogLevel {
    fn default() -> Self {
        Self(LevelFilter::INFO)
    }
}

impl<'de> Deserialize<'de> for LogLevel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, "error, warn, info, debug or trace", |text| match text {
            "error" => Some(Self(LevelFilter::ERROR)),
            "warn" => Some(Self(LevelFilter::WARN)),
            "info" => Some(Self(LevelFilter::INFO)),
            "debug" => Some(Self(LevelFilter::DEBUG)),
            "trace" => Some(Self(LevelFilter::TRACE)),
            _ => None,
        })
    }
}
