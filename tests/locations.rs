//! Where a finding is shown: real layouts of Terraform code, planned by Terraform, from the directory and from the saved plan.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::path::Path;

use serde_json::Value;
use support::{Ran, apply, checker_in, plan_json, scratch, top};

/// Code and what is shown of its only finding.
struct Layout {
    name: &'static str,
    /// Files below the repository; the root module is `root`, and its `main.tf` is there.
    files: Vec<(&'static str, String)>,
    /// The places, innermost first: `FILE:LINE:COLUMN TEXT`, after `CALL` or `CALL ARGUMENT` where it is one. No places: none is right.
    places: Vec<&'static str>,
}

const BLOCK: &str = "resource \"terraform_data\" \"x\" {\n  input = \"bad\"\n}\n";
const TAKES: &str = "variable \"what\" { default = \"bad\" }\nresource \"terraform_data\" \"x\" {\n  input = var.what\n}\n";
const PASSES: &str = "variable \"inner\" {}\nmodule \"b\" {\n  source = \"../b\"\n  what   = var.inner\n}\n";

fn layouts() -> Vec<Layout> {
    let layout = |name, files: &[(&'static str, &str)], places: &[&'static str]| Layout {
        name,
        files: files.iter().map(|(name, text)| (*name, (*text).to_owned())).collect(),
        places: places.to_vec(),
    };
    vec![
        layout("the root", &[("root/main.tf", BLOCK)], &["root/main.tf:2:3 input = \"bad\""]),
        layout(
            "nested local modules that pass the value on",
            &[
                ("root/main.tf", "module \"a\" {\n  source = \"../a\"\n\n  inner = \"bad\"\n}\n"),
                ("a/a.tf", PASSES),
                ("b/b.tf", TAKES),
            ],
            &[
                "b/b.tf:3:3 input = var.what",
                "module.b what a/a.tf:4:3 what   = var.inner",
                "module.a inner root/main.tf:4:3 inner = \"bad\"",
            ],
        ),
        layout(
            "a default",
            &[("root/main.tf", "module \"b\" {\n  source = \"../b\"\n}\n"), ("b/b.tf", TAKES)],
            &["b/b.tf:3:3 input = var.what", "module.b root/main.tf:1:1 module \"b\""],
        ),
        layout(
            "a module used twice, and keys with dots",
            &[
                (
                    "root/main.tf",
                    "module \"good\" {\n  source = \"../b\"\n  what = \"good\"\n}\nmodule \"each\" {\n  source = \"../b\"\n  \
                     for_each = { \"x.y[\\\"z\\\"]\" = \"bad\" }\n  what = each.value\n}\n",
                ),
                ("b/b.tf", TAKES),
            ],
            &["b/b.tf:3:3 input = var.what", "module.each[\"x.y[\\\"z\\\"]\"] what root/main.tf:8:3 what = each.value"],
        ),
        layout(
            "count",
            &[
                (
                    "root/main.tf",
                    "module \"n\" {\n  source = \"../b\"\n  count = 2\n  what = [\"bad\", \"good\"][count.index]\n}\n",
                ),
                ("b/b.tf", TAKES),
            ],
            &["b/b.tf:3:3 input = var.what", "module.n[0] what root/main.tf:4:3 what = [\"bad\", \"good\"][count.index]"],
        ),
        layout(
            "an override of a resource",
            &[("root/main.tf", "resource \"terraform_data\" \"x\" {\n  input = \"good\"\n}\n"), ("root/z_override.tf", BLOCK)],
            &["root/z_override.tf:2:3 input = \"bad\""],
        ),
        layout(
            "an override of a call",
            &[
                ("root/main.tf", "module \"b\" {\n  source = \"../b\"\n  what = \"good\"\n}\n"),
                ("root/override.tf", "module \"b\" {\n  what = \"bad\"\n}\n"),
                ("b/b.tf", TAKES),
            ],
            &["b/b.tf:3:3 input = var.what", "module.b what root/override.tf:2:3 what = \"bad\""],
        ),
        layout(
            "an override in JSON syntax hides the place of the value",
            &[
                ("root/main.tf", "resource \"terraform_data\" \"x\" {\n  input = \"good\"\n}\n"),
                ("root/override.tf.json", "{\"resource\": {\"terraform_data\": {\"x\": {\"input\": \"bad\"}}}}"),
            ],
            &["root/main.tf:1:1 resource \"terraform_data\" \"x\""],
        ),
        layout(
            "JSON syntax has no places",
            &[
                ("root/main.tf.json", "{\"module\": {\"b\": {\"source\": \"../b\"}}}"),
                ("b/b.tf.json", "{\"resource\": {\"terraform_data\": {\"x\": {\"input\": \"bad\"}}}}"),
            ],
            &[],
        ),
        layout(
            "a call in JSON syntax has none",
            &[("root/main.tf.json", "{\"module\": {\"b\": {\"source\": \"../b\"}}}"), ("b/b.tf", BLOCK)],
            &["b/b.tf:2:3 input = \"bad\""],
        ),
        layout(
            "CRLF and a byte order mark",
            &[
                ("root/main.tf", "\u{feff}module \"b\" {\r\n  source = \"../b\"\r\n  /* ü */ what = \"bad\"\r\n}\r\n"),
                ("b/b.tf", &format!("\u{feff}{}", TAKES.replace('\n', "\r\n"))),
            ],
            &["b/b.tf:3:3 input = var.what", "module.b what root/main.tf:3:11 what = \"bad\""],
        ),
        layout(
            "a heredoc",
            &[("root/main.tf", "resource \"terraform_data\" \"x\" {\n  input = chomp(<<-EOT\n    bad\n  EOT\n  )\n}\n")],
            &["root/main.tf:2:3 input = chomp(<<-EOT\n    bad\n  EOT\n  )"],
        ),
        layout(
            "a call in a file of its own",
            &[
                ("root/main.tf", "locals {\n  w = \"bad\"\n}\n"),
                ("root/b.tf", "module \"b\" {\n  source = \"../b\"\n  what = local.w\n}\n"),
                ("b/b.tf", TAKES),
            ],
            &["b/b.tf:3:3 input = var.what", "module.b what root/b.tf:3:3 what = local.w"],
        ),
    ]
}

fn write(repository: &Path, files: &[(&'static str, String)]) {
    std::fs::create_dir_all(repository.join(".git")).expect("a directory");
    for (name, text) in files {
        let path = repository.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).expect("a directory");
        std::fs::write(path, text).expect("a file");
    }
}

/// Plans `root` below the repository: `plan.bin` and `plan.json` beside it, so that nothing but --source says where the code is.
fn plan(repository: &Path) {
    let root = repository.join("root");
    // Terraform's own file is not in the way of those that a layout has.
    let main = root.join("main.tf");
    let code = std::fs::read_to_string(&main).unwrap_or_default();
    let json = plan_json(&root, &code, &[]);
    if code.is_empty() {
        std::fs::remove_file(main).expect("main.tf");
    }
    std::fs::rename(root.join("plan.bin"), repository.join("plan.bin")).expect("a saved plan");
    std::fs::write(repository.join("plan.json"), json).expect("a plan");
}

fn judge(directory: &Path, source: &str, output: &str) -> Ran {
    let policies = top().join("tests/policies");
    let arguments = ["plan", "plan.json", "--environment", "production", "--source", source, "--output", output, "--policies"];
    checker_in(directory, arguments.map(Into::into).into_iter().chain([policies.into_os_string()]), "")
}

/// The places of the only finding, and that each of them is what the file says there. The files are named from the directory `from`
/// of the repository.
fn places(repository: &Path, from: &str, ran: &Ran) -> Vec<String> {
    let report = ran.json();
    let schema = serde_json::from_str(checker::report::JSON_SCHEMA).unwrap();
    assert!(jsonschema::is_valid(&schema, &report), "{report:#}");
    let failed: Vec<&Value> = report["results"].as_array().unwrap().iter().filter(|result| result["verdict"] == "fail").collect();
    let [finding] = failed[..] else { panic!("{ran:#?}") };
    let location = &finding["location"];
    let stack = location["module_stack"].as_array().cloned().unwrap_or_default();
    std::iter::once(location)
        .chain(&stack)
        .filter(|place| !place.is_null())
        .map(|place| place_text(repository, from, place))
        .collect()
}

fn place_text(repository: &Path, from: &str, place: &Value) -> String {
    let number = |name: &str| usize::try_from(place[name].as_u64().unwrap()).unwrap();
    let (line, column, end_line) = (number("line"), number("column"), number("end_line"));
    let file = repository.join(from).join(place["file"].as_str().unwrap()).canonicalize().expect("a file");
    let text = std::fs::read_to_string(&file).unwrap();
    let file = file.strip_prefix(repository.canonicalize().unwrap()).unwrap().display();
    let lines: Vec<&str> = text.strip_prefix('\u{feff}').unwrap_or(&text).lines().collect();
    let first: String = lines[line - 1].chars().skip(column - 1).collect();
    let argument = place["argument"].as_str();
    let written = if lines[line - 1].starts_with(['r', 'm']) {
        assert!(first.ends_with('{') && lines[end_line - 1].ends_with('}') && argument.is_none(), "{place}: {first}");
        first.trim_end_matches('{').trim_end().to_owned()
    } else {
        let name = argument.unwrap_or("input");
        assert!(first.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('=')), "{place}: {first}");
        [&[first.as_str()], &lines[line..end_line]].concat().join("\n")
    };
    let words = [place["call"].as_str(), argument].into_iter().flatten().map(|word| format!("{word} "));
    format!("{}{file}:{line}:{column} {written}", words.collect::<String>())
}

#[test]
fn a_finding_is_where_its_value_is_written() {
    for Layout { name, files, places: expected } in layouts() {
        let repository = scratch();
        write(repository.path(), &files);
        plan(repository.path());
        std::fs::copy(repository.path().join("plan.bin"), repository.path().join("root/plan.bin")).expect("a copy");
        // A saved plan that lies elsewhere than the root names its files from the root, and cannot say where that is.
        for (source, from, known) in [("root", "", true), ("root/plan.bin", "", true), ("plan.bin", "root", false)] {
            let ran = judge(repository.path(), source, "json");
            assert_eq!((ran.status, ran.err.as_str()), (1, ""), "{name} from {source}");
            assert_eq!(places(repository.path(), from, &ran), expected, "{name} from {source}");
            assert!(!ran.out.contains(&format!("\"in_repository\": {}", !known)), "{name} from {source}: {}", ran.out);
        }
    }
}

#[test]
fn a_module_behind_a_symbolic_link_is_where_the_link_leads() {
    let repository = scratch();
    let call = |name: &str, source: &str| format!("module \"{name}\" {{\n  source = \"{source}\"\n  what   = \"bad\"\n}}\n");
    let a = format!("variable \"what\" {{}}\n{}", call("b", "../b"));
    let files = [("root/main.tf", call("a", "./link")), ("elsewhere/a/a.tf", a), ("elsewhere/b/b.tf", TAKES.to_owned())];
    write(repository.path(), &files);
    // Where the link stands, `../b` is another module.
    write(repository.path(), &[("b/b.tf", format!("\n{TAKES}"))]);
    std::os::unix::fs::symlink("../elsewhere/a", repository.path().join("root/link")).expect("a link");
    plan(repository.path());
    let root = repository.path().join("root");
    std::fs::copy(repository.path().join("plan.bin"), root.join("plan.bin")).expect("a copy");
    let expected = [
        "elsewhere/b/b.tf:3:3 input = var.what",
        "module.b what elsewhere/a/a.tf:4:3 what   = \"bad\"",
        "module.a root/main.tf:1:1 module \"a\"",
    ];
    for source in ["root", "root/plan.bin"] {
        let ran = judge(repository.path(), source, "json");
        assert_eq!(
            (places(repository.path(), "", &ran), ran.err.as_str()),
            (expected.map(str::to_owned).to_vec(), ""),
            "{source}"
        );
        assert!(!ran.out.contains("\"in_repository\": false"), "{source}: {}", ran.out);
    }
    std::fs::remove_dir_all(root.join(".terraform")).expect("the installed modules");
    assert_eq!(places(repository.path(), "", &judge(repository.path(), "root", "json")), expected);
}

#[test]
fn a_module_that_moved_is_found_where_it_is_called_now() {
    let repository = scratch();
    let call = |name: &str| format!("module \"{name}\" {{\n  source = \"../b\"\n  what   = \"bad\"\n}}\n");
    write(repository.path(), &[("root/main.tf", String::new()), ("b/b.tf", TAKES.to_owned())]);
    let root = repository.path().join("root");
    apply(&root, &call("old"));
    let code = format!("moved {{\n  from = module.old\n  to   = module.new\n}}\n{}", call("new"));
    // The moved call is another one for the installer.
    std::fs::remove_dir_all(root.join(".terraform")).expect("the installed modules");
    std::fs::write(root.join("main.tf"), &code).expect("main.tf");
    plan(repository.path());
    for (source, from) in [("root", ""), ("plan.bin", "root")] {
        let ran = judge(repository.path(), source, "json");
        assert_eq!(ran.json()["results"][0]["resource"], "module.new.terraform_data.x");
        let expected = ["b/b.tf:3:3 input = var.what", "module.new what root/main.tf:7:3 what   = \"bad\""];
        assert_eq!(places(repository.path(), from, &ran), expected, "{source}");
    }
}

/// `own`, a repository whose root calls a module of the repository `far`, which git fetches.
fn fetched(argument: &str, far: &[(&'static str, &str)]) -> tempfile::TempDir {
    let directory = scratch();
    let repository = directory.path().join("far");
    std::fs::create_dir(&repository).expect("a directory");
    let git = |arguments: &[&str]| {
        let ran = std::process::Command::new("git").args(arguments).current_dir(&repository).status().expect("git starts");
        assert!(ran.success());
    };
    git(&["init", "-q"]);
    let far: Vec<_> = far.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    write(&repository, &far);
    git(&["add", "."]);
    git(&["-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", "t"]);
    let main = format!("module \"far\" {{\n  source = \"git::file://{}\"\n{argument}}}\n", repository.display());
    write(&directory.path().join("own"), &[("root/main.tf", main)]);
    directory
}

#[test]
fn of_a_module_that_was_fetched_the_call_is_in_the_repository() {
    let far = "variable \"what\" {}\nmodule \"near\" {\n  source = \"./near\"\n  what   = var.what\n}\n";
    let directory = fetched("  what   = \"bad\"\n", &[("far.tf", far), ("near/near.tf", TAKES)]);
    let own = directory.path().join("own");
    plan(&own);
    std::fs::copy(own.join("plan.bin"), own.join("root/plan.bin")).expect("a copy");
    let expected = [
        "root/.terraform/modules/far/near/near.tf:3:3 input = var.what",
        "module.near what root/.terraform/modules/far/far.tf:4:3 what   = var.what",
        "module.far what root/main.tf:3:3 what   = \"bad\"",
    ];
    for source in ["root", "root/plan.bin"] {
        let ran = judge(&own, source, "json");
        assert_eq!(places(&own, "", &ran), expected, "{source}");
        let location = &ran.json()["results"][0]["location"];
        let stack = &location["module_stack"];
        let known = [location, &stack[0], &stack[1]].map(|place| place["in_repository"].as_bool());
        assert_eq!(known, [Some(false), Some(false), Some(true)], "{source}");
    }
    // Not installed here: the call is what there is to see.
    std::fs::remove_dir_all(own.join("root/.terraform")).expect("the installed modules");
    let location = &judge(&own, "root", "json").json()["results"][0]["location"];
    assert_eq!((&location["file"], &location["line"]), (&"root/main.tf".into(), &1.into()));
    assert_eq!((&location["call"], &location["in_repository"]), (&"module.far".into(), &true.into()));
    // The saved plan still has it.
    let report = judge(&own, "root/plan.bin", "json").json();
    assert_eq!(report["results"][0]["location"]["file"], ".terraform/modules/far/near/near.tf");
}

#[test]
fn a_source_that_is_no_saved_plan_is_refused() {
    let repository = scratch();
    write(repository.path(), &[("root/main.tf", BLOCK.to_owned())]);
    plan(repository.path());
    let whole = std::fs::read(repository.path().join("plan.bin")).expect("a saved plan");
    std::fs::write(repository.path().join("half.bin"), &whole[..whole.len() / 2]).expect("a file");
    for (source, code, says) in [
        ("plan.json", "source::no_plan", "plan.json: is no saved plan: it is no zip file"),
        ("half.bin", "source::damaged", "half.bin: is damaged"),
    ] {
        let ran = judge(repository.path(), source, "json");
        assert_eq!(ran.status, 2, "{ran:#?}");
        assert!(ran.err.contains(code) && ran.err.contains(says) && ran.err.contains("terraform plan -out"), "{}", ran.err);
    }
    let ran = checker_in(repository.path(), ["plan", "plan.bin", "--environment", "production"], "");
    assert!(ran.status == 2 && ran.err.contains("plan::binary") && ran.err.contains("--source plan.bin"), "{ran:#?}");
}

/// The text of a run, without what the scratch directory is called.
fn text(directory: &Path, source: &str) -> String {
    let ran = judge(directory, source, "text");
    assert_eq!(ran.status, 1, "{ran:#?}");
    ran.out.replace(&directory.display().to_string(), "[HERE]")
}

#[test]
fn text_shows_the_value_and_the_arguments_that_it_comes_from() {
    let repository = scratch();
    write(repository.path(), &layouts()[1].files);
    plan(repository.path());
    assert_eq!(text(repository.path(), "root"), THROUGH_ARGUMENTS);
}

#[test]
fn text_shows_the_call_of_what_is_outside_of_the_repository() {
    let directory = fetched("", &[("far.tf", BLOCK)]);
    let own = directory.path().join("own");
    plan(&own);
    assert_eq!(text(&own, "root").replace(&directory.path().display().to_string(), "[HERE]"), FETCHED);
    std::fs::remove_dir_all(own.join("root/.terraform")).expect("the installed modules");
    assert_eq!(text(&own, "root").replace(&directory.path().display().to_string(), "[HERE]"), NOT_AT_HAND);
}

#[test]
fn text_names_a_call_that_passes_nothing() {
    let repository = scratch();
    let module = "resource \"terraform_data\" \"x\" {\n  for_each = { a = \"bad\" }\n  input    = each.value\n}\n";
    let files = [("root/main.tf", "module \"m\" {\n  source = \"./m\"\n}\n".to_owned()), ("root/m/m.tf", module.to_owned())];
    write(repository.path(), &files);
    plan(repository.path());
    assert_eq!(text(repository.path(), "root"), CALLED);
}

const THROUGH_ARGUMENTS: &str = r#"demo/input-set

  × fail (high, introduced): module.a.module.b.terraform_data.x: the input is bad
  │ at input
  │ called from a/a.tf:4 module.b
  │ called from root/main.tf:4 module.a
   ╭─[b/b.tf:3:3]
 2 │ resource "terraform_data" "x" {
 3 │   input = var.what
   ·   ────────┬───────
   ·           ╰── from var.what
 4 │ }
   ╰────
   ╭─[a/a.tf:4:3]
 3 │   source = "../b"
 4 │   what   = var.inner
   ·   ─────────┬────────
   ·            ╰── from var.inner
 5 │ }
   ╰────
   ╭─[root/main.tf:4:3]
 3 │ 
 4 │   inner = "bad"
   ·   ──────┬──────
   ·         ╰── this must change
 5 │ }
   ╰────
  help: No terraform_data holds the input "bad".
        Set another input.

fail            demo/input-set  high      1 fail

1 failed (1 introduced, 0 existing), 0 undetermined, 0 passed (1 policy, verdict: fail)
"#;
const FETCHED: &str = r#"demo/input-set

  × fail (high, introduced): module.far.terraform_data.x: the input is bad
  │ at input
  │ called from root/main.tf:1 module.far
   ╭─[root/.terraform/modules/far/far.tf:2:3]
 1 │ resource "terraform_data" "x" {
 2 │   input = "bad"
   ·   ──────┬──────
   ·         ╰── outside of the repository
 3 │ }
   ╰────
   ╭─[root/main.tf:1:1]
 1 │ module "far" {
   · ──────┬─────
   ·       ╰── inside of this module
 2 │   source = "git::file://[HERE]/far"
   ╰────
  help: No terraform_data holds the input "bad".
        Set another input.

fail            demo/input-set  high      1 fail

1 failed (1 introduced, 0 existing), 0 undetermined, 0 passed (1 policy, verdict: fail)
"#;
const NOT_AT_HAND: &str = r#"demo/input-set

  × fail (high, introduced): module.far.terraform_data.x: the input is bad
  │ at input
  │ called from root/main.tf:1 module.far
   ╭─[root/main.tf:1:1]
 1 │ module "far" {
   · ──────┬─────
   ·       ╰── inside of this module
 2 │   source = "git::file://[HERE]/far"
   ╰────
  help: No terraform_data holds the input "bad".
        Set another input.

fail            demo/input-set  high      1 fail

1 failed (1 introduced, 0 existing), 0 undetermined, 0 passed (1 policy, verdict: fail)
"#;
const CALLED: &str = r#"demo/input-set

  × fail (high, introduced): module.m.terraform_data.x["a"]: the input is bad
  │ at input
  │ called from root/main.tf:1 module.m
   ╭─[root/m/m.tf:3:3]
 2 │   for_each = { a = "bad" }
 3 │   input    = each.value
   ·   ──────────┬──────────
   ·             ╰── this must change
 4 │ }
   ╰────
  help: No terraform_data holds the input "bad".
        Set another input.

fail            demo/input-set  high      1 fail

1 failed (1 introduced, 0 existing), 0 undetermined, 0 passed (1 policy, verdict: fail)
"#;
