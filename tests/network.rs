//! The platform with a load balancer: green behind Cloudflare alone; its group opened to the internet, in every form, turns the two network
//! policies and no other, at the line that opens it. Planned by the real provider.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod support;

use serde_json::{Value, json};
use support::{EXPOSURE, PRODUCTION, Ran, checker_in, copy, only, plan_production, platform, top};

const ALB: &str = "network/alb-ingress-cloudflare-only";
const OPEN: &str = "network/no-open-ingress";

/// The platform with some of the files of `tests/network`, planned.
fn planned(files: &[&str]) -> Ran {
    let repository = platform();
    copy(&top().join("tests/network/modules"), &repository.path().join("infra/modules"));
    for file in files {
        let to = repository.path().join(PRODUCTION).join(file);
        std::fs::copy(top().join("tests/network").join(file), to).expect(file);
    }
    plan_production(repository.path(), &[&["--no-backend", "--output", "json"], &only(&EXPOSURE)[..]].concat())
}

/// The line of `tests/network` that a location of the repository shows, as `FILE: TEXT`.
fn line(location: &Value) -> String {
    let file = location["file"].as_str().expect("a file");
    let own = file.replace(PRODUCTION, "").replace("infra/", "");
    let own = own.trim_start_matches('/');
    let text = std::fs::read_to_string(top().join("tests/network").join(own)).expect(file);
    let number = usize::try_from(location["line"].as_u64().expect("a line")).expect("a line");
    format!("{own}: {}", text.lines().nth(number - 1).expect("the line").trim())
}

/// Every failure as `POLICY SUBJECT` with its lines, innermost first.
fn failures(ran: &Ran) -> Vec<(String, Vec<String>)> {
    let report = ran.json();
    let failed = report["results"].as_array().expect("results").iter().filter(|result| result["verdict"] == "fail");
    let mut found: Vec<_> = failed
        .map(|result| {
            let text = |key: &str| result[key].as_str().expect(key).to_owned();
            let location = &result["location"];
            let calls = location["module_stack"].as_array().map(Vec::as_slice).unwrap_or_default();
            let lines = std::iter::once(location).chain(calls).map(line).collect();
            (format!("{} {}", text("policy"), text("resource")), lines)
        })
        .collect();
    found.sort();
    found
}

#[test]
fn behind_cloudflare_alone_everything_is_green() {
    let ran = planned(&["edge.tf"]);
    assert_eq!(ran.status, 0, "{ran:#?}");
    assert_eq!(ran.results("undetermined"), Vec::<String>::new());
    let passed = ran.results("pass");
    for expected in [format!("{ALB} aws_lb.this aws_lb.this "), format!("{OPEN} aws_security_group.alb aws_security_group.alb ")]
    {
        assert!(passed.contains(&expected), "{expected} is not in {passed:?}");
    }
}

#[test]
fn everybody_in_any_form_turns_the_two_policies_at_the_line_that_opens_it() {
    let ran = planned(&["edge.tf", "open.tf"]);
    assert_eq!(ran.status, 1, "{ran:#?}");
    assert_eq!(ran.results("undetermined"), Vec::<String>::new());
    let own = |form: &str| (format!("aws_lb.open[\"{form}\"]"), format!("aws_security_group.open[\"{form}\"]"));
    let at = |(balancer, group): (String, String), lines: &[&str]| {
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        [(format!("{ALB} {balancer}"), lines.clone()), (format!("{OPEN} {group}"), lines)]
    };
    let mut expected: Vec<_> = [
        at(("aws_lb.inline".into(), "aws_security_group.inline".into()), &["open.tf: cidr_blocks = [\"0.0.0.0/0\"] # inline"]),
        at(own("rule"), &["open.tf: cidr_blocks       = [\"0.0.0.0/0\"] # rule"]),
        at(own("ingress_rule"), &["open.tf: cidr_ipv4         = \"0.0.0.0/0\" # ingress_rule"]),
        at(own("for_each"), &["open.tf: cidr_ipv4         = each.value # for_each"]),
        at(own("prefix_list"), &["open.tf: cidr = \"0.0.0.0/0\" # prefix_list"]),
        at(own("prefix_list_entry"), &["open.tf: cidr           = \"0.0.0.0/0\" # prefix_list_entry"]),
        at(own("halves"), &["open.tf: cidr_ipv4         = \"0.0.0.0/1\" # lower half"]),
        at(own("halves"), &["open.tf: cidr_ipv4         = \"128.0.0.0/1\" # upper half"]),
        at(
            ("module.edge.aws_lb.this".into(), "module.edge.aws_security_group.this".into()),
            &["modules/edge/main.tf: cidr_ipv4         = var.range # in the module", "open.tf: range   = \"0.0.0.0/0\" # module"],
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    expected.sort();
    assert_eq!(failures(&ran), expected);
    // Whoever else is on a load balancer with one that is open stays what it is.
    assert!(ran.results("pass").contains(&format!("{ALB} aws_lb.this aws_lb.this ")));
}

/// The plan after an apply, changed, judged by the policy on open groups.
fn judged(change: impl FnOnce(&mut Vec<Value>)) -> Ran {
    let text = std::fs::read(top().join("fixtures/plans/production-after-apply.json")).expect("a plan");
    let mut plan: Value = serde_json::from_slice(&text).expect("JSON");
    change(plan["resource_changes"].as_array_mut().expect("changes"));
    checker_in(top(), ["plan", "-", "--only", OPEN, "--output", "json"], plan.to_string())
}

fn the<'c>(changes: &'c mut [Value], address: &str) -> &'c mut Value {
    changes.iter_mut().find(|change| change["address"] == address).expect(address)
}

/// A group still shows the rules that its state was refreshed with.
#[test]
fn what_a_group_shows_yields_to_its_rules() {
    let open = json!([{"cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": [], "prefix_list_ids": [], "security_groups": [], "self": false,
        "protocol": "tcp", "from_port": 5432, "to_port": 5432, "description": ""}]);
    let rds = "module.security_groups.aws_security_group.rds";
    let rules = ["rds_from_pgbouncer", "rds_from_migrations", "rds_from_backup_runner"]
        .map(|name| format!("module.security_groups.aws_vpc_security_group_ingress_rule.{name}"));
    // The state is from before a rule was narrowed; and rules may all go.
    let ran = judged(|changes| {
        the(changes, rds)["change"]["after"]["ingress"] = open.clone();
        let rule = &mut the(changes, &rules[0])["change"];
        rule["actions"] = json!(["update"]);
        rule["before"]["cidr_ipv4"] = json!("0.0.0.0/0");
    });
    assert_eq!(ran.status, 0, "{ran:#?}");
    let ran = judged(|changes| {
        for rule in &rules {
            the(changes, rule)["change"]["actions"] = json!(["delete"]);
        }
    });
    assert_eq!(ran.status, 0, "{ran:#?}");
    // What no rule stands for, beside rules or without any, somebody else made.
    let found = [format!("{OPEN} {rds} {rds} ingress.0.cidr_blocks.0")];
    assert_eq!(judged(|changes| the(changes, rds)["change"]["after"]["ingress"] = open.clone()).results("fail"), found);
    let ran = judged(|changes| {
        the(changes, rds)["change"]["after"]["ingress"] = open.clone();
        changes.retain(|change| !rules.iter().any(|rule| change["address"] == **rule));
    });
    assert_eq!(ran.results("fail"), found);
    // The rule is forgotten, and stays.
    let ran = judged(|changes| {
        the(changes, rds)["change"]["after"]["ingress"] = open.clone();
        for rule in &rules {
            the(changes, rule)["change"]["actions"] = json!(["forget"]);
        }
    });
    assert_eq!(ran.results("fail"), found);
}

/// A rule that names a group by its id, and the group in another plan.
#[test]
fn a_rule_of_one_plan_opens_the_group_of_another() {
    let groups = top().join("fixtures/plans/production-after-apply.json");
    let plan: Value = serde_json::from_slice(&std::fs::read(&groups).expect("a plan")).expect("JSON");
    let rds = plan["resource_changes"]
        .as_array()
        .expect("changes")
        .iter()
        .find(|change| change["address"] == "module.security_groups.aws_security_group.rds");
    let id = rds.expect("the group")["change"]["after"]["id"].as_str().expect("an id");
    let rules =
        std::fs::read_to_string(top().join("policies/network/no-open-ingress/cases/bad_foreign.plan.json")).expect("a plan");
    let mut rules: Value = serde_json::from_str(&rules.replace("sg-0123456789abcdef0", id)).expect("JSON");
    rules["variables"]["environment"]["value"] = json!("staging");
    let directory = support::scratch();
    let file = directory.path().join("rules.json");
    std::fs::write(&file, rules.to_string()).expect("the plan");
    let paths = [groups.display().to_string(), file.display().to_string()];
    let ran = checker_in(top(), ["plan", &paths[0], &paths[1], "--only", OPEN, "--output", "json"], String::new());
    let failed = ran.results("fail");
    let opened =
        format!("{OPEN} module.security_groups.aws_security_group.rds aws_vpc_security_group_ingress_rule.named cidr_ipv4");
    assert!(failed.contains(&opened), "{failed:#?}");
    // What it is put on answers for it.
    assert!(
        !failed.iter().any(|line| line.starts_with(&format!("{OPEN} aws_vpc_security_group_ingress_rule.named"))),
        "{failed:#?}"
    );
}
