"""What holds for every bucket, of the account and of an environment."""

import json

from aws import aws


def check(expect, name, algorithm="AES256"):
    def read(command):
        return aws("s3api", command, "--bucket", name)

    block = read("get-public-access-block")["PublicAccessBlockConfiguration"]
    expect.equal(f"{name}: public access blocked", sorted(block.values()), [True] * 4)
    expect.equal(f"{name}: versioning", read("get-bucket-versioning").get("Status"), "Enabled")
    rules = read("get-bucket-encryption")["ServerSideEncryptionConfiguration"]["Rules"]
    expect.equal(f"{name}: encryption", [rule["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] for rule in rules], [algorithm])
    owner = read("get-bucket-ownership-controls")["OwnershipControls"]["Rules"]
    expect.equal(f"{name}: owner", [rule["ObjectOwnership"] for rule in owner], ["BucketOwnerEnforced"])
    denied = [
        (statement["Principal"], statement["Action"], sorted(statement["Resource"]))
        for statement in json.loads(read("get-bucket-policy")["Policy"])["Statement"]
        if statement["Effect"] == "Deny" and statement.get("Condition") == {"Bool": {"aws:SecureTransport": "false"}}
    ]
    arn = f"arn:aws:s3:::{name}"
    expect.equal(f"{name}: what is denied without TLS", denied, [("*", "s3:*", [arn, f"{arn}/*"])])


def transitions(name):
    """Every transition of the bucket, by age, and the name of every rule that lets objects expire."""
    rules = aws("s3api", "get-bucket-lifecycle-configuration", "--bucket", name)["Rules"]
    moves = [{"days": t["Days"], "storage_class": t["StorageClass"]} for rule in rules for t in rule.get("Transitions", [])]
    ends = [rule["ID"] for rule in rules if "Expiration" in rule or "NoncurrentVersionExpiration" in rule]
    return sorted(moves, key=lambda move: move["days"]), ends
