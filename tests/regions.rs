//! In which region a resource is: every form of tests/regions, planned by the real Terraform, from the plan alone and with its source.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};
use support::top;

/// By address: the region, or `null`.
type Regions = BTreeMap<String, String>;

/// The regions of a plan, as `checker inventory` prints them.
fn regions(plan: &Value, source: Option<&Path>) -> Regions {
    let mut arguments = vec!["inventory".to_owned(), "-".to_owned()];
    arguments.extend(source.map(|source| format!("--source={}", source.display())));
    let ran = support::checker_in(top(), arguments, plan.to_string());
    assert_eq!(ran.status, 0, "{ran:#?}");
    let inventory = ran.json();
    let all = inventory["resources"].as_object().expect("resources").values().flat_map(|list| list.as_array().expect("a list"));
    all.map(|resource| {
        let region = resource["region"].as_str().unwrap_or("null");
        (resource["address"].as_str().expect("an address").to_owned(), region.to_owned())
    })
    .collect()
}

/// The expectations in the comments: from the JSON alone, and with the source.
fn expected() -> (Regions, Regions) {
    let (mut alone, mut sourced) = (Regions::new(), Regions::new());
    for line in std::fs::read_to_string(top().join("tests/regions/main.tf")).expect("the forms").lines() {
        let parse = |rest: &str| {
            let (address, region) = rest.split_once(" -> ").expect("an arrow");
            (address.to_owned(), region.to_owned())
        };
        if let Some(rest) = line.strip_prefix("# region: ") {
            let (address, region) = parse(rest);
            assert!(alone.insert(address.clone(), region.clone()).is_none(), "{address} twice");
            sourced.entry(address).or_insert(region);
        } else if let Some(rest) = line.strip_prefix("# with source: ") {
            let (address, region) = parse(rest);
            sourced.insert(address, region);
        }
    }
    (alone, sourced)
}

#[test]
fn every_form_says_where_a_resource_is() {
    let (directory, mut plan) = support::planned("tests/regions");
    let (alone, sourced) = expected();
    assert!(alone.len() >= 20, "{} forms", alone.len());
    assert_eq!(regions(&plan, None), alone);
    assert_eq!(regions(&plan, Some(directory.path())), sourced);

    // Source of another day says nothing of what this plan was made from.
    let path = directory.path().join("main.tf");
    let text = std::fs::read_to_string(&path).expect("the forms");
    std::fs::write(&path, text.replace("= local.replica", "= var.home")).expect("the forms");
    assert_eq!(regions(&plan, Some(directory.path()))["aws_sqs_queue.local"], "null");

    // Since version 6 of the provider every resource has a region, which the plan knows, or learns while applying. Only the provider
    // that the tests have, 5.100.0, can be asked for a plan: what version 6 adds to it is added here.
    let changes = plan["resource_changes"].as_array_mut().expect("changes");
    let mut change = |address: &str, after: Value, unknown: Value| {
        let change = changes.iter_mut().find(|change| change["address"] == address).expect(address);
        change["change"]["after"]["region"] = after;
        change["change"]["after_unknown"]["region"] = unknown;
    };
    change("aws_sqs_queue.default", json!("us-east-1"), json!(false));
    change("aws_sqs_queue.later", json!("eu-west-1"), json!(false));
    change("aws_sqs_queue.alias", json!(null), json!(true));
    let blocks = plan["configuration"]["root_module"]["resources"].as_array_mut().expect("blocks");
    let alias = blocks.iter_mut().find(|block| block["address"] == "aws_sqs_queue.alias").expect("the block");
    alias["expressions"]["region"] = json!({"references": ["terraform_data.later.output", "terraform_data.later"]});
    let found = regions(&plan, None);
    for (name, region) in [("default", "us-east-1"), ("later", "eu-west-1"), ("alias", "null")] {
        assert_eq!(found[&format!("aws_sqs_queue.{name}")], region, "{name}");
    }
}
