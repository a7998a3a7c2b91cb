# AWS Config writes down how every resource is set up, and what changed when.

locals {
  config_bucket_arn = "arn:aws:s3:::${local.buckets.config}"
}

module "config_bucket" {
  source = "../modules/bucket"

  name                = local.buckets.config
  tls_minimum_version = local.architecture.storage.tls_minimum_version
  transitions         = local.architecture.storage.audit_archive.transitions
}

resource "aws_iam_role" "config" {
  name        = local.roles.config
  description = "AWS Config: reads how resources are set up, writes into its own bucket"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ConfigForThisAccount"
      Effect    = "Allow"
      Principal = { Service = "config.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
}

# AWS's own list of what Config has to read; it grows with the services that Config knows.
resource "aws_iam_role_policy_attachment" "config" {
  role       = aws_iam_role.config.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole"
}

resource "aws_iam_role_policy" "config_delivery" {
  name = "delivery"
  role = aws_iam_role.config.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LooksAtItsBucket"
        Effect   = "Allow"
        Action   = ["s3:GetBucketAcl", "s3:ListBucket"]
        Resource = local.config_bucket_arn
      },
      {
        Sid       = "WritesItsRecords"
        Effect    = "Allow"
        Action    = "s3:PutObject"
        Resource  = "${local.config_bucket_arn}/AWSLogs/${var.account_id}/Config/*"
        Condition = { StringLike = { "s3:x-amz-acl" = "bucket-owner-full-control" } }
      },
    ]
  })
}

resource "aws_config_configuration_recorder" "this" {
  name     = local.scope.recorder
  role_arn = local.config_role_arn

  recording_group {
    all_supported                 = true
    include_global_resource_types = true # here and nowhere else: this is the only recorder
  }

  recording_mode {
    recording_frequency = "CONTINUOUS" # a daily record costs four times as much per item, and misses what was undone
  }

  # The role's ARN is built (locals.tf), so its existence has to be asked for by name.
  depends_on = [aws_iam_role_policy_attachment.config]
}

resource "aws_config_delivery_channel" "this" {
  name           = local.scope.recorder
  s3_bucket_name = module.config_bucket.name

  snapshot_delivery_properties {
    delivery_frequency = "TwentyFour_Hours"
  }

  # A channel belongs to a recorder, and Config tries the bucket under the role when the channel is made.
  depends_on = [aws_config_configuration_recorder.this, aws_iam_role_policy.config_delivery, module.config_bucket]
}

# A recorder is made stopped, and starts only where it has somewhere to deliver to.
resource "aws_config_configuration_recorder_status" "this" {
  name       = aws_config_configuration_recorder.this.name
  is_enabled = true

  depends_on = [aws_config_delivery_channel.this]
}
