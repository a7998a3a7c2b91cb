//! The files that `results` names: paths, and patterns with `*` and `**`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

use super::error::ActionError;

/// How deep a pattern is followed.
const DEPTH: usize = 16;

/// The files, each once, in order. A pattern may name none, for a leg may have died; a path may not.
pub fn files(patterns: &[String]) -> Result<Vec<PathBuf>, ActionError> {
    let mut found = BTreeSet::new();
    for pattern in patterns {
        let path = PathBuf::from(pattern);
        if !pattern.contains(['*', '?', '[', '{']) {
            found.insert(path);
            continue;
        }
        let problem = |error: globset::Error| ActionError::Results { problem: format!("`{pattern}`: {}", error.kind()) };
        let glob = GlobBuilder::new(pattern).literal_separator(true).build().map_err(problem)?.compile_matcher();
        // Down from the last directory that the pattern names in full.
        let plain =
            |component: &std::path::Component<'_>| !component.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
        let start: PathBuf = path.components().take_while(plain).collect();
        walk(&start, &glob, DEPTH, &mut found);
    }
    Ok(found.into_iter().collect())
}

fn walk(directory: &Path, glob: &GlobMatcher, depth: usize, found: &mut BTreeSet<PathBuf>) {
    let here = if directory.as_os_str().is_empty() { Path::new(".") } else { directory };
    let Ok(entries) = std::fs::read_dir(here) else { return };
    for entry in entries.flatten() {
        let path = directory.join(entry.file_name());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && depth > 0 => walk(&path, glob, depth - 1, found),
            Ok(kind) if kind.is_file() && glob.is_match(&path) => _ = found.insert(path),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_name_files_and_paths_stay() {
        let directory = tempfile::tempdir().expect("a directory");
        let top = directory.path();
        for name in ["a.json", "legs/one/result.json", "legs/two/result.json", "legs/two/other.txt"] {
            std::fs::create_dir_all(top.join(name).parent().expect("above")).expect("a directory");
            std::fs::write(top.join(name), "").expect("a file");
        }
        let given = |pattern: &str| files(&[format!("{}/{pattern}", top.display())]).expect(pattern);
        let names = |pattern: &str| {
            given(pattern).iter().map(|file| file.strip_prefix(top).expect("below").display().to_string()).collect::<Vec<_>>()
        };
        assert_eq!(names("legs/*/result.json"), ["legs/one/result.json", "legs/two/result.json"]);
        assert_eq!(names("**/*.json"), ["a.json", "legs/one/result.json", "legs/two/result.json"]);
        assert_eq!(names("*.json"), ["a.json"]);
        assert_eq!(names("nowhere.json"), ["nowhere.json"]);
        assert!(names("nowhere/*.json").is_empty());
        assert!(files(&["[".to_owned()]).is_err());
    }
}
