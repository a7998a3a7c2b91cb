//! A new entry at the end of `waivers.yaml`: what stands there already keeps its bytes.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::Waiver;
use super::entries::Entries;
use super::error::WaiverError;

/// The fields of a new entry, in the order in which they are written.
pub type Draft = Vec<(&'static str, Field)>;

/// A field of a new entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// A text.
    Text(String),
    /// Fields of its own.
    Map(Vec<(String, Self)>),
}

/// The text of the file with a new entry at its end, and the entry as it is read back from there.
pub fn append(entries: &Entries, draft: &Draft, today: Date) -> Result<(String, Waiver), WaiverError> {
    let not_appendable = || WaiverError::NotAppendable { file: entries.file.clone() };
    let indent = match (entries.indent, entries.list.is_empty()) {
        (Some(indent), _) => indent,
        (None, true) => 0,
        (None, false) => return Err(not_appendable()),
    };
    let newline = if entries.text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut text = entries.text.clone();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push_str(newline);
    }
    text.push_str(&write(draft, indent).replace('\n', newline));
    // Whatever stands at the end of the file: it must be what it was, and the entry must be what was asked for.
    let after = Entries::parse(entries.file.clone(), text.clone()).map_err(|_| not_appendable())?;
    let (Some(new), Some(old)) = (after.list.get(entries.list.len()), after.list.get(..entries.list.len())) else {
        return Err(not_appendable());
    };
    if old != entries.list || after.list.len() != entries.list.len() + 1 {
        return Err(not_appendable());
    }
    let waiver = Waiver::read(&entries.file, new, today).map_err(|malformed| {
        let (problems, helps): (Vec<_>, Vec<_>) = malformed.problems.into_iter().map(|wrong| (wrong.problem, wrong.help)).unzip();
        WaiverError::NotAdded { problem: problems.join("; "), help: helps.join("; ") }
    })?;
    Ok((text, waiver))
}

/// The entry as YAML.
fn write(draft: &Draft, indent: usize) -> String {
    let mut text = String::new();
    for (at, (key, field)) in draft.iter().enumerate() {
        let dash = if at == 0 { "- " } else { "  " };
        let _ = write!(text, "{:indent$}{dash}", "");
        write_field(key, field, indent + 4, &mut text);
    }
    text
}

fn write_field(key: &str, field: &Field, indent: usize, text: &mut String) {
    match field {
        Field::Text(value) => {
            let _ = writeln!(text, "{key}: {}", scalar(value));
        }
        Field::Map(fields) => {
            let _ = writeln!(text, "{key}:");
            for (key, field) in fields {
                let _ = write!(text, "{:indent$}", "");
                write_field(&scalar(key), field, indent + 2, text);
            }
        }
    }
}

/// A text as a YAML scalar: as it is where every reader takes it for a text, else in double quotes.
fn scalar(text: &str) -> String {
    let is_plain = text.starts_with(char::is_alphabetic)
        && text.ends_with(|c: char| !c.is_whitespace() && c != ':')
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.chars().any(is_special)
        && !["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(&text.to_lowercase().as_str());
    let is_date = text.split('-').count() == 3 && text.chars().all(|c| c.is_ascii_digit() || c == '-');
    if is_plain || is_date {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if is_special(c) => _ = write!(quoted, "\\U{:08X}", u32::from(c)),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// What YAML takes for a line break, or does not take at all.
fn is_special(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TODAY: Date = Date::constant(2026, 1, 10);

    fn draft(address: &str, reason: &str, tag: (&str, &str)) -> Draft {
        let text = |text: &str| Field::Text(text.to_owned());
        let tags = Field::Map(vec![(tag.0.to_owned(), text(tag.1))]);
        vec![
            ("policy", text("demo/input-set")),
            ("match", Field::Map(vec![("address".to_owned(), text(address)), ("tag".to_owned(), tags)])),
            ("reason", text(reason)),
            ("owner", text("Ana")),
            ("approved_by", text("Ion")),
            ("ticket", text("OPS-1")),
            ("created", text("2026-01-10")),
            ("expires", text("2026-07-09")),
        ]
    }

    fn plain() -> Draft {
        draft("aws_vpc.a[\"k\"]", "It is known", ("team", "platform"))
    }

    fn entries(text: &str) -> Entries {
        Entries::parse("w.yaml".to_owned(), text.to_owned()).expect("entries")
    }

    #[test]
    fn an_entry_is_written_as_people_write_it() {
        let (text, _) = append(&entries(""), &plain(), TODAY).expect("a waiver");
        let expected = "- policy: demo/input-set
  match:
    address: aws_vpc.a[\"k\"]
    tag:
      team: platform
  reason: It is known
  owner: Ana
  approved_by: Ion
  ticket: OPS-1
  created: 2026-01-10
  expires: 2026-07-09
";
        assert_eq!(text, expected);
    }

    #[test]
    fn what_is_there_keeps_its_bytes_and_its_form() {
        let old = "# ours\r\n  - a: 1 # one\r\n\r\n  # two\r\n  - {b: 2}";
        let (text, waiver) = append(&entries(old), &plain(), TODAY).expect("a waiver");
        assert!(text.starts_with(&format!("{old}\r\n  - policy: demo/input-set\r\n    match:\r\n")), "{text}");
        assert_eq!(waiver.place.line, 6);
        assert!(!text.replace("\r\n", "").contains('\n'));
        for old in ["---\n- a: 1\n", "- a: |\n    text", "- a: |+\n    text\n\n\n", "# nothing\n"] {
            let (text, _) = append(&entries(old), &plain(), TODAY).expect(old);
            assert!(text.starts_with(old) && entries(&text).list.len() == entries(old).list.len() + 1, "{text}");
        }
    }

    #[test]
    fn nothing_is_appended_where_it_would_not_be_an_entry() {
        for old in ["[{a: 1}]\n", "[]\n", "- a: 1\n...\n", "- a: \"\n    b\"\n...\n# end\n"] {
            let error = append(&entries(old), &plain(), TODAY).expect_err(old);
            assert!(matches!(error, WaiverError::NotAppendable { .. }), "{old}: {error:?}");
        }
    }

    #[test]
    fn a_malformed_waiver_is_not_added() {
        let mut late = plain();
        late[7].1 = Field::Text("2026-07-10".to_owned());
        let error = append(&entries(""), &late, TODAY).expect_err("too long");
        assert_eq!(error.to_string(), "the waiver is not added: `expires` is 2026-07-10, more than 180 days after `created`");
    }

    proptest! {
        #[test]
        fn every_text_is_read_back(reason in any::<String>(), key in "\\PC{1,12}", value in "[a-z:#'\"\\\\{}\\[\\]&*!|>%@`, -]{1,12}") {
            prop_assume!([&reason, &key, &value].iter().all(|text| !text.trim().is_empty()));
            let address = r#"aws_vpc.a["x: y # z"]"#;
            let (text, waiver) = append(&entries("- a: 1\n"), &draft(address, &reason, (&key, &value)), TODAY).expect("a waiver");
            let line = |text: &str| text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
            prop_assert_eq!(&waiver.reason, &line(&reason), "{}", text);
            let tags: Vec<(String, String)> = waiver.matching.tag.into_iter().collect();
            prop_assert_eq!(tags, [(line(&key), line(&value))], "{}", text);
            prop_assert_eq!(waiver.matching.address.map(|address| address.to_string()), Some(address.to_owned()));
            // What other readers make of it is a text too.
            let other: serde_yaml::Value = serde_yaml::from_str(&text).expect("YAML");
            prop_assert_eq!(line(other[1]["reason"].as_str().expect("a text")), waiver.reason);
        }
    }
}
