//! Large plans: the committed production root as a module, as often as it takes. Everything in them is what Terraform wrote, under other names.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

/// Stands for the number of a copy in the text of its resources.
const COPY: &str = "@COPY@";
/// Stands for what a copy's names end with: nothing in the first one, whose names are those that have to exist.
const SUFFIX: &str = "@SUFFIX@";
/// One copy in so many has a log group without retention, so that findings are part of what is measured.
const BAD_EVERY: usize = 100;

/// How long a note makes a resource as large as those of a whole platform are, policies and container definitions among them: 3.8 kB of plan.
const NOTE: usize = 1410;

/// A plan that was written.
pub struct LargePlan {
    /// The plan's JSON.
    pub file: PathBuf,
    /// The root module it could have come from.
    pub source: PathBuf,
    /// The resources in it.
    pub resources: usize,
    /// The log groups without retention.
    pub bad: usize,
}

/// Writes a plan of at least `resources` resources, and its source, into `directory`.
pub fn write(top: &Path, directory: &Path, resources: usize) -> io::Result<LargePlan> {
    let mut plan: Value = serde_json::from_slice(&fs::read(top.join("fixtures/plans/production.json"))?)?;
    let changes = list(plan.as_object_mut().and_then(|plan| plan.remove("resource_changes")));
    let planned = plan.as_object_mut().and_then(|plan| plan.remove("planned_values"));
    let planned = planned.map(|mut planned| resources_in(planned["root_module"].take())).unwrap_or_default();
    let copies = resources.div_ceil(changes.len());
    let change_texts: Vec<String> = changes.iter().map(template).collect();
    let bad_texts: Vec<String> = changes.iter().cloned().map(|change| template(&without_retention(change))).collect();
    let planned_texts: Vec<String> = planned.iter().map(template).collect();

    let root = plan["configuration"]["root_module"].take();
    plan["configuration"]["root_module"] = call(&root);
    let mut rest = plan.to_string();
    rest.truncate(rest.len() - 1);

    let file = directory.join(format!("{resources}.json"));
    let mut out = BufWriter::with_capacity(1 << 20, File::create(&file)?);
    write!(out, r#"{rest},"planned_values":{{"root_module":{{"child_modules":["#)?;
    for copy in 0..copies {
        let comma = if copy == 0 { "" } else { "," };
        write!(out, r#"{comma}{{"address":"module.copy[\"{copy}\"]","resources":["#)?;
        copy_of(&mut out, &planned_texts, copy, true)?;
        write!(out, "]}}")?;
    }
    write!(out, r#"]}}}},"resource_changes":["#)?;
    let mut bad = 0;
    for copy in 0..copies {
        let is_bad = copy % BAD_EVERY == BAD_EVERY / 2;
        bad += usize::from(is_bad);
        copy_of(&mut out, if is_bad { &bad_texts } else { &change_texts }, copy, copy == 0)?;
    }
    write!(out, "]}}")?;
    out.flush()?;
    Ok(LargePlan { file, source: write_source(top, directory, copies)?, resources: copies * changes.len(), bad })
}

fn list(value: Option<Value>) -> Vec<Value> {
    match value {
        Some(Value::Array(list)) => list,
        _ => Vec::new(),
    }
}

/// The planned resources of a module and of those that it calls.
fn resources_in(mut module: Value) -> Vec<Value> {
    let mut all = list(Some(module["resources"].take()));
    all.extend(list(Some(module["child_modules"].take())).into_iter().flat_map(resources_in));
    all
}

/// The text of a resource with its address inside the module, and its names with room for what tells the copies apart.
fn template(resource: &Value) -> String {
    let mut resource = resource.clone();
    let address = resource["address"].as_str().unwrap_or_default();
    resource["address"] = format!("module.copy[\"{COPY}\"].{address}").into();
    for place in ["/change/after/tags", "/values/tags"] {
        if let Some(tags) = resource.pointer_mut(place) {
            *tags = json!({"note": "large plan ".repeat(NOTE / 11)});
        }
    }
    let named = [
        "restartix-production",
        "restartix-uploads-production",
        "restartix-audit-archive-production",
        "restartix-backup-production",
    ];
    named.iter().fold(resource.to_string(), |text, name| text.replace(name, &format!("{name}{SUFFIX}")))
}

/// The postgresql log group loses its retention.
fn without_retention(mut change: Value) -> Value {
    if change["address"] == "module.database.aws_cloudwatch_log_group.postgresql" {
        change["change"]["after"]["retention_in_days"] = 0.into();
    }
    change
}

fn copy_of(out: &mut impl io::Write, texts: &[String], copy: usize, first: bool) -> io::Result<()> {
    let number = copy.to_string();
    let suffix = if copy == 0 { String::new() } else { format!("-{copy}") };
    for (at, text) in texts.iter().enumerate() {
        if !(first && at == 0) {
            write!(out, ",")?;
        }
        write!(out, "{}", text.replace(COPY, &number).replace(SUFFIX, &suffix))?;
    }
    Ok(())
}

/// A root module that calls `root` for every copy, and hands its own variables on.
fn call(root: &Value) -> Value {
    let variables = root["variables"].clone();
    let names = variables.as_object().into_iter().flatten().map(|(name, _)| name);
    let expressions: serde_json::Map<_, _> =
        names.map(|name| (name.clone(), json!({"references": [format!("var.{name}")]}))).collect();
    let copy = json!({"source": "./environments/bench/production", "for_each_expression": {}, "expressions": expressions, "module": root});
    json!({"module_calls": {"copy": copy}, "variables": variables})
}

/// The source that such a plan comes from: the production root as it is, with its modules and data, called in a loop.
fn write_source(top: &Path, directory: &Path, copies: usize) -> io::Result<PathBuf> {
    let root = directory.join(format!("source-{copies}"));
    let module = root.join("environments/bench/production");
    let production = top.join("infra/environments/production");
    copy_files(&production, &module)?;
    copy_files(&top.join("infra/modules"), &root.join("environments/modules"))?;
    copy_files(&top.join("policies/data"), &root.join("policies/data"))?;

    // A module in a loop has no providers of its own: they come with the call.
    fs::rename(module.join("providers.tf"), root.join("providers.tf"))?;
    let versions = fs::read_to_string(module.join("versions.tf"))?;
    let source = "source = \"hashicorp/aws\"\n";
    fs::write(module.join("versions.tf"), versions.replace(source, &format!("{source}configuration_aliases = [aws.replica]\n")))?;

    let mut variables = String::new();
    for file in ["variables.tf", "services-variables.tf"] {
        variables += &fs::read_to_string(module.join(file))?;
        fs::copy(module.join(file), root.join(file))?;
    }
    let names = variables.lines().filter_map(|line| line.strip_prefix("variable \"")?.split('"').next());
    let given: String = names.map(|name| format!("  {name} = var.{name}\n")).collect();
    let main = format!(
        "module \"copy\" {{\n  source   = \"./environments/bench/production\"\n  for_each = toset([for n in range({copies}) : tostring(n)])\n  \
         providers = {{ aws = aws, aws.replica = aws.replica }}\n{given}}}\n"
    );
    fs::write(root.join("main.tf"), main)?;
    Ok(root)
}

/// Copies a folder and what lies in it, but for a working directory of Terraform's.
fn copy_files(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (path, target) = entry.map(|entry| (entry.path(), to.join(entry.file_name())))?;
        if !path.is_dir() {
            fs::copy(&path, &target)?;
        } else if !path.ends_with(".terraform") {
            copy_files(&path, &target)?;
        }
    }
    Ok(())
}
