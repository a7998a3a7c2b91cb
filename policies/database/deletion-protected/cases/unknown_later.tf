# Each known after the apply alone.
# expect: undetermined aws_db_instance.protection
# expect: undetermined aws_db_instance.name
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {
  input = true
}
resource "aws_db_instance" "protection" {
  engine                    = "postgres"
  instance_class            = "db.t4g.medium"
  deletion_protection       = terraform_data.unknown.output
  final_snapshot_identifier = "end"
}
resource "aws_db_instance" "name" {
  engine                    = "postgres"
  instance_class            = "db.t4g.medium"
  deletion_protection       = true
  final_snapshot_identifier = terraform_data.unknown.id
}
