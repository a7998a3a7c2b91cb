//! The search for the smallest edit that makes another verdict. What it finds has been judged by the policy itself.

use super::candidates::Candidates;
use super::edit::Edit;
use super::judge::{About, Judge, Said};
use super::lines;
use super::pool::Pool;
use super::reads::Reads;
use crate::finding::Verdict;
use crate::inventory::Inventory;

/// Edits that are put together at most.
const DEEPEST: usize = 4;

/// Ways that are followed at once.
const WIDEST: usize = 4;

/// Edits that lead to a verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct Flip {
    /// The edits, in the order in which they are made.
    pub edits: Vec<Edit>,
    /// What the policy then says.
    pub verdict: Verdict,
}

/// Finds the smallest flip: from `fail` to `pass` (what was missing then is there, and not applicable), else at least to `undetermined`;
/// from `pass` to `fail`.
pub fn flip(judge: &mut Judge<'_>, inventory: &Inventory, reads: &Reads, said: &Said) -> Option<Flip> {
    let wanted = match said.verdict {
        Verdict::Fail if matches!(judge.about(), About::Missing(_)) => Verdict::NotApplicable,
        Verdict::Fail => Verdict::Pass,
        Verdict::Pass => Verdict::Fail,
        _ => return None,
    };
    let mut flip = climb(judge, inventory, reads, said, wanted, |from| from.all());
    if flip.is_none() && said.verdict == Verdict::Fail {
        flip = climb(judge, inventory, reads, said, Verdict::Undetermined, |from| from.all());
    }
    let flip = flip?;
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

/// Somewhere on the way.
struct Step {
    edits: Vec<Edit>,
    inventory: Inventory,
    reads: Reads,
    said: Said,
}

/// Makes the edit that leads to the wanted verdict; where none does, the few that lead nearest, and goes on from each.
fn climb(
    judge: &mut Judge<'_>,
    inventory: &Inventory,
    reads: &Reads,
    said: &Said,
    wanted: Verdict,
    candidates: impl Fn(&Candidates<'_>) -> Vec<Edit>,
) -> Option<Flip> {
    let about = judge.about().clone();
    let policy = &judge.policy().metadata;
    let mut steps = vec![Step { edits: Vec::new(), inventory: inventory.clone(), reads: reads.clone(), said: said.clone() }];
    for _ in 0..DEEPEST {
        let mut next: Vec<((bool, u8, usize), Step)> = Vec::new();
        for Step { edits, inventory, reads, said } in &steps {
            let pool = Pool::new(inventory, judge.set(), judge.policy(), &said.judgements);
            let from = Candidates { policy, inventory, reads, about: &about, judgements: &said.judgements, pool: &pool };
            let now = lines(said, inventory);
            for edit in candidates(&from) {
                let Some(changed) = edit.apply(inventory) else { continue };
                let Some(then) = judge.attempt(&changed) else {
                    if judge.is_done() {
                        return None;
                    }
                    continue;
                };
                let edits: Vec<Edit> = edits.iter().cloned().chain([edit]).collect();
                if then.verdict == wanted {
                    return Some(Flip { edits, verdict: wanted });
                }
                let nearer = then.verdict != Verdict::NotApplicable && then.distance() < said.distance();
                if wanted == Verdict::Fail || !nearer {
                    continue;
                }
                // An edit that only takes findings away comes before one that trades them for others.
                let (grade, count) = then.distance();
                let rank = (!lines(&then, &changed).is_subset(&now), grade, count);
                let at = next.partition_point(|(other, _)| *other <= rank);
                if at < WIDEST {
                    next.insert(
                        at,
                        (rank, Step { edits, reads: Reads::new(policy, &changed, &about), inventory: changed, said: then }),
                    );
                    next.truncate(WIDEST);
                }
            }
        }
        steps = next.into_iter().map(|(_, step)| step).collect();
    }
    None
}

/// Leaves out what is not needed: whole edits, and entries of the blocks that they write.
fn shrink(judge: &mut Judge<'_>, inventory: &Inventory, mut flip: Flip) -> Flip {
    let mut serves = |edits: &[Edit]| {
        let said = applied(inventory, edits).and_then(|changed| judge.attempt(&changed));
        said.is_some_and(|said| said.verdict == flip.verdict)
    };
    let mut at = 0;
    while at < flip.edits.len() {
        let mut fewer = flip.edits.clone();
        let edit = fewer.remove(at);
        if !fewer.is_empty() && serves(&fewer) {
            flip.edits = fewer;
            continue;
        }
        let smaller = edit.smaller().into_iter().find_map(|edit| {
            let mut edits = flip.edits.clone();
            edits[at] = edit;
            serves(&edits).then_some(edits)
        });
        match smaller {
            Some(edits) => flip.edits = edits,
            None => at += 1,
        }
    }
    flip
}

/// The inventory with all edits made.
pub fn applied(inventory: &Inventory, edits: &[Edit]) -> Option<Inventory> {
    edits.iter().try_fold(inventory.clone(), |inventory, edit| edit.apply(&inventory))
}
