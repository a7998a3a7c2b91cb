//! What the tests share: the program under test, scratch directories, and Terraform.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "not every test file uses all of it; a test may panic"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The top of the repository.
pub fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What a run of the program gave.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in {self:#?}"))
    }

    /// Results with a verdict, as `POLICY RESOURCE AT ATTRIBUTE`.
    pub fn results(&self, verdict: &str) -> Vec<String> {
        let report = self.json();
        let results = report["results"].as_array().expect("results").iter().filter(|result| result["verdict"] == verdict);
        results
            .map(|result| {
                let steps: Vec<String> =
                    result["attribute"].as_array().unwrap().iter().map(|step| step.to_string().replace('"', "")).collect();
                let text = |key: &str| result[key].as_str().unwrap_or("-").to_owned();
                format!("{} {} {} {}", text("policy"), text("resource"), text("at"), steps.join("."))
            })
            .collect()
    }
}

/// Runs the program with the repository as its working directory.
pub fn checker<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> Ran {
    checker_in(top(), arguments, "")
}

/// Runs the program in a directory, with some standard input.
pub fn checker_in<S: AsRef<std::ffi::OsStr>>(
    directory: &Path,
    arguments: impl IntoIterator<Item = S>,
    input: impl AsRef<[u8]>,
) -> Ran {
    checker_with(directory, arguments, input, &[])
}

/// The same with more variables in its environment.
pub fn checker_with<S: AsRef<std::ffi::OsStr>>(
    directory: &Path,
    arguments: impl IntoIterator<Item = S>,
    input: impl AsRef<[u8]>,
    environment: &[(&str, &std::ffi::OsStr)],
) -> Ran {
    use std::io::Write as _;
    let mut command = Command::new(env!("CARGO_BIN_EXE_checker"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CHECKER_") {
            command.env_remove(name);
        }
    }
    let mut child = command
        .args(arguments)
        .current_dir(directory)
        .env("SOURCE_DATE_EPOCH", "1767225600")
        .envs(environment.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("standard input");
    let input = input.as_ref().to_vec();
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("its input is written");
    let status = output.status.code().expect("an exit status, not a signal");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let ran = Ran { status, out: text(output.stdout), err: text(output.stderr) };
    assert!(!ran.err.contains("panicked"), "{ran:#?}");
    ran
}

/// The platform's production root.
pub const PRODUCTION: &str = "infra/environments/production";

/// A repository with the parts that the production root needs.
pub fn platform() -> tempfile::TempDir {
    let directory = scratch();
    std::fs::create_dir(directory.path().join(".git")).expect("a directory");
    copy(&top().join("infra"), &directory.path().join("infra"));
    std::fs::copy(top().join("checker.yaml"), directory.path().join("checker.yaml")).expect("a copy");
    copy(&top().join("policies/data"), &directory.path().join("policies/data"));
    directory
}

/// Runs the program on the production root below `repository`.
pub fn plan_production(repository: &Path, more: &[&str]) -> Ran {
    let services = ["core-api", "telemetry-api", "clinic", "portal", "console", "pgbouncer"];
    let images = services.map(|service| (service, "0123456789abcdef0123456789abcdef01234567"));
    let alerts = serde_json::json!({"address": "platform@example.com", "slack_workspace_id": "T0123456789", "slack_channel_id": "C0123456789"});
    let output = Command::new(env!("CARGO_BIN_EXE_checker"))
        .args(["plan", PRODUCTION, "--var", "account_id=123456789012", "--var", "offline=true"])
        .args(more)
        .envs(provider_environment())
        .env("TF_VAR_database_owner_password", "a-canary-for-the-Database-0wner-which-nobody-uses")
        .env("TF_VAR_images", serde_json::Value::from_iter(images).to_string())
        .env("TF_VAR_alerts", alerts.to_string())
        .env("SOURCE_DATE_EPOCH", "1767225600")
        .current_dir(repository)
        .output()
        .expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let ran = Ran { status: output.status.code().expect("a status"), out: text(output.stdout), err: text(output.stderr) };
    assert!(!ran.out.contains("a-canary") && !ran.err.contains("a-canary"), "{ran:#?}");
    ran
}

/// A directory that is gone at the end of the test.
pub fn scratch() -> tempfile::TempDir {
    tempfile::tempdir().expect("a scratch directory")
}

/// Runs Terraform in a directory.
pub fn terraform(directory: &Path, arguments: &[&str]) -> Output {
    let output = Command::new("terraform").args(arguments).current_dir(directory).stdin(Stdio::null()).output();
    output.expect("terraform starts: the tests need Terraform 1.11")
}

/// The JSON of the plan that Terraform makes of `code` on top of what the earlier codes left in the state.
pub fn plan_json(directory: &Path, code: &str, arguments: &[&str]) -> Vec<u8> {
    std::fs::write(directory.join("main.tf"), code).expect("main.tf");
    if !directory.join(".terraform").exists() {
        let init = terraform(directory, &["init", "-input=false", "-no-color"]);
        assert!(init.status.success(), "{}", String::from_utf8_lossy(&init.stderr));
    }
    let mut all = vec!["plan", "-input=false", "-no-color", "-out=plan.bin"];
    all.extend(arguments);
    terraform(directory, &all);
    let shown = terraform(directory, &["show", "-json", "plan.bin"]);
    assert!(shown.status.success(), "{}", String::from_utf8_lossy(&shown.stderr));
    shown.stdout
}

/// The plan of the Terraform in a folder of the repository, in a directory that holds its source.
pub fn planned(folder: &str) -> (tempfile::TempDir, serde_json::Value) {
    let directory = scratch();
    copy(&top().join(folder), directory.path());
    let run = |arguments: &[&str]| {
        let mut command = Command::new("terraform");
        let output = command.args(arguments).current_dir(directory.path()).envs(provider_environment()).output();
        let output = output.expect("terraform starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    run(&["init", "-input=false", "-no-color"]);
    run(&["plan", "-input=false", "-no-color", "-out=plan.bin"]);
    let plan = serde_json::from_slice(&run(&["show", "-json", "plan.bin"])).expect("JSON");
    (directory, plan)
}

/// Applies `code` with local state.
pub fn apply(directory: &Path, code: &str) {
    plan_json(directory, code, &[]);
    let applied = terraform(directory, &["apply", "-input=false", "-no-color", "plan.bin"]);
    assert!(applied.status.success(), "{}", String::from_utf8_lossy(&applied.stderr));
}

/// Copies a directory, without what Terraform leaves in it.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a directory");
    for entry in std::fs::read_dir(from).expect("a directory") {
        let path: PathBuf = entry.expect("an entry").path();
        let name = path.file_name().expect("a name");
        if path.is_dir() {
            if name != ".terraform" {
                copy(&path, &to.join(name));
            }
        } else {
            std::fs::copy(&path, to.join(name)).expect("a copy");
        }
    }
}

/// The variables of `.ci/terraform-env`: where the AWS provider comes from, and credentials that no account knows.
pub fn provider_environment() -> Vec<(String, String)> {
    let script = ". .ci/terraform-env >&2 && env -0";
    let output = Command::new("bash").args(["-c", script]).current_dir(top()).output().expect("bash starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let wanted = |name: &str| name.starts_with("AWS_") || name.starts_with("TF_") || name == "CHECKPOINT_DISABLE";
    text.split('\0')
        .filter_map(|pair| pair.split_once('='))
        .filter(|(name, _)| wanted(name))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// Every file below a directory with its content, to see that nothing was left behind.
pub fn tree(directory: &Path) -> std::collections::BTreeMap<PathBuf, Vec<u8>> {
    let mut files = std::collections::BTreeMap::new();
    let mut open = vec![directory.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).expect("a directory") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path.clone());
                files.insert(path, Vec::new());
            } else {
                let content = std::fs::read(&path).expect("a file");
                files.insert(path, content);
            }
        }
    }
    files
}

/// `--only` for the policies that a test written about them judges by, whatever else there is.
pub fn only(policies: &[&'static str]) -> Vec<&'static str> {
    policies.iter().flat_map(|policy| ["--only", policy]).collect()
}

/// The policies about exposure: of databases, networks, regions, log groups and backups.
pub const EXPOSURE: [&str; 6] = [
    "database/not-public",
    "logs/retention-set",
    "network/alb-ingress-cloudflare-only",
    "network/no-open-ingress",
    "region/eu-only",
    "storage/backup-object-lock",
];
