//! The outputs for other programs, each held against what reads it: a schema, a parser, or GitHub's rules written down again.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod comment;
mod controls;
mod csv;
mod github;
mod goldens;
mod junit;
mod markdown;
mod reports;
mod sarif;
#[path = "../support/mod.rs"]
mod support;
