//! What the runner takes: the log, the job's summary, and the step's outputs, each written so that no text from outside is taken for a command.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use crate::error::Error;
use crate::run::print;

/// Bytes that a step's summary may have; over 1 MiB the runner drops all of it.
const SUMMARY: usize = 900 << 10;

/// Writes a text to the log. Between the two commands the runner carries none out, whatever the text holds: neither `::…` nor `##[…]`.
pub fn log(text: &str) -> Result<(), Error> {
    let token = random();
    let end = if text.ends_with('\n') { "" } else { "\n" };
    print(&format!("::stop-commands::{token}\n{text}{end}::{token}::\n"))?;
    Ok(())
}

/// How large a summary may still become.
pub fn room(file: &Path) -> usize {
    let there = std::fs::metadata(file).map_or(0, |known| usize::try_from(known.len()).unwrap_or(usize::MAX));
    SUMMARY.saturating_sub(there)
}

/// Adds to a file that the runner reads.
pub fn append(file: &Path, text: &str) -> Result<(), Error> {
    let write = || OpenOptions::new().append(true).create(true).open(file)?.write_all(text.as_bytes());
    write().map_err(|source| Error::Write { path: file.to_owned(), source })
}

/// The step's outputs as the runner reads them: with delimiters that no value can hold.
pub fn outputs(values: &[(&str, String)]) -> String {
    let mut text = String::new();
    for (name, value) in values {
        let delimiter = random();
        let _ = writeln!(text, "{name}<<{delimiter}\n{value}\n{delimiter}");
    }
    text
}

/// What nobody can guess: 122 bits from the operating system, by way of the hasher that needs some.
fn random() -> String {
    use std::hash::{BuildHasher as _, RandomState};
    let word = || RandomState::new().hash_one(std::process::id());
    format!("checker-{:016x}{:016x}", word(), word())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_read_back_as_the_runner_reads_them() {
        let values = [("conclusion", "fail".to_owned()), ("result-file", "a\nposted<<x\nb".to_owned()), ("empty", String::new())];
        let text = outputs(&values);
        let mut lines = text.lines();
        let mut read = Vec::new();
        while let Some(line) = lines.next() {
            let (name, delimiter) = line.split_once("<<").expect("a name");
            let value: Vec<&str> = lines.by_ref().take_while(|line| *line != delimiter).collect();
            read.push((name, value.join("\n")));
        }
        assert_eq!(read, values);
        assert_ne!(random(), random());
    }

    #[test]
    fn a_summary_has_the_room_that_is_left() {
        let directory = tempfile::tempdir().expect("a directory");
        let file = directory.path().join("summary");
        assert_eq!(room(&file), SUMMARY);
        append(&file, "one\n").and_then(|()| append(&file, "two\n")).expect("a file");
        assert_eq!((room(&file), std::fs::read_to_string(&file).expect("a file").as_str()), (SUMMARY - 8, "one\ntwo\n"));
    }
}
