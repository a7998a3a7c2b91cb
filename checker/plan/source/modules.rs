//! Which directory a module call leads to: by its own source where that is a path, else by what the installer wrote down.

use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

use serde_json::Value;

use super::directory::Directory;
use super::file::File;
use super::{Note, Source, Store};

const MANIFEST: &str = ".terraform/modules/modules.json";

/// Source and directory of each installed module by its key, the names of its calls.
pub(super) type Manifest = HashMap<String, (String, PathBuf)>;

/// A module on the way from the root to a resource.
#[derive(Clone)]
pub(super) struct Module {
    pub directory: Rc<Directory>,
    /// `false` where it was fetched from elsewhere, or is part of what was.
    own: bool,
}

impl Source {
    /// The modules on the way along the calls `names`, the root first; `None` where a directory is not known.
    pub(super) fn chain(&self, names: &[&str]) -> Rc<[Option<Module>]> {
        // Asked for once per attribute of every resource, and each answer takes a look at the disk.
        let key = names.join(".");
        if let Some(known) = self.chains.borrow().get(&key) {
            return Rc::clone(known);
        }
        let mut chain = vec![Some(Module { directory: self.directory(PathBuf::new(), true), own: true })];
        for depth in 1..=names.len() {
            // A call whose own place is not known may still be in the manifest.
            let parent = chain.last().and_then(Option::as_ref);
            chain.push(names.get(..depth).and_then(|names| self.called(parent, names)));
        }
        let chain: Rc<[_]> = chain.into();
        self.chains.borrow_mut().insert(key, Rc::clone(&chain));
        chain
    }

    /// The module at the calls `names`; `None` where its directory is not known.
    pub(super) fn module(&self, names: &[&str]) -> Option<Rc<Directory>> {
        Some(Rc::clone(&self.chain(names).last()?.as_ref()?.directory))
    }

    /// The module that the last one of the calls `names` leads to from its `parent`.
    fn called(&self, parent: Option<&Module>, names: &[&str]) -> Option<Module> {
        let source = parent.and_then(|parent| parent.directory.calls.get(*names.last()?)?.source.as_deref());
        let key = names.join(".");
        let installed = self.manifest.get_or_init(|| self.read_manifest()).get(&key);
        // A saved plan cannot have moved on from its own manifest.
        let local = source.filter(|source| is_local(source) && matches!(self.store, Store::Directory(_)));
        let written = local.zip(parent).map(|(source, parent)| self.evaluated(&parent.directory.relative.join(source)));
        let module = |relative: PathBuf, source: &str| {
            let own = is_local(source) && parent.is_some_and(|parent| parent.own);
            Module { directory: self.directory(relative, own), own }
        };
        // A manifest that the source has moved on from would lead to the wrong block.
        let stale = installed.is_some_and(|(installed, directory)| match &written {
            Some(written) => written != directory,
            None => source.is_some_and(|source| !is_local(source)) && is_local(installed),
        });
        if stale {
            let message = format!("module.{key} has another source by now: install the modules again");
            self.note(Note { file: self.shown(Path::new(MANIFEST)), line: None, message });
        }
        match (written, installed) {
            (Some(written), _) => Some(module(written, local.unwrap_or_default())),
            (None, Some((installed, directory))) if !stale => Some(module(directory.clone(), installed)),
            _ => None,
        }
    }

    /// The path `relative` from the root with every symbolic link on it followed, as Terraform does for the path of a module.
    fn evaluated(&self, relative: &Path) -> PathBuf {
        let Store::Directory(root) = &self.store else { return lexical(relative) };
        let mut open: Vec<PathBuf> = lexical(relative).iter().rev().map(PathBuf::from).collect();
        let (mut path, mut links) = (PathBuf::new(), 0);
        while let Some(step) = open.pop() {
            let next = lexical(&path.join(step));
            match fs::read_link(root.join(&next)) {
                // The operating system gives up after as many.
                Ok(target) if links < 40 => {
                    links += 1;
                    open.extend(target.iter().rev().map(PathBuf::from));
                }
                _ => path = next,
            }
        }
        path
    }

    fn read_manifest(&self) -> Manifest {
        if let Store::Saved(plan) = &self.store {
            return plan.manifest.clone();
        }
        let Some(read) = File::find(self.shown(Path::new(MANIFEST))) else { return Manifest::new() };
        let value = read.and_then(|file| file.parse_json()).unwrap_or_else(|note| {
            self.note(note);
            Value::Null
        });
        value.get("Modules").map(manifest).unwrap_or_default()
    }
}

/// The manifest in a list of modules.
pub(super) fn manifest(modules: &Value) -> Manifest {
    let entry = |module: &Value| {
        let field = |name| module.get(name).and_then(Value::as_str);
        let source = field("Source").unwrap_or_default().to_owned();
        Some((field("Key")?.to_owned(), (source, lexical(Path::new(field("Dir")?)))))
    };
    modules.as_array().into_iter().flatten().filter_map(entry).collect()
}

/// Terraform takes only these for paths; `modules/x` is an address in a registry.
fn is_local(source: &str) -> bool {
    source.starts_with("./") || source.starts_with("../")
}

/// `path` without `.` and `..`, as Terraform shortens the paths of modules: without a look at symbolic links.
pub(super) fn lexical(path: &Path) -> PathBuf {
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

/// `path` without `.` and `..`, where leaving them out leads to the same place.
pub(super) fn short(path: PathBuf) -> PathBuf {
    let short = lexical(&path);
    // Behind a symbolic link, `..` leads on from where it points to.
    let there = if short.as_os_str().is_empty() { Path::new(".") } else { &short };
    let same = path.canonicalize().is_err() || path.canonicalize().ok() == there.canonicalize().ok();
    if same { short } else { path }
}

#[cfg(test)]
mod tests {
    use super::super::Mode;
    use super::super::tests::source;
    use super::*;

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
}
