# Each thing that can be otherwise, and a cluster.
# expect: fail aws_db_instance.class at aws_db_instance.class instance_class
# expect: fail aws_db_instance.single at aws_db_instance.single multi_az
# expect: fail aws_db_instance.storage at aws_db_instance.storage storage_type
# expect: fail aws_db_instance.small at aws_db_instance.small allocated_storage
# expect: fail aws_db_instance.grown at aws_db_instance.grown max_allocated_storage
# expect: fail aws_rds_cluster.main at aws_rds_cluster.main db_cluster_instance_class
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {}
resource "aws_db_instance" "class" {
  engine                = "postgres"
  identifier            = terraform_data.unknown.id
  instance_class        = "db.t4g.large"
  multi_az              = true
  storage_type          = "gp3"
  allocated_storage     = 50
  max_allocated_storage = 200
}
resource "aws_db_instance" "single" {
  engine                = "postgres"
  instance_class        = "db.t4g.medium"
  storage_type          = "gp3"
  multi_az              = false
  allocated_storage     = 50
  max_allocated_storage = 200
}
resource "aws_db_instance" "storage" {
  engine                = "postgres"
  instance_class        = "db.t4g.medium"
  multi_az              = true
  storage_type          = "gp2"
  allocated_storage     = 50
  max_allocated_storage = 200
}
resource "aws_db_instance" "small" {
  engine                = "postgres"
  instance_class        = "db.t4g.medium"
  multi_az              = true
  storage_type          = "gp3"
  allocated_storage     = 60
  max_allocated_storage = 200
}
resource "aws_db_instance" "grown" {
  engine                = "postgres"
  instance_class        = "db.t4g.medium"
  multi_az              = true
  storage_type          = "gp3"
  allocated_storage     = 50
}
resource "aws_rds_cluster" "main" {
  engine = "aurora-postgresql"
}
