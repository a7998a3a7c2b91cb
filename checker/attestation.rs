//! Attestations, `attestations.yaml`: statements that no machine can check, each with who answers for it and until when. They are shown in
//! the report and change no verdict.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::waiver::entries::{Entries, Entry, Place};
use crate::waiver::fields::{Fields, Malformed, Stated, Wrong};

/// The file's name.
pub const FILE: &str = "attestations.yaml";

/// An entry of the file.
pub type Attestation = Stated<Statement>;

/// A statement and who answers for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Where it begins.
    #[serde(flatten)]
    pub place: Place,
    /// Its name, once in a file.
    pub id: String,
    /// What is so.
    pub statement: String,
    /// Who answers for it.
    pub owner: String,
    /// The day on which that was looked at, in UTC.
    pub date: Date,
    /// Where the proof is.
    pub link: String,
    /// The last day on which it holds, in UTC.
    pub expires: Date,
}

/// Reads the entries of a file as they are on a day.
pub fn read(entries: &Entries, today: Date) -> Vec<Attestation> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let read = |entry: &Entry| match statement(&entries.file, entry, today) {
        Ok(statement) => match seen.get(&statement.id) {
            Some(line) => {
                let problem = format!("`id` is that of the entry in line {line}");
                let help = "renew the earlier entry, or give this one an id of its own".to_owned();
                let problems = vec![Wrong { line: entry.line, problem, help }];
                Stated::Malformed(Malformed { place: statement.place, problems })
            }
            None => {
                seen.insert(statement.id.clone(), entry.line);
                let expires = statement.expires;
                Stated::new(statement, expires, today)
            }
        },
        Err(malformed) => Stated::Malformed(malformed),
    };
    entries.list.iter().map(read).collect()
}

fn statement(file: &str, entry: &Entry, today: Date) -> Result<Statement, Malformed> {
    Fields::read(file, entry, |fields| {
        let (id, statement) = (fields.text("id"), fields.text("statement"));
        let (owner, link) = (fields.text("owner"), fields.text("link"));
        if link.as_ref().is_some_and(|link| !link.starts_with("https://")) {
            let line = fields.line_of("link");
            fields.wrong(line, "`link` is no https:// address", "link to where the proof is kept");
        }
        let (date, expires) = fields.term("date", "expires", today)?;
        let place = Place { file: file.to_owned(), line: entry.line };
        Some(Statement { place, id: id?, statement: statement?, owner: owner?, date, link: link?, expires })
    })
}

/// Where an entry begins.
pub fn place_mut(attestation: &mut Attestation) -> &mut Place {
    match attestation {
        Stated::Valid(stated) | Stated::Expiring(stated) | Stated::Expired(stated) => &mut stated.place,
        Stated::Malformed(malformed) => &mut malformed.place,
    }
}

/// The texts of an entry, which may quote what no output shows.
pub fn texts_mut(attestation: &mut Attestation) -> Vec<&mut String> {
    match attestation {
        Stated::Valid(stated) | Stated::Expiring(stated) | Stated::Expired(stated) => {
            vec![&mut stated.id, &mut stated.statement, &mut stated.owner, &mut stated.link]
        }
        Stated::Malformed(malformed) => malformed.texts_mut().collect(),
    }
}
