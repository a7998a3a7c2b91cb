//! Databases: instances, serverless capacity, storage, backups, and what is watched of them.

use rust_decimal::Decimal;

use super::{Row, Rule};
use crate::cost::HOURS;
use crate::cost::catalogue::Bracket;
use crate::cost::component::Gap;
use crate::cost::sheet::{Amount, Found, Line, Sheet, hours, number, seen};
use crate::inventory::Resource;

pub const ROWS: &[Row] = &[
    ("aws_db_instance", Rule::Billed(instance, &["backup_gb", "monitoring_log_gb"])),
    ("aws_rds_cluster", Rule::Billed(cluster, &["storage_gb", "io_requests", "backup_gb"])),
    ("aws_rds_cluster_instance", Rule::Billed(member, &["awake_hours", "awake_acu", "monitoring_log_gb"])),
];

const SERVICE: &str = "RDS";

/// Operations and throughput that come with a gp3 volume of a PostgreSQL or MySQL instance below 400 GB.
const INCLUDED: [(&str, &str, u32); 2] = [("iops", "operations", 3000), ("storage_throughput", "throughput", 125)];

/// A replica is an instance like another one.
fn instance(sheet: &mut Sheet<'_>) {
    sheet
        .of(SERVICE)
        .add("instance", |line| {
            let (engine, class) = (engine(line)?, line.text("instance_class")?);
            let cost = |multi: bool| line.cost(&format!("rds.{engine}.{class}.{}", zones(multi)), hours(1));
            line.either(line.flag("multi_az"), &[false, true], cost)
        })
        .add("storage", |line| {
            let kind = line.text("storage_type")?;
            let size = line.number("allocated_storage")?;
            let most = line.maybe_number("max_allocated_storage")?.unwrap_or(size).max(size);
            let size = Bracket { high: most, ..size.into() };
            line.either(line.flag("multi_az"), &[false, true], |multi| {
                line.cost(&format!("rds.{kind}.storage.{}", zones(multi)), size)
            })
        });
    for (path, what, included) in INCLUDED {
        sheet.add(&format!("storage, {what}"), |line| {
            let more = line.maybe_number(path)?.unwrap_or_default() > included.into();
            if !more {
                return Ok(Amount::None);
            }
            Err(Gap::Price(format!("rds.{}.{path}", line.text("storage_type")?)))
        });
    }
    sheet
        .add("backups", |line| {
            // As much as the database holds is free.
            let free = line.number("allocated_storage")?;
            backups(line, "rds.backup.beyond_free", Bracket::from(free), Decimal::ZERO)
        })
        .add("Performance Insights", insights)
        .of("CloudWatch")
        .add("enhanced monitoring", monitoring);
}

fn zones(multi: bool) -> &'static str {
    if multi { "multi_az" } else { "single_az" }
}

fn engine<'l>(line: &Line<'l>) -> Result<&'l str, Gap> {
    // A replica has the engine of what it copies, which may not be written there.
    line.text("engine")
}

fn cluster(sheet: &mut Sheet<'_>) {
    if let Ok(other) = sheet.line().text("engine")
        && !other.starts_with("aurora")
    {
        return sheet.of(SERVICE).gap("cluster", Gap::Unsupported(format!("a cluster of {other} that is not Aurora")));
    }
    let optimized = |line: &Line<'_>| Ok::<_, Gap>(line.text_or("storage_type", "")? == "aurora-iopt1");
    sheet
        .of(SERVICE)
        .add("storage", |line| {
            let id = if optimized(line)? { "aurora.storage.io_optimized" } else { "aurora.storage.standard" };
            line.cost(id, line.used("storage_gb")?)
        })
        .add("I/O requests", |line| {
            // With that storage they are in its price.
            if optimized(line)? {
                return Ok(Amount::None);
            }
            let requests = line.used("io_requests")?;
            line.cost("aurora.io.standard", requests.map(|requests| requests / Decimal::from(1_000_000)))
        })
        // A day of them is free.
        .add("backups", |line| backups(line, "aurora.backup", Bracket::default(), Decimal::ONE));
}

/// A member of a cluster: by the hour, or by the capacity that it takes.
fn member(sheet: &mut Sheet<'_>) {
    sheet
        .of(SERVICE)
        .add("instance", |line| match line.text("instance_class")? {
            "db.serverless" => capacity(line),
            class => {
                let engine = match engine(line)? {
                    "aurora-postgresql" => "postgres",
                    other => other.trim_start_matches("aurora-"),
                };
                line.cost(&format!("aurora.{engine}.{class}"), hours(1))
            }
        })
        .add("Performance Insights", insights)
        .of("CloudWatch")
        .add("enhanced monitoring", monitoring);
}

/// Capacity units: between the cluster's bounds, and as many as are taken while it is awake. A cluster whose least is more than nothing
/// is always awake.
fn capacity(line: &Line<'_>) -> Found {
    let mut clusters = line.parts("aws_rds_cluster")?;
    let (Some(cluster), None) = (clusters.next(), clusters.next()) else {
        return Err(Gap::unknown("its cluster could not be resolved"));
    };
    let least = of_cluster(cluster, "serverlessv2_scaling_configuration[0].min_capacity")?;
    let most = of_cluster(cluster, "serverlessv2_scaling_configuration[0].max_capacity")?;
    let taken = line.used("awake_acu")?.map(|taken| taken.clamp(least, most.max(least)));
    let awake = if least > Decimal::ZERO { Bracket::from(HOURS) } else { line.used("awake_hours")? };
    let month = Decimal::from(HOURS);
    let units = Bracket { low: least * month, expected: taken.expected * awake.expected.min(month), high: most * month };
    line.cost("aurora.postgres.serverless_v2.acu", units)
}

fn of_cluster(cluster: &Resource, path: &str) -> Result<Decimal, Gap> {
    let unset = || Gap::unknown(format!("`{path}` of {} is not set", cluster.own_address));
    number(seen(cluster, path)?).ok_or_else(unset)
}

/// What of the backups is beyond what is free; kept no longer than `free_days`, all of them are.
fn backups(line: &Line<'_>, id: &str, free: Bracket, free_days: Decimal) -> Found {
    let days = line.maybe_number("backup_retention_period")?;
    if days.is_some_and(|days| days <= free_days) {
        let why = if free_days.is_zero() { "no backups are kept" } else { "the first day of backups costs nothing" };
        return Ok(Amount::Free(why.to_owned()));
    }
    let held = line.used("backup_gb")?;
    let beyond = held.beyond(free);
    if beyond.high.is_zero() {
        return Ok(Amount::Free("backups up to the size of the database cost nothing".to_owned()));
    }
    line.cost(id, beyond)
}

/// Seven days are free.
fn insights(line: &Line<'_>) -> Found {
    if !line.flag("performance_insights_enabled")? {
        return Ok(Amount::None);
    }
    match line.maybe_number("performance_insights_retention_period")? {
        Some(days) if days > Decimal::from(7) => Err(Gap::Price("rds.performance_insights.longer".to_owned())),
        _ => Ok(Amount::Free("Performance Insights of seven days cost nothing".to_owned())),
    }
}

/// What it measures goes to the logs.
fn monitoring(line: &Line<'_>) -> Found {
    if line.maybe_number("monitoring_interval")?.unwrap_or_default().is_zero() {
        return Ok(Amount::None);
    }
    line.cost("cloudwatch.logs.ingest.standard", line.used("monitoring_log_gb")?)
}

#[cfg(test)]
mod tests {
    use crate::cost::sample::lines;
    use crate::inventory::sample::resource;
    use crate::inventory::unknown::UnknownKind;
    use crate::inventory::{Certainty, Resource};
    use serde_json::json;

    const FIGURES: [&str; 2] = ["aws_db_instance.backup_gb=60", "aws_db_instance.monitoring_log_gb=1"];

    fn with(more: serde_json::Value) -> Resource {
        let mut values = json!({
            "engine": "postgres", "instance_class": "db.t4g.medium", "multi_az": true, "storage_type": "gp3", "allocated_storage": 50,
            "backup_retention_period": 7,
        });
        values.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        resource("aws_db_instance.d", values)
    }

    #[test]
    fn an_instance_with_its_standby() {
        assert_eq!(
            lines(vec![with(json!({}))], &FIGURES),
            ["instance: priced 110.96 (108.77 to 110.96)", "storage: priced 13.70", "backups: usage_assumed 1.00",]
        );
        let alone = with(json!({"multi_az": false, "max_allocated_storage": 200, "allocated_storage": 100}));
        assert_eq!(
            lines(vec![alone], &FIGURES),
            ["instance: priced 55.48 (54.39 to 55.48)", "storage: priced 13.70 (13.70 to 27.40)", "backups: known_free 0.00",]
        );
    }

    #[test]
    fn a_standby_that_may_be_is_between_both() {
        let may = with(json!({})).not_knowing("multi_az", UnknownKind::AfterApply);
        assert_eq!(
            lines(vec![may], &FIGURES)[..2],
            ["instance: attribute_unknown 110.96 (54.39 to 110.96)", "storage: attribute_unknown 13.70 (6.85 to 13.70)",]
        );
        let class = with(json!({"instance_class": "db.x2g.large"})).not_knowing("multi_az", UnknownKind::AfterApply);
        assert_eq!(lines(vec![class], &FIGURES)[0], "instance: attribute_unknown");
    }

    #[test]
    fn what_more_an_instance_is_billed_for() {
        let more = |more| lines(vec![with(more)], &FIGURES)[2..].to_vec();
        assert_eq!(more(json!({"iops": 12000})), ["storage, operations: price_missing", "backups: usage_assumed 1.00"]);
        assert_eq!(more(json!({"backup_retention_period": 0})), ["backups: known_free 0.00"]);
        let watched =
            json!({"performance_insights_enabled": true, "performance_insights_retention_period": 7, "monitoring_interval": 60});
        assert_eq!(more(watched)[1..], ["Performance Insights: known_free 0.00", "enhanced monitoring: usage_assumed 0.63"]);
        let longer = json!({"performance_insights_enabled": true, "performance_insights_retention_period": 731});
        assert_eq!(more(longer)[1..], ["Performance Insights: price_missing"]);
    }

    fn cluster(least: serde_json::Value) -> Resource {
        let scaling = json!([{"min_capacity": least, "max_capacity": 2}]);
        let values =
            json!({"engine": "aurora-postgresql", "backup_retention_period": 1, "serverlessv2_scaling_configuration": scaling});
        resource("aws_rds_cluster.c", values)
    }

    fn member(class: &str) -> Resource {
        let values = json!({"engine": "aurora-postgresql", "instance_class": class, "cluster_identifier": "c"});
        resource("aws_rds_cluster_instance.i", values).linked("cluster_identifier", "aws_rds_cluster.c", Certainty::Certain)
    }

    const AURORA: [&str; 4] = [
        "aws_rds_cluster.storage_gb=10",
        "aws_rds_cluster.io_requests=5000000",
        "aws_rds_cluster_instance.awake_hours=240",
        "aws_rds_cluster_instance.awake_acu=0.5",
    ];

    #[test]
    fn serverless_capacity_lies_between_its_bounds() {
        let storage = ["storage: usage_assumed 1.19", "I/O requests: usage_assumed 1.10", "backups: known_free 0.00"];
        let sleeping = lines(vec![cluster(json!(0)), member("db.serverless")], &AURORA);
        assert_eq!(sleeping[..3], storage);
        assert_eq!(sleeping[3..], ["instance: usage_assumed 16.80 (0.00 to 204.40)"]);
        // With a least capacity it never sleeps.
        let awake = lines(vec![cluster(json!(1)), member("db.serverless")], &AURORA);
        assert_eq!(awake[3..], ["instance: usage_assumed 102.20 (102.20 to 204.40)"]);
    }

    #[test]
    fn capacity_without_its_cluster_or_its_bounds_is_not_known() {
        let alone =
            resource("aws_rds_cluster_instance.i", json!({"engine": "aurora-postgresql", "instance_class": "db.serverless"}));
        assert_eq!(lines(vec![alone], &AURORA), ["instance: attribute_unknown"]);
        let open = cluster(json!(null));
        assert_eq!(lines(vec![open, member("db.serverless")], &AURORA)[3..], ["instance: attribute_unknown"]);
    }

    #[test]
    fn a_member_by_the_hour_and_other_clusters() {
        assert_eq!(lines(vec![member("db.t4g.medium")], &AURORA), ["instance: priced 62.05"]);
        assert_eq!(lines(vec![member("db.r6g.large")], &AURORA), ["instance: price_missing"]);
        assert_eq!(
            lines(vec![resource("aws_rds_cluster.c", json!({"engine": "postgres"}))], &AURORA),
            ["cluster: unsupported_type"]
        );
        let optimized = resource(
            "aws_rds_cluster.c",
            json!({"engine": "aurora-postgresql", "storage_type": "aurora-iopt1", "backup_retention_period": 1}),
        );
        assert_eq!(lines(vec![optimized], &AURORA), ["storage: price_missing", "backups: known_free 0.00"]);
    }
}
