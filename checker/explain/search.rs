//! The search for the smallest edit that makes another verdict. What it finds has been judged by the policy itself.

use super::candidates::Candidates;
use super::edit::Edit;
use super::judge::{About, Judge, Said};
use super::lines;
use super::pool::Pool;
use super::reads::Reads;
use crate::finding::Verdict;
use crate::inventory::Inventory;
use crate::inventory::parts::{Parts, closure};

/// Edits that are put together at most.
const DEEPEST: usize = 4;

/// Ways that are followed at once.
const WIDEST: usize = 4;

/// How often the policy judges to find something better than what was found.
const MORE: usize = 300;

/// Edits that lead to a verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct Flip {
    /// The edits, in the order in which they are made.
    pub edits: Vec<Edit>,
    /// What the policy then says.
    pub verdict: Verdict,
}

/// What leads to another verdict, of the whole inventory as of what is searched.
pub fn flips(judge: &mut Judge<'_>, ground: &Ground<'_>, said: &Said, whole: &Inventory) -> Vec<Flip> {
    let mut flips = match said.verdict {
        Verdict::Undetermined => known(judge, ground, said),
        _ => flip(judge, ground, said).into_iter().collect(),
    };
    flips.retain(|flip| {
        let changed = applied(whole, &flip.edits);
        changed.and_then(|changed| judge.say(&changed).ok()).is_some_and(|said| said.verdict == flip.verdict)
    });
    flips
}

/// Finds the smallest flip from `fail` to `pass`, else to where the statement is not about the subject (what was missing then is there),
/// else at least to `undetermined`; from `pass` to `fail`.
fn flip(judge: &mut Judge<'_>, ground: &Ground<'_>, said: &Said) -> Option<Flip> {
    let wanted: &[Verdict] = match said.verdict {
        Verdict::Fail if matches!(judge.about(), About::Missing(_)) => &[Verdict::NotApplicable, Verdict::Undetermined],
        Verdict::Fail => &[Verdict::Pass, Verdict::NotApplicable, Verdict::Undetermined],
        Verdict::Pass => &[Verdict::Fail],
        _ => return None,
    };
    let flip = climb(judge, ground, said, wanted, |from| from.all())?;
    Some(shrink(judge, ground, flip))
}

/// What decides where nobody knows: for each of `pass` and `fail` the smallest thing that, were it known, would lead there.
fn known(judge: &mut Judge<'_>, ground: &Ground<'_>, said: &Said) -> Vec<Flip> {
    let mut found = Vec::new();
    for wanted in [Verdict::Pass, Verdict::Fail] {
        let flip = climb(judge, ground, said, &[wanted], |from| from.revelations());
        found.extend(flip.map(|flip| shrink(judge, ground, flip)));
    }
    found
}

/// Where it is searched.
#[derive(Clone, Copy)]
pub struct Ground<'g> {
    /// What the verdict depends on.
    pub inventory: &'g Inventory,
    /// What the policy reads of it.
    pub reads: &'g Reads,
    /// What it lies in.
    pub around: &'g Inventory,
    /// The parts of the resources of that.
    pub parts: &'g Parts,
}

impl Ground<'_> {
    /// The inventory with the change in it. What something then points to is brought in, with its parts.
    fn apply(&self, inventory: &Inventory, edit: &Edit) -> Option<Inventory> {
        let target = match edit {
            Edit::Link(_, _, target) if inventory.position(target).is_none() => self.around.position(target),
            _ => None,
        };
        let Some(target) = target else { return edit.apply(inventory) };
        let mut resources = inventory.resources.clone();
        closure(self.parts, target, |at| {
            let new = &self.around.resources[at];
            if let Err(place) = resources.binary_search_by(|other| other.address.cmp(&new.address)) {
                resources.insert(place, new.clone());
            }
        });
        edit.apply(&inventory.with(resources))
    }
}

/// Somewhere on the way.
struct Step {
    edits: Vec<Edit>,
    inventory: Inventory,
    reads: Reads,
    said: Said,
}

/// Makes the edit that leads to the verdict that is wanted most; where none does, the few that lead nearest, and goes on from each.
/// Where nothing leads there, the first that has led to the verdict that is wanted next.
fn climb(
    judge: &mut Judge<'_>,
    ground: &Ground<'_>,
    said: &Said,
    wanted: &[Verdict],
    candidates: impl Fn(&Candidates<'_>) -> Vec<Edit>,
) -> Option<Flip> {
    let about = judge.about().clone();
    let policy = &judge.policy().metadata;
    let worst = wanted.len();
    let mut best: Option<(usize, Flip)> = None;
    let mut enough = usize::MAX;
    let (inventory, reads) = (ground.inventory.clone(), ground.reads.clone());
    let mut steps = vec![Step { edits: Vec::new(), inventory, reads, said: said.clone() }];
    for _ in 0..DEEPEST {
        let mut next: Vec<((bool, u8, usize), Step)> = Vec::new();
        for Step { edits, inventory, reads, said } in &steps {
            let pool = Pool::new(ground.around, judge.set(), judge.policy(), &said.judgements);
            let (judgements, around) = (&said.judgements[..], ground.around);
            let from = Candidates { policy, inventory, around, reads, about: &about, judgements, pool: &pool };
            let now = lines(said, inventory);
            for edit in candidates(&from) {
                if judge.tries >= enough {
                    return best.map(|(_, flip)| flip);
                }
                let Some(changed) = ground.apply(inventory, &edit) else { continue };
                let Some(then) = judge.attempt(&changed) else {
                    if judge.is_done() {
                        return best.map(|(_, flip)| flip);
                    }
                    continue;
                };
                let edits: Vec<Edit> = edits.iter().cloned().chain([edit]).collect();
                let rank = wanted.iter().position(|wanted| *wanted == then.verdict);
                if let Some(rank) = rank.filter(|rank| *rank < best.as_ref().map_or(worst, |(best, _)| *best)) {
                    let flip = Flip { edits: edits.clone(), verdict: then.verdict };
                    if rank == 0 {
                        return Some(flip);
                    }
                    best = Some((rank, flip));
                    enough = judge.tries + MORE;
                }
                let nearer = then.verdict != Verdict::NotApplicable && then.distance() < said.distance();
                if wanted == [Verdict::Fail] || !nearer {
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
    best.map(|(_, flip)| flip)
}

/// Leaves out what is not needed: whole edits, and entries of the blocks that they write.
fn shrink(judge: &mut Judge<'_>, ground: &Ground<'_>, mut flip: Flip) -> Flip {
    let mut serves = |edits: &[Edit]| {
        let start = ground.inventory.clone();
        let changed = edits.iter().try_fold(start, |inventory, edit| ground.apply(&inventory, edit));
        let said = changed.and_then(|changed| judge.attempt(&changed));
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
