//! The comment: a heading, a row for each plan and account, and a part for each with its findings. Legs of one run write into one comment, so
//! what a part's row needs stands beside it in the text; that is used to merge and to say what is new, and for no verdict of this run.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::output::markdown::{Head, NOTHING, Page, cell};

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
    /// What was judged, and with what; none where nothing was.
    pub judged: Option<Judged>,
}

/// What has to be the same for the verdict to be the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judged {
    /// SHA-256 of the plan or the snapshot.
    pub file: Option<String>,
    /// How many policies there were, and SHA-256 of all of them.
    pub policies: (usize, String),
    /// The workflow's run.
    pub run: u64,
    /// The program's version.
    pub version: String,
    /// When.
    pub at: String,
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

    /// The text below the marker. `runs`: the address of the runs' pages, which ends with a slash.
    pub fn text(&self, runs: &str) -> String {
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
        page.say("\n\n");
        self.table(&mut page);
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
        self.judged(runs, &mut page);
        page.0.truncate(page.0.trim_end().len());
        page.say("\n");
        page.0
    }

    /// A row for each plan and account.
    fn table(&self, page: &mut Page) {
        let numbers = ["blocking", "warnings", "undetermined", "waived", "new", "fixed", "USD a month"].map(Head::number);
        let heads: Vec<Head> = [Head::text("scope"), Head::text("verdict")].into_iter().chain(numbers).collect();
        let nothing = || NOTHING.to_owned();
        let mut rows: Vec<Vec<String>> = Vec::new();
        for Part { state, .. } in self.parts.values() {
            let verdict = cell(|cell| {
                cell.say(state.standing.mark()).say(state.standing.name());
                if state.head != self.head {
                    cell.say(", of an earlier commit");
                }
            });
            let mut row = vec![cell(|page| _ = page.cell(&state.id)), verdict];
            row.extend([state.blocking, state.warnings, state.undetermined, state.waived].map(|count| count.to_string()));
            row.extend(match state.since() {
                Some((new, fixed)) => [new.to_string(), fixed.to_string()],
                None => [nothing(), nothing()],
            });
            row.push(state.cost.as_ref().map_or_else(nothing, |cost| cell(|cell| _ = cell.amount(cost))));
            rows.push(row);
        }
        for name in self.unreported {
            let mut row = vec![cell(|page| _ = page.cell(name)), "❔ never reported".to_owned()];
            row.resize_with(heads.len(), nothing);
            rows.push(row);
        }
        page.table(&heads, &rows);
    }

    /// What was judged, and with what: once, where it is the same for all.
    fn judged(&self, runs: &str, page: &mut Page) {
        let mut common: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        let mut own: Vec<(&str, &str)> = Vec::new();
        for Part { state, .. } in self.parts.values() {
            let Some(Judged { file, policies: (count, digest), run, version, at }) = &state.judged else { continue };
            own.extend(file.as_deref().map(|file| (state.id.as_str(), file)));
            let with = cell(|page| {
                page.number(*count).say(if *count == 1 { " policy" } else { " policies" }).say(" with SHA-256 ").code(digest);
            });
            let where_from = cell(|page| {
                page.say("commit ").code(&state.head).say(", ").link("this run", &format!("{runs}{run}"));
                page.say(", checker ").code(version).say(" at ").code(at);
            });
            for line in [with, where_from] {
                common.entry(line).or_default().push(&state.id);
            }
        }
        if common.is_empty() {
            return;
        }
        page.say("<details>\n<summary>What was judged, and with what</summary>\n\n");
        for (id, file) in own {
            page.say("- ").code(id).say(": the file with SHA-256 ").code(file).say("\n");
        }
        let all = self.parts.values().filter(|part| part.state.judged.is_some()).count();
        for (line, ids) in common {
            page.say("- ");
            if ids.len() < all {
                for (at, id) in ids.iter().enumerate() {
                    page.say(if at > 0 { ", " } else { "" }).code(id);
                }
                page.say(": ");
            }
            page.0.push_str(&line);
            page.say("\n");
        }
        page.say("\n</details>\n");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RUNS: &str = "https://github.com/acme/health/actions/runs/";

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
            judged: None,
        };
        Part { state, text: format!("### the part of {id}\n\ntext\n") }
    }

    #[test]
    fn parts_are_read_back_from_the_text() {
        let own = [part("staging", "b", &["x", "y"]), part("production", "b", &[])];
        let text = Comment::merge("b", &own, Vec::new(), true, &[]).text(RUNS);
        let read = parts(&text);
        assert_eq!(read.iter().map(|part| part.state.id.as_str()).collect::<Vec<_>>(), ["production", "staging"]);
        assert_eq!(read[1].state, own[0].state);
        let again = Comment::merge("b", &own, read, true, &[]).text(RUNS);
        assert_eq!(again, text, "merging the same again changes nothing");
    }

    #[test]
    fn what_is_new_and_what_is_fixed_is_since_the_last_push() {
        let first = Comment::merge("a", &[part("staging", "a", &["x", "y"])], Vec::new(), true, &[]);
        assert!(!first.text(RUNS).contains(" new "));
        let push = Comment::merge("b", &[part("staging", "b", &["y", "z", "w"])], parts(&first.text(RUNS)), true, &[]);
        assert_eq!(push.parts["staging"].state.since(), Some((2, 1)));
        assert!(push.text(RUNS).contains("| scope | verdict | blocking | new | fixed | USD a month |"), "{}", push.text(RUNS));
        // The same push judged again.
        let again = Comment::merge("b", &[part("staging", "b", &["y"])], parts(&push.text(RUNS)), true, &[]);
        assert_eq!(again.parts["staging"].state.since(), Some((0, 1)));
    }

    #[test]
    fn what_is_of_an_earlier_commit_is_no_pass_of_this_one() {
        let old = parts(&Comment::merge("a", &[part("production", "a", &[])], Vec::new(), true, &[]).text(RUNS));
        let merged = Comment::merge("b", &[part("staging", "b", &[])], old.clone(), true, &[]);
        assert_eq!(merged.standing(), Standing::Undetermined);
        assert!(merged.text(RUNS).contains("pass, of an earlier commit"));
        let all = Comment::merge("b", &[part("staging", "b", &[])], old, false, &[]);
        assert_eq!((all.standing(), all.is_clean()), (Standing::Pass, true), "a report is of all that there is");
    }

    #[test]
    fn a_leg_that_never_reported_is_no_pass() {
        let silent = ["edge".to_owned()];
        let comment = Comment::merge("b", &[part("staging", "b", &[])], Vec::new(), false, &silent);
        assert_eq!(comment.standing(), Standing::Undetermined);
        assert!(comment.text(RUNS).contains("| ` edge ` | ❔ never reported |"), "{}", comment.text(RUNS));
    }

    #[test]
    fn what_is_the_same_for_all_is_said_once() {
        let judged = |file: &str, at: &str| Judged {
            file: Some(file.to_owned()),
            policies: (86, "dd".to_owned()),
            run: 7,
            version: "1.2.3".to_owned(),
            at: at.to_owned(),
        };
        let of = |at: &str| {
            let mut own = [part("production", "b", &[]), part("staging", "b", &[]), part("edge", "b", &[])];
            own[0].state.judged = Some(judged("aa", "noon"));
            own[1].state.judged = Some(judged("bb", at));
            let text = Comment::merge("b", &own, Vec::new(), true, &[]).text(RUNS);
            let (_, foot) = text.split_once("<summary>What was judged, and with what</summary>\n\n").expect("it is said");
            foot.to_owned()
        };
        let run = "commit ` b `, [this run](https://github.com/acme/health/actions/runs/7), checker ` 1.2.3 ` at";
        let files = "- ` production `: the file with SHA-256 ` aa `\n- ` staging `: the file with SHA-256 ` bb `\n";
        let policies = "- 86 policies with SHA-256 ` dd `\n";
        assert_eq!(of("noon"), format!("{files}{policies}- {run} ` noon `\n\n</details>\n"));
        let two = format!("{files}{policies}- ` staging `: {run} ` night `\n- ` production `: {run} ` noon `\n\n</details>\n");
        assert_eq!(of("night"), two);
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
            prop_assert!(parts(&merged.text(RUNS)).iter().any(|part| part.state.id == "staging"));
        }
    }
}
