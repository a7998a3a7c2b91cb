//! What is stored: buckets, volumes and images.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{Row, Rule};
use crate::cost::component::Gap;
use crate::cost::sheet::{Found, Line, Sheet, seen};
use crate::inventory::Resource;
use crate::inventory::value::{Value, text};

pub const ROWS: &[Row] = &[
    ("aws_s3_bucket", Rule::Billed(bucket, BUCKET)),
    ("aws_s3_bucket_lifecycle_configuration", Rule::Read("rules cost nothing: what they move is priced with the bucket")),
    ("aws_s3_bucket_replication_configuration", Rule::Billed(replication, &["replicated_gb"])),
    ("aws_ebs_volume", Rule::Billed(volume, &[])),
    ("aws_ecr_repository", Rule::Billed(repository, &["images_gb"])),
];

const BUCKET: &[&str] =
    &["standard_gb", "standard_ia_gb", "glacier_ir_gb", "glacier_gb", "deep_archive_gb", "put_requests", "get_requests"];

/// The storage classes beside the first: Terraform's name, the usage file's key, the price.
const CLASSES: &[(&str, &str, &str, &str)] = &[
    ("STANDARD_IA", "stored, infrequent access", "standard_ia_gb", "s3.standard_ia.storage"),
    ("GLACIER_IR", "stored, Glacier IR", "glacier_ir_gb", "s3.glacier_ir.storage"),
    ("GLACIER", "stored, Glacier", "glacier_gb", "s3.glacier_flexible.storage"),
    ("DEEP_ARCHIVE", "stored, Deep Archive", "deep_archive_gb", "s3.glacier_deep_archive.storage"),
];

fn bucket(sheet: &mut Sheet<'_>) {
    let thousands = |line: &Line<'_>, id: &str, key: &'static str| -> Found {
        let requests = line.used(key)?;
        line.cost(id, requests.map(|requests| requests / Decimal::from(1000)))
    };
    sheet
        .of("S3")
        .add("stored", |line| line.cost("s3.standard.storage.first50TB", line.used("standard_gb")?))
        .add("writes", |line| thousands(line, "s3.standard.put_tier1", "put_requests"))
        .add("reads", |line| thousands(line, "s3.standard.get_tier2", "get_requests"));
    let moved = moved(&sheet.line());
    for &(class, name, key, id) in CLASSES {
        let wanted = moved.as_ref().is_ok_and(|moved| moved.contains(class));
        if wanted || sheet.line().maybe_used(key).is_some() {
            sheet.add(name, |line| line.cost(id, line.used(key)?));
        }
    }
    match moved {
        Ok(moved) => {
            for class in moved.iter().filter(|class| !CLASSES.iter().any(|(known, ..)| known == *class)) {
                sheet.gap(&format!("stored, {class}"), Gap::Price(format!("s3.{}.storage", class.to_ascii_lowercase())));
            }
        }
        Err(gap) => sheet.gap("stored, other classes", gap),
    }
}

/// The classes that rules move objects to: of the bucket's own rules and of those beside it.
fn moved(line: &Line<'_>) -> Result<BTreeSet<String>, Gap> {
    let mut classes = BTreeSet::new();
    for (resource, rules) in line
        .parts("aws_s3_bucket_lifecycle_configuration")?
        .map(|part| (part, "rule"))
        .chain([(line.resource(), "lifecycle_rule")])
    {
        for (at, _) in list(resource, rules)? {
            for kind in ["transition", "noncurrent_version_transition"] {
                let path = format!("{rules}[{at}].{kind}");
                for (to, _) in list(resource, &path)? {
                    let path = format!("{path}[{to}].storage_class");
                    let class = seen(resource, &path)?.and_then(text);
                    let class = class.ok_or_else(|| Gap::unknown(format!("`{path}` of {} is not set", resource.own_address)))?;
                    classes.insert(class.to_owned());
                }
            }
        }
    }
    Ok(classes)
}

fn list<'r>(resource: &'r Resource, path: &str) -> Result<Vec<(usize, &'r Value)>, Gap> {
    let value = seen(resource, path).map_err(|gap| match gap {
        Gap::Attribute { reason, between } => Gap::Attribute { reason: format!("{reason} ({})", resource.own_address), between },
        other => other,
    })?;
    Ok(match value {
        Some(Value::Array(list)) => list.iter().enumerate().collect(),
        _ => Vec::new(),
    })
}

/// What is copied is stored in the other bucket, and on its way it leaves a region.
fn replication(sheet: &mut Sheet<'_>) {
    sheet.of("S3").add("replicated", |line| line.cost("data_transfer.inter_region", line.used("replicated_gb")?));
}

fn volume(sheet: &mut Sheet<'_>) {
    block_storage(sheet, "volume", "type", "size", "iops", "throughput");
}

/// A volume: what is stored, and what is provisioned beyond what comes with it.
pub fn block_storage(sheet: &mut Sheet<'_>, name: &str, kind: &str, size: &str, operations: &str, throughput: &str) {
    sheet.of("EBS").add(name, |line| {
        let class = line.text(kind)?;
        line.cost(&format!("ebs.{class}.storage"), line.number(size)?)
    });
    for (what, path, id, included) in [("operations", operations, "iops", 3000), ("throughput", throughput, "throughput", 125)] {
        sheet.add(&format!("{name}, {what}"), |line| {
            let class = line.text(kind)?;
            let more = line.maybe_number(path)?.unwrap_or_default() - Decimal::from(if class == "gp3" { included } else { 0 });
            if more <= Decimal::ZERO || class == "gp2" {
                return Ok(crate::cost::sheet::Amount::None);
            }
            line.cost(&format!("ebs.{class}.{id}"), more)
        });
    }
}

fn repository(sheet: &mut Sheet<'_>) {
    sheet.of("ECR").add("images", |line| line.cost("ecr.storage", line.used("images_gb")?));
}

#[cfg(test)]
mod tests {
    use crate::cost::sample::lines;
    use crate::inventory::sample::resource;
    use crate::inventory::unknown::UnknownKind;
    use crate::inventory::{Certainty, Resource};
    use serde_json::json;

    const FIGURES: [&str; 4] = [
        "aws_s3_bucket.standard_gb=100",
        "aws_s3_bucket.put_requests=100000",
        "aws_s3_bucket.get_requests=1000000",
        "aws_s3_bucket.glacier_ir_gb=10",
    ];

    const FIRST: [&str; 3] = ["stored: usage_assumed 2.45", "writes: usage_assumed 0.54", "reads: usage_assumed 0.43"];

    fn bucket() -> Resource {
        resource("aws_s3_bucket.b", json!({"bucket": "b"}))
    }

    fn rules(class: &str) -> Resource {
        let rule = json!({"rule": [{"transition": [{"days": 30, "storage_class": class}]}], "bucket": "b"});
        resource("aws_s3_bucket_lifecycle_configuration.r", rule).linked("bucket", "aws_s3_bucket.b", Certainty::Certain)
    }

    #[test]
    fn a_bucket_by_what_it_holds_and_what_is_asked_of_it() {
        assert_eq!(lines(vec![bucket()], &FIGURES[..3]), FIRST);
        assert_eq!(lines(vec![bucket()], &[]), ["stored: usage_missing", "writes: usage_missing", "reads: usage_missing"]);
    }

    #[test]
    fn each_class_that_rules_move_to_needs_a_figure() {
        let colder = |class: &str, figures: &[&str]| lines(vec![bucket(), rules(class)], figures)[3..].to_vec();
        assert_eq!(colder("GLACIER_IR", &FIGURES), ["stored, Glacier IR: usage_assumed 0.04"]);
        assert_eq!(colder("GLACIER_IR", &FIGURES[..3]), ["stored, Glacier IR: usage_missing"]);
        assert_eq!(colder("INTELLIGENT_TIERING", &FIGURES[..3]), ["stored, INTELLIGENT_TIERING: price_missing"]);
        // Something is put there directly, where a figure says so.
        assert_eq!(lines(vec![bucket()], &FIGURES)[3..], ["stored, Glacier IR: usage_assumed 0.04"]);
        let own = resource("aws_s3_bucket.b", json!({"lifecycle_rule": [{"transition": [{"storage_class": "GLACIER_IR"}]}]}));
        assert_eq!(lines(vec![own], &FIGURES[..3])[3..], ["stored, Glacier IR: usage_missing"]);
    }

    #[test]
    fn rules_that_are_not_known_may_move_anything_anywhere() {
        let open = ["stored, other classes: attribute_unknown"];
        let loose = resource("aws_s3_bucket_lifecycle_configuration.r", json!({})).not_knowing("bucket", UnknownKind::AfterApply);
        assert_eq!(lines(vec![bucket(), loose], &FIGURES[..3])[3..], open);
        let class = rules("x").not_knowing("rule[0].transition[0].storage_class", UnknownKind::Hidden);
        assert_eq!(lines(vec![bucket(), class], &FIGURES[..3])[3..], open);
        let own = bucket().not_knowing("lifecycle_rule", UnknownKind::AfterApply);
        assert_eq!(lines(vec![own], &FIGURES[..3])[3..], open);
        assert_eq!(lines(vec![bucket().not_knowing("lifecycle_rule", UnknownKind::Unset)], &FIGURES[..3])[3..], [""; 0]);
    }

    #[test]
    fn a_copy_leaves_the_region() {
        let replication = resource("aws_s3_bucket_replication_configuration.r", json!({"bucket": "b"}));
        assert_eq!(
            lines(vec![replication], &["aws_s3_bucket_replication_configuration.replicated_gb=1"]),
            ["replicated: price_missing"]
        );
    }

    #[test]
    fn a_volume_and_what_is_provisioned_beyond() {
        let volume = |values| lines(vec![resource("aws_ebs_volume.v", values)], &[]);
        assert_eq!(volume(json!({"type": "gp3", "size": 8})), ["volume: priced 0.76"]);
        assert_eq!(volume(json!({"type": "gp3", "size": 8, "iops": 3000, "throughput": 125})), ["volume: priced 0.76"]);
        assert_eq!(
            volume(json!({"type": "gp3", "size": 8, "iops": 4000, "throughput": 225})),
            ["volume: priced 0.76", "volume, operations: priced 6.00", "volume, throughput: priced 4.76",]
        );
        assert_eq!(
            volume(json!({"type": "io2", "size": 8, "iops": 100})),
            ["volume: price_missing", "volume, operations: price_missing"]
        );
        assert_eq!(
            volume(json!({"size": 8})),
            ["volume: attribute_unknown", "volume, operations: attribute_unknown", "volume, throughput: attribute_unknown"]
        );
    }

    #[test]
    fn images_by_their_size() {
        assert_eq!(
            lines(vec![resource("aws_ecr_repository.r", json!({}))], &["aws_ecr_repository.images_gb=20"]),
            ["images: usage_assumed 2.00"]
        );
    }
}
