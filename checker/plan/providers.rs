//! Where a resource lives: the region and the account that its provider's configuration names.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::configuration::Blocks;
use super::evaluator::Evaluator;
use super::instances::Instances;
use super::json::{PlanJson, ProviderConfig, Variable};
use super::references;
use super::resolver::Resolver;
use super::source::Source;
use crate::inventory::address::ModuleStep;
use crate::inventory::path::AttributePath;
use crate::inventory::value::{Value, entry, text};

/// Variables lead from module to module, and no plan nests them deeper.
const MAX_STEPS: usize = 64;

/// What a provider's configuration says of the resources it makes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The region, where it is known.
    pub region: Option<String>,
    /// The account's number, where it is known.
    pub account: Option<String>,
}

/// Types whose `region` was that of something else before version 6 of the provider, and whose own region it is since.
const OTHER_REGION: &[&str] =
    &["aws_cloudformation_stack_set_instance", "aws_config_aggregate_authorization", "aws_servicequotas_template"];

/// Types whose `arn` is that of something else.
const OTHER_ARN: &[&str] = &[
    "aws_cloudwatch_event_target",
    "aws_lakeformation_resource",
    "aws_notifications_channel_association",
    "aws_sns_topic_data_protection_policy",
    "aws_sns_topic_policy",
];

/// The region of a resource: the one that it names, else that of its ARN, else that of its provider's configuration. `later`: it names one
/// that is not known yet.
pub fn region(kind: &str, values: &Value, later: bool, place: Option<&Place>) -> Option<String> {
    let configured = || place.and_then(|place| place.region.clone());
    if let Some(own) = entry(values, "region").and_then(text).filter(|own| !own.is_empty()) {
        let others = OTHER_REGION.contains(&kind);
        return if others { configured().filter(|region| region == own) } else { Some(own.to_owned()) };
    }
    if later {
        return None;
    }
    let arn = entry(values, "arn").and_then(text).filter(|_| !OTHER_ARN.contains(&kind));
    let of_arn = arn.and_then(|arn| arn.split(':').nth(3)).filter(|region| is_region(region));
    of_arn.map(str::to_owned).or_else(configured)
}

/// The place of every provider configuration, by its key: `aws`, `aws.west`, `module.a:aws`. A module that is given a provider by its
/// parent has the parent's key on its resources. What is left is a configuration that sets nothing: an empty block, which a call gives the
/// parent's configuration or the environment fills, or one inherited over several modules. Only the source tells which.
pub fn places(plan: &PlanJson<'_>, blocks: &Blocks<'_>, source: Option<&Source>) -> HashMap<String, Place> {
    let resolver = Resolver { blocks, source, addresses: &[], variables: &plan.variables, complete: false };
    let instances = Instances::new(&[]);
    let evaluator = source.map(|source| Evaluator::new(&resolver, source, &instances, &[]).shown());
    let reader = Reader { plan, blocks, source, evaluator };
    plan.configuration.provider_config.iter().map(|(key, config)| (key.to_string(), reader.place(key, config))).collect()
}

struct Reader<'r> {
    plan: &'r PlanJson<'r>,
    blocks: &'r Blocks<'r>,
    source: Option<&'r Source>,
    /// Where the source is there.
    evaluator: Option<Evaluator<'r>>,
}

impl Reader<'_> {
    fn place(&self, key: &str, config: &ProviderConfig<'_>) -> Place {
        let name = key.rsplit_once(':').map_or(key, |(_, name)| name);
        let mut modules = Vec::new();
        let mut rest = config.module_address.as_deref().unwrap_or_default();
        while let Some((step, after)) = ModuleStep::parse(rest) {
            modules.push(step);
            rest = after.strip_prefix('.').unwrap_or_default();
        }
        let Some(expressions) = config.expressions.as_ref() else { return self.passed(&modules, name) };
        let known = |expression: Option<&Value>| constant(self.blocks, &self.plan.variables, &modules, expression?, MAX_STEPS);
        let string = |value: Option<Value>| value.as_ref().and_then(text).map(str::to_owned);
        let region = string(entry(expressions, "region").and_then(|region| self.region(name, &modules, region)));
        let role = entry(expressions, "assume_role").and_then(first).and_then(|role| entry(role, "role_arn"));
        let account = string(known(role)).and_then(|arn| arn.split(':').nth(4).map(str::to_owned)).or_else(|| {
            let allowed = known(entry(expressions, "allowed_account_ids"))?;
            let [only] = allowed.as_array().ok()?.as_slice() else { return None };
            text(only).map(str::to_owned)
        });
        let is_account = |account: &String| account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
        Place { region: region.filter(|region| is_region(region)), account: account.filter(is_account) }
    }

    /// The place of a configuration of a module that sets nothing itself.
    fn passed(&self, modules: &[ModuleStep], name: &str) -> Place {
        let names: Vec<&str> = modules.iter().map(|step| step.name.as_str()).collect();
        let passed = self.source.and_then(|source| Some((source.passed_provider(&names, name)?, modules.split_last()?.1)));
        let Some((name, parents)) = passed else { return Place::default() };
        let mut key = parents.iter().map(ToString::to_string).collect::<Vec<_>>().join(".");
        if !key.is_empty() {
            key.push(':');
        }
        key.push_str(&name);
        let config = self.plan.configuration.provider_config.get_key_value(key.as_str());
        config.map_or_else(|| self.passed(parents, &name), |(key, config)| self.place(key, config))
    }

    /// The value of a provider's `region`. Of an expression the plan tells only what it refers to: `var.region` looks the same as a
    /// condition on it that picks another region, and the source tells which it is.
    fn region(&self, name: &str, modules: &[ModuleStep], expression: &Value) -> Option<Value> {
        let evaluated = || self.evaluator.as_ref()?.provider(modules, name, "region", expression);
        entry(expression, "constant_value").cloned().or_else(evaluated)
    }
}

fn first(blocks: &Value) -> Option<&Value> {
    match blocks {
        Value::Array(list) => list.first(),
        other => Some(other),
    }
}

/// A region's name: `eu-central-1`, `us-gov-west-1`.
fn is_region(text: &str) -> bool {
    let words: Vec<&str> = text.split('-').collect();
    let [first, middle @ .., last] = words.as_slice() else { return false };
    let letters = |word: &&str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    first.len() == 2
        && letters(first)
        && !middle.is_empty()
        && middle.iter().all(letters)
        && !last.is_empty()
        && last.bytes().all(|byte| byte.is_ascii_digit())
}

/// The value of an expression that is a constant, or a variable that comes to one.
fn constant(
    blocks: &Blocks<'_>,
    variables: &BTreeMap<Cow<'_, str>, Variable>,
    modules: &[ModuleStep],
    expression: &Value,
    steps: usize,
) -> Option<Value> {
    if let Some(constant) = entry(expression, "constant_value") {
        return Some(constant.clone());
    }
    let [only] = references::of(expression)?[..] else { return None };
    let path: AttributePath = only.strip_prefix("var.")?.parse().ok()?;
    let name = path.root()?;
    // The place is shown, and what is sensitive is not.
    if blocks.module(modules)?.variables.get(name)?.sensitive {
        return None;
    }
    let value = match modules.split_last() {
        None => variables.get(name)?.value.clone()?,
        Some((_, parents)) => {
            let given = blocks.call(modules).and_then(|call| entry(call.expressions.as_ref()?, name));
            match given {
                Some(given) => constant(blocks, variables, parents, given, steps.checked_sub(1)?)?,
                None => blocks.module(modules)?.variables.get(name)?.default.clone()?,
            }
        }
    };
    let below: AttributePath = path.segments().iter().skip(1).cloned().collect();
    below.get(&value).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_by_their_form() {
        for region in ["eu-central-1", "us-gov-west-1", "ap-southeast-4", "mx-central-1"] {
            assert!(is_region(region), "{region}");
        }
        for other in ["eu", "production", "eu-central", "1-2-3", "EU-central-1", "eu--1", "eu-central-1-x", ""] {
            assert!(!is_region(other), "{other}");
        }
    }

    #[test]
    fn the_region_of_a_resource() {
        let place = Place { region: Some("eu-west-1".into()), account: None };
        let of = |kind: &str, values: serde_json::Value, later: bool, place: Option<&Place>| {
            region(kind, &values.into(), later, place)
        };
        let (arn, here) = (serde_json::json!({"arn": "arn:aws:kms:eu-west-3:1:key/k"}), Some(&place));
        let own = serde_json::json!({"region": "us-east-1", "arn": "arn:aws:kms:eu-west-3:1:key/k"});
        assert_eq!(of("aws_kms_key", own.clone(), false, here).as_deref(), Some("us-east-1"));
        assert_eq!(of("aws_kms_key", own, false, None).as_deref(), Some("us-east-1"));
        assert_eq!(of("aws_kms_key", arn.clone(), false, here).as_deref(), Some("eu-west-3"));
        for none in ["arn:aws:s3:::b", "arn:aws:iam::1:role/r", "arn:aws:sns:*:1:t", "k"] {
            assert_eq!(
                of("aws_kms_key", serde_json::json!({"arn": none, "region": ""}), false, here).as_deref(),
                Some("eu-west-1")
            );
            assert_eq!(of("aws_kms_key", serde_json::json!({"arn": none}), false, None), None);
        }
        // What the provider computes is its own region; what the configuration sets is not known yet.
        let (bucket, nothing) = ("aws_s3_bucket", serde_json::json!({}));
        assert_eq!(of(bucket, nothing.clone(), false, here).as_deref(), Some("eu-west-1"));
        assert_eq!(of(bucket, nothing, true, here), None);
        assert_eq!(of(bucket, arn.clone(), true, here), None);
        // Not every `region` and `arn` is the resource's own.
        for kind in OTHER_REGION {
            assert_eq!(of(kind, serde_json::json!({"region": "eu-west-1"}), false, here).as_deref(), Some("eu-west-1"));
            assert_eq!(of(kind, serde_json::json!({"region": "eu-west-3"}), false, here), None);
            assert_eq!(of(kind, serde_json::json!({"region": "eu-west-1"}), false, None), None);
        }
        for kind in OTHER_ARN {
            assert_eq!(of(kind, arn.clone(), false, here).as_deref(), Some("eu-west-1"));
            assert_eq!(of(kind, arn.clone(), false, None), None);
        }
    }

    #[test]
    fn a_sensitive_variable_gives_no_account() {
        let account = |sensitive: bool| {
            let variable = serde_json::json!({"default": ["123456789012"], "sensitive": sensitive});
            let expressions = serde_json::json!({"allowed_account_ids": {"references": ["var.ids"]}});
            let plan = serde_json::json!({
                "variables": {"ids": {"value": ["123456789012"]}},
                "configuration": {
                    "provider_config": {"aws": {"expressions": expressions}},
                    "root_module": {"variables": {"ids": variable}},
                },
            });
            let text = plan.to_string();
            let plan: PlanJson<'_> = serde_json::from_str(&text).expect("a plan");
            places(&plan, &Blocks::new(&plan.configuration), None).remove("aws").and_then(|place| place.account)
        };
        assert_eq!((account(false).as_deref(), account(true)), (Some("123456789012"), None));
    }
}
