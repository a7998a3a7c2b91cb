//! The base commit's policies, waivers, attestations, usage figures and settings: those that a pull request is judged with, so that it
//! cannot excuse itself.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

use flate2::read::GzDecoder;
use tempfile::TempDir;

use super::error::ActionError;
use crate::config::{self, Config};
use crate::error::Error;
use crate::report::Report;
use crate::{attestation, cost, waiver};

/// What one file may hold, and all of them together: policies and settings are small, and an archive can claim anything.
const MAX_FILE: u64 = 4 << 20;
const MAX_ALL: u64 = 64 << 20;

/// How many files there may be.
const MAX_FILES: usize = 20_000;

/// The files of the base commit that decide how a change is judged.
pub struct Base {
    /// Those that are used lie here: to make a file takes longer than to read it.
    directory: TempDir,
    /// All of them, by their paths from the top of the repository.
    files: BTreeMap<PathBuf, Vec<u8>>,
    /// The working directory, from the top of the repository.
    below: PathBuf,
}

impl Base {
    /// Unpacks the settings and policies of a commit's archive, as GitHub makes it. `below`: the run's directory, from the repository's top.
    pub fn unpack(archive: &[u8], below: &Path) -> Result<Self, ActionError> {
        let broken = |error: std::io::Error| ActionError::Archive(error.to_string());
        let directory = tempfile::tempdir().map_err(broken)?;
        let mut archive = tar::Archive::new(GzDecoder::new(archive));
        let (mut bytes, mut files) = (0, BTreeMap::new());
        for entry in archive.entries().map_err(broken)? {
            let mut entry = entry.map_err(broken)?;
            let path = entry.path().map_err(broken)?.into_owned();
            // GitHub packs everything into one folder. What is no file is not followed.
            let Some(path) = inside(&path).filter(|path| entry.header().entry_type().is_file() && is_wanted(path)) else {
                continue;
            };
            bytes += entry.size();
            if entry.size() > MAX_FILE || bytes > MAX_ALL || files.len() >= MAX_FILES {
                let problem = format!("{} is too large, or there are too many like it", path.display());
                return Err(ActionError::Archive(problem));
            }
            let mut text = Vec::new();
            entry.read_to_end(&mut text).map_err(broken)?;
            files.insert(path, text);
        }
        let mut base = Self { directory, files, below: below.to_owned() };
        // Without a file of settings the usual ones hold; those of the change must not.
        if base.settings().is_none() {
            base.files.insert(base.below.join(config::FILE), Vec::new());
        }
        Ok(base)
    }

    /// Writes a file, or all of a directory. Where it lies then, or would if there were one.
    fn put(&self, path: &Path) -> Result<PathBuf, ActionError> {
        let broken = |error: std::io::Error| ActionError::Archive(error.to_string());
        let from = (std::ops::Bound::Included(path), std::ops::Bound::Unbounded);
        for (name, text) in self.files.range::<Path, _>(from).take_while(|(name, _)| name.starts_with(path)) {
            let to = self.directory.path().join(name);
            std::fs::create_dir_all(to.parent().unwrap_or(self.directory.path())).map_err(broken)?;
            std::fs::write(to, text).map_err(broken)?;
        }
        Ok(self.directory.path().join(path))
    }

    /// The settings of the base commit, for the code of the change: `head` is what the change says itself. `top`: the top of the checkout.
    pub fn config(&self, head: &Config, top: &Path) -> Result<Config, Error> {
        let file = self.settings().unwrap_or_else(|| self.below.join(config::FILE));
        let mut config = Config::find(Some(&self.put(&file)?))?;
        let above = file.parent().unwrap_or(Path::new(""));
        let up = self.below.components().count().saturating_sub(above.components().count());
        let Config { policies, waivers, attestations, usage, .. } = &mut config;
        for (named, usual) in [
            (policies, None),
            (waivers, Some(waiver::FILE)),
            (attestations, Some(attestation::FILE)),
            (usage, Some(cost::usage::FILE)),
        ] {
            match named {
                Some(named) if named.is_absolute() => *named = self.path(named, top)?,
                _ => {
                    let name = named.as_deref().or(usual.map(Path::new));
                    if let Some(path) = name.and_then(|name| normal(&above.join(name))) {
                        self.put(&path)?;
                    }
                }
            }
        }
        config.code = if head.is_read { head.directory.clone() } else { "../".repeat(up).into() };
        Ok(config)
    }

    /// The `checker.yaml` of the run's directory or of one above it.
    fn settings(&self) -> Option<PathBuf> {
        self.below.ancestors().map(|above| above.join(config::FILE)).find(|file| self.files.contains_key(file))
    }

    /// What the base commit has in place of a file or directory that is named from the run's directory, or by its whole path: what lies in
    /// the checkout is the change's. What lies outside of the repository no change edits. `top`: the top of the checkout.
    pub fn path(&self, given: &Path, top: &Path) -> Result<PathBuf, ActionError> {
        let here = top.join(&self.below).join(given);
        let inside = |path: &Path| path.strip_prefix(top).ok().and_then(normal);
        let real = || std::fs::canonicalize(&here).ok().and_then(|real| inside(&real));
        match inside(&here).or_else(real) {
            Some(path) => self.put(&path),
            None => Ok(here),
        }
    }

    /// Names the files as they are called in the repository, wherever they were unpacked.
    pub fn call_by_name(&self, report: &mut Report) {
        let top = format!("{}/", self.directory.path().display());
        for place in report.places_mut() {
            if let Some(at) = place.file.rfind(&top) {
                place.file.drain(..at + top.len());
            }
        }
    }

    /// What the change makes another of what decides how it is judged: the files' names, from the top of the repository.
    pub fn changed(&self, base: &Config, head: &Config, policies: Option<&Path>, top: &Path) -> Vec<String> {
        let mut names = BTreeSet::new();
        for (config, root) in [(base, self.directory.path()), (head, top)] {
            let mut named: Vec<PathBuf> = vec![config.directory.join(config::FILE)];
            for (own, usual) in
                [(&config.waivers, waiver::FILE), (&config.attestations, attestation::FILE), (&config.usage, cost::usage::FILE)]
            {
                named.push(config.directory.join(own.as_deref().unwrap_or(Path::new(usual))));
            }
            let mut policy_files = Vec::new();
            let own = policies.map(|given| root.join(&self.below).join(given));
            if let Some(directory) = own.or_else(|| config.policies.as_ref().map(|named| config.directory.join(named))) {
                let directory = std::path::absolute(&directory).unwrap_or(directory);
                match directory.strip_prefix(self.directory.path()).ok().and_then(normal) {
                    Some(path) => names.extend(self.files.keys().filter(|name| name.starts_with(&path)).cloned()),
                    None => files_below(&directory, &mut policy_files),
                }
            }
            for file in named.into_iter().chain(policy_files) {
                let file = std::path::absolute(&file).unwrap_or(file);
                names.extend(file.strip_prefix(root).ok().and_then(normal));
            }
        }
        let own = |name: &Path| std::fs::read(top.join(name)).ok().filter(|text| !text.is_empty());
        let base = |name: &Path| self.files.get(name).filter(|text| !text.is_empty());
        let changed = names.into_iter().filter(|name| base(name) != own(name).as_ref());
        changed.map(|name| name.display().to_string()).collect()
    }
}

/// A path within the archive's one folder, where it leads nowhere else.
fn inside(path: &Path) -> Option<PathBuf> {
    let mut components = path.components();
    components.next().filter(|first| matches!(first, Component::Normal(_)))?;
    normal(components.as_path()).filter(|path| !path.as_os_str().is_empty())
}

/// A path without `.` and `..`; none where one leads above its start.
fn normal(path: &Path) -> Option<PathBuf> {
    let mut names = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::Normal(name) => names.push(name),
            Component::ParentDir if names.pop() => {}
            _ => return None,
        }
    }
    Some(names)
}

/// Policies are Rego, and everything else that decides is YAML; a policy's tests and cases decide nothing.
fn is_wanted(path: &Path) -> bool {
    !path.to_string_lossy().ends_with("_test.rego")
        && path.extension().is_some_and(|extension| ["rego", "yaml", "yml"].iter().any(|wanted| extension == *wanted))
}

fn files_below(directory: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(directory) else { return };
    for entry in entries.flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => files_below(&entry.path(), files),
            Ok(kind) if kind.is_file() && is_wanted(&entry.path()) => files.push(entry.path()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
        let mut builder = tar::Builder::new(Vec::new());
        for (path, text) in entries {
            let mut header = tar::Header::new_ustar();
            header.set_size(text.len() as u64);
            header.set_mode(0o644);
            // As somebody would who wants to write elsewhere: the builder refuses such paths.
            header.as_old_mut().name[..path.len()].copy_from_slice(path.as_bytes());
            header.set_cksum();
            builder.append(&header, text.as_bytes()).expect("an entry");
        }
        let mut zipped = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        zipped.write_all(&builder.into_inner().expect("an archive")).expect("bytes");
        zipped.finish().expect("bytes")
    }

    /// What lies on the disk.
    fn files(base: &Base) -> Vec<String> {
        let mut found = Vec::new();
        files_below(base.directory.path(), &mut found);
        let names = found.iter().map(|file| file.strip_prefix(base.directory.path()).expect("below").display().to_string());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    #[test]
    fn what_decides_is_unpacked_and_nothing_leaves_the_folder() {
        let packed = archive(&[
            ("acme-1/checker.yaml", "fail-on: low\n"),
            ("acme-1/policies/a/b/policy.rego", "package a"),
            ("acme-1/policies/a/b/policy_test.rego", "package a_test"),
            ("acme-1/infra/main.tf", "resource"),
            ("acme-1/../../outside.yaml", "x"),
            ("/etc/outside.yaml", "x"),
            ("acme-1/a/../waivers.yaml", "[]"),
        ]);
        let base = Base::unpack(&packed, Path::new("")).expect("an archive");
        let names: Vec<String> = base.files.keys().map(|name| name.display().to_string()).collect();
        assert_eq!(names, ["checker.yaml", "policies/a/b/policy.rego", "waivers.yaml"]);
        let config = base.config(&Config::default(), Path::new("/nowhere")).expect("settings");
        // The policies are built in, as long as nobody names a directory.
        assert_eq!(files(&base), ["checker.yaml", "waivers.yaml"]);
        base.path(Path::new("policies"), Path::new("/nowhere")).expect("policies");
        assert_eq!(files(&base), ["checker.yaml", "policies/a/b/policy.rego", "waivers.yaml"]);
        assert_eq!(config.fail_on, Some(crate::policy::metadata::Severity::Low));
    }

    #[test]
    fn without_settings_those_of_the_change_do_not_hold() {
        let base = Base::unpack(&archive(&[("acme-1/README.md", "")]), Path::new("infra")).expect("an archive");
        let head = Config { fail_on: Some(crate::policy::metadata::Severity::Critical), is_read: true, ..Config::default() };
        let config = base.config(&head, Path::new("/nowhere")).expect("settings");
        assert!(config.is_read && config.fail_on.is_none());
    }

    /// `policies: ${{ github.workspace }}/policies` names the change's own files.
    #[test]
    fn a_whole_path_into_the_checkout_is_the_base_commits() {
        let top = tempfile::tempdir().expect("a directory");
        let top = std::fs::canonicalize(top.path()).expect("a path");
        let packed = archive(&[("a/checker.yaml", &format!("waivers: {}/own/waivers.yaml\n", top.display()))]);
        let base = Base::unpack(&packed, Path::new("infra")).expect("an archive");
        let unpacked = |path: &str| base.directory.path().join(path);
        assert_eq!(base.path(Path::new("policies"), &top).expect("a path"), unpacked("infra/policies"));
        assert_eq!(base.path(Path::new("../policies"), &top).expect("a path"), unpacked("policies"));
        assert_eq!(base.path(&top.join("policies"), &top).expect("a path"), unpacked("policies"));
        assert_eq!(base.path(&top.join("infra/../policies"), &top).expect("a path"), unpacked("policies"));
        assert_eq!(base.path(Path::new("/opt/policies"), &top).expect("a path"), Path::new("/opt/policies"));
        let config = base.config(&Config::default(), &top).expect("settings");
        assert_eq!(config.waivers, Some(unpacked("own/waivers.yaml")));
    }

    #[test]
    fn what_is_broken_or_too_large_is_refused() {
        let packed = archive(&[("acme-1/checker.yaml", "fail-on: low\n")]);
        assert!(Base::unpack(&packed[..packed.len() / 2], Path::new("")).is_err());
        assert!(Base::unpack(b"no archive", Path::new("")).is_err());
        let large = "x".repeat(usize::try_from(MAX_FILE).expect("a size") + 1);
        assert!(Base::unpack(&archive(&[("acme-1/large.yaml", &large)]), Path::new("")).is_err());
    }

    #[test]
    fn a_change_of_what_decides_is_named() {
        let base = Base::unpack(
            &archive(&[("a/checker.yaml", "policies: own\n"), ("a/own/x.rego", "package x"), ("a/own/y.rego", "y")]),
            Path::new(""),
        )
        .expect("an archive");
        let top = tempfile::tempdir().expect("a directory");
        let write = |name: &str, text: &str| {
            let path = top.path().join(name);
            std::fs::create_dir_all(path.parent().expect("above")).expect("a directory");
            std::fs::write(path, text).expect("a file");
        };
        write("checker.yaml", "policies: own\n");
        write("own/x.rego", "package x\n# changed");
        write("waivers.yaml", "- policy: x\n");
        let head = Config::find(Some(&top.path().join("checker.yaml"))).expect("settings");
        let base_config = base.config(&head, top.path()).expect("settings");
        assert_eq!(base.changed(&base_config, &head, None, top.path()), ["own/x.rego", "own/y.rego", "waivers.yaml"]);
    }
}
