//! Running Terraform or OpenTofu on a directory: init, plan, show, with nothing left behind.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use miette::Diagnostic;
use thiserror::Error;

use super::PlanFile;
use super::said::without_secrets;

/// How to plan a directory.
#[derive(Debug, Default)]
pub struct Options {
    /// The program; else `terraform` or `tofu`, whichever is on the path.
    pub program: Option<PathBuf>,
    /// `-var-file` of each, as the user gave it.
    pub var_files: Vec<PathBuf>,
    /// `-var` of each.
    pub vars: Vec<String>,
    /// Plan a temporary copy of the repository with local state.
    pub no_backend: bool,
}

/// Terraform could not be run, or failed.
#[derive(Debug, Error, Diagnostic)]
pub enum TerraformError {
    /// No program.
    #[error("{}: neither `terraform` nor `tofu` could be started: {source}", directory.display())]
    #[diagnostic(
        code(terraform::missing),
        help("install Terraform 1.11 or OpenTofu, name one with --terraform, or give a plan's JSON")
    )]
    Missing {
        /// What was to be planned.
        directory: PathBuf,
        /// The operating system's answer.
        source: io::Error,
    },
    /// A step failed.
    #[error("{}: `{program} {step}` failed{}", directory.display(), code.map(|code| format!(" with exit status {code}")).unwrap_or_default())]
    #[diagnostic(code(terraform::failed), help("what it said:\n{said}"))]
    Failed {
        /// What was to be planned.
        directory: PathBuf,
        /// The program.
        program: String,
        /// The step.
        step: &'static str,
        /// Its exit status.
        code: Option<i32>,
        /// Its own words.
        said: String,
    },
    /// The directory has no Terraform code.
    #[error("{}: holds no Terraform code (no `.tf` or `.tofu` file)", directory.display())]
    #[diagnostic(code(terraform::no_code), help("give the directory of a root module"))]
    NoCode {
        /// The directory.
        directory: PathBuf,
    },
    /// A file of the run could not be written or read.
    #[error("{}: {source}", path.display())]
    #[diagnostic(code(terraform::file), help("check the path, its permissions and the free space"))]
    File {
        /// What was opened.
        path: PathBuf,
        /// The operating system's answer.
        source: io::Error,
    },
}

/// Directories that a temporary copy does without.
const NOT_COPIED: &[&str] = &[".git", ".terraform", "node_modules", "target"];

/// Plans a directory. `progress` is told each step as it begins.
pub fn plan(directory: &Path, options: &Options, progress: impl Fn(&str)) -> Result<PlanFile, TerraformError> {
    let file_error = |path: &Path| {
        let path = path.to_owned();
        move |source| TerraformError::File { path, source }
    };
    if !has_code(directory).map_err(file_error(directory))? {
        return Err(TerraformError::NoCode { directory: directory.to_owned() });
    }
    // Everything that Terraform writes goes here and is gone at the end; the plan file holds secrets in clear text.
    let scratch = tempfile::Builder::new().prefix("checker-").tempdir().map_err(file_error(&std::env::temp_dir()))?;
    let root = if options.no_backend {
        copy(directory, &scratch.path().join("repository")).map_err(file_error(directory))?
    } else {
        fs::canonicalize(directory).map_err(file_error(directory))?
    };
    let lock_file = root.join(".terraform.lock.hcl");
    let had_lock_file = lock_file.exists();
    let run = Run { directory, root: &root, data: scratch.path().join("data"), program: program(options), options };
    let saved = scratch.path().join("plan");

    progress(&format!("{}: {} init", directory.display(), run.name()));
    let mut init = vec!["init", "-input=false", "-no-color"];
    if had_lock_file {
        init.push("-lockfile=readonly");
    }
    let result = run.step("init", init.iter().map(OsString::from).collect());
    if !had_lock_file && lock_file.exists() {
        fs::remove_file(&lock_file).map_err(file_error(&lock_file))?;
    }
    result?;

    progress(&format!("{}: {} plan", directory.display(), run.name()));
    let mut arguments: Vec<OsString> = ["plan", "-input=false", "-no-color", "-lock=false"].map(OsString::from).to_vec();
    let mut out = OsString::from("-out=");
    out.push(&saved);
    arguments.push(out);
    for file in &options.var_files {
        let file = std::path::absolute(file).map_err(file_error(file))?;
        let mut argument = OsString::from("-var-file=");
        argument.push(file);
        arguments.push(argument);
    }
    arguments.extend(options.vars.iter().map(|var| OsString::from(format!("-var={var}"))));
    run.step("plan", arguments)?;

    let shown = run.step("show", vec!["show".into(), "-json".into(), saved.into()])?;
    Ok(PlanFile { name: directory.display().to_string(), bytes: shown.stdout })
}

struct Run<'r> {
    /// As the user named it.
    directory: &'r Path,
    root: &'r Path,
    data: PathBuf,
    program: PathBuf,
    options: &'r Options,
}

impl Run<'_> {
    fn name(&self) -> String {
        self.program.file_name().unwrap_or(self.program.as_os_str()).to_string_lossy().into_owned()
    }

    fn step(&self, step: &'static str, arguments: Vec<OsString>) -> Result<Output, TerraformError> {
        let output = Command::new(&self.program)
            .args(arguments)
            .current_dir(self.root)
            .env("TF_DATA_DIR", &self.data)
            .env("TF_IN_AUTOMATION", "1")
            // Arguments from the environment could save state or change what is planned.
            .env_remove("TF_CLI_ARGS")
            .env_remove("TF_CLI_ARGS_init")
            .env_remove("TF_CLI_ARGS_plan")
            .env_remove("TF_CLI_ARGS_show")
            .env_remove("TF_LOG")
            .stdin(Stdio::null())
            .output()
            .map_err(|source| TerraformError::Missing { directory: self.directory.to_owned(), source })?;
        if output.status.success() {
            return Ok(output);
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(TerraformError::Failed {
            directory: self.directory.to_owned(),
            program: self.name(),
            step,
            code: output.status.code(),
            said: without_secrets(said.trim(), self.root, self.options),
        })
    }
}

fn program(options: &Options) -> PathBuf {
    if let Some(program) = &options.program {
        return program.clone();
    }
    let on_path = |name: &str| {
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path)
            .any(|directory| directory.join(name).is_file() || directory.join(format!("{name}.exe")).is_file())
    };
    if !on_path("terraform") && on_path("tofu") { "tofu".into() } else { "terraform".into() }
}

/// `true` where a directory holds Terraform code.
pub fn has_code(directory: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(directory)? {
        let name = entry?.file_name();
        let name = name.to_string_lossy();
        if [".tf", ".tf.json", ".tofu", ".tofu.json"].iter().any(|ending| name.ends_with(ending)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Copies the repository around `directory` (the directory alone, where it lies in none) and gives the root's place in the copy,
/// with local state instead of its backend.
fn copy(directory: &Path, to: &Path) -> io::Result<PathBuf> {
    let directory = fs::canonicalize(directory)?;
    let repository = directory.ancestors().find(|above| above.join(".git").exists()).unwrap_or(&directory);
    copy_tree(repository, to)?;
    let root = directory.strip_prefix(repository).map_or_else(|_| to.to_owned(), |inside| to.join(inside));
    fs::write(root.join("checker_local_state_override.tf"), "terraform {\n  backend \"local\" {}\n}\n")?;
    Ok(root)
}

fn copy_tree(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        let text = name.to_string_lossy();
        if NOT_COPIED.contains(&&*text) || text.contains(".tfstate") {
            continue;
        }
        // A link is followed: what it leads to may lie outside of the copy.
        let kind = fs::metadata(entry.path());
        match kind {
            Ok(kind) if kind.is_dir() && entry.file_type()?.is_symlink() => {}
            Ok(kind) if kind.is_dir() => copy_tree(&entry.path(), &to.join(&name))?,
            Ok(kind) if kind.is_file() => _ = fs::copy(entry.path(), to.join(&name))?,
            _ => {}
        }
    }
    Ok(())
}
