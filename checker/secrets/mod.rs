//! Secrets: which strings of a tree of values are one and by which sign, what is masked of them, and how it is struck from what leaves.
//! The detector runs before anything is redacted.

pub mod entropy;
pub mod form;
pub mod masked;
pub mod name;
pub mod scrub;
pub mod text;

use std::borrow::Cow;
use std::sync::Arc;

use crate::inventory::path::{AttributePath, Segment};
use crate::inventory::value::Value;

/// The sign by which a secret was found, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detector {
    /// It has the form of a secret: a vendor's prefix, a private key, a password inside a URL.
    Prefix,
    /// Terraform says that it is sensitive.
    Sensitive,
    /// It is called like one: `db_password`.
    Name,
    /// It looks like random characters.
    Entropy,
}

impl Detector {
    /// The name in the policies' input.
    pub fn name(self) -> &'static str {
        match self {
            Self::Prefix => "prefix",
            Self::Sensitive => "sensitive",
            Self::Name => "name",
            Self::Entropy => "entropy",
        }
    }
}

/// A place that holds what looks like a secret.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SecretLike {
    /// Where.
    pub path: AttributePath,
    /// By which sign.
    pub detector: Detector,
}

/// The surest sign that the text called `name` is, or holds, a secret.
pub fn sign(name: &str, text: &str) -> Option<Detector> {
    let named = name::is_secret(name) && !name::is_public_value(text);
    // Most strings are short; none of them has a form or is long enough to look random.
    if text.len() < text::SHORTEST {
        return named.then_some(Detector::Name);
    }
    let may_be_random = !name::is_public(name);
    let inside = text::fragments(text).into_iter().map(|fragment| fragment.detector);
    inside.filter(|sign| may_be_random || *sign != Detector::Entropy).chain(named.then_some(Detector::Name)).min()
}

/// Every secret-like string in `value`, which is called `name` and stands at `path`. One pass, in the order of the values.
pub fn find(name: &str, path: &AttributePath, value: &Value) -> Vec<SecretLike> {
    let mut search = Search { at: path.segments().iter().map(Cow::Borrowed).collect(), found: Vec::new() };
    search.visit(name, value);
    search.found
}

/// Keys whose value says what the `value` beside it is: a container's environment, a parameter group.
const NAMES: &[&str] = &["Key", "Name", "key", "name"];

struct Search<'v> {
    at: Vec<Cow<'v, Segment>>,
    found: Vec<SecretLike>,
}

impl<'v> Search<'v> {
    fn visit(&mut self, name: &str, value: &'v Value) {
        match value {
            Value::String(text) => {
                if let Some(detector) = sign(name, text) {
                    self.found.push(SecretLike { path: self.path(), detector });
                }
            }
            Value::Array(list) => {
                for (position, value) in list.iter().enumerate() {
                    // Numbers, booleans and nulls hold no text, and a path is only made for what does.
                    if holds_text(value) {
                        self.at.push(Cow::Owned(Segment::Index(position)));
                        self.visit(name, value);
                        self.at.pop();
                    }
                }
            }
            Value::Object(object) => {
                // A secret as a key gives itself away wherever the map is shown.
                let is_key = |key: &Value| matches!(key, Value::String(key) if sign("", key) == Some(Detector::Prefix));
                if !self.at.is_empty() && object.keys().any(is_key) {
                    self.found.push(SecretLike { path: self.path(), detector: Detector::Prefix });
                    return;
                }
                let mut beside = None;
                // Sorted: a name comes before the value that it names.
                for (key, value) in object.iter_sorted() {
                    let Value::String(key) = key else { continue };
                    if !holds_text(value) {
                        continue;
                    }
                    if let (true, Value::String(text)) = (NAMES.contains(&&**key), value) {
                        beside = Some(text);
                    }
                    let name = match beside {
                        Some(name) if key.eq_ignore_ascii_case("value") => name,
                        _ => key,
                    };
                    self.at.push(Cow::Owned(Segment::Key(Arc::clone(key))));
                    self.visit(name, value);
                    self.at.pop();
                }
            }
            _ => {}
        }
    }

    fn path(&self) -> AttributePath {
        self.at.iter().map(|segment| segment.as_ref().clone()).collect()
    }
}

fn holds_text(value: &Value) -> bool {
    matches!(value, Value::String(_) | Value::Array(_) | Value::Object(_))
}
