//! An AWS account read into an inventory. So far from a snapshot file; the reader of a live account comes beside it.

pub mod scope;
pub mod snapshot;
