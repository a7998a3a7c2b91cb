//! Options, scopes and `checker.yaml`: what wins, and what a mistake is answered with.
#![allow(clippy::expect_used, reason = "a test may panic")]

mod support;

use std::path::Path;

use support::{Ran, checker_in, plan_json, scratch, top};

fn plan(directory: &Path, environment: Option<&str>) {
    let variable = environment.map(|name| format!("variable \"environment\" {{ default = \"{name}\" }}\n")).unwrap_or_default();
    let code = format!("{variable}resource \"terraform_data\" \"a\" {{ input = \"bad\" }}\n");
    let root = directory.join("root");
    std::fs::create_dir_all(&root).expect("a directory");
    let plan = plan_json(&root, &code, &[]);
    std::fs::write(root.join("plan.json"), plan).expect("a plan");
}

fn run(directory: &Path, more: &[&str]) -> Ran {
    let policies = top().join("tests/policies");
    let mut arguments = vec!["plan", "root/plan.json", "--policies", policies.to_str().expect("UTF-8")];
    arguments.extend(more);
    checker_in(directory, arguments, "")
}

#[test]
fn the_scope_comes_from_the_option_the_roots_or_the_variable() {
    let directory = scratch();
    plan(directory.path(), None);
    let ran = run(directory.path(), &[]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    assert!(ran.err.contains("run::no_scope") && ran.err.contains("account, edge, production, staging"), "{}", ran.err);
    assert_eq!(run(directory.path(), &["--environment", "production"]).status, 1);
    let wrong = run(directory.path(), &["--environment", "prod"]);
    assert!(wrong.status == 2 && wrong.err.contains("--environment says `prod`, which is no scope"), "{wrong:#?}");

    std::fs::write(directory.path().join("checker.yaml"), "roots:\n  root: staging\n").expect("checker.yaml");
    assert_eq!(run(directory.path(), &[]).status, 1);
    let ran = run(directory.path(), &["--environment", "production"]);
    assert!(ran.status == 2 && ran.err.contains("run::scopes_disagree"), "{ran:#?}");

    plan(directory.path(), Some("production"));
    let ran = run(directory.path(), &[]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    assert!(
        ran.err.contains("`roots:` in checker.yaml says `staging` and the plan's variable `environment` says `production`"),
        "{}",
        ran.err
    );
}

#[test]
fn the_source_of_a_plan_file_is_that_of_its_pattern() {
    let directory = scratch();
    plan(directory.path(), Some("production"));
    let code = "resource \"terraform_data\" \"a\" {\n  input = \"bad\"\n}\n";
    for root in ["code", "other"] {
        std::fs::create_dir(directory.path().join(root)).expect("a directory");
        std::fs::write(directory.path().join(root).join("main.tf"), code).expect("main.tf");
    }
    let shown = |sources: &str, more: &[&str]| {
        std::fs::write(directory.path().join("checker.yaml"), format!("sources:\n{sources}")).expect("checker.yaml");
        let ran = run(directory.path(), more);
        let at = |root: &str| ran.out.contains(&format!("{root}/main.tf"));
        assert_eq!(ran.status, 1, "{ran:#?}");
        (at("code"), at("other"))
    };
    assert_eq!(shown("  root/*.json: code\n  '**/plan.json': other\n", &[]), (true, false));
    assert_eq!(shown("  '*.json': code\n  '**/plan.json': other\n", &[]), (false, true), "`*` stays within a directory");
    assert_eq!(shown("  root/plan2.json: code\n", &[]), (false, false));
    assert_eq!(shown("  root/*.json: code\n", &["--source", "other"]), (false, true), "the option wins");
    assert_eq!(shown("  root/*.json: code\nsource: other\n", &[]), (true, false), "what is said of a file wins");
    std::fs::write(directory.path().join("checker.yaml"), "sources:\n  'root/[': code\n").expect("checker.yaml");
    let ran = run(directory.path(), &[]);
    assert!(ran.status == 2 && ran.err.contains("checker.yaml:2"), "{}", ran.err);
}

#[test]
fn a_policy_judges_only_its_scopes() {
    let directory = scratch();
    plan(directory.path(), None);
    let ran = run(directory.path(), &["--environment", "account"]);
    assert_eq!(ran.status, 2, "nothing is judged there: {ran:#?}");
    assert!(ran.err.contains("run::nothing_judged"), "{}", ran.err);
}

#[test]
fn the_gate() {
    let directory = scratch();
    plan(directory.path(), Some("production"));
    assert_eq!(run(directory.path(), &[]).status, 1);
    assert_eq!(run(directory.path(), &["--fail-on", "critical"]).status, 0, "the policy is of severity high");
    let unknown =
        "variable \"environment\" { default = \"production\" }\nresource \"terraform_data\" \"a\" { input = \"undecidable\" }\n";
    let plan = plan_json(&directory.path().join("root"), unknown, &[]);
    std::fs::write(directory.path().join("root/plan.json"), plan).expect("a plan");
    assert_eq!(run(directory.path(), &[]).status, 3);
    assert_eq!(run(directory.path(), &["--on-undetermined", "warn"]).status, 0);
    assert_eq!(run(directory.path(), &["--on-undetermined", "ignore"]).status, 0);
    assert_eq!(run(directory.path(), &["--fail-on", "critical"]).status, 0);
}

#[test]
fn an_option_wins_over_the_environment_over_the_file() {
    let directory = scratch();
    plan(directory.path(), Some("production"));
    std::fs::write(directory.path().join("checker.yaml"), "fail-on: critical\n").expect("checker.yaml");
    assert_eq!(run(directory.path(), &[]).status, 0);
    assert_eq!(run(directory.path(), &["--fail-on", "low"]).status, 1);
    let policies = top().join("tests/policies");
    let with_environment = |more: &[&str]| {
        let status = std::process::Command::new(env!("CARGO_BIN_EXE_checker"))
            .args(["plan", "root/plan.json", "--policies"])
            .arg(&policies)
            .args(more)
            .env("CHECKER_FAIL_ON", "high")
            .current_dir(directory.path())
            .output();
        status.expect("it runs").status.code()
    };
    assert_eq!(with_environment(&[]), Some(1));
    assert_eq!(with_environment(&["--fail-on", "critical"]), Some(0));
}

#[test]
fn a_mistake_in_checker_yaml_is_shown_where_it_stands() {
    let directory = scratch();
    plan(directory.path(), Some("production"));
    for (text, says) in [
        ("quiet: true\nfail_on: high\n", "unknown field `fail_on`"),
        ("roots:\n  root: prod\n", "`prod` is no scope"),
        ("fail-on: grave\n", "unknown variant `grave`"),
        ("a: [\n", "checker.yaml:"),
        ("output: [pdf]\n", "there is no format `pdf`"),
    ] {
        std::fs::write(directory.path().join("checker.yaml"), text).expect("checker.yaml");
        let ran = run(directory.path(), &[]);
        assert_eq!(ran.status, 2, "{text}: {ran:#?}");
        assert!(ran.err.contains(says) && ran.err.contains("checker.yaml"), "{text}: {}", ran.err);
    }
    std::fs::write(directory.path().join("checker.yaml"), "# nothing yet\n").expect("checker.yaml");
    assert_eq!(run(directory.path(), &[]).status, 1);
    let ran = run(directory.path(), &["--config", "none.yaml"]);
    assert!(ran.status == 2 && ran.err.contains("none.yaml"), "{ran:#?}");
}

#[test]
fn outputs_go_where_they_are_sent() {
    let directory = scratch();
    plan(directory.path(), Some("production"));
    let ran = run(directory.path(), &["--output", "text", "--output", "json=report.json"]);
    assert_eq!(ran.status, 1);
    assert!(
        ran.out.contains("1 failed (1 introduced, 0 existing), 0 undetermined, 0 passed (1 policy, verdict: fail)"),
        "{}",
        ran.out
    );
    let report = std::fs::read_to_string(directory.path().join("report.json")).expect("a report");
    assert!(report.contains("\"verdict\": \"fail\""));
    for (outputs, says) in [
        (vec!["--output", "pdf"], "there is no format `pdf`"),
        (vec!["--output", "json="], "names no file"),
        (vec!["--output", "json", "--output", "text"], "two outputs go to standard output"),
        (vec!["--output", "json=a", "--output", "text=a"], "two outputs go to a"),
        (vec!["--output", "json=no/such/directory/x"], "cannot be written"),
    ] {
        let ran = run(directory.path(), &outputs);
        assert!(ran.status == 2 && ran.err.contains(says), "{outputs:?}: {ran:#?}");
    }
    let names: Vec<_> =
        std::fs::read_dir(directory.path()).expect("a directory").map(|entry| entry.expect("an entry").file_name()).collect();
    assert_eq!(names.len(), 2, "nothing half-written is left: {names:?}");
}

#[test]
fn the_time_is_given_or_read() {
    let directory = scratch();
    plan(directory.path(), Some("production"));
    let at = |more: &[&str]| run(directory.path(), &[&["--output", "json"], more].concat()).json()["generated_at"].clone();
    assert_eq!(at(&[]), "2026-01-01T00:00:00Z");
    assert_eq!(at(&["--now", "2026-03-04T05:06:07+02:00"]), "2026-03-04T03:06:07Z");
    let ran = run(directory.path(), &["--now", "yesterday"]);
    assert!(ran.status == 2 && ran.err.contains("`yesterday` is no time"), "{ran:#?}");
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let directory = scratch();
    plan(directory.path(), Some("production"));
    for format in ["text", "json"] {
        let once = run(directory.path(), &["--output", format]);
        assert_eq!(once.out, run(directory.path(), &["--output", format]).out);
        assert!(!once.out.is_empty());
    }
}

#[test]
fn usage_mistakes_are_answered_with_what_was_meant() {
    for (arguments, says) in [
        (vec!["plan"], "required arguments were not provided"),
        (vec!["plna", "x"], "some similar subcommands exist: 'explain', 'plan'"),
        (vec!["plan", "x", "--fial-on", "high"], "a similar argument exists: '--fail-on'"),
        (vec!["plan", "x", "--fail-on", "hgih"], "a similar value exists: 'high'"),
        (vec!["plan", "no-such-file.json"], "no-such-file.json: cannot be read"),
        (vec!["account"], "--snapshot"),
        (vec!["plan", "x", "--policies", "no/such/directory"], "no/such/directory: cannot be read"),
    ] {
        let ran = checker_in(top(), &arguments, "");
        assert_eq!(ran.status, 2, "{arguments:?}: {ran:#?}");
        assert!(ran.err.contains(says), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn completions_and_manual() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = checker_in(top(), ["completions", shell], "");
        assert!(ran.status == 0 && ran.out.contains("fail-on"), "{shell}");
    }
    let man = checker_in(top(), ["man"], "");
    assert!(man.status == 0 && man.out.starts_with(".ie"), "{}", man.out);
}

/// A device, or a pipe between two programs: as root a file could be put in its place.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_written_to_and_not_replaced() {
    use std::io::Read as _;
    use std::os::unix::fs::FileTypeExt as _;
    let directory = scratch();
    let pipe = directory.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo starts");
    assert!(made.success());
    // Open for both, so that nobody waits for the other side.
    let mut end = std::fs::OpenOptions::new().read(true).write(true).open(&pipe).expect("the pipe");
    let output = format!("text={}", pipe.display());
    let plan = [
        "plan",
        "fixtures/plans/production.json",
        "--source",
        "infra/environments/production",
        "--only",
        "storage/backup-object-lock",
        "--output",
        &output,
    ];
    let ran = checker_in(top(), plan, "");
    assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{ran:#?}");
    assert!(std::fs::metadata(&pipe).expect("the pipe").file_type().is_fifo());
    let mut text = [0; 4096];
    let length = end.read(&mut text).expect("what was written");
    assert!(String::from_utf8_lossy(&text[..length]).contains("1 passed"));
}
