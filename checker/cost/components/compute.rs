//! Compute: services and instances.

use super::network::public_addresses;
use super::storage::block_storage;
use super::{Row, Rule, network, tasks};
use crate::cost::HOURS;
use crate::cost::catalogue::Bracket;
use crate::cost::component::Gap;
use crate::cost::sheet::{Amount, Line, Sheet, hours};
use crate::inventory::Resource;

pub const ROWS: &[Row] = &[
    ("aws_ecs_service", Rule::Billed(service, &[])),
    ("aws_ecs_task_definition", Rule::Read("a definition costs nothing: what runs by it does")),
    ("aws_appautoscaling_target", Rule::Read("scaling costs nothing: what it adds does")),
    ("aws_instance", Rule::Billed(instance, &["internet_out_gb"])),
];

fn service(sheet: &mut Sheet<'_>) {
    let line = sheet.line();
    let found = definition(&line).and_then(|definition| Ok((definition, tasks::Size::of(definition)?)));
    let (definition, size) = match found {
        Ok(found) => found,
        Err(gap) => return sheet.of("Fargate").gap("tasks", gap),
    };
    let count = match count(&line) {
        Ok(count) => count,
        Err(gap) => return sheet.of("Fargate").gap("tasks", gap),
    };
    tasks::add(sheet, definition, size, tasks::capacity(&line, ""), count, |_| Ok(Bracket::from(HOURS)));
    sheet.of("Public IPv4").add("addresses of tasks", |line| {
        let public = line.flag("network_configuration[0].assign_public_ip")?;
        if !public || count.high.is_zero() {
            return Ok(Amount::None);
        }
        line.cost(network::PUBLIC_IPV4, hours(count))
    });
}

/// The task definition that a service runs.
fn definition<'l>(line: &Line<'l>) -> Result<&'l Resource, Gap> {
    let (desk, resource) = (line.desk(), line.resource());
    let unresolved = || Gap::unknown("its task definition could not be resolved");
    let mut linked = line.parts("aws_ecs_task_definition")?;
    if let (Some(one), None) = (linked.next(), linked.next()) {
        return Ok(one);
    }
    let name = line.text("task_definition")?;
    desk.index.task_definition(&resource.scope, name).ok_or_else(unresolved)
}

/// How many tasks a service runs: as many as it wants, between the bounds of what scales it.
fn count(line: &Line<'_>) -> Result<Bracket, Gap> {
    let wanted = line.maybe_number("desired_count");
    let scope = &line.resource().scope;
    match line.desk().index.bounds(scope, line.text("name")?)? {
        Some((least, most)) => {
            let expected = wanted?.unwrap_or(least).clamp(least, most.max(least));
            Ok(Bracket { low: least, expected, high: most })
        }
        None => wanted?.map(Bracket::from).ok_or_else(|| Gap::unknown("`desired_count` is not set")),
    }
}

fn instance(sheet: &mut Sheet<'_>) {
    sheet
        .of("EC2")
        .add("instance", |line| line.cost(&format!("ec2.{}", line.text("instance_type")?), hours(1)))
        .of("Public IPv4")
        .add("address", |line| {
            let seen = line.seen("associate_public_ip_address")?;
            let Some(public) = seen else { return Err(Gap::unknown("whether it gets a public address is its subnet's setting")) };
            public_addresses(line, u32::from(*public == true.into()))
        })
        .of("Data transfer")
        .add("out to the internet", network::internet_out);
    let root = "root_block_device[0]";
    let [kind, size, operations, throughput] =
        ["volume_type", "volume_size", "iops", "throughput"].map(|attribute| format!("{root}.{attribute}"));
    block_storage(sheet, "root volume", &kind, &size, &operations, &throughput);
    let others = match sheet.line().count("ebs_block_device") {
        Ok(others) => others,
        Err(gap) => return sheet.of("EBS").gap("volumes", gap),
    };
    for at in 0..others {
        let [kind, size, operations, throughput] =
            ["volume_type", "volume_size", "iops", "throughput"].map(|attribute| format!("ebs_block_device[{at}].{attribute}"));
        block_storage(sheet, &format!("volume {}", at + 1), &kind, &size, &operations, &throughput);
    }
}

#[cfg(test)]
mod tests {
    use crate::cost::sample::{lines, priced, total};
    use crate::inventory::sample::resource;
    use crate::inventory::unknown::UnknownKind;
    use crate::inventory::{Certainty, Resource};
    use serde_json::json;

    fn definition() -> Resource {
        resource("aws_ecs_task_definition.t", json!({"family": "t", "cpu": "1024", "memory": "2048"}))
    }

    fn service(more: serde_json::Value) -> Resource {
        let mut values = json!({"name": "s", "desired_count": 2, "task_definition": "arn:aws:ecs:eu-central-1:123456789012:task-definition/t"});
        values.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        resource("aws_ecs_service.s", values)
    }

    fn on_demand() -> Resource {
        service(json!({"launch_type": "FARGATE"}))
    }

    fn target(id: &str) -> Resource {
        let values = json!({"service_namespace": "ecs", "resource_id": id, "min_capacity": 1, "max_capacity": 10});
        resource("aws_appautoscaling_target.a", values)
    }

    #[test]
    fn tasks_by_their_size_and_number() {
        assert_eq!(lines(vec![on_demand(), definition()], &[]), ["vCPU hours: priced 67.98", "GB hours: priced 14.92"]);
        // By a link as well as by name.
        let linked = service(json!({"launch_type": "FARGATE"})).not_knowing("task_definition", UnknownKind::AfterApply).linked(
            "task_definition",
            "aws_ecs_task_definition.t",
            Certainty::Certain,
        );
        assert_eq!(lines(vec![linked, definition()], &[]).len(), 2);
        assert_eq!(lines(vec![on_demand()], &[]), ["tasks: attribute_unknown"]);
        let public = service(json!({"launch_type": "FARGATE", "network_configuration": [{"assign_public_ip": true}]}));
        assert_eq!(lines(vec![public, definition()], &[])[2..], ["addresses of tasks: priced 7.30"]);
    }

    #[test]
    fn arm_costs_less_and_another_system_has_no_price() {
        let on = |platform| Resource {
            values: json!({"family": "t", "cpu": "1024", "memory": "2048", "runtime_platform": [platform]}).into(),
            ..definition()
        };
        let arm = on(json!({"cpu_architecture": "ARM64", "operating_system_family": "LINUX"}));
        assert_eq!(lines(vec![on_demand(), arm.clone()], &[]), ["vCPU hours: priced 54.39", "GB hours: priced 11.94"]);
        let windows = on(json!({"operating_system_family": "WINDOWS_SERVER_2022_CORE"}));
        assert_eq!(lines(vec![on_demand(), windows], &[]), ["tasks: price_missing"]);
        let either = arm.not_knowing("runtime_platform[0].cpu_architecture", UnknownKind::AfterApply);
        assert_eq!(lines(vec![on_demand(), either], &[]), ["tasks: attribute_unknown 82.90 (66.33 to 82.90)"]);
    }

    #[test]
    fn spare_capacity_is_discounted_within_its_bounds() {
        let on = |strategy| lines(vec![service(json!({"capacity_provider_strategy": strategy})), definition()], &[]);
        let spot = json!({"capacity_provider": "FARGATE_SPOT", "weight": 1});
        assert_eq!(
            on(json!([spot])),
            ["vCPU hours, Spot: priced 27.19 (20.39 to 33.99)", "GB hours, Spot: priced 5.97 (4.48 to 7.46)"]
        );
        let half = on(json!([spot, {"capacity_provider": "FARGATE", "weight": 1}]));
        assert_eq!(half[0], "vCPU hours: priced 33.99");
        assert_eq!(half[2], "vCPU hours, Spot: priced 13.60 (10.20 to 16.99)");
        assert_eq!(on(json!([{"capacity_provider": "mine", "weight": 1}])), ["tasks: unsupported_type"]);
        // Neither is set: between all on spare capacity and all on demand.
        assert_eq!(lines(vec![service(json!({})), definition()], &[]), ["tasks: attribute_unknown 82.90 (24.87 to 82.90)"]);
        assert!(lines(vec![service(json!({"launch_type": "EC2"})), definition()], &[]).is_empty());
    }

    #[test]
    fn what_scales_a_service_bounds_it() {
        let all = |others: Vec<Resource>| lines([vec![on_demand(), definition()], others].concat(), &[]);
        assert_eq!(all(vec![target("service/c/s")])[0], "vCPU hours: priced 67.98 (33.99 to 339.89)");
        assert_eq!(all(vec![target("service/c/other")])[0], "vCPU hours: priced 67.98");
        let loose = target("x").not_knowing("resource_id", UnknownKind::AfterApply);
        assert_eq!(all(vec![loose]), ["tasks: attribute_unknown"]);
        let elsewhere = Resource { values: json!({"service_namespace": "rds"}).into(), ..target("x") };
        assert_eq!(all(vec![elsewhere.not_knowing("resource_id", UnknownKind::AfterApply)])[0], "vCPU hours: priced 67.98");
        let unbounded = target("service/c/s").not_knowing("min_capacity", UnknownKind::AfterApply);
        assert_eq!(all(vec![unbounded]), ["tasks: attribute_unknown"]);
        let twice = Resource { address: "aws_appautoscaling_target.b".into(), ..target("service/c/s") };
        assert_eq!(all(vec![target("service/c/s"), twice]), ["tasks: attribute_unknown"]);
        // Where a target may be missing, nobody knows how many there are at least.
        let mut inventory = priced(vec![on_demand(), definition()], &[]);
        let scope = inventory.scopes.get_mut("production").expect("the scope");
        scope.complete.by_type.insert("aws_appautoscaling_target".into(), "hidden".into());
        let total = total(&inventory);
        assert!(!total.complete && total.cost.low.is_zero());
    }

    #[test]
    fn a_large_disk_has_a_price_of_its_own() {
        let large = Resource {
            values: json!({"family": "t", "cpu": "1024", "memory": "2048", "ephemeral_storage": [{"size_in_gib": 50}]}).into(),
            ..definition()
        };
        assert_eq!(lines(vec![on_demand(), large], &[])[2..], ["disk: price_missing"]);
    }

    #[test]
    fn an_instance_with_its_volume_and_address() {
        let values = json!({
            "instance_type": "t4g.nano", "associate_public_ip_address": true, "ebs_block_device": [],
            "root_block_device": [{"volume_type": "gp3", "volume_size": 8}],
        });
        let instance = resource("aws_instance.i", values);
        assert_eq!(
            lines(vec![instance.clone()], &["aws_instance.internet_out_gb=5"]),
            [
                "instance: priced 3.50",
                "address: priced 3.65",
                "out to the internet: usage_assumed 0.45",
                "root volume: priced 0.76",
            ]
        );
        let open = instance
            .not_knowing("associate_public_ip_address", UnknownKind::Unset)
            .not_knowing("ebs_block_device", UnknownKind::AfterApply);
        let lines = lines(vec![open], &["aws_instance.internet_out_gb=5"]);
        assert!(
            lines.contains(&"address: attribute_unknown".to_owned()) && lines.contains(&"volumes: attribute_unknown".to_owned())
        );
    }
}
