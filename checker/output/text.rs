//! The report for people at a terminal: every open finding with its place in the source, then a line per policy, then the sum.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, Severity as Level, SourceCode};

use crate::finding::Verdict;
use crate::policy::metadata::Severity;
use crate::report::{Outcome, Report};

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
        policies(report, style, &mut text);
    }
    sum(report, &mut text);
    text
}

fn is_open(outcome: &Outcome) -> bool {
    matches!(outcome.verdict, Verdict::Fail | Verdict::Undetermined)
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

fn sum(report: &Report, text: &mut String) {
    let summary = &report.summary;
    let mut parts = vec![format!("{} failed", summary.fail), format!("{} undetermined", summary.undetermined)];
    if summary.waived > 0 {
        parts.push(format!("{} waived", summary.waived));
    }
    parts.push(format!("{} passed", summary.pass));
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
    source: Option<NamedSource<String>>,
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
        let source = outcome.location.as_ref().and_then(|location| {
            let (text, ..) = location.snippet.as_ref()?;
            Some(NamedSource::new(&location.file, text.to_string()).with_language("hcl"))
        });
        Self { outcome, help, source }
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcome = self.outcome;
        let about = outcome.resource.as_deref().or(outcome.missing.as_deref()).unwrap_or("the inventory");
        write!(f, "{} ({}): {about}", outcome.verdict.name(), outcome.severity.name())?;
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
        match (&outcome.location, &self.source) {
            (Some(location), None) => write!(f, "\nin {}:{}", location.file, location.line),
            _ => Ok(()),
        }
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
        self.source.as_ref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let (_, offset, length) = self.outcome.location.as_ref()?.snippet.as_ref()?;
        Some(Box::new(std::iter::once(LabeledSpan::at(*offset..offset + length, "this must change"))))
    }
}
