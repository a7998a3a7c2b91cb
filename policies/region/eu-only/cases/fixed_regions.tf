# Other regions, those among them that begin as the allowed ones do.
# expect: pass aws_s3_bucket.virginia
# expect: fail aws_s3_bucket.london at aws_s3_bucket.london region
# expect: fail aws_sqs_queue.zurich at aws_sqs_queue.zurich region
# expect: fail aws_sqs_queue.paris at aws_sqs_queue.paris region
# expect: fail aws_wafv2_web_acl.virginia at aws_wafv2_web_acl.virginia region
# expect: fail aws_route53_resolver_firewall_domain_list.virginia
# expect: fail aws_sqs_queue.other at aws_sqs_queue.other region
# expect: pass aws_sqs_queue.home
provider "aws" {
  alias                       = "virginia"
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}
provider "aws" {
  alias                       = "london"
  region                      = "eu-west-2"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}
provider "aws" {
  alias                       = "zurich"
  region                      = "eu-central-2"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}
provider "aws" {
  alias                       = "paris"
  region                      = var.paris
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}
variable "paris" {
  default = "eu-west-3"
}
# In the plan it looks as if it were the home region.
provider "aws" {
  alias                       = "other"
  region                      = var.home == "eu-central-1" ? "us-east-1" : "eu-west-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}
variable "home" {
  default = "eu-central-1"
}
resource "aws_sqs_queue" "other" {
  provider = aws.other
  name     = "other"
}
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "virginia" {
  bucket = "virginia"
  tags   = { note = terraform_data.unknown.id }
}
resource "aws_s3_bucket" "london" {
  provider = aws.london
  bucket   = "london"
}
resource "aws_sqs_queue" "zurich" {
  provider = aws.zurich
  name     = "zurich"
}
resource "aws_sqs_queue" "paris" {
  provider = aws.paris
  name     = "paris"
}
resource "aws_sqs_queue" "home" {
  name = "home"
}
resource "aws_wafv2_web_acl" "virginia" {
  provider = aws.virginia
  name     = "virginia"
  scope    = "REGIONAL"
  default_action {
    allow {}
  }
  visibility_config {
    cloudwatch_metrics_enabled = false
    metric_name                = "none"
    sampled_requests_enabled   = false
  }
}
resource "aws_route53_resolver_firewall_domain_list" "virginia" {
  provider = aws.virginia
  name     = "virginia"
}
