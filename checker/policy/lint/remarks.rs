//! What a reviewer would say of the policies' text, told when they are tested: form, names, what nothing uses, loops, and traps.

use std::collections::BTreeMap;

use regorus::unstable::{Expr, Module, Ref, Span};

use super::walk::{place, static_names};
use super::{loops, style, traps, unused};
use crate::policy::files::File;

/// A module and its text.
#[derive(Clone, Copy)]
pub struct Source<'m> {
    /// The text.
    pub file: &'m File,
    /// What the engine read.
    pub module: &'m Module,
}

impl Source<'_> {
    /// Its package, `data.lib.value`.
    pub fn package(&self) -> String {
        let names = static_names(&self.module.package.refr);
        std::iter::once("data").chain(names.iter().map(String::as_str)).collect::<Vec<_>>().join(".")
    }

    /// What its imports are called in it, each with what it stands for.
    pub fn imports(&self) -> BTreeMap<String, Vec<String>> {
        let named = self.module.imports.iter().filter_map(|import| {
            let path = static_names(&import.refr);
            let name = import.r#as.as_ref().map(|name| name.text().to_owned()).or_else(|| path.last().cloned())?;
            Some((name, path))
        });
        named.collect()
    }

    /// The name of a rule or function with its package: by an import, written out, or of the module itself.
    pub fn full_name(&self, reference: &Expr) -> String {
        let names = static_names(reference);
        match names.split_first() {
            Some((first, _)) if first == "data" => names.join("."),
            Some((first, rest)) => match self.imports().get(first) {
                Some(path) => [path.as_slice(), rest].concat().join("."),
                None => format!("{}.{}", self.package(), names.join(".")),
            },
            None => String::new(),
        }
    }

    /// `true` for the tests of a policy or of the library.
    pub fn is_test(&self) -> bool {
        self.file.path.ends_with("_test.rego")
    }
}

/// A remark and its place.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    file: String,
    at: (usize, usize),
    text: String,
}

impl Remark {
    /// A remark on what stands at a span.
    pub fn new(source: &Source<'_>, span: &Span, text: impl Into<String>) -> Self {
        Self::on_line(source.file, place(span), text)
    }

    /// A remark on a line and column, both from 1.
    pub fn on_line(file: &File, at: (usize, usize), text: impl Into<String>) -> Self {
        Self { file: file.path.clone(), at, text: text.into() }
    }
}

impl std::fmt::Display for Remark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.at.0, self.at.1, self.text)
    }
}

/// The remarks on some of the modules, in order. What is used is seen from all of them.
pub fn of(modules: &[Ref<Module>], files: &[&File], asked: impl Fn(&File) -> bool) -> Vec<Remark> {
    let sources: Vec<Source<'_>> = modules
        .iter()
        .filter_map(|module| {
            let file = files.iter().find(|file| &file.path == module.package.span.source.get_path())?;
            Some(Source { file, module })
        })
        .collect();
    let functions = traps::Functions::new(&sources);
    let lists = loops::Lists::new(&sources);
    let mut remarks = unused::remarks(&sources);
    for source in &sources {
        remarks.extend(style::remarks(source));
        remarks.extend(traps::remarks(source, &functions));
        remarks.extend(loops::remarks(source, &lists));
    }
    remarks.retain(|remark| files.iter().any(|file| file.path == remark.file && asked(file)));
    remarks.sort();
    remarks.dedup();
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inventory::value::Value;
    use crate::policy::rego::Rego;

    /// The remarks on modules, each a path and a text.
    fn said(modules: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<File> = modules.iter().map(|(path, text)| File { path: (*path).into(), text: (*text).into() }).collect();
        let mut rego = Rego::new(Value::new_object()).expect("an engine");
        for file in &files {
            rego.add(file).expect("a module");
        }
        let found = of(rego.modules(), &files.iter().collect::<Vec<_>>(), |_| true);
        found.iter().map(ToString::to_string).collect()
    }

    const LIBRARY: &str = "package lib.l\n\nlist(type) := [one | some one in input.resources[type]; one.mode == \"managed\"]\n\n\
         maybe(x) := y if {\n\ty := x\n\ty > 1\n}\n\nsure(x) := 1 if x > 3\nelse := 0\n\nnames := {\"a\": \"b\"}\n";

    /// The remarks, without their places, on the rules of a policy that uses everything there is in the library.
    fn on(rules: &str) -> Vec<String> {
        let uses = "deny contains 1 if {\n\tl.sure(1) == 0\n\tl.list(\"a\")\n\tl.names.a\n\tl.maybe(2)\n}";
        let policy = format!("package policies.demo.p\n\nimport data.lib.l\n\n{uses}\n\n{rules}\n");
        let remarks = said(&[("lib/l.rego", LIBRARY), ("demo/p/policy.rego", &policy)]);
        remarks.iter().map(|remark| remark.splitn(4, ':').last().unwrap_or_default().trim().to_owned()).collect()
    }

    #[test]
    fn form() {
        let text = "package policies.demo.p\n\ndeny contains 1 if {\n    x := 1 \n\tx == 2\n\ty := `a\n    b`\n\ty == `c`\n}\n\n";
        assert_eq!(
            said(&[("demo/p/policy.rego", text)]),
            [
                "demo/p/policy.rego:4:1: the line is not indented by tabs",
                "demo/p/policy.rego:4:11: the line ends in a blank",
                "demo/p/policy.rego:10:1: the file does not end with one line break",
            ]
        );
        assert_eq!(
            said(&[("demo/p/policy.rego", "package policies.demo.p\n\ndeny contains 1")]),
            ["demo/p/policy.rego:3:1: the file does not end with one line break"]
        );
        assert_eq!(said(&[("demo/p/policy.rego", "package policies.demo.p\r\n\ndeny contains 1\n")]).len(), 1);
    }

    #[test]
    fn names() {
        assert_eq!(on("deny contains aB if some aB in l.names"), ["`aB` is not in snake case", "`aB` is not in snake case"]);
        assert_eq!(
            on("isBad(x) if x\n\ndeny contains 2 if isBad(1)").first().map(String::as_str),
            Some("`isBad` is not in snake case")
        );
        assert_eq!(on("_is_2(x_) if x_\n\ndeny contains 2 if _is_2(1)"), [""; 0]);
    }

    #[test]
    fn what_nothing_uses() {
        assert_eq!(on("lost := 1"), ["nothing uses `lost`"]);
        assert_eq!(on("lost(x) if again(x)\n\nagain(x) if x"), ["nothing uses `lost`", "nothing uses `again`"]);
        assert_eq!(
            on("deny contains 2 if {\n\tx := 1\n\tsome y, z in l.names\n\tz == \"b\"\n}"),
            ["nothing reads `x`", "nothing reads `y`"]
        );
        assert_eq!(on("deny contains [a, b] if [a, b] := [1, 2]\n\nsubjects := {one | some one in l.names}"), [""; 0]);
        // Neither a test nor another rule of the library that nothing uses is a use. What a test needs is used there.
        let library = "package lib.l\n\nlost := other\n\nother := 1\n\nused := 2\n";
        let test = "package lib.l_test\n\nimport data.lib.l\nimport data.lib.gone as old\n\nhere := 1\n\ntest_it if l.lost == here\n\nlost := 3\n";
        let policy = "package policies.demo.p\n\ndeny contains data.lib.l.used\n";
        assert_eq!(
            said(&[("lib/l.rego", library), ("lib/l_test.rego", test), ("demo/p/policy.rego", policy)]),
            [
                "lib/l.rego:3:1: nothing uses `lost`",
                "lib/l.rego:5:1: nothing uses `other`",
                "lib/l_test.rego:4:1: the import `old` is not used",
                "lib/l_test.rego:10:1: nothing uses `lost`",
            ]
        );
    }

    #[test]
    fn loops_over_two_types() {
        let nested = "a loop over resources in another: each pair is looked at; index one of them in a rule of its own";
        for rules in [
            "deny contains [a, b] if {\n\tsome a in input.resources.a\n\tsome b in input.resources[\"b\"]\n}",
            "deny contains [a, b] if {\n\tsome a in l.list(\"a\")\n\tsome b in input.resources.b\n}\n\n",
            "deny contains a if {\n\tsome a in list\n\tcount([b | some b in input.resources.b]) > 1\n}\n\nlist := array.concat([], [b | some b in input.resources.a])",
            "deny contains a if {\n\tsome a in list\n\tevery b in [b | some b in list] {\n\t\tb\n\t}\n}\n\nlist := {b | some b in input.resources.a} | set()",
        ] {
            let library = LIBRARY.replace("lib.l", "lib.inventory");
            let policy = format!("package policies.demo.p\n\nimport data.lib.inventory as l\n\n{rules}\n");
            let remarks = said(&[("lib/inventory.rego", &library), ("demo/p/policy.rego", &policy)]);
            let found: Vec<&String> = remarks.iter().filter(|remark| remark.ends_with(nested)).collect();
            assert_eq!(found.len(), 1, "{rules}: {remarks:?}");
        }
        for rules in [
            "deny contains [a, b] if {\n\tsome a in input.resources.a\n\tsome b in a.parts.b\n}",
            "deny contains [a, b] if {\n\ta := [a | some a in input.resources.a]\n\tb := [b | some b in input.resources.b]\n}",
            // What has one name are few.
            "deny contains [a, b] if {\n\tsome a in input.resources.a\n\tsome b in named\n}\n\nnamed := [b | some b in input.resources.b; l.sure(b) == 1]",
        ] {
            assert_eq!(on(rules), [""; 0], "{rules}");
        }
    }

    #[test]
    fn traps() {
        let lost = "looked up in the head: where it is undefined for one item all are lost; bind it in the body";
        let not_else = "where this is undefined the `else` is not taken; bind it in the body";
        let comparison = "a comparison as an index may be undefined where it is false; write out both";
        let negated = "where this call is undefined its negation holds here, and not in OPA; bind it, or negate a function";
        for (rules, remark) in [
            ("deny contains l.names[a] if some a in [1]", lost),
            ("deny contains {\"a\": [l.names[a]]} if some a in [1]", lost),
            ("of[a] := l.names[a] if some a in [1]\n\ndeny contains of", lost),
            ("of(a) := l.names[a] if a != 1\nelse := 1\n\ndeny contains of(1)", not_else),
            ("of(a) := 1 if a == 2\nelse := [a[0]] if a != 1\nelse := 1\n\ndeny contains of(1)", not_else),
            ("deny contains x if {\n\tsome a in [1]\n\tx := {true: 1}[a == 1]\n}", comparison),
            ("deny contains x if {\n\tsome a in [1]\n\tx := {true: 1}[a in {1}]\n}", comparison),
            ("deny contains 1 if {\n\tsome a in [1]\n\tnot l.maybe(a) == 1\n}", negated),
            ("deny contains 1 if {\n\tsome a in [1]\n\tnot l.maybe(a) in {1}\n}", negated),
            ("deny contains 1 if {\n\tsome a in [1]\n\tnot l.sure(l.maybe(a))\n}", negated),
            ("deny contains 1 if count([a | some a in [1]; not l.maybe(a).b]) > 0", negated),
        ] {
            assert_eq!(on(rules), [remark], "{rules}");
        }
        for rules in [
            "deny contains x if {\n\tsome a in [1]\n\tx := l.names[a]\n}",
            "deny contains {b | b := l.names[a]} if some a in [1]",
            "of(a) := l.names[a] if a != 1\n\ndeny contains of(1)",
            "of(a) := l.names[a] if l.names[a]\nelse := 1\n\ndeny contains of(1)",
            "of(a) := split(a, \":\")[0] if a != 1\nelse := l.names[a]\n\ndeny contains of(1)",
            "deny contains l.names[\"a\"]",
            "deny contains 1 if {\n\tsome a in [1]\n\tnot l.maybe(a)\n\tnot l.sure(a) == 1\n\tnot l.sure(l.sure(a))\n}",
        ] {
            assert_eq!(on(rules), [""; 0], "{rules}");
        }
    }
}
