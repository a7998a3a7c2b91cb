//! What the source adds to a plan: dynamic blocks, the state backend, and providers, as the policies' input holds them.

use super::source::{Backend, Lock, Mode, Segment, Source};
use crate::inventory::address::Address;
use crate::inventory::path::{AttributePath, Segment as Step};
use crate::inventory::value::{Value, object, optional};

/// The settings of a backend that policies may see; the others may hold credentials.
const SHOWN: &[&str] =
    &["bucket", "dynamodb_table", "encrypt", "key", "kms_key_id", "region", "use_lockfile", "workspace_key_prefix"];

/// Whether a `dynamic` block writes what is at `path` of this resource; `None` where the source does not tell.
pub fn has_dynamic(source: &Source, address: &Address, path: &AttributePath) -> Option<bool> {
    let mode = if address.data { Mode::Data } else { Mode::Managed };
    let keys = path.segments().iter().filter_map(|step| match step {
        Step::Key(name) => Some(Segment::Key(name.to_string())),
        Step::Index(_) | Step::Any => None,
    });
    let keys: Vec<Segment> = keys.collect();
    source.has_dynamic(&address.module_names(), mode, &address.kind, &address.name, &keys)
}

/// `{type, settings}`, with a null type where there is no backend; `None` where that is not known.
pub fn backend(source: &Source) -> Option<Value> {
    let (kind, settings) = match source.backend() {
        Backend::Unknown(_) => return None,
        Backend::None => (None, Value::new_object()),
        Backend::Configured { kind, settings } => {
            let shown = settings.into_iter().filter(|(name, _)| SHOWN.contains(&name.as_str()));
            (Some(kind), object(shown.map(|(name, value)| (name, Value::from(value)))))
        }
    };
    Some(object([("type", optional(kind.as_deref())), ("settings", settings)]))
}

/// `{NAME: {source, version, locked}}` and whether a lock file is there; `None` where that is not known.
pub fn providers(source: &Source) -> Option<Value> {
    let found = source.providers();
    if found.unknown.is_some() {
        return None;
    }
    let required = found.required.into_iter().map(|(name, provider)| {
        let fields = [("source", provider.source), ("version", provider.version), ("locked", provider.locked)];
        (name, object(fields.map(|(key, text)| (key, optional(text.as_deref())))))
    });
    let lock_file = match found.lock {
        Lock::Missing => Value::Bool(false),
        Lock::Present(_) => Value::Bool(true),
        Lock::Unreadable(_) => return None,
    };
    Some(object([("required", object(required)), ("lock_file", lock_file)]))
}
