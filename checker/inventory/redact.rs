//! Redaction: secrets leave the inventory before a policy, an output or a file sees them. What is left is a marker that a value was there.

use std::collections::HashMap;
use std::thread;

use super::Resource;
use super::decode::{JSON_TEXT, place};
use super::hide::remove;
use super::path::{AttributePath, Segment};
use super::unknown::{Marks, Unknown, UnknownKind};
use super::user_data;
use super::value::{Value, entry, text};
use crate::secrets::masked::{Masked, SHORTEST};
use crate::secrets::{self, Detector, SecretLike};
use crate::threads::{join, threads};

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

/// Takes the secrets out of resources, as [`redact`] does: `sensitive` has the marks of each.
pub fn redact_all(resources: &mut [Resource], sensitive: &[Marks], masked: &mut Masked) {
    let share = resources.len().div_ceil(threads(resources.len())).max(1);
    let found: Vec<Masked> = thread::scope(|scope| {
        let shares = resources.chunks_mut(share).zip(sensitive.chunks(share));
        let started: Vec<_> = shares
            .map(|(resources, sensitive)| {
                scope.spawn(move || {
                    let mut masked = Masked::default();
                    resources.iter_mut().zip(sensitive).for_each(|(resource, marks)| redact(resource, marks, &mut masked));
                    masked
                })
            })
            .collect();
        started.into_iter().map(join).collect()
    });
    found.into_iter().for_each(|found| masked.extend(found));
}

/// Takes the secrets out of a resource: what `sensitive` marks (the shape of `after_sensitive`), what a detector finds, secret
/// attributes by name, and the environment of containers and functions. Notes in the resource what looked like a secret, and in `masked`
/// what was taken out.
pub fn redact(resource: &mut Resource, sensitive: &Marks, masked: &mut Masked) {
    let root = AttributePath::default();
    let mut like = secrets::find("", &root, &resource.values);
    for path in sensitive.iter() {
        if !holds_something(resource, path) {
            continue;
        }
        // What lies below is covered; what stands there itself may have a surer sign.
        let own = like.iter().find(|found| found.path == *path).map_or(Detector::Sensitive, |found| found.detector);
        like.retain(|found| !path.covers(&found.path));
        like.push(SecretLike { path: path.clone(), detector: own.min(Detector::Sensitive) });
    }
    echoes(resource, &mut like);
    let unread = scripts(resource, &mut like);
    let mut paths: Vec<AttributePath> = sensitive.iter().cloned().collect();
    paths.extend(like.iter().map(|found| found.path.clone()));
    named(&mut Vec::new(), &resource.values, &mut paths);
    environments(resource, &mut paths);
    for path in paths {
        hide(resource, &path, masked);
    }
    for (path, reason) in unread {
        remove(&mut resource.values, path.segments());
        resource.unknown.forget(&path);
        resource.unknown.mark(path, Unknown { kind: UnknownKind::Unreadable, reason: reason.into() });
    }
    like.sort();
    resource.secret_like.append(&mut like);
}

/// Looks into user data as a text, and returns the places where it cannot be read as one.
fn scripts(resource: &Resource, like: &mut Vec<SecretLike>) -> Vec<(AttributePath, &'static str)> {
    let mut unread = Vec::new();
    for name in user_data::ATTRIBUTES {
        let path = AttributePath::attribute(name);
        let Some(written) = path.get(&resource.values).and_then(text).filter(|text| !text.is_empty() && *text != MARKER) else {
            continue;
        };
        match user_data::read(written) {
            Ok(script) => {
                let Some(detector) = secrets::sign(name, &script) else { continue };
                match like.iter_mut().find(|found| found.path == path) {
                    Some(found) => found.detector = found.detector.min(detector),
                    None => like.push(SecretLike { path, detector }),
                }
            }
            Err(reason) => unread.push((path, reason)),
        }
    }
    unread
}

/// Adds the places where a provider repeats what is secret at another one: `tags_all` repeats `tags`, and no flag comes along.
fn echoes(resource: &Resource, like: &mut Vec<SecretLike>) {
    let mut texts: HashMap<&str, Detector> = HashMap::new();
    // The keys of a map that is secret as a whole are secret with it.
    let mut maps: Vec<(&Value, Detector)> = Vec::new();
    for found in like.iter() {
        // A document or an environment that is sensitive as a whole holds names and settings too, which stand elsewhere with good reason.
        let whole = found.path.segments().len() == 1;
        if whole && found.path.root().is_some_and(|name| name == "environment" || JSON_TEXT.contains(&name)) {
            continue;
        }
        let value = found.path.get(&resource.values);
        maps.extend(value.filter(|value| is_map(value)).map(|value| (value, found.detector)));
        let leaves = value.map(leaves).unwrap_or_default();
        for (_, text) in leaves.into_iter().filter(|(_, text)| text.len() >= SHORTEST) {
            texts.entry(text).or_insert(found.detector);
        }
    }
    if texts.is_empty() && maps.is_empty() {
        return;
    }
    let mut repeated = Vec::new();
    if !maps.is_empty() {
        visit(&resource.values, |path, value| {
            let map = maps.iter().find(|(map, _)| is_map(value) && *map == value);
            repeated.extend(map.map(|(_, detector)| SecretLike { path: path.clone(), detector: *detector }));
        });
    }
    repeated.retain(|one| !like.iter().any(|found| found.path.covers(&one.path)));
    like.append(&mut repeated);
    let echoes = leaves(&resource.values).into_iter().filter_map(|(path, text)| Some((path, *texts.get(text)?)));
    let echoes = echoes.filter(|(path, _)| !like.iter().any(|found| found.path.covers(path)));
    let echoes: Vec<_> = echoes.map(|(path, detector)| SecretLike { path, detector }).collect();
    like.extend(echoes);
}

/// `true` for a map with something in it.
fn is_map(value: &Value) -> bool {
    value.as_object().is_ok_and(|map| !map.is_empty())
}

/// Every text in a value with its path.
fn leaves(value: &Value) -> Vec<(AttributePath, &str)> {
    let mut found = Vec::new();
    visit(value, |path, value| found.extend(text(value).map(|text| (path.clone(), text))));
    found
}

/// Everything in a value with its path, what lies around it first.
fn visit<'v>(value: &'v Value, mut see: impl FnMut(&AttributePath, &'v Value)) {
    let mut open = vec![(AttributePath::default(), value)];
    while let Some((path, value)) = open.pop() {
        see(&path, value);
        match value {
            Value::Array(list) => open.extend(list.iter().enumerate().map(|(at, value)| (path.join(Segment::Index(at)), value))),
            Value::Object(object) => open.extend(object.iter().filter_map(|(key, value)| match key {
                Value::String(key) => Some((path.join(Segment::Key(key.clone())), value)),
                _ => None,
            })),
            _ => {}
        }
    }
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

/// Adds the places of attributes that hold secrets by their name, in what lies at `at`.
fn named(at: &mut Vec<Segment>, value: &Value, found: &mut Vec<AttributePath>) {
    match value {
        Value::Object(object) => {
            for (name, value) in object.iter() {
                let (Value::String(name), Value::String(_) | Value::Array(_) | Value::Object(_)) = (name, value) else {
                    continue;
                };
                let is_secret = text(value).is_some() && SECRET_ATTRIBUTES.contains(&&**name);
                if !is_secret && text(value).is_some() {
                    continue;
                }
                at.push(Segment::Key(name.clone()));
                if is_secret {
                    found.push(at.iter().cloned().collect());
                } else {
                    named(at, value, found);
                }
                at.pop();
            }
        }
        Value::Array(list) => {
            for (position, value) in list.iter().enumerate() {
                at.push(Segment::Index(position));
                named(at, value, found);
                at.pop();
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
        // Null and empty are presence, not content.
        Value::Null => return,
        Value::String(text) if text.is_empty() => return,
        // Whoever put a marker there did not say what it looked like.
        Value::String(text) if **text == *MARKER => {
            let reason = "it was taken out before it was looked into".into();
            resource.unknown.mark(path.clone(), Unknown { kind: UnknownKind::Unreadable, reason });
            return;
        }
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

#[cfg(test)]
mod tests {
    use super::super::sample::resource;
    use super::*;
    use crate::account::snapshot;
    use crate::inventory::Inventory;
    use serde_json::json;

    fn redacted(kind: &str, values: &str) -> Inventory {
        let json = format!(
            r#"{{"schema": "checker.snapshot/1", "account": "1", "resources": [{{"address": "a", "type": "{kind}", "values": {values}}}]}}"#
        );
        snapshot::read("s", json.as_bytes()).expect("a snapshot")
    }

    fn sensitive(values: &str, marks: &str) -> (Resource, Masked) {
        let mut inventory = redacted("aws_x", "{}");
        let mut resource = inventory.resources.remove(0);
        resource.values = Value::from_json_str(values).expect(values);
        let mut masked = Masked::default();
        redact(&mut resource, &serde_json::from_str(marks).expect(marks), &mut masked);
        (resource, masked)
    }

    fn signs(resource: &Resource) -> Vec<String> {
        resource.secret_like.iter().map(|found| format!("{} {}", found.path, found.detector.name())).collect()
    }

    #[test]
    fn settings_that_policies_need_keep_their_values() {
        let environment =
            NAMED_SETTINGS.iter().map(|name| format!(r#"{{"name": "{name}", "value": "kept"}}"#)).collect::<Vec<_>>();
        let containers =
            format!(r#"[{{"environment": [{}, {{"name": "OTHER", "value": "a setting"}}]}}]"#, environment.join(", "));
        let inventory = redacted("aws_ecs_task_definition", &format!(r#"{{"container_definitions": {containers}}}"#));
        let text = inventory.resources[0].values.to_string();
        assert_eq!((text.matches("kept").count(), text.matches("a setting").count()), (NAMED_SETTINGS.len(), 0), "{text}");
        assert_eq!(signs(&inventory.resources[0]), Vec::<String>::new(), "masked for where it stands, not for how it looks");
        assert_eq!(inventory.masked.iter().collect::<Vec<_>>(), ["a setting"]);
    }

    #[test]
    fn a_setting_that_holds_a_secret_does_not_keep_it() {
        let containers = r#"[{"environment": [{"name": "AUTH_TYPE", "value": "postgres://a:hunter2@b/c"}]}]"#;
        let inventory = redacted("aws_ecs_task_definition", &format!(r#"{{"container_definitions": {containers}}}"#));
        assert_eq!(signs(&inventory.resources[0]), ["container_definitions[0].environment[0].value prefix"]);
        assert!(!inventory.resources[0].values.to_string().contains("hunter2"));
        assert!(inventory.masked.iter().any(|text| text == "hunter2"), "the secret inside of it is looked for too");
    }

    #[test]
    fn a_flag_covers_what_lies_below_it() {
        let (resource, masked) = sensitive(
            r#"{"a": {"b": ["hidden-one", 5], "password": "hidden-two"}, "c": null, "d": "", "e": "open"}"#,
            r#"{"a": true, "c": true, "d": true}"#,
        );
        assert_eq!(signs(&resource), ["a sensitive"]);
        assert_eq!(resource.values, Value::from_json_str(r#"{"c": null, "d": "", "e": "open"}"#).expect("JSON"));
        assert_eq!(
            resource.unknown.iter().map(|(path, unknown)| (path.to_string(), unknown.kind)).collect::<Vec<_>>(),
            [("a".to_owned(), UnknownKind::Redacted)]
        );
        assert_eq!(masked.iter().collect::<Vec<_>>(), ["hidden-one", "hidden-two"]);
    }

    #[test]
    fn an_echo_of_a_secret_is_one() {
        let (resource, _) = sensitive(
            r#"{"tags": {"x": "hidden-one", "y": "plain"}, "tags_all": {"x": "hidden-one", "y": "plain"}}"#,
            r#"{"tags": {"x": true}}"#,
        );
        assert_eq!(signs(&resource), ["tags.x sensitive", "tags_all.x sensitive"]);
        let (resource, _) = sensitive(
            r#"{"family": "app-core", "container_definitions": [{"name": "app-core"}]}"#,
            r#"{"container_definitions": true}"#,
        );
        assert_eq!(signs(&resource), ["container_definitions sensitive"], "its name is no secret");
    }

    #[test]
    fn a_whole_attribute_is_repeated_by_another() {
        let (resource, _) = sensitive(r#"{"a": "hidden-one", "b": "hidden-one"}"#, r#"{"a": true}"#);
        assert_eq!(signs(&resource), ["a sensitive", "b sensitive"]);
        let (resource, _) = sensitive(r#"{"a": ["hidden-one"], "b": [["hidden-one"]]}"#, r#"{"a": true}"#);
        assert_eq!(signs(&resource), ["a sensitive", "b[0][0] sensitive"]);
        let (resource, _) = sensitive(r#"{"environment": "hidden-one", "name": "hidden-one"}"#, r#"{"environment": true}"#);
        assert_eq!(signs(&resource), ["environment sensitive"], "settings stand elsewhere with good reason");
    }

    #[test]
    fn a_map_that_is_repeated_hides_its_keys_too() {
        let values = r#"{"input": {"secret": {"hidden-key": 5}}, "output": {"secret": {"hidden-key": 5}}, "other": {}}"#;
        let (resource, _) = sensitive(values, r#"{"input": {"secret": true}}"#);
        assert_eq!(signs(&resource), ["input.secret sensitive", "output.secret sensitive"]);
        let (resource, _) = sensitive(r#"{"a": {}, "b": {}}"#, r#"{"a": true}"#);
        assert_eq!(signs(&resource), ["a sensitive"], "nothing is repeated");
    }

    #[test]
    fn a_surer_sign_than_the_flag_stays() {
        let (resource, _) = sensitive(r#"{"a": "postgres://a:hunter2@b/c", "b": "plainly-hidden"}"#, r#"{"a": true, "b": true}"#);
        assert_eq!(signs(&resource), ["a prefix", "b sensitive"]);
    }

    #[test]
    fn hiding_a_value_hides_its_sign() {
        use crate::inventory::hide::{Hidden, hide};
        let inventory = redacted("aws_x", r#"{"a": {"password": "hunter2"}}"#);
        assert_eq!(signs(&inventory.resources[0]), ["a.password name"]);
        let hidden = hide(&inventory, &[Hidden::Value("a".to_owned(), AttributePath::attribute("a"))]);
        assert_eq!(signs(&hidden.resources[0]), Vec::<String>::new());
    }

    /// What is left of the values, and the paths that are marked.
    fn left(values: serde_json::Value, sensitive: serde_json::Value) -> (Value, Vec<String>) {
        let mut resource = resource("aws_x.y", values);
        redact(&mut resource, &serde_json::from_value(sensitive).expect("marks"), &mut Masked::default());
        (resource.values, resource.unknown.iter().map(|(path, _)| path.to_string()).collect())
    }

    #[test]
    fn what_is_marked_is_taken_out() {
        let values = json!({"text": "canary", "list": ["a", 7], "none": null, "empty": "", "open": "o", "map": {"a": "b"}});
        let sensitive = json!({"text": true, "list": [false, true], "none": true, "empty": true, "map": true, "gone": true});
        let (values, marked) = left(values, sensitive);
        assert_eq!(values, Value::from(json!({"text": MARKER, "list": ["a", null], "none": null, "empty": "", "open": "o"})));
        assert_eq!(marked, ["list[1]", "map", "text"]);
    }

    #[test]
    fn secret_attributes_are_taken_out_at_any_depth() {
        let values =
            json!({"password": "canary", "user_data": null, "secret": {"name": "n"}, "list": [{"auth_token": "canary"}]});
        let (values, marked) = left(values, json!({}));
        let expected = json!({"password": MARKER, "user_data": null, "secret": {"name": "n"}, "list": [{"auth_token": MARKER}]});
        assert_eq!(values, Value::from(expected));
        assert_eq!(marked, ["list[0].auth_token", "password"]);
    }

    #[test]
    fn environments_keep_their_names_and_the_settings_that_policies_need() {
        let values = json!({
            "container_definitions": [{"environment": [{"name": "POOL_MODE", "value": "session"}, {"name": "URL", "value": "canary"}]}],
            "environment": [{"variables": {"URL": "canary"}}],
        });
        let (values, marked) = left(values, json!({}));
        let expected = json!({
            "container_definitions": [{"environment": [{"name": "POOL_MODE", "value": "session"}, {"name": "URL", "value": MARKER}]}],
            "environment": [{"variables": {"URL": MARKER}}],
        });
        assert_eq!(values, Value::from(expected));
        assert_eq!(marked, ["container_definitions[0].environment[1].value", "environment[0].variables.URL"]);
    }

    #[test]
    fn an_attribute_is_secret_by_its_name_at_any_depth() {
        let values = r#"{"name": "open", "block": [{"user_data": "harmless", "tags": {"api_key": "short", "size": "small"}}], "password": {"secret": "x"}}"#;
        let (resource, _) = sensitive(values, "{}");
        let places = |texts: &[&str]| texts.iter().map(|text| text.parse().expect(text)).collect::<Vec<AttributePath>>();
        let mut found = Vec::new();
        named(&mut Vec::new(), &Value::from_json_str(values).expect(values), &mut found);
        found.sort();
        assert_eq!(found, places(&["block[0].tags.api_key", "block[0].user_data", "password.secret"]));
        assert_eq!(entry(&resource.values, "name").and_then(text), Some("open"));
        assert!(!resource.values.to_string().contains("harmless") && resource.values.to_string().contains("small"));
    }

    #[test]
    fn user_data_is_looked_into_in_base64_and_not_known_as_a_hash() {
        let marked = |resource: &Resource| {
            let unknown =
                resource.unknown.iter().map(|(path, unknown)| format!("{path} {} {}", unknown.kind.name(), unknown.reason));
            unknown.collect::<Vec<_>>()
        };
        // `export TOKEN=ghp_0123456789abcdefghijABCDEFGHIJ012345`
        let token = "ZXhwb3J0IFRPS0VOPWdocF8wMTIzNDU2Nzg5YWJjZGVmZ2hpakFCQ0RFRkdISUowMTIzNDU=";
        let (found, _) = sensitive(&format!(r#"{{"user_data": "{token}"}}"#), "{}");
        assert_eq!(
            (signs(&found), marked(&found)),
            (vec!["user_data prefix".into()], vec!["user_data redacted sensitive".into()])
        );
        let (found, _) = sensitive(r#"{"user_data_base64": "IyEvYmluL3NoCmVjaG8gYQ=="}"#, "{}");
        assert_eq!((signs(&found), marked(&found)), (Vec::new(), vec!["user_data_base64 redacted sensitive".into()]));
        let (found, masked) = sensitive(r#"{"user_data": "0123456789abcdef0123456789abcdef01234567"}"#, "{}");
        assert_eq!(marked(&found), ["user_data unreadable only a hash of it is here"]);
        assert_eq!((found.values, masked.iter().count()), (Value::new_object(), 1));
    }

    #[test]
    fn what_somebody_else_took_out_was_not_looked_into() {
        let (found, masked) = sensitive(r#"{"password": "(redacted)", "secret": "a secret"}"#, "{}");
        let kinds: Vec<_> = found.unknown.iter().map(|(path, unknown)| (path.to_string(), unknown.kind)).collect();
        assert_eq!(kinds, [("password".into(), UnknownKind::Unreadable), ("secret".into(), UnknownKind::Redacted)]);
        assert_eq!(masked.iter().collect::<Vec<_>>(), ["a secret"]);
    }

    #[test]
    fn many_resources_are_redacted_as_one_is() {
        let one = |at: usize| resource(&format!("aws_x.r{at:04}"), json!({"password": format!("a password {at}"), "n": at}));
        let marks: Vec<Marks> = (0..2_001).map(|_| serde_json::from_value(json!({"n": true})).expect("marks")).collect();
        let (mut all, mut each): (Vec<_>, Vec<_>) = ((0..2_001).map(one).collect(), (0..2_001).map(one).collect());
        let (mut found, mut expected) = (Masked::default(), Masked::default());
        redact_all(&mut all, &marks, &mut found);
        each.iter_mut().zip(&marks).for_each(|(resource, marks)| redact(resource, marks, &mut expected));
        assert_eq!((&all, &found), (&each, &expected));
        assert_eq!(found.iter().count(), 2_001);
        redact_all(&mut [], &[], &mut found);
    }
}
