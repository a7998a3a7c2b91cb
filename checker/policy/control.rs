//! Controls: the articles and sections of laws and standards that policies serve, and the choice of policies by them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A law or a standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Framework {
    /// The CIS Amazon Web Services Foundations Benchmark.
    #[serde(rename = "CIS AWS")]
    CisAws,
    /// The General Data Protection Regulation, by article.
    #[serde(rename = "GDPR")]
    Gdpr,
    /// HIPAA's Security Rule, 45 CFR part 164.
    #[serde(rename = "HIPAA")]
    Hipaa,
    /// ISO/IEC 27001:2022, Annex A.
    #[serde(rename = "ISO 27001")]
    Iso27001,
    /// The Trust Services Criteria.
    #[serde(rename = "SOC 2")]
    Soc2,
}

impl Framework {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::CisAws, Self::Gdpr, Self::Hipaa, Self::Iso27001, Self::Soc2];

    /// The name in metadata and in the report.
    pub fn name(self) -> &'static str {
        match self {
            Self::CisAws => "CIS AWS",
            Self::Gdpr => "GDPR",
            Self::Hipaa => "HIPAA",
            Self::Iso27001 => "ISO 27001",
            Self::Soc2 => "SOC 2",
        }
    }

    fn names() -> String {
        Self::ALL.map(Self::name).join(", ")
    }
}

/// A control that a policy serves.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Control {
    /// The law or standard.
    pub framework: Framework,
    /// The article or section: `32(1)(b)`, `164.312(e)(1)`, `A.8.24`.
    pub clause: String,
    /// How the policy serves it, in one line.
    pub why: String,
}

impl Control {
    /// Reads one as metadata writes it: `GDPR 32(1)(b)`, and why.
    pub fn read(name: &str, why: &str) -> Result<Self, String> {
        let found = Framework::ALL.iter().find_map(|framework| Some((*framework, name.strip_prefix(framework.name())?)));
        let Some((framework, clause)) = found.and_then(|(framework, rest)| Some((framework, rest.strip_prefix(' ')?))) else {
            return Err(format!("`{name}` names no framework; there are {}", Framework::names()));
        };
        if !is_clause(clause) {
            return Err(format!("`{clause}` is no article or section of {}", framework.name()));
        }
        let why = why.trim();
        if why.is_empty() || why.contains('\n') {
            return Err(format!("`{name}` does not say in one line why"));
        }
        Ok(Self { framework, clause: clause.to_owned(), why: why.to_owned() })
    }

    /// What clauses of a framework are sorted by: Article 5 stands before 32.
    pub fn order(&self) -> String {
        steps(&self.clause).iter().map(|step| format!("{step:0>4} ")).collect()
    }
}

impl fmt::Display for Control {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.framework.name(), self.clause)
    }
}

/// Controls that are asked for: a framework, or a clause of it with everything below. `GDPR:32` is 32(1)(b) too, and `GDPR:3` is neither.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Selector {
    framework: Framework,
    clause: String,
}

impl Selector {
    /// `true` for a control that is asked for.
    pub fn matches(&self, control: &Control) -> bool {
        self.framework == control.framework && steps(&control.clause).starts_with(&steps(&self.clause))
    }

    /// Of some controls those that are most like it, of its framework.
    pub fn closest<'c>(&self, controls: impl Iterator<Item = &'c Control>) -> Vec<String> {
        let mut clauses: Vec<&str> =
            controls.filter(|control| control.framework == self.framework).map(|control| control.clause.as_str()).collect();
        clauses.sort_unstable();
        clauses.dedup();
        let likeness = |clause: &str| strsim::jaro_winkler(&self.clause, clause);
        clauses.sort_by(|a, b| likeness(b).total_cmp(&likeness(a)));
        clauses.into_iter().take(3).map(|clause| format!("{}:{clause}", self.framework.name())).collect()
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.framework.name(), self.clause)
    }
}

impl FromStr for Selector {
    type Err = String;

    /// The name may be written small and without spaces: `iso27001:A.8`.
    fn from_str(text: &str) -> Result<Self, String> {
        let (name, clause) = text.split_once(':').unwrap_or((text, ""));
        let plain = |name: &str| name.replace(' ', "").to_ascii_lowercase();
        let found = Framework::ALL.into_iter().find(|framework| plain(framework.name()) == plain(name));
        let framework = found.ok_or_else(|| format!("there is no framework `{name}`; there are {}", Framework::names()))?;
        if text.contains(':') && !is_clause(clause) {
            return Err(format!("`{clause}` is no article or section: write it as in GDPR:32 or HIPAA:164.312(e)"));
        }
        Ok(Self { framework, clause: clause.to_owned() })
    }
}

impl TryFrom<String> for Selector {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

fn is_clause(clause: &str) -> bool {
    clause.chars().all(|c| c.is_ascii_alphanumeric() || ".()".contains(c)) && !steps(clause).is_empty()
}

/// The steps down to a clause: letters and numbers apart, so that CC is above CC6.
fn steps(clause: &str) -> Vec<String> {
    let mut steps: Vec<String> = Vec::new();
    let mut before = None;
    for letter in clause.chars() {
        let kind = letter.is_ascii_alphanumeric().then(|| letter.is_ascii_digit());
        match steps.last_mut().filter(|_| kind.is_some() && kind == before) {
            Some(step) => step.push(letter.to_ascii_lowercase()),
            None if kind.is_some() => steps.push(letter.to_ascii_lowercase().to_string()),
            None => {}
        }
        before = kind;
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn control(name: &str) -> Control {
        Control::read(name, "it does").expect(name)
    }

    #[test]
    fn a_control_has_a_framework_a_clause_and_a_reason() {
        let read = control("HIPAA 164.308(a)(7)(ii)(A)");
        assert_eq!(
            (read.framework, read.clause.as_str(), read.why.as_str()),
            (Framework::Hipaa, "164.308(a)(7)(ii)(A)", "it does")
        );
        assert_eq!(read.to_string(), "HIPAA 164.308(a)(7)(ii)(A)");
        assert_eq!(control("ISO 27001 A.8.24").framework, Framework::Iso27001);
        for (name, why, says) in [
            ("PCI 3", "y", "names no framework; there are CIS AWS, GDPR, HIPAA, ISO 27001, SOC 2"),
            ("GDPR", "y", "names no framework"),
            ("GDPRS 5", "y", "names no framework"),
            ("GDPR ", "y", "`` is no article or section of GDPR"),
            ("GDPR ()", "y", "is no article"),
            ("GDPR Art. 5", "y", "is no article"),
            ("GDPR 5", " ", "does not say in one line why"),
            ("GDPR 5", "a\nb", "does not say in one line why"),
        ] {
            let said = Control::read(name, why).expect_err(name);
            assert!(said.contains(says), "{name}: {said}");
        }
    }

    #[test]
    fn clauses_are_in_the_order_of_their_text() {
        let mut controls = ["GDPR 44", "GDPR 32(1)(b)", "GDPR 5(1)(e)", "GDPR 32(1)(a)", "GDPR 32"].map(control);
        controls.sort_by_key(Control::order);
        let clauses: Vec<&str> = controls.iter().map(|control| control.clause.as_str()).collect();
        assert_eq!(clauses, ["5(1)(e)", "32", "32(1)(a)", "32(1)(b)", "44"]);
    }

    #[test]
    fn a_clause_is_asked_for_with_all_below_it() {
        for (asked, name, is) in [
            ("GDPR:32", "GDPR 32(1)(b)", true),
            ("GDPR:32(1)(b)", "GDPR 32(1)(b)", true),
            ("GDPR:32(1)(a)", "GDPR 32(1)(b)", false),
            ("GDPR:32(1)(b)(i)", "GDPR 32(1)(b)", false),
            ("GDPR:3", "GDPR 32(1)(b)", false),
            ("GDPR", "GDPR 32(1)(b)", true),
            ("GDPR", "HIPAA 164.312(b)", false),
            ("HIPAA:164", "HIPAA 164.312(b)", true),
            ("hipaa:164.312", "HIPAA 164.312(b)", true),
            ("HIPAA:164.31", "HIPAA 164.312(b)", false),
            ("soc2:CC6", "SOC 2 CC6.1", true),
            ("SOC 2:CC", "SOC 2 CC6.1", true),
            ("SOC 2:cc6.1", "SOC 2 CC6.1", true),
            ("ISO27001:A.8", "ISO 27001 A.8.24", true),
            ("ISO 27001:A.8.2", "ISO 27001 A.8.24", false),
            ("CIS AWS:3", "CIS AWS 3.6", true),
        ] {
            let selector: Selector = asked.parse().expect(asked);
            assert_eq!(selector.matches(&control(name)), is, "{asked} {name}");
        }
    }

    #[test]
    fn what_is_no_control_says_what_is() {
        for (asked, says) in [
            ("PCI:3", "there is no framework `PCI`; there are CIS AWS, GDPR"),
            ("", "there is no framework ``"),
            ("GDPR:", "`` is no article or section"),
            ("GDPR:Art. 5", "`Art. 5` is no article"),
        ] {
            let said = asked.parse::<Selector>().expect_err(asked);
            assert!(said.starts_with(says), "{asked}: {said}");
        }
        let controls =
            ["GDPR 5(1)(e)", "GDPR 32(1)(a)", "GDPR 32(1)(b)", "GDPR 32(1)(a)", "HIPAA 164.312(b)", "GDPR 44"].map(control);
        let closest = |asked: &str| asked.parse::<Selector>().expect(asked).closest(controls.iter());
        assert_eq!(closest("GDPR:33"), ["GDPR:32(1)(a)", "GDPR:32(1)(b)", "GDPR:44"]);
        assert_eq!(closest("GDPR:45").first().map(String::as_str), Some("GDPR:44"));
        assert_eq!(closest("SOC 2:CC6"), [""; 0]);
    }
}
