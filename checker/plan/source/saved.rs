//! The source inside a plan file that Terraform saved: exactly what was planned.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{self, BufReader, Read as _};
use std::path::{Path, PathBuf};

use miette::Diagnostic;
use serde_json::Value;
use thiserror::Error;
use zip::ZipArchive;
use zip::result::ZipError;

use super::Note;
use super::file::File;
use super::modules::{Manifest, manifest, short};

/// More entries than any configuration has files.
const MAX_ENTRIES: usize = 50_000;

/// Bytes of one unpacked file.
const MAX_FILE: u64 = 8 << 20;

/// Bytes of all unpacked files.
const MAX_TOTAL: u64 = 128 << 20;

const HELP: &str = "give --source the directory of the Terraform code, or the file that `terraform plan -out FILE` wrote";

/// A plan file whose source cannot be read.
#[derive(Debug, Error, Diagnostic)]
pub enum SavedPlanError {
    /// The file could not be opened or read.
    #[error("{}: cannot be read: {source}", path.display())]
    #[diagnostic(code(source::unreadable), help("{HELP}"))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The operating system's answer.
        source: io::Error,
    },
    /// Something else than a saved plan.
    #[error("{}: is no saved plan: {problem}", path.display())]
    #[diagnostic(code(source::no_plan), help("{HELP}"))]
    NoPlan {
        /// The file.
        path: PathBuf,
        /// What is missing.
        problem: &'static str,
    },
    /// A zip file that cannot be unpacked.
    #[error("{}: is damaged: {problem}", path.display())]
    #[diagnostic(code(source::damaged), help("copy the file again, or save the plan again with `terraform plan -out FILE`"))]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What the reader found.
        problem: String,
    },
    /// More than is read into memory.
    #[error("{}: {what}", path.display())]
    #[diagnostic(
        code(source::too_large),
        help("no configuration is that large: check what wrote the file, or give --source its directory")
    )]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// What is too large.
        what: String,
    },
}

/// The part of a saved plan that is source.
pub(super) struct SavedPlan {
    /// Where the file lies: the root module's directory, as a rule.
    base: PathBuf,
    pub manifest: Manifest,
    /// The files of each module by name, by the module's path from the root.
    modules: HashMap<PathBuf, BTreeMap<String, Vec<u8>>>,
    /// The dependency lock file.
    pub lock: Option<Vec<u8>>,
}

impl SavedPlan {
    /// Unpacks what is source in the file at `path`.
    pub fn read(path: &Path) -> Result<Self, SavedPlanError> {
        let unreadable = |source| SavedPlanError::Unreadable { path: path.to_owned(), source };
        let file = fs::File::open(path).map_err(unreadable)?;
        let failed = |error| match error {
            ZipError::Io(source)
                if source.kind() != io::ErrorKind::UnexpectedEof && source.kind() != io::ErrorKind::InvalidData =>
            {
                unreadable(source)
            }
            error => SavedPlanError::Damaged { path: path.to_owned(), problem: error.to_string() },
        };
        let too_large = |what| Err(SavedPlanError::TooLarge { path: path.to_owned(), what });
        let no_plan = |problem| SavedPlanError::NoPlan { path: path.to_owned(), problem };
        let mut file = BufReader::new(file);
        let mut magic = [0; 4];
        let begins = file.read_exact(&mut magic).is_ok() && magic == *b"PK\x03\x04";
        if !begins {
            return Err(no_plan("it is no zip file"));
        }
        let mut archive = ZipArchive::new(file).map_err(failed)?;
        if archive.len() > MAX_ENTRIES {
            return too_large(format!("more than {MAX_ENTRIES} entries"));
        }
        let (mut list, mut lock, mut total) = (None, None, 0);
        let mut by_key: HashMap<String, BTreeMap<String, Vec<u8>>> = HashMap::new();
        for at in 0..archive.len() {
            let entry = archive.by_index(at).map_err(failed)?;
            let name = entry.name().map_err(failed)?.into_owned();
            let Some(kept) = Kept::of(&name) else { continue };
            let mut bytes = Vec::new();
            entry.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(|error| failed(error.into()))?;
            total += bytes.len() as u64;
            if bytes.len() as u64 > MAX_FILE {
                return too_large(format!("{name} has more than {} MiB", MAX_FILE >> 20));
            }
            if total > MAX_TOTAL {
                return too_large(format!("its source has more than {} MiB", MAX_TOTAL >> 20));
            }
            match kept {
                Kept::Manifest => list = Some(bytes),
                Kept::Lock => lock = Some(bytes),
                Kept::File(key, name) => _ = by_key.entry(key.to_owned()).or_default().insert(name.to_owned(), bytes),
            }
        }
        let list = list.ok_or_else(|| no_plan("it holds no tfconfig/modules.json"))?;
        let list: Value = serde_json::from_slice(&list).map_err(|error| SavedPlanError::Damaged {
            path: path.to_owned(),
            problem: format!("tfconfig/modules.json: {error}"),
        })?;
        let manifest = manifest(&list);
        let of = |(key, (_, directory)): (&String, &(String, PathBuf))| Some((directory.clone(), by_key.remove(key)?));
        let modules = manifest.iter().filter_map(of).collect();
        Ok(Self { base: path.parent().unwrap_or(Path::new("")).to_owned(), manifest, modules, lock })
    }

    /// The names of the files of the module at the path `relative` from the root.
    pub fn names(&self, relative: &Path) -> Vec<String> {
        self.modules.get(relative).into_iter().flat_map(BTreeMap::keys).cloned().collect()
    }

    /// The file `name` of the module at the path `relative` from the root. Where it is still on the disk as it was planned, it
    /// goes by that path, and `in_repository` says whether a directory belongs to the repository.
    pub fn file(&self, relative: &Path, name: &str, in_repository: impl Fn(&Path) -> bool) -> Result<File, Note> {
        let path = relative.join(name);
        let Some(bytes) = self.modules.get(relative).and_then(|files| files.get(name)) else {
            return Err(Note { file: path, line: None, message: "not in the saved plan".to_owned() });
        };
        let places = [self.base.as_path(), Path::new("")];
        let on_disk =
            places.into_iter().map(|base| short(base.join(relative))).find(|directory| holds(&directory.join(name), bytes));
        match on_disk {
            Some(directory) => File::new(directory.join(name), bytes, in_repository(&directory)),
            None => File::new(path, bytes, false),
        }
    }
}

/// An entry that is read.
enum Kept<'n> {
    Manifest,
    Lock,
    /// A file of the module with this key, and its name.
    File(&'n str, &'n str),
}

impl<'n> Kept<'n> {
    fn of(name: &'n str) -> Option<Self> {
        match name {
            "tfconfig/modules.json" => Some(Self::Manifest),
            ".terraform.lock.hcl" => Some(Self::Lock),
            _ => {
                let (key, file) = name.strip_prefix("tfconfig/m-")?.split_once('/')?;
                let is_name = !file.is_empty() && !file.contains(['/', '\\']) && !file.contains(char::is_control);
                is_name.then_some(Self::File(key, file))
            }
        }
    }
}

/// `true` where the file at `path` has exactly this content.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    // Its size first: it may be anything, a pipe as well.
    let same_size = fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() == bytes.len() as u64);
    same_size && fs::read(path).is_ok_and(|found| found == bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use proptest::prelude::*;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::super::{Backend, Lock, Mode, Source};
    use super::*;

    const BLOCK: &str = "resource \"x_y\" \"z\" {}\n";
    const MODULES: &str = r#"[{"Key": "", "Dir": "."}, {"Key": "m", "Source": "./m", "Dir": "m"}, {"Key": "n", "Source": "./m", "Dir": "m"},
        {"Key": "m.far", "Source": "git::x", "Dir": ".terraform/modules/m.far/sub"}]"#;
    const ROOT: &str =
        "terraform {\n  backend \"s3\" {}\n}\nmodule \"m\" {\n  source = \"./m\"\n}\nmodule \"n\" {\n  source = \"./m\"\n}\n";
    const M: &str = "module \"far\" {\n  source = \"git::x\"\n}\n";

    fn plan() -> Vec<(&'static str, &'static str)> {
        vec![
            ("tfplan", "secret"),
            ("tfconfig/m-/main.tf", ROOT),
            ("tfconfig/m-m/m.tf", M),
            ("tfconfig/m-m/near.tf", BLOCK),
            ("tfconfig/m-n/m.tf", M),
            ("tfconfig/m-n/near.tf", BLOCK),
            ("tfconfig/m-m.far/far.tf", BLOCK),
            ("tfconfig/modules.json", MODULES),
            (".terraform.lock.hcl", "provider \"example.com/a/b\" {\n  version = \"1.2.3\"\n}\n"),
        ]
    }

    fn packed<'e>(entries: impl IntoIterator<Item = (&'e str, &'e str)>) -> Vec<u8> {
        let mut writer = ZipWriter::new(io::Cursor::new(Vec::new()));
        for (name, text) in entries {
            writer.start_file(name, SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// What the error is called, and what it says after the path.
    fn refused(bytes: &[u8]) -> (String, String) {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("plan.bin");
        fs::write(&path, bytes).unwrap();
        let error = SavedPlan::read(&path).err().unwrap();
        let text = error.to_string();
        (error.code().unwrap().to_string(), text.strip_prefix(&format!("{}: ", path.display())).unwrap().to_owned())
    }

    #[test]
    fn the_source_is_read_and_shown_as_the_files_that_are_there() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("plan.bin");
        fs::write(&path, packed(plan())).unwrap();
        fs::create_dir(directory.path().join(".git")).unwrap();
        fs::create_dir(directory.path().join("m")).unwrap();
        fs::write(directory.path().join("m/m.tf"), M).unwrap();
        fs::write(directory.path().join("m/near.tf"), format!("# changed since\n{BLOCK}")).unwrap();
        let source = Source::at(&path).unwrap();
        let places = |module: &[&str]| -> Vec<_> {
            let places = source.places(module, Mode::Managed, "x_y", "z", &[]);
            places
                .iter()
                .map(|place| format!("{}:{} {}", place.at.file.display(), place.at.line, place.at.in_repository))
                .collect()
        };
        let there = directory.path().display();
        assert_eq!(places(&["m"]), ["m/near.tf:1 false", "main.tf:4 false"]);
        assert_eq!(places(&["n"]), ["m/near.tf:1 false", "main.tf:7 false"]);
        let far = [
            ".terraform/modules/m.far/sub/far.tf:1 false".to_owned(),
            format!("{there}/m/m.tf:1 true"),
            "main.tf:4 false".to_owned(),
        ];
        assert_eq!(places(&["m", "far"]), far);
        assert!(places(&[]).is_empty() && places(&["absent"]).is_empty());
        assert!(matches!(source.backend(), Backend::Configured { kind, .. } if kind == "s3"));
        assert!(matches!(source.providers().lock, Lock::Present(locked) if locked["example.com/a/b"] == "1.2.3"));
        assert_eq!(source.notes(), []);
    }

    #[test]
    fn what_is_no_saved_plan_is_refused() {
        let code = |name: &str, text: &str| (format!("source::{name}"), text.to_owned());
        assert_eq!(refused(b"{\"format_version\": \"1.2\"}"), code("no_plan", "is no saved plan: it is no zip file"));
        assert_eq!(refused(b""), code("no_plan", "is no saved plan: it is no zip file"));
        assert_eq!(refused(&packed([("a.tf", BLOCK)])), code("no_plan", "is no saved plan: it holds no tfconfig/modules.json"));
        let (name, text) = refused(&packed([("tfconfig/modules.json", "[{")]));
        assert!(name == "source::damaged" && text.starts_with("is damaged: tfconfig/modules.json: EOF"), "{text}");
        let missing = SavedPlan::read(Path::new("no/such/file")).err().unwrap();
        assert_eq!(missing.code().unwrap().to_string(), "source::unreadable");
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let large = "#".repeat(MAX_FILE as usize);
        let larger = format!("{large}#");
        let bomb = packed([("tfconfig/m-/a.tf", larger.as_str())]);
        assert!(bomb.len() < 100_000, "{} bytes", bomb.len());
        assert_eq!(refused(&bomb), ("source::too_large".to_owned(), "tfconfig/m-/a.tf has more than 8 MiB".to_owned()));
        let names: Vec<String> = (0..=MAX_TOTAL / MAX_FILE).map(|at| format!("tfconfig/m-/{at}.tf")).collect();
        let many = packed(names.iter().map(|name| (name.as_str(), large.as_str())));
        assert_eq!(refused(&many).1, "its source has more than 128 MiB");
        let names: Vec<String> = (0..=MAX_ENTRIES).map(|at| at.to_string()).collect();
        assert_eq!(refused(&packed(names.iter().map(|name| (name.as_str(), "")))).1, "more than 50000 entries");
        // What is no source is not unpacked, however large it is.
        let state = packed([("tfstate", larger.as_str()), ("tfconfig/modules.json", "[]")]);
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("plan.bin");
        fs::write(&path, state).unwrap();
        assert!(SavedPlan::read(&path).is_ok());
    }

    proptest! {
        #[test]
        fn a_damaged_file_is_refused_or_read_and_nothing_else(
            changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..8),
            end in proptest::option::of(any::<proptest::sample::Index>()),
        ) {
            let mut bytes = packed(plan());
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            bytes.truncate(end.map_or(bytes.len(), |end| end.index(bytes.len())));
            let directory = tempfile::tempdir().unwrap();
            let path = directory.path().join("plan.bin");
            fs::write(&path, &bytes).unwrap();
            if let Ok(source) = Source::at(&path) {
                // What can still be read is what was written: every entry has a checksum.
                for place in source.places(&["m", "far"], Mode::Managed, "x_y", "z", &[]) {
                    let text = &*place.at.text;
                    prop_assert!(plan().iter().any(|(_, original)| *original == text), "{text}");
                }
            }
        }
    }
}
