//! The report as JSON, indented so that two of them can be compared line by line.

use crate::report::Report;

/// Renders the report.
pub fn render(report: &Report) -> String {
    // Every part of a report is a string, a number or a list of them: serialising cannot fail.
    let mut text = serde_json::to_string_pretty(report).unwrap_or_default();
    text.push('\n');
    text
}
