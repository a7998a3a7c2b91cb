//! What the resources of an inventory cost a month: prices with their dates and sources.

pub mod catalogue;
pub mod price_list;
pub mod refresh;
