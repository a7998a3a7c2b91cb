//! The inventory: every resource of a plan or an account in Terraform's vocabulary, with what is not known about it. The contract with the policies.

pub mod address;
pub mod decode;
pub mod hide;
pub mod input;
pub mod json;
pub mod keys;
pub mod links;
pub mod parts;
pub mod path;
pub mod prior;
pub mod redact;
pub mod relations;
#[cfg(test)]
pub(crate) mod sample;
pub mod unknown;
pub mod user_data;
pub mod value;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::cost::Pricing;
use crate::secrets::SecretLike;
use crate::secrets::masked::Masked;
use path::AttributePath;
use prior::Before;
use unknown::Unknowns;
use value::Value;

/// What the resources were read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Terraform plans.
    Plan,
    /// A snapshot of an account.
    Snapshot,
}

impl Kind {
    /// The name in outputs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Snapshot => "snapshot",
        }
    }
}

/// One plan or account that went into the inventory; a *subject* of the report.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Origin {
    /// Unique in the inventory: the scope, with a number where several plans share it, or the account.
    pub id: String,
    /// `plan` or `account` in the report.
    #[serde(with = "origin_kind")]
    pub kind: Kind,
    /// The scope; `None` for an account, whose resources have scopes of their own.
    pub scope: Option<String>,
    /// The AWS account's number, where it is known.
    pub account: Option<String>,
    /// SHA-256 of the file's bytes.
    pub digest: String,
    /// The version of Terraform that made the plan.
    pub terraform_version: Option<String>,
    /// Why it shows a part of its scope alone, if that is so: it then proves nothing of the whole.
    pub partial: Option<String>,
    /// It only destroys, so that nothing of it is left to judge.
    pub only_destroys: bool,
}

/// `plan` or `account`: what was judged, not what it was read from.
mod origin_kind {
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    use super::Kind;
    use crate::policy::metadata::On;

    pub fn serialize<S: Serializer>(kind: &Kind, serializer: S) -> Result<S::Ok, S::Error> {
        let on = match kind {
            Kind::Plan => On::Plan,
            Kind::Snapshot => On::Account,
        };
        on.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Kind, D::Error> {
        Ok(match On::deserialize(deserializer)? {
            On::Plan => Kind::Plan,
            On::Account => Kind::Snapshot,
        })
    }
}

/// Whether every resource of a type is in the inventory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completeness {
    /// Why no type is complete, if that is so.
    pub all: Option<String>,
    /// Why a type is not complete.
    pub by_type: BTreeMap<String, String>,
    /// The types that were read at all, where the source names them (a snapshot). `None`: every type (a plan).
    pub read: Option<std::collections::BTreeSet<String>>,
}

impl Completeness {
    /// Why the list of `kind` may be short; `None` where it is complete.
    pub fn reason(&self, kind: &str) -> Option<&str> {
        if let Some(reason) = self.all.as_deref().or_else(|| self.by_type.get(kind).map(String::as_str)) {
            return Some(reason);
        }
        match &self.read {
            Some(read) if !read.contains(kind) => Some("the snapshot did not read this type"),
            _ => None,
        }
    }

    /// Every type whose list is known to be short, with the reason; one of name `every type` where that is so of all.
    pub fn reasons(&self) -> Vec<(&str, &str)> {
        match &self.all {
            Some(reason) => vec![("every type", reason)],
            None => self.by_type.iter().map(|(kind, reason)| (kind.as_str(), reason.as_str())).collect(),
        }
    }

    /// Takes over what `other` lacks: two plans of one scope are complete only where both are.
    pub fn merge(&mut self, other: Self) {
        self.all = self.all.take().or(other.all);
        for (kind, reason) in other.by_type {
            self.by_type.entry(kind).or_insert(reason);
        }
        self.read = match (self.read.take(), other.read) {
            (Some(mine), Some(theirs)) => Some(mine.intersection(&theirs).cloned().collect()),
            (mine, theirs) => mine.or(theirs),
        };
    }
}

/// One scope of the inventory.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scope {
    /// Which types are complete.
    pub complete: Completeness,
    /// The state backend `{type, settings}`, read from the source; null where there is none, absent where it is not known.
    pub backend: Option<Value>,
    /// Provider constraints and locks, read from the source; absent where they are not known.
    pub providers: Option<Value>,
}

/// Managed by Terraform, or a data source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// A resource.
    Managed,
    /// A data source.
    Data,
}

/// What the plan does to a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Made new.
    Create,
    /// Changed in place.
    Update,
    /// Destroyed and made again.
    Replace,
    /// Left as it is.
    NoOp,
    /// A data source read while applying.
    Read,
    /// Not from a plan.
    None,
}

impl Change {
    /// The name in the policies' input.
    pub fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Replace => "replace",
            Self::NoOp => "no-op",
            Self::Read => "read",
            Self::None => "none",
        }
    }
}

/// How sure a link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// The value or the reference names exactly this resource.
    Certain,
    /// Paired by equal instance keys.
    Inferred,
    /// One of several candidates.
    Ambiguous,
}

/// Where an attribute points to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// The address of the target.
    pub to: Arc<str>,
    /// How sure that is.
    pub certainty: Certainty,
}

/// One resource.
#[derive(Debug, Clone, PartialEq)]
pub struct Resource {
    /// Unique in the inventory.
    pub address: Arc<str>,
    /// The address as its plan writes it.
    pub own_address: Arc<str>,
    /// The origin it came from, as a position in [`Inventory::origins`].
    pub origin: usize,
    /// Terraform's resource type.
    pub kind: Arc<str>,
    /// The name in its module.
    pub name: Arc<str>,
    /// The instance key, or null.
    pub index: Value,
    /// Managed or data.
    pub mode: Mode,
    /// The module's address, `""` at the root.
    pub module: String,
    /// The scope.
    pub scope: Arc<str>,
    /// The region, where it is known and there is one.
    pub region: Option<String>,
    /// The account's number, where it is known.
    pub account: Option<String>,
    /// What the plan does to it.
    pub change: Change,
    /// The address it had before, where a `moved` block renamed it.
    pub previous_address: Option<String>,
    /// The values, without the unknown leaves.
    pub values: Value,
    /// What is not known.
    pub unknown: Unknowns,
    /// Where attributes point to.
    pub links: BTreeMap<AttributePath, Vec<Link>>,
    /// What looked like a secret before it was masked.
    pub secret_like: Vec<SecretLike>,
    /// When an account's resource was read.
    pub observed_at: Option<String>,
}

/// A Terraform variable or output, without its value where that is a secret.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// The name.
    pub name: String,
    /// The module that declares it, `""` for the root: `module.a.module.b`, without instance keys.
    pub module: String,
    /// The scope of its plan.
    pub scope: Arc<str>,
    /// Marked sensitive in the configuration.
    pub sensitive: bool,
    /// Where its `default` or its `value` looks like a secret.
    pub secret_like: Vec<SecretLike>,
    /// The value of a root variable that is neither sensitive nor looks like a secret.
    pub value: Option<Value>,
}

/// Everything that is judged in one run.
#[derive(Debug, Clone, PartialEq)]
pub struct Inventory {
    /// Plans or a snapshot.
    pub kind: Kind,
    /// The plans or accounts.
    pub origins: Vec<Origin>,
    /// The scopes that occur.
    pub scopes: BTreeMap<Arc<str>, Scope>,
    /// The variables of the root and of every module.
    pub variables: Vec<Named>,
    /// The outputs of the root.
    pub outputs: Vec<Named>,
    /// The resources, sorted by address.
    pub resources: Vec<Resource>,
    /// What the reader wants said: notices for the user, not findings.
    pub notices: Vec<String>,
    /// What was read of the account, as the snapshot recorded it.
    pub coverage: Vec<crate::account::snapshot::Coverage>,
    /// How many resources the plans destroy or forget; they are not judged.
    pub leaving: usize,
    /// What was there before the plans.
    pub before: Before,
    /// The texts that were taken out, and that no output may show.
    pub masked: Masked,
    /// The prices and the usage file that it is estimated with.
    pub pricing: Arc<Pricing>,
}

impl Inventory {
    /// An inventory with nothing in it.
    pub fn empty(kind: Kind) -> Self {
        Self {
            kind,
            origins: Vec::new(),
            scopes: BTreeMap::new(),
            variables: Vec::new(),
            outputs: Vec::new(),
            resources: Vec::new(),
            notices: Vec::new(),
            coverage: Vec::new(),
            leaving: 0,
            before: Before::Unknown,
            masked: Masked::default(),
            pricing: Pricing::none(),
        }
    }

    /// The same, estimated with these prices and this usage file; so is what was there before.
    #[must_use]
    pub fn priced(mut self, pricing: &Arc<Pricing>) -> Self {
        self.pricing = Arc::clone(pricing);
        if let Before::Other(prior) = &mut self.before {
            prior.inventory.pricing = Arc::clone(pricing);
        }
        self
    }

    /// Positions of the resources by address.
    pub fn by_address(&self) -> HashMap<&str, usize> {
        self.resources.iter().enumerate().map(|(position, resource)| (&*resource.address, position)).collect()
    }

    /// The same with these resources alone.
    pub fn with(&self, resources: Vec<Resource>) -> Self {
        let Self { kind, leaving, .. } = *self;
        Self {
            origins: self.origins.clone(),
            scopes: self.scopes.clone(),
            variables: self.variables.clone(),
            outputs: self.outputs.clone(),
            notices: self.notices.clone(),
            coverage: self.coverage.clone(),
            masked: self.masked.clone(),
            pricing: Arc::clone(&self.pricing),
            leaving,
            resources,
            ..Self::empty(kind)
        }
    }

    /// The position of the resource of this address.
    pub fn position(&self, address: &str) -> Option<usize> {
        self.resources.binary_search_by(|resource| (*resource.address).cmp(address)).ok()
    }

    /// The resource of this address, to change it.
    pub fn resource_mut(&mut self, address: &str) -> Option<&mut Resource> {
        let position = self.position(address)?;
        self.resources.get_mut(position)
    }

    /// Why the list of `kind` may be short in `scope`.
    pub fn incomplete(&self, scope: &str, kind: &str) -> Option<&str> {
        self.scopes.get(scope)?.complete.reason(kind)
    }

    /// Joins several plans. With more than one, every address gets its origin's id in front, so that two plans may share an address.
    pub fn merge(mut plans: Vec<Self>) -> Self {
        let several = plans.len() > 1;
        let mut all = Self::empty(Kind::Plan);
        let before = plans.iter_mut().map(|plan| std::mem::take(&mut plan.before)).collect();
        all.before = Before::merge(before, &plans);
        for mut plan in plans {
            let first = all.origins.len();
            for origin in &mut plan.origins {
                let earlier = all.origins.iter().filter(|other| other.scope == origin.scope).count();
                if earlier > 0 {
                    origin.id = format!("{}-{}", origin.id, earlier + 1);
                }
            }
            for resource in &mut plan.resources {
                if several {
                    resource.qualify(&plan.origins[resource.origin].id);
                }
                resource.origin += first;
            }
            all.origins.append(&mut plan.origins);
            for (name, scope) in plan.scopes {
                match all.scopes.entry(name) {
                    std::collections::btree_map::Entry::Vacant(entry) => {
                        entry.insert(scope);
                    }
                    std::collections::btree_map::Entry::Occupied(mut entry) => {
                        let mine = entry.get_mut();
                        mine.complete.merge(scope.complete);
                        // Two roots in one scope: neither backend nor providers speak for both.
                        mine.backend = None;
                        mine.providers = None;
                    }
                }
            }
            all.variables.append(&mut plan.variables);
            all.outputs.append(&mut plan.outputs);
            all.resources.append(&mut plan.resources);
            all.notices.append(&mut plan.notices);
            all.leaving += plan.leaving;
            all.masked.extend(plan.masked);
        }
        all.resources.sort_by(|a, b| a.address.cmp(&b.address));
        if several {
            // What one plan names may be what another one manages.
            links::by_value(&mut all);
        }
        all
    }
}

impl Resource {
    /// Puts the id of its origin before the address and before every address it links to.
    fn qualify(&mut self, origin: &str) {
        let qualified = |address: &str| Arc::from(format!("{origin}::{address}"));
        self.address = qualified(&self.own_address);
        for link in self.links.values_mut().flatten() {
            link.to = qualified(&link.to);
        }
    }

    /// The links of `path`, if all of them are resolved: known, unambiguous, and pointing to resources that `exists` knows.
    pub fn resolved(&self, path: &AttributePath, exists: impl Fn(&str) -> bool) -> Option<&[Link]> {
        let links = self.links.get(path)?;
        (!links.is_empty() && links.iter().all(|link| link.certainty != Certainty::Ambiguous && exists(&link.to)))
            .then_some(links.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::sample::resource;
    use super::*;
    use serde_json::json;

    #[test]
    fn every_name_is_in_the_contract() {
        let contract = include_str!("../../policies/INPUT.md");
        let changes = [Change::Create, Change::Update, Change::Replace, Change::NoOp, Change::Read, Change::None];
        let names: std::collections::BTreeSet<&str> = changes.iter().map(|change| change.name()).collect();
        assert_eq!(names.len(), changes.len());
        for name in names {
            assert!(!name.is_empty() && contract.contains(&format!("`{name}`")), "{name}");
        }
    }

    fn read(kinds: &[&str]) -> Completeness {
        Completeness { read: Some(kinds.iter().map(ToString::to_string).collect()), ..Completeness::default() }
    }

    #[test]
    fn a_type_that_was_not_read_is_not_complete() {
        assert_eq!(read(&["aws_vpc"]).reason("aws_vpc"), None);
        assert_eq!(read(&["aws_vpc"]).reason("aws_subnet"), Some("the snapshot did not read this type"));
        assert_eq!(Completeness::default().reason("aws_subnet"), None);
    }

    #[test]
    fn a_scope_is_complete_only_where_all_its_plans_are() {
        let mut both = read(&["a", "b", "c"]);
        both.by_type.insert("a".into(), "first".into());
        let mut other = read(&["a", "b"]);
        other.by_type.insert("a".into(), "second".into());
        other.by_type.insert("b".into(), "second".into());
        both.merge(other);
        assert_eq!((both.reason("a"), both.reason("b")), (Some("first"), Some("second")));
        assert_eq!(both.reason("c"), Some("the snapshot did not read this type"));
        both.merge(Completeness { all: Some("targeted".into()), ..Completeness::default() });
        assert_eq!(both.reason("z"), Some("targeted"));
        both.merge(Completeness::default());
        assert_eq!(both.reason("z"), Some("targeted"));
    }

    fn plan(scope: &str, addresses: &[&str]) -> Inventory {
        let mut plan = sample::inventory(addresses.iter().map(|address| resource(address, json!({})).of(scope)).collect());
        let origin = Origin {
            id: scope.into(),
            kind: Kind::Plan,
            scope: Some(scope.into()),
            account: None,
            digest: String::new(),
            terraform_version: None,
            partial: None,
            only_destroys: false,
        };
        plan.origins.push(origin);
        plan.leaving = 2;
        plan
    }

    #[test]
    fn plans_of_one_scope_are_told_apart() {
        let alone = Inventory::merge(vec![plan("edge", &["a.x"])]);
        assert_eq!((&*alone.resources[0].address, alone.leaving), ("a.x", 2));
        let mut third = plan("edge", &["a.x", "b.y"]);
        third.resources[1] = third.resources[1].clone().linked("other", "a.x", Certainty::Certain);
        third.scopes.get_mut("edge").expect("the scope").complete.all = Some("targeted".into());
        let all = Inventory::merge(vec![plan("edge", &["a.x"]), plan("staging", &["a.x"]), plan("edge", &["a.x"]), third]);
        let origins: Vec<&str> = all.origins.iter().map(|origin| origin.id.as_str()).collect();
        assert_eq!(origins, ["edge", "staging", "edge-2", "edge-3"]);
        let places: Vec<(&str, usize)> = all.resources.iter().map(|resource| (&*resource.address, resource.origin)).collect();
        assert_eq!(places, [("edge-2::a.x", 2), ("edge-3::a.x", 3), ("edge-3::b.y", 3), ("edge::a.x", 0), ("staging::a.x", 1)]);
        assert_eq!(&*all.resources[2].links.values().flatten().next().expect("a link").to, "edge-3::a.x");
        assert_eq!(all.leaving, 8);
        assert_eq!((all.incomplete("edge", "a"), all.incomplete("staging", "a")), (Some("targeted"), None));
    }

    #[test]
    fn what_one_plan_names_another_one_manages() {
        let of = |scope: &str, one: Resource| {
            let mut plan = plan(scope, &[]);
            plan.resources = vec![one.of(scope)];
            plan.scopes.insert(scope.into(), Scope::default());
            plan
        };
        let group = resource("aws_security_group.g", json!({"id": "sg-1"}));
        let rule = resource("aws_security_group_rule.r", json!({"security_group_id": "sg-1"}));
        let all = Inventory::merge(vec![of("account", group), of("production", rule)]);
        let links: Vec<&Link> = all.resources[1].links.values().flatten().collect();
        assert_eq!(links, [&Link { to: "account::aws_security_group.g".into(), certainty: Certainty::Certain }]);
    }

    #[test]
    fn only_sure_links_to_what_is_there_are_resolved() {
        let there = |address: &str| address != "b.gone";
        let from = |links: &[(&str, Certainty)]| {
            links.iter().fold(resource("a.x", json!({})), |from, (to, certainty)| from.linked("b", to, *certainty))
        };
        let at = sample::path("b");
        let sure = from(&[("b.y", Certainty::Certain), ("b.z", Certainty::Inferred)]);
        assert_eq!(sure.resolved(&at, there).map(<[Link]>::len), Some(2));
        for links in [&[("b.y", Certainty::Certain), ("b.gone", Certainty::Certain)][..], &[("b.y", Certainty::Ambiguous)], &[]] {
            assert_eq!(from(links).resolved(&at, there), None, "{links:?}");
        }
        let mut none = from(&[]);
        none.links.insert(at.clone(), Vec::new());
        assert_eq!(none.resolved(&at, there), None);
    }

    #[test]
    fn with_other_resources_everything_else_stays() {
        let mut all = sample::inventory(vec![resource("aws_vpc.a", json!({}))]);
        let origin = json!(["production", "2"]).to_string();
        all.origins.push(Origin {
            id: origin.clone(),
            kind: Kind::Plan,
            scope: Some("production".to_owned()),
            account: None,
            digest: origin,
            terraform_version: None,
            partial: None,
            only_destroys: false,
        });
        let named = Named {
            name: "n".to_owned(),
            module: String::new(),
            scope: "production".into(),
            sensitive: false,
            secret_like: Vec::new(),
            value: None,
        };
        all.variables.push(named.clone());
        all.outputs.extend([named.clone(), named]);
        all.notices.push("a notice".to_owned());
        let row = json!({"account": "1", "region": "r", "type": "aws_vpc", "status": "denied"});
        all.coverage.push(serde_json::from_value(row).expect("a row"));
        all.masked.add("a masked text");
        all.leaving = 2;
        let others = vec![resource("aws_vpc.b", json!({}))];
        assert_eq!(all.with(others.clone()), Inventory { resources: others, before: Before::Unknown, ..all });
    }
}
