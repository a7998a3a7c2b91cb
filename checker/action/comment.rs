//! The comment: a heading, a row for each plan and account, and a part for each with its findings. Legs of one run write into one comment, so
//! what a part's row needs stands beside it in the text; that is used to merge and to say what is new, and for no verdict of this run.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::output::markdown::Page;

/// What stands in front of a part, with its state, and behind it.
const START: &str = "<!-- checker:part ";
const END: &str = "<!-- checker:part end -->";

/// Open findings whose names are kept for the next run. Beyond, nothing is said of what is new.
const NAMES: usize = 200;

/// Parts that a comment may have.
const PARTS: usize = 64;

/// How a plan or an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// The run itself is wrong.
    Error,
    /// Something blocks.
    Fail,
    /// Something at the gate cannot be known, or no result came.
    Undetermined,
    /// Nothing blocks.
    Pass,
}

impl Standing {
    /// Seen before anything is read.
    fn mark(self) -> &'static str {
        match self {
            Self::Error => "⚠️ ",
            Self::Fail => "❌ ",
            Self::Undetermined => "❔ ",
            Self::Pass => "✅ ",
        }
    }

    /// The word in the heading, and for the output `conclusion`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Fail => "fail",
            Self::Undetermined => "undetermined",
            Self::Pass => "pass",
        }
    }
}

/// What is kept of a part beside its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// The plan or account.
    pub id: String,
    /// The commit that was judged.
    pub head: String,
    /// The number of the run, and of its attempt.
    pub run: (u64, u64),
    /// How it stands.
    pub standing: Standing,
    /// Failures that block.
    pub blocking: usize,
    /// Failures that do not.
    pub warnings: usize,
    /// What cannot be known.
    pub undetermined: usize,
    /// What is excused.
    pub waived: usize,
    /// What it costs, against what it may.
    pub cost: Option<String>,
    /// What is open: the beginnings of the fingerprints. None where there is too much.
    pub open: Option<BTreeSet<String>>,
    /// What was open at the push before.
    pub before: Option<BTreeSet<String>>,
}

impl State {
    /// Keeps the names of what is open, if they are few enough.
    pub fn names<'f>(fingerprints: impl Iterator<Item = &'f str>) -> Option<BTreeSet<String>> {
        let names: BTreeSet<String> = fingerprints.map(|text| text.chars().take(8).collect()).collect();
        (names.len() <= NAMES).then_some(names)
    }

    /// How many findings are new since the last push, and how many are gone; none where nobody knows.
    fn since(&self) -> Option<(usize, usize)> {
        let (open, before) = (self.open.as_ref()?, self.before.as_ref()?);
        Some((open.difference(before).count(), before.difference(open).count()))
    }
}

/// A plan's or account's part of the comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its row.
    pub state: State,
    /// Its text.
    pub text: String,
}

impl Part {
    /// The line in front of it. It is in a comment exactly where this part is.
    pub fn mark(&self) -> String {
        let state = serde_json::to_string(&self.state).unwrap_or_default();
        format!("{START}{} -->", STANDARD.encode(state))
    }
}

/// What a comment holds of earlier runs and of other legs. What cannot be read is left out.
pub fn parts(text: &str) -> Vec<Part> {
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let state = line.strip_prefix(START).and_then(|rest| rest.strip_suffix(" -->")).filter(|_| line != END);
        let Some(state) = state.and_then(|state| STANDARD.decode(state).ok()) else { continue };
        let Ok(state) = serde_json::from_slice::<State>(&state) else { continue };
        let mut text = String::new();
        let mut is_whole = false;
        for line in lines.by_ref() {
            if line == END {
                is_whole = true;
                break;
            }
            text.push_str(line);
            text.push('\n');
        }
        if is_whole && found.len() < PARTS {
            found.push(Part { state, text });
        }
    }
    found
}

/// The comment of a run: its own parts, and those of others.
pub struct Comment<'c> {
    /// The commit that is judged.
    pub head: &'c str,
    /// The parts, by the plan or account.
    pub parts: BTreeMap<String, Part>,
    /// Scopes and accounts that no result came of.
    pub unreported: &'c [String],
}

impl Comment<'_> {
    /// Puts the parts of this run in. Each learns from the comment as it is what was open at the push before.
    pub fn merge<'c>(head: &'c str, own: &[Part], old: Vec<Part>, keep_others: bool, unreported: &'c [String]) -> Comment<'c> {
        let mut parts: BTreeMap<String, Part> = old.into_iter().map(|part| (part.state.id.clone(), part)).collect();
        let earlier = parts.clone();
        if !keep_others {
            parts.clear();
        }
        for part in own {
            let mut part = part.clone();
            if let Some(known) = earlier.get(&part.state.id) {
                let same_push = known.state.head == part.state.head;
                part.state.before = if same_push { known.state.before.clone() } else { known.state.open.clone() };
            }
            parts.insert(part.state.id.clone(), part);
        }
        Comment { head, parts, unreported }
    }

    /// How everything stands that is of this commit. What is of an earlier one says nothing of this.
    pub fn standing(&self) -> Standing {
        let of = |part: &Part| {
            if part.state.head == self.head { part.state.standing } else { part.state.standing.min(Standing::Undetermined) }
        };
        let silent = (!self.unreported.is_empty()).then_some(Standing::Undetermined);
        self.parts.values().map(of).chain(silent).min().unwrap_or(Standing::Undetermined)
    }

    /// Whether anything is open.
    pub fn is_clean(&self) -> bool {
        let open = |part: &Part| part.state.blocking + part.state.warnings + part.state.undetermined > 0;
        self.standing() == Standing::Pass && !self.parts.values().any(open)
    }

    /// The text below the marker.
    pub fn text(&self) -> String {
        let mut page = Page::default();
        let standing = self.standing();
        page.say("## ").say(standing.mark()).say("checker: ").say(standing.name()).say("\n\n");
        let count = |of: fn(&State) -> usize| self.parts.values().map(|part| of(&part.state)).sum::<usize>();
        let blocking = count(|state| state.blocking);
        match standing {
            Standing::Error => page.say("The check itself did not work, so nothing is known."),
            Standing::Fail if blocking == 1 => page.say("One violation blocks this change."),
            Standing::Fail => page.number(blocking).say(" violations block this change."),
            Standing::Undetermined => {
                page.say("Nothing is known to violate the architecture, and not everything could be proved.")
            }
            Standing::Pass if self.is_clean() => page.say("Everything that was checked holds."),
            Standing::Pass => page.say("Nothing blocks this change."),
        };
        if !self.unreported.is_empty() {
            page.say(" Not every job has reported.");
        }
        page.say("\n\n| scope | verdict | blocking | warnings | undetermined | waived | new | fixed | USD a month |\n");
        page.say("|:--|:--|--:|--:|--:|--:|--:|--:|--:|\n");
        for Part { state, .. } in self.parts.values() {
            page.say("| ").cell(&state.id).say(" | ").say(state.standing.mark()).say(state.standing.name());
            if state.head != self.head {
                page.say(", of an earlier commit");
            }
            for count in [state.blocking, state.warnings, state.undetermined, state.waived] {
                page.say(" | ").number(count);
            }
            match state.since() {
                Some((new, fixed)) => page.say(" | ").number(new).say(" | ").number(fixed),
                None => page.say(" | – | –"),
            };
            match &state.cost {
                Some(cost) => page.say(" | ").amount(cost).say(" |\n"),
                None => page.say(" | – |\n"),
            };
        }
        for name in self.unreported {
            page.say("| ").cell(name).say(" | ❔ never reported | – | – | – | – | – | – | – |\n");
        }
        page.say("\n");
        if !self.unreported.is_empty() {
            page.say("What never reported is not known: look at the log of its job.\n\n");
        }
        for part in self.parts.values() {
            page.0.push_str(&part.mark());
            page.say("\n\n");
            page.0.push_str(part.text.trim_matches('\n'));
            page.say("\n\n").say(END).say("\n\n");
        }
        page.0.truncate(page.0.trim_end().len());
        page.say("\n");
        page.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn part(id: &str, head: &str, open: &[&str]) -> Part {
        let state = State {
            id: id.to_owned(),
            head: head.to_owned(),
            run: (1, 1),
            standing: if open.is_empty() { Standing::Pass } else { Standing::Fail },
            blocking: open.len(),
            warnings: 0,
            undetermined: 0,
            waived: 0,
            cost: Some("544.77 of 545.00".to_owned()),
            open: State::names(open.iter().copied()),
            before: None,
        };
        Part { state, text: format!("### the part of {id}\n\ntext\n") }
    }

    #[test]
    fn parts_are_read_back_from_the_text() {
        let own = [part("staging", "b", &["x", "y"]), part("production", "b", &[])];
        let text = Comment::merge("b", &own, Vec::new(), true, &[]).text();
        let read = parts(&text);
        assert_eq!(read.iter().map(|part| part.state.id.as_str()).collect::<Vec<_>>(), ["production", "staging"]);
        assert_eq!(read[1].state, own[0].state);
        let again = Comment::merge("b", &own, read, true, &[]).text();
        assert_eq!(again, text, "merging the same again changes nothing");
    }

    #[test]
    fn what_is_new_and_what_is_fixed_is_since_the_last_push() {
        let first = Comment::merge("a", &[part("staging", "a", &["x", "y"])], Vec::new(), true, &[]);
        assert!(first.text().contains("| – | – |"));
        let push = Comment::merge("b", &[part("staging", "b", &["y", "z", "w"])], parts(&first.text()), true, &[]);
        assert_eq!(push.parts["staging"].state.since(), Some((2, 1)));
        // The same push judged again.
        let again = Comment::merge("b", &[part("staging", "b", &["y"])], parts(&push.text()), true, &[]);
        assert_eq!(again.parts["staging"].state.since(), Some((0, 1)));
    }

    #[test]
    fn what_is_of_an_earlier_commit_is_no_pass_of_this_one() {
        let old = parts(&Comment::merge("a", &[part("production", "a", &[])], Vec::new(), true, &[]).text());
        let merged = Comment::merge("b", &[part("staging", "b", &[])], old.clone(), true, &[]);
        assert_eq!(merged.standing(), Standing::Undetermined);
        assert!(merged.text().contains("pass, of an earlier commit"));
        let all = Comment::merge("b", &[part("staging", "b", &[])], old, false, &[]);
        assert_eq!((all.standing(), all.is_clean()), (Standing::Pass, true), "a report is of all that there is");
    }

    #[test]
    fn a_leg_that_never_reported_is_no_pass() {
        let silent = ["edge".to_owned()];
        let comment = Comment::merge("b", &[part("staging", "b", &[])], Vec::new(), false, &silent);
        assert_eq!(comment.standing(), Standing::Undetermined);
        assert!(comment.text().contains("| ` edge ` | ❔ never reported |"), "{}", comment.text());
    }

    #[test]
    fn too_much_that_is_open_is_not_named() {
        let names: Vec<String> = (0..=NAMES).map(|number| format!("{number:08}")).collect();
        assert_eq!(State::names(names.iter().map(String::as_str)), None);
    }

    proptest! {
        /// Whatever somebody writes into the comment: no panic, and what is merged reads back.
        #[test]
        fn any_text_is_read(noise in "(<!-- checker:part [A-Za-z0-9+/=]{0,8} -->|<!-- checker:part end -->|\n|[^\n]{0,20}|é){0,30}") {
            let merged = Comment::merge("b", &[part("staging", "b", &["x"])], parts(&noise), true, &[]);
            prop_assert!(parts(&merged.text()).iter().any(|part| part.state.id == "staging"));
        }
    }
}
