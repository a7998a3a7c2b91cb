//! Plan JSON as Terraform writes it (format 1.x), typed. Only what is judged is materialised; the rest is skipped or kept as raw text.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::inventory::json;
use crate::inventory::unknown::Marks;
use crate::inventory::value::Value;

/// The document. Every field is optional, so that what is no plan can be recognised for what it is.
#[derive(Debug, Deserialize)]
pub struct PlanJson<'p> {
    #[serde(borrow)]
    pub format_version: Option<Cow<'p, str>>,
    #[serde(borrow)]
    pub terraform_version: Option<Cow<'p, str>>,
    /// HCP Terraform's redacted plan has this instead of `format_version`.
    #[serde(borrow)]
    pub plan_format_version: Option<&'p RawValue>,
    /// A line of the log of `terraform plan -json`.
    #[serde(borrow, rename = "@level")]
    pub log_level: Option<&'p RawValue>,
    /// `terraform show -json` of a state.
    #[serde(borrow)]
    pub values: Option<&'p RawValue>,
    /// A raw state file.
    #[serde(borrow)]
    pub lineage: Option<&'p RawValue>,
    #[serde(default)]
    pub errored: bool,
    /// `false` for `-target` and for deferred actions. OpenTofu does not write it.
    pub complete: Option<bool>,
    #[serde(default, borrow)]
    pub variables: BTreeMap<Cow<'p, str>, Variable>,
    #[serde(default, borrow)]
    pub resource_changes: Vec<ResourceChange<'p>>,
    #[serde(default, borrow)]
    pub deferred_changes: Vec<Deferred<'p>>,
    #[serde(default, borrow)]
    pub resource_drift: Vec<Drift<'p>>,
    #[serde(default, borrow)]
    pub output_changes: BTreeMap<Cow<'p, str>, OutputChange<'p>>,
    #[serde(borrow)]
    pub prior_state: Option<PriorState<'p>>,
    #[serde(default, borrow)]
    pub configuration: Configuration<'p>,
}

#[derive(Debug, Deserialize)]
pub struct Variable {
    #[serde(default)]
    pub value: Option<Value>,
}

/// A change outside of Terraform. It is not judged; what is sensitive in it is collected.
#[derive(Debug, Deserialize)]
pub struct Drift<'p> {
    #[serde(borrow)]
    pub change: DriftChange<'p>,
}

#[derive(Debug, Deserialize)]
pub struct DriftChange<'p> {
    #[serde(borrow)]
    pub before: Option<&'p RawValue>,
    #[serde(borrow)]
    pub after: Option<&'p RawValue>,
    #[serde(borrow)]
    pub before_sensitive: Option<&'p RawValue>,
    #[serde(borrow)]
    pub after_sensitive: Option<&'p RawValue>,
}

#[derive(Debug, Deserialize)]
pub struct OutputChange<'p> {
    #[serde(borrow)]
    pub before: Option<&'p RawValue>,
    pub after: Option<Value>,
    #[serde(default)]
    pub after_unknown: Marks,
    #[serde(borrow)]
    pub before_sensitive: Option<&'p RawValue>,
    #[serde(default)]
    pub after_sensitive: Marks,
}

#[derive(Debug, Deserialize)]
pub struct Deferred<'p> {
    #[serde(borrow)]
    pub reason: Option<Cow<'p, str>>,
    #[serde(borrow)]
    pub resource_change: Option<ResourceChange<'p>>,
}

#[derive(Debug, Deserialize)]
pub struct ResourceChange<'p> {
    #[serde(borrow)]
    pub address: Cow<'p, str>,
    #[serde(borrow)]
    pub previous_address: Option<Cow<'p, str>>,
    #[serde(borrow)]
    pub mode: Cow<'p, str>,
    #[serde(rename = "type", borrow)]
    pub kind: Cow<'p, str>,
    #[serde(borrow)]
    pub name: Cow<'p, str>,
    pub index: Option<Value>,
    /// An old object that waits to be destroyed.
    #[serde(borrow)]
    pub deposed: Option<Cow<'p, str>>,
    #[serde(borrow)]
    pub change: Change<'p>,
}

#[derive(Debug, Deserialize)]
pub struct Change<'p> {
    #[serde(borrow)]
    pub actions: Vec<Cow<'p, str>>,
    #[serde(borrow)]
    pub before: Option<&'p RawValue>,
    /// Taken out by who makes the resource of it: a value that is held twice is copied before it is changed.
    #[serde(default, deserialize_with = "json::read")]
    pub after: RefCell<Option<Value>>,
    #[serde(default)]
    pub after_unknown: Marks,
    /// Taken out as well.
    #[serde(default)]
    pub after_sensitive: RefCell<Marks>,
    #[serde(borrow)]
    pub before_sensitive: Option<&'p RawValue>,
    /// HCL that Terraform wrote for an import.
    #[serde(borrow)]
    pub generated_config: Option<Cow<'p, str>>,
}

#[derive(Debug, Deserialize)]
pub struct PriorState<'p> {
    #[serde(borrow)]
    pub values: Option<StateValues<'p>>,
}

#[derive(Debug, Deserialize)]
pub struct StateValues<'p> {
    #[serde(default, borrow)]
    pub root_module: StateModule<'p>,
    #[serde(default, borrow)]
    pub outputs: BTreeMap<Cow<'p, str>, StateOutput<'p>>,
}

#[derive(Debug, Deserialize)]
pub struct StateOutput<'p> {
    #[serde(default)]
    pub sensitive: bool,
    #[serde(borrow)]
    pub value: Option<&'p RawValue>,
}

#[derive(Debug, Default, Deserialize)]
pub struct StateModule<'p> {
    #[serde(default, borrow)]
    pub resources: Vec<StateResource<'p>>,
    #[serde(default, borrow)]
    pub child_modules: Vec<StateModule<'p>>,
}

#[derive(Debug, Deserialize)]
pub struct StateResource<'p> {
    #[serde(borrow)]
    pub address: Cow<'p, str>,
    #[serde(borrow)]
    pub mode: Cow<'p, str>,
    #[serde(rename = "type", borrow)]
    pub kind: Cow<'p, str>,
    #[serde(borrow)]
    pub name: Cow<'p, str>,
    pub index: Option<Value>,
    #[serde(borrow)]
    pub values: Option<&'p RawValue>,
    #[serde(borrow)]
    pub sensitive_values: Option<&'p RawValue>,
    #[serde(borrow)]
    pub deposed_key: Option<Cow<'p, str>>,
}

#[derive(Debug, Default, Deserialize)]
pub struct Configuration<'p> {
    #[serde(default, borrow)]
    pub provider_config: BTreeMap<Cow<'p, str>, ProviderConfig<'p>>,
    #[serde(default, borrow)]
    pub root_module: ConfigModule<'p>,
}

#[derive(Debug, Deserialize)]
pub struct ProviderConfig<'p> {
    /// The module whose variables the expressions name; absent at the root.
    #[serde(borrow)]
    pub module_address: Option<Cow<'p, str>>,
    #[serde(default)]
    pub expressions: Option<Value>,
}

#[derive(Debug, Default, Deserialize)]
pub struct ConfigModule<'p> {
    #[serde(default, borrow)]
    pub resources: Vec<ConfigResource<'p>>,
    #[serde(default, borrow)]
    pub module_calls: BTreeMap<Cow<'p, str>, ModuleCall<'p>>,
    #[serde(default, borrow)]
    pub variables: BTreeMap<Cow<'p, str>, ConfigVariable>,
    #[serde(default, borrow)]
    pub outputs: BTreeMap<Cow<'p, str>, ConfigOutput>,
}

#[derive(Debug, Deserialize)]
pub struct ConfigVariable {
    #[serde(default)]
    pub sensitive: bool,
    #[serde(default)]
    pub default: Option<Value>,
}

#[derive(Debug, Deserialize)]
pub struct ConfigOutput {
    #[serde(default)]
    pub sensitive: bool,
    #[serde(default)]
    pub expression: Option<Value>,
}

#[derive(Debug, Deserialize)]
pub struct ModuleCall<'p> {
    #[serde(default, borrow)]
    pub module: ConfigModule<'p>,
    /// What the call gives to the module's variables.
    #[serde(default)]
    pub expressions: Option<Value>,
    #[serde(default)]
    pub for_each_expression: Option<Value>,
    #[serde(default)]
    pub count_expression: Option<Value>,
}

#[derive(Debug, Deserialize)]
pub struct ConfigResource<'p> {
    #[serde(borrow)]
    pub mode: Cow<'p, str>,
    #[serde(rename = "type", borrow)]
    pub kind: Cow<'p, str>,
    #[serde(borrow)]
    pub name: Cow<'p, str>,
    #[serde(borrow)]
    pub provider_config_key: Option<Cow<'p, str>>,
    #[serde(default)]
    pub expressions: Option<Value>,
    #[serde(default)]
    pub for_each_expression: Option<Value>,
    #[serde(default)]
    pub count_expression: Option<Value>,
    /// Not judged; the secrets in them are collected.
    #[serde(borrow)]
    pub provisioners: Option<&'p RawValue>,
}
