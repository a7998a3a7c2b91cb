//! Networks: NAT gateways, addresses, endpoints, and what crosses between zones.

use super::{Row, Rule};
use crate::cost::sheet::{Amount, Found, Line, Sheet, hours};

pub const ROWS: &[Row] = &[
    ("aws_nat_gateway", Rule::Billed(nat_gateway, &["processed_gb", "internet_out_gb"])),
    ("aws_eip", Rule::Billed(address, &[])),
    ("aws_vpc_endpoint", Rule::Billed(endpoint, &["endpoint_gb"])),
    ("aws_vpc", Rule::Billed(vpc, &["inter_az_gb"])),
    ("aws_default_vpc", Rule::Billed(vpc, &["inter_az_gb"])),
    ("aws_route53_zone", Rule::Billed(zone, &[])),
    ("aws_service_discovery_private_dns_namespace", Rule::Billed(zone, &[])),
    ("aws_service_discovery_public_dns_namespace", Rule::Billed(zone, &[])),
];

/// The price of an address that everybody reaches.
pub const PUBLIC_IPV4: &str = "vpc.public_ipv4.in_use";

/// What goes out to the internet through a resource.
pub fn internet_out(line: &Line<'_>) -> Found {
    let gigabytes = line.used("internet_out_gb")?;
    line.cost("data_transfer.out.internet.first10TB", gigabytes)
}

/// The gateway's own address is an `aws_eip`, and is priced there.
fn nat_gateway(sheet: &mut Sheet<'_>) {
    sheet
        .of("NAT gateway")
        .add("hours", |line| line.cost("nat_gateway.hour", hours(1)))
        .add("data processed", |line| line.cost("nat_gateway.data", line.used("processed_gb")?))
        .of("Data transfer")
        .add("out to the internet", internet_out);
}

/// In use or not, it costs the same.
fn address(sheet: &mut Sheet<'_>) {
    sheet.of("Public IPv4").add("address", |line| line.cost(PUBLIC_IPV4, hours(1)));
}

fn endpoint(sheet: &mut Sheet<'_>) {
    let line = sheet.line();
    match line.text_or("vpc_endpoint_type", "Gateway") {
        Ok("Gateway") => sheet.of("VPC endpoint").free("a gateway endpoint costs nothing"),
        Ok("Interface") => {
            sheet
                .of("VPC endpoint")
                .add("hours in each zone", |line| {
                    let zones = u32::try_from(line.pointed_to("subnet_ids")?).unwrap_or(u32::MAX);
                    line.cost("vpc.interface_endpoint", hours(zones))
                })
                .add("data processed", |line| line.cost("vpc.interface_endpoint.data", line.used("endpoint_gb")?));
        }
        Ok(kind) => {
            let id = format!("vpc.{}_endpoint", kind.to_ascii_lowercase());
            sheet.of("VPC endpoint").add("hours in each zone", |line| line.cost(&id, hours(1)));
        }
        Err(gap) => sheet.of("VPC endpoint").gap("hours in each zone", gap),
    }
}

/// Both sides pay for what crosses.
fn vpc(sheet: &mut Sheet<'_>) {
    sheet.of("Data transfer").add("between zones, both directions", |line| {
        let gigabytes = line.used("inter_az_gb")?;
        line.cost("data_transfer.inter_az", gigabytes + gigabytes)
    });
}

/// A namespace of names makes a zone as well.
fn zone(sheet: &mut Sheet<'_>) {
    sheet.of("Route 53").add("zone", |line| line.cost("route53.hosted_zone", 1));
}

/// So many addresses that everybody reaches, for as long as they are there.
pub fn public_addresses(line: &Line<'_>, count: u32) -> Found {
    if count == 0 {
        return Ok(Amount::None);
    }
    line.cost(PUBLIC_IPV4, hours(count))
}

#[cfg(test)]
mod tests {
    use crate::cost::sample::lines;
    use crate::inventory::Certainty;
    use crate::inventory::sample::resource;
    use crate::inventory::unknown::UnknownKind;
    use serde_json::json;

    #[test]
    fn a_gateway_is_billed_by_the_hour_and_by_what_it_processes() {
        let gateway = resource("aws_nat_gateway.n", json!({"connectivity_type": "public"}));
        let figures = ["aws_nat_gateway.processed_gb=100", "aws_nat_gateway.internet_out_gb=10"];
        assert_eq!(
            lines(vec![gateway.clone()], &figures),
            ["hours: priced 37.96", "data processed: usage_assumed 5.20", "out to the internet: usage_assumed 0.90",]
        );
        assert_eq!(
            lines(vec![gateway], &[]),
            ["hours: priced 37.96", "data processed: usage_missing", "out to the internet: usage_missing",]
        );
        assert_eq!(lines(vec![resource("aws_eip.e", json!({"domain": "vpc"}))], &[]), ["address: priced 3.65"]);
    }

    #[test]
    fn an_interface_endpoint_is_billed_in_each_zone() {
        let endpoint = |values| lines(vec![resource("aws_vpc_endpoint.e", values)], &["aws_vpc_endpoint.endpoint_gb=10"]);
        let two = json!({"vpc_endpoint_type": "Interface", "subnet_ids": ["subnet-1", "subnet-2"]});
        assert_eq!(endpoint(two), ["hours in each zone: priced 17.52", "data processed: usage_assumed 0.10"]);
        assert!(endpoint(json!({"vpc_endpoint_type": "Gateway"})).is_empty());
        assert!(endpoint(json!({})).is_empty(), "a gateway, unless something is said");
        assert_eq!(endpoint(json!({"vpc_endpoint_type": "GatewayLoadBalancer"})), ["hours in each zone: price_missing"]);
    }

    #[test]
    fn subnets_that_are_not_known_count_where_their_links_are_certain() {
        let endpoint = || {
            resource("aws_vpc_endpoint.e", json!({"vpc_endpoint_type": "Interface"}))
                .not_knowing("subnet_ids", UnknownKind::AfterApply)
        };
        let hours =
            |endpoint, others: Vec<_>| lines([vec![endpoint], others].concat(), &["aws_vpc_endpoint.endpoint_gb=0"])[0].clone();
        assert_eq!(hours(endpoint(), vec![]), "hours in each zone: attribute_unknown");
        let subnets = || vec![resource("aws_subnet.a", json!({})), resource("aws_subnet.b", json!({}))];
        let linked = |certainty| {
            endpoint().linked("subnet_ids", "aws_subnet.a", certainty).linked("subnet_ids", "aws_subnet.b", certainty)
        };
        assert_eq!(hours(linked(Certainty::Certain), subnets()), "hours in each zone: priced 17.52");
        assert_eq!(hours(linked(Certainty::Ambiguous), subnets()), "hours in each zone: attribute_unknown");
    }

    #[test]
    fn what_crosses_between_zones_is_billed_on_both_sides() {
        let vpc = resource("aws_vpc.v", json!({}));
        assert_eq!(
            lines(vec![vpc.clone()], &["aws_vpc.inter_az_gb=100"]),
            ["between zones, both directions: usage_assumed 2.00"]
        );
        assert_eq!(lines(vec![vpc], &["aws_vpc.inter_az_gb=0"]), ["between zones, both directions: known_free 0.00"]);
    }

    #[test]
    fn a_namespace_makes_a_zone() {
        let namespace = resource("aws_service_discovery_private_dns_namespace.n", json!({"name": "n.internal"}));
        assert_eq!(lines(vec![namespace], &[]), ["zone: priced 0.50"]);
    }
}
