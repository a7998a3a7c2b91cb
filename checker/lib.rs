//! The checker: Terraform plans and account snapshots judged against Rego policies.
//!
//! `plan | account snapshot → Inventory → PolicySet → judgements → Report → outputs, exit status`

pub mod account;
pub mod action;
pub mod attestation;
pub mod change;
pub mod cli;
pub mod config;
pub mod console;
pub mod context;
pub mod cost;
pub mod data;
pub mod error;
pub mod explain;
pub mod finding;
pub mod gate;
pub mod github;
pub mod inventory;
pub mod judging;
pub mod location;
pub mod output;
pub mod plan;
pub mod policy;
pub mod report;
pub mod results;
pub mod run;
pub mod secrets;
mod threads;
pub mod waiver;
