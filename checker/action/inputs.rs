//! The action's inputs: what `action.yml` passes on as `INPUT_…`, each checked before anything is done.

use std::path::PathBuf;

use clap::ValueEnum;

use super::error::ActionError;
use super::others::Level;
use crate::cli::OnUndetermined;
use crate::github::Secret;
use crate::policy::metadata::Severity;

/// Bytes of a comment unless said otherwise: GitHub's limit is reported as 65,536 characters.
const COMMENT_BYTES: usize = 60_000;

/// Fewer bytes do not even hold what must be said.
const LEAST_COMMENT_BYTES: usize = 4_000;

/// What the action does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Mode {
    /// Judge plans, or an account's snapshot.
    Check,
    /// Merge what other jobs found, and post that.
    Report,
}

/// When there is to be a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// Always.
    Always,
    /// Where something is open, or an earlier comment has to be brought up to date.
    Findings,
    /// Where something is open that was not, or the other way round.
    Changes,
    /// Never.
    Never,
}

/// What becomes of an earlier comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum How {
    /// It is brought up to date.
    Update,
    /// It is hidden as outdated, and another one written below what was said since.
    HideAndNew,
    /// It is deleted, and another one written below what was said since.
    Recreate,
}

/// What becomes of an earlier comment when nothing is open any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OnClean {
    /// It says so.
    Resolve,
    /// It is deleted.
    Delete,
    /// It stays as it is.
    Keep,
}

/// What it means that results could not be posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OnPostError {
    /// A warning.
    Warn,
    /// Exit status 4, where the verdict's own would be 0.
    Fail,
}

/// The inputs.
#[derive(Debug)]
pub struct Inputs {
    /// What to do.
    pub mode: Mode,
    /// Plans as JSON, or directories of root modules.
    pub plans: Vec<PathBuf>,
    /// Whether directories are planned with local state.
    pub no_backend: bool,
    /// A snapshot of an account.
    pub snapshot: Option<PathBuf>,
    /// Result files of other jobs, as patterns.
    pub results: Vec<String>,
    /// SARIF files of other tools.
    pub with_sarif: Vec<PathBuf>,
    /// How grave a finding in them must be to block. None does where nothing is said.
    pub with_sarif_fail_on: Option<Level>,
    /// A directory of policies.
    pub policies: Option<PathBuf>,
    /// In `check` mode the plan's scope; in `report` mode the scopes and accounts that must have reported.
    pub environment: Vec<String>,
    /// What tells several comments of one workflow apart.
    pub key: String,
    /// The gate's severity.
    pub fail_on: Option<Severity>,
    /// What the gate makes of what cannot be known.
    pub on_undetermined: Option<OnUndetermined>,
    /// Whether violations that were there before pass the gate.
    pub only_introduced: bool,
    /// When there is to be a comment.
    pub comment: When,
    /// What becomes of an earlier one.
    pub comment_mode: How,
    /// What becomes of it when nothing is open any more.
    pub on_clean: OnClean,
    /// Whether findings are shown beside the code.
    pub annotations: bool,
    /// The name of a check run to make.
    pub check_name: Option<String>,
    /// Whether the job's summary holds the results.
    pub job_summary: bool,
    /// Where to write SARIF.
    pub sarif_file: Option<PathBuf>,
    /// Where to write the result file.
    pub result_file: Option<PathBuf>,
    /// The pull request, where the event does not tell it.
    pub pr_number: Option<u64>,
    /// The commit, where the event does not tell it.
    pub head_sha: Option<String>,
    /// How large the comment may become.
    pub max_comment_bytes: usize,
    /// Whether what is posted names no resource.
    pub redact: bool,
    /// What it means that results could not be posted.
    pub on_post_error: OnPostError,
    /// For GitHub's API; without it nothing is posted.
    pub token: Option<Secret>,
}

impl Inputs {
    /// Reads them. An input that is empty is not given.
    pub fn read(variable: &dyn Fn(&str) -> Option<String>) -> Result<Self, ActionError> {
        let read = Reader { variable };
        let inputs = Self {
            mode: read.choice("mode")?.unwrap_or(Mode::Check),
            plans: read.lines("plan").map(PathBuf::from).collect(),
            no_backend: read.flag("no-backend")?.unwrap_or(false),
            snapshot: read.text("snapshot").map(PathBuf::from),
            results: read.lines("results").collect(),
            with_sarif: read.lines("with-sarif").map(PathBuf::from).collect(),
            with_sarif_fail_on: read.choice("with-sarif-fail-on")?,
            policies: read.text("policies").map(PathBuf::from),
            environment: read.lines("environment").collect(),
            key: read.text("key").unwrap_or_default(),
            fail_on: read.choice("fail-on")?,
            on_undetermined: read.choice("on-undetermined")?,
            only_introduced: read.flag("only-introduced")?.unwrap_or(false),
            comment: read.choice("comment")?.unwrap_or(When::Always),
            comment_mode: read.choice("comment-mode")?.unwrap_or(How::Update),
            on_clean: read.choice("on-clean")?.unwrap_or(OnClean::Resolve),
            annotations: read.flag("annotations")?.unwrap_or(true),
            check_name: read.text("check-name"),
            job_summary: read.flag("job-summary")?.unwrap_or(true),
            sarif_file: read.text("sarif-file").map(PathBuf::from),
            result_file: read.text("result-file").map(PathBuf::from),
            pr_number: read.number("pr-number")?,
            head_sha: read.text("head-sha"),
            max_comment_bytes: read.number("max-comment-bytes")?.unwrap_or(COMMENT_BYTES),
            redact: read.flag("redact")?.unwrap_or(false),
            on_post_error: read.choice("on-post-error")?.unwrap_or(OnPostError::Warn),
            token: read.text("token").map(Secret::new),
        };
        inputs.check()?;
        Ok(inputs)
    }

    /// Refuses what does not go together.
    fn check(&self) -> Result<(), ActionError> {
        let wrong = |input, problem: &str| Err(ActionError::Input { input, problem: problem.to_owned() });
        match self.mode {
            Mode::Check if self.plans.is_empty() == self.snapshot.is_none() => {
                wrong("plan", "`mode: check` judges either the plans that `plan` names, a line each, or the `snapshot`")
            }
            Mode::Check if !self.results.is_empty() => wrong("results", "result files are for `mode: report`"),
            Mode::Check if self.environment.len() > 1 => wrong("environment", "the plan is of one scope"),
            Mode::Report if self.results.is_empty() => wrong("results", "`mode: report` merges the files that it names"),
            Mode::Report if !self.plans.is_empty() || self.snapshot.is_some() => {
                wrong("plan", "`mode: report` judges nothing: it merges `results`")
            }
            _ if self.no_backend && self.plans.is_empty() => {
                wrong("no-backend", "it is for `plan`, which names the directories to be planned")
            }
            _ if self.with_sarif_fail_on.is_some() && self.with_sarif.is_empty() => {
                wrong("with-sarif-fail-on", "it is for the findings of `with-sarif`, which names no file")
            }
            _ if self.max_comment_bytes < LEAST_COMMENT_BYTES => {
                wrong("max-comment-bytes", &format!("a comment needs {LEAST_COMMENT_BYTES} bytes at least"))
            }
            _ => Ok(()),
        }
    }
}

/// Reads inputs by their names.
struct Reader<'v> {
    variable: &'v dyn Fn(&str) -> Option<String>,
}

impl Reader<'_> {
    fn text(&self, input: &'static str) -> Option<String> {
        let name = format!("INPUT_{}", input.to_ascii_uppercase().replace('-', "_"));
        let text = (self.variable)(&name)?;
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// An entry for each line that is not empty.
    fn lines(&self, input: &'static str) -> impl Iterator<Item = String> + use<> {
        let text = self.text(input).unwrap_or_default();
        let lines: Vec<String> = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        lines.into_iter()
    }

    fn choice<T: ValueEnum>(&self, input: &'static str) -> Result<Option<T>, ActionError> {
        let Some(text) = self.text(input) else { return Ok(None) };
        T::from_str(&text, false).map(Some).map_err(|_| {
            let names = T::value_variants().iter().filter_map(ValueEnum::to_possible_value);
            let names: Vec<String> = names.map(|value| format!("`{}`", value.get_name())).collect();
            ActionError::Input { input, problem: format!("it is none of {}", names.join(", ")) }
        })
    }

    fn flag(&self, input: &'static str) -> Result<Option<bool>, ActionError> {
        match self.text(input).as_deref() {
            None => Ok(None),
            Some("true") => Ok(Some(true)),
            Some("false") => Ok(Some(false)),
            Some(_) => Err(ActionError::Input { input, problem: "it is neither `true` nor `false`".to_owned() }),
        }
    }

    fn number<T: std::str::FromStr>(&self, input: &'static str) -> Result<Option<T>, ActionError> {
        let Some(text) = self.text(input) else { return Ok(None) };
        let problem = || ActionError::Input { input, problem: "it is no whole number".to_owned() };
        text.parse().map(Some).map_err(|_| problem())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(given: &[(&str, &str)]) -> Result<Inputs, ActionError> {
        Inputs::read(&|name| given.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn what_is_empty_is_not_given() {
        let inputs =
            read(&[("INPUT_PLAN", " a.json\n\n b \n"), ("INPUT_FAIL_ON", ""), ("INPUT_REDACT", "false")]).expect("inputs");
        assert_eq!(inputs.plans, [PathBuf::from("a.json"), PathBuf::from("b")]);
        assert_eq!((inputs.fail_on, inputs.comment, inputs.max_comment_bytes), (None, When::Always, COMMENT_BYTES));
    }

    #[test]
    fn what_cannot_be_is_refused_by_name() {
        for (given, input, words) in [
            (&[][..], "plan", "`mode: check` judges"),
            (&[("INPUT_PLAN", "a"), ("INPUT_SNAPSHOT", "b")], "plan", "either"),
            (&[("INPUT_PLAN", "a"), ("INPUT_FAIL_ON", "hihg")], "fail-on", "`low`, `medium`, `high`, `critical`"),
            (&[("INPUT_PLAN", "a"), ("INPUT_ANNOTATIONS", "yes")], "annotations", "neither"),
            (&[("INPUT_PLAN", "a"), ("INPUT_PR_NUMBER", "#3")], "pr-number", "no whole number"),
            (&[("INPUT_PLAN", "a"), ("INPUT_MAX_COMMENT_BYTES", "10")], "max-comment-bytes", "4000 bytes"),
            (&[("INPUT_PLAN", "a"), ("INPUT_ENVIRONMENT", "staging\nproduction")], "environment", "one scope"),
            (&[("INPUT_SNAPSHOT", "a"), ("INPUT_NO_BACKEND", "true")], "no-backend", "is for `plan`"),
            (&[("INPUT_PLAN", "a"), ("INPUT_WITH_SARIF_FAIL_ON", "error")], "with-sarif-fail-on", "names no file"),
            (&[("INPUT_MODE", "report")], "results", "merges"),
            (&[("INPUT_MODE", "report"), ("INPUT_RESULTS", "x"), ("INPUT_PLAN", "a")], "plan", "judges nothing"),
            (&[("INPUT_MODE", "scan")], "mode", "`check`, `report`"),
        ] {
            let error = read(given).expect_err(input).to_string();
            assert!(error.contains(&format!("`{input}`")) && error.contains(words), "{given:?}: {error}");
        }
    }
}
