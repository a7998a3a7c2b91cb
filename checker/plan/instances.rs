//! The instances that a plan's resource blocks and module calls have, by block and call.

use std::collections::HashMap;

use crate::inventory::address::{Address, InstanceKey, ModuleStep};

/// The instances of the inventory's resources and modules.
pub struct Instances<'i> {
    /// By address without the instance key, in the order of the keys.
    resources: HashMap<String, Vec<usize>>,
    /// By address without the instance key of the call itself.
    modules: HashMap<String, Vec<&'i ModuleStep>>,
}

impl<'i> Instances<'i> {
    /// Indexes addresses.
    pub fn new(addresses: &'i [Address]) -> Self {
        let mut resources: HashMap<String, Vec<usize>> = HashMap::new();
        let mut modules: HashMap<String, Vec<&ModuleStep>> = HashMap::new();
        for (position, address) in addresses.iter().enumerate() {
            resources.entry(without_key(address)).or_default().push(position);
            for depth in 1..=address.modules.len() {
                let (around, step) = (&address.modules[..depth - 1], &address.modules[depth - 1]);
                if step.key.is_some() {
                    modules.entry(call_name(around, &step.name)).or_default().push(step);
                }
            }
        }
        for positions in resources.values_mut() {
            positions.sort_unstable_by_key(|position| &addresses[*position].key);
        }
        for steps in modules.values_mut() {
            steps.sort_unstable();
            steps.dedup();
        }
        Self { resources, modules }
    }

    /// The positions of a block's instances.
    pub fn of(&self, address: &Address) -> &[usize] {
        self.resources.get(&without_key(address)).map_or(&[], Vec::as_slice)
    }

    /// The keys of a call's instances; none for a call without `count` and `for_each`.
    pub fn of_module(&self, modules: &[ModuleStep]) -> Vec<&'i InstanceKey> {
        let Some((step, around)) = modules.split_last() else { return Vec::new() };
        let steps = self.modules.get(&call_name(around, &step.name)).map_or(&[][..], Vec::as_slice);
        steps.iter().filter_map(|step| step.key.as_ref()).collect()
    }
}

fn without_key(address: &Address) -> String {
    Address { key: None, ..address.clone() }.to_string()
}

fn call_name(around: &[ModuleStep], name: &str) -> String {
    let around: Vec<String> = around.iter().map(ToString::to_string).collect();
    format!("{}/{name}", around.join("."))
}
