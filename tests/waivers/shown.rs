//! What every output shows of waivers and attestations, and what none of them shows.

use serde_json::{Value, json};

use super::Repository;

#[test]
fn every_output_shows_what_is_waived_and_what_is_to_be_said() {
    let repository = Repository::new(&[("a", "bad"), ("b", "bad")]);
    repository.waivers(&[
        "match: {address: terraform_data.a}",
        "match: {address: terraform_data.b}\nexpires: 2026-01-02",
        "match: {address: terraform_data.c}",
    ]);
    let sentence = "waivers.yaml:1: It is old (owner Ana, approved by Ion, OPS-1, until 2026-06-29)";
    let expired = "waivers.yaml:9: the waiver of demo/input-set expired on 2026-01-02, and 1 result stands; its owner is Ana";
    let unused = "waivers.yaml:17: the waiver of demo/input-set is unused: nothing that it matches is open";
    let output = |format: &str| {
        let ran = repository.run("2026-01-03T00:00:00Z", &["plan", "plan.json", "--output", format]);
        assert_eq!((ran.status, ran.err.clone()), (1, format!("warning: {expired}\nwarning: {unused}\n")), "{format}");
        ran.out
    };
    let text = output("text");
    let waived = "waived (high, introduced): demo/input-set: terraform_data.a: the input is bad\n  by ";
    for part in [
        &format!("{waived}{sentence}\n"),
        &format!("\nwarning: {expired}\nwarning: {unused}\n"),
        "1 failed (1 introduced, 0 existing), 0 undetermined, 1 waived, 0 passed",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    let markdown = output("markdown");
    for part in [
        ", waiver ` waivers.yaml:1 `: It is old (owner Ana, approved by Ion, ` OPS-1 `, until 2026-06-29) |",
        "- warning: ` waivers.yaml:9 `: the waiver of ` demo/input-set ` expired on 2026-01-02, and 1 result stands; its owner is Ana\n",
        "- warning: ` waivers.yaml:17 `: the waiver of ` demo/input-set ` is unused: nothing that it matches is open\n",
    ] {
        assert!(markdown.contains(part), "{part} is not in {markdown}");
    }
    let junit = output("junit");
    for part in [
        format!("waiver: {sentence}"),
        "<skipped type=\"waived\"".to_owned(),
        format!("<property name=\"warning\" value=\"{expired}\"/>"),
    ] {
        assert!(junit.contains(&part), "{part} is not in {junit}");
    }
    let csv = output("csv");
    let row = csv.lines().find(|line| line.contains(",waived,")).expect("a row");
    assert!(row.contains(&format!("\"{sentence}\"")), "{csv}");
    let github = output("github");
    let escaped = |text: &str| text.replace('%', "%25");
    for part in [
        format!("%0Awaived: {}\n", escaped(sentence)),
        format!("::warning file=waivers.yaml,line=9,title=checker::{}\n", expired.trim_start_matches("waivers.yaml:9: ")),
        format!("::warning file=waivers.yaml,line=17,title=checker::{}\n", unused.trim_start_matches("waivers.yaml:17: ")),
    ] {
        assert!(github.contains(&part), "{part} is not in {github}");
    }
    assert!(github.contains("::notice title=demo/input-set (high%2C waived%2C introduced)::terraform_data.a"), "{github}");
    let sarif: Value = serde_json::from_str(&output("sarif")).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let suppressions: Vec<&Value> = results.iter().map(|result| &result["suppressions"]).collect();
    let suppression = json!([{"kind": "external", "status": "accepted", "justification": sentence}]);
    assert_eq!(suppressions, [&Value::Null, &suppression]);
    let said = sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"].to_string();
    assert!(said.contains(expired) && said.contains(unused), "{said}");
    let quiet = repository.run("2026-01-03T00:00:00Z", &["plan", "plan.json", "--quiet"]);
    assert!(quiet.err.is_empty() && !quiet.out.contains("waivers.yaml"), "{quiet:#?}");
}

#[test]
fn a_secret_that_a_waiver_quotes_is_shown_nowhere() {
    let canary = "c4nary-0f-the-waivers";
    let repository = Repository::new(&[("a", "bad")]);
    let mut plan: Value = serde_json::from_str(&repository.read("plan.json")).expect("JSON");
    let change = &mut plan["resource_changes"][0]["change"];
    change["after"]["triggers_replace"] = canary.into();
    change["after_unknown"].as_object_mut().expect("unknowns").remove("triggers_replace");
    change["after_sensitive"] = json!({"triggers_replace": true});
    repository.write("plan.json", plan.to_string());
    let quoting = |keys: &str| {
        format!("{keys}\nreason: its secret is {canary}, and\nowner: {canary}\nticket: {canary}\napproved_by: {canary}")
    };
    repository.waivers(&[
        &quoting("match: {address: terraform_data.a}"),
        &quoting(&format!("match: {{address: terraform_data.z, tag: {{a: {canary}}}}}")),
        &quoting("match: {address: terraform_data.z}\nexpires: 2026-01-20"),
        &quoting("match: {address: terraform_data.z}\nexpires: 2026-01-02"),
        &quoting(&format!("match: {{address: terraform_data.z}}\nexpires: {canary}")),
    ]);
    let attested = |expires: &str| {
        format!(
            "- {{id: 'a {canary} {expires}', statement: {canary}, owner: {canary}, date: 2026-01-01, link: 'https://x/{canary}', expires: '{expires}'}}\n"
        )
    };
    repository.write(
        "attestations.yaml",
        attested("2026-06-01") + &attested("2026-01-20") + &attested("2026-01-02") + &attested(canary),
    );
    for format in ["text", "json", "markdown", "junit", "csv", "github", "sarif"] {
        let ran = repository.run("2026-01-10T00:00:00Z", &["plan", "plan.json", "--output", format]);
        assert_eq!(ran.status, 0, "{format}: {ran:#?}");
        assert!(!ran.out.contains(canary) && ran.out.contains("its secret is (redacted), and"), "{format}: {}", ran.out);
        assert!(!ran.err.contains(canary) && ran.err.contains("(redacted)"), "{format}: {}", ran.err);
    }
    let check = repository.run("2026-01-10T00:00:00Z", &["waiver", "check", "plan.json"]);
    assert!(check.status == 2 && !check.out.contains(canary) && !check.err.contains(canary), "{check:#?}");
}

#[test]
fn attestations_are_shown_and_expire_like_waivers() {
    let repository = Repository::new(&[("a", "good")]);
    let entry = |id: &str, expires: &str| {
        format!(
            "- id: {id}\n  statement: The BAA with AWS is signed\n  owner: Ana\n  date: 2026-01-01\n  link: https://example.com/baa\n  expires: {expires}\n"
        )
    };
    repository.write(
        "attestations.yaml",
        entry("baa", "2026-06-29")
            + &entry("soon", "2026-02-01")
            + &entry("over", "2026-01-09")
            + &entry("baa", "2026-06-29")
            + &entry("long", "2026-07-01"),
    );
    let ran = repository.judge("2026-01-10T00:00:00Z");
    let report = ran.json();
    assert_eq!(ran.status, 0, "no verdict depends on them: {ran:#?}");
    let states: Vec<&Value> = report["attestations"].as_array().expect("a list").iter().map(|one| &one["state"]).collect();
    assert_eq!(states, ["valid", "expiring", "expired", "malformed", "malformed"]);
    assert_eq!(report["attestations"][0]["statement"], "The BAA with AWS is signed");
    let said = [
        "warning: attestations.yaml:13: the attestation over expired on 2026-01-09; its owner is Ana\n",
        "warning: attestations.yaml:19: the attestation is malformed and counts for nothing: `id` is that of the entry in line 1\n",
        "warning: attestations.yaml:25: the attestation is malformed and counts for nothing: `expires` is 2026-07-01, more than 180 days after `date`\n",
        "notice: attestations.yaml:7: the attestation soon expires on 2026-02-01; its owner is Ana\n",
    ];
    assert_eq!(ran.err, said.concat());
    let text = repository.run("2026-01-10T00:00:00Z", &["plan", "plan.json"]).out;
    assert!(
        text.contains(
            "attested, valid: baa: The BAA with AWS is signed (owner Ana, until 2026-06-29, https://example.com/baa)\n"
        ),
        "{text}"
    );
    assert!(text.contains("attested, expired: over: "), "{text}");
    let markdown = repository.run("2026-01-10T00:00:00Z", &["plan", "plan.json", "--output", "markdown"]).out;
    assert!(markdown.contains("| expiring | ` soon ` | The BAA with AWS is signed | ` Ana ` | ` 2026-02-01 ` |"), "{markdown}");
    let check = |now: &str| repository.run(now, &["waiver", "check"]);
    assert_eq!(check("2026-01-10T00:00:00Z").status, 2);
    repository.write("attestations.yaml", entry("baa", "2026-06-29"));
    assert_eq!((check("2026-06-29T12:00:00Z").status, check("2026-06-30T00:00:00Z").status), (0, 1));
    repository.write("attestations.yaml", entry("baa", "2026-06-29").replace("https://", "http://"));
    assert!(check("2026-01-10T00:00:00Z").err.contains("`link` is no https:// address"));
    let ran = repository.run("2026-01-10T00:00:00Z", &["plan", "plan.json", "--attestations", "none.yaml"]);
    assert!(ran.status == 2 && ran.err.contains("none.yaml"), "{ran:#?}");
}

#[test]
fn waivers_are_listed_with_how_they_stand() {
    let repository = Repository::new(&[("a", "bad")]);
    repository.waivers(&[
        "match: {address: terraform_data.a, tag: {team: a}}",
        "match: {scope: production}\nexpires: 2026-01-20",
        "match: {missing: m}\nexpires: 2026-01-02",
        "match: {}",
    ]);
    let list = repository.run("2026-01-10T00:00:00Z", &["waiver", "list"]);
    let expected = "valid      2026-06-29  waivers.yaml:1   demo/input-set  Ana  address terraform_data.a, tag team=a
expiring   2026-01-20  waivers.yaml:9   demo/input-set  Ana  scope production
expired    2026-01-02  waivers.yaml:17  demo/input-set  Ana  missing m
malformed  -           waivers.yaml:25  -               -    `match` matches nothing
";
    assert_eq!((list.status, list.out.as_str()), (0, expected), "{list:#?}");
    let json = repository.run("2026-01-10T00:00:00Z", &["waiver", "list", "--output", "json"]).json();
    let states: Vec<&Value> = json.as_array().expect("a list").iter().map(|one| &one["state"]).collect();
    assert_eq!(states, ["valid", "expiring", "expired", "malformed"]);
    assert_eq!((&json[0]["match"]["tag"]["team"], &json[1]["line"]), (&json!("a"), &json!(9)));
    let check = repository.run("2026-01-10T00:00:00Z", &["waiver", "check"]);
    assert!(
        check.status == 2 && check.out.contains("expires on 2026-01-20") && check.out.contains("expired on 2026-01-02"),
        "{check:#?}"
    );
    std::fs::remove_file(repository.0.path().join("waivers.yaml")).expect("the file");
    let none = repository.run("2026-01-10T00:00:00Z", &["waiver", "list"]);
    assert_eq!((none.status, none.out.as_str()), (0, ""));
}
