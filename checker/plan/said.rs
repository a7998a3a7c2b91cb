//! What Terraform said when it failed, without the secrets that it quotes: it shows lines of source code, and providers show values.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::terraform::Options;
use crate::inventory::value::{Value, entry};
use crate::secrets;
use crate::secrets::masked::Masked;
use crate::secrets::scrub::Scrubber;

/// `said` with markers in place of the values of sensitive variables of the root module, and of what looks like a secret.
pub fn without_secrets(said: &str, root: &Path, options: &Options) -> String {
    let mut given = Given::default();
    let files = files(root);
    for file in files.iter().filter(|file| [".tf", ".tofu"].iter().any(|ending| file.to_string_lossy().ends_with(ending))) {
        given.declarations(&read(file));
    }
    for file in
        files.iter().filter(|file| [".tf.json", ".tofu.json"].iter().any(|ending| file.to_string_lossy().ends_with(ending)))
    {
        given.json_declarations(&read(file));
    }
    let own = files.iter().filter(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("terraform.tfvars") || name.ends_with(".auto.tfvars") || name.ends_with(".auto.tfvars.json")
    });
    for file in own.chain(&options.var_files) {
        given.values(&read(file));
    }
    for (name, value) in options.vars.iter().filter_map(|var| var.split_once('=')) {
        given.value(name.trim(), value);
    }
    for (name, value) in std::env::vars_os() {
        if let (Some(name), Some(value)) = (name.to_string_lossy().strip_prefix("TF_VAR_"), value.to_str()) {
            given.value(name, value);
        }
    }
    Scrubber::of(&given.masked).foreign(said)
}

/// The root module's variables as far as they are sensitive.
#[derive(Default)]
struct Given {
    sensitive: BTreeSet<String>,
    masked: Masked,
}

impl Given {
    /// Takes the names and texts of sensitive variables from HCL. By lines and not by a parser: the code may be what Terraform refused.
    fn declarations(&mut self, code: &str) {
        let mut lines = code.lines();
        while let Some(line) = lines.next() {
            let Some(name) = line.trim_start().strip_prefix("variable").and_then(|rest| quoted(rest).next()) else { continue };
            let mut depth = braces(line);
            let mut block = vec![line.split_once('{').map_or("", |(_, rest)| rest)];
            while depth > 0 {
                let Some(line) = lines.next() else { break };
                depth += braces(line);
                block.push(line);
            }
            let words = |line: &str| line.split_whitespace().collect::<String>();
            if block.iter().any(|line| words(line).contains("sensitive=true")) {
                self.sensitive.insert(name.to_owned());
                block.iter().flat_map(|line| quoted(line)).for_each(|text| self.masked.add(text));
            }
        }
    }

    fn json_declarations(&mut self, code: &str) {
        let Ok(code) = serde_json::from_str::<Value>(code) else { return };
        let Some(Value::Object(variables)) = entry(&code, "variable") else { return };
        for (name, variable) in variables.iter() {
            if let (Value::String(name), Some(Value::Bool(true))) = (name, entry(variable, "sensitive")) {
                self.sensitive.insert(name.to_string());
                entry(variable, "default").into_iter().for_each(|default| self.masked.add_all(default));
            }
        }
    }

    /// Takes the values of a variables file: HCL assignments, each up to the next one, or JSON.
    fn values(&mut self, text: &str) {
        if let Ok(Value::Object(values)) = serde_json::from_str::<Value>(text) {
            for (name, value) in values.iter() {
                if let Value::String(name) = name
                    && self.is_secret(name)
                {
                    self.masked.add_all(value);
                }
            }
            return;
        }
        let mut name = "";
        for line in text.lines() {
            let mut value = line;
            if let Some((left, right)) = line.split_once('=')
                && !line.starts_with([' ', '\t', '}', ']'])
            {
                name = left.trim();
                value = right;
            }
            if self.is_secret(name) {
                quoted(value).for_each(|text| self.masked.add(text));
                // A line of a here-document has no quotes.
                if !value.contains('"') {
                    self.masked.add(value);
                }
            }
        }
    }

    fn value(&mut self, name: &str, value: &str) {
        if self.is_secret(name) || secrets::sign(name, value).is_some() {
            self.masked.add(value);
            quoted(value).for_each(|text| self.masked.add(text));
        }
    }

    fn is_secret(&self, name: &str) -> bool {
        self.sensitive.contains(name) || secrets::name::is_secret(name)
    }
}

/// The texts in quotes on a line.
fn quoted(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let start = rest.find('"')? + 1;
        let mut escaped = false;
        let end = rest[start..].char_indices().find_map(|(at, c)| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends.then_some(start + at)
        })?;
        let text = &rest[start..end];
        rest = &rest[end + 1..];
        Some(text)
    })
}

/// How much deeper a line leads into blocks, text in quotes aside.
fn braces(line: &str) -> isize {
    let mut quoted = false;
    line.chars().fold(0, |depth, c| match c {
        '"' => {
            quoted = !quoted;
            depth
        }
        '{' if !quoted => depth + 1,
        '}' if !quoted => depth - 1,
        _ => depth,
    })
}

fn files(directory: &Path) -> Vec<PathBuf> {
    fs::read_dir(directory)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file())
        .collect()
}

fn read(file: &Path) -> String {
    fs::read(file).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_values_of_sensitive_variables_are_taken_out() {
        let directory = tempfile::tempdir().expect("a directory");
        let write = |name: &str, text: &str| fs::write(directory.path().join(name), text).expect(name);
        write(
            "main.tf",
            "variable \"one\" {\n  type = object({ a = string })\n  default = { a = \"canary-one\" }\n  sensitive = true\n}\nvariable \"two\" { sensitive = true }\n\
             variable \"three\" {}\nlocals { x = \"not-sensitive\" }\nbroken {",
        );
        write("more.tf.json", "{\"variable\": {\"four\": {\"sensitive\": true, \"default\": \"canary-four\"}}}");
        write("terraform.tfvars", "two = {\n  k = \"canary-two\"\n}\nthree = \"plain-three\"\nfour = <<E\ncanary-four-doc\nE\n");
        write("x.auto.tfvars.json", "{\"two\": [\"canary-json\"], \"three\": \"plain-json\"}");
        let options = Options {
            vars: vec!["two=canary-var".into(), "three=plain-var".into(), "db_password=canary-name".into()],
            ..Options::default()
        };
        let said = "canary-one canary-two canary-four canary-four-doc canary-json canary-var canary-name \
                    plain-three plain-json plain-var not-sensitive\n  5:   password = \"canary-source\"\nvar.api_token is \"canary-is\"";
        let shown = without_secrets(said, directory.path(), &options);
        assert!(!shown.contains("canary"), "{shown}");
        for kept in ["plain-three", "plain-json", "plain-var", "not-sensitive", "5:   password = \"(redacted)\""] {
            assert!(shown.contains(kept), "{kept} is not in {shown}");
        }
    }
}
