//! The outputs: one file per format, each a pure function of the report.

pub mod json;
pub mod text;

use std::path::PathBuf;
use std::str::FromStr;

use crate::report::Report;

/// An output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people at a terminal.
    Text,
    /// `checker.report/1`.
    Json,
}

/// `FORMAT` or `FORMAT=FILE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The format.
    pub format: Format,
    /// The file; standard output without one.
    pub file: Option<PathBuf>,
}

impl FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (format, file) = match text.split_once('=') {
            Some((_, "")) => return Err(format!("`{text}` names no file after the `=`")),
            Some((format, file)) => (format, Some(PathBuf::from(file))),
            None => (text, None),
        };
        let format = match format {
            "text" => Format::Text,
            "json" => Format::Json,
            other => return Err(format!("there is no format `{other}`; there are text and json")),
        };
        Ok(Self { format, file })
    }
}

/// Renders a report. `style`: how text may look; files are always plain.
pub fn render(report: &Report, format: Format, style: text::Style) -> String {
    match format {
        Format::Text => text::render(report, style),
        Format::Json => json::render(report),
    }
}
