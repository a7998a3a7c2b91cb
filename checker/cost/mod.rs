//! What the resources of an inventory cost a month: prices with their dates and sources.

pub mod catalogue;
