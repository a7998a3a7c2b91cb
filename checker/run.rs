//! The run, top to bottom: inputs → inventory → judgements → report → outputs → exit status.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;
use std::time::Duration;

use crate::action;
use crate::cli::{AccountArgs, Cli, Command, DataCommand, ExplainArgs, InventoryArgs, PlanArgs, ReportArgs};
use crate::config::Config;
use crate::console::Console;
use crate::context::Context;
use crate::cost::{self, estimate::Estimate};
use crate::data;
use crate::error::Error;
use crate::explain;
use crate::gate::Gate;
use crate::inventory::address::Address;
use crate::inventory::input;
use crate::inventory::parts::Parts;
use crate::inventory::path::AttributePath;
use crate::judging::{Judging, POLICY_TIMEOUT};
use crate::location::locate;
use crate::output::write::Outputs;
use crate::policy::{PolicySet, commands};
use crate::results;
use crate::secrets::scrub::{Failure, Scrubber};
use crate::waiver;

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
    /// The results could not be posted, and that was to fail.
    pub const UNPOSTED: u8 = 4;
}

/// Carries a command out; gives the exit status.
pub fn run(cli: Cli) -> Result<u8, Failure> {
    match cli.command {
        Command::Plan(args) => judge_plans(&args),
        Command::Account(args) => judge_account(&args),
        Command::Report(args) => merge_results(&args),
        Command::Action => action::run(),
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
    let (gate, outputs) =
        (Gate::new(&args.judge.gate, &context.config), Outputs::new(&args.judge.outputs.output, &context.config)?);
    let report = Judging::new(&context, &args.judge)?.plans(&args.plans, &args.terraform)?;
    outputs.write(&report, &context.console)?;
    Ok(gate.status(&report))
}

fn judge_account(args: &AccountArgs) -> Result<u8, Failure> {
    let context = Context::new(&args.judge.base)?;
    let (gate, outputs) =
        (Gate::new(&args.judge.gate, &context.config), Outputs::new(&args.judge.outputs.output, &context.config)?);
    let report = Judging::new(&context, &args.judge)?.account(&args.snapshot)?;
    outputs.write(&report, &context.console)?;
    Ok(gate.status(&report))
}

fn merge_results(args: &ReportArgs) -> Result<u8, Failure> {
    let config = Config::find(args.show.config.as_deref()).map_err(Error::from)?;
    let console = Console::new(&args.show, &config);
    let (gate, outputs) = (Gate::new(&args.gate, &config), Outputs::new(&args.outputs.output, &config)?);
    let report = results::merge(results::read(&args.results).map_err(Error::from)?, &args.expect).map_err(Error::from)?;
    console.remarks(&report);
    outputs.write(&report, &console)?;
    Ok(gate.status(&report))
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
