//! `checker cost refresh` against price lists of the documented form: bulk files, and the Query API over HTTP on this machine.
#![allow(clippy::expect_used, reason = "a test may panic")]

mod support;

use std::path::{Path, PathBuf};

use checker::cost::catalogue::{Catalogue, Confidence};
use support::{Ran, checker_with, scratch, top};

/// A directory with the built-in catalogue and price lists.
struct Desk {
    directory: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let directory = scratch();
        let text = std::fs::read_to_string(top().join("checker/cost/catalogue/aws-eu-central-1.json")).expect("the catalogue");
        std::fs::write(directory.path().join("prices.json"), text).expect("the catalogue");
        Self { directory }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// A price list of the tests after an edit, which has to change it.
    fn bulk(&self, service: &str, edit: impl FnOnce(&str) -> String) -> String {
        let text = list(service);
        let path = self.path(&format!("{service}.json"));
        std::fs::write(&path, edit(&text)).expect("a price list");
        path.to_str().expect("UTF-8").to_owned()
    }

    fn refresh(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
        let catalogue = self.path("prices.json");
        let start = ["cost", "refresh", "--catalogue", catalogue.to_str().expect("UTF-8"), "--now", "2026-11-26T08:00:00Z"];
        let environment: Vec<_> = environment.iter().map(|(name, value)| (*name, value.as_ref())).collect();
        checker_with(top(), start.iter().chain(arguments), "", &environment)
    }

    fn text(&self) -> String {
        std::fs::read_to_string(self.path("prices.json")).expect("the catalogue")
    }

    fn catalogue(&self) -> Catalogue {
        Catalogue::parse("prices.json", &self.text()).expect("a catalogue")
    }

    /// Runs what has to fail and to leave the catalogue alone; gives the error on one line.
    fn refuses(&self, arguments: &[&str], environment: &[(&str, &str)]) -> String {
        let before = self.text();
        let ran = self.refresh(arguments, environment);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{ran:#?}");
        assert_eq!(self.text(), before, "nothing is written");
        // The frame that an error is shown in breaks its lines.
        let words = ran.err.split(|letter: char| letter.is_whitespace() || "│×╰─▶".contains(letter));
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

fn list(service: &str) -> String {
    let path: &Path = &top().join("tests/cost/refresh").join(format!("{service}.json"));
    std::fs::read_to_string(path).expect("a price list")
}

fn swap(from: &str, to: &str) -> impl Fn(&str) -> String {
    move |text| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    }
}

/// The lines of a unified diff that change something.
fn changes(diff: &str) -> Vec<&str> {
    let changed = |line: &&str| line.starts_with(['+', '-']) && !line.starts_with("+++ ") && !line.starts_with("--- ");
    diff.lines().filter(changed).map(|line| line.trim_end_matches(',')).collect()
}

#[test]
fn a_bulk_file_renews_the_prices_of_its_service_and_shows_what_changed() {
    let desk = Desk::new();
    let before = desk.catalogue();
    let bulk = desk.bulk("AWSELB", str::to_owned);
    let ran = desk.refresh(&["--bulk", &bulk], &[]);
    assert_eq!(ran.status, 0, "{ran:#?}");
    assert!(ran.err.contains("prices renewed: 4; with another amount: elb.alb.hour\n"), "{}", ran.err);
    assert!(ran.err.contains("left as they are: aurora.backup, ") && !ran.err.contains("elb.nlb.hour"), "{}", ran.err);
    let changes = changes(&ran.out);
    for line in [
        "-          \"usd\": \"0.027\"",
        "+          \"usd\": \"0.0283\"",
        "+      \"source\": \"AWS price list, AWSELB, SKU ALBHOUR000000001\"",
        "+      \"as_of\": \"2026-11-20\"",
        "+  \"version\": 2",
        "+  \"as_of\": \"2026-11-26\"",
    ] {
        assert!(changes.contains(&line), "{line}: {changes:#?}");
    }

    let after = desk.catalogue();
    for (old, new) in before.prices().zip(after.prices()) {
        if !old.id.starts_with("elb.") {
            assert_eq!(old, new);
        }
    }
    let hour = after.price("elb.alb.hour").expect("a price");
    assert_eq!((hour.confidence, hour.region.as_str()), (Confidence::Found, "eu-central-1"));

    let again = desk.refresh(&["--bulk", &bulk], &[]);
    assert_eq!((again.status, again.out.as_str()), (0, ""), "nothing is left to change: {again:#?}");
}

#[test]
fn amounts_that_fall_with_the_quantity_become_tiers() {
    let desk = Desk::new();
    let bulk = desk.bulk("AmazonS3", str::to_owned);
    let ran = desk.refresh(&["--bulk", &bulk], &[]);
    assert_eq!(ran.status, 0, "{ran:#?}");
    let catalogue = desk.catalogue();
    let cost = |gigabytes: u32| {
        catalogue.price("s3.standard.storage.first50TB").expect("a price").cost(gigabytes.into()).expected.normalize()
    };
    assert_eq!(cost(1000).to_string(), "24.5");
    // 51,200 at 0.0245, 460,800 at 0.0235, 1,000 at 0.0225.
    assert_eq!(cost(513_000).to_string(), "12105.7");
    let instant = catalogue.price("s3.glacier_ir.storage").expect("a price");
    assert_eq!((instant.region.as_str(), instant.confidence), ("eu-central-1", Confidence::Found), "no longer another region's");
}

#[test]
fn a_price_is_given_in_the_catalogues_units() {
    let desk = Desk::new();
    let as_requests = |text: &str| {
        let text = swap("AWSELB", "AmazonRDS")(text);
        let text = swap("EUC1-LCUUsage", "EUC1-Aurora:StorageIOUsage")(&text);
        let text = swap("\"Load Balancer-Application\"", "\"System Operation\"")(&text);
        let text = swap("\"operation\": \"LoadBalancing:Application\"", "\"databaseEngine\": \"Aurora PostgreSQL\"")(&text);
        swap("0.0080000000", "0.0000002300")(&text)
    };
    let bulk = desk.bulk("AWSELB", as_requests);
    let ran = desk.refresh(&["--bulk", &bulk, "--only", "aurora.io.standard"], &[]);
    assert_eq!(ran.status, 0, "{ran:#?}");
    let price = desk.catalogue().price("aurora.io.standard").expect("a price").clone();
    assert_eq!((price.tiers[0].usd.to_string().as_str(), price.unit.as_str()), ("0.23", "1000000 requests"));
}

#[test]
fn what_is_not_exactly_one_sku_is_refused_by_name() {
    let desk = Desk::new();
    let abroad = |text: &str| swap("\"eu-central-1\"", "\"us-east-1\"")(&swap("EUC1-", "")(text));
    let bulk = desk.bulk("AWSELB", abroad);
    let error = desk.refuses(&["--bulk", &bulk], &[]);
    assert!(error.contains("no SKU is `elb.alb.hour`"), "{error}");
    assert!(error.contains("usagetype EUC1-LoadBalancerUsage"), "{error}");
    assert!(error.contains("what it has is of us-east-1"), "{error}");

    // The usage type alone would be there, in the catalogue's region: of another family.
    let bulk = desk.bulk("AWSELB", swap("\"Load Balancer-Network\"", "\"Load Balancer-Gateway\""));
    let error = desk.refuses(&["--bulk", &bulk], &[]);
    assert!(error.contains("no SKU is `elb.nlb.hour`") && error.contains("productFamily Load Balancer-Network"), "{error}");

    let bulk = desk.bulk("AWSELB", swap("\"Load Balancer-Network\"", "\"Load Balancer-Application\""));
    let error = desk.refuses(&["--bulk", &bulk], &[]);
    assert!(error.contains("several SKUs are `elb.alb.hour`") && error.contains("ALBHOUR000000001, NLBHOUR000000001"), "{error}");
}

#[test]
fn a_sku_without_a_usable_amount_is_refused() {
    let desk = Desk::new();
    for (from, to, problem) in [
        ("\"USD\": \"0.0283000000\"", "\"CNY\": \"0.2830000000\"", "has no amount in USD, only in [CNY]"),
        ("0.0283000000", "free", "says `free` where a number belongs"),
        ("0.0283000000", "28.3000000000", "costs 28.3 a unit, and it was 0.027"),
        ("0.0283000000", "0.0000000000", "costs 0 a unit, and it was 0.027"),
        ("\"endRange\": \"Inf\"", "\"endRange\": \"100\"", "leave a gap, overlap or end"),
        ("\"beginRange\": \"0\"", "\"beginRange\": \"1\"", "leave a gap, overlap or end"),
        (
            "\"ALBHOUR000000001\": {\n    \"ALBHOUR000000001.JRTCKXETXF\"",
            "\"GONE\": {\n    \"GONE.JRTCKXETXF\"",
            "is not sold on demand",
        ),
    ] {
        let bulk = desk.bulk("AWSELB", swap(from, to));
        let error = desk.refuses(&["--bulk", &bulk], &[]);
        assert!(error.contains("the SKU ALBHOUR000000001 of `elb.alb.hour`") && error.contains(problem), "{problem}: {error}");
    }
    let bulk = desk.bulk("AmazonS3", swap("\"beginRange\": \"512000\"", "\"beginRange\": \"512001\""));
    assert!(desk.refuses(&["--bulk", &bulk], &[]).contains("leave a gap"));
    let bulk = desk.bulk("AmazonS3", |text| text.replacen("\"unit\": \"GB-Mo\"", "\"unit\": \"TB-Mo\"", 1));
    assert!(desk.refuses(&["--bulk", &bulk], &[]).contains("in several units"));
}

#[test]
fn what_is_no_price_list_is_refused_with_its_place() {
    let desk = Desk::new();
    let half = |text: &str| text[..text.len() / 2].to_owned();
    let error = desk.refuses(&["--bulk", &desk.bulk("AWSELB", half)], &[]);
    assert!(error.contains("AWSELB.json: EOF while parsing") && error.contains("line "), "{error}");
    for (from, to, problem) in [
        ("\"products\"", "\"productz\"", "`terms` stand before `products`"),
        ("\"terms\"", "\"termz\"", "has no `terms`"),
        ("\"offerCode\"", "\"offercode\"", "has no `offerCode`"),
        ("\"2026-11-20T10:11:12Z\"", "\"lately\"", "was published at `lately`, which is no time"),
        ("\"AWSELB\"", "\"AmazonMQ\"", "is of AmazonMQ, and no price that is to be renewed is"),
    ] {
        let error = desk.refuses(&["--bulk", &desk.bulk("AWSELB", swap(from, to))], &[]);
        assert!(error.contains(problem), "{problem}: {error}");
    }
    let error = desk.refuses(&["--bulk", &desk.bulk("AWSELB", |_| "[1]".to_owned())], &[]);
    assert!(error.contains("expected a price list"), "{error}");
    let absent = desk.path("absent.json");
    let error = desk.refuses(&["--bulk", absent.to_str().expect("UTF-8")], &[]);
    assert!(error.contains("absent.json: cannot be read"), "{error}");
}

#[test]
fn only_what_can_be_renewed_can_be_named() {
    let desk = Desk::new();
    let bulk = desk.bulk("AWSELB", str::to_owned);
    let error = desk.refuses(&["--bulk", &bulk, "--only", "elb.alb.hours"], &[]);
    assert!(error.contains("there is no price `elb.alb.hours`"), "{error}");
    let error = desk.refuses(&["--bulk", &bulk, "--only", "cloudflare.pro"], &[]);
    assert!(error.contains("`cloudflare.pro` has no usage type"), "{error}");
    let ran = desk.refresh(&["--bulk", &bulk, "--only", "elb.nlb.hour"], &[]);
    assert!(ran.err.contains("prices renewed: 1; with another amount: none"), "{ran:#?}");
    let error = desk.refuses(&["--bulk", &bulk, "--skip", "elb.alb.hours"], &[]);
    assert!(error.contains("--skip: there is no price `elb.alb.hours`"), "{error}");
    let ran = desk.refresh(&["--bulk", &bulk, "--skip", "elb.nlb.hour"], &[]);
    assert!(ran.err.contains("prices renewed: 3; with another amount: elb.alb.hour"), "{ran:#?}");
}

#[cfg(not(feature = "pricing"))]
#[test]
fn without_the_api_a_bulk_file_is_asked_for() {
    let error = Desk::new().refuses(&[], &[]);
    assert!(error.contains("built without the Price List Query API") && error.contains("--bulk"), "{error}");
}

/// The Query API: a server that finds in the price list of the tests what a request's filters say.
#[cfg(feature = "pricing")]
mod query {
    use std::io::{Read as _, Write as _};
    use std::net::{TcpListener, TcpStream};

    use serde_json::{Value, json};

    use super::{Confidence, Desk, list};

    /// What a server gives for a request's `NextToken` and the items that match.
    type Answer = fn(Option<&str>, Vec<String>) -> (&'static str, Value);

    /// All items at once.
    fn all(_: Option<&str>, items: Vec<String>) -> (&'static str, Value) {
        ("200 OK", json!({ "FormatVersion": "aws_v1", "PriceList": items }))
    }

    /// Serves until the test ends; gives the environment in which the program asks there.
    fn serve(service: &str, edit: impl Fn(&str) -> String, answer: Answer) -> Vec<(&'static str, String)> {
        let products: Value = serde_json::from_str(&edit(&list(service))).expect("a price list");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else { return };
                reply(stream, &products, answer);
            }
        });
        let mut environment: Vec<(&str, String)> = vec![("AWS_ENDPOINT_URL_PRICING", format!("http://{address}"))];
        let fixed = [
            ("AWS_ACCESS_KEY_ID", "nobody"),
            ("AWS_SECRET_ACCESS_KEY", "nothing"),
            ("AWS_EC2_METADATA_DISABLED", "true"),
            ("AWS_CONFIG_FILE", "/dev/null"),
            ("AWS_SHARED_CREDENTIALS_FILE", "/dev/null"),
            ("AWS_MAX_ATTEMPTS", "1"),
            ("NO_PROXY", "127.0.0.1"),
        ];
        environment.extend(fixed.map(|(name, value)| (name, value.to_owned())));
        environment
    }

    fn reply(mut stream: TcpStream, products: &Value, answer: Answer) {
        let mut read = Vec::new();
        let mut buffer = [0; 4096];
        let request = loop {
            match stream.read(&mut buffer) {
                Ok(length @ 1..) => read.extend_from_slice(&buffer[..length]),
                _ => return,
            }
            let text = String::from_utf8_lossy(&read).into_owned();
            let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
            let head = head.to_ascii_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse::<usize>().ok());
            assert!(head.contains("x-amz-target: awspricelistservice.getproducts"), "{head}");
            if body.len() >= length.unwrap_or_default() {
                break serde_json::from_str::<Value>(body).expect("a request");
            }
        };
        assert_eq!(request["ServiceCode"], products["offerCode"]);
        let (status, body) = answer(request["NextToken"].as_str(), items(products, &request));
        let body = body.to_string();
        let head = format!("HTTP/1.1 {status}\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: {}\r\n", body.len());
        let _ = write!(stream, "{head}Connection: close\r\n\r\n{body}");
    }

    /// The products that all filters match, each as the API writes it: JSON in a string.
    fn items(list: &Value, request: &Value) -> Vec<String> {
        let filters = request["Filters"].as_array().expect("filters");
        assert!(filters.iter().all(|filter| filter["Type"] == "TERM_MATCH"), "{filters:#?}");
        let matches = |product: &Value| {
            filters.iter().all(|filter| {
                let field = filter["Field"].as_str().expect("a field");
                let has = if field == "productFamily" { &product["productFamily"] } else { &product["attributes"][field] };
                *has == filter["Value"]
            })
        };
        let products = list["products"].as_object().expect("products").iter().filter(|(_, product)| matches(product));
        products
            .map(|(sku, product)| {
                let terms = json!({ "OnDemand": list["terms"]["OnDemand"][sku] });
                json!({ "product": product, "serviceCode": list["offerCode"], "terms": terms, "version": list["version"],
                        "publicationDate": list["publicationDate"] })
                .to_string()
            })
            .collect()
    }

    const ONLY: [&str; 4] = ["--only", "elb.alb.hour", "--only", "elb.nlb.lcu"];

    fn as_given(text: &str) -> String {
        text.to_owned()
    }

    fn borrowed<'e>(environment: &'e [(&'static str, String)]) -> Vec<(&'e str, &'e str)> {
        environment.iter().map(|(name, value)| (*name, value.as_str())).collect()
    }

    fn refuses(edit: impl Fn(&str) -> String, answer: Answer) -> String {
        Desk::new().refuses(&ONLY, &borrowed(&serve("AWSELB", edit, answer)))
    }

    #[test]
    fn the_api_renews_prices_as_a_bulk_file_does() {
        let desk = Desk::new();
        let environment = serve("AWSELB", as_given, all);
        let ran = desk.refresh(&ONLY, &borrowed(&environment));
        assert_eq!(ran.status, 0, "{ran:#?}");
        assert!(ran.err.contains("prices renewed: 2; with another amount: elb.alb.hour\n"), "{}", ran.err);
        let price = desk.catalogue().price("elb.alb.hour").expect("a price").clone();
        assert_eq!((price.tiers[0].usd.to_string().as_str(), price.confidence), ("0.0283", Confidence::Found));
        assert_eq!(price.as_of.to_string(), "2026-11-26", "an answer is of now");
    }

    #[test]
    fn every_page_counts() {
        fn paged(token: Option<&str>, items: Vec<String>) -> (&'static str, Value) {
            let at: usize = token.map_or(0, |token| token.parse().expect("a token"));
            let next = (at + 1 < items.len()).then(|| (at + 1).to_string());
            (
                "200 OK",
                json!({ "FormatVersion": "aws_v1", "PriceList": items.get(at..=at).unwrap_or_default(), "NextToken": next }),
            )
        }
        let error = refuses(super::swap("\"Load Balancer-Network\"", "\"Load Balancer-Application\""), paged);
        assert!(
            error.contains("several SKUs are `elb.alb.hour`") && error.contains("ALBHOUR000000001, NLBHOUR000000001"),
            "{error}"
        );
    }

    #[test]
    fn answers_that_are_none_are_refused() {
        let error = refuses(super::swap("EUC1-", "EUW1-"), all);
        assert!(error.contains("no SKU is `elb.alb.hour`"), "{error}");
        let error = refuses(super::swap("\"USD\"", "\"CNY\""), all);
        assert!(error.contains("has no amount in USD, only in [CNY]"), "{error}");
        fn cut(_: Option<&str>, items: Vec<String>) -> (&'static str, Value) {
            let items: Vec<&str> = items.iter().map(|item| &item[..item.len() / 2]).collect();
            ("200 OK", json!({ "FormatVersion": "aws_v1", "PriceList": items }))
        }
        let error = refuses(as_given, cut);
        assert!(error.contains("for `elb.alb.hour`: EOF while parsing"), "{error}");
        // Whatever was asked for, the same answer, of another region.
        fn abroad(_: Option<&str>, items: Vec<String>) -> (&'static str, Value) {
            let items: Vec<String> = items.iter().map(|item| item.replace("eu-central-1", "us-east-1")).collect();
            ("200 OK", json!({ "FormatVersion": "aws_v1", "PriceList": items }))
        }
        let error = refuses(as_given, abroad);
        assert!(error.contains("answers with the SKU ALBHOUR000000001, which was not asked for"), "{error}");
    }

    #[test]
    fn a_denied_request_says_what_is_needed() {
        fn denied(_: Option<&str>, _: Vec<String>) -> (&'static str, Value) {
            (
                "400 Bad Request",
                json!({ "__type": "AccessDeniedException", "message": "not authorized to perform: pricing:GetProducts" }),
            )
        }
        let error = refuses(as_given, denied);
        assert!(error.contains("AccessDenied") && error.contains("pricing:GetProducts"), "{error}");
    }
}
