//! Loops over the resources of one type inside of loops over those of another: of a large inventory each pair is looked at.

use std::collections::BTreeSet;

use regorus::unstable::{BoolOp, Expr, Literal, LiteralStmt};

use super::remarks::{Remark, Source};
use super::walk::{Part, given, head, of_expression, of_rule, of_statement, static_names};
use crate::inventory::value::text;

/// The library's packages whose functions go through all resources of a type.
const SEARCHING: [&str; 2] = ["data.lib.inventory.", "data.lib.expected."];

/// The rules that give a list of resources, and the functions that go through one, by their full names.
pub struct Lists(BTreeSet<String>);

impl Lists {
    /// Looks for them in all modules.
    pub fn new(sources: &[Source<'_>]) -> Self {
        let mut lists = Self(BTreeSet::new());
        loop {
            let mut more = Vec::new();
            for source in sources {
                for rule in &source.module.policy {
                    let name = format!("{}.{}", source.package(), static_names(head(rule)).join("."));
                    if !lists.0.contains(&name) && given(rule).into_iter().any(|value| lists.is_list(source, value)) {
                        more.push(name);
                    }
                }
            }
            if more.is_empty() {
                return lists;
            }
            lists.0.extend(more);
        }
    }

    /// `true` for the resources of a type, as a list or a set. Those that have one name are few.
    fn is_list(&self, source: &Source<'_>, expression: &Expr) -> bool {
        match expression {
            Expr::RefBrack { refr, .. } if static_names(refr) == ["input", "resources"] => true,
            Expr::RefDot { refr, .. } if static_names(refr) == ["input", "resources"] => true,
            Expr::Call { fcn, params, .. } => {
                let name = source.full_name(fcn);
                (SEARCHING.iter().any(|package| name.starts_with(package)) && self.0.contains(&name))
                    || (static_names(fcn) == ["array", "concat"] && params.iter().any(|list| self.is_list(source, list)))
            }
            Expr::BinExpr { lhs, rhs, .. } => self.is_list(source, lhs) || self.is_list(source, rhs),
            Expr::ArrayCompr { term, query, .. } | Expr::SetCompr { term, query, .. } => {
                let Expr::Var { value: name, .. } = &**term else { return false };
                !query.stmts.iter().any(picks)
                    && query.stmts.iter().any(|statement| match &statement.literal {
                        Literal::SomeIn { value, collection, .. } => {
                            matches!(&**value, Expr::Var { value, .. } if text(value) == text(name))
                                && self.is_list(source, collection)
                        }
                        _ => false,
                    })
            }
            Expr::Var { .. } | Expr::RefDot { .. } => self.0.contains(&source.full_name(expression)),
            _ => false,
        }
    }
}

/// `true` where an attribute has to have one value.
fn picks(statement: &LiteralStmt) -> bool {
    let Literal::Expr { expr, .. } = &statement.literal else { return false };
    matches!(&**expr, Expr::BoolExpr { op: BoolOp::Eq, lhs, .. } if matches!(**lhs, Expr::Call { .. }))
}

/// The remarks on a module.
pub fn remarks(source: &Source<'_>, lists: &Lists) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if !source.is_test() {
        for rule in &source.module.policy {
            within(of_rule(rule), source, lists, false, &mut remarks);
        }
    }
    remarks
}

fn within(parts: Vec<Part<'_>>, source: &Source<'_>, lists: &Lists, looping: bool, remarks: &mut Vec<Remark>) {
    for part in parts {
        match part {
            Part::Expression(expression) => within(of_expression(expression), source, lists, looping, remarks),
            Part::Query(query) => {
                let mut looping = looping;
                for statement in &query.stmts {
                    within(of_statement(statement), source, lists, looping, remarks);
                    if let Literal::SomeIn { collection, .. } = &statement.literal
                        && lists.is_list(source, collection)
                    {
                        if looping {
                            let text = "a loop over resources in another: each pair is looked at; index one of them in a rule of its own";
                            remarks.push(Remark::new(source, &statement.span, text));
                        }
                        looping = true;
                    }
                }
            }
        }
    }
}
