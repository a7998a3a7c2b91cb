//! User data: what a machine runs at its first boot. It stands as a text, as the same in base64, or as a hash alone.

use std::borrow::Cow;

use crate::secrets::entropy::decode;

/// The attributes that hold it.
pub const ATTRIBUTES: [&str; 2] = ["user_data", "user_data_base64"];

/// The text itself, or why it cannot be read.
pub fn read(written: &str) -> Result<Cow<'_, str>, &'static str> {
    if is_hash(written) {
        return Err("only a hash of it is here");
    }
    match decode(&written.lines().collect::<String>()) {
        Some(bytes) => String::from_utf8(bytes).map(Cow::Owned).map_err(|_| "it is encoded, and no text"),
        None => Ok(Cow::Borrowed(written)),
    }
}

/// The provider keeps the SHA-1 of a script in its stead.
fn is_hash(written: &str) -> bool {
    written.len() == 40 && written.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_read_in_every_form_but_a_hash() {
        for text in ["#!/bin/sh\necho a", "echo a1"] {
            assert_eq!(read(text).as_deref(), Ok(text));
        }
        assert_eq!(read("IyEvYmluL3NoCmVjaG8gYQ==").as_deref(), Ok("#!/bin/sh\necho a"));
        assert_eq!(read("IyEvYmlu\nL3NoCmVj\naG8gYQ==\n").as_deref(), Ok("#!/bin/sh\necho a"), "base64 in lines");
        // The beginning of what gzip makes.
        assert_eq!(read("H4sIAAAAAAAA"), Err("it is encoded, and no text"));
        assert_eq!(read("0123456789abcdef0123456789abcdef01234567"), Err("only a hash of it is here"));
        assert!(read("0123456789abcdef0123456789abcdef0123456g").is_err(), "no hash, and base64 of no text");
        assert_eq!(read("0123456789abcdef0123456789abcdef0123456.").as_deref(), Ok("0123456789abcdef0123456789abcdef0123456."));
    }
}
