//! The report by framework: a row for each control that a policy serves, and the same document whatever text stands in it.

use checker::output::controls::render;
use proptest::prelude::*;

use super::markdown::read;
use super::reports::{demo, full_of, hostile, is_visible};

#[test]
fn each_control_is_a_row_with_what_came_out() {
    let demo = demo();
    let index = demo.json["policies"]["index"].as_object().expect("an index");
    let served: usize = index.values().map(|entry| entry["controls"].as_array().expect("controls").len()).sum();
    let rows: Vec<&str> = demo.controls.lines().filter(|line| line.starts_with("| ` ")).collect();
    assert!(served > 1 && rows.len() == served, "{}", demo.controls);
    let count = |verdict: &str| {
        let of_policy = |result: &&serde_json::Value| result["policy"] == "demo/one-exists" && result["verdict"] == verdict;
        demo.results().iter().filter(of_policy).count()
    };
    let row = rows.iter().find(|row| row.contains("` 32(1)(b) `")).expect("a row");
    let counts = ["fail", "undetermined", "waived", "pass"].map(|verdict| count(verdict).to_string()).join(" | ");
    assert!(row.contains(&format!(" | {counts} | ")), "{row}: {counts}");
    let headings: Vec<&str> = demo.controls.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(headings, ["## GDPR", "## SOC 2"]);
}

#[test]
fn a_policy_without_results_was_not_judged() {
    let mut report = full_of("w");
    report.results.clear();
    let text = render(&report);
    assert!(text.contains(" | not judged | 0 | 0 | 0 | 0 | ") && !text.contains("| pass |"), "{text}");
}

proptest! {
    #[test]
    fn whatever_the_text_the_document_is_the_same(text in hostile()) {
        let (benign, found) = (read(&render(&full_of("BENIGN"))), read(&render(&full_of(&text))));
        prop_assert_eq!(&found.parts, &benign.parts);
        prop_assert!(found.code.len() == benign.code.len() && found.code.iter().all(|code| is_visible(code)));
    }
}
