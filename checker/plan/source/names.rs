//! Which files of a directory are Terraform configuration, and in which order they count.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The names of the files in `path`.
pub(super) fn file_names(path: &Path) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        // A name that is not UTF-8 becomes one that does not exist: it is noted when it is read.
        let name = entry.file_name().to_string_lossy().into_owned();
        if !entry.file_type()?.is_dir() {
            names.push(name);
        }
    }
    Ok(names)
}

/// Those of the files `names` that are configuration, in Terraform's order.
pub(super) fn in_order(mut names: Vec<String>) -> Vec<String> {
    // Hidden files are editors' leavings; Terraform ignores them as well.
    names.retain(|name| !name.starts_with('.') && stem(name).is_some());
    names.sort_by_cached_key(|name| (is_override(name), name.clone()));
    let replaced: BTreeSet<String> = names.iter().filter_map(|name| replaced_by(name)).collect();
    names.retain(|name| !replaced.contains(name));
    names
}

fn stem(name: &str) -> Option<&str> {
    [".tf", ".tofu", ".tf.json", ".tofu.json"].iter().find_map(|suffix| name.strip_suffix(suffix))
}

/// A file that changes what others declare.
pub(super) fn is_override(name: &str) -> bool {
    stem(name).is_some_and(|stem| stem == "override" || stem.ends_with("_override"))
}

/// The name of the Terraform file that OpenTofu leaves out because of the file `name`.
fn replaced_by(name: &str) -> Option<String> {
    let plain = name.strip_suffix(".tofu").map(|stem| format!("{stem}.tf"));
    plain.or_else(|| name.strip_suffix(".tofu.json").map(|stem| format!("{stem}.tf.json")))
}
