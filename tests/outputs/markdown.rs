//! Markdown read by a parser of GitHub's dialect: whatever text stands in the report, the document has the same parts.

use std::sync::LazyLock;

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

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.autolink = true;
    options.extension.footnotes = true;
    options.extension.alerts = true;
    options.extension.math_dollars = true;
    options.extension.math_code = true;
    options
}

pub fn read(text: &str) -> Read {
    let arena = Arena::new();
    let mut read = Read { parts: Vec::new(), code: Vec::new() };
    for node in parse_document(&arena, text, &options()).descendants() {
        let part = match &node.data().value {
            NodeValue::Code(code) => {
                read.code.push(code.literal.clone());
                "code".to_owned()
            }
            NodeValue::Text(text) => format!("text {text}"),
            NodeValue::HtmlBlock(block) => format!("html {}", block.literal),
            NodeValue::Link(link) => format!("link {}", link.url),
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

/// The document's blocks as GitHub shows them: what stands in each, in words and in code spans alike, and the marks of anything else. A link is
/// one whatever its text.
pub fn blocks(text: &str) -> Vec<String> {
    let arena = Arena::new();
    let mut blocks = Vec::new();
    for node in parse_document(&arena, text, &options()).descendants() {
        match &node.data().value {
            NodeValue::HtmlBlock(block) => blocks.push(format!("html {}", block.literal)),
            NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::TableCell => {
                let mut block = String::new();
                node.children().for_each(|child| inline(child, &mut block));
                blocks.push(block);
            }
            NodeValue::Table(table) => blocks.push(format!("table {} {}", table.num_columns, table.num_rows)),
            _ => {}
        }
    }
    blocks
}

fn inline<'a>(node: &'a comrak::nodes::AstNode<'a>, block: &mut String) {
    match &node.data().value {
        NodeValue::Text(text) => {
            assert!(is_quiet(text), "GitHub may see more in this than words: {text}");
            block.push_str(text);
        }
        NodeValue::Code(code) => {
            assert!(is_visible(&code.literal), "{:?}", code.literal);
            block.push_str(&code.literal);
        }
        NodeValue::Link(link) => {
            assert!(link.url.starts_with("https://github.com/acme/health/"), "{}", link.url);
            block.push_str("<link>");
            node.children().for_each(|child| inline(child, &mut String::new()));
        }
        NodeValue::SoftBreak => block.push(' '),
        NodeValue::LineBreak => block.push_str("<break>"),
        other => panic!("{other:?} is neither words nor code"),
    }
}

/// Whether GitHub takes words for words. It looks through them again for people, issues, commits, addresses, emoji and formulas.
fn is_quiet(text: &str) -> bool {
    let is_commit = |word: &str| word.len() >= 7 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_name = |name: &&str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "_+-".contains(c));
    // Between two colons.
    let is_emoji = |text: &str| text.split(':').skip(1).filter(is_name).any(|name| text.contains(&format!(":{name}:")));
    !text.contains(['@', '#', '<', '>', '&', '$', '*', '_', '~', '`', '[', ']', '|', '\\', '/'])
        && !text.to_ascii_lowercase().contains("www.")
        && !text.to_ascii_lowercase().contains("gh-")
        && !is_emoji(text)
        && !text.split(|c: char| !c.is_ascii_alphanumeric()).any(is_commit)
}

/// A block without what is written of hidden characters, and without the space that code is set in.
pub fn plain(block: &str) -> String {
    read_back(block).chars().filter(|c| !c.is_whitespace() && !c.is_control() && *c != '`').collect()
}

/// The blocks of a document where a word stands for a text, with this text in its place. `places`: names that are made of it.
pub fn expected(benign: &[String], word: &str, text: &str, places: &[(String, String)]) -> Vec<String> {
    let put = |block: &String| {
        let named = places.iter().fold(plain(block), |block, (from, to)| block.replace(from, &plain(to)));
        named.replace(word, &plain(text))
    };
    benign.iter().map(put).collect()
}

#[test]
fn words_that_mean_more_to_github_are_seen() {
    for text in
        ["ask @octocat", "see #1", "see acme/health", "https://a.b", "www.a.b", "a :smile: b", "0123456", "GH-1", "a_b", "$x$"]
    {
        assert!(!is_quiet(text), "{text}");
    }
    for text in
        ["the database is public: why?", "544.77 of 545.00", "until 2026-03-31", " (owner Ana Pop, approved by Ion Rusu, "]
    {
        assert!(is_quiet(text), "{text}");
    }
}

/// Rendered once: a hundred thousand texts are held against it.
static BENIGN: LazyLock<Vec<String>> = LazyLock::new(|| blocks(&render(&full_of("BENIGN"), COMMENT)));

proptest! {
    #[test]
    fn whatever_the_text_the_document_is_the_same(text in hostile()) {
        let found = blocks(&render(&full_of(&text), COMMENT));
        prop_assert_eq!(found.len(), BENIGN.len());
        // With marks of its own it cannot be read back; that it is quiet has been seen.
        if !text.contains('⟨') {
            let attribute = checker::inventory::path::AttributePath::attribute("rule");
            let attribute = attribute.join(checker::inventory::path::Segment::Key(text.as_str().into())).to_string();
            let places = [("fBENIGN:3".to_owned(), format!("{}:3", file_of(&text))), ("rule.BENIGN".to_owned(), attribute)];
            let found: Vec<String> = found.iter().map(|block| plain(block)).collect();
            prop_assert_eq!(found, expected(&BENIGN, "BENIGN", &text, &places));
        }
        prop_assert!(BENIGN.iter().filter(|block| block.contains("BENIGN")).count() > 40);
    }
}
