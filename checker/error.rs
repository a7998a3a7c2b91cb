//! Every error that ends a run: one variant per boundary, and the few that belong to the run itself.

use std::path::PathBuf;

use miette::Diagnostic;
use thiserror::Error;

use crate::account::snapshot::SnapshotError;
use crate::config::ConfigError;
use crate::plan::error::PlanError;
use crate::plan::source::SavedPlanError;
use crate::plan::terraform::TerraformError;
use crate::policy::error::PolicyError;

/// A run that is itself wrong: exit status 2.
#[derive(Debug, Error, Diagnostic)]
pub enum Error {
    /// A plan.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Plan(#[from] PlanError),
    /// The source in a saved plan.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Source(#[from] SavedPlanError),
    /// Terraform.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Terraform(#[from] TerraformError),
    /// A snapshot.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Snapshot(#[from] SnapshotError),
    /// The policies.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Policy(#[from] PolicyError),
    /// `checker.yaml`.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Config(#[from] ConfigError),
    /// No scope.
    #[error("{name}: nothing says which scope this plan is of")]
    #[diagnostic(
        code(run::no_scope),
        help(
            "name one of {scopes} with --environment, list the root under `roots:` in checker.yaml, or give the root a variable `environment`"
        )
    )]
    NoScope {
        /// The plan.
        name: String,
        /// The scopes there are.
        scopes: String,
    },
    /// Something that is no scope.
    #[error("{name}: {from} says `{found}`, which is no scope")]
    #[diagnostic(code(run::unknown_scope), help("the scopes are {scopes}"))]
    UnknownScope {
        /// The plan.
        name: String,
        /// Where it stands.
        from: &'static str,
        /// What stands there.
        found: String,
        /// The scopes there are.
        scopes: String,
    },
    /// Two sources of the scope that disagree.
    #[error("{name}: {first} says `{one}` and {second} says `{other}`")]
    #[diagnostic(
        code(run::scopes_disagree),
        help("a plan is of one scope ({scopes}): plan with the variables of the root, or mend `roots:`")
    )]
    ScopesDisagree {
        /// The plan.
        name: String,
        /// Where the one stands.
        first: &'static str,
        /// The one.
        one: String,
        /// Where the other stands.
        second: &'static str,
        /// The other.
        other: String,
        /// The scopes there are.
        scopes: String,
    },
    /// A time that is none.
    #[error("{from}: `{found}` is no time")]
    #[diagnostic(code(run::time), help("write it as 2026-01-31T00:00:00Z; SOURCE_DATE_EPOCH is a number of seconds since 1970"))]
    Time {
        /// Where it stands.
        from: &'static str,
        /// What stands there.
        found: String,
    },
    /// Two outputs to one place.
    #[error("two outputs go to {0}")]
    #[diagnostic(code(run::outputs), help("give all but one of them a file: --output json=report.json"))]
    Outputs(String),
    /// An option's value in `checker.yaml` or the environment.
    #[error("{0}")]
    #[diagnostic(code(run::option), help("`checker plan --help` lists the values"))]
    Option(String),
    /// A file that could not be written.
    #[error("{}: cannot be written: {source}", path.display())]
    #[diagnostic(code(run::write), help("check the path, its permissions and the free space"))]
    Write {
        /// The file.
        path: PathBuf,
        /// The operating system's answer.
        source: std::io::Error,
    },
    /// Nothing was judged.
    #[error("nothing was judged: no policy applies to anything in {0}")]
    #[diagnostic(code(run::nothing_judged), help("check --only, --skip and the scope: a run that judged nothing is no pass"))]
    NothingJudged(String),
    /// The same plan twice.
    #[error("{0}: is given twice")]
    #[diagnostic(code(run::twice), help("give each plan once; two plans of one scope are different files"))]
    Twice(String),
}
