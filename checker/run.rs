//! The run, top to bottom: inputs → inventory → judgements → report → outputs → exit status.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal as _, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;

use crate::account::snapshot::{self, SnapshotError};
use crate::change;
use crate::cli::{
    AccountArgs, BaseArgs, Cli, Color, Command, DataCommand, ExplainArgs, InventoryArgs, JudgeArgs, OnUndetermined, PlanArgs,
    TerraformArgs,
};
use crate::config::Config;
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
use crate::plan::error::PlanError;
use crate::plan::source::Source;
use crate::plan::{self, PlanFile, terraform};
use crate::policy::metadata::{SCOPES, Severity};
use crate::policy::{PolicySet, commands};
use crate::report::Report;
use crate::secrets::scrub::{Failure, Scrubber};

/// Seconds that one policy may take, unless said otherwise.
const POLICY_TIMEOUT: u64 = 10;

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
        Command::Explain(args) => explain(&args),
        Command::Policy(command) => Ok(commands::run(command)?),
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
    let mut inventory = Inventory::merge(inventories);
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
    let mut inventory = snapshot::read(&name, &bytes)?;
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
    let document = input::document(&inventory, &Parts::join(&inventory), &context.now, &set.types(), &set.profiles());
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

/// A plan and where its source is.
struct Given {
    file: PlanFile,
    /// The root module's directory, or a saved plan file.
    source: Option<PathBuf>,
}

/// What every command of the run shares: options, configuration, time.
struct Context {
    config: Config,
    environment: Option<String>,
    policies: Option<PathBuf>,
    source: Option<PathBuf>,
    only: Vec<String>,
    skip: Vec<String>,
    now: String,
    quiet: bool,
    color: Color,
}

impl Context {
    fn new(args: &BaseArgs) -> Result<Self, Error> {
        let config = Config::find(args.config.as_deref())?;
        let beside = |path: &PathBuf| config.directory.join(path);
        let list = |args: &[String], file: &[String]| if args.is_empty() { file.to_vec() } else { args.to_vec() };
        Ok(Self {
            environment: args.environment.clone().or_else(|| config.environment.clone()),
            policies: args.policies.clone().or_else(|| config.policies.as_ref().map(beside)),
            source: args.source.clone().or_else(|| config.source.as_ref().map(beside)),
            only: list(&args.only, &config.only),
            skip: list(&args.skip, &config.skip),
            now: now(args.now.as_deref())?,
            quiet: args.quiet || config.quiet,
            color: args.color.or(config.color).unwrap_or(Color::Auto),
            config,
        })
    }

    fn policies(&self) -> Result<PolicySet, Error> {
        let mut set = PolicySet::load(self.policies.as_deref())?;
        set.select(&self.only, &self.skip)?;
        Ok(set)
    }

    /// Reads every input; a directory is planned first.
    fn plans(&self, paths: &[PathBuf], args: &TerraformArgs) -> Result<Vec<Given>, Error> {
        let mut seen = BTreeSet::new();
        let mut plans = Vec::with_capacity(paths.len());
        for path in paths {
            if !seen.insert(std::fs::canonicalize(path).unwrap_or_else(|_| path.clone())) {
                return Err(Error::Twice(path.display().to_string()));
            }
            let source = self.source.clone();
            if path.is_dir() {
                let options = terraform::Options {
                    program: args.terraform.clone(),
                    var_files: args.var_files.clone(),
                    vars: args.vars.clone(),
                    no_backend: args.no_backend,
                };
                let file = terraform::plan(path, &options, |step| self.say(step))?;
                plans.push(Given { file, source: source.or_else(|| Some(path.clone())) });
                continue;
            }
            let name = if path.as_os_str() == "-" { "standard input".to_owned() } else { path.display().to_string() };
            let bytes = read_input(path).map_err(|source| PlanError::Unreadable { name: name.clone(), source })?;
            // The plan's own directory is its source where it holds Terraform code.
            let own = path.parent().map(|parent| if parent.as_os_str().is_empty() { Path::new(".") } else { parent });
            let own = own.filter(|directory| path.as_os_str() != "-" && terraform::has_code(directory).unwrap_or(false));
            plans.push(Given { file: PlanFile { name, bytes }, source: source.or_else(|| own.map(Path::to_owned)) });
        }
        Ok(plans)
    }

    /// Every input, plans or snapshots, as one inventory, with the source of each.
    fn inventory(&self, paths: &[PathBuf], args: &TerraformArgs) -> Result<(Inventory, Vec<Option<Source>>), Failure> {
        let (mut inventories, mut sources) = (Vec::new(), Vec::new());
        for plan in self.plans(paths, args)? {
            let source = plan.source.as_deref().map(Source::at).transpose()?;
            inventories.push(if snapshot::has_schema(&plan.file.bytes) {
                snapshot::read(&plan.file.name, &plan.file.bytes)?
            } else {
                self.read(&plan, source.as_ref())?
            });
            sources.push(source);
        }
        Ok(match <[Inventory; 1]>::try_from(inventories) {
            Ok([one]) => (one, sources),
            Err(several) => (Inventory::merge(several), sources),
        })
    }

    fn read(&self, plan: &Given, source: Option<&Source>) -> Result<Inventory, Error> {
        plan::read(&plan.file, source, |variable| self.scope(plan, variable))
    }

    /// The scope of a plan: what --environment, `roots:` and its own variable say, and they must agree.
    fn scope(&self, plan: &Given, variable: Option<&str>) -> Result<String, Error> {
        let name = &plan.file.name;
        let root = plan.source.as_deref().and_then(|source| self.config.scope_of(plan::source::root_of(source)));
        let said: Vec<(&'static str, &str)> = [
            ("--environment", self.environment.as_deref()),
            ("`roots:` in checker.yaml", root),
            ("the plan's variable `environment`", variable),
        ]
        .into_iter()
        .filter_map(|(from, scope)| Some((from, scope?)))
        .collect();
        for (from, scope) in &said {
            known_scope(name, from, scope)?;
        }
        let Some((first, one)) = said.first() else {
            return Err(Error::NoScope { name: name.clone(), scopes: scopes() });
        };
        match said.iter().find(|(_, other)| other != one) {
            Some((second, other)) => Err(Error::ScopesDisagree {
                name: name.clone(),
                first,
                one: (*one).to_owned(),
                second,
                other: (*other).to_owned(),
                scopes: scopes(),
            }),
            None => Ok((*one).to_owned()),
        }
    }

    /// Says something on standard error.
    fn say(&self, text: &str) {
        if !self.quiet {
            let _ = writeln!(io::stderr().lock(), "{text}");
        }
    }

    fn notices(&self, inventory: &Inventory, scrubber: &Scrubber) {
        for notice in &inventory.notices {
            self.say(&format!("note: {}", scrubber.text(notice).as_ref().unwrap_or(notice)));
        }
    }

    fn colored(&self) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        }
    }
}

/// How to judge, every option settled.
struct Judging {
    fail_on: Severity,
    on_undetermined: OnUndetermined,
    outputs: Vec<Target>,
    limit: Duration,
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
        Ok(Self {
            fail_on: args.fail_on.or(config.fail_on).unwrap_or(Severity::High),
            on_undetermined: args.on_undetermined.or(config.on_undetermined).unwrap_or(OnUndetermined::Fail),
            outputs,
            limit: Duration::from_secs(args.policy_timeout.or(config.policy_timeout).unwrap_or(POLICY_TIMEOUT).max(1)),
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
        scrubber.report(&mut report);
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

fn scopes() -> String {
    SCOPES.iter().filter(|scope| **scope != crate::account::scope::UNASSIGNED).copied().collect::<Vec<_>>().join(", ")
}

fn known_scope(name: &str, from: &'static str, scope: &str) -> Result<(), Error> {
    if SCOPES.contains(&scope) {
        return Ok(());
    }
    Err(Error::UnknownScope { name: name.to_owned(), from, found: scope.to_owned(), scopes: scopes() })
}

/// The run's time: --now, else SOURCE_DATE_EPOCH, else the clock.
pub fn now(given: Option<&str>) -> Result<String, Error> {
    let error = |from, found: &str| Error::Time { from, found: found.to_owned() };
    let time = match (given, std::env::var("SOURCE_DATE_EPOCH")) {
        (Some(text), _) => text.parse().map_err(|_| error("--now", text))?,
        (None, Ok(text)) => {
            let seconds = text.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
            seconds.ok_or_else(|| error("SOURCE_DATE_EPOCH", &text))?
        }
        (None, Err(_)) => Timestamp::now(),
    };
    let seconds = Timestamp::from_second(time.as_second()).unwrap_or(time);
    Ok(seconds.to_string())
}

fn read_input(path: &Path) -> io::Result<Vec<u8>> {
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    std::fs::read(path)
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
