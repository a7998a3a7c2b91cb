"""What runs in an environment, what leads there and what watches it, read back."""

import json

from aws import aws


def check(expect, facts, scope):
    wanted = facts["scopes"][scope]
    telemetry = facts["profiles"][wanted["profile"]]["telemetry"]
    services = {name: size for name, size in wanted["services"].items() if telemetry or not size.get("telemetry")}
    names = {use: name.replace("{env}", scope) for use, name in facts["names"].items() if isinstance(name, str)}
    tasks(expect, facts, wanted, names, services)
    scaling(expect, facts["compute"]["autoscaling"], names, services)
    schedules(expect, facts, wanted, names)
    load_balancer(expect, facts, wanted, names, services)
    alarms(expect, facts, wanted, names, services)
    [namespace] = aws("servicediscovery", "list-namespaces")["Namespaces"]
    expect.equal("the namespace", (namespace["Name"], namespace["Type"]), (names["namespace"], "DNS_PRIVATE"))


def tasks(expect, facts, wanted, names, services):
    found = {s["serviceName"]: s for s in aws("ecs", "describe-services", "--cluster", names["cluster"], "--services", *services)["services"]}
    expect.equal("the services", sorted(found), sorted(services))
    for name, service in found.items():
        size = services[name]
        capacity = [each["capacityProvider"] for each in service["capacityProviderStrategy"]]
        expect.equal(f"{name}: tasks", service["desiredCount"], size["count"])
        expect.equal(f"{name}: capacity", capacity, [size.get("capacity_provider", wanted["capacity_provider"])])
        expect.equal(f"{name}: sessions", service["enableExecuteCommand"], name in facts["compute"]["sessions"])
        network = service["networkConfiguration"]["awsvpcConfiguration"]
        expect.equal(f"{name}: zones", (len(network["subnets"]), network["assignPublicIp"]), (wanted["zones"], "DISABLED"))
        definition(expect, facts, name, service["taskDefinition"], size)
    migrations = names["task_family"].replace("{service}", "migrations")
    container = definition(expect, facts, "migrations", migrations, facts["compute"]["migrations"])
    expect.equal("migrations: secrets", [secret["name"] for secret in container["secrets"]], ["DATABASE_DIRECT_URL"])
    pooler = definition(expect, facts, "pgbouncer", names["task_family"].replace("{service}", "pgbouncer"), services["pgbouncer"])
    settings = {entry["name"]: entry["value"] for entry in pooler["environment"]}
    expect.equal("the pooler", settings, {**facts["compute"]["pgbouncer"], **wanted["pgbouncer"], "LISTEN_PORT": str(facts["ports"]["pgbouncer"])})


def running(cluster):
    """The task definition of each service, with its tags and without what AWS numbers."""
    listed = sorted(aws("ecs", "list-services", "--cluster", cluster)["serviceArns"])
    for service in aws("ecs", "describe-services", "--cluster", cluster, "--services", *listed)["services"]:
        task = aws("ecs", "describe-task-definition", "--task-definition", service["taskDefinition"], "--include", "TAGS")
        for numbered in ("taskDefinitionArn", "revision", "registeredAt"):
            task["taskDefinition"].pop(numbered, None)
        task["tags"].sort(key=lambda tag: tag["key"])
        yield json.dumps({"service": service["serviceName"], **task}, sort_keys=True)


def definition(expect, facts, name, arn, size):
    """What every task has; the container is the caller's to look at."""
    task = aws("ecs", "describe-task-definition", "--task-definition", arn)["taskDefinition"]
    found = (task["cpu"], task["memory"], task["runtimePlatform"]["cpuArchitecture"])
    expect.equal(f"{name}: size", found, (str(size["cpu"]), str(size["memory"]), facts["compute"]["architecture"]))
    [container] = task["containerDefinitions"]
    expect.equal(f"{name}: a read-only root", container["readonlyRootFilesystem"], name not in facts["compute"]["sessions"])
    repository, _, tag = container["image"].partition("/")[2].replace("@", ":").partition(":")
    expect.equal(f"{name}: the image", (repository in facts["registry"]["repositories"], tag not in ("", "latest")), (True, True))
    return container


def scaling(expect, wanted, names, services):
    asked = ("--service-namespace", "ecs")
    targets = aws("application-autoscaling", "describe-scalable-targets", *asked)["ScalableTargets"]
    found = {target["ResourceId"].split("/")[-1]: (target["MinCapacity"], target["MaxCapacity"]) for target in targets}
    expect.equal("what scales, between what", found, {name: (s["count"], s["max_count"]) for name, s in services.items() if "max_count" in s})
    for policy in aws("application-autoscaling", "describe-scaling-policies", *asked)["ScalingPolicies"]:
        is_ = policy["TargetTrackingScalingPolicyConfiguration"]
        said = (is_["TargetValue"], is_["ScaleInCooldown"], is_["ScaleOutCooldown"], is_["PredefinedMetricSpecification"]["PredefinedMetricType"])
        expect.equal(f"{policy['ResourceId']}: on what", said, (wanted["target"], wanted["scale_in_seconds"], wanted["scale_out_seconds"], wanted["metric"]))


def schedules(expect, facts, wanted, names):
    found = {}
    for each in aws("scheduler", "list-schedules", "--group-name", names["schedule_group"])["Schedules"]:
        schedule = aws("scheduler", "get-schedule", "--group-name", names["schedule_group"], "--name", each["Name"])
        found[each["Name"]] = {"at": schedule["ScheduleExpression"], "timezone": schedule["ScheduleExpressionTimezone"]}
        expect.equal(f"{each['Name']}: on", schedule["State"], "ENABLED")
        if each["Name"] in wanted["schedules"]:
            override, size = json.loads(schedule["Target"]["Input"]), facts["compute"]["scheduled"]
            expect.equal(f"{each['Name']}: size", (override["cpu"], override["memory"]), (str(size["cpu"]), str(size["memory"])))
            expect.equal(f"{each['Name']}: command", [c["command"] for c in override["containerOverrides"]], [[each["Name"]]])
    # Staging has a dump only where its backup bucket is switched on (decision 26).
    dump = {"daily-dump": wanted["daily_dump"]} if wanted["backup_lock"]["mode"] == "COMPLIANCE" or "daily-dump" in found else {}
    expect.equal("the schedules", found, {**wanted["schedules"], **dump})


def load_balancer(expect, facts, wanted, names, services):
    routing = facts["routing"]
    [balancer] = aws("elbv2", "describe-load-balancers")["LoadBalancers"]
    expect.equal("the load balancer", (balancer["LoadBalancerName"], balancer["IpAddressType"]), (names["load_balancer"], "dualstack-without-public-ipv4"))
    expect.equal("the load balancer's zones", len(balancer["AvailabilityZones"]), 2)
    listeners = {each["Port"]: each for each in aws("elbv2", "describe-listeners", "--load-balancer-arn", balancer["LoadBalancerArn"])["Listeners"]}
    expect.equal("the listeners", sorted(listeners), sorted(facts["ports"]["load_balancer"]))
    expect.equal("on 80", [action["Type"] for action in listeners[80]["DefaultActions"]], ["redirect"])
    expect.equal("on 443", (listeners[443]["Protocol"], listeners[443]["SslPolicy"]), ("HTTPS", routing["tls_policy"]))

    groups = {}
    for group in aws("elbv2", "describe-target-groups")["TargetGroups"]:
        groups[group["TargetGroupArn"]] = group["TargetGroupName"]
        expect.equal(f"{group['TargetGroupName']}: health", group["HealthCheckPath"], routing["health_path"])
    named = {service: names["target_group"].replace("{service}", service) for service in routing["hosts"] if service in services}
    hosts = {}
    for rule in aws("elbv2", "describe-rules", "--listener-arn", listeners[443]["ListenerArn"])["Rules"]:
        values = [value for condition in rule["Conditions"] for value in condition["HostHeaderConfig"]["Values"]]
        leads_to = groups[rule["Actions"][0]["TargetGroupArn"]]
        hosts[leads_to] = hosts.get(leads_to, []) + values
        if rule["IsDefault"]:
            expect.equal("where other hosts lead", leads_to, named[routing["default"]])
    expect.equal("the hosts", hosts, {named[service]: [routing["hosts"][service].replace("{domain}", wanted["domain"])] for service in named})

    [certificate] = aws("acm", "list-certificates")["CertificateSummaryList"]
    covered = aws("acm", "describe-certificate", "--certificate-arn", certificate["CertificateArn"])["Certificate"]["SubjectAlternativeNames"]
    expect.equal("the certificate", sorted(covered), sorted(name.replace("{domain}", wanted["domain"]) for name in routing["certificate"]))


def alarms(expect, facts, wanted, names, services):
    routed = [service for service in facts["routing"]["hosts"] if service in services]
    expected = {}
    for name, alarm in wanted["alarms"].items():
        for each in [f"{name}-{service}" for service in routed] if alarm["of"] == "target_groups" else [name]:
            said = (facts["alarm_sources"][alarm["of"]], alarm["metric"], alarm.get("above", alarm.get("below")))
            expected[names["alarm"].replace("{alarm}", each)] = said
    found, told = {}, set()
    for alarm in aws("cloudwatch", "describe-alarms")["MetricAlarms"]:
        if alarm["AlarmName"].startswith("TargetTracking-"):
            continue  # autoscaling's own
        found[alarm["AlarmName"]] = (alarm["Namespace"], alarm["MetricName"], alarm["Threshold"])
        told |= {tuple(alarm["AlarmActions"])}
    expect.equal("the alarms", found, expected)
    [topic] = [topic["TopicArn"] for topic in aws("sns", "list-topics")["Topics"] if topic["TopicArn"].endswith(f":{names['alert_topic']}")]
    expect.equal("whom they tell", told, {(topic,)})
    reached = [each["Protocol"] for each in aws("sns", "list-subscriptions-by-topic", "--topic-arn", topic)["Subscriptions"]]
    expect.equal("who is told", reached, ["email"])
    expect.equal("the dashboard", [d["DashboardName"] for d in aws("cloudwatch", "list-dashboards")["DashboardEntries"]], [names["dashboard"]])
