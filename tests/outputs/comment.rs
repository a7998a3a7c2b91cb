//! The comment on a pull request, read by a parser of GitHub's dialect: whatever stands in a plan or in another tool's findings, the
//! document has the same parts, and links lead to the repository alone.

use std::sync::LazyLock;

use checker::action::comment::{Comment, parts};
use checker::action::event::{Change, Event, Run};
use checker::action::others;
use checker::action::part::{self, Beside};
use checker::cli::OnUndetermined;
use checker::gate::Gate;
use checker::github::Repository;
use checker::policy::metadata::Severity;
use checker::report::Report;
use proptest::prelude::*;

use super::markdown::{blocks, expected, plain};
use super::reports::{file_of, full_of, hostile, outcome, report};

const HEAD: &str = "0123456789abcdef0123456789abcdef01234567";
const GATE: Gate = Gate { fail_on: Severity::High, on_undetermined: OnUndetermined::Fail, only_introduced: false };

fn run() -> Run {
    Run {
        repository: Repository::parse("acme/health").expect("a name"),
        api: "https://api.github.com".to_owned(),
        server: "https://github.com".to_owned(),
        workflow: "acme/health/.github/workflows/check.yml".to_owned(),
        id: 1,
        number: 2,
        attempt: 1,
        event: Event::PullRequest(Change { number: 7, head: HEAD.to_owned(), base: HEAD.to_owned() }),
        summary: None,
        output: None,
        workspace: None,
    }
}

/// Another tool's findings, from its file.
fn found(text: &str) -> Vec<others::Other> {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("x.sarif");
    let place = serde_json::json!({"artifactLocation": {"uri": format!("f{text}")}, "region": {"startLine": 3}});
    let result = serde_json::json!({"ruleId": text, "message": {"text": text}, "locations": [{"physicalLocation": place}]});
    let log = serde_json::json!({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": text}}, "results": [result]}]});
    std::fs::write(&file, log.to_string()).expect("a file");
    others::read(&[file]).expect("SARIF")
}

fn comment(report: &Report, text: &str, bytes: usize) -> String {
    let own = || vec![text.to_owned()];
    let beside = Beside {
        changed: own(),
        own: Some(own()),
        others: found(text),
        others_fail_on: None,
        command: format!("checker plan {text}"),
    };
    let own = part::parts(report, &GATE, &run(), &beside, bytes);
    Comment::merge(HEAD, &own, Vec::new(), false, &[text.to_owned()]).text(&run().runs())
}

/// The document's blocks; what is kept for the next run is another text each time.
fn shape(text: &str) -> Vec<String> {
    let blocks = blocks(text).into_iter();
    blocks.map(|block| if block.starts_with("html <!-- checker:part ") { "state".to_owned() } else { block }).collect()
}

/// Rendered once: a hundred thousand texts are held against it.
static BENIGN: LazyLock<String> = LazyLock::new(|| comment(&full_of("bENIGN"), "bENIGN", 60_000));

proptest! {
    #[test]
    fn whatever_the_text_the_comment_is_the_same(text in hostile()) {
        // Behind "all of them": parts stand in the order of their names.
        let text = format!("b{text}");
        let benign = shape(&BENIGN);
        let rendered = comment(&full_of(&text), &text, 60_000);
        let found = shape(&rendered);
        prop_assert_eq!(found.len(), benign.len());
        if !text.contains('⟨') {
            let attribute = checker::inventory::path::AttributePath::attribute("rule");
            let attribute = attribute.join(checker::inventory::path::Segment::Key(text.as_str().into())).to_string();
            let places = [("rule.bENIGN".to_owned(), attribute), ("fbENIGN:3".to_owned(), format!("{}:3", file_of(&text)))];
            let found: Vec<String> = found.iter().map(|block| plain(block)).collect();
            prop_assert_eq!(found, expected(&benign, "bENIGN", &text, &places));
        }
        prop_assert_eq!(parts(&rendered).len(), parts(&BENIGN).len());
    }
}

#[test]
fn a_comment_has_the_bytes_that_it_may() {
    use checker::finding::Verdict;
    let many =
        |count: usize| report((0..count).map(|at| outcome(Verdict::Fail, Severity::High, &format!("aws_vpc.a[{at}]"))).collect());
    for bytes in [8_000, 30_000, 60_000] {
        let text = comment(&many(3_000), "BENIGN", bytes);
        assert!(text.len() <= bytes + 2_000, "{} of {bytes}", text.len());
        assert!(text.contains(" of 3000 findings are shown") && text.contains("3000 violations block this change."), "{bytes}");
    }
    let few = comment(&many(2), "BENIGN", 60_000);
    assert!(!few.contains("findings are shown"));
}
