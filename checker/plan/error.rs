//! What can be wrong with a plan, each with what to do about it.

use miette::Diagnostic;
use thiserror::Error;

/// A plan that cannot be read or judged. `name` is the file as the user gave it.
#[derive(Debug, Error, Diagnostic)]
pub enum PlanError {
    /// The file could not be opened or read.
    #[error("{name}: cannot be read: {source}")]
    #[diagnostic(
        code(plan::unreadable),
        help(
            "give the JSON that `terraform show -json PLANFILE` prints, a directory of Terraform code, or `-` for standard input"
        )
    )]
    Unreadable {
        /// The file.
        name: String,
        /// The operating system's answer.
        source: std::io::Error,
    },
    /// The file has no content.
    #[error("{name}: is empty")]
    #[diagnostic(
        code(plan::empty_file),
        help("write it with `terraform show -json PLANFILE > plan.json`, and check that command's own errors")
    )]
    EmptyFile {
        /// The file.
        name: String,
    },
    /// A saved binary plan.
    #[error("{name}: is a saved plan file, not JSON")]
    #[diagnostic(
        code(plan::binary),
        help(
            "turn it into JSON first: `terraform show -json {name} > plan.json`; `--source {name}` then shows findings in the code that was planned"
        )
    )]
    Binary {
        /// The file.
        name: String,
    },
    /// No JSON in the file.
    #[error("{name}: holds no JSON object")]
    #[diagnostic(code(plan::not_json), help("give the output of `terraform show -json PLANFILE`, not that of `terraform plan`"))]
    NotJson {
        /// The file.
        name: String,
    },
    /// Bytes that are no text.
    #[error("{name}: byte {at} is not UTF-8")]
    #[diagnostic(code(plan::encoding), help("write the plan as UTF-8 or UTF-16"))]
    Encoding {
        /// The file.
        name: String,
        /// The first bad byte.
        at: usize,
    },
    /// JSON that ends too early.
    #[error("{name}: line {line}, column {column}: the JSON ends in the middle")]
    #[diagnostic(
        code(plan::truncated),
        help("the file was cut off: write it again, and check for a full disk or a killed command")
    )]
    Truncated {
        /// The file.
        name: String,
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
    /// JSON that is broken, or not of a plan's shape.
    #[error("{name}: line {line}, column {column}: {problem}")]
    #[diagnostic(code(plan::malformed), help("write the plan again with `terraform show -json PLANFILE`"))]
    Malformed {
        /// The file.
        name: String,
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What the parser found.
        problem: String,
    },
    /// More nesting than any plan has.
    #[error("{name}: line {line}: more than {limit} levels of nesting")]
    #[diagnostic(code(plan::too_deep), help("no plan of Terraform's is nested so deeply: check what wrote the file"))]
    TooDeep {
        /// The file.
        name: String,
        /// From 1.
        line: usize,
        /// The limit.
        limit: usize,
    },
    /// HCP Terraform's redacted plan.
    #[error("{name}: is HCP Terraform's redacted plan, which has no configuration and hides values")]
    #[diagnostic(
        code(plan::redacted),
        help(
            "download the unredacted JSON plan (`/plans/ID/json-output`, a token with admin access to the workspace), or run `terraform show -json` where the plan was made"
        )
    )]
    HcpRedacted {
        /// The file.
        name: String,
    },
    /// The machine-readable log of `terraform plan -json`.
    #[error("{name}: is the log of `terraform plan -json`, not a plan")]
    #[diagnostic(
        code(plan::log),
        help("save the plan with `terraform plan -out PLANFILE` and give the output of `terraform show -json PLANFILE`")
    )]
    Log {
        /// The file.
        name: String,
    },
    /// A state, not a plan.
    #[error("{name}: is a Terraform state, not a plan")]
    #[diagnostic(
        code(plan::state),
        help("save a plan with `terraform plan -out PLANFILE` and give the output of `terraform show -json PLANFILE`")
    )]
    State {
        /// The file.
        name: String,
    },
    /// JSON that is something else.
    #[error("{name}: is JSON, but no Terraform plan: it has no `format_version`")]
    #[diagnostic(code(plan::not_a_plan), help("give the output of `terraform show -json PLANFILE`"))]
    NotAPlan {
        /// The file.
        name: String,
    },
    /// A format that this program does not know.
    #[error("{name}: has plan format {version}, and this program reads 1.x")]
    #[diagnostic(code(plan::format), help("use a newer release of this program, or plan with Terraform 1.x"))]
    Format {
        /// The file.
        name: String,
        /// The version found.
        version: String,
    },
    /// Terraform failed while planning.
    #[error("{name}: planning failed, so the plan is only part of the change")]
    #[diagnostic(code(plan::errored), help("mend what `terraform plan` reported, and plan again"))]
    Errored {
        /// The file.
        name: String,
    },
    /// Nothing in the plan.
    #[error("{name}: has no resources: there is nothing to judge")]
    #[diagnostic(code(plan::nothing), help("check that the plan was made in the right directory and workspace"))]
    Nothing {
        /// The file.
        name: String,
    },
    /// An address that is none.
    #[error("{name}: `{address}` is no resource address")]
    #[diagnostic(code(plan::address), help("write the plan again with `terraform show -json PLANFILE`"))]
    Address {
        /// The file.
        name: String,
        /// What stands there.
        address: String,
    },
}
