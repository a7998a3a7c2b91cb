//! Edits: small changes of an inventory, as somebody would make them in the code.

use std::sync::Arc;

use crate::inventory::decode::place;
use crate::inventory::hide::remove;
use crate::inventory::path::{AttributePath, Segment};
use crate::inventory::unknown::{UnknownKind, Unknowns};
use crate::inventory::value::Value;
use crate::inventory::{Certainty, Inventory, Link, Resource, links};

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// An attribute has this value.
    Set(Arc<str>, AttributePath, Value),
    /// An attribute is left out.
    Unset(Arc<str>, AttributePath),
    /// An element of a list is left out; the path is the element's.
    Shorten(Arc<str>, AttributePath),
    /// An attribute does not point to this any more.
    Unlink(Arc<str>, AttributePath, Arc<str>),
    /// An attribute points to this and to nothing else.
    Link(Arc<str>, AttributePath, Arc<str>),
    /// A resource is in this region.
    Region(Arc<str>, String),
    /// A resource is left out.
    Drop(Arc<str>),
    /// A resource is added.
    Add(Box<Resource>),
    /// Everything of a type is known in a scope.
    Complete(String, String),
}

impl Edit {
    /// How much it changes, to compare two edits by.
    pub fn size(&self) -> usize {
        match self {
            Self::Set(_, _, value) => leaves(value),
            Self::Region(..) => 1,
            Self::Unset(..) => 2,
            Self::Shorten(..) | Self::Unlink(..) | Self::Link(..) | Self::Complete(..) => 3,
            Self::Drop(_) => 4,
            Self::Add(resource) => 5 + leaves(&resource.values),
        }
    }

    /// The same without one entry of the block that it writes, for each entry.
    pub fn smaller(&self) -> Vec<Self> {
        let Self::Set(address, path, block) = self else { return Vec::new() };
        let mut places = Vec::new();
        entries(block, &AttributePath::default(), &mut places);
        let without = places.iter().map(|place| {
            let mut block = block.clone();
            remove(&mut block, place.segments());
            Self::Set(Arc::clone(address), path.clone(), block)
        });
        without.collect()
    }

    /// The inventory with the change in it; `None` where it changes nothing there.
    pub fn apply(&self, inventory: &Inventory) -> Option<Inventory> {
        let mut changed = inventory.clone();
        match self {
            Self::Set(address, path, value) => {
                let resource = changed.resource_mut(address)?;
                forget(resource, path);
                *make(&mut resource.values, path.segments())? = value.clone();
            }
            Self::Unset(address, path) => {
                let resource = changed.resource_mut(address)?;
                forget(resource, path);
                remove(&mut resource.values, path.segments());
            }
            Self::Shorten(address, path) => shorten(changed.resource_mut(address)?, path)?,
            Self::Unlink(address, path, target) => {
                let links = changed.resource_mut(address)?.links.get_mut(path)?;
                links.retain(|link| link.to != *target);
                if links.is_empty() {
                    return None;
                }
            }
            Self::Link(address, path, target) => {
                let resource = changed.resource_mut(address)?;
                // Whatever the name was, it is another one now, and the link says whose.
                if resource.unknown.above(path).is_none_or(|(_, unknown)| unknown.kind == UnknownKind::Unset) {
                    remove(&mut resource.values, path.segments());
                    resource.unknown.forget(path);
                    resource.unknown.mark(path.clone(), UnknownKind::AfterApply);
                }
                let link = Link { to: Arc::clone(target), certainty: Certainty::Certain };
                resource.links.insert(path.clone(), vec![link]);
            }
            Self::Region(address, region) => changed.resource_mut(address)?.region = Some(region.clone()),
            Self::Drop(address) => {
                let before = changed.resources.len();
                changed.resources.retain(|resource| resource.address != *address);
                for resource in &mut changed.resources {
                    resource.links.values_mut().for_each(|links| links.retain(|link| link.to != *address));
                    resource.links.retain(|_, links| !links.is_empty());
                }
                (changed.resources.len() < before).then_some(())?;
            }
            Self::Add(resource) => {
                let at = changed.resources.binary_search_by(|other| other.address.cmp(&resource.address)).err()?;
                changed.resources.insert(at, (**resource).clone());
            }
            Self::Complete(scope, kind) => {
                let complete = &mut changed.scopes.get_mut(scope.as_str())?.complete;
                let short = complete.all.take().is_some() | complete.by_type.remove(kind).is_some();
                let unread = complete.read.as_mut().is_some_and(|read| read.insert(kind.clone()));
                (short || unread).then_some(())?;
            }
        }
        links::by_value(&mut changed);
        Some(changed)
    }
}

/// Forgets what was not known, was secret or was linked at a path.
fn forget(resource: &mut Resource, path: &AttributePath) {
    let under: Vec<AttributePath> =
        resource.unknown.iter().map(|(known, _)| known).filter(|known| path.covers(known)).cloned().collect();
    under.iter().for_each(|known| resource.unknown.forget(known));
    resource.links.retain(|known, _| !path.covers(known));
    resource.secret_like.retain(|found| !path.covers(&found.path));
}

/// The place at a path, made where it is not there; `None` where something else stands in the way.
fn make<'v>(value: &'v mut Value, path: &[Segment]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, segment| match segment {
        Segment::Key(name) => {
            if *value == Value::Null {
                *value = Value::new_object();
            }
            let (object, key) = (value.as_object_mut().ok()?, Value::String(Arc::clone(name)));
            if !object.contains_key(&key) {
                object.insert(key.clone(), Value::Null);
            }
            object.get_mut(&key)
        }
        Segment::Index(at) => {
            if *value == Value::Null {
                *value = Value::from(Vec::new());
            }
            let list = value.as_array_mut().ok()?;
            if list.len() == *at {
                list.push(Value::Null);
            }
            list.get_mut(*at)
        }
        Segment::Any => None,
    })
}

/// Leaves an element out of a list; what is said of those behind it moves up.
fn shorten(resource: &mut Resource, path: &AttributePath) -> Option<()> {
    let Some(Segment::Index(gone)) = path.segments().last() else { return None };
    let list = path.parent()?;
    let depth = list.segments().len();
    let elements = place(&mut resource.values, list.segments())?;
    let mut left = elements.as_array().ok().filter(|list| *gone < list.len())?.to_vec();
    left.remove(*gone);
    *elements = Value::from(left);
    let moved = |known: &AttributePath| -> Option<AttributePath> {
        match known.segments().get(depth) {
            Some(Segment::Index(at)) if list.covers(known) => {
                let step = match at.cmp(gone) {
                    std::cmp::Ordering::Less => *at,
                    std::cmp::Ordering::Equal => return None,
                    std::cmp::Ordering::Greater => at - 1,
                };
                let steps = known.segments().iter().enumerate();
                Some(steps.map(|(at, segment)| if at == depth { Segment::Index(step) } else { segment.clone() }).collect())
            }
            _ => Some(known.clone()),
        }
    };
    let mut unknown = Unknowns::default();
    for (known, entry) in resource.unknown.iter() {
        if let Some(path) = moved(known) {
            unknown.mark(path, entry.clone());
        }
    }
    resource.unknown = unknown;
    resource.links =
        std::mem::take(&mut resource.links).into_iter().filter_map(|(path, links)| Some((moved(&path)?, links))).collect();
    resource.secret_like.retain_mut(|found| moved(&found.path).map(|path| found.path = path).is_some());
    Some(())
}

/// The entries of the maps in a value that hold no map or list.
fn entries(value: &Value, at: &AttributePath, found: &mut Vec<AttributePath>) {
    match value {
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(number, value)| entries(value, &at.join(Segment::Index(number)), found));
        }
        Value::Object(object) => {
            for (key, value) in object.iter() {
                let Value::String(key) = key else { continue };
                entries(value, &at.join(Segment::Key(Arc::clone(key))), found);
            }
        }
        _ if matches!(at.segments().last(), Some(Segment::Key(_))) => found.push(at.clone()),
        _ => {}
    }
}

fn leaves(value: &Value) -> usize {
    match value {
        Value::Array(list) => list.iter().map(leaves).sum::<usize>().max(1),
        Value::Object(object) => object.iter().map(|(_, value)| leaves(value)).sum::<usize>().max(1),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inventory::sample::{inventory, path, resource};
    use serde_json::json;

    fn sample() -> Inventory {
        let values = json!({"list": ["x", "y", null, "w"], "map": {"a": 1}, "flag": true});
        let group = resource("a.g", values)
            .not_knowing("list[2]", UnknownKind::AfterApply)
            .not_knowing("later.deep", UnknownKind::AfterApply)
            .linked("list[0]", "a.x", Certainty::Certain)
            .linked("list[3]", "a.w", Certainty::Certain)
            .linked("many", "a.x", Certainty::Certain)
            .linked("many", "a.w", Certainty::Ambiguous);
        inventory(vec![group, resource("a.w", json!({})), resource("a.x", json!({}))])
    }

    /// The group after an edit: its values, its unknown places and its links.
    fn after(edit: &Edit) -> Option<(String, Vec<String>, Vec<String>)> {
        let changed = edit.apply(&sample())?;
        let group = &changed.resources[0];
        let links = group.links.iter().flat_map(|(path, links)| links.iter().map(move |link| format!("{path} {}", link.to)));
        Some((
            serde_json::to_string(&group.values).expect("JSON"),
            group.unknown.iter().map(|(path, _)| path.to_string()).collect(),
            links.collect(),
        ))
    }

    fn values_after(edit: &Edit) -> String {
        after(edit).map(|(values, ..)| values).unwrap_or_default()
    }

    #[test]
    fn what_stands_behind_an_element_moves_up() {
        let (values, unknown, links) = after(&Edit::Shorten("a.g".into(), path("list[0]"))).expect("an edit");
        assert_eq!(values, r#"{"flag":true,"list":["y",null,"w"],"map":{"a":1}}"#);
        assert_eq!(unknown, ["later.deep", "list[1]"]);
        assert_eq!(links, ["list[2] a.w", "many a.x", "many a.w"]);
        assert_eq!(after(&Edit::Shorten("a.g".into(), path("list[4]"))), None);
        assert_eq!(after(&Edit::Shorten("a.g".into(), path("list"))), None);
    }

    #[test]
    fn a_value_is_written_where_there_was_none_and_forgets_what_was_not_known() {
        let set = |at: &str| Edit::Set("a.g".into(), path(at), Value::from(7));
        let (values, unknown, _) = after(&set("later.deep")).expect("an edit");
        assert!(values.contains(r#""later":{"deep":7}"#) && unknown == ["list[2]"], "{values} {unknown:?}");
        assert!(values_after(&set("new[0].x")).contains(r#""new":[{"x":7}]"#));
        assert_eq!(after(&set("flag.x")), None, "something else stands there");
        let (_, unknown, links) = after(&set("list")).expect("an edit");
        assert_eq!((unknown, links), (vec!["later.deep".to_owned()], vec!["many a.x".to_owned(), "many a.w".to_owned()]));
        assert!(!values_after(&Edit::Unset("a.g".into(), path("flag"))).contains("flag"));
    }

    #[test]
    fn links_are_set_and_taken_away() {
        let links = |edit: Edit| after(&edit).map(|(_, _, links)| links);
        let link = links(Edit::Link("a.g".into(), path("many"), "a.w".into()));
        assert_eq!(link, Some(vec!["list[0] a.x".into(), "list[3] a.w".into(), "many a.w".into()]));
        let unlink = links(Edit::Unlink("a.g".into(), path("many"), "a.w".into()));
        assert_eq!(unlink, Some(vec!["list[0] a.x".into(), "list[3] a.w".into(), "many a.x".into()]));
        assert_eq!(links(Edit::Unlink("a.g".into(), path("list[0]"), "a.x".into())), None, "a list of nothing is another edit");
        assert_eq!(links(Edit::Drop("a.w".into())), Some(vec!["list[0] a.x".into(), "many a.x".into()]));
        assert_eq!(links(Edit::Drop("a.gone".into())), None);
        assert_eq!(links(Edit::Add(Box::new(resource("a.x", json!({}))))), None, "it is there");
    }

    #[test]
    fn what_is_not_set_is_pointed_to_something() {
        let unset = resource("a.g", json!({})).not_knowing("many", UnknownKind::Unset).not_knowing("one", UnknownKind::Redacted);
        let all = inventory(vec![unset, resource("a.x", json!({}))]);
        let kind = |at: &str| {
            let changed = Edit::Link("a.g".into(), path(at), "a.x".into()).apply(&all).expect("an edit");
            changed.resources[0].unknown.above(&path(at)).map(|(_, unknown)| unknown.kind)
        };
        assert_eq!((kind("many"), kind("one")), (Some(UnknownKind::AfterApply), Some(UnknownKind::Redacted)));
    }

    #[test]
    fn a_resource_is_put_into_another_region() {
        let changed = Edit::Region("a.w".into(), "eu-central-1".into()).apply(&sample()).expect("an edit");
        let regions: Vec<Option<&str>> = changed.resources.iter().map(|resource| resource.region.as_deref()).collect();
        assert_eq!(regions, [None, Some("eu-central-1"), None]);
        assert_eq!(Edit::Region("a.gone".into(), "eu-central-1".into()).apply(&sample()), None);
    }

    #[test]
    fn a_list_is_complete_once() {
        let mut short = sample();
        let complete = Edit::Complete("production".into(), "a".into());
        assert_eq!(complete.apply(&short), None);
        short.scopes.get_mut("production").expect("the scope").complete.by_type.insert("a".into(), "denied".into());
        let whole = complete.apply(&short).expect("an edit");
        assert_eq!((short.incomplete("production", "a"), whole.incomplete("production", "a")), (Some("denied"), None));
    }

    #[test]
    fn a_block_without_each_of_its_entries() {
        let block = Value::from(json!([{"b": 1, "c": {"d": "x"}}]));
        let smaller = Edit::Set("a.g".into(), path("block"), block).smaller();
        let texts: Vec<String> = smaller.iter().map(values_after).collect();
        assert!(
            texts.len() == 2 && texts[0].contains(r#"[{"c":{"d":"x"}}]"#) && texts[1].contains(r#"[{"b":1,"c":{}}]"#),
            "{texts:?}"
        );
        assert!(Edit::Drop("a.g".into()).smaller().is_empty());
    }
}
