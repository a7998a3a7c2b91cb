//! How the policies are shared out on threads: on a large inventory each thread evaluates some of them.

use std::collections::HashMap;

use super::Policy;
use crate::inventory::Inventory;
use crate::threads::threads;

/// The policies at `positions`, shared out so that each share is about as much work: a policy's work grows with the resources of the types
/// that it reads. One share where one thread is enough.
pub fn shares(policies: &[Policy], positions: &[usize], inventory: &Inventory) -> Vec<Vec<usize>> {
    let mut by_type: HashMap<&str, usize> = HashMap::new();
    for resource in &inventory.resources {
        *by_type.entry(&resource.kind).or_default() += 1;
    }
    let work = |position: usize| {
        let metadata = &policies[position].metadata;
        if metadata.is_about_everything() {
            return inventory.resources.len();
        }
        metadata.types().filter_map(|kind| by_type.get(kind)).sum()
    };
    share(positions.iter().map(|position| (*position, work(*position))).collect(), threads(inventory.resources.len()))
}

/// Each with its work: the largest first, each to who has the least so far.
fn share(mut tasks: Vec<(usize, usize)>, threads: usize) -> Vec<Vec<usize>> {
    tasks.sort_by_key(|(position, work)| (usize::MAX - work, *position));
    let mut shares = vec![(0, Vec::new()); threads.clamp(1, tasks.len().max(1))];
    for (position, work) in tasks {
        if let Some((total, share)) = shares.iter_mut().min_by_key(|(total, _)| *total) {
            *total += work;
            share.push(position);
        }
    }
    shares.into_iter().map(|(_, share)| share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inventory::sample::{inventory, resource};
    use crate::policy::PolicySet;
    use serde_json::json;

    #[test]
    fn each_gets_about_as_much() {
        assert_eq!(share(vec![(0, 1), (1, 9), (2, 5), (3, 4)], 2), [vec![1, 0], vec![2, 3]]);
        // Never more than there is to do, and never none.
        assert_eq!(share(vec![(7, 0)], 4), [[7]]);
        assert_eq!(share(vec![(7, 1), (8, 0), (9, 0)], 1), [[7, 8, 9]]);
        assert_eq!(share(Vec::new(), 2), [[0; 0]]);
    }

    #[test]
    fn a_policy_weighs_as_much_as_it_reads() {
        let set = PolicySet::load(None).expect("the policies");
        let at = |id: &str| set.policies.iter().position(|policy| policy.metadata.id == id).expect(id);
        let [logs, locks, regions] = ["logs/retention-set", "storage/backup-object-lock", "region/eu-only"].map(at);
        let of = |count: usize, positions: &[usize]| {
            let group = |at| resource(&format!("aws_cloudwatch_log_group.g{at:05}"), json!({}));
            shares(&set.policies, positions, &inventory((0..count).map(group).collect()))
        };
        // Few resources: one share, the largest work first.
        assert_eq!(of(3, &[locks, logs]), [[logs, locks]]);
        let two = of(2_000, &[locks, logs, regions]);
        assert_eq!(two.len(), threads(2_000).min(3));
        if let [first, second] = &two[..] {
            // Everything is as much as all log groups; what is not there is no work.
            let (mut all, light) = ([logs, regions], [locks]);
            all.sort();
            assert_eq!((first[0], second[0]), (all[0], all[1]));
            assert_eq!([&first[1..], &second[1..]].concat(), light);
        }
    }
}
