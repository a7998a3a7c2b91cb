//! Findings and verdicts: what a policy says, and what is made of it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::inventory::path::AttributePath;

/// What a policy puts into `deny` or `undetermined`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// What the statement is about: an address, `missing:<name>`, or `scope:<name>`.
    pub subject: String,
    /// The address whose attribute must change; for `missing:` the scope it belongs in, for `scope:` that scope.
    pub at: String,
    /// The attribute.
    pub attribute: AttributePath,
    /// What is wrong.
    pub message: String,
}

/// The judgement of one subject by one policy. The order is that of reports: the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The statement is violated.
    Fail,
    /// Whether it holds cannot be known.
    Undetermined,
    /// Violated or not known to hold, and excused by a waiver.
    Waived,
    /// It holds.
    Pass,
    /// It is not about this.
    NotApplicable,
}

impl Verdict {
    /// The name in the report.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fail => "fail",
            Self::Undetermined => "undetermined",
            Self::Waived => "waived",
            Self::Pass => "pass",
            Self::NotApplicable => "not-applicable",
        }
    }
}

/// What a judgement is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A resource, by its position in the inventory.
    Resource(usize),
    /// Something that must exist, by its name.
    Missing(String),
    /// A scope as a whole, by its name.
    Scope(Arc<str>),
    /// The policy as a whole: a list it needs is not complete, or nothing is there to judge.
    Policy,
}

/// One judgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The policy, by its position in the set.
    pub policy: usize,
    /// What it is about.
    pub subject: Subject,
    /// The scope it was judged in; `None` for a policy as a whole.
    pub scope: Option<Arc<str>>,
    /// The resource whose attribute must change, by its position; `None` for what is missing and for a scope.
    pub at: Option<usize>,
    /// The attribute.
    pub attribute: AttributePath,
    /// The verdict.
    pub verdict: Verdict,
    /// What is wrong, in the policy's words.
    pub message: Option<String>,
    /// Why it cannot be known, or why it does not apply.
    pub reason: Option<String>,
    /// IAM actions that would let it be known.
    pub needs_action: Vec<String>,
}
