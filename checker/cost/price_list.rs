//! AWS's price list: the products that a price of the catalogue is of, and what they cost on demand. From a bulk file, which may have
//! hundreds of megabytes and is read as a stream, or from the answers of the Query API.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::Read;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};

use super::catalogue::{Price, Tier};

/// What AWS sells: one line of the price list.
#[derive(Debug, Clone, Deserialize)]
pub struct Product {
    /// Its number.
    pub sku: String,
    #[serde(default, rename = "productFamily")]
    family: Option<String>,
    #[serde(default)]
    attributes: BTreeMap<String, String>,
}

/// A product with what it costs on demand.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The product.
    pub product: Product,
    /// By their codes.
    terms: BTreeMap<String, Term>,
}

/// What a bulk file says of the products that were asked for.
#[derive(Debug, Default)]
pub struct List {
    /// The service's code.
    pub service: String,
    /// The day it was published, `2026-01-31`.
    pub published: String,
    /// The products that were asked for.
    pub offers: Vec<Offer>,
    /// Whose products there are in the file: what to say where none is the one that was asked for.
    pub regions: BTreeSet<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct Term {
    #[serde(rename = "priceDimensions")]
    dimensions: BTreeMap<String, Dimension>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Dimension {
    unit: String,
    begin_range: String,
    end_range: String,
    price_per_unit: BTreeMap<String, String>,
}

/// What the Query API answers for one product.
#[derive(Deserialize)]
struct Answer {
    product: Product,
    terms: Terms,
}

#[derive(Deserialize)]
struct Terms {
    #[serde(default, rename = "OnDemand")]
    on_demand: BTreeMap<String, Term>,
}

impl Product {
    /// Whether a price of the catalogue is this product's.
    pub fn is_of(&self, price: &Price) -> bool {
        let usage = self.attributes.get("usagetype").map(String::as_str);
        usage == price.usagetype.as_deref()
            && price.filters.iter().all(|(name, value)| self.attribute(name) == Some(value.as_str()))
    }

    /// An attribute, or the family, which the Query API takes for one.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let attribute = || self.attributes.get(name).map(String::as_str);
        if name == "productFamily" { self.family.as_deref() } else { attribute() }
    }
}

impl Offer {
    /// An item of the Query API's `PriceList`.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn answered(item: &str) -> Result<Self, String> {
        let answer: Answer = serde_json::from_str(item).map_err(|error| error.to_string())?;
        Ok(Self { product: answer.product, terms: answer.terms.on_demand })
    }

    /// The amounts in USD, for units that are each so many of the list's.
    ///
    /// # Errors
    ///
    /// Why it has none.
    pub fn tiers(&self, list_units: Decimal) -> Result<Vec<Tier>, String> {
        let term = match self.terms.values().collect::<Vec<_>>()[..] {
            [term] => term,
            [] => return Err("is not sold on demand".to_owned()),
            _ => return Err("has several terms on demand".to_owned()),
        };
        let mut tiers = Vec::new();
        let mut units = BTreeSet::new();
        for dimension in term.dimensions.values() {
            units.insert(&dimension.unit);
            tiers.push(dimension.tier(list_units)?);
        }
        tiers.sort_by_key(|tier| tier.from);
        let starts = tiers.iter().map(|tier| Some(tier.from)).chain([None]);
        let ends = [Some(Decimal::ZERO)].into_iter().chain(tiers.iter().map(|tier| tier.to));
        match () {
            () if units.len() > 1 => Err(format!("is priced in several units: {units:?}")),
            () if !starts.eq(ends) => Err("has amounts that leave a gap, overlap or end".to_owned()),
            () => Ok(tiers),
        }
    }
}

impl Dimension {
    fn tier(&self, list_units: Decimal) -> Result<Tier, String> {
        let number = |text: &str| text.parse::<Decimal>().map_err(|_| format!("says `{text}` where a number belongs"));
        let Some(usd) = self.price_per_unit.get("USD") else {
            let others: Vec<&str> = self.price_per_unit.keys().map(String::as_str).collect();
            return Err(format!("has no amount in USD, only in [{}]", others.join(", ")));
        };
        let too_large = || "has a number that is too large".to_owned();
        let of_ours = |theirs: Decimal| theirs.checked_div(list_units).map(|units| units.normalize()).ok_or_else(too_large);
        Ok(Tier {
            from: of_ours(number(&self.begin_range)?)?,
            to: if self.end_range == "Inf" { None } else { Some(of_ours(number(&self.end_range)?)?) },
            usd: number(usd)?.checked_mul(list_units).ok_or_else(too_large)?.normalize(),
        })
    }
}

impl List {
    /// Reads a bulk file, and keeps what these prices are of.
    ///
    /// # Errors
    ///
    /// What is wrong with the file, with its place.
    pub fn read(file: impl Read, wanted: &[&Price]) -> Result<Self, String> {
        let mut list = Self::default();
        let mut reader = serde_json::Deserializer::from_reader(std::io::BufReader::new(file));
        let read = File { wanted, list: &mut list }.deserialize(&mut reader).and_then(|()| reader.end());
        read.map_err(|error| error.to_string())?;
        Ok(list)
    }
}

/// The whole file: `products` before `terms`, as AWS writes them, so that one pass is enough.
struct File<'l> {
    wanted: &'l [&'l Price],
    list: &'l mut List,
}

struct Products<'l> {
    wanted: &'l [&'l Price],
    list: &'l mut List,
}

/// `terms`, and in it `OnDemand`.
struct AllTerms<'l>(&'l mut List);

struct OnDemand<'l>(&'l mut List);

impl<'d> Visitor<'d> for File<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a price list: an object with `offerCode`, `publicationDate`, `products` and `terms`")
    }

    fn visit_map<A: MapAccess<'d>>(self, mut map: A) -> Result<(), A::Error> {
        let mut is_read = [false; 2];
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "offerCode" => self.list.service = map.next_value()?,
                "publicationDate" => {
                    let time: String = map.next_value()?;
                    time.split('T').next().unwrap_or_default().clone_into(&mut self.list.published);
                }
                "products" => {
                    map.next_value_seed(Products { wanted: self.wanted, list: self.list })?;
                    is_read[0] = true;
                }
                "terms" if is_read[0] => {
                    map.next_value_seed(AllTerms(self.list))?;
                    is_read[1] = true;
                }
                "terms" => {
                    return Err(A::Error::custom("`terms` stand before `products`: this is not how AWS writes a price list"));
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        let missing = [("offerCode", self.list.service.is_empty()), ("publicationDate", self.list.published.is_empty())];
        let missing = missing.into_iter().chain([("products", !is_read[0]), ("terms", !is_read[1])]);
        match missing.filter(|(_, is_missing)| *is_missing).map(|(name, _)| name).next() {
            Some(name) => Err(A::Error::custom(format_args!("has no `{name}`: give a price list of one service, not its index"))),
            None => Ok(()),
        }
    }
}

impl<'d> Visitor<'d> for Products<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("products by their SKUs")
    }

    fn visit_map<A: MapAccess<'d>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some((IgnoredAny, product)) = map.next_entry::<_, Product>()? {
            if let Some(region) = product.attribute("regionCode").filter(|region| !self.list.regions.contains(*region)) {
                self.list.regions.insert(region.to_owned());
            }
            if self.wanted.iter().any(|price| product.is_of(price)) {
                self.list.offers.push(Offer { product, terms: BTreeMap::new() });
            }
        }
        Ok(())
    }
}

impl<'d> Visitor<'d> for AllTerms<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("terms by their kinds")
    }

    fn visit_map<A: MapAccess<'d>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(kind) = map.next_key::<String>()? {
            match kind.as_str() {
                "OnDemand" => map.next_value_seed(OnDemand(self.0))?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

impl<'d> Visitor<'d> for OnDemand<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("terms by their SKUs")
    }

    fn visit_map<A: MapAccess<'d>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(sku) = map.next_key::<String>()? {
            match self.0.offers.iter_mut().find(|offer| offer.product.sku == sku) {
                Some(offer) => offer.terms = map.next_value()?,
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// A seed is what is visited with itself.
macro_rules! seed {
    ($($visitor:ident),*) => {$(
        impl<'d> DeserializeSeed<'d> for $visitor<'_> {
            type Value = ();

            fn deserialize<D: Deserializer<'d>>(self, deserializer: D) -> Result<(), D::Error> {
                deserializer.deserialize_map(self)
            }
        }
    )*};
}

seed!(File, Products, AllTerms, OnDemand);
