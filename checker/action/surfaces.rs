//! Where results are shown, from the surest down: annotations, the job's summary, the comment, a check run. What fails of it is said in
//! the log and takes nothing from the rest.

use super::comment::{Comment, Part, Standing, parts};
use super::event::Run;
use super::inputs::{How, Inputs, OnClean, When};
use super::part::{self, Beside};
use super::runner;
use crate::error::Error;
use crate::finding::Verdict;
use crate::gate::Gate;
use crate::github::{Annotation, CheckRun, Conclusion, Earlier, GitHub, GitHubError, Key, Level, Posted, Upsert};
use crate::output::untrusted::Untrusted;
use crate::output::{Format, markdown, render};
use crate::report::{Location, Outcome, Report};
use crate::run::print;

/// Annotations of a check run: two requests' worth.
const ANNOTATIONS: usize = 100;

/// Bytes that GitHub takes for the message of one: 64 KB, with some to spare.
const MESSAGE: usize = 60_000;

/// Characters that GitHub takes for a check run's summary, with some to spare.
const CHECK_SUMMARY: usize = 60_000;

/// Bytes of a comment for what stands around its parts, and for what is said of each there.
const COMMENT_FRAME: usize = 2_000;
const ROW: usize = 600;

/// What is needed to show results.
pub struct Surfaces<'s> {
    /// What is wanted.
    pub inputs: &'s Inputs,
    /// Of which run.
    pub run: &'s Run,
    /// Where to post; none without a token.
    pub github: Option<&'s GitHub>,
}

impl Surfaces<'_> {
    /// Shows a report. Whether everything that was wanted could be posted.
    pub fn post(&self, report: &Report, gate: &Gate, beside: &Beside, status: u8) -> Result<bool, Error> {
        let mut posted = "none";
        if self.inputs.annotations {
            print(&render(report, Format::Github, super::PLAIN))?;
            posted = "annotations";
        }
        if let Some(file) = self.run.summary.as_ref().filter(|_| self.inputs.job_summary) {
            let room = runner::room(file);
            let text = markdown::render(report, room);
            // Over its limit the runner drops all of a summary.
            if text.len() <= room {
                runner::append(file, &text)?;
                posted = "summary";
            }
        }
        let write = |bytes: usize| part::parts(report, gate, self.run, beside, bytes);
        let comment = self.comment(&write, &report.unreported);
        let check = self.check_run(report, part::standing(status));
        self.tell(&comment)?;
        let is_posted = comment.is_ok() && check.is_ok();
        let mut id = None;
        match comment {
            Ok(Some(Posted::Written(comment) | Posted::Unhidden(comment))) => (posted, id) = ("comment", Some(comment)),
            Ok(Some(Posted::Kept(comment))) => id = comment,
            Ok(_) | Err(_) => {}
        }
        match check {
            Ok(true) if posted != "comment" => posted = "check",
            Ok(_) => {}
            Err(error) => self.complain(&error)?,
        }
        let open = |verdict| report.results.iter().filter(|outcome| outcome.verdict == verdict).count();
        let path = |file: &Option<std::path::PathBuf>| file.as_ref().map(|file| file.display().to_string()).unwrap_or_default();
        self.outputs(&[
            ("conclusion", part::standing(status).name().to_owned()),
            ("blocking", (report.results.iter().filter(|outcome| gate.blocks(outcome)).count() + beside.blocking()).to_string()),
            ("total", (open(Verdict::Fail) + open(Verdict::Undetermined)).to_string()),
            ("comment-id", id.map(|id| id.to_string()).unwrap_or_default()),
            ("posted", posted.to_owned()),
            ("result-file", path(&self.inputs.result_file)),
            ("sarif-file", path(&self.inputs.sarif_file)),
        ])?;
        Ok(is_posted)
    }

    /// Shows that the run itself is wrong: an earlier comment must not go on saying what it said.
    pub fn wrong(&self, part: &Part) -> Result<(), Error> {
        if let Some(file) = self.run.summary.as_ref().filter(|_| self.inputs.job_summary) {
            runner::append(file, &format!("## checker: error\n\n{}\n", part.text))?;
        }
        let comment = self.comment(&|_| vec![part.clone()], &[]);
        self.tell(&comment)?;
        let id = match comment {
            Ok(Some(Posted::Written(id) | Posted::Unhidden(id))) => id.to_string(),
            Ok(_) | Err(_) => String::new(),
        };
        self.outputs(&[("conclusion", Standing::Error.name().to_owned()), ("comment-id", id)])
    }

    fn outputs(&self, values: &[(&str, String)]) -> Result<(), Error> {
        match &self.run.output {
            Some(file) => runner::append(file, &runner::outputs(values)),
            None => Ok(()),
        }
    }

    /// Says in the log what became of the comment, where that is not what was wanted.
    fn tell(&self, comment: &Result<Option<Posted>, GitHubError>) -> Result<(), Error> {
        match comment {
            Err(error) => self.complain(error),
            Ok(Some(Posted::Unhidden(_))) => runner::log(
                "comment-mode: the earlier comment was brought up to date, since the token may not hide it; that needs `pull-requests: write`",
            ),
            Ok(_) => Ok(()),
        }
    }

    /// Says in the log what could not be posted.
    fn complain(&self, error: &GitHubError) -> Result<(), Error> {
        let help = miette::Diagnostic::help(error).map(|help| format!("; {help}")).unwrap_or_default();
        runner::log(&format!("could not be posted: {error}{help}"))?;
        print("::warning title=checker::the results could not be posted everywhere; the log says why\n")?;
        Ok(())
    }

    /// Brings the comment up to date. `write` makes this run's parts within so many bytes.
    fn comment(&self, write: &dyn Fn(usize) -> Vec<Part>, unreported: &[String]) -> Result<Option<Posted>, GitHubError> {
        let Some(github) = self.github.filter(|_| self.inputs.comment != When::Never) else { return Ok(None) };
        let Some(number) = self.run.pull_request(github, self.inputs)? else { return Ok(None) };
        let key = Key::new(&self.run.repository, &self.run.workflow, &self.inputs.key);
        let max = self.inputs.max_comment_bytes;
        let head = self.run.event.head();
        let keep_others = self.inputs.mode == super::inputs::Mode::Check;
        let this = (self.run.number, self.run.attempt);
        let decide = |old: Option<&str>, bytes: usize| {
            let old_parts = old.map(parts).unwrap_or_default();
            let ours = |part: &&Part, own: &[Part]| own.iter().any(|own| own.state.id == part.state.id);
            let frame = |own: &[Part]| COMMENT_FRAME + ROW * (old_parts.len() + own.len() + unreported.len());
            let mut own = write(bytes);
            let others = old_parts.iter().filter(|part| keep_others && !ours(part, &own));
            let others: usize = others.map(|part| part.text.len() + part.mark().len()).sum();
            // Mostly there is room for everything.
            if own.iter().map(|part| part.text.len() + 2 * part.mark().len()).sum::<usize>() + others + frame(&own) > bytes {
                own = write(bytes.saturating_sub(others + frame(&own)));
            }
            // A newer run has written: what this one knows is out of date.
            if old_parts.iter().any(|part| ours(&part, &own) && part.state.run > this) {
                return Upsert::Keep;
            }
            let comment = Comment::merge(head, &own, old_parts.clone(), keep_others, unreported);
            if let Some(decision) = self.settled(&comment, old.map(|_| old_parts.as_slice())) {
                return decision;
            }
            let mark = comment.parts.values().find(|part| ours(part, &own)).map(Part::mark).unwrap_or_default();
            let body = comment.text(&self.run.runs());
            // What another leg of this run has written, or a newer run, is no earlier comment.
            let is_earlier = old_parts.iter().all(|part| part.state.run < this);
            match self.inputs.comment_mode {
                How::HideAndNew if is_earlier => Upsert::Replace { body, mark, earlier: Earlier::Hidden },
                How::Recreate if is_earlier => Upsert::Replace { body, mark, earlier: Earlier::Deleted },
                _ => Upsert::Write { body, mark },
            }
        };
        let posted = github.upsert(number, &key, max, &decide)?;
        Ok(Some(posted))
    }

    /// What is done instead of writing, by the inputs; none where it is written.
    fn settled(&self, comment: &Comment<'_>, old: Option<&[Part]>) -> Option<Upsert> {
        let clean = comment.is_clean();
        match (clean, self.inputs.on_clean, old) {
            (true, OnClean::Delete, _) => return Some(Upsert::Delete),
            (true, OnClean::Keep, Some(_)) => return Some(Upsert::Keep),
            _ => {}
        }
        let open = |part: &Part| (part.state.standing, part.state.open.clone());
        let same = |old: &[Part]| {
            let was: Vec<_> = old.iter().map(|part| (part.state.id.as_str(), open(part))).collect();
            let is: Vec<_> = comment.parts.values().map(|part| (part.state.id.as_str(), open(part))).collect();
            was == is
        };
        match (self.inputs.comment, old) {
            (When::Findings | When::Changes, None) if clean => Some(Upsert::Keep),
            (When::Changes, Some(old)) if same(old) && comment.unreported.is_empty() => Some(Upsert::Keep),
            _ => None,
        }
    }

    /// The check run, where one is wanted.
    fn check_run(&self, report: &Report, standing: Standing) -> Result<bool, GitHubError> {
        let (Some(github), Some(name)) = (self.github, &self.inputs.check_name) else { return Ok(false) };
        let run = CheckRun {
            name: name.clone(),
            head: self.run.event.head().to_owned(),
            external_id: format!("{}-{}-{name}", self.run.id, self.run.attempt),
            conclusion: match standing {
                Standing::Pass => Conclusion::Success,
                // A required check that is neutral would let the change pass.
                Standing::Fail | Standing::Undetermined | Standing::Error => Conclusion::Failure,
            },
            title: format!("checker: {}", standing.name()),
            summary: markdown::render(report, CHECK_SUMMARY),
            annotations: report.results.iter().filter_map(|outcome| annotation(outcome, report)).take(ANNOTATIONS).collect(),
        };
        github.check_run(&run).map(|_| true)
    }
}

/// A result beside the code, where it has a place there.
fn annotation(outcome: &Outcome, report: &Report) -> Option<Annotation> {
    let level = match outcome.verdict {
        Verdict::Fail if outcome.severity >= crate::policy::metadata::Severity::High => Level::Failure,
        Verdict::Fail | Verdict::Undetermined => Level::Warning,
        Verdict::Waived => Level::Notice,
        Verdict::Pass | Verdict::NotApplicable => return None,
    };
    let place = outcome.location.as_ref().and_then(Location::primary)?;
    let remedy = report.policies.index.get(&outcome.policy).map(|entry| entry.remediation.as_str()).unwrap_or_default();
    let visible = |text: &str| Untrusted::new(text).visible();
    let why = outcome.why().map(|why| format!(": {}", visible(why))).unwrap_or_default();
    let message = format!("{}{why}\n{}", visible(outcome.about()), visible(remedy));
    // One that is too long would be refused together with all others.
    (message.len() <= MESSAGE).then(|| Annotation {
        path: crate::output::place::path(&place.file),
        start_line: place.line,
        end_line: place.end_line,
        level,
        title: format!("{} ({}, {})", visible(&outcome.policy), outcome.severity.name(), outcome.verdict.name()),
        message,
    })
}
