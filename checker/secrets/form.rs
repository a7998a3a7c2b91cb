//! Secrets by their form: vendors' tokens, web tokens, private keys; and what has a form and is public.

use std::ops::Range;

use super::text::Fragment;
use super::{Detector, entropy};

/// Something whose form is known.
pub enum Hit {
    /// A secret.
    Secret(Fragment),
    /// A certificate or a public key: it ends here, and nothing in it is a secret.
    Public(usize),
}

/// A secret at `range`.
pub fn secret(range: Range<usize>, detector: Detector) -> Option<Hit> {
    Some(Hit::Secret(Fragment { range, detector }))
}

/// How the rest of a vendor's token is written.
struct Form {
    prefix: &'static str,
    /// Characters after the prefix, at least.
    least: usize,
    /// Characters beside letters and digits.
    also: &'static [u8],
}

const fn form(prefix: &'static str, least: usize, also: &'static [u8]) -> Form {
    Form { prefix, least, also }
}

/// The tokens of vendors, by the first letter of their prefix.
fn forms(first: u8) -> &'static [Form] {
    match first {
        b'A' => {
            const { &[form("AGE-SECRET-KEY-1", 50, b""), form("AIza", 30, b"-_"), form("AKIA", 16, b""), form("ASIA", 16, b"")] }
        }
        b'S' => const { &[form("SG.", 40, b"-_.")] },
        b'd' => const { &[form("dop_v1_", 60, b"")] },
        b'g' => {
            const {
                &[
                    form("ghp_", 30, b""),
                    form("gho_", 30, b""),
                    form("ghu_", 30, b""),
                    form("ghs_", 30, b""),
                    form("ghr_", 30, b""),
                    form("github_pat_", 30, b"_"),
                    form("glpat-", 20, b"-_."),
                ]
            }
        }
        b'h' => {
            const {
                &[
                    form("hooks.slack.com/services/", 20, b"/"),
                    form("hooks.slack.com/workflows/", 20, b"/"),
                    form("hvs.", 20, b"-_"),
                    form("hf_", 30, b""),
                ]
            }
        }
        b'n' => const { &[form("npm_", 36, b"")] },
        b'p' => const { &[form("pypi-AgE", 40, b"-_")] },
        b'r' => const { &[form("rk_live_", 16, b""), form("rk_test_", 16, b"")] },
        b's' => {
            const { &[form("sk-", 20, b"-_"), form("sk_live_", 16, b""), form("sk_test_", 16, b""), form("shpat_", 32, b"")] }
        }
        b'w' => const { &[form("whsec_", 16, b"+/=")] },
        b'x' => {
            const {
                &[
                    form("xapp-", 20, b"-"),
                    form("xoxa-", 10, b"-"),
                    form("xoxb-", 10, b"-"),
                    form("xoxe-", 10, b"-"),
                    form("xoxp-", 10, b"-"),
                    form("xoxr-", 10, b"-"),
                    form("xoxs-", 10, b"-"),
                ]
            }
        }
        b'y' => const { &[form("ya29.", 20, b"-_")] },
        _ => &[],
    }
}

/// Private keys in DER, as base64 begins them.
const BARE_KEYS: &[&str] = &["MC4CAQAwBQYDK2Vw", "MHcCAQEE", "MIGHAgEAMBMGByqG", "MIG2AgEAMBAGByqG"];

/// What begins at `at`, at the beginning of a word.
pub fn token(text: &str, at: usize) -> Option<Hit> {
    let bytes = text.as_bytes().get(at..)?;
    match bytes.first()? {
        b'-' => armored(text, at),
        b'e' => jwt(bytes).and_then(|length| secret(at..at + length, Detector::Prefix)),
        b'M' => bare_key(bytes, at),
        first => forms(*first).iter().find_map(|form| {
            let rest = bytes.strip_prefix(form.prefix.as_bytes())?;
            let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || form.also.contains(byte)).count();
            let fits = length >= form.least
                && match form.prefix {
                    // AWS's ids have a length, and these letters begin words too.
                    "AKIA" | "ASIA" => length == form.least && !rest[..length].iter().any(u8::is_ascii_lowercase),
                    "sk-" => entropy::is_mixed(&rest[..length]),
                    _ => true,
                };
            fits.then(|| secret(at..at + form.prefix.len() + length, Detector::Prefix))?
        }),
    }
}

/// `-----BEGIN … PRIVATE KEY-----` and what follows; a certificate or public key is skipped as a whole.
fn armored(text: &str, at: usize) -> Option<Hit> {
    let rest = text[at..].strip_prefix("-----BEGIN ")?;
    let label = rest.get(..rest.find("-----")?).filter(|label| label.len() <= 40)?;
    let end = format!("-----END {label}-----");
    let end = text[at..].find(&end).map_or(text.len(), |found| at + found + end.len());
    if label.contains("PRIVATE KEY") { secret(at..end, Detector::Prefix) } else { Some(Hit::Public(end)) }
}

/// The length of a signed or encrypted JSON web token: three parts and more, the first of them a JSON object.
fn jwt(bytes: &[u8]) -> Option<usize> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let parts = bytes.strip_prefix(b"eyJ")?;
    let length = 3 + parts.iter().take_while(|byte| is_part(byte) || **byte == b'.').count();
    let mut parts = bytes[..length].split(|byte| *byte == b'.');
    let long = |part: Option<&[u8]>| part.is_some_and(|part| part.len() >= 10);
    (long(parts.next()) && long(parts.next()) && parts.next().is_some()).then_some(length)
}

/// A private key without its armour; other DER (certificates, public keys) is public.
fn bare_key(bytes: &[u8], at: usize) -> Option<Hit> {
    let length = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')).count();
    let known = BARE_KEYS.iter().any(|start| bytes.starts_with(start.as_bytes()));
    // SEQUENCE, its length in two bytes, INTEGER 0: what RSA's private keys begin with, and nothing public.
    let rsa = bytes.starts_with(b"MII") && bytes.get(6..9) == Some(b"IBA");
    if length >= 40 && (known || rsa) {
        return secret(at..at + length, Detector::Prefix);
    }
    (length >= 40 && (bytes.starts_with(b"MII") || bytes.starts_with(b"MFkw") || bytes.starts_with(b"MCow")))
        .then_some(Hit::Public(at + length))
}
