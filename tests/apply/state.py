"""The account root's state, which lies in a bucket that the root has made: its versions, its lock, and an end of both."""

import json
import tempfile

from aws import aws

BUCKET = "restartix-terraform-state"
KEY = "account/terraform.tfstate"
LOCK = f"{KEY}.tflock"


def versions():
    found = [v for v in aws("s3api", "list-object-versions", "--bucket", BUCKET).get("Versions", []) if v["Key"] == KEY]
    if not found:
        raise SystemExit(f"s3://{BUCKET}/{KEY} does not exist: the state is not where the backend has it")
    return len(found)


def lock():
    """As Terraform writes it, and on the same condition: that there is none yet."""
    with tempfile.NamedTemporaryFile("w", suffix=".tflock") as body:
        json.dump({"ID": "00000000-0000-4000-8000-000000000000", "Operation": "OperationTypeApply", "Who": "somebody@elsewhere"}, body)
        body.flush()
        aws("s3api", "put-object", "--bucket", BUCKET, "--key", LOCK, "--body", body.name, "--if-none-match", "*")


def unlock():
    aws("s3api", "delete-object", "--bucket", BUCKET, "--key", LOCK)


def empty_bucket():
    """Every version and every mark of a deletion, where there is such a bucket: one that holds something cannot be destroyed."""
    if BUCKET not in {bucket["Name"] for bucket in aws("s3api", "list-buckets")["Buckets"]}:
        return
    listed = aws("s3api", "list-object-versions", "--bucket", BUCKET)
    for item in listed.get("Versions", []) + listed.get("DeleteMarkers", []):
        aws("s3api", "delete-object", "--bucket", BUCKET, "--key", item["Key"], "--version-id", item["VersionId"])
