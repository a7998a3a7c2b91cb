//! What references lead to: every shape of tests/references, planned by the real Terraform, from the plan alone and with its source.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use support::top;

/// By `ADDRESS PATH`: the targets, in their order, and the certainty.
type Links = BTreeMap<String, (Vec<String>, String)>;

/// The links of a plan, as `checker inventory` prints them.
fn links(plan: &Value, source: Option<&Path>) -> Links {
    let mut arguments = vec!["inventory".to_owned(), "-".to_owned()];
    arguments.extend(source.map(|source| format!("--source={}", source.display())));
    let ran = support::checker_in(top(), arguments, plan.to_string());
    assert_eq!(ran.status, 0, "{ran:#?}");
    let inventory = ran.json();
    let mut links = Links::new();
    for resource in
        inventory["resources"].as_object().expect("resources").values().flat_map(|list| list.as_array().expect("a list"))
    {
        let address = resource["address"].as_str().expect("an address");
        for (path, list) in resource["links"].as_object().expect("links") {
            let list = list.as_array().expect("a list");
            let text = |link: &Value, key: &str| link[key].as_str().expect(key).to_owned();
            let mut certainties: Vec<String> = list.iter().map(|link| text(link, "certainty")).collect();
            certainties.sort_unstable();
            // The least certain speaks for all.
            let certainty = ["ambiguous", "inferred", "certain"].iter().find(|name| certainties.iter().any(|own| own == *name));
            let targets = list.iter().map(|link| text(link, "to")).collect();
            links.insert(format!("{address} {path}"), (targets, (*certainty.expect("a certainty")).to_owned()));
        }
    }
    links
}

/// The expectations in the comments: from the JSON alone, and with the source.
fn expected() -> (Links, Links) {
    let (mut alone, mut sourced) = (Links::new(), Links::new());
    for line in std::fs::read_to_string(top().join("tests/references/main.tf")).expect("the shapes").lines() {
        let parse = |rest: &str| {
            let (place, targets) = rest.split_once(" -> ").expect("an arrow");
            let mut words: Vec<String> = targets.split_whitespace().map(str::to_owned).collect();
            let certainty = words.pop().expect("a certainty");
            assert!(["certain", "inferred", "ambiguous", "none"].contains(&certainty.as_str()), "{line}");
            (place.trim().to_owned(), (words, certainty))
        };
        if let Some(rest) = line.strip_prefix("# link: ") {
            let (place, links) = parse(rest);
            assert!(alone.insert(place.clone(), links.clone()).is_none(), "{place} twice");
            sourced.entry(place).or_insert(links);
        } else if let Some(rest) = line.strip_prefix("# with source: ") {
            let (place, links) = parse(rest);
            sourced.insert(place, links);
        }
    }
    (alone, sourced)
}

fn compare(found: &Links, expected: &Links) {
    let none = (Vec::new(), "none".to_owned());
    let wrong: Vec<String> = expected
        .iter()
        .filter_map(|(place, expected)| {
            let found = found.get(place).unwrap_or(&none);
            (found != expected).then(|| format!("{place}\n  is       {found:?}\n  expected {expected:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} shapes:\n{}", wrong.len(), expected.len(), wrong.join("\n"));
}

#[test]
fn every_shape_leads_where_it_should() {
    let (directory, plan) = support::planned("tests/references");
    let (alone, sourced) = expected();
    assert!(alone.len() >= 60, "{} shapes", alone.len());
    let found = links(&plan, None);
    compare(&found, &alone);
    compare(&links(&plan, Some(directory.path())), &sourced);

    // The order in which a plan lists things says nothing.
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..5 {
        let mut shuffled = plan.clone();
        random.shuffle(shuffled["resource_changes"].as_array_mut().expect("changes"));
        random.shuffle(shuffled["configuration"]["root_module"]["resources"].as_array_mut().expect("resources"));
        assert_eq!(links(&shuffled, None), found);
    }
}
