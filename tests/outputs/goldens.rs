//! The outputs of the demonstration, to the letter. `UPDATE_GOLDENS=1 cargo test --test outputs` writes them again: look at the difference.

use super::reports::demo;
use super::support::{checker, top};

#[test]
fn the_outputs_are_what_they_were() {
    let demo = demo();
    let mut differ = Vec::new();
    for (name, text) in [
        ("demo.sarif", &demo.sarif),
        ("demo.junit.xml", &demo.junit),
        ("demo.md", &demo.markdown),
        ("demo.csv", &demo.csv),
        ("demo.github", &demo.github),
        ("demo.controls.md", &demo.controls),
    ] {
        let text = text.replace(concat!("\"", env!("CARGO_PKG_VERSION"), "\""), "\"VERSION\"");
        let text = text.replace(concat!("` ", env!("CARGO_PKG_VERSION"), " `"), "` VERSION `");
        let path = top().join("tests/outputs/golden").join(name);
        if std::env::var_os("UPDATE_GOLDENS").is_some() {
            std::fs::write(&path, &text).expect("a golden");
        }
        if std::fs::read_to_string(&path).ok().as_deref() != Some(&text) {
            differ.push(format!("{name}:\n{text}"));
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

#[test]
fn a_second_run_gives_the_same_bytes() {
    let (one, other) = (demo(), demo());
    for (one, other) in [
        (one.sarif, other.sarif),
        (one.junit, other.junit),
        (one.markdown, other.markdown),
        (one.csv, other.csv),
        (one.github, other.github),
        (one.controls, other.controls),
    ] {
        assert_eq!(one, other);
    }
}

#[test]
fn a_format_that_is_none_is_answered_with_those_there_are() {
    let ran = checker(["plan", "fixtures/plans/production.json", "--output", "pdf"]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    assert!(ran.err.contains("text, json, sarif, junit, markdown, csv, github, controls"), "{}", ran.err);
}

/// A sensitive value of the plan is in no output.
#[test]
fn no_output_tells_a_secret() {
    let text = std::fs::read_to_string(top().join("tests/outputs/demo/root/plan.json")).expect("a plan");
    let canary = "c4nary-0f-the-0utputs";
    let mut plan: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    for change in plan["resource_changes"].as_array_mut().expect("changes") {
        change["change"]["after"]["triggers_replace"] = canary.into();
        change["change"]["after_sensitive"] = serde_json::json!({"triggers_replace": true});
    }
    let directory = super::support::scratch();
    let path = directory.path().join("plan.json");
    std::fs::write(&path, plan.to_string()).expect("a plan");
    let path = path.display().to_string();
    let arguments = ["plan", &path, "--policies", "tests/outputs/demo/policies"];
    let rendered = super::reports::render("a secret", &arguments);
    assert!(rendered.count(&["fail"]) > 5);
    for text in [rendered.sarif, rendered.junit, rendered.markdown, rendered.csv, rendered.github, rendered.controls] {
        assert!(!text.contains(canary), "{text}");
    }
}
