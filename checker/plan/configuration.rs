//! The plan's `configuration`: which expression sets an attribute, and what it refers to.

use std::collections::{BTreeMap, HashMap};

use super::json::{ConfigModule, ConfigResource, Configuration, Variable};
use crate::inventory::address::{Address, InstanceKey};
use crate::inventory::path::{AttributePath, Segment};
use crate::inventory::value::{Value, entry, text};

/// Every resource block of the configuration, by module and name.
pub struct Blocks<'p> {
    by_name: HashMap<String, &'p ConfigResource<'p>>,
    configuration: &'p Configuration<'p>,
}

/// What the references of one expression come to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct References {
    /// Resources of the same module, in the order of the plan.
    pub resources: Vec<Address>,
    /// `each.key`, `each.value` or `count.index` occurs: a resource without a written key is paired by equal keys.
    pub by_instance: bool,
    /// Something else occurs: a variable, a local, a module's output.
    pub unresolved: bool,
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
        let mut by_name = HashMap::new();
        let mut open: Vec<(String, &ConfigModule<'p>)> = vec![(String::new(), &configuration.root_module)];
        while let Some((prefix, module)) = open.pop() {
            for block in &module.resources {
                by_name.insert(format!("{prefix}{}", block_name(block.mode == "data", &block.kind, &block.name)), block);
            }
            open.extend(module.module_calls.iter().map(|(name, call)| (format!("{prefix}{name}/"), &call.module)));
        }
        Self { by_name, configuration }
    }

    /// The block that a resource comes from.
    pub fn of(&self, address: &Address) -> Option<&'p ConfigResource<'p>> {
        let mut name = String::new();
        for step in &address.modules {
            name.push_str(&step.name);
            name.push('/');
        }
        name.push_str(&block_name(address.data, &address.kind, &address.name));
        self.by_name.get(&name).copied()
    }

    /// The region that the block's provider is configured with, where that is a constant or a root variable.
    pub fn provider_region(
        &self,
        block: &ConfigResource<'_>,
        variables: &BTreeMap<std::borrow::Cow<'_, str>, Variable>,
    ) -> Option<String> {
        let key = block.provider_config_key.as_deref()?;
        let expressions = self.configuration.provider_config.get(key)?.expressions.as_ref()?;
        let region = entry(expressions, "region")?;
        if let Some(constant) = entry(region, "constant_value") {
            return text(constant).map(str::to_owned);
        }
        let references = entry(region, "references")?.as_array().ok()?;
        let [only] = references.iter().collect::<Vec<_>>()[..] else { return None };
        let variable = text(only)?.strip_prefix("var.")?;
        variables.get(variable)?.value.as_ref().and_then(text).map(str::to_owned)
    }
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
            (Segment::Key(name), block) => match entry(block, name) {
                Some(next) => next,
                None => return Written::Unset,
            },
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

/// What an expression refers to. Terraform lists every reference with all its prefixes; the longest of each counts.
pub fn references(expression: &Value, module: &Address) -> References {
    let mut result = References::default();
    let Some(Value::Array(list)) = entry(expression, "references") else {
        // An expression without references is a function of constants.
        result.unresolved = entry(expression, "constant_value").is_none();
        return result;
    };
    let names: Vec<&str> = list.iter().filter_map(text).collect();
    for (at, name) in names.iter().enumerate() {
        let is_prefix = names[..at]
            .iter()
            .any(|longer| longer.len() > name.len() && longer.starts_with(name) && longer[name.len()..].starts_with(['.', '[']));
        if is_prefix {
            continue;
        }
        match name.split(['.', '[']).next().unwrap_or_default() {
            "each" | "count" => result.by_instance = true,
            "var" | "local" | "module" | "path" | "self" | "terraform" => result.unresolved = true,
            _ => match resource(name, module) {
                Some(address) if result.resources.contains(&address) => {}
                Some(address) => result.resources.push(address),
                None => result.unresolved = true,
            },
        }
    }
    result
}

/// The resource that a reference names: `aws_subnet.a["k"].id` without what follows the key.
fn resource(reference: &str, module: &Address) -> Option<Address> {
    let data = reference.starts_with("data.");
    let skip = if data { 3 } else { 2 };
    let mut end = reference.len();
    let mut dots = 0;
    for (at, byte) in reference.bytes().enumerate() {
        match byte {
            b'.' => {
                dots += 1;
                if dots == skip {
                    end = at;
                    break;
                }
            }
            b'[' => {
                end = at + key_end(&reference[at..]).unwrap_or(0);
                break;
            }
            _ => {}
        }
    }
    let local = Address::parse(&reference[..end])?;
    Some(Address { modules: module.modules.clone(), ..local })
}

/// The length of `[0]` or `["k"]` at the start of `text`; `None` where the key is an expression.
fn key_end(text: &str) -> Option<usize> {
    (1..=text.len())
        .filter(|end| text.is_char_boundary(*end) && text[..*end].ends_with(']'))
        .find(|end| Address::parse(&format!("t.n{}", &text[..*end])).is_some())
}

/// The instance key of an address for pairing by equal keys.
pub fn with_key(address: &Address, key: Option<&InstanceKey>) -> Address {
    Address { key: key.cloned(), ..address.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(json: &str) -> Value {
        Value::from_json_str(json).expect(json)
    }

    fn refs(list: &str) -> References {
        let module = Address::parse("module.a[0].t.x").expect("an address");
        references(&value(&format!("{{\"references\": {list}}}")), &module)
    }

    #[test]
    fn the_longest_of_each_reference_counts() {
        let found = refs(r#"["aws_s3_bucket.b.id", "aws_s3_bucket.b", "aws_subnet.s[0].id", "aws_subnet.s[0]", "aws_subnet.s"]"#);
        let names: Vec<_> = found.resources.iter().map(ToString::to_string).collect();
        assert_eq!(names, ["module.a[0].aws_s3_bucket.b", "module.a[0].aws_subnet.s[0]"]);
        assert!(!found.unresolved && !found.by_instance);
    }

    #[test]
    fn keys_may_hold_dots_and_brackets() {
        let found = refs(r#"["data.aws_subnet.s[\"a.b]\"].id", "data.aws_subnet.s"]"#);
        assert_eq!(found.resources[0].to_string(), r#"module.a[0].data.aws_subnet.s["a.b]"]"#);
    }

    #[test]
    fn what_is_no_resource_is_unresolved() {
        assert!(refs(r#"["var.x"]"#).unresolved);
        assert!(refs(r#"["module.m.id", "module.m"]"#).unresolved);
        assert!(refs(r#"["aws_subnet.s", "each.key"]"#).by_instance);
        assert!(references(&value("{}"), &Address::parse("t.x").expect("an address")).unresolved);
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
