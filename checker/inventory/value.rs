//! The value type of the inventory: JSON as the policy engine holds it, so that nothing is converted on the way to a policy.

use std::collections::BTreeMap;

pub use regorus::Value;
use regorus::value::Object;

/// The text of a string value.
pub fn text(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

/// The entry `key` of an object value.
pub fn entry<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    match value {
        // To be looked up, a key has to be made; in a small object it is found sooner by looking at all.
        Value::Object(object) if object.len() <= 16 => {
            object.iter().find_map(|(name, value)| matches!(name, Value::String(name) if **name == *key).then_some(value))
        }
        Value::Object(object) => object.get(&Value::from(key)),
        _ => None,
    }
}

/// An object from its entries.
pub fn object<K: Into<Value>>(entries: impl IntoIterator<Item = (K, Value)>) -> Value {
    let entries: BTreeMap<Value, Value> = entries.into_iter().map(|(key, value)| (key.into(), value)).collect();
    // The compact form: most objects are made once and only read.
    Object::from(entries).into_value()
}

/// A string, or null where there is none.
pub fn optional(text: Option<&str>) -> Value {
    text.map_or(Value::Null, Value::from)
}
