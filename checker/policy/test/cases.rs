//! Cases: real plans and snapshots beside a policy, with the verdicts they must have.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::account::snapshot;
use crate::cost::Pricing;
use crate::finding::{Subject, Verdict};
use crate::inventory::Inventory;
use crate::plan::source::Source;
use crate::plan::{self, PlanFile, error::PlanError};
use crate::policy::error::{PolicyError, Problem};
use crate::policy::files::unreadable;
use crate::policy::rego::Rego;
use crate::policy::{Policy, PolicySet};

/// A verdict with the places that a failure names: resource and attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The verdict.
    pub verdict: Verdict,
    /// `ADDRESS PATH` of each finding; only failures have them.
    pub at: Vec<String>,
}

/// The verdict of each subject: an address, `missing:<name>`, or `scope:<name>`.
pub type Verdicts = BTreeMap<String, Expected>;

/// One case.
#[derive(Debug)]
pub struct Case {
    /// The policy's folder and the file.
    pub path: String,
    /// The file.
    pub name: String,
    /// What it holds.
    pub inventory: Inventory,
    /// What must come of it.
    pub expected: Verdicts,
}

/// Loads the cases of a policy. The embedded set has none.
pub fn load(set: &PolicySet, policy: &Policy) -> Result<Vec<Case>, PolicyError> {
    let Some(top) = &set.files.directory else { return Ok(Vec::new()) };
    let folder = top.join(super::folder(policy)).join("cases");
    let entries = match std::fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(source) if source.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(unreadable(&folder, source)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(|source| unreadable(&folder, source))?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".plan.json") || name.ends_with(".snapshot.json") {
            names.push(name);
        }
    }
    names.sort();
    // The cases of a folder share one usage file, if they have any.
    let usage = Some(folder.join("usage.yaml")).filter(|usage| usage.is_file());
    let pricing = Pricing::read(usage.as_deref()).map_err(|error| PolicyError::from(Problem::Data(error.to_string())))?;
    names.into_iter().map(|name| read(&folder, name, &pricing)).collect()
}

fn read(folder: &Path, name: String, pricing: &Arc<Pricing>) -> Result<Case, PolicyError> {
    let path = folder.join(&name);
    let shown = path.display().to_string();
    let bytes = std::fs::read(&path).map_err(|source| unreadable(&path, source))?;
    let broken = |problem: String| PolicyError::from(Problem::Data(problem));
    let (inventory, notes) = match name.strip_suffix(".snapshot.json") {
        Some(stem) => {
            let inventory = snapshot::read(&shown, &bytes).map_err(|error| broken(error.to_string()))?;
            (inventory, folder.join(format!("{stem}.snapshot.expect")))
        }
        None => {
            let stem = name.trim_end_matches(".plan.json");
            let file = PlanFile { name: shown.clone(), bytes };
            let scope = |variable: Option<&str>| Ok::<_, PlanError>(variable.unwrap_or("production").to_owned());
            let notes = folder.join(format!("{stem}.tf"));
            let root = tempfile::tempdir().map_err(|source| unreadable(&std::env::temp_dir(), source))?;
            let source = source(folder, stem, root.path())?;
            (plan::read(&file, source.as_ref(), scope).map_err(|error| broken(error.to_string()))?, notes)
        }
    };
    let text = std::fs::read_to_string(&notes).map_err(|source| unreadable(&notes, source))?;
    let expected = expectations(&notes.display().to_string(), &text)?;
    Ok(Case { path: shown, name, inventory: inventory.priced(pricing), expected })
}

/// What a case says of itself where its plan comes without its source.
const NO_SOURCE: &str = "# source: none";

/// The code of the case alone, since its folder holds that of the others too: its `.tf` file, with what `NAME.source` holds beside it.
fn source(folder: &Path, stem: &str, root: &Path) -> Result<Option<Source>, PolicyError> {
    let code = folder.join(format!("{stem}.tf"));
    let text = std::fs::read_to_string(&code).map_err(|source| unreadable(&code, source))?;
    if text.lines().any(|line| line.trim_end() == NO_SOURCE) {
        return Ok(None);
    }
    let main = root.join("main.tf");
    std::fs::write(&main, text).map_err(|source| unreadable(&main, source))?;
    let more = folder.join(format!("{stem}.source"));
    if more.is_dir() {
        for entry in std::fs::read_dir(&more).map_err(|source| unreadable(&more, source))? {
            let file = entry.map_err(|source| unreadable(&more, source))?;
            std::fs::copy(file.path(), root.join(file.file_name())).map_err(|source| unreadable(&file.path(), source))?;
        }
    }
    Ok(Some(Source::open(root)))
}

/// Reads `# expect: VERDICT SUBJECT [at ADDRESS PATH]` lines.
fn expectations(file: &str, text: &str) -> Result<Verdicts, PolicyError> {
    let mut expected = Verdicts::new();
    for (number, line) in text.lines().enumerate() {
        let Some(rest) = line.trim_start_matches(['#', ' ']).strip_prefix("expect:") else { continue };
        let words: Vec<&str> = rest.split_whitespace().collect();
        let bad = || {
            Problem::Data(format!("`{}` is not `expect: VERDICT SUBJECT [at ADDRESS PATH]`", line.trim())).at(
                file,
                text,
                number + 1,
                1,
            )
        };
        let (verdict, subject, at) = match words[..] {
            [verdict, subject] => (verdict, subject, None),
            [verdict, subject, "at", address] => (verdict, subject, Some(address.to_owned())),
            [verdict, subject, "at", address, path] => (verdict, subject, Some(format!("{address} {path}"))),
            _ => return Err(bad()),
        };
        let verdict = match verdict {
            "pass" => Verdict::Pass,
            "fail" => Verdict::Fail,
            "undetermined" => Verdict::Undetermined,
            "not-applicable" => Verdict::NotApplicable,
            _ => return Err(bad()),
        };
        let entry = expected.entry(subject.to_owned()).or_insert(Expected { verdict, at: Vec::new() });
        entry.at.extend(at);
        entry.at.sort();
    }
    Ok(expected)
}

impl PolicySet {
    /// The verdict of every subject by one policy.
    pub fn verdicts(&self, policy: usize, inventory: &Inventory) -> Result<Verdicts, PolicyError> {
        self.verdicts_with(&mut self.engine_for(policy)?, policy, inventory)
    }

    /// The same with an engine of the caller's, which may record coverage.
    pub(super) fn verdicts_with(&self, rego: &mut Rego, policy: usize, inventory: &Inventory) -> Result<Verdicts, PolicyError> {
        let mut verdicts = Verdicts::new();
        for judgement in self.judge_one(rego, policy, inventory, "2026-01-01T00:00:00Z", super::LIMIT)? {
            let subject = match judgement.subject {
                Subject::Resource(at) => inventory.resources[at].address.to_string(),
                Subject::Missing(name) => format!("missing:{name}"),
                Subject::Scope(name) => format!("scope:{name}"),
                Subject::Policy => continue,
            };
            let entry = verdicts.entry(subject).or_insert(Expected { verdict: judgement.verdict, at: Vec::new() });
            if judgement.verdict == Verdict::Fail {
                let place = judgement.at.map(|at| format!("{} {}", inventory.resources[at].address, judgement.attribute));
                entry.at.extend(place.map(|place| place.trim_end().to_owned()));
                entry.at.sort();
            }
        }
        Ok(verdicts)
    }
}

impl Case {
    /// What differs between the verdicts and those expected, as lines for the reader.
    pub fn compare(&self, verdicts: &Verdicts) -> Vec<String> {
        let mut wrong = Vec::new();
        let subjects: std::collections::BTreeSet<&String> = verdicts.keys().chain(self.expected.keys()).collect();
        for subject in subjects {
            let absent = Expected { verdict: Verdict::NotApplicable, at: Vec::new() };
            let (found, expected) = (verdicts.get(subject).unwrap_or(&absent), self.expected.get(subject));
            match expected {
                None => {
                    wrong.push(format!("{}: {subject} is {}, and nothing is expected of it", self.path, found.verdict.name()))
                }
                Some(expected) if expected.verdict != found.verdict => wrong.push(format!(
                    "{}: {subject} is {}, expected {}",
                    self.path,
                    found.verdict.name(),
                    expected.verdict.name()
                )),
                Some(expected) if expected.verdict == Verdict::Fail && !expected.at.is_empty() && expected.at != found.at => {
                    wrong.push(format!(
                        "{}: {subject} fails at {}, expected at {}",
                        self.path,
                        found.at.join("; "),
                        expected.at.join("; ")
                    ));
                }
                Some(_) => {}
            }
        }
        let has = |verdict| verdicts.values().any(|found| found.verdict == verdict);
        let open = has(Verdict::Fail) || has(Verdict::Undetermined);
        let right = match self.name.split('_').next() {
            Some("good") => !open,
            Some("bad") => has(Verdict::Fail),
            Some("unknown") => has(Verdict::Undetermined),
            // Held against its bad case.
            Some("fixed") => true,
            _ => false,
        };
        if !right {
            wrong.push(format!(
                "{}: its name says otherwise: good has nothing open, bad has a failure, unknown something undetermined",
                self.path
            ));
        }
        wrong
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inventory::Kind;
    use crate::plan::source::Lock;

    fn failing(at: &[&str]) -> Expected {
        Expected { verdict: Verdict::Fail, at: at.iter().map(ToString::to_string).collect() }
    }

    fn other(verdict: Verdict) -> Expected {
        Expected { verdict, at: Vec::new() }
    }

    fn verdicts(list: &[(&str, Expected)]) -> Verdicts {
        list.iter().map(|(subject, expected)| ((*subject).to_owned(), expected.clone())).collect()
    }

    #[test]
    fn expectations_are_read_with_their_places() {
        let text = "resource \"a\" \"x\" {}\n# expect: pass a.x\n#expect: fail a.y at a.y name\nexpect: fail a.y at a.w\n\
                    # expect: undetermined missing:z\n# expect: not-applicable a.n\n# expected is more\n";
        let expected = verdicts(&[
            ("a.x", other(Verdict::Pass)),
            ("a.y", failing(&["a.w", "a.y name"])),
            ("missing:z", other(Verdict::Undetermined)),
            ("a.n", other(Verdict::NotApplicable)),
        ]);
        assert_eq!(expectations("f.tf", text).expect("expectations"), expected);
        for broken in ["pass", "pass a.x at", "maybe a.x", "fail a.x in a.x name", "fail a.x at a.x name more"] {
            let error = expectations("f.tf", &format!("\n\n# expect: {broken}\n")).expect_err(broken);
            assert!(error.to_string().starts_with("f.tf:3:1: data: `# expect: "), "{error}");
        }
    }

    #[test]
    fn a_case_has_the_source_that_lies_beside_it() {
        let (folder, root) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a root"));
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect(name);
        std::fs::create_dir(folder.path().join("good_a.source")).expect("a folder");
        write("good_a.tf", "# expect: pass a.x\n");
        write("good_a.source/.terraform.lock.hcl", "provider \"example.com/a/b\" {\n  version = \"1.0.0\"\n}\n");
        write("unknown_b.tf", "# source: none\n");
        let found = source(folder.path(), "good_a", root.path()).expect("files").expect("a source");
        assert!(matches!(found.providers().lock, Lock::Present(_)));
        assert!(source(folder.path(), "unknown_b", root.path()).expect("a file").is_none());
        assert!(source(folder.path(), "gone", root.path()).is_err());
    }

    fn compare(name: &str, expected: &[(&str, Expected)], found: &[(&str, Expected)]) -> Vec<String> {
        let case =
            Case { path: name.into(), name: name.into(), inventory: Inventory::empty(Kind::Plan), expected: verdicts(expected) };
        case.compare(&verdicts(found))
    }

    #[test]
    fn what_differs_is_said_and_nothing_else() {
        let pass = || ("a.x", other(Verdict::Pass));
        let fail = |at: &[&str]| ("a.y", failing(at));
        assert!(compare("good_a", &[pass()], &[pass()]).is_empty());
        assert!(compare("bad_a", &[pass(), fail(&[])], &[pass(), fail(&["a.y name"])]).is_empty(), "no place is asked for");
        assert!(compare("bad_a", &[fail(&["a.y name"])], &[fail(&["a.y name"])]).is_empty());
        assert_eq!(
            compare("bad_a", &[fail(&["a.y name"])], &[fail(&["a.y size", "a.z"])]),
            ["bad_a: a.y fails at a.y size; a.z, expected at a.y name"]
        );
        assert_eq!(compare("bad_a", &[], &[fail(&[])]), ["bad_a: a.y is fail, and nothing is expected of it"]);
        assert_eq!(
            compare("unknown_a", &[pass()], &[("a.x", other(Verdict::Undetermined))]),
            ["unknown_a: a.x is undetermined, expected pass"]
        );
        assert_eq!(compare("good_a", &[pass()], &[]), ["good_a: a.x is not-applicable, expected pass"]);
        // Only a failure has a place.
        let placed = ("a.x", Expected { verdict: Verdict::Pass, at: vec!["a.x name".into()] });
        assert!(compare("good_a", &[placed], &[pass()]).is_empty());
    }

    #[test]
    fn a_case_is_what_its_name_says() {
        let says = |name: &str, verdict: Verdict| {
            let list = [("a.x", other(verdict))];
            compare(name, &list, &list).is_empty()
        };
        use Verdict::{Fail, NotApplicable, Pass, Undetermined};
        for (name, right) in
            [("good_a", &[Pass, NotApplicable][..]), ("bad_a", &[Fail]), ("unknown_a", &[Undetermined]), ("a", &[])]
        {
            for verdict in [Pass, NotApplicable, Fail, Undetermined] {
                assert_eq!(says(name, verdict), right.contains(&verdict), "{name} {verdict:?}");
            }
        }
    }
}
