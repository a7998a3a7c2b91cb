//! What every command shares: its options, the configuration, the run's time, and the inputs it names.

use std::collections::BTreeSet;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use crate::account::snapshot;
use crate::attestation::{self, Attestation};
use crate::cli::{BaseArgs, FilesArgs, TerraformArgs};
use crate::config::Config;
use crate::console::Console;
use crate::cost::Pricing;
use crate::error::Error;
use crate::inventory::Inventory;
use crate::plan::error::PlanError;
use crate::plan::source::Source;
use crate::plan::{self, PlanFile, terraform};
use crate::policy::PolicySet;
use crate::policy::control::Selector;
use crate::policy::metadata::SCOPES;
use crate::secrets::scrub::{Failure, Scrubber};
use crate::waiver::entries::Entries;
use crate::waiver::error::WaiverError;
use crate::waiver::fields::{Stated, today};
use crate::waiver::{self, Waiver};

/// A plan and where its source is.
#[derive(Clone)]
pub struct Given {
    /// Its text.
    pub file: PlanFile,
    /// The root module's directory, or a saved plan file.
    pub source: Option<PathBuf>,
}

/// What every command of the run shares: options, configuration, time.
pub struct Context {
    /// What `checker.yaml` says.
    pub config: Config,
    /// The scope that was asked for.
    pub environment: Option<String>,
    /// The directory of policies that is judged with in place of the embedded set.
    pub policies: Option<PathBuf>,
    /// `--source`.
    source: Option<PathBuf>,
    only: Vec<String>,
    controls: Vec<Selector>,
    skip: Vec<String>,
    /// The run's time, in RFC 3339.
    pub now: String,
    /// The prices and the usage file.
    pub pricing: Arc<Pricing>,
    /// What is said, and how it looks.
    pub console: Console,
}

impl Context {
    /// Settles every option: a flag wins over the environment, which wins over the file.
    pub fn new(args: &BaseArgs) -> Result<Self, Error> {
        Self::with(Config::find(args.show.config.as_deref())?, args)
    }

    /// The same with a configuration that was read before.
    pub fn with(config: Config, args: &BaseArgs) -> Result<Self, Error> {
        let beside = |path: &PathBuf| config.directory.join(path);
        let list = |args: &[String], file: &[String]| if args.is_empty() { file.to_vec() } else { args.to_vec() };
        Ok(Self {
            environment: args.environment.clone().or_else(|| config.environment.clone()),
            policies: args.policies.clone().or_else(|| config.policies.as_ref().map(beside)),
            source: args.source.clone(),
            only: list(&args.only, &config.only),
            controls: if args.control.is_empty() { config.control.clone() } else { args.control.clone() },
            skip: list(&args.skip, &config.skip),
            now: now(args.now.as_deref())?,
            pricing: Pricing::read(args.usage.clone().or_else(|| config.usage()).as_deref())?,
            console: Console::new(&args.show, &config),
            config,
        })
    }

    /// The policies that were selected.
    pub fn policies(&self) -> Result<PolicySet, Error> {
        let mut set = PolicySet::load(self.policies.as_deref())?;
        set.select(&self.only, &self.skip, &self.controls)?;
        Ok(set)
    }

    /// Whether no policy is left out.
    pub fn judges_all(&self) -> bool {
        self.only.is_empty() && self.controls.is_empty() && self.skip.is_empty()
    }

    /// The waivers and attestations as they are on the day of the run.
    pub fn kept(&self, args: &FilesArgs) -> Result<(Vec<Stated<Waiver>>, Vec<Attestation>), Error> {
        let Config { waivers, attestations, directory, .. } = &self.config;
        let today = today(&self.now);
        let find = |given: &Option<PathBuf>, named: &Option<PathBuf>, name| {
            Entries::find(given.as_ref(), named.as_ref(), directory, name).map_err(WaiverError::from)
        };
        let waivers = waiver::read(&find(&args.waivers, waivers, waiver::FILE)?, today);
        let attestations = attestation::read(&find(&args.attestations, attestations, attestation::FILE)?, today);
        Ok((waivers, attestations))
    }

    /// Reads every input; a directory is planned first.
    pub fn plans(&self, paths: &[PathBuf], args: &TerraformArgs) -> Result<Vec<Given>, Error> {
        let mut seen = BTreeSet::new();
        let mut plans = Vec::with_capacity(paths.len());
        for path in paths {
            if !seen.insert(std::fs::canonicalize(path).unwrap_or_else(|_| path.clone())) {
                return Err(Error::Twice(path.display().to_string()));
            }
            // What was said of this run, of this plan file, and of every plan.
            let source = self.source.clone().or_else(|| self.config.source_of(path));
            let source = source.or_else(|| self.config.source.as_ref().map(|source| self.config.code.join(source)));
            if path.is_dir() {
                let options = terraform::Options {
                    program: args.terraform.clone(),
                    var_files: args.var_files.clone(),
                    vars: args.vars.clone(),
                    no_backend: args.no_backend,
                };
                let file = terraform::plan(path, &options, |step| self.console.say(step))?;
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
    pub fn inventory(&self, paths: &[PathBuf], args: &TerraformArgs) -> Result<(Inventory, Vec<Option<Source>>), Failure> {
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
        let inventory = match <[Inventory; 1]>::try_from(inventories) {
            Ok([one]) => one,
            Err(several) => Inventory::merge(several),
        };
        Ok((inventory.priced(&self.pricing), sources))
    }

    /// Reads one plan.
    pub fn read(&self, plan: &Given, source: Option<&Source>) -> Result<Inventory, Error> {
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

    /// Says on standard error what there is to know about how an inventory was read.
    pub fn notices(&self, inventory: &Inventory, scrubber: &Scrubber) {
        for notice in &inventory.notices {
            self.console.say(&format!("note: {}", scrubber.text(notice).as_ref().unwrap_or(notice)));
        }
    }
}

fn scopes() -> String {
    SCOPES.iter().filter(|scope| **scope != crate::account::scope::UNASSIGNED).copied().collect::<Vec<_>>().join(", ")
}

/// Refuses a scope that there is not.
pub fn known_scope(name: &str, from: &'static str, scope: &str) -> Result<(), Error> {
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

/// What a file holds, or standard input where the path is `-`.
pub fn read_input(path: &Path) -> io::Result<Vec<u8>> {
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    std::fs::read(path)
}
