//! Keys, secrets and certificates.

use rust_decimal::Decimal;

use super::{Row, Rule};
use crate::cost::catalogue::Bracket;
use crate::cost::component::Gap;
use crate::cost::sheet::{Amount, Sheet};
use crate::inventory::value::text;

pub const ROWS: &[Row] = &[
    ("aws_kms_key", Rule::Billed(key, KEY)),
    ("aws_kms_external_key", Rule::Billed(key, KEY)),
    ("aws_kms_replica_key", Rule::Billed(key, KEY)),
    ("aws_secretsmanager_secret", Rule::Billed(secret, &[])),
    ("aws_acm_certificate", Rule::Billed(certificate, &[])),
];

const KEY: &[&str] = &["key_versions", "kms_requests"];

/// Each version is billed like a key: a key that rotates has more of them from year to year.
fn key(sheet: &mut Sheet<'_>) {
    sheet
        .of("KMS")
        .add("key versions", |line| {
            let rotates = line.flag("enable_key_rotation")?;
            let versions = if rotates { line.used("key_versions")? } else { Bracket::from(1) };
            line.cost("kms.cmk", versions)
        })
        .add("requests", |line| {
            let requests = line.used("kms_requests")?;
            line.cost("kms.requests", requests.map(|requests| requests / Decimal::from(10_000)))
        });
}

/// A replica in another region is a secret of its own.
fn secret(sheet: &mut Sheet<'_>) {
    sheet.of("Secrets Manager").add("secret", |line| line.cost("secretsmanager.secret", 1)).add("replicas", |line| {
        match u32::try_from(line.count("replica")?).unwrap_or(u32::MAX) {
            0 => Ok(Amount::None),
            count => line.cost("secretsmanager.secret", count),
        }
    });
}

/// A public one costs nothing, one of a private authority does.
fn certificate(sheet: &mut Sheet<'_>) {
    match sheet.line().seen("certificate_authority_arn") {
        Ok(None) => sheet.of("ACM").free("a public certificate costs nothing"),
        Ok(Some(authority)) if text(authority) == Some("") => sheet.of("ACM").free("a public certificate costs nothing"),
        Ok(Some(_)) => sheet.of("ACM").gap("certificate", Gap::Price("acm.private_certificate".to_owned())),
        Err(gap) => sheet.of("ACM").gap("certificate", gap),
    }
}

#[cfg(test)]
mod tests {
    use crate::cost::sample::lines;
    use crate::inventory::sample::resource;
    use serde_json::json;

    #[test]
    fn a_key_that_rotates_has_as_many_versions_as_are_assumed() {
        let key = |rotates: bool| vec![resource("aws_kms_key.k", json!({"enable_key_rotation": rotates}))];
        let figures = ["aws_kms_key.key_versions=2", "aws_kms_key.kms_requests=20000"];
        assert_eq!(lines(key(true), &figures), ["key versions: usage_assumed 2.00", "requests: usage_assumed 0.06"]);
        assert_eq!(lines(key(false), &figures), ["key versions: priced 1.00", "requests: usage_assumed 0.06"]);
        assert_eq!(lines(key(true), &[]), ["key versions: usage_missing", "requests: usage_missing"]);
    }

    #[test]
    fn a_replica_is_a_secret_of_its_own() {
        let secret = |values| lines(vec![resource("aws_secretsmanager_secret.s", values)], &[]);
        assert_eq!(secret(json!({"name": "s"})), ["secret: priced 0.40"]);
        assert_eq!(secret(json!({"replica": [{"region": "eu-west-1"}]})), ["secret: priced 0.40", "replicas: priced 0.40"]);
    }

    #[test]
    fn a_certificate_of_a_private_authority_is_billed() {
        let certificate = |values| lines(vec![resource("aws_acm_certificate.c", values)], &[]);
        assert!(certificate(json!({"certificate_authority_arn": ""})).is_empty());
        assert!(certificate(json!({})).is_empty());
        assert_eq!(certificate(json!({"certificate_authority_arn": "arn:aws:acm-pca:x"})), ["certificate: price_missing"]);
    }
}
