//! What keeps the action from running: one variant per thing that the user must mend.

use std::path::PathBuf;

use miette::Diagnostic;
use thiserror::Error;

use crate::github::GitHubError;

/// The action cannot run as it is called.
#[derive(Debug, Error, Diagnostic)]
pub enum ActionError {
    /// An input.
    #[error("the input `{input}`: {problem}")]
    #[diagnostic(code(action::input), help("action.yml describes the inputs; they go below `with:` of the step"))]
    Input {
        /// Its name.
        input: &'static str,
        /// What is wrong with it.
        problem: String,
    },
    /// A variable of the runner.
    #[error("the runner's variable `{name}`: {problem}")]
    #[diagnostic(
        code(action::runner),
        help(
            "`checker action` is for a step of GitHub Actions, which sets it; elsewhere use `checker plan` or `checker account`"
        )
    )]
    Runner {
        /// Its name.
        name: &'static str,
        /// What is wrong with it.
        problem: String,
    },
    /// The event's file.
    #[error("{}: {problem}", path.display())]
    #[diagnostic(code(action::event), help("the runner writes it, and GITHUB_EVENT_PATH names it"))]
    Event {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// The base commit's files.
    #[error("the policies, waivers and settings of the base commit cannot be read")]
    #[diagnostic(
        code(action::base),
        help(
            "a pull request is judged with those of its base commit, so that it cannot excuse itself: the job needs `contents: read`"
        )
    )]
    Base(#[source] GitHubError),
    /// The archive of the base commit's files.
    #[error("the files of the base commit: {0}")]
    #[diagnostic(code(action::archive), help("run the job again; if it stays, report it as a defect"))]
    Archive(String),
    /// No token where one is needed.
    #[error("the input `token` is empty, and the base commit's policies and waivers are read with it")]
    #[diagnostic(code(action::token), help("leave `token` to its default, the job's own token, with `contents: read`"))]
    NoToken,
    /// GitHub, where nothing can be done without it.
    #[error(transparent)]
    #[diagnostic(transparent)]
    GitHub(#[from] GitHubError),
    /// A pattern of `results` that names no file.
    #[error("the input `results`: {problem}")]
    #[diagnostic(
        code(action::results),
        help("name the files that the legs wrote to `result-file`, after actions/download-artifact")
    )]
    Results {
        /// What is wrong.
        problem: String,
    },
    /// Another tool's SARIF.
    #[error("{}: {problem}", path.display())]
    #[diagnostic(
        code(action::sarif),
        help("give SARIF 2.1.0 files; run the other tool so that it writes one even where it finds nothing")
    )]
    Sarif {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
}
