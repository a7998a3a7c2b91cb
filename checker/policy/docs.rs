//! The index of the policies, `policies/README.md`, made from their metadata.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::PolicySet;

/// The text of the index.
pub fn index(set: &PolicySet) -> String {
    let mut areas: BTreeMap<&str, Vec<&super::Policy>> = BTreeMap::new();
    for policy in &set.policies {
        let area = policy.metadata.id.split('/').next().unwrap_or_default();
        areas.entry(area).or_default().push(policy);
    }
    let mut text = String::from(
        "# Policies\n\n<!-- Written by `checker policy docs`: change the policies' metadata instead. -->\n\n\
         [INPUT.md](INPUT.md) says what a policy reads and writes.\n",
    );
    for (area, policies) in areas {
        let _ = write!(text, "\n## {area}\n\n| policy | severity | judges | scopes | statement |\n|---|---|---|---|---|\n");
        for policy in policies {
            let metadata = &policy.metadata;
            let on: Vec<&str> = metadata
                .on
                .iter()
                .map(|on| match on {
                    super::metadata::On::Plan => "plan",
                    super::metadata::On::Account => "account",
                })
                .collect();
            let scopes: Vec<&str> = metadata.scopes.iter().map(String::as_str).collect();
            let statement = metadata.statement.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|");
            let _ = writeln!(
                text,
                "| [{id}]({id}/policy.rego) | {} | {} | {} | {statement} |",
                metadata.severity.name(),
                on.join(", "),
                scopes.join(", "),
                id = metadata.id,
            );
        }
    }
    text
}
