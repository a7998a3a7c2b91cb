//! What is not known about a resource, and why.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use super::path::{AttributePath, Segment};
use super::value::Value;

/// Why a value is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnknownKind {
    /// Terraform learns it while applying.
    AfterApply,
    /// The configuration does not set it: AWS or the provider decides.
    Unset,
    /// It points to something that could not be resolved.
    Link,
    /// It is sensitive.
    Redacted,
    /// The account refused to tell.
    Denied,
    /// The account was asked too often.
    Throttled,
    /// The account did not answer in time.
    Timeout,
    /// The account's answer could not be read, or was not asked for.
    Unreadable,
    /// Hidden on purpose, to test that no verdict depends on luck.
    Hidden,
}

impl UnknownKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::AfterApply,
        Self::Unset,
        Self::Link,
        Self::Redacted,
        Self::Denied,
        Self::Throttled,
        Self::Timeout,
        Self::Unreadable,
        Self::Hidden,
    ];

    /// The name in the policies' input.
    pub fn name(self) -> &'static str {
        match self {
            Self::AfterApply => "after_apply",
            Self::Unset => "unset",
            Self::Link => "link",
            Self::Redacted => "redacted",
            Self::Denied => "denied",
            Self::Throttled => "throttled",
            Self::Timeout => "timeout",
            Self::Unreadable => "unreadable",
            Self::Hidden => "hidden",
        }
    }

    /// What to tell a reader.
    pub fn reason(self) -> &'static str {
        match self {
            Self::AfterApply => "known after apply",
            Self::Unset => "not set in the configuration: AWS or the provider decides",
            Self::Link => "points to something that could not be resolved",
            Self::Redacted => "sensitive",
            Self::Denied => "reading it was denied",
            Self::Throttled => "reading it was throttled",
            Self::Timeout => "reading it took too long",
            Self::Unreadable => "could not be read",
            Self::Hidden => "hidden",
        }
    }
}

/// One unknown place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// Why, as a policy can compare it.
    pub kind: UnknownKind,
    /// Why, as a reader understands it.
    pub reason: Arc<str>,
}

impl From<UnknownKind> for Unknown {
    fn from(kind: UnknownKind) -> Self {
        // Most entries of a plan say the same: the text is shared.
        static REASONS: LazyLock<BTreeMap<UnknownKind, Arc<str>>> =
            LazyLock::new(|| UnknownKind::ALL.into_iter().map(|kind| (kind, kind.reason().into())).collect());
        Self { kind, reason: REASONS.get(&kind).map_or_else(|| kind.reason().into(), Arc::clone) }
    }
}

/// The unknown places of one resource. No entry lies under another one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unknowns(BTreeMap<AttributePath, Unknown>);

impl Unknowns {
    /// Marks `path`; what lies under it is unknown with it, and an entry above it already says so.
    pub fn mark(&mut self, path: AttributePath, unknown: impl Into<Unknown>) {
        if self.above(&path).is_some() {
            return;
        }
        self.0.retain(|entry, _| !path.covers(entry));
        self.0.insert(path, unknown.into());
    }

    /// The entry at `path` or above it.
    pub fn above(&self, path: &AttributePath) -> Option<(&AttributePath, &Unknown)> {
        if self.0.is_empty() {
            return None;
        }
        let steps = path.segments();
        (0..=steps.len()).rev().find_map(|depth| self.0.get_key_value(&steps[..depth]))
    }

    /// Every entry, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&AttributePath, &Unknown)> {
        self.0.iter()
    }

    /// Forgets the entry at exactly `path`: it has become known.
    pub fn forget(&mut self, path: &AttributePath) {
        self.0.remove(path);
    }

    /// `true` where everything is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The paths that are `true` in a tree of marks, such as a plan's `after_unknown` and `after_sensitive`.
pub fn marked(marks: &Value) -> Vec<AttributePath> {
    let mut found = Vec::new();
    let mut open = vec![(AttributePath::default(), marks)];
    // Most marks are `false` or empty: no path is made for those.
    let says_something = |marks: &Value| match marks {
        Value::Bool(mark) => *mark,
        Value::Object(object) => !object.is_empty(),
        Value::Array(list) => !list.is_empty(),
        _ => false,
    };
    while let Some((path, marks)) = open.pop() {
        match marks {
            Value::Bool(true) => found.push(path),
            Value::Object(object) => {
                let below = object.iter().filter(|(_, marks)| says_something(marks));
                open.extend(below.filter_map(|(name, marks)| match name {
                    Value::String(name) => Some((path.join(Segment::Key(name.clone())), marks)),
                    _ => None,
                }));
            }
            Value::Array(list) => {
                let below = list.iter().enumerate().filter(|(_, marks)| says_something(marks));
                open.extend(below.map(|(at, marks)| (path.join(Segment::Index(at)), marks)));
            }
            _ => {}
        }
    }
    found
}

/// The place that says that the list `parts[kind]` may be short. It is no attribute: Terraform names none `parts`.
pub fn parts_of(kind: &str) -> AttributePath {
    [Segment::Key("parts".into()), Segment::Key(kind.into())].into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_kind_has_its_name_in_the_contract_and_a_reason_of_its_own() {
        let contract = include_str!("../../policies/INPUT.md");
        let kinds = UnknownKind::ALL;
        for kind in kinds {
            assert!(!kind.name().is_empty() && contract.contains(&format!("`{}`", kind.name())), "{kind:?}");
            assert!(kind.reason().len() >= "hidden".len());
        }
        for text in [UnknownKind::name, UnknownKind::reason] {
            assert_eq!(kinds.map(text).into_iter().collect::<std::collections::BTreeSet<_>>().len(), kinds.len());
        }
    }

    #[test]
    fn marks_are_found_at_any_depth() {
        let marks = json!({"a": true, "b": false, "c": [false, true, {"d": true}], "e": {"f g": true}, "h": {}});
        let mut found: Vec<String> = marked(&marks.into()).iter().map(ToString::to_string).collect();
        found.sort();
        assert_eq!(found, ["a", "c[1]", "c[2].d", "e[\"f g\"]"]);
        assert_eq!(marked(&Value::Bool(true)), [AttributePath::default()]);
    }

    #[test]
    fn what_is_forgotten_is_known() {
        let mut unknown = Unknowns::default();
        assert!(unknown.is_empty());
        let path = AttributePath::attribute("a");
        unknown.mark(path.clone(), UnknownKind::AfterApply);
        assert!(!unknown.is_empty());
        unknown.forget(&path.join(Segment::Index(0)));
        assert!(!unknown.is_empty());
        unknown.forget(&path);
        assert!(unknown.is_empty() && unknown.above(&path).is_none());
    }

    #[test]
    fn no_entry_lies_under_another() {
        let path = |text: &str| text.parse::<AttributePath>().expect(text);
        let mut unknown = Unknowns::default();
        unknown.mark(path("rule[0].mode"), UnknownKind::AfterApply);
        unknown.mark(path("rule[1]"), UnknownKind::AfterApply);
        unknown.mark(path("rule"), UnknownKind::Hidden);
        unknown.mark(path("rule[2].mode"), UnknownKind::AfterApply);
        unknown.mark(path("rules"), UnknownKind::Unset);
        let left: Vec<_> = unknown.iter().map(|(path, entry)| (path.to_string(), entry.kind)).collect();
        assert_eq!(left, [("rule".to_owned(), UnknownKind::Hidden), ("rules".to_owned(), UnknownKind::Unset)]);
        assert!(unknown.above(&path("rule[7].mode")).is_some());
        assert!(unknown.above(&path("bucket")).is_none());
    }
}
