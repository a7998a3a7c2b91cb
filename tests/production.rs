//! The platform's own production root: green as it stands, and three mistakes are three findings at their lines. Planned by the real provider.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod support;

use std::path::Path;

use support::{EXPOSURE, PRODUCTION, checker, copy, only, plan_production as plan, platform, scratch, top, tree};

fn edit(repository: &Path, file: &str, from: &str, to: &str) {
    let path = repository.join(file);
    let text = std::fs::read_to_string(&path).expect(file);
    assert_eq!(text.matches(from).count(), 1, "`{from}` stands once in {file}");
    std::fs::write(&path, text.replace(from, to)).expect(file);
}

const PLAN: [&str; 2] = ["plan", "fixtures/plans/production.json"];

#[test]
fn the_committed_plan_is_green() {
    let ran = checker(PLAN);
    assert_eq!(ran.status, 0, "{ran:#?}");
    for policy in
        ["database/not-public", "logs/retention-set", "network/no-open-ingress", "region/eu-only", "storage/backup-object-lock"]
    {
        assert!(ran.out.lines().any(|line| line.starts_with("pass ") && line.contains(policy)), "{policy}: {}", ran.out);
    }
    let report = checker(PLAN.into_iter().chain(["--output", "json"])).json();
    assert_eq!((&report["summary"]["fail"], &report["summary"]["undetermined"]), (&0.into(), &0.into()));
}

/// Its JSON names what an expression refers to and leaves out the rest: there might be another subnet in the group's list, and the
/// provider's region might be another than the variable's.
#[test]
fn without_its_source_the_plan_does_not_tell_every_subnet_nor_any_region() {
    // `sources:` in checker.yaml names no code for it there.
    let elsewhere = scratch();
    let plan = elsewhere.path().join("plan.json");
    std::fs::copy(top().join(PLAN[1]), &plan).expect("a copy");
    let costs = ["--only", "cost/ceiling", "--only", "cost/priced"];
    let ran = checker([&["plan", plan.to_str().expect("UTF-8"), "--output", "json"], &costs[..], &only(&EXPOSURE)].concat());
    assert_eq!(ran.status, 3, "{ran:#?}");
    assert_eq!(ran.results("fail"), Vec::<String>::new());
    let (regions, open): (Vec<String>, Vec<String>) = ran
        .results("undetermined")
        .into_iter()
        .partition(|result| result.starts_with("region/eu-only ") && result.ends_with(" region"));
    // What the plan's configuration does not set may be set by a `dynamic` block, which only the source shows.
    let (dynamic, open): (Vec<String>, Vec<String>) =
        open.into_iter().partition(|result| result.starts_with("network/no-open-ingress ") && result.ends_with(" ingress"));
    assert_eq!(dynamic.len(), 9, "{dynamic:?}");
    // Without a region nothing has a price.
    let (costs, open): (Vec<String>, Vec<String>) = open.into_iter().partition(|result| result.starts_with("cost/"));
    assert!(costs.iter().any(|result| result.starts_with("cost/ceiling ")), "{costs:?}");
    assert!(
        matches!(&open[..], [database, balancer, lock]
            if database.starts_with("database/not-public module.database.aws_db_instance.this module.database.aws_db_subnet_group.this ")
                && balancer.starts_with("network/alb-ingress-cloudflare-only module.load_balancer.aws_lb.this ")
                && lock.starts_with("storage/backup-object-lock module.storage.module.backup[0].aws_s3_bucket.this ")),
        "{open:?}"
    );
    assert!(regions.len() > 50, "{regions:?}");
    assert!(ran.err.contains("9 attributes point where the plan alone does not tell: --source DIR may"), "{}", ran.err);
}

#[test]
fn the_plan_after_an_apply_is_green_too() {
    let ran = checker(["plan", "fixtures/plans/production-after-apply.json"]);
    assert_eq!(ran.status, 0, "{ran:#?}");
}

/// Each with the code that it was made from.
#[test]
fn every_committed_plan_is_green_and_so_are_all_roots_at_once() {
    let directory = top().join("fixtures/plans");
    let entries = std::fs::read_dir(&directory).expect("the plans").map(|entry| entry.expect("an entry").file_name());
    let plans: Vec<String> = entries.map(|name| format!("fixtures/plans/{}", name.to_string_lossy())).collect();
    let environments = ["account", "production", "staging"];
    // Telemetry is judged as what it is, by the line that would turn it on.
    let with_telemetry = scratch();
    copy(&top().join("policies"), with_telemetry.path());
    let data = with_telemetry.path().join("data/architecture.yaml");
    let text = std::fs::read_to_string(&data).expect("the data").replace("profile: day1", "profile: telemetry");
    std::fs::write(&data, text).expect("the data");
    let (mut seen, mut excused) = (0, Vec::new());
    for plan in plans {
        let name = plan.trim_start_matches("fixtures/plans/").trim_end_matches(".json");
        if !environments.iter().any(|environment| name.starts_with(environment)) {
            continue;
        }
        let mut arguments = vec!["plan", &plan, "--output", "json", "--now", "2026-12-01T00:00:00Z"];
        if name.ends_with("-telemetry") {
            arguments.extend(["--policies", with_telemetry.path().to_str().expect("UTF-8")]);
        }
        if name.starts_with("staging-") {
            arguments.extend(["--waivers", "infra/environments/staging/switches-waivers.yaml"]);
        }
        let ran = checker(arguments);
        let open: Vec<String> = ["fail", "undetermined"].iter().flat_map(|verdict| ran.results(verdict)).collect();
        // Copies of backups lie where no price is known.
        let costs_alone = name == "production-replica" && open.iter().all(|result| result.starts_with("cost/"));
        assert!(costs_alone || (ran.status == 0 && open.is_empty()), "{plan}: {open:?} {}", ran.err);
        excused.extend(ran.results("waived"));
        seen += 1;
    }
    assert_eq!((seen >= 8, excused), (true, vec!["cost/ceiling - - ".to_owned(); 2]), "{seen}");
    let roots = ["account", "production", "staging", "edge"].map(|name| format!("fixtures/plans/{name}.json"));
    let ran = checker(["plan", &roots[0], &roots[1], &roots[2], &roots[3], "--output", "json"]);
    assert_eq!((ran.status, &ran.json()["summary"]["undetermined"]), (0, &0.into()), "{ran:#?}");
}

#[test]
fn the_directory_is_green_and_nothing_is_left_behind() {
    let repository = platform();
    let before = tree(repository.path());
    let ran = plan(repository.path(), &["--no-backend"]);
    assert_eq!(ran.status, 0, "{ran:#?}");
    assert!(ran.err.contains("everything reads as new"), "{}", ran.err);
    assert_eq!(before, tree(repository.path()));
}

#[test]
fn three_mistakes_are_three_findings() {
    let repository = platform();
    edit(repository.path(), "infra/modules/database/main.tf", "publicly_accessible    = false", "publicly_accessible = true");
    edit(repository.path(), "infra/modules/bucket/retention.tf", "var.object_lock.mode", "\"GOVERNANCE\"");
    edit(
        repository.path(),
        "infra/modules/logs/main.tf",
        "= each.value.retention_days",
        "= each.key == \"console\" ? null : each.value.retention_days",
    );
    let ran = plan(repository.path(), &[&["--no-backend", "--output", "json"], &only(&EXPOSURE)[..]].concat());
    assert_eq!(ran.status, 1, "{ran:#?}");
    let lock = "module.storage.module.backup[0].aws_s3_bucket_object_lock_configuration.this[0]";
    assert_eq!(
        ran.results("fail"),
        [
            "database/not-public module.database.aws_db_instance.this module.database.aws_db_instance.this publicly_accessible".to_owned(),
            format!("storage/backup-object-lock module.storage.module.backup[0].aws_s3_bucket.this {lock} rule.0.default_retention.0.mode"),
            "logs/retention-set module.logs.aws_cloudwatch_log_group.ecs[\"console\"] module.logs.aws_cloudwatch_log_group.ecs[\"console\"] retention_in_days".to_owned(),
        ]
    );
    assert_eq!(ran.results("undetermined"), Vec::<String>::new());
    for (result, file, line) in [
        (0, "database/main.tf", "publicly_accessible"),
        (1, "bucket/retention.tf", "\"GOVERNANCE\""),
        (2, "logs/main.tf", "\"console\""),
    ] {
        let location = &ran.json()["results"][result]["location"];
        let path = location["file"].as_str().expect("a file");
        assert_eq!(path, format!("infra/modules/{file}"));
        let text = std::fs::read_to_string(repository.path().join(path)).expect("the file");
        let number = usize::try_from(location["line"].as_u64().expect("a line")).expect("a line");
        assert!(text.lines().nth(number - 1).expect("the line").contains(line), "{location}");
    }
    let text = plan(repository.path(), &[&["--no-backend"], &only(&EXPOSURE)[..]].concat()).out;
    for shown in ["database/main.tf:59:", "this must change", "3 failed, 0 undetermined"] {
        assert!(text.contains(shown), "{shown} is not in {text}");
    }
}

/// The root lies just under its ceiling: one thing more, written as somebody would, and it does not.
#[test]
fn what_costs_too_much_is_told_and_what_it_is() {
    let second = "
resource \"aws_eip\" \"second\" {
  domain = \"vpc\"
}

resource \"aws_nat_gateway\" \"second\" {
  allocation_id = aws_eip.second.id
  subnet_id     = module.network.public_subnet_b_id
}
";
    let ceiling = |repository: &Path, mover: &str| {
        let ran = plan(repository, &["--no-backend", "--only", "cost/ceiling", "--output", "json"]);
        assert_eq!((ran.status, ran.results("fail")), (1, vec!["cost/ceiling - - ".to_owned()]), "{ran:#?}");
        let report = ran.json();
        let message = report["results"][0]["message"].as_str().expect("a message");
        assert!(message.contains(mover), "{message}");
    };
    let repository = platform();
    let path = repository.path().join(PRODUCTION).join("network.tf");
    let text = std::fs::read_to_string(&path).expect("the network");
    std::fs::write(&path, text.clone() + second).expect("a second gateway");
    ceiling(repository.path(), "aws_nat_gateway.second");
    std::fs::write(&path, text).expect("one gateway");
    edit(repository.path(), "policies/data/architecture.yaml", "instance_class: db.t4g.medium", "instance_class: db.r6g.large");
    ceiling(repository.path(), "module.database.aws_db_instance.this");
}

/// A bucket that is as it should be in every way but one, and what belongs to it.
const BUCKET_ELSEWHERE: &str = r#"
provider "aws" {
  alias                       = "elsewhere"
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

resource "aws_s3_bucket" "elsewhere" {
  provider = aws.elsewhere
  bucket   = "restartix-elsewhere-${var.environment}"
}

resource "aws_s3_bucket_ownership_controls" "elsewhere" {
  provider = aws.elsewhere
  bucket   = aws_s3_bucket.elsewhere.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "elsewhere" {
  provider                = aws.elsewhere
  bucket                  = aws_s3_bucket.elsewhere.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "elsewhere" {
  provider = aws.elsewhere
  bucket   = aws_s3_bucket.elsewhere.bucket
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = ["arn:aws:s3:::restartix-elsewhere-${var.environment}", "arn:aws:s3:::restartix-elsewhere-${var.environment}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}

resource "aws_s3_bucket_versioning" "elsewhere" {
  provider = aws.elsewhere
  bucket   = aws_s3_bucket.elsewhere.bucket

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "elsewhere" {
  provider = aws.elsewhere
  bucket   = aws_s3_bucket.elsewhere.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}
"#;

#[test]
fn a_bucket_in_another_region_turns_the_policy_about_regions_and_those_about_cost() {
    let repository = platform();
    std::fs::write(repository.path().join(PRODUCTION).join("elsewhere.tf"), BUCKET_ELSEWHERE).expect("a file");
    let ran = plan(repository.path(), &["--no-backend", "--output", "json"]);
    assert_eq!(ran.status, 1, "{ran:#?}");
    // There are no prices of there.
    assert!(ran.results("undetermined").iter().all(|result| result.starts_with("cost/")), "{:?}", ran.results("undetermined"));
    let report = ran.json();
    let failed: Vec<_> = report["results"]
        .as_array()
        .expect("results")
        .iter()
        .filter(|result| result["verdict"] == "fail" && result["policy"] != "cost/priced")
        .collect();
    let (home, failed): (Vec<_>, Vec<_>) = failed.into_iter().partition(|result| result["policy"] == "region/home");
    let resources = |results: &[&serde_json::Value]| {
        let mut names: Vec<String> = results.iter().map(|result| result["resource"].to_string()).collect();
        names.sort();
        names
    };
    assert_eq!(resources(&home), resources(&failed), "what may not be there is not at home either");
    let lines: Vec<&str> = BUCKET_ELSEWHERE.lines().collect();
    let mut found: Vec<&str> = failed
        .iter()
        .map(|result| {
            assert_eq!(result["policy"], "region/eu-only", "{result}");
            assert_eq!(result["attribute"], serde_json::json!(["region"]));
            assert_eq!(
                result["message"],
                "it is in us-east-1, which is not allowed: data is kept in eu-central-1 and eu-west-1 alone"
            );
            assert_eq!(result["location"]["file"], format!("{PRODUCTION}/elsewhere.tf"));
            let line = result["location"]["line"].as_u64().expect("a line");
            lines[usize::try_from(line).expect("a line") - 1]
        })
        .collect();
    let mut blocks: Vec<&str> = lines.iter().filter(|line| line.starts_with("resource ")).copied().collect();
    found.sort_unstable();
    blocks.sort_unstable();
    assert_eq!(found, blocks);
    assert!(found[0].contains("\"aws_s3_bucket\" \"elsewhere\""), "{found:?}");
}

#[test]
fn a_failed_step_says_what_terraform_said() {
    let repository = platform();
    edit(
        repository.path(),
        "infra/modules/database/main.tf",
        "publicly_accessible    = false",
        "publicly_accessible = \"perhaps\"",
    );
    let before = tree(repository.path());
    let ran = plan(repository.path(), &["--no-backend"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{ran:#?}");
    assert!(ran.err.contains("terraform::failed") && ran.err.contains("a bool is required"), "{}", ran.err);
    assert_eq!(before, tree(repository.path()));
    let ran = plan(repository.path(), &["--no-backend", "--var-file", "none.tfvars"]);
    assert!(ran.status == 2 && ran.err.contains("none.tfvars"), "{ran:#?}");
    let ran = plan(repository.path(), &["--no-backend", "--terraform", "no-such-program"]);
    assert!(ran.status == 2 && ran.err.contains("terraform::missing"), "{ran:#?}");
    let ran = checker(["plan", "docs"]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    let empty = scratch();
    let ran = checker(["plan", empty.path().to_str().expect("UTF-8")]);
    assert!(ran.status == 2 && ran.err.contains("terraform::no_code"), "{ran:#?}");
}

/// The bucket still shows the lock that its state was refreshed with; the lock's own resource says that it goes.
#[test]
fn a_destroyed_lock_counts_whatever_the_bucket_still_shows() {
    let text = std::fs::read(top().join("fixtures/plans/production-after-apply.json")).expect("a plan");
    let mut plan: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
    let changes = plan["resource_changes"].as_array_mut().expect("changes");
    let lock = changes.iter_mut().find(|change| change["type"] == "aws_s3_bucket_object_lock_configuration").expect("the lock");
    lock["change"]["actions"] = serde_json::json!(["delete"]);
    lock["change"]["after"] = serde_json::Value::Null;
    let ran = support::checker_in(top(), ["plan", "-", "--output", "json"], plan.to_string());
    assert_eq!(ran.status, 1, "{ran:#?}");
    let failed = ran.results("fail");
    assert!(
        matches!(&failed[..], [one] if one.starts_with("storage/backup-object-lock module.storage.module.backup[0].aws_s3_bucket.this ")),
        "{failed:?}"
    );
}
