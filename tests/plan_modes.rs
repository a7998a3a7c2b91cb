//! Every kind of plan that Terraform makes, made by Terraform: what is judged of it, and the exit status.
#![allow(clippy::expect_used, reason = "a test may panic")]

mod support;

use support::{Ran, apply, checker_in, plan_json, scratch, top};

const TWO: &str = r#"
variable "environment" { default = "production" }
resource "terraform_data" "a" { input = "good" }
resource "terraform_data" "b" { input = "bad" }
"#;

const ONE: &str = r#"
variable "environment" { default = "production" }
resource "terraform_data" "a" { input = "good" }
"#;

fn judge(plan: &[u8]) -> Ran {
    let policies = top().join("tests/policies");
    let arguments = ["plan", "-", "--output=json", "--policies"].map(Into::into).into_iter().chain([policies.into_os_string()]);
    checker_in(top(), arguments, plan)
}

fn failed(ran: &Ran) -> Vec<String> {
    ran.results("fail").into_iter().map(|line| line.split(' ').nth(1).unwrap_or_default().to_owned()).collect()
}

#[test]
fn what_is_created_is_judged() {
    let directory = scratch();
    let ran = judge(&plan_json(directory.path(), TWO, &[]));
    assert_eq!(ran.status, 1, "{ran:#?}");
    assert_eq!(failed(&ran), ["terraform_data.b"]);
    assert_eq!(ran.results("pass").len(), 1);
}

#[test]
fn what_stays_is_judged() {
    let directory = scratch();
    apply(directory.path(), TWO);
    let ran = judge(&plan_json(directory.path(), TWO, &[]));
    assert_eq!((ran.status, failed(&ran)), (1, vec!["terraform_data.b".to_owned()]));
}

#[test]
fn what_is_destroyed_is_not_judged() {
    let directory = scratch();
    apply(directory.path(), TWO);
    let ran = judge(&plan_json(directory.path(), ONE, &[]));
    assert_eq!((ran.status, failed(&ran).len()), (0, 0), "{ran:#?}");
}

#[test]
fn a_plan_that_only_destroys_is_green_and_says_so() {
    let directory = scratch();
    apply(directory.path(), TWO);
    let ran = judge(&plan_json(directory.path(), TWO, &["-destroy"]));
    assert_eq!(ran.status, 0, "{ran:#?}");
    assert!(ran.err.contains("only destroys (2 resources); nothing is left to judge"), "{}", ran.err);
}

#[test]
fn a_targeted_plan_proves_nothing_for_the_whole() {
    let directory = scratch();
    let ran = judge(&plan_json(directory.path(), TWO, &["-target=terraform_data.a"]));
    assert_eq!(ran.status, 3, "{ran:#?}");
    assert!(ran.err.contains("targeted"), "{}", ran.err);
    assert_eq!(ran.results("undetermined").len(), 1);
    let ran = judge(&plan_json(directory.path(), TWO, &["-target=terraform_data.b"]));
    assert_eq!((ran.status, failed(&ran)), (1, vec!["terraform_data.b".to_owned()]), "a violation stands in a targeted plan");
}

#[test]
fn a_refresh_only_plan_is_judged_on_its_prior_state() {
    let directory = scratch();
    apply(directory.path(), ONE);
    let ran = judge(&plan_json(directory.path(), ONE, &["-refresh-only"]));
    assert_eq!(ran.status, 3, "{ran:#?}");
    assert!(ran.err.contains("only refreshes"), "{}", ran.err);
    apply(directory.path(), TWO);
    let ran = judge(&plan_json(directory.path(), TWO, &["-refresh-only"]));
    assert_eq!((ran.status, failed(&ran)), (1, vec!["terraform_data.b".to_owned()]));
}

#[test]
fn a_replaced_resource_is_judged_as_it_will_be() {
    let directory = scratch();
    apply(directory.path(), TWO);
    for before_destroy in [false, true] {
        let code = format!(
            r#"
variable "environment" {{ default = "production" }}
resource "terraform_data" "a" {{
  input            = "bad"
  triggers_replace = "x"
  lifecycle {{ create_before_destroy = {before_destroy} }}
}}
resource "terraform_data" "b" {{ input = "good" }}
"#
        );
        let ran = judge(&plan_json(directory.path(), &code, &[]));
        assert_eq!((ran.status, failed(&ran)), (1, vec!["terraform_data.a".to_owned()]));
    }
}

#[test]
fn what_is_forgotten_is_not_judged() {
    let directory = scratch();
    apply(directory.path(), TWO);
    let code = format!("{ONE}\nremoved {{\n  from = terraform_data.b\n  lifecycle {{ destroy = false }}\n}}\n");
    let ran = judge(&plan_json(directory.path(), &code, &[]));
    assert_eq!((ran.status, failed(&ran).len()), (0, 0), "{ran:#?}");
}

#[test]
fn what_is_imported_or_moved_is_judged_at_its_new_address() {
    let directory = scratch();
    apply(directory.path(), TWO);
    let code = r#"
variable "environment" { default = "production" }
resource "terraform_data" "a" { input = "good" }
moved {
  from = terraform_data.b
  to   = terraform_data.c
}
resource "terraform_data" "c" { input = "bad" }
import {
  to = terraform_data.imported
  id = "some-id"
}
resource "terraform_data" "imported" { input = "bad" }
"#;
    let ran = judge(&plan_json(directory.path(), code, &[]));
    assert_eq!(failed(&ran), ["terraform_data.c", "terraform_data.imported"], "{ran:#?}");
}

#[test]
fn an_errored_plan_is_refused() {
    let directory = scratch();
    let code = r#"
variable "environment" { default = "production" }
resource "terraform_data" "a" { input = "good" }
resource "terraform_data" "b" {
  input = "good"
  lifecycle {
    precondition {
      condition     = var.environment == "staging"
      error_message = "not here"
    }
  }
}
"#;
    let plan = plan_json(directory.path(), code, &[]);
    let ran = judge(&plan);
    assert_eq!(ran.status, 2, "{ran:#?}");
    assert!(ran.err.contains("planning failed") && ran.err.contains("plan::errored"), "{}", ran.err);
}

#[test]
fn an_empty_plan_is_refused() {
    let directory = scratch();
    let ran = judge(&plan_json(directory.path(), "variable \"environment\" { default = \"production\" }\n", &[]));
    assert_eq!(ran.status, 2, "{ran:#?}");
    assert!(ran.err.contains("nothing to judge"), "{}", ran.err);
}

#[test]
fn an_unknown_value_is_undetermined() {
    let directory = scratch();
    let code = r#"
variable "environment" { default = "production" }
resource "terraform_data" "a" { input = "good" }
resource "terraform_data" "b" { input = terraform_data.a.id }
"#;
    let ran = judge(&plan_json(directory.path(), code, &[]));
    assert_eq!(ran.status, 3, "{ran:#?}");
    assert_eq!(ran.results("undetermined"), ["demo/input-set terraform_data.b terraform_data.b input"]);
}

#[test]
fn a_sensitive_value_is_neither_shown_nor_judged() {
    let directory = scratch();
    let code = r#"
variable "environment" { default = "production" }
variable "secret" {
  default   = "canary-Zq81"
  sensitive = true
}
resource "terraform_data" "a" { input = var.secret }
output "o" {
  value     = var.secret
  sensitive = true
}
"#;
    let plan = plan_json(directory.path(), code, &[]);
    assert!(String::from_utf8_lossy(&plan).contains("canary-Zq81"), "the plan itself holds it");
    let ran = judge(&plan);
    assert_eq!(ran.status, 3, "{ran:#?}");
    let policies = top().join("tests/policies");
    let arguments = ["inventory", "-", "--policies"].map(Into::into).into_iter().chain([policies.into_os_string()]);
    let inventory = checker_in(top(), arguments, &plan);
    assert_eq!(inventory.status, 0, "{inventory:#?}");
    for text in [&ran.out, &ran.err, &inventory.out, &inventory.err] {
        assert!(!text.contains("canary-Zq81"), "{text}");
    }
    let resource = &inventory.json()["resources"]["terraform_data"][0];
    assert_eq!(resource["values"]["input"], "(redacted)");
    assert_eq!(resource["unknown"]["input"]["kind"], "redacted");
}

#[test]
fn a_data_source_read_while_applying_is_there_and_unknown() {
    let directory = scratch();
    std::fs::write(
        directory.path().join("other.tfstate"),
        r#"{"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"x","outputs":{},"resources":[]}"#,
    )
    .expect("a state");
    let code = r#"
variable "environment" { default = "production" }
resource "terraform_data" "a" { input = "good" }
data "terraform_remote_state" "now" {
  backend = "local"
  config  = { path = "other.tfstate" }
}
data "terraform_remote_state" "later" {
  backend    = "local"
  config     = { path = "other.tfstate" }
  depends_on = [terraform_data.a]
}
"#;
    let plan = plan_json(directory.path(), code, &[]);
    let policies = top().join("tests/policies");
    let arguments = ["inventory", "-", "--policies"].map(Into::into).into_iter().chain([policies.into_os_string()]);
    let inventory = checker_in(top(), arguments, &plan).json();
    let states = inventory["resources"]["terraform_remote_state"].as_array().expect("both data sources");
    let of = |name: &str| states.iter().find(|state| state["name"] == name).expect(name);
    assert_eq!((&of("now")["mode"], &of("now")["change"]), (&"data".into(), &"no-op".into()));
    assert_eq!(of("later")["change"], "read");
    assert_eq!(of("later")["unknown"]["outputs"]["kind"], "after_apply");
    assert!(of("now")["unknown"].as_object().expect("unknown").is_empty());
}

#[test]
fn a_deposed_object_is_not_judged() {
    let directory = scratch();
    apply(directory.path(), ONE);
    // What a failed destroy leaves behind under create_before_destroy: the old object, deposed, in the state.
    let path = directory.path().join("terraform.tfstate");
    let mut state: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).expect("a state")).expect("JSON");
    let mut old = state["resources"][0]["instances"][0].clone();
    old["deposed"] = "0123abcd".into();
    old["attributes"]["input"] = serde_json::json!({"type": "string", "value": "bad"});
    old["attributes"]["output"] = serde_json::json!({"type": "string", "value": "bad"});
    state["resources"][0]["instances"].as_array_mut().expect("instances").push(old);
    std::fs::write(&path, state.to_string()).expect("a state");
    let plan = plan_json(directory.path(), ONE, &[]);
    assert!(String::from_utf8_lossy(&plan).contains("\"deposed\":\"0123abcd\""));
    let ran = judge(&plan);
    assert_eq!((ran.status, failed(&ran).len()), (0, 0), "{ran:#?}");
}
