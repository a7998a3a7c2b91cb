//! A plan's or account's part of the comment, made of the report: its findings ranked, how to fix them, what it was judged with.

use std::collections::BTreeMap;

use super::comment::{Part, Standing, State};
use super::event::Run;
use super::others::Other;
use crate::cost::statement::money;
use crate::finding::Verdict;
use crate::gate::Gate;
use crate::output::markdown::{Findings, Look, Page};
use crate::report::{Outcome, Report};
use crate::run::exit;

/// Bytes kept in a part for what stands around its findings.
const FRAME: usize = 1_500;

/// Bytes that lists beside the findings may take, each.
const LIST: usize = 3_000;

/// What is said beside the report.
#[derive(Debug, Default)]
pub struct Beside {
    /// What the change makes another of what decides how it is judged.
    pub changed: Vec<String>,
    /// What the change's own policies and waivers would say, where that is something else. For information; none where nobody has tried.
    pub own: Option<Vec<String>>,
    /// What other tools found.
    pub others: Vec<Other>,
    /// The command that does the same elsewhere.
    pub command: String,
}

/// The parts of a report, within so many bytes altogether.
pub fn parts(report: &Report, gate: &Gate, run: &Run, beside: &Beside, bytes: usize) -> Vec<Part> {
    let mut of: BTreeMap<&str, Vec<&Outcome>> = report.subjects.iter().map(|subject| (subject.id.as_str(), Vec::new())).collect();
    let only = (of.len() == 1).then(|| report.subjects[0].id.as_str());
    for outcome in &report.results {
        let id = outcome.subject.as_deref().or(only).unwrap_or("all of them");
        of.entry(id).or_default().push(outcome);
    }
    let files = run.files();
    let (mut first, mut last) = (Page::default(), Page::default());
    edits(beside, &mut first);
    others(beside, &mut last, files.as_deref());
    let share = bytes.saturating_sub(first.0.len() + last.0.len()) / of.len().max(1);
    let mut parts: Vec<Part> =
        of.iter().map(|(id, outcomes)| part(report, id, outcomes, gate, run, files.as_deref(), share)).collect();
    if let Some(part) = parts.first_mut() {
        part.text.insert_str(0, &first.0);
    }
    if let Some(part) = parts.last_mut() {
        part.text.push_str(&last.0);
    }
    parts
}

/// A part for a run that is itself wrong. `code`: the error's, for its text may hold what is not for everybody.
pub fn wrong(id: &str, code: Option<&str>, run: &Run) -> Part {
    let mut page = Page::default();
    page.say("### ").code(id).say("\n\nThe check itself did not work");
    if let Some(code) = code {
        page.say(" (").code(code).say(")");
    }
    page.say(": ").link("the log", &run.page()).say(" says why.\n");
    let state = State {
        id: id.to_owned(),
        head: run.event.head().to_owned(),
        run: (run.number, run.attempt),
        standing: Standing::Error,
        blocking: 0,
        warnings: 0,
        undetermined: 0,
        waived: 0,
        cost: None,
        open: None,
        before: None,
    };
    Part { state, text: page.0 }
}

fn part(report: &Report, id: &str, outcomes: &[&Outcome], gate: &Gate, run: &Run, files: Option<&str>, bytes: usize) -> Part {
    let subject = report.subjects.iter().find(|subject| subject.id == id);
    let destroyed = subject.is_some_and(|subject| subject.only_destroys);
    let count = |verdict| outcomes.iter().filter(|outcome| outcome.verdict == verdict).count();
    let blocking = outcomes.iter().filter(|outcome| !destroyed && gate.blocks(outcome)).count();
    let partial = subject.is_some_and(|subject| subject.partial.is_some());
    let doubts = partial || outcomes.iter().any(|outcome| !destroyed && gate.doubts(outcome));
    let open = outcomes.iter().filter(|outcome| matches!(outcome.verdict, Verdict::Fail | Verdict::Undetermined));
    let state = State {
        id: id.to_owned(),
        head: run.event.head().to_owned(),
        run: (run.number, run.attempt),
        standing: standing(match (blocking, doubts) {
            (1.., _) => exit::VIOLATIONS,
            (0, true) => exit::UNPROVED,
            (0, false) => exit::CLEAN,
        }),
        blocking,
        warnings: count(Verdict::Fail) - blocking,
        undetermined: count(Verdict::Undetermined),
        waived: count(Verdict::Waived),
        cost: cost(report, subject.and_then(|subject| subject.scope.as_deref())),
        open: State::names(open.map(|outcome| outcome.fingerprint.as_str())),
        before: None,
    };
    let mut page = Page::default();
    page.say("### ").code(id).say("\n\n");
    if let Some(why) = subject.and_then(|subject| subject.partial.as_ref()) {
        page.code(why).say(" It proves nothing of the whole.\n\n");
    }
    if destroyed {
        page.say("It only destroys: nothing is left to judge.\n\n");
    }
    let mut foot = Page::default();
    for notice in &report.notices {
        foot.say("- ").code(notice).say("\n");
    }
    for remark in report.remarks() {
        foot.say("- ").say(remark.level.name()).say(": ").code(&format!("{}: {}", remark.place, remark.text)).say("\n");
    }
    let kept = foot.0.len().min(LIST);
    cut(&mut foot.0, kept);
    let look = Look { subjects: false, files };
    let mut part = Part { state, text: String::new() };
    // What was open before is added later, and may be as much.
    let left = bytes.saturating_sub(page.0.len() + foot.0.len() + 2 * part.mark().len() + FRAME);
    let findings = Findings::within(report, outcomes.iter().copied(), look, left);
    if findings.is_empty() && !destroyed {
        page.number(count(Verdict::Pass)).say(" results, and all of them hold.\n\n");
    }
    findings.write(&mut page, "####");
    page.0.push_str(&foot.0);
    page.say("\n<details>\n<summary>What was judged, and with what</summary>\n\n");
    if let Some(subject) = subject {
        page.say("- the file with SHA-256 ").code(&subject.digest).say("\n");
    }
    page.say("- ").number(report.policies.count).say(" policies with SHA-256 ").code(&report.policies.digest).say("\n");
    page.say("- commit ").code(run.event.head()).say(", ").link("this run", &run.page());
    page.say(", checker ").code(&report.tool.version).say(" at ").code(&report.generated_at).say("\n\n</details>\n");
    part.text = page.0;
    part
}

/// How the exit status of a report reads.
pub fn standing(status: u8) -> Standing {
    match status {
        exit::CLEAN => Standing::Pass,
        exit::VIOLATIONS => Standing::Fail,
        exit::UNPROVED => Standing::Undetermined,
        _ => Standing::Error,
    }
}

/// What a scope costs against what it may.
fn cost(report: &Report, scope: Option<&str>) -> Option<String> {
    let scope = report.cost.as_ref()?.scopes.get(scope?)?;
    let expected = money(scope.total.cost.expected);
    let least = if scope.total.complete { "" } else { "at least " };
    Some(match scope.ceiling {
        Some(ceiling) => format!("{least}{expected} of {}", money(ceiling)),
        None => format!("{least}{expected}"),
    })
}

/// Drops whole lines from the end until so many bytes are left.
fn cut(text: &mut String, bytes: usize) {
    if text.len() > bytes {
        let mut end = bytes;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let end = text[..end].rfind('\n').map_or(0, |at| at + 1);
        text.truncate(end);
        text.push_str("- and more, in the result file\n");
    }
}

/// What the change edits of what decides how it is judged: in front of everything.
fn edits(beside: &Beside, page: &mut Page) {
    let Beside { changed, own, .. } = beside;
    if !changed.is_empty() {
        page.say("> [!IMPORTANT]\n> This change edits what decides how it is judged. It is judged as the base commit says:\n");
        list(changed, page, "> ");
        match own.as_deref() {
            None => {}
            Some([]) => _ = page.say(">\n> With its own files every verdict would be the same.\n"),
            Some(own) => {
                page.say(">\n> With its own files these would be others:\n");
                list(own, page, "> ");
            }
        }
        page.say("\n");
    }
}

/// What other tools found, and how to see the same elsewhere: behind everything.
fn others(beside: &Beside, page: &mut Page, files: Option<&str>) {
    let Beside { others, command, .. } = beside;
    if !others.is_empty() {
        page.say("\n<details>\n<summary>Other tools: ").number(others.len()).say(" findings, which do not block</summary>\n\n");
        page.say("| tool | level | rule | what it says | where |\n|:--|:--|:--|:--|:--|\n");
        let mut rows = String::new();
        for (at, other) in others.iter().enumerate() {
            let mut row = Page::default();
            row.say("| ").cell(&other.tool).say(" | ").say(other.level()).say(" | ").cell(&other.rule).say(" | ");
            row.cell(&other.message).say(" | ");
            match (&other.file, other.line) {
                (Some(file), Some(line)) => row.place(file, usize::try_from(line).unwrap_or_default(), files),
                (Some(file), None) => row.cell(file),
                (None, _) => row.say("not known"),
            };
            row.say(" |\n");
            if rows.len() + row.0.len() > LIST {
                page.0.push_str(&rows);
                rows.clear();
                page.say("\n").number(at).say(" of ").number(others.len()).say(" are shown.\n");
                break;
            }
            rows.push_str(&row.0);
        }
        page.0.push_str(&rows);
        page.say("\n</details>\n");
    }
    if !command.is_empty() {
        page.say("\nTo see the same elsewhere: ").code(command).say("\n");
    }
}

fn list(texts: &[String], page: &mut Page, before: &'static str) {
    let start = page.0.len();
    for (at, text) in texts.iter().enumerate() {
        if page.0.len() - start > LIST {
            page.say(before).say("- and ").number(texts.len() - at).say(" more\n");
            return;
        }
        page.say(before).say("- ").code(text).say("\n");
    }
}
