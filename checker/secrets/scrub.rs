//! The scrubber: the last step before anything is written. It takes what was masked out of every text that leaves the program.
//!
//! It changes texts, never keys, addresses or enumerations; and it leaves alone what stands unmasked elsewhere, because that is public: a
//! password that equals a bucket's name must not blank the bucket's name.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::account::snapshot::SnapshotError;
use crate::attestation;
use crate::cost::component::State;
use crate::cost::statement::Statement;
use crate::error::Error;
use crate::inventory::Inventory;
use crate::inventory::path::{AttributePath, Segment};
use crate::inventory::redact::MARKER;
use crate::inventory::unknown::UnknownKind;
use crate::inventory::value::Value;
use crate::plan::source::SavedPlanError;
use crate::report::{Location, Report};
use crate::secrets::masked::{Masked, SHORTEST};
use crate::secrets::text::fragments;

/// What may not be shown, found by its first bytes: two in a table that nearly every place of a text fails, then six in a map.
#[derive(Debug, Default)]
pub struct Scrubber {
    pairs: Vec<u64>,
    /// The longest of each first.
    by_start: HashMap<[u8; SHORTEST], Vec<Box<str>>>,
}

/// An error with what may not be shown of it.
#[derive(Debug)]
pub struct Failure {
    /// The error.
    pub error: Box<Error>,
    /// What is struck from its words.
    pub scrubber: Scrubber,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { error: Box::new(error), scrubber: Scrubber::default() }
    }
}

impl From<SnapshotError> for Failure {
    fn from(error: SnapshotError) -> Self {
        Error::from(error).into()
    }
}

impl From<SavedPlanError> for Failure {
    fn from(error: SavedPlanError) -> Self {
        Error::from(error).into()
    }
}

impl Scrubber {
    /// A scrubber of what was masked in an inventory and does not stand unmasked in it, nor as a word in one of the `public` texts.
    pub fn new<'t>(inventory: &'t Inventory, public: impl IntoIterator<Item = &'t str>) -> Self {
        let mut scrubber = Self::of(&inventory.masked);
        if scrubber.by_start.is_empty() {
            return scrubber;
        }
        let addresses = inventory.resources.iter().map(|resource| &*resource.address);
        for text in public.into_iter().chain(addresses) {
            scrubber.release_words(text);
        }
        for resource in &inventory.resources {
            scrubber.release_values(&resource.values);
            for text in [&resource.region, &resource.account].into_iter().flatten() {
                scrubber.release(text);
            }
        }
        for named in &inventory.variables {
            named.value.iter().for_each(|value| scrubber.release_values(value));
        }
        for (name, scope) in &inventory.scopes {
            scrubber.release(name);
            scope.backend.iter().chain(&scope.providers).for_each(|value| scrubber.release_values(value));
        }
        Self::from_texts(scrubber.by_start.into_values().flatten())
    }

    /// A scrubber of everything that was masked.
    pub fn of(masked: &Masked) -> Self {
        Self::from_texts(masked.iter().map(Box::from))
    }

    fn from_texts(texts: impl Iterator<Item = Box<str>>) -> Self {
        let mut scrubber = Self::default();
        for text in texts {
            let Some(start) = start(text.as_bytes()) else { continue };
            scrubber.pairs.resize(1 << 10, 0);
            let pair = usize::from(u16::from_be_bytes([start[0], start[1]]));
            scrubber.pairs[pair >> 6] |= 1 << (pair & 63);
            scrubber.by_start.entry(start).or_default().push(text);
        }
        for texts in scrubber.by_start.values_mut() {
            texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
        }
        scrubber
    }

    /// The masked texts that begin at a place of a text.
    fn at(&self, rest: &[u8]) -> &[Box<str>] {
        let [first, second, ..] = *rest else { return &[] };
        let pair = usize::from(u16::from_be_bytes([first, second]));
        if self.pairs.get(pair >> 6).is_none_or(|bits| bits >> (pair & 63) & 1 == 0) {
            return &[];
        }
        start(rest).and_then(|start| self.by_start.get(&start)).map_or(&[], Vec::as_slice)
    }

    /// Where masked texts stand in `text`, the longest at each place.
    fn matches(&self, text: &str) -> Vec<Range<usize>> {
        let bytes = text.as_bytes();
        let mut found = Vec::new();
        let mut at = 0;
        while at + SHORTEST <= bytes.len() {
            match self.at(&bytes[at..]).iter().find(|masked| bytes[at..].starts_with(masked.as_bytes())) {
                Some(masked) => {
                    found.push(at..at + masked.len());
                    at += masked.len();
                }
                None => at += 1,
            }
        }
        found
    }

    /// `text` with markers where masked texts stood; `None` where there was nothing to take out.
    pub fn text(&self, text: &str) -> Option<String> {
        if self.by_start.is_empty() {
            return None;
        }
        let found = self.matches(text);
        (!found.is_empty()).then(|| replaced(text, &found, |_| MARKER.to_owned()))
    }

    /// Source code with secrets struck out byte by byte, so that every place stays what it is; `None` where there was none.
    pub fn source(&self, text: &str) -> Option<String> {
        let strike =
            |secret: &str| secret.bytes().map(|byte| if byte.is_ascii_whitespace() { char::from(byte) } else { '*' }).collect();
        let found = self.secrets(text);
        (!found.is_empty()).then(|| replaced(text, &found, strike))
    }

    /// Another program's text with markers in place of secrets.
    pub fn foreign(&self, text: &str) -> String {
        replaced(text, &self.secrets(text), |_| MARKER.to_owned())
    }

    /// Where masked texts stand, and what looks like a secret by itself.
    fn secrets(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = if self.by_start.is_empty() { Vec::new() } else { self.matches(text) };
        found.extend(fragments(text).into_iter().map(|fragment| fragment.range));
        found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        found.retain_mut(|range| {
            range.start = range.start.max(end);
            end = end.max(range.end);
            range.start < range.end
        });
        found
    }

    /// Scrubs a report: whatever a policy, a reader or a file of source code may have put into it.
    pub fn report(&self, report: &mut Report) {
        let mut sources = HashMap::new();
        for outcome in &mut report.results {
            for text in [&mut outcome.message, &mut outcome.reason, &mut outcome.missing].into_iter().flatten() {
                self.replace(text);
            }
            outcome.waiver.iter_mut().flat_map(|waiver| waiver.texts_mut()).for_each(|text| self.replace(text));
            if let Some(location) = &mut outcome.location {
                self.location(location, &mut sources);
            }
        }
        report.waivers.texts_mut().for_each(|text| self.replace(text));
        report.attestations.iter_mut().flat_map(attestation::texts_mut).for_each(|text| self.replace(text));
        report.cost.iter_mut().for_each(|cost| self.statement(cost));
        report.notices.iter_mut().for_each(|notice| self.replace(notice));
    }

    /// Scrubs an estimate: what it says of why something has no cost that is known.
    pub fn statement(&self, statement: &mut Statement) {
        for scope in statement.scopes.values_mut() {
            scope.total.doubts.iter_mut().for_each(|doubt| self.replace(doubt));
            // What is free is so by a rule of this program's own words.
            for component in scope.total.components.iter_mut().filter(|component| component.state != State::KnownFree) {
                component.reason.iter_mut().for_each(|reason| self.replace(reason));
                self.replace(&mut component.name);
            }
            for difference in scope.change.iter_mut().chain(&mut scope.against) {
                difference.unknown.iter_mut().for_each(|one| self.replace(one));
            }
        }
    }

    /// Strikes secrets out of the source code that a location shows. A file is looked through once.
    fn location(&self, location: &mut Location, sources: &mut HashMap<Arc<str>, Arc<str>>) {
        if let Some((text, ..)) = &mut location.snippet {
            let scrubbed =
                sources.entry(Arc::clone(text)).or_insert_with(|| self.source(text).map_or_else(|| Arc::clone(text), Arc::from));
            *text = Arc::clone(scrubbed);
        }
        location.module_stack.iter_mut().for_each(|place| self.location(place, sources));
    }

    /// Scrubs what `checker inventory` prints: a value with a masked text in it is masked too.
    pub fn inventory(&self, inventory: &mut Inventory) {
        if self.by_start.is_empty() {
            return;
        }
        for resource in &mut inventory.resources {
            let mut found = Vec::new();
            self.places(&resource.values, &mut Vec::new(), &mut found);
            for path in found {
                if let Some(place) = crate::inventory::decode::place(&mut resource.values, path.segments()) {
                    *place = Value::from(MARKER);
                }
                resource.unknown.mark(path, UnknownKind::Redacted);
            }
        }
        for named in &mut inventory.variables {
            let mut found = Vec::new();
            named.value.iter().for_each(|value| self.places(value, &mut Vec::new(), &mut found));
            if !found.is_empty() {
                named.value = None;
            }
        }
        for scope in inventory.scopes.values_mut() {
            scope.complete.all.iter_mut().chain(scope.complete.by_type.values_mut()).for_each(|reason| self.replace(reason));
        }
    }

    fn places(&self, value: &Value, at: &mut Vec<Segment>, found: &mut Vec<AttributePath>) {
        match value {
            Value::String(text) if !self.matches(text).is_empty() => found.push(at.iter().cloned().collect()),
            Value::Array(list) => {
                for (position, value) in list.iter().enumerate() {
                    at.push(Segment::Index(position));
                    self.places(value, at, found);
                    at.pop();
                }
            }
            Value::Object(object) => {
                for (key, value) in object.iter() {
                    let Value::String(key) = key else { continue };
                    at.push(Segment::Key(Arc::clone(key)));
                    self.places(value, at, found);
                    at.pop();
                }
            }
            _ => {}
        }
    }

    fn replace(&self, text: &mut String) {
        if let Some(scrubbed) = self.text(text) {
            *text = scrubbed;
        }
    }

    /// Forgets a text that is public.
    fn release(&mut self, text: &str) {
        let text = text.trim();
        if self.at(text.as_bytes()).is_empty() {
            return;
        }
        if let Some(texts) = start(text.as_bytes()).and_then(|start| self.by_start.get_mut(&start)) {
            texts.retain(|masked| **masked != *text);
        }
    }

    fn release_values(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.release(text),
            Value::Array(list) => list.iter().for_each(|value| self.release_values(value)),
            Value::Object(object) => object.iter().for_each(|(_, value)| self.release_values(value)),
            _ => {}
        }
    }

    /// Forgets what stands as a word, or as several, in a public text.
    fn release_words(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let is_word = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
        for at in 0..bytes.len() {
            if (at > 0 && is_word(at - 1) && is_word(at)) || self.at(&bytes[at..]).is_empty() {
                continue;
            }
            if let Some(texts) = start(&bytes[at..]).and_then(|start| self.by_start.get_mut(&start)) {
                texts.retain(|masked| {
                    let end = at + masked.len();
                    !(bytes[at..].starts_with(masked.as_bytes()) && !(is_word(end - 1) && is_word(end)))
                });
            }
        }
    }
}

fn start(bytes: &[u8]) -> Option<[u8; SHORTEST]> {
    bytes.first_chunk().copied()
}

fn replaced(text: &str, ranges: &[Range<usize>], with: impl Fn(&str) -> String) -> String {
    let mut new = String::with_capacity(text.len());
    let mut end = 0;
    for range in ranges {
        new.push_str(&text[end..range.start]);
        new.push_str(&with(&text[range.clone()]));
        end = range.end;
    }
    new.push_str(&text[end..]);
    new
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn masked(texts: &[&str]) -> Masked {
        let mut masked = Masked::default();
        texts.iter().for_each(|text| masked.add(text));
        masked
    }

    #[test]
    fn texts_are_replaced_and_source_is_struck_out() {
        let scrubber = Scrubber::of(&masked(&["hunter2secret", "short", "hunter2"]));
        assert_eq!(
            scrubber.text("it is hunter2secret, or hunter2, and short").as_deref(),
            Some("it is (redacted), or (redacted), and short")
        );
        assert_eq!(scrubber.text("hunter").as_deref(), None);
        let code = "a = \"hunter2\"\npassword = \"parolă-é\"\nx = 1\n";
        let struck = scrubber.source(code).expect("something to strike out");
        assert_eq!(struck.len(), code.len(), "every place stays what it is");
        assert!(struck.starts_with("a = \"*******\"\npassword = \"*") && struck.ends_with("\"\nx = 1\n"), "{struck}");
        assert_eq!(scrubber.source("x = 1\n"), None);
    }

    #[test]
    fn what_is_public_is_left_alone() {
        let mut inventory = Inventory::empty(crate::inventory::Kind::Plan);
        inventory.masked = masked(&["enabled", "patients", "hunter2"]);
        let scrubber = Scrubber::new(&inventory, ["a policy says that it must be enabled", "outpatients"]);
        assert_eq!(scrubber.text("enabled patients hunter2").as_deref(), Some("enabled (redacted) (redacted)"));
    }

    /// The same, as slow and simple as it can be: at each place the longest masked text.
    fn naive(texts: &[String], text: &str) -> String {
        let mut new = String::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            match texts
                .iter()
                .filter(|masked| masked.len() >= SHORTEST && rest.starts_with(*masked))
                .max_by_key(|masked| masked.len())
            {
                Some(masked) => {
                    new.push_str(MARKER);
                    rest = &rest[masked.len()..];
                }
                None => {
                    new.push(first);
                    rest = &rest[first.len_utf8()..];
                }
            }
        }
        new
    }

    proptest! {
        #[test]
        fn it_does_what_the_simple_one_does(texts in proptest::collection::vec("[abș]{1,9}", 0..6), text in "[abș ]{0,60}") {
            let scrubber = Scrubber::from_texts(texts.iter().map(|text| text.as_str().into()));
            prop_assert_eq!(scrubber.text(&text).unwrap_or_else(|| text.clone()), naive(&texts, &text));
        }

        #[test]
        fn struck_source_keeps_its_lines(texts in proptest::collection::vec("[ab\n]{6,9}", 0..4), text in "[ab\nș]{0,60}") {
            let scrubber = Scrubber::from_texts(texts.iter().map(|text| text.as_str().into()));
            let struck = scrubber.source(&text).unwrap_or_else(|| text.clone());
            prop_assert_eq!(struck.len(), text.len());
            prop_assert_eq!(struck.match_indices('\n').map(|(at, _)| at).collect::<Vec<_>>(), text.match_indices('\n').map(|(at, _)| at).collect::<Vec<_>>());
        }
    }
}
