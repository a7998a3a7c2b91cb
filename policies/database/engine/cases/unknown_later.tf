# An engine, a version and a name that are known after the apply alone. AWS decides what a version is that is left out.
# expect: undetermined aws_db_instance.engine
# expect: undetermined aws_db_instance.left_out
# expect: undetermined missing:restartix-production
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {
  input = "postgres"
}
resource "aws_db_instance" "engine" {
  identifier     = terraform_data.unknown.output
  engine         = terraform_data.unknown.output
  engine_version = "17"
  instance_class = "db.t4g.medium"
}
resource "aws_db_instance" "left_out" {
  identifier     = "left-out"
  engine         = "postgres"
  instance_class = "db.t4g.medium"
}
