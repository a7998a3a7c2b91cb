# Each thing that can be otherwise, and a cluster.
# expect: pass aws_db_instance.class
# expect: pass aws_db_instance.single
# expect: pass aws_db_instance.storage
# expect: pass aws_db_instance.small
# expect: pass aws_db_instance.grown
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {}
resource "aws_db_instance" "class" {
  engine                = "postgres"
  identifier            = terraform_data.unknown.id
  instance_class        = "db.t4g.medium"
  multi_az              = true
  storage_type          = "gp3"
  allocated_storage     = 50
  max_allocated_storage = 200
}
resource "aws_db_instance" "single" {
  engine                = "postgres"
  instance_class        = "db.t4g.medium"
  storage_type          = "gp3"
  multi_az              = true
  allocated_storage     = 50
  max_allocated_storage = 200
}
resource "aws_db_instance" "storage" {
  engine                = "postgres"
  instance_class        = "db.t4g.medium"
  multi_az              = true
  storage_type          = "gp3"
  allocated_storage     = 50
  max_allocated_storage = 200
}
resource "aws_db_instance" "small" {
  engine                = "postgres"
  instance_class        = "db.t4g.medium"
  multi_az              = true
  storage_type          = "gp3"
  allocated_storage     = 50
  max_allocated_storage = 200
}
resource "aws_db_instance" "grown" {
  engine                = "postgres"
  instance_class        = "db.t4g.medium"
  multi_az              = true
  storage_type          = "gp3"
  allocated_storage     = 50
  max_allocated_storage = 200
}
