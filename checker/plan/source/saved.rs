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
