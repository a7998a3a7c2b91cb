//! From `after_unknown` to the unknown places of a resource, each with its kind.

use super::configuration::{Written, written};
use crate::inventory::hide::remove;
use crate::inventory::unknown::{UnknownKind, Unknowns, marked};
use crate::inventory::value::Value;

/// Marks what `after_unknown` says is unknown, and takes it out of `values`. `configured`: the configuration has the
/// resource's block; one without arguments has no expressions. `dynamic(name)`: the source writes a `dynamic` block of
/// that name, which the plan's configuration leaves out.
pub fn mark(
    values: &mut Value,
    after_unknown: &Value,
    configured: bool,
    expressions: Option<&Value>,
    is_data: bool,
    dynamic: impl Fn(&str) -> bool,
) -> Unknowns {
    let mut unknown = Unknowns::default();
    for path in marked(after_unknown) {
        remove(values, path.segments());
        let unset =
            !is_data && configured && matches!(written(expressions, &path), Written::Unset) && !path.root().is_some_and(&dynamic);
        unknown.mark(path, if unset { UnknownKind::Unset } else { UnknownKind::AfterApply });
    }
    unknown
}
