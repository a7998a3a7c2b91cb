//! An explanation as text.

use std::fmt::{self, Write as _};

use super::reads::OTHERS;
use super::{About, Edit, Explanation, Flip, Read, State};
use crate::finding::Verdict;
use crate::inventory::path::AttributePath;
use crate::inventory::value::Value;
use crate::inventory::{Certainty, Link, Resource};
use crate::output::untrusted::Untrusted;

/// Characters of a value that are shown.
const LONGEST: usize = 120;

impl fmt::Display for Explanation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let metadata = &self.policy.metadata;
        writeln!(f, "{} ({}): {}\n{}\n", metadata.id, metadata.severity.name(), metadata.title, metadata.statement)?;
        self.verdict(f)?;
        self.read(f)?;
        self.change(f)
    }
}

impl Explanation<'_> {
    fn subject(&self) -> String {
        match &self.about {
            About::Resource(address) => shown(address),
            About::Missing(name) => format!("missing:{}", shown(name)),
            About::Scope(name) => format!("scope:{}", shown(name)),
        }
    }

    fn verdict(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {}", self.subject(), self.said.verdict.name())?;
        if self.said.judgements.is_empty() {
            writeln!(f, "  the statement is not about it: it is about {} in {}", self.policy.metadata.subjects.join(", "), {
                self.policy.metadata.scopes.iter().cloned().collect::<Vec<_>>().join(", ")
            })?;
        }
        for (judgement, location) in self.said.judgements.iter().zip(&self.locations) {
            let why = judgement.message.as_deref().or(judgement.reason.as_deref());
            let Some(why) = why else { continue };
            writeln!(f, "  {}", shown(why))?;
            if let Some(at) = judgement.at {
                let path = if judgement.attribute.is_empty() {
                    String::new()
                } else {
                    format!(": {}", shown(&judgement.attribute.to_string()))
                };
                writeln!(f, "    at {}{path}", shown(&self.inventory.resources[at].address))?;
            }
            if let Some(place) = location {
                writeln!(f, "    in {}:{}", shown(&place.file), place.line)?;
            }
            if !judgement.needs_action.is_empty() {
                writeln!(f, "    needs {}", judgement.needs_action.join(", "))?;
            }
        }
        writeln!(f)
    }

    /// What is read: of what the subject leads to everything, of the rest what decides.
    fn read(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let near = |read: &&Read| self.reads.near.contains(&read.at);
        let mut places: Vec<&Read> = self.reads.places.iter().filter(near).collect();
        places.extend(self.reads.places.iter().filter(|read| !near(read) && read.decides));
        let lists: Vec<_> = self.reads.lists.iter().filter(|list| list.decides || list.short.is_some()).collect();
        if places.is_empty() && lists.is_empty() {
            return Ok(());
        }
        let decided = self.reads.places.iter().any(|read| read.decides) || self.reads.lists.iter().any(|list| list.decides);
        writeln!(
            f,
            "It reads{}",
            if decided { "  (* decides: were it not known, the verdict would not be either)" } else { "" }
        )?;
        let mut last = None;
        for read in places {
            let resource = &self.inventory.resources[read.at];
            if last != Some(read.at) {
                writeln!(f, "  {}", shown(&resource.address))?;
                last = Some(read.at);
            }
            let mark = if read.decides { '*' } else { ' ' };
            let place = if read.is_region { "its region".to_owned() } else { shown(&read.path.to_string()) };
            writeln!(f, "  {mark} {place}{}", state(&read.state, &read.links))?;
        }
        for list in lists {
            let mark = if list.decides { '*' } else { ' ' };
            let state = list.short.as_deref().map_or("complete".to_owned(), |short| format!("may be short: {}", shown(short)));
            writeln!(f, "  {mark} the list of {} in {}: {state}", list.kind, list.scope)?;
        }
        if self.reads.cut {
            writeln!(f, "  Of what {} does not lead to, no more than {OTHERS} places are looked at", self.subject())?;
        }
        writeln!(f)
    }

    fn change(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tries = format!("{} tried{}", self.tries, if self.stopped { ", then stopped" } else { "" });
        for flip in &self.flips {
            let makes = match flip.verdict {
                Verdict::Pass => "passes",
                Verdict::Fail => "fails",
                Verdict::Undetermined => "does not fail any more, and is undetermined",
                _ if matches!(self.about, About::Missing(_)) => "is not missing any more",
                _ => "is not what the statement is about",
            };
            match self.said.verdict {
                Verdict::Undetermined => writeln!(f, "Were this known, it {makes}")?,
                _ => writeln!(f, "The smallest change found with which it {makes} ({tries})")?,
            }
            self.flip(flip, f)?;
        }
        let open = matches!(self.said.verdict, Verdict::Fail | Verdict::Undetermined);
        if self.flips.is_empty() && self.said.verdict != Verdict::NotApplicable {
            let wanted = match self.said.verdict {
                Verdict::Fail => "No change was found with which it passes",
                Verdict::Pass => "No change was found with which it fails",
                _ => "Nothing was found that decides, were it known",
            };
            writeln!(f, "{wanted} ({tries})")?;
        }
        if open {
            writeln!(f, "\nTo do: {}", self.policy.metadata.remediation)?;
        }
        Ok(())
    }

    fn flip(&self, flip: &Flip, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for edit in &flip.edits {
            let mut line = String::new();
            let was = |address: &str, path: &AttributePath| {
                let read =
                    self.reads.places.iter().find(|read| {
                        !read.is_region && *self.inventory.resources[read.at].address == *address && read.path == *path
                    });
                read.map(|read| format!("  (now{})", state(&read.state, &read.links))).unwrap_or_default()
            };
            match edit {
                Edit::Set(address, path, new) => {
                    _ = write!(line, "{}: {} = {}{}", shown(address), shown(&path.to_string()), value(new), was(address, path));
                }
                Edit::Unset(address, path) => {
                    _ = write!(line, "{}: without {}{}", shown(address), shown(&path.to_string()), was(address, path));
                }
                Edit::Shorten(address, path) => _ = write!(line, "{}: without {}", shown(address), shown(&path.to_string())),
                Edit::Unlink(address, path, target) => {
                    _ = write!(line, "{}: {} without {}", shown(address), shown(&path.to_string()), shown(target));
                }
                Edit::Link(address, path, target) => {
                    _ = write!(
                        line,
                        "{}: {} -> {}{}",
                        shown(address),
                        shown(&path.to_string()),
                        shown(target),
                        was(address, path)
                    );
                }
                Edit::Region(address, region) => {
                    let now = self.inventory.position(address).and_then(|at| self.inventory.resources[at].region.as_deref());
                    let now = now.map_or("is not known".to_owned(), |now| format!("= {}", value(&now.into())));
                    _ = write!(line, "{}: its region = {}  (now {now})", shown(address), value(&region.as_str().into()));
                }
                Edit::Drop(address) => _ = write!(line, "without {}", shown(address)),
                Edit::Add(new) => _ = write!(line, "a new {}{}", shown(&new.address), self.read_of(new)),
                Edit::Complete(scope, kind) => _ = write!(line, "the list of {kind} in {scope} is complete as it is"),
            }
            writeln!(f, "    {line}")?;
        }
        Ok(())
    }

    /// What the policy reads of a new resource.
    fn read_of(&self, new: &Resource) -> String {
        let patterns = self.policy.metadata.reads.get(&*new.kind);
        super::reads::read(new, 0, patterns.map_or(&[], Vec::as_slice))
            .into_iter()
            .filter(|read| matches!(read.state, State::Value(_)) || !read.links.is_empty())
            .fold(String::new(), |mut text, read| {
                let _ = write!(text, "\n      {}{}", shown(&read.path.to_string()), state(&read.state, &read.links));
                text
            })
    }
}

fn state(state: &State, links: &[Link]) -> String {
    let mut text = match state {
        State::Value(found) => format!(" = {}", value(found)),
        State::Absent => " is not there".to_owned(),
        State::Unknown(unknown) => format!(" is not known ({}: {})", unknown.kind.name(), shown(&unknown.reason)),
    };
    for (at, link) in links.iter().enumerate() {
        let certainty = match link.certainty {
            Certainty::Certain => "certain",
            Certainty::Inferred => "inferred",
            Certainty::Ambiguous => "ambiguous",
        };
        let _ = write!(text, "{} {} ({certainty})", if at == 0 { " ->" } else { "," }, shown(&link.to));
    }
    text
}

fn value(value: &Value) -> String {
    let text = serde_json::to_string(value).unwrap_or_default();
    let text = shown(&text);
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

fn shown(text: &str) -> String {
    Untrusted::new(text).visible()
}
