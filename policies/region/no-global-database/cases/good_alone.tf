# Databases and keys of one region: a replica beside its source, one by its ARN, a key that leaves the attribute out.
#
# expect: pass aws_db_instance.main
# expect: pass aws_db_instance.by_name
# expect: pass aws_db_instance.by_arn
# expect: pass aws_rds_cluster.main
# expect: pass aws_kms_key.main
# expect: pass aws_kms_key.said

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_db_instance" "main" {
  identifier                  = "main"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  username                    = terraform_data.unknown.output
  manage_master_user_password = true
}

resource "aws_db_instance" "by_name" {
  identifier          = "by-name"
  instance_class      = "db.t4g.micro"
  replicate_source_db = aws_db_instance.main.identifier
}

resource "aws_db_instance" "by_arn" {
  identifier          = "by-arn"
  instance_class      = "db.t4g.micro"
  replicate_source_db = "arn:aws:rds:eu-central-1:123456789012:db:other"
}

resource "aws_rds_cluster" "main" {
  cluster_identifier          = "main"
  engine                      = "aurora-postgresql"
  master_username             = "main"
  manage_master_user_password = true
}

resource "aws_kms_key" "main" {
  description = terraform_data.unknown.output
}

resource "aws_kms_key" "said" {
  multi_region = false
}
