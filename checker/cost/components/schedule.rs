//! Schedules: how often they start a task, and what the tasks take.

use rust_decimal::Decimal;

use super::tasks::{self, Size};
use super::{Row, Rule};
use crate::cost::HOURS;
use crate::cost::catalogue::Bracket;
use crate::cost::component::Gap;
use crate::cost::sheet::{Line, Sheet, number};
use crate::inventory::Resource;
use crate::inventory::value::{entry, text};

pub const ROWS: &[Row] = &[
    ("aws_scheduler_schedule", Rule::Billed(schedule, &["seconds_per_run"])),
    ("aws_cloudwatch_event_target", Rule::Billed(event_target, &[])),
];

/// Seconds that a task is billed for at least.
const LEAST_SECONDS: u32 = 60;

/// Days of a month, as its hours are counted.
fn days() -> Decimal {
    Decimal::from(HOURS) / Decimal::from(24)
}

fn schedule(sheet: &mut Sheet<'_>) {
    let line = sheet.line();
    match line.text_or("state", "ENABLED") {
        Ok("ENABLED") => {}
        Ok(_) => return sheet.of("EventBridge").free("a schedule that is off starts nothing"),
        Err(gap) => return sheet.of("EventBridge").gap("runs", gap),
    }
    let runs = line.text("schedule_expression").and_then(|expression| {
        runs(expression).ok_or_else(|| Gap::unknown(format!("how often `{expression}` is in a month is not known")))
    });
    let runs = match runs {
        Ok(runs) => runs,
        Err(gap) => return sheet.of("EventBridge").gap("runs", gap),
    };
    sheet.of("EventBridge").add("invocations", |line| line.cost("eventbridge.scheduler", runs / Decimal::from(1_000_000)));
    match line.count("target[0].ecs_parameters") {
        Ok(0) => {}
        Ok(_) => started(sheet, &line, runs),
        Err(gap) => sheet.of("Fargate").gap("tasks", gap),
    }
}

/// A target costs nothing, but for the tasks that it may start: nobody has said how often events come.
fn event_target(sheet: &mut Sheet<'_>) {
    match sheet.line().count("ecs_target") {
        Ok(0) => sheet.of("EventBridge").free("what rules on AWS's own events and schedules call costs nothing here"),
        Ok(_) => sheet.of("Fargate").gap("tasks", Gap::Unsupported("tasks that a rule on events starts".to_owned())),
        Err(gap) => sheet.of("Fargate").gap("tasks", gap),
    }
}

/// The tasks that a schedule starts.
fn started(sheet: &mut Sheet<'_>, line: &Line<'_>, runs: Decimal) {
    let at = "target[0].ecs_parameters[0].";
    let found = definition(line, &format!("{at}task_definition_arn")).and_then(|definition| {
        let size = size(line, definition)?;
        let each = line.maybe_number(&format!("{at}task_count"))?.unwrap_or(Decimal::ONE);
        Ok((definition, size, each))
    });
    match found {
        Ok((definition, size, each)) => {
            let capacity = tasks::capacity(line, at);
            tasks::add(sheet, definition, size, capacity, Bracket::from(runs * each), |line| {
                let seconds = line.used("seconds_per_run")?;
                Ok(seconds.map(|seconds| seconds.max(LEAST_SECONDS.into()) / Decimal::from(3600)))
            });
        }
        Err(gap) => sheet.of("Fargate").gap("tasks", gap),
    }
}

fn definition<'l>(line: &Line<'l>, path: &str) -> Result<&'l Resource, Gap> {
    let (desk, resource) = (line.desk(), line.resource());
    let unresolved = || Gap::unknown("its task definition could not be resolved");
    match line.text(path) {
        Ok(name) => desk.index.task_definition(&resource.scope, name).ok_or_else(unresolved),
        Err(gap) => line.only_target(path).ok_or(gap),
    }
}

/// The definition's size, or what the schedule says instead.
fn size(line: &Line<'_>, definition: &Resource) -> Result<Size, Gap> {
    let input = line.seen("target[0].input")?;
    let said = |key: &str| {
        let value = input.and_then(|input| entry(input, key));
        match value
            .map(|value| text(value).map_or_else(|| number(Some(value)).map(|units| units / Decimal::from(1024)), tasks::amount))
        {
            None => Ok(None),
            Some(Some(size)) => Ok(Some(size)),
            Some(None) => Err(Gap::unknown(format!("`{key}` of its input is not known"))),
        }
    };
    match (said("cpu")?, said("memory")?) {
        (Some(processors), Some(memory)) => Ok(Size { processors, memory }),
        (processors, memory) => {
            let whole = Size::of(definition)?;
            Ok(Size { processors: processors.unwrap_or(whole.processors), memory: memory.unwrap_or(whole.memory) })
        }
    }
}

/// How often an expression is in a month: `rate(5 minutes)`, `cron(0 2 1 * ? *)`, `at(…)`.
fn runs(expression: &str) -> Option<Decimal> {
    let (kind, inner) = expression.trim().strip_suffix(')')?.split_once('(')?;
    match kind {
        "rate" => {
            let (number, unit) = inner.trim().split_once(' ')?;
            let number: Decimal = number.parse().ok().filter(|number| *number > Decimal::ZERO)?;
            let hours = Decimal::from(HOURS);
            let per_month = match unit.trim().trim_end_matches('s') {
                "minute" => hours * Decimal::from(60),
                "hour" => hours,
                "day" => days(),
                _ => return None,
            };
            Some(per_month / number)
        }
        // Once: in the month in which it is.
        "at" => Some(Decimal::ONE),
        "cron" => {
            let fields: Vec<&str> = inner.split_whitespace().collect();
            let [minute, hour, day, month, weekday, _year] = fields[..] else { return None };
            let times = Decimal::from(count(minute, 0, 59)? * count(hour, 0, 23)?);
            let days = match (day, weekday) {
                ("*" | "?", "*" | "?") => days(),
                // The last Friday, the second Monday: once a month.
                ("?", weekday) if weekday.contains('#') || weekday.len() > 1 && weekday.ends_with('L') => Decimal::ONE,
                ("?", weekday) => Decimal::from(count(&numbered(weekday, &WEEKDAYS), 1, 7)?) * days() / Decimal::from(7),
                (day, "?") if day.ends_with(['L', 'W']) => Decimal::ONE,
                (day, "?") => Decimal::from(count(day, 1, 31)?),
                _ => return None,
            };
            let months = Decimal::from(count(&numbered(month, &MONTHS), 1, 12)?);
            Some(times * days * months / Decimal::from(12))
        }
        _ => None,
    }
}

const WEEKDAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const MONTHS: [&str; 12] = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/// A field with its names as numbers, from 1.
fn numbered(field: &str, names: &[&str]) -> String {
    names.iter().enumerate().fold(field.to_ascii_uppercase(), |field, (at, name)| field.replace(name, &(at + 1).to_string()))
}

/// How many values a field of a cron expression has: `*`, `1,3`, `1-5`, `0/5`, `0-30/10`.
fn count(field: &str, least: u32, most: u32) -> Option<u32> {
    let mut values = std::collections::BTreeSet::new();
    for part in field.split(',') {
        let (range, step) = match part.split_once('/') {
            Some((range, step)) => (range, step.parse().ok().filter(|step| *step > 0)?),
            None => (part, 1),
        };
        let (from, to): (u32, u32) = match (range, range.split_once('-')) {
            ("*" | "?", _) => (least, most),
            (_, Some((from, to))) => (from.parse().ok()?, to.parse().ok()?),
            (one, None) => (one.parse().ok()?, if part.contains('/') { most } else { one.parse().ok()? }),
        };
        if from < least || to > most || from > to {
            return None;
        }
        values.extend((from..=to).step_by(usize::try_from(step).ok()?));
    }
    u32::try_from(values.len()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_so_many_runs_a_month() {
        for (expression, expected) in [
            ("rate(1 minute)", "43800"),
            ("rate(5 minutes)", "8760"),
            ("rate(2 hours)", "365"),
            ("rate(1 day)", "30.416"),
            ("cron(0/15 * * * ? *)", "2920"),
            ("cron(* * * * ? *)", "43800"),
            ("cron(0 2 1 * ? *)", "1"),
            ("cron(0 2 1 1,7 ? *)", "0.166"),
            ("cron(0 2 L * ? *)", "1"),
            ("cron(0 2 ? * 6L *)", "1"),
            ("cron(0 2 ? * 2#1 *)", "1"),
            ("cron(0 2 ? JAN MON *)", "0.362"),
            ("cron(0/5 7-17 ? * MON-FRI *)", "2867.857"),
            ("cron(0,30 2 * * ? *)", "60.833"),
            ("cron(0-10/5 2 * * ? *)", "91.25"),
            ("at(2026-11-20T13:00:00)", "1"),
        ] {
            let found = runs(expression).unwrap_or_else(|| panic!("{expression}"));
            assert_eq!(found.trunc_with_scale(3).normalize().to_string(), expected, "{expression}");
        }
        for nonsense in [
            "",
            "rate(5)",
            "rate(0 minutes)",
            "rate(5 fortnights)",
            "cron(0 2 1 * *)",
            "cron(61 2 1 * ? *)",
            "cron(0 2 1 * 2 *)",
            "every(1 day)",
            "cron(5-2 * * * ? *)",
            "cron(0/0 * * * ? *)",
        ] {
            assert_eq!(runs(nonsense), None, "{nonsense}");
        }
    }

    use crate::cost::sample::lines;
    use crate::inventory::sample::resource;
    use crate::inventory::unknown::UnknownKind;
    use crate::inventory::{Certainty, Resource};
    use serde_json::json;

    const ARN: &str = "arn:aws:ecs:eu-central-1:123456789012:task-definition/t:3";

    fn schedule(target: serde_json::Value) -> Resource {
        let values = json!({"state": "ENABLED", "schedule_expression": "rate(5 minutes)", "target": [target]});
        resource("aws_scheduler_schedule.s", values)
    }

    fn of(schedule: Resource) -> Vec<String> {
        let definition = resource("aws_ecs_task_definition.t", json!({"family": "t", "cpu": "1024", "memory": "2048"}));
        lines(vec![schedule, definition], &["aws_scheduler_schedule.seconds_per_run=30"])
    }

    fn tasks() -> serde_json::Value {
        json!({"task_definition_arn": ARN, "launch_type": "FARGATE"})
    }

    #[test]
    fn each_run_is_a_task_for_a_minute_at_least() {
        // 8,760 runs of a minute are 146 hours.
        let lines = of(schedule(json!({"ecs_parameters": [tasks()]})));
        assert_eq!(lines, ["invocations: priced 0.01", "vCPU hours: usage_assumed 6.80", "GB hours: usage_assumed 1.49"]);
        let mut two = tasks();
        two["task_count"] = json!(2);
        assert_eq!(of(schedule(json!({"ecs_parameters": [two]})))[1], "vCPU hours: usage_assumed 13.60");
        assert_eq!(of(schedule(json!({"ecs_parameters": []}))), ["invocations: priced 0.01"]);
    }

    #[test]
    fn a_schedule_may_ask_for_another_size() {
        let asked = |input| of(schedule(json!({"ecs_parameters": [tasks()], "input": input})))[1..].to_vec();
        let quarter = ["vCPU hours: usage_assumed 1.70", "GB hours: usage_assumed 0.37"];
        assert_eq!(asked(json!({"cpu": "256", "memory": "512"})), quarter);
        assert_eq!(asked(json!({"cpu": 256, "memory": 512})), quarter);
        assert_eq!(asked(json!({"containerOverrides": []}))[0], "vCPU hours: usage_assumed 6.80");
        let hidden = schedule(json!({"ecs_parameters": [tasks()]})).not_knowing("target[0].input", UnknownKind::Redacted);
        assert_eq!(of(hidden)[1..], ["tasks: attribute_unknown"]);
    }

    #[test]
    fn a_task_that_is_not_known_by_name_may_be_by_its_link() {
        let path = "target[0].ecs_parameters[0].task_definition_arn";
        let later = schedule(json!({"ecs_parameters": [{"launch_type": "FARGATE"}]})).not_knowing(path, UnknownKind::AfterApply);
        assert_eq!(of(later.clone())[1..], ["tasks: attribute_unknown"]);
        assert_eq!(of(later.linked(path, "aws_ecs_task_definition.t", Certainty::Certain)).len(), 3);
    }

    #[test]
    fn what_is_off_or_not_understood() {
        let with = |key: &str, value: &str| {
            let mut values =
                json!({"state": "ENABLED", "schedule_expression": "rate(5 minutes)", "target": [{"ecs_parameters": [tasks()]}]});
            values[key] = value.into();
            of(resource("aws_scheduler_schedule.s", values))
        };
        assert!(with("state", "DISABLED").is_empty());
        assert_eq!(with("schedule_expression", "rate(5 fortnights)"), ["runs: attribute_unknown"]);
    }

    #[test]
    fn a_rule_on_events_that_starts_tasks_is_not_priced() {
        let target = |values| lines(vec![resource("aws_cloudwatch_event_target.t", values)], &[]);
        assert!(target(json!({"arn": "arn:aws:sns:x"})).is_empty());
        assert_eq!(target(json!({"ecs_target": [{}]})), ["tasks: unsupported_type"]);
    }
}
