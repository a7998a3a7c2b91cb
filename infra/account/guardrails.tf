# Settings of the account as a whole. Each holds whatever a single resource says, and for what nobody manages here as well.

resource "aws_s3_account_public_access_block" "this" {
  account_id              = var.account_id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# Volumes that name no key of their own are encrypted under aws/ebs. A setting of this region, the only one with volumes.
resource "aws_ebs_encryption_by_default" "this" {
  enabled = true
}

# The account has no IAM users. Should one be made all the same, its password is not a weak one.
resource "aws_iam_account_password_policy" "this" {
  minimum_password_length        = local.scope.password_policy.minimum_length
  require_lowercase_characters   = true
  require_uppercase_characters   = true
  require_numbers                = true
  require_symbols                = true
  allow_users_to_change_password = true
  password_reuse_prevention      = local.scope.password_policy.reuse_prevention
  max_password_age               = local.scope.password_policy.max_age_days
}

# Whoever bounced or complained is not written to again, from either environment. Identities belong to the environments.
resource "aws_sesv2_account_suppression_attributes" "this" {
  suppressed_reasons = local.scope.suppressed
}
