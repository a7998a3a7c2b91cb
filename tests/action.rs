//! `checker action` as a runner starts it, against GitHub's API on this machine.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

#[path = "github/server.rs"]
mod server;
mod support;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use server::{COMMIT, Fault, LOGIN, REPOSITORY, Server, TOKEN};
use support::{Ran, checker_with, copy, scratch, top};

const BASE: &str = "89abcdef0123456789abcdef0123456789abcdef";

/// A workspace with a repository of the platform, and GitHub beside it.
struct Workspace {
    directory: tempfile::TempDir,
    server: Server,
}

impl Workspace {
    /// `settings`: the `checker.yaml` of the base commit and of the change.
    fn new(settings: &str) -> Self {
        let directory = scratch();
        std::fs::create_dir(directory.path().join(".git")).expect("a directory");
        copy(&top().join("infra"), &directory.path().join("infra"));
        let workspace = Self { directory, server: Server::start() };
        let roots = std::fs::read_to_string(top().join("checker.yaml")).expect("checker.yaml");
        workspace.write("checker.yaml", &format!("{roots}{settings}"));
        workspace.base();
        workspace
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a directory")).expect("a directory");
        std::fs::write(path, text).expect("a file");
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    /// Makes what is in the workspace now the base commit.
    fn base(&self) {
        let archive = self.path(".git/base.tar.gz");
        let top = self.directory.path().file_name().expect("a name").to_owned();
        let mut tar = Command::new("tar");
        tar.arg("-czf").arg(&archive).arg("--exclude=.git").arg("-C").arg(self.directory.path().join("..")).arg(top);
        assert!(tar.status().expect("tar starts").success());
        let bytes = std::fs::read(archive).expect("an archive");
        self.server.state().tarballs.insert(BASE.to_owned(), bytes);
    }

    /// Takes a committed plan into the workspace.
    fn plan(&self, from: &str, to: &str) {
        let text = std::fs::read_to_string(top().join("fixtures/plans").join(from)).expect("a plan");
        self.write(&format!("fixtures/plans/{to}"), &text);
    }

    /// The same of production, with its database open to everybody.
    fn violation(&self) {
        let text = std::fs::read_to_string(top().join("fixtures/plans/production.json")).expect("a plan");
        let public = text.replace("\"publicly_accessible\":false", "\"publicly_accessible\":true");
        assert_ne!(text, public);
        self.write("fixtures/plans/production.json", &public);
    }

    /// Runs the step in a pull request; `run` is the number of the workflow's run.
    fn run(&self, run: u64, inputs: &[(&str, &str)]) -> Ran {
        let event = serde_json::json!({"pull_request": {"number": 7, "head": {"sha": COMMIT}, "base": {"sha": BASE}}});
        self.run_on("pull_request", &event, run, inputs)
    }

    fn run_on(&self, name: &str, event: &serde_json::Value, run: u64, inputs: &[(&str, &str)]) -> Ran {
        self.write(".git/event.json", &event.to_string());
        for file in ["summary", "output"] {
            self.write(&format!(".git/{file}"), "");
        }
        let path = |name: &str| self.path(name).display().to_string();
        let number = run.to_string();
        let mut environment: Vec<(String, String)> = [
            ("GITHUB_REPOSITORY", REPOSITORY),
            ("GITHUB_API_URL", &self.server.url()),
            ("GITHUB_SERVER_URL", "https://github.com"),
            ("GITHUB_WORKFLOW_REF", "acme/health/.github/workflows/check.yml@refs/pull/7/merge"),
            ("GITHUB_SHA", COMMIT),
            ("GITHUB_EVENT_NAME", name),
            ("GITHUB_EVENT_PATH", &path(".git/event.json")),
            ("GITHUB_RUN_ID", "1000"),
            ("GITHUB_RUN_NUMBER", &number),
            ("GITHUB_RUN_ATTEMPT", "1"),
            ("GITHUB_STEP_SUMMARY", &path(".git/summary")),
            ("GITHUB_OUTPUT", &path(".git/output")),
            ("GITHUB_WORKSPACE", &path("")),
            ("INPUT_TOKEN", TOKEN),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        environment.extend(
            inputs.iter().map(|(name, value)| (format!("INPUT_{}", name.to_uppercase().replace('-', "_")), (*value).to_owned())),
        );
        let environment: Vec<(&str, &OsStr)> =
            environment.iter().map(|(name, value)| (name.as_str(), OsStr::new(value))).collect();
        let ran = checker_with(self.directory.path(), ["action"], "", &environment);
        assert!(!ran.out.contains(TOKEN) && !ran.err.contains(TOKEN), "{ran:#?}");
        ran
    }

    /// The requests to GitHub's API from the one of this number on. What it redirects to is another host's.
    fn requests(&self, from: usize) -> Vec<String> {
        self.server.calls().split_off(from).into_iter().filter(|call| !call.contains("/codeload/")).collect()
    }

    /// The comments of the pull request.
    fn comments(&self) -> Vec<(String, String)> {
        self.server.state().comments.iter().map(|comment| (comment.login.clone(), comment.body.clone())).collect()
    }

    /// Ours, of which there is one.
    fn comment(&self) -> String {
        let comments = self.comments();
        let ours: Vec<&String> = comments.iter().filter(|(login, _)| login == LOGIN).map(|(_, body)| body).collect();
        assert_eq!(ours.len(), 1, "{comments:#?}");
        ours[0].clone()
    }

    /// A step's output.
    fn output(&self, name: &str) -> String {
        let text = self.read(".git/output");
        let mut lines = text.lines();
        let start = format!("{name}<<");
        lines.find(|line| line.starts_with(&start)).unwrap_or_else(|| panic!("no output {name} in {text}"));
        lines.next().unwrap_or_default().to_owned()
    }
}

const FEW: &str = "only: [cost/ceiling, database/deletion-protected, database/not-public, logs/retention-set]\n";
const PLAN: (&str, &str) = ("plan", "fixtures/plans/production.json");

#[test]
fn a_violation_is_on_the_pull_request_and_its_end_too() {
    let workspace = Workspace::new(FEW);
    workspace.violation();
    let ran = workspace.run(1, &[PLAN]);
    assert_eq!(ran.status, 1, "{ran:#?}");
    let comment = workspace.comment();
    assert!(comment.starts_with("<!-- checker:v1 key="), "{comment}");
    for words in [
        "## ❌ checker: fail",
        "One violation blocks this change.",
        "| scope | verdict | blocking | USD a month |",
        "| ` production ` | ❌ fail | 1 | ",
        "| critical, introduced | ` database/not-public ` | ` module.database.aws_db_instance.this `, ` publicly_accessible ` | the database is publicly accessible by its flag |",
        "` database/not-public `",
        "How to fix",
        "checker plan fixtures/plans/production.json",
        "[` database/main.tf:59 `](https://github.com/acme/health/blob/0123456789abcdef0123456789abcdef01234567/infra/modules/database/main.tf#L59)",
    ] {
        assert!(comment.contains(words), "{words}: {comment}");
    }
    let outputs = ["conclusion", "blocking", "posted"].map(|name| workspace.output(name));
    assert_eq!(outputs, ["fail", "1", "comment"]);
    assert!(workspace.read(".git/summary").contains("## checker: fail"));
    assert!(ran.out.contains("::error ") && ran.out.contains("title=database/not-public"), "{}", ran.out);
    let calls = workspace.server.calls();
    assert!(calls.len() <= 8, "{calls:#?}");
    assert_eq!(calls.iter().filter(|call| call.starts_with("POST") && call.contains("/comments")).count(), 1, "{calls:#?}");

    // The next push mends it.
    workspace.plan("production.json", "production.json");
    let ran = workspace.run(2, &[PLAN]);
    assert_eq!(ran.status, 0, "{ran:#?}");
    let comment = workspace.comment();
    assert!(comment.contains("## ✅ checker: pass") && comment.contains("Everything that was checked holds."), "{comment}");
    assert_eq!(workspace.output("conclusion"), "pass");

    // A run that was started before and ends after says nothing any more.
    workspace.violation();
    let ran = workspace.run(1, &[PLAN]);
    assert_eq!((ran.status, workspace.comment()), (1, comment), "the exit status is that of the verdict all the same");
}

#[test]
fn a_change_cannot_excuse_itself() {
    let workspace = Workspace::new(FEW);
    workspace.violation();
    let waiver = "- policy: database/not-public\n  match: {scope: production}\n  reason: because\n  owner: me\n  approved_by: me\n  ticket: X-1\n  created: 2025-12-01\n  expires: 2026-03-01\n";
    workspace.write("waivers.yaml", waiver);
    workspace
        .write("checker.yaml", &format!("{}skip: [database/not-public]\nfail-on: critical\n", workspace.read("checker.yaml")));
    let ran = workspace.run(1, &[PLAN]);
    assert_eq!(ran.status, 1, "{ran:#?}");
    let comment = workspace.comment();
    for words in [
        "This change edits what decides how it is judged.",
        "` checker.yaml `",
        "` waivers.yaml `",
        ": not judged instead of fail",
    ] {
        assert!(comment.contains(words), "{words}: {comment}");
    }
    // Merged, the waiver holds; it is called by its name, wherever it was unpacked.
    workspace
        .write("checker.yaml", &workspace.read("checker.yaml").replace("skip: [database/not-public]\nfail-on: critical\n", ""));
    workspace.base();
    let ran = workspace.run(2, &[PLAN]);
    assert_eq!(ran.status, 0, "{ran:#?}");
    let comment = workspace.comment();
    assert!(
        comment.contains("| scope | verdict | waived | USD a month |")
            && comment.contains("| ` production ` | ✅ pass | 1 |")
            && comment.contains(", waiver ` waivers.yaml:1 `: because (owner me, approved by me, ` X-1 `, until 2026-03-01)"),
        "{comment}"
    );
    assert!(!comment.contains("This change edits"), "{comment}");
}

#[test]
fn what_cannot_be_posted_takes_nothing_from_the_verdict() {
    let workspace = Workspace::new(FEW);
    workspace.server.state().is_read_only = true;
    workspace.violation();
    let ran = workspace.run(1, &[PLAN]);
    assert_eq!(ran.status, 1, "{ran:#?}");
    assert!(workspace.comments().is_empty());
    assert_eq!(workspace.output("posted"), "summary");
    assert!(ran.out.contains("`pull-requests: write`") && ran.out.contains("::warning title=checker::"), "{}", ran.out);
    assert_eq!(workspace.run(1, &[PLAN, ("on-post-error", "fail")]).status, 1, "a violation stays one");
    workspace.plan("production.json", "production.json");
    assert_eq!(workspace.run(1, &[PLAN]).status, 0);
    assert_eq!(workspace.run(1, &[PLAN, ("on-post-error", "fail")]).status, 4);

    let broken = Workspace::new(FEW);
    broken.plan("production.json", "production.json");
    for _ in 0..40 {
        broken.server.state().fail("", "/comments", Fault::Unauthorized);
    }
    assert_eq!(broken.run(1, &[PLAN]).status, 0);
}

#[test]
fn without_the_base_commit_nothing_is_judged() {
    let workspace = Workspace::new(FEW);
    workspace.plan("production.json", "production.json");
    workspace.server.state().tarballs.clear();
    let ran = workspace.run(1, &[PLAN]);
    assert!(ran.status == 2 && ran.err.contains("action::base") && ran.err.contains("contents: read"), "{ran:#?}");
    assert!(workspace.comment().contains("## ⚠️ checker: error"), "an earlier comment must not go on saying pass");
    let ran = workspace.run(1, &[PLAN, ("token", "")]);
    assert!(ran.status == 2 && ran.err.contains("action::token"), "{ran:#?}");
}

#[test]
fn a_run_that_is_wrong_says_so_and_nothing_of_what_it_read() {
    let workspace = Workspace::new(FEW);
    workspace.write("fixtures/plans/production.json", "{\"format_version\": \"1.2\", \"canary-of-a-secret\"");
    let ran = workspace.run(1, &[PLAN]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    let comment = workspace.comment();
    assert!(comment.contains("## ⚠️ checker: error") && comment.contains("` plan::"), "{comment}");
    assert_eq!(workspace.output("conclusion"), "error");
    for text in [comment, workspace.read(".git/summary")] {
        assert!(!text.contains("canary"), "{text}");
    }
}

#[test]
fn legs_write_result_files_and_one_job_reports() {
    let workspace = Workspace::new(FEW);
    for (plan, environment) in [("production", "production"), ("staging", "staging")] {
        workspace.plan(&format!("{plan}.json"), &format!("{plan}.json"));
        let (plan, file) = (format!("fixtures/plans/{plan}.json"), format!("legs/{environment}/result.json"));
        std::fs::create_dir_all(workspace.path(&file).parent().expect("a directory")).expect("a directory");
        let ran =
            workspace.run(3, &[("plan", &plan), ("environment", environment), ("comment", "never"), ("result-file", &file)]);
        assert_eq!(ran.status, 0, "{ran:#?}");
    }
    assert!(workspace.comments().is_empty());
    let inputs = [("mode", "report"), ("results", "legs/*/result.json"), ("environment", "production\nstaging")];
    let calls = workspace.server.calls().len();
    let ran = workspace.run(3, &inputs);
    assert_eq!(ran.status, 0, "{ran:#?}");
    assert!(workspace.server.calls().len() - calls <= 8, "{:#?}", workspace.server.calls());
    let comment = workspace.comment();
    for words in [
        "## ✅ checker: pass",
        "| ` production ` | ✅ pass |",
        "| ` staging ` | ✅ pass |",
        "### ` production `",
        "### ` staging `",
    ] {
        assert!(comment.contains(words), "{words}: {comment}");
    }
    let ran = workspace.run(4, &[inputs[0], inputs[1], ("environment", "production\nstaging\nedge")]);
    assert_eq!(ran.status, 3, "{ran:#?}");
    let comment = workspace.comment();
    assert!(comment.contains("## ❔ checker: undetermined") && comment.contains("| ` edge ` | ❔ never reported |"), "{comment}");
    assert_eq!(workspace.output("conclusion"), "undetermined");

    // The gate is the base commit's: what the change says of it itself is announced, and counts for nothing. The violation is not critical.
    let text = workspace.read("fixtures/plans/production.json");
    let unprotected = text.replace("\"deletion_protection\":true", "\"deletion_protection\":false");
    assert_ne!(text, unprotected);
    workspace.write("fixtures/plans/production.json", &unprotected);
    let leg = [
        ("plan", "fixtures/plans/production.json"),
        ("environment", "production"),
        ("comment", "never"),
        ("result-file", "legs/production/result.json"),
    ];
    assert_eq!(workspace.run(5, &leg).status, 1);
    let settings = workspace.read("checker.yaml");
    workspace.write("checker.yaml", &format!("{settings}fail-on: critical\n"));
    let ran = workspace.run(5, &inputs);
    assert_eq!(ran.status, 1, "{ran:#?}");
    let comment = workspace.comment();
    assert!(
        comment.contains("This change edits what decides how it is judged.") && comment.contains("` checker.yaml `"),
        "{comment}"
    );
    workspace.write("checker.yaml", &settings);

    // No leg at all.
    std::fs::remove_dir_all(workspace.path("legs")).expect("a directory");
    let ran = workspace.run(6, &inputs);
    assert!(ran.status == 2 && ran.err.contains("results::nothing"), "{ran:#?}");
    assert!(workspace.comment().contains("## ⚠️ checker: error"));
}

#[test]
fn legs_may_write_into_one_comment_themselves() {
    let workspace = Workspace::new(FEW);
    let somebody = format!("{}\nmine", "<!-- checker:v1 key=0 -->");
    workspace.server.state().comment(7, "somebody", &somebody, std::time::Duration::ZERO);
    for plan in ["production", "staging"] {
        workspace.plan(&format!("{plan}.json"), &format!("{plan}.json"));
    }
    std::thread::scope(|scope| {
        for plan in ["production", "staging"] {
            // Each leg has a workspace of its own on a real runner; here they differ in what they read, and write outputs that nobody looks at.
            let workspace = &workspace;
            scope.spawn(move || {
                let ran = workspace.run(3, &[("plan", &format!("fixtures/plans/{plan}.json"))]);
                assert_eq!(ran.status, 0, "{ran:#?}");
            });
        }
    });
    let comment = workspace.comment();
    assert!(comment.contains("### ` production `") && comment.contains("### ` staging `"), "{comment}");
    assert!(workspace.comments().contains(&("somebody".to_owned(), somebody)));
}

#[test]
fn the_inputs_decide_whether_and_how_there_is_a_comment() {
    let workspace = Workspace::new(FEW);
    workspace.plan("production.json", "production.json");
    for (input, value) in [("comment", "never"), ("comment", "findings"), ("comment", "changes"), ("on-clean", "delete")] {
        assert_eq!(workspace.run(1, &[PLAN, (input, value)]).status, 0);
        assert!(workspace.comments().is_empty(), "{input}: {value}");
    }
    workspace.violation();
    assert_eq!(workspace.run(2, &[PLAN, ("comment", "findings")]).status, 1);
    let first = workspace.server.state().comments[0].clone();
    workspace.run(3, &[PLAN, ("comment", "changes")]);
    assert_eq!(workspace.comment(), first.body, "nothing has changed");
    workspace.run(4, &[PLAN, ("comment-mode", "recreate")]);
    let second = workspace.server.state().comments[0].clone();
    assert!(second.id != first.id && workspace.comments().len() == 1);
    workspace.plan("production.json", "production.json");
    workspace.run(5, &[PLAN, ("on-clean", "keep")]);
    assert_eq!(workspace.comment(), second.body);
    workspace.run(6, &[PLAN, ("on-clean", "delete")]);
    assert!(workspace.comments().is_empty());
}

#[test]
fn an_earlier_comment_is_hidden_and_the_legs_of_a_run_share_a_new_one() {
    let workspace = Workspace::new(FEW);
    workspace.violation();
    workspace.plan("staging.json", "staging.json");
    workspace.run(1, &[PLAN]);
    let hide = ("comment-mode", "hide-and-new");
    let calls = workspace.server.calls().len();
    assert_eq!(workspace.run(2, &[PLAN, hide]).status, 1);
    let own = workspace.requests(calls);
    assert!(own.len() <= 8, "{own:#?}");
    // Another leg of the same run.
    assert_eq!(workspace.run(2, &[("plan", "fixtures/plans/staging.json"), hide]).status, 0);
    let comments = workspace.server.state().comments.clone();
    let [old, new] = comments.as_slice() else { panic!("an old one and a new one: {comments:#?}") };
    assert!(old.is_minimised && old.body.contains("## ❌ checker: fail") && !new.is_minimised);
    assert_eq!(workspace.output("comment-id"), new.id.to_string());
    for words in ["| ` production ` | ❌ fail | 1 |", "| ` staging ` | ✅ pass |"] {
        assert!(new.body.contains(words), "{words}: {}", new.body);
    }

    // A token that may write and not hide.
    workspace.server.state().no_hiding = Some(("FORBIDDEN", "Resource not accessible by integration"));
    let ran = workspace.run(3, &[PLAN, hide]);
    assert_eq!((ran.status, workspace.output("posted").as_str()), (1, "comment"), "{ran:#?}");
    assert!(ran.out.contains("the token may not hide it"), "{}", ran.out);
    let comments = workspace.server.state().comments.clone();
    assert_eq!((comments.len(), comments[1].changes), (2, 2), "{comments:#?}");

    // A run that was started before hides nothing of a newer one.
    workspace.server.state().no_hiding = None;
    workspace.run(2, &[PLAN, hide]);
    assert_eq!(workspace.server.state().comments.iter().filter(|comment| !comment.is_minimised).count(), 1);
    assert_eq!(workspace.server.state().comments.len(), 2);
}

/// Everything that is posted of ten scopes, by one job.
#[test]
fn ten_scopes_take_no_more_requests_than_one() {
    let workspace = Workspace::new(FEW);
    workspace.violation();
    let leg = [PLAN, ("environment", "production"), ("comment", "never"), ("result-file", "legs/0/result.json")];
    std::fs::create_dir_all(workspace.path("legs/0")).expect("a directory");
    assert_eq!(workspace.run(1, &leg).status, 1);
    let result = workspace.read("legs/0/result.json");
    for number in 1..10 {
        workspace.write(&format!("legs/{number}/result.json"), &result.replace("\"production\"", &format!("\"scope-{number}\"")));
    }
    let calls = workspace.server.calls().len();
    let ran = workspace.run(1, &[("mode", "report"), ("results", "legs/*/result.json"), ("check-name", "architecture")]);
    assert_eq!(ran.status, 1, "{ran:#?}");
    let own = workspace.requests(calls);
    assert!(own.len() <= 8, "{own:#?}");
    let comment = workspace.comment();
    assert!(
        comment.contains("10 violations block this change.") && comment.contains("| ` scope-9 ` | ❌ fail | 1 |"),
        "{comment}"
    );
    assert_eq!(comment.matches("What was judged, and with what").count(), 1, "{comment}");
}

#[test]
fn a_directory_is_planned_without_its_backend() {
    let workspace = Workspace::new("");
    copy(&top().join("tests/outputs/demo/policies"), &workspace.path("demo"));
    workspace.write(
        "infra/demo/main.tf",
        "terraform {\n  backend \"s3\" {}\n}\n\nresource \"terraform_data\" \"marker\" {\n  input = \"bad\"\n}\n",
    );
    workspace.base();
    let inputs = [("plan", "infra/demo"), ("environment", "production"), ("policies", "demo")];
    let ran = workspace.run(1, &inputs);
    assert!(ran.status == 2 && ran.err.contains("terraform::"), "the backend is not set: {ran:#?}");
    let ran = workspace.run(2, &[inputs[0], inputs[1], inputs[2], ("no-backend", "true")]);
    assert_eq!(ran.status, 1, "{ran:#?}");
    let comment = workspace.comment();
    for words in [
        "| high | ` demo/input-set ` | ` terraform_data.marker `, ` input ` | the input is bad |",
        "planned with local state: everything reads as new, and nothing of what exists is known",
        "` checker plan infra/demo --no-backend --environment production `",
    ] {
        assert!(comment.contains(words), "{words}: {comment}");
    }
    assert!(!workspace.path("infra/demo/.terraform").exists());
}

#[test]
fn other_tools_are_shown_and_block_where_that_is_asked_for() {
    let workspace = Workspace::new(FEW);
    workspace.plan("production.json", "production.json");
    workspace.write(
        "trivy.sarif",
        r#"{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "trivy"}}, "results": [{"ruleId": "AVD-1", "level": "error",
            "message": {"text": "a | [link](http://a.b) @team"}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": "infra/a b.tf"}, "region": {"startLine": 7}}}]}]}]}"#,
    );
    let ran = workspace.run(1, &[PLAN, ("with-sarif", "trivy.sarif")]);
    assert_eq!(ran.status, 0, "{ran:#?}");
    let comment = workspace.comment();
    let row = format!(
        "| ` trivy ` | error | ` AVD-1 ` | a ` \\| [link](http://a.b) @team ` | [` infra/a b.tf:7 `](https://github.com/acme/health/blob/{COMMIT}/infra/a%20b.tf#L7) |"
    );
    assert!(comment.contains(&row), "{comment}");
    assert!(comment.contains("Other tools: 1 findings, which do not block"), "{comment}");
    let ran = workspace.run(2, &[PLAN, ("with-sarif", "trivy.sarif"), ("with-sarif-fail-on", "warning")]);
    assert_eq!(
        (ran.status, workspace.output("conclusion").as_str(), workspace.output("blocking").as_str()),
        (1, "fail", "1"),
        "{ran:#?}"
    );
    let comment = workspace.comment();
    for words in ["❌", "One violation blocks this change.", "Other tools: 1 findings, of which 1 block"] {
        assert!(comment.contains(words), "{words}: {comment}");
    }
    let sarif = std::fs::read_to_string(workspace.path("trivy.sarif")).expect("the file");
    workspace.write("note.sarif", &sarif.replace("\"error\"", "\"note\""));
    let ran = workspace.run(3, &[PLAN, ("with-sarif", "note.sarif"), ("with-sarif-fail-on", "warning")]);
    assert_eq!(ran.status, 0, "{ran:#?}");
    let ran = workspace.run(4, &[PLAN, ("with-sarif", "nowhere.sarif")]);
    assert!(ran.status == 2 && ran.err.contains("action::sarif"), "{ran:#?}");
}

#[test]
fn a_check_run_says_the_same() {
    let workspace = Workspace::new(FEW);
    workspace.violation();
    let ran = workspace.run(1, &[PLAN, ("comment", "never"), ("check-name", "architecture")]);
    assert_eq!((ran.status, workspace.output("posted").as_str()), (1, "check"), "{ran:#?}");
    let state = workspace.server.state();
    let [run] = state.check_runs.as_slice() else { panic!("one check run: {:#?}", state.check_runs) };
    assert_eq!((&run["conclusion"], &run["name"], &run["head_sha"]), (&"failure".into(), &"architecture".into(), &COMMIT.into()));
}

#[test]
fn a_merge_group_has_no_comment_and_a_summary() {
    let workspace = Workspace::new(FEW);
    workspace.plan("production.json", "production.json");
    let event = serde_json::json!({"merge_group": {"head_sha": COMMIT, "base_sha": BASE}});
    let ran = workspace.run_on("merge_group", &event, 1, &[PLAN]);
    assert_eq!((ran.status, workspace.output("posted").as_str()), (0, "summary"), "{ran:#?}");
    let calls = [format!("GET /repos/{REPOSITORY}/tarball/{BASE}"), format!("GET /codeload/{BASE}")];
    assert_eq!(workspace.server.calls(), calls, "the base alone");
    let event = serde_json::json!({"pull_request": {"number": 7, "head": {"sha": COMMIT}, "base": {"sha": BASE}}});
    // A review of a pull request is about it too: the base commit's settings hold.
    workspace.violation();
    workspace.write("checker.yaml", &format!("{}skip: [database/not-public]\n", workspace.read("checker.yaml")));
    let ran = workspace.run_on("pull_request_review", &event, 1, &[PLAN]);
    assert_eq!(ran.status, 1, "{ran:#?}");
    let ran = workspace.run_on("pull_request_target", &event, 1, &[PLAN]);
    assert!(ran.status == 2 && ran.err.contains("pull_request_target"), "{ran:#?}");
}

#[test]
fn what_is_redacted_names_no_resource() {
    let workspace = Workspace::new(FEW);
    workspace.violation();
    let ran = workspace.run(1, &[PLAN, ("redact", "true")]);
    assert_eq!(ran.status, 1, "{ran:#?}");
    for text in [workspace.comment(), workspace.read(".git/summary"), ran.out] {
        assert!(text.contains("database/not-public") && !text.contains("aws_"), "{text}");
    }
}

#[test]
fn a_runner_or_an_input_that_is_wrong_is_named() {
    let workspace = Workspace::new(FEW);
    let ran = workspace.run(1, &[]);
    assert!(ran.status == 2 && ran.err.contains("the input `plan`"), "{ran:#?}");
    let ran = checker_with(Path::new("."), ["action"], "", &[("INPUT_PLAN", OsStr::new("x"))]);
    assert!(ran.status == 2 && ran.err.contains("`GITHUB_REPOSITORY`") && ran.err.contains("checker plan"), "{ran:#?}");
}
