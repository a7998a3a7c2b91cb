//! Waivers: which violation is excused, why, by whom, and until when. What a run makes of them stands in its report.

pub mod apply;
pub mod command;
mod edit;
pub mod entries;
pub mod error;
pub mod fields;
pub mod ledger;
pub mod pattern;

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use entries::{Entries, Entry, Place};
use fields::{Fields, Malformed, Stated};
use pattern::Pattern;

/// The file's name.
pub const FILE: &str = "waivers.yaml";

/// One waiver: an entry of `waivers.yaml` with nothing wrong in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// Where it begins.
    #[serde(flatten)]
    pub place: Place,
    /// The policy whose results it excuses.
    pub policy: String,
    /// Which of them.
    #[serde(rename = "match")]
    pub matching: Match,
    /// Why.
    pub reason: String,
    /// Who sees to it that it ends.
    pub owner: String,
    /// Who excused it.
    pub approved_by: String,
    /// Where that was discussed.
    pub ticket: String,
    /// The first day on which it holds, in UTC.
    pub created: Date,
    /// The last day on which it holds, in UTC.
    pub expires: Date,
}

/// Which results a waiver is for: every key that is there has to hold. What is not known of a resource holds for no key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Match {
    /// The address of the resource that the result is about, or of the one that must change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Pattern>,
    /// That resource's ARN.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    /// The number of the account it is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// The region it is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Tags that it has.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub tag: BTreeMap<String, String>,
    /// The name of what is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<String>,
    /// The scope.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
}

impl Waiver {
    fn read(file: &str, entry: &Entry, today: Date) -> Result<Self, Malformed> {
        Fields::read(file, entry, |fields| {
            let (policy, matching) = (fields.text("policy"), fields.required_map("match", Match::read).flatten());
            let (reason, owner) = (fields.text("reason"), fields.text("owner"));
            let (approved_by, ticket) = (fields.text("approved_by"), fields.text("ticket"));
            let (created, expires) = fields.term("created", "expires", today)?;
            Some(Self {
                place: Place { file: file.to_owned(), line: entry.line },
                policy: policy?,
                matching: matching?,
                reason: reason?,
                owner: owner?,
                approved_by: approved_by?,
                ticket: ticket?,
                created,
                expires,
            })
        })
    }

    /// Its texts, which may quote what no output shows.
    pub fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let Self { reason, owner, approved_by, ticket, matching, .. } = self;
        [reason, owner, approved_by, ticket].into_iter().chain(matching.arn.as_mut()).chain(matching.tag.values_mut())
    }
}

/// The waiver in a sentence: what a result says about it.
impl fmt::Display for Waiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.said())
    }
}

impl Waiver {
    /// Why, who, and until when.
    pub fn said(&self) -> String {
        let Self { reason, owner, approved_by, ticket, expires, .. } = self;
        format!("{reason} (owner {owner}, approved by {approved_by}, {ticket}, until {expires})")
    }
}

impl Match {
    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let line = fields.line_of("address");
        let address = match fields.optional("address").map(|text| Pattern::parse(&text)) {
            Some(Err(problem)) => {
                fields.wrong(line, problem, "write it as the report does, keys in quotes; `*` and `**` are wildcards");
                return None;
            }
            address => address.and_then(Result::ok),
        };
        let found = Self {
            address,
            arn: fields.optional("arn"),
            account: fields.optional("account"),
            region: fields.optional("region"),
            tag: fields.map("tag", Fields::texts).unwrap_or_default(),
            missing: fields.optional("missing"),
            scope: fields.optional("scope"),
        };
        if found == Self::default() {
            fields.wrong(
                line,
                "`match` matches nothing",
                "say what is excused: an address, an ARN, a tag, what is missing, a scope",
            );
            return None;
        }
        Some(found)
    }

    /// Whether it says something of a resource, so that no result without one is meant.
    fn is_of_resource(&self) -> bool {
        self.address.is_some() || self.arn.is_some() || self.region.is_some() || !self.tag.is_empty()
    }

    /// Whether it names an account's own names for things.
    fn is_of_account(&self) -> bool {
        self.arn.is_some() || self.account.is_some()
    }
}

/// `address aws_vpc.a, scope production`.
impl fmt::Display for Match {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { address, arn, account, region, tag, missing, scope } = self;
        let address = address.as_ref().map(ToString::to_string);
        let keys = [("address", &address), ("arn", arn), ("account", account), ("region", region)];
        let keys = keys.into_iter().chain([("missing", missing), ("scope", scope)]);
        let keys = keys.filter_map(|(key, value)| Some(format!("{key} {}", value.as_ref()?)));
        let tags = tag.iter().map(|(key, value)| format!("tag {key}={value}"));
        f.write_str(&keys.chain(tags).collect::<Vec<_>>().join(", "))
    }
}

/// Reads the entries of a file as they are on a day.
pub fn read(entries: &Entries, today: Date) -> Vec<Stated<Waiver>> {
    let read = |entry: &Entry| match Waiver::read(&entries.file, entry, today) {
        Ok(waiver) => {
            let expires = waiver.expires;
            Stated::new(waiver, expires, today)
        }
        Err(malformed) => Stated::Malformed(malformed),
    };
    entries.list.iter().map(read).collect()
}
