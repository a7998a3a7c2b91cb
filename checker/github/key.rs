//! Which comment is which: the key in a comment's first line.

use std::fmt;

use sha2::{Digest, Sha256};

use super::endpoint::Repository;

/// The version of what comments hold. Another one never takes a comment of this one for its own.
const VERSION: &str = "v1";

/// What the jobs that share a comment have in common, and no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key([u8; 32]);

impl Key {
    /// The key of a workflow's comment; `given` is the `key` input, which tells several of one workflow apart.
    pub fn new(repository: &Repository, workflow: &str, given: &str) -> Self {
        let mut hash = Sha256::new();
        // GitHub's own names of a repository differ in case alone by chance.
        let repository = repository.full_name().to_ascii_lowercase();
        for part in [VERSION, &repository, workflow, given] {
            // With its length, so that no two lists of parts are the same text.
            hash.update(part.len().to_be_bytes());
            hash.update(part);
        }
        Self(hash.finalize().into())
    }

    /// The first line of the comment.
    pub fn marker(&self) -> String {
        format!("<!-- checker:{VERSION} key={self} -->")
    }

    /// The first line of a comment that was hidden, and that another one has taken the place of. It is as long as the marker, so that what
    /// fits under one fits under the other.
    pub(super) fn hidden_marker(&self) -> String {
        format!("<!-- checker:{VERSION} old={self} -->")
    }

    /// What follows the marker, where a comment's first line is ours and nothing else.
    pub(super) fn text<'t>(&self, body: &'t str) -> Option<&'t str> {
        let (first, rest) = body.split_once('\n').unwrap_or((body, ""));
        (first.strip_suffix('\r').unwrap_or(first) == self.marker()).then_some(rest)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(given: &str) -> Key {
        Key::new(&Repository::parse("acme/health").expect("a name"), ".github/workflows/check.yml", given)
    }

    #[test]
    fn a_marker_is_the_whole_first_line() {
        let key = key("prod");
        let marker = key.marker();
        assert_eq!(key.text(&format!("{marker}\nthe text\n")), Some("the text\n"));
        assert_eq!(key.text(&format!("{marker}\r\nthe text")), Some("the text"));
        assert_eq!(key.text(&marker), Some(""));
        assert_eq!(key.text(&format!("{}\nthe text\n", key.hidden_marker())), None);
        assert_eq!(key.hidden_marker().len(), marker.len());
        for body in
            [format!(" {marker}\n"), format!("{marker} \n"), format!("> {marker}\n"), format!("text\n{marker}\n"), String::new()]
        {
            assert_eq!(key.text(&body), None, "{body}");
        }
    }

    #[test]
    fn keys_differ_with_every_part() {
        assert_ne!(key("prod"), key("non-prod"));
        let repository = Repository::parse("acme/health").expect("a name");
        assert_ne!(Key::new(&repository, "ab", "c"), Key::new(&repository, "a", "bc"));
        assert_eq!(Key::new(&Repository::parse("Acme/Health").expect("a name"), "ab", "c"), Key::new(&repository, "ab", "c"));
        assert_eq!(key("prod").to_string().len(), 64);
    }
}
