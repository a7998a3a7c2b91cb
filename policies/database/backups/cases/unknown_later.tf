# Known after the apply alone, or for AWS to decide.
# expect: undetermined aws_db_instance.later
# expect: undetermined aws_db_instance.left_out
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {
  input = 7
}
resource "aws_db_instance" "later" {
  engine                  = "postgres"
  instance_class          = "db.t4g.medium"
  backup_retention_period = terraform_data.unknown.output
}
resource "aws_db_instance" "left_out" {
  engine         = "postgres"
  instance_class = "db.t4g.medium"
}
