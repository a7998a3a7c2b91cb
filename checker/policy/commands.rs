//! `checker policy …`: what each of its commands prints, and its exit status.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::error::{PolicyError, Problem};
use super::{PolicySet, docs, new, test};
use crate::cli::{ListFormat, PolicyCommand, SetArgs};
use crate::config::Config;
use crate::error::Error;
use crate::run::{exit, print, write_file};

/// Carries a command out; gives the exit status.
pub fn run(command: PolicyCommand) -> Result<u8, Error> {
    match command {
        PolicyCommand::List { set, control, output } => {
            let mut set = load(&set)?;
            set.select(&[], &[], &control)?;
            list(&set, output)
        }
        PolicyCommand::Show { id, set } => show(&load(&set)?, &id),
        PolicyCommand::Test { set, ids, subsets, seed } => run_tests(&set, &ids, test::Options { subsets, seed }),
        PolicyCommand::New { id, policies } => {
            let written = new::create(&policies, &id)?;
            let names: String = written.iter().fold(String::new(), |mut text, path| {
                let _ = writeln!(text, "{}", path.display());
                text
            });
            print(&format!(
                "{names}add cases under {}, then run `checker policy test {id}`\n",
                policies.join(&id).join("cases").display()
            ))
        }
        PolicyCommand::Docs { policies, check } => write_docs(&policies, check),
    }
}

fn load(args: &SetArgs) -> Result<PolicySet, Error> {
    Ok(PolicySet::load(directory(args)?.as_deref())?)
}

/// --policies, else what checker.yaml names.
fn directory(args: &SetArgs) -> Result<Option<PathBuf>, Error> {
    if args.policies.is_some() {
        return Ok(args.policies.clone());
    }
    let config = Config::find(None)?;
    Ok(config.policies.as_ref().map(|path| config.directory.join(path)))
}

fn list(set: &PolicySet, format: ListFormat) -> Result<u8, Error> {
    let text = match format {
        ListFormat::Json => {
            let metadata: Vec<_> = set.policies.iter().map(|policy| &policy.metadata).collect();
            serde_json::to_string_pretty(&metadata).unwrap_or_default() + "\n"
        }
        ListFormat::Text => {
            let width = set.policies.iter().map(|policy| policy.metadata.id.len()).max().unwrap_or(0);
            set.policies.iter().fold(String::new(), |mut text, policy| {
                let metadata = &policy.metadata;
                let _ = writeln!(text, "{:<width$}  {:<8}  {}", metadata.id, metadata.severity.name(), metadata.title);
                text
            })
        }
    };
    print(&text)
}

fn show(set: &PolicySet, id: &str) -> Result<u8, Error> {
    let policy = set.find(id)?;
    let metadata = &policy.metadata;
    let mut text = format!("{}: {}\n\n{}\n\n", metadata.id, metadata.title, metadata.statement);
    let scopes: Vec<&str> = metadata.scopes.iter().map(String::as_str).collect();
    let _ = writeln!(text, "severity     {}", metadata.severity.name());
    let _ = writeln!(text, "scopes       {}", scopes.join(", "));
    let _ = writeln!(text, "subjects     {}", metadata.subjects.join(", "));
    for (at, (kind, paths)) in metadata.reads.iter().enumerate() {
        let paths: Vec<String> = paths.iter().map(ToString::to_string).collect();
        let label = if at == 0 { "reads" } else { "" };
        let _ = writeln!(text, "{}", format!("{label:<11}  {kind}: {}", paths.join(", ")).trim_end());
    }
    if !metadata.sections.is_empty() {
        let _ = writeln!(text, "comes from   {}", metadata.sections.join("; "));
    }
    for (at, control) in metadata.controls.iter().enumerate() {
        let label = if at == 0 { "controls" } else { "" };
        let _ = writeln!(text, "{label:<11}  {control}: {}", control.why);
    }
    let _ = writeln!(text, "remediation  {}\n\n{}", metadata.remediation, policy.file.text.trim_end());
    print(&text)
}

fn run_tests(args: &SetArgs, ids: &[String], options: test::Options) -> Result<u8, Error> {
    // Tests and cases are not built into the program: they come from a directory.
    let directory = directory(args)?.unwrap_or_else(|| PathBuf::from("policies"));
    let mut set = PolicySet::load(Some(&directory))?;
    set.select(ids, &[], &[])?;
    let tested = set.test(options)?;
    let mut text = String::new();
    for failure in &tested.failures {
        let _ = writeln!(text, "FAILED {failure}");
    }
    let width = tested.coverage.keys().map(String::len).max().unwrap_or(0);
    for (file, (covered, all)) in &tested.coverage {
        let _ = writeln!(text, "{file:<width$}  {covered:>3} of {all:>3} lines covered");
    }
    let _ = writeln!(
        text,
        "{} tests, {} cases, {} hidden variants, {} failed",
        tested.tests,
        tested.cases,
        tested.hidden,
        tested.failures.len()
    );
    print(&text)?;
    Ok(if tested.failures.is_empty() { exit::CLEAN } else { exit::VIOLATIONS })
}

fn write_docs(directory: &Path, check: bool) -> Result<u8, Error> {
    let text = docs::index(&PolicySet::load(Some(directory))?)?;
    let path = directory.join("README.md");
    if !check {
        write_file(&path, &text)?;
        return print(&format!("{}\n", path.display()));
    }
    let found = std::fs::read_to_string(&path)
        .map_err(|source| PolicyError::from(Problem::Unreadable { path: path.display().to_string(), source }))?;
    if found == text {
        return Ok(exit::CLEAN);
    }
    let _ = writeln!(std::io::stderr().lock(), "{} is not up to date: run `checker policy docs`", path.display());
    Ok(exit::VIOLATIONS)
}
