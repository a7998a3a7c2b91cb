//! Policies: loading, checking and judging. The engine itself is named in `rego` alone.

mod backstop;
mod block;
pub mod commands;
pub mod control;
pub mod docs;
pub mod error;
pub mod files;
pub mod judge;
mod lint;
pub mod metadata;
pub mod new;
pub mod rego;
pub mod said;
mod sections;
mod shares;
pub mod test;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::inventory::value::{Value, entry, object};
use control::{Control, Selector};
use error::{PolicyError, Problem};
use files::{File, Files};
use metadata::Metadata;
use rego::Rego;

/// One policy.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Its metadata.
    pub metadata: Metadata,
    /// Its module.
    pub file: File,
    /// Its package, `policies.area.policy`.
    pub package: String,
    /// `true` where it defines `subjects` itself.
    pub names_subjects: bool,
}

/// A set of policies, ready to judge.
pub struct PolicySet {
    /// The policies, sorted by id.
    pub policies: Vec<Policy>,
    /// The files they came from.
    pub files: Files,
    /// `data.…`: one document per data file.
    pub data: Value,
    /// SHA-256 over every file.
    pub digest: String,
    /// Filled when it is first needed, with the policies that were selected by then: of what is built in, most runs need a part.
    rego: OnceLock<Rego>,
}

impl PolicySet {
    /// Loads the set of a directory, or the one built into the program.
    pub fn load(directory: Option<&Path>) -> Result<Self, PolicyError> {
        let files = directory.map_or_else(|| Ok(Files::embedded()), Files::read)?;
        Self::from_files(files)
    }

    /// Loads and checks a set.
    pub fn from_files(mut files: Files) -> Result<Self, PolicyError> {
        let built = files.built.take();
        let data = read_data(&files.data, built.map_or(&[], |built| built.data))?;
        let blocks: BTreeMap<&str, &str> = built.iter().flat_map(|built| built.metadata).copied().collect();
        let mut policies: Vec<Policy> = Vec::with_capacity(files.policies.len());
        for file in &files.policies {
            let metadata = Metadata::read(file, blocks.get(&*file.path).copied())?;
            if let Some(other) = policies.iter().find(|other| other.metadata.id == metadata.id) {
                let problem = Problem::DuplicateId { id: metadata.id, other: other.file.path.clone() };
                return Err(problem.at(&file.path, &file.text, line_of(file, "id:"), 1));
            }
            let folder = file.path.trim_end_matches("/policy.rego");
            if folder != metadata.id {
                let problem = Problem::Metadata(format!("the id `{}` is not the folder `{folder}`", metadata.id));
                return Err(problem.at(&file.path, &file.text, line_of(file, "id:"), 1));
            }
            let package = format!("data.policies.{}", folder.replace('/', ".").replace('-', "_"));
            let names_subjects = block::names_subjects(&file.text);
            policies.push(Policy { metadata, file: file.clone(), package, names_subjects });
        }
        policies.sort_by(|a, b| a.metadata.id.cmp(&b.metadata.id));
        let digest = digest(&files);
        let set = Self { policies, files, data, digest, rego: OnceLock::new() };
        // What is built in was checked when it was built: a test loads the same files from their directory.
        if built.is_none() {
            let mut rego = interpret(&set.data, &set.files.rego())?;
            sections::check(&set.policies, &set.data)?;
            if set.files.directory.is_some() {
                lint::check(&set.policies, &mut rego, &set.files, &set.data)?;
            }
            let _ = set.rego.set(rego);
        }
        Ok(set)
    }

    /// An engine with the policies loaded, for who judges many times.
    pub fn engine(&self) -> Result<Rego, PolicyError> {
        if let Some(rego) = self.rego.get() {
            return Ok(rego.clone());
        }
        let rego = interpret(&self.data, &files::needed(&self.policies, &self.files.library))?;
        Ok(self.rego.get_or_init(|| rego).clone())
    }

    /// An engine with the one policy and what it leads to: what judges it alone, and many times, takes less time with it.
    pub fn engine_for(&self, policy: usize) -> Result<Rego, PolicyError> {
        interpret(&self.data, &files::needed(&self.policies[policy..=policy], &self.files.library))
    }

    /// Keeps the policies named in `only` and those that serve one of the `controls` (all, where a list is empty), and drops those in `skip`.
    pub fn select(&mut self, only: &[String], skip: &[String], controls: &[Selector]) -> Result<(), PolicyError> {
        for id in only.iter().chain(skip) {
            self.find(id)?;
        }
        for selector in controls {
            if !self.controls().any(|control| selector.matches(control)) {
                let closest = selector.closest(self.controls());
                return Err(Problem::UnknownControl { control: selector.to_string(), closest }.into());
            }
        }
        self.policies.retain(|policy| {
            let Metadata { id, controls: serves, .. } = &policy.metadata;
            let asked =
                controls.is_empty() || serves.iter().any(|control| controls.iter().any(|selector| selector.matches(control)));
            asked && (only.is_empty() || only.contains(id)) && !skip.contains(id)
        });
        if self.policies.is_empty() {
            return Err(Problem::NothingLeft.into());
        }
        Ok(())
    }

    /// What the policies serve.
    fn controls(&self) -> impl Iterator<Item = &Control> {
        self.policies.iter().flat_map(|policy| &policy.metadata.controls)
    }

    /// The policy of an id.
    pub fn find(&self, id: &str) -> Result<&Policy, PolicyError> {
        self.policies.iter().find(|policy| policy.metadata.id == id).ok_or_else(|| {
            let closest = self.policies.iter().map(|policy| &policy.metadata.id).max_by(|a, b| {
                let likeness = |other: &str| strsim::jaro_winkler(id, other);
                likeness(a).total_cmp(&likeness(b))
            });
            let closest = closest.filter(|other| strsim::jaro_winkler(id, other) > 0.7).cloned();
            Problem::UnknownId { id: id.to_owned(), closest }.into()
        })
    }

    /// The texts of the set: what stands in them is public.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let Files { policies, library, data, .. } = &self.files;
        policies.iter().chain(library).chain(data).map(|file| file.text.as_str())
    }

    /// Every type that a policy of the set reads.
    pub fn types(&self) -> BTreeSet<&str> {
        self.policies.iter().flat_map(|policy| policy.metadata.types()).collect()
    }

    /// The profile of each scope, from `data.architecture`.
    pub fn profiles(&self) -> Value {
        let scopes = entry(&self.data, "architecture").and_then(|document| entry(document, "scopes"));
        let Some(Value::Object(scopes)) = scopes else { return Value::new_object() };
        object(scopes.iter().filter_map(|(name, scope)| Some((name.clone(), entry(scope, "profile")?.clone()))))
    }
}

/// An engine with modules, each in the package of its path.
fn interpret(data: &Value, files: &[&File]) -> Result<Rego, PolicyError> {
    let mut rego = Rego::new(data.clone())?;
    for file in files {
        let package = rego.add(file)?;
        let path = file.path.trim_end_matches("/policy.rego").trim_end_matches(".rego").replace('/', ".").replace('-', "_");
        let expected = if path.starts_with("lib.") { format!("data.{path}") } else { format!("data.policies.{path}") };
        expect_package(file, &package, &expected)?;
    }
    Ok(rego)
}

/// `data.NAME` for every `data/NAME.yaml`. `built`: documents in JSON by their names, where they were read when the program was built.
fn read_data(files: &[File], built: &[(&str, &str)]) -> Result<Value, PolicyError> {
    let mut documents = Vec::new();
    for file in files {
        let name = file.path.trim_start_matches("data/").trim_end_matches(".yaml").replace('-', "_");
        let built = built.iter().find(|(other, _)| *other == name).and_then(|(_, json)| serde_json::from_str(json).ok());
        if let Some(document) = built {
            documents.push((name, document));
            continue;
        }
        let document: Value = serde_yaml::from_str(&file.text).map_err(|error| {
            let (line, column) = error.location().map_or((1, 1), |location| (location.line(), location.column()));
            let text = error.to_string();
            Problem::Data(text.split(" at line ").next().unwrap_or_default().to_owned()).at(&file.path, &file.text, line, column)
        })?;
        if document.as_object().is_err() {
            return Err(Problem::Data("is no mapping".to_owned()).at(&file.path, &file.text, 1, 1));
        }
        documents.push((name, document));
    }
    Ok(object(documents))
}

fn expect_package(file: &File, found: &str, expected: &str) -> Result<(), PolicyError> {
    if found == expected {
        return Ok(());
    }
    let short = |name: &str| name.trim_start_matches("data.").to_owned();
    let problem = Problem::Package { found: short(found), expected: short(expected) };
    Err(problem.at(&file.path, &file.text, line_of(file, "package "), 1))
}

/// The line, from 1, on which a key or keyword stands first; 1 where it does not.
fn line_of(file: &File, key: &str) -> usize {
    file.text.lines().position(|line| line.trim_start_matches(['#', ' ']).starts_with(key)).map_or(1, |at| at + 1)
}

fn digest(files: &Files) -> String {
    let mut hash = Sha256::new();
    for file in files.policies.iter().chain(&files.library).chain(&files.data) {
        for part in [&file.path, &file.text] {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
            hash.update(part);
        }
    }
    crate::plan::hexadecimal(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_policies_libraries_and_data_are_public() {
        let set = PolicySet::load(None).expect("the set built in");
        let texts: Vec<&str> = set.texts().collect();
        for word in ["package policies.logs.retention_set", "package lib.value", "eu-central-1"] {
            assert!(texts.iter().any(|text| text.contains(word)), "{word}");
        }
    }

    #[test]
    fn a_digest_is_that_of_every_path_and_text() {
        let digest_of = |policy: (&str, &str), library: (&str, &str), data: (&str, &str)| {
            let file = |(path, text): (&str, &str)| vec![File { path: path.into(), text: text.into() }];
            digest(&Files { policies: file(policy), library: file(library), data: file(data), ..Files::default() })
        };
        let (a, b, c) = (("ab", "c"), ("lib", "l"), ("data", "d"));
        let all = [
            digest_of(a, b, c),
            digest_of(("a", "bc"), b, c),
            digest_of(("ab", "d"), b, c),
            digest_of(a, ("lib", "m"), c),
            digest_of(a, b, ("data", "e")),
            digest_of(b, a, c),
        ];
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        assert!(all.iter().all(|digest| digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit())), "{all:?}");
        assert_eq!(all[0], digest_of(a, b, c));
    }

    #[test]
    fn every_type_that_a_policy_reads_is_in_the_input() {
        let set = PolicySet::load(None).expect("the policies");
        let types = set.types();
        for policy in &set.policies {
            assert!(!policy.metadata.reads.is_empty() && policy.metadata.types().all(|kind| types.contains(kind)));
        }
        assert!(!types.contains("aws_unheard_of") && !types.contains("*"));
    }

    #[test]
    fn only_and_skip_select_policies_by_their_ids() {
        let selected = |only: &[&str], skip: &[&str]| {
            let mut set = PolicySet::load(None).expect("the policies");
            let ids = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
            let result = set.select(&ids(only), &ids(skip), &[]).map_err(|error| error.problem);
            result.map(|()| set.policies.into_iter().map(|policy| policy.metadata.id).collect::<Vec<_>>())
        };
        let (logs, regions) = ("logs/retention-set", "region/eu-only");
        assert_eq!(selected(&[logs, regions], &[]).expect("two"), [logs, regions]);
        assert_eq!(selected(&[logs, regions], &[logs]).expect("one"), [regions]);
        let all = selected(&[], &[]).expect("all");
        let rest = selected(&[], &[logs]).expect("the rest");
        assert_eq!((rest.len() + 1, all.contains(&logs.to_owned()), rest.contains(&logs.to_owned())), (all.len(), true, false));
        assert!(matches!(selected(&[logs], &[logs]), Err(Problem::NothingLeft)));
        let closest = |id: &str| match selected(&[], &[id]) {
            Err(Problem::UnknownId { id: said, closest }) if said == id => closest,
            other => panic!("{other:?}"),
        };
        assert_eq!((closest("logs/retention-sat").as_deref(), closest("zzz")), (Some(logs), None));
    }

    #[test]
    fn a_package_has_the_name_of_its_path() {
        let text = "# a comment\n# title: t\npackage lib.other\n\nid: x\n".to_owned();
        let file = File { path: "lib/name.rego".into(), text };
        assert_eq!(["title:", "package ", "id:", "absent"].map(|key| line_of(&file, key)), [2, 3, 5, 1]);
        assert!(expect_package(&file, "data.lib.name", "data.lib.name").is_ok());
        let error = expect_package(&file, "data.lib.other", "data.lib.name").expect_err("another package");
        assert_eq!(error.place.as_ref().map(|place| (place.file.as_str(), place.line)), Some(("lib/name.rego", 3)));
        let Problem::Package { found, expected } = error.problem else { panic!("{error}") };
        assert_eq!((found.as_str(), expected.as_str()), ("lib.other", "lib.name"));
    }
}
