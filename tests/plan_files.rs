//! Plan files as they come: encodings, wrappers, damage, other tools' formats. Each is read, or refused with what to do.
#![allow(clippy::expect_used, reason = "a test may panic")]

mod support;

use serde_json::json;
use support::{Ran, checker_in, plan_json, scratch, top};

fn judge(plan: impl AsRef<[u8]>) -> Ran {
    let policies = top().join("tests/policies");
    let arguments = ["plan", "-", "--output=json", "--policies"].map(Into::into).into_iter().chain([policies.into_os_string()]);
    checker_in(top(), arguments, plan)
}

fn real_plan() -> Vec<u8> {
    let directory = scratch();
    let code = "variable \"environment\" { default = \"production\" }\nresource \"terraform_data\" \"ș\" { input = \"bad\" }\n";
    plan_json(directory.path(), code, &[])
}

fn refused(plan: impl AsRef<[u8]>, code: &str) -> String {
    let ran = judge(plan);
    assert_eq!(ran.status, 2, "{ran:#?}");
    assert!(ran.err.contains(code), "{code} is not in {}", ran.err);
    assert!(ran.err.contains("help:"), "{}", ran.err);
    assert_eq!(ran.out, "", "a run that is wrong prints no report");
    ran.err
}

#[test]
fn every_encoding_gives_the_same_report() {
    let plan = real_plan();
    let text = String::from_utf8(plan.clone()).expect("UTF-8");
    let expected = judge(&plan).results("fail");
    assert_eq!(expected, ["demo/input-set terraform_data.ș terraform_data.ș input"]);
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [
        [&[0xef, 0xbb, 0xbf], &plan[..]].concat(),
        [&[0xff, 0xfe], &little[..]].concat(),
        [&[0xfe, 0xff], &big[..]].concat(),
        little,
    ] {
        let ran = judge(&bytes);
        assert_eq!(ran.results("fail"), expected);
        assert!(ran.err.contains("note: standard input: "), "{}", ran.err);
    }
}

#[test]
fn what_a_wrapper_prints_around_the_json_is_skipped_and_said() {
    let plan = String::from_utf8(real_plan()).expect("UTF-8");
    let ran = judge(format!("[command]/usr/bin/terraform show -json plan.bin\n{plan}\n::debug::Terraform exited with code 0.\n"));
    assert_eq!(ran.status, 1, "{ran:#?}");
    assert!(ran.err.contains("before the JSON were skipped") && ran.err.contains("what follows the JSON"), "{}", ran.err);
}

#[test]
fn a_plan_cut_off_anywhere_is_refused() {
    let plan = real_plan();
    for length in [1, 2, plan.len() / 3, plan.len() / 2, plan.len() - 2] {
        refused(&plan[..length], "plan::truncated");
    }
    refused([], "plan::empty_file");
}

#[test]
fn what_is_no_plan_is_named_for_what_it_is() {
    refused("hello", "plan::not_json");
    refused("PK\u{3}\u{4}....", "plan::binary");
    refused("{}", "plan::not_a_plan");
    refused("{\"a\": 1}", "plan::not_a_plan");
    refused(json!({"version": 4, "serial": 1, "lineage": "x", "resources": []}).to_string(), "plan::state");
    refused(
        json!({"format_version": "1.0", "terraform_version": "1.11.4", "values": {"root_module": {}}}).to_string(),
        "plan::state",
    );
    let log = "{\"@level\":\"info\",\"@message\":\"Terraform 1.11.4\",\"type\":\"version\"}\n{\"@level\":\"info\"}\n";
    refused(log, "plan::log");
    refused(json!({"plan_format_version": "0.2", "resource_changes": [], "resource_drift": []}).to_string(), "plan::redacted");
    for version in ["2.0", "0.2", "x"] {
        assert!(refused(json!({"format_version": version}).to_string(), "plan::format").contains(version));
    }
}

#[test]
fn a_wrong_shape_names_line_and_column() {
    let error = refused("{\"format_version\": \"1.2\",\n \"resource_changes\": \"none\"}", "plan::malformed");
    assert!(error.contains("standard input: line 2, column 27: invalid type: string, expected a sequence"), "{error}");
    let error = refused("{\"format_version\": \"1.2\",\n \"errored\": perhaps}", "plan::malformed");
    assert!(error.contains("line 2"), "{error}");
    let mut plan: serde_json::Value = serde_json::from_slice(&real_plan()).expect("JSON");
    plan["resource_changes"][0]["address"] = "not an address".into();
    assert!(refused(plan.to_string(), "plan::address").contains("`not an address`"));
}

#[test]
fn minor_versions_and_unknown_fields_are_accepted() {
    let mut plan: serde_json::Value = serde_json::from_slice(&real_plan()).expect("JSON");
    plan["format_version"] = "1.99".into();
    plan["something_new"] = json!({"deep": [1, 2, {"er": null}]});
    plan["resource_changes"][0]["change"]["something_new"] = json!([true]);
    assert_eq!(judge(plan.to_string()).status, 1);
}

#[test]
fn nesting_is_read_up_to_a_limit() {
    let mut plan: serde_json::Value = serde_json::from_slice(&real_plan()).expect("JSON");
    let nested = |levels: usize| (0..levels).fold(json!("bad"), |inner, _| json!([inner]));
    plan["resource_changes"][0]["change"]["after"]["triggers_replace"] = nested(200);
    plan["resource_changes"][0]["change"]["after_unknown"]["triggers_replace"] = nested(200);
    assert_eq!(judge(plan.to_string()).status, 1);
    let deep = format!("{{\"format_version\": \"1.2\", \"x\": {}{}}}", "[".repeat(200_000), "]".repeat(200_000));
    refused(deep, "plan::too_deep");
}

/// Written by hand after OpenTofu's documentation of its JSON format, because OpenTofu was not to be had where this test was made: like
/// Terraform's, without `complete` and `applyable`.
#[test]
fn a_plan_of_opentofu_is_read() {
    let mut plan: serde_json::Value = serde_json::from_slice(&real_plan()).expect("JSON");
    let fields = plan.as_object_mut().expect("an object");
    fields.remove("complete");
    fields.remove("applyable");
    fields["terraform_version"] = "1.9.1".into();
    for block in plan["configuration"]["provider_config"].as_object_mut().expect("providers").values_mut() {
        let name = block["full_name"].as_str().expect("a name").replace("registry.terraform.io", "registry.opentofu.org");
        block["full_name"] = name.into();
    }
    assert_eq!(judge(plan.to_string()).status, 1);
}

#[test]
fn deferred_changes_leave_their_type_incomplete() {
    let mut plan: serde_json::Value = serde_json::from_slice(&real_plan()).expect("JSON");
    plan["resource_changes"][0]["change"]["after"]["input"] = "good".into();
    assert_eq!(judge(plan.to_string()).status, 0);
    let mut deferred = plan["resource_changes"][0].clone();
    deferred["address"] = "terraform_data.many[*]".into();
    plan["complete"] = false.into();
    plan["deferred_changes"] = json!([{"reason": "instance_count_unknown", "resource_change": deferred}]);
    let ran = judge(plan.to_string());
    assert_eq!(ran.status, 3, "{ran:#?}");
    assert!(ran.out.contains("terraform_data.many[*] is deferred (instance_count_unknown)"), "{}", ran.out);
}

#[test]
fn several_plans_make_one_inventory() {
    let directory = scratch();
    let files: Vec<_> = ["staging", "production"]
        .map(|scope| {
            let plan = String::from_utf8(real_plan()).expect("UTF-8").replace("\"production\"", &format!("\"{scope}\""));
            let path = directory.path().join(format!("{scope}.json"));
            std::fs::write(&path, plan).expect("a plan");
            path.into_os_string()
        })
        .into();
    let policies = top().join("tests/policies").into_os_string();
    let arguments = |command: &str| {
        let options = if command == "plan" { vec!["--output=json".into()] } else { vec![] };
        [command.into()].into_iter().chain(files.clone()).chain(options).chain(["--policies".into(), policies.clone()])
    };
    let ran = checker_in(directory.path(), arguments("plan"), "");
    assert_eq!(ran.status, 1, "{ran:#?}");
    let report = ran.json();
    let subjects: Vec<_> = report["subjects"].as_array().expect("subjects").iter().map(|subject| subject["id"].clone()).collect();
    assert_eq!(subjects, ["staging", "production"]);
    let results: Vec<_> =
        report["results"].as_array().expect("results").iter().map(|result| (&result["subject"], &result["resource"])).collect();
    assert_eq!(results, [(&"production".into(), &"terraform_data.ș".into()), (&"staging".into(), &"terraform_data.ș".into())]);
    let inventory = checker_in(directory.path(), arguments("inventory"), "").json();
    let addresses: Vec<_> =
        inventory["resources"]["terraform_data"].as_array().expect("resources").iter().map(|r| r["address"].clone()).collect();
    assert_eq!(addresses, ["production::terraform_data.ș", "staging::terraform_data.ș"]);
    let twice = checker_in(directory.path(), ["plan".into(), files[0].clone(), files[0].clone()], "");
    assert!(twice.status == 2 && twice.err.contains("is given twice"), "{twice:#?}");
}

/// Instances that name all instances of another block would be as many links as there are pairs.
#[test]
fn links_stay_few_where_it_cannot_be_told_which_of_many_is_meant() {
    const MANY: usize = 3000;
    let change = |kind: &str, at: usize, after: serde_json::Value, unknown: serde_json::Value| {
        let change = json!({"actions": ["create"], "before": null, "after": after, "after_unknown": unknown});
        json!({"address": format!("{kind}.x[{at}]"), "mode": "managed", "type": kind, "name": "x", "index": at, "change": change})
    };
    let block = |kind: &str, expressions: serde_json::Value| json!({"address": format!("{kind}.x"), "mode": "managed", "type": kind, "name": "x", "expressions": expressions, "count_expression": {}});
    let names = (0..MANY).map(|at| change("aws_s3_bucket", at, json!({"bucket": null}), json!({"bucket": true})));
    let pointers = (0..MANY).map(|at| change("aws_s3_bucket_versioning", at, json!({}), json!({"bucket": true})));
    let plan = json!({
        "format_version": "1.2",
        "variables": {"environment": {"value": "production"}},
        "resource_changes": names.chain(pointers).collect::<Vec<_>>(),
        "configuration": {"root_module": {"resources": [
            block("aws_s3_bucket", json!({})),
            block("aws_s3_bucket_versioning", json!({"bucket": {"references": ["aws_s3_bucket.x", "var.which"]}})),
        ]}},
    });
    let ran = checker_in(top(), ["inventory", "-"], plan.to_string());
    assert_eq!(ran.status, 0, "{}", ran.err);
    let inventory = ran.json();
    let pointers = inventory["resources"]["aws_s3_bucket_versioning"].as_array().expect("a list");
    assert_eq!(pointers.len(), MANY);
    for pointer in pointers {
        let links = pointer["links"]["bucket"].as_array().expect("links");
        assert!((2..=16).contains(&links.len()), "{}", links.len());
        assert!(links.iter().all(|link| link["certainty"] == "ambiguous"));
    }
}
