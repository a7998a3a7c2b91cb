variable "region" {}

provider "aws" {
  region                      = "eu-west-3"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

provider "aws" {
  alias                       = "variable"
  region                      = var.region
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

resource "aws_sqs_queue" "constant" {
  name = "constant"
}

resource "aws_sqs_queue" "variable" {
  provider = aws.variable
  name     = "variable"
}
