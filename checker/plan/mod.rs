//! A Terraform plan read into an inventory: the order of the steps from JSON text to resources.

mod configuration;
mod echo;
pub mod error;
mod evaluator;
mod functions;
mod instances;
mod json;
mod named;
mod prior;
mod providers;
mod references;
mod resolver;
mod said;
mod sensitive;
pub mod source;
mod sourced;
mod spoken;
mod symbol;
pub mod terraform;
mod text;
mod types;
mod unknowns;

use std::collections::HashMap;
use std::sync::Arc;
use std::thread;

use sha2::{Digest, Sha256};

use crate::error::json_problem;
use crate::inventory::address::Address;
use crate::inventory::path::AttributePath;
use crate::inventory::redact::redact_all;
use crate::inventory::unknown::{Marks, Unknowns};
use crate::inventory::value::{Value, entry, text as as_text};
use crate::inventory::{Certainty, Change, Inventory, Kind, Mode, Origin, Resource, Scope, decode, links};
use crate::threads::join;
use configuration::{Blocks, Written, written};
use echo::Leaving;
use error::PlanError;
use json::{PlanJson, ResourceChange, StateModule};
use providers::Place;
use resolver::Resolver;
use source::Source;

/// A plan's JSON with the name that messages use for it.
#[derive(Debug, Clone)]
pub struct PlanFile {
    /// The path as the user gave it, or `standard input`.
    pub name: String,
    /// The bytes as they are in the file.
    pub bytes: Vec<u8>,
}

/// Reads a plan. `scope` decides the scope, given the plan's `environment` variable; `source` is the configuration the plan was made
/// from, where it is at hand.
pub fn read<E: From<PlanError>>(
    file: &PlanFile,
    source: Option<&Source>,
    scope: impl FnOnce(Option<&str>) -> Result<String, E>,
) -> Result<Inventory, E> {
    // Beside the reading: of a large plan it takes as long as to check that its text is UTF-8.
    let (inventory, digest) = thread::scope(|threads| {
        let digest = threads.spawn(|| digest(&file.bytes));
        (read_text(file, source, scope), join(digest))
    });
    let mut inventory = inventory?;
    inventory.origins.iter_mut().for_each(|origin| origin.digest.clone_from(&digest));
    Ok(inventory)
}

/// The same without the digest.
fn read_text<E: From<PlanError>>(
    file: &PlanFile,
    source: Option<&Source>,
    scope: impl FnOnce(Option<&str>) -> Result<String, E>,
) -> Result<Inventory, E> {
    let name = &file.name;
    let (text, mut notices) = text::json_text(name, &file.bytes)?;
    let (plan, noise) = parse(name, &text)?;
    notices.extend(noise);
    check_shape(name, &plan)?;
    // What may not be shown is not compared either: the comparison's error names it.
    let environment = plan.variables.get("environment").and_then(|variable| variable.value.as_ref());
    let environment = environment.filter(|value| named::may_be_shown(&plan, "environment", value)).and_then(as_text);
    let scope: Arc<str> = scope(environment)?.into();
    let blocks = Blocks::new(&plan.configuration);
    let places = providers::places(&plan, &blocks, source);
    let reader = || Reader {
        name,
        blocks: &blocks,
        places: &places,
        plan: &plan,
        source,
        scope: Arc::clone(&scope),
        resources: Vec::with_capacity(plan.resource_changes.len()),
        addresses: Vec::with_capacity(plan.resource_changes.len()),
        sensitive: Vec::new(),
        leaving: Vec::new(),
        left: 0,
        unreadable: Vec::new(),
    };
    let mut planned = reader();
    planned.resources()?;
    let Reader { resources, addresses, sensitive, leaving, left, unreadable, .. } = planned;
    let mut before = prior::read(reader(), &resources, &sensitive)?;

    let mut inventory = Inventory::empty(Kind::Plan);
    inventory.leaving = left;
    inventory.notices = notices;
    inventory.resources = resources;
    let mut state =
        Scope { backend: source.and_then(sourced::backend), providers: source.and_then(sourced::providers), ..Scope::default() };
    state.complete.by_type.extend(unreadable);
    completeness(name, &plan, &mut state, &mut inventory)?;
    let partial = state.complete.all.clone();
    inventory.scopes.insert(Arc::clone(&scope), state);
    inventory.origins.push(Origin {
        id: scope.to_string(),
        kind: Kind::Plan,
        scope: Some(scope.to_string()),
        account: None,
        digest: String::new(),
        terraform_version: plan.terraform_version.as_deref().map(str::to_owned),
        only_destroys: partial.is_none() && inventory.resources.is_empty(),
        partial,
    });
    named::add(&plan, &scope, &mut inventory);

    let complete = inventory.scopes.values().all(|scope| scope.complete.all.is_none() && scope.complete.by_type.is_empty());
    let resolver = Resolver { blocks: &blocks, source, addresses: &addresses, variables: &plan.variables, complete };
    resolver::resolve(&mut inventory, &resolver);
    let unsure = inventory.resources.iter().flat_map(|resource| resource.links.values());
    let unsure = unsure.filter(|links| links.iter().any(|link| link.certainty == Certainty::Ambiguous)).count();
    if source.is_none() && unsure > 0 {
        let attributes = if unsure == 1 { "attribute points" } else { "attributes point" };
        let notice = format!(
            "{name}: {unsure} {attributes} where the plan alone does not tell: --source DIR may, with the code it was made from"
        );
        inventory.notices.push(notice);
    }
    links::by_value(&mut inventory);
    let set = |address: &Address, attribute: &str| {
        blocks.of(address).is_some_and(|block| {
            !matches!(written(block.expressions.as_ref(), &AttributePath::attribute(attribute)), Written::Unset)
        })
    };
    echo::yield_to_satellites(&mut inventory, &leaving, |position, attribute| {
        addresses.get(position).is_some_and(|address| set(address, attribute))
    });
    before.link(&inventory.resources, set);
    redact_all(&mut inventory.resources, &sensitive, &mut inventory.masked);
    sensitive::configured(&mut inventory, &resolver);
    sensitive::collect(&plan, &mut inventory.masked);
    inventory.before = before.finish(&mut inventory);
    inventory.resources.sort_by(|a, b| a.address.cmp(&b.address));
    Ok(inventory)
}

/// The SHA-256 of some bytes, in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Bytes as hexadecimal text.
pub fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| DIGITS[usize::from(digit)]).collect()
}

fn parse<'p>(name: &str, text: &'p str) -> Result<(PlanJson<'p>, Option<String>), PlanError> {
    let _keys = crate::inventory::json::SharedKeys::begin();
    let mut json = serde_json::Deserializer::from_str(text);
    // The depth was bounded before; serde_json's own limit of 128 is below what nested modules reach.
    json.disable_recursion_limit();
    let plan = <PlanJson<'p> as serde::Deserialize>::deserialize(&mut json).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        if error.is_eof() {
            return PlanError::Truncated { name: name.to_owned(), line, column };
        }
        PlanError::Malformed { name: name.to_owned(), line, column, problem: json_problem(&error) }
    })?;
    let noise = json.end().err().map(|error| {
        format!("{name}: what follows the JSON from line {}, column {} on was skipped", error.line(), error.column())
    });
    Ok((plan, noise))
}

/// Refuses what is no plan, with the reason.
fn check_shape(name: &str, plan: &PlanJson<'_>) -> Result<(), PlanError> {
    let name = || name.to_owned();
    let Some(version) = plan.format_version.as_deref() else {
        return Err(if plan.plan_format_version.is_some() {
            PlanError::HcpRedacted { name: name() }
        } else if plan.log_level.is_some() {
            PlanError::Log { name: name() }
        } else if plan.lineage.is_some() || plan.values.is_some() {
            PlanError::State { name: name() }
        } else {
            PlanError::NotAPlan { name: name() }
        });
    };
    if version.split('.').next() != Some("1") {
        return Err(PlanError::Format { name: name(), version: version.to_owned() });
    }
    if plan.values.is_some() {
        return Err(PlanError::State { name: name() });
    }
    if plan.errored {
        return Err(PlanError::Errored { name: name() });
    }
    Ok(())
}

/// What of the scope is not in the plan.
fn completeness(name: &str, plan: &PlanJson<'_>, scope: &mut Scope, inventory: &mut Inventory) -> Result<(), PlanError> {
    let targeted = plan.complete == Some(false) && plan.deferred_changes.is_empty();
    if inventory.resources.is_empty() && inventory.leaving == 0 {
        return Err(PlanError::Nothing { name: name.to_owned() });
    }
    if plan.resource_changes.is_empty() {
        scope.complete.all =
            Some("the plan only refreshes: this is the prior state, and the configuration was not compared".to_owned());
        inventory.notices.push(format!("{name}: the plan only refreshes; its prior state is judged"));
    } else if targeted {
        scope.complete.all = Some("the plan is targeted: the rest of the configuration is not in it".to_owned());
        inventory.notices.push(format!("{name}: the plan is targeted, so nothing can be proved for the whole"));
    } else if inventory.resources.is_empty() {
        inventory
            .notices
            .push(format!("{name}: the plan only destroys ({} resources); nothing is left to judge", inventory.leaving));
    }
    for deferred in &plan.deferred_changes {
        let reason = deferred.reason.as_deref().unwrap_or("no reason given");
        if let Some(change) = &deferred.resource_change {
            let text = format!("{} is deferred ({reason})", change.address);
            scope.complete.by_type.insert(change.kind.to_string(), text);
        }
    }
    Ok(())
}

/// The state of reading one plan's resources.
struct Reader<'r, 'p> {
    name: &'r str,
    plan: &'p PlanJson<'p>,
    blocks: &'r Blocks<'p>,
    /// What each provider configuration says.
    places: &'r HashMap<String, Place>,
    source: Option<&'r Source>,
    scope: Arc<str>,
    resources: Vec<Resource>,
    /// The address of each resource, taken apart.
    addresses: Vec<Address>,
    /// `after_sensitive` of each resource.
    sensitive: Vec<Marks>,
    leaving: Vec<Leaving>,
    left: usize,
    /// Types of which a change could not be read, and why.
    unreadable: Vec<(String, String)>,
}

impl<'p> Reader<'_, 'p> {
    fn resources(&mut self) -> Result<(), PlanError> {
        let plan = self.plan;
        for change in &plan.resource_changes {
            self.change(change)?;
        }
        if let Some(values) = plan.prior_state.as_ref().and_then(|state| state.values.as_ref()) {
            // Data sources that were read while planning are nowhere else; managed resources only count where there is no change.
            self.state(&values.root_module, plan.resource_changes.is_empty())?;
        }
        Ok(())
    }

    fn change(&mut self, change: &'p ResourceChange<'p>) -> Result<(), PlanError> {
        let actions: Vec<&str> = change.change.actions.iter().map(|action| &**action).collect();
        let kept = match actions[..] {
            _ if change.deposed.is_some() => None,
            ["create"] => Some(Change::Create),
            ["update"] => Some(Change::Update),
            ["no-op"] => Some(Change::NoOp),
            ["read"] => Some(Change::Read),
            ["delete"] | ["forget"] => None,
            _ => Some(Change::Replace),
        };
        let Some(kept) = kept else {
            self.left += 1;
            // What is forgotten stays in the account, and its owner goes on to show it.
            if change.deposed.is_none() && actions != ["forget"] {
                self.leaving.push(leaving(change));
            }
            return Ok(());
        };
        if matches!(kept, Change::Update | Change::Replace) && spoken::keys(&change.kind, &Value::Null).is_some() {
            self.leaving.push(leaving(change));
        }
        let Some(values @ Value::Object(_)) = change.change.after.take() else {
            self.unreadable.push((change.kind.to_string(), format!("{} has no planned values", change.address)));
            return Ok(());
        };
        let sensitive = change.change.after_sensitive.take();
        let resource = Found {
            address: &change.address,
            mode: &change.mode,
            kind: &change.kind,
            name: &change.name,
            index: change.index.clone(),
            change: kept,
            previous: change.previous_address.as_deref(),
        };
        self.push(&resource, values, &change.change.after_unknown, sensitive)
    }

    fn state(&mut self, module: &'p StateModule<'p>, managed: bool) -> Result<(), PlanError> {
        for resource in &module.resources {
            let wanted = (managed || resource.mode == "data") && resource.deposed_key.is_none();
            let Some(values) = resource.values.filter(|_| wanted) else { continue };
            let Ok(values) = serde_json::from_str(values.get()) else { continue };
            let found = Found {
                address: &resource.address,
                mode: &resource.mode,
                kind: &resource.kind,
                name: &resource.name,
                index: resource.index.clone(),
                change: Change::NoOp,
                previous: None,
            };
            let sensitive = resource.sensitive_values.and_then(|marks| serde_json::from_str(marks.get()).ok());
            self.push(&found, values, &Marks::default(), sensitive.unwrap_or_default())?;
        }
        module.child_modules.iter().try_for_each(|child| self.state(child, managed))
    }

    fn push(&mut self, found: &Found<'_>, mut values: Value, unknown: &Marks, sensitive: Marks) -> Result<(), PlanError> {
        let address = Address::parse(found.address)
            .ok_or_else(|| PlanError::Address { name: self.name.to_owned(), address: found.address.to_owned() })?;
        let block = self.blocks.of(&address);
        let is_data = found.mode == "data";
        let dynamic = |path: &AttributePath| sourced::has_dynamic(self.source?, &address, path);
        let expressions = block.and_then(|block| block.expressions.as_ref());
        let unknown: Unknowns = unknowns::mark(&mut values, unknown, block.is_some(), expressions, is_data, dynamic);
        let region = AttributePath::attribute("region");
        let sets_region = is_data || block.is_none() || !matches!(written(expressions, &region), Written::Unset);
        decode::decode(&mut values);
        let place = block.and_then(|block| self.places.get(block.provider_config_key.as_deref()?));
        let own_address: Arc<str> = found.address.into();
        self.resources.push(Resource {
            address: Arc::clone(&own_address),
            own_address,
            origin: 0,
            kind: found.kind.into(),
            name: found.name.into(),
            index: found.index.clone().unwrap_or(Value::Null),
            mode: if is_data { Mode::Data } else { Mode::Managed },
            module: address.module(),
            scope: Arc::clone(&self.scope),
            region: providers::region(found.kind, &values, sets_region && unknown.above(&region).is_some(), place),
            account: arn_field(&values, 4).or_else(|| place?.account.clone()),
            change: found.change,
            previous_address: found.previous.map(str::to_owned),
            values,
            unknown,
            links: std::collections::BTreeMap::new(),
            secret_like: Vec::new(),
            observed_at: None,
        });
        self.addresses.push(address);
        self.sensitive.push(sensitive);
        Ok(())
    }
}

/// What a change and a state resource have in common.
struct Found<'f> {
    address: &'f str,
    mode: &'f str,
    kind: &'f str,
    name: &'f str,
    index: Option<Value>,
    change: Change,
    previous: Option<&'f str>,
}

/// A field of the resource's ARN, counted from 0, where it is there and not empty.
fn arn_field(values: &Value, field: usize) -> Option<String> {
    let arn = entry(values, "arn").and_then(as_text)?;
    arn.split(':').nth(field).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A satellite as it was before the change.
fn leaving(change: &ResourceChange<'_>) -> Leaving {
    let kind = change.kind.to_string();
    let before: Value = change.change.before.and_then(|text| serde_json::from_str(text.get()).ok()).unwrap_or(Value::Null);
    let relations = crate::inventory::relations::from(&kind);
    let owner = relations.iter().find_map(|relation| relation.attribute.get(&before).and_then(as_text).map(str::to_owned));
    let said = spoken::keys(&kind, &before).unwrap_or_default();
    Leaving { kind, owner, said }
}
