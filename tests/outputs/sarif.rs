//! SARIF held against its schema and against what GitHub asks of it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use checker::finding::Verdict;
use checker::output::sarif::render;
use checker::policy::metadata::Severity;
use checker::report::Outcome;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::reports::{Rendered, full_of, hostile, is_visible, mistaken, outcome, place, real, report, waiver};
use super::support::top;

const SCHEMA: &str = include_str!("../schemas/sarif-2.1.0.schema.json");

static VALIDATOR: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    let mut schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
    // Its one pattern that is no regular expression; there is no language in what the program writes.
    for holder in ["run", "toolComponent"] {
        let language = schema["definitions"][holder]["properties"]["language"].as_object_mut();
        language.expect("the schema").remove("pattern").expect("the pattern");
    }
    jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema")
});

/// The one run of a file that is of the schema and that GitHub takes.
fn run(text: &str, name: &str) -> Value {
    let log: Value = serde_json::from_str(text).expect("JSON");
    let errors: Vec<String> =
        VALIDATOR.iter_errors(&log).map(|error| format!("{} at {}", error, error.instance_path())).collect();
    assert_eq!(errors, Vec::<String>::new(), "{name}");
    assert_eq!(log["runs"].as_array().map(Vec::len), Some(1), "{name}");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    for rule in rules {
        let score: f64 = rule["properties"]["security-severity"].as_str().expect("a text").parse().expect("a number");
        assert!(score > 0.0 && score <= 10.0);
        assert!(rule["properties"]["tags"].as_array().expect("tags").len() <= 20, "{rule}");
        assert!(rule["properties"]["tags"].as_array().expect("tags").contains(&"security".into()), "{rule}");
        for text in [&rule["shortDescription"]["text"], &rule["fullDescription"]["text"], &rule["help"]["text"]] {
            assert!(text.is_string(), "{rule}");
        }
    }
    let mut prints = BTreeSet::new();
    for result in run["results"].as_array().expect("results") {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("a rule")).expect("a position");
        assert_eq!(rules[index]["id"], result["ruleId"], "{name}");
        assert_eq!(result["kind"], "fail", "{name}");
        assert!(is_visible(result["message"]["text"].as_str().expect("a message")), "{result}");
        assert!(
            prints.insert(result["partialFingerprints"]["primaryLocationLineHash"].as_str().expect("a print")),
            "two are one to GitHub: {result}"
        );
        let locations = result["locations"].as_array().expect("locations");
        let physical: Vec<&Value> = locations.iter().chain(result["relatedLocations"].as_array().into_iter().flatten()).collect();
        assert_eq!(locations.len(), 1, "GitHub refuses a file for a result without a place: {result}");
        for location in physical {
            let uri = location["physicalLocation"]["artifactLocation"]["uri"].as_str().expect("a place");
            assert!(!uri.is_empty() && !uri.contains([' ', '\\', '#', '?']), "{uri}");
            assert!(uri.starts_with("file:///") || !uri.contains(':'), "GitHub takes that for a scheme: {uri}");
        }
    }
    run.clone()
}

/// The lines of a result's place, and its path: of a file that exists, with `%XX` read back.
fn region(result: &Value) -> (String, u64, u64) {
    let physical = &result["locations"][0]["physicalLocation"];
    let uri = physical["artifactLocation"]["uri"].as_str().expect("a place");
    let number = |key: &str| physical["region"][key].as_u64().expect("a line");
    (percent_encoding::percent_decode_str(uri).decode_utf8().expect("UTF-8").into_owned(), number("startLine"), number("endLine"))
}

#[test]
fn every_failure_is_a_result_where_it_stands() {
    let mut in_source = 0;
    for rendered in real().into_iter().chain([mistaken()]) {
        let run = run(&rendered.sarif, &rendered.name);
        let results = run["results"].as_array().expect("results");
        let failures: Vec<&Value> = rendered
            .results()
            .iter()
            .filter(|result| ["fail", "waived"].iter().any(|verdict| result["verdict"] == *verdict))
            .collect();
        assert_eq!(results.len(), failures.len(), "{}", rendered.name);
        assert_eq!(run["properties"]["undetermined"], rendered.json["summary"]["undetermined"], "{}", rendered.name);
        said(&rendered, &run);
        for (result, failure) in results.iter().zip(failures) {
            let message = result["message"]["text"].as_str().expect("a message");
            assert!(message.contains(failure["message"].as_str().expect("a message")), "{message}");
            let logical = &result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"];
            assert!(*logical == failure["at"] || failure["at"].is_null(), "{logical} is not {failure}");
            if failure["location"].is_null() {
                let physical = &result["locations"][0]["physicalLocation"];
                assert!(physical["region"].is_null() && physical["artifactLocation"]["uriBaseId"] == "JUDGED", "{result}");
                continue;
            }
            let (path, first, last) = region(result);
            let text = std::fs::read_to_string(top().join(&path)).expect(&path);
            let lines = u64::try_from(text.lines().count()).expect("few");
            assert!(first >= 1 && first <= last && last <= lines, "{path}:{first}-{last} of {lines}");
            assert_eq!(Some(first), failure["location"]["line"].as_u64());
            in_source += 1;
        }
    }
    // What stands in two files of a folder, a bad case and its fix, has no place.
    assert!(in_source > 10, "results stand in files: {in_source}");
}

/// What is undetermined is said where a reader of the file finds it.
fn said(rendered: &Rendered, run: &Value) {
    let notifications = run["invocations"][0]["toolExecutionNotifications"].as_array().expect("notifications");
    let said = notifications.iter().any(|one| one["descriptor"]["id"] == "checker/undetermined");
    assert_eq!(said, rendered.count(&["undetermined"]) > 0, "{}", rendered.name);
}

#[test]
fn the_mistakes_in_production_are_at_their_lines() {
    let rendered = mistaken();
    let run = run(&rendered.sarif, &rendered.name);
    let found: Vec<(String, String)> = run["results"]
        .as_array()
        .expect("results")
        .iter()
        .map(|result| {
            let (path, first, _) = region(result);
            let text = std::fs::read_to_string(top().join(&path)).expect(&path);
            let line = text.lines().nth(usize::try_from(first).expect("a line") - 1).expect("the line").trim().to_owned();
            (
                path.strip_prefix("infra/modules/").expect("a module").to_owned(),
                line.split('=').next().expect("a name").trim().to_owned(),
            )
        })
        .collect();
    let expected =
        [("database/main.tf", "publicly_accessible"), ("bucket/retention.tf", "mode"), ("logs/main.tf", "retention_in_days")];
    assert_eq!(found, expected.map(|(file, line)| (file.to_owned(), line.to_owned())));
    assert_eq!(run["properties"]["undetermined"], 1);
    assert_eq!(run["automationDetails"]["id"], "checker/production/");
}

#[test]
fn the_schema_refuses_what_is_no_sarif() {
    let good: Value = serde_json::from_str(&mistaken().sarif).expect("JSON");
    for (pointer, wrong) in [
        ("/version", json!("2.0.0")),
        ("/runs/0/results/0/kind", json!("wrong")),
        ("/runs/0/results/0/level", json!("critical")),
        ("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri", json!("a file")),
        ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", json!(0)),
        ("/runs/0/invocations/0/endTimeUtc", json!("yesterday")),
    ] {
        let mut broken = good.clone();
        *broken.pointer_mut(pointer).expect(pointer) = wrong;
        assert!(!VALIDATOR.is_valid(&broken), "{pointer}");
    }
}

#[test]
fn of_too_many_the_least_grave_are_left_out_and_counted() {
    let mut results: Vec<Outcome> =
        (0..5_990).map(|number| outcome(Verdict::Fail, Severity::High, &number.to_string())).collect();
    results.extend((0..10).map(|_| outcome(Verdict::Fail, Severity::Low, "low")));
    let run = run(&render(&report(results)), "many");
    let kept = run["results"].as_array().expect("results");
    assert!(kept.len() == 5_000 && kept.iter().all(|result| result["level"] == "error"));
    let notification = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert!(notification.as_str().expect("a text").starts_with("5000 of 6000 results shown"), "{notification}");
}

#[test]
fn a_waived_result_is_suppressed_from_outside() {
    let waived = outcome(Verdict::Waived, Severity::High, "a");
    let run = run(&render(&report(vec![outcome(Verdict::Fail, Severity::High, "b"), waived])), "waived");
    let results = run["results"].as_array().expect("results");
    assert!(results[0].get("suppressions").is_none());
    let justification = waiver("W-1").to_string();
    assert_eq!(results[1]["suppressions"], json!([{"kind": "external", "status": "accepted", "justification": justification}]));
}

#[test]
fn module_calls_are_related_locations_innermost_first() {
    let mut result = outcome(Verdict::Fail, Severity::Medium, "a");
    let mut at = place("modules/a b/é.tf", 3);
    at.module_stack = vec![place("modules/outer/main.tf", 7), place("main.tf", 9)];
    result.location = Some(at);
    let run = run(&render(&report(vec![result])), "modules");
    let result = &run["results"][0];
    assert_eq!((region(result).0.as_str(), &result["level"]), ("modules/a b/é.tf", &json!("warning")));
    let calls: Vec<(&Value, &Value)> = result["relatedLocations"]
        .as_array()
        .expect("calls")
        .iter()
        .map(|call| (&call["physicalLocation"]["artifactLocation"]["uri"], &call["physicalLocation"]["region"]["startLine"]))
        .collect();
    assert_eq!(calls, [(&json!("modules/outer/main.tf"), &json!(7)), (&json!("main.tf"), &json!(9))]);
}

#[test]
fn brackets_make_no_link() {
    let message = |resource: &str| {
        let run = run(&render(&report(vec![outcome(Verdict::Fail, Severity::High, resource)])), resource);
        run["results"][0]["message"]["text"].as_str().expect("a message").to_owned()
    };
    assert_eq!(message("a[0]"), "a[0]: it is wrong");
    assert_eq!(message("[a\\](https://evil.example)"), "\\[a\\\\\\](https://evil.example): it is wrong");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_the_text_it_is_sarif_without_links(text in hostile()) {
        let run = run(&render(&full_of(&text)), &text);
        for result in run["results"].as_array().expect("results") {
            let message = result["message"]["text"].as_str().expect("a message");
            let bare: String = message.replace("\\\\", "").replace("\\[", "").replace("\\]", "");
            prop_assert!(!bare.contains("]("), "{:?}", message);
        }
        let category = run["automationDetails"]["id"].as_str().expect("an id");
        prop_assert!(category.starts_with("checker/") && category.ends_with('/') && category.matches('/').count() == 2, "{}", category);
    }
}
