//! Imports, rules and variables that nothing uses. A rule of the library is used where a policy uses it: its own test does not count.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use regorus::unstable::{AssignOp, Expr, Literal, Query, Rule, Span};

use super::remarks::{Remark, Source};
use super::walk::{Part, expressions, head, of_expression, of_rule, of_statement, static_names, walk};
use crate::inventory::value::text;

/// The rules of a policy that the engine asks for.
const ASKED: [&str; 3] = ["deny", "undetermined", "subjects"];

/// The remarks on all modules.
pub fn remarks(sources: &[Source<'_>]) -> Vec<Remark> {
    let mut remarks: Vec<Remark> = sources.iter().flat_map(imports).chain(rules(sources)).collect();
    for source in sources {
        remarks.extend(source.module.policy.iter().flat_map(|rule| variables(source, rule)));
    }
    remarks
}

fn imports(source: &Source<'_>) -> Vec<Remark> {
    let mut used = BTreeSet::new();
    let _ = walk(source.module, &mut |expression| {
        if let Expr::Var { value, .. } = expression {
            used.extend(text(value).map(str::to_owned));
        }
        Ok::<_, Infallible>(())
    });
    let imports = source.module.imports.iter().filter_map(|import| {
        let name = match &import.r#as {
            Some(name) => name.text().to_owned(),
            None => static_names(&import.refr).pop()?,
        };
        (!used.contains(&name)).then(|| Remark::new(source, &import.span, format!("the import `{name}` is not used")))
    });
    imports.collect()
}

/// A package and a rule of it.
type Name = (String, String);

fn rules(sources: &[Source<'_>]) -> Vec<Remark> {
    let mut defined: BTreeMap<Name, (usize, &Span)> = BTreeMap::new();
    let mut leads: BTreeMap<Name, BTreeSet<Name>> = BTreeMap::new();
    let packages: Vec<String> = sources.iter().map(Source::package).collect();
    for (at, source) in sources.iter().enumerate() {
        for rule in &source.module.policy {
            let Some(name) = static_names(head(rule)).into_iter().next() else { continue };
            let name = (packages[at].clone(), name);
            leads.entry(name.clone()).or_default().extend(named(source, rule, &packages[at], &packages));
            defined.entry(name).or_insert((at, rule.span()));
        }
    }
    let reached = |tests: bool| {
        let is_root = |(name, (at, _)): &(&Name, &(usize, &Span))| match (tests, sources[*at].is_test()) {
            (true, true) => name.1.starts_with("test_"),
            (false, false) => !name.0.starts_with("data.lib.") && ASKED.contains(&name.1.as_str()),
            _ => false,
        };
        let mut open: Vec<&Name> = defined.iter().filter(is_root).map(|(name, _)| name).collect();
        let mut reached: BTreeSet<&Name> = BTreeSet::new();
        while let Some(name) = open.pop() {
            if reached.insert(name) {
                open.extend(leads.get(name).into_iter().flatten());
            }
        }
        reached
    };
    let (judging, testing) = (reached(false), reached(true));
    let unused =
        defined.iter().filter(|(name, (at, _))| !(if sources[*at].is_test() { &testing } else { &judging }).contains(name));
    unused.map(|(name, (at, span))| Remark::new(&sources[*at], span, format!("nothing uses `{}`", name.1))).collect()
}

/// The rules that a rule names.
fn named(source: &Source<'_>, rule: &Rule, package: &str, packages: &[String]) -> BTreeSet<Name> {
    let imports = source.imports();
    let mut found = BTreeSet::new();
    for expression in expressions(of_rule(rule)) {
        let mut names = static_names(expression);
        let Some(first) = names.first() else { continue };
        if let Some(path) = imports.get(first) {
            names.splice(..1, path.iter().cloned());
        }
        if names.first().is_none_or(|first| first != "data") {
            found.extend(names.into_iter().next().map(|name| (package.to_owned(), name)));
            continue;
        }
        let package =
            packages.iter().filter(|package| package.split('.').zip(&names).all(|(a, b)| a == b)).max_by_key(|name| name.len());
        if let Some(package) = package {
            found.extend(names.get(package.split('.').count()).map(|name| (package.clone(), name.clone())));
        }
    }
    found
}

/// Variables that are bound and never read again.
fn variables(source: &Source<'_>, rule: &Rule) -> Vec<Remark> {
    let mut bound: BTreeMap<&str, Vec<&Span>> = BTreeMap::new();
    bind(of_rule(rule), &mut |name, span| bound.entry(name).or_default().push(span));
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for expression in expressions(of_rule(rule)) {
        if let Expr::Var { value, .. } = expression {
            *seen.entry(text(value).unwrap_or_default()).or_default() += 1;
        }
    }
    let unused = bound.into_iter().filter(|(name, spans)| *name != "_" && seen.get(name).is_none_or(|seen| *seen <= spans.len()));
    unused
        .flat_map(|(name, spans)| spans.into_iter().map(move |span| Remark::new(source, span, format!("nothing reads `{name}`"))))
        .collect()
}

/// Calls `each` with every variable that `some … in` or `:=` binds.
fn bind<'m>(parts: Vec<Part<'m>>, each: &mut impl FnMut(&'m str, &'m Span)) {
    for part in parts {
        match part {
            Part::Expression(expression) => bind(of_expression(expression), each),
            Part::Query(query) => bind_query(query, each),
        }
    }
}

fn bind_query<'m>(query: &'m Query, each: &mut impl FnMut(&'m str, &'m Span)) {
    for statement in &query.stmts {
        let patterns: Vec<&Expr> = match &statement.literal {
            Literal::SomeIn { key, value, .. } => key.iter().map(|key| &**key).chain([&**value]).collect(),
            Literal::Expr { expr, .. } => match &**expr {
                Expr::AssignExpr { op: AssignOp::ColEq, lhs, .. } => vec![lhs],
                _ => Vec::new(),
            },
            _ => Vec::new(),
        };
        for expression in expressions(patterns.into_iter().map(Part::Expression).collect()) {
            if let Expr::Var { span, value, .. } = expression {
                each(text(value).unwrap_or_default(), span);
            }
        }
        bind(of_statement(statement), each);
    }
}
