//! What is watched: logs, alarms, dashboards, metrics, and what Config records.

use rust_decimal::Decimal;

use super::{Row, Rule};
use crate::cost::component::Gap;
use crate::cost::sheet::{Amount, Found, Line, Sheet};

pub const ROWS: &[Row] = &[
    ("aws_cloudwatch_log_group", Rule::Billed(log_group, &["ingested_gb", "stored_gb"])),
    ("aws_cloudwatch_metric_alarm", Rule::Billed(alarm, &[])),
    ("aws_cloudwatch_dashboard", Rule::Billed(dashboard, &[])),
    ("aws_cloudwatch_log_metric_filter", Rule::Billed(metric_filter, &[])),
    ("aws_ecs_cluster", Rule::Billed(insights, &["insights_metrics"])),
    ("aws_config_configuration_recorder", Rule::Billed(recorder, &["config_items"])),
    ("aws_cloudtrail", Rule::Billed(trail, &[])),
];

fn log_group(sheet: &mut Sheet<'_>) {
    let class = match sheet.line().text_or("log_group_class", "STANDARD") {
        Ok(class) => class.to_ascii_lowercase(),
        Err(gap) => return sheet.of("CloudWatch").gap("logs", gap),
    };
    sheet
        .of("CloudWatch")
        .add("logs ingested", |line| line.cost(&format!("cloudwatch.logs.ingest.{class}"), line.used("ingested_gb")?))
        .add("logs stored", |line| line.cost("cloudwatch.logs.storage", line.used("stored_gb")?));
}

/// Each metric that it looks at is billed; one that looks more often than once a minute has another price.
fn alarm(sheet: &mut Sheet<'_>) {
    sheet.of("CloudWatch").add("alarm", |line| {
        let queries = line.count("metric_query")?;
        let mut metrics = 0u32;
        let mut quick = line.maybe_number("period")?.is_some_and(|seconds| seconds < Decimal::from(60));
        for at in 0..queries {
            if line.count(&format!("metric_query[{at}].metric"))? > 0 {
                metrics += 1;
                let period = line.maybe_number(&format!("metric_query[{at}].metric[0].period"))?;
                quick |= period.is_some_and(|seconds| seconds < Decimal::from(60));
            }
        }
        let id = if quick { "cloudwatch.alarm.high_resolution" } else { "cloudwatch.alarm.standard" };
        line.cost(id, metrics.max(1))
    });
}

fn dashboard(sheet: &mut Sheet<'_>) {
    sheet.of("CloudWatch").add("dashboard", |line| line.cost("cloudwatch.dashboard", 1));
}

/// A metric for each transformation: with dimensions there are as many as their values, and nobody knows how many.
fn metric_filter(sheet: &mut Sheet<'_>) {
    sheet.of("CloudWatch").add("metrics of logs", |line| {
        let count = line.count("metric_transformation")?;
        for at in 0..count {
            let dimensions = line.seen(&format!("metric_transformation[{at}].dimensions"))?;
            if dimensions.and_then(|dimensions| dimensions.as_object().ok()).is_some_and(|map| map.iter().next().is_some()) {
                return Err(Gap::unknown("how many values its dimensions take is not known"));
            }
        }
        line.cost("cloudwatch.custom_metric.first10k", u32::try_from(count).unwrap_or(u32::MAX))
    });
}

/// A cluster costs nothing, but what is measured of its containers does.
fn insights(sheet: &mut Sheet<'_>) {
    match observed(&sheet.line()) {
        Ok(true) => {
            sheet
                .of("CloudWatch")
                .add("Container Insights", |line| line.cost("cloudwatch.custom_metric.first10k", line.used("insights_metrics")?));
        }
        Ok(false) => sheet.of("ECS").free("a cluster costs nothing: what runs in it does"),
        Err(gap) => sheet.of("CloudWatch").gap("Container Insights", gap),
    }
}

fn observed(line: &Line<'_>) -> Result<bool, Gap> {
    // Left out, the account's default decides.
    if line.seen("setting")?.is_none() {
        return Err(Gap::unknown("whether Container Insights is on is the account's default"));
    }
    for at in 0..line.count("setting")? {
        let (name, value) = (line.text(&format!("setting[{at}].name"))?, line.text(&format!("setting[{at}].value"))?);
        if name == "containerInsights" {
            return Ok(value != "disabled");
        }
    }
    Err(Gap::unknown("whether Container Insights is on is the account's default"))
}

fn recorder(sheet: &mut Sheet<'_>) {
    sheet.of("Config").add("recorded items", |line| {
        let often = line.text_or("recording_mode[0].recording_frequency", "CONTINUOUS")?.to_ascii_lowercase();
        line.cost(&format!("config.configuration_item.{often}"), line.used("config_items")?)
    });
}

/// The first trail of management events is free; events of data and insights are not.
fn trail(sheet: &mut Sheet<'_>) {
    match extras(&sheet.line()) {
        Ok(Amount::None) => sheet.of("CloudTrail").free("the first trail of management events costs nothing"),
        found => _ = sheet.of("CloudTrail").add("data events and insights", |_| found),
    }
}

fn extras(line: &Line<'_>) -> Found {
    for at in 0..line.count("event_selector")? {
        if line.count(&format!("event_selector[{at}].data_resource"))? > 0 {
            return Err(Gap::Price("cloudtrail.data_events".to_owned()));
        }
    }
    if line.count("insight_selector")? > 0 {
        return Err(Gap::Price("cloudtrail.insights".to_owned()));
    }
    for at in 0..line.count("advanced_event_selector")? {
        let path = format!("advanced_event_selector[{at}].field_selector");
        for field in 0..line.count(&path)? {
            let (name, equals) = (line.text(&format!("{path}[{field}].field"))?, format!("{path}[{field}].equals[0]"));
            if name == "eventCategory" && line.text(&equals)? != "Management" {
                return Err(Gap::Price("cloudtrail.data_events".to_owned()));
            }
        }
    }
    Ok(Amount::None)
}

#[cfg(test)]
mod tests {
    use crate::cost::sample::lines;
    use crate::inventory::sample::resource;
    use crate::inventory::unknown::UnknownKind;
    use serde_json::json;

    fn of(address: &str, values: serde_json::Value, figures: &[&str]) -> Vec<String> {
        lines(vec![resource(address, values)], figures)
    }

    #[test]
    fn logs_by_what_comes_and_what_stays() {
        let figures = ["aws_cloudwatch_log_group.ingested_gb=20", "aws_cloudwatch_log_group.stored_gb=20"];
        let group = |values| of("aws_cloudwatch_log_group.g", values, &figures);
        assert_eq!(group(json!({"name": "g"})), ["logs ingested: usage_assumed 12.60", "logs stored: usage_assumed 0.65"]);
        assert_eq!(group(json!({"log_group_class": "INFREQUENT_ACCESS"}))[0], "logs ingested: price_missing");
    }

    #[test]
    fn an_alarm_for_each_metric_that_it_looks_at() {
        let alarm = |values| of("aws_cloudwatch_metric_alarm.a", values, &[]);
        assert_eq!(alarm(json!({"metric_name": "m", "period": 60})), ["alarm: priced 0.10"]);
        let two = json!({"metric_query": [{"expression": "a/b"}, {"metric": [{"period": 60}]}, {"metric": [{"period": 60}]}]});
        assert_eq!(alarm(two), ["alarm: priced 0.20"]);
        assert_eq!(alarm(json!({"period": 10})), ["alarm: price_missing"]);
        assert_eq!(alarm(json!({"metric_query": [{"metric": [{"period": 10}]}]})), ["alarm: price_missing"]);
    }

    #[test]
    fn a_dashboard_and_metrics_of_logs() {
        assert_eq!(of("aws_cloudwatch_dashboard.d", json!({}), &[]), ["dashboard: priced 3.00"]);
        let filter = |values| of("aws_cloudwatch_log_metric_filter.f", values, &[]);
        assert_eq!(filter(json!({"metric_transformation": [{"name": "m"}]})), ["metrics of logs: priced 0.30"]);
        let many = json!({"metric_transformation": [{"name": "m", "dimensions": {"d": "$.d"}}]});
        assert_eq!(filter(many), ["metrics of logs: attribute_unknown"]);
    }

    #[test]
    fn a_cluster_is_billed_for_what_is_measured_of_it() {
        let cluster = |values| of("aws_ecs_cluster.c", values, &["aws_ecs_cluster.insights_metrics=30"]);
        let set = |value: &str| json!({"setting": [{"name": "containerInsights", "value": value}]});
        assert_eq!(cluster(set("enabled")), ["Container Insights: usage_assumed 9.00"]);
        assert_eq!(cluster(set("enhanced")), ["Container Insights: usage_assumed 9.00"]);
        assert!(cluster(set("disabled")).is_empty());
        assert_eq!(cluster(json!({})), ["Container Insights: attribute_unknown"]);
        assert_eq!(cluster(json!({"setting": []})), ["Container Insights: attribute_unknown"]);
    }

    #[test]
    fn what_is_recorded_and_what_is_trailed() {
        let recorder = |often: &str| {
            let values = json!({"recording_mode": [{"recording_frequency": often}]});
            of("aws_config_configuration_recorder.r", values, &["aws_config_configuration_recorder.config_items=500"])
        };
        assert_eq!(recorder("CONTINUOUS"), ["recorded items: usage_assumed 1.50"]);
        assert_eq!(recorder("DAILY"), ["recorded items: price_missing"]);
        let trail = |values| of("aws_cloudtrail.t", values, &[]);
        assert!(trail(json!({"event_selector": [{"data_resource": []}]})).is_empty());
        for billed in [
            json!({"event_selector": [{"data_resource": [{"type": "AWS::S3::Object"}]}]}),
            json!({"insight_selector": [{"insight_type": "ApiCallRateInsight"}]}),
            json!({"advanced_event_selector": [{"field_selector": [{"field": "eventCategory", "equals": ["Data"]}]}]}),
        ] {
            assert_eq!(trail(billed), ["data events and insights: price_missing"]);
        }
        assert!(
            trail(
                json!({"advanced_event_selector": [{"field_selector": [{"field": "eventCategory", "equals": ["Management"]}]}]})
            )
            .is_empty()
        );
        let later = resource("aws_cloudtrail.t", json!({})).not_knowing("event_selector", UnknownKind::AfterApply);
        assert_eq!(lines(vec![later], &[]), ["data events and insights: attribute_unknown"]);
    }
}
