//! The report as workflow commands, which a runner of GitHub Actions turns into annotations beside the code.

use std::fmt::Write as _;

use super::place;
use super::untrusted::Untrusted;
use crate::change::Change;
use crate::finding::Verdict;
use crate::policy::metadata::Severity;
use crate::report::{Location, Outcome, Report};
use crate::waiver::ledger::Remark;

/// How many annotations of one level a step may make; GitHub drops the others without a word.
const LIMIT: usize = 10;

/// Renders the report.
pub fn render(report: &Report) -> String {
    let mut text = String::new();
    for level in ["error", "warning", "notice"] {
        let outcomes = report.results.iter().filter(|outcome| self::level(outcome) == Some(level));
        let gaps = report.gaps().filter(|_| level == "error");
        let gaps = gaps.map(|gap| format!("::error title=checker::{}\n", data(&Untrusted::new(&gap).visible())));
        let mut commands: Vec<String> = gaps.chain(outcomes.map(|outcome| annotation(outcome, report, level))).collect();
        commands.extend(report.remarks().iter().filter(|remark| remark.level.name() == level).map(remark));
        // Results come with the gravest first. Where they are too many, the last place is for saying so.
        let shown = if commands.len() > LIMIT { LIMIT - 1 } else { commands.len() };
        commands[..shown].iter().for_each(|command| text.push_str(command));
        if commands.len() > shown {
            let more = commands.len() - shown;
            let _ =
                writeln!(text, "::{level} title=checker::{more} more: GitHub shows {LIMIT} of a kind, the report has them all");
        }
    }
    text
}

fn level(outcome: &Outcome) -> Option<&'static str> {
    match (outcome.verdict, outcome.severity) {
        (Verdict::Fail, Severity::Critical | Severity::High) => Some("error"),
        (Verdict::Fail | Verdict::Undetermined, _) => Some("warning"),
        (Verdict::Waived, _) => Some("notice"),
        (Verdict::Pass | Verdict::NotApplicable, _) => None,
    }
}

/// A remark at its entry.
fn remark(remark: &Remark) -> String {
    let Remark { level, place, text } = remark;
    let file = property(&place::path(&place.file));
    let text = data(&Untrusted::new(text).visible());
    format!("::{} file={file},line={},title=checker::{text}\n", level.name(), place.line)
}

fn annotation(outcome: &Outcome, report: &Report, level: &str) -> String {
    let mut text = format!("::{level} ");
    if let Some(at) = outcome.location.as_ref().and_then(Location::primary) {
        let _ = write!(text, "file={},line={},endLine={},", property(&place::path(&at.file)), at.line, at.end_line);
        // A column says nothing about several lines; the runner would take it off.
        if at.line == at.end_line {
            let _ = write!(text, "col={},", at.column);
        }
    }
    let mut grade = vec![outcome.severity.name()];
    grade.extend((outcome.verdict != Verdict::Fail).then(|| outcome.verdict.name()));
    grade.extend(outcome.change.map(Change::name));
    let title = format!("{} ({})", outcome.policy, grade.join(", "));
    let about = outcome.about();
    let mut message = Untrusted::new(about).visible();
    if let Some(why) = outcome.why() {
        let _ = write!(message, ": {}", Untrusted::new(why).visible());
    }
    if let Some(waiver) = &outcome.waiver {
        let _ = write!(message, "\nwaived: {}", Untrusted::new(&waiver.to_string()).visible());
    } else if let Some(entry) = report.policies.index.get(&outcome.policy) {
        let _ = write!(message, "\n{}", Untrusted::new(&entry.remediation).visible());
    }
    let _ = writeln!(text, "title={}::{}", property(&title), data(&message));
    text
}

/// Escapes what a command says. The old form `##[command]` works anywhere in a line and has no escape: it is broken up.
fn data(text: &str) -> String {
    let text = text.replace("##[", "#⟨U+0023⟩[");
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(&Untrusted::new(text).visible()).replace(':', "%3A").replace(',', "%2C")
}
