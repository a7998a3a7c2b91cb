//! `file` and `templatefile`: texts that stand in files beside the source.

use std::rc::Rc;
use std::str::FromStr;

use hcl_edit::expr::Expression;
use hcl_edit::template::Template;

use super::{Evaluator, Place, literal, names};
use crate::inventory::value::text;
use crate::plan::symbol::Symbol;

impl Evaluator<'_> {
    /// What one of the two functions makes of its arguments; `None` for another function, and where the file is not at hand.
    pub(super) fn of_file(&self, name: &str, arguments: &[&Expression], place: &Place) -> Option<Symbol> {
        match (name, arguments) {
            ("file", [path]) => Some(literal(&self.text_at(path, place)?)),
            ("templatefile", [path, variables]) => {
                let template = Template::from_str(&self.text_at(path, place)?).ok()?;
                let variables = self.evaluate(variables, place).entries_by_name()?;
                // A template sees what it is given, and nothing else.
                let inside = Place { instance: None, bound: variables.into_iter().collect(), ..place.clone() };
                Some(self.template(&template.iter().collect::<Vec<_>>(), &inside))
            }
            _ => None,
        }
    }

    fn text_at(&self, path: &Expression, place: &Place) -> Option<String> {
        let module = self.source.path_of(&names(&place.modules))?;
        let paths = [("module".to_owned(), Symbol::text(&module)), ("root".to_owned(), Symbol::text("."))];
        let mut here = place.clone();
        here.bound.push(("path".to_owned(), Symbol::Map(Rc::new(paths.into()))));
        match self.evaluate(path, &here) {
            Symbol::Value(path) => self.source.text(text(&path)?),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::plan::error::PlanError;
    use crate::plan::source::Source;
    use crate::plan::{PlanFile, read};

    const TOKEN: &str = "ghp_0123456789abcdefghijABCDEFGHIJ012345";

    /// What is said of the user data of a plan that holds its hash: why it is not known, and the sign of a secret in it. `start.sh` lies in
    /// the root module, `outside.sh` beside it.
    fn said(code: &str, references: &[&str], with_source: bool) -> String {
        let directory = tempfile::tempdir().expect("a directory");
        let root = directory.path().join("root");
        std::fs::create_dir(&root).expect("a root");
        let write = |name: &str, text: &str| std::fs::write(root.join(name), text).expect(name);
        write(
            "main.tf",
            &format!("locals {{\n  token = \"{TOKEN}\"\n}}\nresource \"aws_instance\" \"i\" {{\n  user_data = {code}\n}}\n"),
        );
        write("start.sh", "#!/bin/sh\necho ${token}\n");
        write("../outside.sh", "#!/bin/sh\n");
        let hash = "0123456789abcdef0123456789abcdef01234567";
        let plan = json!({
            "format_version": "1.2",
            "resource_changes": [{"address": "aws_instance.i", "mode": "managed", "type": "aws_instance", "name": "i",
                "provider_name": "registry.terraform.io/hashicorp/aws",
                "change": {"actions": ["create"], "before": null, "after": {"user_data": hash}, "after_unknown": {},
                    "before_sensitive": false, "after_sensitive": {}}}],
            "configuration": {"root_module": {"resources": [{"address": "aws_instance.i", "mode": "managed", "type": "aws_instance",
                "name": "i", "expressions": {"user_data": {"references": references}}}]}},
        });
        let file = PlanFile { name: "p".into(), bytes: plan.to_string().into_bytes() };
        let source = with_source.then(|| Source::open(&root));
        let scope = |_: Option<&str>| Ok::<_, PlanError>("production".to_owned());
        let inventory = read(&file, source.as_ref(), scope).expect("a plan");
        let resource = &inventory.resources[0];
        assert!(!resource.values.to_string().contains("0123"), "{}", resource.values);
        let unknown: Vec<_> = resource.unknown.iter().map(|(_, unknown)| unknown.kind.name()).collect();
        let signs: Vec<_> = resource.secret_like.iter().map(|found| found.detector.name()).collect();
        [unknown, signs].concat().join(" ")
    }

    #[test]
    fn user_data_is_what_the_source_makes_of_its_files() {
        let template = |variables: &str| format!("templatefile(\"${{path.module}}/start.sh\", {variables})");
        let module = ["path.module"];
        let both = ["path.module", "local.token"];
        assert_eq!(said(&template("{ token = join(\"-\", [\"a\", 1]) }"), &module, true), "redacted");
        assert_eq!(said(&template("{ token = local.token }"), &both, true), "redacted prefix");
        assert_eq!(said("file(\"start.sh\")", &[], true), "redacted");
        assert_eq!(said("\"echo ${local.token}\"", &both[1..], true), "redacted prefix");
        // The plan alone does not tell, nor does code that the plan was not made from, or a value that nobody knows.
        assert_eq!(said(&template("{ token = local.token }"), &both, false), "unreadable");
        assert_eq!(said(&template("{ token = local.token }"), &module, true), "unreadable");
        assert_eq!(said(&template("{ token = uuid() }"), &module, true), "unreadable");
        assert_eq!(said(&template("{}"), &module, true), "unreadable");
        // Files of somebody else are not read.
        assert_eq!(said("file(\"../outside.sh\")", &[], true), "unreadable");
        assert_eq!(said("file(\"gone.sh\")", &[], true), "unreadable");
    }
}
