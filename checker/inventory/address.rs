//! Terraform resource addresses: `module.a["k"].data.aws_subnet.x[0]`, read by a tokenizer because keys may hold dots, brackets and quotes.

use std::fmt;

use super::value::Value;

/// The key of one instance of a module or resource that has `count` or `for_each`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InstanceKey {
    /// From `count`.
    Number(u64),
    /// From `for_each`.
    Text(String),
}

/// One enclosing module call.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModuleStep {
    /// The call's name.
    pub name: String,
    /// Its instance key, where the call has `count` or `for_each`.
    pub key: Option<InstanceKey>,
}

/// A resource's address in parts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// Enclosing module calls, outermost first.
    pub modules: Vec<ModuleStep>,
    /// `true` for a data source.
    pub data: bool,
    /// The resource type.
    pub kind: String,
    /// The resource's name in its module.
    pub name: String,
    /// The instance key.
    pub key: Option<InstanceKey>,
}

impl Address {
    /// Reads an address; `None` where the text is none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut modules = Vec::new();
        let mut rest = text;
        while rest.starts_with("module.") {
            let (step, after) = ModuleStep::parse(rest)?;
            modules.push(step);
            rest = after.strip_prefix('.')?;
        }
        let (address, rest) = Self::parse_local(rest)?;
        rest.is_empty().then_some(Self { modules, ..address })
    }

    /// Reads the address of a resource inside its module at the start of a text; gives what follows it as well.
    pub fn parse_local(text: &str) -> Option<(Self, &str)> {
        let mut tokens = Tokens { text };
        let mut first = tokens.name()?;
        let data = first == "data";
        if data {
            tokens.dot()?;
            first = tokens.name()?;
        }
        tokens.dot()?;
        let name = tokens.name()?.to_owned();
        let key = tokens.key()?;
        Some((Self { modules: Vec::new(), data, kind: first.to_owned(), name, key }, tokens.text))
    }

    /// The module's address, `""` at the root.
    pub fn module(&self) -> String {
        self.modules.iter().map(ToString::to_string).collect::<Vec<_>>().join(".")
    }

    /// The names of the enclosing module calls, without instance keys: where the block stands in the configuration.
    pub fn module_names(&self) -> Vec<&str> {
        self.modules.iter().map(|step| step.name.as_str()).collect()
    }
}

impl ModuleStep {
    /// Reads `module.NAME` with its key at the start of a text; gives what follows it as well.
    pub fn parse(text: &str) -> Option<(Self, &str)> {
        let mut tokens = Tokens { text: text.strip_prefix("module.")? };
        let name = tokens.name()?.to_owned();
        let key = tokens.key()?;
        Some((Self { name, key }, tokens.text))
    }
}

impl InstanceKey {
    /// Reads `[0]` or `["k"]` at the start of a text; gives what follows it as well.
    pub fn parse(text: &str) -> Option<(Self, &str)> {
        let mut tokens = Tokens { text };
        let key = tokens.key()??;
        Some((key, tokens.text))
    }

    /// The key as plan JSON writes it.
    pub fn to_value(&self) -> Value {
        match self {
            Self::Number(number) => Value::from(*number),
            Self::Text(text) => Value::from(text.as_str()),
        }
    }
}

impl fmt::Display for InstanceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "[{number}]"),
            Self::Text(text) => write!(f, "[{}]", quote(text)),
        }
    }
}

impl fmt::Display for ModuleStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "module.{}", self.name)?;
        self.key.as_ref().map_or(Ok(()), |key| key.fmt(f))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in &self.modules {
            write!(f, "{step}.")?;
        }
        let data = if self.data { "data." } else { "" };
        write!(f, "{data}{}.{}", self.kind, self.name)?;
        self.key.as_ref().map_or(Ok(()), |key| key.fmt(f))
    }
}

/// A key as Terraform quotes it: HCL escapes, with `${` and `%{` doubled.
fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '$' | '%' if chars.peek() == Some(&'{') => {
                quoted.push(c);
                quoted.push(c);
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

struct Tokens<'t> {
    text: &'t str,
}

impl<'t> Tokens<'t> {
    fn name(&mut self) -> Option<&'t str> {
        let end = self.text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-')).unwrap_or(self.text.len());
        let (name, rest) = self.text.split_at(end);
        self.text = rest;
        (!name.is_empty()).then_some(name)
    }

    fn dot(&mut self) -> Option<()> {
        self.text = self.text.strip_prefix('.')?;
        Some(())
    }

    /// An instance key, if one follows. The outer `None` is a key that is broken.
    #[expect(clippy::option_option, reason = "no key, and a broken key, are two answers")]
    fn key(&mut self) -> Option<Option<InstanceKey>> {
        let Some(rest) = self.text.strip_prefix('[') else { return Some(None) };
        if let Some(quoted) = rest.strip_prefix('"') {
            let (text, rest) = unquote(quoted)?;
            self.text = rest.strip_prefix(']')?;
            return Some(Some(InstanceKey::Text(text)));
        }
        let (digits, rest) = rest.split_once(']')?;
        self.text = rest;
        Some(Some(InstanceKey::Number(digits.parse().ok()?)))
    }
}

/// Reads a quoted key whose opening quote has been taken off; gives the key and what follows the closing quote.
fn unquote(text: &str) -> Option<(String, &str)> {
    let mut key = String::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((key, &text[at + 1..])),
            '\\' => match chars.next()?.1 {
                'n' => key.push('\n'),
                'r' => key.push('\r'),
                't' => key.push('\t'),
                escaped @ ('"' | '\\') => key.push(escaped),
                'u' => key.push(unicode(&mut chars, 4)?),
                'U' => key.push(unicode(&mut chars, 8)?),
                _ => return None,
            },
            '$' | '%' if text[at + 1..].starts_with(c) && text[at + 2..].starts_with('{') => {
                chars.next();
                key.push(c);
            }
            c => key.push(c),
        }
    }
    None
}

fn unicode(chars: &mut impl Iterator<Item = (usize, char)>, digits: usize) -> Option<char> {
    let code = (0..digits).try_fold(0, |code, _| Some(code * 16 + chars.next()?.1.to_digit(16)?))?;
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parts_of_an_address() {
        let address = Address::parse(r#"module.a["x.y[\"z\"]"].module.b[2].data.aws_subnet.s["k"]"#).expect("an address");
        assert_eq!(address.module_names(), ["a", "b"]);
        assert_eq!(address.module(), r#"module.a["x.y[\"z\"]"].module.b[2]"#);
        assert!(address.data);
        assert_eq!((address.kind.as_str(), address.name.as_str()), ("aws_subnet", "s"));
        assert_eq!(address.key, Some(InstanceKey::Text("k".into())));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in ["", "a", "a.b.c", "module.a", "a.b[", "a.b[x]", "a.b[\"x]", ".a.b", "a..b", "a.b[0]c"] {
            assert_eq!(Address::parse(text), None, "{text}");
        }
    }

    #[test]
    fn keys_are_written_as_terraform_writes_them() {
        for (key, text) in [
            ("a\"b\\c", r#"["a\"b\\c"]"#),
            ("${a}%{b}", r#"["$${a}%%{b}"]"#),
            ("$a%b", r#"["$a%b"]"#),
            ("a\nb\rc\td", r#"["a\nb\rc\td"]"#),
        ] {
            assert_eq!(InstanceKey::Text(key.into()).to_string(), text);
            assert_eq!(Address::parse(&format!("a.b{text}")).expect(text).key, Some(InstanceKey::Text(key.into())));
        }
    }

    #[test]
    fn escaped_characters_are_read() {
        for (text, key) in
            [(r"\u00e9", Some("é")), (r"\U0001F980", Some("🦀")), (r"\u00", None), (r"\ud800", None), (r"\x", None)]
        {
            let address = Address::parse(&format!("a.b[\"{text}\"]"));
            assert_eq!(address.and_then(|address| address.key), key.map(|key| InstanceKey::Text(key.into())), "{text}");
        }
    }

    fn key() -> impl Strategy<Value = Option<InstanceKey>> {
        prop_oneof![
            Just(None),
            any::<u32>().prop_map(|n| Some(InstanceKey::Number(n.into()))),
            any::<String>().prop_map(|s| Some(InstanceKey::Text(s))),
            "[.\\[\\]\"\\\\${%]{0,8}".prop_map(|s| Some(InstanceKey::Text(s))),
        ]
    }

    proptest! {
        #[test]
        fn text_round_trips(
            modules in proptest::collection::vec(("[a-z][a-z0-9_-]{0,5}", key()), 0..3),
            data in any::<bool>(), name in "[a-z_][a-z0-9_-]{0,8}", key in key(),
        ) {
            let modules = modules.into_iter().map(|(name, key)| ModuleStep { name, key }).collect();
            let address = Address { modules, data, kind: "aws_subnet".into(), name, key };
            prop_assert_eq!(Address::parse(&address.to_string()), Some(address));
        }
    }
}
