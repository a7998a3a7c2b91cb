//! Sentences from outside as Markdown: words are set as words, and whatever is none stands in code spans, where GitHub sees neither mentions,
//! references, links nor HTML. A backslash would not do: GitHub looks for `@name`, `#1` and commits in the text that is left of them.

use super::untrusted::Untrusted;

/// Longer runs of hexadecimal letters and digits name commits.
const COMMIT: usize = 7;

impl Untrusted<'_> {
    /// A sentence, on one line.
    pub fn prose(self) -> String {
        set(&self.visible(), |code| Untrusted::new(code).code())
    }

    /// A sentence inside of a table.
    pub fn prose_cell(self) -> String {
        set(&self.visible(), |code| Untrusted::new(code).cell())
    }
}

/// A part of a sentence, and whether a space stands in front of it.
struct Piece<'t> {
    text: &'t str,
    is_code: bool,
    is_apart: bool,
}

fn set(text: &str, code: impl Fn(&str) -> String) -> String {
    let mut written = String::new();
    // Two code spans side by side would be one with other delimiters.
    let mut held: Option<(String, bool)> = None;
    let flush = |held: &mut Option<(String, bool)>, written: &mut String| {
        if let Some((text, is_apart)) = held.take() {
            written.push_str(if is_apart { " " } else { "" });
            written.push_str(&code(&text));
        }
    };
    for piece in pieces(text) {
        if piece.is_code {
            match &mut held {
                Some((text, _)) => {
                    text.push_str(if piece.is_apart { " " } else { "" });
                    text.push_str(piece.text);
                }
                None => held = Some((piece.text.to_owned(), piece.is_apart && !written.is_empty())),
            }
            continue;
        }
        flush(&mut held, &mut written);
        written.push_str(if piece.is_apart && !written.is_empty() { " " } else { "" });
        written.push_str(piece.text);
    }
    flush(&mut held, &mut written);
    written
}

/// Words, what stands around them, and everything else. What an author has set in backticks is code as it is.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let parts: Vec<&str> = text.split('`').collect();
    // Backticks inside of a name are a part of it.
    let is_paired = parts.len() % 2 == 1
        && parts.iter().enumerate().all(|(at, part)| match at % 2 {
            1 => !part.trim().is_empty(),
            _ => {
                (at == 0
                    || part.starts_with([' ', ',', '.', ';', ':', ')', '?', '!', '\''])
                    || (part.is_empty() && at + 1 == parts.len()))
                    && (at + 1 == parts.len() || part.ends_with([' ', '(']) || (part.is_empty() && at == 0))
            }
        });
    let mut pieces = Vec::new();
    if !is_paired {
        words(text, &mut pieces);
        return pieces;
    }
    let mut is_apart = false;
    for (at, part) in parts.into_iter().enumerate() {
        if at % 2 == 1 {
            pieces.push(Piece { text: part.trim(), is_code: true, is_apart });
            is_apart = false;
            continue;
        }
        let start = pieces.len();
        words(part, &mut pieces);
        match pieces.get_mut(start) {
            Some(first) if at > 0 => first.is_apart = part.starts_with(' '),
            _ => {}
        }
        is_apart = part.ends_with(' ');
    }
    pieces
}

fn words<'t>(text: &'t str, pieces: &mut Vec<Piece<'t>>) {
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let (before, core, after) = peel(word);
        let is_first = pieces.is_empty();
        // A number in front would begin a list.
        let is_plain = core.is_empty() || is_word(core) || (is_number(core) && !is_first);
        let mut is_apart = true;
        for (text, is_code) in [(before, false), (core, !is_plain), (after, false)] {
            if !text.is_empty() {
                pieces.push(Piece { text, is_code, is_apart });
                is_apart = false;
            }
        }
    }
}

/// A word without the punctuation around it. A bracket or quote that has its partner inside belongs to it.
fn peel(word: &str) -> (&str, &str, &str) {
    let core = word.trim_start_matches(['(', '"', '\'']);
    let before = &word[..word.len() - core.len()];
    let mut end = core.len();
    while let Some(last) = core[..end].chars().next_back() {
        let is_around = match last {
            ';' => !core[..end].contains('&'),
            ',' | '.' | ':' | '?' | '!' | '…' => true,
            ')' => core[..end].matches(')').count() > core[..end].matches('(').count(),
            '"' | '\'' => before.contains(last) || !core[..end - 1].contains(last),
            _ => false,
        };
        if !is_around {
            break;
        }
        end -= last.len_utf8();
    }
    // A dash between words.
    if matches!(&core[..end], "–" | "—") {
        return (word, "", "");
    }
    (before, &core[..end], &core[end..])
}

/// Letters, with hyphens and apostrophes between them; none that could be the name of a commit.
fn is_word(core: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphabetic() || matches!(c, '\u{C0}'..='\u{24F}' if c.is_alphabetic());
    let parts = core.split(['-', '\'', '’']);
    parts.clone().all(|part| !part.is_empty() && part.chars().all(is_letter))
        && !parts.into_iter().any(|part| part.len() >= COMMIT && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Digits, with points or the hyphens of a date between them: few enough to name no commit.
fn is_number(core: &str) -> bool {
    let is_short = |part: &str| (1..COMMIT).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    core.split(['.', '-']).all(is_short)
}

#[cfg(test)]
mod tests {
    use super::Untrusted;

    #[test]
    fn words_are_words_and_the_rest_is_code() {
        for (text, written) in [
            ("the database is publicly accessible by its flag", "the database is publicly accessible by its flag"),
            ("port 22 is open to 0.0.0.0/0, and (also) to ::/0.", "port 22 is open to ` 0.0.0.0/0 `, and (also) to ` ::/0 `."),
            ("Set `publicly_accessible = false`; a role's own", "Set ` publicly_accessible = false `; a role's own"),
            ("it is `a``b`", "it is ``` `a``b` ```"),
            ("aws_a.b and module.c[\"d e\"] differ", "` aws_a.b ` and ` module.c[\"d e\"] ` differ"),
            ("ask @octocat, or see #1", "ask ` @octocat `, or see ` #1 `"),
            ("www.evil.example https://a.b x@y.z", "` www.evil.example https://a.b x@y.z `"),
            ("1. first", "` 1 `. first"),
            ("- first", "` - ` first"),
            ("defaced deface 1234567 123456", "` defaced ` deface ` 1234567 ` 123456"),
            ("GH-1 a-b a--b", "` GH-1 ` a-b ` a--b `"),
            ("<b>x</b> &amp; *a* _b_", "` <b>x</b> &amp; *a* _b_ `"),
            ("call f(x), or (g(x))", "call ` f(x) `, or (` g(x) `)"),
            ("a – b", "a – b"),
            ("until 2026-03-31, at 4.5", "until 2026-03-31, at 4.5"),
            ("the \"two words\" of keyed[\"`@x`\"]", "the \"two words\" of `` keyed[\"`@x`\"] ``"),
            ("", "` ⟨empty⟩ `"),
            ("a\nb\u{202e}", "` a⟨U+000A⟩b⟨U+202E⟩ `"),
        ] {
            assert_eq!(Untrusted::new(text).prose(), written, "{text}");
        }
        assert_eq!(Untrusted::new("a | b").prose_cell(), "a ` \\| ` b");
    }
}
