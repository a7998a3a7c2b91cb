//! A check run: created, given its annotations fifty at a time, concluded. GitHub adds annotations to those that are there, so none are sent
//! twice.

use http::Method;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::GitHub;
use super::endpoint::commit;
use super::error::GitHubError;
use super::session::Call;

/// What one request may add.
const ANNOTATIONS: usize = 50;

/// What the job's token must be allowed.
const PERMISSION: &str = "checks: write";

/// A check run as it is to be.
#[derive(Debug, Clone)]
pub struct CheckRun {
    /// Its name, as required checks name it.
    pub name: String,
    /// The commit that it is about.
    pub head: String,
    /// What no other run has: after a failure it tells whether this one was created.
    pub external_id: String,
    /// How it ends.
    pub conclusion: Conclusion,
    /// The heading.
    pub title: String,
    /// The text below it, in Markdown: 65,535 characters at most.
    pub summary: String,
    /// What to show beside the code.
    pub annotations: Vec<Annotation>,
}

/// How a check run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Conclusion {
    /// Nothing is wrong.
    Success,
    /// Something is.
    Failure,
    /// It cannot be told, and blocks nothing.
    Neutral,
}

/// How an annotation is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// For information.
    Notice,
    /// A warning.
    Warning,
    /// An error.
    Failure,
}

/// A remark on lines of a file.
#[derive(Debug, Clone, Serialize)]
pub struct Annotation {
    /// The file, from the top of the repository.
    pub path: String,
    /// The first line.
    pub start_line: usize,
    /// The last line.
    pub end_line: usize,
    /// How it is shown.
    #[serde(rename = "annotation_level")]
    pub level: Level,
    /// Its heading, of 255 characters at most.
    pub title: String,
    /// What it says: 64 KB at most.
    pub message: String,
}

#[derive(Deserialize)]
struct Created {
    id: u64,
    #[serde(default)]
    external_id: Option<String>,
    output: Output,
}

#[derive(Deserialize)]
struct Output {
    annotations_count: usize,
}

#[derive(Deserialize)]
struct Listed {
    check_runs: Vec<Created>,
}

/// Posts it, and returns its id.
pub(super) fn post(github: &GitHub, run: &CheckRun) -> Result<u64, GitHubError> {
    let head = commit(&run.head)?;
    let what = format!("the check run {}", run.name);
    let call = |method, path: String, body| Call { method, path, body: Some(body), what: &what, permission: PERMISSION };
    let output = |annotations: &[Annotation]| {
        let mut output = json!({ "title": run.title, "summary": run.summary });
        if !annotations.is_empty() {
            output["annotations"] = json!(annotations);
        }
        output
    };

    let runs = github.path("/check-runs");
    let body = json!({ "name": run.name, "head_sha": head, "external_id": run.external_id, "status": "in_progress", "output": output(&[]) });
    let id = github.session.ask_once(&call(Method::POST, runs.clone(), body), || created(github, run, &what))?.id;

    let path = format!("{runs}/{id}");
    let mut posted = 0;
    for annotations in run.annotations.chunks(ANNOTATIONS) {
        let body = json!({ "output": output(annotations) });
        posted += annotations.len();
        github.session.ask_once(&call(Method::PATCH, path.clone(), body), || {
            let now: Created = github.session.ask(&Call::get(path.clone(), &what, PERMISSION))?;
            Ok((now.output.annotations_count >= posted).then_some(now))
        })?;
    }
    let body = json!({ "status": "completed", "conclusion": run.conclusion, "output": output(&[]) });
    let _: Value = github.session.ask(&call(Method::PATCH, path.clone(), body))?;
    Ok(id)
}

/// The run that a request made whose answer did not arrive.
fn created(github: &GitHub, run: &CheckRun, what: &str) -> Result<Option<Created>, GitHubError> {
    let name = utf8_percent_encode(&run.name, NON_ALPHANUMERIC);
    let path = github.path(&format!("/commits/{}/check-runs?filter=all&per_page=100&check_name={name}", run.head));
    let listed: Listed = github.session.ask(&Call::get(path, what, PERMISSION))?;
    Ok(listed.check_runs.into_iter().find(|it| it.external_id.as_deref() == Some(&run.external_id)))
}
