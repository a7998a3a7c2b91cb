//! The report as JUnit XML: a suite per plan or account, a case per result. What is undetermined is an `error` (the test could not be
//! carried out), which no CI shows as passed; `skipped` would be green.

use std::fmt::Write as _;

use super::untrusted::Untrusted;
use crate::finding::Verdict;
use crate::report::{Outcome, Report};

/// Renders the report.
pub fn render(report: &Report) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let counts = Counts::of(report.results.iter());
    let _ = writeln!(text, "<testsuites name=\"checker\" {counts}>");
    for subject in &report.subjects {
        let of_subject = report.results.iter().filter(|outcome| outcome.subject.as_deref() == Some(&subject.id));
        suite(report, &subject.id, Some(&subject.digest), of_subject, &mut text);
    }
    let of_none =
        report.results.iter().filter(|outcome| !report.subjects.iter().any(|one| Some(&one.id) == outcome.subject.as_ref()));
    if of_none.clone().next().is_some() {
        suite(report, "all", None, of_none, &mut text);
    }
    let gaps: Vec<String> = report.gaps().collect();
    if !gaps.is_empty() {
        let counts = Counts { tests: gaps.len(), errors: gaps.len(), ..Counts::default() };
        let _ = writeln!(text, "  <testsuite name=\"unreported\" {counts} timestamp=\"{}\">", escape(&report.generated_at));
        for (name, gap) in report.unreported.iter().zip(&gaps) {
            let _ = writeln!(
                text,
                "    <testcase classname=\"checker\" name=\"{}\">\n      <error type=\"undetermined\" message=\"{}\"/>\n    </testcase>",
                escape(name),
                escape(gap)
            );
        }
        text.push_str("  </testsuite>\n");
    }
    text.push_str("</testsuites>\n");
    text
}

fn suite<'r>(
    report: &'r Report,
    name: &str,
    digest: Option<&str>,
    outcomes: impl Iterator<Item = &'r Outcome> + Clone,
    text: &mut String,
) {
    let counts = Counts::of(outcomes.clone());
    let _ = writeln!(text, "  <testsuite name=\"{}\" {counts} timestamp=\"{}\">", escape(name), escape(&report.generated_at));
    text.push_str("    <properties>\n");
    let properties =
        [("checker", Some(&*report.tool.version)), ("policies", Some(&*report.policies.digest)), ("subject", digest)];
    for (name, value) in properties {
        if let Some(value) = value {
            let _ = writeln!(text, "      <property name=\"{name}\" value=\"{}\"/>", escape(value));
        }
    }
    for remark in report.remarks() {
        let value = format!("{}: {}", remark.place, remark.text);
        let _ = writeln!(text, "      <property name=\"{}\" value=\"{}\"/>", remark.level.name(), escape(&value));
    }
    text.push_str("    </properties>\n");
    for outcome in outcomes {
        case(report, outcome, text);
    }
    text.push_str("  </testsuite>\n");
}

fn case(report: &Report, outcome: &Outcome, text: &mut String) {
    let name = outcome.about();
    let _ = write!(text, "    <testcase classname=\"{}\" name=\"{}\"", escape(&outcome.policy), escape(name));
    let Some(element) = element(outcome.verdict) else {
        text.push_str("/>\n");
        return;
    };
    let why = outcome.why().unwrap_or_default();
    let kind = match outcome.verdict {
        Verdict::Fail => outcome.severity.name(),
        verdict => verdict.name(),
    };
    let _ = write!(text, ">\n      <{element} type=\"{kind}\" message=\"{}\">", escape(why));
    let details: Vec<String> = details(report, outcome).map(|(name, value)| format!("{name}: {}", escape(&value))).collect();
    let _ = writeln!(text, "{}</{element}>\n    </testcase>", details.join("\n"));
}

/// What a case holds beside its name; nothing where it passes.
fn element(verdict: Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::Fail => Some("failure"),
        Verdict::Undetermined => Some("error"),
        Verdict::Waived | Verdict::NotApplicable => Some("skipped"),
        Verdict::Pass => None,
    }
}

/// What there is to say of a result, by name.
fn details(report: &Report, outcome: &Outcome) -> impl Iterator<Item = (&'static str, String)> {
    let entry = report.policies.index.get(&outcome.policy);
    let at = outcome.at.as_ref().map(|at| match outcome.attribute.is_empty() {
        true => at.clone(),
        false => format!("{at}: {}", outcome.attribute),
    });
    [
        ("severity", Some(outcome.severity.name().to_owned())),
        ("change", outcome.change.map(|change| change.name().to_owned())),
        ("statement", entry.map(|entry| entry.statement.clone())),
        ("at", at),
        ("in", outcome.location.as_ref().map(|place| format!("{}:{}", place.file, place.line))),
        ("needs", (!outcome.needs_action.is_empty()).then(|| outcome.needs_action.join(", "))),
        ("waiver", outcome.waiver.as_ref().map(ToString::to_string)),
        ("to do", entry.map(|entry| entry.remediation.clone())),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
}

/// How many cases there are, as attributes.
#[derive(Default)]
struct Counts {
    tests: usize,
    failures: usize,
    errors: usize,
}

impl Counts {
    fn of<'r>(outcomes: impl Iterator<Item = &'r Outcome>) -> Self {
        outcomes.fold(Self::default(), |counts, outcome| Self {
            tests: counts.tests + 1,
            failures: counts.failures + usize::from(outcome.verdict == Verdict::Fail),
            errors: counts.errors + usize::from(outcome.verdict == Verdict::Undetermined),
        })
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "tests=\"{}\" failures=\"{}\" errors=\"{}\"", self.tests, self.failures, self.errors)
    }
}

/// Text for an element or an attribute. What XML cannot hold is made visible before.
fn escape(text: &str) -> String {
    let visible = Untrusted::new(text).visible();
    visible.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
