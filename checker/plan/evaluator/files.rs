//! What the code reads from files beside it: data, `yamldecode(file("${path.module}/…"))`, and templates.

use std::rc::Rc;
use std::str::FromStr as _;

use hcl_edit::template::Template;
use serde_yaml::Value as Yaml;

use super::{Evaluator, Place, names};
use crate::inventory::value::{Value, text};
use crate::plan::symbol::Symbol;

impl Evaluator<'_> {
    /// `path.NAME`. Where Terraform was started from is not known.
    pub(super) fn path(&self, name: &str, place: &Place) -> Symbol {
        let directory = match name {
            "root" => Some(".".to_owned()),
            "module" => self.source.module_path(&names(&place.modules)),
            _ => None,
        };
        directory.map_or_else(Symbol::unknown, |directory| Symbol::text(&directory))
    }

    /// The text of a file; what is shown may hold none of it, since nobody says whether it is secret.
    pub(super) fn file(&self, arguments: &[Symbol]) -> Symbol {
        let [Symbol::Value(path)] = arguments else { return Symbol::unknown() };
        let read = text(path).filter(|_| !self.shown).and_then(|path| self.source.text(path));
        read.map_or_else(Symbol::unknown, |text| Symbol::text(&text))
    }

    /// What `templatefile` makes of a file and its variables; `None` where the file is not at hand.
    pub(super) fn rendered(&self, arguments: &[Symbol], place: &Place) -> Option<Symbol> {
        let [Symbol::Value(path), variables] = arguments else { return None };
        let template = Template::from_str(&self.source.text(text(path)?)?).ok()?;
        // A template sees what it is given, and nothing else.
        let bound = variables.entries_by_name()?.into_iter().collect();
        let inside = Place { instance: None, bound, ..place.clone() };
        Some(self.template(&template.iter().collect::<Vec<_>>(), &inside))
    }
}

/// What `yamldecode` makes of a text, as far as every reader of YAML makes the same of it.
pub(in crate::plan) fn yaml(text: &str) -> Symbol {
    serde_yaml::from_str(text).map_or_else(|_| Symbol::unknown(), symbol)
}

fn symbol(yaml: Yaml) -> Symbol {
    match yaml {
        Yaml::Null => Symbol::Value(Value::Null),
        Yaml::Bool(truth) => Symbol::Value(Value::Bool(truth)),
        Yaml::String(text) if is_plain(&text) => Symbol::text(&text),
        Yaml::Sequence(items) => Symbol::list(items.into_iter().map(symbol)),
        Yaml::Mapping(map) => {
            let entries = map.into_iter().map(|(key, value)| match key {
                // `<<` takes over the entries of another map, to some.
                Yaml::String(key) if is_plain(&key) && key != "<<" => Some((key, symbol(value))),
                _ => None,
            });
            let entries: Option<_> = entries.collect();
            entries.map_or_else(Symbol::unknown, |entries| Symbol::Map(Rc::new(entries)))
        }
        // How a number was written is not told: `0o14` is one to some readers alone.
        Yaml::Number(_) | Yaml::String(_) | Yaml::Tagged(_) => Symbol::unknown(),
    }
}

/// A text to every version of YAML, quoted or not: no number, time, truth or null to any. Terraform normalises what is not ASCII.
fn is_plain(text: &str) -> bool {
    let words = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", ".inf", ".nan"];
    let number = text.chars().all(|c| c.is_ascii_hexdigit() || "xo_+-.:tz ".contains(c.to_ascii_lowercase()));
    text.is_ascii()
        && !(number && text.contains(|c: char| c.is_ascii_digit()))
        && !words.contains(&text.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::plan::error::PlanError;
    use crate::plan::source::Source;
    use crate::plan::{PlanFile, read};

    fn at(text: &str, key: &str) -> Symbol {
        yaml(text).item(&Value::from(key))
    }

    #[test]
    fn what_every_reader_reads_alike_is_known() {
        let text = "name: clinic\nquoted: \"a b\"\nhere: true\nnothing: null\nlist: [a, b]\nof: &of {in: x}\nagain: *of\n";
        assert_eq!(at(text, "name"), Symbol::text("clinic"));
        assert_eq!(at(text, "quoted"), Symbol::text("a b"));
        assert_eq!(at(text, "here"), Symbol::Value(Value::Bool(true)));
        assert_eq!(at(text, "nothing"), Symbol::Value(Value::Null));
        assert_eq!(at(text, "list"), Symbol::list(["a", "b"].map(Symbol::text)));
        assert_eq!(at(text, "again").item(&Value::from("in")), Symbol::text("x"));
        assert_eq!(at(text, "absent"), Symbol::Error);
    }

    #[test]
    fn what_versions_of_yaml_read_in_different_ways_is_not() {
        let apart = "on No Y 3 0.5 012 0o14 1_000 12:30:45 2026-01-01 2026-01-01T00:00:00Z .inf !t ä \"off\"";
        for value in apart.split(' ') {
            assert_eq!(at(&format!("a: {value}\n"), "a"), Symbol::unknown(), "{value}");
        }
        for text in ["a: 1\n<<: {b: 2}\n", "1: a\n", "on: a\n", "a: [\n", "a: 1\na: 2\n", "a: 1\n---\nb: 1\n"] {
            assert_eq!(yaml(text), Symbol::unknown(), "{text}");
        }
    }

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
