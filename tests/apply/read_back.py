"""Reads back what an apply has made.

    read_back.py list                       everything that there is, a line each
    read_back.py check SCOPE ARCHITECTURE   compares with architecture.yaml
    read_back.py secret NAME                prints the value of a secret
    read_back.py running CLUSTER            prints what each service of a cluster runs: a line of JSON each
    read_back.py state-versions             prints how many versions of the account root's state its bucket holds; none is an error
    read_back.py lock-state                 takes the lock of that state, as another writer would
    read_back.py unlock-state               gives it back
    read_back.py allow-destroy              lifts the databases' deletion protection, and empties the bucket of Terraform's state
    read_back.py remove-snapshots           removes what the databases have left behind, and prints it
"""

import sys

import account
import environment
import services
import state
import yaml
from aws import Expectations, aws

# Where things are listed: the command, the list in its answer, and what identifies an item, if that is not the item itself.
LISTS = [
    ("ec2 describe-vpcs", "Vpcs", "VpcId"),
    ("ec2 describe-subnets", "Subnets", "SubnetId"),
    ("ec2 describe-route-tables", "RouteTables", "RouteTableId"),
    ("ec2 describe-internet-gateways", "InternetGateways", "InternetGatewayId"),
    ("ec2 describe-nat-gateways", "NatGateways", "NatGatewayId"),
    ("ec2 describe-addresses", "Addresses", "AllocationId"),
    ("ec2 describe-vpc-endpoints", "VpcEndpoints", "VpcEndpointId"),
    ("ec2 describe-security-groups", "SecurityGroups", "GroupId"),
    ("ec2 describe-security-group-rules", "SecurityGroupRules", "SecurityGroupRuleId"),
    ("ec2 describe-volumes", "Volumes", "VolumeId"),
    ("s3api list-buckets", "Buckets", "Name"),
    ("rds describe-db-instances", "DBInstances", "DBInstanceIdentifier"),
    ("rds describe-db-clusters", "DBClusters", "DBClusterIdentifier"),
    ("rds describe-db-snapshots --snapshot-type manual", "DBSnapshots", "DBSnapshotIdentifier"),
    ("rds describe-db-cluster-snapshots --snapshot-type manual", "DBClusterSnapshots", "DBClusterSnapshotIdentifier"),
    ("rds describe-db-parameter-groups", "DBParameterGroups", "DBParameterGroupName"),
    ("rds describe-db-subnet-groups", "DBSubnetGroups", "DBSubnetGroupName"),
    ("elasticache describe-replication-groups", "ReplicationGroups", "ReplicationGroupId"),
    ("elasticache describe-cache-subnet-groups", "CacheSubnetGroups", "CacheSubnetGroupName"),
    ("kms list-aliases", "Aliases", "AliasName"),
    ("secretsmanager list-secrets", "SecretList", "Name"),
    ("iam list-roles", "Roles", "RoleName"),
    ("iam list-policies --scope Local", "Policies", "PolicyName"),
    ("iam list-open-id-connect-providers", "OpenIDConnectProviderList", "Arn"),
    ("logs describe-log-groups", "logGroups", "logGroupName"),
    ("elbv2 describe-load-balancers", "LoadBalancers", "LoadBalancerArn"),
    ("elbv2 describe-target-groups", "TargetGroups", "TargetGroupArn"),
    ("acm list-certificates", "CertificateSummaryList", "CertificateArn"),
    ("servicediscovery list-namespaces", "Namespaces", "Name"),
    ("servicediscovery list-services", "Services", "Name"),
    ("route53 list-hosted-zones", "HostedZones", "Name"),
    ("application-autoscaling describe-scalable-targets --service-namespace ecs", "ScalableTargets", "ResourceId"),
    ("scheduler list-schedules", "Schedules", "Name"),
    ("scheduler list-schedule-groups", "ScheduleGroups", "Name"),
    ("events list-rules", "Rules", "Name"),
    ("cloudwatch describe-alarms", "MetricAlarms", "AlarmName"),
    ("cloudwatch list-dashboards", "DashboardEntries", "DashboardName"),
    ("sns list-topics", "Topics", "TopicArn"),
    ("sns list-subscriptions", "Subscriptions", "SubscriptionArn"),
    ("ses list-identities", "Identities", None),
    ("ses list-configuration-sets", "ConfigurationSets", "Name"),
    ("ecr describe-repositories", "repositories", "repositoryName"),
    ("cloudtrail describe-trails", "trailList", "TrailARN"),
    ("configservice describe-configuration-recorders", "ConfigurationRecorders", "name"),
    ("configservice describe-delivery-channels", "DeliveryChannels", "name"),
    (f"budgets describe-budgets --account-id {account.ID}", "Budgets", "BudgetName"),
]
# What is still listed for a while after it has gone.
GONE = {"deleted", "deleting", "terminated"}
# What AWS makes by itself at the first use, and nobody can delete: its own keys' aliases, its default parameter and schedule groups.
OF_AWS = ("alias/aws/", "default")


def everything():
    for command, items, identity in LISTS:
        for item in aws(*command.split())[items]:
            name, state = (item[identity], item.get("State", "")) if identity else (item, "")
            if str(state).lower() not in GONE and not name.startswith(OF_AWS):
                yield f"{command.split()[0]} {items} {name}"
    for instance in (i for r in aws("ec2", "describe-instances")["Reservations"] for i in r["Instances"]):
        if instance["State"]["Name"] not in GONE:
            yield f"ec2 Instances {instance['InstanceId']}"
    # A deleted cluster stays for a while, inactive. So do revisions of task definitions, active and on purpose.
    for cluster in aws("ecs", "describe-clusters", "--clusters", *aws("ecs", "list-clusters")["clusterArns"] or ["none"])["clusters"]:
        if cluster["status"] != "INACTIVE":
            yield f"ecs clusters {cluster['clusterArn']}"
    # A destroyed key waits for a month before it goes. AWS's own come with the first resource that is encrypted under one, and stay.
    of_aws = {a.get("TargetKeyId") for a in aws("kms", "list-aliases")["Aliases"] if a["AliasName"].startswith("alias/aws/")}
    for key in aws("kms", "list-keys")["Keys"]:
        state = aws("kms", "describe-key", "--key-id", key["KeyId"])["KeyMetadata"]["KeyState"]
        if state != "PendingDeletion" and key["KeyId"] not in of_aws:
            yield f"kms Keys {key['KeyId']}"


def allow_destroy():
    for instance in aws("rds", "describe-db-instances")["DBInstances"]:
        if instance["DeletionProtection"]:
            name = instance["DBInstanceIdentifier"]
            aws("rds", "modify-db-instance", "--db-instance-identifier", name, "--no-deletion-protection", "--apply-immediately")
    for cluster in aws("rds", "describe-db-clusters")["DBClusters"]:
        name = cluster["DBClusterIdentifier"]
        aws("rds", "modify-db-cluster", "--db-cluster-identifier", name, "--no-deletion-protection", "--apply-immediately")
    state.empty_bucket()


def remove_snapshots():
    for snapshot in aws("rds", "describe-db-snapshots", "--snapshot-type", "manual")["DBSnapshots"]:
        print(snapshot["DBSnapshotIdentifier"])
        aws("rds", "delete-db-snapshot", "--db-snapshot-identifier", snapshot["DBSnapshotIdentifier"])
    for snapshot in aws("rds", "describe-db-cluster-snapshots", "--snapshot-type", "manual")["DBClusterSnapshots"]:
        print(snapshot["DBClusterSnapshotIdentifier"])
        aws("rds", "delete-db-cluster-snapshot", "--db-cluster-snapshot-identifier", snapshot["DBClusterSnapshotIdentifier"])


def check(scope, architecture):
    with open(architecture, encoding="utf-8") as file:
        facts = yaml.safe_load(file)
    expect = Expectations()
    (account.check if scope == "account" else environment.check)(expect, facts, scope)
    expect.finish()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["list"]:
            print("\n".join(sorted(everything())))
        case ["check", scope, architecture]:
            check(scope, architecture)
        case ["secret", name]:
            print(aws("secretsmanager", "get-secret-value", "--secret-id", name)["SecretString"])
        case ["running", cluster]:
            print("\n".join(services.running(cluster)))
        case ["state-versions"]:
            print(state.versions())
        case ["lock-state"]:
            state.lock()
        case ["unlock-state"]:
            state.unlock()
        case ["allow-destroy"]:
            allow_destroy()
        case ["remove-snapshots"]:
            remove_snapshots()
        case _:
            raise SystemExit(__doc__)
