//! Dated data renewed from where it is published: Cloudflare's ranges, checked before anything is written, and the difference shown.

use std::io::{Read as _, Write as _};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use miette::Diagnostic;
use serde::Deserialize;
use thiserror::Error;
use ureq::Agent;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

use crate::cli::RefreshArgs;
use crate::context::now;
use crate::error::Error;
use crate::run::{print, write_file};

/// Where Cloudflare publishes its ranges.
pub const CLOUDFLARE: &str = "https://www.cloudflare.com";

/// The time that one list may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A list takes a few hundred bytes.
const MAX_BYTES: u64 = 64 * 1024;

/// One of the two lists: what may stand in it.
struct List {
    /// Its path below the address.
    path: &'static str,
    is_ipv4: bool,
    /// How many ranges there may be.
    count: std::ops::RangeInclusive<usize>,
    /// The widest range: what is wider admits more than one company's servers.
    widest: u8,
}

/// Published for years with fifteen and seven ranges, /13 and /29 the widest.
const LISTS: [List; 2] = [
    List { path: "/ips-v4", is_ipv4: true, count: 5..=100, widest: 8 },
    List { path: "/ips-v6", is_ipv4: false, count: 3..=100, widest: 24 },
];

/// Data that cannot be renewed. Nothing was written.
#[derive(Debug, Error, Diagnostic)]
pub enum DataError {
    /// An address that is none.
    #[error("--from: {0}")]
    #[diagnostic(
        code(data::address),
        help("give what stands before /ips-v4 and /ips-v6, such as {CLOUDFLARE}; without user and password")
    )]
    Address(&'static str),
    /// No answer.
    #[error("{url}: {problem}")]
    #[diagnostic(
        code(data::fetch),
        help("check the network, and HTTPS_PROXY where there is a proxy, and try again; nothing was written")
    )]
    Fetch {
        /// The list.
        url: String,
        /// What came instead.
        problem: String,
    },
    /// An answer that is no list of ranges.
    #[error("{url}: {problem}")]
    #[diagnostic(
        code(data::list),
        help("look at what the address answers: it is not what Cloudflare publishes; nothing was written")
    )]
    List {
        /// The list.
        url: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The file to renew.
    #[error("{}: {problem}", path.display())]
    #[diagnostic(
        code(data::file),
        help(
            "name the directory of policies with --policies; its data/cloudflare.yaml has `as_of: \"DATE\"` and the lists `ipv4:` and `ipv6:`"
        )
    )]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
}

/// What the file holds.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ranges {
    as_of: String,
    ipv4: Vec<String>,
    ipv6: Vec<String>,
}

/// `checker data refresh`. The date is that of the comparison, so it is renewed where no range has changed, too.
pub fn refresh(args: &RefreshArgs) -> Result<u8, Error> {
    let path = args.policies.join("data/cloudflare.yaml");
    let broken = |problem: String| DataError::File { path: path.clone(), problem };
    let now = now(args.now.as_deref())?;
    let as_of = now.split('T').next().unwrap_or(&now);
    let old = std::fs::read_to_string(&path).map_err(|error| broken(format!("cannot be read: {error}")))?;
    let before: Ranges = serde_yaml::from_str(&old).map_err(|error| broken(error.to_string()))?;

    let from = address(args.from.as_deref().unwrap_or(CLOUDFLARE))?;
    let client = client(from.starts_with("https:"), TIMEOUT);
    let [ipv4, ipv6] = LISTS.map(|list| list.read(&client, from));
    let after = Ranges { as_of: as_of.to_owned(), ipv4: ipv4?, ipv6: ipv6? };

    let new = renewed(&old, &after).map_err(broken)?;
    if serde_yaml::from_str::<Ranges>(&new).ok().as_ref() != Some(&after) {
        return Err(broken("does not read as what would be written".to_owned()).into());
    }
    let same = (&before.ipv4, &before.ipv6) == (&after.ipv4, &after.ipv6);
    let said = if same { "the ranges are those of" } else { "the ranges have changed since" };
    let _ = writeln!(std::io::stderr().lock(), "{}: {said} {}", path.display(), before.as_of);
    if new == old {
        return Ok(crate::run::exit::CLEAN);
    }
    write_file(&path, &new)?;
    print(&difference(&path, &old, &new))
}

/// An address to which the paths of the lists can be added.
fn address(from: &str) -> Result<&str, DataError> {
    let Some(rest) = from.strip_prefix("https://").or_else(|| from.strip_prefix("http://")) else {
        return Err(DataError::Address("the address begins with neither https:// nor http://"));
    };
    if rest.split('/').next().is_none_or(|host| host.is_empty() || host.contains('@')) {
        return Err(DataError::Address("the address has no host, or a user before it"));
    }
    if from.contains(['?', '#']) || from.contains(char::is_whitespace) {
        return Err(DataError::Address("the address holds a query, a fragment or a space"));
    }
    Ok(from.trim_end_matches('/'))
}

/// An HTTP client. Where it begins with TLS it stays with it.
fn client(is_https: bool, timeout: Duration) -> Agent {
    let mut config = Agent::config_builder()
        .https_only(is_https)
        .timeout_global(Some(timeout))
        .max_redirects(3)
        .user_agent(concat!("checker/", env!("CARGO_PKG_VERSION")));
    if is_https {
        // What the machine trusts: a company's own certificates as well. What cannot be loaded vouches for nothing.
        let roots = rustls_native_certs::load_native_certs().certs;
        let roots: Vec<Certificate<'_>> = roots.iter().map(|root| Certificate::from_der(root).to_owned()).collect();
        let tls = TlsConfig::builder()
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
            .root_certs(RootCerts::new_with_certs(&roots));
        config = config.tls_config(tls.build());
    }
    config.build().new_agent()
}

impl List {
    fn read(&self, client: &Agent, from: &str) -> Result<Vec<String>, DataError> {
        let url = format!("{from}{}", self.path);
        let text = fetch(client, &url).map_err(|problem| DataError::Fetch { url: url.clone(), problem })?;
        self.ranges(&text).map_err(|problem| DataError::List { url, problem })
    }

    /// The ranges of an answer, or what is wrong with it.
    fn ranges(&self, text: &[u8]) -> Result<Vec<String>, String> {
        let text = std::str::from_utf8(text).map_err(|_| "is no text".to_owned())?;
        let mut ranges: Vec<String> = Vec::new();
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            let problem = match self.problem(line) {
                None if ranges.iter().any(|range| range == line) => "stands there twice",
                None => {
                    ranges.push(line.to_owned());
                    continue;
                }
                Some(problem) => problem,
            };
            let shown: String = line.chars().take(40).collect();
            return Err(format!("line {}: {shown:?} {problem}", number + 1));
        }
        if !self.count.contains(&ranges.len()) {
            let (least, most) = (self.count.start(), self.count.end());
            return Err(format!("has {} ranges, and there should be {least} to {most}", ranges.len()));
        }
        Ok(ranges)
    }

    /// Why a line is no range that can be admitted.
    fn problem(&self, line: &str) -> Option<&'static str> {
        let parsed = line.split_once('/').and_then(|(address, length)| {
            let (address, length): (IpAddr, u8) = (address.parse().ok()?, length.parse().ok()?);
            (format!("{address}/{length}") == line).then_some((address, length))
        });
        let Some((address, length)) = parsed else { return Some("is no range written as ADDRESS/LENGTH") };
        let (bits, size) = match address {
            IpAddr::V4(address) => (u128::from(address.to_bits()) << 96, 32),
            IpAddr::V6(address) => (address.to_bits(), 128),
        };
        match () {
            () if address.is_ipv4() != self.is_ipv4 => Some("is of the other family"),
            () if length > size => Some("is longer than an address"),
            () if length < self.widest => Some("is wider than any range of one company"),
            () if bits.checked_shl(length.into()).unwrap_or(0) != 0 => Some("has bits set behind its length"),
            () if !is_public(address) => Some("is not of the public internet"),
            () => None,
        }
    }
}

/// `true` for addresses that can be reached from anywhere.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            let [first, second, ..] = v4.octets();
            let shared = first == 100 && second & 0xc0 == 64;
            let special = v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_documentation();
            (1..=223).contains(&first) && !shared && !special
        }
        // Global unicast, without what is set aside for documentation.
        IpAddr::V6(v6) => v6.segments()[0] & 0xe000 == 0x2000 && v6.segments()[..2] != [0x2001, 0xdb8],
    }
}

fn fetch(client: &Agent, url: &str) -> Result<Vec<u8>, String> {
    let mut response = client.get(url).call().map_err(|error| error.to_string())?;
    if response.status() != 200 {
        return Err(format!("answers with the status {}", response.status().as_u16()));
    }
    let mut text = Vec::new();
    let body = response.body_mut().as_reader().take(MAX_BYTES + 1).read_to_end(&mut text);
    body.map_err(|error| error.to_string())?;
    if u64::try_from(text.len()).is_ok_and(|length| length > MAX_BYTES) {
        return Err(format!("answers with more than {MAX_BYTES} bytes"));
    }
    Ok(text)
}

/// The text of the file with new values; all else in it stays.
fn renewed(old: &str, ranges: &Ranges) -> Result<String, String> {
    let mut lines: Vec<String> = old.lines().map(str::to_owned).collect();
    let starts = |lines: &[String], key: &str| -> Result<usize, String> {
        let found: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].starts_with(key)).collect();
        match found[..] {
            [only] => Ok(only),
            _ => Err(format!("has {} lines that begin with `{key}`, and there should be one", found.len())),
        }
    };
    let date = starts(&lines, "as_of: \"")?;
    let rest = lines[date].splitn(3, '"').nth(2).unwrap_or_default();
    lines[date] = format!("as_of: \"{}\"{rest}", ranges.as_of);
    for (key, list) in [("ipv4:", &ranges.ipv4), ("ipv6:", &ranges.ipv6)] {
        let first = starts(&lines, key)? + 1;
        let end = lines[first..].iter().position(|line| !line.starts_with("  - ")).map_or(lines.len(), |length| first + length);
        lines.splice(first..end, list.iter().map(|range| format!("  - {range}")));
    }
    Ok(lines.join("\n") + "\n")
}

/// A unified diff.
pub fn difference(path: &Path, old: &str, new: &str) -> String {
    let path = path.display().to_string();
    similar::TextDiff::from_lines(old, new).unified_diff().header(&path, &path).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_list_of_public_ranges_is_refused() {
        let ranges = |list: usize, line: &str| {
            let known = ["173.245.48.0/20\n103.21.244.0/22\n104.16.0.0/13\n131.0.72.0/22\n", "2400:cb00::/32\n2a06:98c0::/29\n"];
            LISTS[list].ranges(format!("{}{line}\n", known[list]).as_bytes())
        };
        for (list, good) in
            [(0, "103.22.200.0/22"), (0, "8.8.8.8/32"), (0, "99.0.0.0/8\r"), (1, "2606:4700::/32"), (1, "2606::/24")]
        {
            assert_eq!(ranges(list, good).expect(good).last().map(String::as_str), Some(good.trim()));
        }
        for (list, bad, problem) in [
            (0, "<html>", "line 5: \"<html>\" is no range written as ADDRESS/LENGTH"),
            (0, "\u{1b}[31m", "\\u{1b}[31m"),
            (0, "103.22.200.0", "is no range"),
            (0, "103.22.200.0/022", "is no range"),
            (0, "103.22.200.0/+22", "is no range"),
            (0, "103.22.200.0/22 ; rm", "is no range"),
            (0, "103.22.200.0/300", "is no range"),
            (0, "103.22.200.0/33", "is longer than an address"),
            (0, "103.22.200.1/22", "has bits set behind its length"),
            (0, "103.22.200.0/20", "has bits set behind its length"),
            (0, "0.0.0.0/0", "is wider than any"),
            (0, "98.0.0.0/7", "is wider than any"),
            (0, "2606:4700::/32", "is of the other family"),
            (0, "104.16.0.0/13", "line 5: \"104.16.0.0/13\" stands there twice"),
            (0, "10.0.0.0/8", "is not of the public internet"),
            (0, "127.0.0.0/8", "is not of the public internet"),
            (0, "100.64.0.0/10", "is not of the public internet"),
            (0, "169.254.0.0/16", "is not of the public internet"),
            (0, "203.0.113.0/24", "is not of the public internet"),
            (0, "224.0.0.0/8", "is not of the public internet"),
            (0, "0.0.0.0/8", "is not of the public internet"),
            (1, "2606:4700:0::/32", "is no range"),
            (1, "2606:4700::/129", "is longer than an address"),
            (1, "2606:4700::1/32", "has bits set behind its length"),
            (1, "2606::/23", "is wider than any"),
            (1, "::/0", "is wider than any"),
            (1, "fd00::/32", "is not of the public internet"),
            (1, "2001:db8::/32", "is not of the public internet"),
            (1, "104.16.0.0/13", "is of the other family"),
        ] {
            let error = ranges(list, bad).expect_err(bad);
            assert!(error.contains(problem), "{bad}: {error}");
        }
        let long = ranges(0, &"x".repeat(1000)).expect_err("no range");
        assert!(long.len() < 120, "{long}");
        assert_eq!(ranges(0, "").expect_err("too few"), "has 4 ranges, and there should be 5 to 100");
        assert!(LISTS[1].ranges(b"").expect_err("empty").starts_with("has 0 ranges"));
        assert_eq!(LISTS[0].ranges(&[0xff]).expect_err("no text"), "is no text");
        let many: String = (0..101).map(|at| format!("99.{at}.0.0/16\n")).collect();
        assert!(LISTS[0].ranges(many.as_bytes()).expect_err("too many").starts_with("has 101 ranges"));
    }

    #[test]
    fn an_address_has_a_scheme_and_a_host_and_no_user() {
        assert_eq!(address("https://a.example/b/").expect("an address"), "https://a.example/b");
        assert_eq!(address("http://127.0.0.1:80").expect("an address"), "http://127.0.0.1:80");
        for bad in [
            "a.example",
            "ftp://a.example",
            "https://",
            "https:///x",
            "https://u:p@a.example",
            "https://a?b",
            "https://a#b",
            "https://a b",
        ] {
            let error = address(bad).expect_err(bad).to_string();
            assert!(!error.contains(bad), "{error}");
        }
    }

    #[test]
    fn an_answer_that_does_not_come_ends_in_time() {
        let silent = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}/ips-v4", silent.local_addr().expect("an address"));
        let started = std::time::Instant::now();
        let error = fetch(&client(false, Duration::from_millis(200)), &url).expect_err("no answer");
        assert!(error.contains("timeout"), "{error}");
        assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
    }

    #[test]
    fn only_the_values_of_the_file_change() {
        let old = "# a: \"b\"\nas_of: \"2026-01-01\"  # c \"d\"\n\nipv4:   # e\n  - 1.0.0.0/24\n  - 1.0.1.0/24\n\nipv6: # f\n  - 2400::/32\n# g\n";
        let list = |ranges: &[&str]| ranges.iter().map(ToString::to_string).collect();
        let ranges = Ranges { as_of: "2026-02-02".into(), ipv4: list(&["1.0.2.0/24"]), ipv6: list(&["2400::/32", "2600::/32"]) };
        let new = renewed(old, &ranges).expect("a file");
        let expected = "# a: \"b\"\nas_of: \"2026-02-02\"  # c \"d\"\n\nipv4:   # e\n  - 1.0.2.0/24\n\nipv6: # f\n  - 2400::/32\n  - 2600::/32\n# g\n";
        assert_eq!(new, expected);
        for (from, to) in [("as_of", "AS_OF"), ("ipv4:", "ipv5:"), ("# g", "ipv6: []"), ("\"2026-01-01\"", "2026-01-01")] {
            let error = renewed(&old.replace(from, to), &ranges).expect_err(from);
            assert!(error.ends_with("and there should be one"), "{error}");
        }
    }
}
