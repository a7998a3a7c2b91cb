//! The report, `checker.report/1`: what was judged, by what, with which result. Every output is a function of it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::account::snapshot::Coverage;
use crate::attestation::{self, Attestation};
use crate::change::{Change, Compared};
use crate::cost::statement::Statement;
use crate::finding::{Judgement, Subject, Verdict};
use crate::inventory::address::Address;
use crate::inventory::keys::{Bridge, natural_key};
use crate::inventory::path::AttributePath;
use crate::inventory::{Inventory, Kind, Origin};
use crate::policy::PolicySet;
use crate::policy::control::Control;
use crate::policy::metadata::Severity;
use crate::waiver::Waiver;
use crate::waiver::entries::Place;
use crate::waiver::ledger::{self, Ledger, Remark};

/// The schema's name.
pub const SCHEMA: &str = "checker.report/1";

/// The JSON Schema of the report.
pub const JSON_SCHEMA: &str = include_str!("report.schema.json");

/// The report.
#[derive(Debug, Serialize, Deserialize)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: Cow<'static, str>,
    /// The program.
    pub tool: Tool,
    /// The run's time, RFC 3339.
    pub generated_at: String,
    /// The plans and accounts that were judged.
    pub subjects: Vec<Origin>,
    /// The policies.
    pub policies: Policies,
    /// The gravest verdict: `fail`, `undetermined` or `pass`.
    pub verdict: Verdict,
    /// Counts.
    pub summary: Summary,
    /// The results, the gravest first.
    pub results: Vec<Outcome>,
    /// What was read of an account.
    pub coverage: Vec<Coverage>,
    /// What it costs a month.
    pub cost: Option<Statement>,
    /// What became of the waivers.
    pub waivers: Ledger,
    /// Statements that no machine can check.
    pub attestations: Vec<Attestation>,
    /// What the readers noticed about the input.
    pub notices: Vec<String>,
    /// The scopes and accounts that were expected, and that no result came of: nothing is known of them.
    pub unreported: Vec<String>,
}

/// The program that wrote a report.
#[derive(Debug, Serialize, Deserialize)]
pub struct Tool {
    /// Its name.
    pub name: Cow<'static, str>,
    /// Its version.
    pub version: Cow<'static, str>,
}

/// The policy set of a report.
#[derive(Debug, Serialize, Deserialize)]
pub struct Policies {
    /// SHA-256 over its files.
    pub digest: String,
    /// How many policies judged.
    pub count: usize,
    /// What each of them states.
    pub index: BTreeMap<String, PolicyEntry>,
}

/// A policy in the report's index.
#[derive(Debug, Serialize, Deserialize)]
pub struct PolicyEntry {
    /// Its title.
    pub title: String,
    /// Its statement.
    pub statement: String,
    /// How grave a violation is.
    pub severity: Severity,
    /// The articles and sections it serves.
    pub controls: Vec<Control>,
    /// What to do.
    pub remediation: String,
}

/// Counts of results.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Results with this verdict.
    pub pass: usize,
    /// Results with this verdict.
    pub fail: usize,
    /// Results with this verdict.
    pub undetermined: usize,
    /// Results with this verdict.
    pub waived: usize,
    /// Results with this verdict.
    pub not_applicable: usize,
    /// Failures and what is undetermined, by severity.
    pub by_severity: BTreeMap<Severity, Open>,
    /// What the plans do to violations that are not waived.
    pub changes: Changes,
}

/// How many results say what a plan does to a violation.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// Results with this change.
    pub introduced: usize,
    /// Results with this change.
    pub existing: usize,
    /// Results with this change.
    pub fixed: usize,
}

/// What is open at one severity.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// Failures.
    pub fail: usize,
    /// What is undetermined.
    pub undetermined: usize,
}

/// One result.
#[derive(Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// The id of the plan or account; null where it is about all of them.
    pub subject: Option<String>,
    /// The policy.
    pub policy: String,
    /// How grave a violation is.
    pub severity: Severity,
    /// The verdict.
    pub verdict: Verdict,
    /// The scope it was judged in; `None` for a policy as a whole in an account of several.
    #[serde(skip)]
    pub judged_in: Option<Arc<str>>,
    /// The resource's address in its own plan, or its address in the snapshot; null for what is missing, and for a scope or a policy as a
    /// whole.
    pub resource: Option<String>,
    /// The resource whose attribute must change.
    pub at: Option<String>,
    /// The name of what is missing.
    pub missing: Option<String>,
    /// The scope, where it is about a scope as a whole.
    pub scope: Option<String>,
    /// The attribute.
    pub attribute: AttributePath,
    /// What is wrong.
    pub message: Option<String>,
    /// Why it cannot be known, or does not apply.
    pub reason: Option<String>,
    /// IAM actions that would let it be known.
    pub needs_action: Vec<String>,
    /// What the plan does to a violation; null where there is and was none, or where nobody knows what was before.
    pub change: Option<Change>,
    /// The waiver that excuses it.
    pub waiver: Option<Box<Waiver>>,
    /// The same for the same violation, across runs.
    pub fingerprint: String,
    /// How far the fingerprint reaches.
    pub bridge: Bridge,
    /// When an account's resource was read.
    pub observed_at: Option<String>,
    /// What it was read from.
    pub source: Kind,
    /// Where it is written.
    pub location: Option<Location>,
}

/// A place in the source: where an attribute or its resource is written, or a module call that leads there. Where the module's
/// code is not at hand, the call stands for what is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    /// The file.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1.
    pub column: usize,
    /// From 1.
    pub end_line: usize,
    /// `true` for a file of the repository; a module that was fetched is none, nor a file that the repository has no longer.
    pub in_repository: bool,
    /// The module call that this is, `module.database["a"]`; `None` for what is written in place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<String>,
    /// The argument of the call that the attribute's value comes from: the place is that argument, not the call's header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub argument: Option<String>,
    /// The enclosing module calls, innermost first.
    pub module_stack: Vec<Location>,
    /// The file's text, with the byte and length to point at.
    #[serde(skip)]
    pub snippet: Option<(Arc<str>, usize, usize)>,
}

impl Location {
    /// This place and the calls around it, innermost first.
    pub fn all(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.module_stack)
    }

    /// The first of them in a file of the repository: what a tool that only knows the repository's files can point at.
    pub fn primary(&self) -> Option<&Self> {
        self.all().find(|place| place.in_repository)
    }
}

/// Finds where an attribute of a resource is written; `None` is better than a wrong place.
pub type Locate<'l> = dyn Fn(usize, &Address, &AttributePath) -> Option<Location> + 'l;

impl Report {
    /// Makes the report of a run.
    pub fn new(inventory: &Inventory, set: &PolicySet, compared: Compared<'_>, now: &str, locate: &Locate<'_>) -> Self {
        let all = [(inventory, compared.planned)].into_iter().chain(compared.prior);
        let results = all
            .flat_map(|(inventory, judgements)| {
                judgements.into_iter().map(|(judgement, change)| outcome(inventory, set, judgement, change, locate))
            })
            .collect();
        let index = set.policies.iter().map(|policy| {
            let metadata = &policy.metadata;
            let entry = PolicyEntry {
                title: metadata.title.clone(),
                statement: metadata.statement.clone(),
                severity: metadata.severity,
                controls: metadata.controls.clone(),
                remediation: metadata.remediation.clone(),
            };
            (metadata.id.clone(), entry)
        });
        let mut report = Self {
            schema: SCHEMA.into(),
            tool: Tool { name: env!("CARGO_PKG_NAME").into(), version: env!("CARGO_PKG_VERSION").into() },
            generated_at: now.to_owned(),
            subjects: inventory.origins.clone(),
            policies: Policies { digest: set.digest.clone(), count: set.policies.len(), index: index.collect() },
            verdict: Verdict::Undetermined,
            summary: Summary::default(),
            results,
            coverage: inventory.coverage.clone(),
            cost: Some(Statement::new(inventory, set, now, None)),
            waivers: Ledger::default(),
            attestations: Vec::new(),
            notices: inventory.notices.clone(),
            unreported: Vec::new(),
        };
        report.settle();
        report
    }

    /// Puts the results in order, and counts them: after every change of a verdict.
    pub fn settle(&mut self) {
        self.results.sort_by(|a, b| a.order().cmp(&b.order()));
        self.summary = Summary::new(&self.results);
        self.verdict = match &self.summary {
            Summary { fail: 1.., .. } => Verdict::Fail,
            Summary { undetermined: 1.., .. } => Verdict::Undetermined,
            _ if !self.unreported.is_empty() => Verdict::Undetermined,
            _ => Verdict::Pass,
        };
    }

    /// Every place in a file of waivers or attestations.
    pub fn places_mut(&mut self) -> impl Iterator<Item = &mut Place> {
        let Ledger { used, unused, expired, expiring, malformed } = &mut self.waivers;
        let lines = [used, unused, expired, expiring].into_iter().flatten().map(|line| &mut line.waiver.place);
        let results = self.results.iter_mut().filter_map(|outcome| Some(&mut outcome.waiver.as_mut()?.place));
        let malformed = malformed.iter_mut().map(|entry| &mut entry.place);
        lines.chain(malformed).chain(results).chain(self.attestations.iter_mut().map(attestation::place_mut))
    }

    /// Takes out everything that names or describes a resource, for where not everybody may see it. Policies, verdicts and counts stay.
    pub fn redact(&mut self) {
        let name = |text: &mut Option<String>| *text = text.take().map(|_| "(redacted)".to_owned());
        for outcome in &mut self.results {
            [&mut outcome.resource, &mut outcome.at, &mut outcome.missing, &mut outcome.reason].into_iter().for_each(name);
            name(&mut outcome.message);
            outcome.attribute = AttributePath::default();
            outcome.waiver = None;
            outcome.location = None;
        }
        self.cost = None;
        self.coverage.clear();
        self.waivers = Ledger::default();
        self.attestations.clear();
        self.notices.clear();
    }

    /// A sentence for each scope and account that no result came of.
    pub fn gaps(&self) -> impl Iterator<Item = String> {
        self.unreported.iter().map(|name| format!("{name}: no result came of it, so nothing is known of it"))
    }

    /// What is to be said about waivers and attestations, warnings first.
    pub fn remarks(&self) -> Vec<Remark> {
        ledger::remarks(&self.waivers, &self.attestations)
    }
}

impl Outcome {
    /// What it is about, in a word or two.
    pub fn about(&self) -> &str {
        self.resource.as_deref().or(self.missing.as_deref()).or(self.scope.as_deref()).unwrap_or("the whole policy")
    }

    /// What is wrong, or why it cannot be known or does not apply.
    pub fn why(&self) -> Option<&str> {
        self.message.as_deref().or(self.reason.as_deref())
    }

    /// Gravest first, then by policy and place.
    fn order(&self) -> impl Ord + '_ {
        (
            self.verdict,
            std::cmp::Reverse(self.severity),
            &self.policy,
            &self.subject,
            &self.resource,
            &self.missing,
            &self.scope,
            &self.at,
            &self.attribute,
            &self.message,
            &self.reason,
        )
    }
}

impl Summary {
    fn new(results: &[Outcome]) -> Self {
        let mut summary = Self::default();
        for result in results {
            let (count, open) = match result.verdict {
                Verdict::Pass => (&mut summary.pass, None),
                Verdict::Waived => (&mut summary.waived, None),
                Verdict::NotApplicable => (&mut summary.not_applicable, None),
                Verdict::Fail => (&mut summary.fail, Some(true)),
                Verdict::Undetermined => (&mut summary.undetermined, Some(false)),
            };
            *count += 1;
            match result.change.filter(|_| result.verdict != Verdict::Waived) {
                Some(Change::Introduced) => summary.changes.introduced += 1,
                Some(Change::Existing) => summary.changes.existing += 1,
                Some(Change::Fixed) => summary.changes.fixed += 1,
                None => {}
            }
            match open {
                Some(true) => summary.by_severity.entry(result.severity).or_default().fail += 1,
                Some(false) => summary.by_severity.entry(result.severity).or_default().undetermined += 1,
                None => {}
            }
        }
        summary
    }
}

fn outcome(inventory: &Inventory, set: &PolicySet, judgement: Judgement, change: Option<Change>, locate: &Locate<'_>) -> Outcome {
    let metadata = &set.policies[judgement.policy].metadata;
    let subject = match judgement.subject {
        Subject::Resource(at) => Some(&inventory.resources[at]),
        _ => None,
    };
    let holder = judgement.at.map(|at| &inventory.resources[at]);
    let missing = match &judgement.subject {
        Subject::Missing(name) => Some(name.clone()),
        _ => None,
    };
    let scope = match &judgement.subject {
        Subject::Scope(name) => Some(name.to_string()),
        _ => None,
    };
    let origin = subject.or(holder).map(|resource| resource.origin).or_else(|| {
        let scope = judgement.scope.as_deref();
        let mut of_scope = inventory
            .origins
            .iter()
            .enumerate()
            .filter(|(_, origin)| origin.scope.as_deref() == scope || inventory.origins.len() == 1);
        of_scope.next().filter(|_| of_scope.next().is_none()).map(|(at, _)| at)
    });
    let (key, bridge) = match (holder.or(subject), &missing, &scope) {
        (Some(resource), ..) => natural_key(inventory, resource),
        (None, Some(name), _) => (format!("missing/{name}"), Bridge::Exact),
        (None, None, Some(name)) => (format!("scope/{name}"), Bridge::Exact),
        (None, None, None) => (judgement.reason.clone().unwrap_or_default(), Bridge::None),
    };
    let wanted = matches!(judgement.verdict, Verdict::Fail | Verdict::Undetermined | Verdict::Waived);
    let location = holder.filter(|_| wanted).and_then(|resource| {
        let address = Address::parse(&resource.own_address)?;
        locate(resource.origin, &address, &judgement.attribute)
    });
    Outcome {
        subject: origin.map(|at| inventory.origins[at].id.clone()),
        policy: metadata.id.clone(),
        severity: metadata.severity,
        verdict: judgement.verdict,
        judged_in: judgement.scope.or_else(|| {
            let mut scopes = inventory.scopes.keys();
            scopes.next().filter(|_| scopes.next().is_none()).map(Arc::clone)
        }),
        resource: subject.map(|resource| resource.own_address.to_string()),
        at: holder.map(|resource| resource.own_address.to_string()),
        missing,
        scope,
        fingerprint: fingerprint(&metadata.id, &key, &judgement.attribute),
        attribute: judgement.attribute,
        message: judgement.message,
        reason: judgement.reason,
        needs_action: judgement.needs_action,
        change,
        waiver: None,
        bridge,
        observed_at: holder.or(subject).and_then(|resource| resource.observed_at.clone()),
        source: inventory.kind,
        location,
    }
}

fn fingerprint(policy: &str, key: &str, attribute: &AttributePath) -> String {
    let mut hash = Sha256::new();
    for part in [policy, key, &attribute.to_string()] {
        hash.update(part);
        hash.update([0]);
    }
    crate::plan::hexadecimal(&hash.finalize())
}
