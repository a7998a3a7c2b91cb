# A global cluster and its member, replicas by ARN and by reference, and multi-region keys.
#
# expect: pass aws_rds_cluster.member
# expect: fail aws_rds_cluster.replica at aws_rds_cluster.replica replication_source_identifier
# expect: pass aws_db_instance.main
# expect: fail aws_db_instance.by_arn at aws_db_instance.by_arn replicate_source_db
# expect: pass aws_db_instance.by_reference
# expect: pass aws_kms_key.primary

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

provider "aws" {
  alias                       = "second"
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

resource "aws_rds_cluster" "member" {
  cluster_identifier          = terraform_data.unknown.output
  engine                      = "aurora-postgresql"
  master_username             = "main"
  manage_master_user_password = true
}

resource "aws_rds_cluster" "replica" {
  cluster_identifier            = "replica"
  engine                        = "aurora-postgresql"
  replication_source_identifier = "arn:aws:rds:eu-west-1:123456789012:cluster:main"
}

resource "aws_db_instance" "main" {
  identifier                  = "main"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  username                    = "main"
  manage_master_user_password = true
}

resource "aws_db_instance" "by_arn" {
  identifier          = "by-arn"
  instance_class      = "db.t4g.micro"
  replicate_source_db = "arn:aws:rds:eu-west-1:123456789012:db:main"
}

resource "aws_db_instance" "by_reference" {
  identifier          = "by-reference"
  instance_class      = "db.t4g.micro"
  replicate_source_db = aws_db_instance.main.arn
}

resource "aws_kms_key" "primary" {}
