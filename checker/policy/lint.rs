//! What can be told about a policy without running it: the silent passes that a misspelling would cause. In its folder: what is told when
//! policies are tested.

mod loops;
pub mod remarks;
mod style;
mod traps;
mod unused;
mod walk;

use regorus::unstable::{Expr, Module, Rule, RuleHead};

use super::Policy;
use super::error::{PolicyError, Problem};
use super::files::{File, Files};
use super::rego::Rego;
use walk::{head, place, static_names, walk};

use crate::inventory::path::{AttributePath, Segment};
use crate::inventory::value::{Value, entry, text};

/// Builtins whose answer depends on more than their arguments, or that write somewhere.
const FORBIDDEN: &[&str] = &["http", "rand", "opa", "uuid", "trace", "print", "time.now_ns", "net.lookup_ip_addr"];

/// The keys under `input`.
const INPUT: &[&str] = &["kind", "now", "scopes", "variables", "outputs", "cost", "resources"];

/// Checks every policy.
pub fn check(policies: &[Policy], rego: &mut Rego, files: &Files, data: &Value) -> Result<(), PolicyError> {
    let all: Vec<&File> = files.policies.iter().chain(&files.library).collect();
    let modules = rego.modules().to_vec();
    for policy in policies {
        let Some(module) = modules.iter().find(|module| module.package.span.source.get_path() == &policy.file.path) else {
            continue;
        };
        let lint = Lint { policy, data };
        lint.heads(module)?;
        walk(module, &mut |expression| lint.expression(expression))?;
    }
    for file in &files.library {
        if let Some(module) = modules.iter().find(|module| module.package.span.source.get_path() == &file.path) {
            walk(module, &mut |expression| forbidden(expression, file))?;
        }
    }
    // A query makes the engine bind every name; the compiler then rejects functions that nothing reaches.
    let mut bound = rego.clone();
    bound.set_input(Value::new_object());
    let rules: Vec<String> =
        policies.iter().flat_map(|policy| ["deny", "undetermined"].map(|rule| format!("{}.{rule}", policy.package))).collect();
    bound.compile(&rules.iter().map(String::as_str).collect::<Vec<_>>(), &all)
}

struct Lint<'l> {
    policy: &'l Policy,
    data: &'l Value,
}

impl Lint<'_> {
    fn error(&self, problem: Problem, expression: &Expr) -> PolicyError {
        let (line, column) = place(expression.span());
        problem.at(&self.policy.file.path, &self.policy.file.text, line, column)
    }

    /// `deny` and `undetermined` are partial sets; `subjects` is one, or a comprehension, which takes less time with many.
    fn heads(&self, module: &Module) -> Result<(), PolicyError> {
        for name in ["deny", "undetermined", "subjects"] {
            let mut found = false;
            for rule in defines(module, name) {
                found = true;
                let is_set = match rule {
                    Rule::Spec { head: RuleHead::Set { key: Some(_), .. }, .. } => true,
                    Rule::Spec { head: RuleHead::Compr { assign: Some(assign), .. }, .. } => {
                        name == "subjects" && matches!(*assign.value, Expr::SetCompr { .. })
                    }
                    _ => false,
                };
                if !is_set {
                    let (line, _) = place(rule.span());
                    return Err(Problem::NotASet(name).at(&self.policy.file.path, &self.policy.file.text, line, 1));
                }
            }
            // Whether it names its subjects is seen in its text, where the rule is not indented.
            let expected = name != "subjects" || self.policy.names_subjects;
            if found != expected {
                return Err(Problem::NotASet(name).at(&self.policy.file.path, &self.policy.file.text, 1, 1));
            }
        }
        Ok(())
    }

    fn expression(&self, expression: &Expr) -> Result<(), PolicyError> {
        forbidden(expression, &self.policy.file)?;
        match expression {
            Expr::RefDot { .. } | Expr::RefBrack { .. } => self.reference(expression),
            Expr::String { value, .. } | Expr::RawString { value, .. } => self.type_name(value, expression),
            Expr::Call { params, .. } => params.iter().try_for_each(|param| self.path(param)),
            Expr::Object { fields, .. } => fields.iter().try_for_each(|(_, key, value)| match &**key {
                Expr::String { value: key, .. } if text(key) == Some("attribute") => self.path(value),
                _ => Ok(()),
            }),
            _ => Ok(()),
        }
    }

    /// `input.…` and `data.…` name what exists.
    fn reference(&self, expression: &Expr) -> Result<(), PolicyError> {
        let names = static_names(expression);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        match names[..] {
            ["input", key, ..] if !INPUT.contains(&key) => {
                Err(self.error(Problem::Reads(format!("the input has no `{key}`; it has {}", INPUT.join(", "))), expression))
            }
            ["input", "resources", kind, ..] if !self.policy.metadata.reads.contains_key(kind) => {
                Err(self.error(Problem::Reads(format!("`reads` does not name the type `{kind}`")), expression))
            }
            ["data", "lib" | "policies", ..] => Ok(()),
            ["data", ref path @ ..] => {
                let mut place = Some(self.data);
                for name in path {
                    place = place.and_then(|place| entry(place, name));
                    if place.is_none() {
                        return Err(self.error(Problem::Reads(format!("there is no `data.{}`", path.join("."))), expression));
                    }
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// A string that is a resource type is one that `reads` names.
    fn type_name(&self, value: &Value, expression: &Expr) -> Result<(), PolicyError> {
        match text(value) {
            Some(name)
                if name.starts_with("aws_")
                    && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
                    && !self.policy.metadata.reads.contains_key(name) =>
            {
                Err(self.error(Problem::Reads(format!("`reads` does not name the type `{name}`")), expression))
            }
            _ => Ok(()),
        }
    }

    /// A list that is a path, given to a function or as a finding's attribute, is one that `reads` names.
    fn path(&self, expression: &Expr) -> Result<(), PolicyError> {
        let Expr::Array { items, .. } = expression else { return Ok(()) };
        let steps: Option<Vec<Segment>> = items
            .iter()
            .map(|item| match &**item {
                Expr::String { value, .. } | Expr::RawString { value, .. } => text(value).map(|name| Segment::Key(name.into())),
                Expr::Number { value, .. } => Some(Segment::Index(usize::try_from(value.as_u64().ok()?).ok()?)),
                // A variable may be any position.
                Expr::Var { .. } => Some(Segment::Index(0)),
                _ => None,
            })
            .collect();
        let Some(path) = steps.map(|steps| steps.into_iter().collect::<AttributePath>()) else { return Ok(()) };
        if path.root().is_none() || self.policy.metadata.reads.values().flatten().any(|pattern| pattern.touches(&path)) {
            return Ok(());
        }
        Err(self.error(Problem::Reads(format!("`reads` does not name the path `{path}`")), expression))
    }
}

/// The rules of a module with this name.
fn defines<'m>(module: &'m Module, name: &'m str) -> impl Iterator<Item = &'m Rule> {
    module
        .policy
        .iter()
        .map(|rule| &**rule)
        .filter(move |rule| static_names(head(rule)).first().is_some_and(|first| first == name))
}

fn forbidden(expression: &Expr, file: &File) -> Result<(), PolicyError> {
    let Expr::Call { fcn, .. } = expression else { return Ok(()) };
    let name = static_names(fcn).join(".");
    let is_forbidden =
        FORBIDDEN.iter().any(|bad| name == *bad || name.strip_prefix(bad).is_some_and(|rest| rest.starts_with('.')));
    if !is_forbidden {
        return Ok(());
    }
    let (line, column) = place(expression.span());
    Err(Problem::Forbidden(name).at(&file.path, &file.text, line, column))
}
