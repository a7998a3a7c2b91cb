//! The price catalogue: what one unit of each thing costs, with the date, the source and how sure the figure is.

mod price;

use jiff::civil::Date;
use miette::Diagnostic;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

pub use price::{AsOf, Bracket, Confidence, EVERYWHERE, Price, Range, Tier};

/// The schema that this program reads.
pub const SCHEMA: &str = "checker.prices/1";

/// The catalogue that is built in, as the repository names it.
pub const EMBEDDED: &str = "checker/cost/catalogue/aws-eu-central-1.json";

const EMBEDDED_TEXT: &str = include_str!("catalogue/aws-eu-central-1.json");

/// Prices that cannot be used.
#[derive(Debug, Error, Diagnostic)]
pub enum CatalogueError {
    /// Broken JSON, or a header that is not of a catalogue's shape.
    #[error("{name}: line {line}, column {column}: {problem}")]
    #[diagnostic(
        code(cost::catalogue),
        help(
            "take the last committed version, or write the entry as its neighbours are written: amounts are strings, such as \"0.0245\""
        )
    )]
    Malformed {
        /// The file.
        name: String,
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What the parser found.
        problem: String,
    },
    /// A header that says something else than this program reads.
    #[error("{name}: {problem}")]
    #[diagnostic(code(cost::catalogue_header), help("a newer schema needs a newer release of this program"))]
    Header {
        /// The file.
        name: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A price that is none.
    #[error("{name}: the price `{entry}` {problem}")]
    #[diagnostic(
        code(cost::price),
        help("mend this entry of `prices`, or delete it: what has no price is reported as not priced, never as free")
    )]
    Entry {
        /// The file.
        name: String,
        /// The price's id.
        entry: String,
        /// What is wrong with it.
        problem: String,
    },
    /// Prices that are not those the header was written for.
    #[error("{name}: the prices have the digest {computed}, and the header says {said}")]
    #[diagnostic(
        code(cost::catalogue_digest),
        help("where the prices were changed on purpose, write the computed digest into `sha256` and a new date into `as_of`")
    )]
    Digest {
        /// The file.
        name: String,
        /// That of the prices.
        computed: String,
        /// That in the header.
        said: String,
    },
}

/// The prices of one region in one currency.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    schema: String,
    /// Counts the catalogue's revisions.
    pub version: u32,
    /// The region whose prices these are.
    pub region: String,
    /// The currency of all amounts.
    pub currency: String,
    /// The day the catalogue was last looked through.
    pub as_of: Date,
    /// A price older than this many days is stale.
    pub max_age_days: u32,
    sha256: String,
    /// Ascending by id.
    prices: Vec<Price>,
}

impl Catalogue {
    /// The prices built into the program.
    pub fn embedded() -> Result<Self, CatalogueError> {
        Self::parse(EMBEDDED, EMBEDDED_TEXT)
    }

    /// Prices from a file's text.
    ///
    /// # Errors
    ///
    /// Where the text is no catalogue, an entry contradicts itself, or the prices are not those of the header's digest.
    pub fn parse(name: &str, text: &str) -> Result<Self, CatalogueError> {
        let catalogue: Self = serde_json::from_str(text).map_err(|error| CatalogueError::Malformed {
            name: name.to_owned(),
            line: error.line(),
            column: error.column(),
            problem: error.to_string().split(" at line ").next().unwrap_or_default().to_owned(),
        })?;
        let header = |problem: String| Err(CatalogueError::Header { name: name.to_owned(), problem });
        if catalogue.schema != SCHEMA {
            return header(format!("has the schema `{}`, and this program reads `{SCHEMA}`", catalogue.schema));
        }
        if catalogue.currency != "USD" {
            return header(format!("has the currency `{}`, and every amount is in USD", catalogue.currency));
        }
        for (at, price) in catalogue.prices.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| catalogue.prices[before].id.as_str());
            let problem = match before {
                Some(before) if before == price.id => Some("is there twice".to_owned()),
                Some(before) if *before > *price.id => Some(format!("stands behind `{before}`: prices ascend by their ids")),
                _ => price.problem(&catalogue.region),
            };
            if let Some(problem) = problem {
                return Err(CatalogueError::Entry { name: name.to_owned(), entry: price.id.clone(), problem });
            }
        }
        let computed = catalogue.digest();
        if computed != catalogue.sha256 {
            return Err(CatalogueError::Digest { name: name.to_owned(), computed, said: catalogue.sha256 });
        }
        Ok(catalogue)
    }

    /// The price with this id.
    pub fn price(&self, id: &str) -> Option<&Price> {
        let at = self.prices.binary_search_by(|price| price.id.as_str().cmp(id)).ok()?;
        self.prices.get(at)
    }

    /// All prices, ascending by id.
    pub fn prices(&self) -> impl ExactSizeIterator<Item = &Price> {
        self.prices.iter()
    }

    /// The SHA-256 of the prices, in hexadecimal: what `jq -cj .prices FILE | sha256sum` prints for a file of this program.
    pub fn digest(&self) -> String {
        let text = serde_json::to_string(&self.prices).unwrap_or_default();
        Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The prices that are older than `max_age_days`, or of which no one knows when they were read.
    pub fn stale(&self, today: Date) -> Vec<&Price> {
        let too_old = |read: Date| read.until(today).is_ok_and(|age| i64::from(age.get_days()) > i64::from(self.max_age_days));
        self.prices.iter().filter(|price| price.as_of.earliest().is_none_or(too_old)).collect()
    }

    /// The catalogue with prices in place of those of the same ids, looked through on this day.
    #[must_use]
    pub fn with(&self, renewed: &[Price], today: Date) -> Self {
        let mut new = self.clone();
        for price in &mut new.prices {
            if let Some(renewed) = renewed.iter().find(|renewed| renewed.id == price.id) {
                price.clone_from(renewed);
            }
        }
        if new.prices != self.prices {
            new.version += 1;
        }
        new.as_of = today;
        new.sha256 = new.digest();
        new
    }

    /// The catalogue as a file has it.
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// The catalogue without one of its prices.
    #[must_use]
    pub fn without(&self, id: &str) -> Self {
        let mut rest = self.clone();
        rest.prices.retain(|price| price.id != id);
        rest.sha256 = rest.digest();
        rest
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect(text)
    }

    /// A catalogue of these entries, with the digest that fits them.
    fn catalogue(entries: &str) -> Result<Catalogue, CatalogueError> {
        let text = |digest: &str| {
            format!(
                r#"{{"schema": "{SCHEMA}", "version": 1, "region": "eu-central-1", "currency": "USD", "as_of": "2026-01-01",
                    "max_age_days": 30, "sha256": "{digest}", "prices": [{entries}]}}"#
            )
        };
        match Catalogue::parse("prices.json", &text("")) {
            Err(CatalogueError::Digest { computed, .. }) => Catalogue::parse("prices.json", &text(&computed)),
            other => other,
        }
    }

    fn entry(id: &str, rest: &str) -> String {
        format!(
            r#"{{"id": "{id}", "unit": "hour", "region": "eu-central-1", "source": "a bill", "as_of": "2026-01-01", "confidence": "found", {rest}}}"#
        )
    }

    const TIERS: &str = r#""tiers": [{"from": "0", "to": "10", "usd": "0.10"}, {"from": "10", "usd": "0.05"}]"#;
    const ONE: &str = r#""tiers": [{"from": "0", "usd": "0.10"}]"#;

    #[test]
    fn the_embedded_prices_hold_together() {
        let catalogue = Catalogue::embedded().expect("the embedded catalogue");
        assert!(catalogue.prices().len() >= 60, "{}", catalogue.prices().len());
        assert_eq!(catalogue.text(), EMBEDDED_TEXT, "the file is not written as `cost refresh` would write it");
        for price in catalogue.prices() {
            assert_eq!(catalogue.price(&price.id), Some(price));
            for quantity in ["0", "0.5", "730", "1000000"] {
                let Bracket { low, expected, high } = price.cost(decimal(quantity));
                assert!(Decimal::ZERO <= low && low <= expected && expected <= high, "{} x {quantity}", price.id);
            }
        }
        // Two figures of two kinds, as the sources have them.
        assert_eq!(catalogue.price("elb.alb.hour").map(|price| price.cost(decimal("730")).expected), Some(decimal("19.71")));
        let medium = catalogue.price("rds.postgres.db.t4g.medium.multi_az").expect("a price").cost(decimal("730"));
        assert_eq!((medium.low, medium.expected, medium.high), (decimal("108.770"), decimal("110.960"), decimal("110.960")));
    }

    #[test]
    fn an_amount_goes_over_the_tiers() {
        let catalogue = catalogue(&entry("a", TIERS)).expect("a catalogue");
        let price = catalogue.price("a").expect("a price");
        for (quantity, cost) in [("0", "0"), ("4", "0.40"), ("10", "1.00"), ("12", "1.10")] {
            assert_eq!(price.cost(decimal(quantity)).expected, decimal(cost), "{quantity}");
        }
        // What is too much for a number is the most that a number can hold, never less.
        assert_eq!(price.cost(Decimal::MAX).high, price.cost(Decimal::MAX).low);
        assert!(price.cost(Decimal::MAX).low > decimal("1000000000000000000000000000"));
    }

    #[test]
    fn what_contradicts_itself_is_refused_by_name() {
        let good = catalogue(&[entry("a", ONE), entry("b", TIERS)].join(",")).expect("a catalogue");
        assert_eq!(good.prices().len(), 2);
        for (entries, problem) in [
            ([entry("a", ONE), entry("a", ONE)].join(","), "`a` is there twice"),
            ([entry("b", ONE), entry("a", ONE)].join(","), "`a` stands behind `b`"),
            (entry("a", r#""tiers": []"#), "has no tier"),
            (entry("a", r#""tiers": [{"from": "1", "usd": "1"}]"#), "a gap or an overlap at the tier from 1"),
            (entry("a", &TIERS.replace("\"from\": \"10\"", "\"from\": \"11\"")), "a gap or an overlap at the tier from 11"),
            (entry("a", &TIERS.replace("\"to\": \"10\"", "\"to\": \"0\"")), "a gap or an overlap at the tier from 0"),
            (entry("a", r#""tiers": [{"from": "0", "to": "1", "usd": "1"}]"#), "has an end at its last tier"),
            (entry("a", r#""tiers": [{"from": "0", "usd": "-1"}]"#), "a negative amount"),
            (entry("a", r#""tiers": [{"from": "0", "usd": "0.0"}]"#), "is zero, and no note says why"),
            (entry("a", &format!("{ONE}, \"free_allowance\": \"0\"")), "a free allowance that is none"),
            (entry("a", &format!("{ONE}, \"list_units\": \"0\"")), "no units of the price list"),
            (entry("a", ONE).replace("eu-central-1", "us-east-1"), "another region's"),
            (entry("a", ONE).replace("found", "fallback_region"), "another region's"),
            (entry("a", &format!("{ONE}, \"usagetype\": \"x\"")), "a service code without a usage type"),
            (entry("a", &format!("{ONE}, \"filters\": {{\"x\": \"y\"}}")), "filters for the price list, and no service code"),
            (entry("a", &format!("{ONE}, \"range\": {{\"low\": \"0.2\", \"high\": \"0.3\"}}")), "does not hold its amount"),
            (entry("a", &format!("{ONE}, \"range\": {{\"low\": \"0.01\", \"high\": \"0.03\"}}")), "does not hold its amount"),
            (entry("a", &format!("{TIERS}, \"range\": {{\"low\": \"0\", \"high\": \"1\"}}")), "a range, and several tiers"),
            (entry("a", ONE).replace("a bill", ""), "has no id, unit or source"),
        ] {
            let error = catalogue(&entries).expect_err(problem).to_string();
            assert!(error.starts_with("prices.json: the price `a` ") && error.contains(problem), "{problem}: {error}");
        }
        for (entries, problem) in [
            (entry("a", &ONE.replace("\"0.10\"", "0.10")), "line 2, column"),
            (entry("a", &ONE.replace("0.10", "cheap")), "line 2, column"),
            (entry("a", &format!("{ONE}, \"prise\": \"1\"")), "unknown field `prise`"),
            (entry("a", ONE).replace("2026-01-01", "2026-13"), "is no YYYY, YYYY-MM, YYYY-MM-DD or `unknown`"),
            (entry("a", ONE).replace("2026-01-01", "yesterday"), "is no YYYY"),
            (entry("a", ONE).replace("found", "sure"), "unknown variant `sure`"),
            ("{".to_owned(), "key must be a string"),
        ] {
            let error = catalogue(&entries).expect_err(problem).to_string();
            assert!(error.starts_with("prices.json: line ") && error.contains(problem), "{problem}: {error}");
        }
    }

    #[test]
    fn prices_under_another_header_are_refused() {
        let changed = |from: &str, to: &str| {
            let text = EMBEDDED_TEXT.replacen(from, to, 1);
            assert_ne!(text, EMBEDDED_TEXT, "{from}");
            Catalogue::parse("prices.json", &text).expect_err(from).to_string()
        };
        assert!(changed("\"usd\": \"0.", "\"usd\": \"1.").contains("the prices have the digest "));
        assert!(changed("checker.prices/1", "checker.prices/2").contains("has the schema `checker.prices/2`"));
        assert!(changed("\"USD\"", "\"EUR\"").contains("has the currency `EUR`"));
    }

    #[test]
    fn a_price_is_stale_by_the_earliest_day_it_can_be_of() {
        let dated = |id: &str, as_of: &str| entry(id, ONE).replace("2026-01-01", as_of);
        let entries =
            [dated("day", "2026-01-02"), dated("month", "2026-01"), dated("never", "unknown"), dated("year", "2026")].join(",");
        let catalogue = catalogue(&entries).expect("a catalogue");
        let stale = |today: &str| -> Vec<String> {
            let today = today.parse().expect("a day");
            catalogue.stale(today).iter().map(|price| price.id.clone()).collect()
        };
        assert_eq!(stale("2026-01-31"), ["never"]);
        assert_eq!(stale("2026-02-01"), ["month", "never", "year"]);
        assert_eq!(stale("2026-02-02"), ["day", "month", "never", "year"]);
        assert_eq!(stale("2025-01-01"), ["never"]);
    }

    #[test]
    fn a_price_that_is_taken_out_is_gone() {
        let all = Catalogue::embedded().expect("the embedded catalogue");
        let rest = all.without("elb.alb.hour");
        assert_eq!(rest.price("elb.alb.hour"), None);
        assert_eq!(rest.prices().len() + 1, all.prices().len());
        assert_ne!(rest.digest(), all.digest());
        assert_eq!(all.without("no such price"), all);
    }
}
