//! Where the outputs go: to files, and to standard output.

use std::io::{self, IsTerminal as _};

use super::{Format, Target, render, text};
use crate::config::Config;
use crate::console::Console;
use crate::error::Error;
use crate::report::Report;
use crate::run::{print, write_file};

/// The outputs that were asked for.
pub struct Outputs(Vec<Target>);

impl Outputs {
    /// What the options name, else what `checker.yaml` does, else text for people. No two may go to one place.
    pub fn new(asked: &[Target], config: &Config) -> Result<Self, Error> {
        let mut targets = asked.to_vec();
        if targets.is_empty() {
            let parsed: Result<Vec<Target>, String> = config.output.iter().map(|text| text.parse()).collect();
            targets = parsed.map_err(|problem| Error::Option(format!("checker.yaml: output: {problem}")))?;
        }
        if targets.is_empty() {
            targets.push(Target { format: Format::Text, file: None });
        }
        for (at, target) in targets.iter().enumerate() {
            if targets[..at].iter().any(|other| other.file == target.file) {
                let place = target.file.as_ref().map_or("standard output".to_owned(), |file| file.display().to_string());
                return Err(Error::Outputs(place));
            }
        }
        Ok(Self(targets))
    }

    /// Writes them all. Files first: a pipe that is closed early must not keep them from being written.
    pub fn write(&self, report: &Report, console: &Console) -> Result<(), Error> {
        for target in &self.0 {
            let Some(file) = &target.file else { continue };
            let style = text::Style { color: false, quiet: console.quiet, width: None };
            write_file(file, &render(report, target.format, style))?;
        }
        for target in self.0.iter().filter(|target| target.file.is_none()) {
            let width = io::stdout().is_terminal().then(terminal_width);
            let style = text::Style { color: console.colored(), quiet: console.quiet, width };
            print(&render(report, target.format, style))?;
        }
        Ok(())
    }
}

fn terminal_width() -> usize {
    std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(100)
}
