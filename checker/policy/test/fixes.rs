//! Fixes: beside the case `bad_NAME.tf`, `fixed_NAME.tf` is the same with the smallest change that makes something pass which failed.

use std::path::Path;

use super::cases::{Case, Verdicts};
use crate::finding::Verdict;
use crate::policy::Policy;
use crate::policy::error::PolicyError;
use crate::policy::files::unreadable;

/// What such a case begins with.
const FIXED: &str = "fixed_";

/// `true` for a case that is a fix of another one.
pub fn is_fix(case: &Case) -> bool {
    case.name.starts_with(FIXED)
}

/// Says where a fix mends nothing, or breaks something.
pub fn check(judged: &[(Case, Verdicts)], failures: &mut Vec<String>) {
    for (fix, after) in judged.iter().filter(|(case, _)| is_fix(case)) {
        let name = bad(&fix.name);
        let Some((_, before)) = judged.iter().find(|(case, _)| case.name == name) else {
            failures.push(format!("{}: there is no case {name} that it would be a fix of", fix.path));
            continue;
        };
        let fails =
            |verdicts: &Verdicts, subject: &String| verdicts.get(subject).is_some_and(|found| found.verdict == Verdict::Fail);
        // What was missing and is there has no result of its own.
        let passes = |subject: &String| match after.get(subject) {
            Some(found) => found.verdict == Verdict::Pass,
            None => subject.starts_with("missing:"),
        };
        // What may not be at all is mended by taking it out.
        let all_gone = after.is_empty() && !before.is_empty() && before.keys().all(|subject| fails(before, subject));
        if !all_gone && !before.keys().any(|subject| fails(before, subject) && passes(subject)) {
            failures.push(format!("{}: nothing passes that failed in {name}", fix.path));
        }
        let broken = after.keys().filter(|subject| fails(after, subject) && !fails(before, subject));
        failures.extend(broken.map(|subject| format!("{}: {subject} fails, and did not in {name}", fix.path)));
    }
}

/// The fixes of a policy, as what changes of Terraform's text. The embedded set has none.
pub fn changes(directory: Option<&Path>, policy: &Policy) -> Result<Vec<String>, PolicyError> {
    let Some(folder) = directory.map(|top| top.join(super::folder(policy)).join("cases")).filter(|folder| folder.is_dir()) else {
        return Ok(Vec::new());
    };
    let mut names = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(|source| unreadable(&folder, source))? {
        let name = entry.map_err(|source| unreadable(&folder, source))?.file_name().to_string_lossy().into_owned();
        names.extend(Some(name).filter(|name| name.starts_with(FIXED) && name.ends_with(".tf")));
    }
    names.sort();
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path).map_err(|source| unreadable(&path, source))
    };
    names.iter().map(|name| Ok(change(&read(&bad(name))?, &read(name)?))).collect()
}

fn bad(name: &str) -> String {
    name.replacen(FIXED, "bad_", 1)
}

/// The lines that differ, with some around them; what is expected of a case is no part of it.
fn change(before: &str, after: &str) -> String {
    let code = |text: &str| -> String { text.split_inclusive('\n').filter(|line| !line.starts_with("# expect:")).collect() };
    let (before, after) = (code(before), code(after));
    let diff = similar::TextDiff::from_lines(&before, &after).unified_diff().to_string();
    let lines = diff.lines().map(|line| if line.starts_with("@@") { "@@\n".to_owned() } else { format!("{line}\n") });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::super::cases::Expected;
    use super::*;
    use crate::inventory::{Inventory, Kind};

    fn judged(name: &str, verdicts: &[(&str, Verdict)]) -> (Case, Verdicts) {
        let case =
            Case { path: name.into(), name: name.into(), inventory: Inventory::empty(Kind::Plan), expected: Verdicts::new() };
        let found =
            verdicts.iter().map(|(subject, verdict)| ((*subject).to_owned(), Expected { verdict: *verdict, at: Vec::new() }));
        (case, found.collect())
    }

    #[test]
    fn a_fix_mends_something_and_breaks_nothing() {
        use Verdict::{Fail, NotApplicable, Pass, Undetermined};
        let said = |before: &[(&str, Verdict)], after: &[(&str, Verdict)]| {
            let mut failures = Vec::new();
            check(&[judged("bad_a.plan.json", before), judged("fixed_a.plan.json", after)], &mut failures);
            failures
        };
        assert_eq!(said(&[("a", Fail), ("b", Fail)], &[("a", Pass), ("b", Fail)]), [""; 0]);
        assert_eq!(said(&[("missing:a", Fail)], &[("b", Pass)]), [""; 0]);
        assert_eq!(said(&[("a", Fail), ("b", Fail)], &[]), [""; 0]);
        assert_eq!(said(&[], &[]), ["fixed_a.plan.json: nothing passes that failed in bad_a.plan.json"]);
        for after in [&[("a", Fail)][..], &[("a", Undetermined)], &[("a", NotApplicable)], &[]] {
            assert_eq!(
                said(&[("a", Fail), ("b", Pass)], after),
                ["fixed_a.plan.json: nothing passes that failed in bad_a.plan.json"]
            );
        }
        assert_eq!(
            said(&[("a", Fail), ("b", Pass)], &[("a", Pass), ("b", Fail), ("c", Fail)]),
            ["b", "c"].map(|name| format!("fixed_a.plan.json: {name} fails, and did not in bad_a.plan.json"))
        );
        let mut failures = Vec::new();
        check(&[judged("fixed_a.plan.json", &[("a", Pass)]), judged("bad_b.plan.json", &[("a", Fail)])], &mut failures);
        assert_eq!(failures, ["fixed_a.plan.json: there is no case bad_a.plan.json that it would be a fix of"]);
    }

    #[test]
    fn a_change_is_what_differs_of_the_code() {
        let text = |value: &str, verdict: &str| format!("# expect: {verdict} a.x\nresource \"a\" \"x\" {{\n  on = {value}\n}}\n");
        assert_eq!(
            change(&text("false", "fail"), &text("true", "pass")),
            "@@\n resource \"a\" \"x\" {\n-  on = false\n+  on = true\n }\n"
        );
    }
}
