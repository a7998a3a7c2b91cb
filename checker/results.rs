//! Result files: JSON reports of other runs, read back and merged into one report.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use miette::Diagnostic;
use serde::Deserialize;
use thiserror::Error;

use crate::cost::statement::Statement;
use crate::error::json_problem;
use crate::report::{Report, SCHEMA};
use crate::waiver::ledger::{Ledger, Line};

/// Result files that cannot be read or do not fit together.
#[derive(Debug, Error, Diagnostic)]
pub enum ResultsError {
    /// Not opened or not read.
    #[error("{}: cannot be read: {source}", path.display())]
    #[diagnostic(code(results::unreadable), help("give files that `--output json=FILE` wrote"))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The operating system's answer.
        source: std::io::Error,
    },
    /// Broken JSON, or not of a report's shape.
    #[error("{}: line {line}, column {column}: {problem}", path.display())]
    #[diagnostic(
        code(results::malformed),
        help("the file may have been cut off or edited, or is of another release: write it again with `--output json=FILE`")
    )]
    Malformed {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What the parser found.
        problem: String,
    },
    /// Another document.
    #[error("{}: is no report: {}", path.display(), found.as_ref().map_or("it names no schema".to_owned(), |found| format!("it has the schema `{found}`, and this program reads `{SCHEMA}`")))]
    #[diagnostic(
        code(results::schema),
        help("give JSON reports, which `--output json=FILE` writes; a newer schema needs a newer release")
    )]
    Schema {
        /// The file.
        path: PathBuf,
        /// The schema found.
        found: Option<String>,
    },
    /// No file at all.
    #[error("there is no result file")]
    #[diagnostic(code(results::nothing), help("no leg has written one: look at the logs of the legs"))]
    Nothing,
    /// One plan or account in two files.
    #[error("{} and {} both report of `{subject}`", one.display(), other.display())]
    #[diagnostic(code(results::twice), help("give one file for each plan and account; is one of them of an earlier run?"))]
    Twice {
        /// A file.
        one: PathBuf,
        /// Another one.
        other: PathBuf,
        /// The subject's id.
        subject: String,
    },
    /// Judged by different programs or policies.
    #[error("{} and {} were judged with different {what}: `{first}` and `{second}`", one.display(), other.display())]
    #[diagnostic(code(results::differ), help("run every leg with one release of this program and one set of policies"))]
    Differ {
        /// A file.
        one: PathBuf,
        /// Another one.
        other: PathBuf,
        /// What of it differs.
        what: &'static str,
        /// In the one.
        first: String,
        /// In the other.
        second: String,
    },
}

/// A result file.
pub struct ResultFile {
    /// Where it is.
    pub path: PathBuf,
    /// What it holds.
    pub report: Report,
}

impl ResultFile {
    fn id(&self) -> Option<&str> {
        self.report.subjects.first().map(|subject| subject.id.as_str())
    }
}

/// Reads result files.
///
/// # Errors
///
/// Where one cannot be read, or is no report of this schema.
pub fn read(paths: &[PathBuf]) -> Result<Vec<ResultFile>, ResultsError> {
    paths.iter().map(|path| Ok(ResultFile { path: path.clone(), report: read_one(path)? })).collect()
}

fn read_one(path: &PathBuf) -> Result<Report, ResultsError> {
    #[derive(Deserialize)]
    struct Named {
        schema: Option<String>,
    }
    let bytes = std::fs::read(path).map_err(|source| ResultsError::Unreadable { path: path.clone(), source })?;
    let malformed = |error: serde_json::Error| ResultsError::Malformed {
        path: path.clone(),
        line: error.line(),
        column: error.column(),
        problem: json_problem(&error),
    };
    let Named { schema } = serde_json::from_slice(&bytes).map_err(malformed)?;
    if schema.as_deref() != Some(SCHEMA) {
        return Err(ResultsError::Schema { path: path.clone(), found: schema });
    }
    serde_json::from_slice(&bytes).map_err(malformed)
}

/// Merges reports of different plans and accounts, made by one release with one set of policies. `expected`: the scopes and accounts that
/// must be among them; one that is not is named in the merged report, which then is undetermined at best.
///
/// # Errors
///
/// Where two files report of one plan or account, or were judged with different programs or policies.
pub fn merge(mut files: Vec<ResultFile>, expected: &[String]) -> Result<Report, ResultsError> {
    fit(&files)?;
    // Whichever leg was the first to end: the report is the same.
    files.sort_by(|a, b| a.id().cmp(&b.id()));
    let mut files = files.into_iter().map(|file| file.report);
    let mut merged = files.next().ok_or(ResultsError::Nothing)?;
    let mut ledgers = vec![std::mem::take(&mut merged.waivers)];
    for report in files {
        merged.generated_at = merged.generated_at.max(report.generated_at);
        merged.subjects.extend(report.subjects);
        merged.policies.index.extend(report.policies.index);
        merged.results.extend(report.results);
        merged.coverage.extend(report.coverage);
        merged.cost = match (merged.cost, report.cost) {
            (Some(one), Some(other)) => Some(costs(one, other, &mut merged.notices)),
            (one, other) => one.or(other),
        };
        ledgers.push(report.waivers);
        let new = |attestation: &_| !merged.attestations.contains(attestation);
        let attestations: Vec<_> = report.attestations.into_iter().filter(new).collect();
        merged.attestations.extend(attestations);
        merged.notices.extend(report.notices);
        merged.unreported.extend(report.unreported);
    }
    merged.policies.count = merged.policies.index.len();
    merged.waivers = ledger(ledgers);
    merged.coverage.sort();
    let mut seen = BTreeSet::new();
    merged.notices.retain(|notice| seen.insert(notice.clone()));
    let names: BTreeSet<&str> = merged
        .subjects
        .iter()
        .flat_map(|subject| [Some(&subject.id), subject.scope.as_ref(), subject.account.as_ref()])
        .flatten()
        .map(String::as_str)
        .collect();
    let missing = merged.unreported.iter().chain(expected).filter(|name| !names.contains(name.as_str()));
    merged.unreported = missing.cloned().collect::<BTreeSet<_>>().into_iter().collect();
    merged.settle();
    Ok(merged)
}

/// Refuses what does not belong together.
fn fit(files: &[ResultFile]) -> Result<(), ResultsError> {
    let mut subjects: BTreeMap<&str, &ResultFile> = BTreeMap::new();
    for file in files {
        for subject in &file.report.subjects {
            if let Some(one) = subjects.insert(&subject.id, file) {
                let (one, other) = (one.path.clone(), file.path.clone());
                return Err(ResultsError::Twice { one, other, subject: subject.id.clone() });
            }
        }
        let first = &files[0];
        let says = |file: &ResultFile| {
            [("releases", file.report.tool.version.to_string()), ("policies", file.report.policies.digest.clone())]
        };
        for ((what, one), (_, other)) in says(first).into_iter().zip(says(file)) {
            if one != other {
                let paths = (first.path.clone(), file.path.clone());
                return Err(ResultsError::Differ { one: paths.0, other: paths.1, what, first: one, second: other });
            }
        }
    }
    Ok(())
}

/// Two estimates of different scopes as one. A scope that both estimate has two sums and no sure one: it is in neither.
fn costs(mut one: Statement, other: Statement, notices: &mut Vec<String>) -> Statement {
    one.prices.stale.extend(other.prices.stale);
    for (name, scope) in other.scopes {
        if one.scopes.remove(&name).is_some() {
            notices.push(format!("the cost of {name} is in two reports, and so in neither here"));
        } else {
            one.scopes.insert(name, scope);
        }
    }
    one
}

/// What became of each waiver in all of the runs: unused is what no run had a use for.
fn ledger(ledgers: Vec<Ledger>) -> Ledger {
    let mut merged = Ledger::default();
    for ledger in ledgers {
        add(&mut merged.used, ledger.used);
        add(&mut merged.unused, ledger.unused);
        add(&mut merged.expired, ledger.expired);
        add(&mut merged.expiring, ledger.expiring);
        for entry in ledger.malformed {
            if !merged.malformed.contains(&entry) {
                merged.malformed.push(entry);
            }
        }
    }
    let Ledger { used, unused, .. } = &mut merged;
    unused.retain(|line| !used.iter().any(|other| other.waiver == line.waiver));
    merged
}

fn add(lines: &mut Vec<Line>, more: Vec<Line>) {
    for line in more {
        match lines.iter_mut().find(|known| known.waiver == line.waiver) {
            Some(known) => {
                known.results += line.results;
                known.note = known.note.take().or(line.note);
            }
            None => lines.push(line),
        }
    }
    lines.sort_by(|a, b| a.waiver.place.cmp(&b.waiver.place));
}
