//! One module directory of Terraform source: which of its files count, its blocks indexed by address, and the settings of its `terraform` blocks.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use hcl_edit::expr::{Expression, ObjectKey};
use hcl_edit::structure::{Block, Body, Structure};
use serde_json::{Map, Value};

use super::expressions::Written;
use super::file::{File, parse_all};
use super::names::{file_names, in_order, is_override};
use super::settings::Provider;
use super::{Mode, Note};

/// One declaration of a block. A block has several where override files change it.
pub(super) struct Declaration {
    /// The position of its file in [`Directory::files`].
    pub file: usize,
    pub overrides: bool,
    /// `None` in JSON syntax, which carries no places.
    pub block: Option<Block>,
}

/// One declaration of a `local` value.
struct Local {
    overrides: bool,
    value: Written,
}

/// A module call.
#[derive(Default)]
pub(super) struct Called {
    /// Its constant `source`.
    pub source: Option<String>,
    declarations: Vec<Declaration>,
}

/// A `backend` or `cloud` block.
pub(super) struct BackendBlock {
    pub overrides: bool,
    pub kind: String,
    pub settings: BTreeMap<String, Value>,
}

/// What is known of one module directory.
#[derive(Default)]
pub(super) struct Directory {
    /// The path from the root module.
    pub relative: PathBuf,
    pub files: Vec<File>,
    pub backends: Vec<BackendBlock>,
    /// Without the locked versions.
    pub required: BTreeMap<String, Provider>,
    pub calls: HashMap<String, Called>,
    /// Why something that stands in the directory may be missing here.
    pub unread: Option<String>,
    /// The same for an override file, which could change every block of the directory.
    pub unread_override: Option<String>,
    pub notes: Vec<Note>,
    blocks: HashMap<(Mode, String, String), Vec<Declaration>>,
    locals: HashMap<String, Vec<Local>>,
    outputs: HashMap<String, Vec<Declaration>>,
    variables: HashMap<String, Vec<Declaration>>,
    /// By name and alias, as the plan writes them: `aws`, `aws.west`.
    providers: HashMap<String, Vec<Declaration>>,
}

impl Declaration {
    /// `true` where the block writes the attribute or nested block `name`, as such or as a `dynamic` block, or may do so.
    fn writes(&self, name: &str) -> bool {
        self.block.as_ref().is_none_or(|block| {
            block.body.has_attribute(name) || block.body.blocks().any(|nested| generated(nested) == Some(name))
        })
    }
}

impl Directory {
    /// Reads the files of `path` in Terraform's order: the ordinary ones by name, then the overrides by name.
    pub fn read(path: &Path, relative: PathBuf, in_repository: bool) -> Self {
        let listed = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        match file_names(listed) {
            Ok(names) => Self::of(listed, relative, names, |name| File::read(path.join(name), in_repository)),
            Err(error) => {
                let mut directory = Self { relative, ..Self::default() };
                directory.note(Note { file: listed.to_owned(), line: None, message: error.to_string() }, true);
                directory
            }
        }
    }

    /// The directory `path` with the files `names`, as far as they are configuration.
    pub fn of(path: &Path, relative: PathBuf, names: Vec<String>, read: impl Fn(&str) -> Result<File, Note>) -> Self {
        let mut directory = Self { relative, ..Self::default() };
        let names = in_order(names);
        if names.is_empty() {
            directory.unread = Some(format!("{} holds no Terraform files", path.display()));
        }
        let files: Vec<(&String, Result<File, Note>)> = names.iter().map(|name| (name, read(name))).collect();
        let hcl = files.iter().filter(|(name, _)| !is_json(name)).filter_map(|(_, file)| file.as_ref().ok());
        let mut bodies = parse_all(&hcl.collect::<Vec<_>>()).into_iter();
        for (name, file) in files {
            let body = bodies.by_ref();
            directory.take_file(file, name, || body.next());
        }
        directory
    }

    fn note(&mut self, note: Note, overrides: bool) {
        self.unread.get_or_insert_with(|| note.to_string());
        if overrides {
            self.unread_override.get_or_insert_with(|| note.to_string());
        }
        self.notes.push(note);
    }

    /// `body`: that of the file, where it was read and is in HCL.
    fn take_file(&mut self, read: Result<File, Note>, name: &str, body: impl FnOnce() -> Option<Result<Body, Note>>) {
        let overrides = is_override(name);
        let position = self.files.len();
        let read = read.and_then(|file| {
            if is_json(name) {
                let value = file.parse_json()?;
                self.take_json(&value, position, overrides);
            } else if let Some(body) = body() {
                self.take_body(body?, position, overrides);
            }
            Ok(file)
        });
        match read {
            Ok(file) => self.files.push(file),
            Err(note) => self.note(note, overrides),
        }
    }

    fn take_body(&mut self, body: Body, file: usize, overrides: bool) {
        for structure in body {
            let Structure::Block(block) = structure else { continue };
            let name = block.labels.first().map(|label| label.as_str().to_owned());
            match (block.ident.as_str(), name) {
                ("resource", _) => self.declare(Mode::Managed, block, file, overrides),
                ("data", _) => self.declare(Mode::Data, block, file, overrides),
                // A data source may stand inside a check; the plan lists it like any other.
                ("check", _) => {
                    for nested in block.body.into_blocks().filter(|nested| nested.ident.as_str() == "data") {
                        self.declare(Mode::Data, nested, file, overrides);
                    }
                }
                ("module", Some(name)) => {
                    let source = block.body.get_attribute("source");
                    let source = source.and_then(|source| text(&constant(&source.value)?));
                    self.call(name, source, Declaration { file, overrides, block: Some(block) });
                }
                ("output", Some(name)) => {
                    self.outputs.entry(name).or_default().push(Declaration { file, overrides, block: Some(block) });
                }
                ("variable", Some(name)) => {
                    self.variables.entry(name).or_default().push(Declaration { file, overrides, block: Some(block) });
                }
                ("provider", Some(name)) => {
                    let alias = block.body.get_attribute("alias").and_then(|alias| text(&constant(&alias.value)?));
                    self.provider(&name, alias, Declaration { file, overrides, block: Some(block) });
                }
                ("terraform", _) => self.settings(&constants(&block.body), overrides),
                ("locals", _) => {
                    for attribute in block.body.into_attributes() {
                        let local = Local { overrides, value: Written::Hcl(attribute.value) };
                        self.locals.entry(attribute.key.to_string()).or_default().push(local);
                    }
                }
                _ => {}
            }
        }
    }

    fn take_json(&mut self, value: &Value, file: usize, overrides: bool) {
        for (mode, word) in [(Mode::Managed, "resource"), (Mode::Data, "data")] {
            for (kind, named) in labelled(value, word) {
                for (name, _) in entries(named) {
                    let key = (mode, kind.clone(), name.clone());
                    self.blocks.entry(key).or_default().push(Declaration { file, overrides, block: None });
                }
            }
        }
        for (name, body) in labelled(value, "module") {
            let source = members(body, "source").first().and_then(|source| text(source));
            let source = source.filter(|source| !source.contains("${"));
            self.call(name.clone(), source, Declaration { file, overrides, block: None });
        }
        for (name, _) in labelled(value, "output") {
            self.outputs.entry(name.clone()).or_default().push(Declaration { file, overrides, block: None });
        }
        for (name, _) in labelled(value, "variable") {
            self.variables.entry(name.clone()).or_default().push(Declaration { file, overrides, block: None });
        }
        for (name, value) in labelled(value, "locals") {
            let local = Local { overrides, value: Written::Json(value.clone()) };
            self.locals.entry(name.clone()).or_default().push(local);
        }
        for provider in members(value, "provider") {
            for (name, _) in entries(provider) {
                for body in members(provider, name) {
                    let alias = members(body, "alias").first().and_then(|alias| text(alias));
                    self.provider(name, alias, Declaration { file, overrides, block: None });
                }
            }
        }
        for terraform in members(value, "terraform") {
            self.settings(terraform, overrides);
        }
    }

    fn provider(&mut self, name: &str, alias: Option<String>, declaration: Declaration) {
        let key = alias.map_or_else(|| name.to_owned(), |alias| format!("{name}.{alias}"));
        self.providers.entry(key).or_default().push(declaration);
    }

    fn declare(&mut self, mode: Mode, block: Block, file: usize, overrides: bool) {
        if let [kind, name] = block.labels.as_slice() {
            let key = (mode, kind.as_str().to_owned(), name.as_str().to_owned());
            self.blocks.entry(key).or_default().push(Declaration { file, overrides, block: Some(block) });
        }
    }

    /// An override that leaves the source out leaves it as it was.
    fn call(&mut self, name: String, source: Option<String>, declaration: Declaration) {
        let known = self.calls.entry(name).or_default();
        known.source = source.or(known.source.take());
        known.declarations.push(declaration);
    }

    /// Takes the constant part of a `terraform` block, in JSON syntax.
    fn settings(&mut self, terraform: &Value, overrides: bool) {
        let backends = labelled(terraform, "backend").into_iter().map(|(kind, body)| (kind.as_str(), body));
        let clouds = members(terraform, "cloud").into_iter().map(|body| ("cloud", body));
        for (kind, body) in backends.chain(clouds) {
            // The strings of JSON syntax are templates.
            let template = |value: &Value| ["${", "%{"].iter().any(|start| value.to_string().contains(start));
            let constants = entries(body).into_iter().filter(|(_, value)| !template(value));
            let settings = constants.map(|(name, value)| (name.clone(), value.clone())).collect();
            self.backends.push(BackendBlock { overrides, kind: kind.to_owned(), settings });
        }
        for (name, wanted) in labelled(terraform, "required_providers") {
            let field = |field| members(wanted, field).first().and_then(|value| text(value));
            // Before 0.13 the constraint stood alone, and that still works.
            let version = text(wanted).or_else(|| field("version"));
            self.required.insert(name.clone(), Provider { source: field("source"), version, locked: None });
        }
    }

    fn declarations(&self, mode: Mode, kind: &str, name: &str) -> &[Declaration] {
        self.blocks.get(&(mode, kind.to_owned(), name.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// The block itself, without its overrides. `None` also where it stands there twice: neither is the one, then.
    pub fn original(&self, mode: Mode, kind: &str, name: &str) -> Option<&Declaration> {
        original(self.declarations(mode, kind, name))
    }

    /// The declaration that decides about `part` of a block: an override replaces an attribute, and all nested blocks of a type.
    pub fn deciding(&self, mode: Mode, kind: &str, name: &str, part: &str) -> Option<&Declaration> {
        self.decide(self.declarations(mode, kind, name), part)
    }

    /// The same as [`Self::original`] for a module call.
    pub fn original_call(&self, name: &str) -> Option<&Declaration> {
        original(&self.calls.get(name)?.declarations)
    }

    /// The same as [`Self::deciding`] for a module call.
    pub fn deciding_call(&self, name: &str, part: &str) -> Option<&Declaration> {
        self.decide(&self.calls.get(name)?.declarations, part)
    }

    /// What decides about the value of an output.
    pub fn output(&self, name: &str) -> Option<&Declaration> {
        self.decide(self.outputs.get(name)?, "value")
    }

    /// What decides about an argument of a variable.
    pub fn deciding_variable(&self, name: &str, argument: &str) -> Option<&Declaration> {
        self.decide(self.variables.get(name)?, argument)
    }

    /// `true` where the module has a block for the provider's configuration, `aws` or `aws.west`.
    pub fn has_provider(&self, name: &str) -> bool {
        self.providers.contains_key(name)
    }

    /// What decides about an argument of a provider's configuration.
    pub fn deciding_provider(&self, name: &str, argument: &str) -> Option<&Declaration> {
        self.decide(self.providers.get(name)?, argument)
    }

    fn decide<'d>(&self, declarations: &'d [Declaration], part: &str) -> Option<&'d Declaration> {
        if self.unread_override.is_some() {
            return None;
        }
        let overriding = |declaration: &&Declaration| declaration.overrides && declaration.writes(part);
        declarations.iter().rfind(overriding).or_else(|| original(declarations))
    }

    /// What decides about a `local` value; `None` where it is written twice, or an override that cannot be read may change it.
    pub fn local(&self, name: &str) -> Option<&Written> {
        let declarations = self.locals.get(name).filter(|_| self.unread_override.is_none())?;
        let mut originals = declarations.iter().filter(|local| !local.overrides);
        let original = originals.next().filter(|_| originals.next().is_none())?;
        Some(&declarations.iter().rfind(|local| local.overrides).unwrap_or(original).value)
    }
}

fn is_json(name: &str) -> bool {
    name.ends_with(".json")
}

fn original(declarations: &[Declaration]) -> Option<&Declaration> {
    let mut originals = declarations.iter().filter(|declaration| !declaration.overrides);
    originals.next().filter(|_| originals.next().is_none())
}

/// The type of the nested blocks that `block` stands for: its own, or the one that a `dynamic` block makes.
pub(super) fn generated(block: &Block) -> Option<&str> {
    match block.ident.as_str() {
        "dynamic" => block.labels.first().map(|label| label.as_str()),
        own => Some(own),
    }
}

/// The text of an object's key, where it is written out.
pub(super) fn key(key: &ObjectKey) -> Option<&str> {
    match key {
        ObjectKey::Ident(name) => Some(name.as_str()),
        ObjectKey::Expression(expression) => expression.as_str(),
    }
}

/// The value of an expression that needs no evaluation.
fn constant(expression: &Expression) -> Option<Value> {
    match expression {
        Expression::Null(_) => Some(Value::Null),
        Expression::Bool(value) => Some(Value::Bool(**value)),
        Expression::String(value) => Some(Value::String(value.to_string())),
        Expression::Number(number) => {
            let number = number.value();
            number
                .as_u64()
                .map(Value::from)
                .or_else(|| number.as_i64().map(Value::from))
                .or_else(|| number.as_f64().map(Value::from))
        }
        Expression::Parenthesis(inner) => constant(inner.inner()),
        Expression::Array(items) => items.iter().map(constant).collect::<Option<Vec<_>>>().map(Value::Array),
        // An object without its unknown entries is still right about the others (provider requirements name aliases).
        Expression::Object(object) => Some(Value::Object(
            object.iter().filter_map(|(name, value)| Some((key(name)?.to_owned(), constant(value.expr())?))).collect(),
        )),
        _ => None,
    }
}

/// The constant part of a body in JSON syntax: nested blocks under their type and labels.
fn constants(body: &Body) -> Value {
    let mut map = Map::new();
    for attribute in body.attributes() {
        if let Some(value) = constant(&attribute.value) {
            map.insert(attribute.key.to_string(), value);
        }
    }
    for block in body.blocks() {
        let inner = constants(&block.body);
        let value = block
            .labels
            .iter()
            .rev()
            .fold(inner, |inner, label| Value::Object(Map::from_iter([(label.as_str().to_owned(), inner)])));
        match map.get_mut(block.ident.as_str()) {
            Some(Value::Array(several)) => several.push(value),
            Some(one) => *one = Value::Array(vec![one.take(), value]),
            None => {
                map.insert(block.ident.to_string(), value);
            }
        }
    }
    Value::Object(map)
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// The entries of a JSON body. JSON syntax lets every level be a list of bodies as well.
fn entries(value: &Value) -> Vec<(&String, &Value)> {
    match value {
        Value::Object(map) => map.iter().filter(|(name, _)| *name != "//").collect(),
        Value::Array(items) => items.iter().flat_map(entries).collect(),
        _ => Vec::new(),
    }
}

/// What the JSON body `value` holds under `name`, one entry for each block.
fn members<'v>(value: &'v Value, name: &str) -> Vec<&'v Value> {
    let named = entries(value).into_iter().filter(|(own, _)| *own == name);
    named.flat_map(|(_, value)| value.as_array().map_or_else(|| vec![value], |items| items.iter().collect())).collect()
}

/// The blocks `WORD "LABEL"` of a JSON body.
fn labelled<'v>(value: &'v Value, word: &str) -> Vec<(&'v String, &'v Value)> {
    members(value, word).into_iter().flat_map(entries).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::Segment;
    use super::super::tests::{attribute, shown, source};
    use super::*;

    const BLOCK: &str = "resource \"x_y\" \"z\" {\n  a = 1\n}\n";

    fn block(files: &[(&str, &str)]) -> String {
        let (_dir, source) = source(files);
        shown(source.block(&[], Mode::Managed, "x_y", "z")).0
    }

    #[test]
    fn places_hold_after_a_byte_order_mark_and_with_crlf() {
        let text = "\u{feff}# ü\r\nresource \"x_y\" \"z\" {\r\n  /* ü */ a = <<-T\r\n    x\r\n  T\r\n  b = 2\r\n}";
        let (_dir, source) = source(&[("root/main.tf", text)]);
        let at = |place: &str, text: &str| (place.to_owned(), text.to_owned());
        assert_eq!(shown(source.block(&[], Mode::Managed, "x_y", "z")), at("main.tf:2:1-7", "resource \"x_y\" \"z\""));
        assert_eq!(attribute(&source, "a"), at("main.tf:3:11-5", "a = <<-T\r\n    x\r\n  T"));
        assert_eq!(attribute(&source, "b"), at("main.tf:6:3-6", "b = 2"));
        // A file of one line: there the mark could move the column.
        let (_dir, source) = self::source(&[("root/main.tf", "\u{feff}resource x_y z { a = 1 }")]);
        assert_eq!(shown(source.block(&[], Mode::Managed, "x_y", "z")), at("main.tf:1:1-1", "resource x_y z"));
        assert_eq!(attribute(&source, "a"), at("main.tf:1:18-1", "a = 1"));
    }

    #[test]
    fn only_the_files_that_terraform_reads_count() {
        let other = "# moved down\nresource \"x_y\" \"z\" {}\n";
        assert_eq!(block(&[("root/a.tf", BLOCK), ("root/a.tofu", other)]), "a.tofu:2:1-2");
        assert_eq!(block(&[("root/a.tf", BLOCK), ("root/b.tofu", "")]), "a.tf:1:1-3");
        for ignored in ["root/.a.tf", "root/a.tf~", "root/a.tfvars", "root/sub/a.tf", "root/b.tf/a.tf"] {
            assert_eq!(block(&[(ignored, BLOCK), ("root/a.txt", "")]), "nowhere", "{ignored}");
        }
        assert_eq!(source(&[("root/b.tf/a.tf", BLOCK), ("root/a.tf", BLOCK)]).1.backend(), super::super::Backend::None);
        // Declared twice: neither place is the one.
        assert_eq!(block(&[("root/a.tf", BLOCK), ("root/b.tf", other)]), "nowhere");
        assert_eq!(block(&[("root/override.tf", BLOCK)]), "nowhere");
        let (_dir, source) = source(&[("root/a.tf", "check \"c\" {\n  data \"x_y\" \"z\" {\n  }\n}\n")]);
        assert_eq!(shown(source.block(&[], Mode::Data, "x_y", "z")).0, "a.tf:2:3-3");
    }

    #[test]
    fn an_override_moves_only_what_it_writes() {
        let original = "resource \"x_y\" \"z\" {\n  a = 1\n  b = 1\n  in {\n    p = 1\n    q = 1\n  }\n  dynamic \"out\" {\n    content {}\n  }\n}\n";
        let first = "resource \"x_y\" \"z\" {\n  a = 2\n}\n";
        let last = "resource \"x_y\" \"z\" {\n  a = 3\n  dynamic \"in\" {\n    content {\n      p = 3\n    }\n  }\n  out {}\n}\n";
        let files = [("root/z.tf", original), ("root/a_override.tf", first), ("root/b_override.tf", last)];
        let (_dir, found) = source(&files);
        assert_eq!(shown(found.block(&[], Mode::Managed, "x_y", "z")).0, "z.tf:1:1-11");
        assert_eq!(attribute(&found, "a").0, "b_override.tf:2:3-2");
        assert_eq!(attribute(&found, "b").0, "z.tf:3:3-3");
        assert_eq!(attribute(&found, "in.0.p").0, "b_override.tf:5:7-5");
        // The override replaces the nested block, and with it this attribute.
        assert_eq!(attribute(&found, "in.0.q").0, "b_override.tf:3:3-7");
        let dynamic = |block: &str| found.has_dynamic(&[], Mode::Managed, "x_y", "z", &[Segment::Key(block.to_owned())]);
        assert_eq!((dynamic("in"), dynamic("out")), (Some(true), Some(false)));
        // What an override says that cannot be read, or has no places, is not known.
        let json = r#"{"resource": {"x_y": {"z": {"a": 4}}}}"#;
        for (name, text) in [("root/c_override.tf", "resource {"), ("root/c_override.tf.json", json)] {
            let (_dir, found) = source(&[files[0], files[1], (name, text)]);
            assert_eq!(shown(found.block(&[], Mode::Managed, "x_y", "z")).0, "z.tf:1:1-11", "{name}");
            assert_eq!(attribute(&found, "a").0, "nowhere", "{name}");
            assert_eq!(found.has_dynamic(&[], Mode::Managed, "x_y", "z", &[Segment::Key("in".to_owned())]), None, "{name}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_noted_and_hides_only_itself() {
        let deep = format!("locals {{\n  a = {}1\n}}\n", "[for x in ".repeat(2000));
        let (dir, found) = source(&[
            ("root/a.tf", BLOCK),
            ("root/b.tf", "resource \"x_y\" \"b\" {}\n\nresource \"x_y\" {\n  = 1\n}\n"),
            ("root/c.tf", &deep),
            ("root/d.tf.json", "{\n  \"resource\": [{\"x_y\": {\"d\": [{}]}}, 7, null],\n  \"module\": 1\n}"),
            ("root/e.tf.json", "{\n  \"resource\": {\n"),
            ("modules/m.tf", BLOCK),
        ]);
        let root = dir.path().join("root");
        fs::write(root.join("f.tf"), b"# \n# \xff\n").unwrap();
        std::os::unix::net::UnixListener::bind(root.join("g.tf")).unwrap();
        assert_eq!(found.notes(), [], "read before it was asked about");
        let at = |name| shown(found.block(&[], Mode::Managed, "x_y", name)).0;
        assert_eq!([at("z"), at("b"), at("d")], ["a.tf:1:1-3", "nowhere", "nowhere"]);
        let file = |note: &Note| note.file.strip_prefix(&root).unwrap().display().to_string();
        let notes: Vec<_> = found.notes().iter().map(|note| (file(note), note.line)).collect();
        let expected = [("b.tf", Some(4)), ("c.tf", Some(2)), ("e.tf.json", Some(3)), ("f.tf", Some(2)), ("g.tf", None)];
        assert_eq!(notes, expected.map(|(name, line)| (name.to_owned(), line)));
        assert_eq!(found.notes()[4].message, "not a regular file");
        fs::write(root.join("a.tf"), format!("#\n{BLOCK}")).unwrap();
        assert_eq!((at("z").as_str(), found.notes().len()), ("a.tf:1:1-3", 5), "read a second time");
        let missing = super::super::Source::open(&root.join("absent"));
        assert_eq!((missing.block(&[], Mode::Managed, "x_y", "z"), missing.notes().len()), (None, 1));
    }
}
