//! What a plan changes of the verdicts: the prior state judged by the same policies, and the two compared.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::finding::{Judgement, Subject, Verdict};
use crate::inventory::Inventory;
use crate::inventory::prior::{Before, Gone, Prior};
use crate::policy::PolicySet;
use crate::policy::error::PolicyError;

/// What a plan does to a violation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// The plan brings it.
    Introduced,
    /// It was there before the plan.
    Existing,
    /// It was there before the plan, and the plan mends it.
    Fixed,
}

impl Change {
    /// The name in the report.
    pub fn name(self) -> &'static str {
        match self {
            Self::Introduced => "introduced",
            Self::Existing => "existing",
            Self::Fixed => "fixed",
        }
    }
}

/// Judgements, each with what the plan changes about it.
pub type Changed = Vec<(Judgement, Option<Change>)>;

/// The judgements of a run.
pub struct Compared<'c> {
    /// Of what there will be.
    pub planned: Changed,
    /// Of what was in the prior state and is no failure any more. They take the place of what else would be said of their subjects.
    pub prior: Option<(&'c Inventory, Changed)>,
}

/// Judges what was there before, as far as something of it changes, and compares.
///
/// A violation is the same one where policy, subject and `at` are the same. The attribute does not count: rules in a list change their
/// positions when another one goes. A second resource that violates the statement for a subject (another rule of the same group) is
/// a violation of its own.
pub fn compare<'c>(
    inventory: &'c Inventory,
    judgements: Vec<Judgement>,
    set: &PolicySet,
    now: &str,
    limit: Duration,
) -> Result<Compared<'c>, PolicyError> {
    let all = |judgements: Vec<Judgement>, change: Option<Change>| Compared {
        planned: judgements
            .into_iter()
            .map(|judgement| {
                let change = change.filter(|_| judgement.verdict == Verdict::Fail);
                (judgement, change)
            })
            .collect(),
        prior: None,
    };
    let prior = match &inventory.before {
        Before::Unknown => return Ok(all(judgements, None)),
        Before::Nothing => return Ok(all(judgements, Some(Change::Introduced))),
        Before::Same => return Ok(all(judgements, Some(Change::Existing))),
        Before::Other(prior) => prior,
    };
    // Where nothing changes of what a policy reads, it says what it said.
    let again = |policy: usize| {
        let metadata = &set.policies[policy].metadata;
        metadata.is_about_everything() || metadata.reads_cost() || metadata.types().any(|kind| prior.changed.contains(kind))
    };
    let policies: BTreeSet<usize> = (0..set.policies.len()).filter(|policy| again(*policy)).collect();
    if policies.is_empty() {
        return Ok(all(judgements, Some(Change::Existing)));
    }
    let before = set.judge_some(policies.iter().copied(), &prior.inventory, now, limit)?;
    Ok(Comparison { inventory, prior, policies: &policies }.compare(judgements, &before))
}

struct Comparison<'c, 'p> {
    inventory: &'c Inventory,
    prior: &'c Prior,
    /// Those that judged the prior state.
    policies: &'p BTreeSet<usize>,
}

/// A policy and what it judges: an address, or a scope and the name of what is missing in it.
type Key<'k> = (usize, &'k str, &'k str);

fn key<'k>(inventory: &'k Inventory, judgement: &'k Judgement) -> Option<Key<'k>> {
    match &judgement.subject {
        Subject::Resource(at) => Some((judgement.policy, "", &*inventory.resources[*at].address)),
        Subject::Missing(name) => Some((judgement.policy, judgement.scope.as_deref().unwrap_or_default(), name)),
        Subject::Scope(name) => Some((judgement.policy, name, "")),
        Subject::Policy => None,
    }
}

fn at<'k>(inventory: &'k Inventory, judgement: &Judgement) -> Option<&'k str> {
    judgement.at.map(|at| &*inventory.resources[at].address)
}

impl<'c> Comparison<'c, '_> {
    fn compare(&self, judgements: Vec<Judgement>, before: &[Judgement]) -> Compared<'c> {
        let mut was: HashMap<Key<'_>, Vec<&Judgement>> = HashMap::new();
        for judgement in before.iter().filter(|one| matches!(one.verdict, Verdict::Fail | Verdict::Undetermined)) {
            if let Some(key) = key(&self.prior.inventory, judgement) {
                was.entry(key).or_default().push(judgement);
            }
        }
        let fixed = self.fixed(&judgements, &was);
        // A subject has one result: what is fixed says its verdict too.
        let told: HashSet<Key<'_>> = fixed.iter().filter_map(|(one, _)| key(&self.prior.inventory, one)).collect();
        let planned = judgements
            .into_iter()
            .filter(|judgement| !key(self.inventory, judgement).is_some_and(|key| told.contains(&key)))
            .map(|judgement| {
                let change = (judgement.verdict == Verdict::Fail).then(|| self.change(&judgement, &was)).flatten();
                (judgement, change)
            })
            .collect();
        drop(told);
        Compared { planned, prior: Some((&self.prior.inventory, fixed)) }
    }

    /// What the plan does to a failure: `None` where it was undetermined before.
    fn change(&self, judgement: &Judgement, was: &HashMap<Key<'_>, Vec<&Judgement>>) -> Option<Change> {
        if !self.policies.contains(&judgement.policy) {
            return Some(Change::Existing);
        }
        let Some(before) = key(self.inventory, judgement).and_then(|key| was.get(&key)) else { return Some(Change::Introduced) };
        if before.iter().any(|one| one.verdict == Verdict::Undetermined) {
            return None;
        }
        let same = before.iter().any(|one| at(&self.prior.inventory, one) == at(self.inventory, judgement));
        Some(if same { Change::Existing } else { Change::Introduced })
    }

    /// The subjects that failed before and do not now, each with its verdict of now.
    fn fixed(&self, judgements: &[Judgement], was: &HashMap<Key<'_>, Vec<&Judgement>>) -> Changed {
        let mut is: HashMap<Key<'_>, Verdict> = HashMap::new();
        let mut open: HashSet<usize> = HashSet::new();
        for judgement in judgements {
            match key(self.inventory, judgement) {
                Some(key) => {
                    _ = is
                        .entry(key)
                        .and_modify(|verdict| *verdict = (*verdict).min(judgement.verdict))
                        .or_insert(judgement.verdict)
                }
                None if judgement.verdict == Verdict::Undetermined => _ = open.insert(judgement.policy),
                None => {}
            }
        }
        let addresses = self.inventory.by_address();
        let mut fixed = Vec::new();
        for (key, before) in was {
            let [first, ..] = before[..] else { continue };
            if first.verdict != Verdict::Fail {
                continue;
            }
            let gone = match first.subject {
                Subject::Resource(at) => {
                    let resource = &self.prior.inventory.resources[at];
                    self.prior.gone.get(&(resource.origin, std::sync::Arc::clone(&resource.own_address)))
                }
                _ => None,
            };
            let (verdict, what) = match (is.get(key), gone) {
                (Some(Verdict::Fail | Verdict::Undetermined), _) => continue,
                (Some(verdict), None) => (*verdict, "it failed before the plan"),
                (None, Some(Gone::Destroyed)) => (Verdict::NotApplicable, "it is destroyed; before the plan it failed"),
                // It is still there, where nobody looks for it.
                (None, Some(Gone::Forgotten)) => {
                    (Verdict::NotApplicable, "Terraform forgets it and leaves it as it is; before the plan it failed")
                }
                (None, None) if matches!(first.subject, Subject::Missing(_)) && !open.contains(&first.policy) => {
                    (Verdict::NotApplicable, "nothing is missing any more; before the plan it failed")
                }
                (None, None) if addresses.contains_key(key.2) => {
                    (Verdict::NotApplicable, "the statement is not about it any more; before the plan it failed")
                }
                // Replaced while the old one is forgotten, or not readable: nobody knows.
                _ => continue,
            };
            let messages: BTreeSet<&str> = before.iter().filter_map(|one| one.message.as_deref()).collect();
            let judgement = Judgement {
                verdict,
                message: None,
                reason: Some(format!("{what}: {}", messages.into_iter().collect::<Vec<_>>().join("; "))),
                needs_action: Vec::new(),
                ..first.clone()
            };
            fixed.push((judgement, (gone != Some(&Gone::Forgotten)).then_some(Change::Fixed)));
        }
        fixed
    }
}
