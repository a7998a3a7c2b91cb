//! The sections of the architecture document (`data/sections.yaml`), and which policies come from each.

use super::error::{PolicyError, Problem};
use super::files::File;
use super::{Policy, line_of};
use crate::inventory::value::{Value, entry, text};

/// A section.
#[derive(Debug, PartialEq, Eq)]
pub struct Section<'d> {
    /// Its heading.
    pub title: &'d str,
    /// Why no policy comes from it.
    pub without: Option<&'d str>,
}

/// The sections that the data has, in the document's order.
pub fn all(data: &Value) -> Vec<Section<'_>> {
    let list = entry(data, "sections").and_then(|document| entry(document, "sections"));
    let list = list.and_then(|list| list.as_array().ok()).into_iter().flatten();
    let section =
        |one| Some(Section { title: entry(one, "title").and_then(text)?, without: entry(one, "without").and_then(text) });
    list.filter_map(section).collect()
}

/// Every section that a policy names is there.
pub fn check(policies: &[Policy], data: &Value) -> Result<(), PolicyError> {
    let sections = all(data);
    for Policy { metadata, file, .. } in policies {
        if let Some(name) = metadata.sections.iter().find(|name| !sections.iter().any(|section| section.title == **name)) {
            let problem = Problem::Metadata(format!("`{name}` is no section: data/sections.yaml has none of that title"));
            return Err(problem.at(&file.path, &file.text, line_of(file, "sections:"), 1));
        }
    }
    Ok(())
}

/// Every section has policies or says why not, and every policy comes from a section, where there are any.
pub fn check_all(policies: &[Policy], data: &Value, files: &[File]) -> Result<(), PolicyError> {
    let sections = all(data);
    let Some(file) = files.iter().find(|file| file.path == "data/sections.yaml") else { return Ok(()) };
    for section in &sections {
        let has_policies = policies.iter().any(|policy| policy.metadata.sections.iter().any(|name| name == section.title));
        let problem = match (has_policies, section.without) {
            (false, None) => "no policy comes from this section, and `without` does not say why",
            (true, Some(_)) => "policies come from this section: `without` says that none does",
            _ => continue,
        };
        let line =
            file.text.lines().position(|line| line.contains("title:") && line.contains(section.title)).map_or(1, |at| at + 1);
        return Err(Problem::Data(problem.to_owned()).at(&file.path, &file.text, line, 1));
    }
    match policies.iter().find(|policy| policy.metadata.sections.is_empty()) {
        Some(Policy { file, .. }) => {
            let problem = Problem::Metadata("`sections` does not say which section of the architecture it comes from".to_owned());
            Err(problem.at(&file.path, &file.text, line_of(file, "custom:"), 1))
        }
        None => Ok(()),
    }
}
