//! The files that people keep beside the code, `waivers.yaml` and `attestations.yaml`: a YAML list of entries, each with the line it
//! begins on. What is wrong with one entry says nothing about the others.

use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use miette::Diagnostic;
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A file that cannot be read as a list of entries.
#[derive(Debug, Error, Diagnostic)]
pub enum EntriesError {
    /// Not opened or not read.
    #[error("{}: cannot be read: {source}", path.display())]
    #[diagnostic(code(entries::unreadable), help("check the path that the option, the environment or checker.yaml names"))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The operating system's answer.
        source: std::io::Error,
    },
    /// No YAML.
    #[error("{file}:{line}:{column}: is no YAML: {problem}")]
    #[diagnostic(code(entries::no_yaml), help("mend the file: nothing in it can be used as it is"))]
    NoYaml {
        /// The file.
        file: String,
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What the parser found.
        problem: String,
    },
    /// YAML that is no list.
    #[error("{file}:{line}: is no list of entries")]
    #[diagnostic(code(entries::no_list), help("write one YAML list, each entry beginning with `- `"))]
    NoList {
        /// The file.
        file: String,
        /// From 1.
        line: usize,
    },
}

/// Where an entry or something in it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file, from the directory of the run where it lies below.
    pub file: String,
    /// From 1.
    pub line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// A file with entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entries {
    /// The file as it is shown.
    pub file: String,
    /// Its text.
    pub text: String,
    /// The entries, in their order.
    pub list: Vec<Entry>,
    /// The column of the list's dashes, from 0; `None` where the list is written with brackets or is not there.
    pub indent: Option<usize>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// From 1.
    pub line: usize,
    pub(super) node: Node,
}

/// A value. There are no numbers, dates or truth values: what is written is a text, so that `012345678901` is the account that it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Text(String),
    Map(Vec<(usize, String, Self)>),
    /// A list, an alias, or what is nested too deeply.
    Other,
}

impl Entries {
    /// Reads the file that is given, else the one that is named in a directory, else the one of a default name there, which may be absent.
    pub fn find(given: Option<&PathBuf>, named: Option<&PathBuf>, directory: &Path, default: &str) -> Result<Self, EntriesError> {
        match given.cloned().or_else(|| named.map(|name| directory.join(name))) {
            Some(path) => Self::read(&path),
            None => Self::read_if_there(&directory.join(default)),
        }
    }

    /// Reads a file. One that is not there has no entries.
    pub fn read_if_there(path: &Path) -> Result<Self, EntriesError> {
        match Self::read(path) {
            Err(EntriesError::Unreadable { source, .. }) if source.kind() == ErrorKind::NotFound => {
                Self::parse(shown(path), String::new())
            }
            read => read,
        }
    }

    fn read(path: &Path) -> Result<Self, EntriesError> {
        let text = std::fs::read_to_string(path).map_err(|source| EntriesError::Unreadable { path: path.to_owned(), source })?;
        Self::parse(shown(path), text)
    }

    /// Reads a text as the content of a file.
    pub fn parse(file: String, text: String) -> Result<Self, EntriesError> {
        let mut events = Events { parser: Parser::new_from_str(text.trim_start_matches('\u{feff}')) };
        let (list, indent) = events.list().map_err(|problem| match problem {
            Stop::NoYaml(error) => EntriesError::NoYaml {
                file: file.clone(),
                line: error.marker().line(),
                column: error.marker().col() + 1,
                problem: error.info().to_owned(),
            },
            Stop::NoList(line) => EntriesError::NoList { file: file.clone(), line },
        })?;
        Ok(Self { file, text, list, indent })
    }
}

/// A path as it is shown: from the directory of the run where that leads there, so that a report is the same on every machine.
fn shown(path: &Path) -> String {
    let Ok(here) = std::env::current_dir() else { return path.display().to_string() };
    let above = here.ancestors().zip(0..).find(|(directory, up)| match up {
        0 => path.starts_with(directory),
        _ => path.parent() == Some(directory),
    });
    let relative = above.and_then(|(directory, up)| Some((path.strip_prefix(directory).ok()?, up)));
    relative.map_or_else(|| path.display().to_string(), |(name, up)| format!("{}{}", "../".repeat(up), name.display()))
}

/// Why reading stops.
enum Stop {
    NoYaml(ScanError),
    NoList(usize),
}

impl From<ScanError> for Stop {
    fn from(error: ScanError) -> Self {
        Self::NoYaml(error)
    }
}

/// How YAML says that there is nothing.
fn is_nothing(text: &str, style: ScalarStyle) -> bool {
    style == ScalarStyle::Plain && matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

struct Events<'t> {
    parser: Parser<'t, StrInput<'t>>,
}

impl<'t> Events<'t> {
    fn next(&mut self) -> Result<(Event<'t>, Span), ScanError> {
        self.parser.next_event().unwrap_or_else(|| Ok((Event::StreamEnd, Span::default())))
    }

    /// The one document's list, with the column of its dashes.
    fn list(&mut self) -> Result<(Vec<Entry>, Option<usize>), Stop> {
        let (mut list, mut indent, mut documents) = (Vec::new(), None, 0);
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => return Ok((list, indent)),
                Event::DocumentStart(_) if documents == 0 => documents += 1,
                Event::StreamStart | Event::DocumentEnd | Event::Nothing => {}
                // A document with nothing in it.
                Event::Scalar(text, style, ..) if is_nothing(&text, style) && documents == 1 => {}
                Event::SequenceStart(..) if documents == 1 => {
                    // Brackets are as long as they are; where dashes begin, nothing is.
                    indent = span.is_empty().then(|| span.start.col());
                    loop {
                        let (event, span) = self.next()?;
                        if event == Event::SequenceEnd {
                            break;
                        }
                        list.push(Entry { line: span.start.line(), node: self.node(event, 0)? });
                    }
                }
                _ => return Err(Stop::NoList(span.start.line())),
            }
        }
    }

    /// The value that begins with an event.
    fn node(&mut self, event: Event<'t>, depth: usize) -> Result<Node, ScanError> {
        match event {
            Event::Scalar(text, style, ..) if is_nothing(&text, style) => Ok(Node::Text(String::new())),
            Event::Scalar(text, ..) => {
                Ok(Node::Text(text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")))
            }
            // An entry, its `match`, and the tags in it.
            Event::MappingStart(..) if depth < 3 => {
                let mut map = Vec::new();
                loop {
                    let (event, span) = self.next()?;
                    if event == Event::MappingEnd {
                        return Ok(Node::Map(map));
                    }
                    let key = match self.node(event, depth + 1)? {
                        Node::Text(key) => key,
                        Node::Map(_) | Node::Other => String::new(),
                    };
                    let (event, _) = self.next()?;
                    map.push((span.start.line(), key, self.node(event, depth + 1)?));
                }
            }
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                let mut open = 1;
                while open > 0 {
                    match self.next()?.0 {
                        Event::MappingStart(..) | Event::SequenceStart(..) => open += 1,
                        Event::MappingEnd | Event::SequenceEnd | Event::StreamEnd => open -= 1,
                        _ => {}
                    }
                }
                Ok(Node::Other)
            }
            _ => Ok(Node::Other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Entries, EntriesError> {
        Entries::parse("w.yaml".to_owned(), text.to_owned())
    }

    fn text(text: &str) -> Node {
        Node::Text(text.to_owned())
    }

    #[test]
    fn every_entry_and_key_has_its_line() {
        let found = parse("# why\n\n- a: 1\n  m:\n    k: v\n-\n  b: >\n    two\n    lines\n- {c: d}\n- e\n").expect("entries");
        assert_eq!(found.indent, Some(0));
        let lines: Vec<usize> = found.list.iter().map(|entry| entry.line).collect();
        assert_eq!(lines, [3, 7, 10, 11]);
        let inner = Node::Map(vec![(5, "k".to_owned(), text("v"))]);
        assert_eq!(found.list[0].node, Node::Map(vec![(3, "a".to_owned(), text("1")), (4, "m".to_owned(), inner)]));
        assert_eq!(found.list[1].node, Node::Map(vec![(7, "b".to_owned(), text("two lines"))]));
        assert_eq!(found.list[3].node, text("e"));
        assert_eq!(parse("\u{feff}  - a: 1\r\n  - b: 2\r\n").expect("entries").indent, Some(2));
        assert_eq!(parse("[{a: 1}]").expect("entries").indent, None);
    }

    #[test]
    fn a_value_is_a_text_as_it_is_written() {
        for (value, expected) in [
            ("012345678901", "012345678901"),
            ("2026-01-31", "2026-01-31"),
            ("yes", "yes"),
            ("'null'", "null"),
            ("null", ""),
            ("~", ""),
            ("", ""),
            ("\"a\\n  b\"", "a b"),
            ("|\n    a\n\n    b\n", "a b"),
            ("a.b[\"k # l\"]", "a.b[\"k"),
            ("'a.b[\"k # l: m\"]'", "a.b[\"k # l: m\"]"),
        ] {
            let found = parse(&format!("- a: {value}\n")).expect(value);
            assert_eq!(found.list[0].node, Node::Map(vec![(1, "a".to_owned(), text(expected))]), "{value}");
        }
    }

    #[test]
    fn what_is_nested_too_deeply_or_elsewhere_is_nothing() {
        let found = parse("- a: [1, [2]]\n  b: {c: {d: {e: {f: 1}}}}\n  x: &x 1\n  g: *x\n- h: 1\n").expect("entries");
        let Node::Map(map) = &found.list[0].node else { panic!("a mapping") };
        assert_eq!((&map[0].2, &map[3].2), (&Node::Other, &Node::Other));
        assert_eq!(found.list.len(), 2, "what follows is read");
        let Node::Map(b) = &map[1].2 else { panic!("a mapping") };
        assert_eq!(b[0].2, Node::Map(vec![(2, "d".to_owned(), Node::Other)]));
    }

    #[test]
    fn a_file_with_nothing_in_it_has_no_entries() {
        for text in ["", "\n", "# nothing yet\n", "---\n", "[]\n", "null\n"] {
            assert_eq!(parse(text).expect(text).list, [], "{text}");
        }
    }

    #[test]
    fn what_is_no_list_or_no_yaml_is_refused_with_its_place() {
        for (text, line) in [("a: 1\n", 1), ("\n\ntext\n", 3), ("- a: 1\n---\n- b: 1\n", 2)] {
            let error = parse(text).expect_err(text);
            assert!(matches!(&error, EntriesError::NoList { line: found, .. } if *found == line), "{text}: {error:?}");
        }
        for text in ["- a: b: c\n", "- [\n", "- \"a\n", "- a: 1\n b: 2\n"] {
            let error = parse(text).expect_err(text);
            assert!(matches!(&error, EntriesError::NoYaml { .. }), "{text}: {error:?}");
        }
        let error = parse("- a: 1\n- b: c: d\n").expect_err("no YAML").to_string();
        assert!(error.starts_with("w.yaml:2:"), "{error}");
    }
}
