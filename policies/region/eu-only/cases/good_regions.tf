# Allowed regions by every form of a provider, and services that are in none.
# expect: pass aws_s3_bucket.home
# expect: pass aws_s3_bucket.replica
# expect: pass aws_sqs_queue.by_variable
# expect: pass aws_wafv2_ip_set.regional
# expect: pass aws_route53_resolver_firewall_config.regional
# expect: pass aws_vpc.home
# expect: not-applicable aws_iam_role.global
# expect: not-applicable aws_route53_zone.global
# expect: not-applicable aws_wafv2_ip_set.global
# expect: not-applicable terraform_data.elsewhere
variable "replica" {
  default = "eu-west-1"
}
provider "aws" {
  alias                       = "replica"
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}
provider "aws" {
  alias                       = "variable"
  region                      = var.replica
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}
provider "aws" {
  alias                       = "virginia"
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}
resource "terraform_data" "elsewhere" {}
resource "aws_s3_bucket" "home" {
  bucket = "home"
  tags   = { note = terraform_data.elsewhere.id }
}
resource "aws_s3_bucket" "replica" {
  provider = aws.replica
  bucket   = "replica"
}
resource "aws_sqs_queue" "by_variable" {
  provider = aws.variable
  name     = "queue"
}
resource "aws_iam_role" "global" {
  provider           = aws.virginia
  name               = "global"
  assume_role_policy = "{}"
}
resource "aws_route53_zone" "global" {
  provider = aws.virginia
  name     = "example.com"
}
resource "aws_wafv2_ip_set" "global" {
  provider           = aws.virginia
  name               = "global"
  scope              = "CLOUDFRONT"
  ip_address_version = "IPV4"
}
resource "aws_wafv2_ip_set" "regional" {
  name               = "regional"
  scope              = "REGIONAL"
  ip_address_version = "IPV4"
}
resource "aws_vpc" "home" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_route53_resolver_firewall_config" "regional" {
  resource_id = aws_vpc.home.id
}
