//! From `after_unknown` to the unknown places of a resource, each with its kind.

use std::sync::{Arc, LazyLock};

use super::configuration::{Written, written};
use crate::inventory::hide::remove;
use crate::inventory::path::AttributePath;
use crate::inventory::unknown::{Marks, Unknown, UnknownKind, Unknowns};
use crate::inventory::value::Value;

/// Why what the plan's configuration does not set may be set all the same.
static UNTOLD: LazyLock<Arc<str>> = LazyLock::new(|| {
    "known after apply: the plan does not tell whether a `dynamic` block sets it, and --source DIR may, with the code it was made from"
        .into()
});

/// Marks what `after_unknown` says is unknown, and takes it out of `values`. `configured`: the configuration has the
/// resource's block; one without arguments has no expressions. `dynamic(path)`: whether a `dynamic` block, which the plan's
/// configuration leaves out, writes what is there; `None` where the source does not tell, or is not there.
pub fn mark(
    values: &mut Value,
    after_unknown: &Marks,
    configured: bool,
    expressions: Option<&Value>,
    is_data: bool,
    dynamic: impl Fn(&AttributePath) -> Option<bool>,
) -> Unknowns {
    let mut unknown = Unknowns::default();
    for path in after_unknown.iter() {
        remove(values, path.segments());
        let written = is_data || !configured || !matches!(written(expressions, path), Written::Unset);
        let entry = match if written { Some(true) } else { dynamic(path) } {
            Some(true) => UnknownKind::AfterApply.into(),
            Some(false) => UnknownKind::Unset.into(),
            None => Unknown { kind: UnknownKind::AfterApply, reason: Arc::clone(&UNTOLD) },
        };
        unknown.mark(path.clone(), entry);
    }
    unknown
}

#[cfg(test)]
mod tests {
    use super::super::source::tests::source;
    use super::super::sourced::has_dynamic;
    use super::*;
    use crate::inventory::address::Address;

    fn value(json: &str) -> Value {
        Value::from_json_str(json).expect(json)
    }

    #[test]
    fn what_a_dynamic_block_may_write_is_not_unset() {
        let block = "resource \"x_y\" \"z\" {\n  in {\n    dynamic \"rule\" {\n      content {}\n    }\n  }\n}\n";
        let json =
            r#"{"resource": {"x_y": {"json": {"dynamic": {"in": {"content": {}}}}}}, "module": {"far": {"source": "x/y/z"}}}"#;
        let (_dir, source) = source(&[("root/main.tf", block), ("root/j.tf.json", json)]);
        let expressions = value(r#"{"in": [{"p": {"constant_value": 1}}]}"#);
        let kind = |address: &str, path: &str| {
            let unknown = r#"{"in": [{"rule": true, "other": true}], "out": true, "id": true}"#;
            let unknown: Marks = serde_json::from_str(unknown).expect(unknown);
            let address = Address::parse(address).expect(address);
            let dynamic = |path: &AttributePath| has_dynamic(&source, &address, path);
            let marked = mark(&mut Value::new_object(), &unknown, true, Some(&expressions), false, dynamic);
            let path: AttributePath = path.parse().expect(path);
            let entry = marked.above(&path).expect("an entry").1;
            assert_eq!(entry.reason.contains("--source"), dynamic(&path).is_none(), "{address} {path}");
            // Without the source nobody knows.
            let alone = mark(&mut Value::new_object(), &unknown, true, Some(&expressions), false, |_| None);
            assert_eq!(alone.above(&path).expect("an entry").1.kind, UnknownKind::AfterApply);
            entry.kind
        };
        assert_eq!(kind("x_y.z", "in[0].rule"), UnknownKind::AfterApply);
        for path in ["in[0].other", "out", "id"] {
            assert_eq!(kind("x_y.z", path), UnknownKind::Unset, "{path}");
            // JSON syntax, a module whose code is not there, and a block of another day: the source does not tell.
            for address in ["x_y.json", "module.far.x_y.z", "x_y.other"] {
                assert_eq!(kind(address, path), UnknownKind::AfterApply, "{address} {path}");
            }
        }
    }
}
