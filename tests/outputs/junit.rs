//! JUnit XML read by an XML parser, and held against the schema that Jenkins uses.

use std::process::Command;

use checker::output::junit::render;
use proptest::prelude::*;
use roxmltree::{Document, Node};

use super::reports::{full_of, hostile, is_visible, mistaken, read_back, real};
use super::support::{scratch, top};

fn children<'a>(node: Node<'a, 'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children().filter(move |child| child.has_tag_name(name))
}

fn count(node: Node<'_, '_>, attribute: &str) -> usize {
    node.attribute(attribute).expect(attribute).parse().expect("a number")
}

/// Nothing but the elements of JUnit, and the counts that each suite gives are those of its cases.
fn check(document: &Document<'_>) {
    let root = document.root_element();
    assert!(root.has_tag_name("testsuites"));
    let mut all = (0, 0, 0);
    for suite in children(root, "testsuite") {
        let cases: Vec<Node<'_, '_>> = children(suite, "testcase").collect();
        let having = |name| cases.iter().filter(|case| children(**case, name).next().is_some()).count();
        let counted = (cases.len(), having("failure"), having("error"));
        assert_eq!((count(suite, "tests"), count(suite, "failures"), count(suite, "errors")), counted);
        all = (all.0 + counted.0, all.1 + counted.1, all.2 + counted.2);
        assert!(cases.iter().all(|case| case.children().filter(Node::is_element).count() <= 1));
    }
    assert_eq!((count(root, "tests"), count(root, "failures"), count(root, "errors")), all);
    let known = ["testsuites", "testsuite", "properties", "property", "testcase", "failure", "error", "skipped"];
    for node in document.descendants() {
        assert!(!node.is_comment() && !node.is_pi(), "{node:?}");
        assert!(!node.is_element() || known.contains(&node.tag_name().name()), "{node:?}");
    }
}

#[test]
fn every_result_is_a_case_and_only_what_passes_looks_like_it() {
    for rendered in real().into_iter().chain([mistaken()]) {
        let document = Document::parse(&rendered.junit).expect(&rendered.name);
        check(&document);
        let cases: Vec<Node<'_, '_>> = document.descendants().filter(|node| node.has_tag_name("testcase")).collect();
        assert_eq!(cases.len(), rendered.results().len(), "{}", rendered.name);
        for result in rendered.results() {
            let name = ["resource", "missing"].iter().find_map(|key| result[key].as_str()).unwrap_or("the whole policy");
            let element = match result["verdict"].as_str().expect("a verdict") {
                "fail" => Some("failure"),
                "undetermined" => Some("error"),
                "waived" | "not-applicable" => Some("skipped"),
                _ => None,
            };
            let why = ["message", "reason"].iter().find_map(|key| result[key].as_str()).unwrap_or_default();
            let found = cases.iter().any(|case| {
                let inside = case.children().find(Node::is_element);
                case.attribute("classname") == result["policy"].as_str()
                    && case.attribute("name") == Some(name)
                    && inside.map(|node| node.tag_name().name()) == element
                    && inside.is_none_or(|node| node.attribute("message") == Some(why))
            });
            assert!(found, "{}: {result} is not in {}", rendered.name, rendered.junit);
        }
    }
}

#[test]
fn it_is_of_the_schema_that_jenkins_uses() {
    let installed = Command::new("bash").arg(top().join("tests/xsd/install")).output().expect("bash starts");
    assert!(installed.status.success(), "{}", String::from_utf8_lossy(&installed.stderr));
    let library = String::from_utf8(installed.stdout).expect("a path").trim().to_owned();
    let directory = scratch();
    let write = |name: String, text: &str| {
        let path = directory.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path
    };
    let good: Vec<_> = real()
        .iter()
        .chain([&mistaken()])
        .map(|rendered| rendered.junit.clone())
        .chain(["\u{202e}&<>\"'\0\n]]>", ""].map(|text| render(&full_of(text))))
        .enumerate()
        .map(|(number, text)| write(format!("{number}.xml"), &text))
        .collect();
    let bad = [("classname", "class"), ("<failure", "<failed"), (" tests=", " test=")].map(|(from, to)| {
        let text = mistaken().junit.replace(from, to).replace("</failure", &to.replace('<', "</"));
        write(format!("{to}.xml").replace(['<', ' ', '='], ""), &text)
    });
    let validate = |files: &[std::path::PathBuf]| {
        let mut command = Command::new("python3");
        command
            .env("PYTHONPATH", &library)
            .arg(top().join("tests/xsd/validate.py"))
            .arg(top().join("tests/schemas/junit-10.xsd"));
        let output = command.args(files).output().expect("python3 starts");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    assert!(good.len() > 20);
    let (status, problems) = validate(&good);
    assert_eq!(status, Some(0), "{problems}");
    for file in bad {
        assert_eq!(validate(std::slice::from_ref(&file)).0, Some(1), "{}", file.display());
    }
}

proptest! {
    #[test]
    fn whatever_the_text_it_is_xml_and_the_names_are_the_text(text in hostile()) {
        let xml = render(&full_of(&text));
        let document = Document::parse(&xml).map_err(|error| TestCaseError::fail(format!("{error} in {xml}")))?;
        check(&document);
        let mut named = 0;
        for case in document.descendants().filter(|node| node.has_tag_name("testcase")) {
            let name = case.attribute("name").expect("a name");
            prop_assert!(is_visible(name), "{:?}", name);
            named += usize::from(!text.contains('⟨') && read_back(name) == text);
            for inside in case.children().filter(Node::is_element) {
                prop_assert!(inside.text().unwrap_or_default().lines().all(is_visible), "{:?}", inside.text());
            }
        }
        prop_assert!(text.contains('⟨') || named == 10, "{} of {}", named, xml);
    }
}
