//! GitHub, as far as `checker action` needs it: the comment on a pull request, a check run, a commit's files, and the pull requests of a
//! commit. The only place that names octocrab: its client is used, its typed calls and its retries are not.

mod check_run;
mod comment;
mod endpoint;
mod error;
mod key;
mod patience;
mod pull_request;
mod session;
mod transport;

use std::cell::RefCell;

use serde::Deserialize;

pub use check_run::{Annotation, CheckRun, Conclusion, Level};
pub use comment::{Earlier, Posted, Upsert};
pub use endpoint::{Endpoint, Repository, Secret};
pub use error::GitHubError;
pub use key::Key;
pub use patience::{Clock, MachineClock};
pub use pull_request::PullRequest;

use comment::Writer;
use session::{Call, Session};

/// A commit's files, packed, are read up to this size.
const MAX_TARBALL: usize = 128 << 20;

/// One repository on GitHub, for one run: its requests follow each other, and their time is limited together.
pub struct GitHub {
    session: Session,
    repository: Repository,
    /// Who the token is, once it is known.
    login: RefCell<Option<String>>,
}

impl GitHub {
    /// Sends nothing yet.
    pub fn new(endpoint: &Endpoint, repository: &Repository, clock: Box<dyn Clock>) -> Result<Self, GitHubError> {
        Ok(Self { session: Session::new(endpoint, clock)?, repository: repository.clone(), login: RefCell::default() })
    }

    /// Writes, replaces, keeps or deletes the comment of this key. `write` is given what follows the marker's line as it is now, and how many
    /// bytes it may write; it is asked again whenever others have changed it, so it merges. A comment by somebody else is never ours.
    ///
    /// A run that dies may leave a duplicate; the next one removes it, and none that another may still be working on.
    pub fn upsert(
        &self,
        pull_request: u64,
        key: &Key,
        max_bytes: usize,
        write: &dyn Fn(Option<&str>, usize) -> Upsert,
    ) -> Result<Posted, GitHubError> {
        Writer::new(self, pull_request, key).upsert(max_bytes, write)
    }

    /// Deletes the comment of this key, where there is one.
    pub fn delete_comment(&self, pull_request: u64, key: &Key) -> Result<(), GitHubError> {
        self.upsert(pull_request, key, 0, &|_, _| Upsert::Delete).map(|_| ())
    }

    /// Creates a check run, adds its annotations and concludes it. Its id.
    pub fn check_run(&self, run: &CheckRun) -> Result<u64, GitHubError> {
        check_run::post(self, run)
    }

    /// The files of a commit, as a gzipped tarball. The host that has them is not given the token.
    pub fn tarball(&self, commit: &str) -> Result<Vec<u8>, GitHubError> {
        let commit = endpoint::commit(commit)?;
        let what = format!("the files of the commit {commit}");
        self.session.download(&Call::get(self.path(&format!("/tarball/{commit}")), &what, "contents: read"), MAX_TARBALL)
    }

    /// The open pull requests whose head is this commit of this repository, which may be a fork.
    pub fn pull_requests_of(&self, head: &str, head_repository: &Repository) -> Result<Vec<PullRequest>, GitHubError> {
        pull_request::of(self, head, head_repository)
    }

    /// How many requests were sent.
    pub fn calls(&self) -> usize {
        self.session.calls()
    }

    fn path(&self, rest: &str) -> String {
        format!("/repos/{}{rest}", self.repository)
    }

    /// Who we are: `github-actions[bot]`, another app, or a user. The REST API tells it to users alone.
    fn login(&self, what: &str) -> Result<String, GitHubError> {
        #[derive(Deserialize)]
        struct Answer {
            data: Data,
        }
        #[derive(Deserialize)]
        struct Data {
            viewer: Viewer,
        }
        #[derive(Deserialize)]
        struct Viewer {
            login: String,
        }
        if let Some(login) = self.login.borrow().as_ref() {
            return Ok(login.clone());
        }
        let answer: Answer = self.session.query("query { viewer { login } }", what, "pull-requests: write")?;
        let login = answer.data.viewer.login;
        self.login.replace(Some(login.clone()));
        Ok(login)
    }
}
