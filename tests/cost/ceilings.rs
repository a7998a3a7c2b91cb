//! Environments just under their ceilings: one thing more, and `cost/ceiling` fails and names it.

use checker::finding::{Subject, Verdict};
use checker::policy::PolicySet;
use std::time::Duration;

use super::{NOW, read, top};

/// The verdict of `cost/ceiling` on the scope of a committed plan, and what it says.
fn judged(plan: &str, scope: &str) -> (Verdict, String) {
    let set = PolicySet::load(Some(&top().join("policies"))).expect("the policies");
    let position = set.policies.iter().position(|policy| policy.metadata.id == "cost/ceiling").expect("the policy");
    let inventory = read(plan, "fixtures/cost/ceiling", "fixtures/cost/ceiling/usage.yaml");
    let judgements = set.judge_some([position], &inventory, NOW, Duration::from_secs(10)).expect("judgements");
    let of_scope = judgements.iter().find(|judgement| matches!(&judgement.subject, Subject::Scope(name) if **name == *scope));
    let judgement = of_scope.expect("a judgement");
    (judgement.verdict, judgement.message.clone().or(judgement.reason.clone()).unwrap_or_default())
}

#[test]
fn both_are_within() {
    assert_eq!(judged("cost-ceiling-production.json", "production"), (Verdict::Pass, String::new()));
    assert_eq!(judged("cost-ceiling-staging.json", "staging"), (Verdict::Pass, String::new()));
}

#[test]
fn one_thing_more_is_above_and_named() {
    for (plan, scope, mover) in [
        ("cost-ceiling-second-nat-gateway.json", "production", "aws_nat_gateway.this (2)"),
        ("cost-ceiling-large-database.json", "production", "aws_db_instance.this"),
        ("cost-ceiling-interface-endpoints.json", "production", "aws_vpc_endpoint.interface (5)"),
        ("cost-ceiling-staging-multi-az.json", "staging", "aws_db_instance.this"),
    ] {
        let (verdict, message) = judged(plan, scope);
        assert_eq!(verdict, Verdict::Fail, "{plan}: {message}");
        assert!(message.contains(mover), "{plan}: {message}");
    }
}

#[test]
fn a_type_that_nobody_can_price_makes_it_undetermined() {
    let (verdict, message) = judged("cost-ceiling-unpriced.json", "production");
    assert_eq!(verdict, Verdict::Undetermined, "{message}");
    assert!(message.contains("aws_opensearch_domain"), "{message}");
}
