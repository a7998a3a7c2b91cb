//! The edge: Cloudflare's plan, its custom host names and its certificates.

use super::{Row, Rule};
use crate::cost::sheet::Sheet;

pub const ROWS: &[Row] = &[
    ("cloudflare_zone", Rule::Billed(zone, &["pro_plans", "saas_hostnames"])),
    ("cloudflare_zone_subscription", Rule::Free("the plan is priced with its zone")),
    ("cloudflare_certificate_pack", Rule::Billed(certificate_pack, &[])),
];

fn zone(sheet: &mut Sheet<'_>) {
    sheet
        .of("Cloudflare")
        .add("Pro plan", |line| line.cost("cloudflare.pro", line.used("pro_plans")?))
        .add("custom host names", |line| line.cost("cloudflare.saas.hostname", line.used("saas_hostnames")?));
}

/// A pack is ordered where a subscription allows it. One serves all of a zone, and a zone with two packs is counted twice: rather more than less.
fn certificate_pack(sheet: &mut Sheet<'_>) {
    sheet.of("Cloudflare").add("certificate manager", |line| line.cost("cloudflare.certificate_manager", 1));
}

#[cfg(test)]
mod tests {
    use crate::cost::sample::lines;
    use crate::inventory::sample::resource;
    use serde_json::json;

    #[test]
    fn certificates_of_ones_own_choice_are_billed() {
        let pack = resource("cloudflare_certificate_pack.c", json!({"type": "advanced"}));
        assert_eq!(lines(vec![pack], &[]), ["certificate manager: priced 10.00"]);
    }
}
