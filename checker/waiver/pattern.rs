//! Patterns of addresses. Brackets and quotes are literal; `*` stands for any text within one name or one key, `**` for any text at all.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::inventory::address::Address;

/// A pattern of an address: `module.a[*].aws_s3_bucket.b["*"]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    text: String,
    pieces: Vec<Piece>,
}

/// A part of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// This character.
    Literal(char),
    /// `*`: any text of one name or key, an empty one too.
    Within,
    /// `**`: any text.
    Across,
}

impl Pattern {
    /// Reads a pattern; an error says why the text is none. `\*` is a star that a key holds.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '*' if chars.next_if_eq(&'*').is_some() => pieces.push(Piece::Across),
                '*' => pieces.push(Piece::Within),
                '\\' if chars.next_if_eq(&'*').is_some() => pieces.push(Piece::Literal('*')),
                // The backslash of an address's key escapes what follows it.
                '\\' => pieces.extend(std::iter::once('\\').chain(chars.next()).map(Piece::Literal)),
                c => pieces.push(Piece::Literal(c)),
            }
        }
        let pattern = Self { text: text.to_owned(), pieces };
        match pattern.literal() {
            Some(address) if Address::parse(&address).is_none() => Err(format!("`{text}` is no address of a resource")),
            _ => Ok(pattern),
        }
    }

    /// The one address that a pattern without wildcards stands for.
    pub fn literal(&self) -> Option<String> {
        let literal = |piece: &Piece| match piece {
            Piece::Literal(c) => Some(*c),
            Piece::Within | Piece::Across => None,
        };
        self.pieces.iter().map(literal).collect()
    }

    /// Whether the pattern stands for this address.
    pub fn matches(&self, address: &str) -> bool {
        // How far the pattern may have come: `reached[n]` after its first `n` pieces. All ways are followed at once.
        let mut reached = vec![false; self.pieces.len() + 1];
        reached[0] = true;
        self.skip_wildcards(&mut reached);
        for (c, is_edge) in characters(address) {
            let mut next = vec![false; reached.len()];
            for (at, piece) in self.pieces.iter().enumerate().filter(|(at, _)| reached[*at]) {
                match piece {
                    Piece::Literal(literal) => next[at + 1] |= *literal == c,
                    Piece::Within => next[at] |= !is_edge,
                    Piece::Across => next[at] = true,
                }
            }
            self.skip_wildcards(&mut next);
            reached = next;
        }
        reached[self.pieces.len()]
    }

    /// A wildcard may stand for nothing.
    fn skip_wildcards(&self, reached: &mut [bool]) {
        for (at, piece) in self.pieces.iter().enumerate() {
            reached[at + 1] |= reached[at] && !matches!(piece, Piece::Literal(_));
        }
    }
}

/// The characters of an address, each with whether it is an edge of a name or key: a dot or bracket outside of a quoted key.
fn characters(address: &str) -> impl Iterator<Item = (char, bool)> {
    let (mut quoted, mut escaped) = (false, false);
    address.chars().map(move |c| {
        let is_edge = !quoted && matches!(c, '.' | '[' | ']');
        if c == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = quoted && c == '\\' && !escaped;
        (c, is_edge)
    })
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for Pattern {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inventory::address::{InstanceKey, ModuleStep};
    use proptest::prelude::*;

    fn matches(pattern: &str, address: &str) -> bool {
        Pattern::parse(pattern).expect(pattern).matches(address)
    }

    #[test]
    fn a_star_stays_within_a_name_or_a_key() {
        for (pattern, address, expected) in [
            ("a.*", "a.b", true),
            ("a.b*", "a.b", true),
            ("a.*c", "a.bc", true),
            ("a.*c", "a.bd", false),
            ("*.b", "a.b", true),
            ("*", "a.b", false),
            ("a.*", "a.b[0]", false),
            ("a.b*", "a.b[0]", false),
            ("a.b[*]", "a.b[0]", true),
            ("a.b[*]", "a.b", false),
            ("a.b[*]", r#"a.b["k"]"#, true),
            (r#"a.b["*"]"#, r#"a.b["k"]"#, true),
            (r#"a.b["*"]"#, "a.b[0]", false),
            (r#"a.b["x*"]"#, r#"a.b["x.y[z]\"é"]"#, true),
            (r#"a.b["x*"]"#, r#"a.b["y.x"]"#, false),
            ("module.*.a.b", "module.m.a.b", true),
            ("module.*.a.b", "module.m.module.n.a.b", false),
            ("module.*.a.b", r#"module.m["k"].a.b"#, false),
            (r#"module.m["*"].a.b"#, r#"module.m["k\"].a.c.module.m[\""].a.b"#, true),
            (r#"module.m["*"].a.b"#, r#"module.m["k"].module.m["l"].a.b"#, false),
            (r#"module.m["*"].a.b"#, r#"module.m["k\\"].module.m["l"].a.b"#, false),
        ] {
            assert_eq!(matches(pattern, address), expected, "{pattern} {address}");
        }
    }

    #[test]
    fn two_stars_go_across() {
        for (pattern, address, expected) in [
            ("**", r#"module.m["k"].a.b[0]"#, true),
            ("module.m**.a.b", r#"module.m["k"].module.n.a.b"#, true),
            ("module.m.**", "module.n.a.b", false),
            ("**.a.b", "module.m.a.b", true),
            ("**.a.b", "a.b", false),
            ("**a.b", "a.b", true),
            ("a.b**", "a.b[0]", true),
            ("a.b***", "a.b[0]", true),
            ("a.**b*", "a.bcb[0]", false),
        ] {
            assert_eq!(matches(pattern, address), expected, "{pattern} {address}");
        }
    }

    #[test]
    fn a_star_in_a_key_is_written_with_a_backslash() {
        assert!(matches(r#"a.b["\*.c"]"#, r#"a.b["*.c"]"#));
        assert!(!matches(r#"a.b["\*.c"]"#, r#"a.b["x.c"]"#));
        assert!(matches(r#"a.b["*.c"]"#, r#"a.b["*.c"]"#), "the wildcard stands for it too");
        // An escaped backslash leaves the star what it is.
        assert!(matches(r#"a.b["x\\*"]"#, r#"a.b["x\\yz"]"#));
        assert_eq!(Pattern::parse(r#"a.b["\*"]"#).expect("a pattern").literal().as_deref(), Some(r#"a.b["*"]"#));
        assert_eq!(Pattern::parse("a.*").expect("a pattern").literal(), None);
    }

    #[test]
    fn what_is_no_address_is_refused_unless_it_has_wildcards() {
        for text in ["", "a", "a.b[k]", "a.b\\", "module.a", "a b.c"] {
            assert!(Pattern::parse(text).is_err(), "{text}");
        }
        assert_eq!(Pattern::parse("a.b[k]").expect_err("none"), "`a.b[k]` is no address of a resource");
        assert!(Pattern::parse("*").is_ok());
    }

    fn key() -> impl Strategy<Value = Option<InstanceKey>> {
        prop_oneof![
            Just(None),
            any::<u32>().prop_map(|number| Some(InstanceKey::Number(number.into()))),
            any::<String>().prop_map(|text| Some(InstanceKey::Text(text))),
            "[*.\\[\\]\"\\\\${%é]{0,8}".prop_map(|text| Some(InstanceKey::Text(text))),
        ]
    }

    fn address() -> impl Strategy<Value = Address> {
        let modules = proptest::collection::vec(("[ab]{1,3}", key()), 0..3);
        let modules = modules.prop_map(|steps| steps.into_iter().map(|(name, key)| ModuleStep { name, key }).collect());
        (modules, any::<bool>(), "[ab]{1,3}", key()).prop_map(|(modules, data, name, key)| Address {
            modules,
            data,
            kind: "aws_vpc".into(),
            name,
            key,
        })
    }

    proptest! {
        #[test]
        fn a_pattern_without_wildcards_is_its_own_address_alone(one in address(), other in address()) {
            let (one, other) = (one.to_string(), other.to_string());
            let pattern = Pattern::parse(&one.replace('*', "\\*")).expect("a pattern");
            prop_assert_eq!(pattern.literal(), Some(one.clone()));
            prop_assert!(pattern.matches(&one));
            prop_assert_eq!(pattern.matches(&other), one == other);
        }

        #[test]
        fn stars_in_place_of_names_and_keys_match(address in address()) {
            let Address { modules, data, name: _, key, .. } = &address;
            let brackets = |key: &Option<InstanceKey>| if key.is_some() { "[*]" } else { "" };
            let mut text: String = modules.iter().map(|step| format!("module.*{}.", brackets(&step.key))).collect();
            text.push_str(if *data { "data." } else { "" });
            text.push_str(&format!("*.*{}", brackets(key)));
            prop_assert!(Pattern::parse(&text).expect("a pattern").matches(&address.to_string()), "{} {}", text, address);
        }

        #[test]
        fn a_star_never_leaves_its_step(address in address()) {
            // As many names and keys as the pattern has, no more.
            let steps = address.modules.len();
            let has_keys = address.key.is_some() || address.modules.iter().any(|step| step.key.is_some());
            let text = if address.data { "data.*.*" } else { "*.*" };
            let matched = Pattern::parse(text).expect("a pattern").matches(&address.to_string());
            prop_assert_eq!(matched, steps == 0 && !has_keys);
            prop_assert!(Pattern::parse("**").expect("a pattern").matches(&address.to_string()));
        }
    }
}
