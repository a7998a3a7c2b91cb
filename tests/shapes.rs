//! Configurations of other shapes than the platform's: what all policies say of them is what a reviewer has accepted, to the letter.
//! `UPDATE_GOLDENS=1 cargo test --test shapes` writes it again: look at the difference, and say in fixtures/shapes/README.md why it is right.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;
use support::{checker, top};

/// What is said of one shape, a line each: of its resources, and of the scope that it is judged as.
#[derive(Debug)]
struct Judged {
    shape: String,
    scope: String,
    of_resources: BTreeSet<String>,
    of_scope: BTreeSet<String>,
}

/// The folders that hold a shape.
fn shapes() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(top().join("fixtures/shapes")).expect("the shapes");
    let mut shapes: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir()).collect();
    shapes.sort();
    shapes
}

fn judge(shape: &Path) -> Judged {
    let code = std::fs::read_to_string(shape.join("main.tf")).expect("main.tf");
    let scope = code.lines().find_map(|line| line.strip_prefix("# scope: ")).expect("a scope");
    let plan = shape.join("plan.json");
    let plan = plan.strip_prefix(top()).expect("a file of the repository").to_str().expect("UTF-8");
    let ran = checker(["plan", plan, "--environment", scope, "--output", "json"]);
    // A violation is told by 1; what is undetermined alone by 3. Anything else is a run that went wrong.
    assert!([1, 3].contains(&ran.status) && ran.err.is_empty(), "{plan}: {ran:#?}");
    let report = ran.json();
    let results = report["results"].as_array().expect("results");
    let said = results.iter().filter(|result| result["verdict"] == "fail" || result["verdict"] == "undetermined");
    let (of_resources, of_scope): (Vec<&Value>, Vec<&Value>) = said.partition(|result| result["resource"].is_string());
    let lines = |results: Vec<&Value>| results.into_iter().map(line).collect();
    Judged {
        shape: shape.file_name().expect("a name").to_string_lossy().into_owned(),
        scope: scope.to_owned(),
        of_resources: lines(of_resources),
        of_scope: lines(of_scope),
    }
}

/// `VERDICT POLICY SUBJECT > WHAT HAS TO CHANGE (FILE:LINE): MESSAGE`, as far as there is each.
fn line(result: &Value) -> String {
    let text = |key: &str| result[key].as_str();
    let subject = text("resource").or(text("missing")).or(text("scope")).expect("a subject");
    let at = text("at").filter(|at| *at != subject).map(|at| format!(" > {at}")).unwrap_or_default();
    let steps: Vec<String> = result["attribute"].as_array().expect("a path").iter().map(plain).collect();
    let attribute = if steps.is_empty() { String::new() } else { format!(" {}", steps.join(".")) };
    let location = &result["location"];
    let place = location["file"].as_str().map(|file| {
        let file = file.strip_prefix("fixtures/shapes/").expect("a file of the shapes");
        format!(" ({file}:{})", location["line"])
    });
    let message = text("message").or(text("reason")).expect("a message");
    let (verdict, policy) = (text("verdict").expect("a verdict"), text("policy").expect("a policy"));
    format!("{verdict} {policy} {subject}{at}{attribute}{}: {message}", place.unwrap_or_default())
}

fn plain(step: &Value) -> String {
    step.as_str().map_or_else(|| step.to_string(), str::to_owned)
}

/// Writes what is accepted where that is asked for, and says whether it is what stands there.
fn is_accepted(file: &str, lines: &BTreeSet<String>) -> bool {
    let path = top().join("fixtures/shapes").join(file);
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        std::fs::write(&path, &text).expect("a golden");
    }
    std::fs::read_to_string(&path).is_ok_and(|accepted| accepted == text)
}

/// What every shape of a scope lacks stands in one file, so that a policy about something more does not change them all.
#[test]
fn what_is_said_of_other_shapes_is_accepted() {
    let judged: Vec<Judged> = shapes().iter().map(|shape| judge(shape)).collect();
    assert!(judged.len() >= 20, "{judged:#?}");
    let mut lacking: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for one in &judged {
        let every = lacking.entry(&one.scope).or_insert_with(|| one.of_scope.clone());
        every.retain(|line| one.of_scope.contains(line));
    }
    let mut differ = Vec::new();
    for (scope, lines) in &lacking {
        let file = format!("lacking.{scope}");
        if !is_accepted(&file, lines) {
            differ.push(format!("{file}: {lines:#?}"));
        }
    }
    for one in &judged {
        let mut lines = one.of_resources.clone();
        lines.extend(one.of_scope.difference(&lacking[one.scope.as_str()]).cloned());
        let file = format!("{}/findings", one.shape);
        if !is_accepted(&file, &lines) {
            differ.push(format!("{file}: {lines:#?}"));
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

/// The review says of each shape what is found and why that is right.
#[test]
fn every_shape_is_reviewed() {
    let review = std::fs::read_to_string(top().join("fixtures/shapes/README.md")).expect("the review");
    for shape in shapes() {
        let name = shape.file_name().expect("a name").to_string_lossy();
        assert!(review.contains(&format!("`{name}`")), "{name} is not in fixtures/shapes/README.md");
    }
}
