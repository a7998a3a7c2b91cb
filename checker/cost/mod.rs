//! What the resources of an inventory cost a month: prices with their dates and sources, and what is assumed of their use.

pub mod catalogue;
pub mod command;
pub mod component;
pub mod components;
pub mod difference;
pub mod document;
pub mod estimate;
mod index;
pub mod markdown;
pub mod price_list;
pub mod refresh;
#[cfg(test)]
mod sample;
mod sheet;
pub mod statement;
pub mod text;
pub mod usage;

use std::path::Path;
use std::sync::{Arc, LazyLock};

use crate::error::Error;
use catalogue::Catalogue;
use usage::Usage;

/// Hours in a month: a year's, divided by twelve, as AWS's own calculator counts.
pub const HOURS: u32 = 730;

/// What an inventory is estimated with.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pricing {
    /// What a unit costs.
    pub catalogue: Catalogue,
    /// How much is used of what no plan tells.
    pub usage: Usage,
}

impl Pricing {
    /// The prices built into the program, with a usage file where there is one.
    ///
    /// # Errors
    ///
    /// Where one of them says something that no estimate would use.
    pub fn read(usage: Option<&Path>) -> Result<Arc<Self>, Error> {
        let catalogue = Catalogue::embedded()?;
        let usage = usage.map(|path| Usage::read(path, &catalogue)).transpose()?.unwrap_or_default();
        Ok(Arc::new(Self { catalogue, usage }))
    }

    /// No price and no use: nothing that is billed has a cost that is known.
    pub fn none() -> Arc<Self> {
        static NONE: LazyLock<Arc<Pricing>> = LazyLock::new(Arc::default);
        Arc::clone(&NONE)
    }
}
