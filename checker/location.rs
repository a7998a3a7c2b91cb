//! From an address and a path to the place in the source where that is written.

use crate::inventory::address::Address;
use crate::inventory::path::{AttributePath, Segment};
use crate::plan::source::{self, Source};
use crate::report::Location;

/// Where an attribute is written, with the module calls around it.
pub fn locate(source: &Source, address: &Address, path: &AttributePath) -> Option<Location> {
    let mode = if address.data { source::Mode::Data } else { source::Mode::Managed };
    let modules = address.module_names();
    let steps: Vec<source::Segment> = path
        .segments()
        .iter()
        .map_while(|segment| match segment {
            Segment::Key(name) => Some(source::Segment::Key(name.to_string())),
            Segment::Index(at) => Some(source::Segment::Index(*at)),
            Segment::Any => None,
        })
        .collect();
    let places = source.places(&modules, mode, &address.kind, &address.name, &steps);
    let mut places = places.into_iter().map(|place| {
        let source::Place { at, call, argument } = place;
        Location {
            file: at.file.display().to_string(),
            line: at.line,
            column: at.column,
            end_line: at.end_line,
            in_repository: at.in_repository,
            call: call.and_then(|depth| Some(address.modules.get(depth)?.to_string())),
            argument,
            module_stack: Vec::new(),
            snippet: Some((at.text, at.offset, at.length)),
        }
    });
    let first = places.next()?;
    Some(Location { module_stack: places.collect(), ..first })
}
