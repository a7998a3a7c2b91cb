"""An environment's root, read back."""

import buckets
import services
from aws import aws


def check(expect, facts, scope):
    names = {use: name.replace("{env}", scope) for use, name in facts["names"]["buckets"].items()}
    wanted = facts["scopes"][scope]
    storage(expect, facts, names, wanted["backup_lock"])
    database(expect, facts, wanted["database"])
    cache(expect, wanted["cache"])
    secrets(expect, facts, scope)
    security_groups(expect, facts)
    logs(expect, wanted["logs"], facts["profiles"][wanted["profile"]]["telemetry"])
    email(expect, facts, scope)
    keys(expect, {use: name.replace("{env}", scope) for use, name in facts["names"]["keys"].items()})
    services.check(expect, facts, scope)


def storage(expect, facts, names, lock):
    found = {bucket["Name"] for bucket in aws("s3api", "list-buckets")["Buckets"]}
    expect.equal("uploads and the audit archive exist", {names["uploads"], names["audit_archive"]} <= found, True)
    buckets.check(expect, names["uploads"])
    buckets.check(expect, names["audit_archive"])
    expect.equal("uploads: lifecycle", buckets.transitions(names["uploads"]), ([], []))
    archive = facts["storage"]["audit_archive"]["transitions"]
    expect.equal("the audit archive: lifecycle", buckets.transitions(names["audit_archive"]), (archive, []))

    # Staging has a backup bucket only where its switch is on (decision 26).
    if lock["mode"] == "COMPLIANCE":
        expect.equal("the backup bucket exists", names["backup"] in found, True)
    if names["backup"] in found:
        buckets.check(expect, names["backup"], "aws:kms")
        held = aws("s3api", "get-object-lock-configuration", "--bucket", names["backup"])["ObjectLockConfiguration"]
        retention = held["Rule"]["DefaultRetention"]
        term = "years" if "years" in lock else "days"
        expect.equal("the lock", (held["ObjectLockEnabled"], retention["Mode"], retention[term.capitalize()]), ("Enabled", lock["mode"], lock[term]))
        expect.equal("backups: lifecycle", buckets.transitions(names["backup"]), (facts["storage"]["backup"]["transitions"], []))


def database(expect, facts, wanted):
    serverless = "capacity" in wanted
    instances = aws("rds", "describe-db-instances")["DBInstances"]
    expect.equal("database instances", len(instances), wanted["instances"] if serverless else 1)
    for instance in instances:
        expect.equal("the database is public", instance["PubliclyAccessible"], False)
        expect.equal("the database's class", instance["DBInstanceClass"], wanted["instance_class"])
    if serverless:
        [found] = aws("rds", "describe-db-clusters")["DBClusters"]
        capacity = found["ServerlessV2ScalingConfiguration"]
        expect.equal("capacity", (capacity["MinCapacity"], capacity["MaxCapacity"]), (wanted["capacity"]["min_acu"], wanted["capacity"]["max_acu"]))
        identifier, groups = "DBClusterIdentifier", aws("rds", "describe-db-subnet-groups")["DBSubnetGroups"]
        subnet_group = next(group for group in groups if group["DBSubnetGroupName"] == found["DBSubnetGroup"])
        parameters = aws("rds", "describe-db-cluster-parameters", "--db-cluster-parameter-group-name", found["DBClusterParameterGroup"])
    else:
        [found] = instances
        identifier, subnet_group = "DBInstanceIdentifier", found["DBSubnetGroup"]
        expect.equal("two zones", found["MultiAZ"], wanted["multi_az"])
        size = {"type": found["StorageType"], "allocated_gib": found["AllocatedStorage"], "max_allocated_gib": found["MaxAllocatedStorage"]}
        expect.equal("storage", size, wanted["storage"])
        expect.equal("deletion protection", found["DeletionProtection"], True)
        parameters = aws("rds", "describe-db-parameters", "--db-parameter-group-name", found["DBParameterGroups"][0]["DBParameterGroupName"])
    expect.equal("the database's name", found[identifier], wanted["identifier"])
    expect.equal("engine", (found["Engine"], found["EngineVersion"].split(".")[0]), (wanted["engine"], wanted["engine_version"]))
    expect.equal("storage is encrypted", found["StorageEncrypted"], True)
    expect.equal("backups, in days", found["BackupRetentionPeriod"], wanted["backup_retention_days"])
    expect.equal("parameters", {p["ParameterName"]: p["ParameterValue"] for p in parameters["Parameters"] if "ParameterValue" in p}, wanted["parameters"])
    private(expect, [subnet["SubnetIdentifier"] for subnet in subnet_group["Subnets"]])


def private(expect, subnets):
    """By routes, whatever the subnets are called: none of them leads to an internet gateway."""
    tables = aws("ec2", "describe-route-tables")["RouteTables"]
    routed = {a["SubnetId"]: table for table in tables for a in table["Associations"] if "SubnetId" in a}
    gateways = [(s, r["GatewayId"]) for s in subnets for r in routed[s]["Routes"] if r.get("GatewayId", "").startswith("igw-")]
    expect.equal("ways from the database's subnets to the internet", gateways, [])


def cache(expect, wanted):
    [found] = aws("elasticache", "describe-replication-groups")["ReplicationGroups"]
    expect.equal("the cache", (found["ReplicationGroupId"], found["CacheNodeType"]), (wanted["id"], wanted["node_type"]))
    expect.equal("the cache's nodes", len(found["MemberClusters"]), 1 + wanted["replicas"])
    expect.equal("the cache is encrypted, in transit and at rest", (found["TransitEncryptionEnabled"], found["AtRestEncryptionEnabled"]), (True, True))
    failover = "enabled" if wanted["replicas"] else "disabled"
    expect.equal("the cache's failover and zones", (found["AutomaticFailover"], found["MultiAZ"]), (failover, failover))


def secrets(expect, facts, scope):
    """That they exist, and under which key; never what they hold."""
    telemetry = facts["profiles"][facts["scopes"][scope]["profile"]]["telemetry"]
    names = {name.replace("{env}", scope) for use, name in facts["names"]["secrets"].items() if telemetry or use != "telemetry"}
    found = {secret["Name"]: secret.get("KmsKeyId") for secret in aws("secretsmanager", "list-secrets")["SecretList"]}
    expect.equal("the secrets", set(found), names)
    alias = facts["names"]["keys"]["application"].replace("{env}", scope)
    key = aws("kms", "describe-key", "--key-id", alias)["KeyMetadata"]
    encryption = facts["names"]["secrets"]["encryption"].replace("{env}", scope)
    expect.equal("the encryption secret's key", str(found.get(encryption)).split("/")[-1], key["KeyId"])


def security_groups(expect, facts):
    named = facts["names"]["security_groups"]
    groups = {group["GroupId"]: group["GroupName"] for group in aws("ec2", "describe-security-groups")["SecurityGroups"]}
    rules = [rule for rule in aws("ec2", "describe-security-group-rules")["SecurityGroupRules"] if not rule["IsEgress"]]
    ours = [rule for rule in rules if groups[rule["GroupId"]] != "default"]
    whole = [rule["SecurityGroupRuleId"] for rule in ours if "0.0.0.0/0" in (rule.get("CidrIpv4"), rule.get("CidrIpv6")) or rule.get("CidrIpv6") == "::/0"]
    expect.equal("rules that admit the internet", whole, [])

    def admitted(group):
        return {
            (groups.get(rule.get("ReferencedGroupInfo", {}).get("GroupId")), rule["IpProtocol"], rule["FromPort"], rule["ToPort"])
            for rule in ours
            if groups[rule["GroupId"]] == named[group]
        }

    postgres, pgbouncer = facts["ports"]["postgres"], facts["ports"]["pgbouncer"]
    sources = ("pgbouncer", "migrations", "backup")
    expect.equal("what reaches the database", admitted("database"), {(named[source], "tcp", postgres, postgres) for source in sources})
    expect.equal("what reaches pgbouncer", admitted("pgbouncer"), {(named["app"], "tcp", pgbouncer, pgbouncer)})
    expect.equal("what reaches the migrations", admitted("migrations"), set())
    expect.equal("what reaches the dump", admitted("backup"), set())


def logs(expect, wanted, telemetry):
    groups = [log for table in wanted.values() for log in table.values() if telemetry or not log.get("telemetry")]
    found = {group["logGroupName"]: group.get("retentionInDays") for group in aws("logs", "describe-log-groups")["logGroups"]}
    for log in groups:
        expect.equal(f"{log['group']}: retention", found.pop(log["group"], "missing"), log["retention_days"])
    expect.equal("log groups without a retention", [name for name, days in found.items() if days is None], [])


def email(expect, facts, scope):
    domain, wanted = facts["scopes"][scope]["domain"], facts["email"]
    named = {use: facts["names"][use].replace("{env}", scope) for use in ("configuration_set", "email_feedback_topic")}
    identity = aws("sesv2", "get-email-identity", "--email-identity", domain)
    expect.equal("the domain is signed for", (identity["DkimAttributes"]["SigningEnabled"], len(identity["DkimAttributes"]["Tokens"])), (True, 3))
    expect.equal("the domain's configuration set", identity["ConfigurationSetName"], named["configuration_set"])
    expect.equal("where bounces go", identity["MailFromAttributes"]["MailFromDomain"], wanted["mail_from"].replace("{domain}", domain))
    sends = aws("sesv2", "get-configuration-set", "--configuration-set-name", named["configuration_set"])
    expect.equal("mail goes over TLS", sends["DeliveryOptions"]["TlsPolicy"], "REQUIRE")
    [told] = aws("sesv2", "get-configuration-set-event-destinations", "--configuration-set-name", named["configuration_set"])["EventDestinations"]
    topic = told["SnsDestination"]["TopicArn"]
    expect.equal("what feedback is told", (told["Enabled"], sorted(told["MatchingEventTypes"])), (True, sorted(facts["scopes"]["account"]["suppressed"])))
    expect.equal("the topic of feedback", topic.split(":")[-1], named["email_feedback_topic"])
    endpoint = f"https://{facts['routing']['hosts']['core-api'].replace('{domain}', domain)}{wanted['feedback_path']}"
    hears = aws("sns", "list-subscriptions-by-topic", "--topic-arn", topic)["Subscriptions"]
    expect.equal("who hears of feedback", [(each["Protocol"], each["Endpoint"]) for each in hears], [("https", endpoint)])


def keys(expect, wanted):
    found = {alias["AliasName"]: alias["TargetKeyId"] for alias in aws("kms", "list-aliases")["Aliases"] if "TargetKeyId" in alias}
    expect.equal("the application key exists", wanted["application"] in found, True)
    for name in wanted.values():
        if name in found:
            rotation = aws("kms", "get-key-rotation-status", "--key-id", found[name])
            expect.equal(f"{name}: rotation", rotation["KeyRotationEnabled"], True)
