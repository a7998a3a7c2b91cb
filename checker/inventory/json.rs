//! Values read from JSON, with the keys of objects shared while a plan is read: it repeats the same few attribute names in every resource.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::sync::Arc;

use regorus::value::Object;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::value::Value;

thread_local! {
    /// The keys seen so far, while a plan is read.
    static KEYS: RefCell<Option<HashSet<Arc<str>>>> = const { RefCell::new(None) };
}

/// Shares keys as long as it lives.
pub struct SharedKeys(());

impl SharedKeys {
    /// Begins to share.
    pub fn begin() -> Self {
        KEYS.set(Some(HashSet::new()));
        Self(())
    }
}

impl Drop for SharedKeys {
    fn drop(&mut self) {
        KEYS.set(None);
    }
}

/// Reads a value whose keys are shared; null is no value. For `deserialize_with`.
pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<RefCell<Option<Value>>, D::Error> {
    let Shared(value) = serde::Deserialize::deserialize(deserializer)?;
    Ok(RefCell::new(Some(value).filter(|value| *value != Value::Null)))
}

struct Shared(Value);

impl<'de> serde::Deserialize<'de> for Shared {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader).map(Self)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::from(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::with_capacity(list.size_hint().unwrap_or(0));
        while let Some(Shared(value)) = list.next_element()? {
            values.push(value);
        }
        Ok(Value::from(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some((Key(key), Shared(value))) = map.next_entry()? {
            entries.push((Value::String(key), value));
        }
        // In order already, as Terraform writes them, or sorted; of two with one key the last one counts.
        let entries: BTreeMap<Value, Value> = entries.into_iter().collect();
        Ok(Object::from(entries).into_value())
    }
}

/// The key of an object, shared with those that are the same.
pub struct Key(pub Arc<str>);

impl<'de> serde::Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyReader)
    }
}

struct KeyReader;

impl Visitor<'_> for KeyReader {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Key, E> {
        Ok(Key(KEYS.with_borrow_mut(|keys| {
            let Some(keys) = keys else { return text.into() };
            if let Some(known) = keys.get(text) {
                return Arc::clone(known);
            }
            let key: Arc<str> = text.into();
            keys.insert(Arc::clone(&key));
            key
        })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(serde::Deserialize)]
    struct Holder {
        #[serde(default, deserialize_with = "read")]
        value: RefCell<Option<Value>>,
    }

    fn held(json: &str) -> Option<Value> {
        serde_json::from_str::<Holder>(&format!("{{\"value\": {json}}}")).expect(json).value.take()
    }

    fn any_json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<u64>().prop_map(Into::into),
            (-1e9..1e9f64).prop_map(Into::into),
            ".{0,6}".prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
                proptest::collection::btree_map(".{0,3}", inner, 0..6)
                    .prop_map(|entries| serde_json::Value::Object(entries.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        /// The engine's own reading of a value is the measure.
        #[test]
        fn a_value_is_what_the_engine_reads(json in any_json()) {
            let _keys = SharedKeys::begin();
            let text = json.to_string();
            let expected = Value::from_json_str(&text).expect("JSON");
            prop_assert_eq!(held(&text), Some(expected).filter(|value| *value != Value::Null));
        }
    }

    #[test]
    fn of_two_entries_with_one_key_the_last_one_counts() {
        let text = r#"{"b": 1, "a": 2, "b": 3}"#;
        assert_eq!(held(text), Value::from_json_str(text).ok());
        assert_eq!(serde_json::from_str::<Holder>("{}").expect("an object").value.take(), None);
    }

    #[test]
    fn keys_are_shared_as_long_as_that_is_wanted() {
        let key = |value: &Option<Value>| match value.as_ref().and_then(|value| value.as_object().ok()?.keys().next()) {
            Some(Value::String(key)) => Arc::as_ptr(key).cast::<u8>() as usize,
            other => panic!("{other:?}"),
        };
        let keys = SharedKeys::begin();
        let [one, two] = [held(r#"{"name": 1}"#), held(r#"{"name": 2}"#)];
        assert_eq!(key(&one), key(&two));
        drop(keys);
        let [one, two] = [held(r#"{"name": 1}"#), held(r#"{"name": 2}"#)];
        assert_ne!(key(&one), key(&two));
    }

    #[test]
    fn what_is_no_json_says_what_was_expected() {
        use serde::de::value::{BoolDeserializer, BytesDeserializer, Error};
        let error = <Shared as serde::Deserialize>::deserialize(BytesDeserializer::<Error>::new(b"x")).map(|_| ());
        assert!(error.expect_err("bytes").to_string().ends_with("expected a value"));
        let error = <Key as serde::Deserialize>::deserialize(BoolDeserializer::<Error>::new(true)).map(|_| ());
        assert!(error.expect_err("a boolean").to_string().ends_with("expected a key"));
    }
}
