//! The plan's `configuration`: its modules and blocks by name, and which expression sets an attribute.

use std::collections::HashMap;

use super::json::{ConfigModule, ConfigResource, Configuration, ModuleCall};
use crate::inventory::address::{Address, ModuleStep};
use crate::inventory::path::{AttributePath, Segment};
use crate::inventory::value::{Value, entry};

/// Every module and resource block of the configuration, by name.
pub struct Blocks<'p> {
    /// Without instance keys: `a/b/aws_subnet.s`.
    by_name: HashMap<String, &'p ConfigResource<'p>>,
    /// `a/b/`; the root is `""`.
    modules: HashMap<String, &'p ConfigModule<'p>>,
}

/// How the configuration writes an attribute.
#[derive(Debug, PartialEq, Eq)]
pub enum Written<'c> {
    /// Not at all.
    Unset,
    /// By this expression; `exact` where it stands for exactly the path asked for, not for a block or list around it.
    Expression { expression: &'c Value, exact: bool },
    /// Somewhere in these blocks.
    Blocks,
}

impl<'p> Blocks<'p> {
    /// Indexes the configuration.
    pub fn new(configuration: &'p Configuration<'p>) -> Self {
        let (mut by_name, mut modules) = (HashMap::new(), HashMap::new());
        let mut open: Vec<(String, &ConfigModule<'p>)> = vec![(String::new(), &configuration.root_module)];
        while let Some((path, module)) = open.pop() {
            for block in &module.resources {
                by_name.insert(format!("{path}{}", block_name(block.mode == "data", &block.kind, &block.name)), block);
            }
            open.extend(module.module_calls.iter().map(|(name, call)| (format!("{path}{name}/"), &call.module)));
            modules.insert(path, module);
        }
        Self { by_name, modules }
    }

    /// The block that a resource comes from.
    pub fn of(&self, address: &Address) -> Option<&'p ConfigResource<'p>> {
        let mut name = path(&address.modules);
        name.push_str(&block_name(address.data, &address.kind, &address.name));
        self.by_name.get(&name).copied()
    }

    /// The module at some calls.
    pub fn module(&self, modules: &[ModuleStep]) -> Option<&'p ConfigModule<'p>> {
        self.modules.get(&path(modules)).copied()
    }

    /// The innermost of some calls, as its parent writes it.
    pub fn call(&self, modules: &[ModuleStep]) -> Option<&'p ModuleCall<'p>> {
        let (last, parents) = modules.split_last()?;
        self.module(parents)?.module_calls.get(last.name.as_str())
    }
}

fn path(modules: &[ModuleStep]) -> String {
    modules.iter().fold(String::new(), |mut path, step| {
        path.push_str(&step.name);
        path.push('/');
        path
    })
}

fn block_name(data: bool, kind: &str, name: &str) -> String {
    let data = if data { "data." } else { "" };
    format!("{data}{kind}.{name}")
}

/// How a block writes the attribute at `path`.
pub fn written<'c>(expressions: Option<&'c Value>, path: &AttributePath) -> Written<'c> {
    let Some(mut place) = expressions else { return Written::Unset };
    for (depth, segment) in path.segments().iter().enumerate() {
        if depth > 0 && is_expression(place) {
            return Written::Expression { expression: place, exact: false };
        }
        place = match (segment, place) {
            (Segment::Key(name), Value::Object(block)) => match block.get(&Value::String(name.clone())) {
                Some(next) => next,
                None => return Written::Unset,
            },
            (Segment::Key(_), _) => return Written::Unset,
            (Segment::Index(at), Value::Array(blocks)) => {
                // Terraform sorts sets, so that only a single block is surely the one at this position.
                if blocks.len() > 1 {
                    return if any_sets(blocks.iter(), &path.segments()[depth + 1..]) { Written::Blocks } else { Written::Unset };
                }
                match blocks.get(*at) {
                    Some(block) => block,
                    None => return Written::Blocks,
                }
            }
            (Segment::Index(_), block @ Value::Object(_)) => block,
            _ => return Written::Blocks,
        };
    }
    if is_expression(place) { Written::Expression { expression: place, exact: true } } else { Written::Blocks }
}

fn any_sets<'c>(mut blocks: impl Iterator<Item = &'c Value>, rest: &[Segment]) -> bool {
    let rest: AttributePath = rest.iter().cloned().collect();
    blocks.any(|block| rest.is_empty() || !matches!(written(Some(block), &rest), Written::Unset))
}

/// `true` for `{}`, `{"constant_value": …}` and `{"references": […]}`; a nested block is a list or an object of expressions.
fn is_expression(value: &Value) -> bool {
    let Value::Object(object) = value else { return false };
    object.is_empty()
        || entry(value, "references").is_some_and(|list| list.as_array().is_ok())
        || entry(value, "constant_value").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(json: &str) -> Value {
        Value::from_json_str(json).expect(json)
    }

    #[test]
    fn how_an_attribute_is_written() {
        let block = value(
            r#"{"bucket": {"constant_value": "b"}, "fn": {}, "rule": [{"mode": {"references": ["t.x.y"]}}],
                "many": [{"a": {"constant_value": 1}}, {"b": {"constant_value": 2}}], "flat": {"references": ["t.x"]}}"#,
        );
        let how = |path: &str| written(Some(&block), &path.parse().expect(path));
        assert_eq!(how("none"), Written::Unset);
        assert!(matches!(how("bucket"), Written::Expression { exact: true, .. }));
        assert!(matches!(how("fn"), Written::Expression { exact: true, .. }));
        assert!(matches!(how("rule[0].mode"), Written::Expression { exact: true, .. }));
        assert_eq!(how("rule[0].years"), Written::Unset);
        assert_eq!(how("rule"), Written::Blocks);
        assert_eq!(how("many[1].a"), Written::Blocks);
        assert_eq!(how("many[1].c"), Written::Unset);
        assert!(matches!(how("flat[0].gateway_id"), Written::Expression { exact: false, .. }));
    }
}
