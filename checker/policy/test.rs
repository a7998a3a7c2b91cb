//! `checker policy test`: the Rego tests, the cases through the real loaders, the hiding property, and what all of it covers.

mod cases;
pub mod fixes;
mod hiding;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::available_parallelism;
use std::time::Duration;

use super::error::PolicyError;
use super::files::File;
use super::lint::remarks;
use super::{Policy, PolicySet};
use crate::inventory::value::Value;
use crate::threads::join;
pub use cases::{Case, Expected, Verdicts, load as load_cases};

/// How thoroughly to test.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Random subsets to hide per case, besides every single thing; with 0 nothing is hidden.
    pub subsets: u32,
    /// The start of the random numbers.
    pub seed: u64,
}

/// What testing found.
#[derive(Debug, Default)]
pub struct Tested {
    /// Rego tests that were true.
    pub tests: usize,
    /// Cases whose verdicts are those expected.
    pub cases: usize,
    /// Inventories with something hidden, all with the same verdicts or undetermined ones.
    pub hidden: usize,
    /// Lines of policies that were evaluated, of those that could be, by file.
    pub coverage: BTreeMap<String, (usize, usize)>,
    /// What is wrong.
    pub failures: Vec<String>,
}

/// The time that one test may take.
const LIMIT: Duration = Duration::from_secs(60);

impl PolicySet {
    /// Tests the policies of the set.
    pub fn test(&self, options: Options) -> Result<Tested, PolicyError> {
        let mut tested = Tested::default();
        let mut rego = self.engine()?;
        let chosen = |path: &str| path.starts_with("lib/") || self.policies.iter().any(|policy| folder(policy) == parent(path));
        let tests: Vec<&File> = self.files.tests.iter().filter(|file| chosen(&file.path)).collect();
        let mut packages = Vec::with_capacity(tests.len());
        for file in &tests {
            packages.push(rego.add(file)?);
        }
        let all: Vec<&File> = self.files.policies.iter().chain(&self.files.library).chain(tests.iter().copied()).collect();
        let remarks = remarks::of(rego.modules(), &all, |file| chosen(&file.path));
        tested.failures.extend(remarks.iter().map(ToString::to_string));
        rego.record_coverage();
        for (file, package) in tests.iter().zip(&packages) {
            let names = test_names(&file.text);
            if names.is_empty() {
                tested.failures.push(format!("{}: holds no rule that begins with `test_`", file.path));
            }
            for name in names {
                match rego.query(&file.path, &format!("{package}.{name}"), LIMIT, &all) {
                    Ok(Value::Bool(true)) => tested.tests += 1,
                    Ok(other) => {
                        let result = if other == Value::Undefined { "undefined".to_owned() } else { other.to_string() };
                        tested.failures.push(format!("{}: {name} is {result}, not true", file.path));
                    }
                    Err(error) => tested.failures.push(format!("{}: {name}: {error}", file.path)),
                }
            }
        }
        let mut all = Vec::with_capacity(self.policies.len());
        for (position, policy) in self.policies.iter().enumerate() {
            let cases = cases::load(self, policy)?;
            if cases.is_empty() {
                tested.failures.push(format!("{}: has no cases", policy.metadata.id));
            }
            missing_kinds(policy, &cases, &mut tested.failures);
            let mut judged = Vec::with_capacity(cases.len());
            for case in cases {
                let verdicts = self.verdicts_with(&mut rego, position, &case.inventory)?;
                let wrong = case.compare(&verdicts);
                if wrong.is_empty() {
                    tested.cases += 1;
                }
                tested.failures.extend(wrong);
                judged.push((case, verdicts));
            }
            fixes::check(&judged, &mut tested.failures);
            // What is hidden of a fix is hidden of its bad case too.
            judged.retain(|(case, _)| !fixes::is_fix(case));
            all.push((position, judged));
        }
        if options.subsets > 0 {
            self.hide(&all, options, &mut tested)?;
        }
        self.cover(&rego, &mut tested)?;
        Ok(tested)
    }

    /// Hides what there is in the cases of each policy: most of the work, and so on every thread.
    fn hide(&self, all: &[(usize, Vec<(Case, Verdicts)>)], options: Options, tested: &mut Tested) -> Result<(), PolicyError> {
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            while let Some((position, cases)) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                let mut tested = Tested::default();
                // With the other policies beside it, the engine looks through all their modules for each reference to data.
                let mut rego = self.engine_for(*position)?;
                for (case, verdicts) in cases {
                    hiding::check(self, &mut rego, *position, case, verdicts, options, &mut tested)?;
                }
                done.push((*position, tested));
            }
            Ok(done)
        };
        let threads = available_parallelism().map_or(1, NonZeroUsize::get);
        let done: Result<Vec<Vec<(usize, Tested)>>, PolicyError> = std::thread::scope(|scope| {
            let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            running.into_iter().map(join).collect()
        });
        let mut done: Vec<(usize, Tested)> = done?.into_iter().flatten().collect();
        done.sort_by_key(|(position, _)| *position);
        for (_, one) in done {
            tested.hidden += one.hidden;
            tested.failures.extend(one.failures);
        }
        Ok(())
    }

    /// Every line of a policy that can be evaluated has been, and of the library, where all policies were tested: it is theirs together.
    fn cover(&self, rego: &super::rego::Rego, tested: &mut Tested) -> Result<(), PolicyError> {
        let report = rego.coverage()?;
        let all = self.policies.len() == self.files.policies.len();
        let library = self.files.library.iter().filter(|_| all);
        let files = self.policies.iter().map(|policy| &policy.file).chain(library);
        for file in files {
            let Some(found) = report.files.iter().find(|found| found.path == file.path) else {
                // The engine leaves out a module of which nothing was evaluated.
                tested.coverage.insert(file.path.clone(), (0, 1));
                tested.failures.push(format!("{}: no line was evaluated", file.path));
                continue;
            };
            let covered = found.covered.len();
            tested.coverage.insert(file.path.clone(), (covered, covered + found.not_covered.len()));
            for line in &found.not_covered {
                let text = usize::try_from(*line).ok().and_then(|line| file.text.lines().nth(line - 1)).unwrap_or_default();
                tested.failures.push(format!("{}:{line}: not covered: {}", file.path, text.trim()));
            }
        }
        Ok(())
    }
}

/// A policy has cases of each sort, in each form that it judges.
fn missing_kinds(policy: &Policy, cases: &[Case], failures: &mut Vec<String>) {
    use super::metadata::On;
    for on in &policy.metadata.on {
        let ending = match on {
            On::Plan => ".plan.json",
            On::Account => ".snapshot.json",
        };
        for sort in ["good", "bad", "unknown"] {
            let there = cases.iter().any(|case| case.name.starts_with(sort) && case.name.ends_with(ending));
            if !there && !cases.is_empty() {
                failures.push(format!("{}: has no case {sort}_*{ending}", policy.metadata.id));
            }
        }
    }
}

fn folder(policy: &Policy) -> &str {
    parent(&policy.file.path)
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// The rules of a test module, by their names at the start of a line.
fn test_names(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("test_"))
        .filter_map(|line| line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next())
        .collect();
    names.dedup();
    names
}
