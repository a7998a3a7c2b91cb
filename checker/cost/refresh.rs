//! `checker cost refresh`: the catalogue's prices renewed from AWS's price list, as a difference to review. Never during a check.

#[cfg(feature = "pricing")]
mod query;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;
use miette::Diagnostic;
use rust_decimal::Decimal;
use thiserror::Error;

use super::catalogue::{Catalogue, CatalogueError, Confidence, EMBEDDED, Price};
use super::price_list::{List, Offer};
use crate::context::now;
use crate::data::difference;
use crate::error::Error;
use crate::run::{print, write_file};

/// A price that changes by more than this factor is taken for one of another unit.
const WILDEST: u32 = 3;

/// `checker cost refresh`.
#[derive(Debug, Args)]
pub struct CostRefreshArgs {
    /// The catalogue to renew
    #[arg(long, value_name = "FILE", default_value = EMBEDDED)]
    pub catalogue: PathBuf,
    /// A price list that was downloaded, of one service and region; repeat it for several. Without it the Query API is asked
    #[arg(long, value_name = "FILE")]
    pub bulk: Vec<PathBuf>,
    /// Renew this price alone; repeat it for several
    #[arg(long, value_name = "ID")]
    pub only: Vec<String>,
    /// Leave this price as it is; repeat it for several
    #[arg(long, value_name = "ID")]
    pub skip: Vec<String>,
    /// The run's time, instead of SOURCE_DATE_EPOCH or the clock
    #[arg(long, value_name = "TIME", env = "CHECKER_NOW")]
    pub now: Option<String>,
}

/// Prices that cannot be renewed. Nothing was written.
#[derive(Debug, Error, Diagnostic)]
pub enum RefreshError {
    /// The catalogue's text.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Catalogue(#[from] CatalogueError),
    /// A file that is not there.
    #[error("{}: cannot be read: {source}", path.display())]
    #[diagnostic(code(cost::unreadable), help("run it where the repository is, or name the file with --catalogue or --bulk"))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The operating system's answer.
        source: std::io::Error,
    },
    /// No price list.
    #[error("{from}: {problem}")]
    #[diagnostic(
        code(cost::price_list),
        help(
            "give the JSON that AWS publishes as offers/v1.0/aws/SERVICE/current/REGION/index.json, all of it; nothing was written"
        )
    )]
    List {
        /// The file.
        from: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A price that the list has not.
    #[error("{from}: no SKU is `{entry}`, that is {filters}{}", elsewhere.as_ref().map(|regions| format!("; what it has is of {regions}")).unwrap_or_default())]
    #[diagnostic(
        code(cost::no_sku),
        help(
            "give the price list of the catalogue's region, or mend `usagetype` and `filters` of this price; --skip leaves it as it is; nothing was written"
        )
    )]
    None {
        /// Where it was looked for.
        from: String,
        /// The price.
        entry: String,
        /// What it is asked for by.
        filters: String,
        /// The regions of what is there.
        elsewhere: Option<String>,
    },
    /// A price that the list has several times.
    #[error("{from}: several SKUs are `{entry}`, that is {filters}: {}", skus.join(", "))]
    #[diagnostic(
        code(cost::several_skus),
        help("look at what differs between these SKUs and add it to the `filters` of this price; nothing was written")
    )]
    Several {
        /// Where it was looked for.
        from: String,
        /// The price.
        entry: String,
        /// What it is asked for by.
        filters: String,
        /// Those that match.
        skus: Vec<String>,
    },
    /// A SKU that is no price.
    #[error("{from}: the SKU {sku} of `{entry}` {problem}")]
    #[diagnostic(
        code(cost::unusable_sku),
        help("look at the SKU in the price list, and write the price by hand; --skip leaves it as it is; nothing was written")
    )]
    Unusable {
        /// Where it is.
        from: String,
        /// The price.
        entry: String,
        /// The SKU.
        sku: String,
        /// Why it is no price.
        problem: String,
    },
    /// A price that nobody can ask for.
    #[error("--{0}: {1}")]
    #[diagnostic(code(cost::not_renewable), help("the ids are those of the catalogue; what can be renewed has a `usagetype`"))]
    Id(&'static str, String),
    /// No Query API in this program.
    #[error("this program is built without the Price List Query API")]
    #[diagnostic(code(cost::no_query), help("give price lists with --bulk, or build it with `--features pricing`"))]
    NoQuery,
    /// No answer.
    #[error("the Price List Query API, for `{entry}`: {problem}")]
    #[diagnostic(
        code(cost::query),
        help("check the network and AWS's credentials, which need pricing:GetProducts, and try again; nothing was written")
    )]
    Query {
        /// The price.
        entry: String,
        /// What came instead.
        problem: String,
    },
}

/// A price as AWS's list has it.
struct Quote {
    from: String,
    offers: Vec<Offer>,
    /// The regions of what else is there.
    elsewhere: Option<String>,
    as_of: Date,
}

/// Renews the catalogue. Each price has to be exactly one SKU: of two, one would be wrong.
///
/// # Errors
///
/// Where a price is no SKU or several, and where the list, the catalogue or the network fails. Nothing is written then.
pub fn refresh(args: &CostRefreshArgs) -> Result<u8, Error> {
    let path = &args.catalogue;
    let name = path.display().to_string();
    let old = std::fs::read_to_string(path).map_err(|source| RefreshError::Unreadable { path: path.clone(), source })?;
    let catalogue = Catalogue::parse(&name, &old).map_err(RefreshError::from)?;
    let today = day(&now(args.now.as_deref())?);

    let wanted = wanted(&catalogue, &args.only, &args.skip)?;
    let quotes = if args.bulk.is_empty() { queried(&wanted, today)? } else { in_files(&args.bulk, &wanted)? };
    let renewed: Vec<Price> =
        quotes.iter().map(|(price, quote)| quote.price(price, &catalogue.region)).collect::<Result<_, _>>()?;

    let new = catalogue.with(&renewed, today).text();
    Catalogue::parse(&name, &new).map_err(RefreshError::from)?;
    say(path, &catalogue, &renewed);
    if new == old {
        return Ok(crate::run::exit::CLEAN);
    }
    write_file(path, &new)?;
    print(&difference(path, &old, &new))
}

/// The day of a time that has been checked.
fn day(time: &str) -> Date {
    time.split('T').next().and_then(|day| day.parse().ok()).unwrap_or_default()
}

/// The prices that AWS's list is asked for.
fn wanted<'c>(catalogue: &'c Catalogue, only: &[String], skip: &[String]) -> Result<Vec<&'c Price>, RefreshError> {
    for (option, id) in only.iter().map(|id| ("only", id)).chain(skip.iter().map(|id| ("skip", id))) {
        match catalogue.price(id) {
            None => return Err(RefreshError::Id(option, format!("there is no price `{id}`"))),
            Some(price) if price.usagetype.is_none() => {
                return Err(RefreshError::Id(
                    option,
                    format!("`{id}` has no usage type in AWS's price list, and is left as it is"),
                ));
            }
            Some(_) => {}
        }
    }
    let is_wanted =
        |price: &&Price| price.usagetype.is_some() && (only.is_empty() || only.contains(&price.id)) && !skip.contains(&price.id);
    Ok(catalogue.prices().filter(is_wanted).collect())
}

/// The quotes of bulk files, for the prices of the services that the files are of.
fn in_files<'c>(files: &[PathBuf], wanted: &[&'c Price]) -> Result<Vec<(&'c Price, Quote)>, RefreshError> {
    let mut quotes = Vec::new();
    for path in files {
        let from = path.display().to_string();
        let broken = |problem: String| RefreshError::List { from: from.clone(), problem };
        let file = std::fs::File::open(path).map_err(|source| RefreshError::Unreadable { path: path.clone(), source })?;
        let list = List::read(file, wanted).map_err(broken)?;
        let as_of: Date =
            list.published.parse().map_err(|_| broken(format!("was published at `{}`, which is no time", list.published)))?;
        let of_service: Vec<_> = wanted.iter().filter(|price| price.service_code.as_ref() == Some(&list.service)).collect();
        if of_service.is_empty() {
            return Err(broken(format!("is of {}, and no price that is to be renewed is", list.service)));
        }
        let regions: Vec<&str> = list.regions.iter().map(String::as_str).collect();
        for price in of_service {
            let offers = list.offers.iter().filter(|offer| offer.product.is_of(price)).cloned().collect();
            quotes.push((*price, Quote { from: from.clone(), offers, elsewhere: Some(regions.join(", ")), as_of }));
        }
    }
    Ok(quotes)
}

#[cfg(feature = "pricing")]
fn queried<'c>(wanted: &[&'c Price], today: Date) -> Result<Vec<(&'c Price, Quote)>, RefreshError> {
    query::quotes(wanted, today)
}

#[cfg(not(feature = "pricing"))]
fn queried<'c>(_: &[&'c Price], _: Date) -> Result<Vec<(&'c Price, Quote)>, RefreshError> {
    Err(RefreshError::NoQuery)
}

impl Quote {
    /// The price with what the one SKU costs.
    fn price(&self, old: &Price, region: &str) -> Result<Price, RefreshError> {
        let (from, entry, filters) = (self.from.clone(), old.id.clone(), filters(old));
        let offer = match &self.offers[..] {
            [only] => only,
            [] => return Err(RefreshError::None { from, entry, filters, elsewhere: self.elsewhere.clone() }),
            several => {
                let skus = several.iter().map(|offer| offer.product.sku.clone()).collect();
                return Err(RefreshError::Several { from, entry, filters, skus });
            }
        };
        let sku = offer.product.sku.clone();
        let unusable =
            |problem| RefreshError::Unusable { from: self.from.clone(), entry: old.id.clone(), sku: sku.clone(), problem };
        let tiers = offer.tiers(old.list_units.unwrap_or(Decimal::ONE)).map_err(unusable)?;
        if let (Some(before), Some(after)) = (old.tiers.first(), tiers.first())
            && (after.usd > before.usd * Decimal::from(WILDEST) || after.usd * Decimal::from(WILDEST) < before.usd)
        {
            let problem =
                format!("costs {} a unit, and it was {}: that is another unit, or another thing", after.usd, before.usd);
            return Err(unusable(problem));
        }
        let service = old.service_code.as_deref().unwrap_or_default();
        Ok(Price {
            tiers,
            range: None,
            region: region.to_owned(),
            source: format!("AWS price list, {service}, SKU {sku}"),
            as_of: self.as_of.into(),
            confidence: Confidence::Found,
            ..old.clone()
        })
    }
}

/// What a price is asked for by.
fn filters(price: &Price) -> String {
    let usage = price.usagetype.iter().map(|usage| format!("usagetype {usage}"));
    usage.chain(price.filters.iter().map(|(name, value)| format!("{name} {value}"))).collect::<Vec<_>>().join(", ")
}

/// What was renewed and what was not, on standard error.
fn say(path: &Path, catalogue: &Catalogue, renewed: &[Price]) {
    let list = |ids: Vec<&str>| if ids.is_empty() { "none".to_owned() } else { ids.join(", ") };
    let has_changed = |price: &&Price| catalogue.price(&price.id).is_none_or(|old| old.tiers != price.tiers);
    let changed = renewed.iter().filter(has_changed).map(|price| price.id.as_str()).collect();
    let is_left = |price: &&Price| renewed.iter().all(|renewed| renewed.id != price.id);
    let left = catalogue.prices().filter(is_left).map(|price| price.id.as_str()).collect();
    let mut out = std::io::stderr().lock();
    let path = path.display();
    let _ = writeln!(out, "{path}: prices renewed: {}; with another amount: {}", renewed.len(), list(changed));
    let _ = writeln!(out, "{path}: not looked up, and left as they are: {}", list(left));
}
