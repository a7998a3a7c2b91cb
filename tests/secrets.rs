//! A canary in every place where an input can hold a secret: none may be in anything that the program writes.
//!
//! Every canary has the word in it that the name says, and nothing else here has. The policies are the worst there could be: they put the
//! whole input into their messages, and fail with it.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod support;

use std::ffi::{OsStr, OsString};
use std::path::Path;

use checker::error::Error;
use checker::plan::error::PlanError;
use serde_json::{Value, json};
use support::{Ran, apply, checker_with, plan_json, scratch, terraform, top, tree};

const CANARY: &str = "canary";

fn metadata(id: &str) -> String {
    format!(
        "# METADATA\n# title: Everything is told\n# description: The message is the input.\n# custom:\n#   id: {id}\n#   severity: high\n\
         #   on: [plan, account]\n#   scopes: [\"*\", account, unassigned]\n#   subjects: [terraform_data, aws_db_instance]\n#   reads:\n\
         #     terraform_data: [input]\n#     aws_db_instance: [password]\n#   controls: {{}}\n#   remediation: None.\npackage policies.{}\n\n",
        id.replace('/', ".").replace('-', "_")
    )
}

/// A policy set of one policy with these rules.
fn policies(directory: &Path, rules: &str) -> OsString {
    let folder = directory.join("set/leak/everything");
    std::fs::create_dir_all(&folder).expect("a directory");
    std::fs::write(folder.join("policy.rego"), metadata("leak/everything") + rules).expect("a policy");
    directory.join("set").into_os_string()
}

/// Says all that a policy can know, as a failure of every resource and as something undetermined.
const TELL_ALL: &str = r#"
deny contains {"subject": resource.address, "at": resource.address, "attribute": ["input"], "message": json.marshal(input)} if {
	some list in input.resources
	some resource in list
	resource.mode == "managed"
	resource.change != "update"
}

undetermined contains {"subject": sprintf("missing:%s", [json.marshal(input)]), "at": scope, "attribute": ["input"], "message": json.marshal(input)} if {
	some scope, _ in input.scopes
}

undetermined contains {"subject": resource.address, "at": resource.address, "attribute": ["input"], "message": sprintf("%v", [input])} if {
	some list in input.resources
	some resource in list
	resource.change == "update"
}
"#;

/// The formats that the program has, in its own words.
fn formats() -> Vec<String> {
    let ran = support::checker(["plan", "-", "--output", "nonsense"]);
    let (_, list) = ran.err.split_once("there are ").unwrap_or_else(|| panic!("{ran:#?}"));
    let list = list.lines().next().unwrap_or_default();
    let names = list.split(|c: char| !c.is_ascii_alphanumeric()).filter(|name| !name.is_empty() && *name != "and");
    let names: Vec<String> = names.map(str::to_owned).collect();
    assert!(names.iter().any(|name| name == "text") && names.iter().any(|name| name == "json"), "{names:?}");
    names
}

fn silent(what: &str, text: &str) {
    if let Some(at) = text.find(CANARY) {
        let around: String = text[..at].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
        let rest: String = text[at..].chars().take(60).collect();
        panic!("{what} shows a secret: {around}{rest}");
    }
}

/// Runs the program in every form of output, and looks for canaries in everything that it writes or leaves.
struct Runs<'r> {
    directory: &'r Path,
    /// What comes before the options: `plan -`.
    command: Vec<OsString>,
    input: Vec<u8>,
    options: Vec<OsString>,
}

impl Runs<'_> {
    fn run(&self, arguments: impl IntoIterator<Item = OsString>) -> Ran {
        let temporary = scratch();
        let before = tree(self.directory);
        let all: Vec<OsString> = self.command.iter().cloned().chain(arguments).chain(self.options.iter().cloned()).collect();
        let environment =
            [("TMPDIR", temporary.path().as_os_str()), ("TF_LOG", OsStr::new("TRACE")), ("RUST_BACKTRACE", OsStr::new("full"))];
        let ran = checker_with(self.directory, &all, &self.input, &environment);
        silent(&format!("standard output of {all:?}"), &ran.out);
        silent(&format!("standard error of {all:?}"), &ran.err);
        assert_eq!(tree(temporary.path()).len(), 0, "nothing is left behind by {all:?}");
        for (path, content) in tree(self.directory) {
            if before.get(&path) != Some(&content) {
                silent(&format!("{} of {all:?}", path.display()), &String::from_utf8_lossy(&content));
                let is_output = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("written."));
                assert!(is_output, "{} is left behind", path.display());
                std::fs::remove_file(path).expect("an output");
            }
        }
        ran
    }

    /// Every format, on standard output and into a file, plain and in colour; gives the JSON report.
    fn every_format(&self, status: i32) -> Value {
        let mut report = Value::Null;
        for format in formats() {
            for color in ["always", "never"] {
                let ran = self.run([format!("--output={format}").into(), format!("--color={color}").into()]);
                assert_eq!(ran.status, status, "{ran:#?}");
                assert!(!ran.out.is_empty(), "{format} says something");
                if format == "json" {
                    report = ran.json();
                }
            }
            assert_eq!(self.run([format!("--output={format}=written.{format}").into()]).status, status);
        }
        let told = report["results"].as_array().expect("results").iter().filter(|result| result["verdict"] == "fail");
        assert!(
            told.filter(|result| result["message"].as_str().is_some_and(|text| text.contains("(redacted)"))).count() > 2,
            "{report}"
        );
        report
    }
}

fn options(source: Option<&Path>, policies: OsString) -> Vec<OsString> {
    let mut options: Vec<OsString> = vec!["--policies".into(), policies];
    if let Some(source) = source {
        options.extend(["--source".into(), source.as_os_str().to_owned()]);
    }
    options
}

const ROOT: &str = r#"
variable "environment" { default = "production" }
variable "given" {
  sensitive = true
  default   = "canary-default"
}
variable "keyed" {
  sensitive = true
  default   = { "canary-key" = "canary-in-a-map" }
}
variable "db_password" { default = "canary-by-name" }
module "inner" {
  source   = "./inner"
  argument = "canary-argument"
}
resource "terraform_data" "plain" { input = var.given }
resource "terraform_data" "nested" {
  input = { open = "in the open", list = [var.given], secret = var.keyed }
}
resource "terraform_data" "embedded" { input = "it says ${nonsensitive(var.given)} in clear text" }
resource "terraform_data" "literal" {
  input            = "good"
  triggers_replace = { password = "canary-literal", url = "postgres://app:canary-in-url@db/app", many = "a\nb: canary-many-lines\npassword=canary-many-lines" }
}
resource "terraform_data" "provisioned" {
  input = "good"
  provisioner "local-exec" {
    command     = "true"
    environment = { DB_PASSWORD = "canary-provisioner" }
  }
}
resource "terraform_data" "named" { input = { db_password = var.db_password } }
output "all" {
  value     = { given = var.given, constant = "canary-output" }
  sensitive = true
}
output "api_token" { value = "canary-output-by-name" }
"#;

const INNER: &str = r#"
variable "argument" { sensitive = true }
variable "inner" {
  sensitive = true
  default   = "canary-inner-default"
}
resource "terraform_data" "both" { input = [var.argument, var.inner] }
output "constant" {
  value     = "canary-inner-output"
  sensitive = true
}
"#;

/// A real plan over a real state, every value changed since.
fn real_plan(directory: &Path) -> Vec<u8> {
    std::fs::create_dir(directory.join("inner")).expect("a directory");
    std::fs::write(directory.join("inner/main.tf"), INNER).expect("a module");
    std::fs::write(directory.join("terraform.tfvars"), "given = \"canary-earlier\"\n").expect("variables");
    apply(directory, ROOT);
    std::fs::remove_file(directory.join("terraform.tfvars")).expect("variables");
    plan_json(directory, ROOT, &["-var=given=canary-value"])
}

fn change(kind: &str, name: &str, change: Value) -> Value {
    json!({"address": format!("{kind}.{name}"), "mode": "managed", "type": kind, "name": name,
           "provider_name": "registry.terraform.io/hashicorp/aws", "change": change})
}

fn created(kind: &str, name: &str, after: Value, sensitive: Value) -> Value {
    change(
        kind,
        name,
        json!({"actions": ["create"], "before": null, "after": after, "after_unknown": {}, "before_sensitive": false, "after_sensitive": sensitive}),
    )
}

/// What a plan of AWS resources adds: the places that Terraform's own provider does not have.
fn with_resources_of_aws(plan: &[u8]) -> Value {
    let mut plan: Value = serde_json::from_slice(plan).expect("JSON");
    let containers = json!([{"name": "app", "image": "app:1", "secrets": [{"name": "DB", "valueFrom": "arn:aws:secretsmanager:eu-central-1:1:secret:db"}],
        "environment": [{"name": "SETTING", "value": "canary-environment"}, {"name": "POOL_MODE", "value": "transaction"}]}]);
    let key_form = format!("ghp_{CANARY}Q8sT1vW4xY7zA0bC3eF6hJ9kL2mN5p");
    let more = [
        change(
            "aws_db_instance",
            "flagged",
            json!({"actions": ["update"], "before": {"identifier": "a", "password": "canary-before"}, "after": {"identifier": "a", "password": "canary-after"},
                   "after_unknown": {}, "before_sensitive": {"password": true}, "after_sensitive": {"password": true}}),
        ),
        change(
            "aws_db_instance",
            "unflagged",
            json!({"actions": ["update"], "before": {"identifier": "u", "password": "canary-was"}, "after": {"identifier": "u"},
                   "after_unknown": {}, "before_sensitive": false, "after_sensitive": false}),
        ),
        change(
            "aws_db_instance",
            "leaving",
            json!({"actions": ["delete"], "before": {"identifier": "l", "password": "canary-leaving", "tags": {"db_password": "canary-leaving-tag"}},
                   "after": null, "after_unknown": {}, "before_sensitive": false, "after_sensitive": false}),
        ),
        created("aws_db_instance", "by_attribute", json!({"identifier": "b", "password": "canary-attribute"}), json!(false)),
        created(
            "aws_ecs_task_definition",
            "app",
            json!({"family": "app", "container_definitions": containers.to_string()}),
            json!({}),
        ),
        created(
            "aws_lambda_function",
            "f",
            json!({"function_name": "f", "environment": [{"variables": {"SETTING": "canary-function"}}]}),
            json!({}),
        ),
        created("aws_instance", "i", json!({"user_data": "0123456789012345678901234567890123456789"}), json!({})),
        created(
            "aws_other",
            "subtree",
            json!({"settings": {"deep": [{"er": "canary-subtree", "canary-subtree-key": 1, "n": 5}]}}),
            json!({"settings": true}),
        ),
        created(
            "aws_other",
            "named",
            json!({"tags": {"db_password": "canary-tag"}, "parameter": [{"name": "token", "value": "canary-parameter"}]}),
            json!({}),
        ),
        created("aws_other", "keyed", json!({"map": {key_form: "x"}}), json!({})),
        created(
            "aws_other",
            "policy",
            json!({"policy": json!({"Statement": [{"Condition": {"StringEquals": {"secret": "canary-condition"}}}]}).to_string()}),
            json!({}),
        ),
    ];
    let changes = plan["resource_changes"].as_array_mut().expect("changes");
    changes.extend(more);
    changes[0]["change"]["generated_config"] = "resource \"x\" \"y\" {\n  password = \"canary-generated\"\n}\n".into();
    plan["resource_drift"] = json!([change(
        "aws_db_instance",
        "flagged",
        json!({"actions": ["update"], "before": {"password": "canary-drift-before"}, "after": {"password": "canary-drift-after"},
               "before_sensitive": {"password": true}, "after_sensitive": {"password": true}})
    )]);
    let root = &mut plan["configuration"]["root_module"]["resources"];
    root.as_array_mut()
        .expect("blocks")
        .push(json!({"address": "aws_instance.i", "mode": "managed", "type": "aws_instance", "name": "i",
        "expressions": {"user_data": {"constant_value": "#!/bin/sh\nexport DB_PASSWORD=canary-user-data\n"}}}));
    plan["configuration"]["provider_config"]["aws"] =
        json!({"name": "aws", "expressions": {"secret_key": {"constant_value": "canary-provider"}}});
    plan["planned_values"]["outputs"]["more"] = json!({"sensitive": true, "value": "canary-planned-output"});
    plan["prior_state"]["values"]["outputs"]["more"] = json!({"sensitive": true, "value": "canary-prior-output"});
    plan["prior_state"]["values"]["root_module"]["resources"].as_array_mut().expect("a state").push(json!({"address": "aws_other.old",
        "mode": "managed", "type": "aws_other", "name": "old", "values": {"x": "canary-state"}, "sensitive_values": {"x": true}}));
    plan["output_changes"]["more"] = json!({"actions": ["update"], "before": "canary-output-before", "after": "canary-output-after", "after_unknown": false,
        "before_sensitive": true, "after_sensitive": true});
    // What nothing here needs is known too: each of these would show in the clear text of another resource.
    let elsewhere = [
        "argument",
        "before",
        "default",
        "drift-after",
        "drift-before",
        "earlier",
        "generated",
        "in-a-map",
        "inner-default",
        "inner-output",
        "output-before",
        "prior-output",
        "state",
        "provider",
        "provisioner",
        "user-data",
    ];
    let text = plan.to_string();
    for name in elsewhere {
        assert!(text.contains(&format!("{CANARY}-{name}")), "{name} is planted");
    }
    let told: Vec<String> = elsewhere.iter().map(|name| format!("it was {CANARY}-{name} once")).collect();
    plan["resource_changes"].as_array_mut().expect("changes").push(created(
        "aws_other",
        "told",
        json!({"notes": told}),
        json!({}),
    ));
    plan
}

/// The distinct canaries of a text.
fn canaries(text: &str) -> std::collections::BTreeSet<&str> {
    let ends = |c: char| !(c.is_ascii_alphanumeric() || c == '-');
    text.match_indices(CANARY).map(|(at, _)| text[at..].split(ends).next().unwrap_or_default()).collect()
}

#[test]
fn no_output_of_a_plan_shows_a_secret() {
    let directory = scratch();
    let plan = with_resources_of_aws(&real_plan(directory.path())).to_string();
    let planted = canaries(&plan);
    assert!(planted.len() >= 35, "{}: {planted:?}", planted.len());
    let work = scratch();
    let set = policies(work.path(), TELL_ALL);
    let runs = Runs {
        directory: work.path(),
        command: vec!["plan".into(), "-".into()],
        input: plan.clone().into_bytes(),
        options: options(Some(directory.path()), set.clone()),
    };
    let report = runs.every_format(1);
    // The source is shown, and what is secret in it is struck out.
    let text = runs.run(["--output=text".into()]);
    assert!(text.out.contains("this must change"), "{}", text.out);
    assert!(report["results"].as_array().expect("results").iter().any(|result| result["location"].is_object()));
    // What was, in the words of the policy: the prior state as a whole.
    let fixed =
        report["results"].as_array().expect("results").iter().find(|result| result["change"] == "fixed").expect("a fixed one");
    let told = fixed["reason"].as_str().expect("a reason");
    assert!(told.contains("aws_db_instance.leaving") && told.contains("db_password") && told.contains("(redacted)"), "{told}");

    // Every subject explained: what is read, in the policy's words and in the program's.
    let subjects: std::collections::BTreeSet<String> = report["results"]
        .as_array()
        .expect("results")
        .iter()
        .filter(|result| result["change"] != "fixed")
        .filter_map(|result| result["resource"].as_str().map(str::to_owned))
        .collect();
    assert!(subjects.len() > 10, "{subjects:?}");
    for subject in subjects {
        let command: Vec<OsString> = ["explain", "leak/everything", &subject, "-"].map(Into::into).to_vec();
        let ran =
            Runs { directory: work.path(), command, input: plan.clone().into_bytes(), options: runs.options.clone() }.run([]);
        assert!(ran.status == 0 && ran.out.contains("(redacted)"), "{ran:#?}");
    }
    let inventory = Runs { command: vec!["inventory".into(), "-".into()], ..runs }.run([]);
    assert_eq!(inventory.status, 0, "{inventory:#?}");
    let document = inventory.json();
    let all = |kind: &str| document["resources"][kind].as_array().expect(kind).clone();
    let one = |kind: &str, name: &str| all(kind).into_iter().find(|resource| resource["name"] == name).expect(name);
    let settings = &one("aws_ecs_task_definition", "app")["values"]["container_definitions"][0];
    assert_eq!(settings["environment"][0]["value"], "(redacted)");
    assert_eq!(settings["environment"][1]["value"], "transaction", "policies need it");
    assert!(
        settings["secrets"][0]["valueFrom"].as_str().is_some_and(|arn| arn.starts_with("arn:")),
        "where a secret lies is none"
    );
    assert_eq!(one("aws_other", "subtree")["unknown"]["settings"]["kind"], "redacted");
    assert_eq!(one("terraform_data", "embedded")["values"]["input"], "(redacted)");
    assert_eq!(one("terraform_data", "literal")["values"]["input"], "good");
    let notes = &one("aws_other", "told")["values"]["notes"];
    assert!(notes.as_array().is_some_and(|notes| notes.iter().all(|note| note == "(redacted)")), "{notes}");
}

#[test]
fn what_looks_like_a_secret_is_marked_with_its_sign() {
    let directory = scratch();
    let plan = with_resources_of_aws(&real_plan(directory.path())).to_string();
    let set = policies(directory.path(), TELL_ALL);
    let arguments = ["inventory".into(), "-".into(), "--policies".into(), set];
    let document = checker_with(top(), arguments, &plan, &[]).json();
    let mut found = Vec::new();
    for resource in
        document["resources"].as_object().expect("resources").values().flat_map(|list| list.as_array().expect("a list"))
    {
        for like in resource["secret_like"].as_array().expect("a list") {
            let text = |value: &Value| value.as_str().expect("text").to_owned();
            found.push(format!("{} {} {}", text(&resource["address"]), text(&like["path"]), text(&like["detector"])));
        }
    }
    found.sort();
    assert_eq!(
        found,
        [
            "aws_db_instance.by_attribute password name",
            "aws_db_instance.flagged password sensitive",
            "aws_instance.i user_data name",
            "aws_other.keyed map prefix",
            "aws_other.named parameter[0].value name",
            "aws_other.named tags.db_password name",
            "aws_other.policy policy.Statement[0].Condition.StringEquals.secret name",
            "aws_other.subtree settings sensitive",
            "module.inner.terraform_data.both input[0] sensitive",
            "module.inner.terraform_data.both input[1] sensitive",
            "module.inner.terraform_data.both output[0] sensitive",
            "module.inner.terraform_data.both output[1] sensitive",
            "terraform_data.literal triggers_replace.many name",
            "terraform_data.literal triggers_replace.password name",
            "terraform_data.literal triggers_replace.url prefix",
            "terraform_data.named input.db_password name",
            "terraform_data.named output.db_password name",
            "terraform_data.nested input.list[0] sensitive",
            "terraform_data.nested input.secret sensitive",
            "terraform_data.plain input sensitive",
        ]
    );
    let named = |list: &str| -> Vec<String> {
        let entries = document[list].as_array().expect("a list").iter();
        entries
            .map(|entry| {
                assert!(entry.get("value").is_none() || entry["secret_like"] == json!([]), "{entry}");
                format!("{} {} {} {}", entry["module"], entry["name"], entry["sensitive"], entry["secret_like"])
            })
            .map(|line| line.replace('"', ""))
            .collect()
    };
    assert_eq!(
        named("variables"),
        [
            " db_password false [{detector:name,path:default},{detector:name,path:value}]",
            " environment false []",
            " given true [{detector:sensitive,path:default},{detector:sensitive,path:value}]",
            " keyed true [{detector:sensitive,path:default},{detector:sensitive,path:value}]",
            "module.inner argument true []",
            "module.inner inner true [{detector:sensitive,path:default}]",
        ]
    );
    assert_eq!(
        named("outputs"),
        [
            " all true [{detector:sensitive,path:value}]",
            " api_token false [{detector:name,path:value}]",
            " more true [{detector:sensitive,path:value}]",
        ]
    );
}

#[test]
fn no_output_of_a_directory_shows_a_secret() {
    let directory = scratch();
    real_plan(directory.path());
    let work = scratch();
    let set = policies(work.path(), TELL_ALL);
    let mut options = options(None, set);
    options.extend(["--var".into(), "given=canary-value".into()]);
    let runs = Runs { directory: directory.path(), command: vec!["plan".into(), ".".into()], input: Vec::new(), options };
    let ran = runs.run(["--output=text".into()]);
    assert_eq!(ran.status, 1, "{ran:#?}");
    assert!(ran.out.contains("(redacted)") && ran.out.contains("this must change"), "{ran:#?}");
}

#[test]
fn no_output_of_a_snapshot_shows_a_secret() {
    let snapshot = json!({
        "schema": "checker.snapshot/1", "partition": "aws", "account": "123456789012", "tool": "t", "started_at": "2026-01-01T00:00:00Z",
        "finished_at": "2026-01-01T00:00:00Z", "regions": ["eu-central-1"],
        "coverage": [{"account": "123456789012", "region": "eu-central-1", "type": "aws_db_instance", "status": "complete"}],
        "resources": [
            {"address": "a", "type": "aws_db_instance", "values": {"identifier": "production-a", "password": "canary-password"}},
            {"address": "b", "type": "aws_ecs_task_definition", "values": {"family": "production-b", "container_definitions":
                json!([{"environment": [{"name": "A", "value": "canary-environment"}]}]).to_string()}},
            {"address": "c", "type": "aws_lambda_function", "values": {"function_name": "c", "environment": [{"variables": {"URL": "redis://:canary-url@c"}}],
                "description": "once with canary-environment, and with canary-password"}},
            {"address": "d", "type": "aws_instance", "values": {"user_data": "#!/bin/sh\necho canary-script > /etc/x\n", "tags": {"auth_token": "canary-tag"}}}
        ]
    });
    let work = scratch();
    let set = policies(work.path(), TELL_ALL);
    std::fs::write(work.path().join("snapshot.json"), snapshot.to_string()).expect("a snapshot");
    let command = vec!["account".into(), "--snapshot".into(), "snapshot.json".into()];
    let runs = Runs { directory: work.path(), command, input: Vec::new(), options: options(None, set) };
    runs.every_format(1);
    let inventory = Runs { command: vec!["inventory".into(), "snapshot.json".into()], ..runs }.run([]);
    assert_eq!(
        (inventory.status, inventory.json()["resources"]["aws_lambda_function"][0]["values"]["description"].clone()),
        (0, "(redacted)".into())
    );

    let text = snapshot.to_string();
    for pointer in pointers(&snapshot) {
        let mut broken: Value = serde_json::from_str(&text).expect("JSON");
        *broken.pointer_mut(&pointer).expect("a place") = "canary-broken".into();
        let read = checker::account::snapshot::read("s", broken.to_string().as_bytes());
        // The schema's name is shown: that is how another document is recognised.
        if let Err(error) = read.map_err(Error::from)
            && pointer != "/schema"
        {
            silent(&pointer, &format!("{error} {error:?}"));
        }
    }
}

#[test]
fn a_public_name_that_is_also_a_password_blanks_nothing() {
    let plan = json!({
        "format_version": "1.2", "variables": {"environment": {"value": "production"}}, "configuration": {"root_module": {}},
        "resource_changes": [
            created("aws_db_instance", "a", json!({"identifier": "patients", "password": "patients-records"}), json!({"password": true})),
            created("aws_s3_bucket", "b", json!({"bucket": "patients-records"}), json!({})),
            created("aws_db_instance", "unguessable-name", json!({"identifier": "x", "password": "unguessable-name"}), json!({"password": true})),
        ]
    });
    let work = scratch();
    let rules = r#"
deny contains {"subject": b.address, "at": b.address, "attribute": ["input"], "message": sprintf("%s near %s of all", [b.values.bucket, a.address])} if {
	some b in input.resources.aws_s3_bucket
	some a in input.resources.aws_db_instance
}

undetermined contains {"subject": "missing:x", "at": "production", "attribute": ["input"], "message": "everything is redacted"} if input.kind == "plan"
"#;
    let set = policies(work.path(), rules);
    let policy = work.path().join("set/leak/everything/policy.rego");
    let text = std::fs::read_to_string(&policy).expect("a policy");
    std::fs::write(
        &policy,
        text.replace("#     terraform_data: [input]\n", "#     terraform_data: [input]\n#     aws_s3_bucket: [bucket]\n"),
    )
    .expect("a policy");
    let arguments = ["plan".into(), "-".into(), "--output=json".into(), "--policies".into(), set];
    let ran = checker_with(top(), arguments, plan.to_string(), &[]);
    assert!(ran.out.contains("patients-records near aws_db_instance.a of all"), "{ran:#?}");
    assert!(ran.out.contains("patients-records near aws_db_instance.unguessable-name of all"), "{ran:#?}");
}

#[test]
fn no_error_of_a_policy_shows_a_secret() {
    let directory = scratch();
    let plan = with_resources_of_aws(&real_plan(directory.path())).to_string();
    for (rules, code) in [
        (
            "deny contains {\"subject\": x, \"at\": x, \"attribute\": [\"input\"], \"message\": x} if {\n\tsome kind\n\tx := input.resources[kind][_].values.input\n\tis_string(x)\n\tnot x in {\"good\", \"(redacted)\"}\n}\n",
            "policy::finding",
        ),
        (
            "deny contains {\"subject\": x, \"at\": x, \"attribute\": [\"input\"], \"message\": x} if {\n\tx := sprintf(\"%v\", [to_number(json.marshal(input))])\n}\n",
            "policy::evaluation",
        ),
        (
            "deny contains {\"subject\": x, \"at\": x, \"attribute\": [\"input\"], \"message\": x, x: 1} if x := json.marshal(input)\n",
            "policy::finding",
        ),
        ("deny contains json.marshal(input) if input.kind == \"plan\"\n", "policy::finding"),
    ] {
        let work = scratch();
        let never = "\nundetermined contains {\"subject\": \"missing:x\", \"at\": \"production\", \"attribute\": [\"input\"], \"message\": \"x\"} if input.kind == \"x\"\n";
        let set = policies(work.path(), &format!("{rules}{never}"));
        let runs = Runs {
            directory: work.path(),
            command: vec!["plan".into(), "-".into()],
            input: plan.clone().into_bytes(),
            options: options(None, set),
        };
        let ran = runs.run([]);
        assert_eq!(ran.status, 2, "{ran:#?}");
        assert!(ran.err.contains(code), "{code} is not in {}", ran.err);
    }
}

/// The place of every value in a document.
fn pointers(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![(String::new(), value)];
    while let Some((at, value)) = open.pop() {
        match value {
            Value::Object(object) => {
                let escaped = |key: &String| key.replace('~', "~0").replace('/', "~1");
                open.extend(object.iter().map(|(key, value)| (format!("{at}/{}", escaped(key)), value)));
            }
            Value::Array(list) => {
                open.extend(list.iter().enumerate().map(|(position, value)| (format!("{at}/{position}"), value)))
            }
            _ => {}
        }
        found.push(at);
    }
    found
}

#[test]
fn no_error_about_a_malformed_plan_quotes_it() {
    let directory = scratch();
    let plan: Value = serde_json::from_slice(&real_plan(directory.path())).expect("JSON");
    let text = plan.to_string();
    let mut refused = 0;
    for pointer in pointers(&plan) {
        for broken in [
            json!("canary-broken, expected nothing at line 1"),
            json!(["canary-broken"]),
            json!({"canary-broken": "canary-broken"}),
        ] {
            let mut document: Value = serde_json::from_str(&text).expect("JSON");
            *document.pointer_mut(&pointer).expect("a place") = broken;
            let file = checker::plan::PlanFile { name: "p".to_owned(), bytes: document.to_string().into_bytes() };
            let scope = |_: Option<&str>| Ok::<_, PlanError>("production".to_owned());
            match checker::plan::read(&file, None, scope) {
                // An address and a version are no secrets, and an error about them is of no use without them.
                Ok(_) | Err(PlanError::Address { .. } | PlanError::Format { .. }) => {}
                Err(error) => {
                    refused += 1;
                    silent(&pointer, &format!("{error} {error:?}"));
                }
            }
        }
    }
    assert!(refused > 200, "{refused} were refused");
    let mut sensitive = plan;
    sensitive["variables"]["environment"]["value"] = "canary-environment".into();
    sensitive["configuration"]["root_module"]["variables"]["environment"]["sensitive"] = true.into();
    let ran = checker_with(top(), ["plan", "-"], sensitive.to_string(), &[]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    silent("the error about the scope", &ran.err);
}

#[test]
fn what_terraform_says_is_shown_without_secrets() {
    let given = "variable \"environment\" { default = \"production\" }\nvariable \"given\" {\n  sensitive = true\n  default   = \"canary-default\"\n}\n";
    let condition = "resource \"terraform_data\" \"a\" {\n  input = \"x\"\n  lifecycle {\n    precondition {\n      condition     = var.environment == \"x\"\n      error_message = \"it was ${nonsensitive(var.given)}\"\n    }\n  }\n}\n";
    let cases: [(&str, String, &str, &[&str]); 5] = [
        ("a default in a message", format!("{given}{condition}"), "", &[]),
        ("an option's value in a message", format!("{given}{condition}"), "", &["-var=given=canary-option"]),
        ("a variables file's value in a message", format!("{given}{condition}"), "given = \"canary-file\"\n", &[]),
        (
            "a line of source",
            format!("{given}resource \"terraform_data\" \"a\" {{\n  password = \"canary-literal\"\n}}\n"),
            "",
            &[],
        ),
        ("a broken variables file", format!("{given}{condition}"), "given = \"canary-broken\" oops\n", &[]),
    ];
    for (what, code, variables, arguments) in cases {
        let directory = scratch();
        std::fs::write(directory.path().join("main.tf"), code).expect("code");
        if !variables.is_empty() {
            std::fs::write(directory.path().join("terraform.tfvars"), variables).expect("variables");
        }
        let work = scratch();
        support::copy(directory.path(), &work.path().join("root"));
        terraform(&work.path().join("root"), &["init", "-input=false"]);
        let plain = terraform(&work.path().join("root"), &[&["plan", "-input=false", "-no-color"], arguments].concat());
        assert!(String::from_utf8_lossy(&plain.stderr).contains(CANARY), "{what}: Terraform itself shows it: {plain:?}");

        let mut options = Vec::new();
        for argument in arguments {
            options.extend(["--var".into(), argument.trim_start_matches("-var=").into()]);
        }
        let runs = Runs { directory: directory.path(), command: vec!["plan".into(), ".".into()], input: Vec::new(), options };
        let ran = runs.run([]);
        assert_eq!(ran.status, 2, "{what}: {ran:#?}");
        assert!(ran.err.contains("terraform::failed") && ran.err.contains("(redacted)"), "{what}: {}", ran.err);
    }
}
