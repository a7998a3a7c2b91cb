//! Redaction: secrets leave the inventory before a policy, an output or a file sees them. What is left is a marker that a value was there.

use super::Resource;
use super::decode::place;
use super::hide::remove;
use super::path::{AttributePath, Segment};
use super::unknown::{UnknownKind, marked};
use super::value::{Value, entry, text};

/// What stands in place of a secret text.
pub const MARKER: &str = "(redacted)";

/// Attributes that hold secrets whatever the plan says of them, by name, at any depth.
const SECRET_ATTRIBUTES: &[&str] = &[
    "api_key",
    "auth_token",
    "master_password",
    "password",
    "plaintext_value",
    "private_key",
    "private_key_pem",
    "secret",
    "secret_binary",
    "secret_key",
    "secret_string",
    "user_data",
    "user_data_base64",
];

/// Container settings that policies need; every other entry of a container's environment loses its value.
const NAMED_SETTINGS: &[&str] =
    &["AUTH_TYPE", "DEFAULT_POOL_SIZE", "MAX_CLIENT_CONN", "MAX_PREPARED_STATEMENTS", "POOL_MODE", "SERVER_TLS_SSLMODE"];

/// Words that make a variable's name look like that of a secret.
const SECRET_WORDS: &[&str] =
    &["password", "passwd", "secret", "token", "api_key", "apikey", "private_key", "credential", "dsn", "connection_string"];

/// `true` where a variable of this name may hold a secret.
pub fn secret_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase().replace('-', "_");
    SECRET_WORDS.iter().any(|word| name.contains(word))
}

/// Takes the secrets out of a resource: what `sensitive` marks (the shape of `after_sensitive`), secret attributes by name, and the
/// environment of containers and functions.
pub fn redact(resource: &mut Resource, sensitive: &Value) {
    let mut paths = marked(sensitive);
    named(&AttributePath::default(), &resource.values, &mut paths);
    environments(resource, &mut paths);
    for path in paths {
        hide(resource, &path);
    }
}

fn named(path: &AttributePath, value: &Value, found: &mut Vec<AttributePath>) {
    match value {
        Value::Object(object) => {
            for (name, value) in object.iter() {
                let Value::String(name) = name else { continue };
                let path = path.join(Segment::Key(name.clone()));
                if SECRET_ATTRIBUTES.contains(&&**name) && text(value).is_some() {
                    found.push(path);
                } else {
                    named(&path, value, found);
                }
            }
        }
        Value::Array(list) => {
            for (at, value) in list.iter().enumerate() {
                named(&path.join(Segment::Index(at)), value, found);
            }
        }
        _ => {}
    }
}

/// Values of `container_definitions[].environment[].value`, and of a function's `environment[].variables`.
fn environments(resource: &Resource, found: &mut Vec<AttributePath>) {
    let key = |name: &str| Segment::Key(name.into());
    if let Some(Value::Array(containers)) = entry(&resource.values, "container_definitions") {
        for (at, container) in containers.iter().enumerate() {
            let Some(Value::Array(environment)) = entry(container, "environment") else { continue };
            for (position, setting) in environment.iter().enumerate() {
                let name = entry(setting, "name").and_then(text).unwrap_or_default();
                if !NAMED_SETTINGS.contains(&name) {
                    found.push(
                        [
                            key("container_definitions"),
                            Segment::Index(at),
                            key("environment"),
                            Segment::Index(position),
                            key("value"),
                        ]
                        .into_iter()
                        .collect(),
                    );
                }
            }
        }
    }
    if let Some(Value::Array(blocks)) = entry(&resource.values, "environment") {
        for (at, block) in blocks.iter().enumerate() {
            let Some(Value::Object(variables)) = entry(block, "variables") else { continue };
            found.extend(
                variables
                    .keys()
                    .filter_map(text)
                    .map(|name| [key("environment"), Segment::Index(at), key("variables"), key(name)].into_iter().collect()),
            );
        }
    }
}

/// Replaces what stands at `path`: texts by a marker, at any depth; whatever else is there is taken out. Either way it is not known.
fn hide(resource: &mut Resource, path: &AttributePath) {
    let Some(value) = place(&mut resource.values, path.segments()) else { return };
    match value {
        // Null and empty are presence, not content.
        Value::Null => return,
        Value::String(text) if text.is_empty() => return,
        Value::String(_) => *value = Value::from(MARKER),
        _ => remove(&mut resource.values, path.segments()),
    }
    resource.unknown.mark(path.clone(), UnknownKind::Redacted);
}

#[cfg(test)]
mod tests {
    use super::super::sample::resource;
    use super::*;
    use serde_json::json;

    /// What is left of the values, and the paths that are marked.
    fn redacted(values: serde_json::Value, sensitive: serde_json::Value) -> (Value, Vec<String>) {
        let mut resource = resource("aws_x.y", values);
        redact(&mut resource, &sensitive.into());
        (resource.values, resource.unknown.iter().map(|(path, _)| path.to_string()).collect())
    }

    #[test]
    fn what_is_marked_is_taken_out() {
        let values = json!({"text": "canary", "list": ["a", 7], "none": null, "empty": "", "open": "o", "map": {"a": "b"}});
        let sensitive = json!({"text": true, "list": [false, true], "none": true, "empty": true, "map": true, "gone": true});
        let (left, marked) = redacted(values, sensitive);
        assert_eq!(left, Value::from(json!({"text": MARKER, "list": ["a", null], "none": null, "empty": "", "open": "o"})));
        assert_eq!(marked, ["list[1]", "map", "text"]);
    }

    #[test]
    fn secret_attributes_are_taken_out_at_any_depth() {
        let values =
            json!({"password": "canary", "user_data": null, "secret": {"name": "n"}, "list": [{"auth_token": "canary"}]});
        let (left, marked) = redacted(values, json!({}));
        let expected = json!({"password": MARKER, "user_data": null, "secret": {"name": "n"}, "list": [{"auth_token": MARKER}]});
        assert_eq!(left, Value::from(expected));
        assert_eq!(marked, ["list[0].auth_token", "password"]);
    }

    #[test]
    fn environments_keep_their_names_and_the_settings_that_policies_need() {
        let values = json!({
            "container_definitions": [{"environment": [{"name": "POOL_MODE", "value": "session"}, {"name": "URL", "value": "canary"}]}],
            "environment": [{"variables": {"URL": "canary"}}],
        });
        let (left, marked) = redacted(values, json!({}));
        let expected = json!({
            "container_definitions": [{"environment": [{"name": "POOL_MODE", "value": "session"}, {"name": "URL", "value": MARKER}]}],
            "environment": [{"variables": {"URL": MARKER}}],
        });
        assert_eq!(left, Value::from(expected));
        assert_eq!(marked, ["container_definitions[0].environment[1].value", "environment[0].variables.URL"]);
    }

    #[test]
    fn a_name_tells_a_secret() {
        assert!(["db_password", "API-KEY", "DatabaseDsn"].into_iter().all(secret_name));
        assert!(!["environment", "key_name", "pass"].into_iter().any(secret_name));
    }
}
