//! Expressions of the source by what they set: attributes of blocks, arguments of module calls, outputs and locals.

use std::collections::BTreeSet;

use hcl_edit::expr::{Expression, ObjectKey, TraversalOperator};
use hcl_edit::structure::{Block, Body};

use super::directory::generated;
use super::expressions::{Written, references};
use super::{Mode, Segment, Source};
use crate::inventory::value::Value;
use crate::plan::references as listed;

/// An expression of the source, and what part of it is meant.
#[derive(Debug, Clone)]
pub struct Found {
    /// The expression.
    pub expression: Expression,
    /// What is left of the path that was asked for: a part of the expression's value.
    pub rest: Vec<Segment>,
    /// Iterator and `for_each` of the `dynamic` block around it.
    pub dynamic: Option<(String, Expression)>,
}

/// What a `variable` block says of its value.
#[derive(Debug)]
pub struct Variable {
    /// Its `type`, where it has one.
    pub type_: Option<Expression>,
    /// `false` where null stands for the default.
    pub nullable: bool,
    /// The plan does not hold what it is given.
    pub ephemeral: bool,
}

impl Found {
    /// `true` where the plan lists the references of this very expression: the plan was made from this source.
    pub fn agrees(&self, json: &Value) -> bool {
        let own = references(&self.expression);
        let own: BTreeSet<&str> = listed::whole(own.iter().map(String::as_str)).into_iter().collect();
        own == listed::of(json).unwrap_or_default().into_iter().collect()
    }
}

impl Source {
    /// The expression that sets the attribute at `path` of a block, or an attribute around it.
    pub fn written(&self, module: &[&str], mode: Mode, type_: &str, name: &str, path: &[Segment]) -> Option<Found> {
        let Some(Segment::Key(first)) = path.first() else { return None };
        let directory = self.module(module)?;
        in_body(&directory.deciding(mode, type_, name, first)?.block.as_ref()?.body, path)
    }

    /// The argument `name` of a module call.
    pub fn call_argument(&self, module: &[&str], call: &str, name: &str) -> Option<Found> {
        let directory = self.module(module)?;
        let body = &directory.deciding_call(call, name)?.block.as_ref()?.body;
        Some(whole(body.get_attribute(name)?.value.clone()))
    }

    /// A variable of a module; `None` where the source does not tell.
    pub fn variable(&self, module: &[&str], name: &str) -> Option<Variable> {
        let directory = self.module(module)?;
        let argument = |argument: &str| {
            let body = &directory.deciding_variable(name, argument)?.block.as_ref()?.body;
            Some(body.get_attribute(argument).map(|attribute| attribute.value.clone()))
        };
        let flag = |name: &str, default: bool| match argument(name)? {
            None => Some(default),
            Some(Expression::Bool(flag)) => Some(*flag.value()),
            Some(_) => None,
        };
        Some(Variable { type_: argument("type")?, nullable: flag("nullable", true)?, ephemeral: flag("ephemeral", false)? })
    }

    /// An argument of a module's provider configuration, `aws` or `aws.west`.
    pub fn provider_argument(&self, module: &[&str], provider: &str, name: &str) -> Option<Found> {
        let directory = self.module(module)?;
        let body = &directory.deciding_provider(provider, name)?.block.as_ref()?.body;
        Some(whole(body.get_attribute(name)?.value.clone()))
    }

    /// By its name there, the provider configuration of the calling module that the configuration `provider` of a module stands for;
    /// `None` where it stands for none, or the source does not tell.
    pub fn passed_provider(&self, module: &[&str], provider: &str) -> Option<String> {
        let (call, parents) = module.split_last()?;
        let (own, calling) = (self.module(module)?, self.module(parents)?);
        if own.unread.is_some() || calling.unread.is_some() {
            return None;
        }
        let Some(passed) = calling.deciding_call(call, "providers")?.block.as_ref()?.body.get_attribute("providers") else {
            // What no call gives is inherited under the same name, without an alias and where the module has no block of its own.
            return (!provider.contains('.') && !own.has_provider(provider)).then(|| provider.to_owned());
        };
        let mut given = passed.value.as_object()?.iter().filter(|(name, _)| match name {
            ObjectKey::Ident(name) => name.as_str() == provider,
            ObjectKey::Expression(name) => provider_name(name).as_deref() == Some(provider),
        });
        provider_name(given.next()?.1.expr())
    }

    /// The value of a module's output.
    pub fn output(&self, module: &[&str], name: &str) -> Option<Found> {
        let directory = self.module(module)?;
        let body = &directory.output(name)?.block.as_ref()?.body;
        Some(whole(body.get_attribute("value")?.value.clone()))
    }

    /// The value of a module's local, where it is in HCL.
    pub fn local(&self, module: &[&str], name: &str) -> Option<Expression> {
        match self.module(module)?.local(name)? {
            Written::Hcl(expression) => Some(expression.clone()),
            Written::Json(_) => None,
        }
    }
}

/// `aws` or `aws.west`, as a call's `providers` writes it.
fn provider_name(expression: &Expression) -> Option<String> {
    match expression {
        Expression::Variable(name) => Some(name.to_string()),
        Expression::String(name) => Some(name.to_string()),
        Expression::Traversal(traversal) => match traversal.operators.as_slice() {
            [alias] => match alias.value() {
                TraversalOperator::GetAttr(alias) => {
                    Some(format!("{}.{}", traversal.expr.as_variable()?.as_str(), alias.as_str()))
                }
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

fn whole(expression: Expression) -> Found {
    Found { expression, rest: Vec::new(), dynamic: None }
}

fn in_body(body: &Body, path: &[Segment]) -> Option<Found> {
    let (Segment::Key(name), rest) = path.split_first()? else { return None };
    if let Some(attribute) = body.get_attribute(name) {
        return Some(Found { rest: rest.to_vec(), ..whole(attribute.value.clone()) });
    }
    // Of several blocks the plan's order says nothing.
    let mut written = body.blocks().filter(|block| generated(block) == Some(name));
    let block: &Block = written.next().filter(|_| written.next().is_none())?;
    let (Segment::Index(at), rest) = rest.split_first()? else { return None };
    if block.ident.as_str() != "dynamic" {
        return if *at == 0 { in_body(&block.body, rest) } else { None };
    }
    let content = block.body.get_blocks("content").next()?;
    let found = in_body(&content.body, rest).filter(|found| found.dynamic.is_none())?;
    let iterator = match block.body.get_attribute("iterator") {
        Some(iterator) => iterator.value.as_variable()?.as_str(),
        None => name,
    };
    Some(Found { dynamic: Some((iterator.to_owned(), block.body.get_attribute("for_each")?.value.clone())), ..found })
}

#[cfg(test)]
mod tests {
    use super::super::tests::source;
    use super::*;

    const BLOCK: &str = r#"
resource "x_y" "z" {
  plain = t.a.id
  one { id = t.b.id }
  two { id = t.c.id }
  two { id = t.d.id }
  set = [{ id = t.e.id }]
  dynamic "in" {
    for_each = var.rules
    iterator = rule
    content {
      group = rule.value.group
      to { id = t.f[rule.key].id }
      dynamic "deep" {
        for_each = rule.value.deep
        content { id = deep.value }
      }
    }
  }
  dynamic "own" {
    for_each = t.g
    content { id = own.value.id }
  }
}
"#;

    #[test]
    fn an_attribute_is_found_with_what_is_left_of_its_path() {
        let (_directory, source) = source(&[("root/a.tf", BLOCK)]);
        let found = |path: &str| {
            let step = |step: &str| step.parse().map_or_else(|_| Segment::Key(step.to_owned()), Segment::Index);
            let path: Vec<Segment> = path.split('.').map(step).collect();
            let found = source.written(&[], Mode::Managed, "x_y", "z", &path)?;
            let dynamic = found.dynamic.as_ref().map(|(name, over)| format!(" by {name} over {}", references(over).join(" ")));
            let rest: String = found.rest.iter().map(|step| format!(" {step:?}")).collect();
            Some(format!("{}{rest}{}", references(&found.expression).join(" "), dynamic.unwrap_or_default()))
        };
        assert_eq!(found("plain").as_deref(), Some("t.a.id"));
        assert_eq!(found("one.0.id").as_deref(), Some("t.b.id"));
        assert_eq!(found("set.0.id").as_deref(), Some("t.e.id Index(0) Key(\"id\")"));
        assert_eq!(found("in.1.group").as_deref(), Some("rule.value.group by rule over var.rules"));
        assert_eq!(found("in.0.to.0.id").as_deref(), Some("t.f rule.key by rule over var.rules"));
        assert_eq!(found("own.0.id").as_deref(), Some("own.value.id by own over t.g"));
        for unknown in ["one.1.id", "one.id", "two.0.id", "in.0.deep.0.id", "in", "absent"] {
            assert_eq!(found(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn an_argument_of_a_provider_is_that_of_its_alias_and_its_last_override() {
        let files = [
            (
                "root/a.tf",
                "provider \"aws\" {\n  region = var.a\n}\nprovider \"aws\" {\n  alias = \"west\"\n  region = var.b\n}\n",
            ),
            ("root/b_override.tf", "provider \"aws\" {\n  region = var.c\n}\nprovider \"aws\" {\n  alias = \"west\"\n}\n"),
            ("root/c.tf.json", r#"{"provider": {"aws": [{"alias": "json", "region": "${var.d}"}], "other": {"region": "x"}}}"#),
            ("root/d.tf", "provider \"twice\" {\n  region = var.e\n}\nprovider \"twice\" {\n  region = var.f\n}\n"),
        ];
        let (_directory, source) = source(&files);
        let found = |provider: &str, argument: &str| {
            source.provider_argument(&[], provider, argument).map(|found| references(&found.expression).join(" "))
        };
        assert_eq!(found("aws", "region").as_deref(), Some("var.c"));
        assert_eq!(found("aws.west", "region").as_deref(), Some("var.b"));
        for (provider, argument) in
            [("aws", "profile"), ("aws.east", "region"), ("aws.json", "region"), ("other", "region"), ("twice", "region")]
        {
            assert_eq!(found(provider, argument), None, "{provider} {argument}");
        }
    }

    #[test]
    fn what_a_configuration_of_a_module_stands_for() {
        let calls = r#"
module "plain" { source = "../m/plain" }
module "proxy" { source = "../m/proxy" }
module "given" {
  source = "../m/proxy"
  providers = { aws = aws.us, aws.x = aws.y, "aws.old" = "aws.us", other = other["z"] }
}
module "overridden" {
  source = "../m/plain"
  providers = { aws = aws.us }
}
module "broken" { source = "../m/broken" }
module "json" { source = "../m/json" }
module "far" { source = "x/y/z" }
"#;
        let (_directory, source) = source(&[
            ("root/a.tf", calls),
            ("root/b_override.tf", "module \"overridden\" {\n  providers = { aws = aws.eu }\n}\n"),
            ("root/c.tf.json", r#"{"module": {"written": {"source": "../m/plain"}}}"#),
            ("m/plain/a.tf", "module \"leaf\" { source = \"../proxy\" }\n"),
            ("m/proxy/a.tf", "provider \"aws\" {}\nprovider \"aws\" {\n  alias = \"x\"\n}\n"),
            ("m/broken/a.tf", "provider {"),
            ("m/json/a.tf.json", r#"{"provider": {"aws": {}}}"#),
        ]);
        let passed = |module: &[&str], provider: &str| source.passed_provider(module, provider);
        for (module, provider, expected) in [
            ("plain", "aws", Some("aws")),
            ("given", "aws", Some("aws.us")),
            ("given", "aws.x", Some("aws.y")),
            ("given", "aws.old", Some("aws.us")),
            ("overridden", "aws", Some("aws.eu")),
            // Each of these may be filled from the environment.
            ("proxy", "aws", None),
            ("proxy", "aws.x", None),
            ("plain", "aws.x", None),
            ("given", "absent", None),
            ("given", "other", None),
            ("broken", "aws", None),
            ("json", "aws", None),
            ("far", "aws", None),
            ("written", "aws", None),
            ("absent", "aws", None),
        ] {
            assert_eq!(passed(&[module], provider).as_deref(), expected, "{module} {provider}");
        }
        assert_eq!((passed(&["plain", "leaf"], "aws"), passed(&[], "aws")), (None, None));
    }

    #[test]
    fn what_a_variable_says_of_its_value() {
        let (_directory, source) = source(&[
            (
                "root/a.tf",
                "variable \"plain\" {}\nvariable \"all\" {\n  type = set(string)\n  nullable = false\n  ephemeral = true\n}\n\
                variable \"changed\" {\n  type = string\n  nullable = false\n}\nvariable \"odd\" {\n  nullable = var.x\n}\n",
            ),
            ("root/b_override.tf", "variable \"changed\" {\n  type = number\n}\n"),
            ("root/c.tf.json", r#"{"variable": {"json": {"type": "string"}}}"#),
        ]);
        let said = |name: &str| {
            let variable = source.variable(&[], name)?;
            Some((variable.type_.map(|of| of.to_string().trim().to_owned()), variable.nullable, variable.ephemeral))
        };
        assert_eq!(said("plain"), Some((None, true, false)));
        assert_eq!(said("all"), Some((Some("set(string)".to_owned()), false, true)));
        assert_eq!(said("changed"), Some((Some("number".to_owned()), false, false)));
        assert_eq!((said("odd"), said("json"), said("absent")), (None, None, None));
    }

    #[test]
    fn an_expression_agrees_with_what_the_plan_lists_of_it() {
        let (_directory, source) = source(&[("root/a.tf", BLOCK)]);
        let plain = source.written(&[], Mode::Managed, "x_y", "z", &[Segment::Key("plain".to_owned())]).unwrap();
        let json = |text: &str| Value::from_json_str(text).unwrap();
        assert!(plain.agrees(&json(r#"{"references": ["t.a.id", "t.a"]}"#)));
        for other in [
            r#"{"references": ["t.b.id", "t.b"]}"#,
            r#"{"references": ["t.a.id", "t.a", "var.x"]}"#,
            r#"{"constant_value": 1}"#,
            "{}",
        ] {
            assert!(!plain.agrees(&json(other)), "{other}");
        }
    }
}
