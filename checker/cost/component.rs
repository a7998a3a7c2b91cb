//! A component of the estimate: one thing that a resource is billed for, in exactly one state, and what it comes to.

use std::borrow::Cow;
use std::ops::{Add, Mul};
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::catalogue::{Bracket, Confidence, Price};
use super::usage::Assumption;

/// What is known of a component's cost. Every component is in exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The plan or the account says how much there is of it, and it has a price.
    Priced,
    /// How much there is of it is a figure of the usage file.
    UsageAssumed,
    /// How much there is of it depends on use, and the usage file has no figure.
    UsageMissing,
    /// The catalogue has no price for it.
    PriceMissing,
    /// It depends on something that is not known.
    AttributeUnknown,
    /// Nobody has said yet how this type of resource is billed.
    UnsupportedType,
    /// It costs nothing, by a rule that is named.
    KnownFree,
}

impl State {
    /// Whether it says all that has to be known of the cost.
    pub fn is_priced(self) -> bool {
        matches!(self, Self::Priced | Self::UsageAssumed | Self::KnownFree)
    }

    /// The name in outputs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Priced => "priced",
            Self::UsageAssumed => "usage_assumed",
            Self::UsageMissing => "usage_missing",
            Self::PriceMissing => "price_missing",
            Self::AttributeUnknown => "attribute_unknown",
            Self::UnsupportedType => "unsupported_type",
            Self::KnownFree => "known_free",
        }
    }
}

/// A component.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Component {
    /// The resource, by its position in the inventory; none for a scope's share of what another one holds.
    #[serde(skip)]
    pub resource: Option<usize>,
    /// The resource's address in its plan, or what is shared.
    pub address: Arc<str>,
    /// Its module, `""` at the root.
    pub module: String,
    /// The service on the bill.
    pub service: Cow<'static, str>,
    /// What of it: `hours`, `storage`, …
    pub name: String,
    /// What is known of the cost.
    pub state: State,
    /// What a unit costs, where a price was found.
    pub price: Option<Used>,
    /// Units in a month.
    #[serde(with = "bracket_option")]
    pub quantity: Option<Bracket>,
    /// What a price is multiplied with besides: what is left after a discount.
    #[serde(with = "bracket_option")]
    pub factor: Option<Bracket>,
    /// USD in a month. Of a component that is not priced: the bounds that hold all the same.
    #[serde(with = "bracket_option")]
    pub cost: Option<Bracket>,
    /// The rule by which it is free, or why it is not priced.
    pub reason: Option<String>,
    /// What is assumed of its use.
    pub assumptions: Vec<Assumption>,
}

/// A price that a component uses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used {
    /// Its id in the catalogue.
    pub id: String,
    /// The first tier's amount for one unit, USD.
    pub usd: Decimal,
    /// What a unit is.
    pub unit: String,
    /// Whose price it is.
    pub region: String,
    /// When it was read.
    pub as_of: String,
    /// How sure it is.
    pub confidence: Confidence,
}

impl From<&Price> for Used {
    fn from(price: &Price) -> Self {
        Self {
            id: price.id.clone(),
            usd: price.tiers.first().map_or(Decimal::ZERO, |tier| tier.usd),
            unit: price.unit.clone(),
            region: price.region.clone(),
            as_of: price.as_of.to_string(),
            confidence: price.confidence,
        }
    }
}

/// Why a component is not priced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// An attribute is not known.
    Attribute {
        /// Which, and why.
        reason: String,
        /// What it comes to at least and at most, whatever the attribute is.
        between: Option<Bracket>,
    },
    /// The usage file has no figure for this key.
    Usage(&'static str),
    /// There is no such price.
    Price(String),
    /// Nobody has said how this is billed.
    Unsupported(String),
}

impl Gap {
    /// An attribute that is not known, nor any bounds.
    pub fn unknown(reason: impl Into<String>) -> Self {
        Self::Attribute { reason: reason.into(), between: None }
    }

    /// The state of a component with this gap, why, and the bounds that hold all the same.
    pub fn told(self) -> (State, String, Option<Bracket>) {
        match self {
            Self::Attribute { reason, between } => (State::AttributeUnknown, reason, between),
            Self::Usage(key) => (State::UsageMissing, format!("the usage file has no `{key}` for it"), None),
            Self::Price(id) => (State::PriceMissing, format!("the catalogue has no price `{id}`"), None),
            Self::Unsupported(reason) => (State::UnsupportedType, reason, None),
        }
    }
}

impl From<Decimal> for Bracket {
    fn from(certain: Decimal) -> Self {
        Self { low: certain, expected: certain, high: certain }
    }
}

impl From<u32> for Bracket {
    fn from(certain: u32) -> Self {
        Decimal::from(certain).into()
    }
}

impl Bracket {
    /// The same function of each bound, and of what is expected.
    #[must_use]
    pub fn map(self, each: impl Fn(Decimal) -> Decimal) -> Self {
        Self { low: each(self.low), expected: each(self.expected), high: each(self.high) }
    }

    /// What is beyond `free`.
    #[must_use]
    pub fn beyond(self, free: Self) -> Self {
        let beyond = |all: Decimal, free: Decimal| (all - free).max(Decimal::ZERO);
        Self {
            low: beyond(self.low, free.low),
            expected: beyond(self.expected, free.expected),
            high: beyond(self.high, free.high),
        }
    }

    /// What holds both; expected is what is dearer.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), expected: self.expected.max(other.expected), high: self.high.max(other.high) }
    }
}

impl Add for Bracket {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            low: self.low.saturating_add(other.low),
            expected: self.expected.saturating_add(other.expected),
            high: self.high.saturating_add(other.high),
        }
    }
}

impl std::iter::Sum for Bracket {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Add::add)
    }
}

/// Of two figures that are not negative.
impl Mul for Bracket {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        Self {
            low: self.low.saturating_mul(other.low),
            expected: self.expected.saturating_mul(other.expected),
            high: self.high.saturating_mul(other.high),
        }
    }
}

/// An option in JSON: `{low, expected, high}` as texts, or null.
mod bracket_option {
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    use super::Bracket;

    pub fn serialize<S: Serializer>(value: &Option<Bracket>, serializer: S) -> Result<S::Ok, S::Error> {
        value.as_ref().map(|value| value.map(|number| number.normalize())).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Bracket>, D::Error> {
        Option::deserialize(deserializer)
    }
}
