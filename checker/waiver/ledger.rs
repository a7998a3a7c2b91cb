//! What became of the waivers in a run: the report's `waivers`, and what is to be said about them.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Waiver;
use super::entries::Place;
use super::fields::{Malformed, Stated};
use crate::attestation::Attestation;
use crate::output::untrusted::Untrusted;

/// The waivers of a report.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Ledger {
    /// Those that excused something.
    pub used: Vec<Line>,
    /// Those that could have excused something in this run and did not.
    pub unused: Vec<Line>,
    /// Those whose time is over. They excuse nothing.
    pub expired: Vec<Line>,
    /// Those whose time ends within 30 days; each of them is among the used or the unused ones as well, if it is about this run.
    pub expiring: Vec<Line>,
    /// Entries that cannot be used. They excuse nothing.
    pub malformed: Vec<Malformed>,
}

impl Ledger {
    /// What there is to say of waivers that nothing was judged with: whose time is over, or soon will be.
    pub fn of(waivers: Vec<Stated<Waiver>>) -> Self {
        let mut ledger = Self::default();
        let line = |waiver| Line { waiver, results: 0, note: None };
        for stated in waivers {
            match stated {
                Stated::Valid(_) => {}
                Stated::Expiring(waiver) => ledger.expiring.push(line(waiver)),
                Stated::Expired(waiver) => ledger.expired.push(line(waiver)),
                Stated::Malformed(entry) => ledger.malformed.push(entry),
            }
        }
        ledger
    }

    /// Its texts, which may quote what no output shows.
    pub fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let Self { used, unused, expired, expiring, malformed } = self;
        let lines = [used, unused, expired, expiring].into_iter().flatten();
        lines.flat_map(|line| line.waiver.texts_mut()).chain(malformed.iter_mut().flat_map(Malformed::texts_mut))
    }
}

/// A waiver of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The waiver.
    #[serde(flatten)]
    pub waiver: Waiver,
    /// How many results it excuses, or would where its time is over.
    pub results: usize,
    /// What is to be said about it.
    pub note: Option<String>,
}

/// How much is to be made of a remark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Something is not as somebody believes.
    Warning,
    /// Something is to be done in time.
    Notice,
}

impl Level {
    /// `warning` or `notice`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Notice => "notice",
        }
    }
}

/// What is to be said about an entry of `waivers.yaml` or `attestations.yaml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// How much is to be made of it.
    pub level: Level,
    /// The entry.
    pub place: Place,
    /// What it is, without the place.
    pub text: String,
}

/// In a line: `warning: waivers.yaml:3: …`.
impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.level.name(), Untrusted::new(&format!("{}: {}", self.place, self.text)).visible())
    }
}

/// Everything that is to be said about waivers and attestations, warnings first.
pub fn remarks(ledger: &Ledger, attestations: &[Attestation]) -> Vec<Remark> {
    let remark = |level, place: &Place, text| Remark { level, place: place.clone(), text };
    let malformed = |malformed: &Malformed, what: &str| {
        let problems: Vec<&str> = malformed.problems.iter().map(|wrong| wrong.problem.as_str()).collect();
        remark(
            Level::Warning,
            &malformed.place,
            format!("the {what} is malformed and counts for nothing: {}", problems.join("; ")),
        )
    };
    let mut remarks: Vec<Remark> = ledger.malformed.iter().map(|entry| malformed(entry, "waiver")).collect();
    remarks.extend(ledger.expired.iter().map(|line| {
        let Waiver { policy, expires, owner, .. } = &line.waiver;
        let stand = match line.results {
            0 => String::new(),
            1 => ", and 1 result stands".to_owned(),
            results => format!(", and {results} results stand"),
        };
        let text = format!("the waiver of {policy} expired on {expires}{stand}; its owner is {owner}");
        remark(Level::Warning, &line.waiver.place, text)
    }));
    remarks.extend(ledger.unused.iter().map(|line| {
        let note = line.note.as_deref().unwrap_or("nothing that it matches is open");
        remark(Level::Warning, &line.waiver.place, format!("the waiver of {} is unused: {note}", line.waiver.policy))
    }));
    remarks.extend(ledger.used.iter().filter_map(|line| {
        let note = line.note.as_ref()?;
        Some(remark(Level::Notice, &line.waiver.place, format!("the waiver of {}: {note}", line.waiver.policy)))
    }));
    remarks.extend(ledger.expiring.iter().map(|line| {
        let Waiver { policy, expires, owner, .. } = &line.waiver;
        remark(Level::Notice, &line.waiver.place, format!("the waiver of {policy} expires on {expires}; its owner is {owner}"))
    }));
    remarks.extend(attestations.iter().filter_map(|attestation| {
        let (level, verb, stated) = match attestation {
            Stated::Valid(_) => return None,
            Stated::Malformed(entry) => return Some(malformed(entry, "attestation")),
            Stated::Expired(stated) => (Level::Warning, "expired", stated),
            Stated::Expiring(stated) => (Level::Notice, "expires", stated),
        };
        let text = format!("the attestation {} {verb} on {}; its owner is {}", stated.id, stated.expires, stated.owner);
        Some(remark(level, &stated.place, text))
    }));
    remarks.sort_by_key(|remark| remark.level);
    remarks
}
