//! The comment on a pull request that several jobs write at once: found by its key and author, merged into, and looked at until it
//! stands still. At most one stays.
//!
//! A comment can also give way to a new one: it is deleted, or hidden first, marked as old then, so that no run takes it for the comment any
//! more, and only after that the new one is made. Whatever fails in between, two are never to be seen.
//!
//! GitHub has no write that fails when the text has changed. So after a write one looks again, twice as long as a write of another
//! job can be under way: where nothing has changed since, no job holds a text without our section. Where something has, one looks again;
//! where our section is gone, it is merged again.

use std::collections::BTreeSet;
use std::time::Duration;

use http::Method;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

use super::GitHub;
use super::error::GitHubError;
use super::key::Key;
use super::patience::Exhausted;
use super::session::{Call, Failure, json as value, out_of_time};

/// What the job's token must be allowed.
const PERMISSION: &str = "pull-requests: write";

/// Writes of one upsert.
const WRITES: u32 = 6;

/// Looks at the list, and with them everything else, of one upsert.
const LOOKS: usize = 24;

/// How often one looks for a comment whose creation is in doubt before it is created again.
const DOUBTS: usize = 3;

/// Pages of comments that are searched.
const PAGES: usize = 30;

/// Longer than a job holds a text between reading and writing it, with the slack of two requests.
const STILL: Duration = Duration::from_secs(2);

/// Added at random, so that jobs do not meet each other again and again.
const APART: Duration = Duration::from_secs(2);

/// A duplicate that nobody has changed for so long is nobody's any more: all posting takes less.
const ABANDONED: Duration = Duration::from_secs(120);

/// What to do with the comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Upsert {
    /// Write this.
    Write {
        /// What follows the marker's line.
        body: String,
        /// A line of it that is in a comment exactly where what this run says is in it.
        mark: String,
    },
    /// Write this into a new comment, which the earlier one gives way to.
    Replace {
        /// What follows the marker's line.
        body: String,
        /// As above.
        mark: String,
        /// What becomes of the earlier one.
        earlier: Earlier,
    },
    /// Leave it as it is: a newer run has written, or there is nothing to say.
    Keep,
    /// Delete it, where there is one.
    Delete,
}

/// What becomes of a comment that gives way to a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Earlier {
    /// It is deleted.
    Deleted,
    /// It is hidden as outdated. Where the token may not do that, it is brought up to date instead, and none is made.
    Hidden,
}

/// What became of the comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Posted {
    /// It holds what this run says.
    Written(u64),
    /// It holds what this run says, and is the one that should have been hidden.
    Unhidden(u64),
    /// It was left as it is, where there is one.
    Kept(Option<u64>),
    /// There is none any more.
    Deleted,
}

/// A comment of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Comment {
    id: u64,
    node: Option<String>,
    text: String,
    updated_at: String,
}

/// A comment as GitHub describes it.
#[derive(Deserialize)]
struct Described {
    id: u64,
    node_id: Option<String>,
    body: Option<String>,
    updated_at: String,
    user: Option<User>,
}

#[derive(Deserialize)]
struct User {
    login: String,
}

/// One upsert under way.
pub(super) struct Writer<'g> {
    github: &'g GitHub,
    key: &'g Key,
    comments: String,
    what: String,
    /// Comments that this run made.
    made: BTreeSet<u64>,
    /// Texts of comments that this run may have made.
    doubted: Vec<String>,
    /// The comment that was found last.
    canonical: Option<u64>,
    /// Duplicates of runs that ended before they removed them.
    abandoned: BTreeSet<u64>,
    /// The text of the comment that gave way: what is written next takes over from it.
    gone: Option<String>,
    /// A comment could not be hidden.
    may_not_hide: bool,
}

impl<'g> Writer<'g> {
    pub(super) fn new(github: &'g GitHub, pull_request: u64, key: &'g Key) -> Self {
        let comments = github.path(&format!("/issues/{pull_request}/comments"));
        let what = format!("the comment on pull request {pull_request}");
        Self {
            github,
            key,
            comments,
            what,
            made: BTreeSet::new(),
            doubted: Vec::new(),
            canonical: None,
            abandoned: BTreeSet::new(),
            gone: None,
            may_not_hide: false,
        }
    }

    /// Does what `write` says, which is asked again whenever the comment has changed.
    pub(super) fn upsert(
        mut self,
        max_bytes: usize,
        write: &dyn Fn(Option<&str>, usize) -> Upsert,
    ) -> Result<Posted, GitHubError> {
        let posted = self.merge(max_bytes, write);
        match (&posted, self.canonical) {
            (Ok(Posted::Written(id) | Posted::Unhidden(id) | Posted::Kept(Some(id))), _) => self.tidy(Some(*id)),
            (Ok(Posted::Kept(None) | Posted::Deleted), _) => self.tidy(None),
            // What is reported as not posted goes, where another comment stays.
            (Err(_), Some(id)) => {
                self.abandoned.clear();
                self.tidy(Some(id));
            }
            (Err(_), None) => {}
        }
        posted
    }

    fn merge(&mut self, mut max_bytes: usize, write: &dyn Fn(Option<&str>, usize) -> Upsert) -> Result<Posted, GitHubError> {
        // The budget is that of the whole comment.
        let line = self.key.marker().len() + 1;
        let (mut writes, mut failures, mut doubts, mut halved) = (0, 0, 0, false);
        let what = self.what.clone();
        let mut sent: Option<String> = None;
        let mut seen: Option<Comment> = None;
        // Before anything is read, for the same reason as below.
        self.github.login(&what)?;
        for _ in 0..LOOKS {
            // Before the list, so that what is read is written at once.
            self.github.session.patience().settle().map_err(|Exhausted| self.late())?;
            let current = self.find()?;
            if let Some(now) = &current
                && sent.as_ref().is_some_and(|mark| now.text.contains(mark))
            {
                if seen.as_ref() == Some(now) {
                    return Ok(if self.may_not_hide { Posted::Unhidden(now.id) } else { Posted::Written(now.id) });
                }
                seen.clone_from(&current);
                self.pause(writes)?;
                continue;
            }
            if current.is_none() && !self.doubted.is_empty() && doubts < DOUBTS {
                doubts += 1;
                self.pause(writes)?;
                continue;
            }
            let old = current.as_ref().map(|comment| comment.text.as_str());
            let wanted = write(old.or(self.gone.as_deref()), max_bytes.saturating_sub(line));
            if let (Upsert::Replace { earlier, .. }, Some(comment)) = (&wanted, &current)
                && !(*earlier == Earlier::Hidden && self.may_not_hide)
            {
                self.give_way(comment, *earlier)?;
                continue;
            }
            let (body, mark) = match wanted {
                Upsert::Write { body, mark } | Upsert::Replace { body, mark, .. } if old != Some(&body) => (body, mark),
                Upsert::Write { .. } | Upsert::Replace { .. } | Upsert::Keep => {
                    return Ok(Posted::Kept(current.map(|comment| comment.id)));
                }
                Upsert::Delete => {
                    if let Some(comment) = &current {
                        self.delete(comment.id)?;
                    }
                    return Ok(Posted::Deleted);
                }
            };
            if writes == WRITES {
                break;
            }
            writes += 1;
            let call = self.call(current.as_ref(), &body, &what);
            match self.github.session.once(&call).and_then(|answer| value::<Described>(&answer)) {
                Ok(described) => {
                    failures = 0;
                    sent = Some(mark);
                    if current.is_none() {
                        self.made.insert(described.id);
                        // Should the two APIs not agree, the one that lists comments is right.
                        if let Some(user) = &described.user {
                            self.github.login.replace(Some(user.login.clone()));
                        }
                    }
                    seen = self.ours(described);
                    self.pause(writes)?;
                }
                // GitHub does not say how long a text may be.
                Err(Failure::Refused { .. }) if !halved => {
                    halved = true;
                    max_bytes /= 2;
                }
                Err(Failure::Refused { message, .. }) if message.contains("too long") => {
                    return Err(GitHubError::TooLarge { what });
                }
                Err(failure @ (Failure::Refused { .. } | Failure::Final(_))) => return Err(failure.tell(&call)),
                Err(failure) => {
                    if matches!(failure, Failure::Open(_)) {
                        sent = Some(mark);
                        if current.is_none() {
                            self.doubted.push(body);
                            doubts = 0;
                        }
                    }
                    failures += 1;
                    self.github.session.recover(&call, failure, failures)?;
                }
            }
        }
        Err(GitHubError::Contended { what })
    }

    /// The comment: of those of ours the one with the lowest number, which every job finds alike.
    fn find(&mut self) -> Result<Option<Comment>, GitHubError> {
        let mut ours = Vec::new();
        for page in 1..=PAGES {
            let listed: Vec<Described> = self.get(format!("{}?per_page=100&page={page}", self.comments))?;
            let is_last = listed.len() < 100;
            for described in listed {
                if self.is_marked(&described) && self.is_by_us(&described)? {
                    ours.extend(self.ours(described));
                }
            }
            // Lists are ordered by number.
            if is_last || !ours.is_empty() {
                break;
            }
        }
        if ours.is_empty() {
            // Just made, and not in the list yet.
            for id in self.made.clone() {
                match self.get(self.github.path(&format!("/issues/comments/{id}"))) {
                    Ok(described) => ours.extend(self.ours(described)),
                    Err(GitHubError::NotFound { .. }) => {
                        self.made.remove(&id);
                    }
                    Err(error) => return Err(error),
                }
            }
        }
        ours.sort_by_key(|comment| comment.id);
        let now = self.github.session.patience().now();
        for (at, comment) in ours.iter().enumerate() {
            if self.doubted.contains(&comment.text) {
                self.made.insert(comment.id);
            } else if at > 0 && age(comment, now).is_some_and(|age| age > ABANDONED) {
                self.abandoned.insert(comment.id);
            }
        }
        self.canonical = ours.first().map(|comment| comment.id);
        Ok(ours.into_iter().next())
    }

    fn get<T: serde::de::DeserializeOwned>(&self, path: String) -> Result<T, GitHubError> {
        self.github.session.ask(&Call::get(path, &self.what, PERMISSION))
    }

    fn is_marked(&self, described: &Described) -> bool {
        described.body.as_deref().is_some_and(|body| self.key.text(body).is_some())
    }

    fn is_by_us(&self, described: &Described) -> Result<bool, GitHubError> {
        let login = self.github.login(&self.what)?;
        Ok(described.user.as_ref().is_some_and(|user| user.login == login))
    }

    fn ours(&self, described: Described) -> Option<Comment> {
        let text = self.key.text(described.body.as_deref()?)?.to_owned();
        Some(Comment { id: described.id, node: described.node_id, text, updated_at: described.updated_at })
    }

    /// Deletes a comment, or hides it and marks it as old. Only when that is done it is written anew.
    fn give_way(&mut self, comment: &Comment, earlier: Earlier) -> Result<(), GitHubError> {
        match earlier {
            Earlier::Deleted => self.delete(comment.id)?,
            Earlier::Hidden => {
                match self.hide(comment) {
                    Ok(()) => {}
                    Err(GitHubError::Permission { .. } | GitHubError::Refused { .. }) => {
                        self.may_not_hide = true;
                        return Ok(());
                    }
                    // Somebody has deleted it.
                    Err(GitHubError::NotFound { .. }) => return Ok(()),
                    Err(error) => return Err(error),
                }
                let path = self.github.path(&format!("/issues/comments/{}", comment.id));
                let body = Some(json!({ "body": format!("{}\n{}", self.key.hidden_marker(), comment.text) }));
                let call = Call { method: Method::PATCH, path, body, what: &self.what, permission: PERMISSION };
                match self.github.session.ask::<Described>(&call) {
                    Ok(_) | Err(GitHubError::NotFound { .. }) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        self.gone = Some(comment.text.clone());
        Ok(())
    }

    /// Hides it as outdated, which the REST API cannot.
    fn hide(&self, comment: &Comment) -> Result<(), GitHubError> {
        const HIDE: &str =
            "mutation($id: ID!) { minimizeComment(input: {subjectId: $id, classifier: OUTDATED}) { clientMutationId } }";
        // It names no comment to GraphQL: an instance of long ago.
        let Some(node) = &comment.node else {
            return Err(GitHubError::Permission { what: self.what.clone(), permission: PERMISSION });
        };
        self.github.session.change(HIDE, json!({ "id": node }), &self.what, PERMISSION)
    }

    fn call<'w>(&self, current: Option<&Comment>, body: &str, what: &'w str) -> Call<'w> {
        let (method, path) = match current {
            Some(comment) => (Method::PATCH, self.github.path(&format!("/issues/comments/{}", comment.id))),
            None => (Method::POST, self.comments.clone()),
        };
        let body = Some(json!({ "body": format!("{}\n{body}", self.key.marker()) }));
        Call { method, path, body, what, permission: PERMISSION }
    }

    /// Waits for others, longer after each write that they undid.
    fn pause(&self, writes: u32) -> Result<(), GitHubError> {
        let waited = self.github.session.patience().wait_between(STILL, STILL + APART * writes);
        waited.map_err(|Exhausted| self.late())
    }

    fn late(&self) -> GitHubError {
        let call = Call::get(String::new(), &self.what, PERMISSION);
        out_of_time(&call).tell(&call)
    }

    /// Removes what this run made too much, and what others left behind.
    fn tidy(&self, kept: Option<u64>) {
        for id in self.made.union(&self.abandoned).filter(|id| Some(**id) != kept) {
            // What is posted is posted: a duplicate that stays is the next run's to remove.
            let _ = self.delete(*id);
        }
    }

    fn delete(&self, id: u64) -> Result<(), GitHubError> {
        let path = self.github.path(&format!("/issues/comments/{id}"));
        let call = Call { method: Method::DELETE, path, body: None, what: &self.what, permission: PERMISSION };
        self.github.session.delete(&call)
    }
}

/// How long nobody has changed it.
fn age(comment: &Comment, now: Duration) -> Option<Duration> {
    let updated: Timestamp = comment.updated_at.parse().ok()?;
    let since = Duration::from_secs(u64::try_from(updated.as_second()).ok()?);
    Some(now.saturating_sub(since))
}
