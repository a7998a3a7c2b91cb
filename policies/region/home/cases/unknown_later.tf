# In the second region, and what they belong to is known after the apply alone; a copy that goes somewhere; and an address set that may be in no
# region.
#
# expect: undetermined aws_s3_bucket.later
# expect: undetermined aws_kms_key.later
# expect: undetermined aws_kms_alias.later
# expect: undetermined aws_s3_bucket_replication_configuration.nowhere
# expect: undetermined aws_s3_bucket_replication_configuration.later
# expect: undetermined aws_wafv2_ip_set.later

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

resource "aws_s3_bucket" "later" {
  provider = aws.second
  bucket   = terraform_data.unknown.output
}

resource "aws_kms_key" "later" {
  provider = aws.second
}

resource "aws_kms_alias" "later" {
  provider      = aws.second
  name          = terraform_data.unknown.output
  target_key_id = aws_kms_key.later.key_id
}

resource "aws_s3_bucket_replication_configuration" "nowhere" {
  bucket = "source"
  role   = "arn:aws:iam::123456789012:role/replication"

  rule {
    status = "Enabled"

    destination {
      bucket = terraform_data.unknown.output
    }
  }
}

resource "aws_s3_bucket_replication_configuration" "later" {
  bucket = "other"
  role   = "arn:aws:iam::123456789012:role/replication"

  rule {
    status = "Enabled"

    destination {
      bucket = aws_s3_bucket.later.arn
    }
  }
}

resource "aws_wafv2_ip_set" "later" {
  name               = "later"
  scope              = terraform_data.unknown.output
  ip_address_version = "IPV4"
}
