# Another engine, another version, and the database that has to exist is only called so in another form.
# expect: pass aws_db_instance.mysql
# expect: pass aws_db_instance.old
# expect: undetermined aws_db_instance.later
# expect: pass aws_db_instance.main
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {
  input = "17"
}
resource "aws_db_instance" "mysql" {
  identifier     = "mysql"
  engine         = "postgres"
  engine_version = "17"
  instance_class = "db.t4g.medium"
}
resource "aws_db_instance" "old" {
  identifier     = "old"
  engine         = "postgres"
  engine_version = "17"
  instance_class = "db.t4g.medium"
}
resource "aws_db_instance" "later" {
  identifier     = "later"
  engine         = "postgres"
  engine_version = terraform_data.unknown.output
  instance_class = "db.t4g.medium"
}
resource "aws_db_instance" "main" {
  identifier     = "restartix-production"
  engine         = "postgres"
  engine_version = "17"
  instance_class = "db.t4g.medium"
}
