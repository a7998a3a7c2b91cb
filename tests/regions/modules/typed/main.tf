variable "settings" {
  type = object({ region = optional(string, "us-east-1") })
}

variable "region" {
  type     = string
  default  = "us-west-2"
  nullable = false
}

provider "aws" {
  alias                       = "optional"
  region                      = try(var.settings.region, "eu-central-1")
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

provider "aws" {
  alias                       = "never_null"
  region                      = coalesce(var.region, "eu-central-1")
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

resource "aws_sqs_queue" "optional" {
  provider = aws.optional
  name     = "optional"
}

resource "aws_sqs_queue" "never_null" {
  provider = aws.never_null
  name     = "never-null"
}
