//! Secrets by randomness: whether a word looks like a generator's output and not like a name.
//!
//! A word of base64's characters counts as random where it has 20 or more of them; small letters, capitals and digits; at least three
//! changes of class in ten neighbours, those at separators and from a capital to a small letter not counted (random text has 4.5, a
//! name such as `AllowS3GetObjectForCloudTrail2AndConfigDelivery` 2.3); few separators; and an entropy of 3.7 bits per character, from 32
//! characters on 4.2. A value of 16 to 128 characters without white space counts too where it mixes all
//! of that with punctuation. Hexadecimal never counts: digests and ids are hexadecimal, and only a name can tell a key from them.

use std::ops::Range;

use super::text::Fragment;
use super::{Detector, text};

/// No character of a word.
pub const OTHER: u8 = 0;
const SMALL: u8 = 1;
const CAPITAL: u8 = 2;
const DIGIT: u8 = 4;
/// A character of base64 that also separates words in names.
pub const SEPARATOR: u8 = 8;
const MIXED: u8 = SMALL | CAPITAL | DIGIT;

const SHORTEST: usize = 20;
/// From here on a word is a file, not a key.
const LONGEST: usize = 512;

/// The class of a byte.
pub fn class(byte: u8) -> u8 {
    match byte {
        b'a'..=b'z' => SMALL,
        b'A'..=b'Z' => CAPITAL,
        b'0'..=b'9' => DIGIT,
        b'+' | b'/' | b'_' | b'-' => SEPARATOR,
        _ => OTHER,
    }
}

/// A word of base64's characters, counted while it is read.
#[derive(Debug, Default)]
pub struct Run {
    start: usize,
    length: usize,
    classes: u8,
    last: u8,
    changes: usize,
    separators: usize,
}

impl Run {
    /// `true` before the first character.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Takes the byte at `at`, which is of `class`.
    pub fn push(&mut self, at: usize, class: u8) {
        if self.length == 0 {
            self.start = at;
        } else {
            // Names change at separators, and after the capital that begins a word.
            let natural = self.last == class || (self.last | class) & SEPARATOR != 0 || (self.last, class) == (CAPITAL, SMALL);
            self.changes += usize::from(!natural);
        }
        self.separators += usize::from(class == SEPARATOR);
        self.length += 1;
        self.classes |= class;
        self.last = class;
    }
}

/// `true` where small letters, capitals and digits occur.
pub fn is_mixed(bytes: &[u8]) -> bool {
    bytes.iter().fold(0, |classes, byte| classes | class(*byte)) & MIXED == MIXED
}

/// The bytes of a run that looks random.
pub fn random(text: &str, run: &Run) -> Option<Range<usize>> {
    if run.length < SHORTEST || run.classes & MIXED != MIXED || run.changes * 5 < run.length {
        return None;
    }
    let range = run.start..run.start + run.length;
    let word = text.get(range.clone())?;
    // Checksums say what they are; an SSH public key begins with the length of its type's name.
    let before = &text[..run.start];
    let is_checksum = ["h1:", "SHA256:"].iter().any(|name| before.ends_with(name))
        || ["sha256-", "sha384-", "sha512-", "AAAA"].iter().any(|start| word.starts_with(start));
    if is_checksum {
        return None;
    }
    if let Some(decoded) = decode(word).and_then(|bytes| String::from_utf8(bytes).ok()).filter(|decoded| is_readable(decoded)) {
        // Text in base64 hides what the text itself does.
        return text::fragments(&decoded).first().map(|_| range);
    }
    let enough = if run.length < 32 { 3.7 } else { 4.2 };
    let random = run.length <= LONGEST
        && run.changes * 10 >= run.length.saturating_sub(2 * run.separators) * 3
        && run.separators * 10 <= run.length
        && entropy(word.as_bytes()) >= enough;
    random.then_some(range)
}

/// Adds the whole of `text`, where nothing was found in it and it looks like a password with punctuation.
pub fn password(text: &str, found: &mut Vec<Fragment>) {
    let bytes = text.as_bytes();
    if !found.is_empty() || !(16..=128).contains(&bytes.len()) || !bytes.iter().any(|byte| b"!#$%&*?^~".contains(byte)) {
        return;
    }
    // Templates, patterns, URLs and paths.
    let other = ["${", "{{", "a-z", "A-Z", "0-9", "://", "\\"].iter().any(|part| text.contains(part)) || text.starts_with('/');
    if other || bytes.iter().any(|byte| !byte.is_ascii_graphic()) || !is_mixed(bytes) {
        return;
    }
    let changes = bytes.windows(2).filter(|pair| class(pair[0]) != class(pair[1])).count();
    if changes * 2 >= bytes.len() && entropy(bytes) >= 3.5 {
        found.push(Fragment { range: 0..text.len(), detector: Detector::Entropy });
    }
}

/// Shannon's entropy in bits per byte.
fn entropy(bytes: &[u8]) -> f64 {
    let mut counts = [0_u32; 256];
    bytes.iter().for_each(|byte| counts[usize::from(*byte)] += 1);
    let total = f64::from(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
    let seen = counts.iter().filter(|count| **count > 0).map(|count| f64::from(*count) / total);
    seen.map(|share| -share * share.log2()).sum()
}

/// Decodes base64 of either alphabet, without its padding.
pub fn decode(word: &str) -> Option<Vec<u8>> {
    let word = word.trim_end_matches('=');
    if word.len() % 4 == 1 {
        return None;
    }
    let mut bytes = Vec::with_capacity(word.len() * 3 / 4);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in word.bytes() {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(six)) & 0x00ff_ffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    Some(bytes)
}

fn is_readable(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'))
}
