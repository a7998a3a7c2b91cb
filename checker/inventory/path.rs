//! Attribute paths: where inside a resource's values something stands, their text form, and the patterns that match them.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::value::Value;

/// One step of an [`AttributePath`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    /// An attribute name or a map key.
    Key(Arc<str>),
    /// A position in a list, from 0. In a pattern, [`Segment::Any`] stands for every position.
    Index(usize),
    /// Every position of a list. Only in patterns.
    Any,
}

/// A path such as `rule[0].default_retention[0].mode`; map keys that are no plain identifier are quoted: `tags["a.b"]`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct AttributePath(Vec<Segment>);

/// A path text that could not be parsed: what was wrong, and at which byte.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is no attribute path: {problem} at byte {at}")]
pub struct PathError {
    text: String,
    problem: &'static str,
    at: usize,
}

impl AttributePath {
    /// The path of a top-level attribute.
    pub fn attribute(name: &str) -> Self {
        Self(vec![Segment::Key(name.into())])
    }

    /// The steps, outermost first.
    pub fn segments(&self) -> &[Segment] {
        &self.0
    }

    /// `true` for the path of the whole resource.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The top-level attribute that the path begins with.
    pub fn root(&self) -> Option<&str> {
        match self.0.first() {
            Some(Segment::Key(name)) => Some(name),
            _ => None,
        }
    }

    /// This path and one step more.
    #[must_use]
    pub fn join(&self, segment: Segment) -> Self {
        let mut segments = Vec::with_capacity(self.0.len() + 1);
        segments.extend_from_slice(&self.0);
        segments.push(segment);
        Self(segments)
    }

    /// The path one step shorter, until the empty one.
    pub fn parent(&self) -> Option<Self> {
        let (_, rest) = self.0.split_last()?;
        Some(Self(rest.to_vec()))
    }

    /// `true` where `self` is `other` or lies above it.
    pub fn covers(&self, other: &Self) -> bool {
        other.0.len() >= self.0.len() && self.0.iter().zip(&other.0).all(|(a, b)| a == b)
    }

    /// `true` where the pattern `self` names a place that is at, above or below `path`: reading the pattern would touch `path`.
    pub fn touches(&self, path: &Self) -> bool {
        self.0.iter().zip(&path.0).all(|(pattern, step)| pattern.matches(step))
    }

    /// `true` where the pattern `self` names exactly `path`.
    pub fn matches(&self, path: &Self) -> bool {
        self.0.len() == path.0.len() && self.touches(path)
    }

    /// The part of `value` at this path, if it is there.
    pub fn get<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        self.0.iter().try_fold(value, |value, segment| match (segment, value) {
            (Segment::Key(name), Value::Object(object)) => object.get(&Value::String(name.clone())),
            (Segment::Index(index), Value::Array(list)) => list.get(*index),
            _ => None,
        })
    }

    /// The path as the report and a policy's finding write it: a list of names and positions.
    pub fn to_value(&self) -> Value {
        Value::from(
            self.0
                .iter()
                .map(|segment| match segment {
                    Segment::Key(name) => Value::String(name.clone()),
                    Segment::Index(index) => Value::from(*index),
                    Segment::Any => Value::Null,
                })
                .collect::<Vec<_>>(),
        )
    }

    /// Reads a list of names and positions; `None` where it holds anything else.
    pub fn from_value(value: &Value) -> Option<Self> {
        let steps = value.as_array().ok()?;
        steps
            .iter()
            .map(|step| match step {
                Value::String(name) => Some(Segment::Key(name.clone())),
                Value::Number(_) => Some(Segment::Index(usize::try_from(step.as_u64().ok()?).ok()?)),
                _ => None,
            })
            .collect::<Option<Vec<_>>>()
            .map(Self)
    }
}

impl Segment {
    fn matches(&self, step: &Self) -> bool {
        self == step || (*self == Self::Any && matches!(step, Self::Index(_) | Self::Any))
    }
}

impl FromIterator<Segment> for AttributePath {
    fn from_iter<I: IntoIterator<Item = Segment>>(segments: I) -> Self {
        Self(segments.into_iter().collect())
    }
}

/// `true` for a name that is written without quotes.
pub fn is_plain(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_alphabetic() || b == b'_')
        && bytes.all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

impl fmt::Display for AttributePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Key(name) if is_plain(name) => {
                    if position > 0 {
                        f.write_str(".")?;
                    }
                    f.write_str(name)?;
                }
                Segment::Key(name) => {
                    let quoted = serde_json::to_string(&**name).map_err(|_| fmt::Error)?;
                    write!(f, "[{quoted}]")?;
                }
                Segment::Index(index) => write!(f, "[{index}]")?,
                Segment::Any => f.write_str("[]")?,
            }
        }
        Ok(())
    }
}

impl serde::Serialize for AttributePath {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_value().serialize(serializer)
    }
}

/// The form of [`AttributePath::to_value`].
impl<'de> serde::Deserialize<'de> for AttributePath {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(untagged)]
        enum Step {
            Name(String),
            Index(usize),
            Any(()),
        }
        let steps = Vec::<Step>::deserialize(deserializer)?.into_iter().map(|step| match step {
            Step::Name(name) => Segment::Key(name.into()),
            Step::Index(index) => Segment::Index(index),
            Step::Any(()) => Segment::Any,
        });
        Ok(Self(steps.collect()))
    }
}

impl FromStr for AttributePath {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        let fail = |problem, rest: &str| PathError { text: text.to_owned(), problem, at: text.len() - rest.len() };
        let mut segments = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            if let Some(inner) = rest.strip_prefix('[') {
                if let Some(quoted) = inner.strip_prefix('"') {
                    let end = closing_quote(quoted).ok_or_else(|| fail("an unclosed quote", inner))?;
                    let (quoted, after) = inner.split_at(end + 2);
                    let name: String = serde_json::from_str(quoted).map_err(|_| fail("a bad escape", inner))?;
                    segments.push(Segment::Key(name.into()));
                    rest = after.strip_prefix(']').ok_or_else(|| fail("no `]` after the key", after))?;
                } else {
                    let (position, after) = inner.split_once(']').ok_or_else(|| fail("an unclosed `[`", rest))?;
                    segments.push(match position {
                        "" => Segment::Any,
                        digits => Segment::Index(digits.parse().map_err(|_| fail("no position", inner))?),
                    });
                    rest = after;
                }
                continue;
            }
            if !segments.is_empty() {
                rest = rest.strip_prefix('.').ok_or_else(|| fail("no `.` or `[`", rest))?;
            }
            let (name, after) = rest.split_at(rest.find(['.', '[']).unwrap_or(rest.len()));
            if !is_plain(name) {
                return Err(fail("no name", rest));
            }
            segments.push(Segment::Key(name.into()));
            rest = after;
        }
        Ok(Self(segments))
    }
}

/// The byte of the quote that closes a string whose opening quote has been taken off.
fn closing_quote(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn path(text: &str) -> AttributePath {
        text.parse().expect(text)
    }

    #[test]
    fn patterns_touch_what_is_at_above_and_below_them() {
        let pattern = path("rule[].mode");
        for touched in ["rule", "rule[0]", "rule[3].mode", "rule[3].mode.deeper"] {
            assert!(pattern.touches(&path(touched)), "{touched}");
        }
        for untouched in ["rules", "rule[0].years", "rule.mode"] {
            assert!(!pattern.touches(&path(untouched)), "{untouched}");
        }
        assert!(pattern.matches(&path("rule[7].mode")));
        assert!(!pattern.matches(&path("rule[7]")));
    }

    #[test]
    fn a_bad_path_says_where() {
        for (text, at) in [
            ("a..b", 2),
            ("a[", 1),
            ("a[x]", 2),
            ("a[\"b]", 2),
            ("[0]x", 3),
            ("é", 0),
            ("ab[\"\\q\"]", 3),
            ("ab[\"cd\"x]", 7),
            ("ab[\"cd\"", 7),
            ("a_b[12].-", 8),
        ] {
            assert_eq!(text.parse::<AttributePath>().expect_err(text).at, at, "{text}");
        }
    }

    #[test]
    fn names_that_are_plain_have_no_quotes() {
        for text in ["_a.b-c[0].D_9", "tags[\"a.b\"]", "tags[\"9\"]", "tags[\"-\"]", "tags[\"\"]", "[3][].a"] {
            assert_eq!(text.parse::<AttributePath>().expect(text).to_string(), text);
        }
    }

    #[test]
    fn a_path_lies_under_others() {
        assert_eq!(path("a[0].b").parent(), Some(path("a[0]")));
        assert_eq!(AttributePath::default().parent(), None);
    }

    #[test]
    fn a_path_finds_its_value() {
        let values = Value::from(serde_json::json!({"a": [{"b.c": 1}]}));
        assert_eq!(path("a[0][\"b.c\"]").get(&values), Some(&Value::from(1)));
        for nowhere in ["a[1]", "a[0].b", "a.b", "a[]"] {
            assert_eq!(path(nowhere).get(&values), None, "{nowhere}");
        }
    }

    fn segments() -> impl Strategy<Value = Vec<Segment>> {
        let segment = prop_oneof![
            "[a-z_][a-z0-9_-]{0,6}".prop_map(|name| Segment::Key(name.into())),
            any::<String>().prop_map(|name| Segment::Key(name.into())),
            (0usize..1000).prop_map(Segment::Index),
            Just(Segment::Any),
        ];
        proptest::collection::vec(segment, 0..6)
    }

    proptest! {
        #[test]
        fn text_round_trips(segments in segments()) {
            let path: AttributePath = segments.into_iter().collect();
            prop_assert_eq!(path.to_string().parse::<AttributePath>(), Ok(path));
        }

        #[test]
        fn any_text_is_parsed_or_refused(text in any::<String>()) {
            let _ = text.parse::<AttributePath>();
        }
    }

    #[test]
    fn a_list_of_names_and_positions_is_a_path() {
        let read = |json: &str| AttributePath::from_value(&Value::from_json_str(json).expect(json));
        assert_eq!(read(r#"["rule", 2, "mode"]"#), Some(path("rule[2].mode")));
        assert_eq!(read("[]"), Some(AttributePath::default()));
        for wrong in [r#"["rule", null]"#, r#"["rule", -1]"#, r#"["rule", 0.5]"#, r#""rule""#] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
