//! Secrets by name: whether a key is called like one, and whether the value under it can be one.

/// Words that name a secret, also at the end of a longer word: `mypassword`.
const NOUNS: &[&str] = &[
    "accesskey",
    "apikey",
    "credential",
    "credentials",
    "passcode",
    "passphrase",
    "passwd",
    "password",
    "passwords",
    "privatekey",
    "secret",
    "secretkey",
    "secrets",
    "token",
];

/// Words that name one only when they stand alone: `bypass` and `kdsn` do not.
const WHOLE_NOUNS: &[&str] = &["creds", "dsn", "pass", "psk", "pw", "pwd"];

/// What makes a `key` a secret one. A `public_key` and a `hash_key` are none.
const KEYS: &[&str] = &[
    "access",
    "api",
    "auth",
    "client",
    "encryption",
    "hmac",
    "jwt",
    "license",
    "master",
    "private",
    "secret",
    "session",
    "shared",
    "signing",
];

/// What makes a `token` a public one.
const PUBLIC_TOKENS: &[&str] =
    &["continuation", "creation", "dkim", "idempotency", "next", "pagination", "request", "verification"];

/// Words after the noun that do not change what it is: `DB_PASSWORD_PROD`, `secret_string`.
const QUALIFIERS: &[&str] = &[
    "b64",
    "base64",
    "binary",
    "bytes",
    "current",
    "default",
    "dev",
    "development",
    "hex",
    "new",
    "old",
    "pem",
    "plain",
    "plaintext",
    "previous",
    "primary",
    "prod",
    "production",
    "secondary",
    "staging",
    "string",
    "test",
    "text",
    "value",
];

/// Last words of names whose values look random and are public.
const PUBLIC: &[&str] = &[
    "arn",
    "arns",
    "certificate",
    "chain",
    "checksum",
    "digest",
    "etag",
    "fingerprint",
    "hash",
    "id",
    "ids",
    "md5",
    "modulus",
    "sha1",
    "sha256",
    "sha384",
    "sha512",
    "thumbprint",
    "thumbprints",
    "version",
];

/// Values that are settings, not secrets.
const SETTINGS: &[&str] = &[
    "auto", "default", "disabled", "enabled", "false", "never", "no", "none", "null", "off", "on", "optional", "required",
    "true", "yes",
];

/// `true` where a key of this name holds a secret: `db_password`, `DB_PASSWORD_PROD`, `apiKey`; not `password_length`, `secret_arn`.
pub fn is_secret(name: &str) -> bool {
    let (mut rest, mut word) = last_word(name);
    loop {
        let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
        if is_one_of(bare, WHOLE_NOUNS) {
            return true;
        }
        if NOUNS.iter().any(|noun| ends_with(bare, noun)) {
            let is_token = bare.eq_ignore_ascii_case("token");
            return !(is_token && is_one_of(last_word(rest).1, PUBLIC_TOKENS));
        }
        if is_one_of(bare, &["key", "keys"]) {
            return is_one_of(last_word(rest).1, KEYS);
        }
        if bare.eq_ignore_ascii_case("string") && is_one_of(last_word(rest).1, &["conn", "connection"]) {
            return true;
        }
        if rest.is_empty() || !(bare.is_empty() || is_version(word) || is_one_of(bare, QUALIFIERS) || is_one_of(word, QUALIFIERS))
        {
            return false;
        }
        (rest, word) = last_word(rest);
    }
}

/// `true` where values of this name are public however random they look: hashes, ids, ARNs, public keys.
pub fn is_public(name: &str) -> bool {
    let (rest, word) = last_word(name);
    is_one_of(word, PUBLIC) || (is_one_of(word, &["key", "keys"]) && last_word(rest).1.eq_ignore_ascii_case("public"))
}

/// `true` for a value that is no secret whatever it is called: empty, a setting, a reference to where the secret lies.
pub fn is_public_value(text: &str) -> bool {
    let text = text.trim();
    text.is_empty()
        || text == crate::inventory::redact::MARKER
        || text.starts_with("arn:")
        || is_one_of(text, SETTINGS)
        || is_placeholder(text)
        || is_location(text)
}

/// `true` for what something else will be put in place of.
pub fn is_placeholder(text: &str) -> bool {
    ["${", "$(", "{{", "%{"].iter().any(|start| text.starts_with(start))
        || (text.starts_with('<') && text.ends_with('>'))
        || text.bytes().all(|byte| byte == b'*')
        || is_variable(text)
}

/// `$NAME` of a shell.
fn is_variable(text: &str) -> bool {
    text.strip_prefix('$').is_some_and(|name| {
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    })
}

/// The name of a secret or of a file that holds one: lower-case words with slashes.
fn is_location(text: &str) -> bool {
    text.contains('/') && text.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'/' | b'-' | b'_' | b'.'))
}

fn is_version(word: &str) -> bool {
    word.strip_prefix(['v', 'V']).is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|one| one.eq_ignore_ascii_case(word))
}

fn ends_with(word: &str, end: &str) -> bool {
    let (word, end) = (word.as_bytes(), end.as_bytes());
    word.len() >= end.len() && word[word.len() - end.len()..].eq_ignore_ascii_case(end)
}

/// The last word of a name and what stands before it. Words end at what is no letter or digit, and where a capital begins the next.
fn last_word(name: &str) -> (&str, &str) {
    let bytes = name.as_bytes();
    let is_word = |byte: u8| byte.is_ascii_alphanumeric();
    let Some(last) = bytes.iter().rposition(|byte| is_word(*byte)) else { return ("", "") };
    let mut start = last;
    while start > 0 && is_word(bytes[start - 1]) {
        let capital = bytes[start].is_ascii_uppercase();
        let next_is_small = start < last && bytes[start + 1].is_ascii_lowercase();
        if capital && (!bytes[start - 1].is_ascii_uppercase() || next_is_small) {
            break;
        }
        start -= 1;
    }
    // Both ends stand beside ASCII bytes, which are characters of their own.
    (name.get(..start).unwrap_or_default(), name.get(start..=last).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_of_secrets() {
        for name in [
            "password",
            "master_password",
            "DB_PASSWORD",
            "DB_PASSWORD_PROD",
            "dbPassword",
            "DBPassword",
            "PGPASSWORD",
            "db.password",
            "api_key",
            "apiKey",
            "APIKey",
            "APIKEY",
            "x-api-key",
            "secret_string",
            "client_secret",
            "clientSecret",
            "secret_access_key",
            "auth_token",
            "authToken",
            "CLERK_WEBHOOK_SECRET",
            "ENCRYPTION_KEYS",
            "SENTRY_DSN",
            "connection_string",
            "ConnectionString",
            "private_key_pem_v2_password",
            "token",
            "DB_PASS",
            "password2",
            "token_v1",
            "JWT_SIGNING_KEY",
            "credentials",
            "passwords",
            "SECRET_KEY_BASE64",
            "redis_creds",
        ] {
            assert!(is_secret(name), "{name}");
        }
    }

    #[test]
    fn names_of_what_is_no_secret() {
        for name in [
            "",
            "_",
            "password_length",
            "database_owner_password_version",
            "secret_arn",
            "secret_name",
            "secret_id",
            "kms_key_id",
            "master_user_secret_kms_key_id",
            "manage_master_user_password_rotation",
            "password_encryption",
            "http_tokens",
            "token_url",
            "creation_token",
            "client_request_token",
            "verification_token",
            "hash_key",
            "range_key",
            "public_key",
            "key",
            "keys",
            "object_key",
            "bypass",
            "string",
            "value",
            "valueFrom",
            "repositoryCredentials_arn",
            "credentialsParameter",
            "AUTH_TYPE",
            "POOL_MODE",
            "iam_database_authentication_enabled",
            "key_usage",
            "MAX_TOKENS",
            "partition_key",
            "production",
            "v2",
            "2",
        ] {
            assert!(!is_secret(name), "{name}");
        }
    }

    #[test]
    fn values_that_are_no_secret_under_any_name() {
        for text in [
            "",
            " ",
            "true",
            "Required",
            "none",
            "arn:aws:secretsmanager:eu-central-1:1:secret:x-AbCdEf",
            "${var.password}",
            "$PASSWORD",
            "$(aws secretsmanager get-secret-value)",
            "{{resolve:secretsmanager:x}}",
            "<password>",
            "restartix/production/core-api",
            "/run/secrets/db_password",
            "alias/restartix",
            "(redacted)",
        ] {
            assert!(is_public_value(text), "{text}");
        }
        for text in ["hunter2", "a", "12345678", "$2b$12$abcdefghijklmnopqrstuv", "Correct/Horse", "pa/ss1"] {
            assert!(!is_public_value(text), "{text}");
        }
    }

    #[test]
    fn names_of_what_looks_random_and_is_public() {
        for name in
            ["arn", "source_code_hash", "code_sha256", "version_id", "etag", "public_key", "sshPublicKey", "thumbprint_list_ids"]
        {
            assert!(is_public(name), "{name}");
        }
        for name in ["value", "key", "private_key", "user_data", "environment"] {
            assert!(!is_public(name), "{name}");
        }
    }

    proptest! {
        #[test]
        fn any_name_is_judged(name in any::<String>()) {
            let _ = (is_secret(&name), is_public(&name), is_public_value(&name));
            let (rest, word) = last_word(&name);
            prop_assert!(name.starts_with(rest) && name.contains(word));
        }

        #[test]
        fn a_noun_after_any_words_is_a_secret(before in "([a-z]{1,8}_){0,3}", noun in proptest::sample::select(NOUNS)) {
            let public = before.ends_with("request_") || PUBLIC_TOKENS.iter().any(|word| before.ends_with(&format!("{word}_")));
            prop_assume!(!public);
            let lower = format!("{before}{noun}");
            prop_assert!(is_secret(&lower) && is_secret(&lower.to_uppercase()));
        }
    }
}
