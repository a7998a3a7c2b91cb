# The copy of the backups is in the second region, with all that is set of it. What is not known of the rest changes nothing.
#
# expect: pass aws_s3_bucket.backup
# expect: pass aws_s3_bucket_replication_configuration.backup
# expect: pass aws_s3_bucket.replica
# expect: not-applicable aws_s3_bucket_versioning.replica
# expect: not-applicable aws_s3_bucket_public_access_block.replica
# expect: pass aws_kms_key.replica
# expect: pass aws_kms_alias.replica
# expect: not-applicable aws_kms_grant.replica
# expect: pass aws_sqs_queue.home
# expect: not-applicable aws_iam_role.global

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

resource "aws_s3_bucket" "backup" {
  bucket = "restartix-backup-production"
}

resource "aws_s3_bucket_replication_configuration" "backup" {
  bucket = aws_s3_bucket.backup.bucket
  role   = "arn:aws:iam::123456789012:role/replication"

  rule {
    status = "Enabled"

    destination {
      bucket = aws_s3_bucket.replica.arn
    }
  }
}

resource "aws_s3_bucket" "replica" {
  provider = aws.second
  bucket   = "restartix-backup-production-replica"
}

resource "aws_s3_bucket_versioning" "replica" {
  provider = aws.second
  bucket   = aws_s3_bucket.replica.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "replica" {
  provider = aws.second
  bucket   = "restartix-backup-production-replica"
}

resource "aws_kms_key" "replica" {
  provider = aws.second
}

resource "aws_kms_alias" "replica" {
  provider      = aws.second
  name          = "alias/restartix-production-backup-replica"
  target_key_id = aws_kms_key.replica.key_id
}

resource "aws_kms_grant" "replica" {
  provider          = aws.second
  key_id            = aws_kms_key.replica.key_id
  grantee_principal = "arn:aws:iam::123456789012:role/main"
  operations        = ["Encrypt"]
}

resource "aws_sqs_queue" "home" {
  name = terraform_data.unknown.output
}

resource "aws_iam_role" "global" {
  provider           = aws.second
  name               = "main"
  assume_role_policy = "{}"
}
