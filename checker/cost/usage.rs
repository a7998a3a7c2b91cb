//! The usage file: how much the resources of each scope are used, what a scope bears of costs it shares, and who gets a free allowance.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use miette::{Diagnostic, NamedSource, SourceSpan};
use rust_decimal::Decimal;
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::catalogue::{Bracket, Catalogue};
use super::components;
use crate::policy::metadata::SCOPES;

/// Where the file is looked for, from the directory of `checker.yaml`.
pub const FILE: &str = "infra/usage.yaml";

/// A usage file that cannot be used.
#[derive(Debug, Error, Diagnostic)]
pub enum UsageError {
    /// Not read.
    #[error("{}: cannot be read: {source}", path.display())]
    #[diagnostic(code(cost::usage_unreadable), help("name the usage file with --usage, or as `usage:` in checker.yaml"))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The operating system's answer.
        source: std::io::Error,
    },
    /// Not understood.
    #[error("{name}:{line}:{column}: {problem}")]
    #[diagnostic(
        code(cost::usage),
        help(
            "SCOPE: {{types: {{TYPE: {{KEY: {{value, why, as_of}}}}}}, addresses: {{GLOB: …}}, shared: [{{name, of, price, quantity}}], allowances: {{PRICE: …}}}}"
        )
    )]
    Invalid {
        /// The file.
        name: String,
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What is wrong.
        problem: String,
        /// The file's text.
        #[source_code]
        source_code: NamedSource<String>,
        /// Where in it.
        #[label("here")]
        at: SourceSpan,
    },
}

/// What is assumed of the use of resources, by scope. Without a file nothing is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Usage(BTreeMap<String, Scope>);

/// What is assumed in one scope.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// By type and key.
    #[serde(default)]
    types: BTreeMap<String, BTreeMap<String, Figure>>,
    /// By a glob of addresses and key; the glob with the most letters wins, and any wins over the type.
    #[serde(default)]
    addresses: BTreeMap<String, BTreeMap<String, Figure>>,
    /// What the scope bears of what other scopes hold.
    #[serde(default)]
    pub shared: Vec<Share>,
    /// What the scope gets of an account's free allowance, by the price's id.
    #[serde(default)]
    allowances: BTreeMap<String, Figure>,
}

/// A figure that no plan tells, with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct Figure {
    /// In a month, in the unit of the key.
    #[serde(flatten)]
    pub value: Bracket,
    /// Where it is from.
    pub why: String,
    /// When that was so.
    pub as_of: Date,
}

/// A part of what another scope holds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// What it is.
    pub name: String,
    /// The scope that holds it.
    pub of: String,
    /// The price's id.
    pub price: String,
    /// In the price's unit.
    pub quantity: Figure,
}

/// A figure as the file has it: bounds that are left out are the value.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    value: Number,
    low: Option<Number>,
    high: Option<Number>,
    why: String,
    as_of: Date,
}

impl TryFrom<Written> for Figure {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let Number(expected) = written.value;
        let low = written.low.map_or(expected, |Number(low)| low);
        let high = written.high.map_or(expected, |Number(high)| high);
        if low > expected || expected > high {
            return Err(format!("{expected} does not lie between {low} and {high}"));
        }
        if written.why.trim().is_empty() {
            return Err("`why` is empty: an assumption has a reason".to_owned());
        }
        Ok(Self { value: Bracket { low, expected, high }, why: written.why.trim().to_owned(), as_of: written.as_of })
    }
}

/// A number that is not negative, exactly as it is written.
struct Number(Decimal);

impl<'d> Deserialize<'d> for Number {
    fn deserialize<D: Deserializer<'d>>(deserializer: D) -> Result<Self, D::Error> {
        struct Exact;

        impl Visitor<'_> for Exact {
            type Value = Number;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a number that is not negative")
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Number, E> {
                Ok(Number(number.into()))
            }

            // The shortest text that reads as this number: for up to 15 digits the text that was written.
            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Number, E> {
                let exact = number.to_string().parse().ok().filter(|exact| *exact >= Decimal::ZERO);
                exact.map(Number).ok_or_else(|| E::invalid_value(de::Unexpected::Float(number), &self))
            }
        }

        deserializer.deserialize_any(Exact)
    }
}

/// A figure that was looked up, with the line of the file that gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assumption {
    /// What it is a figure of: the key in the usage file.
    pub key: String,
    /// The figure, its reason and its date.
    #[serde(flatten, deserialize_with = "figure")]
    pub figure: Figure,
    /// The type or the glob that it stands under.
    pub from: String,
}

/// Reads a figure as it is serialised, with every bound; the file leaves bounds out.
fn figure<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Figure, D::Error> {
    #[derive(Deserialize)]
    struct Shown {
        #[serde(flatten)]
        value: Bracket,
        why: String,
        as_of: Date,
    }
    let Shown { value, why, as_of } = Shown::deserialize(deserializer)?;
    Ok(Figure { value, why, as_of })
}

impl Usage {
    /// Reads a file and checks it against the prices.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, or says something that no estimate would use.
    pub fn read(path: &Path, catalogue: &Catalogue) -> Result<Self, UsageError> {
        let text = std::fs::read_to_string(path).map_err(|source| UsageError::Unreadable { path: path.to_owned(), source })?;
        Self::parse(&path.display().to_string(), &text, catalogue)
    }

    /// The same of a text.
    ///
    /// # Errors
    ///
    /// Where it says something that no estimate would use.
    pub fn parse(name: &str, text: &str, catalogue: &Catalogue) -> Result<Self, UsageError> {
        let invalid = |(line, column): (usize, usize), problem: String| {
            let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
            UsageError::Invalid {
                name: name.to_owned(),
                line,
                column,
                problem,
                source_code: NamedSource::new(name, text.to_owned()),
                at: (start + column.saturating_sub(1)).min(text.len()).into(),
            }
        };
        if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
            return Ok(Self::default());
        }
        let usage: Self = serde_yaml::from_str(text).map_err(|error| {
            let place = error.location().map_or((1, 1), |location| (location.line(), location.column()));
            invalid(place, error.to_string().split(" at line ").next().unwrap_or_default().to_owned())
        })?;
        usage.check(catalogue).map_err(|(keys, problem)| invalid(place(text, &keys), problem))?;
        Ok(usage)
    }

    /// What is assumed in a scope.
    pub fn of(&self, scope: &str) -> Option<&Scope> {
        self.0.get(scope)
    }

    /// What is wrong, and under which keys of the file.
    fn check(&self, catalogue: &Catalogue) -> Result<(), (Vec<String>, String)> {
        let known = |keys: &[&str], id: &str| match catalogue.price(id) {
            Some(price) => Ok(price),
            None => Err((owned(keys), format!("there is no price `{id}`"))),
        };
        for (name, scope) in &self.0 {
            if !SCOPES.contains(&name.as_str()) {
                return Err((owned(&[name]), format!("`{name}` is no scope; there are {}", SCOPES.join(", "))));
            }
            for (kind, figures) in &scope.types {
                let keys = components::usage_keys(kind);
                if let Some(key) = figures.keys().find(|key| !keys.contains(&key.as_str())) {
                    let problem = format!("nothing of {kind} is estimated from `{key}`; there are {}", list(keys));
                    return Err((owned(&[name, "types", kind, key]), problem));
                }
            }
            for (glob, figures) in &scope.addresses {
                if let Some(key) = figures.keys().find(|key| !components::is_usage_key(key)) {
                    let problem = format!("nothing is estimated from `{key}`");
                    return Err((owned(&[name, "addresses", glob, key]), problem));
                }
            }
            for share in &scope.shared {
                known(&[name, "shared", &share.price], &share.price)?;
                if !SCOPES.contains(&share.of.as_str()) || share.of == *name {
                    let problem = format!("`{}` is no other scope that could share with {name}", share.of);
                    return Err((owned(&[name, "shared", &share.of]), problem));
                }
            }
            for (id, given) in &scope.allowances {
                let keys = [name.as_str(), "allowances", id];
                let free = known(&keys, id)?.free_allowance.unwrap_or_default();
                let claimed: Decimal =
                    self.0.values().filter_map(|scope| scope.allowances.get(id)).map(|figure| figure.value.expected).sum();
                if claimed > free {
                    let problem = format!("the scopes claim {claimed} of `{id}`, and {free} are free for the whole account");
                    return Err((owned(&keys), problem));
                }
                if given.value.low != given.value.high {
                    return Err((owned(&keys), format!("an allowance is one number: `{id}` has bounds")));
                }
            }
        }
        Ok(())
    }
}

impl Scope {
    /// The figure for a resource: of the address glob with the most letters, else of the type.
    pub fn figure(&self, kind: &str, address: &str, key: &str) -> Option<Assumption> {
        let globs = self.addresses.iter().filter(|(glob, figures)| figures.contains_key(key) && matches(glob, address));
        let closest = globs.max_by_key(|(glob, _)| (glob.len() - glob.matches('*').count(), glob.as_str()));
        let (from, figures) = closest.or_else(|| self.types.get_key_value(kind))?;
        let figure = figures.get(key)?.clone();
        Some(Assumption { key: key.to_owned(), figure, from: from.clone() })
    }

    /// What the scope gets of the free allowance of a price.
    pub fn allowance(&self, price: &str) -> Option<&Figure> {
        self.allowances.get(price)
    }

    /// Every price of which the scope gets an allowance.
    pub fn allowances(&self) -> impl Iterator<Item = (&str, &Figure)> {
        self.allowances.iter().map(|(price, figure)| (price.as_str(), figure))
    }
}

/// Whether a glob is of an address: `*` stands for any letters, everything else for itself.
fn matches(glob: &str, address: &str) -> bool {
    let mut parts = glob.split('*');
    let Some(mut rest) = parts.next().and_then(|first| address.strip_prefix(first)) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

fn list(keys: &[&str]) -> String {
    if keys.is_empty() { "no keys of it".to_owned() } else { keys.join(", ") }
}

fn owned(keys: &[&str]) -> Vec<String> {
    keys.iter().map(ToString::to_string).collect()
}

/// The line and column of a key, found under the keys before it.
fn place(text: &str, keys: &[String]) -> (usize, usize) {
    let mut found = (1, 1);
    let mut lines = text.lines().enumerate().peekable();
    for key in keys {
        for (at, line) in lines.by_ref() {
            let column = line.split('#').next().and_then(|line| line.find(key.as_str()));
            if let Some(column) = column {
                found = (at + 1, line[..column].chars().count() + 1);
                break;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Usage, UsageError> {
        Usage::parse("usage.yaml", text, &Catalogue::embedded().expect("the prices"))
    }

    fn problem(text: &str) -> String {
        parse(text).expect_err(text).to_string()
    }

    const LCU: &str = "{value: 1, why: because, as_of: 2026-10-01}";

    #[test]
    fn the_glob_with_the_most_letters_wins_over_others_and_over_the_type() {
        let usage = parse(&format!(
            "staging:\n  types:\n    aws_lb: {{lcu: {LCU}}}\n  addresses:\n    '*.aws_lb.*': {{lcu: {{value: 2, low: 0.5, high: 3.25, why: w, as_of: 2026-10-01}}}}\n    'module.a.*': {{lcu: {{value: 3, why: w, as_of: 2026-10-01}}}}\n"
        ))
        .expect("usage");
        let scope = usage.of("staging").expect("the scope");
        let found = |address: &str| {
            scope.figure("aws_lb", address, "lcu").map(|found| (found.from, found.figure.value.expected.to_string()))
        };
        assert_eq!(found("aws_lb.x"), Some(("aws_lb".into(), "1".into())));
        assert_eq!(found("module.b.aws_lb.x"), Some(("*.aws_lb.*".into(), "2".into())));
        assert_eq!(found("module.a.aws_lb.x"), Some(("module.a.*".into(), "3".into())));
        let value = scope.figure("aws_lb", "module.b.aws_lb.x", "lcu").expect("a figure").figure.value;
        assert_eq!((value.low.to_string(), value.high.to_string()), ("0.5".into(), "3.25".into()));
        assert_eq!(scope.figure("aws_lb", "aws_lb.x", "internet_out_gb"), None);
        assert_eq!(scope.figure("aws_vpc", "aws_vpc.x", "lcu"), None);
    }

    #[test]
    fn a_star_stands_for_any_letters() {
        for (glob, address, is) in [
            ("a.b", "a.b", true),
            ("a.b", "a.bc", false),
            ("a.*", "a.b[\"x\"]", true),
            ("*.b", "a.b", true),
            ("*.b", "a.bc", false),
            ("a*c*e", "abcde", true),
            ("a*c*e", "abde", false),
            ("a*a", "a", false),
            ("*", "", true),
            ("a[\"*\"]", "a[\"x\"]", true),
        ] {
            assert_eq!(matches(glob, address), is, "{glob} {address}");
        }
    }

    #[test]
    fn what_no_estimate_would_use_is_refused_where_it_stands() {
        let at = |text: &str, start: &str| assert!(problem(text).starts_with(start), "{}", problem(text));
        at("nowhere:\n  types: {}\n", "usage.yaml:1:1: `nowhere` is no scope");
        at(
            &format!("staging:\n  types:\n    aws_lb:\n      lcus: {LCU}\n"),
            "usage.yaml:4:7: nothing of aws_lb is estimated from `lcus`; there are",
        );
        at(&format!("staging:\n  types:\n    aws_iam_role:\n      lcu: {LCU}\n"), "usage.yaml:4:7: nothing of aws_iam_role");
        at(&format!("staging:\n  addresses:\n    '*':\n      lcus: {LCU}\n"), "usage.yaml:4:7: nothing is estimated from `lcus`");
        at(&format!("staging:\n  allowances:\n    elb.alb: {LCU}\n"), "usage.yaml:3:5: there is no price `elb.alb`");
        at(
            &format!("staging:\n  allowances:\n    elb.alb.lcu: {LCU}\n"),
            "usage.yaml:3:5: the scopes claim 1 of `elb.alb.lcu`, and 0",
        );
        at("staging:\n  kinds: {}\n", "usage.yaml:2:3: staging: unknown field `kinds`");
        for (figure, why) in [
            ("{value: 1, why: ' ', as_of: 2026-10-01}", "`why` is empty"),
            ("{value: 1, low: 2, why: w, as_of: 2026-10-01}", "1 does not lie between 2 and 1"),
            ("{value: -1, why: w, as_of: 2026-10-01}", "a number that is not negative"),
            ("{value: .nan, why: w, as_of: 2026-10-01}", "a number that is not negative"),
            ("{value: 1, why: w}", "missing field `as_of`"),
            ("{value: 1, why: w, as_of: yesterday}", "as_of: failed to parse"),
        ] {
            let text = format!("staging:\n  types:\n    aws_lb:\n      lcu: {figure}\n");
            let found = problem(&text);
            assert!(found.starts_with("usage.yaml:4:") && found.contains(why), "{found}");
        }
    }

    #[test]
    fn two_scopes_do_not_claim_one_allowance() {
        let text = |staging: u32| {
            let given =
                |value: u32| format!("data_transfer.out.internet.first10TB: {{value: {value}, why: w, as_of: 2026-10-01}}");
            format!("staging:\n  allowances:\n    {}\nproduction:\n  allowances:\n    {}\n", given(staging), given(90))
        };
        assert!(parse(&text(10)).is_ok());
        assert!(problem(&text(11)).contains("the scopes claim 101 of `data_transfer.out.internet.first10TB`, and 100 are free"));
    }

    #[test]
    fn an_empty_file_assumes_nothing() {
        assert_eq!(parse("# nothing\n\n").expect("usage"), Usage::default());
    }
}
