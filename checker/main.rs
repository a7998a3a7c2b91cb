//! The program: parses the command line, runs, and exits with the status of the run.

use std::process::ExitCode;

use checker::{cli::Cli, run};
use clap::Parser as _;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run::run(cli) {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            run::complain(error);
            ExitCode::from(run::exit::WRONG)
        }
    }
}
