//! The program: parses the command line, runs, and exits with the status of the run.

use std::process::ExitCode;

use checker::{cli::Cli, run};
use clap::Parser as _;

fn main() -> ExitCode {
    std::panic::set_hook(Box::new(run::crash));
    let cli = Cli::parse();
    match run::run(cli) {
        Ok(status) => ExitCode::from(status),
        Err(failure) => {
            run::complain(failure);
            ExitCode::from(run::exit::WRONG)
        }
    }
}
