//! What an expression of the source comes to before the apply: known values, resources that will exist, and collections of both.

use std::collections::{BTreeMap, BTreeSet};
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
    /// A list or a tuple.
    List(Rc<[Symbol]>),
    /// A set of known texts, in Terraform's order.
    Set(Rc<[Symbol]>),
    /// A list or a set that holds each of these, in an order and a number that cannot be told.
    Bag(Rc<[Symbol]>),
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

    /// A set. Terraform sorts and counts its items once it knows them.
    pub fn set(items: Vec<Self>) -> Self {
        let texts: Option<BTreeSet<&str>> = items.iter().map(Self::plain_text).collect();
        match texts {
            Some(texts) => Self::Set(texts.into_iter().map(Self::text).collect()),
            None => Self::bag(items),
        }
    }

    /// Items in an order and a number that cannot be told.
    pub fn bag(items: impl IntoIterator<Item = Self>) -> Self {
        Self::Bag(items.into_iter().collect())
    }

    /// A text of which one form alone exists: Terraform normalises the others.
    fn plain_text(&self) -> Option<&str> {
        match self {
            Self::Value(value) => text(value).filter(|text| text.is_ascii()),
            _ => None,
        }
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
            Self::Set(items) => items.iter().filter_map(|item| Some((Value::from(item.plain_text()?), item.clone()))).collect(),
            Self::Map(map) => map.iter().map(|(key, item)| (Value::from(key.as_str()), item.clone())).collect(),
            Self::Value(Value::Array(items)) => {
                items.iter().enumerate().map(|(at, item)| (Value::from(at), Self::Value(item.clone()))).collect()
            }
            Self::Value(Value::Object(map)) => map.iter().map(|(key, item)| (key.clone(), Self::Value(item.clone()))).collect(),
            _ => return None,
        })
    }

    /// What a `for` expression and a `dynamic` block go through: each item with its key. A known value may be a list or a set, whose keys
    /// are not the same.
    pub fn entries(&self) -> Option<Vec<(Self, Self)>> {
        let is_array = matches!(self, Self::Value(Value::Array(_)));
        let key = |key| if is_array { Self::unknown() } else { Self::Value(key) };
        Some(self.items()?.into_iter().map(|(own, item)| (key(own), item)).collect())
    }

    /// The entries of a map or an object.
    pub fn entries_by_name(&self) -> Option<BTreeMap<String, Self>> {
        if !matches!(self, Self::Map(_) | Self::Value(Value::Object(_))) {
            return None;
        }
        self.items()?.into_iter().map(|(name, item)| Some((key_text(&name)?, item))).collect()
    }

    /// The items of a list or a set, and whether their order and number are known.
    pub fn spread(&self) -> Option<(Vec<Self>, bool)> {
        match self {
            Self::Bag(items) => Some((items.to_vec(), false)),
            Self::List(_) | Self::Set(_) | Self::Value(Value::Array(_)) => {
                Some((self.items()?.into_iter().map(|(_, item)| item).collect(), true))
            }
            _ => None,
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
                let items = self.items().unwrap_or_default();
                at.and_then(|at| items.get(at).map(|(_, item)| item.clone())).unwrap_or(Self::Error)
            }
            Self::Set(items) | Self::Bag(items) => Self::any(items.iter().cloned()),
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
            Self::List(items) | Self::Set(items) => items.is_empty(),
            _ => false,
        }
    }
}

/// A map's key: whole numbers and booleans become text.
pub fn key_text(key: &Value) -> Option<String> {
    match key {
        Value::String(text) => Some(text.to_string()),
        Value::Bool(_) => Some(key.to_string()),
        // How Terraform writes other numbers is its own.
        Value::Number(_) => key.as_i64().ok().map(|number| number.to_string()),
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
