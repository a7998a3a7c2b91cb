//! References as plan JSON lists them: each read by a tokenizer, and of a reference with all its prefixes only the whole one.

use crate::inventory::address::{Address, InstanceKey, ModuleStep};
use crate::inventory::value::{Value, entry, text};

/// What one reference names, seen from the module in which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference<'r> {
    /// A resource or data source of the same module. Without a key, of a block with several instances, it may be any of them.
    Resource {
        /// Without enclosing modules.
        address: Address,
        /// The attribute that follows; `None` where the reference ends before one.
        attribute: Option<&'r str>,
    },
    /// A module call of the same module.
    Module {
        /// The call and its key.
        step: ModuleStep,
        /// The output that follows; `None` where the reference ends before one.
        output: Option<Part<'r>>,
    },
    /// `var.NAME`.
    Variable(Part<'r>),
    /// `local.NAME`.
    Local(Part<'r>),
    /// `each.key` or `count.index`.
    Instance,
    /// `each.value`, with the attribute that follows.
    EachValue(Option<&'r str>),
    /// What can lead to no resource: `path.module`, `terraform.workspace`, `self`.
    Other,
}

/// A named value, or a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<'r> {
    /// The name of the variable, local or output.
    pub name: &'r str,
    /// Something follows the name: `.attribute` or `[index]`.
    pub partial: bool,
    /// The index, where one follows directly.
    pub key: Option<InstanceKey>,
}

/// The references of an expression, each without its prefixes. `None` where it lists none: a constant, or a function of constants.
pub fn of(expression: &Value) -> Option<Vec<&str>> {
    let list = entry(expression, "references")?.as_array().ok()?;
    Some(whole(list.iter().filter_map(text)))
}

/// Terraform lists every reference with all its prefixes after it; the whole one counts.
pub fn whole<'r>(names: impl IntoIterator<Item = &'r str>) -> Vec<&'r str> {
    let mut kept: Vec<&str> = Vec::new();
    for name in names {
        let is_prefix = kept
            .iter()
            .any(|longer| longer == &name || longer.strip_prefix(name).is_some_and(|rest| rest.starts_with(['.', '['])));
        if !is_prefix {
            kept.push(name);
        }
    }
    kept
}

impl<'r> Reference<'r> {
    /// Reads a reference; `None` where the text is none.
    pub fn parse(text: &'r str) -> Option<Self> {
        let (first, rest) = text.split_once('.').unwrap_or((text, ""));
        Some(match first {
            "var" => Self::Variable(Part::parse(rest)?),
            "local" => Self::Local(Part::parse(rest)?),
            "each" if name(rest)? == "value" => Self::EachValue(attribute(&rest["value".len()..])),
            "each" | "count" => Self::Instance,
            "path" | "terraform" | "self" => Self::Other,
            "module" => {
                let (step, rest) = ModuleStep::parse(text)?;
                Self::Module { step, output: rest.strip_prefix('.').and_then(Part::parse) }
            }
            _ => {
                let (address, rest) = Address::parse_local(text)?;
                Self::Resource { address, attribute: attribute(rest) }
            }
        })
    }
}

impl<'r> Part<'r> {
    fn parse(text: &'r str) -> Option<Self> {
        let name = name(text)?;
        let rest = &text[name.len()..];
        let key = rest.starts_with('[').then(|| InstanceKey::parse(rest)).flatten().map(|(key, _)| key);
        Some(Self { name, partial: !rest.is_empty(), key })
    }
}

/// The name at the start of a text.
fn name(text: &str) -> Option<&str> {
    let end = text.find(['.', '[']).unwrap_or(text.len());
    text.get(..end).filter(|name| !name.is_empty())
}

/// `.NAME…` gives NAME. An index that follows an attribute is no concern of ours.
fn attribute(rest: &str) -> Option<&str> {
    name(rest.strip_prefix('.')?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn resource(text: &str) -> (String, Option<&str>) {
        match Reference::parse(text) {
            Some(Reference::Resource { address, attribute }) => (address.to_string(), attribute),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn resources() {
        assert_eq!(resource("aws_subnet.s.id"), ("aws_subnet.s".into(), Some("id")));
        assert_eq!(resource("aws_subnet.s"), ("aws_subnet.s".into(), None));
        assert_eq!(resource("aws_subnet.s[0].tags[\"a.b\"]"), ("aws_subnet.s[0]".into(), Some("tags")));
        assert_eq!(resource("data.aws_subnet.s[\"a.b]\"].id"), ("data.aws_subnet.s[\"a.b]\"]".into(), Some("id")));
    }

    #[test]
    fn everything_else() {
        let part = |name: &'static str, partial, key| Part { name, partial, key };
        let module = |text: &'static str| match Reference::parse(text) {
            Some(Reference::Module { step, output }) => (step.to_string(), output),
            other => panic!("{text}: {other:?}"),
        };
        let number = Some(InstanceKey::Number(0));
        assert_eq!(module("module.m"), ("module.m".into(), None));
        assert_eq!(module("module.m[\"x.y\"].id[0]"), ("module.m[\"x.y\"]".into(), Some(part("id", true, number))));
        assert_eq!(Reference::parse("var.a"), Some(Reference::Variable(part("a", false, None))));
        assert_eq!(Reference::parse("var.a.b[0]"), Some(Reference::Variable(part("a", true, None))));
        let key = Some(InstanceKey::Text("k".into()));
        assert_eq!(Reference::parse("local.a[\"k\"].id"), Some(Reference::Local(part("a", true, key))));
        assert_eq!(Reference::parse("each.value.id"), Some(Reference::EachValue(Some("id"))));
        assert_eq!(Reference::parse("each.value[\"id\"]"), Some(Reference::EachValue(None)));
        assert_eq!(Reference::parse("each.key"), Some(Reference::Instance));
        assert_eq!(Reference::parse("count.index"), Some(Reference::Instance));
        assert_eq!(Reference::parse("path.module"), Some(Reference::Other));
        for none in ["", "var", "var.", "module", "module.m[", "aws_subnet", "aws_subnet.s[x].id", "each", "data.x"] {
            assert_eq!(Reference::parse(none), None, "{none}");
        }
    }

    #[test]
    fn prefixes_are_dropped_wherever_they_stand() {
        let names = ["t.b.id", "t.b", "t.bb", "m.s[0].id", "m.s[0]", "m.s", "t.b.id"];
        assert_eq!(whole(names), ["t.b.id", "t.bb", "m.s[0].id"]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            let _ = Reference::parse(&text);
        }
    }
}
