//! What an expression of the source comes to before the apply: known values, resources that will exist, and collections of both.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::inventory::address::{InstanceKey, ModuleStep};
use crate::inventory::value::{Value, text};

/// A value as far as it can be told.
#[derive(Debug, Clone, PartialEq)]
pub enum Symbol {
    /// It is known.
    Value(Value),
    /// A resource, by its position in the inventory, or what will identify it.
    Instance(usize),
    /// An instance of a module.
    Module(Rc<[ModuleStep]>),
    /// A list, a set or a tuple.
    List(Rc<[Symbol]>),
    /// A map or an object.
    Map(Rc<BTreeMap<String, Symbol>>),
    /// One of these or a part of one, or something else: it cannot be told.
    Any(Rc<[Symbol]>),
    /// Nothing: an index out of range, an attribute that is not there.
    Error,
}

impl Symbol {
    /// Something of which nothing is known.
    pub fn unknown() -> Self {
        Self::any([])
    }

    /// One of some candidates, or something else.
    pub fn any(candidates: impl IntoIterator<Item = Self>) -> Self {
        Self::Any(candidates.into_iter().collect())
    }

    /// A list.
    pub fn list(items: impl IntoIterator<Item = Self>) -> Self {
        Self::List(items.into_iter().collect())
    }

    /// A known text.
    pub fn text(text: &str) -> Self {
        Self::Value(Value::from(text))
    }

    /// The value of an instance key.
    pub fn key(key: &InstanceKey) -> Self {
        Self::Value(key.to_value())
    }

    /// The items of a collection, each with its key or position; `None` where that is not known.
    pub fn items(&self) -> Option<Vec<(Value, Self)>> {
        Some(match self {
            Self::List(items) => items.iter().enumerate().map(|(at, item)| (Value::from(at), item.clone())).collect(),
            Self::Map(map) => map.iter().map(|(key, item)| (Value::from(key.as_str()), item.clone())).collect(),
            Self::Value(Value::Array(items)) => {
                items.iter().enumerate().map(|(at, item)| (Value::from(at), Self::Value(item.clone()))).collect()
            }
            Self::Value(Value::Object(map)) => map.iter().map(|(key, item)| (key.clone(), Self::Value(item.clone()))).collect(),
            _ => return None,
        })
    }

    /// The items of a list; of anything that is no list, itself.
    fn flat(&self) -> Vec<Self> {
        match self {
            Self::List(_) | Self::Value(Value::Array(_)) => {
                self.items().unwrap_or_default().into_iter().map(|(_, item)| item).collect()
            }
            other => vec![other.clone()],
        }
    }

    /// The item at a key that is known.
    pub fn item(&self, key: &Value) -> Self {
        match self {
            Self::Map(map) => key_text(key).and_then(|key| map.get(&key).cloned()).unwrap_or(Self::Error),
            Self::Value(Value::Object(map)) => {
                let found = key_text(key).and_then(|key| map.get(&Value::from(key)).cloned());
                found.map_or(Self::Error, Self::Value)
            }
            Self::List(_) | Self::Value(Value::Array(_)) => {
                let at = key.as_u64().ok().or_else(|| text(key)?.parse().ok()).and_then(|at| usize::try_from(at).ok());
                let items = self.flat();
                at.and_then(|at| items.get(at).cloned()).unwrap_or(Self::Error)
            }
            Self::Any(candidates) => Self::any(candidates.iter().map(|candidate| candidate.item(key))),
            // An index into an attribute that is not known yet.
            Self::Instance(_) => self.clone(),
            Self::Module(_) | Self::Value(_) | Self::Error => Self::Error,
        }
    }

    /// The item at `key`, which may not be known.
    pub fn index(&self, key: &Self) -> Self {
        match (key, self.items()) {
            (Self::Value(key), _) => self.item(key),
            (_, Some(items)) => Self::any(items.into_iter().map(|(_, item)| item)),
            _ => Self::any([self.clone()]),
        }
    }

    /// The truth of a condition, where it is known.
    pub fn truth(&self) -> Option<bool> {
        match self {
            Self::Value(Value::Bool(truth)) => Some(*truth),
            Self::Value(value) => match text(value)? {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// `true` for what can hold no pointer at all: null, an empty text, an empty list.
    pub fn is_nothing(&self) -> bool {
        match self {
            Self::Value(Value::Null) => true,
            Self::Value(Value::String(text)) => text.is_empty(),
            Self::Value(Value::Array(items)) => items.is_empty(),
            Self::List(items) => items.is_empty(),
            _ => false,
        }
    }

    /// What a function makes of its arguments. One that is not listed may do anything with them.
    pub fn call(name: &str, arguments: &[Self]) -> Self {
        let anything = || Self::any(arguments.iter().cloned());
        let known_list = |symbol: &Self| matches!(symbol, Self::List(_) | Self::Value(Value::Array(_)));
        match (name, arguments) {
            ("sensitive" | "nonsensitive" | "tostring" | "tomap" | "tolist" | "toset" | "distinct", [one]) => one.clone(),
            ("compact", [list]) if known_list(list) => Self::list(list.flat().into_iter().filter(|item| !item.is_nothing())),
            ("concat" | "setunion", lists) if lists.iter().all(known_list) => Self::list(lists.iter().flat_map(Self::flat)),
            ("flatten", [list]) if known_list(list) => {
                let mut items = Vec::new();
                let mut open = list.flat();
                open.reverse();
                while let Some(item) = open.pop() {
                    if known_list(&item) {
                        open.extend(item.flat().into_iter().rev());
                    } else {
                        items.push(item);
                    }
                }
                Self::list(items)
            }
            ("reverse", [list]) if known_list(list) => Self::list(list.flat().into_iter().rev()),
            ("values", [map]) => map.items().map_or_else(anything, |items| Self::list(items.into_iter().map(|(_, item)| item))),
            ("keys", [map]) => {
                map.items().map_or_else(anything, |items| Self::list(items.into_iter().map(|(key, _)| Self::Value(key))))
            }
            ("length", [collection]) => {
                collection.items().map_or_else(Self::unknown, |items| Self::Value(Value::from(items.len())))
            }
            ("merge", maps) => {
                let mut merged = BTreeMap::new();
                for map in maps {
                    let Some(items) = map.items().filter(|_| !known_list(map)) else { return anything() };
                    merged.extend(items.into_iter().filter_map(|(key, item)| Some((key_text(&key)?, item))));
                }
                Self::Map(Rc::new(merged))
            }
            ("zipmap", [keys, values]) if known_list(keys) && known_list(values) => {
                let keys: Option<Vec<String>> = keys
                    .flat()
                    .iter()
                    .map(|key| match key {
                        Self::Value(key) => key_text(key),
                        _ => None,
                    })
                    .collect();
                keys.map_or_else(anything, |keys| Self::Map(Rc::new(keys.into_iter().zip(values.flat()).collect())))
            }
            ("one", [list]) if known_list(list) => match &list.flat()[..] {
                [] => Self::Value(Value::Null),
                [only] => only.clone(),
                _ => Self::Error,
            },
            ("element", [list, Self::Value(at)]) if known_list(list) && !list.is_nothing() => {
                let items = list.flat();
                let at = at.as_u64().ok().and_then(|at| usize::try_from(at).ok());
                at.and_then(|at| items.get(at % items.len()).cloned()).unwrap_or_else(anything)
            }
            ("slice", [list, Self::Value(from), Self::Value(to)]) if known_list(list) => {
                let bound = |value: &Value| value.as_u64().ok().and_then(|at| usize::try_from(at).ok());
                let items = list.flat();
                let part = bound(from).zip(bound(to)).and_then(|(from, to)| items.get(from..to).map(<[Self]>::to_vec));
                part.map_or(Self::Error, Self::list)
            }
            ("lookup", [map, Self::Value(key), default @ ..]) => match (map.item(key), default) {
                (Self::Error, [default]) => default.clone(),
                (item, _) => item,
            },
            // The first that is there. What is not known yet may turn out to be null; a resource's attribute is not.
            ("coalesce" | "coalescelist", candidates) => {
                let mut left = candidates.iter().skip_while(|candidate| candidate.is_nothing());
                match left.next() {
                    Some(first @ (Self::Value(_) | Self::Instance(_) | Self::List(_))) => first.clone(),
                    Some(_) => anything(),
                    None => Self::Error,
                }
            }
            ("try", candidates) => candidates.iter().find(|candidate| **candidate != Self::Error).cloned().unwrap_or(Self::Error),
            _ => anything(),
        }
    }
}

/// A map's key: numbers and booleans become text.
pub fn key_text(key: &Value) -> Option<String> {
    match key {
        Value::String(text) => Some(text.to_string()),
        Value::Number(_) | Value::Bool(_) => Some(key.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(json: &str) -> Symbol {
        Symbol::Value(Value::from_json_str(json).expect(json))
    }

    fn three() -> Symbol {
        Symbol::list([Symbol::Instance(1), Symbol::Instance(2), Symbol::Instance(3)])
    }

    fn named() -> Symbol {
        Symbol::Map(Rc::new([("a".to_owned(), Symbol::Instance(1)), ("b".to_owned(), Symbol::Instance(2))].into()))
    }

    #[test]
    fn functions_pick_what_terraform_picks() {
        let nothing = Symbol::list([]);
        for (name, arguments, expected) in [
            (
                "concat",
                vec![Symbol::list([Symbol::Instance(1)]), value("[]"), value("[2]")],
                Symbol::list([Symbol::Instance(1), value("2")]),
            ),
            (
                "flatten",
                vec![Symbol::list([three(), Symbol::list([nothing.clone(), Symbol::Instance(4)])])],
                Symbol::list([1, 2, 3, 4].map(Symbol::Instance)),
            ),
            (
                "compact",
                vec![Symbol::list([value("\"\""), Symbol::Instance(1), value("null")])],
                Symbol::list([Symbol::Instance(1)]),
            ),
            ("reverse", vec![three()], Symbol::list([3, 2, 1].map(Symbol::Instance))),
            ("values", vec![named()], Symbol::list([1, 2].map(Symbol::Instance))),
            ("keys", vec![named()], Symbol::list([value("\"a\""), value("\"b\"")])),
            ("length", vec![three()], value("3")),
            ("length", vec![Symbol::Instance(1)], Symbol::unknown()),
            ("merge", vec![value("{}"), named()], named()),
            ("merge", vec![named(), Symbol::unknown()], Symbol::any([named(), Symbol::unknown()])),
            ("zipmap", vec![value("[\"a\", \"b\"]"), Symbol::list([1, 2].map(Symbol::Instance))], named()),
            ("one", vec![Symbol::list([Symbol::Instance(1)])], Symbol::Instance(1)),
            ("one", vec![nothing.clone()], value("null")),
            ("one", vec![three()], Symbol::Error),
            ("element", vec![three(), value("4")], Symbol::Instance(2)),
            ("slice", vec![three(), value("1"), value("3")], Symbol::list([2, 3].map(Symbol::Instance))),
            ("slice", vec![three(), value("1"), value("4")], Symbol::Error),
            ("lookup", vec![named(), value("\"b\"")], Symbol::Instance(2)),
            ("lookup", vec![named(), value("\"c\""), Symbol::Instance(9)], Symbol::Instance(9)),
            ("coalesce", vec![value("null"), value("\"\""), Symbol::Instance(1)], Symbol::Instance(1)),
            ("coalesce", vec![Symbol::unknown(), Symbol::Instance(1)], Symbol::any([Symbol::unknown(), Symbol::Instance(1)])),
            ("try", vec![Symbol::Error, Symbol::Instance(1)], Symbol::Instance(1)),
            ("sort", vec![three()], Symbol::any([three()])),
        ] {
            assert_eq!(Symbol::call(name, &arguments), expected, "{name}({arguments:?})");
        }
    }

    #[test]
    fn an_index_that_is_not_known_may_be_any() {
        assert_eq!(three().index(&value("2")), Symbol::Instance(3));
        assert_eq!(three().index(&value("3")), Symbol::Error);
        assert_eq!(named().index(&value("\"b\"")), Symbol::Instance(2));
        assert_eq!(named().index(&Symbol::unknown()), Symbol::any([1, 2].map(Symbol::Instance)));
        assert_eq!(value("{\"1\": 5}").index(&value("1")), value("5"));
        assert_eq!(
            Symbol::any([three(), Symbol::Error]).item(&Value::from(0_u64)),
            Symbol::any([Symbol::Instance(1), Symbol::Error])
        );
    }
}
