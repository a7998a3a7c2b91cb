//! `checker cost`: the estimate alone.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Deserialize;

use super::statement::Statement;
use super::{markdown, text};
use crate::cli::{BaseArgs, TerraformArgs};
use crate::context::{Context, Given};
use crate::inventory::Inventory;
use crate::run::print;
use crate::secrets::scrub::{Failure, Scrubber};

/// `checker cost`.
#[derive(Debug, Args)]
pub struct CostArgs {
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

/// Prints the estimate of the inputs.
pub fn cost(args: &CostArgs) -> Result<u8, Failure> {
    let context = Context::new(&args.base)?;
    let set = context.policies()?;
    let read = |paths: &[PathBuf]| -> Result<Inventory, Failure> {
        let mut given = context.plans(paths, &args.terraform)?;
        given.iter_mut().for_each(|plan| at_its_root(&context, plan));
        Ok(context.inventory_of(given)?.0)
    };
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

/// A plan that lies apart from its code is read with the root that `roots:` names for its scope: without it the plan tells neither its
/// regions nor the length of every list.
fn at_its_root(context: &Context, plan: &mut Given) {
    if plan.source.is_some() {
        return;
    }
    let scope = context.environment.clone().or_else(|| environment(&plan.file.bytes));
    let Some(root) = scope.and_then(|scope| context.config.root_of(&scope)) else { return };
    context.say(&format!(
        "note: {} is read with the code in {}, its scope's root in checker.yaml",
        plan.file.name,
        root.display()
    ));
    plan.source = Some(root);
}

/// The variable `environment` of a plan.
fn environment(json: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Plan {
        variables: Variables,
    }
    #[derive(Deserialize)]
    struct Variables {
        environment: Variable,
    }
    #[derive(Deserialize)]
    struct Variable {
        value: String,
    }
    serde_json::from_slice::<Plan>(json).ok().map(|plan| plan.variables.environment.value)
}
