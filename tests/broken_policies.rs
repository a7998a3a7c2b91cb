//! Policies that are wrong: each is refused with file, line, what is wrong and what to do, and never judges.
#![allow(clippy::expect_used, reason = "a test may panic")]

mod support;

use std::path::Path;

use support::{Ran, checker_in, copy, scratch, top};

const FILE: &str = "demo/input-set/policy.rego";

/// A plan to judge, made by hand after Terraform's: what matters here is the policy.
const PLAN: &str = r#"{"format_version": "1.2", "variables": {"environment": {"value": "production"}}, "complete": true,
  "resource_changes": [{"address": "terraform_data.a", "mode": "managed", "type": "terraform_data", "name": "a",
    "change": {"actions": ["create"], "after": {"input": "good"}, "after_unknown": {}, "after_sensitive": {}}}]}"#;

/// Runs with the policy of the tests after `change` has been made to its text.
fn run_with(change: impl FnOnce(String) -> String) -> Ran {
    let directory = scratch();
    copy(&top().join("tests/policies"), directory.path());
    let path = directory.path().join(FILE);
    let text = std::fs::read_to_string(&path).expect("a policy");
    let changed = change(text.clone());
    assert_ne!(text, changed, "the change changes something");
    std::fs::write(&path, changed).expect("a policy");
    judge(directory.path())
}

fn judge(policies: &Path) -> Ran {
    checker_in(top(), ["plan", "-", "--policy-timeout", "1", "--policies", policies.to_str().expect("UTF-8")], PLAN)
}

fn refused(ran: &Ran, code: &str, says: &str) {
    assert_eq!(ran.status, 2, "{says}: {ran:#?}");
    assert!(ran.err.contains(code), "{code} is not in {}", ran.err);
    assert!(ran.err.contains(says), "{says} is not in {}", ran.err);
    assert!(ran.err.contains("help:"), "{}", ran.err);
    assert_eq!(ran.out, "");
}

fn replaced(from: &str, to: &str) -> Ran {
    run_with(|text| text.replacen(from, to, 1))
}

#[test]
fn the_policy_itself_is_right() {
    let ran = judge(&top().join("tests/policies"));
    assert_eq!(ran.status, 0, "{ran:#?}");
}

#[test]
fn metadata() {
    for (from, to, place, says) in [
        ("# METADATA\n", "", ":1:1", "there is no `# METADATA` block"),
        ("#   severity: high", "#   severity: grave", ":6:1", "unknown variant `grave`"),
        ("#   severity: high", "#   severty: high", ":", "unknown field `severty`"),
        ("#   severity: high\n", "", ":", "missing field `severity`"),
        ("# title: Inputs are good\n", "", ":", "missing field `title`"),
        ("#   id: demo/input-set", "#   id: Demo", ":5:1", "`Demo` is no id"),
        ("#   id: demo/input-set", "#   id: demo/other", ":5:1", "is not the folder `demo/input-set`"),
        ("scopes: [\"*\"]", "scopes: [prod]", ":8:1", "`prod` is no scope"),
        ("scopes: [\"*\"]", "scopes: []", ":8:1", "`scopes` is empty"),
        (
            "subjects: [terraform_data]",
            "subjects: [terraform_dta]",
            ":9:1",
            "`terraform_dta` is a subject, and `reads` does not name it",
        ),
        ("terraform_data: [input]", "terraform_data: [\"input[\"]", ":11:1", "is no attribute path"),
        ("subjects: [terraform_data]", "subjects: [\"*\"]", ":9:1", "`*` is a subject, and `reads` does not name it"),
        ("terraform_data: [input]", "\"*\": [region]", ":9:1", "`terraform_data` is a subject, and `reads` does not name it"),
        ("terraform_data: [input]", "terraform_data: [input]\n#     \"*\": [account]", ":12:1", "`*` reads `region`"),
        ("terraform_data: [input]", "terraform_data: [input]\n#     \"*\": []", ":12:1", "`*` reads `region`"),
        (
            "subjects: [terraform_data]\n#   reads:\n",
            "subjects: [terraform_data, \"*\"]\n#   reads:\n#     \"*\": [region]\n",
            ":9:1",
            "`*` is every type: it stands alone",
        ),
        ("on: [plan]", "on: [plans]", ":7:1", "unknown variant `plans`"),
        (
            "#   controls: {}",
            "#   controls: {}\n#   unset:\n#     terraform_data.output: absent",
            ":14:1",
            "is not among `reads`",
        ),
        ("#   controls: {}", "#   controls: {}\n#   decides:\n#     terraform_data.input: ' '", ":14:1", "gives no reason"),
        ("#   controls: {}", "#   controls: [", ":", "policy.rego"),
        (
            "#   controls: {}",
            "#   controls:\n#     GDPR 5: it does\n#     GPDR 6: it does",
            ":14:1",
            "`GPDR 6` names no framework",
        ),
        ("#   controls: {}", "#   controls:\n#     GDPR Art. 5: it does", ":13:1", "`Art. 5` is no article or section of GDPR"),
        ("#   controls: {}", "#   controls:\n#     GDPR 5: ' '", ":13:1", "`GDPR 5` does not say in one line why"),
    ] {
        let ran = replaced(from, to);
        refused(&ran, "policy::metadata", says);
        assert!(ran.err.contains(&format!("{FILE}{place}")), "{place} is not in {}", ran.err);
    }
}

#[test]
fn two_blocks() {
    let ran = run_with(|text| format!("{text}# METADATA\n# title: again\n"));
    refused(&ran, "policy::metadata", "there is a second block");
    assert!(ran.err.contains(&format!("{FILE}:25:1")), "{}", ran.err);
}

#[test]
fn the_package_is_the_path() {
    let ran = replaced("package policies.demo.input_set", "package policies.demo.inputs");
    refused(&ran, "policy::package", "the package is `policies.demo.inputs`, and its path makes it `policies.demo.input_set`");
    assert!(ran.err.contains(&format!("{FILE}:14:1")), "{}", ran.err);
}

#[test]
fn an_id_is_taken_once() {
    // Two folders cannot have one id, because the id is the folder: a copy is refused for either reason.
    let directory = scratch();
    copy(&top().join("tests/policies"), directory.path());
    copy(&directory.path().join("demo/input-set"), &directory.path().join("demo/again"));
    let ran = judge(directory.path());
    assert_eq!(ran.status, 2, "{ran:#?}");
    assert!(ran.err.contains("demo/again/policy.rego:5:1") || ran.err.contains("demo/input-set/policy.rego:5:1"), "{}", ran.err);
}

#[test]
fn what_does_not_parse_or_compile() {
    refused(&replaced("input is bad\"}", "input is bad\""), "policy::rego", FILE);
    refused(&replaced("data_.values.input == \"bad\"", "lowercase(data_.values.input) == \"bad\""), "policy::", "lowercase");
    refused(&replaced("data_.values.input == \"bad\"", "data_.values.input == nothing"), "policy::rego", "nothing");
    refused(
        &run_with(|text| {
            format!("{text}\nnever if {{\n\tfalse\n\tno_such_function(1)\n}}\n\nundetermined contains 1 if never\n")
        }),
        "policy::rego",
        "no_such_function",
    );
}

#[test]
fn deny_and_undetermined_are_sets() {
    let boolean = |name: &str| {
        let name = name.to_owned();
        run_with(move |text| {
            let start = text.find(&format!("{name} contains")).expect("the rule");
            let end = text[start..].find(" if {").expect("its body") + start;
            format!("{}{name}{}", &text[..start], &text[end..])
        })
    };
    refused(&boolean("deny"), "policy::not_a_set", "`deny` must be a partial set");
    refused(&boolean("undetermined"), "policy::not_a_set", "`undetermined` must be a partial set");
    let without = run_with(|text| text[..text.find("undetermined contains").expect("the rule")].to_owned());
    refused(&without, "policy::not_a_set", "`undetermined` must be a partial set");
}

#[test]
fn what_the_input_does_not_have() {
    for (to, says) in [
        ("input.resorces.terraform_data", "the input has no `resorces`"),
        ("input.resources.terraform_dta", "`reads` does not name the type `terraform_dta`"),
        ("input.resources[\"aws_vpc\"]", "`reads` does not name the type `aws_vpc`"),
        ("data.architecture.none", "there is no `data.architecture.none`"),
    ] {
        let ran = replaced("input.resources.terraform_data", to);
        refused(&ran, "policy::reads", says);
        assert!(ran.err.contains(&format!("{FILE}:17:")), "{}", ran.err);
    }
    for (to, path) in [("[\"inputs\"]", "inputs"), ("[\"inputs\", 0]", "inputs[0]"), ("[\"inputs\", data_.index]", "")] {
        let ran = replaced("\"attribute\": [\"input\"]", &format!("\"attribute\": {to}"));
        if path.is_empty() {
            assert_eq!(ran.status, 0, "a path that is worked out is not judged by its text: {ran:#?}");
            continue;
        }
        refused(&ran, "policy::reads", &format!("`reads` does not name the path `{path}`"));
    }
    // A variable stands for a position; a path may also be given to a function.
    let with = |line: &str| replaced("data_.values.input == \"bad\"", &format!("{line}\n\tdata_.values.input == \"bad\""));
    for (line, says) in [
        ("some at in [0]\n\tobject.get(data_.values, [\"inputs\", at], 0) == 1", "the path `inputs[0]`"),
        ("object.get(data_.values, [\"inputs\"], 0) == 1", "the path `inputs`"),
        ("input[\"resorces\"].terraform_data", "the input has no `resorces`"),
        ("data_.type == \"aws_s3_bucket\"", "the type `aws_s3_bucket`"),
        ("data_.type == `aws_x2`", "the type `aws_x2`"),
    ] {
        refused(&with(line), "policy::reads", says);
    }
    // None of these is a path or a type.
    for line in ["data_.type != \"aws_is a prefix\"", "{\"other\": [\"inputs\"]} != {}", "data_.type != \"aws-x\""] {
        assert_eq!(with(line).status, 0, "{line}: {:#?}", with(line));
    }
}

/// Runs with a library beside the policy.
fn with_library(library: &str, import: &str, line: &str) -> Ran {
    let directory = scratch();
    copy(&top().join("tests/policies"), directory.path());
    std::fs::create_dir(directory.path().join("lib")).expect("a directory");
    std::fs::write(directory.path().join("lib/a.rego"), library).expect("a library");
    let path = directory.path().join(FILE);
    let text = std::fs::read_to_string(&path).expect("a policy");
    let text = text.replace("input_set\n\ndeny", &format!("input_set\n\n{import}\n\ndeny"));
    let text = text.replace("data_.values.input == \"bad\"", &format!("{line}\n\tdata_.values.input == \"bad\""));
    std::fs::write(&path, text).expect("a policy");
    judge(directory.path())
}

#[test]
fn a_library_is_checked_too() {
    let fine = "package lib.a\n\nwords := {\"bad\"}\n\nis_bad(x) if x in words\n";
    let ran = with_library(fine, "import data.lib.a", "not a.is_bad(data_.name)\n\tnot data_.name in data.lib.a.words");
    assert_eq!(ran.status, 0, "{ran:#?}");
    let ran = with_library("package lib.a\n\nis_bad(x) if rand.intn(x, 2) == 1\n", "import data.lib.a", "a.is_bad(data_.name)");
    refused(&ran, "policy::forbidden", "lib/a.rego:3:");
    let ran = with_library("package lib.b\n\nis_bad(x) if x == \"bad\"\n", "import data.lib.b", "b.is_bad(data_.name)");
    refused(&ran, "policy::package", "the package is `lib.b`, and its path makes it `lib.a`");
    // An error stands in the file in which it happens.
    let ran = with_library(fine, "import data.lib.a", "1 / (count(data_.values.input) - 4) == 1");
    refused(&ran, "policy::evaluation", &format!("{FILE}:20:"));
    let ran =
        with_library("package lib.a\n\nis_bad(x) if 1 / (count(x) - 1) == 1\n", "import data.lib.a", "a.is_bad(data_.name)");
    refused(&ran, "policy::evaluation", "lib/a.rego:3:");
}

#[test]
fn a_policy_names_its_own_subjects() {
    let naming = |condition: &str| {
        run_with(|text| {
            format!(
                "{text}\nsubjects contains data_.address if {{\n\tsome data_ in input.resources.terraform_data\n\t{condition}\n}}\n"
            )
        })
    };
    let all = naming("data_.values.input == \"good\"");
    assert!(all.status == 0 && all.out.contains("1 pass"), "{all:#?}");
    let none = naming("data_.values.input == \"other\"");
    assert!(none.status == 2 && none.err.contains("run::nothing_judged"), "{none:#?}");
    refused(&run_with(|text| format!("{text}\nsubjects := {{\"terraform_data.a\"}}\n")), "policy::not_a_set", "`subjects`");
    refused(&run_with(|text| format!("{text}\nsubjects contains 7\n")), "policy::finding", "holds something that is no address");
}

#[test]
fn what_depends_on_more_than_the_input() {
    for call in ["rand.intn(\"x\", 2)", "time.now_ns()", "http.send({})", "opa.runtime()", "uuid.rfc4122(\"x\")", "print(1)"] {
        let ran = replaced("data_.values.input == \"bad\"", &format!("{call}\n\tdata_.values.input == \"bad\""));
        refused(&ran, "policy::", call.split('(').next().expect("a name"));
    }
    // Wherever it hides.
    for rule in [
        "table[rand.intn(\"x\", 2)] := 1",
        "table contains rand.intn(\"x\", 2)",
        "first := [rand.intn(\"x\", 2)][0]",
        "first := {\"a\": {\"b\": rand.intn(\"x\", 2)}}.a.b",
        "first := {\"a\": [rand.intn(\"x\", 2)]}[\"a\"][0]",
        "default first := rand.intn(\"x\", 2)",
        "first if -rand.intn(\"x\", 2) < 1",
        "first := {x: 1 | some x in [rand.intn(\"x\", 2)]}",
        "first if every x in [rand.intn(\"x\", 2)] { x == 1 }",
        "first if input.kind == \"plan\" with input.kind as rand.intn(\"x\", 2)",
        "first if rand.intn(\"x\", 2) in {1}",
    ] {
        let ran = run_with(|text| format!("{text}\n{rule}\n"));
        refused(&ran, "policy::", "rand.intn");
        assert!(ran.err.contains(&format!("{FILE}:26:")), "{rule}: {}", ran.err);
    }
}

#[test]
fn a_policy_that_loops_or_grows_is_stopped() {
    let ran = replaced(
        "data_.values.input == \"bad\"",
        "count([1 | some i in numbers.range(1, 100000); some j in numbers.range(1, 100000); i * j == 7]) > 9",
    );
    refused(&ran, "policy::time", "policy `demo/input-set` was stopped after 1 s");
    let ran = replaced("data_.values.input == \"bad\"", "count(numbers.range(1, 2000000000)) > 1");
    refused(&ran, "policy::memory", "policy `demo/input-set` was stopped: it used more than 4096 MB");
}

#[test]
fn a_policy_that_errs_while_judging_is_no_verdict() {
    let ran = replaced("data_.values.input == \"bad\"", "1 / (count(data_.values.input) - 4) == 1");
    refused(&ran, "policy::evaluation", "divi");
    let ran = replaced("data_.values.input == \"bad\"", "to_number(data_.values.input) == 1");
    refused(&ran, "policy::evaluation", "demo/input-set");
}

#[test]
fn findings_of_a_wrong_shape() {
    for (finding, says) in [
        (
            r#"{"subject": data_.address, "at": data_.address, "attribute": ["input"]}"#,
            "a finding's `message` is missing or no text",
        ),
        (
            r#"{"subject": "none", "at": data_.address, "attribute": ["input"], "message": "m"}"#,
            "the subject `none` is not in the input",
        ),
        (
            r#"{"subject": data_.address, "at": "none", "attribute": ["input"], "message": "m"}"#,
            "`at` of terraform_data.a is `none`",
        ),
        (
            r#"{"subject": "missing:x", "at": "staging", "attribute": ["input"], "message": "m"}"#,
            "which is no scope of the input",
        ),
        (
            r#"{"subject": data_.address, "at": data_.address, "attribute": "input", "message": "m"}"#,
            "a finding's `attribute` is missing or no list",
        ),
        (
            r#"{"subject": data_.address, "at": data_.address, "attribute": ["input"], "message": "m", "extra": 1}"#,
            "has the key `extra`",
        ),
        ("data_.address", "something that is no finding"),
    ] {
        let ran = run_with(|text| {
            let start = text.find("deny contains ").expect("deny") + "deny contains ".len();
            let end = text[start..].find(" if {").expect("its body") + start;
            format!("{}{finding}{}", &text[..start], &text[end..]).replacen("== \"bad\"", "== \"good\"", 1)
        });
        refused(&ran, "policy::finding", says);
    }
}

#[test]
fn a_directory_without_policies() {
    let directory = scratch();
    refused(&judge(directory.path()), "policy::none", "holds no policy");
    std::fs::create_dir(directory.path().join("data")).expect("a directory");
    copy(&top().join("tests/policies"), directory.path());
    for text in ["a: [", "- a\n"] {
        std::fs::write(directory.path().join("data/broken.yaml"), text).expect("a file");
        refused(&judge(directory.path()), "policy::data", "data/broken.yaml:");
    }
}

#[test]
fn ids_that_no_policy_has() {
    let policies = top().join("tests/policies");
    let policies = policies.to_str().expect("UTF-8");
    for option in ["--only", "--skip"] {
        let ran = checker_in(top(), ["plan", "-", "--policies", policies, option, "demo/input-sett"], PLAN);
        refused(&ran, "policy::unknown_id", "did you mean `demo/input-set`?");
    }
    let ran = checker_in(top(), ["plan", "-", "--policies", policies, "--skip", "demo/input-set"], PLAN);
    refused(&ran, "policy::nothing_left", "no policy is left");
    let ran = checker_in(top(), ["policy", "show", "zebra", "--policies", policies], "");
    refused(&ran, "policy::unknown_id", "no policy has the id `zebra`");
    assert!(!ran.err.contains("did you mean"), "nothing is like it: {}", ran.err);
}

#[test]
fn a_new_policy_loads_and_its_tests_pass_but_for_its_cases() {
    let directory = scratch();
    let policies = directory.path().to_str().expect("UTF-8");
    let made = checker_in(top(), ["policy", "new", "storage/named", "--policies", policies], "");
    assert_eq!(made.status, 0, "{made:#?}");
    let tested = checker_in(top(), ["policy", "test", "--policies", policies], "");
    assert_eq!(tested.status, 1, "{tested:#?}");
    assert!(tested.out.contains("FAILED storage/named: has no cases") && tested.out.contains("2 tests"), "{}", tested.out);
    for (id, says) in [("storage/named", "exists already"), ("Storage", "is no id"), ("a/b/c", "is no id"), ("../x", "is no id")]
    {
        let ran = checker_in(top(), ["policy", "new", id, "--policies", policies], "");
        refused(&ran, "policy::new", says);
    }
}

#[test]
fn a_test_that_is_not_true_fails() {
    let directory = scratch();
    let policies = directory.path().to_str().expect("UTF-8");
    checker_in(top(), ["policy", "new", "storage/named", "--policies", policies], "");
    let path = directory.path().join("storage/named/policy_test.rego");
    let text = std::fs::read_to_string(&path).expect("a test");
    std::fs::write(&path, format!("{text}\ntest_undefined if false\n\ntest_number := 1\n\ntest_false := false\n"))
        .expect("a test");
    let ran = checker_in(top(), ["policy", "test", "--policies", policies], "");
    for says in ["test_undefined is undefined, not true", "test_number is 1, not true", "test_false is false, not true"] {
        assert!(ran.status == 1 && ran.out.contains(says), "{says}: {ran:#?}");
    }
}
