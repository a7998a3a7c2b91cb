//! The search for the smallest edit that makes another verdict. What it finds has been judged by the policy itself.

use super::candidates::Candidates;
use super::edit::Edit;
use super::judge::{About, Judge, Said};
use super::pool::Pool;
use super::reads::Reads;
use crate::finding::Verdict;
use crate::inventory::Inventory;

/// Edits that are put together at most.
pub const DEEPEST: usize = 4;

/// Edits that lead to a verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct Flip {
    /// The edits, in the order in which they are made.
    pub edits: Vec<Edit>,
    /// What the policy then says.
    pub verdict: Verdict,
}

/// Finds the smallest flip: from `fail` to `pass` (what was missing then is there, and not applicable), from `pass` to `fail`.
pub fn flip(judge: &mut Judge<'_>, inventory: &Inventory, reads: &Reads, said: &Said) -> Option<Flip> {
    let wanted = match said.verdict {
        Verdict::Fail if matches!(judge.about(), About::Missing(_)) => Verdict::NotApplicable,
        Verdict::Fail => Verdict::Pass,
        Verdict::Pass => Verdict::Fail,
        _ => return None,
    };
    let flip = climb(judge, inventory, reads, said, wanted, |from| from.all())?;
    Some(shrink(judge, inventory, flip))
}

/// What decides where nobody knows: for each of `pass` and `fail` the smallest thing that, were it known, would lead there.
pub fn known(judge: &mut Judge<'_>, inventory: &Inventory, reads: &Reads, said: &Said) -> Vec<Flip> {
    let mut found = Vec::new();
    for wanted in [Verdict::Pass, Verdict::Fail] {
        let flip = climb(judge, inventory, reads, said, wanted, |from| from.revelations());
        found.extend(flip.map(|flip| shrink(judge, inventory, flip)));
    }
    found
}

/// Makes the edit that leads to the wanted verdict; where none does, the one that leads nearest, and goes on from there.
fn climb(
    judge: &mut Judge<'_>,
    inventory: &Inventory,
    reads: &Reads,
    said: &Said,
    wanted: Verdict,
    candidates: impl Fn(&Candidates<'_>) -> Vec<Edit>,
) -> Option<Flip> {
    let mut edits = Vec::new();
    let (mut inventory, mut reads, mut said) = (inventory.clone(), reads.clone(), said.clone());
    while edits.len() < DEEPEST {
        let about = judge.about().clone();
        let pool = Pool::new(&inventory, judge.set(), judge.policy(), &said.judgements);
        let policy = &judge.policy().metadata;
        let from =
            Candidates { policy, inventory: &inventory, reads: &reads, about: &about, judgements: &said.judgements, pool: &pool };
        let mut nearest: Option<(Edit, Inventory, Said)> = None;
        let mut tried = candidates(&from);
        if said.verdict == Verdict::Undetermined {
            tried.extend(from.revelations());
        }
        for edit in tried {
            let Some(changed) = edit.apply(&inventory) else { continue };
            let Some(then) = judge.attempt(&changed) else {
                if judge.is_done() {
                    return None;
                }
                continue;
            };
            if then.verdict == wanted {
                edits.push(edit);
                return Some(Flip { edits, verdict: wanted });
            }
            let nearer = wanted != Verdict::Fail
                && then.verdict != Verdict::NotApplicable
                && then.distance() < nearest.as_ref().map_or(said.distance(), |(_, _, best)| best.distance());
            if nearer {
                nearest = Some((edit, changed, then));
            }
        }
        let (edit, changed, then) = nearest?;
        edits.push(edit);
        reads = Reads::new(policy, &changed, &about);
        (inventory, said) = (changed, then);
    }
    None
}

/// Leaves out what is not needed.
fn shrink(judge: &mut Judge<'_>, inventory: &Inventory, mut flip: Flip) -> Flip {
    let mut at = 0;
    while flip.edits.len() > 1 && at < flip.edits.len() {
        let mut fewer = flip.edits.clone();
        fewer.remove(at);
        let same = applied(inventory, &fewer)
            .and_then(|changed| judge.attempt(&changed))
            .is_some_and(|said| said.verdict == flip.verdict);
        if same { flip.edits = fewer } else { at += 1 }
    }
    flip
}

/// The inventory with all edits made.
pub fn applied(inventory: &Inventory, edits: &[Edit]) -> Option<Inventory> {
    edits.iter().try_fold(inventory.clone(), |inventory, edit| edit.apply(&inventory))
}
