//! What the satellites of a group, an ACL or a prefix list say, entry by entry: what a refreshed state shows beside that, somebody else made.

use std::collections::HashSet;

use crate::inventory::path::{AttributePath, Segment};
use crate::inventory::value::{Value, entry, text};

/// The entries that a satellite stands for, each as one text; `None` for a type whose satellites speak for the whole attribute.
pub fn keys(kind: &str, values: &Value) -> Option<Vec<String>> {
    let has = |name: &str, wanted: &str| entry(values, name).and_then(text) == Some(wanted);
    Some(match kind {
        "aws_security_group_rule" if has("type", "egress") => Vec::new(),
        "aws_security_group_rule" | "aws_vpc_security_group_ingress_rule" => {
            let traffic = traffic(values);
            let own = entry(values, "security_group_id").and_then(text);
            let sources = sources(values).map(|source| if Some(source) == own { "self" } else { source });
            let sources = sources.chain(is_self(values).then_some("self"));
            sources.map(|source| format!("{traffic} {source}")).collect()
        }
        "aws_network_acl_rule" if entry(values, "egress") == Some(&Value::Bool(true)) => Vec::new(),
        "aws_network_acl_rule" => entry(values, "rule_number").map(Value::to_string).into_iter().collect(),
        "aws_ec2_managed_prefix_list_entry" => entry(values, "cidr").and_then(text).map(str::to_owned).into_iter().collect(),
        _ => return None,
    })
}

/// An attribute that repeats satellites of `kind`, sorted by whether they stand for its entries: places below it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// What satellites stand for.
    pub spoken: Vec<AttributePath>,
    /// There is more, which somebody else made.
    pub more: bool,
}

impl Shown {
    /// Sorts what is shown by what the satellites said.
    pub fn of(kind: &str, shown: &Value, said: &HashSet<String>) -> Self {
        let mut sorted = Self::default();
        let list = shown.as_array().map(|list| list.as_slice()).unwrap_or_default();
        for (at, item) in list.iter().enumerate() {
            let place = AttributePath::default().join(Segment::Index(at));
            let named = |name: &str| entry(item, name).map(|key| text(key).map_or_else(|| key.to_string(), str::to_owned));
            match kind {
                "aws_network_acl_rule" => sorted.add(place, named("rule_no"), said),
                "aws_ec2_managed_prefix_list_entry" => sorted.add(place, named("cidr"), said),
                _ => sorted.block(&place, item, said),
            }
        }
        sorted
    }

    fn add(&mut self, place: AttributePath, key: Option<String>, said: &HashSet<String>) {
        if key.is_some_and(|key| said.contains(&key)) {
            self.spoken.push(place);
        } else {
            self.more = true;
        }
    }

    /// A block of a group: each of its sources.
    fn block(&mut self, place: &AttributePath, block: &Value, said: &HashSet<String>) {
        let traffic = traffic(block);
        let lists = SOURCES.iter().filter_map(|name| Some((name, entry(block, name)?.as_array().ok()?)));
        for (name, list) in lists {
            let place = place.join(Segment::Key((*name).into()));
            for (at, source) in list.iter().enumerate().filter_map(|(at, source)| Some((at, text(source)?))) {
                self.add(place.join(Segment::Index(at)), Some(format!("{traffic} {source}")), said);
            }
        }
        if is_self(block) {
            self.add(place.join(Segment::Key("self".into())), Some(format!("{traffic} self")), said);
        }
    }
}

/// Protocol and ports, in one form: a rule about everything has no ports.
fn traffic(values: &Value) -> String {
    let protocol = ["ip_protocol", "protocol"].iter().find_map(|name| entry(values, name).and_then(text)).unwrap_or_default();
    let protocol = match protocol {
        "-1" | "all" => return "all".to_owned(),
        "1" => "icmp",
        "6" => "tcp",
        "17" => "udp",
        "58" => "icmpv6",
        name => name,
    };
    let port = |name: &str| entry(values, name).map(Value::to_string).unwrap_or_default();
    format!("{protocol} {} {}", port("from_port"), port("to_port"))
}

/// The attributes of rules and blocks that name ranges, lists and groups.
const SOURCES: [&str; 9] = [
    "cidr_blocks",
    "ipv6_cidr_blocks",
    "prefix_list_ids",
    "security_groups",
    "source_security_group_id",
    "cidr_ipv4",
    "cidr_ipv6",
    "prefix_list_id",
    "referenced_security_group_id",
];

/// What a rule admits.
fn sources(values: &Value) -> impl Iterator<Item = &str> {
    SOURCES.into_iter().filter_map(|name| entry(values, name)).flat_map(|value| {
        let list = value.as_array().map_or_else(|_| std::slice::from_ref(value), |list| list.as_slice());
        list.iter().filter_map(text).filter(|source| !source.is_empty())
    })
}

fn is_self(values: &Value) -> bool {
    entry(values, "self") == Some(&Value::Bool(true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn said(kind: &str, values: serde_json::Value) -> Vec<String> {
        keys(kind, &values.into()).expect("a type that speaks for entries")
    }

    #[test]
    fn a_rule_says_its_sources_in_every_form() {
        let old = json!({"type": "ingress", "protocol": "tcp", "from_port": 1, "to_port": 2, "cidr_blocks": ["10.0.0.0/8"],
            "ipv6_cidr_blocks": null, "source_security_group_id": "", "self": true, "security_group_id": "sg-1"});
        assert_eq!(said("aws_security_group_rule", old), ["tcp 1 2 10.0.0.0/8", "tcp 1 2 self"]);
        let new = json!({"ip_protocol": "6", "from_port": 1, "to_port": 2, "referenced_security_group_id": "sg-1", "security_group_id": "sg-1"});
        assert_eq!(said("aws_vpc_security_group_ingress_rule", new), ["tcp 1 2 self"]);
        let all = json!({"ip_protocol": "-1", "from_port": null, "prefix_list_id": "pl-1"});
        assert_eq!(said("aws_vpc_security_group_ingress_rule", all), ["all pl-1"]);
        assert!(said("aws_security_group_rule", json!({"type": "egress", "cidr_blocks": ["10.0.0.0/8"]})).is_empty());
        assert!(said("aws_network_acl_rule", json!({"egress": true, "rule_number": 1})).is_empty());
        assert!(keys("aws_route", &json!({}).into()).is_none());
    }

    #[test]
    fn what_is_shown_is_sorted_by_what_is_said() {
        let sorted = |kind: &str, shown: serde_json::Value, said: &[&str]| {
            let said = said.iter().map(|key| (*key).to_owned()).collect();
            let Shown { spoken, more } = Shown::of(kind, &shown.into(), &said);
            (spoken.iter().map(ToString::to_string).collect::<Vec<_>>(), more)
        };
        let places = |list: &[&str]| list.iter().map(|place| (*place).to_owned()).collect::<Vec<_>>();
        let block = |cidrs: &[&str], own: bool| json!({"protocol": "tcp", "from_port": 1, "to_port": 2, "cidr_blocks": cidrs, "security_groups": [], "self": own});
        let shown = || json!([block(&["10.0.0.0/8", "0.0.0.0/0"], true), block(&[], true)]);
        let kind = "aws_security_group_rule";
        let (all, ten) = ("tcp 1 2 0.0.0.0/0", "tcp 1 2 10.0.0.0/8");
        let every = ["[0].cidr_blocks[0]", "[0].cidr_blocks[1]", "[0].self", "[1].self"];
        assert_eq!(sorted(kind, shown(), &[ten, all, "tcp 1 2 self"]), (places(&every), false));
        assert_eq!(sorted(kind, shown(), &[ten, "tcp 1 3 0.0.0.0/0"]), (places(&every[..1]), true));
        assert_eq!(sorted(kind, shown(), &[]), (Vec::new(), true));
        assert_eq!(sorted(kind, json!([]), &[]), (Vec::new(), false));
        assert_eq!(sorted("aws_network_acl_rule", json!([{"rule_no": 1}, {"rule_no": 2}]), &["2"]), (places(&["[1]"]), true));
        let ranges = json!([{"cidr": "a"}, {"cidr": "b"}]);
        assert_eq!(sorted("aws_ec2_managed_prefix_list_entry", ranges, &["a", "b"]), (places(&["[0]", "[1]"]), false));
    }
}
