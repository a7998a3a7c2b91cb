# Regions that the plan does not tell: known after the apply, or by a function.
# expect: undetermined aws_sqs_queue.later
# expect: undetermined aws_sqs_queue.built
# expect: undetermined aws_wafv2_ip_set.either
# expect: fail aws_dynamodb_table.later at aws_dynamodb_table.later replica[0].region_name
# expect: pass aws_sqs_queue.home
provider "aws" {
  alias                       = "later"
  region                      = terraform_data.later.output
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}
provider "aws" {
  alias                       = "built"
  region                      = replace(var.continent, "x", "")
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}
variable "continent" {
  default = "eu-central-1"
}
resource "terraform_data" "later" {
  input = "eu-central-1"
}
resource "aws_sqs_queue" "later" {
  provider = aws.later
  name     = "later"
}
resource "aws_sqs_queue" "built" {
  provider = aws.built
  name     = "built"
}
resource "aws_sqs_queue" "home" {
  name = "home"
}
resource "aws_dynamodb_table" "later" {
  provider         = aws.later
  name             = "later"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "id"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"
  attribute {
    name = "id"
    type = "S"
  }
  replica {
    region_name = "us-east-1"
  }
}
resource "aws_wafv2_ip_set" "either" {
  name               = "either"
  scope              = terraform_data.scope.output
  ip_address_version = "IPV4"
}
resource "terraform_data" "scope" {
  input = "REGIONAL"
}
