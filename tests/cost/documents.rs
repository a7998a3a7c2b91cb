//! The architecture document's two tables of costs, line by line, from Terraform that is written as the document says: quantity times
//! price, at 70 % off for Spot. Each line is the recomputed one; what the document prints instead has its reason here.

use std::sync::Arc;

use checker::cost::component::Component;
use checker::cost::estimate::{Estimate, Total};
use checker::cost::statement::money;
use rust_decimal::Decimal;

use super::read;

/// A line: what it is called, the recomputed amount, what the document prints, why the two differ (empty where they are about the same), and
/// the components that it stands for: service, a part of the address, a part of the component's name.
type Line = (&'static str, &'static str, &'static str, &'static str, &'static [(&'static str, &'static str, &'static str)]);

const OMITTED: &str = "the table leaves it out, the text asks for it";

const STAGING: &[Line] = &[
    (
        "Core API, Spot",
        "6.22",
        "7",
        "70 % off is the best case: at 50 % it is 10.36",
        &[("Fargate", "service[\"core-api\"]", "")],
    ),
    ("Clinic, Spot", "3.11", "4", "rounded up", &[("Fargate", "service[\"clinic\"]", "")]),
    ("Portal, Spot", "3.11", "4", "rounded up", &[("Fargate", "service[\"portal\"]", "")]),
    ("Console, Spot", "3.11", "4", "rounded up", &[("Fargate", "service[\"console\"]", "")]),
    ("pgbouncer", "10.36", "10", "", &[("Fargate", "service[\"pgbouncer\"]", "")]),
    (
        "Aurora",
        "51.10",
        "15 to 30",
        "a schedule every five minutes keeps it awake at half a unit",
        &[("RDS", "aws_rds_cluster_instance", "instance")],
    ),
    ("ElastiCache", "13.14", "13", "", &[("ElastiCache", "", "")]),
    ("ALB", "20.29", "20", "", &[("Load balancing", "", "")]),
    ("NAT instance", "4.27", "3", "the root volume is left out", &[("EC2", "", ""), ("EBS", "", "")]),
    ("Data transfer", "0.90", "1", "", &[("Data transfer", "", "out to the internet")]),
    ("S3", "0.80", "1", "", &[("S3", "", "")]),
    ("ECR", "1.00", "1", "", &[("ECR", "", "")]),
    ("KMS", "1.00", "1", "", &[("KMS", "", "")]),
    ("Secrets Manager", "4.00", "4", "", &[("Secrets Manager", "", "")]),
    ("CloudWatch", "2.26", "2", "", &[("CloudWatch", "", "")]),
    ("SES", "0.00", "0", "", &[("SES", "", "")]),
    (
        "Cloudflare for SaaS",
        "0.00",
        "7",
        "100 host names are included, and no base fee was found",
        &[("Shared", "Cloudflare for SaaS", "")],
    ),
    ("interface endpoints", "43.80", "-", OMITTED, &[("VPC endpoint", "", "hours")]),
    ("public IPv4", "10.95", "-", OMITTED, &[("Public IPv4", "", "")]),
    ("scheduled runs, Spot", "1.66", "-", OMITTED, &[("Fargate", "aws_scheduler_schedule", ""), ("EventBridge", "", "")]),
    ("Aurora storage and I/O", "2.29", "-", OMITTED, &[("RDS", "aws_rds_cluster.", "")]),
    (
        "endpoint data, between zones, Config",
        "1.30",
        "-",
        OMITTED,
        &[("VPC endpoint", "", "data"), ("Data transfer", "", "between zones"), ("Config", "", "")],
    ),
];

const PRODUCTION: &[Line] = &[
    ("Core API", "82.90", "83", "", &[("Fargate", "service[\"core-api\"]", "")]),
    ("Clinic", "41.45", "41", "", &[("Fargate", "service[\"clinic\"]", "")]),
    ("Portal", "41.45", "41", "", &[("Fargate", "service[\"portal\"]", "")]),
    ("Console", "10.36", "10", "", &[("Fargate", "service[\"console\"]", "")]),
    ("pgbouncer", "20.72", "21", "", &[("Fargate", "service[\"pgbouncer\"]", "")]),
    ("RDS", "110.96", "124", "124.10 is two instances of Aurora", &[("RDS", "aws_db_instance", "instance")]),
    (
        "RDS storage",
        "13.70",
        "10",
        "a standby's storage is billed too",
        &[("RDS", "aws_db_instance", "storage"), ("RDS", "aws_db_instance", "backups")],
    ),
    ("ElastiCache", "52.56", "51", "", &[("ElastiCache", "", "")]),
    ("ALB", "25.55", "25", "", &[("Load balancing", "", "")]),
    ("NAT gateway", "43.16", "43", "", &[("NAT gateway", "", "")]),
    ("Data transfer", "9.90", "10", "", &[("Data transfer", "", "out to the internet")]),
    ("S3 uploads", "3.42", "5", "rounded up", &[("S3", "[\"uploads\"]", "")]),
    ("S3 audit", "0.20", "1", "Deep Archive is 0.0018 here", &[("S3", "[\"audit-archive\"]", "")]),
    ("S3 backup", "1.89", "2", "", &[("S3", "[\"backup\"]", "")]),
    ("ECR", "2.00", "2", "", &[("ECR", "", "")]),
    ("KMS", "1.00", "1", "", &[("KMS", "", "")]),
    ("Secrets Manager", "4.00", "4", "", &[("Secrets Manager", "", "")]),
    (
        "CloudWatch",
        "19.25",
        "20",
        "",
        &[("CloudWatch", "", "logs"), ("CloudWatch", "", "alarm"), ("CloudWatch", "", "dashboard")],
    ),
    ("SES", "20.00", "20", "", &[("SES", "", "")]),
    ("Cloudflare Pro", "20.00", "20", "", &[("Shared", "Cloudflare Pro", "")]),
    ("Cloudflare for SaaS", "0.00", "15", "80 of the 100 host names that are included", &[("Shared", "Cloudflare for SaaS", "")]),
    ("interface endpoints", "87.60", "-", OMITTED, &[("VPC endpoint", "", "hours")]),
    ("public IPv4", "10.95", "-", OMITTED, &[("Public IPv4", "", "")]),
    ("check-providers", "41.45", "-", OMITTED, &[("Fargate", "aws_scheduler_schedule.this[\"check-providers\"]", "")]),
    (
        "expired-sessions-sweep",
        "2.76",
        "-",
        OMITTED,
        &[("Fargate", "aws_scheduler_schedule.this[\"expired-sessions-sweep\"]", "")],
    ),
    (
        "endpoint data, between zones",
        "3.00",
        "-",
        OMITTED,
        &[("VPC endpoint", "", "data"), ("Data transfer", "", "between zones")],
    ),
    ("Config, enhanced monitoring", "1.65", "-", OMITTED, &[("Config", "", ""), ("CloudWatch", "", "enhanced monitoring")]),
];

/// What a component costs at 70 % off for Spot, which is the low bound of what is on it.
fn amount(component: &Component) -> Decimal {
    let cost = component.cost.expect("a cost");
    if component.factor.is_some() { cost.low } else { cost.expected }
}

fn is_of(component: &Component, of: &[(&str, &str, &str)]) -> bool {
    of.iter().any(|(service, address, name)| {
        component.service == *service && component.address.contains(address) && component.name.contains(name)
    })
}

fn total(plan: &str, root: &str, scope: &str) -> Total {
    let inventory = read(plan, &format!("fixtures/cost/{root}"), &format!("fixtures/cost/{root}/usage.yaml"));
    let total = Estimate::of(&inventory).scopes.remove(scope).expect("the scope");
    let open: Vec<String> = total.unpriced().map(Component::open).chain(total.doubts.clone()).collect();
    assert!(total.complete, "{open:#?}");
    total
}

/// Each line of a table is what its components come to, and no component that costs a cent is in no line.
fn compare(total: &Total, table: &[Line], sum: &str) {
    for (name, recomputed, printed, why, of) in table {
        let found: Decimal = total.components.iter().filter(|component| is_of(component, of)).map(amount).sum();
        assert_eq!(money(found), *recomputed, "{name}");
        let printed: Option<Decimal> = printed.parse().ok();
        let near = printed.is_some_and(|printed| (printed - found).abs() <= Decimal::new(5, 1).max(found * Decimal::new(4, 2)));
        assert_eq!(why.is_empty(), near, "{name}: the document's figure has a reason where it is another one");
        assert!(total.components.iter().any(|component| is_of(component, of)), "{name} is of something");
    }
    let of_none = total.components.iter().filter(|component| !table.iter().any(|(.., of)| is_of(component, of)));
    let of_none: Vec<_> = of_none.filter(|component| amount(component) >= Decimal::new(1, 2)).collect();
    assert!(of_none.is_empty(), "{of_none:#?}");
    let all: Decimal = total.components.iter().map(amount).sum();
    let recomputed: Decimal = sum.parse().expect("a number");
    // The recomputed sum is one of rounded lines.
    assert!((all - recomputed).abs() < Decimal::new(5, 2), "{all} for {recomputed}");
}

#[test]
fn staging_is_the_documents_table_line_by_line() {
    compare(&total("cost-document-staging.json", "document-staging", "staging"), STAGING, "184.67");
}

#[test]
fn production_is_the_documents_table_line_by_line() {
    compare(&total("cost-document-production.json", "document-production", "production"), PRODUCTION, "671.88");
}

#[test]
fn production_with_telemetry_is_the_documents_table_line_by_line() {
    let table: Vec<Line> = PRODUCTION
        .iter()
        .copied()
        .chain([
            ("Telemetry API", "41.45", "40", "", &[("Fargate", "service[\"telemetry-api\"]", "")][..]),
            ("S3 telemetry", "4.90", "5", "", &[("S3", "[\"telemetry\"]", "")][..]),
        ])
        .collect();
    compare(&total("cost-document-production-telemetry.json", "document-production", "production"), &table, "718.23");
}

#[test]
fn a_line_that_is_not_priced_is_no_line() {
    let inventory =
        read("cost-document-staging.json", "fixtures/cost/document-staging", "fixtures/cost/document-staging/usage.yaml");
    let catalogue = inventory.pricing.catalogue.without("vpc.interface_endpoint");
    let pricing = Arc::new(checker::cost::Pricing { catalogue, usage: inventory.pricing.usage.clone() });
    let estimate = Estimate::of(&inventory.priced(&pricing));
    assert!(!estimate.scopes["staging"].complete);
}
