//! Hiding: an inventory with something of it made unknown, to test that a policy's definite verdicts never depend on luck.

use super::path::{AttributePath, Segment};
use super::unknown::UnknownKind;
use super::value::Value;
use super::{Inventory, Kind, Mode};

/// One thing that can be hidden.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hidden {
    /// A value at or under a path of a resource.
    Value(String, AttributePath),
    /// The links of a path.
    Link(String, AttributePath),
    /// A whole resource: it is missing, and its type is not complete.
    Resource(String),
    /// The completeness of a type in a scope.
    Coverage(String, String),
    /// The region that a resource is in.
    Region(String),
}

/// Everything of an inventory that can be hidden: every value at every depth, link, region, resource and list.
pub fn everything(inventory: &Inventory) -> Vec<Hidden> {
    let mut all = Vec::new();
    for resource in &inventory.resources {
        let address = || resource.address.to_string();
        let mut open = vec![(AttributePath::default(), &resource.values)];
        while let Some((path, value)) = open.pop() {
            if !path.is_empty() && resource.unknown.above(&path).is_none() {
                all.push(Hidden::Value(address(), path.clone()));
            }
            match value {
                Value::Object(object) => open.extend(object.iter().filter_map(|(key, value)| match key {
                    Value::String(key) => Some((path.join(Segment::Key(key.clone())), value)),
                    _ => None,
                })),
                Value::Array(list) => {
                    open.extend(list.iter().enumerate().map(|(at, value)| (path.join(Segment::Index(at)), value)));
                }
                _ => {}
            }
        }
        all.extend(resource.links.keys().map(|path| Hidden::Link(address(), path.clone())));
        all.extend(resource.region.is_some().then(|| Hidden::Region(address())));
        all.push(Hidden::Resource(address()));
    }
    for (name, scope) in &inventory.scopes {
        let kinds: std::collections::BTreeSet<_> = inventory.resources.iter().map(|resource| &resource.kind).collect();
        for kind in kinds.into_iter().filter(|kind| scope.complete.reason(kind).is_none()) {
            all.push(Hidden::Coverage(name.to_string(), kind.to_string()));
        }
    }
    all.sort();
    all
}

/// The inventory with `hidden` hidden.
pub fn hide<'h>(inventory: &Inventory, hidden: impl IntoIterator<Item = &'h Hidden>) -> Inventory {
    let mut left = inventory.clone();
    for one in hidden {
        match one {
            Hidden::Value(address, path) => {
                let Some(resource) = left.resource_mut(address) else { continue };
                remove(&mut resource.values, path.segments());
                resource.unknown.mark(path.clone(), UnknownKind::Hidden);
                resource.secret_like.retain(|found| !path.covers(&found.path));
            }
            Hidden::Link(address, path) => {
                let Some(resource) = left.resource_mut(address) else { continue };
                resource.links.remove(path);
                remove(&mut resource.values, path.segments());
                resource.unknown.mark(path.clone(), UnknownKind::Link);
            }
            Hidden::Resource(address) => {
                let Some(position) = left.position(address) else { continue };
                let resource = left.resources.remove(position);
                // An account's list is one, whatever scopes its resources have.
                let account = inventory.kind == Kind::Snapshot;
                let scopes = left.scopes.iter_mut().filter(|(name, _)| account || **name == resource.scope);
                for (_, scope) in scopes.filter(|_| resource.mode == Mode::Managed) {
                    scope.complete.by_type.insert(resource.kind.to_string(), "some of it is hidden".to_owned());
                }
            }
            Hidden::Region(address) => {
                if let Some(resource) = left.resource_mut(address) {
                    resource.region = None;
                }
            }
            Hidden::Coverage(scope, kind) => {
                if let Some(scope) = left.scopes.get_mut(scope.as_str()) {
                    scope.complete.by_type.insert(kind.clone(), "it is hidden".to_owned());
                }
            }
        }
    }
    left
}

/// Takes a value out. In a list a null stays in its place, so that the others keep theirs.
pub fn remove(value: &mut Value, path: &[Segment]) {
    let Some((last, above)) = path.split_last() else { return };
    // What is not there need not be taken out: to write to a value is to copy it first, where it is shared.
    let there = path.iter().try_fold(&*value, |value, segment| match (segment, value) {
        (Segment::Key(name), Value::Object(object)) => object.get(&Value::String(name.clone())),
        (Segment::Index(at), Value::Array(list)) => list.get(*at).filter(|entry| **entry != Value::Null),
        _ => None,
    });
    if there.is_none() {
        return;
    }
    let Some(place) = super::decode::place(value, above) else { return };
    match last {
        Segment::Key(name) => {
            if let Ok(object) = place.as_object_mut() {
                object.remove(&Value::String(name.clone()));
            }
        }
        Segment::Index(at) => {
            if let Some(entry) = place.as_array_mut().ok().and_then(|list| list.get_mut(*at)) {
                *entry = Value::Null;
            }
        }
        Segment::Any => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{inventory, path, resource};
    use super::super::{Certainty, Inventory, Resource};
    use super::*;
    use serde_json::json;

    fn sample() -> Inventory {
        let values = json!({"name": "n", "rule": [{"mode": null}], "secret": "(redacted)"});
        let one = resource("aws_vpc.a", values).not_knowing("secret", UnknownKind::Redacted).linked(
            "owner",
            "aws_vpc.b",
            Certainty::Certain,
        );
        let other = Resource { region: Some("eu-central-1".into()), ..resource("aws_vpc.b", json!({"name": "n"})) };
        inventory(vec![one, other, resource("data.aws_subnet.c", json!({}))])
    }

    #[test]
    fn every_value_link_resource_and_list_can_be_hidden() {
        let value = |address: &str, at: &str| Hidden::Value(address.into(), path(at));
        let expected = [
            value("aws_vpc.a", "name"),
            value("aws_vpc.a", "rule"),
            value("aws_vpc.a", "rule[0]"),
            value("aws_vpc.a", "rule[0].mode"),
            value("aws_vpc.b", "name"),
            Hidden::Link("aws_vpc.a".into(), path("owner")),
            Hidden::Region("aws_vpc.b".into()),
            Hidden::Resource("aws_vpc.a".into()),
            Hidden::Resource("aws_vpc.b".into()),
            Hidden::Resource("data.aws_subnet.c".into()),
            Hidden::Coverage("production".into(), "aws_subnet".into()),
            Hidden::Coverage("production".into(), "aws_vpc".into()),
        ];
        let found: std::collections::BTreeSet<Hidden> = everything(&sample()).into_iter().collect();
        assert_eq!(found, expected.into_iter().collect());
    }

    #[test]
    fn what_is_hidden_is_gone_and_nothing_else() {
        let (all, kind) =
            (sample(), |left: &Inventory, at: &str| left.resources[0].unknown.above(&path(at)).map(|(_, entry)| entry.kind));
        let left = hide(&all, &[Hidden::Value("aws_vpc.a".into(), path("rule[0].mode"))]);
        assert_eq!(left.resources[0].values, Value::from(json!({"name": "n", "rule": [{}], "secret": "(redacted)"})));
        assert_eq!(kind(&left, "rule[0].mode"), Some(UnknownKind::Hidden));
        assert_eq!(left.resources[1..], all.resources[1..]);

        let left = hide(&all, &[Hidden::Value("aws_vpc.a".into(), path("rule[0]"))]);
        assert_eq!(left.resources[0].values, Value::from(json!({"name": "n", "rule": [null], "secret": "(redacted)"})));

        let mut linked = sample();
        linked.resources[1] = linked.resources[1].clone().linked("owner", "aws_vpc.a", Certainty::Certain);
        let left = hide(&linked, &[Hidden::Link("aws_vpc.a".into(), path("owner"))]);
        assert_eq!((left.resources[0].links.len(), left.resources[1].links.len()), (0, 1));
        assert_eq!(kind(&left, "owner"), Some(UnknownKind::Link));

        let left = hide(&all, &[Hidden::Region("aws_vpc.b".into())]);
        assert_eq!(left.resources[1], Resource { region: None, ..all.resources[1].clone() });
        assert_eq!((&left.resources[0], &left.resources[2]), (&all.resources[0], &all.resources[2]));

        let left = hide(&all, &[Hidden::Resource("aws_vpc.b".into())]);
        let addresses: Vec<&str> = left.resources.iter().map(|resource| &*resource.address).collect();
        assert_eq!(addresses, ["aws_vpc.a", "data.aws_subnet.c"]);
        assert_eq!(left.incomplete("production", "aws_vpc"), Some("some of it is hidden"));

        let mut account = sample();
        account.scopes.insert("edge".into(), Default::default());
        account.kind = Kind::Snapshot;
        let left = hide(&account, &[Hidden::Resource("aws_vpc.b".into())]);
        assert!(["production", "edge"].iter().all(|scope| left.incomplete(scope, "aws_vpc").is_some()));

        let left = hide(&all, &[Hidden::Resource("data.aws_subnet.c".into())]);
        assert_eq!((left.resources.len(), left.incomplete("production", "aws_subnet")), (2, None));

        let left = hide(&all, &[Hidden::Coverage("production".into(), "aws_vpc".into())]);
        assert_eq!(left.resources, all.resources);
        assert_eq!(
            (left.incomplete("production", "aws_vpc"), left.incomplete("production", "aws_subnet")),
            (Some("it is hidden"), None)
        );
    }
}
