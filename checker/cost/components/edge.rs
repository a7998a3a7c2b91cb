//! The edge: Cloudflare's plan and its custom host names.

use super::{Row, Rule};
use crate::cost::sheet::Sheet;

pub const ROWS: &[Row] = &[
    ("cloudflare_zone", Rule::Billed(zone, &["pro_plans", "saas_hostnames"])),
    ("cloudflare_zone_subscription", Rule::Free("the plan is priced with its zone")),
];

fn zone(sheet: &mut Sheet<'_>) {
    sheet
        .of("Cloudflare")
        .add("Pro plan", |line| line.cost("cloudflare.pro", line.used("pro_plans")?))
        .add("custom host names", |line| line.cost("cloudflare.saas.hostname", line.used("saas_hostnames")?));
}
