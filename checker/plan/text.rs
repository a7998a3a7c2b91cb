//! From the bytes of a plan file to JSON text: encodings, what wrappers put around it, and nesting.

use std::borrow::Cow;

use super::error::PlanError;

/// Levels of nesting that are read. A plan of real infrastructure has about 30.
pub const MAX_DEPTH: usize = 1000;

/// The JSON text in `bytes`, and what was odd about the file.
pub fn json_text<'b>(name: &str, bytes: &'b [u8]) -> Result<(Cow<'b, str>, Vec<String>), PlanError> {
    let name = || name.to_owned();
    let mut notices = Vec::new();
    if bytes.is_empty() {
        return Err(PlanError::EmptyFile { name: name() });
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(PlanError::Binary { name: name() });
    }
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => Cow::Owned(utf16(rest, u16::from_le_bytes, name, &mut notices)?),
        [0xfe, 0xff, rest @ ..] => Cow::Owned(utf16(rest, u16::from_be_bytes, name, &mut notices)?),
        [first, 0, ..] if *first != 0 => Cow::Owned(utf16(bytes, u16::from_le_bytes, name, &mut notices)?),
        [0, second, ..] if *second != 0 => Cow::Owned(utf16(bytes, u16::from_be_bytes, name, &mut notices)?),
        [0xef, 0xbb, 0xbf, rest @ ..] => {
            notices.push(format!("{}: begins with a byte order mark, which was skipped", name()));
            Cow::Borrowed(utf8(rest, name)?)
        }
        _ => Cow::Borrowed(utf8(bytes, name)?),
    };
    if text.trim().is_empty() {
        return Err(PlanError::EmptyFile { name: name() });
    }
    let start = start(&text).ok_or_else(|| PlanError::NotJson { name: name() })?;
    if !text[..start].trim().is_empty() {
        notices.push(format!("{}: {start} bytes before the JSON were skipped (output of a wrapper?)", name()));
    }
    let text = match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[start..]),
        Cow::Owned(text) => Cow::Owned(text[start..].to_owned()),
    };
    match depth_error(&text) {
        Some(line) => Err(PlanError::TooDeep { name: name(), line, limit: MAX_DEPTH }),
        None => Ok((text, notices)),
    }
}

fn utf8(bytes: &[u8], name: impl Fn() -> String) -> Result<&str, PlanError> {
    std::str::from_utf8(bytes).map_err(|error| PlanError::Encoding { name: name(), at: error.valid_up_to() })
}

fn utf16(
    bytes: &[u8],
    unit: impl Fn([u8; 2]) -> u16,
    name: impl Fn() -> String,
    notices: &mut Vec<String>,
) -> Result<String, PlanError> {
    notices.push(format!("{}: is UTF-16 (written by PowerShell?) and was converted", name()));
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(PlanError::Encoding { name: name(), at: bytes.len() - 1 });
    }
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut at = 0;
    for c in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let c = c.map_err(|_| PlanError::Encoding { name: name(), at })?;
        at += c.len_utf16() * 2;
        text.push(c);
    }
    Ok(text)
}

/// Where the JSON object begins: at the first line that begins with `{`.
fn start(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        if line.trim_start().starts_with('{') {
            return Some(at + indent);
        }
        at += line.len();
    }
    None
}

/// The line on which the nesting goes past the limit, so that a hostile file cannot exhaust the stack.
fn depth_error(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at += 1;
                while let Some(&byte) = bytes.get(at) {
                    match byte {
                        b'\\' => at += 1,
                        b'"' => break,
                        _ => {}
                    }
                    at += 1;
                }
            }
            b'{' | b'[' => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Some(1 + bytes[..at].iter().filter(|&&byte| byte == b'\n').count());
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Vec<String>) {
        let (text, notices) = json_text("p", bytes).expect("text");
        (text.into_owned(), notices)
    }

    #[test]
    fn encodings_give_the_same_text() {
        let plain = "{\"a\":\"ș😀\"}";
        let little: Vec<u8> = plain.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = plain.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(plain.as_bytes()), (plain.to_owned(), vec![]));
        for bytes in [
            [&[0xff, 0xfe], &little[..]].concat(),
            [&[0xfe, 0xff], &big[..]].concat(),
            little,
            big,
            [&[0xef, 0xbb, 0xbf], plain.as_bytes()].concat(),
        ] {
            let (text, notices) = read(&bytes);
            assert_eq!(text, plain);
            assert_eq!(notices.len(), 1, "{notices:?}");
        }
    }

    #[test]
    fn what_a_wrapper_prints_first_is_skipped_and_said() {
        let (text, notices) = read(b"[command]/usr/bin/terraform show -json {plan}\n  {\"a\":1}");
        assert_eq!(text, "{\"a\":1}");
        assert!(notices[0].contains("48 bytes before"), "{notices:?}");
    }

    #[test]
    fn bad_files_are_named_for_what_they_are() {
        let error = |bytes: &[u8]| json_text("p", bytes).expect_err("an error").to_string();
        assert_eq!(error(b""), "p: is empty");
        assert_eq!(error(b" \n"), "p: is empty");
        assert_eq!(error(b"PK\x03\x04rest"), "p: is a saved plan file, not JSON");
        assert_eq!(error(b"no plan"), "p: holds no JSON object");
        assert_eq!(error(b"{\"a\": \"\xff\"}"), "p: byte 7 is not UTF-8");
        assert_eq!(error(&[0xff, 0xfe, 0x7b]), "p: byte 0 is not UTF-8");
        let deep = format!("{{\n\"a\":{}", "[".repeat(MAX_DEPTH));
        assert_eq!(error(deep.as_bytes()), format!("p: line 2: more than {MAX_DEPTH} levels of nesting"));
        assert!(json_text("p", format!("{{\"[[\":{}", "[".repeat(MAX_DEPTH - 1)).as_bytes()).is_ok());
    }
}
