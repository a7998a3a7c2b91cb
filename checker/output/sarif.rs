//! The report as SARIF 2.1.0 for code scanning: failures, those that are waived as suppressed. What is undetermined is *not* among the results, since GitHub documents no kind for it; its number is said, and every other output has it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::place;
use super::untrusted::Untrusted;
use crate::finding::Verdict;
use crate::inventory::{Kind, Origin};
use crate::policy::metadata::Severity;
use crate::report::{Location, Outcome, PolicyEntry, Report};
use crate::waiver::ledger::Level;

/// How many results GitHub keeps of a file. It picks by rules of its own; here it is said what was left out.
const RESULTS: usize = 5_000;

/// How many tags a rule may have.
const TAGS: usize = 20;

/// The base of files of the repository, and of what was judged itself.
const REPOSITORY: &str = "%SRCROOT%";
const JUDGED: &str = "JUDGED";

/// Renders the report.
pub fn render(report: &Report) -> String {
    let rules: BTreeMap<&str, usize> = report.policies.index.keys().map(String::as_str).zip(0..).collect();
    let outcomes = report.results.iter().filter(|outcome| is_failure(outcome));
    let all = outcomes.clone().count();
    // The same violation twice in a file: the second has a number of its own, as GitHub numbers equal lines.
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    // Results come with the gravest first: what is too much is cut off the end.
    let results: Vec<Value> = outcomes
        .take(RESULTS)
        .map(|outcome| {
            let times = seen.entry(&outcome.fingerprint).or_default();
            *times += 1;
            result(report, outcome, rules.get(outcome.policy.as_str()).copied(), *times)
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": report.tool.name,
                "version": report.tool.version,
                "semanticVersion": report.tool.version,
                "rules": report.policies.index.iter().map(|(id, entry)| rule(id, entry)).collect::<Vec<_>>(),
            }},
            "automationDetails": {"id": format!("checker/{}/", category(report))},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {
                REPOSITORY: {"description": {"text": "The directory of the run: the top of the repository."}},
                JUDGED: {"description": {"text": "What was judged. It is no file of the repository."}},
            },
            "artifacts": report.subjects.iter().map(artifact).collect::<Vec<_>>(),
            "invocations": [{
                "executionSuccessful": true,
                "endTimeUtc": report.generated_at,
                "toolExecutionNotifications": notifications(report, results.len(), all),
            }],
            "results": results,
            "properties": {
                "verdict": report.verdict,
                "undetermined": report.summary.undetermined,
                "policies": report.policies.digest,
            },
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

/// A failure, waived or not. What is waived without being known to fail is none.
fn is_failure(outcome: &Outcome) -> bool {
    match outcome.verdict {
        Verdict::Fail => true,
        Verdict::Waived => outcome.message.is_some(),
        Verdict::Undetermined | Verdict::Pass | Verdict::NotApplicable => false,
    }
}

fn rule(id: &str, entry: &PolicyEntry) -> Value {
    let (level, problem, score) = grade(entry.severity);
    let area = id.split('/').next().unwrap_or(id);
    let mut tags = vec!["security".to_owned(), area.to_owned()];
    tags.extend(entry.controls.iter().map(ToString::to_string).take(TAGS - tags.len()));
    json!({
        "id": id,
        "name": id,
        "shortDescription": {"text": entry.title},
        "fullDescription": {"text": entry.statement},
        "help": {"text": entry.remediation, "markdown": entry.remediation},
        "defaultConfiguration": {"level": level},
        "properties": {
            "tags": tags,
            // A failure is stated only of what is known.
            "precision": "very-high",
            "problem.severity": problem,
            "security-severity": score,
        },
    })
}

/// A severity as SARIF's level, as GitHub's problem severity, and as GitHub's score: above 9.0 is critical, from 7.0 high, from 4.0 medium.
fn grade(severity: Severity) -> (&'static str, &'static str, &'static str) {
    match severity {
        Severity::Critical => ("error", "error", "9.5"),
        Severity::High => ("error", "error", "8.0"),
        Severity::Medium => ("warning", "warning", "5.5"),
        Severity::Low => ("note", "recommendation", "3.0"),
    }
}

fn result(report: &Report, outcome: &Outcome, rule: Option<usize>, times: usize) -> Value {
    let mut message = Untrusted::new(outcome.about()).visible();
    if let Some(why) = outcome.why() {
        message = format!("{message}: {}", Untrusted::new(why).visible());
    }
    let mut result = json!({
        "ruleId": outcome.policy,
        "kind": "fail",
        "level": grade(outcome.severity).0,
        "message": {"text": plain(&message)},
        "locations": [location(report, outcome)],
        "partialFingerprints": {"primaryLocationLineHash": format!("{}:{times}", outcome.fingerprint)},
        "properties": {
            "subject": outcome.subject,
            "resource": outcome.resource,
            "missing": outcome.missing,
            "scope": outcome.scope,
            "at": outcome.at,
            "attribute": outcome.attribute,
            "severity": outcome.severity,
            // No `baselineState`: that compares with an earlier run, and is on every result or on none.
            "change": outcome.change,
        },
    });
    if let Some(rule) = rule {
        result["ruleIndex"] = rule.into();
    }
    // The place itself, where it lies in a module that was fetched, and the calls that lead to it.
    let primary = outcome.location.as_ref().and_then(Location::primary);
    let others =
        outcome.location.iter().flat_map(Location::all).filter(|place| !primary.is_some_and(|own| std::ptr::eq(own, *place)));
    let related: Vec<Value> = others
        .zip(1..)
        .map(|(place, id)| {
            let text = if place.call.is_some() { "the module is called here" } else { "written here, in the module" };
            json!({"id": id, "physicalLocation": physical(place), "message": {"text": text}})
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    if let Some(waiver) = &outcome.waiver {
        let justification = plain(&Untrusted::new(&waiver.to_string()).visible());
        result["suppressions"] = json!([{"kind": "external", "status": "accepted", "justification": justification}]);
    }
    result
}

/// Where a result is. GitHub refuses a whole file for one result without a physical location, and a file without the result would close
/// its alert as fixed. So what has no place in the source lies in the plan or account itself, at no line.
fn location(report: &Report, outcome: &Outcome) -> Value {
    let physical = match outcome.location.as_ref().and_then(Location::primary) {
        Some(location) => physical(location),
        None => {
            let subject = report.subjects.iter().position(|subject| Some(&subject.id) == outcome.subject.as_ref());
            let artifact = subject.map(|at| (at, &report.subjects[at]));
            match artifact {
                Some((at, subject)) => json!({"artifactLocation": {"uri": file(subject), "uriBaseId": JUDGED, "index": at}}),
                None => json!({"artifactLocation": {"uri": "all.judged", "uriBaseId": JUDGED}}),
            }
        }
    };
    let missing = outcome.missing.as_ref().map(|name| format!("missing:{name}"));
    let missing = missing.or_else(|| outcome.scope.as_ref().map(|name| format!("scope:{name}")));
    let name = outcome.at.as_ref().or(outcome.resource.as_ref()).or(missing.as_ref());
    match name {
        Some(name) => {
            json!({"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": name, "kind": "resource"}]})
        }
        None => json!({"physicalLocation": physical}),
    }
}

fn physical(location: &Location) -> Value {
    let uri = place::uri(&location.file);
    let artifact = if uri.starts_with("file:") { json!({"uri": uri}) } else { json!({"uri": uri, "uriBaseId": REPOSITORY}) };
    let region = json!({"startLine": location.line, "startColumn": location.column, "endLine": location.end_line});
    json!({"artifactLocation": artifact, "region": region})
}

/// A plan or account as a file. Its name is that of no file, and says what it is.
fn file(subject: &Origin) -> String {
    let kind = match subject.kind {
        Kind::Plan => "plan",
        Kind::Snapshot => "account",
    };
    format!("{}.{kind}", place::escape(&subject.id.replace('/', "-")))
}

fn artifact(subject: &Origin) -> Value {
    json!({
        "location": {"uri": file(subject), "uriBaseId": JUDGED},
        "roles": ["analysisTarget"],
        "hashes": {"sha-256": subject.digest},
    })
}

/// The scopes or accounts, which keep the alerts of one apart from those of another.
fn category(report: &Report) -> String {
    let names = report.subjects.iter().map(|subject| subject.scope.as_ref().or(subject.account.as_ref()).unwrap_or(&subject.id));
    let names: std::collections::BTreeSet<String> = names.map(|name| place::escape(&name.replace('/', "-"))).collect();
    names.into_iter().collect::<Vec<_>>().join("+")
}

fn notifications(report: &Report, shown: usize, all: usize) -> Vec<Value> {
    let notification =
        |level: &str, id: &str, text: String| json!({"level": level, "descriptor": {"id": id}, "message": {"text": text}});
    let mut list = Vec::new();
    if shown < all {
        let text = format!("{shown} of {all} results shown: the least grave are left out, GitHub keeps {RESULTS}");
        list.push(notification("warning", "checker/left-out", text));
    }
    if report.summary.undetermined > 0 {
        let text = format!("{} results are undetermined and not in this file: see any other output", report.summary.undetermined);
        list.push(notification("warning", "checker/undetermined", text));
    }
    let waived = report.results.iter().filter(|outcome| outcome.verdict == Verdict::Waived && !is_failure(outcome)).count();
    if waived > 0 {
        let text = format!("{waived} results are waived while they are undetermined, and not in this file: see any other output");
        list.push(notification("note", "checker/waived", text));
    }
    list.extend(report.gaps().map(|gap| notification("error", "checker/unreported", plain(&Untrusted::new(&gap).visible()))));
    for remark in report.remarks() {
        let level = match remark.level {
            Level::Warning => "warning",
            Level::Notice => "note",
        };
        let text = format!("{}: {}", remark.place, remark.text);
        list.push(notification(level, "checker/waivers", plain(&Untrusted::new(&text).visible())));
    }
    let notices = report.notices.iter().map(|notice| plain(&Untrusted::new(notice).visible()));
    list.extend(notices.map(|notice| notification("note", "checker/notice", notice)));
    list
}

/// A message without links: SARIF reads `[text](target)` in plain text as one, and a backslash takes that from a bracket.
fn plain(text: &str) -> String {
    if text.contains("](") { text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]") } else { text.to_owned() }
}
