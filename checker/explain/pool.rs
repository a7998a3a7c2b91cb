//! Values that somebody might write at a place: what other resources have there, what the data and the policy name, and what the
//! policy's own messages say.

use std::collections::BTreeSet;

use super::reads::State;
use crate::finding::Judgement;
use crate::inventory::path::{AttributePath, Segment};
use crate::inventory::value::{Value, object, text};
use crate::inventory::{Inventory, links};
use crate::policy::{Policy, PolicySet};

/// Values of one sort that are tried at one place.
const EACH: usize = 12;

/// Where values come from.
pub struct Pool<'p> {
    inventory: &'p Inventory,
    policy: &'p Policy,
    /// Every scalar of the data, with the key that it stands under.
    data: Vec<(String, Value)>,
    /// Numbers and texts that the policy writes.
    literals: Vec<Value>,
    /// Words of what the policy says of the subject: the least plain first.
    pub words: Vec<String>,
}

impl<'p> Pool<'p> {
    /// A pool for the judgements of a subject. What the data says of other scopes is left out.
    pub fn new(inventory: &'p Inventory, set: &'p PolicySet, policy: &'p Policy, judgements: &[Judgement]) -> Self {
        let mut data = Vec::new();
        let scopes: BTreeSet<&str> = judgements.iter().filter_map(|judgement| judgement.scope.as_deref()).collect();
        scalars("", &set.data, &scopes, &mut data);
        Self { inventory, policy, data, literals: literals(&policy.file.text), words: words(judgements) }
    }

    /// What might stand at a place of a resource in which this stands now, each with how far it is fetched.
    pub fn values(&self, kind: &str, path: &AttributePath, state: &State) -> Vec<(u8, Value)> {
        if let State::Value(Value::Bool(value)) = state {
            return vec![(0, Value::Bool(!value))];
        }
        let name = path.segments().iter().rev().find_map(|segment| match segment {
            Segment::Key(name) => Some(&**name),
            _ => None,
        });
        let switch = if matches!(state, State::Value(_)) { Vec::new() } else { vec![Value::Bool(true), Value::Bool(false)] };
        let sources = [
            name.map(|name| self.named(name)).unwrap_or_default(),
            self.elsewhere(kind, path),
            switch,
            self.inside(kind, path).into_iter().collect(),
            vec![Value::from(0), Value::from(1)],
            self.literals.clone(),
            self.words.iter().map(|word| Value::from(word.as_str())).collect(),
        ];
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        for (far, values) in (1..).zip(sources) {
            found.extend(
                values.into_iter().filter(|value| fits(state, value) && seen.insert(value.clone())).map(|value| (far, value)),
            );
        }
        found
    }

    /// What other resources of the type have there.
    fn elsewhere(&self, kind: &str, path: &AttributePath) -> Vec<Value> {
        let pattern: AttributePath = path
            .segments()
            .iter()
            .map(|segment| if matches!(segment, Segment::Index(_)) { Segment::Any } else { segment.clone() })
            .collect();
        let mut found = BTreeSet::new();
        for resource in self.inventory.resources.iter().filter(|resource| *resource.kind == *kind) {
            for (place, value) in links::matches(&pattern, &resource.values) {
                // Of something that is secret in part nothing is repeated.
                let open =
                    resource.unknown.above(&place).is_none() && !resource.unknown.iter().any(|(known, _)| place.covers(known));
                if open && *value != Value::Null && found.len() < EACH {
                    found.insert(value.clone());
                }
            }
        }
        found.into_iter().collect()
    }

    /// What the data has under a key of this name.
    fn named(&self, name: &str) -> Vec<Value> {
        let is = |key: &str| key == name || key.strip_suffix(name).is_some_and(|rest| rest.ends_with('_'));
        let found: BTreeSet<&Value> = self.data.iter().filter(|(key, _)| is(key)).map(|(_, value)| value).collect();
        found.into_iter().take(EACH).cloned().collect()
    }

    /// A block or list as far as the policy reads it, with what the data has for each of its attributes.
    pub fn inside(&self, kind: &str, path: &AttributePath) -> Option<Value> {
        let patterns = self.policy.metadata.reads.get(kind)?;
        let below: Vec<&[Segment]> = patterns
            .iter()
            .filter(|pattern| pattern.segments().len() > path.segments().len() && pattern.touches(path))
            .map(|pattern| &pattern.segments()[path.segments().len()..])
            .collect();
        self.build(&below)
    }

    fn build(&self, below: &[&[Segment]]) -> Option<Value> {
        if below.iter().any(|steps| matches!(steps.first(), Some(Segment::Any))) {
            let inner: Vec<&[Segment]> =
                below.iter().filter_map(|steps| steps.get(1..)).filter(|rest| !rest.is_empty()).collect();
            return Some(Value::from(vec![self.build(&inner)?]));
        }
        let names: BTreeSet<&str> = below
            .iter()
            .filter_map(|steps| match steps.first() {
                Some(Segment::Key(name)) => Some(&**name),
                _ => None,
            })
            .collect();
        let mut entries = Vec::new();
        for name in names {
            let rests: Vec<&[Segment]> = below
                .iter()
                .filter(|steps| matches!(steps.first(), Some(Segment::Key(key)) if **key == *name))
                .map(|steps| &steps[1..])
                .filter(|rest| !rest.is_empty())
                .collect();
            let value = if rests.is_empty() { self.wanted(name) } else { self.build(&rests) };
            entries.extend(value.map(|value| (name, value)));
        }
        (!entries.is_empty()).then(|| object(entries))
    }

    /// The value of the data for an attribute: the largest, since what is asked for is at least something.
    fn wanted(&self, name: &str) -> Option<Value> {
        self.named(name).into_iter().max()
    }
}

/// `true` where a value may stand in place of what stands there.
fn fits(state: &State, value: &Value) -> bool {
    match state {
        State::Value(now) => {
            now != value
                && match now {
                    Value::Number(_) => matches!(value, Value::Number(_)),
                    Value::String(_) => matches!(value, Value::String(_)),
                    Value::Array(_) => matches!(value, Value::Array(_)),
                    Value::Object(_) => matches!(value, Value::Object(_)),
                    _ => true,
                }
        }
        State::Absent | State::Unknown(_) => true,
    }
}

fn scalars(key: &str, value: &Value, scopes: &BTreeSet<&str>, found: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(object) => {
            let entries = object.iter().map(|(key, value)| (text(key).unwrap_or_default(), value));
            let wanted = entries.filter(|(inner, _)| key != "scopes" || scopes.contains(inner));
            wanted.for_each(|(key, value)| scalars(key, value, scopes, found));
        }
        Value::Array(list) => list.iter().for_each(|value| scalars(key, value, scopes, found)),
        other => found.push((key.to_owned(), other.clone())),
    }
}

/// The quoted texts and the numbers of a module, outside of its metadata.
fn literals(module: &str) -> Vec<Value> {
    let mut found = BTreeSet::new();
    for line in module.lines().filter(|line| !line.trim_start().starts_with('#')) {
        for (at, piece) in line.split('"').enumerate() {
            if at % 2 == 1 {
                if !piece.contains(' ') {
                    found.insert(Value::from(piece));
                }
            } else {
                let numbers = piece.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.'));
                found.extend(numbers.filter_map(|word| word.parse::<i64>().ok()).map(Value::from));
            }
        }
    }
    found.into_iter().collect()
}

/// The words of messages: those that are no plain words first.
fn words(judgements: &[Judgement]) -> Vec<String> {
    let texts = judgements.iter().filter_map(|judgement| judgement.message.as_deref().or(judgement.reason.as_deref()));
    let words: BTreeSet<&str> = texts
        .flat_map(|text| text.split(|c: char| c.is_whitespace() || "\"`'()".contains(c)))
        .map(|word| word.trim_matches([',', ';', ':', '.', '?']))
        .filter(|word| word.len() > 1)
        .collect();
    let (plain, names): (Vec<&str>, Vec<&str>) =
        words.into_iter().partition(|word| word.bytes().all(|byte| byte.is_ascii_alphabetic()));
    names.into_iter().chain(plain).take(EACH).map(str::to_owned).collect()
}
