//! `checker data refresh` against a real HTTP server on this machine: what is written, shown and refused.
#![allow(clippy::expect_used, reason = "a test may panic")]

mod support;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use support::{Ran, checker_with, scratch, top, tree};

const IPV4: &str = "173.245.48.0/20\n103.21.244.0/22\n103.22.200.0/22\n103.31.4.0/22\n141.101.64.0/18\n108.162.192.0/18\n\
    190.93.240.0/20\n188.114.96.0/20\n197.234.240.0/22\n198.41.128.0/17\n162.158.0.0/15\n104.16.0.0/13\n104.24.0.0/14\n\
    172.64.0.0/13\n131.0.72.0/22";
const IPV6: &str =
    "2400:cb00::/32\n2606:4700::/32\n2803:f800::/32\n2405:b500::/32\n2405:8100::/32\n2a06:98c0::/29\n2c0f:f248::/32\n";

/// An answer with a status and a body.
fn answer(status: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len()).into_bytes()
}

/// A server that gives these two answers for the two lists, and ends with the test.
fn server(ipv4: Vec<u8>, ipv6: Vec<u8>) -> String {
    format!("http://{}", listening(move |stream| serve(stream, &ipv4, &ipv6)))
}

/// The same behind TLS, with a certificate for 127.0.0.1 of the authority in tests/data. Its key guards nothing.
fn tls_server(ipv4: Vec<u8>, ipv6: Vec<u8>) -> String {
    use rustls::pki_types::pem::PemObject as _;
    use rustls::pki_types::{CertificateDer, PrivateKeyDer};
    let file = |name: &str| top().join("tests/data").join(name);
    let certificate = CertificateDer::from_pem_file(file("server.pem")).expect("a certificate");
    let key = PrivateKeyDer::from_pem_file(file("server.key")).expect("a key");
    let config = rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .expect("a configuration");
    let config = Arc::new(config);
    let address = listening(move |stream| {
        let connection = rustls::ServerConnection::new(Arc::clone(&config)).expect("a connection");
        let mut stream = rustls::StreamOwned::new(connection, stream);
        serve(&mut stream, &ipv4, &ipv6);
        stream.conn.send_close_notify();
        let _ = stream.flush();
    });
    format!("https://{address}")
}

/// Listens on a port of its own until the test ends.
fn listening(answer: impl Fn(TcpStream) + Send + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("not blocking");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        let end = Instant::now() + Duration::from_secs(120);
        while Instant::now() < end {
            match listener.accept() {
                Ok((stream, _)) => {
                    let _ = stream.set_nonblocking(false);
                    let _ = stream.set_read_timeout(Some(Duration::from_millis(500)));
                    answer(stream);
                }
                Err(_) => std::thread::sleep(Duration::from_millis(5)),
            }
        }
    });
    address
}

fn serve(mut stream: impl Read + Write, ipv4: &[u8], ipv6: &[u8]) {
    let mut head = Vec::new();
    let mut buffer = [0; 1024];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut buffer) {
            Ok(length @ 1..) => head.extend_from_slice(&buffer[..length]),
            _ => return,
        }
    }
    // The one who asks may have seen enough before all is sent.
    let _ = match head.split(|byte| *byte == b' ').nth(1) {
        Some(b"/ips-v4") => stream.write_all(ipv4),
        Some(b"/ips-v6") => stream.write_all(ipv6),
        _ => stream.write_all(&answer("404 Not Found", "")),
    };
}

/// A directory of policies whose data is that of the repository, but for what `edit` does to it.
fn policies(edit: impl FnOnce(String) -> String) -> tempfile::TempDir {
    let directory = scratch();
    std::fs::create_dir(directory.path().join("data")).expect("a directory");
    let text = std::fs::read_to_string(top().join("policies/data/cloudflare.yaml")).expect("the data");
    std::fs::write(directory.path().join("data/cloudflare.yaml"), edit(text)).expect("the data");
    directory
}

fn refresh(policies: &Path, from: &str, now: &str) -> Ran {
    refresh_with(policies, from, now, None)
}

/// The same where the machine trusts the authorities of a file.
fn refresh_with(policies: &Path, from: &str, now: &str, authorities: Option<&Path>) -> Ran {
    let policies = policies.to_str().expect("UTF-8");
    let arguments = ["data", "refresh", "--policies", policies, "--from", from, "--now", now];
    let mut environment = vec![("NO_PROXY", "127.0.0.1".as_ref())];
    environment.extend(authorities.map(|file| ("SSL_CERT_FILE", file.as_os_str())));
    checker_with(top(), arguments, "", &environment)
}

fn data(policies: &Path) -> String {
    std::fs::read_to_string(policies.join("data/cloudflare.yaml")).expect("the data")
}

/// The lines of a unified diff that change something.
fn changes(diff: &str) -> Vec<&str> {
    let changed = |line: &&str| line.starts_with(['+', '-']) && !line.starts_with("+++ ") && !line.starts_with("--- ");
    diff.lines().filter(changed).collect()
}

#[test]
fn what_has_changed_is_written_and_shown() {
    let policies = policies(|text| text);
    let before = data(policies.path());
    let served = server(
        answer("200 OK", &format!("{}\n198.51.0.0/16", IPV4.replace("131.0.72.0/22\n", ""))),
        answer("200 OK", &IPV6.replace("2c0f:f248::/32\n", "")),
    );
    let ran = refresh(policies.path(), &served, "2026-11-30T23:59:59Z");
    assert_eq!(ran.status, 0, "{ran:#?}");
    let changed = ["-as_of: \"2026-10-14\"                         # the day of the lists that these were compared with"];
    let expected = [
        changed[0],
        "+as_of: \"2026-11-30\"                         # the day of the lists that these were compared with",
        "+  - 198.51.0.0/16",
        "-  - 2c0f:f248::/32",
    ];
    assert_eq!(changes(&ran.out), expected, "{}", ran.out);
    assert!(ran.out.starts_with("--- ") && ran.out.contains("@@ "), "{}", ran.out);
    assert!(ran.err.contains("the ranges have changed since 2026-10-14"), "{}", ran.err);
    // What stands around the values stays, and the file holds what was served.
    let after = data(policies.path());
    let kept = |text: &str| {
        text.lines().filter(|line| !line.starts_with("  - ") && !line.starts_with("as_of")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(kept(&after), kept(&before));
    assert!(after.contains("  - 131.0.72.0/22\n  - 198.51.0.0/16\n\n") && after.ends_with("  - 2a06:98c0::/29\n"), "{after}");
    // Nothing else lies in the directory, such as a half-written file.
    assert_eq!(tree(policies.path()).len(), 2);

    let again = refresh(policies.path(), &served, "2026-11-30T00:00:00Z");
    assert_eq!((again.status, again.out.as_str()), (0, ""), "{again:#?}");
    assert!(again.err.contains("the ranges are those of 2026-11-30"), "{}", again.err);
    assert_eq!(data(policies.path()), after);
}

#[test]
fn what_has_not_changed_was_compared_on_that_day() {
    let policies = policies(|text| text);
    let before = data(policies.path());
    let ran = refresh(policies.path(), &server(answer("200 OK", IPV4), answer("200 OK", IPV6)), "2026-11-30T12:00:00Z");
    assert_eq!(ran.status, 0, "{ran:#?}");
    assert!(ran.err.contains("the ranges are those of 2026-10-14"), "{}", ran.err);
    assert_eq!(changes(&ran.out).len(), 2, "{}", ran.out);
    assert_eq!(data(policies.path()), before.replace("2026-10-14", "2026-11-30"));
}

#[cfg(unix)]
#[test]
fn whoever_could_read_the_file_still_can() {
    use std::os::unix::fs::PermissionsExt as _;
    let policies = policies(|text| text);
    let path = policies.path().join("data/cloudflare.yaml");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).expect("permissions");
    let ran = refresh(policies.path(), &server(answer("200 OK", IPV4), answer("200 OK", IPV6)), "2026-11-30T12:00:00Z");
    assert_eq!(ran.status, 0, "{ran:#?}");
    assert_eq!(std::fs::metadata(&path).expect("the data").permissions().mode() & 0o777, 0o644);
}

/// One list is right and the other is not: nothing is written, whichever it is.
#[test]
fn what_is_no_list_is_refused_and_nothing_is_written() {
    let ok = |text: &str| answer("200 OK", text);
    let page = "<!DOCTYPE html>\n<html><head><title>Just a moment...</title></head></html>";
    let cut_off = format!("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{IPV4}").into_bytes();
    let elsewhere = b"HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec();
    for (ipv4, ipv6, code, list, says) in [
        (ok(page), ok(IPV6), "data::list", "/ips-v4", "line 1: \"<!DOCTYPE html>\" is no range"),
        (ok(IPV4), ok(page), "data::list", "/ips-v6", "line 1: \"<!DOCTYPE html>\" is no range"),
        (ok(""), ok(IPV6), "data::list", "/ips-v4", "has 0 ranges"),
        (ok(IPV4), ok("2400:cb00::/32\n"), "data::list", "/ips-v6", "has 1 ranges"),
        (ok(&format!("{IPV4}\n0.0.0.0/0")), ok(IPV6), "data::list", "/ips-v4", "line 16: \"0.0.0.0/0\" is wider"),
        (ok(IPV6), ok(IPV4), "data::list", "/ips-v4", "is of the other family"),
        (ok(&"1.0.0.0/24\n".repeat(6000)), ok(IPV6), "data::fetch", "/ips-v4", "more than 65536 bytes"),
        (answer("503 Service Unavailable", IPV4), ok(IPV6), "data::fetch", "/ips-v4", "503"),
        (answer("203 Changed", IPV4), ok(IPV6), "data::fetch", "/ips-v4", "answers with the status 203"),
        (elsewhere, ok(IPV6), "data::fetch", "/ips-v4", "404"),
        (cut_off, ok(IPV6), "data::fetch", "/ips-v4", "/ips-v4: "),
        (b"nonsense\r\n\r\n".to_vec(), ok(IPV6), "data::fetch", "/ips-v4", "/ips-v4: "),
    ] {
        let policies = policies(|text| text);
        let before = tree(policies.path());
        let from = server(ipv4, ipv6);
        let ran = refresh(policies.path(), &from, "2026-11-30T12:00:00Z");
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{says}: {ran:#?}");
        // The message may be wrapped.
        let said = ran.err.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
        for part in [code, &format!("{from}{list}"), says, "help:", "nothing was written"] {
            assert!(said.contains(part), "{part} is not in {}", ran.err);
        }
        assert_eq!(tree(policies.path()), before, "{says}");
    }
}

#[test]
fn nobody_answers() {
    let policies = policies(|text| text);
    let before = tree(policies.path());
    // A port that was free a moment ago.
    let port = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
    let ran = refresh(policies.path(), &format!("http://127.0.0.1:{port}"), "2026-11-30T12:00:00Z");
    assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{ran:#?}");
    assert!(ran.err.contains("data::fetch") && ran.err.contains("HTTPS_PROXY"), "{}", ran.err);
    // TLS is spoken where it is asked for, and plain text is no answer to it.
    let plain = server(answer("200 OK", IPV4), answer("200 OK", IPV6)).replace("http:", "https:");
    let ran = refresh(policies.path(), &plain, "2026-11-30T12:00:00Z");
    assert!(ran.status == 2 && ran.err.contains("data::fetch"), "{ran:#?}");
    for from in ["www.cloudflare.com", "https://me:hunter2@127.0.0.1"] {
        let ran = refresh(policies.path(), from, "2026-11-30T12:00:00Z");
        assert!(ran.status == 2 && ran.err.contains("data::address") && !ran.err.contains("hunter2"), "{ran:#?}");
    }
    assert_eq!(tree(policies.path()), before);
}

#[test]
fn over_tls_it_is_the_machine_that_says_whom_to_trust() {
    let policies = policies(|text| text);
    let before = tree(policies.path());
    let from = tls_server(answer("200 OK", IPV4), answer("200 OK", IPV6));
    let ran = refresh(policies.path(), &from, "2026-11-30T12:00:00Z");
    assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{ran:#?}");
    assert!(ran.err.contains("data::fetch") && ran.err.contains("certificate"), "{}", ran.err);
    assert_eq!(tree(policies.path()), before);
    let authority = top().join("tests/data/authority.pem");
    let ran = refresh_with(policies.path(), &from, "2026-11-30T12:00:00Z", Some(&authority));
    assert_eq!(ran.status, 0, "{ran:#?}");
    assert!(data(policies.path()).contains("as_of: \"2026-11-30\""));
    // Who begins with TLS is not led away from it.
    let plain = server(answer("200 OK", IPV4), answer("200 OK", IPV6));
    let away = format!("HTTP/1.1 302 Found\r\nLocation: {plain}/ips-v4\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    let from = tls_server(away.into_bytes(), answer("200 OK", IPV6));
    let before = tree(policies.path());
    let ran = refresh_with(policies.path(), &from, "2026-12-01T12:00:00Z", Some(&authority));
    assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{ran:#?}");
    assert!(ran.err.contains("data::fetch"), "{}", ran.err);
    assert_eq!(tree(policies.path()), before);
}

#[test]
fn a_file_of_another_shape_is_left_alone() {
    let from = server(answer("200 OK", IPV4), answer("200 OK", IPV6));
    let wrong: [fn(String) -> String; 5] = [
        |text| text.replace("as_of: \"2026-10-14\"", "as_of: 2026-10-14"),
        |text| text.replace("ipv6:", "ipv7:"),
        |text| text.replace("  - 2400:cb00::/32\n", "  # the first\n  - 2400:cb00::/32\n"),
        |text| format!("{text}more: 1\n"),
        |_| "ipv4: [".to_owned(),
    ];
    for edit in wrong {
        let policies = policies(edit);
        let before = tree(policies.path());
        let ran = refresh(policies.path(), &from, "2026-11-30T12:00:00Z");
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{ran:#?}");
        assert!(ran.err.contains("data::file") && ran.err.contains("help:"), "{}", ran.err);
        assert_eq!(tree(policies.path()), before);
    }
    let empty = scratch();
    let ran = refresh(empty.path(), &from, "2026-11-30T12:00:00Z");
    assert!(ran.status == 2 && ran.err.contains("cannot be read"), "{ran:#?}");
    let ran = refresh(policies(|text| text).path(), &from, "today");
    assert!(ran.status == 2 && ran.err.contains("run::time"), "{ran:#?}");
}
