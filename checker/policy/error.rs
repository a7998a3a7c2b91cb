//! What can be wrong with a set of policies, each with the place and what to do about it.

use std::fmt;

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};
use thiserror::Error;

/// A policy set that cannot be used, or a policy that failed while judging.
#[derive(Debug, Error)]
#[error("{}{problem}", place.as_ref().map(|place| place.prefix()).unwrap_or_default())]
pub struct PolicyError {
    /// What is wrong.
    pub problem: Problem,
    /// Where.
    pub place: Option<Box<Place>>,
}

/// A place in a policy file.
#[derive(Debug)]
pub struct Place {
    /// The file, from the top of the policy set.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1.
    pub column: usize,
    source: NamedSource<String>,
    offset: usize,
    length: usize,
}

/// What is wrong with the policies.
#[derive(Debug, Error)]
pub enum Problem {
    /// The directory or file cannot be read.
    #[error("{path}: cannot be read: {source}")]
    Unreadable {
        /// What was opened.
        path: String,
        /// The operating system's answer.
        source: std::io::Error,
    },
    /// No policy in the directory.
    #[error("{path}: holds no policy (no `<area>/<policy>/policy.rego`)")]
    NoPolicy {
        /// The directory.
        path: String,
    },
    /// An id that no policy has.
    #[error("no policy has the id `{id}`{}", closest.as_ref().map(|id| format!("; did you mean `{id}`?")).unwrap_or_default())]
    UnknownId {
        /// What was asked for.
        id: String,
        /// The id that is most like it.
        closest: Option<String>,
    },
    /// A control that no policy serves.
    #[error("no policy serves `{control}`{}", if closest.is_empty() { String::new() } else { format!("; there are {}", closest.join(", ")) })]
    UnknownControl {
        /// What was asked for.
        control: String,
        /// Those that are most like it.
        closest: Vec<String>,
    },
    /// `--only`, `--control` and `--skip` leave nothing.
    #[error("no policy is left to judge with")]
    NothingLeft,
    /// The metadata block.
    #[error("metadata: {0}")]
    Metadata(String),
    /// Two policies with one id.
    #[error("the id `{id}` is taken by {other}")]
    DuplicateId {
        /// The id.
        id: String,
        /// The other policy's file.
        other: String,
    },
    /// The package is not the path.
    #[error("the package is `{found}`, and its path makes it `{expected}`")]
    Package {
        /// What stands there.
        found: String,
        /// What belongs there.
        expected: String,
    },
    /// Rego that does not parse or compile.
    #[error("{0}")]
    Rego(String),
    /// A data file that does not parse.
    #[error("data: {0}")]
    Data(String),
    /// `deny` or `undetermined` is missing, or no partial set.
    #[error("`{0}` must be a partial set: `{0} contains {{…}} if {{…}}`")]
    NotASet(&'static str),
    /// A path of the input that does not exist, or that `reads` does not name.
    #[error("{0}")]
    Reads(String),
    /// A function that would make a verdict depend on more than the input.
    #[error("`{0}` is not allowed in a policy")]
    Forbidden(String),
    /// A finding that is not of the right shape.
    #[error("policy `{id}`: {problem}")]
    Finding {
        /// The policy.
        id: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The policy took too long.
    #[error("policy `{id}` was stopped after {seconds} s")]
    Time {
        /// The policy.
        id: String,
        /// The limit.
        seconds: u64,
    },
    /// The policy took too much memory.
    #[error("policy `{id}` was stopped: it used more than {megabytes} MB of memory")]
    Memory {
        /// The policy.
        id: String,
        /// The limit.
        megabytes: u64,
    },
    /// The policy failed while judging.
    #[error("policy `{id}`: {message}")]
    Evaluation {
        /// The policy.
        id: String,
        /// The engine's words.
        message: String,
    },
    /// The place for a new policy is taken, or the id is none.
    #[error("{0}")]
    New(String),
}

impl Problem {
    fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "policy::unreadable",
            Self::NoPolicy { .. } => "policy::none",
            Self::UnknownId { .. } => "policy::unknown_id",
            Self::UnknownControl { .. } => "policy::unknown_control",
            Self::NothingLeft => "policy::nothing_left",
            Self::Metadata(_) => "policy::metadata",
            Self::DuplicateId { .. } => "policy::duplicate_id",
            Self::Package { .. } => "policy::package",
            Self::Rego(_) => "policy::rego",
            Self::Data(_) => "policy::data",
            Self::NotASet(_) => "policy::not_a_set",
            Self::Reads(_) => "policy::reads",
            Self::Forbidden(_) => "policy::forbidden",
            Self::Finding { .. } => "policy::finding",
            Self::Time { .. } => "policy::time",
            Self::Memory { .. } => "policy::memory",
            Self::Evaluation { .. } => "policy::evaluation",
            Self::New(_) => "policy::new",
        }
    }

    fn help(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "check the path and its permissions",
            Self::NoPolicy { .. } => "give the directory that holds the areas, such as `policies`",
            Self::UnknownId { .. } => "`checker policy list` shows every id",
            Self::UnknownControl { .. } => "policies/README.md lists what each policy serves",
            Self::NothingLeft => "drop one of --only, --control and --skip",
            Self::Metadata(_) => "policies/INPUT.md lists the keys; `checker policy new` writes a block that is right",
            Self::DuplicateId { .. } => "an id is area/policy, and belongs to one folder",
            Self::Package { .. } => "a package is the policy's path in snake case",
            Self::Rego(_) => "mend the policy; `checker policy test` tells when it is right",
            Self::Data(_) => "a data file is one YAML mapping",
            Self::NotASet(_) => {
                "write every rule of that name as `… contains {\"subject\": …, \"at\": …, \"attribute\": …, \"message\": …} if {…}`"
            }
            Self::Reads(_) => "name the type and the path in the metadata's `reads`, or mend the spelling",
            Self::Forbidden(_) => "a verdict depends on the input and on `data` alone",
            Self::Finding { .. } => "policies/INPUT.md describes a finding",
            Self::Time { .. } => "look for nested loops over two types; --policy-timeout raises the limit",
            Self::Memory { .. } => "look for a comprehension that multiplies two lists",
            Self::Evaluation { .. } => "this is a defect of the policy: mend it, or leave it out with --skip",
            Self::New(_) => "an id is two names of lower-case letters, digits and `-`: area/policy",
        }
    }
}

impl Place {
    /// The place of `line` and `column`, both from 1, in the text of a file.
    pub fn new(file: &str, text: &str, line: usize, column: usize) -> Box<Self> {
        let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let rest = text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
        let column_offset = rest.char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at);
        Box::new(Self {
            file: file.to_owned(),
            line,
            column,
            source: NamedSource::new(file, text.to_owned()).with_language("rego"),
            offset: start + column_offset,
            length: rest.len() - column_offset,
        })
    }

    fn prefix(&self) -> String {
        format!("{}:{}:{}: ", self.file, self.line, self.column)
    }
}

impl From<Problem> for PolicyError {
    fn from(problem: Problem) -> Self {
        Self { problem, place: None }
    }
}

impl Problem {
    /// The problem at a place.
    pub fn at(self, file: &str, text: &str, line: usize, column: usize) -> PolicyError {
        PolicyError { problem: self, place: Some(Place::new(file, text, line, column)) }
    }
}

impl Diagnostic for PolicyError {
    fn code(&self) -> Option<Box<dyn fmt::Display + '_>> {
        Some(Box::new(self.problem.code()))
    }

    fn help(&self) -> Option<Box<dyn fmt::Display + '_>> {
        Some(Box::new(self.problem.help()))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.place.as_ref().map(|place| &place.source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let place = self.place.as_ref()?;
        Some(Box::new(std::iter::once(LabeledSpan::at(place.offset..place.offset + place.length, "here"))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_shown_to_the_end_of_its_line() {
        let text = "first\nsécond line\nthird\n";
        let error = Problem::Metadata("wrong".into()).at("a/b/policy.rego", text, 2, 4);
        assert_eq!(error.to_string(), "a/b/policy.rego:2:4: metadata: wrong");
        let labels: Vec<LabeledSpan> = error.labels().expect("labels").collect();
        let [label] = labels.as_slice() else { panic!("one label") };
        assert_eq!(&text[label.offset()..label.offset() + label.len()], "ond line");
        let shown = error.source_code().expect("a source").read_span(label.inner(), 0, 0).expect("a span");
        assert_eq!((shown.line(), shown.data()), (1, "ond line".as_bytes()));
        assert_eq!((shown.name(), shown.language()), (Some("a/b/policy.rego"), Some("rego")));
        let nowhere = PolicyError::from(Problem::NothingLeft);
        assert!(nowhere.labels().is_none() && nowhere.source_code().is_none());
        assert_eq!(nowhere.to_string(), "no policy is left to judge with");
    }

    #[test]
    fn a_help_is_a_sentence_of_its_own() {
        let (id, path) = (String::new, String::new);
        let problems = [
            Problem::Unreadable { path: path(), source: std::io::Error::other("") },
            Problem::NoPolicy { path: path() },
            Problem::UnknownId { id: id(), closest: None },
            Problem::UnknownControl { control: id(), closest: Vec::new() },
            Problem::NothingLeft,
            Problem::Metadata(id()),
            Problem::DuplicateId { id: id(), other: id() },
            Problem::Package { found: id(), expected: id() },
            Problem::Rego(id()),
            Problem::Data(id()),
            Problem::NotASet(""),
            Problem::Reads(id()),
            Problem::Forbidden(id()),
            Problem::Finding { id: id(), problem: id() },
            Problem::Time { id: id(), seconds: 1 },
            Problem::Memory { id: id(), megabytes: 1 },
            Problem::Evaluation { id: id(), message: id() },
            Problem::New(id()),
        ];
        let all = problems.len();
        let errors: Vec<PolicyError> = problems.into_iter().map(PolicyError::from).collect();
        let texts = |of: fn(&PolicyError) -> Option<Box<dyn fmt::Display + '_>>| -> std::collections::BTreeSet<String> {
            errors.iter().filter_map(|error| of(error).map(|text| text.to_string())).collect()
        };
        assert_eq!((texts(|error| error.code()).len(), texts(|error| error.help()).len()), (all, all));
        assert!(texts(|error| error.code()).iter().all(|code| code.starts_with("policy::")));
        assert!(texts(|error| error.help()).iter().all(|help| help.contains(' ')));
    }
}
