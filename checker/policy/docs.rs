//! The index of the policies, `policies/README.md`, made from their metadata: what each states, what it serves, and where it comes from.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::error::PolicyError;
use super::metadata::On;
use super::test::fixes;
use super::{Policy, PolicySet, sections};

/// The text of the index; an error where a policy comes from no section of the architecture, or a section has neither policies nor a reason.
pub fn index(set: &PolicySet) -> Result<String, PolicyError> {
    sections::check_all(&set.policies, &set.data, &set.files.data)?;
    let mut areas: BTreeMap<&str, Vec<&Policy>> = BTreeMap::new();
    for policy in &set.policies {
        let area = policy.metadata.id.split('/').next().unwrap_or_default();
        areas.entry(area).or_default().push(policy);
    }
    let mut text = String::from(
        "# Policies\n\n<!-- Written by `checker policy docs`: change the policies' metadata instead. -->\n\n\
         [INPUT.md](INPUT.md) says what a policy reads and writes.\n",
    );
    for (area, policies) in areas {
        let _ = write!(text, "\n## {area}\n");
        for policy in policies {
            describe(policy, &mut text);
            for change in fixes::changes(set.files.directory.as_deref(), policy)? {
                let _ = write!(text, "\n<details><summary>for example</summary>\n\n```diff\n{change}```\n\n</details>\n");
            }
        }
    }
    origins(set, &mut text);
    Ok(text)
}

fn describe(policy: &Policy, text: &mut String) {
    let metadata = &policy.metadata;
    let on: Vec<&str> = metadata
        .on
        .iter()
        .map(|on| match on {
            On::Plan => "plan",
            On::Account => "account",
        })
        .collect();
    let scopes: Vec<&str> = metadata.scopes.iter().map(String::as_str).collect();
    let _ = writeln!(text, "\n### [{id}]({id}/policy.rego)\n\n{}\n", one_line(&metadata.statement), id = metadata.id);
    let _ = writeln!(text, "- severity: {}", metadata.severity.name());
    let _ = writeln!(text, "- judges: {}, of {}", on.join(" and "), scopes.join(", "));
    if !metadata.sections.is_empty() {
        let _ = writeln!(text, "- comes from: {}", metadata.sections.join("; "));
    }
    for control in &metadata.controls {
        let _ = writeln!(text, "- {control}: {}", control.why);
    }
    let _ = writeln!(text, "\nTo do: {}", one_line(&metadata.remediation));
}

/// Each section of the architecture, with its policies.
fn origins(set: &PolicySet, text: &mut String) {
    let sections = sections::all(&set.data);
    if sections.is_empty() {
        return;
    }
    text.push_str("\n# Sections of the architecture\n\n| section | policies, or why there is none |\n|---|---|\n");
    for section in sections {
        let policies = set
            .policies
            .iter()
            .map(|policy| &policy.metadata)
            .filter(|metadata| metadata.sections.iter().any(|name| name == section.title));
        let links: Vec<String> = policies.map(|metadata| format!("[{id}]({id}/policy.rego)", id = metadata.id)).collect();
        let cell = section.without.map_or_else(|| links.join(", "), one_line);
        let _ = writeln!(text, "| {} | {} |", section.title.replace('|', "\\|"), cell.replace('|', "\\|"));
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
