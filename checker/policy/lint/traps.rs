//! Expressions that the engine and OPA take for different things, or that both take for something else than they look like.

use std::collections::{BTreeMap, BTreeSet};

use regorus::unstable::{Expr, Literal, Query, Rule, RuleHead};

use super::remarks::{Remark, Source};
use super::walk::{Part, expressions, given, head, of_expression, of_rule, of_statement, static_names};

/// The functions of all modules that always give a value, by their full names.
pub struct Functions {
    defined: BTreeSet<String>,
    total: BTreeSet<String>,
}

impl Functions {
    /// Looks for them in all modules.
    pub fn new(sources: &[Source<'_>]) -> Self {
        let mut rules: BTreeMap<String, Vec<(usize, &Rule)>> = BTreeMap::new();
        for (at, source) in sources.iter().enumerate() {
            for rule in source.module.policy.iter().filter(|rule| is_function(rule)) {
                let name = static_names(head(rule)).join(".");
                rules.entry(format!("{}.{name}", source.package())).or_default().push((at, rule));
            }
        }
        let mut functions = Self { defined: rules.keys().cloned().collect(), total: BTreeSet::new() };
        // A function may be total because those that it calls are.
        loop {
            let more: Vec<String> = rules
                .iter()
                .filter(|(name, _)| !functions.total.contains(*name))
                .filter(|(_, rules)| rules.iter().any(|(at, rule)| functions.always(&sources[*at], rule)))
                .map(|(name, _)| name.clone())
                .collect();
            if more.is_empty() {
                return functions;
            }
            functions.total.extend(more);
        }
    }

    /// `true` where a rule of a function gives a value whatever it is given.
    fn always(&self, source: &Source<'_>, rule: &Rule) -> bool {
        let Rule::Spec { bodies, .. } = rule else { return true };
        let unconditional = bodies.last().is_none_or(|body| body.query.stmts.is_empty());
        let values =
            given(rule).into_iter().chain(bodies.iter().filter_map(|body| body.assign.as_ref()).map(|assign| &*assign.value));
        unconditional && values.into_iter().all(|value| !self.may_be_undefined(source, value))
    }

    /// `true` where it looks something up, or calls a function that does not always give a value.
    fn may_be_undefined(&self, source: &Source<'_>, expression: &Expr) -> bool {
        evaluated(expression).into_iter().any(|inner| match inner {
            Expr::Call { fcn, .. } => self.is_partial(source, fcn),
            other => looks_up(other),
        })
    }

    /// `true` for a function of the policies or the library that does not always give a value.
    fn is_partial(&self, source: &Source<'_>, function: &Expr) -> bool {
        let name = source.full_name(function);
        self.defined.contains(&name) && !self.total.contains(&name)
    }
}

/// The remarks on a module.
pub fn remarks(source: &Source<'_>, functions: &Functions) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for rule in &source.module.policy {
        heads(source, rule, &mut remarks);
        elses(source, rule, &mut remarks);
        for expression in expressions(of_rule(rule)) {
            comparison(source, expression, &mut remarks);
        }
        for query in queries(of_rule(rule)) {
            negations(source, query, functions, &mut remarks);
        }
    }
    remarks
}

/// Where what the head looks up is undefined for one item, the engine drops them all, and OPA that one.
fn heads(source: &Source<'_>, rule: &Rule, remarks: &mut Vec<Remark>) {
    let Rule::Spec { head, .. } = rule else { return };
    let is_partial = match head {
        RuleHead::Set { .. } => true,
        RuleHead::Compr { refr, .. } => matches!(&**refr, Expr::RefBrack { .. }),
        RuleHead::Func { .. } => false,
    };
    let looked_up = given(rule).into_iter().filter(|_| is_partial).flat_map(evaluated).filter(|expression| looks_up(expression));
    let text = "looked up in the head: where it is undefined for one item all are lost; bind it in the body";
    remarks.extend(looked_up.map(|expression| Remark::new(source, expression.span(), text)));
}

/// Where the value of a branch is undefined, the engine does not go on to `else`, and OPA does. What the branch's body asks for is there.
fn elses(source: &Source<'_>, rule: &Rule, remarks: &mut Vec<Remark>) {
    let Rule::Spec { bodies, .. } = rule else { return };
    for (at, body) in bodies.iter().enumerate().filter(|(at, _)| bodies.get(at + 1).is_some_and(|next| next.is_else)) {
        let values = if at == 0 { given(rule) } else { body.assign.iter().map(|assign| &*assign.value).collect() };
        for expression in values.into_iter().flat_map(evaluated).filter(|expression| looks_up(expression)) {
            if !body.query.span.text().contains(expression.span().text()) {
                let text = "where this is undefined the `else` is not taken; bind it in the body";
                remarks.push(Remark::new(source, expression.span(), text));
            }
        }
    }
}

/// A comparison inside of an index: OPA may take it for undefined where it is false.
fn comparison(source: &Source<'_>, expression: &Expr, remarks: &mut Vec<Remark>) {
    let Expr::RefBrack { index, .. } = expression else { return };
    if evaluated(index).into_iter().any(|inner| matches!(inner, Expr::BoolExpr { .. } | Expr::Membership { .. })) {
        remarks.push(Remark::new(
            source,
            index.span(),
            "a comparison as an index may be undefined where it is false; write out both",
        ));
    }
}

/// Where a call inside of a negation is undefined, the negation holds in the engine, and is undefined in OPA.
fn negations(source: &Source<'_>, query: &Query, functions: &Functions, remarks: &mut Vec<Remark>) {
    for statement in &query.stmts {
        let Literal::NotExpr { expr, .. } = &statement.literal else { continue };
        // The negated call itself may be undefined: that is what it is negated for.
        let skipped = usize::from(matches!(&**expr, Expr::Call { .. }));
        for expression in evaluated(expr).into_iter().skip(skipped) {
            if let Expr::Call { fcn, .. } = expression
                && functions.is_partial(source, fcn)
            {
                let text = "where this call is undefined its negation holds here, and not in OPA; bind it, or negate a function";
                remarks.push(Remark::new(source, expression.span(), text));
            }
        }
    }
}

/// What is evaluated together with an expression: all in it but what stands in comprehensions.
fn evaluated(expression: &Expr) -> Vec<&Expr> {
    let mut found = vec![expression];
    if !is_comprehension(expression) {
        for part in of_expression(expression) {
            if let Part::Expression(inner) = part {
                found.extend(evaluated(inner));
            }
        }
    }
    found
}

fn is_comprehension(expression: &Expr) -> bool {
    matches!(expression, Expr::ArrayCompr { .. } | Expr::SetCompr { .. } | Expr::ObjectCompr { .. })
}

/// `true` for an index that is no name, and so may not be there. A text that is split has a first piece.
fn looks_up(expression: &Expr) -> bool {
    let Expr::RefBrack { refr, index, .. } = expression else { return false };
    let is_first = matches!(&**index, Expr::Number { .. }) && index.span().text() == "0";
    let is_split = matches!(&**refr, Expr::Call { fcn, .. } if static_names(fcn) == ["split"]);
    let is_name = matches!(**index, Expr::String { .. } | Expr::RawString { .. });
    !(is_name || (is_first && is_split))
}

fn is_function(rule: &Rule) -> bool {
    match rule {
        Rule::Spec { head, .. } => matches!(head, RuleHead::Func { .. }),
        Rule::Default { args, .. } => !args.is_empty(),
    }
}

/// Every body and comprehension in some parts.
fn queries(parts: Vec<Part<'_>>) -> Vec<&Query> {
    let mut found = Vec::new();
    for part in parts {
        match part {
            Part::Expression(expression) => found.extend(queries(of_expression(expression))),
            Part::Query(query) => {
                found.push(query);
                found.extend(query.stmts.iter().flat_map(|statement| queries(of_statement(statement))));
            }
        }
    }
    found
}
