//! The estimate: what the resources of an inventory cost a month, by scope, and what is not known of that.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::catalogue::Bracket;
use super::component::{Component, Gap, State};
use super::components::{self, Rule};
use super::index::Index;
use super::sheet::{Desk, Sheet};
use super::usage::Assumption;
use crate::account::scope::UNASSIGNED;
use crate::inventory::parts::Parts;
use crate::inventory::{Inventory, Kind, Mode};

/// An estimate.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Estimate {
    /// By scope.
    pub scopes: BTreeMap<Arc<str>, Total>,
}

/// What a scope costs.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Total {
    /// Everything that it costs is known, and has a price.
    pub complete: bool,
    /// USD in a month: the sum of what is known. Where it is not complete, `low` alone says something of the whole.
    pub cost: Bracket,
    /// Why it is not complete, beside the components that are not priced.
    pub doubts: Vec<String>,
    /// The components, by address.
    pub components: Vec<Component>,
}

impl Total {
    /// The components that are not priced.
    pub fn unpriced(&self) -> impl Iterator<Item = &Component> {
        self.components.iter().filter(|component| !component.state.is_priced())
    }
}

impl Component {
    /// What it costs, as far as that is known.
    pub fn expected(&self) -> Decimal {
        self.cost.map(|cost| cost.expected).unwrap_or_default()
    }
}

impl Estimate {
    /// Estimates an inventory with its own prices and its own usage file.
    pub fn new(inventory: &Inventory, parts: &Parts) -> Self {
        let desk = Desk { inventory, parts, index: Index::new(inventory), left: RefCell::default() };
        let mut scopes: BTreeMap<Arc<str>, Total> =
            inventory.scopes.keys().map(|scope| (Arc::clone(scope), Total::default())).collect();
        for (at, resource) in inventory.resources.iter().enumerate().filter(|(_, resource)| resource.mode == Mode::Managed) {
            let total = scopes.entry(Arc::clone(&resource.scope)).or_default();
            let mut sheet = Sheet::new(&desk, at);
            match components::rule(&resource.kind) {
                Some(Rule::Free(reason) | Rule::Read(reason)) => sheet.free(reason),
                Some(Rule::Billed(add, _)) => add(&mut sheet),
                None => sheet
                    .of("Not priced")
                    .gap("", Gap::Unsupported(format!("how {} is billed is not known to this program", resource.kind))),
            }
            total.components.append(&mut sheet.components());
        }
        for (name, total) in &mut scopes {
            total.components.extend(shares(&desk, name));
            total.doubts = doubts(inventory, name);
            total.cost = total.components.iter().filter_map(|component| component.cost).sum();
        }
        unassigned(inventory, &mut scopes);
        for total in scopes.values_mut() {
            total.complete = total.doubts.is_empty() && total.unpriced().next().is_none();
        }
        Self { scopes }
    }
}

/// What a scope bears of what other scopes hold.
fn shares(desk: &Desk<'_>, name: &Arc<str>) -> Vec<Component> {
    let shared = desk.usage(name).map_or(&[][..], |usage| &usage.shared);
    let component = |share: &super::usage::Share| {
        let assumption = Assumption { key: share.price.clone(), figure: share.quantity.clone(), from: "shared".to_owned() };
        let mut component = Component {
            resource: None,
            address: share.name.as_str().into(),
            module: String::new(),
            service: "Shared".into(),
            name: format!("share of what {} holds", share.of),
            state: State::UsageAssumed,
            price: None,
            quantity: None,
            factor: None,
            cost: None,
            reason: None,
            assumptions: vec![assumption],
        };
        match desk.price(&share.price).and_then(|price| desk.costs(name, price, share.quantity.value, None)) {
            Ok(costs) => component.costs(costs),
            Err(gap) => {
                let (state, reason, cost) = gap.told();
                (component.state, component.reason, component.cost) = (state, Some(reason), cost);
            }
        }
        component
    };
    shared.iter().map(component).collect()
}

/// Why there may be more in a scope than what was priced.
fn doubts(inventory: &Inventory, name: &str) -> Vec<String> {
    let Some(scope) = inventory.scopes.get(name) else { return Vec::new() };
    let complete = &scope.complete;
    let mut doubts: Vec<String> = complete.all.iter().cloned().collect();
    let short = complete.by_type.iter().filter(|(kind, _)| components::matters(kind));
    doubts.extend(short.map(|(kind, reason)| format!("the list of {kind} may be short: {reason}")));
    if let Some(read) = &complete.read {
        let unread: BTreeSet<&str> = components::billed().filter(|kind| !read.contains(*kind)).collect();
        if !unread.is_empty() {
            doubts.push(format!("the snapshot did not read {}", unread.into_iter().collect::<Vec<_>>().join(", ")));
        }
    }
    doubts
}

/// What no environment claims may belong to any of them.
fn unassigned(inventory: &Inventory, scopes: &mut BTreeMap<Arc<str>, Total>) {
    if inventory.kind != Kind::Snapshot {
        return;
    }
    let costs = |component: &&Component| component.state != State::KnownFree;
    let Some(total) = scopes.get(UNASSIGNED) else { return };
    let addresses: BTreeSet<&str> = total.components.iter().filter(costs).map(|component| &*component.address).collect();
    if addresses.is_empty() {
        return;
    }
    let doubt = format!("whose it is is not known of {}", addresses.into_iter().collect::<Vec<_>>().join(", "));
    for (_, total) in scopes.iter_mut().filter(|(name, _)| &***name != UNASSIGNED) {
        total.doubts.push(doubt.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at_home, pricing, total};
    use super::*;
    use crate::inventory::hide::{everything, hide};
    use crate::inventory::sample::{inventory, resource};
    use crate::inventory::unknown::UnknownKind;
    use crate::inventory::{Certainty, Resource};
    use proptest::prelude::*;
    use serde_json::json;

    const FIGURES: &[&str] = &[
        "aws_nat_gateway.processed_gb=100",
        "aws_nat_gateway.internet_out_gb=10",
        "aws_s3_bucket.standard_gb=100",
        "aws_s3_bucket.put_requests=1000",
        "aws_s3_bucket.get_requests=1000",
        "aws_s3_bucket.glacier_ir_gb=10",
        "aws_db_instance.backup_gb=60",
        "aws_rds_cluster.storage_gb=10",
        "aws_rds_cluster.io_requests=5000000",
        "aws_rds_cluster_instance.awake_hours=240",
        "aws_rds_cluster_instance.awake_acu=0.5",
        "aws_scheduler_schedule.seconds_per_run=30",
        "aws_vpc_endpoint.endpoint_gb=10",
        "aws_lb.lcu=1",
        "aws_lb.internet_out_gb=10",
    ];

    /// A plan of these resources, estimated with all figures.
    fn priced(resources: Vec<Resource>) -> Inventory {
        static PRICING: std::sync::LazyLock<Arc<super::super::Pricing>> = std::sync::LazyLock::new(|| pricing(FIGURES));
        inventory(resources.into_iter().map(at_home).collect()).priced(&PRICING)
    }

    /// One of each kind of thing that is read, and what it is read with.
    fn everything_there_is() -> Vec<Resource> {
        let arn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/t";
        let linked = |resource: Resource, at: &str, to: &str| resource.linked(at, to, Certainty::Certain);
        vec![
            resource("aws_nat_gateway.n", json!({"connectivity_type": "public"})),
            resource("aws_eip.e", json!({"domain": "vpc"})),
            resource("aws_vpc_endpoint.e", json!({"vpc_endpoint_type": "Interface", "subnet_ids": ["subnet-1", "subnet-2"]})),
            resource("aws_lb.l", json!({"load_balancer_type": "application", "subnets": ["a", "b"], "internal": false})),
            resource("aws_s3_bucket.b", json!({"bucket": "b"})),
            linked(
                resource(
                    "aws_s3_bucket_lifecycle_configuration.r",
                    json!({"bucket": "b", "rule": [{"transition": [{"storage_class": "GLACIER_IR"}]}]}),
                ),
                "bucket",
                "aws_s3_bucket.b",
            ),
            resource(
                "aws_db_instance.d",
                json!({
                    "engine": "postgres", "instance_class": "db.t4g.medium", "multi_az": true, "storage_type": "gp3", "allocated_storage": 50,
                    "max_allocated_storage": 200, "backup_retention_period": 7,
                }),
            ),
            resource(
                "aws_rds_cluster.c",
                json!({"engine": "aurora-postgresql", "backup_retention_period": 1, "serverlessv2_scaling_configuration": [{"min_capacity": 0, "max_capacity": 2}]}),
            ),
            linked(
                resource(
                    "aws_rds_cluster_instance.i",
                    json!({"engine": "aurora-postgresql", "instance_class": "db.serverless", "cluster_identifier": "c"}),
                ),
                "cluster_identifier",
                "aws_rds_cluster.c",
            ),
            resource(
                "aws_elasticache_replication_group.g",
                json!({"engine": "redis", "node_type": "cache.t4g.small", "num_cache_clusters": 2}),
            ),
            resource("aws_ecs_task_definition.t", json!({"family": "t", "cpu": "1024", "memory": "2048"})),
            resource(
                "aws_ecs_service.s",
                json!({"name": "s", "desired_count": 2, "task_definition": arn, "launch_type": "FARGATE"}),
            ),
            resource(
                "aws_appautoscaling_target.a",
                json!({"service_namespace": "ecs", "resource_id": "service/c/s", "min_capacity": 1, "max_capacity": 10}),
            ),
            resource(
                "aws_scheduler_schedule.s",
                json!({
                    "state": "ENABLED", "schedule_expression": "rate(5 minutes)",
                    "target": [{"ecs_parameters": [{"task_definition_arn": arn, "capacity_provider_strategy": [{"capacity_provider": "FARGATE_SPOT", "weight": 1}]}]}],
                }),
            ),
            resource("aws_iam_role.r", json!({"name": "r"})),
        ]
    }

    #[test]
    fn everything_is_priced_and_summed() {
        let total = total(&priced(everything_there_is()));
        assert!(total.complete, "{:?}", total.unpriced().collect::<Vec<_>>());
        let sum: Bracket = total.components.iter().filter_map(|component| component.cost).sum();
        assert_eq!(total.cost, sum);
        assert!(total.cost.low < total.cost.expected && total.cost.expected < total.cost.high);
    }

    /// What the states and the costs of the components say of each other.
    fn coherent(total: &Total) {
        for component in &total.components {
            let free = component.state == State::KnownFree;
            match component.cost {
                Some(cost) if component.state.is_priced() => assert_eq!(cost.high.is_zero(), free, "{component:?}"),
                _ => assert!(!component.state.is_priced(), "{component:?}"),
            }
            assert_eq!(component.reason.is_some(), free || !component.state.is_priced(), "{component:?}");
            let cost = component.cost.unwrap_or_default();
            assert!(cost.low <= cost.expected && cost.expected <= cost.high, "{component:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn another_resource_never_lowers_the_estimate(order in Just(everything_there_is()).prop_shuffle(), unknown in any::<bool>()) {
            let mut before = Total::default();
            for count in 1..=order.len() {
                // What scales a service, and what moves objects, is about what is there already: it comes with it.
                let there = |address: &str| order[..count].iter().any(|one| &*one.address == address);
                let alone = order[..count].iter().filter(|one| match &*one.kind {
                    "aws_appautoscaling_target" => there("aws_ecs_service.s"),
                    _ => true,
                });
                let mut some: Vec<Resource> = alone.cloned().collect();
                if order[..count].iter().any(|one| &*one.kind == "aws_ecs_service") && !there("aws_appautoscaling_target.a") {
                    some.extend(order.iter().find(|one| &*one.kind == "aws_appautoscaling_target").cloned());
                }
                if unknown {
                    some.push(resource("aws_kinesis_stream.k", json!({})));
                }
                let now = total(&priced(some));
                coherent(&now);
                prop_assert!(now.cost.low >= before.cost.low);
                prop_assert!(now.cost.expected >= before.cost.expected);
                prop_assert!(now.cost.high >= before.cost.high);
                prop_assert_eq!(now.complete && unknown, false);
                before = now;
            }
        }

        #[test]
        fn what_is_hidden_never_makes_it_complete_nor_raises_the_least(seed in any::<u64>(), share in 0u32..=100) {
            let all = priced(everything_there_is());
            let whole = total(&all);
            let mut random = fastrand::Rng::with_seed(seed);
            let hidden: Vec<_> = everything(&all).into_iter().filter(|_| random.u32(0..100) < share).collect();
            let left = total(&hide(&all, &hidden));
            coherent(&left);
            prop_assert!(left.cost.low <= whole.cost.low, "{} above {}", left.cost.low, whole.cost.low);
            if left.complete {
                prop_assert_eq!(left.cost, whole.cost);
            }
        }
    }

    #[test]
    fn each_thing_that_is_hidden_widens_the_range_or_changes_nothing() {
        let all = priced(everything_there_is());
        let whole = total(&all);
        for one in everything(&all) {
            let left = total(&hide(&all, [&one]));
            coherent(&left);
            assert!(left.cost.low <= whole.cost.low, "{one:?}");
            if left.complete {
                assert_eq!(left.cost, whole.cost, "{one:?}");
            }
        }
    }

    #[test]
    fn without_any_one_price_it_is_not_complete() {
        let resources: Vec<Resource> = everything_there_is().into_iter().map(at_home).collect();
        let pricing = pricing(FIGURES);
        let whole = total(&inventory(resources.clone()).priced(&pricing));
        let used: BTreeSet<&str> =
            whole.components.iter().filter_map(|component| Some(component.price.as_ref()?.id.as_str())).collect();
        assert!(used.len() > 20, "{used:?}");
        for id in used {
            let without =
                Arc::new(super::super::Pricing { catalogue: pricing.catalogue.without(id), usage: pricing.usage.clone() });
            let left = total(&inventory(resources.clone()).priced(&without));
            assert!(!left.complete && left.unpriced().all(|component| component.state == State::PriceMissing), "{id}");
            assert!(left.cost.expected <= whole.cost.expected, "{id}");
        }
    }

    #[test]
    fn another_region_has_no_price_and_an_unknown_one_is_not_known() {
        let address = |region: Option<&str>| {
            let one = Resource { region: region.map(str::to_owned), ..resource("aws_eip.e", json!({})) };
            total(&inventory(vec![one]).priced(&pricing(&[]))).components[0].state
        };
        assert_eq!(address(Some("eu-central-1")), State::Priced);
        assert_eq!(address(Some("eu-west-1")), State::PriceMissing);
        assert_eq!(address(None), State::AttributeUnknown);
        // What costs the same everywhere needs no region.
        let zone = resource("aws_route53_zone.z", json!({}));
        assert_eq!(total(&inventory(vec![zone]).priced(&pricing(&[]))).components[0].state, State::Priced);
    }

    #[test]
    fn a_list_that_may_be_short_is_a_doubt_where_it_matters() {
        let doubts = |kind: &str| {
            let mut inventory = priced(everything_there_is());
            let scope = inventory.scopes.get_mut("production").expect("the scope");
            scope.complete.by_type.insert(kind.into(), "denied".into());
            total(&inventory)
        };
        assert!(doubts("aws_iam_role").complete);
        for kind in ["aws_eip", "aws_eks_cluster", "aws_ecs_task_definition"] {
            let total = doubts(kind);
            assert_eq!((total.complete, &total.doubts[..]), (false, &[format!("the list of {kind} may be short: denied")][..]));
        }
        let mut targeted = priced(everything_there_is());
        targeted.scopes.get_mut("production").expect("the scope").complete.all = Some("the plan is targeted".into());
        assert_eq!(total(&targeted).doubts, ["the plan is targeted"]);
    }

    #[test]
    fn an_account_is_complete_where_everything_that_is_billed_was_read() {
        let mut account = priced(vec![resource("aws_eip.e", json!({}))]);
        account.kind = Kind::Snapshot;
        let read = |kinds: &mut dyn Iterator<Item = &str>| Some(kinds.map(str::to_owned).collect());
        let scope = |account: &mut Inventory, read| account.scopes.get_mut("production").expect("the scope").complete.read = read;
        scope(&mut account, read(&mut components::billed()));
        assert!(total(&account).complete);
        scope(&mut account, read(&mut components::billed().filter(|kind| *kind != "aws_nat_gateway")));
        assert_eq!(total(&account).doubts, ["the snapshot did not read aws_nat_gateway"]);
        // Whose something is may not be known.
        scope(&mut account, read(&mut components::billed()));
        account.resources.push(at_home(resource("aws_eip.f", json!({})).of(UNASSIGNED)));
        account.scopes.insert(UNASSIGNED.into(), Default::default());
        assert_eq!(total(&account).doubts, ["whose it is is not known of aws_eip.f"]);
        account.kind = Kind::Plan;
        assert!(total(&account).complete);
    }

    #[test]
    fn an_allowance_is_used_up_once_and_what_is_within_it_is_free() {
        let text = "production:
  types:
    aws_lb:
      internet_out_gb: { value: 60, why: w, as_of: 2026-01-01 }
      lcu: { value: 0, why: w, as_of: 2026-01-01 }
  allowances:
    data_transfer.out.internet.first10TB: { value: 100, why: w, as_of: 2026-01-01 }
";
        let catalogue = super::super::catalogue::Catalogue::embedded().expect("the prices");
        let usage = super::super::usage::Usage::parse("usage.yaml", text, &catalogue).expect("usage");
        let pricing = Arc::new(super::super::Pricing { catalogue, usage });
        let balancer = |name: &str| at_home(resource(&format!("aws_lb.{name}"), json!({"internal": true})));
        let total = total(&inventory(vec![balancer("a"), balancer("b")]).priced(&pricing));
        let out = total.components.iter().filter(|component| component.name == "out to the internet");
        let out: Vec<_> = out
            .map(|component| (component.state, component.expected().normalize().to_string(), component.reason.clone()))
            .collect();
        let free = Some("within the free allowance".to_owned());
        assert_eq!(out, [(State::KnownFree, "0".into(), free), (State::UsageAssumed, "1.8".into(), None)]);
    }

    #[test]
    fn a_share_of_another_scope_is_a_component() {
        let shared = |price: &str| {
            let text = format!(
                "production:\n  shared:\n    - {{ name: images, of: account, price: {price}, quantity: {{ value: 20, why: w, as_of: 2026-01-01 }} }}\n"
            );
            let catalogue = super::super::catalogue::Catalogue::embedded().expect("the prices");
            let usage = super::super::usage::Usage::parse("usage.yaml", &text, &catalogue).expect("usage");
            let pricing = super::super::Pricing { catalogue: catalogue.without("kms.cmk"), usage };
            total(&inventory(vec![resource("aws_iam_role.r", json!({}))]).priced(&Arc::new(pricing)))
        };
        assert_eq!(
            (shared("ecr.storage").complete, shared("ecr.storage").cost.expected.normalize().to_string()),
            (true, "2".into())
        );
        assert!(!shared("kms.cmk").complete);
    }

    #[test]
    fn nothing_is_taken_for_nothing_where_its_type_is_not_known() {
        let total = total(&priced(vec![resource("aws_kinesis_stream.k", json!({}))]));
        assert_eq!((total.complete, total.components[0].state), (false, State::UnsupportedType));
        assert_eq!(
            total.components[0].open(),
            "aws_kinesis_stream.k: how aws_kinesis_stream is billed is not known to this program"
        );
        let hidden = resource("aws_db_instance.d", json!({})).not_knowing("engine", UnknownKind::Hidden);
        assert_eq!(super::super::sample::lines(vec![hidden], &[])[0], "instance: attribute_unknown");
    }
}
