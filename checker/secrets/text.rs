//! Secrets inside a text: tokens of known forms, passwords in URLs, assignments to names of secrets, random-looking words. One pass over the bytes.

use std::ops::Range;

use super::Detector;
use super::entropy::{self, Run};
use super::form::{Hit, secret, token};
use super::name::{is_placeholder, is_public_value, is_secret};

/// No text shorter than this is looked into: `a://b:c@d` is the shortest that could hold something.
pub const SHORTEST: usize = 9;

/// A secret in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment {
    /// Its bytes.
    pub range: Range<usize>,
    /// The sign.
    pub detector: Detector,
}

/// Every secret in `text`, from left to right, none inside another.
pub fn fragments(text: &str) -> Vec<Fragment> {
    let bytes = text.as_bytes();
    let mut found: Vec<Fragment> = Vec::new();
    // An ARN holds names, and a secret's ARN is no secret.
    if text.len() < SHORTEST || text.starts_with("arn:") {
        return found;
    }
    let mut run = Run::default();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let class = entropy::class(byte);
        let hit = if class == entropy::OTHER {
            close(text, &mut run, &mut found);
            match byte {
                b':' => password_in_url(text, at).or_else(|| assigned(text, at)),
                b'=' => assigned(text, at),
                b'"' if text[..at].ends_with(" is ") => assigned(text, at),
                _ => None,
            }
        } else {
            // A token begins where a word does: after another character, or after a separator inside of a name.
            let begins = run.is_empty() || entropy::class(bytes[at - 1]) == entropy::SEPARATOR;
            let hit = if begins { token(text, at) } else { None };
            run.push(at, class);
            hit
        };
        match hit {
            Some(Hit::Secret(fragment)) => {
                run = Run::default();
                at = fragment.range.end.max(at + 1);
                found.push(fragment);
            }
            Some(Hit::Public(end)) => {
                run = Run::default();
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    close(text, &mut run, &mut found);
    entropy::password(text, &mut found);
    found
}

fn close(text: &str, run: &mut Run, found: &mut Vec<Fragment>) {
    let closed = std::mem::take(run);
    if let Some(range) = entropy::random(text, &closed) {
        found.push(Fragment { range, detector: Detector::Entropy });
    }
}

/// The password of `scheme://user:password@host`, where `at` is the colon after the scheme.
fn password_in_url(text: &str, at: usize) -> Option<Hit> {
    let rest = text.get(at..)?.strip_prefix("://")?;
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | '`')).unwrap_or(rest.len());
    let authority = rest[..end].split(['/', '?', '#']).next().unwrap_or_default();
    // A password may hold a slash that nobody escaped.
    let user_info = match authority.rfind('@') {
        Some(host) => &authority[..host],
        None => rest[..end].rfind('@').map(|host| &rest[..host]).filter(|_| !authority.starts_with('['))?,
    };
    let (user, password) = user_info.split_once(':')?;
    // `host:443/path@version`: a port, not a password.
    let is_port = !authority.contains('@') && password.starts_with(|c: char| c.is_ascii_digit()) && password.contains('/');
    if is_port || is_placeholder(password) {
        return None;
    }
    let start = at + 3 + user.len() + 1;
    secret(start..start + password.len(), Detector::Prefix)
}

/// The value of `name = value`, `"name": "value"` or `name is "value"`, where `at` is what stands between and the name is one of a secret.
fn assigned(text: &str, at: usize) -> Option<Hit> {
    let bytes = text.as_bytes();
    let sign = bytes[at];
    // Comparisons, and the colons of ARNs, times and namespaces.
    let next = bytes.get(at + 1).copied().unwrap_or(b' ');
    if (sign == b'='
        && (matches!(next, b'=' | b'>' | b'~') || at.checked_sub(1).is_some_and(|before| b"=!<>~".contains(&bytes[before]))))
        || (sign == b':' && !matches!(next, b' ' | b'"' | b'\'' | b'\\'))
    {
        return None;
    }
    let before = text[..at].strip_suffix(" is ").filter(|_| sign == b'"').unwrap_or(&text[..at]).trim_end_matches([' ', '\t']);
    let before = before.strip_suffix(['"', '\'']).map_or(before, |name| name.strip_suffix('\\').unwrap_or(name));
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let length = before.as_bytes().iter().rev().take_while(|byte| is_name(byte)).take(80).count();
    if !is_secret(before.get(before.len() - length..)?) {
        return None;
    }
    let mut start = if sign == b'"' { at } else { at + 1 };
    start += text[start..].len() - text[start..].trim_start_matches([' ', '\t']).len();
    let rest = &text[start..];
    let escaped = rest.starts_with("\\\"");
    let quote = rest.trim_start_matches('\\').chars().next().filter(|c| matches!(c, '"' | '\''));
    let value = match quote {
        Some(quote) => {
            let inside = &rest[1 + usize::from(escaped)..];
            start += 1 + usize::from(escaped);
            let end = closing(inside, quote);
            inside[..end].strip_suffix('\\').filter(|_| escaped).unwrap_or(&inside[..end])
        }
        None => {
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '&' | ';' | ',' | '"' | '\'' | '`' | '}' | ']'));
            let value = &rest[..end.unwrap_or(rest.len())];
            // Without quotes it may be a reference (`var.password`, `file("x")`), or prose (`the token: it …`).
            let is_reference = value.contains('(') || value.split_once('.').is_some_and(|(root, _)| is_identifier(root));
            let is_prose = sign == b':' && !(value.len() >= 8 && value.bytes().any(|byte| byte.is_ascii_digit()));
            if is_reference || is_prose {
                return None;
            }
            value
        }
    };
    if is_public_value(value) {
        return None;
    }
    match token(text, start) {
        Some(Hit::Secret(form)) => Some(Hit::Secret(Fragment { range: start..form.range.end.max(start + value.len()), ..form })),
        _ => secret(start..start + value.len(), Detector::Name),
    }
}

/// Where a quoted text ends: at the quote that no backslash escapes, at the end of the line, or at the end.
fn closing(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            '\n' => return at,
            _ if escaped => escaped = false,
            '\\' => {
                escaped = true;
                // `\"` ends a text that is itself quoted inside of another one.
                if text[at + 1..].starts_with(quote) && text[at + 2..].starts_with([',', '}', ']', '\\', ';', '&']) {
                    return at;
                }
            }
            c if c == quote => return at,
            _ => {}
        }
    }
    text.len()
}

fn is_identifier(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What is found in a text, with the sign.
    fn found(text: &str) -> Vec<(&str, Detector)> {
        fragments(text).into_iter().map(|fragment| (&text[fragment.range], fragment.detector)).collect()
    }

    /// Put together here, so that no scanner takes this file for a leak.
    fn tokens() -> Vec<String> {
        let body = "aB3dE6gH9jK2mN5pQ8sT1vW4xY7zA0bC3eF6hJ9k";
        vec![
            format!("AKIA{}", "Q3EGRZ7IOSFODNN7"),
            format!("ASIA{}", "Q3EGRZ7IOSFODNN7"),
            format!("ghp_{}", &body[..36]),
            format!("gho_{}", &body[..36]),
            format!("github_pat_{}_{}", &body[..22], body),
            format!("glpat-{}", &body[..20]),
            format!("sk-{body}"),
            format!("sk-ant-api03-{body}"),
            format!("sk_live_{}", &body[..24]),
            format!("xoxb-{}-{}", "123456789012", &body[..24]),
            format!("AIza{}", &body[..35]),
            format!("whsec_{}", &body[..32]),
            format!("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.{body}"),
            format!("SG.{}.{}", &body[..22], body),
        ]
    }

    #[test]
    fn tokens_of_known_form_alone_and_inside_a_text() {
        for token in tokens() {
            assert_eq!(found(&token), [(token.as_str(), Detector::Prefix)]);
            for text in [format!("curl -H 'Bearer {token}' x"), format!("export A={token}\nB=c"), format!("[\"{token}\"]")] {
                assert_eq!(found(&text), [(token.as_str(), Detector::Prefix)], "{text}");
            }
            let in_base64 = encode(format!("#!/bin/sh\nexport TOKEN={token}\necho some more of the script").as_bytes());
            assert_eq!(found(&in_base64).len(), 1, "{token} in {in_base64}");
        }
        let webhook = format!("https://{}/services/T0123ABCD/B0123ABCD/aB3dE6gH9jK2mN5pQ8sT1vW4", "hooks.slack.com");
        assert_eq!(found(&webhook), [(&webhook[8..], Detector::Prefix)]);
    }

    fn encode(bytes: &[u8]) -> String {
        let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let six = |three: &[u8], at: usize| {
            let all = three.iter().fold(0_u32, |all, byte| all << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
            char::from(alphabet[(all >> (18 - 6 * at) & 63) as usize])
        };
        bytes
            .chunks(3)
            .flat_map(|three| (0..=three.len()).map(move |at| six(three, at)).chain("==".chars().take(3 - three.len())))
            .collect()
    }

    #[test]
    fn private_keys_but_not_what_is_public() {
        let body = "MIIEpAIBAAKCAQEAaB3dE6gH9jK2mN5pQ8sT1vW4xY7zA0bC3eF6hJ9kaB3dE6gH";
        for label in ["RSA PRIVATE KEY", "PRIVATE KEY", "OPENSSH PRIVATE KEY", "ENCRYPTED PRIVATE KEY"] {
            let key = format!("-----BEGIN {label}-----\n{body}\n{body}\n-----END {label}-----");
            assert_eq!(found(&format!("cat <<E\n{key}\nE")), [(key.as_str(), Detector::Prefix)]);
            assert_eq!(found(&key[..60]), [(&key[..60], Detector::Prefix)], "cut off");
        }
        assert_eq!(found(body), [(body, Detector::Prefix)], "without its armour");
        let public = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAaB3dE6gH9jK2mN5pQ8sT1vW4xY7zA0bC3eF6hJ9k";
        for label in ["CERTIFICATE", "PUBLIC KEY"] {
            assert_eq!(found(&format!("-----BEGIN {label}-----\n{public}\n{body}\n-----END {label}-----\n")), []);
        }
        for text in [
            public.to_owned(),
            format!("v=DKIM1; k=rsa; p={public}"),
            format!("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ{} me@host", &public[30..]),
        ] {
            assert_eq!(found(&text), [], "{text}");
        }
    }

    #[test]
    fn passwords_in_urls() {
        for (text, password) in [
            ("postgres://app:hunter2@db.example.com:5432/app?sslmode=require", "hunter2"),
            ("redis://:p%40ss@cache:6379", "p%40ss"),
            ("url: amqps://u:a/b@host/x", "a/b"),
            ("DATABASE_URL=\"mysql://u:p@ss@host/x\"", "p@ss"),
        ] {
            assert_eq!(found(text), [(password, Detector::Prefix)], "{text}");
        }
        for text in [
            "https://example.com:8443/a@b",
            "https://user@example.com/",
            "git::ssh://git@github.com/org/repo.git?ref=v1",
            "postgres://app:${password}@db/app",
            "postgres://app:***@db/app",
            "http://[::1]:80/a@b",
            "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn assignments_to_names_of_secrets() {
        for (text, value) in [
            ("export DB_PASSWORD=hunter2\n", "hunter2"),
            ("password = \"hunter2 secret\"", "hunter2 secret"),
            ("{\"user\": \"x\", \"password\": \"hunter2\"}", "hunter2"),
            (r#"{\"password\":\"hunter2\"}"#, "hunter2"),
            ("host=db password=hunter2 sslmode=require", "hunter2"),
            ("jdbc:postgresql://db/app?user=a&password=hunter2&ssl=true", "hunter2"),
            ("Server=db;Password=hunter2;", "hunter2"),
            ("api_key: abcdefgh1", "abcdefgh1"),
            ("var.db_password is \"hunter2\"", "hunter2"),
            ("secret = \"a\\\"b\"", "a\\\"b"),
        ] {
            assert_eq!(found(text), [(value, Detector::Name)], "{text}");
        }
        for text in [
            "password = var.db_password",
            "password = random_password.this.result",
            "token = file(\"token\")",
            "PASSWORD=$(aws secretsmanager get-secret-value)",
            "PASSWORD=$DB_PASSWORD",
            "{\"name\": \"DB_PASSWORD\", \"valueFrom\": \"arn:aws:secretsmanager:eu-central-1:1:secret:x\"}",
            "if password == other then",
            "the token: must be rotated",
            "{\"secret\": \"arn:aws:secretsmanager:eu-central-1:1:secret:x\"}",
            "http_tokens = \"required\"",
            "password_length = 32",
            "manage_master_user_password = true",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn what_looks_random() {
        for text in [
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYz8qTk2LmVd9e",
            "aB3dE6gH9jK2mN5pQ8sT",
            "7Kq2vX9pLm4RtY8wZs3NbGc6HdJf5Va1QeUi0OyTkXr=",
            "xK9!mP2@qL7#vR4$wN8%",
            "Q7h$kZ2p^9Lw&4Rt*8Xc",
        ] {
            assert_eq!(found(text).iter().map(|(_, sign)| *sign).collect::<Vec<_>>(), [Detector::Entropy], "{text}");
        }
    }

    /// What is in plans everywhere, and no secret.
    #[test]
    fn what_is_public_is_not_flagged() {
        for text in [
            "arn:aws:iam::123456789012:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS",
            "arn:aws:secretsmanager:eu-central-1:123456789012:secret:restartix/production/encryption-AbC12x",
            "{\"Resource\": \"arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly\"}",
            "AmazonEC2ContainerRegistryReadOnly",
            "AWSReservedSSO_AdministratorAccess_0123456789abcdef",
            "ELBSecurityPolicy-TLS13-1-2-2021-06",
            "AllowS3GetObjectForCloudTrail2AndConfigDelivery",
            "550e8400-e29b-41d4-a716-446655440000",
            "550E8400-E29B-41D4-A716-446655440000",
            "i-0123456789abcdef0",
            "vpc-0a1b2c3d4e5f67890",
            "sgr-0a1b2c3d4e5f67890",
            "Z0123456789ABCDEFGHIJ",
            "E1A2B3C4D5E6F7",
            "AROAQ3EGRZ7IOSFODNN7X",
            "10.20.0.0/16",
            "2001:0db8:85a3:0000:0000:8a2e:0370:7334/64",
            "2026-01-01T00:00:00Z",
            "2026-01-01T12:34:56.789123+00:00",
            "20260101T000000Z",
            "restartix-backup-production",
            "restartix-production-uploads-20260101120000000000000001",
            "123456789012.dkr.ecr.eu-central-1.amazonaws.com/restartix/core-api:v1.2.3",
            "123456789012.dkr.ecr.eu-central-1.amazonaws.com/core-api@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08",
            "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
            "h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
            "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
            "/aws/lambda/restartix-production-SnapshotCopy2",
            "modules/VpcEndpoints2/InterfaceEndpoint_test.go",
            "lambda_function_v2.HandlerForSnapshotCopy2Eu.zip",
            "eu-central-1_AbCdEfGhI",
            "cron(0 3 ? * MON-FRI *)",
            "rate(5 minutes)",
            "^[A-Za-z0-9_+=,.@-]{1,64}$",
            "%Y-%m-%dT%H:%M:%S.%f%z",
            "$${aws:username}/${aws:PrincipalTag/Team2}*",
            "{ ($.errorCode = \"*UnauthorizedOperation\") || ($.errorCode = \"AccessDenied*\") }",
            "default-src 'self'; script-src 'self' https://cdn.example.com",
            "s3:x-amz-server-side-encryption-aws-kms-key-id",
            "John.Doe+alerts2@Example-Company.com",
            "TLSv1.2_2021",
            "scram-sha-256",
            "max-age=63072000; includeSubDomains; preload",
            "eyJoZWxsbyI6IndvcmxkIn0",
            "SGVsbG8sIHRoaXMgaXMgYSBwdWJsaWMgdGV4dCBvZiBzb21lIGxlbmd0aCwgbm90aGluZyBlbHNlLg==",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"DenyInsecureTransport2\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\"}]}",
            "com.amazonaws.eu-central-1.secretsmanager",
            "The password of the database's owner role. Ephemeral: it reaches AWS and neither the plan nor the state.",
            "ip-10-20-30-40.eu-central-1.compute.internal",
            "restartix-production.c1abcdefghij.eu-central-1.rds.amazonaws.com:5432",
            "k8s-default-Ingress2-AbCdEf0123-1234567890.eu-central-1.elb.amazonaws.com",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    proptest! {
        #[test]
        fn fragments_lie_in_the_text_in_order(text in any::<String>()) {
            let mut end = 0;
            for fragment in fragments(&text) {
                prop_assert!(fragment.range.start >= end && text.get(fragment.range.clone()).is_some());
                end = fragment.range.end;
            }
        }

        #[test]
        fn fragments_of_what_secrets_are_made_of(text in "([a-zA-Z0-9=:\"'/@. \\\\-]|password|token|://| is |-----BEGIN |PRIVATE KEY|MII|eyJ|sk-){0,24}") {
            let mut end = 0;
            for fragment in fragments(&text) {
                prop_assert!(fragment.range.start >= end && text.get(fragment.range.clone()).is_some(), "{:?} in {}", fragment, text);
                end = fragment.range.end;
            }
        }

        #[test]
        fn identifiers_are_not_random(words in proptest::collection::vec("[a-z]{2,9}|[A-Z][a-z]{2,9}|[0-9]{1,4}", 1..8), separator in "[-_/.]") {
            prop_assert_eq!(fragments(&words.join(&separator)), []);
        }

        #[test]
        fn hexadecimal_is_not_random(text in "[0-9a-f]{20,128}|[0-9A-F]{20,128}") {
            prop_assert_eq!(fragments(&text), []);
        }
    }

    /// The share of generated secrets that is found, over a fixed sequence; the rest is caught by name, or by Terraform's own flags.
    #[test]
    fn most_generated_secrets_look_random() {
        let mut random = fastrand::Rng::with_seed(7);
        for (length, alphabet, least) in [
            (20, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 85),
            (40, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 95),
            (64, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", 95),
            (24, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!@#$%&*()-_=+[]{}<>:?", 80),
        ] {
            let letters: Vec<char> = alphabet.chars().collect();
            let found = (0..1000).filter(|_| {
                let text: String = (0..length).map(|_| letters[random.usize(..letters.len())]).collect();
                !fragments(&text).is_empty()
            });
            let found = found.count();
            assert!(found >= least * 10, "{found} of 1000 of length {length}");
        }
    }
}
