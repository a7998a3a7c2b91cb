# Every way in which Terraform code says in which region a resource is, each with what must come of it.
#
#   # region: ADDRESS -> REGION        from the plan's JSON alone; `null` where it does not tell
#   # with source: ADDRESS -> REGION   where the source tells more; else it is the same
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

variable "environment" {
  default = "production"
}

variable "home" {
  default = "eu-central-1"
}

# The plan holds its default, whatever it is given.
variable "ephemeral" {
  default   = "eu-central-1"
  ephemeral = true
}

variable "sensitive" {
  default   = "eu-west-3"
  sensitive = true
}

variable "places" {
  default = { replica = "eu-west-1" }
}

locals {
  replica = var.places.replica
}

resource "terraform_data" "later" {
  input = "eu-central-1"
}

provider "aws" {
  region                      = "eu-central-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

provider "aws" {
  alias                       = "west"
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

provider "aws" {
  alias                       = "variable"
  region                      = var.home
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

provider "aws" {
  alias                       = "template"
  region                      = var.home
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

provider "aws" {
  alias                       = "part"
  region                      = var.places.replica
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

provider "aws" {
  alias                       = "local"
  region                      = local.replica
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

provider "aws" {
  alias                       = "either"
  region                      = var.home == "eu-central-1" ? "us-east-1" : "eu-west-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

provider "aws" {
  alias                       = "replaced"
  region                      = replace(var.home, "central", "west")
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

provider "aws" {
  alias                       = "built"
  region                      = "${substr(var.home, 0, 2)}-central-2"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

provider "aws" {
  alias                       = "later"
  region                      = terraform_data.later.output
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

provider "aws" {
  alias                       = "ephemeral"
  region                      = var.ephemeral
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

provider "aws" {
  alias                       = "sensitive"
  region                      = var.sensitive
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

provider "aws" {
  alias                       = "marked"
  region                      = sensitive("eu-west-3")
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

# region: aws_sqs_queue.default -> eu-central-1
resource "aws_sqs_queue" "default" {
  name = "default"
}

# region: aws_sqs_queue.alias -> eu-west-1
resource "aws_sqs_queue" "alias" {
  provider = aws.west
  name     = "alias"
}

# A variable and a function of it look the same in the plan.
# region: aws_sqs_queue.variable -> null
# with source: aws_sqs_queue.variable -> eu-central-1
resource "aws_sqs_queue" "variable" {
  provider = aws.variable
  name     = "variable"
}

# region: aws_sqs_queue.template -> null
# with source: aws_sqs_queue.template -> eu-central-1
resource "aws_sqs_queue" "template" {
  provider = aws.template
  name     = "template"
}

# region: aws_sqs_queue.part -> null
# with source: aws_sqs_queue.part -> eu-west-1
resource "aws_sqs_queue" "part" {
  provider = aws.part
  name     = "part"
}

# region: aws_sqs_queue.local -> null
# with source: aws_sqs_queue.local -> eu-west-1
resource "aws_sqs_queue" "local" {
  provider = aws.local
  name     = "local"
}

# region: aws_sqs_queue.either -> null
# with source: aws_sqs_queue.either -> us-east-1
resource "aws_sqs_queue" "either" {
  provider = aws.either
  name     = "either"
}

# Functions of texts are not evaluated.
# region: aws_sqs_queue.replaced -> null
resource "aws_sqs_queue" "replaced" {
  provider = aws.replaced
  name     = "replaced"
}

# region: aws_sqs_queue.built -> null
resource "aws_sqs_queue" "built" {
  provider = aws.built
  name     = "built"
}

# region: aws_sqs_queue.later -> null
resource "aws_sqs_queue" "later" {
  provider = aws.later
  name     = "later"
}

# The provider computes a bucket's region: it is the provider's own.
# region: aws_s3_bucket.computed -> eu-west-1
resource "aws_s3_bucket" "computed" {
  provider = aws.west
  bucket   = "computed"
}

# What an event goes to is elsewhere.
# region: aws_cloudwatch_event_target.elsewhere -> eu-central-1
resource "aws_cloudwatch_event_target" "elsewhere" {
  rule = "rule"
  arn  = "arn:aws:events:us-east-1:123456789012:event-bus/other"
}

# region: data.aws_iam_policy_document.read -> eu-west-1
data "aws_iam_policy_document" "read" {
  provider = aws.west
  statement {
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }
}

# region: terraform_data.later -> null

# Inherited, given as the default, and given by the name that the module asks for.
# region: module.inherits.aws_sqs_queue.this -> eu-central-1
module "inherits" {
  source = "./modules/queue"
  name   = "inherits"
}

# region: module.given.aws_sqs_queue.this -> eu-west-1
module "given" {
  source    = "./modules/queue"
  name      = "given"
  providers = { aws = aws.west }
}

# region: module.each["a.b"].aws_sqs_queue.this -> eu-west-1
module "each" {
  source    = "./modules/queue"
  for_each  = toset(["a.b"])
  name      = "each"
  providers = { aws = aws.west }
}

# region: module.pair.aws_sqs_queue.here -> eu-central-1
# region: module.pair.aws_sqs_queue.there -> eu-west-1
# region: module.pair.module.inner.aws_sqs_queue.this -> eu-west-1
module "pair" {
  source    = "./modules/pair"
  providers = { aws.here = aws, aws.there = aws.west }
}

# The module has a provider of its own, whose region the call gives.
# region: module.own.aws_sqs_queue.constant -> eu-west-3
# region: module.own.aws_sqs_queue.variable -> null
# with source: module.own.aws_sqs_queue.variable -> eu-central-1
module "own" {
  source = "./modules/own"
  region = var.home
}

# The module has an empty block, to which the call gives a configuration. One that is not given stands for the environment, and looks
# the same in the plan.
# region: module.proxy.aws_sqs_queue.this -> null
# with source: module.proxy.aws_sqs_queue.this -> eu-west-1
# region: module.proxy.aws_sqs_queue.there -> null
# with source: module.proxy.aws_sqs_queue.there -> eu-central-1
module "proxy" {
  source    = "./modules/proxy"
  providers = { aws = aws.west, aws.there = aws }
}

# The same, two modules deep.
# region: module.outer.module.proxy.aws_sqs_queue.this -> null
# with source: module.outer.module.proxy.aws_sqs_queue.this -> eu-west-3
# region: module.outer.module.proxy.aws_sqs_queue.there -> null
# with source: module.outer.module.proxy.aws_sqs_queue.there -> eu-west-3
module "outer" {
  source = "./modules/outer"
}

# Inherited over several modules, with no call that gives anything.
# region: module.between.module.inner.aws_sqs_queue.this -> null
# with source: module.between.module.inner.aws_sqs_queue.this -> eu-central-1
# region: module.between.module.deep.module.inner.aws_sqs_queue.this -> null
# with source: module.between.module.deep.module.inner.aws_sqs_queue.this -> eu-central-1
module "between" {
  source = "./modules/between"
}

# region: aws_sqs_queue.ephemeral -> null
resource "aws_sqs_queue" "ephemeral" {
  provider = aws.ephemeral
  name     = "ephemeral"
}

# What is sensitive is shown nowhere.
# region: aws_sqs_queue.sensitive -> null
resource "aws_sqs_queue" "sensitive" {
  provider = aws.sensitive
  name     = "sensitive"
}

# region: aws_sqs_queue.marked -> null
resource "aws_sqs_queue" "marked" {
  provider = aws.marked
  name     = "marked"
}

# An optional attribute has its default, and null stands for the default of what is never null.
# region: module.typed.aws_sqs_queue.optional -> null
# with source: module.typed.aws_sqs_queue.optional -> us-east-1
# region: module.typed.aws_sqs_queue.never_null -> null
# with source: module.typed.aws_sqs_queue.never_null -> us-west-2
module "typed" {
  source   = "./modules/typed"
  settings = {}
  region   = null
}
