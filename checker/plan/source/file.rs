//! One file of Terraform source: its text, parsing it, and turning a byte of it into a line.

use std::fs;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use hcl_edit::Span;
use hcl_edit::structure::{Block, Body};
use serde_json::Value;

use super::{Location, Note};

/// hcl-edit lets 64 levels of nesting recurse, and that many overflow the 2 MiB of an ordinary thread: it would abort the process.
const PARSER_STACK: usize = 16 << 20;

/// What is said of a parser that panicked.
const FAILED: &str = "the HCL parser failed";

/// A file that was read, with what it takes to turn a byte offset into a line.
pub(super) struct File {
    path: PathBuf,
    in_repository: bool,
    /// Without a byte order mark.
    text: Arc<str>,
    /// Where each line begins in `text`.
    lines: Vec<usize>,
}

impl File {
    /// The file at `path`, if there is one.
    pub fn find(path: PathBuf) -> Option<Result<Self, Note>> {
        (!matches!(path.try_exists(), Ok(false))).then(|| Self::read(path, false))
    }

    pub fn read(path: PathBuf, in_repository: bool) -> Result<Self, Note> {
        let note = |line, message| Note { file: path.clone(), line, message };
        let regular = fs::metadata(&path).map_err(|error| note(None, error.to_string()))?.is_file();
        if !regular {
            // Opening a pipe would wait for a writer that never comes.
            return Err(note(None, "not a regular file".to_owned()));
        }
        let bytes = fs::read(&path).map_err(|error| note(None, error.to_string()))?;
        Self::new(path, &bytes, in_repository)
    }

    /// The file that `path` names, with this content.
    pub fn new(path: PathBuf, bytes: &[u8], in_repository: bool) -> Result<Self, Note> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let line = 1 + bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count();
            Note { file: path.clone(), line: Some(line), message: "not UTF-8".to_owned() }
        })?;
        let text: Arc<str> = text.strip_prefix('\u{feff}').unwrap_or(text).into();
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Ok(Self { path, in_repository, text, lines })
    }

    pub fn parse(&self) -> Result<Body, Note> {
        parse_all(&[self]).pop().unwrap_or_else(|| Err(self.note(None, FAILED.to_owned())))
    }

    fn note(&self, line: Option<usize>, message: String) -> Note {
        Note { file: self.path.clone(), line, message }
    }

    pub fn parse_json(&self) -> Result<Value, Note> {
        serde_json::from_str(&self.text).map_err(|error| Note {
            file: self.path.clone(),
            line: Some(error.line().max(1)),
            message: error.to_string(),
        })
    }

    /// The line, from 1, that holds the byte at `offset`.
    fn line(&self, offset: usize) -> usize {
        self.lines.partition_point(|start| *start <= offset)
    }

    /// The place of `head`, within something that ends before `end`.
    pub fn location(&self, head: Range<usize>, end: usize) -> Option<Location> {
        let line = self.line(head.start);
        let before = self.text.get(*self.lines.get(line.checked_sub(1)?)?..head.start)?;
        Some(Location {
            file: self.path.clone(),
            line,
            column: before.chars().count() + 1,
            end_line: self.line(end),
            in_repository: self.in_repository,
            text: Arc::clone(&self.text),
            offset: head.start,
            length: head.len(),
        })
    }

    /// The place of the block's header.
    pub fn block_location(&self, block: &Block) -> Option<Location> {
        let end = block.labels.last().map_or_else(|| block.ident.span(), Span::span)?.end;
        self.location(block.ident.span()?.start..end, block.span()?.end)
    }
}

/// The bodies of several files, in their order: to make room once takes less time than for each.
pub(super) fn parse_all(files: &[&File]) -> Vec<Result<Body, Note>> {
    // A parser that panics leaves nothing behind that could be used.
    let parse = |file: &&File| catch_unwind(AssertUnwindSafe(|| hcl_edit::parser::parse_body(&file.text)));
    let failed = |problem: &str| files.iter().map(|file| Err(file.note(None, problem.to_owned()))).collect();
    match with_parser_stack(|| files.iter().map(parse).collect::<Vec<_>>()) {
        Ok(parsed) => files
            .iter()
            .zip(parsed)
            .map(|(file, parsed)| match parsed {
                Ok(parsed) => parsed.map_err(|error| file.note(Some(error.location().line()), error.message().to_owned())),
                Err(_) => Err(file.note(None, FAILED.to_owned())),
            })
            .collect(),
        Err(problem) => failed(&problem),
    }
}

/// Runs a parser of hcl-edit where its nesting has room.
pub(super) fn with_parser_stack<T: Send>(parse: impl FnOnce() -> T + Send) -> Result<T, String> {
    std::thread::scope(|scope| {
        let parser = std::thread::Builder::new().stack_size(PARSER_STACK).spawn_scoped(scope, parse);
        parser.map_err(|error| error.to_string())?.join().map_err(|_| FAILED.to_owned())
    })
}
