//! `checker waiver …`: what each of its commands prints, and its exit status.

use std::fmt::Write as _;
use std::time::Duration;

use super::edit::{self, Draft, Field};
use super::entries::Entries;
use super::error::WaiverError;
use super::fields::{Malformed, Stated, Wrong, today};
use super::ledger::{self, Ledger};
use super::{FILE, Waiver, apply};
use crate::attestation::Attestation;
use crate::change::Compared;
use crate::cli::{AddArgs, CheckArgs, ListFormat, WaiverCommand, WaiverFileArgs};
use crate::config::Config;
use crate::context::{Context, now};
use crate::error::Error;
use crate::inventory::Inventory;
use crate::judging::POLICY_TIMEOUT;
use crate::output::untrusted::Untrusted;
use crate::policy::PolicySet;
use crate::report::Report;
use crate::run::{exit, print, write_file};
use crate::secrets::scrub::{Failure, Scrubber};

/// Carries a command out; gives the exit status.
pub fn run(command: WaiverCommand) -> Result<u8, Failure> {
    match command {
        WaiverCommand::List { file, output } => Ok(list(&file, output)?),
        WaiverCommand::Add(args) => Ok(add(&args)?),
        WaiverCommand::Check(args) => check(&args),
    }
}

fn list(args: &WaiverFileArgs, format: ListFormat) -> Result<u8, Error> {
    let config = Config::find(args.config.as_deref())?;
    let entries =
        Entries::find(args.waivers.as_ref(), config.waivers.as_ref(), &config.directory, FILE).map_err(WaiverError::from)?;
    let waivers = super::read(&entries, today(&now(args.now.as_deref())?));
    print(&match format {
        ListFormat::Json => serde_json::to_string_pretty(&waivers).unwrap_or_default() + "\n",
        ListFormat::Text => table(&waivers),
    })
}

fn table(waivers: &[Stated<Waiver>]) -> String {
    let rows: Vec<[String; 6]> = waivers
        .iter()
        .map(|stated| {
            let state = stated.name().to_owned();
            let row = match stated {
                Stated::Valid(waiver) | Stated::Expiring(waiver) | Stated::Expired(waiver) => {
                    let Waiver { place, policy, matching, owner, expires, .. } = waiver;
                    [state, expires.to_string(), place.to_string(), policy.clone(), owner.clone(), matching.to_string()]
                }
                Stated::Malformed(Malformed { place, problems }) => {
                    let problems: Vec<&str> = problems.iter().map(|wrong| wrong.problem.as_str()).collect();
                    [state, "-".to_owned(), place.to_string(), "-".to_owned(), "-".to_owned(), problems.join("; ")]
                }
            };
            row.map(|cell| Untrusted::new(&cell).visible())
        })
        .collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [0, 1, 2, 3, 4].map(width);
    rows.iter().fold(String::new(), |mut text, row| {
        for (cell, width) in row.iter().zip(widths) {
            let _ = write!(text, "{cell:<width$}  ");
        }
        let _ = writeln!(text, "{}", row[5]);
        text
    })
}

fn add(args: &AddArgs) -> Result<u8, Error> {
    let config = Config::find(args.file.config.as_deref())?;
    let policies = args.policies.clone().or_else(|| config.policies.as_ref().map(|path| config.directory.join(path)));
    PolicySet::load(policies.as_deref())?.find(&args.policy)?;
    let today = today(&now(args.file.now.as_deref())?);
    let named = config.waivers.as_ref().map(|path| config.directory.join(path));
    let path = args.file.waivers.clone().or(named).unwrap_or_else(|| config.directory.join(FILE));
    let entries = Entries::read_if_there(&path).map_err(WaiverError::from)?;
    let (text, waiver) = edit::append(&entries, &draft(args, &today.to_string()), today)?;
    let twin = super::read(&entries, today)
        .into_iter()
        .find_map(|stated| stated.entry().filter(|other| is_same(other, &waiver)).map(|other| other.place.clone()));
    if let Some(place) = twin {
        return Err(WaiverError::Duplicate { place }.into());
    }
    write_file(&path, &text)?;
    print(&format!("{}: {} is waived until {}\n", waiver.place, waiver.policy, waiver.expires))
}

/// Whether two waivers are for the same results.
fn is_same(one: &Waiver, other: &Waiver) -> bool {
    one.policy == other.policy && one.matching == other.matching
}

fn draft(args: &AddArgs, today: &str) -> Draft {
    let AddArgs { policy, matching, reason, owner, approved_by, ticket, created, expires, .. } = args;
    let text = |text: &String| Field::Text(text.clone());
    let keys =
        [("address", &matching.address), ("arn", &matching.arn), ("account", &matching.account), ("region", &matching.region)];
    let tags: Vec<(String, Field)> = matching.tag.iter().map(|(key, value)| (key.clone(), text(value))).collect();
    let tags = (!tags.is_empty()).then_some(("tag", Field::Map(tags)));
    let others = [("missing", &matching.missing), ("scope", &matching.scope)];
    let named = |(key, value): (&'static str, &Option<String>)| Some((key, text(value.as_ref()?)));
    let keys = keys.into_iter().filter_map(named).chain(tags).chain(others.into_iter().filter_map(named));
    vec![
        ("policy", text(policy)),
        ("match", Field::Map(keys.map(|(key, field)| (key.to_owned(), field)).collect())),
        ("reason", text(reason)),
        ("owner", text(owner)),
        ("approved_by", text(approved_by)),
        ("ticket", text(ticket)),
        ("created", Field::Text(created.clone().unwrap_or_else(|| today.to_owned()))),
        ("expires", text(expires)),
    ]
}

fn check(args: &CheckArgs) -> Result<u8, Failure> {
    let context = Context::new(&args.base)?;
    let (waivers, attestations) = context.kept(&args.files)?;
    let all = PolicySet::load(context.policies.as_deref()).map_err(Error::from)?;
    let waivers: Vec<Stated<Waiver>> = waivers.into_iter().map(|stated| of_known_policy(stated, &all)).collect();
    let count = (waivers.len(), attestations.len());
    let (ledger, attestations, scrubber) = if args.inputs.is_empty() {
        (Ledger::of(waivers), attestations, Scrubber::default())
    } else {
        let (inventory, _) = context.inventory(&args.inputs, &args.terraform)?;
        let scrubber = Scrubber::new(&inventory, all.texts());
        match judged(&context, &inventory, waivers, attestations, &scrubber) {
            Ok(report) => (report.waivers, report.attestations, scrubber),
            Err(error) => return Err(Failure { error: Box::new(error), scrubber }),
        }
    };
    let malformed: Vec<&Malformed> = ledger.malformed.iter().chain(attestations.iter().filter_map(malformed)).collect();
    let mut text = String::new();
    for remark in ledger::remarks(&ledger, &attestations) {
        if malformed.iter().all(|entry| entry.place != remark.place) {
            let _ = writeln!(text, "{remark}");
        }
    }
    let _ = writeln!(text, "{} waivers, {} attestations", count.0, count.1);
    print(&text)?;
    if !malformed.is_empty() {
        return Err(Failure { error: Box::new(WaiverError::malformed(&malformed).into()), scrubber });
    }
    let is_over = !ledger.expired.is_empty() || attestations.iter().any(|one| matches!(one, Stated::Expired(_)));
    Ok(if is_over { exit::VIOLATIONS } else { exit::CLEAN })
}

fn malformed(attestation: &Attestation) -> Option<&Malformed> {
    match attestation {
        Stated::Malformed(entry) => Some(entry),
        _ => None,
    }
}

/// A waiver of a policy that there is none of is malformed.
fn of_known_policy(stated: Stated<Waiver>, set: &PolicySet) -> Stated<Waiver> {
    let Some((waiver, error)) = stated.entry().and_then(|waiver| Some((waiver, set.find(&waiver.policy).err()?))) else {
        return stated;
    };
    let help = "`checker policy list` names the policies".to_owned();
    let problems = vec![Wrong { line: waiver.place.line, problem: error.to_string(), help }];
    Stated::Malformed(Malformed { place: waiver.place.clone(), problems })
}

/// The report on an inventory, as far as waivers and attestations go.
fn judged(
    context: &Context,
    inventory: &Inventory,
    waivers: Vec<Stated<Waiver>>,
    attestations: Vec<Attestation>,
    scrubber: &Scrubber,
) -> Result<Report, Error> {
    let set = context.policies()?;
    let limit = Duration::from_secs(context.config.policy_timeout.unwrap_or(POLICY_TIMEOUT));
    let judgements = set.judge(inventory, &context.now, limit)?;
    let planned = judgements.into_iter().map(|judgement| (judgement, None)).collect();
    let mut report = Report::new(inventory, &set, Compared { planned, prior: None }, &context.now, &|_, _, _| None);
    apply::apply(waivers, &mut report, inventory, context.judges_all());
    report.attestations = attestations;
    scrubber.report(&mut report);
    Ok(report)
}
