//! Builds the policy set into the program: a table of every policy, library and data file under `policies/`, and their YAML as JSON.

#[path = "checker/policy/block.rs"]
mod block;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let top = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("policies");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("policies.rs");
    println!("cargo::rerun-if-changed=policies");
    let mut paths = Vec::new();
    walk(&top, &mut paths)?;
    paths.sort();
    let mut table = String::from("pub const FILES: &[(&str, &str)] = &[\n");
    let (mut metadata, mut data) = (Vec::new(), Vec::new());
    for path in paths {
        let Ok(relative) = path.strip_prefix(&top) else { continue };
        let name = relative.to_string_lossy().replace('\\', "/");
        let document = name.strip_prefix("data/").and_then(|name| name.strip_suffix(".yaml"));
        let is_library = name.starts_with("lib/") && name.ends_with(".rego") && !name.ends_with("_test.rego");
        let is_policy = name.ends_with("/policy.rego");
        if document.is_none() && !is_library && !is_policy {
            continue;
        }
        let text = fs::read_to_string(&path)?;
        // What is wrong with a file is told when the program loads the set, with the place: it reads itself what is left out here.
        if let Some(document) = document {
            data.extend(json(&text).map(|json| (document.replace('-', "_"), json.to_string())));
        } else if let Some(block) = block::find(&text).ok().and_then(|(_, yaml)| json(&yaml)).filter(|_| is_policy) {
            metadata.push((name.clone(), block.to_string()));
        }
        let _ = writeln!(table, "    ({name:?}, include_str!({:?})),", path.display().to_string());
    }
    let _ = writeln!(table, "];\npub const METADATA: &[(&str, &str)] = &{metadata:?};");
    let _ = writeln!(table, "pub const DATA: &[(&str, &str)] = &{data:?};");
    fs::write(out, table)
}

/// YAML as JSON, which takes a run a tenth of the time to read.
fn json(yaml: &str) -> Option<serde_json::Value> {
    serde_yaml::from_str(yaml).ok()
}

fn walk(directory: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
