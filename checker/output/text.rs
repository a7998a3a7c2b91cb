//! The report for people at a terminal: every open finding with its place in the source, then a line per policy, then the sum.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, Severity as Level,
    SourceCode, SourceSpan, SpanContents,
};

use super::untrusted::Untrusted;
use crate::change::Change;
use crate::finding::Verdict;
use crate::policy::metadata::Severity;
use crate::report::{Changes, Location, Outcome, Report};

/// How text may look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// With colours.
    pub color: bool,
    /// Only what is open, without the line per policy.
    pub quiet: bool,
    /// Columns to wrap at; lines are left whole without it, so that they can be searched.
    pub width: Option<usize>,
}

/// Renders the report.
pub fn render(report: &Report, style: Style) -> String {
    let mut text = String::new();
    let theme = if style.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(style.width.unwrap_or(100))
        .with_wrap_lines(style.width.is_some())
        .with_links(false);
    for outcome in report.results.iter().filter(|outcome| is_open(outcome)) {
        let shown = Shown::new(outcome, report);
        if handler.render_report(&mut text, &shown).is_err() {
            let _ = writeln!(text, "{shown}");
        }
        text.push('\n');
    }
    if !style.quiet {
        fixed(report, style, &mut text);
        waived(report, style, &mut text);
        kept(report, &mut text);
        policies(report, style, &mut text);
        cost(report, &mut text);
    }
    for gap in report.gaps() {
        let _ = writeln!(text, "{}: {}", paint("undetermined", Verdict::Undetermined, style), Untrusted::new(&gap).visible());
    }
    sum(report, &mut text);
    text
}

fn is_open(outcome: &Outcome) -> bool {
    matches!(outcome.verdict, Verdict::Fail | Verdict::Undetermined)
}

/// One line for each violation that is none any more.
fn fixed(report: &Report, style: Style, text: &mut String) {
    let before = text.len();
    for outcome in report.results.iter().filter(|outcome| outcome.change == Some(Change::Fixed)) {
        let name = paint("fixed", Verdict::Pass, style);
        let why = outcome.why().unwrap_or_default();
        let _ = writeln!(text, "{name} ({}): {}: {}: {why}", outcome.severity.name(), outcome.policy, outcome.about());
    }
    if text.len() > before {
        text.push('\n');
    }
}

/// Each violation that is excused, and by what.
fn waived(report: &Report, style: Style, text: &mut String) {
    for outcome in &report.results {
        let Some(waiver) = &outcome.waiver else { continue };
        let name = paint("waived", Verdict::Waived, style);
        let (severity, why) = (outcome.severity.name(), outcome.why().unwrap_or_default());
        let change = outcome.change.map(|change| format!(", {}", change.name())).unwrap_or_default();
        let waiver = Untrusted::new(&waiver.to_string()).visible();
        let _ = writeln!(text, "{name} ({severity}{change}): {}: {}: {why}\n  by {waiver}", outcome.policy, outcome.about());
    }
    if report.summary.waived > 0 {
        text.push('\n');
    }
}

/// What people keep beside the code: what is to be said about it, and what they attest.
fn kept(report: &Report, text: &mut String) {
    let before = text.len();
    for remark in report.remarks() {
        let _ = writeln!(text, "{remark}");
    }
    for (state, stated) in report.attestations.iter().filter_map(|one| Some((one.name(), one.entry()?))) {
        let sentence =
            format!("{}: {} (owner {}, until {}, {})", stated.id, stated.statement, stated.owner, stated.expires, stated.link);
        let _ = writeln!(text, "attested, {state}: {}", Untrusted::new(&sentence).visible());
    }
    if text.len() > before {
        text.push('\n');
    }
}

/// One line per policy: its gravest verdict and how many results it has of each.
fn policies(report: &Report, style: Style, text: &mut String) {
    let mut by_policy: BTreeMap<&str, BTreeMap<Verdict, usize>> = BTreeMap::new();
    for outcome in &report.results {
        *by_policy.entry(&outcome.policy).or_default().entry(outcome.verdict).or_default() += 1;
    }
    let width = by_policy.keys().map(|id| id.len()).max().unwrap_or(0);
    for (id, counts) in &by_policy {
        let Some((verdict, _)) = counts.first_key_value() else { continue };
        let severity = report.policies.index.get(*id).map_or("", |entry| entry.severity.name());
        let counts: Vec<String> = counts
            .iter()
            .filter(|(verdict, _)| **verdict != Verdict::NotApplicable)
            .map(|(verdict, count)| format!("{count} {}", verdict.name()))
            .collect();
        let name = format!("{:<14}", verdict.name());
        let line = format!("{}  {id:<width$}  {severity:<8}  {}", paint(&name, *verdict, style), counts.join(", "));
        let _ = writeln!(text, "{}", line.trim_end());
    }
    if !by_policy.is_empty() {
        text.push('\n');
    }
}

/// What each scope costs, in a few lines.
fn cost(report: &Report, text: &mut String) {
    let short = report.cost.as_ref().map(crate::cost::text::short).unwrap_or_default();
    if !short.is_empty() {
        text.push_str(&short);
        text.push('\n');
    }
}

fn sum(report: &Report, text: &mut String) {
    let summary = &report.summary;
    let Changes { introduced, existing, fixed } = summary.changes;
    let failed = match (introduced, existing) {
        (0, 0) => format!("{} failed", summary.fail),
        _ => format!("{} failed ({introduced} introduced, {existing} existing)", summary.fail),
    };
    let mut parts = vec![failed, format!("{} undetermined", summary.undetermined)];
    if summary.waived > 0 {
        parts.push(format!("{} waived", summary.waived));
    }
    parts.push(format!("{} passed", summary.pass));
    if fixed > 0 {
        parts.push(format!("{fixed} fixed"));
    }
    let policies = if report.policies.count == 1 { "policy" } else { "policies" };
    let _ = writeln!(text, "{} ({} {policies}, verdict: {})", parts.join(", "), report.policies.count, report.verdict.name());
}

fn paint(text: &str, verdict: Verdict, style: Style) -> String {
    if !style.color {
        return text.to_owned();
    }
    let color = match verdict {
        Verdict::Fail => 31,
        Verdict::Undetermined => 33,
        Verdict::Pass => 32,
        Verdict::Waived => 36,
        Verdict::NotApplicable => 2,
    };
    format!("\u{1b}[{color}m{text}\u{1b}[0m")
}

/// A result as a diagnostic.
#[derive(Debug)]
struct Shown<'s> {
    outcome: &'s Outcome,
    help: String,
    snippets: Snippets<'s>,
}

impl<'s> Shown<'s> {
    fn new(outcome: &'s Outcome, report: &Report) -> Self {
        let mut help = String::new();
        if let Some(entry) = report.policies.index.get(&outcome.policy) {
            let _ = write!(help, "{}\n{}", entry.statement, entry.remediation);
        }
        if !outcome.needs_action.is_empty() {
            let _ = write!(help, "\nneeds {}", outcome.needs_action.join(", "));
        }
        Self { outcome, help, snippets: outcome.location.as_ref().map(Snippets::new).unwrap_or_default() }
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcome = self.outcome;
        let about = outcome.resource.as_deref().or(outcome.missing.as_deref()).or(outcome.scope.as_deref());
        let about = about.unwrap_or("the inventory");
        let change = outcome.change.map(|change| format!(", {}", change.name())).unwrap_or_default();
        write!(f, "{} ({}{change}): {about}", outcome.verdict.name(), outcome.severity.name())?;
        if let Some(text) = outcome.message.as_deref().or(outcome.reason.as_deref()) {
            write!(f, ": {text}")?;
        }
        if let Some(at) = outcome.at.as_deref().filter(|at| Some(*at) != outcome.resource.as_deref()) {
            write!(f, "\nat {at}")?;
            if !outcome.attribute.is_empty() {
                write!(f, ": {}", outcome.attribute)?;
            }
        } else if !outcome.attribute.is_empty() {
            write!(f, "\nat {}", outcome.attribute)?;
        }
        let Some(location) = &outcome.location else { return Ok(()) };
        if self.snippets.0.is_empty() {
            write!(f, "\nin {}:{}", location.file, location.line)?;
        }
        for place in location.all() {
            if let Some(call) = &place.call {
                write!(f, "\ncalled from {}:{} {call}", place.file, place.line)?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code(&self) -> Option<Box<dyn fmt::Display + '_>> {
        Some(Box::new(&self.outcome.policy))
    }

    fn severity(&self) -> Option<Level> {
        Some(match (self.outcome.verdict, self.outcome.severity) {
            (Verdict::Fail, Severity::Critical | Severity::High) => Level::Error,
            _ => Level::Warning,
        })
    }

    fn help(&self) -> Option<Box<dyn fmt::Display + '_>> {
        (!self.help.is_empty()).then(|| Box::new(&self.help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        (!self.snippets.0.is_empty()).then_some(&self.snippets as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.snippets.0.iter().map(|snippet| {
            LabeledSpan::at(snippet.start + snippet.offset..snippet.start + snippet.offset + snippet.length, &snippet.label)
        })))
    }
}

/// The places of a result that are shown, each with the text of its file. A diagnostic has one source: here the files stand one
/// behind the other in it.
#[derive(Debug, Default)]
struct Snippets<'s>(Vec<Snippet<'s>>);

#[derive(Debug)]
struct Snippet<'s> {
    file: &'s str,
    text: &'s str,
    /// Where the file begins in the whole.
    start: usize,
    /// The stretch to point at in the file.
    offset: usize,
    length: usize,
    label: String,
}

impl<'s> Snippets<'s> {
    /// The place itself, the arguments that its value is passed through, and for what stands outside of the repository the call in it.
    fn new(location: &'s Location) -> Self {
        let primary = location.primary().unwrap_or(location);
        let shown: Vec<&Location> = location
            .all()
            .filter(|place| std::ptr::eq(*place, location) || place.argument.is_some() || std::ptr::eq(*place, primary))
            .collect();
        let mut snippets: Vec<Snippet<'s>> = Vec::new();
        for (at, place) in shown.iter().enumerate() {
            let Some((text, offset, length)) = &place.snippet else { continue };
            let label = match shown.get(at + 1) {
                Some(Location { argument: Some(variable), .. }) => format!("from var.{variable}"),
                Some(_) => "outside of the repository".to_owned(),
                None if place.call.is_some() && place.argument.is_none() => "inside of this module".to_owned(),
                None => "this must change".to_owned(),
            };
            let start = snippets.last().map_or(0, |last| last.start + last.text.len() + 1);
            snippets.push(Snippet { file: &place.file, text, start, offset: *offset, length: *length, label });
        }
        Self(snippets)
    }
}

impl SourceCode for Snippets<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let holds =
            |snippet: &&Snippet<'_>| snippet.start <= span.offset() && span.offset() <= snippet.start + snippet.text.len();
        let snippet = self.0.iter().find(holds).ok_or(MietteError::OutOfBounds)?;
        let found = snippet.text.read_span(&(span.offset() - snippet.start, span.len()).into(), before, after)?;
        let shifted = SourceSpan::from((found.span().offset() + snippet.start, found.span().len()));
        let contents = MietteSpanContents::new_named(
            snippet.file.to_owned(),
            found.data(),
            shifted,
            found.line(),
            found.column(),
            found.line_count(),
        );
        Ok(Box::new(contents.with_language("hcl")))
    }
}
