//! Reports to render: made by hand with whatever text one likes, and of real plans through the real program.

use checker::attestation::Statement;
use checker::change::Change;
use checker::finding::Verdict;
use checker::inventory::keys::Bridge;
use checker::inventory::path::{AttributePath, Segment};
use checker::inventory::{Kind, Origin};
use checker::policy::control::{Control, Framework};
use checker::policy::metadata::Severity;
use checker::report::{Changes, Location, Outcome, Policies, PolicyEntry, Report, SCHEMA, Summary, Tool};
use checker::waiver::entries::Place;
use checker::waiver::fields::{Malformed, Stated, Wrong};
use checker::waiver::ledger::{Ledger, Line};
use checker::waiver::{Match, Waiver};
use jiff::civil::Date;
use proptest::prelude::*;

use super::support::{checker, scratch, top};

/// A report of these results. Their counts are those of the results, as in a real one.
pub fn report(results: Vec<Outcome>) -> Report {
    let count = |verdict| results.iter().filter(|outcome| outcome.verdict == verdict).count();
    let changed = |change| results.iter().filter(|outcome| outcome.change == Some(change)).count();
    let summary = Summary {
        pass: count(Verdict::Pass),
        fail: count(Verdict::Fail),
        undetermined: count(Verdict::Undetermined),
        waived: count(Verdict::Waived),
        not_applicable: count(Verdict::NotApplicable),
        changes: Changes {
            introduced: changed(Change::Introduced),
            existing: changed(Change::Existing),
            fixed: changed(Change::Fixed),
        },
        ..Summary::default()
    };
    let entry = PolicyEntry {
        title: "a title".to_owned(),
        statement: "a statement".to_owned(),
        severity: Severity::High,
        controls: (0..40).map(|number| control(&number.to_string())).collect(),
        remediation: "a remedy".to_owned(),
    };
    Report {
        schema: SCHEMA.into(),
        tool: Tool { name: "checker".into(), version: "0.0.0".into() },
        generated_at: "2026-01-01T00:00:00Z".to_owned(),
        subjects: vec![origin("production")],
        policies: Policies { digest: "d".repeat(64), count: 1, index: [("demo/policy".to_owned(), entry)].into() },
        verdict: if summary.fail > 0 { Verdict::Fail } else { Verdict::Undetermined },
        summary,
        results,
        coverage: Vec::new(),
        cost: None,
        waivers: Ledger::default(),
        attestations: Vec::new(),
        notices: Vec::new(),
        unreported: Vec::new(),
    }
}

fn control(clause: &str) -> Control {
    Control { framework: Framework::Gdpr, clause: clause.to_owned(), why: "a reason".to_owned() }
}

fn origin(id: &str) -> Origin {
    let text = |text: &str| Some(text.to_owned());
    Origin {
        id: id.to_owned(),
        kind: Kind::Plan,
        scope: text(id),
        account: None,
        digest: "e".repeat(64),
        terraform_version: text("1.11.4"),
        partial: None,
        only_destroys: false,
    }
}

/// A result about the resource of this name.
pub fn outcome(verdict: Verdict, severity: Severity, resource: &str) -> Outcome {
    Outcome {
        subject: Some("production".to_owned()),
        policy: "demo/policy".to_owned(),
        severity,
        verdict,
        judged_in: None,
        resource: Some(resource.to_owned()),
        at: Some(resource.to_owned()),
        missing: None,
        scope: None,
        attribute: AttributePath::attribute("name"),
        message: (verdict != Verdict::Undetermined).then(|| "it is wrong".to_owned()),
        reason: (verdict == Verdict::Undetermined).then(|| "it is not known".to_owned()),
        needs_action: Vec::new(),
        change: None,
        waiver: (verdict == Verdict::Waived).then(|| Box::new(waiver("W-1"))),
        fingerprint: "f".repeat(64),
        bridge: Bridge::None,
        observed_at: None,
        source: Kind::Plan,
        location: Some(place("main.tf", 3)),
    }
}

/// A waiver in which this text stands wherever text from outside can.
pub fn waiver(text: &str) -> Waiver {
    let own = || text.to_owned();
    Waiver {
        place: Place { file: own(), line: 3 },
        policy: "demo/policy".to_owned(),
        matching: Match { arn: Some(own()), tag: [(own(), own())].into(), ..Match::default() },
        reason: own(),
        owner: own(),
        approved_by: own(),
        ticket: own(),
        created: Date::constant(2026, 1, 1),
        expires: Date::constant(2026, 6, 29),
    }
}

/// Waivers and attestations about which there is everything to be said, all of it in this text.
fn keep(report: &mut Report, text: &str) {
    let own = || text.to_owned();
    let line = || vec![Line { waiver: waiver(text), results: 1, note: Some(own()) }];
    let malformed =
        || Malformed { place: Place { file: own(), line: 1 }, problems: vec![Wrong { line: 1, problem: own(), help: own() }] };
    report.waivers = Ledger { used: line(), unused: line(), expired: line(), expiring: line(), malformed: vec![malformed()] };
    let statement = || Statement {
        place: Place { file: own(), line: 2 },
        id: own(),
        statement: own(),
        owner: own(),
        date: Date::constant(2026, 1, 1),
        link: own(),
        expires: Date::constant(2026, 6, 29),
    };
    report.attestations = vec![
        Stated::Valid(statement()),
        Stated::Expiring(statement()),
        Stated::Expired(statement()),
        Stated::Malformed(malformed()),
    ];
}

pub fn place(file: &str, line: usize) -> Location {
    Location {
        file: file.to_owned(),
        line,
        column: 2,
        end_line: line,
        in_repository: true,
        call: None,
        argument: None,
        module_stack: Vec::new(),
        snippet: None,
    }
}

/// A report with results of every verdict in which this text stands wherever text from outside can.
pub fn full_of(text: &str) -> Report {
    let own = || text.to_owned();
    let mut results = Vec::new();
    for verdict in [Verdict::Fail, Verdict::Undetermined, Verdict::Waived, Verdict::Pass, Verdict::NotApplicable] {
        // `/` and `.` mean something in a path, which has tests of its own.
        let mut location = place(&file_of(text), 3);
        location.module_stack = vec![Location { call: Some(own()), ..location.clone() }];
        results.push(Outcome {
            subject: Some(own()),
            resource: Some(own()),
            at: Some(format!("at {text}")),
            attribute: AttributePath::attribute("rule").join(Segment::Key(text.into())),
            message: Some(own()),
            needs_action: vec![own(), own()],
            change: match verdict {
                Verdict::Fail => Some(Change::Introduced),
                Verdict::Pass => Some(Change::Fixed),
                _ => None,
            },
            waiver: (verdict == Verdict::Waived).then(|| Box::new(waiver(text))),
            observed_at: Some(own()),
            location: Some(location),
            ..outcome(verdict, Severity::High, text)
        });
        let missing = Outcome { missing: Some(own()), resource: None, at: None, ..outcome(verdict, Severity::Low, text) };
        results.push(Outcome { message: None, reason: Some(own()), location: None, ..missing });
    }
    results.push(Outcome { subject: None, resource: None, at: None, ..outcome(Verdict::NotApplicable, Severity::Low, text) });
    results.sort_by_key(|outcome| outcome.verdict);
    let mut report = report(results);
    report.subjects = vec![origin(text), origin("production")];
    report.notices = vec![own(), own()];
    keep(&mut report, text);
    for entry in report.policies.index.values_mut() {
        (entry.title, entry.statement, entry.remediation) = (own(), own(), own());
        entry.controls.push(Control { why: own(), ..control(&own()) });
    }
    report
}

/// The file's name in such a report.
pub fn file_of(text: &str) -> String {
    format!("f{}", text.replace(['/', '.'], "_"))
}

/// Texts that mean something to a reader of one of the formats, between others.
pub fn hostile() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "`",
        "``",
        "```",
        "|",
        "\\",
        "\\|",
        "@octocat",
        "#1",
        "https://evil.example/x",
        "www.evil.example",
        "a@evil.example",
        "<b>",
        "<!--",
        "-->",
        "</details>",
        "</summary>",
        "<code>",
        "![x](y)",
        "[a](b)",
        "[^1]",
        "\n",
        "\r",
        "\r\n",
        "\n\n# h",
        "\n- ",
        "::",
        "::error::x",
        "##[error]x",
        "##[",
        "##",
        "[",
        "]",
        "%",
        "%0A",
        "%25",
        "%3A",
        ",",
        ";",
        ":",
        "=",
        "\u{202e}",
        "\u{2066}",
        "\u{200b}",
        "\u{feff}",
        "\0",
        "\u{1b}[31m",
        "\u{85}",
        "\u{2028}",
        "\u{a0}",
        "\u{fffe}",
        "=1+1",
        "+",
        "-",
        "@",
        "\t",
        "'",
        "\"",
        "&amp;",
        "&#0;",
        "]]>",
        "<?xml",
        "$x$",
        "~~",
        "***",
        "_",
        " ",
        "  ",
        "a",
        "é",
        "𝄞",
        "e\u{301}",
        "{0}",
        "::stop-commands::t",
        "file=",
        ":-|",
        "|--|",
    ];
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..8).prop_map(|pieces| pieces.concat());
    prop_oneof![3 => pieces, 1 => any::<String>(), 1 => "\\PC{0,12}"]
}

/// The text that a shown one stands for; for texts that hold none of the marks themselves.
pub fn read_back(shown: &str) -> String {
    let mut text = String::new();
    let mut rest = shown;
    while let Some((before, mark)) = rest.split_once('⟨') {
        let (mark, after) = mark.split_once('⟩').expect("a mark ends");
        text.push_str(before);
        if let Some(number) = mark.strip_prefix("U+") {
            text.push(u32::from_str_radix(number, 16).ok().and_then(char::from_u32).expect("a character"));
        } else {
            assert_eq!(mark, "empty");
        }
        rest = after;
    }
    text + rest
}

/// What the text holds is all to be seen, on one line.
pub fn is_visible(shown: &str) -> bool {
    let hidden =
        |c: char| c.is_control() || (c.is_whitespace() && c != ' ') || "\u{202e}\u{2066}\u{200b}\u{feff}\u{fffe}".contains(c);
    !shown.chars().any(hidden) && shown.chars().any(|c| c != ' ')
}

/// One run of the program: its report as JSON, and the text of every format.
pub struct Rendered {
    pub name: String,
    pub json: serde_json::Value,
    pub sarif: String,
    pub junit: String,
    pub markdown: String,
    pub csv: String,
    pub github: String,
    pub controls: String,
}

/// Runs the program with every output going to a file.
pub fn render(name: &str, arguments: &[&str]) -> Rendered {
    let directory = scratch();
    let formats = ["json", "sarif", "junit", "markdown", "csv", "github", "controls"];
    let file = |format: &str| directory.path().join(format).display().to_string();
    let outputs = formats.map(|format| format!("{format}={}", file(format))).join(",");
    let ran = checker(arguments.iter().copied().chain(["--output", &outputs]));
    assert!([0, 1, 3].contains(&ran.status) && ran.out.is_empty(), "{name}: {ran:#?}");
    let [json, sarif, junit, markdown, csv, github, controls] =
        formats.map(|format| std::fs::read_to_string(file(format)).expect("the output"));
    Rendered {
        name: name.to_owned(),
        json: serde_json::from_str(&json).expect("JSON"),
        sarif,
        junit,
        markdown,
        csv,
        github,
        controls,
    }
}

/// Every case of three policies, each judged by its policy, and the demonstration.
pub fn real() -> Vec<Rendered> {
    let mut all = vec![demo()];
    for policy in ["database/not-public", "logs/retention-set", "storage/backup-object-lock"] {
        let mut paths: Vec<_> = std::fs::read_dir(top().join("policies").join(policy).join("cases"))
            .expect("cases")
            .map(|entry| entry.expect("an entry").path())
            .map(|path| path.strip_prefix(top()).expect("below the top").display().to_string())
            .collect();
        paths.sort();
        for path in paths {
            if path.ends_with(".plan.json") {
                all.push(render(&path, &["plan", &path, "--only", policy]));
            } else if path.ends_with(".snapshot.json") {
                all.push(render(&path, &["account", "--snapshot", &path, "--only", policy]));
            }
        }
    }
    assert!(all.len() > 20, "there are cases: {}", all.len());
    all
}

/// A small plan and three small policies that are there for nothing else.
pub fn demo() -> Rendered {
    let policies = "tests/outputs/demo/policies";
    render("demo", &["plan", "tests/outputs/demo/root/plan.json", "--policies", policies])
}

/// The production plan with mistakes in it, judged with the source that it is of.
pub fn mistaken() -> Rendered {
    let text = std::fs::read(top().join("fixtures/plans/production.json")).expect("a plan");
    let mut plan: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
    let mut changed = 0;
    for change in plan["resource_changes"].as_array_mut().expect("changes") {
        let address = change["address"].as_str().expect("an address").to_owned();
        let change = &mut change["change"];
        match address.as_str() {
            "module.database.aws_db_instance.this" => change["after"]["publicly_accessible"] = true.into(),
            "module.storage.module.backup[0].aws_s3_bucket_object_lock_configuration.this[0]" => {
                change["after"]["rule"][0]["default_retention"][0]["mode"] = "GOVERNANCE".into();
            }
            "module.logs.aws_cloudwatch_log_group.ecs[\"console\"]" => change["after"]["retention_in_days"] = 0.into(),
            "module.logs.aws_cloudwatch_log_group.ecs[\"clinic\"]" => {
                change["after"].as_object_mut().expect("values").remove("retention_in_days");
                change["after_unknown"]["retention_in_days"] = true.into();
            }
            _ => continue,
        }
        changed += 1;
    }
    assert_eq!(changed, 4);
    let directory = scratch();
    let path = directory.path().join("plan.json");
    std::fs::write(&path, plan.to_string()).expect("a plan");
    let only = "database/not-public,logs/retention-set,storage/backup-object-lock";
    let path = path.display().to_string();
    render("production with mistakes", &["plan", &path, "--source", "infra/environments/production", "--only", only])
}

impl Rendered {
    pub fn results(&self) -> &[serde_json::Value] {
        self.json["results"].as_array().expect("results")
    }

    /// How many results have one of these verdicts.
    pub fn count(&self, verdicts: &[&str]) -> usize {
        self.results().iter().filter(|result| verdicts.iter().any(|verdict| result["verdict"] == *verdict)).count()
    }
}
