"""The account root, read back."""

import json

import buckets
from aws import aws

ID = "123456789012"


def check(expect, facts, scope):
    guardrails(expect, facts["scopes"][scope])
    for use in ("terraform_state", "cloudtrail", "config"):
        buckets.check(expect, facts["names"]["buckets"][use])
    archive = facts["storage"]["audit_archive"]["transitions"]
    expect.equal("the trail's bucket: lifecycle", buckets.transitions(facts["names"]["buckets"]["cloudtrail"]), (archive, []))
    registry(expect, facts["registry"])
    trail(expect, facts)
    recorder(expect, facts)
    budgets(expect, facts)
    roles(expect, facts)


def guardrails(expect, scope):
    block = aws("s3control", "get-public-access-block", "--account-id", ID)["PublicAccessBlockConfiguration"]
    expect.equal("the account's public access block", sorted(block.values()), [True] * 4)
    expect.equal("EBS encryption", aws("ec2", "get-ebs-encryption-by-default")["EbsEncryptionByDefault"], True)
    policy = aws("iam", "get-account-password-policy")["PasswordPolicy"]
    wanted = scope["password_policy"]
    found = {"minimum_length": policy["MinimumPasswordLength"], "reuse_prevention": policy["PasswordReusePrevention"], "max_age_days": policy["MaxPasswordAge"]}
    expect.equal("the password policy", found, wanted)
    expect.equal("IAM users", aws("iam", "list-users")["Users"], [])
    suppressed = aws("sesv2", "get-account")["SuppressionAttributes"]["SuppressedReasons"]
    expect.equal("the suppression list", sorted(suppressed), sorted(scope["suppressed"]))


def registry(expect, wanted):
    found = {repository["repositoryName"]: repository for repository in aws("ecr", "describe-repositories")["repositories"]}
    expect.equal("the repositories", sorted(found), sorted(wanted["repositories"]))
    for name, repository in found.items():
        expect.equal(f"{name}: tags", repository["imageTagMutability"], "IMMUTABLE")
        expect.equal(f"{name}: scan on push", repository["imageScanningConfiguration"]["scanOnPush"], True)
        text = aws("ecr", "get-lifecycle-policy", "--repository-name", name)["lifecyclePolicyText"]
        rules = {rule["selection"]["tagStatus"]: rule["selection"]["countNumber"] for rule in json.loads(text)["rules"]}
        expect.equal(f"{name}: lifecycle", rules, {"untagged": wanted["untagged_days"], "tagged": wanted["tagged_kept"]})


def trail(expect, facts):
    [found] = aws("cloudtrail", "describe-trails")["trailList"]
    expect.equal("the trail", found["Name"], facts["scopes"]["account"]["trail"])
    expect.equal("the trail's bucket", found["S3BucketName"], facts["names"]["buckets"]["cloudtrail"])
    for what in ("IsMultiRegionTrail", "LogFileValidationEnabled", "IncludeGlobalServiceEvents"):
        expect.equal(f"the trail: {what}", found[what], True)
    expect.equal("the trail is logging", aws("cloudtrail", "get-trail-status", "--name", found["Name"])["IsLogging"], True)


def recorder(expect, facts):
    [found] = aws("configservice", "describe-configuration-recorders")["ConfigurationRecorders"]
    expect.equal("the recorder", found["name"], facts["scopes"]["account"]["recorder"])
    expect.equal("what is recorded", (found["recordingGroup"]["allSupported"], found["recordingGroup"]["includeGlobalResourceTypes"]), (True, True))
    [status] = aws("configservice", "describe-configuration-recorder-status")["ConfigurationRecordersStatus"]
    expect.equal("the recorder is recording", status["recording"], True)
    [channel] = aws("configservice", "describe-delivery-channels")["DeliveryChannels"]
    expect.equal("the recorder's bucket", channel["s3BucketName"], facts["names"]["buckets"]["config"])


def budgets(expect, facts):
    cost = facts["cost"]
    found = {budget["BudgetName"]: budget for budget in aws("budgets", "describe-budgets", "--account-id", ID)["Budgets"]}
    environments = ("staging", "production")
    expect.equal("the budgets", sorted(found), sorted(facts["names"]["budget"].replace("{env}", env) for env in environments))
    for env in environments:
        name = facts["names"]["budget"].replace("{env}", env)
        limit = cost["ceilings"][env][facts["scopes"][env]["profile"]] - cost["cloudflare"][env]
        expect.equal(f"{name}: limit", float(found[name]["BudgetLimit"]["Amount"]), float(limit))
        expect.equal(f"{name}: whose costs", found[name]["CostFilters"], {"TagKeyValue": [f"user:environment${env}"]})
        alerts = aws("budgets", "describe-notifications-for-budget", "--account-id", ID, "--budget-name", name)["Notifications"]
        wanted = [(kind, percent) for kind in ("ACTUAL", "FORECASTED") for percent in cost["budget_alerts_percent"]]
        expect.equal(f"{name}: alerts", sorted((alert["NotificationType"], int(alert["Threshold"])) for alert in alerts), sorted(wanted))


def roles(expect, facts):
    """Who may become what, compared whole: nothing is admitted beside it."""
    github, names = facts["github"], facts["names"]["roles"]
    repository = f"repo:{github['repository']}"
    wanted = {names["deploy"].replace("{env}", env): f"{repository}:environment:{env}" for env in ("staging", "production")}
    wanted[names["images"]] = f"{repository}:ref:refs/heads/{github['branch']}"
    wanted[names["scanner"]] = f"{repository}:environment:{github['scan_environment']}"
    host = "token.actions.githubusercontent.com"
    found = {}
    for role in aws("iam", "list-roles")["Roles"]:
        for statement in role["AssumeRolePolicyDocument"]["Statement"]:
            if "Federated" in statement["Principal"]:
                found[role["RoleName"]] = statement["Condition"]
    trust = {name: {"StringEquals": {f"{host}:aud": "sts.amazonaws.com", f"{host}:sub": sub}} for name, sub in wanted.items()}
    expect.equal("who may assume the roles", found, trust)
