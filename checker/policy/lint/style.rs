//! The form of the text, as far as it is sure without writing it anew, and the names in it.

use std::collections::BTreeSet;
use std::convert::Infallible;

use regorus::unstable::Expr;

use super::remarks::{Remark, Source};
use super::walk::{head, place, static_names, walk};
use crate::inventory::value::text;

/// The remarks on a module.
pub fn remarks(source: &Source<'_>) -> Vec<Remark> {
    let mut remarks = form(source);
    remarks.extend(names(source));
    remarks
}

/// Indentation by tabs, no blank at a line's end, one line break at the end of the file.
fn form(source: &Source<'_>) -> Vec<Remark> {
    let file = source.file;
    let quoted = quoted(source);
    let mut remarks = Vec::new();
    for (at, line) in file.text.split('\n').enumerate() {
        let number = at + 1;
        let end = line.trim_end();
        if end.len() < line.len() {
            remarks.push(Remark::on_line(file, (number, end.chars().count() + 1), "the line ends in a blank"));
        }
        let start = &line[..line.len() - line.trim_start().len()];
        if !quoted.contains(&number) && !end.is_empty() && start.contains(|c| c != '\t') {
            remarks.push(Remark::on_line(file, (number, 1), "the line is not indented by tabs"));
        }
    }
    let last = file.text.lines().count();
    if !file.text.ends_with('\n') || file.text.ends_with("\n\n") {
        remarks.push(Remark::on_line(file, (last, 1), "the file does not end with one line break"));
    }
    remarks
}

/// The lines that go on with a string of several: what they begin with is text.
fn quoted(source: &Source<'_>) -> BTreeSet<usize> {
    let mut lines = BTreeSet::new();
    let _ = walk(source.module, &mut |expression| {
        if let Expr::RawString { span, .. } = expression {
            let (first, _) = place(span);
            lines.extend(first + 1..=first + span.text().matches('\n').count());
        }
        Ok::<_, Infallible>(())
    });
    lines
}

/// Rules, arguments and variables are in snake case.
fn names(source: &Source<'_>) -> Vec<Remark> {
    let mut found: Vec<((usize, usize), String)> = Vec::new();
    let mut add = |at, name: &str| {
        if !is_snake(name) {
            found.push((at, format!("`{name}` is not in snake case")));
        }
    };
    for rule in &source.module.policy {
        for name in static_names(head(rule)) {
            add(place(rule.span()), &name);
        }
    }
    let _ = walk(source.module, &mut |expression| {
        if let Expr::Var { span, value, .. } = expression {
            add(place(span), text(value).unwrap_or_default());
        }
        Ok::<_, Infallible>(())
    });
    found.into_iter().map(|(at, text)| Remark::on_line(source.file, at, text)).collect()
}

fn is_snake(name: &str) -> bool {
    !name.starts_with(|c: char| c.is_ascii_digit())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}
