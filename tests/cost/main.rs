//! `checker cost`, and the estimate in every report and verdict: on the platform's own plans.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod ceilings;
mod documents;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use checker::cost::Pricing;
use checker::cost::estimate::Estimate;
use checker::finding::{Subject, Verdict};
use checker::inventory::Inventory;
use checker::inventory::hide::{everything, hide};
use checker::plan::PlanFile;
use checker::plan::error::PlanError;
use checker::plan::source::Source;
use checker::policy::PolicySet;
use proptest::prelude::*;
use serde_json::Value;
use support::{Ran, checker, checker_in, scratch, top};

const NOW: &str = "2026-12-01T00:00:00Z";

/// A committed plan, read with the code of a root and estimated with a usage file.
fn read(plan: &str, root: &str, usage: &str) -> Inventory {
    let path = top().join("fixtures/plans").join(plan);
    let file = PlanFile { name: path.display().to_string(), bytes: std::fs::read(&path).expect("a plan") };
    let source = Source::at(&top().join(root)).expect("the source");
    let scope = |variable: Option<&str>| Ok::<_, PlanError>(variable.expect("a scope").to_owned());
    let pricing = Pricing::read(Some(&top().join(usage))).expect("a usage file");
    checker::plan::read(&file, Some(&source), scope).expect("an inventory").priced(&pricing)
}

fn production() -> Inventory {
    read("production.json", "infra/environments/production", "infra/usage.yaml")
}

fn cost(arguments: &[&str]) -> Ran {
    checker([&["cost", "--now", NOW], arguments].concat())
}

/// `checker cost` on production's plan where neither code nor usage file is found.
fn elsewhere(arguments: &[&str]) -> Ran {
    let directory = scratch();
    std::fs::create_dir(directory.path().join(".git")).expect("a directory");
    let plan = top().join("fixtures/plans/production.json").display().to_string();
    checker_in(directory.path(), [&["cost", "--now", NOW, &plan], arguments].concat(), "")
}

const PRODUCTION: [&str; 3] = ["fixtures/plans/production.json", "--source", "infra/environments/production"];

/// The verdict of `cost/ceiling` on a scope.
fn ceiling(set: &PolicySet, inventory: &Inventory, scope: &str) -> Verdict {
    let position = set.policies.iter().position(|policy| policy.metadata.id == "cost/ceiling").expect("the policy");
    let judgements = set.judge_some([position], inventory, NOW, Duration::from_secs(10)).expect("judgements");
    let of_scope = judgements.iter().filter(|judgement| matches!(&judgement.subject, Subject::Scope(name) if **name == *scope));
    of_scope.map(|judgement| judgement.verdict).min().expect("a verdict")
}

#[test]
fn every_line_of_production_says_what_it_takes() {
    let ran = cost(&PRODUCTION);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{ran:#?}");
    // `sources:` in checker.yaml names its code.
    let by_itself = cost(&PRODUCTION[..1]);
    assert_eq!((&by_itself.out, by_itself.err.as_str()), (&ran.out, ""));
    let estimate = cost(&[&PRODUCTION[..], &["--output", "json"]].concat()).json();
    let scope = &estimate["scopes"]["production"];
    assert_eq!((&scope["complete"], &scope["doubts"]), (&true.into(), &Value::Array(vec![])), "{scope:#}");
    let components = scope["components"].as_array().expect("components");
    let states: BTreeSet<&str> = components.iter().filter_map(|component| component["state"].as_str()).collect();
    assert_eq!(states, BTreeSet::from(["priced", "usage_assumed", "known_free"]));
    for component in components.iter().filter(|component| component["state"] != "known_free") {
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        // Price, quantity, date of the price, and each assumption with its reason.
        let price = &component["price"];
        assert!(ran.out.contains(&format!("{} × {}", text(&price["unit"]), text(&price["usd"]))), "{component:#}");
        assert!(ran.out.contains(&format!("price of {}", text(&price["as_of"]))), "{component:#}");
        for assumption in component["assumptions"].as_array().expect("assumptions") {
            assert!(ran.out.contains(&text(&assumption["why"])), "{component:#}");
        }
    }
    assert!(ran.out.contains("ceiling 545.00, headroom "), "{}", ran.out);
}

#[test]
fn the_estimate_is_of_its_schema_and_the_same_in_every_report() {
    let alone = cost(&[&PRODUCTION[..], &["--output", "json"]].concat()).json();
    let mut schema: Value = serde_json::from_str(checker::report::JSON_SCHEMA).expect("JSON");
    let definitions = schema["$defs"].take();
    let own = serde_json::json!({"$ref": "#/$defs/cost", "$defs": definitions});
    let validator = jsonschema::validator_for(&own).expect("a schema");
    let errors: Vec<String> = validator.iter_errors(&alone).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
    let mut broken = alone.clone();
    broken["scopes"]["production"]["components"][0]["state"] = "cheap".into();
    assert!(!validator.is_valid(&broken), "the schema refuses what is no estimate");

    let report = checker([&["plan", "--now", NOW, "--output", "json"], &PRODUCTION[..]].concat()).json();
    assert_eq!(report["cost"], alone);
    let text = checker([&["plan", "--now", NOW], &PRODUCTION[..]].concat());
    assert!(text.out.contains("cost of production (day1): "), "{}", text.out);
    let markdown = checker([&["plan", "--now", NOW, "--output", "markdown"], &PRODUCTION[..]].concat());
    assert!(markdown.out.contains("### Cost\n\n` production `: **"), "{}", markdown.out);
    let whole = cost(&[&PRODUCTION[..], &["--output", "markdown"]].concat());
    assert!(whole.out.contains("| NAT gateway | ` module.nat.aws_nat_gateway.this ` | ` hours ` |"), "{}", whole.out);
}

#[test]
fn without_the_source_what_it_would_tell_is_not_priced() {
    let usage = top().join("infra/usage.yaml").display().to_string();
    let ran = elsewhere(&["--usage", &usage]);
    assert!(ran.out.contains("cost of production (day1): not known; at least "), "{}", ran.out);
    assert!(
        ran.out.contains("not priced: aws_vpc_endpoint.interface[\"ecr.api\"], hours in each zone: `subnet_ids`"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("not priced: module.nat.aws_nat_gateway.this, hours: its region is not known"), "{}", ran.out);
}

#[test]
fn without_a_usage_file_what_depends_on_use_is_missing() {
    let ran = elsewhere(&[]);
    assert!(ran.out.contains("the usage file has no `processed_gb` for it"), "{}", ran.out);
    let named = elsewhere(&["--usage", "nowhere.yaml"]);
    assert_eq!(named.status, 2);
    assert!(named.err.contains("cost::usage_unreadable") && named.err.contains("nowhere.yaml"), "{}", named.err);
    let directory = scratch();
    let broken = directory.path().join("usage.yaml");
    std::fs::write(&broken, "staging:\n  types:\n    aws_lb: { lcus: 1 }\n").expect("a file");
    let broken = elsewhere(&["--usage", &broken.display().to_string()]);
    assert_eq!(broken.status, 2);
    assert!(broken.err.contains("usage.yaml:3:"), "{}", broken.err);
}

#[test]
fn old_prices_are_named() {
    let ran = checker(["cost", "--now", "2028-01-01T00:00:00Z", "fixtures/plans/production.json"]);
    assert!(ran.out.contains("the price nat_gateway.hour is of 2026-09-04: renew it with `checker cost refresh`"), "{}", ran.out);
}

#[test]
fn without_any_price_that_is_used_the_ceiling_is_never_passed() {
    let set = PolicySet::load(Some(&top().join("policies"))).expect("the policies");
    let inventory = production();
    assert_eq!(ceiling(&set, &inventory, "production"), Verdict::Pass);
    let estimate = Estimate::of(&inventory);
    let components = &estimate.scopes["production"].components;
    let used: BTreeSet<&str> = components.iter().filter_map(|component| Some(component.price.as_ref()?.id.as_str())).collect();
    assert!(used.len() > 20, "{used:?}");
    for id in used {
        let catalogue = inventory.pricing.catalogue.without(id);
        let pricing = Arc::new(Pricing { catalogue, usage: inventory.pricing.usage.clone() });
        let verdict = ceiling(&set, &inventory.clone().priced(&pricing), "production");
        assert_ne!(verdict, Verdict::Pass, "without {id}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_is_hidden_of_production_never_makes_it_complete_nor_raises_the_least(seed in any::<u64>(), share in 0u32..=100) {
        static PLAN: std::sync::LazyLock<Inventory> = std::sync::LazyLock::new(production);
        let whole = &Estimate::of(&PLAN).scopes["production"];
        let mut random = fastrand(seed);
        let hidden: Vec<_> = everything(&PLAN).into_iter().filter(|_| random() % 100 < share).collect();
        let left = &Estimate::of(&hide(&PLAN, &hidden)).scopes["production"];
        prop_assert!(left.cost.low <= whole.cost.low);
        if left.complete {
            prop_assert_eq!(left.cost, whole.cost);
        }
    }
}

/// Random numbers from a seed: xorshift.
fn fastrand(seed: u64) -> impl FnMut() -> u32 {
    let mut state = seed | 1;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        u32::try_from(state >> 33).unwrap_or_default()
    }
}

#[test]
fn the_difference_against_another_plan() {
    let against = |plan: &str, other: &str| {
        let arguments = [plan, "--against", other, "--source", "infra/environments/production", "--output", "json"];
        cost(&arguments).json()["scopes"]["production"]["against"].take()
    };
    let same = against("fixtures/plans/production.json", "fixtures/plans/production.json");
    assert_eq!((&same["expected"], &same["movers"]), (&"0".into(), &Value::Array(vec![])), "{same:#}");
    let more = against("fixtures/plans/production-telemetry.json", "fixtures/plans/production.json");
    let movers: Vec<&Value> = more["movers"].as_array().expect("movers").iter().map(|mover| &mover["address"]).collect();
    let (service, bucket) =
        ("module.compute.module.telemetry[0].aws_ecs_service.this", "module.storage.module.telemetry[0].aws_s3_bucket.this");
    assert!(movers.starts_with(&[&service.into(), &bucket.into()]), "{more:#}");
    assert!(more["expected"].as_str().expect("an amount").parse::<f64>().expect("a number") > 38.0, "{more:#}");
    let less = against("fixtures/plans/production.json", "fixtures/plans/production-telemetry.json");
    assert!(less["expected"].as_str().expect("an amount").starts_with('-'), "{less:#}");
}

#[test]
fn what_is_not_priced_on_one_side_makes_the_difference_unknown() {
    let telemetry = top().join("fixtures/plans/production-telemetry.json").display().to_string();
    let other = elsewhere(&["--against", &telemetry, "--output", "json"]).json();
    let against = &other["scopes"]["production"]["against"];
    assert_eq!(against["expected"], Value::Null);
    let unknown: Vec<&str> = against["unknown"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    let side = |side: &str| unknown.iter().any(|one| one.starts_with(side) && one.contains("aws_vpc_endpoint.interface"));
    assert!(side("before: ") && side("after: "), "{unknown:?}");
}

#[test]
fn the_difference_against_what_was_there() {
    let first = cost(&[&PRODUCTION[..], &["--output", "json"]].concat()).json();
    let first = &first["scopes"]["production"];
    let own = |scope: &Value| {
        let components = scope["components"].as_array().expect("components").iter();
        let own = components.filter(|component| component["service"] != "Shared");
        own.map(|component| component["cost"]["expected"].as_str().expect("an amount").parse::<f64>().expect("a number"))
            .sum::<f64>()
    };
    let change = first["change"]["expected"].as_str().expect("an amount").parse::<f64>().expect("a number");
    assert!((change - own(first)).abs() < 0.000_001, "a first apply costs all that its resources cost: {change}");
    let again =
        cost(&["fixtures/plans/production-after-apply.json", "--source", "infra/environments/production", "--output", "json"])
            .json();
    let again = &again["scopes"]["production"];
    assert_eq!(again["change"]["expected"], "0", "{:#}", again["change"]);
}
