//! The pull requests of a commit, from GitHub's own list: what an artifact says of its pull request can be forged.

use serde::Deserialize;

use super::GitHub;
use super::endpoint::{Repository, commit};
use super::error::GitHubError;
use super::session::Call;

/// Pages that are searched, of a hundred each; the pull request that a workflow ran for changed a moment ago.
const PAGES: usize = 3;

/// An open pull request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PullRequest {
    /// Its number.
    pub number: u64,
    /// The commit that it is to be merged into.
    pub base: String,
}

#[derive(Deserialize)]
struct Described {
    number: u64,
    head: Side,
    base: Side,
}

#[derive(Deserialize)]
struct Side {
    sha: String,
    /// None where the fork was deleted.
    repo: Option<Named>,
}

#[derive(Deserialize)]
struct Named {
    full_name: String,
}

/// Those with this head, of this repository.
pub(super) fn of(github: &GitHub, head: &str, head_repository: &Repository) -> Result<Vec<PullRequest>, GitHubError> {
    let head = commit(head)?;
    let what = format!("the pull requests of the commit {head}");
    let mut found = Vec::new();
    for page in 1..=PAGES {
        let path = github.path(&format!("/pulls?state=open&sort=updated&direction=desc&per_page=100&page={page}"));
        let listed: Vec<Described> = github.session.ask(&Call::get(path, &what, "pull-requests: read"))?;
        let is_last = listed.len() < 100;
        found.extend(listed.into_iter().filter(|it| it.head.is(head, head_repository)).map(Described::into));
        if is_last {
            break;
        }
    }
    // A list that changes while it is read shows some twice.
    found.sort_by_key(|it: &PullRequest| it.number);
    found.dedup();
    Ok(found)
}

impl Side {
    fn is(&self, sha: &str, repository: &Repository) -> bool {
        let is_of = |named: &Named| named.full_name.eq_ignore_ascii_case(repository.full_name());
        self.sha.eq_ignore_ascii_case(sha) && self.repo.as_ref().is_some_and(is_of)
    }
}

impl From<Described> for PullRequest {
    fn from(described: Described) -> Self {
        Self { number: described.number, base: described.base.sha }
    }
}
