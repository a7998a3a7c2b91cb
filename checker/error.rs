//! Every error that ends a run: one variant per boundary, and the few that belong to the run itself.

use std::path::PathBuf;

use miette::Diagnostic;
use thiserror::Error;

use crate::account::snapshot::SnapshotError;
use crate::action::ActionError;
use crate::config::ConfigError;
use crate::cost::catalogue::CatalogueError;
use crate::cost::refresh::RefreshError;
use crate::cost::usage::UsageError;
use crate::data::DataError;
use crate::plan::error::PlanError;
use crate::plan::source::SavedPlanError;
use crate::plan::terraform::TerraformError;
use crate::policy::error::PolicyError;
use crate::results::ResultsError;
use crate::waiver::error::WaiverError;

/// What a JSON parser found, without the value that it found: that may be a secret.
pub fn json_problem(error: &serde_json::Error) -> String {
    let text = error.to_string();
    // `invalid type: string "…", expected a map`, ``unknown variant `…`, expected …``: the value may itself hold any of these words.
    let expected = text.rfind(", expected ").unwrap_or(text.len());
    let place = text.rfind(" at line ").unwrap_or(text.len());
    let (found, rest) = text[..place].split_at(expected.min(place));
    let quotes = ["invalid type: ", "invalid value: ", "invalid length ", "unknown variant ", "unknown field "];
    let found = match quotes.iter().find(|start| found.starts_with(*start)) {
        Some(_) => found.split(['`', '"']).next().unwrap_or_default().trim_end(),
        None => found,
    };
    format!("{found}{rest}")
}

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
    /// The step of GitHub Actions.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Action(#[from] ActionError),
    /// Result files.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Results(#[from] ResultsError),
    /// The policies.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Policy(#[from] PolicyError),
    /// Waivers and attestations.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Waiver(#[from] WaiverError),
    /// Dated data.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Data(#[from] DataError),
    /// The prices.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Prices(#[from] CatalogueError),
    /// The usage file.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Usage(#[from] UsageError),
    /// Prices.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Refresh(#[from] RefreshError),
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
    #[diagnostic(
        code(run::nothing_judged),
        help("check --only, --control, --skip and the scope: a run that judged nothing is no pass")
    )]
    NothingJudged(String),
    /// A subject that is not there.
    #[error("{input}: holds no `{name}`{}", closest.as_ref().map(|name| format!("; did you mean `{name}`?")).unwrap_or_default())]
    #[diagnostic(
        code(explain::unknown_subject),
        help(
            "`checker inventory` lists the addresses; what is missing is called `missing:NAME`, as the report names it, and a scope `scope:NAME`"
        )
    )]
    UnknownSubject {
        /// The inputs.
        input: String,
        /// What was asked for.
        name: String,
        /// What is most like it.
        closest: Option<String>,
    },
    /// The same plan twice.
    #[error("{0}: is given twice")]
    #[diagnostic(code(run::twice), help("give each plan once; two plans of one scope are different files"))]
    Twice(String),
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Strict {
        _a: Option<Kind>,
        _b: Option<u8>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Kind {
        One,
        Two,
    }

    fn problem<T: for<'d> Deserialize<'d> + std::fmt::Debug>(json: &str) -> String {
        json_problem(&serde_json::from_str::<T>(json).expect_err(json))
    }

    #[test]
    fn a_parser_says_what_it_expected_and_not_what_it_found() {
        assert_eq!(problem::<u8>("\"hunter2, expected x at line 7\""), "invalid type: string, expected u8");
        assert_eq!(problem::<u8>("\"hun\\\"ter2\""), "invalid type: string, expected u8");
        assert_eq!(problem::<BTreeMap<String, u8>>("{\"x\": 123456}"), "invalid value: integer, expected u8");
        assert_eq!(problem::<String>("12.5"), "invalid type: floating point, expected a string");
        assert_eq!(problem::<Strict>("{\"_a\": \"hunter2\"}"), "unknown variant, expected `one` or `two`");
        assert_eq!(problem::<Strict>("{\"hunter2\": 1}"), "unknown field, expected `_a` or `_b`");
        assert_eq!(problem::<Strict>("{\"_b\": 999999}"), "invalid value: integer, expected u8");
        assert_eq!(problem::<u8>("perhaps"), "expected value");
        assert_eq!(problem::<u8>("[1]"), "invalid type: sequence, expected u8");
    }
}
