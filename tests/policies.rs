//! The shipped policies: their tests, cases and coverage, the hiding property, the index, and what is built into the program.
#![allow(clippy::expect_used, reason = "a test may panic")]

mod support;

use std::path::Path;

use checker::inventory::hide::{everything, hide};
use checker::plan::error::PlanError;
use checker::plan::{self, PlanFile};
use checker::policy::PolicySet;
use checker::policy::test::{Options, load_cases};
use proptest::prelude::*;
use support::{checker, copy, scratch, top};

fn shipped() -> PolicySet {
    PolicySet::load(Some(&top().join("policies"))).expect("the policies")
}

/// What hiding does to the cases is told by `checker policy test`, which `tests/run` runs optimized.
#[test]
fn every_policy_passes_its_tests() {
    let tested = shipped().test(Options { subsets: 0, seed: 7 }).expect("the tests run");
    assert_eq!(tested.failures, Vec::<String>::new());
    assert!(tested.tests >= 200 && tested.cases >= 200, "{tested:?}");
}

/// What a policy says to do is shown, and was tried: each with a bad plan has a fix of it.
#[test]
fn every_policy_about_plans_has_a_fix() {
    let mut without = Vec::new();
    for policy in shipped().policies {
        let cases = top().join("policies").join(&policy.metadata.id).join("cases");
        let cases = std::fs::read_dir(&cases).expect("the cases").map(|entry| entry.expect("a case").file_name());
        let names: Vec<String> = cases.map(|name| name.to_string_lossy().into_owned()).collect();
        let any = |start: &str| names.iter().any(|name| name.starts_with(start) && name.ends_with(".tf"));
        if any("bad_") && !any("fixed_") {
            without.push(policy.metadata.id);
        }
    }
    assert_eq!(without, Vec::<String>::new());
}

#[test]
fn what_is_built_in_is_what_is_in_the_directory() {
    let (built, shipped) = (PolicySet::load(None).expect("the embedded policies"), shipped());
    assert_eq!((&built.digest, &built.data), (&shipped.digest, &shipped.data));
    assert_eq!(built.policies.len(), shipped.policies.len());
    for (ours, theirs) in built.policies.iter().zip(&shipped.policies) {
        assert_eq!((&ours.metadata, &ours.file, &ours.package), (&theirs.metadata, &theirs.file, &theirs.package));
        assert_eq!(ours.names_subjects, theirs.names_subjects, "{}", ours.metadata.id);
    }
}

/// Of what is built in, only the modules that the selected policies lead to are loaded.
#[test]
fn a_policy_alone_says_what_it_says_among_all() {
    let shipped = shipped();
    let mut judged = 0;
    for (position, policy) in shipped.policies.iter().enumerate() {
        let mut alone = PolicySet::load(None).expect("the embedded policies");
        alone.select(std::slice::from_ref(&policy.metadata.id), &[], &[]).expect("the policy");
        for case in load_cases(&shipped, policy).expect("cases") {
            let say = |set: &PolicySet, position: usize| set.verdicts(position, &case.inventory).expect("verdicts");
            let (all, own) = (say(&shipped, position), say(&alone, 0));
            assert_eq!(own, all, "{}", case.path);
            judged += own.len();
        }
    }
    assert!(judged > 100, "{judged}");
}

/// The table of copies and the metadata of the policy that walks it name the same attributes.
#[test]
fn the_policy_about_regions_reads_what_its_table_names() {
    use std::collections::BTreeSet;
    let set = shipped();
    let aws: serde_json::Value = serde_json::from_str(&set.data.to_string()).expect("JSON");
    let (table, global) = (&aws["aws"]["data_copies"], &aws["aws"]["global_services"]["where"]);
    let mut named: BTreeSet<(String, String)> = BTreeSet::new();
    for (kind, rows) in table.as_object().expect("a table") {
        for (path, holds) in rows.as_object().expect("rows") {
            assert!(["region", "arn", "bucket"].contains(&holds.as_str().expect("a form")), "{kind}.{path}: {holds}");
            named.insert((kind.clone(), path.clone()));
        }
    }
    for (kind, row) in global.as_object().expect("a table") {
        named.insert((kind.clone(), row["attribute"].as_str().expect("an attribute").to_owned()));
    }
    // The rest tells which resources belong together.
    let joins = [("*", "region"), ("aws_s3_bucket", "bucket"), ("aws_s3_bucket_replication_configuration", "bucket")];
    named.extend(joins.map(|(kind, path)| (kind.to_owned(), path.to_owned())));
    let policy = set.find("region/eu-only").expect("the policy");
    let reads = policy.metadata.reads.iter();
    let read = reads.flat_map(|(kind, paths)| paths.iter().map(move |path| (kind.clone(), path.to_string())));
    assert_eq!(read.collect::<BTreeSet<_>>(), named);
}

#[test]
fn the_index_is_up_to_date() {
    let ran = checker(["policy", "docs", "--check"]);
    assert_eq!(ran.status, 0, "{ran:#?}");
}

#[test]
fn the_list_names_every_folder() {
    let ran = checker(["policy", "list", "--output", "json"]);
    let listed = ran.json();
    let ids: Vec<&str> = listed.as_array().expect("a list").iter().map(|policy| policy["id"].as_str().expect("an id")).collect();
    let names = |folder: &Path| -> Vec<String> {
        let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
        entries.filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name().into_string().expect("UTF-8")).collect()
    };
    let policies = top().join("policies");
    let all = names(&policies).into_iter().filter(|area| area != "data" && area != "lib");
    let mut folders: Vec<String> =
        all.flat_map(|area| names(&policies.join(&area)).into_iter().map(move |policy| format!("{area}/{policy}"))).collect();
    folders.sort_unstable();
    assert_eq!(ids, folders);
    for id in ids {
        let shown = checker(["policy", "show", id]);
        assert!(shown.status == 0 && shown.out.contains("package policies."), "{shown:#?}");
    }
}

#[test]
fn what_is_shown_is_the_metadata() {
    let shown = checker(["policy", "show", "storage/backup-object-lock"]).out;
    for line in [
        "severity     critical",
        "reads        aws_s3_bucket: bucket, bucket_prefix, ",
        "             aws_s3_bucket_object_lock_configuration: bucket, ",
        "controls     GDPR 32(1)(c): ",
        "             HIPAA 164.308(a)(7)(ii)(A): ",
    ] {
        assert!(shown.contains(&format!("\n{line}")), "{line}: {shown}");
    }
    let without = checker(["policy", "show", "demo/input-set", "--policies", "tests/policies"]).out;
    assert!(!without.contains("\ncontrols  "), "{without}");
    let listed = checker(["policy", "list"]).out;
    let line = listed.lines().find(|line| line.starts_with("logs/retention-set ")).expect("a line");
    assert_eq!(line.split_whitespace().collect::<Vec<_>>().join(" "), "logs/retention-set high Log groups have a retention");
}

#[test]
fn controls_choose_policies() {
    let all = checker(["policy", "list", "--output", "json"]).json();
    let serving = |framework: &str, clause: &str| -> Vec<String> {
        let is = |control: &serde_json::Value| {
            control["framework"] == framework && control["clause"].as_str().is_some_and(|text| text.starts_with(clause))
        };
        let policies = all.as_array().expect("a list").iter();
        let serving = policies.filter(|policy| policy["controls"].as_array().expect("controls").iter().any(is));
        serving.map(|policy| policy["id"].as_str().expect("an id").to_owned()).collect()
    };
    let listed = |controls: &[&str]| -> Vec<String> {
        let ran =
            checker(["policy", "list", "--output", "json"].into_iter().chain(controls.iter().flat_map(|one| ["--control", one])));
        let policies = ran.json();
        policies.as_array().expect("a list").iter().map(|policy| policy["id"].as_str().expect("an id").to_owned()).collect()
    };
    let six_years = listed(&["HIPAA:164.316"]);
    assert_eq!(six_years, ["storage/audit-retention"]);
    assert_eq!(listed(&["GDPR:32(1)"]), serving("GDPR", "32(1)"));
    assert_eq!(listed(&["soc2"]), serving("SOC 2", ""));
    let both: std::collections::BTreeSet<String> = serving("GDPR", "5(1)").into_iter().chain(six_years.clone()).collect();
    assert_eq!(listed(&["HIPAA:164.316", "GDPR:5"]), both.into_iter().collect::<Vec<_>>());

    let run = |controls: &str, more: &[&str]| {
        checker(["plan", "fixtures/plans/production.json", "--control", controls, "--output", "json"].iter().chain(more))
    };
    let judged = run("HIPAA:164.316", &[]).json();
    assert_eq!(
        judged["policies"]["index"].as_object().expect("an index").keys().collect::<Vec<_>>(),
        six_years.iter().collect::<Vec<_>>()
    );
    for (controls, more, says) in [
        ("HIPAA:164.319", &[][..], "no policy serves `HIPAA:164.319`; there are HIPAA:164.31"),
        ("GDPR:3", &[], "no policy serves `GDPR:3`; there are GDPR:32(1)("),
        ("PCI:1", &[], "there is no framework `PCI`; there are CIS AWS, GDPR, HIPAA, ISO 27001, SOC 2"),
        ("HIPAA:164.316", &["--skip", "storage/audit-retention"], "no policy is left to judge with"),
    ] {
        let ran = run(controls, more);
        assert!(ran.status == 2 && ran.err.contains(says), "{controls}: {ran:#?}");
    }
}

#[test]
fn the_index_is_written_and_compared() {
    let directory = scratch();
    copy(&top().join("tests/policies"), directory.path());
    let policies = directory.path().to_str().expect("UTF-8");
    let index = directory.path().join("README.md");
    std::fs::write(&index, "old").expect("a file");
    let stale = checker(["policy", "docs", "--check", "--policies", policies]);
    assert!(stale.status == 1 && stale.err.contains("is not up to date"), "{stale:#?}");
    assert_eq!(std::fs::read_to_string(&index).expect("a file"), "old");
    let written = checker(["policy", "docs", "--policies", policies]);
    assert!(written.status == 0 && written.out.contains("README.md"), "{written:#?}");
    let text = std::fs::read_to_string(&index).expect("a file");
    assert!(
        text.contains("\n### [demo/input-set](demo/input-set/policy.rego)\n\nNo terraform_data holds the input \"bad\".\n"),
        "{text}"
    );
    assert!(
        text.contains("\n- severity: high\n- judges: plan, of production, staging\n") && !text.contains("Sections"),
        "{text}"
    );
    assert_eq!(checker(["policy", "docs", "--check", "--policies", policies]).status, 0);
}

#[test]
fn the_index_says_where_each_policy_comes_from() {
    let docs = |sections: &str, named: &str| {
        let directory = scratch();
        copy(&top().join("tests/policies"), directory.path());
        std::fs::create_dir(directory.path().join("data")).expect("a folder");
        std::fs::write(directory.path().join("data/sections.yaml"), format!("sections:\n{sections}")).expect("the sections");
        let policy = directory.path().join("demo/input-set/policy.rego");
        let text = std::fs::read_to_string(&policy).expect("a policy");
        let controls = "#   controls:\n#     GDPR 44: it stays\n#     GDPR 5(1)(e): it goes\n";
        std::fs::write(&policy, text.replace("#   controls: {}\n", &format!("{named}{controls}"))).expect("a policy");
        let ran = checker(["policy", "docs", "--policies", directory.path().to_str().expect("UTF-8")]);
        (std::fs::read_to_string(directory.path().join("README.md")).unwrap_or_default(), ran)
    };
    let (one, other) = ("  - title: One\n", "  - title: Other\n    without: It is about |\n      nothing.\n");
    let from_one = "#   sections: [One]\n";
    let (text, ran) = docs(&format!("{one}{other}"), from_one);
    assert_eq!(ran.status, 0, "{ran:#?}");
    for line in [
        "- comes from: One",
        "- GDPR 5(1)(e): it goes",
        "| One | [demo/input-set](demo/input-set/policy.rego) |",
        "| Other | It is about \\| nothing. |",
    ] {
        assert!(text.contains(&format!("\n{line}\n")), "{line}: {text}");
    }
    for (sections, named, place, says) in [
        (format!("{one}{other}"), "#   sections: [Two]\n", "demo/input-set/policy.rego:12:1", "`Two` is no section"),
        (format!("{one}  - title: Other\n"), from_one, "data/sections.yaml:3:1", "no policy comes from this section"),
        (
            format!("{other}  - title: One\n    without: w\n"),
            from_one,
            "data/sections.yaml:5:1",
            "policies come from this section",
        ),
        (other.to_owned(), "", "demo/input-set/policy.rego:4:1", "`sections` does not say which"),
    ] {
        let (text, ran) = docs(&sections, named);
        assert!(ran.status == 2 && ran.err.contains(place) && ran.err.contains(says) && text.is_empty(), "{says}: {ran:#?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]
    /// The hiding property on the platform's own plan, after an apply: it has echoes, ids and prior values.
    #[test]
    fn no_definite_verdict_on_the_platform_flips(seed in any::<u64>(), share in 0.0..1.0) {
        let path = top().join("fixtures/plans/production-after-apply.json");
        let file = PlanFile { name: "p".into(), bytes: std::fs::read(path).expect("a plan") };
        let inventory = plan::read(&file, None, |_| Ok::<_, PlanError>("production".into())).expect("an inventory");
        let set = PolicySet::load(None).expect("the policies");
        let all = everything(&inventory);
        let mut random = fastrand::Rng::with_seed(seed);
        let hidden: Vec<_> = all.iter().filter(|_| random.f64() < share).cloned().collect();
        let left = hide(&inventory, &hidden);
        let mut judged = 0;
        for policy in 0..set.policies.len() {
            let before = set.verdicts(policy, &inventory).expect("verdicts");
            judged += before.len();
            for (subject, after) in set.verdicts(policy, &left).expect("verdicts") {
                let was = before.get(&subject).map(|found| found.verdict);
                let is = after.verdict;
                prop_assert!(is == checker::finding::Verdict::Undetermined || was == Some(is), "{subject}: {was:?} to {is:?}");
            }
        }
        prop_assert!(judged >= 15, "{judged}");
    }
}
