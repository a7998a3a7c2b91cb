# A global cluster and its member, replicas by ARN and by reference, and multi-region keys.
#
# expect: fail aws_rds_global_cluster.main at aws_rds_global_cluster.main
# expect: fail aws_rds_cluster.member at aws_rds_cluster.member global_cluster_identifier
# expect: fail aws_rds_cluster.replica at aws_rds_cluster.replica replication_source_identifier
# expect: pass aws_db_instance.main
# expect: fail aws_db_instance.by_arn at aws_db_instance.by_arn replicate_source_db
# expect: fail aws_db_instance.by_reference at aws_db_instance.by_reference replicate_source_db
# expect: fail aws_kms_key.primary at aws_kms_key.primary multi_region
# expect: fail aws_kms_replica_key.second at aws_kms_replica_key.second

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

resource "aws_rds_global_cluster" "main" {
  global_cluster_identifier = "main"
  engine                    = "aurora-postgresql"
}

resource "aws_rds_cluster" "member" {
  cluster_identifier          = terraform_data.unknown.output
  engine                      = "aurora-postgresql"
  master_username             = "main"
  manage_master_user_password = true
  global_cluster_identifier   = "main"
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
  provider            = aws.second
  identifier          = "by-reference"
  instance_class      = "db.t4g.micro"
  replicate_source_db = aws_db_instance.main.arn
}

resource "aws_kms_key" "primary" {
  multi_region = true
}

resource "aws_kms_replica_key" "second" {
  provider        = aws.second
  primary_key_arn = aws_kms_key.primary.arn
}
