//! Findings of other tools, from their SARIF: shown beside ours, labelled with where they are from. They gate only where that is asked for.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Deserialize;

use super::error::ActionError;

/// What one file may hold.
const MAX_FILE: u64 = 64 << 20;

/// How grave a result is, in SARIF's words: the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Level {
    /// An error.
    Error,
    /// A warning.
    Warning,
    /// A note.
    Note,
}

/// What another tool found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Other {
    /// How grave it is.
    pub level: Level,
    /// The tool.
    pub tool: String,
    /// Its rule.
    pub rule: String,
    /// What it says.
    pub message: String,
    /// The file, as the tool calls it.
    pub file: Option<String>,
    /// From 1.
    pub line: Option<u64>,
}

impl Level {
    /// Its name in SARIF.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Log {
    version: String,
    runs: Vec<Run>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    #[serde(default)]
    results: Option<Vec<Found>>,
}

#[derive(Deserialize)]
struct Tool {
    driver: Driver,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: String,
    #[serde(default)]
    rules: Vec<Rule>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: String,
    #[serde(default)]
    default_configuration: Settings,
}

#[derive(Deserialize, Default)]
struct Settings {
    level: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    rule_id: Option<String>,
    rule_index: Option<usize>,
    level: Option<String>,
    kind: Option<String>,
    message: Message,
    #[serde(default)]
    locations: Vec<Place>,
    #[serde(default)]
    suppressions: Option<Vec<Suppression>>,
}

#[derive(Deserialize)]
struct Message {
    text: Option<String>,
    markdown: Option<String>,
    id: Option<String>,
}

#[derive(Deserialize)]
struct Suppression {
    status: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    physical_location: Option<Physical>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Option<Artifact>,
    region: Option<Region>,
}

#[derive(Deserialize)]
struct Artifact {
    uri: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: Option<u64>,
}

/// Reads SARIF files: what is open in them, the gravest first.
pub fn read(paths: &[PathBuf]) -> Result<Vec<Other>, ActionError> {
    let mut all = Vec::new();
    for path in paths {
        read_one(path, &mut all)?;
    }
    all.sort();
    all.dedup();
    Ok(all)
}

fn read_one(path: &Path, all: &mut Vec<Other>) -> Result<(), ActionError> {
    let problem = |problem: String| ActionError::Sarif { path: path.to_owned(), problem };
    let size = std::fs::metadata(path).map_err(|error| problem(format!("cannot be read: {error}")))?.len();
    if size > MAX_FILE {
        return Err(problem(format!("has {size} bytes, and at most {MAX_FILE} are read")));
    }
    let bytes = std::fs::read(path).map_err(|error| problem(format!("cannot be read: {error}")))?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let log: Log = serde_json::from_slice(bytes).map_err(|error| {
        problem(format!("line {}, column {}: {}", error.line(), error.column(), crate::error::json_problem(&error)))
    })?;
    if log.version != "2.1.0" {
        return Err(problem("is not of SARIF 2.1.0".to_owned()));
    }
    for run in log.runs {
        let Run { tool: Tool { driver }, results } = run;
        all.extend(results.into_iter().flatten().filter_map(|found| other(&driver, found)));
    }
    Ok(())
}

/// A result, where it is one that is open.
fn other(driver: &Driver, found: Found) -> Option<Other> {
    let accepted = |suppression: &Suppression| suppression.status.as_deref().is_none_or(|status| status == "accepted");
    let suppressed = found.suppressions.iter().flatten().any(accepted);
    if suppressed || found.kind.as_deref().is_some_and(|kind| !matches!(kind, "fail" | "open" | "review")) {
        return None;
    }
    let rule = found.rule_index.and_then(|at| driver.rules.get(at));
    let rule = rule.or_else(|| driver.rules.iter().find(|rule| Some(&rule.id) == found.rule_id.as_ref()));
    let level = found.level.as_deref().or_else(|| rule?.default_configuration.level.as_deref()).unwrap_or("warning");
    let level = match level {
        "error" => Level::Error,
        "warning" => Level::Warning,
        "note" => Level::Note,
        _ => return None,
    };
    let place = found.locations.into_iter().find_map(|place| place.physical_location);
    let (artifact, region) = place.map_or((None, None), |place| (place.artifact_location, place.region));
    Some(Other {
        level,
        tool: driver.name.clone(),
        rule: found.rule_id.or_else(|| rule.map(|rule| rule.id.clone())).unwrap_or_default(),
        message: found.message.text.or(found.message.markdown).or(found.message.id).unwrap_or_default(),
        file: artifact.and_then(|artifact| artifact.uri),
        line: region.and_then(|region| region.start_line),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<Vec<Other>, ActionError> {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("x.sarif");
        std::fs::write(&path, text).expect("a file");
        read(&[path])
    }

    #[test]
    fn what_is_open_is_read_the_gravest_first() {
        let text = r#"{"version": "2.1.0", "runs": [{
            "tool": {"driver": {"name": "trivy", "rules": [{"id": "AVD-1", "defaultConfiguration": {"level": "error"}}, {"id": "AVD-2"}]}},
            "results": [
                {"ruleId": "AVD-2", "message": {"text": "two"}},
                {"ruleId": "AVD-1", "ruleIndex": 0, "message": {"text": "one"}, "locations": [{"physicalLocation":
                    {"artifactLocation": {"uri": "infra/a.tf"}, "region": {"startLine": 7}}}]},
                {"ruleId": "AVD-1", "message": {"text": "excused"}, "suppressions": [{"kind": "inSource"}]},
                {"ruleId": "AVD-1", "message": {"text": "excused in vain"}, "suppressions": [{"kind": "external", "status": "rejected"}]},
                {"ruleId": "AVD-1", "level": "none", "message": {"text": "nothing"}},
                {"ruleId": "AVD-1", "kind": "pass", "message": {"text": "passed"}}]},
            {"tool": {"driver": {"name": "empty"}}, "results": null}]}"#;
        let all = read_text(text).expect("SARIF");
        let told: Vec<_> = all.iter().map(|one| (one.level.name(), one.rule.as_str(), one.message.as_str(), one.line)).collect();
        let expected =
            [("error", "AVD-1", "excused in vain", None), ("error", "AVD-1", "one", Some(7)), ("warning", "AVD-2", "two", None)];
        assert_eq!(told, expected);
    }

    #[test]
    fn what_is_no_sarif_is_refused() {
        for (text, words) in [
            ("{\"version\": \"2.0.0\", \"runs\": []}", "is not of SARIF 2.1.0"),
            ("{\"version\": \"2.1.0\"}", "missing field `runs`"),
            ("[", "line 1, column 1"),
        ] {
            let error = read_text(text).expect_err(text).to_string();
            assert!(error.contains(words) && error.contains("x.sarif"), "{error}");
        }
    }
}
