//! What the source's expressions refer to, against the references that Terraform itself writes into a plan.
#![allow(clippy::expect_used, reason = "a test may panic")]

mod support;

use std::fmt::Write as _;

use checker::plan::source::Source;
use proptest::strategy::{Just, Strategy, ValueTree as _};
use proptest::test_runner::TestRunner;
use serde_json::Value;
use support::{plan_json, scratch};

/// What the expressions may refer to. `w` stands for what a `for` binds.
const DECLARED: &str = r#"
variable "v" { default = {} }
variable "k" { default = "k" }
locals {
  l = {}
  w = 1
}
resource "terraform_data" "one" {}
resource "terraform_data" "many" { count = 2 }
resource "terraform_data" "each" { for_each = { k = 1, "a.b" = 2 } }
module "m" {
  source   = "./m"
  for_each = { k = 1 }
}
module "n" { source = "./m" }
"#;

/// An expression that Terraform can read, whatever it comes to.
fn expression() -> impl Strategy<Value = String> {
    let simple: Vec<Just<&str>> = [
        "terraform_data.one.id",
        "terraform_data.one",
        "resource.terraform_data.many[1].id",
        "terraform_data.many.0.output",
        "terraform_data.each[\"a.b\"].input",
        "terraform_data.each[\"\\\"a\\n$${x}%%{\\t\\\\é\"].id",
        "terraform_data.many[*].id",
        "terraform_data.many.*.id",
        "module.m[\"k\"].o",
        "module.m",
        "module.n.o.a[0]",
        "var.v.a[0].b",
        "var.v[\"a$${x}\\\"\"][\"b\"]",
        "local.l[\"x y\"].z",
        "local.l.x[*].y",
        "path.module",
        "terraform.workspace",
        "each.value",
        "var.k",
        "\"text\"",
        "-1",
        "[null]",
        "upper(<<-T\n  a ${var.k} $${var.v} %{ if local.l.x }b%{ else }${terraform_data.one.id}%{ endif }\n  T\n)",
    ]
    .map(Just)
    .to_vec();
    let leaf = proptest::strategy::Union::new(simple).prop_map(str::to_owned);
    leaf.prop_recursive(4, 24, 3, |inner| {
        let two = (inner.clone(), inner.clone());
        let three = (inner.clone(), inner.clone(), inner.clone());
        proptest::prop_oneof![
            two.clone().prop_map(|(a, b)| format!("[{a}, {b}]")),
            two.clone().prop_map(|(a, b)| format!("{{ w = {a}, ({b}) = local.w, \"x${{{a}}}\" = 1 }}")),
            inner.clone().prop_map(|a| format!("({a}).x[local.w]")),
            two.clone().prop_map(|(a, b)| format!("merge({a}, {b}...)")),
            three.clone().prop_map(|(a, b, c)| format!("({a}) ? ({b}) : ({c})")),
            two.clone().prop_map(|(a, b)| format!("!({a}) && -({b}) >= 2")),
            two.clone().prop_map(|(a, b)| format!("terraform_data.many[{a}].output[{b}].x")),
            three.clone().prop_map(|(a, b, c)| format!("[for w in {a} : [w.id, {b}] if w == ({c})]")),
            three.prop_map(|(a, b, c)| format!("{{ for path, var in {a} : path.x => [var.k, {b}, local.w]... if ({c}) }}")),
            two.prop_map(|(a, b)| format!("\"a ${{{a}}}%{{ for local in [{b}] ~}} ${{local.l}}${{path.root}} %{{ endfor }}\"")),
        ]
    })
}

/// A reference and what the plan lists after it: the reference without its last step, and so on, down to what can be referred to.
fn with_prefixes(reference: &str) -> Vec<String> {
    let mut ends: Vec<usize> = Vec::new();
    let (mut quoted, mut escaped) = (false, false);
    for (at, c) in reference.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            '.' | '[' if !quoted => ends.push(at),
            _ => {}
        }
    }
    ends.push(reference.len());
    // `aws_subnet.a` is the least that is a reference, and `module.n` and `local.l` as well; `data` has one step more.
    let least = if reference.starts_with("data.") { 2 } else { 1 };
    let whole = ends.split_off(least.min(ends.len() - 1));
    let mut all: Vec<String> = whole.iter().rev().map(|end| reference[..*end].to_owned()).collect();
    if reference.starts_with("module.m[") {
        // The plan leaves the name of a module without its key out where an output is named.
        all.retain(|name| name != "module.m");
    }
    all
}

fn each_once(list: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut once = Vec::new();
    for name in list {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    once
}

#[test]
fn references_are_those_of_terraform() {
    let mut runner = TestRunner::deterministic();
    let strategy = expression();
    let expressions: Vec<String> = (0..400).map(|_| strategy.new_tree(&mut runner).expect("an expression").current()).collect();
    let (mut code, mut locals) = (DECLARED.to_owned(), "locals {\n".to_owned());
    for (at, expression) in expressions.iter().enumerate() {
        // `try` refers to what it is given, and no value of it is an error.
        let _ = write!(
            code,
            "resource \"terraform_data\" \"r{at}\" {{\n  for_each = {{ k = 1 }}\n  input = try({expression}, null)\n}}\n"
        );
        let _ = writeln!(locals, "  l{at} = try({expression}, null)");
    }
    let (planned, read) = (scratch(), scratch());
    std::fs::create_dir(planned.path().join("m")).expect("a directory");
    std::fs::write(planned.path().join("m/m.tf"), "output \"o\" { value = {} }\n").expect("a module");
    let plan: Value = serde_json::from_slice(&plan_json(planned.path(), &code, &[])).expect("JSON");
    std::fs::write(read.path().join("main.tf"), locals + "}\n").expect("the locals");
    let source = Source::open(read.path());
    let resources = plan["configuration"]["root_module"]["resources"].as_array().expect("resources");
    let mut compared = 0;
    for (at, expression) in expressions.iter().enumerate() {
        let name = format!("r{at}");
        let block = resources.iter().find(|block| block["name"] == name.as_str()).expect("a block");
        let theirs = block["expressions"]["input"]["references"].as_array().cloned().unwrap_or_default();
        let theirs = each_once(theirs.iter().map(|name| name.as_str().expect("text").to_owned()));
        let ours = source.local_references(&[], &format!("l{at}")).expect("a local");
        compared += ours.len();
        assert_eq!(each_once(ours.iter().flat_map(|name| with_prefixes(name))), theirs, "{expression}");
    }
    assert_eq!(source.notes(), []);
    assert!(compared > 1000, "{compared} references");
}
