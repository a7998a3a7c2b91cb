//! The files: which of them is read, what is refused in them, and how an entry is added.

use std::path::Path;

use super::support::{checker_in, checker_with};
use super::{Repository, lines, waiver};

#[test]
fn a_malformed_entry_excuses_nothing_and_stops_nothing() {
    let repository = Repository::new(&[("a", "bad")]);
    for (entry, problem) in [
        ("match: {address: terraform_data.a}\nexpires: 2026-06-31", "`expires` is `2026-06-31`, which is no date"),
        (
            "match: {address: terraform_data.a}\nexpires: 2026-07-01",
            "`expires` is 2026-07-01, more than 180 days after `created`",
        ),
        ("match: {address: terraform_data.a}\nexpires: 2025-12-31", "`expires` is 2025-12-31, which is before `created`"),
        ("match: {address: terraform_data.a}\nreason: ''", "`reason` is empty"),
        ("match: {address: terraform_data.a}\nticket: null", "`ticket` is empty"),
        ("match: {address: terraform_data.a}\nseverity: low", "there is no key `severity`"),
        ("match: {adress: terraform_data.a}", "there is no key `adress`"),
        ("match: {address: 'terraform_data.a[k]'}", "`terraform_data.a[k]` is no address of a resource"),
        ("match: {}", "`match` matches nothing"),
        ("match: {tag: {}}", "`match` matches nothing"),
        ("match: terraform_data.a", "`match` is no mapping"),
        ("reason: r", "`match` is missing"),
    ] {
        repository.waivers(&[entry]);
        let ran = repository.judge("2026-01-01T00:00:00Z");
        assert_eq!((ran.status, lines(&ran.json(), "malformed")), (1, vec![1]), "{entry}: {ran:#?}");
        assert!(
            ran.err.starts_with("warning: waivers.yaml:1: the waiver is malformed") && ran.err.contains(problem),
            "{entry}: {}",
            ran.err
        );
        let check = repository.run("2026-01-01T00:00:00Z", &["waiver", "check"]);
        assert_eq!(check.status, 2, "{entry}: {check:#?}");
        assert!(
            check.err.contains("waiver::malformed") && check.err.contains(problem) && check.err.contains("waivers.yaml:"),
            "{}",
            check.err
        );
    }
    for key in ["policy", "match", "reason", "owner", "approved_by", "ticket", "created", "expires"] {
        let entry = waiver("match: {address: terraform_data.a}");
        let start = if entry.starts_with(&format!("- {key}:")) { "- " } else { "" };
        let text: String =
            entry.lines().filter(|line| !line.contains(&format!("{key}:"))).map(|line| format!("{line}\n")).collect();
        repository.write("waivers.yaml", if start.is_empty() { text } else { text.replacen("  ", start, 1) });
        let ran = repository.judge("2026-01-01T00:00:00Z");
        assert!(ran.status == 1 && ran.err.contains(&format!("`{key}` is missing")), "{key}: {ran:#?}");
    }
    // Beside a good one, and all of the problems at once with their lines.
    repository.write(
        "waivers.yaml",
        waiver("match: {address: terraform_data.a}") + "- policy: demo/input-set\n  match:\n    x: y\n  owner:\n",
    );
    assert_eq!(repository.judge("2026-01-01T00:00:00Z").status, 0);
    let check = repository.run("2026-01-01T00:00:00Z", &["waiver", "check"]);
    for part in
        ["waivers.yaml:11: there is no key `x`", "waivers.yaml:12: `owner` is empty", "waivers.yaml:9: `reason` is missing"]
    {
        assert!(check.status == 2 && check.err.contains(part), "{part} is not in {}", check.err);
    }
}

#[test]
fn a_file_that_cannot_be_read_ends_the_run() {
    let repository = Repository::new(&[("a", "bad")]);
    for (text, says) in
        [("- policy: a: b\n", "entries::no_yaml"), ("policy: a\n", "entries::no_list"), ("- [\n", "waivers.yaml:")]
    {
        repository.write("waivers.yaml", text);
        for arguments in [&["plan", "plan.json"][..], &["waiver", "check"], &["waiver", "list"]] {
            let ran = repository.run("2026-01-01T00:00:00Z", arguments);
            assert!(ran.status == 2 && ran.err.contains(says), "{text}: {ran:#?}");
        }
    }
    repository.write("waivers.yaml", [0xFF, 0xFE, 0x00]);
    assert_eq!(repository.run("2026-01-01T00:00:00Z", &["plan", "plan.json"]).status, 2);
    std::fs::remove_file(repository.0.path().join("waivers.yaml")).expect("the file");
    assert_eq!(repository.run("2026-01-01T00:00:00Z", &["plan", "plan.json"]).status, 1);
    let ran = repository.run("2026-01-01T00:00:00Z", &["plan", "plan.json", "--waivers", "none.yaml"]);
    assert!(ran.status == 2 && ran.err.contains("none.yaml: cannot be read"), "{ran:#?}");
}

#[test]
fn an_option_wins_over_the_environment_over_the_file_over_the_default() {
    let repository = Repository::new(&[("a", "bad")]);
    let file = |name: &str, reason: &str| {
        repository.write(name, waiver(&format!("match: {{address: terraform_data.a}}\nreason: {reason}")));
    };
    for name in ["waivers.yaml", "named.yaml", "variable.yaml", "option.yaml"] {
        file(name, name);
    }
    let used = |more: &[&str], environment: &[(&str, &str)]| {
        let environment: Vec<(&str, &std::ffi::OsStr)> =
            environment.iter().map(|(name, value)| (*name, value.as_ref())).collect();
        let arguments = ["plan", "plan.json", "--output", "json", "--now", "2026-01-01T00:00:00Z"];
        let ran = checker_with(repository.0.path(), arguments.iter().chain(more), "", &environment);
        ran.json()["results"][0]["waiver"]["reason"].as_str().expect("a reason").to_owned()
    };
    assert_eq!(used(&[], &[]), "waivers.yaml");
    repository.configure("only: [demo/input-set]\nwaivers: named.yaml\n");
    assert_eq!(used(&[], &[]), "named.yaml");
    let variable = [("CHECKER_WAIVERS", "variable.yaml")];
    assert_eq!(used(&[], &variable), "variable.yaml");
    assert_eq!(used(&["--waivers", "option.yaml"], &variable), "option.yaml");
}

#[test]
fn an_entry_is_added_to_what_is_there_or_not_at_all() {
    let repository = Repository::new(&[("a", "bad")]);
    let old = "# Ours.\n\n- policy: demo/input-set   # why\n  match: {address: terraform_data.b}\n  reason: r\n  owner: o\n  approved_by: p\n  ticket: t\n  created: 2026-01-01\n  expires: 2026-01-31\n# The end.\n";
    repository.write("waivers.yaml", old);
    let add = |address: &str, more: &[&str]| {
        let arguments = ["waiver", "add", "--policy", "demo/input-set", "--address", address, "--reason", "r", "--owner", "o"];
        let rest = ["--approved-by", "p", "--ticket", "t"];
        repository.run("2026-01-01T00:00:00Z", &[&arguments[..], &rest, more].concat())
    };
    for (address, more, says) in [
        ("terraform_data.b", &["--expires", "2026-02-01"][..], "waivers.yaml:3: excuses that already"),
        ("terraform_data.a", &["--expires", "2026-07-01"], "more than 180 days"),
        ("terraform_data.a", &["--expires", "soon"], "which is no date"),
        ("terraform_data.a", &["--expires", "2026-02-01", "--created", "2026-01-02"], "today is 2026-01-01"),
        ("terraform_data.a", &["--expires", "2026-02-01", "--owner", " "], "`owner` is empty"),
        ("terraform_data.a[k]", &["--expires", "2026-02-01"], "is no address"),
        ("terraform_data.a", &["--expires", "2026-02-01", "--tag", "x"], "KEY=VALUE"),
        ("terraform_data.a", &[], "--expires"),
    ] {
        // A flag that is there twice is a mistake of its own: the last one is meant.
        let more: Vec<&str> = more.to_vec();
        let ran = if more.contains(&"--owner") {
            let arguments = [
                "waiver",
                "add",
                "--policy",
                "demo/input-set",
                "--address",
                address,
                "--reason",
                "r",
                "--approved-by",
                "p",
                "--ticket",
                "t",
            ];
            repository.run("2026-01-01T00:00:00Z", &[&arguments[..], &more].concat())
        } else {
            add(address, &more)
        };
        assert!(ran.status == 2 && ran.err.contains(says), "{says}: {ran:#?}");
        assert_eq!(repository.read("waivers.yaml"), old, "{says}");
    }
    let nothing = ["waiver", "add", "--policy", "demo/input-set", "--reason", "r", "--owner", "o", "--approved-by", "p"];
    let ran = repository.run("2026-01-01T00:00:00Z", &[&nothing[..], &["--ticket", "t", "--expires", "2026-02-01"]].concat());
    assert!(ran.status == 2 && ran.err.contains("--address"), "{ran:#?}");
    let unknown = ["waiver", "add", "--policy", "demo/input-sets", "--address", "a.b", "--reason", "r", "--owner", "o"];
    let ran = repository.run(
        "2026-01-01T00:00:00Z",
        &[&unknown[..], &["--approved-by", "p", "--ticket", "t", "--expires", "2026-02-01"]].concat(),
    );
    assert!(ran.status == 2 && ran.err.contains("did you mean `demo/input-set`?"), "{ran:#?}");

    let ran = add(
        "terraform_data.a",
        &["--expires", "2026-06-30", "--tag", "team=a b", "--scope", "production", "--region", "eu-central-1"],
    );
    assert_eq!((ran.status, ran.out.as_str()), (0, "waivers.yaml:12: demo/input-set is waived until 2026-06-30\n"), "{ran:#?}");
    let text = repository.read("waivers.yaml");
    let new = text.strip_prefix(old).expect("what was there is as it was");
    assert!(new.starts_with("- policy: demo/input-set\n  match:\n    address: terraform_data.a\n    region: eu-central-1\n    tag:\n      team: a b\n    scope: production\n"), "{new}");
    let names: Vec<_> =
        std::fs::read_dir(repository.0.path()).expect("a directory").map(|entry| entry.expect("an entry").file_name()).collect();
    assert_eq!(names.len(), 3, "nothing half-written is left: {names:?}");
}

#[test]
fn a_file_is_named_from_where_the_run_is() {
    let repository = Repository::new(&[("a", "bad")]);
    repository.waivers(&["match: {address: terraform_data.a}"]);
    let below = repository.0.path().join("infra/root");
    std::fs::create_dir_all(&below).expect("a directory");
    let named = |directory: &Path, plan: &str, more: &[&str]| {
        let arguments = ["plan", plan, "--output", "json", "--now", "2026-01-01T00:00:00Z"];
        let ran = checker_in(directory, arguments.iter().chain(more), "");
        ran.json()["results"][0]["waiver"]["file"].as_str().expect("a file").to_owned()
    };
    assert_eq!(named(&below, "../../plan.json", &[]), "../../waivers.yaml");
    assert_eq!(named(repository.0.path(), "plan.json", &["--waivers", "./waivers.yaml"]), "./waivers.yaml");
    let whole = repository.0.path().join("waivers.yaml").display().to_string();
    assert_eq!(named(repository.0.path(), "plan.json", &["--waivers", &whole]), "waivers.yaml");
    let elsewhere = named(&below, "../../plan.json", &["--waivers", "../../waivers.yaml"]);
    assert_eq!(elsewhere, "../../waivers.yaml");
}
