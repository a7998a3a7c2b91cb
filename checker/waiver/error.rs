//! What can be wrong with the files of waivers and attestations, and with a new waiver.

use miette::Diagnostic;
use thiserror::Error;

use super::entries::{EntriesError, Place};
use super::fields::Malformed;

/// Waivers or attestations that are not as they must be.
#[derive(Debug, Error, Diagnostic)]
pub enum WaiverError {
    /// A file.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Entries(#[from] EntriesError),
    /// Entries that cannot be used.
    #[error("{}", match entries { 1 => "an entry is malformed".to_owned(), entries => format!("{entries} entries are malformed") })]
    #[diagnostic(code(waiver::malformed), help("until that is mended they count for nothing: the findings stand"))]
    Malformed {
        /// How many.
        entries: usize,
        /// What is wrong with them.
        #[related]
        wrong: Vec<EntryError>,
    },
    /// A new waiver that would be malformed.
    #[error("the waiver is not added: {problem}")]
    #[diagnostic(code(waiver::not_added), help("{help}"))]
    NotAdded {
        /// What is wrong.
        problem: String,
        /// What to do.
        help: String,
    },
    /// There is one already.
    #[error("{place}: excuses that already")]
    #[diagnostic(code(waiver::duplicate), help("renew that entry: change its `created` and `expires`, and who approved it"))]
    Duplicate {
        /// Where.
        place: Place,
    },
    /// A list that nothing can be appended to.
    #[error("{file}: nothing can be appended to it: its list does not end at the end of the file")]
    #[diagnostic(
        code(waiver::not_appendable),
        help("write the list with dashes, not in brackets, and nothing behind it; an empty file is fine too")
    )]
    NotAppendable {
        /// The file.
        file: String,
    },
}

/// One thing that is wrong with an entry of a file.
#[derive(Debug, Error, Diagnostic)]
#[error("{place}: {problem}")]
#[diagnostic(code(waiver::entry), help("{help}"))]
pub struct EntryError {
    place: Place,
    problem: String,
    help: String,
}

impl WaiverError {
    /// The error of entries that cannot be used.
    pub fn malformed(entries: &[&Malformed]) -> Self {
        let wrong = entries.iter().flat_map(|entry| {
            entry.problems.iter().map(|wrong| EntryError {
                place: Place { file: entry.place.file.clone(), line: wrong.line },
                problem: wrong.problem.clone(),
                help: wrong.help.clone(),
            })
        });
        Self::Malformed { entries: entries.len(), wrong: wrong.collect() }
    }
}
