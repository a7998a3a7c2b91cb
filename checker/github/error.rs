//! What keeps results from being posted, or a pull request from being read: one variant per thing that the user must mend.

use std::time::Duration;

use miette::Diagnostic;
use thiserror::Error;

/// GitHub did not do what it was asked. It never changes the verdict.
#[derive(Debug, Error, Diagnostic)]
pub enum GitHubError {
    /// An address that the token must not be sent to.
    #[error("the address of GitHub's API: {0}")]
    #[diagnostic(
        code(github::address),
        help(
            "GITHUB_API_URL is https://api.github.com, or https://HOST/api/v3 on GitHub Enterprise Server; http:// is for this machine alone"
        )
    )]
    Address(&'static str),
    /// A token that fits into no header.
    #[error("the token is empty, or holds what no token holds")]
    #[diagnostic(code(github::token), help("give the `token` input `${{{{ github.token }}}}`, or a secret that is set"))]
    Token,
    /// A name of a repository.
    #[error("{given:?} is no repository's name")]
    #[diagnostic(code(github::repository), help("GITHUB_REPOSITORY is OWNER/NAME, of letters, digits, `.`, `_` and `-`"))]
    Repository {
        /// What was given.
        given: String,
    },
    /// A commit.
    #[error("{given:?} is no commit")]
    #[diagnostic(code(github::commit), help("give all 40 hexadecimal digits of the commit"))]
    Commit {
        /// What was given.
        given: String,
    },
    /// The HTTP client.
    #[error("the HTTP client cannot be set up: {0}")]
    #[diagnostic(code(github::client), help("the machine's root certificates are read from where its TLS library has them"))]
    Client(String),
    /// 401.
    #[error("{what}: GitHub does not accept the token")]
    #[diagnostic(
        code(github::unauthorized),
        help("the token has expired or is another instance's: give the `token` input `${{{{ github.token }}}}`")
    )]
    Unauthorized {
        /// What was being done.
        what: String,
    },
    /// 403, because of what the token may do.
    #[error("{what}: the token may not do that; it needs `{permission}`")]
    #[diagnostic(
        code(github::permission),
        help(
            "add `{permission}` below `permissions:` of the job; pull requests from forks and from Dependabot get a token that can only read, whatever stands there"
        )
    )]
    Permission {
        /// What was being done.
        what: String,
        /// The line of `permissions:` that is missing.
        permission: &'static str,
    },
    /// A rate limit that lasts longer than one waits.
    #[error("{what}: GitHub's rate limit is reached, for {} more seconds", wait.as_secs())]
    #[diagnostic(
        code(github::rate_limited),
        help("run the job again later; jobs of one repository share the limit of its token")
    )]
    RateLimited {
        /// What was being done.
        what: String,
        /// What GitHub asks to wait.
        wait: Duration,
    },
    /// 404, twice.
    #[error("{what}: GitHub does not find it")]
    #[diagnostic(
        code(github::not_found),
        help("the pull request or commit is not in this repository, or the token cannot see it: it needs `{permission}`")
    )]
    NotFound {
        /// What was being done.
        what: String,
        /// The line of `permissions:` without which it may be hidden.
        permission: &'static str,
    },
    /// No answer, or one of a broken server, and no patience left.
    #[error("{what}: {problem}")]
    #[diagnostic(
        code(github::unavailable),
        help(
            "see whether https://www.githubstatus.com reports trouble, and whether the runner reaches the API; then run the job again"
        )
    )]
    Unavailable {
        /// What was being done.
        what: String,
        /// What came instead of an answer.
        problem: String,
    },
    /// An answer that says no.
    #[error("{what}: GitHub refuses it with the status {status}: {message}")]
    #[diagnostic(code(github::refused), help("what GitHub says names the reason; a locked conversation takes no comment"))]
    Refused {
        /// What was being done.
        what: String,
        /// The status.
        status: u16,
        /// What GitHub says.
        message: String,
    },
    /// Larger than GitHub takes, at half the size too; or than is read.
    #[error("{what}: it is too large")]
    #[diagnostic(
        code(github::too_large),
        help("`max-comment-bytes` sets how large a comment may become; the job summary takes more")
    )]
    TooLarge {
        /// What was being done.
        what: String,
    },
    /// A redirect that is not followed.
    #[error("{what}: GitHub answers with a redirect to {host}, which is not followed")]
    #[diagnostic(code(github::moved), help("name the repository, and the API in GITHUB_API_URL, as they are called now"))]
    Moved {
        /// What was being done.
        what: String,
        /// Where to.
        host: String,
    },
    /// Others wrote over our section each time.
    #[error("{what}: others rewrite the comment faster than its sections can be merged")]
    #[diagnostic(
        code(github::contended),
        help(
            "let the legs of the matrix write result files, and one job of `mode: report` post them; or give each leg a `key` of its own"
        )
    )]
    Contended {
        /// What was being done.
        what: String,
    },
}
