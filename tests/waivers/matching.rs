//! What a waiver is for: addresses of every kind, moves, what is missing, scopes, plans and accounts.

use serde_json::Value;

use super::support::{apply, checker_in, plan_json, scratch, top};
use super::{Repository, code, count, lines, waiver};

#[test]
fn instance_keys_of_every_kind_are_matched_as_the_report_writes_them() {
    let keys = ["a.b", "a[\"b\"]", "é ș 🦀", "x]y.z[", "${a}", "100%", "a: b # c", "*", "\\"];
    let list = serde_json::to_string(&keys).expect("JSON").replace("${", "$${");
    let code = code(&[]) + &format!("resource \"terraform_data\" \"k\" {{\n  for_each = toset({list})\n  input = \"bad\"\n}}\n");
    let repository = Repository::new(&[("a", "good")]);
    let terraform = scratch();
    repository.write("plan.json", plan_json(terraform.path(), &code, &[]));
    let report = repository.judge("2026-01-01T00:00:00Z").json();
    let results = report["results"].as_array().expect("results");
    let addresses: Vec<&str> = results.iter().map(|result| result["resource"].as_str().expect("an address")).collect();
    assert_eq!((addresses.len(), count(&report, "fail")), (keys.len(), keys.len()), "{report:#}");
    for address in &addresses {
        let pattern = address.replace('*', "\\*");
        let _ = std::fs::remove_file(repository.0.path().join("waivers.yaml"));
        let add = ["waiver", "add", "--policy", "demo/input-set", "--address", &pattern, "--reason", "r", "--owner", "o"];
        let rest = ["--approved-by", "p", "--ticket", "t", "--expires", "2026-02-01"];
        let added = repository.run("2026-01-01T00:00:00Z", &[&add[..], &rest].concat());
        assert_eq!(added.status, 0, "{address}: {added:#?}");
        let report = repository.judge("2026-01-01T00:00:00Z").json();
        let waived: Vec<&Value> =
            report["results"].as_array().expect("results").iter().filter(|result| result["verdict"] == "waived").collect();
        assert_eq!(waived.len(), 1, "{address}: {report:#}");
        assert_eq!(waived[0]["resource"], **address);
    }
    repository.waivers(&["match: {address: 'terraform_data.k[\"a*\"]'}", "match: {address: 'terraform_data.k[*]'}"]);
    let report = repository.judge("2026-01-01T00:00:00Z").json();
    let of =
        |line: u64| report["results"].as_array().expect("results").iter().filter(|one| one["waiver"]["line"] == line).count();
    assert_eq!((of(1), of(9), count(&report, "fail")), (3, keys.len() - 3, 0), "the first one counts: {report:#}");
}

#[test]
fn a_waiver_follows_a_move() {
    let terraform = scratch();
    apply(terraform.path(), &code(&[("a", "bad")]));
    let moved = "moved {\n  from = terraform_data.a\n  to   = terraform_data.b\n}\n";
    let repository = Repository::new(&[("x", "good")]);
    repository.write("plan.json", plan_json(terraform.path(), &(code(&[("b", "bad")]) + moved), &[]));
    let waived = vec!["demo/input-set terraform_data.b terraform_data.b input".to_owned()];
    for (address, note) in [("terraform_data.a", true), ("terraform_data.b", false)] {
        repository.waivers(&[&format!("match: {{address: {address}}}")]);
        let ran = repository.judge("2026-01-01T00:00:00Z");
        assert_eq!((ran.status, ran.results("waived")), (0, waived.clone()), "{ran:#?}");
        assert_eq!(ran.json()["results"][0]["change"], "existing");
        let said = "notice: waivers.yaml:1: the waiver of demo/input-set: `terraform_data.a` is `terraform_data.b` from now on";
        assert!(if note { ran.err.starts_with(said) } else { ran.err.is_empty() }, "{}", ran.err);
    }
}

#[test]
fn what_is_missing_and_a_whole_scope_are_waived_by_name() {
    let repository = Repository::new(&[("a", "x")]);
    repository.configure("only: [demo/one-exists]\n");
    for (keys, expected) in [
        ("missing: marker", 1),
        ("missing: marker, scope: production", 1),
        ("scope: production", 1),
        ("missing: marker, scope: staging", 0),
        ("missing: other", 0),
        ("address: '**'", 0),
    ] {
        repository.waivers(&[&format!("policy: demo/one-exists\nmatch: {{{keys}}}")]);
        let ran = repository.judge("2026-01-01T00:00:00Z");
        assert_eq!((count(&ran.json(), "waived"), ran.status), (expected, i32::from(expected == 0)), "{keys}: {ran:#?}");
        // What is about another scope is not unused in this one.
        assert_eq!(lines(&ran.json(), "unused").len(), usize::from(expected == 0 && !keys.contains("staging")), "{keys}");
    }
}

/// The same database in a plan and in an account, with a key that both know; and a group of which there is none.
#[test]
fn a_waiver_spans_plan_and_account_where_a_key_does() {
    let directory = scratch();
    let file = directory.path().join("waivers.yaml").display().to_string();
    let judge = |policy: &str, keys: &str, case: &str| {
        std::fs::write(&file, waiver(&format!("policy: {policy}\nmatch: {{{keys}}}"))).expect("waivers");
        let case = top().join("policies").join(policy).join("cases").join(case).display().to_string();
        let input = if case.ends_with(".snapshot.json") { vec!["account", "--snapshot", &case] } else { vec!["plan", &case] };
        let more = ["--only", policy, "--waivers", &file, "--now", "2026-01-01T00:00:00Z", "--output", "json"];
        let report = checker_in(top(), input.into_iter().chain(more), "").json();
        let open = report["results"].as_array().expect("results").iter().filter(|one| one["verdict"] == "fail").count();
        (count(&report, "waived") > 0, open, lines(&report, "unused").len())
    };
    let (public, open) = ("database/not-public", "network/no-open-ingress");
    let (snapshot, plan) = ("bad_flag.snapshot.json", "bad_forms.plan.json");
    assert_eq!(judge(public, "address: aws_db_instance.d", snapshot), (true, 0, 0));
    assert_eq!(judge(public, "account: 123456789012", snapshot), (true, 0, 0));
    // Another account's waiver, and one of a plan's address, are not unused because this account has no use for them.
    assert_eq!(judge(public, "account: 210987654321", snapshot), (false, 1, 0));
    assert_eq!(judge(public, "address: aws_db_instance.e", snapshot), (false, 1, 0));
    assert_eq!(judge(public, "address: aws_db_instance.e, account: 123456789012", snapshot), (false, 1, 1));
    assert_eq!(judge(public, "region: eu-west-1", snapshot), (false, 1, 1));
    let met = |keys: &str, case: &str| {
        let (waived, _, unused) = judge(open, keys, case);
        (waived, unused)
    };
    assert_eq!(met("address: '**'", plan), (true, 0), "in a plan an address is enough");
    assert_eq!(met("region: eu-central-1", plan), (true, 0), "a provider's region is known");
    assert_eq!(met("arn: 'arn:aws:ec2:none'", plan), (false, 0), "an account's waiver");
    assert_eq!(met("address: aws_vpc.none", plan), (false, 1));
    let account = "account: 123456789012, address: '**'";
    assert_eq!(met(account, "bad_account.snapshot.json"), (true, 0));
    assert_eq!(met(account, plan), (false, 0), "of an account that the plan does not know");
    assert_eq!(met("address: '**'", "bad_account.snapshot.json"), (false, 0), "a plan's waiver");
    assert_eq!(met("region: eu-central-1", "bad_account.snapshot.json"), (false, 1), "what it matches is out of its reach");
}
