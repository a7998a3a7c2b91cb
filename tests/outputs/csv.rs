//! CSV read back by a CSV reader.

use checker::output::csv::render;
use proptest::prelude::*;
use serde_json::Value;

use super::reports::{full_of, hostile, mistaken, real, report};

/// The rows below the header, by column.
fn rows(text: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("a row as long as the header")).collect()
}

/// What the report has where a column has this name.
fn expected(result: &Value, column: &str) -> String {
    let cell = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match column {
        "file" | "line" | "column" | "end_line" => cell(&result["location"][column]),
        "needs_action" => {
            let list = result[column].as_array().expect("a list");
            list.iter().map(|action| action.as_str().expect("a text")).collect::<Vec<_>>().join("; ")
        }
        "module_stack" => {
            let calls = result["location"][column].as_array().cloned().unwrap_or_default();
            calls.iter().map(|call| format!("{}:{}", cell(&call["file"]), call["line"])).collect::<Vec<_>>().join("; ")
        }
        "attribute" => {
            let path: Vec<checker::inventory::path::Segment> = result[column]
                .as_array()
                .expect("a path")
                .iter()
                .map(|step| match step {
                    Value::String(name) => checker::inventory::path::Segment::Key(name.as_str().into()),
                    other => {
                        checker::inventory::path::Segment::Index(other.as_u64().expect("a position").try_into().expect("small"))
                    }
                })
                .collect();
            let path = path.into_iter().fold(checker::inventory::path::AttributePath::default(), |path, step| path.join(step));
            path.to_string()
        }
        "waiver" if !result[column].is_null() => {
            let key = |key: &str| cell(&result[column][key]);
            let (place, names) = (format!("{}:{}", key("file"), key("line")), (key("owner"), key("approved_by"), key("ticket")));
            let (reason, until) = (key("reason"), key("expires"));
            format!("{place}: {reason} (owner {}, approved by {}, {}, until {until})", names.0, names.1, names.2)
        }
        other => cell(&result[other]),
    }
}

fn agree(text: &str, results: &[Value], name: &str) {
    let rows = rows(text);
    assert_eq!(rows.len(), results.len(), "{name}");
    assert!(text.ends_with("\r\n"), "{name}");
    for (row, result) in rows.iter().zip(results) {
        assert_eq!(row.len(), 23, "{name}");
        for (column, cell) in row {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{name}: {column} is a formula: {cell}");
            let expected = expected(result, column);
            let computed = expected.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
            let shown = if computed { format!("'{expected}") } else { expected };
            assert_eq!(*cell, shown, "{name}: {column}");
        }
        for key in result.as_object().expect("a result").keys() {
            assert!(key == "location" || row.contains_key(key), "{name}: no column {key}");
        }
    }
}

#[test]
fn every_result_is_a_row() {
    for rendered in real().into_iter().chain([mistaken()]) {
        agree(&rendered.csv, rendered.results(), &rendered.name);
    }
}

#[test]
fn without_results_there_is_a_header() {
    let text = render(&report(Vec::new()));
    assert!(text.starts_with("subject,policy,severity,verdict,resource,") && text.lines().count() == 1, "{text}");
}

proptest! {
    #[test]
    fn whatever_the_text_the_cells_are_the_same(text in hostile()) {
        let report = full_of(&text);
        let json: Value = serde_json::to_value(&report).expect("JSON");
        agree(&render(&report), json["results"].as_array().expect("results"), &text);
    }
}
