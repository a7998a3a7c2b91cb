# The flag: not known, or left to AWS. AWS decides by the VPC where a member does not set it, and for a cluster of hosts always.
#
# expect: undetermined aws_db_instance.main
# expect: pass aws_rds_cluster.aurora
# expect: undetermined aws_rds_cluster_instance.unset
# expect: pass aws_rds_cluster_instance.set
# expect: undetermined aws_rds_cluster.of_hosts

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_db_subnet_group" "main" {
  name       = "main"
  subnet_ids = [aws_subnet.private.id]
}

resource "aws_db_instance" "main" {
  identifier                  = "main"
  engine                      = "postgres"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 20
  username                    = "owner"
  manage_master_user_password = true
  skip_final_snapshot         = true
  publicly_accessible         = terraform_data.unknown.output == "x"
  db_subnet_group_name        = aws_db_subnet_group.main.name
}

resource "aws_rds_cluster" "aurora" {
  cluster_identifier          = "aurora"
  engine                      = "aurora-postgresql"
  master_username             = "owner"
  manage_master_user_password = true
  skip_final_snapshot         = true
  db_subnet_group_name        = aws_db_subnet_group.main.name
}

resource "aws_rds_cluster_instance" "unset" {
  cluster_identifier = aws_rds_cluster.aurora.id
  engine             = "aurora-postgresql"
  instance_class     = "db.t4g.medium"
}

resource "aws_rds_cluster_instance" "set" {
  cluster_identifier  = aws_rds_cluster.aurora.id
  engine              = "aurora-postgresql"
  instance_class      = "db.t4g.medium"
  publicly_accessible = false
}

resource "aws_rds_cluster" "of_hosts" {
  cluster_identifier          = "of-hosts"
  engine                      = "postgres"
  db_cluster_instance_class   = "db.m5d.large"
  storage_type                = "io1"
  allocated_storage           = 100
  iops                        = 1000
  master_username             = "owner"
  manage_master_user_password = true
  skip_final_snapshot         = true
  db_subnet_group_name        = aws_db_subnet_group.main.name
}
