//! `checker action`: a step of GitHub Actions. Judges, or merges what other jobs found, and puts the results where people look:
//! the log, annotations beside the code, the job's summary, the comment on the pull request, a check run. The exit status is that of the
//! verdict, whatever becomes of the posting.

mod base;
pub mod comment;
mod error;
pub mod event;
pub mod inputs;
pub mod others;
pub mod part;
mod results;
mod runner;
mod surfaces;

pub use error::ActionError;

use std::path::{Path, PathBuf};

use base::Base;
use event::Run;
use inputs::{Inputs, Mode, OnPostError};
use part::Beside;
use surfaces::Surfaces;

use crate::cli::{BaseArgs, FilesArgs, GateArgs, JudgeArgs, ShowArgs, TerraformArgs};
use crate::config::Config;
use crate::context::{Context, Given};
use crate::error::Error;
use crate::finding::Verdict;
use crate::gate::Gate;
use crate::github::{Endpoint, GitHub, MachineClock};
use crate::judging::Judging;
use crate::output::{Format, render, text};
use crate::report::Report;
use crate::run::{exit, write_file};
use crate::secrets::scrub::Failure;

/// Runs the step.
pub fn run() -> Result<u8, Failure> {
    let variable = |name: &str| std::env::var(name).ok();
    let inputs = Inputs::read(&variable).map_err(Error::from)?;
    let run = Run::read(&variable, &inputs).map_err(Error::from)?;
    let endpoint = inputs.token.as_ref().map(|token| Endpoint { api: run.api.clone(), token: token.clone() });
    let github = endpoint.map(|endpoint| GitHub::new(&endpoint, &run.repository, Box::new(MachineClock))).transpose();
    let github = github.map_err(|error| Error::from(ActionError::from(error)))?;
    Action { inputs, run, github }.run()
}

struct Action {
    inputs: Inputs,
    run: Run,
    github: Option<GitHub>,
}

/// What a run found.
struct Found {
    report: Report,
    gate: Gate,
    beside: Beside,
}

impl Action {
    fn run(&self) -> Result<u8, Failure> {
        let found = match self.inputs.mode {
            Mode::Check => self.check(),
            Mode::Report => self.merge().map_err(Failure::from),
        };
        let surfaces = Surfaces { inputs: &self.inputs, run: &self.run, github: self.github.as_ref() };
        match found {
            Ok(found) => self.publish(&surfaces, found).map_err(Failure::from),
            Err(failure) => {
                // The reader of the pull request learns that nothing is known, and the log why.
                let code = miette::Diagnostic::code(&*failure.error).map(|code| code.to_string());
                let part = part::wrong(&self.name(), code.as_deref(), &self.run);
                surfaces.wrong(&part)?;
                Err(failure)
            }
        }
    }

    /// What a run is called that does not come as far as a report.
    fn name(&self) -> String {
        let Inputs { environment, plans, snapshot, .. } = &self.inputs;
        let file = plans.first().or(snapshot.as_ref()).map(|path| path.display().to_string());
        environment.first().cloned().or(file).unwrap_or_else(|| "the report".to_owned())
    }

    /// Writes and posts what was found.
    fn publish(&self, surfaces: &Surfaces<'_>, found: Found) -> Result<u8, Error> {
        let Found { mut report, gate, beside } = found;
        let status = if beside.blocking() > 0 { exit::VIOLATIONS } else { gate.status(&report) };
        if let Some(file) = &self.inputs.result_file {
            write_file(file, &render(&report, Format::Json, PLAIN))?;
        }
        if let Some(file) = &self.inputs.sarif_file {
            write_file(file, &render(&report, Format::Sarif, PLAIN))?;
        }
        if self.inputs.redact {
            report.redact();
        }
        runner::log(&render(&report, Format::Text, PLAIN))?;
        let is_posted = surfaces.post(&report, &gate, &beside, status)?;
        Ok(match (status, is_posted, self.inputs.on_post_error) {
            (exit::CLEAN, false, OnPostError::Fail) => exit::UNPOSTED,
            _ => status,
        })
    }

    /// Judges plans or a snapshot. A pull request is judged with the policies, waivers and settings of its base commit.
    fn check(&self) -> Result<Found, Failure> {
        let own = Config::find(None);
        let below = self.below().map_err(Error::from)?;
        let base = match self.run.event.base() {
            Some(commit) => Some(self.base(commit, &below).map_err(Error::from)?),
            None => None,
        };
        let Some(base) = base else {
            let config = own.map_err(Error::from)?;
            let args = self.arguments(None).map_err(Error::from)?;
            let context = Context::with(config, &args.base)?;
            let plans = context.plans(&self.inputs.plans, &self.terraform())?;
            let report = self.judge(&context, &args, plans)?;
            return Ok(self.found(report, &context.config, Beside::default())?);
        };
        let head = own.as_ref().ok();
        let empty = Config::default();
        let config = base.config(head.unwrap_or(&empty), &self.top())?;
        let args = self.arguments(Some(&base)).map_err(Error::from)?;
        let context = Context::with(config, &args.base)?;
        let plans = context.plans(&self.inputs.plans, &self.terraform())?;
        let top = self.top();
        let changed = base.changed(&context.config, head.unwrap_or(&empty), self.inputs.policies.as_deref(), &top);
        let copies = if changed.is_empty() { Vec::new() } else { plans.clone() };
        let mut report = self.judge(&context, &args, plans)?;
        base.call_by_name(&mut report);
        let own = match (changed.is_empty(), own) {
            (true, _) => None,
            (false, Ok(config)) => Some(self.own_verdicts(config, copies, &report)),
            (false, Err(_)) => Some(vec!["its checker.yaml cannot be read".to_owned()]),
        };
        Ok(self.found(report, &context.config, Beside { changed, own, ..Beside::default() })?)
    }

    fn found(&self, report: Report, config: &Config, beside: Beside) -> Result<Found, Error> {
        let args = GateArgs {
            fail_on: self.inputs.fail_on,
            on_undetermined: self.inputs.on_undetermined,
            only_introduced: self.inputs.only_introduced,
        };
        let others = others::read(&self.inputs.with_sarif)?;
        let beside = Beside { others, others_fail_on: self.inputs.with_sarif_fail_on, command: self.command(), ..beside };
        Ok(Found { report, gate: Gate::new(&args, config), beside })
    }

    /// How directories are planned.
    fn terraform(&self) -> TerraformArgs {
        TerraformArgs { no_backend: self.inputs.no_backend, ..TerraformArgs::default() }
    }

    fn judge(&self, context: &Context, args: &JudgeArgs, plans: Vec<Given>) -> Result<Report, Failure> {
        let judging = Judging::new(context, args)?;
        match &self.inputs.snapshot {
            Some(snapshot) => judging.account(snapshot),
            None => judging.given(plans, &self.terraform()),
        }
    }

    /// What the change's own policies, waivers and settings would say that those of the base commit do not. It decides nothing.
    fn own_verdicts(&self, config: Config, plans: Vec<Given>, judged: &Report) -> Vec<String> {
        let judged_anew = self.arguments(None).map_err(|error| Failure::from(Error::from(error))).and_then(|args| {
            let context = Context::with(config, &args.base)?;
            self.judge(&context, &args, plans)
        });
        let own = match judged_anew {
            Ok(own) => own,
            Err(failure) => {
                let code = miette::Diagnostic::code(&*failure.error).map(|code| format!(" ({code})")).unwrap_or_default();
                return vec![format!("they cannot be used{code}")];
            }
        };
        let verdicts = |report: &Report| -> std::collections::BTreeMap<(String, String, String), Verdict> {
            let key = |outcome: &crate::report::Outcome| {
                (outcome.policy.clone(), outcome.about().to_owned(), outcome.fingerprint.clone())
            };
            report.results.iter().map(|outcome| (key(outcome), outcome.verdict)).collect()
        };
        let (theirs, ours) = (verdicts(&own), verdicts(judged));
        let keys: std::collections::BTreeSet<_> = theirs.keys().chain(ours.keys()).collect();
        let name = |verdict: Option<&Verdict>| verdict.map_or("not judged", |verdict| verdict.name());
        let differ = keys.into_iter().map(|key| (ours.get(key), theirs.get(key), key)).filter(|(was, is, _)| was != is);
        let mut differ: Vec<_> = differ.collect();
        // The gravest first: what is open now, and would not be.
        differ.sort_by_key(|(was, ..)| was.map_or(Verdict::NotApplicable, |verdict| *verdict));
        differ.into_iter().map(|(was, is, key)| format!("{} {}: {} instead of {}", key.0, key.1, name(is), name(was))).collect()
    }

    /// Merges result files. The gate is the base commit's here too: a change's own settings could let everything pass.
    fn merge(&self) -> Result<Found, Error> {
        let own = Config::find(None);
        let files = results::files(&self.inputs.results)?;
        let report = crate::results::merge(crate::results::read(&files)?, &self.inputs.environment)?;
        let Some(commit) = self.run.event.base() else { return self.found(report, &own?, Beside::default()) };
        let base = self.base(commit, &self.below()?)?;
        let head = own.unwrap_or_default();
        let config = base.config(&head, &self.top())?;
        let changed = base.changed(&config, &head, self.inputs.policies.as_deref(), &self.top());
        self.found(report, &config, Beside { changed, ..Beside::default() })
    }

    /// The base commit's files, by one request.
    fn base(&self, commit: &str, below: &Path) -> Result<Base, ActionError> {
        let github = self.github.as_ref().ok_or(ActionError::NoToken)?;
        Base::unpack(&github.tarball(commit).map_err(ActionError::Base)?, below)
    }

    /// The top of the repository.
    fn top(&self) -> PathBuf {
        let top = self.run.workspace.clone().or_else(|| std::env::current_dir().ok()).unwrap_or_default();
        std::fs::canonicalize(&top).unwrap_or(top)
    }

    /// The directory of the run, from the top of the repository.
    fn below(&self) -> Result<PathBuf, ActionError> {
        let here = std::env::current_dir().and_then(std::fs::canonicalize).unwrap_or_default();
        let problem = || format!("the step runs in {}, which is not below it", here.display());
        let below = here.strip_prefix(self.top()).map(Path::to_owned);
        below.map_err(|_| ActionError::Runner { name: "GITHUB_WORKSPACE", problem: problem() })
    }

    fn arguments(&self, base: Option<&Base>) -> Result<JudgeArgs, ActionError> {
        let given = self.inputs.policies.as_ref();
        let policies = given.map(|given| base.map_or(Ok(given.clone()), |base| base.path(given, &self.top()))).transpose()?;
        Ok(JudgeArgs {
            base: BaseArgs {
                environment: self.inputs.environment.first().cloned(),
                policies,
                now: None,
                show: ShowArgs { quiet: false, ..ShowArgs::default() },
                ..BaseArgs::default()
            },
            files: FilesArgs::default(),
            ..JudgeArgs::default()
        })
    }

    /// The command that judges the same on another machine.
    fn command(&self) -> String {
        let list = |paths: &[PathBuf]| paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(" ");
        let Inputs { environment, plans, no_backend, snapshot, results, .. } = &self.inputs;
        let mut command = match (self.inputs.mode, snapshot) {
            (Mode::Report, _) => format!("checker report --results {}", results.join(" ")),
            (Mode::Check, Some(snapshot)) => format!("checker account --snapshot {}", snapshot.display()),
            (Mode::Check, None) => format!("checker plan {}{}", list(plans), if *no_backend { " --no-backend" } else { "" }),
        };
        let option = if self.inputs.mode == Mode::Report { "--expect" } else { "--environment" };
        for scope in environment {
            command.push_str(&format!(" {option} {scope}"));
        }
        command
    }
}

/// For files and for a log: no colours, no wrapping.
const PLAIN: text::Style = text::Style { color: false, quiet: false, width: None };
