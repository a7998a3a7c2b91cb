# Who did what in the account, in every region: also who read a secret or used a key. Kept as the audit archive is.

module "cloudtrail_bucket" {
  source = "../modules/bucket"

  name                = local.buckets.cloudtrail
  tls_minimum_version = local.architecture.storage.tls_minimum_version
  transitions         = local.architecture.storage.audit_archive.transitions # and no expiry

  # This trail and no other, of this account or of another that knows the bucket's name.
  policy_statements = [
    {
      Sid       = "TrailLooksAtTheBucket"
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "s3:GetBucketAcl"
      Resource  = local.audit_bucket_arn
      Condition = { StringEquals = { "aws:SourceArn" = local.trail_arn } }
    },
    {
      Sid       = "TrailWritesItsLogs"
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${local.audit_bucket_arn}/AWSLogs/${var.account_id}/*"
      Condition = {
        StringEquals = {
          "aws:SourceArn" = local.trail_arn
          "s3:x-amz-acl"  = "bucket-owner-full-control"
        }
      }
    },
  ]
}

resource "aws_cloudtrail" "this" {
  name           = local.scope.trail
  s3_bucket_name = module.cloudtrail_bucket.name
  enable_logging = true

  is_multi_region_trail         = true
  include_global_service_events = true # IAM and STS, which are in no region
  enable_log_file_validation    = true # a digest every hour: a log that was changed or removed shows

  # Management events, reads among them: GetSecretValue and Decrypt are such reads. The first copy of them is free.
  event_selector {
    include_management_events = true
    read_write_type           = "All"
  }

  lifecycle {
    prevent_destroy = true
  }

  # CloudTrail tries the bucket when the trail is made, so the policy that admits it must be there.
  depends_on = [module.cloudtrail_bucket]
}
