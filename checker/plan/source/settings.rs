//! What the root module's `terraform` blocks and lock file say: the state backend and the providers.

use std::collections::BTreeMap;
use std::path::PathBuf;

use hcl_edit::structure::Block;
use serde_json::Value;

use super::Source;

/// The state backend that the root module configures.
#[derive(Debug, Clone, PartialEq)]
pub enum Backend {
    /// It cannot be told, for this reason.
    Unknown(String),
    /// There is no `backend` and no `cloud` block.
    None,
    /// A `backend` block, or a `cloud` block with the kind `cloud`.
    Configured {
        /// The backend type.
        kind: String,
        /// The settings that the block writes as constants; `-backend-config` may add to them.
        settings: BTreeMap<String, Value>,
    },
}

/// What the root module requires of its providers.
#[derive(Debug, Clone, PartialEq)]
pub struct Providers {
    /// Why a requirement may be missing from `required` or be another one; `None` where all of them are known.
    pub unknown: Option<String>,
    /// The `required_providers` by local name.
    pub required: BTreeMap<String, Provider>,
    /// The dependency lock file.
    pub lock: Lock,
}

/// One entry of `required_providers`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provider {
    /// The source address as written.
    pub source: Option<String>,
    /// The version constraint as written.
    pub version: Option<String>,
    /// The version that the lock file holds for it.
    pub locked: Option<String>,
}

/// The dependency lock file `.terraform.lock.hcl`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lock {
    /// It does not exist.
    Missing,
    /// It exists but cannot be read, for this reason.
    Unreadable(String),
    /// The locked versions by full provider address.
    Present(BTreeMap<String, String>),
}

impl Source {
    /// The state backend as the root module configures it.
    pub fn backend(&self) -> Backend {
        let directory = self.directory(PathBuf::new(), true);
        if let Some(reason) = &directory.unread_override {
            return Backend::Unknown(reason.clone());
        }
        let mut ordinary = directory.backends.iter().filter(|backend| !backend.overrides);
        let overriding = directory.backends.iter().rfind(|backend| backend.overrides);
        match (overriding.or_else(|| ordinary.next()), &directory.unread) {
            (Some(_), _) if overriding.is_none() && ordinary.next().is_some() => {
                Backend::Unknown("the root module configures several backends".to_owned())
            }
            (Some(found), _) => Backend::Configured { kind: found.kind.clone(), settings: found.settings.clone() },
            (None, Some(reason)) => Backend::Unknown(reason.clone()),
            (None, None) => Backend::None,
        }
    }

    /// The root module's provider requirements and the versions that its lock file holds.
    pub fn providers(&self) -> Providers {
        let directory = self.directory(PathBuf::new(), true);
        let mut required = directory.required.clone();
        let lock = self.read_lock();
        if let Lock::Present(locked) = &lock {
            for (name, provider) in &mut required {
                provider.locked = locked_version(locked, provider.source.as_deref().unwrap_or(name));
            }
        }
        Providers { unknown: directory.unread.clone(), required, lock }
    }

    fn read_lock(&self) -> Lock {
        let Some(read) = self.lock_file() else { return Lock::Missing };
        match read.and_then(|file| file.parse()) {
            Ok(body) => {
                let locked = |block: &Block| {
                    let version = block.body.get_attribute("version")?.value.as_str()?;
                    Some((block.labels.first()?.as_str().to_lowercase(), version.to_owned()))
                };
                Lock::Present(body.get_blocks("provider").filter_map(locked).collect())
            }
            Err(note) => {
                self.note(note.clone());
                Lock::Unreadable(note.to_string())
            }
        }
    }
}

/// The locked version of the provider with the source address or local name `source`.
fn locked_version(locked: &BTreeMap<String, String>, source: &str) -> Option<String> {
    let source = source.to_lowercase();
    let path = if source.contains('/') { source } else { format!("hashicorp/{source}") };
    // Where no host is written, the tool's own registry is meant.
    let hosts = ["", "registry.terraform.io/", "registry.opentofu.org/"];
    hosts.iter().find_map(|host| locked.get(&format!("{host}{path}"))).cloned()
}

#[cfg(test)]
mod tests {
    use super::super::tests::source;
    use super::*;

    #[test]
    fn the_backend_is_unknown_none_or_configured() {
        let backend = |files: &[(&str, &str)]| source(files).1.backend();
        let configured = |kind: &str, settings: Value| Backend::Configured {
            kind: kind.to_owned(),
            settings: serde_json::from_value(settings).unwrap(),
        };
        let s3 = ("root/a.tf", "terraform {\n backend \"s3\" {\n bucket = \"b\"\n encrypt = true\n key = var.k\n }\n}\n");
        let cloud = ("root/override.tf", "terraform {\n  cloud {\n    workspaces {\n      name = \"n\"\n    }\n  }\n}\n");
        let json = ("root/b_override.tf.json", r#"{"terraform": [{"backend": {"gcs": [{"bucket": "c", "prefix": "${x}"}]}}]}"#);
        assert_eq!(backend(&[s3]), configured("s3", serde_json::json!({"bucket": "b", "encrypt": true})));
        assert_eq!(backend(&[s3, json]), configured("gcs", serde_json::json!({"bucket": "c"})));
        assert_eq!(backend(&[s3, json, cloud]), configured("cloud", serde_json::json!({"workspaces": {"name": "n"}})));
        assert_eq!(backend(&[("root/a.tf", "terraform {}\n")]), Backend::None);
        let broken = |name| (name, "terraform {\n  backend\n");
        for files in [&[][..], &[broken("root/a.tf")], &[s3, broken("root/override.tf")], &[s3, ("root/b.tf", s3.1)]] {
            assert!(matches!(backend(files), Backend::Unknown(_)), "{files:?}");
        }
        assert!(matches!(backend(&[s3, broken("root/z.tf")]), Backend::Configured { .. }));
    }

    #[test]
    fn providers_have_constraints_and_locks() {
        let wanted = "terraform {\n  required_providers {\n    aws = {\n      source = \"hashicorp/aws\"\n      version = \"~> 5.0\"\n      \
            configuration_aliases = [aws.x]\n    }\n    own = { source = \"Example.com/a/own\" }\n    old = \"1.0\"\n  }\n}\n";
        let locked = "provider \"registry.terraform.io/hashicorp/aws\" {\n  version = \"5.100.0\"\n}\n\
            provider \"example.com/a/own\" {\n  version = \"2.0.0\"\n}\n\
            provider \"registry.opentofu.org/hashicorp/old\" {\n  version = \"1.0.0\"\n}\n";
        let provider = |source: &Source, name: &str| {
            let Provider { source, version, locked } = source.providers().required[name].clone();
            [source, version, locked].map(Option::unwrap_or_default).join(" ")
        };
        let lock = "root/.terraform.lock.hcl";
        let (_dir, found) = source(&[("root/v.tf", wanted), (lock, locked)]);
        assert_eq!(provider(&found, "aws"), "hashicorp/aws ~> 5.0 5.100.0");
        assert_eq!(provider(&found, "own"), "Example.com/a/own  2.0.0");
        assert_eq!(provider(&found, "old"), " 1.0 1.0.0");
        assert_eq!(found.providers().unknown, None);
        let change = "terraform {\n  required_providers {\n    aws = { version = \"6.0\" }\n  }\n}\n";
        let (_dir, found) = source(&[("root/v.tf", wanted), ("root/a_override.tf", change), ("root/b.tf", "}")]);
        assert_eq!((provider(&found, "aws").as_str(), found.providers().lock), (" 6.0 ", Lock::Missing));
        assert!(found.providers().unknown.is_some_and(|reason| reason.contains("b.tf:1: ")));
        let (_dir, found) = source(&[("root/v.tf", wanted), (lock, "provider {")]);
        assert!(matches!(found.providers().lock, Lock::Unreadable(_)));
        assert_eq!((found.providers().unknown, found.notes().len()), (None, 1));
    }
}
