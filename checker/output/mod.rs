//! The outputs: one file per format, each a pure function of the report.

pub mod controls;
pub mod csv;
pub mod github;
pub mod json;
pub mod junit;
pub mod markdown;
pub(crate) mod place;
mod prose;
pub mod sarif;
pub mod text;
pub(crate) mod untrusted;
pub mod write;

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
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit XML, for a CI's list of tests.
    Junit,
    /// GitHub's Markdown, for a comment or a job's summary.
    Markdown,
    /// A table.
    Csv,
    /// Workflow commands of GitHub Actions.
    Github,
    /// Markdown by framework, for auditors.
    Controls,
}

impl Format {
    /// Every format with its name.
    const NAMES: [(&str, Self); 8] = [
        ("text", Self::Text),
        ("json", Self::Json),
        ("sarif", Self::Sarif),
        ("junit", Self::Junit),
        ("markdown", Self::Markdown),
        ("csv", Self::Csv),
        ("github", Self::Github),
        ("controls", Self::Controls),
    ];
}

impl FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::NAMES.iter().find(|(name, _)| *name == text).map(|(_, format)| *format).ok_or_else(|| {
            let names = Self::NAMES.map(|(name, _)| name);
            format!("there is no format `{text}`; there are {}", names.join(", "))
        })
    }
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
        let format = format.parse()?;
        Ok(Self { format, file })
    }
}

/// Renders a report. `style`: how text may look; files are always plain.
pub fn render(report: &Report, format: Format, style: text::Style) -> String {
    match format {
        Format::Text => text::render(report, style),
        Format::Json => json::render(report),
        Format::Sarif => sarif::render(report),
        Format::Junit => junit::render(report),
        Format::Markdown => markdown::render(report, markdown::COMMENT),
        Format::Csv => csv::render(report),
        Format::Github => github::render(report),
        Format::Controls => controls::render(report),
    }
}
