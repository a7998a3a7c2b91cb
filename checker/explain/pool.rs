//! Values that somebody might write at a place: what other resources have there, what the data and the policy name, and what the
//! policy's own messages say.

use std::collections::{BTreeSet, HashMap};

use super::reads::State;
use crate::finding::Judgement;
use crate::inventory::path::{AttributePath, Segment};
use crate::inventory::value::{Value, object, text};
use crate::inventory::{Inventory, links};
use crate::policy::files;
use crate::policy::{Policy, PolicySet};

/// Values of one sort that are tried at one place.
const EACH: usize = 12;

/// A region that every account has, where nothing names another.
const ELSEWHERE: &str = "us-east-1";

/// Where values come from.
pub struct Pool<'p> {
    inventory: &'p Inventory,
    policy: &'p Policy,
    /// Every scalar of the data, with the keys that it stands under.
    data: Vec<(Vec<&'p str>, &'p Value)>,
    /// Its texts by their form.
    by_form: HashMap<String, Vec<&'p str>>,
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
        scalars(&[], &set.data, &scopes, &mut data);
        let texts = files::needed(std::slice::from_ref(policy), &set.files.library);
        let named: BTreeSet<(&str, &str)> = texts.iter().flat_map(|file| data_named(&file.text)).collect();
        data.retain(|(keys, _)| matches!(keys[..], [document, key, ..] if named.contains(&(document, key)) || named.contains(&(document, ""))));
        let mut by_form: HashMap<String, Vec<&str>> = HashMap::new();
        for found in data.iter().filter_map(|(_, value)| text(value)) {
            by_form.entry(form(found)).or_default().push(found);
        }
        Self { inventory, policy, data, by_form, literals: literals(&policy.file.text), words: words(judgements) }
    }

    /// What might stand at a place of a resource in which this stands now, each with how far it is fetched. `guess`: whatever the
    /// policy and its messages name, too.
    pub fn values(&self, kind: &str, path: &AttributePath, state: &State, guess: bool) -> Vec<(u8, Value)> {
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
            self.looking_like(state),
            switch,
            self.inside(kind, path).into_iter().collect(),
            vec![Value::from(0), Value::from(1)],
            if guess { self.literals.clone() } else { Vec::new() },
            if guess { self.words.iter().map(|word| Value::from(word.as_str())).collect() } else { Vec::new() },
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
        let is = |key: &&str| **key == *name || key.strip_suffix(name).is_some_and(|rest| rest.ends_with('_'));
        let named = self.data.iter().filter(|(keys, _)| keys.last().is_some_and(is));
        let found: BTreeSet<&Value> = named.map(|(_, value)| *value).collect();
        found.into_iter().take(EACH).cloned().collect()
    }

    /// In what stands there, a text that the data has others of its form for: a region, a range, and in a longer text what the
    /// policy's messages name of it.
    fn looking_like(&self, state: &State) -> Vec<Value> {
        let State::Value(now) = state else { return Vec::new() };
        let (now, is_list) = match now {
            Value::Array(list) => (list.first().and_then(text), true),
            other => (text(other), false),
        };
        let Some(now) = now else { return Vec::new() };
        let words = self.words.iter().map(String::as_str).filter(|word| now.contains(word));
        let pieces: BTreeSet<&str> = words.chain([now]).filter(|piece| piece.bytes().any(|b| !b.is_ascii_alphabetic())).collect();
        let mut found = BTreeSet::new();
        for piece in pieces {
            let others = self.by_form.get(&form(piece)).into_iter().flatten();
            found.extend(others.take(EACH).map(|other| now.replace(piece, other)));
        }
        let value = |text: String| if is_list { Value::from(vec![Value::from(text)]) } else { Value::from(text) };
        found.into_iter().map(value).collect()
    }

    /// The regions that a resource might be in, each with how far it is fetched: those that the data names, those of other resources,
    /// and one besides.
    pub fn regions(&self, now: Option<&str>) -> Vec<(u8, String)> {
        let named = self.data.iter().filter(|(keys, _)| keys.iter().any(|key| matches!(*key, "region" | "regions")));
        let like = form(now.unwrap_or(ELSEWHERE));
        let named: BTreeSet<&str> = named.filter_map(|(_, value)| text(value)).filter(|region| form(region) == like).collect();
        let others: BTreeSet<&str> = self.inventory.resources.iter().filter_map(|resource| resource.region.as_deref()).collect();
        let mut seen: BTreeSet<&str> = now.into_iter().collect();
        let mut found = Vec::new();
        for (far, regions) in (0..).zip([named, others, BTreeSet::from([ELSEWHERE])]) {
            let new = regions.into_iter().take(EACH).filter(|region| seen.insert(region));
            found.extend(new.map(|region| (far, region.to_owned())));
        }
        found
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

fn scalars<'v>(keys: &[&'v str], value: &'v Value, scopes: &BTreeSet<&str>, found: &mut Vec<(Vec<&'v str>, &'v Value)>) {
    match value {
        Value::Object(object) => {
            let entries = object.iter().map(|(key, value)| (text(key).unwrap_or_default(), value));
            let wanted = entries.filter(|(inner, _)| keys.last() != Some(&"scopes") || scopes.contains(inner));
            wanted.for_each(|(key, value)| scalars(&[keys, &[key]].concat(), value, scopes, found));
        }
        Value::Array(list) => list.iter().for_each(|value| scalars(keys, value, scopes, found)),
        other => found.push((keys.to_vec(), other)),
    }
}

/// The parts of the data that a module names: `data.architecture.regions` as its document and key, the key empty where it names the whole.
fn data_named(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.split("data.").skip(1).map(move |rest| {
        let document = rest.split(|c| !word(c)).next().unwrap_or_default();
        let key = rest[document.len()..].strip_prefix('.').and_then(|rest| rest.split(|c| !word(c)).next());
        (document, key.unwrap_or_default())
    })
}

/// What a text looks like: `us-east-1` as `a-a-0`, `10.0.0.0/8` as `0.0.0.0/0`.
fn form(text: &str) -> String {
    let mut form = String::new();
    for c in text.chars() {
        let class = match c {
            '0'..='9' => '0',
            c if c.is_alphabetic() => 'a',
            c => c,
        };
        if !form.ends_with(class) || !class.is_ascii_alphanumeric() {
            form.push(class);
        }
    }
    form
}

/// The quoted texts and the numbers of a module, outside of its metadata.
fn literals(module: &str) -> Vec<Value> {
    let mut found = BTreeSet::new();
    for line in module.lines().filter(|line| !line.trim_start().starts_with('#')) {
        for (at, piece) in line.split('"').enumerate() {
            if at % 2 == 1 {
                // What a message is made of, and the name of a type, is no value of an attribute.
                if !piece.contains([' ', '%', '/']) && !piece.starts_with("aws_") {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_a_text_is_what_others_of_its_sort_have() {
        for (one, other) in [("us-east-1", "eu-central-2"), ("10.0.0.0/8", "173.245.48.0/20"), ("ab", "c"), ("a--b", "x--yz")] {
            assert_eq!(form(one), form(other));
        }
        for (one, other) in
            [("us-east-1", "us-gov-east-1"), ("10.0.0.0/8", "10.0.0.0"), ("::/0", "2400:cb00::/32"), ("a--b", "a-b")]
        {
            assert_ne!(form(one), form(other), "{one} {other}");
        }
    }
}
