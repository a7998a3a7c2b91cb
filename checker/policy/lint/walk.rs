//! The parts of a module's syntax tree, and a walk over its expressions.

use regorus::unstable::{Expr, Literal, LiteralStmt, Module, Query, Ref, Rule, RuleAssign, RuleHead, Span};

use crate::inventory::value::text;

/// What lies directly in something of a module.
#[derive(Clone, Copy)]
pub enum Part<'m> {
    /// An expression.
    Expression(&'m Expr),
    /// A body, or a comprehension's: what it binds holds in it alone.
    Query(&'m Query),
}

/// Visits every expression of a module; of a reference the whole, and not each of its prefixes.
pub fn walk<E>(module: &Module, visit: &mut impl FnMut(&Expr) -> Result<(), E>) -> Result<(), E> {
    module.policy.iter().try_for_each(|rule| walk_all(of_rule(rule), visit))
}

/// Visits every expression in some parts.
pub fn walk_all<'m, E>(parts: Vec<Part<'m>>, visit: &mut impl FnMut(&'m Expr) -> Result<(), E>) -> Result<(), E> {
    for part in parts {
        match part {
            Part::Query(query) => query.stmts.iter().try_for_each(|statement| walk_all(of_statement(statement), visit))?,
            Part::Expression(expression) => {
                visit(expression)?;
                let inner = match expression {
                    Expr::RefDot { .. } | Expr::RefBrack { .. } => of_reference(expression),
                    other => of_expression(other),
                };
                walk_all(inner, visit)?;
            }
        }
    }
    Ok(())
}

/// Every expression in some parts.
pub fn expressions(parts: Vec<Part<'_>>) -> Vec<&Expr> {
    let mut found = Vec::new();
    let _ = walk_all(parts, &mut |expression| {
        found.push(expression);
        Ok::<_, std::convert::Infallible>(())
    });
    found
}

/// The name that a rule defines, with what it is indexed by.
pub fn head(rule: &Rule) -> &Expr {
    match rule {
        Rule::Spec { head: RuleHead::Compr { refr, .. } | RuleHead::Set { refr, .. } | RuleHead::Func { refr, .. }, .. }
        | Rule::Default { refr, .. } => refr,
    }
}

/// What a rule gives, where it says so in its head: the key of a set, the index and the value of an object, a function's value.
pub fn given(rule: &Rule) -> Vec<&Expr> {
    let Rule::Spec { head, .. } = rule else { return Vec::new() };
    match head {
        RuleHead::Compr { refr, assign, .. } => index(refr).into_iter().chain(value(assign.as_ref())).collect(),
        RuleHead::Set { refr, key, .. } => index(refr).into_iter().chain(key.as_deref()).collect(),
        RuleHead::Func { assign, .. } => value(assign.as_ref()).collect(),
    }
}

fn value(assign: Option<&RuleAssign>) -> impl Iterator<Item = &Expr> {
    assign.map(|assign| &*assign.value).into_iter()
}

/// The index in a rule's name; the name itself is no reference.
fn index(head: &Expr) -> Option<&Expr> {
    if let Expr::RefBrack { index, .. } = head { Some(index) } else { None }
}

/// What lies in a rule.
pub fn of_rule(rule: &Rule) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = given(rule).into_iter().map(Part::Expression).collect();
    match rule {
        Rule::Default { value, args, .. } => {
            parts.extend(each(args));
            parts.push(Part::Expression(value));
        }
        Rule::Spec { head, bodies, .. } => {
            if let RuleHead::Func { args, .. } = head {
                parts.extend(each(args));
            }
            for body in bodies {
                parts.extend(value(body.assign.as_ref()).map(Part::Expression));
                parts.push(Part::Query(&body.query));
            }
        }
    }
    parts
}

/// What lies in a statement.
pub fn of_statement(statement: &LiteralStmt) -> Vec<Part<'_>> {
    let mut parts = match &statement.literal {
        Literal::SomeVars { .. } => Vec::new(),
        Literal::SomeIn { key, value, collection, .. } => each(key).chain(each([value, collection])).collect(),
        Literal::Expr { expr, .. } | Literal::NotExpr { expr, .. } => vec![Part::Expression(expr)],
        Literal::Every { domain, query, .. } => vec![Part::Expression(domain), Part::Query(query)],
    };
    for with in &statement.with_mods {
        parts.extend(each([&with.refr, &with.r#as]));
    }
    parts
}

/// What lies directly in an expression.
pub fn of_expression(expression: &Expr) -> Vec<Part<'_>> {
    match expression {
        Expr::String { .. }
        | Expr::RawString { .. }
        | Expr::Number { .. }
        | Expr::Bool { .. }
        | Expr::Null { .. }
        | Expr::Var { .. } => Vec::new(),
        Expr::Array { items, .. } | Expr::Set { items, .. } => each(items).collect(),
        Expr::Object { fields, .. } => fields.iter().flat_map(|(_, key, value)| each([key, value])).collect(),
        Expr::ArrayCompr { term, query, .. } | Expr::SetCompr { term, query, .. } => {
            each([term]).chain([Part::Query(query)]).collect()
        }
        Expr::ObjectCompr { key, value, query, .. } => each([key, value]).chain([Part::Query(query)]).collect(),
        Expr::Call { fcn, params, .. } => each([fcn]).chain(each(params)).collect(),
        Expr::UnaryExpr { expr, .. } => each([expr]).collect(),
        Expr::RefDot { refr, .. } => each([refr]).collect(),
        Expr::RefBrack { refr, index, .. } => each([refr, index]).collect(),
        Expr::BinExpr { lhs, rhs, .. }
        | Expr::BoolExpr { lhs, rhs, .. }
        | Expr::ArithExpr { lhs, rhs, .. }
        | Expr::AssignExpr { lhs, rhs, .. } => each([lhs, rhs]).collect(),
        Expr::Membership { key, value, collection, .. } => each(key).chain(each([value, collection])).collect(),
    }
}

/// The indices of a reference, and what it begins with.
fn of_reference(expression: &Expr) -> Vec<Part<'_>> {
    match expression {
        Expr::RefDot { refr, .. } => of_reference(refr),
        Expr::RefBrack { refr, index, .. } => [Part::Expression(index)].into_iter().chain(of_reference(refr)).collect(),
        other => vec![Part::Expression(other)],
    }
}

fn each<'m>(list: impl IntoIterator<Item = &'m Ref<Expr>>) -> impl Iterator<Item = Part<'m>> {
    list.into_iter().map(|expression| Part::Expression(expression))
}

/// The leading names of a reference that are written out: `input.resources["aws_vpc"][i]` gives three.
pub fn static_names(expression: &Expr) -> Vec<String> {
    let mut steps = Vec::new();
    let mut place = expression;
    loop {
        match place {
            Expr::RefDot { refr, field, .. } => {
                steps.push(text(&field.1).map(str::to_owned));
                place = refr;
            }
            Expr::RefBrack { refr, index, .. } => {
                steps.push(match &**index {
                    Expr::String { value, .. } | Expr::RawString { value, .. } => text(value).map(str::to_owned),
                    _ => None,
                });
                place = refr;
            }
            Expr::Var { value, .. } => {
                steps.push(text(value).map(str::to_owned));
                break;
            }
            _ => return Vec::new(),
        }
    }
    steps.into_iter().rev().map_while(|step| step).collect()
}

/// The line and column of a span, from 1.
pub fn place(span: &Span) -> (usize, usize) {
    (usize::try_from(span.line).unwrap_or(1), usize::try_from(span.col).unwrap_or(1))
}
