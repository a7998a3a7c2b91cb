//! What was masked: the texts that no output may show, collected while they are taken out.

use std::collections::BTreeSet;

use super::text::fragments;
use crate::inventory::redact::MARKER;
use crate::inventory::value::Value;

/// The shortest text that is looked for in outputs: anything shorter occurs everywhere.
pub const SHORTEST: usize = 6;

/// From this length on a line of a masked text is looked for by itself: outputs quote files line by line.
const LINE: usize = 16;

/// Texts that no output may show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Masked(BTreeSet<Box<str>>);

impl Masked {
    /// Adds a text: as it is, as it is written in quotes, the secrets inside of it, and its lines.
    pub fn add(&mut self, text: &str) {
        let text = text.trim();
        if text.len() < SHORTEST || text == MARKER || self.0.contains(text) {
            return;
        }
        self.0.insert(text.into());
        for fragment in fragments(text) {
            let secret = &text[fragment.range];
            if secret.len() >= SHORTEST {
                self.0.insert(secret.into());
            }
        }
        let mut lines = text.lines();
        if lines.next() != Some(text) {
            for line in text.lines().map(str::trim).filter(|line| line.len() >= LINE) {
                self.0.insert(line.into());
            }
        }
        if let Ok(quoted) = serde_json::to_string(text) {
            let inside = &quoted[1..quoted.len() - 1];
            if inside != text {
                self.0.insert(inside.into());
            }
        }
    }

    /// Adds every text in a value.
    pub fn add_all(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.add(text),
            Value::Array(list) => list.iter().for_each(|value| self.add_all(value)),
            Value::Object(object) => object.iter().for_each(|(key, value)| {
                if let Value::String(key) = key
                    && !fragments(key).is_empty()
                {
                    self.add(key);
                }
                self.add_all(value);
            }),
            _ => {}
        }
    }

    /// Takes over what `other` holds.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// The texts, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|text| &**text)
    }

    /// `true` where nothing was masked.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
