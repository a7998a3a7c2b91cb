# A value, a family and a group that are known after the apply alone, and an engine of which nothing is said.
# expect: undetermined aws_db_instance.value
# expect: undetermined aws_db_instance.family
# expect: undetermined aws_db_instance.group
# expect: undetermined aws_db_instance.mysql
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {
  input = "1"
}
resource "aws_db_parameter_group" "value" {
  name   = "value"
  family = "postgres17"
  parameter {
    name  = "rds.force_ssl"
    value = terraform_data.unknown.output
  }
}
resource "aws_db_parameter_group" "family" {
  name   = "family"
  family = terraform_data.unknown.output
}
resource "aws_db_instance" "value" {
  engine               = "postgres"
  instance_class       = "db.t4g.medium"
  parameter_group_name = aws_db_parameter_group.value.name
}
resource "aws_db_instance" "family" {
  engine               = "postgres"
  instance_class       = "db.t4g.medium"
  parameter_group_name = aws_db_parameter_group.family.name
}
resource "aws_db_instance" "group" {
  engine               = "postgres"
  instance_class       = "db.t4g.medium"
  parameter_group_name = terraform_data.unknown.id
}
resource "aws_db_instance" "mysql" {
  engine         = "mysql"
  engine_version = "8.0"
  instance_class = "db.t4g.medium"
}
