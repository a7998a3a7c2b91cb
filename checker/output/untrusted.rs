//! Text from outside (addresses, keys, messages, file names), and the ways to show it so that it stays text.

use std::fmt::Write as _;

/// Text from outside. It has no `Display`: only what escapes it gives it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Untrusted<'t>(&'t str);

impl<'t> Untrusted<'t> {
    /// Marks a text as being from outside.
    pub fn new(text: &'t str) -> Self {
        Self(text)
    }

    /// The text on one line, with everything that cannot be seen written as `⟨U+XXXX⟩`: control characters and line breaks, what turns
    /// the direction of writing, what has no width, spaces that are none. An empty text reads `⟨empty⟩`.
    pub fn visible(self) -> String {
        if self.0.is_empty() {
            return "⟨empty⟩".to_owned();
        }
        let blank = self.0.bytes().all(|byte| byte == b' ');
        let mut shown = String::with_capacity(self.0.len());
        for c in self.0.chars() {
            if blank || is_hidden(c) {
                let _ = write!(shown, "⟨U+{:04X}⟩", u32::from(c));
            } else {
                shown.push(c);
            }
        }
        shown
    }

    /// A Markdown code span: the one place where GitHub sees neither mentions, links, headings nor HTML.
    pub fn code(self) -> String {
        let text = self.visible();
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        // One space on each side is not part of the span; without it a backtick at the edge would belong to the fence.
        format!("{fence} {text} {fence}")
    }

    /// A code span inside of a table, where a `|` ends the cell even within code. Behind a backslash readers differ about which of the
    /// two is escaped.
    pub fn cell(self) -> String {
        self.code().replace("\\|", "\\⟨U+007C⟩").replace('|', "\\|")
    }
}

/// Not to be seen, or to be taken for something else.
fn is_hidden(c: char) -> bool {
    c.is_control() || (c.is_whitespace() && c != ' ') || is_ignorable(c) || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Unicode's `Default_Ignorable_Code_Point`, which has everything bidirectional and of no width, and the marks of annotations.
fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::Untrusted;

    #[test]
    fn what_is_shown() {
        for (text, code) in [
            ("aws_s3_bucket.a[\"b\"]", "` aws_s3_bucket.a[\"b\"] `"),
            ("a b ", "` a b  `"),
            ("``a`", "``` ``a` ```"),
            ("", "` ⟨empty⟩ `"),
            ("  ", "` ⟨U+0020⟩⟨U+0020⟩ `"),
            ("a\n\u{202e}b\u{a0}", "` a⟨U+000A⟩⟨U+202E⟩b⟨U+00A0⟩ `"),
            ("\u{1fffe}\u{fffd}é", "` ⟨U+1FFFE⟩\u{fffd}é `"),
        ] {
            assert_eq!(Untrusted::new(text).code(), code);
        }
        assert_eq!(Untrusted::new("a|b\\|c\\").cell(), "` a\\|b\\⟨U+007C⟩c\\ `");
    }
}
