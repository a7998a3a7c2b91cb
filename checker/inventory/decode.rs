//! Attributes that hold JSON text, decoded once so that policies read their content.

use super::path::{AttributePath, Segment};
use super::value::Value;

/// The attributes that hold JSON text, whatever their type. One whose text is no JSON object or list stays a string.
pub const JSON_TEXT: &[&str] = &[
    "access_policies",
    "access_policy",
    "assume_role_policy",
    "container_definitions",
    "dashboard_body",
    "definition",
    "event_pattern",
    "inline_policy",
    "input",
    "policy",
    "policy_document",
    "redrive_policy",
    "repository_policy",
];

/// Decodes the JSON texts among the attributes of `values`, and in the blocks directly under them (`inline_policy[].policy`).
pub fn decode(values: &mut Value) {
    let Ok(attributes) = values.as_object() else { return };
    let mut found = Vec::new();
    for (name, value) in attributes.iter() {
        let Value::String(name) = name else { continue };
        if JSON_TEXT.contains(&&**name) {
            found.extend(parsed(value).map(|decoded| (AttributePath::attribute(name), decoded)));
        }
        let Value::Array(blocks) = value else { continue };
        for (at, block) in blocks.iter().enumerate() {
            let Value::Object(block) = block else { continue };
            for (key, value) in block.iter() {
                let Value::String(key) = key else { continue };
                if JSON_TEXT.contains(&&**key)
                    && let Some(decoded) = parsed(value)
                {
                    let path = [Segment::Key(name.clone()), Segment::Index(at), Segment::Key(key.clone())];
                    found.push((path.into_iter().collect(), decoded));
                }
            }
        }
    }
    for (path, decoded) in found {
        if let Some(place) = place(values, path.segments()) {
            *place = decoded;
        }
    }
}

fn parsed(value: &Value) -> Option<Value> {
    let Value::String(text) = value else { return None };
    let start = text.trim_start();
    if !start.starts_with(['{', '[']) {
        return None;
    }
    serde_json::from_str(start).ok()
}

/// The place at `path`, to be written to.
pub fn place<'v>(value: &'v mut Value, path: &[Segment]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, segment| match segment {
        Segment::Key(name) => value.as_object_mut().ok()?.get_mut(&Value::String(name.clone())),
        Segment::Index(at) => value.as_array_mut().ok()?.get_mut(*at),
        Segment::Any => None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::sample::path;
    use super::*;
    use serde_json::json;

    #[test]
    fn json_text_is_decoded_at_the_top_and_in_blocks() {
        let mut values = Value::from(json!({
            "policy": " {\"a\": [1]}",
            "name": "{}",
            "container_definitions": "[{\"b\": 2}]",
            "definition": "no JSON",
            "input": "{cut off",
            "dashboard_body": "7",
            "inline_policy": [null, {"name": "n", "policy": "{\"c\": 3}"}],
        }));
        decode(&mut values);
        let decoded = json!({
            "policy": {"a": [1]},
            "name": "{}",
            "container_definitions": [{"b": 2}],
            "definition": "no JSON",
            "input": "{cut off",
            "dashboard_body": "7",
            "inline_policy": [null, {"name": "n", "policy": {"c": 3}}],
        });
        assert_eq!(values, Value::from(decoded));
    }

    #[test]
    fn a_place_can_be_written_to() {
        let mut values = Value::from(json!({"a": [{"b": 1}]}));
        *place(&mut values, path("a[0].b").segments()).expect("a place") = Value::from(2);
        assert_eq!(values, Value::from(json!({"a": [{"b": 2}]})));
        for nowhere in ["a[1]", "c", "a[].b"] {
            assert_eq!(place(&mut values, path(nowhere).segments()), None, "{nowhere}");
        }
    }
}
