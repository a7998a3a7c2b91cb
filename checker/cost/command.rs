//! `checker cost`: the estimate alone.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::refresh::{self, CostRefreshArgs};
use super::statement::Statement;
use super::{markdown, text};
use crate::cli::{BaseArgs, TerraformArgs};
use crate::context::Context;
use crate::inventory::Inventory;
use crate::run::print;
use crate::secrets::scrub::{Failure, Scrubber};

/// `checker cost`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct CostArgs {
    /// Something else than an estimate.
    #[command(subcommand)]
    pub command: Option<CostCommand>,
    /// Plans, directories, or one snapshot
    #[arg(required = true, value_name = "PLAN|SNAPSHOT")]
    pub inputs: Vec<PathBuf>,
    /// A plan or snapshot to compare with
    #[arg(long, value_name = "PLAN|SNAPSHOT")]
    pub against: Option<PathBuf>,
    /// How to print
    #[arg(long, short, default_value = "text", value_name = "FORMAT")]
    pub output: Format,
    /// How to plan a directory.
    #[command(flatten)]
    pub terraform: TerraformArgs,
    /// Which policies, scope and source.
    #[command(flatten)]
    pub base: BaseArgs,
}

/// What `checker cost` does beside estimating.
#[derive(Debug, Subcommand)]
pub enum CostCommand {
    /// Renew the prices from AWS's price list, and print the difference
    Refresh(CostRefreshArgs),
}

/// How `checker cost` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table, with what each line assumes.
    Text,
    /// As `cost` in the report.
    Json,
    /// GitHub's Markdown.
    Markdown,
}

/// Prints the estimate of the inputs, or renews the prices.
pub fn cost(args: &CostArgs) -> Result<u8, Failure> {
    if let Some(CostCommand::Refresh(args)) = &args.command {
        return Ok(refresh::refresh(args)?);
    }
    let context = Context::new(&args.base)?;
    let set = context.policies()?;
    let read = |paths: &[PathBuf]| -> Result<Inventory, Failure> { Ok(context.inventory(paths, &args.terraform)?.0) };
    let inventory = read(&args.inputs)?;
    let against = args.against.as_ref().map(|path| read(std::slice::from_ref(path))).transpose()?;
    let scrubber = Scrubber::new(&inventory, set.texts());
    context.notices(&inventory, &scrubber);
    let mut statement = Statement::new(&inventory, &set, &context.now, against.as_ref());
    scrubber.statement(&mut statement);
    let text = match args.output {
        Format::Text => text::render(&statement),
        Format::Markdown => markdown::render(&statement),
        Format::Json => serde_json::to_string_pretty(&statement).map(|text| text + "\n").unwrap_or_default(),
    };
    Ok(print(&text)?)
}
