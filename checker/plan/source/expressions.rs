//! What expressions in the source refer to, where plan JSON does not say it: `local` values.
//!
//! A reference is written as plan JSON writes it, at its full length and without the prefixes that the plan lists beside it:
//! `aws_subnet.a[0].id`, `module.m["k"].out`, `each.key`. It ends before a splat and before an index that is computed; what
//! that index refers to is a reference of its own.

use std::fmt::Write as _;

use hcl_edit::expr::{Expression, ForExpr, Traversal, TraversalOperator};
use hcl_edit::template::ForDirective;
use hcl_edit::visit::{Visit, visit_expr, visit_template};
use serde_json::Value;

use super::Source;
use super::file::with_parser_stack;

/// The right side of a `local` value.
pub(super) enum Written {
    Hcl(Expression),
    Json(Value),
}

impl Source {
    /// The references of the expression of `local.NAME` in the module at the calls `module`, each once and in their order.
    /// `None` where the source does not tell: it has no such local or two of them, or an override that cannot be read.
    pub fn local_references(&self, module: &[&str], name: &str) -> Option<Vec<String>> {
        match self.module(module)?.local(name)? {
            Written::Hcl(expression) => Some(references(expression)),
            Written::Json(value) => {
                let mut walk = Walk::default();
                walk.json(value)?;
                Some(walk.found)
            }
        }
    }
}

/// What an expression refers to, each once and in the order of Terraform.
pub(super) fn references(expression: &Expression) -> Vec<String> {
    let mut walk = Walk::default();
    walk.visit_expr(expression);
    walk.found
}

/// A walk through an expression.
#[derive(Default)]
struct Walk {
    /// The variables of the `for` expressions around.
    bound: Vec<String>,
    found: Vec<String>,
}

impl Walk {
    /// Walks through a value in JSON syntax, where every string and every key is a template; `None` where one cannot be read.
    fn json(&mut self, value: &Value) -> Option<()> {
        match value {
            Value::String(text) => self.template(text),
            Value::Array(items) => items.iter().try_for_each(|item| self.json(item)),
            Value::Object(map) => map.iter().try_for_each(|(key, value)| {
                self.template(key)?;
                self.json(value)
            }),
            _ => Some(()),
        }
    }

    fn template(&mut self, text: &str) -> Option<()> {
        if text.contains("${") || text.contains("%{") {
            let template = with_parser_stack(|| hcl_edit::parser::parse_template(text)).ok()?.ok()?;
            self.visit_template(&template);
        }
        Some(())
    }

    /// Takes the reference that begins with the variable `root`, as far as its steps are fixed.
    fn take(&mut self, root: &str, steps: &[&TraversalOperator]) {
        if self.bound.iter().any(|bound| bound == root) {
            return;
        }
        let mut reference = if root == "resource" { String::new() } else { root.to_owned() };
        // Where an instance key stands after the root, which Terraform quotes in another way.
        let instance = match root {
            "data" | "ephemeral" | "resource" => 2,
            _ => 1,
        };
        for (at, step) in steps.iter().enumerate() {
            match step {
                TraversalOperator::GetAttr(name) => {
                    if !reference.is_empty() {
                        reference.push('.');
                    }
                    reference.push_str(name.as_str());
                }
                TraversalOperator::LegacyIndex(index) => _ = write!(reference, "[{}]", index.value()),
                TraversalOperator::Index(Expression::String(key)) => {
                    reference.push('[');
                    quote(key.as_str(), at == instance && !matches!(root, "var" | "local" | "each" | "self"), &mut reference);
                    reference.push(']');
                }
                TraversalOperator::Index(index) => _ = write!(reference, "[{}]", fixed_index(index).unwrap_or_default()),
                _ => {}
            }
        }
        if !self.found.contains(&reference) {
            self.found.push(reference);
        }
    }

    /// Walks through `inside`, where the variables `names` are no references.
    fn binding(&mut self, names: &[Option<&str>], inside: impl FnOnce(&mut Self)) {
        let outside = self.bound.len();
        self.bound.extend(names.iter().flatten().map(|&name| name.to_owned()));
        inside(self);
        self.bound.truncate(outside);
    }
}

impl Visit for Walk {
    fn visit_expr(&mut self, expression: &Expression) {
        match expression {
            Expression::Variable(name) => self.take(name.as_str(), &[]),
            _ => visit_expr(self, expression),
        }
    }

    fn visit_traversal(&mut self, traversal: &Traversal) {
        let steps: Vec<&TraversalOperator> = traversal.operators.iter().map(|step| step.value()).collect();
        let fixed = steps.iter().take_while(|step| is_fixed(step)).count();
        match &traversal.expr {
            Expression::Variable(root) => self.take(root.as_str(), steps.get(..fixed).unwrap_or_default()),
            other => self.visit_expr(other),
        }
        for step in steps {
            if let TraversalOperator::Index(index) = step {
                self.visit_expr(index);
            }
        }
    }

    fn visit_for_expr(&mut self, expression: &ForExpr) {
        let ForExpr { intro, key_expr, value_expr, cond, .. } = expression;
        self.visit_expr(&intro.collection_expr);
        let names = [intro.key_var.as_ref().map(|name| name.as_str()), Some(intro.value_var.as_str())];
        self.binding(&names, |walk| {
            key_expr.iter().for_each(|key| walk.visit_expr(key));
            walk.visit_expr(value_expr);
            cond.iter().for_each(|cond| walk.visit_expr(&cond.expr));
        });
    }

    fn visit_for_directive(&mut self, directive: &ForDirective) {
        let intro = &directive.for_expr;
        self.visit_expr(&intro.collection_expr);
        let names = [intro.key_var.as_ref().map(|name| name.as_str()), Some(intro.value_var.as_str())];
        self.binding(&names, |walk| visit_template(walk, &intro.template));
    }
}

/// `true` for a step that Terraform knows without evaluating anything.
fn is_fixed(step: &TraversalOperator) -> bool {
    match step {
        TraversalOperator::GetAttr(_) | TraversalOperator::LegacyIndex(_) => true,
        TraversalOperator::Index(index) => index.is_str() || fixed_index(index).is_some(),
        TraversalOperator::AttrSplat(_) | TraversalOperator::FullSplat(_) => false,
    }
}

/// A negative number is an operation on a number for Terraform.
fn fixed_index(index: &Expression) -> Option<u64> {
    index.as_number()?.as_u64()
}

/// Quotes a key as plan JSON does: an instance key as HCL, other keys as Go.
fn quote(key: &str, instance: bool, text: &mut String) {
    text.push('"');
    let mut rest = key.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '$' | '%' if instance && rest.peek() == Some(&'{') => text.extend([c, c]),
            _ if c.is_control() && instance => _ = write!(text, "\\u{:04x}", u32::from(c)),
            _ if c.is_control() => _ = write!(text, "\\x{:02x}", u32::from(c)),
            _ => text.push(c),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::super::tests::source;

    /// The references of `local.l` in a root module with these files.
    fn local(files: &[(&str, &str)]) -> Option<Vec<String>> {
        source(files).1.local_references(&[], "l")
    }

    #[test]
    fn every_kind_of_expression_is_walked_through() {
        for (expression, expected) in [
            ("1", &[][..]),
            ("t.c[0].id", &["t.c[0].id"]),
            ("t.c.0.id", &["t.c[0].id"]),
            ("t.e[\"k.\\\"]\"].id", &["t.e[\"k.\\\"]\"].id"]),
            ("t.e[\"a$${b}\"]", &["t.e[\"a$${b}\"]"]),
            ("local.m[\"a$${b}\"]", &["local.m[\"a${b}\"]"]),
            ("t.e[each.key].id", &["t.e", "each.key"]),
            ("t.c[t.i[0].n + 1].list[var.i]", &["t.c", "t.i[0].n", "var.i"]),
            ("t.c[-1].id", &["t.c"]),
            ("t.c[(0)].id", &["t.c"]),
            ("t.c[*].id", &["t.c"]),
            ("t.c.*.id[count.index]", &["t.c", "count.index"]),
            ("t.c[0][*].id", &["t.c[0]"]),
            ("(t.a).id", &["t.a"]),
            ("resource.t.a[0].id", &["t.a[0].id"]),
            ("data.t.a[\"k\"].id", &["data.t.a[\"k\"].id"]),
            ("module.m[\"k\"].out.x", &["module.m[\"k\"].out.x"]),
            ("module.m[var.k].out", &["module.m", "var.k"]),
            ("var.a ? t.b.id : t.c[0].id", &["var.a", "t.b.id", "t.c[0].id"]),
            ("!var.a && -var.b < 3", &["var.a", "var.b"]),
            ("merge({ a = t.a.id }, [t.b.id]...)", &["t.a.id", "t.b.id"]),
            ("provider::aws::arn_parse(t.a.arn)", &["t.a.arn"]),
            ("{ t = 1, (var.k) = t.a, \"${var.l}\" = 2, \"m\" = t.b.id }", &["var.k", "t.a", "var.l", "t.b.id"]),
            ("[for x in t.c : x.id if x.id != var.k]", &["t.c", "var.k"]),
            ("{ for k, v in t.e : k => [for w in [k] : \"${w}${v.id}${u.x.y}\"]... if v }", &["t.e", "u.x.y"]),
            // What a `for` binds is bound only inside of it, and hides what has its name outside.
            ("[[for t in t.c : t.a.id], t.a.id]", &["t.c", "t.a.id"]),
            ("\"a ${t.a.id} $${t.b.id} %{ if var.x }${t.c}%{ else }${t.d.id}%{ endif }\"", &["t.a.id", "var.x", "t.c", "t.d.id"]),
            ("\"%{ for i, x in t.c ~}${i}${x.id}${x.y[t.d.e]}%{ endfor }\"", &["t.c", "t.d.e"]),
            ("<<-T\n  ${t.a.id}\n  $${t.b.id} %{ if var.x }x%{ endif }\nT", &["t.a.id", "var.x"]),
            ("[t.a.id, t.a.id, t.a]", &["t.a.id", "t.a"]),
            ("each.value[\"x\"].y", &["each.value[\"x\"].y"]),
        ] {
            let found = local(&[("root/a.tf", &format!("locals {{\n  l = {expression}\n}}\n"))]);
            assert_eq!(
                found.as_deref(),
                Some(&expected.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()[..]),
                "{expression}"
            );
        }
    }

    #[test]
    fn a_local_is_known_only_where_one_place_decides_about_it() {
        let original = ("root/a.tf", "locals {\n  k = t.k.id\n}\nlocals {\n  l = t.a.id\n}\n");
        let first = ("root/a_override.tf", "locals {\n  l = t.b.id\n}\n");
        let last = (
            "root/b_override.tf.json",
            r#"{"locals": [{"l": {"x-${t.c.id}": ["%{ if var.x }y%{ endif }", 1, null, "t.d.id"]}}]}"#,
        );
        let found = |files: &[(&str, &str)]| local(files).map(|list| list.join(" "));
        assert_eq!(found(&[original]).as_deref(), Some("t.a.id"));
        assert_eq!(found(&[original, first]).as_deref(), Some("t.b.id"));
        assert_eq!(found(&[original, first, last]).as_deref(), Some("t.c.id var.x"));
        for unknown in [
            &[][..],
            &[("root/a.tf", "locals {}\n")],
            &[first],
            &[original, ("root/b.tf", original.1)],
            &[original, ("root/b_override.tf", "locals {")],
            &[("root/a.tf.json", r#"{"locals": {"l": "${t.a."}}"#)],
        ] {
            assert_eq!(found(unknown), None, "{unknown:?}");
        }
        let (_dir, inside) = source(&[("root/a.tf", "module \"m\" { source = \"../m\" }\n"), ("m/a.tf", original.1)]);
        assert_eq!(inside.local_references(&["m"], "k"), Some(vec!["t.k.id".to_owned()]));
        assert_eq!((inside.local_references(&[], "k"), inside.local_references(&["n"], "k")), (None, None));
    }
}
