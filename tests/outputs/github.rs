//! Workflow commands read by the two parsers of GitHub's runner, written again from its source.

use std::collections::BTreeMap;

use checker::finding::Verdict;
use checker::output::github::render;
use checker::policy::metadata::Severity;
use checker::report::Outcome;
use proptest::prelude::*;

use super::reports::{file_of, full_of, hostile, is_visible, mistaken, outcome, place, read_back, real, report};

const REGISTERED: &[&str] = &[
    "add-mask",
    "add-matcher",
    "add-path",
    "debug",
    "echo",
    "endgroup",
    "error",
    "group",
    "internal-set-repo-path",
    "notice",
    "remove-matcher",
    "save-state",
    "set-env",
    "set-output",
    "stop-commands",
    "warning",
];

#[derive(Debug, Clone, PartialEq)]
struct Command {
    name: String,
    properties: BTreeMap<String, String>,
    data: String,
}

fn unescape(text: &str, escapes: &[(&str, &str)]) -> String {
    escapes.iter().fold(text.to_owned(), |text, (to, from)| text.replace(from, to))
}

fn command(info: &str, separator: char, escapes: &[(&str, &str)], data: String) -> Option<Command> {
    let (name, rest) = info.split_once(' ').unwrap_or((info, ""));
    if !REGISTERED.contains(&name) {
        return None;
    }
    let pairs = rest
        .trim()
        .split(separator)
        .filter_map(|pair| pair.split_once('='))
        .filter(|(name, value)| !name.is_empty() && !value.is_empty());
    let properties = pairs.map(|(name, value)| (name.to_lowercase(), unescape(value, escapes))).collect();
    Some(Command { name: name.to_owned(), properties, data })
}

/// `::name key=value,…::data`, at the beginning of a line but for spaces.
fn second(line: &str) -> Option<Command> {
    const DATA: &[(&str, &str)] = &[("\r", "%0D"), ("\n", "%0A"), ("%", "%25")];
    const PROPERTY: &[(&str, &str)] = &[("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C"), ("%", "%25")];
    let (info, data) = line.trim_start().strip_prefix("::")?.split_once("::")?;
    command(info, ',', PROPERTY, unescape(data, DATA))
}

/// `##[name key=value;…]data`, wherever it begins.
fn first(line: &str) -> Option<Command> {
    const ESCAPES: &[(&str, &str)] = &[(";", "%3B"), ("\r", "%0D"), ("\n", "%0A"), ("]", "%5D"), ("%", "%25")];
    let (_, rest) = line.split_once("##[")?;
    let (info, data) = rest.split_once(']')?;
    command(info, ';', ESCAPES, unescape(data, ESCAPES))
}

/// What the runner makes of a step's output: its lines end where .NET ends them.
fn commands(text: &str) -> Vec<Command> {
    let lines = text.split(['\r', '\n']).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            assert_eq!(first(line), None, "the old form hides in {line}");
            let command = second(line).unwrap_or_else(|| panic!("no command: {line}"));
            assert!(["error", "warning", "notice"].contains(&command.name.as_str()), "{line}");
            let known = ["file", "line", "endline", "col", "title"];
            assert!(command.properties.keys().all(|key| known.contains(&key.as_str())), "{line}");
            command
        })
        .collect()
}

#[test]
fn the_parsers_find_what_they_should() {
    let found = second("  ::set-env name=A::b").expect("a command");
    assert_eq!((found.name.as_str(), found.data.as_str()), ("set-env", "b"));
    assert_eq!(first("text ##[add-path]/x").expect("a command").data, "/x");
    assert_eq!((second("text ::error::x"), second("::nothing::x"), first("##[nothing]")), (None, None, None));
}

#[test]
fn every_finding_is_an_annotation_at_its_line() {
    for rendered in real().into_iter().chain([mistaken()]) {
        let commands = commands(&rendered.github);
        assert_eq!(commands.len(), rendered.count(&["fail", "undetermined", "waived"]), "{}", rendered.name);
        for (command, level) in commands.iter().map(|command| (command, command.name.as_str())) {
            let title = &command.properties["title"];
            assert_eq!(level == "error", !title.contains("undetermined") && !title.contains("(low"), "{title}");
        }
        for result in rendered.results().iter().filter(|result| result["verdict"] == "fail" && !result["location"].is_null()) {
            let at = &result["location"];
            let found = commands.iter().any(|command| {
                command.properties.get("file").map(String::as_str) == at["file"].as_str()
                    && command.properties["line"].parse().ok() == at["line"].as_u64()
                    && command.properties["endline"].parse().ok() == at["end_line"].as_u64()
                    && command.properties.contains_key("col") == (at["line"] == at["end_line"])
                    && command.data.contains(result["message"].as_str().expect("a message"))
            });
            assert!(found, "{}: {result}\n{}", rendered.name, rendered.github);
        }
    }
}

#[test]
fn of_too_many_the_worst_are_shown_and_the_others_counted() {
    let many = |verdict, severity: Severity, count: usize| -> Vec<Outcome> {
        (0..count).map(|number| outcome(verdict, severity, &format!("{}-{number}", severity.name()))).collect()
    };
    let mut results = many(Verdict::Fail, Severity::Critical, 4);
    results.extend(many(Verdict::Fail, Severity::High, 20));
    results.extend(many(Verdict::Fail, Severity::Low, 3));
    results.extend(many(Verdict::Undetermined, Severity::Critical, 7));
    results.extend(many(Verdict::Waived, Severity::Low, 11));
    let commands = commands(&render(&report(results)));
    let of = |name: &str| {
        commands.iter().filter(|command| command.name == name).map(|command| command.data.clone()).collect::<Vec<_>>()
    };
    let (errors, warnings, notices) = (of("error"), of("warning"), of("notice"));
    assert_eq!((errors.len(), warnings.len(), notices.len()), (10, 10, 10));
    assert!(errors[..4].iter().all(|data| data.starts_with("critical-")) && errors[9].starts_with("15 more"), "{errors:?}");
    assert!(warnings[0].starts_with("low-") && warnings[9].starts_with("critical-6"), "ten fit: {warnings:?}");
    assert!(notices[9].starts_with("2 more"), "{notices:?}");
}

#[test]
fn a_column_is_only_said_of_one_line() {
    let mut result = outcome(Verdict::Fail, Severity::High, "a");
    let mut at = place("./a/../b,c:d.tf", 3);
    at.end_line = 5;
    result.location = Some(at);
    let commands = commands(&render(&report(vec![result])));
    let properties = &commands[0].properties;
    assert_eq!(
        (properties["file"].as_str(), properties["line"].as_str(), properties["endline"].as_str()),
        ("b,c:d.tf", "3", "5")
    );
    assert_eq!(properties.get("col"), None);
}

proptest! {
    #[test]
    fn whatever_the_text_it_commands_nothing(text in hostile()) {
        let report = full_of(&text);
        let commands = commands(&render(&report));
        let names: Vec<&str> = commands.iter().map(|command| command.name.as_str()).collect();
        prop_assert_eq!(names, [&["error"][..], &["warning"; 8], &["notice"; 5]].concat());
        for command in &commands {
            prop_assert!(command.data.lines().all(is_visible), "{:?}", command);
            let keys: Vec<&str> = command.properties.keys().map(String::as_str).collect();
            if command.properties["title"] == "checker" {
                prop_assert_eq!(keys, ["file", "line", "title"]);
                prop_assert_eq!(command.data.lines().count(), 1, "a remark about waivers or attestations");
                continue;
            }
            match command.properties.get("file") {
                Some(file) => {
                    prop_assert_eq!(keys, ["col", "endline", "file", "line", "title"]);
                    prop_assert!(text.contains('⟨') || read_back(file) == file_of(&text), "{:?}", file);
                }
                None => prop_assert_eq!(keys, ["title"]),
            }
            if !text.contains('⟨') {
                let expected = [format!("{text}: {text}"), text.clone()];
                let lines: Vec<String> = command.data.split('\n').map(read_back).collect();
                let waived = format!("waived: {text}");
                prop_assert!(lines.len() == 2 && lines[0] == expected[0] && (lines[1] == expected[1] || lines[1] == waived || command.name == "notice"), "{:?}", lines);
            }
        }
    }
}
