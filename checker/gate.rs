//! The gate: which results of a report decide the exit status, and what it is.

use crate::change::Change;
use crate::cli::{GateArgs, OnUndetermined};
use crate::config::Config;
use crate::finding::Verdict;
use crate::policy::metadata::Severity;
use crate::report::{Outcome, Report};
use crate::run::exit;

/// Which results decide.
#[derive(Debug, Clone, Copy)]
pub struct Gate {
    /// The least severity that does.
    pub fail_on: Severity,
    /// What is made of what cannot be known.
    pub on_undetermined: OnUndetermined,
    /// Violations that were there before the plan pass. One of which nobody knows whether it was there does not.
    pub only_introduced: bool,
}

impl Gate {
    /// What the options say, else `checker.yaml`.
    pub fn new(args: &GateArgs, config: &Config) -> Self {
        Self {
            fail_on: args.fail_on.or(config.fail_on).unwrap_or(Severity::High),
            on_undetermined: args.on_undetermined.or(config.on_undetermined).unwrap_or(OnUndetermined::Fail),
            only_introduced: args.only_introduced || config.only_introduced,
        }
    }

    /// Whether a violation keeps a change from being merged.
    pub fn blocks(&self, outcome: &Outcome) -> bool {
        let passes = self.only_introduced && outcome.change == Some(Change::Existing);
        outcome.verdict == Verdict::Fail && self.is_at(outcome) && !passes
    }

    /// Whether something that cannot be known keeps a change from being merged.
    pub fn doubts(&self, outcome: &Outcome) -> bool {
        outcome.verdict == Verdict::Undetermined && self.on_undetermined == OnUndetermined::Fail && self.is_at(outcome)
    }

    /// The exit status of a report.
    pub fn status(&self, report: &Report) -> u8 {
        let destroyed = |outcome: &Outcome| {
            let mut subjects = report.subjects.iter().filter(|subject| subject.only_destroys);
            outcome.subject.is_some() && subjects.any(|subject| outcome.subject.as_ref() == Some(&subject.id))
        };
        // A policy as a whole is of no subject where there are several; where all of them only destroy, it is of none that is left.
        let nothing_left = report.subjects.iter().all(|subject| subject.only_destroys);
        let judged = || report.results.iter().filter(|outcome| !nothing_left && !destroyed(outcome));
        if judged().any(|outcome| self.blocks(outcome)) {
            exit::VIOLATIONS
        } else if !report.unreported.is_empty()
            || report.subjects.iter().any(|subject| subject.partial.is_some())
            || judged().any(|outcome| self.doubts(outcome))
        {
            exit::UNPROVED
        } else {
            exit::CLEAN
        }
    }

    fn is_at(&self, outcome: &Outcome) -> bool {
        outcome.severity >= self.fail_on
    }
}
