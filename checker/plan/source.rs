//! The Terraform source that a plan came from: where each block stands, and what plan JSON does not carry (state backend, provider requirements, lock file, dynamic blocks).

mod directory;
mod expressions;
mod file;

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

use hcl_edit::Span;
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Block, Body};
use serde_json::Value;

use directory::{Directory, generated, key};
pub use expressions::Dynamic;
use file::File;

/// Whether a block is a `resource` or a `data` block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// `resource`.
    Managed,
    /// `data`.
    Data,
}

/// One step of a path into a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// An attribute, a nested block's type or a map key.
    Key(String),
    /// A position in the plan's list, from 0.
    Index(usize),
}

/// A place in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The file, below the directory as [`Source::open`] was given it: a path that can be opened from where that one can.
    pub file: PathBuf,
    /// The first line, from 1.
    pub line: usize,
    /// The first column, from 1, in Unicode characters.
    pub column: usize,
    /// The last line of the whole block or attribute, from 1.
    pub end_line: usize,
    /// The byte in the file, a byte order mark included, at which the block's header or the attribute begins.
    pub offset: usize,
    /// How many bytes that header or attribute has.
    pub length: usize,
}

/// The state backend that the root module configures.
#[derive(Debug, Clone, PartialEq)]
pub enum Backend {
    /// It cannot be told, for this reason.
    Unknown(String),
    /// There is no `backend` and no `cloud` block.
    None,
    /// A `backend` block, or a `cloud` block with the kind `cloud`.
    Configured {
        /// The backend type.
        kind: String,
        /// The settings that the block writes as constants; `-backend-config` may add to them.
        settings: BTreeMap<String, Value>,
    },
}

/// What the root module requires of its providers.
#[derive(Debug, Clone, PartialEq)]
pub struct Providers {
    /// Why a requirement may be missing from `required` or be another one; `None` where all of them are known.
    pub unknown: Option<String>,
    /// The `required_providers` by local name.
    pub required: BTreeMap<String, Provider>,
    /// The dependency lock file.
    pub lock: Lock,
}

/// One entry of `required_providers`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provider {
    /// The source address as written.
    pub source: Option<String>,
    /// The version constraint as written.
    pub version: Option<String>,
    /// The version that the lock file holds for it.
    pub locked: Option<String>,
}

/// The dependency lock file `.terraform.lock.hcl`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lock {
    /// It does not exist.
    Missing,
    /// It exists but cannot be read, for this reason.
    Unreadable(String),
    /// The locked versions by full provider address.
    Present(BTreeMap<String, String>),
}

/// A problem met while reading the source. What stands in that file is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The file or directory.
    pub file: PathBuf,
    /// The line, from 1, where the problem has one.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = self.line.map(|line| format!(":{line}")).unwrap_or_default();
        write!(f, "{}{line}: {}", self.file.display(), self.message)
    }
}

/// The source of one root module and of the modules that it calls. A directory is read when first asked about, once.
pub struct Source {
    root: PathBuf,
    /// Source and directory of each installed module by its key in `modules.json`.
    manifest: OnceCell<HashMap<String, (String, PathBuf)>>,
    /// By path relative to the root, since several calls may share a directory.
    directories: RefCell<HashMap<PathBuf, Rc<Directory>>>,
    notes: RefCell<Vec<Note>>,
}

impl Source {
    /// Opens the root module in the directory `dir`.
    pub fn open(dir: &Path) -> Self {
        let root = if dir.as_os_str().is_empty() { PathBuf::from(".") } else { dir.to_owned() };
        Self { root, manifest: OnceCell::new(), directories: RefCell::default(), notes: RefCell::default() }
    }

    /// Where the block `TYPE.NAME` of the module at the calls `module` is declared: the block itself, not an override of it.
    pub fn block(&self, module: &[&str], mode: Mode, type_: &str, name: &str) -> Option<Location> {
        let directory = self.module(module)?;
        let original = directory.original(mode, type_, name)?;
        directory.files.get(original.file)?.block_location(original.block.as_ref()?)
    }

    /// Where the attribute or nested block at `path` of a block is written: the deepest part of the path that is certain.
    ///
    /// Of several nested blocks of one type, or several items of a list, the place is that of all of them: the plan orders
    /// a set by its own rules, so its positions are not those of the source.
    pub fn attribute(&self, module: &[&str], mode: Mode, type_: &str, name: &str, path: &[Segment]) -> Option<Location> {
        let Some(Segment::Key(first)) = path.first() else { return None };
        let directory = self.module(module)?;
        let deciding = directory.deciding(mode, type_, name, first)?;
        in_body(directory.files.get(deciding.file)?, &deciding.block.as_ref()?.body, path)
    }

    /// Whether the block writes a `dynamic` block for its nested blocks `block`; `None` where the source does not tell.
    pub fn has_dynamic(&self, module: &[&str], mode: Mode, type_: &str, name: &str, block: &str) -> Option<bool> {
        let directory = self.module(module)?;
        let written = &directory.deciding(mode, type_, name, block)?.block.as_ref()?.body;
        Some(written.get_blocks("dynamic").any(|dynamic| generated(dynamic) == Some(block)))
    }

    /// The state backend as the root module configures it.
    pub fn backend(&self) -> Backend {
        let directory = self.directory(PathBuf::new());
        if let Some(reason) = &directory.unread_override {
            return Backend::Unknown(reason.clone());
        }
        let mut ordinary = directory.backends.iter().filter(|backend| !backend.overrides);
        let overriding = directory.backends.iter().rfind(|backend| backend.overrides);
        match (overriding.or_else(|| ordinary.next()), &directory.unread) {
            (Some(_), _) if overriding.is_none() && ordinary.next().is_some() => {
                Backend::Unknown("the root module configures several backends".to_owned())
            }
            (Some(found), _) => Backend::Configured { kind: found.kind.clone(), settings: found.settings.clone() },
            (None, Some(reason)) => Backend::Unknown(reason.clone()),
            (None, None) => Backend::None,
        }
    }

    /// The root module's provider requirements and the versions that its lock file holds.
    pub fn providers(&self) -> Providers {
        let directory = self.directory(PathBuf::new());
        let mut required = directory.required.clone();
        let lock = self.read_lock();
        if let Lock::Present(locked) = &lock {
            for (name, provider) in &mut required {
                provider.locked = locked_version(locked, provider.source.as_deref().unwrap_or(name));
            }
        }
        Providers { unknown: directory.unread.clone(), required, lock }
    }

    /// The problems met in what has been read so far.
    pub fn notes(&self) -> Vec<Note> {
        self.notes.borrow().clone()
    }

    fn note(&self, note: Note) {
        let mut notes = self.notes.borrow_mut();
        if !notes.contains(&note) {
            notes.push(note);
        }
    }

    fn read_lock(&self) -> Lock {
        let Some(read) = File::find(self.shown(Path::new(".terraform.lock.hcl"))) else { return Lock::Missing };
        match read.and_then(|file| file.parse()) {
            Ok(body) => {
                let locked = |block: &Block| {
                    let version = block.body.get_attribute("version")?.value.as_str()?;
                    Some((block.labels.first()?.as_str().to_lowercase(), version.to_owned()))
                };
                Lock::Present(body.get_blocks("provider").filter_map(locked).collect())
            }
            Err(note) => {
                self.note(note.clone());
                Lock::Unreadable(note.to_string())
            }
        }
    }

    /// The module at the calls `names`; `None` where its directory is not known.
    fn module(&self, names: &[&str]) -> Option<Rc<Directory>> {
        let mut module = Some(self.directory(PathBuf::new()));
        for depth in 1..=names.len() {
            // A call whose own place is not known may still be in the manifest.
            module = self.called(module.as_deref(), names.get(..depth)?);
        }
        module
    }

    /// The module that the last one of the calls `names` leads to from its `parent`.
    fn called(&self, parent: Option<&Directory>, names: &[&str]) -> Option<Rc<Directory>> {
        let source = parent.and_then(|parent| parent.calls.get(*names.last()?)?.as_deref());
        let key = names.join(".");
        let installed = self.manifest.get_or_init(|| self.read_manifest()).get(&key);
        let local = source.filter(|source| is_local(source));
        let written = local.zip(parent).map(|(source, parent)| lexical(&parent.relative.join(source)));
        // A manifest that the source has moved on from would lead to the wrong block.
        let stale = installed.is_some_and(|(installed, directory)| match &written {
            Some(written) => written != directory,
            None => source.is_some() && is_local(installed),
        });
        if stale {
            let message = format!("module.{key} has another source by now: install the modules again");
            self.note(Note { file: self.shown(Path::new(MANIFEST)), line: None, message });
            return written.map(|written| self.directory(written));
        }
        Some(self.directory(written.or_else(|| Some(installed?.1.clone()))?))
    }

    fn directory(&self, relative: PathBuf) -> Rc<Directory> {
        if let Some(known) = self.directories.borrow().get(&relative) {
            return Rc::clone(known);
        }
        let directory = Rc::new(Directory::read(&self.shown(&relative), relative.clone()));
        directory.notes.iter().for_each(|note| self.note(note.clone()));
        self.directories.borrow_mut().insert(relative, Rc::clone(&directory));
        directory
    }

    fn read_manifest(&self) -> HashMap<String, (String, PathBuf)> {
        let Some(read) = File::find(self.shown(Path::new(MANIFEST))) else { return HashMap::new() };
        let value = read.and_then(|file| file.parse_json()).unwrap_or_else(|note| {
            self.note(note);
            Value::Null
        });
        let entry = |module: &Value| {
            let field = |name| module.get(name).and_then(Value::as_str);
            Some((field("Key")?.to_owned(), (field("Source")?.to_owned(), lexical(Path::new(field("Dir")?)))))
        };
        value.get("Modules").and_then(Value::as_array).into_iter().flatten().filter_map(entry).collect()
    }

    /// The path below the root as it is shown and opened: without `..`, where leaving that out leads to the same place.
    fn shown(&self, relative: &Path) -> PathBuf {
        let path = self.root.join(relative);
        let short = lexical(&path);
        // Where the root is a symbolic link, `..` leads on from where it points to.
        let there = if short.as_os_str().is_empty() { Path::new(".") } else { &short };
        let same = path.canonicalize().is_err() || path.canonicalize().ok() == there.canonicalize().ok();
        if same { short } else { path }
    }
}

const MANIFEST: &str = ".terraform/modules/modules.json";

/// Terraform takes only these for paths; `modules/x` is an address in a registry.
fn is_local(source: &str) -> bool {
    source.starts_with("./") || source.starts_with("../")
}

/// `path` without `.` and `..`, as Terraform shortens the paths of modules: without a look at symbolic links.
fn lexical(path: &Path) -> PathBuf {
    let mut short = PathBuf::new();
    for component in path.components() {
        match (component, short.components().next_back()) {
            (Component::CurDir, _) | (Component::ParentDir, Some(Component::RootDir)) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                short.pop();
            }
            _ => short.push(component),
        }
    }
    short
}

/// The locked version of the provider with the source address or local name `source`.
fn locked_version(locked: &BTreeMap<String, String>, source: &str) -> Option<String> {
    let source = source.to_lowercase();
    let path = if source.contains('/') { source } else { format!("hashicorp/{source}") };
    // Where no host is written, the tool's own registry is meant.
    let hosts = ["", "registry.terraform.io/", "registry.opentofu.org/"];
    hosts.iter().find_map(|host| locked.get(&format!("{host}{path}"))).cloned()
}

/// Where `path` is written in a body, as deep as that is certain.
fn in_body(file: &File, body: &Body, path: &[Segment]) -> Option<Location> {
    let (Segment::Key(name), rest) = path.split_first()? else { return None };
    if let Some(attribute) = body.get_attribute(name) {
        return in_value(file, &attribute.value, rest).or_else(|| file.location(attribute.span()?, attribute.span()?.end));
    }
    let written: Vec<&Block> = body.blocks().filter(|block| generated(block) == Some(name)).collect();
    let (first, last) = (file.block_location(written.first()?)?, file.block_location(written.last()?)?);
    // From the first header to the last one, since it could be any of them.
    let all = Location { end_line: last.end_line, length: last.offset + last.length - first.offset, ..first };
    let [block] = written.as_slice() else { return Some(all) };
    let is_dynamic = block.ident.as_str() == "dynamic";
    let rest = match rest.split_first() {
        Some((Segment::Index(index), rest)) if *index == 0 || is_dynamic => rest,
        // A block that may occur only once is an object in the plan, not a list.
        Some((Segment::Key(_), _)) => rest,
        _ => return Some(all),
    };
    let content = if is_dynamic { block.body.get_blocks("content").next() } else { Some(*block) };
    content.and_then(|content| in_body(file, &content.body, rest)).or(Some(all))
}

/// Where `path` is written in the value of an attribute; `None` where the attribute as a whole is all that is certain.
fn in_value(file: &File, value: &Expression, path: &[Segment]) -> Option<Location> {
    let (first, rest) = path.split_first()?;
    let (start, value) = match (value, first) {
        (Expression::Parenthesis(inner), _) => return in_value(file, inner.inner(), path),
        (Expression::Object(object), Segment::Key(name)) => {
            // Of two equal keys the last one counts.
            let (written, value) = object.iter().filter(|(written, _)| key(written) == Some(name)).last()?;
            (written.span()?.start, value.expr())
        }
        (Expression::Array(items), Segment::Index(0)) if items.len() == 1 => (items.get(0)?.span()?.start, items.get(0)?),
        _ => return None,
    };
    in_value(file, value, rest).or_else(|| file.location(start..value.span()?.end, value.span()?.end))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A root module in `root` below a new directory that holds `files`.
    pub fn source(files: &[(&str, &str)]) -> (tempfile::TempDir, Source) {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let source = Source::open(&dir.path().join("root"));
        (dir, source)
    }

    /// `NAME:LINE:COLUMN-END_LINE` of a place and the bytes that stand there.
    pub fn shown(location: Option<Location>) -> (String, String) {
        let Some(at) = location else { return ("nowhere".to_owned(), String::new()) };
        let bytes = std::fs::read(&at.file).unwrap();
        let text = String::from_utf8(bytes[at.offset..at.offset + at.length].to_vec()).unwrap();
        let name = at.file.file_name().unwrap().to_string_lossy();
        (format!("{name}:{}:{}-{}", at.line, at.column, at.end_line), text)
    }

    /// Where `path` (`rule.0.mode`) of `x_y.z` in the root module is written.
    pub fn attribute(source: &Source, path: &str) -> (String, String) {
        let step = |step: &str| step.parse().map_or_else(|_| Segment::Key(step.to_owned()), Segment::Index);
        let path: Vec<Segment> = path.split('.').map(step).collect();
        shown(source.attribute(&[], Mode::Managed, "x_y", "z", &path))
    }

    #[test]
    fn the_deepest_part_that_is_certain_is_found() {
        let text = "data \"x_y\" \"z\" {}\nresource \"x_y\" \"z\" {\n  rule {\n    retention { mode = \"A\" }\n  }\n  tags = { \"B\" = 1, Ä = 2, \
            B = 3 }\n  list = ([{ a = 1 }])\n  two = [1, 2]\n  in {\n    p = 1\n  }\n  in {\n    p = 2\n  }\n  dynamic \"out\" {\n    \
            for_each = []\n    content {\n      p = 3\n    }\n  }\n  merged = merge({ a = 1 }, var.x)\n  timeouts {\n    a = 1\n  }\n}\n";
        let (_dir, source) = source(&[("root/main.tf", text)]);
        for (path, place, written) in [
            ("rule.0.retention.0.mode", "main.tf:4:17-4", "mode = \"A\""),
            ("rule.0.retention.0.years", "main.tf:4:5-4", "retention"),
            ("rule.0.other.0.mode", "main.tf:3:3-5", "rule"),
            ("rule.1.retention", "main.tf:3:3-5", "rule"),
            ("tags.B", "main.tf:6:28-6", "B = 3"),
            ("tags.Ä", "main.tf:6:21-6", "Ä = 2"),
            ("tags.C", "main.tf:6:3-6", "tags = { \"B\" = 1, Ä = 2, B = 3 }"),
            ("list.0.a", "main.tf:7:14-7", "a = 1"),
            ("two.0", "main.tf:8:3-8", "two = [1, 2]"),
            ("in.0.p", "main.tf:9:3-14", "in {\n    p = 1\n  }\n  in"),
            ("out.4.p", "main.tf:18:7-18", "p = 3"),
            ("out.4.q", "main.tf:15:3-20", "dynamic \"out\""),
            ("merged.a", "main.tf:21:3-21", "merged = merge({ a = 1 }, var.x)"),
            ("timeouts.a", "main.tf:23:5-23", "a = 1"),
            ("absent.0.mode", "nowhere", ""),
            ("0.rule", "nowhere", ""),
        ] {
            assert_eq!(attribute(&source, path), (place.to_owned(), written.to_owned()), "{path}");
        }
        let block = |mode| shown(source.block(&[], mode, "x_y", "z")).0;
        assert_eq!([block(Mode::Managed), block(Mode::Data)], ["main.tf:2:1-25", "main.tf:1:1-1"]);
        let dynamic = |block| source.has_dynamic(&[], Mode::Managed, "x_y", "z", block);
        assert_eq!((dynamic("out"), dynamic("in"), dynamic("absent")), (Some(true), Some(false), Some(false)));
        assert_eq!(source.has_dynamic(&[], Mode::Managed, "x_y", "absent", "out"), None);
        assert_eq!(source.notes(), []);
    }

    #[test]
    fn modules_are_found_through_the_manifest_and_through_local_sources() {
        let block = "resource \"x_y\" \"z\" {}\n";
        let calls = "module \"net\" { source = \"../modules/./net\" }\nmodule \"far\" { source = \"registry/far\" }\n\
            module \"moved\" { source = \"registry/moved\" }\nmodule \"other\" { source = \"./other\" }\n\
            module \"plain\" { source = \"modules/net\" }\n";
        let manifest = r#"{"Modules": [{"Key": "", "Source": "", "Dir": "."}, 7, {"Key": "moved", "Source": "./was", "Dir": "was"},
            {"Key": "far", "Source": "registry/far", "Dir": ".terraform/modules/far"}, {"Key": "other", "Source": "./was", "Dir": "was"}]}"#;
        let (dir, source) = source(&[
            ("root/main.tf", calls),
            ("root/.terraform/modules/modules.json", manifest),
            ("root/.terraform/modules/far/far.tf", block),
            ("root/was/was.tf", block),
            ("root/other/other.tf", block),
            ("modules/net/main.tf", "module \"sub\" { source = \"../sub\" }\nmodule \"self\" { source = \"./\" }\n"),
            ("modules/sub/sub.tf", block),
        ]);
        let find = |module: &[&str]| source.block(module, Mode::Managed, "x_y", "z").map(|at| at.file);
        assert_eq!(find(&["net", "sub"]), Some(dir.path().join("modules/sub/sub.tf")));
        assert_eq!(find(&["net", "self", "self", "sub"]), Some(dir.path().join("modules/sub/sub.tf")));
        assert_eq!(find(&["far"]), Some(dir.path().join("root/.terraform/modules/far/far.tf")));
        assert_eq!([find(&["plain"]), find(&["absent"]), find(&["absent", "sub"]), find(&["net"])], [None, None, None, None]);
        assert_eq!(source.notes(), []);
        // The manifest is older than the source.
        assert_eq!(find(&["moved"]), None);
        assert_eq!(find(&["other"]), Some(dir.path().join("root/other/other.tf")));
        assert_eq!(find(&["other"]), find(&["other"]));
        assert_eq!(source.notes().len(), 2, "{:?}", source.notes());
        let link = dir.path().join("other/link");
        std::fs::create_dir(dir.path().join("other")).unwrap();
        std::os::unix::fs::symlink(dir.path().join("root"), &link).unwrap();
        let linked = Source::open(&link).block(&["net", "sub"], Mode::Managed, "x_y", "z");
        assert_eq!(linked.map(|at| at.file), Some(link.join("../modules/sub/sub.tf")));
        assert_eq!(Source::open(Path::new("")).shown(Path::new("../a/./b")), Path::new("../a/b"));
    }

    #[test]
    fn the_backend_is_unknown_none_or_configured() {
        let backend = |files: &[(&str, &str)]| source(files).1.backend();
        let configured = |kind: &str, settings: Value| Backend::Configured {
            kind: kind.to_owned(),
            settings: serde_json::from_value(settings).unwrap(),
        };
        let s3 = ("root/a.tf", "terraform {\n backend \"s3\" {\n bucket = \"b\"\n encrypt = true\n key = var.k\n }\n}\n");
        let cloud = ("root/override.tf", "terraform {\n  cloud {\n    workspaces {\n      name = \"n\"\n    }\n  }\n}\n");
        let json = ("root/b_override.tf.json", r#"{"terraform": [{"backend": {"gcs": [{"bucket": "c", "prefix": "${x}"}]}}]}"#);
        assert_eq!(backend(&[s3]), configured("s3", serde_json::json!({"bucket": "b", "encrypt": true})));
        assert_eq!(backend(&[s3, json]), configured("gcs", serde_json::json!({"bucket": "c"})));
        assert_eq!(backend(&[s3, json, cloud]), configured("cloud", serde_json::json!({"workspaces": {"name": "n"}})));
        assert_eq!(backend(&[("root/a.tf", "terraform {}\n")]), Backend::None);
        let broken = |name| (name, "terraform {\n  backend\n");
        for files in [&[][..], &[broken("root/a.tf")], &[s3, broken("root/override.tf")], &[s3, ("root/b.tf", s3.1)]] {
            assert!(matches!(backend(files), Backend::Unknown(_)), "{files:?}");
        }
        assert!(matches!(backend(&[s3, broken("root/z.tf")]), Backend::Configured { .. }));
    }

    #[test]
    fn providers_have_constraints_and_locks() {
        let wanted = "terraform {\n  required_providers {\n    aws = {\n      source = \"hashicorp/aws\"\n      version = \"~> 5.0\"\n      \
            configuration_aliases = [aws.x]\n    }\n    own = { source = \"Example.com/a/own\" }\n    old = \"1.0\"\n  }\n}\n";
        let locked = "provider \"registry.terraform.io/hashicorp/aws\" {\n  version = \"5.100.0\"\n}\n\
            provider \"example.com/a/own\" {\n  version = \"2.0.0\"\n}\n\
            provider \"registry.opentofu.org/hashicorp/old\" {\n  version = \"1.0.0\"\n}\n";
        let provider = |source: &Source, name: &str| {
            let Provider { source, version, locked } = source.providers().required[name].clone();
            [source, version, locked].map(Option::unwrap_or_default).join(" ")
        };
        let lock = "root/.terraform.lock.hcl";
        let (_dir, found) = source(&[("root/v.tf", wanted), (lock, locked)]);
        assert_eq!(provider(&found, "aws"), "hashicorp/aws ~> 5.0 5.100.0");
        assert_eq!(provider(&found, "own"), "Example.com/a/own  2.0.0");
        assert_eq!(provider(&found, "old"), " 1.0 1.0.0");
        assert_eq!(found.providers().unknown, None);
        let change = "terraform {\n  required_providers {\n    aws = { version = \"6.0\" }\n  }\n}\n";
        let (_dir, found) = source(&[("root/v.tf", wanted), ("root/a_override.tf", change), ("root/b.tf", "}")]);
        assert_eq!((provider(&found, "aws").as_str(), found.providers().lock), (" 6.0 ", Lock::Missing));
        assert!(found.providers().unknown.is_some_and(|reason| reason.contains("b.tf:1: ")));
        let (_dir, found) = source(&[("root/v.tf", wanted), (lock, "provider {")]);
        assert!(matches!(found.providers().lock, Lock::Unreadable(_)));
        assert_eq!((found.providers().unknown, found.notes().len()), (None, 1));
    }
}
