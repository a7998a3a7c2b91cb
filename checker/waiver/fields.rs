//! The fields of an entry: what must be there, what may, and which dates it can have.

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::entries::{Entry, Node, Place};

/// Days that an entry may hold for, from its first to its last.
pub const LONGEST: i64 = 180;

/// Days before an entry's last one in which it is said to expire.
const SOON: i64 = 30;

/// An entry that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Malformed {
    /// Where it begins.
    #[serde(flatten)]
    pub place: Place,
    /// What is wrong with it.
    pub problems: Vec<Wrong>,
}

impl Malformed {
    /// Its texts, which may quote what no output shows.
    pub fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        self.problems.iter_mut().flat_map(|wrong| [&mut wrong.problem, &mut wrong.help])
    }
}

/// One thing that is wrong with an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrong {
    /// From 1.
    pub line: usize,
    /// What it is.
    pub problem: String,
    /// What to do.
    pub help: String,
}

/// An entry, and how it stands to the run's date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "lowercase")]
pub enum Stated<T> {
    /// It holds.
    Valid(T),
    /// It holds for 30 days at most.
    Expiring(T),
    /// It held until a day that is over.
    Expired(T),
    /// It cannot be used.
    Malformed(Malformed),
}

impl<T> Stated<T> {
    /// An entry that holds until a day, that one included.
    pub fn new(entry: T, expires: Date, today: Date) -> Self {
        match days(today, expires) {
            ..0 => Self::Expired(entry),
            0..=SOON => Self::Expiring(entry),
            _ => Self::Valid(entry),
        }
    }

    /// The name of the state.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Valid(_) => "valid",
            Self::Expiring(_) => "expiring",
            Self::Expired(_) => "expired",
            Self::Malformed(_) => "malformed",
        }
    }

    /// The entry, where it can be read.
    pub fn entry(&self) -> Option<&T> {
        match self {
            Self::Valid(entry) | Self::Expiring(entry) | Self::Expired(entry) => Some(entry),
            Self::Malformed(_) => None,
        }
    }
}

/// The days from one date to another.
fn days(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

/// The date of a time in RFC 3339, in UTC. On a day that nobody knows nothing would hold.
pub fn today(now: &str) -> Date {
    now.parse::<jiff::Timestamp>().map_or(Date::MAX, |time| jiff::tz::TimeZone::UTC.to_datetime(time).date())
}

/// Reads a date: `2026-01-31` and nothing else.
fn parse_date(text: &str) -> Option<Date> {
    text.parse().ok().filter(|date: &Date| date.to_string() == text)
}

/// Takes the fields of a mapping one by one, and collects what is wrong with them.
pub struct Fields<'e> {
    line: usize,
    map: &'e [(usize, String, Node)],
    known: Vec<&'e str>,
    wrong: Vec<Wrong>,
}

impl<'e> Fields<'e> {
    /// Reads an entry: what `read` makes of its fields, where nothing is wrong with them.
    pub fn read<T>(file: &str, entry: &'e Entry, read: impl FnOnce(&mut Self) -> Option<T>) -> Result<T, Malformed> {
        let mut fields = Fields { line: entry.line, map: &[], known: Vec::new(), wrong: Vec::new() };
        let mut found = None;
        if let Node::Map(map) = &entry.node {
            fields.map = map;
            found = read(&mut fields);
            fields.check_keys();
        } else {
            fields.wrong(entry.line, "is no mapping", "write it as `- KEY: VALUE`, with a line for each key");
        }
        let mut problems = fields.wrong;
        problems.sort_by_key(|wrong| wrong.line);
        let place = Place { file: file.to_owned(), line: entry.line };
        found.filter(|_| problems.is_empty()).ok_or(Malformed { place, problems })
    }

    /// Notes something that is wrong.
    pub fn wrong(&mut self, line: usize, problem: impl Into<String>, help: impl Into<String>) {
        self.wrong.push(Wrong { line, problem: problem.into(), help: help.into() });
    }

    /// The line of a key, or of the mapping where the key is not there.
    pub fn line_of(&self, key: &str) -> usize {
        self.map.iter().find(|(_, name, _)| name == key).map_or(self.line, |(line, ..)| *line)
    }

    fn take(&mut self, key: &'static str) -> Option<&'e Node> {
        self.known.push(key);
        self.map.iter().find(|(_, name, _)| name == key).map(|(_, _, node)| node)
    }

    /// A text that may be absent, but not empty.
    pub fn optional(&mut self, key: &'static str) -> Option<String> {
        let node = self.take(key)?;
        let line = self.line_of(key);
        match node {
            Node::Text(text) if text.is_empty() => self.wrong(line, format!("`{key}` is empty"), format!("write `{key}: TEXT`")),
            Node::Text(text) => return Some(text.clone()),
            Node::Map(_) | Node::Other => self.wrong(line, format!("`{key}` is no text"), format!("write `{key}: TEXT`")),
        }
        None
    }

    /// A text.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        self.requires(key).then(|| self.optional(key)).flatten()
    }

    /// Whether a key is there; where it is not, that is wrong.
    fn requires(&mut self, key: &'static str) -> bool {
        let is_there = self.map.iter().any(|(_, name, _)| name == key);
        if !is_there {
            self.known.push(key);
            self.wrong(self.line, format!("`{key}` is missing"), format!("add `{key}`: no entry is complete without it"));
        }
        is_there
    }

    fn date(&mut self, key: &'static str) -> Option<Date> {
        let text = self.text(key)?;
        let date = parse_date(&text);
        if date.is_none() {
            let line = self.line_of(key);
            self.wrong(line, format!("`{key}` is `{text}`, which is no date"), "write it as 2026-01-31");
        }
        date
    }

    /// The first and the last day of an entry: in order, no further apart than allowed, and the first one not to come.
    pub fn term(&mut self, first: &'static str, last: &'static str, today: Date) -> Option<(Date, Date)> {
        let (from, to) = (self.date(first), self.date(last));
        let (from, to) = (from?, to?);
        if from > today {
            let line = self.line_of(first);
            let problem = format!("`{first}` is {from}, and today is {today} (UTC)");
            self.wrong(line, problem, "nothing is excused ahead: write the day on which it was approved");
        }
        let line = self.line_of(last);
        if to < from {
            let problem = format!("`{last}` is {to}, which is before `{first}`");
            self.wrong(line, problem, format!("`{last}` is the last day on which it holds"));
        } else if days(from, to) > LONGEST {
            let latest = from.saturating_add(Span::new().days(LONGEST));
            let problem = format!("`{last}` is {to}, more than {LONGEST} days after `{first}`");
            self.wrong(line, problem, format!("write {latest} or earlier, and look at it again then"));
        }
        Some((from, to))
    }

    /// A mapping that may be absent. What is wrong in it is wrong with the entry.
    pub fn map<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let node = self.take(key)?;
        let line = self.line_of(key);
        let Node::Map(map) = node else {
            self.wrong(line, format!("`{key}` is no mapping"), format!("write the keys of `{key}` below it, one a line"));
            return None;
        };
        let mut inner = Fields { line, map, known: Vec::new(), wrong: Vec::new() };
        let read = read(&mut inner);
        inner.check_keys();
        self.wrong.append(&mut inner.wrong);
        Some(read)
    }

    /// A mapping.
    pub fn required_map<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.requires(key).then(|| self.map(key, read)).flatten()
    }

    /// Every field, whatever it is called. A text may be empty.
    pub fn texts<T: FromIterator<(String, String)>>(&mut self) -> T {
        let mut texts = Vec::new();
        for (line, key, node) in self.map {
            self.known.push(key);
            match node {
                Node::Text(text) => texts.push((key.clone(), text.clone())),
                Node::Map(_) | Node::Other => self.wrong(*line, format!("`{key}` is no text"), format!("write `{key}: TEXT`")),
            }
        }
        texts.into_iter().collect()
    }

    /// Keys that there are none of, and keys that are there twice.
    fn check_keys(&mut self) {
        for (at, (line, key, _)) in self.map.iter().enumerate() {
            if !self.known.contains(&key.as_str()) {
                self.wrong(*line, format!("there is no key `{key}`"), format!("the keys are {}", self.known.join(", ")));
            } else if self.map[..at].iter().any(|(_, earlier, _)| earlier == key) {
                self.wrong(*line, format!("`{key}` is there twice"), "remove one of them");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::entries::Entries;
    use super::*;
    use proptest::prelude::*;

    /// What is wrong with the one entry of a text that has `a`, a term and a mapping.
    fn wrong(text: &str, today: &str) -> Vec<(usize, String)> {
        let entries = Entries::parse("w.yaml".to_owned(), text.to_owned()).expect("entries");
        let read = Fields::read("w.yaml", &entries.list[0], |fields| {
            let (a, inner) = (fields.text("a"), fields.map("m", |inner| inner.optional("k")));
            let tags: Option<Vec<(String, String)>> = fields.map("t", Fields::texts);
            let term = fields.term("from", "to", parse_date(today).expect("a date"))?;
            Some((a?, inner, tags, term))
        });
        read.err().map(|entry| entry.problems.into_iter().map(|wrong| (wrong.line, wrong.problem)).collect()).unwrap_or_default()
    }

    const GOOD: &str = "- a: x\n  from: 2026-01-01\n  to: 2026-01-31\n";

    #[test]
    fn everything_that_is_wrong_is_said_with_its_line() {
        let with = |more: &str| wrong(&format!("{GOOD}{more}"), "2026-01-10");
        let one = |line: usize, problem: &str| vec![(line, problem.to_owned())];
        assert_eq!(with(""), []);
        assert_eq!(with("  m: {k: v}\n  t: {k: '', l: w}\n"), []);
        assert_eq!(with("  b: 1\n"), one(4, "there is no key `b`"));
        assert_eq!(with("  a: y\n"), one(4, "`a` is there twice"));
        assert_eq!(with("  m: v\n"), one(4, "`m` is no mapping"));
        assert_eq!(with("  m:\n    l: v\n"), one(5, "there is no key `l`"));
        assert_eq!(with("  m:\n    k: [v]\n"), one(5, "`k` is no text"));
        assert_eq!(with("  m:\n    k:\n"), one(5, "`k` is empty"));
        assert_eq!(with("  t: {k: v, k: w}\n"), one(4, "`k` is there twice"));
        assert_eq!(with("  t: {k: [v]}\n"), one(4, "`k` is no text"));
        assert_eq!(with("  ? [x]\n  : y\n"), one(4, "there is no key ``"));
        let lines = |text: &str| wrong(text, "2026-01-10");
        assert_eq!(lines("- text\n"), one(1, "is no mapping"));
        let missing = [(2, "`a` is empty"), (2, "`from` is missing"), (2, "`to` is missing")];
        assert_eq!(lines("-\n  a:\n"), missing.map(|(line, text)| (line, text.to_owned())));
        let dates = lines("- a: x\n  from: 1.1.2026\n  to: 2026-02-29\n");
        assert_eq!(
            dates,
            [(2, "`from` is `1.1.2026`, which is no date".into()), (3, "`to` is `2026-02-29`, which is no date".into())]
        );
    }

    #[test]
    fn a_date_has_one_form() {
        for text in
            ["2026-1-31", "20260131", "2026-01-31T00:00", "2026-01-31 00:00:00", "+002026-01-31", "2026-13-01", "2026-02-30"]
        {
            assert_eq!(parse_date(text), None, "{text}");
        }
        assert_eq!(parse_date("2028-02-29"), Some(Date::constant(2028, 2, 29)));
    }

    #[test]
    fn the_day_is_that_of_utc() {
        assert_eq!(today("2026-03-01T00:30:00+02:00"), Date::constant(2026, 2, 28));
        assert_eq!(today("2028-02-29T23:59:59Z"), Date::constant(2028, 2, 29));
        assert_eq!(today("some day"), Date::MAX);
    }

    fn date() -> impl Strategy<Value = Date> {
        (0..20_000_i64).prop_map(|day| Date::constant(1999, 12, 31).saturating_add(Span::new().days(day)))
    }

    fn after(date: Date, days: i64) -> Date {
        date.saturating_add(Span::new().days(days))
    }

    proptest! {
        #[test]
        fn a_term_has_an_order_and_a_length(from in date(), length in -3..400_i64, age in -3..400_i64) {
            let (to, today) = (after(from, length), after(from, age));
            let problems = wrong(&format!("- a: x\n  from: {from}\n  to: {to}\n"), &today.to_string());
            let expected = usize::from(age < 0) + usize::from(!(0..=180).contains(&length));
            prop_assert_eq!(problems.len(), expected, "{:?}", problems);
        }

        #[test]
        fn an_entry_holds_on_its_last_day_and_is_said_to_expire_for_30_days(expires in date(), left in -400..400_i64) {
            let state = Stated::new((), expires, after(expires, -left));
            let expected = if left < 0 { "expired" } else if left <= 30 { "expiring" } else { "valid" };
            prop_assert_eq!(state.name(), expected);
        }

        #[test]
        fn a_date_that_is_written_is_read(date in date()) {
            prop_assert_eq!(parse_date(&date.to_string()), Some(date));
        }
    }

    #[test]
    fn the_longest_term_counts_leap_days() {
        let problems = |to: &str| wrong(&format!("- a: x\n  from: 2028-01-01\n  to: {to}\n"), "2028-01-01");
        assert_eq!(problems("2028-06-29"), []);
        assert_eq!(problems("2028-06-30"), [(3, "`to` is 2028-06-30, more than 180 days after `from`".to_owned())]);
        assert_eq!(wrong("- a: x\n  from: 2027-01-01\n  to: 2027-06-30\n", "2027-01-01"), []);
    }
}
