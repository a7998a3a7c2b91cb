//! `checker explain`: why a policy says what it says of one subject, what decides, and the smallest change that would make it say
//! something else.

mod candidates;
mod edit;
mod judge;
mod pool;
mod reads;
mod search;
mod text;

use std::collections::BTreeSet;
use std::time::Duration;

pub use edit::Edit;
pub use judge::{About, Judge, Said};
pub use reads::{Read, Reads, State};
pub use search::{Flip, applied};

use search::Ground;

use crate::finding::{Subject, Verdict};
use crate::inventory::address::Address;
use crate::inventory::parts::Parts;
use crate::inventory::prior::Before;
use crate::inventory::{Inventory, Resource};
use crate::policy::error::PolicyError;
use crate::policy::{Policy, PolicySet};
use crate::report::{Locate, Location};

/// How often the policy judges to find an explanation.
const TRIES: usize = 1_000;

/// How long it looks for one.
const TIME: Duration = Duration::from_secs(10);

/// An explanation.
#[derive(Debug)]
pub struct Explanation<'e> {
    /// The policy.
    pub policy: &'e Policy,
    /// The subject.
    pub about: About,
    /// What the policy says.
    pub said: Said,
    /// The part of the inventory that the policy reads. Positions are those in it.
    pub inventory: Inventory,
    /// What the policy reads.
    pub reads: Reads,
    /// What would change the verdict.
    pub flips: Vec<Flip>,
    /// How often the policy judged.
    pub tries: usize,
    /// It stopped before everything was tried.
    pub stopped: bool,
    /// Where each judgement's attribute is written.
    pub locations: Vec<Option<Location>>,
}

/// The explanation of a subject as text; where there is no such subject, the name that is most like it. `run`: its time, and how long
/// the policy may take.
pub fn explain(
    set: &PolicySet,
    id: &str,
    subject: &str,
    inventory: &Inventory,
    run: (&str, Duration),
    locate: &Locate<'_>,
) -> Result<Result<String, Option<String>>, PolicyError> {
    let Some(position) = set.policies.iter().position(|policy| policy.metadata.id == id) else { return Ok(Err(None)) };
    let about = match find(set, position, subject, inventory, run)? {
        Ok(about) => about,
        Err(closest) => return Ok(Err(closest)),
    };
    let mut explanation = Explanation::new(set, position, about, inventory, run, TIME)?;
    let resources = &explanation.inventory.resources;
    let places = explanation.said.judgements.iter().map(|judgement| {
        let resource = &resources[judgement.at?];
        locate(resource.origin, &Address::parse(&resource.own_address)?, &judgement.attribute)
    });
    explanation.locations = places.collect();
    Ok(Ok(explanation.to_string()))
}

/// What is called so; else what is most like it.
fn find(
    set: &PolicySet,
    position: usize,
    subject: &str,
    inventory: &Inventory,
    (now, limit): (&str, Duration),
) -> Result<Result<About, Option<String>>, PolicyError> {
    let missing = subject.strip_prefix("missing:").map(|name| About::Missing(name.to_owned()));
    if let Some(about) = missing.or_else(|| Some(About::Scope(subject.strip_prefix("scope:")?.to_owned()))) {
        let judgements = set.judge_some([position], inventory, now, limit)?;
        if judgements.iter().any(|judgement| about.is(inventory, judgement)) {
            return Ok(Ok(about));
        }
        let names = judgements.iter().filter_map(|judgement| match &judgement.subject {
            Subject::Missing(name) => Some(format!("missing:{name}")),
            Subject::Scope(name) => Some(format!("scope:{name}")),
            _ => None,
        });
        return Ok(Err(closest(subject, names)));
    }
    let own: Vec<&Resource> = inventory.resources.iter().filter(|resource| *resource.own_address == *subject).collect();
    let exact = inventory.resources.iter().find(|resource| *resource.address == *subject);
    Ok(match (exact, &own[..]) {
        (Some(one), _) | (None, &[one]) => Ok(About::Resource(one.address.to_string())),
        _ => Err(closest(subject, inventory.resources.iter().map(|resource| resource.address.to_string()))),
    })
}

fn closest(name: &str, names: impl Iterator<Item = String>) -> Option<String> {
    let likeness = |other: &String| strsim::jaro_winkler(name, other);
    names.filter(|other| likeness(other) > 0.7).max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
}

impl<'e> Explanation<'e> {
    /// Explains what the policy at a position of the set says of a subject, and takes about so much time. `run` is as in [`explain`].
    pub fn new(
        set: &'e PolicySet,
        position: usize,
        about: About,
        inventory: &Inventory,
        run: (&'e str, Duration),
        time: Duration,
    ) -> Result<Self, PolicyError> {
        let mut judge = Judge::new(set, position, about.clone(), run, TRIES, time)?;
        let policy = judge.policy();
        let whole = Inventory { before: Before::Unknown, ..inventory.clone() };
        let all = judge.say(&whole)?;
        let read = part(policy, &whole, &about);
        let (inventory, said) = if read.resources.len() == whole.resources.len() {
            (read, all)
        } else {
            match judge.say(&read)? {
                said if alike(&all, &whole, &said, &read) => (read, said),
                // It reads more than its metadata says.
                _ => (whole.clone(), all),
            }
        };
        let mut reads = Reads::new(&policy.metadata, &inventory, &about);
        reads.decide(&mut judge, &inventory, said.verdict);
        let parts = Parts::join(&inventory);
        let (core, core_reads) = reads.core(&inventory, said.verdict != Verdict::Undetermined);
        let narrow = Ground { inventory: &core, reads: &core_reads, around: &inventory, parts: &parts };
        let wide = Ground { inventory: &inventory, reads: &reads, ..narrow };
        let mut flips = Vec::new();
        if core.resources.len() < inventory.resources.len()
            && let Ok(here) = judge.say(&core)
            && alike(&said, &inventory, &here, &core)
        {
            flips = search::flips(&mut judge, &narrow, &here, &whole);
        }
        if flips.is_empty() {
            flips = search::flips(&mut judge, &wide, &said, &whole);
        }
        let (tries, stopped) = (judge.tries, judge.is_done());
        let locations = vec![None; said.judgements.len()];
        Ok(Self { policy, about, said, inventory, reads, flips, tries, stopped, locations })
    }
}

/// The resources that the policy reads: those of its types, and where it reads regions, the subject and what something points to.
fn part(policy: &Policy, inventory: &Inventory, about: &About) -> Inventory {
    let metadata = &policy.metadata;
    if metadata.reads_cost() {
        return inventory.clone();
    }
    let kinds: BTreeSet<&str> = metadata.types().chain(metadata.subjects.iter().map(String::as_str)).collect();
    let mut targets: BTreeSet<&str> = BTreeSet::new();
    if metadata.reads_region() {
        targets.extend(inventory.resources.iter().flat_map(|resource| resource.links.values().flatten()).map(|link| &*link.to));
        if let About::Resource(address) = about {
            targets.insert(address);
        }
    }
    let read = inventory.resources.iter().filter(|one| kinds.contains(&*one.kind) || targets.contains(&*one.address));
    inventory.with(read.cloned().collect())
}

/// The same is said of two inventories.
fn alike(one: &Said, one_of: &Inventory, other: &Said, other_of: &Inventory) -> bool {
    one.verdict == other.verdict && lines(one, one_of) == lines(other, other_of)
}

/// What is said, a line for each judgement.
fn lines(said: &Said, inventory: &Inventory) -> BTreeSet<String> {
    let judgements = said.judgements.iter();
    let line = judgements.map(|judgement| {
        let at = judgement.at.map(|at| &*inventory.resources[at].address).unwrap_or_default();
        let why = judgement.message.as_deref().or(judgement.reason.as_deref()).unwrap_or_default();
        format!("{} {at} {} {why}", judgement.verdict.name(), judgement.attribute)
    });
    line.collect()
}
