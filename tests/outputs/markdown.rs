//! Markdown read by a parser of GitHub's dialect: whatever text stands in the report, the document has the same parts.

use checker::finding::Verdict;
use checker::output::markdown::{COMMENT, render};
use checker::policy::metadata::Severity;
use checker::report::Outcome;
use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use proptest::prelude::*;

use super::reports::{file_of, full_of, hostile, is_visible, mistaken, outcome, place, read_back, real, report};

/// A document's parts in order, and what stands in its code spans.
#[derive(Debug, PartialEq)]
pub struct Read {
    pub parts: Vec<String>,
    pub code: Vec<String>,
}

pub fn read(text: &str) -> Read {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.autolink = true;
    options.extension.footnotes = true;
    options.extension.alerts = true;
    options.extension.math_dollars = true;
    options.extension.math_code = true;
    let arena = Arena::new();
    let mut read = Read { parts: Vec::new(), code: Vec::new() };
    for node in parse_document(&arena, text, &options).descendants() {
        let part = match &node.data().value {
            NodeValue::Code(code) => {
                read.code.push(code.literal.clone());
                "code".to_owned()
            }
            NodeValue::Text(text) => format!("text {text}"),
            NodeValue::HtmlBlock(block) => format!("html {}", block.literal),
            NodeValue::Heading(heading) => format!("heading {}", heading.level),
            NodeValue::Table(table) => format!("table {} {}", table.num_columns, table.num_rows),
            other => format!("{:?}", std::mem::discriminant(other)),
        };
        read.parts.push(part);
    }
    read
}

#[test]
fn the_reader_sees_what_must_not_be_there() {
    for text in [
        "[a](b)",
        "![a](b)",
        "https://a.example",
        "# a",
        "<b>a</b>",
        "**a**",
        "@a",
        "- a",
        "a|b\n-|-\nc|d",
        "$a$",
        "[^1]\n\n[^1]: a",
    ] {
        assert_ne!(read(text).parts, read("text").parts, "{text}");
        assert_eq!(read(&format!("` {text} `").replace('\n', " ")).parts, read("` text `").parts, "{text}");
    }
}

#[test]
fn every_finding_is_a_row() {
    for rendered in real().into_iter().chain([mistaken()]) {
        let text = &rendered.markdown;
        let parts = read(text).parts;
        let findings = rendered.count(&["fail", "undetermined", "waived"]);
        let rows =
            text.lines().filter(|line| ["| critical", "| high", "| medium", "| low"].iter().any(|start| line.starts_with(start)));
        assert_eq!(rows.count(), findings, "{text}");
        let verdict = rendered.json["verdict"].as_str().expect("a verdict");
        assert!(parts.contains(&format!("text checker: {verdict}")), "{parts:?}");
        for result in rendered.results() {
            let location = &result["location"];
            let place = format!("{}:{}", location["file"].as_str().unwrap_or_default(), location["line"]);
            assert!(location.is_null() || text.contains(&place), "{place} is not in {text}");
        }
        for digest in [&rendered.json["policies"]["digest"], &rendered.json["subjects"][0]["digest"]] {
            assert!(text.contains(digest.as_str().expect("a digest")), "{text}");
        }
    }
}

#[test]
fn of_too_many_the_gravest_stay_whole_and_the_others_are_counted() {
    let result = |severity: Severity, number: usize| -> Outcome {
        let mut result = outcome(Verdict::Fail, severity, &format!("{}[{number}]", severity.name()));
        result.location = Some(place(&"directory/".repeat(number % 30), number + 1));
        result
    };
    let mut results: Vec<Outcome> = (0..20).map(|number| result(Severity::Critical, number)).collect();
    results.extend((0..2_000).map(|number| result(Severity::Low, number)));
    let report = report(results);
    for bytes in [COMMENT, COMMENT / 2, 20_000] {
        let text = render(&report, bytes);
        assert!(text.len() <= bytes, "{} of {bytes}", text.len());
        assert!(text.len() > bytes - 2_000, "what fits is there: {} of {bytes}", text.len());
        let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| critical") || line.starts_with("| low")).collect();
        assert!(
            rows[..20].iter().all(|row| row.starts_with("| critical")) && rows.iter().all(|row| row.ends_with("` |")),
            "{text}"
        );
        assert!(text.contains(&format!("\n{} of 2020 findings are shown", rows.len())), "{text}");
        assert!(text.contains("How to fix") && text.contains("What was judged"), "{text}");
    }
    let small = super::reports::report(vec![result(Severity::Low, 1)]);
    assert!(!render(&small, COMMENT).contains("findings are shown"));
}

/// Someone else's long name may take no other finding's place.
#[test]
fn a_finding_that_fits_nowhere_leaves_room_for_the_others() {
    let long = outcome(Verdict::Fail, Severity::Critical, &"x".repeat(70_000));
    let text = render(&report(vec![long, outcome(Verdict::Fail, Severity::Low, "short")]), COMMENT);
    assert!(text.contains("` short `") && text.contains("\n1 of 2 findings are shown"), "{text}");
}

/// Nor may a file of thousands of waivers.
#[test]
fn remarks_and_attestations_have_a_place_of_their_own() {
    let mut full = full_of("w");
    let waivers = std::mem::take(&mut full.waivers.unused);
    full.waivers.unused = waivers.iter().cycle().take(2_000).cloned().collect();
    let attestations = std::mem::take(&mut full.attestations);
    full.attestations = attestations.iter().cycle().take(2_000).cloned().collect();
    let text = render(&full, COMMENT);
    assert!(text.len() <= COMMENT && text.len() > 15_000, "{}", text.len());
    assert!(text.contains(" of 1500 are shown; the report has them all.") && !text.contains("findings are shown"), "{text}");
    assert!(text.contains("### Failed") && text.contains("What was judged"), "{text}");
    assert!(read(&text).parts.iter().filter(|part| part.starts_with("table")).count() >= 6, "{text}");
}

proptest! {
    #[test]
    fn whatever_the_text_the_document_is_the_same(text in hostile()) {
        let benign = read(&render(&full_of("BENIGN"), COMMENT));
        let found = read(&render(&full_of(&text), COMMENT));
        prop_assert_eq!(&found.parts, &benign.parts);
        prop_assert_eq!(found.code.len(), benign.code.len());
        for (found, benign) in found.code.iter().zip(&benign.code) {
            prop_assert!(is_visible(found), "{:?}", found);
            let file = format!("{}:3", file_of(&text));
            let attribute = checker::inventory::path::AttributePath::attribute("rule");
            let attribute = attribute.join(checker::inventory::path::Segment::Key(text.as_str().into())).to_string();
            let expected = match benign.as_str() {
                "fBENIGN:3" => file,
                "rule.BENIGN" => attribute,
                other => other.replace("BENIGN", &text),
            };
            prop_assert!(text.contains('⟨') || read_back(found) == expected, "{:?} is not {:?}", found, expected);
        }
        let shown = found.code.iter().zip(&benign.code).filter(|(_, benign)| benign.contains("BENIGN")).count();
        prop_assert!(shown > 40, "{}", shown);
    }
}
