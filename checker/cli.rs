//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use serde::Deserialize;

use crate::cost::command::CostArgs;
use crate::output::Target;
use crate::policy::control::Selector;
use crate::policy::metadata::Severity;

/// Judges Terraform plans and AWS account snapshots against policies written in Rego.
#[derive(Debug, Parser)]
#[command(name = "checker", version, max_term_width = 100, after_help = EXIT_STATUS)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_STATUS: &str = "\
Exit status:
  0  nothing at or above the gate
  1  violations
  2  the run itself is wrong: usage, an unreadable plan, a broken policy, nothing judged
  3  no violation, but something at the gate could not be proved
  4  `checker action` alone: the results could not be posted, and `on-post-error` is `fail`";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Judge Terraform plans
    Plan(PlanArgs),
    /// Judge an account from a snapshot file
    Account(AccountArgs),
    /// Merge result files, the JSON reports of other runs, into one report
    Report(ReportArgs),
    /// Run as a step of GitHub Actions, by the inputs in its environment
    Action,
    /// Print the policies' input, redacted, as JSON
    Inventory(InventoryArgs),
    /// Estimate what plans or an account cost a month
    Cost(CostArgs),
    /// Explain a verdict: what is read, what decides, and what would change it
    Explain(ExplainArgs),
    /// Look at policies, and work on them
    #[command(subcommand)]
    Policy(PolicyCommand),
    /// Look at waivers, and add to them
    #[command(subcommand)]
    Waiver(WaiverCommand),
    /// Renew dated data
    #[command(subcommand)]
    Data(DataCommand),
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// `checker plan`.
#[derive(Debug, Args)]
pub struct PlanArgs {
    /// A plan's JSON, a directory of Terraform code to plan first, or `-` for standard input
    #[arg(required = true, value_name = "PLAN")]
    pub plans: Vec<PathBuf>,
    /// How to plan a directory.
    #[command(flatten)]
    pub terraform: TerraformArgs,
    /// How to judge.
    #[command(flatten)]
    pub judge: JudgeArgs,
}

/// `checker account`.
#[derive(Debug, Args)]
pub struct AccountArgs {
    /// The snapshot file
    #[arg(long, value_name = "FILE")]
    pub snapshot: PathBuf,
    /// How to judge.
    #[command(flatten)]
    pub judge: JudgeArgs,
}

/// `checker report`.
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// Result files: JSON reports, each of other plans or accounts; repeatable
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    pub results: Vec<PathBuf>,
    /// A scope or account that must be among the results; without a result it is undetermined. Repeatable
    #[arg(long, value_name = "SCOPE|ACCOUNT", env = "CHECKER_EXPECT", value_delimiter = ',')]
    pub expect: Vec<String>,
    /// What decides the exit status.
    #[command(flatten)]
    pub gate: GateArgs,
    /// Where the results go.
    #[command(flatten)]
    pub outputs: OutputArgs,
    /// The configuration, and what is said.
    #[command(flatten)]
    pub show: ShowArgs,
}

/// `checker inventory`.
#[derive(Debug, Args)]
pub struct InventoryArgs {
    /// Plans, directories, or one snapshot
    #[arg(required = true, value_name = "PLAN|SNAPSHOT")]
    pub inputs: Vec<PathBuf>,
    /// How to plan a directory.
    #[command(flatten)]
    pub terraform: TerraformArgs,
    /// Which policies, scope and source.
    #[command(flatten)]
    pub base: BaseArgs,
}

/// `checker explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The policy's id
    pub id: String,
    /// The address of a resource, `missing:` and the name of what is missing, or `scope:` and the name of a scope
    pub resource: String,
    /// Plans, directories, or one snapshot
    #[arg(required = true, value_name = "PLAN|SNAPSHOT")]
    pub inputs: Vec<PathBuf>,
    /// How to plan a directory.
    #[command(flatten)]
    pub terraform: TerraformArgs,
    /// Which policies, scope and source.
    #[command(flatten)]
    pub base: BaseArgs,
}

/// How to plan a directory.
#[derive(Debug, Default, Args)]
pub struct TerraformArgs {
    /// Plan a temporary copy of the repository with local state: everything then reads as new
    #[arg(long)]
    pub no_backend: bool,
    /// A variables file for Terraform; repeatable
    #[arg(long = "var-file", value_name = "FILE")]
    pub var_files: Vec<PathBuf>,
    /// A variable for Terraform; repeatable
    #[arg(long = "var", value_name = "NAME=VALUE")]
    pub vars: Vec<String>,
    /// The Terraform or OpenTofu program
    #[arg(long, value_name = "PROGRAM", env = "CHECKER_TERRAFORM")]
    pub terraform: Option<PathBuf>,
}

/// What every command that reads an input needs.
#[derive(Debug, Default, Args)]
pub struct BaseArgs {
    /// The plan's scope: account, staging, production or edge
    #[arg(long, value_name = "SCOPE", env = "CHECKER_ENVIRONMENT")]
    pub environment: Option<String>,
    /// A directory of policies, instead of those built in
    #[arg(long, value_name = "DIR", env = "CHECKER_POLICIES")]
    pub policies: Option<PathBuf>,
    /// The Terraform code that the plan was made from: its directory, or the file of `terraform plan -out FILE`
    #[arg(long, value_name = "DIR|FILE", env = "CHECKER_SOURCE")]
    pub source: Option<PathBuf>,
    /// Judge with this policy alone; repeatable
    #[arg(long, value_name = "ID", env = "CHECKER_ONLY", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Judge with the policies that serve this alone, such as GDPR:32 or "SOC 2:CC6.1"; repeatable
    #[arg(long, value_name = "CONTROL", env = "CHECKER_CONTROL", value_delimiter = ',')]
    pub control: Vec<Selector>,
    /// Leave this policy out; repeatable
    #[arg(long, value_name = "ID", env = "CHECKER_SKIP", value_delimiter = ',')]
    pub skip: Vec<String>,
    /// The run's time, instead of SOURCE_DATE_EPOCH or the clock
    #[arg(long, value_name = "TIME", env = "CHECKER_NOW")]
    pub now: Option<String>,
    /// What is assumed of the resources' use, instead of infra/usage.yaml beside checker.yaml
    #[arg(long, value_name = "FILE", env = "CHECKER_USAGE")]
    pub usage: Option<PathBuf>,
    /// The configuration, and what is said.
    #[command(flatten)]
    pub show: ShowArgs,
}

/// Where the configuration is, and how much is said in which way.
#[derive(Debug, Default, Args)]
pub struct ShowArgs {
    /// The configuration, instead of the checker.yaml found here or above
    #[arg(long, value_name = "FILE", env = "CHECKER_CONFIG")]
    pub config: Option<PathBuf>,
    /// Say nothing but what is wrong
    #[arg(long, short)]
    pub quiet: bool,
    /// When to use colours
    #[arg(long, value_name = "WHEN", env = "CHECKER_COLOR")]
    pub color: Option<Color>,
}

/// How to judge.
#[derive(Debug, Default, Args)]
pub struct JudgeArgs {
    /// Which policies, scope and source.
    #[command(flatten)]
    pub base: BaseArgs,
    /// Which waivers and attestations.
    #[command(flatten)]
    pub files: FilesArgs,
    /// What decides the exit status.
    #[command(flatten)]
    pub gate: GateArgs,
    /// Where the results go.
    #[command(flatten)]
    pub outputs: OutputArgs,
    /// Seconds that one policy may take [default: 10]
    #[arg(long, value_name = "SECONDS", env = "CHECKER_POLICY_TIMEOUT", value_parser = clap::value_parser!(u64).range(1..))]
    pub policy_timeout: Option<u64>,
}

/// What decides the exit status.
#[derive(Debug, Default, Args)]
pub struct GateArgs {
    /// The gate: the least severity that makes the exit status 1 or 3 [default: high]
    #[arg(long, value_name = "SEVERITY", env = "CHECKER_FAIL_ON")]
    pub fail_on: Option<Severity>,
    /// What to make of what cannot be known, at the gate [default: fail]
    #[arg(long, value_name = "ACTION", env = "CHECKER_ON_UNDETERMINED")]
    pub on_undetermined: Option<OnUndetermined>,
    /// Let violations that were there before the plan pass the gate
    #[arg(long, env = "CHECKER_ONLY_INTRODUCED")]
    pub only_introduced: bool,
}

/// Where the results go.
#[derive(Debug, Default, Args)]
pub struct OutputArgs {
    /// text, json, sarif, junit, markdown, csv, github or controls, with =FILE to write it there; repeatable [default: text]
    #[arg(long, short, value_name = "FORMAT[=FILE]", env = "CHECKER_OUTPUT", value_delimiter = ',')]
    pub output: Vec<Target>,
}

/// Which waivers and attestations.
#[derive(Debug, Default, Args)]
pub struct FilesArgs {
    /// The waivers, instead of the waivers.yaml beside checker.yaml
    #[arg(long, value_name = "FILE", env = "CHECKER_WAIVERS")]
    pub waivers: Option<PathBuf>,
    /// The attestations, instead of the attestations.yaml beside checker.yaml
    #[arg(long, value_name = "FILE", env = "CHECKER_ATTESTATIONS")]
    pub attestations: Option<PathBuf>,
}

/// What to make of what is undetermined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OnUndetermined {
    /// Exit status 3.
    Fail,
    /// Say it, and go on.
    Warn,
    /// Leave it to the report.
    Ignore,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// `checker policy`.
#[derive(Debug, Subcommand)]
pub enum PolicyCommand {
    /// List the policies
    List {
        /// Which policies.
        #[command(flatten)]
        set: SetArgs,
        /// Only the policies that serve this, such as GDPR:32 or "SOC 2:CC6.1"; repeatable
        #[arg(long, value_name = "CONTROL")]
        control: Vec<Selector>,
        /// How to print
        #[arg(long, short, default_value = "text")]
        output: ListFormat,
    },
    /// Show a policy: its statement, what it reads, and its Rego
    Show {
        /// The policy's id
        id: String,
        /// Which policies.
        #[command(flatten)]
        set: SetArgs,
    },
    /// Run the policies' tests and cases, and measure what they cover
    Test {
        /// Which policies.
        #[command(flatten)]
        set: SetArgs,
        /// Only these policies. What they cover of the library is not counted then
        ids: Vec<String>,
        /// How many random subsets of each case to hide, besides every single thing; with 0 nothing is hidden
        #[arg(long, default_value_t = 20)]
        subsets: u32,
        /// The start of the random numbers
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Make the folder of a new policy
    New {
        /// The new policy's id, area/policy
        id: String,
        /// The directory of policies
        #[arg(long, value_name = "DIR", default_value = "policies")]
        policies: PathBuf,
    },
    /// Write policies/README.md, the index of the policies
    Docs {
        /// The directory of policies
        #[arg(long, value_name = "DIR", default_value = "policies")]
        policies: PathBuf,
        /// Compare instead of writing; exit 1 where the file is not up to date
        #[arg(long)]
        check: bool,
    },
}

/// `checker waiver`.
#[derive(Debug, Subcommand)]
pub enum WaiverCommand {
    /// List the waivers, each with how it stands today
    List {
        /// Which file, and when.
        #[command(flatten)]
        file: WaiverFileArgs,
        /// How to print
        #[arg(long, short, default_value = "text")]
        output: ListFormat,
    },
    /// Append a waiver to the file, if it is as it must be
    Add(Box<AddArgs>),
    /// Check the waivers and attestations: exit 2 where one is malformed, 1 where the time of one is over
    Check(Box<CheckArgs>),
}

/// Which waivers, and when.
#[derive(Debug, Args)]
pub struct WaiverFileArgs {
    /// The waivers, instead of the waivers.yaml beside checker.yaml
    #[arg(long, value_name = "FILE", env = "CHECKER_WAIVERS")]
    pub waivers: Option<PathBuf>,
    /// The time, instead of SOURCE_DATE_EPOCH or the clock
    #[arg(long, value_name = "TIME", env = "CHECKER_NOW")]
    pub now: Option<String>,
    /// The configuration, instead of the checker.yaml found here or above
    #[arg(long, value_name = "FILE", env = "CHECKER_CONFIG")]
    pub config: Option<PathBuf>,
}

/// `checker waiver add`.
#[derive(Debug, Args)]
pub struct AddArgs {
    /// The id of the policy whose results are excused
    #[arg(long, value_name = "ID")]
    pub policy: String,
    /// Which of them.
    #[command(flatten)]
    pub matching: MatchArgs,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Who sees to it that it ends
    #[arg(long, value_name = "NAME")]
    pub owner: String,
    /// Who excused it
    #[arg(long, value_name = "NAME")]
    pub approved_by: String,
    /// Where that was discussed
    #[arg(long, value_name = "ID")]
    pub ticket: String,
    /// The first day on which it holds, in UTC [default: today]
    #[arg(long, value_name = "DATE")]
    pub created: Option<String>,
    /// The last day on which it holds, in UTC: at most 180 days after the first
    #[arg(long, value_name = "DATE")]
    pub expires: String,
    /// Which file, and when.
    #[command(flatten)]
    pub file: WaiverFileArgs,
    /// A directory of policies, instead of those built in
    #[arg(long, value_name = "DIR", env = "CHECKER_POLICIES")]
    pub policies: Option<PathBuf>,
}

/// Which results a waiver is for: all that is said has to hold.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub struct MatchArgs {
    /// The resource's address; `*` stands for any text within one name or key, `**` for any text
    #[arg(long, value_name = "PATTERN")]
    pub address: Option<String>,
    /// Its ARN
    #[arg(long, value_name = "ARN")]
    pub arn: Option<String>,
    /// The number of its account
    #[arg(long, value_name = "NUMBER")]
    pub account: Option<String>,
    /// Its region
    #[arg(long, value_name = "NAME")]
    pub region: Option<String>,
    /// A tag that it has; repeatable
    #[arg(long, value_name = "KEY=VALUE", value_parser = tag)]
    pub tag: Vec<(String, String)>,
    /// The name of what is missing
    #[arg(long, value_name = "NAME")]
    pub missing: Option<String>,
    /// The scope
    #[arg(long, value_name = "SCOPE")]
    pub scope: Option<String>,
}

fn tag(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("write it as KEY=VALUE")?;
    Ok((key.to_owned(), value.to_owned()))
}

/// `checker waiver check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Plans, directories, or one snapshot: names the waivers that are of no use for them too
    #[arg(value_name = "PLAN|SNAPSHOT")]
    pub inputs: Vec<PathBuf>,
    /// Which waivers and attestations.
    #[command(flatten)]
    pub files: FilesArgs,
    /// How to plan a directory.
    #[command(flatten)]
    pub terraform: TerraformArgs,
    /// Which policies, scope and source.
    #[command(flatten)]
    pub base: BaseArgs,
}

/// `checker data`.
#[derive(Debug, Subcommand)]
pub enum DataCommand {
    /// Renew Cloudflare's ranges in data/cloudflare.yaml, and print the difference
    Refresh(RefreshArgs),
}

/// `checker data refresh`.
#[derive(Debug, Args)]
pub struct RefreshArgs {
    /// The directory of policies
    #[arg(long, value_name = "DIR", default_value = "policies", env = "CHECKER_POLICIES")]
    pub policies: PathBuf,
    /// The run's time, instead of SOURCE_DATE_EPOCH or the clock
    #[arg(long, value_name = "TIME", env = "CHECKER_NOW")]
    pub now: Option<String>,
    /// What stands before /ips-v4 and /ips-v6 [default: https://www.cloudflare.com]
    #[arg(long, value_name = "URL")]
    pub from: Option<String>,
}

/// Which policies.
#[derive(Debug, Args)]
pub struct SetArgs {
    /// A directory of policies, instead of those built in
    #[arg(long, value_name = "DIR", env = "CHECKER_POLICIES")]
    pub policies: Option<PathBuf>,
}

/// How `policy list` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// One line per policy.
    Text,
    /// An array with the metadata.
    Json,
}
