# In the second region without belonging to the copy of the backups, by the resource or by a copy of it; and that copy itself in a third. What
# is not known of a name changes nothing.
#
# expect: pass aws_sqs_queue.second
# expect: fail aws_s3_bucket.other at aws_s3_bucket.other region
# expect: fail aws_s3_bucket.made_up at aws_s3_bucket.made_up region
# expect: not-applicable aws_s3_bucket_versioning.other
# expect: fail aws_kms_key.other at aws_kms_key.other region
# expect: fail aws_kms_alias.other at aws_kms_alias.other region
# expect: pass aws_s3_bucket.replica
# expect: not-applicable aws_s3_bucket_ownership_controls.replica
# expect: pass aws_s3_bucket.backup
# expect: fail aws_s3_bucket_replication_configuration.backup at aws_s3_bucket_replication_configuration.backup rule[0].destination[0].bucket
# expect: pass aws_secretsmanager_secret.copied

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

provider "aws" {
  alias                       = "second"
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

provider "aws" {
  alias                       = "third"
  region                      = "eu-north-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

resource "aws_sqs_queue" "second" {
  name = terraform_data.unknown.output
}

resource "aws_s3_bucket" "other" {
  provider = aws.second
  bucket   = "restartix-backup-production-replica-2"
}

resource "aws_s3_bucket" "made_up" {
  provider      = aws.second
  bucket_prefix = "restartix-backup-production-replica"
}

resource "aws_s3_bucket_versioning" "other" {
  provider = aws.second
  bucket   = aws_s3_bucket.other.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_ownership_controls" "replica" {
  provider = aws.second
  bucket   = aws_s3_bucket.replica.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_kms_key" "other" {
  provider = aws.second
}

resource "aws_kms_alias" "other" {
  provider      = aws.second
  name          = "alias/other"
  target_key_id = aws_kms_key.other.key_id
}

resource "aws_s3_bucket" "replica" {
  provider = aws.second
  bucket   = "restartix-backup-production-replica"
}

resource "aws_s3_bucket" "backup" {
  bucket = "restartix-backup-production"
}

resource "aws_s3_bucket_replication_configuration" "backup" {
  bucket = aws_s3_bucket.backup.bucket
  role   = "arn:aws:iam::123456789012:role/replication"

  rule {
    status = "Enabled"

    destination {
      bucket = aws_s3_bucket.other.arn
    }
  }
}

resource "aws_secretsmanager_secret" "copied" {
  name = "copied"
}
