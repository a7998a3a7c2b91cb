provider "aws" {}

provider "aws" {
  alias = "there"
}

resource "aws_sqs_queue" "this" {
  name = "this"
}

resource "aws_sqs_queue" "there" {
  provider = aws.there
  name     = "there"
}
