//! Where a resource lives: the region and the account that its provider's configuration names.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::configuration::Blocks;
use super::json::{PlanJson, ProviderConfig, Variable};
use super::references;
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

/// The place of every provider configuration, by its key: `aws`, `aws.west`, `module.a:aws`. A module that is given a provider by its
/// parent has the parent's key on its resources, so that no inheritance is left to follow, except from a block that sets nothing.
pub fn places(plan: &PlanJson<'_>, blocks: &Blocks<'_>) -> HashMap<String, Place> {
    let configs = &plan.configuration.provider_config;
    configs.iter().map(|(key, config)| (key.to_string(), place(plan, blocks, configs, key, config))).collect()
}

fn place(
    plan: &PlanJson<'_>,
    blocks: &Blocks<'_>,
    configs: &BTreeMap<Cow<'_, str>, ProviderConfig<'_>>,
    key: &str,
    config: &ProviderConfig<'_>,
) -> Place {
    let Some(expressions) = config.expressions.as_ref() else {
        // A block without arguments stands for the parent's configuration of the same name.
        let parent = inherited(key).and_then(|parent| configs.get_key_value(parent.as_str()));
        return parent.map_or_else(Place::default, |(key, config)| place(plan, blocks, configs, key, config));
    };
    let mut modules = Vec::new();
    let mut rest = config.module_address.as_deref().unwrap_or_default();
    while let Some((step, after)) = ModuleStep::parse(rest) {
        modules.push(step);
        rest = after.strip_prefix('.').unwrap_or_default();
    }
    let known = |expression: Option<&Value>| constant(blocks, &plan.variables, &modules, expression?, MAX_STEPS);
    let string = |value: Option<Value>| value.as_ref().and_then(text).map(str::to_owned);
    let region = string(known(entry(expressions, "region"))).filter(|region| is_region(region));
    let role = entry(expressions, "assume_role").and_then(first).and_then(|role| entry(role, "role_arn"));
    let account = string(known(role)).and_then(|arn| arn.split(':').nth(4).map(str::to_owned)).or_else(|| {
        let allowed = known(entry(expressions, "allowed_account_ids"))?;
        let [only] = allowed.as_array().ok()?.as_slice() else { return None };
        text(only).map(str::to_owned)
    });
    Place { region, account: account.filter(|account| account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit())) }
}

/// The key of the configuration that an empty one stands for: that of the module around it.
fn inherited(key: &str) -> Option<String> {
    let (module, name) = key.rsplit_once(':')?;
    let parent = module.rfind("module.").and_then(|at| module.get(..at)).map(|parent| parent.trim_end_matches('.'));
    Some(match parent {
        Some(parent) if !parent.is_empty() => format!("{parent}:{name}"),
        _ => name.to_owned(),
    })
}

fn first(blocks: &Value) -> Option<&Value> {
    match blocks {
        Value::Array(list) => list.first(),
        other => Some(other),
    }
}

/// A region's name: `eu-central-1`, `us-gov-west-1`. An expression that names one variable may still do something else with it, and
/// what comes of that is hardly ever a region.
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
    fn an_empty_configuration_stands_for_the_one_around_it() {
        assert_eq!(inherited("module.a.module.b:aws.x").as_deref(), Some("module.a:aws.x"));
        assert_eq!(inherited("module.a:aws").as_deref(), Some("aws"));
        assert_eq!(inherited("aws"), None);
    }
}
