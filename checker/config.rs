//! `checker.yaml`: the same names as the options, for a whole repository; and which directory is which scope.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};
use serde::de::{self, Error as _};
use serde::{Deserialize, Deserializer};
use thiserror::Error;

use crate::cli::{Color, OnUndetermined};
use crate::cost::usage;
use crate::policy::control::Selector;
use crate::policy::metadata::{SCOPES, Severity};

/// The file's name.
pub const FILE: &str = "checker.yaml";

/// The content of `checker.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// Root modules, as paths from the file, each with its scope.
    #[serde(default)]
    pub roots: BTreeMap<PathBuf, String>,
    /// Which plan files were made from which root module: patterns (`*` within a name, `**` across directories) and directories, both as paths
    /// from the file. The first pattern that matches holds.
    #[serde(default, deserialize_with = "sources")]
    pub sources: Vec<(GlobMatcher, PathBuf)>,
    /// `--environment`.
    pub environment: Option<String>,
    /// `--policies`.
    pub policies: Option<PathBuf>,
    /// `--source`.
    pub source: Option<PathBuf>,
    /// `--waivers`.
    pub waivers: Option<PathBuf>,
    /// `--attestations`.
    pub attestations: Option<PathBuf>,
    /// `--fail-on`.
    pub fail_on: Option<Severity>,
    /// `--on-undetermined`.
    pub on_undetermined: Option<OnUndetermined>,
    /// `--only-introduced`.
    #[serde(default)]
    pub only_introduced: bool,
    /// `--only`.
    #[serde(default)]
    pub only: Vec<String>,
    /// `--control`.
    #[serde(default)]
    pub control: Vec<Selector>,
    /// `--skip`.
    #[serde(default)]
    pub skip: Vec<String>,
    /// `--output`.
    #[serde(default)]
    pub output: Vec<String>,
    /// `--quiet`.
    #[serde(default)]
    pub quiet: bool,
    /// `--color`.
    pub color: Option<Color>,
    /// `--usage`.
    pub usage: Option<PathBuf>,
    /// `--policy-timeout`, in seconds.
    pub policy_timeout: Option<u64>,
    /// The directory that the file lies in.
    #[serde(skip)]
    pub directory: PathBuf,
    /// Where the code is that `roots` and `sources` name: the same directory, unless the file is another commit's.
    #[serde(skip)]
    pub code: PathBuf,
    /// Whether there is a file.
    #[serde(skip)]
    pub is_read: bool,
}

/// A `checker.yaml` that cannot be used.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// Not read.
    #[error("{}: cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The operating system's answer.
        source: std::io::Error,
    },
    /// Not understood.
    #[error("{}:{line}:{column}: {problem}", path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What is wrong.
        problem: String,
        /// The file's text.
        source_code: NamedSource<String>,
        /// Where in it.
        offset: usize,
    },
}

impl Diagnostic for ConfigError {
    fn code(&self) -> Option<Box<dyn std::fmt::Display + '_>> {
        Some(Box::new("config::invalid"))
    }

    fn help(&self) -> Option<Box<dyn std::fmt::Display + '_>> {
        Some(Box::new(
            "the keys are those of the long options (`checker plan --help`), `roots`: DIRECTORY: SCOPE, and `sources`: PATTERN: DIRECTORY",
        ))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        match self {
            Self::Invalid { source_code, .. } => Some(source_code),
            Self::Unreadable { .. } => None,
        }
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        match self {
            Self::Invalid { offset, .. } => Some(Box::new(std::iter::once(LabeledSpan::at_offset(*offset, "here")))),
            Self::Unreadable { .. } => None,
        }
    }
}

impl Config {
    /// Reads `file`, or the `checker.yaml` of the working directory or of one above it within the repository.
    pub fn find(file: Option<&Path>) -> Result<Self, ConfigError> {
        if let Some(file) = file {
            return Self::read(file);
        }
        let here = std::env::current_dir().unwrap_or_default();
        // Called from here, so that what is found by it is shown as the same on every machine.
        let mut called = PathBuf::new();
        for directory in here.ancestors() {
            if directory.join(FILE).is_file() {
                return Self::read(&called.join(FILE));
            }
            if directory.join(".git").exists() {
                break;
            }
            called.push("..");
        }
        Ok(Self::default())
    }

    fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })?;
        let invalid = |problem: String, line: usize, column: usize| {
            let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
            ConfigError::Invalid {
                path: path.to_owned(),
                line,
                column,
                problem,
                source_code: NamedSource::new(path.display().to_string(), text.clone()),
                offset: (start + column.saturating_sub(1)).min(text.len()),
            }
        };
        if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
            return Ok(Self { directory: directory_of(path), code: directory_of(path), is_read: true, ..Self::default() });
        }
        let mut config: Self = serde_yaml::from_str(&text).map_err(|error| {
            let (line, column) = error.location().map_or((1, 1), |location| (location.line(), location.column()));
            let problem = error.to_string();
            invalid(problem.split(" at line ").next().unwrap_or_default().to_owned(), line, column)
        })?;
        for (root, scope) in &config.roots {
            if !SCOPES.contains(&scope.as_str()) {
                let line = text.lines().position(|line| line.contains(&*root.to_string_lossy())).map_or(1, |at| at + 1);
                return Err(invalid(format!("`{scope}` is no scope; there are {}", SCOPES.join(", ")), line, 1));
            }
        }
        config.directory = directory_of(path);
        config.code = config.directory.clone();
        config.is_read = true;
        Ok(config)
    }

    /// The root module that a plan file was made from, by `sources`.
    pub fn source_of(&self, plan: &Path) -> Option<PathBuf> {
        if self.sources.is_empty() {
            return None;
        }
        let (top, plan) = (std::fs::canonicalize(or_here(&self.code)).ok()?, std::fs::canonicalize(plan).ok()?);
        let below = plan.strip_prefix(top).ok()?;
        let found = self.sources.iter().find(|(pattern, _)| pattern.is_match(below));
        found.map(|(_, directory)| self.code.join(directory))
    }

    /// The usage file: the one that is named, else the usual one where it is there.
    pub fn usage(&self) -> Option<PathBuf> {
        match &self.usage {
            Some(named) => Some(self.directory.join(named)),
            None => Some(self.directory.join(usage::FILE)).filter(|usual| self.is_read && usual.is_file()),
        }
    }

    /// The scope of a root module's directory, by `roots`.
    pub fn scope_of(&self, directory: &Path) -> Option<&str> {
        let directory = std::fs::canonicalize(directory).ok()?;
        let found =
            self.roots.iter().find(|(root, _)| std::fs::canonicalize(self.code.join(root)).is_ok_and(|root| root == directory));
        found.map(|(_, scope)| scope.as_str())
    }
}

/// Reads `sources`, in the order of the file.
fn sources<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<(GlobMatcher, PathBuf)>, D::Error> {
    struct Visitor;
    impl<'de> de::Visitor<'de> for Visitor {
        type Value = Vec<(GlobMatcher, PathBuf)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a mapping of patterns of plan files to directories")
        }

        fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut sources = Vec::new();
            while let Some(pattern) = map.next_key::<String>()? {
                let glob = GlobBuilder::new(&pattern).literal_separator(true).build().map_err(A::Error::custom)?;
                sources.push((glob.compile_matcher(), map.next_value()?));
            }
            Ok(sources)
        }
    }
    deserializer.deserialize_map(Visitor)
}

fn or_here(directory: &Path) -> &Path {
    if directory.as_os_str().is_empty() { Path::new(".") } else { directory }
}

fn directory_of(path: &Path) -> PathBuf {
    path.parent().map(Path::to_owned).unwrap_or_default()
}
