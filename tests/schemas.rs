//! What the program writes and reads is of the schemas that it ships.
#![allow(clippy::expect_used, reason = "a test may panic")]

mod support;

use support::{checker, top};

fn validator(schema: &str) -> jsonschema::Validator {
    jsonschema::validator_for(&serde_json::from_str(schema).expect("JSON")).expect("a schema")
}

#[test]
fn reports_are_of_their_schema() {
    let schema = validator(checker::report::JSON_SCHEMA);
    let cases = top().join("policies/database/not-public/cases");
    let mut seen = 0;
    for entry in std::fs::read_dir(cases).expect("cases") {
        let path = entry.expect("an entry").path();
        let name = path.to_string_lossy().into_owned();
        let ran = if name.ends_with(".plan.json") {
            checker(["plan", &name, "--output", "json"])
        } else if name.ends_with(".snapshot.json") {
            checker(["account", "--snapshot", &name, "--output", "json"])
        } else {
            continue;
        };
        let report = ran.json();
        let errors: Vec<String> = schema.iter_errors(&report).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new(), "{name}");
        seen += 1;
    }
    assert!(seen >= 10, "{seen}");
    let mut broken = checker(["plan", "fixtures/plans/production.json", "--output", "json"]).json();
    broken["results"][0]["verdict"] = "maybe".into();
    assert!(!schema.is_valid(&broken), "the schema refuses what is no report");
}

#[test]
fn snapshots_are_of_their_schema() {
    let schema = validator(checker::account::snapshot::JSON_SCHEMA);
    let mut seen = 0;
    for policy in ["database/not-public", "logs/retention-set", "storage/backup-object-lock"] {
        for entry in std::fs::read_dir(top().join("policies").join(policy).join("cases")).expect("cases") {
            let path = entry.expect("an entry").path();
            if path.to_string_lossy().ends_with(".snapshot.json") {
                let snapshot = serde_json::from_slice(&std::fs::read(&path).expect("a file")).expect("JSON");
                let errors: Vec<String> = schema.iter_errors(&snapshot).map(|error| error.to_string()).collect();
                assert_eq!(errors, Vec::<String>::new(), "{}", path.display());
                seen += 1;
            }
        }
    }
    assert!(seen >= 9, "{seen}");
}
