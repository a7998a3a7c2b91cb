//! The run, top to bottom: inputs → inventory → judgements → report → outputs → exit status.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;
use std::time::Duration;

use crate::account::snapshot::{self, SnapshotError};
use crate::attestation::Attestation;
use crate::change;
use crate::cli::{AccountArgs, Cli, Command, DataCommand, ExplainArgs, InventoryArgs, JudgeArgs, OnUndetermined, PlanArgs};
use crate::context::{Context, known_scope, read_input};
use crate::cost::{self, estimate::Estimate};
use crate::data;
use crate::error::Error;
use crate::explain;
use crate::finding::Verdict;
use crate::inventory::address::Address;
use crate::inventory::parts::Parts;
use crate::inventory::path::AttributePath;
use crate::inventory::prior::Before;
use crate::inventory::{Inventory, input};
use crate::location::locate;
use crate::output::{self, Format, Target, text};
use crate::plan::source::Source;
use crate::policy::metadata::Severity;
use crate::policy::{PolicySet, commands};
use crate::report::Report;
use crate::secrets::scrub::{Failure, Scrubber};
use crate::waiver::apply::apply;
use crate::waiver::fields::Stated;
use crate::waiver::{self, Waiver};

/// Seconds that one policy may take, unless said otherwise.
pub const POLICY_TIMEOUT: u64 = 10;

/// Exit statuses.
pub mod exit {
    /// Nothing at or above the gate.
    pub const CLEAN: u8 = 0;
    /// Violations.
    pub const VIOLATIONS: u8 = 1;
    /// The run itself is wrong.
    pub const WRONG: u8 = 2;
    /// Something at the gate could not be proved.
    pub const UNPROVED: u8 = 3;
}

/// Carries a command out; gives the exit status.
pub fn run(cli: Cli) -> Result<u8, Failure> {
    match cli.command {
        Command::Plan(args) => judge_plans(&args),
        Command::Account(args) => judge_account(&args),
        Command::Inventory(args) => print_inventory(&args),
        Command::Cost(args) => cost::command::cost(&args),
        Command::Explain(args) => explain(&args),
        Command::Policy(command) => Ok(commands::run(command)?),
        Command::Waiver(command) => waiver::command::run(command),
        Command::Data(DataCommand::Refresh(args)) => Ok(data::refresh(&args)?),
        Command::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut command(), "checker", &mut text);
            Ok(print(&String::from_utf8_lossy(&text))?)
        }
        Command::Man => {
            let mut text = Vec::new();
            let written = clap_mangen::Man::new(command()).render(&mut text);
            written.map_err(|source| Error::Write { path: "standard output".into(), source })?;
            Ok(print(&String::from_utf8_lossy(&text))?)
        }
    }
}

/// Says on standard error why a run is wrong.
pub fn complain(failure: Failure) {
    let Failure { error, scrubber } = failure;
    let terminal = io::stderr().is_terminal();
    let render = |wrap| {
        let theme = if terminal { miette::GraphicalTheme::unicode() } else { miette::GraphicalTheme::unicode_nocolor() };
        let handler = miette::GraphicalReportHandler::new_themed(theme).with_width(100).with_wrap_lines(wrap).with_links(false);
        let mut text = String::new();
        match handler.render_report(&mut text, &*error) {
            Ok(()) => text,
            Err(_) => error.to_string(),
        }
    };
    // A line break could cut a secret in two, so that neither half is found: what holds one is not wrapped.
    let text = scrubber.text(&render(false)).unwrap_or_else(|| render(terminal));
    let _ = writeln!(io::stderr().lock(), "{}", text.trim_end());
}

/// Says on standard error where the program itself is wrong.
pub fn crash(panic: &std::panic::PanicHookInfo<'_>) {
    let place = panic.location().map(|place| format!(" at {}:{}", place.file(), place.line())).unwrap_or_default();
    let message = literal(panic.payload()).map(|text| format!(": {text}")).unwrap_or_default();
    let _ = writeln!(io::stderr().lock(), "checker panicked{place}{message}\nthis is a defect: please report it");
}

/// The message of a panic, where it is a literal: one that was put together may hold a value.
fn literal(payload: &dyn std::any::Any) -> Option<&'static str> {
    payload.downcast_ref::<&'static str>().copied()
}

fn command() -> clap::Command {
    <Cli as clap::CommandFactory>::command()
}

fn judge_plans(args: &PlanArgs) -> Result<u8, Failure> {
    let context = Context::new(&args.judge.base)?;
    let judging = Judging::new(&args.judge, &context)?;
    let set = context.policies()?;
    let mut plans = context.plans(&args.plans, &args.terraform)?;
    let sources: Vec<Option<Source>> =
        plans.iter().map(|plan| plan.source.as_deref().map(Source::at).transpose()).collect::<Result<_, _>>()?;
    let mut inventories = Vec::with_capacity(plans.len());
    for (plan, source) in plans.iter_mut().zip(&sources) {
        inventories.push(context.read(plan, source.as_ref())?);
        // The text is as large as everything that was made of it.
        plan.file.bytes = Vec::new();
    }
    let names: Vec<&str> = plans.iter().map(|plan| plan.file.name.as_str()).collect();
    let mut inventory = Inventory::merge(inventories).priced(&context.pricing);
    if args.terraform.no_backend {
        inventory
            .notices
            .push("planned with local state: everything reads as new, and nothing of what exists is known".to_owned());
        inventory.before = Before::Unknown;
    }
    let locate = |origin: usize, address: &Address, path: &AttributePath| locate(sources.get(origin)?.as_ref()?, address, path);
    let status = judging.report(&context, &set, &inventory, &names.join(", "), &locate);
    // The program ends here: to give a large inventory back piece by piece takes longer than to read one.
    std::mem::forget(inventory);
    status
}

fn judge_account(args: &AccountArgs) -> Result<u8, Failure> {
    let context = Context::new(&args.judge.base)?;
    let judging = Judging::new(&args.judge, &context)?;
    let set = context.policies()?;
    let name = args.snapshot.display().to_string();
    let bytes = read_input(&args.snapshot).map_err(|source| SnapshotError::Unreadable { name: name.clone(), source })?;
    let mut inventory = snapshot::read(&name, &bytes)?.priced(&context.pricing);
    if let Some(scope) = &context.environment {
        known_scope(&name, "--environment", scope)?;
        inventory.scopes.retain(|known, _| **known == **scope);
    }
    judging.report(&context, &set, &inventory, &name, &|_, _, _| None)
}

fn print_inventory(args: &InventoryArgs) -> Result<u8, Failure> {
    let context = Context::new(&args.base)?;
    let set = context.policies()?;
    let (mut inventory, _) = context.inventory(&args.inputs, &args.terraform)?;
    let scrubber = Scrubber::new(&inventory, set.texts());
    scrubber.inventory(&mut inventory);
    context.notices(&inventory, &scrubber);
    let parts = Parts::join(&inventory);
    let estimate = Estimate::new(&inventory, &parts);
    let document = input::document(&inventory, &parts, &context.now, &set.types(), &set.profiles(), Some(&estimate));
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    Ok(print(&text)?)
}

fn explain(args: &ExplainArgs) -> Result<u8, Failure> {
    let context = Context::new(&args.base)?;
    let set = PolicySet::load(context.policies.as_deref()).map_err(Error::from)?;
    let id = &set.find(&args.id).map_err(Error::from)?.metadata.id;
    let (inventory, sources) = context.inventory(&args.inputs, &args.terraform)?;
    let scrubber = Scrubber::new(&inventory, set.texts());
    context.notices(&inventory, &scrubber);
    let locate = |origin: usize, address: &Address, path: &AttributePath| locate(sources.get(origin)?.as_ref()?, address, path);
    let limit = Duration::from_secs(context.config.policy_timeout.unwrap_or(POLICY_TIMEOUT));
    match explain::explain(&set, id, &args.resource, &inventory, (&context.now, limit), &locate) {
        Ok(Ok(text)) => Ok(print(scrubber.text(&text).as_ref().unwrap_or(&text))?),
        Ok(Err(closest)) => {
            let input = args.inputs.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
            let error = Error::UnknownSubject { input, name: args.resource.clone(), closest };
            Err(Failure { error: Box::new(error), scrubber })
        }
        Err(error) => Err(Failure { error: Box::new(error.into()), scrubber }),
    }
}

/// Writes to standard output. A reader that has gone away (`| head`) is no error.
pub fn print(text: &str) -> Result<u8, Error> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(source) if source.kind() != io::ErrorKind::BrokenPipe => Err(Error::Write { path: "standard output".into(), source }),
        _ => Ok(exit::CLEAN),
    }
}

/// How to judge, every option settled.
struct Judging {
    fail_on: Severity,
    on_undetermined: OnUndetermined,
    outputs: Vec<Target>,
    limit: Duration,
    waivers: Vec<Stated<Waiver>>,
    attestations: Vec<Attestation>,
}

impl Judging {
    fn new(args: &JudgeArgs, context: &Context) -> Result<Self, Error> {
        let config = &context.config;
        let mut outputs = args.output.clone();
        if outputs.is_empty() {
            let parsed: Result<Vec<Target>, String> = config.output.iter().map(|text| text.parse()).collect();
            outputs = parsed.map_err(|problem| Error::Option(format!("checker.yaml: output: {problem}")))?;
        }
        if outputs.is_empty() {
            outputs.push(Target { format: Format::Text, file: None });
        }
        for (at, target) in outputs.iter().enumerate() {
            if outputs[..at].iter().any(|other| other.file == target.file) {
                let place = target.file.as_ref().map_or("standard output".to_owned(), |file| file.display().to_string());
                return Err(Error::Outputs(place));
            }
        }
        let (waivers, attestations) = context.kept(&args.files)?;
        Ok(Self {
            fail_on: args.fail_on.or(config.fail_on).unwrap_or(Severity::High),
            on_undetermined: args.on_undetermined.or(config.on_undetermined).unwrap_or(OnUndetermined::Fail),
            outputs,
            limit: Duration::from_secs(args.policy_timeout.or(config.policy_timeout).unwrap_or(POLICY_TIMEOUT).max(1)),
            waivers,
            attestations,
        })
    }

    /// Judges, writes the outputs, and gives the exit status.
    fn report(
        &self,
        context: &Context,
        set: &PolicySet,
        inventory: &Inventory,
        names: &str,
        locate: &crate::report::Locate<'_>,
    ) -> Result<u8, Failure> {
        let scrubber = Scrubber::new(inventory, set.texts());
        context.notices(inventory, &scrubber);
        let judgements = match set.judge(inventory, &context.now, self.limit) {
            Ok(judgements) => judgements,
            Err(error) => return Err(Failure { error: Box::new(error.into()), scrubber }),
        };
        let only_destroys = inventory.resources.is_empty() && inventory.leaving > 0;
        if !only_destroys && judgements.iter().all(|judgement| judgement.verdict == Verdict::NotApplicable) {
            return Err(Error::NothingJudged(names.to_owned()).into());
        }
        let compared = match change::compare(inventory, judgements, set, &context.now, self.limit) {
            Ok(compared) => compared,
            Err(error) => return Err(Failure { error: Box::new(error.into()), scrubber }),
        };
        let mut report = Report::new(inventory, set, compared, &context.now, locate);
        apply(self.waivers.clone(), &mut report, inventory, context.judges_all());
        report.attestations.clone_from(&self.attestations);
        scrubber.report(&mut report);
        context.remarks(&report);
        self.write(context, &report)?;
        Ok(if only_destroys { exit::CLEAN } else { self.status(&report, inventory) })
    }

    fn write(&self, context: &Context, report: &Report) -> Result<(), Error> {
        // Files first: a pipe that is closed early must not keep them from being written.
        for target in &self.outputs {
            let Some(file) = &target.file else { continue };
            let style = text::Style { color: false, quiet: context.quiet, width: None };
            write_file(file, &output::render(report, target.format, style))?;
        }
        for target in self.outputs.iter().filter(|target| target.file.is_none()) {
            let width = io::stdout().is_terminal().then(terminal_width);
            let style = text::Style { color: context.colored(), quiet: context.quiet, width };
            print(&output::render(report, target.format, style))?;
        }
        Ok(())
    }

    fn status(&self, report: &Report, inventory: &Inventory) -> u8 {
        let at_gate = |verdict| report.results.iter().any(|result| result.verdict == verdict && result.severity >= self.fail_on);
        let partial = inventory.scopes.values().any(|scope| scope.complete.all.is_some());
        if at_gate(Verdict::Fail) {
            exit::VIOLATIONS
        } else if partial || (self.on_undetermined == OnUndetermined::Fail && at_gate(Verdict::Undetermined)) {
            exit::UNPROVED
        } else {
            exit::CLEAN
        }
    }
}

/// Writes a file whole or not at all. What is there and is no file, a device or a pipe, is written to, and not replaced.
pub fn write_file(path: &Path, text: &str) -> Result<(), Error> {
    let write = || {
        let old = std::fs::metadata(path).ok();
        if old.as_ref().is_some_and(|old| !old.is_file()) {
            return std::fs::OpenOptions::new().write(true).open(path)?.write_all(text.as_bytes());
        }
        let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut file = tempfile::NamedTempFile::new_in(directory)?;
        file.write_all(text.as_bytes())?;
        if let Some(old) = old {
            file.as_file().set_permissions(old.permissions())?;
        }
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    write().map_err(|source| Error::Write { path: path.to_owned(), source })
}

fn terminal_width() -> usize {
    std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_shows_no_value() {
        let values = vec!["canary".to_owned()];
        let panic = std::panic::catch_unwind(|| std::panic::panic_any(format!("bad value {values:?}")));
        assert_eq!(literal(&*panic.expect_err("a panic")), None);
        let panic = std::panic::catch_unwind(|| std::panic::panic_any("no such place"));
        assert_eq!(literal(&*panic.expect_err("a panic")), Some("no such place"));
    }
}
