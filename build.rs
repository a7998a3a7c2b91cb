//! Builds the policy set into the program: one table of every policy, library and data file under `policies/`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let top = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("policies");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("policies.rs");
    println!("cargo::rerun-if-changed=policies");
    let mut files = Vec::new();
    walk(&top, &mut files)?;
    files.sort();
    let mut table = String::from("pub const FILES: &[(&str, &str)] = &[\n");
    for file in files {
        let Ok(relative) = file.strip_prefix(&top) else { continue };
        let name = relative.to_string_lossy().replace('\\', "/");
        let is_data = name.starts_with("data/") && name.ends_with(".yaml");
        let is_library = name.starts_with("lib/") && name.ends_with(".rego") && !name.ends_with("_test.rego");
        if is_data || is_library || name.ends_with("/policy.rego") {
            let _ = writeln!(table, "    ({name:?}, include_str!({:?})),", file.display().to_string());
        }
    }
    table.push_str("];\n");
    fs::write(out, table)
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
