//! The report by framework, as Markdown for auditors: of each article or section the policies that serve it, why, and what came out.

use std::collections::BTreeMap;

use super::markdown::Page;
use crate::finding::Verdict;
use crate::policy::control::Framework;
use crate::report::{PolicyEntry, Report};

/// The verdicts that are counted.
const COUNTED: [Verdict; 4] = [Verdict::Fail, Verdict::Undetermined, Verdict::Waived, Verdict::Pass];

/// Renders the report.
pub fn render(report: &Report) -> String {
    let mut counts: BTreeMap<&str, BTreeMap<Verdict, usize>> = BTreeMap::new();
    for outcome in &report.results {
        *counts.entry(&outcome.policy).or_default().entry(outcome.verdict).or_default() += 1;
    }
    let mut page = Page::default();
    page.say(
        "# Controls\n\nWhat is not known is not a pass. A control is served by what is listed, and not proved by it alone.\n\n",
    );
    for subject in &report.subjects {
        page.say("- ").code(&subject.id).say(", SHA-256 ").code(&subject.digest).say("\n");
    }
    page.say("- checker ").code(&report.tool.version).say(" at ").code(&report.generated_at).say(", policies ");
    page.code(&report.policies.digest).say("\n\n");
    for framework in Framework::ALL {
        let mut rows: Vec<(String, &str, String)> = Vec::new();
        for (id, entry) in &report.policies.index {
            let controls = entry.controls.iter().filter(|control| control.framework == framework);
            let counts = counts.get(id.as_str());
            rows.extend(
                controls.map(|control| (control.order(), id.as_str(), row(&control.clause, &control.why, (id, entry), counts))),
            );
        }
        if rows.is_empty() {
            continue;
        }
        rows.sort();
        page.say("## ").say(framework.name()).say("\n\n");
        page.say("| control | policy | severity | verdict | failed | undetermined | waived | passed | why |\n");
        page.say("|:--|:--|:--|:--|--:|--:|--:|--:|:--|\n");
        rows.iter().for_each(|(_, _, row)| page.add(row));
        page.say("\n");
    }
    page.finish()
}

fn row(clause: &str, why: &str, (id, entry): (&str, &PolicyEntry), counts: Option<&BTreeMap<Verdict, usize>>) -> String {
    let mut row = Page::default();
    row.say("| ").cell(clause).say(" | ").cell(id).say(" | ").say(entry.severity.name()).say(" | ");
    row.say(match counts.and_then(BTreeMap::first_key_value) {
        Some((verdict, _)) => verdict.name(),
        None => "not judged",
    });
    for verdict in COUNTED {
        row.say(" | ").number(counts.and_then(|counts| counts.get(&verdict)).copied().unwrap_or(0));
    }
    row.say(" | ").cell(why).say(" |\n");
    row.finish()
}
