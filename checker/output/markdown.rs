//! The report as GitHub's Markdown, for a pull request's comment or a job's summary. Whatever is not of this file stands in code spans, or is
//! a sentence of which the words alone do not.

use std::collections::BTreeMap;

use super::place;
use super::untrusted::Untrusted;
use crate::change::Change;
use crate::finding::Verdict;
use crate::inventory::Kind;
use crate::report::{Changes, Outcome, Report};

/// Bytes that a comment may have: GitHub's limit is 65,536 characters, and what posts it adds a little.
pub const COMMENT: usize = 60_000;

/// Bytes that remarks about waivers may take, and as many for attestations.
const KEPT: usize = 8_000;

/// Bytes kept for the headings of the findings' tables and the sentence about what is not shown.
const FRAME: usize = 1_000;

/// Renders the report within so many bytes. Findings are left out whole, the least grave first, and their number is said.
pub fn render(report: &Report, bytes: usize) -> String {
    let mut page = Page::default();
    head(report, &mut page);
    let mut foot = Page::default();
    if let Some(cost) = &report.cost {
        foot.0.push_str(&crate::cost::markdown::section(cost));
    }
    self::foot(report, &mut foot);
    let look = Look { subjects: report.subjects.len() > 1, files: None };
    let left = bytes.saturating_sub(page.0.len() + foot.0.len() + FRAME);
    let findings = Findings::within(report, report.results.iter(), look, left);
    findings.write(&mut page, "###");
    page.0.push_str(&foot.0);
    page.0
}

/// A document in the making. Text of this file is written as it is; text from outside only as code.
#[derive(Default)]
pub(crate) struct Page(pub(crate) String);

impl Page {
    pub(crate) fn say(&mut self, text: &'static str) -> &mut Self {
        self.0.push_str(text);
        self
    }

    pub(crate) fn number(&mut self, number: usize) -> &mut Self {
        self.0.push_str(&number.to_string());
        self
    }

    pub(crate) fn code(&mut self, text: &str) -> &mut Self {
        self.0.push_str(&Untrusted::new(text).code());
        self
    }

    /// A sentence from outside.
    pub(crate) fn prose(&mut self, text: &str) -> &mut Self {
        self.0.push_str(&Untrusted::new(text).prose());
        self
    }

    /// The same inside of a table.
    pub(crate) fn prose_cell(&mut self, text: &str) -> &mut Self {
        self.0.push_str(&Untrusted::new(text).prose_cell());
        self
    }

    /// A table, without the columns in which no row says anything. The first always stays.
    pub(crate) fn table(&mut self, heads: &[Head], rows: &[Vec<String>]) -> &mut Self {
        let says = |cell: &String| !matches!(cell.as_str(), "" | "0" | NOTHING);
        let kept: Vec<usize> =
            (0..heads.len()).filter(|at| *at == 0 || rows.iter().filter_map(|row| row.get(*at)).any(says)).collect();
        kept.iter().for_each(|at| _ = self.say("| ").say(heads[*at].name).say(" "));
        self.say("|\n");
        kept.iter().for_each(|at| _ = self.say(if heads[*at].is_number { "|--:" } else { "|:--" }));
        self.say("|\n");
        for row in rows {
            kept.iter().filter_map(|at| row.get(*at)).for_each(|cell| {
                self.say("| ").0.push_str(cell);
                self.say(" ");
            });
            self.say("|\n");
        }
        self
    }

    /// As many rows as there is room for, below a heading.
    fn rows(&mut self, heading: &'static str, rows: Vec<String>) {
        if rows.is_empty() {
            return;
        }
        self.say(heading);
        let (mut bytes, all) = (0, rows.len());
        let fitting = rows.into_iter().take_while(|row| {
            bytes += row.len();
            bytes <= KEPT
        });
        let shown = fitting.map(|row| self.0.push_str(&row)).count();
        if shown < all {
            self.say("\n").number(shown).say(" of ").number(all).say(" are shown; the report has them all.\n");
        }
        self.say("\n");
    }

    /// An amount of money on one line; anything else as code.
    pub(crate) fn amount(&mut self, text: &str) -> &mut Self {
        let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || ". ".contains(c));
        if !plain {
            return self.cell(text);
        }
        self.0.push_str(&text.replace(' ', "&nbsp;"));
        self
    }

    /// A link of this program's own: neither text nor address are from outside.
    pub(crate) fn link(&mut self, text: &'static str, address: &str) -> &mut Self {
        self.0.push_str(&format!("[{text}]({address})"));
        self
    }

    /// A line of a file, with a link to it where the file is among a commit's. `files` ends with a slash.
    pub(crate) fn place(&mut self, path: &str, line: usize, files: Option<&str>) -> &mut Self {
        // The path of what lies elsewhere leads nowhere on GitHub.
        let Some(files) = files.filter(|_| !path.starts_with(['/', '.'])) else { return self.cell(&format!("{path}:{line}")) };
        // The link leads to the whole path; the table has little room.
        let short = path.rmatch_indices('/').nth(1).map_or(path, |(at, _)| &path[at + 1..]);
        self.say("[").cell(&format!("{short}:{line}"));
        // Neither has a character that ends a link.
        self.0.push_str(&format!("]({files}{}#L{line})", place::escape(path)));
        self
    }

    pub(crate) fn cell(&mut self, text: &str) -> &mut Self {
        self.0.push_str(&Untrusted::new(text).cell());
        self
    }

    /// What another page was made of.
    pub(super) fn add(&mut self, written: &str) {
        self.0.push_str(written);
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}

/// What heads a column.
pub(crate) struct Head {
    name: &'static str,
    is_number: bool,
}

impl Head {
    /// Of texts.
    pub(crate) const fn text(name: &'static str) -> Self {
        Self { name, is_number: false }
    }

    /// Of numbers, which stand to the right.
    pub(crate) const fn number(name: &'static str) -> Self {
        Self { name, is_number: true }
    }
}

/// In a cell about which nothing is known.
pub(crate) const NOTHING: &str = "–";

/// A cell.
pub(crate) fn cell(write: impl FnOnce(&mut Page)) -> String {
    let mut page = Page::default();
    write(&mut page);
    page.0
}

/// The verdict, and how many results there are of each kind for each plan and account.
fn head(report: &Report, page: &mut Page) {
    let summary = &report.summary;
    page.say("## checker: ").say(report.verdict.name()).say("\n\n");
    let Changes { introduced, existing, fixed } = summary.changes;
    page.number(summary.fail).say(" failed");
    if introduced + existing > 0 {
        page.say(" (").number(introduced).say(" introduced, ").number(existing).say(" existing)");
    }
    page.say(", ").number(summary.undetermined).say(" undetermined, ");
    page.number(summary.waived).say(" waived, ").number(summary.pass).say(" passed");
    if fixed > 0 {
        page.say(", ").number(fixed).say(" fixed");
    }
    page.say("\n\n");
    let mut counts: BTreeMap<Option<&str>, BTreeMap<Verdict, usize>> = BTreeMap::new();
    for outcome in &report.results {
        *counts.entry(outcome.subject.as_deref()).or_default().entry(outcome.verdict).or_default() += 1;
    }
    let nobody = counts.contains_key(&None).then_some(None);
    let mut rows: Vec<Vec<String>> = Vec::new();
    for subject in report.subjects.iter().map(|subject| Some(subject.id.as_str())).chain(nobody) {
        let verdicts = [Verdict::Fail, Verdict::Undetermined, Verdict::Waived, Verdict::Pass, Verdict::NotApplicable];
        let count = |verdict| counts.get(&subject).and_then(|counts| counts.get(&verdict)).copied().unwrap_or(0);
        let name = cell(|page| {
            match subject {
                Some(id) => page.cell(id),
                None => page.say("all of them"),
            };
        });
        rows.push(std::iter::once(name).chain(verdicts.map(|verdict| count(verdict).to_string())).collect());
    }
    let numbers = ["failed", "undetermined", "waived", "passed", "not applicable"].map(Head::number);
    let heads: Vec<Head> = std::iter::once(Head::text("of")).chain(numbers).collect();
    page.table(&heads, &rows).say("\n");
    for name in &report.unreported {
        page.say("- ").code(name).say(" no result came of it, so nothing is known of it\n");
    }
    page.say(if report.unreported.is_empty() { "" } else { "\n" });
}

/// What was judged, with what.
fn foot(report: &Report, page: &mut Page) {
    for notice in &report.notices {
        page.say("- ").prose(notice).say("\n");
    }
    page.say(if report.notices.is_empty() { "" } else { "\n" });
    remarks(report, page);
    attestations(report, page);
    page.say("<details>\n<summary>What was judged</summary>\n\n");
    for subject in &report.subjects {
        let kind = match subject.kind {
            Kind::Plan => "- plan ",
            Kind::Snapshot => "- account ",
        };
        page.say(kind).code(&subject.id).say(", SHA-256 ").code(&subject.digest).say("\n");
    }
    page.say("- ")
        .number(report.policies.count)
        .say(if report.policies.count == 1 { " policy" } else { " policies" })
        .say(", SHA-256 ")
        .code(&report.policies.digest)
        .say("\n");
    page.say("- checker ").code(&report.tool.version).say(" at ").code(&report.generated_at).say("\n\n</details>\n");
}

/// What is to be said about waivers and attestations.
fn remarks(report: &Report, page: &mut Page) {
    let rows = report.remarks().into_iter().map(|remark| {
        let mut row = Page::default();
        row.say("- ").say(remark.level.name()).say(": ").code(&remark.place.to_string()).say(": ").prose(&remark.text).say("\n");
        row.0
    });
    page.rows("### Waivers and attestations\n\n", rows.collect());
}

/// What nobody but people can know.
fn attestations(report: &Report, page: &mut Page) {
    let rows = report.attestations.iter().filter_map(|attestation| {
        let (state, stated) = (attestation.name(), attestation.entry()?);
        let mut row = Page::default();
        row.say("| ")
            .say(state)
            .say(" | ")
            .cell(&stated.id)
            .say(" | ")
            .prose_cell(&stated.statement)
            .say(" | ")
            .cell(&stated.owner);
        row.say(" | ").cell(&stated.expires.to_string()).say(" | ").cell(&stated.link).say(" |\n");
        Some(row.0)
    });
    let heading = "### Attested\n\n| state | id | statement | owner | until | link |\n|:--|:--|:--|:--|:--|:--|\n";
    page.rows(heading, rows.collect());
}

/// A table of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Section {
    Failed,
    Undetermined,
    Waived,
    Fixed,
}

impl Section {
    /// Where a result stands, if it is shown.
    fn of(outcome: &Outcome) -> Option<Self> {
        match (outcome.verdict, outcome.change) {
            (Verdict::Fail, _) => Some(Self::Failed),
            (Verdict::Undetermined, _) => Some(Self::Undetermined),
            (Verdict::Waived, _) => Some(Self::Waived),
            (Verdict::Pass | Verdict::NotApplicable, Some(Change::Fixed)) => Some(Self::Fixed),
            (Verdict::Pass | Verdict::NotApplicable, _) => None,
        }
    }
}

/// How rows look.
#[derive(Clone, Copy)]
pub(crate) struct Look<'l> {
    /// With the plan or account of each.
    pub(crate) subjects: bool,
    /// With links to a commit's files: the address of their page, which ends with a slash.
    pub(crate) files: Option<&'l str>,
}

/// What is shown of the findings.
pub(crate) struct Findings<'r> {
    /// Rows by section, in the report's order.
    rows: BTreeMap<Section, Vec<Vec<String>>>,
    /// What to do, for each policy that has a row.
    fixes: BTreeMap<&'r str, String>,
    shown: usize,
    all: usize,
}

impl<'r> Findings<'r> {
    /// The gravest that fit, each with what to do about it.
    pub(crate) fn within(
        report: &'r Report,
        outcomes: impl Iterator<Item = &'r Outcome>,
        look: Look<'_>,
        mut bytes: usize,
    ) -> Self {
        let mut findings = Self { rows: BTreeMap::new(), fixes: BTreeMap::new(), shown: 0, all: 0 };
        for outcome in outcomes {
            let Some(section) = Section::of(outcome) else { continue };
            findings.all += 1;
            let row = row(outcome, look);
            let wanted = matches!(section, Section::Failed | Section::Undetermined)
                && !findings.fixes.contains_key(outcome.policy.as_str());
            let fix = if wanted { fix(report, &outcome.policy) } else { None };
            let length = row.iter().map(|cell| cell.len() + 3).sum::<usize>() + 2 + fix.as_ref().map_or(0, String::len);
            if length > bytes {
                continue;
            }
            bytes -= length;
            findings.shown += 1;
            findings.rows.entry(section).or_default().push(row);
            findings.fixes.extend(fix.map(|fix| (outcome.policy.as_str(), fix)));
        }
        findings
    }

    /// Whether there is nothing to show, and nothing that did not fit.
    pub(crate) fn is_empty(&self) -> bool {
        self.all == 0
    }

    /// Writes the tables. `level`: the mark of their headings.
    pub(crate) fn write(&self, page: &mut Page, level: &'static str) {
        if self.shown < self.all {
            page.number(self.shown).say(" of ").number(self.all).say(" findings are shown; the report has them all.\n\n");
        }
        for (section, heading, why) in [
            (Section::Failed, " Failed\n\n", "why"),
            (Section::Undetermined, " Undetermined\n\nWhat is not known is not a pass.\n\n", "what is not known"),
            (Section::Waived, " Waived\n\n", "why, and the waiver"),
            (Section::Fixed, " Fixed\n\n", "what was wrong"),
        ] {
            let Some(rows) = self.rows.get(&section) else { continue };
            let heads = ["severity", "policy", "resource", why, "where"].map(Head::text);
            page.say(level).say(heading).table(&heads, rows).say("\n");
        }
        if !self.fixes.is_empty() {
            page.say("<details>\n<summary>How to fix</summary>\n\n");
            self.fixes.values().for_each(|fix| page.0.push_str(fix));
            page.say("\n</details>\n\n");
        }
    }
}

/// Severity, policy, resource, why, where.
fn row(outcome: &Outcome, look: Look<'_>) -> Vec<String> {
    let severity = cell(|cell| {
        cell.say(outcome.severity.name());
        if let Some(change) = outcome.change.filter(|change| *change != Change::Fixed) {
            cell.say(", ").say(change.name());
        }
    });
    let policy = cell(|cell| _ = cell.cell(&outcome.policy));
    let about = cell(|cell| about(outcome, look, cell));
    let why = cell(|cell| {
        if let Some(why) = outcome.why() {
            cell.prose_cell(why);
        }
        for action in &outcome.needs_action {
            cell.say(", needs ").cell(action);
        }
        if let Some(waiver) = &outcome.waiver {
            cell.say(", waiver ").cell(&waiver.place.to_string()).say(": ").prose_cell(&waiver.said());
        }
    });
    let place = cell(|cell| {
        if let Some(at) = &outcome.location {
            cell.place(&place::path(&at.file), at.line, look.files.filter(|_| at.in_repository));
        } else {
            cell.say(NOTHING);
        }
    });
    vec![severity, policy, about, why, place]
}

/// What a finding is about, and which attribute of what must change.
fn about(outcome: &Outcome, look: Look<'_>, cell: &mut Page) {
    if look.subjects {
        match &outcome.subject {
            Some(subject) => cell.cell(subject).say(": "),
            None => cell.say("all: "),
        };
    }
    match (&outcome.resource, &outcome.missing, &outcome.scope) {
        (Some(resource), ..) => cell.cell(resource),
        (None, Some(name), _) => cell.say("missing: ").cell(name),
        (None, None, Some(scope)) => cell.say("the scope ").cell(scope),
        (None, None, None) => cell.say("the whole policy"),
    };
    if let Some(at) = outcome.at.as_ref().filter(|at| Some(*at) != outcome.resource.as_ref()) {
        cell.say(", at ").cell(at);
    }
    if !outcome.attribute.is_empty() {
        cell.say(", ").cell(&outcome.attribute.to_string());
    }
}

fn fix(report: &Report, policy: &str) -> Option<String> {
    let entry = report.policies.index.get(policy)?;
    let mut fix = Page::default();
    // What to do is what the reader looks for. A backslash breaks the line in comments and summaries alike.
    fix.say("- ").code(policy).say(": ").prose(&entry.remediation).say("\\\n  It states: ").prose(&entry.statement).say("\n");
    Some(fix.0)
}
