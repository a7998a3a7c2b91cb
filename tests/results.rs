//! Result files: read back, merged, and what is said of those that do not fit.
#![allow(clippy::expect_used, reason = "a test may panic")]

mod support;

use std::path::{Path, PathBuf};

use checker::output::json;
use checker::results::{ResultFile, merge, read};
use support::{Ran, checker, checker_in, scratch};

/// Few policies, of different areas, with one that says what things cost.
const POLICIES: &str = "database/not-public,logs/retention-set,cost/ceiling,network/no-open-ingress,database/encrypted";

/// Writes the result file of a committed plan.
fn leg(directory: &Path, plan: &str, more: &[&str]) -> PathBuf {
    let file = directory.join(format!("{}.json", plan.replace('/', "-")));
    let output = format!("json={}", file.display());
    let plan = format!("fixtures/plans/{plan}.json");
    let mut arguments = vec!["plan", plan.as_str(), "--only", POLICIES, "--quiet", "--output", output.as_str()];
    arguments.extend(more);
    let ran = checker(arguments);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""));
    file
}

fn report(directory: &Path, files: &[&Path], more: &[&str]) -> Ran {
    let mut arguments = vec!["report".into(), "--results".into()];
    arguments.extend(files.iter().map(|file| file.as_os_str().to_owned()));
    arguments.extend(more.iter().map(Into::into));
    checker_in(directory, arguments, "")
}

#[test]
fn a_report_is_read_back_as_it_was_written() {
    let directory = scratch();
    for (plan, more) in [
        ("production", &[][..]),
        ("production-after-apply", &[]),
        ("cost-ceiling-unpriced", &["--environment", "production"]),
        ("staging-telemetry", &["--waivers", "infra/environments/staging/switches-waivers.yaml"]),
    ] {
        let file = leg(directory.path(), plan, more);
        let read = read(std::slice::from_ref(&file)).expect(plan);
        let written = std::fs::read_to_string(&file).expect("the file");
        assert!(json::render(&read[0].report) == written, "{plan}: reading changes the report");
        let merged = merge(read, &[]).expect(plan);
        assert!(json::render(&merged) == written, "{plan}: merging one report changes it");
    }
}

#[test]
fn reports_of_several_legs_are_one_report_in_any_order() {
    let directory = scratch();
    let [production, staging] = &["production", "staging"].map(|plan| leg(directory.path(), plan, &[]));
    let merged = report(directory.path(), &[production, staging], &["--output", "json"]);
    assert_eq!(merged.status, 0, "{}", merged.err);
    let swapped = report(directory.path(), &[staging, production], &["--output", "json"]);
    let subjects = |ran: &Ran| -> Vec<String> {
        let report = ran.json();
        let subjects = report["subjects"].as_array().expect("subjects").iter();
        subjects.map(|subject| subject["id"].as_str().expect("an id").to_owned()).collect()
    };
    assert_eq!(subjects(&merged), ["production", "staging"]);
    assert_eq!(merged.out, swapped.out, "the order of the files does not show");

    // The same two plans judged by one run: the same verdicts.
    let plans = ["fixtures/plans/production.json", "fixtures/plans/staging.json"];
    let once = checker(["plan", plans[0], plans[1], "--only", POLICIES, "--quiet", "--output", "json"]);
    for verdict in ["pass", "fail", "undetermined", "waived"] {
        assert_eq!(merged.results(verdict), once.results(verdict), "{verdict}");
    }
    let scopes = |ran: &Ran| ran.json()["cost"]["scopes"].as_object().expect("scopes").keys().cloned().collect::<Vec<_>>();
    assert_eq!(scopes(&merged), ["production", "staging"]);
}

#[test]
fn a_leg_that_never_reported_is_no_pass() {
    let directory = scratch();
    let production = leg(directory.path(), "production", &[]);
    let complete = report(directory.path(), &[&production], &["--expect", "production"]);
    assert_eq!(complete.status, 0, "{complete:#?}");
    let short = report(directory.path(), &[&production], &["--expect", "production,staging", "--output", "json"]);
    assert_eq!(short.status, 3, "{short:#?}");
    assert_eq!(
        (&short.json()["verdict"], &short.json()["unreported"]),
        (&"undetermined".into(), &serde_json::json!(["staging"]))
    );
    for (format, words) in [
        ("text", "staging: no result came of it"),
        ("markdown", "` staging ` no result came of it"),
        ("github", "::error title=checker::staging: no result came of it"),
        ("junit", "staging: no result came of it"),
        ("sarif", "staging: no result came of it"),
    ] {
        let ran = report(directory.path(), &[&production], &["--expect", "staging", "--output", format]);
        assert!(ran.status == 3 && ran.out.contains(words), "{format}: {}", ran.out);
    }
}

#[test]
fn a_partial_plan_stays_partial_in_its_result_file() {
    let directory = scratch();
    let production = leg(directory.path(), "production", &[]);
    let text = std::fs::read_to_string(&production).expect("the file");
    let targeted = text.replacen("\"partial\": null", "\"partial\": \"the plan is targeted\"", 1);
    assert_ne!(text, targeted);
    std::fs::write(&production, targeted).expect("a change");
    assert_eq!(report(directory.path(), &[&production], &[]).status, 3);
}

#[test]
fn what_does_not_fit_is_refused() {
    let directory = scratch();
    let write = |name: &str, text: &str| {
        let path = directory.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path
    };
    let production = leg(directory.path(), "production", &[]);
    let text = std::fs::read_to_string(&production).expect("the file");
    let digest =
        text.split("\"digest\": \"").nth(2).and_then(|rest| rest.split('"').next()).expect("the policies' digest").to_owned();
    let staging = text.replace("\"production\"", "\"staging\"");
    for (files, code, words) in [
        (vec![PathBuf::from("nowhere.json")], "results::unreadable", "nowhere.json: cannot be read"),
        (vec![write("cut.json", &text[..text.len() / 2])], "results::malformed", "cut.json: line"),
        (vec![write("plan.json", "{\"format_version\": \"1.2\"}")], "results::schema", "names no schema"),
        (vec![write("other.json", "{\"schema\": \"checker.snapshot/1\"}")], "results::schema", "checker.snapshot/1"),
        (
            vec![write("odd.json", &text.replacen("\"verdict\": \"pass\"", "\"verdict\": \"hunter2\"", 1))],
            "results::malformed",
            "expected one of",
        ),
        (vec![production.clone(), write("again.json", &text)], "results::twice", "both report of `production`"),
        (
            vec![production.clone(), write("b.json", &staging.replace(&digest, &"0".repeat(64)))],
            "results::differ",
            "different policies",
        ),
        (
            vec![production.clone(), write("c.json", &staging.replacen("\"version\": \"", "\"version\": \"9", 1))],
            "results::differ",
            "different releases",
        ),
    ] {
        let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
        let ran = report(directory.path(), &files, &[]);
        assert_eq!(ran.status, 2, "{files:?}: {ran:#?}");
        // Lines may be broken anywhere between words.
        let told = ran.err.replace('│', " ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(code) && told.contains(words), "{files:?}: {told}");
        assert!(!ran.err.contains("hunter2"), "what was found may be a secret: {}", ran.err);
    }
    assert!(merge(Vec::<ResultFile>::new(), &[]).is_err());
}
