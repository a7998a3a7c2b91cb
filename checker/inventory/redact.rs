//! Redaction: secrets leave the inventory before a policy, an output or a file sees them. What is left is a marker that a value was there.

use super::Resource;
use super::decode::place;
use super::hide::remove;
use super::masked::Masked;
use super::path::{AttributePath, Segment};
use super::secrets::{self, Detector, SecretLike};
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

/// Takes the secrets out of a resource: what `sensitive` marks (the shape of `after_sensitive`), what a detector finds, secret
/// attributes by name, and the environment of containers and functions. Notes in the resource what looked like a secret, and in `masked`
/// what was taken out.
pub fn redact(resource: &mut Resource, sensitive: &Value, masked: &mut Masked) {
    let root = AttributePath::default();
    let mut like = secrets::find("", &root, &resource.values);
    let marked = marked(sensitive);
    for path in &marked {
        if !holds_something(resource, path) {
            continue;
        }
        // What lies below is covered; what stands there itself may have a surer sign.
        let own = like.iter().find(|found| found.path == *path).map_or(Detector::Sensitive, |found| found.detector);
        like.retain(|found| !path.covers(&found.path));
        like.push(SecretLike { path: path.clone(), detector: own.min(Detector::Sensitive) });
    }
    let mut paths: Vec<AttributePath> = marked;
    paths.extend(like.iter().map(|found| found.path.clone()));
    named(&root, &resource.values, &mut paths);
    environments(resource, &mut paths);
    for path in paths {
        hide(resource, &path, masked);
    }
    like.sort();
    resource.secret_like.append(&mut like);
}

/// `true` where a value is there, or will be.
fn holds_something(resource: &Resource, path: &AttributePath) -> bool {
    match path.get(&resource.values) {
        None => resource.unknown.above(path).is_some(),
        Some(Value::Null) => false,
        Some(Value::String(text)) => !text.is_empty(),
        Some(_) => true,
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

/// Replaces what stands at `path`: a text by a marker; whatever else is there is taken out. Either way it is not known.
fn hide(resource: &mut Resource, path: &AttributePath, masked: &mut Masked) {
    let Some(value) = place(&mut resource.values, path.segments()) else { return };
    match value {
        // Null and empty are presence, not content; a marker has been here before.
        Value::Null => return,
        Value::String(text) if text.is_empty() || **text == *MARKER => return,
        Value::String(text) => {
            masked.add(text);
            *value = Value::from(MARKER);
        }
        _ => {
            masked.add_all(value);
            remove(&mut resource.values, path.segments());
        }
    }
    resource.unknown.mark(path.clone(), UnknownKind::Redacted);
}
