//! A policy's `# METADATA` block: what it states, about what, and what it reads to decide.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::block;
use super::control::Control;
use super::error::{PolicyError, Problem};
use super::files::File;
use crate::inventory::Kind;
use crate::inventory::path::AttributePath;

/// How grave a violation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// To be mended in time.
    Low,
    /// To be mended soon.
    Medium,
    /// To be mended before it ships.
    High,
    /// Patients' data may be in the open.
    Critical,
}

impl Severity {
    /// The name in the report.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

/// What a policy can judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum On {
    /// Terraform plans.
    Plan,
    /// Accounts.
    Account,
}

/// The metadata of a policy.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Metadata {
    /// `area/policy`; it never changes once shipped.
    pub id: String,
    /// A short title.
    pub title: String,
    /// The statement as an auditor reads it.
    pub statement: String,
    /// How grave a violation is.
    pub severity: Severity,
    /// What it can judge.
    pub on: Vec<On>,
    /// The scopes it applies to, `*` written out.
    pub scopes: BTreeSet<String>,
    /// The types of its subjects; `*` alone for every type, `scope` alone for scopes as a whole.
    pub subjects: Vec<String>,
    /// What it reads, as patterns per type; under `*` the region of resources, and what the scopes say: the estimate, backend and providers.
    #[serde(serialize_with = "patterns_as_text")]
    pub reads: BTreeMap<String, Vec<AttributePath>>,
    /// The paths for which *not set* means *absent*.
    #[serde(skip)]
    pub unset: Vec<(String, AttributePath)>,
    /// The paths that the policy decides about itself, without the backstop.
    #[serde(skip)]
    pub decides: Vec<(String, AttributePath)>,
    /// The sections of the architecture document that it comes from.
    pub sections: Vec<String>,
    /// The articles and sections it serves.
    pub controls: Vec<Control>,
    /// What to do about a violation.
    pub remediation: String,
}

fn patterns_as_text<S: serde::Serializer>(
    reads: &BTreeMap<String, Vec<AttributePath>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(reads.iter().map(|(kind, paths)| (kind, paths.iter().map(ToString::to_string).collect::<Vec<_>>())))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    title: String,
    description: String,
    custom: Custom,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Custom {
    id: String,
    severity: Severity,
    on: Vec<On>,
    scopes: Vec<String>,
    subjects: Vec<String>,
    reads: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    unset: BTreeMap<String, Absent>,
    #[serde(default)]
    decides: BTreeMap<String, String>,
    #[serde(default)]
    sections: Vec<String>,
    controls: BTreeMap<String, String>,
    remediation: String,
}

/// What an unset path can mean.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Absent {
    Absent,
}

/// Among `subjects`: every type. Among `reads`: what the document says of resources beside their attributes.
const EVERY: &str = "*";

/// Among `subjects`: scopes as a whole.
const SCOPE: &str = "scope";

/// What can be read beside the attributes of a type: of every resource its region, of each scope the others.
const OF_EVERY: [&str; 4] = ["region", "cost", "backend", "providers"];

/// The scopes there are.
pub const SCOPES: &[&str] = &["account", "edge", "production", "staging", "unassigned"];

impl Metadata {
    /// Reads the block of a policy file. `built`: the block in JSON, where it was read when the program was built.
    pub fn read(file: &File, built: Option<&str>) -> Result<Self, PolicyError> {
        let at_line = |line: usize, problem: String| Problem::Metadata(problem).at(&file.path, &file.text, line, 1);
        let built = built.and_then(|json| serde_json::from_str::<Block>(json).ok());
        let (start, block) = match built {
            Some(block) => (0, block),
            None => {
                let (start, yaml) = block::find(&file.text).map_err(|(line, problem)| at_line(line, problem.to_owned()))?;
                let block = serde_yaml::from_str(&yaml).map_err(|error| {
                    let line = error.location().map_or(1, |location| location.line());
                    let text = error.to_string();
                    at_line(start + 1 + line, text.split(" at line ").next().unwrap_or_default().to_owned())
                })?;
                (start, block)
            }
        };
        // The line of a key, so that a wrong value is shown where it stands.
        let line_of = |key: &str| {
            let found = file.text.lines().skip(start).position(|line| line.trim_start_matches(['#', ' ']).starts_with(key));
            start + 1 + found.unwrap_or(0)
        };
        block.checked(|key, problem| at_line(line_of(key), problem))
    }

    /// `true` where the policy judges this kind of inventory.
    pub fn judges(&self, kind: Kind) -> bool {
        self.on.contains(match kind {
            Kind::Plan => &On::Plan,
            Kind::Snapshot => &On::Account,
        })
    }

    /// Every type it names as read.
    pub fn types(&self) -> impl Iterator<Item = &str> {
        self.reads.keys().map(String::as_str).filter(|kind| *kind != EVERY)
    }

    /// `true` where its subjects are of every type.
    pub fn is_about_everything(&self) -> bool {
        self.subjects.iter().any(|subject| subject == EVERY)
    }

    /// `true` where resources of this type may be its subjects.
    pub fn is_about(&self, kind: &str) -> bool {
        self.subjects.iter().any(|subject| subject == kind || subject == EVERY)
    }

    /// `true` where its subjects are scopes as a whole.
    pub fn is_about_scopes(&self) -> bool {
        self.subjects.iter().any(|subject| subject == SCOPE)
    }

    /// `true` where it reads in which region a resource is.
    pub fn reads_region(&self) -> bool {
        self.reads_of_every("region")
    }

    /// `true` where it reads the estimate: it depends on whatever that depends on.
    pub fn reads_cost(&self) -> bool {
        self.reads_of_every("cost")
    }

    fn reads_of_every(&self, name: &str) -> bool {
        self.reads.get(EVERY).is_some_and(|paths| paths.iter().any(|path| path.root() == Some(name)))
    }

    /// `true` where it passes a subject only if the subject's region is known.
    pub fn needs_region(&self) -> bool {
        self.reads_region() && !self.decides.iter().any(|(kind, path)| kind == EVERY && path.root() == Some("region"))
    }
}

impl Block {
    fn checked(self, error: impl Fn(&str, String) -> PolicyError) -> Result<Metadata, PolicyError> {
        let custom = self.custom;
        if !is_id(&custom.id) {
            return Err(error("id:", format!("`{}` is no id of the form area/policy", custom.id)));
        }
        for (key, empty) in [
            ("title:", self.title.trim().is_empty()),
            ("description:", self.description.trim().is_empty()),
            ("on:", custom.on.is_empty()),
            ("scopes:", custom.scopes.is_empty()),
            ("subjects:", custom.subjects.is_empty()),
            ("reads:", custom.reads.is_empty()),
            ("remediation:", custom.remediation.trim().is_empty()),
        ] {
            if empty {
                return Err(error(key, format!("`{}` is empty", key.trim_end_matches(':'))));
            }
        }
        let mut scopes = BTreeSet::new();
        for scope in &custom.scopes {
            match scope.as_str() {
                "*" => scopes.extend(["staging".to_owned(), "production".to_owned()]),
                known if SCOPES.contains(&known) => _ = scopes.insert(known.to_owned()),
                other => return Err(error("scopes:", format!("`{other}` is no scope; there are {} and `*`", SCOPES.join(", ")))),
            }
        }
        let unread = |subject: &&String| *subject != SCOPE && !custom.reads.contains_key(*subject);
        if let Some(subject) = custom.subjects.iter().find(unread) {
            return Err(error("subjects:", format!("`{subject}` is a subject, and `reads` does not name it")));
        }
        if custom.subjects.len() > 1 && custom.subjects.iter().any(|subject| subject == EVERY) {
            return Err(error("subjects:", format!("`{EVERY}` is every type: it stands alone")));
        }
        if custom.subjects.len() > 1 && custom.subjects.iter().any(|subject| subject == SCOPE) {
            return Err(error("subjects:", format!("`{SCOPE}` is a scope as a whole: it stands alone")));
        }
        let of_every = |paths: &Vec<String>| !paths.is_empty() && paths.iter().all(|path| OF_EVERY.contains(&path.as_str()));
        if custom.reads.get(EVERY).is_some_and(|paths| !of_every(paths)) {
            return Err(error(
                &format!("\"{EVERY}\":"),
                format!(
                    "`{EVERY}` reads `region`, which every resource has, or of the scopes `cost`, `backend` or `providers`, and nothing else"
                ),
            ));
        }
        let mut reads = BTreeMap::new();
        for (kind, paths) in custom.reads {
            let paths: Result<Vec<AttributePath>, _> = paths.iter().map(|path| path.parse()).collect();
            reads.insert(kind.clone(), paths.map_err(|problem| error(&format!("{kind}:"), problem.to_string()))?);
        }
        let typed = |key: &str| -> Result<(String, AttributePath), PolicyError> {
            let (kind, path) = key.split_once('.').ok_or_else(|| error(key, format!("`{key}` is not TYPE.PATH")))?;
            let path: AttributePath = path.parse().map_err(|problem| error(key, format!("{problem}")))?;
            match reads.get(kind) {
                Some(patterns) if patterns.contains(&path) => Ok((kind.to_owned(), path)),
                _ => Err(error(key, format!("`{key}` is not among `reads`"))),
            }
        };
        let unset = custom.unset.keys().map(|key| typed(key)).collect::<Result<_, _>>()?;
        if let Some((key, _)) = custom.decides.iter().find(|(_, why)| why.trim().is_empty()) {
            return Err(error(key, format!("`decides` gives no reason for `{key}`")));
        }
        let read = |(name, why): (&String, &String)| Control::read(name, why).map_err(|problem| error(name, problem));
        let controls = custom.controls.iter().map(read).collect::<Result<_, _>>()?;
        let decides = custom.decides.keys().map(|key| typed(key)).collect::<Result<_, _>>()?;
        Ok(Metadata {
            id: custom.id,
            title: self.title,
            statement: self.description.trim().to_owned(),
            severity: custom.severity,
            on: custom.on,
            scopes,
            subjects: custom.subjects,
            unset,
            decides,
            reads,
            sections: custom.sections,
            controls,
            remediation: custom.remediation.trim().to_owned(),
        })
    }
}

/// `true` for `area/policy` in lower-case letters, digits and `-`.
pub fn is_id(id: &str) -> bool {
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    matches!(id.split_once('/'), Some((area, policy)) if is_name(area) && is_name(policy))
}
