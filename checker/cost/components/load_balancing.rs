//! Load balancers: hours, capacity units and public addresses.

use super::network::{internet_out, public_addresses};
use super::{Row, Rule};
use crate::cost::component::Gap;
use crate::cost::sheet::{Amount, Found, Line, Sheet, hours};

pub const ROWS: &[Row] = &[("aws_lb", Rule::Billed(load_balancer, USED)), ("aws_alb", Rule::Billed(load_balancer, USED))];

const USED: &[&str] = &["lcu", "internet_out_gb"];

fn load_balancer(sheet: &mut Sheet<'_>) {
    let kind = match sheet.line().text_or("load_balancer_type", "application") {
        Ok("application") => "alb",
        Ok("network") => "nlb",
        Ok(_) => "gateway",
        Err(gap) => return sheet.of("Load balancing").gap("hours", gap),
    };
    sheet
        .of("Load balancing")
        .add("hours", |line| line.cost(&format!("elb.{kind}.hour"), hours(1)))
        .add("capacity units", |line| {
            let units = line.used("lcu")?;
            line.cost(&format!("elb.{kind}.lcu"), hours(units))
        })
        .of("Public IPv4")
        .add("addresses", addresses)
        .of("Data transfer")
        .add("out to the internet", internet_out);
}

/// One in each subnet of what the internet reaches over IPv4. An address of one's own is priced as `aws_eip`.
fn addresses(line: &Line<'_>) -> Found {
    if line.flag("internal")? || line.text_or("ip_address_type", "ipv4")? == "dualstack-without-public-ipv4" {
        return Ok(Amount::None);
    }
    let mapped = line.count("subnet_mapping")?;
    let own = (0..mapped).map(|at| line.seen(&format!("subnet_mapping[{at}].allocation_id")));
    let own = own.collect::<Result<Vec<_>, Gap>>()?.into_iter().flatten().count();
    let subnets = if mapped > 0 { mapped - own } else { line.pointed_to("subnets")? };
    public_addresses(line, u32::try_from(subnets).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use crate::cost::sample::lines;
    use crate::inventory::sample::resource;
    use crate::inventory::unknown::UnknownKind;
    use serde_json::json;

    const FIGURES: [&str; 2] = ["aws_lb.lcu=1", "aws_lb.internet_out_gb=10"];

    fn addresses(values: serde_json::Value) -> Option<String> {
        let lines = lines(vec![resource("aws_lb.l", values)], &FIGURES);
        lines.into_iter().find(|line| line.starts_with("addresses"))
    }

    #[test]
    fn hours_capacity_units_addresses_and_traffic() {
        let balancer =
            resource("aws_lb.l", json!({"load_balancer_type": "application", "internal": false, "subnets": ["a", "b"]}));
        assert_eq!(
            lines(vec![balancer], &FIGURES),
            [
                "hours: priced 19.71",
                "capacity units: usage_assumed 5.84",
                "addresses: priced 7.30",
                "out to the internet: usage_assumed 0.90",
            ]
        );
        let network = resource("aws_lb.l", json!({"load_balancer_type": "network", "internal": true}));
        assert_eq!(lines(vec![network], &FIGURES)[..2], ["hours: priced 19.71", "capacity units: usage_assumed 4.38"]);
        let gateway = resource("aws_lb.l", json!({"load_balancer_type": "gateway", "internal": true}));
        assert_eq!(lines(vec![gateway], &FIGURES)[0], "hours: price_missing");
    }

    #[test]
    fn an_address_in_each_subnet_that_the_internet_reaches_over_ipv4() {
        assert_eq!(addresses(json!({"subnets": ["a", "b", "c"]})).as_deref(), Some("addresses: priced 10.95"));
        assert_eq!(
            addresses(json!({"subnets": ["a"], "ip_address_type": "dualstack"})).as_deref(),
            Some("addresses: priced 3.65")
        );
        assert_eq!(addresses(json!({"subnets": ["a"], "internal": true})), None);
        assert_eq!(addresses(json!({"subnets": ["a"], "ip_address_type": "dualstack-without-public-ipv4"})), None);
        let mapped = json!({"subnet_mapping": [{"subnet_id": "a"}, {"subnet_id": "b", "allocation_id": "eipalloc-1"}]});
        assert_eq!(addresses(mapped).as_deref(), Some("addresses: priced 3.65"), "the other one is an aws_eip");
        let later = resource("aws_lb.l", json!({})).not_knowing("subnets", UnknownKind::AfterApply);
        assert!(lines(vec![later], &FIGURES).contains(&"addresses: attribute_unknown".to_owned()));
    }
}
