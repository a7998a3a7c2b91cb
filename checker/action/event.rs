//! The run that the action is part of: the runner's variables and the event.

use std::path::PathBuf;

use serde::Deserialize;

use super::error::ActionError;
use super::inputs::Inputs;
use crate::github::{GitHub, GitHubError, Repository};

/// What the runner says of its run.
#[derive(Debug)]
pub struct Run {
    /// The repository.
    pub repository: Repository,
    /// GitHub's REST API.
    pub api: String,
    /// GitHub's pages, without a slash at the end.
    pub server: String,
    /// The workflow's file.
    pub workflow: String,
    /// The run's id, for links.
    pub id: u64,
    /// Counts the workflow's runs.
    pub number: u64,
    /// Counts the attempts of this run.
    pub attempt: u64,
    /// What happened.
    pub event: Event,
    /// Where the job's summary goes.
    pub summary: Option<PathBuf>,
    /// Where the outputs go.
    pub output: Option<PathBuf>,
    /// The top of the checkout.
    pub workspace: Option<PathBuf>,
}

/// What the workflow was started by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A pull request.
    PullRequest(Change),
    /// A workflow that ran for a pull request, which GitHub is asked for.
    AfterWorkflow {
        /// The commit that it ran on.
        head: String,
        /// Whose it is.
        head_repository: String,
    },
    /// Changes that are about to be merged together.
    MergeGroup {
        /// Their commit.
        head: String,
        /// The commit that they go on top of.
        base: String,
    },
    /// A push, a schedule, or anything else: what runs is what is there.
    Other {
        /// The commit.
        head: String,
    },
}

/// A pull request as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its number.
    pub number: u64,
    /// Its last commit.
    pub head: String,
    /// The commit that it is to be merged into.
    pub base: String,
}

impl Event {
    /// The commit that is judged.
    pub fn head(&self) -> &str {
        match self {
            Self::PullRequest(Change { head, .. })
            | Self::AfterWorkflow { head, .. }
            | Self::MergeGroup { head, .. }
            | Self::Other { head } => head,
        }
    }

    /// The commit whose policies and waivers hold; none where what is judged has been merged.
    pub fn base(&self) -> Option<&str> {
        match self {
            Self::PullRequest(Change { base, .. }) | Self::MergeGroup { base, .. } => Some(base),
            Self::AfterWorkflow { .. } | Self::Other { .. } => None,
        }
    }
}

#[derive(Deserialize)]
struct Payload {
    pull_request: Option<PullRequest>,
    merge_group: Option<MergeGroup>,
    workflow_run: Option<WorkflowRun>,
}

#[derive(Deserialize)]
struct PullRequest {
    number: u64,
    head: Commit,
    base: Commit,
}

#[derive(Deserialize)]
struct Commit {
    sha: String,
}

#[derive(Deserialize)]
struct MergeGroup {
    head_sha: String,
    base_sha: String,
}

#[derive(Deserialize)]
struct WorkflowRun {
    head_sha: String,
    head_repository: Named,
    event: String,
}

#[derive(Deserialize)]
struct Named {
    full_name: String,
}

impl Run {
    /// Reads the runner's variables and the event's file.
    pub fn read(variable: &dyn Fn(&str) -> Option<String>, inputs: &Inputs) -> Result<Self, ActionError> {
        let given = |name: &'static str| variable(name).filter(|value| !value.is_empty());
        let needed =
            |name: &'static str| given(name).ok_or_else(|| ActionError::Runner { name, problem: "it is not set".to_owned() });
        let number = |name: &'static str| {
            needed(name)?.parse().map_err(|_| ActionError::Runner { name, problem: "it is no whole number".to_owned() })
        };
        let repository = Repository::parse(&needed("GITHUB_REPOSITORY")?)?;
        let server = given("GITHUB_SERVER_URL").unwrap_or_else(|| "https://github.com".to_owned());
        let server = server.trim_end_matches('/').to_owned();
        // It goes into links, where these characters end it.
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._:/[]".contains(c);
        if !(server.starts_with("https://") || server.starts_with("http://")) || !server.chars().all(plain) {
            return Err(ActionError::Runner { name: "GITHUB_SERVER_URL", problem: "it is no address of a server".to_owned() });
        }
        // `acme/health/.github/workflows/check.yml@refs/pull/7/merge`: the reference is another one in each pull request.
        let reference = needed("GITHUB_WORKFLOW_REF")?;
        let workflow = reference.rsplit_once('@').map_or(reference.as_str(), |(file, _)| file).to_owned();
        let sha = needed("GITHUB_SHA")?;
        let event = match given("GITHUB_EVENT_PATH") {
            Some(path) => event(&PathBuf::from(path), &needed("GITHUB_EVENT_NAME")?, sha)?,
            None => Event::Other { head: sha },
        };
        let mut run = Self {
            repository,
            api: given("GITHUB_API_URL").unwrap_or_else(|| "https://api.github.com".to_owned()),
            server,
            workflow,
            id: number("GITHUB_RUN_ID")?,
            number: number("GITHUB_RUN_NUMBER")?,
            attempt: number("GITHUB_RUN_ATTEMPT")?,
            event,
            summary: given("GITHUB_STEP_SUMMARY").map(PathBuf::from),
            output: given("GITHUB_OUTPUT").map(PathBuf::from),
            workspace: given("GITHUB_WORKSPACE").map(PathBuf::from),
        };
        if let (Some(head), Event::Other { head: known }) = (&inputs.head_sha, &mut run.event) {
            known.clone_from(head);
        }
        Ok(run)
    }

    /// The pull request to comment on. What an input or an artifact says of it is held against GitHub's own list, for a fork can forge it.
    pub fn pull_request(&self, github: &GitHub, inputs: &Inputs) -> Result<Option<u64>, GitHubError> {
        let (head, of) = match &self.event {
            Event::PullRequest(change) => return Ok(Some(change.number)),
            Event::AfterWorkflow { head, head_repository } => (head, Repository::parse(head_repository)?),
            Event::Other { head } if inputs.pr_number.is_some() => (head, self.repository.clone()),
            Event::MergeGroup { .. } | Event::Other { .. } => return Ok(None),
        };
        let found = github.pull_requests_of(head, &of)?;
        let mut fitting = found.iter().filter(|one| inputs.pr_number.is_none_or(|number| one.number == number));
        let first = fitting.next().map(|one| one.number);
        // Two pull requests of one commit: neither is surely the one.
        Ok(first.filter(|_| fitting.next().is_none()))
    }

    /// The page of this run.
    pub fn page(&self) -> String {
        format!("{}{}", self.runs(), self.id)
    }

    /// The address of the runs' pages, which ends with a slash.
    pub fn runs(&self) -> String {
        format!("{}/{}/actions/runs/", self.server, self.repository)
    }

    /// The page of the commit's files, with a slash at its end; none where the commit's name is none.
    pub fn files(&self) -> Option<String> {
        let head = self.event.head();
        let is_commit = head.len() >= 40 && head.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_commit.then(|| format!("{}/{}/blob/{head}/", self.server, self.repository))
    }
}

fn event(path: &PathBuf, name: &str, sha: String) -> Result<Event, ActionError> {
    let problem = |problem: String| ActionError::Event { path: path.clone(), problem };
    let bytes = std::fs::read(path).map_err(|error| problem(format!("cannot be read: {error}")))?;
    let payload: Payload = serde_json::from_slice(&bytes).map_err(|error| {
        problem(format!("line {}, column {}: {}", error.line(), error.column(), crate::error::json_problem(&error)))
    })?;
    Ok(match (name, payload) {
        // It would run with the base's rights on what the change brings.
        ("pull_request_target", _) => {
            return Err(problem("`pull_request_target` gives a change the rights of its base: use `pull_request`".to_owned()));
        }
        // A review of one, and whatever else is about one, is judged as the pull request is.
        (_, Payload { pull_request: Some(PullRequest { number, head, base }), .. }) => {
            Event::PullRequest(Change { number, head: head.sha, base: base.sha })
        }
        ("pull_request", _) => return Err(problem("it holds no pull request".to_owned())),
        ("merge_group", Payload { merge_group: Some(group), .. }) => {
            Event::MergeGroup { head: group.head_sha, base: group.base_sha }
        }
        ("workflow_run", Payload { workflow_run: Some(run), .. }) if run.event == "pull_request" => {
            Event::AfterWorkflow { head: run.head_sha, head_repository: run.head_repository.full_name }
        }
        _ => Event::Other { head: sha },
    })
}
