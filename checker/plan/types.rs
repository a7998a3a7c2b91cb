//! Terraform's types: what a value becomes where a variable declares one, and where values of several types meet.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use hcl_edit::expr::{Expression, ObjectKey};

use super::symbol::{Symbol, key_text};
use crate::inventory::value::{Value, text};

/// A type constraint.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// `any`: nothing is converted.
    Any,
    /// `string`.
    Text,
    /// `number`.
    Number,
    /// `bool`.
    Bool,
    /// `list(T)`.
    List(Box<Type>),
    /// `set(T)`.
    Set(Box<Type>),
    /// `map(T)`.
    Map(Box<Type>),
    /// `object({…})`: the type of each attribute and, of an optional one, its default.
    Object(BTreeMap<String, (Type, Option<Symbol>)>),
    /// `tuple([…])`.
    Tuple(Vec<Type>),
}

impl Type {
    /// Reads a constraint; `constant` evaluates the defaults of optional attributes. `None` where it is not understood.
    pub fn parse(expression: &Expression, constant: &impl Fn(&Expression) -> Symbol) -> Option<Self> {
        let call = match expression {
            Expression::Parenthesis(inner) => return Self::parse(inner.inner(), constant),
            Expression::Variable(name) => return Self::plain(name.as_str()),
            Expression::String(name) => return Self::plain(name),
            Expression::FuncCall(call) => call,
            _ => return None,
        };
        let arguments: Vec<&Expression> = call.args.iter().collect();
        let [argument] = arguments[..] else { return None };
        let inner = || Some(Box::new(Self::parse(argument, constant)?));
        Some(match call.name.name.as_str() {
            "list" => Self::List(inner()?),
            "set" => Self::Set(inner()?),
            "map" => Self::Map(inner()?),
            "tuple" => Self::Tuple(argument.as_array()?.iter().map(|item| Self::parse(item, constant)).collect::<Option<_>>()?),
            "object" => {
                let attributes = argument.as_object()?.iter().map(|(name, value)| {
                    let ObjectKey::Ident(name) = name else { return None };
                    Some((name.as_str().to_owned(), Self::attribute(value.expr(), constant)?))
                });
                Self::Object(attributes.collect::<Option<_>>()?)
            }
            _ => return None,
        })
    }

    fn plain(name: &str) -> Option<Self> {
        Some(match name {
            "any" => Self::Any,
            "string" => Self::Text,
            "number" => Self::Number,
            "bool" => Self::Bool,
            _ => return None,
        })
    }

    fn attribute(expression: &Expression, constant: &impl Fn(&Expression) -> Symbol) -> Option<(Self, Option<Symbol>)> {
        let optional = expression.as_func_call().filter(|call| call.name.name.as_str() == "optional");
        let Some(optional) = optional else { return Some((Self::parse(expression, constant)?, None)) };
        let arguments: Vec<&Expression> = optional.args.iter().collect();
        let default = arguments.get(1).map_or(Symbol::Value(Value::Null), |default| constant(default));
        Some((Self::parse(arguments.first()?, constant)?, Some(default)))
    }

    /// What a value becomes: exactly what Terraform makes of it, or something that cannot be told.
    pub fn convert(&self, symbol: &Symbol) -> Symbol {
        let unsure = || Symbol::any([symbol.clone()]);
        match (self, symbol) {
            (Self::Any, _) | (_, Symbol::Value(Value::Null) | Symbol::Error | Symbol::Any(_)) => symbol.clone(),
            (Self::Object(attributes), Symbol::Instance(_)) => {
                if attributes.values().any(|(_, default)| default.is_some()) {
                    unsure()
                } else {
                    symbol.clone()
                }
            }
            // What is not known yet leads to the same, whatever it is converted to.
            (_, Symbol::Instance(_)) => symbol.clone(),
            (Self::Text | Self::Number | Self::Bool, Symbol::Value(value)) => {
                self.primitive(value).map_or_else(unsure, Symbol::Value)
            }
            (Self::List(of), _) => symbol.spread().map_or_else(unsure, |(items, ordered)| {
                let items = of.each(items);
                if **of == Self::Any && !meet_unchanged(&items) {
                    return Symbol::any(items);
                }
                if ordered { Symbol::list(items) } else { Symbol::any(items) }
            }),
            (Self::Set(of), _) => symbol.spread().map_or_else(unsure, |(items, _)| {
                let items = of.each(items);
                if **of == Self::Any && !meet_unchanged(&items) { Symbol::any(items) } else { Symbol::set(items) }
            }),
            (Self::Map(of), _) => symbol.entries_by_name().map_or_else(unsure, |entries| {
                let values: Vec<Symbol> = entries.values().cloned().collect();
                if **of == Self::Any && !meet_unchanged(&values) {
                    return Symbol::any(values);
                }
                Symbol::Map(Rc::new(entries.into_iter().map(|(name, value)| (name, of.convert(&value))).collect()))
            }),
            (Self::Object(attributes), _) => {
                let Some(entries) = symbol.entries_by_name() else { return unsure() };
                let converted = attributes.iter().map(|(name, (of, default))| {
                    let given = entries.get(name).filter(|value| **value != Symbol::Value(Value::Null));
                    let value = match (given, default) {
                        (Some(given), _) => given.clone(),
                        (None, Some(default)) => default.clone(),
                        (None, None) => entries.get(name)?.clone(),
                    };
                    Some((name.clone(), of.convert(&value)))
                });
                converted.collect::<Option<_>>().map_or_else(unsure, |map| Symbol::Map(Rc::new(map)))
            }
            (Self::Tuple(types), _) => match symbol.spread() {
                Some((items, true)) if items.len() == types.len() => {
                    Symbol::list(types.iter().zip(items).map(|(of, item)| of.convert(&item)))
                }
                _ => unsure(),
            },
            (Self::Text | Self::Number | Self::Bool, _) => unsure(),
        }
    }

    fn each(&self, items: Vec<Symbol>) -> Vec<Symbol> {
        items.iter().map(|item| self.convert(item)).collect()
    }

    fn primitive(&self, value: &Value) -> Option<Value> {
        match (self, value) {
            (Self::Text, Value::String(_)) | (Self::Number, Value::Number(_)) | (Self::Bool, Value::Bool(_)) => {
                Some(value.clone())
            }
            (Self::Text, Value::Number(_) | Value::Bool(_)) => key_text(value).map(Value::from),
            (Self::Number, _) => {
                let number: i64 = text(value)?.parse().ok()?;
                // Other ways to write a number are read by Terraform alone.
                (number.to_string() == text(value)?).then(|| Value::from(number))
            }
            (Self::Bool, _) => match text(value)? {
                "true" | "1" => Some(Value::Bool(true)),
                "false" | "0" => Some(Value::Bool(false)),
                _ => None,
            },
            _ => None,
        }
    }
}

/// `true` where the conversion to a type that all of these have in common changes none of them.
pub fn meet_unchanged<'s>(symbols: impl IntoIterator<Item = &'s Symbol> + Clone) -> bool {
    let mut kinds = BTreeSet::new();
    symbols.clone().into_iter().for_each(|symbol| leaves(symbol, &mut kinds));
    // What is not known yet may be a text, to which numbers would be converted; a text stays what it is.
    let only = |kind| kinds.iter().all(|own| *own == kind);
    if only("n") || only("b") || kinds.iter().all(|kind| matches!(*kind, "s" | "?")) {
        return true;
    }
    let mut shapes = symbols.into_iter().map(shape);
    let first = shapes.next();
    !kinds.contains("?") && shapes.all(|other| Some(other) == first)
}

/// The kinds of the primitive values in a value.
fn leaves(symbol: &Symbol, kinds: &mut BTreeSet<&'static str>) {
    match symbol {
        Symbol::Value(Value::Null) | Symbol::Error => {}
        Symbol::Value(Value::String(_)) => _ = kinds.insert("s"),
        Symbol::Value(Value::Number(_)) => _ = kinds.insert("n"),
        Symbol::Value(Value::Bool(_)) => _ = kinds.insert("b"),
        Symbol::Instance(_) | Symbol::Module(_) | Symbol::Any(_) => _ = kinds.insert("?"),
        Symbol::Bag(items) => items.iter().for_each(|item| leaves(item, kinds)),
        collection => collection.items().unwrap_or_default().iter().for_each(|(_, item)| leaves(item, kinds)),
    }
}

/// The type of a known value, as text.
fn shape(symbol: &Symbol) -> String {
    let Some(items) = symbol.items() else {
        let mut kinds = BTreeSet::new();
        leaves(symbol, &mut kinds);
        return kinds.into_iter().collect();
    };
    if symbol.entries_by_name().is_some() {
        let items: Vec<String> = items.iter().map(|(name, item)| format!("{name}:{}", shape(item))).collect();
        return format!("{{{}}}", items.join(","));
    }
    let items: BTreeSet<String> = items.iter().map(|(_, item)| shape(item)).collect();
    format!("[{}]", items.into_iter().collect::<Vec<_>>().join(","))
}

/// What a condition gives that picks `picked` and not `other`: both are converted to one type.
pub fn choose(picked: Symbol, other: &Symbol) -> Symbol {
    let pair = [picked, other.clone()];
    let alike = meet_unchanged(&pair);
    let [picked, other] = pair;
    let is_list = |symbol: &Symbol| matches!(symbol, Symbol::List(_) | Symbol::Value(Value::Array(_)));
    match (&picked, &other) {
        (Symbol::Value(Value::Null) | Symbol::Error | Symbol::Instance(_) | Symbol::Any(_), _) => picked,
        _ if !alike => Symbol::any([picked]),
        (_, Symbol::Value(Value::Null) | Symbol::Error) => picked,
        _ => match picked.spread() {
            // The other one may be a set, and both become one.
            Some((items, _)) if !(is_list(&picked) && is_list(&other)) => Symbol::bag(items),
            _ => picked,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(json: &str) -> Symbol {
        Symbol::Value(Value::from_json_str(json).expect(json))
    }

    fn converted(of: &str, symbol: &Symbol) -> Symbol {
        let expression: Expression = of.parse().expect(of);
        let constant = |default: &Expression| match default {
            Expression::String(text) => Symbol::text(text),
            Expression::Bool(truth) => Symbol::Value(Value::Bool(*truth.value())),
            _ => Symbol::Map(Rc::default()),
        };
        Type::parse(&expression, &constant).expect(of).convert(symbol)
    }

    fn map<const N: usize>(entries: [(&str, Symbol); N]) -> Symbol {
        Symbol::Map(Rc::new(entries.map(|(name, value)| (name.to_owned(), value)).into()))
    }

    #[test]
    fn a_value_becomes_what_the_type_says() {
        let texts = |texts: &[&str]| Symbol::list(texts.iter().map(|text| Symbol::text(text)));
        for (of, given, expected) in [
            ("string", "\"a\"", value("\"a\"")),
            ("string", "1", value("\"1\"")),
            ("string", "true", value("\"true\"")),
            ("number", "\"2\"", value("2")),
            ("number", "\"-2\"", value("-2")),
            ("bool", "\"true\"", value("true")),
            ("bool", "\"0\"", value("false")),
            ("bool", "null", value("null")),
            ("any", "[1, \"a\"]", value("[1, \"a\"]")),
            ("list(string)", "[1, true, \"a\"]", texts(&["1", "true", "a"])),
            ("list(any)", "[\"b\", \"a\"]", texts(&["b", "a"])),
            ("set(string)", "[\"z\", \"a\", \"z\"]", Symbol::set(vec![value("\"a\""), value("\"z\"")])),
            ("map(string)", "{\"x\": 1}", map([("x", value("\"1\""))])),
            ("tuple([string, number])", "[1, \"2\"]", Symbol::list([value("\"1\""), value("2")])),
            ("object({ a = string })", "{\"a\": 1, \"more\": 2}", map([("a", value("\"1\""))])),
            (
                "object({ a = optional(bool, true), b = optional(number) })",
                "{}",
                map([("a", value("true")), ("b", value("null"))]),
            ),
            ("object({ a = optional(string, \"x\") })", "{\"a\": null}", map([("a", value("\"x\""))])),
            (
                "object({ a = optional(object({ b = optional(string, \"x\") }), {}) })",
                "{}",
                map([("a", map([("b", value("\"x\""))]))]),
            ),
            (
                "list(object({ k = string, r = optional(string, \"x\") }))",
                "[{\"k\": 1}]",
                Symbol::list([map([("k", value("\"1\"")), ("r", value("\"x\""))])]),
            ),
        ] {
            assert_eq!(converted(of, &value(given)), expected, "{of} of {given}");
        }
        // What Terraform alone knows to convert, and what it refuses.
        for (of, given) in [
            ("string", "1.5"),
            ("string", "[]"),
            ("number", "\"1e3\""),
            ("number", "\"01\""),
            ("bool", "\"yes\""),
            ("list(any)", "[1, \"a\"]"),
            ("set(any)", "[true, \"a\"]"),
            ("map(any)", "{\"a\": 1, \"b\": \"x\"}"),
            ("list(string)", "{}"),
            ("tuple([string])", "[]"),
            ("object({ a = string })", "{}"),
        ] {
            assert!(matches!(converted(of, &value(given)), Symbol::Any(_)), "{of} of {given}");
        }
        for unread in ["lists(string)", "list(string, string)", "var.x", "\"list\"", "object(x)"] {
            let expression: Expression = unread.parse().expect(unread);
            assert_eq!(Type::parse(&expression, &|_| Symbol::Error), None, "{unread}");
        }
    }

    #[test]
    fn what_is_not_known_yet_stays_what_it_leads_to() {
        let one = Symbol::Instance(1);
        let [set, list] = [converted("set(string)", &Symbol::list([one.clone(), value("\"a\"")])), Symbol::list([one.clone()])];
        assert_eq!(set, Symbol::bag([one.clone(), value("\"a\"")]));
        assert_eq!(converted("list(string)", &list), list);
        assert_eq!(converted("list(string)", &set), Symbol::any([one.clone(), value("\"a\"")]));
        assert_eq!(converted("object({ id = string })", &one), one);
        assert_eq!(converted("object({ id = optional(string) })", &one), Symbol::any([one.clone()]));
        assert_eq!(converted("number", &Symbol::unknown()), Symbol::unknown());
    }

    #[test]
    fn a_condition_makes_both_its_values_of_one_type() {
        let [one, list] = [Symbol::Instance(1), Symbol::list([value("\"a\"")])];
        let set = Symbol::set(vec![value("\"b\"")]);
        for (picked, other, expected) in [
            (value("1"), value("2"), value("1")),
            (value("null"), value("2"), value("null")),
            (value("2"), value("null"), value("2")),
            (value("\"a\""), value("1"), Symbol::any([value("\"a\"")])),
            (value("1"), value("\"a\""), Symbol::any([value("1")])),
            (value("1"), one.clone(), Symbol::any([value("1")])),
            (value("\"a\""), one.clone(), value("\"a\"")),
            (one.clone(), value("1"), one.clone()),
            (list.clone(), Symbol::list([]), list.clone()),
            (list.clone(), set.clone(), Symbol::bag([value("\"a\"")])),
            (set, Symbol::list([]), Symbol::bag([value("\"b\"")])),
            (list.clone(), one, Symbol::bag([value("\"a\"")])),
            (value("{\"a\": 1, \"b\": \"x\"}"), value("{\"a\": 2, \"b\": \"y\"}"), value("{\"a\": 1, \"b\": \"x\"}")),
            (value("{\"a\": 1}"), value("{\"b\": \"y\"}"), Symbol::any([value("{\"a\": 1}")])),
            (map([("a", value("\"x\""))]), map([]), map([("a", value("\"x\""))])),
        ] {
            assert_eq!(choose(picked.clone(), &other), expected, "{picked:?} and not {other:?}");
        }
    }
}
