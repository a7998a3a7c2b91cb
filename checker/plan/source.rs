//! The Terraform source that a plan came from: where each block stands, and what plan JSON does not carry (state backend, provider
//! requirements, lock file, locals, dynamic blocks).

mod directory;
mod expressions;
mod file;
mod lookup;
mod modules;
mod names;
mod places;
mod saved;
mod settings;

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use directory::Directory;
use file::File;
pub use lookup::Found;
use modules::{Manifest, Module, lexical, short};
pub use places::{Location, Place, Segment};
use saved::SavedPlan;
pub use saved::SavedPlanError;
pub use settings::{Backend, Lock, Provider, Providers};

/// The largest file, in bytes, that is read for what the code makes of it.
const MAX_TEXT: u64 = 1 << 20;

/// Whether a block is a `resource` or a `data` block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// `resource`.
    Managed,
    /// `data`.
    Data,
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
    store: Store,
    manifest: OnceCell<Manifest>,
    /// By path relative to the root, since several calls may share a directory.
    directories: RefCell<HashMap<PathBuf, Rc<Directory>>>,
    /// The modules along a chain of calls, by the calls' names.
    chains: RefCell<HashMap<String, Rc<[Option<Module>]>>>,
    notes: RefCell<Vec<Note>>,
    /// The top of the repository that holds the source, where there is one.
    top: Option<PathBuf>,
}

/// Where the files are read from.
enum Store {
    /// The root module's directory.
    Directory(PathBuf),
    Saved(SavedPlan),
}

impl Source {
    /// Opens the root module in the directory `dir`.
    pub fn open(dir: &Path) -> Self {
        let root = if dir.as_os_str().is_empty() { PathBuf::from(".") } else { dir.to_owned() };
        Self::new(repository(&root), Store::Directory(root))
    }

    /// Opens what `path` names: the root module's directory, or a plan file that Terraform saved.
    pub fn at(path: &Path) -> Result<Self, SavedPlanError> {
        if !path.is_file() {
            return Ok(Self::open(path));
        }
        let plan = SavedPlan::read(path)?;
        Ok(Self::new(repository(root_of(path)).or_else(|| repository(Path::new("."))), Store::Saved(plan)))
    }

    fn new(top: Option<PathBuf>, store: Store) -> Self {
        Self {
            store,
            manifest: OnceCell::new(),
            directories: RefCell::default(),
            chains: RefCell::default(),
            notes: RefCell::default(),
            top,
        }
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

    /// The module directory at the path `relative` from the root. `own`: it belongs to this configuration and was not fetched.
    fn directory(&self, relative: PathBuf, own: bool) -> Rc<Directory> {
        if let Some(known) = self.directories.borrow().get(&relative) {
            return Rc::clone(known);
        }
        let directory = Rc::new(match &self.store {
            Store::Directory(_) => {
                let path = self.shown(&relative);
                let in_repository = own && self.in_repository(&path);
                Directory::read(&path, relative.clone(), in_repository)
            }
            Store::Saved(plan) => Directory::of(&relative, relative.clone(), plan.names(&relative), |name| {
                plan.file(&relative, name, |directory| own && self.in_repository(directory))
            }),
        });
        directory.notes.iter().for_each(|note| self.note(note.clone()));
        self.directories.borrow_mut().insert(relative, Rc::clone(&directory));
        directory
    }

    /// The path of the module at the calls `module`, as Terraform calls it: from the root.
    pub fn module_path(&self, module: &[&str]) -> Option<String> {
        let relative = &self.module(module)?.relative;
        if relative.as_os_str().is_empty() { Some(".".to_owned()) } else { relative.to_str().map(str::to_owned) }
    }

    /// The text of the file at a path from the root that the code reads, where it is of the same repository, or below the root where there is
    /// none, and no larger than what somebody keeps by hand: what the code names may be any file. A saved plan has none.
    pub fn text(&self, path: &str) -> Option<String> {
        let Store::Directory(root) = &self.store else { return None };
        let file = self.shown(Path::new(path)).canonicalize().ok().filter(|file| self.in_repository(file))?;
        let top = self.top.clone().or_else(|| real(root).ok())?;
        let data = file.metadata().ok()?;
        // Opening a pipe would wait for a writer that never comes.
        let is_ours = file.starts_with(top) && data.is_file() && data.len() <= MAX_TEXT;
        if is_ours { std::fs::read_to_string(file).ok() } else { None }
    }

    /// The dependency lock file, if there is one.
    fn lock_file(&self) -> Option<Result<File, Note>> {
        let name = Path::new(".terraform.lock.hcl");
        match &self.store {
            Store::Directory(_) => File::find(self.shown(name)),
            Store::Saved(plan) => Some(File::new(name.to_owned(), plan.lock.as_ref()?, false)),
        }
    }

    /// The path below the root as it is shown and opened.
    fn shown(&self, relative: &Path) -> PathBuf {
        match &self.store {
            Store::Directory(root) => short(root.join(relative)),
            Store::Saved(_) => lexical(relative),
        }
    }

    /// `true` for a directory of the repository, where the source lies in one, that is none of Terraform's own.
    fn in_repository(&self, directory: &Path) -> bool {
        let Ok(real) = real(directory) else { return false };
        let below = self.top.as_ref().map_or(Some(real.as_path()), |top| real.strip_prefix(top).ok());
        below.is_some_and(|below| below.components().all(|step| step.as_os_str() != ".terraform"))
    }
}

/// The root module's directory that the source `path` stands for: itself, or that in which the saved plan lies.
pub fn root_of(path: &Path) -> &Path {
    if path.is_file() { path.parent().unwrap_or(path) } else { path }
}

/// The top of the repository around a directory.
fn repository(directory: &Path) -> Option<PathBuf> {
    let real = real(directory).ok()?;
    real.ancestors().find(|above| above.join(".git").exists()).map(Path::to_owned)
}

fn real(directory: &Path) -> std::io::Result<PathBuf> {
    if directory.as_os_str().is_empty() { Path::new(".") } else { directory }.canonicalize()
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
        let text = at.text[at.offset..at.offset + at.length].to_owned();
        let line = at.text.lines().nth(at.line - 1).unwrap();
        assert!(line.chars().skip(at.column - 1).collect::<String>().starts_with(text.lines().next().unwrap()), "{at:?}");
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
    fn the_texts_that_code_reads_are_files_of_its_repository() {
        let call = "module \"net\" { source = \"../modules/net\" }\n";
        let (dir, _) = source(&[
            ("repository/.git/config", ""),
            ("repository/root/main.tf", call),
            ("repository/modules/net/main.tf", ""),
            ("repository/data/a.yaml", "a: 1\n"),
            ("outside.yaml", "a: 1\n"),
        ]);
        let repository = dir.path().join("repository");
        let source = Source::open(&repository.join("root"));
        assert_eq!(source.module_path(&[]).as_deref(), Some("."));
        assert_eq!(source.module_path(&["net"]).as_deref(), Some("../modules/net"));
        assert_eq!(source.module_path(&["absent"]), None);
        assert_eq!(source.text("../modules/net/../../data/a.yaml").as_deref(), Some("a: 1\n"));
        std::os::unix::fs::symlink(dir.path().join("outside.yaml"), repository.join("data/link.yaml")).unwrap();
        std::os::unix::net::UnixListener::bind(repository.join("data/pipe")).unwrap();
        std::fs::write(repository.join("data/large"), vec![b' '; 1 + usize::try_from(MAX_TEXT).unwrap()]).unwrap();
        std::fs::write(repository.join("data/binary"), b"\xff").unwrap();
        for none in [
            "../../outside.yaml",
            "../data/link.yaml",
            "../data/pipe",
            "../data",
            "../data/absent",
            "../data/large",
            "../data/binary",
        ] {
            assert_eq!(source.text(none), None, "{none}");
        }
    }
}
