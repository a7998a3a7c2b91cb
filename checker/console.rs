//! The console: what is said on standard error, and whether standard output has colours.

use std::io::{self, IsTerminal as _, Write as _};

use crate::cli::{Color, ShowArgs};
use crate::config::Config;
use crate::report::Report;

/// How much is said, and how it looks.
#[derive(Debug, Clone, Copy)]
pub struct Console {
    /// Whether only what matters is said.
    pub quiet: bool,
    color: Color,
}

impl Console {
    /// What the options say, else `checker.yaml`.
    pub fn new(args: &ShowArgs, config: &Config) -> Self {
        Self { quiet: args.quiet || config.quiet, color: args.color.or(config.color).unwrap_or(Color::Auto) }
    }

    /// Says something on standard error.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            let _ = writeln!(io::stderr().lock(), "{text}");
        }
    }

    /// Says on standard error what there is to say about waivers and attestations.
    pub fn remarks(&self, report: &Report) {
        report.remarks().iter().for_each(|remark| self.say(&remark.to_string()));
    }

    /// Whether standard output is colored.
    pub fn colored(&self) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        }
    }
}
