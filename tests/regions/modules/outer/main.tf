provider "aws" {
  alias                       = "own"
  region                      = "eu-west-3"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

module "proxy" {
  source    = "../proxy"
  providers = { aws = aws.own, aws.there = aws.own }
}
