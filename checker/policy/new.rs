//! `checker policy new`: the folder of a new policy, with everything in it that loading and testing ask for.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::{PolicyError, Problem};
use super::files::unreadable;
use super::metadata::is_id;

/// Makes `<directory>/<area>/<policy>/` with a policy that is undetermined about everything, and its test. Gives the files.
pub fn create(directory: &Path, id: &str) -> Result<Vec<PathBuf>, PolicyError> {
    if !is_id(id) {
        return Err(Problem::New(format!("`{id}` is no id")).into());
    }
    if !directory.is_dir() {
        return Err(Problem::New(format!("{} is no directory", directory.display())).into());
    }
    let folder = directory.join(id);
    if folder.exists() {
        return Err(Problem::New(format!("{} exists already", folder.display())).into());
    }
    let package = id.replace('/', ".").replace('-', "_");
    let files = [("policy.rego", policy(id, &package)), ("policy_test.rego", test(&package))];
    fs::create_dir_all(folder.join("cases")).map_err(|source| unreadable(&folder, source))?;
    let mut written = Vec::with_capacity(files.len());
    for (name, text) in files {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|source| unreadable(&path, source))?;
        written.push(path);
    }
    Ok(written)
}

fn policy(id: &str, package: &str) -> String {
    format!(
        r##"# METADATA
# title: What holds, in a few words
# description: The statement, as an auditor reads it.
# custom:
#   id: {id}
#   severity: high
#   on: [plan, account]
#   scopes: ["*"]
#   subjects: [aws_s3_bucket]
#   reads:
#     aws_s3_bucket: [bucket]
#   controls: {{}}
#   remediation: The smallest change that makes it hold.
package policies.{package}

deny contains {{"subject": bucket.address, "at": bucket.address, "attribute": ["bucket"], "message": message}} if {{
	some bucket in input.resources.aws_s3_bucket
	bucket.values.bucket == ""
	message := "what is wrong with this one"
}}

undetermined contains {{"subject": bucket.address, "at": bucket.address, "attribute": ["bucket"], "message": message}} if {{
	some bucket in input.resources.aws_s3_bucket
	bucket.mode == "managed"
	message := "not written yet"
}}
"##
    )
}

fn test(package: &str) -> String {
    format!(
        r#"package policies.{package}_test

import data.policies.{package} as policy

bucket(name) := {{"address": "aws_s3_bucket.b", "mode": "managed", "values": {{"bucket": name}}, "unknown": {{}}, "links": {{}}, "parts": {{}}}}

test_a_bucket_without_a_name_is_denied if {{
	count(policy.deny) == 1 with input.resources.aws_s3_bucket as [bucket("")]
}}

test_everything_is_undetermined_until_it_is_written if {{
	count(policy.undetermined) == 1 with input.resources.aws_s3_bucket as [bucket("b")]
}}
"#
    )
}
