//! Messages: e-mail and notifications.

use rust_decimal::Decimal;

use super::{Row, Rule};
use crate::cost::sheet::Sheet;

pub const ROWS: &[Row] = &[
    ("aws_sesv2_email_identity", Rule::Billed(sender, &["emails"])),
    ("aws_ses_domain_identity", Rule::Billed(sender, &["emails"])),
    ("aws_ses_email_identity", Rule::Billed(sender, &["emails"])),
    ("aws_sns_topic_subscription", Rule::Billed(subscription, &["notifications"])),
    ("aws_sns_topic", Rule::Free("a topic costs nothing: what it delivers is priced with its subscriptions")),
];

fn sender(sheet: &mut Sheet<'_>) {
    sheet.of("SES").add("e-mails", |line| {
        let emails = line.used("emails")?;
        line.cost("ses.outbound", emails.map(|emails| emails / Decimal::from(1000)))
    });
}

fn subscription(sheet: &mut Sheet<'_>) {
    let (id, unit) = match sheet.line().text("protocol") {
        Ok("email" | "email-json") => ("sns.email".to_owned(), 100_000),
        Ok("http" | "https") => ("sns.http".to_owned(), 1_000_000),
        Ok("sqs" | "lambda") => return sheet.of("SNS").free("SNS delivers to SQS and Lambda without a charge"),
        Ok(other) => (format!("sns.{other}"), 1),
        Err(gap) => return sheet.of("SNS").gap("notifications", gap),
    };
    sheet.of("SNS").add("notifications", |line| {
        let sent = line.used("notifications")?;
        line.cost(&id, sent.map(|sent| sent / Decimal::from(unit)))
    });
}

#[cfg(test)]
mod tests {
    use crate::cost::sample::lines;
    use crate::inventory::sample::resource;
    use serde_json::json;

    #[test]
    fn mail_by_the_thousand() {
        let sender = resource("aws_sesv2_email_identity.s", json!({}));
        assert_eq!(lines(vec![sender], &["aws_sesv2_email_identity.emails=200000"]), ["e-mails: usage_assumed 20.00"]);
    }

    #[test]
    fn notifications_by_their_protocol() {
        let to = |protocol: &str| {
            let subscription = resource("aws_sns_topic_subscription.s", json!({"protocol": protocol}));
            lines(vec![subscription], &["aws_sns_topic_subscription.notifications=100000"])
        };
        assert_eq!(to("email"), ["notifications: usage_assumed 2.00"]);
        assert_eq!(to("https"), ["notifications: usage_assumed 0.06"]);
        assert!(to("sqs").is_empty());
        assert_eq!(to("sms"), ["notifications: price_missing"]);
        assert_eq!(lines(vec![resource("aws_sns_topic_subscription.s", json!({}))], &[]), ["notifications: attribute_unknown"]);
    }
}
