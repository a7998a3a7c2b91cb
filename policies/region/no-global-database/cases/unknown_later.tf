# What a replica is of, whether a cluster is a member of a global one, and whether a key is multi-region are known after the apply alone.
#
# expect: undetermined aws_rds_cluster.member
# expect: undetermined aws_db_instance.replica
# expect: undetermined aws_kms_key.later

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_rds_cluster" "member" {
  cluster_identifier          = "member"
  engine                      = "aurora-postgresql"
  master_username             = "main"
  manage_master_user_password = true
  global_cluster_identifier   = terraform_data.unknown.output
}

resource "aws_db_instance" "replica" {
  identifier          = "replica"
  instance_class      = "db.t4g.micro"
  replicate_source_db = terraform_data.unknown.output
}

resource "aws_kms_key" "later" {
  multi_region = terraform_data.unknown.output == "yes"
}
