//! One price of the catalogue: its amounts, where they are from, how sure they are, and what a quantity costs.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What stands for a region where a price is the same everywhere.
pub const EVERYWHERE: &str = "global";

/// What one unit of one thing costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// Its name in this program, such as `elb.alb.hour`.
    pub id: String,
    /// What a quantity counts: `hour`, `GB-month`, `1000 requests` (2 are 2000 requests), …
    pub unit: String,
    /// The amounts: from zero on, without a gap, the last one without an end.
    pub tiers: Vec<Tier>,
    /// Units a month that cost nothing, for the whole account: an estimate has to say who gets them.
    #[serde(default, with = "rust_decimal::serde::str_option", skip_serializing_if = "Option::is_none")]
    pub free_allowance: Option<Decimal>,
    /// The bounds of an amount that is not certain; only where there is one tier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
    /// Where the price is from: the catalogue's region, `global`, or with [`Confidence::FallbackRegion`] another one.
    pub region: String,
    /// Where the figure was read, or how it was computed.
    pub source: String,
    /// When it was read there.
    pub as_of: AsOf,
    /// How sure it is.
    pub confidence: Confidence,
    /// The service's code in AWS's price list, where the price can be renewed from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_code: Option<String>,
    /// The usage type in the price list and on a bill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usagetype: Option<String>,
    /// The product's other attributes in the price list that single it out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub filters: BTreeMap<String, String>,
    /// How many units of the price list one unit here is: 1000 where the list counts requests and `unit` is `1000 requests`.
    #[serde(default, with = "rust_decimal::serde::str_option", skip_serializing_if = "Option::is_none")]
    pub list_units: Option<Decimal>,
    /// What else has to be known of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The amount for the units in a part of the month's quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// The units before it.
    #[serde(with = "rust_decimal::serde::str")]
    pub from: Decimal,
    /// The units at its end; none for the last.
    #[serde(default, with = "rust_decimal::serde::str_option", skip_serializing_if = "Option::is_none")]
    pub to: Option<Decimal>,
    /// The amount for one unit, in the catalogue's currency.
    #[serde(with = "rust_decimal::serde::str")]
    pub usd: Decimal,
}

/// The bounds of an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// At least.
    #[serde(with = "rust_decimal::serde::str")]
    pub low: Decimal,
    /// At most.
    #[serde(with = "rust_decimal::serde::str")]
    pub high: Decimal,
}

/// How sure a price is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Read in several places that agree, or in AWS's price list.
    Found,
    /// Read in one place.
    FoundOnce,
    /// Computed from other prices.
    Derived,
    /// Another region's: what this region charges was not found.
    FallbackRegion,
    /// A choice, or hearsay.
    Weak,
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Found => "found",
            Self::FoundOnce => "found once",
            Self::Derived => "derived",
            Self::FallbackRegion => "another region's",
            Self::Weak => "weak",
        })
    }
}

/// A day, a month or a year, or `unknown`: as exact as the source is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AsOf(String);

impl AsOf {
    /// The earliest day that it can mean; none for `unknown`.
    pub fn earliest(&self) -> Option<Date> {
        format!("{}{}", self.0, "-01".repeat(2 - self.0.matches('-').count().min(2))).parse().ok()
    }
}

impl From<Date> for AsOf {
    fn from(day: Date) -> Self {
        Self(day.to_string())
    }
}

impl TryFrom<String> for AsOf {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let as_of = Self(text);
        let is_date = [4, 7, 10].contains(&as_of.0.len()) && as_of.earliest().is_some();
        if is_date || as_of.0 == "unknown" { Ok(as_of) } else { Err("`as_of` is no YYYY, YYYY-MM, YYYY-MM-DD or `unknown`") }
    }
}

impl From<AsOf> for String {
    fn from(as_of: AsOf) -> Self {
        as_of.0
    }
}

impl fmt::Display for AsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An amount of money that is not certain, in the catalogue's currency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bracket {
    /// At least.
    pub low: Decimal,
    /// Most likely.
    pub expected: Decimal,
    /// At most.
    pub high: Decimal,
}

impl Price {
    /// What a quantity of units costs, which is not negative. Free allowances are not taken off: they are the account's.
    pub fn cost(&self, quantity: Decimal) -> Bracket {
        let expected = self.tiers.iter().fold(Decimal::ZERO, |sum, tier| {
            let end = tier.to.map_or(quantity, |to| quantity.min(to));
            let units = (end - tier.from).max(Decimal::ZERO);
            sum.saturating_add(units.saturating_mul(tier.usd))
        });
        let bound =
            |bound: fn(&Range) -> Decimal| self.range.as_ref().map_or(expected, |range| quantity.saturating_mul(bound(range)));
        Bracket { low: bound(|range| range.low), expected, high: bound(|range| range.high) }
    }

    /// Why the entry contradicts itself.
    pub(super) fn problem(&self, home: &str) -> Option<String> {
        let elsewhere = self.region != home && self.region != EVERYWHERE;
        let amounts = self.tiers.iter().map(|tier| tier.usd);
        let mut end = Some(Decimal::ZERO);
        for tier in &self.tiers {
            if end != Some(tier.from) || tier.to.is_some_and(|to| to <= tier.from) {
                return Some(format!("has a gap or an overlap at the tier from {}", tier.from));
            }
            end = tier.to;
        }
        let said = match () {
            () if self.id.is_empty() || self.unit.is_empty() || self.source.is_empty() => "has no id, unit or source",
            () if self.tiers.is_empty() => "has no tier",
            () if end.is_some() => "has an end at its last tier: what is beyond would cost nothing",
            () if amounts.clone().any(|usd| usd.is_sign_negative()) => "has a negative amount",
            () if amounts.clone().any(|usd| usd.is_zero()) && self.note.is_none() => "is zero, and no note says why",
            () if self.free_allowance.is_some_and(|free| free <= Decimal::ZERO) => "has a free allowance that is none",
            () if self.list_units.is_some_and(|units| units <= Decimal::ZERO) => "has no units of the price list",
            () if elsewhere != (self.confidence == Confidence::FallbackRegion) => {
                "is another region's, and its confidence is not `fallback_region`, or the other way round"
            }
            () if self.service_code.is_some() != self.usagetype.is_some() => {
                "has a service code without a usage type, or the other way round"
            }
            () if self.service_code.is_none() && !self.filters.is_empty() => {
                "has filters for the price list, and no service code"
            }
            () => match (&self.range, &self.tiers[..]) {
                (None, _) => return None,
                (Some(range), [tier]) if range.low.is_sign_negative() || range.low > tier.usd || tier.usd > range.high => {
                    "has a range that does not hold its amount"
                }
                (Some(_), [_]) => return None,
                (Some(_), _) => "has a range, and several tiers",
            },
        };
        Some(said.to_owned())
    }
}
