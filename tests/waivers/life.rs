//! The life of a waiver, and what it changes: verdicts, counts, what a plan does to a violation.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::support::{apply, plan_json, scratch};
use super::{Repository, code, count, lines, verdicts};

#[test]
fn a_waivers_whole_life() {
    let repository = Repository::new(&[("a", "bad"), ("b", "good")]);
    assert_eq!(repository.judge("2026-01-01T08:00:00Z").status, 1, "a finding");

    let add = ["waiver", "add", "--policy", "demo/input-set", "--address", "terraform_data.a", "--reason", "It is old: it goes"];
    let rest = ["--owner", "Ana", "--approved-by", "Ion", "--ticket", "OPS-1", "--expires", "2026-06-29"];
    let added = repository.run("2026-01-01T09:00:00Z", &[&add[..], &rest].concat());
    assert_eq!(
        (added.status, added.out.as_str()),
        (0, "waivers.yaml:1: demo/input-set is waived until 2026-06-29\n"),
        "{added:#?}"
    );

    let waived = repository.judge("2026-01-01T10:00:00Z");
    let report = waived.json();
    assert_eq!((waived.status, waived.err.as_str()), (0, ""), "{waived:#?}");
    assert_eq!(verdicts(&report), [("waived".to_owned(), 1), ("pass".to_owned(), 1)].into());
    assert_eq!((&report["verdict"], &report["summary"]["waived"]), (&json!("pass"), &json!(1)));
    let result = &report["results"][0];
    assert_eq!((&result["resource"], &result["message"]), (&json!("terraform_data.a"), &json!("the input is bad")));
    assert_eq!((&result["waiver"]["reason"], &result["waiver"]["line"]), (&json!("It is old: it goes"), &json!(1)));
    assert_eq!((lines(&report, "used"), lines(&report, "expiring")), (vec![1], vec![]));
    assert_eq!(report["waivers"]["used"][0]["results"], 1);

    // The last 30 days, the last second of the last one, wherever that is told, and the first second after it.
    assert_eq!(repository.judge("2026-05-29T23:59:59Z").err, "");
    let expiring = repository.judge("2026-05-30T00:00:00Z");
    let notice = "notice: waivers.yaml:1: the waiver of demo/input-set expires on 2026-06-29; its owner is Ana\n";
    assert_eq!((expiring.status, expiring.err.as_str()), (0, notice));
    assert_eq!((lines(&expiring.json(), "used"), lines(&expiring.json(), "expiring")), (vec![1], vec![1]));
    for last in ["2026-06-29T23:59:59Z", "2026-06-30T01:59:59+02:00"] {
        assert_eq!(repository.judge(last).status, 0, "{last}");
    }
    for over in ["2026-06-30T00:00:00Z", "2026-06-29T23:00:00-01:00"] {
        let ran = repository.judge(over);
        let report = ran.json();
        assert_eq!((ran.status, count(&report, "fail"), lines(&report, "expired")), (1, 1, vec![1]), "{over}: {ran:#?}");
        assert_eq!((lines(&report, "used"), lines(&report, "unused"), lines(&report, "expiring")), (vec![], vec![], vec![]));
        let warning = "expired on 2026-06-29, and 1 result stands; its owner is Ana\n";
        assert!(ran.err.starts_with("warning: waivers.yaml:1: ") && ran.err.ends_with(warning), "{}", ran.err);
    }
    let check = repository.run("2026-06-30T00:00:00Z", &["waiver", "check"]);
    assert!(
        check.status == 1 && check.out.contains("waivers.yaml:1: the waiver of demo/input-set expired on 2026-06-29;"),
        "{check:#?}"
    );

    // Renewed by hand, and of no use once the finding is mended.
    let renewed = repository.read("waivers.yaml").replace("2026-06-29", "2026-12-01").replace("2026-01-01", "2026-06-30");
    repository.write("waivers.yaml", renewed);
    assert_eq!(repository.judge("2026-07-01T00:00:00Z").status, 0);
    let terraform = scratch();
    repository.write("plan.json", plan_json(terraform.path(), &code(&[("a", "good")]), &[]));
    let mended = repository.judge("2026-07-01T00:00:00Z");
    let warning = "warning: waivers.yaml:1: the waiver of demo/input-set is unused: nothing that it matches is open\n";
    assert_eq!((mended.status, mended.err.as_str(), lines(&mended.json(), "unused")), (0, warning, vec![1]));
    let check = repository.run("2026-07-01T00:00:00Z", &["waiver", "check", "plan.json"]);
    assert_eq!((check.status, check.out), (0, format!("{warning}1 waivers, 0 attestations\n")));
    let check = repository.run("2026-07-01T00:00:00Z", &["waiver", "check"]);
    assert_eq!(
        (check.status, check.out.as_str()),
        (0, "1 waivers, 0 attestations\n"),
        "without a plan nobody knows what is of use"
    );
}

#[test]
fn what_is_undetermined_is_waived_too_and_says_so() {
    let repository = Repository::new(&[("a", "undecidable")]);
    assert_eq!(repository.judge("2026-01-01T08:00:00Z").status, 3);
    repository.waivers(&["match: {address: terraform_data.a}"]);
    let ran = repository.judge("2026-01-01T08:00:00Z");
    let result = &ran.json()["results"][0];
    assert_eq!((ran.status, &result["verdict"]), (0, &json!("waived")));
    assert_eq!((&result["message"], &result["reason"]), (&Value::Null, &json!("the input is set by count")));
    let sarif = repository.run("2026-01-01T08:00:00Z", &["plan", "plan.json", "--output", "sarif"]).json();
    assert_eq!(sarif["runs"][0]["results"], json!([]), "nobody knows that it fails");
    let said = sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"].to_string();
    assert!(said.contains("1 results are waived while they are undetermined"), "{said}");
}

/// What the plan does to a violation is told of the violation itself: a waiver neither introduces nor fixes it.
#[test]
fn a_waiver_changes_nothing_of_what_a_plan_does() {
    let terraform = scratch();
    apply(terraform.path(), &code(&[("stays", "bad"), ("goes", "bad"), ("turns", "good")]));
    let repository = Repository::new(&[("x", "good")]);
    let after = code(&[("stays", "bad"), ("turns", "bad"), ("goes", "good"), ("new", "bad")]);
    repository.write("plan.json", plan_json(terraform.path(), &after, &[]));
    let changes = |report: &Value| -> BTreeMap<String, String> {
        let results = report["results"].as_array().expect("results").iter();
        let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        results.map(|one| (text(&one["resource"]).replace("terraform_data.", ""), text(&one["change"]))).collect()
    };
    let without = repository.judge("2026-01-01T00:00:00Z").json();
    assert_eq!(without["summary"]["changes"], json!({"introduced": 2, "existing": 1, "fixed": 1}));
    repository.waivers(&["match: {address: 'terraform_data.*'}"]);
    let with = repository.judge("2026-01-01T00:00:00Z");
    let report = with.json();
    assert_eq!((with.status, count(&report, "waived")), (0, 3), "{with:#?}");
    assert_eq!(changes(&report), changes(&without));
    assert_eq!(report["summary"]["changes"], json!({"introduced": 0, "existing": 0, "fixed": 1}), "what is waived is not open");
    let print = |report: &Value| {
        let mut prints: Vec<String> =
            report["results"].as_array().expect("results").iter().map(|one| one["fingerprint"].to_string()).collect();
        prints.sort();
        prints
    };
    assert_eq!(print(&report), print(&without));
    // A waiver of what is mended is of no use.
    repository.waivers(&["match: {address: terraform_data.goes}"]);
    assert_eq!(lines(&repository.judge("2026-01-01T00:00:00Z").json(), "unused"), [1]);
}

#[test]
fn of_several_waivers_the_first_that_holds_is_used() {
    let repository = Repository::new(&[("a", "bad")]);
    let (over, ahead) =
        ("match: {address: terraform_data.a}\nexpires: 2026-01-02", "match: {address: terraform_data.a}\ncreated: 2026-02-01");
    repository.waivers(&[over, ahead, "match: {address: 'terraform_data.*'}", "match: {address: terraform_data.a}"]);
    let ran = repository.judge("2026-01-10T00:00:00Z");
    let report = ran.json();
    assert_eq!((ran.status, &report["results"][0]["waiver"]["line"]), (0, &json!(17)));
    assert_eq!(
        (lines(&report, "expired"), lines(&report, "malformed"), lines(&report, "used"), lines(&report, "unused")),
        (vec![1], vec![9], vec![17], vec![25])
    );
    assert_eq!(report["waivers"]["expired"][0]["results"], 0, "nothing stands because of it");
    assert_eq!(report["waivers"]["unused"][0]["note"], "waivers.yaml:17 excuses what it matches");
    assert!(ran.err.contains("`created` is 2026-02-01, and today is 2026-01-10 (UTC)"), "{}", ran.err);
}

#[test]
fn a_waiver_that_no_run_is_about_is_unused_only_where_it_could_be_of_use() {
    let repository = Repository::new(&[("a", "bad")]);
    repository.waivers(&[
        "policy: demo/no-keeper\nmatch: {address: terraform_data.a}",
        "policy: demo/none\nmatch: {address: terraform_data.a}",
    ]);
    let only = repository.judge("2026-01-01T00:00:00Z").json();
    assert_eq!(lines(&only, "unused"), Vec::<u64>::new(), "the policies are left out of the run");
    repository.configure("");
    let all = repository.judge("2026-01-01T00:00:00Z");
    assert_eq!(lines(&all.json(), "unused"), [1, 9]);
    assert!(
        all.err.contains("waivers.yaml:9: the waiver of demo/none is unused: no policy has the id `demo/none`"),
        "{}",
        all.err
    );
    let check = repository.run("2026-01-01T00:00:00Z", &["waiver", "check"]);
    assert!(check.status == 2 && check.err.contains("no policy has the id `demo/none`"), "{check:#?}");
}
