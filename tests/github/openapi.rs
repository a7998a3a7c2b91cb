//! Every request is one that GitHub's own description of its API knows: path, parameters and body.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::{Value, json};

use crate::clock::VirtualClock;
use crate::server::{COMMIT, Fault, LOGIN, Logged, Server};
use crate::{MAX_BYTES, NUMBER, github, key, merging, others, repository};

/// What is wrong with a request by the description, and its route.
fn judge(routes: &[Value], request: &Logged) -> Result<String, String> {
    let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
    let said = format!("{} {path}", request.method);
    let route = routes.iter().find(|it| it["method"] == *request.method && matches(it["path"].as_str().expect("a path"), path));
    let route = route.ok_or_else(|| format!("{said} is no route"))?;
    let parameters = |place: &'static str| {
        let all = route["parameters"].as_array().expect("a list").iter();
        all.filter(move |it| it["in"] == place)
    };

    let template = route["path"].as_str().expect("a path").split('/').zip(path.split('/'));
    let in_path = template.filter_map(|(name, value)| Some((name.strip_prefix('{')?.strip_suffix('}')?, value)));
    let in_query = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').expect("a value"));
    for (place, (name, value)) in in_path.map(|it| ("path", it)).chain(in_query.map(|it| ("query", it))) {
        let parameter =
            parameters(place).find(|it| it["name"] == name).ok_or_else(|| format!("{said} has no parameter {name}"))?;
        let value = match parameter["schema"]["type"].as_str() {
            Some("integer") => value.parse::<u64>().map_or(json!(value), |number| json!(number)),
            _ => json!(value),
        };
        conforms(&parameter["schema"], &value).map_err(|error| format!("{said}, {name}: {error}"))?;
    }
    if let Some(missing) =
        parameters("query").find(|it| it["required"] == true && !query.contains(it["name"].as_str().expect("a name")))
    {
        return Err(format!("{said} lacks {missing}"));
    }

    if route["body"].is_null() != request.body.is_empty() {
        return Err(format!("{said}: a body where there is none, or none where there is one"));
    }
    if !request.body.is_empty() {
        let body = serde_json::from_str(&request.body).map_err(|error| error.to_string())?;
        conforms(&route["body"], &body).map_err(|error| format!("{said}: {error}"))?;
        known(&route["body"], &body).map_err(|error| format!("{said}: {error}"))?;
    }
    Ok(format!("{} {}", request.method, route["path"].as_str().expect("a path").replace("/repos/{owner}/{repo}", "")))
}

fn matches(template: &str, path: &str) -> bool {
    let (template, path): (Vec<&str>, Vec<&str>) = (template.split('/').collect(), path.split('/').collect());
    template.len() == path.len() && template.iter().zip(path).all(|(part, given)| part.starts_with('{') || *part == given)
}

fn conforms(schema: &Value, value: &Value) -> Result<(), String> {
    let validator = jsonschema::validator_for(schema).map_err(|error| error.to_string())?;
    match validator.iter_errors(value).map(|error| error.to_string()).collect::<Vec<_>>()[..] {
        [] => Ok(()),
        ref errors => Err(errors.join("; ")),
    }
}

/// GitHub ignores what it does not know, and the description says so of nothing: a misspelled property would be lost in silence.
fn known(schema: &Value, value: &Value) -> Result<(), String> {
    match value {
        Value::Object(entries) => entries.iter().try_for_each(|(name, value)| match schema["properties"].get(name) {
            Some(schema) => known(schema, value),
            None => Err(format!("{name} is no property")),
        }),
        Value::Array(items) => items.iter().try_for_each(|item| known(&schema["items"], item)),
        _ => Ok(()),
    }
}

fn routes() -> Vec<Value> {
    serde_json::from_str(include_str!("openapi/routes.json")).expect("JSON")
}

#[test]
fn every_request_is_one_that_github_describes() {
    let server = Server::start();
    let github = github(&server, &VirtualClock::new(1));
    server.state().lag = 2;
    github.upsert(NUMBER, &key(""), MAX_BYTES, &merging("prod")).expect("posted");
    server.state().lag = 0;
    github.upsert(NUMBER, &key(""), MAX_BYTES, &merging("dr")).expect("posted");
    server.state().comment(NUMBER, LOGIN, &format!("{}\nold", key("").marker()), Duration::ZERO);
    github.upsert(NUMBER, &key(""), MAX_BYTES, &merging("staging")).expect("posted");
    for method in ["POST", "PATCH"] {
        server.state().fail(method, "/check-runs", Fault::BadGateway { done: true });
    }
    github.check_run(&others::check_run(60)).expect("posted");
    server.state().tarballs.insert(COMMIT.to_owned(), vec![0]);
    github.tarball(COMMIT).expect("files");
    github.pull_requests_of(COMMIT, &repository()).expect("a list");

    let routes = routes();
    let state = server.state();
    let rest = state.log.iter().filter(|it| it.path != "/graphql" && !it.path.starts_with("/codeload/"));
    let used: BTreeSet<String> = rest.map(|request| judge(&routes, request).unwrap_or_else(|error| panic!("{error}"))).collect();
    let all: BTreeSet<String> = routes
        .iter()
        .map(|it| {
            format!("{} {}", it["method"].as_str().unwrap(), it["path"].as_str().unwrap().replace("/repos/{owner}/{repo}", ""))
        })
        .collect();
    assert_eq!(used, all, "a route that is not used can go from `trim`");
}

#[test]
fn the_description_refuses_what_github_would() {
    let routes = routes();
    let request = |method: &str, path: &str, body: Value| Logged {
        method: method.to_owned(),
        path: format!("/repos/acme/health{path}"),
        body: if body.is_null() { String::new() } else { body.to_string() },
        headers: std::collections::BTreeMap::new(),
    };
    let run = |output: Value| json!({ "name": "checker", "head_sha": COMMIT, "status": "in_progress", "output": output });
    let annotation = json!({ "path": "a.tf", "start_line": 1, "end_line": 1, "annotation_level": "failure", "message": "m" });
    let output =
        |annotations: usize| json!({ "title": "t", "summary": "s", "annotations": vec![annotation.clone(); annotations] });
    assert!(judge(&routes, &request("POST", "/check-runs", run(output(50)))).is_ok());
    let mut bad_level = output(1);
    bad_level["annotations"][0]["annotation_level"] = json!("error");
    let wrong = [
        request("POST", "/check-runs", run(output(51))),
        request("POST", "/check-runs", run(bad_level)),
        request("POST", "/check-runs", run(json!({ "title": "t" }))),
        request("POST", "/check-runs", json!({ "name": "checker", "head_sha": COMMIT, "externalid": "1" })),
        request("POST", "/issues/7/comments", json!({ "text": "no body" })),
        request("POST", "/issues/7/comments", Value::Null),
        request("POST", "/issues/seven/comments", json!({ "body": "text" })),
        request("POST", "/issues/comments/7", json!({ "body": "octocrab's own update" })),
        request("GET", "/issues/7/comments?perpage=100", Value::Null),
        request("GET", "/pulls?state=opened", Value::Null),
    ];
    for request in wrong {
        assert!(judge(&routes, &request).is_err(), "{request:?}");
    }
}
