//! Where a block or an attribute of it is written, and the module calls that lead there.

use std::path::PathBuf;
use std::sync::Arc;

use hcl_edit::Span;
use hcl_edit::expr::{Expression, TraversalOperator};
use hcl_edit::structure::{Block, Body};

use super::directory::{Directory, generated, key};
use super::file::File;
use super::{Mode, Source};

/// One step of a path into a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// An attribute, a nested block's type or a map key.
    Key(String),
    /// A position in the plan's list, from 0.
    Index(usize),
}

impl Segment {
    fn key(&self) -> Option<&str> {
        match self {
            Self::Key(name) => Some(name),
            Self::Index(_) => None,
        }
    }
}

/// A stretch of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The file, below the directory as [`Source::open`] was given it: a path that can be opened from where that one can. A file
    /// of a saved plan that is no longer on the disk as it was planned goes by its path from the root module.
    pub file: PathBuf,
    /// The first line, from 1.
    pub line: usize,
    /// The first column, from 1, in Unicode characters.
    pub column: usize,
    /// The last line of the whole block or attribute, from 1.
    pub end_line: usize,
    /// `true` for a file of the repository, `false` for one of a module that was fetched, and for one that is not there.
    pub in_repository: bool,
    /// The file's text, without a byte order mark.
    pub text: Arc<str>,
    /// The byte in the text at which the block's header or the attribute begins.
    pub offset: usize,
    /// How many bytes that header or attribute has.
    pub length: usize,
}

/// One of the places that decide about an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Where it is.
    pub at: Location,
    /// The position of the module call in the path of calls; `None` for the resource's own block.
    pub call: Option<usize>,
    /// The argument of the call that the attribute takes its value from; the place is that argument then.
    pub argument: Option<String>,
}

impl Source {
    /// The places that decide about the attribute at `path` of a block, or about the block itself: where it is written, then each
    /// module call that leads there, innermost first. Where the code of a module is not at hand, the places begin with its call.
    pub fn places(&self, module: &[&str], mode: Mode, type_: &str, name: &str, path: &[Segment]) -> Vec<Place> {
        let chain = self.chain(module);
        let mut places = Vec::new();
        let mut variable = None;
        if let Some(Some(own)) = chain.last() {
            let written = attribute(&own.directory, mode, type_, name, path);
            let Some((at, value)) = written.or_else(|| Some((block(&own.directory, mode, type_, name)?, None))) else {
                return places;
            };
            variable = value.and_then(variable_name);
            places.push(Place { at, call: None, argument: None });
        }
        for (depth, (name, caller)) in module.iter().zip(chain.iter()).enumerate().rev() {
            let Some(caller) = caller else {
                variable = None;
                continue;
            };
            if places.is_empty() && !caller.directory.calls.contains_key(*name) {
                // The plan comes from other code than this.
                return places;
            }
            let passed = variable.and_then(|variable| argument(&caller.directory, name, variable));
            variable = passed.as_ref().and_then(|(_, _, value)| variable_name(value));
            let place = match passed {
                Some((at, argument, _)) => Some((at, Some(argument.to_owned()))),
                None => call(&caller.directory, name).map(|at| (at, None)),
            };
            places.extend(place.map(|(at, argument)| Place { at, call: Some(depth), argument }));
        }
        places
    }

    /// Where the block `TYPE.NAME` of the module at the calls `module` is declared: the block itself, not an override of it.
    pub fn block(&self, module: &[&str], mode: Mode, type_: &str, name: &str) -> Option<Location> {
        block(&*self.module(module)?, mode, type_, name)
    }

    /// Where the attribute or nested block at `path` of a block is written: the deepest part of the path that is certain.
    ///
    /// Of several nested blocks of one type, or several items of a list, the place is that of all of them: the plan orders
    /// a set by its own rules, so its positions are not those of the source.
    pub fn attribute(&self, module: &[&str], mode: Mode, type_: &str, name: &str, path: &[Segment]) -> Option<Location> {
        Some(attribute(&*self.module(module)?, mode, type_, name, path)?.0)
    }

    /// Whether a `dynamic` block may write what is at `path` of a block, on whichever level it stands; `None` where the source does not
    /// tell: the block is not in it, or is in JSON syntax.
    pub fn has_dynamic(&self, module: &[&str], mode: Mode, type_: &str, name: &str, path: &[Segment]) -> Option<bool> {
        let keys: Vec<&str> = path.iter().filter_map(Segment::key).collect();
        let directory = self.module(module)?;
        let written = &directory.deciding(mode, type_, name, keys.first()?)?.block.as_ref()?.body;
        Some(dynamic_along(written, &keys))
    }
}

/// `true` where a `dynamic` block stands on the way along the names `keys`. Which of several blocks is meant is not known.
fn dynamic_along(body: &Body, keys: &[&str]) -> bool {
    let Some((first, rest)) = keys.split_first() else { return false };
    let mut written = body.blocks().filter(|block| generated(block) == Some(*first));
    written.any(|block| block.ident.as_str() == "dynamic" || dynamic_along(&block.body, rest))
}

/// A place, and the expression that stands there, where it is one.
type Written<'e> = (Location, Option<&'e Expression>);

fn block(directory: &Directory, mode: Mode, type_: &str, name: &str) -> Option<Location> {
    let original = directory.original(mode, type_, name)?;
    directory.files.get(original.file)?.block_location(original.block.as_ref()?)
}

fn attribute<'d>(directory: &'d Directory, mode: Mode, type_: &str, name: &str, path: &[Segment]) -> Option<Written<'d>> {
    let Some(Segment::Key(first)) = path.first() else { return None };
    let deciding = directory.deciding(mode, type_, name, first)?;
    in_body(directory.files.get(deciding.file)?, &deciding.block.as_ref()?.body, path)
}

/// The header of the module call `name`.
fn call(directory: &Directory, name: &str) -> Option<Location> {
    let original = directory.original_call(name)?;
    directory.files.get(original.file)?.block_location(original.block.as_ref()?)
}

/// The argument `variable` of the module call `name`: its place, its name and its value.
fn argument<'d>(directory: &'d Directory, name: &str, variable: &str) -> Option<(Location, &'d str, &'d Expression)> {
    let deciding = directory.deciding_call(name, variable)?;
    let argument = deciding.block.as_ref()?.body.get_attribute(variable)?;
    let at = directory.files.get(deciding.file)?.location(argument.span()?, argument.span()?.end)?;
    Some((at, argument.key.as_str(), &argument.value))
}

/// `NAME`, where the expression is exactly `var.NAME`.
fn variable_name(expression: &Expression) -> Option<&str> {
    match expression {
        Expression::Parenthesis(inner) => variable_name(inner.inner()),
        Expression::Traversal(traversal) if traversal.expr.as_variable()?.as_str() == "var" => {
            let [step] = traversal.operators.as_slice() else { return None };
            match step.value() {
                TraversalOperator::GetAttr(name) => Some(name.as_str()),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Where `path` is written in a body, as deep as that is certain.
fn in_body<'b>(file: &File, body: &'b Body, path: &[Segment]) -> Option<Written<'b>> {
    let (Segment::Key(name), rest) = path.split_first()? else { return None };
    if let Some(attribute) = body.get_attribute(name) {
        let whole = || Some((file.location(attribute.span()?, attribute.span()?.end)?, Some(&attribute.value)));
        return in_value(file, &attribute.value, rest).or_else(whole);
    }
    let written: Vec<&Block> = body.blocks().filter(|block| generated(block) == Some(name)).collect();
    let (first, last) = (file.block_location(written.first()?)?, file.block_location(written.last()?)?);
    // From the first header to the last one, since it could be any of them.
    let all = Location { end_line: last.end_line, length: last.offset + last.length - first.offset, ..first };
    let [block] = written.as_slice() else { return Some((all, None)) };
    let is_dynamic = block.ident.as_str() == "dynamic";
    let rest = match rest.split_first() {
        Some((Segment::Index(index), rest)) if *index == 0 || is_dynamic => rest,
        // A block that may occur only once is an object in the plan, not a list.
        Some((Segment::Key(_), _)) => rest,
        _ => return Some((all, None)),
    };
    let content = if is_dynamic { block.body.get_blocks("content").next() } else { Some(*block) };
    content.and_then(|content| in_body(file, &content.body, rest)).or(Some((all, None)))
}

/// Where `path` is written in the value of an attribute; `None` where the attribute as a whole is all that is certain.
fn in_value<'b>(file: &File, value: &'b Expression, path: &[Segment]) -> Option<Written<'b>> {
    let (first, rest) = path.split_first()?;
    let (start, value) = match (value, first) {
        (Expression::Parenthesis(inner), _) => return in_value(file, inner.inner(), path),
        (Expression::Object(object), Segment::Key(name)) => {
            // Of two equal keys the last one counts.
            let (written, value) = object.iter().filter(|(written, _)| key(written) == Some(name)).last()?;
            (written.span()?.start, value.expr())
        }
        (Expression::Array(items), Segment::Index(0)) if items.len() == 1 => (items.get(0)?.span()?.start, items.get(0)?),
        _ => return None,
    };
    let whole = || Some((file.location(start..value.span()?.end, value.span()?.end)?, Some(value)));
    in_value(file, value, rest).or_else(whole)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{attribute, shown, source};
    use super::*;

    #[test]
    fn the_deepest_part_that_is_certain_is_found() {
        let text = "data \"x_y\" \"z\" {}\nresource \"x_y\" \"z\" {\n  rule {\n    retention { mode = \"A\" }\n  }\n  tags = { \"B\" = 1, Ä = 2, \
            B = 3 }\n  list = ([{ a = 1 }])\n  two = [1, 2]\n  in {\n    p = 1\n  }\n  in {\n    p = 2\n  }\n  dynamic \"out\" {\n    \
            for_each = []\n    content {\n      p = 3\n    }\n  }\n  merged = merge({ a = 1 }, var.x)\n  timeouts {\n    a = 1\n  }\n}\n";
        let (_dir, source) = source(&[("root/main.tf", text)]);
        for (path, place, written) in [
            ("rule.0.retention.0.mode", "main.tf:4:17-4", "mode = \"A\""),
            ("rule.0.retention.0.years", "main.tf:4:5-4", "retention"),
            ("rule.0.other.0.mode", "main.tf:3:3-5", "rule"),
            ("rule.1.retention", "main.tf:3:3-5", "rule"),
            ("tags.B", "main.tf:6:28-6", "B = 3"),
            ("tags.Ä", "main.tf:6:21-6", "Ä = 2"),
            ("tags.C", "main.tf:6:3-6", "tags = { \"B\" = 1, Ä = 2, B = 3 }"),
            ("list.0.a", "main.tf:7:14-7", "a = 1"),
            ("two.0", "main.tf:8:3-8", "two = [1, 2]"),
            ("in.0.p", "main.tf:9:3-14", "in {\n    p = 1\n  }\n  in"),
            ("out.4.p", "main.tf:18:7-18", "p = 3"),
            ("out.4.q", "main.tf:15:3-20", "dynamic \"out\""),
            ("merged.a", "main.tf:21:3-21", "merged = merge({ a = 1 }, var.x)"),
            ("timeouts.a", "main.tf:23:5-23", "a = 1"),
            ("absent.0.mode", "nowhere", ""),
            ("0.rule", "nowhere", ""),
        ] {
            assert_eq!(attribute(&source, path), (place.to_owned(), written.to_owned()), "{path}");
        }
        let block = |mode| shown(source.block(&[], mode, "x_y", "z")).0;
        assert_eq!([block(Mode::Managed), block(Mode::Data)], ["main.tf:2:1-25", "main.tf:1:1-1"]);
        assert_eq!(source.notes(), []);
    }

    #[test]
    fn a_dynamic_block_is_seen_on_every_level() {
        let text = "resource \"x_y\" \"z\" {\n  in {\n    p = 1\n  }\n  in {\n    deep {\n      dynamic \"deeper\" {\n        content {}\n      }\n    \
            }\n  }\n  dynamic \"out\" {\n    content {\n      p = 3\n    }\n  }\n  list = [{ out = 1 }]\n}\n";
        let json = r#"{"resource": {"x_y": {"json": {"dynamic": {"out": {"content": {}}}}}}}"#;
        let (_dir, source) = source(&[("root/main.tf", text), ("root/j.tf.json", json)]);
        let dynamic = |name: &str, path: &str| {
            let step = |step: &str| step.parse().map_or_else(|_| Segment::Key(step.to_owned()), Segment::Index);
            let path: Vec<Segment> = path.split('.').map(step).collect();
            source.has_dynamic(&[], Mode::Managed, "x_y", name, &path)
        };
        for path in ["out", "out.0.p", "in.0.deep.0.deeper", "in.1.deep.0.deeper.0.p"] {
            assert_eq!(dynamic("z", path), Some(true), "{path}");
        }
        for path in ["in", "in.0.p", "in.0.deep", "in.0.deep.0.other", "list.0.out", "absent"] {
            assert_eq!(dynamic("z", path), Some(false), "{path}");
        }
        assert_eq!((dynamic("absent", "out"), dynamic("json", "out"), dynamic("json", "absent")), (None, None, None));
    }

    /// The places of `x_y.z` in the module at `module`: `CALL FILE:LINE:COLUMN TEXT`, with `-` for the resource's own.
    fn places(source: &Source, module: &[&str], path: &str) -> Vec<String> {
        let path: Vec<Segment> = path.split('.').map(|step| Segment::Key(step.to_owned())).collect();
        let shown = |place: Place| {
            let call = place.call.map_or("-", |depth| module[depth]);
            let (at, text) = shown(Some(place.at));
            assert_eq!(place.argument.is_some(), place.call.is_some() && text.contains('='));
            format!("{call} {} {text}", at.split('-').next().unwrap())
        };
        source.places(module, Mode::Managed, "x_y", "z", &path).into_iter().map(shown).collect()
    }

    #[test]
    fn a_value_is_followed_through_the_arguments_of_the_calls() {
        let root = "variable \"v\" {}\nmodule \"a\" {\n  source = \"./a\"\n  outer = true\n  b = 1\n}\nmodule \"twice\" {\n  source = \"./a\"\n}\n";
        let a = "module \"b\" {\n  source = \"./b\"\n  inner  = (var.outer)\n  tags   = { A = var.outer }\n  other  = !var.outer\n}\n";
        let b = "resource \"x_y\" \"z\" {\n  on = var.inner\n  tags = var.tags\n  off = var.other\n  part = var.inner.x\n  in {\n    deep = var.inner\n  }\n  \
            def = var.absent\n  text = \"${var.inner}\"\n}\n";
        let files = [("root/main.tf", root), ("root/a/a.tf", a), ("root/a/b/b.tf", b)];
        let (_dir, found) = source(&files);
        let in_a = "b a.tf:1:1 module \"b\"";
        let in_root = "a main.tf:2:1 module \"a\"";
        for (path, expected) in [
            ("on", ["- b.tf:2:3 on = var.inner", "b a.tf:3:3 inner  = (var.outer)", "a main.tf:4:3 outer = true"]),
            ("in.deep", ["- b.tf:7:5 deep = var.inner", "b a.tf:3:3 inner  = (var.outer)", "a main.tf:4:3 outer = true"]),
            ("tags.A", ["- b.tf:3:3 tags = var.tags", "b a.tf:4:3 tags   = { A = var.outer }", in_root]),
            ("off", ["- b.tf:4:3 off = var.other", "b a.tf:5:3 other  = !var.outer", in_root]),
            ("part", ["- b.tf:5:3 part = var.inner.x", in_a, in_root]),
            ("def", ["- b.tf:9:3 def = var.absent", in_a, in_root]),
            ("text", ["- b.tf:10:3 text = \"${var.inner}\"", in_a, in_root]),
            ("absent", ["- b.tf:1:1 resource \"x_y\" \"z\"", in_a, in_root]),
        ] {
            assert_eq!(places(&found, &["a", "b"], path), expected, "{path}");
        }
        // The other call leaves the argument out: the default of the variable counts.
        let twice = ["- b.tf:2:3 on = var.inner", "b a.tf:3:3 inner  = (var.outer)", "twice main.tf:7:1 module \"twice\""];
        assert_eq!(places(&found, &["twice", "b"], "on"), twice);
        let none: [&str; 0] = [];
        assert_eq!(places(&found, &["a", "absent"], "on"), none);
        assert_eq!(places(&found, &["absent", "b"], "on"), none);

        // An override decides about the argument, also where it cannot be read or has no places.
        let more = |name, text| source(&[files[0], files[1], files[2], (name, text)]);
        let (_dir, changed) = more("root/a/z_override.tf", "module \"b\" {\n  inner = false\n}\n");
        assert_eq!(places(&changed, &["a", "b"], "on")[1..], ["b z_override.tf:2:3 inner = false", in_root]);
        for (name, text) in
            [("root/a/override.tf", "module {"), ("root/a/override.tf.json", r#"{"module": {"b": {"inner": 1}}}"#)]
        {
            let (_dir, found) = more(name, text);
            assert_eq!(places(&found, &["a", "b"], "on")[1..], [in_a, in_root], "{name}");
        }
        // Declared twice: neither is the call. In JSON syntax a call has no place, and those around it still have theirs.
        let (_dir, found) = more("root/a/c.tf", a);
        assert_eq!(places(&found, &["a", "b"], "on"), ["- b.tf:2:3 on = var.inner", in_root]);
        let json = r#"{"module": {"b": {"source": "./b", "inner": "${var.outer}"}}}"#;
        let (_dir, found) = source(&[files[0], ("root/a/a.tf.json", json), files[2]]);
        assert_eq!(places(&found, &["a", "b"], "on"), ["- b.tf:2:3 on = var.inner", in_root]);
    }

    #[test]
    fn what_was_fetched_is_not_of_the_repository() {
        let call = |source: &str| format!("module \"m\" {{\n  source = \"{source}\"\n  on = true\n}}\n");
        let block = "resource \"x_y\" \"z\" {\n  on = var.on\n}\n";
        let near = "module \"n\" {\n  source = \"../near\"\n  on = var.on\n}\n";
        let manifest = r#"{"Modules": [{"Key": "m", "Source": "git::x", "Dir": ".terraform/modules/m/sub"},
            {"Key": "m.n", "Source": "../near", "Dir": ".terraform/modules/m/near"}]}"#;
        let root = call("git::x");
        let files = [
            ("root/main.tf", root.as_str()),
            ("root/.terraform/modules/modules.json", manifest),
            ("root/.terraform/modules/m/sub/far.tf", near),
            ("root/.terraform/modules/m/near/near.tf", block),
        ];
        let own = |source: &Source, module: &[&str]| -> Vec<bool> {
            let path = [Segment::Key("on".to_owned())];
            source.places(module, Mode::Managed, "x_y", "z", &path).iter().map(|place| place.at.in_repository).collect()
        };
        let (_dir, found) = source(&files);
        let argument = "m main.tf:3:3 on = true";
        assert_eq!(places(&found, &["m", "n"], "on"), ["- near.tf:2:3 on = var.on", "n far.tf:3:3 on = var.on", argument]);
        assert_eq!(own(&found, &["m", "n"]), [false, false, true]);
        // Fetched into another directory, as TF_DATA_DIR says.
        let moved = manifest.replace(".terraform/", "data/");
        let (_dir, found) = source(&[
            files[0],
            ("root/.terraform/modules/modules.json", &moved),
            ("root/data/modules/m/sub/far.tf", near),
            ("root/data/modules/m/near/near.tf", block),
        ]);
        assert_eq!(own(&found, &["m", "n"]), [false, false, true]);
        // Not at hand: the call is what there is to see.
        let (_dir, found) = source(&files[..1]);
        assert_eq!(places(&found, &["m"], "on"), ["m main.tf:1:1 module \"m\""]);
        assert_eq!(places(&found, &["m", "n"], "on"), ["m main.tf:1:1 module \"m\""]);
        // Beside the repository that holds the root.
        let (_dir, found) = source(&[("root/.git/HEAD", ""), ("root/main.tf", &call("../m")), ("m/m.tf", block)]);
        assert_eq!(own(&found, &["m"]), [false, true]);
    }
}
