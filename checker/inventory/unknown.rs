//! What is not known about a resource, and why.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, LazyLock};

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::json::Key;
use super::path::{AttributePath, Segment};

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

/// The unknown places of one resource, sorted by path: a few, for which a list takes a fraction of what a map does. No entry lies under
/// another one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unknowns(Vec<(AttributePath, Unknown)>);

impl Unknowns {
    /// Marks `path`; what lies under it is unknown with it, and an entry above it already says so.
    pub fn mark(&mut self, path: AttributePath, unknown: impl Into<Unknown>) {
        if self.above(&path).is_some() {
            return;
        }
        self.0.retain(|(entry, _)| !path.covers(entry));
        let (Ok(at) | Err(at)) = self.find(path.segments());
        self.0.insert(at, (path, unknown.into()));
    }

    /// The entry at `path` or above it.
    pub fn above(&self, path: &AttributePath) -> Option<(&AttributePath, &Unknown)> {
        if self.0.is_empty() {
            return None;
        }
        let steps = path.segments();
        let at = (0..=steps.len()).rev().find_map(|depth| self.find(&steps[..depth]).ok())?;
        self.0.get(at).map(|(path, unknown)| (path, unknown))
    }

    /// Where the entry at exactly this path is, or would be.
    fn find(&self, path: &[Segment]) -> Result<usize, usize> {
        self.0.binary_search_by(|(entry, _)| entry.segments().cmp(path))
    }

    /// Every entry, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&AttributePath, &Unknown)> {
        self.0.iter().map(|(path, unknown)| (path, unknown))
    }

    /// Forgets the entry at exactly `path`: it has become known.
    pub fn forget(&mut self, path: &AttributePath) {
        if let Ok(at) = self.find(path.segments()) {
            self.0.remove(at);
        }
    }

    /// `true` where everything is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The paths that are `true` in a tree of marks, such as a plan's `after_unknown` and `after_sensitive`. Nothing else of the tree is kept:
/// most of it is `false` or empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks(Vec<AttributePath>);

impl Marks {
    /// The paths.
    pub fn iter(&self) -> std::slice::Iter<'_, AttributePath> {
        self.0.iter()
    }

    /// Everything is marked.
    pub fn is_whole(&self) -> bool {
        self.0.iter().any(AttributePath::is_empty)
    }
}

impl<'de> Deserialize<'de> for Marks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut marks = Self::default();
        Tree { at: &mut Vec::new(), marks: &mut marks }.deserialize(deserializer)?;
        Ok(marks)
    }
}

/// A part of a tree of marks, while it is read.
struct Tree<'t> {
    at: &'t mut Vec<Segment>,
    marks: &'t mut Marks,
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a tree of marks")
    }

    fn visit_bool<E: Error>(self, mark: bool) -> Result<(), E> {
        if mark {
            self.marks.0.push(self.at.iter().cloned().collect());
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Key(key)) = map.next_key()? {
            self.at.push(Segment::Key(key));
            map.next_value_seed(Tree { at: self.at, marks: self.marks })?;
            self.at.pop();
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        for position in 0.. {
            self.at.push(Segment::Index(position));
            let read = list.next_element_seed(Tree { at: self.at, marks: self.marks })?;
            self.at.pop();
            if read.is_none() {
                break;
            }
        }
        Ok(())
    }

    // What is no mark says nothing.
    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

/// The place that says that the list `parts[kind]` may be short. It is no attribute: Terraform names none `parts`.
pub fn parts_of(kind: &str) -> AttributePath {
    [Segment::Key("parts".into()), Segment::Key(kind.into())].into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let marks = |text: &str| serde_json::from_str::<Marks>(text).expect(text);
        let found = |text: &str| marks(text).iter().map(ToString::to_string).collect::<Vec<_>>();
        let tree =
            r#"{"a": true, "b": false, "c": [false, true, {"d": true}], "e": {"f g": true}, "h": {}, "i": null, "j": ["k", 1]}"#;
        assert_eq!(found(tree), ["a", "c[1]", "c[2].d", "e[\"f g\"]"]);
        assert!(!marks(tree).is_whole() && marks("true").is_whole());
        assert_eq!((found("true"), found("false"), found("null")), (vec![String::new()], Vec::new(), Vec::new()));
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

    #[test]
    fn what_is_no_json_is_no_tree_of_marks() {
        use serde::de::value::{BytesDeserializer, Error};
        let error = Marks::deserialize(BytesDeserializer::<Error>::new(b"x")).expect_err("bytes");
        assert!(error.to_string().ends_with("expected a tree of marks"), "{error}");
    }
}
