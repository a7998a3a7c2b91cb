# A class that is known after the apply alone, storage that AWS decides, and a size that is known later.
# expect: undetermined aws_db_instance.class
# expect: undetermined aws_db_instance.storage
# expect: undetermined aws_db_instance.size
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {
  input = 50
}
resource "aws_db_instance" "class" {
  engine                = "postgres"
  instance_class        = terraform_data.unknown.id
  multi_az              = true
  storage_type          = "gp3"
  allocated_storage     = 50
  max_allocated_storage = 200
}
resource "aws_db_instance" "storage" {
  engine                = "postgres"
  instance_class        = "db.t4g.medium"
  multi_az              = true
  allocated_storage     = 50
  max_allocated_storage = 200
}
resource "aws_db_instance" "size" {
  engine                = "postgres"
  instance_class        = "db.t4g.medium"
  multi_az              = true
  storage_type          = "gp3"
  allocated_storage     = terraform_data.unknown.output
  max_allocated_storage = 200
}
