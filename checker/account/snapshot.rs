//! The snapshot file, `checker.snapshot/1`: its shape, and its way into an inventory.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use miette::Diagnostic;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::scope;
use crate::error::json_problem;
use crate::inventory::redact::redact;
use crate::inventory::unknown::{Marks, UnknownKind, Unknowns};
use crate::inventory::value::{Value, entry, text};
use crate::inventory::{Change, Completeness, Inventory, Kind, Mode, Origin, Resource, Scope, decode, hide, links};

/// The schema that this program writes and reads.
pub const SCHEMA: &str = "checker.snapshot/1";

/// What stands for a region where a service has none.
const NO_REGION: &str = "aws-global";

/// The JSON Schema of the file.
pub const JSON_SCHEMA: &str = include_str!("snapshot.schema.json");

/// A snapshot that cannot be read.
#[derive(Debug, Error, Diagnostic)]
pub enum SnapshotError {
    /// Not opened or not read.
    #[error("{name}: cannot be read: {source}")]
    #[diagnostic(code(snapshot::unreadable), help("give the file that `checker snapshot -o FILE` wrote"))]
    Unreadable {
        /// The file.
        name: String,
        /// The operating system's answer.
        source: std::io::Error,
    },
    /// Broken JSON, or not of a snapshot's shape.
    #[error("{name}: line {line}, column {column}: {problem}")]
    #[diagnostic(code(snapshot::malformed), help("the file may have been cut off or edited: take the snapshot again"))]
    Malformed {
        /// The file.
        name: String,
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What the parser found.
        problem: String,
    },
    /// Another schema.
    #[error("{name}: has the schema `{found}`, and this program reads `{SCHEMA}`")]
    #[diagnostic(
        code(snapshot::schema),
        help("give a snapshot, not a plan or a report; a newer schema needs a newer release of this program")
    )]
    Schema {
        /// The file.
        name: String,
        /// The schema found.
        found: String,
    },
    /// Two resources with one address.
    #[error("{name}: two resources have the address `{address}`")]
    #[diagnostic(code(snapshot::duplicate), help("an address is unique in a snapshot: take it again"))]
    Duplicate {
        /// The file.
        name: String,
        /// The address.
        address: String,
    },
    /// No resource and nothing that was read.
    #[error("{name}: nothing was read of the account: there is nothing to judge")]
    #[diagnostic(code(snapshot::nothing), help("take the snapshot with credentials that may read the account"))]
    Nothing {
        /// The file.
        name: String,
    },
}

/// How far a type was read in a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// All of it.
    Complete,
    /// Some pages or items are missing.
    Partial,
    /// The identity may not call it.
    Denied,
    /// An organisation's policy forbids it.
    DeniedScp,
    /// AWS asked to slow down until time ran out.
    Throttled,
    /// No answer in time.
    Timeout,
    /// An answer that could not be read.
    ParseError,
    /// The region is not enabled.
    NotOptedIn,
    /// The service is not there.
    Unsupported,
    /// The source's data is too old.
    Stale,
    /// Not called.
    NotAttempted,
}

impl Status {
    /// What the status makes of a value that is not known.
    fn unknown(self) -> UnknownKind {
        match self {
            Self::Denied | Self::DeniedScp => UnknownKind::Denied,
            Self::Throttled => UnknownKind::Throttled,
            Self::Timeout => UnknownKind::Timeout,
            _ => UnknownKind::Unreadable,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Partial => "read in part",
            Self::Denied => "denied",
            Self::DeniedScp => "denied by the organisation",
            Self::Throttled => "throttled",
            Self::Timeout => "timed out",
            Self::ParseError => "not readable",
            Self::NotOptedIn => "not opted in",
            Self::Unsupported => "not supported",
            Self::Stale => "stale",
            Self::NotAttempted => "not attempted",
        }
    }
}

/// One line of the coverage record: what was asked, where, and how it went.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// The account's number.
    pub account: String,
    /// The region, or `aws-global`.
    pub region: String,
    /// Terraform's resource type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The API call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub api: Option<String>,
    /// `api` or `config`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// How it went.
    pub status: Status,
    /// Pages read.
    #[serde(default)]
    pub pages: u64,
    /// Resources read.
    #[serde(default)]
    pub items: u64,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub observed_at: Option<String>,
    /// AWS's error code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    /// The IAM action that would have been needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs_action: Option<String>,
}

#[derive(Debug, Deserialize)]
struct SnapshotFile {
    schema: String,
    #[serde(default)]
    account: String,
    #[serde(default)]
    coverage: Vec<Coverage>,
    #[serde(default)]
    resources: Vec<SnapshotResource>,
}

#[derive(Debug, Deserialize)]
struct SnapshotResource {
    address: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    region: Option<String>,
    #[serde(default)]
    observed_at: Option<String>,
    values: Value,
    #[serde(default)]
    unknown: Option<Marks>,
}

/// `true` where the JSON says of itself that it is a snapshot, or another document of this program's.
pub fn has_schema(json: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Head {
        #[serde(rename = "schema")]
        _schema: String,
    }
    serde_json::from_slice::<Head>(json).is_ok()
}

/// Reads a snapshot file.
pub fn read(name: &str, json: &[u8]) -> Result<Inventory, SnapshotError> {
    let file: SnapshotFile = serde_json::from_slice(json).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        SnapshotError::Malformed { name: name.to_owned(), line, column, problem: json_problem(&error) }
    })?;
    if file.schema != SCHEMA {
        return Err(SnapshotError::Schema { name: name.to_owned(), found: file.schema });
    }
    if file.resources.is_empty() && file.coverage.is_empty() {
        return Err(SnapshotError::Nothing { name: name.to_owned() });
    }
    let complete = completeness(&file.coverage);
    let mut inventory = Inventory::empty(Kind::Snapshot);
    inventory.resources =
        file.resources.into_iter().map(|resource| into_resource(resource, &file.account, &file.coverage)).collect();
    inventory.resources.sort_by(|a, b| a.address.cmp(&b.address));
    if let Some(pair) = inventory.resources.windows(2).find(|pair| pair[0].address == pair[1].address) {
        return Err(SnapshotError::Duplicate { name: name.to_owned(), address: pair[0].address.to_string() });
    }
    scope::assign(&mut inventory.resources);
    for name in scope::all().chain(inventory.resources.iter().map(|resource| Arc::clone(&resource.scope))) {
        inventory.scopes.entry(name).or_insert_with(|| Scope { complete: complete.clone(), ..Scope::default() });
    }
    inventory.origins.push(Origin {
        id: file.account.clone(),
        kind: Kind::Snapshot,
        scope: None,
        account: Some(file.account),
        digest: crate::plan::digest(json),
        terraform_version: None,
        partial: None,
        only_destroys: false,
    });
    inventory.coverage = file.coverage;
    inventory.coverage.sort();
    links::by_value(&mut inventory);
    for resource in &mut inventory.resources {
        redact(resource, &Marks::default(), &mut inventory.masked);
    }
    Ok(inventory)
}

/// A type is complete where every call that reads it was.
fn completeness(coverage: &[Coverage]) -> Completeness {
    let mut by_type: BTreeMap<String, String> = BTreeMap::new();
    for row in coverage.iter().filter(|row| row.status != Status::Complete) {
        let mut reason = format!("{} in {} was {}", row.api.as_deref().unwrap_or(&row.kind), row.region, row.status.words());
        if let Some(action) = &row.needs_action {
            reason.push_str(&format!("; it needs {action}"));
        }
        by_type.entry(row.kind.clone()).or_insert(reason);
    }
    let read: BTreeSet<String> = coverage.iter().map(|row| row.kind.clone()).collect();
    Completeness { all: None, by_type, read: Some(read) }
}

fn into_resource(found: SnapshotResource, account: &str, coverage: &[Coverage]) -> Resource {
    let mut values = found.values;
    let status = coverage
        .iter()
        .filter(|row| row.kind == found.kind && found.region.as_deref().is_none_or(|region| region == row.region))
        .map(|row| row.status)
        .max()
        .unwrap_or(Status::NotAttempted);
    let mut unknown = Unknowns::default();
    for path in found.unknown.unwrap_or_default().iter() {
        hide::remove(&mut values, path.segments());
        unknown.mark(path.clone(), status.unknown());
    }
    decode::decode(&mut values);
    let address: Arc<str> = found.address.into();
    let name = entry(&values, "name").and_then(text).unwrap_or(&address).into();
    Resource {
        own_address: Arc::clone(&address),
        address,
        origin: 0,
        kind: found.kind.into(),
        name,
        index: Value::Null,
        mode: Mode::Managed,
        module: String::new(),
        scope: scope::UNASSIGNED.into(),
        region: found.region.filter(|region| region != NO_REGION),
        account: Some(account.to_owned()),
        change: Change::None,
        previous_address: None,
        values,
        unknown,
        links: BTreeMap::new(),
        secret_like: Vec::new(),
        observed_at: found.observed_at,
    }
}
