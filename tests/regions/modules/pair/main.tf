terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.here, aws.there]
    }
  }
}

resource "aws_sqs_queue" "here" {
  provider = aws.here
  name     = "here"
}

resource "aws_sqs_queue" "there" {
  provider = aws.there
  name     = "there"
}

module "inner" {
  source    = "../queue"
  name      = "inner"
  providers = { aws = aws.there }
}
