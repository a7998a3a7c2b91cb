//! What a price depends on and no link tells: task definitions by family, and what scales a service.

use std::collections::{HashMap, HashSet};

use super::component::Gap;
use super::sheet::{number, seen};
use crate::inventory::value::text;
use crate::inventory::{Inventory, Mode, Resource};
use rust_decimal::Decimal;

/// The type that says between which counts a service is scaled.
const SCALING: &str = "aws_appautoscaling_target";

/// Positions by what is looked for, made in one pass.
pub struct Index<'i> {
    inventory: &'i Inventory,
    families: HashMap<(&'i str, &'i str), Vec<usize>>,
    /// Scopes with a task definition whose family nobody knows.
    nameless: HashSet<&'i str>,
    /// By scope and the service's name.
    scaled: HashMap<(&'i str, &'i str), Vec<usize>>,
    /// Scopes with a target of which nobody knows what it scales, each with why.
    loose: HashMap<&'i str, String>,
}

impl<'i> Index<'i> {
    /// Looks through an inventory.
    pub fn new(inventory: &'i Inventory) -> Self {
        let mut index =
            Self { inventory, families: HashMap::new(), nameless: HashSet::new(), scaled: HashMap::new(), loose: HashMap::new() };
        for (at, resource) in inventory.resources.iter().enumerate() {
            match &*resource.kind {
                "aws_ecs_task_definition" => match seen(resource, "family").map(|family| family.and_then(text)) {
                    Ok(Some(family)) => index.families.entry((&resource.scope, family)).or_default().push(at),
                    _ => _ = index.nameless.insert(&resource.scope),
                },
                SCALING if resource.mode == Mode::Managed => index.scaling(at, resource),
                _ => {}
            }
        }
        index
    }

    fn scaling(&mut self, at: usize, resource: &'i Resource) {
        let read = |path| seen(resource, path).map(|value| value.and_then(text).unwrap_or_default());
        match (read("service_namespace"), read("resource_id")) {
            (Ok("ecs"), Ok(id)) => {
                let service = id.rsplit('/').next().unwrap_or_default();
                self.scaled.entry((&resource.scope, service)).or_default().push(at);
            }
            (Ok(namespace), _) if namespace != "ecs" => {}
            _ => {
                self.loose.insert(&resource.scope, format!("what {} scales is not known", resource.address));
            }
        }
    }

    /// The task definition that an ARN or a family names.
    pub fn task_definition(&self, scope: &str, name: &str) -> Option<&'i Resource> {
        let family = name.rsplit('/').next().unwrap_or_default().split(':').next().unwrap_or_default();
        match self.families.get(&(scope, family)).map(Vec::as_slice) {
            // Another one may be called the same.
            _ if self.nameless.contains(scope) => None,
            Some([one]) => Some(&self.inventory.resources[*one]),
            _ => None,
        }
    }

    /// Between which counts the service of this name is scaled: none where nothing scales it.
    pub fn bounds(&self, scope: &str, service: &str) -> Result<Option<(Decimal, Decimal)>, Gap> {
        if let Some(reason) = self.loose.get(scope) {
            return Err(Gap::unknown(reason.clone()));
        }
        match self.scaled.get(&(scope, service)).map(Vec::as_slice) {
            Some([one]) => {
                let target = &self.inventory.resources[*one];
                let read = |path| {
                    let unset = || Gap::unknown(format!("`{path}` of {} is not set", target.own_address));
                    number(seen(target, path)?).ok_or_else(unset)
                };
                Ok(Some((read("min_capacity")?, read("max_capacity")?)))
            }
            Some([_, _, ..]) => Err(Gap::unknown(format!("several targets scale a service `{service}`"))),
            Some([]) | None => match self.inventory.incomplete(scope, SCALING) {
                Some(reason) => Err(Gap::unknown(format!("the list of {SCALING} may be short: {reason}"))),
                None => Ok(None),
            },
        }
    }
}
