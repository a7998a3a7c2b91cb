//! Judging: what a run was given becomes its report, with every secret struck out of it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::account::snapshot::{self, SnapshotError};
use crate::attestation::Attestation;
use crate::change;
use crate::cli::{JudgeArgs, TerraformArgs};
use crate::context::{Context, Given, known_scope, read_input};
use crate::error::Error;
use crate::finding::Verdict;
use crate::inventory::Inventory;
use crate::inventory::address::Address;
use crate::inventory::path::AttributePath;
use crate::inventory::prior::Before;
use crate::location::locate;
use crate::plan::source::Source;
use crate::policy::PolicySet;
use crate::report::{Locate, Report};
use crate::secrets::scrub::{Failure, Scrubber};
use crate::waiver::Waiver;
use crate::waiver::apply::apply;
use crate::waiver::fields::Stated;

/// Seconds that one policy may take, unless said otherwise.
pub const POLICY_TIMEOUT: u64 = 10;

/// What a run judges with, every option settled.
pub struct Judging<'c> {
    context: &'c Context,
    set: PolicySet,
    /// How long one policy may take.
    limit: Duration,
    waivers: Vec<Stated<Waiver>>,
    attestations: Vec<Attestation>,
}

impl<'c> Judging<'c> {
    /// Loads the policies, the waivers and the attestations.
    pub fn new(context: &'c Context, args: &JudgeArgs) -> Result<Self, Error> {
        let (waivers, attestations) = context.kept(&args.files)?;
        let seconds = args.policy_timeout.or(context.config.policy_timeout).unwrap_or(POLICY_TIMEOUT);
        let set = context.policies()?;
        Ok(Self { context, set, limit: Duration::from_secs(seconds.max(1)), waivers, attestations })
    }

    /// Judges plans; a directory is planned first.
    pub fn plans(&self, paths: &[PathBuf], terraform: &TerraformArgs) -> Result<Report, Failure> {
        self.given(self.context.plans(paths, terraform)?, terraform)
    }

    /// Judges plans that were read before.
    pub fn given(&self, mut plans: Vec<Given>, terraform: &TerraformArgs) -> Result<Report, Failure> {
        let sources: Vec<Option<Source>> =
            plans.iter().map(|plan| plan.source.as_deref().map(Source::at).transpose()).collect::<Result<_, _>>()?;
        let mut inventories = Vec::with_capacity(plans.len());
        for (plan, source) in plans.iter_mut().zip(&sources) {
            inventories.push(self.context.read(plan, source.as_ref())?);
            // The text is as large as everything that was made of it.
            plan.file.bytes = Vec::new();
        }
        let names: Vec<&str> = plans.iter().map(|plan| plan.file.name.as_str()).collect();
        let mut inventory = Inventory::merge(inventories).priced(&self.context.pricing);
        if terraform.no_backend {
            let notice = "planned with local state: everything reads as new, and nothing of what exists is known";
            inventory.notices.push(notice.to_owned());
            inventory.before = Before::Unknown;
        }
        let locate =
            |origin: usize, address: &Address, path: &AttributePath| locate(sources.get(origin)?.as_ref()?, address, path);
        let report = self.report(&inventory, &names.join(", "), &locate);
        // The program is about to end: to give a large inventory back piece by piece takes longer than to read one.
        std::mem::forget(inventory);
        report
    }

    /// Judges an account from its snapshot.
    pub fn account(&self, path: &Path) -> Result<Report, Failure> {
        let name = path.display().to_string();
        let bytes = read_input(path).map_err(|source| SnapshotError::Unreadable { name: name.clone(), source })?;
        let mut inventory = snapshot::read(&name, &bytes)?.priced(&self.context.pricing);
        if let Some(scope) = &self.context.environment {
            known_scope(&name, "--environment", scope)?;
            inventory.scopes.retain(|known, _| **known == **scope);
        }
        self.report(&inventory, &name, &|_, _, _| None)
    }

    /// Judges an inventory. `names`: the files it was read from.
    fn report(&self, inventory: &Inventory, names: &str, locate: &Locate<'_>) -> Result<Report, Failure> {
        let Self { context, set, limit, .. } = self;
        let scrubber = Scrubber::new(inventory, set.texts());
        context.notices(inventory, &scrubber);
        let judgements = match set.judge(inventory, &context.now, *limit) {
            Ok(judgements) => judgements,
            Err(error) => return Err(Failure { error: Box::new(error.into()), scrubber }),
        };
        let nothing_left = inventory.origins.iter().all(|origin| origin.only_destroys);
        if !nothing_left && judgements.iter().all(|judgement| judgement.verdict == Verdict::NotApplicable) {
            return Err(Error::NothingJudged(names.to_owned()).into());
        }
        let compared = match change::compare(inventory, judgements, set, &context.now, *limit) {
            Ok(compared) => compared,
            Err(error) => return Err(Failure { error: Box::new(error.into()), scrubber }),
        };
        let mut report = Report::new(inventory, set, compared, &context.now, locate);
        apply(self.waivers.clone(), &mut report, inventory, context.judges_all());
        report.attestations.clone_from(&self.attestations);
        scrubber.report(&mut report);
        context.console.remarks(&report);
        Ok(report)
    }
}
