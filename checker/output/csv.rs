//! The report as a table for spreadsheets and auditors: RFC 4180, one row per result, and no cell that a spreadsheet takes for a formula.

use std::borrow::Cow;

use csv::{Terminator, WriterBuilder};

use crate::change::Change;
use crate::inventory::keys::Bridge;
use crate::report::{Location, Outcome, Report};

/// Takes a cell from a result.
type Cell = fn(&Outcome) -> Cow<'_, str>;

/// The columns: a name, and what stands there.
const COLUMNS: &[(&str, Cell)] = &[
    ("subject", |outcome| text(&outcome.subject)),
    ("policy", |outcome| outcome.policy.as_str().into()),
    ("severity", |outcome| outcome.severity.name().into()),
    ("verdict", |outcome| outcome.verdict.name().into()),
    ("resource", |outcome| text(&outcome.resource)),
    ("at", |outcome| text(&outcome.at)),
    ("missing", |outcome| text(&outcome.missing)),
    ("scope", |outcome| text(&outcome.scope)),
    ("attribute", |outcome| outcome.attribute.to_string().into()),
    ("message", |outcome| text(&outcome.message)),
    ("reason", |outcome| text(&outcome.reason)),
    ("needs_action", |outcome| outcome.needs_action.join("; ").into()),
    ("change", |outcome| outcome.change.map_or("", Change::name).into()),
    ("waiver", |outcome| outcome.waiver.as_ref().map(ToString::to_string).unwrap_or_default().into()),
    ("fingerprint", |outcome| outcome.fingerprint.as_str().into()),
    ("bridge", |outcome| bridge(outcome.bridge).into()),
    ("observed_at", |outcome| text(&outcome.observed_at)),
    ("source", |outcome| outcome.source.name().into()),
    ("file", |outcome| located(outcome, |place| place.file.clone())),
    ("line", |outcome| located(outcome, |place| place.line.to_string())),
    ("column", |outcome| located(outcome, |place| place.column.to_string())),
    ("end_line", |outcome| located(outcome, |place| place.end_line.to_string())),
    ("module_stack", |outcome| located(outcome, calls)),
];

/// Renders the report.
pub fn render(report: &Report) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    // Rows of one length, into memory: writing cannot fail.
    let _ = writer.write_record(COLUMNS.iter().map(|(name, _)| *name));
    for outcome in &report.results {
        let _ = writer.write_record(COLUMNS.iter().map(|(_, cell)| inert(cell(outcome)).into_owned()));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// Takes the effect from what a spreadsheet would compute: an apostrophe in front, as OWASP advises.
fn inert(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        format!("'{text}").into()
    } else {
        text
    }
}

fn text(text: &Option<String>) -> Cow<'_, str> {
    text.as_deref().unwrap_or_default().into()
}

fn located(outcome: &Outcome, cell: fn(&Location) -> String) -> Cow<'_, str> {
    outcome.location.as_ref().map(cell).unwrap_or_default().into()
}

/// The enclosing module calls, innermost first.
fn calls(place: &Location) -> String {
    place.module_stack.iter().map(|call| format!("{}:{}", call.file, call.line)).collect::<Vec<_>>().join("; ")
}

fn bridge(bridge: Bridge) -> &'static str {
    match bridge {
        Bridge::Exact => "exact",
        Bridge::Parent => "parent",
        Bridge::None => "none",
    }
}
