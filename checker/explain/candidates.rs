//! Edits that might change a verdict, the smallest first. None is taken for granted: each is judged.

use std::sync::Arc;

use super::edit::Edit;
use super::judge::About;
use super::pool::Pool;
use super::reads::{Read, Reads, State};
use crate::finding::{Judgement, Verdict};
use crate::inventory::path::{AttributePath, Segment};
use crate::inventory::relations::{self, Part};
use crate::inventory::unknown::{UnknownKind, Unknowns};
use crate::inventory::value::{Value, text};
use crate::inventory::{Certainty, Inventory, Link, Mode, Resource, keys};
use crate::policy::metadata::Metadata;

/// Resources of one type that an attribute is pointed to, or that are copied.
const EACH: usize = 8;

/// Values that are tried where no judgement names the place, and the verdict does not rest on it alone.
const FEW: usize = 4;

/// Places that are looked at where nothing is nearer than anything else.
const FIRST: usize = 200;

/// What candidates are made from.
pub struct Candidates<'c> {
    /// The policy.
    pub policy: &'c Metadata,
    /// What of the inventory the verdict depends on.
    pub inventory: &'c Inventory,
    /// What it lies in: what can be pointed to, and copied.
    pub around: &'c Inventory,
    /// What the policy reads of it.
    pub reads: &'c Reads,
    /// The subject.
    pub about: &'c About,
    /// Its judgements.
    pub judgements: &'c [Judgement],
    /// Values to try.
    pub pool: &'c Pool<'c>,
}

impl Candidates<'_> {
    /// Every candidate, the smallest first, and where the verdict is undetermined what would be known, at the end. What
    /// renames a resource comes after what does not. Among those of a size the ones that are not far-fetched, and at what decides.
    pub fn all(&self) -> Vec<Edit> {
        let mut found: Vec<(u8, bool, Edit)> = Vec::new();
        let accused: Vec<usize> = self.judgements.iter().filter_map(|judgement| judgement.at).collect();
        for (number, read) in self.reads.places.iter().enumerate() {
            let near = self.reads.near.contains(&read.at) || accused.contains(&read.at);
            // Something missing leads to no resource: the first ones stand for all.
            if near || read.decides || (matches!(self.about, About::Missing(_)) && number < FIRST) {
                found.extend(self.at(read).into_iter().map(|(far, edit)| (far, !read.decides, edit)));
            }
        }
        for at in self.reads.near.iter().skip(1).chain(&accused) {
            let resource = &self.inventory.resources[*at];
            if resource.mode == Mode::Managed && !self.is_subject(resource) {
                found.push((0, true, Edit::Drop(Arc::clone(&resource.address))));
            }
        }
        found.extend(self.additions().into_iter().map(|edit| (0, true, edit)));
        found.sort_by_cached_key(|(far, undecided, edit)| (self.renames(edit), edit.size(), *far, *undecided));
        let mut all: Vec<Edit> = Vec::with_capacity(found.len());
        let open = self.judgements.iter().any(|judgement| judgement.verdict == Verdict::Undetermined);
        let revelations = if open { self.revelations() } else { Vec::new() };
        for edit in found.into_iter().map(|(.., edit)| edit).chain(revelations) {
            if !all.contains(&edit) {
                all.push(edit);
            }
        }
        all
    }

    /// What would be known: a value for each unknown place, a target for each that points nowhere, a whole list.
    pub fn revelations(&self) -> Vec<Edit> {
        let mut found = Vec::new();
        for read in self.reads.places.iter().filter(|read| matches!(read.state, State::Unknown(_))) {
            let near = self.reads.near.contains(&read.at);
            if !near && !self.judgements.iter().any(|judgement| judgement.at == Some(read.at)) && self.reads.places.len() > 500 {
                continue;
            }
            found.extend(self.targets(read));
            if read.is_region {
                found.extend(self.values(read).into_iter().map(|(_, edit)| edit));
            } else if read.links.is_empty() && read.path.root() != Some("parts") {
                found.extend(self.values(read).into_iter().map(|(_, edit)| edit));
                let address = &self.inventory.resources[read.at].address;
                found.push(Edit::Unset(Arc::clone(address), read.path.clone()));
            }
        }
        let short = self.reads.lists.iter().filter(|list| list.short.is_some());
        found.extend(short.map(|list| Edit::Complete(list.scope.clone(), list.kind.clone())));
        found
    }

    /// `true` for an edit of what a resource is called by: that makes another resource, and destroys this one.
    fn renames(&self, edit: &Edit) -> bool {
        let (Edit::Set(address, path, _) | Edit::Unset(address, path)) = edit else { return false };
        let Some(at) = self.inventory.position(address) else { return false };
        keys::attribute(&self.inventory.resources[at].kind).is_some_and(|key| path.root() == Some(key))
    }

    fn is_subject(&self, resource: &Resource) -> bool {
        matches!(self.about, About::Resource(address) if **address == *resource.address)
    }

    /// Edits at one place, each with how far it is fetched.
    fn at(&self, read: &Read) -> Vec<(u8, Edit)> {
        if read.is_region {
            return self.values(read);
        }
        let address = || Arc::clone(&self.inventory.resources[read.at].address);
        let (targets, path) = (self.targets(read), || read.path.clone());
        // What is not set can be.
        let writable = !matches!(&read.state, State::Unknown(unknown) if unknown.kind != UnknownKind::Unset);
        // What points to something is pointed to something else, and not given any name.
        let values = if targets.is_empty() && writable { self.values(read) } else { Vec::new() };
        let mut found = targets;
        if read.links.len() > 1 {
            found.extend(read.links.iter().map(|link| Edit::Unlink(address(), path(), Arc::clone(&link.to))));
        }
        let secret = matches!(&read.state, State::Unknown(unknown) if unknown.kind == UnknownKind::Redacted);
        if secret || matches!(read.state, State::Value(_)) {
            found.push(Edit::Unset(address(), path()));
        }
        // The element that it lies in, and the list around that.
        for element in std::iter::successors(Some(read.path.clone()), AttributePath::parent)
            .filter(|path| matches!(path.segments().last(), Some(Segment::Index(_))))
        {
            found.push(Edit::Shorten(address(), element.clone()));
            found.extend(element.parent().map(|list| Edit::Unset(address(), list)));
        }
        values.into_iter().chain(found.into_iter().map(|edit| (0, edit))).collect()
    }

    fn values(&self, read: &Read) -> Vec<(u8, Edit)> {
        let resource = &self.inventory.resources[read.at];
        if read.is_region {
            let regions = self.pool.regions(resource.region.as_deref()).into_iter();
            return regions.map(|(far, region)| (far, Edit::Region(Arc::clone(&resource.address), region))).collect();
        }
        let accused = self.judgements.iter().any(|one| one.at == Some(read.at) && one.attribute.touches(&read.path));
        let guess = accused || read.decides || !matches!(read.state, State::Value(_));
        let values = self.pool.values(&resource.kind, &read.path, &read.state, guess);
        let set = |value| Edit::Set(Arc::clone(&resource.address), read.path.clone(), value);
        let enough = if guess { usize::MAX } else { FEW };
        values.into_iter().take(enough).map(|(far, value)| (far, set(value))).collect()
    }

    /// What an attribute might point to instead.
    fn targets(&self, read: &Read) -> Vec<Edit> {
        let resource = &self.inventory.resources[read.at];
        let relation = relations::from(&resource.kind).iter().find(|relation| relation.attribute.touches(&read.path));
        let Some(relation) = relation else { return Vec::new() };
        let now: Vec<&Arc<str>> = read.links.iter().map(|link| &link.to).collect();
        let ambiguous = read.links.iter().any(|link| link.certainty == Certainty::Ambiguous);
        let others = self.around.resources.iter().filter(|other| other.address != resource.address);
        let targets = others.filter(|other| relation.targets(&other.kind) && other.scope == resource.scope);
        let targets = targets.filter(|other| ambiguous || !now.contains(&&other.address)).take(EACH);
        targets.map(|other| Edit::Link(Arc::clone(&resource.address), read.path.clone(), Arc::clone(&other.address))).collect()
    }

    /// Resources that might be missing: a satellite of the subject, and what the policy reads besides.
    fn additions(&self) -> Vec<Edit> {
        let mut found = Vec::new();
        let subject = match self.about {
            About::Resource(address) => self.inventory.resources.iter().find(|resource| *resource.address == **address),
            About::Missing(_) | About::Scope(_) => None,
        };
        let model_of = |kind: &str| -> Vec<&Resource> {
            let all = self.around.resources.iter().filter(|other| *other.kind == *kind && other.mode == Mode::Managed);
            all.take(EACH).collect()
        };
        let mut names: Vec<&str> = self.pool.words.iter().map(String::as_str).collect();
        if let About::Missing(name) = self.about {
            names.insert(0, name);
        }
        let Some(context) = subject.or_else(|| self.context()) else { return found };
        for kind in self.policy.types() {
            let owned = subject.and_then(|subject| {
                let mut relations = relations::from(kind).iter();
                Some((subject, relations.find(|relation| relation.part == Part::OfTarget && relation.targets(&subject.kind))?))
            });
            let made = self.pool.inside(kind, &AttributePath::default()).unwrap_or_else(Value::new_object);
            let models = model_of(kind);
            let bare = self.bare(kind, context, made);
            for model in models.into_iter().chain([&bare]) {
                if let Some((subject, relation)) = owned {
                    found.push(self.satellite(model, subject, &relation.attribute));
                } else if let Some(attribute) = keys::attribute(kind) {
                    found.extend(names.iter().map(|name| self.named(model, context, attribute, name)));
                } else if let About::Missing(name) = self.about {
                    found.push(self.named(model, context, "name", name));
                }
            }
        }
        found
    }

    /// Any resource of a scope that the policy judges: a new one is put beside it.
    fn context(&self) -> Option<&Resource> {
        self.around.resources.iter().find(|resource| self.policy.scopes.contains(&*resource.scope))
    }

    fn bare(&self, kind: &str, context: &Resource, values: Value) -> Resource {
        Resource {
            kind: kind.into(),
            index: Value::Null,
            mode: Mode::Managed,
            previous_address: None,
            values,
            unknown: Unknowns::default(),
            links: std::collections::BTreeMap::new(),
            secret_like: Vec::new(),
            ..context.clone()
        }
    }

    fn satellite(&self, model: &Resource, subject: &Resource, attribute: &AttributePath) -> Edit {
        let mut new = self.renamed(model, subject, &subject.name);
        let key = keys::attribute(&subject.kind).map(AttributePath::attribute);
        let key = key
            .filter(|key| subject.unknown.above(key).is_none())
            .and_then(|key| text(key.get(&subject.values)?).map(Value::from));
        crate::inventory::hide::remove(&mut new.values, attribute.segments());
        new.unknown.forget(attribute);
        match key {
            Some(key) => set(&mut new.values, attribute, key),
            None => new.unknown.mark(attribute.clone(), UnknownKind::AfterApply),
        }
        new.links.insert(attribute.clone(), vec![Link { to: Arc::clone(&subject.address), certainty: Certainty::Certain }]);
        Edit::Add(Box::new(new))
    }

    fn named(&self, model: &Resource, context: &Resource, attribute: &str, name: &str) -> Edit {
        let plain: String =
            name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' || c == '-' { c } else { '_' }).collect();
        let plain = plain.trim_matches(['_', '-']);
        let mut new = self.renamed(model, context, if plain.is_empty() { "new" } else { plain });
        let path = AttributePath::attribute(attribute);
        new.unknown.forget(&path);
        set(&mut new.values, &path, Value::from(name));
        Edit::Add(Box::new(new))
    }

    /// A copy of a resource under a new name beside another one.
    fn renamed(&self, model: &Resource, beside: &Resource, name: &str) -> Resource {
        let module = if beside.module.is_empty() { String::new() } else { format!("{}.", beside.module) };
        let taken = |name: &str| {
            let own = format!("{module}{}.{name}", model.kind);
            let all = self.around.resources.iter().chain(&self.inventory.resources);
            all.into_iter().any(|other| other.origin == beside.origin && *other.own_address == own)
        };
        let name = if taken(name) { format!("{name}_new") } else { name.to_owned() };
        let own_address: Arc<str> = format!("{module}{}.{name}", model.kind).into();
        let origin = beside.address.strip_suffix(&*beside.own_address).unwrap_or_default();
        Resource {
            address: format!("{origin}{own_address}").into(),
            own_address,
            origin: beside.origin,
            name: name.into(),
            index: Value::Null,
            module: beside.module.clone(),
            scope: Arc::clone(&beside.scope),
            region: beside.region.clone(),
            account: beside.account.clone(),
            previous_address: None,
            ..model.clone()
        }
    }
}

fn set(values: &mut Value, path: &AttributePath, value: Value) {
    if let (Some(name), Ok(object)) = (path.root(), values.as_object_mut()) {
        object.insert(Value::from(name), value);
    }
}
