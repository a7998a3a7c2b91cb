//! A plan's or account's part of the comment, made of the report: its findings ranked, how to fix them, what it was judged with.

use std::collections::BTreeMap;

use super::comment::{Judged, Part, Standing, State};
use super::event::Run;
use super::others::{Level, Other};
use crate::cost::statement::money;
use crate::finding::Verdict;
use crate::gate::Gate;
use crate::output::markdown::{Findings, Head, Look, NOTHING, Page, cell};
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
    /// How grave such a finding must be to block. None does where nothing is said.
    pub others_fail_on: Option<Level>,
    /// The command that does the same elsewhere.
    pub command: String,
}

impl Beside {
    /// How many findings of other tools block.
    pub fn blocking(&self) -> usize {
        self.others.iter().filter(|other| self.others_fail_on.is_some_and(|least| other.level <= least)).count()
    }
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
    remarks(report, of.len(), &mut last);
    others(beside, &mut last, files.as_deref());
    let share = bytes.saturating_sub(first.0.len() + last.0.len()) / of.len().max(1);
    let mut parts: Vec<Part> =
        of.iter().map(|(id, outcomes)| part(report, id, outcomes, gate, run, files.as_deref(), share)).collect();
    if let Some(part) = parts.first_mut() {
        part.text.insert_str(0, &first.0);
    }
    if let Some(part) = parts.last_mut() {
        part.text.push_str(&last.0);
        if beside.blocking() > 0 {
            part.state.blocking += beside.blocking();
            part.state.standing = part.state.standing.min(Standing::Fail);
        }
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
        judged: None,
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
        judged: Some(Judged {
            file: subject.map(|subject| subject.digest.clone()),
            policies: (report.policies.count, report.policies.digest.clone()),
            run: run.id,
            version: report.tool.version.to_string(),
            at: report.generated_at.clone(),
        }),
    };
    let mut page = Page::default();
    page.say("### ").code(id).say("\n\n");
    if let Some(why) = subject.and_then(|subject| subject.partial.as_ref()) {
        page.prose(why).say(" It proves nothing of the whole.\n\n");
    }
    if destroyed {
        page.say("It only destroys: nothing is left to judge.\n\n");
    }
    let look = Look { subjects: false, files };
    let mut part = Part { state, text: String::new() };
    // What was open before is added later, and may be as much.
    let left = bytes.saturating_sub(page.0.len() + 2 * part.mark().len() + FRAME);
    let findings = Findings::within(report, outcomes.iter().copied(), look, left);
    if findings.is_empty() && !destroyed {
        page.number(count(Verdict::Pass)).say(" results, and all of them hold.\n\n");
    }
    findings.write(&mut page, "####");
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

/// What is to be said of the run, and of waivers and attestations: once, whatever the number of plans.
fn remarks(report: &Report, plans: usize, page: &mut Page) {
    let mut lines = Page::default();
    for notice in &report.notices {
        lines.say("- ").prose(notice).say("\n");
    }
    for remark in report.remarks() {
        lines
            .say("- ")
            .say(remark.level.name())
            .say(": ")
            .code(&remark.place.to_string())
            .say(": ")
            .prose(&remark.text)
            .say("\n");
    }
    if lines.0.is_empty() {
        return;
    }
    let kept = lines.0.len().min(LIST);
    cut(&mut lines.0, kept);
    page.say("\n").say(if plans > 1 { "### Remarks\n\n" } else { "" });
    page.0.push_str(&lines.0);
}

/// What other tools found, and how to see the same elsewhere: behind everything.
fn others(beside: &Beside, page: &mut Page, files: Option<&str>) {
    let Beside { others, command, .. } = beside;
    if !others.is_empty() {
        page.say("\n<details>\n<summary>Other tools: ").number(others.len());
        match beside.blocking() {
            0 => page.say(" findings, which do not block</summary>\n\n"),
            blocking => page.say(" findings, of which ").number(blocking).say(" block</summary>\n\n"),
        };
        let (mut rows, mut bytes) = (Vec::new(), 0);
        for other in others {
            let place = cell(|cell| {
                match (&other.file, other.line) {
                    (Some(file), Some(line)) => cell.place(file, usize::try_from(line).unwrap_or_default(), files),
                    (Some(file), None) => cell.cell(file),
                    (None, _) => cell.say(NOTHING),
                };
            });
            let code = |text: &str| cell(|page| _ = page.cell(text));
            let says = cell(|cell| _ = cell.prose_cell(&other.message));
            let row = vec![code(&other.tool), other.level.name().to_owned(), code(&other.rule), says, place];
            bytes += row.iter().map(|cell| cell.len() + 3).sum::<usize>();
            if bytes > LIST {
                break;
            }
            rows.push(row);
        }
        page.table(&["tool", "level", "rule", "what it says", "where"].map(Head::text), &rows);
        if rows.len() < others.len() {
            page.say("\n").number(rows.len()).say(" of ").number(others.len()).say(" are shown.\n");
        }
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
