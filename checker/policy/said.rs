//! What a policy says, taken from the engine's value: findings of exactly four keys, and subjects.

use std::collections::BTreeSet;

use super::Policy;
use super::error::{PolicyError, Problem};
use crate::finding::Finding;
use crate::inventory::path::AttributePath;
use crate::inventory::value::{Value, entry, text};

/// What a policy said, before verdicts are made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// `deny`.
    pub deny: BTreeSet<Finding>,
    /// `undetermined`.
    pub undetermined: BTreeSet<Finding>,
    /// `subjects`, where the policy defines it.
    pub subjects: Option<BTreeSet<String>>,
}

impl Policy {
    /// The query whose result holds everything the policy says.
    pub(super) fn query(&self) -> String {
        let package = &self.package;
        if self.names_subjects {
            format!("[{package}.deny, {package}.undetermined, {package}.subjects]")
        } else {
            format!("[{package}.deny, {package}.undetermined]")
        }
    }
}

/// Reads what the query of a policy gave.
pub fn read(policy: &Policy, value: &Value) -> Result<Said, PolicyError> {
    let error = |problem: String| PolicyError::from(Problem::Finding { id: policy.metadata.id.clone(), problem });
    let list = value.as_array().map_err(|_| error("`deny` or `undetermined` is undefined".to_owned()))?;
    let findings = |at: usize, name: &str| -> Result<BTreeSet<Finding>, PolicyError> {
        let set = list.get(at).and_then(|value| value.as_set().ok()).ok_or_else(|| error(format!("`{name}` is not a set")))?;
        set.iter().map(|value| finding(value).map_err(|problem| error(format!("{problem} in `{name}`")))).collect()
    };
    let subjects = match list.get(2) {
        None => None,
        Some(value) => {
            let set = value.as_set().map_err(|_| error("`subjects` is not a set".to_owned()))?;
            let names = set.iter().map(|name| text(name).map(str::to_owned)).collect::<Option<BTreeSet<_>>>();
            Some(names.ok_or_else(|| error("`subjects` holds something that is no address".to_owned()))?)
        }
    };
    Ok(Said { deny: findings(0, "deny")?, undetermined: findings(1, "undetermined")?, subjects })
}

/// Reads a finding: exactly the four keys, each of its type.
fn finding(value: &Value) -> Result<Finding, String> {
    let object = value.as_object().map_err(|_| "something that is no finding".to_owned())?;
    const KEYS: [&str; 4] = ["at", "attribute", "message", "subject"];
    if let Some(key) = object.keys().filter_map(text).find(|key| !KEYS.contains(key)) {
        return Err(format!("a finding has the key `{key}`; the keys are {}", KEYS.join(", ")));
    }
    let string = |key: &str| {
        let value = entry(value, key).and_then(text).filter(|text| !text.is_empty());
        value.map(str::to_owned).ok_or_else(|| format!("a finding's `{key}` is missing or no text"))
    };
    let attribute = entry(value, "attribute").and_then(AttributePath::from_value);
    Ok(Finding {
        subject: string("subject")?,
        at: string("at")?,
        message: string("message")?,
        attribute: attribute.ok_or_else(|| "a finding's `attribute` is missing or no list of names and positions".to_owned())?,
    })
}
